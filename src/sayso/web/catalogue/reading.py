"""The pages for reading: an article with its marks, a statement, the list of statements; and what corrects a statement."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from sayso.corpus.rows import Judgement, Review, StatementRow
from sayso.errors import UsageError
from sayso.records import Act, Kind, Voice
from sayso.reports.prose import SHORT_NAME, one_line, shortened
from sayso.web.addresses import Served
from sayso.web.shown import Asked, AskedAll, Asking, Deed, Part, Sheet, Shown, part
from sayso.web.views.marking import firmness_of
from sayso.web.views.reader import Look, Reader, alone, reader
from sayso.web.views.statement import LABELS, OTHERS_ASKED, Labels, Page, Panel

if TYPE_CHECKING:
    from sayso.corpus import Case

_TIES = 60
"""So many links of an article are looked at to tell which pages it is tied to."""
_WORDS = ("text", "kind", "act", "voice", "source", "outlet", "since")
_FLAGS = ("unnamed", "doubted", "denied", "hedged", "reviewed")


class Forms(NamedTuple):
    """What a form that corrects a statement offers: names that the page has, labels that can be wrong."""

    names: list[str]
    labels: tuple[Labels, ...]


class Reading(NamedTuple):
    """An article, the statement that is looked at, and, where nobody can ask for them one by one, all of them. ``missing`` is a
    statement that was asked for and is not there; ``asked`` is what addresses of the same page ask too."""

    reader: Reader
    panel: Panel | None
    panels: list[Panel]
    missing: bool
    forms: Forms
    asked: Mapping[str, str | None]


class Single(NamedTuple):
    """A statement by itself, with the article that it stands in."""

    reader: Reader
    panel: Panel
    forms: Forms


class Listed(NamedTuple):
    """A list of statements: those of one page of it, each with how firm it is, and what was asked for."""

    part: Part
    asked: Mapping[str, Any]
    kinds: tuple[str, ...] = get_args(Kind)
    acts: tuple[str, ...] = get_args(Act)
    voices: tuple[str, ...] = get_args(Voice)


# ------------------------------------------------------------------------------------------------------------------ an article


def _article(case: Case, name: str, asked: Asked) -> Shown:
    row = case.article(name)
    dossier, rows = case.dossier(name), case.statements(article=name, voice="any")
    look = Look(asked.word("marks") or "", asked.word("blocks") == "all", asked.word("statement"))
    view = reader(dossier, row, rows, case.links(article=name, limit=_TIES), look)
    page = Page(dossier, rows, case.chains(name))
    wanted = [one.id for one in view.statements if one.row.voice != "own"] if isinstance(asked, AskedAll) else []
    reading = Reading(
        reader=view,
        panel=_panel(case, page, look.selected) if look.selected else None,
        panels=[found for one in wanted if (found := _panel(case, page, one)) is not None],
        missing=look.selected is not None and view.steps.at is None,
        forms=Forms(page.speakers(), LABELS),
        asked={"marks": look.marks or None, "blocks": "all" if look.whole else None},
    )
    sheet = Sheet(StatementRow, lambda: case.each_statement(article=name, voice="any"))
    return Shown("article.html", view.head.heading, reading, sheets={"": sheet})


def _panel(case: Case, page: Page, statement: str) -> Panel | None:
    claim = case.claim_with(statement)
    alike = case.statements(claim=claim.id, voice="any", limit=OTHERS_ASKED) if claim and claim.pages > 1 else []
    return page.panel(statement, claim, alike, case.reviews(statement=statement, undone=True))


# ----------------------------------------------------------------------------------------------------------------- statements


def _statement(case: Case, name: str, asked: Asked) -> Shown:
    view = case.statement(name)
    article = view.row.article
    dossier, rows = case.dossier(article), case.statements(article=article, voice="any")
    page = Page(dossier, rows, case.chains(article))
    panel = _panel(case, page, view.row.id)
    if panel is None:
        raise UsageError(f"{name} is not among the statements of its article; “sayso doctor” tells what is wrong with the case")
    return Shown(
        template="panel.html" if asked.flag("panel") else "statement.html",
        title=shortened(one_line(view.row.text), SHORT_NAME),
        view=Single(alone(dossier, case.article(article), rows, view.row.id), panel, Forms(page.speakers(), LABELS)),
        pictures={} if panel.picture is None else {panel.picture.name: panel.picture},
        record=view,
    )


def _statements(case: Case, name: str, asked: Asked) -> Shown:
    wanted: dict[str, Any] = {word: asked.word(word) for word in _WORDS if asked.word(word)}
    wanted |= {flag: True for flag in _FLAGS if asked.flag(flag)}
    found = part(lambda limit, offset: case.statements(**wanted, limit=limit, offset=offset), asked.number("page"))
    rows = found._replace(rows=[(row, firmness_of(row)) for row in found.rows])
    sheet = Sheet(StatementRow, lambda: case.each_statement(**wanted))
    told = {name: "1" if value is True else value for name, value in wanted.items()}
    return Shown("statements.html", "Statements", Listed(rows, told), sheets={"": sheet})


PAGES: dict[str, Asking] = {"statements": _statements}
NAMED: dict[str, Asking] = {"article": _article, "statement": _statement}


# ---------------------------------------------------------------------------------------------------------------- corrections

_JUDGEMENTS: dict[str, Judgement] = {
    "speaker": "wrong speaker",
    "nobody": "wrong speaker",
    "claim": "not a statement",
    "label": "wrong label",
    "note": "note",
}


def _review(case: Case, name: str, words: Mapping[str, str]) -> str:
    told = {key: one_line(value) for key, value in words.items()}
    judged = told.get("judgement", "")
    if judged not in _JUDGEMENTS:
        raise UsageError("choose what is wrong with the statement, and send the form again")
    field, value = None, None
    if judged == "speaker":
        value = told.get("value") or None
        if value is None:
            raise UsageError("write who says it, or choose that nobody can say")
    elif judged == "label":
        field, _, value = told.get("label", "").partition("=")
        value = value or told.get("words") or None
    by, note = told.get("by") or None, told.get("note") or None
    made = case.review(name, _JUDGEMENTS[judged], field=field, value=value, note=note, by=by)
    return _back(made, words)


def _undo(case: Case, name: str, words: Mapping[str, str]) -> str:
    return _back(case.undo(name), words)


def _back(review: Review, words: Mapping[str, str]) -> str:
    """Where a form leads: to the list that it came from, or to the statement in its article."""
    if words.get("back") == "reviews":
        return Served().to("reviews") or "/"
    name = review.now or review.statement
    return Served().to("article", review.article, part=name, statement=name) or "/"


DEEDS: dict[str, Deed] = {"/statement/{name}/review": _review, "/review/{name}/undo": _undo}
