"""Statements that put the same, and the claims that they make up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation import claims as known
from sayso import analyze
from sayso.links import Tie, meaning, sameness
from sayso.links.features import PLACES
from sayso.links.gathering import _Compared, gather
from sayso.links.putting import DAY, LOOSE, NAME, SURE, TOPIC, content_of, key_of, stems
from sayso.links.sameness import Sure, figures, is_strange
from sayso.pages import read
from sayso.records import Article, Dossier, Page

TOLD = datetime(2031, 5, 6, 8, tzinfo=UTC)


def _page(text: str, after: int = 0) -> Dossier:
    """The dossier of a plain text that came out so many hours later."""
    article = read(Page(data=text.encode(), name="page", encoding="utf-8", media_type="text/plain"))
    assert isinstance(article, Article)
    made = analyze(replace(article, id=f"{article.id}-{after}", published=TOLD + timedelta(hours=after)), engine="grammar")
    assert isinstance(made, Dossier)
    return made


def _content(dossiers: Sequence[Dossier], statement: int) -> str:
    dossier = dossiers[statement >> PLACES]
    return content_of(dossier.article, dossier.statements[statement & ((1 << PLACES) - 1)])


def _claims(dossiers: Sequence[Dossier], clusters: dict[int, int]) -> list[set[str]]:
    found: dict[int, set[str]] = {}
    for statement, claim in clusters.items():
        found.setdefault(claim, set()).add(_content(dossiers, statement))
    return list(found.values())


BRIDGE = """Wellsby bridge shut after crack is found

The Wellsby bridge will stay shut until May, Mayor Ada Brandt said on Tuesday. Engineers found a crack in the northern pier.

“The crack runs through half of the northern pier,” said Jonas Weil, the chief engineer. He said that 14 workers were hurt."""
RETOLD = """Wellsby waits for its bridge

Ada Brandt, the mayor, told reporters that the bridge in Wellsby would remain closed until May.

Jonas Weil, an engineer, said that a crack went through half of the northern pier. The hospital said that 19 workers were hurt.

The crack in the northern pier goes right through half of it."""


def test_the_same_in_other_words_is_one_claim() -> None:
    pages = [_page(BRIDGE), _page(RETOLD, 5)]
    ties, clusters = known.clustered(pages)
    found = _claims(pages, clusters)
    assert any(
        {"The Wellsby bridge will stay shut until May", "the bridge in Wellsby would remain closed until May"} <= one
        for one in found
    )
    crack = next(one for one in found if "a crack went through half of the northern pier" in one)
    assert "The crack runs through half of the northern pier" in crack
    assert all(tie.relation == "same_claim" and not tie.directed and 0 < tie.score <= 1 and tie.reason for tie in ties)


def test_another_figure_of_the_same_thing_is_another_claim() -> None:
    pages = [_page(BRIDGE), _page(RETOLD, 5)]
    for one in _claims(pages, known.clustered(pages)[1]):
        assert not ("14 workers were hurt" in one and "19 workers were hurt" in one)


def test_a_page_s_own_voice_makes_no_claim() -> None:
    text = "A crack was found in the northern pier of the bridge in Wellsby. It runs through half of the northern pier."
    assert known.clustered([_page(text), _page(f"{text} So it goes.", 3)]) == ([], {})


def test_a_copy_is_tied_to_one_page_only() -> None:
    copies = 40
    pages = [_page(BRIDGE, after) for after in range(copies)]
    said = [one for one in pages[0].statements if one.voice == "attributed"]
    ties, clusters = known.clustered(pages)
    same = [tie for tie in ties if tie.reason == "the same words"]
    assert len(same) == len(said) * (copies - 1)
    assert len(ties) < 20 * copies
    assert len(set(clusters.values())) == len(said)


def test_what_analysts_join_and_part_holds() -> None:
    pages = [_page(BRIDGE), _page(RETOLD, 5)]
    _, before = known.clustered(pages)
    one, other = next((one, other) for one in before for other in before if one < other and before[one] == before[other])
    assert _claim(known.clustered(pages, apart=[(one, other)])[1], one) != _claim(
        known.clustered(pages, apart=[(one, other)])[1], other
    )
    third = next(statement for statement in before if before[statement] != before[one])
    after = known.clustered(pages, same=[(one, third)])[1]
    assert after[one] == after[third]


def _claim(clusters: dict[int, int], statement: int) -> int:
    return clusters.get(statement, statement)


def test_the_invented_stories_are_told_apart() -> None:
    found = known.measured(known.stories())
    assert found.pairs_right >= 0.9
    assert found.right >= 0.97
    assert found.found >= 0.72


@pytest.mark.slow
def test_the_claims_of_the_example() -> None:
    told = known.example()
    dossiers = [one.dossier for one in told]
    _, clusters = known.clustered(dossiers)
    claims: dict[int, set[str]] = {}
    for article, one in enumerate(told):
        for place, names in one.claims.items():
            if (statement := article << PLACES | place) in clusters:
                claims.setdefault(clusters[statement], set()).update(names)
    assert not any({"toll-11", "toll-14"} <= names for names in claims.values())
    found = known.measured(told)
    assert found.right >= 0.9
    assert found.found >= 0.36


# --------------------------------------------------------------------------------------------------------------- the measures


@given(
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=12),
    *[st.lists(st.integers(0, 6), min_size=1, max_size=5)] * 2,
)
def test_the_share_of_compared_pages_is_that_of_their_pairs(
    related: list[tuple[int, int]], one: list[int], other: list[int]
) -> None:
    """However few or many they are."""
    sides = np.array(related, np.int64).reshape(-1, 2)
    compared = _Compared({"a": sides[:, 0], "b": sides[:, 1]})
    known_pairs = {frozenset(pair) for pair in related} | {frozenset((page,)) for page in range(7)}
    true = sum(frozenset((mine, its)) in known_pairs for mine in one for its in other) / (len(one) * len(other))
    found = compared.share([page << PLACES for page in one], [page << PLACES | 1 for page in other])
    assert found == pytest.approx(true)


def _sure(kind: int, low: float = 0, high: float = 0, thing: int = 1, state: int = 0, unit: int = 0) -> Sure:
    return Sure(kind, thing, state, unit, low, high)


def score(
    content: float, sentence: float, mine: list[Sure], its: list[Sure], is_one_page: bool = False, strange: float = 0.0
) -> float:
    """The score of two statements that share the usual part of their words."""
    return sameness.score(content, sentence, sameness.known(0.4, mine, its, is_one_page), strange)


def test_figures_of_one_thing_agree_or_differ() -> None:
    assert figures([_sure(SURE, 11, 11)], [_sure(SURE, 11, 11)]) == (1, 0)
    assert figures([_sure(SURE, 11, 11)], [_sure(SURE, 14, 14)]) == (0, 1)
    assert figures([_sure(SURE, 11, 11)], [_sure(SURE, 14, 14, thing=2)]) == (0, 0.5)  # the dead, and those hurt
    assert figures([_sure(SURE, 11, 11), _sure(SURE, 14, 14, thing=2)], [_sure(SURE, 11, 11)]) == (1, 0)
    assert figures([_sure(SURE, 11, 11)], [_sure(LOOSE, 14, 14)]) == (0, 0.5)
    assert figures([_sure(SURE, 11, 11, state=5)], [_sure(SURE, 11, 11, thing=2, state=5)]) == (1.5, 0)


@given(
    st.floats(0, 1),
    st.floats(0, 1),
    st.lists(
        st.builds(Sure, st.integers(0, 3), st.integers(1, 2), st.integers(0, 1), st.just(0), st.just(1.0), st.just(2.0)),
        max_size=3,
    ),
)
def test_a_score_is_a_probability_and_has_no_sides(content: float, sentence: float, mine: list[Sure]) -> None:
    its = [_sure(SURE, 5, 6), _sure(DAY, 9, 9), _sure(NAME, thing=7)]
    there = score(content, sentence, mine, its)
    assert 0 < there < 1
    assert there == score(content, sentence, its, mine)
    assert there >= score(content, sentence, mine, its, True)
    assert score(content, sentence, mine, mine) <= score(content, 1, mine, mine)


def test_other_days_and_names_speak_against_two_statements() -> None:
    alike = score(0.7, 0.7, [], [])
    assert score(0.7, 0.7, [_sure(DAY, 10, 10)], [_sure(DAY, 11, 11)]) < alike
    assert score(0.7, 0.7, [_sure(NAME, thing=1)], [_sure(NAME, thing=2)]) < alike
    assert score(0.7, 0.7, [_sure(NAME, thing=1)], [_sure(NAME, thing=1)]) == alike


def test_a_statement_is_strange_to_a_page_that_has_none_of_its_rare_names() -> None:
    page = np.array([7, 8], np.int64)
    assert is_strange([_sure(NAME, 5.8, 5.8, thing=9)], page)
    assert is_strange([_sure(TOPIC, 5.8, 5.8, thing=9)], page)
    assert not is_strange([_sure(NAME, 5.8, 5.8, thing=9), _sure(TOPIC, 5.8, 5.8, thing=7)], page)
    assert not is_strange([_sure(NAME, 1.0, 1.0, thing=9)], page)  # whom everybody knows
    assert not is_strange([_sure(SURE, 11, 11, thing=9)], page)
    assert score(0.7, 0.7, [], [], False, 1.5) < score(0.7, 0.7, [], [], False, 0.5) < score(0.7, 0.7, [], [])


FLOODED = """Flood water pours into {town}

A rotten gate at {farm} had let the river through, said {who}, the chief engineer of the {town} Water Board.

The sluice and the spillway were kept shut on Monday, {who} told reporters. Sandbags lie on the towpath of {town}."""
FLOODED_TOO = """Sandbags in the streets of {town}

A decayed gate at {farm} had let the river through, said {who}, an engineer.

“We have never seen the sluice and the spillway like that,” said {other}, who lives at the towpath in {town}."""


@pytest.mark.parametrize("is_one_town", [True, False])
def test_two_stories_of_one_kind_are_not_one_claim(is_one_town: bool) -> None:
    here = {"town": "Brelling", "farm": "Janner", "who": "Kestrin Ovald", "other": "Mira Tolk"}
    there = here if is_one_town else {"town": "Ostrowick", "farm": "Kerunagan", "who": "Pello Sandrin", "other": "Ugo Marsh"}
    pages = [_page(FLOODED.format(**here)), _page(FLOODED_TOO.format(**there), 30)]
    claims = _claims(pages, known.clustered(pages)[1])
    assert any(len(one) > 1 and all("gate" in words for words in one) for one in claims) == is_one_town


def test_words_are_compared_without_their_endings_and_few_words_may_be_about_anything() -> None:
    assert stems("warnings ignored").keys() == stems("ignores the warning").keys()
    assert key_of("it", "He denied it.") == key_of("her", "She said so.") == 0
    assert key_of("11", "The rescuers of Wellsby counted 11.") != key_of("11", "The divers of Wellsby counted 11.")
    assert key_of("that the drifting tree struck the ferry", "") != 0
    assert key_of("The drifting tree struck the ferry.", "One.") == key_of("the drifting tree, struck the ferry", "Two.")


def test_vectors_tell_what_is_meant() -> None:
    found = meaning.vectors(
        ["The bridge stays shut until May.", "The bridge will not reopen before May.", "She plays the bassoon."]
    )
    assert found.shape == (3, meaning.SIZE)
    assert (np.abs(found.astype(int)).max(axis=1) == 127).all()
    same, near, far = meaning.nearness(found, np.array([0, 0, 0]), np.array([0, 1, 2]))
    assert 1 - 1e-9 < same < 1 + 1e-9
    assert near > 0.6 > 0.3 > far
    assert len(meaning.digest()) == 64


# -------------------------------------------------------------------------------------------------------------- the gathering

_PAGE = st.integers(0, 5)
_TIES = st.lists(st.tuples(_PAGE, _PAGE, st.sampled_from([0.3, 0.5, 0.7, 0.9, 1.0])), max_size=12)
_PAIRS = st.lists(st.tuples(_PAGE, _PAGE).filter(lambda pair: pair[0] != pair[1]), max_size=3)


def _gathered(ties: list[tuple[int, int, float]], same: list[tuple[int, int]], apart: list[tuple[int, int]]) -> dict[int, int]:
    rows = sorted({(min(a, b), max(a, b)): score for a, b, score in ties if a != b}.items())
    columns = {
        "a": np.array([a << PLACES for (a, _), _ in rows], np.int64),
        "b": np.array([b << PLACES for (_, b), _ in rows], np.int64),
        "score": np.array([score for _, score in rows]),
        "a_said": np.ones(len(rows), np.int8),
        "b_said": np.ones(len(rows), np.int8),
    }
    every = {"a": np.repeat(np.arange(6), 6), "b": np.tile(np.arange(6), 6)}
    pairs = [np.array([(a << PLACES, b << PLACES) for a, b in some], np.int64).reshape(-1, 2) for some in (same, apart)]
    statements, claims = gather(columns, every, *pairs)
    assert len(set(statements.tolist())) == len(statements)
    return {int(one) >> PLACES: int(claim) >> PLACES for one, claim in zip(statements, claims, strict=True)}


@given(_TIES, _PAIRS)
def test_joined_pairs_are_joined_and_a_claim_is_its_lowest_statement(
    ties: list[tuple[int, int, float]], same: list[tuple[int, int]]
) -> None:
    found = _gathered(ties, same, [])
    assert all(found[a] == found[b] for a, b in same)
    assert all(claim == min(one for one, other in found.items() if other == claim) for claim in found.values())


@given(_TIES, _PAIRS)
def test_parted_pairs_are_parted(ties: list[tuple[int, int, float]], apart: list[tuple[int, int]]) -> None:
    found = _gathered(ties, [], apart)
    assert all(found.get(a, -1) != found.get(b, -2) for a, b in apart)


def test_one_good_pair_chains_no_claims() -> None:
    ring = [(0, 1, 0.9), (1, 2, 0.9), (0, 2, 0.9), (3, 4, 0.9), (4, 5, 0.9), (3, 5, 0.9), (2, 3, 0.8)]
    found = _gathered(ring, [], [])
    assert found == {0: 0, 1: 0, 2: 0, 3: 3, 4: 3, 5: 3}


@pytest.mark.parametrize(("tie", "claims"), [(0.0, 2), (0.8, 1)])
def test_two_statements_of_a_page_are_one_claim_only_where_they_are_alike(tie: float, claims: int) -> None:
    a, b, beside = 0 << PLACES, 1 << PLACES, 1 << PLACES | 1  # what the first page says, its copy, and more on the second page
    rows = [(a, b, 1.0), (a, beside, 0.8)] + ([(b, beside, tie)] if tie else [])
    columns = {name: np.array([row[at] for row in rows], np.int64) for at, name in enumerate(("a", "b"))}
    columns |= {"score": np.array([row[2] for row in rows])} | {
        name: np.ones(len(rows), np.int8) for name in ("a_said", "b_said")
    }
    none = np.zeros((0, 2), np.int64)
    statements, found = gather(columns, {"a": np.array([0]), "b": np.array([1])}, none, none)
    assert len({*found.tolist(), *({a, b, beside} - set(statements.tolist()))}) == claims


def test_the_reason_names_what_is_shared() -> None:
    pages = [_page(BRIDGE), _page(RETOLD, 5)]
    ties: list[Tie] = known.clustered(pages)[0]
    assert any("“" in tie.reason and "pier" in tie.reason for tie in ties)


def test_copies_with_small_edits_are_one_claim_though_each_is_tied_to_one_only() -> None:
    star = [(0, other, 0.97) for other in range(1, 6)]
    assert set(_gathered(star, [], []).values()) == {0}
    assert len(set(_gathered([(a, b, 0.9) for a, b, _ in star], [], []).values())) < 6
    assert len(_gathered([(a, b, 0.9) for a, b, _ in star], [], [])) == 2
