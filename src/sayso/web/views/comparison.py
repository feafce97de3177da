"""Two pages side by side: line by line what stands in both, numbered on both sides, and what one of them alone has.

A line is a sentence, or what of a block is none (a headline). Passages that both pages have in the same order keep the pages in
step: they are cut into rows where such a passage begins.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import islice
from typing import NamedTuple

from sayso.casebook.comparison import in_full, steady
from sayso.casebook.conflicts import RELATIONS
from sayso.casebook.wording import moment, page_title, place
from sayso.corpus.packing import iso
from sayso.corpus.rows import ClaimRow, Hit, LinkRow
from sayso.links.compare import Comparison, Sentence
from sayso.records import READ_LABELS, Article, Span
from sayso.reports.prose import one_line, plural, shortened
from sayso.web.shown import Part

SHOWN: dict[str, str] = {"all": "Everything", "shared": "What stands in both", "own": "What one page alone has"}
"""What of two pages is shown."""
CLAIMS = 12
"""So many claims of both pages are listed; the list of claims has all."""
_KEPT = {"all": ("wholly", "partly", "not", ""), "shared": ("wholly", "partly"), "own": ("partly", "not")}
_TITLE = 120


class Piece(NamedTuple):
    """Some words of a line: of which passage they are (None: of none), and whether it begins here."""

    words: str
    run: int | None = None
    begins: bool = False


class Line(NamedTuple):
    """A sentence, and how much of it stands in the other page ("" where nobody counted: a headline). ``opens`` a block;
    ``skips`` says that something before it is not shown."""

    pieces: tuple[Piece, ...]
    derived: str
    opens: bool
    skips: bool = False


class Row(NamedTuple):
    """What stands beside each other."""

    left: tuple[Line, ...]
    right: tuple[Line, ...]


class Half(NamedTuple):
    """One of the pages: what of its words and of its sentences stands in the other one."""

    id: str
    title: str
    place: str
    share: float
    told: str
    wholly: int
    partly: int
    none: int
    sentences: int


class Tie(NamedTuple):
    """What one page does to another, in words, with the reason and the words that show it. ``left`` and ``right`` are (id, what
    it is called)."""

    id: str
    relation: str
    left: tuple[str, str]
    words: str
    right: tuple[str, str]
    reason: str
    evidence: str


class Pair(NamedTuple):
    """Two pages side by side."""

    left: Half
    right: Half
    rows: tuple[Row, ...]
    runs: int
    told: str
    ties: tuple[Tie, ...]
    time: str
    claims: tuple[ClaimRow, ...] | None
    """The first claims that stand on both; None where the case is not linked."""
    more_claims: bool
    showing: str
    choices: tuple[tuple[str, str], ...]
    asked: dict[str, object]


def pair(
    left: Article,
    right: Article,
    found: Comparison,
    links: Iterable[LinkRow],
    claims: Sequence[ClaimRow] | None,
    showing: str,
) -> Pair:
    """Two pages, with what they have in common."""
    ours, theirs = _Side(left, found.left_runs, found.left_sentences), _Side(right, found.right_runs, found.right_sentences)
    return Pair(
        left=_half(left, found.left_share, found.left_sentences),
        right=_half(right, found.right_share, found.right_sentences),
        rows=tuple(_kept(_rows(ours, theirs, steady(found.right_runs)), showing)),
        runs=len(found.left_runs),
        told=_told(len(found.left_runs)),
        ties=tuple(ties(one for one in links if one.relation != "same_claim")),
        time=earlier(left.published, right.published),
        claims=None if claims is None else tuple(claims[:CLAIMS]),
        more_claims=claims is not None and len(claims) > CLAIMS,
        showing=showing,
        choices=tuple(SHOWN.items()),
        asked={"left": left.id, "right": right.id},
    )


def _half(article: Article, share: float, sentences: Sequence[Sentence]) -> Half:
    wholly, partly, none = (sum(one.derived == derived for one in sentences) for derived in ("wholly", "partly", "not"))
    where = ", ".join(part for part in (one_line(article.outlet or ""), moment(iso(article.published))) if part)
    title = shortened(page_title(article.title, article.id), _TITLE)
    return Half(article.id, title, where, share, _share(share), wholly, partly, none, len(sentences))


def _share(share: float) -> str:
    """A share in words."""
    hundredth = round(share * 100)
    if share <= 0:
        return "None of its words stand in the other page."
    if share >= 1:
        return "All of its words stand in the other page."
    of_hundred = "Under 1" if hundredth < 1 else "Over 99" if hundredth > 99 else str(hundredth)
    return f"{of_hundred}% of its words stand in the other page."


def _told(runs: int) -> str:
    if not runs:
        return "No passage of five words or more stands in both pages."
    return f"{runs} {plural('passage', runs)} of five words or more {'stands' if runs == 1 else 'stand'} in both pages."


def earlier(left: date | None, right: date | None) -> str:
    """Which of two pages bears the earlier time, or day where only that is known, where it can be told."""
    if left is None or right is None:
        return "It is not known when both of them came out."
    if not (isinstance(left, datetime) and isinstance(right, datetime)):
        return _earlier_day(left, right, 1)
    if (left.tzinfo is None) is not (right.tzinfo is None):
        return _earlier_day(left, right, 2)
    if left == right:
        return "Both bear the same time."
    return f"The {'left' if left < right else 'right'} page bears the earlier time, by {_length(abs(right - left))}."


def _earlier_day(left: date, right: date, least: int) -> str:
    """Which page bears the earlier day, where they lie at least so many days apart."""
    days = date(right.year, right.month, right.day).toordinal() - date(left.year, left.month, left.day).toordinal()
    if abs(days) >= least:
        return f"The {'left' if days > 0 else 'right'} page bears the earlier day."
    return (
        "Their days do not tell which came out first."
        if least == 1
        else ("Only one of them tells its time zone, so nothing shows which came out first.")
    )


def _length(apart: timedelta) -> str:
    minutes = max(round(apart.total_seconds() / 60), 1)
    for size, noun in ((2880, "day"), (120, "hour"), (1, "minute")):
        if minutes >= size:
            number = round(minutes / {"day": 1440, "hour": 60, "minute": 1}[noun])
            return f"about {number:,} {plural(noun, number)}" if noun != "minute" else f"{number} {plural(noun, number)}"
    return "a minute"


# ----------------------------------------------------------------------------------------------------------------------- lines


class _Side:
    """The lines of one page, and in which of them each passage begins."""

    def __init__(self, article: Article, runs: Sequence[Span], sentences: Sequence[Sentence]) -> None:
        self.text = article.text
        self.runs = sorted((*in_full(article.text, run), number) for number, run in enumerate(runs))
        self.starts = [run[0] for run in self.runs]
        self.begun: dict[int, int] = {}
        self.lines: list[Line] = []
        blocks = sorted(block.span for block in article.labelled(*READ_LABELS))
        waiting = sorted(sentences)
        at = 0
        for block in blocks:
            opens, where = True, block.start
            while at < len(waiting) and waiting[at].span.start < block.end:
                span = waiting[at].span
                opens = self._add(where, span.start, "", opens)
                opens = self._add(max(span.start, where), min(span.end, block.end), waiting[at].derived, opens)
                where = max(where, min(span.end, block.end))
                at += 1
            self._add(where, block.end, "", opens)

    def _add(self, start: int, end: int, derived: str, opens: bool) -> bool:
        """A line more, unless it says nothing; gives whether the next one still opens the block."""
        if start >= end or not any(map(str.isalnum, self.text[start:end])):
            return opens
        self.lines.append(Line(tuple(self._pieces(start, end)), derived, opens))
        return False

    def _pieces(self, start: int, end: int) -> Iterator[Piece]:
        at = start
        first = max(bisect_right(self.starts, start) - 1, 0)
        for begin, stop, number in islice(self.runs, first, bisect_left(self.starts, end)):
            if stop <= at:
                continue
            if begin > at:
                yield Piece(_spaced(self.text[at:begin]))
            is_first = number not in self.begun
            self.begun.setdefault(number, len(self.lines))
            yield Piece(_spaced(self.text[max(begin, at) : min(stop, end)]), number + 1, is_first)
            at = min(stop, end)
        if at < end:
            yield Piece(_spaced(self.text[at:end]))


def _spaced(words: str) -> str:
    return re.sub(r"\s+", " ", words)


def _rows(ours: _Side, theirs: _Side, in_step: frozenset[int]) -> Iterator[Row]:
    """The lines of both pages, cut where passages that both have in the same order begin."""
    left = right = 0
    for number in sorted(in_step):
        end, other = ours.begun.get(number, 0), theirs.begun.get(number, 0)
        if end >= left and other >= right and (end, other) != (left, right):
            yield Row(tuple(ours.lines[left:end]), tuple(theirs.lines[right:other]))
            left, right = end, other
    yield Row(tuple(ours.lines[left:]), tuple(theirs.lines[right:]))


def _kept(rows: Iterable[Row], showing: str) -> Iterator[Row]:
    """The rows with the lines that are asked for."""
    kept = _KEPT[showing]
    skips = [False, False]
    for row in rows:
        sides = []
        for place_, lines in enumerate(row):
            shown = []
            for line in lines:
                if line.derived in kept:
                    shown.append(line._replace(skips=skips[place_]))
                    skips[place_] = False
                else:
                    skips[place_] = True
            sides.append(tuple(shown))
        if any(sides):
            yield Row(*sides)


# ------------------------------------------------------------------------------------------------------------------------ ties


def ties(links: Iterable[LinkRow]) -> Iterator[Tie]:
    """Links in words."""
    for one in links:
        words = RELATIONS.get(one.relation, (one.relation, one.relation))[0 if one.directed else 1]
        left = one.left, _called(one.left_outlet, one.left_title, one.left)
        right = one.right, _called(one.right_outlet, one.right_title, one.right)
        yield Tie(one.id, one.relation, left, words, right, one_line(one.reason), one_line(one.left_words))


def _called(outlet: str | None, title: str | None, article: str) -> str:
    named = ": ".join(shortened(one_line(part), _TITLE) for part in (outlet, title) if part)
    return named or page_title(None, article)


class LinkList(NamedTuple):
    """A page of links."""

    ties: Part
    asked: dict[str, object]
    about: str | None
    """What the article is called whose links these are."""
    relations: tuple[tuple[str, str], ...]
    is_linked: bool


WORDS_OF = {
    "copies": "copies",
    "quotes": "quotes the same words",
    "cites": "cites",
    "differs": "differs, or denies",
    "updates": "updates",
    "same_claim": "puts the same",
    "any": "all of these",
}
"""What the relations of links are called in a form."""


# -------------------------------------------------------------------------------------------------------------------- choosing


class Neighbour(NamedTuple):
    """A page that is linked to another one, and how."""

    id: str
    called: str
    place: str
    how: tuple[str, ...]


def neighbours(article: str, links: Iterable[LinkRow], most: int) -> list[Neighbour]:
    """The pages on the other side of links, in the order of these."""
    found: dict[str, Neighbour] = {}
    for one in links:
        is_left = one.left == article
        words = RELATIONS.get(one.relation, (one.relation, one.relation))[0 if one.directed else 1]
        how = f"this page {words} it" if is_left else f"it {words} this page"
        other = one.right if is_left else one.left
        outlet, title, published = (
            (one.right_outlet, one.right_title, one.right_published)
            if is_left
            else (one.left_outlet, one.left_title, one.left_published)
        )
        if other not in found and len(found) >= most:
            continue
        title = shortened(page_title(title, other), _TITLE)
        known = found.setdefault(other, Neighbour(other, title, place(outlet, published), ()))
        if how not in known.how:
            found[other] = known._replace(how=(*known.how, how))
    return list(found.values())


class Meant(NamedTuple):
    """What is asked for on one side: the words, the page that they mean, and pages that they may mean."""

    words: str
    id: str | None = None
    called: str = ""
    hits: tuple[Hit, ...] = ()


class Choice(NamedTuple):
    """Which two pages to compare: what is known of both sides, the pages linked to the one that is known, and pairs of which
    one copies the other."""

    left: Meant
    right: Meant
    near: tuple[Neighbour, ...]
    pairs: tuple[Tie, ...]
    note: str
