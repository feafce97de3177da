"""What an analyst says of claims: which statements put the same thing, and which do not.

A review is about statements, never about the number of a claim, so it holds however clusters come out; it is heeded by the next
``link``. It is kept for good, taken back but never changed, and hung on what a newer analysis finds, as other reviews are.

- *same* and *not the same* tie two statements. *merge* ties those of two claims.
- *split* parts statements from the rest of their claim; they become a claim of their own.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sayso.corpus import packing, reviews
from sayso.corpus.packing import known, one_line, shown
from sayso.corpus.rows import CLAIM_JUDGEMENTS, ClaimJudgement, ClaimReview
from sayso.errors import CaseError, UsageError
from sayso.links.features import PLACES
from sayso.links.linking import Judged
from sayso.records import Dossier, identity

if TYPE_CHECKING:
    from collections.abc import Iterable

_OF_STATEMENTS = ("same", "not the same")


def make(
    connection: sqlite3.Connection,
    judgement: ClaimJudgement,
    left: str,
    right: Sequence[str],
    note: str | None,
    by: str | None,
) -> ClaimReview:
    """Write a review, inside the transaction that is open; the one that says the same, where there is one that stands."""
    if judgement not in CLAIM_JUDGEMENTS:
        raise UsageError(f"no review of claims is called {judgement!r}; there are: {', '.join(CLAIM_JUDGEMENTS)}")
    one, other = _sides(connection, judgement, left, right)
    said = (judgement, known(one_line(note)) if note else None, known(one_line(by)) if by else None)
    told = json.dumps([one, other])
    number = connection.execute("SELECT count(*) FROM claim_reviews").fetchone()[0]
    for review in listed(connection):
        if (review.judgement, review.note, review.by) == said and json.dumps([review.left, review.right]) == told:
            return review
    name = identity("claim-review", told, *(part or "" for part in said), str(number))
    row = (name, *said, packing.now())
    made = connection.execute("INSERT INTO claim_reviews (id, judgement, note, by, made) VALUES (?, ?, ?, ?, ?)", row)
    for side, statements in (("left", one), ("right", other)):
        for place, statement in enumerate(statements):
            at, article, text, pieces = reviews.located(connection, statement)
            values = (made.lastrowid, side, place, statement, article, pieces, text, at)
            connection.execute(f"INSERT INTO claim_review_statements VALUES ({', '.join('?' * 8)})", values)
    return of_id(connection, name)


def _sides(
    connection: sqlite3.Connection, judgement: ClaimJudgement, left: str, right: Sequence[str]
) -> tuple[list[str], list[str]]:
    """The statements on both sides of a review."""
    if judgement in _OF_STATEMENTS:
        if len(right) != 1 or left == right[0]:
            raise UsageError(f"“{judgement}” is about two statements: give the ids of two")
        return [shown(left)], [shown(right[0])]
    if judgement == "merge":
        if len(right) != 1 or left == right[0]:
            raise UsageError("two claims are merged: give the ids of two")
        return members(connection, left), members(connection, right[0])
    inside = members(connection, left)
    leaving = [shown(one) for one in right]
    if odd := [one for one in leaving if one not in inside]:
        raise CaseError(f"{odd[0]} is no statement of {left}; “sayso claim CASE {left}” lists them")
    staying = [one for one in inside if one not in leaving]
    if not leaving or not staying:
        raise UsageError("say which statements leave the claim; one at least has to leave, and one to stay")
    return staying, leaving


def members(connection: sqlite3.Connection, claim: str) -> list[str]:
    """The ids of the statements of a claim. Raises ``CaseError`` where there is none of this id."""
    rows = connection.execute(
        "SELECT s.id FROM claims c JOIN claim_statements m ON m.claim = c.number JOIN statements s ON s.number = m.statement"
        " WHERE c.id = ? ORDER BY m.place",
        (shown(claim),),
    ).fetchall()
    if not rows:
        raise CaseError(f"there is no claim {claim} in this case; “sayso claims CASE” lists them with their ids")
    return [row[0] for row in rows]


def undo(connection: sqlite3.Connection, review: str) -> ClaimReview:
    """Mark a review as undone, inside the transaction that is open; once undone it stays as it is."""
    of_id(connection, review)
    connection.execute("UPDATE claim_reviews SET undone = ? WHERE id = ? AND undone IS NULL", (packing.now(), review))
    return of_id(connection, review)


def of_id(connection: sqlite3.Connection, review: str) -> ClaimReview:
    """The review of this id. Raises ``CaseError`` where there is none."""
    row = connection.execute(f"SELECT {_COLUMNS} FROM claim_reviews WHERE id = ?", (known(review),)).fetchone()
    if row is None:
        raise CaseError(f"there is no review of claims {review} in this case")
    return _whole(connection, [row])[0]


def listed(
    connection: sqlite3.Connection,
    *,
    claim: str | None = None,
    undone: bool = False,
    newest: bool = False,
    limit: int | None = None,
    offset: int = 0,
) -> list[ClaimReview]:
    """The reviews in the order in which they were made, the last ones first with ``newest``; of one claim (its id): those about
    a statement in it."""
    wanted, values = ["1"] if undone else ["undone IS NULL"], []
    if claim is not None:
        wanted.append(
            "number IN (SELECT s.review FROM claim_review_statements s JOIN claim_statements m ON m.statement = s.now"
            " JOIN claims c ON c.number = m.claim WHERE c.id = ?)"
        )
        values.append(shown(claim))
    select = f"SELECT {_COLUMNS} FROM claim_reviews WHERE {' AND '.join(wanted)} ORDER BY number {'DESC' if newest else ''}"
    rows = connection.execute(f"{select} LIMIT ? OFFSET ?", (*values, -1 if limit is None else limit, offset))
    return _whole(connection, rows.fetchall())


_COLUMNS = "number, id, judgement, note, by, made, undone"
_SIDES = (
    "SELECT r.review, r.side, coalesce(s.id, r.statement) FROM claim_review_statements r LEFT JOIN statements s"
    " ON s.number = r.now WHERE r.review IN (SELECT value FROM json_each(?)) ORDER BY r.review, r.side, r.place"
)


def _whole(
    connection: sqlite3.Connection, rows: Sequence[tuple[int, str, ClaimJudgement, str | None, str | None, str, str | None]]
) -> list[ClaimReview]:
    """Rows of reviews, with the statements on both sides of each."""
    sides: dict[tuple[int, str], list[str]] = defaultdict(list)
    for number, side, statement in connection.execute(_SIDES, (json.dumps([row[0] for row in rows]),)):
        sides[number, side].append(statement)
    return [
        ClaimReview(name, judgement, tuple(sides[number, "left"]), tuple(sides[number, "right"]), note, by, made, undone)
        for number, name, judgement, note, by, made, undone in rows
    ]


def hang(connection: sqlite3.Connection, number: int, dossier: Dossier) -> None:
    """Hang the reviews of an article on the statements of its newest analysis."""
    rows = connection.execute(
        "SELECT review, side, place, statement, spans FROM claim_review_statements WHERE article = ?", (dossier.article.id,)
    ).fetchall()
    for review, side, place, statement, pieces in rows:
        found = reviews.nearest(dossier, statement, reviews.about(pieces))
        if found is not None:
            connection.execute(
                "UPDATE claim_review_statements SET now = ? WHERE review = ? AND side = ? AND place = ?",
                ((number << PLACES) + found, review, side, place),
            )


# ------------------------------------------------------------------------------------------------------------- for linking


def judged(connection: sqlite3.Connection) -> Judged:
    """The pairs of statements that standing reviews join and part."""
    import numpy as np

    same, apart = [], []
    for judgement, left, right in _standing(connection):
        if judgement in ("same", "merge"):
            same += [(left[0], one) for one in (*left[1:], *right) if left]
        elif judgement == "split":
            same += [(right[0], one) for one in right[1:]]
        if judgement in ("not the same", "split"):
            apart += [(one, other) for one in left for other in right]
    return Judged(*(np.array(pairs, np.int64).reshape(-1, 2) for pairs in (same, apart)))


def _standing(connection: sqlite3.Connection) -> Iterator[tuple[str, list[int], list[int]]]:
    """The reviews that stand, each with the numbers of the statements that are there, on both sides."""
    rows = connection.execute(
        "SELECT r.number, r.judgement, s.side, s.now FROM claim_reviews r JOIN claim_review_statements s ON s.review = r.number"
        " WHERE r.undone IS NULL AND s.now IS NOT NULL ORDER BY r.number, s.side, s.place"
    ).fetchall()
    found: dict[int, tuple[str, dict[str, list[int]]]] = {}
    for number, judgement, side, now in rows:
        found.setdefault(number, (judgement, {"left": [], "right": []}))[1][side].append(now)
    for judgement, sides in found.values():
        if sides["left"] and sides["right"]:
            yield judgement, sides["left"], sides["right"]


def digest(connection: sqlite3.Connection) -> str:
    """A digest of the reviews that stand, and of what they hang on."""
    told: Iterable[object] = _standing(connection)
    return hashlib.blake2b(json.dumps(list(told)).encode(), digest_size=8).hexdigest()
