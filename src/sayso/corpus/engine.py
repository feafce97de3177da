"""What runs steps and SQL over the tables of a case: a small protocol, and DuckDB, which is embedded, behind it.

    with DuckEngine(memory="1GB") as engine:
        fill(engine, case)                              # the tables of sayso.corpus.tables, as columns
        engine.view("named", "SELECT * FROM sources WHERE name IS NOT NULL")
        engine.table("heard", "SELECT party, count(*) AS n FROM named GROUP BY party")

Whoever writes SQL writes DuckDB's, once, and names no engine. What does not fit in memory is spilled to a folder that goes with
the engine. Nothing is fetched: no extension is installed or loaded by itself. The SQL is that of sayso, never that of a page.
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from types import TracebackType
from typing import TYPE_CHECKING, Any, Protocol

from sayso.corpus.tables import TABLES, Column, List, Row, Table, Type, rows
from sayso.errors import CaseError, UsageError

if TYPE_CHECKING:
    import os

    import duckdb
    from numpy.typing import NDArray

    from sayso.corpus.case import Case
    from sayso.records import Claim, Dossier, Lineage, Link, Refusal

BATCH = 20_000
"""So many rows of a table are moved at once."""
CHECKPOINT = "64MB"
"""DuckDB packs its tables tighter each time that so much was written; with its own 16 MB it is at that half of the time."""


def part_of(memory: str, part: float) -> str:
    """Such a part of an amount of memory ("1GB"). What is no amount is left as it is, for the engine to refuse."""
    found = _AMOUNT.fullmatch(memory)
    return memory if found is None else f"{float(found[1]) * part:g}{found[2]}"


_AMOUNT = re.compile(r"\s*(\d+(?:\.\d+)?)\s*([a-zA-Z]+)\s*")


class Engine(Protocol):
    """What a step over many articles may ask for. The tables and views of an engine have names that its SQL uses."""

    def map(self, step: Callable[[Any], Iterable[tuple[str, Row]]], items: Iterable[Any], tables: Iterable[Table]) -> None:
        """Do ``step`` on each of ``items``, and put the rows that it gives, each with the name of its table, into ``tables``,
        which are made where they are not there."""

    def load(self, name: str, columns: Mapping[str, NDArray[Any]]) -> None:
        """Append columns of numbers, all of one length, to a table, which is made of them where it is not there."""

    def view(self, name: str, sql: str) -> None:
        """Give a SELECT a name; it is run where the name is used. Replaces a view of that name."""

    def table(self, name: str, sql: str) -> None:
        """Run a SELECT once, and keep what it gives under a name. Replaces a table of that name."""

    def rows(self, sql: str) -> Iterator[tuple[Any, ...]]:
        """What a SELECT gives, row by row. The order is that of its ORDER BY, or none."""

    def columns(self, sql: str) -> dict[str, NDArray[Any]]:
        """What a SELECT of numbers gives, column by column. No cell may be empty."""

    def write(self, name: str, path: str | os.PathLike[str]) -> None:
        """Write a table or view to a file of Parquet."""


def fill(engine: Engine, case: Case, names: Iterable[str] | None = None) -> None:
    """Put the tables of a case into an engine: all of them, or those of these ``names``."""
    wanted = frozenset(names) if names is not None else frozenset(TABLES)
    if odd := sorted(wanted - frozenset(TABLES)):
        raise UsageError(f"no table is called {odd[0]!r}; there are: {', '.join(TABLES)}")

    def step(record: Dossier | Refusal | Link | Claim | Lineage) -> Iterator[tuple[str, Row]]:
        return ((name, row) for name, row in rows(record) if name in wanted)

    engine.map(step, chain(case.records(), case.tied()), [table for name, table in TABLES.items() if name in wanted])


# ---------------------------------------------------------------------------------------------------------------------- DuckDB


class DuckEngine:
    """DuckDB inside this process. ``memory`` is its limit, as DuckDB writes it ("512MB"); ``spill`` is the folder for what does
    not fit, a passing one where none is given; ``threads`` are as many as there are cores where not given."""

    def __init__(self, *, memory: str = "1GB", spill: str | os.PathLike[str] | None = None, threads: int | None = None) -> None:
        import duckdb

        self._passing = tempfile.mkdtemp(prefix="sayso-") if spill is None else None
        settings: dict[str, Any] = {
            "memory_limit": memory,
            "temp_directory": str(spill or self._passing),
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "python_enable_replacements": False,
            "pandas_analyze_sample": 0,  # columns are texts that are cast: nothing is guessed from the first rows
            "preserve_insertion_order": False,
            "checkpoint_threshold": CHECKPOINT,
        }
        try:
            self._root = duckdb.connect(":memory:", config=settings | ({} if threads is None else {"threads": threads}))
        except duckdb.Error as error:
            self._forget()
            raise UsageError(f"no engine can be had with {memory!r} of memory ({error}); write it as 2GB or 800MB") from error
        self._connection = self._fresh()
        self._made = set[str]()

    def map(self, step: Callable[[Any], Iterable[tuple[str, Row]]], items: Iterable[Any], tables: Iterable[Table]) -> None:
        """See ``Engine.map``."""
        waiting: dict[str, list[Row]] = {}
        known = {table.name: table for table in tables}
        for table in known.values():
            self._connection.execute(f"CREATE TABLE IF NOT EXISTS {table.name} ({_columns(table.columns)})")
        self._made |= known.keys()
        for item in items:
            for name, row in step(item):
                batch = waiting.setdefault(name, [])
                batch.append(row)
                if len(batch) >= BATCH:
                    self._insert(known[name], waiting.pop(name))
        for name, batch in waiting.items():
            self._insert(known[name], batch)

    def _insert(self, table: Table, batch: list[Row]) -> None:
        """Move rows as columns of text, which are cast to what the table says."""
        import numpy

        columns = {}
        for column in table.columns:
            cells = numpy.empty(len(batch), dtype=object)
            cells[:] = [_text(row[column.name], column.type) for row in batch]
            columns[column.name] = cells
        cast = ", ".join(_cast(column) for column in table.columns)
        self._connection.register("_batch", columns)
        try:
            self._connection.execute(f"INSERT INTO {table.name} SELECT {cast} FROM _batch")
        finally:
            self._connection.unregister("_batch")

    def load(self, name: str, columns: Mapping[str, NDArray[Any]]) -> None:
        """See ``Engine.load``."""
        self._connection.register("_batch", dict(columns))
        try:
            verb = f"INSERT INTO {_quoted(name)} BY NAME" if name in self._made else f"CREATE TABLE {_quoted(name)} AS"
            self._connection.execute(f"{verb} SELECT {', '.join(map(_number, columns, columns.values()))} FROM _batch")
        finally:
            self._connection.unregister("_batch")
        self._made.add(name)

    def view(self, name: str, sql: str) -> None:
        """See ``Engine.view``."""
        self._connection.execute(f"CREATE OR REPLACE VIEW {_quoted(name)} AS {sql}")

    def table(self, name: str, sql: str) -> None:
        """See ``Engine.table``."""
        self._connection.execute(f"CREATE OR REPLACE TABLE {_quoted(name)} AS {sql}")
        self._made.add(name)

    def rows(self, sql: str) -> Iterator[tuple[Any, ...]]:
        """See ``Engine.rows``."""
        found = self._fresh().execute(sql)
        while batch := found.fetchmany(1000):
            yield from batch

    def columns(self, sql: str) -> dict[str, NDArray[Any]]:
        """See ``Engine.columns``."""
        found: dict[str, NDArray[Any]] = self._fresh().execute(sql).fetchnumpy()
        return found

    def write(self, name: str, path: str | os.PathLike[str]) -> None:
        """See ``Engine.write``."""
        to = str(path).replace("'", "''")
        self._connection.execute(f"COPY {_quoted(name)} TO '{to}' (FORMAT parquet)")

    def _fresh(self) -> duckdb.DuckDBPyConnection:
        """A connection of its own to the same tables, that draws no progress bar: standard output is for data."""
        cursor = self._root.cursor()
        cursor.execute("SET enable_progress_bar = false")
        return cursor

    def close(self) -> None:
        """Let go of the memory, and of what was spilled."""
        self._connection.close()
        self._root.close()
        self._forget()

    def _forget(self) -> None:
        if self._passing is not None:
            shutil.rmtree(self._passing, ignore_errors=True)

    def __enter__(self) -> DuckEngine:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        import duckdb

        self.close()
        if isinstance(error, duckdb.OutOfMemoryException):
            raise CaseError("the engine needs more memory than it may have; give it more (“--memory 2GB”)") from error


_TYPES = {"text": "VARCHAR", "integer": "BIGINT", "real": "DOUBLE", "boolean": "BOOLEAN", "binary": "BLOB", "day": "DATE"}


def type_of(kind: Type) -> str:
    """A type of a column as DuckDB writes it."""
    if isinstance(kind, List):
        return f"{type_of(kind.item)}[]"
    if isinstance(kind, str):
        return _TYPES[kind]
    return f"STRUCT({', '.join(f'{_quoted(field.name)} {type_of(field.type)}' for field in kind.fields)})"


def _columns(columns: Iterable[Column]) -> str:
    return ", ".join(
        f"{_quoted(column.name)} {type_of(column.type)}{'' if column.nullable else ' NOT NULL'}" for column in columns
    )


def _cast(column: Column) -> str:
    name = _quoted(column.name)
    if isinstance(column.type, str):
        return name if column.type == "text" else f"CAST({name} AS {type_of(column.type)})"
    return f"from_json_strict({name}, '{json.dumps(_shape(column.type))}')"


def _shape(kind: Type) -> Any:
    """A type as DuckDB's ``from_json_strict`` takes it."""
    if isinstance(kind, List):
        return [_shape(kind.item)]
    return _TYPES[kind] if isinstance(kind, str) else {field.name: _shape(field.type) for field in kind.fields}


def _text(value: Any, kind: Type) -> str | None:
    if value is None:
        return None
    if isinstance(kind, str):
        return value if kind == "text" else str(value)
    return _ENCODER.encode(value)


_ENCODER = json.JSONEncoder(ensure_ascii=False, default=str)


def _number(name: str, cells: NDArray[Any]) -> str:
    """A column of numbers as it is: DuckDB takes the numbers that are none for empty cells."""
    return _quoted(name) if cells.dtype.kind != "f" else f"coalesce({_quoted(name)}, 'nan'::DOUBLE) AS {_quoted(name)}"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
