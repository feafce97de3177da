"""Steps that lead round: found, and taken out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sayso.lineage.hops import Step


def rounds(steps: Sequence[Step | None]) -> list[list[int]]:
    """The groups of tellings that lead to each other round: strongly connected, of more than one."""
    if sum(step is not None for step in steps) < 2:
        return []
    order = finished(steps)
    back: list[list[int]] = [[] for _ in steps]
    for place, step in enumerate(steps):
        for to in step.to if step is not None else ():
            back[to].append(place)
    groups, seen = [], [False] * len(steps)
    for start in reversed(order):
        group, work = [], [] if seen[start] else [start]
        while work:
            place = work.pop()
            if not seen[place]:
                seen[place] = True
                group.append(place)
                work.extend(back[place])
        if len(group) > 1:
            groups.append(sorted(group))
    return sorted(groups)


def finished(steps: Sequence[Step | None]) -> list[int]:
    """All places, each behind those that it leads to, circles apart."""
    order: list[int] = []
    seen = [False] * len(steps)
    for start in range(len(steps)):
        work = [(start, False)]
        while work:
            place, is_done = work.pop()
            if is_done:
                order.append(place)
            elif not seen[place]:
                seen[place] = True
                step = steps[place]
                work.append((place, True))
                work.extend((to, False) for to in (step.to if step is not None else ()))
    return order


def without_rounds(
    steps: Sequence[Step | None], found: Sequence[Sequence[int]], has_own: Callable[[int], bool]
) -> tuple[list[Step | None], set[int]]:
    """The steps without those that lead round in the groups ``found``, and the tellings that are left with neither a step nor a
    source by that.

    A telling of a circle that ``has_own`` source rests on that, and the others of the circle on it, where their steps lead
    there; in what is a circle even so nobody has it from anywhere.
    """
    opened = _cut(steps, [[place for place in group if has_own(place)] for group in found], found)
    closed = rounds(opened) if found else []
    cut = _cut(opened, closed, closed)
    return cut, {place for group in closed for place in group if cut[place] is None}


def _cut(steps: Sequence[Step | None], places: Sequence[Sequence[int]], groups: Sequence[Sequence[int]]) -> list[Step | None]:
    """The steps, those of some ``places`` of each group without what leads into it."""
    cut = list(steps)
    for some, group in zip(places, map(set, groups), strict=True):
        for place in some:
            step = cut[place]
            out = tuple(to for to in step.to if to not in group) if step is not None else ()
            cut[place] = step._replace(to=out) if step is not None and out else None
    return cut
