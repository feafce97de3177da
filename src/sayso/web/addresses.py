"""Where a page of the reading room stands: as an address of the app, as a place in one file, as a file of a folder.

Templates ask ``to("claim", id)`` and get an address, or None where there is no such page: a report holds no search and no form,
and not every article. What has no address is shown as plain words.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Container
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import quote, urlencode

from sayso.records import identity

Page = tuple[str, str]
"""The kind of a page ("claims", "claim") and the id of what it is about, "" for a list."""
COVER: Page = ("report", "")
"""The page of a report that tells what it is, and that leads to all others. The app has none."""


class Addresses(Protocol):
    """Where pages stand."""

    @property
    def live(self) -> bool:
        """Whether a server answers: only then are there forms, searches and downloads."""

    def to(self, kind: str, name: str = "", /, *, part: str = "", **asked: object) -> str | None:
        """The address of a page, or of a ``part`` of it (the id of an element); with what is ``asked`` of it as a query, where
        what is None, False or "" is left out."""

    def asset(self, name: str) -> str:
        """The address of a file that pages need: a style sheet, a picture."""


def _query(asked: dict[str, object]) -> str:
    pairs = [(name, "1" if value is True else str(value)) for name, value in asked.items() if value not in (None, False, "")]
    return f"?{urlencode(pairs)}" if pairs else ""


@dataclass(frozen=True, slots=True)
class Served:
    """The addresses of the app."""

    live: bool = True

    def to(self, kind: str, name: str = "", /, *, part: str = "", **asked: object) -> str | None:
        """See ``Addresses``."""
        path = f"/{kind}/{quote(name, safe='')}" if name else f"/{kind}" if kind != "overview" else "/"
        return f"{path}{_query(asked)}{f'#{part}' if part else ''}"

    def asset(self, name: str) -> str:
        """See ``Addresses``."""
        return f"/static/{name}"


def anchor(kind: str, name: str = "", part: str = "") -> str:
    """The id of the element that holds a page, or a part of it, where all pages stand in one file. It looks like the address of
    the page: no page has an id of its own with a slash in it, so that the ids of all of them differ."""
    return "".join(f"/{one}" for one in (kind, _plain(name), part) if one)


_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")


def _plain(name: str) -> str:
    """An id as part of a path: as it is, or where it is none that sayso makes (lines of others may hold any), a digest."""
    return name if not name or _PLAIN.fullmatch(name) else identity("other", name)


Home = Callable[[str], tuple[str, str] | None]
"""From the id of a statement to that of its article, and its voice; None where there is no such statement."""


def _at_home(home: Home, statement: str) -> tuple[str, str, str]:
    """The page that a statement stands on in a report, and its part: what a page says in its own voice is not told apart."""
    article, voice = home(statement) or ("", "own")
    return "article", article, "" if voice == "own" else statement


@dataclass(frozen=True, slots=True)
class OneFile:
    """The places of the pages in a report of one file. A statement has no page there: it stands with its article, its
    ``home``."""

    held: Container[Page]
    home: Home = lambda statement: None
    live: bool = False

    def to(self, kind: str, name: str = "", /, *, part: str = "", **asked: object) -> str | None:
        """See ``Addresses``; what is asked beyond the page itself has no address."""
        if kind == "statement" and name:
            kind, name, part = _at_home(self.home, name)
        return f"#{anchor(kind, name, part)}" if not _query(asked) and (kind, name) in self.held else None

    def asset(self, name: str) -> str:
        """A report of one file has its styles in itself."""
        return f"#{name}"


@dataclass(frozen=True, slots=True)
class Folder:
    """The addresses of the files of a report, as seen from the page ``here``."""

    held: Container[Page]
    here: Page = COVER
    home: Home = lambda statement: None
    live: bool = False

    def to(self, kind: str, name: str = "", /, *, part: str = "", **asked: object) -> str | None:
        """See ``Addresses``; what is asked beyond the page itself has no address."""
        if kind == "statement" and name:
            kind, name, part = _at_home(self.home, name)
        if _query(asked) or (kind, name) not in self.held:
            return None
        return self._from_here(file_of(kind, name)) + (f"#{part}" if part else "")

    def asset(self, name: str) -> str:
        """See ``Addresses``."""
        return self._from_here(f"static/{name}")

    def _from_here(self, path: str) -> str:
        return quote(posixpath.relpath(path, posixpath.dirname(file_of(*self.here)) or "."))


def file_of(kind: str, name: str = "") -> str:
    """The file of a page in the folder of a report."""
    return "index.html" if (kind, name) == COVER else f"{kind}/{_plain(name)}.html" if name else f"{kind}.html"
