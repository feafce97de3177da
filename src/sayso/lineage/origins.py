"""How many origins a claim has: each telling is followed to what it rests on, and what is left is counted as a range.

At least as many as are shown to be separate of each other, at most as many as could be. A telling goes back to one origin at
most; those who deny the claim are origins of nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sayso.lineage.counting import Count, count
from sayso.lineage.hops import Step, steps
from sayso.lineage.kinship import is_same
from sayso.lineage.rounds import finished, rounds, without_rounds
from sayso.lineage.sources import Group, Root, grouped, is_behind_another, is_own_source, root_of
from sayso.lineage.story import Story
from sayso.lineage.tellings import Teller, is_denial
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
    roots = [root_of(story, place) for place in range(len(taken))]
    lead_round = rounds(taken)
    cut, lost = opened(story, taken, lead_round, roots)
    ends = [_end(story, place, root, place in lost) for place, root in enumerate(roots)]
    order = _in_order(cut)
    follows = [False] * len(roots)
    for place in order:
        follows[place], ends[place] = _way(story, place, cut[place], roots[place], ends)
    own = [(place, root) for place, root in enumerate(roots) if not follows[place] and ends[place] == "origin"]
    groups = grouped(story, own, cut)
    origin: list[int | None] = [None] * len(roots)
    for number, group in enumerate(groups):
        for _, place in (*group.tellers, *(one.described for one in group.meant)):
            origin[place] = number
    for place in order:
        if follows[place]:
            origin[place] = _followed(story, place, cut[place], origin)
    for place, at in enumerate(origin):
        if at is not None:
            groups[at].places.append(place)
    return Found(story, cut, lead_round, groups, ends, origin, count(groups))


def opened(
    story: Story, taken: Sequence[Step | None], lead_round: Sequence[Sequence[int]], roots: Sequence[Root]
) -> tuple[list[Step | None], set[int]]:
    """The steps of a claim without those that lead round, and the tellings that have nothing but a circle behind them."""

    def has_own(place: int) -> bool:
        root = roots[place]
        return is_own_source(story, root) and not is_behind_another(story, place, root)

    return without_rounds(taken, lead_round, has_own)


def _end(story: Story, place: int, root: Root, is_lost: bool) -> End:
    """How the way of a telling ends by its own words."""
    if is_denial(story.tellings[place]):
        return "denied"
    return "round" if is_lost else "nobody" if root.sort == "nobody" else "origin"


def _way(story: Story, place: int, step: Step | None, root: Root, ends: Sequence[End]) -> tuple[bool, End]:
    """Whether a telling goes back to what it has it from, rather than to the source that it shows itself, and how that ends;
    ``ends`` of those that its step leads to are known."""
    if step is None or ends[place] == "denied":
        return False, ends[place]
    reached = {ends[to] for to in step.to}
    if root.sort == "named" and step.how != "inner":
        denied = reached == {"denied"} and all(_names(story, to, root.teller) for to in step.to)
        return denied, "denied" if denied else "origin"
    if "origin" in reached:
        return True, "origin"
    if reached == {"denied"}:
        return True, "denied"
    is_kept = root.sort != "named" and is_own_source(story, root)
    if is_kept and not ("round" in reached and is_behind_another(story, place, root)):
        return False, "origin"  # what it has it from shows nobody at all, and it does
    return True, "round" if "round" in reached else "nobody"


def _names(story: Story, place: int, teller: Teller | None) -> bool:
    """Whether a telling names a source."""
    return teller is not None and any(is_same(teller, hop) for hop in story.tellings[place].chain)


def _in_order(cut: Sequence[Step | None]) -> list[int]:
    """The tellings that have it from others, each behind those that it leads to; ``cut`` leads nowhere round."""
    return [place for place in finished(cut) if cut[place] is not None]


def _followed(story: Story, place: int, step: Step | None, origin: Sequence[int | None]) -> int | None:
    """Where a telling comes to by its step: to the origin of the one whose words are most like its own."""
    there = [other for other in (step.to if step is not None else ()) if origin[other] is not None]
    if len({origin[other] for other in there}) > 1:
        mine = stems(story.tellings[place].text)
        there.sort(key=lambda other: -len(mine & stems(story.tellings[other].text)))
    return origin[there[0]] if there else None
