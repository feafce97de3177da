"""Rules for hops: whom a speaker cites, and claims, reports and denials that are nouns."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.attribution import lexicon, phrases
from sayso.attribution.clauses import participle, reported_to, rightward
from sayso.attribution.drafts import Draft, shorten
from sayso.attribution.phrases import Range
from sayso.attribution.tokens import Row


def citing(row: Row, verb: int, end: int, made: Sequence[Draft]) -> Draft | None:
    """As in: The Post reported that it was closed, citing two officials. The officials stand behind what the Post reported."""
    cited = _cited(row, verb, end)
    host = _last_report(row, verb, made)
    if cited is None or host is None or host.source is None:
        leads = cited is not None and (row.kinds[verb - 1] == "|" or row.kinds[cited[1]] == ",")
        return None if leads else participle(row, verb, end, made)
    shorten(row, made, verb - 1, host.source)
    return Draft("citing", row, verb, (verb, end), row.slice(*cited), host=host)


def _cited(row: Row, verb: int, end: int) -> Range | None:
    """Whoever is cited, where the words may name a source at all ("citing officials", not "citing fatigue")."""
    cited = phrases.subject_after(row, end, apposition=row.kinds[verb - 1] != "|")
    return cited if cited is not None and _may_know(row, cited) else None


def _may_know(row: Row, place: Range) -> bool:
    low = row.lows[slice(*place)]
    return any(word in lexicon.KNOWING for word in low) or (
        row.kinds[place[0]] in "NP" or (row.kinds[place[0]] == "D" and row.kinds[place[1] - 1] == "N")
    )


def _last_report(row: Row, place: int, made: Sequence[Draft]) -> Draft | None:
    """The last report in the sentence before ``place``."""
    first = phrases.sentence_start(row, place)
    for draft in reversed(made):
        if draft.row is not row or draft.at < first:
            return None
        if draft.host is None and row.lows[draft.at] in lexicon.SAYING:
            return draft
    return None


def cited_before(row: Row, draft: Draft) -> Draft | None:
    """As in: Citing two officials, the Post reported that it was closed. The officials, once ``draft`` is made for the Post."""
    if draft.host is not None or row.lows[draft.at] not in lexicon.SAYING:
        return None
    first = phrases.sentence_start(row, draft.at)
    for place in range(max(first, draft.at - 25), draft.cue[0]):
        if row.lows[place] == "citing" and row.kinds[place - 1] in "|,":
            cited = _cited(row, place, place + 1)
            if cited is not None and cited[1] < draft.cue[0]:
                return Draft("citing", row, place, (place, place + 1), row.slice(*cited), host=draft)
    return None


def as_saying(row: Row, verb: int) -> Draft | None:
    """As in: The Post quotes one of them as saying that it was closed."""
    subject = phrases.subject_before(row, verb - 1)
    if subject is None:
        return None
    draft = Draft("as saying", row, verb, (verb - 1, verb + 1), row.slice(*subject))
    return rightward(draft, ("saying",), verb + 1)


def nominal(row: Row, noun: int) -> Draft | None:
    """As in: The mayor's claim that the bridge was safe; a report by the Post that it was not; fears that it would fall."""
    start = noun
    while start > 0 and row.kinds[start - 1] in "na" and not _owns(row, start - 1):
        start -= 1
    that, owner = noun + 1, None
    if row.lows[that] == "by":
        owner = phrases.subject_after(row, that + 1, apposition=False)
        that = owner[1] if owner is not None else that
        start -= row.kinds[start - 1] == "D"
    elif start > 0 and _owns(row, start - 1):
        owner = _owner(row, start - 1)
    elif row.lows[noun] not in lexicon.TALK or row.kinds[start - 1] not in "Di|&,(V":
        return None
    if row.kinds[that] != "t":
        return None
    finish = _one_clause(row, that, reported_to(row, that, False))
    if finish <= that + 1:
        return None
    source = row.slice(*owner) if owner is not None else None
    cue = (start if owner is not None else noun, noun + 1)
    return Draft("claim", row, noun, cue, source, [row.slice(that, finish)])


def _one_clause(row: Row, that: int, finish: int) -> int:
    """Where the main clause goes on behind the one of "that": "Her claim that it smelled of tar was confirmed"."""
    verbs = 0
    for place in range(that + 1, finish):
        kind = row.kinds[place]
        if kind in "&csRt,":
            return finish
        finite = kind in "XV" or (kind == "n" and row.lows[place].endswith("ed"))
        if finite and verbs and kind == "X" and row.kinds[place - 1] in "nN":
            return place
        verbs += finite
    return finish


def _owns(row: Row, place: int) -> bool:
    low = row.lows[place]
    return low.endswith(("’s", "'s", "s’", "s'")) or low in lexicon.POSSESSIVES


def _owner(row: Row, place: int) -> Range:
    """The possessor that ends at ``place`` with the rest of its name."""
    start = place
    while start > 0 and row.kinds[start - 1] == "N" and row.kinds[place] == "N":
        start -= 1
    if start > 0 and row.kinds[start - 1] == "D" and row.lows[place] not in lexicon.POSSESSIVES:
        start -= 1
    return start, place + 1
