"""The profile of a source and of an outlet: counts, each with what it was counted over, and no scores.

An outlet is never graded here: how often it rests on somebody who is not named, or doubts what it tells, is a count over its
own pages in this case, and says nothing of pages that are not in it.
"""

from __future__ import annotations

import json
import sqlite3

from sayso.corpus.counting import FIRMNESS
from sayso.corpus.looking import OUTLET, SOURCE, outlet_number, party_number
from sayso.corpus.rows import Count, OutletProfile, OutletRow, SourceProfile, SourceRow

MOST = 20
"""So many of the most frequent are listed by name."""


def source(connection: sqlite3.Connection, asked: str) -> SourceProfile:
    """The profile of the source that is meant by an id or a name."""
    number = party_number(connection, asked)
    row = SourceRow(*connection.execute(f"{SOURCE} WHERE p.number = ?", (number,)).fetchone())
    counts = _Counts(connection, number)
    of_labels = "SELECT {0}, count(*), NULL FROM statements WHERE party = ? GROUP BY 1 ORDER BY 2 DESC, 1"
    return SourceProfile(
        row=row,
        names=counts.words("coalesce(name, descriptor)"),
        roles=counts.words("role"),
        acts=counts.of(of_labels.format("act"), row.statements),
        distances=counts.of(of_labels.format("distance"), row.statements),
        certainties=counts.of(of_labels.format("certainty"), row.statements),
        outlets=counts.of(_HEARD_IN, row.articles),
        through=counts.of(_PASSED_ON_BY, row.statements),
        anonymity=_anonymity(connection, number),
        first=counts.day("min", "sources WHERE party = ?"),
        last=counts.day("max", "sources WHERE party = ?"),
    )


_HEARD_IN = (
    "SELECT coalesce(o.name, 'no outlet known'), count(DISTINCT x.article), o.id FROM sources x"
    " LEFT JOIN outlets o ON o.number = x.outlet WHERE x.party = ? GROUP BY x.outlet ORDER BY 2 DESC, 1"
)
_PASSED_ON_BY = (
    "SELECT p.name, count(DISTINCT s.number), p.id FROM statements s JOIN hops h ON h.statement = s.number"
    " JOIN parties p ON p.number = h.party WHERE s.party = ?1 AND p.number <> ?1 AND p.name IS NOT NULL"
    f" GROUP BY p.number ORDER BY 2 DESC, 1 LIMIT {MOST}"
)


def _anonymity(connection: sqlite3.Connection, number: int) -> tuple[tuple[str, str], ...]:
    """What the page tells of a source that it does not name."""
    select = "SELECT anonymity FROM sources WHERE party = ? AND json_type(anonymity) = 'object'"
    row = connection.execute(select, (number,)).fetchone()
    told = json.loads(row[0]) if row is not None else {}
    return tuple((name, str(words)) for name, words in told.items())


# --------------------------------------------------------------------------------------------------------------------- outlets


def outlet(connection: sqlite3.Connection, asked: str) -> OutletProfile:
    """The profile of the outlet that is meant by an id or a name."""
    number = outlet_number(connection, asked)
    row = OutletRow(*connection.execute(f"{OUTLET} WHERE o.number = ?", (number,)).fetchone())
    counts = _Counts(connection, number)
    source = connection.execute("SELECT id FROM parties WHERE outlet = ? ORDER BY number", (number,)).fetchone()
    return OutletProfile(
        row=row,
        source=source[0] if source is not None else None,
        kinds=counts.of(f"SELECT thing, number, NULL {_COUNTED} = 'kind' ORDER BY number DESC, thing", row.statements),
        firmness=counts.firmness(row.statements),
        sources=counts.of(_LETS_SPEAK, row.statements),
        cites=counts.of(_CITES, row.statements),
        cited_by=counts.of(_CITED_BY, row.cited),
        first=counts.day("min", "articles WHERE outlet = ?"),
        last=counts.day("max", "articles WHERE outlet = ?"),
    )


_COUNTED = "FROM outlet_counts c WHERE c.outlet = ?1 AND c.what"
_LETS_SPEAK = (
    "SELECT p.name, c.number, p.id FROM outlet_counts c JOIN parties p ON p.number = CAST(c.thing AS INTEGER)"
    " WHERE c.outlet = ?1 AND c.what = 'source' AND p.kind <> 'self' AND p.outlet IS NOT ?1"
    f" ORDER BY c.number DESC, p.number LIMIT {MOST}"
)
_CITES = (
    "SELECT o.name, c.number, o.id FROM outlet_counts c JOIN outlets o ON o.number = CAST(c.thing AS INTEGER)"
    f" WHERE c.outlet = ?1 AND c.what = 'cites' ORDER BY c.number DESC, o.name LIMIT {MOST}"
)
_CITED_BY = (
    "SELECT coalesce(o.name, 'no outlet known'), c.number, o.id FROM outlet_counts c LEFT JOIN outlets o ON o.number = c.outlet"
    f" WHERE c.what = 'cites' AND c.thing = CAST(?1 AS TEXT) ORDER BY c.number DESC, 1 LIMIT {MOST}"
)


class _Counts:
    """What is asked of one source or outlet: each SELECT takes its number."""

    def __init__(self, connection: sqlite3.Connection, number: int) -> None:
        self.connection = connection
        self.value = number

    def of(self, select: str, n: int) -> tuple[Count, ...]:
        """Rows of a name, a number and perhaps an id, as counts over ``n``."""
        rows = self.connection.execute(select, (self.value,)).fetchall()
        return tuple(Count(name, number, n, key) for name, number, key in rows)

    def words(self, column: str) -> tuple[str, ...]:
        """What a column of the sources holds, the most frequent first."""
        select = f"SELECT {column} AS w FROM sources WHERE party = ? AND w IS NOT NULL GROUP BY w ORDER BY count(*) DESC, w"
        return tuple(row[0] for row in self.connection.execute(f"{select} LIMIT {MOST}", (self.value,)))

    def firmness(self, n: int) -> tuple[Count, ...]:
        """How many of an outlet's attributed statements are put so, counted over ``n``."""
        found = dict(self.connection.execute(f"SELECT thing, number {_COUNTED} = 'firmness'", (self.value,)))
        return tuple(Count(name, found.get(name, 0), n) for name in FIRMNESS)

    def day(self, which: str, rows: str) -> str | None:
        """The first or last day of some rows."""
        found: str | None = self.connection.execute(f"SELECT {which}(day) FROM {rows}", (self.value,)).fetchone()[0]
        return found
