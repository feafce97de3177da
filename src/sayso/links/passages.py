"""Whether the passages that two articles share prove a copy, and how the copy is put in words.

What counts are a passage's own words: those outside quotation marks on both sides that belong to no stock phrase and no
boilerplate; quoted ones count little, and never alone. They are weighed by how rare they are, so that a name misspelt in both
says more than a phrase of every day.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from sayso.links.alignment import GAP, Passage, align, parted
from sayso.links.fingerprints import SHINGLE, fingerprints, running
from sayso.links.rarity import rarities
from sayso.links.words import QUOTED, Words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from sayso.records import Spans

PROOF = 20
"""So many words on end prove a copy ..."""
PROOF_WEIGHT = 28.0
"""... if they are so rare together. Chosen on two generated corpora of 1,000 pages (``tests/corpora``, seeds 7 and 8) and on
passages of PolNeAR's training articles put into others: independent reports that name the same people and things seldom share
as much, and passages of 60 words with every tenth word edited nearly always do."""
_QUOTED = 0.25
"""A quoted word counts so much ..."""
_OWN = 12
"""... and so many words must be outside of quotations."""
_PART = 10
"""Passages of so many words prove it together where one follows the other ..."""
_JOINED = 1.2
"""... if they are so many times as much."""
ONE_OWNER = 30
"""Of pages of one owner that are otherwise different, passages of fewer own words are taken for standing notes."""
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
_CLIPPED = 0.65
"""An article that is the beginning of another and no more than so much of it was cut: so it is in all 16 such pairs of a
generated corpus (seed 32, 3,000 pages). Of those that are cut otherwise, or less, the longer one is as often the later."""
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
    """The fingerprints that prove nothing between two articles, sorted: of stock phrases, which boilerplate of others is to
    them, and of boilerplate of their owners."""

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
    """A passage, how many words of it are its own, and are its own beyond the lead; how many count, and what these weigh."""

    passage: Passage
    own: int
    beyond: int
    counted: float
    weight: float


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
        found = [one for one in found if one.own >= ONE_OWNER and not _stands_at_an_end(one.passage, left, right)]
    proven = [one for group in _groups(found) if _proves(group) for one in group]
    kept = [one for one in found if one.own >= BESIDE or any(one is other for other in proven)]
    if not proven or sum(one.beyond for one in kept) < _BEYOND:
        return None
    return Copy(tuple(one.passage for one in kept), sum(one.weight for one in kept))


def _proves(group: list[_Evidence]) -> bool:
    """Whether the passages of a group are enough to show that one page has them from the other."""
    enough = 1.0 if len(group) == 1 else _JOINED
    own, counted, weight = (
        sum(numbers) for numbers in zip(*((one.own, one.counted, one.weight) for one in group), strict=True)
    )
    return bool(own >= _OWN and counted >= enough * PROOF and weight >= enough * PROOF_WEIGHT)


def _groups(found: list[_Evidence]) -> list[list[_Evidence]]:
    """Passages that follow each other on one of the two sides: on the other, something was put in or taken from elsewhere."""
    groups = [[one] for one in found if one.counted >= _PART]
    for which in (0, 1):
        joined: list[list[_Evidence]] = []
        for group in sorted(groups, key=lambda group: group[0].passage.spans[which]):
            if joined and 0 <= group[0].passage.spans[which][0] - joined[-1][-1].passage.spans[which][1] <= GAP:
                joined[-1] += group
            else:
                joined.append(group)
        groups = joined
    return groups


def _weighed(passage: Passage, left: Side, right: Side, stock: NDArray[np.bool_]) -> _Evidence:
    unquoted = left.unquoted[passage.left] & right.unquoted[passage.right]
    own = unquoted & ~stock[passage.left]
    beyond = own & ((passage.left >= left.lead) | (passage.right >= right.lead))
    counted = own + _QUOTED * ~unquoted
    weight = float((counted * rarities(left.hashes[passage.left])).sum())
    return _Evidence(passage, int(own.sum()), int(beyond.sum()), float(counted.sum()), weight)


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
    """Whether ``left`` is the beginning of ``right`` and nothing else, so that it was cut rather than the other added to."""
    small = copy.words >= WHOLE * len(left.at) and len(left.at) <= _CLIPPED * len(right.at)
    return small and len(copy.passages) == 1 and int(copy.passages[0].right[0]) <= _NEAR_END


def _is_exact(copy: Copy) -> bool:
    return all(end - begin == len(one.left) for one in copy.passages for begin, end in one.spans)


def _stand(count: int) -> str:
    return "stands" if count == 1 else "stand"


def _count(number: int, noun: str) -> str:
    return f"{_number(number)} {noun}{'' if number == 1 else 's'}"


_NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split()


def _number(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)
