"""Opening a case: a file is mailed around, so it is looked at before it is trusted.

The first hundred bytes tell whether it is a case at all, and of which form. Then its tables, views and indexes must be exactly
those of that form, to the letter: what is not expected (a trigger, a view that runs something else, a virtual table) is
refused before it can act. SQLite runs with ``trusted_schema`` off, without extensions, and with checks on what it reads.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from sayso.corpus import schema
from sayso.errors import CaseError

PATIENCE = 30.0
"""Seconds to wait for another writer before giving up."""
_MAGIC = b"SQLite format 3\0"
_DEFENSIVE = 1010
"""SQLite's own number for the setting that lets no SQL break the file."""
_SAFE = ("trusted_schema = OFF", "foreign_keys = ON", "cell_size_check = ON", "mmap_size = 0", "temp_store = MEMORY")
_DURABLE = ("journal_mode = WAL", "synchronous = FULL", "journal_size_limit = 67108864", "cache_size = -65536")


def connect(path: str, *, write: bool) -> sqlite3.Connection:
    """A connection to the case at ``path``, checked; with ``write``, one that is made where there is none.

    Raises ``CaseError`` with what is wrong with the file and what to do.
    """
    if sqlite3.sqlite_version_info < (3, 37):
        raise CaseError(f"a case needs SQLite 3.37 or later, and this Python has {sqlite3.sqlite_version}; use a newer Python")
    if write and _is_missing(path):
        with _alone_in(os.path.dirname(os.path.abspath(path))):
            if _is_missing(path):
                _make(path)
    _look_at(path)
    with explained(path):
        connection = _opened(path, write)
        try:
            _prepare(connection, path, write)
        except BaseException:
            connection.close()
            raise
    return connection


def _is_missing(path: str) -> bool:
    return not os.path.exists(path) or os.path.getsize(path) == 0


@contextmanager
def _alone_in(folder: str) -> Iterator[None]:
    """Nobody else makes a case in this folder meanwhile, where the system has locks: what one has just made and opened must not
    be replaced by another's."""
    held = None
    with suppress(ImportError, OSError):  # a system or a disk without such locks; what else is wrong is told by what follows
        import fcntl

        held = os.open(folder, os.O_RDONLY)
        fcntl.flock(held, fcntl.LOCK_EX)
    try:
        yield
    finally:
        if held is not None:
            os.close(held)


def _make(path: str) -> None:
    """Put an empty case there, whole from the first moment on: who is killed at it leaves none. One that somebody else has put
    there meanwhile is left."""
    passing = os.path.join(os.path.dirname(path), f".{os.path.basename(path)}-{secrets.token_hex(4)}")
    try:
        with open(passing, "xb") as file:
            file.write(schema.empty())
            file.flush()
            os.fsync(file.fileno())
        try:
            _put(passing, path)
        finally:
            with suppress(FileNotFoundError):
                os.unlink(passing)
    except OSError as error:
        raise CaseError(f"{path} cannot be made: {error.strerror}; check that its folder exists, and has room") from error


def _put(passing: str, path: str) -> None:
    if os.path.exists(path):  # an empty file
        os.replace(passing, path)
        return
    for leftover in (f"{path}-wal", f"{path}-shm"):  # of a case that was taken away: SQLite would take them for this one's
        with suppress(FileNotFoundError):
            os.unlink(leftover)
    try:
        os.link(passing, path)
    except FileExistsError:
        return
    except OSError:  # a disk that has no links
        os.replace(passing, path)


def _look_at(path: str) -> None:
    """Refuse what is no case, by the first bytes of the file, before SQLite sees it."""
    try:
        with open(path, "rb") as file:
            head = file.read(100)
    except FileNotFoundError:
        raise CaseError(f"there is no case at {path}; “sayso add {path} PAGE...” makes one") from None
    except OSError as error:
        raise CaseError(f"{path} cannot be opened: {error.strerror}; give the path of a case file") from error
    if not head.startswith(_MAGIC) or len(head) < 100:
        raise CaseError(f"{path} is no case (it is no SQLite file); “sayso add” makes one of pages")
    if int.from_bytes(head[68:72], "big") != schema.APPLICATION:
        raise CaseError(f"{path} is a database, but no case of sayso; give a file that “sayso add” made")


def _opened(path: str, write: bool) -> sqlite3.Connection:
    address = f"file:{quote(str(Path(path).absolute()))}"
    mode = "rw" if write else _mode(path)
    return sqlite3.connect(f"{address}?mode={mode}", uri=True, timeout=PATIENCE, isolation_level=None)


def _mode(path: str) -> str:
    """How a file is opened to look. ``query_only`` keeps a reader from writing; where he may, SQLite itself has to write beside
    the file, and to tidy up there when it is closed."""
    folder = os.path.dirname(os.path.abspath(path))
    if os.access(folder, os.W_OK):
        return "rw" if os.access(path, os.W_OK) else "ro"
    return "ro" if os.path.exists(path + "-wal") else "ro&immutable=1"  # nobody can write into it either


def _prepare(connection: sqlite3.Connection, path: str, write: bool) -> None:
    _defend(connection)
    if write:
        _upgrade(connection, path)
    _check_form(connection, path)
    for pragma in _DURABLE if write else ("query_only = ON",):
        connection.execute(f"PRAGMA {pragma}")


def _defend(connection: sqlite3.Connection) -> None:
    if hasattr(connection, "setconfig"):  # from Python 3.12 on
        connection.setconfig(_DEFENSIVE, True)
    for pragma in _SAFE:
        connection.execute(f"PRAGMA {pragma}")


def _upgrade(connection: sqlite3.Connection, path: str) -> None:
    """Bring a case of an older form up to date, where it is as a case of that form."""
    if _form(connection, path) == schema.FORM:
        return
    with transaction(connection, path):
        form = _form(connection, path)
        _compare(connection, path, schema.expected(form))
        schema.migrate(connection, form)


def _check_form(connection: sqlite3.Connection, path: str) -> None:
    form = _form(connection, path)
    if form < schema.FORM:
        raise CaseError(
            f"{path} is a case of an older form ({form}; this sayso has {schema.FORM}); keep a copy, and bring it up to "
            f"date with “sayso add {path}”"
        )
    _compare(connection, path, schema.expected(form))


def _form(connection: sqlite3.Connection, path: str) -> int:
    if connection.execute("PRAGMA application_id").fetchone()[0] != schema.APPLICATION:
        raise CaseError(f"{path} is a database, but no case of sayso; give a file that “sayso add” made")
    form: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if form > schema.FORM:
        raise CaseError(f"{path} was made by a newer sayso (form {form}; this one reads up to {schema.FORM}); update sayso")
    return form


def _compare(connection: sqlite3.Connection, path: str, expected: frozenset[schema.Thing]) -> None:
    """Refuse a file that holds anything but what a case of its form holds."""
    found = schema.things(connection)
    if odd := sorted(found - expected):
        kind, name, _, _ = odd[0]
        raise CaseError(
            f"{path} holds a {kind} “{name}” that is not as a case has it; the file was changed by something else, and is not "
            "opened: ask for it anew, or as lines of JSON"
        )
    if lacking := sorted(expected - found):
        raise CaseError(f"{path} lacks the {lacking[0][0]} “{lacking[0][1]}” of a case; the file is broken: use a copy of it")


# ------------------------------------------------------------------------------------------------------------------- using it


@contextmanager
def explained(path: str) -> Iterator[None]:
    """Turn what SQLite raises into a ``CaseError`` that says what to do."""
    try:
        yield
    except DAMAGED as error:
        raise CaseError(f"{path}: {_meaning(error)}") from error


DAMAGED = (sqlite3.Error, UnicodeDecodeError)
"""What a damaged file makes Python's SQLite raise."""


def _meaning(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return _MEANINGS["SQLITE_CORRUPT"]
    text, name = str(error), getattr(error, "sqlite_errorname", None) or ""
    for key, meaning in _MEANINGS.items():
        if name.startswith(key):
            return meaning
    return f"SQLite says “{text}”; “sayso doctor” checks the file"


_KEPT = "nothing of this batch was kept, and all before it was: make room, and add the same again"
_MEANINGS = {
    "SQLITE_FULL": f"there is no room left on the disk; {_KEPT}",
    "SQLITE_IOERR_WRITE": f"the file cannot be written (is the disk full?); {_KEPT}",
    "SQLITE_IOERR": "the disk fails to read or write the file; copy what can be copied, and look at the disk",
    "SQLITE_BUSY": "another program is writing into it and does not stop; wait until it is done, and try again",
    "SQLITE_LOCKED": "another program is writing into it and does not stop; wait until it is done, and try again",
    "SQLITE_READONLY": "the file was opened to look, or may not be written; open it for writing, or check its permissions",
    "SQLITE_CANTOPEN": "the file cannot be opened; check that its folder exists, and that you may write there",
    "SQLITE_CORRUPT": "the file is damaged; use a copy, or save what “sayso doctor” can still read",
    "SQLITE_NOTADB": "the file is damaged, or no case; use a copy",
    "SQLITE_PERM": "you may not open this file; check its permissions",
}


@contextmanager
def transaction(connection: sqlite3.Connection, path: str) -> Iterator[None]:
    """All that is written inside, or nothing; on the disk when it is left."""
    with explained(path):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):  # a full disk has rolled it back already
                connection.execute("ROLLBACK")
            raise


def copy(connection: sqlite3.Connection, path: str, to: str) -> None:
    """A sound copy of an open case, in a file that is not there yet."""
    if os.path.exists(to):
        raise CaseError(f"there is a file at {to} already; nothing was written over it")
    with explained(to):
        target = sqlite3.connect(to, isolation_level=None)
        try:
            connection.backup(target)
        except BaseException:
            target.close()
            os.remove(to)
            raise
        target.close()
