"""What of the articles of a case is compared: made of each dossier once, kept in the case, and loaded into an engine.

Features are made in worker processes and kept a batch at a time, so that a run that is stopped goes on where it was. They bear
the digest of the code that made them: a newer sayso makes them anew. An article that sayso fails on is kept as broken, is
compared with nothing, and stops nobody.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import time
from collections.abc import Container, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from sayso import outlets
from sayso.annotation import annotate
from sayso.corpus import packing
from sayso.corpus.meanings import Meanings
from sayso.corpus.opening import transaction
from sayso.corpus.packing import Packed
from sayso.links.features import features
from sayso.links.linking import Tell, sheets
from sayso.links.stacks import damaged, pack_words, packed, stacked, unpack_words
from sayso.workers import Crash, over

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sayso.corpus.engine import Engine
    from sayso.links import Tables
    from sayso.links.features import Sheet
    from sayso.links.words import Words
    from sayso.records import Dossier

SECONDS = 2.0
"""For so long features wait at most to be kept with others."""
LOADED = 4_000
"""So many articles are loaded at once."""
_DIGEST = 16
"""So many bytes has the digest of a dossier (``packing``)."""
ROOMS = ("links", "annotation", "names")
"""What features are made by."""


@lru_cache(maxsize=4)
def code(rooms: tuple[str, ...] = ROOMS) -> str:
    """The digest of the code of some rooms, those that make features unless told otherwise, and of what is known of outlets."""
    hashed = hashlib.blake2b(digest_size=8)
    for room in rooms:
        for file in sorted(files("sayso").joinpath(room).iterdir(), key=lambda file: file.name):
            if file.name.endswith((".py", ".txt", ".json")):
                hashed.update(file.name.encode() + b"\0" + file.read_bytes())
    hashed.update(files("sayso").joinpath("outlets.csv").read_bytes() + (outlets.digest() or "").encode())
    return hashed.hexdigest()


# ---------------------------------------------------------------------------------------------------------------- making them


@dataclass(frozen=True, slots=True)
class _Task:
    """An article whose features are to be made."""

    name: str
    number: int
    packed: Packed


_Made = tuple[int, str, bytes, bytes]


def _make(task: _Task) -> _Made:
    """The features of an article. Runs in a worker."""
    dossier = packing.load(task.packed, task.name)
    words, columns = features(dossier, annotate(dossier.article), sheets())
    return task.number, task.packed.digest, packed(columns, sheets()), pack_words(words)


def waiting(connection: sqlite3.Connection) -> int:
    """How many articles lack features of today's code."""
    made = connection.execute("SELECT count(*) FROM features WHERE made_by = ?", (code(),)).fetchone()[0]
    return int(connection.execute("SELECT count(*) FROM articles").fetchone()[0]) - int(made)


def prepare(connection: sqlite3.Connection, path: str, *, jobs: int, tell: Tell) -> list[str]:
    """Make the features that are lacking. Gives the traces of the bugs that articles ran into."""
    total = waiting(connection)
    if not total:
        return []
    done, batch, kept_at = 0, list[tuple[Any, ...]](), time.monotonic()
    sent: dict[str, _Task] = {}
    traces = []
    tell("features", 0, total)
    with closing(over(_make, _tasks(connection, sent), jobs=jobs)) as outcomes:  # type: ignore[type-var]
        for outcome in outcomes:
            if isinstance(outcome, Crash):
                traces.append(outcome.trace)
            batch.append(_row(outcome, sent))
            done += 1
            if time.monotonic() - kept_at > SECONDS:
                _keep(connection, path, batch)
                batch, kept_at = [], time.monotonic()
                tell("features", done, total)
    _keep(connection, path, batch)
    tell("features", done, total)
    return traces


def _tasks(connection: sqlite3.Connection, sent: dict[str, _Task]) -> Iterator[_Task]:
    """The articles without features of today's code, in their order; each is remembered until its outcome is there."""
    last = 0
    while True:
        rows = connection.execute(
            "SELECT a.number, a.id, d.digest, d.line FROM articles a JOIN dossiers d ON d.article = a.number"
            " LEFT JOIN features f ON f.article = a.number AND f.made_by = ?"
            " WHERE a.number > ? AND f.article IS NULL ORDER BY a.number LIMIT 100",
            (code(), last),
        ).fetchall()
        if not rows:
            return
        for number, name, digest, line in rows:
            sent[name] = _Task(name, number, Packed(digest, line))
            yield sent[name]
        last = rows[-1][0]


def _row(outcome: _Made | Crash, sent: dict[str, _Task]) -> tuple[Any, ...]:
    """The row of an article; outcomes come in the order in which tasks were sent."""
    task = sent.pop(next(iter(sent)))
    if isinstance(outcome, Crash):
        return (task.number, code(), outcome.refusal.message, task.packed.digest, b"", b"")
    number, digest, columns, words = outcome
    return (number, code(), None, digest, columns, words)


def _keep(connection: sqlite3.Connection, path: str, batch: Sequence[tuple[Any, ...]]) -> None:
    """Write features. Those of an article that was analysed anew meanwhile are not kept."""
    with transaction(connection, path):
        connection.executemany(
            "INSERT OR REPLACE INTO features (article, made_by, broken, dossier, sheets, words)"
            " SELECT ?1, ?2, ?3, ?4, ?5, ?6 FROM dossiers WHERE article = ?1 AND digest = ?4",
            batch,
        )


# --------------------------------------------------------------------------------------------------------------- loading them


def load(connection: sqlite3.Connection, engine: Engine, tell: Tell) -> None:
    """Put the sheets of all articles into an engine, each a table with ``article`` in front, and the table ``pages``; those of
    sheets that are late stay empty."""
    import numpy as np

    total = connection.execute("SELECT count(*) FROM features WHERE made_by = ? AND broken IS NULL", (code(),)).fetchone()[0]
    for sheet in sheets():
        kinds = {"article": "int64"} | dict(sheet.columns)
        engine.load(sheet.name, {name: np.zeros(0, kind) for name, kind in kinds.items()})
    numbers: list[int] = []
    digests: list[str] = []
    rows = connection.execute(
        "SELECT article, dossier, sheets FROM features WHERE made_by = ? AND broken IS NULL ORDER BY article", (code(),)
    )
    early = {sheet.name for sheet in sheets() if not sheet.late}
    while batch := rows.fetchmany(LOADED):
        _stack(engine, [(number, data) for number, _, data in batch], early)
        numbers += [number for number, _, _ in batch]
        digests += [digest for _, digest, _ in batch]
        tell("loading", len(numbers), total)
    _load_pages(engine, np.array(numbers, np.int64), _first_halves(digests))


def _stack(tables: Tables, rows: Sequence[tuple[int, bytes]], wanted: Container[str]) -> None:
    """Append some sheets of articles, given as they are kept, to their tables."""
    import numpy as np

    articles = np.array([number for number, _ in rows], np.int64)
    for name, (sizes, columns) in stacked([data for _, data in rows], sheets(), wanted).items():
        tables.load(name, {"article": np.repeat(articles, sizes)} | columns)


def _first_halves(digests: Sequence[str]) -> Any:
    """The first eight bytes of each digest of a dossier, as a number. Raises ``CaseError`` where one is none."""
    import numpy as np

    try:
        whole = b"".join(bytes.fromhex(digest) for digest in digests)
    except ValueError:
        whole = b""
    if len(whole) != _DIGEST * len(digests):
        raise damaged()
    return np.frombuffer(whole, np.int64)[::2]


def _load_pages(engine: Engine, numbers: Any, digests: Any) -> None:
    """Make ``pages``: the sheet ``page`` with the place of each article in time. A later version of an address came out, as it
    stands, when it was renewed."""
    import numpy as np

    page = engine.columns(_PAGES)
    first = np.where(np.isnan(page["first"]), np.inf, page["first"])
    rank = np.empty(len(first), np.int64)
    rank[np.lexsort((page["article"], first))] = np.arange(len(first))
    engine.load("pages", page | {"rank": rank, "digest": digests[np.searchsorted(numbers, page["article"])]})


_PAGES = (
    "SELECT article, CASE WHEN version > 1 AND NOT isnan(renewed) AND renewed > first THEN renewed ELSE first END AS first,"
    " last, outlet, owner, address, words FROM (SELECT *, CASE WHEN address = 0 THEN 1 ELSE row_number() OVER"
    " (PARTITION BY address ORDER BY first, last, article) END AS version FROM page) ORDER BY article"
)


class Shelf:
    """Where the words, dossiers and late sheets of articles are looked up by their numbers; the last few hundred words and
    dossiers stay at hand."""

    def __init__(self, connection: sqlite3.Connection, meanings: Meanings) -> None:
        self._connection = connection
        self.meanings = meanings.of
        self.words = lru_cache(maxsize=1024)(self._words)
        self.dossier = lru_cache(maxsize=256)(self._dossier)
        self.text = lru_cache(maxsize=64)(self._text)

    def load(self, tables: Tables, sheets: Sequence[Sheet], articles: NDArray[Any]) -> None:
        """See ``links.Kept``."""
        wanted = {sheet.name for sheet in sheets}
        for first in range(0, len(articles), LOADED):
            asked = json.dumps(articles[first : first + LOADED].tolist())
            rows = self._connection.execute(
                "SELECT article, sheets FROM features WHERE article IN (SELECT value FROM json_each(?)) ORDER BY article",
                (asked,),
            ).fetchall()
            _stack(tables, rows, wanted)

    def _words(self, article: int) -> Words:
        row = self._connection.execute("SELECT words FROM features WHERE article = ?", (article,)).fetchone()
        return unpack_words(row[0])

    def _dossier(self, article: int) -> Dossier:
        return packing.load(*self._line(article))

    def _text(self, article: int) -> str:
        return packing.text_of(*self._line(article))

    def _line(self, article: int) -> tuple[Packed, str]:
        row = self._connection.execute(
            "SELECT d.digest, d.line, a.id FROM dossiers d JOIN articles a ON a.number = d.article WHERE d.article = ?",
            (article,),
        ).fetchone()
        return Packed(row[0], row[1]), row[2]
