"""The form of a case: its tables and views, how it is known, and how an older one becomes a newer one.

The tables are in ``case.sql``. ``FORM`` is kept in the file as ``user_version``. It grows with every change of ``case.sql``,
and then ``MIGRATIONS`` gets a step from the form before, and ``FORMER`` the name of its SQL, so that an old file is checked
before it is changed.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from functools import cache
from importlib.resources import files

APPLICATION = 0x53795361
"""What SQLite's ``application_id`` is in a case: "SySa"."""
FORM = 3
"""The form that this sayso writes."""

Thing = tuple[str, str, str, str]
"""A table, view, index or trigger: its type, its name, its table, its SQL."""

FORMER: dict[int, str] = {1: "case_1.sql", 2: "case_2.sql"}
"""The SQL of the forms that came before."""

_HARMLESS = frozenset({"sqlite_stat1", "sqlite_stat4"})
"""What SQLite itself may add: counts that help it to plan."""


def sql(form: int = FORM) -> str:
    """The SQL that makes the tables of a form."""
    name = FORMER.get(form, "case.sql")
    return files("sayso.corpus").joinpath(name).read_text(encoding="utf-8")


def create(connection: sqlite3.Connection, form: int = FORM) -> None:
    """Make an empty case, inside the transaction that is open."""
    for statement in _statements(sql(form)):
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute(f"PRAGMA user_version = {form}")


def empty() -> bytes:
    """The file of a case that holds nothing."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        create(connection)
        return connection.serialize()
    finally:
        connection.close()


def migrate(connection: sqlite3.Connection, form: int) -> None:
    """Bring a case of an older ``form`` up to ``FORM``, inside the transaction that is open."""
    while form < FORM:
        MIGRATIONS[form](connection)
        form += 1
    connection.execute(f"PRAGMA user_version = {FORM}")


def _to_second(connection: sqlite3.Connection) -> None:
    """Form 2: what ties articles, places and days of figures, counts that outlets keep."""
    from sayso.corpus import filling  # which writes into cases that are opened, and so knows of this module

    _reshape(connection, 1, 2)
    filling.second_form(connection)


def _to_third(connection: sqlite3.Connection) -> None:
    """Form 3: what texts mean is kept."""
    _reshape(connection, 2, 3)


MIGRATIONS: dict[int, Callable[[sqlite3.Connection], None]] = {1: _to_second, 2: _to_third}
"""From a form to the next one: what is done to the tables, inside one transaction."""


def _reshape(connection: sqlite3.Connection, before: int, after: int) -> None:
    """Drop what the next form has no more, or has otherwise, and make what it has; the rows of what stays are kept."""
    old, new = expected(before), expected(after)
    changed = old - new
    for kind in ("view", "index", "table"):
        for _, name, _, _ in sorted(thing for thing in changed if thing[0] == kind and thing[3]):
            connection.execute(f'DROP {kind} IF EXISTS "{name}"')
    have = {name for _, name, _, _ in things(connection)}
    for statement in _statements(sql(after)):
        found = _MAKES.match(statement)
        if found is not None and found[1] not in have:
            connection.execute(statement)


_MAKES = re.compile(r"(?:--.*\n|\s)*CREATE (?:VIRTUAL )?(?:TABLE|INDEX|VIEW) (\w+)")


def things(connection: sqlite3.Connection) -> frozenset[Thing]:
    """What a file holds."""
    rows = connection.execute("SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_master")
    return frozenset((kind, name, table, made) for kind, name, table, made in rows if name not in _HARMLESS)


@cache
def expected(form: int) -> frozenset[Thing]:
    """What a case of ``form`` holds, to the letter."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        create(connection, form)
        return things(connection)
    finally:
        connection.close()


def _statements(script: str) -> list[str]:
    """The statements of a script, one by one: ``executescript`` would end the transaction."""
    found, rest = [], ""
    for line in script.splitlines(keepends=True):
        rest += line
        if line.rstrip().endswith(";") and sqlite3.complete_statement(rest):
            found.append(rest.strip())
            rest = ""
    return found
