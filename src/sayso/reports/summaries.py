"""Pages at a glance: what kinds of sources one rests on, and a table with a line for each of many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from sayso.records import Dossier, Kind
from sayso.reports.prose import one_line, plural, safe, styled
from sayso.reports.wording import attributed

_SUMMED_UP: tuple[tuple[Kind, str], ...] = (
    ("person", "named person"),
    ("organisation", "organisation"),
    ("outlet", "outlet"),
    ("document", "document"),
    ("unnamed", "unnamed source"),
    ("collective", "group"),
    ("self", "the author"),
    ("none", "no source stated"),
)


def summary(dossier: Dossier) -> Iterator[RenderableType]:
    """How many statements rest on which kinds of sources, how many are the page's own, and how deep chains go."""
    sources = {source.id: source for source in dossier.sources}
    traced = attributed(dossier)
    kinds = Counter(sources[statement.chain[-1].source].kind for statement in traced)
    voices = Counter(statement.voice for statement in dossier.statements)
    deepest = max((len(statement.chain) for statement in traced), default=0)
    yield styled(f"{len(traced)} attributed {plural('statement', len(traced))}, by the kind of source:", "bold")
    for kind, name in _SUMMED_UP:
        if kinds[kind]:
            yield styled(f"{kinds[kind]:5}  {name if kind in ('self', 'none') else plural(name, kinds[kind])}")
    yield styled(f"{voices['own']:5}  {plural('sentence', voices['own'])} in the page's own voice")
    if voices["inference"]:
        yield styled(f"{voices['inference']:5}  in which the page infers or judges")
    yield styled(f"{deepest:5}  {plural('hop', deepest)} in the deepest chain")


class Row(NamedTuple):
    """A page in a table of many: how many statements it attributes, to whom, and how deep its deepest chain is."""

    page: str
    statements: int
    named: int
    unnamed: int
    nobody: int
    hops: int


def row(dossier: Dossier) -> Row:
    """What ``summary_table`` tells of a page, by the innermost source of each statement."""
    sources = {source.id: source for source in dossier.sources}
    traced = attributed(dossier)
    inner = [sources[statement.chain[-1].source] for statement in traced]
    nobody = sum(source.kind == "none" for source in inner)
    named = sum(source.resolved and source.kind not in ("none", "unnamed", "collective") for source in inner)
    article = dossier.article
    return Row(
        page=": ".join(one_line(words) for words in (article.outlet, article.title or "(no title)") if words),
        statements=len(traced),
        named=named,
        unnamed=len(inner) - named - nobody,
        nobody=nobody,
        hops=max((len(statement.chain) for statement in traced), default=0),
    )


def summary_table(rows: Sequence[Row]) -> Table:
    """Many pages at a glance, a line each."""
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold", expand=True)
    table.add_column("page", no_wrap=True, overflow="ellipsis", ratio=1)
    for heading in ("in all", "named", "unnamed", "nobody", "hops"):
        table.add_column(heading, justify="right", no_wrap=True, min_width=len(heading))
    for page, *counts in rows:
        table.add_row(Text(safe(page), no_wrap=True, overflow="ellipsis"), *map(str, counts))
    return table
