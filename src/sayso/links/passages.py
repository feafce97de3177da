"""Whether the passages that two articles share prove a copy, and how the copy is put in words.

What counts are a passage's own words: those outside quotation marks on both sides, that belong to no stock phrase and no
boilerplate. They are weighed by how rare they are, so that a name misspelt in both says more than a phrase of every day.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from sayso.links.alignment import Passage, align, parted
from sayso.links.fingerprints import SHINGLE, fingerprints, running
from sayso.links.rarity import rarities
from sayso.links.words import QUOTED, Words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from sayso.records import Spans

PROOF = 18
"""A passage of so many own words proves a copy; of quoted ones beside at least ``_OWN``, four count as one."""
PROOF_WEIGHT = 24.0
"""So rare must they be together."""
_OWN = 12
PARTS = 24
"""So many own words prove it in several passages, each of ``_PART`` or more."""
_PART, _PART_WEIGHT = 10, 13.0
ONE_OWNER = 30
"""Pages of one owner share what no reader would call copied: so many own words must stand on end."""
BESIDE = 8
"""Where a copy is proven, other passages of so many words belong to it."""
_LEAD = 45
"""The lead is the first paragraph, so many words of it at most."""
_BEYOND = 8
"""So many own words must be copied beyond the lead: alone, it proves nothing."""
_NEAR_END = 12
"""What ends, or begins, so near the end of two otherwise different pages of one owner is a standing note."""
_HOLE, _RIM = 12, 5
"""Fingerprints of boilerplate stand for the words around them too: so many between two of them, so many on the outside."""
WHOLE = 0.95
"""An article of which such a share is copied is copied wholly."""
_SHORTER = 0.8
_COPIED = 0.9
"""A paragraph is copied where such a share of its words is."""


class Side(NamedTuple):
    """What of an article is compared: its running words, which of them are not quoted, and how many are its lead."""

    words: Words
    at: NDArray[np.intp]
    hashes: NDArray[np.int64]
    unquoted: NDArray[np.bool_]
    lead: int

    def spans(self, passages: Sequence[tuple[int, int]]) -> Spans:
        """The code points of pieces of the running words, in the order given."""
        return tuple(self.words.span(int(self.at[first]), int(self.at[end - 1]) + 1) for first, end in passages)


def side(words: Words) -> Side:
    """The side that an article is in a comparison."""
    at = running(words)
    lead = int((words.blocks[at] == words.blocks[at[0]]).sum()) if len(at) else 0
    return Side(words, at, words.hashes[at], words.flags[at] & QUOTED == 0, min(lead, _LEAD))


class Common(NamedTuple):
    """The fingerprints that prove nothing, sorted: of stock phrases, and of boilerplate."""

    stock: NDArray[np.int64]
    boilerplate: NDArray[np.int64]


class Copy(NamedTuple):
    """The passages of a copy, in the order of the left article, and what its own words weigh."""

    passages: tuple[Passage, ...]
    weight: float

    @property
    def words(self) -> int:
        """How many words stand in both."""
        return sum(len(passage.left) for passage in self.passages)


class _Evidence(NamedTuple):
    passage: Passage
    own: int
    quoted: int
    beyond: int
    weight: float

    def proves(self) -> bool:
        counted = self.own + self.quoted / 4
        return self.own >= _OWN and counted >= PROOF and self.weight >= PROOF_WEIGHT * min(1.0, self.own / PROOF)


def copied(left: Side, right: Side, common: Common, *, one_owner: bool = False) -> Copy | None:
    """What ``left`` and ``right`` have in common as a copy; None where it is none."""
    boilerplate = _wide(_covered(left, right, common.boilerplate), left)
    stock = _covered(left, right, common.stock)
    found = [
        _weighed(piece, left, right, stock)
        for passage in align(left.hashes, right.hashes)
        for piece in parted(passage, ~boilerplate[passage.left])
    ]
    if one_owner and 2 * sum(len(one.passage.left) for one in found) < min(len(left.at), len(right.at)):
        found = [one for one in found if not _stands_at_an_end(one.passage, left, right)]
    told = [one for one in found if one.own >= BESIDE]
    if not (_is_proven(told, one_owner) and sum(one.beyond for one in told) >= _BEYOND):
        return None
    return Copy(tuple(one.passage for one in told), sum(one.weight for one in told))


def _is_proven(found: list[_Evidence], one_owner: bool) -> bool:
    if one_owner:
        return any(one.own >= ONE_OWNER and one.proves() for one in found)
    parts = sum(one.own for one in found if one.own >= _PART and one.weight >= _PART_WEIGHT)
    return parts >= PARTS or any(one.proves() for one in found)


def _weighed(passage: Passage, left: Side, right: Side, stock: NDArray[np.bool_]) -> _Evidence:
    unquoted = left.unquoted[passage.left] & right.unquoted[passage.right]
    own = unquoted & ~stock[passage.left]
    beyond = own & ((passage.left >= left.lead) | (passage.right >= right.lead))
    weight = float(rarities(left.hashes[passage.left[own]]).sum())
    return _Evidence(passage, int(own.sum()), int((~unquoted).sum()), int(beyond.sum()), weight)


def _stands_at_an_end(passage: Passage, left: Side, right: Side) -> bool:
    """Whether a passage is at the beginning of both pages or at the end of both."""
    (a, b), (c, d) = passage.spans
    return max(a, c) <= _NEAR_END or max(len(left.at) - b, len(right.at) - d) <= _NEAR_END


def _covered(left: Side, right: Side, common: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which words of the left one lie under fingerprints of ``common`` that both have."""
    import numpy as np

    covered = np.zeros(len(left.at), bool)
    if len(common):
        (ours, begins), (theirs, _) = fingerprints(left.words), fingerprints(right.words)
        known = common[np.minimum(np.searchsorted(common, ours), len(common) - 1)] == ours
        for begin in begins[known & np.isin(ours, theirs)].tolist():
            covered[begin : begin + SHINGLE] = True
    return covered


def _wide(covered: NDArray[np.bool_], left: Side) -> NDArray[np.bool_]:
    """The words covered, with small holes between them closed, and some words of their paragraphs on the outside."""
    import numpy as np

    bounds = np.flatnonzero(np.diff(np.concatenate(([False], covered, [False])))).tolist()
    for begin, end in zip(bounds[1:-1:2], bounds[2:-1:2], strict=True):
        if end - begin <= _HOLE:
            covered[begin:end] = True
    blocks = left.words.blocks[left.at]
    for edge, step in [*((begin, -1) for begin in bounds[::2]), *((end - 1, 1) for end in bounds[1::2])]:
        for place in range(1, _RIM + 1):
            beside = edge + step * place
            if 0 <= beside < len(covered) and blocks[beside] == blocks[edge]:
                covered[beside] = True
    return covered


# ------------------------------------------------------------------------------------------------------------------ in words


def told(left: Side, right: Side, copy: Copy) -> str:
    """What of ``left`` stands in ``right``, in words."""
    import numpy as np

    marked = np.zeros(len(left.at), bool)
    marked[np.concatenate([passage.left for passage in copy.passages])] = True
    _, blocks = np.unique(left.words.blocks[left.at], return_inverse=True)
    sizes, shared = np.bincount(blocks), np.bincount(blocks, marked)
    whole = int((shared >= _COPIED * sizes).sum())
    how = "word for word" if _is_exact(copy) else "with small edits"
    if copy.words >= WHOLE * len(left.at):
        return f"all of it, {_count(len(sizes), 'paragraph')}, stands in the other page, {how}"
    if whole > 1 or (whole and copy.words <= sizes[shared >= _COPIED * sizes].sum()):
        own_lead = "" if shared[0] > 0.3 * sizes[0] else ", after a lead of its own"
        return f"{_count(whole, 'paragraph')} of {_number(len(sizes))} {_stand(whole)} in the other page, {how}{own_lead}"
    count = len(copy.passages)
    much = f"a passage of {copy.words} words" if count == 1 else f"{_number(count)} passages, {copy.words} words together,"
    return f"{much} {_stand(count)} in the other page, {how}"


def is_clipped(left: Side, right: Side, copy: Copy) -> bool:
    """Whether ``left`` is the shorter one and stands wholly in ``right``."""
    return copy.words >= WHOLE * len(left.at) and len(left.at) <= _SHORTER * len(right.at)


def _is_exact(copy: Copy) -> bool:
    return all(end - begin == len(one.left) for one in copy.passages for begin, end in one.spans)


def _stand(count: int) -> str:
    return "stands" if count == 1 else "stand"


def _count(number: int, noun: str) -> str:
    return f"{_number(number)} {noun}{'' if number == 1 else 's'}"


_NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split()


def _number(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)
