"""How rare a word is in the news: counted once, over articles that no case holds, so that no result hangs on what else is
there.

The counts are in ``commonness.txt`` (made by ``training/count_words.py``): words, and in how many of 840 news articles of seven
American publishers (the training split of PolNeAR 1.0, 2015 and 2016) each stands. What is not listed stands in fewer than
five.
"""

from __future__ import annotations

import math
from collections.abc import Collection
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from sayso.links.words import hash_of, plain

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_UNLISTED = 2.5
"""In so many articles a word is taken to stand that is not listed."""


@cache
def _counts() -> tuple[int, dict[str, int]]:
    total, *lines = (files("sayso.links") / "commonness.txt").read_text(encoding="utf-8").splitlines()
    counted = (line.split(" ") for line in lines)
    return int(total), {word: int(count) for count, *words in counted for word in words}


@cache
def _hashed() -> dict[int, float]:
    return {hash_of(word): rarity(word) for word in _counts()[1]}


def listed() -> Collection[str]:
    """The words that are listed, plain."""
    return _counts()[1].keys()


def rarity(word: str) -> float:
    """The logarithm of one in how many articles a word stands: from 0 ("the") to ``RAREST``."""
    total, counts = _counts()
    return math.log(total / counts.get(plain(word), _UNLISTED))


RAREST = math.log(840 / _UNLISTED)


def rarity_of_hash(word: int) -> float:
    """``rarity`` of a word that is known by ``hash_of`` alone."""
    return _hashed().get(word, RAREST)


@cache
def _sorted() -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    import numpy as np

    known = sorted(_hashed().items())
    return np.array([word for word, _ in known], np.int64), np.array([rare for _, rare in known])


def rarities(words: NDArray[np.int64]) -> NDArray[np.float64]:
    """``rarity_of_hash`` of each of many words."""
    import numpy as np

    hashes, rare = _sorted()
    at = np.minimum(np.searchsorted(hashes, words), len(hashes) - 1)
    return np.where(hashes[at] == words, rare[at], RAREST)
