"""Covered names in what templates made: veils become bars, and a last look finds what was left.

This works tag by tag: words of pages are escaped there, so that no tag, quotation mark or angle of theirs can be taken for one
of ours.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from sayso.web.redaction import VEIL

_VEILED = re.compile(rf"{VEIL}+(?:\s+{VEIL}+)*")
_PIECES = re.compile(r"<(title|svg|option|textarea)\b.*?</\1>|<[^<>]*>", re.DOTALL)
"""Where a bar can be no element: within some elements, and in tags."""
_DRAWN = "█████"
_BAR = f'<span class="bar" role="img" aria-label="covered">{_DRAWN}</span>'


class Barred(NamedTuple):
    """HTML with bars, and how many stand where people read."""

    html: str
    bars: int


def barred(made: str) -> Barred:
    """What templates ``made``, with a bar of one width for each run of veils."""
    pieces: list[str] = []
    last = bars = 0
    for found in _PIECES.finditer(made):
        words, count = _VEILED.subn(_BAR, made[last : found.start()])
        pieces += (words, _VEILED.sub(_DRAWN, found[0]))
        bars, last = bars + count, found.end()
    words, count = _VEILED.subn(_BAR, made[last:])
    return Barred("".join([*pieces, words]), bars + count)


# ------------------------------------------------------------------------------------------------------------- the last look

_TAG = re.compile(r"<[^<>]*>")
_WITHIN = re.compile(r"</?(?:a|abbr|b|bdi|cite|code|em|i|ins|del|mark|q|s|small|span|strong|sub|sup|time|tspan|u)\b[^<>]*>")
"""Tags within a line: a word may go on behind them."""
_TOLD = re.compile(r'\s(?:title|alt|aria-label|content|datetime|value|placeholder|summary)="([^"]*)"|\shref="(https?:[^"]*)"')
_ID = re.compile(r"\b[a-z]+(?:-[a-z]+)?-[0-9a-f]{16}\b|\b(?=[0-9a-f]*\d)[0-9a-f]{8,}\b")


def readings(made: str) -> Iterator[str]:
    """The words of HTML as one might read them: with and without a gap where a tag stands within a line, and those in tags.
    Ids and digests are left out."""
    within = _WITHIN.sub("", made)
    for one in (_TAG.sub(" ", made), _TAG.sub(" ", within), *(found[1] or found[2] or "" for found in _TOLD.finditer(made))):
        yield _ID.sub(" ", html.unescape(one))
