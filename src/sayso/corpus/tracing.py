"""From clusters of statements to claims with their lineages: who tells what, through whom, and what the links say of it.

A claim is digested: its statements, the dossiers that they stand in, and the links among its pages. Where the digest is that of
the last run, the claim stays as it is; the others are told anew to ``lineage.trace``, a batch at a time.

A claim's id is made of the statement of the lowest number in it, the first that came into the case: so it stays as the claim
grows. Where that statement is gone, since its article was analysed anew, the claim that holds most of the others keeps the id.
Ids of claims that are part of others now lead there (``claim_ids``).
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Collection, Container, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sayso.corpus.looking import SINCE
from sayso.corpus.tellings import Tellings
from sayso.lineage import Telling, trace
from sayso.links.features import PLACES
from sayso.links.linking import Tell, bits, mixed
from sayso.records import Claim, Lineage, Link, identity

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sayso.corpus.engine import Engine
    from sayso.links.features import Columns

BATCH = 2_000
"""Claims are traced so many at a time."""
_LONGEST = 240
"""Of the wordings of a claim, one of at most so many characters stands for it, where there is one."""


@dataclass(frozen=True, slots=True)
class _Claims:
    """All claims of the case: their statements, sorted by claim; where those of each begin; the ties among its pages."""

    numbers: NDArray[Any]
    digests: NDArray[Any]
    statements: NDArray[Any]
    starts: NDArray[Any]
    ties: NDArray[Any]
    tie_starts: NDArray[Any]

    def statements_of(self, place: int) -> list[int]:
        found: list[int] = self.statements[self.starts[place] : self.starts[place + 1]].tolist()
        return found

    def ties_of(self, place: int) -> list[int]:
        found: list[int] = self.ties[self.tie_starts[place] : self.tie_starts[place + 1]].tolist()
        return found


def trace_claims(connection: sqlite3.Connection, engine: Engine, tell: Tell) -> int:
    """Write the claims that are new or changed, with their lineages, inside the transaction that is open. Gives how many."""
    import numpy as np

    tell("claims", 0, 0)
    claims = _claims(connection, engine)
    kept = np.array(connection.execute("SELECT number, digest FROM claims").fetchall(), np.int64).reshape(-1, 2)
    is_kept = np.isin(_pair(claims.numbers, claims.digests), _pair(kept[:, 0], kept[:, 1]))
    changed = np.flatnonzero(~is_kept)
    dropped = np.setdiff1d(kept[:, 0], claims.numbers[is_kept])
    names = _names(connection, claims, dropped)
    _drop(connection, dropped)
    known = Tellings(connection, engine)
    for first in range(0, len(changed), BATCH):
        tell("tracing", first, len(changed))
        _write(connection, known, claims, changed[first : first + BATCH].tolist(), names)
    tell("tracing", len(changed), len(changed))
    _lead_on(connection)
    return len(changed)


def _pair(left: NDArray[Any], right: NDArray[Any]) -> NDArray[Any]:
    return mixed(bits(left) ^ mixed(bits(right)))


# ----------------------------------------------------------------------------------------------------------- which claims


def _claims(connection: sqlite3.Connection, engine: Engine) -> _Claims:
    """All claims, those of one statement too, each with a digest of all that its lineage is made of."""
    import numpy as np

    members = engine.columns(_MEMBERS)
    order = np.lexsort((members["statement"], members["claim"]))
    members = {name: cells[order] for name, cells in members.items()}
    statements, claim = members["statement"], members["claim"]
    numbers, starts = np.unique(claim, return_index=True)
    engine.table("members", "SELECT 0::BIGINT AS statement, 0::BIGINT AS claim, 0::BIGINT AS article WHERE false")
    engine.load("members", {"statement": statements, "claim": claim, "article": statements >> PLACES})
    bearing = engine.columns(_BEARING)
    order = np.lexsort((bearing["tie"], bearing["claim"]))
    ties, of = bearing["tie"][order], bearing["claim"][order]
    digests = _summed(_hashed(members), claim, numbers) + mixed(_summed(_hashed_ties(engine, ties), of, numbers))
    return _Claims(
        numbers=numbers,
        digests=digests.view(np.int64),
        statements=statements,
        starts=np.append(starts, len(statements)),
        ties=ties,
        tie_starts=np.append(np.searchsorted(of, numbers), len(ties)),
    )


_MEMBERS = (
    "SELECT s.statement, coalesce(c.claim, s.statement) AS claim, p.digest, p.first, p.last FROM"
    f" (SELECT DISTINCT (article << {PLACES}) + place AS statement, article, attributed FROM spots) s"
    " JOIN pages p ON p.article = s.article LEFT JOIN clusters c ON c.statement = s.statement"
    " WHERE s.attributed = 1 OR c.claim IS NOT NULL"
)
_SEEN = "0, 1, 2, 5"
"""Relations that a lineage looks at."""
_BEARING = (
    # between two pages of a claim, and what one of its statements cites by name
    "SELECT l.claim, t.tie FROM ties t JOIN (SELECT DISTINCT claim, article FROM members) l ON l.article = t.left"
    " JOIN (SELECT DISTINCT claim, article FROM members) r ON r.article = t.right AND r.claim = l.claim"
    f" WHERE t.relation IN ({_SEEN})"
    " UNION SELECT l.claim, t.tie FROM ties t JOIN members l ON l.statement = t.left_statement WHERE t.relation IN (0, 1, 2)"
)


def _summed(values: NDArray[Any], of: NDArray[Any], numbers: NDArray[Any]) -> NDArray[Any]:
    """The sum of the values of each of ``numbers``; ``of`` is sorted."""
    import numpy as np

    sums = np.concatenate([np.zeros(1, np.uint64), np.cumsum(values, dtype=np.uint64)])
    found: NDArray[Any] = sums[np.searchsorted(of, numbers, "right")] - sums[np.searchsorted(of, numbers)]
    return found


def _hashed_ties(engine: Engine, ties: NDArray[Any]) -> NDArray[Any]:
    """A digest of all that each of ``ties`` says."""
    told = engine.columns(f"SELECT * FROM ties WHERE relation IN ({_SEEN}) ORDER BY tie")
    runs = engine.columns(f"SELECT * FROM runs WHERE tie IN (SELECT tie FROM ties WHERE relation IN ({_SEEN})) ORDER BY tie")
    rows = _hashed(told) + _summed(_hashed(runs), runs["tie"], told["tie"])
    found: NDArray[Any] = rows[told["tie"].searchsorted(ties)]
    return found


def _hashed(columns: Columns) -> NDArray[Any]:
    import numpy as np

    rows = np.zeros(len(next(iter(columns.values()))), np.uint64)
    for name in sorted(set(columns) - {"tie", "claim"}):
        rows = mixed(rows ^ bits(np.nan_to_num(columns[name], nan=-1.0)))
    return rows


# -------------------------------------------------------------------------------------------------------------- their ids


def _names(connection: sqlite3.Connection, claims: _Claims, dropped: NDArray[Any]) -> dict[int, tuple[str, str]]:
    """Of claims that keep an id whose statement is gone: the id and that statement, by the number of the claim."""
    import numpy as np

    orphans = connection.execute(
        "SELECT c.number, c.id, c.seed FROM claims c WHERE c.number IN (SELECT value FROM json_each(?))"
        " AND NOT EXISTS (SELECT 1 FROM statements s WHERE s.id = c.seed) ORDER BY c.pages DESC, c.number",
        (json.dumps(dropped.tolist()),),
    ).fetchall()
    order = np.argsort(claims.statements)
    sizes = np.diff(claims.starts)
    found: dict[int, tuple[str, str]] = {}
    for number, name, seed in orphans:
        rows = connection.execute("SELECT statement FROM claim_statements WHERE claim = ?", (number,)).fetchall()
        left = np.array(rows, np.int64).reshape(-1)
        places = order[np.minimum(np.searchsorted(claims.statements[order], left), len(order) - 1)] if len(order) else left
        held = claims.statements[places] == left if len(order) else np.zeros(len(left), bool)
        homes = Counter(np.repeat(claims.numbers, sizes)[places[held]].tolist())
        home, votes = max(homes.items(), key=lambda item: (item[1], -item[0]), default=(0, 0))
        if 2 * votes > len(left) and home not in found:
            found[home] = (name, seed)
    return found


def _drop(connection: sqlite3.Connection, dropped: NDArray[Any]) -> None:
    """Take claims away, and remember where their ids led."""
    rows = [(number,) for number in dropped.tolist()]
    connection.executemany("INSERT OR IGNORE INTO claim_ids SELECT id, seed FROM claims WHERE number = ?", rows)
    connection.executemany("DELETE FROM claims WHERE number = ?", rows)


def _lead_on(connection: sqlite3.Connection) -> None:
    """Forget where an id led that is a claim's again, or whose statement is gone."""
    connection.execute("DELETE FROM claim_ids WHERE id IN (SELECT id FROM claims)")
    connection.execute("DELETE FROM claim_ids WHERE seed NOT IN (SELECT id FROM statements)")


# ------------------------------------------------------------------------------------------------------------------ writing


def _write(
    connection: sqlite3.Connection, known: Tellings, claims: _Claims, places: Sequence[int], names: dict[int, tuple[str, str]]
) -> None:
    """Trace and write some claims."""
    tellings = known.of([number for place in places for number in claims.statements_of(place)])
    links = known.links(sorted({tie for place in places for tie in claims.ties_of(place)}))
    rows = _Rows(connection)
    for place in places:
        number, members = int(claims.numbers[place]), claims.statements_of(place)
        told = {tellings[one].id: tellings[one] for one in members}
        name, seed = names.get(number) or _id_of(tellings[members[0]])
        claim = Claim(id=name, text=_wording(told.values()), statements=tuple(told))
        found = sorted((_seen_from(told, *links[tie]) for tie in claims.ties_of(place)), key=lambda link: link.id)
        lineage = trace(claim, tuple(told.values()), found)
        numbers = {tellings[one].id: one for one in reversed(members)}
        rows.add(number, seed, claim, lineage, told.values(), numbers, int(claims.digests[place]))
    rows.write()


def _seen_from(statements: Container[str], article: str, link: Link) -> Link:
    """A link as a claim has it: what another statement of a page cites is cited by the page."""
    return link if link.left == article or link.left in statements else replace(link, left=article)


def _id_of(first: Telling) -> tuple[str, str]:
    return identity("claim", first.id), first.id


def _wording(tellings: Iterable[Telling]) -> str:
    """The wording that stands for a claim: that of the earliest page that states it without denying or doubting it, one that is
    not too long where there is one."""

    def order(one: Telling) -> tuple[bool, bool, bool, float, str]:
        is_odd = one.denies or one.act not in ("states", "believes") or one.distance == "doubting"
        first = one.first if one.first == one.first else float("inf")
        return is_odd, one.voice != "attributed", len(one.text) > _LONGEST, first, one.id

    return min(tellings, key=order).text


class _Rows:
    """The rows of some claims, written together."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._claims: list[tuple[Any, ...]] = []
        self._statements: list[tuple[Any, ...]] = []
        self._origins: list[tuple[Any, ...]] = []
        self._collapses: list[tuple[Any, ...]] = []
        self._circles: list[tuple[Any, ...]] = []

    def add(
        self,
        number: int,
        seed: str,
        claim: Claim,
        lineage: Lineage,
        told: Collection[Telling],
        numbers: dict[str, int],
        digest: int,
    ) -> None:
        """The rows of one claim; ``numbers`` are those of its statements."""
        days = sorted((one.first, one.article) for one in told if one.first == one.first)
        pages = {one.article: one.outlet for one in told}
        self._claims.append(
            (
                number,
                claim.id,
                seed,
                claim.text,
                len(told),
                len(pages),
                len({outlet or page for page, outlet in pages.items()}),
                lineage.low,
                lineage.high,
                _unnamed(lineage),
                _disputed(told),
                len(lineage.circles),
                days[0][1] if days else None,
                days[-1][1] if days else None,
                json.dumps(lineage.links),
                digest,
            )
        )
        self._statements += [(numbers[name], number, place) for place, name in enumerate(lineage.statements)]
        for place, origin in enumerate(lineage.origins):
            row = (number, place, origin.id, origin.who, origin.kind, origin.low, origin.high, json.dumps(origin.statements))
            self._origins.append(row)
        for place, one in enumerate(lineage.collapses):
            told_of = json.dumps(one.statements), json.dumps(one.links)
            self._collapses.append((number, place, one.reason, one.text, *told_of))
        self._circles += [(number, place, json.dumps(circle)) for place, circle in enumerate(lineage.circles)]

    def write(self) -> None:
        """Put the rows into the case."""
        self._make_way()
        many = self._connection.executemany
        since = "(SELECT {0} FROM articles a WHERE a.id = ?{1})"
        day = f"substr({SINCE}, 1, 10)"
        days = f"{since.format(SINCE, 13)}, {since.format(day, 13)}, {since.format(day, 14)}"
        many(f"INSERT INTO claims VALUES ({', '.join(f'?{n}' for n in range(1, 13))}, {days}, ?15, ?16)", self._claims)
        for table, rows in (
            ("claim_statements", self._statements),
            ("origins", self._origins),
            ("collapses", self._collapses),
            ("circles", self._circles),
        ):
            if rows:
                many(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)

    def _make_way(self) -> None:
        """A claim that was kept under the id of a statement that had gone takes another one where that is back."""
        taken = self._connection.execute(
            "SELECT c.number, s.id FROM claims c JOIN statements s ON s.number = c.number"
            " WHERE c.id IN (SELECT value FROM json_each(?))",
            (json.dumps([row[1] for row in self._claims]),),
        ).fetchall()
        renamed = [(identity("claim", seed), seed, number) for number, seed in taken]
        self._connection.executemany("UPDATE claims SET id = ?, seed = ?, digest = 0 WHERE number = ?", renamed)


def _unnamed(lineage: Lineage) -> str | None:
    """How far a claim rests on people who are not named: "only", "partly", or not at all."""
    kinds = [origin.kind for origin in lineage.origins]
    if "unnamed" not in kinds:
        return None
    return "only" if all(kind in _NOBODY for kind in kinds) else "partly"


_NOBODY = ("unnamed", "none", "collective")


def _disputed(told: Collection[Telling]) -> str:
    """How a claim is disputed by what pages say of it; figures that differ are added once they are known."""
    ways = {"denied": any(one.denies for one in told), "doubted": any(one.distance == "doubting" for one in told)}
    return ", ".join(way for way, is_so in ways.items() if is_so)
