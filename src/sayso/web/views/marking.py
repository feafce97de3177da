"""Marks in a running text: overlapping spans cut into flat pieces, and what each piece shows.

A mark is the content, the cue or the source of a statement. Contents may lie in one another (what somebody says that somebody
said), be broken in pieces, or cross; HTML can only nest. So a block is cut wherever a mark begins or ends, and each piece
knows all marks that it lies in. The innermost content is what a piece leads to.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import Literal, NamedTuple

from sayso.corpus.rows import StatementRow
from sayso.records import Span

Role = Literal["content", "cue", "source"]
Firmness = Literal["asserted", "hedged", "doubted", "denied", "declined"]
FIRMLY: Mapping[Firmness, str] = {"hedged": "with reserve", "doubted": "doubted", "denied": "denied", "declined": "no comment"}
"""What each firmness is called; what is asserted is not told."""
LANES = 3
"""So many lines run below a text at most; what lies deeper shares the last one."""


class Mark(NamedTuple):
    """A stretch of the text that is the content, the cue or the source of the statement at place ``of`` of the page."""

    span: Span
    role: Role
    of: int


class Line(NamedTuple):
    """A line below a piece: how firm what stands over it is, and how far below it runs, from 0 on."""

    firmness: Firmness
    lane: int


class Words(NamedTuple):
    """Words in which no cue and no source begins or ends: the places of the statements whose cues and sources they are."""

    words: str
    cues: tuple[int, ...] = ()
    sources: tuple[int, ...] = ()


class Piece(NamedTuple):
    """A stretch in which no content begins or ends. ``owner`` is the place of the statement that it leads to, the innermost one
    whose content it is; ``leads`` where it is the first of these. ``lines`` run from the outermost inwards. ``contents`` are
    the statements that it is of, outermost first; ``begins`` and ``ends`` those of them that start and stop here."""

    words: tuple[Words, ...]
    owner: int | None = None
    leads: bool = False
    lines: tuple[Line, ...] = ()
    contents: tuple[int, ...] = ()
    begins: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()


def firmness_of(row: StatementRow) -> Firmness:
    """How firm a statement is, by what weighs most: a refusal to speak, a denial on either side, doubt, reserve."""
    if row.act == "declines":
        return "declined"
    if row.denied or row.act == "denies":
        return "denied"
    if row.distance == "doubting":
        return "doubted"
    return "asserted" if row.certainty == "plain" else "hedged"


def segments(within: Span, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[Span, tuple[int, ...]]]:
    """``within`` cut wherever one of ``spans`` begins or ends: each piece with the places of all spans that it lies in."""
    start, end = within
    begins: dict[int, list[int]] = {}
    stops: dict[int, list[int]] = {}
    for place, (first, last) in enumerate(spans):
        first, last = max(first, start), min(last, end)
        if first < last:
            begins.setdefault(first, []).append(place)
            stops.setdefault(last, []).append(place)
    cuts = sorted({start, end, *begins, *stops})
    inside: set[int] = set()
    for first, last in pairwise(cuts):
        inside.difference_update(stops.get(first, ()))
        inside.update(begins.get(first, ()))
        yield Span(first, last), tuple(sorted(inside))


def lanes(contents: Mapping[int, Sequence[Span]]) -> dict[int, int]:
    """For each content a lane in which no other that it shares words with runs: the shorter, the nearer to the text."""
    by_size = sorted(contents, key=lambda of: (sum(end - start for start, end in contents[of]), of))
    taken: dict[int, int] = {}
    for of in by_size:
        others = [taken[other] for other in taken if _touch(contents[of], contents[other])]
        taken[of] = max(others, default=-1) + 1
    return taken


def _touch(left: Sequence[Span], right: Sequence[Span]) -> bool:
    if left[-1].end <= right[0].start or right[-1].end <= left[0].start:
        return False
    return any(one.start < other.end and other.start < one.end for one in left for other in right)


class Marking:
    """The marks of a page: cuts its blocks into pieces. ``shown`` are the places of the statements whose marks are drawn."""

    def __init__(self, text: str, marks: Sequence[Mark], firm: Mapping[int, Firmness], shown: frozenset[int]) -> None:
        self.text = text
        self.shown = shown
        self._firm = firm
        self._marks = sorted(marks)
        self._starts = [mark.span.start for mark in self._marks]
        self._reach = list(accumulate((mark.span.end for mark in self._marks), max))
        self._contents: dict[int, list[Span]] = {}
        for mark in self._marks:
            if mark.role == "content":
                self._contents.setdefault(mark.of, []).append(mark.span)
        self._sizes = {of: sum(end - start for start, end in spans) for of, spans in self._contents.items()}
        self._lanes = lanes({of: spans for of, spans in self._contents.items() if of in shown})
        self._led: set[int] = set()

    def pieces(self, within: Span) -> list[Piece]:
        """The pieces of a block, which joined are its words."""
        first, last = bisect_right(self._reach, within.start), bisect_left(self._starts, within.end)
        near = [mark for mark in self._marks[first:last] if within.start < mark.span.end]
        contents = [mark for mark in near if mark.role == "content"]
        others = [mark for mark in near if mark.role != "content"]
        cut = segments(within, [mark.span for mark in contents])
        return [self._piece(span, [contents[place].of for place in places], others) for span, places in cut]

    def _piece(self, span: Span, of: Sequence[int], others: Sequence[Mark]) -> Piece:
        outward = tuple(sorted(set(of), key=lambda one: (-self._sizes[one], one)))
        drawn = [one for one in outward if one in self.shown]
        owner = drawn[-1] if drawn else None
        leads = owner is not None and owner not in self._led
        self._led.update(drawn[-1:])
        return Piece(
            words=tuple(
                self._words(inner, [others[place] for place in p]) for inner, p in segments(span, [m.span for m in others])
            ),
            owner=owner,
            leads=leads,
            lines=tuple(Line(self._firm[one], min(self._lanes[one], LANES - 1)) for one in drawn if one in self._firm),
            contents=outward,
            begins=tuple(one for one in outward if self._contents[one][0].start == span.start),
            ends=tuple(one for one in outward if self._contents[one][-1].end == span.end),
        )

    def _words(self, span: Span, marks: Sequence[Mark]) -> Words:
        drawn = [mark for mark in marks if mark.of in self.shown]
        of = {role: tuple(dict.fromkeys(m.of for m in drawn if m.role == role)) for role in ("cue", "source")}
        return Words(self.text[span.start : span.end], of["cue"], of["source"])
