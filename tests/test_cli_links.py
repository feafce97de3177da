"""The verbs of what ties pages: link, claims, claim, conflicts, compare, links, regroup."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from cases import PAGES, QUICK, filled
from sayso import cli
from sayso.casebook import claim_report, claims_table, conflicts_report, csv_lines
from sayso.casebook.claims import ClaimSheet, claim_sheet, counted, telling_sheets
from sayso.casebook.conflicts import allowed
from sayso.casebook.wording import in_marks
from sayso.cli.console import console
from sayso.corpus import Case
from sayso.corpus.rows import ClaimRow, ClaimView, ConflictRow, Range
from true_claims import claim_views, fill

FIRST = ["id", "text", "pages", "outlets", "origins", "unnamed", "first_seen"]
"""The fields that a claim has in JSON, in this order; others stand behind them."""


@pytest.fixture(scope="module")
def linked(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The example as its truth has it, linked, for tests that only look."""
    path = str(fill(tmp_path_factory.mktemp("linked") / "story.case"))
    assert cli.run(["link", path, "--jobs", "1"]) == 0
    return path


@pytest.fixture
def mine(linked: str, tmp_path: Path) -> str:
    return shutil.copy(linked, str(tmp_path / "mine.case"))


@pytest.fixture(scope="module")
def views(linked: str) -> dict[str, ClaimView]:
    """The claims of the example as its truth has them."""
    return claim_views(Path(linked))


def listed(said: Any) -> list[dict[str, Any]]:
    """What ``--json`` wrote, as one list."""
    found = json.loads(said.out)
    assert isinstance(found, list)
    return found


def drawn(report: Any, *, wide: bool = False) -> str:
    out = console(wide=wide)
    out.file = io.StringIO()
    out.print(report)
    return out.file.getvalue()


# ------------------------------------------------------------------------------------------------------------------------ link


def test_a_case_that_is_not_linked_says_what_to_do(own: str, sayso: Any, tmp_path: Path) -> None:
    for command in (["claims"], ["conflicts"], ["links"], ["claim", "0000"]):
        said = sayso(command[0], own, *command[1:])
        assert said.code == 1, command
        assert "is not linked yet" in said.err
        assert f"sayso link {own}" in said.err
    assert sayso("link", tmp_path / "none.case").code == 1
    assert not (tmp_path / "none.case").exists()


def test_linking_tells_what_was_found_and_again_finds_the_same(mine: str, sayso: Any) -> None:
    before = sayso("claims", mine, "--json").out
    said = sayso("link", mine, "--jobs", "1")
    assert said.code == 0
    assert re.search(r"\d+ citations.*; .* holds 14 articles and \d+ claims", said.out)
    assert "2 copies" in said.out
    assert sayso("claims", mine, "--json").out == before
    [became] = sayso("link", mine, "--jobs", "1", "--json").rows
    assert became["articles"] == 14
    assert became["claims"] == len(json.loads(before))
    assert became["links"]["copies"] == 2
    assert became["peak"] > 0


@pytest.mark.slow
def test_add_links_too_where_it_is_asked_for(sayso: Any, tmp_path: Path) -> None:
    path = tmp_path / "a.case"
    said = sayso("add", path, PAGES, *QUICK, "--link")
    assert said.code == 0
    assert said.out.splitlines()[0].startswith("14 added")
    assert "claims" in said.out.splitlines()[1]
    assert listed(sayso("claims", path, "--json"))
    said = sayso("add", path, PAGES, *QUICK, "--link", "--json")
    assert [row["articles"] for row in said.rows] == [14]


def test_what_waits_to_be_linked_is_told(sayso: Any, mine: str, tmp_path: Path) -> None:
    assert "sayso link" not in sayso("claims", mine).err
    page = tmp_path / "late.txt"
    page.write_text("The ferry sank\n\n“It sank at once,” said Ann Lee, a farmer who saw it from the bank on Monday.\n")
    assert sayso("add", mine, page, *QUICK).code == 0
    assert "1 article is not linked yet" in sayso("claims", mine).err


# ---------------------------------------------------------------------------------------------------------------------- claims


def test_claims_are_a_list_of_objects(linked: str, sayso: Any) -> None:
    rows = listed(sayso("claims", linked, "--json"))
    assert rows
    for row in rows:
        assert list(row)[: len(FIRST)] == FIRST
        assert list(row["origins"]) == ["low", "high"]
        assert 0 <= row["origins"]["low"] <= row["origins"]["high"]
        assert row["text"]
        assert 1 <= row["outlets"] <= row["pages"]
    assert [row["pages"] for row in rows] == sorted((row["pages"] for row in rows), reverse=True)
    assert listed(sayso("claims", linked, "--json", "--limit", 3)) == rows[:3]
    assert listed(sayso("claims", linked, "--json", "--text", "zeppelin")) == []


def test_claims_are_a_table_with_what_is_to_know(linked: str, sayso: Any) -> None:
    said = sayso("claims", linked, "--limit", 5)
    assert said.code == 0
    assert "--limit says how many are shown" in said.err
    assert re.search(r"^id\s+origins\s+pages\s+outlets\s+claim", said.out)
    assert "first seen 2031-03-04" in said.out
    assert all(len(line) <= 120 for line in said.out.splitlines())


@pytest.mark.parametrize(
    ("option", "holds"),
    [
        ("--single-origin", lambda row: row["origins"]["high"] <= 1 < row["pages"]),
        ("--unnamed", lambda row: row["unnamed"] in ("only", "partly")),
        ("--disputed", lambda row: bool(row["disputed"])),
    ],
)
def test_claims_are_filtered(option: str, holds: Any, linked: str, sayso: Any) -> None:
    rows = listed(sayso("claims", linked, "--json"))
    found = listed(sayso("claims", linked, option, "--json"))
    assert found == [row for row in rows if holds(row)]
    assert 0 < len(found) < len(rows)


def test_claims_are_found_by_words_outlet_and_day(linked: str, sayso: Any) -> None:
    everything = len(listed(sayso("claims", linked, "--json")))
    for asked in (("--text", "drifting tree"), ("--outlet", "The Weighhouse"), ("--since", "2031-03-06")):
        assert 0 < len(listed(sayso("claims", linked, *asked, "--json"))) < everything, asked
    assert sayso("claims", linked, "--outlet", "Nobody's Post").code == 1
    assert sayso("claims", linked, "--since", "Monday").code == 2


def test_claims_tell_whom_they_rest_on_and_through_whom() -> None:
    row = ClaimRow("claim-1", "The dam leaks", 2, 2, Range(1, 2), "only", None, "", 0, 2)
    four = row._replace(rests_on=("two engineers, not named", "Ann Lee", "the dam office", "a report"))
    text = " ".join(drawn(claims_table([four]), wide=True).split())
    assert "from two engineers, not named; Ann Lee; the dam office; others" in text
    handed = row._replace(rests_on=("two engineers, not named",), through=("Cora Hill < The Courier", "two engineers"))
    text = " ".join(drawn(claims_table([handed]), wide=True).split())
    assert "from two engineers, not named, through Cora Hill and The Courier" in text
    assert "through Cora Hill and The Courier;" not in text
    assert " from " not in drawn(claims_table([row]), wide=True)
    lost = row._replace(origins=Range(0, 1), through=("The Courier",))
    assert "from nobody who is shown, through The Courier" in " ".join(drawn(claims_table([lost]), wide=True).split())


def test_claims_name_their_sources(linked: str, sayso: Any) -> None:
    for row in listed(sayso("claims", linked, "--json")):
        [view] = sayso("claim", linked, row["id"], "--json").rows
        assert row["rests_on"] == [one["who"] for one in view["origins"] if one["kind"] != "none"][:4]
        assert set(row["through"]) <= {one["row"]["via"] for one in view["tellings"]} - {""}


def test_claims_are_csv_that_runs_nothing(linked: str, sayso: Any) -> None:
    rows = list(csv.DictReader(io.StringIO(sayso("claims", linked, "--csv").out)))
    plain = listed(sayso("claims", linked, "--json"))
    assert [(row["id"], int(row["origins_low"]), int(row["origins_high"])) for row in rows] == [
        (row["id"], row["origins"]["low"], row["origins"]["high"]) for row in plain
    ]
    odd = ClaimRow("claim-1", '=HYPERLINK("https://a.example")', 2, 1, Range(0, 1), None, None, "", 0, 2)
    [head, line] = csv_lines([claim_sheet(odd)], ClaimSheet._fields)
    assert "origins_low,origins_high" in head
    assert "\"'=HYPERLINK(" in line


# ----------------------------------------------------------------------------------------------------------------------- claim


def test_a_claim_is_shown_whole_by_a_short_id(linked: str, sayso: Any) -> None:
    row = listed(sayso("claims", linked, "--json", "--text", "drifting tree"))[0]
    digits = row["id"].removeprefix("claim-")[:8]
    said = sayso("claim", linked, digits)
    assert said.code == 0
    for words in (row["text"], "It goes back to", "First seen in this case 2031-03-04 06:15", "Why there are not more"):
        assert words in " ".join(said.out.split()), words
    assert re.search(r"^[├└]── ", said.out, re.M)
    assert len(sayso("claim", linked, digits, "--all").out) >= len(said.out)


def test_a_claim_is_json_and_csv(linked: str, sayso: Any) -> None:
    for row in listed(sayso("claims", linked, "--json", "--limit", 5)):
        [view] = sayso("claim", linked, row["id"], "--json").rows
        assert view["row"] == row
        assert len(view["tellings"]) == row["statements"]
        assert len({one["row"]["article"] for one in view["tellings"]}) == row["pages"]
        assert all(0 <= place < len(view["origins"]) for one in view["tellings"] for place in one["origins"])
        lines = list(csv.DictReader(io.StringIO(sayso("claim", linked, row["id"], "--csv").out)))
        assert [line["statement"] for line in lines] == [one["row"]["id"] for one in view["tellings"]]
        assert {line["from_article"] for line in lines} <= {one["row"]["article"] for one in view["tellings"]} | {""}


def test_what_is_no_claim_is_told(linked: str, sayso: Any) -> None:
    said = sayso("claim", linked, "ffffffffffffffff")
    assert said.code == 1
    assert "sayso claims CASE" in said.err


def test_every_true_claim_is_drawn_with_all_that_it_rests_on(views: dict[str, ClaimView]) -> None:
    for view in views.values():
        text = drawn(claim_report(view, every=True))
        flat = " ".join(re.sub(r"[│├└─]", " ", text).split())
        assert view.row.text in flat
        assert counted(view.row.origins) in flat
        for origin in view.origins:
            assert origin.who in flat
        for one in view.tellings:
            assert one.row.id.removeprefix("statement-")[:8] in flat
        assert all(len(line) <= 88 for line in text.splitlines())


def test_a_page_hangs_under_the_page_that_it_has_the_claim_from(views: dict[str, ClaimView]) -> None:
    text = drawn(claim_report(views["warning-ignored"]))
    depth = {
        line.rstrip()[line.index("── ") + 3 :].split(" (")[0]: line.index("──") for line in text.splitlines() if "── " in line
    }
    assert depth["opensluice.example"] > depth["Low Water Mark"] == depth["Keldan Radio"] > 0
    assert "has it from the page above: “According to Low Water Mark”" in text
    assert "counts as 1 to 2" in text


def test_a_citation_for_another_claim_does_not_tell_where_a_page_has_this_one_from(views: dict[str, ClaimView]) -> None:
    view = views["warning-ignored"]
    cites = next(one for one in view.links if one.relation == "cites" and one.left_outlet == "Low Water Mark")
    elsewhere = cites._replace(left_statement="statement-of-another-claim")
    others = tuple(one for one in view.links if one.left != cites.left)
    apart = view._replace(links=(*others, elsewhere), collapses=())
    assert cites.right not in {row.from_article for row in telling_sheets(apart) if row.article == cites.left}
    because = view.collapses[0]._replace(links=(elsewhere.id,))
    told = apart._replace(collapses=(because,))
    assert cites.right in {row.from_article for row in telling_sheets(told) if row.article == cites.left}


def test_a_copied_passage_that_no_reason_tells_of_is_another_one(views: dict[str, ClaimView]) -> None:
    view = views["warning-ignored"]
    cites = next(one for one in view.links if one.relation == "cites" and one.left_outlet == "Low Water Mark")
    copies = cites._replace(id="link-copy", relation="copies", left_statement=None, left_share=0.5, directed=True)
    alone = view._replace(links=(copies,), collapses=())
    assert "copies the page above" in drawn(claim_report(alone))
    unknown = alone._replace(links=(copies._replace(directed=False),))
    assert "shares its words with the page above" in drawn(claim_report(unknown))
    other = view._replace(links=(copies,), collapses=(view.collapses[0]._replace(links=("link-another",)),))
    assert "copies the page above" not in drawn(claim_report(other))


def test_a_page_without_outlet_and_title_is_called_by_its_id(views: dict[str, ClaimView]) -> None:
    view = views["toll-14"]
    bare = tuple(one._replace(row=one.row._replace(outlet=None, title=None)) for one in view.tellings)
    digits = view.tellings[0].row.article.removeprefix("article-")[:8]
    assert f"a page without a title [{digits}]" in drawn(claim_report(view._replace(tellings=bare)), wide=True)


def test_a_page_never_hangs_under_itself_in_a_circle(views: dict[str, ClaimView]) -> None:
    view = views["warning-ignored"]
    link = next(one for one in view.links if one.relation == "cites" and one.left_outlet == "Low Water Mark")
    back = link._replace(id="link-back", left=link.right, right=link.left, score=1.0)
    circular = view._replace(links=(*view.links, back), circles=((view.tellings[0].row.id, view.tellings[-1].row.id),))
    text = drawn(claim_report(circular, every=True))
    assert "Circles" in text
    for one in view.tellings:
        assert text.count(one.row.id.removeprefix("statement-")[:8]) == len(one.origins)
    assert len(telling_sheets(circular)) == len(view.tellings)


def test_a_story_with_a_thousand_copies_is_shown_in_short(views: dict[str, ClaimView]) -> None:
    view = views["toll-14"]
    first, copy = view.tellings[0]._replace(origins=(0,)), view.links[0]._replace(relation="copies", left_share=0.9)
    many = [first._replace(row=first.row._replace(id=f"s-{n}", article=f"a-{n}", outlet=f"Paper {n}")) for n in range(1000)]
    links = [copy._replace(id=f"l-{n}", left=f"a-{n}", right="a-0") for n in range(1, 1000)]
    wide = view._replace(tellings=tuple(many), origins=view.origins[:1], links=tuple(links))
    text = drawn(claim_report(wide))
    assert len(text.splitlines()) < 100
    assert "and 987 more pages, 987 of which copy the page above" in text
    assert drawn(claim_report(wide, every=True)).count("Paper") == 1000


def test_a_long_row_of_pages_stays_on_the_screen(views: dict[str, ClaimView]) -> None:
    view = views["toll-14"]
    first, cites = view.tellings[0]._replace(origins=(0,)), view.links[0]._replace(relation="cites")
    many = [first._replace(row=first.row._replace(id=f"s-{n}", article=f"a-{n}", outlet=f"Paper {n}")) for n in range(2000)]
    links = [cites._replace(id=f"l-{n}", left=f"a-{n}", right=f"a-{n - 1}") for n in range(1, 2000)]
    long = view._replace(tellings=tuple(many), origins=view.origins[:1], links=tuple(links))
    text = drawn(claim_report(long))
    assert "Paper 1999" in text
    assert "has it from Paper 1998" in " ".join(re.sub("[│├└─]", " ", text).split())
    assert all(len(line) <= 88 for line in text.splitlines())


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (0, 0, "Nobody is shown"),
        (0, 1, "there may be one origin at most"),
        (1, 1, "back to one origin."),
        (2, 2, "two separate origins."),
        (1, 2, "at least one origin, and two at most"),
        (3, 14, "at least three separate origins, and 14 at most"),
    ],
)
def test_a_range_is_said_in_words(low: int, high: int, words: str) -> None:
    assert words in counted(Range(low, high))


def test_comparing_tells_the_claims_of_both_pages(linked: str, sayso: Any) -> None:
    with Case(linked) as case:
        link = next(iter(case.links(relation="copies")))
        both = {one.id for one in case.claims(articles=(link.left, link.right))}
        for row in case.claims():
            pages = {one.row.article for one in case.claim(row.id).tellings}
            assert (row.id in both) is ({link.left, link.right} <= pages)
    assert len(both) > 3
    text = sayso("compare", linked, link.left, link.right).out
    assert f"{len(both)} claims stand on both pages." in text
    [found] = sayso("compare", linked, link.left, link.right, "--json").rows
    assert set(found["claims"]) == both


def test_what_is_not_linked_says_nothing_of_claims_of_both(own: str, sayso: Any) -> None:
    with Case(own) as case:
        left, right = (one.id for one in case.articles()[:2])
    said = sayso("compare", own, left, right)
    assert said.code == 0
    assert "on both pages" not in said.out
    assert sayso("compare", own, left, right, "--json").rows[0]["claims"] is None


def test_nothing_of_a_page_steers_the_terminal(views: dict[str, ClaimView]) -> None:
    view = views["toll-14"]
    odd = "\x1b[31m[bold]red[/bold]\u202e"
    tellings = tuple(one._replace(row=one.row._replace(text=odd, outlet=odd, who=odd)) for one in view.tellings)
    shown = view._replace(row=view.row._replace(text=odd), tellings=tellings)
    for text in (drawn(claim_report(shown)), drawn(claims_table([shown.row]), wide=True)):
        assert "\x1b" not in text
        assert "\u202e" not in text
        assert "[bold]red[/bold]" in text


# ------------------------------------------------------------------------------------------------------------ figures, links


def figure(**fields: Any) -> ConflictRow:
    plain: dict[str, Any] = {"conflict": "conflict-1", "of": "people killed", "unit": "", "written": "eleven dead", "low": 11.0}
    plain |= {"high": 11.0, "who": "the rescue service", "through": "the Wire", "outlet": "The Courier", "article": "article-1"}
    plain |= {"statement": None, "first_seen": "2031-03-04T06:15:00", "pages": 3, "against": ()}
    return ConflictRow(**(plain | fields))


def test_figures_are_lined_up_under_what_they_count() -> None:
    rows = [figure(), figure(written="at least 14", low=14.0, high=None, who=None), figure(conflict="conflict-2", of="pumps")]
    text = drawn(conflicts_report(rows), wide=True)
    assert text.index("people killed") < text.index("“eleven dead”") < text.index("“at least 14”") < text.index("pumps")
    assert "14 or more" in text
    assert "the page itself" in text
    assert "through the Wire" in text
    assert "The Courier " in text
    assert "2031-03-04 06:15 " in text, "a time stands in one line"
    assert "2031-03-04" in text
    assert text.count("people killed") == 1


def test_a_figure_is_not_told_to_come_through_its_own_page() -> None:
    for through, told in (
        ("The Courier", None),
        ("the Courier < the Wire", "through the Wire"),
        ("the Wire", "through the Wire"),
    ):
        text = drawn(conflicts_report([figure(through=through)]), wide=True)
        assert ("through" in text) is (told is not None), through
        assert told is None or told in text


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("that it sank", "“that it sank”"),
        ("“It sank.”", "“It sank.”"),
        ("“It sank,” … “at once.”", "“It sank,” … “at once.”"),
        ("that it was “gone”", "“that it was ‘gone’”"),
        ("", "“”"),
    ],
)
def test_words_stand_in_one_pair_of_marks(words: str, shown: str) -> None:
    assert in_marks(words) == shown


@pytest.mark.parametrize(
    ("low", "high", "unit", "words"),
    [(None, 3.5, "metres", "3.5 or less metres"), (2.0, 3.0, "", "2 to 3"), (1200.0, 1200.0, "", "1,200")],
)
def test_what_a_figure_allows(low: float | None, high: float | None, unit: str, words: str) -> None:
    assert allowed(figure(low=low, high=high, unit=unit)) == words


def test_conflicts_have_json_and_csv(linked: str, sayso: Any) -> None:
    rows = sayso("conflicts", linked, "--json").rows
    for row in rows:
        assert {"conflict", "of", "written", "low", "high", "who", "through", "first_seen"} <= row.keys()
    assert len(list(csv.DictReader(io.StringIO(sayso("conflicts", linked, "--csv").out)))) == len(rows)
    assert any({one["low"] for one in rows if one["conflict"] == row["conflict"]} >= {11.0, 14.0} for row in rows)
    assert sayso("conflicts", linked).code == 0


def test_links_tell_what_a_page_does_to_another(linked: str, sayso: Any) -> None:
    rows = sayso("links", linked, "--json").rows
    assert {"copies", "quotes", "cites"} <= {row["relation"] for row in rows}
    copies = sayso("links", linked, "--relation", "copies", "--json").rows
    assert copies == [row for row in rows if row["relation"] == "copies"]
    some = copies[0]["left"]
    assert all(some in (row["left"], row["right"]) for row in sayso("links", linked, "--article", some, "--json").rows)
    assert "copies" in sayso("links", linked, "--relation", "copies").out
    assert sayso("links", linked, "--relation", "loves").code == 2


# ------------------------------------------------------------------------------------------------------------------- two pages


def pair(linked: str, sayso: Any) -> tuple[str, str]:
    copy = next(row for row in sayso("links", linked, "--relation", "copies", "--json").rows if row["left_share"] < 0.9)
    return copy["left"], copy["right"]


def test_two_pages_stand_side_by_side(linked: str, sayso: Any) -> None:
    left, right = pair(linked, sayso)
    said = sayso("compare", linked, left.removeprefix("article-")[:8], right)
    assert said.code == 0
    assert len(re.findall(r"\d+% of its words", said.out)) == 2
    assert "[1]" in said.out
    assert re.search(r"Eleven people died.*\[1\].*Eleven people died", said.out)
    assert len(sayso("compare", linked, left, right, "--full").out) > len(said.out)


def test_a_comparison_is_json_with_the_passages_of_both(linked: str, sayso: Any) -> None:
    left, right = pair(linked, sayso)
    [found] = sayso("compare", linked, left, right, "--json").rows
    [other] = sayso("compare", linked, right, left, "--json").rows
    assert found["left"]["share"] == pytest.approx(other["right"]["share"])
    assert found["left"]["share"] > found["right"]["share"] > 0.3
    with Case(linked) as case:
        texts = {side: case.dossier(found[side]["id"]).article.text for side in ("left", "right")}
    for run in found["runs"]:
        for side in ("left", "right"):
            assert " ".join(texts[side][run[f"{side}_start"] : run[f"{side}_end"]].split()) == run[f"{side}_text"]
    assert len(list(csv.DictReader(io.StringIO(sayso("compare", linked, left, right, "--csv").out)))) == len(found["runs"])


def test_pages_that_share_nothing_are_told_so_and_one_is_no_two(sayso: Any, tmp_path: Path) -> None:
    for name, words in (("a", "The weir held through the night."), ("b", "Farmers had moved all their sheep on Sunday.")):
        (tmp_path / f"{name}.txt").write_text(f"{words}\n\n{words}\n")
    path = tmp_path / "two.case"
    assert sayso("add", path, tmp_path / "a.txt", tmp_path / "b.txt", *QUICK).code == 0
    first, second = (row["id"] for row in sayso("ls", path, "--json").rows)
    assert "No passage of five words" in sayso("compare", path, first, second).out
    assert sayso("compare", path, first, first).code == 2
    assert sayso("compare", path, first, "nothing").code == 1


def test_a_passage_in_another_place_keeps_its_number(sayso: Any, tmp_path: Path) -> None:
    first = "The water board opened the second sluice at four in the morning, and by six the lower meadow was draining again."
    second = "Farmers on the east bank had moved their sheep on Sunday, when a warning was posted at the chapel door in Tessel."
    between = "Nobody could say on Monday evening how long that would take, or what it might cost the parish in the end."
    for name, parts in (
        ("a", (first, between, second)),
        ("b", (second, first, "It rained all week, and the ford stayed shut.")),
    ):
        (tmp_path / f"{name}.txt").write_text("\n\n".join(["Weir holds", *parts]))
    path = tmp_path / "two.case"
    assert sayso("add", path, tmp_path / "a.txt", tmp_path / "b.txt", *QUICK).code == 0
    ids = [row["id"] for row in sayso("ls", path, "--json").rows]
    text = sayso("compare", path, *ids).out
    assert text.count("[1]") + text.count("[2]") >= 5  # each beside its passage, one in its old place, both in the heading


# --------------------------------------------------------------------------------------------------------------------- reviews


def test_claims_are_merged_split_and_put_back(mine: str, sayso: Any) -> None:
    one, other = (row["id"] for row in listed(sayso("claims", mine, "--json"))[:2])
    views = [sayso("claim", mine, name, "--json").rows[0] for name in (one, other)]
    statements = {telling["row"]["id"] for view in views for telling in view["tellings"]}
    said = sayso("regroup", mine, "merge", one, other, "--note", "the same wreck", "--by", "jo")
    assert said.code == 0
    assert "are one (“the same wreck”)" in " ".join(said.out.split())
    assert "sayso link" in said.err
    assert "claims were reviewed" in sayso("claims", mine).err
    [review] = sayso("reviews", mine, "--claims", "--json").rows
    assert (review["judgement"], review["by"]) == ("merge", "jo")
    before = listed(sayso("claims", mine, "--json"))
    assert sayso("link", mine, "--jobs", "1").code == 0
    assert len(listed(sayso("claims", mine, "--json"))) < len(before)
    merged = {telling["row"]["id"] for telling in sayso("claim", mine, one, "--json").rows[0]["tellings"]}
    assert merged >= statements
    assert sayso("regroup", mine, "undo", review["id"]).code == 0
    assert sayso("link", mine, "--jobs", "1").code == 0
    assert listed(sayso("claims", mine, "--json")) == before
    assert sayso("reviews", mine, "--claims", "--json").rows == []
    assert len(sayso("reviews", mine, "--claims", "--undone", "--json").rows) == 1


def test_a_statement_is_parted_from_its_claim(mine: str, sayso: Any) -> None:
    row = listed(sayso("claims", mine, "--json"))[0]
    [view] = sayso("claim", mine, row["id"], "--json").rows
    leaving = view["tellings"][-1]["row"]["id"]
    assert sayso("regroup", mine, "split", row["id"], leaving).code == 0
    assert sayso("link", mine, "--jobs", "1").code == 0
    [view] = sayso("claim", mine, row["id"], "--json").rows
    assert leaving not in [one["row"]["id"] for one in view["tellings"]]
    assert "review" in sayso("claim", mine, row["id"]).out


@pytest.mark.parametrize(
    "given", [["same", "a"], ["merge", "a", "b", "c"], ["undo", "a", "b"], ["undo", "a", "--note", "x"], ["kiss", "a"]]
)
def test_what_no_review_of_claims_can_be_is_misuse(given: list[str], mine: str, sayso: Any) -> None:
    assert sayso("regroup", mine, *given).code == 2


def test_reviews_of_claims_go_with_no_statement_and_no_gold(mine: str, sayso: Any, tmp_path: Path) -> None:
    assert sayso("reviews", mine, "--claims", "--statement", "a").code == 2
    assert sayso("reviews", mine, "--claims", "--gold", tmp_path / "g").code == 2


def test_an_empty_case_has_no_claims(sayso: Any, tmp_path: Path) -> None:
    path = filled(tmp_path / "a.case", [])
    assert sayso("link", path, "--jobs", "1").code == 0
    assert listed(sayso("claims", path, "--json")) == []
    assert "nothing of that kind" in sayso("claims", path).err
