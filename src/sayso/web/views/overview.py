"""What a case holds, at a glance, and what to do next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import PurePath
from typing import NamedTuple

from sayso.casebook.wording import moment, place
from sayso.corpus.rows import ClaimRow, ConflictRow, LinkState, Totals
from sayso.reports.prose import plural
from sayso.web.views.claims import Listed, listed
from sayso.web.views.lists import sentence

FEW = 5
"""So many of a kind are shown at a glance."""
FEW_THINGS = 4
_FEW_FIGURES = 5
_PLAIN = "all of these pages go back to one origin"
"""What the heading of such claims says for all of them."""


class ToDo(NamedTuple):
    """What is to be done: a ``head``, ``words`` that say why, and whether that is to ``link`` the pages, to ``add`` some, or to
    ``wait`` for what is under way."""

    head: str
    words: str
    link: bool = False
    add: bool = False
    wait: bool = False


WAIT = ToDo("Work is under way", "Pages are being added or linked; what is shown here is what was there before.", wait=True)


class Figure(NamedTuple):
    """A figure as it was first written, and on how many pages, in words."""

    written: str
    told: str


class Differing(NamedTuple):
    """Figures of one thing that cannot all hold: ``of`` what, those with another value each, and how many are ``left``."""

    conflict: str
    of: str
    figures: Sequence[Figure]
    left: int


class Overview(NamedTuple):
    """What the case is called, how much there is, what is worth a look first, and what is to be done. ``resting`` says how many
    statements rest on people who are not named, ``linked`` when the pages were linked; ``refused`` counts all that was."""

    name: str
    totals: Totals
    refused: int
    resting: str
    single: Sequence[Listed]
    disputed: Sequence[Listed]
    differing: Sequence[Differing]
    to_do: ToDo | None
    linked: str


def overview(
    path: str,
    totals: Totals,
    single: Sequence[ClaimRow],
    disputed: Sequence[ClaimRow],
    conflicts: Sequence[ConflictRow],
    state: LinkState,
    is_busy: bool = False,
) -> Overview:
    """The glance at a case; of ``disputed`` claims those that are not shown as ``single`` ones. ``is_busy`` says that it is
    worked on at this moment."""
    refused = sum(count.number for count in totals.refusals)
    shown = {row.id for row in single}
    return Overview(
        name=PurePath(path).stem,
        totals=totals,
        refused=refused,
        resting=share(totals.unnamed, totals.said, "statement"),
        single=[one._replace(warnings=tuple(told for told in one.warnings if told != _PLAIN)) for one in listed(single)],
        disputed=listed([row for row in disputed if row.id not in shown][:FEW]),
        differing=tuple(_differing(conflicts)),
        to_do=WAIT if is_busy else to_do(totals.articles, state, refused),
        linked=f"Linked {moment(state.finished)}" if state.finished else "",
    )


def share(number: int, of: int, noun: str) -> str:
    """A share in words, with what it is counted over: "40 of 176 statements (23%)"."""
    if not of:
        return ""
    percent = 100 * number / of
    told = "under 1%" if 0 < percent < 1 else "over 99%" if 99 < percent < 100 else f"{percent:.0f}%"
    return f"{number:,} of {of:,} {plural(noun, of)} ({told})"


def _differing(rows: Sequence[ConflictRow]) -> Iterator[Differing]:
    """The things of rows, those with the newest figures first."""
    things = [list(lines) for _, lines in groupby(rows, key=lambda row: row.conflict)]
    for lines in sorted(things, key=lambda lines: max(row.first_seen or "" for row in lines), reverse=True):
        values: dict[tuple[float | None, float | None], list[ConflictRow]] = {}
        for row in lines:
            values.setdefault((row.low, row.high), []).append(row)
        figures = [_figure(same) for same in values.values()]
        left = max(len(figures) - _FEW_FIGURES, 0)
        yield Differing(lines[0].conflict, lines[0].of or lines[0].unit, figures[:_FEW_FIGURES], left)


def _figure(rows: Sequence[ConflictRow]) -> Figure:
    """Figures of the same value as one: where it was seen first."""
    first = min(rows, key=lambda row: row.first_seen or "9")
    return Figure(first.written, place(first.outlet or "outlet not known", first.first_seen))


# ------------------------------------------------------------------------------------------------------------- what to do next


def to_do(articles: int, state: LinkState, refused: int = 0) -> ToDo | None:
    """What to do next with a case, None where nothing has to be done."""
    if not articles:
        return _empty(refused)
    if state.finished is None and articles == 1:
        words = "One page alone can be read, and its claims traced to whom it names; copies and differences need others."
        return ToDo("One page so far", words, link=True, add=True)
    if state.finished is None:
        words = "Until then there are no claims here: nothing says yet which pages tell the same, and where they have it from."
        return ToDo("The pages are not linked yet", words, link=True)
    if state.is_whole:
        return None
    return ToDo("The claims are behind the pages", sentence("; ".join(_behind(state))), link=True)


def _empty(refused: int) -> ToDo:
    if refused:
        words = f"{refused:,} {plural('page', refused)} could not be read; the list says why, and what to do about each."
        return ToDo("No article yet", words, add=True)
    words = "Add saved pages, and sayso reads who says what on them, through whom, and how firmly."
    return ToDo("Nothing here yet", words, add=True)


def _behind(state: LinkState) -> Iterator[str]:
    if state.waiting:
        yield f"{state.waiting:,} {'article is' if state.waiting == 1 else 'articles are'} not linked yet"
    if state.gone:
        yield f"{state.gone:,} {'article was' if state.gone == 1 else 'articles were'} taken away since"
    if state.reviews:
        yield "claims were reviewed since the pages were linked"
    if state.older:
        yield "the pages were linked by another version of sayso"
