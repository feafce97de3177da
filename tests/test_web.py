"""The reading room as a whole: every page answers, and none of them needs more than it should."""

from __future__ import annotations

from collections.abc import Callable

from starlette.testclient import TestClient

from sayso.web.catalogue import PAGES

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
