"""What an analyst says of statements: kept for good, taken back but never changed, and hung on what a newer analysis finds.

A review remembers the id of the statement that it was made on and the words that it was about. When an article is analysed
anew, it hangs on the statement with that id, or else on the one that shares most of its words with it; where none shares at
least half, it hangs nowhere, and waits.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import get_args

from sayso import spans
from sayso.corpus import packing
from sayso.corpus.packing import known, now, one_line, shown
from sayso.corpus.rows import JUDGEMENTS, Judgement, Review
from sayso.errors import CaseError, UsageError
from sayso.records import Act, Certainty, Distance, Dossier, Kind, Voice, identity

FIELDS: dict[str, tuple[str, ...]] = {
    "kind": get_args(Kind),
    "act": get_args(Act),
    "distance": get_args(Distance),
    "certainty": get_args(Certainty),
    "voice": get_args(Voice),
    "medium": (),
    "role": (),
}
"""What a label can be wrong in, and what it can be instead; the empty ones take any words."""
_LEAST = 0.5
_COLUMNS = "r.id, r.statement, s.id, r.article, r.judgement, r.field, r.value, r.note, r.by, r.made, r.undone, r.text"
_FROM = "FROM reviews r LEFT JOIN statements s ON s.number = r.now"


def check(judgement: str, field: str | None, value: str | None, note: str | None) -> None:
    """Raise ``UsageError`` unless a review can be made of this."""
    if judgement not in JUDGEMENTS:
        raise UsageError(f"no review is called {judgement!r}; there are: {', '.join(JUDGEMENTS)}")
    if judgement == "note" and not note:
        raise UsageError("a note must say something")
    if judgement == "wrong label":
        _check_label(field, value)
    elif field is not None:
        raise UsageError(f"“{judgement}” has no field; that goes with “wrong label”")
    elif value is not None and judgement != "wrong speaker":
        raise UsageError(f"“{judgement}” takes no value; say it in a note")


def _check_label(field: str | None, value: str | None) -> None:
    if field not in FIELDS:
        raise UsageError(f"say which label is wrong: one of {', '.join(FIELDS)}")
    if not value:
        raise UsageError(f"say what the {field} should be")
    if FIELDS[field] and value not in FIELDS[field]:
        raise UsageError(f"the {field} cannot be {value!r}; it is one of {', '.join(FIELDS[field])}")


def make(
    connection: sqlite3.Connection,
    statement: str,
    judgement: Judgement,
    field: str | None,
    value: str | None,
    note: str | None,
    by: str | None,
) -> Review:
    """Write a review, inside the transaction that is open; the one that says the same, where there is one that stands."""
    check(judgement, field, value, note)
    number, article, text, pieces = located(connection, statement)
    said = (judgement, *(None if part is None else one_line(part) for part in (field, value, note, by)))
    same = connection.execute(
        "SELECT id, undone FROM reviews WHERE statement = ? AND judgement = ? AND field IS ? AND value IS ? AND note IS ?"
        " AND by IS ? ORDER BY number",
        (statement, *said),
    ).fetchall()
    if standing := [name for name, undone in same if undone is None]:
        return of_id(connection, standing[0])
    name = identity("review", article, statement, *(part or "" for part in said), str(len(same)))
    connection.execute(
        "INSERT INTO reviews (id, statement, article, spans, text, judgement, field, value, note, by, made, now)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (name, statement, article, pieces, text, *said, now(), number),
    )
    return of_id(connection, name)


def located(connection: sqlite3.Connection, statement: str) -> tuple[int, str, str, str]:
    """Where a statement stands: its number, its article, its words, its spans as JSON."""
    row = connection.execute(
        "SELECT s.number, a.id, s.text, d.digest, d.line FROM statements s JOIN articles a ON a.number = s.article"
        " JOIN dossiers d ON d.article = s.article WHERE s.id = ? ORDER BY s.number",
        (shown(statement),),
    ).fetchone()
    if row is None:
        raise CaseError(f"there is no statement {statement} in this case; “sayso statements CASE” lists them with their ids")
    number, article, text, digest, line = row
    dossier = packing.load(packing.Packed(digest, line), article)
    return number, article, text, json.dumps(packing.statement_of(dossier, shown(statement)).spans)


def undo(connection: sqlite3.Connection, review: str) -> Review:
    """Mark a review as undone, inside the transaction that is open; once undone it stays as it is."""
    of_id(connection, review)
    connection.execute("UPDATE reviews SET undone = ? WHERE id = ? AND undone IS NULL", (now(), review))
    return of_id(connection, review)


def of_id(connection: sqlite3.Connection, review: str) -> Review:
    """The review of this id. Raises ``CaseError`` where there is none."""
    row = connection.execute(f"SELECT {_COLUMNS} {_FROM} WHERE r.id = ?", (known(review),)).fetchone()
    if row is None:
        raise CaseError(f"there is no review {review} in this case; “sayso reviews CASE” lists them with their ids")
    return Review(*row)


def listed(
    connection: sqlite3.Connection,
    *,
    statement: str | None = None,
    undone: bool = False,
    newest: bool = False,
    limit: int | None = None,
    offset: int = 0,
) -> list[Review]:
    """The reviews in their order, the last ones first with ``newest``; of one statement where it is given: as it was called, or
    as it is called now."""
    wanted, values = ["1"] if undone else ["r.undone IS NULL"], []
    if statement is not None:
        wanted.append("(r.statement = ? OR s.id = ?)")
        values = [shown(statement)] * 2
    select = f"SELECT {_COLUMNS} {_FROM} WHERE {' AND '.join(wanted)} ORDER BY r.number {'DESC' if newest else ''}"
    rows = connection.execute(f"{select} LIMIT ? OFFSET ?", (*values, -1 if limit is None else limit, offset))
    return [Review(*row) for row in rows]


def hang(connection: sqlite3.Connection, number: int, dossier: Dossier) -> None:
    """Hang the reviews of an article on the statements of its newest analysis."""
    rows = connection.execute(
        "SELECT number, statement, spans FROM reviews WHERE article = ?", (dossier.article.id,)
    ).fetchall()
    for review, statement, pieces in rows:
        place = nearest(dossier, statement, about(pieces))
        if place is not None:
            connection.execute(
                "UPDATE reviews SET now = (SELECT number FROM statements WHERE article = ? AND id = ?) WHERE number = ?",
                (number, shown(dossier.statements[place].id), review),
            )


def about(pieces: str) -> list[tuple[int, int]]:
    """The spans that a review is about; none where somebody wrote something else there."""
    try:
        return [(int(start), int(end)) for start, end in json.loads(pieces)]
    except (ValueError, TypeError):
        return []


def nearest(dossier: Dossier, statement: str, about: list[tuple[int, int]]) -> int | None:
    """The place of the statement that a review is about: by its id, or else by its words."""
    for place, one in enumerate(dossier.statements):
        if one.id == statement:
            return place
    shares = [(_share(one.spans, about), -place) for place, one in enumerate(dossier.statements)]
    best, place = max(shares, default=(0.0, 0))
    return -place if best >= _LEAST else None


def _share(left: Iterable[tuple[int, int]], right: Iterable[tuple[int, int]]) -> float:
    """What part of the code points of two sets of spans they have in common."""
    both = spans.size(spans.common(left, right))
    return both / (spans.size(left) + spans.size(right) - both)  # the words of a statement are never none
