"""WARC files: where one record ends and the next begins, and what each of them is.

The borders are found here, and the record is FastWARC's: an iterator that trusts lengths loses the file at the first that
lies. A record is believed to be as long as it says where another follows it or the file ends; in a gzip file a member that
begins with ``WARC/`` begins a record. Else the record is refused as damaged, and the next one is looked for.

A record is held in memory as far as a page may go; what is larger is passed over unread.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from email.message import EmailMessage
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from sayso.pages.archives import bodies, media_types
from sayso.pages.archives.addresses import address, moment, other_address
from sayso.pages.archives.found import Found, NotPage, Record, Source, WhyNot
from sayso.pages.archives.streams import Stream, Wound
from sayso.pages.files import MOST_BYTES
from sayso.pages.refusals import refuse
from sayso.records import Page

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_MOST_HEADER = 32 * 2**10
_GLANCE = 64 * 2**10
"""How much of a record that is too large, or broken, is looked at to see what it was."""
_STEP = 256 * 2**10
_OVERLAP = 256
"""How much of one step is searched again with the next, since the beginning of a record may lie across."""
_NEXT = re.compile(rb"(?<=\n)WARC/[01]\.\d+\r?\n[A-Za-z-]+:")
_BREAK = re.compile(rb"\r?\n\r?\n")
_LENGTH = re.compile(rb"^Content-Length:[ \t]*(\d{1,15})[ \t]*\r?$", re.I | re.M)
_TARGET = re.compile(rb"^WARC-Target-URI:[ \t]*<?([^\s<>]{1,4000})>?[ \t]*\r?\n", re.I | re.M)

_NOTES: dict[str, WhyNot] = {
    "warcinfo": "note of the crawler",
    "metadata": "note of the crawler",
    "request": "request",
    "revisit": "seen before",
    "continuation": "continuation",
}
_PAGES = ("response", "resource", "conversion")
_GOOD = (200, 203)
_STATUS: dict[int, WhyNot] = {204: "no content", 205: "no content", 304: "seen before", 206: "part of a file"}


class _Frame(NamedTuple):
    """A record as it stands in the file: as much of it as is needed, and what is wrong with it, by the name of a refusal."""

    data: bytes
    fault: str = ""
    detail: str = ""


def records(stream: Stream, source: Source) -> Iterator[Record]:
    """Every record of a WARC file."""
    for key, frame in _frames(stream):
        yield key, partial(_found, frame, source, source.called(key))


# ----------------------------------------------------------------------------------------------------------------- the borders


def _frames(stream: Stream) -> Iterator[tuple[str, _Frame]]:
    if stream.peek(3) == codecs.BOM_UTF8:
        stream.skip(3)
    while True:
        _skip_blank(stream)
        key = stream.place()
        if stream.peek(1):
            frame = _frame(stream)
            _skip_blank(stream)
            ends_here = stream.wound is not None and not stream.peek(1)
            if stream.wound and ends_here and (frame.fault or key == str(stream.wound.offset)):
                frame = _wounded(stream.wound, frame.data[:_GLANCE])
                stream.heal()
            yield key, frame
        elif stream.wound:
            yield key, _wounded(stream.wound)
            stream.heal()
        else:
            return


def _wounded(wound: Wound, data: bytes = b"") -> _Frame:
    return _Frame(data, "cut off") if wound.kind == "cut off" else _Frame(data, "damaged record", "it does not unpack")


def _skip_blank(stream: Stream) -> None:
    while blank := len(head := stream.peek(64)) - len(head.lstrip(b"\r\n")):
        stream.skip(blank)


def _frame(stream: Stream) -> _Frame:
    """The record that begins here, or what stands in its place; goes behind it."""
    head = stream.peek(_next_member(stream, _MOST_HEADER) or _MOST_HEADER)
    if b"WARC/".startswith(head) and not stream.peek(1, len(head)):
        stream.skip(len(head))
        return _Frame(b"", "cut off")
    if not head.startswith(b"WARC/"):
        _to_next(stream, 1)
        return _Frame(b"", "damaged record", "no record begins here")
    border = _BREAK.search(head)
    length = _LENGTH.search(head, 0, border.start() + 1) if border else None
    if border is None or length is None:
        found = _to_next(stream, 1)
        cut = border is None and not found and len(head) < _MOST_HEADER
        return _Frame(head, "cut off") if cut else _Frame(head, "damaged record", "its header does not tell how long it is")
    size = border.end() + int(length[1])
    return _small(stream, border.end(), size) if size <= MOST_BYTES else _large(stream, border.end(), size)


def _small(stream: Stream, body: int, size: int) -> _Frame:
    if any(_next_member(stream, min(reach, size)) is not None for reach in range(_STEP, size + _STEP, _STEP)):
        return _liar(stream, body, stream.peek(min(size, _GLANCE)), cut=False)
    whole = bool(stream.peek(1, size - 1))
    if not whole or not _is_border(stream, size):
        return _liar(stream, body, stream.peek(min(size, _GLANCE)), cut=not whole)
    data = stream.peek(size)
    stream.skip(size)
    return _Frame(data)


def _large(stream: Stream, body: int, size: int) -> _Frame:
    data = stream.peek(_GLANCE)
    ahead = stream.look(size - 1, 64)
    if ahead is not None and not (ahead and _can_follow(ahead[1:].lstrip(b"\r\n"))):
        return _liar(stream, body, data, cut=not ahead)
    while size:
        step = min(size, _STEP)
        begins = _next_member(stream, step)
        if begins is not None:
            stream.skip(begins)
            return _Frame(data, "damaged record", "it is not as long as its header says")
        if not (done := stream.skip(step)):
            return _Frame(data, "cut off")
        size -= done
    return _Frame(data, "record too large")


def _liar(stream: Stream, body: int, data: bytes, *, cut: bool) -> _Frame:
    """A record that is not as long as it says: cut off, where no other one follows."""
    if not _to_next(stream, body) and cut:
        return _Frame(data, "cut off")
    return _Frame(data, "damaged record", "it is not as long as its header says")


def _is_border(stream: Stream, at: int) -> bool:
    """Whether a record can end ``at`` bytes ahead: another one follows, or nothing, or another member of a gzip file."""
    behind = stream.peek(64, at)
    rest = behind.lstrip(b"\r\n")
    border = range(at, at + len(behind) - len(rest) + 1)
    return _can_follow(rest) or any(start in border for start in stream.starts(border.stop))


def _can_follow(rest: bytes) -> bool:
    return not rest or rest.startswith(b"WARC/")


def _next_member(stream: Stream, before: int) -> int | None:
    """How far ahead a member of a gzip file begins that begins a record."""
    return next((start for start in stream.starts(before) if stream.peek(5, start) == b"WARC/"), None)


def _to_next(stream: Stream, at: int) -> bool:
    """Go to where the next record begins, ``at`` bytes ahead or later, or to the end; whether there is one."""
    stream.skip(at - 1)
    while True:
        member = _next_member(stream, _STEP)
        begins = stream.find(_NEXT, 1, (_STEP if member is None else member) - 1)
        if begins is not None or member is not None:
            stream.skip(begins if begins is not None else member or 0)
            return True
        if stream.skip(_STEP - _OVERLAP) < _STEP - _OVERLAP:
            return False


# ----------------------------------------------------------------------------------------------------------------- the records


def _found(frame: _Frame, source: Source, name: str) -> Found:
    if frame.fault == "record too large":
        known = _known(frame.data, name)
        return known if isinstance(known, NotPage) else refuse(frame.fault, name, url=_target(frame.data))
    if frame.fault:
        return refuse(frame.fault, name, url=_target(frame.data), detail=frame.detail)
    return _known(frame.data, name)


def _target(data: bytes) -> str | None:
    """The address in the header of a record that begins with ``data``, whatever else is wrong with it."""
    border = _BREAK.search(data, 0, _MOST_HEADER)
    found = _TARGET.search(data, 0, border.end() if border else _MOST_HEADER)
    return address(found[1].decode("utf-8", "replace")) if found else None


def _known(data: bytes, name: str) -> Found:
    """What the record is whose bytes these are."""
    from fastwarc.warc import WarcRecord

    try:
        record = WarcRecord.from_reader(io.BytesIO(data), quirks_mode=True)
    except (OSError, ValueError):
        return refuse("damaged record", name, url=_target(data), detail="its header cannot be read")
    kind, target = str(record.record_type), record.headers.get("WARC-Target-URI") or ""
    url = address(target)
    why = _NOTES.get(kind) or (None if kind in _PAGES else "unknown record") or other_address(target)
    if why is not None:
        return NotPage(why=why, url=url)
    try:
        return _answer(record, name, url) if kind == "response" else _file(record, name, url)
    except (OSError, ValueError):
        return refuse("damaged record", name, url=url, detail="its HTTP answer cannot be read")


def _answer(record: WarcRecord, name: str, url: str | None) -> Found:
    """A response: what a server answered to a request."""
    record.parse_http(quirks_mode=True)
    http = record.http_headers
    if http is None or (status := http.status_code) is None:
        return refuse("damaged record", name, url=url, detail="its HTTP answer cannot be read")
    if status not in _GOOD:
        return NotPage(why=_STATUS.get(status) or ("redirect" if 300 <= status < 400 else "error answer"), url=url)
    body = bodies.unwrap(
        record.reader.read(), http.get("Transfer-Encoding") or "", http.get("Content-Encoding") or "", MOST_BYTES
    )
    if not isinstance(body, bytes):
        return refuse(body, name, url=url, detail=(http.get("Content-Encoding") or "")[:40])
    return _page(body, record.http_content_type, record.http_charset, record, name, url)


def _file(record: WarcRecord, name: str, url: str | None) -> Found:
    """A resource or conversion: a file without an answer around it, with its media type in the record's own header."""
    kind = EmailMessage()
    kind["Content-Type"] = (record.headers.get("Content-Type") or "").encode("ascii", "ignore").decode()[:200]
    given = record.headers.get("Content-Type")
    charset = kind.get_content_charset() if given else None
    return _page(record.reader.read(), kind.get_content_type() if given else None, charset, record, name, url)


def _page(data: bytes, media: str | None, encoding: str | None, record: WarcRecord, name: str, url: str | None) -> Found:
    media = (media or "").strip().lower() or None
    why = media_types.why_not(media, url, data)
    if why is not None:
        return NotPage(why=why, url=url)
    fetched = moment(record.headers.get("WARC-Date"))
    return Page(data=data, name=name, url=url, fetched=fetched, encoding=encoding, media_type=media)
