"""How many of the sources of a claim are shown to be separate: the most of them none of which may be another.

Sources of which the pages tell the same are taken together, so that a claim of a thousand sources is counted as soon as one of
three.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sayso.lineage.kinship import Known, is_any, is_apart
from sayso.lineage.sources import Group

_EXACT = 16
"""Of so many kinds of sources that may be one another, all choices are looked at."""
_NAMED = frozenset({"person", "organisation"})


@dataclass(slots=True)
class Count:
    """Which sources are ``shown`` to be separate. Those of one class are told of in the same way; ``may`` holds for each class
    those whose sources its own may be, itself among them where they may be each other. Sources and classes go by number."""

    shown: set[int]
    class_of: list[int] = field(default_factory=list)
    members: list[list[int]] = field(default_factory=list)
    may: list[set[int]] = field(default_factory=list)

    def can_be(self, number: int) -> list[int]:
        """The sources that one of them may be."""
        own = self.class_of[number]
        return sorted(other for one in self.may[own] for other in self.members[one] if other != number)


def count(groups: Sequence[Group]) -> Count:
    """Count sources; of those that may be one another the named and the earlier are taken before others."""
    if len(groups) < 2:
        return Count(set(range(len(groups))))
    classes: dict[Known, int] = {}
    class_of = [classes.setdefault(group.known(), len(classes)) for group in groups]
    members: list[list[int]] = [[] for _ in classes]
    for number, one in enumerate(class_of):
        members[one].append(number)
    may = _may(list(classes))
    order = sorted(range(len(members)), key=lambda one: (groups[members[one][0]].sort != "named", members[one][0]))
    weights = [1 if one in may[one] else len(members[one]) for one in range(len(members))]
    unsure = [one for one in order if may[one] - {one}]
    chosen = set(order).difference(unsure)
    chosen |= _most(unsure, may, weights) if len(unsure) <= _EXACT else _many(unsure, may, weights)
    shown = {number for one in chosen for number in members[one][: weights[one]]}
    return Count(shown, class_of, members, may)


def _may(told: Sequence[Known]) -> list[set[int]]:
    """For each class of sources those that it may be one with."""
    found: list[set[int]] = [set() for _ in told]
    holders: defaultdict[str, set[int]] = defaultdict(set)
    loose: set[int] = set()
    for one, known in enumerate(told):
        if known.kind not in _NAMED or any(map(is_any, known.bodies)):
            loose.add(one)
        for body in known.bodies:
            for word in body:
                holders[word].add(one)
    for one, known in enumerate(told):
        for other in range(len(told)) if one in loose else (one, *loose, *_called_like(known, holders)):
            if other not in found[one] and not is_apart(known, told[other]):
                found[one].add(other)
                found[other].add(one)
    return found


def _called_like(known: Known, holders: Mapping[str, set[int]]) -> set[int]:
    """The classes of sources with a body that has all words of a body of ``known``: only by these two with names may be one."""
    found: set[int] = set()
    for body in known.bodies:
        found |= set.intersection(*sorted((holders[word] for word in body), key=len))
    return found


def _most(choices: Sequence[int], may: Sequence[set[int]], weights: Sequence[int]) -> set[int]:
    """The choice of the greatest weight in which none may be another; of several the one with the first of ``choices``."""
    if not choices:
        return set()
    first, rest = choices[0], choices[1:]
    chosen = {first} | _most([one for one in rest if one not in may[first]], may, weights)
    if may[first].isdisjoint(rest):
        return chosen
    without = _most(rest, may, weights)
    return chosen if _weight(chosen, weights) >= _weight(without, weights) else without


def _weight(chosen: set[int], weights: Sequence[int]) -> int:
    return sum(weights[one] for one in chosen)


def _many(choices: Sequence[int], may: Sequence[set[int]], weights: Sequence[int]) -> set[int]:
    """A large choice in which none may be another: those that may be the fewest others first."""
    chosen: set[int] = set()
    for one in sorted(choices, key=lambda one: (len(may[one]), -weights[one])):
        if not may[one] & chosen:
            chosen.add(one)
    return chosen
