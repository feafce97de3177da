"""Figures that differ, lined up: kept when articles are linked, so that a list of them is one SELECT.

Line-ups that have pages in common are digested together. Where each of these pages bears that digest from the last run, their
rows stay as they are.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sayso.corpus.packing import one_line, shown
from sayso.links.lineups import LineUp, Met, apart, lined, met
from sayso.links.linking import Tell
from sayso.records import identity

if TYPE_CHECKING:
    from sayso.corpus.engine import Engine
    from sayso.corpus.preparing import Shelf


def fill(connection: sqlite3.Connection, engine: Engine, shelf: Shelf, tell: Tell) -> None:
    """Write the figures that differ, inside the transaction that is open; those that are as they were are not made anew."""
    tell("figures", 0, 0)
    before, known = _known(connection)
    dossiers = dict(engine.rows("SELECT article, digest FROM pages"))
    compared, rows = list[tuple[int, int]](), list[tuple[Any, ...]]()
    for one in met(engine):
        digest = _digest(one, dossiers)
        if all(before.get(article) == digest for article in one.articles):
            rows += sorted(row for article in one.articles for row in known[article])
        else:
            rows += [(0, *row) for line_up in lined(one, shelf) for row in _rows(line_up)]
        compared += [(article, digest) for article in one.articles]
    _write(connection, compared, [row[1:] for row in rows])


def _known(connection: sqlite3.Connection) -> tuple[dict[int, int], dict[int, list[tuple[Any, ...]]]]:
    """By their articles: the digests of the line-ups of the last run, and their rows, the number in front."""
    before = dict(connection.execute("SELECT article, digest FROM compared WHERE kind = ?", (_KIND,)))
    rows: defaultdict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for row in connection.execute(f"SELECT article, number, {_COLUMNS} FROM conflicts"):
        rows[row[0]].append(row[1:])
    return before, rows


def _digest(one: Met, dossiers: Mapping[int, int]) -> int:
    """A digest of all that line-ups are made of."""
    told = repr((one.told, [dossiers[article] for article in one.articles]))
    return int.from_bytes(hashlib.blake2b(told.encode(), digest_size=8).digest(), "big", signed=True)


def _write(connection: sqlite3.Connection, compared: list[tuple[int, int]], rows: list[tuple[Any, ...]]) -> None:
    """Put digests and rows in the place of those of the last run."""
    connection.execute("DELETE FROM compared WHERE kind = ?", (_KIND,))
    connection.executemany(f"INSERT INTO compared (kind, article, digest) VALUES ('{_KIND}', ?, ?)", compared)
    connection.execute("DELETE FROM conflicts")
    connection.executemany(f"INSERT INTO conflicts ({_COLUMNS}) VALUES ({', '.join('?' * 13)})", rows)
    for statement in _DISPUTED:
        connection.execute(statement)


_KIND = "figures"
"""By what the digests of line-ups are known among those of what was compared."""
_COLUMNS = "conflict, counted, unit, written, low, high, who, through, article, statement, pages, articles, against"
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
