"""The pages about a case as a whole: its overview, and how to read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.web.shown import Asked, Asking, Shown
from sayso.web.views import overview
from sayso.web.work import bench

if TYPE_CHECKING:
    from sayso.corpus import Case


def _overview(case: Case, name: str, asked: Asked) -> Shown:
    view = overview.overview(
        case.path,
        case.totals(),
        case.claims(single_origin=True, limit=overview.FEW),
        case.claims(disputed=True, limit=2 * overview.FEW),
        case.conflicts(whole=True, newest=True, limit=overview.FEW_THINGS),
        case.linked(),
        is_busy=bench(case.path).is_busy,
    )
    return Shown("overview.html", "Overview", view, record=view.totals)


def _about(case: Case, name: str, asked: Asked) -> Shown:
    return Shown("about.html", "How to read this")


PAGES: dict[str, Asking] = {"overview": _overview, "about": _about}
NAMED: dict[str, Asking] = {}
