"""Which way links are read that do not tell who has it from whom: so that all that hang together by them have one beginning.

Copies whose times are not known hang on any one of them. Read by the order of pages alone, half of them would lead to that one,
and it to one of the other half; and each of those would be an origin of its own.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set

from sayso.records import Spans
from sayso.spans import common, size

COVERED = 0.6
"""So much of a statement must lie in a shared passage to be taken from it."""
Edge = tuple[str, str]
"""Two articles: that on the left of a link, and that on its right."""


def covers(passage: Spans, words: Spans, share: float) -> bool:
    """Whether more than ``share`` of the words lie in a passage; so it is taken where either is not told."""
    if not passage or not words:
        return True
    inside = size(common(passage, words))
    return inside > 0 and inside >= share * size(words)


def depths(undirected: Sequence[Edge], directed: Iterable[Edge], rank: Callable[[str], tuple[float, int]]) -> dict[str, int]:
    """How far each article that has ``undirected`` links is from where those that hang together by them begin.

    They begin with those that have it from an article elsewhere by one of the ``directed`` links, unless that one has it from
    among them; else with one that has it from none of the others: the earliest by ``rank``, of those of one time the one that
    most others are linked with.
    """
    beside: defaultdict[str, list[str]] = defaultdict(list)
    for left, right in undirected:
        beside[left].append(right)
        beside[right].append(left)
    exits: defaultdict[str, set[str]] = defaultdict(set)
    comes: defaultdict[str, list[str]] = defaultdict(list)
    for left, right in directed:
        exits[left].add(right)
        comes[right].append(left)
    found: dict[str, int] = {}
    for group in _groups(beside):
        back = group | _away(group, comes).keys() if any(exits[one] - group for one in group) else group
        begin = [one for one in group if exits[one] - back]

        def order(one: str, back: Set[str] = back) -> tuple[bool, float, int, int]:
            time, place = rank(one)
            return bool(exits[one] & back), time, -len(beside[one]), place

        found |= _away(begin or [min(group, key=order)], beside)
    return found


def _groups(beside: Mapping[str, Sequence[str]]) -> Iterator[set[str]]:
    """Those that hang together."""
    seen: set[str] = set()
    for start in beside:
        if start not in seen:
            group = set(_away([start], beside))
            seen |= group
            yield group


def _away(begin: Iterable[str], beside: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """How many links each is away from the nearest of ``begin``."""
    found = dict.fromkeys(begin, 0)
    work = deque(found)
    while work:
        one = work.popleft()
        for other in beside[one]:
            if other not in found:
                found[other] = found[one] + 1
                work.append(other)
    return found
