"""Whether two statements put the same thing: by what they mean, in themselves and in their sentences, and by what they say for
sure.

The score is a logistic function of two cosines (of the contents, and of the whole sentences, which tell what "11" or "it" is
about), of figures and days (those of one thing that agree, or that cannot both hold) and of names: those of each, and whether
the page of the other has any of them. Stories of one kind are told in the same words; their names keep them apart. The weights
were fitted on the invented stories of ``evaluation/claims.jsonl``, and made stricter by reading what they join on real pages
and on large cases of generated ones. A figure that differs outweighs any likeness of words.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from sayso.links.putting import DAY, NAME, SURE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LEAST = 0.25
"""A score below this makes no tie."""
CERTAIN = 1.0
"""The score of the same words."""
ALMOST = 0.97
"""The score of nearly the same words, with no figure that differs; other words never have it."""
_MOST = 0.96
HELD = 0.9
"""The score of a statement that is most of another one, at least."""
_BASE, _CONTENT, _SENTENCE = -5.8, 6.0, 5.5
"""The weights of nothing, and of the nearness of the contents and of their sentences."""
_OVERLAP, _USUAL, _ENOUGH = 6.0, 0.3, 0.5
"""That of the part of the telling words that is shared, over the usual part; more than enough of it adds nothing."""
_AGREE, _DIFFER, _ONE_SIDED = 2.2, -6.4, -0.7
"""Those of figures of one thing that agree, that cannot both hold, and that only one of the two has."""
_STATED = 1.5
"""What figures of one state of people count for."""
_OTHER_DAYS, _OTHER_NAMES = -4.5, -2.5
"""Those of days that have nothing in common, and of names of which none is in both."""
_STRANGE = -4.0
"""That of a statement none of whose names a page has that surely tells another story."""
_RARE = 4.0
"""What is more common than this ("Trump", "Washington") may stay unsaid."""
_ONE_PAGE = -3.0
"""That of two statements of one page, which seldom puts the same thing twice and is all about the same."""


class Sure(NamedTuple):
    """What a statement says for sure: see ``putting``."""

    kind: int
    thing: int
    state: int
    unit: int
    low: float
    high: float


class Known(NamedTuple):
    """The part of a score that does not hang on what the two mean."""

    words: float
    agree: float
    differ: float
    beside: float
    days: float
    names: float


def known(overlap: float, mine: Sequence[Sure], its: Sequence[Sure], is_one_page: bool) -> Known:
    """What speaks for and against two statements before it is asked what they mean: the part of their telling words that they
    share, and what each says for sure."""
    agree, differ = figures(mine, its)
    days = [[one for one in sure if one.kind == DAY] for sure in (mine, its)]
    names = [{one.thing for one in sure if one.kind == NAME} for sure in (mine, its)]
    counts = [any(one.kind < DAY for one in sure) for sure in (mine, its)]
    return Known(
        words=_OVERLAP * (min(overlap, _ENOUGH) - _USUAL),
        agree=_AGREE * agree,
        differ=_DIFFER * differ,
        beside=_ONE_SIDED * (counts[0] != counts[1]) + _ONE_PAGE * is_one_page,
        days=_OTHER_DAYS * (all(days) and not any(_meet(one, other) for one in days[0] for other in days[1])),
        names=_OTHER_NAMES * (all(names) and not names[0] & names[1]),
    )


def score(content: float, sentence: float, known: Known, strange: float = 0.0) -> float:
    """From 0 to 1, of the nearness of two statements and of their sentences, and of what is known beside it; ``strange`` is how
    many of the two are strange to the page of the other, as far as these may tell two stories."""
    logit = _BASE + known.words + _CONTENT * content + _SENTENCE * sentence + known.agree + known.differ
    logit += known.beside
    logit += known.days
    logit += known.names
    logit += _STRANGE * strange
    return min(1 / (1 + math.exp(-logit)), _MOST)


def is_strange(sure: Sequence[Sure], page: NDArray[np.int64]) -> bool:
    """Whether a statement has names, and a page, by the hashes of its words, none of them."""
    names = rare_names(sure)
    return bool(names) and not any((page == name).any() for name in names)


def rare_names(sure: Sequence[Sure]) -> list[int]:
    """The names of a statement that a page which tells of it has, too."""
    return [one.thing for one in sure if one.kind >= NAME and one.low > _RARE]


def figures(mine: Sequence[Sure], its: Sequence[Sure]) -> tuple[float, float]:
    """How far figures agree, and how far they differ: 1 for those of one thing, half of it where they are of two, or it is not
    known of what they are, and more for those that tell one state of people ("the dead")."""
    agree = differ = 0.0
    for one in mine:
        for other in its:
            if one.kind >= DAY or other.kind >= DAY or one.unit != other.unit:
                continue
            is_stated = bool(one.state) and one.state == other.state
            is_one = one.kind == other.kind == SURE and (one.thing == other.thing or is_stated)
            worth = (_STATED if is_stated else 1.0) if is_one else 0.5
            if _meet(one, other):
                agree = max(agree, worth)
            else:
                differ = max(differ, worth)
    return (agree, differ) if differ > agree or agree == differ >= 1 else (agree, 0.0)


def _meet(one: Sure, other: Sure) -> bool:
    return one.low <= other.high and other.low <= one.high
