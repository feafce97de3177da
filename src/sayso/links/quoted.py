"""The quotations of a page as numbers: where their pieces stand, how rare their words are, and their shingles.

A quotation is known by its shingles of four words (of three, where it has no more in one piece) that are not all words of every
day; forms of one word are taken for one. The whole page has shingles, too: what is quoted may stand there without marks.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from sayso.links.features import Sheet, Subject
from sayso.links.fingerprints import shingles
from sayso.links.inflections import bases
from sayso.links.rarity import rarities
from sayso.links.words import CAPTION, HEADLINE, Words
from sayso.records import Article, Quotation, Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LONG, SHORT = 4, 3
"""So many words make a shingle."""
_TELLING = {LONG: 5.0, SHORT: 8.0}
"""So rare its words must be, taken together."""
WEAK = 6.0
"""A quotation whose words are no rarer than this, taken together, links nothing."""
_GAP = re.compile(r"\[[^\]\n]{0,60}\]|\.{3}|…|\. \. \.")
"""Words that are not the speaker's, or that are left out."""


class _Piece(NamedTuple):
    """Words of a quotation that stand together, as places of words ``[first, end)``."""

    quote: int
    first: int
    end: int


def _pieces(subject: Subject) -> list[_Piece]:
    """The pieces of each quotation, which is parted at brackets and dots of omission."""
    article, words = subject.dossier.article, subject.words
    marked = (one for one in subject.annotation.quotations if one.use != "work" and one.depth == 0)
    spoken = [span for one in marked for span in one.spans if _is_long(article, one, span)]
    starts = words.starts.tolist()
    found = []
    for quote, whole in enumerate(_alone(sorted((*spoken, *(block.span for block in article.labelled("quote")))))):
        for start, end in _parted(article.text, whole):
            piece = _Piece(quote, bisect_left(starts, start), bisect_left(starts, end))
            if piece.first < piece.end and not _is_said_below(words, piece):
                found.append(piece)
    return found


def _is_long(article: Article, one: Quotation, span: Span) -> bool:
    """Whether words are speech, or, where they are only held at arm's length, more than the name of a thing."""
    return one.use == "speech" or article.text.count(" ", *span) >= LONG - 1


def _alone(spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The spans that lie in no other one before them."""
    last = -1
    for start, end in spans:
        if start >= last:
            yield start, end
            last = end


def _parted(text: str, whole: tuple[int, int]) -> Iterator[tuple[int, int]]:
    at = whole[0]
    for gap in _GAP.finditer(text, *whole):
        yield at, gap.start()
        at = gap.end()
    yield at, whole[1]


def _is_said_below(words: Words, piece: _Piece) -> bool:
    """Whether a quotation of a headline, standfirst or caption stands in the text below as well."""
    import numpy as np

    if not words.flags[piece.first] & (HEADLINE | CAPTION):
        return False
    text = words.hashes[words.flags & (HEADLINE | CAPTION) == 0]
    wanted = words.hashes[piece.first : piece.end]
    starts = np.flatnonzero(text[: max(0, len(text) - len(wanted) + 1)] == wanted[0])
    return any((text[start : start + len(wanted)] == wanted).all() for start in starts.tolist())


# --------------------------------------------------------------------------------------------------------------------- sheets


def _quotations(subject: Subject) -> Iterator[tuple[int, int, int, float]]:
    """The pieces of the quotations that can link: number, where each stands, and how rare the words of the whole are."""
    pieces = _pieces(subject)
    hashes, rare = subject.words.hashes.tolist(), rarities(subject.words.hashes).tolist()
    weights: defaultdict[int, float] = defaultdict(float)
    for quote, first, end in pieces:
        weights[quote] += sum(dict(zip(hashes[first:end], rare[first:end], strict=True)).values())
    for quote, first, end in pieces:
        if weights[quote] >= WEAK:
            yield quote, *subject.words.span(first, end), round(weights[quote], 1)


def _quote_keys(subject: Subject) -> Iterator[tuple[int, int]]:
    """The shingles of each quotation."""
    keys = _shingled(subject.words)
    found: set[tuple[int, int]] = set()
    for quote, first, end in _pieces(subject):
        size = LONG if end - first >= LONG else SHORT
        hashes, telling = (cells[first : max(first, end - size + 1)] for cells in keys[size])
        found.update((quote, key) for key in hashes[telling].tolist())
    yield from sorted(found)


def _phrases(subject: Subject) -> Iterator[tuple[int]]:
    """The shingles of the whole page, each once."""
    import numpy as np

    found = [hashes[telling] for hashes, telling in _shingled(subject.words).values()]
    yield from ((key,) for key in np.unique(np.concatenate(found)).tolist())


def _shingled(words: Words) -> dict[int, tuple[NDArray[np.int64], NDArray[np.bool_]]]:
    """By their size, the shingles of a page in its order, and whether each tells anything."""
    import numpy as np

    plain = bases(words.hashes)
    totals = np.concatenate(([0.0], np.cumsum(rarities(words.hashes))))
    return {size: (shingles(plain, size), totals[size:] - totals[:-size] >= least) for size, least in _TELLING.items()}


SHEETS = (
    Sheet("quotations", {"quote": "int32", "start": "int32", "stop": "int32", "weight": "float32"}, _quotations),
    Sheet("quote_keys", {"quote": "int32", "key": "int64"}, _quote_keys),
    Sheet("phrases", {"key": "int64"}, _phrases),
)
