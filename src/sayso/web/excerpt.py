"""A case as it is handed on: all of it, or some claims, the articles that tell them, and who stands behind these.

What ``handed_on`` gives stands between the catalogue and a case: what it is asked it asks the case, and lets through what
belongs to the part. Counts in rows of sources and outlets, and in profiles, are those of the whole case.
"""

from __future__ import annotations

import ntpath
import posixpath
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar, cast

from sayso.corpus.rows import (
    ArticleRow,
    ClaimReview,
    ClaimRow,
    ClaimView,
    ConflictRow,
    Count,
    LinkRow,
    OutletRow,
    RefusalRow,
    Review,
    Seen,
    SourceRow,
    StatementRow,
    Totals,
)
from sayso.errors import CaseError
from sayso.records import Dossier

if TYPE_CHECKING:
    from sayso.corpus import Case

_Row = TypeVar("_Row")


class _Whole:
    """A case as it is handed on. It answers whatever the case answers, but for the folders in which somebody keeps his pages:
    of the path of a file only the last part is shown."""

    def __init__(self, case: Case) -> None:
        self.case = case

    def __getattr__(self, name: str) -> Any:
        return getattr(self.case, name)

    def __len__(self) -> int:
        return len(self.case)

    def __contains__(self, article: object) -> bool:
        return article in self.case

    def __iter__(self) -> Iterator[Dossier]:
        return map(_moved, self.case)

    def dossier(self, article: str) -> Dossier:
        """As ``Case.dossier``."""
        return _moved(self.case.dossier(article))

    def articles(self, **asked: Any) -> list[ArticleRow]:
        """As ``Case.articles``."""
        return [row._replace(url=_address(row.url)) for row in self.case.articles(**asked)]

    def article(self, article: str) -> ArticleRow:
        """As ``Case.article``."""
        row = self.case.article(article)
        return row._replace(url=_address(row.url))

    def refusals(self, **asked: Any) -> list[RefusalRow]:
        """As ``Case.refusals``."""
        return [row._replace(page=_file(row.page)) for row in self.case.refusals(**asked)]

    def pages(self, article: str) -> list[Seen]:
        """As ``Case.pages``."""
        pages = self.case.pages(article)
        return [page._replace(name=_file(page.name), url=_address(page.url)) for page in pages]


def _file(path: str) -> str:
    """The last part of the path of a file, also of one that is put as an address; any other address as it is."""
    if "://" in path and not path.lower().startswith("file:"):
        return path
    return posixpath.basename(ntpath.basename(path)) or path


def _address(told: str | None) -> str | None:
    return _file(told) if told and told.lower().startswith("file:") else told


def _moved(dossier: Dossier) -> Dossier:
    """A dossier that does not tell in which folder its page was."""
    article = dossier.article
    told = _address(article.url), _address(article.canonical_url)
    if told == (article.url, article.canonical_url):
        return dossier
    return replace(dossier, article=replace(article, url=told[0], canonical_url=told[1]))


class _Excerpt(_Whole):
    """A case of which only some claims, and the articles that tell them, are there."""

    def __init__(self, case: Case, claims: Iterable[str]) -> None:
        super().__init__(case)
        views = [case.claim(claim) for claim in dict.fromkeys(claims)]
        self._claims = {view.row.id for view in views}
        self._articles = {telling.row.article for view in views for telling in view.tellings}
        self._sources: set[str] = set()
        self._outlets = {row.outlet_id for row in self.articles()}
        for article in self._articles:
            self._sources |= {hop.source for chain in case.chains(article).values() for hop in chain}
        cited = {row.name for row in self.sources() if row.kind == "outlet"}
        self._outlets |= {row.id for row in case.outlets() if row.name in cited}

    def __len__(self) -> int:
        return len(self._articles)

    def __contains__(self, article: object) -> bool:
        return article in self._articles

    def __iter__(self) -> Iterator[Dossier]:
        return (self.dossier(row.id) for row in self.articles())

    def records(self) -> Iterator[Dossier]:
        """As ``Case.records``: what was refused belongs to no claim."""
        return iter(self)

    def dossier(self, article: str) -> Dossier:
        """As ``Case.dossier``."""
        if article not in self._articles:
            raise CaseError(f"{article} is not in this part of the case")
        return super().dossier(article)

    def articles(self, *, limit: int | None = None, offset: int = 0, **asked: Any) -> list[ArticleRow]:
        """As ``Case.articles``."""
        return _some(super().articles(**asked), lambda row: row.id in self._articles, limit, offset)

    def each_statement(self, *, limit: int | None = None, offset: int = 0, **asked: Any) -> Iterator[StatementRow]:
        """As ``Case.each_statement``."""
        return iter(_some(self.case.each_statement(**asked), lambda row: row.article in self._articles, limit, offset))

    def statements(self, **asked: Any) -> list[StatementRow]:
        """As ``Case.statements``."""
        return list(self.each_statement(**asked))

    def sources(self, *, limit: int | None = None, offset: int = 0, **asked: Any) -> list[SourceRow]:
        """As ``Case.sources``."""
        return _some(self.case.sources(**asked), lambda row: row.id in self._sources, limit, offset)

    def outlets(self) -> list[OutletRow]:
        """As ``Case.outlets``."""
        return [row for row in self.case.outlets() if row.id in self._outlets]

    def refusals(self, **asked: Any) -> list[RefusalRow]:
        """As ``Case.refusals``."""
        return []

    def reasons(self) -> tuple[Count, ...]:
        """As ``Case.reasons``."""
        return ()

    def each_claim(self, *, limit: int | None = None, offset: int = 0, **asked: Any) -> Iterator[ClaimRow]:
        """As ``Case.each_claim``."""
        return iter(_some(self.case.each_claim(**asked), lambda row: row.id in self._claims, limit, offset))

    def claims(self, **asked: Any) -> list[ClaimRow]:
        """As ``Case.claims``."""
        return list(self.each_claim(**asked))

    def claim(self, claim: str) -> ClaimView:
        """As ``Case.claim``."""
        view = self.case.claim(claim)
        if view.row.id not in self._claims:
            raise CaseError(f"{claim} is not in this part of the case")
        return view

    def claim_with(self, statement: str) -> ClaimRow | None:
        """As ``Case.claim_with``."""
        row = self.case.claim_with(statement)
        return row if row is not None and row.id in self._claims else None

    def conflicts(self, *, limit: int | None = None, offset: int = 0, **asked: Any) -> list[ConflictRow]:
        """As ``Case.conflicts``."""
        return _some(self.case.conflicts(**asked), lambda row: row.article in self._articles, limit, offset)

    def links(self, *, limit: int | None = None, offset: int = 0, **asked: Any) -> list[LinkRow]:
        """As ``Case.links``."""
        return _some(self.case.links(**asked), lambda row: {row.left, row.right} <= self._articles, limit, offset)

    def reviews(self, *, limit: int | None = None, offset: int = 0, **asked: Any) -> list[Review]:
        """As ``Case.reviews``."""
        return _some(self.case.reviews(**asked), lambda row: row.article in self._articles, limit, offset)

    def claim_reviews(
        self, *, claim: str | None = None, limit: int | None = None, offset: int = 0, **asked: Any
    ) -> list[ClaimReview]:
        """As ``Case.claim_reviews``."""
        about = self._claims if claim is None else {claim} & self._claims
        known = {row.id for one in about for row in self.case.claim_reviews(claim=one, **asked)}
        return _some(self.case.claim_reviews(**asked), lambda row: row.id in known, limit, offset)

    def totals(self) -> Totals:
        """As ``Case.totals``."""
        articles, claims = self.articles(), self.claims()
        return Totals(
            articles=len(articles),
            outlets=len({row.outlet_id for row in articles} - {None}),
            said=sum(row.attributed for row in articles),
            unnamed=sum(row.unnamed for row in articles),
            claims=len(claims),
            single=sum(row.origins.high <= 1 < row.pages for row in claims),
            disputed=sum(bool(row.disputed) for row in claims),
            refusals=self.reasons(),
        )


def _some(rows: Iterable[_Row], belongs: Callable[[_Row], bool], limit: int | None, offset: int) -> list[_Row]:
    return list(islice(filter(belongs, rows), offset, None if limit is None else offset + limit))


def handed_on(case: Case, claims: Iterable[str] | None = None) -> Case:
    """``case`` as it is handed on, or the part of it that these ``claims`` (ids) are about. Raises ``CaseError`` where one of
    them is not there."""
    return cast("Case", _Whole(case) if claims is None else _Excerpt(case, claims))
