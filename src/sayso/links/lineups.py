"""Figures of one thing, lined up: as written, within which bounds, who gives them, through whom, where they were first seen.

A line-up begins with figures that differ or were revised. It holds all figures that the pages of these ties give of the same
thing, those that a page tells of without standing for them ("The coroner says 14"), and those of the pages nearest to them. A
figure that one source gives on many pages is one line.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from sayso.links.features import PLACES
from sayso.links.measures import base_unit
from sayso.links.states import label_of
from sayso.names import bare
from sayso.records import Dossier, Source, Span, Spans, slice_text

if TYPE_CHECKING:
    from sayso.links import Articles, Tables


class Lined(NamedTuple):
    """A figure in a line-up.

    ``written`` are the words of the figure and of what it is of; ``low`` and ``high`` are its values in the unit of the
    line-up, None where they are open, ``least`` and ``most`` the same with the room that rounding leaves. ``who`` gives it,
    None where it is the page itself; ``through`` are those who pass it on, from the inside out, the outlet last. ``article``
    and ``span`` are where it was first seen, ``first`` the second, ``articles`` all that have it from the same source.
    """

    written: str
    low: float | None
    high: float | None
    least: float
    most: float
    who: str | None
    through: tuple[str, ...]
    article: int
    span: Span
    statement: int | None
    first: float
    articles: tuple[int, ...]


class LineUp(NamedTuple):
    """What is told differently: of what, in which unit ("" for a number), the lowest and the highest value (None: open), and
    the lines, earliest first."""

    of: str
    unit: str
    low: float | None
    high: float | None
    rows: tuple[Lined, ...]


def apart(one: Lined, other: Lined) -> bool:
    """Whether two figures have no value in common, rounding counted in."""
    return one.least > other.most or other.least > one.most


# ------------------------------------------------------------------------------------------------------------------- the rows

_TORN = """
    SELECT DISTINCT a.article, a.place, b.article, b.place, a.thing, a.state <> 0
    FROM ties t JOIN runs r ON r.tie = t.tie AND r.side = 0 JOIN runs s ON s.tie = t.tie AND s.side = 1
    JOIN amounts a ON a.article = t."left" AND a.start >= r.start AND a.stop <= r.stop
    JOIN amounts b ON b.article = t."right" AND b.start >= s.start AND b.stop <= s.stop AND b.thing = a.thing
    WHERE t.relation >= 4 ORDER BY ALL"""
"""The figures of the ties that differ or revise."""
_GIVEN = """
    WITH torn AS (SELECT DISTINCT a.article, a.thing FROM ties t JOIN amounts a ON a.article IN (t."left", t."right")
        WHERE t.relation >= 4 AND a.state <> 0),
    near AS (SELECT article, thing, article AS by, 9.0 AS shared FROM torn UNION ALL
        SELECT r.a, t.thing, t.article, r.shared FROM torn t JOIN (
            SELECT "left" AS a, "right" AS b, shared FROM related UNION ALL SELECT "right", "left", shared FROM related
        ) r ON r.b = t.article WHERE r.shared >= 0.2)
    SELECT a.article, a.place, a.thing, n.by FROM amounts a JOIN near n ON n.article = a.article AND n.thing = a.thing
    QUALIFY row_number() OVER (PARTITION BY a.article, a.place ORDER BY n.shared DESC, n.by) = 1
    ORDER BY a.article, a.place"""
"""The figures of states in their pages and in those near to them, each with the page of a tie that it goes with."""
_ROWS = """
    SELECT a.article, a.place, a.state, a.noun_start, a.noun_stop, a.least, a.most, a.low, a.high, a.statement, a.start, a.stop,
        a.told_start, a.told_stop, a.cue_start, a.cue_stop, p.first, p.rank
    FROM amounts a JOIN pages p ON p.article = a.article JOIN figure_lined l ON l.article = a.article AND l.place = a.place"""


class _Row(NamedTuple):
    """A figure as the table of amounts has it."""

    article: int
    place: int
    state: int
    noun_start: int
    noun_stop: int
    low: float
    high: float
    least: float
    most: float
    statement: int
    start: int
    stop: int
    told_start: int
    told_stop: int
    cue_start: int
    cue_stop: int
    first: float
    rank: int

    @property
    def told(self) -> Spans:
        """The words of the figure and of what it is of."""
        told = [Span(self.told_start, self.told_stop)]
        return tuple(sorted([*told, Span(self.cue_start, self.cue_stop)] if self.cue_stop > 0 else told))


_Node = tuple[int, int]
"""An article and the thing that it gives figures of; of figures that tell no state, and their place."""


class Met(NamedTuple):
    """The figures of line-ups that have pages in common: ``told`` are those of each line-up, in the order in which they came
    out, and all that the line-ups are made of, but for the ``articles`` themselves."""

    articles: tuple[int, ...]
    told: tuple[tuple[_Row, ...], ...]


def lined(one: Met, articles: Articles) -> Iterator[LineUp]:
    """The line-ups of some pages."""
    return (_line_up(rows, articles) for rows in one.told)


def met(tables: Tables) -> list[Met]:
    """The figures of all line-ups of a case, those together that have pages in common; of the tables ``ties``, ``runs``,
    ``amounts``, ``pages`` and ``related``."""
    groups = _groups(tables)
    if not groups:
        return []
    import numpy as np

    places = sorted({place for places in groups for place in places})
    wanted = {
        name: np.array(cells, np.int64) for name, cells in zip(("article", "place"), zip(*places, strict=True), strict=True)
    }
    tables.table("figure_lined", "SELECT CAST(0 AS BIGINT) AS article, CAST(0 AS BIGINT) AS place WHERE FALSE")
    tables.load("figure_lined", wanted)
    rows = {(row[0], row[1]): _Row(*row) for row in tables.rows(_ROWS)}
    return [
        Met(tuple(sorted({article for group in some for article, _ in group})), tuple(_ordered(group, rows) for group in some))
        for some in _by_page(groups)
    ]


def _ordered(group: Sequence[_Node], rows: Mapping[_Node, _Row]) -> tuple[_Row, ...]:
    """The figures of a line-up. Of their places in time only the order is kept, for other pages move these."""
    order = {rank: at for at, rank in enumerate(sorted({rows[place].rank for place in group}))}
    return tuple(rows[place]._replace(rank=order[rows[place].rank]) for place in group)


def _by_page(groups: Sequence[list[_Node]]) -> list[list[list[_Node]]]:
    """Line-ups, those together that have pages in common."""
    joined: dict[_Node, _Node] = {}
    for group in groups:
        for article, _ in group:
            _join(joined, (group[0][0], 0), (article, 0))
    found: defaultdict[_Node, list[list[_Node]]] = defaultdict(list)
    for group in groups:
        found[_root(joined, (group[0][0], 0))].append(group)
    return list(found.values())


def _groups(tables: Tables) -> list[list[_Node]]:
    """The figures of each line-up, as articles and places."""
    joined: dict[_Node, _Node] = {}
    members: defaultdict[_Node, set[_Node]] = defaultdict(set)
    keys: dict[_Node, _Node] = {}
    for left, at, right, other, thing, state in tables.rows(_TORN):
        one, two = ((left, thing), (right, thing)) if state else ((left, ~at), (right, ~other))
        _join(joined, one, two)
        members[one].add((left, at))
        members[two].add((right, other))
        keys[one], keys[two] = one, two
    for article, place, thing, by in tables.rows(_GIVEN):
        if (by, thing) in keys:
            members[by, thing].add((article, place))
    found: defaultdict[_Node, set[_Node]] = defaultdict(set)
    for node, places in members.items():
        found[_root(joined, node)] |= places
    return [sorted(places) for _, places in sorted(found.items())]


def _root(joined: dict[_Node, _Node], node: _Node) -> _Node:
    while (up := joined.get(node, node)) != node:
        node = up
    return node


def _join(joined: dict[_Node, _Node], one: _Node, other: _Node) -> None:
    first, second = sorted((_root(joined, one), _root(joined, other)))
    joined[second] = first


# ------------------------------------------------------------------------------------------------------------------ the lines


def _line_up(rows: Sequence[_Row], articles: Articles) -> LineUp:
    ordered = sorted(_told_once(rows, articles), key=lambda row: (row.rank, row.start))
    by_source: defaultdict[tuple[object, ...], list[_Row]] = defaultdict(list)
    for row in ordered:
        by_source[row.low, row.high, _key(articles.dossier(row.article), row)].append(row)
    lines = tuple(_line(same, articles) for same in by_source.values())
    lows, highs = [one.low for one in lines], [one.high for one in lines]
    first = next((row for row in ordered if row.noun_start >= 0), ordered[0])
    dossier = articles.dossier(first.article)
    noun = dossier.article.text[first.noun_start : first.noun_stop] if first.noun_start >= 0 else ""
    return LineUp(
        of=label_of(first.state, noun) or slice_text(dossier.article.text, first.told),
        unit=_unit(dossier, first),
        low=None if None in lows else min(low for low in lows if low is not None),
        high=None if None in highs else max(high for high in highs if high is not None),
        rows=lines,
    )


def _told_once(rows: Sequence[_Row], articles: Articles) -> list[_Row]:
    """The figures without those that a page gives itself where it also says whose they are: headlines mostly."""
    sourced = {(row.article, row.low, row.high) for row in rows if _chain(articles.dossier(row.article), row)}
    first: dict[tuple[object, ...], _Row] = {}
    for row in rows:
        value = (row.article, row.low, row.high)
        if _chain(articles.dossier(row.article), row):
            first[*value, row.start] = row
        elif value not in sourced:
            known = first.setdefault(value, row)
            first[value] = max(known, row, key=lambda one: (one.statement >= 0, -one.start))
    return list(first.values())


def _key(dossier: Dossier, row: _Row) -> str:
    """By what the source of a figure is known on other pages: its name; one without a name is another on each page, but where
    its words are the same, as in copies."""
    source = next(iter(_chain(dossier, row)), None)
    if source is not None and source.name and source.kind not in ("unnamed", "none"):
        return bare(source.name)
    statement = dossier.statements[row.statement] if row.statement >= 0 else None
    return f"“{dossier.article.slice(statement.spans)}”" if statement is not None else str(row.article)


def _chain(dossier: Dossier, row: _Row) -> list[Source]:
    """Who gives a figure, from the inside out."""
    sources = {one.id: one for one in dossier.sources}
    chain = dossier.statements[row.statement].chain if row.statement >= 0 else ()
    return [source for hop in reversed(chain) if (source := sources[hop.source]).kind != "self"]


def _line(same: Sequence[_Row], articles: Articles) -> Lined:
    """One line of the figures that one source gives: the first of them, with the articles of all."""
    row = same[0]
    dossier = articles.dossier(row.article)
    who, through = _who(dossier, row)
    return Lined(
        written=slice_text(dossier.article.text, row.told),
        low=None if math.isinf(row.low) else row.low,
        high=None if math.isinf(row.high) else row.high,
        least=row.least,
        most=row.most,
        who=who,
        through=through,
        article=row.article,
        span=Span(row.start, row.stop),
        statement=row.article << PLACES | row.statement if row.statement >= 0 else None,
        first=row.first,
        articles=tuple(dict.fromkeys(one.article for one in same)),
    )


def _unit(dossier: Dossier, row: _Row) -> str:
    """The unit in which the values of a line-up are given: the base unit of its figures."""
    return next((base_unit(one.unit) for one in dossier.figures if one.span == (row.start, row.stop)), "")


def _who(dossier: Dossier, row: _Row) -> tuple[str | None, tuple[str, ...]]:
    """Who gives a figure, and through whom, from the inside out, the outlet last."""
    outlet = dossier.article.outlet
    told = _chain(dossier, row)
    names = [one.name or one.descriptor or "; ".join(one.candidates) or "no source stated" for one in told]
    return (names[0] if names else None), (*names[1:], *([outlet] if outlet else []))
