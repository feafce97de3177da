"""Figures of the same thing that cannot both hold as put, between pages of one story (*differs*), what an outlet revises of its
own (*updates*), and what one page asserts and another denies (*differs*, too).

Of a state of people (the dead, the missing) a page stands for one figure at most: that of its headline, else the first that it
gives. A page that sets two figures side by side, in one sentence or in neighbouring ones, stands for neither: it tells of the
difference and is no part of it. Other figures are held against those of another page that have the most words beside them in
common. Two figures differ where their values have nothing in common, the bounds and the rounding of both counted in, and
where nothing tells that they are of different places, days or events. Which of them is right is not asked.

An outlet that gives another figure later than its own page did has updated it, and so has the later version of an address. A
page that denies what it also lets somebody assert sets both side by side again; one that only denies is held against the first
page that asserts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from sayso import spans
from sayso.links import DENIED_HERE, DENIED_THERE, Articles, Tables, Tie
from sayso.links.amounts import LEAD
from sayso.links.features import PLACES, Sheet, Subject, moments
from sayso.links.figures import AMOUNTS, EVENT, NAMES, PLACE_WORDS, SPOTS, TERMS
from sayso.links.states import VOLATILE, label_of
from sayso.links.words import hash_of
from sayso.records import READ_LABELS, Span, Spans, Statement, slice_text

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["SHEETS", "candidates", "verify"]

FIGURE, VERSION, DENIAL = range(3)
"""What a proposed pair is of."""
_LEFTS = 5_000
"""Figures of so many pages are held against those of others at once."""

# ------------------------------------------------------------------------------------------------------------------- features


def _issue(subject: Subject) -> Iterator[Sequence[float]]:
    """When the article was last put out, and a hash of all of its words."""
    article = subject.dossier.article
    text = hash_of(" ".join(article.slice(block.span) for block in article.blocks if block.label in READ_LABELS))
    yield *moments(article.updated or article.published), text


def _stances(subject: Subject) -> Iterator[Sequence[float]]:
    """The statements that flatly assert, and those that deny; a denial of what somebody is said to have told does both."""
    for place, one in enumerate(subject.dossier.statements):
        words = subject.dossier.article.slice(one.spans)
        if one.act == "denies":
            yield place, 1
            if one.denies is not None or _REPORTED.search(words):
                yield place, 0
        elif _asserts(one) and not _NEGATED.search(words):
            yield place, 0


def _asserts(one: Statement) -> bool:
    """Whether somebody flatly says something."""
    return one.voice == "attributed" and one.act == "states" and one.certainty == "plain" and one.distance != "doubting"


_NEGATED = re.compile(
    r"(?i)\b(?:no|not|never|nobody|none|nothing|neither|nor|without|den(?:y|ies|ied|ying)|untrue|false)\b|n[’']t\b"
)
_REPORTED = re.compile(
    r"(?i)\b(?:report|claim|allegation|accusation|account|suggestion|rumou?r|assertion|charge|version|stor(?:y|ies))s?\b|"
    r"\b(?:reported|alleged|claimed|accused)\b"
)


ISSUES = Sheet("put_out", {"issued": "float64", "issued_last": "float64", "text": "int64"}, _issue)
STANCES = Sheet("stances", {"place": "int32", "denies": "int8"}, _stances)
SHEETS: tuple[Sheet, ...] = (AMOUNTS, TERMS, ISSUES, STANCES)


# ----------------------------------------------------------------------------------------------------------------- candidates

CLOSE = 0.5
PLAIN = 0.15
"""Figures that tell no state are of one thing where the words beside them are as near as this (a cosine), so much of it by
words that are no names. (Of the figures of the 50 triples of BASIL that are each other's nearest, all 12 pairs beyond this had
one value; the nearest of two values stood at 0.39.)"""
_PAIR = ", ".join(f"{side}.{name} AS {side}_{name}" for name in (*SPOTS, *EVENT) for side in "ab")
_APART = "(a.low > b.high OR b.low > a.high)"
_PAGED = """
    SELECT p.article, p.rank, p.outlet, p.address, i.issued, i.issued_last, i.text, (i.issued + i.issued_last) / 2 AS issue
    FROM pages p JOIN put_out i USING (article)"""
_MET = f"""
    SELECT CAST({FIGURE} AS TINYINT) AS kind, a.article AS "left", b.article AS "right", round(r.shared, 3) AS shared,
        CAST(a.outlet = b.outlet AND a.outlet <> 0 AS TINYINT) AS own,
        CAST(a.address = b.address AND a.address <> 0 AS TINYINT) AS again,
        CAST(a.issued > b.issued_last AND NOT isnan(a.issued) AS TINYINT) AS later,
        CASE WHEN isnan(a.issue) OR isnan(b.issue) THEN 0 ELSE a.issue - b.issue END AS apart
    FROM (SELECT "left" AS a, "right" AS b, shared FROM related UNION ALL SELECT "right", "left", shared FROM related) r
    JOIN figure_pages a ON a.article = r.a JOIN figure_pages b ON b.article = r.b
    WHERE (a.issue > b.issue OR (a.issue = b.issue AND a.rank > b.rank))
        AND a.article IN (SELECT article FROM amounts) AND b.article IN (SELECT article FROM amounts)"""
"""Related pages with figures, ``left`` the one that was put out later. A time that is not known (NaN) is later than all
others."""
_NONE_MET = """
    SELECT 0 AS kind, 0::BIGINT AS "left", 0::BIGINT AS "right", 0.0::DOUBLE AS shared, 0 AS own, 0 AS again, 0 AS later,
        0.0::DOUBLE AS apart WHERE false"""
_NEAR = f"""
    WITH ours AS MATERIALIZED (SELECT m, s FROM figure_met m JOIN amount_terms s ON s.article = m."left")
    SELECT m."left", m."right", s.place AS a, t.place AS b, sum(s.weight * t.weight) AS close
    FROM ours JOIN amount_terms t ON t.article = m."right" AND t.term = s.term
    GROUP BY m."left", m."right", s.place, t.place
    HAVING count(*) > 1 AND sum(s.weight * t.weight) >= {CLOSE}
        AND sum(CASE WHEN s.named + t.named = 0 THEN s.weight * t.weight ELSE 0 END) >= {PLAIN}
    QUALIFY row_number() OVER (PARTITION BY m."left", m."right", s.place ORDER BY close DESC, t.place) = 1
        AND row_number() OVER (PARTITION BY m."left", m."right", t.place ORDER BY close DESC, s.place) = 1"""
"""Figures that have the words beside them in common, each with the one that has the most. (What is materialized is joined
first: joined by term or thing, the figures of all pages would be many millions.)"""
_STANDING = f"""
    WITH ours AS MATERIALIZED (SELECT m, a FROM figure_met m JOIN amounts a ON a.article = m."left" AND a.stands = 1)
    SELECT m.*, CAST(EXISTS (SELECT 1 FROM amounts x WHERE x.article = a.article AND x.thing = a.thing
        AND x.past = 1 AND x.low <= b.high AND x.high >= b.low) AS TINYINT) AS revised, {_PAIR}
    FROM ours JOIN amounts b ON b.article = m."right" AND b.stands = 1 AND b.thing = a.thing WHERE {_APART}"""
_OTHERS = f"""
    SELECT m.*, {_PAIR} FROM figure_near n JOIN figure_met m ON m."left" = n."left" AND m."right" = n."right"
    JOIN amounts a ON a.article = n."left" AND a.place = n.a JOIN amounts b ON b.article = n."right" AND b.place = n.b
    WHERE {_APART}"""
_VERSIONS = f"""
    SELECT CAST({VERSION} AS TINYINT) AS kind, article AS "left", before AS "right",
        CAST(issued > ended AND NOT isnan(issued) AS TINYINT) AS later
    FROM (SELECT *, lag(article) OVER versions AS before, lag(text) OVER versions AS was,
            lag(issued_last) OVER versions AS ended
        FROM figure_pages WHERE address <> 0 WINDOW versions AS (PARTITION BY address ORDER BY issue, rank))
    WHERE text <> was"""
"""Each version of an address with the one before it, where their words are not the same."""
_MASK = (1 << PLACES) - 1
_SIDES = f"""
    SELECT c.claim, p.article, p.rank, p.outlet, max(s.denies) AS denies,
        coalesce(min(c.statement) FILTER (s.denies = 1), min(c.statement)) AS said
    FROM clusters c JOIN stances s ON s.article = c.statement >> {PLACES} AND s.place = c.statement & {_MASK}
    JOIN pages p ON p.article = s.article
    GROUP BY c.claim, p.article, p.rank, p.outlet"""
"""Each page of a claim: whether it has a denial, and its first statement, a denial where it has one."""
_FACED = f"""
    SELECT d.article AS one, d.said & {_MASK} AS one_said, d.rank AS one_rank, s.article AS other,
        s.said & {_MASK} AS other_said, s.rank AS other_rank
    FROM claim_sides d JOIN (
        SELECT * FROM claim_sides WHERE denies = 0 QUALIFY row_number() OVER (PARTITION BY claim ORDER BY rank) = 1) s
        ON s.claim = d.claim AND (s.outlet <> d.outlet OR d.outlet = 0) WHERE d.denies = 1"""
"""Each page that has a denial of a claim, with the first that only asserts it."""
_DENIALS = f"""
    SELECT DISTINCT {DENIAL} AS kind, one AS "left", other AS "right", one_said AS a_statement, other_said AS b_statement
    FROM claim_faced WHERE one_rank > other_rank
    UNION ALL BY NAME SELECT DISTINCT {DENIAL} AS kind, other AS "left", one AS "right", other_said AS a_statement,
        one_said AS b_statement FROM claim_faced WHERE one_rank < other_rank"""


def candidates(tables: Tables) -> dict[str, NDArray[Any]]:
    """Pairs of pages that may differ, ``left`` the later one: those of one story that give figures, versions of one address,
    and what one page asserts and another denies."""
    tables.table("figure_pages", _PAGED)
    tables.table("claim_sides", _SIDES)
    tables.table("claim_faced", _FACED)
    found = tables.columns(f"SELECT coalesce(COLUMNS(*), 0) FROM ({' UNION ALL BY NAME '.join((_MET, _VERSIONS, _DENIALS))})")
    for name in ("figure_pages", "claim_sides", "claim_faced"):
        tables.table(name, "SELECT 0 AS nothing WHERE false")
    return found


def _figures(tables: Tables, pairs: Mapping[str, NDArray[Any]]) -> Iterator[dict[str, Any]]:
    """The figures of these pairs of pages that are of one thing, and have no value in common."""
    tables.table("figure_met", _NONE_MET)
    tables.load("figure_met", pairs)
    tables.table("figure_near", _NEAR)
    together = f"SELECT * FROM ({_STANDING}) UNION ALL BY NAME {_OTHERS}"
    found = tables.columns(f"SELECT coalesce(COLUMNS(*), 0) FROM ({together}) ORDER BY ALL")
    for name in ("figure_met", "figure_near"):
        tables.table(name, "SELECT 0 AS nothing WHERE false")
    return _rows(found)


# ----------------------------------------------------------------------------------------------------------------------- ties


class _Put(NamedTuple):
    """A figure as a page puts it: its article, and the row of the table of amounts."""

    article: int
    row: Mapping[str, int]

    @property
    def span(self) -> Span:
        """The figure."""
        return Span(self.row["start"], self.row["stop"])

    @property
    def told(self) -> Spans:
        """The words of the figure and of what it is of."""
        cue = [Span(self.row["cue_start"], self.row["cue_stop"])] if self.row["cue_stop"] > 0 else []
        return spans.normal([Span(self.row["told_start"], self.row["told_stop"]), *cue])

    @property
    def statement(self) -> int | None:
        """The number of its statement."""
        return self.article << PLACES | self.row["statement"] if self.row["statement"] >= 0 else None

    @property
    def place(self) -> frozenset[int]:
        """The words of the place that is told."""
        return frozenset(self.row[f"place_{at}"] for at in range(PLACE_WORDS)) - {0}

    @property
    def names(self) -> frozenset[int]:
        """The names beside it."""
        return frozenset(self.row[f"name_{at}"] for at in range(NAMES)) - {0}


_ONE_STORY = 0.2
"""Pages that share so much are taken to tell one story where no name tells more."""


def verify(tables: Tables, pairs: Mapping[str, NDArray[Any]], articles: Articles) -> Iterator[Tie]:
    """The ties of those proposed pairs that hold."""
    pages = _Pages(articles)
    for part in _parts(pairs):
        is_met = part["kind"] == FIGURE
        figures = _figures(tables, {name: part[name][is_met] for name in _MET_COLUMNS})
        others = _rows({name: cells[~is_met] for name, cells in part.items()})
        rows = sorted([*figures, *others], key=lambda row: (row["left"], row["kind"]))
        for _, of_left in groupby(rows, key=lambda row: row["left"]):
            revised: set[int] = set()
            for row in of_left:
                tie = _tie(row, pages) if row["kind"] != VERSION or row["right"] not in revised else None
                if tie is not None:
                    revised |= {tie.right} if tie.relation == "updates" else set()
                    yield tie


def _parts(pairs: Mapping[str, NDArray[Any]]) -> Iterator[dict[str, NDArray[Any]]]:
    """The pairs of some left articles at a time; they are sorted by these."""
    import numpy as np

    lefts, firsts = np.unique(pairs["left"], return_index=True)
    ends = [*firsts[_LEFTS::_LEFTS].tolist(), len(pairs["left"])]
    for begin, end in pairwise([0, *ends] if len(lefts) else []):
        yield {name: cells[begin:end] for name, cells in pairs.items()}


_MET_COLUMNS = ("kind", "left", "right", "shared", "own", "again", "later", "apart")


def _rows(pairs: Mapping[str, NDArray[Any]]) -> Iterator[dict[str, Any]]:
    """The rows of columns."""
    for row in zip(*(cells.tolist() for cells in pairs.values()), strict=True):
        yield dict(zip(pairs, row, strict=True))


def _tie(row: Mapping[str, Any], pages: _Pages) -> Tie | None:
    if row["kind"] == VERSION:
        return Tie("updates", row["left"], row["right"], 1.0, bool(row["later"]), reason=_AGAIN)
    return _of_figures(row, pages) if row["kind"] == FIGURE else _of_denial(row, pages)


class _Pages:
    """The dossiers, texts and words of articles, those last asked for at hand."""

    def __init__(self, articles: Articles) -> None:
        self.dossier = lru_cache(maxsize=64)(articles.dossier)
        self.text = articles.text
        self._words = lru_cache(maxsize=256)(lambda article: frozenset(articles.words(article).hashes.tolist()))

    def unknown(self, names: frozenset[int], article: int) -> frozenset[int]:
        """Those of the names that an article never mentions."""
        return names - self._words(article) if names else names


_AGAIN = "a later version of the page at the same address"


def _of_figures(row: Mapping[str, Any], pages: _Pages) -> Tie | None:
    """The tie of two figures that have no value in common, or None where they may be of different events."""
    one, other = (
        _Put(row[article], {name: row[f"{side}_{name}"] for name in (*SPOTS, *EVENT)})
        for side, article in (("a", "left"), ("b", "right"))
    )
    if not (_goes_in_time(one, other, row["apart"]) and _goes_in_place(one, other) and _goes_by_names(one, other, row, pages)):
        return None
    own = row["own"] or row["again"]
    return Tie(
        "updates" if own else "differs",
        one.article,
        other.article,
        _score(one, other, row["shared"]),
        bool(row["later"] or (own and row["revised"])),
        one.told,
        other.told,
        one.statement,
        other.statement,
        reason=_reason(one, other, row, pages),
    )


def _score(one: _Put, other: _Put, shared: float) -> float:
    """How sure it is that the figures are of one thing: the more, the higher up they stand and the more the pages share."""
    up = sum(put.row["rank"] <= LEAD for put in (one, other))
    return round(min(0.99, 0.7 + 0.06 * up + 0.3 * min(shared, 0.5)), 3)


def _reason(one: _Put, other: _Put, row: Mapping[str, Any], pages: _Pages) -> str:
    left, right = (pages.text(put.article) for put in (one, other))
    noun = left[one.row["noun_start"] : one.row["noun_stop"]] if one.row["noun_start"] >= 0 else ""
    of = label_of(one.row["state"], noun) or f"“{slice_text(left, one.told)}”"
    against = f"{_small(slice_text(left, one.span))} against {_small(slice_text(right, other.span))}: {of}"
    if not (row["own"] or row["again"]):
        return against
    says = " that says that it revises its own figure" if row["revised"] else ""
    return f"{against}; {_AGAIN if row['again'] else 'a later page of the same outlet'}{says}"


def _small(written: str) -> str:
    return written[0].lower() + written[1:]


def _of_denial(row: Mapping[str, Any], pages: _Pages) -> Tie:
    """The tie of what one page asserts and another denies."""
    one, other = (
        pages.dossier(row[article]).statements[row[f"{side}_statement"]] for side, article in (("a", "left"), ("b", "right"))
    )
    reason = DENIED_HERE if one.act == "denies" else DENIED_THERE
    ids = [row[article] << PLACES | row[f"{side}_statement"] for side, article in (("a", "left"), ("b", "right"))]
    return Tie("differs", row["left"], row["right"], 0.8, True, one.spans, other.spans, ids[0], ids[1], reason=reason)


# ------------------------------------------------------------------------------------------------------------------ one event

_DAY = 86_400.0
_VOLATILE = frozenset(map(hash_of, VOLATILE))
_ONE_STORY = 0.2
"""Pages that share so much are taken to tell one story where no name tells more."""


def _goes_in_time(one: _Put, other: _Put, apart: float) -> bool:
    """Whether the days that are told meet, give or take one; and of what is another number the day after, whether the pages are
    of one day."""
    first, second = sorted(((put.row["since"], put.row["until"]) for put in (one, other)), key=lambda days: days[0])
    if first[0] and second[0] - first[1] > 1:
        return False
    if one.row["state"]:
        return one.row["state"] not in _VOLATILE or apart <= _DAY * 0.75
    return apart <= (_DAY * 0.75 if one.row["moving"] or other.row["moving"] else _DAY * 1.5)


def _goes_in_place(one: _Put, other: _Put) -> bool:
    """Whether the places that are told share a word."""
    return not (one.place and other.place) or bool(one.place & other.place)


def _goes_by_names(one: _Put, other: _Put, row: Mapping[str, Any], pages: _Pages) -> bool:
    """Whether the names beside the figures are of one event. They are not where each has names that the other page never
    mentions. They are where a name is shared. If there is none to share, the pages must share enough to tell one story; then
    what stands high up on a page is of its story, and what stands deep in it is of that of the names beside it."""
    names, others = one.names, other.names
    up = [put.row["rank"] <= LEAD for put in (one, other)]
    bare = not (names and others) or (all(up) and one.row["state"])
    if not names & others and (row["shared"] < _ONE_STORY or not bare):
        return False
    foreign = pages.unknown(names, other.article), pages.unknown(others, one.article)
    if all(foreign) or names & others:
        return not all(foreign)
    return (up[0] or 2 * len(foreign[0]) <= len(names)) and (up[1] or 2 * len(foreign[1]) <= len(others))
