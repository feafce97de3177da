"""The pages that put two articles side by side, and the list of what ties articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.casebook.comparison import RunRow, run_rows
from sayso.corpus.rows import LinkRow
from sayso.errors import CaseError, UsageError
from sayso.reports.prose import one_line
from sayso.web.shown import Asked, Asking, Sheet, Shown, part
from sayso.web.views import comparison as views

if TYPE_CHECKING:
    from sayso.corpus import Case

NEAR, READ = 50, 400
"""So many pages that are linked to one are offered, out of so many of its links."""
HITS = 8
"""So many pages are offered for words that are no id."""


def _compare(case: Case, name: str, asked: Asked) -> Shown:
    left, right = (_meant(case, asked.word(side) or "") for side in ("left", "right"))
    if left.id and right.id and left.id != right.id:
        return _pair(case, left.id, right.id, asked.word("show") or "all")
    return Shown("choose.html", "Two pages side by side", _choice(case, left, right))


def _pair(case: Case, left: str, right: str, showing: str) -> Shown:
    if showing not in views.SHOWN:
        raise UsageError(f"show is one of: {', '.join(views.SHOWN)}")
    ours, theirs = case.dossier(left).article, case.dossier(right).article
    found = case.compare(left, right)
    claims = case.claims(articles=(left, right), limit=views.CLAIMS + 1) if case.linked().finished else None
    view = views.pair(ours, theirs, found, case.links(article=left, other=right), claims, showing)
    title = f"{view.left.title} beside {view.right.title}"
    return Shown("compare.html", title, view, sheets={"": Sheet(RunRow, lambda: run_rows(ours, theirs, found))})


def _meant(case: Case, words: str) -> views.Meant:
    """The page that is meant by an id or its beginning; else those that hold the words."""
    if not words:
        return views.Meant("")
    article = case.whole_id("article", words)
    if article in case:
        found = case.dossier(article).article
        return views.Meant(words, article, one_line(found.title or found.outlet or article))
    try:
        return views.Meant(words, hits=tuple(case.find(words, limit=HITS)))
    except (UsageError, CaseError):  # no word in it
        return views.Meant(words)


def _choice(case: Case, left: views.Meant, right: views.Meant) -> views.Choice:
    known = left.id or right.id
    note = "That is one page twice; choose another." if left.id and left.id == right.id else ""
    near = views.neighbours(known, case.links(article=known, limit=READ), NEAR) if known else []
    pairs = () if known else tuple(views.ties(case.links(relation="copies", limit=10)))
    return views.Choice(left, right, tuple(near), pairs, note)


def _links(case: Case, name: str, asked: Asked) -> Shown:
    article = asked.word("article")
    of = case.whole_id("article", article) if article else None
    relation = asked.word("relation")
    about = case.dossier(of).article if of else None
    found = part(
        lambda limit, offset: list(views.ties(case.links(article=of, relation=relation, limit=limit, offset=offset))),
        asked.number("page"),
    )
    view = views.LinkList(
        ties=found,
        asked={key: value for key, value in (("article", of), ("relation", relation)) if value},
        about=None if about is None else one_line(about.title or about.outlet or about.id),
        relations=tuple(views.WORDS_OF.items()),
        is_linked=case.linked().finished is not None,
    )
    sheet = Sheet(LinkRow, lambda: case.links(article=of, relation=relation))
    return Shown("links.html", "What ties pages", view, sheets={"": sheet})


PAGES: dict[str, Asking] = {"compare": _compare, "links": _links}
