"""The bundled example as dossiers, and what tests of the case do with it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from sayso.corpus import Case
from sayso.pages import gather
from sayso.records import Dossier
from sayso.road import analyze

PAGES = str(files("sayso").joinpath("example", "pages"))
QUICK = ("--engine", "grammar", "--jobs", "1")
"""What "sayso add" is given in tests: the example, by the grammar, in this process."""

PASSING = frozenset({"added", "seen_utc", "made", "undone"})
"""Columns that tell the hour of the work."""


@cache
def example() -> tuple[Dossier, ...]:
    """The dossiers of the example, by the grammar, which is quick."""
    pages = gather([PAGES]).paths
    return tuple(made for page in pages if isinstance(made := analyze(page, engine="grammar"), Dossier))


def variants(count: int) -> list[Dossier]:
    """So many different dossiers: those of the example, again and again under other ids."""
    pages = example()
    return [renamed(pages[number % len(pages)], f"{number}") for number in range(count)]


def renamed(dossier: Dossier, name: str) -> Dossier:
    """The same dossier as that of another article."""
    return replace(dossier, article=replace(dossier.article, id=f"article-{name}", url=f"https://paper.example/{name}"))


def filled(path: Path, dossiers: Iterable[Dossier] | None = None) -> Path:
    """A case of these dossiers, of the example where none are given."""
    with Case(path, write=True) as case:
        case.add([(dossier, None) for dossier in (example() if dossiers is None else dossiers)])
    return path


def tables(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table and view of a case, but for the hours of the work."""
    connection = sqlite3.connect(path)
    names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")]
    found = {name: _rows(connection, name) for name in names if not name.endswith(("_data", "_idx"))}
    connection.close()
    return found


def _rows(connection: sqlite3.Connection, name: str) -> list[tuple[Any, ...]]:
    cursor = connection.execute(f"SELECT * FROM {name}")
    kept = [place for place, column in enumerate(cursor.description) if column[0] not in PASSING]
    return [tuple(row[place] for place in kept) for row in cursor]
