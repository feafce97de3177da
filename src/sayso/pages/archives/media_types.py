"""Which files of a crawl are pages, by media type, address and first bytes."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from sayso.pages.archives.found import WhyNot

_PAGES = frozenset({"text/html", "application/xhtml+xml", "multipart/related", "text/plain"})
_UNTOLD = frozenset({None, "application/octet-stream", "binary/octet-stream", "application/x-download", "unknown/unknown"})
_MARKUP = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_KINDS: tuple[tuple[WhyNot, re.Pattern[str]], ...] = (
    ("picture", re.compile(r"image/")),
    ("sound or film", re.compile(r"(?:audio|video)/|application/(?:vnd\.apple\.mpegurl|x-mpegurl|dash\+xml|ogg)")),
    ("style or script", re.compile(r"text/css|(?:text|application)/(?:x-)?(?:java|ecma)script|application/wasm")),
    ("font", re.compile(r"font/|application/(?:x-)?font|application/vnd\.ms-fontobject")),
    ("feed", re.compile(r"application/(?:rss|atom|rdf)\+xml")),
    ("document", re.compile(r"application/(?:pdf|msword|rtf|epub|postscript|vnd\.(?:openxml|oasis|ms-))")),
    ("data", re.compile(r"(?:text|application)/(?:[\w.-]+\+)?(?:json|xml|csv|x-ndjson|x-protobuf)|text/(?:x-)?component")),
)
"""The first that fits says what it is."""
_RULES = re.compile(r"(?:/robots|/(?:\.well-known/)?(?:ads|app-ads|sellers|humans|security|llms)[\w-]*)\.txt$", re.I)


def why_not(media: str | None, url: str | None, data: bytes) -> WhyNot | None:
    """Why a file of this media type, found at this address, is no page; None where it may be one.

    A file whose type nobody told is a page where it begins like one.
    """
    if url is not None and _RULES.search(urlsplit(url).path):
        return "rules for robots"
    if media in _PAGES:
        return None
    if media in _UNTOLD or "/" not in (media or ""):
        return None if _MARKUP.match(data[:10_000]) else "other file"
    return next((why for why, pattern in _KINDS if pattern.match(media or "")), "other file")
