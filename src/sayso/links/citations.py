"""Which page cites which: by the name of its outlet, by a hyperlink, by a credit.

An address leads to its page. A name leads to the pages of its outlet; of these the one is meant that tells what stands around
the name: rare words shared with that passage, and with the page as a whole. Where two tell it alike the earlier is meant, for
the later one has it from there. An outlet without such a page in the case is cited, too, but ties nothing.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from sayso.links import Tie
from sayso.links.features import PLACES
from sayso.links.inflections import bases
from sayso.links.mentions import ACRONYM, ADDRESS, CREDITED, LINKED, STATED
from sayso.links.mentions import SHEETS as MENTIONS
from sayso.links.rarity import rarity_of_hash
from sayso.records import Spans
from sayso.spans import normal, overlap

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sayso.links import Articles, Tables
    from sayso.links.words import Words

SHEETS = MENTIONS
_LAGS, _AHEAD, _SOON = 8, 2, 86_400
"""Of the pages of an outlet that share a word, so many are looked at, the nearest before; and so many of the next, so many
seconds later at most: a report may stand in the case as it was put out again."""
_BEST = 8
"""So many pages of an outlet are held against a page that names it."""
_COMMON = 2.0
"""Words less rare than that tell nothing about what is meant."""
_WHOLE = 8.0
"""How much the likeness of two whole pages weighs, in rarity of words around a name."""
_LEAST, _SURE = 0.2, 0.33
"""A page that tells less of what stands around a name, and of the page that names it, is not meant; one mention of each page
that is meant must tell as much as the second."""
_FRESH, _STALE = 30 * 86_400, 0.75
"""Reports are cited while they are fresh: a page counts for less that came out longer before, or later than the one that names
it."""
_KEPT = 1_000
"""The words of so many pages are kept at hand."""
_ALIKE = 0.8
"""Pages that score so near to the best tell the same."""

_WORLD = (
    (
        "cite_texts",
        """
        SELECT article, first, last, row_number() OVER (ORDER BY first, last, article) AS rank FROM (
            SELECT article, last, CASE WHEN address = 0 THEN first
                ELSE greatest(first, coalesce(lag(last) OVER (PARTITION BY address ORDER BY last, article), first)) END AS first
            FROM pages)""",
    ),
    (
        "cite_pages",
        """
        SELECT p.article, CASE WHEN isnan(p.first) THEN '-infinity'::DOUBLE ELSE p.first END AS first,
            CASE WHEN isnan(p.last) THEN 'infinity'::DOUBLE ELSE p.last END AS last, n.bearer, n.body
        FROM cite_texts p LEFT JOIN (
            SELECT article, max(key) FILTER (main = 1) AS bearer, max(body) AS body FROM mastheads GROUP BY article
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
        "cite_seeking",
        """
        SELECT s.article, s.bearer, s.until, t.term, t.weight FROM cite_sought s
        JOIN (SELECT * FROM terms UNION ALL SELECT article, 0, 0 FROM pages) t USING (article)""",
    ),
    (
        "cite_topics",
        """
        SELECT p.bearer, t.term, t.weight, p.article, p.first,
            row_number() OVER (PARTITION BY p.bearer, t.term ORDER BY p.first, p.article) AS place
        FROM cite_pages p JOIN (SELECT * FROM terms UNION ALL SELECT article, 0, 0 FROM pages) t USING (article)
        SEMI JOIN cite_seeking s ON s.bearer = p.bearer AND s.term = t.term""",
    ),
    (
        "cite_near",
        f"""
        WITH met AS (
            SELECT s.article, s.bearer, s.term, s.weight, s.until, coalesce(r.place, 0) AS place FROM cite_seeking s
            ASOF LEFT JOIN cite_topics r ON s.bearer = r.bearer AND s.term = r.term AND s.until >= r.first
        ), stepped AS (SELECT *, unnest(range(-{_AHEAD}, {_LAGS})) AS lag FROM met)
        SELECT s.article AS "left", r.article AS "right", s.bearer, round(sum(s.weight * r.weight), 2) AS shared
        FROM stepped s JOIN cite_topics r ON s.bearer = r.bearer AND s.term = r.term AND s.place - s.lag = r.place
        WHERE s.article <> r.article AND r.first <= s.until + {_SOON} GROUP BY s.article, s.bearer, r.article
        QUALIFY row_number() OVER (
            PARTITION BY s.article, s.bearer ORDER BY shared DESC, max(r.first) DESC, r.article) <= {_BEST}""",
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
    """Each mention of another page with each page that it may mean. Needs the tables of ``SHEETS``, ``pages`` and ``terms``.

    Leaves two tables: ``cited(left, right)``, all of these and the pages of bodies that are sources; ``cite_texts(article,
    first, last, rank)``, when the text of each page came out: that of a later version not before the last of the earlier."""
    for name, sql in _WORLD:
        tables.table(name, sql)
    return tables.columns("SELECT * EXCLUDE (body) FROM cite_rows WHERE body = 0")


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


class _Scored(NamedTuple):
    """How well a page tells what stands around a mention: ``told`` of ``around`` rare words stand there."""

    row: _Row
    score: float
    told: int = 0
    around: int = 0


def verify(tables: Tables, pairs: Mapping[str, NDArray[Any]], articles: Articles) -> Iterator[Tie]:
    """The citations among ``candidates``: for each page, statement and page that is cited one tie, in their order."""
    columns = [pairs[name].tolist() for name in ("left", *_Row._fields)]
    rows: defaultdict[int, list[_Row]] = defaultdict(list)
    for left, *row in zip(*columns, strict=True):
        rows[left].append(_Row(*row))
    shelf = _Shelf(articles)
    for left in sorted(rows):
        yield from _ties(left, rows[left], shelf)


class _Shelf:
    """Articles, and which words stand in each: the pages of an outlet are asked for again and again."""

    def __init__(self, articles: Articles) -> None:
        self.articles = articles
        self.known: dict[int, frozenset[int]] = {}

    def vocabulary(self, article: int) -> frozenset[int]:
        """The words of an article, each as its base."""
        found = self.known.get(article)
        if found is None:
            if len(self.known) >= _KEPT:
                self.known.clear()
            found = self.known[article] = frozenset(bases(self.articles.words(article).hashes).tolist())
        return found


def _ties(left: int, rows: Sequence[_Row], shelf: _Shelf) -> Iterator[Tie]:
    shown: defaultdict[tuple[int, int], list[_Scored]] = defaultdict(list)
    for way in (*_linked(rows), *_named(left, rows, shelf)):
        shown[way.row.statement, way.row.right].append(way)
    sure = {right for (_, right), ways in shown.items() if max(way.score for way in ways) >= _SURE}
    told = {right for statement, right in shown if statement >= 0}
    for (statement, right), ways in sorted(shown.items()):
        if right in sure and (statement >= 0 or right not in told or any(way.row.evidence == LINKED for way in ways)):
            yield _tie(left, right, statement, ways, shelf)


def _tie(left: int, right: int, statement: int, ways: list[_Scored], shelf: _Shelf) -> Tie:
    ways = sorted(ways, key=lambda way: (_ORDER.index(way.row.evidence), -way.score, way.row.start))
    best = ways[0]
    told = f"; of {best.around} rare words around it the page has {best.told}" if best.around else ""
    around = {} if best.row.evidence == CREDITED else _rare(shelf.articles.words(left), best.row)
    return Tie(
        relation="cites",
        left=left,
        right=right,
        score=round(max(way.score for way in ways), 2),
        left_spans=normal((way.row.start, way.row.stop) for way in ways if way.row.start >= 0),
        right_spans=_paragraph(around, shelf.articles.words(right)),
        left_statement=None if statement < 0 else left << PLACES | statement,
        reason=_REASONS[best.row.evidence] + told,
    )


_ORDER = (LINKED, STATED, CREDITED)
_REASONS = {LINKED: "links to the page", STATED: "names its outlet as where it has this from", CREDITED: "credits its outlet"}


def _linked(rows: Sequence[_Row]) -> Iterator[_Scored]:
    """Of each hyperlink the page, and of its versions the last one that the citing page can have seen."""
    for found in _mentions(row for row in rows if row.evidence == LINKED):
        yield _Scored(min(found, key=lambda row: (row.last > row.until, abs(row.until - row.last), row.right)), 1.0)


def _named(left: int, rows: Sequence[_Row], shelf: _Shelf) -> Iterator[_Scored]:
    """The pages that names and credits mean. One page of an outlet is meant throughout, unless another tells what stands around
    a mention much better."""
    hops = [(row.start, row.stop) for row in rows if row.statement >= 0]
    named = (row for row in rows if row.evidence != LINKED)
    told = (row for row in named if row.statement >= 0 or not overlap([(row.start, row.stop)], hops))
    mentions = [ways for found in _mentions(told) if (ways := _likely(left, found, shelf))]
    totals: defaultdict[int, float] = defaultdict(float)
    for way in (way for ways in mentions for way in ways):
        totals[way.row.right] += way.score
    for ways in mentions:
        yield _meant(ways, totals)


def _mentions(rows: Iterable[_Row]) -> list[list[_Row]]:
    """The rows of each mention."""
    found: defaultdict[tuple[int, ...], list[_Row]] = defaultdict(list)
    for row in rows:
        found[row.start, row.stop, row.statement, row.depth, row.evidence].append(row)
    return [found[place] for place in sorted(found)]


def _meant(ways: list[_Scored], totals: Mapping[int, float]) -> _Scored:
    """Of the pages that tell a mention about as well as any, the one that the other mentions mean, too, or the earliest."""
    best = max(way.score for way in ways)
    ways = [way for way in ways if way.score >= best * _ALIKE]
    most = max(totals[way.row.right] for way in ways)
    ways = [way for way in ways if totals[way.row.right] >= most * _ALIKE]
    return min(ways, key=lambda way: (way.row.first, way.row.last, way.row.right))


def _likely(left: int, found: list[_Row], shelf: _Shelf) -> list[_Scored]:
    """The pages that tell enough of what stands around a mention."""
    around = _rare(shelf.articles.words(left), found[0])
    scored = (_likeness(around, shelf.vocabulary(row.right), row) for row in found)
    return [way for way in scored if way.score >= _LEAST]


def _rare(words: Words, row: _Row) -> dict[int, float]:
    """The words around a mention that are rare enough to tell of what it speaks, without its own."""
    import numpy as np

    first, last = np.searchsorted(words.starts, [row.begin, row.finish])
    own = slice(*np.searchsorted(words.starts, [row.start, row.stop]))
    around = set(bases(words.hashes[first:last]).tolist()) - set(bases(words.hashes[own]).tolist())
    weighed = ((word, rarity_of_hash(word)) for word in around)
    return {word: rare for word, rare in weighed if rare > _COMMON}


def _likeness(around: Mapping[int, float], there: frozenset[int], row: _Row) -> _Scored:
    """Which share of the rare words around a mention the other page has, and how alike the two pages are, as one."""
    told = [rare for word, rare in around.items() if word in there]
    score = (sum(told) + _WHOLE * min(1.0, 2 * row.shared)) / (sum(around.values()) + _WHOLE)
    is_fresh = -_FRESH <= row.first - row.until <= 0 or math.isinf(row.first - row.until)
    return _Scored(row, score if is_fresh else score * _STALE, len(told), len(around))


def _paragraph(around: Mapping[int, float], other: Words) -> Spans:
    """The paragraph of a page that tells most of what stands around a mention, if any tells anything."""
    import numpy as np

    there = np.isin(bases(other.hashes), np.array(sorted(around), np.int64))
    told: defaultdict[int, set[int]] = defaultdict(set)
    for block, word in zip(other.blocks[there].tolist(), bases(other.hashes[there]).tolist(), strict=True):
        told[block].add(word)
    if not told:
        return ()
    best = min(told, key=lambda block: (-sum(around[word] for word in told[block]), block))
    first, end = np.searchsorted(other.blocks, [best, best + 1]).tolist()
    return (other.span(first, end),)
