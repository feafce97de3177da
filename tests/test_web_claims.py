"""The pages about claims: the list and what it is asked, a claim whole, its files, and what is said of it."""

from __future__ import annotations

import csv
import html
import json
import re
from collections.abc import Callable
from io import StringIO

import pytest
from starlette.testclient import TestClient

from sayso.corpus import Case
from sayso.corpus.rows import ClaimReview, ClaimRow, CollapseRow, LinkRow, Range
from sayso.web.addresses import Served
from sayso.web.catalogue import NAMED, PAGES
from sayso.web.rendering import render
from sayso.web.shown import Asked, AskedAll, Shown
from sayso.web.views import claims
from tellings_made import claim_of, link_of, origin_of, telling_of

Browse = Callable[[str], TestClient]


def _claims(path: str, **asked: object) -> list[ClaimRow]:
    with Case(path) as case:
        return case.claims(**asked)  # type: ignore[arg-type]


def _page(browser: TestClient, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200, answer.text
    return html.unescape(answer.text)


def _token(page: str) -> str:
    found = re.search(r'name="token" value="([0-9a-f]+)"', page)
    assert found is not None
    return found[1]


# -------------------------------------------------------------------------------------------------------------------- the list


def test_the_list_shows_what_the_case_has_in_its_order(room: str, browse: Browse) -> None:
    page = _page(browse(room), "/claims")
    listed = re.findall(r'href="/claim/(claim-[0-9a-f]+)"', page)
    assert listed == [row.id for row in _claims(room, limit=50)]
    assert 'rel="next" href="/claims?page=2"' in page
    first = _claims(room, limit=1)[0]
    assert f"{first.pages} pages of {first.outlets} outlets" in page
    assert "all of these pages go back to one origin" in page


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ("single_origin=1", {"single_origin": True}),
        ("unnamed=1", {"unnamed": True}),
        ("disputed=1", {"disputed": True}),
        ("text=guide+cable", {"text": "guide cable"}),
        ("outlet=Saltgate+Post", {"outlet": "Saltgate Post"}),
        ("since=2031-03-06", {"since": "2031-03-06"}),
        ("text=ferry&disputed=1", {"text": "ferry", "disputed": True}),
    ],
)
def test_filters_are_those_of_the_case(room: str, browse: Browse, query: str, asked: dict[str, object]) -> None:
    page = _page(browse(room), f"/claims?{query}")
    wanted = [row.id for row in _claims(room, **asked)]
    assert wanted
    assert re.findall(r'href="/claim/(claim-[0-9a-f]+)"', page) == wanted[:50]
    assert "Show all" in page, "there is a way back"


def test_a_list_may_be_asked_for_one_article(room: str, browse: Browse) -> None:
    with Case(room) as case:
        article = case.articles(limit=1)[0].id
    page = _page(browse(room), f"/claims?article={article}")
    assert re.findall(r'href="/claim/(claim-[0-9a-f]+)"', page) == [row.id for row in _claims(room, articles=(article,))][:50]
    assert f'<input type="hidden" name="article" value="{article}">' in page


def test_what_is_asked_wrongly_is_told(room: str, browse: Browse) -> None:
    assert browse(room).get("/claims?since=yesterday").status_code == 400
    assert browse(room).get("/claims?outlet=Nowhere+News").status_code == 404
    assert "No claim fits all of this" in _page(browse(room), "/claims?text=xylophone")


def test_pages_of_a_list_follow_each_other(room: str, browse: Browse) -> None:
    rows = [row.id for row in _claims(room)]
    assert len(rows) > 50
    second = _page(browse(room), "/claims?page=2")
    assert re.findall(r'href="/claim/(claim-[0-9a-f]+)"', second) == rows[50:100]
    assert '<ol class="claim-list" start="51">' in second
    assert 'rel="prev"' in second


def test_the_list_comes_as_json_and_csv_as_on_the_command_line(room: str, browse: Browse, sayso: Callable[..., object]) -> None:
    rows = json.loads(browse(room).get("/claims.json?disputed=1").text)
    said = sayso("claims", room, "--disputed", "--json", "--limit", "1000")
    assert rows == json.loads(said.out)  # type: ignore[attr-defined]
    lines = list(csv.DictReader(StringIO(browse(room).get("/claims.csv?disputed=1").text)))
    assert [line["id"] for line in lines] == [row["id"] for row in rows]
    assert {line["origins_high"] for line in lines} >= {"1"}


def test_a_case_without_claims_says_what_to_do(case: str, browse: Browse) -> None:
    page = _page(browse(case), "/claims")
    assert "The pages are not linked yet" in page
    assert "claim-list" not in page


# ------------------------------------------------------------------------------------------------------------------- a claim


def _all(path: str) -> list[str]:
    return [row.id for row in _claims(path)]


def test_every_claim_of_the_example_is_shown_whole(room: str) -> None:
    with Case(room) as case:
        for row in case.claims():
            shown = NAMED["claim"](case, row.id, Asked({}))
            page = html.unescape(_filled(shown))
            assert shown.view["claim"].sentence in page
            for one in case.claim(row.id).tellings:
                assert f'name="{one.row.id}"' in page, "every statement can be ticked"


def _filled(shown: Shown, *, live: bool = True) -> str:
    return render(shown.template, Served(live), page=shown, view=shown.view, here="/claim", token="token", policy="")


def test_a_claim_tells_how_many_origins_are_left_and_why(room: str, browse: Browse) -> None:
    row = next(row for row in _claims(room) if "guide cable" in row.text and row.unnamed == "partly")
    page = _page(browse(room), f"/claim/{row.id}")
    assert "It goes back to at least two separate origins, and three at most." in page
    assert "two officials in the ministry" in page
    assert re.search(r"\d pages? pass(es)? on what another told", page)
    headings = re.findall(r"<h2[^>]*>([^<]+)</h2>", page)
    wanted = ["Where it comes from", "Why there are not more origins", "Why the number is open", "Who denies or doubts it"]
    assert headings == [*wanted, "When it was told", "Where it stands"]
    assert "/compare?left=article-" in page
    assert page.count("<svg") == 2
    assert "<desc" in page


def test_the_circle_of_the_example_is_told(room: str, browse: Browse) -> None:
    row = next(row for row in _claims(room) if row.circles)
    page = _page(browse(room), f"/claim/{row.id}")
    assert '<h2 id="circles">Circle</h2>' in page
    assert 'class="edge circle"' in page
    round_ = page.partition('class="claim-circles"')[2].partition("</ul>")[0]
    articles = re.findall(r'href="/article/(article-[0-9a-f]+)"', round_)
    assert len(articles) == round_.count("has it from") + 1 >= 3
    assert articles[0] == articles[-1], "round to where it began"


def test_a_claim_in_time_has_its_own_page(room: str, browse: Browse) -> None:
    row = _claims(room, limit=1)[0]
    page = _page(browse(room), f"/timeline/{row.id}")
    assert f'href="/claim/{row.id}"' in page
    assert page.count("<svg") == 1


def test_files_of_a_claim(room: str, browse: Browse) -> None:
    row = _claims(room, limit=1)[0]
    browser = browse(room)
    with Case(room) as case:
        view = case.claim(row.id)
    assert json.loads(browser.get(f"/claim/{row.id}.json").text)["origins"][0]["who"] == view.origins[0].who
    lines = list(csv.DictReader(StringIO(browser.get(f"/claim/{row.id}.csv").text)))
    assert [line["statement"] for line in lines] == [one.row.id for one in view.tellings]
    hung = list(csv.DictReader(StringIO(browser.get(f"/claim/{row.id}/lineage.csv").text)))
    assert {line["article"] for line in hung} == {one.row.article for one in view.tellings}
    times = list(csv.DictReader(StringIO(browser.get(f"/claim/{row.id}/timeline.csv").text)))
    assert [line["utc"] for line in times] == sorted(line["utc"] for line in times)
    for name in ("lineage", "timeline"):
        answer = browser.get(f"/claim/{row.id}/{name}.svg")
        assert answer.headers["content-type"].startswith("image/svg+xml")
        assert answer.text.startswith("<?xml")
        assert "<style>" in answer.text
        assert "href" not in answer.text
    assert browser.get(f"/claim/{row.id}/nothing.svg").status_code == 404


def test_ids_of_a_page_are_its_own(room: str) -> None:
    with Case(room) as case:
        for row in case.claims(limit=20):
            page = _filled(NAMED["claim"](case, row.id, Asked({})))
            ids = re.findall(r' id="([^"]+)"', page)
            assert len(ids) == len(set(ids))
            for name in re.findall(r'aria-labelledby="([^"]+)"', page):
                assert set(name.split()) <= set(ids)


def test_a_report_has_no_forms_and_all_rows(room: str) -> None:
    with Case(room) as case:
        count = len(case.claims())
        listed = _filled(PAGES["claims"](case, "", AskedAll()), live=False)
        assert listed.count('<li class="row">') == count > 50
        for page in (listed, _filled(NAMED["claim"](case, case.claims(limit=1)[0].id, AskedAll()), live=False)):
            assert "<form" not in page
            assert "<input" not in page
            assert "<button" not in page
            assert "<script" not in page


def test_an_unknown_claim_is_not_here(room: str, browse: Browse) -> None:
    assert browse(room).get("/claim/claim-0000000000000000").status_code == 404
    assert browse(room).get("/timeline/claim-0000000000000000").status_code == 404


# ----------------------------------------------------------------------------------------------------------------- what is said


def _two(path: str) -> tuple[str, list[str]]:
    """A claim, and its statements."""
    with Case(path) as case:
        row = case.claims(limit=1)[0]
        return row.id, [one.row.id for one in case.claim(row.id).tellings]


def _reviews(path: str, *, undone: bool = False) -> list[ClaimReview]:
    with Case(path) as case:
        return case.claim_reviews(undone=undone)


def test_a_statement_is_split_off_and_the_review_taken_back(own_room: str, browse: Browse) -> None:
    claim, statements = _two(own_room)
    browser = browse(own_room)
    token = _token(_page(browser, f"/claim/{claim}"))
    words = {"token": token, "what": "split", statements[-1]: "on", "note": "of another day", "by": "R. D."}
    answer = browser.post(f"/claim/{claim}/review", data=words)
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/claim/{claim}#reviews"
    (made,) = _reviews(own_room)
    assert (made.judgement, made.right, made.note, made.by) == ("split", (statements[-1],), "of another day", "R. D.")
    page = _page(browser, f"/claim/{claim}")
    with Case(own_room) as case:
        text = case.statement(statements[-1]).row.text
    assert f"“{text}” is not of the claim of" in page
    assert "of another day" in page
    assert "claims were reviewed" in page.lower(), "it takes effect when the case is linked next"
    browser.post(f"/claim-review/{made.id}/undo", data={"token": token, "claim": claim})
    assert not _reviews(own_room)
    assert "taken back" in _page(browser, f"/claim/{claim}")
    answer = browser.post(f"/claim-review/{made.id}/undo", data={"token": token, "back": "reviews"})
    assert answer.headers["location"] == "/reviews"


def test_two_statements_are_told_apart_or_the_same(own_room: str, browse: Browse) -> None:
    claim, statements = _two(own_room)
    browser = browse(own_room)
    token = _token(_page(browser, f"/claim/{claim}"))
    for what in ("not the same", "same"):
        words = {"token": token, "what": what, statements[0]: "on", statements[1]: "on"}
        assert browser.post(f"/claim/{claim}/review", data=words).status_code == 303
    assert [one.judgement for one in _reviews(own_room)] == ["not the same", "same"]


def test_two_claims_are_merged_and_are_one_after_linking(own_room: str, browse: Browse) -> None:
    first, second = (row.id for row in _claims(own_room, limit=2))
    browser = browse(own_room)
    page = _page(browser, f"/claims?merge={first}")
    assert f'name="other" value="{second}"' in page
    assert f'name="other" value="{first}"' not in page
    words = {"token": _token(page), "what": "merge", "other": second}
    assert browser.post(f"/claim/{first}/review", data=words).status_code == 303
    with Case(own_room, write=True) as case:
        before = {one.row.id for name in (first, second) for one in case.claim(name).tellings}
        case.link()
        assert {one.row.id for one in case.claim(first).tellings} >= before
        assert case.claim(second).row.id == case.claim(first).row.id


def test_a_claim_that_is_merged_is_not_read_whole(room: str, browse: Browse, monkeypatch: pytest.MonkeyPatch) -> None:
    first = _claims(room, limit=1)[0]
    monkeypatch.setattr(Case, "claim", lambda case, name: pytest.fail("its words are all that is needed"))
    assert " ".join(first.text.split())[:60] in _page(browse(room), f"/claims?merge={first.id}")
    assert browse(room).get("/claims?merge=claim-0000000000000000").status_code == 404
    with Case(room) as case:
        assert case.claim_text(first.id) == (first.id, first.text)


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ({"what": "same"}, 400),
        ({"what": "split"}, 400),
        ({"what": "merge", "other": "claim-0000000000000000"}, 404),
        ({"what": "nothing"}, 400),
        ({}, 400),
    ],
)
def test_what_makes_no_sense_is_refused(own_room: str, browse: Browse, words: dict[str, str], status: int) -> None:
    claim, _ = _two(own_room)
    browser = browse(own_room)
    token = _token(_page(browser, f"/claim/{claim}"))
    assert browser.post(f"/claim/{claim}/review", data={"token": token, **words}).status_code == status
    assert browser.post(f"/claim/{claim}/review", data={"by": "R. D.", **words}).status_code == 403, "no token"
    assert not _reviews(own_room, undone=True)


# ---------------------------------------------------------------------------------------------------------------------- views


def test_a_claim_in_a_list_is_put_in_words() -> None:
    row = ClaimRow("claim-1", "a\n b", 9, 1, Range(1, 1), "only", "2031-03-04T06:15:00+02:00", "denied", 1, 9, ("Ann Roe",), ())
    (one,) = claims.listed([row])
    assert (one.words, one.totals, one.resting, one.first) == (
        "a b",
        "9 pages of 1 outlet",
        "from Ann Roe",
        "2031-03-04 06:15 UTC+2",
    )
    assert one.warnings == (
        "all of these pages go back to one origin", "rests only on people who are not named", "denied", "1 circle",
    )  # fmt: skip


def test_reasons_show_their_words_once_and_count_what_is_more() -> None:
    names = [f"p{n}" for n in range(10)]
    links = [link_of(name, "wire", "copies", words=f"words of {name}") for name in names]
    links.append(link_of("p0", "wire", "cites", reason="links to the page"))
    tellings = [telling_of(name, origins=(0,)) for name in ("wire", *names)]
    view = claim_of(tellings, [origin_of("Ann", "person", "wire", *names)], links)
    told = CollapseRow("copied passage", "They copy it.", tuple(f"statement-{name}" for name in names), _ids(links), ())
    wide = CollapseRow("unnamed", "May be two.", ("statement-p0",), (), ())
    whole = claims.whole(view._replace(collapses=(told, wide)))
    (reason,) = whole.fewer
    assert (reason.title, len(reason.shared), reason.more) == ("Copied", claims.EVIDENCE, 10 - claims.EVIDENCE)
    assert (reason.shared[1].left_words, reason.shared[1].right_words) == ("words of p1", ""), "the same words are shown once"
    assert [one.title for one in whole.wider] == ["Not named"]
    assert whole.summary == ("10 pages copy another page",)


def _ids(links: list[LinkRow]) -> tuple[str, ...]:
    return tuple(one.id for one in links)


def test_origins_are_those_of_most_pages_first_and_the_others_behind() -> None:
    many = claims.NAMED + 3
    tellings = [telling_of(f"p{n}{m}", origins=(n,)) for n in range(many) for m in range(n + 1)]
    origins = [origin_of(f"Source {n}", "person", *(f"p{n}{m}" for m in range(n + 1))) for n in range(many)]
    whole = claims.whole(claim_of(tellings, origins))
    assert [one.who for one in whole.rests_on] == [f"Source {n}" for n in range(many - 1, 2, -1)]
    assert [one.who for one in whole.others] == ["Source 2", "Source 1", "Source 0"]


def test_a_page_tells_how_it_has_it_and_how_firmly() -> None:
    view = claim_of(
        [telling_of("wire", origins=(0,)), telling_of("copy", origins=(0,), distance="doubting")],
        [origin_of("Ann Roe", "person", "wire", "copy")],
        [link_of("copy", "wire", "copies")],
    )
    wire, copy = claims.whole(view).pages
    assert (wire.how, wire.above) == ("", None)
    assert (copy.how, copy.above, copy.above_name) == ("copies", "article-wire", "wire (2031-03-04 10:00 UTC)")
    assert copy.does == ("doubts it",)
    assert [(one.firm, one.firmly) for one in copy.said] == [("doubted", "doubting")]
    assert [one.article for one in claims.whole(view).disputing] == ["article-copy"]
