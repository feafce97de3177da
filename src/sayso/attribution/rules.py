"""The rules of the grammar: from a row of tokens to drafts of attributions.

Each rule is a function from a row and the place of a cue to a draft, or None where the words around the cue do not bear it out.
``RULES`` names them, with the precision that was measured for each.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sayso import spans
from sayso.attribution import lexicon, phrases
from sayso.attribution.phrases import Range
from sayso.attribution.tokens import Row
from sayso.records import Span

RULES: dict[str, float] = {
    "quotation, then speaker": 0.86,
    "quotation, then verb and speaker": 0.72,
    "speaker, then quotation": 0.75,
    "reported clause": 0.52,
    "clause, then speaker": 0.68,
    "as somebody puts it": 0.79,
    "according to": 0.72,
    "participle": 0.5,
    "second verb": 0.41,
    "expected or alleged": 0.44,
    "no source": 0.26,
    "speaker label": 0.68,
}
"""The rules, each with the share of its attributions that were right (linked) on PolNeAR's training split."""

_LEAST_SHARE = 0.25
"""A form is taken for a cue where at least this share of its occurrences was one."""


_MOST_PARAGRAPHS = 60
"""So far back a quotation over many paragraphs is followed."""
_LONG_SUBJECT = 14
"""Nobody is named aside in a clause at greater length."""


@dataclass(slots=True)
class Draft:
    """An attribution in the making. ``at`` is the place of its verb in its row, ``cue`` a range of tokens of that row.

    One that is ``direct`` may have no content yet: the words stand in the lines that follow.
    """

    rule: str
    row: Row
    at: int
    cue: Range
    source: Span | None
    content: list[Span] = field(default_factory=list)
    direct: bool = False


def drafts(row: Row) -> Iterator[Draft]:
    """The drafts that the rules make of ``row``, in the order of their cues."""
    made: list[Draft] = []
    label = _speaker_label(row)
    if label is not None:
        made.append(label)
    place = 0
    for place, kind in enumerate(row.kinds):
        if row.lows[place] in lexicon.TALK and row.kinds[place - 1] == "|":
            draft = _talk(row, place)
        elif kind == "V":
            draft = _from_word(row, place, made)
        else:
            continue
        if draft is not None and (draft.content or draft.direct):
            made.append(draft)
    yield from made


def _from_word(row: Row, place: int, made: Sequence[Draft]) -> Draft | None:
    if row.lows[place] in lexicon.HEARSAY:
        return _hearsay(row, place)
    if row.lows[place] in lexicon.UNKNOWN and row.lows[place - 2 : place - 1] == ["it"]:
        return _it_is_unknown(row, place)
    form = _form_at(row, place)
    return _from_cue(row, place, form, made) if form is not None else None


def _form_at(row: Row, place: int) -> tuple[str, ...] | None:
    """The longest counted form that begins at ``place``, if it is often enough a cue."""
    lows = row.lows
    for form in lexicon.FORMS.get(lows[place], ()):
        if len(form) == 1 or tuple(lows[place : place + len(form)]) == form:
            count = lexicon.COUNTS[form]
            return form if count.cues >= _LEAST_SHARE * count.seen else None
    return None


def _from_cue(row: Row, verb: int, form: tuple[str, ...], made: Sequence[Draft]) -> Draft | None:
    end = verb + len(form)
    if form[0] == "according":
        return _according_to(row, verb, end)
    start = phrases.group_start(row, verb)
    group = row.lows[start:verb]
    if form[0] in lexicon.SEEMING:
        return _unsourced(row, start, verb, end)
    if start > 0 and row.lows[start - 1] == "to":
        return None
    if form[0] in lexicon.EXPECTED and start == verb and row.lows[end : end + 2] in (["to", "be"], ["to", "have"]):
        return _unsourced(row, start, verb, end)
    if any(word in lexicon.BE for word in group) and not form[0].endswith("ing"):
        return _passive(row, start, verb, end)
    if row.lows[end] in ("by", "of") and len(form) == 1:
        return None
    if form[0].endswith("ing") and not any(word in lexicon.BE for word in group):
        return _participle(row, verb, end, made)
    saying = form[0] in lexicon.SAYING
    before = _before(row, start)
    if saying and before is not None and row.kinds[before] == "Q":
        return _quotation_verb_speaker(row, before, start, end)
    if row.kinds[start - 1] in "&" or (row.kinds[start - 1] == "," and row.kinds[start - 2] == "&"):
        return _second_verb(row, start, verb, end, made)
    subject = phrases.subject_before(row, start)
    if subject is None:
        return _clause_verb_speaker(row, start, end) if saying else None
    if not _agrees(row, subject, start, verb):
        return None
    draft = Draft("", row, verb, (start, end), row.slice(*subject))
    before = _before(row, subject[0])
    if saying and row.kinds[before or 0] == "|" and row.kinds[end] in "|.,iaT" and _asked(row, subject[0] - 2):
        before = subject[0] - 2
    if saying and before is not None and row.kinds[before] == "Q" and _complete(row, before):
        draft.rule = "quotation, then speaker"
        return _with_quotations(draft, before, end)
    if saying and _is_as_aside(row, subject[0] - 1, end):
        draft.rule = "as somebody puts it"
        return _around(draft, subject[0] - 1, end)
    if saying and subject[1] - subject[0] <= _LONG_SUBJECT and _is_parenthetical(row, subject[0], end):
        draft.rule = "clause, then speaker"
        return _around(draft, subject[0], end)
    return _rightward(draft, form, end)


def _before(row: Row, place: int) -> int | None:
    """The token before ``place``, a comma apart."""
    place -= 1
    if place >= 1 and row.kinds[place] == ",":
        place -= 1
    return place if place >= 0 else None


def _asked(row: Row, place: int) -> bool:
    """Whether a question or an exclamation ends at ``place``, which looks like the end of a sentence ("'Why?' she asked")."""
    return (
        place >= 0 and row.kinds[place] == "Q" and row.text[row.starts[place] : row.ends[place]].rstrip("\"”’'»")[-1:] in "?!"
    )


def _complete(row: Row, quotation: int) -> bool:
    """Whether a quotation ends as speech does before its speaker: with a stop inside, or a comma behind."""
    start, end = row.starts[quotation], row.ends[quotation]
    tail = row.text[max(start, end - 3) : end].rstrip("\"”’'»")
    return tail[-1:] in (",", ".", "!", "?", "…", "—", "-") or row.kinds[quotation + 1] == ","


def _agrees(row: Row, subject: Range, start: int, verb: int) -> bool:
    """Whether the verb can belong to its subject: a form that may be a noun needs a plural, a name or a pronoun before it."""
    form = row.lows[verb]
    last = row.kinds[subject[1] - 1]
    if start < verb or form.endswith("ed") or form in lexicon.IRREGULAR_PAST or last in "PRt":
        return True
    if last != "N" and form in lexicon.ALSO_NOUNS and row.kinds[verb + 1] in "i&":
        return False
    low = row.lows[subject[1] - 1]
    if form.endswith("s"):
        return not (low.endswith("s") and last == "n") and not low.endswith(("’s", "'s"))
    return last != "n" or low.endswith("s") or low in lexicon.INDEFINITE


def _quotation_verb_speaker(row: Row, quotation: int, start: int, end: int) -> Draft | None:
    subject = phrases.subject_after(row, end)
    if subject is None:
        return None
    draft = Draft("quotation, then verb and speaker", row, start, (start, end), row.slice(*subject))
    return _with_quotations(draft, quotation, subject[1])


def _with_quotations(draft: Draft, quotation: int, end: int) -> Draft:
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
            _add_quotation(draft, place)
    draft.direct = True
    _follow(draft, end)
    return draft


def _add_quotation(draft: Draft, place: int) -> None:
    row = draft.row
    quotation = row.quotations[place]
    index = bisect_left(quotation.spans, (row.starts[place], 0))
    draft.content += quotation.spans[max(0, index - _MOST_PARAGRAPHS) : index]
    draft.content.append(Span(row.starts[place], row.ends[place]))


def _follow(draft: Draft, end: int) -> None:
    """Add the quotations behind the speaker that nobody else is given for."""
    row, kinds = draft.row, draft.row.kinds
    place = phrases.sentence_end(row, end)
    inner = next((at for at in range(end, place) if kinds[at] == "Q"), None)
    if inner is not None:
        if kinds[inner - 1] in ",:" and not any(kinds[at] in "V" for at in range(end, inner)):
            _add_quotation(draft, inner)
        else:
            return
    while place + 1 < len(kinds) and kinds[place] == "|" and kinds[place + 1] == "Q" and kinds[place + 2] in "|Q":
        _add_quotation(draft, place + 1)
        place += 2


def _is_parenthetical(row: Row, start: int, end: int) -> bool:
    """Whether speaker and verb stand behind a comma and nothing to report follows them."""
    kinds = row.kinds
    if row.kinds[start - 1] != "," or end >= len(kinds):
        return False
    place = end
    while place < len(kinds) and kinds[place] in "aT":
        place += 1
    return kinds[place] in "|.,;" or (
        kinds[place] == "i" and not any(kinds[at] in "tPVXQ" for at in range(place, phrases.sentence_end(row, place)))
    )


def _is_as_aside(row: Row, place: int, end: int) -> bool:
    """Whether the token at ``place`` is the "as" of "As the paper notes, ..." or "..., as she put it"."""
    return row.lows[place] == "as" and row.kinds[place - 1] in "|," and row.kinds[end] in "|.,-"


def _around(draft: Draft, start: int, end: int) -> Draft:
    """As in: The bridge, she said, was closed. The whole sentence but ``[start, end)``, where speaker and verb stand."""
    row = draft.row
    first = phrases.sentence_start(row, start)
    last = phrases.sentence_end(row, end)
    stop = end
    while stop < last and row.kinds[stop] not in ",|;":
        stop += 1
    pieces = [(first, phrases.without_stops(row, first, start)), (stop + 1, phrases.without_stops(row, stop + 1, last))]
    if first < start and pieces[1][0] < pieces[1][1] and _own_clause(row, stop + 1):
        pieces = pieces[:1]
    for begin, finish in pieces:
        while begin < finish and row.kinds[begin] in "&c":
            begin += 1
        if begin < finish:
            draft.content.append(row.slice(begin, finish))
    _follow(draft, last)
    return draft


def _own_clause(row: Row, place: int) -> bool:
    """Whether what follows a comma is no part of what was reported: a participle, a conjunction, a relative clause."""
    return row.kinds[place] in "R&cs" or row.lows[place].endswith("ing")


def _clause_verb_speaker(row: Row, start: int, end: int) -> Draft | None:
    """As in: The bridge is closed, said Ann Lee."""
    if row.kinds[start - 1] != ",":
        return None
    subject = phrases.subject_after(row, end)
    if subject is None:
        return None
    draft = Draft("clause, then speaker", row, start, (start, end), row.slice(*subject))
    first = phrases.sentence_start(row, start)
    draft.content.append(row.slice(first, start - 1))
    _follow(draft, subject[1])
    return draft


def _rightward(draft: Draft, form: tuple[str, ...], end: int) -> Draft | None:
    """What the verb reports or is aimed at, to its right: a quotation or a clause."""
    row, kinds = draft.row, draft.row.kinds
    saying = form[0] in lexicon.SAYING
    begin = _reported_from(row, form, end)
    if begin is not None and saying and kinds[begin] == ":" and begin + 2 == len(kinds):
        draft.rule, draft.direct = "speaker, then quotation", True
        return draft  # what was said stands in the next line
    if begin is None or kinds[begin] in ".,;:)|":
        return None
    if kinds[begin] == "Q" and saying and kinds[begin - 1] in ",:":
        draft.rule = "speaker, then quotation"
        if kinds[end] == ":":
            draft.cue = (draft.cue[0], end + 1)
        draft.direct = True
        _add_quotation(draft, begin)
        _follow(draft, begin + 1)
        return draft
    draft.rule = draft.rule or "reported clause"
    finish = _reported_to(row, begin, saying, aside=draft.rule == "participle")
    if finish > begin:
        draft.content.append(row.slice(begin, finish))
        if saying:
            _follow(draft, finish)
    return draft


def _reported_from(row: Row, form: tuple[str, ...], end: int) -> int | None:
    """Where the reported words begin: behind whom they were told to, and behind when and where."""
    kinds = row.kinds
    last = phrases.sentence_end(row, end)
    place = end
    if place >= last:
        return place if place < len(kinds) else None
    if form[0] in lexicon.SAYING:
        for at in range(end, min(last, end + 25)):
            if kinds[at] == "Q" and kinds[at - 1] in ",:":
                return at
            if kinds[at] in "tV;" or (kinds[at] == "X" and at > end):
                break
    if form[0] in lexicon.TELLING and kinds[place] != "t":
        place = _past_recipient(row, place, last)
    return _past_adjunct(row, place, last) if form[0] in lexicon.SAYING else place


def _past_recipient(row: Row, place: int, last: int) -> int:
    kinds, lows = row.kinds, row.lows
    if lows[place] in lexicon.RECIPIENTS or kinds[place] == "P":
        place += 1
    else:
        first = place
        while (
            place < last
            and kinds[place] in 'DNn#i&"T'
            and not (kinds[place] == "D" and place > first and kinds[place - 1] not in "i")
        ):
            place += 1
        if (
            place < last and kinds[place] in "XV" and place - first >= 2
        ):  # the subject of what was told went along with the recipient
            place -= 1
    while place < last and kinds[place] in "aT":
        place += 1
    return place


def _past_adjunct(row: Row, place: int, last: int) -> int:
    """Behind "on Monday", "in a statement", where "that", a pronoun or a comma shows that the report begins there."""
    kinds = row.kinds
    while place < last and kinds[place] in "aT" and row.lows[place] != "not":
        place += 1
    if place < last and kinds[place] == "i":
        for at in range(place + 1, min(last, place + 14)):
            if kinds[at] in "tP":
                return at
            if kinds[at] in "VX,;":
                break
    return place


_OBJECT_STOPS = frozenset({"while", "although", "though", "whereas"})


def _reported_to(row: Row, begin: int, saying: bool, aside: bool = False) -> int:
    """Where the reported words end: with the sentence, or with the clause; an ``aside`` also where the main verb follows."""
    kinds, lows = row.kinds, row.lows
    end = begin
    limit = min(len(kinds), begin + 150)
    while end < limit and kinds[end] not in "|;":
        if kinds[end] == ",":
            after = lows[end + 1]
            if (
                after == "according"
                or after in _OBJECT_STOPS
                or (aside and kinds[end + 1] in "VX")
                or (not saying and kinds[end + 1] in "csR&")
            ):
                break
        elif kinds[end] == "-" and not saying:
            break
        end += 1
    return phrases.without_stops(row, begin, end)


def _according_to(row: Row, start: int, end: int) -> Draft | None:
    first = phrases.sentence_start(row, start)
    subject = phrases.subject_after(row, end, apposition=start > first)
    if subject is None:
        return None
    draft = Draft("according to", row, start, (start, end), row.slice(*subject))
    last = phrases.sentence_end(row, end)
    before = phrases.without_stops(row, first, start)
    after = subject[1] + (row.kinds[subject[1]] == ",")
    if before > first and any(kind in "VXnN" for kind in row.kinds[first:before]):
        draft.content.append(row.slice(first, before))
        if row.kinds[subject[1]] == "," and row.kinds[after] in "X":
            draft.content.append(row.slice(after, phrases.without_stops(row, after, last)))
    else:
        finish = phrases.without_stops(row, after, last)
        if finish > after:
            draft.content.append(row.slice(after, finish))
            draft.direct = row.kinds[after] == "Q"
    return draft


def _participle(row: Row, verb: int, end: int, made: Sequence[Draft]) -> Draft | None:
    """As in: ..., adding that the road was safe. Whoever speaks in the main clause."""
    if row.kinds[verb - 1] not in ",Q&a" and row.lows[verb - 1] not in ("while", "by"):
        return None
    source = _speaker_of_sentence(row, verb, made)
    if source is None:
        return None
    draft = Draft("participle", row, verb, (verb, end), source)
    _shorten(row, made, verb - 1, source)
    return _rightward(draft, (row.lows[verb],), end)


def _second_verb(row: Row, start: int, verb: int, end: int, made: Sequence[Draft]) -> Draft | None:
    """As in: She praised the crew and called the rescue a miracle."""
    source = _speaker_of_sentence(row, start, made)
    if source is None:
        return None
    draft = Draft("second verb", row, verb, (start, end), source)
    _shorten(row, made, start - 1, source)
    return _rightward(draft, (row.lows[verb],), end)


def _speaker_of_sentence(row: Row, place: int, made: Sequence[Draft]) -> Span | None:
    first = phrases.sentence_start(row, place)
    for draft in reversed(made):
        if draft.row is row and draft.at >= first and draft.source is not None:
            return draft.source
    subject = phrases.leading_subject(row, first, place)
    return row.slice(*subject) if subject is not None else None


def _shorten(row: Row, made: Sequence[Draft], place: int, source: Span) -> None:
    """End what the same speaker reported earlier in the sentence before ``place``, where a further verb of his begins."""
    if place < 0:
        return
    edge = row.starts[place]
    for draft in reversed(made):
        if (
            draft.row is row
            and draft.source == source
            and draft.content
            and draft.content[-1].start < edge < draft.content[-1].end
        ):
            piece = spans.trim(row.text, Span(draft.content[-1].start, edge), " \n\t,;")
            if piece is not None:
                draft.content[-1] = piece


def _passive(row: Row, start: int, verb: int, end: int) -> Draft | None:
    """As in: The vote is expected to be close."""
    if row.lows[verb] not in lexicon.EXPECTED or row.lows[end] not in ("to", "that"):
        return None
    return _unsourced(row, start, verb, end)


def _unsourced(row: Row, start: int, verb: int, end: int) -> Draft | None:
    """No source is stated; what is expected, or seems so, stands on both sides of the verb."""
    subject = phrases.subject_before(row, start)
    if subject is None:
        return None
    draft = Draft("expected or alleged", row, verb, (start, end), None)
    draft.content.append(row.slice(*subject))
    finish = _reported_to(row, end, False)
    if finish > end:
        draft.content.append(row.slice(end, finish))
    return draft


def _hearsay(row: Row, place: int) -> Draft | None:
    """As in: The minister has reportedly resigned. The clause without the adverb."""
    start = place
    while row.kinds[start - 1] not in "|Q;:-,sRt" and start > 0:
        start -= 1
    end = _reported_to(row, place + 1, False)
    if start == place or end == place + 1:
        return None
    return Draft("no source", row, place, (place, place + 1), None, [row.slice(start, place), row.slice(place + 1, end)])


def _it_is_unknown(row: Row, place: int) -> Draft | None:
    """As in: It is unclear whether the vote will be held."""
    end = _reported_to(row, place + 1, False)
    if row.lows[place + 1] not in ("that", "whether", "if", "who", "what", "why", "how", "when", "where") or end <= place + 2:
        return None
    return Draft("no source", row, place, (place - 2, place + 1), None, [row.slice(place + 1, end)])


def _talk(row: Row, place: int) -> Draft | None:
    """As in: Rumours have surfaced that the bridge was unsafe."""
    that = next((at for at in range(place + 1, min(place + 5, len(row.kinds))) if row.kinds[at] == "t"), None)
    if that is None or not all(row.kinds[at] == "X" or row.lows[at] in lexicon.SURFACING for at in range(place + 1, that)):
        return None
    end = _reported_to(row, that, True)
    return Draft("no source", row, place, (place, that), None, [row.slice(that, end)]) if end > that + 1 else None


def _speaker_label(row: Row) -> Draft | None:
    """As in a headline or a transcript: Ann Lee: the road is safe."""
    kinds = row.kinds
    colon = next((at for at in range(1, min(len(kinds), 8)) if kinds[at] == ":"), None)
    if colon is None or colon < 2 or row.lows[1] in lexicon.SLUGS or any(kind not in "ND&." for kind in kinds[1:colon]):
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
