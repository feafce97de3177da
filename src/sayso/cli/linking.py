"""The verbs of what ties the pages of a case: ``link``, claims, one claim, figures that differ, two pages side by side, links,
and what an analyst says of claims."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from sayso.cli.console import DONE, JOBS, SOME_REFUSED, console, note_trace
from sayso.cli.forms import Form, formed, write_list
from sayso.cli.looking import CASE, OUTLET, SINCE, one_thing, opened, whole
from sayso.errors import CaseError, UsageError

if TYPE_CHECKING:
    from sayso.corpus import Case
    from sayso.corpus.rows import ClaimJudgement, ClaimRow, LinkReport
    from sayso.links.compare import Comparison
    from sayso.records import Article

Tell = Callable[[str, int, int], None]
"""What is called while a case is linked: with the stage, how much of it is done, and how much there is (0: not known)."""


# ------------------------------------------------------------------------------------------------------------------------ link


@click.command()
@CASE
@JOBS
@click.option("--memory", metavar="SIZE", default="1GB", show_default=True, help="What the engine may take of the memory.")
@click.option("--anew", is_flag=True, help="Forget what was linked before, and link everything once more. Reviews stay.")
@click.option("--json", "as_json", is_flag=True, help="Write what was found as one JSON line.")
def link(case: str, jobs: int | None, memory: str, anew: bool, as_json: bool) -> int:
    """Link the pages of a case, and trace its claims.

    What copies, quotes, cites, updates or contradicts what, which statements put the same, and on whom they rest. Only what
    is new is compared, and the links are the same as if all pages had come at once. It may be stopped at any moment: the
    case is then as it was linked before.
    """
    opened(case).close()  # raises where there is none: only "add" makes a case
    with opened(case, write=True) as file:
        report = link_case(file, jobs=jobs, memory=memory, anew=anew)
    click.echo(json.dumps(_linked(report)) if as_json else link_told(report, case))
    return SOME_REFUSED if report.state.broken else DONE


def link_case(file: Case, *, jobs: int | None = None, memory: str = "1GB", anew: bool = False) -> LinkReport:
    """Link a case that is open for writing, with a bar of progress, and note how long it took."""
    from sayso.workers import cores

    with progress() as tell:
        try:
            report = file.link(jobs=jobs or cores(), memory=memory, anew=anew, progress=tell)
        except KeyboardInterrupt:
            click.echo("\nThe case is as it was linked before. The same command goes on from there.", err=True)
            raise
    for trace in report.crashes:
        note_trace(trace)
    if report.state.broken:
        are = "article" if report.state.broken == 1 else "articles"
        click.echo(f"{report.state.broken:,} {are} could not be compared with others", err=True)
    if sys.stderr.isatty():
        click.echo(_rates(report), err=True)
    return report


def link_told(report: LinkReport, case: str) -> str:
    """What was found, in one line."""
    from sayso.reports.prose import plural

    state = report.state
    links = ", ".join(_counted(count, *_LINKS.get(relation, (relation, relation))) for relation, count in state.links.items())
    holds = f"{state.articles:,} {plural('article', state.articles)} and {state.claims:,} {plural('claim', state.claims)}"
    return f"{links or 'no links'}; {case} holds {holds}"


def _counted(count: int, one: str, several: str) -> str:
    return f"{count:,} {one if count == 1 else several}"


_LINKS = {
    "copies": ("copy", "copies"),
    "quotes": ("quotation", "quotations"),
    "cites": ("citation", "citations"),
    "same_claim": ("pair that puts the same", "pairs that put the same"),
    "differs": ("pair that differs", "pairs that differ"),
    "updates": ("update", "updates"),
}
"""What links of each relation are called, one and several."""


def _linked(report: LinkReport) -> dict[str, Any]:
    state = report.state
    told = {"articles": state.articles, "claims": state.claims, "links": state.links, "new": report.new}
    spent = {stage: round(seconds, 3) for stage, seconds in report.seconds.items()}
    return told | {"broken": state.broken, "traced": report.traced, "seconds": spent, "peak": report.peak}


def _rates(report: LinkReport) -> str:
    spent = sum(report.seconds.values())
    slowest = sorted(report.seconds.items(), key=lambda one: -one[1])[:3]
    stages = ", ".join(f"{stage} {seconds:.1f} s" for stage, seconds in slowest if seconds >= 0.1)
    rate = f"{report.state.articles / max(spent, 0.001):,.1f} articles a second"
    return f"linked in {spent:.1f} s ({rate}{f'; {stages}' if stages else ''}), {report.peak / 2**20:,.0f} MB at most"


@contextmanager
def progress() -> Iterator[Tell]:
    """A bar for each stage on standard error where that is a terminal, with how much is done a second."""
    if not sys.stderr.isatty():
        yield lambda stage, done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    bar = Progress(BarColumn(), TextColumn("{task.description}"), console=Console(stderr=True), transient=True)
    begun: dict[str, tuple[float, int]] = {}
    with bar:
        task = bar.add_task("starting", total=None)

        def tell(stage: str, done: int, total: int) -> None:
            since, before = begun.get(stage, (time.monotonic(), 0))
            if done < before:  # the stage begins once more
                since = time.monotonic()
            begun[stage] = since, done
            rate = done / max(time.monotonic() - since, 0.001)
            counts = f": {done:,} of {total:,}, {rate:,.1f} a second" if total else ""
            bar.update(task, completed=done, total=total or None, description=f"{_STAGES.get(stage, stage)}{counts}")

        yield tell


_STAGES = {
    "features": "preparing pages",
    "loading": "loading pages",
    "clusters": "grouping statements",
    "conflicts": "figures and denials",
    "figures": "lining up figures",
}
"""What stages are called on the bar, where their own name says little."""


def note_state(file: Case) -> None:
    """Say what of a case is not linked yet. Raises ``CaseError`` where nothing is."""
    state = file.linked()
    if state.finished is None:
        raise CaseError(f"{file.path} is not linked yet; “sayso link {file.path}” does it")
    notes = [f"{state.waiting:,} {'article is' if state.waiting == 1 else 'articles are'} not linked yet"] * bool(state.waiting)
    notes += ["articles were taken away"] * bool(state.gone) + ["claims were reviewed"] * bool(state.reviews)
    notes += ["the pages were linked by another version of sayso"] * bool(state.older)
    if notes:
        click.echo(f"{', '.join(notes)}: “sayso link {file.path}” brings the claims up to date", err=True)


# ---------------------------------------------------------------------------------------------------------------------- claims


@click.command()
@CASE
@click.option("--single-origin", is_flag=True, help="Only those on several pages that go back to one origin at most.")
@click.option("--unnamed", is_flag=True, help="Only those that rest, wholly or partly, on people who are not named.")
@click.option("--disputed", is_flag=True, help="Only those that are denied or doubted, or whose figures differ.")
@click.option("--text", metavar="WORDS", help="Only those with a statement that holds all these words.")
@OUTLET
@SINCE
@formed(limit=50, told="Write one list of JSON.")
def claims(case: str, form: Form, outlet: str | None, **asked: Any) -> int:
    """List the claims, each with how many origins it goes back to.

    Those on most pages come first. A claim is what several statements put, in the same words or in others. "origins" are
    those who are shown to know it other than through another page: as many at least, and as many at most.
    """
    from sayso.casebook import claims_table
    from sayso.casebook.claims import ClaimSheet, claim_sheet
    from sayso.corpus.rows import ClaimRow

    with opened(case) as file:
        note_state(file)
        of = whole(file, "outlet", outlet)
        if form.as_json:
            write_list(file.each_claim(**asked, outlet=of, limit=form.limit))
            return DONE
        if form.as_csv:
            rows = file.each_claim(**asked, outlet=of, limit=form.limit)
            form.write(map(claim_sheet, rows), ClaimSheet, lambda: "")
            return DONE
        return form.listed(lambda most: file.claims(**asked, outlet=of, limit=most), ClaimRow, claims_table)


@click.command()
@CASE
@click.argument("name", metavar="CLAIM")
@click.option("--all", "every", is_flag=True, help="Show every page, and every statement of it.")
@formed()
def claim(case: str, name: str, every: bool, form: Form) -> int:
    """Show one claim whole, as a tree from its origins.

    Below an origin stand the pages that have it from there, below a page those that have it from that page. How many
    origins it goes back to, at least and at most, and why there are not more; circles; figures that differ.
    """
    from sayso.casebook import claim_report
    from sayso.casebook.claims import TellingSheet, telling_sheets

    with opened(case) as file:
        note_state(file)
        view = file.claim(file.whole_id("claim", name))
    if form.as_csv:
        form.write(telling_sheets(view), TellingSheet, lambda: "")
    else:
        one_thing(form, view, lambda: claim_report(view, every=every))
    return DONE


@click.command()
@CASE
@click.option("--text", metavar="WORDS", help="Only of things that are called so, or figures with these words.")
@SINCE
@formed(limit=50)
def conflicts(case: str, text: str | None, since: str | None, form: Form) -> int:
    """Line up figures that cannot all hold as they are put.

    Figures of the same thing, each as written, what it allows, of what, who gives it and through whom, where it was first
    seen. They differ; none of them is called wrong.
    """
    from sayso.casebook import conflicts_report
    from sayso.corpus.rows import ConflictRow

    with opened(case) as file:
        note_state(file)
        return form.listed(
            lambda most: file.conflicts(text=text, since=since, limit=most), ConflictRow, lambda rows: conflicts_report(rows)
        )


@click.command()
@CASE
@click.option("--article", metavar="ARTICLE", help="Only those of this article, by its id.")
@click.option(
    "--relation",
    metavar="RELATION",
    help="Only those of this kind: copies, quotes, cites, same_claim, differs, updates, or any; else all but same_claim.",
)
@formed(limit=50)
def links(case: str, article: str | None, relation: str | None, form: Form) -> int:
    """List what pages do to each other, and why sayso says so."""
    from sayso.casebook import links_table
    from sayso.corpus.rows import LinkRow

    with opened(case) as file:
        note_state(file)
        of = whole(file, "article", article)
        return form.listed(lambda most: file.links(article=of, relation=relation, limit=most), LinkRow, links_table)


# ------------------------------------------------------------------------------------------------------------ two pages


@click.command()
@CASE
@click.argument("left", metavar="ARTICLE")
@click.argument("right", metavar="ARTICLE")
@click.option("--full", is_flag=True, help="Shorten nothing that stands in one of the pages only.")
@formed()
def compare(case: str, left: str, right: str, full: bool, form: Form) -> int:
    """Put two pages side by side, what stands in both marked.

    Passages of five words and more count, quoted ones too. It does not say who has it from whom. In a case that is linked,
    the claims that stand on both pages are listed below.
    """
    from sayso.casebook.comparison import RunRow, comparison_report, run_rows

    with opened(case) as file:
        ours, theirs = (file.dossier(file.whole_id("article", name)).article for name in (left, right))
        if ours.id == theirs.id:
            raise UsageError("that is one page twice; give two")
        found = file.compare(ours.id, theirs.id)
        both = file.claims(articles=(ours.id, theirs.id)) if file.linked().finished else None
    rows = run_rows(ours, theirs, found)
    if form.as_json:
        click.echo(json.dumps(_compared(ours, theirs, found, rows, both), ensure_ascii=False))
    elif form.as_csv:
        form.write(rows, RunRow, lambda: "")
    else:
        console(wide=True).print(comparison_report(ours, theirs, found, both, full=full))
    return DONE


def _compared(
    left: Article, right: Article, found: Comparison, runs: Sequence[Any], both: Sequence[ClaimRow] | None
) -> dict[str, Any]:
    def side(one: Article, share: float, sentences: Sequence[Any]) -> dict[str, Any]:
        published = one.published.isoformat() if one.published else None
        about = {"id": one.id, "title": one.title, "outlet": one.outlet, "published": published, "share": round(share, 4)}
        return about | {"sentences": [sentence._asdict() for sentence in sentences]}

    return {
        "left": side(left, found.left_share, found.left_sentences),
        "right": side(right, found.right_share, found.right_sentences),
        "runs": [run._asdict() for run in runs],
        "claims": None if both is None else [row.id for row in both],
    }


# --------------------------------------------------------------------------------------------------------------------- reviews

_WHAT = ("same", "not-same", "merge", "split", "undo")


@click.command()
@CASE
@click.argument("what", type=click.Choice(_WHAT), metavar="|".join(_WHAT))
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@click.option("--note", metavar="TEXT", help="Why.")
@click.option("--by", metavar="WHO", help="Who says so.")
@formed()
def regroup(case: str, what: str, ids: tuple[str, ...], note: str | None, by: str | None, form: Form) -> int:
    """Say which statements put the same claim, and which do not.

    "same" and "not-same" take two statements, "merge" two claims, "split" a claim and the statements of it that are another
    one, "undo" a review. It is kept beside what sayso found, and heeded from the next "sayso link" on.
    """
    from sayso.casebook import claim_reviews_table
    from sayso.corpus.rows import ClaimReview

    if what == "undo" and (note or by):
        raise UsageError("undo goes with nothing else")
    if what != "split" and len(ids) != (1 if what == "undo" else 2):
        raise UsageError(f"“{what}” takes {'the id of one review' if what == 'undo' else 'two ids'}")
    opened(case).close()
    with opened(case, write=True) as file:
        if what == "undo":
            made = file.undo_claims(file.whole_id("claim-review", ids[0]))
        else:
            left, *right = _named(file, what, ids)
            made = file.review_claims(_JUDGEMENTS[what], left, right, note=note, by=by)
    rows: Any = [made]
    form.write(rows, ClaimReview, lambda: claim_reviews_table(rows))
    click.echo(f"“sayso link {case}” takes it in", err=True)
    return DONE


_JUDGEMENTS: dict[str, ClaimJudgement] = {"same": "same", "not-same": "not the same", "merge": "merge", "split": "split"}


def _named(file: Case, what: str, ids: Sequence[str]) -> list[str]:
    """The whole ids that are meant: of claims or of statements."""
    first = "claim" if what in ("merge", "split") else "statement"
    others = "claim" if what == "merge" else "statement"
    return [file.whole_id(first if number == 0 else others, one) for number, one in enumerate(ids)]  # type: ignore[arg-type]


COMMANDS = (link, claims, claim, conflicts, links, compare, regroup)
