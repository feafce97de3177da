"""attribute(): who says what by which words. Two engines under one contract: a network, and a grammar that needs no model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, get_args

from sayso.attribution.parents import left
from sayso.errors import UsageError
from sayso.records import Annotation, Article, Attribution

Engine = Literal["model", "grammar"]
ENGINES: tuple[Engine, ...] = get_args(Engine)
"""The first is the default."""


def attribute(
    article: Article, annotation: Annotation, *, engine: Engine = "model", least: float | None = None
) -> tuple[Attribution, ...]:
    """The attributions of ``article`` in the order of their contents, with their parents.

    ``engine`` is "model" (a network; scores are calibrated) or "grammar" (rules; scores are the precision of a rule on training
    data). Those with a score under ``least`` are left out, and what hangs on them moves up; None is the engine's own default.
    Each tells in ``reason`` the rule and the words behind it. Raises ``UsageError`` for an engine that does not exist, and
    ``ModelError`` where the model cannot be loaded.
    """
    check_engine(engine)
    if engine == "grammar":
        from sayso.attribution import grammar

        return kept(grammar.find(article, annotation), least or 0.0)
    from sayso.attribution import joined, model

    found = joined.find(article, annotation)
    return kept(found, model.threshold() if least is None else least)


def check_engine(engine: str) -> None:
    """Raise ``UsageError`` unless there is an engine of this name."""
    if engine not in ENGINES:
        raise UsageError(f"there is no engine called {engine!r}; there are: {', '.join(ENGINES)}")


def digest(engine: Engine) -> str | None:
    """The SHA-256 of the weights that ``engine`` uses; None where it needs none."""
    if engine == "grammar":
        return None
    from sayso.attribution import model

    return model.digest()


def kept(found: Sequence[Attribution], least: float) -> tuple[Attribution, ...]:
    """Those of ``found`` with a score of at least ``least``; what hung on one that is left out hangs on its parent."""
    return left(found, lambda one: one.score >= least)
