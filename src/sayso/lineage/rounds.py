"""Steps that lead round: found, and taken out."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.lineage.hops import Step


def rounds(steps: Sequence[Step | None]) -> list[list[int]]:
    """The groups of tellings that lead to each other round: strongly connected, of more than one."""
    if sum(step is not None for step in steps) < 2:
        return []
    order = _finished(steps)
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


def _finished(steps: Sequence[Step | None]) -> list[int]:
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


def without_rounds(steps: Sequence[Step | None], found: Sequence[Sequence[int]]) -> tuple[list[Step | None], set[int]]:
    """The steps without those that lead round, and the tellings that are left with none by that."""
    cut, lost = list(steps), set()
    for group in found:
        members = set(group)
        for place in group:
            step = cut[place]
            out = tuple(to for to in step.to if to not in members) if step is not None else ()
            cut[place] = step._replace(to=out) if step is not None and out else None
            if not out:
                lost.add(place)
    return cut, lost
