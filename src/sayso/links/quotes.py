"""The same quotation on two pages: whole, clipped, joined of pieces, with words in brackets, in other forms of its words.

A quotation is known by its shingles of four words (of three, where it has no more) that are not all words of every day. In SQL each
is looked for on the pages that its page cites, on the earliest page that has it, and on the one just before: the words may stand
there in quotation marks or, as in a statement or a transcript, without. Then the words themselves are compared, and each
quotation is tied to one page: one that is cited before any other, else the earliest that has as much of it.

What a page copied together with the words around it is no quotation of its own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from sayso.links import Tie
from sayso.links.alignment import align
from sayso.links.features import Sheet, Subject
from sayso.links.fingerprints import shingles
from sayso.links.inflections import bases
from sayso.links.rarity import rarities
from sayso.links.words import CAPTION, HEADLINE, QUOTED, Words
from sayso.records import Article, Quotation, Span
from sayso.spans import normal

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from sayso.links import Articles, Tables

_GAP = re.compile(r"\[[^\]\n]{0,60}\]|\.{3}|…|\. \. \.")
"""Words that are not the speaker's, or that are left out."""
LONG, SHORT = 4, 3
"""So many words make a shingle; the short one is for what has no more words in one piece, and must be rarer."""
_TELLING = {LONG: 5.0, SHORT: 8.0}
WEAK = 6.0
"""A quotation whose words are no rarer than this, taken together, links nothing."""
STRONG = 18.0
"""One whose words are rarer than this links pages of different stories too."""
_RELATED = 0.05
"""The likeness that pages of one story have (see ``related``)."""
PLAIN = 6
"""Fewer words than this must stand in quotation marks on the other page as well, unless it is cited."""
_MARKS = frozenset("“”„«»‘’\"'")
_RIGHTS = 4
"""A quotation is held against so many pages."""
_MOST = 0.75
"""So much of a quotation must stand on the other page, or so much of the quotation there on this one."""
_ALIKE = 0.9


# ------------------------------------------------------------------------------------------------------------------- features


class _Piece(NamedTuple):
    """Words of a quotation that stand together, as places of words ``[first, end)``."""

    quote: int
    first: int
    end: int


def _pieces(subject: Subject) -> list[_Piece]:
    """The pieces of each quotation: it is parted at brackets and dots of omission."""
    import numpy as np

    article, words = subject.dossier.article, subject.words
    uses = subject.annotation.quotations
    marked = [span for one in uses if one.use != "work" and one.depth == 0 for span in one.spans if _is_long(article, one, span)]
    blocks = [block.span for block in article.labelled("quote")]
    found = []
    for number, whole in enumerate(_alone(sorted((*marked, *blocks)))):
        for span in _parted(article.text, whole):
            first, end = np.searchsorted(words.starts, span).tolist()
            if first < end:
                found.append(_Piece(number, first, end))
    return [piece for piece in found if not _is_said_below(words, piece)]


def _is_long(article: Article, one: Quotation, span: Span) -> bool:
    """Whether words that are only held at arm's length are more than the name of a thing."""
    return one.use == "speech" or article.text.count(" ", *span) >= LONG - 1


def _is_said_below(words: Words, piece: _Piece) -> bool:
    """Whether a quotation of a headline, standfirst or caption stands in the text below as well."""
    import numpy as np

    if not words.flags[piece.first] & (HEADLINE | CAPTION):
        return False
    text = words.hashes[words.flags & (HEADLINE | CAPTION) == 0]
    wanted = words.hashes[piece.first : piece.end]
    starts = np.flatnonzero(text[: max(0, len(text) - len(wanted) + 1)] == wanted[0])
    return any((text[start : start + len(wanted)] == wanted).all() for start in starts.tolist())


def _alone(spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The spans that lie in no other one before them."""
    last = -1
    for start, end in spans:
        if start >= last:
            yield start, end
            last = end


def _parted(text: str, whole: tuple[int, int]) -> Iterator[tuple[int, int]]:
    at = whole[0]
    for gap in _GAP.finditer(text, *whole):
        yield at, gap.start()
        at = gap.end()
    yield at, whole[1]


def _quotations(subject: Subject) -> Iterator[tuple[int, int, int, float]]:
    """The pieces of the quotations that can link: number, where each stands, and how rare the words of the whole are."""
    import numpy as np

    words, pieces = subject.words, _pieces(subject)
    rare = rarities(words.hashes)
    weights: defaultdict[int, float] = defaultdict(float)
    for piece in pieces:
        weights[piece.quote] += float(rare[piece.first : piece.end][_first_times(words.hashes[piece.first : piece.end])].sum())
    for quote, first, end in pieces:
        if weights[quote] >= WEAK:
            span = words.span(first, end)
            yield quote, span.start, span.end, float(np.round(weights[quote], 1))


def _first_times(values: NDArray[np.int64]) -> NDArray[np.intp]:
    import numpy as np

    return np.unique(values, return_index=True)[1]


def _quote_keys(subject: Subject) -> Iterator[tuple[int, int]]:
    """The shingles of each quotation."""
    keys = _shingled(subject.words)
    found = set()
    for quote, first, end in _pieces(subject):
        size = LONG if end - first >= LONG else SHORT
        if end - first >= SHORT:
            hashes, telling = keys[size]
            found |= {(quote, key) for key, tells in zip(hashes[first : end - size + 1].tolist(), telling[first : end - size + 1].tolist(), strict=True) if tells}
    yield from sorted(found)


def _phrases(subject: Subject) -> Iterator[tuple[int]]:
    """The shingles of the whole page, each once."""
    import numpy as np

    found = [hashes[telling] for hashes, telling in _shingled(subject.words).values()]
    yield from ((key,) for key in np.unique(np.concatenate(found)).tolist())


def _shingled(words: Words) -> dict[int, tuple[NDArray[np.int64], NDArray[np.bool_]]]:
    """By their size, the shingles of a page in its order, and whether each tells anything."""
    import numpy as np

    plain, rare = bases(words.hashes), rarities(words.hashes)
    totals = np.concatenate(([0.0], np.cumsum(rare)))
    return {size: (shingles(plain, size), (totals[size:] - totals[:-size])[: max(0, len(plain) - size + 1)] >= least) for size, least in _TELLING.items()}


SHEETS = (
    Sheet("quotations", {"quote": "int32", "start": "int32", "stop": "int32", "weight": "float32"}, _quotations),
    Sheet("quote_keys", {"quote": "int32", "key": "int64"}, _quote_keys),
    Sheet("phrases", {"key": "int64"}, _phrases),
)


# ----------------------------------------------------------------------------------------------------------------- candidates

_STEPS = (
    (
        "quote_own",
        """
        SELECT k.article, k.quote, k.key FROM quote_keys k JOIN (
            SELECT q.article, q.quote FROM quotations q LEFT JOIN (
                SELECT t."left", r.start, r.stop FROM ties t JOIN runs r USING (tie) WHERE t.relation = 0 AND r.side = 0
            ) c ON c."left" = q.article AND c.start < q.stop AND c.stop > q.start
            GROUP BY q.article, q.quote
            HAVING count(*) FILTER (c."left" IS NOT NULL
                AND least(c.stop, q.stop) - greatest(c.start, q.start) > 0.8 * (q.stop - q.start)) = 0
        ) q USING (article, quote)""",
    ),
    (
        "quote_places",
        """
        SELECT s.key, s.article, p.rank, lag(s.article) OVER before AS previous, first_value(s.article) OVER before AS earliest
        FROM phrases s JOIN issues p USING (article) WHERE s.key IN (SELECT key FROM quote_own)
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
            l.first AS at, l.last AS until, r.first, r.last FROM pairs p LEFT JOIN alike a USING ("left", "right")
        LEFT JOIN cited c USING ("left", "right") LEFT JOIN cited d ON d."left" = p."right" AND d."right" = p."left"
        JOIN issues l ON l.article = p."left" JOIN issues r ON r.article = p."right"
        WHERE NOT EXISTS (SELECT 1 FROM addresses x JOIN addresses y USING (address)
            WHERE x.article = p."left" AND y.article = p."right")
        AND (c."right" IS NOT NULL OR (l.rank > r.rank AND (d."right" IS NULL OR r.last < l.first)))""",
    ),
)
_ROWS = f"""
    WITH chosen AS (
        SELECT m.*, p.* EXCLUDE ("left", "right") FROM quote_met m JOIN quote_pairs p USING ("left", "right")
        QUALIFY row_number() OVER (PARTITION BY m."left", m.quote
            ORDER BY p.cited DESC, p.related DESC, m.shared DESC, p.first, m."right") <= {_RIGHTS}
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


class _Found(NamedTuple):
    """How a page has a quotation."""

    right: int
    cited: bool
    related: bool
    share: float
    first: float
    directed: bool
    left_spans: tuple[Span, ...]
    right_spans: tuple[Span, ...]


def verify(tables: Tables, pairs: Mapping[str, NDArray[Any]], articles: Articles) -> Iterator[Tie]:
    """The quotations among ``candidates``: one tie for each two pages, with all words that the one quotes of the other."""
    names = ("left", "quote", "right", "cited", "related", "at", "first", "last", "start", "stop")
    rows: defaultdict[int, defaultdict[int, defaultdict[int, list[Any]]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    for left, quote, right, *rest in zip(*(pairs[name].tolist() for name in names), strict=True):
        rows[left][quote][right].append(rest)
    for left in sorted(rows):
        yield from _ties(left, rows[left], articles)


def _ties(left: int, quotes: Mapping[int, Mapping[int, list[Any]]], articles: Articles) -> Iterator[Tie]:
    found: defaultdict[int, list[_Found]] = defaultdict(list)
    words = articles.words(left)
    for quote in sorted(quotes):
        ways = [way for right, rows in quotes[quote].items() if (way := _found(words, right, rows, articles))]
        if ways:
            best = _best(ways)
            found[best.right].append(best)
    for right in sorted(found):
        yield _tie(left, right, found[right])


def _best(ways: list[_Found]) -> _Found:
    """A page that is cited, else one of the same story; of these the earliest that has about as much as any."""
    told = max((way.cited, way.related) for way in ways)
    ways = [way for way in ways if (way.cited, way.related) == told]
    most = max(way.share for way in ways)
    return min((way for way in ways if way.share >= most * _ALIKE), key=lambda way: (way.first != way.first, way.first, way.right))


def _tie(left: int, right: int, found: Sequence[_Found]) -> Tie:
    how = "the same quotation" if len(found) == 1 else f"{len(found)} quotations that are the same"
    return Tie(
        relation="quotes",
        left=left,
        right=right,
        score=round(max(way.share for way in found), 2),
        directed=any(way.directed for way in found),
        left_spans=normal(span for way in found for span in way.left_spans),
        right_spans=normal(span for way in found for span in way.right_spans),
        reason=how + (", on a page that it cites" if found[0].cited else ""),
    )


def _found(left: Words, number: int, rows: list[Any], articles: Articles) -> _Found | None:
    """The words of a quotation on another page, None where too few stand there."""
    import numpy as np

    right = articles.words(number)
    cited, related, at, first, last, *_ = rows[0]
    ours, theirs = [], []
    total = 0
    for *_, start, stop in rows:
        begin, end = np.searchsorted(left.starts, [start, stop]).tolist()
        total += end - begin
        for mine, other in _same(bases(left.hashes[begin:end]), bases(right.hashes)):
            ours.append(begin + mine)
            theirs.append(other)
    if not ours:
        return None
    mine, others = np.concatenate(ours), np.concatenate(theirs)
    share = len(np.unique(mine)) / total
    if share < _MOST:
        quoted = right.flags[others] & QUOTED > 0
        mine, others = mine[quoted], others[quoted]
        share = len(others) / _quoted_around(right, others) if len(others) else 0.0
    mine, others = np.unique(mine), np.unique(others)
    if share < _MOST or float(rarities(left.hashes[mine]).sum()) < WEAK:
        return None
    if len(mine) < PLAIN and not cited and not _is_marked(right, others, number, articles):
        return None
    return _Found(number, bool(cited), bool(related), min(1.0, share), first, bool(last < at), _spans(left, mine), _spans(right, others))


def _same(quote: NDArray[np.int64], text: NDArray[np.int64]) -> Iterator[tuple[NDArray[np.intp], NDArray[np.intp]]]:
    """The words of a quotation and where they stand in a text: whole if possible, else the passages of it."""
    import numpy as np

    if SHORT <= len(quote) <= len(text):
        windows = np.lib.stride_tricks.sliding_window_view(text, len(quote))
        starts = np.flatnonzero(text[: len(windows)] == quote[0])
        whole = starts[(windows[starts] == quote).all(axis=1)]
        if len(whole):
            yield np.arange(len(quote)), np.arange(whole[0], whole[0] + len(quote))
            return
    if len(quote) >= LONG:
        yield from align(quote, text)


def _is_marked(words: Words, places: NDArray[np.intp], number: int, articles: Articles) -> bool:
    """Whether words stand in quotation marks of any kind."""
    if (words.flags[places] & QUOTED).all():
        return True
    span = words.span(int(places[0]), int(places[-1]) + 1)
    around = articles.dossier(number).article.text[max(0, span.start - 1) : span.end + 2]
    return around[:1] in _MARKS and not _MARKS.isdisjoint(around[-2:])


def _quoted_around(words: Words, places: NDArray[np.intp]) -> int:
    """How many words the quotations have in which these words stand."""
    import numpy as np

    inside = words.flags & QUOTED > 0
    edges = np.flatnonzero(np.diff(np.concatenate(([False], inside, [False])).astype(np.int8)))
    held = np.unique(np.searchsorted(edges[::2], places, "right") - 1)
    return int((edges[1::2][held] - edges[::2][held]).sum())


def _spans(words: Words, places: NDArray[np.intp]) -> tuple[Span, ...]:
    """Places of words as spans of the text, those side by side together."""
    import numpy as np

    runs = np.split(places, np.flatnonzero(np.diff(places) > 1) + 1)
    return tuple(words.span(int(run[0]), int(run[-1]) + 1) for run in runs)
