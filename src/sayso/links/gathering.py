"""Statements gathered into claims by the average of their scores, so that no single pair chains two claims.

What has the same words or nearly, and what analysts joined, is one before anything is counted: a thousand copies count once.
Then the two claims with the highest average are joined, again and again, as long as it is ``TOGETHER`` or more. A pair that was
compared and found unlike counts 0; a pair of pages that were never compared counts for nothing. A page seldom puts a thing
twice: what stands on one page in two statements that are not alike is hardly one. What analysts parted is never joined.
"""

from __future__ import annotations

import heapq
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from sayso.links.features import PLACES
from sayso.links.sameness import ALMOST

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TOGETHER = 0.5
"""The least average of a claim."""
JOINS = 0.6
"""The least average at which a sentence in a page's own voice joins a claim."""
_TIES = 4
"""Of large claims not every pair is compared: so many ties a statement are looked for."""
_SINGLY = 9
"""So few pairs of pages are looked up one by one."""
_SAMPLE = 12
"""Of large claims so many statements, spread over them, tell which share of their pages was compared."""


class _Nodes:
    """Statements that are one for certain."""

    def __init__(self) -> None:
        self.parent: dict[int, int] = {}
        self.apart: defaultdict[int, set[int]] = defaultdict(set)

    def find(self, statement: int) -> int:
        """The statement that stands for this one."""
        root = statement
        while (above := self.parent.get(root, root)) != root:
            root = above
        while (above := self.parent.get(statement, root)) != root:
            self.parent[statement], statement = root, above
        return root

    def part(self, one: int, other: int) -> None:
        """Keep two statements apart from now on."""
        one, other = self.find(one), self.find(other)
        self.apart[one].add(other)
        self.apart[other].add(one)

    def join(self, one: int, other: int) -> None:
        """Make two statements one, unless they are kept apart."""
        one, other = sorted((self.find(one), self.find(other)))
        if one == other or other in self.apart.get(one, ()):
            return
        self.parent[other] = one
        for third in self.apart.pop(other, ()):
            self.apart[third].discard(other)
            self.apart[third].add(one)
            self.apart[one].add(third)


def gather(
    ties: Mapping[str, NDArray[Any]],
    related: Mapping[str, NDArray[Any]],
    same: NDArray[np.int64],
    apart: NDArray[np.int64],
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Statements and the claims that they are in, of ``ties`` (``a``, ``b``, ``score``, whether each is attributed), the pages
    that were compared, and the pairs that analysts joined and parted."""
    import numpy as np

    nodes = _Nodes()
    for one, other in apart.tolist():
        nodes.part(one, other)
    for one, other in same.tolist():
        nodes.join(one, other)
    said = (ties["a_said"] > 0) & (ties["b_said"] > 0)
    certain = said & (ties["score"] >= ALMOST)
    for one, other in zip(ties["a"][certain].tolist(), ties["b"][certain].tolist(), strict=True):
        nodes.join(one, other)
    compared = _Compared(related)
    open_ = said & ~certain
    claims = _claims(nodes, zip(*(ties[name][open_].tolist() for name in ("a", "b", "score")), strict=True), compared)
    _join_own(nodes, claims, ties, compared)
    members: defaultdict[int, list[int]] = defaultdict(list)
    roots = {one: nodes.find(one) for one in nodes.parent}
    for statement in sorted({*roots, *roots.values(), *claims}):
        root = roots.get(statement, statement)
        members[claims.get(root, root)].append(statement)
    rows = [(statement, min(group)) for group in members.values() if len(group) > 1 for statement in group]
    found = np.array(sorted(rows), np.int64).reshape(-1, 2)
    return found[:, 0], found[:, 1]


class _Compared:
    """Which pairs of pages were compared."""

    def __init__(self, related: Mapping[str, NDArray[Any]]) -> None:
        import numpy as np

        low, high = np.minimum(related["a"], related["b"]), np.maximum(related["a"], related["b"])
        self._codes = np.sort(low.astype(np.int64) << 31 | high)
        self._seen = self._codes.data  # looked up one by one, which is sooner done where they are few

    def share(self, one: list[int], other: list[int]) -> float:
        """Which share of the pairs of two groups of statements was compared."""
        import numpy as np

        if len(one) * len(other) <= _SINGLY:
            return sum(self._are(mine >> PLACES, its >> PLACES) for mine in one for its in other) / (len(one) * len(other))
        mine = np.array(_spread(one), np.int64) >> PLACES
        its = np.array(_spread(other), np.int64) >> PLACES
        low, high = np.minimum(mine[:, None], its), np.maximum(mine[:, None], its)
        codes = (low << 31 | high).ravel()
        if not len(self._codes):
            return int(np.count_nonzero(low == high)) / len(codes)
        at = np.minimum(np.searchsorted(self._codes, codes), len(self._codes) - 1)
        return int(np.count_nonzero((self._codes[at] == codes) | (low == high).ravel())) / len(codes)

    def _are(self, mine: int, its: int) -> bool:
        """Whether two pages were compared, or are one."""
        code = min(mine, its) << 31 | max(mine, its)
        at = bisect_left(self._seen, code)
        return mine == its or (at < len(self._seen) and self._seen[at] == code)


def _spread(group: list[int]) -> list[int]:
    if len(group) <= _SAMPLE:
        return group
    return [group[at * (len(group) - 1) // (_SAMPLE - 1)] for at in range(_SAMPLE)]


def _claims(nodes: _Nodes, ties: Iterator[tuple[Any, ...]], compared: _Compared) -> dict[int, int]:
    """The claim of each node that has a tie."""
    edges = _edges(nodes, ties)
    claims: dict[int, int] = {}
    for component in _components(edges):
        claims |= _averaged(component, edges, nodes, compared)
    return claims


_Sum = tuple[float, int]
"""A sum of scores, and of how many."""
_NONE: _Sum = (0.0, 0)


def _edges(nodes: _Nodes, ties: Iterator[tuple[Any, ...]]) -> dict[int, dict[int, _Sum]]:
    """The best score of each two nodes that are tied; where they stand on one page, too, and are not tied there, that counts 0
    beside it."""
    best: dict[tuple[int, int], float] = {}
    tied = set()
    for a, b, score in ties:
        one, other = sorted((nodes.find(a), nodes.find(b)))
        if one != other:
            best[one, other] = max(score, best.get((one, other), 0.0))
        if a >> PLACES == b >> PLACES:
            tied.add((one, other, a >> PLACES))
    pages = _pages(nodes)
    edges: defaultdict[int, dict[int, _Sum]] = defaultdict(dict)
    for (one, other), score in best.items():
        both = pages.get(one, {one >> PLACES}) & pages.get(other, {other >> PLACES})
        is_beside = any((one, other, page) not in tied for page in both)
        edges[one][other] = edges[other][one] = (score, 1 + is_beside)
    return edges


def _pages(nodes: _Nodes) -> dict[int, set[int]]:
    """The pages of each node that is more than one statement."""
    found: defaultdict[int, set[int]] = defaultdict(set)
    for statement in nodes.parent:
        root = nodes.find(statement)
        found[root] |= {statement >> PLACES, root >> PLACES}
    return found


def _components(edges: Mapping[int, Mapping[int, object]]) -> Iterator[list[int]]:
    seen: set[int] = set()
    for start in sorted(edges):
        if start in seen:
            continue
        seen.add(start)
        found, waiting = [], [start]
        while waiting:
            found.append(one := waiting.pop())
            waiting.extend(new := [other for other in edges[one] if other not in seen])
            seen.update(new)
        yield sorted(found)


def _averaged(
    component: list[int], edges: Mapping[int, Mapping[int, _Sum]], nodes: _Nodes, compared: _Compared
) -> dict[int, int]:
    """Average linkage over the ties of one component."""
    groups = {one: [one] for one in component}
    sums = {one: dict(edges[one]) for one in component}
    apart = {one: {nodes.find(other) for other in nodes.apart.get(one, ())} for one in component}
    heap = [(-score / count, one, other) for one in component for other, (score, count) in edges[one].items() if one < other]
    heapq.heapify(heap)
    while heap:
        negative, one, other = heapq.heappop(heap)
        if one not in groups or other not in groups or -negative < TOGETHER:
            continue
        if _average(groups, sums, one, other, compared) != -negative or apart[one] & set(groups[other]):
            continue
        groups[one] = sorted(groups[one] + groups.pop(other))
        apart[one] |= apart.pop(other)
        for third, (score, count) in sums.pop(other).items():
            del sums[third][other]
            if third == one:
                continue
            before = sums[one].get(third, _NONE)
            sums[one][third] = sums[third][one] = (before[0] + score, before[1] + count)
        for third in sums[one]:
            average = _average(groups, sums, one, third, compared)
            if average >= TOGETHER:
                heapq.heappush(heap, (-average, min(one, third), max(one, third)))
    return {member: one for one, group in groups.items() for member in group}


def _average(
    groups: Mapping[int, list[int]],
    sums: Mapping[int, Mapping[int, _Sum]],
    one: int,
    other: int,
    compared: _Compared,
) -> float:
    score, count = sums[one][other]
    mine, its = len(groups[one]), len(groups[other])
    pairs = min(mine * its, _TIES * (mine + its))
    return score / count if mine == its == 1 else score / max(count, pairs * compared.share(groups[one], groups[other]))


def _join_own(nodes: _Nodes, claims: dict[int, int], ties: Mapping[str, NDArray[Any]], compared: _Compared) -> None:
    """Let sentences in a page's own voice join the claim that they are most like."""
    near: defaultdict[int, dict[int, list[float]]] = defaultdict(dict)
    mixed = (ties["a_said"] > 0) != (ties["b_said"] > 0)
    columns = [ties[name][mixed].tolist() for name in ("a", "b", "a_said", "score")]
    for a, b, a_said, score in zip(*columns, strict=True):
        said, own = nodes.find(a if a_said else b), b if a_said else a
        near[own].setdefault(claims.get(said, said), []).append(score)
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for node, claim in claims.items():
        groups[claim].append(node)
    for own in sorted(near):
        averages = []
        for claim, scores in near[own].items():
            group = sorted(groups.get(claim, [claim]))
            averages.append((sum(scores) / max(len(scores), len(group) * compared.share([own], group)), -claim))
        average, claim = max(averages)
        if average >= JOINS and not nodes.apart.get(own):
            nodes.parent.setdefault(own, own)
            claims[own] = -claim
            claims.setdefault(-claim, -claim)
