"""The same quotation on two pages: whole, clipped, joined of pieces, with words in brackets, in other forms of its words.

In SQL each quotation is looked for by its shingles (``quoted``) on the pages that its page cites, on the earliest page that has
them, and on the one just before. Then the words themselves are compared (``clips``), and each quotation is tied to one page: to
one that is cited before any other, else to the earliest that has as much of it.

What a page copied together with the words around it is no quotation of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from sayso.links import Tie
from sayso.links.clips import Clip, Side, clip
from sayso.links.quoted import SHEETS as QUOTED_SHEETS
from sayso.links.words import QUOTED, Words
from sayso.records import Span
from sayso.spans import normal

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from sayso.links import Articles, Tables

SHEETS = QUOTED_SHEETS
_RELATED = 0.1
"""The likeness of pages of one story (see ``related``): 98 % of those in the triples of BASIL have it, 1 % of other pairs."""
STRONG = 18.0
"""Quotations whose words are as rare as this, taken together, link pages of different stories, too."""
_RIGHTS = 3
"""A quotation is held against so many of the pages that are nearest to its own, and of those that share most with it."""
_COPIED, _AROUND = 0.25, 2.5
"""A quotation is copied with what stands around it where so much of its page is copied, or a passage so much longer than it."""
_PLAIN = 6
"""Fewer words than this must stand in quotation marks on the other page as well, unless it is cited."""
_MARKS = frozenset("“”„«»‘’\"'")
_KEPT = 1_000
"""The words of so many pages are kept at hand."""
_ALIKE = 0.9
"""Pages that have so much of the most that any has of a quotation have it alike."""


# ----------------------------------------------------------------------------------------------------------------- candidates

_STEPS = (
    (
        "quote_own",
        f"""
        SELECT k.article, k.quote, k.key FROM quote_keys k JOIN (
            SELECT q.article, q.quote FROM quotations q LEFT JOIN (
                SELECT t."left", r.start, r.stop, t.left_share >= {_COPIED} AS copied FROM ties t JOIN runs r USING (tie)
                WHERE t.relation = 0 AND r.side = 0
            ) c ON c."left" = q.article AND c.start < q.stop AND c.stop > q.start
                AND (c.copied OR c.stop - c.start > {_AROUND} * (q.stop - q.start))
            GROUP BY q.article, q.quote
            HAVING count(*) FILTER (c."left" IS NOT NULL
                AND least(c.stop, q.stop) - greatest(c.start, q.start) > 0.8 * (q.stop - q.start)) = 0
        ) q USING (article, quote)""",
    ),
    (
        "quote_places",
        """
        SELECT s.key, s.article, p.rank, lag(s.article) OVER before AS previous, first_value(s.article) OVER before AS earliest
        FROM phrases s JOIN cite_texts p USING (article) WHERE s.key IN (SELECT key FROM quote_own)
        WINDOW before AS (PARTITION BY s.key ORDER BY p.rank)""",
    ),
    (
        "quote_met",
        """
        WITH met AS (
            SELECT o.article AS "left", o.quote, o.key, unnest([s.earliest, s.previous]) AS "right" FROM quote_own o
            JOIN quote_places s USING (article, key)
            UNION
            SELECT o.article, o.quote, o.key, c."right" FROM quote_own o JOIN cited c ON c."left" = o.article
            JOIN quote_places s ON s.article = c."right" AND s.key = o.key
        )
        SELECT "left", quote, "right", count(*) AS shared FROM met WHERE "right" <> "left" GROUP BY "left", quote, "right\"""",
    ),
    (
        "quote_pairs",
        f"""
        WITH pairs AS (SELECT DISTINCT "left", "right" FROM quote_met),
        alike AS (
            SELECT p."left", p."right", sum(a.weight * b.weight) AS alike FROM pairs p JOIN terms a ON a.article = p."left"
            JOIN terms b ON b.article = p."right" AND b.term = a.term GROUP BY p."left", p."right"
        )
        SELECT p."left", p."right", coalesce(a.alike, 0) >= {_RELATED} AS related, c."right" IS NOT NULL AS cited,
            r.last < l.first AND NOT isnan(l.first) AS sooner, r.first FROM pairs p LEFT JOIN alike a USING ("left", "right")
        LEFT JOIN cited c USING ("left", "right") LEFT JOIN cited d ON d."left" = p."right" AND d."right" = p."left"
        JOIN cite_texts l ON l.article = p."left" JOIN cite_texts r ON r.article = p."right"
        WHERE NOT EXISTS (SELECT 1 FROM addresses x JOIN addresses y USING (address)
            WHERE x.article = p."left" AND y.article = p."right")
        AND (c."right" IS NOT NULL OR (l.rank > r.rank AND (d."right" IS NULL OR sooner)))""",
    ),
)
_ROWS = f"""
    WITH chosen AS (
        SELECT m.*, p.* EXCLUDE ("left", "right") FROM quote_met m JOIN quote_pairs p USING ("left", "right")
        QUALIFY row_number() OVER (PARTITION BY m."left", m.quote
            ORDER BY p.cited DESC, p.related DESC, m.shared DESC, p.first, m."right") <= {_RIGHTS}
        OR row_number() OVER (PARTITION BY m."left", m.quote ORDER BY m.shared DESC, p.first, m."right") <= {_RIGHTS}
    )
    SELECT c.*, q.start, q.stop, q.weight FROM chosen c JOIN quotations q ON q.article = c."left" AND q.quote = c.quote
    WHERE c.cited OR c.related OR q.weight >= {STRONG} ORDER BY c."left", c.quote, c."right", q.start"""


def candidates(tables: Tables) -> dict[str, NDArray[Any]]:
    """The pieces of each quotation with each page that may have it first. Needs the tables of ``SHEETS``, ``pages``, ``terms``,
    ``ties`` and ``runs`` (of copies), and ``cited``, which the candidates of citations leave."""
    for name, sql in _STEPS:
        tables.table(name, sql)
    return tables.columns(_ROWS)


# --------------------------------------------------------------------------------------------------------------------- verify


class _Row(NamedTuple):
    """A piece of a quotation, and a page that may have the quotation."""

    right: int
    cited: bool
    related: bool
    sooner: bool
    first: float
    start: int
    stop: int


class _Found(NamedTuple):
    """A page that has a quotation."""

    row: _Row
    share: float
    left_spans: tuple[Span, ...]
    right_spans: tuple[Span, ...]


def verify(tables: Tables, pairs: Mapping[str, NDArray[Any]], articles: Articles) -> Iterator[Tie]:
    """The quotations among ``candidates``: one tie for each two pages, with all words that the one quotes of the other."""
    columns = (pairs[name].tolist() for name in ("left", "quote", *_Row._fields))
    rows: defaultdict[int, defaultdict[int, list[_Row]]] = defaultdict(lambda: defaultdict(list))
    for left, quote, *row in zip(*columns, strict=True):
        rows[left][quote].append(_Row(*row))
    shelf = _Shelf(articles)
    for left in sorted(rows):
        yield from _ties(left, rows[left], shelf)


class _Shelf:
    """Articles, and the words of those that were asked for last: what is quoted is quoted again and again."""

    def __init__(self, articles: Articles) -> None:
        self.articles = articles
        self.known: dict[int, Side] = {}

    def side(self, article: int) -> Side:
        """The words of an article with their bases."""
        if article not in self.known:
            if len(self.known) >= _KEPT:
                self.known.clear()
            self.known[article] = Side.of(self.articles.words(article))
        return self.known[article]


def _ties(left: int, quotes: Mapping[int, list[_Row]], shelf: _Shelf) -> Iterator[Tie]:
    found: defaultdict[int, list[_Found]] = defaultdict(list)
    for quote in sorted(quotes):
        by_page: defaultdict[int, list[_Row]] = defaultdict(list)
        for row in quotes[quote]:
            by_page[row.right].append(row)
        ways = [way for right in sorted(by_page) if (way := _found(left, by_page[right], shelf)) is not None]
        if ways:
            best = _best(ways)
            found[best.row.right].append(best)
    for right in sorted(found):
        yield _tie(left, right, found[right])


def _best(ways: list[_Found]) -> _Found:
    """A page that is cited, else one of the same story; of these the earliest that has about as much as any."""
    told = max((way.row.cited, way.row.related) for way in ways)
    ways = [way for way in ways if (way.row.cited, way.row.related) == told]
    most = max(way.share for way in ways)
    ways = [way for way in ways if way.share >= most * _ALIKE]
    return min(ways, key=lambda way: (way.row.first != way.row.first, way.row.first, way.row.right))


def _tie(left: int, right: int, found: Sequence[_Found]) -> Tie:
    how = "the same quotation" if len(found) == 1 else f"{len(found)} quotations that are the same"
    how += "" if max(way.share for way in found) == 1 else ", in part"
    return Tie(
        relation="quotes",
        left=left,
        right=right,
        score=round(max(way.share for way in found), 2),
        directed=found[0].row.sooner,
        left_spans=normal(span for way in found for span in way.left_spans),
        right_spans=normal(span for way in found for span in way.right_spans),
        reason=how + (", on a page that it cites" if found[0].row.cited else ""),
    )


def _found(left: int, rows: Sequence[_Row], shelf: _Shelf) -> _Found | None:
    """The words of a quotation on another page."""
    import numpy as np

    ours, theirs = shelf.side(left), shelf.side(rows[0].right)
    places = np.searchsorted(ours.words.starts, sorted((row.start, row.stop) for row in rows)).tolist()
    met = clip(ours, places, theirs)
    if met is None or not (rows[0].cited or _is_marked(met, theirs.words, rows[0].right, shelf.articles)):
        return None
    return _Found(rows[0], met.share, _spans(ours.words, met.left), _spans(theirs.words, met.right))


def _is_marked(met: Clip, words: Words, right: int, articles: Articles) -> bool:
    """Whether the words are many, or stand in quotation marks of any kind on the other page, too."""
    if len(met.left) >= _PLAIN or (words.flags[met.right] & QUOTED).all():
        return True
    span = words.span(int(met.right[0]), int(met.right[-1]) + 1)
    around = articles.dossier(right).article.text[max(0, span.start - 1) : span.end + 2]
    return around[:1] in _MARKS and not _MARKS.isdisjoint(around[-2:])


def _spans(words: Words, places: NDArray[np.intp]) -> tuple[Span, ...]:
    """Places of words as spans of the text, those side by side together."""
    import numpy as np

    runs = np.split(places, np.flatnonzero(np.diff(places) > 1) + 1)
    return tuple(words.span(int(run[0]), int(run[-1]) + 1) for run in runs)
