"""The case: many pages in one file, which is filled, looked through, corrected, and mailed to a colleague.

What a case promises: what ``add`` has returned for is on the disk, whatever happens next; a reader never waits for a writer and
never sees half a batch; every dossier comes back as it went in, to the last code point; what a review says is never lost to a
newer analysis; and a file that is broken, newer, or no case at all gives a ``CaseError`` that says what to do.

This module is the door: it says what can be asked. How it is answered stands in the modules beside it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import date
from types import TracebackType
from typing import TYPE_CHECKING, Any

from sayso.corpus import (
    claim_reviews,
    claims,
    filling,
    frames,
    gold,
    health,
    ids,
    looking,
    opening,
    packing,
    profiles,
    reviews,
)
from sayso.corpus.rows import (
    Added,
    ArticleRow,
    ClaimJudgement,
    ClaimReview,
    ClaimRow,
    ClaimView,
    ConflictRow,
    Count,
    Finding,
    Hit,
    HopRow,
    Judgement,
    LinkReport,
    LinkRow,
    LinkState,
    Outcome,
    OutletProfile,
    OutletRow,
    RefusalRow,
    Review,
    Seen,
    SourceProfile,
    SourceRow,
    StatementRow,
    StatementView,
    Totals,
)
from sayso.errors import CaseError
from sayso.formats import jsonl
from sayso.records import Claim, Dossier, Lineage, Link, Refusal, Run

if TYPE_CHECKING:
    from sayso.links.compare import Comparison


class Case:
    """A case file, open. ``Case(path)`` opens it to look; ``Case(path, write=True)`` to fill and to review, and makes it where
    there is none.

    Raises ``CaseError`` where the file is missing, broken, no case, from a newer sayso, or holds what no case holds. Use it
    in a ``with``, or call ``close``. One object belongs to one thread; open the file again in another.
    """

    def __init__(self, path: str | os.PathLike[str], *, write: bool = False) -> None:
        self.path = os.fspath(path)
        self._connection = opening.connect(self.path, write=write)

    def close(self) -> None:
        """Close the file. Whoever writes leaves one file behind, fit to be copied."""
        self._connection.close()

    def copy(self, path: str | os.PathLike[str]) -> None:
        """Write a sound copy of the case to ``path``, also while it is filled. Raises ``CaseError`` where a file is there."""
        opening.copy(self._connection, self.path, os.fspath(path))

    # ---------------------------------------------------------------------------------------------------------------- filling

    def has(self, page: Seen, *, read: bool = False) -> bool:
        """Whether this very page was added before, as an article or as a refusal: it need not be analysed again. With ``read``
        only as an article: what was refused may be tried again."""
        with self._asking:
            return filling.has(self._connection, page, read=read)

    def add(self, outcomes: Iterable[Outcome], *, renew: bool = False) -> Added:
        """Add what the road made of some pages, all of them or, where this raises, none; when it returns, they are on the disk.

        An article that is there already (the same address, the same text) is left as it is, so adding twice is adding once.
        With ``renew`` its analysis is replaced where it differs, and its reviews are hung on the new statements. Call it with
        batches (50 to 200 pages): each is one transaction. Raises ``CaseError``, on a full disk too.
        """
        return filling.add(self._connection, self.path, outcomes, renew=renew)

    def outdated(self, run: Run) -> Iterator[str]:
        """The ids of the articles that another model, engine or version than that of ``run`` analysed: analyse
        ``case.dossier(id).article`` anew and ``add`` it with ``renew``."""
        with self._asking:
            yield from filling.outdated(self._connection, run)

    # ------------------------------------------------------------------------------------------------------------ the dossiers

    def __len__(self) -> int:
        """How many articles there are, versions counted one by one."""
        with self._asking:
            return int(self._connection.execute("SELECT count(*) FROM articles").fetchone()[0])

    def __contains__(self, article: object) -> bool:
        """Whether there is an article of this id."""
        with self._asking:
            found = self._connection.execute("SELECT 1 FROM articles WHERE id = ?", (str(article),)).fetchone()
        return found is not None

    def __iter__(self) -> Iterator[Dossier]:
        """The dossiers, as they were added."""
        for number, article in self._articles():
            yield packing.load(self._packed(number), article)

    def dossier(self, article: str) -> Dossier:
        """The dossier of an article, as it went in. Raises ``CaseError`` where there is none."""
        with self._asking:
            number = looking.article_number(self._connection, article)
        return packing.load(self._packed(number), article)

    def records(self) -> Iterator[Dossier | Refusal]:
        """The whole case as records: what ``lines`` has as lines."""
        yield from self
        with self._asking:
            refused = filling.refusals(self._connection)
        yield from refused

    def lines(self) -> Iterator[str]:
        """The whole case as lines of ``formats.jsonl``: the dossiers in the order in which they were added, then the refusals
        of pages. Adding them to an empty case gives the same rows. Reviews are no records, and not among them: see ``gold``."""
        for number, article in self._articles():
            yield packing.unpack(self._packed(number), article)
        with self._asking:
            refused = filling.refusals(self._connection)
        yield from map(jsonl.dump, refused)

    # ----------------------------------------------------------------------------------------------------------------- looking

    def articles(
        self, *, outlet: str | None = None, since: date | str | None = None, limit: int | None = None, offset: int = 0
    ) -> list[ArticleRow]:
        """The articles, newest first; of one outlet (id or name), or published on ``since`` ("2031-03-04") or later."""
        with self._asking:
            return looking.articles(self._connection, outlet=outlet, since=since, limit=limit, offset=offset)

    def article(self, article: str) -> ArticleRow:
        """The row of one article. Raises ``CaseError`` where there is none of this id."""
        with self._asking:
            return looking.article(self._connection, article)

    def statements(
        self,
        *,
        text: str | None = None,
        unnamed: bool = False,
        doubted: bool = False,
        denied: bool = False,
        hedged: bool = False,
        kind: str | None = None,
        act: str | None = None,
        voice: str | None = None,
        source: str | None = None,
        outlet: str | None = None,
        article: str | None = None,
        claim: str | None = None,
        since: date | str | None = None,
        reviewed: bool = False,
        limit: int | None = None,
        offset: int = 0,
    ) -> list[StatementRow]:
        """The statements that fit all that is asked, in the order of the case and of the page; with ``since`` by day first.

        ``text`` are words that they hold; ``unnamed``: the innermost source is not named; ``doubted``: the page's own wording
        doubts them; ``denied``: they are what somebody denies; ``kind`` is that of the innermost source; ``source`` (id or
        name) stands anywhere in the chain; ``outlet`` (id or name) is that of the page, ``since`` its day or a later one;
        ``claim`` is the id of the claim that they put.
        Without ``voice``, only those that somebody says are given; ``voice="own"``, ``"inference"`` or ``"any"`` asks for
        others. Raises ``UsageError`` for a value that does not exist.
        """
        with self._asking:
            found = looking.statements(
                self._connection,
                text=text,
                unnamed=unnamed,
                doubted=doubted,
                denied=denied,
                hedged=hedged,
                kind=kind,
                act=act,
                voice=voice,
                source=source,
                outlet=outlet,
                article=article,
                claim=claim,
                since=since,
                reviewed=reviewed,
                limit=limit,
                offset=offset,
            )
            return list(found)

    def each_statement(self, **asked: Any) -> Iterator[StatementRow]:
        """What ``statements`` gives when it is asked the same, row by row: for more than fits in memory. The file is held as it
        was when it began, until it is through."""
        with self._asking:
            yield from looking.statements(self._connection, **asked)

    def statement(self, statement: str) -> StatementView:
        """All that is known of one statement. Raises ``CaseError`` where there is none of this id."""
        with self._asking:
            return looking.statement(self._connection, statement)

    def texts(self, statements: Iterable[str]) -> dict[str, str]:
        """The words of statements, by their ids; those that are not there are left out."""
        with self._asking:
            return looking.texts(self._connection, statements)

    def chains(self, article: str) -> dict[str, tuple[HopRow, ...]]:
        """The chains of all statements of an article that have one, outermost hop first, by the ids of the statements. Raises
        ``CaseError`` where there is no such article."""
        with self._asking:
            return looking.chains(self._connection, article)

    def whole_id(self, kind: ids.Named, asked: str) -> str:
        """The id of that ``kind`` ("article", "statement", "source", "outlet", "review") that ``asked`` is or begins; ``asked``
        as it is where it is neither. Raises ``CaseError`` where several begin so."""
        with self._asking:
            return ids.whole(self._connection, kind, asked)

    def find(self, text: str, *, limit: int = 20, offset: int = 0) -> list[Hit]:
        """The articles that hold all words of ``text`` ("words in quotation marks" as they stand), the best first: of the 5,000
        that were added last, where more hold them, or of as many as ``limit`` asks for."""
        with self._asking:
            return looking.find(self._connection, text, limit=limit, offset=offset)

    def holding(self, text: str) -> int:
        """How many articles hold all words of ``text``."""
        with self._asking:
            return looking.holding(self._connection, text)

    def sources(
        self, *, kind: str | None = None, text: str | None = None, limit: int | None = None, offset: int = 0
    ) -> list[SourceRow]:
        """The sources, those with most statements first; of one kind, or with a name or description that holds ``text``."""
        with self._asking:
            return looking.sources(self._connection, kind=kind, text=text, limit=limit, offset=offset)

    def source(self, source: str) -> SourceProfile:
        """The profile of one source: by its id, by that of a source of a dossier, or by its name where only one bears it.
        Raises ``CaseError`` where there is none, or more than one."""
        with self._asking:
            return profiles.source(self._connection, source)

    def outlets(self) -> list[OutletRow]:
        """The outlets, of articles and those that articles cite, those with most articles first."""
        with self._asking:
            return looking.outlets(self._connection)

    def outlet(self, outlet: str) -> OutletProfile:
        """The profile of one outlet, by its id or name. Raises ``CaseError`` where there is none."""
        with self._asking:
            return profiles.outlet(self._connection, outlet)

    def refusals(self, *, reason: str | None = None, limit: int | None = None, offset: int = 0) -> list[RefusalRow]:
        """What was refused, in the order in which it was added; for one reason only."""
        with self._asking:
            return looking.refusals(self._connection, reason=reason, limit=limit, offset=offset)

    def reasons(self) -> tuple[Count, ...]:
        """Why pages were refused: how often for each reason, the most frequent first."""
        with self._asking:
            return looking.reasons(self._connection)

    def became(self, page: Seen) -> ArticleRow | RefusalRow | None:
        """What became of this very page: the article that it is, or why it was refused; None where it was never added."""
        with self._asking:
            return looking.became(self._connection, page)

    def pages(self, article: str) -> list[Seen]:
        """The pages that an article was read from, as far as they are known: one each time that other bytes gave the same."""
        with self._asking:
            return looking.pages(self._connection, article)

    def place_of(self, statement: str) -> tuple[str, str] | None:
        """The id of the article that a statement stands in, and the statement's voice; None where there is no such one."""
        with self._asking:
            return looking.place_of(self._connection, statement)

    def totals(self) -> Totals:
        """How much there is of everything."""
        with self._asking:
            return looking.totals(self._connection)

    def doctor(self) -> list[Finding]:
        """Check the file from end to end: the pages of the file, the keys, the digests of the dossiers, the rows that were made
        of them, the words that are searched, the versions of what analysed them. Takes its time; changes nothing."""
        return list(health.check(self._connection))

    # --------------------------------------------------------------------------------------------------------------- reviewing

    def review(
        self,
        statement: str,
        judgement: Judgement,
        *,
        field: str | None = None,
        value: str | None = None,
        note: str | None = None,
        by: str | None = None,
    ) -> Review:
        """Say something of a statement; on the disk when it returns, and never overwritten.

        "wrong speaker": ``value`` is the right name, None where nobody can say. "wrong label": ``field`` is one of
        ``reviews.FIELDS`` and ``value`` what it should be. "not a statement" takes neither. "note" needs ``note``, which all
        may have. The same said again is the same review. Raises ``UsageError`` for what does not fit, ``CaseError`` where there
        is no such statement.
        """
        with opening.transaction(self._connection, self.path):
            return reviews.make(self._connection, statement, judgement, field, value, note, by)

    def undo(self, review: str) -> Review:
        """Take a review back. It stays, and says when it was undone. Raises ``CaseError`` where there is none of this id."""
        with opening.transaction(self._connection, self.path):
            return reviews.undo(self._connection, review)

    def reviews(
        self,
        *,
        statement: str | None = None,
        undone: bool = False,
        newest: bool = False,
        limit: int | None = None,
        offset: int = 0,
    ) -> list[Review]:
        """The reviews in the order in which they were made, the last ones first with ``newest``; of one statement; those that
        were undone only with ``undone``."""
        asked: dict[str, Any] = {"statement": statement, "undone": undone, "newest": newest}
        with self._asking:
            return reviews.listed(self._connection, **asked, limit=limit, offset=offset)

    def gold(self) -> Iterator[dict[str, Any]]:
        """The reviews that stand, as gold in the form that scorers of attributions read: one dict an article, with ``id``,
        ``text``, ``attributions`` as they should be, ``inference`` and ``discard`` (the spans that nobody judged)."""
        with self._asking:
            yield from gold.lines(self._connection)

    # ----------------------------------------------------------------------------------------------------------------- linking

    def link(
        self,
        *,
        jobs: int = 1,
        memory: str = "1GB",
        anew: bool = False,
        progress: Callable[[str, int, int], None] = lambda stage, done, total: None,
    ) -> LinkReport:
        """Find out which articles copy, quote, cite, revise and contradict each other, which statements put the same thing, and
        to how many origins they go back. Only what is new or changed is held against the rest, and what comes of it is what
        would come of linking all at once; with ``anew``, nothing of earlier runs is used.

        ``jobs`` processes prepare articles; ``memory`` is about what linking may take: most of it is the engine's, which spills
        what does not fit. ``progress`` is called with a stage, how much of it is done, and how much there is (0 where nobody
        knows). Readers see what was there before until all is done; others that write have to wait. Who is stopped keeps what
        of articles was prepared, and all that was there before. Raises ``CaseError``.
        """
        from sayso.corpus import linking  # what it needs is needed by nobody else

        with self._asking:
            return linking.link(self._connection, self.path, jobs=jobs, memory=memory, anew=anew, tell=progress)

    def linked(self) -> LinkState:
        """How far linking went: what is linked, and what waits."""
        from sayso.corpus import linking

        with self._asking:
            return linking.linked(self._connection)

    def claims(
        self,
        *,
        single_origin: bool = False,
        unnamed: bool = False,
        disputed: bool = False,
        since: date | str | None = None,
        text: str | None = None,
        outlet: str | None = None,
        articles: Sequence[str] = (),
        limit: int | None = None,
        offset: int = 0,
    ) -> list[ClaimRow]:
        """The claims that fit all that is asked, those on most pages first.

        ``single_origin``: on several pages, and of one origin at most; ``unnamed``: resting on people who are not named, only
        or partly; ``disputed``: denied, doubted, or with figures that differ; ``since``: on a page of this day or a later one;
        ``text`` are words of one of its statements; ``outlet`` (id or name) tells it, and so do all ``articles`` (ids).
        """
        asked = {"single_origin": single_origin, "unnamed": unnamed, "disputed": disputed, "since": since, "text": text}
        return list(self.each_claim(**asked, outlet=outlet, articles=articles, limit=limit, offset=offset))

    def each_claim(self, **asked: Any) -> Iterator[ClaimRow]:
        """What ``claims`` gives when it is asked the same, row by row."""
        with self._asking:
            yield from claims.claims(self._connection, **asked)

    def claim(self, claim: str) -> ClaimView:
        """One claim whole: who tells it, in the order of time, and what it rests on. Raises ``CaseError`` where there is none
        of this id."""
        with self._asking:
            return claims.claim(self._connection, claim)

    def claim_text(self, claim: str) -> tuple[str, str]:
        """The id of a claim as it is today, and its words. Raises ``CaseError`` where there is none of this id."""
        with self._asking:
            return claims.text_of(self._connection, claim)

    def claim_with(self, statement: str) -> ClaimRow | None:
        """The claim that a statement puts, None where no page is known to put the same, or it is not linked."""
        with self._asking:
            return claims.claim_with(self._connection, statement)

    def conflicts(
        self,
        *,
        conflict: str | None = None,
        text: str | None = None,
        since: date | str | None = None,
        whole: bool = False,
        newest: bool = False,
        limit: int | None = None,
        offset: int = 0,
    ) -> list[ConflictRow]:
        """The figures of the same thing that cannot all hold as they are put, those of one thing below each other; of one
        ``conflict`` (its id); with ``text`` in a figure or in what is counted; with one of them first on a page of this day or
        a later one. ``limit`` and ``offset`` count figures, or things where ``whole``: then none is cut in two,
        and with ``newest`` those are counted first that have the newest figures."""
        asked: dict[str, Any] = {"conflict": conflict, "text": text, "since": since, "whole": whole, "newest": newest}
        with self._asking:
            return list(claims.conflicts(self._connection, **asked, limit=limit, offset=offset))

    def links(
        self,
        *,
        article: str | None = None,
        other: str | None = None,
        relation: str | None = None,
        denied: bool = False,
        limit: int | None = None,
        offset: int = 0,
    ) -> list[LinkRow]:
        """The links, in the order of the case: of one ``article`` (its id) on either side, between it and an ``other`` one, of
        one relation, or of "any"; without one, all but "same_claim"; with ``denied`` only those where one page asserts what the
        other denies. Raises ``UsageError`` for a relation that does not exist."""
        with self._asking:
            return list(
                claims.links(
                    self._connection,
                    article=article,
                    other=other,
                    relation=relation,
                    denied=denied,
                    limit=limit,
                    offset=offset,
                )
            )

    def compare(self, left: str, right: str) -> Comparison:
        """What two articles (their ids) have in common, word for word: the runs, the shares both ways, and each sentence of
        both. Neither needs to be linked. Raises ``CaseError`` where one is not there."""
        with self._asking:
            return claims.compared(self.dossier(left).article, self.dossier(right).article)

    def tied(self) -> Iterator[Link | Claim | Lineage]:
        """What ties articles, as records: the links, and each claim with its lineage."""
        with self._asking:
            yield from claims.records(self._connection)

    def review_claims(
        self,
        judgement: ClaimJudgement,
        left: str,
        right: str | Sequence[str],
        *,
        note: str | None = None,
        by: str | None = None,
    ) -> ClaimReview:
        """Say something of claims; on the disk when it returns, never overwritten, and heeded when the case is linked next.

        "same" and "not the same" take the ids of two statements; "merge" those of two claims; "split" that of a claim, and of
        the statements that leave it. The same said again is the same review. Raises ``UsageError`` for what does not fit,
        ``CaseError`` where there is no such statement or claim.
        """
        told = (right,) if isinstance(right, str) else tuple(right)
        with opening.transaction(self._connection, self.path):
            return claim_reviews.make(self._connection, judgement, left, told, note, by)

    def undo_claims(self, review: str) -> ClaimReview:
        """Take a review of claims back. It stays, and says when it was undone."""
        with opening.transaction(self._connection, self.path):
            return claim_reviews.undo(self._connection, review)

    def claim_reviews(
        self,
        *,
        claim: str | None = None,
        undone: bool = False,
        newest: bool = False,
        limit: int | None = None,
        offset: int = 0,
    ) -> list[ClaimReview]:
        """The reviews of claims in the order in which they were made, the last ones first with ``newest``; about statements of
        one claim; those that were undone only with ``undone``."""
        asked: dict[str, Any] = {"claim": claim, "undone": undone, "newest": newest}
        with self._asking:
            return claim_reviews.listed(self._connection, **asked, limit=limit, offset=offset)

    # ------------------------------------------------------------------------------------------------------------------ frames

    def names(self) -> tuple[str, ...]:
        """The tables and views that ``to_pandas`` and ``to_polars`` take."""
        return frames.names(self._connection)

    def to_pandas(self, name: str = "who_said_what") -> Any:
        """A view or table as a ``pandas.DataFrame``. Raises ``UsageError`` where pandas is missing or the name is none."""
        with self._asking:
            return frames.to_pandas(self._connection, name)

    def to_polars(self, name: str = "who_said_what") -> Any:
        """A view or table as a ``polars.DataFrame``. Raises ``UsageError`` where polars is missing or the name is none."""
        with self._asking:
            return frames.to_polars(self._connection, name)

    # --------------------------------------------------------------------------------------------------------------- inside

    @property
    def _asking(self) -> AbstractContextManager[None]:
        return opening.explained(self.path)

    def _articles(self) -> Iterator[tuple[int, str]]:
        """The numbers and ids of the articles, some at a time, so that no reader holds a writer's log."""
        last = 0
        while True:
            with self._asking:
                rows = self._connection.execute(
                    "SELECT number, id FROM articles WHERE number > ? ORDER BY number LIMIT 500", (last,)
                ).fetchall()
            if not rows:
                return
            yield from rows
            last = rows[-1][0]

    def _packed(self, number: int) -> packing.Packed:
        with self._asking:
            row = self._connection.execute("SELECT digest, line FROM dossiers WHERE article = ?", (number,)).fetchone()
        if row is None:
            raise CaseError(f"{self.path} lacks a dossier; “sayso doctor” tells which")
        return packing.Packed(*row)

    def __enter__(self) -> Case:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()
