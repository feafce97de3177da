"""A draft: an attribution in the making, and what is asked of those made so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sayso import spans
from sayso.attribution import phrases
from sayso.attribution.phrases import Range
from sayso.attribution.tokens import Row
from sayso.records import Span


@dataclass(slots=True)
class Draft:
    """An attribution in the making. ``at`` is the place of its verb in its row, ``cue`` a range of tokens of that row.

    One that is ``direct`` may have no content yet: the words stand in the lines that follow. One with a ``host`` is a hop
    further in: its content is whatever the content of its host turns out to be.
    """

    rule: str
    row: Row
    at: int
    cue: Range
    source: Span | None
    content: list[Span] = field(default_factory=list)
    direct: bool = False
    host: Draft | None = None


def token_before(row: Row, place: int) -> int | None:
    """The token before ``place``, a comma apart."""
    place -= 1
    if place >= 1 and row.kinds[place] == ",":
        place -= 1
    return place if place >= 0 else None


def speaker_of_sentence(row: Row, place: int, made: Sequence[Draft]) -> Span | None:
    """Who spoke last in the sentence before ``place``, or else its leading subject."""
    first = phrases.sentence_start(row, place)
    for draft in reversed(made):
        if draft.row is row and draft.at >= first and draft.source is not None and not _is_relative(row, draft.source):
            return draft.source
    subject = phrases.leading_subject(row, phrases.past_dateline(row, first), place)
    return row.slice(*subject) if subject is not None else None


def _is_relative(row: Row, source: Span) -> bool:
    return row.text[source.start : source.end].lower() in ("that", "which")


def shorten(row: Row, made: Sequence[Draft], place: int, source: Span) -> None:
    """End what the same speaker reported earlier in the sentence before ``place``, where a further verb of his begins."""
    for draft in reversed(made):
        if place >= 0 and draft.row is row and draft.source == source:
            cut_at(draft, place)


def end_before(row: Row, made: Sequence[Draft], place: int, *, aside: bool = True) -> None:
    """End what was reported in the sentence so far where a speaker of all of it is named ``aside``, at ``place``, or where
    another speaker begins: "According to the Post" goes on beyond that."""
    first = row.starts[phrases.sentence_start(row, place)]
    for draft in reversed(made):
        if draft.row is not row or row.starts[draft.at] < first:
            return
        if aside or draft.rule != "according to":
            cut_at(draft, place)


def cut_at(draft: Draft, place: int) -> None:
    """End the content of ``draft`` before the token ``place``, where it goes on beyond it."""
    row = draft.row
    edge = row.starts[place]
    if draft.content and draft.content[-1].start < edge < draft.content[-1].end:
        piece = spans.trim(row.text, Span(draft.content[-1].start, edge), " \n\t,;")
        if piece is not None:
            draft.content[-1] = piece
