"""Which page cites which: by the name of its outlet, by a hyperlink, by a credit.

An address leads to its page. A name leads to the pages of its outlet, not later than the page that names it; of these the one is
meant that tells what stands around the name: rare words shared with that passage and with the page as a whole. Where two tell it
alike the earlier is meant, for the later one has it from there. An outlet without such a page in the case is cited, too, but ties
nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from sayso.links import Tie
from sayso.links.features import PLACES
from sayso.links.mentions import ACRONYM, ADDRESS, CREDITED, LINKED, NAME, STATED
from sayso.links.mentions import SHEETS as MENTIONS
from sayso.links.rarity import rarity_of_hash
from sayso.records import Span
from sayso.spans import normal

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sayso.links import Articles, Tables
    from sayso.links.words import Words

SHEETS = MENTIONS
_LAGS = 8
"""Of the pages of an outlet that share a word, so many are looked at, the nearest before."""
_AHEAD = 2
_SOON = 2 * 86_400
"""So many that came out after it, so many seconds later at most: a report may stand in the case as it was put out again."""
_BEST = 8
"""So many pages of an outlet are held against a page that names it."""
_COMMON = 2.0
"""Words less rare than that tell nothing about what is meant."""
_WHOLE = 8.0
"""How much the likeness of two whole pages weighs, in rarity of words around a name."""
_LEAST = 0.2
"""A page that tells less of what stands around a name, and of the page that names it, is not meant; ..."""
_SURE = 0.33
"""... one mention of the page must tell as much as this; ..."""
_LATER = 0.4
"""... nor is one that came out later and tells less than this."""
_ALIKE = 0.85
"""Pages that score so near to the best tell the same."""

_WORLD = (
    (
        "issues",
        """
        SELECT article, first, last, row_number() OVER (ORDER BY first, last, article) AS rank FROM (
            SELECT article, last, CASE WHEN address = 0 THEN first
                ELSE greatest(first, coalesce(lag(last) OVER (PARTITION BY address ORDER BY last, article), first)) END AS first
            FROM pages)""",
    ),
    (
        "cite_pages",
        f"""
        SELECT p.article, CASE WHEN isnan(p.first) THEN '-infinity'::DOUBLE ELSE p.first END AS first,
            CASE WHEN isnan(p.last) THEN 'infinity'::DOUBLE ELSE p.last END AS last, n.bearer, n.body
        FROM issues p LEFT JOIN (
            SELECT article, min(key) FILTER (kind = {NAME}) AS bearer, max(body) AS body FROM mastheads GROUP BY article
        ) n USING (article)""",
    ),
    (
        "cite_called",
        f"""
        SELECT kind, key, bearer, body FROM (
            SELECT n.kind, n.key, p.bearer, max(p.body) AS body FROM mastheads n JOIN cite_pages p USING (article) GROUP BY ALL)
        QUALIFY kind <> {ACRONYM} OR count(*) OVER (PARTITION BY kind, key) = 1""",
    ),
    (
        "cite_sought",
        """
        SELECT DISTINCT m.article, c.bearer, p.last AS until FROM mentions m JOIN cite_called c USING (kind, key)
        JOIN cite_pages p ON p.article = m.article
        WHERE (c.bearer IS DISTINCT FROM p.bearer OR m.again = 1) AND (c.body = 0 OR m.statement >= 0)""",
    ),
    (
        "cite_topics",
        """
        SELECT p.bearer, t.term, t.weight, p.article, p.first,
            row_number() OVER (PARTITION BY p.bearer, t.term ORDER BY p.first, p.article) AS place
        FROM cite_pages p JOIN (SELECT * FROM terms UNION ALL SELECT article, 0, 0 FROM pages) t USING (article)
        WHERE p.bearer IN (SELECT bearer FROM cite_sought)""",
    ),
    (
        "cite_near",
        f"""
        WITH seeking AS (
            SELECT s.article, s.bearer, s.until, t.term, t.weight FROM cite_sought s
            JOIN (SELECT * FROM terms UNION ALL SELECT article, 0, 0 FROM pages) t USING (article)
        ), met AS (
            SELECT s.article, s.bearer, s.term, s.weight, s.until, coalesce(r.place, 0) AS place FROM seeking s
            ASOF LEFT JOIN cite_topics r ON s.bearer = r.bearer AND s.term = r.term AND s.until >= r.first
        ), stepped AS (SELECT *, unnest(range(-{_AHEAD}, {_LAGS})) AS lag FROM met)
        SELECT s.article AS "left", r.article AS "right", s.bearer, round(sum(s.weight * r.weight), 2) AS shared
        FROM stepped s JOIN cite_topics r ON s.bearer = r.bearer AND s.term = r.term AND s.place - s.lag = r.place
        WHERE s.article <> r.article AND r.first <= s.until + {_SOON} GROUP BY s.article, s.bearer, r.article
        QUALIFY row_number() OVER (PARTITION BY s.article, s.bearer ORDER BY shared DESC, max(r.first) DESC, r.article) <= {_BEST}""",
    ),
    (
        "cite_met",
        f"""
        SELECT n."left", n."right", m.* EXCLUDE (article, kind, key), n.shared, c.body FROM mentions m
        JOIN cite_called c USING (kind, key) JOIN cite_near n ON n."left" = m.article AND n.bearer = c.bearer
        JOIN cite_pages p ON p.article = m.article
        WHERE (c.bearer IS DISTINCT FROM p.bearer OR m.again = 1) AND (c.body = 0 OR m.statement >= 0)
        UNION ALL BY NAME
        SELECT m.article AS "left", a.article AS "right", m.* EXCLUDE (article, kind, key), 1.0 AS shared, 0 AS body
        FROM mentions m JOIN addresses a ON m.kind = {ADDRESS} AND m.key = a.address AND a.article <> m.article""",
    ),
    (
        "cite_rows",
        """
        SELECT DISTINCT r.*, b.first, b.last, a.last AS until FROM cite_met r
        JOIN cite_pages a ON a.article = r."left" JOIN cite_pages b ON b.article = r."right"
        WHERE NOT EXISTS (
            SELECT 1 FROM addresses x JOIN addresses y USING (address) WHERE x.article = r."left" AND y.article = r."right")""",
    ),
    ("cited", 'SELECT DISTINCT "left", "right" FROM cite_rows WHERE first <= until'),
)


def candidates(tables: Tables) -> dict[str, NDArray[Any]]:
    """Each mention of another page with each page that it may mean. Needs the tables of ``SHEETS``, ``pages``, and ``terms``.

    Leaves two tables: ``cited(left, right)``, all of these and the pages of bodies that are sources; and ``issues(article, first,
    last, rank)``: when the text of each page came out, that of a later version not before the last of the earlier one."""
    for name, sql in _WORLD:
        tables.table(name, sql)
    return tables.columns('SELECT * EXCLUDE (body) FROM cite_rows WHERE body = 0')


class _Row(NamedTuple):
    """A mention and a page that it may mean."""

    right: int
    evidence: int
    statement: int
    depth: int
    start: int
    stop: int
    begin: int
    finish: int
    shared: float
    first: float
    last: float
    until: float


def verify(tables: Tables, pairs: Mapping[str, NDArray[Any]], articles: Articles) -> Iterator[Tie]:
    """The citations among ``candidates``: for each page, statement and page that is cited one tie, in their order."""
    columns = [pairs[name].tolist() for name in ("left", *_Row._fields)]
    rows: defaultdict[int, list[_Row]] = defaultdict(list)
    for left, *row in zip(*columns, strict=True):
        rows[left].append(_Row(*row))
    for left in sorted(rows):
        yield from _ties(left, rows[left], articles)


def _ties(left: int, rows: Sequence[_Row], articles: Articles) -> Iterator[Tie]:
    mentions: defaultdict[tuple[int, int, int, int, int], list[_Row]] = defaultdict(list)
    for row in rows:
        mentions[row.start, row.stop, row.statement, row.depth, row.evidence].append(row)
    shown: defaultdict[tuple[int, int], list[tuple[_Row, float]]] = defaultdict(list)
    for found in mentions.values():
        meant = _meant(articles.words(left), found, articles)
        if meant is not None:
            shown[meant[0].statement, meant[0].right].append(meant)
    sure = {right for (_, right), ways in shown.items() if any(score >= _SURE for _, score in ways)}
    shown = defaultdict(list, {key: ways for key, ways in shown.items() if key[1] in sure})
    named = {right for statement, right in shown if statement >= 0}
    for (statement, right), ways in sorted(shown.items()):
        if statement < 0 and right in named and not any(row.evidence == LINKED for row, _ in ways):
            continue  # told of a statement already
        yield _tie(left, right, statement, ways)


def _tie(left: int, right: int, statement: int, ways: list[tuple[_Row, float]]) -> Tie:
    ways = sorted(ways, key=lambda way: (way[0].evidence != LINKED, way[0].evidence != STATED, way[0].start))
    return Tie(
        relation="cites",
        left=left,
        right=right,
        score=round(max(score for _, score in ways), 2),
        left_spans=normal((row.start, row.stop) for row, _ in ways if row.start >= 0),
        left_statement=None if statement < 0 else left << PLACES | statement,
        reason=_REASONS[ways[0][0].evidence],
    )


_REASONS = {LINKED: "links to the page", STATED: "names its outlet as where it has this from", CREDITED: "credits its outlet"}


def _meant(words: Words, found: list[_Row], articles: Articles) -> tuple[_Row, float] | None:
    """The page that a mention means, with how sure that is; None where none of them tells anything of what stands there."""
    if found[0].evidence == LINKED:
        return min(found, key=lambda row: (row.last > row.until, abs(row.until - row.last), row.right)), 1.0
    around = _rare(words, found[0])
    scored = [(row, _likeness(around, articles.words(row.right), row.shared)) for row in found]
    scored = [one for one in scored if one[1] >= _LEAST and one[0].first <= one[0].until] or scored
    best = max(score for _, score in scored)
    if best < (_LEAST if scored[0][0].first <= scored[0][0].until else _LATER):
        return None
    alike = [(row, score) for row, score in scored if score >= best * _ALIKE]
    return min(alike, key=lambda one: (one[0].first, one[0].last, one[0].right))


def _rare(words: Words, row: _Row) -> dict[int, float]:
    """The words around a mention that are rare enough to tell of what it speaks, without its own."""
    import numpy as np

    first, last = np.searchsorted(words.starts, [row.begin, row.finish])
    own = slice(*np.searchsorted(words.starts, [row.start, row.stop]))
    around = set(words.hashes[first:last].tolist()) - set(words.hashes[own].tolist())
    weighed = ((word, rarity_of_hash(word)) for word in around)
    return {word: rare for word, rare in weighed if rare > _COMMON}


def _likeness(around: Mapping[int, float], other: Words, shared: float) -> float:
    """Which share of the rare words around a mention the other page has, and how alike the two pages are, as one."""
    there = set(other.hashes.tolist())
    told = sum(rare for word, rare in around.items() if word in there)
    return (told + _WHOLE * min(1.0, 2 * shared)) / (sum(around.values()) + _WHOLE)


def _span(start: int, stop: int) -> Span:
    return Span(start, stop)
