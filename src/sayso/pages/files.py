"""Pages on disk and on standard input: files, compressed files, MHTML, folders.

``gather`` turns the paths that a user gives into the pages among them; ``load`` brings one page's bytes. Neither looks at
what a page says: a file that holds no page is refused by ``read``. Nothing is fetched from the network.
"""

from __future__ import annotations

import os
import re
import sys
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sayso.pages.refusals import refuse
from sayso.records import Page, Refusal

PAGE_SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".shtml", ".mhtml", ".mht", ".txt", ".text"})
MOST_BYTES = 20 * 2**20
"""The largest page that is read, before and after unpacking."""

_SIDECAR = re.compile(r"(?:_files|\.files|-files|_bestanden|-Dateien|_archivos|_fichiers|_ficheiros|_file)$")
"""What browsers call the folder of pictures and scripts beside a page that they saved, in the languages that do it most."""
_ADDRESS = re.compile(r"^(?:https?|ftp)://|^www\.[\w-]+\.\w+", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pile:
    """The pages among the paths that were given. ``passed_over`` are files in folders that are no pages; they are counted,
    not refused."""

    paths: tuple[str, ...]
    passed_over: tuple[str, ...]
    refusals: tuple[Refusal, ...]


def gather(paths: Iterable[str | os.PathLike[str]], *, archives: bool = False) -> Pile:
    """Find the pages among ``paths``: files as they are named, folders searched to the bottom in alphabetical order, ``-``
    for standard input.

    With ``archives``, files of folders that ``archives.entries`` takes apart (WARC, WACZ, JSON lines, feeds) are found too. A
    path that does not exist, and an address, gives a refusal; nothing raises.
    """
    found: list[str] = []
    passed: list[str] = []
    refusals: list[Refusal] = []
    for path in paths:
        given = os.fspath(path)
        if given == "-":
            found.append(given)
        elif os.path.isdir(given):
            pages, others = _search(given, archives)
            found += pages
            passed += others
            if not pages:
                refusals.append(refuse("empty folder", given))
        elif os.path.exists(given):
            found.append(given)
        else:
            refusals.append(refuse("address" if _ADDRESS.match(given) else "missing", given))
    return Pile(paths=tuple(dict.fromkeys(found)), passed_over=tuple(passed), refusals=tuple(refusals))


def _search(folder: str, archives: bool) -> tuple[list[str], list[str]]:
    from sayso.pages.archives.kinds import is_archive  # a room inside this one, which itself asks for what stands here

    pages: list[str] = []
    others: list[str] = []
    for root, folders, files in os.walk(folder):
        hidden = {name for name in folders if name.startswith(".")}
        folders[:] = sorted(name for name in folders if name not in hidden and not _is_sidecar(root, name, files))
        for name in sorted(files):
            path = os.path.join(root, name)
            (pages if is_page_name(name) or (archives and is_archive(path)) else others).append(path)
    return pages, others


def _is_sidecar(root: str, folder: str, files: list[str]) -> bool:
    """Whether a folder holds the pictures and scripts of a saved page: its name ends as browsers end it, and the page lies
    beside it."""
    stem = _SIDECAR.sub("", folder)
    return stem != folder and any(name.startswith(stem + ".") and is_page_name(name) for name in files)


def is_page_name(name: str) -> bool:
    """Whether a file is called as pages are (``story.html``, ``story.html.gz``, ``story.txt`` ...). Hidden files are not."""
    path = Path(name[:-3] if name.lower().endswith(".gz") else name)
    return path.suffix.lower() in PAGE_SUFFIXES and not name.startswith(".")


def load(path: str | os.PathLike[str]) -> Page | Refusal:
    """The bytes of one page, unpacked; ``-`` is standard input. A file that cannot be had, or is over 20 MB, gives a
    refusal."""
    name = os.fspath(path)
    try:
        if name == "-":
            data, fetched = sys.stdin.buffer.read(MOST_BYTES + 1), None
        else:
            with open(name, "rb") as file:
                data = file.read(MOST_BYTES + 1)
                fetched = datetime.fromtimestamp(os.fstat(file.fileno()).st_mtime, UTC)
    except IsADirectoryError:
        return refuse("folder", name)
    except FileNotFoundError:
        return refuse("missing", name)
    except OSError as error:
        return refuse("unreadable", name, detail=error.strerror or str(error))
    if len(data) > MOST_BYTES:
        return refuse("too large", name)
    suffix = Path(name[:-3] if name.lower().endswith(".gz") else name).suffix.lower()
    media_type = {".txt": "text/plain", ".text": "text/plain", ".mht": "multipart/related", ".mhtml": "multipart/related"}.get(
        suffix
    )
    return Page(data=data, name=name, fetched=fetched, media_type=media_type)


def unpack(data: bytes) -> bytes | None:
    """``data`` without its gzip wrapping (once or twice), as it is where there is none; None where it unpacks to more than
    a page may be.

    A truncated file gives what it has.
    """
    for _ in range(2):
        if not data.startswith(b"\x1f\x8b"):
            break
        unpacker = zlib.decompressobj(wbits=31)
        try:
            out = unpacker.decompress(data, MOST_BYTES + 1)
        except zlib.error:
            return b""
        if len(out) > MOST_BYTES:
            return None
        data = out
    return data
