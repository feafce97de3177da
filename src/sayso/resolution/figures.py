"""Which statement gives each figure: the innermost one whose words hold it.

The figures themselves are those of the annotation. One that stands in no statement, in a headline or a caption mostly, is
nobody's and left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso import spans
from sayso.records import Annotation, Figure, Statement


def figures_given(annotation: Annotation, statements: Sequence[Statement]) -> tuple[Figure, ...]:
    """The figures of ``annotation`` that stand in ``statements``, each with the id of its statement, in the order of the page.

    Of several statements that hold a figure it belongs to the shortest, and of two as short to the first.
    """
    pieces = sorted((span, spans.size(one.spans), at, one.id) for at, one in enumerate(statements) for span in one.spans)
    given: list[Figure] = []
    near: list[tuple[int, int, str, int]] = []
    at = 0
    for figure in annotation.figures:
        start, end = figure.span
        while at < len(pieces) and pieces[at][0].start <= start:
            span, size, number, name = pieces[at]
            near.append((size, number, name, span.end))
            at += 1
        near = [piece for piece in near if piece[3] > start]
        holding = min((piece for piece in near if piece[3] >= end), default=None)
        if holding is not None:
            given.append(replace(figure, statement=holding[2]))
    return tuple(given)
