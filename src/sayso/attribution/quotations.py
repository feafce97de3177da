"""Rules for quoted words: the speaker before, behind or between them, and labels of speakers."""

from __future__ import annotations

from bisect import bisect_left

from sayso.attribution import lexicon, phrases
from sayso.attribution.drafts import Draft
from sayso.attribution.tokens import Row
from sayso.records import Span

_MOST_PARAGRAPHS = 60
"""So far back a quotation over many paragraphs is followed."""


def asked(row: Row, place: int) -> bool:
    """Whether a question or an exclamation ends at ``place``, which looks like the end of a sentence ("'Why?' she asked")."""
    return (
        place >= 0 and row.kinds[place] == "Q" and row.text[row.starts[place] : row.ends[place]].rstrip("\"”’'»")[-1:] in "?!"
    )


def complete(row: Row, quotation: int) -> bool:
    """Whether a quotation ends as speech does before its speaker: with a stop inside, or a comma behind."""
    start, end = row.starts[quotation], row.ends[quotation]
    tail = row.text[max(start, end - 3) : end].rstrip("\"”’'»")
    return tail[-1:] in (",", ".", "!", "?", "…", "—", "-") or row.kinds[quotation + 1] == ","


def quotation_verb_speaker(row: Row, quotation: int, start: int, end: int) -> Draft | None:
    """As in: “We won,” said Ann Lee."""
    subject = phrases.subject_after(row, end)
    if subject is None:
        return None
    draft = Draft("quotation, then verb and speaker", row, start, (start, end), row.slice(*subject))
    return with_quotations(draft, quotation, subject[1])


def with_quotations(draft: Draft, quotation: int, end: int) -> Draft:
    """The quotation before the speaker with the words that lead into it, and those behind that carry it on."""
    row = draft.row
    start = phrases.sentence_start(row, quotation)
    lead = start
    while lead < quotation and row.kinds[lead] in '&c":,':
        lead += 1
    if any(kind in ":V" for kind in row.kinds[lead:quotation]):
        lead = quotation
    while start == lead and quotation == lead and start >= 2 and row.kinds[start - 2] == "Q" and row.kinds[start - 1] == "|":
        start = lead = quotation = start - 2
    if lead < quotation:
        draft.content.append(Span(row.starts[lead], row.starts[quotation]))
    for place in range(quotation, draft.cue[0]):
        if row.kinds[place] == "Q":
            add_quotation(draft, place)
    draft.direct = True
    follow(draft, end)
    return draft


def add_quotation(draft: Draft, place: int) -> None:
    """Add the quotation at ``place`` with those of its pieces that stand in the lines before."""
    row = draft.row
    quotation = row.quotations[place]
    index = bisect_left(quotation.spans, (row.starts[place], 0))
    draft.content += quotation.spans[max(0, index - _MOST_PARAGRAPHS) : index]
    draft.content.append(Span(row.starts[place], row.ends[place]))


def follow(draft: Draft, end: int) -> None:
    """Add the quotations behind the speaker that nobody else is given for."""
    row, kinds = draft.row, draft.row.kinds
    place = phrases.sentence_end(row, end)
    inner = next((at for at in range(end, place) if kinds[at] == "Q"), None)
    if inner is not None:
        if kinds[inner - 1] in ",:" and not any(kinds[at] in "V" for at in range(end, inner)):
            add_quotation(draft, inner)
        else:
            return
    while place + 1 < len(kinds) and kinds[place] == "|" and kinds[place + 1] == "Q" and kinds[place + 2] in "|Q":
        add_quotation(draft, place + 1)
        place += 2


def speaker_label(row: Row) -> Draft | None:
    """As in a headline or a transcript: Ann Lee: the road is safe."""
    kinds = row.kinds
    colon = next((at for at in range(1, min(len(kinds), 8)) if kinds[at] == ":"), None)
    if colon is None or colon < 2 or row.lows[1] in lexicon.SLUGS or row.lows[colon - 1] in lexicon.SLUGS:
        return None
    role = row.titled and colon <= 4 and row.lows[colon - 1] in lexicon.KNOWING
    if any(kind not in ("NDn&." if role else "ND&.") for kind in kinds[1:colon]):
        return None
    shouted = row.text[row.starts[1] : row.ends[colon - 1]].isupper()
    if not (row.titled or shouted) or colon + 1 >= len(kinds):
        return None
    end = phrases.without_stops(row, colon + 1, len(kinds))
    if end <= colon + 1:
        return None
    draft = Draft("speaker label", row, colon, (colon, colon + 1), row.slice(1, colon))
    draft.content.append(row.slice(colon + 1, end))
    return draft


def signed_quotation(row: Row) -> Draft | None:
    """As in: “We won.” — Ann Lee"""
    last = len(row.kinds) - 1
    dash = next((at for at in range(last - 2, max(0, last - 14), -1) if row.kinds[at] == "-"), None)
    if dash is None or row.kinds[dash - 1] not in "Q|" or (row.kinds[dash - 1] == "|" and row.kinds[dash - 2] != "Q"):
        return None
    draft = signature(row, dash)
    if draft is not None:
        add_quotation(draft, dash - 1 - (row.kinds[dash - 1] == "|"))
    return draft


def signature(row: Row, dash: int) -> Draft | None:
    """The name behind a dash that ends the line, as a speaker of nothing yet."""
    last = len(row.kinds) - 1
    subject = phrases.subject_after(row, dash + 1) if row.kinds[dash + 1] == "N" else None
    if subject is None or phrases.without_stops(row, dash, last) != subject[1]:
        return None
    return Draft("quotation, then name", row, dash, (dash, dash + 1), row.slice(*subject), direct=True)
