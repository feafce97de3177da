"""Which statements put the same thing, in the same words or in others: *same_claim*, and the clusters that are claims.

In SQL, statements of pages of one story are paired that share words which tell something (``putting``). What is said in the
very words of another page is paired with that alone: a thousand copies are a star of a thousand ties. Every other pair gets a
score between 0 and 1 from what the two mean (``sameness``), and statements are gathered by the average of it (``gathering``):
one good pair never chains two claims.

Whether a statement asserts, doubts or denies does not matter: the denial of a claim belongs to the claim. The sentences of a
page in its own voice may join a claim that somebody makes, and make none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from sayso import spans
from sayso.links import Articles, Tables, Tie, meaning
from sayso.links.features import PLACES
from sayso.links.gathering import gather
from sayso.links.putting import SHEETS, content_of, stems
from sayso.links.sameness import ALMOST, CERTAIN, HELD, LEAST, Sure, figures, score

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from sayso.records import Spans

__all__ = ["SHEETS", "candidates", "clusters", "verify"]

ALIKE = 0.08
"""Pages are held against each other that share so much (see ``related``)."""
SHARED = 3.0
"""Statements are compared whose shared words weigh so much ..."""
SHARED_OWN = 5.0
"""... and so much where one of them is in the page's own voice, or both are of one page."""
BESIDE_NAMES = 1.5
"""Names alone, of those whom a whole story is about, tell nothing: so much must be shared beside them."""
PART, PART_OWN = 0.2, 0.4
"""Such a part of what the shorter one tells must be shared, between pages and within one."""
NEAREST = 12
"""A statement is compared with so many others at most."""
CLOSE, CLOSE_SHARED = 0.8, 8.0
"""Statements of which so large a share of the telling words is shared, and so much of them, put the same, whatever a model
says."""
OPEN, EQUAL, HOLDS, NEARLY = range(4)
"""What is known of a pair beforehand: nothing, that the words are the same, that one is most of the other, that nearly all
words are the same."""
_PAGES, _VECTORS = 500, 10_000
"""So many pages, and the vectors of so many texts, are kept at hand."""
_NEAR = 0.85
"""Statements in other words are hardly ever nearer than this."""
_ABOVE = 0.3
"""Two sentences are hardly ever nearer to each other than the statements in them by more than this."""
_SAME_CLAIM = 3
"""The place of the relation among those of a tie."""
_PUTS = frozenset({"states", "denies", "judges"})
"""Acts that put their content as so, or as not so."""
_SHOWN = 4
"""So many shared words are named as the reason of a tie."""


# ----------------------------------------------------------------------------------------------------------------- candidates


def candidates(tables: Tables) -> dict[str, NDArray[np.int64]]:
    """Pairs of statements (``place`` and ``there`` in their articles) that may put the same; what is known of them already
    (``settled`` is one of ``OPEN``, ``EQUAL``, ``HOLDS`` and ``NEARLY``), and how many tenths of their telling words they share
    (``overlap``)."""
    for name, sql in _STEPS.items():
        tables.table(name, sql)
    found = tables.columns(
        f"""
        SELECT "left", "right", place, there, {OPEN} AS settled,
            CAST(floor(10 * shared / least(mine, its)) AS INTEGER) AS overlap
        FROM put_near n
        WHERE NOT EXISTS (SELECT 1 FROM put_close c WHERE c."left" = n."left" AND c.place = n.place)
        QUALIFY row_number() OVER (PARTITION BY "left", place ORDER BY shared DESC, "right", there) <= {NEAREST}
        UNION ALL SELECT "left", best[2], place, best[3], {NEARLY}, 10 FROM put_close
        UNION ALL SELECT "left", first[1], place, first[2], {EQUAL}, 10 FROM put_same
        UNION ALL SELECT article, article, place, held, {HOLDS}, 10 FROM put WHERE held >= 0"""
    )
    for name in _STEPS:
        tables.table(name, "SELECT 0 AS nothing WHERE false")
    return found


_PAIRED = f"""
    SELECT "left", "right" FROM related WHERE shared >= {ALIKE}
    UNION SELECT "left", "right" FROM ties WHERE relation IN (0, 1, 2) AND "left" <> "right"
    UNION SELECT article, article FROM pages"""
"""Pages of one story, those of which one copies, quotes or cites the other, and each page with itself."""
_EQUAL = """
    SELECT a.article AS "left", min((b.article, b.place)) AS first, a.place
    FROM put_pages r JOIN put a ON a.article = r."left" JOIN put b ON b.article = r."right" AND b.key = a.key
    WHERE a.key <> 0 AND (a.article <> b.article OR b.place < a.place) GROUP BY a.article, a.place"""
"""Statements with the words of another one."""
_OPEN = """
    SELECT p.*, s.stem, s.weight, s.named FROM put p JOIN put_stems s USING (article, place)
    WHERE NOT EXISTS (SELECT 1 FROM put_same e WHERE e."left" = p.article AND e.place = p.place)"""
"""The telling words of all others."""
_NEARBY = f"""
    WITH shared AS (
        SELECT r."left", r."right", a.place, b.place AS there, sum(least(a.weight, b.weight)) AS shared,
            coalesce(sum(least(a.weight, b.weight)) FILTER (a.named + b.named = 0), 0) AS beside,
            any_value(a.mass) AS mine, any_value(b.mass) AS its, any_value(b.key) AS key,
            any_value(a.said + b.said) = 2 AND r."left" <> r."right" AS plain
        FROM put_pages r JOIN put_open a ON a.article = r."left"
        JOIN (SELECT * FROM put JOIN put_stems USING (article, place)) b ON b.article = r."right" AND b.stem = a.stem
        WHERE a.said + b.said > 0 AND (r."left" <> r."right" OR a.place < b.place)
        GROUP BY r."left", r."right", a.place, b.place
    )
    SELECT * FROM shared
    WHERE shared >= CASE WHEN plain THEN {SHARED} ELSE {SHARED_OWN} END AND beside >= {BESIDE_NAMES}
        AND shared >= CASE WHEN "left" = "right" THEN {PART_OWN} ELSE {PART} END * least(mine, its)
    QUALIFY key = 0 OR row_number() OVER (PARTITION BY "left", place, key ORDER BY "right", there) = 1"""
"""Pairs that share enough of them; of statements with the same words one stands for all."""
_CLOSE = f"""
    SELECT "left", place, max((shared / (mine + its - shared), "right", there)) AS best FROM put_near
    WHERE plain AND shared >= {CLOSE} * (mine + its - shared) AND shared >= {CLOSE_SHARED} GROUP BY "left", place"""
"""Statements with nearly the words of another one, and the best of these."""
_STEPS = {"put_pages": _PAIRED, "put_same": _EQUAL, "put_open": _OPEN, "put_near": _NEARBY, "put_close": _CLOSE}
"""Tables that are made one after the other, and let go of."""


# --------------------------------------------------------------------------------------------------------------------- verify


def verify(tables: Tables, pairs: Mapping[str, NDArray[np.int64]], articles: Articles) -> Iterator[Tie]:
    """The pairs of statements that do put the same."""
    import numpy as np

    if not len(pairs["left"]):
        return
    pages = _Pages(tables, articles)
    order = np.lexsort([pairs[name] for name in ("there", "place", "right", "left")])
    pairs = {name: cells[order] for name, cells in pairs.items()}
    found, starts = np.unique(pairs["left"], return_index=True)
    ends = [*starts[1:].tolist(), len(order)]
    rows = {left: slice(start, end) for left, start, end in zip(found.tolist(), starts.tolist(), ends, strict=True)}
    for left in _by_story(tables, found.tolist()):
        columns = [pairs[name][rows[left]].tolist() for name in ("right", "place", "there", "settled", "overlap")]
        for right, place, there, settled, overlap in zip(*columns, strict=True):
            tie = _tie(pages, (left, place), (right, there), settled, overlap / 10)
            if tie is not None:
                yield tie


def _by_story(tables: Tables, articles: Sequence[int]) -> Iterator[int]:
    """Articles in an order in which pages of one story stand together: each behind the one that it is most like."""
    below: defaultdict[int, list[int]] = defaultdict(list)
    linked = set()
    for left, right in tables.rows('SELECT "left", arg_max("right", (shared, "right")) FROM related GROUP BY 1 ORDER BY 1'):
        below[right].append(left)
        linked.add(left)
    wanted = set(articles)
    for top in sorted((wanted | below.keys()) - linked):
        waiting = [top]
        while waiting:
            article = waiting.pop()
            waiting.extend(reversed(below.get(article, ())))
            if article in wanted:
                yield article


class _Pages:
    """The words of statements, what they mean and what they say for sure; the pages that were asked for last are at hand."""

    def __init__(self, tables: Tables, articles: Articles) -> None:
        self.articles = articles
        self._put = tables.columns("SELECT article, place, start, stop FROM put ORDER BY article, place")
        self._sure = tables.columns("SELECT * FROM put_sure ORDER BY article, place, kind, thing, low, high")
        self.page = lru_cache(maxsize=_PAGES)(self._page)
        self.vector = lru_cache(maxsize=_VECTORS)(lambda text: meaning.vectors([text])[0])

    def _page(self, article: int) -> _Page:
        import numpy as np

        there = slice(*np.searchsorted(self._put["article"], [article, article + 1]))
        put = {name: cells[there] for name, cells in self._put.items()}
        here = slice(*np.searchsorted(self._sure["article"], [article, article + 1]))
        sure: defaultdict[int, list[Sure]] = defaultdict(list)
        names = ("place", "kind", "thing", "state", "unit", "low", "high")
        for place, *said in zip(*(self._sure[name][here].tolist() for name in names), strict=True):
            sure[place].append(Sure(*said))
        dossier = self.articles.dossier(article)
        text = dossier.article.text
        sentences = {
            place: text[start:stop]
            for place, start, stop in zip(*(put[name].tolist() for name in ("place", "start", "stop")), strict=True)
        }
        contents = {place: content_of(dossier.article, dossier.statements[place]) for place in sentences}
        told = {place: dossier.statements[place] for place in sentences}
        is_open = frozenset(place for place, one in told.items() if one.act not in _PUTS or one.certainty == "unknown")
        return _Page({place: one.spans for place, one in told.items()}, contents, sentences, sure, is_open)


class _Page(NamedTuple):
    """The statements of one page by their places."""

    spans: Mapping[int, Spans]
    contents: Mapping[int, str]
    sentences: Mapping[int, str]
    sure: Mapping[int, Sequence[Sure]]
    open: frozenset[int]


def _tie(pages: _Pages, one: tuple[int, int], other: tuple[int, int], settled: int, overlap: float) -> Tie | None:
    (left, place), (right, there) = one, other
    ours, its = pages.page(left), pages.page(right)
    if there not in its.contents:
        return None
    if left == right and not settled and (_is_open(ours, place, its, there) or _is_open(its, there, ours, place)):
        return None
    scored = _settled(ours, place, its, there, settled) if settled else _score(pages, ours, place, its, there, overlap)
    if scored < LEAST:
        return None
    return Tie(
        "same_claim",
        left,
        right,
        round(scored, 4),
        directed=False,
        left_spans=ours.spans[place],
        right_spans=its.spans[there],
        left_statement=left << PLACES | place,
        right_statement=right << PLACES | there,
        reason=_reason(settled, ours.contents[place], its.contents[there]),
    )


def _is_open(inner: _Page, place: int, outer: _Page, there: int) -> bool:
    """Whether a statement puts as open what is a part of another: "they did not know of X" is more than X, and not X."""
    return place in inner.open and spans.inside(inner.spans[place], outer.spans[there])


def _settled(ours: _Page, place: int, its: _Page, there: int, settled: int) -> float:
    if settled == NEARLY:
        return 0.0 if figures(ours.sure.get(place, ()), its.sure.get(there, ()))[1] else ALMOST
    return CERTAIN if settled == EQUAL else HELD


def _score(pages: _Pages, ours: _Page, place: int, its: _Page, there: int, overlap: float) -> float:
    """What is meant is asked for only where it can make a difference: first of the contents, then of the sentences."""
    mine, other = ours.sure.get(place, ()), its.sure.get(there, ())
    if score(_NEAR, _NEAR, overlap, mine, other, ours is its) < LEAST:
        return 0.0
    near = float(pages.vector(ours.contents[place]) @ pages.vector(its.contents[there]))
    if score(near, min(1.0, near + _ABOVE), overlap, mine, other, ours is its) < LEAST:
        return 0.0
    sentence, around = ours.sentences[place], its.sentences[there]
    whole = near if ours is its and sentence == around else float(pages.vector(sentence) @ pages.vector(around))
    return score(near, whole, overlap, mine, other, ours is its)


def _reason(settled: int, mine: str, its: str) -> str:
    if settled:
        return {EQUAL: "the same words", HOLDS: "the one is most of the other", NEARLY: "nearly the same words"}[settled]
    ours, theirs = stems(mine), stems(its)
    written = {stem: word for word in reversed(mine.split()) for stem in stems(word)}
    both = sorted(ours.keys() & theirs.keys(), key=lambda stem: (-ours[stem], stem))
    shown = [f"“{written[stem].strip(' .,;:“”‘’()')}”" for stem in both if stem in written][:_SHOWN]
    return "the same thing in other words" + (f"; both have {', '.join(shown)}" if shown else "")


# ------------------------------------------------------------------------------------------------------------------- clusters


def clusters(tables: Tables, same: NDArray[np.int64], apart: NDArray[np.int64]) -> dict[str, NDArray[np.int64]]:
    """The claims of two statements or more: ``statement`` and ``claim``, a row a statement. ``same`` and ``apart`` are pairs of
    statements (two columns) that are to stand in one claim, and in two."""
    import numpy as np

    found = tables.columns(
        f"""
        WITH voices AS (SELECT article << {PLACES} | place AS statement, max(attributed) AS said FROM spots GROUP BY 1)
        SELECT t.left_statement AS a, t.right_statement AS b, t.score, v.said AS a_said, w.said AS b_said
        FROM ties t JOIN voices v ON v.statement = t.left_statement JOIN voices w ON w.statement = t.right_statement
        WHERE t.relation = {_SAME_CLAIM} ORDER BY a, b"""
    )
    compared = tables.columns('SELECT "left" AS a, "right" AS b FROM related')
    statements, claims = gather(found, compared, np.asarray(same).reshape(-1, 2), np.asarray(apart).reshape(-1, 2))
    return {"statement": statements, "claim": claims}
