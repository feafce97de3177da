"""The marks of days and figures: whole, without words of the texts, and scored as they say."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from evaluation import annotation
from evaluation.annotation import GOLD, KINDS, SETS, Case, article_of, errors, measure
from evaluation.shared import rows
from sayso.annotation import annotate

TEXT = "Not read 5. At least 14 boats sank on Monday."
ROW: dict[str, Any] = {
    "id": "a",
    "published": "2016-10-26",
    "read": [[12, 45]],
    "figures": [{"span": [12, 23], "low": 14.0, "high": None, "bound": "at least", "unit": "", "counted": [24, 29]}],
    "days": [{"span": [38, 44], "earliest": "2016-10-24", "latest": "2016-10-24"}],
}


def case(**changed: Any) -> Case:
    row = ROW | changed
    article = article_of(row, TEXT)
    return Case(article, row, annotate(article))


def test_enough_is_marked_and_no_words_are_kept() -> None:
    known = list(rows(GOLD))
    assert {row["set"] for row in known} == set(SETS)
    first = [row for row in known if row["set"] == "first"]
    assert len(first) == 10
    marked = {kind: sum("optional" not in mark for row in first for mark in row[kind]) for kind in KINDS}
    assert marked["figures"] >= 100
    assert marked["days"] >= 60
    for row in known:
        date.fromisoformat(row["published"])
        assert row["text"].startswith("text-")
        for kind in KINDS:
            places = [mark["span"] for mark in row[kind]]
            assert all(left[1] <= right[0] for left, right in pairwise(places))
            words = {"span", "earliest", "latest"} if kind == "days" else {"span", "low", "high", "bound", "unit", "counted"}
            assert all(mark.keys() - {"optional"} == words for mark in row[kind])


def test_what_is_found_to_the_letter_is_right() -> None:
    told = measure([case()])
    assert {value for name, value in told.items() if not name.endswith("marked")} == {1.0}
    assert list(errors(case())) == []


@pytest.mark.parametrize(
    ("changed", "name", "value"),
    [
        ({"figures": [ROW["figures"][0] | {"low": 13.0}]}, "figures value p", 0.0),
        ({"figures": [ROW["figures"][0] | {"low": 13.0}]}, "figures place r", 1.0),
        ({"figures": [ROW["figures"][0] | {"span": [21, 23]}]}, "figures exact place r", 0.0),
        ({"figures": [ROW["figures"][0] | {"counted": None}]}, "figures counted r", 0.0),
        ({"figures": [ROW["figures"][0] | {"optional": True}]}, "figures marked", 0),
        ({"figures": []}, "figures place p", 0.0),
        ({"days": [*ROW["days"], {"span": [24, 29], "earliest": "2016-10-24", "latest": "2016-10-24"}]}, "days place r", 0.5),
        ({"days": [ROW["days"][0] | {"latest": "2016-10-25"}]}, "days value p", 0.0),
    ],
)
def test_what_differs_is_told(changed: dict[str, Any], name: str, value: float) -> None:
    assert measure([case(**changed)])[name] == value
    assert len(list(errors(case(**changed)))) == (0 if "optional" in str(changed) else 1)


@pytest.mark.shared
def test_the_marks_fit_their_texts(capsys: pytest.CaptureFixture[str]) -> None:
    assert annotation.main(["--set", "first", "--show", "1"]) == 0
    assert "figures value p" in capsys.readouterr().out
