"""Reviews as gold: attributions as they should be, in the form that scorers of attributions read.

Only what was judged is gold. A line has the attributions that reviews mended, without those that are "not a statement"; all
other text of the article is under ``discard``, where nothing is scored.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from sayso import spans
from sayso.corpus import packing, reviews
from sayso.corpus.rows import Review
from sayso.records import Attribution, Dossier, Source, Span, Statement

Row = dict[str, Any]


def lines(connection: sqlite3.Connection) -> Iterator[Row]:
    """One row an article that has reviews that stand, in the order of the case."""
    rows = connection.execute(
        "SELECT DISTINCT a.number, a.id, d.digest, d.line FROM reviews r JOIN articles a ON a.id = r.article"
        " JOIN dossiers d ON d.article = a.number WHERE r.undone IS NULL AND r.now IS NOT NULL AND r.judgement <> 'note'"
        " ORDER BY a.number"
    ).fetchall()
    standing = [one for one in reviews.listed(connection) if one.now is not None and one.judgement != "note"]
    standing.sort(key=lambda one: one.article)
    by_article = {article: list(found) for article, found in groupby(standing, key=lambda one: one.article)}
    for _, article, digest, line in rows:
        yield of_dossier(packing.load(packing.Packed(digest, line), article), by_article[article])


def of_dossier(dossier: Dossier, judged: Iterable[Review]) -> Row:
    """The gold of one article: its attributions as ``judged`` would have them."""
    by_statement: dict[str, list[Review]] = {}
    for review in judged:
        by_statement.setdefault(review.now or review.statement, []).append(review)
    reviewed = [one for one in dossier.statements if one.id in by_statement]
    behind = {one.id: _behind(dossier, one) for one in reviewed}
    mended = [
        _mended(dossier, one, found, by_statement[one.id])
        for one in reviewed
        if (found := behind[one.id]) is not None and _is_one(by_statement[one.id])
    ]
    kept = {row["id"] for row in mended}
    for row in mended:
        row["inside"] = row["inside"] if row["inside"] in kept else None
    touched = [found for found in behind.values() if found is not None]
    return {
        "id": dossier.article.id,
        "text": dossier.article.text,
        "attributions": mended,
        "inference": [span for one in reviewed if _voice(one, by_statement[one.id]) == "inference" for span in one.spans],
        "discard": _unjudged(dossier, touched, reviewed),
    }


def _is_one(judged: Iterable[Review]) -> bool:
    return all(one.judgement != "not a statement" and (one.field, one.value) not in _OWN for one in judged)


_OWN = (("voice", "own"), ("voice", "inference"))


def _voice(statement: Statement, judged: Iterable[Review]) -> str:
    return next((one.value or "" for one in judged if one.field == "voice"), statement.voice)


def _behind(dossier: Dossier, statement: Statement) -> Attribution | None:
    """The attribution that a statement rests on: that of its innermost hop."""
    name = statement.chain[-1].attribution if statement.chain else None
    return next((one for one in dossier.attributions if one.id == name), None)


def _mended(dossier: Dossier, statement: Statement, attribution: Attribution, judged: Iterable[Review]) -> Row:
    source = next(one for one in dossier.sources if one.id == statement.chain[-1].source)
    row: Row = {
        "id": attribution.id,
        "source": attribution.source,
        "cue": attribution.cue,
        "content": attribution.content,
        "inside": attribution.parent,
        "name": _name(source),
        "kind": source.kind,
        "role": source.role,
        "medium": statement.medium,
        "act": statement.act,
        "distance": statement.distance,
        "certainty": statement.certainty,
    }
    for one in judged:
        if one.judgement == "wrong speaker":
            row["name"] = one.value
        elif one.field in row:
            row[one.field] = one.value
    return row


def _name(source: Source) -> str | None:
    return (source.name or source.descriptor) if source.resolved else None


def _unjudged(dossier: Dossier, touched: Iterable[Attribution], reviewed: Iterable[Statement]) -> list[Span]:
    """What of the text nobody judged: all but the words of what was reviewed, and the cues of others inside it."""
    judged = list(touched)
    words = [span for one in judged for span in one.source + one.cue + one.content]
    words += [span for one in reviewed for span in one.spans]
    cues = [span for one in judged for span in one.cue]
    ids = {one.id for one in judged}
    others = [span for one in dossier.attributions if one.id not in ids for span in one.cue]
    rest = spans.cut([(0, len(dossier.article.text))], words)
    return list(spans.normal([*rest, *spans.cut(others, cues)]))
