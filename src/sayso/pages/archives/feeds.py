"""Saved feeds, RSS and Atom: an entry that has its article whole is a page, one that has a summary alone is not.

feedparser is given bytes, and never an address or a name of a file: it fetches nothing.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator, Mapping
from functools import partial
from html import unescape
from typing import Any

from sayso.pages.archives.addresses import address
from sayso.pages.archives.composed import compose, paragraphs
from sayso.pages.archives.found import Found, NotPage, Record, Source
from sayso.pages.archives.streams import Stream
from sayso.pages.files import MOST_BYTES
from sayso.pages.refusals import refuse
from sayso.records import Page

_LEAST_WORDS = 200
"""A description of so many words is taken for the article, where the feed has no other field for that."""
_MOST_ENTRIES = 50_000
_GOES_ON = re.compile(r"(?:\[?(?:…|\.\.\.)\]?|\b(?:read more|continue reading|keep reading|full story)\W*)\s*$", re.I)
_TAG = re.compile(r"<[^<>]*>")
_MARKUP = re.compile(r"<(?:p|div|br|a|span|h[1-6]|ul|blockquote|figure)\b[^<>]*>", re.I)


def records(stream: Stream, source: Source) -> Iterator[Record]:
    """Every entry of a feed. The key is its number, from 1."""
    data = _narrow(stream.peek(MOST_BYTES + 1))
    if len(data) > MOST_BYTES:
        yield "feed", partial(refuse, "record too large", source.called("feed"))
        return
    if len(_ENTRY.findall(data)) > 2 * _MOST_ENTRIES:
        yield "feed", partial(refuse, "long feed", source.called("feed"), detail=f"{_MOST_ENTRIES:,}")
        return
    parsed = _parse(data)
    cut = stream.wound is not None or not _CLOSED.search(data[-2_000:])
    whole = len(parsed["entries"]) - (cut and _is_open(data))
    for number, entry in enumerate(parsed["entries"], 1):
        name = source.called(str(number))
        whole_one = partial(_found, entry, parsed["feed"], source, name)
        yield str(number), whole_one if number <= whole else partial(refuse, "cut off", name)
    if cut and whole == len(parsed["entries"]):
        yield "end", partial(refuse, "cut off", source.called("end"))
    elif not parsed["entries"]:
        yield "feed", partial(refuse, "feed", source.called("feed"))


def _narrow(data: bytes) -> bytes:
    """A feed in UTF-16 as UTF-8."""
    if not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", data.decode("utf-16", "replace")).encode("utf-8", "replace")


_CLOSED = re.compile(rb"</(?:[\w.-]+:)?(?:rss|feed|RDF)\s*>", re.I)
_ENTRY = re.compile(rb"<(/?)(?:[\w.-]+:)?(?:item|entry)\b", re.I)


def _is_open(data: bytes) -> bool:
    """Whether the last entry of a feed is begun and not ended."""
    tags = _ENTRY.findall(data)
    return bool(tags) and not tags[-1]


def _parse(data: bytes) -> Mapping[str, Any]:
    import feedparser

    try:
        parsed: Mapping[str, Any] = feedparser.parse(io.BytesIO(data), sanitize_html=False)
        return parsed
    except Exception:  # it is known to raise on broken entities and encodings, in many ways
        return {"entries": [], "feed": {}, "bozo": True}


def _found(entry: Mapping[str, Any], feed: Mapping[str, Any], source: Source, name: str) -> Found:
    url = next(filter(None, map(address, _addresses(entry))), None)
    body = _body(entry)
    if body is None:
        return NotPage(why="summary only", url=url)
    authors = [person.get("name") for person in entry.get("authors", ()) if isinstance(person, Mapping)]
    page = compose(
        body,
        title=_plain(entry.get("title")),
        published=_plain(entry.get("published") or entry.get("updated")),
        authors=[author for author in map(_plain, authors) if author],
        outlet=_plain(feed.get("title")),
        language=_plain(feed.get("language")),
    )
    if len(page) > MOST_BYTES:
        return refuse("record too large", name, url=url)
    return Page(data=page, name=name, url=url, fetched=source.saved, encoding="utf-8", media_type="text/html")


def _addresses(entry: Mapping[str, Any]) -> Iterator[object]:
    yield entry.get("feedburner_origlink")
    yield entry.get("link")
    yield entry.get("id")


def _body(entry: Mapping[str, Any]) -> str | None:
    """The article in an entry as markup; None where there is a summary alone, or nothing."""
    for content in entry.get("content", ()):
        value = content.get("value") or ""
        if _words(value) and not _GOES_ON.search(_bare(value)):
            return _markup(value)
    summary = entry.get("summary") or ""
    if _words(summary) >= _LEAST_WORDS and not _GOES_ON.search(_bare(summary)):
        return _markup(summary)
    return None


def _markup(value: str) -> str:
    return value if _MARKUP.search(value) else paragraphs(unescape(value))


def _bare(value: str) -> str:
    return unescape(_TAG.sub(" ", value[-2_000:])).strip()


def _words(value: str) -> int:
    return len(_TAG.sub(" ", value).split())


def _plain(value: object) -> str | None:
    """A field without markup."""
    bare = " ".join(unescape(_TAG.sub("", value)).split()) if isinstance(value, str) else ""
    return bare[:1_000] or None
