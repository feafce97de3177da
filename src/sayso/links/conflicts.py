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
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from sayso import spans
from sayso.links import Articles, Tables, Tie
from sayso.links.amounts import HEADLINE, LEAD, STANDFIRST, Amount, amounts
from sayso.links.features import PLACES, Sheet, Subject, moments
from sayso.links.rarity import rarity
from sayso.links.states import LABELS, VOLATILE
from sayso.links.words import hash_of
from sayso.records import READ_LABELS, Dossier, Figure, Span, Spans

if TYPE_CHECKING:
    from numpy.typing import NDArray

FIGURE, VERSION, DENIAL = range(3)
"""What a proposed pair is of."""

# ------------------------------------------------------------------------------------------------------------------- features


def _amounts(subject: Subject) -> Iterator[Sequence[float]]:
    """The figures of an article, those that it stands for marked, with the values that those beside them leave."""
    found = list(amounts(subject))
    standing = _standing(found)
    for at, one in enumerate(found):
        low, high = standing.get(at, (one.low, one.high))
        cue = next((span for span in one.told if one.figure.span.start not in range(*span)), Span(-1, -1))
        told = next(span for span in one.told if one.figure.span.start in range(*span))
        yield (
            at, _key(one), hash_of(one.state) if one.state else 0, hash_of(one.unit), low, high, at in standing, one.past,
            one.rank, one.statement, *one.figure.span, *told, *cue, *one.within,
        )  # fmt: skip


def _terms(subject: Subject) -> Iterator[Sequence[float]]:
    """The words beside the figures that tell no state, each bound to what is counted in which unit."""
    for at, one in enumerate(amounts(subject)):
        if not one.past and not one.state and len(one.terms) > 1:
            yield from ((at, hash_of(f"{stem}|{one.thing}|{one.frame}|{one.unit}"), weight) for stem, weight in one.terms)


def _key(one: Amount) -> int:
    return hash_of(f"{one.thing}|{one.frame}|{one.unit}")


def _standing(found: Sequence[Amount]) -> dict[int, tuple[float, float]]:
    """The figures that the article stands for, one for each thing, with the values that all its figures of that thing which
    go with it have in common."""
    by_thing: defaultdict[int, list[int]] = defaultdict(list)
    for at, one in enumerate(found):
        if one.state and not one.past:
            by_thing[_key(one)].append(at)
    return dict(stand for places in by_thing.values() if (stand := _stand(found, places)) is not None)


def _stand(found: Sequence[Amount], places: Sequence[int]) -> tuple[int, tuple[float, float]] | None:
    top = min(places, key=lambda at: (min(found[at].rank, LEAD), at))
    low, high = found[top].low, found[top].high
    going, others = [], []
    for at in sorted(places, key=lambda at: (at != top, at)):
        one = found[at]
        if one.low <= high and one.high >= low:
            low, high = max(low, one.low), min(high, one.high)
            going.append(at)
        else:
            others.append(at)
    beside = any(abs(found[at].sentence - found[other].sentence) <= 1 for at in going for other in others)
    stated = [at for at in going if not found[at].carried]
    if not stated or (beside and found[top].rank > STANDFIRST):
        return None
    best = min(stated, key=lambda at: (found[at].statement < 0, found[at].rank <= STANDFIRST, at))
    return best, (low, high)


def _issue(subject: Subject) -> Iterator[Sequence[float]]:
    """When the article was last put out, and a hash of all of its words."""
    article = subject.dossier.article
    text = hash_of(" ".join(article.slice(block.span) for block in article.blocks if block.label in READ_LABELS))
    yield *moments(article.updated or article.published), text


def _stances(subject: Subject) -> Iterator[Sequence[float]]:
    """The statements that flatly assert, and those that deny."""
    for place, one in enumerate(subject.dossier.statements):
        asserts = one.act == "states" and one.certainty == "plain" and one.distance != "doubting" and one.denies is None
        if one.act == "denies" or (asserts and one.voice == "attributed"):
            yield place, one.act == "denies"


AMOUNTS = Sheet(
    "amounts",
    {
        "place": "int32", "thing": "int64", "state": "int64", "unit": "int64", "low": "float64", "high": "float64",
        "stands": "int8", "past": "int8", "rank": "int8", "statement": "int32", "start": "int32", "stop": "int32",
        "told_start": "int32", "told_stop": "int32", "cue_start": "int32", "cue_stop": "int32", "from_start": "int32",
        "from_stop": "int32",
    },
    _amounts,
)  # fmt: skip
TERMS = Sheet("amount_terms", {"place": "int32", "term": "int64", "weight": "float64"}, _terms)
ISSUES = Sheet("issues", {"issued": "float64", "issued_last": "float64", "text": "int64"}, _issue)
STANCES = Sheet("stances", {"place": "int32", "denies": "int8"}, _stances)
SHEETS: tuple[Sheet, ...] = (AMOUNTS, TERMS, ISSUES, STANCES)


# ----------------------------------------------------------------------------------------------------------------- candidates

CLOSE = 0.5
"""Figures that tell no state are of one thing where the words beside them are as near as this (a cosine)."""
_ROW = (
    "state", "rank", "statement", "start", "stop", "told_start", "told_stop", "cue_start", "cue_stop", "from_start", "from_stop",
)  # fmt: skip
_PAIR = ", ".join(f"{side}.{name} AS {side}_{name}" for name in _ROW for side in "ab")
_APART = "(a.low > b.high OR b.low > a.high)"
_PAGED = """
    SELECT p.article, p.rank, p.outlet, p.address, i.issued, i.issued_last, i.text, (i.issued + i.issued_last) / 2 AS issue
    FROM pages p JOIN issues i USING (article)"""
_MET = """
    SELECT a.article AS "left", b.article AS "right", round(r.shared, 3) AS shared,
        CAST(a.outlet = b.outlet AND a.outlet <> 0 AS TINYINT) AS own,
        CAST(a.address = b.address AND a.address <> 0 AS TINYINT) AS again,
        CAST(a.issued > b.issued_last AND NOT isnan(a.issued) AS TINYINT) AS later,
        CASE WHEN isnan(a.issue) OR isnan(b.issue) THEN 0 ELSE a.issue - b.issue END AS apart
    FROM (SELECT "left" AS a, "right" AS b, shared FROM related UNION ALL SELECT "right", "left", shared FROM related) r
    JOIN paged a ON a.article = r.a JOIN paged b ON b.article = r.b
    WHERE a.issue > b.issue OR (a.issue = b.issue AND a.rank > b.rank)"""
"""Related pages, ``left`` the one that was put out later. A time that is not known (NaN) is later than all others."""
_NEAR = f"""
    SELECT m."left", m."right", s.place AS a, t.place AS b, sum(s.weight * t.weight) AS close
    FROM met m JOIN amount_terms s ON s.article = m."left" JOIN amount_terms t ON t.article = m."right" AND t.term = s.term
    GROUP BY m."left", m."right", s.place, t.place HAVING count(*) > 1 AND sum(s.weight * t.weight) >= {CLOSE}
    QUALIFY row_number() OVER (PARTITION BY m."left", m."right", s.place ORDER BY close DESC, t.place) = 1
        AND row_number() OVER (PARTITION BY m."left", m."right", t.place ORDER BY close DESC, s.place) = 1"""
"""Figures that have the words beside them in common, each with the one that has the most."""
_STANDING = f"""
    SELECT {FIGURE} AS kind, m.*, CAST(EXISTS (SELECT 1 FROM amounts x WHERE x.article = a.article AND x.thing = a.thing
        AND x.past = 1 AND x.low <= b.high AND x.high >= b.low) AS TINYINT) AS revised, {_PAIR}
    FROM met m JOIN amounts a ON a.article = m."left" AND a.stands = 1
    JOIN amounts b ON b.article = m."right" AND b.stands = 1 AND a.thing = b.thing WHERE {_APART}"""
_OTHERS = f"""
    SELECT {FIGURE} AS kind, m.*, {_PAIR} FROM near n JOIN met m ON m."left" = n."left" AND m."right" = n."right"
    JOIN amounts a ON a.article = n."left" AND a.place = n.a JOIN amounts b ON b.article = n."right" AND b.place = n.b
    WHERE {_APART}"""
_VERSIONS = f"""
    SELECT {VERSION} AS kind, article AS "left", before AS "right", CAST(issued > ended AND NOT isnan(issued) AS TINYINT) AS later
    FROM (SELECT *, lag(article) OVER versions AS before, lag(text) OVER versions AS was, lag(issued_last) OVER versions AS ended
        FROM paged WHERE address <> 0 WINDOW versions AS (PARTITION BY address ORDER BY issue, rank))
    WHERE text <> was"""
"""Each version of an address with the one before it, where their words are not the same."""
_MASK = (1 << PLACES) - 1
_SIDES = f"""
    SELECT c.claim, p.article, p.rank, p.outlet, min(s.denies) AS least, max(s.denies) AS most, min(c.statement) AS said
    FROM clusters c JOIN stances s ON s.article = c.statement >> {PLACES} AND s.place = c.statement & {_MASK}
    JOIN pages p ON p.article = s.article
    GROUP BY c.claim, p.article, p.rank, p.outlet"""
"""Each page of a claim: whether it only denies, only asserts, or does both."""
_FACED = f"""
    SELECT d.article AS one, d.said & {_MASK} AS one_said, d.rank AS one_rank, s.article AS other, s.said & {_MASK} AS other_said,
        s.rank AS other_rank
    FROM sides d JOIN (SELECT * FROM sides WHERE most = 0 QUALIFY row_number() OVER (PARTITION BY claim ORDER BY rank) = 1) s
        ON s.claim = d.claim WHERE d.least = 1"""
"""Each page that only denies a claim, with the first that only asserts it."""
_DENIALS = f"""
    SELECT DISTINCT {DENIAL} AS kind, one AS "left", other AS "right", one_said AS a_statement, other_said AS b_statement
    FROM faced WHERE one_rank > other_rank
    UNION ALL BY NAME SELECT DISTINCT {DENIAL} AS kind, other AS "left", one AS "right", other_said AS a_statement,
        one_said AS b_statement FROM faced WHERE one_rank < other_rank"""


def candidates(tables: Tables) -> dict[str, NDArray[Any]]:
    """Pairs that may differ, ``left`` the later page: figures that pages of one story stand for and that have no value in
    common, versions of one address, what one page asserts and another denies."""
    tables.table("paged", _PAGED)
    tables.table("met", _MET)
    tables.table("near", _NEAR)
    tables.table("sides", _SIDES)
    tables.table("faced", _FACED)
    together = " UNION ALL BY NAME ".join((_STANDING, _OTHERS, _VERSIONS, _DENIALS))
    order = '"left", "right", kind, a_start, b_start, a_statement, b_statement'
    return tables.columns(f"SELECT coalesce(COLUMNS(*), 0) FROM ({together}) ORDER BY {order}")


# ----------------------------------------------------------------------------------------------------------------------- ties


class _Put(NamedTuple):
    """A figure as a page puts it: its article, the row of the table of amounts, and the dossier."""

    article: int
    row: Mapping[str, int]
    dossier: Dossier

    @property
    def text(self) -> str:
        return self.dossier.article.text

    @property
    def span(self) -> Span:
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
    def figure(self) -> Figure | None:
        """The figure with its place and its days; None in a headline that says nothing of them."""
        return next((one for one in self.dossier.figures if one.span == self.span), None)

    def names(self) -> frozenset[str]:
        """The rare words with a capital in its sentence, without those that tell who speaks; none of a headline."""
        if self.row["rank"] == HEADLINE:
            return frozenset()
        place = self.row["statement"]
        chain = self.dossier.statements[place].chain if place >= 0 else ()
        kept = spans.cut([Span(self.row["from_start"], self.row["from_stop"])], (span for hop in chain for span in hop.spans))
        words = " | ".join(self.text[start:end] for start, end in kept)
        return frozenset(word for found in _NAME.finditer(words) if rarity(word := found[0].lower()) > _RARE)


_NAME = re.compile(r"(?<=[\w,’'”\"] )[A-Z][\w-]{2,}")
_ONE_STORY = 0.2
"""Pages that share so much are taken to tell one story where no name tells more."""
_RARE = 2.7
"""Names that are as common as this ("President", "Washington") tell no event."""


def verify(tables: Tables, pairs: Mapping[str, NDArray[Any]], articles: Articles) -> Iterator[Tie]:
    """The ties of those proposed pairs that hold."""
    rows = [dict(zip(pairs, cells, strict=True)) for cells in zip(*(cells.tolist() for cells in pairs.values()), strict=True)]
    revised: set[tuple[int, int]] = set()
    for row in sorted(rows, key=lambda row: row["kind"]):
        left, right = row["left"], row["right"]
        if row["kind"] == VERSION:
            tie = None if (left, right) in revised else Tie("updates", left, right, 1.0, bool(row["later"]), reason=_AGAIN)
        else:
            tie = _of_figures(row, articles) if row["kind"] == FIGURE else _of_denial(row, articles)
        if tie is not None:
            revised |= {(left, right)} if tie.relation == "updates" else set()
            yield tie


_AGAIN = "a later version of the page at the same address"


def _of_figures(row: Mapping[str, Any], articles: Articles) -> Tie | None:
    """The tie of two figures that have no value in common, or None where they may be of different events."""
    one, other = (
        _Put(row[article], {name: row[f"{side}_{name}"] for name in _ROW}, articles.dossier(row[article]))
        for side, article in (("a", "left"), ("b", "right"))
    )
    if not _is_one_event(one, other, row["apart"], row["shared"]):
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
        reason=_reason(one, other, row),
    )


def _score(one: _Put, other: _Put, shared: float) -> float:
    """How sure it is that the figures are of one thing: the more, the higher up they stand and the more the pages share."""
    up = sum(put.row["rank"] <= LEAD for put in (one, other))
    return round(min(0.99, 0.7 + 0.06 * up + 0.3 * min(shared, 0.5)), 3)


def _reason(one: _Put, other: _Put, row: Mapping[str, Any]) -> str:
    against = f"{_written(one)} against {_written(other)}: {_of(one)}"
    if not (row["own"] or row["again"]):
        return against
    says = " that says that it revises its own figure" if row["revised"] else ""
    return f"{against}; {_AGAIN if row['again'] else 'a later page of the same outlet'}{says}"


def _written(put: _Put) -> str:
    return put.text[put.span.start].lower() + put.text[put.span.start + 1 : put.span.end]


_STATES = {hash_of(state): state for state in LABELS}


def _of(put: _Put) -> str:
    """What a figure is of, in words."""
    label = LABELS.get(_STATES.get(put.row["state"], ""), "")
    return label or f"“{put.dossier.article.slice(put.told)}”"


def _of_denial(row: Mapping[str, Any], articles: Articles) -> Tie:
    """The tie of what one page asserts and another denies."""
    one, other = (articles.dossier(row[article]).statements[row[f"{side}_statement"]] for side, article in (("a", "left"), ("b", "right")))
    denies = "denied here, asserted there" if one.act == "denies" else "asserted here, denied there"
    ids = (row[article] << PLACES | row[f"{side}_statement"] for side, article in (("a", "left"), ("b", "right")))
    return Tie("differs", row["left"], row["right"], 0.8, True, one.spans, other.spans, *ids, reason=denies)


# ------------------------------------------------------------------------------------------------------------------ one event

_DAY = 86_400.0
_MOVING = re.compile(
    r"(?i)\b(?:rose|risen|rises?|rising|fell|fallen|falls?|falling|up|down|gain(?:s|ed)?|drop(?:s|ped)?|climb(?:s|ed)?|slid|slipped|"
    r"jump(?:s|ed)?|lost|closed|traded|degrees|percentage points?)\b"
)
"""Beside figures that are others every day."""


def _is_one_event(one: _Put, other: _Put, apart: float, shared: float) -> bool:
    """Whether nothing tells that the figures are of different days, places or events."""
    return _goes_in_time(one, other, apart) and _goes_in_place(one, other) and _goes_by_names(one, other, shared)


def _goes_in_time(one: _Put, other: _Put, apart: float) -> bool:
    """Whether the days that are told meet, give or take one; and of what is another number the day after, whether the pages are
    of one day."""
    figures = [put.figure for put in (one, other)]
    days = [figure.when for figure in figures if figure is not None and figure.when is not None]
    if len(days) > 1:
        first, second = sorted(days, key=lambda day: day.earliest)
        if (second.earliest - first.latest).days > 1:
            return False
    state = _STATES.get(one.row["state"])
    if state is None:
        sentences = [put.text[put.row["from_start"] : put.row["from_stop"]] for put in (one, other)]
        return apart <= (_DAY * 0.75 if any(_MOVING.search(words) for words in sentences) else _DAY * 1.5)
    return state not in VOLATILE or apart <= _DAY * 0.75


def _goes_in_place(one: _Put, other: _Put) -> bool:
    """Whether the places that are told share a word."""
    figures = [put.figure for put in (one, other)]
    places = [
        _words(put.text[slice(*figure.where)])
        for put, figure in zip((one, other), figures, strict=True)
        if figure is not None and figure.where is not None
    ]
    return len(places) < 2 or bool(places[0] & places[1])


def _words(text: str) -> frozenset[str]:
    return frozenset(word.lower() for word in re.findall(r"\w{3,}", text))


def _goes_by_names(one: _Put, other: _Put, shared: float) -> bool:
    """Whether the figures have names beside them in common. If not, the pages must share enough to tell one story; then what
    stands high up on a page is of its story, and what stands deep in it is of that of the names beside it."""
    names, others = one.names(), other.names()
    if names & others:
        return True
    up = [put.row["rank"] <= LEAD for put in (one, other)]
    if shared < _ONE_STORY or (names and others and not all(up)):
        return False
    if names and others:
        return _knows(other, names) and _knows(one, others)
    return (up[0] or _knows(other, names)) and (up[1] or _knows(one, others))


def _knows(put: _Put, names: frozenset[str]) -> bool:
    """Whether a page has at least half of these names."""
    return 2 * len(names & _page_words(put.text)) >= len(names)


@lru_cache(maxsize=256)
def _page_words(text: str) -> frozenset[str]:
    return _words(text)
