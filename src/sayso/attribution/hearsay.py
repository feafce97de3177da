"""Rules for what is held without saying by whom: expected, alleged, unclear, rumoured."""

from __future__ import annotations

from sayso.attribution import lexicon, phrases, subjects
from sayso.attribution.clauses import reported_to
from sayso.attribution.drafts import Draft
from sayso.attribution.tokens import Row


def expected(row: Row, start: int, verb: int, end: int) -> Draft | None:
    """As in: The vote is expected to be close."""
    if row.lows[verb] not in lexicon.EXPECTED or row.lows[end] not in ("to", "that"):
        return None
    return unsourced(row, start, verb, end)


def unsourced(row: Row, start: int, verb: int, end: int) -> Draft | None:
    """No source is stated; what is expected, or seems so, stands on both sides of the verb."""
    subject = subjects.subject_before(row, start)
    if subject is None:
        return None
    draft = Draft("expected or alleged", row, verb, (start, end), None)
    if row.kinds[subject[0]] == "R":
        return None
    if row.lows[subject[0]] != "it" or row.kinds[end] not in "ts":
        draft.content.append(row.slice(*subject))
    finish = reported_to(row, end, False)
    if finish > end:
        draft.content.append(row.slice(end, finish))
    return draft


def hearsay(row: Row, place: int) -> Draft | None:
    """As in: The minister has reportedly resigned. The clause without the adverb."""
    aside = row.kinds[place - 1] == "," and row.kinds[place + 1] == ","
    start = before = place - aside
    while row.kinds[start - 1] not in "|Q;:-,sRt" and start > 0:
        start -= 1
    after = place + 1 + aside
    end = reported_to(row, after, False)
    if (start == before and row.kinds[start - 1] != "|") or end <= after:
        return None
    pieces = [row.slice(*piece) for piece in ((start, before), (after, end)) if piece[0] < piece[1]]
    return Draft("no source", row, place, (place, place + 1), None, pieces)


def it_is_unknown(row: Row, place: int) -> Draft | None:
    """As in: It is unclear whether the vote will be held."""
    start = place
    while start > 0 and (row.kinds[start - 1] in "Xa" or row.lows[start - 1] in ("remains", "remained", "yet")):
        start -= 1
    group = row.lows[start:place]
    if not group or row.lows[start - 1] != "it":
        return None
    denied = any(word in lexicon.NEGATIONS for word in group)
    if row.lows[place] in ("clear", "known", "certain") and not denied:
        return None
    end = reported_to(row, place + 1, False)
    if row.lows[place + 1] not in lexicon.QUESTIONING or end <= place + 2:
        return None
    return Draft("no source", row, place, (start - 1, place + 1), None, [row.slice(place + 1, end)])


_ALREADY_TOLD = lexicon.AUXILIARIES | lexicon.PRONOUNS | {"this", "these", "such", "who", "which"}


def alleged_thing(row: Row, place: int) -> Draft | None:
    """As in: the alleged thief. The thing as it is called, on nobody's word."""
    if (
        row.kinds[place + 1] not in 'nNQ"'
        or row.lows[place - 1] in _ALREADY_TOLD
        or row.lows[place + 1] in lexicon.COMPLEMENTIZERS
    ):
        return None
    end = place + 1
    while row.kinds[end] in 'nNQ"#' or row.lows[end] == "of":
        end += 1
    return Draft("alleged thing", row, place, (place, place + 1), None, [row.slice(place + 1, end)])


def no_answer(row: Row, verb: int) -> Draft | None:
    """As in: The mayor did not respond to questions; she could not be reached."""
    start = phrases.group_start(row, verb)
    group = row.lows[start:verb]
    if not any(word in lexicon.NEGATIONS for word in group):
        return None
    if not any(word in ("be" if row.lows[verb] == "reached" else lexicon.DO | lexicon.HAVE) for word in group):
        return None
    subject = subjects.subject_before(row, start)
    if subject is None:
        return None
    begin = verb + 1 + (row.lows[verb + 1] == "to")
    finish = reported_to(row, begin, False)
    timed = next((at for at in range(begin, finish) if row.kinds[at] == "T"), finish)
    finish = timed - (row.kinds[timed - 1] == "i") if timed > begin + 1 else finish
    cue, content = ((start, begin), (begin, finish)) if finish > begin else ((start, verb), (verb, verb + 1))
    return Draft("no answer", row, verb, cue, row.slice(*subject), [row.slice(*content)])


def asked_whether(row: Row, verb: int) -> Draft | None:
    """As in: Asked whether the bridge was safe, he shrugged. Nobody is named who asked."""
    first = verb - 1 if row.kinds[verb - 1] != "s" else verb - 2
    if row.kinds[first] != "|" or row.lows[verb + 1] not in lexicon.QUESTIONING | {"about"}:
        return None
    begin = verb + 1 + (row.lows[verb + 1] == "about")
    end = begin
    while row.kinds[end] not in ",|;":
        end += 1
    return Draft("question put", row, verb, (verb, begin), None, [row.slice(begin, end)]) if end > begin else None


def talk(row: Row, place: int) -> Draft | None:
    """As in: Rumours have surfaced that the bridge was unsafe."""
    that = next((at for at in range(place + 1, min(place + 5, len(row.kinds))) if row.kinds[at] == "t"), None)
    if (
        that is None
        or (that == place + 1 and row.kinds[place - 1] in "NPR")
        or not all(row.kinds[at] == "X" or row.lows[at] in lexicon.SURFACING for at in range(place + 1, that))
    ):
        return None
    end = reported_to(row, that, True)
    return Draft("no source", row, place, (place, that), None, [row.slice(that, end)]) if end > that + 1 else None
