"""Figures of the same thing that cannot all hold as they are put, lined up; and links, a row each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from sayso.casebook.lists import plain_table, stacked
from sayso.casebook.wording import moment, short
from sayso.corpus.rows import ConflictRow, LinkRow
from sayso.outlets import is_own
from sayso.reports.prose import SHORT, SHORT_NAME, one_line, plural, shortened, styled

RELATIONS = {
    "copies": ("copies", "shares its words with"),
    "quotes": ("quotes the same words as", "quotes the same words as"),
    "cites": ("cites", "is tied by a citation to"),
    "same_claim": ("puts the same as", "puts the same as"),
    "differs": ("gives other figures than, or denies,", "differs from"),
    "updates": ("updates", "is another version of"),
}
"""What the left page of a link does to the right one, and how both are tied where nothing shows which is first."""


def conflicts_report(rows: Sequence[ConflictRow]) -> Group:
    """Every thing whose figures differ under a heading, with a line for each figure: as written, what it allows, who gives it
    and through whom, where it was first seen."""
    return Group(*_conflicts(rows))


def _conflicts(rows: Sequence[ConflictRow]) -> Iterator[RenderableType]:
    for number, (_, found) in enumerate(groupby(rows, key=lambda row: row.conflict)):
        lines = list(found)
        if number:
            yield Text("")
        yield styled(shortened(one_line(lines[0].of or "what is counted is not told"), SHORT_NAME), "bold") + styled(
            f"  {short(lines[0].conflict)}", "dim"
        )
        yield _lines(lines)


def _lines(rows: Iterable[ConflictRow]) -> Table:
    table = plain_table()
    table.add_column("as written", ratio=3)
    table.add_column("allows", no_wrap=True)
    table.add_column("who gives it", ratio=3)
    table.add_column("first seen", max_width=24)
    table.add_column("pages", justify="right", no_wrap=True)
    for row in rows:
        through = styled(f"through {shortened(passed_on_by(row), SHORT_NAME)}", "dim") if passed_on_by(row) else None
        table.add_row(
            styled(f"“{shortened(one_line(row.written), SHORT_NAME)}”"),
            styled(allowed(row)),
            stacked(styled(speaker(row), "cyan"), through),
            stacked(styled(one_line(row.outlet or short(row.article)), "dim"), styled(moment(row.first_seen), "dim")),
            str(row.pages),
        )
    return table


def conflict_line(row: ConflictRow) -> Text:
    """A figure in one line: as written, what it allows, who gives it, where it was first seen."""
    through = f" through {passed_on_by(row)}" if passed_on_by(row) else ""
    pages = f", {row.pages} {plural('page', row.pages)}"
    return (
        styled(f"“{shortened(one_line(row.written), SHORT_NAME)}”")
        + styled(f" ({allowed(row)}) ")
        + styled(speaker(row), "cyan")
        + styled(f"{through}; first seen {first_seen(row)}{pages}", "dim")
    )


def allowed(row: ConflictRow) -> str:
    """The values that a figure allows."""
    low, high = (None if end is None else f"{end:,.10g}" for end in (row.low, row.high))
    if low is None or high is None:
        values = f"{high} or less" if low is None else f"{low} or more"
    else:
        values = low if low == high else f"{low} to {high}"
    return f"{values} {row.unit}".strip()


def speaker(row: ConflictRow) -> str:
    """Who gives a figure."""
    return shortened(one_line(row.who), SHORT_NAME) if row.who else "the page itself"


def passed_on_by(row: ConflictRow) -> str:
    """Those who pass a figure on; that its page does so is told by where it was first seen."""
    outermost, _, inner = row.through.partition(" < ")
    return one_line(inner if is_own(outermost, row.outlet) else row.through)


def first_seen(row: ConflictRow) -> str:
    """Where and when a figure was first seen in the case."""
    return ", ".join(part for part in (one_line(row.outlet or ""), moment(row.first_seen)) if part) or short(row.article)


# ------------------------------------------------------------------------------------------------------------------------ links


def links_table(rows: Iterable[LinkRow]) -> Table:
    """Links: what the one page does to the other, and why sayso says so."""
    table = plain_table(spaced=True)
    table.add_column("id", no_wrap=True, style="dim")
    table.add_column("link", ratio=1)
    for row in rows:
        words = RELATIONS.get(row.relation, (row.relation, row.relation))[0 if row.directed else 1]
        left, right = _end(row.left_outlet, row.left_title, row.left), _end(row.right_outlet, row.right_title, row.right)
        evidence = f"“{shortened(one_line(row.left_words), SHORT)}”" if row.left_words else ""
        table.add_row(
            styled(short(row.id)),
            stacked(
                styled(left, "cyan") + styled(f" {words} ") + styled(right, "cyan"),
                styled(one_line(row.reason)),
                styled(evidence, "dim"),
            ),
        )
    return table


def _end(outlet: str | None, title: str | None, article: str) -> str:
    """One end of a link: where it stands, its title, its id."""
    named = ": ".join(shortened(one_line(part), SHORT_NAME) for part in (outlet, title) if part)
    return f"{named} [{short(article)}]" if named else short(article)
