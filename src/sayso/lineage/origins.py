"""How many origins a claim has: each telling is followed to what it rests on, and what is left is counted as a range.

At least as many as are shown to be separate of each other, at most as many as could be. A telling goes back to one origin at
most; those who deny the claim are origins of nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sayso.lineage.counting import Count, count
from sayso.lineage.hops import Step, is_witness, steps
from sayso.lineage.rounds import rounds, without_rounds
from sayso.lineage.sources import Group, Root, grouped, root_of
from sayso.lineage.story import Story
from sayso.lineage.tellings import is_denial
from sayso.lineage.voices import stems

End = Literal["origin", "nobody", "denied", "round"]
"""How the way back from a telling ends: at an origin, at nobody that is shown, at who denies the claim, or in a circle."""


@dataclass(slots=True)
class Found:
    """What the tellings of a claim were followed back to.

    ``groups`` are the origins with the tellings that go back to them, ``count`` says which of them are shown to
    be separate. By the place of each telling: ``steps`` to what it rests on, those that lead round left out; how its way
    ``ends``; the ``origin`` that it comes to. ``rounds`` are the tellings that lead to each other round.
    """

    story: Story
    steps: list[Step | None]
    rounds: list[list[int]]
    groups: list[Group]
    ends: list[End]
    origin: list[int | None]
    count: Count


def found(story: Story) -> Found:
    """Follow all tellings of a claim back."""
    taken = steps(story) if len(story.tellings) > 1 else [None]
    lead_round = rounds(taken)
    cut, lost = without_rounds(taken, lead_round)
    roots = [root_of(story, place) for place in range(len(taken))]
    ends = [_end(story, place, root, place in lost) for place, root in enumerate(roots)]
    follows = [_follows(story, step, root) for step, root in zip(cut, roots, strict=True)]
    order = _in_order(cut, follows)
    _let_go(order, cut, follows, roots, ends)
    own = [(place, root) for place, root in enumerate(roots) if not follows[place] and ends[place] == "origin"]
    groups = grouped(story, own)
    origin: list[int | None] = [None] * len(roots)
    for number, group in enumerate(groups):
        for _, place in group.tellers:
            origin[place] = number
    for place in order:
        if follows[place]:
            origin[place], ends[place] = _followed(story, place, cut[place], origin, ends)
    for place, at in enumerate(origin):
        if at is not None:
            groups[at].places.append(place)
    return Found(story, cut, lead_round, groups, ends, origin, count(groups))


def _end(story: Story, place: int, root: Root, is_lost: bool) -> End:
    if is_denial(story.tellings[place]):
        return "denied"
    if is_lost and root.sort != "named" and not is_witness(story.tellings[place]):
        return "round"
    return "nobody" if root.sort == "nobody" else "origin"


def _follows(story: Story, step: Step | None, root: Root) -> bool:
    """Whether a telling goes back to what it has it from, rather than to the source that it names itself."""
    if step is None:
        return False
    if step.how == "inner" or root.sort != "named":
        return True
    return all(is_denial(story.tellings[to]) for to in step.to)


def _in_order(cut: Sequence[Step | None], follows: Sequence[bool]) -> list[int]:
    """The tellings that follow others, each behind those that it leads to."""
    order: list[int] = []
    seen: set[int] = set()
    for start in range(len(cut)):
        work = [(start, False)] if follows[start] and start not in seen else []
        while work:
            place, is_done = work.pop()
            step = cut[place]
            if is_done:
                order.append(place)
            elif follows[place] and step is not None and place not in seen:
                seen.add(place)
                work.append((place, True))
                work.extend((to, False) for to in reversed(step.to))
    return order


def _let_go(
    order: Sequence[int], cut: Sequence[Step | None], follows: list[bool], roots: Sequence[Root], ends: Sequence[End]
) -> None:
    """Leave those with somebody unnamed behind them at that, where what they have it from shows nobody at all."""
    shows = [not is_following and end == "origin" for is_following, end in zip(follows, ends, strict=True)]
    for place in order:
        to = step.to if (step := cut[place]) is not None else ()
        shows[place] = any(shows[other] for other in to)
        is_open = all(ends[other] not in ("denied", "round") for other in to)
        if not shows[place] and roots[place].sort == "unnamed" and ends[place] == "origin" and is_open:
            follows[place], shows[place] = False, True


def _followed(
    story: Story, place: int, step: Step | None, origin: Sequence[int | None], ends: Sequence[End]
) -> tuple[int | None, End]:
    """Where a telling comes to by its step: to the origin of the one whose words are most like its own."""
    to = step.to if step is not None else ()
    there = [other for other in to if origin[other] is not None]
    if not there:
        reached = {ends[other] for other in to}
        return None, "round" if "round" in reached else "denied" if reached == {"denied"} else "nobody"
    if len({origin[other] for other in there}) > 1:
        mine = stems(story.tellings[place].text)
        there.sort(key=lambda other: -len(mine & stems(story.tellings[other].text)))
    return origin[there[0]], "origin"
