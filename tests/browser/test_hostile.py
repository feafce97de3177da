"""A real browser on what comes from somebody who means harm: no script of his runs, no page breaks. Files that are dropped."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import hostile
from browser.conftest import served
from cases import PAGES
from places import every_address
from sayso.corpus import Case
from sayso.web import work

pytestmark = pytest.mark.slow

TRANSFER = """files => {
  const made = new DataTransfer();
  for (const [name, text] of files) made.items.add(new File([text], name));
  return made;
}"""
"""What a browser is given that drops files."""


def test_nothing_that_is_brought_runs_or_breaks_a_page(page: Page, tmp_path: Path) -> None:
    case = hostile.fill(tmp_path / f"{hostile.MARK}.case")
    page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
    page.set_viewport_size({"width": 320, "height": 640})
    wide = []
    with served(case) as address:
        for path in every_address(case):
            page.goto(address + path)
            assert page.locator(hostile.MARK).count() == 0, path
            width = page.evaluate("document.documentElement.scrollWidth")
            wide += [(path, width)] if width > 320 else []
    assert not wide


def test_files_are_dropped_and_each_is_told_of(page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "ENGINE", "grammar")
    case = str(tmp_path / "new.case")
    Case(case, write=True).close()
    files = [(one.name, one.read_text(encoding="utf-8")) for one in sorted(Path(PAGES).iterdir())[:2]]
    files += [("<b>report</b>.pdf", "%PDF-1.7")]
    with served(case) as address:
        page.goto(address)
        dropped = page.evaluate_handle(TRANSFER, files)
        page.dispatch_event("body", "drop", {"dataTransfer": dropped})
        expect(page.locator("[data-chosen] li")).to_have_count(3)
        page.get_by_role("button", name="Add").click()
        page.wait_for_url("**/work")
        page.wait_for_selector('#jobs[data-busy=""]', timeout=60_000)
        expect(page.locator(".outcomes > li")).to_have_count(3)
        expect(page.locator(".outcomes")).to_contain_text("report</b>.pdf".rpartition("/")[2])
        expect(page.locator(".summary")).to_have_text("2 added, 1 refused.")
        page.locator(".outcomes a").first.click()
        expect(page.locator("h1")).to_be_visible()
