"""Figures of the same thing that cannot all hold as they are put: numbered, in the order of time, with who gives each. They
differ, or were revised; none is called right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from sayso.casebook.conflicts import allowed, passed_on_by, speaker
from sayso.casebook.wording import moment
from sayso.corpus.rows import ConflictRow, LinkRow
from sayso.links import DENIED_HERE
from sayso.reports.prose import SHORT_NAME, one_line, plural, shortened
from sayso.web.pictures.strip import Mark, Value
from sayso.web.shown import Part

_NAME = 200


class Figure(NamedTuple):
    """A figure: its ``row`` with its ``number`` among those of its thing, in words what it ``allows``, ``who`` gives it
    ``through`` whom, when it was ``seen`` first, and the numbers of those ``against`` it. ``revised`` are the numbers of
    earlier ones of the same who, against which it stands."""

    number: int
    row: ConflictRow
    allows: str
    who: str
    through: str
    seen: str
    against: tuple[int, ...]
    revised: tuple[int, ...]


class Thing(NamedTuple):
    """Something whose figures differ. ``values`` are the different ones, ``told`` says in words how many there are."""

    id: str
    of: str
    figures: tuple[Figure, ...]
    values: tuple[Value, ...]
    told: str


def things(rows: Iterable[ConflictRow]) -> list[Thing]:
    """What figures are about, each with its figures, as they come."""
    return [_thing(name, list(found)) for name, found in groupby(rows, key=lambda row: row.conflict)]


def _thing(name: str, rows: Sequence[ConflictRow]) -> Thing:
    figures = tuple(_figure(number, row, rows) for number, row in enumerate(rows, 1))
    of = shortened(one_line(rows[0].of), _NAME) or "what is counted is not told"
    return Thing(name, of, figures, _values(figures), _told(figures))


def _figure(number: int, row: ConflictRow, rows: Sequence[ConflictRow]) -> Figure:
    against = tuple(place for place, other in enumerate(rows, 1) if _apart(row, other))
    revised = tuple(place for place in against if row.who and place < number and rows[place - 1].who == row.who)
    who = speaker(row) if row.who or not row.outlet else f"the page itself, {one_line(row.outlet)}"
    return Figure(number, row, allowed(row), who, passed_on_by(row), moment(row.first_seen), against, revised)


def _apart(one: ConflictRow, other: ConflictRow) -> bool:
    """Whether two figures of one thing cannot both hold: what the one allows ends before the other begins."""
    return other.written in one.against and (_before(one, other) or _before(other, one))


def _before(one: ConflictRow, other: ConflictRow) -> bool:
    return one.high is not None and other.low is not None and one.high < other.low


def _values(figures: Sequence[Figure]) -> tuple[Value, ...]:
    """The different values, the smallest first."""
    found: dict[tuple[float | None, float | None], list[Figure]] = {}
    for one in figures:
        found.setdefault((one.row.low, one.row.high), []).append(one)
    rows = [Value(several[0].allows, *ends, len(several)) for ends, several in found.items()]
    return tuple(sorted(rows, key=lambda one: (_or(one.low, -1e300), _or(one.high, 1e300))))


def _or(value: float | None, instead: float) -> float:
    return instead if value is None else value


def _told(figures: Sequence[Figure]) -> str:
    whose = list(dict.fromkeys(one.who for one in figures))
    given = f"all from {shortened(whose[0], SHORT_NAME)}" if len(whose) == 1 else f"from {len(whose)} sources"
    return f"{len(figures)} {plural('figure', len(figures))}, {given}"


def marks(thing: Thing) -> list[Mark]:
    """The figures of a thing for a picture: those of one who below each other."""
    first = {one.who: one.number for one in reversed(thing.figures)}
    found = sorted(thing.figures, key=lambda one: (first[one.who], one.number))
    return [
        Mark(
            number=one.number,
            lane=one.who,
            written=one_line(one.row.written),
            allows=one.allows,
            low=one.row.low,
            high=one.row.high,
            seen=one.seen,
            at=_moment(one.row.first_seen),
            pages=one.row.pages,
            article=one.row.article,
            revised=bool(one.revised),
        )
        for one in found
    ]


def _moment(told: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(told) if told else None
    except ValueError:
        return None


class Side(NamedTuple):
    """One page of two that do not go together: which, in which outlet, since when, and its words."""

    article: str
    title: str | None
    outlet: str | None
    seen: str
    words: str
    statement: str | None


class Denial(NamedTuple):
    """What one page asserts and another denies."""

    link: str
    asserts: Side
    denies: Side


def denials(rows: Iterable[LinkRow]) -> list[Denial]:
    """Links between what is denied and what is asserted, as both sides."""
    return [_denial(row) for row in rows]


def _denial(row: LinkRow) -> Denial:
    left = Side(
        row.left, row.left_title, row.left_outlet, moment(row.left_published), one_line(row.left_words), row.left_statement
    )
    right = Side(
        row.right,
        row.right_title,
        row.right_outlet,
        moment(row.right_published),
        one_line(row.right_words),
        row.right_statement,
    )
    return Denial(row.id, right, left) if row.reason == DENIED_HERE else Denial(row.id, left, right)


class ConflictList(NamedTuple):
    """A page of the things whose figures differ, each with a small picture, and some of what is denied elsewhere."""

    things: Part
    denials: list[Denial]
    more_denials: bool
    is_linked: bool
    asked: dict[str, object]
    """What the address asks but the number of the page."""


class ConflictPage(NamedTuple):
    """One thing whose figures differ."""

    thing: Thing
    days: str
    """From when to when its figures were first seen."""


def page_of(thing: Thing) -> ConflictPage:
    """One thing as a page of its own."""
    seen = sorted({one.seen for one in thing.figures if one.seen})
    days = "" if not seen else seen[0] if len(seen) == 1 else f"{seen[0]} to {seen[-1]}"
    return ConflictPage(thing, days)
