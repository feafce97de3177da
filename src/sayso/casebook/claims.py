"""Claims of a case: a list of them, and one in full, as a tree from its origins over the pages that have it from there.

A page stands under an origin where it has the claim from there itself, and under another page where it has it from that page.
What a page does to the claim (denies it, doubts it) is said first, since a page that denies a claim carries it all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from sayso.casebook.conflicts import conflict_line
from sayso.casebook.lists import plain_table, stacked
from sayso.casebook.trees import BELOW_A_PAGE, OriginTree, by_page, page_lines, where
from sayso.casebook.wording import in_marks, moment, short, span_of
from sayso.corpus.rows import SOURCES_SHOWN, ClaimReview, ClaimRow, ClaimView, Range
from sayso.reports.prose import SHORT, SHORT_NAME, indented, one_line, plural, shortened, styled

_NUMBERS = "no one two three four five six seven eight nine ten".split()
_EVIDENCE = 60
WIDENING = ("unnamed", "no origin shown")
"""Reasons that make a range wide; all others make it small."""

# ------------------------------------------------------------------------------------------------------------------------ lists


def claims_table(rows: Iterable[ClaimRow]) -> Table:
    """Claims: how many origins are left of how many pages and outlets, the words, and what there is to know before using it."""
    table = plain_table(spaced=True)
    table.add_column("id", no_wrap=True, style="dim")
    for heading in ("origins", "pages", "outlets"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("claim", ratio=1)
    for row in rows:
        seen = f"first seen {moment(row.first_seen)}" if row.first_seen else ""
        table.add_row(
            styled(short(row.id)),
            span_of(row.origins),
            str(row.pages),
            str(row.outlets),
            stacked(
                styled(shortened(one_line(row.text), SHORT)),
                styled(resting(row), "cyan"),
                styled("; ".join(warnings(row)), "yellow"),
                styled(seen, "dim"),
            ),
        )
    return table


def resting(row: ClaimRow) -> str:
    """Whom or what a claim rests on, and through whom it came."""
    between = [name for name in row.through if not any(one.startswith(name) for one in row.rests_on)]
    nobody = () if row.origins.low else ("nobody who is shown",)
    told = (("from", row.rests_on or nobody), ("through", [name.replace(" < ", " and ") for name in between]))
    return ", ".join(f"{word} {_few(names)}" for word, names in told if names)


def _few(names: Sequence[str]) -> str:
    shown = [shortened(one_line(name), SHORT_NAME) for name in names[:SOURCES_SHOWN]]
    return "; ".join([*shown, "others"] if len(names) > SOURCES_SHOWN else shown)


def warnings(row: ClaimRow) -> Iterator[str]:
    """What of a claim should be known at once."""
    if row.origins.high <= 1 < row.pages:
        yield "all of these pages go back to one origin" if row.origins.low else "nobody is shown to know it"
    if row.unnamed == "only":
        yield "rests only on people who are not named"
    elif row.unnamed == "partly":
        yield "rests partly on people who are not named"
    if row.disputed:
        yield row.disputed
    if row.circles:
        yield f"{row.circles} {plural('circle', row.circles)}"


def claim_reviews_table(rows: Iterable[ClaimReview]) -> Table:
    """Reviews of claims: what belongs together or apart, on the word of whom."""
    table = plain_table(spaced=True)
    table.add_column("id", no_wrap=True, style="dim")
    table.add_column("review", ratio=1)
    for row in rows:
        undone = f"; undone {moment(row.undone)}" if row.undone else ""
        made = f"{moment(row.made)}{f' by {row.by}' if row.by else ''}{undone}"
        table.add_row(styled(short(row.id)), stacked(styled(_judged(row), "magenta"), styled(made, "dim")))
    return table


def _judged(row: ClaimReview) -> str:
    left, right = ", ".join(map(short, row.left)), ", ".join(map(short, row.right))
    said = {
        "same": f"{left} and {right} put the same",
        "not the same": f"{left} and {right} do not put the same",
        "merge": f"the claims of {left} and of {right} are one",
        "split": f"{right} {'is' if len(row.right) == 1 else 'are'} not of the claim of {left}",
    }
    return said[row.judgement] + (f" (“{one_line(row.note)}”)" if row.note else "")


# --------------------------------------------------------------------------------------------------------- for other programs


class ClaimSheet(NamedTuple):
    """A claim as a line of CSV."""

    id: str
    text: str
    pages: int
    outlets: int
    origins_low: int
    origins_high: int
    unnamed: str | None
    first_seen: str | None
    disputed: str
    circles: int
    statements: int


def claim_sheet(row: ClaimRow) -> ClaimSheet:
    """A claim as a line of CSV: its range in two cells."""
    head = (row.id, row.text, row.pages, row.outlets, row.origins.low, row.origins.high)
    return ClaimSheet(*head, row.unnamed, row.first_seen, row.disputed, row.circles, row.statements)


class TellingSheet(NamedTuple):
    """A statement of a claim as a line of CSV. ``origins`` are those that it goes back to, ``from_article`` the page that its
    page has the claim from, ``by`` how."""

    statement: str
    text: str
    who: str | None
    kind: str | None
    via: str
    act: str
    distance: str
    certainty: str
    article: str
    title: str | None
    outlet: str | None
    published: str | None
    origins: str
    from_article: str | None
    by: str | None


def telling_sheets(view: ClaimView) -> list[TellingSheet]:
    """The statements of a claim as lines of CSV, in the order of time."""
    trees = [OriginTree(view, place, every=True).above for place in range(len(view.origins))]
    found = []
    for one in view.tellings:
        row = one.row
        link = next((trees[place][row.article] for place in one.origins if row.article in trees[place]), None)
        origins = "; ".join(view.origins[place].who for place in one.origins)
        told = (row.id, row.text, row.who, row.kind, row.via, row.act, row.distance, row.certainty, row.article, row.title)
        above = (link.right, link.relation) if link is not None else (None, None)
        found.append(TellingSheet(*told, row.outlet, row.published, origins, *above))
    return found


# ------------------------------------------------------------------------------------------------------------------ in words


def _number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else f"{count:,}"


def counted(count: Range) -> str:
    """What a range says, for somebody who has never seen one."""
    low, high = count
    if high == 0:
        return "Nobody is shown to know it at first hand."
    if low == 0:
        one = "one origin" if high == 1 else f"{_number(high)} origins"
        return f"Nobody is shown to know it at first hand; there may be {one} at most."
    if low == high:
        return "It goes back to one origin." if low == 1 else f"It goes back to {_number(low)} separate origins."
    shown = "one origin" if low == 1 else f"{_number(low)} separate origins"
    return f"It goes back to at least {shown}, and {_number(high)} at most."


def totals(row: ClaimRow) -> str:
    """How many statements put a claim, on how many pages, of how many outlets."""
    parts = (("statement", row.statements), ("page", row.pages), ("outlet", row.outlets))
    told = [f"{count:,} {plural(noun, count)}" for noun, count in parts]
    return f"{told[0]} on {told[1]} of {told[2]}"


# ---------------------------------------------------------------------------------------------------------------------- in full


def claim_report(view: ClaimView, *, every: bool = False) -> Group:
    """A claim: its words, how many origins it goes back to, the tree from each origin over the pages, why there are not more,
    why the number is open, circles, figures that differ, reviews. With ``every`` each statement of a page is shown."""
    return Group(*_claim(view, every))


def _claim(view: ClaimView, every: bool) -> Iterator[RenderableType]:
    row = view.row
    yield styled(row.id, "dim")
    yield styled(in_marks(one_line(row.text)), "bold")
    yield Text("")
    yield styled(counted(row.origins), "bold") + styled(f" {totals(row)} put it.")
    if told := [one for one in warnings(row) if not one.startswith(("all of", "nobody"))]:
        yield styled(f"To know: {'; '.join(told)}.", "yellow")
    if row.first_seen:
        yield styled(
            f"First seen in this case {moment(row.first_seen)}, which need not be where it was first published.", "dim"
        )
    for place, origin in enumerate(view.origins):
        yield Text("")
        yield OriginTree(view, place, every).tree(origin)
    yield from _without_origin(view, every)
    yield from _reasons("Why there are not more", view, widening=False)
    yield from _reasons("Why the number is open", view, widening=True)
    yield from _circles(view)
    yield from _differing(view)
    for review in view.reviews:
        undone = " (undone)" if review.undone else ""
        yield styled(f"review {short(review.id)}: {_judged(review)}{undone}", "dim" if undone else "magenta")


def _heading(words: str) -> Iterator[RenderableType]:
    yield from (Text(""), styled(words, "bold"))


def _reasons(heading: str, view: ClaimView, *, widening: bool) -> Iterator[RenderableType]:
    found = [one for one in view.collapses if (one.reason in WIDENING) is widening]
    if not found:
        return
    yield from _heading(heading)
    for one in found:
        words = [in_marks(shortened(one_line(words), _EVIDENCE)) for words in one.words if one_line(words) not in one.text]
        about = f" Shown by {' and '.join(words[:2])}." if words else ""
        yield indented(styled(f"{one_line(one.text)}{about}"), 2)


def _circles(view: ClaimView) -> Iterator[RenderableType]:
    if not view.circles:
        return
    yield from _heading("Circles: each has it from the next, which adds no origin")
    pages = {one.row.id: one for one in view.tellings}
    for circle in view.circles:
        rounds = [where(pages[name]) for name in (*circle, circle[0]) if name in pages]
        yield indented(styled(" <- ".join(dict.fromkeys(rounds[:-1])) + f" <- {rounds[-1]}" if rounds else ""), 2)


def _differing(view: ClaimView) -> Iterator[RenderableType]:
    if not view.conflicts:
        return
    yield from _heading("Figures that cannot all hold as they are put")
    yield from (indented(conflict_line(row), 2) for row in view.conflicts)


def _without_origin(view: ClaimView, every: bool) -> Iterator[RenderableType]:
    """The pages that deny it and name nobody to go back to, and those that name nobody otherwise."""
    left = [one for one in view.tellings if not one.origins]
    denying, others = ([one for one in left if (one.row.act == "denies") is denies] for denies in (True, False))
    for heading, found in (("Denied by", denying), ("On nobody's word that could be traced", others)):
        if found:
            tree = Tree(styled(heading, "bold"), guide_style="dim")
            pages = list(by_page(found).values())
            shown = pages if every else pages[:BELOW_A_PAGE]
            for tellings in shown:
                tree.add(page_lines(tellings, view.row, None, every))
            if more := len(pages) - len(shown):
                tree.add(styled(f"and {more:,} more {plural('page', more)}: --all shows all", "dim"))
            yield from (Text(""), tree)
