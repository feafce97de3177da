"""The pages about figures that differ, and about what one page asserts and another denies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sayso.corpus.rows import ConflictRow
from sayso.errors import CaseError
from sayso.web.pictures import strip
from sayso.web.shown import Asked, Asking, Sheet, Shown, part
from sayso.web.views import conflicts as views

if TYPE_CHECKING:
    from sayso.corpus import Case

FEW = 10
"""So many denials stand below the figures; links list all of them."""


def _conflicts(case: Case, name: str, asked: Asked) -> Shown:
    wanted: dict[str, Any] = {"text": asked.word("text"), "since": asked.word("since")}
    things = part(lambda limit, offset: _drawn(case, limit, offset, **wanted), asked.number("page"))
    denied = [] if things.number > 1 or any(wanted.values()) else case.links(denied=True, limit=FEW + 1)
    view = views.ConflictList(
        things=things,
        denials=views.denials(denied[:FEW]),
        more_denials=len(denied) > FEW,
        is_linked=case.linked().finished is not None,
        asked={key: value for key, value in wanted.items() if value},
    )
    sheet = Sheet(ConflictRow, lambda: case.conflicts(**wanted))
    return Shown("conflicts.html", "Figures that differ", view, sheets={"": sheet})


def _drawn(case: Case, limit: int, offset: int, **wanted: Any) -> list[tuple[views.Thing, object]]:
    """Things whose figures differ, each with a small picture."""
    found = views.things(case.conflicts(**wanted, whole=True, limit=limit, offset=offset))
    return [(one, strip.small(one.values)) for one in found]


def _conflict(case: Case, name: str, asked: Asked) -> Shown:
    rows = case.conflicts(conflict=name)
    if not rows:
        raise CaseError(f"there are no figures {name} that differ in this case, or linking has lined them up anew since")
    view = views.page_of(views.things(rows)[0])
    marks = views.marks(view.thing)
    drawn = [strip.by_value(f"{view.thing.of}: who gives which figure", marks)]
    in_time = strip.over_time(f"{view.thing.of}: when each figure was first seen", sorted(marks))
    drawn += [in_time] if in_time is not None else []
    return Shown(
        "conflict.html",
        f"{view.thing.of}: figures that differ",
        view,
        sheets={"": Sheet(ConflictRow, lambda: rows)},
        pictures={one.name: one for one in drawn},
        record=rows,
    )


PAGES: dict[str, Asking] = {"conflicts": _conflicts}
NAMED: dict[str, Asking] = {"conflict": _conflict}
