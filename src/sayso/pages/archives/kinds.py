"""What kind of file it is: by how it begins, and by its name where that leaves it open."""

from __future__ import annotations

import codecs
import json
import os
import re
from typing import Literal

from sayso.pages.archives.streams import Stream

FileKind = Literal["warc", "wacz", "lines", "feed", "page"]

HEAD = 64 * 2**10
"""How many bytes, unpacked, tell the kind of a file."""

_NAMES = {
    ".warc": "warc", ".wacz": "wacz", ".jsonl": "lines", ".jsonlines": "lines", ".ndjson": "lines", ".jl": "lines",
    ".json": "lines", ".rss": "feed", ".atom": "feed", ".rdf": "feed", ".xml": "feed",
}  # fmt: skip
_UNSURE = (".json", ".xml", ".rdf")
"""Endings of files of many kinds: a folder's file of such a name is opened to see whether it holds pages."""

_BLANK = rb"(?:\xef\xbb\xbf)?\s*"
_WARC = re.compile(_BLANK + rb"WARC/\d")
_FEED = re.compile(
    r"\ufeff?\s*(?:<\?[^>]*>\s*|<!--(?:(?!-->).)*-->\s*|<!doctype\s+rss[^>\[]*>\s*)*<(?:[\w.-]+:)?(?:rss|feed|RDF)\b",
    re.I | re.S,
)
_OBJECT = re.compile(rb"^" + _BLANK + rb'(?:\[\s*)?\{\s*"(?:[^"\\\r\n]|\\.)*"\s*:', re.M)
_BARE = re.compile(_BLANK + rb"[\[{]")
_MARKUP = re.compile(_BLANK + rb"<(?:!doctype|html|head|body)\b", re.I)


def kind_of(head: bytes, name: str) -> FileKind:
    """The kind of the file that begins, once unpacked, with ``head`` and is called ``name``."""
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "wacz"
    if _WARC.match(head):
        return "warc"
    if _FEED.match(_text(head)):
        return "feed"
    said = _said(name)
    if _is_lines(head, said):
        return "lines"
    return "warc" if said == "warc" and not _MARKUP.match(head) else "page"


def _is_lines(head: bytes, said: str | None) -> bool:
    """Whether this is JSON, an object a line: by its name and a line like one, else by a first line that is one."""
    if head.startswith(b'{"sayso":'):
        return True
    if said == "lines":
        return bool(_OBJECT.search(head))
    if not (_BARE.match(head) and _OBJECT.match(head)):
        return False
    first, broken, _ = head.lstrip(codecs.BOM_UTF8).lstrip().partition(b"\n")
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return not broken and len(head) >= HEAD  # one line that is longer than what can be seen of it


def _text(head: bytes) -> str:
    """The beginning of a file in letters, as far as is needed to see the first element."""
    wide = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return head.decode("utf-16" if wide else "latin-1", "replace").removeprefix("ï»¿")


def _said(name: str) -> str | None:
    return _NAMES.get(_ending(name))


def _ending(name: str) -> str:
    """The ending of a file name that says its kind: ".gz" and ".zst" hide another."""
    bare = name.lower().removesuffix(".gz").removesuffix(".zst")
    dot = bare.rfind(".")
    return bare[dot:] if dot > 0 else ""


def is_archive(path: str) -> bool:
    """Whether a file of a folder is one that ``entries`` takes apart: by its name, ``crawl.warc.gz``, ``items.jsonl``. Files of
    names that say little, ``.xml`` and ``.json``, are looked into. Hidden files are not taken."""
    name = os.path.basename(path)
    if name.startswith(".") or _said(name) is None:
        return False
    if _ending(name) not in _UNSURE:
        return True
    try:
        with open(path, "rb") as file:
            return kind_of(Stream(file).peek(HEAD), name) != "page"
    except OSError:
        return True  # so that it is refused, not passed over
