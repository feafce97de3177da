"""Rules for how somebody stands to a thing without saying it: states of mind, judgements in the passive, what is kept back."""

from __future__ import annotations

from sayso.attribution import lexicon, phrases, subjects
from sayso.attribution.clauses import reported_to
from sayso.attribution.drafts import Draft
from sayso.attribution.phrases import Range
from sayso.attribution.tokens import Row

_LINKING = (
    lexicon.BE | lexicon.SHORTENED_BE | {"remain", "remains", "remained", "feel", "feels", "felt", "seem", "seems", "seemed"}
)
_NOBODY = frozenset({"it", "that", "which", "what", "this"})


def minded(row: Row, place: int) -> Draft | None:
    """As in: Ann Lee is sure that the pier is safe; I am certain of it; they were eager to leave."""
    after = row.lows[place + 1]
    opened = lexicon.MINDED[row.lows[place]].split()
    if after not in opened and not ("that" in opened and row.kinds[place + 1] == "P"):
        return None
    start = _linked_from(row, place)
    subject = subjects.subject_before(row, start) if start is not None else None
    if start is None or subject is None or row.kinds[subject[0]] in "Rt" or row.lows[subject[0]] in _NOBODY:
        return None
    if row.kinds[place + 2] in ",.|":
        return None
    begin = place + 1 + (after not in ("that", "to") and row.kinds[place + 1] != "P")
    finish = reported_to(row, begin, after == "that")
    if finish <= begin + (after == "that"):
        return None
    return Draft("state of mind", row, place, (start, begin), row.slice(*subject), [row.slice(begin, finish)])


def _linked_from(row: Row, place: int) -> int | None:
    """Where the verb group begins that leads to the adjective at ``place``."""
    start = phrases.group_start(row, place)
    if row.lows[start - 1] in _LINKING:
        start = phrases.group_start(row, start - 1)
    return start if any(low in _LINKING for low in row.lows[start:place]) else None


def passive(row: Row, start: int, verb: int) -> Draft | None:
    """As in: The plan was criticised by the guild as rash; it is seen as rash; it was thought “awkward”; he was accused of it.

    A judgement of the subject, and of what follows; its source is whoever stands behind "by", or nobody.
    """
    low, end = row.lows[verb], verb + 1
    judged = subjects.subject_before(row, start)
    if judged is None or (row.lows[judged[0]] in ("that", "it") and row.lows[end] == "to"):
        return None
    if row.lows[end] == "by" and low in lexicon.JUDGED:
        owner = _judge(row, end)
        if owner is None:
            return None
        draft = Draft("passive", row, verb, (start, end + 1), row.slice(*owner), [row.slice(*judged)])
        return _with_grounds(draft, owner[1], lexicon.GROUNDS)
    quoted = low in lexicon.DEEMED and row.kinds[end] in 'Q"'
    if not quoted and row.lows[end] not in lexicon.PASSIVE.get(low, "").split():
        return None
    named = not quoted and row.lows[end] == "as"
    draft = Draft("passive without source", row, verb, (start, end + named), None, [row.slice(*judged)])
    by = next((at for at in range(end, reported_to(row, end, False)) if row.lows[at] == "by"), None)
    owner = _judge(row, by) if by is not None else None
    if owner is not None:
        draft.rule, draft.source = "passive", row.slice(*owner)
    return _with_grounds(draft, end + named, None, by if owner is not None else None)


def _judge(row: Row, by: int) -> Range | None:
    """Who stands behind "by", if it may be somebody rather than a thing or a manner ("by law", "by surprise")."""
    owner = phrases.subject_after(row, by + 1, apposition=False)
    if owner is None:
        return None
    end = next((at for at in range(*owner) if row.lows[at] in ("for", "as")), owner[1])
    return (owner[0], end) if row.kinds[owner[0]] in "NDP#" or row.lows[end - 1].endswith("s") else None


def _with_grounds(draft: Draft, place: int, leads: frozenset[str] | None, stop: int | None = None) -> Draft:
    """The same with what follows the verb: what somebody is judged for, or as."""
    row = draft.row
    if row.kinds[place] == "Q":
        stop = place + 1
    elif row.kinds[place] == '"':
        limit = min(place + 12, len(row.kinds))
        stop = next((at + 1 for at in range(place + 1, limit) if row.kinds[at] == '"'), stop)
    finish = reported_to(row, place, False) if stop is None else phrases.without_stops(row, place, stop)
    if finish > place and (leads is None or row.lows[place] in leads):
        draft.content.append(row.slice(place, finish))
    return draft


def told(row: Row, start: int, verb: int) -> Draft | None:
    """As in: The crew had been told that the pier was safe. Nobody is named who told them."""
    end = verb + 1
    while row.kinds[end] == "a":
        end += 1
    if row.lows[verb] not in lexicon.INSTRUCTED or row.lows[end] not in ("that", "to", "not", "whether"):
        return None
    if row.lows[end] == "not" and row.lows[end + 1] != "to":
        return None
    finish = reported_to(row, end, row.lows[end] == "that")
    if finish <= end + 1 or subjects.subject_before(row, start) is None:
        return None
    return Draft("passive without source", row, verb, (start, verb + 1), None, [row.slice(end, finish)])


def withheld(row: Row, verb: int) -> Draft | None:
    """As in: The guild would not publish the advice; it has not released its figures."""
    start = phrases.group_start(row, verb)
    group = row.lows[start:verb]
    if lexicon.NEGATIONS.isdisjoint(group) or lexicon.REFUSING.isdisjoint(group) or not lexicon.BE.isdisjoint(group):
        return None
    subject = subjects.subject_before(row, start)
    finish = reported_to(row, verb + 1, False)
    if subject is None or finish <= verb + 1 or row.kinds[subject[0]] == "R" or row.lows[subject[0]] in _NOBODY:
        return None
    return Draft("kept back", row, verb, (start, verb + 1), row.slice(*subject), [row.slice(verb + 1, finish)])


def put_at(row: Row, verb: int) -> Draft | None:
    """As in: A doctor puts the number at fourteen."""
    at = verb + 2
    while at < min(verb + 12, len(row.kinds)) and row.kinds[at] not in "XV,;|:" and row.lows[at] != "at":
        at += 1
    counted = any(low in lexicon.NUMBERS or low[:1].isdigit() for low in row.lows[at + 1 : at + 5])
    start = phrases.group_start(row, verb)
    subject = subjects.subject_before(row, start)
    if row.lows[at : at + 1] != ["at"] or not counted or subject is None:
        return None
    finish = reported_to(row, verb + 1, False)
    return Draft("figure", row, verb, (start, verb + 1), row.slice(*subject), [row.slice(verb + 1, finish)])
