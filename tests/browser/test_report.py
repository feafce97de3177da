"""A report in a real browser: opened from a disk, with links that arrive where they lead."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page

from sayso.corpus import Case
from sayso.web.report import Order, write_file

pytestmark = pytest.mark.slow

_TOP = "id => document.getElementById(id).getBoundingClientRect().top"


@pytest.fixture
def report(room: str, tmp_path: Path) -> str:
    """The address of a report of one file on the example."""
    path = tmp_path / "report.html"
    with Case(room) as case, path.open("wb") as out:
        write_file(case, Order(datetime(2031, 3, 9, 12, tzinfo=UTC)), out)
    return path.as_uri()


def test_links_of_a_report_arrive_where_they_lead(report: str, page: Page) -> None:
    page.emulate_media(reduced_motion="no-preference")
    page.goto(report)
    chapters = [
        one.removeprefix("#") for one in page.eval_on_selector_all(".contents .chapter a", "all => all.map(one => one.hash)")
    ]
    assert len(chapters) > 5
    for name in (chapters[-1], chapters[1], "/digests"):
        page.locator(f".contents a[href='#{name}'], a[href='#{name}']").first.click()
        page.wait_for_timeout(1000)
        assert abs(page.evaluate(_TOP, name)) < 200, name
        page.go_back()


def test_the_chain_of_a_statement_is_pictured_behind_it(report: str, page: Page) -> None:
    page.goto(report)
    picture = page.locator("section.all details.more .chain svg").first
    assert not picture.is_visible(), "it is folded"
    page.locator("section.all details.more:has(.chain svg) > summary").first.click()
    assert picture.is_visible()
    assert "then this page" in (picture.get_attribute("aria-label") or "")
