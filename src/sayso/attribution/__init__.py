"""attribute(): who says what by which words. One engine so far: a grammar that needs no model."""

from __future__ import annotations

from sayso.attribution import grammar
from sayso.records import Annotation, Article, Attribution


def attribute(article: Article, annotation: Annotation) -> tuple[Attribution, ...]:
    """The attributions of ``article`` in the order of their contents. Each tells in ``reason`` the rule and words behind it."""
    return grammar.find(article, annotation)
