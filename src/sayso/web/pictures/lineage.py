"""The lineage of a claim as a picture: who knows of it at the left, those who hand it on between, pages at the right, each
behind the page that it has it from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import cos, pi, sin
from typing import NamedTuple

from markupsafe import Markup

from sayso.reports.prose import plural
from sayso.web.pictures.layers import Box, Edge, Layout, Node, lay_out
from sayso.web.pictures.letters import SIZE, lines_of, width_of
from sayso.web.pictures.shapes import EVIDENCE_WORDS, FAMILY_WORDS, edge, family, shape
from sayso.web.pictures.svg import Picture, To, element
from sayso.web.views.lineage import Spot, Tie, Woven

LINE = 17.0
"""From one line of a label to the next."""
SMALL = 12.0
_WIDTHS: Mapping[str, float] = {"origin": 214.0, "hop": 170.0, "page": 182.0, "more": 182.0}
_PAD = 9.0
_SIGN = 24.0
_MARGIN = 14.0
_HEAD = 34.0
_BETWEEN = 66.0
_ROUND = 26.0
_LANE = 10.0
_EVIDENCE: Mapping[str, str] = {**EVIDENCE_WORDS, "denied": "it is denied there", "circle": "in a circle: adds no origin"}
_HEADS: Mapping[str, str] = {
    "origin": "It rests on",
    "denied": "It rests on, or is denied by",
    "hop": "through",
    "page": "told by",
    "again": "who have it from these",
}


class _Label(NamedTuple):
    """The lines of a place: its name, what is told of it, and marks."""

    name: Sequence[str]
    told: Sequence[str]
    marks: Sequence[str]

    @property
    def height(self) -> float:
        return LINE * (len(self.name) + len(self.told) + len(self.marks)) + 2 * _PAD - 4


def lineage(woven: Woven, words: str) -> Picture:
    """The picture of a lineage; ``words`` tell in a sentence what it shows."""
    labels = {one.name: _label(one) for one in woven.spots}
    layout = lay_out(_nodes(woven, labels), [Edge(tie.left, tie.right, tie.is_round) for tie in woven.ties], between=_BETWEEN)
    legend = _legend(woven)
    width = max(layout.width + 2 * _MARGIN + 2 * _ROUND * any(tie.is_round for tie in woven.ties), 420.0)
    rows = _legend_rows(legend, width - 2 * _MARGIN)
    drawn = _Drawn(woven, labels, layout)
    height = _HEAD + drawn.height + _MARGIN * 2 + 24.0 * (rows[-1][1] + 1 if rows else 0)
    hidden = f" {woven.hidden:,} {plural('page', woven.hidden)} not drawn, only counted." if woven.hidden else ""

    def draw(to: To) -> list[Markup]:
        ground = element("rect", {"class": "ground", "width": width, "height": height})
        moved = {"transform": f"translate({_MARGIN:g} {_HEAD:g})"}
        below = {"transform": f"translate({_MARGIN:g} {_HEAD + drawn.height + _MARGIN + 14:g})"}
        key = (item for place, at in enumerate(rows) for item in _key(*legend[place], *at))
        return [ground, element("g", moved, *drawn.shapes(to)), element("g", {"class": "key"} | below, *key)]

    named = {one.name: one.label + (f", {one.told[0]}" if one.column == "page" else "") for one in woven.spots}
    table = [(named[tie.left], named[tie.right], tie.how, _EVIDENCE[_drawn_as(tie)], tie.words) for tie in woven.ties]
    heads = ("from", "to", "how", "shown by", "words")
    return Picture("lineage", "Where it comes from", f"{words}{hidden}", width, height, draw, heads, table)


def _label(spot: Spot) -> _Label:
    width = _WIDTHS[spot.column] - 2 * _PAD - (_SIGN if spot.kind else 0.0)
    told = [line for words in spot.told for line in lines_of(words, width, size=SMALL, most=1)]
    return _Label(lines_of(spot.label, width) or ["?"], told, [line for one in spot.marks for line in lines_of(one, width)])


def _nodes(woven: Woven, labels: Mapping[str, _Label]) -> list[Node]:
    """The places with their sizes; pages stand behind all those who hand it on."""
    hops = max((one.name.count(" > ") for one in woven.spots if one.column == "hop"), default=0)
    least = {"origin": 0, "hop": 1, "page": hops + 1, "more": hops + 1}
    return [Node(one.name, _WIDTHS[one.column], labels[one.name].height, least[one.column]) for one in woven.spots]


def _drawn_as(tie: Tie) -> str:
    return "circle" if tie.is_round else tie.evidence


# ------------------------------------------------------------------------------------------------------------------ the shapes


class _Drawn:
    """Everything in its place."""

    def __init__(self, woven: Woven, labels: Mapping[str, _Label], layout: Layout) -> None:
        self.woven = woven
        self.labels = labels
        self.layout = layout
        self.backs = [
            tie
            for tie, route in zip(woven.ties, layout.routes, strict=True)
            if route is None and layout.boxes[tie.left].x != layout.boxes[tie.right].x
        ]

    @property
    def height(self) -> float:
        """How high it is, with what leads back below."""
        return self.layout.height + _LANE * (len(self.backs) + bool(self.backs))

    def shapes(self, to: To) -> Iterator[Markup]:
        """Headings, ties, and places above them."""
        yield from self._heads()
        for tie, route in zip(self.woven.ties, self.layout.routes, strict=True):
            path = _wave(route) if route and tie.evidence == "denied" else _curve(route) if route else self._turn(tie)
            title = element("title", None, ": ".join(part for part in (tie.how, tie.words) if part))
            kind = _drawn_as(tie) if route else "circle"
            yield element("g", {"class": "tie"}, title, edge(kind, path), *self._tip(tie, is_back=route is None))
        for spot in self.woven.spots:
            yield self._spot(spot, to)

    def _heads(self) -> Iterator[Markup]:
        """What each column holds."""
        told: set[str] = set()
        columns = {self.layout.boxes[one.name].x: one.column for one in reversed(self.woven.spots)}
        for x, column in sorted(columns.items()):
            name = "page" if column == "more" else column
            is_denied = name == "origin" and any(one.marks for one in self.woven.spots if one.column == "origin")
            head = _HEADS["again" if name in told and name == "page" else "denied" if is_denied else name]
            told.add(name)
            yield element("text", {"class": "head", "x": x, "y": -14.0}, head)

    def _tip(self, tie: Tie, *, is_back: bool) -> Iterator[Markup]:
        """The point of an arrow, where a tie ends."""
        box = self.layout.boxes[tie.right]
        if not is_back:
            x, y = box.x, box.middle
            yield element("path", {"class": "tip", "d": f"M{x - 7:.1f} {y - 4:.1f}L{x:.1f} {y:.1f}L{x - 7:.1f} {y + 4:.1f}"})
        else:
            x, y = box.right, box.middle + _side(self.layout.boxes[tie.left], box)
            yield element("path", {"class": "tip", "d": f"M{x + 7:.1f} {y - 4:.1f}L{x:.1f} {y:.1f}L{x + 7:.1f} {y + 4:.1f}"})

    def _turn(self, tie: Tie) -> str:
        """A tie that closes a circle: out of the right edge of one place and into that of the other, below all others where
        these stand in different columns."""
        left, right = self.layout.boxes[tie.left], self.layout.boxes[tie.right]
        start, end = left.middle + _side(right, left), right.middle + _side(left, right)
        if left.x == right.x:
            out = left.right + _ROUND * (1.0 if left.y <= right.y else 1.6)
            return f"M{left.right:.1f} {start:.1f}C{out:.1f} {start:.1f} {out:.1f} {end:.1f} {right.right:.1f} {end:.1f}"
        lane = self.backs.index(tie)
        out, back, foot = (left.right + 12.0 + 6 * lane, right.right + 12.0 + 6 * lane, self.layout.height + _LANE * (lane + 1))
        return (
            f"M{left.right:.1f} {start:.1f}H{out - 6:.1f}q6 0 6 6V{foot - 6:.1f}q0 6 -6 6"
            f"H{back + 6:.1f}q-6 0 -6 -6V{end + 6:.1f}q0 -6 -6 -6H{right.right:.1f}"
        )

    def _spot(self, spot: Spot, to: To) -> Markup:
        """A place: a card with its sign, its words, and what else is told."""
        box, label = self.layout.boxes[spot.name], self.labels[spot.name]
        about = f"{spot.column}{' marked' if spot.marks else ''}"
        parts = [element("title", None, spot.full or spot.label), *_card(box, about)]
        if spot.kind:
            parts.append(shape(family(spot.kind), box.x + _PAD + 7, box.y + _PAD + LINE / 2 - 2, 7.0))
        left, down = box.x + _PAD + (_SIGN if spot.kind else 0.0), box.y + _PAD + SIZE - 2
        for kind, lines in (("name", label.name), ("told", label.told), ("does", label.marks)):
            for line in lines:
                parts.append(element("text", {"class": kind, "x": left, "y": down}, line))
                down += LINE
        address = _address(spot, to)
        return element("a", {"href": address}, *parts) if address else element("g", {"class": "spot"}, *parts)


def _address(spot: Spot, to: To) -> str | None:
    """Where a place leads."""
    if spot.leads is None:
        return None
    kind, name, part = spot.leads
    return to(kind, name, part=part)


def _card(box: Box, about: str) -> Iterator[Markup]:
    size = {"width": box.width, "height": box.height, "rx": 3.0}
    if about.startswith("more"):
        yield element("rect", {"class": f"card {about}", "x": box.x + 4, "y": box.y + 4} | size)
    yield element("rect", {"class": f"card {about}", "x": box.x, "y": box.y} | size)


# ------------------------------------------------------------------------------------------------------------------- the lines


def _curve(route: Sequence[tuple[float, float]]) -> str:
    """A smooth line through the points of a route: level where it crosses a column, curved between columns."""
    (x, y), *rest = route
    path = [f"M{x:.1f} {y:.1f}"]
    for right, down in rest:
        half = (x + right) / 2
        path.append(f"H{right:.1f}" if down == y else f"C{half:.1f} {y:.1f} {half:.1f} {down:.1f} {right:.1f} {down:.1f}")
        x, y = right, down
    return "".join(path)


def _wave(route: Sequence[tuple[float, float]], *, high: float = 2.6, long: float = 9.0) -> str:
    """The same line, waved."""
    points = [point for one, other in pairwise(route) for point in _steps(one, other)]
    points = points[:1] + [two for one, two in pairwise(points) if one != two]
    path, along = [f"M{points[0][0]:.1f} {points[0][1]:.1f}"], 0.0
    for (x, y), (right, down) in pairwise(points):
        length = ((right - x) ** 2 + (down - y) ** 2) ** 0.5
        along += length
        off = high * sin(2 * pi * along / long)
        path.append(f"L{right - off * (down - y) / length:.1f} {down + off * (right - x) / length:.1f}")
    return "".join(path)


def _steps(one: tuple[float, float], other: tuple[float, float]) -> Iterator[tuple[float, float]]:
    """Points along the curve between two, about a pixel and a half apart."""
    count = max(int((abs(other[0] - one[0]) + abs(other[1] - one[1])) / 1.5), 2)
    for step in range(count + 1):
        part = step / count
        yield one[0] + (other[0] - one[0]) * part, one[1] + (other[1] - one[1]) * (1 - cos(pi * part)) / 2


def _side(other: Box, box: Box) -> float:
    """How far below its middle a tie of a circle touches a box: the two of a pair apart from each other."""
    return (8.0 if other.y > box.y else -8.0) if box.height > 24 else 0.0


# ------------------------------------------------------------------------------------------------------------------ the legend


def _legend(woven: Woven) -> list[tuple[str, str, str]]:
    """The signs and lines that occur, with what they stand for: what it is ("sign" or "line"), which, the words."""
    families = {family(one.kind) for one in woven.spots if one.kind}
    signs = [("sign", name, words) for name, words in FAMILY_WORDS.items() if name in families]
    lines = {_drawn_as(tie) for tie in woven.ties}
    return signs + [("line", name, words) for name, words in _EVIDENCE.items() if name in lines]


def _legend_rows(legend: Sequence[tuple[str, str, str]], width: float) -> list[tuple[float, int]]:
    """Where the parts of a legend stand: from the left, and in which row."""
    found, x, row = [], 0.0, 0
    for place, (what, _, words) in enumerate(legend):
        wide = (24.0 if what == "sign" else 46.0) + width_of(words, SMALL) + 22.0
        if place and (x + wide > width or what != legend[place - 1][0]):
            x, row = 0.0, row + 1
        found.append((x, row))
        x += wide
    return found


def _key(what: str, name: str, words: str, x: float, row: int) -> Iterator[Markup]:
    """A part of the legend."""
    y = row * 24.0
    if what == "sign":
        yield shape(name, x + 7, y, 6.0)
    else:
        line = [(x, y), (x + 34, y)]
        yield edge(name, _wave(line) if name == "denied" else f"M{x:.1f} {y:.1f}H{x + 34:.1f}")
    yield element("text", {"class": "told", "x": x + (22.0 if what == "sign" else 44.0), "y": y + 4}, words)
