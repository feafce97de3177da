"""Sources and outlets: what is counted with and without copies, what their pages show, lists and files."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable
from html import unescape
from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from sayso.corpus import Case
from sayso.corpus.rows import Count, SourceProfile, SourceRow
from sayso.web.views import profiles

Browse = Callable[[str], TestClient]


def copies(case: Case) -> set[str]:
    """The articles that copy another one."""
    return {one.left for one in case.links(relation="copies") if one.directed}


# ------------------------------------------------------------------------------------------------------------- with and without


def test_the_example_has_copies(room: str) -> None:
    with Case(room) as case:
        assert copies(case)


def test_a_source_is_counted_over_all_articles_and_without_copies(room: str) -> None:
    with Case(room) as case:
        gone, said = copies(case), case.statements(voice="any")
        for row in case.sources():
            profile = case.source(row.id)
            mine = [one for one in said if one.source == row.id]
            kept = [one for one in mine if one.article not in gone]
            assert profile.own is not None
            assert (profile.row.statements, profile.own.statements) == (len(mine), len(kept))
            for field, counts in (("act", profile.acts), ("distance", profile.distances), ("certainty", profile.certainties)):
                every, own = (Counter(getattr(one, field) for one in some) for some in (mine, kept))
                assert {one.name: one.number for one in counts} == every
                assert {one.name: one.own for one in counts} == {name: own[name] for name in every}
                assert {(one.n, one.own_n) for one in counts} <= {(len(mine), len(kept))}


def test_what_went_through_a_source_and_where_it_is_heard_without_copies(room: str) -> None:
    with Case(room) as case:
        gone = copies(case)
        views = [case.statement(one.id) for one in case.statements(voice="any")]
        for row in case.sources():
            profile = case.source(row.id)
            assert profile.own is not None
            passed = {
                one.row.id: one.row.article
                for one in views
                if one.chain and one.chain[-1].source != row.id and any(hop.source == row.id for hop in one.chain)
            }
            assert profile.own.passed_on == sum(article not in gone for article in passed.values())
            assert sum(one.number for one in profile.outlets) == profile.row.articles
            assert sum(one.own or 0 for one in profile.outlets) == profile.own.articles
            assert all((one.own or 0) <= one.number for one in profile.through)


def test_an_outlet_is_counted_over_all_articles_and_without_copies(room: str) -> None:
    with Case(room) as case:
        gone, said = copies(case), case.statements()
        for row in case.outlets():
            profile = case.outlet(row.id)
            mine = [one for one in said if one.outlet == row.name]
            kept = [one for one in mine if one.article not in gone]
            assert profile.own is not None
            assert profile.own.articles == sum(one.id not in gone for one in case.articles(outlet=row.id))
            assert (profile.row.statements, profile.own.statements) == (len(mine), len(kept))
            every, own = (Counter(one.kind for one in some) for some in (mine, kept))
            assert {one.name: one.number for one in profile.kinds} == every
            assert {one.name: one.own for one in profile.kinds} == {name: own[name] for name in every}
            hedged = next(one for one in profile.firmness if one.name == "hedged")
            assert (hedged.number, hedged.own) == tuple(sum(one.certainty == "hedged" for one in some) for some in (mine, kept))
            heard = {one.id: one for one in profile.sources}
            assert {name: one.own for name, one in heard.items()} == {
                name: sum(one.source == name for one in kept) for name in heard
            }


def test_who_cites_an_outlet_without_copies(room: str) -> None:
    with Case(room) as case:
        profiles_of = {row.name: case.outlet(row.id) for row in case.outlets()}
        gone = copies(case)
        assert any((one.own or 0) < one.number for of in profiles_of.values() for one in of.cited_by)
        for name, profile in profiles_of.items():
            assert profile.own is not None
            assert profile.own.cited == sum(one.own or 0 for one in profile.cited_by)
            for one in profile.cited_by:
                rows = case.statements(source=profile.source or "", outlet=one.id) if one.id else []
                if rows:
                    assert (one.number, one.own) == (len(rows), sum(row.article not in gone for row in rows)), name


def test_where_nothing_is_linked_no_copies_are_known(case: str, browse: Browse) -> None:
    with Case(case) as file:
        source, outlet = file.source(file.sources()[0].id), file.outlet(file.outlets()[0].id)
    assert source.own is None
    assert outlet.own is None
    assert {one.own for one in (*source.acts, *outlet.kinds)} == {None}
    client = browse(case)
    for path in (f"/source/{source.row.id}", f"/outlet/{outlet.row.id}"):
        answer = client.get(path).text
        assert "not linked" in answer
        assert "Without copies</th>" not in answer


# ----------------------------------------------------------------------------------------------------------------------- pages


def test_every_source_and_outlet_has_a_page(room: str, browse: Browse) -> None:
    client = browse(room)
    with Case(room) as case:
        paths = [f"/source/{one.id}" for one in case.sources()] + [f"/outlet/{one.id}" for one in case.outlets()]
    for path in paths:
        answer = client.get(path)
        assert answer.status_code == 200, path
        ids = re.findall(r'\bid="([^"]+)"', answer.text)
        assert len(ids) == len(set(ids)), path
        assert not re.search(r"\b\d+(\.\d+)?\s?%", re.sub(r"<[^>]+>", "", answer.text)), "no shares without what they are of"


def test_a_source_says_what_it_rests_on(room: str, browse: Browse) -> None:
    with Case(room) as case:
        row = case.sources()[0]
        profile = case.source(row.id)
        said = case.statements(source=row.id, voice="any")
    answer = browse(room).get(f"/source/{row.id}").text
    assert f"{row.statements} statements rest on this source" in answer
    for one in profile.acts:
        assert f"{one.number} of {one.n}" in answer
        assert f"{one.own} of {one.own_n}" in answer
    shown = re.findall(r'href="/article/article-[0-9a-f]+\?statement=(statement-[0-9a-f]+)#\1"', answer)
    assert shown == [one.id for one in said[:20]]


def test_what_a_page_tells_of_somebody_unnamed_stands_on_its_page(case: str, browse: Browse) -> None:
    with Case(case) as file:
        unnamed = [file.source(one.id) for one in file.sources(kind="unnamed")]
    told = next(one for one in unnamed if one.anonymity)
    answer = unescape(browse(case).get(f"/source/{told.row.id}").text)
    assert all(words in answer for _, words in told.anonymity)


def test_a_source_may_be_asked_for_by_its_name(room: str, browse: Browse) -> None:
    with Case(room) as case:
        row = next(one for one in case.sources(kind="person") if one.name)
    assert row.name is not None
    assert browse(room).get(f"/source/{quote(row.name)}").status_code == 200
    assert browse(room).get("/source/nobody%20at%20all").status_code in (400, 404)


def test_counts_are_files_too(room: str, browse: Browse) -> None:
    with Case(room) as case:
        row, outlet = case.sources()[0], case.outlets()[0]
    client = browse(room)
    rows = list(csv.DictReader(io.StringIO(client.get(f"/source/{row.id}.csv").text)))
    acts = [one for one in rows if one["what"] == "act"]
    assert sum(int(one["number"]) for one in acts) == row.statements
    assert {one["own_n"] for one in acts} != {""}
    record = client.get(f"/outlet/{outlet.id}.json").json()
    assert record["row"]["articles"] == outlet.articles
    assert record["own"]["articles"] <= outlet.articles


def test_lists_are_asked_by_kind_and_name(room: str, browse: Browse) -> None:
    client = browse(room)
    kinds = {one["kind"] for one in client.get("/sources.json?kind=document").json()}
    assert kinds == {"document"}
    assert client.get("/sources?kind=ghost").status_code == 400
    with Case(room) as case:
        name = case.outlets()[0].name
    found = [one["name"] for one in client.get(f"/outlets.json?text={quote(name[2:9].upper())}").json()]
    assert name in found
    assert len(found) < len(client.get("/outlets.json").json())
    assert "No outlet fits" in client.get("/outlets?text=zzzz").text
    assert "No source fits" in client.get("/sources?text=zzzz").text


# ----------------------------------------------------------------------------------------------------------------------- views


def source(**more: object) -> SourceProfile:
    row = SourceRow("source-1", "Ann\u202e\nOde", "person", None, 1, 0, 1, 1)
    told = {"names": ("Ann Ode",), "roles": (), "acts": (Count("states", 1, 1),), "distances": (), "certainties": ()}
    rest = {"outlets": (), "through": (), "anonymity": (), "first": None, "last": None}
    return SourceProfile(row=row, **{**told, **rest, **more})  # type: ignore[arg-type]


def test_one_statement_rests_and_several_rest() -> None:
    assert profiles.source_page(source(), [], 20).told == "1 statement rests on this source, in 1 article of 1 outlet"


def test_labels_are_told_with_what_they_mean(room: str, browse: Browse) -> None:
    with Case(room) as case:
        rows = [case.source(row.id) for row in case.sources()]
        wanting = next(row for row in rows if any(one.name == "wants" and one.number for one in row.acts))
    page = unescape(browse(room).get(f"/source/{wanting.row.id}").text)
    assert re.search(r"<bdi>wants</bdi><span[^>]*>: plans, promises", page)
    every = [line for row in rows for section in profiles.source_page(row, (), 1).sections[:3] for line in section.lines]
    assert all(line.meant for line in every if line.leads is None)


def test_more_than_can_be_shown_are_counted() -> None:
    heard = tuple(Count(f"Outlet {n}", 1, 90, f"outlet-{n}", 0, 2) for n in range(33))
    section = profiles.source_page(source(outlets=heard), [], 20).sections[-1]
    assert (len(section.lines), section.more) == (20, 13)
    assert section.lines[0].leads == ("outlet", "outlet-0")


def test_what_never_happens_is_left_out() -> None:
    page = profiles.source_page(source(acts=(Count("states", 2, 2, None, 0, 0), Count("denies", 0, 2, None, 0, 0))), [], 20)
    (line,) = page.sections[0].lines
    assert (line.words, line.all.length) == ("states", 100.0)
    assert line.own == profiles.Bar(0, 0, 0.0)


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        (None, None, ""),
        ("2031-03-04", "2031-03-04", "Seen in this case on 2031-03-04."),
        ("2031-03-04", "2031-03-06", "First seen in this case on 2031-03-04, last on 2031-03-06."),
    ],
)
def test_days_are_those_of_the_case(first: str | None, last: str | None, told: str) -> None:
    assert profiles.days(first, last) == told


def test_a_case_that_holds_nothing_says_so(tmp_path: Path, browse: Browse) -> None:
    path = str(tmp_path / "empty.case")
    Case(path, write=True).close()
    client = browse(path)
    assert "no sources yet" in client.get("/sources").text
    assert "no outlets yet" in client.get("/outlets").text
    for kind in ("sources", "outlets", "conflicts", "links"):
        assert client.get(f"/{kind}.json").json() == []
    assert client.get("/compare").status_code == 200
    assert client.get("/compare?left=anything").status_code == 200
