"""The algebra of spans: trim, join, cut, cover, locate.

Every function takes and gives ``Span`` and ``Spans`` of one text (see the offset law in ``sayso.records``). Results are
normal: sorted, disjoint, no empty piece. Nothing here knows what a span means.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from sayso.records import Span, Spans


def normal(spans: Iterable[tuple[int, int]]) -> Spans:
    """The same code points as sorted, disjoint, non-empty spans. Spans that touch or overlap are joined."""
    out: list[Span] = []
    for start, end in sorted(spans):
        if start >= end:
            continue
        if out and start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(end, out[-1].end))
        else:
            out.append(Span(start, end))
    return tuple(out)


def cover(spans: Iterable[tuple[int, int]]) -> Span | None:
    """The smallest span that holds all of ``spans``, or None if there is none."""
    pieces = normal(spans)
    return Span(pieces[0].start, pieces[-1].end) if pieces else None


def cut(spans: Iterable[tuple[int, int]], away: Iterable[tuple[int, int]]) -> Spans:
    """What is left of ``spans`` when the code points of ``away`` are taken out."""
    out: list[Span] = []
    holes = normal(away)
    at = 0
    for start, end in normal(spans):
        while at < len(holes) and holes[at].end <= start:
            at += 1
        place = at
        while place < len(holes) and holes[place].start < end:
            if holes[place].start > start:
                out.append(Span(start, holes[place].start))
            start = holes[place].end
            place += 1
        if start < end:
            out.append(Span(start, end))
    return tuple(out)


def common(left: Iterable[tuple[int, int]], right: Iterable[tuple[int, int]]) -> Spans:
    """The code points that lie in both."""
    pieces = normal(left)
    return cut(pieces, cut(pieces, right))


def inside(inner: Iterable[tuple[int, int]], outer: Iterable[tuple[int, int]]) -> bool:
    """Whether every code point of ``inner`` lies in ``outer``."""
    return not cut(inner, outer)


def overlap(left: Iterable[tuple[int, int]], right: Iterable[tuple[int, int]]) -> bool:
    """Whether the two share a code point."""
    return bool(common(left, right))


def size(spans: Iterable[tuple[int, int]]) -> int:
    """How many code points the spans hold together."""
    return sum(end - start for start, end in normal(spans))


def trim(text: str, span: tuple[int, int], characters: str | None = None) -> Span | None:
    """``span`` without ``characters`` (white space where None) at either end; None if nothing is left."""
    start, end = span
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip(characters))
    end -= len(piece) - len(piece.rstrip(characters))
    return Span(start, end) if start < end else None


def join(text: str, spans: Iterable[tuple[int, int]]) -> Spans:
    """Spans trimmed of white space and joined where only white space without a line break stands between them."""
    out: list[Span] = []
    for span in normal(spans):
        piece = trim(text, span)
        if piece is None:
            continue
        gap = text[out[-1].end : piece.start] if out else "\n"
        if not gap.strip() and "\n" not in gap:
            out[-1] = Span(out[-1].start, piece.end)
        else:
            out.append(piece)
    return tuple(out)


def lines(text: str, spans: Iterable[tuple[int, int]]) -> Spans:
    """Spans cut at line breaks, each piece trimmed of white space."""
    out: list[Span] = []
    for start, end in normal(spans):
        while start < end:
            stop = text.find("\n", start, end)
            stop = end if stop < 0 else stop
            piece = trim(text, (start, stop))
            if piece is not None:
                out.append(piece)
            start = stop + 1
    return tuple(out)


def locate(spans: Sequence[Span], offset: int) -> int | None:
    """The index of the one of ``spans`` (sorted, disjoint) that holds the code point at ``offset``, or None. Logarithmic."""
    index = bisect_right(spans, offset, key=lambda span: span.start) - 1
    return index if index >= 0 and offset < spans[index].end else None
