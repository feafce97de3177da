"""The profile of a source and of an outlet: counts, each with what it was counted over, and no scores.

Everything is counted twice where the case is linked: over all articles, and over those that are nobody's copies, since what a
hundred pages have from one wire is one page's doing. A copy is the article on the left of a directed link "copies", however
much of it stands in the other.

An outlet is never graded here: how often it rests on somebody who is not named, or doubts what it tells, is a count over its
own pages in this case, and says nothing of pages that are not in it.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Mapping
from typing import Any, NamedTuple

from sayso.corpus.counting import FIRMNESS, NO_OUTLET
from sayso.corpus.looking import OUTLET, SOURCE, outlet_number, party_number
from sayso.corpus.rows import Count, OutletProfile, OutletRow, SourceProfile, SourceRow
from sayso.links.features import PLACES

MOST = 20
"""So many of the most frequent are listed by name."""

_COPIED = "EXISTS (SELECT 1 FROM links l WHERE l.left = {} AND l.relation = 'copies' AND l.directed)"
_OWN = f"NOT {_COPIED.format(f's.number >> {PLACES}')}"
"""That the article of a statement ``s`` copies no other: the number of a statement begins with that of its article."""


def _is_linked(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM linking").fetchone() is not None


# --------------------------------------------------------------------------------------------------------------------- sources


def source(connection: sqlite3.Connection, asked: str) -> SourceProfile:
    """The profile of the source that is meant by an id or a name."""
    number = party_number(connection, asked)
    row = SourceRow(*connection.execute(f"{SOURCE} WHERE p.number = ?", (number,)).fetchone())
    counts = _Counts(connection, number)
    own = _own_source(counts, row) if _is_linked(connection) else None
    said = row.statements, own and own.statements
    labels = counts.rows(_LABELS)
    outlet = connection.execute(
        "SELECT o.id FROM parties p JOIN outlets o ON o.number = p.outlet WHERE p.number = ?", (number,)
    ).fetchone()
    return SourceProfile(
        row=row,
        names=counts.words("coalesce(name, descriptor)"),
        roles=counts.words("role"),
        acts=_of_labels(labels, 0, *said),
        distances=_of_labels(labels, 1, *said),
        certainties=_of_labels(labels, 2, *said),
        outlets=counts.of(_HEARD_IN, row.articles, own and own.articles),
        through=counts.of(_PASSED_ON_BY, *said),
        anonymity=_anonymity(connection, number),
        first=counts.day("min", "sources WHERE party = ?"),
        last=counts.day("max", "sources WHERE party = ?"),
        own=own,
        outlet=outlet[0] if outlet is not None else None,
    )


_LABELS = (
    f"SELECT act, distance, certainty, count(*), count(*) FILTER (WHERE {_OWN}) FROM statements s WHERE party = ?"
    " GROUP BY 1, 2, 3"
)
_HEARD_IN = (
    "SELECT coalesce(o.name, 'no outlet known'), count(DISTINCT x.article), o.id,"
    f" count(DISTINCT iif({_COPIED.format('x.article')}, NULL, x.article)) FROM sources x"
    " LEFT JOIN outlets o ON o.number = x.outlet WHERE x.party = ? GROUP BY x.outlet ORDER BY 2 DESC, 1"
)
_PASSED_ON_BY = (
    f"SELECT p.name, count(DISTINCT s.number), p.id, count(DISTINCT iif({_OWN}, s.number, NULL))"
    " FROM statements s JOIN hops h ON h.statement = s.number"
    " JOIN parties p ON p.number = h.party WHERE s.party = ?1 AND p.number <> ?1 AND p.name IS NOT NULL"
    f" GROUP BY p.number ORDER BY 2 DESC, 1 LIMIT {MOST}"
)
_OWN_SOURCE = (
    f"SELECT (SELECT count(*) FROM statements s WHERE s.party = ?1 AND {_OWN}),"
    " (SELECT count(DISTINCT s.number) FROM hops h JOIN statements s ON s.number = h.statement"
    f" WHERE h.party = ?1 AND s.party <> ?1 AND {_OWN}),"
    " count(DISTINCT x.article), count(DISTINCT x.outlet) FROM sources x"
    f" WHERE x.party = ?1 AND NOT {_COPIED.format('x.article')}"
)


def _own_source(counts: _Counts, row: SourceRow) -> SourceRow:
    statements, passed_on, articles, outlets = counts.rows(_OWN_SOURCE)[0]
    return row._replace(statements=statements, passed_on=passed_on, articles=articles, outlets=outlets)


def _of_labels(rows: list[tuple[Any, ...]], place: int, n: int, own_n: int | None) -> tuple[Count, ...]:
    """One of the labels of statements that are counted by all of them."""
    found, own = Counter[str](), Counter[str]()
    for row in rows:
        found[row[place]] += row[3]
        own[row[place]] += row[4]
    names = sorted(found, key=lambda name: (-found[name], name))
    return tuple(Count(name, found[name], n, None, None if own_n is None else own[name], own_n) for name in names)


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
    own = _own_pages(connection, number, row) if _is_linked(connection) else _Own()
    of = row.statements, own.row and own.row.statements
    return OutletProfile(
        row=row,
        source=source[0] if source is not None else None,
        kinds=counts.kept(_KINDS, *of, own.kinds),
        firmness=counts.firmness(*of, own.firmness),
        sources=counts.kept(_LETS_SPEAK, *of, own.sources),
        cites=counts.kept(_CITES, *of, own.cites),
        cited_by=counts.kept(_CITED_BY, row.cited, own.row and own.row.cited, own.cited_by),
        first=counts.day("min", "articles WHERE outlet = ?"),
        last=counts.day("max", "articles WHERE outlet = ?"),
        own=own.row,
    )


_COUNTED = "FROM outlet_counts c WHERE c.outlet = ?1 AND c.what"
_KINDS = f"SELECT thing, number, NULL, thing {_COUNTED} = 'kind' ORDER BY number DESC, thing"
_LETS_SPEAK = (
    "SELECT p.name, c.number, p.id, p.number FROM outlet_counts c JOIN parties p ON p.number = CAST(c.thing AS INTEGER)"
    " WHERE c.outlet = ?1 AND c.what = 'source' AND p.kind <> 'self' AND p.outlet IS NOT ?1"
    f" ORDER BY c.number DESC, p.number LIMIT {MOST}"
)
_CITES = (
    "SELECT o.name, c.number, o.id, o.number FROM outlet_counts c JOIN outlets o ON o.number = CAST(c.thing AS INTEGER)"
    f" WHERE c.outlet = ?1 AND c.what = 'cites' ORDER BY c.number DESC, o.name LIMIT {MOST}"
)
_CITED_BY = (
    "SELECT coalesce(o.name, 'no outlet known'), c.number, o.id, c.outlet FROM outlet_counts c"
    " LEFT JOIN outlets o ON o.number = c.outlet"
    f" WHERE c.what = 'cites' AND c.thing = CAST(?1 AS TEXT) ORDER BY c.number DESC, 1 LIMIT {MOST}"
)


class _Own(NamedTuple):
    """What an outlet's articles say, and who cites it, where articles that copy another one are left out; nothing where the
    case is not linked."""

    row: OutletRow | None = None
    kinds: Mapping[Any, int] | None = None
    firmness: Mapping[Any, int] | None = None
    sources: Mapping[Any, int] | None = None
    cites: Mapping[Any, int] | None = None
    cited_by: Mapping[Any, int] | None = None


def _own_pages(connection: sqlite3.Connection, outlet: int, row: OutletRow) -> _Own:
    """A case keeps no counts without copies: they are made of the statements."""
    rows = _Counts(connection, outlet).rows
    labelled, cited_by = rows(_OWN_LABELS), dict(rows(_OWN_CITED_BY))
    articles, statements = rows(_OWN_ARTICLES)[0][0], sum(found[1] for found in labelled)
    return _Own(
        row=row._replace(articles=articles, statements=statements, cited=sum(cited_by.values())),
        kinds={found[0]: found[1] for found in labelled},
        firmness={name: sum(found[place] for found in labelled) for place, name in enumerate(FIRMNESS, 2)},
        sources=dict(rows(_OWN_SOURCES)),
        cites=dict(rows(_OWN_CITES)),
        cited_by=cited_by,
    )


_PAGES = f"WITH own AS MATERIALIZED (SELECT a.number FROM articles a WHERE a.outlet = ?1 AND NOT {_COPIED.format('a.number')})"
_OWN_ARTICLES = f"{_PAGES} SELECT count(*) FROM own"
_OF_PAGES = "FROM own JOIN statements s ON s.article = own.number"
_OWN_LABELS = (
    f"{_PAGES} SELECT s.kind, count(*), {', '.join(f'count(*) FILTER (WHERE {term})' for term in FIRMNESS.values())}"
    f" {_OF_PAGES} WHERE s.voice = 'attributed' GROUP BY 1"
)
_OWN_SOURCES = f"{_PAGES} SELECT s.party, count(*) {_OF_PAGES} WHERE s.party IS NOT NULL GROUP BY 1"
_OWN_CITES = (
    f"{_PAGES} SELECT p.outlet, count(DISTINCT s.number) {_OF_PAGES} JOIN hops h ON h.statement = s.number"
    " JOIN parties p ON p.number = h.party WHERE p.outlet IS NOT NULL AND p.outlet <> ?1 GROUP BY 1"
)
_OWN_CITED_BY = (
    f"SELECT coalesce(s.outlet, {NO_OUTLET}), count(DISTINCT s.number) FROM parties p JOIN hops h ON h.party = p.number"
    f" JOIN statements s ON s.number = h.statement WHERE p.outlet = ?1 AND s.outlet IS NOT ?1 AND {_OWN} GROUP BY 1"
)


# ---------------------------------------------------------------------------------------------------------------------- counts


class _Counts:
    """What is asked of one source or outlet: each SELECT takes its number."""

    def __init__(self, connection: sqlite3.Connection, number: int) -> None:
        self.connection = connection
        self.value = number

    def rows(self, select: str) -> list[tuple[Any, ...]]:
        """What a SELECT gives."""
        return self.connection.execute(select, (self.value,)).fetchall()

    def of(self, select: str, n: int, own_n: int | None) -> tuple[Count, ...]:
        """Rows of a name, a number, perhaps an id, and the number without copies, as counts over ``n`` and ``own_n``."""
        return tuple(
            Count(name, number, n, key, None if own_n is None else own, own_n) for name, number, key, own in self.rows(select)
        )

    def kept(self, select: str, n: int, own_n: int | None, own: Mapping[Any, int] | None) -> tuple[Count, ...]:
        """Rows of a name, a number, perhaps an id, and what they are of, by which their numbers without copies are known."""
        return tuple(
            Count(name, number, n, key, None if own is None else own.get(thing, 0), own_n)
            for name, number, key, thing in self.rows(select)
        )

    def words(self, column: str) -> tuple[str, ...]:
        """What a column of the sources holds, the most frequent first."""
        select = f"SELECT {column} AS w FROM sources WHERE party = ? AND w IS NOT NULL GROUP BY w ORDER BY count(*) DESC, w"
        return tuple(row[0] for row in self.rows(f"{select} LIMIT {MOST}"))

    def firmness(self, n: int, own_n: int | None, own: Mapping[Any, int] | None) -> tuple[Count, ...]:
        """How many of an outlet's attributed statements are put so, counted over ``n``."""
        found = dict(self.rows(f"SELECT thing, number {_COUNTED} = 'firmness'"))
        return tuple(
            Count(name, found.get(name, 0), n, None, None if own is None else own.get(name, 0), own_n) for name in FIRMNESS
        )

    def day(self, which: str, rows: str) -> str | None:
        """The first or last day of some rows."""
        found: str | None = self.rows(f"SELECT {which}(day) FROM {rows}")[0][0]
        return found
