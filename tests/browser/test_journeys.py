"""What people do in the reading room, in a real browser: read, follow a chain, correct, add, compare, print."""

from __future__ import annotations

import re
from dataclasses import replace
from importlib.resources import files
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from sayso.corpus import Case

pytestmark = pytest.mark.slow

DROP = """
([name, words]) => {
  const data = new DataTransfer();
  data.items.add(new File([words], name, { type: "text/html" }));
  document.querySelector("[data-drop]").dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true }));
}
"""
NEW_PAGE = """<!doctype html><html lang="en"><head><title>Bridge to stay shut</title>
<meta property="og:site_name" content="Larkhill Echo"></head><body><article><h1>Bridge to stay shut</h1>
<p>The old bridge at Larkhill will stay shut until spring, council engineer Maud Tressel said on Thursday, after divers had
looked at the piers for a second time this month.</p>
<p>“Nobody should cross it, not even on foot,” Ms Tressel told the Larkhill Echo. She said that the council had asked for a
second opinion, and that it would be published as soon as it was there.</p>
<p>Two people who had seen the report said that the piers had moved by a hand’s breadth since October. The council would not say
whether that was so.</p>
<p>The ferry runs every half hour in the meantime. It takes bicycles and prams, and no cars; those have to go round by the lock,
which adds some nine miles to the way to the market.</p></article></body></html>"""


def _article(path: str) -> str:
    """The article with most statements of somebody."""
    with Case(path) as case:
        return max(case.articles(), key=lambda row: row.attributed).id


def test_from_the_overview_to_the_words_of_a_page(address: str, page: Page) -> None:
    page.goto(address)
    page.get_by_role("link", name="Claims", exact=True).click()
    page.wait_for_url("**/claims")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/claim/claim-"))
    expect(page.locator("svg.lineage")).to_be_visible()
    page.locator("main a[href^='/article/']").first.click()
    expect(page.locator("article.page h1")).to_be_visible()


def test_a_chain_is_followed_by_keyboard(room: str, address: str, page: Page) -> None:
    page.goto(f"{address}/article/{_article(room)}")
    page.keyboard.press("j")
    panel = page.locator("#panel")
    expect(panel).to_contain_text("this page")
    expect(panel.locator("svg")).to_be_visible()
    first = panel.get_attribute("data-statement")
    page.keyboard.press("j")
    expect(panel).not_to_have_attribute("data-statement", str(first))
    page.keyboard.press("k")
    expect(panel).to_have_attribute("data-statement", str(first))
    expect(page).to_have_url(re.compile(f"statement={first}"))
    page.keyboard.press("Enter")
    focus = "document.activeElement.closest('#panel') !== null"
    assert page.evaluate(focus)
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)


def test_keys_are_listed_and_can_be_switched_off(room: str, address: str, page: Page) -> None:
    page.goto(f"{address}/article/{_article(room)}")
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("search")
    dialog.get_by_role("checkbox").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    expect(page.locator("#panel")).to_have_count(0)
    page.reload()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") != "search"
    page.get_by_role("button", name="Keys").click()
    page.get_by_role("dialog").get_by_role("checkbox").check()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"


def test_a_corrected_speaker_survives_a_newer_analysis(own_room: str, own_address: str, page: Page) -> None:
    article = _article(own_room)
    page.goto(f"{own_address}/article/{article}")
    page.keyboard.press("j")
    expect(page.locator("#panel")).to_be_visible()
    page.keyboard.press("c")
    form = page.locator("details.correct form").first
    form.locator("[name=value]").first.fill("Odalys Brennick")
    form.get_by_role("button").last.click()
    expect(page.locator("#panel")).to_contain_text("Odalys Brennick")
    with Case(own_room, write=True) as case:
        newer = [replace(one, run=replace(one.run, version=f"{one.run.version}.1")) for one in case]
        assert case.add([(one, None) for one in newer], renew=True).renewed == len(newer)
        case.link()
    page.reload()
    expect(page.locator("#panel")).to_contain_text("Odalys Brennick")
    page.goto(f"{own_address}/reviews")
    expect(page.locator("main")).to_contain_text("Odalys Brennick")


def test_a_dropped_file_is_added(own_room: str, own_address: str, page: Page) -> None:
    with Case(own_room) as case:
        before = len(case)
    page.goto(f"{own_address}/import")
    page.evaluate(DROP, ["larkhill.html", NEW_PAGE])
    expect(page.locator("[data-chosen]")).to_contain_text("larkhill.html")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page).to_have_url(re.compile("/work"))
    expect(page.locator("main")).to_contain_text("larkhill.html", timeout=90_000)
    told = page.locator("main").get_by_role("link", name=re.compile("Bridge to stay shut"))
    expect(told.first).to_be_visible(timeout=90_000)
    told.first.click()
    expect(page.locator("article.page")).to_contain_text("Maud Tressel")
    with Case(own_room) as case:
        assert len(case) == before + 1


def test_two_pages_are_compared(room: str, address: str, page: Page) -> None:
    with Case(room) as case:
        copy = case.links(relation="copies")[0]
    page.goto(f"{address}/compare?left={copy.left}&right={copy.right}")
    expect(page.locator("main h1")).to_be_visible()
    assert page.locator("main mark").count() > 1


def test_pages_print(room: str, address: str, page: Page) -> None:
    with Case(room) as case:
        claim = case.claims(limit=1)[0].id
    for path in (f"/article/{_article(room)}", f"/claim/{claim}", "/"):
        page.goto(address + path)
        assert page.pdf(format="A4").startswith(b"%PDF-")
        page.emulate_media(media="print")
        expect(page.locator(".top nav")).to_be_hidden()
        expect(page.locator("main h1").first).to_be_visible()
        page.emulate_media(media="screen")


def test_nobody_else_is_asked(room: str, address: str, page: Page) -> None:
    asked = set[str]()
    page.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
    for path in ("/", "/claims", f"/article/{_article(room)}", "/about"):
        page.goto(address + path)
    assert asked == {urlsplit(address).netloc}


def test_the_example_is_read_from_its_pages(own_address: str, page: Page) -> None:
    folder = files("sayso").joinpath("example", "pages")
    known = next(one for one in folder.iterdir() if one.name.endswith(".html"))
    page.goto(f"{own_address}/import")
    page.set_input_files("#pages", {"name": known.name, "mimeType": "text/html", "buffer": known.read_bytes()})
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator("main")).to_contain_text("already there", timeout=90_000)
