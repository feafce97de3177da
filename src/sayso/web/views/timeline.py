"""A claim in time: a lane for each origin, and in it each page that goes back to it, when it may have told it first.

A moment without a zone is taken as UTC, as a case sorts it. Of some pages only the day is known, of some nothing; both are told
apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Literal, NamedTuple

from sayso.casebook.trees import OriginTree, attitudes, by_page
from sayso.casebook.wording import in_marks, moment, page_name
from sayso.corpus.rows import ClaimView, LinkRow, TellingRow
from sayso.reports.prose import SHORT, one_line, shortened
from sayso.web.views.lineage import ORIGINS, called_page, evidence_of, kind_words

Does = Literal["asserts", "doubts", "denies"]
DAY = 86_400.0


class Lane(NamedTuple):
    """Whose telling a lane holds; ``kind`` is that of a source."""

    label: str
    kind: str
    told: str


class Mark(NamedTuple):
    """A page in a lane: ``at`` is when it may have told it first, in seconds of the epoch (None: not known; where only the day
    is known, its beginning), ``until`` when it was last changed. ``above`` is the page that it has it from, ``relation`` and
    ``evidence`` tell how and what shows it."""

    article: str
    lane: int
    at: float | None
    until: float | None
    is_day: bool
    does: Does
    label: str
    full: str
    above: str | None = None
    relation: str = ""
    evidence: str = ""


class Timeline(NamedTuple):
    """A claim in time: its lanes, and the marks in them in the order of time, those of no known time last."""

    lanes: tuple[Lane, ...]
    marks: tuple[Mark, ...]


class TimelineRow(NamedTuple):
    """A page in a lane, as a line of CSV. ``known`` is "moment", "day" or "nothing"; times are in UTC."""

    lane: str
    does: str
    article: str
    outlet: str | None
    title: str | None
    first: str | None
    utc: str | None
    known: str
    changed: str | None
    from_article: str | None
    relation: str | None


def timeline(view: ClaimView) -> Timeline:
    """A claim in time."""
    lanes: list[Lane] = []
    marks: list[Mark] = []
    for lane, tellings, tree in _lanes(view):
        for article, told in by_page(tellings).items():
            link = tree.above.get(article) if tree is not None else None
            mark = _mark(len(lanes), told)
            marks.append(_from(mark, link, told) if link is not None else mark)
        lanes.append(lane)
    return Timeline(tuple(lanes), tuple(sorted(marks, key=lambda one: (one.at is None, one.at or 0.0))))


def timeline_rows(view: ClaimView) -> Iterator[TimelineRow]:
    """Every mark as a line."""
    rows = {one.row.article: one for one in reversed(view.tellings)}
    told = timeline(view)
    for mark in told.marks:
        one = rows[mark.article]
        utc = None if mark.at is None else datetime.fromtimestamp(mark.at, UTC).isoformat(timespec="minutes")
        known = "nothing" if mark.at is None else "day" if mark.is_day else "moment"
        changed = one.seen if one.seen != one.first else None
        head = (told.lanes[mark.lane].label, mark.does, mark.article, one.row.outlet, one.row.title)
        yield TimelineRow(*head, one.first, utc, known, changed, mark.above, mark.relation or None)


def _lanes(view: ClaimView) -> Iterator[tuple[Lane, Sequence[TellingRow], OriginTree | None]]:
    """The lanes with what belongs in them: an origin each, the other origins, nobody, those who deny it."""
    for place, origin in list(enumerate(view.origins))[:ORIGINS]:
        tree = OriginTree(view, place, every=True)
        label = one_line(origin.who).removesuffix(", not named")
        yield Lane(label, origin.kind, kind_words(origin)), [t for told in tree.pages.values() for t in told], tree
    if others := [one for one in view.tellings if one.origins and min(one.origins) >= ORIGINS]:
        yield Lane("other origins", "", f"{len(view.origins) - ORIGINS:,} of them"), others, None
    denying = [one for one in view.tellings if not one.origins and one.row.act == "denies"]
    if nobody := [one for one in view.tellings if not one.origins and one.row.act != "denies"]:
        yield Lane("nobody shown", "none", "adds no origin"), nobody, None
    if denying:
        yield Lane("denied", "", "who denies it is no origin"), denying, None


def _mark(lane: int, tellings: Sequence[TellingRow]) -> Mark:
    one = tellings[0]
    at, is_day = instant(one.first)
    until, _ = instant(one.seen)
    does = list(attitudes(tellings))
    told: Does = "denies" if "denies it" in does else "doubts" if "doubts it" in does else "asserts"
    name = page_name(one.row.outlet, one.row.title, one.row.article)
    words = in_marks(shortened(one_line(one.row.text), SHORT))
    verb = {"asserts": "puts it", "doubts": "doubts it", "denies": "denies it"}[told]
    changed = f", changed {moment(one.seen)}" if until is not None and until != at else ""
    full = f"{called_page(one)}{changed}, {verb}: {words}"
    later = until if until is not None and at is not None and until > at else None
    return Mark(one.row.article, lane, at, later, is_day, told, name, full)


def _from(mark: Mark, link: LinkRow, tellings: Sequence[TellingRow]) -> Mark:
    return mark._replace(above=link.right, relation=link.relation, evidence=evidence_of(link, tellings))


def instant(when: str | None) -> tuple[float | None, bool]:
    """A day or moment as seconds of the epoch, and whether it is a day only."""
    if not when:
        return None, False
    try:
        found = datetime.fromisoformat(when)
        found = found if found.tzinfo is not None else found.replace(tzinfo=UTC)
        return found.timestamp(), len(when) <= len("2031-03-04")
    except (ValueError, OverflowError):
        return None, False


# ----------------------------------------------------------------------------------------------------------------------- ticks


class Tick(NamedTuple):
    """A place on the line of time; ``is_day`` where a day, month or year begins that is to be named."""

    at: float
    label: str
    is_main: bool


_HOURS = (1, 2, 3, 6, 12)
_DAYS = (1, 2, 5, 10)
_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200)


def ticks(start: float, end: float, most: int = 9) -> list[Tick]:
    """At most ``most`` moments between ``start`` and ``end`` (seconds of the epoch) that one can read off: full hours, days,
    months or years, whichever fits."""
    long = max(end - start, 1.0)
    for hours in _HOURS:
        if long / (3600 * hours) <= most - 1:
            return _every(start, end, 3600 * hours)
    for days in _DAYS:
        if long / (DAY * days) <= most - 1:
            return _every(start, end, DAY * days)
    step = next((months for months in _MONTHS if long / (DAY * 30.44 * months) <= most - 1.5), _MONTHS[-1])
    return _months(start, end, step)


def _every(start: float, end: float, step: float) -> list[Tick]:
    """Ticks on full steps of the epoch: hours and days begin there in UTC."""
    first = -(-start // step)
    found = [datetime.fromtimestamp((first + count) * step, UTC) for count in range(int((end - first * step) // step) + 1)]
    return [Tick(at.timestamp(), _named(at, is_first=not count), not at.hour) for count, at in enumerate(found)]


def _named(at: datetime, *, is_first: bool) -> str:
    """A tick in words: a day by its name, an hour by the clock; the first one tells the year, and its day."""
    day = f"{at.day} {at:%b %Y}" if is_first else f"{at.day} {at:%b}"
    return day if not at.hour else f"{day}, {at:%H:%M}" if is_first else f"{at:%H:%M}"


def _months(start: float, end: float, step: int) -> list[Tick]:
    """Ticks at the beginning of months, or years."""
    first = datetime.fromtimestamp(start, UTC)
    month = (first.year * 12 + first.month - 1) // step * step
    found: list[Tick] = []
    while month // 12 <= 9999:
        at = datetime(month // 12, month % 12 + 1, 1, tzinfo=UTC)
        if at.timestamp() > end:
            break
        if at.timestamp() >= start:
            found.append(Tick(at.timestamp(), f"{at:%Y}" if step >= 12 else f"{at:%b %Y}", at.month == 1))
        month += step
    return found
