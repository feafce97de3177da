"""Where two texts run alike: passages of equal words, small edits bridged, as aligned spans on both sides.

Words are numbers here. Maximal common runs are found from their four-word pieces; runs that follow each other on both sides,
with no more than ``GAP`` words of the one or the other between them, make a passage: words were changed, left out or put in. A
word belongs to one passage at most, the heaviest passages first. What is moved elsewhere is a passage of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from sayso.links.fingerprints import shingles

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SEED = 4
"""Runs of fewer words are bridged to, but begin no passage."""
GAP = 8
"""So many words at most, on either side, are bridged."""
_MANY = 8
"""A piece that stands more often in a text is no seed: pages that say one thing over and over would have no end of pairs."""
_BACK = 48
"""A run is chained to one of so many before it."""
_GAP_COST = 0.25
_SKIPS = sorted(((one, other) for one in range(3) for other in range(3)), key=sum)
_REACHED = 2
"""Beyond the last run of a passage, so many words may be passed over on either side to reach two equal ones."""


class Passage(NamedTuple):
    """Words that stand in both texts, in the same order: ``left[n]`` and ``right[n]`` are the places of one word."""

    left: NDArray[np.intp]
    right: NDArray[np.intp]

    @property
    def spans(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """From the first to behind the last of the words, left and right."""
        return (int(self.left[0]), int(self.left[-1]) + 1), (int(self.right[0]), int(self.right[-1]) + 1)


def parted(passage: Passage, kept: NDArray[np.bool_]) -> Iterator[Passage]:
    """The pieces of a passage that are left when some of its words are not ``kept`` (one truth a word)."""
    import numpy as np

    bounds = np.flatnonzero(np.diff(np.concatenate(([False], kept, [False]))))
    for begin, end in zip(bounds[::2].tolist(), bounds[1::2].tolist(), strict=True):
        yield Passage(passage.left[begin:end], passage.right[begin:end])


class _Run(NamedTuple):
    left: int
    right: int
    length: int


def align(left: NDArray[np.int64], right: NDArray[np.int64]) -> list[Passage]:
    """The passages that stand in both texts, in the order of the left one. Disjoint on either side, of ``SEED`` words or more
    (fewer where the two texts are equal); left and right taken the other way round, the passages are the same."""
    if (len(left), left.tobytes()) > (len(right), right.tobytes()):
        turned = (Passage(passage.right, passage.left) for passage in align(right, left))
        return sorted(turned, key=lambda passage: passage.spans)
    if len(left) == len(right) and (left == right).all():
        import numpy as np

        return [Passage(np.arange(len(left)), np.arange(len(left)))] if len(left) else []
    taken = _Taken(left, right)
    placed = list(_placed(_chains(_runs(left, right)), taken))
    return sorted((_filled(taken.grown(passage), left, right) for passage in placed), key=lambda passage: passage.spans)


def _runs(left: NDArray[np.int64], right: NDArray[np.int64]) -> list[_Run]:
    """The maximal common runs of ``SEED`` words and more, in the order of the left text."""
    import numpy as np

    first, second = _seeds(left, right)
    if not len(first):
        return []
    order = np.lexsort((first, second - first))
    first, second = first[order], second[order]
    begins = np.flatnonzero(np.concatenate(([True], (np.diff(first) != 1) | (np.diff(second) != 1))))
    lengths = np.diff(np.append(begins, len(first))) + SEED - 1
    return sorted(map(_Run._make, zip(first[begins].tolist(), second[begins].tolist(), lengths.tolist(), strict=True)))


def _seeds(left: NDArray[np.int64], right: NDArray[np.int64]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Where the two have the same ``SEED`` words."""
    import numpy as np

    ours, theirs = shingles(left, SEED), shingles(right, SEED)
    order = np.argsort(theirs, kind="stable")
    begin, end = np.searchsorted(theirs[order], ours, "left"), np.searchsorted(theirs[order], ours, "right")
    counts = np.where(end - begin <= _MANY, end - begin, 0)
    within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    return np.repeat(np.arange(len(ours)), counts), order[np.repeat(begin, counts) + within]


# --------------------------------------------------------------------------------------------------------------------- chains


def _chains(runs: list[_Run]) -> list[list[_Run]]:
    """Runs that follow each other closely on both sides, the heaviest chains first. Each run is in one chain."""
    weights: list[float] = []
    before: list[int] = []
    for place, run in enumerate(runs):
        weight, previous = max(_followed(runs, weights, place), default=(0.0, -1))
        weights.append(run.length + max(0.0, weight))
        before.append(previous if weight > 0 else -1)
    return list(_taken_apart(runs, weights, before))


def _followed(runs: list[_Run], weights: list[float], place: int) -> Iterator[tuple[float, int]]:
    """What the chain of each earlier run adds to the run at ``place``, where it may follow it."""
    run = runs[place]
    for other in range(max(0, place - _BACK), place):
        one = runs[other]
        if one.left >= run.left or one.right >= run.right:
            continue
        over = max(0, one.left + one.length - run.left, one.right + one.length - run.right)
        gaps = run.left + over - one.left - one.length, run.right + over - one.right - one.length
        if over < run.length and max(gaps) <= GAP:
            yield weights[other] - over - _GAP_COST * sum(gaps), other


def _taken_apart(runs: list[_Run], weights: list[float], before: list[int]) -> Iterator[list[_Run]]:
    free = [True] * len(runs)
    for end in sorted(range(len(runs)), key=lambda place: (-weights[place], place)):
        chain = []
        place = end
        while place >= 0 and free[place]:
            free[place] = False
            chain.append(runs[place])
            place = before[place]
        if chain:
            yield chain[::-1]


# ------------------------------------------------------------------------------------------------------------------- passages


class _Taken:
    """Two texts, and which of their words belong to a passage, or lie inside one."""

    def __init__(self, left: NDArray[np.int64], right: NDArray[np.int64]) -> None:
        import numpy as np

        self.texts = left, right
        self.left, self.right = np.zeros(len(left), bool), np.zeros(len(right), bool)

    def take(self, passage: Passage) -> None:
        """Mark a passage."""
        (a, b), (c, d) = passage.spans
        self.left[a:b] = True
        self.right[c:d] = True

    def grown(self, passage: Passage) -> Passage:
        """A passage with the equal words that follow it, or go before it, behind a word or two that were changed."""
        import numpy as np

        before = self._beyond(int(passage.left[0]), int(passage.right[0]), -1)[::-1]
        after = self._beyond(int(passage.left[-1]), int(passage.right[-1]), 1)
        if not (before or after):
            return passage
        first, last = (np.array(pairs, np.intp).reshape(-1, 2) for pairs in (before, after))
        grown = Passage(*(np.concatenate((first[:, side], passage[side], last[:, side])) for side in (0, 1)))
        self.take(grown)
        return grown

    def _beyond(self, a: int, b: int, step: int) -> list[tuple[int, int]]:
        """The equal words on from the places ``a`` and ``b``, in the order in which they are reached."""
        found: list[tuple[int, int]] = []
        while True:
            skips = (self._equal(a + step * (one + 1), b + step * (other + 1), step) for one, other in _SKIPS)
            reached = next(filter(None, skips), None)
            if reached is None:
                return found
            found.extend(reached)
            a, b = reached[-1]

    def _equal(self, a: int, b: int, step: int) -> list[tuple[int, int]]:
        """The equal and free words from the places ``a`` and ``b`` on; none where there are fewer than ``_REACHED``."""
        left, right = self.texts
        found = []
        while 0 <= a < len(left) and 0 <= b < len(right) and left[a] == right[b] and not (self.left[a] or self.right[b]):
            found.append((a, b))
            a, b = a + step, b + step
        return found if len(found) >= _REACHED else []


def _placed(chains: list[list[_Run]], taken: _Taken) -> Iterator[Passage]:
    """The chains as passages: words that a heavier one has taken are left out, and a chain is cut where it would run over
    one."""
    for chain in sorted((_pairs(chain) for chain in chains), key=lambda pairs: -len(pairs.left)):
        free = ~(taken.left[chain.left] | taken.right[chain.right])
        for piece in _pieces(Passage(chain.left[free], chain.right[free]), taken):
            if len(piece.left) >= SEED:
                taken.take(piece)
                yield piece


def _pairs(chain: list[_Run]) -> Passage:
    """The words of a chain, strictly on on both sides: where two runs overlap, the former keeps them."""
    import numpy as np

    left, right = [], []
    at = to = 0
    for run in chain:
        over = max(0, at - run.left, to - run.right)
        left.append(np.arange(run.left + over, run.left + run.length))
        right.append(np.arange(run.right + over, run.right + run.length))
        at, to = run.left + run.length, run.right + run.length
    return Passage(np.concatenate(left), np.concatenate(right))


def _pieces(passage: Passage, taken: _Taken) -> Iterator[Passage]:
    """A passage, cut where too many words or taken ones lie between two of its words."""
    import numpy as np

    if not len(passage.left):
        return
    cut = np.zeros(len(passage.left) - 1, bool)
    for places, marked in ((passage.left, taken.left), (passage.right, taken.right)):
        cut |= np.diff(places) > GAP + 1
        cut |= np.diff(np.cumsum(marked)[places]) > 0
    bounds = [0, *(np.flatnonzero(cut) + 1).tolist(), len(passage.left)]
    for begin, end in pairwise(bounds):
        yield Passage(passage.left[begin:end], passage.right[begin:end])


def _filled(passage: Passage, left: NDArray[np.int64], right: NDArray[np.int64]) -> Passage:
    """A passage with the equal words in its gaps."""
    import numpy as np

    steps = zip(np.diff(passage.left).tolist(), np.diff(passage.right).tolist(), strict=True)
    found: list[tuple[int, int]] = []
    for place, (one, other) in enumerate(steps):
        if one > 1 and other > 1:
            at, to = int(passage.left[place]) + 1, int(passage.right[place]) + 1
            inside = _common(left[at : at + one - 1].tolist(), right[to : to + other - 1].tolist())
            found.extend((at + a, to + b) for a, b in inside)
    if not found:
        return passage
    both = np.array(found, np.intp)
    joined = np.concatenate((passage.left, both[:, 0])), np.concatenate((passage.right, both[:, 1]))
    order = np.argsort(joined[0], kind="stable")
    return Passage(joined[0][order], joined[1][order])


def _common(left: list[int], right: list[int]) -> list[tuple[int, int]]:
    """A longest common subsequence of a few words, as pairs of places."""
    if not set(left) & set(right):
        return []
    best = [[0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for a in range(len(left) - 1, -1, -1):
        for b in range(len(right) - 1, -1, -1):
            best[a][b] = best[a + 1][b + 1] + 1 if left[a] == right[b] else max(best[a + 1][b], best[a][b + 1])
    pairs, a, b = [], 0, 0
    while a < len(left) and b < len(right):
        if left[a] == right[b]:
            pairs.append((a, b))
            a, b = a + 1, b + 1
        elif best[a + 1][b] >= best[a][b + 1]:
            a += 1
        else:
            b += 1
    return pairs
