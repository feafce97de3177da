"""Verbs that look at a case: lists, one thing whole, words, what was refused, whether the file is sound, all of it as lines."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import click

from sayso.cli.console import DONE, FAILED, console
from sayso.cli.forms import Form, formed
from sayso.errors import UsageError

if TYPE_CHECKING:
    from sayso.corpus import Case
    from sayso.corpus.rows import Hit, StatementRow

CASE = click.argument("case", metavar="CASE", type=click.Path())
SINCE = click.option("--since", metavar="DAY", help="Only of articles that were published on this day or later: 2031-03-04.")
OUTLET = click.option("--outlet", metavar="OUTLET", help="Only of articles of this outlet, by its id or name.")
_OF_A_SOURCE = 5
"""So many of its statements are shown with a source."""
_OF_A_HIT = 3


def opened(path: str, *, write: bool = False) -> Case:
    """The case at ``path``. Raises ``CaseError`` with what to do where there is none."""
    from sayso.corpus import Case

    return Case(path, write=write)


def keep(case: str, output: str | None) -> None:
    """Raise ``UsageError`` where what is written would be written over the case."""
    if output is not None and os.path.exists(output) and os.path.samefile(case, output):
        raise UsageError(f"{output} is the case itself; write to another file")


# ------------------------------------------------------------------------------------------------------------------ articles


@click.command()
@CASE
@OUTLET
@SINCE
@formed(limit=50)
def ls(case: str, outlet: str | None, since: str | None, form: Form) -> int:
    """List the articles.

    The newest come first. "said" counts the statements on somebody's word, "unnamed" those of them that rest on
    somebody without a name.
    """
    from sayso.casebook import articles_table
    from sayso.corpus.rows import ArticleRow

    with opened(case) as file:
        of = whole(file, "outlet", outlet)
        return form.listed(lambda most: file.articles(outlet=of, since=since, limit=most), ArticleRow, articles_table)


@click.command()
@CASE
@click.argument("text", nargs=-1, required=True)
@formed(limit=20)
def find(case: str, text: tuple[str, ...], form: Form) -> int:
    """Find the articles that hold all words of TEXT.

    The best come first. Words inside "quotation marks" are looked for as they stand; a shell wants them in quotes of its own:
    '"old bridge"'.
    """
    from sayso.casebook import hits_report
    from sayso.corpus.looking import RANKED
    from sayso.corpus.rows import Hit

    words = " ".join(text)
    with opened(case) as file:

        def report(hits: Sequence[Hit]) -> Any:
            return hits_report(hits, {hit.article: _saying(file, hit) for hit in hits})

        def hits(most: int | None) -> Sequence[Hit]:
            return file.find(words, limit=len(file) if most is None else most)

        code = form.listed(hits, Hit, report, ahead=1)  # each hit is shown with its place, which takes its time
        if form.limit is not None and (holding := file.holding(words)) > RANKED:
            told = f"{holding:,} articles hold this; the best of the {RANKED:,} that were added last are shown"
            click.echo(f"{told}: more words find fewer", err=True)
        return code


def _saying(case: Case, hit: Hit) -> list[StatementRow]:
    """The first statements of an article that hold what was looked for."""
    wanted = frozenset(hit.statements[:_OF_A_HIT])
    return [row for row in case.statements(article=hit.article) if row.id in wanted] if wanted else []


# ---------------------------------------------------------------------------------------------------------------- statements


@click.command()
@CASE
@click.option("--text", metavar="WORDS", help="Only those that hold all these words.")
@click.option("--unnamed", is_flag=True, help="Only those that rest on somebody who is not named.")
@click.option("--doubted", is_flag=True, help="Only those that the page's own wording doubts.")
@click.option("--denied", is_flag=True, help="Only those that somebody denies.")
@click.option("--hedged", is_flag=True, help="Only those that are put with a hedge.")
@click.option("--kind", metavar="KIND", help="Only those of this kind of source: person, document, unnamed ...")
@click.option("--act", metavar="ACT", help="Only those that do this: states, denies, wants ...")
@click.option(
    "--voice",
    metavar="VOICE",
    default="attributed",
    show_default=True,
    help="Whose: somebody's (attributed), the page's own, what it infers (inference), or any.",
)
@click.option("--source", metavar="SOURCE", help="Only those of this source, or that went through it, by its id or name.")
@OUTLET
@click.option("--article", metavar="ARTICLE", help="Only those of this article, by its id.")
@SINCE
@click.option("--reviewed", is_flag=True, help="Only those with a review that stands.")
@formed(limit=50)
def statements(case: str, form: Form, source: str | None, outlet: str | None, article: str | None, **asked: Any) -> int:
    """List the statements that fit what is asked.

    They stand in the order in which their articles were added. Without options: all that stand on somebody's word.
    """
    from sayso.casebook import statements_table
    from sayso.corpus.rows import StatementRow

    with opened(case) as file:
        asked["source"] = whole(file, "source", source)
        asked["outlet"] = whole(file, "outlet", outlet)
        asked["article"] = whole(file, "article", article)
        return form.listed(lambda most: file.each_statement(**asked, limit=most), StatementRow, statements_table)


@click.command()
@CASE
@click.argument("name", metavar="STATEMENT")
@formed()
def statement(case: str, name: str, form: Form) -> int:
    """Show one statement whole.

    Its place, its chain, the words that decided its labels, what reviews say of it.
    """
    from sayso.casebook import statement_report
    from sayso.corpus.rows import StatementRow

    with opened(case) as file:
        view = file.statement(file.whole_id("statement", name))
    if form.as_csv:
        form.write([view.row], StatementRow, lambda: "")
    else:
        one_thing(form, view, lambda: statement_report(view))
    return DONE


# --------------------------------------------------------------------------------------------------------- sources, outlets


@click.command()
@CASE
@click.option("--kind", metavar="KIND", help="Only those of this kind: person, document, unnamed ...")
@click.option("--text", metavar="WORDS", help="Only those with a name or description that holds this.")
@formed(limit=50)
def sources(case: str, kind: str | None, text: str | None, form: Form) -> int:
    """List the sources.

    Those with most statements come first. Those of the same name and kind are one across articles; one without a name is of its
    article alone.
    """
    from sayso.casebook import sources_table
    from sayso.corpus.rows import SourceRow

    with opened(case) as file:
        return form.listed(lambda most: file.sources(kind=kind, text=text, limit=most), SourceRow, sources_table)


@click.command()
@CASE
@click.argument("name", metavar="SOURCE")
@formed()
def source(case: str, name: str, form: Form) -> int:
    """Show one source whole, by its id or name.

    What it is called, how much is heard of it and where, how it is put.
    """
    from sayso.casebook import source_counts, source_report

    with opened(case) as file:
        profile = file.source(file.whole_id("source", name))
        said = file.statements(source=profile.row.id, limit=_OF_A_SOURCE) if form.for_people else []
    if form.as_csv:
        _counts(form, source_counts(profile))
    else:
        one_thing(form, profile, lambda: source_report(profile, said))
    return DONE


@click.command()
@CASE
@formed(limit=50)
def outlets(case: str, form: Form) -> int:
    """List the outlets of the articles, and those they cite.

    Those with most articles come first. "said" counts the statements of their articles on somebody's word, "cited" the
    statements on pages of others that name them.
    """
    from sayso.casebook import outlets_table
    from sayso.corpus.rows import OutletRow

    with opened(case) as file:
        return form.listed(lambda most: file.outlets()[:most], OutletRow, outlets_table)


@click.command()
@CASE
@click.argument("name", metavar="OUTLET")
@formed()
def outlet(case: str, name: str, form: Form) -> int:
    """Show one outlet whole, by its id or name.

    On whom its pages rest, how they put it, whom it cites, who cites it. These are counts over the pages of this case. They
    grade nobody.
    """
    from sayso.casebook import outlet_counts, outlet_report

    with opened(case) as file:
        profile = file.outlet(file.whole_id("outlet", name))
    if form.as_csv:
        _counts(form, outlet_counts(profile))
    else:
        one_thing(form, profile, lambda: outlet_report(profile))
    return DONE


# ------------------------------------------------------------------------------------------------------------------ the file


@click.command()
@CASE
@click.option("--reason", metavar="REASON", help="Only for this reason: pdf, empty, language ...")
@formed(limit=50)
def refusals(case: str, reason: str | None, form: Form) -> int:
    """List what was refused, and why, and what to do."""
    from sayso.casebook import refusals_table
    from sayso.corpus.rows import RefusalRow

    with opened(case) as file:
        return form.listed(lambda most: file.refusals(reason=reason)[:most], RefusalRow, refusals_table)


@click.command()
@CASE
@formed()
def doctor(case: str, form: Form) -> int:
    """Check whether a case is sound from end to end.

    It changes nothing. Exit code 1 where the case is not sound.
    """
    from sayso.casebook import findings_table
    from sayso.corpus.rows import Finding

    with opened(case) as file:
        found = file.doctor()
    form.write(found, Finding, lambda: findings_table(found))
    return DONE if all(one.sound for one in found) else FAILED


@click.command()
@CASE
@click.option("--output", "-o", type=click.Path(dir_okay=False), help="Write to this file instead of standard output.")
def export(case: str, output: str | None) -> int:
    """Write all of it as JSON lines.

    They are those of "sayso analyze", and "sayso add" makes the same case of them. Reviews are not among them: "sayso reviews
    CASE --gold FILE" writes those.
    """
    keep(case, output)
    with opened(case) as file, click.open_file(output or "-", "w", encoding="utf-8") as out:
        for line in file.lines():
            click.echo(line, out)
    return DONE


# ------------------------------------------------------------------------------------------------------------------- one thing


def one_thing(form: Form, row: Any, report: Callable[[], Any]) -> None:
    """Write one thing as JSON, or for people at a readable measure."""
    from sayso.casebook import json_line

    if form.as_json:
        click.echo(json_line(row))
    else:
        console().print(report())


def _counts(form: Form, counts: Sequence[Any]) -> None:
    from sayso.casebook.wholes import NamedCount

    form.write(counts, NamedCount, lambda: "")


def whole(case: Case, kind: Any, asked: str | None) -> str | None:
    """The id that ``asked`` is, or begins, where anything was asked for."""
    return None if asked is None else case.whole_id(kind, asked)


COMMANDS = (ls, find, statements, statement, sources, source, outlets, outlet, refusals, export, doctor)
