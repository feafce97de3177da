"""Every page in a real browser: nothing that axe finds wrong, nothing wider than a phone, and all of it without a script."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from places import every_address
from sayso.corpus import Case

pytestmark = pytest.mark.slow

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def _violations(page: Page) -> list[str]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{page.url}: {one['id']} {one['nodes'][0]['html'][:200]}" for one in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(room: str, address: str, page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    wrong = []
    for path in every_address(room):
        page.goto(address + path)
        wrong += _violations(page)
    assert not wrong, "\n".join(wrong)


def test_no_page_is_wider_than_a_phone(room: str, address: str, page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    wide = []
    for path in every_address(room):
        page.goto(address + path)
        width = page.evaluate("document.documentElement.scrollWidth")
        wide += [(path, width)] if width > 320 else []
    assert not wide


@pytest.mark.parametrize("width", [320, 700])
def test_figures_and_denials_do_not_scroll_sideways(room: str, address: str, page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 640})
    with Case(room) as case:
        figures = f"/conflict/{case.conflicts(limit=1)[0].conflict}"
    for path in ("/conflicts", figures):
        page.goto(address + path)
        sizes = page.eval_on_selector_all(
            ".wide:has(table.stacks)", "all => all.map(one => [one.scrollWidth, one.clientWidth])"
        )
        assert sizes
        assert all(needed <= given for needed, given in sizes), (path, sizes)
    cell = page.locator(".stacks td[data-head='Who gives it']").first
    head = cell.evaluate("one => getComputedStyle(one, '::before').content")
    assert head == '"Who gives it"', "each cell says what it is, since no head stands above it"


def test_every_page_is_there_without_a_script(room: str, address: str, browser: Browser) -> None:
    context: BrowserContext = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    for path in every_address(room):
        answer = plain.goto(address + path)
        assert answer is not None
        assert answer.status == 200, path
        assert plain.locator("main h1").count() == 1, path
        assert len(plain.locator("main").inner_text()) > 20, path
    context.close()
