"""The pages that fill a case: files are dropped, what became of each is told, and the case is linked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from sayso.web import work
from sayso.web.shown import Asked, Asking, Deed, Shown, Taking, Upload
from sayso.web.views import outcomes, overview

if TYPE_CHECKING:
    from sayso.corpus import Case


def _import(case: Case, name: str, asked: Asked) -> Shown:
    return Shown("import.html", "Add pages", len(case))


def _work(case: Case, name: str, asked: Asked) -> Shown:
    jobs = tuple(map(outcomes.progress, work.bench(case.path).jobs))
    return Shown("work.html", "Work", outcomes.work(jobs, overview.to_do(len(case), case.linked())))


def _take_in(case: str, words: Mapping[str, str], files: Sequence[Upload]) -> str:
    work.bench(case).start(work.store([one for one in files if one.name], then_link="link" in words))
    return "/work"


def _link(case: Case, name: str, words: Mapping[str, str]) -> str:
    work.bench(case.path).start(work.Job(then_link=True))
    return "/work"


PAGES: dict[str, Asking] = {"import": _import, "work": _work}
NAMED: dict[str, Asking] = {}
DEEDS: dict[str, Deed] = {"/link": _link}
TAKINGS: dict[str, Taking] = {"/import": _take_in}
