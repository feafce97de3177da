"""Rules for hops: whom a speaker cites, and claims, reports and denials that are nouns."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.attribution import lexicon, phrases, subjects
from sayso.attribution.clauses import participle, reported_to, rightward
from sayso.attribution.drafts import Draft, cut_at
from sayso.attribution.phrases import Range
from sayso.attribution.tokens import Row

_FEW_DRAFTS = 8
"""So many drafts back the host of a hop is looked for."""


def citing(row: Row, verb: int, end: int, made: Sequence[Draft]) -> Draft | None:
    """As in: The Post reported that it was closed, citing two officials. The officials stand behind what the Post reported."""
    cited = _cited(row, verb, end)
    host = _last_report(row, verb, made)
    if cited is None or host is None or host.source is None:
        leads = cited is not None and (row.kinds[verb - 1] == "|" or row.kinds[cited[1]] == ",")
        return None if leads else participle(row, verb, end, made)
    for draft in made[-_FEW_DRAFTS:]:
        if draft is host or (draft.row is row and _holds(host, draft)):
            cut_at(draft, verb - 1)
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
    """The last report in the sentence before ``place``, or the one that it stands in."""
    first = phrases.sentence_start(row, place)
    last: Draft | None = None
    for draft in reversed(made[-_FEW_DRAFTS:]):
        if draft.row is not row or draft.at < first:
            break
        report = draft.host is None and draft.source is not None and row.lows[draft.at] in lexicon.SAYING
        if report and (last is None or _holds(draft, last)):
            last = draft
    return last


def _holds(outer: Draft, inner: Draft) -> bool:
    """Whether ``inner`` is told in the words that ``outer`` reports."""
    cue = inner.row.slice(*inner.cue)
    return any(start <= cue.start and cue.end <= end for start, end in outer.content)


def which_cites(row: Row, start: int, verb: int, end: int, made: Sequence[Draft]) -> Draft | None:
    """As in: According to the Post, which cited two officials, it was closed."""
    if row.kinds[start - 1] != "R" or row.kinds[start - 2] != ",":
        return None
    first = phrases.sentence_start(row, verb)
    recent = reversed(made[-_FEW_DRAFTS:])
    host = next((draft for draft in recent if draft.row is row and draft.at >= first and draft.source), None)
    cited = phrases.subject_after(row, end, apposition=False)
    if host is None or host.host is not None or cited is None or not _may_know(row, cited):
        return None
    return Draft("citing", row, verb, (start, end), row.slice(*cited), host=host)


def cited_before(row: Row, draft: Draft, made: Sequence[Draft]) -> Draft | None:
    """As in: Citing two officials, the Post reported that it was closed. The officials, once ``draft`` is made for the Post."""
    if draft.host is not None or draft.source is None or row.lows[draft.at] not in lexicon.SAYING:
        return None
    first = phrases.sentence_start(row, draft.at)
    for place in range(max(first, draft.at - 25), draft.cue[0]):
        if row.lows[place] in lexicon.CITING and row.kinds[place - 1] in "|," and not _is_made(row, place, made):
            cited = _cited(row, place, place + 1)
            if cited is not None and cited[1] < draft.cue[0]:
                return Draft("citing", row, place, (place, place + 1), row.slice(*cited), host=draft)
    return None


def _is_made(row: Row, place: int, made: Sequence[Draft]) -> bool:
    """Whether a draft was made of the verb at ``place``."""
    return any(draft.row is row and draft.at == place for draft in made[-_FEW_DRAFTS:])


def as_saying(row: Row, verb: int) -> Draft | None:
    """As in: The Post quotes one of them as saying that it was closed; Ann Lee was quoted by the Post as saying so."""
    start = verb - 1
    quoted = next((at for at in range(verb - 2, max(0, verb - 12), -1) if row.lows[at] == "quoted"), None)
    if quoted is not None and (quoted == verb - 2 or row.lows[quoted + 1] in ("by", "in")):
        group = phrases.group_start(row, quoted)
        if not lexicon.BE.isdisjoint(row.lows[group:quoted]):
            start = group
    subject = subjects.subject_before(row, start)
    if subject is None:
        return None
    cue = (start if start == verb - 1 or quoted == verb - 2 else verb - 1, verb + 1)
    return rightward(Draft("as saying", row, verb, cue, row.slice(*subject)), ("saying",), verb + 1)


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
