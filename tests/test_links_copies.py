"""Copies: what stands in two texts alike, which pages have passages of another, and what only looks like it."""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.annotation import annotate
from sayso.corpus.engine import DuckEngine
from sayso.links import Tie, copies
from sayso.links.alignment import GAP, SEED, Passage, align
from sayso.links.features import features, moments
from sayso.links.fingerprints import SHINGLE, WINDOW, fingerprints
from sayso.links.words import Words, hash_of
from sayso.records import Article, Block, Dossier, Run, Span

# ------------------------------------------------------------------------------------------------------------------ alignment

TEXTS = st.lists(st.integers(0, 30), max_size=80).map(lambda words: np.array(words, np.int64))


@st.composite
def edited(draw: st.DrawFn) -> tuple[Any, Any]:
    """A text, and pieces of it in some order with some words changed."""
    text = draw(st.lists(st.integers(0, 10_000), min_size=10, max_size=120))
    cut = draw(st.integers(0, len(text)))
    turned = text[cut:] + text[:cut] if draw(st.booleans()) else text
    changed = draw(st.sets(st.integers(0, len(turned) - 1), max_size=12))
    other = [word + 20_000 if place in changed else word for place, word in enumerate(turned)]
    return np.array(text, np.int64), np.array(other, np.int64)


@given(st.one_of(st.tuples(TEXTS, TEXTS), edited()))
@settings(max_examples=300)
def test_passages_are_equal_words_in_order_and_of_no_two_a_word(texts: tuple[Any, Any]) -> None:
    left, right = texts
    passages = align(left, right)
    for passage in passages:
        assert (left[passage.left] == right[passage.right]).all()
        assert (np.diff(passage.left) > 0).all()
        assert (np.diff(passage.right) > 0).all()
        assert max(np.diff(passage.left).max(initial=0), np.diff(passage.right).max(initial=0)) <= GAP + 1
        assert len(passage.left) >= min(SEED, len(left))
    for which in (0, 1):
        spans = sorted(passage.spans[which] for passage in passages)
        assert all(0 <= begin < end <= len(texts[which]) for begin, end in spans)
        assert all(one[1] <= other[0] for one, other in pairwise(spans))
    assert [passage.spans[0] for passage in passages] == sorted(passage.spans[0] for passage in passages)


@given(st.one_of(st.tuples(TEXTS, TEXTS), edited()))
@settings(max_examples=200)
def test_the_other_way_round_the_passages_are_the_same(texts: tuple[Any, Any]) -> None:
    left, right = texts
    there = {tuple(zip(one.left.tolist(), one.right.tolist(), strict=True)) for one in align(left, right)}
    back = {tuple(zip(one.right.tolist(), one.left.tolist(), strict=True)) for one in align(right, left)}
    assert there == back


@given(TEXTS)
def test_a_text_is_all_of_itself(text: Any) -> None:
    passages = align(text, text)
    assert sum(len(passage.left) for passage in passages) == len(text)
    assert len(passages) == (1 if len(text) else 0)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda text: [*text[:20], *"uvwx", *text[24:]], 36),
        (lambda text: text[:20] + text[25:], 35),
        (lambda text: [*text[:20], *"uvw", *text[20:]], 40),
        (lambda text: [*text[:20], "u", text[21], "v", *text[23:]], 38),
    ],
    ids=["other words", "words left out", "words put in", "a word between two others"],
)
def test_small_edits_are_bridged(change: Any, expected: int) -> None:
    text = [f"word{number}" for number in range(40)]
    passage, *others = align(hashed(text), hashed(change(text)))
    assert not others
    assert len(passage.left) == expected
    assert passage.spans == ((0, 40), (0, len(change(text))))


def test_what_is_moved_and_what_is_far_apart_are_passages_of_their_own() -> None:
    text = [f"word{number}" for number in range(60)]
    moved = align(hashed(text), hashed(text[30:] + text[:30]))
    assert [passage.spans for passage in moved] == [((0, 30), (30, 60)), ((30, 60), (0, 30))]
    apart = align(hashed(text), hashed([*text[:30], *(f"other{number}" for number in range(20)), *text[30:]]))
    assert [passage.spans for passage in apart] == [((0, 30), (0, 30)), ((30, 60), (50, 80))]


def test_long_pages_that_say_one_thing_over_and_over_take_no_time() -> None:
    generator = np.random.default_rng(0)
    cycle = np.tile(np.arange(7), 5000)
    assert isinstance(align(cycle, cycle[:-3]), list)
    lines = generator.integers(0, 1 << 60, (200, 6))
    left, right = (lines[generator.integers(0, 200, 3000)].ravel() for _ in range(2))
    assert all(isinstance(passage, Passage) for passage in align(left, right))


def hashed(words: Iterable[str]) -> Any:
    return np.array([hash_of(word) for word in words], np.int64)


# --------------------------------------------------------------------------------------------------------------- fingerprints


@given(st.integers(0, 200), st.integers(0, 60), st.integers(0, 60))
@settings(max_examples=60)
def test_whatever_is_alike_for_a_window_of_shingles_has_a_fingerprint_in_common(seed: int, before: int, after: int) -> None:
    some = random.Random(seed)
    passage = some.choices(vocabulary(), k=WINDOW + SHINGLE - 1)
    head, tail = prose(some, before), prose(some, after)
    left = page(0, [" ".join(passage)]).words
    right = page(1, [" ".join([*head, *passage, *tail])]).words
    assert set(fingerprints(left)[0].tolist()) & set(fingerprints(right)[0].tolist())


def test_quoted_words_headlines_and_words_of_every_day_have_no_fingerprints() -> None:
    telling = " ".join(prose(random.Random(1), 40))
    assert len(fingerprints(page(0, [telling]).words)[0]) > 5
    assert not len(fingerprints(page(0, ["“" + telling + ".”"]).words)[0])
    assert not len(fingerprints(page(0, [], headline=telling).words)[0])
    assert not len(fingerprints(page(0, ["It was to be the one that they had all been on and so it is now for us."]).words)[0])
    assert not len(fingerprints(page(0, ["Two words"]).words)[0])


# --------------------------------------------------------------------------------------------------------------------- a case

SYLLABLES = "ba bre cal dor e fen gis ho ik jor ka lun mo na orv pel qui ras sul tor ul vane wex yl zor".split()
SMALL = "the of and a in to was that had on for at with by from it as were its not".split()
DAY = datetime(2031, 3, 10, 9, tzinfo=UTC)


class Made(NamedTuple):
    """A page of a small case."""

    number: int
    dossier: Dossier
    words: Words
    sheets: dict[str, Any]
    owner: str | None


@lru_cache(maxsize=4)
def vocabulary(size: int = 4000) -> list[str]:
    some = random.Random(5)
    return ["".join(some.choices(SYLLABLES, k=some.randint(2, 3))) for _ in range(size)]


def prose(some: random.Random, count: int) -> list[str]:
    """Words in which every other one is a small one, more or less."""
    return [some.choice(SMALL if some.random() < 0.45 else vocabulary()) for _ in range(count)]


def paragraphs(some: random.Random, count: int, words: int = 45) -> list[str]:
    return [" ".join(prose(some, words)).capitalize() + "." for _ in range(count)]


def page(
    number: int,
    body: Sequence[str],
    *,
    headline: str = "",
    outlet: str | None = None,
    owner: str | None = None,
    published: datetime | None = DAY,
    address: str | None = None,
    credit: tuple[str, ...] = (),
) -> Made:
    text = "\n".join([headline, *body] if headline else body)
    blocks, at = [], 0
    for place, line in enumerate(text.split("\n")):
        if line:
            blocks.append(Block(span=Span(at, at + len(line)), label="headline" if headline and not place else "body"))
        at += len(line) + 1
    article = Article(
        id=f"article-{number}", text=text, blocks=tuple(blocks), outlet=outlet, published=published, url=address, credit=credit
    )
    dossier = Dossier(article=article, run=Run(version="0", engine="grammar"))
    return Made(number, dossier, *features(dossier, annotate(article), copies.SHEETS), owner or outlet)


class Shelf:
    """Where the words of pages are looked up."""

    def __init__(self, pages: Iterable[Made]) -> None:
        self.pages = {one.number: one for one in pages}

    def words(self, article: int) -> Words:
        return self.pages[article].words

    def dossier(self, article: int) -> Dossier:
        return self.pages[article].dossier

    def text(self, article: int) -> str:
        return self.pages[article].dossier.article.text


Row = tuple[int, ...]


def linked(
    pages: Sequence[Made], cites: Sequence[tuple[int, int]] = (), known: dict[Row, list[Tie]] | None = None
) -> tuple[list[Tie], dict[Row, list[Tie]]]:
    """The copies in a case, and what came of each row of its candidates; rows that are ``known`` are not verified again."""
    with DuckEngine(memory="256MB", threads=1) as engine:
        engine.load("pages", table_of_pages(pages))
        for name in ("prints", "credits"):
            cells = [(one.number, *row) for one in pages for row in zip(*one.sheets[name].values(), strict=True)]
            columns = zip(*cells, strict=True) if cells else ((), ())
            names = ("article", *pages[0].sheets[name])
            engine.load(name, {title: np.array(cell, np.int64) for title, cell in zip(names, columns, strict=True)})
        if cites:
            ends = {"left": [left for left, _ in cites], "right": [right for _, right in cites], "relation": [2] * len(cites)}
            engine.load("ties", {title: np.array(cell, np.int64) for title, cell in ends.items()})
        found = copies.candidates(engine)
        rows = [tuple(row) for row in zip(*(column.tolist() for column in found.values()), strict=True)]
        given = dict.fromkeys(rows, ()) | {row: ties for row, ties in (known or {}).items() if row in set(rows)}
        new = np.array([row not in (known or {}) for row in rows], bool)
        ties = list(copies.verify(engine, {name: column[new] for name, column in found.items()}, Shelf(pages)))
    ends_of = {(row[0], row[1]): row for row in rows}
    results: dict[Row, list[Tie]] = {row: list(one) for row, one in given.items()}
    for tie in ties:
        results[ends_of[tie.left, tie.right]].append(tie)
    return sorted((tie for one in results.values() for tie in one), key=lambda tie: (tie.left, tie.right)), results


def table_of_pages(pages: Sequence[Made]) -> dict[str, Any]:
    def rows() -> Iterator[tuple[Any, ...]]:
        for one in pages:
            article = one.dossier.article
            first, last = moments(article.published)
            bodies = (hash_of(name) if name else 0 for name in (article.outlet, one.owner, article.url))
            yield (one.number, first, last, *bodies, len(one.words.hashes))

    number, first, last, outlet, owner, address, words = (list(column) for column in zip(*rows(), strict=True))
    order = sorted(range(len(number)), key=lambda place: (math.isnan(first[place]), first[place], number[place]))
    rank = np.empty(len(number), np.int64)
    rank[order] = np.arange(len(number))
    whole = {"article": number, "outlet": outlet, "owner": owner, "address": address, "words": words}
    return {name: np.array(column, np.int64) for name, column in whole.items()} | {
        "first": np.array(first), "last": np.array(last), "rank": rank
    }  # fmt: skip


def ends(ties: Iterable[Tie]) -> set[tuple[int, int]]:
    return {(tie.left, tie.right) for tie in ties}


def words_of(made: Made, spans: Iterable[Span]) -> list[str]:
    return [made.dossier.article.slice(span) for span in spans]


def edited_words(some: random.Random, words: Sequence[str], share: float) -> list[str]:
    """Words of which a ``share`` is changed, left out, or has a new one before it."""
    out: list[str] = []
    for word in words:
        kind = some.random() / share
        out.extend([word] if kind >= 1 else [] if kind < 0.2 else [some.choice(vocabulary())] if kind < 0.8 else ["so", word])
    return out


# --------------------------------------------------------------------------------------------------------- what is a copy


def test_a_whole_copy_a_part_after_a_lead_of_its_own_and_a_page_that_has_nothing() -> None:
    some = random.Random(2)
    wire, other = paragraphs(some, 9), paragraphs(some, 9)
    pages = [
        page(1, wire, outlet="Wire"),
        page(2, wire, outlet="Almanack", published=DAY + timedelta(hours=2)),
        page(3, [*paragraphs(some, 1), *wire[:4], *paragraphs(some, 2)], outlet="Dispatch", published=DAY + timedelta(hours=3)),
        page(4, other, outlet="Tidings", published=DAY + timedelta(hours=4)),
    ]
    whole, part = linked(pages)[0]
    assert (whole.left, whole.right, whole.directed, whole.left_share, whole.right_share) == (2, 1, True, 1.0, 1.0)
    assert whole.reason.startswith("all of it, nine paragraphs, stands in the other page, word for word")
    assert (part.left, part.right, part.directed) == (3, 1, True)
    assert part.left_share == pytest.approx(4 / 7, abs=0.01)
    assert part.right_share == pytest.approx(4 / 9, abs=0.01)
    assert "four paragraphs of seven stand in the other page, word for word, after a lead of its own" in part.reason
    assert words_of(pages[2], part.left_spans) == words_of(pages[0], part.right_spans) == ["\n".join(wire[:4])[:-1]]
    assert whole.score > part.score > 0.5


def test_partial_copies_of_sixty_words_with_edits_are_found_and_nothing_else() -> None:
    some = random.Random(3)
    sources = [paragraphs(some, 8, 50) for _ in range(120)]
    pages = [page(number, body, outlet=f"Outlet {number}") for number, body in enumerate(sources)]
    truth = set()
    for number, body in enumerate(sources):
        words = " ".join(body).split()
        at = some.randrange(len(words) - 60)
        taken = edited_words(some, words[at : at + 60], 0.08)
        own = paragraphs(some, 8, 50)
        if number % 3 == 0:
            taken[30:30] = prose(some, 40)
        own.insert(some.randint(1, 8), " ".join(taken))
        pages.append(page(1000 + number, own, outlet=f"Copier {number}", published=DAY + timedelta(days=1)))
        truth.add((1000 + number, number))
    found = ends(linked(pages)[0])
    assert len(found & truth) >= 0.98 * len(truth)
    assert len(found & truth) >= 0.95 * len(found)


def test_a_story_with_a_thousand_copies_is_found_whole() -> None:
    some = random.Random(4)
    story = paragraphs(some, 3, 40)
    pages = [page(0, story, outlet="Wire")]
    for number in range(1, 1001):
        taken = story if number % 2 else [*paragraphs(some, 1, 20), *story[number % 3 :]]
        pages.append(page(number, taken, outlet=f"Outlet {number % 40}", published=DAY + timedelta(minutes=number)))
    assert ends(linked(pages)[0]) == {(number, 0) for number in range(1, 1001)}


def test_a_popular_quotation_alone_is_no_copy_and_a_copied_paragraph_around_it_is() -> None:
    some = random.Random(6)
    quotation = "“" + " ".join(prose(some, 45)) + ",” said the mayor."
    pages = [
        page(number, [*paragraphs(some, 3), quotation, *paragraphs(some, 3)], outlet=f"Outlet {number}") for number in range(30)
    ]
    assert not linked(pages)[0]
    around = [*paragraphs(some, 2), pages[3].dossier.article.text.split("\n")[2], quotation, *paragraphs(some, 2)]
    copier = page(99, around, outlet="Copier", published=DAY + timedelta(days=1))
    (tie,) = linked([*pages, copier])[0]
    assert (tie.left, tie.right) == (99, 3)
    assert words_of(copier, tie.left_spans)[0].endswith("said the mayor")


def test_headline_and_lead_prove_nothing_by_themselves() -> None:
    some = random.Random(7)
    headline, lead = " ".join(prose(some, 20)), " ".join(prose(some, 35))
    alike = [page(number, [lead, *paragraphs(some, 4)], headline=headline, outlet=f"Outlet {number}") for number in range(2)]
    assert not linked(alike)[0]
    further = page(9, [lead, alike[0].dossier.article.text.split("\n")[2], *paragraphs(some, 3)], outlet="Outlet 9")
    assert ends(linked([*alike, further])[0]) in ({(9, 0)}, {(0, 9)})


def test_stock_phrases_are_no_copies() -> None:
    some = random.Random(8)
    phrase = " ".join(prose(some, 22))
    pages = [
        page(
            number, [*paragraphs(some, 3), f"{phrase} {' '.join(prose(some, 20))}", *paragraphs(some, 3)], outlet=f"O {number}"
        )
        for number in range(12)
    ]
    ties = linked(pages)[0]
    assert all(len(tie.left_spans) == 1 for tie in ties)
    short = " ".join(phrase.split()[:14])
    other = [page(number, [*paragraphs(some, 5), short], outlet=f"O {number}") for number in range(12)]
    assert not linked(other)[0]


def test_rare_words_weigh_more_than_words_of_every_day() -> None:
    some = random.Random(18)
    said = (
        "the president said on monday that he would not be at the new york house with his first campaign this year now so far"
    )
    rare = " ".join(some.choices(vocabulary(), k=len(said.split())))
    for shared, expected in ((said, set()), (rare, {(1, 0)})):
        bodies = [
            [*paragraphs(some, 3), f"{one.capitalize()} {shared} {two}.", *paragraphs(some, 3)] for one, two in ("ab", "cd")
        ]
        pages = [
            page(place, body, outlet=f"Outlet {place}", published=DAY + timedelta(place)) for place, body in enumerate(bodies)
        ]
        assert ends(linked(pages)[0]) == expected


def test_what_is_copied_is_told_in_words() -> None:
    some = random.Random(19)
    wire = paragraphs(some, 6, 60)
    source = page(0, wire, outlet="Wire")

    def told(*body: str) -> str:
        (tie,) = linked([source, page(1, body, outlet="Star", published=DAY + timedelta(1))])[0]
        return tie.reason.removesuffix("; the other page is the earlier one")

    own = paragraphs(some, 3)
    part, other = (" ".join(wire[place].split()[10:50]) for place in (2, 4))
    assert told(*own, f"{own[0]} {part} yet.") == "a passage of 40 words stands in the other page, word for word"
    changed = " ".join("so" if place == 20 else word for place, word in enumerate(part.split()))
    assert told(*own, f"{own[0]} {changed} yet.") == "a passage of 39 words stands in the other page, with small edits"
    assert told(wire[0], *own) == "one paragraph of four stands in the other page, word for word"
    more = told(f"{own[2]} {part} yet.", *own, f"{own[1]} {other} yet.")
    assert more == "two passages, 80 words together, stand in the other page, word for word"


@pytest.mark.parametrize("owners", [("Courier",), ("Courier", "Star", "Herald")])
def test_boilerplate_of_an_outlet_or_an_owner_is_kept_out(owners: tuple[str, ...]) -> None:
    some = random.Random(9)
    notice = " ".join(prose(some, 50))
    pages = []
    for number in range(9):
        body = [*paragraphs(some, 4), notice] if number % 2 else [*paragraphs(some, 2), notice, *paragraphs(some, 2)]
        outlet = owners[number % len(owners)]
        pages.append(page(number, body, outlet=outlet, owner="House", published=DAY + timedelta(hours=number)))
    assert not linked(pages)[0]
    story = pages[4].dossier.article.text.split("\n")
    copier = page(99, [story[0], notice, *story[3:]], outlet="Courier", owner="House", published=DAY + timedelta(days=1))
    (tie,) = linked([*pages, copier])[0]
    assert (tie.left, tie.right) == (99, 4)
    assert not any(notice[40:-40] in text for text in words_of(copier, tie.left_spans))


def test_two_pages_of_one_outlet_that_end_alike_are_no_copies() -> None:
    some = random.Random(10)
    footer = " ".join(prose(some, 50))
    one, two = (page(number, [*paragraphs(some, 5), footer], outlet="Courier") for number in range(2))
    assert not linked([one, two])[0]
    elsewhere = page(3, [*paragraphs(some, 5), footer], outlet="Star", published=DAY + timedelta(days=1))
    assert ends(linked([one, elsewhere])[0]) == {(3, 0)}


def test_a_passage_that_pages_of_an_outlet_have_from_elsewhere_is_no_boilerplate() -> None:
    some = random.Random(11)
    story = paragraphs(some, 6, 60)
    pages = [page(0, story, outlet="Wire")]
    for number in range(1, 7):
        body = [*paragraphs(some, 3), story[2], *paragraphs(some, 2)]
        pages.append(page(number, body, outlet="Courier", published=DAY + timedelta(hours=number)))
    assert ends(linked(pages)[0]) == {(number, 0) for number in range(1, 7)}


def test_what_is_boilerplate_of_one_owner_cuts_no_passage_between_others() -> None:
    some = random.Random(17)
    notes = [" ".join(prose(some, 12)) for _ in range(3)]
    pages = [page(at, [*paragraphs(some, 4), *notes], outlet="Courier", published=DAY + timedelta(hours=at)) for at in range(5)]
    passage = " ".join(text for note in notes for text in (note, " ".join(prose(some, 12))))
    wire = page(10, [*paragraphs(some, 4), passage], outlet="Wire", published=DAY + timedelta(days=1))
    copier = page(11, [*paragraphs(some, 4), passage], outlet="Star", published=DAY + timedelta(days=2))
    (tie,) = linked([*pages, wire, copier])[0]
    assert (tie.left, tie.right) == (11, 10)
    assert words_of(copier, tie.left_spans) == [passage]


def test_boilerplate_of_one_owner_proves_nothing_between_others() -> None:
    some = random.Random(18)
    notice = " ".join(prose(some, 50))
    pages = [page(at, [*paragraphs(some, 4), notice], outlet="Courier", published=DAY + timedelta(hours=at)) for at in range(5)]
    others = [
        page(10 + at, [*paragraphs(some, 4), notice], outlet=name, published=DAY + timedelta(days=1 + at))
        for at, name in enumerate(("Star", "Herald"))
    ]
    assert not any({tie.left, tie.right} == {10, 11} for tie in linked([*pages, *others])[0])


def test_versions_of_one_address_are_no_copies() -> None:
    some = random.Random(12)
    body = paragraphs(some, 5)
    first = page(1, body, outlet="Wire", address="https://wire.example/a")
    later = page(
        2, [*body, *paragraphs(some, 2)], outlet="Wire", address="https://wire.example/a", published=DAY + timedelta(1)
    )
    other = page(
        3, [*body, *paragraphs(some, 2)], outlet="Wire", address="https://wire.example/b", published=DAY + timedelta(2)
    )
    assert ends(linked([first, later, other])[0]) == {(3, 1)}


# ---------------------------------------------------------------------------------------------------------------- which way


def test_where_times_do_not_tell_citing_and_clipping_do_and_else_nothing() -> None:
    some = random.Random(13)
    body = paragraphs(some, 8)
    own = paragraphs(some, 2)
    long, short = page(1, body, outlet="Star", published=None), page(2, body[:4], outlet="Courier", published=None)
    (tie,) = linked([long, short])[0]
    assert (tie.left, tie.right, tie.directed) == (2, 1, True)
    assert tie.reason.endswith("it is the beginning of the other page, and nothing else")
    middle = page(2, body[2:6], outlet="Courier", published=None)
    (tie,) = linked([long, middle])[0]
    assert (tie.left, tie.right, tie.directed) == (2, 1, False)
    rewritten = page(2, [*own, *body[:4]], outlet="Courier", published=None)
    (tie,) = linked([long, rewritten])[0]
    assert (tie.left, tie.right, tie.directed) == (2, 1, False)
    assert tie.reason.endswith("nothing shows which of the two was first")
    (tie,) = linked([long, rewritten], cites=[(1, 2)])[0]
    assert (tie.left, tie.right, tie.directed) == (1, 2, True)
    assert tie.reason.endswith("it cites the other page")


def test_a_page_without_a_time_comes_after_those_with_one_and_is_not_directed() -> None:
    some = random.Random(14)
    body = paragraphs(some, 6)
    known, unknown = page(5, body, outlet="Star"), page(2, [*body[:5], *paragraphs(some, 1)], outlet="Courier", published=None)
    (tie,) = linked([known, unknown])[0]
    assert not tie.directed


def test_pages_that_both_credit_one_agency_may_both_have_it_from_there() -> None:
    some = random.Random(15)
    body = paragraphs(some, 6)
    wire = page(0, body, outlet="Trans-Arden Wire", credit=("Trans-Arden Wire",))
    one = page(1, body, outlet="Star", credit=("Trans-Arden Wire",), published=DAY + timedelta(hours=1))
    two = page(2, body, outlet="Courier", credit=("The Trans-Arden Wire",), published=DAY + timedelta(hours=2))
    (tie,) = linked([one, two])[0]
    assert (tie.left, tie.right, tie.directed) == (2, 1, False)
    assert "both credit The Trans-Arden Wire" in tie.reason
    assert [(tie.left, tie.right, tie.directed) for tie in linked([wire, one, two])[0]] == [(1, 0, True), (2, 0, True)]


def test_a_page_is_held_against_the_one_that_it_cites_though_an_earlier_one_has_the_same() -> None:
    some = random.Random(16)
    body = paragraphs(some, 6)
    pages = [page(number, body, outlet=f"Outlet {number}", published=DAY + timedelta(hours=number)) for number in range(3)]
    assert ends(linked(pages)[0]) == {(1, 0), (2, 0)}
    assert ends(linked(pages, cites=[(2, 1)])[0]) == {(1, 0), (2, 0), (2, 1)}


# ----------------------------------------------------------------------------------------------------------------- two steps


@pytest.mark.parametrize("seed", range(4))
def test_a_case_filled_in_two_steps_is_linked_as_in_one(seed: int) -> None:
    some = random.Random(seed)
    notices = [" ".join(prose(some, 40)) for _ in range(3)]
    pages: list[Made] = []
    for number in range(60):
        body = paragraphs(some, 4)
        if number and some.random() < 0.5:
            source = some.choice(pages).dossier.article.text.split("\n")
            body[1 : 1 + some.randint(0, 3)] = some.sample(source, min(2, len(source)))
        body.append(notices[number % 3])
        made = page(number, body, outlet=f"Outlet {number % 3}", published=DAY + timedelta(hours=some.randrange(400)))
        pages.append(made)
    whole, _ = linked(pages)
    some.shuffle(pages)
    _, known = linked(pages[:40])
    assert linked(pages, known=known)[0] == whole
