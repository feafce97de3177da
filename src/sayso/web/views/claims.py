"""Claims, as a list and one by one: how many origins are left, why there are not more, who puts it where, and how firmly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from sayso.casebook.claims import WIDENING, counted, resting, totals, warnings
from sayso.casebook.trees import OriginTree, attitudes, by_page, has_it
from sayso.casebook.wording import called, firmness, in_marks, moment, page_name, page_title, short, span_of, who
from sayso.corpus.rows import (
    ClaimReview,
    ClaimRow,
    ClaimView,
    CollapseRow,
    ConflictRow,
    LinkRow,
    Range,
    StatementRow,
    TellingRow,
)
from sayso.reports.prose import SHORT_NAME, one_line, plural, shortened
from sayso.web.views import marking
from sayso.web.views.lineage import Woven, called_page, kind_words, source_of, woven

NAMED = 6
"""So many origins are named at once."""
EVIDENCE = 3
"""So many pairs of pages are shown with a reason; the others are counted."""
ABOUT = 6
"""So many pages are named with a reason that no link shows."""
LONGEST = 400
"""So many letters of a passage are shown as evidence."""

# ---------------------------------------------------------------------------------------------------------------------- a list


class Listed(NamedTuple):
    """A claim in a list, in words."""

    id: str
    words: str
    origins: Range
    totals: str
    resting: str
    warnings: tuple[str, ...]
    first: str


def listed(rows: Iterable[ClaimRow]) -> list[Listed]:
    """Claims as a list shows them."""
    return [_listed(row) for row in rows]


def _listed(row: ClaimRow) -> Listed:
    pages = f"{row.pages:,} {plural('page', row.pages)} of {row.outlets:,} {plural('outlet', row.outlets)}"
    first = moment(row.first_seen)
    return Listed(row.id, one_line(row.text), row.origins, pages, resting(row), tuple(warnings(row)), first)


class Asked(NamedTuple):
    """What a list of claims is asked for, as the form shows it."""

    single_origin: bool
    unnamed: bool
    disputed: bool
    text: str | None
    outlet: str | None
    since: str | None
    article: str | None
    merge: str | None

    @property
    def is_any(self) -> bool:
        """Whether anything is asked for."""
        return any(self[:7])


class Merging(NamedTuple):
    """The claim that another one is looked for to be the same as."""

    id: str
    text: str


# ----------------------------------------------------------------------------------------------------------------------- whole


class Origin(NamedTuple):
    """An origin: ``several`` tells how many it may stand for where that is not one; ``source`` leads to its profile."""

    who: str
    kind: str
    told: str
    several: str
    pages: str
    source: str | None


class Shared(NamedTuple):
    """A pair of pages that shows a reason, with the words on both sides."""

    left: str
    left_name: str
    right: str
    right_name: str
    how: str
    left_words: str
    right_words: str


class Where(NamedTuple):
    """A statement that a reason is about, by the page that it stands on."""

    article: str
    statement: str
    outlet: str


class Reason(NamedTuple):
    """Why statements count as one, or why the number is open, with pairs of pages that show it, ``more`` of which there are;
    where nothing ties pages, the pages that it is ``about``, and how many ``others``."""

    title: str
    text: str
    shared: tuple[Shared, ...]
    more: int
    about: tuple[Where, ...]
    others: int


class Said(NamedTuple):
    """A statement of a claim. ``firm`` is the style of its line, ``firmly`` says the same in words."""

    id: str
    who: str
    source: str | None
    through: str
    words: str
    firm: str
    firmly: str


class Page(NamedTuple):
    """A page that puts, denies or doubts a claim. ``first`` is since when it may have told it; ``above`` is the page that it
    has it from, ``how`` tells how."""

    article: str
    outlet: str
    title: str
    first: str
    changed: str
    does: tuple[str, ...]
    above: str | None
    above_name: str
    how: str
    said: tuple[Said, ...]


class Reviewed(NamedTuple):
    """A review of the claim, in words."""

    id: str
    words: str
    made: str
    undone: str


class Whole(NamedTuple):
    """A claim whole. ``summary`` tells in few words what its pages do; ``others`` are the origins that are not named at once;
    ``fewer`` are the reasons why there are not more origins, ``wider`` those why the number is open; ``disputing`` are the
    pages that deny or doubt it."""

    id: str
    words: str
    origins: Range
    sentence: str
    totals: str
    summary: tuple[str, ...]
    warnings: tuple[str, ...]
    first: str
    rests_on: tuple[Origin, ...]
    others: tuple[Origin, ...]
    woven: Woven
    fewer: tuple[Reason, ...]
    wider: tuple[Reason, ...]
    circles: tuple[tuple[Page, ...], ...]
    disputing: tuple[Page, ...]
    conflicts: tuple[ConflictRow, ...]
    pages: tuple[Page, ...]
    reviews: tuple[Reviewed, ...]


def whole(view: ClaimView) -> Whole:
    """A claim as its page shows it."""
    row, grouped = view.row, by_page(view.tellings)
    origins = [one for _, one in sorted(_origins(view), key=lambda one: -one[0])]
    above = _above(view)
    pages = {article: _page(tellings, above.get(article), grouped) for article, tellings in grouped.items()}
    links = {one.id: one for one in view.links}
    rows = {one.row.id: one.row for one in view.tellings}
    reasons = [(one.reason in WIDENING, _reason(one, links, rows)) for one in view.collapses if one.reason != "circle"]
    of = {name: one.article for name, one in rows.items()}
    return Whole(
        id=row.id,
        words=one_line(row.text),
        origins=row.origins,
        sentence=counted(row.origins),
        totals=f"{totals(row)} {'puts' if row.statements == 1 else 'put'} it.",
        summary=tuple(_summary(view, of)),
        warnings=tuple(one for one in warnings(row) if not one.startswith(("all of", "nobody"))),
        first=moment(row.first_seen),
        rests_on=tuple(origins[:NAMED]),
        others=tuple(origins[NAMED:]),
        woven=woven(view),
        fewer=tuple(one for is_wide, one in reasons if not is_wide),
        wider=tuple(one for is_wide, one in reasons if is_wide),
        circles=tuple(tuple(_round(circle, of, pages)) for circle in view.circles),
        disputing=tuple(one for one in pages.values() if one.does),
        conflicts=view.conflicts,
        pages=tuple(pages.values()),
        reviews=tuple(_reviewed(one, rows) for one in view.reviews),
    )


def _origins(view: ClaimView) -> Iterator[tuple[int, Origin]]:
    """On whom or what it rests, each with how many pages go back to it."""
    for place, one in enumerate(view.origins):
        count = len({told.row.article for told in view.tellings if place in told.origins})
        several = "" if one.range == (1, 1) else f"counts as {span_of(one.range)}"
        pages = f"{count:,} {plural('page', count)}"
        name = one_line(one.who).removesuffix(", not named")
        yield count, Origin(name, one.kind, kind_words(one), several, pages, source_of(view, place))


_SUMMARY: Mapping[str, tuple[str, str]] = {
    "same source": ("names the same source", "name the same source"),
    "copied passage": ("copies another page", "copy another page"),
    "same wire": ("prints a report of an agency", "print reports of an agency"),
    "same quotation": ("quotes the same words", "quote the same words"),
    "citation": ("passes on what another told", "pass on what another told"),
    "no origin shown": ("shows nobody who knows it", "show nobody who knows it"),
}
"""What pages do to a claim, by the reason that tells it, for one and for several."""


def _summary(view: ClaimView, of: Mapping[str, str]) -> Iterator[str]:
    """How many pages do what."""
    found: dict[str, set[str]] = {}
    for one in view.collapses:
        found.setdefault(one.reason, set()).update(of[name] for name in one.statements if name in of)
    for reason, words in _SUMMARY.items():
        if count := len(found.get(reason, ())):
            yield f"{count:,} {plural('page', count)} {words[count > 1]}"
    does = Counter(words for tellings in by_page(view.tellings).values() for words in attitudes(tellings))
    for told, disputing in _DISPUTE.items():
        if count := does[told]:
            yield f"{count:,} {plural('page', count)} {disputing[count > 1]}"


_DISPUTE = {
    "denies it": ("denies it", "deny it"),
    "with a denial": ("carries a denial", "carry a denial"),
    "doubts it": ("doubts it", "doubt it"),
}

# --------------------------------------------------------------------------------------------------------------------- reasons

_TITLES: Mapping[str, str] = {
    "same source": "The same source",
    "copied passage": "Copied",
    "same quotation": "The same words quoted",
    "citation": "Passed on",
    "same wire": "One report of an agency",
    "one body": "One body, several voices",
    "denial": "Denied",
    "unnamed": "Not named",
    "no origin shown": "Nobody shown",
}


def _reason(one: CollapseRow, links: Mapping[str, LinkRow], rows: Mapping[str, StatementRow]) -> Reason:
    """A reason with the pairs of pages that show it, one of each pair, or with the pages that it is about."""
    told: dict[tuple[str, str], LinkRow] = {}
    for link in (links[name] for name in one.links if name in links):
        told.setdefault((link.left, link.right), link)
    shared = [_shared(link) for link in told.values()]
    about = {} if shared else {row.article: row for name in reversed(one.statements) if (row := rows.get(name)) is not None}
    places = [Where(row.article, row.id, _named(row.outlet, row.title, row.article)) for row in reversed(about.values())]
    title, text = _TITLES.get(one.reason, one.reason), one_line(one.text)
    return Reason(title, text, tuple(shared[:EVIDENCE]), len(shared[EVIDENCE:]), tuple(places[:ABOUT]), len(places[ABOUT:]))


def _named(outlet: str | None, title: str | None, article: str) -> str:
    """A page by its outlet, or else by its title."""
    return shortened(page_name(outlet, title, article), SHORT_NAME)


def _shared(link: LinkRow) -> Shared:
    left = _named(link.left_outlet, link.left_title, link.left)
    right = _named(link.right_outlet, link.right_title, link.right)
    words, others = (shortened(one_line(words), LONGEST) for words in (link.left_words, link.right_words))
    return Shared(link.left, left, link.right, right, one_line(link.reason), words, "" if words == others else others)


# ----------------------------------------------------------------------------------------------------------------------- pages


def _above(view: ClaimView) -> dict[str, LinkRow]:
    """For each page the link to the one that it has the claim from, of the first origin that has one."""
    found: dict[str, LinkRow] = {}
    for place in range(len(view.origins)):
        found = OriginTree(view, place, every=True).above | found
    return found


def _page(tellings: Sequence[TellingRow], link: LinkRow | None, pages: Mapping[str, Sequence[TellingRow]]) -> Page:
    row = tellings[0].row
    over = called_page(pages[link.right][0]) if link is not None else ""
    first, seen = moment(tellings[0].first), moment(tellings[0].seen)
    return Page(
        article=row.article,
        outlet=one_line(row.outlet or "outlet not known"),
        title=page_title(row.title, row.article),
        first=first,
        changed=seen if seen != first else "",
        does=tuple(attitudes(tellings)),
        above=link.right if link is not None else None,
        above_name=over,
        how=has_it(link, tellings, "").strip() if link is not None else "",
        said=tuple(map(_said, tellings)),
    )


def _said(one: TellingRow) -> Said:
    row = one.row
    through = ", ".join(called(hop.who, hop.kind) for hop in one.chain[:-1])
    firm = marking.firmness_of(row)
    speaker = who(row)
    return Said(row.id, speaker[:1].upper() + speaker[1:], row.source, through, one_line(row.text), firm, firmness(row))


def _round(circle: Sequence[str], of: Mapping[str, str], pages: Mapping[str, Page]) -> Iterator[Page]:
    """The pages of a circle, each of which has it from the next, the first once more at the end."""
    articles = list(dict.fromkeys(of[name] for name in circle if name in of))
    yield from (pages[article] for article in [*articles, *articles[:1]])


def _reviewed(one: ClaimReview, rows: Mapping[str, StatementRow]) -> Reviewed:
    """A review, told by the words of the statements that it is about."""
    left, right = (_statements(names, rows) for names in (one.left, one.right))
    said = {
        "same": f"{left} and {right} put the same",
        "not the same": f"{left} and {right} do not put the same",
        "merge": f"{left} and {right} are one claim",
        "split": f"{right} {'is' if len(one.right) == 1 else 'are'} not of the claim of {left}",
    }
    note = f": {one_line(one.note)}" if one.note else ""
    made = f"{moment(one.made)}{f' by {one_line(one.by)}' if one.by else ''}"
    return Reviewed(one.id, f"{said[one.judgement]}{note}", made, moment(one.undone))


def _statements(names: Sequence[str], rows: Mapping[str, StatementRow]) -> str:
    """Statements by the words of the first of them that is in the claim, the others counted."""
    known = next((rows[name] for name in names if name in rows), None)
    words = in_marks(shortened(one_line(known.text), SHORT_NAME)) if known is not None else ", ".join(map(short, names[:1]))
    return f"{words} and {len(names) - 1:,} more" if len(names) > 1 else words
