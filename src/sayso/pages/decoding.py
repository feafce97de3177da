"""Bytes to text, when the page says nothing, says it twice, or says it wrong.

The order is that of the HTML standard (https://html.spec.whatwg.org/#determining-the-character-encoding): byte order mark,
what the carrier said, what the page says, and a guess; but bytes that are sound UTF-8 are taken for UTF-8 whatever anybody
says, since text of another encoding is hardly ever sound UTF-8 by accident, and many pages declare what their server no
longer sends.
"""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""<(?:meta\b[^>]*?charset|\?xml\b[^>]*?encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.I)
# Labels that the standard maps to windows-1252, which holds the curly quotation marks that Latin-1 lacks.
_WINDOWS = frozenset(
    {"iso-8859-1", "iso8859-1", "latin1", "latin-1", "ascii", "us-ascii", "cp1252", "windows-1252", "x-cp1252"}
)
_GUESSED_FROM = 65_536
HEAD = 4_096
"""How many bytes from the start are searched for a declaration."""


def decode(data: bytes, carrier: str | None = None) -> str:
    """The text of ``data``. Never raises: what fits no encoding becomes U+FFFD.

    ``carrier`` is the encoding that came with the bytes (HTTP header, MHTML part), if any.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        mostly_utf8 = _mostly_utf8(data, error)
    if mostly_utf8:
        return data.decode("utf-8", "replace")
    if _is_utf16(data):
        return data.decode("utf-16-le" if data[1:2] == b"\0" else "utf-16-be", "replace")
    declared = _DECLARED.search(data[:HEAD])
    for label in (carrier, declared[1].decode("ascii") if declared else None):
        name_known = _codec(label)
        if name_known and name_known != "utf-8":
            return _decode(data, name_known)
    return _decode(data, _guess(data))


def _mostly_utf8(data: bytes, error: UnicodeDecodeError) -> bool:
    """Whether a few bad bytes, as of a page that was cut or pasted together, stand in what is otherwise UTF-8 beyond doubt."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(1 for character in text[:_GUESSED_FROM] if character > "\x7f" and character != "\ufffd")
    return good > 10 * bad or error.start >= len(data) - 3


def _is_utf16(data: bytes) -> bool:
    """Whether half of the first bytes are zero, as they are where English is written in two bytes a letter."""
    head = data[:256]
    return len(head) >= 8 and (head[1::2].count(0) > len(head) // 3 or head[0::2].count(0) > len(head) // 3)


def _codec(label: str | None) -> str | None:
    """The name of the codec that Python has for ``label``, or None; labels of Latin-1 mean windows-1252, as in browsers."""
    if not label:
        return None
    label = label.strip().strip("\"'").lower()
    if label in _WINDOWS:
        return "windows-1252"
    try:
        found = codecs.lookup(label)
    except (LookupError, ValueError):
        return None
    return found.name if found._is_text_encoding else None


def _guess(data: bytes) -> str:
    # A Western page is by far the likeliest; the library is asked for what is left, and heard where Python knows its answer.
    if _is_western(data[:_GUESSED_FROM]):
        return "windows-1252"
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_GUESSED_FROM], threshold=0.3).best()
    return _codec(best.encoding if best else None) or "windows-1252"


def _is_western(data: bytes) -> bool:
    """Whether bytes beyond ASCII are few and stand alone among others, as accents and quotation marks do in Western text."""
    high = _HIGH.findall(data)
    count = sum(map(len, high))
    return count < 0.05 * len(data) and sum(len(run) for run in high if len(run) > 2) < 0.2 * count


_HIGH = re.compile(rb"[\x80-\xff]+")


def _decode(data: bytes, name: str) -> str:
    if name == "windows-1252":
        # Five bytes of windows-1252 mean nothing; browsers keep them as control characters, and one must not cost the page.
        return data.decode("windows-1252", "replace")
    try:
        return data.decode(name, "replace")
    except (UnicodeError, LookupError):  # a codec of Python's that is none of characters ("idna" and the like)
        return data.decode("windows-1252", "replace")
