"""Every address of the web app on a case: each kind of page with something of that kind that the case holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sayso.corpus import Case
from sayso.web.addresses import Served
from sayso.web.catalogue import NAMED, PAGES

TO = Served().to


def _compared(case: Case) -> str:
    both = [row.id for row in case.articles(limit=2)]
    return str(TO("compare", left=both[0], right=both[-1])) if both else "/compare"


NAMES: Mapping[str, Callable[[Case], list[str]]] = {
    "article": lambda case: [row.id for row in case.articles(limit=2)],
    "statement": lambda case: [row.id for row in case.statements(limit=1) + case.statements(unnamed=True, limit=1)],
    "claim": lambda case: [row.id for row in case.claims(limit=1) + case.claims(disputed=True, limit=1)],
    "timeline": lambda case: [row.id for row in case.claims(limit=1)],
    "conflict": lambda case: [row.conflict for row in case.conflicts(limit=1)],
    "source": lambda case: [row.id for row in case.sources(limit=1) + case.sources(kind="unnamed", limit=1)],
    "outlet": lambda case: [row.id for row in case.outlets()[:1]],
}
"""Names of what a case holds, by the kind of the page about it."""


def every_address(path: str) -> list[str]:
    """The addresses of all kinds of pages, and of pages in another state. A kind that nobody listed above is an error."""
    with Case(path) as case:
        lists = [str(TO(kind)) for kind in PAGES]
        named = [str(TO(kind, name)) for kind in NAMED for name in NAMES[kind](case)]
        article = next(iter(case.articles(limit=1)), None)
        others = ["/search?q=said", "/statements?unnamed=1", "/claims?single_origin=1", _compared(case)]
        if article is not None:
            statement = next(iter(case.statements(article=article.id, limit=1)), None)
            others += [str(TO("article", article.id, blocks="all"))]
            others += [str(TO("article", article.id, statement=statement.id))] if statement is not None else []
    return [*lists, *named, *others]
