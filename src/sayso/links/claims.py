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
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from sayso import spans
from sayso.links import Articles, Tables, Tie, Understood, meaning
from sayso.links.features import PLACES
from sayso.links.gathering import gather
from sayso.links.putting import SHEETS, content, stems
from sayso.links.sameness import ALMOST, CERTAIN, HELD, LEAST, Known, Sure, figures, is_strange, known, rare_names, score
from sayso.records import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from sayso.records import Spans

__all__ = ["SHEETS", "candidates", "clusters", "verify"]

ALIKE = 0.08
"""Pages are held against each other that share so much (see ``related``)."""
ONE_STORY = 0.3
"""Pages that share so much surely tell one story."""
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
_LEFTS = 1_000
"""Statements of so many pages are looked at together."""
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
    """Pairs of pages whose statements are held against each other: those of one story, those of which one copies, quotes or
    cites the other, and each page with itself; and in tenths, how surely they tell one story (``story``)."""
    return tables.columns(
        f"""
        SELECT "left", "right", max(story) AS story FROM (
            SELECT "left", "right", least(10, CAST(floor(10 * shared / {ONE_STORY}) AS INTEGER)) AS story
            FROM related WHERE shared >= {ALIKE}
            UNION ALL SELECT "left", "right", CASE WHEN relation = 1 THEN 0 ELSE 10 END FROM ties
            WHERE relation IN (0, 1, 2) AND "left" <> "right"
            UNION ALL SELECT DISTINCT article, article, 10 FROM put)
        GROUP BY 1, 2"""
    )


_EQUAL = """
    WITH ours AS MATERIALIZED (SELECT r, a FROM put_pages r JOIN put a ON a.article = r."left" WHERE a.key <> 0)
    SELECT a.article AS "left", min((b.article, b.place)) AS first, a.place
    FROM ours JOIN put b ON b.article = r."right" AND b.key = a.key
    WHERE (a.article <> b.article OR b.place < a.place) GROUP BY a.article, a.place"""
"""Statements with the words of another one."""
_OPEN = """
    SELECT p.*, s.stem, s.weight, s.named FROM put p JOIN put_stems s USING (article, place)
    WHERE p.article IN (SELECT "left" FROM put_pages)
        AND NOT EXISTS (SELECT 1 FROM put_same e WHERE e."left" = p.article AND e.place = p.place)"""
"""The telling words of all others."""
_TOLD = """
    SELECT p.*, s.stem, s.weight, s.named FROM put p JOIN put_stems s USING (article, place)
    WHERE p.article IN (SELECT "right" FROM put_pages)"""
"""The telling words of what they are held against."""
_NEARBY = f"""
    WITH shared AS (
        SELECT r."left", r."right", a.place, b.place AS there, sum(least(a.weight, b.weight)) AS shared,
            coalesce(sum(least(a.weight, b.weight)) FILTER (a.named + b.named = 0), 0) AS beside,
            any_value(a.mass) AS mine, any_value(b.mass) AS its, any_value(b.key) AS key,
            any_value(a.said + b.said) = 2 AND r."left" <> r."right" AS plain, any_value(r.story) AS story
        FROM put_pages r JOIN put_open a ON a.article = r."left"
        JOIN put_told b ON b.article = r."right" AND b.stem = a.stem
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
_STEPS = {"put_same": _EQUAL, "put_open": _OPEN, "put_told": _TOLD, "put_near": _NEARBY, "put_close": _CLOSE}
"""Tables that are made one after the other, and let go of."""
_FOUND = f"""
    SELECT "left", "right", place, there, {OPEN} AS settled,
        CAST(floor(10 * shared / least(mine, its)) AS INTEGER) AS overlap, story
    FROM put_near n
    WHERE NOT EXISTS (SELECT 1 FROM put_close c WHERE c."left" = n."left" AND c.place = n.place)
    QUALIFY row_number() OVER (PARTITION BY "left", place ORDER BY shared DESC, "right", there) <= {NEAREST}
    UNION ALL SELECT "left", best[2], place, best[3], {NEARLY}, 10, 10 FROM put_close
    UNION ALL SELECT "left", first[1], place, first[2], {EQUAL}, 10, 10 FROM put_same
    UNION ALL SELECT p.article, p.article, p.place, p.held, {HOLDS}, 10, 10
        FROM put p JOIN put h ON h.article = p.article AND h.place = p.held
        JOIN put_pages r ON r."left" = p.article AND r."right" = p.article"""


def _pairs(tables: Tables, pages: Mapping[str, NDArray[np.int64]]) -> Iterator[_Pair]:
    """Pairs of statements of these pairs of pages that may put the same."""
    import numpy as np

    tables.table("put_pages", 'SELECT 0::BIGINT AS "left", 0::BIGINT AS "right", 0 AS story WHERE false')
    tables.load("put_pages", pages)
    for name, sql in _STEPS.items():
        tables.table(name, sql)
    found = tables.columns(_FOUND)
    order = np.lexsort([found[name] for name in ("settled", "there", "place", "right", "left")])
    one, other = (found["left"] << PLACES | found["place"])[order], (found["right"] << PLACES | found["there"])[order]
    overlap, story = found["overlap"][order] / 10, found["story"][order] / 10
    for name in ("put_pages", *_STEPS):
        tables.table(name, "SELECT 0 AS nothing WHERE false")
    return map(_Pair, one.tolist(), other.tolist(), found["settled"][order].tolist(), overlap.tolist(), story.tolist())


class _Pair(NamedTuple):
    """Two statements; what is known of them already (one of ``OPEN``, ``EQUAL``, ``HOLDS`` and ``NEARLY``), which part of
    their telling words they share, and how surely their pages tell one story."""

    one: int
    other: int
    settled: int
    overlap: float
    story: float

    @property
    def is_one_page(self) -> bool:
        """Whether both are of one page."""
        return self.one >> PLACES == self.other >> PLACES


# --------------------------------------------------------------------------------------------------------------------- verify


def verify(tables: Tables, pairs: Mapping[str, NDArray[np.int64]], articles: Understood) -> Iterator[Tie]:
    """The statements of these pairs of pages that do put the same."""
    for pages in _by_story(tables, pairs):
        found = list(_pairs(tables, pages))
        said = _statements(tables, found)
        scores, contents = _scores(found, said, articles)
        for pair, scored in zip(found, scores, strict=True):
            if scored >= LEAST:
                yield _tie(pair, said, contents, scored)


def _by_story(tables: Tables, pairs: Mapping[str, NDArray[np.int64]]) -> Iterator[dict[str, NDArray[np.int64]]]:
    """The pairs of some left articles at a time, those of one story together."""
    import numpy as np

    lefts, of = np.unique(pairs["left"], return_inverse=True)
    rank = np.empty(len(lefts), np.int64)
    rank[np.searchsorted(lefts, list(_in_stories(tables, lefts.tolist())))] = np.arange(len(lefts))
    part = rank[of] // _LEFTS
    order = np.argsort(part, kind="stable")
    ends = np.searchsorted(part[order], np.arange(1, -(-len(lefts) // _LEFTS) + 1))
    for begin, end in pairwise([0, *ends.tolist()]):
        yield {name: pairs[name][order[begin:end]] for name in ("left", "right", "story")}


def _in_stories(tables: Tables, articles: Sequence[int]) -> Iterator[int]:
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


class _Said(NamedTuple):
    """A statement: where its words stand, and its sentence, and what it says for sure."""

    spans: Spans
    sentence: Span
    sure: Sequence[Sure]


def _statements(tables: Tables, pairs: Iterable[_Pair]) -> dict[int, _Said]:
    """The statements of pairs by their numbers."""
    import numpy as np

    wanted = np.unique(np.array([(pair.one, pair.other) for pair in pairs], np.int64))
    tables.table("put_wanted", "SELECT 0::BIGINT AS article, 0::INTEGER AS place WHERE false")
    tables.load("put_wanted", {"article": wanted >> PLACES, "place": (wanted & ((1 << PLACES) - 1)).astype(np.int32)})
    sure: defaultdict[int, list[Sure]] = defaultdict(list)
    for article, place, *told in tables.rows(_SURE):
        sure[article << PLACES | place].append(Sure(*told))
    pieces: defaultdict[int, list[Span]] = defaultdict(list)
    for article, place, start, stop in tables.rows(_PIECES):
        pieces[article << PLACES | place].append(Span(start, stop))
    found = {}
    for article, place, start, stop in tables.rows(_SENTENCES):
        number = article << PLACES | place
        found[number] = _Said(tuple(pieces[number]), Span(start, stop), sure.get(number, ()))
    tables.table("put_wanted", "SELECT 0 AS nothing WHERE false")
    return found


_SURE = f"""
    SELECT article, place, {", ".join(Sure._fields)} FROM put_sure JOIN put_wanted USING (article, place)
    ORDER BY article, place, kind, thing, low, high"""
_PIECES = "SELECT article, place, start, stop FROM spots JOIN put_wanted USING (article, place) ORDER BY ALL"
_SENTENCES = "SELECT article, place, start, stop FROM put JOIN put_wanted USING (article, place) ORDER BY article, place"


def _contents(pairs: Iterable[_Pair], said: Mapping[int, _Said], articles: Articles) -> dict[int, str]:
    """The words of the statements of pairs, by their numbers."""
    return {number: content(articles.text(number >> PLACES), said[number].spans) for number in _numbers(pairs)}


def _sentences(pairs: Iterable[_Pair], said: Mapping[int, _Said], articles: Articles) -> dict[int, str]:
    """The words of their sentences."""
    return {number: articles.text(number >> PLACES)[slice(*said[number].sentence)] for number in _numbers(pairs)}


def _numbers(pairs: Iterable[_Pair]) -> list[int]:
    """The statements of pairs, those of one article after each other."""
    return sorted({number for pair in pairs for number in (pair.one, pair.other)})


def _scores(pairs: Sequence[_Pair], said: Mapping[int, _Said], articles: Understood) -> tuple[list[float], dict[int, str]]:
    """How far each pair puts the same, and the words of the statements of which that had to be asked. What is meant is asked
    for only where it can make a difference: first of the contents, then of the sentences."""
    strange: dict[_Pair, float] = {}

    def scored(at: int, content: float, sentence: float) -> float:
        return score(content, sentence, beside[at], strange.get(pairs[at], 0.0))

    scores = [_settled(pair, said) if pair.settled else 0.0 for pair in pairs]
    open_ = [at for at, pair in enumerate(pairs) if not pair.settled and not _parts(pair, said, articles)]
    beside = {at: _known(pairs[at], said) for at in open_}
    open_ = [at for at in open_ if scored(at, _NEAR, _NEAR) >= LEAST]
    strange |= _strange([pairs[at] for at in open_], said, articles)
    open_ = [at for at in open_ if scored(at, _NEAR, _NEAR) >= LEAST]
    left = [pairs[at] for at in open_]
    contents = _contents(left, said, articles)
    near = dict(zip(open_, _nearness(left, contents, articles), strict=True))
    open_ = [at for at in open_ if scored(at, near[at], min(1.0, near[at] + _ABOVE)) >= LEAST]
    left = [pairs[at] for at in open_]
    sentences = _sentences(left, said, articles)
    for at, whole in zip(open_, _nearness(left, sentences, articles), strict=True):
        is_one = pairs[at].is_one_page and sentences[pairs[at].one] == sentences[pairs[at].other]
        scores[at] = scored(at, near[at], near[at] if is_one else whole)
    return scores, contents


def _known(pair: _Pair, said: Mapping[int, _Said]) -> Known:
    """What speaks for and against a pair before it is asked what is meant."""
    return known(pair.overlap, said[pair.one].sure, said[pair.other].sure, pair.is_one_page)


def _strange(pairs: Sequence[_Pair], said: Mapping[int, _Said], articles: Articles) -> dict[_Pair, float]:
    """How far the two statements of pairs are of others than the page of the other tells of: 0 in one story, at most 2."""
    unsure = {pair: ((pair.one, pair.other), (pair.other, pair.one)) for pair in pairs if pair.story < 1}
    asked = {(other >> PLACES, one) for both in unsure.values() for one, other in both if rare_names(said[one].sure)}
    strange = {(page, one) for page, one in sorted(asked) if is_strange(said[one].sure, articles.words(page).hashes)}
    return {
        pair: (1 - pair.story) * sum((other >> PLACES, one) in strange for one, other in both) for pair, both in unsure.items()
    }


def _nearness(pairs: Sequence[_Pair], texts: Mapping[int, str], articles: Understood) -> list[float]:
    """How near the texts of the two statements of each pair are to each other in what they mean."""
    import numpy as np

    numbers = np.array([pair[:2] for pair in pairs], np.int64).reshape(-1, 2)
    wanted, rows = np.unique(numbers, return_inverse=True)
    vectors = articles.meanings([(number >> PLACES, texts[number]) for number in wanted.tolist()])
    rows = rows.reshape(-1, 2)
    found: list[float] = meaning.nearness(vectors, rows[:, 0], rows[:, 1]).tolist()
    return found


def _parts(pair: _Pair, said: Mapping[int, _Said], articles: Articles) -> bool:
    """Whether a statement of a page puts as open what is a part of another one: "they did not know of X" is more than X, and
    not X."""
    if not pair.is_one_page:
        return False
    both = (pair.one, pair.other), (pair.other, pair.one)
    held = (inner for inner, outer in both if _is_inside(said[inner].spans, said[outer].spans))
    return any(_is_open(inner, articles) for inner in held)


def _is_inside(inner: Spans, outer: Spans) -> bool:
    """Whether a statement is a part of another one; the ends of both tell of most that it is not."""
    return outer[0].start <= inner[0].start and inner[-1].end <= outer[-1].end and spans.inside(inner, outer)


def _is_open(number: int, articles: Articles) -> bool:
    """Whether a statement puts its content as open."""
    one = articles.dossier(number >> PLACES).statements[number & ((1 << PLACES) - 1)]
    return one.act not in _PUTS or one.certainty == "unknown"


def _settled(pair: _Pair, said: Mapping[int, _Said]) -> float:
    if pair.settled == NEARLY:
        return 0.0 if figures(said[pair.one].sure, said[pair.other].sure)[1] else ALMOST
    return CERTAIN if pair.settled == EQUAL else HELD


def _tie(pair: _Pair, said: Mapping[int, _Said], contents: Mapping[int, str], score: float) -> Tie:
    return Tie(
        "same_claim",
        pair.one >> PLACES,
        pair.other >> PLACES,
        round(score, 4),
        directed=False,
        left_spans=said[pair.one].spans,
        right_spans=said[pair.other].spans,
        left_statement=pair.one,
        right_statement=pair.other,
        reason=_SETTLED[pair.settled] if pair.settled else _reason(contents[pair.one], contents[pair.other]),
    )


_SETTLED = {EQUAL: "the same words", HOLDS: "the one is most of the other", NEARLY: "nearly the same words"}


def _reason(mine: str, its: str) -> str:
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
