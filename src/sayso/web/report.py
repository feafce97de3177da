"""A report: the pages of the reading room as one file, or as a folder of files, to be handed on.

It needs no network, no script and no sayso. It is made of the same pages of the catalogue and the same templates as the app,
with other addresses; before them stands a cover that tells what it is and what made it, behind them the digests of what it was
made of. The same case and the same order give the same bytes.
"""

from __future__ import annotations

import base64
import hashlib
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from sayso.errors import UsageError
from sayso.web.addresses import COVER, Folder, OneFile, anchor, file_of
from sayso.web.book import Book, Order
from sayso.web.nesting import levelled, nested
from sayso.web.rendering import SHEETS

if TYPE_CHECKING:
    from sayso.corpus import Case

__all__ = ["MOST_ARTICLES", "MOST_BYTES", "Made", "Order", "write_file", "write_folder"]

MOST_BYTES = 20_000_000
"""A report of one file is no larger: a browser opens so much in two seconds, and mail may take it."""
MOST_ARTICLES = 400
"""Nor does it hold more: saved pages come to 50 to 90 KB each, so that it would be larger. That is told before it is made."""
_ADVICE = "--folder writes a folder of pages instead; --limit and --claims choose claims that fewer articles tell"
_PLACE = "<!-- pages -->"
"""Where in the cover of a report of one file its other pages stand."""
_POLICY = "default-src 'none'; style-src {}; img-src {}; base-uri 'none'; form-action 'none'"


class Made(NamedTuple):
    """What a report holds: so many articles, pages of the reading room, bytes, bars over names; and the names of others who
    are covered because they share a family name."""

    articles: int
    pages: int
    size: int
    bars: int
    shared: tuple[str, ...]


def write_file(case: Case, order: Order, out: IO[bytes]) -> Made:
    """Write a report of one file to ``out``, once it is known to be sound. Raises ``UsageError`` where the case is too large
    for one."""
    book = Book(case, order, brief=True)
    if (articles := len(book.case)) > MOST_ARTICLES:
        raise UsageError(f"{articles:,} articles are too many for a report of one file: {_ADVICE}")
    addresses = OneFile(book.held, case.place_of)
    pages = size = 0
    with tempfile.TemporaryFile() as kept:
        for leaf in book.leaves():
            size += kept.write(_encoded(book.section(leaf, addresses)))
            pages += 1
            if size > MOST_BYTES:
                raise UsageError(f"this would be a report of more than {MOST_BYTES // 1_000_000} MB: {_ADVICE}")
        kept.seek(0)
        before, behind = map(_encoded, _around(book, addresses))
        out.write(before)
        shutil.copyfileobj(kept, out)
        out.write(behind)
    return Made(articles, pages + 1, size + len(before) + len(behind), book.bars, book.shared)


def _around(book: Book, addresses: OneFile) -> tuple[str, str]:
    """What stands before and behind the pages in a report of one file."""
    first = next(book.leaves())
    around = book.page(
        COVER,
        addresses,
        layout="onefile.html",
        anchor=anchor(*COVER),
        first=anchor(*first.page),
        standing="",
        policy=_POLICY.format(f"'sha256-{_sha(styles())}'", "data:"),
        styles=Markup(styles()),
        mark=Markup(_PLACE),
    )
    before, _, behind = nested(around, anchor(*COVER), 0).partition(_PLACE)
    return before, behind


def write_folder(case: Case, order: Order, folder: str | os.PathLike[str]) -> Made:
    """Write a report to ``folder``, a file a page, with ``index.html`` as its cover. Raises ``UsageError`` where there is
    something of that name already that is not an empty folder."""
    book = Book(case, order, brief=False)
    policy = _POLICY.format("'self' file:", "'self' file:")
    pages = size = 0
    with _fresh(Path(folder)) as inside:
        for page in (*(leaf.page for leaf in book.leaves()), COVER):
            addresses = Folder(book.held, page, case.place_of)
            size += _put(inside / file_of(*page), book.page(page, addresses, policy=policy))
            pages += 1
        for name in (*SHEETS, "icon.svg"):
            size += _put(inside / "static" / name, _static(name))
    return Made(len(book.case), pages, size, book.bars, book.shared)


def _put(path: Path, words: str) -> int:
    path.parent.mkdir(exist_ok=True)
    return path.write_bytes(_encoded(words))


@contextmanager
def _fresh(folder: Path) -> Iterator[Path]:
    """A folder that becomes ``folder``, or what is in it, once it is filled; where that fails, nothing is left of it."""
    folder = Path(os.path.realpath(folder))
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise UsageError(f"{folder} is there already, and not an empty folder; write to a new one")
    if not folder.parent.is_dir():
        raise UsageError(f"{folder.parent} is no folder; make it first")
    made = (folder if folder.exists() else folder.parent) / f".sayso-{secrets.token_hex(4)}"
    made.mkdir()
    try:
        yield made
        if made.parent == folder:  # it may be where somebody stands, and keeps its owner
            for one in made.iterdir():
                one.rename(folder / one.name)
        else:
            made.rename(folder)
    finally:
        shutil.rmtree(made, ignore_errors=True)


# --------------------------------------------------------------------------------------------------------------------- styles


@lru_cache(maxsize=1)
def styles() -> str:
    """The style sheets as one, for pages one below the other."""
    return "\n" + levelled("\n".join(map(_static, SHEETS)))


def _static(name: str) -> str:
    return files("sayso.web").joinpath("static", name).read_text(encoding="utf-8")


def _sha(words: str) -> str:
    return base64.b64encode(hashlib.sha256(words.encode("utf-8")).digest()).decode("ascii")


def _encoded(words: str) -> bytes:
    return words.encode("utf-8", "replace")
