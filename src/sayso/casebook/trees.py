"""The tree of a claim: an origin, the pages that have the claim from there themselves, and below each page those that have it
from that page."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.text import Text
from rich.tree import Tree

from sayso.casebook.wording import called, in_marks, moment, page_name, short, span_of, who
from sayso.corpus.rows import ClaimRow, ClaimView, LinkRow, OriginRow, TellingRow
from sayso.reports.prose import SHORT, SHORT_NAME, one_line, plural, shortened, styled
from sayso.reports.wording import KINDS

OF_A_PAGE = 2
"""So many statements of a page are shown, unless all are asked for."""
BELOW_A_PAGE = 12
"""So many pages are shown below a page or an origin, unless all are asked for."""
DEEP = 8
"""From here on branches grow no further to the right: a page stands beside the one that it has it from, and names it."""
_ABOVE = "the page above"
_KINDS: dict[str, str] = {str(kind): words for kind, words in KINDS.items()}


def where(telling: TellingRow) -> str:
    """Where a statement stands, when that came out, and when it was changed."""
    row = telling.row
    outlet = shortened(page_name(row.outlet, row.title, row.article), SHORT_NAME)
    times = dict.fromkeys(moment(when) for when in (row.published, telling.seen) if when)
    return f"{outlet} ({', updated '.join(times)})" if times else outlet


def by_page(tellings: Iterable[TellingRow]) -> dict[str, list[TellingRow]]:
    """Statements by their articles, both in the order given."""
    pages: dict[str, list[TellingRow]] = {}
    for one in tellings:
        pages.setdefault(one.row.article, []).append(one)
    return pages


class OriginTree:
    """The pages that go back to one origin, each under the page that it has the claim from."""

    def __init__(self, view: ClaimView, place: int, every: bool) -> None:
        self.every = every
        self.claim = view.row
        self.number = place + 1
        self.shared = len(view.origins) > 1
        self.pages = by_page(one for one in view.tellings if place in one.origins)
        told = frozenset(link for one in view.collapses for link in one.links)
        self.above = _above(self.pages, view.links, told)

    def tree(self, origin: OriginRow) -> Tree:
        """The tree, with the origin at its head."""
        tree = Tree(self._label(origin), guide_style="dim")
        below: dict[str | None, list[str]] = {}
        for article in self.pages:
            link = self.above.get(article)
            below.setdefault(link.right if link is not None else None, []).append(article)
        hanging: list[tuple[Tree, str | None, int]] = [(tree, None, 0)]
        while hanging:
            branch, above, depth = hanging.pop()
            pages = below.get(above, [])
            shown = pages if self.every else pages[:BELOW_A_PAGE]
            for article in shown:
                leaf = branch.add(self._page(article, is_deep=depth >= DEEP))
                hanging.append((leaf if depth < DEEP else branch, article, depth + 1))
            if len(pages) > len(shown):
                branch.add(styled(self._rest(pages[len(shown) :]), "dim"))
        return tree

    def _page(self, article: str, *, is_deep: bool) -> RenderableType:
        link = self.above.get(article)
        over = where(self.pages[link.right][0]) if link is not None and is_deep else _ABOVE
        return page_lines(self.pages[article], self.claim, link, self.every, over)

    def _rest(self, articles: Sequence[str]) -> str:
        """What is said of pages that are not shown."""
        copies = sum(one in self.above and self.above[one].relation == "copies" for one in articles)
        copying = f", {copies:,} of which {'copies' if copies == 1 else 'copy'} the page above" if copies else ""
        return f"and {len(articles):,} more {plural('page', len(articles))}{copying}: --all shows all"

    def _label(self, origin: OriginRow) -> Text:
        number = f"{self.number}. " if self.shared else ""
        words = styled(number + shortened(one_line(origin.who), SHORT_NAME), "bold cyan")
        kind = _KINDS.get(origin.kind, origin.kind)
        kind = "" if origin.kind == "none" or kind in origin.who else kind
        count = "" if origin.range == (1, 1) else f"counts as {span_of(origin.range)}"
        told = "; ".join(part for part in (kind, count) if part)
        return words + styled(f" ({told})" if told else "")


_STRENGTH = {"cites": 1, "copies": 2, "quotes": 4}
"""How well a link tells from which page a claim is; a citation in the very statement tells it best."""


def _above(
    pages: Mapping[str, Sequence[TellingRow]], links: Iterable[LinkRow], told: frozenset[str] = frozenset()
) -> dict[str, LinkRow]:
    """For each page the link to the page that it has the claim from, where there is one; nobody comes out above himself.
    ``told`` are the links by which the reasons of the claim join its pages."""
    statements = {one.row.id for tellings in pages.values() for one in tellings}
    both = (one for one in links if one.relation in _STRENGTH and one.left in pages and one.right in pages)
    fitting = [one for one in both if one.id in told or _is_of(one, pages[one.left], statements, any(told))]

    def strength(link: LinkRow) -> tuple[int, float]:
        inside = link.relation == "cites" and link.left_statement in statements
        return (0 if inside else _STRENGTH[link.relation] + 2 * (link.left_statement is not None)), -link.score

    above: dict[str, LinkRow] = {}
    for link in sorted(fitting, key=strength):
        if link.left not in above and link.left not in _upwards(link.right, above):
            above[link.left] = link
    return above


def _is_of(link: LinkRow, tellings: Iterable[TellingRow], statements: Collection[str], is_told: bool) -> bool:
    """Whether a link that no reason tells is of the claim, and not of something else on both pages: a citation in one of its
    ``statements`` or of the page as a whole, a copy where no reason tells which passages are copied, a quotation of its
    words."""
    if link.relation == "cites":
        return link.left_statement is None or link.left_statement in statements
    if link.relation == "copies":
        return not is_told
    quoted = [one_line(part).strip("“”‘’\"'.,; ") for part in link.left_words.split("…")]
    texts = [one.row.text for one in tellings]
    return any(part and (part in text or text.strip("“”‘’\"'.,; ") in part) for part in quoted for text in texts)


def _upwards(article: str, above: Mapping[str, LinkRow]) -> set[str]:
    """A page and all those above it."""
    found = {article}
    while (link := above.get(article)) is not None:
        article = link.right
        found.add(article)
    return found


_FROM = {"cites": "has it from {}", "copies": "copies {}", "quotes": "quotes the same words as {}"}


def page_lines(
    tellings: Sequence[TellingRow], claim: ClaimRow, link: LinkRow | None, every: bool, over: str = _ABOVE
) -> RenderableType:
    """A page of the tree: when and where, what it does to the claim, from whom it has it, and its words, those that are nearest
    to the claim's first."""
    head = styled(where(tellings[0]), "bold")
    for words in attitudes(tellings):
        head += styled(f", {words}", "yellow")
    lines: list[RenderableType] = [head]
    if link is not None:
        lines.append(_from(link, tellings, over))
    ranked = tellings if every else sorted(tellings, key=lambda one: -_likeness(one, claim))[:OF_A_PAGE]
    lines += [_said(one, through=link is None) for one in ranked]
    if len(tellings) > len(ranked):
        more = len(tellings) - len(ranked)
        lines.append(styled(f"and {more} more {plural('statement', more)} on this page", "dim"))
    return Group(*lines)


def _likeness(one: TellingRow, claim: ClaimRow) -> float:
    """How much of the wording of a claim a statement has; one that denies or doubts comes behind those that put it."""
    ours, theirs = (set(re.findall(r"\w{3,}", text.casefold())) for text in (one.row.text, claim.text))
    return len(ours & theirs) / max(len(ours | theirs), 1) - (one.row.act == "denies")


def attitudes(tellings: Sequence[TellingRow]) -> Iterator[str]:
    """What a page does to a claim besides putting it."""
    denying = sum(one.row.act == "denies" for one in tellings)
    if denying:
        yield "denies it" if denying == len(tellings) else "with a denial"
    if any(one.row.distance == "doubting" for one in tellings):
        yield "doubts it"


def has_it(link: LinkRow, tellings: Sequence[TellingRow], over: str) -> str:
    """In words, how a page has it from another one, which is called ``over``."""
    answers = link.relation == "cites" and all(one.row.act == "denies" for one in tellings)
    told = _FROM[link.relation] if link.directed or link.relation != "copies" else "shares its words with {}"
    words = ("answers {}" if answers else told).format(over)
    if link.relation == "copies" and link.left_share is not None:
        words += f" ({link.left_share:.0%} of its own words)"
    return words


def _from(link: LinkRow, tellings: Sequence[TellingRow], over: str) -> Text:
    """How a page is known to have it from the page above, in the words that show it."""
    evidence = shortened(one_line(link.left_words), SHORT_NAME)
    shown = f": {in_marks(evidence)}" if evidence and link.relation != "copies" else ""
    return styled(has_it(link, tellings, over) + shown, "green")


_VERBS = frozenset({"denies", "declines", "asks", "wants", "believes"})
"""Acts that are said with their own verb."""
_BEHIND = ("unnamed", "document", "collective")


def _said(one: TellingRow, *, through: bool) -> Text:
    """A statement: who says it, in its own words, and through whom it came where the tree does not show that."""
    row = one.row
    outer = ", ".join(_named(hop.who, hop.kind) for hop in one.chain[:-1])
    via = f" (through {outer})" if through and outer else ""
    verb = f" {row.act}" if row.act in _VERBS else ""
    speaker = _named(row.who, row.kind) if row.voice == "attributed" else who(row)
    words = in_marks(shortened(one_line(row.text), SHORT))
    return styled(f"{speaker}{via}{verb}: ", "cyan") + styled(words) + styled(f"  {short(row.id)}", "dim")


def _named(name: str | None, kind: str | None) -> str:
    """A source in a few words, its kind behind its name where that does not show it."""
    words = shortened(one_line(name or ""), SHORT_NAME)
    return f"{words} ({_KINDS[kind]})" if words and kind in _BEHIND else shortened(called(name, kind), SHORT_NAME)
