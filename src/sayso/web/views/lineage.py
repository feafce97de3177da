"""Where a claim comes from, as places and ties between them: origins, those who hand it on, pages, and pages that have it from
those.

What has it from what is told by ``casebook.trees``, as on a terminal. A picture holds so many pages as one can read: those that
others have it from come first, and the others are counted at the place where they would stand.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from sayso.casebook.trees import OriginTree, attitudes, by_page, has_it
from sayso.casebook.wording import called, in_marks, moment, page_name, span_of
from sayso.corpus.rows import ClaimView, HopRow, LinkRow, OriginRow, TellingRow
from sayso.reports.prose import SHORT, SHORT_NAME, one_line, plural, shortened
from sayso.reports.wording import KINDS

PAGES = 28
"""So many pages are drawn, and those that would be counted alone."""
ALL = 8
"""So many that have it from one place are all drawn there."""
BESIDE = 4
"""Where they are more, so many are, and the others are counted."""
DEEP = 3
"""So many pages stand between an origin and a page that is drawn, where not all are drawn."""
ORIGINS = 14
"""So many origins are drawn, those of most pages; the others are counted."""
DENIERS = 4
"""So many who deny it are drawn."""

_NAMES: Mapping[str, str] = {str(kind): words for kind, words in KINDS.items()}


class Spot(NamedTuple):
    """A place of the picture. ``column`` is "origin", "hop", "page" or "more"; ``kind`` that of a source. ``told`` stands below
    its ``label``, ``marks`` tell what a page does to the claim, ``full`` is all there is to say; ``leads`` is the page that it
    leads to, and the part of it (kind, name, part)."""

    name: str
    column: str
    kind: str
    label: str
    told: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    full: str = ""
    leads: tuple[str, str, str] | None = None


class Tie(NamedTuple):
    """That ``right`` has it from ``left``, shown by ``evidence`` ("stated", "linked", "credited", "matched"; "denied": that it
    is denied there), told in ``how``, in these ``words`` of the page."""

    left: str
    right: str
    evidence: str
    how: str
    words: str = ""
    is_round: bool = False


class Woven(NamedTuple):
    """A lineage to be drawn. ``hidden`` pages are only counted in it."""

    spots: tuple[Spot, ...]
    ties: tuple[Tie, ...]
    pages: int
    hidden: int


class LineageRow(NamedTuple):
    """A page of a claim and where it has it from, as a line of CSV: the page ``from_article``, or the origin itself,
    ``through`` those who hand it on. ``evidence`` tells what shows it, in these ``words``; ``does`` what the page does to the
    claim."""

    origin: str | None
    kind: str | None
    through: str
    from_article: str | None
    from_outlet: str | None
    article: str
    title: str | None
    outlet: str | None
    published: str | None
    evidence: str
    how: str
    words: str
    does: str


class _Up(NamedTuple):
    """Where a page has it from: the spot, and the link or the telling that shows it; ``origin`` is its place."""

    spot: str
    origin: int | None
    link: LinkRow | None
    tellings: tuple[TellingRow, ...]


def woven(view: ClaimView) -> Woven:
    """The lineage of a claim, as it is drawn."""
    return _Weaving(view).woven()


def lineage_rows(view: ClaimView) -> Iterator[LineageRow]:
    """Every page of a claim, once for each place that it has it from."""
    weaving = _Weaving(view)
    for article, ups in weaving.ups.items():
        yield from (weaving.row(article, up) for up in ups)


class _Weaving:
    """A claim on its way to a picture."""

    def __init__(self, view: ClaimView) -> None:
        self.view = view
        self.pages = by_page(view.tellings)
        self.statements = {one.row.id: one.row.article for one in view.tellings}
        self.links = {(one.left, one.right): one for one in view.links if one.relation in ("copies", "quotes", "cites")}
        self.origins = _most_told(view)
        self.round = dict.fromkeys(self._round())
        self.circling = frozenset(article for pair in self.round for article in pair)
        self.ups = self._ups()

    # ---------------------------------------------------------------------------------------------- what has it from what

    def _ups(self) -> dict[str, list[_Up]]:
        """For each page where it has the claim from, in the order of time."""
        found: dict[str, dict[str, _Up]] = {article: {} for article in self.pages}
        for place in range(len(self.view.origins)):
            tree = OriginTree(self.view, place, every=True)
            for article, tellings in tree.pages.items():
                link = tree.above.get(article)
                spot = f"page {link.right}" if link is not None else self._origin(place)
                found[article].setdefault(spot, _Up(spot, place, link, tuple(tellings)))
        for article, tellings in self.pages.items():
            for up in self._without(tellings, any(found[article])):
                found[article].setdefault(up.spot, up)
        return {article: list(ups.values()) for article, ups in found.items()}

    def _origin(self, place: int) -> str:
        return f"origin {place}" if place in self.origins else "other origins"

    def _without(self, tellings: Iterable[TellingRow], is_told: bool) -> Iterator[_Up]:
        """Where tellings go back to that have no origin: to who denies it, or to nobody."""
        for one in tellings:
            if not one.origins and one.row.act == "denies":
                denier = one.chain[-1].source if one.chain else "itself"
                yield _Up(f"denier {denier}", None, None, (one,))
            elif not one.origins and not is_told:
                yield _Up("nobody", None, None, (one,))

    def _round(self) -> Iterator[tuple[str, str]]:
        """The pairs of pages, left and right, that circles are made of: of each pair the right has it from the left."""
        for circle in self.view.circles:
            articles = [self.statements[name] for name in circle if name in self.statements]
            for here, there in zip(articles, articles[1:] + articles[:1], strict=True):
                if here != there:
                    yield there, here

    # -------------------------------------------------------------------------------------------------- what is shown of it

    @cached_property
    def shown(self) -> tuple[str, ...]:
        """The pages that are drawn, in the order of time: no page without the one that it has it from."""
        weights, below = self._weights(), self._below()
        ready = [(0, spot) for spot in dict.fromkeys(up.spot for ups in self.ups.values() for up in ups if _is_first(up))]
        found: set[str] = set()
        heap: list[tuple[int, int, str, int]] = []
        order = {article: number for number, article in enumerate(self.pages)}
        deep = DEEP if len(self.pages) > PAGES else len(self.pages)
        while (ready or heap) and len(found) < PAGES:
            while ready:
                depth, spot = ready.pop()
                ranked = sorted(below[spot], key=lambda one: (-weights[one], order[one]))
                fitting = ranked if len(ranked) <= ALL else ranked[:BESIDE]
                for article in fitting if depth <= deep else ():
                    heapq.heappush(heap, (-weights[article], order[article], article, depth))
            if heap:
                _, _, article, depth = heapq.heappop(heap)
                found.add(article)
                ready.append((depth + 1, f"page {article}"))
        alone = [articles[0] for articles in self._folded(found).values() if len(articles) == 1]
        return tuple(article for article in self.pages if article in found or article in alone)

    def _below(self) -> dict[str, list[str]]:
        """The pages below each place, each page below the first of those that it has it from."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for article, ups in self.ups.items():
            if ups:
                found[ups[0].spot].append(article)
        return found

    def _weights(self) -> Counter[str]:
        """How many pages have it from each page, near or far; those in circles, and those that dispute it, weigh more."""
        found: Counter[str] = Counter()
        for article in self.ups:
            above, seen = article, {article}
            while (ups := self.ups[above]) and (link := ups[0].link) is not None and link.right not in seen:
                above = link.right
                seen.add(above)
                found[above] += 1
        for pair in self.round:
            found.update(dict.fromkeys(pair, len(self.pages)))
        found.update(article for article, tellings in self.pages.items() if any(attitudes(tellings)))
        return found

    def _folded(self, shown: Iterable[str]) -> dict[tuple[str, ...], list[str]]:
        """The pages that are only counted where some are ``shown``, by the places under which they are."""
        found: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
        drawn = {f"page {article}" for article in shown}
        for article in self.pages:
            if f"page {article}" in drawn or not self.ups[article]:
                continue
            at, seen = article, {article}
            while (hidden := self._hidden_above(at, drawn)) is not None and hidden not in seen:
                at = hidden
                seen.add(hidden)
            spots = [up.spot for up in self.ups[at] if up.link is None or up.spot in drawn]
            found[tuple(dict.fromkeys(spots))].append(article)
        return found

    def _hidden_above(self, article: str, drawn: set[str]) -> str | None:
        link = self.ups[article][0].link
        return link.right if link is not None and f"page {link.right}" not in drawn else None

    # --------------------------------------------------------------------------------------------------------- as it is drawn

    def woven(self) -> Woven:
        """The places and ties of the picture."""
        spots: dict[str, Spot] = {}
        ties: list[Tie] = []
        folded = self._folded(self.shown)
        for article in self.shown:
            for up in self.ups[article]:
                ties += self._ties(article, up, spots)
        for ups, articles in folded.items():
            ties += self._counted(ups, articles, spots)
        named = {one.name: one for one in self._first({tie.left for tie in ties})} | spots
        named |= {f"page {article}": self._page(article) for article in self._beside()}
        more = {name: named.pop(name) for name in [*named] if name.startswith("more ")}
        ties = [one for one in ties if one.left in named] + self._circling(named)
        return Woven(tuple((named | more).values()), tuple(ties), len(self.pages), sum(map(len, folded.values())))

    def _ties(self, article: str, up: _Up, spots: dict[str, Spot]) -> Iterator[Tie]:
        """The ties that lead to a page, with the hops between."""
        page = f"page {article}"
        if self._is_nobody(up) and article in self.circling:
            return
        if up.link is not None:
            if (up.link.right, article) not in self.round:
                yield Tie(up.spot, page, evidence_of(up.link, up.tellings), self._how(up), shown_words(up.link))
            return
        left, telling = up.spot, _fullest(up.tellings)
        hops = self._hops(up, telling)
        for inner, hop in zip((telling.chain[-1:] or (None,)) + tuple(reversed(hops)), reversed(hops), strict=False):
            name = f"{left} > {hop.source}"
            spots.setdefault(name, _hop(name, hop))
            yield Tie(
                left, name, inner.evidence if inner else "stated", "is named there", one_line(inner.words) if inner else ""
            )
            left = name
        last = hops[0] if hops else next(iter(telling.chain[-1:]), None)
        evidence = "denied" if up.spot.startswith("denier") else last.evidence if last is not None else "stated"
        yield Tie(left, page, evidence, self._how(up), one_line(last.words) if last is not None else "")

    def _hops(self, up: _Up, telling: TellingRow) -> tuple[HopRow, ...]:
        """Those between an origin and a page, outermost first: neither the page's own outlet nor the origin once more."""
        if up.origin is None:
            return ()
        origin, own = self.view.origins[up.origin].who.casefold(), (telling.row.outlet or "").casefold()
        names = [(hop, one_line(hop.who or "").casefold()) for hop in telling.chain[:-1]]
        return tuple(hop for hop, name in names if name and name != own and not origin.startswith(name))

    def _how(self, up: _Up) -> str:
        """How a page has it, in words."""
        if up.link is not None:
            return has_it(up.link, up.tellings, called_page(self.pages[up.link.right][0]))
        if up.spot.startswith("denier"):
            return "tells that it is denied"
        if self._is_nobody(up):
            return "names nobody who knows it"
        return "has it from there"

    def _is_nobody(self, up: _Up) -> bool:
        return up.spot == "nobody" or (
            up.link is None and up.origin is not None and self.view.origins[up.origin].kind == "none"
        )

    def _counted(self, ups: Sequence[str], articles: Sequence[str], spots: dict[str, Spot]) -> Iterator[Tie]:
        """The pages below some places that are only counted."""
        name, count = f"more {' '.join(ups)}", len(articles)
        copies = sum(_copies(self.ups[article]) for article in articles)
        told = (
            f"{'all' if copies == count else f'{copies:,} of them'} {'copies' if copies == 1 else 'copy'} it" if copies else ""
        )
        words = f"{count:,} more {plural('page', count)}"
        full = f"and {words}, not drawn one by one: the list of statements has them all"
        leads = ("claim", self.view.row.id, "statements")
        spots[name] = Spot(name, "more", "", words, (told,) if told else (), (), full, leads)
        for spot in ups:
            yield Tie(spot, name, "matched" if copies else "stated", f"{words} {'have' if count > 1 else 'has'} it from there")

    def _first(self, used: set[str]) -> Iterator[Spot]:
        """The spots at the left, in the order of the claim: origins, others, nobody, those who deny it."""
        for place in self.origins:
            yield _origin(f"origin {place}", self.view.origins[place], source_of(self.view, place))
        if more := len(self.view.origins) - len(self.origins):
            yield Spot("other origins", "origin", "", f"{more:,} more {plural('origin', more)}", full="named below")
        if "nobody" in used:
            yield Spot("nobody", "origin", "none", "nobody shown", ("adds no origin",), (), "nobody is named who knows it")
        denying = {up.spot: up.tellings[0] for ups in self.ups.values() for up in ups if up.spot.startswith("denier")}
        for name, one in [*denying.items()][:DENIERS]:
            yield _denier(name, one)

    def _beside(self) -> list[str]:
        """The pages that are drawn, those in circles beside each other."""
        first = min((place for place, article in enumerate(self.shown) if article in self.circling), default=0)
        places = {article: first if article in self.circling else place for place, article in enumerate(self.shown)}
        return sorted(self.shown, key=places.__getitem__)

    def _circling(self, named: Mapping[str, Spot]) -> list[Tie]:
        pairs = [(f"page {left}", f"page {right}", self.links.get((right, left))) for left, right in self.round]
        return [
            Tie(left, right, evidence_of(link, ()) if link else "stated", "in a circle", shown_words(link), is_round=True)
            for left, right, link in pairs
            if left in named and right in named
        ]

    def _page(self, article: str) -> Spot:
        tellings = self.pages[article]
        row = tellings[0].row
        marks = list(attitudes(tellings)) + ["in a circle"] * (article in self.circling)
        name = page_name(row.outlet, row.title, article)
        full = f"{called_page(tellings[0])}: {one_line(row.title or '')} {in_marks(shortened(one_line(row.text), SHORT))}"
        told = (moment(tellings[0].first) or "no date",)
        return Spot(f"page {article}", "page", "", name, told, tuple(marks), full, ("article", article, ""))

    def row(self, article: str, up: _Up) -> LineageRow:
        """A page and where it has it from, as a line."""
        row, telling = self.pages[article][0].row, _fullest(up.tellings)
        origin = self.view.origins[up.origin] if up.origin is not None else None
        hops = () if up.link is not None else self._hops(up, telling)
        tie = [*self._ties(article, up, {})][-1:] or [Tie("", "", "matched", self._how(up), shown_words(up.link))]
        above = self.pages[up.link.right][0].row if up.link is not None else None
        return LineageRow(
            origin.who if origin else None,
            origin.kind if origin else None,
            " < ".join(one_line(hop.who or "") for hop in hops),
            above.article if above else None,
            above.outlet if above else None,
            *(article, row.title, row.outlet, row.published, tie[0].evidence, tie[0].how, tie[0].words),
            "; ".join(attitudes(self.pages[article])),
        )


# ------------------------------------------------------------------------------------------------------------------- the spots


def _most_told(view: ClaimView) -> tuple[int, ...]:
    """The places of the origins that are drawn, in their order."""
    ranked = sorted(range(len(view.origins)), key=lambda place: -len(view.origins[place].statements))
    most = len(ranked) if len(ranked) <= ORIGINS + 1 else ORIGINS
    return tuple(sorted(ranked[:most]))


def _is_first(up: _Up) -> bool:
    return up.link is None


def _fullest(tellings: Sequence[TellingRow]) -> TellingRow:
    """Of the statements of a page the one that tells most of how it came."""
    return max(tellings, key=lambda one: len(one.chain))


def _copies(ups: Sequence[_Up]) -> bool:
    return any(up.link is not None and up.link.relation == "copies" for up in ups)


def _hop(name: str, hop: HopRow) -> Spot:
    label, kind = called(hop.who, hop.kind), hop.kind or "none"
    words = _NAMES.get(kind, kind)
    told = () if kind in ("person", "outlet") or words in label else (words,)
    full = f"{label}, {words}: hands it on"
    return Spot(name, "hop", kind, one_line(hop.who or label), (*told, "hands it on"), (), full, ("source", hop.source, ""))


def _origin(name: str, origin: OriginRow, source: str | None) -> Spot:
    label = one_line(origin.who).removesuffix(", not named")
    told = [kind_words(origin)] if kind_words(origin) else []
    if origin.range != (1, 1):
        told.append(f"counts as {span_of(origin.range)}")
    full = "; ".join([one_line(origin.who), *told])
    leads = ("source", source, "") if source else None
    return Spot(name, "origin", origin.kind, label, tuple(told), (), full, leads)


def kind_words(origin: OriginRow) -> str:
    """What kind of source an origin is, where its name does not say so."""
    if origin.who.endswith(", not named"):
        return "not named"
    kind = _NAMES.get(origin.kind, origin.kind)
    return "" if origin.kind == "none" or kind in origin.who else kind


def source_of(view: ClaimView, place: int) -> str | None:
    """The id of the source that an origin is, as most of its statements have it."""
    kind = view.origins[place].kind
    last = [one.chain[-1] for one in view.tellings if place in one.origins and one.chain]
    found = Counter(hop.source for hop in last if hop.kind == kind)
    return found.most_common(1)[0][0] if found else None


def _denier(name: str, one: TellingRow) -> Spot:
    kind = one.row.kind or "none"
    label = one_line(one.row.who or "the page itself")
    leads = ("source", one.row.source, "") if one.row.source else None
    return Spot(name, "origin", kind, label, (), ("denies it",), f"{label} denies it", leads)


# ------------------------------------------------------------------------------------------------------------------- the words


def called_page(telling: TellingRow) -> str:
    """A page in a few words: its outlet, and since when it may have told the claim."""
    row = telling.row
    outlet = shortened(page_name(row.outlet, row.title, row.article), SHORT_NAME)
    return f"{outlet} ({moment(telling.first)})" if telling.first else outlet


def shown_words(link: LinkRow | None) -> str:
    """The words by which a link is known; of a copy the reason, since its words are the whole passage."""
    if link is None:
        return ""
    return one_line(link.reason if link.relation == "copies" else link.left_words or link.reason)


def evidence_of(link: LinkRow, tellings: Iterable[TellingRow]) -> str:
    """What shows a link: an address that leads there, a credit, words that name it, or wording that is the same."""
    right = one_line(link.right_outlet or "").casefold()
    credited = any(
        hop.evidence == "credited" and one_line(hop.who or "").casefold() == right for t in tellings for hop in t.chain
    )
    if link.relation == "cites":
        reasons = {"links": "linked", "credits": "credited"}
        return reasons.get(link.reason.split(" ", 1)[0], "stated")
    return "credited" if credited else "matched"
