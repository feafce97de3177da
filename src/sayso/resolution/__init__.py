"""resolve(): from attributions to sources and statements: who, what, on whose word, how firmly."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.outlets import agency, is_own, outlet
from sayso.records import Annotation, Article, Attribution, Figure, Label, Source, Statement
from sayso.resolution.figures import figures_given
from sayso.resolution.scene import key_of
from sayso.resolution.sources import cast, source_id
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
    sources = {source.id: source for source in (*credited, *traced.carriers)} | {source.id: source for source in people.sources}
    return Resolution(
        sources=tuple(sources.values()),
        statements=traced.statements,
        figures=figures_given(article, annotation, traced.statements),
    )


_PARTLY = re.compile(
    r"(?i)\b(?:with (?:files|reporting|reports|material|information|input)|additional (?:reporting|files|material)|"
    r"contributed (?:to|reporting))\b"
)
_CREDIT_LINES: tuple[Label, ...] = ("credit", "byline", "legal", "bio")


def _credited(article: Article) -> tuple[Source, ...]:
    """The agencies that the text is credited to, but for the outlet itself: an agency's own page is no copy.

    Nor is a text to which an agency added: "with files from", "additional reporting by".
    """
    lines = (article.slice(block.span) for block in article.labelled(*_CREDIT_LINES))
    clauses = [clause for line in lines for clause in re.split(r"[;.\n]", line)]
    partly = any(map(_PARTLY.search, clauses))
    names = dict.fromkeys(agency(name) or name for name in article.credit if not (partly and _added_only(clauses, name)))
    return tuple(
        Source(id=source_id(article, key_of("outlet", name)), kind="outlet", name=name)
        for name in names
        if not is_own(name, article.outlet)
    )


def _added_only(clauses: Sequence[str], name: str) -> bool:
    """Whether all clauses of the credits that name ``name`` say that it only added to the text."""
    known = outlet(name)
    called = dict.fromkeys((name, *(known.names if known is not None else ())))
    calls = re.compile("|".join(rf"\b{re.escape(call)}\b" for call in called))
    named = [clause for clause in clauses if calls.search(clause)]
    return bool(named) and all(_PARTLY.search(clause) for clause in named)
