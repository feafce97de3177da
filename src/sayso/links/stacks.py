"""The sheets of many articles as bytes, laid out so that a hundred thousand of them become columns in seconds.

The bytes of an article are its number of rows in each sheet, then its columns without any names: those of eight bytes a cell
first, then of four, two and one, so that each begins where numpy can read it. What the columns are is known from the sheets,
which must be those that the bytes were packed with; whoever keeps bytes keeps a digest of the code with them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sayso.errors import CaseError
from sayso.links.features import Columns, Sheet

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


def stacked(data: Sequence[bytes], sheets: Sequence[Sheet]) -> dict[str, tuple[NDArray[Any], Columns]]:
    """Each sheet of several articles: how many rows each has, and the rows of all below each other.

    Raises ``CaseError`` where the bytes are not those of ``packed``.
    """
    import numpy as np

    sizes = np.array([len(one) for one in data], np.int64)
    ends = np.cumsum(sizes)
    head = len(_filled(bytes(4 * len(sheets))))
    if len(data) == 0 or sizes.min() < head or (sizes % _WHOLE).any():
        raise _damaged()
    whole = np.frombuffer(b"".join(data), np.uint8)
    heads = (ends - sizes)[:, None] // 4 + np.arange(len(sheets))
    counts = whole.view(np.uint32)[heads].astype(np.int64)
    widths = np.array([sum(np.dtype(kind).itemsize for kind in sheet.columns.values()) for sheet in sheets], np.int64)
    if (head + -(-(counts @ widths) // _WHOLE) * _WHOLE != sizes).any():
        raise _damaged()
    found: dict[str, Columns] = {sheet.name: dict.fromkeys(sheet.columns, whole) for sheet in sheets}
    at = ends - sizes + head
    for place, name, kind in _columns(sheets):
        rows, width = counts[:, place], kind.itemsize
        firsts = at // width - (np.cumsum(rows) - rows)
        found[sheets[place].name][name] = whole.view(kind)[np.repeat(firsts, rows) + np.arange(rows.sum())]
        at = at + rows * width
    return {sheet.name: (counts[:, place], found[sheet.name]) for place, sheet in enumerate(sheets)}


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


def _damaged() -> CaseError:
    return CaseError("the features of an article are damaged; “sayso link --anew” makes them again")
