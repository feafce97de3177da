"""Claims of a case: a list of them, and one in full, as a tree from its origins over the pages that have it from there.

A page stands under an origin where it has the claim from there itself, and under another page where it has it from that page.
What a page does to the claim (denies it, doubts it) is said first, since a page that denies a claim carries it all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from sayso.casebook.conflicts import conflict_line
from sayso.casebook.lists import plain_table, stacked
from sayso.casebook.wording import called, short
from sayso.corpus.rows import ClaimReview, ClaimRow, ClaimView, LinkRow, OriginRow, Range, TellingRow
from sayso.reports.prose import SHORT, SHORT_NAME, indented, one_line, plural, shortened, styled
from sayso.reports.wording import KINDS

OF_A_PAGE = 2
"""So many statements of a page are shown, unless all are asked for."""
_KINDS: dict[str, str] = {str(kind): words for kind, words in KINDS.items()}
_NUMBERS = "no one two three four five six seven eight nine ten".split()
_WIDENING = ("unnamed", "no origin shown")
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
                styled("; ".join(_warnings(row)), "yellow"),
                styled(seen, "dim"),
            ),
        )
    return table


def _warnings(row: ClaimRow) -> Iterator[str]:
    """What of a claim should be known at once."""
    if row.origins.high <= 1 < row.pages:
        yield "all of these pages go back to one origin" if row.origins.low else "nobody is shown to know it"
    if row.unnamed == "only":
        yield "only people who are not named"
    elif row.unnamed == "partly":
        yield "partly people who are not named"
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


# ------------------------------------------------------------------------------------------------------------------ in words


def span_of(count: Range) -> str:
    """A range in figures: "1", "2 to 3"."""
    return str(count.low) if count.low == count.high else f"{count.low} to {count.high}"


def moment(when: str | None) -> str:
    """A day, or a day and a time to the minute, as the page gave it."""
    return (when or "")[:16].replace("T", " ")


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


def _totals(row: ClaimRow) -> str:
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
    yield styled(f"“{one_line(row.text)}”", "bold")
    yield Text("")
    yield styled(counted(row.origins), "bold") + styled(f" {_totals(row)} put it.")
    if warnings := [one for one in _warnings(row) if not one.startswith(("all of", "nobody"))]:
        yield styled(f"To know: {'; '.join(warnings)}.", "yellow")
    if row.first_seen:
        yield styled(
            f"First seen in this case {moment(row.first_seen)}, which need not be where it was first published.", "dim"
        )
    for place, origin in enumerate(view.origins):
        yield Text("")
        yield _Origin(view, place, every).tree(origin)
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
    found = [one for one in view.collapses if (one.reason in _WIDENING) is widening]
    if not found:
        return
    yield from _heading(heading)
    for one in found:
        words = [f"“{shortened(one_line(words), SHORT_NAME)}”" for words in one.words if one_line(words) not in one.text]
        about = f" ({', '.join(words[:3])})" if words else ""
        yield indented(styled(f"{one_line(one.text)}{about}"), 2)


def _circles(view: ClaimView) -> Iterator[RenderableType]:
    if not view.circles:
        return
    yield from _heading("Circles: each has it from the next, which adds no origin")
    pages = {one.row.id: one for one in view.tellings}
    for circle in view.circles:
        rounds = [_where(pages[name]) for name in (*circle, circle[0]) if name in pages]
        yield indented(styled(" <- ".join(dict.fromkeys(rounds[:-1])) + f" <- {rounds[-1]}" if rounds else ""), 2)


def _differing(view: ClaimView) -> Iterator[RenderableType]:
    if not view.conflicts:
        return
    yield from _heading("Figures that cannot all hold as they are put")
    yield from (indented(conflict_line(row), 2) for row in view.conflicts)


def _without_origin(view: ClaimView, every: bool) -> Iterator[RenderableType]:
    """What names nobody to go back to."""
    left = [one for one in view.tellings if not one.origins]
    if left:
        yield Text("")
        tree = Tree(styled("On nobody's word that could be traced", "bold"), guide_style="dim")
        for article, tellings in _by_page(left).items():
            tree.add(_page(tellings, None, every, not article))
        yield tree


def _where(telling: TellingRow) -> str:
    row = telling.row
    outlet = shortened(one_line(row.outlet or row.title or "outlet not known"), SHORT_NAME)
    return f"{outlet} ({moment(row.published)})" if row.published else outlet


def _by_page(tellings: Iterable[TellingRow]) -> dict[str, list[TellingRow]]:
    pages: dict[str, list[TellingRow]] = {}
    for one in tellings:
        pages.setdefault(one.row.article, []).append(one)
    return pages


# --------------------------------------------------------------------------------------------------------------------- the tree


class _Origin:
    """The pages that go back to one origin, each under the page that it has the claim from."""

    def __init__(self, view: ClaimView, place: int, every: bool) -> None:
        self.every = every
        self.number = place + 1
        self.shared = len(view.origins) > 1
        self.pages = _by_page(one for one in view.tellings if place in one.origins)
        self.above = _above(self.pages, view.links)

    def tree(self, origin: OriginRow) -> Tree:
        tree = Tree(self._label(origin), guide_style="dim")
        self._hang(tree, None)
        return tree

    def _label(self, origin: OriginRow) -> Text:
        number = f"{self.number}. " if self.shared else ""
        words = styled(number + shortened(one_line(origin.who), SHORT_NAME), "bold cyan")
        count = "" if origin.range == (1, 1) else f"; counts as {span_of(origin.range)}"
        return words + styled(f" ({_KINDS.get(origin.kind, origin.kind)}{count})")

    def _hang(self, tree: Tree, above: str | None) -> None:
        for article, tellings in self.pages.items():
            link = self.above.get(article)
            if (link.right if link is not None else None) == above:
                self._hang(tree.add(_page(tellings, link, self.every, False)), article)


_STRENGTH = {"cites": 1, "copies": 2, "quotes": 4}
"""How well a link tells from which page a claim is; a citation in the very statement tells it best."""


def _above(pages: Mapping[str, Sequence[TellingRow]], links: Iterable[LinkRow]) -> dict[str, LinkRow]:
    """For each page the link to the page that it has the claim from, where there is one; nobody comes out above himself."""
    statements = {one.row.id for tellings in pages.values() for one in tellings}
    fitting = [one for one in links if one.relation in _STRENGTH and one.left in pages and one.right in pages]

    def strength(link: LinkRow) -> tuple[int, float]:
        inside = link.relation == "cites" and link.left_statement in statements
        return (0 if inside else _STRENGTH[link.relation] + 2 * (link.left_statement is not None)), -link.score

    above: dict[str, LinkRow] = {}
    for link in sorted(fitting, key=strength):
        if link.left not in above and link.left not in _upwards(link.right, above):
            above[link.left] = link
    return above


def _upwards(article: str, above: Mapping[str, LinkRow]) -> set[str]:
    """A page and all those above it."""
    found = {article}
    while (link := above.get(article)) is not None:
        article = link.right
        found.add(article)
    return found


_FROM = {"cites": "has it from the page above", "copies": "copies the page above", "quotes": "quotes the same words"}


def _page(tellings: Sequence[TellingRow], link: LinkRow | None, every: bool, bare: bool) -> RenderableType:
    """A page of the tree: when and where, what it does to the claim, from whom it has it, and its words."""
    head = styled(_where(tellings[0]), "bold")
    for words in _attitudes(tellings):
        head += styled(f", {words}", "yellow")
    lines: list[RenderableType] = [head]
    if link is not None:
        lines.append(_from(link))
    most = len(tellings) if every else OF_A_PAGE
    lines += [_said(one, through=link is None) for one in tellings[:most]]
    if len(tellings) > most:
        more = len(tellings) - most
        lines.append(styled(f"and {more} more {plural('statement', more)} on this page", "dim"))
    return Group(*lines)


def _attitudes(tellings: Sequence[TellingRow]) -> Iterator[str]:
    if any(one.row.act == "denies" for one in tellings):
        yield "denies it"
    if any(one.row.distance == "doubting" for one in tellings):
        yield "doubts it"


def _from(link: LinkRow) -> Text:
    words = _FROM[link.relation]
    if link.relation == "copies" and link.left_share is not None:
        words += f" ({link.left_share:.0%} of its own words)"
    evidence = shortened(one_line(link.left_words), SHORT_NAME)
    shown = f": “{evidence}”" if evidence and link.relation != "copies" else ""
    return styled(words + shown, "green")


def _said(one: TellingRow, *, through: bool) -> Text:
    """A statement in its own words, and through whom it came where the tree does not show that."""
    row = one.row
    outer = [called(hop.who, hop.kind) for hop in one.chain[:-1]]
    via = f" (through {', '.join(outer)})" if through and outer else ""
    return styled(f"“{shortened(one_line(row.text), SHORT)}”") + styled(f"{via}  {short(row.id)}", "dim")
