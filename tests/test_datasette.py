"""A case is opened by Datasette, which knows nothing of sayso: its pages open, a view filters."""

from __future__ import annotations

import asyncio
from typing import Any
from urllib.parse import urlencode

import pytest

VIEWS = (
    "denials", "named_sources", "numbers_given", "outlets_cited", "own_voice", "refusals_by_reason", "standing_reviews",
    "unnamed_sources", "versions", "who_said_what",
)  # fmt: skip


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_datasette_opens_the_tables_and_views_of_a_case_and_filters_them(case: str) -> None:
    from datasette.app import Datasette

    async def look() -> None:
        app = Datasette([case])

        async def get(path: str, **asked: Any) -> Any:
            answer = await app.client.get(f"/story{path}?{urlencode(asked)}")
            assert answer.status_code == 200, path
            return answer

        database = (await get(".json")).json()
        assert {view["name"] if isinstance(view, dict) else view for view in database["views"]} >= set(VIEWS)
        for name in [*(table["name"] for table in database["tables"] if not table["hidden"]), *VIEWS]:
            assert "<table" in (await get(f"/{name}")).text or (await get(f"/{name}.json")).json()["rows"] == []
        everything = (await get("/who_said_what.json", _shape="objects", _size="max")).json()["rows"]
        unnamed = (await get("/who_said_what.json", _shape="objects", _size="max", kind="unnamed")).json()["rows"]
        assert {row["kind"] for row in everything} > {"unnamed"}
        assert unnamed == [row for row in everything if row["kind"] == "unnamed"]
        figures = (await get("/numbers_given.json", _shape="objects", place__notblank=1)).json()["rows"]
        assert all(row["place"] and row["text"] is not None for row in figures if row["statement"])
        assert (await get("/articles/1")).text

    asyncio.run(look())
