"""Reading: a page as it was saved or scraped becomes an ``Article``, or a ``Refusal`` that says why not.

``gather`` finds pages among paths, ``load`` brings the bytes of one, ``read`` reads it. The road inside: bytes (``decoding``) -> tree and fragments
(``tree``) -> what the page says of itself (``metadata``) and which fragments are main text (``body``) -> labels (``labelling``) -> the one text with its blocks.
Text without markup goes through ``plain``.

``read`` never raises on a page, whatever its bytes; it goes online for nothing; and it keeps every block of the page with its label, since bylines,
credits and copyright lines are provenance.
"""

from __future__ import annotations

import email
import email.policy
import re
import time
from collections import Counter
from collections.abc import Collection, Iterable
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from urllib.parse import urlsplit

from sayso import names, outlets
from sayso.pages import decoding, shapes, times
from sayso.pages.body import letters
from sayso.pages.files import MOST_BYTES, Pile, gather, is_page_name, load, unpack
from sayso.pages.refusals import refuse
from sayso.records import Article, Block, Hyperlink, Page, Refusal, Span, identity

__all__ = ["Pile", "gather", "is_page_name", "load", "read"]

SECONDS = 20.0
"""How long one page may take."""
MOST_DEPTH = 600
"""How deep the elements of a page may be nested; a browser stops at 512."""
_VOTED_DEPTH = 200
"""Deeper trees are not shown to trafilatura, which walks some of them by recursion."""
_VOTED_SIZE = 60_000
"""Nor are pages of more elements than this: no article has them, and its time grows faster than the page."""
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
_HTML_START = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_HTML_TAG = re.compile(r"</?(?:html|head|body|div|p|span|a|br|table|h[1-6]|meta|script|article|section|ul|ol|li|img|link|title)\b[^<>]*>", re.I)
_MHTML_START = re.compile(rb"(?:[\w-]+:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){0,12}?content-type:\s*multipart/related", re.I)
_PASSWORD = re.compile(r"<input\b[^>]*\btype\s*=\s*[\"']?password|\b(?:log|sign) ?in to (?:continue|read|your account)|\bplease (?:log|sign) ?in\b", re.I)


class _TooSlow(Exception):
    pass


class _Clock:
    """Raises where the time that one page may take is over; asked between steps, each of which is linear in a page of bounded size."""

    def __init__(self, seconds: float) -> None:
        self.end = time.monotonic() + seconds

    def check(self) -> None:
        if time.monotonic() > self.end:
            raise _TooSlow


def read(page: Page, *, seconds: float = SECONDS) -> Article | Refusal:
    """Read one page: HTML, gzipped HTML, MHTML or plain text, in any encoding.

    Gives an ``Article`` whose text and blocks obey the offset law, or a ``Refusal`` (empty, binary, login wall, too large, too deep, too slow ...)
    with what to do next. Plain text becomes ``Article.text`` code point for code point. Never raises on what a page holds; ``seconds``
    bounds the time that one page may take.
    """
    try:
        return _read(page, _Clock(seconds))
    except _TooSlow:
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
    if not text.strip():
        return refuse("empty", page.name, url=url)
    if _is_html(text, media_type):
        return _read_html(text, page.name, url, clock)
    return _read_plain(text, url)


def _exact(data: bytes, carrier: str | None) -> str | None:
    """Plain text in the encoding that it is known to have, a byte order mark and all, so that offsets are those of whoever gave it."""
    try:
        return data.decode(carrier, "strict") if carrier else None
    except (UnicodeError, LookupError):
        return None


def _is_binary(text: str) -> bool:
    head = text[:20_000]
    odd = sum(1 for c in head if c == "\ufffd" or c == "\0" or (c < " " and c not in "\t\n\r\f\v\x1b"))
    return odd > 0.1 * len(head)


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


# ----------------------------------------------------------------------------------------------------------------------- HTML


def _read_html(text: str, name: str, url: str | None, clock: _Clock) -> Article | Refusal:
    from sayso.pages import labelling, tree
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
    voted = anchor(meta.bodies, page.items)
    if page.depth <= _VOTED_DEPTH and len(page.tags) <= _VOTED_SIZE:
        voted |= vote(root, page.items)
    clock.check()
    title = _title(meta.titles, meta.headings, {letters(item.text) for item in page.items})
    titles = [title for place in meta.titles for title in place if title]
    authors = [name for group in meta.authors for whole in group for name in shapes.byline_names(whole[0])[0]]
    labels = labelling.label(page, voted, titles=[title or "", *titles, *meta.headings[:1]], descriptions=meta.descriptions, authors=authors, live=meta.live)
    clock.check()
    blocks: list[Block] = []
    start = 0
    link = lru_cache(maxsize=None)(lambda href: absolute(href, meta.base) or href)  # menus link to the same places again and again
    for item, labelled in zip(page.items, labels, strict=True):
        links = tuple(Hyperlink(span=Span(start + a, start + b), url=link(href)) for a, b, href in item.links)
        blocks.append(Block(span=Span(start, start + len(item.text)), label=labelled.label, links=links, reason=labelled.reason))
        start += len(item.text) + 2
    whole = "\n\n".join(item.text for item in page.items)
    size = sum(b.span.end - b.span.start for b in blocks if b.label in ("body", "quote"))
    if size < _LEAST_BODY and _PASSWORD.search(text):
        return refuse("login wall", name, url=url)
    if not size and not any(b.label in ("headline", "standfirst") for b in blocks) and len(whole) < _LEAST_BODY:
        return refuse("no text", name, url=url)
    address = meta.canonical or url
    outlet = _outlet(meta.outlets, titles, title, blocks, whole, address)
    byline, credit = _authors(meta.authors, blocks, whole, outlet)
    published, updated = _moments(meta.published, meta.updated, blocks, whole)
    return Article(
        id=identity("article", address or "", whole),
        text=whole,
        blocks=tuple(blocks),
        url=url,
        canonical_url=meta.canonical,
        outlet=outlet,
        title=_headline(blocks, whole) if title is None else title,
        byline=byline,
        credit=credit,
        published=published,
        updated=updated,
        language=_language(meta.language, blocks, whole),
    )


def _read_plain(text: str, url: str | None) -> Article:
    from sayso.pages import plain

    blocks = tuple(
        Block(
            span=line.span,
            label=line.label,
            reason=line.reason,
            links=tuple(Hyperlink(span=Span(a, b), url=address) for a, b, address in plain.links(text, line.span)),
        )
        for line in plain.lines(text)
    )
    byline, credit = _authors([], blocks, text, None)
    published, updated = _moments([], [], blocks, text)
    return Article(
        id=identity("article", url or "", text),
        text=text,
        blocks=blocks,
        url=url,
        outlet=_outlet([], [], None, blocks, text, url),
        title=_headline(blocks, text),
        byline=byline,
        credit=credit,
        published=published,
        updated=updated,
        language=_language(None, blocks, text),
    )


# ------------------------------------------------------------------------------------------------- weighing what a page says


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text).strip().lower()


def _headline(blocks: Iterable[Block], text: str) -> str | None:
    return next((" ".join(text[slice(*b.span)].split()) for b in blocks if b.label == "headline"), None)


_SITE_CUT = re.compile(r"\s+[|–—·•»:-]\s+|:\s+")


def _title(places: list[list[str]], headings: list[str], lines: Collection[str]) -> str | None:
    """The title that most places of the page agree on, each with one vote, its site's name cut off; the first wins a tie.

    ``lines`` are the letters of the page's lines: a part of a title that is a line of its own there is the headline, and the rest the site's name.
    """
    candidates = [re.sub(r"\s+", " ", next(filter(None, titles), "")) for titles in (*places, headings)]
    candidates = [c for c in candidates if c]
    if not candidates:
        return None
    cut = [_without_site(title, candidates, lines) for title in candidates]
    votes = Counter(_bare(title) for title in cut if title)
    return max(filter(None, cut), key=lambda title: votes[_bare(title)], default=candidates[0])


def _without_site(title: str, others: list[str], lines: Collection[str]) -> str:
    """A title without " | The Site" behind it or "The Site: " before it, where the page shows that it is one; empty where nothing but the site is left."""
    for other in sorted(others, key=len):
        rest = title[len(other) :]
        if len(other) < len(title) and title.startswith(other) and re.match(r"\s+[|–—·:•»-]\s+\S", rest):
            return other
        if len(other) < len(title) and re.match(re.escape(title) + r"\s*[:|–—-]\s+\S", other):
            return ""
    if letters(title) not in lines:
        parts = [title[m.end() :] for m in _SITE_CUT.finditer(title)] + [title[: m.start()] for m in _SITE_CUT.finditer(title)]
        return max((part for part in parts if len(part) > 15 and letters(part) in lines), key=len, default=title)
    return title


def _outlet(known: list[str], titles: list[str], title: str | None, blocks: Iterable[Block], text: str, address: str | None) -> str | None:
    """The outlet as the page names it; else the tail of its title, its copyright line, its domain."""
    for name in known:
        if name and 1 < len(name) <= 60 and "://" not in name and not name.startswith(("@", "©")):
            return name
    for whole in titles:
        if title and whole.startswith(title) and (tail := re.match(r"\s+[|–—·:•»-]\s+(\S.{1,50})$", whole[len(title) :])):
            return re.split(r"\s+[|–—·•»-]\s+", tail[1])[-1]
    for block in blocks:
        line = text[slice(*block.span)]
        if block.label == "legal" and (found := re.search(r"(?:©|\(c\)|copyright)\s*(?:©|\(c\))?\s*(?:\d{4}(?:\s*[-–]\s*\d{4})?)?,?\s*(?:by\s+)?([A-Z][\w’'&. -]{2,50}?)(?:[.,|]|\s+\d{4}|\s+all rights|$)", line, re.I)):
            return found[1].strip()
    for whole in titles:
        site = next((part.strip() for part in _SITE_CUT.split(whole) if title and _bare(title) in _bare(whole.replace(part, "", 1))), None)
        if site and 1 < len(site) <= 40:
            return site
    host = urlsplit(address).hostname if address else None
    if host:
        return host.removeprefix("www.")
    # An old page has its banner, and nothing else, at the very top.
    banner = next(iter(blocks), None) if titles else None
    line = text[slice(*banner.span)].split("\n")[0] if banner and banner.label in ("other", "navigation") else ""
    return line if 1 < len(line) <= 40 and line[:1].isupper() and not shapes.shape(line) else None


def _authors(groups: list[list[tuple[str, bool]]], blocks: Iterable[Block], text: str, outlet: str | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """People and credited bodies: from the metadata that names people first, else from byline blocks; and agencies from credit lines and datelines."""
    people: list[str] = []
    bodies: list[str] = []
    for group in groups:
        for name, is_body in group:
            if not name or "://" in name or name.startswith("@") or len(name) > 200:
                continue
            found, others = shapes.byline_names(name)
            if is_body or (not found and (others or _same(name, outlet))):
                bodies += others or [name]
            else:
                people += found
                bodies += others
        if people or bodies:
            break
    for block in blocks:
        line = text[slice(*block.span)]
        if block.label == "byline" and not people:
            people, others = shapes.byline_names(line)
            bodies += others
        elif block.label == "credit" or (block.label in ("legal", "byline") and len(line) < 200):
            bodies += [a for a in shapes.credited(line) if not _same(a, outlet)]
        elif block.label == "body" and (wire := shapes.wire(line)):
            wire = names.expand(wire, text) or wire
            if not _same(wire, outlet):
                bodies.append(wire)
    return _distinct(people), _distinct(bodies)


def _same(name: str, outlet: str | None) -> bool:
    if not outlet:
        return False
    return _bare(name) == _bare(outlet) or (outlets.agency(name) or name) == outlets.agency(outlet)


def _distinct(names: list[str]) -> tuple[str, ...]:
    return tuple({_bare(name): name for name in reversed(names)}[key] for key in dict.fromkeys(map(_bare, names)))


def _moments(published: list[date | datetime | None], updated: list[date | datetime | None], blocks: Iterable[Block], text: str) -> tuple[date | datetime | None, date | datetime | None]:
    """When the page was published and updated: the metadata's word, else that of the lines of time on the page."""
    first, second = _best(published), _best(updated)
    if first is None:
        for block in blocks:
            line = text[slice(*block.span)]
            if block.label not in ("dateline", "byline") or not (moment := times.parse(line)):
                continue
            if re.match(r"\W*(?:last\s+)?(?:updated|modified)", line, re.I):
                second = second or moment
            else:
                first = first or moment
    later = second is not None and (first is None or _order(second) > _order(first))
    return first, second if later else None


def _order(moment: date | datetime) -> datetime:
    """A point in time to compare by; what tells no zone is taken for universal time."""
    whole = moment if isinstance(moment, datetime) else datetime(moment.year, moment.month, moment.day)
    return whole if whole.tzinfo else whole.replace(tzinfo=UTC)


def _best(moments: list[date | datetime | None]) -> date | datetime | None:
    """The first moment, or the most precise one of the same days: pages give the hour in one place and the zone in another."""
    known = [m for m in moments if m is not None]
    if not known:
        return None
    near = [m for m in known if abs(_day(m) - _day(known[0])) <= timedelta(days=1)]
    return max(near, key=times.precise)


def _day(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


_ENGLISH = frozenset("the of and to in a is that for it was on with as he be at by his had this not are but from or have an they which she we said were has their".split())


def _language(declared: str | None, blocks: Iterable[Block], text: str) -> str | None:
    """The language that the body is written in; what the page declares counts where the body is too short to tell."""
    body = " ".join(text[slice(*b.span)] for b in blocks if b.label in ("body", "quote", "headline", "standfirst"))[:20_000]
    words = re.findall(r"[^\W\d_]+", body.lower())
    if len(words) < 20:
        return declared
    if sum(word in _ENGLISH for word in words) > 0.16 * len(words):
        return "en"
    import py3langid

    return str(py3langid.classify(body)[0])
