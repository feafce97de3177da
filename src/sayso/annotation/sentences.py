"""Where the sentences of a line begin and end, and its words.

The rules of sentences are those of ``sentencex``, mended where a title was taken for an end. A sentence never crosses a line.
Nothing is known here of what a sentence says; a word is letters and digits, with marks inside ("spokes-woman", "didn’t").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sentencex import get_sentence_boundaries

from sayso import spans
from sayso.records import Span, Spans

_WORD = re.compile(r"(?:[A-Z]\.){2,}|\w+(?:[’'‑–-]\w+)*")
_SURROGATE = re.compile("[\ud800-\udfff]")
_LONGEST = 4000
_CROWDED = 200
"""sentencex pairs marks in quadratic time: it is given at most so many characters and so many marks at once."""
_PAIRED = re.compile(r"[\"“”„«»'‘’()\[\]]")
_TITLE = re.compile(r"\b(?:Ms|Mx|Adm|Capt|Cmdr|Supt|Insp|Cpl|Pvt|Maj|Cllr|Amb|Msgr|Bros)\.$")
"""Titles that sentencex does not know."""
_STOP = re.compile(r"[.!?]+[\"”’)\]]*\s+")


def find_words(text: str, lines: Iterable[Span]) -> Spans:
    """The words of ``lines``."""
    new = tuple.__new__  # there are many: a Span made by its own name takes twice the time
    return tuple([new(Span, match.span()) for start, end in lines for match in _WORD.finditer(text, start, end)])


def find_sentences(text: str, line: Span) -> Iterator[Span]:
    """The sentences of one line, put together again where a title was taken for an end ("said Ms. Lee")."""
    begun: int | None = None
    for start, end in _portions(text, line):
        piece = _SURROGATE.sub("\ufffd", text[start:end])
        for boundary in get_sentence_boundaries("en", piece):
            sentence = spans.trim(text, (start + boundary["start_index"], start + boundary["end_index"]))
            if sentence is None:
                continue
            begun = sentence.start if begun is None else begun
            if sentence.end == line.end or not _TITLE.search(text, max(begun, sentence.end - 8), sentence.end):
                yield Span(begun, sentence.end)
                begun = None


def _portions(text: str, line: Span) -> Iterator[Span]:
    """``line`` whole where it is of ordinary length, else cut behind a full stop where there is one, or else at white space."""
    start, end = line
    while start < end:
        stop = min(end, start + _LONGEST)
        for marks, mark in enumerate(_PAIRED.finditer(text, start, stop)):
            if marks > _CROWDED:
                stop = mark.start()
                break
        if stop < end:
            stop = _good_place_to_cut(text, start, stop)
        yield Span(start, stop)
        start = stop


def _good_place_to_cut(text: str, start: int, stop: int) -> int:
    half = start + (stop - start) // 2
    cut = max((match.end() for match in _STOP.finditer(text, half, stop)), default=0)
    return cut or max(text.rfind(" ", half, stop) + 1, 0) or stop
