"""Sources and outlets as pages: counts with what they were counted over, over all articles and without those that copy another
one. No score is made of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, get_args

from sayso.casebook.wholes import TOLD
from sayso.casebook.wording import called, firmness, place, who
from sayso.corpus.rows import ArticleRow, Count, OutletProfile, OutletRow, SourceProfile, SourceRow, StatementRow
from sayso.records import Kind
from sayso.reports.prose import one_line, plural, shortened
from sayso.reports.wording import KINDS
from sayso.web.shown import Part
from sayso.web.views.marking import firmness_of
from sayso.web.views.statement import MEANT

MOST = 20
"""So many of a kind are counted by name on a page; files have all."""
NOBODY = "somebody not resolved"
"""What a source is called of which a page tells neither a name nor a description."""
_NAME = 120
_WORDS = 400
KIND_WORDS: dict[str, str] = {str(kind): words for kind, words in KINDS.items()}
KIND_CHOICES = tuple((kind, KIND_WORDS.get(kind, kind)) for kind in get_args(Kind))
"""The kinds of sources, and what they are called in a form."""


class Bar(NamedTuple):
    """``number`` of ``n``, and how long a bar for it is, of 100."""

    number: int
    n: int
    length: float


class Line(NamedTuple):
    """What is counted: what it is called, what that means where it is a label, the page about it (kind, id) if there is one,
    the count over all articles, and the count without copies (None where the case is not linked)."""

    words: str
    meant: str
    leads: tuple[str, str] | None
    all: Bar
    own: Bar | None


class Section(NamedTuple):
    """Counts of one kind; ``over`` says in words what they are counted over, ``more``
    how many lines are left out."""

    heading: str
    over: str
    lines: tuple[Line, ...]
    more: int = 0


def _bar(number: int, n: int) -> Bar:
    return Bar(number, n, 100 * number / n if n else 0.0)


def _section(heading: str, over: str, counts: Iterable[Count], kind: str | None = None, label: str = "") -> Section:
    lines = []
    for one in counts:
        if not one.number:
            continue
        own = None if one.own is None else _bar(one.own, one.own_n or 0)
        words = shortened(one_line(KIND_WORDS.get(one.name, one.name) if kind == "kind" else one.name), _NAME)
        leads = (kind, one.id) if kind and kind != "kind" and one.id else None
        meant = MEANT[label].get(one.name, "") if label else ""
        lines.append(Line(words, meant, leads, _bar(one.number, one.n), own))
    return Section(heading, over, tuple(lines[:MOST]), max(len(lines) - MOST, 0))


# --------------------------------------------------------------------------------------------------------------------- sources


class Said(NamedTuple):
    """A statement in a list: its words, who says it through whom, how ``firm`` it is put, in a word for its line and in words
    what is not plain about it, and where it stands."""

    id: str
    article: str
    words: str
    who: str
    through: str
    firm: str
    manner: str
    place: str


class SourcePage(NamedTuple):
    """A source whole. ``told`` and ``own`` say in words how much is heard of it, with and without copies."""

    row: SourceRow
    called: str
    kind: str
    told: str
    own: str | None
    days: str
    facts: tuple[tuple[str, tuple[str, ...]], ...]
    sections: tuple[Section, ...]
    statements: tuple[Said, ...]
    more: bool
    outlet: str | None


def source_page(profile: SourceProfile, statements: Sequence[StatementRow], most: int) -> SourcePage:
    """A source, with ``most`` of its statements."""
    row = profile.row
    facts = (
        ("Also called", profile.names[1:]),
        ("Role", profile.roles),
        *((TOLD.get(what, what).capitalize(), (f"“{one_line(words)}”",)) for what, words in profile.anonymity),
    )
    said = "of the statements that rest on this source"
    sections = (
        _section("What the statements do", said, profile.acts, label="act"),
        _section("How the pages’ words stand to them", said, profile.distances, label="distance"),
        _section("How firmly they are put", said, profile.certainties, label="certainty"),
        _section("Passed on by", said, profile.through, "source"),
        _section("Heard in", "of the articles in which this source is heard", profile.outlets, "outlet"),
    )
    return SourcePage(
        row=row,
        called=shortened(called(row.name, row.kind), _NAME) or NOBODY,
        kind=KIND_WORDS.get(row.kind, row.kind),
        told=_heard(row),
        own=None if profile.own is None else _heard(profile.own),
        days=days(profile.first, profile.last),
        facts=tuple((name, tuple(map(one_line, words))) for name, words in facts if words),
        sections=tuple(one for one in sections if one.lines),
        statements=tuple(said_of(one) for one in statements[:most]),
        more=len(statements) > most,
        outlet=profile.outlet,
    )


def _rest(count: int) -> str:
    return "rests" if count == 1 else "rest"


def _heard(row: SourceRow) -> str:
    passed = f", {row.passed_on:,} more passed through" if row.passed_on else ""
    said = f"{row.statements:,} {plural('statement', row.statements)} {_rest(row.statements)} on this source{passed}"
    outlets = f" of {row.outlets:,} {plural('outlet', row.outlets)}" if row.outlets else ""
    return f"{said}, in {row.articles:,} {plural('article', row.articles)}{outlets}"


def days(first: str | None, last: str | None) -> str:
    """From the first to the last day on which something is seen in a case."""
    if first is None:
        return ""
    if first == last:
        return f"Seen in this case on {first}."
    return f"First seen in this case on {first}, last on {last}."


def said_of(row: StatementRow) -> Said:
    """A statement for a list."""
    return Said(
        row.id,
        row.article,
        shortened(one_line(row.text), _WORDS),
        who(row),
        one_line(row.via),
        firmness_of(row),
        firmness(row),
        place(row.outlet, row.published),
    )


class SourceItem(NamedTuple):
    """A source in a list."""

    row: SourceRow
    called: str
    role: str | None
    kind: str


class SourceList(NamedTuple):
    """A page of sources."""

    sources: Part
    asked: dict[str, object]
    kinds: tuple[tuple[str, str], ...]


def source_item(row: SourceRow) -> SourceItem:
    """A source for a list."""
    name = shortened(one_line(row.name or ""), _NAME) or NOBODY
    role = shortened(one_line(row.role), _NAME) if row.role and row.role != row.name else None
    return SourceItem(row, name, role, KIND_WORDS.get(row.kind, row.kind))


# --------------------------------------------------------------------------------------------------------------------- outlets


class OutletPage(NamedTuple):
    """An outlet whole, with some of its articles."""

    row: OutletRow
    called: str
    told: str
    own: str | None
    days: str
    sections: tuple[Section, ...]
    articles: tuple[ArticleRow, ...]
    more: bool
    source: str | None


def outlet_page(profile: OutletProfile, articles: Sequence[ArticleRow], most: int) -> OutletPage:
    """An outlet, with ``most`` of its articles."""
    row = profile.row
    said = "of the statements that its pages put on somebody’s word"
    cited = "of the statements on other pages that name it"
    sections = (
        _section("On whom its statements rest", said, profile.kinds, "kind"),
        _section("How they are put", said, profile.firmness),
        _section("Whom it lets speak", said, profile.sources, "source"),
        _section("Whom it cites", said, profile.cites, "outlet"),
        _section("Who cites it", cited, profile.cited_by, "outlet"),
    )
    return OutletPage(
        row=row,
        called=shortened(one_line(row.name), _NAME),
        told=_held(row),
        own=None if profile.own is None else _held(profile.own),
        days=days(profile.first, profile.last),
        sections=tuple(one for one in sections if one.lines),
        articles=tuple(articles[:most]),
        more=len(articles) > most,
        source=profile.source,
    )


def _held(row: OutletRow) -> str:
    if not row.articles:
        return f"No article of its own; {_named(row.cited)}"
    given = f"{row.statements:,} {plural('statement', row.statements)} on somebody’s word"
    return f"{row.articles:,} {plural('article', row.articles)} with {given}; {_named(row.cited)}"


def _named(cited: int) -> str:
    return f"{cited:,} {plural('statement', cited)} of other pages {'names' if cited == 1 else 'name'} it"


class OutletList(NamedTuple):
    """A page of outlets."""

    outlets: Part
    asked: dict[str, object]
