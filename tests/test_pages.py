"""read(): its laws on any input, encodings, wrappings, files and folders, refusals, and pages that mean harm."""

from __future__ import annotations

import base64
import codecs
import gzip
import io
import os
import quopri
import sys
import time
from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from evaluation.fuzz import fuzz
from sayso.pages import gather, is_page_name, load, read
from sayso.records import Article, Page, Refusal
from stories import BODY, TITLE, article, lined, plain, refusal, story
from strategies import AWKWARD

# -------------------------------------------------------------------------------------------------------------------- laws

TAGS = (
    "<div> </div> <p> </p> <br> <table><tr><td> </table> <script> </script> <!-- --> <h1> </h1> <form> <li> <ul> <pre> <title>"
    " <blockquote> <figure> <figcaption> <nav> <b> </b> <html> <body> <head> <aside> <svg> <textarea> <span/class='byline'>"
    " <div/class='comments'> <p/hidden> <a/href='/x'> <a/href='http://[::1'> </a> <base/href='http://['> &amp; &#0; &#xD800;"
    " &nbsp; <meta/charset='utf-16'> <![CDATA[ ]]> <time/datetime='2024-13-45T99:99'> <h2>Related</h2> <i/itemprop='author'>"
    " <abbr/class='published'/title='x'>"
).split()
LOUD = (
    '<script type="application/ld+json">{"@type": ["NewsArticle", 3], "headline": [1], "author": {"name": {"a": 1}}}</script>',
    '<meta name="author" content="By Ada Moss, 4 March 2031">',
)
words = st.sampled_from([*BODY, TITLE, "By Ada Moss", "4 March 2031, 7:42 pm", "(AP) —", "Leave a Reply", " ", "\n\n", "x:"])
pieces = st.one_of(st.sampled_from([*TAGS, *LOUD]), words, st.sampled_from(AWKWARD), st.text(max_size=6))
soup = st.lists(pieces, max_size=40).map("".join)
types = st.sampled_from([None, "text/html", "text/plain", "multipart/related", "nonsense"])
addresses = st.sampled_from([None, "https://a.example/b", "http://[", "//", "a b"])
encodings = st.sampled_from([None, "utf-8", "latin-1", "utf-16", "idna", "bogus", "rot13", "\0"])


def assert_lawful(made: Article | Refusal) -> None:
    if isinstance(made, Refusal):
        assert made.step == "read"
        assert made.message
        assert made.advice
        return
    covered, last = set[int](), 0
    for block in made.blocks:
        assert last <= block.span.start < block.span.end <= len(made.text)
        last = block.span.end
        covered.update(range(*block.span))
        behind = block.span.start
        for link in block.links:
            assert behind <= link.span.start < link.span.end <= block.span.end
            assert made.slice(link.span).strip()
            behind = link.span.end
    assert all(at in covered or c.isspace() for at, c in enumerate(made.text))


@settings(deadline=None)
@given(st.binary(max_size=300), types, encodings, addresses)
@example(b"\xfe\xff", None, None, None)
@example(b"\x1f\x8b", None, None, None)
@example(b"\x1f\x8b\x08\0\0\0\0\0", None, None, None)
@example(b"Content-Type: multipart/related\n\n", None, None, None)
@example(b"Content-Type: multipart/related; boundary=\xff\n\n--\xff\n", None, None, None)
def test_any_bytes_give_an_article_or_a_refusal(data: bytes, media: str | None, encoding: str | None, url: str | None) -> None:
    assert_lawful(read(Page(data=data, name="page", media_type=media, encoding=encoding, url=url)))


@settings(deadline=None)
@given(soup, types, encodings, addresses)
@example("<h1>Title and</h1>" + "a<b" * 3, "text/html", None, None)
@example("<p>" * 700, None, None, None)
@example("<table><caption>x</caption><td>" + BODY[0], "text/html", None, None)
def test_any_soup_gives_an_article_or_a_refusal(text: str, media: str | None, encoding: str | None, url: str | None) -> None:
    page = Page(
        data=text.encode("utf-8", "surrogatepass"),
        name="page",
        media_type=media,
        encoding=encoding,
        url=url,
    )
    assert_lawful(read(page))
    assert read(page) == read(page)


@settings(deadline=None)
@given(soup, addresses)
@example("﻿" + BODY[0], None)
@example("one\r\ntwo\u2028three\x85four\x0cfive\u2029", None)
@example(BODY[0] + "\n\n\n" + BODY[1] + "\r", None)
def test_plain_text_stays_as_it_is(text: str, url: str | None) -> None:
    assume(not any("\ud800" <= c <= "\udfff" for c in text))
    made = read(Page(data=text.encode(), name="page", url=url, media_type="text/plain", encoding="utf-8"))
    assert_lawful(made)
    if isinstance(made, Article):  # binary, empty or a whole HTML page in spite of its name
        assert made.text == text or "<html" in text or "<body" in text or "<head" in text


def test_plain_text_of_the_story_is_not_touched() -> None:
    for text in ("﻿" + "\r\n".join(BODY), " \n" + "\u2028".join(BODY) + "\n ", "\t".join(BODY), "\x0c".join(BODY)):
        made = article(text, media_type="text/plain", encoding="utf-8")
        assert made.text == text
        assert_lawful(made)


linked = st.sampled_from(["the lock", " the weir ", "<b>gates</b>", "one<br>two", "“so,”"])


@settings(deadline=None)
@given(st.lists(st.tuples(linked, st.booleans()), max_size=6))
def test_links_are_the_words_that_they_stand_on(given_words: list[tuple[str, bool]]) -> None:
    inner = " and ".join(f'<a href="/{n}">{text}</a>' if on else text for n, (text, on) in enumerate(given_words))
    made = article(story(inside=f"<p>At last {inner} were there.</p>"), url="https://courier.example/river/weir")
    found = [(made.slice(link.span), link.url) for block in made.blocks for link in block.links]
    bare = {"<b>gates</b>": "gates", "one<br>two": "one\ntwo"}
    wanted = [(bare.get(text, text).strip(), f"https://courier.example/{n}") for n, (text, on) in enumerate(given_words) if on]
    assert found == wanted


def test_the_same_page_has_the_same_id_whatever_it_is_called() -> None:
    one = read(Page(data=story().encode(), name="one"))
    other = read(Page(data=gzip.compress(story().encode()), name="other"))
    assert one == other
    assert article(story(), url="https://a.example/").id != article(story()).id != article(story(inside="<p>More.</p>")).id


# --------------------------------------------------------------------------------------------------------------- encodings

CURLY = "<p>“Déjà vu – it’s the café,” she said; the gates had been shut since the morning of the day before.</p>"


def said(charset: str) -> str:
    """The page that declares ``charset``, whatever it is in."""
    page = story(inside=CURLY)
    return page.replace('charset="utf-8"', f'charset="{charset}"') if charset else page.replace('<meta charset="utf-8">', "")


XML = '<?xml version="1.0" encoding="windows-1252"?>'
OLD = '<head><meta http-equiv="Content-Type" content="text/html; charset=windows-1252">'


@pytest.mark.parametrize(
    ("data", "carrier"),
    [
        (said("utf-8").encode(), None),
        (said("windows-1252").encode("windows-1252"), None),
        (said("iso-8859-1").encode("windows-1252"), None),  # as browsers hear it
        (said("iso-8859-1").encode(), None),
        (said("us-ascii").encode(), "latin-1"),
        (said("utf-8").encode("windows-1252"), None),
        (said("").encode("windows-1252"), "windows-1252"),
        (said("utf-8").encode("windows-1252"), "iso-8859-1"),
        (said("koi8-r").encode("windows-1252"), "windows-1252"),  # the carrier is heard before the page
        (said("macintosh").encode("mac-roman"), None),
        (said("").encode(), None),
        (said("").encode("windows-1252"), None),
        (said("x-no-such").encode("windows-1252"), "none either"),
        (said("").replace("Weir at", "Weír at").encode("windows-1252") * 9, None),
        (said("").encode("utf-8-sig"), "windows-1252"),
        (said("utf-8").encode("utf-16"), None),
        (codecs.BOM_UTF16_BE + said("").encode("utf-16-be"), None),
        (said("").encode("utf-16-le"), None),
        (said("utf-8").encode("utf-16-be"), "utf-8"),
        (codecs.BOM_UTF32_LE + said("").encode("utf-32-le"), None),
        (said("").replace("<!doctype html>", XML).encode("windows-1252"), None),
        (said("").replace("<head>", OLD).encode("windows-1252"), None),
    ],
)
def test_encodings_declared_guessed_and_wrong(data: bytes, carrier: str | None) -> None:
    made = article(data, encoding=carrier)
    assert CURLY[3:-4] in made.text
    assert "“We opened the second sluice at four,”" in made.text
    assert "\ufeff" not in made.text


def test_what_is_not_western_is_guessed() -> None:
    russian = "Плотина выдержала всю ночь, сообщили в управлении, хотя вода у шлюза стояла выше отметки. " * 4
    for name in ("windows-1251", "koi8-r"):
        assert russian.strip() in article(f"<html><body><p>{russian}</p><p>{russian}</p></body></html>".encode(name)).text


def test_one_bad_byte_does_not_cost_the_page() -> None:
    made = article(said("utf-8").encode().replace(b"lock", b"lo\xffck", 1) + "“”–".encode() * 9)
    assert "“We opened the second sluice at four,”" in made.text


# --------------------------------------------------------------------------------------------------------------- wrappings


def mhtml(*parts: bytes, heading: str = "") -> bytes:
    kind = 'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----b"\r\n\r\n'
    head = f"From: <Saved by a browser>\r\n{heading}MIME-Version: 1.0\r\n{kind}"
    return head.encode() + b"".join(b"------b\r\n" + part + b"\r\n" for part in parts) + b"------b--\r\n"


PICTURE = b"Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(b"\x89PNG" * 40)


def test_mhtml_as_chrome_saves_it() -> None:
    page = quopri.encodestring(said("").encode())
    head = "Snapshot-Content-Location: https://courier.example/river\r\nSubject: =?utf-8?Q?Weir?=\r\n"
    part = b"Content-Type: text/html\r\nContent-ID: <frame-1@mhtml.blink>\r\nContent-Transfer-Encoding: quoted-printable\r\n"
    data = mhtml(part + b"Content-Location: https://courier.example/river\r\n\r\n" + page, PICTURE, heading=head)
    for carrier in (None, "multipart/related"):
        made = article(data, media_type=carrier)
        assert (made.title, made.url) == (TITLE, "https://courier.example/river")
        assert CURLY[3:-4] in made.text


def test_mhtml_as_firefox_saves_it() -> None:
    part = b"Content-Type: text/html; charset=windows-1252\r\nContent-Transfer-Encoding: base64\r\n"
    part += b"Content-Location: page.html\r\n\r\n"
    made = article(mhtml(PICTURE, part + base64.encodebytes(said("").encode("windows-1252"))))
    assert CURLY[3:-4] in made.text
    assert made.url is None


def test_mhtml_packed_and_mhtml_without_a_page() -> None:
    part = b"Content-Type: text/html\r\n\r\n" + story().encode()
    assert article(gzip.compress(mhtml(part))).title == TITLE
    assert refusal(mhtml(PICTURE)).reason == "unreadable"
    assert refusal(mhtml(b"Content-Type: text/html\r\n\r\n")).reason == "empty"


def test_gzip_once_twice_and_cut() -> None:
    whole = story().encode()
    once = gzip.compress(whole)
    assert article(once) == article(gzip.compress(once)) == article(whole)
    long = gzip.compress(story(after="".join(f"<p>{n * n}</p>" for n in range(3_000))).encode())
    assert BODY[0] in article(long[: len(long) // 2]).text
    assert refusal(once[:5]).reason == "empty"
    assert refusal(b"\x1f\x8b\x08" + b"\xff" * 40).reason == "empty"


def test_a_gzip_bomb_is_too_large() -> None:
    bomb = gzip.compress(gzip.compress(b" " * (21 * 2**20)))
    assert len(bomb) < 10_000
    begun = time.monotonic()
    assert refusal(bomb).reason == "too large"
    assert time.monotonic() - begun < 2


# --------------------------------------------------------------------------------------------------------------- refusals


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\t ", "empty"),
        ("\u00a0\u2003\ufeff", "empty"),
        (b"<html><head><title>T</title></head><body></body></html>", "empty"),
        (b"<!-- nothing --><html><!-- at all --></html>", "empty"),
        (b"<html><body><div id=root></div><noscript>Turn scripts on</noscript><script>go()</script></body></html>", "empty"),
        (b"%PDF-1.7\n%\xe2\xe3", "pdf"),
        (b"\x89PNG\r\n\x1a\n\0\0", "image"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "image"),
        (b"GIF89a\1\0", "image"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><title>A house</title><path d="M0 0 L10 10"/></svg>', "image"),
        (b'<?xml version="1.0"?>\n<!-- drawn -->\n<!DOCTYPE svg SYSTEM "svg11.dtd">\n<svg/>', "image"),
        (b"PK\x03\x04\x14\0", "archive"),
        (gzip.compress(b"PK\x03\x04\x14\0"), "archive"),
        (bytes(range(256)) * 40, "binary"),
        (b"\x7fELF" + b"\0" * 4_000, "binary"),
        (b"x" * (20 * 2**20 + 1), "too large"),
        ("<html><body>" + "<div>" * 700 + "x", "too deep"),
        (f"<html><body><h1>Weir</h1><p>{BODY[0]}</p><form>Please sign in<input type=password></form>", "login wall"),
    ],
)
def test_refusals_have_a_reason_and_say_what_to_do(data: str | bytes, reason: str) -> None:
    made = refusal(data, url="https://courier.example/")
    assert made.reason == reason
    assert (made.page, made.step, made.url) == ("page", "read", "https://courier.example/")
    assert made.message[0].islower()
    assert not made.message.endswith(".")
    assert made.advice.endswith(".")


def test_a_page_that_asks_to_log_in_beside_its_article_is_read() -> None:
    assert article(story(top="<form><a href=/in>Please log in</a><input type='password'></form>")).title == TITLE


def test_too_slow_says_how_long() -> None:
    for data in (story(), "\n".join(BODY)):
        made = read(Page(data=data.encode(), name="page"), seconds=0)
        assert isinstance(made, Refusal)
        assert (made.reason, "0 seconds" in made.message) == ("too slow", True)


# ------------------------------------------------------------------------------------------------------ files and folders


def test_folders_are_searched_and_what_is_no_page_is_counted(tmp_path: Path) -> None:
    def put(path: str) -> str:
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(story(), encoding="utf-8")
        return str(file)

    pages = [put(f"in/{name}") for name in ("a.html", "b.HTM", "c.html.gz", "d.mhtml", "e.txt", "z/deep/f.xhtml", "z/g.mht.gz")]
    pages += [put("in/lone_files/h.html")]  # no page lies beside it
    put("in/a_files/frame.html")
    put("in/b.files/frame.htm")
    put("in/.hidden/page.html")
    others = [put(f"in/{name}") for name in ("style.css", "z/photo.jpg", "notes", ".secret.html")]
    pile = gather([tmp_path / "in"])
    assert sorted(pile.paths) == sorted(pages)
    assert sorted(pile.passed_over) == sorted(others)
    assert pile.refusals == ()
    assert list(pile.paths) == list(gather([tmp_path / "in"]).paths)


def test_what_is_named_is_taken_and_what_is_not_there_is_refused(tmp_path: Path) -> None:
    odd, empty = tmp_path / "page.php", tmp_path / "empty"
    odd.write_text(story(), encoding="utf-8")
    empty.mkdir()
    pile = gather(["-", odd, odd, tmp_path / "none.html", "https://courier.example/weir", "www.courier.example/x", empty])
    assert pile.paths == ("-", str(odd))
    assert [made.reason for made in pile.refusals] == ["unreadable", "address", "address", "empty"]
    assert all("save" in made.advice.lower() for made in pile.refusals if made.reason == "address")


@pytest.mark.parametrize(
    ("name", "is_page"),
    [("a.html", 1), ("A.HTML.GZ", 1), ("a.text", 1), ("a.gz", 0), ("a.pdf", 0), (".a.html", 0), ("html", 0), ("a.tar.gz", 0)],
)
def test_page_names(name: str, is_page: bool) -> None:
    assert is_page_name(name) == bool(is_page)


def test_load_brings_bytes_and_what_the_name_says(tmp_path: Path) -> None:
    for name, media in (("a.txt", "text/plain"), ("a.txt.gz", "text/plain"), ("a.mht", "multipart/related"), ("a.html", None)):
        (tmp_path / name).write_bytes(b"words")
        page = load(tmp_path / name)
        assert isinstance(page, Page)
        assert (page.data, page.name, page.media_type) == (b"words", str(tmp_path / name), media)
        assert page.fetched is not None
        assert page.fetched.tzinfo is not None


def test_load_refuses_what_it_cannot_have(tmp_path: Path) -> None:
    (tmp_path / "big.html").write_bytes(b"\0" * (20 * 2**20 + 1))
    loop = tmp_path / "loop.html"
    loop.symlink_to(loop)
    for path in (tmp_path, tmp_path / "no.html", tmp_path / "big.html", loop):
        made = load(path)
        assert isinstance(made, Refusal)
        assert (made.reason, made.page) == ("too large" if path.name == "big.html" else "unreadable", os.fspath(path))


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(gzip.compress(story().encode()))))
    page = load("-")
    assert isinstance(page, Page)
    made = read(page)
    assert isinstance(made, Article)
    assert (page.name, made.title) == ("-", TITLE)


def test_text_or_markup_is_told_by_what_it_holds() -> None:
    assert plain("2 < 3 and <p> is a tag,", *BODY).text.startswith("2 < 3 and <p> is a tag")
    assert article(story(), media_type="text/plain").title == TITLE  # a page that was given the wrong name
    assert [label for label, _ in lined(article("<p>" + "</p><p>".join(BODY) + "</p>"))] == ["body"] * len(BODY)


# ------------------------------------------------------------------------------------------------- pages that mean harm


def test_two_seconds_of_fuzz() -> None:
    outcomes, _ = fuzz(2, 7)
    assert outcomes["slow"] == 0


@pytest.mark.slow
def test_fuzz() -> None:
    outcomes, _ = fuzz(15, 7)
    assert outcomes["slow"] == 0
    assert outcomes["article"] > 50


PARTS = "Content-Type: multipart/related; boundary=a\n\n"
HOSTILE = {
    "lines that look like mail headers": ("a: b\r\n" + " c\r\n" * 40) * 12 + "x",
    "comments": story(after="<section id=comments>" + "<div class=comment><b>Joss</b><p>It was higher.</p></div>" * 3_000),
    "nested": "<html><body>" + "<div>" * 100_000 + "x" + "</div>" * 100_000,
    "links": "<html><body><p>" + "<a href=/x>Weir</a> " * 50_000,
    "links that never end": "<html><body><p>" + "<a href=/x>w" * 20_000,
    "paragraphs": "<html><body>" + "".join(f"<p>Weir {n} held for the night, the water board said.</p>" for n in range(30_000)),
    "marks": "<html><body><p>" + '"' * 1_000_000,
    "title": "<html><head><title>" + "The weir held. " * 47_000,
    "lines": "\n" * 5_000_000 + "x",
    "breaks": "<html><body><p>" + "a<br>" * 100_000,
    "brackets": story(head='<script type="application/ld+json">' + "[" * 100_000 + "</script>"),
    "braces": story(head='<script type="application/ld+json">' + '{"a":' * 100_000 + "</script>"),
    "headings": story(after="<section>" + "<h3>Related</h3><p>x y z.</p>" * 10_000),
    "headings, alternating": story(after="<section>" + "<h3>Related</h3><p>x.</p><h3>Reply</h3>" * 7_000),
    "properties": story(after="<div itemprop=author>" * 400 + "Ada " * 1_000_000),
    "first headings": story(after="<h1>" * 400 + "Ada " * 1_000_000),
    "capitals": story(inside="<p>LOW TESSEL (ABCW) — It held.</p>", after="<p>" + "Alpha Beta Canto of " * 200_000),
    "shapes": "<html><body>" + ("<p>" + "newsletter " * 25) * 3_000,
    "lines of text": "\n".join(f"Weir {n} held through the night, the water board said on Monday." for n in range(50_000)),
    "parts": PARTS + "--a\nContent-Type: image/png\n\nx\n" * 50_000,
    "parts in parts": f"{PARTS}--a\n" * 3_000,
}


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_pages_that_mean_harm_end_in_time(name: str) -> None:
    limit = 10
    begun = time.monotonic()
    made = read(Page(data=HOSTILE[name].encode(), name=name), seconds=limit)
    took = time.monotonic() - begun
    assert_lawful(made)
    assert took < (2 * limit if isinstance(made, Refusal) and made.reason == "too slow" else limit)
