"""Sheets of many articles as bytes: they come back as they went in, and what is no sheet is told."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import CaseError
from sayso.links.features import Sheet
from sayso.links.stacks import packed, stacked


def _none(subject: Any) -> Any:
    return ()


SHEETS = (
    Sheet("first", {"small": "int8", "hash": "int64"}, _none),
    Sheet("second", {"place": "int32"}, _none),
    Sheet("third", {"weight": "float32", "moment": "float64", "kind": "int8", "short": "int16"}, _none),
)


def article(sizes: tuple[int, ...], start: int = 0) -> dict[str, dict[str, Any]]:
    """Sheets with so many rows."""
    return {
        sheet.name: {name: (np.arange(start, start + size) % 100).astype(kind) for name, kind in sheet.columns.items()}
        for sheet, size in zip(SHEETS, sizes, strict=True)
    }


sizes = st.tuples(*(st.integers(0, 20) for _ in SHEETS))


@given(st.lists(sizes, min_size=1, max_size=12))
def test_what_is_packed_comes_back_below_each_other(each: list[tuple[int, ...]]) -> None:
    articles = [article(one, start) for start, one in enumerate(each)]
    found = stacked([packed(one, SHEETS) for one in articles], SHEETS)
    for place, sheet in enumerate(SHEETS):
        counts, columns = found[sheet.name]
        assert counts.tolist() == [one[place] for one in each]
        for name, kind in sheet.columns.items():
            np.testing.assert_array_equal(columns[name], np.concatenate([one[sheet.name][name] for one in articles]))
            assert columns[name].dtype == np.dtype(kind)


@pytest.mark.parametrize("spoil", [lambda data: data[:-8], lambda data: data[:-1], lambda data: b"", lambda data: data * 2])
def test_bytes_that_are_no_sheets_are_told(spoil: Any) -> None:
    sound = packed(article((3, 4, 5)), SHEETS)
    with pytest.raises(CaseError, match="“sayso link --anew” makes them again"):
        stacked([sound, spoil(sound)], SHEETS)


def test_counts_that_lie_are_told() -> None:
    sound = bytearray(packed(article((3, 4, 5)), SHEETS))
    sound[0:4] = (2**31).to_bytes(4, "little")
    with pytest.raises(CaseError):
        stacked([bytes(sound)], SHEETS)
