"""Where a page of the reading room stands: as an address of the app, as a place in one file, as a file of a folder.

Templates ask ``to("claim", id)`` and get an address, or None where there is no such page: a report holds no search and no form,
and not every article. What has no address is shown as plain words.
"""

from __future__ import annotations

import posixpath
from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import quote, urlencode

Page = tuple[str, str]
"""The kind of a page ("claims", "claim") and the id of what it is about, "" for a list."""


class Addresses(Protocol):
    """Where pages stand."""

    @property
    def live(self) -> bool:
        """Whether a server answers: only then are there forms, searches and downloads."""

    def to(self, kind: str, name: str = "", *, part: str = "", **asked: object) -> str | None:
        """The address of a page, or of a ``part`` of it (the id of an element); with what is ``asked`` of it as a query, where
        what is None, False or "" is left out."""


def _query(asked: dict[str, object]) -> str:
    pairs = [(name, "1" if value is True else str(value)) for name, value in asked.items() if value not in (None, False, "")]
    return f"?{urlencode(pairs)}" if pairs else ""


@dataclass(frozen=True, slots=True)
class Served:
    """The addresses of the app."""

    live: bool = True

    def to(self, kind: str, name: str = "", *, part: str = "", **asked: object) -> str | None:
        """See ``Addresses``."""
        path = f"/{kind}/{quote(name, safe='')}" if name else f"/{kind}" if kind != "overview" else "/"
        return f"{path}{_query(asked)}{f'#{part}' if part else ''}"


def anchor(kind: str, name: str = "") -> str:
    """The id of the element that holds a page where all stand in one file."""
    return f"{kind}-{name}" if name else kind


@dataclass(frozen=True, slots=True)
class OneFile:
    """The places of the pages in a report of one file. Parts are not told apart from their pages unless they begin with the
    kind of something that has an id of its own."""

    held: Collection[Page]
    live: bool = False

    def to(self, kind: str, name: str = "", *, part: str = "", **asked: object) -> str | None:
        """See ``Addresses``; what is asked beyond the page itself has no address."""
        if _query(asked) or (kind, name) not in self.held:
            return None
        return f"#{part or anchor(kind, name)}"


@dataclass(frozen=True, slots=True)
class Folder:
    """The addresses of the files of a report, as seen from the page ``here``."""

    held: Collection[Page]
    here: Page = ("overview", "")
    live: bool = False

    def to(self, kind: str, name: str = "", *, part: str = "", **asked: object) -> str | None:
        """See ``Addresses``; what is asked beyond the page itself has no address."""
        if _query(asked) or (kind, name) not in self.held:
            return None
        path = posixpath.relpath(file_of(kind, name), posixpath.dirname(file_of(*self.here)) or ".")
        return quote(path) + (f"#{part}" if part else "")


def file_of(kind: str, name: str = "") -> str:
    """The file of a page in the folder of a report."""
    return f"{kind}/{name}.html" if name else "index.html" if kind == "overview" else f"{kind}.html"
