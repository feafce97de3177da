"""Looking at what ties articles: claims, one of them whole, links, figures that differ. As ``looking``, one SELECT a list."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, get_args

from sayso import spans
from sayso.corpus import claim_reviews, looking, packing
from sayso.corpus.looking import Wanted, article_number, one_of, outlet_number, quoted
from sayso.corpus.packing import Packed, numbers_of, one_line, shown
from sayso.corpus.rows import (
    SOURCES_SHOWN,
    ClaimRow,
    ClaimView,
    CollapseRow,
    ConflictRow,
    LinkRow,
    OriginRow,
    Range,
    TellingRow,
)
from sayso.errors import CaseError
from sayso.links import DENIED_HERE, DENIED_THERE
from sayso.links.features import PLACES
from sayso.links.words import words
from sayso.records import Article, Claim, Collapse, Lineage, Link, Origin, Relation, Span

if TYPE_CHECKING:
    from sayso.links.compare import Comparison

_CLAIM = (
    "SELECT c.id, c.text, c.pages, c.outlets, c.low, c.high, c.unnamed, c.first_seen, c.disputed, c.circles, c.statements,"
    " (SELECT json_group_array(who) FROM (SELECT o.who FROM origins o WHERE o.claim = c.number AND o.kind <> 'none'"
    f" ORDER BY o.place LIMIT {SOURCES_SHOWN + 1})),"
    " (SELECT json_group_array(via) FROM (SELECT DISTINCT s.via FROM claim_statements m JOIN statements s"
    f" ON s.number = m.statement WHERE m.claim = c.number AND s.via <> '' ORDER BY m.place LIMIT {SOURCES_SHOWN + 1}))"
    " FROM claims c"
)
SHOWN = 300
"""Of the evidence of a link so many characters are shown."""
_LOOKED = 4 * SHOWN
"""So many are looked at: what is white space there is not shown."""


# -------------------------------------------------------------------------------------------------------------------- claims


def claims(
    connection: sqlite3.Connection,
    *,
    single_origin: bool = False,
    unnamed: bool = False,
    disputed: bool = False,
    since: date | str | None = None,
    text: str | None = None,
    outlet: str | None = None,
    articles: Sequence[str] = (),
    limit: int | None = None,
    offset: int = 0,
) -> Iterator[ClaimRow]:
    """The claims that fit, those on most pages first."""
    wanted = Wanted()
    for term, is_wanted in (
        ("c.high <= 1 AND c.pages > 1", single_origin),
        ("c.unnamed IS NOT NULL", unnamed),
        ("c.disputed <> ''", disputed),
    ):
        if is_wanted:
            wanted.add(term)
    if since is not None:
        wanted.add("c.last_day >= ?", looking.day_of(since))
    if text is not None:
        wanted.add(f"c.number IN ({_OF_STATEMENTS} WHERE m.statement IN ({_WITH_WORDS}))", quoted(text))
    if outlet is not None:
        number = outlet_number(connection, outlet)
        wanted.add(f"c.number IN ({_OF_STATEMENTS} JOIN statements s ON s.number = m.statement WHERE s.outlet = ?)", number)
    for article in articles:
        between = numbers_of(article_number(connection, article))
        wanted.add(f"c.number IN ({_OF_STATEMENTS} WHERE m.statement >= ? AND m.statement < ?)", *between)
    rows = connection.execute(_CLAIM + wanted.sql("c.pages DESC, c.number", limit, offset), wanted.values)
    yield from map(_claim, rows)


_OF_STATEMENTS = "SELECT m.claim FROM claim_statements m"
_WITH_WORDS = "SELECT w.rowid FROM statement_words w WHERE statement_words MATCH ?"


def _claim(row: Sequence[Any]) -> ClaimRow:
    name, text, pages, outlets, low, high, unnamed, first_seen, disputed, circles, statements, rests_on, through = row
    told = (unnamed, first_seen, disputed, circles, statements)
    return ClaimRow(name, text, pages, outlets, Range(low, high), *told, names_of(rests_on), names_of(through))


def claim_number(connection: sqlite3.Connection, claim: str) -> int:
    """The number of the claim of this id, or of that in which it is now. Raises ``CaseError`` where there is none."""
    row = connection.execute("SELECT number FROM claims WHERE id = ?", (shown(claim),)).fetchone()
    row = (
        row
        or connection.execute(
            "SELECT m.claim FROM claim_ids i JOIN statements s ON s.id = i.seed"
            " JOIN claim_statements m ON m.statement = s.number WHERE i.id = ?",
            (shown(claim),),
        ).fetchone()
    )
    if row is None:
        raise CaseError(f"there is no claim {claim} in this case; “sayso claims CASE” lists them with their ids")
    return int(row[0])


def claim_with(connection: sqlite3.Connection, statement: str) -> ClaimRow | None:
    """The claim that a statement is of, None where it is of none."""
    of = "SELECT m.claim FROM claim_statements m JOIN statements s ON s.number = m.statement WHERE s.id = ?"
    row = connection.execute(f"{_CLAIM} WHERE c.number IN ({of}) LIMIT 1", (shown(statement),)).fetchone()
    return None if row is None else _claim(row)


def text_of(connection: sqlite3.Connection, claim: str) -> tuple[str, str]:
    """The id of a claim as it is today, and its words."""
    number = claim_number(connection, claim)
    row: tuple[str, str] = connection.execute("SELECT id, text FROM claims WHERE number = ?", (number,)).fetchone()
    return row


def claim(connection: sqlite3.Connection, name: str) -> ClaimView:
    """One claim whole."""
    number = claim_number(connection, name)
    row = _claim(connection.execute(f"{_CLAIM} WHERE c.number = ?", (number,)).fetchone())
    lineage = lineage_of(connection, number, row.id)
    about = f"(l.id IN (SELECT value FROM json_each(?)) OR {_AMONG})"
    told = [json.dumps(_told_of(lineage)), number, number]
    links_of = {one.id: one for one in _links(connection, [about], told, "l.relation, l.left, l.right, l.id", None, 0)}
    return ClaimView(
        row=row,
        tellings=tuple(_tellings(connection, number, lineage)),
        origins=tuple(
            OriginRow(one.id, one.who, one.kind, Range(one.low, one.high), one.statements) for one in lineage.origins
        ),
        collapses=tuple(_collapse(one, links_of) for one in lineage.collapses),
        circles=lineage.circles,
        links=tuple(links_of.values()),
        conflicts=tuple(_conflicts(connection, [_WITHIN], [number])),
        reviews=tuple(claim_reviews.listed(connection, claim=row.id, undone=True)),
    )


_MEMBERS = "SELECT s.id FROM claim_statements m JOIN statements s ON s.number = m.statement WHERE m.claim = ? ORDER BY m.place"


_WITHIN = (
    "f.conflict IN (SELECT g.conflict FROM conflicts g JOIN claim_statements m ON m.statement = g.statement WHERE m.claim = ?)"
)
_PAGES = f"SELECT m.statement >> {PLACES} FROM claim_statements m WHERE m.claim = ?"
_AMONG = f"(l.relation IN ('copies', 'quotes', 'cites', 'updates') AND l.left IN ({_PAGES}) AND l.right IN ({_PAGES}))"


def _told_of(lineage: Lineage) -> list[str]:
    """The links that a lineage tells of."""
    return list(dict.fromkeys([*lineage.links, *(link for one in lineage.collapses for link in one.links)]))


def _tellings(connection: sqlite3.Connection, number: int, lineage: Lineage) -> Iterator[TellingRow]:
    places: dict[str, list[int]] = {}
    for place, origin in enumerate(lineage.origins):
        for statement in origin.statements:
            places.setdefault(statement, []).append(place)
    for row, chain, first, seen in looking.tellings(connection, number):
        yield TellingRow(row, chain, tuple(places.get(row.id, ())), first, seen)


def _collapse(one: Collapse, links_of: dict[str, LinkRow]) -> CollapseRow:
    told = [links_of[link] for link in one.links if link in links_of]
    words = tuple(dict.fromkeys(link.left_words for link in told if link.left_words))
    return CollapseRow(one.reason, one.text, one.statements, one.links, words)


def compared(left: Article, right: Article) -> Comparison:
    """What two articles have in common, word for word."""
    from sayso.annotation import annotate  # nothing else that looks at a case needs to annotate
    from sayso.links.compare import compare

    return compare(words(left), words(right), annotate(left).sentences, annotate(right).sentences)


# ------------------------------------------------------------------------------------------------------------------- records


def lineage_of(connection: sqlite3.Connection, number: int, name: str) -> Lineage:
    """The lineage of a claim, as it was traced."""
    low, high, links_told = connection.execute("SELECT low, high, links FROM claims WHERE number = ?", (number,)).fetchone()
    ask = connection.execute
    statements = tuple(row[0] for row in ask(_MEMBERS, (number,)))
    origins = ask("SELECT id, who, kind, statements, low, high FROM origins WHERE claim = ? ORDER BY place", (number,))
    collapses = ask("SELECT reason, text, statements, links FROM collapses WHERE claim = ? ORDER BY place", (number,))
    circles = ask("SELECT statements FROM circles WHERE claim = ? ORDER BY place", (number,))
    known = set(statements)
    return Lineage(
        claim=name,
        statements=statements,
        links=names_of(links_told),
        origins=tuple(
            Origin(id=row[0], who=row[1], kind=row[2], statements=_still(row[3], known), low=row[4], high=row[5])
            for row in origins
        ),
        low=low,
        high=high,
        collapses=tuple(
            Collapse(reason=row[0], text=row[1], statements=_still(row[2], known), links=names_of(row[3])) for row in collapses
        ),
        circles=tuple(_still(row[0], known) for row in circles),
    )


def _still(told: str, known: set[str]) -> tuple[str, ...]:
    """Statements that are there: an article that was analysed anew has others, until it is linked."""
    return tuple(one for one in names_of(told) if one in known)


def records(connection: sqlite3.Connection) -> Iterator[Link | Claim | Lineage]:
    """All links, claims and lineages, as records."""
    yield from map(link_of, connection.execute(_LINK_RECORDS))
    for number, name, text in connection.execute("SELECT number, id, text FROM claims ORDER BY number").fetchall():
        lineage = lineage_of(connection, number, name)
        if lineage.statements:
            yield Claim(id=name, text=text, statements=lineage.statements)
            yield lineage


def link_of(row: Sequence[Any]) -> Link:
    """The record of a link. As evidence its passages stand in the order of the page, on both sides."""
    name, left, right, relation, score, left_spans, right_spans, directed, reason = row
    return Link(
        id=name,
        left=left,
        right=right,
        relation=relation,
        score=score,
        left_spans=spans.normal(spans_of(left_spans)),
        right_spans=spans.normal(spans_of(right_spans)),
        directed=bool(directed),
        reason=reason,
    )


def spans_of(text: str) -> tuple[Span, ...]:
    """Spans as the case keeps them: of links, those of one side go with those of the other. Raises ``CaseError`` for what is
    damaged."""
    try:
        return tuple(Span(int(start), int(stop)) for start, stop in json.loads(text))
    except (ValueError, TypeError) as error:
        raise damaged() from error


def names_of(text: str) -> tuple[str, ...]:
    """Ids and the like as the case keeps them. Raises ``CaseError`` for what is damaged."""
    try:
        return tuple(str(one) for one in json.loads(text))
    except (ValueError, TypeError) as error:
        raise damaged() from error


def damaged() -> CaseError:
    """What is raised where links are not as they were kept."""
    return CaseError("what ties the articles of this case is damaged; “sayso link --anew” makes it again")


_LINK_RECORDS = (
    "SELECT l.id, coalesce(s.id, a.id), coalesce(t.id, b.id), l.relation, l.score, l.left_spans, l.right_spans, l.directed,"
    " l.reason FROM links l JOIN articles a ON a.number = l.left JOIN articles b ON b.number = l.right"
    " LEFT JOIN statements s ON s.number = l.left_statement LEFT JOIN statements t ON t.number = l.right_statement"
    " ORDER BY l.relation, l.left, l.right, l.id"
)


# --------------------------------------------------------------------------------------------------------------------- links


def links(
    connection: sqlite3.Connection,
    *,
    article: str | None = None,
    other: str | None = None,
    relation: str | None = None,
    denied: bool = False,
    limit: int | None = None,
    offset: int = 0,
) -> Iterator[LinkRow]:
    """The links, in the order of the case; of one article, or between it and the ``other``; of one relation; only those where
    one page asserts what the other denies; without a relation, all but those of the same claim, which are many, and which
    claims show better."""
    terms: list[str] = []
    values: list[Any] = []
    if article is not None and other is not None:
        between = [article_number(connection, article), article_number(connection, other)]
        terms.append("(l.left = ? AND l.right = ? OR l.left = ? AND l.right = ?)")
        values += [*between, *reversed(between)]
    elif article is not None:
        number = article_number(connection, article)
        terms.append("(l.left = ? OR l.right = ?)")
        values += [number, number]
    if denied:
        terms.append("l.relation = 'differs' AND l.reason IN (?, ?)")
        values += [DENIED_HERE, DENIED_THERE]
    if relation is None:
        terms.append("l.relation <> 'same_claim'")
    elif relation != "any":
        terms.append("+l.relation = ?")  # so that the order of the list is that of an index: its beginning is short work
        values.append(one_of(relation, (*get_args(Relation), "any"), "relation"))
    return _links(connection, terms, values, "l.left, l.relation, l.right, l.id", limit, offset)


CREDITED = (
    "NOT (l.relation = 'cites' AND l.left_statement IS NULL AND l.reason LIKE 'credits%' AND EXISTS"
    " (SELECT 1 FROM links k WHERE k.left = l.left AND k.right = l.right AND k.relation = 'copies'))"
)
"""What holds of a link ``l`` that is shown: a credit for what is copied is part of the copy."""
_ALIKE = (
    # statements that seemed the same count where their claims are one
    "(l.relation <> 'same_claim' OR EXISTS (SELECT 1 FROM claim_statements m JOIN claim_statements n ON n.claim = m.claim"
    " WHERE m.statement = l.left_statement AND n.statement = l.right_statement))"
)
_LINK = (
    "SELECT l.id, l.relation, a.id, a.title, o.name, a.published, b.id, b.title, p.name, b.published, s.id, t.id, l.score,"
    " l.directed, l.left_share, l.right_share, l.left_spans, l.right_spans, l.reason, l.left, l.right"
    " FROM links l JOIN articles a ON a.number = l.left JOIN articles b ON b.number = l.right"
    " LEFT JOIN outlets o ON o.number = a.outlet LEFT JOIN outlets p ON p.number = b.outlet"
    " LEFT JOIN statements s ON s.number = l.left_statement LEFT JOIN statements t ON t.number = l.right_statement"
)


def _links(
    connection: sqlite3.Connection, terms: list[str], values: list[Any], order: str, limit: int | None, offset: int
) -> Iterator[LinkRow]:
    where = " AND ".join([CREDITED, _ALIKE, *terms])
    texts = _Texts(connection)
    rows = connection.execute(
        f"{_LINK} WHERE {where} ORDER BY {order} LIMIT ? OFFSET ?", [*values, -1 if limit is None else limit, offset]
    )
    for row in rows:
        left, right = texts.words(row[19], row[16]), texts.words(row[20], row[17])
        yield LinkRow._make((*row[:13], bool(row[13]), row[14], row[15], left, right, row[18]))


class _Texts:
    """The texts of articles, by which evidence is shown."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._texts: dict[int, str] = {}

    def words(self, article: int, spans: str) -> str:
        """The words of spans, in one line, not too many of them."""
        told = spans_of(spans)
        if not told:
            return ""
        if article not in self._texts:
            if len(self._texts) >= 256:
                self._texts.clear()
            digest, line, name = self._connection.execute(
                "SELECT d.digest, d.line, a.id FROM dossiers d JOIN articles a ON a.number = d.article WHERE a.number = ?",
                (article,),
            ).fetchone()
            self._texts[article] = packing.text_of(Packed(digest, line), name)
        text, pieces, size = self._texts[article], [], 0
        for start, end in told:
            pieces.append(text[start : min(end, start + _LOOKED)])
            size += len(pieces[-1])
            if size > _LOOKED:
                break
        found = one_line(" … ".join(pieces))
        return found if len(found) <= SHOWN else f"{found[: SHOWN - 1].rsplit(' ', 1)[0]} …"


# ----------------------------------------------------------------------------------------------------------------- conflicts


def conflicts(
    connection: sqlite3.Connection,
    *,
    conflict: str | None = None,
    text: str | None = None,
    since: date | str | None = None,
    whole: bool = False,
    newest: bool = False,
    limit: int | None = None,
    offset: int = 0,
) -> Iterator[ConflictRow]:
    """Figures that differ, those of one thing below each other, in the order of time. ``whole``: ``limit`` and ``offset`` count
    things, none of which is cut in two; ``newest``: they count those first that have the newest figures."""
    terms: list[str] = []
    values: list[Any] = []
    if conflict is not None:
        terms.append("f.conflict = ?")
        values.append(shown(conflict))
    if text is not None:
        terms.append(
            "f.conflict IN (SELECT g.conflict FROM conflicts g WHERE instr(lower(g.counted || ' ' || g.written), lower(?)))"
        )
        values.append(shown(text))
    if since is not None:
        terms.append(
            "f.conflict IN (SELECT g.conflict FROM conflicts g JOIN articles b ON b.number = g.article WHERE b.day >= ?)"
        )
        values.append(looking.day_of(since))
    if whole and (limit is not None or offset):
        order = "max(b.day) DESC, min(f.number)" if newest else "min(f.number)"
        dated = " JOIN articles b ON b.number = f.article" if newest else ""
        of_things = f"SELECT f.conflict FROM conflicts f{dated}{_where(terms)} GROUP BY 1 ORDER BY {order} LIMIT ? OFFSET ?"
        terms, values = [f"f.conflict IN ({of_things})"], [*values, -1 if limit is None else limit, offset]
        limit, offset = None, 0
    return _conflicts(connection, terms, values, limit, offset)


def _conflicts(
    connection: sqlite3.Connection, terms: list[str], values: list[Any], limit: int | None = None, offset: int = 0
) -> Iterator[ConflictRow]:
    rows: Iterable[tuple[Any, ...]] = connection.execute(
        "SELECT f.conflict, f.counted, f.unit, f.written, f.low, f.high, f.who, f.through, o.name, a.id, s.id,"
        f" {looking.SINCE}, f.pages, f.against FROM conflicts f JOIN articles a ON a.number = f.article"
        f" LEFT JOIN outlets o ON o.number = a.outlet LEFT JOIN statements s ON s.number = f.statement{_where(terms)}"
        " ORDER BY f.number LIMIT ? OFFSET ?",
        [*values, -1 if limit is None else limit, offset],
    )
    for row in rows:
        yield ConflictRow._make((*row[:13], names_of(row[13])))


def _where(terms: Sequence[str]) -> str:
    return f" WHERE {' AND '.join(terms)}" if terms else ""
