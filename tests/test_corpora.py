"""The generated corpora: the same seed gives the same bytes, spans are right, and what is called true is so."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from corpora import Corpus, Truth, dossiers_of
from corpora.stories import FORMS, plan
from corpora.vocabulary import NUMBERS
from corpora.writing import edited
from evaluation.generated import Found, FoundClaim, FoundLink, Placed, figures_of, generated, scored
from sayso import spans
from sayso.pages import read
from sayso.records import Article, Dossier, Spans
from sayso.road import analyze

SIZE = 240
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_STOCK = ("on condition of anonymity", "asked not to be named", "familiar with the matter")
"""What newsrooms write of unnamed sources, all of them."""


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return Corpus(7, SIZE)


@pytest.fixture(scope="module")
def truth(corpus: Corpus) -> Truth:
    return corpus.truth()


@pytest.fixture(scope="module")
def dossiers(corpus: Corpus) -> dict[int, Dossier]:
    return dict(corpus.dossiers())


# ------------------------------------------------------------------------------------------------------------------ the seed


def test_the_same_seed_gives_the_same_bytes(corpus: Corpus) -> None:
    again = Corpus(7, SIZE)
    assert [page.data for _, page in again.pages()] == [page.data for _, page in corpus.pages()]
    assert dict(again.dossiers()) == dict(corpus.dossiers())
    assert next(iter(Corpus(8, SIZE).pages()))[1].data != next(iter(corpus.pages()))[1].data


def test_a_larger_corpus_begins_with_the_same_pages() -> None:
    small, large = Corpus(3, 60, giant=0), Corpus(3, 90, giant=0)
    assert dict(small.dossiers()).items() <= dict(large.dossiers()).items()


def test_any_worker_writes_any_story(corpus: Corpus, dossiers: dict[int, Dossier]) -> None:
    made = [one for story in corpus.stories for one in dossiers_of(str(story.number), seed=7, size=SIZE)]
    assert made == list(dossiers.values())


def test_all_forms_of_stories_are_there() -> None:
    assert {plan(7, number).form for number in range(300)} == set(FORMS) - {"giant"}


def test_one_report_is_copied_by_many(truth: Truth) -> None:
    assert max(len(pages) for pages in truth.holders.values()) > SIZE // 20
    big = Corpus(7, 10_000)
    assert any(story.plan == ("giant", 1000) for story in big.stories)


# --------------------------------------------------------------------------------------------------------------------- spans


def test_contents_are_clauses_and_not_pieces_of_words(dossiers: dict[int, Dossier]) -> None:
    for dossier in dossiers.values():
        text = dossier.article.text
        for one in dossier.attributions:
            for start, end in (*one.source, *one.cue, *one.content):
                assert text[start:end] == text[start:end].strip()
                assert not (text[start - 1 : start] + text[start : start + 1]).isalnum()
                assert not (text[end - 1 : end] + text[end : end + 1]).isalnum()
            assert not any(mark in text[s:e] for s, e in one.source for mark in "“”")


def test_each_sentence_of_the_body_has_its_statement(dossiers: dict[int, Dossier], truth: Truth) -> None:
    for number, dossier in dossiers.items():
        draft = truth.drafts[number]
        assert len(dossier.statements) == len(draft.sentences()) + (draft.footer is not None)
        for before, after in pairwise(dossier.statements):
            assert before.spans[-1].end <= after.spans[0].start


def test_sources_are_called_what_the_page_calls_them(dossiers: dict[int, Dossier]) -> None:
    for dossier in dossiers.values():
        for source in dossier.sources:
            words = [dossier.article.slice(span) for span in source.mentions]
            called = source.name or source.descriptor or ""
            assert not words or any(called in one for one in words), (source, words)
            assert (source.kind == "unnamed") == (source.name is None)


def test_figures_are_where_they_say(dossiers: dict[int, Dossier]) -> None:
    for dossier in dossiers.values():
        for figure in dossier.figures:
            words = dossier.article.slice(figure.span).lower().removeprefix("some ").split()
            middle = ((figure.low or 0) + (figure.high or 0)) / 2 / (1e6 if "million" in words else 1)
            assert words[0] in NUMBERS or abs(float(words[0]) - middle) < 1e-6
            assert figure.counted


def test_a_page_reads_as_its_dossier_says(corpus: Corpus, dossiers: dict[int, Dossier]) -> None:
    for number, page in list(corpus.pages())[:30]:
        article, wanted = read(page), dossiers[number].article
        assert isinstance(article, Article)
        if page.media_type == "text/html":
            assert _body(article) == _body(wanted)
            assert article.title == wanted.title
            told = (article.outlet, article.published, article.updated, article.credit, article.url)
            assert told == (wanted.outlet, wanted.published, wanted.updated, wanted.credit, wanted.url)


def _body(article: Article) -> list[str]:
    return [article.slice(block.span) for block in article.labelled("body")]


def test_the_analysis_finds_most_of_what_the_dossiers_hold(corpus: Corpus, dossiers: dict[int, Dossier]) -> None:
    wanted = found = 0
    for number, page in list(corpus.pages())[:40]:
        made = analyze(page, engine="grammar")
        assert isinstance(made, Dossier)
        said, true = _contents(made), _contents(dossiers[number])
        wanted, found = wanted + len(true), found + len(true & said)
    assert found > 0.85 * wanted


def _contents(dossier: Dossier) -> set[str]:
    text = dossier.article.text
    return {_plain(text, one.spans) for one in dossier.statements if one.chain}


def _plain(text: str, words: Spans) -> str:
    return " ".join(_WORD.findall(" ".join(text[s:e] for s, e in words).lower())).removeprefix("that ")


# --------------------------------------------------------------------------------------------------------------------- truth


def test_the_truth_is_closed_and_its_passages_stand_there(truth: Truth, dossiers: dict[int, Dossier]) -> None:
    assert set(truth.drafts) == set(dossiers) == set(range(SIZE))
    for claim in truth.claims.values():
        assert claim.passages
        assert claim.low <= claim.count <= claim.high, claim
        for passage in claim.passages:
            dossier = dossiers[passage.page]
            assert passage.words == tuple(dossier.article.slice(span) for span in passage.spans)
            assert passage.spans in {one.spans for one in dossier.statements if one.chain}
    for page, meant in truth.cites.items():
        assert all(one <= set(dossiers) and page not in one for one in meant)
    assert all(one <= set(dossiers) for one in truth.circles)
    assert {uid for pages in truth.words.values() for uid in pages} == set(truth.holders)


def test_what_is_copied_is_alike_and_what_is_not_is_not(truth: Truth, dossiers: dict[int, Dossier]) -> None:
    """Unrelated pages share no eight words in a row, but for sayings and for how unnamed sources are called."""
    seen: dict[tuple[str, ...], int] = {}
    odd: set[tuple[int, int]] = set()
    for number, dossier in dossiers.items():
        for run in _runs(truth, number):
            other = seen.setdefault(run, number)
            if truth.story[other] != truth.story[number] and not any(stock in " ".join(run) for stock in _STOCK):
                odd.add((other, number))
        assert dossier.article.text
    assert len(odd) <= SIZE // 30, odd  # a few wordings of eight words have no name in them, as in real news


def _runs(truth: Truth, number: int) -> set[tuple[str, ...]]:
    made: set[tuple[str, ...]] = set()
    for one in truth.drafts[number].sentences():
        words = tuple(_WORD.findall(one.text.lower()))
        if not any(uid.startswith("saying") for uid in one.spoken):
            made |= {words[at : at + 8] for at in range(len(words) - 7)}
    return made


def test_copies_hold_a_passage_of_sixty_words_or_more(truth: Truth) -> None:
    for number, draft in truth.drafts.items():
        if draft.form in ("copy", "borrowed"):
            parents = [truth.shared(number, one) for one in truth.parents(number)]
            assert max(parents) >= 45, (number, parents)  # some words of sixty may be edited away
            assert any(_runs(truth, number) & _runs(truth, one) for one in truth.parents(number))


def test_an_edited_sentence_keeps_its_roles_and_its_quotations(truth: Truth) -> None:
    from random import Random

    chance = Random(1)
    for draft in list(truth.drafts.values())[:60]:
        for one in draft.sentences():
            made = edited(one, chance, 0.2)
            assert made.uid == one.uid
            assert [piece.roles for piece in made.pieces] == [piece.roles for piece in one.pieces]
            assert re.findall("“[^”]*”", made.text) == re.findall("“[^”]*”", one.text)


# --------------------------------------------------------------------------------------------------------------- the scoring


def _perfect(truth: Truth, dossiers: dict[int, Dossier]) -> tuple[Found, Placed]:
    statements = {
        (number, one.spans): number << 20 | at
        for number, dossier in dossiers.items()
        for at, one in enumerate(dossier.statements)
    }
    links = [
        FoundLink("copies", page, parent, None, None, truth.share(page, parent), True, "")
        for page in truth.words
        for parent in truth.parents(page)
    ]
    links += [
        FoundLink("quotes", page, pages[0], None, None, None, True, "") for pages in truth.spoken.values() for page in pages[1:]
    ]
    links += [
        FoundLink("cites", page, min(one), None, None, None, True, "") for page, all_ in truth.cites.items() for one in all_
    ]
    claims: dict[int, FoundClaim] = {}
    claim_of: dict[int, int] = {}
    for at, claim in enumerate(truth.claims.values()):
        carrying = {statements[one.page, one.spans] for one in claim.passages}
        claims[at] = FoundClaim("", claim.low, claim.high, carrying)
        claim_of |= dict.fromkeys(carrying, at)
    found = Found({}, links, claims, claim_of, list(truth.circles))
    same = {number: number for number in dossiers}
    return found, Placed(same, same, statements)


def test_the_truth_itself_scores_full_marks(truth: Truth, dossiers: dict[int, Dossier]) -> None:
    told = list(scored(truth, *_perfect(truth, dossiers)))
    lines = {line.text.split("  ")[0]: line.text for line in told}
    for name in ("copies", "quotes", "cites"):
        assert "P 1.000" in lines[name], lines[name]
        assert "R 1.000" in lines[name], lines[name]
    claims = next(line for name, line in lines.items() if name == "claims")
    assert "contain 1.000  exact 1.000" in claims
    assert "purity 1.000  completeness 1.000" in lines["claims, fit"]
    figures = figures_of(told)
    names = {f"{name} {what}" for name in ("copies", "quotes", "cites", "circles") for what in ("precision", "recall")}
    names |= {f"{name} {what}" for name in ("claims", "single") for what in ("contain", "exact")}
    assert {name: figures[name] for name in names} == dict.fromkeys(names, 1.0)


def test_nothing_found_scores_nothing(truth: Truth, dossiers: dict[int, Dossier]) -> None:
    _, placed = _perfect(truth, dossiers)
    lines = list(scored(truth, Found({}, [], {}, {}, []), placed))
    assert all("R 0.000" in text for text, _ in lines if text.startswith(("copies   ", "quotes", "cites")))
    figures = figures_of(lines)
    assert figures["circles recall"] == figures["claims contain"] == 0.0
    assert "copies precision" not in figures, "of no copies no share is right"


def test_spans_of_the_truth_are_sorted(truth: Truth) -> None:
    assert all(spans.size(one.spans) for claim in truth.claims.values() for one in claim.passages)


@pytest.mark.slow
def test_a_linked_case_is_scored(tmp_path: Path) -> None:
    """The whole road: dossiers into a case, linked, held against the truth."""
    told = list(generated(tmp_path / "small.case", 7, 60, pages=False))
    figures = figures_of(told)
    for name in ("copies", "quotes", "cites"):
        assert figures[f"{name} recall"] >= 0.95, told
    assert {"claims", "circles"} <= {line.text[:16].strip() for line in told}


@pytest.mark.slow
def test_the_benchmark_of_linking_tells_stages_and_growth() -> None:
    from benchmarks.links import measured

    lines = list(measured([30, 60], 1, "300MB", None, score=False))
    assert lines[0].startswith("30 pages")
    table = {line[:18].strip(): line[18:].split() for line in lines[4:]}
    assert {"features", "copies", "tracing", "all", "peak MB"} <= table.keys()
    assert all(float(cell) > 0 for cell in table["all"][:3])


def test_pages_held_back_are_in_the_second_half() -> None:
    from benchmarks.links import held_back

    assert len(held_back(2000)) == 100
    assert len(held_back(60)) == 6
    assert min(held_back(60)) >= 30
