"""Decoding: the best path is the best, probabilities add up, and pairs point where the scores do."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sayso.attribution.decoding import Floats, allowed, best_path, decode, marginals
from sayso.attribution.tensors import LABELS, Window
from sayso.records import Span

SCORES = st.floats(-5, 5, width=32)
TABLES = arrays(np.float32, (len(LABELS), len(LABELS)), elements=SCORES)


def scores_of(units: int) -> st.SearchStrategy[np.ndarray]:
    return arrays(np.float64, (units, len(LABELS)), elements=st.floats(-5, 5))


def total(path: tuple[int, ...], units: np.ndarray, table: np.ndarray) -> float:
    steps = sum(table[before, after] for before, after in pairwise(path))
    return float(sum(units[place, label] for place, label in enumerate(path)) + steps)


@settings(max_examples=30, deadline=None)
@given(units=st.integers(1, 4).flatmap(scores_of), transitions=TABLES)
def test_the_best_path_is_the_best_of_all_paths_and_marginals_are_shares_of_them(
    units: np.ndarray, transitions: np.ndarray
) -> None:
    units = units.copy()
    units[0, 2::2] = -1e4  # a row begins: nothing goes on into it
    table = allowed(transitions)
    paths = list(product(range(len(LABELS)), repeat=len(units)))
    totals = np.array([total(path, units, table) for path in paths])
    assert total(tuple(best_path(units, table)), units, table) == pytest.approx(totals.max())
    weights = np.exp(totals - totals.max())
    likely = marginals(units, table)
    for place in range(len(units)):
        for label in range(len(LABELS)):
            share = sum(weight for path, weight in zip(paths, weights, strict=True) if path[place] == label) / weights.sum()
            assert likely[place, label] == pytest.approx(share, abs=1e-6)


def window(units: int) -> Window:
    """Units of one letter each, a space between them, one piece each."""
    places = [Span(2 * unit, 2 * unit + 1) for unit in range(units)]
    return Window([101, *([7] * units), 102], [0] * (units + 2), list(range(1, units + 1)), places, [0])


def shown(labels: list[int], pointers: dict[int, int]) -> tuple[Floats, Floats]:
    """Scores in which each unit wants its label, and points at a unit or, where none is given, at none."""
    scores = np.full((len(labels) + 2, len(LABELS)), -8.0, dtype=np.float32)
    points = np.full((len(labels) + 2, len(labels) + 2), -8.0, dtype=np.float32)
    for unit, label in enumerate(labels):
        scores[unit + 1, label] = 8
        points[unit + 1, pointers[unit] + 1 if unit in pointers else 0] = 8
    return scores, points


NO_MATTER = allowed(np.zeros((len(LABELS), len(LABELS)), dtype=np.float32))


def test_a_content_goes_to_its_cue_and_a_cue_to_its_source() -> None:
    scores, points = shown([1, 2, 3, 5, 6, 0, 1, 3, 5], {2: 0, 3: 2, 4: 2, 7: 6, 8: 7})
    first, second = decode(window(9), scores, points, NO_MATTER)
    assert (first.cue and first.cue.span, [one.span for one in first.sources]) == (Span(4, 5), [Span(0, 3)])
    assert [one.span for one in first.contents] == [Span(6, 9)]
    assert (second.cue and second.cue.span, [one.span for one in second.sources]) == (Span(14, 15), [Span(12, 13)])
    assert first.sure > 0.95


def test_a_broken_content_is_one_and_a_cue_may_lack_a_source() -> None:
    scores, points = shown([5, 0, 3, 0, 5, 6], {0: 2, 4: 2, 5: 2})
    (only,) = decode(window(6), scores, points, NO_MATTER)
    assert only.sources == []
    assert [one.span for one in only.contents] == [Span(0, 1), Span(8, 11)]


def test_a_cue_without_a_content_is_nothing_and_a_content_may_stand_alone() -> None:
    scores, points = shown([3, 0, 5, 6], {})
    (only,) = decode(window(4), scores, points, NO_MATTER)
    assert only.cue is None
    assert [one.span for one in only.contents] == [Span(4, 7)]


def test_nothing_goes_on_over_the_beginning_of_a_row() -> None:
    scores, points = shown([5, 6, 6, 6], {})
    two_rows = window(4)._replace(begins=[0, 2])
    contents = [content.span for triple in decode(two_rows, scores, points, NO_MATTER) for content in triple.contents]
    assert contents == [Span(0, 3), Span(4, 7)]


def test_what_is_half_seen_is_less_sure() -> None:
    scores, points = shown([1, 3, 5], {1: 0, 2: 1})
    (clear,) = decode(window(3), scores, points, NO_MATTER)
    (dim,) = decode(window(3), scores / np.float32(5), points / np.float32(5), NO_MATTER)
    assert dim.sure < clear.sure
