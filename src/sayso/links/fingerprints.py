"""The fingerprints of an article: few of its word shingles, chosen so that equal passages give equal ones.

Winnowing (Schleimer, Wilkerson and Aiken, "Winnowing: Local Algorithms for Document Fingerprinting", SIGMOD 2003): of each
``WINDOW`` neighbouring shingles of ``SHINGLE`` words one is kept, by its own value alone. Whatever stands in two articles for
``WINDOW + SHINGLE - 1`` words on end therefore gives both the same fingerprint, wherever it stands.

Here a window keeps one of its telling shingles: half of its words are outside quotation marks (what is quoted is a matter of
``quotes``), and they are not all words of every day. A window that has none keeps nothing. Headlines and captions have none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sayso.links.rarity import rarities
from sayso.links.words import CAPTION, HEADLINE, QUOTED, Words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SHINGLE = 5
WINDOW = 6
"""What stands in two articles for ten words on end is seen. Chosen on passages of 60 words of PolNeAR's training articles, put
into others with every tenth word changed, left out or preceded by a new one: 99.7 % share two fingerprints, where no more than
half of the passage is quoted (shingles of 6 words: 99.0 %). Six of a hundred pages share as many with a page not copied."""

_OWN_WORDS = 3
"""So many words of a shingle must stand outside quotation marks."""
_TELLING = 5.0
"""The rarity (``rarities``) that the words of a shingle must have together."""


def running(words: Words) -> NDArray[np.intp]:
    """The places of the words that a copy is told by: all but those of headlines, standfirsts and captions."""
    import numpy as np

    return np.flatnonzero(words.flags & (HEADLINE | CAPTION) == 0)


def fingerprints(words: Words) -> tuple[NDArray[np.int64], NDArray[np.intp]]:
    """The fingerprints of an article in its order, each with the place of its first word among the ``running`` words."""
    import numpy as np

    at = running(words)
    hashes = shingles(words.hashes[at], SHINGLE)
    if not len(hashes):
        return hashes, np.zeros(0, np.intp)
    own = _sums(words.flags[at] & QUOTED == 0, SHINGLE) >= _OWN_WORDS
    telling = own & (_sums(rarities(words.hashes[at]), SHINGLE) >= _TELLING)
    chosen = _winnowed(hashes, telling)
    return hashes[chosen], chosen


def shingles(hashes: NDArray[np.int64], size: int) -> NDArray[np.int64]:
    """A hash for each ``size`` neighbouring words."""
    import numpy as np

    count = max(0, len(hashes) - size + 1)
    found = np.zeros(count, np.uint64)
    words = hashes.view(np.uint64)
    with np.errstate(over="ignore"):
        for place in range(size):
            found = found * np.uint64(0x9E3779B97F4A7C15) + words[place : place + count]
        found = (found ^ (found >> np.uint64(31))) * np.uint64(0xD6E8FEB86659FD93)
    return (found ^ (found >> np.uint64(32))).view(np.int64)


def _sums(values: NDArray[Any], size: int) -> NDArray[Any]:
    """The sum of each ``size`` neighbouring values."""
    import numpy as np

    totals = np.concatenate(([0], np.cumsum(values, dtype=np.float64)))
    return totals[size:] - totals[:-size]


def _winnowed(hashes: NDArray[np.int64], telling: NDArray[np.bool_]) -> NDArray[np.intp]:
    """The places of the shingles that some window keeps: of its telling ones the least, and of equal ones the last."""
    import numpy as np

    never = np.iinfo(np.int64).max
    values = np.where(telling, np.minimum(hashes, never - 1), never)
    size = min(WINDOW, len(values))
    windows = np.lib.stride_tricks.sliding_window_view(values[::-1], size)[::-1]
    least = len(values) - 1 - (np.arange(len(windows))[::-1] + windows.argmin(axis=1))
    chosen: NDArray[np.intp] = np.unique(least)
    return np.compress(telling[chosen], chosen)
