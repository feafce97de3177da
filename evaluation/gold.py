"""The truth about the bundled example, and about the articles of the gate, as gold for the scorer.

``truth.toml`` marks the words of each attribution in the sentences themselves: ``{a1.source|Ann Lee} {a1.cue|said} ...``. A
passage is found on its page by its words; from then on spans are offsets into ``Article.text``, as everywhere else. A passage
that is no block of the page is an error, of the reader or of the truth, and never passed over.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, NamedTuple

from evaluation.pages import load_from
from sayso.pages import read
from sayso.records import READ_LABELS, Article, Block, Refusal, Span

LABELS = ("name", "role", "kind", "medium", "act", "distance", "certainty", "inside")

_MARK = re.compile(r"\{(?:(?P<id>[\w-]+)\.)?(?P<role>source|cue|content|inference)\||\}")


class TruthError(Exception):
    """The truth and what was read do not fit together."""


class Mark(NamedTuple):
    """Words that a role of an attribution is marked on; ``id`` is empty for inference that names none."""

    id: str
    role: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class TruePage:
    """A page that the truth is known of: what is true of it (as in ``truth.toml``), and what ``read`` made of it."""

    truth: dict[str, Any]
    article: Article

    @property
    def file(self) -> str:
        """The name of its file, which is its id in the truth."""
        return str(self.truth["file"])


def example_folder() -> Path:
    """The folder of the bundled example."""
    with as_file(files("sayso") / "example") as folder:
        return folder


def articles_folder() -> Path:
    """The folder of the articles that were invented and marked for the gate; ``true_pages`` takes it."""
    return Path(__file__).with_name("articles")


def true_pages(folder: Path | None = None) -> Iterator[TruePage]:
    """The pages that a folder has the truth about, those of the example unless told otherwise, each read. Raises
    ``TruthError`` for one that is refused."""
    folder = folder or example_folder()
    pages = folder / "pages" if (folder / "pages").is_dir() else folder
    truth = tomllib.loads((folder / "truth.toml").read_text(encoding="utf-8"))
    for told in truth["page"]:
        page = load_from(pages / told["file"], told.get("url"))
        article = page if isinstance(page, Refusal) else read(page)
        if isinstance(page, Refusal) or isinstance(article, Refusal):
            raise TruthError(f"{told['file']} of {folder.name} was refused: {article}")
        yield TruePage(truth=told, article=article)


def gold_row(page: TruePage) -> dict[str, Any]:
    """The true attributions of a page in the form that the scorer reads, with offsets into the article's text."""
    spans: defaultdict[str, defaultdict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    inference: list[Span] = []
    for mark in placed_marks(page):
        (inference if mark.role == "inference" else spans[mark.id][mark.role]).append(mark.span)
    told = page.truth.get("attribution", [])
    if spans.keys() != {one["id"] for one in told}:
        raise TruthError(f"{page.file}: marked are {sorted(spans)}, told of are {sorted(one['id'] for one in told)}")
    attributions = [
        {"id": one["id"], **{role: spans[one["id"]][role] for role in ("source", "cue", "content")}}
        | {label: one.get(label) for label in LABELS}
        for one in told
    ]
    return {"id": page.file, "text": page.article.text, "attributions": attributions, "inference": inference}


def placed_marks(page: TruePage) -> Iterator[Mark]:
    """The marks of all passages of a page, as spans of its text."""
    text, free = page.article.text, list(page.article.blocks)
    for passage in page.truth["passage"]:
        words, marks = unmark(passage["marked"])
        block = _block_of(words, page.article, free)
        if block is None:
            raise TruthError(f"{page.file}: no block of the page reads “{' '.join(words.split())}”")
        free.remove(block)
        there = [at for at in range(*block.span) if not text[at].isspace()]
        here = [at for at, character in enumerate(words) if not character.isspace()]
        moved = dict(zip(here, there, strict=True))  # the same words: as many code points that are not white space
        for mark in marks:
            inked = [at for at in range(*mark.span) if at in moved]
            yield mark._replace(span=Span(moved[inked[0]], moved[inked[-1]] + 1))


def _block_of(words: str, article: Article, free: list[Block]) -> Block | None:
    """The first free block of these words, one that is searched for attributions rather than another."""
    found = [block for block in free if article.slice(block.span).split() == words.split()]
    return min(found, key=lambda block: block.label not in READ_LABELS, default=None)


def unmark(marked: str) -> tuple[str, list[Mark]]:
    """The words of a passage without its marks, and the marks as spans of these words."""
    words, marks, opened, last = "", [], [], 0
    for found in _MARK.finditer(marked):
        words += marked[last : found.start()]
        last = found.end()
        if found["role"]:
            opened.append((found["id"] or "", found["role"], len(words)))
            continue
        if not opened:
            raise TruthError(f"a mark is closed that was not opened: {marked}")
        name, role, start = opened.pop()
        marks.append(Mark(name, role, Span(start, len(words))))
    if opened:
        raise TruthError(f"a mark is not closed: {marked}")
    return words + marked[last:], marks
