"""Reports: whole, sound, the same each time; one file or a folder; nothing from elsewhere, nothing over somebody's files."""

from __future__ import annotations

import base64
import hashlib
import io
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pytest

from sayso import __version__
from sayso.corpus import Case, seen
from sayso.errors import CaseError, UsageError
from sayso.records import Page
from sayso.road import analyze
from sayso.web import report
from sayso.web.addresses import COVER, Folder, OneFile, file_of
from sayso.web.book import Book, Order
from sayso.web.catalogue import NAMED, PAGES
from sayso.web.nesting import levelled, nested
from sayso.web.report import Made, write_file, write_folder
from sayso.web.shown import Asked, AskedAll, part

MADE = datetime(2031, 3, 9, 12, 0, tzinfo=UTC)
TEMPLATES = sorted((Path(report.__file__).parent / "templates").glob("*.html"))
VOID = {"meta", "link", "br", "hr", "img", "input", "wbr", "col"}


class Read(HTMLParser):
    """A page as a browser reads it: ids, links, headings, elements, and that all elements are closed in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.named: list[str] = []
        self.levels: list[int] = []
        self.elements: Counter[str] = Counter()
        self.attributes: Counter[str] = Counter()
        self._open: list[str] = []
        self.feed(html)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements[tag] += 1
        told = dict(attrs)
        self.attributes.update(told.keys())
        self.ids += [told["id"] or ""] if "id" in told else []
        self.links += [told["href"] or ""] if "href" in told else []
        for name in ("for", "aria-labelledby", "aria-describedby", "aria-controls"):
            self.named += (told.get(name) or "").split()
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "p" and self._open[-1] != "p":
            return
        assert self._open.pop() == tag


def one_file(case: Case, **asked: object) -> tuple[str, Made]:
    out = io.BytesIO()
    made = write_file(case, Order(MADE, **asked), out)  # type: ignore[arg-type]
    return out.getvalue().decode("utf-8"), made


@pytest.fixture(scope="module")
def html(room: str) -> str:
    with Case(room) as case:
        return one_file(case, title="The ferry at Skarrow")[0]


# ------------------------------------------------------------------------------------------------------------------- one file


def test_one_file_needs_nothing_from_elsewhere(html: str) -> None:
    read = Read(html)
    assert not {"script", "link", "img", "iframe", "form", "button", "input", "object"} & read.elements.keys()
    assert not [name for name in read.attributes if name.startswith("on")]
    assert "style" not in read.attributes
    assert not [
        link for link in read.links if not link.startswith(("#", "https://"))
    ]  # a click may lead to where a page is from
    assert "@import" not in html
    assert "url(http" not in html


def test_its_policy_allows_its_own_styles_alone(html: str) -> None:
    [policy] = map(unescape, re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html))
    [styles] = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(styles.encode()).digest()).decode()
    assert policy.startswith("default-src 'none'")
    assert f"style-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy


def test_all_that_is_named_is_there_once(html: str) -> None:
    read = Read(html)
    assert [one for one, count in Counter(read.ids).items() if count > 1] == []
    ids = set(read.ids)
    assert {link[1:] for link in read.links if link.startswith("#")} <= ids
    assert set(read.named) <= ids


def test_chains_of_several_are_pictured_and_no_others(html: str, room: str) -> None:
    with Case(room) as case:
        chains = [chain for row in case.articles() for chain in case.chains(row.id).values()]
    drawn = re.findall(r'<svg class="picture chain".*?</svg>', html, re.DOTALL)
    assert 0 < len(drawn) == sum(len(chain) > 1 for chain in chains) < len(chains)
    assert sum(map(len, drawn)) < len(html) / 25, "they cost a report little"
    assert all(' aria-label="On whose word. From who said it to the page: ' in one for one in drawn)
    assert not any(" id=" in one or "<a " in one for one in drawn), "they stand many on a page, below a sentence with the links"


def test_headings_go_down_step_by_step(html: str) -> None:
    levels = Read(html).levels
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_cover_tells_what_it_is_and_what_made_it(html: str, room: str) -> None:
    cover = html[html.index("<main>") : html.index('id="/overview"')]
    with Case(room) as case:
        run = next(iter(case)).run
        assert "The ferry at Skarrow" in cover
        assert f"2031-03-09 12:00 UTC, by sayso {__version__}" in cover
        assert run.engine in cover
        assert f"{len(case)} saved pages" in cover
        for kind in ("overview", "claims", "articles", "sources", "outlets", "about", "digests"):
            assert f'href="#/{kind}"' in cover


def test_it_holds_every_article_claim_and_digest(html: str, room: str) -> None:
    with Case(room) as case:
        for dossier in case:
            assert f'id="/article/{dossier.article.id}"' in html
            assert hashlib.sha256(dossier.article.text.encode()).hexdigest() in html
        for claim in case.claims():
            assert (f'id="/claim/{claim.id}"' in html) == (claim.pages > 1 or bool(claim.disputed))
        for line in case.conflicts():
            assert f'id="/conflict/{line.conflict}"' in html
        for row in case.sources():
            assert (f'id="/source/{row.id}"' in html) == (row.articles > 1)


def test_the_digest_of_a_page_is_shown_without_its_folder(case: str) -> None:
    with Case(case) as file:
        page = file.pages(file.articles()[0].id)[0]
        html = one_file(file)[0]
    assert page.key in html
    assert Path(page.name).name in html
    assert str(Path(page.name).parent) not in html


def test_no_address_shows_the_folder_of_a_page(tmp_path: Path) -> None:
    told = "<p>The minister Orla Venn said on Monday that the ferry would not sail again this year, because of a storm.</p>" * 6
    page = f"<html><head><title>No ferry</title></head><body><article><h1>No ferry</h1>{told}</article></body></html>".encode()
    with Case(tmp_path / "a.case", write=True) as case:
        read = Page(data=page, name="/home/ann/private/a.html", url="file:///home/ann/private/a.html")
        case.add([(analyze(read), seen(read))])
        assert "private" in (case.articles()[0].url or "")
        html = one_file(case)[0]
        write_folder(case, Order(MADE), tmp_path / "report")
    assert "a.html" in html
    assert "private" not in html
    assert not [path for path in (tmp_path / "report").rglob("*.html") if "private" in path.read_text(encoding="utf-8")]


def test_the_same_order_gives_the_same_bytes(html: str, room: str) -> None:
    with Case(room) as case:
        assert one_file(case, title="The ferry at Skarrow")[0] == html


def test_lists_are_complete(room: str) -> None:
    rows = list(range(120))
    fetched = part(lambda limit, offset: rows[offset : offset + limit], AskedAll().number("page"))
    assert (fetched.rows, fetched.more) == (rows, False)
    assert len(part(lambda limit, offset: rows[offset : offset + limit], Asked().number("page")).rows) == 50
    with Case(room) as case:
        html = one_file(case)[0]
        assert not [row.text for row in case.claims() if len(row.text) < 60 and row.text.isalnum() and row.text not in html]


# -------------------------------------------------------------------------------------------------------------------- a folder


@pytest.fixture(scope="module")
def folder(room: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("reports") / "report"
    with Case(room) as case:
        made = write_folder(case, Order(MADE), path)
    assert made.pages == len(list(path.rglob("*.html")))
    return path


def pages(folder: Path) -> Iterator[tuple[Path, Read]]:
    for path in sorted(folder.rglob("*.html")):
        yield path, Read(path.read_text(encoding="utf-8"))


def test_every_link_of_a_folder_leads_somewhere(folder: Path) -> None:
    ids = {path: set(read.ids) for path, read in pages(folder)}
    for path, read in pages(folder):
        assert len(read.ids) == len(ids[path])
        for link in read.links:
            if link.startswith("https://"):
                continue
            where, _, part = unquote(link).partition("#")
            target = (path.parent / where).resolve() if where else path
            assert target.is_file(), f"{path}: {link}"
            assert not part or part in ids[target], f"{path}: {link}"


def test_a_folder_has_a_page_for_everything(folder: Path, room: str) -> None:
    with Case(room) as case:
        for claim in case.claims():
            assert (folder / "claim" / f"{claim.id}.html").is_file()
        for source in case.sources():
            assert (folder / "source" / f"{source.id}.html").is_file()
    for _, read in pages(folder):
        assert not {"script", "form", "button"} & read.elements.keys()
        assert read.levels.count(1) == 1
    assert (folder / "static" / "sayso.css").is_file()


def test_nothing_is_written_over_somebodys_files(room: str, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with Case(room) as case:
        with pytest.raises(UsageError, match="not an empty folder"):
            write_folder(case, Order(MADE), tmp_path)
        with pytest.raises(UsageError, match="not an empty folder"):
            write_folder(case, Order(MADE), tmp_path / "mine.txt")
        (tmp_path / "empty").mkdir()
        write_folder(case, Order(MADE, limit=1), tmp_path / "empty")
    assert (tmp_path / "empty" / "index.html").is_file()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty", "mine.txt"]


def test_an_empty_folder_stays_the_same_folder(room: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "link").symlink_to("empty")
    number = (tmp_path / "empty").stat().st_ino
    monkeypatch.chdir(tmp_path / "link")
    with Case(room) as case:
        write_folder(case, Order(MADE, limit=1), ".")
    assert (tmp_path / "link" / "index.html").is_file()
    assert (tmp_path / "empty").stat().st_ino == number
    assert not [path for path in (tmp_path / "empty").iterdir() if path.name.startswith(".")]


def test_what_fails_leaves_nothing(room: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object) -> str:
        raise OSError("no space left")

    monkeypatch.setattr(report, "_static", failing)
    with Case(room) as case, pytest.raises(OSError, match="no space"):
        write_folder(case, Order(MADE), tmp_path / "report")
    assert list(tmp_path.iterdir()) == []


# --------------------------------------------------------------------------------------------------------------------- a part


def test_a_part_holds_some_claims_and_their_articles_alone(room: str) -> None:
    with Case(room) as case:
        chosen = case.claims()[3]
        articles = {telling.row.article for telling in case.claim(chosen.id).tellings}
        html, made = one_file(case, claims=(chosen.id,))
        assert made.articles == len(articles) < len(case)
        for row in case.articles():
            assert (row.id in html) == (row.id in articles)
        assert re.findall(r'id="/claim/(claim-[0-9a-f]+)"', html) == [chosen.id]
        with pytest.raises(CaseError):
            one_file(case, claims=("claim-0000000000000000",))


def test_a_limit_takes_the_claims_on_most_pages(room: str) -> None:
    with Case(room) as case:
        html, _ = one_file(case, limit=2)
        assert set(re.findall(r'id="/claim/(claim-[0-9a-f]+)"', html)) == {row.id for row in case.claims(limit=2)}
        assert "Some claims of a case were chosen" in html


@pytest.mark.parametrize(("name", "most"), [("MOST_ARTICLES", 3), ("MOST_BYTES", 10_000)])
def test_what_is_too_large_for_a_file_says_what_to_do(name: str, most: int, room: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, name, most)
    out = io.BytesIO()
    with Case(room) as case, pytest.raises(UsageError, match=r"--folder.*fewer articles"):
        write_file(case, Order(MADE), out)
    assert out.getvalue() == b""


def test_what_is_just_small_enough_for_a_file_is_written(room: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with Case(room) as case:
        few = one_file(case, limit=1)[1]
        assert 0 < few.articles < len(case)
        monkeypatch.setattr(report, "MOST_ARTICLES", few.articles)
        monkeypatch.setattr(report, "MOST_BYTES", few.size)
        assert one_file(case, limit=1)[1] == few


@pytest.mark.parametrize("with_refusal", [False, True])
def test_a_case_with_nothing_gives_a_report(with_refusal: bool, tmp_path: Path) -> None:
    from sayso.records import Refusal

    with Case(tmp_path / "a.case", write=True) as case:
        if with_refusal:
            case.add([(Refusal(page="/x/a.pdf", step="read", reason="pdf", message="this is a PDF", advice="Turn it."), None)])
        html, made = one_file(case)
        write_folder(case, Order(MADE), tmp_path / "report")
    assert made.articles == 0
    assert ("this is a PDF" in html.replace("This", "this")) == with_refusal
    Read(html)


def test_what_pages_say_runs_nothing(tmp_path: Path) -> None:
    from cases import renamed, variants

    with Case(tmp_path / "a.case", write=True) as case:
        dossier = renamed(variants(1)[0], "</style><script>alert(1)</script>\u202e")
        case.add([(dossier, None)])
        html = one_file(case, title="<script>alert(2)</script>")[0]
    read = Read(html)
    assert "script" not in read.elements
    assert "\u202e" not in html


# ------------------------------------------------------------------------------------------------------ the parts of all that


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_templates_stand_in_any_layout(path: Path) -> None:
    words = path.read_text(encoding="utf-8")
    assert 'extends "' not in words
    assert 'name="" id=' not in words
    if path.stem in {*PAGES, *NAMED}:
        assert words.startswith("{% extends layout %}")


def test_nested_pages_keep_their_ids_to_themselves() -> None:
    page = (
        '<h1 id="a" class="x">1</h1><h2>2</h2><label for="b">x</label><p aria-labelledby="a b">href="#a" id="q"</p>'
        '<a href="#b">x</a><a href="#/claim/c-1">y</a><path marker-end="url(#m)"/><a href="x#b">z</a>'
    )
    assert nested(page, "/claim/c-2", 2) == (
        '<h3 data-level="1" id="/claim/c-2/a" class="x">1</h3><h4 data-level="2">2</h4><label for="/claim/c-2/b">x</label>'
        '<p aria-labelledby="/claim/c-2/a /claim/c-2/b">href="#a" id="q"</p>'
        '<a href="#/claim/c-2/b">x</a><a href="#/claim/c-1">y</a><path marker-end="url(#/claim/c-2/m)"/><a href="x#b">z</a>'
    )
    assert nested("<h5>x</h5>", "a", 3) == '<h6 data-level="5">x</h6>'


def test_headings_keep_their_looks() -> None:
    assert levelled("h1, .a h2.b { x: 1 }") == ':where([data-level="1"]), .a :where([data-level="2"]).b { x: 1 }'
    assert levelled(".h1 { width: h2; } #h3 {}") == ".h1 { width: h2; } #h3 {}"


def test_places_are_those_of_the_form() -> None:
    held = [COVER, ("overview", ""), ("claims", ""), ("claim", "c-1"), ("article", "a-1")]
    home = {"s-1": ("a-1", "attributed"), "s-2": ("a-2", "attributed"), "s-3": ("a-1", "own")}.get
    one, many = OneFile(held, home), Folder(held, ("claim", "c-1"), home)
    assert (one.to("claims"), many.to("claims")) == ("#/claims", "../claims.html")
    assert (one.to("claim", "c-1", part="x"), many.to("claim", "c-1", part="x")) == ("#/claim/c-1/x", "c-1.html#x")
    assert (one.to("statement", "s-1"), many.to("statement", "s-1")) == ("#/article/a-1/s-1", "../article/a-1.html#s-1")
    assert (one.to("statement", "s-3"), many.to("statement", "s-3")) == ("#/article/a-1", "../article/a-1.html")
    assert many.to("report") == "../index.html"
    for nowhere in (one.to("claims", page=2), one.to("statement", "s-2"), one.to("search"), many.to("claim", "c-9")):
        assert nowhere is None
    assert file_of("overview") == "overview.html"


def test_a_brief_book_leaves_out_what_one_article_knows(room: str) -> None:
    with Case(room) as case:
        brief, whole = (set(Book(case, Order(MADE), brief=brief).leaves()) for brief in (True, False))
    assert brief < whole
