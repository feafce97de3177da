"""Timing several ways of doing a thing side by side: in one process, on one core, in interleaved rounds.

In each round every way runs over every item, and the way that goes first changes from round to round, so that a busy moment
of the machine hits all of them. What is told is the median of the rounds. One round before the first is not counted: it loads
what is loaded once, and fills the caches that each way keeps.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Mapping, Sequence
from statistics import median
from typing import Any, NamedTuple

Way = Callable[[Any], object]
"""One way of doing the thing, to an item."""


class Taken(NamedTuple):
    """What one way took, round by round, in seconds."""

    wall: list[float]
    cpu: list[float]

    def per_second(self, count: int) -> float:
        """How many of ``count`` items a second, in the median round."""
        return count / median(self.wall)


def interleaved(ways: Mapping[str, Way], items: Sequence[Any], rounds: int) -> dict[str, Taken]:
    """The time that each of ``ways`` takes for all of ``items``, ``rounds`` times over."""
    taken = {name: Taken([], []) for name in ways}
    names = list(ways)
    for number in range(rounds + 1):
        for name in names[number % len(names) :] + names[: number % len(names)]:
            wall, cpu = _once(ways[name], items)
            if number:
                taken[name].wall.append(wall)
                taken[name].cpu.append(cpu)
    return taken


def _once(way: Way, items: Sequence[Any]) -> tuple[float, float]:
    gc.collect()
    wall, cpu = time.perf_counter(), time.process_time()
    for item in items:
        way(item)
    return time.perf_counter() - wall, time.process_time() - cpu


def ratio(one: Taken, other: Taken) -> tuple[float, float]:
    """How many times as long ``one`` takes as ``other``: the median of the rounds, by the clock and by CPU."""
    return (
        median(a / b for a, b in zip(one.wall, other.wall, strict=True)),
        median(a / b for a, b in zip(one.cpu, other.cpu, strict=True)),
    )
