"""Lists of a case: articles, what a search finds, what was refused, what analysts said."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from sayso.casebook.wording import judged, moment, place
from sayso.corpus.rows import ClaimReview, Count, Hit, RefusalRow, Review, StatementRow
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


class Refused(NamedTuple):
    """A refusal: ``why`` as a sentence, and what to do; ``article`` is set where the page was read all the same."""

    page: str
    url: str | None
    reason: str
    why: str
    advice: str
    article: str | None


def refused(row: RefusalRow) -> Refused:
    """A refusal as a list shows it."""
    return Refused(row.page, row.url, row.reason, sentence(row.message), sentence(row.advice), row.article)


def sentence(words: str) -> str:
    """Words that begin with a capital and end with a full stop."""
    told = capital(words.strip())
    return told if told.endswith((".", "!", "?", "…")) else f"{told}."


def capital(words: str) -> str:
    """Words that begin with a capital, the others as they are."""
    return f"{words[:1].upper()}{words[1:]}"


class Refusals(NamedTuple):
    """A page of what was refused; ``reasons`` are counted, ``reason`` is the one that is asked for."""

    part: Part
    reasons: Sequence[Count]
    reason: str
    total: int


# ------------------------------------------------------------------------------------------------------------------- reviews


class Side(NamedTuple):
    """Statements that a review is about: the ids of those that are still there, "" for others, with their words; and how many
    are ``left``."""

    statements: Sequence[tuple[str, str]]
    left: int


class Said(NamedTuple):
    """A review: ``what`` it says, of what, who made it and when, and to which ``path`` a form goes that takes it back.
    ``undone`` is when it was taken back, "" where it stands; ``lost`` says that a newer analysis has nothing like what it was
    made on."""

    id: str
    what: str
    note: str
    sides: Sequence[Side]
    made: str
    undone: str
    lost: str
    path: str


class Reviews(NamedTuple):
    """A page of the reviews of statements, and one of those of claims."""

    statements: Part
    claims: Part
    undone: bool


SIDE = 3
"""So many statements are shown of each side of a review of claims."""
_LOST = "No statement of the newer analysis is like the one that it was made on."
_OF_CLAIMS = {
    "same": "Both put the same",
    "not the same": "They do not put the same",
    "merge": "Two claims that are one",
    "split": "Two claims that were one",
}


def review(row: Review) -> Said:
    """A review of a statement."""
    return Said(
        id=row.id,
        what="Note" if row.judgement == "note" else capital(judged(row._replace(note=None))),
        note=row.note or "",
        sides=(Side(((row.now or "", row.text),), 0),),
        made=_made(row.made, row.by),
        undone=moment(row.undone),
        lost="" if row.now else _LOST,
        path="review",
    )


def sides_shown(rows: Iterable[ClaimReview]) -> list[str]:
    """The ids of the statements whose words are shown with reviews of claims."""
    return [one for row in rows for one in (*row.left[:SIDE], *row.right[:SIDE])]


def claim_review(row: ClaimReview, texts: Mapping[str, str]) -> Said:
    """A review of claims; ``texts`` are the words of its statements, as far as they are there."""
    sides = tuple(_side(side, texts) for side in (row.left, row.right))
    return Said(
        id=row.id,
        what=_OF_CLAIMS[row.judgement],
        note=row.note or "",
        sides=sides,
        made=_made(row.made, row.by),
        undone=moment(row.undone),
        lost="" if all(side.statements for side in sides) else _LOST,
        path="claim-review",
    )


def _side(side: Sequence[str], texts: Mapping[str, str]) -> Side:
    told = tuple((one, texts[one]) for one in side[:SIDE] if one in texts)
    return Side(told, len(side) - len(told))


def _made(made: str, by: str | None) -> str:
    return f"{moment(made)}{f' by {by}' if by else ''}"
