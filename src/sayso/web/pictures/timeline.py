"""A claim in time as a picture: a lane for each origin, time from left to right, a mark for each page that tells it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from markupsafe import Markup

from sayso.reports.prose import plural
from sayso.web.pictures.letters import cut, lines_of, width_of
from sayso.web.pictures.shapes import EVIDENCE_WORDS, edge, family, shape
from sayso.web.pictures.svg import Picture, To, element
from sayso.web.views.timeline import DAY, Mark, Timeline, ticks

WIDTH = 1080.0
_LEFT = 206.0
_UNKNOWN = 120.0
_RIGHT = 16.0
_TOP = 40.0
_ROW = 23.0
_SMALL = 12.0
_SOME_TIME = "some time in this span"
_NAMED = 28
"""So many pages of a lane have marks of their own; where there are more, bars count those that just put it."""
_BAR = 12.0
_HIGH = 72.0
_LONGEST = 150.0
_DOES: Mapping[str, str] = {"asserts": "puts it", "doubts": "doubts it", "denies": "denies it"}


class _Spot(NamedTuple):
    """Where a mark stands: its place, the row in its lane; where its name stands, "start" right of it or "end" left of it."""

    mark: Mark
    x: float
    row: int
    anchor: str


class _Bar(NamedTuple):
    """Pages of a lane that came out at about one time, in the order of time."""

    lane: int
    x: float
    marks: tuple[Mark, ...]


def timeline(told: Timeline, words: str) -> Picture:
    """The picture of a claim in time; ``words`` tell in a sentence what it is about."""
    drawn = _Drawn(told)

    def draw(to: To) -> list[Markup]:
        return [element("rect", {"class": "ground", "width": WIDTH, "height": drawn.height}), *drawn.shapes(to)]

    rows = [_told(told, spot.mark) for spot in drawn.spots] + [_counted(told, bar) for bar in drawn.bars]
    heads = ("when (UTC)", "page", "does", "goes back to", "has it from")
    return Picture("timeline", "When it was told", f"{words} {_span(told)}", WIDTH, drawn.height, draw, heads, rows)


def _span(told: Timeline) -> str:
    known = [one.at for one in told.marks if one.at is not None]
    unknown = len(told.marks) - len(known)
    more = f" Of {unknown:,} {plural('page', unknown)} the time is not known." if unknown else ""
    if not known:
        return f"No time is known.{more}"
    return f"First seen {_utc(min(known))}, last {_utc(max(known))} (UTC).{more}"


def _utc(at: float, *, is_day: bool = False) -> str:
    return f"{datetime.fromtimestamp(at, UTC):{'%Y-%m-%d' if is_day else '%Y-%m-%d %H:%M'}}"


def _told(told: Timeline, mark: Mark) -> tuple[str, ...]:
    """A mark as a row of the table."""
    when = "not known" if mark.at is None else _utc(mark.at, is_day=mark.is_day)
    above = next((one.label for one in told.marks if one.article == mark.above), "")
    how = f"{above} ({mark.relation})" if above else ""
    return when, mark.label, _DOES[mark.does], told.lanes[mark.lane].label, how


def _counted(told: Timeline, bar: _Bar) -> tuple[str, ...]:
    """A bar as a row of the table."""
    return (
        _during(bar),
        f"{len(bar.marks):,} {plural('page', len(bar.marks))}",
        _DOES["asserts"],
        told.lanes[bar.lane].label,
        "",
    )


def _during(bar: _Bar) -> str:
    first, last = bar.marks[0].at, bar.marks[-1].at
    if first is None or last is None:
        return "not known"
    return " to ".join(dict.fromkeys((_utc(first, is_day=True), _utc(last, is_day=True))))


class _Drawn:
    """Everything in its place."""

    def __init__(self, told: Timeline) -> None:
        self.told = told
        known = [at for one in told.marks for at in (one.at, one.until) if at is not None]
        known += [one.at + DAY for one in told.marks if one.at is not None and one.is_day]
        first, last = (min(known), max(known)) if known else (0.0, DAY)
        room = max((last - first) * 0.03, 1800.0)
        self.first, self.last = first - room, last + room
        self.has_unknown = any(one.at is None for one in told.marks)
        self.right = WIDTH - _RIGHT - (_UNKNOWN if self.has_unknown else 0.0)
        lanes = [[one for one in told.marks if one.lane == lane] for lane in range(len(told.lanes))]
        counted = [[one for one in lane if one.does == "asserts"] if len(lane) > _NAMED else [] for lane in lanes]
        drawn = [[one for one in lane if one.does != "asserts"] if len(lane) > _NAMED else lane for lane in lanes]
        self.spots = [spot for lane in drawn for spot in self._beside(lane)]
        self.bars = [bar for lane, marks in enumerate(counted) for bar in self._bars(lane, marks)]
        self.most = max((len(bar.marks) for bar in self.bars), default=1)
        self.tops = self._tops()
        self.height = self.tops[-1] + 44.0

    def x(self, at: float) -> float:
        """Where a moment stands."""
        return _LEFT + (at - self.first) / (self.last - self.first) * (self.right - _LEFT)

    def _tops(self) -> list[float]:
        """Where lanes begin, and where the last one ends."""
        tops = [_TOP]
        for lane, one in enumerate(self.told.lanes):
            rows = max((spot.row + 1 for spot in self.spots if spot.mark.lane == lane), default=0)
            high = _HIGH + 18.0 if any(bar.lane == lane for bar in self.bars) else 0.0
            lines = len(lines_of(one.label, _LEFT - 44)) + (1 if one.told else 0)
            tops.append(tops[-1] + max(rows * _ROW + high, lines * 16.0) + 16.0)
        return tops

    # --------------------------------------------------------------------------------------------------------- where marks are

    def _at(self, mark: Mark) -> float:
        if mark.at is None:
            return self.right + 16.0
        return self.x(mark.at + (DAY / 2 if mark.is_day else 0.0))

    def _beside(self, marks: Sequence[Mark]) -> Iterator[_Spot]:
        """Marks with their names, each in the first row with room for both."""
        rows: list[list[tuple[float, float]]] = []
        for mark in marks:
            x, wide = self._at(mark), width_of(cut(mark.label, _LONGEST, size=_SMALL), _SMALL) + 8
            most = WIDTH if mark.at is None else self.right
            anchor = "start" if x + 8 + wide <= most or x - wide - 8 < _LEFT else "end"
            start, end = (x - 9, x + 9 + wide) if anchor == "start" else (x - 9 - wide, x + 9)
            row = next((n for n, row in enumerate(rows) if all(end <= a or b <= start for a, b in row)), len(rows))
            if row == len(rows):
                rows.append([])
            rows[row].append((start, end))
            yield _Spot(mark, x, row, anchor)

    def _bars(self, lane: int, marks: Sequence[Mark]) -> Iterator[_Bar]:
        """Pages of about one time counted together."""
        found: defaultdict[int, list[Mark]] = defaultdict(list)
        for mark in marks:
            found[int(self._at(mark) // _BAR)].append(mark)
        yield from (_Bar(lane, place * _BAR, tuple(found[place])) for place in sorted(found))

    # --------------------------------------------------------------------------------------------------------- as it is drawn

    def shapes(self, to: To) -> Iterator[Markup]:
        """The line of time, lanes, ties, and marks above them."""
        yield from self._axis()
        for lane in range(len(self.told.lanes)):
            yield from self._head(lane)
        yield from self._ties()
        for spot in self.spots:
            yield self._spot(spot, to)
        yield from map(self._bar, self.bars)
        yield from self._legend()

    def _axis(self) -> Iterator[Markup]:
        bottom = self.tops[-1]
        yield element("text", {"class": "head", "x": 6.0, "y": _TOP - 14}, "times in UTC")
        for tick in ticks(self.first, self.last) if any(one.at is not None for one in self.told.marks) else []:
            x, kind = self.x(tick.at), "tick main" if tick.is_main else "tick"
            yield element("path", {"class": kind, "d": f"M{x:.1f} {_TOP - 8:.1f}V{bottom:.1f}"})
            yield element("text", {"class": "head", "x": x, "y": _TOP - 14, "text-anchor": "middle"}, tick.label)
        if self.has_unknown:
            yield element(
                "rect", {"class": "unknown", "x": self.right, "y": _TOP - 8, "width": _UNKNOWN, "height": bottom - _TOP + 8}
            )
            yield element("text", {"class": "head", "x": self.right + 10, "y": _TOP - 14}, "time not known")

    def _head(self, lane: int) -> Iterator[Markup]:
        """The name of a lane, and the line above it."""
        one, top = self.told.lanes[lane], self.tops[lane]
        yield element("path", {"class": "rule", "d": f"M0 {top:.1f}H{WIDTH:.1f}"})
        if one.kind:
            yield shape(family(one.kind), 13.0, top + 18, 7.0)
        left, down = (30.0 if one.kind else 6.0), top + 22
        title = element("title", None, one.label)
        lines = [
            element("text", {"class": "name", "x": left, "y": down + 16 * n}, line)
            for n, line in enumerate(lines_of(one.label, _LEFT - 44))
        ]
        told = [element("text", {"class": "told", "x": left, "y": down + 16 * len(lines)}, one.told)] if one.told else []
        yield element("g", {"class": "lane"}, title, *lines, *told)

    def _y(self, spot: _Spot) -> float:
        return self.tops[spot.mark.lane] + 18.0 + spot.row * _ROW

    def _ties(self) -> Iterator[Markup]:
        """Which page has it from which, where there are not too many of them."""
        place = {(spot.mark.lane, spot.mark.article): spot for spot in self.spots}
        for spot in place.values():
            above = place.get((spot.mark.lane, spot.mark.above or ""))
            if above is not None:
                (x, y), (right, down) = (above.x, self._y(above)), (spot.x, self._y(spot))
                half = (x + right) / 2
                path = f"M{x:.1f} {y:.1f}C{half:.1f} {y:.1f} {half:.1f} {down:.1f} {right:.1f} {down:.1f}"
                yield edge(spot.mark.evidence, path)

    def _spot(self, spot: _Spot, to: To) -> Markup:
        """A mark, with its name and what else is known of its time."""
        mark, x, y = spot.mark, spot.x, self._y(spot)
        parts = [element("title", None, mark.full), *self._unsure(mark, y), *_sign(mark.does, x, y)]
        along, words = x + 10 if spot.anchor == "start" else x - 10, cut(mark.label, _LONGEST, size=_SMALL)
        wide = width_of(words, _SMALL) * 0.96
        left = along - 3 if spot.anchor == "start" else along - wide
        parts.append(element("rect", {"class": "ground", "x": left, "y": y - 7, "width": wide + 3, "height": 14}))
        parts.append(element("text", {"class": "label", "x": along, "y": y + 4, "text-anchor": spot.anchor}, words))
        address = to("article", mark.article)
        return element("a", {"href": address}, *parts) if address else element("g", None, *parts)

    def _bar(self, bar: _Bar) -> Markup:
        """A bar, as high as pages are many; the highest of all tells how many."""
        count, foot = len(bar.marks), self.tops[bar.lane + 1] - 8.0
        high = max(_HIGH * count / self.most, 2.0)
        title = element("title", None, f"{_during(bar)}: {count:,} {plural('page', count)}")
        body = element("rect", {"class": "pile", "x": bar.x + 1, "y": foot - high, "width": _BAR - 2, "height": high})
        told = element(
            "text", {"class": "told", "x": bar.x + _BAR / 2, "y": foot - high - 4, "text-anchor": "middle"}, f"{count:,}"
        )
        return element("g", None, title, body, *([told] if count == self.most else []))

    def _unsure(self, mark: Mark, y: float) -> Iterator[Markup]:
        """A line over the time in which it may have been told: a day of which no more is known, or until the last change."""
        if mark.at is None or not (mark.is_day or mark.until):
            return
        start, end = self.x(mark.at), self.x(mark.at + DAY if mark.is_day else mark.until or mark.at)
        yield element("path", {"class": "unsure", "d": f"M{start:.1f} {y + 10:.1f}H{end:.1f}m0 -3v6"})

    def _legend(self) -> Iterator[Markup]:
        x, y = 6.0, self.tops[-1] + 26.0
        yield element("path", {"class": "rule", "d": f"M0 {self.tops[-1]:.1f}H{WIDTH:.1f}"})
        used = {one.mark.does for one in self.spots}
        for does, words in _DOES.items():
            if does in used:
                yield from _sign(does, x + 7, y)
                yield element("text", {"class": "told", "x": x + 20, "y": y + 4}, words)
                x += 42 + width_of(words, _SMALL)
        if self.bars:
            yield element("rect", {"class": "pile", "x": x + 2, "y": y - 7, "width": _BAR - 2, "height": 14})
            yield element("text", {"class": "told", "x": x + 20, "y": y + 4}, "so many pages put it")
            x += 42 + width_of("so many pages put it", _SMALL)
        if any(one.mark.until or one.mark.is_day for one in self.spots):
            yield element("path", {"class": "unsure", "d": f"M{x:.1f} {y:.1f}h30m0 -3v6"})
            yield element("text", {"class": "told", "x": x + 38, "y": y + 4}, _SOME_TIME)
            x += 60 + width_of(_SOME_TIME, _SMALL)
        for kind in dict.fromkeys(one.mark.evidence for one in self.spots if one.mark.above):
            yield edge(kind, f"M{x:.1f} {y:.1f}h30")
            words = f"has it from there, {EVIDENCE_WORDS[kind]}"
            yield element("text", {"class": "told", "x": x + 38, "y": y + 4}, words)
            x += 60 + width_of(words, _SMALL)


def _sign(does: str, x: float, y: float) -> Iterator[Markup]:
    """The mark of what a page does: a full disc puts it, an empty one doubts it, a crossed one denies it."""
    yield element("circle", {"class": f"telling {does}", "cx": x, "cy": y, "r": 5.0})
    if does == "denies":
        yield element("path", {"class": "cross", "d": f"M{x - 5:.1f} {y - 5:.1f}l10 10m0 -10l-10 10"})
    elif does == "doubts":
        yield element("circle", {"class": "telling point", "cx": x, "cy": y, "r": 1.5})
