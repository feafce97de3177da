"""Reading: a page as it was saved or scraped becomes an ``Article``, or a ``Refusal`` that says why not.

``gather`` finds pages among paths, ``load`` brings the bytes of one, ``read`` reads it. The road inside: bytes
(``decoding``) -> tree and fragments (``tree``) -> what the page says of itself (``metadata``) and which fragments are main
text (``body``) -> labels (``labelling``) -> the one text with its blocks. Text without markup goes through ``plain``.

``read`` never raises on a page, whatever its bytes; it goes online for nothing; and it keeps every block of the page with
its label, since bylines, credits and copyright lines are provenance.
"""

from __future__ import annotations

import email
import email.policy
import re
import time
from functools import lru_cache
from typing import TYPE_CHECKING

from sayso.pages import decoding
from sayso.pages.files import MOST_BYTES, Pile, gather, is_page_name, load, unpack
from sayso.pages.refusals import refuse
from sayso.records import BODY_LABELS, Article, Block, Hyperlink, Page, Refusal, Span, identity

if TYPE_CHECKING:
    from sayso.pages.metadata import Metadata

__all__ = ["Pile", "gather", "is_page_name", "load", "read"]

SECONDS = 20.0
"""How long one page may take."""
MOST_DEPTH = 600
"""How deep the elements of a page may be nested; a browser stops at 512."""
_BETWEEN = "\n\n"
"""What stands between two blocks of an HTML page in the text of its article."""
_LEAST_BODY = 250
"""An article with a body of fewer code points that asks to log in shows none."""

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF87a", "image"),
    (b"GIF89a", "image"),
    (b"PK\x03\x04", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"Rar!", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ", "archive"),
    (b"(\xb5/\xfd", "archive"),
)
_BEFORE_ROOT = r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*"
_HTML_START = re.compile(rf"{_BEFORE_ROOT}<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_SVG_START = re.compile(rf"{_BEFORE_ROOT}<(?:!doctype\s+)?svg\b", re.I | re.S)
_HTML_TAG = re.compile(
    r"</?(?:html|head|body|div|p|span|a|br|table|h[1-6]|meta|script|article|section|ul|ol|li|img|link|title)\b[^<>]*>", re.I
)
_MHTML_START = re.compile(rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,12}?content-type:\s*multipart/related", re.I)
_LOGIN = re.compile(
    r"<input\b[^>]*\btype\s*=\s*[\"']?password|\b(?:log|sign) ?in to (?:continue|read|your account)"
    r"|\bplease (?:log|sign) ?in\b",
    re.I,
)


class _TooSlowError(Exception):
    """The time that one page may take is over."""


class _Clock:
    """Raises where the time that one page may take is over; asked between steps, each of which is linear in a page of
    bounded size."""

    def __init__(self, seconds: float) -> None:
        self.end = time.monotonic() + seconds

    def check(self) -> None:
        if time.monotonic() > self.end:
            raise _TooSlowError


def read(page: Page, *, seconds: float = SECONDS) -> Article | Refusal:
    """Read one page: HTML, gzipped HTML, MHTML or plain text, in any encoding.

    Gives an ``Article`` whose text and blocks obey the offset law, or a ``Refusal`` (empty, binary, login wall, too large,
    too deep, too slow ...) with what to do next. Plain text becomes ``Article.text`` code point for code point. Never
    raises on what a page holds; ``seconds`` bounds the time that one page may take.
    """
    try:
        return _read(page, _Clock(seconds))
    except _TooSlowError:
        return refuse("too slow", page.name, url=page.url, detail=f"{seconds:g}")


def _read(page: Page, clock: _Clock) -> Article | Refusal:
    data = unpack(page.data) if len(page.data) <= MOST_BYTES else None
    if data is None:
        return refuse("too large" if len(page.data) > MOST_BYTES else "unpacks too large", page.name, url=page.url)
    if not data.strip():
        return refuse("empty", page.name, url=page.url)
    for magic, what in _MAGIC:
        if data.startswith(magic):
            return refuse(what, page.name, url=page.url)
    url, carrier, media_type = page.url, page.encoding, page.media_type or ""
    if media_type == "multipart/related" or _MHTML_START.match(data[:4096]):
        part = _unpack_mhtml(data)
        if part is None:
            return refuse("mhtml", page.name, url=url)
        data, carrier, inner_url = part
        url, media_type = url or inner_url, "text/html"
    exact = _exact(data, carrier) if media_type == "text/plain" else None
    text = exact if exact is not None else decoding.decode(data, carrier)
    clock.check()
    if _is_binary(text):
        return refuse("binary", page.name, url=url)
    if not re.search(r"\w", text):
        return refuse("empty", page.name, url=url)
    if _SVG_START.match(text[:20_000]):
        return refuse("image", page.name, url=url)
    if _is_html(text, media_type):
        return _read_html(text, page.name, url, clock)
    return _read_plain(text, url, clock)


def _exact(data: bytes, carrier: str | None) -> str | None:
    """Plain text in the encoding that it is known to have, a byte order mark and all, so that offsets are those of whoever
    gave it."""
    try:
        return data.decode(carrier, "strict") if carrier else None
    except (ValueError, LookupError):
        return None


_ODD = re.compile("[\0-\x08\x0e-\x1a\x1c-\x1f\ufffd]")


def _is_binary(text: str) -> bool:
    head = text[:20_000]
    return len(_ODD.findall(head)) > 0.1 * len(head)


def _is_html(text: str, media_type: str) -> bool:
    if _HTML_START.match(text[:20_000]):
        return True
    if media_type == "text/plain":
        return False
    return "html" in media_type or len(_HTML_TAG.findall(text[:50_000])) >= 3


def _unpack_mhtml(data: bytes) -> tuple[bytes, str | None, str | None] | None:
    """The page inside an MHTML file (RFC 2557) as browsers save it: bytes, encoding, address."""
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            payload = part.get_payload(decode=True)
            url = part.get("Content-Location") or message.get("Snapshot-Content-Location")
            charset = part.get_content_charset()
            return (payload, charset, url if url and "://" in url else None) if isinstance(payload, bytes) else None
    return None


def _read_html(text: str, name: str, url: str | None, clock: _Clock) -> Article | Refusal:
    from sayso.pages import labelling, particulars, tree
    from sayso.pages.body import anchor, vote
    from sayso.pages.metadata import absolute, metadata

    root = tree.parse(text)
    clock.check()
    if root is None:
        return refuse("empty", name, url=url)
    page = tree.fragments(root)
    clock.check()
    if page.depth > MOST_DEPTH:
        return refuse("too deep", name, url=url, detail=str(MOST_DEPTH))
    if not page.items:
        return refuse("no text", name, url=url)
    meta = metadata(root, url)
    clock.check()
    voted = anchor(meta.bodies, page.items) | vote(root, page)
    clock.check()
    title = particulars.title(meta, {item.key for item in page.items})
    labels = labelling.label(page, voted, meta, title, clock.check)
    clock.check()
    blocks: list[Block] = []
    start = 0
    link = lru_cache(maxsize=None)(
        lambda href: absolute(href, meta.base) or href
    )  # menus link to the same places again and again
    for item, (label, reason) in zip(page.items, labels, strict=True):
        links = tuple(Hyperlink(span=Span(start + a, start + b), url=link(href)) for a, b, href in item.links)
        blocks.append(Block(span=Span(start, start + len(item.text)), label=label, links=links, reason=reason))
        start += len(item.text) + len(_BETWEEN)
    article = _article(_BETWEEN.join(item.text for item in page.items), blocks, url, meta, title)
    size = sum(block.span.end - block.span.start for block in article.labelled(*BODY_LABELS))
    if size < _LEAST_BODY and _LOGIN.search(text):
        return refuse("login wall", name, url=url)
    if not size and len(article.text) < _LEAST_BODY and not any(article.labelled("headline", "standfirst")):
        return refuse("no text", name, url=url)
    return article


def _read_plain(text: str, url: str | None, clock: _Clock) -> Article:
    from sayso.pages import plain
    from sayso.pages.metadata import Metadata

    blocks = [
        Block(
            span=span,
            label=label,
            reason=reason,
            links=tuple(Hyperlink(span=Span(a, b), url=to) for a, b, to in plain.links(text, span)),
        )
        for span, label, reason in plain.lines(text, clock.check)
    ]
    return _article(text, blocks, url, Metadata(), None)


def _article(text: str, blocks: list[Block], url: str | None, meta: Metadata, title: str | None) -> Article:
    from sayso.pages import particulars

    lines = [particulars.Line(block.label, text[slice(*block.span)], len(block.links)) for block in blocks]
    address = meta.canonical or url
    title = title or particulars.headline(lines)
    outlet = particulars.outlet(meta, lines, title, address)
    byline, credit = particulars.authors(meta, lines, outlet)
    published, updated = particulars.moments(meta, lines)
    return Article(
        id=identity("article", address or "", text),
        text=text,
        blocks=tuple(blocks),
        url=url,
        canonical_url=meta.canonical,
        outlet=outlet,
        title=title,
        byline=byline,
        credit=credit,
        published=published,
        updated=updated,
        language=particulars.language(meta, lines),
    )
