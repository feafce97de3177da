"""Figures that differ, lined up: kept when articles are linked, so that a list of them is one SELECT."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING, Any

from sayso.corpus.packing import one_line, shown
from sayso.links.lineups import LineUp, apart, line_ups
from sayso.links.linking import Tell
from sayso.records import identity

if TYPE_CHECKING:
    from sayso.corpus.engine import Engine
    from sayso.corpus.preparing import Shelf


def fill(connection: sqlite3.Connection, engine: Engine, shelf: Shelf, tell: Tell) -> None:
    """Write the figures that differ anew, inside the transaction that is open."""
    tell("figures", 0, 0)
    connection.execute("DELETE FROM conflicts")
    for line_up in line_ups(engine, shelf):
        connection.executemany(_INSERT, _rows(line_up))
    for statement in _DISPUTED:
        connection.execute(statement)


_INSERT = (
    "INSERT INTO conflicts (conflict, counted, unit, written, low, high, who, through, article, statement, pages, articles,"
    f" against) VALUES ({', '.join('?' * 13)})"
)
_DISPUTED = (
    "UPDATE claims SET disputed = iif(disputed = 'figures differ', '', replace(disputed, ', figures differ', ''))"
    " WHERE disputed LIKE '%figures differ'",
    "UPDATE claims SET disputed = iif(disputed = '', 'figures differ', disputed || ', figures differ')"
    " WHERE number IN (SELECT m.claim FROM conflicts f JOIN claim_statements m ON m.statement = f.statement)",
)
"""What figures add to how claims are disputed."""


def _rows(line_up: LineUp) -> list[tuple[Any, ...]]:
    """The rows of figures of one thing, each with those that it cannot hold together with."""
    name = identity("conflict", line_up.of, line_up.unit, *(f"{one.article} {one.written}" for one in line_up.rows))
    found = []
    for one in line_up.rows:
        against = [other.written for other in line_up.rows if apart(one, other)]
        found.append(
            (
                name,
                shown(line_up.of),
                shown(line_up.unit),
                one_line(one.written),
                one.low,
                one.high,
                None if one.who is None else one_line(one.who),
                " < ".join(map(one_line, reversed(one.through))),
                one.article,
                one.statement,
                len(one.articles),
                json.dumps(one.articles),
                json.dumps(list(dict.fromkeys(against)), ensure_ascii=False),
            )
        )
    return found
