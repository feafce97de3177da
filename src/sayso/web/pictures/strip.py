"""Figures that differ, as a strip: a dot for an exact value, a bar for a range, an arrow where a figure is open to one side.

By value each figure has a line of its own, with who gives it on the left and when it was first seen on the right; over time
figures stand where they were first seen. ``small`` has a line for each value, for lists. Every figure bears the number that it
has in the table beside the picture.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from markupsafe import Markup

from sayso.web.pictures.letters import cut, width_of
from sayso.web.pictures.svg import Picture, To, element

HEADS = ("number", "figure", "allows", "who gives it", "first seen", "pages")


class Mark(NamedTuple):
    """A figure: its ``number``, whose it is (``lane``), as ``written``, in words what it ``allows`` from ``low`` to ``high``
    (None: open), in words and as a moment when it was first ``seen``, on how many ``pages``, and on which ``article`` first.
    ``revised`` says that the same lane gave another figure before."""

    number: int
    lane: str
    written: str
    allows: str
    low: float | None
    high: float | None
    seen: str
    at: datetime | None
    pages: int
    article: str
    revised: bool = False


class Scale(NamedTuple):
    """Where values stand: ``low`` at ``start``, ``high`` at ``end``."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """The place of a value."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


def scale(values: Sequence[float], start: float, end: float) -> Scale:
    """A scale that has room for all values, and some at both ends."""
    low, high = min(values), max(values)
    room = (high - low) * 0.12 or max(abs(low) * 0.1, 1.0)
    return Scale(low - room, high + room, start, end)


def ticks(of: Scale, most: int = 6) -> list[float]:
    """Round values inside a scale, ``most`` at most, evenly apart; none between whole numbers that lie close."""
    rough = (of.high - of.low) / most
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough)
    first, last = math.ceil(of.low / step), math.floor(of.high / step)
    return [number * step for number in range(first, last + 1)]


# -------------------------------------------------------------------------------------------------------------------- by value

_WIDTH, _NAMES, _SEEN = 860.0, 290.0, 130.0
_ROW, _TOP, _FOOT = 34.0, 26.0, 30.0
_LABEL, _VALUE = 12.0, 150.0


def by_value(title: str, marks: Sequence[Mark]) -> Picture:
    """Each figure on a line of its own, over its value."""
    height = _TOP + _ROW * len(marks) + _FOOT

    def draw(to: To) -> list[Markup]:
        over = scale(_ends(marks), _NAMES + 20, _WIDTH - _SEEN - 80)
        return [*_axis(over, height), *(part for place, one in enumerate(marks) for part in _line(over, marks, place, one, to))]

    return Picture("strip", title, _described(marks), _WIDTH, height, draw, HEADS, _rows(marks))


def _ends(marks: Sequence[Mark]) -> list[float]:
    return [end for one in marks for end in (one.low, one.high) if end is not None]


def _axis(over: Scale, height: float) -> Iterator[Markup]:
    bottom = height - _FOOT + 4
    for value in ticks(over):
        x = over.at(value)
        yield element("line", {"class": "grid", "x1": x, "x2": x, "y1": _TOP - 8, "y2": bottom})
        yield element("text", {"class": "soft", "x": x, "y": bottom + 16, "text_anchor": "middle"}, _figure(value))


def _line(over: Scale, marks: Sequence[Mark], place: int, one: Mark, to: To) -> Iterator[Markup]:
    y = _TOP + _ROW * (place + 0.5)
    is_first = not place or marks[place - 1].lane != one.lane
    if is_first and place:
        yield element("line", {"class": "grid", "x1": 0.0, "x2": _WIDTH, "y1": y - _ROW / 2, "y2": y - _ROW / 2})
    yield element("text", {"class": "soft", "x": 20.0, "y": y + 4, "text_anchor": "end"}, str(one.number))
    if is_first:
        yield element("text", {"x": 30.0, "y": y + 4}, cut(one.lane, _NAMES - 20))
    now, before = over.at(_middle(one)), None
    if one.revised and not is_first:
        before = over.at(_middle(marks[place - 1]))
        yield element("line", {"class": "revision", "x1": before, "x2": now, "y1": y - _ROW + 8, "y2": y - 8})
    to_the_left = before is not None and before > now
    drawn = [*_mark(over, one.low, one.high, y), _valued(over, one, y, to_the_left)]
    yield _linked(to, one, drawn)
    yield element("text", {"class": "soft", "x": _WIDTH, "y": y + 4, "text_anchor": "end"}, one.seen)


def _mark(over: Scale, low: float | None, high: float | None, y: float) -> Iterator[Markup]:
    """A dot, a bar with two ends, or a bar with an end and an arrow."""
    if low is not None and low == high:
        yield element("circle", {"class": "dot", "cx": over.at(low), "cy": y, "r": 5.5})
        return
    left = over.at(low) if low is not None else over.start - 14
    right = over.at(high) if high is not None else over.end + 14
    yield element("line", {"class": "bar", "x1": left, "x2": right, "y1": y, "y2": y})
    for x, is_open, way in ((left, low is None, -1), (right, high is None, 1)):
        if is_open:
            yield element("polygon", {"class": "head", "points": _points((x + 8 * way, y), (x, y - 5), (x, y + 5))})
        else:
            yield element("line", {"class": "bar", "x1": x, "x2": x, "y1": y - 6, "y2": y + 6})


def _valued(over: Scale, one: Mark, y: float, to_the_left: bool) -> Markup:
    """What a figure allows, in words above its mark, on the side where there is room."""
    x = over.at(next(end for end in (one.low, one.high) if end is not None))
    words = cut(one.allows, _VALUE, size=_LABEL)
    wide = width_of(words, _LABEL) + 10
    if (to_the_left or x + wide > _WIDTH - _SEEN) and x - wide > _NAMES:
        return element("text", {"class": "value", "x": x - 9, "y": y - 9, "text_anchor": "end"}, words)
    return element("text", {"class": "value", "x": x + 9, "y": y - 9}, words)


def _linked(to: To, one: Mark, drawn: Sequence[Markup]) -> Markup:
    """A figure that leads to the first page that has it, where pages lead anywhere."""
    told = element("title", None, f"{one.number}: {one.allows}. {one.lane}, {one.seen}")
    address = to("article", one.article)
    return element("a", {"href": address}, told, *drawn) if address else element("g", None, told, *drawn)


def _points(*places: tuple[float, float]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in places)


def _figure(value: float) -> str:
    return f"{value:,.10g}"


# ------------------------------------------------------------------------------------------------------------------- over time

_HIGH, _LEFT, _OVER, _BELOW = 270.0, 70.0, 34.0, 54.0
_APART = 26.0
"""Marks of one moment and one value stand so far apart."""


def over_time(title: str, marks: Sequence[Mark]) -> Picture | None:
    """Figures by the moment at which they were first seen; None where fewer than two moments are known. Moments without a zone
    stand as if they were in UTC."""
    known = [(_seconds(one.at), one) for one in marks if one.at is not None]
    if len({when for when, _ in known}) < 2:
        return None

    def draw(to: To) -> list[Markup]:
        up = scale(_ends(marks), _HIGH - _BELOW, _OVER)
        along = scale([when for when, _ in known], _LEFT, _WIDTH - 20)
        drawn = [*_sides(up, along)]
        taken: list[tuple[float, float]] = []
        for when, one in known:
            x = _free(along.at(when), up.at(_middle(one)), taken)
            drawn.append(_linked(to, one, [*_upright(up, one, x)]))
        return drawn

    return Picture("times", title, _described(marks), _WIDTH, _HIGH, draw, HEADS, _rows(marks))


def _free(x: float, y: float, taken: list[tuple[float, float]]) -> float:
    """The place nearest to ``x`` where no other mark stands, inside the picture; ``x`` where all are taken."""
    for step in range(2 * int(_WIDTH / _APART)):
        found = x + (step + 1) // 2 * _APART * (1 if step % 2 else -1)
        is_free = all(abs(found - other) >= _APART or abs(y - high) >= _APART / 2 for other, high in taken)
        if _LEFT <= found <= _WIDTH - 30 and is_free:
            taken.append((found, y))
            return found
    return x


def _seconds(when: datetime | None) -> float:
    assert when is not None
    return (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp()


def _middle(one: Mark) -> float:
    known = [end for end in (one.low, one.high) if end is not None]
    return sum(known) / len(known)


def _sides(up: Scale, along: Scale) -> Iterator[Markup]:
    for value in ticks(up, 5):
        y = up.at(value)
        yield element("line", {"class": "grid", "x1": _LEFT - 8, "x2": _WIDTH, "y1": y, "y2": y})
        yield element("text", {"class": "soft", "x": _LEFT - 14, "y": y + 4, "text_anchor": "end"}, _figure(value))
    last = -1e9
    for moment, words in _moments(along):
        x = along.at(moment)
        if x - last > 64:
            last = x
            yield element("line", {"class": "grid", "x1": x, "x2": x, "y1": 10.0, "y2": _HIGH - 28})
            yield element("text", {"class": "soft", "x": x, "y": _HIGH - 12, "text_anchor": "middle"}, words)


_STEPS = (3600, 3 * 3600, 6 * 3600, 12 * 3600, 86400, 2 * 86400, 7 * 86400, 28 * 86400, 91 * 86400, 365 * 86400)


def _moments(along: Scale) -> Iterator[tuple[float, str]]:
    """Moments of a scale, as the hour or the day."""
    length = along.high - along.low
    step = next((one for one in _STEPS if length / one <= 7), math.ceil(length / 7))
    for number in range(math.ceil(along.low / step), math.floor(along.high / step) + 1):
        when = datetime.fromtimestamp(number * step, UTC)
        has_hour = step < 86400 and when.hour
        yield number * step, when.strftime("%H:%M") if has_hour else when.strftime("%Y-%m-%d")


def _upright(up: Scale, one: Mark, x: float) -> Iterator[Markup]:
    """A mark that stands upright, with its number."""
    at = up.at(_middle(one))
    if one.low is not None and one.low == one.high:
        yield element("circle", {"class": "dot", "cx": x, "cy": at, "r": 5.5})
    else:
        low = up.at(one.low) if one.low is not None else at + _APART
        high = up.at(one.high) if one.high is not None else at - _APART
        yield element("line", {"class": "bar", "x1": x, "x2": x, "y1": low, "y2": high})
        for y, is_open, way in ((low, one.low is None, 1), (high, one.high is None, -1)):
            if is_open:
                yield element("polygon", {"class": "head", "points": _points((x, y + 8 * way), (x - 5, y), (x + 5, y))})
            else:
                yield element("line", {"class": "bar", "x1": x - 6, "x2": x + 6, "y1": y, "y2": y})
    yield element("text", {"class": "value", "x": x + 9, "y": at + 15}, str(one.number))


# ----------------------------------------------------------------------------------------------------------------------- small


class Value(NamedTuple):
    """A value that ``figures`` of a thing allow, with who gives them."""

    allows: str
    low: float | None
    high: float | None
    figures: int


_SMALL, _STEP = 380.0, 22.0


def small(values: Sequence[Value]) -> Markup:
    """A line for each value, without anything to read out: the table beside it says the same."""
    ends = [end for one in values for end in (one.low, one.high) if end is not None]
    over = scale(ends, 20.0, _SMALL - 150)
    height = _STEP * len(values) + 4
    drawn: list[Markup] = []
    for place, one in enumerate(values):
        y = _STEP * (place + 0.5) + 2
        drawn.append(element("line", {"class": "grid", "x1": 0.0, "x2": over.end + 20, "y1": y, "y2": y}))
        drawn += _mark(over, one.low, one.high, y)
        drawn.append(element("text", {"class": "value", "x": _SMALL - 122, "y": y + 4}, cut(one.allows, 122, size=_LABEL)))
    size = {"viewBox": f"0 0 {_SMALL:.0f} {height:.0f}", "width": _SMALL, "height": height}
    return element("svg", {"class": "picture strip small", "aria-hidden": "true", **size}, *drawn)


# ----------------------------------------------------------------------------------------------------------------------- words


def _described(marks: Sequence[Mark]) -> str:
    """The picture in words."""
    told = "; ".join(f"{one.number}: {one.allows}, {one.lane}" for one in marks[:12])
    return f"{len(marks)} figures. {told}{'; and more' if len(marks) > 12 else ''}."


def _rows(marks: Sequence[Mark]) -> list[tuple[str, ...]]:
    return [
        (str(one.number), one.written, one.allows, f"{one.lane}{', revised' if one.revised else ''}", one.seen, str(one.pages))
        for one in marks
    ]
