"""Addresses and moments as archives give them, some of them by hostile hands: taken where they are sound, else left out."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from urllib.parse import urlsplit

from sayso.pages import times
from sayso.pages.archives.found import WhyNot

_MOST = 4_000
_UNSAFE = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029\ud800-\udfff<>\"]")
_SCHEME = re.compile(r"\s*<?([A-Za-z][A-Za-z0-9+.-]{0,30}):(?!\d)")
_YEARS = range(1990, 2101)
"""The years in which a page can have been fetched or published; others are slips of clocks."""


def address(given: object) -> str | None:
    """``given`` where it is a web address that can be trusted to be one, without the angle brackets of WARC 1.0; else None."""
    if not isinstance(given, str):
        return None
    url = given.strip().removeprefix("<").removesuffix(">").strip()
    if len(url) > _MOST or _UNSAFE.search(url):
        return None
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - raises where it is none
    except ValueError:
        return None
    return url if parts.scheme.lower() in ("http", "https") and parts.hostname else None


def other_address(given: str) -> WhyNot | None:
    """Why what lies at this address is no page of the web: a look-up of a name, or a note that a crawler named."""
    scheme = _SCHEME.match(given)
    if scheme is None or scheme[1].lower() in ("http", "https", "file"):
        return None
    return "name look-up" if scheme[1].lower() in ("dns", "whois") else "other address"


def moment(given: object) -> datetime | None:
    """A moment with its zone, UTC where none is given: from a text, or from seconds or milliseconds since 1970."""
    try:
        found = _moment(given)
        return found if found is not None and found.year in _YEARS else None
    except (ValueError, OverflowError, OSError):
        return None


def _moment(given: object) -> datetime | None:
    if isinstance(given, bool) or given is None:
        return None
    if isinstance(given, str) and re.fullmatch(r"\s*\d{9,13}(?:\.\d+)?\s*", given):
        given = float(given)
    if isinstance(given, int | float):
        return datetime.fromtimestamp(given / 1000 if given > 1e11 else given, UTC)
    found = times.parse(given) if isinstance(given, str) else None
    if isinstance(found, datetime):
        return found if found.tzinfo else found.replace(tzinfo=UTC)
    return datetime(found.year, found.month, found.day, tzinfo=UTC) if isinstance(found, date) else None
