"""Whether two statements put the same thing: by what they mean, in themselves and in their sentences, and by their figures.

The score is a logistic function of two cosines (of the contents, and of the whole sentences, which tell what "11" or "it" is
about) and of figures: those of one thing that agree, or that cannot both hold. Its weights were fitted on the invented stories
of ``evaluation/claims.jsonl``; a figure that differs outweighs any likeness of words. Nothing here sees a text: what a page puts
is kept as numbers (``putting``).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from sayso.links.putting import Puts

LEAST = 0.2
"""A score below this makes no tie."""
CERTAIN = 1.0
"""The score of the same words."""
BASE, CONTENT, SENTENCE, AGREE, DIFFER = -5.8, 6.0, 5.5, 2.2, -6.4
"""The weights: of nothing, of the nearness of the contents and of their sentences, of figures that agree, and that differ."""
COVERED = 0.6
"""A statement that holds another of so much of its weight puts the same: "he said that they had said that ..."."""
_HOLDS = 0.9
"""The score of these two."""


class Same(NamedTuple):
    """Two statements that put the same, by their places in their dossiers, and whether figures of one thing agree."""

    left: int
    right: int
    score: float
    agree: float


def sameness(left: Puts, right: Puts, skip_left: frozenset[int], skip_right: frozenset[int]) -> Iterator[Same]:
    """The statements of two pages, or of one, that put the same; those at the places that are to be skipped are left out."""
    import numpy as np

    rows = np.array([at for at in range(len(left.places)) if int(left.places[at]) not in skip_left], np.int64)
    columns = np.array([at for at in range(len(right.places)) if int(right.places[at]) not in skip_right], np.int64)
    if not len(rows) or not len(columns):
        return
    is_open = left.is_said[rows][:, None] | right.is_said[columns]
    near = left.contents[rows] @ right.contents[columns].T
    around = left.sentences[left.sentence[rows]] @ right.sentences[right.sentence[columns]].T
    if left is right:
        beside = left.sentence[rows][:, None] == left.sentence[columns]
        around = np.where(beside, near, around)
        is_open = is_open & (rows[:, None] < columns)
    raw = BASE + CONTENT * near + SENTENCE * around
    for one, other in np.argwhere(is_open & (raw + AGREE >= _logit(LEAST))).tolist():
        at, there = int(rows[one]), int(columns[other])
        agree, differ = figures(left.values_of(at), right.values_of(there))
        score = float(1 / (1 + np.exp(-raw[one, other] - AGREE * agree - DIFFER * differ)))
        if left is right and left.holds(at, there):
            score = max(score, _HOLDS)
        if score >= LEAST:
            yield Same(int(left.places[at]), int(right.places[there]), round(score, 4), agree)


def _logit(score: float) -> float:
    import math

    return math.log(score / (1 - score))


THING, STATE, UNIT, LOW, HIGH, SURE = range(6)
"""The columns of the values of a statement."""


def figures(mine: NDArray[np.float64], its: NDArray[np.float64]) -> tuple[float, float]:
    """How far figures agree, and how far they differ, from 0 to 1: by half where it is not known of what they are."""
    agree = differ = 0.0
    for one in mine.tolist():
        for other in its.tolist():
            is_sure = one[SURE] > 0 and other[SURE] > 0
            is_one = one[THING] == other[THING] or (one[STATE] != 0 and one[STATE] == other[STATE])
            if one[UNIT] != other[UNIT] or (is_sure and not is_one):
                continue
            weight = 1.0 if is_sure else 0.5
            if one[LOW] <= other[HIGH] and other[LOW] <= one[HIGH]:
                agree = max(agree, weight)
            else:
                differ = max(differ, weight)
    return (agree, differ) if differ > agree or (agree == differ == 1) else (agree, 0.0)
