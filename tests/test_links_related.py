"""Which pages may tell one story."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.annotation import annotate
from sayso.corpus.engine import DuckEngine
from sayso.links import related
from sayso.links.features import features, moments
from sayso.links.rarity import RAREST, rarity, rarity_of_hash
from sayso.links.words import hash_of
from sayso.pages import read
from sayso.records import Dossier, Page, Refusal, Run

FERRY = "The ferry Ottoline sank off Brackmoor. Divers searched the wreck near the Brackmoor lighthouse for the ferryman."
AGAIN = "Brackmoor mourns the ferryman of the Ottoline. The wreck lies off the lighthouse, divers say."
OTHER = "The orchestra of Vellim has a new conductor. She studied the harpsichord and the bassoon in Tarrow."


def _dossier(text: str) -> Dossier:
    article = read(Page(data=text.encode(), name="page", encoding="utf-8", media_type="text/plain"))
    assert not isinstance(article, Refusal)
    return Dossier(article=article, run=Run(version="0", engine="none"))


def _related(*pages: tuple[str, str | None]) -> set[tuple[int, int]]:
    """The pairs among pages, which go by their places; each is a text with the time that it came out at."""
    with DuckEngine(threads=1) as engine:
        firsts = [moments(datetime.fromisoformat(when) if when else None)[0] for _, when in pages]
        ranks = np.argsort(np.lexsort((np.arange(len(pages)), np.array(firsts))))
        engine.load("pages", {"article": np.arange(len(pages)), "first": np.array(firsts), "rank": ranks})
        for article, (text, _) in enumerate(pages):
            dossier = _dossier(text)
            sheet = features(dossier, annotate(dossier.article), related.SHEETS)[1]["terms"]
            engine.load("terms", {"article": np.full(len(sheet["term"]), article), **sheet})
        related.relate(engine)
        return {(left, right) for left, right in engine.rows('SELECT "left", "right" FROM related')}


def test_pages_that_share_rare_words_are_related_the_later_on_the_left() -> None:
    pages = (FERRY, "2031-05-02T08:00+00:00"), (OTHER, "2031-05-02T09:00+00:00"), (AGAIN, "2031-05-03T08:00+00:00")
    assert _related(*pages) == {(2, 0)}
    assert _related(pages[2], pages[1], pages[0]) == {(0, 2)}


def test_what_lies_months_apart_is_another_story() -> None:
    assert _related((FERRY, "2031-05-02T08:00+00:00"), (AGAIN, "2031-08-03T08:00+00:00")) == set()


def test_a_page_without_a_time_may_be_of_any_story() -> None:
    assert _related((FERRY, "2031-05-02T08:00+00:00"), (AGAIN, None)) == {(1, 0)}


def test_a_page_has_no_more_than_so_many_neighbours_and_the_first_of_its_story_is_among_them() -> None:
    pages = [(f"{FERRY} Page {number}.", f"2031-05-02T{number // 60:02}:{number % 60:02}+00:00") for number in range(60)]
    found = _related(*pages)
    neighbours = [{right for left, right in found if left == page} for page in range(60)]
    assert max(map(len, neighbours)) <= related.NEIGHBOURS
    assert all(0 in some for some in neighbours[1:])


def test_what_a_page_stands_for_is_a_vector_of_length_one() -> None:
    dossier = _dossier(FERRY)
    weights = features(dossier, annotate(dossier.article), related.SHEETS)[1]["terms"]["weight"]
    assert 0 < len(weights) <= related.TERMS
    assert np.linalg.norm(weights) == pytest.approx(1)
    nothing = replace(dossier, article=_dossier("The and of it.").article)
    assert len(features(nothing, annotate(nothing.article), related.SHEETS)[1]["terms"]["weight"]) == 0


@given(st.sampled_from(["the", "The", "ministry", "ferry", "zyxomma", "l’été"]))
def test_rarity_is_the_same_by_word_and_by_hash(word: str) -> None:
    assert 0 <= rarity(word) <= RAREST
    assert rarity(word) == rarity_of_hash(hash_of(word))


def test_common_words_are_not_rare() -> None:
    assert rarity("the") < 0.01 < rarity("minister") < rarity("ferryman") == RAREST
