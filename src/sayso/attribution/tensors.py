"""The pact between training and inference: what the network is shown of an article, and what its labels mean.

Both sides make ``rows`` and a ``window`` of some of them here, so that a model never meets at work what it was not taught
on. The network sees *units*, the words and marks that BERT's pre-tokeniser makes, each as one or more word pieces. It is an
uncased network, so the letter case of each unit and whether it stands between quotation marks go in beside it, as eight
kinds of unit. A window of what stands inside a content begins with a unit of the kind of those between quotation marks: so
the network can tell that somebody is speaking already. Quotation marks are shown in one form, whichever way the page writes
them: ``annotate`` has found out which mark opens and which closes.

A label belongs to a unit (BIO over source, cue, content). A pointer leads from each unit of a content to the first unit of
its cue, from each unit of a cue to the first unit of its source, or to the start of the window, which means none.

Nothing here runs a network, and nothing here knows what a good attribution is.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple, Protocol, TypeVar

from sayso import spans
from sayso.records import Quotation, Span, Spans

Item = TypeVar("Item")
ROLES = ("source", "cue", "content")
LABELS = ("O", *(f"{place}-{role}" for role in ROLES for place in "BI"))
"""Label numbers: 0 outside, 2r+1 the first unit of role r, 2r+2 its further units."""

KINDS = 8
"""Four shapes of a unit (plain, Capitalised, CAPITALS, no letters), each outside and inside quotation marks."""
_SPOKEN = 4
"""What is added to the kind of a unit inside quotation marks."""

MOST_PIECES = 160
"""Word pieces in a window, its start and the ends of its lines included: more was slower, and no better."""

FAR = 3000
"""Quotations that begin so many characters before a content are not looked at for it."""

_MARKS = frozenset("\"“”„‟«»'‘’‚‛`")
_PLAIN = dict.fromkeys(range(0xD800, 0xE000), 0xFFFD) | {
    ord(mark): plain for plain, marks in (('"', "“”„‟"), ("'", "‘’‚‛`")) for mark in marks
}
"""Marks as they are typed; a surrogate that stands alone is no letter to any tokeniser."""


class Tokenizer(Protocol):
    """What is asked of a tokeniser: pieces and their units for each of some strings."""

    def encode(self, texts: Sequence[str]) -> list[tuple[list[int], list[int | None], list[tuple[int, int]]]]:
        """For each text: the number of each piece, the unit it belongs to, and its place in the text."""
        ...

    start: int
    end: int


class Row(NamedTuple):
    """One line of an article, or a part of it, as the network is shown it: pieces with their kinds, and which begin a unit."""

    pieces: list[int]
    kinds: list[int]
    firsts: list[int]
    units: list[Span]


class Window(NamedTuple):
    """Some rows together: what the network reads at once. ``begins`` are the units with which a row begins."""

    pieces: list[int]
    kinds: list[int]
    firsts: list[int]
    units: list[Span]
    begins: list[int]


def rows(
    text: str, quotations: Sequence[Quotation], sentences: Sequence[Span], lines: Sequence[Span], tokenizer: Tokenizer
) -> Iterator[Row]:
    """The ``lines`` of ``text`` as rows, each short enough for a window: a longer line is cut before a sentence where it
    can be."""
    marks = marks_of(text, quotations)
    covered = spans.normal(piece for quotation in quotations for piece in quotation.spans)
    encoded = tokenizer.encode([shown(text, line, marks) for line in lines])
    for line, (pieces, words, places) in zip(lines, encoded, strict=True):
        yield from _short_enough(_row(text, line, pieces, words, places, covered), sentences)


def _row(
    text: str,
    line: Span,
    pieces: list[int],
    words: list[int | None],
    places: list[tuple[int, int]],
    covered: Sequence[Span],
) -> Row:
    """The row of one line; ``covered`` are the stretches of the text between quotation marks."""
    firsts = [number for number, word in enumerate(words) if number == 0 or word != words[number - 1]]
    units = [
        Span(line.start + places[first][0], line.start + places[stop - 1][1])
        for first, stop in pairwise([*firsts, len(pieces)])
    ]
    kinds: list[int] = []
    for (first, stop), (start, end) in zip(pairwise([*firsts, len(pieces)]), units, strict=True):
        kind = _shape(text[start:end]) + _SPOKEN * (spans.locate(covered, start) is not None)
        kinds += [kind] * (stop - first)
    return Row(pieces, kinds, firsts, units)


def _shape(word: str) -> int:
    if not any(character.isalpha() for character in word):
        return 3
    if word.isupper() and len(word) > 1:
        return 2
    return int(word[0].isupper())


def _short_enough(row: Row, sentences: Sequence[Span], most: int = MOST_PIECES - 2) -> Iterator[Row]:
    unit, piece = 0, 0
    while len(row.pieces) - piece > most:
        fits = bisect_left(row.firsts, piece + most + 1) - 1
        good = (at for at in range(unit + (fits - unit) // 3, fits + 1) if _begins(sentences, row.units[at].start))
        cut = max(max(good, default=fits), unit + 1)
        if cut >= len(row.units):
            break
        yield _part(row, unit, cut, piece, min(row.firsts[cut], piece + most))
        unit, piece = cut, row.firsts[cut]
    if row.units:
        yield _part(row, unit, len(row.units), piece, min(len(row.pieces), piece + most))


def _part(row: Row, unit: int, last_unit: int, piece: int, last_piece: int) -> Row:
    return Row(
        row.pieces[piece:last_piece],
        row.kinds[piece:last_piece],
        [first - piece for first in row.firsts[unit:last_unit]],
        row.units[unit:last_unit],
    )


def _begins(sentences: Sequence[Span], offset: int) -> bool:
    at = bisect_left(sentences, offset, key=lambda sentence: sentence.start)
    return at < len(sentences) and sentences[at].start == offset


def inner_rows(
    text: str, quotations: Sequence[Quotation], sentences: Sequence[Span], content: Spans, tokenizer: Tokenizer
) -> Iterator[Row]:
    """The rows of a ``content`` that is read by itself: a row for each piece and line of it, without the quotation marks that
    stand around it. ``quotations`` are in the order of the text."""
    bare = (spans.trim(text, piece, " \t\n\"“”„«»'‘’") for piece in spans.lines(text, content))
    return rows(text, _lifted(quotations, content), sentences, [piece for piece in bare if piece is not None], tokenizer)


def _lifted(quotations: Sequence[Quotation], content: Spans) -> list[Quotation]:
    """The quotations inside ``content``, those that hold a piece of it taken away, and the rest one step further out."""
    bare = [Span(piece.start + 1, piece.end - 1) for piece in content if piece.end - piece.start > 2]
    return [
        replace(quotation, depth=max(quotation.depth - 1, 0))
        for quotation in about(quotations, content)
        if not any(piece.start <= part.start and part.end <= piece.end for piece in quotation.spans for part in bare)
    ]


def about(quotations: Sequence[Quotation], content: Spans) -> Sequence[Quotation]:
    """The quotations that may overlap ``content``, and some before it. ``quotations`` are in the order of the text."""
    first = bisect_left(quotations, content[0].start - FAR, key=lambda quotation: quotation.spans[0].start)
    last = bisect_left(quotations, content[-1].end, key=lambda quotation: quotation.spans[0].start)
    return quotations[first:last]


def windows(rows: Iterable[Row], tokenizer: Tokenizer, *, inside: bool = False) -> Iterator[Window]:
    """``rows`` packed in their order into windows of at most ``MOST_PIECES`` pieces."""
    return (window(held, tokenizer, inside=inside) for held in packed(rows, lambda row: len(row.pieces)))


def packed(items: Iterable[Item], pieces: Callable[[Item], int], most: int = MOST_PIECES) -> Iterator[list[Item]]:
    """``items`` in their order, as many together as a window of ``most`` pieces holds, given how many ``pieces`` each has."""
    held: list[Item] = []
    size = 1
    for item in items:
        if held and size + pieces(item) + 1 > most:
            yield held
            held, size = [], 1
        held.append(item)
        size += pieces(item) + 1
    if held:
        yield held


def window(rows: Sequence[Row], tokenizer: Tokenizer, *, inside: bool = False) -> Window:
    """One window of ``rows``: a start, then each row with an end behind it. ``inside`` where a content is read by itself."""
    out = Window([tokenizer.start], [_SPOKEN if inside else 0], [], [], [])
    for row in rows:
        offset = len(out.pieces)
        out.begins.append(len(out.units))
        out.pieces.extend(row.pieces)
        out.kinds.extend(row.kinds)
        out.firsts.extend(offset + first for first in row.firsts)
        out.units.extend(row.units)
        out.pieces.append(tokenizer.end)
        out.kinds.append(0)
    return out


def shown(text: str, line: Span, marks: Sequence[tuple[int, str]]) -> str:
    """The line of ``text`` with ``marks`` in place of its quotation marks and all other marks straight. No offset changes."""
    letters = list(text[line.start : line.end].translate(_PLAIN))
    for place, mark in marks[bisect_left(marks, (line.start, "")) : bisect_left(marks, (line.end, ""))]:
        letters[place - line.start] = mark
    return "".join(letters)


def marks_of(text: str, quotations: Iterable[Quotation]) -> list[tuple[int, str]]:
    """Where a mark opens or closes a quotation, in order, and how it is shown: “ ” outside, ‘ ’ within."""
    return sorted(dict(_marks(text, quotations)).items())


def _marks(text: str, quotations: Iterable[Quotation]) -> Iterator[tuple[int, str]]:
    for quotation in quotations:
        opening, closing = "‘’" if quotation.depth else "“”"
        for start, _ in quotation.spans:
            yield from _mark(text, start, opening, 1)
        if quotation.closed:
            yield from _mark(text, quotation.spans[-1].end - 1, closing, -1)


def _mark(text: str, place: int, mark: str, further: int) -> Iterator[tuple[int, str]]:
    """``mark`` at ``place`` if one stands there; the second half of a doubled mark ('') becomes a space."""
    if text[place] not in _MARKS:
        return
    yield place, mark
    beside = place + further
    if 0 <= beside < len(text) and text[beside] == text[place] and text[place] in "'`’‘":
        yield beside, " "
