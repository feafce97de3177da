"""Quotation marks: what stands between them, how deep, and whether it is speech, held at arm's length, or the title of a work.

Marks of every kind, straight ones too; apostrophes are told from single marks. A quotation crosses lines only as long ones do,
which open anew in each paragraph. Nobody is told here who is speaking. Any text takes time in proportion to its length.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso import spans
from sayso.records import Quotation, Span, Spans, Use

_MARK = re.compile(r"''|``|[\"“”„«»‘’']")
_OPENS = {"“": "”", "„": "“”", "«": "»", "``": "''", "‘": "’"}
"""Marks that can only open, and what closes each."""
_BEFORE_OPENING = re.compile(r"[\s(\[{—–\-/“\"‘'…:]")
_ELISION = re.compile(r"(?i)(?:em|tis|twas|til|till|cause|round|bout|n|cos|\d\ds?)\b")
_PLURAL_OWNER = re.compile(r"s\W\s[a-z]")


@dataclass(slots=True)
class _Piece:
    """The part of a quotation that stands in one line: where, how deep, and which of its marks are there."""

    start: int
    end: int
    depth: int
    mark: str
    opened: bool = True
    closed: bool = True


def find_quotations(text: str, lines: Spans) -> tuple[Quotation, ...]:
    """All quotations in the order of their beginnings; the pieces of one that opens anew in each paragraph are together."""
    groups: list[list[_Piece]] = []
    running: list[_Piece] | None = None
    for at, line in enumerate(lines):
        pieces = _pieces(text, line, text[lines[at + 1].start] if at + 1 < len(lines) else None)
        left_open: list[_Piece] | None = None
        for piece in pieces:
            if running is not None and piece.depth == 0 and piece.opened and piece.start == line.start:
                running.append(piece)
                group = running
            else:
                group = [piece]
                groups.append(group)
            if not piece.closed and piece.depth == 0 and piece.end == line.end:
                left_open = group
        running = left_open
    return tuple(_quotation(text, group) for group in groups)


def _quotation(text: str, group: list[_Piece]) -> Quotation:
    first, last = group[0], group[-1]
    use: Use = _use(text, first) if len(group) == 1 and first.closed and first.opened else "speech"
    places = tuple(Span(piece.start, piece.end) for piece in group)
    return Quotation(spans=places, depth=first.depth, opened=first.opened, closed=last.closed, use=use)


def _pieces(text: str, line: Span, after: str | None = None) -> list[_Piece]:
    """The quotations of one line, outer before inner. What never closes runs to the end of the line, or to the next opening.

    ``after`` begins the next line: a single mark that closes nowhere opens a quotation only if the next line opens it anew.
    """
    found: list[_Piece] = []
    stack: list[_Piece] = []
    for match in _MARK.finditer(text, *line):
        place, mark = match.start(), match.group()
        if mark in "’'" and _is_apostrophe(text, line, place, mark, stack):
            continue
        index = _opener(stack, mark)
        if index is not None and (mark in "”»" or not _looks_opening(text, line, match.end(), place)):
            stack[index].end, stack[index].closed = match.end(), True
            for inner in stack[index + 1 :]:
                inner.end = place
            del stack[index:]
        elif mark not in "’”»":
            if index is not None:  # a second opening of one kind: the first was never closed
                for piece in stack[index:]:
                    piece.end = place
                del stack[index:]
            if match.end() < line.end and not text[match.end()].isspace():
                piece = _Piece(place, line.end, len(stack), mark, closed=False)
                stack.append(piece)
                found.append(piece)
        elif mark in "”»" and not found:
            found.append(_Piece(line.start, match.end(), 0, mark, opened=False))
    return [tidy for piece in found if (tidy := _tidied(text, line, piece, after)) is not None]


def _opener(stack: list[_Piece], mark: str) -> int | None:
    """The innermost open piece that ``mark`` would close, or open a second time."""
    for index in range(len(stack) - 1, max(len(stack) - 9, -1), -1):
        opening = stack[index].mark
        if mark in _OPENS.get(opening, opening) or mark == opening:
            return index
    return None


def _looks_opening(text: str, line: Span, after: int, place: int) -> bool:
    """Whether a mark that may open or close has a gap before it and a word behind it."""
    gap = place == line.start or bool(_BEFORE_OPENING.match(text[place - 1]))
    return gap and after < line.end and not text[after].isspace() and text[after] not in ",.;:!?)"


def _is_apostrophe(text: str, line: Span, place: int, mark: str, stack: list[_Piece]) -> bool:
    """Whether a single mark is no quotation mark: in a word, before an elision, behind an owner's s, with nothing to close."""
    before = text[place - 1] if place > line.start else " "
    after = text[place + 1] if place + 1 < line.end else " "
    if before.isalnum() and after.isalnum():
        return True
    waiting = any(piece.mark in "‘'" for piece in stack[-8:])
    if mark == "'" and not waiting:
        return not _looks_opening(text, line, place + 1, place) or bool(_ELISION.match(text, place + 1))
    if not waiting:
        return True
    if _looks_opening(text, line, place + 1, place):
        return bool(_ELISION.match(text, place + 1))
    owner = _PLURAL_OWNER.match(text, place - 1) if place > line.start else None
    return owner is not None and _closes_later(text, line, place, mark)


def _closes_later(text: str, line: Span, place: int, mark: str) -> bool:
    """Whether another mark of this kind, better placed to close, stands in the next words."""
    window = text[place + 1 : min(line.end, place + 200)]
    return re.search(rf"[\w,.!?…]{re.escape(mark)}(?![\w])", window) is not None and "‘" not in window


def _tidied(text: str, line: Span, piece: _Piece, after: str | None) -> _Piece | None:
    """``piece`` without white space at its end; None where it holds nothing, or is a single mark that closes nowhere."""
    whole = spans.trim(text, (piece.start, piece.end))
    if whole is None or whole.end - whole.start <= len(piece.mark) + (piece.opened and piece.closed):
        return None
    if not piece.closed and piece.mark in "'‘" and (piece.depth or (piece.mark != after and _may_be_elision(line, piece))):
        return None
    piece.end = whole.end
    return piece


def _may_be_elision(line: Span, piece: _Piece) -> bool:
    return piece.mark == "'" or piece.start > line.start


_SPEAKS = re.compile(
    r"(?i)\b(?:sa(?:y|ys|id|ying)|told|tell(?:s|ing)?|add(?:s|ed|ing)?|wr(?:ote|ites|iting)|ask(?:s|ed)?|tweeted|repl(?:y|ied))\W*$"
)
_WORK = re.compile(
    r"(?i)\b(?:titled|entitled|book|novel|film|movie|song|album|show|series|play|documentary|article|essay)[,:]?\s*$"
)
_VERB = re.compile(
    r"(?i)\b(?:is|are|was|were|be|am|has|have|had|do|does|did|will|would|can|could|should|must|may|might|\w+n[’']t|[’']s)\b"
)
_FEW = 4


def _use(text: str, piece: _Piece) -> Use:
    """What a whole quotation of one line is for. Few words without a verb and without the marks of a sentence are held at
    arm's length, unless a verb of saying or a comma leads to them."""
    width = len(piece.mark)
    inner = text[piece.start + width : piece.end - width]
    before = text[max(0, piece.start - 24) : piece.start]
    words = inner.split(None, 13)
    if _WORK.search(before) and len(words) <= 12 and inner[:1].isupper():
        return "work"
    leads = before.rstrip()[-1:] in (",", ":") or _SPEAKS.search(before) is not None
    whole = inner[-1:] in (".", "!", "?", ",", "…", "—") or text[piece.end : piece.end + 1] == ","
    return "speech" if len(words) > _FEW or whole or leads or _VERB.search(inner) else "scare"
