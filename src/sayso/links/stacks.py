"""The sheets of many articles as bytes, laid out so that a hundred thousand of them become columns in seconds.

The bytes of an article are its number of rows in each sheet, then its columns without any names: those of eight bytes a cell
first, then of four, two and one, so that each begins where numpy can read it. What the columns are is known from the sheets,
which must be those that the bytes were packed with; whoever keeps bytes keeps a digest of the code with them. The words of an
article are looked up one article at a time: they are kept in the same way by themselves, and compressed.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sayso.errors import CaseError
from sayso.links.features import Columns, Sheet
from sayso.links.words import Words

if TYPE_CHECKING:
    from numpy.typing import NDArray

_WIDTHS = (8, 4, 2, 1)
_WHOLE = 8
"""The bytes of an article, and of its counts, are a multiple of so many."""


def packed(found: Mapping[str, Columns], sheets: Sequence[Sheet]) -> bytes:
    """The sheets of one article as bytes."""
    import numpy as np

    counts = np.array([len(next(iter(found[sheet.name].values()))) for sheet in sheets], np.uint32)
    cells = [found[sheets[at].name][name].tobytes() for at, name, _ in _columns(sheets)]
    return _filled(counts.tobytes()) + _filled(b"".join(cells))


def stacked(
    data: Sequence[bytes], sheets: Sequence[Sheet], wanted: Container[str] | None = None
) -> dict[str, tuple[NDArray[Any], Columns]]:
    """Each sheet of several articles, or those of the names ``wanted``: how many rows each has, and the rows of all below each
    other.

    Raises ``CaseError`` where the bytes are not those of ``packed``.
    """
    import numpy as np

    sizes = np.array([len(one) for one in data], np.int64)
    ends = np.cumsum(sizes)
    head = len(_filled(bytes(4 * len(sheets))))
    if len(data) == 0 or sizes.min() < head or (sizes % _WHOLE).any():
        raise damaged()
    whole = np.frombuffer(b"".join(data), np.uint8)
    heads = (ends - sizes)[:, None] // 4 + np.arange(len(sheets))
    counts = whole.view(np.uint32)[heads].astype(np.int64)
    widths = np.array([sum(np.dtype(kind).itemsize for kind in sheet.columns.values()) for sheet in sheets], np.int64)
    if (head + -(-(counts @ widths) // _WHOLE) * _WHOLE != sizes).any():
        raise damaged()
    is_wanted = [wanted is None or sheet.name in wanted for sheet in sheets]
    found: dict[str, Columns] = {sheet.name: dict.fromkeys(sheet.columns, whole) for sheet in sheets}
    at = ends - sizes + head
    for place, name, kind in _columns(sheets):
        rows, width = counts[:, place], kind.itemsize
        if is_wanted[place]:
            firsts = at // width - (np.cumsum(rows) - rows)
            found[sheets[place].name][name] = whole.view(kind)[np.repeat(firsts, rows) + np.arange(rows.sum())]
        at = at + rows * width
    return {sheet.name: (counts[:, place], found[sheet.name]) for place, sheet in enumerate(sheets) if is_wanted[place]}


_WORDS = Sheet(
    "words",
    {"hashes": "int64", "starts": "int32", "ends": "int32", "blocks": "int32", "flags": "uint8"},
    lambda subject: zip(*subject.words, strict=True),
)


def pack_words(found: Words) -> bytes:
    """The words of an article as bytes."""
    return zlib.compress(packed({_WORDS.name: found._asdict()}, (_WORDS,)), 1)


def unpack_words(data: bytes) -> Words:
    """The words again. Raises ``CaseError`` where the bytes are not those of ``pack_words``."""
    try:
        raw = zlib.decompress(data)
    except zlib.error as error:
        raise damaged() from error
    return Words(**_alone(raw, _WORDS))


def _alone(data: bytes, sheet: Sheet) -> Columns:
    """The one sheet of one article, without the work that many take."""
    import numpy as np

    head = len(_filled(bytes(4)))
    rows = int.from_bytes(data[:4], sys.byteorder)
    width = sum(np.dtype(kind).itemsize for kind in sheet.columns.values())
    if len(data) < head or len(data) != head - (-rows * width // _WHOLE) * _WHOLE:
        raise damaged()
    found, at = dict[str, Any](), head
    for _, name, kind in _columns((sheet,)):
        found[name] = np.frombuffer(data, kind, rows, at)
        at += rows * kind.itemsize
    return found


def _columns(sheets: Sequence[Sheet]) -> Iterator[tuple[int, str, Any]]:
    """All columns in the order of the bytes: the place of the sheet, the name, the type."""
    import numpy as np

    for width in _WIDTHS:
        for place, sheet in enumerate(sheets):
            for name, kind in sheet.columns.items():
                if np.dtype(kind).itemsize == width:
                    yield place, name, np.dtype(kind)


def _filled(data: bytes) -> bytes:
    return data + bytes(-len(data) % _WHOLE)


def damaged() -> CaseError:
    """What is raised where features are not as they were kept."""
    return CaseError("the features of an article are damaged; “sayso link --anew” makes them again")
