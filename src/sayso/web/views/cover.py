"""What stands before and behind the pages of a report: what it is, what made it, and the digests of what it was made of."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sayso.corpus.rows import ArticleRow, Seen
from sayso.records import Article, Run

FEW = 12
"""So many pages of a chapter are named in the table of contents; its own page has all of them."""


class Chapter(NamedTuple):
    """A chapter in the table of contents: the kind of its page, what it is called, how many ``pages`` about one thing each
    stand in it, and the first of them: their kinds, ids and titles."""

    kind: str
    words: str
    pages: int
    entries: Sequence[tuple[str, str, str]]


class MadeBy(NamedTuple):
    """What analysed ``articles`` of the report: ``model`` is the digest of the weights, ``options`` are in words."""

    version: str
    engine: str
    model: str | None
    options: str
    articles: int


class Cover(NamedTuple):
    """What stands on the cover. ``is_part``: some claims were chosen; ``is_brief``: not everything has a page of its own;
    ``bars``: so many places were covered, None where nothing was to be."""

    articles: int
    claims: int
    made: str
    runs: Sequence[MadeBy]
    chapters: Sequence[Chapter]
    is_part: bool
    is_brief: bool
    bars: int | None


class Source(NamedTuple):
    """An article of the report: ``digest`` is that of its text, ``pages`` are the files that it was read from."""

    row: ArticleRow
    digest: str
    pages: Sequence[Seen]


def runs_of(runs: Counter[Run]) -> list[MadeBy]:
    """What analysed the articles, what analysed most of them first."""
    lines = [MadeBy(run.version, run.engine, run.model, _options(run), count) for run, count in runs.items()]
    return sorted(lines, key=lambda line: (-line.articles, str(line)))


def moment_of(made: datetime) -> str:
    """When the report was made, to the minute."""
    return made.strftime("%Y-%m-%d %H:%M %Z").strip()


def source_of(row: ArticleRow, article: Article, pages: Sequence[Seen]) -> Source:
    """An article with the digest of its text (SHA-256 of its UTF-8)."""
    digest = hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()
    return Source(row, digest, pages)


def _options(run: Run) -> str:
    return ", ".join(f"{name} {value}" for name, value in run.options)
