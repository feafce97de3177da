"""Words in a picture: how wide they are about, where their lines break, how they are cut. A server has no screen to measure on,
so widths are those of a wide sans serif face, and words come out rather too short than too long."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from itertools import islice

from sayso.reports.prose import one_line

SIZE = 13.0
_NEAR = 14
"""So many letters are given up at most for a cut between words."""
_MOST = 1000
"""No line holds more letters, also where they take no room, and no picture more words."""
_NARROW = frozenset("iljI.,:;'’‘|!()[]ft- ")
_WIDE = frozenset("mwMWQ%@—…")


def width_of(words: str, size: float = SIZE) -> float:
    """About how wide a line of words is."""
    return size * sum(map(_width, words))


def _width(letter: str) -> float:
    if letter in _NARROW:
        return 0.39
    if letter in _WIDE:
        return 0.98
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.05
    if unicodedata.combining(letter):
        return 0.0
    return 0.72 if letter.isupper() else 0.62


def lines_of(words: str, width: float, *, size: float = SIZE, most: int = 2) -> list[str]:
    """``words`` in lines of ``width``, ``most`` of them; what does not fit is cut, and an ellipsis tells so."""
    lines: list[str] = []
    rest = list(islice(_pieces(one_line(words).split(), width, size), _MOST))
    while rest and len(lines) < most:
        count = 1
        while count < len(rest) and width_of(" ".join(rest[: count + 1]), size) <= width:
            count += 1
        lines.append(" ".join(rest[:count]))
        rest = rest[count:]
    if rest and lines:
        lines[-1] = cut(f"{lines[-1]} {rest[0]}", width, size=size, more=True)
    return lines


def _pieces(words: Iterable[str], width: float, size: float) -> Iterable[str]:
    """The words, those that no line holds in pieces."""
    for word in words:
        while word:
            count = max(_fitting(word, width, size), 1)
            yield word[:count]
            word = word[count:]


def _fitting(words: str, width: float, size: float) -> int:
    """How many letters of ``words`` fit. Looks at no more of them, however long a word is."""
    room = width / size
    for count, letter in enumerate(words):
        room -= _width(letter)
        if room < 0 or count >= _MOST:
            return count
    return len(words)


def cut(words: str, width: float, *, size: float = SIZE, more: bool = False) -> str:
    """``words`` as one line that is not too wide, with an ellipsis where something was cut, or where there is ``more``."""
    if not more and _fitting(words, width, size) == len(words):
        return words
    kept = words[: _fitting(words, width - width_of("…", size), size)]
    whole = kept if words[len(kept) : len(kept) + 1] in ("", " ") else kept.rpartition(" ")[0]
    return f"{(whole if len(whole) > max(len(kept) - _NEAR, len(kept) // 2) else kept).rstrip(' ,;:“‘(')}…"
