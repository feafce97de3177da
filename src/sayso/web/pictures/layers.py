"""A layered layout: boxes in columns from left to right, so that every edge leads to the right, and few edges cross.

The longest path decides the column of a box; sweeps that sort each column by the mean place of its neighbours take crossings
out; boxes then move towards their neighbours as far as order and distance allow. Edges that pass a column keep a place of
their own in it. Edges that close a circle have no say in any of this. The same input always gives the same picture.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

SWEEPS = 12
SETTLING = 12
_PASSING = 10.0
"""So high is the place that an edge takes in a column that it passes."""
_STRAIGHT = 6.0
"""So much more than others weigh edges that pass a column, so that they run straight."""


class Node(NamedTuple):
    """Something with a size. ``least`` is the column, from 0 on, that it may stand in at the earliest."""

    name: str
    width: float
    height: float
    least: int = 0


class Edge(NamedTuple):
    """From the ``left`` to the ``right`` node, by their names; ``is_round`` where it is known to be part of a circle: if one
    has to lead back, then such a one."""

    left: str
    right: str
    is_round: bool = False


class Box(NamedTuple):
    """Where a node stands."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height

    @property
    def middle(self) -> float:
        """Half its height."""
        return self.y + self.height / 2


class Column(NamedTuple):
    """A column of boxes."""

    x: float
    width: float


class Layout(NamedTuple):
    """Where everything stands. ``routes`` has the points of each edge in its order, from box to box; None for one that closes a
    circle."""

    boxes: Mapping[str, Box]
    columns: Sequence[Column]
    routes: Sequence[Sequence[tuple[float, float]] | None]
    width: float
    height: float


def lay_out(nodes: Sequence[Node], edges: Sequence[Edge], *, between: float = 72, apart: float = 16) -> Layout:
    """The layout of ``nodes``, of which those that are given first stand higher where nothing else tells, with columns
    ``between`` and boxes ``apart`` so far from each other at least."""
    grid = _Grid(nodes, edges)
    columns = _columns(grid, between)
    middles = _middles(grid, _in_order(grid), apart)
    top = min((middles[cell] - grid.heights[cell] / 2 for cell in range(len(middles))), default=0.0)
    tops = [middles[cell] - grid.heights[cell] / 2 - top for cell in range(len(middles))]
    boxes = {
        node.name: Box(columns[grid.layers[place]].x, tops[place], node.width, node.height) for place, node in enumerate(nodes)
    }
    routes = [_route(grid, number, columns, boxes, nodes, tops) for number in range(len(edges))]
    bottom = max((tops[cell] + grid.heights[cell] for cell in range(len(tops))), default=0.0)
    return Layout(boxes, columns, routes, columns[-1].x + columns[-1].width if columns else 0.0, bottom)


class _Grid:
    """What stands in which layer: nodes first, then for each long edge a cell in every layer that it passes."""

    def __init__(self, nodes: Sequence[Node], edges: Sequence[Edge]) -> None:
        place = {node.name: number for number, node in enumerate(nodes)}
        self.ends = [(place[edge.left], place[edge.right]) for edge in edges]
        self.round = _closing(len(nodes), self.ends, [edge.is_round for edge in edges])
        self.layers = _layers([node.least for node in nodes], [e for n, e in enumerate(self.ends) if n not in self.round])
        self.heights = [node.height for node in nodes]
        self.widths = [node.width for node in nodes]
        self.before: defaultdict[int, list[int]] = defaultdict(list)
        self.behind: defaultdict[int, list[int]] = defaultdict(list)
        self.nodes = len(nodes)
        self.paths = [() if number in self.round else self._path(*ends) for number, ends in enumerate(self.ends)]

    def _path(self, left: int, right: int) -> tuple[int, ...]:
        """The cells in the layers between the ends of an edge, made now, and tied to each other and to the ends."""
        passed = []
        for layer in range(self.layers[left] + 1, self.layers[right]):
            passed.append(len(self.layers))
            self.layers.append(layer)
            self.heights.append(_PASSING)
            self.widths.append(0.0)
        row = [left, *passed, right]
        for one, other in pairwise(row):
            self.behind[one].append(other)
            self.before[other].append(one)
        return tuple(passed)

    def weight(self, one: int, other: int) -> float:
        """How much two neighbours draw each other."""
        return _STRAIGHT if one >= self.nodes and other >= self.nodes else 1.0


# --------------------------------------------------------------------------------------------------------------------- layers


def _closing(count: int, ends: Sequence[tuple[int, int]], told: Sequence[bool]) -> set[int]:
    """The edges that close a circle. Of those that are ``told`` to be part of one so many as have to; of the others only those
    that close one by themselves."""
    found = _leading_back(count, ends, [number for number, is_round in enumerate(told) if not is_round])
    kept = [number for number, is_round in enumerate(told) if not is_round and number not in found]
    for number in (number for number, is_round in enumerate(told) if is_round):
        if _leading_back(count, ends, [*kept, number]):
            found.add(number)
        else:
            kept.append(number)
    return found


def _leading_back(count: int, ends: Sequence[tuple[int, int]], among: Sequence[int]) -> set[int]:
    """Of some edges those that lead back to where one came from."""
    found: set[int] = set()
    leaving: list[list[int]] = [[] for _ in range(count)]
    for number in among:
        leaving[ends[number][0]].append(number)
    state = [0] * count  # 0 not seen, 1 on the way, 2 done
    for start in range(count):
        way = [(start, iter(leaving[start]))] if state[start] == 0 else []
        state[start] = max(state[start], 1)
        while way:
            node, rest = way[-1]
            number = next(rest, -1)
            if number < 0:
                state[node] = 2
                way.pop()
            elif state[ends[number][1]] == 1:
                found.add(number)
            elif state[ends[number][1]] == 0:
                state[ends[number][1]] = 1
                way.append((ends[number][1], iter(leaving[ends[number][1]])))
    return found


def _layers(least: Sequence[int], ends: Sequence[tuple[int, int]]) -> list[int]:
    """The layer of each node: behind all that lead to it, and not before its ``least``; no layer stays empty."""
    layers = list(least)
    waiting = [0] * len(least)
    leaving: defaultdict[int, list[int]] = defaultdict(list)
    for left, right in ends:
        waiting[right] += 1
        leaving[left].append(right)
    ready = [node for node, count in enumerate(waiting) if count == 0]
    for node in ready:
        for right in leaving[node]:
            layers[right] = max(layers[right], layers[node] + 1)
            waiting[right] -= 1
            if waiting[right] == 0:
                ready.append(right)
    used = {layer: number for number, layer in enumerate(sorted(set(layers)))}
    return [used[layer] for layer in layers]


def _columns(grid: _Grid, between: float) -> list[Column]:
    """The columns, each as wide as its widest node."""
    widest: defaultdict[int, float] = defaultdict(float)
    for cell, layer in enumerate(grid.layers):
        widest[layer] = max(widest[layer], grid.widths[cell])
    columns: list[Column] = []
    for layer in range(len(widest)):
        left = columns[-1].x + columns[-1].width + between if columns else 0.0
        columns.append(Column(left, widest[layer]))
    return columns


# ---------------------------------------------------------------------------------------------------------------------- order


def _in_order(grid: _Grid) -> list[list[int]]:
    """The cells of each layer from top to bottom, in the best order that the sweeps come by."""
    layers: list[list[int]] = [[] for _ in range(max(grid.layers, default=-1) + 1)]
    for cell, layer in enumerate(grid.layers):
        layers[layer].append(cell)
    best, fewest = [list(layer) for layer in layers], _crossings(grid, layers)
    for sweep in range(SWEEPS):
        if fewest == 0:
            break
        rightwards = sweep % 2 == 0
        for number in range(1, len(layers)) if rightwards else range(len(layers) - 2, -1, -1):
            _sort(layers[number], layers[number + (-1 if rightwards else 1)], grid.before if rightwards else grid.behind)
        if (crossings := _crossings(grid, layers)) < fewest:
            best, fewest = [list(layer) for layer in layers], crossings
    return best


def _sort(layer: list[int], fixed: Sequence[int], neighbours: Mapping[int, Sequence[int]]) -> None:
    """Sort a layer by the mean places of its neighbours in the one that is fixed; who has none there stays where he is."""
    place = {cell: number / max(len(fixed) - 1, 1) for number, cell in enumerate(fixed)}
    own = {cell: number / max(len(layer) - 1, 1) for number, cell in enumerate(layer)}

    def mean(cell: int) -> float:
        near = [place[other] for other in neighbours.get(cell, ())]
        return sum(near) / len(near) if near else own[cell]

    layer.sort(key=lambda cell: (mean(cell), own[cell]))


def _crossings(grid: _Grid, layers: Sequence[Sequence[int]]) -> int:
    """How many edges cross."""
    found = 0
    for left, right in pairwise(layers):
        place = {cell: number for number, cell in enumerate(right)}
        seen: list[int] = []
        for cell in left:
            ends = sorted(place[other] for other in grid.behind.get(cell, ()))
            found += sum(len(seen) - bisect_right(seen, end) for end in ends)
            for end in ends:
                insort(seen, end)
    return found


# --------------------------------------------------------------------------------------------------------------------- places


def _middles(grid: _Grid, layers: Sequence[Sequence[int]], apart: float) -> list[float]:
    """The height of the middle of each cell: as near to its neighbours as those above and below allow."""
    middles = [0.0] * len(grid.layers)
    for layer in layers:
        down = 0.0
        for cell in layer:
            middles[cell] = down + grid.heights[cell] / 2
            down += grid.heights[cell] + apart
    for step in range(SETTLING):
        for layer in layers if step % 2 else reversed(layers):
            near = grid.before if step % 2 else grid.behind
            _settle(grid, layer, middles, near if step < SETTLING - 2 else None, apart)
    _close(grid, layers, middles, apart)
    return middles


def _close(grid: _Grid, layers: Sequence[Sequence[int]], middles: list[float], apart: float) -> None:
    """Move what hangs together up, as a whole, as far as what stands above it allows."""
    of = _components(grid)
    above: dict[int, list[tuple[int, int | None]]] = defaultdict(list)
    for layer in layers:
        for number, cell in enumerate(layer):
            above[of[cell]].append((cell, layer[number - 1] if number else None))
    tops = {name: min(middles[cell] - grid.heights[cell] / 2 for cell, _ in cells) for name, cells in above.items()}
    least = min(tops.values(), default=0.0)
    for name in sorted(above, key=lambda one: (tops[one], one)):
        rooms = [
            middles[cell]
            - grid.heights[cell] / 2
            - (middles[over] + grid.heights[over] / 2 + apart if over is not None else least)
            for cell, over in above[name]
            if over is None or of[over] != name
        ]
        room = max(min(rooms, default=0.0), 0.0)
        for cell, _ in above[name]:
            middles[cell] -= room


def _components(grid: _Grid) -> list[int]:
    """For each cell the first of those that it hangs together with."""
    of = [-1] * len(grid.layers)
    for start in range(len(of)):
        reached = [start] if of[start] < 0 else []
        for cell in reached:
            if of[cell] < 0:
                of[cell] = start
                reached += grid.before.get(cell, ())
                reached += grid.behind.get(cell, ())
    return of


def _settle(
    grid: _Grid, layer: Sequence[int], middles: list[float], near: Mapping[int, Sequence[int]] | None, apart: float
) -> None:
    """Move the cells of a layer to where their neighbours (those on both sides where ``near`` is None) would have them."""
    shift, wanted, weights = 0.0, [], []
    shifts = []
    for number, cell in enumerate(layer):
        if number:
            shift += (grid.heights[layer[number - 1]] + grid.heights[cell]) / 2 + apart
        others = near.get(cell, ()) if near is not None else (*grid.before.get(cell, ()), *grid.behind.get(cell, ()))
        pulls = [(grid.weight(cell, other), middles[other]) for other in others]
        weight = sum(pull for pull, _ in pulls)
        mean = sum(pull * at for pull, at in pulls) / weight if weight else middles[cell]
        shifts.append(shift)
        wanted.append(mean - shift)
        weights.append(weight or 0.1)
    for cell, shift, at in zip(layer, shifts, _rising(wanted, weights), strict=True):
        middles[cell] = at + shift


def _rising(wanted: Sequence[float], weights: Sequence[float]) -> list[float]:
    """The numbers nearest to ``wanted`` (by weighted squares) that never fall: neighbours that would are put together."""
    blocks: list[tuple[float, float, int]] = []  # mean, weight, how many
    for one, own in zip(wanted, weights, strict=True):
        mean, weight, count = one, own, 1
        while blocks and blocks[-1][0] > mean:
            other, much, many = blocks.pop()
            mean = (other * much + mean * weight) / (much + weight)
            weight, count = weight + much, count + many
        blocks.append((mean, weight, count))
    return [mean for mean, _, count in blocks for _ in range(count)]


def _route(
    grid: _Grid,
    number: int,
    columns: Sequence[Column],
    boxes: Mapping[str, Box],
    nodes: Sequence[Node],
    tops: Sequence[float],
) -> tuple[tuple[float, float], ...] | None:
    """The points of an edge: it leaves its column at the edge of this, and crosses others on a level."""
    if number in grid.round:
        return None
    left, right = (boxes[nodes[end].name] for end in grid.ends[number])
    column = columns[grid.layers[grid.ends[number][0]]]
    points = [(left.right, left.middle)]
    if column.x + column.width > left.right:
        points.append((column.x + column.width, left.middle))
    for cell in grid.paths[number]:
        passed, level = columns[grid.layers[cell]], tops[cell] + _PASSING / 2
        points += [(passed.x, level), (passed.x + passed.width, level)]
    return (*points, (right.x, right.middle))
