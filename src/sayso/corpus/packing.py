"""A dossier as a case keeps it: its line of JSON, packed, with a digest that shows any change. What is packed is the truth; the
rows beside it are made of it."""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from datetime import UTC, date, datetime
from typing import NamedTuple

from sayso.errors import CaseError, FormatError
from sayso.formats import jsonl
from sayso.links.features import PLACES
from sayso.records import READ_LABELS, Article, Day, Dossier, Statement

MOST_BYTES = 1 << 29
"""No line unpacks to more: a page is read up to 20 MB."""
_UNSHOWN = re.compile("[\0\ud800-\udfff]")


class Packed(NamedTuple):
    """A line, packed, and the digest of the line."""

    digest: str
    line: bytes


def pack(dossier: Dossier) -> Packed:
    """The line of ``dossier``, packed. Raises ``FormatError`` for what JSON cannot hold, ``CaseError`` for what is too long."""
    line = jsonl.dump(dossier).encode("utf-8")
    if len(line) > MOST_BYTES:
        raise CaseError(f"the dossier of {dossier.article.id} is too large for a case ({len(line) >> 20} MB)")
    return Packed(_digest(line), zlib.compress(line))


def unpack(packed: Packed, article: str) -> str:
    """The line again, to the letter. Raises ``CaseError`` where it is not the one that went in."""
    unpacker = zlib.decompressobj()
    try:
        line = unpacker.decompress(packed.line, MOST_BYTES)
    except zlib.error:
        line = b""
    if not unpacker.eof or _digest(line) != packed.digest:
        raise CaseError(f"the dossier of {article} is damaged; use a copy of the case, or fill another one with the same pages")
    return line.decode("utf-8")


def load(packed: Packed, article: str) -> Dossier:
    """The dossier again. Raises ``CaseError`` where it is damaged, or of another form."""
    try:
        return jsonl.load(unpack(packed, article), Dossier)
    except FormatError as error:
        raise CaseError(f"the dossier of {article} cannot be read: {error}") from error


def text_of(packed: Packed, article: str) -> str:
    """The text of the article in a dossier. It stands before all else that has words of the page, so that the rest of the
    line, which is much longer, need not be read. Raises ``CaseError`` where the line is damaged."""
    line = unpack(packed, article)
    try:
        text, _ = _DECODER.raw_decode(line, line.index(_BEFORE) + len(_BEFORE))
    except ValueError as error:
        raise CaseError(f"the dossier of {article} cannot be read: {error}") from error
    return str(text)


_BEFORE = '"text":'
_DECODER = json.JSONDecoder()


def statement_of(dossier: Dossier, statement: str) -> Statement:
    """The statement of a dossier that a row calls so. Raises ``CaseError`` where rows and dossier do not agree."""
    for one in dossier.statements:
        if shown(one.id) == statement:
            return one
    raise CaseError(f"{statement} is not in the dossier of its article; “sayso doctor” tells what else is wrong with the case")


def numbers_of(article: int) -> tuple[int, int]:
    """Between which numbers the statements of an article lie, the second one excluded; a number is that of the article, shifted
    by ``PLACES`` bits, and a place in the dossier."""
    return article << PLACES, (article + 1) << PLACES


def now() -> str:
    """This moment, as a column holds it."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _digest(line: bytes) -> str:
    return hashlib.blake2b(line, digest_size=16).hexdigest()


# ------------------------------------------------------------------------------------------------------------------ for looking


def shown(text: str) -> str:
    """A text as a column holds it: code point for code point, but for those that SQLite has no room for."""
    return _UNSHOWN.sub("\ufffd", text)


def known(text: str | None) -> str | None:
    """The same where there may be none."""
    return None if text is None else shown(text)


def read_of(article: Article) -> str:
    """What of an article is searched for words: the blocks that are read for who says what, without menus and the like."""
    return shown("\n".join(article.slice(block.span) for block in article.labelled(*READ_LABELS)))


def one_line(text: str) -> str:
    """A text in one line, for a column that is read in a table."""
    return " ".join(shown(text).split())


def iso(moment: date | None) -> str | None:
    """A day or moment as a column holds it."""
    return None if moment is None else moment.isoformat()


def utc(moment: date | None) -> str | None:
    """A day or moment to sort by: in UTC, where the zone is known."""
    if not isinstance(moment, datetime) or moment.tzinfo is None:
        return iso(moment)
    try:
        return moment.astimezone(UTC).replace(tzinfo=None).isoformat()
    except OverflowError:  # at either end of the calendar
        return moment.replace(tzinfo=None).isoformat()


def day(moment: date | None) -> str | None:
    """The day of a moment, as the page gave it."""
    return None if moment is None else moment.isoformat()[:10]


def days(time: Day | None) -> str | None:
    """An expression of time as the day, or the first and the last, that it can mean."""
    if time is None:
        return None
    first, last = time.earliest.isoformat()[:10], time.latest.isoformat()[:10]
    return first if first == last else f"{first}/{last}"
