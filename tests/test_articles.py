"""The ten invented articles: their truth fits them, its labels are in the closed lists, and it covers what it must."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import Any, get_args

import pytest

from evaluation.gold import TruePage, articles_folder, gold_row, placed_marks, true_pages, unmark
from sayso.records import READ_LABELS, Act, Certainty, Distance, Kind
from sayso.scores import ROLES, marking

NAMES = sorted(path.name for path in articles_folder().glob("*.txt"))
CLOSED: dict[str, tuple[str, ...]] = {
    "kind": get_args(Kind),
    "act": get_args(Act),
    "distance": get_args(Distance),
    "certainty": get_args(Certainty),
}


@cache
def pages() -> dict[str, TruePage]:
    return {page.file: page for page in true_pages(articles_folder())}


def told() -> list[dict[str, Any]]:
    return [one for page in pages().values() for one in page.truth["attribution"]]


def test_the_truth_is_of_all_the_articles() -> None:
    assert len(NAMES) == 10
    assert sorted(pages()) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_every_mark_is_found(name: str) -> None:
    page = pages()[name]
    row = gold_row(page)
    drafted = [(mark.id, mark.role, words[slice(*mark.span)]) for words, marks in _passages(page) for mark in marks]
    found = [(mark.id, mark.role, page.article.slice(mark.span)) for mark in placed_marks(page)]
    assert found == drafted
    assert all(one["cue"] and one["content"] for one in row["attributions"])
    assert all((one["kind"] == "none") == (not one["source"]) for one in row["attributions"])
    assert marking(row, page.article.text).text == page.article.text


@pytest.mark.parametrize("name", NAMES)
def test_marks_stand_in_what_is_read(name: str) -> None:
    article = pages()[name].article
    read = [block.span for block in article.blocks if block.label in READ_LABELS]
    spans = [mark.span for mark in placed_marks(pages()[name])]
    assert all(any(block.start <= span.start and span.end <= block.end for block in read) for span in spans)


@pytest.mark.parametrize("name", NAMES)
def test_the_head_is_read(name: str) -> None:
    page = pages()[name]
    assert page.article.title in (None, page.truth["title"])  # a headline may be lost (the gate counts that), but not another
    assert list(page.article.byline) == page.truth["byline"]
    assert not page.article.published or page.article.published.isoformat() == page.truth.get("published")


@pytest.mark.parametrize("name", NAMES)
def test_an_article_is_as_long_as_articles_are(name: str) -> None:
    assert 250 <= len((articles_folder() / name).read_text(encoding="utf-8").split()) <= 450


@pytest.mark.parametrize("name", NAMES)
def test_ids_are_unique_and_arrows_form_a_forest(name: str) -> None:
    told = pages()[name].truth["attribution"]
    inside = {one["id"]: one.get("inside") for one in told}
    assert len(inside) == len(told)
    for one in inside:
        above = [one]
        while (parent := inside[above[-1]]) is not None:
            assert parent not in above
            above.append(parent)


@pytest.mark.parametrize("name", NAMES)
def test_what_stands_inside_stands_in_the_words_of_the_other(name: str) -> None:
    attributions = {one["id"]: one for one in gold_row(pages()[name])["attributions"]}
    points = {
        (one["id"], role): {p for span in one[role] for p in range(*span)} for one in attributions.values() for role in ROLES
    }
    for one in attributions.values():
        if one["inside"] is not None:
            assert points[one["id"], "content"] <= points[one["inside"], "content"]


def test_labels_are_in_the_closed_lists() -> None:
    for one in told():
        assert all(one[label] in values for label, values in CLOSED.items()), one["id"]
        assert ("name" in one) == (one["kind"] != "none"), one["id"]
        assert one.keys() <= {"id", "name", "role", "medium", "inside", *CLOSED}


def test_every_kind_and_act_has_cases() -> None:
    assert len(told()) >= 130
    for label, values in CLOSED.items():
        counts = Counter(one[label] for one in told())
        assert min(counts[value] for value in values) >= 4, counts


def _passages(page: TruePage) -> list[tuple[str, list[Any]]]:
    return [unmark(passage["marked"]) for passage in page.truth["passage"]]
