"""Which statement gives each figure, of which place and of which days.

A figure belongs to the innermost statement whose words hold it: whose figure it is, the chain of that statement tells. Place
and days are looked for in the words that this statement has of the figure's sentence, nearest first; what is said elsewhere in
the article is not carried over. The figures themselves are those of the annotation. One that stands in no statement, in a
headline or a caption mostly, is nobody's and left out.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sayso import spans
from sayso.records import Annotation, Article, Day, Figure, Span, Spans, Statement

_APART = re.compile(
    r";|\b(?:while|whereas|but|compared|versus|against|up from|down from|and then|followed by|who|whom|which|where|when|will|"
    r"would|before|after|until)\b"
)
"""What parts the things that one sentence tells."""
_COMMA = re.compile(r",| and ")
_DASH = re.compile(r" [—–-] |—|[()]")
_IN = re.compile(
    r"(?i)\b(?:in|at|near|across|around|outside|inside|throughout|off|on|within|over|into|between)(?: (?:the|nearby|central|"
    r"northern|southern|eastern|western|downtown|[a-z]{4,5}ern [a-z]{4,9} of)){0,2} $"
)
"""What stands before the place where something is."""
_NOUN = re.compile(
    r"(?:[’']s?)? (?!(?:and|or|but|as|in|on|at|to|of|for|by|from|with|the|a|an|when|that|who|which|after|before|were|was|"
    r"is|are|had|has|have|said|because|while|since|than)\b)[a-z]"
)
"""A noun behind a day, which that only tells from others: "the 2005 levels"."""
_FARTHEST = 90
_OPENING = 14
"""What begins so near to the beginning opens it."""
_PENALTY = 40
"""What parts a figure from a day counts like so many characters more."""


def figures_given(article: Article, annotation: Annotation, statements: Sequence[Statement]) -> tuple[Figure, ...]:
    """The figures of ``annotation`` that stand in ``statements``, each with the id of its statement, its place and its days, in
    the order of the page.

    Of several statements that hold a figure it belongs to the shortest, and of two as short to the first.
    """
    by_id = {one.id: one for one in statements}
    beside = _Beside(article, annotation)
    return tuple(
        replace(figure, statement=name, when=beside.when(figure.span, words), where=beside.where(figure.span, words))
        for figure, name in _held(annotation.figures, statements)
        for words in [beside.words(figure.span, by_id[name].spans)]
    )


def _held(figures: Iterable[Figure], statements: Sequence[Statement]) -> Iterator[tuple[Figure, str]]:
    """The figures that stand in a statement, each with the id of the innermost."""
    pieces = sorted((span, spans.size(one.spans), at, one.id) for at, one in enumerate(statements) for span in one.spans)
    near: list[tuple[int, int, str, int]] = []
    at = 0
    for figure in figures:
        start, end = figure.span
        while at < len(pieces) and pieces[at][0].start <= start:
            span, size, number, name = pieces[at]
            near.append((size, number, name, span.end))
            at += 1
        near = [piece for piece in near if piece[3] > start]
        holding = min((piece for piece in near if piece[3] >= end), default=None)
        if holding is not None:
            yield figure, holding[2]


class _Beside:
    """The days and places that stand beside the figures of one article."""

    def __init__(self, article: Article, annotation: Annotation) -> None:
        self.text = article.text
        self.sentences = annotation.sentences
        self.days = annotation.days
        self.day_starts = [day.span.start for day in self.days]
        self.figure_starts = [figure.span.start for figure in annotation.figures]
        self.places = tuple(_joined(article.text, [name.span for name in annotation.names if name.kind == "place"]))
        self.place_starts = [place.start for place in self.places]

    def words(self, figure: Span, statement: Spans) -> Spans:
        """What a statement has of the sentence of a figure."""
        place = spans.locate(self.sentences, figure.start)
        return spans.common(statement, [self.sentences[place]]) if place is not None else ()

    def when(self, figure: Span, words: Spans) -> Day | None:
        """The days that are told beside a figure: the nearest, those that only tell one thing from others last."""
        near = [at for at in _near(self.day_starts, figure, words) if spans.inside([self.days[at].span], words)]
        far = [(self._far(figure, self.days[at].span, words) + self._names(self.days[at].span), at) for at in near]
        best = min(far, default=(_FARTHEST + 1, 0))
        return self.days[best[1]] if best[0] <= _FARTHEST else None

    def where(self, figure: Span, words: Spans) -> Span | None:
        """The place that is told beside a figure: the nearest with "in" or the like before it."""
        near = [self.places[at] for at in _near(self.place_starts, figure, words)]
        far = [(self._far(figure, place, words), place) for place in near if self._is_where(place, words)]
        best = min(far, default=None)
        return best[1] if best is not None and best[0] <= _FARTHEST else None

    def _is_where(self, place: Span, words: Spans) -> bool:
        return spans.inside([place], words) and _IN.search(self.text, max(0, place.start - 40), place.start) is not None

    def _names(self, day: Span) -> int:
        return _PENALTY // 2 if _NOUN.match(self.text, day.end) is not None else 0

    def _far(self, figure: Span, other: Span, words: Spans) -> int:
        """How far something is from a figure, what parts them counted in. What opens its sentence is near to all of it."""
        behind = other.start >= figure.end
        gap = Span(figure.end, other.start) if behind else Span(other.end, figure.start)
        between = self.text[gap.start : gap.end]
        parted = _PENALTY * (2 * len(_APART.findall(between)) + len(_DASH.findall(between)))
        parted += _PENALTY // 4 * len(_COMMA.findall(between))
        others = bisect_left(self.figure_starts, gap.end) - bisect_left(self.figure_starts, gap.start)
        if not behind and other.start - words[0].start < _OPENING:
            return min(len(between), _FARTHEST // 2) + parted // 4
        return len(between) + parted + _PENALTY // 2 * max(0, others) + (0 if behind else _PENALTY // 4)


def _near(starts: Sequence[int], figure: Span, words: Spans) -> Iterator[int]:
    """The numbers of those that begin in ``words``, not too far from ``figure``, or open them."""
    if not words:
        return
    first = bisect_left(starts, words[0].start)
    near = max(first, bisect_left(starts, figure.start - _FARTHEST))
    if first < near and starts[first] - words[0].start < _OPENING:
        yield first
    yield from range(near, bisect_left(starts, min(words[-1].end, figure.end + _FARTHEST)))


def _joined(text: str, places: Iterable[Span]) -> Iterator[Span]:
    """Places with a comma between them are one: "Tessel, Norway"."""
    last: Span | None = None
    for place in places:
        if last is not None and text[last.end : place.start] == ", ":
            last = Span(last.start, place.end)
            continue
        if last is not None:
            yield last
        last = place
    if last is not None:
        yield last
