"""Archives: the pages in one file, whatever kind of file it is, one entry for each record that is in it.

    for entry in entries("crawl.warc.gz"):
        match entry.found:
            case Page(): ...      # a page, for ``read``: bytes, address, when it was fetched, encoding, media type
            case Refusal(): ...   # a record that should be a page and cannot be had: why, and what to do next
            case NotPage(): ...   # a record of another kind (a request, a picture, a redirect): counted, not refused
            case Line(): ...      # a line that ``sayso analyze`` wrote, for ``formats.jsonl``

The law: records in = pages + refusals + not pages (+ lines). ``entries`` raises on no file, goes online for nothing, and holds
no more than one record in memory, at most ``MOST_BYTES`` of it.

Kinds of files, told by how they begin, by their name where that leaves it open: WARC and JSON lines of crawlers (also gzipped
or in Zstandard), WACZ, lines of ``sayso analyze``, RSS and Atom; everything else is one page, and is left to ``load``.

This package does not read pages (``read`` does), does not tell duplicates, and writes nothing.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable, Container, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import BinaryIO

from sayso.pages.archives import feeds, items, wacz, warc
from sayso.pages.archives.found import Found, Line, NotPage, Record, Source, WhyNot
from sayso.pages.archives.kinds import HEAD, kind_of
from sayso.pages.archives.streams import Stream
from sayso.pages.files import MOST_BYTES, load
from sayso.pages.refusals import refuse
from sayso.records import Page, Refusal

__all__ = ["Entry", "Found", "Line", "NotPage", "WhyNot", "entries"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One record of a file.

    ``key`` says where in the file: the same in every run over the same file, and no other entry of the file has it. It is
    empty where the file is one page, else the offset of a WARC record (of the gzip member, with ``+`` and the place inside
    where that holds several), the number of a line or of a feed's entry from 1, in a WACZ behind the name of the file inside.
    ``name`` is what a user reads, ``crawl.warc.gz#12345``; a page and a refusal bear it too. ``at`` is how many bytes of the
    file were read by now, for a bar of progress; 0 where that is not known.
    """

    key: str
    name: str
    found: Found
    at: int = 0


def entries(path: str | os.PathLike[str], *, skip: Container[str] = ()) -> Iterator[Entry]:
    """Every record of the file at ``path``, in the order of the file; ``-`` is standard input.

    ``skip`` holds keys of entries that are known from an earlier run: they are passed over and not given. A file that cannot
    be opened gives one entry with a refusal, and so does an empty one; a file that breaks off gives what it has, and an entry
    with a refusal ("cut off") for the rest. Nothing raises but what the caller does.
    """
    name = os.fspath(path)
    key: str | None = None
    try:
        with _opened(name) as file:
            source = Source(name=name, saved=_saved(file, name))
            for key, make in _records(file, source):
                if key not in skip:
                    called = source.called(key)
                    yield Entry(key=key, name=called, found=_found(make, called), at=_place(file))
        if key is None:
            yield Entry(key="", name=name, found=refuse("empty file", name))
    except Exception as error:  # one bad file never stops a run
        behind = "" if key is None else f"behind {key}"
        yield Entry(key=behind, name=name, found=_failed(error, name))


@contextmanager
def _opened(name: str) -> Iterator[BinaryIO]:
    """The file of this name, or standard input, which is left open."""
    if name == "-":
        yield sys.stdin.buffer
        return
    with open(name, "rb") as file:
        yield file


def _records(file: BinaryIO, source: Source) -> Iterator[Record]:
    stream = Stream(file)
    head = stream.peek(HEAD)
    kind = kind_of(head, source.name)
    if not head and not stream.wound:
        return iter([("", partial(refuse, "empty file", source.name))])
    if kind == "wacz":
        return wacz.records(file, source) if file.seekable() else iter([("", partial(refuse, "no seeking", source.name))])
    if kind == "page":
        return iter([("", partial(_page, stream, source))])
    return _READERS[kind](stream, source)


_READERS = {"warc": warc.records, "lines": items.records, "feed": feeds.records}


def _page(stream: Stream, source: Source) -> Page | Refusal:
    if os.path.isfile(source.name):
        return load(source.name)
    data = stream.peek(MOST_BYTES + 1)  # standard input or a pipe, whose beginning is read already
    return refuse("too large", source.name) if len(data) > MOST_BYTES else Page(data=data, name=source.name)


def _found(make: Callable[[], Found], name: str) -> Found:
    try:
        return make()
    except Exception as error:  # one bad record never stops a run
        return _failed(error, name)


def _failed(error: Exception, name: str) -> Refusal:
    """What is told where a file cannot be read on, or where sayso itself fails."""
    if isinstance(error, OSError):
        refusal = None if os.path.isfile(name) else load(name)
        return refusal if isinstance(refusal, Refusal) else refuse("unreadable", name, detail=error.strerror or str(error))
    last = traceback.extract_tb(error.__traceback__)[-1]
    return refuse("crashed", name, detail=f"{type(error).__name__} in {os.path.basename(last.filename)}, line {last.lineno}")


def _saved(file: BinaryIO, name: str) -> datetime | None:
    return None if name == "-" else datetime.fromtimestamp(os.fstat(file.fileno()).st_mtime, UTC)


def _place(file: BinaryIO) -> int:
    try:
        return file.tell()
    except (OSError, ValueError):
        return 0
