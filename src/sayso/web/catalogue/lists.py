"""Lists of a case: articles, what a search finds, what was refused, what analysts said."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from sayso.corpus.looking import RANKED
from sayso.corpus.rows import ArticleRow, ClaimReview, Hit, RefusalRow, Review
from sayso.errors import CaseError, UsageError
from sayso.web.shown import Asked, Asking, Part, Sheet, Shown, part
from sayso.web.views import lists
from sayso.web.views.claims import listed

if TYPE_CHECKING:
    from sayso.corpus import Case


def _articles(case: Case, name: str, asked: Asked) -> Shown:
    since = asked.word("since")
    outlet, problem = _outlet(case, asked.word("outlet"))

    def rows(limit: int | None = None, offset: int = 0) -> list[ArticleRow]:
        return [] if problem else case.articles(outlet=outlet, since=since, limit=limit, offset=offset)

    outlets = [one.name for one in case.outlets() if one.articles][: lists.MORE_OUTLETS]
    view = lists.Articles(
        part=part(rows, asked.number("page")),
        outlet=asked.word("outlet") or "",
        since=since or "",
        outlets=sorted(outlets, key=str.casefold),
        problem=problem,
        total=len(case),
    )
    return Shown("articles.html", "Articles", view, {"": Sheet(ArticleRow, rows)})


def _outlet(case: Case, words: str | None) -> tuple[str | None, str]:
    """The id of the outlet that is asked for, and what to say where there is none."""
    if words is None:
        return None, ""
    try:
        return case.outlet(case.whole_id("outlet", words)).row.id, ""
    except CaseError:
        return None, f"No outlet of this case is called “{words}”."


def _search(case: Case, name: str, asked: Asked) -> Shown:
    query = asked.word("q") or ""
    number = asked.number("page")
    try:
        view = _found(case, query, number)
    except UsageError as error:
        problem = lists.sentence(str(error)) if query else ""
        view = lists.Search(query, (), False, (), False, Part([], number, False), 0, problem, RANKED)
    title = f"Search: {query}" if query else "Search"
    return Shown("search.html", title, view, {"": Sheet(Hit, lambda: case.find(query, limit=max(len(case), 1)))})


def _found(case: Case, query: str, number: int) -> lists.Search:
    """What a search finds. Raises ``UsageError`` where no word is asked for."""
    holding = case.holding(query)
    claims = case.claims(text=query, limit=lists.FEW + 1)
    said = case.statements(text=query, limit=lists.FEW + 1)
    return lists.Search(
        query=query,
        claims=listed(claims[: lists.FEW]),
        more_claims=len(claims) > lists.FEW,
        statements=said[: lists.FEW],
        more_statements=len(said) > lists.FEW,
        articles=part(
            lambda limit, offset: [lists.found(hit, query) for hit in case.find(query, limit=limit, offset=offset)], number
        ),
        holding=holding,
        problem="",
        ranked=RANKED,
    )


def _refusals(case: Case, name: str, asked: Asked) -> Shown:
    reason = asked.word("reason")

    def rows(limit: int | None = None, offset: int = 0) -> list[RefusalRow]:
        return case.refusals(reason=reason, limit=limit, offset=offset)

    reasons = case.reasons()
    total = sum(count.number for count in reasons)
    shown = part(rows, asked.number("page"))
    view = lists.Refusals(shown._replace(rows=list(map(lists.refused, shown.rows))), reasons, reason or "", total)
    return Shown("refusals.html", "What was refused", view, {"": Sheet(RefusalRow, rows)})


def _reviews(case: Case, name: str, asked: Asked) -> Shown:
    undone = asked.flag("undone")
    said = _latest(case.reviews, undone, asked.number("page"))
    claimed = _latest(case.claim_reviews, undone, asked.number("page_of_claims"))
    texts = case.texts(lists.sides_shown(claimed.rows))
    view = lists.Reviews(
        statements=said._replace(rows=list(map(lists.review, said.rows))),
        claims=claimed._replace(rows=[lists.claim_review(row, texts) for row in claimed.rows]),
        undone=undone,
    )
    sheets = {
        "": Sheet(Review, lambda: case.reviews(undone=undone)),
        "claims": Sheet(ClaimReview, lambda: case.claim_reviews(undone=undone)),
    }
    return Shown("reviews.html", "Reviews", view, sheets)


def _latest(reviews: Callable[..., list[Any]], undone: bool, number: int) -> Part:
    """A page of reviews, the last ones first."""
    return part(lambda limit, offset: reviews(undone=undone, newest=True, limit=limit, offset=offset), number)


PAGES: dict[str, Asking] = {"articles": _articles, "search": _search, "refusals": _refusals, "reviews": _reviews}
NAMED: dict[str, Asking] = {}
