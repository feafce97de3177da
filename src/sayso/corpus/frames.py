"""Views and tables of a case as data frames, for those who have pandas or polars: sayso needs neither."""

from __future__ import annotations

import sqlite3
from importlib import import_module
from typing import Any

from sayso.errors import UsageError

_INNER = frozenset({"dossiers", "features", "compared"})
"""What is packed, and of no use as a column."""


def names(connection: sqlite3.Connection) -> tuple[str, ...]:
    """The views, and then the tables, that can be had as frames."""
    rows = connection.execute(
        "SELECT name FROM sqlite_master WHERE type IN ('view', 'table') AND sql NOT LIKE 'CREATE VIRTUAL%'"
        " ORDER BY type DESC, name"
    )
    return tuple(name for (name,) in rows if not name.startswith(("sqlite_", *_WORDS)) and name not in _INNER)


_WORDS = ("article_words", "statement_words")


def to_pandas(connection: sqlite3.Connection, name: str) -> Any:
    """A view or table as a data frame of pandas."""
    pandas = _library("pandas")
    columns, rows = _read(connection, name)
    return pandas.DataFrame.from_records(rows, columns=columns)


def to_polars(connection: sqlite3.Connection, name: str) -> Any:
    """A view or table as a data frame of polars."""
    polars = _library("polars")
    columns, rows = _read(connection, name)
    return polars.DataFrame(rows, schema=columns, orient="row", infer_schema_length=None)


def _library(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError:
        raise UsageError(f"{name} is not installed; “pip install {name}” installs it") from None


def _read(connection: sqlite3.Connection, name: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    known = names(connection)
    if name not in known:
        raise UsageError(f"no view or table is called {name!r}; there are: {', '.join(known)}")
    found = connection.execute(f'SELECT * FROM "{name}"')  # the name is one of the schema's own
    return [column[0] for column in found.description], found.fetchall()
