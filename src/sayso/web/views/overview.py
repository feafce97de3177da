"""What a case holds, at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sayso.corpus.rows import ClaimRow, LinkState

FEW = 5
"""So many of a kind are shown at a glance."""


class Overview(NamedTuple):
    """How much there is, and the claims that one origin alone is left of, those on most pages first."""

    articles: int
    single: Sequence[ClaimRow]
    state: LinkState


def overview(articles: int, single: Sequence[ClaimRow], state: LinkState) -> Overview:
    """The glance at a case."""
    return Overview(articles, single, state)
