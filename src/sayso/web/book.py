"""What a report holds: its chapters and their pages, in order, each made by the catalogue and filled into its template."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from sayso.corpus.rows import ClaimRow, ConflictRow, SourceRow
from sayso.errors import RedactionError
from sayso.reports.prose import one_line
from sayso.web.addresses import COVER, Addresses, Page, anchor
from sayso.web.bars import barred, readings
from sayso.web.catalogue import NAMED, PAGES
from sayso.web.covering import covered, covering
from sayso.web.excerpt import handed_on
from sayso.web.nesting import nested
from sayso.web.rendering import render
from sayso.web.shown import AskedAll, Shown
from sayso.web.views import cover

if TYPE_CHECKING:
    from sayso.corpus import Case

DIGESTS: Page = ("digests", "")
"""The last page of a report: what it was made of."""
TITLE = "On whose say-so?"
"""What a report is called that was given no title."""


class Order(NamedTuple):
    """What is asked of a report: ``made`` is the moment that it says it was made at; its ``title``; only these ``claims`` (ids)
    with the articles that tell them, or only the ``limit`` claims on most pages; ``redact`` are names to be covered."""

    made: datetime
    title: str | None = None
    claims: tuple[str, ...] = ()
    limit: int | None = None
    redact: tuple[str, ...] = ()


class Leaf(NamedTuple):
    """A page of a report, and how many levels its headings go down where all pages are in one file."""

    page: Page
    down: int


class _Chapter(NamedTuple):
    """A page of a report with what it is called, and pages about one thing each behind it: their kind, the rows of what they
    are about, with ids and titles, and which of them tell what no other page tells."""

    kind: str
    words: str
    of: str = ""
    rows: Callable[[Case], Iterable[Any]] = lambda case: ()
    entitled: Callable[[Any], str | None] = lambda row: None
    tells: Callable[[Any], bool] = lambda row: True
    named: Callable[[Any], str] = lambda row: str(row.id)
    is_there: Callable[[Case], bool] = lambda case: True


_CHAPTERS = (
    _Chapter("overview", "Overview"),
    _Chapter("claims", "Claims", "claim", lambda case: case.each_claim(), lambda row: row.text, lambda row: _is_traced(row)),
    _Chapter(
        "conflicts", "Figures that differ", "conflict", lambda case: _first_lines(case.conflicts()), lambda row: row.of,
        named=lambda row: str(row.conflict), is_there=lambda case: bool(case.conflicts(limit=1)),
    ),
    _Chapter("articles", "Articles", "article", lambda case: case.articles(), lambda row: row.title),
    _Chapter("sources", "Sources", "source", lambda case: case.sources(), lambda row: row.name, lambda row: _is_known(row)),
    _Chapter("outlets", "Outlets", "outlet", lambda case: case.outlets(), lambda row: row.name),
    _Chapter("refusals", "What was refused", is_there=lambda case: bool(case.refusals(limit=1))),
    _Chapter("reviews", "Reviews", is_there=lambda case: bool(case.reviews(limit=1) or case.claim_reviews(limit=1))),
    _Chapter("about", "How to read this"),
)  # fmt: skip


def _first_lines(rows: Iterable[ConflictRow]) -> Iterator[ConflictRow]:
    """The first line of each conflict."""
    return (next(lines) for _, lines in groupby(rows, lambda row: row.conflict))


def _is_traced(row: ClaimRow) -> bool:
    """Whether a claim has a lineage to look at: what one page alone says is all on that page."""
    return row.pages > 1 or bool(row.disputed)


def _is_known(row: SourceRow) -> bool:
    """Whether more than one article knows a source."""
    return row.articles > 1


class Held:
    """Which pages a report has: of some kinds one, of some one for each thing, of some one for these things (ids)."""

    def __init__(self, lists: Iterable[str], named: Mapping[str, Collection[str] | None]) -> None:
        self._lists = frozenset(lists)
        self._named = named

    def __contains__(self, page: object) -> bool:
        kind, name = page if isinstance(page, tuple) else ("", "")
        if not name:
            return kind in self._lists
        return kind in self._named and ((ids := self._named[kind]) is None or name in ids)


class Book:
    """The pages of a report on ``case``; where it is ``brief``, those alone that tell what no other page tells."""

    def __init__(self, case: Case, order: Order, *, brief: bool) -> None:
        self.order = order
        self.covering = covering(case, order.redact) if order.redact else None
        part = self._part(case)
        self.case = covered(part, self.covering.redactor) if self.covering else part
        self.brief = brief
        self.bars = 0
        self.chapters = [one for one in _CHAPTERS if one.kind in PAGES and one.is_there(part)]
        lists = (COVER[0], DIGESTS[0], *(one.kind for one in self.chapters))
        self.held = Held(lists, {one.of: self._ids(one) for one in self.chapters if one.of in NAMED})

    @property
    def shared(self) -> tuple[str, ...]:
        """The names of others who are covered because they share a family name."""
        return self.covering.shared if self.covering else ()

    @property
    def is_part(self) -> bool:
        """Whether only some claims were asked for."""
        return bool(self.order.claims) or self.order.limit is not None

    def _part(self, case: Case) -> Case:
        if not self.is_part:
            return handed_on(case)
        chosen = [case.whole_id("claim", one) for one in self.order.claims]
        return handed_on(case, chosen[: self.order.limit] or [row.id for row in case.claims(limit=self.order.limit)])

    def _ids(self, chapter: _Chapter) -> Collection[str] | None:
        """The ids of what has a page of its own; None, so that none has to be kept, where everything of its kind has."""
        if chapter.of != "source" and not (self.brief or self.is_part):
            return None
        return {chapter.named(row) for row in self._rows(chapter)}  # sources that nothing rests on are in no list

    def _rows(self, chapter: _Chapter) -> Iterator[Any]:
        """The rows of what has a page of its own."""
        if chapter.of in NAMED:
            yield from (row for row in chapter.rows(self.case) if not self.brief or chapter.tells(row))

    def leaves(self) -> Iterator[Leaf]:
        """The pages but the cover, each chapter's own first, the digests last."""
        for chapter in self.chapters:
            yield Leaf((chapter.kind, ""), 1)
            yield from (Leaf((chapter.of, chapter.named(row)), 2) for row in self._rows(chapter))
        yield Leaf(DIGESTS, 1)

    def section(self, leaf: Leaf, addresses: Addresses) -> str:
        """A page as a section of a file of many."""
        at = anchor(*leaf.page)
        kind, name = leaf.page
        standing = "chapter-page" if not name else "entry sheet" if kind == "article" else "entry"
        return nested(self.page(leaf.page, addresses, layout="leaf.html", anchor=at, standing=standing), at, leaf.down)

    def page(self, page: Page, addresses: Addresses, **words: Any) -> str:
        """A page filled in; ``words`` are those of its layout. Raises ``RedactionError`` where a name that was to be covered is
        left in it."""
        shown = self._shown(page)
        here = addresses.to(*page) or ""
        made = render(shown.template, addresses, here=here, page=shown, view=shown.view, **words)
        if self.covering is None:
            return made
        made, bars = barred(made)
        self.bars += bars
        if any(map(self.covering.redactor.left, readings(made))):
            raise RedactionError(f"a form of a covered name is left on the page {'/'.join(page)}; nothing was written")
        return made

    def _shown(self, page: Page) -> Shown:
        kind, name = page
        if page == COVER:
            return Shown("report.html", self._title(), self._cover())
        if page == DIGESTS:
            return Shown("digests.html", "What this was made of", self._digests())
        return (NAMED if name else PAGES)[kind](self.case, name, AskedAll())

    def _title(self) -> str:
        title = one_line(self.order.title or "") or TITLE
        return self.covering.redactor.covered(title) if self.covering else title

    def _cover(self) -> cover.Cover:
        return cover.Cover(
            articles=len(self.case),
            claims=self.case.totals().claims,
            made=cover.moment_of(self.order.made),
            runs=cover.runs_of(Counter(dossier.run for dossier in self.case)),
            chapters=[self._contents(one) for one in self.chapters],
            is_part=self.is_part,
            is_brief=self.brief,
            bars=self.bars if self.covering else None,
        )

    def _contents(self, chapter: _Chapter) -> cover.Chapter:
        rows = list(self._rows(chapter))
        entries = [(chapter.of, chapter.named(row), one_line(chapter.entitled(row) or "") or "without a title") for row in rows]
        return cover.Chapter(chapter.kind, chapter.words, len(rows), entries[: cover.FEW])

    def _digests(self) -> Iterator[cover.Source]:
        case = self.case
        return (cover.source_of(row, case.dossier(row.id).article, case.pages(row.id)) for row in case.articles())
