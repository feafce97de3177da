"""One statement, source or outlet of a case in full: facts as prose, counts with what they were counted over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from sayso.casebook.lists import statements_table
from sayso.casebook.wording import called, chain, judged, place, short
from sayso.corpus.rows import Count, OutletProfile, Review, SourceProfile, StatementRow, StatementView
from sayso.reports.prose import SHORT_NAME, indented, one_line, plural, shortened, styled
from sayso.reports.wording import KINDS, NOTHING

_KINDS: dict[str, str] = {str(kind): words for kind, words in KINDS.items()}
TOLD = {
    "number": "how many",
    "body": "of",
    "nationality": "nation",
    "grounds": "why not named",
    "knowledge": "how they can know",
}
"""What is told of a source that is not named, by the fields of ``SourceProfile.anonymity``."""


# ------------------------------------------------------------------------------------------------------------------- statements


def statement_report(view: StatementView) -> Group:
    """A statement in its place, its chain hop by hop, its labels with the words that decided them, and what reviews say."""
    return Group(*_statement(view))


def _statement(view: StatementView) -> Iterator[RenderableType]:
    row = view.row
    yield styled(f"{row.id}", "dim")
    yield from _reviews(view.reviews)
    yield styled(_joined("…", view.before), "dim") + styled(row.text, "bold") + styled(_joined(view.behind, "…"), "dim")
    yield Text("")
    yield styled(chain(view.chain) if view.chain else "this page, in its own voice", "cyan")
    for hop in view.chain:
        yield indented(styled(f"{called(hop.who, hop.kind)}: {_KINDS.get(hop.kind, hop.kind)}, {hop.evidence}"), 2)
        facts = (("role", hop.role), ("words", hop.words and f"“{hop.words}”"), ("id", short(hop.source)))
        yield from (_fact(name, value, 4) for name, value in facts if value)
    yield Text("")
    yield from (_fact(name, value) for name, value in _labels(view) if value)


def _joined(left: str, right: str) -> str:
    """Two texts in one line, with the white space that they begin and end with as a single space."""
    return re.sub(r"\s+", " ", left + right)


def _labels(view: StatementView) -> Iterator[tuple[str, str | None]]:
    row, words = view.row, {name: f" (“{words}”)" for name, words in view.triggers}
    for name, value in (("act", row.act), ("distance", row.distance), ("certainty", row.certainty), ("voice", row.voice)):
        plain = f" ({NOTHING[name]})" if name in NOTHING and view.chain else ""
        yield name, value + words.get(name, plain)
    yield "through", row.medium and row.medium + words.get("medium", "")
    yield "said", view.time and view.time.replace("/", " to ") + words.get("time", "")
    yield "denies", view.denies and short(view.denies)
    yield "denied by", ", ".join(map(short, view.denied_by))
    yield "figures", ", ".join(f"“{figure}”" for figure in view.figures)
    yield "article", f"{short(row.article)} {row.title or '(no title)'}"
    yield "in", place(row.outlet, row.published)


def _reviews(reviews: Iterable[Review]) -> Iterator[RenderableType]:
    for one in reviews:
        undone = " (undone)" if one.undone else ""
        by = f", by {one.by}" if one.by else ""
        yield styled(f"review {short(one.id)}: {judged(one)}{by}, {one.made[:10]}{undone}", "dim" if undone else "magenta")


def _fact(name: str, words: str, by: int = 0) -> RenderableType:
    return indented(styled(f"{name}: ", "dim") + styled(one_line(words)), by)


# ----------------------------------------------------------------------------------------------------------- sources, outlets


class NamedCount(NamedTuple):
    """A count with what is counted: "act: denies, 2 of 7". ``number`` and ``n`` are None for what is only named; ``own`` and
    ``own_n`` as ``Count`` has them."""

    what: str
    name: str
    number: int | None = None
    n: int | None = None
    id: str | None = None
    own: int | None = None
    own_n: int | None = None


def _named(sections: Iterable[tuple[str, Sequence[Count]]]) -> list[NamedCount]:
    return [NamedCount(what, *count) for what, counts in sections for count in counts]


_OF_SOURCE = (
    ("act", "acts"), ("distance", "distances"), ("certainty", "certainties"),
    ("articles of", "outlets"), ("passed on by", "through"),
)  # fmt: skip
_OF_OUTLET = (
    ("said by", "kinds"), ("put as", "firmness"), ("lets speak", "sources"),
    ("cites", "cites"), ("is cited by", "cited_by"),
)  # fmt: skip


def source_counts(profile: SourceProfile) -> list[NamedCount]:
    """All counts of a source in one list, for CSV, behind what it is called."""
    names = [NamedCount("called", name) for name in profile.names] + [NamedCount("role", role) for role in profile.roles]
    return names + _named((what, getattr(profile, field)) for what, field in _OF_SOURCE)


def outlet_counts(profile: OutletProfile) -> list[NamedCount]:
    """All counts of an outlet in one list, for CSV."""
    return _named((what, getattr(profile, field)) for what, field in _OF_OUTLET)


def source_report(profile: SourceProfile, statements: Sequence[StatementRow]) -> Group:
    """A source: what it is called, how much is heard of it and where, how it is put; and some of its statements."""
    return Group(*_source(profile, statements))


def _source(profile: SourceProfile, statements: Sequence[StatementRow]) -> Iterator[RenderableType]:
    row = profile.row
    yield styled(row.id, "dim")
    yield styled(shortened(called(row.name, row.kind), SHORT_NAME), "bold") + styled(f" ({_KINDS.get(row.kind, row.kind)})")
    if profile.names[1:]:
        yield _fact("called", "; ".join(profile.names))
    if profile.roles:
        yield _fact("role", "; ".join(profile.roles))
    yield from (_fact(TOLD.get(what, what), f"“{words}”") for what, words in profile.anonymity)
    yield styled(
        f"{row.statements} {plural('statement', row.statements)} {'rests' if row.statements == 1 else 'rest'} on it, "
        f"{row.passed_on} went through it; in "
        f"{row.articles} {plural('article', row.articles)} of {row.outlets} {plural('outlet', row.outlets)}"
        f"{_days(profile.first, profile.last)}"
    )
    yield from _counted((what, getattr(profile, field)) for what, field in _OF_SOURCE)
    if statements:
        yield from (Text(""), statements_table(statements))


def outlet_report(profile: OutletProfile) -> Group:
    """An outlet: how much of it is here, on whom its pages rest and how they put it, whom it cites and who cites it."""
    return Group(*_outlet(profile))


def _outlet(profile: OutletProfile) -> Iterator[RenderableType]:
    row = profile.row
    yield styled(row.id, "dim")
    yield styled(row.name, "bold") + styled(f" ({row.kind})" if row.kind else "")
    yield styled(
        f"{row.articles} {plural('article', row.articles)}{_days(profile.first, profile.last)}; they give "
        f"{row.statements} {plural('statement', row.statements)} to somebody; {row.cited} of other outlets' pages cite it"
    )
    if profile.source:
        yield _fact("as a source", short(profile.source))
    yield from _counted((what, getattr(profile, field)) for what, field in _OF_OUTLET)


def _days(first: str | None, last: str | None) -> str:
    if first is None:
        return ""
    return f", {first}" if first == last else f", {first} to {last}"


def _counted(sections: Iterable[tuple[str, Sequence[Count]]]) -> Iterator[RenderableType]:
    """Counts under each other, each with what it is counted over."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=False)
    table.add_column(no_wrap=True, style="dim")
    table.add_column(justify="right", no_wrap=True)
    table.add_column()
    table.add_column(no_wrap=True, style="dim")
    for what, counts in sections:
        shown = [count for count in counts if count.number]
        for number, count in enumerate(shown):
            named = styled(shortened(one_line(count.name), SHORT_NAME))
            table.add_row("" if number else what, f"{count.number} of {count.n}", named, styled(short(count.id)))
    if table.row_count:
        yield from (Text(""), table)
