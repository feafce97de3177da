"""WACZ: a zip archive with WARC files in its folder "archive".

Nothing is unpacked to disk, and the names inside are never used as paths. What lies beside the WARC files (indexes, logs, lists
of pages) tells nothing that they do not tell, and is passed over. Parts that overlap, as in zip bombs, are refused.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

from sayso.pages.archives import warc
from sayso.pages.archives.found import Record, Source
from sayso.pages.archives.streams import Stream
from sayso.pages.refusals import refuse

_MOST_DIRECTORY = 32 * 2**20
"""How many bytes the list of what is in a zip archive may take; it is held in memory."""
_WARC = re.compile(r"\.warc(?:\.gz)?$", re.I)
_NESTED = re.compile(r"\.(?:zip|wacz)$", re.I)
_PLAIN_NAME = re.compile(r"[\w.@+/ -]{1,200}")
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


def records(file: BinaryIO, source: Source) -> Iterator[Record]:
    """Every record of the WARC files inside. The key is the name inside, and behind ``#`` that of the record there."""
    try:
        parts = _parts(file)
    except _BROKEN as error:
        yield "zip", partial(refuse, "zip", source.called("zip"), detail=str(error)[:200] or type(error).__name__)
        return
    if not parts:
        yield "zip", partial(refuse, "no warc inside", source.called("zip"))
    with zipfile.ZipFile(file) as archive:
        for key, part in parts:
            file.seek(part.header_offset)  # where the run stands, for a bar of progress; the archive seeks by itself
            yield from _part(archive, part, key, source)


def _parts(file: BinaryIO) -> list[tuple[str, zipfile.ZipInfo]]:
    """The WARC files inside and the archives inside, each with a key."""
    size = _directory_size(file)
    if size > _MOST_DIRECTORY:
        raise zipfile.BadZipFile("it holds too many files")
    file.seek(0)
    with zipfile.ZipFile(file) as archive:
        infos = archive.infolist()
    _check_overlap(infos)
    wanted = [info for info in infos if _WARC.search(info.filename) or _NESTED.search(info.filename)]
    keys: dict[str, zipfile.ZipInfo] = {}
    for number, info in enumerate(wanted, 1):
        plain = _PLAIN_NAME.fullmatch(info.filename) and info.filename not in keys
        keys[info.filename if plain else f"file {number}"] = info
    return list(keys.items())


def _directory_size(file: BinaryIO) -> int:
    """How large the list of files is that stands at the end of a zip archive, by its own account."""
    end = file.seek(0, 2)
    file.seek(max(0, end - 2**16 - 128))
    tail = file.read()
    short, long = tail.rfind(b"PK\x05\x06"), tail.rfind(b"PK\x06\x06")
    sizes = [0]
    if 0 <= short <= len(tail) - 22:
        sizes.append(struct.unpack_from("<L", tail, short + 12)[0] % 0xFFFFFFFF)
    if 0 <= long <= len(tail) - 56:
        sizes.append(struct.unpack_from("<Q", tail, long + 40)[0])
    return max(sizes)


def _check_overlap(infos: list[zipfile.ZipInfo]) -> None:
    end = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        if info.header_offset < end:
            raise zipfile.BadZipFile("its parts overlap")
        end = info.header_offset + info.compress_size


def _part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, key: str, source: Source) -> Iterator[Record]:
    """The records of one WARC file inside."""
    inner = Source(name=source.called(key), saved=source.saved)
    if part.flag_bits & 0x1:
        yield key, partial(refuse, "locked", inner.name)
        return
    try:
        with archive.open(part) as file:
            stream = Stream(file, seeks=False)  # type: ignore[arg-type]
            if _NESTED.search(part.filename) or stream.peek(4) == b"PK\x03\x04":
                yield key, partial(refuse, "nested", inner.name)
                return
            for place, make in warc.records(stream, inner):
                yield f"{key}#{place}", make
    except _BROKEN as error:
        yield f"{key}#end", partial(refuse, "zip", inner.name, detail=str(error)[:200] or type(error).__name__)
