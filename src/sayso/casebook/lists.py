"""Lists of a case as tables, a row each: on 80 columns and more, with what is long broken over lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from sayso.casebook.wording import firmness, judged, moment, place, short, who
from sayso.corpus.rows import ArticleRow, Finding, Hit, OutletRow, RefusalRow, Review, SourceRow, StatementRow
from sayso.reports.prose import SHORT, SHORT_NAME, indented, one_line, shortened, styled


def plain_table(*, spaced: bool = False) -> Table:
    """A table without rules; ``spaced`` is for rows of several lines."""
    padding = (0, 2, 1 if spaced else 0, 0)
    return Table(box=None, pad_edge=False, padding=padding, header_style="bold", expand=True)


def _id_column(table: Table, heading: str = "id") -> None:
    table.add_column(heading, no_wrap=True, style="dim")


def _number_column(table: Table, heading: str) -> None:
    table.add_column(heading, justify="right", no_wrap=True)


def _add(table: Table, *cells: str | RenderableType | None) -> None:
    """A row of a table, its texts made safe."""
    table.add_row(*(styled(cell) if isinstance(cell, str) else cell for cell in cells))


def stacked(*parts: Text | None) -> RenderableType:
    """Words under each other, those that are there."""
    return Group(*(part for part in parts if part))


def _words(words: str | None, style: str = "", most: int = SHORT) -> Text | None:
    return styled(shortened(one_line(words), most), style) if words else None


# ------------------------------------------------------------------------------------------------------- articles, statements


def articles_table(rows: Iterable[ArticleRow]) -> Table:
    """Articles: when, where, their title, and how many statements are given to somebody, and to somebody who is not named."""
    table = plain_table()
    _id_column(table)
    table.add_column("published", no_wrap=True)
    table.add_column("article", ratio=1)
    for heading in ("said", "unnamed"):
        _number_column(table, heading)
    for row in rows:
        about = ", ".join(_about(row))
        _add(
            table,
            short(row.id),
            styled((row.published or "")[:10]),
            stacked(_words(row.title or "(no title)"), _words(about, "dim")),
            str(row.attributed),
            str(row.unnamed),
        )
    return table


def _about(row: ArticleRow) -> Iterator[str]:
    if row.outlet:
        yield shortened(row.outlet, SHORT_NAME)
    if row.versions > 1:
        yield f"version {row.version} of {row.versions}"
    if row.language not in (None, "en"):
        yield f"in another language ({row.language})"


def statements_table(rows: Iterable[StatementRow], *, placed: bool = True) -> Table:
    """Statements: who, through whom, the words, what is not plain about them, where they stand, and what reviews say."""
    table = plain_table(spaced=True)
    _id_column(table)
    table.add_column("who", ratio=2)
    table.add_column("what", ratio=5)
    for row in rows:
        via = _words(f"through {row.via}", "dim", SHORT_NAME) if row.via else None
        _add(
            table,
            short(row.id),
            stacked(_words(who(row), "cyan"), via),
            stacked(
                _words(row.text),
                _words(firmness(row), "yellow"),
                _words(row.review and f"review: {row.review}", "magenta"),
                _words(place(row.outlet, row.published), "dim", SHORT_NAME) if placed else None,
            ),
        )
    return table


def hits_report(hits: Sequence[Hit], statements: Mapping[str, Sequence[StatementRow]]) -> Group:
    """Articles that hold what was looked for, each with the place, and with those of its statements (by the article's id) that
    hold it too."""
    return Group(*(part for number, hit in enumerate(hits) for part in _hit(hit, statements.get(hit.article, ()), number > 0)))


def _hit(hit: Hit, statements: Sequence[StatementRow], is_next: bool) -> Iterator[RenderableType]:
    if is_next:
        yield Text("")
    where = place(hit.outlet, hit.published)
    yield styled(f"{short(hit.article)}  ", "dim") + styled(one_line(hit.title or "(no title)"), "bold")
    if where:
        yield indented(styled(where, "dim"), 10)
    yield indented(styled(one_line(hit.snippet)), 10)
    for row in statements:
        said = styled(f"{short(row.id)}  ", "dim") + styled(f"{who(row)}: ", "cyan") + styled(shortened(row.text, SHORT))
        yield indented(said, 10)
        if row.review:
            yield indented(styled(f"review: {row.review}", "magenta"), 20)
    more = len(hit.statements) - len(statements)
    if more > 0:
        yield indented(styled(f"and {more} more of its statements", "dim"), 10)


# --------------------------------------------------------------------------------------------------------- sources, outlets


def sources_table(rows: Iterable[SourceRow]) -> Table:
    """Sources: how many statements rest on each, how many it passed on, in how many articles and outlets it is heard."""
    table = plain_table()
    _id_column(table)
    table.add_column("source", ratio=1)
    table.add_column("kind", no_wrap=True)
    for heading in ("said", "passed on", "articles", "outlets"):
        _number_column(table, heading)
    for row in rows:
        name = _words(row.name or "(nobody who could be named)", most=SHORT_NAME)
        role = _words(row.role, "dim", SHORT_NAME) if row.role != row.name else None
        counts = (row.statements, row.passed_on, row.articles, row.outlets)
        _add(table, short(row.id), stacked(name, role), row.kind, *map(str, counts))
    return table


def outlets_table(rows: Iterable[OutletRow]) -> Table:
    """Outlets: articles of their own, the statements that these give to somebody, and how often others cite them."""
    table = plain_table()
    _id_column(table)
    table.add_column("outlet", ratio=1)
    table.add_column("kind", no_wrap=True)
    for heading in ("articles", "said", "cited"):
        _number_column(table, heading)
    for row in rows:
        counts = (row.articles, row.statements, row.cited)
        _add(table, short(row.id), _words(row.name, most=SHORT_NAME), row.kind or "", *map(str, counts))
    return table


# ------------------------------------------------------------------------------------------------- refusals, reviews, findings


def refusals_table(rows: Iterable[RefusalRow]) -> Table:
    """What was refused, why, and what to do next."""
    table = plain_table(spaced=True)
    table.add_column("reason", no_wrap=True)
    table.add_column("page", ratio=2, overflow="fold")
    table.add_column("why, and what to do", ratio=3)
    for row in rows:
        read = f"the article was read: {short(row.article)}" if row.article else None
        _add(
            table,
            row.reason,
            stacked(_words(row.page, most=SHORT), _words(row.url, "dim")),
            stacked(_words(row.message), _words(row.advice, "dim"), _words(read, "dim")),
        )
    return table


def reviews_table(rows: Iterable[Review]) -> Table:
    """Reviews: on which statement, what they say, the words they are about, by whom and when."""
    table = plain_table(spaced=True)
    _id_column(table)
    _id_column(table, "statement")
    table.add_column("review", ratio=1)
    for row in rows:
        made = f"{moment(row.made)}{f' by {row.by}' if row.by else ''}"
        undone = f"; undone {moment(row.undone)}" if row.undone else ""
        _add(
            table,
            short(row.id),
            short(row.now or row.statement),
            stacked(
                _words(judged(row), "magenta"),
                _words("no statement of the newer analysis is like the one it was made on", "yellow")
                if row.now is None
                else None,
                _words(row.text),
                _words(made + undone, "dim"),
            ),
        )
    return table


def findings_table(rows: Iterable[Finding]) -> Table:
    """What the doctor found."""
    table = plain_table()
    table.add_column("check", no_wrap=True)
    table.add_column("", no_wrap=True)
    table.add_column("found", ratio=1)
    for row in rows:
        verdict = Text("sound") if row.sound else Text("NOT SOUND", style="red")
        _add(table, styled(row.check), verdict, styled("" if row.detail == "sound" else row.detail))
    return table
