"""Linking a case: in steps as at once, in one piece or not at all, and what is looked up afterwards."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from cases import example, filled
from corpora import Corpus
from sayso.corpus import Case, packing
from sayso.corpus.preparing import Shelf
from sayso.corpus.rows import ClaimRow
from sayso.errors import CaseError, SaysoError, UsageError
from sayso.links.linking import KINDS, SHEETS, sheets
from sayso.records import Claim, Dossier, Lineage, Link
from strategies import dossiers

HERE = Path(__file__).parent
TIED = (
    "links",
    "claims",
    "claim_statements",
    "origins",
    "collapses",
    "circles",
    "conflicts",
    "compared",
    "features",
)
"""What linking makes of the dossiers, and of nothing else."""
PASSING = frozenset({"number"})
"""Of links and conflicts, in which order they were written."""


@cache
def pages(count: int = 60) -> tuple[Dossier, ...]:
    """Pages of invented stories, with copies, quotations and citations among them."""
    return tuple(dossier for _, dossier in Corpus(seed=11, size=count).dossiers())


def tied(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of what linking made."""
    connection = sqlite3.connect(path)
    found = {}
    for table in TIED:
        cursor = connection.execute(f"SELECT * FROM {table}")
        is_numbered = table in ("links", "conflicts")
        kept = [at for at, column in enumerate(cursor.description) if not (is_numbered and column[0] in PASSING)]
        found[table] = sorted((tuple(row[at] for at in kept) for row in cursor), key=repr)
    connection.close()
    return found


def linked(path: Path, **options: Any) -> Path:
    with Case(path, write=True) as case:
        case.link(**options)
    return path


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example as a case, linked, for tests that only look."""
    return linked(filled(tmp_path_factory.mktemp("linked") / "story.case"))


@pytest.fixture
def own(story: Path, tmp_path: Path) -> Path:
    """A copy of it, for tests that write."""
    path = tmp_path / "own.case"
    path.write_bytes(story.read_bytes())
    return path


# ------------------------------------------------------------------------------------------------------- in steps as at once


@pytest.mark.parametrize(("steps", "many"), [((20, 40), 2_000), ((1, 2, 3, 59), 2_000), ((20, 40), 1)])
def test_a_case_that_grew_in_steps_holds_what_one_linked_at_once_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, steps: tuple[int, ...], many: int
) -> None:
    whole = linked(filled(tmp_path / "whole.case", pages()))
    monkeypatch.setattr("sayso.corpus.linking.MANY", many)
    grown = tmp_path / "grown.case"
    for first, end in zip((0, *steps), (*steps, None), strict=True):
        filled(grown, pages()[first:end])
        linked(grown)
    assert tied(whole) == tied(grown)
    assert len(tied(whole)["links"]) > 20


def test_linking_again_changes_nothing_and_verifies_nothing(own: Path) -> None:
    before = tied(own)
    with Case(own, write=True) as case:
        report = case.link()
    assert tied(own) == before
    assert not any(report.verified.values())
    assert not any(report.new.values())
    assert not report.traced


def test_linking_again_asks_for_no_article(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept is enough to know that nothing has changed, line-ups of figures too."""
    before, asked = tied(own), list[int]()
    assert before["conflicts"]

    def load(shelf: Any, tables: Any, sheets: Any, articles: Any) -> None:
        asked.extend(articles.tolist())

    monkeypatch.setattr("sayso.corpus.preparing.Shelf.load", load)
    for lookup in ("_dossier", "_text", "_words"):
        monkeypatch.setattr(f"sayso.corpus.preparing.Shelf.{lookup}", lambda shelf, article: asked.append(article))
    linked(own)
    assert tied(own) == before
    assert asked == []


def test_line_ups_of_an_article_that_has_changed_are_made_anew(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, made = tied(own), list[tuple[int, ...]]()
    from sayso.links.lineups import lined as make

    def lined(one: Any, articles: Any) -> Any:
        made.append(one.articles)
        return make(one, articles)

    monkeypatch.setattr("sayso.corpus.conflicts.lined", lined)
    article = next(row[1] for row in before["compared"] if row[0] == "figures")
    _change(own, f"DELETE FROM compared WHERE kind = 'figures' AND article = {article}")
    linked(own)
    assert [article in one for one in made] == [True]
    assert tied(own) == before


def test_late_sheets_are_those_of_pages_that_are_held_against_each_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, asked = linked(filled(tmp_path / "grown.case", pages()[:-1])), dict[str, set[int]]()
    load = Shelf.load

    def spied(shelf: Shelf, tables: Any, wanted: Any, articles: Any) -> None:
        asked.setdefault(wanted[0].name, set()).update(articles.tolist())
        load(shelf, tables, wanted, articles)

    monkeypatch.setattr(Shelf, "load", spied)
    filled(path, pages()[-1:])
    linked(path)
    assert asked.keys() == {"put_stems", "amount_terms"}
    assert len(pages()) in asked["put_stems"]
    assert len(asked["put_stems"]) < len(pages()), "pages of other stories have nothing to do with it"


@given(dossiers())
def test_the_text_of_an_article_is_had_without_the_rest_of_its_dossier(dossier: Dossier) -> None:
    assert packing.text_of(packing.pack(dossier), dossier.article.id) == dossier.article.text


def test_linking_anew_gives_the_same(own: Path) -> None:
    before = tied(own)
    linked(own, anew=True)
    assert tied(own) == before


def test_what_was_analysed_anew_is_linked_anew(tmp_path: Path) -> None:
    """An article that loses half of its statements: the rows are those of a case that never had them."""
    first = example()[3]
    half = _without_half(first)
    with Case(tmp_path / "a.case", write=True) as case:
        case.add([(one, None) for one in example()])
        case.link()
        case.add([(half, None)], renew=True)
        state = case.linked()
        assert state.waiting == 1
        assert not state.is_whole
        case.link()
        assert case.linked().is_whole
    fresh = linked(filled(tmp_path / "b.case", [half if one is first else one for one in example()]))
    left, right = tied(tmp_path / "a.case"), tied(fresh)
    assert left["links"] == right["links"]
    assert left["claim_statements"] == right["claim_statements"]
    assert left["compared"] == right["compared"]


def _without_half(dossier: Dossier) -> Dossier:
    kept = dossier.statements[::2]
    names = {one.id for one in kept}
    return replace(
        dossier,
        statements=tuple(replace(one, denies=one.denies if one.denies in names else None) for one in kept),
        figures=tuple(replace(one, statement=one.statement if one.statement in names else None) for one in dossier.figures),
    )


def test_an_article_that_was_analysed_anew_and_back_again_is_linked_as_before(own: Path) -> None:
    before = tied(own)
    with Case(own, write=True) as case:
        for dossier in example()[:4]:
            case.add([(_shifted(dossier), None)], renew=True)
            case.add([(dossier, None)], renew=True)
        case.link()
    assert tied(own) == before


def test_an_article_that_was_linked_anew_and_back_again_is_linked_as_before(own: Path) -> None:
    before = tied(own)
    with Case(own, write=True) as case:
        for made in (_shifted, lambda dossier: dossier):
            case.add([(made(dossier), None) for dossier in example()[:4]], renew=True)
            case.link()
            case.link()
    after = tied(own)
    assert {table: rows for table, rows in after.items() if table != "claims"} == {
        table: rows for table, rows in before.items() if table != "claims"
    }


def test_no_two_sheets_share_a_name() -> None:
    given = [sheet.name for kind in KINDS for sheet in kind.module.SHEETS] + [sheet.name for sheet in SHEETS]
    assert len(given) == len(set(given))
    assert {sheet.name for sheet in sheets()} >= set(given)


# ------------------------------------------------------------------------------------------------------- what texts mean


def _meanings(path: Path) -> dict[tuple[int, int], tuple[str, bytes]]:
    connection = sqlite3.connect(path)
    rows = connection.execute("SELECT article, words, made_by, vector FROM meanings").fetchall()
    connection.close()
    return {(article, words): (made_by, vector) for article, words, made_by, vector in rows}


def _asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts of which the network is asked from now on."""
    from sayso.links import meaning

    asked: list[str] = []
    make = meaning.vectors

    def made(texts: Sequence[str], threads: int = 1) -> Any:
        asked.extend(texts)
        return make(texts, threads)

    monkeypatch.setattr(meaning, "vectors", made)
    return asked


def test_what_texts_mean_is_asked_once(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, asked = tied(own), _asked(monkeypatch)
    assert len(_meanings(own)) > 20
    _change(own, "DELETE FROM compared WHERE kind = 'claims'")
    with Case(own, write=True) as case:
        assert case.link().verified["claims"] > 0
    assert asked == []
    assert tied(own) == before


def test_of_an_article_that_is_analysed_anew_it_is_asked_anew(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, asked = _meanings(own), _asked(monkeypatch)
    article = max(article for article, _ in before)
    dossier = example()[article - 1]
    with Case(own, write=True) as case:
        case.add([(_shifted(dossier), None)], renew=True)
        assert not [key for key in _meanings(own) if key[0] == article]
        case.add([(dossier, None)], renew=True)
        case.link()
    after = _meanings(own)
    assert 0 < len(asked) <= len([key for key in before if key[0] == article])
    assert {key: after[key] for key in before} == before


def test_of_another_network_it_is_asked_anew(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, asked = _meanings(own), _asked(monkeypatch)
    monkeypatch.setattr("sayso.links.meaning.digest", lambda: "f" * 64)
    with Case(own, write=True) as case:
        assert case.linked().older
        case.link()
    after = _meanings(own)
    assert asked
    assert {key: vector for key, (_, vector) in after.items()} == {key: vector for key, (_, vector) in before.items()}
    assert {made_by for made_by, _ in after.values()} == {"f" * 16}


def test_of_many_articles_it_is_kept_before_anything_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, path = linked(filled(tmp_path / "whole.case", pages(40))), filled(tmp_path / "stopped.case", pages(40))
    with monkeypatch.context() as patch, Case(path, write=True) as case:
        patch.setattr("sayso.corpus.linking.MANY", 40)
        patch.setattr("sayso.corpus.linking.link_tables", _stopped)
        with pytest.raises(KeyboardInterrupt):
            case.link()
        assert case.linked().finished is None
    known, asked = _meanings(path), _asked(monkeypatch)
    linked(path)
    assert known
    assert len(asked) < len(known) / 10, "some pages are compared only since one cites the other"
    assert tied(path) == tied(whole)


def _stopped(*_: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("vector", [b"", b"\1" * 100, bytes(384)])
def test_damaged_vectors_are_told_and_made_again(own: Path, vector: bytes) -> None:
    before = tied(own)
    _change(own, f"UPDATE meanings SET vector = x'{vector.hex()}'")
    _change(own, "DELETE FROM compared WHERE kind = 'claims'")
    with Case(own, write=True) as case:
        with pytest.raises(CaseError, match="“sayso link --anew” makes them again"):
            case.link()
        case.link(anew=True)
    assert tied(own) == before


def _change(path: Path, statement: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute(statement)
    connection.commit()
    connection.close()


# ---------------------------------------------------------------------------------------------------- one piece or not at all

STOPPED = """
import sys
from sayso.corpus import Case, linking
linking.MANY = 20
with Case(sys.argv[1], write=True) as case:
    print("begun", flush=True)
    case.link(progress=lambda stage, done, total: print(stage, flush=True))
"""


@pytest.mark.slow
def test_a_run_that_is_killed_loses_nothing_and_goes_on(tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("there is no SIGKILL on Windows")
    chance = random.Random(7)
    whole = filled(tmp_path / "whole.case", pages(40))
    path = tmp_path / "killed.case"
    path.write_bytes(whole.read_bytes())
    begun = time.monotonic()
    linked(whole)
    spent = time.monotonic() - begun
    for _ in range(20):
        run = subprocess.Popen([sys.executable, "-c", STOPPED, path], stdout=subprocess.PIPE, cwd=HERE)
        assert run.stdout is not None
        assert run.stdout.readline() == b"begun\n"
        time.sleep(chance.uniform(0, spent))
        run.send_signal(signal.SIGKILL)
        run.communicate()
        with Case(path) as case:
            state = case.linked()
            assert state.finished is not None or not state.links
            assert all(finding.sound for finding in case.doctor())
    linked(path)
    assert tied(path) == tied(whole)


def test_readers_see_what_was_there_until_all_is_there(own: Path) -> None:
    seen = []
    with Case(own) as reader, Case(own, write=True) as writer:
        before = reader.claims()

        def look(stage: str, done: int, total: int) -> None:
            if stage != "done":
                seen.append(reader.claims() == before)

        writer.link(anew=True, progress=look)
        assert seen
        assert all(seen)
        assert reader.claims() == before


def test_a_broken_article_is_told_and_stops_nobody(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from sayso.links.features import features as made

    first = example()[0].article.id

    def failing(dossier: Dossier, *given: Any) -> Any:
        if dossier.article.id == first:
            raise ZeroDivisionError
        return made(dossier, *given)

    monkeypatch.setattr("sayso.corpus.preparing.features", failing)
    with Case(own, write=True) as case:
        report = case.link(anew=True)
        assert report.state.broken == 1
        assert report.state.is_whole
        assert len(report.crashes) == 1
        assert "ZeroDivisionError" in report.crashes[0]
        assert not case.links(article=first)
        assert case.claims()


@pytest.mark.parametrize("seed", range(12))
def test_damage_is_told_and_never_breaks_the_reader(own: Path, seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(own.read_bytes())
    for _ in range(200):
        data[chance.randrange(100, len(data))] = chance.randrange(256)
    own.write_bytes(data)
    with suppress(CaseError), Case(own, write=True) as case:
        for asking in (
            case.claims,
            lambda: [case.claim(row.id) for row in case.claims()],
            case.links,
            case.conflicts,
            case.linked,
            lambda: list(case.tied()),
            case.claim_reviews,
            case.doctor,
            case.link,
        ):
            with suppress(SaysoError):
                asking()


@pytest.mark.parametrize("digest", ["zz", "  "])
def test_damaged_digests_are_told(own: Path, digest: str) -> None:
    connection = sqlite3.connect(own)
    connection.execute("UPDATE features SET dossier = ? || substr(dossier, 3) WHERE article = 1", (digest,))
    connection.commit()
    connection.close()
    with Case(own, write=True) as case, pytest.raises(CaseError, match="features of an article are damaged"):
        case.link()


@pytest.mark.parametrize("change", ["left_spans = '[[1, \"a\"]]'", "left_spans = '[1'", "left_spans = '{}'"])
def test_damaged_evidence_is_told(own: Path, change: str) -> None:
    connection = sqlite3.connect(own)
    connection.execute(f"UPDATE links SET {change}")
    connection.commit()
    connection.close()
    with Case(own, write=True) as case:
        if change.endswith("1'"):
            assert not all(finding.sound for finding in case.doctor())
        if "{}" not in change:
            for asking in (case.links, case.link):
                with pytest.raises(CaseError, match="damaged; “sayso link --anew” makes it again"):
                    asking()
        case.link(anew=True)
        assert case.links()


# ------------------------------------------------------------------------------------------------------------------ state


def test_it_is_told_what_waits(tmp_path: Path) -> None:
    path = filled(tmp_path / "a.case", example()[:5])
    with Case(path, write=True) as case:
        state = case.linked()
        assert (state.articles, state.waiting, state.finished, state.is_whole) == (5, 5, None, False)
        assert case.claims() == []
        assert case.links() == []
        assert case.conflicts() == []
        case.link()
        assert case.linked().is_whole
        case.add([(one, None) for one in example()[5:]])
        assert case.linked().waiting == len(example()) - 5
        case.link()
        state = case.linked()
        assert state.is_whole
        assert state.articles == len(example())
        assert state.claims == len(case.claims())


def test_stages_are_told(tmp_path: Path) -> None:
    stages: list[str] = []
    linked(filled(tmp_path / "a.case"), progress=lambda stage, done, total: stages.append(stage))
    told = list(dict.fromkeys(stages))
    assert told[:2] == ["features", "loading"]
    assert told[-1] == "done"
    assert {kind.name for kind in KINDS} <= set(told)


# ----------------------------------------------------------------------------------------------------------------- looking


def test_claims_are_listed_with_their_origins(story: Path) -> None:
    with Case(story) as case:
        rows = case.claims()
        assert [row.pages for row in rows] == sorted((row.pages for row in rows), reverse=True)
        assert all(0 <= row.origins.low <= row.origins.high for row in rows)
        assert sum(row.statements for row in rows) == len({one.row.id for row in rows for one in case.claim(row.id).tellings})
        said = {one.id for one in case.statements()}
        assert said <= {one.row.id for row in rows for one in case.claim(row.id).tellings}
        assert list(rows[0]._asdict())[:7] == ["id", "text", "pages", "outlets", "origins", "unnamed", "first_seen"]


def test_claims_are_chosen(story: Path) -> None:
    with Case(story) as case:
        everything = case.claims()

        def chosen(**asked: Any) -> list[ClaimRow]:
            found = case.claims(**asked)
            assert found == [row for row in everything if row in found]
            return found

        assert chosen(single_origin=True) == [row for row in everything if row.origins.high <= 1 < row.pages]
        assert chosen(unnamed=True) == [row for row in everything if row.unnamed]
        assert chosen(disputed=True) == [row for row in everything if row.disputed]
        assert chosen(limit=2, offset=1) == everything[1:3]
        assert 0 < len(chosen(text="ferry")) < len(everything)
        assert 0 < len(chosen(outlet="Low Water Mark")) < len(everything)
        assert 0 < len(chosen(since="2031-03-05")) < len(everything)
        assert chosen(since="2099-01-01") == []
        with pytest.raises(UsageError, match="is no day"):
            case.claims(since="soon")
        with pytest.raises(CaseError, match="no outlet"):
            case.claims(outlet="The Nowhere Star")


def test_a_claim_is_shown_whole(story: Path) -> None:
    with Case(story) as case:
        for row in case.claims(limit=20):
            view = case.claim(row.id)
            assert view.row == row
            statements = {one.row.id for one in view.tellings}
            assert len(statements) == row.statements
            assert {one for origin in view.origins for one in origin.statements} <= statements
            assert {one for collapse in view.collapses for one in collapse.statements} <= statements
            assert all(statement in statements for circle in view.circles for statement in circle)
            for place, origin in enumerate(view.origins):
                assert set(origin.statements) == {one.row.id for one in view.tellings if place in one.origins}
            times = [one.row.published for one in view.tellings if one.row.published]
            assert len(times) <= len(view.tellings)
        assert case.whole_id("claim", row.id[:12]) == row.id
        with pytest.raises(CaseError, match="there is no claim"):
            case.claim("claim-0000000000000000")


def test_links_are_listed_with_their_evidence(story: Path) -> None:
    with Case(story) as case:
        rows = case.links()
        assert {"copies", "quotes", "cites"} <= {row.relation for row in rows}
        assert all(row.reason for row in rows)
        for row in rows:
            if row.relation == "copies":
                assert row.left_share is not None
                assert 0 < row.left_share <= 1
        article = rows[0].left
        assert case.links(article=article) == [row for row in rows if article in (row.left, row.right)]
        assert case.links(relation="quotes") == [row for row in rows if row.relation == "quotes"]
        with pytest.raises(UsageError, match="no relation is called 'likes'"):
            case.links(relation="likes")


def test_two_articles_are_compared(story: Path) -> None:
    with Case(story) as case:
        copy = case.links(relation="copies")[0]
        found = case.compare(copy.left, copy.right)
        assert found.left_share > 0.2
        assert len(found.left_runs) == len(found.right_runs)
        mine = case.dossier(copy.left).article
        assert case.compare(mine.id, mine.id).left_share == 1.0
        with pytest.raises(CaseError, match="no article"):
            case.compare(mine.id, "article-none")


def test_ties_are_records_and_tables(story: Path) -> None:
    from sayso.corpus.engine import DuckEngine, fill

    with Case(story) as case, DuckEngine(memory="256MB") as engine:
        records = list(case.tied())
        links = [one for one in records if isinstance(one, Link)]
        claims = [one for one in records if isinstance(one, Claim)]
        lineages = [one for one in records if isinstance(one, Lineage)]
        assert len(claims) == len(lineages) == len(case.claims())
        assert [one.statements for one in claims] == [one.statements for one in lineages]
        fill(engine, case, ["links", "claims", "lineages"])
        for table, found in (("links", links), ("claims", claims), ("lineages", lineages)):
            assert engine.columns(f"SELECT count(*) AS n FROM {table}")["n"][0] == len(found)


def test_lines_hold_no_links(story: Path, tmp_path: Path) -> None:
    """What ties articles is made anew where lines are added."""
    plain = filled(tmp_path / "plain.case")
    with Case(story) as one, Case(plain) as other:
        assert list(one.lines()) == list(other.lines())


# ----------------------------------------------------------------------------------------------------------------- reviews


def _two_claims(case: Case) -> tuple[ClaimRow, ClaimRow]:
    first, second = case.claims(limit=2)
    return first, second


def test_claims_are_merged_and_parted_again(own: Path) -> None:
    with Case(own, write=True) as case:
        first, second = _two_claims(case)
        members = {one.row.id for row in (first, second) for one in case.claim(row.id).tellings}
        review = case.review_claims("merge", first.id, second.id, note="one thing", by="nk")
        assert case.review_claims("merge", first.id, second.id, note="one thing", by="nk") == review
        assert case.linked().reviews
        assert not case.linked().is_whole
        case.link()
        assert case.linked().is_whole
        joined = [row for row in case.claims() if {one.row.id for one in case.claim(row.id).tellings} >= members]
        assert len(joined) == 1
        assert case.claim(first.id).row == case.claim(second.id).row == joined[0]
        assert case.claim_reviews(claim=joined[0].id) == [review]
        case.undo_claims(review.id)
        case.link()
        assert case.claims(limit=2) == [first, second]
        assert case.claim_reviews() == []
        assert case.claim_reviews(undone=True)[0].undone


def test_a_claim_is_split(own: Path) -> None:
    with Case(own, write=True) as case:
        first = case.claims(limit=1)[0]
        *staying, leaving = [one.row.id for one in case.claim(first.id).tellings]
        case.review_claims("split", first.id, [leaving])
        case.link()
        home = next(row for row in case.claims() if leaving in {one.row.id for one in case.claim(row.id).tellings})
        assert not {one.row.id for one in case.claim(home.id).tellings} & set(staying)


def test_statements_are_said_to_be_the_same_or_not(own: Path) -> None:
    with Case(own, write=True) as case:
        first, second = _two_claims(case)
        one, other = (case.claim(row.id).tellings[0].row.id for row in (first, second))
        case.review_claims("same", one, other)
        inside = case.claim(first.id).tellings
        case.review_claims("not the same", inside[0].row.id, inside[1].row.id)
        case.link()
        of = {told.row.id: row.id for row in case.claims() for told in case.claim(row.id).tellings}
        assert of[one] == of[other]
        assert of[inside[0].row.id] != of[inside[1].row.id]


def test_reviews_of_claims_survive_a_newer_analysis(own: Path) -> None:
    with Case(own, write=True) as case:
        first, second = _two_claims(case)
        review = case.review_claims("merge", first.id, second.id)
        for dossier in example():
            case.add([(_shifted(dossier), None)], renew=True)
        case.link()
        kept = case.claim_reviews()[0]
        assert kept.id == review.id
        assert not set(kept.left + kept.right) & set(review.left + review.right)
        of = {told.row.id: row.id for row in case.claims() for told in case.claim(row.id).tellings}
        assert len({of[one] for one in kept.left + kept.right}) == 1


def _shifted(dossier: Dossier) -> Dossier:
    """The same statements under other ids."""
    names = {one.id: f"{one.id[:-1]}x" for one in dossier.statements}
    return replace(
        dossier,
        statements=tuple(replace(one, id=names[one.id], denies=names.get(one.denies or "")) for one in dossier.statements),
        figures=tuple(replace(one, statement=names.get(one.statement or "")) for one in dossier.figures),
    )


def test_a_claim_keeps_its_id_when_it_grows_and_when_it_is_analysed_anew(tmp_path: Path) -> None:
    path = tmp_path / "a.case"
    with Case(path, write=True) as case:
        case.add([(one, None) for one in pages()[:30]])
        case.link()
        before = {row.id: {one.row.id for one in case.claim(row.id).tellings} for row in case.claims() if row.pages > 1}
        case.add([(one, None) for one in pages()[30:]])
        case.link()
        kept = [name for name, members in before.items() if members <= {one.row.id for one in case.claim(name).tellings}]
        assert len(kept) > 0.9 * len(before)
        seeds = {row.id: case.claim(row.id).row.pages for row in case.claims() if row.pages > 2}
        case.add([(_shifted(pages()[0]), None)], renew=True)
        case.link()
        assert set(seeds) <= {row.id for row in case.claims()}


@pytest.mark.parametrize(
    ("judgement", "left", "right", "message"),
    [
        ("better", "a", "b", "no review of claims is called 'better'"),
        ("same", "a", "a", "give the ids of two"),
        ("merge", "claim-1", "claim-1", "give the ids of two"),
        ("merge", "claim-1", "claim-2", "there is no claim claim-1"),
        ("same", "statement-1", "statement-2", "there is no statement statement-1"),
    ],
)
def test_reviews_that_cannot_be_are_refused(own: Path, judgement: Any, left: str, right: str, message: str) -> None:
    with Case(own, write=True) as case, pytest.raises((UsageError, CaseError), match=message):
        case.review_claims(judgement, left, right)


def test_not_all_of_a_claim_can_leave_it(own: Path) -> None:
    with Case(own, write=True) as case:
        first, second = _two_claims(case)
        ids = [one.row.id for one in case.claim(first.id).tellings]
        with pytest.raises(UsageError, match="one to stay"):
            case.review_claims("split", first.id, ids)
        with pytest.raises(CaseError, match="is no statement of"):
            case.review_claims("split", first.id, [case.claim(second.id).tellings[0].row.id])


# --------------------------------------------------------------------------------------------------------------- migration


@pytest.mark.parametrize("form", [1, 2])
def test_a_case_of_an_older_form_is_brought_up_to_date(tmp_path: Path, form: int) -> None:
    from sayso.corpus import schema

    path, fresh = tmp_path / "old.case", linked(filled(tmp_path / "fresh.case"))
    _older_form(path, filled(tmp_path / "filled.case"), form)
    with pytest.raises(CaseError, match=rf"older form \({form}; this sayso has {schema.FORM}\)"):
        Case(path)
    with Case(path, write=True) as case:
        assert list(case) == list(example())
        assert case.linked().waiting == len(example())
        case.link()
        assert all(finding.sound for finding in case.doctor())
    assert tied(path) == tied(fresh)
    connection = sqlite3.connect(path)
    assert schema.things(connection) == schema.expected(schema.FORM)
    for table in ("figures", "outlet_counts", "statements", "articles"):
        assert _rows(connection, table) == _rows(sqlite3.connect(fresh), table)


def test_a_linked_case_of_the_second_form_stays_linked(own: Path, tmp_path: Path) -> None:
    path = tmp_path / "old.case"
    _older_form(path, own, 2)
    with Case(path, write=True) as case:
        assert case.linked().is_whole
        assert not any(case.link().verified.values())
    assert tied(path) == tied(own)


def _older_form(path: Path, source: Path, form: int) -> None:
    """A case of an older form that holds what ``source`` holds."""
    from sayso.corpus import schema

    connection = sqlite3.connect(path, isolation_level=None)
    schema.create(connection, form)
    connection.execute("ATTACH ? AS source", (str(source),))
    for kind, name, _, made in sorted(schema.expected(form)):
        if kind != "table" or "VIRTUAL" in made or name.startswith(("article_words", "statement_words", "sqlite_")):
            continue
        columns = ", ".join(row[1] for row in connection.execute(f"PRAGMA table_info({name})"))
        connection.execute(f"INSERT INTO {name} ({columns}) SELECT {columns} FROM source.{name}")
    connection.execute("INSERT INTO article_words (rowid, title, text) SELECT number, title, text FROM articles")
    connection.execute("INSERT INTO statement_words (rowid, text) SELECT number, text FROM statements")
    connection.close()


def _rows(connection: sqlite3.Connection, table: str) -> list[tuple[Any, ...]]:
    hidden = ("added", "seen_utc")
    cursor = connection.execute(f"SELECT * FROM {table}")
    kept = [at for at, column in enumerate(cursor.description) if column[0] not in hidden]
    return sorted((tuple(row[at] for at in kept) for row in cursor), key=repr)


# --------------------------------------------------------------------------------------------------------------- the pages


def test_pages_stand_in_the_order_of_time_later_versions_by_their_update(story: Path) -> None:
    from sayso.corpus import preparing
    from sayso.corpus.engine import DuckEngine

    connection = sqlite3.connect(story)
    with DuckEngine(memory="256MB", threads=1) as engine:
        preparing.load(connection, engine, lambda stage, done, total: None)
        rows = list(engine.rows("SELECT article, first, last, rank FROM pages ORDER BY rank"))
    known = [row for row in rows if row[1] == row[1]]
    assert [row[3] for row in rows] == list(range(len(example())))
    assert rows[: len(known)] == known
    assert [row[1] for row in known] == sorted(row[1] for row in known)
    assert all(first <= last for _, first, last, _ in known)
    versions = connection.execute(
        "SELECT a.number FROM articles a JOIN versions v ON v.id = a.id WHERE v.versions > 1 ORDER BY v.version"
    ).fetchall()
    assert len(versions) == 2
    ranks = {row[0]: row[3] for row in rows}
    assert ranks[versions[0][0]] < ranks[versions[1][0]] - 1, "others came out between the two versions"
    connection.close()
