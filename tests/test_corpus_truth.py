"""The example as a case, held against its truth file: every statement, source, chain, label and refusal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from evaluation.dossiers import statements_of, true_dossiers
from evaluation.gold import TruePage, true_pages
from sayso.corpus import Case
from sayso.corpus.packing import one_line
from sayso.corpus.rows import SourceRow, StatementRow
from sayso.records import Dossier
from sayso.road import analyze
from sayso.scores import same_name


class Truth(NamedTuple):
    """What the truth tells of a statement: of attributions of the same words that with the longest chain."""

    page: TruePage
    id: str
    told: dict[str, Any]

    @property
    def who(self) -> str | None:
        return self.told.get("name") if self.told["kind"] != "none" else None

    @property
    def via(self) -> str:
        chain = self.told["chain"]
        return " < ".join(chain[:-1] if chain and chain[-1] == self.who else chain)


@pytest.fixture(scope="module")
def dossiers() -> dict[str, Dossier]:
    return true_dossiers(true_pages())


@pytest.fixture(scope="module")
def true_case(dossiers: dict[str, Dossier], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("truth") / "story.case"
    with Case(path, write=True) as case:
        case.add([(dossier, None) for dossier in dossiers.values()])
    return path


def truths(dossiers: dict[str, Dossier]) -> Iterator[Truth]:
    """The truth about each statement, once."""
    for page in true_pages():
        longest: dict[str, Truth] = {}
        of = statements_of(dossiers[page.file])
        for told in page.truth.get("attribution", []):
            statement = of[told["id"]].id
            if statement not in longest or len(told["chain"]) > len(longest[statement].told["chain"]):
                longest[statement] = Truth(page, statement, told)
        yield from longest.values()


def test_every_statement_is_in_the_case_as_the_truth_has_it(dossiers: dict[str, Dossier], true_case: Path) -> None:
    with Case(true_case) as case:
        rows = {(row.article, row.id): row for row in case.statements()}
        wanted = {(dossiers[true.page.file].article.id, true.id): true for true in truths(dossiers)}
        assert rows.keys() == wanted.keys()
        assert len(rows) > 200
        for key, true in wanted.items():
            row, told = rows[key], true.told
            assert (row.who, row.kind, row.via) == (true.who, told["kind"], true.via), (true.page.file, told["id"])
            assert (row.act, row.distance, row.certainty) == (told["act"], told["distance"], told["certainty"])
            assert (row.medium, row.title, row.outlet) == (
                told.get("medium"),
                true.page.truth["title"],
                true.page.article.outlet,
            )


def test_every_statement_has_the_words_that_the_truth_marks(dossiers: dict[str, Dossier], true_case: Path) -> None:
    with Case(true_case) as case:
        for true in truths(dossiers):
            dossier = dossiers[true.page.file]
            attribution = next(one for one in dossier.attributions if one.id == true.told["id"])
            assert case.statement(true.id).row.text == one_line(dossier.article.slice(attribution.content))


def test_every_chain_is_that_of_the_truth_hop_by_hop(dossiers: dict[str, Dossier], true_case: Path) -> None:
    with Case(true_case) as case:
        for true in truths(dossiers):
            chain = [hop for hop in case.statement(true.id).chain if hop.kind != "none"]
            hops = [(hop.who, hop.evidence) for hop in (chain[1:] if chain and chain[0].kind == "self" else chain)]
            told = list(zip(true.told["chain"], true.told["evidence"], strict=True))
            assert hops == told, (true.page.file, true.told["id"])


def test_named_sources_are_one_across_pages_and_unnamed_ones_never(dossiers: dict[str, Dossier], true_case: Path) -> None:
    """A row a name and kind, with as many articles as pages name it; who is not named has a row for each page."""
    pages: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    statements: defaultdict[tuple[str, str], int] = defaultdict(int)
    for true in truths(dossiers):
        if true.who is not None:
            pages[true.told["kind"], true.who].add(true.page.file)
            statements[true.told["kind"], true.who] += 1
    with Case(true_case) as case:
        found: defaultdict[tuple[str, str | None], list[SourceRow]] = defaultdict(list)
        for row in case.sources():
            found[row.kind, row.name].append(row)
        for key, files in pages.items():
            rows = found[key]
            if key[0] == "unnamed":
                assert [row.articles for row in rows] == [1] * len(files), key
            else:
                assert len(rows) == 1, key
                assert rows[0].articles >= len(files), key
            assert sum(row.statements for row in rows) == statements[key], key
        assert any(len(files) > 4 for (kind, _), files in pages.items() if kind == "person")
        assert case.source("Anselm Torvey").row.articles == sum(
            any("Anselm Torvey" in one["chain"] for one in page.truth["attribution"]) for page in true_pages()
        )


def test_the_pages_own_voice_is_nobodys(true_case: Path) -> None:
    with Case(true_case) as case:
        own = case.statements(voice="own") + case.statements(voice="inference")
        assert own
        assert {(row.who, row.kind, row.via) for row in own} == {(None, None, "")}


def test_no_page_of_the_truth_is_refused(true_case: Path) -> None:
    with Case(true_case) as case:
        assert case.refusals() == []
        assert len(case) == len(list(true_pages()))
        assert all(one.sound for one in case.doctor())


# -------------------------------------------------------------------------------------------------- as far as analysis finds it

FLOORS = {"found": 0.90, "who": 0.87, "chain": 0.88, "act": 0.93, "distance": 0.97, "certainty": 0.97}
"""Shares of the true statements that the shipped model finds (half of their words), and that are then as the truth has them."""


@pytest.mark.slow
def test_the_shipped_model_finds_most_of_it(dossiers: dict[str, Dossier], tmp_path: Path) -> None:
    with Case(tmp_path / "model.case", write=True) as case:
        made = [analyze(page.article) for page in true_pages()]
        case.add([(one, None) for one in made])
        assert case.refusals() == []
        rows = {(row.article, row.id): row for row in case.statements()}
        found = [(true, row) for true in truths(dossiers) if (row := _row_of(true, dossiers, made, rows)) is not None]
    count = len(list(truths(dossiers)))
    shares = {
        "found": len(found) / count,
        "who": sum(same_name(true.who, row.who, person=row.kind == "person") for true, row in found) / len(found),
        "chain": sum(row.via == true.via for true, row in found) / len(found),
    }
    shares |= {
        name: sum(getattr(row, name) == true.told[name] for true, row in found) / len(found) for name in list(FLOORS)[3:]
    }
    fell = {name: round(share, 3) for name, share in shares.items() if share < FLOORS[name]}
    assert not fell, shares


def _row_of(true: Truth, dossiers: dict[str, Dossier], made: list[Any], rows: dict[Any, StatementRow]) -> StatementRow | None:
    """The row that has more than half of a true statement's letters in common with it, the nearest one."""
    wanted = statements_of(dossiers[true.page.file])[true.told["id"]].spans
    letters = {at for span in wanted for at in range(*span)}
    here = next(one for one in made if one.article.id == dossiers[true.page.file].article.id)
    best, row = 0.5, None
    for statement in here.statements:
        if statement.chain:
            own = {at for span in statement.spans for at in range(*span)}
            if (share := len(own & letters) / len(own | letters)) > best:
                best, row = share, rows[here.article.id, statement.id]
    return row
