"""The counts that a case keeps, so that a profile costs the same in a large case as in a small one: of each source and outlet.

An article's counts are added when it is filled in, and taken away with the same rows when it is analysed anew. ``PROFILE``
counts the attributed statements of an outlet's articles once more, for ``doctor`` and for cases of an older form.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from itertools import groupby

from sayso.corpus.packing import numbers_of

NO_OUTLET = 0
"""Under which number the articles are counted of which no outlet is known."""
FIRMNESS = {
    "doubted": "s.distance = 'doubting'",
    "vouched for": "s.distance = 'vouching'",
    "denied": "s.denied = 1",
    "hedged": "s.certainty = 'hedged'",
    "not known": "s.certainty = 'unknown'",
}
"""What is counted of how an outlet puts what it tells, in SQL."""

_OUTLET = f"coalesce(s.outlet, {NO_OUTLET})"
_FROM = "FROM statements s WHERE s.voice = 'attributed'"
PROFILE = " UNION ALL ".join(
    (
        f"SELECT {_OUTLET} AS outlet, 'kind' AS what, s.kind AS thing, count(*) AS number {_FROM} GROUP BY 1, 3",
        *(f"SELECT {_OUTLET}, 'firmness', '{name}', count(*) {_FROM} AND {term} GROUP BY 1" for name, term in FIRMNESS.items()),
        f"SELECT {_OUTLET}, 'source', CAST(s.party AS TEXT), count(*) FROM statements s JOIN parties p ON p.number = s.party"
        " WHERE p.key IS NOT NULL GROUP BY 1, 3",
        f"SELECT {_OUTLET}, 'cites', CAST(p.outlet AS TEXT), count(DISTINCT s.number) FROM parties p JOIN hops h"
        " ON h.party = p.number JOIN statements s ON s.number = h.statement"
        " WHERE p.outlet IS NOT NULL AND p.outlet IS NOT s.outlet GROUP BY 1, 3",
    )
)
"""The rows of ``outlet_counts`` as the statements have them."""


def count(connection: sqlite3.Connection, article: int, sign: int) -> list[int]:
    """Add what an article says to the counts of its sources and of outlets, or with -1 take it away; gives its sources."""
    chains = _chains(connection, article)
    met = [row[0] for row in connection.execute("SELECT DISTINCT party FROM sources WHERE article = ?", (article,))]
    _count_parties(connection, chains, met, sign)
    _count_outlets(connection, article, chains, sign)
    return met


def _chains(connection: sqlite3.Connection, article: int) -> list[list[int]]:
    """The chains of an article, each as the numbers of its sources, outermost first."""
    rows = connection.execute(
        "SELECT statement, party FROM hops WHERE statement >= ? AND statement < ? ORDER BY statement, depth",
        numbers_of(article),
    )
    return [[row[1] for row in chain] for _, chain in groupby(rows.fetchall(), key=lambda row: row[0])]


def _count_parties(connection: sqlite3.Connection, chains: list[list[int]], met: list[int], sign: int) -> None:
    rests = Counter(chain[-1] for chain in chains)
    passes = Counter(party for chain in chains for party in set(chain[:-1]) - {chain[-1]})
    connection.executemany(
        "UPDATE parties SET statements = statements + ?, passed_on = passed_on + ?, articles = articles + ? WHERE number = ?",
        [(sign * rests[party], sign * passes[party], sign, party) for party in met],
    )


def _count_outlets(connection: sqlite3.Connection, article: int, chains: list[list[int]], sign: int) -> None:
    select = connection.execute
    own, attributed = select("SELECT outlet, attributed FROM articles WHERE number = ?", (article,)).fetchone()
    select(
        "UPDATE outlets SET articles = articles + ?, statements = statements + ? WHERE number = ?",
        (sign, sign * attributed, own),
    )
    known = select("SELECT p.number, p.outlet, p.key IS NOT NULL FROM parties p JOIN sources x ON x.party = p.number"
                   " WHERE x.article = ?", (article,)).fetchall()  # fmt: skip
    outlet_of = {party: outlet for party, outlet, _ in known if outlet is not None and outlet != own}
    named = {party for party, _, is_named in known if is_named}
    counts = Counter(("source", str(chain[-1])) for chain in chains if chain[-1] in named)
    cited = Counter(outlet for chain in chains for outlet in {outlet_of[party] for party in chain if party in outlet_of})
    connection.executemany(
        "UPDATE outlets SET cited = cited + ? WHERE number = ?", [(sign * times, outlet) for outlet, times in cited.items()]
    )
    counts += Counter({("cites", str(outlet)): times for outlet, times in cited.items()})
    counts += _labels(connection, article)
    _add(connection, own, counts, sign)


def _labels(connection: sqlite3.Connection, article: int) -> Counter[tuple[str, str]]:
    """The kinds of those on whom an article's statements rest, and how firmly they are put."""
    where = "FROM statements s WHERE s.article = ? AND s.voice = 'attributed'"
    found = Counter({("kind", kind): times for kind, times in connection.execute(
        f"SELECT s.kind, count(*) {where} GROUP BY 1", (article,))})  # fmt: skip
    terms = ", ".join(f"count(*) FILTER (WHERE {term})" for term in FIRMNESS.values())
    firmly = connection.execute(f"SELECT {terms} {where}", (article,)).fetchone()
    return found + Counter({("firmness", name): times for name, times in zip(FIRMNESS, firmly, strict=True)})


def _add(connection: sqlite3.Connection, outlet: int | None, counts: Counter[tuple[str, str]], sign: int) -> None:
    of = NO_OUTLET if outlet is None else outlet
    connection.executemany(
        "INSERT INTO outlet_counts (outlet, what, thing, number) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (outlet, what, thing) DO UPDATE SET number = number + excluded.number",
        [(of, what, thing, sign * times) for (what, thing), times in counts.items()],
    )
    if sign < 0:
        connection.execute("DELETE FROM outlet_counts WHERE outlet = ? AND number = 0", (of,))


def recount(connection: sqlite3.Connection) -> None:
    """Count all of a case anew, into an empty ``outlet_counts``."""
    connection.execute(f"INSERT INTO outlet_counts (outlet, what, thing, number) {PROFILE}")
