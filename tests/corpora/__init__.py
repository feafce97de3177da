"""Corpora of invented news whose lineage is known: pages and dossiers of any number, and the truth about them.

    corpus = Corpus(seed=7, pages=1000)
    for number, page in corpus.pages(): ...             # bytes with address, time and outlet, as they come from sites
    for number, dossier in corpus.dossiers(): ...       # as an analysis without faults would make them, hundreds a second
    truth = corpus.truth()                              # who copies, quotes, cites whom; claims and their origins

The same seed gives the same bytes. Stories are drawn one by one, each from the seed and its own number alone, so any worker can
write any of them: ``Corpus.stories`` tells which there are. Sentences are built by a grammar (``grammar``, ``events``), told by
an invented newsroom (``newsroom``, ``telling``), and passed on as newsrooms do (``stories``); ``rendering`` makes pages and
dossiers of them, ``truth`` reads off what is so.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from corpora.newsroom import World, world
from corpora.rendering import dossier, html, plain
from corpora.stories import Plan, plan, written
from corpora.truth import Passage, TrueClaim, Truth, enter
from corpora.writing import Draft
from sayso.records import Dossier, Page

__all__ = ["Corpus", "Passage", "Story", "TrueClaim", "Truth", "dossiers_of"]

PLAIN = 10
"""One in so many pages is plain text."""


class Story(NamedTuple):
    """A story of a corpus: its number, its plan, and the number of its first page."""

    number: int
    plan: Plan
    first: int


_world = lru_cache(maxsize=4)(world)


@dataclass(frozen=True)
class Corpus:
    """So many pages of a seed. ``giant`` is how many pages one wire report makes; by default a tenth of all, at most 1,000. It
    is the story of number ``giant_at``. A corpus with the same of all these but a larger size begins with the same pages."""

    seed: int
    size: int
    giant: int | None = None
    giant_at: int = 5

    @property
    def world(self) -> World:
        """Outlets and sayings."""
        return _world(self.seed)

    @cached_property
    def stories(self) -> tuple[Story, ...]:
        """The stories; the last is cut where the pages are full."""
        made: list[Story] = []
        giant = min(1000, self.size // 10) if self.giant is None else self.giant
        first = number = 0
        while first < self.size:
            planned = Plan("giant", giant) if number == self.giant_at and giant > 1 else plan(self.seed, number)
            made.append(Story(number, planned, first))
            first, number = first + planned.size, number + 1
        return tuple(made)

    def drafts(self, story: Story) -> list[Draft]:
        """The pages of one story."""
        return written(self.seed, story.number, story.plan, self.world)[: self.size - story.first]

    def pages(self) -> Iterator[tuple[int, Page]]:
        """All pages, numbered."""
        for number, draft in self._numbered():
            yield number, plain(draft) if number % PLAIN == PLAIN - 1 and not draft.updated else html(draft)

    def dossiers(self) -> Iterator[tuple[int, Dossier]]:
        """All pages as dossiers."""
        return ((number, dossier(draft)) for number, draft in self._numbered())

    def truth(self, pages: Container[int] | None = None) -> Truth:
        """The truth about all pages, or about a case that holds these only."""
        made = Truth()
        for story in self.stories:
            drafts = dict(enumerate(self.drafts(story), story.first))
            enter(made, story.number, {number: one for number, one in drafts.items() if pages is None or number in pages})
        return made

    def _numbered(self) -> Iterator[tuple[int, Draft]]:
        for story in self.stories:
            yield from enumerate(self.drafts(story), story.first)


def dossiers_of(number: str, *, seed: int, size: int, giant: int | None = None, giant_at: int = 5) -> list[Dossier]:
    """The dossiers of one story. Runs in a worker."""
    corpus = _corpus(seed, size, giant, giant_at)
    return [dossier(draft) for draft in corpus.drafts(corpus.stories[int(number)])]


@lru_cache(maxsize=2)
def _corpus(seed: int, size: int, giant: int | None, giant_at: int) -> Corpus:
    return Corpus(seed, size, giant, giant_at)
