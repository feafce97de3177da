"""Figures that differ, lined up: kept when articles are linked, so that a list of them is one SELECT."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING, Any

from sayso.corpus.packing import one_line, shown
from sayso.links.linking import Tell
from sayso.records import identity

if TYPE_CHECKING:
    from sayso.corpus.preparing import Shelf


def fill(connection: sqlite3.Connection, engine: Any, shelf: Shelf, tell: Tell) -> None:
    """Write the figures that differ anew, inside the transaction that is open."""
    from sayso.links import conflicts

    tell("figures", 0, 0)
    connection.execute("DELETE FROM conflicts")
    if not hasattr(conflicts, "line_ups"):
        return
    for line_up in conflicts.line_ups(engine, shelf):
        connection.executemany(_INSERT, list(_rows(connection, line_up)))
    connection.execute(_DISPUTE)


_INSERT = (
    "INSERT INTO conflicts (conflict, counted, unit, written, low, high, who, through, article, statement, articles, against)"
    f" VALUES ({', '.join('?' * 12)})"
)
_DISPUTE = (
    "UPDATE claims SET disputed = iif(disputed = '', 'figures differ', disputed || ', figures differ')"
    " WHERE disputed NOT LIKE '%figures differ' AND number IN (SELECT m.claim FROM conflicts f"
    " JOIN claim_statements m ON m.statement = f.statement)"
)


def _rows(connection: sqlite3.Connection, line_up: Any) -> list[tuple[Any, ...]]:
    """The rows of figures of one thing, each with those that it cannot hold together with."""
    name = identity("conflict", line_up.of, line_up.unit, *(f"{one.article} {one.written}" for one in line_up.rows))
    found = []
    for one in line_up.rows:
        against = [other.written for other in line_up.rows if _apart(one, other)]
        found.append(
            (
                name,
                shown(line_up.of),
                shown(line_up.unit),
                one_line(one.written),
                one.low,
                one.high,
                None if one.who is None else one_line(one.who),
                " < ".join(map(one_line, one.through)),
                one.article,
                one.statement,
                json.dumps(one.articles),
                json.dumps(list(dict.fromkeys(against)), ensure_ascii=False),
            )
        )
    return found


def _apart(one: Any, other: Any) -> bool:
    """Whether two figures have no value in common."""
    inf = float("inf")
    low, high = (-inf if one.low is None else one.low), (inf if one.high is None else one.high)
    other_low, other_high = (-inf if other.low is None else other.low), (inf if other.high is None else other.high)
    return bool(low > other_high or other_low > high)
