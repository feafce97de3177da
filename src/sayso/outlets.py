"""Outlets and news agencies: their names, domains, kinds and owners; whether a name is that of the page's own outlet.

The table is ``outlets.csv``, a line an outlet: facts only, no ratings. A file of the same form, named by the environment
variable ``SAYSO_OUTLETS``, adds to it and outranks it. The table is read when something is first looked up.

A name is compared without case, marks, accents and a leading "the". Short ones that stand for something else in lower case
are heard in capitals only. Some are also ordinary words or what others are called ("Time", "the Hill", "APA"); these are heard
only where an outlet is expected, with ``expected``.
"""

from __future__ import annotations

import csv
import hashlib
import os
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Literal, get_args
from urllib.parse import urlsplit

from sayso.errors import UsageError
from sayso.names import bare, initials

OutletKind = Literal["agency", "newspaper", "magazine", "journal", "broadcaster", "radio", "online", "platform"]
"""What an outlet is first of all; ``platform`` is where anybody may publish, and no outlet in the sense of a source."""

KINDS: tuple[OutletKind, ...] = get_args(OutletKind)
COLUMNS = ("name", "kind", "aliases", "ordinary", "domains", "parent")
VARIABLE = "SAYSO_OUTLETS"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """An outlet: its name, what else it is called, where it publishes, and whose it is.

    ``ordinary`` are those of its names that are also ordinary words, or what others are called.
    """

    name: str
    kind: OutletKind
    aliases: tuple[str, ...] = ()
    ordinary: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    parent: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """All that it is called, its own name first."""
        return tuple(dict.fromkeys((self.name, *self.aliases, *self.ordinary)))


# --------------------------------------------------------------------------------------------------------------- looking up


def outlet(name: str, *, expected: bool = True) -> Outlet | None:
    """The outlet that goes by ``name``, in full or short; None where no outlet does.

    Without ``expected``, a name that is also an ordinary word ("Time") is not heard.
    """
    name = name.strip().strip(".")
    found = _table().by_name.get(_key(name))
    if found is None or not _is_cased(name, found):
        return None
    return found if expected or _key(name) not in _table().ordinary else None


def outlet_at(address: str) -> Outlet | None:
    """The outlet whose page ``address`` (with or without "https://") is: that of the longest domain which the host ends in."""
    host = _host(address)
    while host:
        if (found := _table().by_domain.get(host)) is not None:
            return found
        host = host.partition(".")[2]
    return None


def agency(name: str) -> str | None:
    """The agency that goes by ``name`` (full or short, in any case), or None. Short aliases are heard in capitals only."""
    found = outlet(name, expected=False)
    return found.name if found is not None and found.kind == "agency" else None


def outlets() -> tuple[Outlet, ...]:
    """All outlets of the table, those of the user's file first."""
    return tuple(_table().outlets)


def digest() -> str | None:
    """The digest of the user's file, by which a run tells what it knew; None where there is none."""
    path = os.environ.get(VARIABLE, "")
    return hashlib.blake2b(_bytes_of(path), digest_size=8).hexdigest() if path else None


_EDITIONS = frozenset({"news", "digital", "online", "media", "website", "newspaper", "international"})
"""Last words of the names of outlets that tell an edition or a branch of one."""


def is_own(name: str | None, outlet_name: str | None) -> bool:
    """Whether ``name`` is that of the page's own outlet, ``outlet_name``; False where either is not known.

    It is the same name but for case and marks, another name or the domain of the same outlet, the last word ("the Courier" of
    the Tessel Courier), the initials in capitals, or another edition ("Courier Online").
    """
    own = bare(outlet_name or "")
    called = bare(name or "")
    if not own or not called or name is None or outlet_name is None:
        return False
    if called in (own, own.split()[-1]) or (len(name) > 1 and name == initials(outlet_name)):
        return True
    return _short(called) == _short(own) or _is_same(name, outlet_name)


def _is_same(name: str, other: str) -> bool:
    """Whether two names, or a name and a domain, are those of one outlet of the table."""
    known = outlet(name)
    return known is not None and known == (outlet(other) or (outlet_at(other) if "." in other else None))


def _short(name: str) -> str:
    """The name of an outlet without what its editions add to it: "star news", "star digital" are "star"."""
    words = name.split()
    while len(words) > 1 and words[-1] in _EDITIONS:
        words.pop()
    return " ".join(words)


_SHORT = 3
"""Names of so few letters are heard in the case of the table only: "AP", "dpa"."""


def _is_cased(name: str, found: Outlet) -> bool:
    """Whether a name of one word has the capitals that a name needs: "the economist said" is no magazine."""
    if " " in name:
        return True
    called = [one for one in found.names if _key(one) == _key(name)]
    if len(name) <= _SHORT:
        return name in called or name.isupper()
    return not name.islower() or any(one.islower() for one in called)


def _key(name: str) -> str:
    """What of a name is compared: ``bare``, without accents."""
    if not name.isascii():
        name = "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))
    return bare(name)


def _host(address: str) -> str:
    try:
        return (urlsplit(address if "//" in address else f"//{address}").hostname or "").rstrip(".")
    except ValueError:  # an address that is none
        return ""


# ---------------------------------------------------------------------------------------------------------------- the table


@dataclass(slots=True)
class _Table:
    """Outlets by each of their names and domains. Who is entered first keeps them."""

    outlets: list[Outlet] = field(default_factory=list)
    by_name: dict[str, Outlet] = field(default_factory=dict)
    by_domain: dict[str, Outlet] = field(default_factory=dict)
    ordinary: set[str] = field(default_factory=set)

    def enter(self, one: Outlet) -> None:
        self.outlets.append(one)
        for name in one.names:
            self.by_name.setdefault(_key(name), one)
        for domain in one.domains:
            self.by_domain.setdefault(domain, one)
        self.ordinary |= {_key(name) for name in one.ordinary if self.by_name[_key(name)] is one}


def _table() -> _Table:
    return _tabled(os.environ.get(VARIABLE, ""))


@lru_cache(maxsize=4)
def _tabled(path: str) -> _Table:
    """The table, with what the user's file at ``path`` adds, if there is one."""
    table = _Table()
    own = tuple(_of_user(path)) if path else ()
    known = {_key(one.name) for one in own}
    lines = files("sayso").joinpath("outlets.csv").read_text(encoding="utf-8").splitlines()
    given = (one for one in read(lines, "outlets.csv") if _key(one.name) not in known)
    for one in (*own, *given):
        table.enter(one)
    return table


def _of_user(path: str) -> Iterator[Outlet]:
    try:
        text = _bytes_of(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _unreadable(path, "it is not UTF-8") from error
    yield from read(text.splitlines(keepends=True), path)


def _bytes_of(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise _unreadable(path, error.strerror or str(error)) from error


def _unreadable(path: str, why: str) -> UsageError:
    return UsageError(f"the table of outlets {path} cannot be read: {why}; {VARIABLE} must name a CSV file")


def read(lines: Iterable[str], name: str) -> Iterator[Outlet]:
    """The outlets of CSV ``lines``, of the columns ``COLUMNS``: ``name`` and ``kind`` are needed, lists have ";" between.

    Raises ``UsageError`` with ``name`` and the line where it is not so, or where two have the same name or domain.
    """
    rows = csv.DictReader(lines, strict=True)
    seen: dict[str, str] = {}
    try:
        columns = rows.fieldnames or ()
        if not {"name", "kind"} <= set(columns) or not set(columns) <= set(COLUMNS):
            raise UsageError(f"{name}, line 1: the first line must name the columns, of {', '.join(COLUMNS)}")
        for row in rows:
            where = f"{name}, line {rows.line_num}"
            one = _of_row(row, where)
            for called in {f"name {_key(call)!r}" for call in one.names} | {f"domain {domain}" for domain in one.domains}:
                if called in seen:
                    raise UsageError(f"{where}: {one.name} has the {called}, and so has {seen[called]}")
                seen[called] = one.name
            yield one
    except csv.Error as error:
        raise UsageError(f"{name}, line {rows.line_num}: this is no CSV: {error}") from error


def _of_row(row: Mapping[str | None, str | list[str] | None], where: str) -> Outlet:
    if None in row or None in row.values():
        raise UsageError(f"{where}: there must be as many values as columns")
    told = {column: _listed(str(value)) for column, value in row.items() if column is not None}
    name, kind, parent = ("; ".join(told.get(column, ())) for column in ("name", "kind", "parent"))
    calls = (name, *told.get("aliases", ()), *told.get("ordinary", ()))
    if not all(map(_key, calls)):
        raise UsageError(f"{where}: a name must have letters or digits")
    wrong = next((domain for domain in told.get("domains", ()) if not _is_domain(domain)), None)
    if wrong is not None:
        raise UsageError(f"{where}: {wrong} is no domain; write it like “example.org”, in lower case")
    return Outlet(
        name=name,
        kind=_kind(kind, where),
        aliases=told.get("aliases", ()),
        ordinary=told.get("ordinary", ()),
        domains=told.get("domains", ()),
        parent=parent or None,
    )


def _kind(word: str, where: str) -> OutletKind:
    for kind in KINDS:
        if kind == word:
            return kind
    raise UsageError(f"{where}: the kind is {word!r}; it must be one of {', '.join(KINDS)}")


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, (" ".join(part.split()) for part in cell.split(";"))))


def _is_domain(domain: str) -> bool:
    return "." in domain.strip(".") and domain == _host(domain) and not domain.startswith("www.") and " " not in domain
