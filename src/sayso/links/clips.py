"""How much of a quotation stands on another page: all of it, most of it in other forms or another order, or a clip of either.

The words of each piece are looked for as they are, else as aligned passages. What matters is how much of the one quotation that
is, or of the quotations there; two clips of one utterance may also lap over by no more than some rare words at their ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from sayso.links.alignment import align
from sayso.links.inflections import bases
from sayso.links.quoted import LONG, SHORT, WEAK
from sayso.links.rarity import rarities
from sayso.links.words import QUOTED, Words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_MOST = 0.75
"""So much of a quotation must stand on the other page, or so much of the quotation there on this one."""
_ALTERED = 9.0
"""So rare the words must be, taken together, where not all are the same, ..."""
_LAPPED, _LAPPING = 5, 12.0
"""... and so many and so rare where two clips lap over."""
_FEW, _TOKEN = 6, 3.5
"""Of fewer words one must be as rare as this: slogans and set phrases are made of words of every day."""


class Clip(NamedTuple):
    """The words that two pages have in common of a quotation: their places on both, and how much of a quotation they are."""

    left: NDArray[np.intp]
    right: NDArray[np.intp]
    share: float


class Side(NamedTuple):
    """The words of a page, and their bases."""

    words: Words
    plain: NDArray[np.int64]

    @classmethod
    def of(cls, words: Words) -> Side:
        """The side of a page."""
        return cls(words, bases(words.hashes))


def clip(left: Side, pieces: Iterable[tuple[int, int]], right: Side) -> Clip | None:
    """What the right page has of a quotation whose ``pieces`` are places of words ``[first, end)``; None where that is too
    little, or too common, to be the same quotation."""
    import numpy as np

    pieces = list(pieces)
    met = [(first + ours, theirs) for first, end in pieces for ours, theirs in _same(left.plain[first:end], right.plain)]
    if not met:
        return None
    ours, theirs = (np.concatenate(places) for places in zip(*met, strict=True))
    share = len(np.unique(ours)) / sum(end - first for first, end in pieces)
    least = WEAK if share == 1 else _ALTERED
    if share < _MOST:
        quoted = right.words.flags[theirs] & QUOTED > 0
        ours, theirs = ours[quoted], theirs[quoted]
        around = _around(right.words, theirs)
        there = len(np.unique(theirs)) / max(1, int((around[:, 1] - around[:, 0]).sum()))
        if there < _MOST:
            ours, theirs = _longest(ours, theirs)
            least = _LAPPING if _laps(ours, pieces) and _laps(theirs, around.tolist()) else np.inf
        share = max(share, min(1.0, there))
    found = Clip(np.unique(ours), np.unique(theirs), share)
    return found if _tells(left.words, found, least) else None


def _tells(words: Words, found: Clip, least: float) -> bool:
    """Whether the words are rare enough."""
    rare = rarities(words.hashes[found.left])
    return bool(len(rare) and rare.sum() >= least and (len(rare) >= _FEW or rare.max() >= _TOKEN))


def _same(quote: NDArray[np.int64], text: NDArray[np.int64]) -> Iterator[tuple[NDArray[np.intp], NDArray[np.intp]]]:
    """The words of a piece and where they stand in a text: as they are, if they do, else the passages of them."""
    import numpy as np

    if SHORT <= len(quote) <= len(text):
        starts = np.flatnonzero(text[: len(text) - len(quote) + 1] == quote[0]).tolist()
        whole = next((start for start in starts if (text[start : start + len(quote)] == quote).all()), None)
        if whole is not None:
            yield np.arange(len(quote)), np.arange(whole, whole + len(quote))
            return
    if len(quote) >= LONG:
        yield from align(quote, text)


def _around(words: Words, places: NDArray[np.intp]) -> NDArray[np.intp]:
    """The quotations in which words stand, as places of words ``[first, end)``, one a row."""
    import numpy as np

    edges = np.flatnonzero(np.diff(np.concatenate(([0], words.flags & QUOTED, [0])).astype(np.int8)))
    held = np.unique(np.searchsorted(edges[::2], places, "right") - 1)
    return edges.reshape(-1, 2)[held]


def _longest(ours: NDArray[np.intp], theirs: NDArray[np.intp]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The longest run of words that follow each other on both pages."""
    import numpy as np

    if not len(ours):
        return ours, theirs
    cuts = np.flatnonzero((np.diff(ours) != 1) | (np.diff(theirs) != 1)) + 1
    bounds = np.concatenate(([0], cuts, [len(ours)]))
    longest = int(np.diff(bounds).argmax())
    return ours[bounds[longest] : bounds[longest + 1]], theirs[bounds[longest] : bounds[longest + 1]]


def _laps(places: NDArray[np.intp], pieces: Iterable[Iterable[int]]) -> bool:
    """Whether enough words are met, and the first or last word of a quotation among them."""
    met = set(places.tolist())
    return len(met) >= _LAPPED and any(first in met or end - 1 in met for first, end in pieces)
