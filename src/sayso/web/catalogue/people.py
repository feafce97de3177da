"""The pages about sources and outlets: lists, and the profile of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sayso.casebook import outlet_counts, source_counts
from sayso.casebook.wholes import NamedCount
from sayso.corpus.rows import OutletRow, SourceRow
from sayso.web.shown import Asked, Asking, Sheet, Shown, part
from sayso.web.views import profiles as views

if TYPE_CHECKING:
    from sayso.corpus import Case

SAID = 20
"""So many statements stand on the page of a source; the list of statements has all."""
ARTICLES = 10
"""So many articles stand on the page of an outlet; the list of articles has all."""


def _sources(case: Case, name: str, asked: Asked) -> Shown:
    wanted: dict[str, Any] = {"kind": asked.word("kind"), "text": asked.word("text")}
    found = part(
        lambda limit, offset: [views.source_item(row) for row in case.sources(**wanted, limit=limit, offset=offset)],
        asked.number("page"),
    )
    view = views.SourceList(found, {key: value for key, value in wanted.items() if value}, views.KIND_CHOICES)
    sheet = Sheet(SourceRow, lambda: case.sources(**wanted))
    return Shown("sources.html", "Sources", view, sheets={"": sheet})


def _source(case: Case, name: str, asked: Asked) -> Shown:
    profile = case.source(case.whole_id("source", name))
    most = SAID if asked.number("page_of_statements") else None  # a report has all of them
    said = case.statements(source=profile.row.id, voice="any", limit=None if most is None else most + 1)
    view = views.source_page(profile, said, len(said) if most is None else most)
    sheet = Sheet(NamedCount, lambda: source_counts(profile))
    return Shown("source.html", view.called, view, sheets={"": sheet}, record=profile)


def _outlets(case: Case, name: str, asked: Asked) -> Shown:
    text = asked.word("text")

    def found() -> list[OutletRow]:
        return [row for row in case.outlets() if text is None or text.casefold() in row.name.casefold()]

    rows = part(lambda limit, offset: found()[offset : offset + limit], asked.number("page"))
    view = views.OutletList(rows, {"text": text} if text else {})
    return Shown("outlets.html", "Outlets", view, sheets={"": Sheet(OutletRow, found)})


def _outlet(case: Case, name: str, asked: Asked) -> Shown:
    profile = case.outlet(case.whole_id("outlet", name))
    most = ARTICLES if asked.number("page_of_articles") else None
    articles = case.articles(outlet=profile.row.id, limit=None if most is None else most + 1)
    view = views.outlet_page(profile, articles, len(articles) if most is None else most)
    sheet = Sheet(NamedCount, lambda: outlet_counts(profile))
    return Shown("outlet.html", view.called, view, sheets={"": sheet}, record=profile)


PAGES: dict[str, Asking] = {"sources": _sources, "outlets": _outlets}
NAMED: dict[str, Asking] = {"source": _source, "outlet": _outlet}
