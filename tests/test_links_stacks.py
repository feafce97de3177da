"""Sheets of many articles as bytes: they come back as they went in, and what is no sheet is told."""

from __future__ import annotations

import zlib
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import CaseError
from sayso.links.features import Sheet
from sayso.links.stacks import pack_words, packed, stacked, unpack_words
from sayso.links.words import Words


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


@given(st.lists(sizes, min_size=1, max_size=6))
def test_sheets_that_are_not_wanted_are_passed_over(each: list[tuple[int, ...]]) -> None:
    data = [packed(article(one, start), SHEETS) for start, one in enumerate(each)]
    whole, part = stacked(data, SHEETS), stacked(data, SHEETS, {"second"})
    assert part.keys() == {"second"}
    np.testing.assert_array_equal(part["second"][0], whole["second"][0])
    np.testing.assert_array_equal(part["second"][1]["place"], whole["second"][1]["place"])


@given(st.lists(st.tuples(st.integers(-(2**63), 2**63 - 1), *[st.integers(0, 2**31 - 1)] * 3, st.integers(0, 255)), max_size=9))
def test_the_words_of_an_article_come_back(rows: list[tuple[int, ...]]) -> None:
    cells = zip(*rows, strict=True) if rows else ((),) * 5
    kinds = ("int64", "int32", "int32", "int32", "uint8")
    words = Words(*(np.array(cell, kind) for cell, kind in zip(cells, kinds, strict=True)))
    found = unpack_words(pack_words(words))
    for name in Words._fields:
        mine, its = getattr(words, name), getattr(found, name)
        np.testing.assert_array_equal(mine, its)
        assert mine.dtype == its.dtype


@pytest.mark.parametrize("spoil", [lambda data: data[:-8], lambda data: b"", lambda data: data * 2, lambda data: b"\xff" * 64])
def test_bytes_that_are_no_words_are_told(spoil: Any) -> None:
    sound = zlib.decompress(pack_words(Words(*(np.arange(5).astype(kind) for kind in ("i8", "i4", "i4", "i4", "u1")))))
    with pytest.raises(CaseError, match="“sayso link --anew” makes them again"):
        unpack_words(zlib.compress(spoil(sound)))
    with pytest.raises(CaseError):
        unpack_words(sound)


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
