"""Linking the articles of a case: features, ties, claims, lineages; all that is new of them, and kept in one transaction.

What of articles is compared is made and kept first, a batch at a time (``preparing``); where they are many, so is what their
texts mean (``meanings``). Then the tables are loaded into an engine, pairs are proposed over the whole case, and those that
were not verified before are held against the words (``sayso.links.linking``). Claims whose statements or ties have changed are
traced again (``tracing``). Readers see the case as it was linked before until all of it is there; who is stopped half way has
lost nothing but the time.
"""

from __future__ import annotations

import json
import sqlite3
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sayso.corpus import claim_reviews, conflicts, preparing, tracing
from sayso.corpus.claims import damaged
from sayso.corpus.engine import DuckEngine, part_of
from sayso.corpus.meanings import Meanings
from sayso.corpus.opening import connect, transaction
from sayso.corpus.packing import now, shown
from sayso.corpus.rows import LinkReport, LinkState
from sayso.links import meaning
from sayso.links.linking import RELATIONS, Kind, Tell, foresee, kept_columns, tie_runs
from sayso.links.linking import link as link_tables
from sayso.records import identity

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sayso.links import Tie
    from sayso.links.features import Columns

CHUNK = 20_000
"""So many kept ties are read at once."""
ENGINE = 0.6
"""Such a part of the memory is the engine's; the rest is for what the process holds beside it."""
MANY = 2_000
"""Where so many articles are to be linked, it is worth the while to keep what texts mean before anything else."""


def link(connection: sqlite3.Connection, path: str, *, jobs: int, memory: str, anew: bool, tell: Tell) -> LinkReport:
    """Link what is not linked yet; what ``Case.link`` promises."""
    clock = _Clock(tell)
    if anew:
        with transaction(connection, path):
            for table in ("compared", "links", "features", "meanings"):
                connection.execute(f"DELETE FROM {table}")
            connection.execute("UPDATE linking SET made_by = ''")
    traces = preparing.prepare(connection, path, jobs=jobs, tell=clock.tell)
    meanings, own = Meanings(connection, path, threads=jobs), part_of(memory, ENGINE)
    if _waiting(connection) >= MANY:
        with DuckEngine(memory=own, threads=jobs) as engine:
            _foresee(path, engine, meanings, clock.tell)
    with DuckEngine(memory=own, threads=jobs) as engine, transaction(connection, path):
        if not _is_of_today(connection):
            connection.execute("DELETE FROM links")
            connection.execute("DELETE FROM compared")
            connection.execute("UPDATE claims SET digest = 0")  # so that each is traced anew
        ledger, shelf = Ledger(connection), preparing.Shelf(connection, meanings)
        preparing.load(connection, engine, clock.tell)
        link_tables(engine, shelf, ledger, claim_reviews.judged(connection), clock.tell)
        traced = tracing.trace_claims(connection, engine, clock.tell)
        conflicts.fill(connection, engine, shelf, clock.tell)
        clock.tell("writing", 0, 0)
        _finish(connection, clock)
    clock.tell("done", 1, 1)
    found = linked(connection)
    return LinkReport(found, clock.seconds, _peak(), ledger.verified, ledger.new, traced, tuple(traces))


def _foresee(path: str, engine: DuckEngine, meanings: Meanings, tell: Tell) -> None:
    """Make and keep what takes longest, what texts mean, before the long transaction begins: who is stopped later has it. The
    case is seen as it is now, whoever else may write into it meanwhile."""
    import numpy as np

    with closing(connect(path, write=False)) as seen:
        seen.execute("BEGIN")
        preparing.load(seen, engine, tell)
        none = np.zeros(0, np.int64)
        compared = Ledger(seen).compared("claims") if _is_of_today(seen) else (none, none)
        foresee(engine, preparing.Shelf(seen, meanings), compared, tell)


def _waiting(connection: sqlite3.Connection) -> int:
    """How many articles are to be linked."""
    where = " WHERE linked = 0" if _is_of_today(connection) else ""
    return int(connection.execute(f"SELECT count(*) FROM features{where}").fetchone()[0])


def _is_of_today(connection: sqlite3.Connection) -> bool:
    row = connection.execute("SELECT made_by FROM linking").fetchone()
    return row is not None and row[0] == _code()


def _code() -> str:
    """The digest of the code that links and traces, and of the network that tells what texts mean."""
    return f"{preparing.code((*preparing.ROOMS, 'lineage'))}-{meaning.digest()[:8]}"


def _finish(connection: sqlite3.Connection, clock: _Clock) -> None:
    """Say that all is linked."""
    connection.execute("UPDATE features SET linked = 1 WHERE linked = 0")
    count = connection.execute("SELECT count(*) FROM articles").fetchone()[0]
    report = json.dumps({"seconds": {stage: round(spent, 3) for stage, spent in clock.seconds.items()}})
    connection.execute(
        "INSERT INTO linking (number, made_by, runs, reviews, articles, finished, report) VALUES (1, ?, 1, ?, ?, ?, ?)"
        " ON CONFLICT (number) DO UPDATE SET made_by = excluded.made_by, runs = runs + 1, reviews = excluded.reviews,"
        " articles = excluded.articles, finished = excluded.finished, report = excluded.report",
        (_code(), claim_reviews.digest(connection), count, now(), report),
    )


def linked(connection: sqlite3.Connection) -> LinkState:
    """How far linking went."""
    row = connection.execute("SELECT made_by, reviews, articles, finished FROM linking").fetchone()
    made_by, reviews, before, finished = row or ("", "", 0, None)
    count = connection.execute("SELECT count(*) FROM articles").fetchone()[0]
    done = connection.execute("SELECT count(*) FROM features WHERE linked = 1").fetchone()[0]
    broken = connection.execute("SELECT count(*) FROM features WHERE broken IS NOT NULL").fetchone()[0]
    links = connection.execute("SELECT relation, count(*) FROM links GROUP BY relation ORDER BY relation").fetchall()
    claims = connection.execute("SELECT count(*) FROM claims").fetchone()[0]
    return LinkState(
        articles=count,
        waiting=count - done,
        gone=max(before - count, 0),
        broken=broken,
        reviews=finished is not None and reviews != claim_reviews.digest(connection),
        older=finished is not None and made_by != _code(),
        links=dict(links),
        claims=claims,
        finished=finished,
    )


def _peak() -> int:
    """The most memory that this process has held, in bytes; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most << 10


@dataclass(slots=True)
class _Clock:
    """How long each stage took, told on the way."""

    told: Tell
    seconds: dict[str, float] = field(default_factory=dict)
    stage: str = ""
    begun: float = field(default_factory=time.monotonic)

    def tell(self, stage: str, done: int, total: int) -> None:
        now = time.monotonic()
        if self.stage:
            self.seconds[self.stage] = self.seconds.get(self.stage, 0.0) + now - self.begun
        self.stage, self.begun = stage, now
        self.told(stage, done, total)


# ------------------------------------------------------------------------------------------------------ what earlier runs left


class Ledger:
    """The links of a case and what was compared, inside the transaction that is open; see ``links.linking.Earlier``."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._next = 1 + int(connection.execute("SELECT coalesce(max(number), 0) FROM links").fetchone()[0])
        self.verified: dict[str, int] = {}
        self.new: dict[str, int] = {}

    def compared(self, kind: str) -> tuple[NDArray[Any], NDArray[Any]]:
        """See ``Earlier``."""
        import numpy as np

        rows = self._connection.execute("SELECT article, digest FROM compared WHERE kind = ?", (kind,)).fetchall()
        found = np.array(rows, np.int64).reshape(-1, 2)
        return found[:, 0], found[:, 1]

    def forget(self, kind: Kind, articles: NDArray[Any]) -> None:
        """See ``Earlier``."""
        numbers = [(int(article),) for article in articles]
        for relation in kind.relations:
            self._connection.executemany(f"DELETE FROM links WHERE left = ? AND relation = '{relation}'", numbers)
        self._connection.executemany(f"DELETE FROM compared WHERE kind = '{kind.name}' AND article = ?", numbers)

    def ties(self, kind: Kind) -> Iterator[tuple[Columns, Columns]]:
        """See ``Earlier``."""
        for relation in kind.relations:
            rows = self._connection.execute(
                f"SELECT number, {RELATIONS.index(relation)}, left, right, coalesce(left_statement, -1),"
                " coalesce(right_statement, -1), score, directed, left_share, right_share"
                f"{', left_spans, right_spans' if kind.evidence else ''} FROM links WHERE relation = ?",
                (relation,),
            )
            while batch := rows.fetchmany(CHUNK):
                ties, evidence = [row[:_TOLD] for row in batch], [row[_TOLD:] for row in batch]
                try:
                    found = kept_columns(ties, list(_runs(ties, evidence)) if kind.evidence else ())
                except (ValueError, TypeError) as error:
                    raise damaged() from error
                yield found

    def remember(self, kind: Kind, articles: NDArray[Any], digests: NDArray[Any]) -> None:
        """See ``Earlier``."""
        rows = zip(articles.tolist(), digests.tolist(), strict=True)
        self._connection.executemany(
            "INSERT INTO compared (kind, article, digest) VALUES (?, ?, ?)", ((kind.name, *row) for row in rows)
        )
        self.verified[kind.name] = len(articles)

    def keep(self, kind: Kind, ties: Sequence[Tie]) -> int:
        """See ``Earlier``."""
        first = self._next
        self._next += len(ties)
        self.new[kind.name] = self.new.get(kind.name, 0) + len(ties)
        articles = self._ids("articles", {number for tie in ties for number in (tie.left, tie.right)})
        told = {number for tie in ties for number in (tie.left_statement, tie.right_statement) if number is not None}
        statements = self._ids("statements", told)
        self._connection.executemany(
            f"INSERT INTO links VALUES ({', '.join('?' * 14)})",
            [_link_row(first + at, tie, articles, statements) for at, tie in enumerate(ties)],
        )
        return first

    def _ids(self, table: str, numbers: Iterable[int]) -> dict[int, str]:
        rows = self._connection.execute(
            f"SELECT number, id FROM {table} WHERE number IN (SELECT value FROM json_each(?))", (json.dumps(sorted(numbers)),)
        )
        return dict(rows)


_TOLD = 10
"""So many cells of a link stand before its evidence."""


def _runs(ties: Sequence[tuple[Any, ...]], evidence: Sequence[tuple[str, str]]) -> Iterator[tuple[int, int, int, int, int]]:
    """The rows of ``runs`` of links, whose evidence is read in one piece. Raises ``ValueError`` or ``TypeError`` where it is
    damaged."""
    read = [json.loads(f"[{','.join(texts)}]") for texts in zip(*evidence, strict=True)]
    for tie, left, right in zip(ties, *read, strict=True):
        for run in tie_runs(left, right):
            yield tie[0], *run


def _link_row(number: int, tie: Tie, articles: dict[int, str], statements: dict[int, str]) -> tuple[Any, ...]:
    spans = json.dumps(tie.left_spans), json.dumps(tie.right_spans)
    told = [statements.get(one, "") if one is not None else "" for one in (tie.left_statement, tie.right_statement)]
    name = identity("link", tie.relation, articles[tie.left], articles[tie.right], *told, *spans)
    return (
        number,
        name,
        tie.relation,
        tie.left,
        tie.right,
        tie.left_statement,
        tie.right_statement,
        tie.score,
        int(tie.directed),
        tie.left_share,
        tie.right_share,
        *spans,
        shown(tie.reason),
    )
