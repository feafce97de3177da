"""Columns of numbers in and out of an engine, as linking needs them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.corpus.engine import DuckEngine, part_of
from sayso.errors import CaseError, UsageError

KINDS = ("int8", "int32", "int64", "float64")


@pytest.fixture(scope="module")
def engine() -> Iterator[DuckEngine]:
    with DuckEngine(memory="256MB", threads=1) as made:
        yield made


def test_columns_come_back_as_they_went_in(engine: DuckEngine) -> None:
    columns: dict[str, Any] = {
        "hash": np.array([-(2**63), 2**63 - 1, 0], np.int64),
        "left": np.array([1, -1, 127], np.int8),
        "first": np.array([0.5, float("nan"), float("-inf")], np.float64),
    }
    engine.load("given", columns)
    found = engine.columns('SELECT hash, "left", first FROM given ORDER BY "left" DESC')
    order = [2, 0, 1]
    for name, cells in columns.items():
        np.testing.assert_array_equal(found[name], cells[order])
        assert found[name].dtype == cells.dtype


def test_columns_are_appended_by_name(engine: DuckEngine) -> None:
    engine.load("grown", {"one": np.array([1], np.int64), "other": np.array([2.0])})
    engine.load("grown", {"other": np.array([4.0]), "one": np.array([3], np.int64)})
    assert list(engine.rows("SELECT one, other FROM grown ORDER BY one")) == [(1, 2.0), (3, 4.0)]


@pytest.mark.parametrize("kind", KINDS)
def test_a_table_may_be_empty_and_keeps_its_types(engine: DuckEngine, kind: str) -> None:
    engine.load(f"empty_{kind}", {"cell": np.zeros(0, kind)})
    assert len(engine.columns(f"SELECT cell FROM empty_{kind}")["cell"]) == 0
    engine.load(f"empty_{kind}", {"cell": np.ones(2, kind)})
    assert engine.columns(f"SELECT cell FROM empty_{kind}")["cell"].dtype == np.dtype(kind)


def test_numbers_that_are_none_stay_numbers(engine: DuckEngine) -> None:
    """An empty cell is neither less nor more than anything; NaN can be asked for."""
    engine.load("unknown", {"first": np.array([float("nan"), 1.0])})
    assert list(engine.rows("SELECT count(*) FROM unknown WHERE isnan(first)")) == [(1,)]
    assert list(engine.rows("SELECT count(*) FROM unknown WHERE first IS NULL")) == [(0,)]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cells=st.lists(st.integers(-(2**63), 2**63 - 1), max_size=50))
def test_any_numbers(engine: DuckEngine, cells: list[int]) -> None:
    engine.table("numbers", "SELECT 0::BIGINT AS cell WHERE false")
    engine.load("numbers", {"cell": np.array(cells, np.int64)})
    assert sorted(engine.columns("SELECT cell FROM numbers")["cell"].tolist()) == sorted(cells)


def test_what_does_not_fit_in_memory_is_spilled() -> None:
    with DuckEngine(memory="60MB", threads=1) as made:
        for part in range(4):
            made.load("many", {"cell": np.arange(part, 4_000_000, 4, dtype=np.int64)})
        made.table("sorted", "SELECT cell, row_number() OVER (ORDER BY cell DESC) AS place FROM many")
        assert made.columns("SELECT min(place) AS first FROM sorted WHERE cell = 3999999")["first"][0] == 1


def test_a_part_of_an_amount_of_memory() -> None:
    assert [part_of(memory, 0.5) for memory in ("1GB", "800 MB", " 1.5GiB")] == ["0.5GB", "400MB", "0.75GiB"]
    assert part_of("a lot", 0.5) == "a lot"


def test_memory_that_is_none_is_misuse() -> None:
    with pytest.raises(UsageError, match="write it as 2GB or 800MB"):
        DuckEngine(memory="a lot")


def test_too_little_memory_is_told() -> None:
    with pytest.raises(CaseError, match="needs more memory"), DuckEngine(memory="10MB", threads=1) as made:
        made.table("whole", "SELECT list(cell) AS cells FROM range(5_000_000) numbers(cell)")


def test_nothing_is_written_on_standard_output(capfd: pytest.CaptureFixture[str]) -> None:
    with DuckEngine(memory="256MB", threads=1) as made:
        for _ in range(2):
            assert list(made.rows("SELECT current_setting('enable_progress_bar')")) == [(False,)]
    assert capfd.readouterr().out == ""
