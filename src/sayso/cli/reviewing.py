"""Verbs by which an analyst corrects a case: a review of a statement, and the list of all reviews."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from sayso.cli.console import DONE
from sayso.cli.forms import Form, formed
from sayso.cli.looking import CASE, keep, opened
from sayso.errors import CaseError, UsageError

if TYPE_CHECKING:
    from sayso.corpus import Case
    from sayso.corpus.rows import Judgement, Review

_Said = tuple["Judgement", str | None, str | None]
"""A judgement with its field and its value."""
_NOBODY = ""
"""What ``--wrong-speaker`` is given where no name follows it."""


@click.command()
@CASE
@click.argument("name", metavar="STATEMENT")
@click.option(
    "--wrong-speaker",
    is_flag=False,
    flag_value=_NOBODY,
    metavar="[NAME]",
    help="It is not whose sayso says: NAME is who speaks, left out where nobody can say.",
)
@click.option("--not-a-statement", is_flag=True, help="Nobody is given for these words.")
@click.option("--label", multiple=True, metavar="FIELD=VALUE", help="A label is wrong: what it should be, as in act=denies.")
@click.option("--note", metavar="TEXT", help="Say something; alone, or with one of the others.")
@click.option("--by", metavar="WHO", help="Who says so.")
@click.option("--undo", is_flag=True, help="Take back the review of this statement, or of this id.")
@formed()
def review(
    case: str,
    name: str,
    wrong_speaker: str | None,
    not_a_statement: bool,
    label: tuple[str, ...],
    note: str | None,
    by: str | None,
    undo: bool,
    form: Form,
) -> int:
    """Correct a statement. What is said is kept beside what sayso found, and shown wherever the statement is shown.

    It stays when the page is analysed anew, until it is taken back with --undo.
    """
    said = list(_said(wrong_speaker, not_a_statement, label))
    if undo and (said or note or by):
        raise UsageError("--undo goes with nothing else")
    if not undo and not said and note is None:
        raise UsageError("say what is wrong: --wrong-speaker [NAME], --not-a-statement, --label FIELD=VALUE or --note TEXT")
    opened(case).close()  # raises where there is none: only "add" makes a case
    with opened(case, write=True) as file:
        if undo:
            made = [file.undo(_standing(file, name))]
        else:
            about = file.whole_id("statement", name)
            alone: list[_Said] = [("note", None, None)]
            made = [file.review(about, what, field=field, value=to, note=note, by=by) for what, field, to in said or alone]
    _tell(made, form)
    return DONE


def _said(wrong_speaker: str | None, not_a_statement: bool, labels: tuple[str, ...]) -> Iterator[_Said]:
    if wrong_speaker is not None:
        yield "wrong speaker", None, wrong_speaker or None
    if not_a_statement:
        yield "not a statement", None, None
    for label in labels:
        yield "wrong label", *_cut(label)


def _cut(label: str) -> tuple[str, str]:
    field, equals, value = label.partition("=")
    if not equals:
        raise UsageError(f"--label {label}: write it as FIELD=VALUE, as in act=denies")
    return field.strip(), value.strip()


def _standing(case: Case, name: str) -> str:
    """The id of the review that is meant by its own id, or by that of the one statement that it stands on."""
    if any(one.id == (wanted := case.whole_id("review", name)) for one in case.reviews(undone=True)):
        return wanted
    about = case.whole_id("statement", name)
    standing = case.reviews(statement=about)
    if not standing:
        case.statement(about)  # raises where there is no such statement
        raise CaseError(f"no review stands on {name}; “sayso reviews CASE” lists those that do")
    if len(standing) > 1:
        raise CaseError(f"{len(standing)} reviews stand on {name}; name one: {', '.join(one.id for one in standing)}")
    return standing[0].id


@click.command()
@CASE
@click.option("--statement", metavar="STATEMENT", help="Only those of this statement, by its id.")
@click.option("--undone", is_flag=True, help="Those that were taken back too.")
@click.option("--claims", is_flag=True, help="Those of claims instead: which statements put the same, and which do not.")
@click.option("--gold", type=click.Path(dir_okay=False), metavar="OUT", help="Write them to this file, as gold for scoring.")
@formed(limit=50)
def reviews(case: str, statement: str | None, undone: bool, claims: bool, gold: str | None, form: Form) -> int:
    """List the reviews of a case.

    --gold writes a JSON line for each article with reviews: its attributions as they should be, and which parts of the text
    nobody judged.
    """
    from sayso.casebook import claim_reviews_table, reviews_table
    from sayso.corpus.rows import ClaimReview, Review

    if claims and (statement or gold):
        raise UsageError("--claims goes with neither --statement nor --gold")
    keep(case, gold)
    with opened(case) as file:
        if gold is not None:
            return _write_gold(file, gold)
        if claims:
            return form.listed(lambda most: file.claim_reviews(undone=undone, limit=most), ClaimReview, claim_reviews_table)
        about = None if statement is None else file.whole_id("statement", statement)
        return form.listed(lambda most: file.reviews(statement=about, undone=undone, limit=most), Review, reviews_table)


def _write_gold(case: Case, path: str) -> int:
    count = 0
    with click.open_file(path, "w", encoding="utf-8") as out:
        for row in case.gold():
            click.echo(json.dumps(row), out)
            count += 1
    click.echo(f"{count} article{'' if count == 1 else 's'} with reviews written to {path}", err=True)
    return DONE


def _tell(made: list[Review], form: Form) -> None:
    from sayso.casebook import reviews_table
    from sayso.corpus.rows import Review

    rows: Any = made
    form.write(rows, Review, lambda: reviews_table(made))


COMMANDS = (review, reviews)
