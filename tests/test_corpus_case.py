"""A case holds what it was given, once; it is looked through by ids, names and words; what is asked wrongly is told so."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import sayso
from cases import example, filled, renamed, tables
from sayso.corpus import Added, Case, Seen, seen
from sayso.corpus.parties import party_id
from sayso.corpus.rows import Outcome
from sayso.errors import CaseError, FormatError, UsageError
from sayso.formats import jsonl
from sayso.records import Dossier, Page, Refusal, Run, Source
from strategies import dossiers, record, texts_

REFUSED = Refusal(page="notes.pdf", step="read", reason="pdf", message="this is a PDF", advice="Turn it into text.")
QUICK = settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    with Case(filled(tmp_path_factory.mktemp("case") / "story.case")) as opened:
        yield opened


# --------------------------------------------------------------------------------------------------------- what goes in


def test_the_face_has_the_case() -> None:
    assert sayso.Case is Case


def test_the_example_comes_back_as_it_went_in(case: Case) -> None:
    assert list(case) == list(example())
    assert len(case) == len(example())
    assert [row.page for row in case.refusals()] == [one.page for dossier in example() for one in dossier.refusals]


def test_every_statement_source_and_chain_is_a_row(case: Case) -> None:
    for dossier in example():
        article, by_id = dossier.article, {source.id: source for source in dossier.sources}
        rows = case.statements(article=article.id, voice="any")
        assert [row.id for row in rows] == [one.id for one in dossier.statements]
        for row, one in zip(rows, dossier.statements, strict=True):
            assert row.text == " ".join(article.slice(one.spans).split())
            assert (row.act, row.distance, row.certainty, row.voice) == (one.act, one.distance, one.certainty, one.voice)
            view = case.statement(one.id)
            assert [(hop.source, hop.kind) for hop in view.chain] == [
                (party_id(by_id[hop.source], article.id), by_id[hop.source].kind) for hop in one.chain
            ]
            assert row.kind == (by_id[one.chain[-1].source].kind if one.chain else None)


def test_lines_make_the_same_case(tmp_path: Path) -> None:
    first = filled(tmp_path / "first.case")
    with Case(first, write=True) as case:
        case.add([(REFUSED, None)])
        lines = list(case.lines())
    assert [jsonl.kind_of(line) for line in lines] == ["Dossier"] * len(example()) + ["Refusal"]
    records: list[Any] = [jsonl.load(line, Refusal if jsonl.kind_of(line) == "Refusal" else Dossier) for line in lines]
    with Case(tmp_path / "second.case", write=True) as case:
        case.add([(record, None) for record in records])
        assert list(case.records()) == records
    assert tables(first) == tables(tmp_path / "second.case")


@QUICK
@given(st.lists(dossiers(), max_size=3, unique_by=lambda one: one.article.id), st.lists(record(Refusal), max_size=2))
def test_any_dossier_comes_back(tmp_path_factory: pytest.TempPathFactory, made: list[Dossier], refused: list[Refusal]) -> None:
    folder = tmp_path_factory.mktemp("any")
    try:
        lines = [jsonl.dump(one) for one in (*made, *refused)]
    except FormatError:
        return
    with Case(folder / "a.case", write=True) as case:
        records: list[Dossier | Refusal] = [*made, *refused]
        outcomes: list[Outcome] = [(one, None) for one in records]
        added = case.add(outcomes)
        assert (added.new, added.refused) == (len(made), len(set(refused)))
        assert list(case) == made
        assert list(case.lines()) == list(dict.fromkeys(lines))
        assert all(finding.sound for finding in case.doctor()), case.doctor()
        assert len(case.statements(voice="any")) == sum(len(one.statements) for one in made)
        for source in case.sources():
            assert case.source(source.id).row == source
        assert case.add(outcomes)[:2] == (0, 0)
    filled(folder / "b.case", made)
    assert tables(folder / "b.case")["statements"] == tables(folder / "a.case")["statements"]


def test_the_same_page_twice_is_one(tmp_path: Path) -> None:
    page = seen(Page(data=b"<p>Rain", name="rain.html", fetched=datetime(2031, 3, 4, 8, tzinfo=UTC)))
    again = seen(Page(data=b"<p>Rain", name="copy.html"))
    assert page.key == again.key != seen(Page(data=b"<p>Rain", name="rain.html", url="https://x.example/")).key
    with Case(tmp_path / "a.case", write=True) as case:
        assert not case.has(page)
        assert case.add([(example()[0], page), (REFUSED, Seen("other", "notes.pdf"))]) == Added(new=1, refused=1)
        before = tables(tmp_path / "a.case")
        assert case.has(again)
        assert case.has(Seen("other", "x"))
        assert not case.has(Seen("other", "x"), read=True)
        assert case.add([(example()[0], again), (REFUSED, Seen("other", "notes.pdf"))]) == Added(known=2)
    assert tables(tmp_path / "a.case") == before


def test_a_page_that_is_read_at_last_is_refused_no_more(tmp_path: Path) -> None:
    page = Seen("k", "p.html")
    with Case(tmp_path / "a.case", write=True) as case:
        case.add([(REFUSED, page)])
        case.add([(example()[0], page)])
        assert case.has(page, read=True)
        assert case.refusals() == []
        case.add([(REFUSED, page)])
        assert case.has(page, read=True)


def test_versions_of_an_address_are_kept(tmp_path: Path) -> None:
    old, new = example()[0], example()[1]
    new = replace(new, article=replace(new.article, url="https://x.example/a", canonical_url=None))
    old = replace(old, article=replace(old.article, url="https://x.example/a", canonical_url=None))
    with Case(tmp_path / "a.case", write=True) as case:
        case.add(
            [(new, Seen("1", "n", None, "2031-03-06T08:00:00+00:00")), (old, Seen("2", "o", None, "2031-03-05T23:00:00-06:00"))]
        )
        assert {row.id: (row.version, row.versions) for row in case.articles()} == {
            old.article.id: (1, 2),
            new.article.id: (2, 2),
        }


def test_what_no_line_can_hold_costs_its_page_alone(tmp_path: Path) -> None:
    odd = replace(example()[0], article=replace(example()[0].article, title="\ud83d\ude42"))
    with Case(tmp_path / "a.case", write=True) as case:
        assert case.add([(odd, Seen("odd", "odd.html")), (example()[1], None)]) == Added(new=1, refused=1)
        (row,) = case.refusals()
        assert (row.page, row.reason) == ("odd.html", "unreadable")
        assert "surrogate" in row.message
        assert case.has(Seen("odd", "odd.html"))


def test_two_texts_under_one_id_are_told(tmp_path: Path) -> None:
    first, second = example()[:2]
    forged = replace(second, article=replace(second.article, id=first.article.id))
    with Case(tmp_path / "a.case", write=True) as case:
        case.add([(first, None)])
        with pytest.raises(CaseError, match="texts differ"):
            case.add([(example()[2], None), (forged, None)])
        assert len(case) == 1


def test_a_newer_model_analyses_anew(tmp_path: Path) -> None:
    old = example()[0]
    run = Run(version="9", engine="model", model="m")
    new = replace(old, run=run, statements=old.statements[1:], figures=())
    with Case(tmp_path / "a.case", write=True) as case:
        case.add([(old, None), (example()[1], None)])
        assert list(case.outdated(old.run)) == []
        assert list(case.outdated(run)) == [old.article.id, example()[1].article.id]
        assert case.add([(new, None)]).known == 1
        assert case.add([(new, None)], renew=True).renewed == 1
        assert case.add([(new, None)], renew=True).known == 1
        assert list(case.outdated(run)) == [example()[1].article.id]
        assert list(case) == [new, example()[1]]
        assert all(finding.sound for finding in case.doctor())
    filled(tmp_path / "b.case", [new, example()[1]])
    there, here = (_named(tables(tmp_path / name)) for name in ("a.case", "b.case"))
    assert there == here


def _named(found: dict[str, list[tuple[Any, ...]]]) -> dict[str, list[tuple[Any, ...]]]:
    """What does not hang on the numbers of rows."""
    return {name: sorted(found[name], key=repr) for name in ("who_said_what", "own_voice", "unnamed_sources", "named_sources")}


# -------------------------------------------------------------------------------------------------------------- looking


def test_sources_of_one_name_and_kind_are_one_and_unnamed_ones_never(case: Case) -> None:
    of = {source.id: source for dossier in example() for source in dossier.sources}
    torvey = case.source("Anselm Torvey")
    assert torvey.row.articles == sum(1 for dossier in example() if any(one.name == "Anselm Torvey" for one in dossier.sources))
    assert torvey.row.articles > 2
    assert sum(count.number for count in torvey.acts) == torvey.row.statements == len(_resting(case, torvey.row.id))
    assert all(count.n == torvey.row.statements for count in torvey.acts)
    for row in case.sources(kind="unnamed"):
        assert row.articles == 1
    assert len(case.sources(kind="unnamed")) == sum(1 for source in of.values() if source.kind == "unnamed")


def _resting(case: Case, source: str) -> list[str]:
    return [row.id for row in case.statements() if row.source == source]


def test_same_name_of_another_kind_is_another(tmp_path: Path) -> None:
    base = example()[0]
    people = [
        Source(id="s1", kind="organisation", name="The Ministry"),
        Source(id="s2", kind="collective", name="The Ministry"),
        Source(id="s3", kind="unnamed", name="the ministry"),
        Source(id="s4", kind="organisation", name="ministry"),
    ]
    path = filled(tmp_path / "a.case", [Dossier(article=base.article, run=base.run, sources=tuple(people))])
    with Case(path) as case:
        assert len(case.sources()) == 3
        with pytest.raises(CaseError, match=r"may be source-.* \(organisation\), or source-"):
            case.source("The ministry")


def test_filters_give_what_they_say(case: Case) -> None:
    every = case.statements()
    assert every == [row for row in case.statements(voice="any") if row.voice == "attributed"]
    assert case.statements(unnamed=True) == [row for row in every if row.kind == "unnamed"]
    assert case.statements(doubted=True) == [row for row in every if row.distance == "doubting"]
    assert case.statements(hedged=True) == [row for row in every if row.certainty == "hedged"]
    assert case.statements(denied=True) == [row for row in every if row.denied]
    assert case.statements(kind="organisation", act="denies") == [
        row for row in every if row.kind == "organisation" and row.act == "denies"
    ]
    assert case.statements(outlet="saltgate post") == [row for row in every if row.outlet == "Saltgate Post"] != []
    late = case.statements(since=date(2031, 3, 6))
    assert {row.id for row in late} == {row.id for row in every if (row.published or "") >= "2031-03-06"}
    assert case.statements(limit=3, offset=2) == every[2:5]
    heard = case.statements(source="Anselm Torvey")
    assert heard
    assert all("Torvey" in (row.who or "") + row.via for row in heard)
    assert {row.voice for row in case.statements(voice="own")} == {"own"}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"kind": "ghost"}, "no kind is called 'ghost'; there are: person"),
        ({"act": "sings"}, "no act"),
        ({"voice": "loud"}, "no voice"),
        ({"since": "yesterday"}, "write it as 2031-03-04"),
        ({"text": " ?! "}, "give a word"),
    ],
)
def test_what_does_not_exist_is_told(case: Case, wrong: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        case.statements(**wrong)


def test_what_is_not_there_is_told(case: Case) -> None:
    for asking in (case.statement, case.source, case.outlet, case.dossier):
        with pytest.raises(CaseError, match=r"there is no \w+ nothing"):
            asking("nothing")
    with pytest.raises(UsageError, match="no reason"):
        case.refusals(reason="dull")


def test_words_are_found_in_their_forms_and_as_phrases(case: Case) -> None:
    hits = case.find("drifting trees")
    assert {hit.article for hit in hits} <= {one.article.id for one in example() if "tree" in one.article.text}
    assert "[tree]" in hits[0].snippet
    (hit, *_) = case.find('"struck by a drifting tree"')
    assert hit.statements
    assert all("drifting tree" in case.statement(one).row.text for one in hit.statements)
    assert case.find("“tree drifting”") == []
    assert case.find("zeppelin") == []


def test_menus_are_not_searched(case: Case) -> None:
    menus = [one for one in example() if "Schedule Programmes Frequencies" in " ".join(one.article.text.split())]
    assert menus
    assert case.find("schedule programmes frequencies") == []
    (only,) = menus
    assert case.dossier(only.article.id).article.text == only.article.text


@QUICK
@given(
    st.one_of(
        texts_, st.sampled_from(['"', "NEAR(a b)", "title:x", "a*", "^a", "a OR", "- b", "{text}: x", "a AND NOT b", "'"])
    )
)
def test_no_search_breaks(case: Case, text: str) -> None:
    if re.search(r"\w", text.replace('"', "")):
        assert isinstance(case.find(text), list)
        assert isinstance(case.statements(text=text), list)
    else:
        with pytest.raises(UsageError, match="give a word"):
            case.find(text)


def test_a_statement_is_shown_whole(case: Case) -> None:
    dossier = next(one for one in example() if any(statement.denies for statement in one.statements))
    denial = next(one for one in dossier.statements if one.denies is not None)
    view = case.statement(denial.id)
    assert view.denies == denial.denies
    assert view.row.denied
    assert denial.id in case.statement(str(denial.denies)).denied_by
    text = dossier.article.text
    assert text[: denial.spans[0].start].endswith(view.before)
    assert text[denial.spans[-1].end :].startswith(view.behind)
    assert [field for field, _ in view.triggers] == [one.field for one in denial.triggers]


def test_outlets_have_their_counts(case: Case) -> None:
    for row in case.outlets():
        profile = case.outlet(row.id)
        assert profile.row == row
        assert sum(count.number for count in profile.kinds) == row.statements == len(case.statements(outlet=row.id))
        assert all(count.number <= count.n == row.statements for count in (*profile.kinds, *profile.firmness, *profile.sources))
        assert sum(count.number for count in profile.cited_by) == row.cited
        assert len(case.articles(outlet=row.id)) == row.articles
        heard = [case.source(str(count.id)).row for count in profile.sources]
        assert all(one.kind != "self" and one.id != profile.source for one in heard)
    assert sum(count.name == "self" for row in case.outlets() for count in case.outlet(row.id).kinds)
    wire = case.outlet("Trans-Keldan Wire")
    assert wire.row.cited > 0
    assert wire.source is not None
    assert case.source(wire.source).row.kind == "outlet"


def test_statements_come_one_by_one_as_they_come_at_once(case: Case) -> None:
    for asked in ({}, {"unnamed": True}, {"since": "2031-03-05"}, {"voice": "any", "limit": 7, "offset": 3}):
        assert list(case.each_statement(**asked)) == case.statements(**asked)
    with pytest.raises(UsageError):
        next(case.each_statement(kind="zebra"))


def test_articles_are_listed_newest_first(case: Case) -> None:
    rows = case.articles()
    assert len(rows) == len(example())
    assert all(row.unnamed <= row.attributed <= row.statements for row in rows)
    days = [row.published[:10] for row in rows if row.published]
    assert days == sorted(days, reverse=True)
    assert [row.published for row in case.articles(since="2031-03-06")] == [
        p for row in rows if (p := row.published or "")[:10] >= "2031-03-06"
    ]


# --------------------------------------------------------------------------------------------------------------- frames


def test_frames_need_their_library(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    for library, frame in (("pandas", case.to_pandas), ("polars", case.to_polars)):
        monkeypatch.setitem(sys.modules, library, None)
        with pytest.raises(UsageError, match=f"pip install {library}"):
            frame()


def test_frames_have_the_rows_of_a_view(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    class DataFrame:
        @staticmethod
        def from_records(rows: Any, columns: Any) -> Any:
            return columns, rows

    library = ModuleType("pandas")
    library.DataFrame = DataFrame  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "pandas", library)
    columns, rows = case.to_pandas()
    assert columns[:3] == ["id", "who", "kind"]
    assert len(rows) == len(case.statements())
    assert "unnamed_sources" in case.names()
    assert not {"dossiers", "article_words", "article_words_data"} & set(case.names())
    with pytest.raises(UsageError, match="there are: claims_by_origins"):
        case.to_pandas("statements; DROP TABLE statements")


def test_a_renamed_copy_is_another_article(tmp_path: Path) -> None:
    path = filled(tmp_path / "a.case", [example()[0], renamed(example()[0], "again")])
    with Case(path) as case:
        assert len(case) == 2
        assert example()[0].article.id in case
        assert "nothing" not in case
