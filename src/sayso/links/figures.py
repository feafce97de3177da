"""The figures of an article as rows of numbers: what each is of, which of them the article stands for, what is told beside.

Of a state of people (the dead, the missing) an article stands for one figure at most: that of its headline, else the first that
it gives. One that sets two figures side by side, in one sentence or in neighbouring ones, stands for neither: it tells of the
difference, and is no part of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from sayso.links.amounts import LEAD, STANDFIRST, Amount, amounts
from sayso.links.features import Sheet, Subject
from sayso.links.measures import plain
from sayso.links.words import hash_of
from sayso.records import Span

PLACE_WORDS, NAMES = 2, 6
"""So many words of the place that is told, and so many names beside a figure, are compared."""


def _amounts(subject: Subject) -> Iterator[Sequence[float]]:
    """The figures of an article, those that it stands for marked, with the values that those beside them leave."""
    found = amounts(subject)
    standing = _standing(found)
    for at, one in enumerate(found):
        low, high = standing.get(at, (one.low, one.high))
        cue = next((span for span in one.told if one.figure.span.start not in range(*span)), Span(-1, -1))
        told = next(span for span in one.told if one.figure.span.start in range(*span))
        yield (
            at, _key(one), hash_of(one.state) if one.state else 0, hash_of(one.unit), low, high, at in standing, one.past,
            one.rank, one.statement, *one.figure.span, *told, *cue, *(one.noun or (-1, -1)), *plain(one.figure), *_days(one),
            one.moving, *_hashes(one.where, PLACE_WORDS), *_hashes(one.names, NAMES),
        )  # fmt: skip


def _terms(subject: Subject) -> Iterator[Sequence[float]]:
    """The words beside the figures that tell no state, each bound to what is counted in which unit."""
    for at, one in enumerate(amounts(subject)):
        if not one.past and not one.state and len(one.terms) > 1:
            for term in one.terms:
                yield at, hash_of(f"{term.stem}|{one.thing}|{one.frame}|{one.unit}"), term.named, term.weight


def _days(one: Amount) -> tuple[int, int]:
    """The first and the last of the days that are told, 0 where none are."""
    return (one.when.earliest.toordinal(), one.when.latest.toordinal()) if one.when is not None else (0, 0)


def _hashes(words: Iterable[str], count: int) -> list[int]:
    """So many hashes of words, 0 where there are fewer."""
    found = [hash_of(word) for word in sorted(words)][:count]
    return found + [0] * (count - len(found))


def _key(one: Amount) -> int:
    return hash_of(f"{one.thing}|{one.frame}|{one.unit}")


def _standing(found: Sequence[Amount]) -> dict[int, tuple[float, float]]:
    """The figures that the article stands for, one for each thing, with the values that all its figures of that thing which
    go with it have in common."""
    by_thing: defaultdict[int, list[int]] = defaultdict(list)
    for at, one in enumerate(found):
        if one.state and not one.past:
            by_thing[_key(one)].append(at)
    return dict(stand for places in by_thing.values() if (stand := _stand(found, places)) is not None)


def _stand(found: Sequence[Amount], places: Sequence[int]) -> tuple[int, tuple[float, float]] | None:
    top = min(places, key=lambda at: (min(found[at].rank, LEAD), at))
    low, high = found[top].low, found[top].high
    going, others = [], []
    for at in sorted(places, key=lambda at: (at != top, at)):
        one = found[at]
        if one.low <= high and one.high >= low:
            low, high = max(low, one.low), min(high, one.high)
            going.append(at)
        else:
            others.append(at)
    beside = any(abs(found[at].sentence - found[other].sentence) <= 1 for at in going for other in others)
    stated = [at for at in going if not found[at].carried]
    if not stated or (beside and found[top].rank > STANDFIRST):
        return None
    best = min(stated, key=lambda at: (found[at].statement < 0, found[at].rank <= STANDFIRST, at))
    return best, (low, high)


SPOTS = (
    "state", "rank", "statement", "start", "stop", "told_start", "told_stop", "cue_start", "cue_stop", "noun_start",
    "noun_stop",
)  # fmt: skip
"""Columns that tell where a figure stands and how it is told."""
EVENT = (
    "since", "until", "moving", *(f"place_{at}" for at in range(PLACE_WORDS)), *(f"name_{at}" for at in range(NAMES)),
)  # fmt: skip
"""Columns that tell the event: days (0: none told), whether it is another number every day, hashes of place and names."""
_TYPES = {
    "thing": "int64", "state": "int64", "unit": "int64", "low": "float64", "high": "float64", "least": "float64",
    "most": "float64", "stands": "int8", "past": "int8", "rank": "int8", "moving": "int8",
}  # fmt: skip
_NAMED = (
    "place", "thing", "state", "unit", "low", "high", "stands", "past", "rank", "statement", *SPOTS[3:], "least", "most",
    *EVENT,
)  # fmt: skip


def _type(name: str) -> str:
    return _TYPES.get(name, "int64" if name.startswith(("place_", "name_")) else "int32")


AMOUNTS = Sheet("amounts", {name: _type(name) for name in _NAMED}, _amounts)
TERMS = Sheet("amount_terms", {"place": "int32", "term": "int64", "named": "int8", "weight": "float64"}, _terms, late=True)
