"""Lists of a case: articles, what a search finds, what was refused, what analysts said."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sayso.casebook import claims as claim_words
from sayso.casebook.wording import judged, moment, place
from sayso.corpus.rows import ArticleRow, ClaimReview, Count, Hit, RefusalRow, Review, StatementRow
from sayso.reports.prose import plural, shortened
from sayso.web.shown import Part
from sayso.web.views.claims import Listed

FEW = 5
"""So many claims, and so many statements, are shown above the articles that a search finds."""
MORE_OUTLETS = 200
"""So many outlets are proposed where one is asked for."""


# ------------------------------------------------------------------------------------------------------------------ articles


class Articles(NamedTuple):
    """A page of the articles; ``outlets`` are the names that can be asked for, ``problem`` says what was asked in vain."""

    part: Part
    outlet: str
    since: str
    outlets: Sequence[str]
    problem: str
    total: int


def versions(row: ArticleRow) -> str:
    """Which version of its address an article is, where there are several."""
    return f"version {row.version} of {row.versions}" if row.versions > 1 else ""


# -------------------------------------------------------------------------------------------------------------------- search


class Piece(NamedTuple):
    """Words of a snippet; ``is_hit`` where they are what was looked for."""

    words: str
    is_hit: bool


class Found(NamedTuple):
    """An article that holds what was looked for: where it stands, and the place in its text."""

    hit: Hit
    where: str
    snippet: Sequence[Piece]


class Search(NamedTuple):
    """What a search finds: claims and statements, a few of each, and a page of articles. ``holding`` articles hold all words.
    ``problem`` says why nothing was looked for."""

    query: str
    claims: Sequence[Listed]
    more_claims: bool
    statements: Sequence[StatementRow]
    more_statements: bool
    articles: Part
    holding: int
    problem: str
    ranked: int


def found(hit: Hit, query: str) -> Found:
    """An article as a search shows it."""
    return Found(hit, place(hit.outlet, hit.published), tuple(pieces(hit.snippet, query)))


_MARKED = re.compile(r"\[([^\[\]]*)\]")
_KEPT = 3
"""A word that is looked for is found in all its forms; so many letters all of them begin with."""


def pieces(snippet: str, query: str) -> Iterator[Piece]:
    """A snippet with what was looked for apart. It stands in [brackets]; brackets around other words are those of the page."""
    wanted = {start for word in _words(query) if (start := _start(word))}
    at = 0
    for one in _MARKED.finditer(snippet):
        if not any(_start(word) in wanted for word in _words(one[1])[:1]):
            continue
        if one.start() > at:
            yield Piece(snippet[at : one.start()], False)
        yield Piece(one[1], True)
        at = one.end()
    if at < len(snippet):
        yield Piece(snippet[at:], False)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def _start(word: str) -> str:
    """How a word begins, without its accents."""
    bare = "".join(one for one in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(one))
    return bare[:_KEPT]


# ------------------------------------------------------------------------------------------------------------------ refusals


class Refusals(NamedTuple):
    """A page of what was refused; ``reasons`` are counted, ``reason`` is the one that is asked for."""

    part: Part
    reasons: Sequence[Count]
    reason: str
    total: int


# ------------------------------------------------------------------------------------------------------------------- reviews


class Said(NamedTuple):
    """A review: ``what`` it says, the words it is about, who made it and when, and where it leads. ``undone`` is when it was
    taken back, "" where it stands; ``lost`` says that nothing of a newer analysis is like what it was made on."""

    id: str
    what: str
    note: str
    text: str
    made: str
    undone: str
    statements: Sequence[tuple[str, str]]
    lost: str
    path: str


class Reviews(NamedTuple):
    """The reviews of statements, and those of claims."""

    statements: Sequence[Said]
    claims: Sequence[Said]
    undone: bool


_LOST = "No statement of the newer analysis is like the one that it was made on."


def review(row: Review) -> Said:
    """A review of a statement."""
    return Said(
        id=row.id,
        what=judged(row._replace(note=None)) if row.judgement != "note" else "note",
        note=row.note or "",
        text=shortened(row.text, 300),
        made=_made(row.made, row.by),
        undone=moment(row.undone),
        statements=((row.now, row.article),) if row.now else (),
        lost="" if row.now else _LOST,
        path="review",
    )


def claim_review(row: ClaimReview, articles: Mapping[str, str]) -> Said:
    """A review of claims; ``articles`` are those of the statements that are still there."""
    return Said(
        id=row.id,
        what=claim_words.judged(row._replace(note=None)),
        note=row.note or "",
        text="",
        made=_made(row.made, row.by),
        undone=moment(row.undone),
        statements=tuple((one, articles[one]) for one in (*row.left, *row.right) if one in articles),
        lost="" if any(one in articles for one in (*row.left, *row.right)) else _LOST,
        path="claim-review",
    )


def _made(made: str, by: str | None) -> str:
    return f"{moment(made)} UTC{f' by {by}' if by else ''}"


def counted(number: int, noun: str) -> str:
    """A number of things: "1 article", "2,000 articles"."""
    return f"{number:,} {plural(noun, number)}"
