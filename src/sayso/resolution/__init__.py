"""resolve(): from attributions to sources and statements: who, what, on whose word, how firmly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.outlets import agency
from sayso.records import Annotation, Article, Attribution, Figure, Source, Statement
from sayso.resolution.sources import cast, key_of, source_id
from sayso.resolution.statements import statements

__all__ = ["Resolution", "resolve"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """The sources, statements and figures of one article, closed under ids together with its attributions."""

    sources: tuple[Source, ...] = ()
    statements: tuple[Statement, ...] = ()
    figures: tuple[Figure, ...] = ()


def resolve(article: Article, annotation: Annotation, attributions: Sequence[Attribution]) -> Resolution:
    """Who stands behind each of ``attributions``, and what ``article`` states on whose word. Looks at this article alone."""
    people = cast(article, annotation, attributions)
    credited = _credited(article)
    traced = statements(article, annotation, attributions, people, credited)
    sources = {source.id: source for source in (*credited, *traced.outlets)} | {source.id: source for source in people.sources}
    return Resolution(sources=tuple(sources.values()), statements=traced.statements)


def _credited(article: Article) -> tuple[Source, ...]:
    """The agencies that the text is credited to, but for the outlet itself: an agency's own page is no copy."""
    own = agency(article.outlet or "") or article.outlet
    names = dict.fromkeys(agency(name) or name for name in article.credit)
    return tuple(
        Source(id=source_id(article, key_of("outlet", name)), kind="outlet", name=name) for name in names if name != own
    )
