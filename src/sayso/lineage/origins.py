"""How many origins a claim has: each telling is followed to what it rests on, and what is left is counted as a range.

At least as many as are shown to be separate of each other, at most as many as could be. A telling goes back to one origin at
most; those who deny the claim are origins of nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from sayso.lineage.hops import Case, Step, is_witness, rounds, steps, without_rounds
from sayso.lineage.kinship import Known, is_apart
from sayso.lineage.sources import Group, Root, grouped, root_of
from sayso.lineage.tellings import is_denial
from sayso.lineage.voices import stems

End = Literal["origin", "nobody", "denied", "round"]
"""How the way back from a telling ends: at an origin, at nobody that is shown, at who denies the claim, or round in a circle."""


@dataclass(slots=True)
class Found:
    """What a claim was followed back to: the steps taken, the origins with their tellings, and how the way of each telling ends.

    ``origin`` is the group of each telling (by place), ``shown`` the groups that are shown to be separate, ``taken`` the steps
    with those that lead round, ``steps`` without them.
    """

    case: Case
    taken: list[Step | None]
    steps: list[Step | None]
    round_ones: list[list[int]]
    groups: list[Group]
    ends: list[End]
    origin: list[int | None]
    shown: set[int]


def found(case: Case) -> Found:
    """Follow all tellings of a claim back."""
    taken = steps(case)
    round_ones = rounds(taken)
    cut, lost = without_rounds(taken, round_ones) if round_ones else (taken, set())
    roots = [root_of(case, place) for place in range(len(case.tellings))]
    kept = [_is_followed(case, place, cut[place], roots[place]) for place in range(len(roots))]
    ends = [_end(case, place, root, place in lost) for place, root in enumerate(roots)]
    own = [(n, root) for n, root in enumerate(roots) if not kept[n] and ends[n] == "origin"]
    groups = grouped(case, own)
    origin: list[int | None] = [None] * len(roots)
    for number, group in enumerate(groups):
        for _, place in group.tellers:
            origin[place] = number
    for place in _in_order(cut, kept):
        origin[place], ends[place] = _followed(case, place, cut, origin, ends)
    for place, number in enumerate(origin):
        if number is not None:
            groups[number].places.append(place)
    return Found(case, taken, cut, round_ones, groups, ends, origin, shown_apart(groups))


def _is_followed(case: Case, place: int, step: Step | None, root: Root) -> bool:
    """Whether a telling goes back to what it has it from, rather than to the source that it names itself."""
    if step is None:
        return False
    if step.how == "inner" or root.sort != "named":
        return True
    return all(is_denial(case.tellings[to]) for to in step.to)


def _end(case: Case, place: int, root: Root, is_lost: bool) -> End:
    if is_denial(case.tellings[place]):
        return "denied"
    if is_lost and root.sort != "named" and not is_witness(case.tellings[place]):
        return "round"
    return "nobody" if root.sort == "nobody" else "origin"


def _in_order(cut: Sequence[Step | None], kept: Sequence[bool]) -> list[int]:
    """The followed tellings, each behind those that it leads to."""
    order: list[int] = []
    seen: set[int] = set()
    for start in range(len(cut)):
        work = [(start, False)]
        while work:
            place, is_done = work.pop()
            step = cut[place]
            if is_done:
                order.append(place)
            elif kept[place] and step is not None and place not in seen:
                seen.add(place)
                work.append((place, True))
                work.extend((to, False) for to in reversed(step.to))
    return order


def _followed(
    case: Case, place: int, cut: Sequence[Step | None], origin: Sequence[int | None], ends: Sequence[End]
) -> tuple[int | None, End]:
    """Where a telling comes to by its step: to the origin of the one whose words are most like its own."""
    step = cut[place]
    assert step is not None
    there = [to for to in step.to if origin[to] is not None]
    if not there:
        return None, next((end for end in ("round", "nobody", "denied") if any(ends[to] == end for to in step.to)), "nobody")
    if len(there) > 1:
        mine = stems(case.tellings[place].text)
        there.sort(key=lambda to: -len(mine & stems(case.tellings[to].text)))
    return origin[there[0]], "origin"


# ----------------------------------------------------------------------------------------------------------------------- the counting

_EXACT = 16
"""Of so many sources that may be one another, the most that are separate are looked for among all choices."""


def shown_apart(groups: Sequence[Group]) -> set[int]:
    """The most of ``groups`` that are shown to be separate, each of each other one; the named and the earlier rather than others."""
    if len(groups) < 2:
        return set(range(len(groups)))
    told = [group.known() for group in groups]
    order = sorted(range(len(groups)), key=lambda n: (groups[n].sort != "named", n))
    can_be = _can_be(told)
    free = {n for n in order if not can_be.get(n)}
    open_ones = [n for n in order if n not in free]
    if len(open_ones) <= _EXACT:
        return free | _most(open_ones, can_be)
    chosen: set[int] = set()
    for n in sorted(open_ones, key=lambda one: (len(can_be[one]), order.index(one))):
        if not can_be[n] & chosen:
            chosen.add(n)
    return free | chosen


def _can_be(told: Sequence[Known]) -> dict[int, set[int]]:
    """Which sources may be one another."""
    found: dict[int, set[int]] = {}
    for n, one in enumerate(told):
        for m in range(n):
            if not is_apart(one, told[m]):
                found.setdefault(n, set()).add(m)
                found.setdefault(m, set()).add(n)
    return found


def _most(choices: Sequence[int], can_be: Mapping[int, set[int]]) -> set[int]:
    """The largest choice in which none may be another; of several the one with the first of ``choices``."""
    if not choices:
        return set()
    first, rest = choices[0], choices[1:]
    with_it = {first} | _most([n for n in rest if n not in can_be[first]], can_be)
    if not can_be[first] & set(rest):
        return with_it
    without = _most(rest, can_be)
    return with_it if len(with_it) >= len(without) else without
