"""What HTTP wrapped around a body taken off again: chunks, and gzip, deflate, Brotli or Zstandard, each up to a limit.

Crawlers often store a body unwrapped and leave the headers as they were: a wrapping that is not there is not missed.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable
from typing import Literal

BodyFault = Literal["record unpacks too large", "coding"]

_MOST_CODINGS = 3
_CHUNK_SIZE = re.compile(rb"[ \t]*([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]{0,1000})?\r?\n")
_BROKEN = (zlib.error, OSError, EOFError, ValueError)


def unwrap(data: bytes, transfer: str, content: str, most: int) -> bytes | BodyFault:
    """``data`` as it was before the transfer and content codings that the headers name; at most ``most`` bytes of it.

    "coding" is what cannot be undone: a coding that is unknown, or bytes that are neither coded nor text.
    """
    if "chunked" in transfer.lower():
        data = unchunk(data)
    codings = [name.strip().lower() for name in f"{content},{transfer}".split(",")]
    named = [name for name in codings if name not in ("", "identity", "none", "chunked", "utf-8")]
    if len(named) > _MOST_CODINGS:
        return "coding"
    for name in reversed(named):
        out = _uncode(data, name, most)
        if not isinstance(out, bytes):
            return out
        data = out
    return data


def unchunk(data: bytes) -> bytes:
    """``data`` without the marks of chunked transfer; as it is where it has none, as far as it goes where they break off."""
    pieces: list[bytes] = []
    at = 0
    while size := _CHUNK_SIZE.match(data, at):
        length = int(size[1], 16)
        if not length:
            return b"".join(pieces)
        pieces.append(data[size.end() : size.end() + length])
        at = size.end() + length
        at += 2 if data[at : at + 2] == b"\r\n" else data[at : at + 1] == b"\n"
    return b"".join(pieces) if pieces else data


def _uncode(data: bytes, name: str, most: int) -> bytes | BodyFault:
    reader = _READERS.get(name)
    if reader is None or not data:
        return data if not data or _is_text(data) else "coding"
    try:
        out = reader(data, most + 1)
    except _BROKEN:
        return data if _is_text(data) else "coding"
    return out if len(out) <= most else "record unpacks too large"


def _is_text(data: bytes) -> bool:
    """Whether this is not coded at all: hardly any control characters in it."""
    head = data[:2_000]
    return sum(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in head) <= 0.01 * len(head)


def _gunzip(data: bytes, most: int) -> bytes:
    return zlib.decompressobj(wbits=31).decompress(data, most)


def _inflate(data: bytes, most: int) -> bytes:
    """What is called deflate, which servers understand in two ways."""
    try:
        return zlib.decompressobj().decompress(data, most)
    except zlib.error:
        return zlib.decompressobj(wbits=-15).decompress(data, most)


def _brotli(data: bytes, most: int) -> bytes:
    from fastwarc.stream_io import BrotliReader

    return _read(BrotliReader(io.BytesIO(data)).read, most)


def _zstd(data: bytes, most: int) -> bytes:
    from fastwarc.stream_io import ZstdReader

    return _read(ZstdReader(io.BytesIO(data)).read, most)


def _read(read: Callable[[int], bytes], most: int) -> bytes:
    pieces: list[bytes] = []
    while most > 0 and (piece := read(min(most, 2**18))):
        pieces.append(piece)
        most -= len(piece)
    return b"".join(pieces)


_READERS = {"gzip": _gunzip, "x-gzip": _gunzip, "deflate": _inflate, "br": _brotli, "zstd": _zstd}
