"""The reading room as a whole: every page answers, and none of them needs more than it should."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from lxml import html as parser
from starlette.testclient import TestClient

from places import every_address
from sayso.corpus import Case
from sayso.web.catalogue import PAGES
from sayso.web.views.failure import failure

Browse = Callable[[str], TestClient]


def test_every_list_answers(room: str, browse: Browse) -> None:
    client = browse(room)
    for kind in PAGES:
        answer = client.get("/" if kind == "overview" else f"/{kind}")
        assert answer.status_code == 200, kind
        assert "<h1" in answer.text, kind


def test_what_is_not_there_is_told(room: str, browse: Browse) -> None:
    answer = browse(room).get("/nothing")
    assert answer.status_code == 404
    assert "no page at this address" in answer.text


def test_every_file_that_a_page_offers_is_there(own_room: str, browse: Browse) -> None:
    with Case(own_room, write=True) as case:
        rows = case.statements(limit=2)
        case.review(rows[0].id, "note", note="look again")
        case.review_claims("same", rows[0].id, rows[1].id)
    client = browse(own_room)
    offered = {
        str(file)
        for address in every_address(own_room)
        for file in parser.fromstring(client.get(address).text).xpath("//main//*[@class='downloads']//a/@href")
    }
    assert len(offered) > 20
    assert {file: status for file in offered if (status := client.get(file).status_code) != 200} == {}


@pytest.mark.parametrize(
    ("path", "asked", "back"),
    [
        ("/statement/statement-1/review", False, [("statement", "statement-1")]),
        ("/claim/a%2Fb/review", False, [("claim", "a/b")]),
        ("/claim/claim-1", False, []),
        ("/review/review-1/undo", False, []),
        ("/claims", True, [("claims", "")]),
        ("/claims", False, []),
        ("/nothing", True, []),
        ("/", True, []),
    ],
)
def test_who_fails_is_led_back_to_where_he_came_from(path: str, asked: bool, back: list[tuple[str, str]]) -> None:
    told = failure(404, "why", path, asked=asked, lists=PAGES)
    assert [(one.kind, one.name) for one in told.back] == [*back, ("overview", "")]


def test_a_form_that_fails_leads_back_to_what_it_is_about(own_room: str, browse: Browse) -> None:
    client = browse(own_room)
    with Case(own_room) as case:
        statement = case.statements(limit=1)[0].id
    token = parser.fromstring(client.get("/import").text).xpath("//input[@name='token']/@value")[0]
    answer = client.post(f"/statement/{statement}/review", data={"token": token, "judgement": "speaker"})
    assert answer.status_code == 400
    assert "write who says it" in answer.text
    assert parser.fromstring(answer.text).xpath("//main//a/@href") == [f"/statement/{statement}", "/"]
