"""Looking things up in a case: lists of articles, statements, sources, outlets and refusals, one statement whole, and words.

Every list is one SELECT that walks an index; nothing is computed that a list does not show. What a user gives is bound as a
value or quoted, never put into SQL or into the language of the full-text search.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, get_args

from sayso.corpus import packing, parties, reviews
from sayso.corpus.packing import numbers_of, shown
from sayso.corpus.rows import (
    ArticleRow,
    Count,
    Hit,
    HopRow,
    OutletRow,
    RefusalRow,
    Seen,
    SourceRow,
    StatementRow,
    StatementView,
    Totals,
)
from sayso.errors import CaseError, UsageError
from sayso.records import Act, Dossier, Kind, RefusalReason, Statement, Voice

AROUND = 240
"""How many characters before and behind a statement are shown with it."""
_REVIEW = "(SELECT group_concat(r.review, '; ') FROM standing_reviews r WHERE r.statement = s.number)"
_STATEMENT = (
    "SELECT s.id, s.text, s.who, s.kind, p.id, s.via, s.voice, s.act, s.distance, s.certainty, s.medium, s.denied, a.id,"
    f" a.title, o.name, a.published, coalesce({_REVIEW}, '')"
    " FROM statements s JOIN articles a ON a.number = s.article LEFT JOIN parties p ON p.number = s.party"
    " LEFT JOIN outlets o ON o.number = s.outlet"
)
SINCE = (
    "iif(a.updated IS NOT NULL AND EXISTS (SELECT 1 FROM articles v WHERE v.address = a.address"
    " AND (v.seen_utc, v.number) < (a.seen_utc, a.number)), a.updated, a.published)"
)
"""Since when the text of an article is known to be there: a later version of an address came out when it was updated."""
_HEARD = "(SELECT count(DISTINCT x.outlet) FROM sources x WHERE x.party = p.number)"
SOURCE = f"SELECT p.id, p.name, p.kind, p.role, p.statements, p.passed_on, p.articles, {_HEARD} FROM parties p"
OUTLET = "SELECT o.id, o.name, o.kind, o.articles, o.statements, o.cited FROM outlets o"


class Wanted:
    """The conditions of a list, with their values."""

    def __init__(self) -> None:
        self.terms: list[str] = []
        self.values: list[Any] = []

    def add(self, term: str, *values: Any) -> None:
        """One condition more."""
        self.terms.append(term)
        self.values += values

    def sql(self, order: str, limit: int | None, offset: int) -> str:
        """What stands behind the tables of a SELECT."""
        where = f" WHERE {' AND '.join(self.terms)}" if self.terms else ""
        self.values += [-1 if limit is None else limit, offset]
        return f"{where} ORDER BY {order} LIMIT ? OFFSET ?"


# -------------------------------------------------------------------------------------------------------------------- articles


def articles(
    connection: sqlite3.Connection, *, outlet: str | None, since: date | str | None, limit: int | None, offset: int
) -> list[ArticleRow]:
    """The articles, newest first."""
    wanted = Wanted()
    if outlet is not None:
        wanted.add("a.outlet = ?", outlet_number(connection, outlet))
    if since is not None:
        wanted.add("a.day >= ?", day_of(since))
    rows = connection.execute(_ARTICLE + wanted.sql("a.published_utc DESC, a.number DESC", limit, offset), wanted.values)
    return [ArticleRow(*row) for row in rows]


_SAME = "SELECT count(*) FROM articles v WHERE v.address = a.address"
_ARTICLE = (
    "SELECT a.id, a.title, o.name, o.id, a.url, a.published, a.language,"
    f" iif(a.address IS NULL, 1, ({_SAME} AND (v.seen_utc, v.number) <= (a.seen_utc, a.number))),"
    f" iif(a.address IS NULL, 1, ({_SAME})), a.statements, a.attributed, a.unnamed, a.added"
    " FROM articles a LEFT JOIN outlets o ON o.number = a.outlet"
)


def became(connection: sqlite3.Connection, page: Seen) -> ArticleRow | RefusalRow | None:
    """What became of a page that was added."""
    row = connection.execute("SELECT article, refusal FROM pages WHERE key = ?", (page.key,)).fetchone()
    if row is None:
        return None
    article, refusal = row
    if article is not None:
        return ArticleRow(*connection.execute(f"{_ARTICLE} WHERE a.number = ?", (article,)).fetchone())
    return RefusalRow(*connection.execute(f"{_REFUSAL} WHERE r.number = ?", (refusal,)).fetchone())


def pages(connection: sqlite3.Connection, article: str) -> list[Seen]:
    """The pages that an article was read from, by their names."""
    of = "SELECT p.key, p.name, p.url, p.fetched FROM pages p JOIN articles a ON a.number = p.article WHERE a.id = ?"
    return [Seen(*row) for row in connection.execute(f"{of} ORDER BY p.name, p.key", (shown(article),))]


def place_of(connection: sqlite3.Connection, statement: str) -> tuple[str, str] | None:
    """The id of the article that a statement stands in, and the statement's voice."""
    of = "SELECT a.id, s.voice FROM statements s JOIN articles a ON a.number = s.article WHERE s.id = ? LIMIT 1"
    row: tuple[str, str] | None = connection.execute(of, (shown(statement),)).fetchone()
    return row


def totals(connection: sqlite3.Connection) -> Totals:
    """How much a case holds: what is counted as it is filled, and what an index has."""
    execute = connection.execute
    said, unnamed = execute(
        "SELECT coalesce(sum(number), 0), coalesce(sum(iif(thing = 'unnamed', number, 0)), 0)"
        " FROM outlet_counts WHERE what = 'kind'"
    ).fetchone()
    claims, single, disputed = execute(
        "SELECT count(*), (SELECT count(*) FROM claims WHERE high <= 1 AND pages > 1), coalesce(sum(disputed <> ''), 0)"
        " FROM claims"
    ).fetchone()
    (articles,) = execute("SELECT count(*) FROM articles").fetchone()
    (outlets,) = execute("SELECT count(*) FROM outlets WHERE articles > 0").fetchone()
    return Totals(articles, outlets, said, unnamed, claims, single, disputed, reasons(connection))


def article(connection: sqlite3.Connection, name: str) -> ArticleRow:
    """The row of one article. Raises ``CaseError`` where there is none of this id."""
    return ArticleRow(*connection.execute(f"{_ARTICLE} WHERE a.number = ?", (article_number(connection, name),)).fetchone())


# ------------------------------------------------------------------------------------------------------------------ statements


def statements(
    connection: sqlite3.Connection,
    *,
    text: str | None = None,
    unnamed: bool = False,
    doubted: bool = False,
    denied: bool = False,
    hedged: bool = False,
    kind: str | None = None,
    act: str | None = None,
    voice: str | None = None,
    source: str | None = None,
    outlet: str | None = None,
    article: str | None = None,
    claim: str | None = None,
    since: date | str | None = None,
    reviewed: bool = False,
    limit: int | None = None,
    offset: int = 0,
) -> Iterator[StatementRow]:
    """The statements that fit, in the order of the case, row by row."""
    wanted = Wanted()
    for term, is_wanted in (
        ("s.kind = 'unnamed'", unnamed),
        ("s.distance = 'doubting'", doubted),
        ("s.denied = 1", denied),
        ("s.certainty = 'hedged'", hedged),
        ("s.number IN (SELECT r.now FROM reviews r WHERE r.undone IS NULL)", reviewed),
    ):
        if is_wanted:
            wanted.add(term)
    for column, value, closed in (("kind", kind, get_args(Kind)), ("act", act, get_args(Act))):
        if value is not None:
            wanted.add(f"s.{column} = ?", one_of(value, closed, column))
    if voice != "any":
        wanted.add("s.voice = ?", one_of(voice or "attributed", (*get_args(Voice), "any"), "voice"))
    if source is not None:
        wanted.add("s.number IN (SELECT h.statement FROM hops h WHERE h.party = ?)", party_number(connection, source))
    if outlet is not None:
        wanted.add("s.outlet = ?", outlet_number(connection, outlet))
    if article is not None:
        wanted.add("s.article = ?", article_number(connection, article))
    if claim is not None:
        of = "SELECT m.statement FROM claim_statements m JOIN claims c ON c.number = m.claim WHERE c.id = ?"
        wanted.add(f"s.number IN ({of})", shown(claim))
    if since is not None:
        wanted.add("s.day >= ?", day_of(since))
    if text is not None:
        wanted.add("s.number IN (SELECT w.rowid FROM statement_words w WHERE statement_words MATCH ?)", quoted(text))
    order = "s.number" if since is None else "s.day, s.number"  # either is the order of an index: a short list is short work
    yield from map(_row, connection.execute(_STATEMENT + wanted.sql(order, limit, offset), wanted.values))


def _row(row: tuple[Any, ...]) -> StatementRow:
    made = StatementRow(*row)
    return made._replace(denied=bool(made.denied))


def statement(connection: sqlite3.Connection, name: str) -> StatementView:
    """One statement whole."""
    select = _STATEMENT.replace("SELECT ", "SELECT s.number, s.article, s.denies, s.said, d.digest, d.line, ", 1)
    found = connection.execute(
        f"{select} JOIN dossiers d ON d.article = s.article WHERE s.id = ? ORDER BY s.number LIMIT 1", (shown(name),)
    ).fetchone()
    if found is None:
        raise CaseError(f"there is no statement {name} in this case; “sayso statements CASE” lists them with their ids")
    number, article, denies, said, digest, line, *rest = found
    row = _row(tuple(rest))
    dossier = packing.load(packing.Packed(digest, line), row.article)
    one = packing.statement_of(dossier, row.id)
    by = connection.execute("SELECT id FROM statements WHERE denies = ? AND article = ? ORDER BY number", (row.id, article))
    before, behind = _around(dossier, one)
    return StatementView(
        row=row,
        chain=tuple(HopRow(*hop) for hop in connection.execute(_HOPS, (number,))),
        triggers=tuple((trigger.field, _words(dossier, trigger.span)) for trigger in one.triggers),
        before=before,
        behind=behind,
        time=said,
        denies=denies,
        denied_by=tuple(row[0] for row in by),
        figures=tuple(_words(dossier, figure.span) for figure in dossier.figures if figure.statement == one.id),
        reviews=tuple(reviews.listed(connection, statement=row.id, undone=True)),
    )


def texts(connection: sqlite3.Connection, statements: Iterable[str]) -> dict[str, str]:
    """The words of statements, by their ids; those that are not there are left out."""
    select = "SELECT s.id, s.text FROM json_each(?) j JOIN statements s ON s.id = j.value ORDER BY s.number DESC"
    rows = connection.execute(select, (json.dumps([shown(one) for one in statements]),))
    return dict(rows)  # of several with one id, which comes of an odd file, the first is meant, as everywhere


def tellings(
    connection: sqlite3.Connection, claim: int
) -> list[tuple[StatementRow, tuple[HopRow, ...], str | None, str | None]]:
    """The rows of the statements of a claim (its number), in the order of time, each with its chain, since when its page may
    have told it, and since when it stands as it does."""
    chains: dict[int, list[HopRow]] = {}
    select = _HOPS.replace("SELECT ", "SELECT h.statement, ", 1)
    select = select.replace("WHERE h.statement = ?", f"{_OF_CLAIM} ON m.statement = h.statement WHERE m.claim = ?")
    for number, *hop in connection.execute(select, (claim,)):
        chains.setdefault(number, []).append(HopRow(*hop))
    select = _STATEMENT.replace("SELECT ", f"SELECT s.number, {SINCE}, coalesce(a.updated, a.published), ", 1)
    found = connection.execute(f"{select} {_OF_CLAIM} ON m.statement = s.number WHERE m.claim = ? ORDER BY m.place", (claim,))
    return [(_row(row[3:]), tuple(chains.get(row[0], ())), row[1], row[2]) for row in found]


_OF_CLAIM = "JOIN claim_statements m"


def chains(connection: sqlite3.Connection, article: str) -> dict[str, tuple[HopRow, ...]]:
    """The chains of all statements of an article that have one, by the ids of these. Raises ``CaseError`` where there is no
    such article."""
    select = _HOPS.replace("SELECT ", "SELECT s.id, ", 1).replace("WHERE", "JOIN statements s ON s.number = h.statement WHERE")
    select = select.replace("h.statement = ? ORDER BY", "h.statement >= ? AND h.statement < ? ORDER BY h.statement,")
    found: dict[str, list[HopRow]] = {}
    for statement, *hop in connection.execute(select, numbers_of(article_number(connection, article))):
        found.setdefault(statement, []).append(HopRow(*hop))
    return {statement: tuple(hops) for statement, hops in found.items()}


_HOPS = (
    "SELECT p.id, coalesce(x.name, x.descriptor, p.name), x.kind, x.role, h.evidence, h.words FROM hops h"
    " JOIN sources x ON x.number = h.source JOIN parties p ON p.number = h.party WHERE h.statement = ? ORDER BY h.depth"
)


def _words(dossier: Dossier, span: Any) -> str:
    return packing.one_line(dossier.article.slice(span))


def _around(dossier: Dossier, one: Statement) -> tuple[str, str]:
    """The text before and behind a statement."""
    text, start, end = dossier.article.text, one.spans[0].start, one.spans[-1].end
    return shown(text[max(0, start - AROUND) : start]), shown(text[end : end + AROUND])


# -------------------------------------------------------------------------------------------------------------------- words

_PIECES = re.compile(r'"([^"]*)"?|(\S+)')


def quoted(text: str) -> str:
    """What a user looks for, as the full-text search reads it: every word a string, those in quotation marks one phrase.

    Raises ``UsageError`` where no word is left.
    """
    straight = shown(text).translate({ord("“"): '"', ord("”"): '"'})
    pieces = [phrase or word.replace('"', "") for phrase, word in _PIECES.findall(straight)]
    words = [piece for piece in pieces if re.search(r"\w", piece)]
    if not words:
        raise UsageError("give a word to look for")
    return " AND ".join(f'"{word}"' for word in words)


RANKED = 5000
"""So many of the articles that hold the words looked for are compared at most, those that were added last: to rank all that
hold a common word would take the longer the larger the case. Who asks for more hits than that gets more compared."""
_BEST = (
    "SELECT w.number, a.id, a.title, o.name, a.published FROM (SELECT number FROM (SELECT rowid AS number,"
    " bm25(article_words) AS place FROM article_words WHERE article_words MATCH ?1 ORDER BY rowid DESC LIMIT ?2)"
    " ORDER BY place, number LIMIT ?3 OFFSET ?4) w JOIN articles a ON a.number = w.number"
    " LEFT JOIN outlets o ON o.number = a.outlet"
)
_SNIPPET = "SELECT snippet(article_words, 1, '[', ']', ' … ', 24) FROM article_words WHERE article_words MATCH ? AND rowid = ?"
_WITHIN = (
    "SELECT s.id FROM statement_words w JOIN statements s ON s.number = w.rowid WHERE statement_words MATCH ?"
    " AND w.rowid >= ? AND w.rowid < ? AND s.voice = 'attributed' ORDER BY w.rowid"
)


def find(connection: sqlite3.Connection, text: str, *, limit: int, offset: int = 0) -> list[Hit]:
    """The articles that hold all words of ``text``, the best first of those that were added last."""
    query = quoted(text)
    hits = []
    best = connection.execute(_BEST, (query, max(limit + offset, RANKED), limit, offset)).fetchall()
    for number, article, title, outlet, published in best:
        (snippet,) = connection.execute(_SNIPPET, (query, number)).fetchone()
        found = connection.execute(_WITHIN, (query, *numbers_of(number)))
        statements = tuple(one[0] for one in found)
        hits.append(Hit(article, title, outlet, published, " ".join(snippet.split()), statements))
    return hits


def holding(connection: sqlite3.Connection, text: str) -> int:
    """How many articles hold all words of ``text``."""
    select = "SELECT count(*) FROM article_words WHERE article_words MATCH ?"
    return int(connection.execute(select, (quoted(text),)).fetchone()[0])


# ------------------------------------------------------------------------------------------------- sources, outlets, refusals


def sources(
    connection: sqlite3.Connection, *, kind: str | None, text: str | None, limit: int | None, offset: int
) -> list[SourceRow]:
    """The sources, most heard first; "no source stated" only where that kind is asked for."""
    wanted = Wanted()
    if kind is None:
        wanted.add("p.kind <> 'none'")
    else:
        wanted.add("p.kind = ?", one_of(kind, get_args(Kind), "kind"))
    if text is not None:
        wanted.add("instr(lower(p.name), lower(?)) > 0", shown(text))
    rows = connection.execute(SOURCE + wanted.sql("p.statements DESC, p.number", limit, offset), wanted.values)
    return [SourceRow(*row) for row in rows]


def outlets(connection: sqlite3.Connection) -> list[OutletRow]:
    """The outlets, those with most articles first."""
    return [
        OutletRow(*row) for row in connection.execute(f"{OUTLET} WHERE o.articles OR o.cited ORDER BY 4 DESC, 6 DESC, o.name")
    ]


def reasons(connection: sqlite3.Connection) -> tuple[Count, ...]:
    """Why pages were refused: how often for each reason, the most frequent first."""
    rows = connection.execute("SELECT reason, count(*) FROM refusals GROUP BY reason ORDER BY 2 DESC, 1").fetchall()
    of = sum(number for _, number in rows)
    return tuple(Count(reason, number, of) for reason, number in rows)


def refusals(
    connection: sqlite3.Connection, *, reason: str | None, limit: int | None = None, offset: int = 0
) -> list[RefusalRow]:
    """What was refused, in its order."""
    wanted = Wanted()
    if reason is not None:
        wanted.add("r.reason = ?", one_of(reason, get_args(RefusalReason), "reason"))
    rows = connection.execute(_REFUSAL + wanted.sql("r.number", limit, offset), wanted.values)
    return [RefusalRow(*row) for row in rows]


_REFUSAL = (
    "SELECT r.page, r.url, r.step, r.reason, r.message, r.advice, a.id, r.added"
    " FROM refusals r LEFT JOIN articles a ON a.number = r.article"
)


# ------------------------------------------------------------------------------------------------------------ what is meant


def article_number(connection: sqlite3.Connection, article: str) -> int:
    """The number of the article of this id. Raises ``CaseError`` where there is none."""
    row = connection.execute("SELECT number FROM articles WHERE id = ?", (shown(article),)).fetchone()
    if row is None:
        raise CaseError(f"there is no article {article} in this case; “sayso ls CASE” lists them with their ids")
    return int(row[0])


def party_number(connection: sqlite3.Connection, source: str) -> int:
    """The number of the source that is meant by an id or a name. Raises ``CaseError`` where there is none, or more than one."""
    asked = shown(source)
    rows = connection.execute("SELECT number FROM parties WHERE id = ?", (asked,)).fetchall()
    rows = rows or connection.execute("SELECT DISTINCT party FROM sources WHERE id = ?", (asked,)).fetchall()
    if not rows:
        keys = (parties.bare_name(asked), parties.outlet_key(asked))
        rows = connection.execute("SELECT number FROM parties WHERE key = ? OR (kind = 'outlet' AND key = ?)", keys).fetchall()
    if not rows:
        raise CaseError(f"there is no source {source} in this case; “sayso sources CASE” lists them with their ids")
    if len(rows) > 1:
        found = connection.execute(
            f"SELECT id, kind FROM parties WHERE number IN ({', '.join('?' * len(rows))})", [row[0] for row in rows]
        )
        raise CaseError(f"{source} may be {', or '.join(f'{name} ({kind})' for name, kind in found)}; give one of these ids")
    return int(rows[0][0])


def outlet_number(connection: sqlite3.Connection, outlet: str) -> int:
    """The number of the outlet that is meant by an id or a name. Raises ``CaseError`` where there is none."""
    asked = shown(outlet)
    row = connection.execute("SELECT number FROM outlets WHERE id IN (?, ?)", (asked, parties.outlet_id(asked))).fetchone()
    if row is None:
        raise CaseError(f"there is no outlet {outlet} in this case; “sayso outlets CASE” lists them with their ids")
    return int(row[0])


def one_of(value: str, closed: tuple[str, ...], what: str) -> str:
    """``value``, where it is one of ``closed``. Raises ``UsageError`` where not."""
    if value not in closed:
        raise UsageError(f"no {what} is called {value!r}; there are: {', '.join(closed)}")
    return value


def day_of(since: date | str) -> str:
    """A day as the case sorts by it. Raises ``UsageError`` for what is none."""
    if isinstance(since, date):
        return since.isoformat()[:10]
    try:
        return date.fromisoformat(since).isoformat()
    except ValueError:
        raise UsageError(f"“{shown(since)}” is no day; write it as 2031-03-04") from None
