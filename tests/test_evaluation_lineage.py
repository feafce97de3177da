"""Scores of links, claims and origins as lines and as figures; and that they are of the links that a case shows."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.generated import Line, Tally, figures_of, found_in
from evaluation.lineage import example
from sayso.corpus import Case

COUNTS = st.integers(0, 50)


def test_a_tally_as_figures() -> None:
    tally = Tally(right=3, found=4, got=1, wanted=2)
    assert tally.figures("cites") == {"cites precision": 0.75, "cites recall": 0.5}
    assert str(tally) == "P 0.750 (3/4)  R 0.500 (1/2)"


def test_what_is_a_share_of_nothing_has_no_figure() -> None:
    assert Tally(wanted=2).figures("cites") == {"cites recall": 0.0}
    assert Tally().figures("cites") == {}
    assert Line("words alone").figures == {}


@given(COUNTS, COUNTS, COUNTS, COUNTS)
def test_figures_are_those_that_are_printed(right: int, wrong: int, got: int, missed: int) -> None:
    tally = Tally(right, right + wrong, got, got + missed)
    figures = tally.figures("x")
    for figure in figures.values():
        assert 0 <= figure <= 1
        assert f"{figure:.3f}" in str(tally)


def test_figures_of_all_lines_are_together() -> None:
    lines = [Line("one", {"a": 0.1, "b": 0.2}), Line("none"), Line("another", {"c": 0.3})]
    assert figures_of(lines) == {"a": 0.1, "b": 0.2, "c": 0.3}


@pytest.mark.slow
def test_the_links_that_are_scored_are_those_that_the_case_shows(tmp_path: Path) -> None:
    path = tmp_path / "example.case"
    lines = list(example(path, "true"))
    found = found_in(path)
    id_of = {number: name for name, number in found.articles.items()}
    scored = sorted((one.relation, id_of[one.left], id_of[one.right]) for one in found.links if one.relation != "same_claim")
    with Case(path) as case:
        shown = sorted((one.relation, one.left, one.right) for one in case.links())
    assert scored == shown
    figures = figures_of(lines)
    assert any(line.text.startswith("copies     P 1.000 (2/2)") for line in lines)
    assert figures["copies precision"] == figures["copies recall"] == 1.0
    assert figures["claims exact"] <= figures["claims contain"]
    assert all(0 <= figure <= 1 for figure in figures.values())
