"""What a record of a file can be found to be; no reading here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sayso.records import Page, Refusal

WhyNot = Literal[
    "request", "note of the crawler", "seen before", "continuation", "name look-up", "other address", "redirect",
    "error answer", "no content", "part of a file", "picture", "sound or film", "style or script", "font", "data", "document",
    "feed", "rules for robots", "other file", "unknown record", "summary only",
]  # fmt: skip
"""What a record is that is no page: the request that was sent; what a crawler writes about itself (warcinfo, metadata); a
revisit, whose page lies in an earlier record; a file by its media type; an entry of a feed that has a summary alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotPage:
    """A record that is no page, and need not be one: ``why`` is counted, nothing is refused."""

    why: WhyNot
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line that ``sayso analyze`` wrote, a dossier or a refusal, told by its first words alone."""

    data: bytes


Found = Page | Refusal | NotPage | Line
Record = tuple[str, Callable[[], Found]]
"""The key of a record, and how to find out what it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The file that records are from: what the user calls it, and when it was last written, where that is known."""

    name: str
    saved: datetime | None = None

    def called(self, key: str) -> str:
        """What a user reads for the record at ``key``."""
        return f"{self.name}#{key}" if key else self.name
