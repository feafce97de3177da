"""Rules for speakers named aside: behind the clause, in its middle, after "as" or "according to"."""

from __future__ import annotations

from sayso.attribution import phrases
from sayso.attribution.drafts import Draft
from sayso.attribution.quotations import follow
from sayso.attribution.tokens import Row

_SHOWING = frozenset({"show", "shows", "showed", "find", "finds", "found", "thought", "think", "believe", "told", "tells"})
"""Forms that never stand between what is said and whoever says it."""


def is_parenthetical(row: Row, start: int, end: int) -> bool:
    """Whether speaker and verb stand behind a comma and nothing to report follows them."""
    kinds = row.kinds
    first = phrases.sentence_start(row, start)
    if row.kinds[start - 1] != "," or end >= len(kinds) or row.lows[first] in ("asked", "when", "if"):
        return False
    place = end
    while place < len(kinds) and kinds[place] in "aT":
        place += 1
    if kinds[place] != "," and _is_adjunct(row, first, start):
        return False
    return kinds[place] in "|.,;" or (
        kinds[place] == "i" and not any(kinds[at] in "tPVXQ" for at in range(place, _phrase_end(row, place)))
    )


def _is_adjunct(row: Row, first: int, start: int) -> bool:
    """Whether no clause but a mere phrase stands before the speaker ("Before leaving, Ann Lee replied")."""
    return row.kinds[first] in "isT" and not any(
        kind in "XVQP" or row.lows[place].endswith("ed") for place, kind in enumerate(row.kinds[first:start], first)
    )


def _phrase_end(row: Row, place: int) -> int:
    """The comma behind ``place`` where a participle follows it ("said on Friday, adding that ..."), else the sentence's end."""
    while row.kinds[place] not in "|;" and not (row.kinds[place] == "," and row.lows[place + 1].endswith("ing")):
        place += 1
    return place


def is_as_aside(row: Row, place: int, end: int) -> bool:
    """Whether the token at ``place`` is the "as" of "As the paper notes, ..." or "..., as she put it"."""
    return row.lows[place] == "as" and row.kinds[place - 1] in "|," and row.kinds[end] in "|.,-"


def around(draft: Draft, start: int, end: int) -> Draft:
    """As in: The bridge, she said, was closed. The whole sentence but ``[start, end)``, where speaker and verb stand."""
    row = draft.row
    first = phrases.past_dateline(row, phrases.sentence_start(row, start))
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
    follow(draft, last)
    return draft


def _own_clause(row: Row, place: int) -> bool:
    """Whether what follows a comma is no part of what was reported: a participle, a conjunction, a relative clause."""
    return row.kinds[place] in "R&cs" or row.lows[place].endswith("ing")


def clause_verb_speaker(row: Row, start: int, end: int) -> Draft | None:
    """As in: The bridge is closed, said Ann Lee."""
    if row.kinds[start - 1] != ",":
        return None
    subject = phrases.subject_after(row, end)
    if subject is None or row.kinds[subject[0]] == "P" or row.kinds[subject[1]] in "XV" or row.lows[end - 1] in _SHOWING:
        return None
    draft = Draft("clause, then speaker", row, start, (start, end), row.slice(*subject))
    first = phrases.past_dateline(row, phrases.sentence_start(row, start))
    draft.content.append(row.slice(first, start - 1))
    follow(draft, subject[1])
    return draft


def according_to(row: Row, start: int, end: int) -> Draft | None:
    """As in: The bridge is closed, according to Ann Lee."""
    first = phrases.past_dateline(row, phrases.sentence_start(row, start))
    split = row.kinds[start - 1] == "," and row.kinds[start - 2] in "Xi"
    subject = phrases.subject_after(row, end, apposition=start > first and not split)
    if subject is None:
        return None
    draft = Draft("according to", row, start, (start, end), row.slice(*subject))
    last = phrases.sentence_end(row, end)
    before = phrases.without_stops(row, first, start)
    after = subject[1] + (row.kinds[subject[1]] == ",")
    if row.kinds[subject[1]] == "," and row.kinds[after] == "R":
        comma = next((at for at in range(after, last) if row.kinds[at] == ","), None)
        after = after if comma is None else comma + 1  # "According to the Post, which has seen it, ..."
    if before > first and any(kind in "VXnN" for kind in row.kinds[first:before]):
        draft.content.append(row.slice(first, before))
        if row.kinds[subject[1]] == "," and (row.kinds[after] in "X" or split):
            draft.content.append(row.slice(after, phrases.without_stops(row, after, last)))
    else:
        finish = phrases.without_stops(row, after, last)
        if finish > after:
            draft.content.append(row.slice(after, finish))
            draft.direct = row.kinds[after] == "Q"
    return draft


def in_words_of(row: Row, place: int) -> Draft | None:
    """As in: In the words of Ann Lee, the bridge is closed; it was shut, by the reckoning of the guild."""
    if row.lows[place + 1] != "of" or row.lows[place - 2 : place] not in (["in", "the"], ["by", "the"], ["on", "the"]):
        return None
    opens = row.kinds[place - 3] in "|,-" or row.kinds[place - 3] in "Q"
    return according_to(row, place - 2, place + 2) if opens else None
