"""JSON lines: what crawlers write, an object for each page, and what ``sayso analyze`` writes.

Crawlers have no common form. Fields are known by their common names, whatever their case and with or without "_" and "-":
address, HTML or text, title, moments, authors, outlet, language. HTML is taken as it is. Text becomes a page with the title as
its heading and a paragraph a line, so that what the crawler knew of the page is read with it.

An array with an object a line is read too, whatever its size, and so is a file of at most ``MOST_BYTES`` that is one object or
one array.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from sayso.pages import times
from sayso.pages.archives.addresses import address, moment
from sayso.pages.archives.composed import compose, paragraphs
from sayso.pages.archives.found import Found, Line, Record, Source
from sayso.pages.archives.streams import Stream
from sayso.pages.files import MOST_BYTES
from sayso.pages.refusals import refuse
from sayso.records import Page

_FIELDS: dict[str, tuple[str, ...]] = {
    "url": ("url", "link", "uri", "pageurl", "articleurl", "sourceurl", "finalurl", "responseurl", "requesturl", "canonicalurl",
            "warctargeturi", "permalink", "href", "address"),
    "html": ("html", "rawhtml", "pagehtml", "htmlcontent", "contenthtml", "htmlbody", "bodyhtml", "responsebody", "pagesource"),
    "text": ("text", "maintext", "articletext", "fulltext", "rawtext", "cleanedtext", "cleantext", "plaintext", "textcontent",
             "bodytext", "articlebody", "contenttext", "storytext", "paragraphs"),
    "either": ("content", "body", "article", "story", "page", "markup"),
    "title": ("title", "headline", "articletitle", "pagetitle"),
    "published": ("published", "date", "datepublished", "publisheddate", "publishedat", "publishedon", "datepublish",
                  "publishdate", "publicationdate", "publishtime", "publishedtime", "pubdate", "pubdatetime", "created",
                  "createdat", "datecreated"),
    "fetched": ("fetched", "crawled", "fetchedat", "crawledat", "scrapedat", "fetchtime", "crawltime", "crawldate", "fetchdate",
                "scrapedate", "datedownload", "downloadedat", "downloaddate", "retrieved", "retrievedat", "accessed",
                "accessedat", "warcdate", "timestamp", "scraped", "downloaded"),
    "authors": ("authors", "author", "byline", "creator", "writer"),
    "outlet": ("sitename", "outlet", "publisher", "publication", "site", "sourcename", "newspaper", "source"),
    "language": ("language", "lang"),
}  # fmt: skip
"""The names of fields, in small letters and without signs between them, the surest first."""

_MARKUP = re.compile(r"<(?:!doctype|html|head|body|p|div|article|br|h[1-6]|span|table)\b[^<>]*>", re.I)
_BETWEEN = frozenset({b"", b"[", b"]", b","})
"""Lines that hold nothing, in a file that is an array with an object a line."""


def records(stream: Stream, source: Source) -> Iterator[Record]:
    """Every line that is not blank: a page, a line of sayso, or a refusal. The key is its number, from 1.

    What stands behind a gzip member that is cut off or damaged is not looked for.
    """
    if _is_spread(stream):
        value = _value(stream)
        if isinstance(value, str):
            yield "1", partial(refuse, "no json", source.called("1"), detail=value)
            return
        for number, item in enumerate(value, 1):
            yield str(number), partial(_item, item, source, source.called(str(number)))
        return
    line: bytes | None = b""
    for number, line in _lines(stream):
        yield str(number), partial(_line, line, source, source.called(str(number)))
    if stream.wound and (not line or line.endswith(b"\n")):  # else it is told of the last line
        yield "end", partial(refuse, "cut off", source.called("end"))


def _is_spread(stream: Stream) -> bool:
    """Whether the file is one JSON value that goes over many lines, or an array on one; else each line is for itself."""
    lines = stream.peek(_STEP).lstrip(b"\xef\xbb\xbf \t\r\n").split(b"\n", 2)
    if lines[0].strip() != b"{" and not lines[0].startswith(b"["):
        return False
    try:
        return not isinstance(json.loads(lines[1].strip().removesuffix(b",")), Mapping)
    except (IndexError, ValueError, RecursionError):
        return True


def _value(stream: Stream) -> list[Any] | str:
    """The objects of such a file, or what is wrong with it."""
    data = stream.peek(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        return "a value that goes over many lines must not be larger than 20 MB"
    try:
        value = json.loads(data.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError) as error:
        return str(error)[:200]
    return value if isinstance(value, list) else [value]


def _lines(stream: Stream) -> Iterator[tuple[int, bytes | None]]:
    """The lines that are not blank with their numbers; None for one that is longer than a page may be."""
    number = 0
    while stream.peek(1):
        number += 1
        end = _line_end(stream)
        if end is None:
            _skip_line(stream)
            yield number, None
            continue
        line = stream.peek(end)
        stream.skip(end)
        if line.strip(b"\xef\xbb\xbf \t\r\n") not in _BETWEEN:
            yield number, line


_NEWLINE = re.compile(rb"\n")
_STEP = 256 * 2**10


def _line_end(stream: Stream) -> int | None:
    """How far the line goes, its end included; None where that is too far."""
    for at in range(0, MOST_BYTES, _STEP):
        end = stream.find(_NEWLINE, at, _STEP)
        if end is not None:
            return end + 1
        if len(stream.peek(1, at + _STEP)) == 0:
            return len(stream.peek(at + _STEP))
    return None


def _skip_line(stream: Stream) -> None:
    while True:
        end = stream.find(_NEWLINE, 0, _STEP)
        if end is not None:
            stream.skip(end + 1)
            return
        if not stream.skip(_STEP):
            return


# ------------------------------------------------------------------------------------------------------------------- one line


def _line(line: bytes | None, source: Source, name: str) -> Found:
    if line is None:
        return refuse("record too large", name)
    if line.startswith(b'{"sayso":'):
        return Line(data=line.rstrip(b"\r\n"))
    try:
        item = json.loads(line.strip().lstrip(b"\xef\xbb\xbf").rstrip(b",").decode("utf-8", "replace"))
    except (ValueError, RecursionError) as error:
        if not line.endswith(b"\n"):
            return refuse("cut off", name)
        return refuse("no json", name, detail=str(error)[:200])
    return _item(item, source, name)


def _item(item: object, source: Source, name: str) -> Found:
    """The page that an object of a crawler holds."""
    if not isinstance(item, Mapping):
        return refuse("no json", name, detail=f"it is {item!r:.80}")
    fields = {re.sub(r"[\W_]+", "", str(key).lower()): value for key, value in item.items()}
    url = next(filter(None, (address(fields.get(field)) for field in _FIELDS["url"])), None)
    data = _body(fields)
    if data is None:
        known = any(field in fields for kind in ("html", "text", "either") for field in _FIELDS[kind])
        told = ", ".join(str(key)[:40] for key in list(item)[:12]) or "it has none"
        return refuse("empty field" if known else "no page field", name, url=url, detail=told)
    if len(data) > MOST_BYTES:
        return refuse("record too large", name, url=url)
    fetched = next(filter(None, (moment(fields.get(field)) for field in _FIELDS["fetched"])), None)
    return Page(data=data, name=name, url=url, fetched=fetched, encoding="utf-8", media_type="text/html")


def _body(fields: Mapping[str, Any]) -> bytes | None:
    """The bytes of the page, the surest field first; None where no field holds any."""
    html = _text(fields, "html")
    either = _text(fields, "either")
    if html is None and either is not None and _MARKUP.search(either):
        html = either
    if html is not None and re.search(r"<(?:html|body|head)\b", html[:20_000], re.I):
        return html.encode("utf-8", "replace")
    text = _text(fields, "text") or either
    body = html if html is not None else paragraphs(text) if text is not None else None
    return None if body is None else _composed(body, fields)


def _composed(body: str, fields: Mapping[str, Any]) -> bytes:
    return compose(
        body,
        title=_text(fields, "title"),
        published=_day(fields),
        authors=_people(fields),
        outlet=_outlet(fields),
        language=_text(fields, "language"),
    )


def _text(fields: Mapping[str, Any], kind: str) -> str | None:
    """The first field of this kind that holds words."""
    for field in _FIELDS[kind]:
        value = fields.get(field)
        if isinstance(value, list) and value and all(isinstance(part, str) for part in value):
            value = "\n".join(value)
        if isinstance(value, str) and value.strip():
            return value
    return None


def _day(fields: Mapping[str, Any]) -> str | None:
    """When the page was published: in the words of the field where they are a date, else from seconds since 1970."""
    for field in _FIELDS["published"]:
        value = fields.get(field)
        if isinstance(value, str) and times.parse(value) is not None:
            return value
        found = moment(value)
        if found is not None:
            return found.isoformat()
    return None


def _people(fields: Mapping[str, Any]) -> tuple[str, ...]:
    for field in _FIELDS["authors"]:
        value = fields.get(field)
        given = value if isinstance(value, list) else value.split(";") if isinstance(value, str) else [value]
        names = tuple(name.strip() for name in map(_name, given) if name)
        if names:
            return names[:20]
    return ()


def _outlet(fields: Mapping[str, Any]) -> str | None:
    for field in _FIELDS["outlet"]:
        name = _name(fields.get(field))
        if name and "/" not in name and len(name) <= 100:
            return name.strip()
    return None


def _name(value: object) -> str | None:
    """A name, given as it is or in an object around it."""
    if isinstance(value, Mapping):
        value = value.get("name")
    return value if isinstance(value, str) and value.strip() else None
