"""The algebra of spans against its model: sets of code points."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from sayso.records import Span, Spans
from sayso.spans import common, cover, cut, inside, join, lines, locate, normal, overlap, size, trim

SIZE = 24
raw = st.lists(st.tuples(st.integers(0, SIZE), st.integers(0, SIZE)), max_size=6)  # unsorted, overlapping, empty, reversed
texts = st.text("ab \n\t\u00a0", min_size=SIZE, max_size=SIZE)


def points(spans: object) -> set[int]:
    return {point for start, end in spans for point in range(start, end)}  # type: ignore[attr-defined]


def assert_normal(spans: Spans) -> None:
    assert all(isinstance(span, Span) and span.start < span.end for span in spans)
    assert all(one.end < other.start for one, other in pairwise(spans))


def inked(text: str, spans: object) -> set[int]:
    """The code points that are not white space."""
    return {point for point in points(spans) if text[point].strip()}


@given(raw)
def test_normal(spans: list[tuple[int, int]]) -> None:
    assert_normal(normal(spans))
    assert points(normal(spans)) == points(spans)
    assert normal(normal(spans)) == normal(spans)


@given(raw)
def test_cover(spans: list[tuple[int, int]]) -> None:
    held = points(spans)
    assert cover(spans) == ((min(held), max(held) + 1) if held else None)


@given(raw, raw)
def test_cut_common_inside_overlap(left: list[tuple[int, int]], right: list[tuple[int, int]]) -> None:
    one, other = points(left), points(right)
    for made, model in ((cut(left, right), one - other), (common(left, right), one & other)):
        assert_normal(made)
        assert points(made) == model
    assert inside(left, right) == (one <= other)
    assert overlap(left, right) == bool(one & other)


@given(raw)
def test_size(spans: list[tuple[int, int]]) -> None:
    assert size(spans) == len(points(spans))


@given(texts, raw)
def test_join(text: str, spans: list[tuple[int, int]]) -> None:
    joined = join(text, spans)
    assert_normal(joined)
    assert inked(text, joined) == inked(text, spans)
    assert all(text[start:end] == text[start:end].strip() for start, end in joined)
    for one, other in pairwise(joined):
        gap = text[one.end : other.start]
        assert gap.strip() or "\n" in gap
    assert join(text, joined) == joined


@given(texts, raw)
def test_lines(text: str, spans: list[tuple[int, int]]) -> None:
    cut_up = lines(text, spans)
    assert_normal(cut_up)
    assert inked(text, cut_up) == inked(text, spans)
    assert points(cut_up) <= points(spans)
    for start, end in cut_up:
        assert "\n" not in text[start:end]
        assert text[start:end] == text[start:end].strip()


@given(texts, st.integers(0, SIZE), st.integers(0, SIZE), st.sampled_from([None, "a", "ab "]))
def test_trim(text: str, start: int, end: int, characters: str | None) -> None:
    found = trim(text, (start, end), characters)
    kept = text[start:end].strip(characters)
    assert (text[slice(*found)] if found else "") == kept
    if found:
        assert start <= found.start < found.end <= end
        assert not text[start : found.start].strip(characters)
        assert not text[found.end : end].strip(characters)


@given(raw, st.integers(-1, SIZE + 1))
def test_locate(spans: list[tuple[int, int]], offset: int) -> None:
    pieces = normal(spans)
    index = locate(pieces, offset)
    assert (index is not None) == (offset in points(spans))
    if index is not None:
        assert pieces[index].start <= offset < pieces[index].end


def test_by_hand() -> None:
    text = "“It rained, \n and then,” she said"
    assert join(text, [(0, 3), (4, 11), (14, 17)]) == (Span(0, 11), Span(14, 17))
    assert lines(text, [(0, 24)]) == (Span(0, 11), Span(14, 24))
    assert trim(text, (0, 24), "“” ,\n") == Span(1, 22)
    assert cover([]) is None
    assert cut([(0, 10)], [(3, 4), (6, 20)]) == (Span(0, 3), Span(4, 6))
    assert locate([Span(0, 2), Span(2, 3)], 2) == 1
