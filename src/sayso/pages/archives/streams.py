"""The bytes of a file, unpacked where it is gzipped or in Zstandard, through a window: constant memory, whatever it says.

A gzip file is a row of members. Where one begins is remembered while it is in the window: a WARC has one for each record. A
member that is damaged or cut off is a *wound*: the stream stops there as at an end, until ``heal`` goes on behind it, at the
next member that is sound. Of a Zstandard file, which FastWARC unpacks (with the dictionary that it may begin with), frames are
not told apart: where one is damaged, it ends.
"""

from __future__ import annotations

import re
import zlib
from bisect import bisect_right
from collections.abc import Generator, Iterator
from typing import BinaryIO, Literal, NamedTuple

_CHUNK = 64 * 2**10
_BITE = 8 * 2**10
"""How much is unpacked at a time: what is left of it behind the end of a member is copied, and members may be tiny."""
_MOST_OUT = 256 * 2**10
_MOST_STARTS = 1_000
_MAGIC = b"\x1f\x8b\x08"
_ZSTANDARD = re.compile(rb"\x28\xb5\x2f\xfd|[\x50-\x5f]\x2a\x4d\x18", re.S)
"""How a frame of Zstandard begins, or one that is skipped, as a dictionary is."""

WoundKind = Literal["cut off", "damaged"]


class Wound(NamedTuple):
    """A gzip member that broke: where it begins in the file, and how it broke."""

    offset: int
    kind: WoundKind


class _Member(NamedTuple):
    offset: int


class Stream:
    """A window on the bytes of ``file``, which is read from where it stands and never closed.

    ``seeks`` is whether the file may be asked what stands far ahead. ``position`` is that of the first byte of the window, in
    unpacked bytes. ``wound`` is set where the window ends at one.
    """

    def __init__(self, file: BinaryIO, *, seeks: bool = True) -> None:
        self.position = 0
        self.wound: Wound | None = None
        self._file = file
        self._window = bytearray()
        self._ended = False
        first = file.read(_CHUNK)
        self.gzipped = first.startswith(_MAGIC)
        packed = self.gzipped or _ZSTANDARD.match(first) is not None
        self._seeks = seeks and not packed and file.seekable()
        reader = _gzipped if self.gzipped else _zstandard if packed else _plain
        self._parts: Iterator[bytes | _Member | Wound] = reader(first, file)
        self._starts: list[int] = []  # positions where members begin, from the one that holds the window's first byte on
        self._offsets: list[int] = []  # where each of them begins in the file

    def peek(self, size: int, at: int = 0) -> bytes:
        """Up to ``size`` bytes from ``at`` bytes ahead; fewer where the stream ends or is wounded before."""
        self._fill(at + size)
        return bytes(self._window[at : at + size])

    def skip(self, size: int) -> int:
        """Go on by ``size`` bytes, or to the end; how many it were."""
        left = size
        while left:
            self._fill(min(left, _CHUNK))
            step = min(left, len(self._window))
            if not step:
                break
            del self._window[:step]
            self.position += step
            left -= step
            self._forget()
        return size - left

    def find(self, pattern: re.Pattern[bytes], at: int, size: int) -> int | None:
        """Where ``pattern`` begins in the ``size`` bytes from ``at`` ahead, counted from the first byte of the window."""
        self._fill(at + size)
        found = pattern.search(self._window, at, at + size)
        return found.start() if found else None

    def starts(self, before: int) -> Iterator[int]:
        """Where members that may begin a record do so in the next ``before`` bytes, behind the first one."""
        self._fill(before)
        index = bisect_right(self._starts, self.position)
        while index < len(self._starts) and self._starts[index] < self.position + before:
            yield self._starts[index] - self.position
            index += 1

    def place(self) -> str:
        """Where the window begins, for a key: an offset in the file; behind ``+`` the place in a member that began before."""
        if not self._starts:
            return str(self.position)
        self._fill(1)
        member = bisect_right(self._starts, self.position) - 1
        inside = self.position - self._starts[member]
        return f"{self._offsets[member]}+{inside}" if inside else str(self._offsets[member])

    def heal(self) -> None:
        """Go on behind the wound at which the window ends."""
        self.wound, self._ended = None, False

    def look(self, at: int, size: int) -> bytes | None:
        """``size`` bytes far ahead, at ``at`` from the first byte, without reading what lies between; None where that cannot be
        done."""
        if not self._seeks:
            return None
        here = self._file.tell()
        self._file.seek(here - len(self._window) + at)
        data = self._file.read(size)
        self._file.seek(here)
        return data

    def _fill(self, size: int) -> None:
        while len(self._window) < size and not self._ended:
            part = next(self._parts, None)
            if isinstance(part, bytes):
                self._window += part
            elif isinstance(part, _Member):
                self._announce(part.offset)
            else:
                self.wound, self._ended = part, True

    def _announce(self, offset: int) -> None:
        """Remember a member that begins where the window ends. Of very many in the window only such are kept as may begin a
        record: a file of a few bytes a member would fill the memory with them."""
        if len(self._starts) > _MOST_STARTS and self._starts[-1] > self.position:
            last = self._starts[-1] - self.position
            if not self._window.startswith(b"WARC/", last):
                del self._starts[-1], self._offsets[-1]
        self._starts.append(self.position + len(self._window))
        self._offsets.append(offset)

    def _forget(self) -> None:
        """Drop the members that lie wholly before the window."""
        known = bisect_right(self._starts, self.position) - 1
        if known > 0:
            del self._starts[:known], self._offsets[:known]


def _plain(first: bytes, file: BinaryIO) -> Iterator[bytes]:
    while first:
        yield first
        first = file.read(_CHUNK)


class _Rest:
    """A file, with what was read of it already, as FastWARC reads one."""

    def __init__(self, first: bytes, file: BinaryIO) -> None:
        self._first, self._file, self._told = first, file, 0

    def read(self, size: int = _CHUNK) -> bytes:
        part, self._first = self._first[:size], self._first[size:]
        part = part or self._file.read(size)
        self._told += len(part)
        return part

    def tell(self) -> int:
        return self._told

    def seek(self, offset: int, whence: int = 0) -> int:
        raise OSError("this is read from the beginning to the end")

    def close(self) -> None:
        """Nothing: the file is its owner's."""


def _zstandard(first: bytes, file: BinaryIO) -> Iterator[bytes | Wound]:
    from fastwarc.stream_io import ZstdReader

    begin = file.tell() - len(first) if file.seekable() else None
    reader, place = ZstdReader(_Rest(first, file)), 0
    try:
        while part := reader.read(_CHUNK):
            yield part
            place += len(part)
    except OSError as error:
        last = b"" if begin is None else _before_the_wound(file, begin, place)
        yield last
        yield Wound(place + len(last), "cut off" if "incomplete" in str(error) else "damaged")


def _before_the_wound(file: BinaryIO, begin: int, place: int) -> bytes:
    """What comes behind ``place`` and can still be unpacked: the reader gives nothing of a piece in which it fails."""
    from fastwarc.stream_io import ZstdReader

    file.seek(begin)
    reader, found = ZstdReader(_Rest(b"", file)), bytearray()
    while place and (part := reader.read(min(place, _CHUNK))):
        place -= len(part)
    try:
        while byte := reader.read(1):
            found += byte
    except OSError:
        pass
    return bytes(found)


def _gzipped(first: bytes, file: BinaryIO) -> Iterator[bytes | _Member | Wound]:
    return _Gzip(first, file).parts()


class _Gzip:
    """A gzip file taken apart into its members."""

    def __init__(self, first: bytes, file: BinaryIO) -> None:
        self._file = file
        self._raw = first
        self._base = 0  # the offset of ``_raw`` in the file
        self._index = 0  # of what comes next in ``_raw``

    @property
    def _place(self) -> int:
        return self._base + self._index

    def parts(self) -> Iterator[bytes | _Member | Wound]:
        """The members one after the other, each announced. What lies between them and is no member is a wound."""
        whole = True
        while True:
            place = self._place
            if self._to_member() and whole:
                yield Wound(place, "damaged")
            if not self._more():
                return
            yield _Member(self._place)
            whole = yield from self._member()

    def _more(self) -> bool:
        """Whether anything comes next; reads on where that must be known."""
        if self._index >= len(self._raw):
            self._base, self._raw, self._index = self._place, self._file.read(_CHUNK), 0
        return self._index < len(self._raw)

    def _to_member(self) -> bool:
        """Go to where a member begins, or to the end; whether anything but zeros lay before that."""
        junk = False
        while (begin := self._raw.find(_MAGIC, self._index)) < 0:
            more = self._file.read(_CHUNK)
            kept = min(len(_MAGIC) - 1, len(self._raw) - self._index) if more else 0
            end = len(self._raw) - kept
            junk = junk or any(self._raw[self._index : end])
            self._base, self._raw, self._index = self._base + end, self._raw[end:] + more, 0
            if not more:
                return junk
        junk = junk or any(self._raw[self._index : begin])
        self._index = begin
        return junk

    def _member(self) -> Generator[bytes | Wound, None, bool]:
        """The bytes of the member that begins here. Gives whether it was whole."""
        offset = self._place
        unpacker = zlib.decompressobj(wbits=31)
        while not unpacker.eof:
            bite = self._raw[self._index : self._index + _BITE] if self._more() else b""
            try:
                out = unpacker.decompress(bite, _MOST_OUT)
            except zlib.error:
                yield Wound(offset, "damaged")
                self._index += self._place == offset  # the same member is not tried again
                return False
            self._index += len(bite) - len(unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail)
            if out:
                yield out
            elif not bite and not unpacker.eof:
                yield Wound(offset, "cut off")
                return False
        return True
