"""The overview of a case and its lists: what is shown first, what to do next, and that nothing is left out."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as parser
from starlette.testclient import TestClient

from cases import example, filled, renamed, variants
from sayso.corpus import Case
from sayso.corpus.rows import ConflictRow, Count, LinkState, Seen, Totals
from sayso.records import Refusal
from sayso.web.catalogue import PAGES
from sayso.web.shown import PER_PAGE, Asked
from sayso.web.views import lists, overview

Browse = Callable[[str], TestClient]
NOTHING = LinkState(0, 0, 0, 0, False, False, {}, 0, None)


def words(client: TestClient, address: str) -> str:
    """What stands on a page, in one line."""
    answer = client.get(address)
    assert answer.status_code == 200, answer.text[:300]
    return " ".join(parser.fromstring(answer.text).xpath("string(//main)").split())


def refused(count: int, reason: str = "pdf") -> Iterator[Refusal]:
    """So many refusals of pages."""
    for number in range(count):
        yield Refusal(page=f"{reason}-{number}", step="read", reason=reason, message="it is a PDF", advice="Turn it into text.")  # type: ignore[arg-type]


# ------------------------------------------------------------------------------------------------------------------ overview


def test_the_overview_tells_how_much_there_is(room: str, browse: Browse) -> None:
    with Case(room) as case:
        totals = case.totals()
        assert totals.articles == len(case)
        assert totals.outlets == sum(1 for row in case.outlets() if row.articles)
        assert totals.said == len(case.statements())
        assert totals.unnamed == len(case.statements(unnamed=True))
        assert totals.claims == len(case.claims())
        assert totals.single == len(case.claims(single_origin=True))
        assert totals.disputed == len(case.claims(disputed=True))
        first = case.claims(single_origin=True)[0]
    told = words(browse(room), "/")
    assert f"{totals.said:,} statements on somebody’s word" in told
    assert overview.share(totals.unnamed, totals.said, "statement") in told
    assert " ".join(first.text.split())[:60] in told
    assert "not linked" not in told


def test_no_claim_stands_on_the_overview_twice(room: str, browse: Browse) -> None:
    page = parser.fromstring(browse(room).get("/").text)
    links = [one for one in page.xpath("//main//ol//a/@href") if one.startswith("/claim/")]
    assert links
    assert len(links) == len(set(links))


def test_a_case_with_nothing_says_what_to_do(tmp_path: Path, browse: Browse) -> None:
    path = str(tmp_path / "new.case")
    Case(path, write=True).close()
    client = browse(path)
    assert "Nothing here yet" in words(client, "/")
    assert parser.fromstring(client.get("/").text).xpath("//main//form[@action='/import']//input[@type='file']")
    assert "There are none yet" in words(client, "/articles")
    assert "every page that was added could be read" in words(client, "/refusals")
    assert "None that stands" in words(client, "/reviews")
    assert "Nothing holds all of these words" in words(client, "/search?q=anything")


def test_a_case_with_refusals_alone_says_why(tmp_path: Path, browse: Browse) -> None:
    path = str(tmp_path / "refused.case")
    with Case(path, write=True) as case:
        case.add([(one, None) for one in (*refused(3), *refused(1, "empty"))])
    told = words(browse(path), "/")
    assert "No article yet" in told
    assert "4 pages could not be read" in told
    assert "pdf 3" in told
    assert "empty 1" in told


def test_one_page_alone_is_told_what_it_lacks(tmp_path: Path, browse: Browse) -> None:
    path = str(filled(tmp_path / "one.case", example()[:1]))
    client = browse(path)
    assert "One page so far" in words(client, "/")
    with Case(path, write=True) as case:
        case.link()
    assert "One page so far" not in words(client, "/")


def test_pages_that_are_not_linked_can_be_linked_from_there(tmp_path: Path, browse: Browse) -> None:
    path = str(filled(tmp_path / "two.case", example()[:2]))
    client = browse(path)
    assert "The pages are not linked yet" in words(client, "/")
    assert parser.fromstring(client.get("/").text).xpath("//form[@action='/link'][@method='post']//button")
    with Case(path, write=True) as case:
        case.link()
        case.add([(renamed(example()[0], "late"), None)])
    told = words(client, "/")
    assert "The claims are behind the pages" in told
    assert "1 article is not linked yet" in told


def test_what_is_under_way_is_told_instead(room: str, browse: Browse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.web.work.Bench.is_busy", True)
    told = words(browse(room), "/")
    assert "Work is under way" in told
    assert "How far it is" in told


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (NOTHING._replace(articles=5, finished="2031"), None),
        (NOTHING._replace(articles=5, finished="2031", waiting=2), "2 articles are not linked yet."),
        (NOTHING._replace(articles=5, finished="2031", gone=1), "1 article was taken away since."),
        (NOTHING._replace(articles=5, finished="2031", reviews=True), "Claims were reviewed since the pages were linked."),
        (NOTHING._replace(articles=5, finished="2031", older=True), "The pages were linked by another version of sayso."),
        (
            NOTHING._replace(articles=5, finished="2031", older=True, waiting=1),
            "1 article is not linked yet; the pages were linked by another version of sayso.",
        ),
    ],
)
def test_what_is_behind_is_told(state: LinkState, told: str | None) -> None:
    found = overview.to_do(5, state)
    assert (found and found.words) == told
    assert found is None or found.link


@pytest.mark.parametrize(
    ("number", "of", "told"),
    [
        (0, 0, ""),
        (0, 9, "0 of 9 pages (0%)"),
        (1, 3, "1 of 3 pages (33%)"),
        (9, 9, "9 of 9 pages (100%)"),
        (1, 1000, "1 of 1,000 pages (under 1%)"),
        (1999, 2000, "1,999 of 2,000 pages (over 99%)"),
    ],
)
def test_a_share_is_told_with_what_it_is_counted_over(number: int, of: int, told: str) -> None:
    assert overview.share(number, of, "page") == told


def figure(conflict: str, low: float, written: str, seen: str, pages: int = 1) -> ConflictRow:
    return ConflictRow(conflict, "the dead", "people", written, low, low, None, "", "Post", "article-1", None, seen, pages, ())


def test_figures_of_one_value_are_told_once_and_the_newest_things_first() -> None:
    rows = [
        figure("old", 1, "one", "2031-03-01"),
        figure("old", 2, "two", "2031-03-02"),
        figure("new", 11, "eleven people", "2031-03-03T09:00", pages=3),
        figure("new", 11, "11 people", "2031-03-02T09:00"),
        figure("new", 14, "14 people", "2031-03-04"),
    ]
    view = overview.overview(
        "/x/story.case", totals=Totals(0, 0, 0, 0, 0, 0, 0, ()), single=[], disputed=[], conflicts=rows, state=NOTHING
    )
    assert view.name == "story"
    assert [thing.conflict for thing in view.differing] == ["new", "old"]
    assert [one.written for one in view.differing[0].figures] == ["11 people", "14 people"]
    assert view.differing[0].figures[0].told == "Post, 2031-03-02"


def test_the_newest_figures_of_a_case_come_first(room: str) -> None:
    with Case(room) as case:
        every = case.conflicts()
        assert every
        days: dict[str, str] = {}
        for row in every:
            days[row.conflict] = max(days.get(row.conflict, ""), (row.first_seen or "")[:10])
        newest = case.conflicts(whole=True, newest=True, limit=1)
        assert {row.conflict for row in newest} <= {name for name, day in days.items() if day >= sorted(days.values())[-1]}
        assert len(newest) == sum(1 for row in every if row.conflict == newest[0].conflict)


# -------------------------------------------------------------------------------------------------------------------- articles


def test_all_articles_are_on_some_page_of_the_list(tmp_path: Path, browse: Browse) -> None:
    path = str(filled(tmp_path / "many.case", variants(2 * PER_PAGE + 3)))
    client = browse(path)
    found: list[str] = []
    for number in range(1, 5):
        page = parser.fromstring(client.get(f"/articles?page={number}").text)
        found += [one for one in page.xpath("//main//tbody//a/@href") if one.startswith("/article/")]
        assert bool(page.xpath("//a[@rel='next']")) is (number < 3)
        assert bool(page.xpath("//a[@rel='prev']")) is (number > 1)
    assert len(found) == len(set(found)) == 2 * PER_PAGE + 3
    assert "ends before this page" in words(client, "/articles?page=4")


def test_articles_are_asked_for_by_outlet_and_day(room: str, browse: Browse) -> None:
    client = browse(room)
    with Case(room) as case:
        outlet = next(row for row in case.outlets() if row.articles > 1)
        days = sorted(row.published or "" for row in case.articles())
    for asked in (outlet.name, outlet.id):
        page = parser.fromstring(client.get("/articles", params={"outlet": asked}).text)
        assert len(page.xpath("//main//tbody/tr")) == outlet.articles
    since = parser.fromstring(client.get("/articles", params={"since": days[-1][:10]}).text)
    assert len(since.xpath("//main//tbody/tr")) == sum(1 for day in days if day[:10] >= days[-1][:10])
    assert "No outlet of this case is called “Nobody”." in words(client, "/articles?outlet=Nobody")
    assert client.get("/articles?since=yesterday").status_code == 400


def test_lists_are_had_as_csv_and_json(room: str, browse: Browse) -> None:
    client = browse(room)
    with Case(room) as case:
        outlet = next(row for row in case.outlets() if row.articles > 1)
        count = len(case)
    assert len(list(csv.DictReader(io.StringIO(client.get("/articles.csv").text)))) == count
    assert len(client.get("/articles.json").json()) == count
    assert len(client.get("/articles.json", params={"outlet": outlet.name}).json()) == outlet.articles
    assert len(client.get("/articles.json", params={"outlet": "Nobody"}).json()) == 0
    assert client.get("/search.json", params={"q": "ferry"}).json()
    for address in ("/refusals.csv", "/reviews.csv", "/reviews/claims.csv"):
        assert client.get(address).status_code == 200, address


# ---------------------------------------------------------------------------------------------------------------------- search


def test_a_search_finds_claims_statements_and_articles_and_marks_the_words(room: str, browse: Browse) -> None:
    client = browse(room)
    page = parser.fromstring(client.get("/search?q=ferry").text)
    assert [one.text_content() for one in page.xpath("//main//h2")][:2] == ["Claims", "Statements"]
    marked = page.xpath("//main//mark/text()")
    assert marked
    assert all(one.casefold().startswith("ferr") for one in marked)
    assert "[" not in page.xpath("string(//main//section[last()])")
    with Case(room) as case:
        assert f"{case.holding('ferry')} articles" in words(client, "/search?q=ferry")


def test_all_articles_that_hold_a_word_are_on_some_page(tmp_path: Path) -> None:
    path = filled(tmp_path / "many.case", variants(60))
    with Case(path) as case:
        whole = [hit.article for hit in case.find("ferry", limit=1000)]
        parts = [hit.article for at in range(0, 60, 7) for hit in case.find("ferry", limit=7, offset=at)]
        assert parts == whole
        assert len(whole) == case.holding("ferry")


@pytest.mark.parametrize("query", ["", "!!", '""', "  "])
def test_a_search_without_a_word_says_so(room: str, browse: Browse, query: str) -> None:
    assert "Give words that a text or a statement holds" in words(browse(room), f"/search?q={query}")


def test_brackets_of_the_page_are_left_where_they_are() -> None:
    found = list(lists.pieces("he said [sic] that the [Ferries] sank [and [ferry] [", "ferry"))
    assert [one.words for one in found if one.is_hit] == ["Ferries", "ferry"]
    assert "".join(one.words for one in found) == "he said [sic] that the Ferries sank [and ferry ["


@given(st.text(alphabet="ab[] é", max_size=40), st.text(alphabet="ab é", max_size=8))
def test_no_words_of_a_snippet_are_lost(snippet: str, query: str) -> None:
    found = list(lists.pieces(snippet, query))
    assert "".join(one.words for one in found).replace("[", "").replace("]", "") == snippet.replace("[", "").replace("]", "")
    assert all(one.words for one in found if not one.is_hit)


# ------------------------------------------------------------------------------------------------------------ refusals, reviews


def test_refusals_are_told_with_what_to_do(tmp_path: Path, browse: Browse) -> None:
    path = str(tmp_path / "refused.case")
    with Case(path, write=True) as case:
        case.add([(one, Seen(one.page, one.page)) for one in (*refused(PER_PAGE + 2), *refused(2, "empty"))])
        assert len(case.refusals(reason="pdf")) == PER_PAGE + 2
        assert [row.page for row in case.refusals(limit=2, offset=1)] == ["pdf-1", "pdf-2"]
        assert case.became(Seen("pdf-0", "another name")) == case.refusals()[0]
        assert case.became(Seen("never", "never")) is None
    client = browse(path)
    page = parser.fromstring(client.get("/refusals").text)
    assert len(page.xpath("//main//li[@class='row']")) == PER_PAGE
    assert "It is a PDF. Turn it into text." in words(client, "/refusals")
    assert "54 refusals" in words(client, "/refusals")
    assert len(parser.fromstring(client.get("/refusals?reason=empty").text).xpath("//main//li[@class='row']")) == 2
    assert len(parser.fromstring(client.get("/refusals?page=2").text).xpath("//main//li[@class='row']")) == 4
    assert client.get("/refusals?reason=nothing").status_code == 400
    assert len(client.get("/refusals.json?reason=empty").json()) == 2


def test_reviews_are_listed_and_taken_back(own_room: str, browse: Browse) -> None:
    client = browse(own_room)
    with Case(own_room, write=True) as case:
        rows = case.statements(limit=2)
        review = case.review(rows[0].id, "wrong speaker", value="Ada Orvel", note="see <b>there</b>", by="Nell")
        claim = case.review_claims("not the same", rows[0].id, rows[1].id, note="two days")
    told = words(client, "/reviews")
    assert "Wrong speaker: Ada Orvel see <b>there</b>" in told
    assert "by Nell" in told
    assert "They do not put the same two days" in told
    assert " ".join(rows[1].text.split())[:80] in told
    page = parser.fromstring(client.get("/reviews").text)
    forms = page.xpath("//main//form[@method='post']")
    assert {form.get("action") for form in forms} == {f"/review/{review.id}/undo", f"/claim-review/{claim.id}/undo"}
    for form in forms:
        sent = {one.get("name"): one.get("value") for one in form.xpath("input")}
        answer = client.post(form.get("action"), data=sent)
        assert answer.status_code == 303
    with Case(own_room) as case:
        assert not case.reviews()
        assert not case.claim_reviews()
    assert "Ada Orvel" not in words(client, "/reviews")
    undone = words(client, "/reviews?undone=1")
    assert "Ada Orvel" in undone
    assert undone.count("taken back") >= 2
    assert not parser.fromstring(client.get("/reviews?undone=1").text).xpath("//main//form[@method='post']")


def _reviewed(path: str, count: int) -> tuple[list[str], list[str]]:
    """So many reviews of statements and of claims, in their order."""
    with Case(path, write=True) as case:
        rows = case.statements(limit=2)
        said = [case.review(rows[0].id, "note", note=f"remark {number}").id for number in range(count)]
        claimed = [case.review_claims("same", rows[0].id, rows[1].id, note=f"pair {number}").id for number in range(count)]
    return said, claimed


def _listed(client: TestClient, address: str, kind: str) -> list[str]:
    """The reviews that stand on a page, by the forms that take them back."""
    forms = parser.fromstring(client.get(address).text).xpath("//main//form[@method='post']/@action")
    return [one.split("/")[2] for one in forms if one.split("/")[1] == kind]


def test_both_lists_of_reviews_have_pages_of_their_own(own_room: str, browse: Browse) -> None:
    said, claimed = _reviewed(own_room, PER_PAGE + 3)
    client = browse(own_room)
    assert _listed(client, "/reviews", "review") == said[::-1][:PER_PAGE], "the last ones first"
    assert _listed(client, "/reviews", "claim-review") == claimed[::-1][:PER_PAGE]
    page = parser.fromstring(client.get("/reviews").text)
    assert len({one.get("aria-label") for one in page.xpath("//nav[@class='pages']")}) == 2
    for address in page.xpath("//main//a[@rel='next']/@href"):
        of_claims = "page_of_claims" in address
        other = claimed if of_claims else said
        assert _listed(client, address, "claim-review" if of_claims else "review") == other[::-1][PER_PAGE:]
        assert len(_listed(client, address, "review" if of_claims else "claim-review")) == PER_PAGE
    both = client.get("/reviews?page=2&page_of_claims=2").text
    assert parser.fromstring(both).xpath("//main//a[@rel='prev']/@href") == [
        "/reviews?page_of_claims=2&page=1#of-statements",
        "/reviews?page=2&page_of_claims=1#of-claims",
    ]
    assert "ends before this page" in words(client, "/reviews?page=9")
    assert [one["id"] for one in client.get("/reviews.json").json()] == said, "files have all, in their order"
    assert len(list(csv.DictReader(io.StringIO(client.get("/reviews/claims.csv").text)))) == len(claimed)


def _asks(path: str, asking: Callable[[Case], object]) -> list[str]:
    """What a case asks its file."""
    asked: list[str] = []
    with Case(path) as case:
        case._connection.set_trace_callback(asked.append)
        asking(case)
    return [one for one in asked if one.startswith("SELECT")]


def test_many_reviews_ask_no_more_of_the_case_than_one(own_room: str) -> None:
    def look(case: Case) -> object:
        return PAGES["reviews"](case, "", Asked())

    _reviewed(own_room, 1)
    few = _asks(own_room, look)
    _reviewed(own_room, PER_PAGE - 1)
    assert len(_asks(own_room, look)) == len(few) <= 4


def test_the_reasons_of_refusals_are_all_that_is_counted(tmp_path: Path) -> None:
    path = str(tmp_path / "refused.case")
    with Case(path, write=True) as case:
        case.add([(one, None) for one in (*refused(3), *refused(1, "empty"))])
        assert case.reasons() == case.totals().refusals == (Count("pdf", 3, 4), Count("empty", 1, 4))
    asked = _asks(path, lambda case: PAGES["refusals"](case, "", Asked()))
    assert asked
    assert not [one for one in asked if "claims" in one or "outlet_counts" in one]


def test_words_of_statements_are_had_at_once(room: str) -> None:
    with Case(room) as case:
        rows = case.statements(limit=5)
        assert case.texts([*(row.id for row in rows), "statement-0000000000000000"]) == {row.id: row.text for row in rows}
        assert case.texts([]) == {}


@pytest.mark.parametrize("kind", ["articles", "statements", "claims", "conflicts"])
def test_a_day_is_asked_for_as_a_day_and_what_is_none_is_told(room: str, browse: Browse, kind: str) -> None:
    client = browse(room)
    assert parser.fromstring(client.get(f"/{kind}").text).xpath("//main//input[@name='since']/@type") == ["date"]
    for asked in ("yesterday", "2031-02-30", "4.3.2031"):
        answer = client.get(f"/{kind}", params={"since": asked})
        assert answer.status_code == 400
        assert f"“{asked}” is no day; write it as 2031-03-04" in answer.text
        assert parser.fromstring(answer.text).xpath("//main//a/@href")[0] == f"/{kind}", "there is a way back to the list"
