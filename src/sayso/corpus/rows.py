"""What a case gives and takes: plain rows, one named tuple a kind, made to be shown, written as JSON (``_asdict``) or as CSV.

Counts stand with what they were counted over (``n``); nothing here is a score. Days and moments are texts in ISO 8601, as the
page gave them; a field is None where nothing is known.
"""

from __future__ import annotations

import hashlib
from typing import Literal, NamedTuple, get_args

from sayso.corpus.packing import iso
from sayso.records import Dossier, Page, Refusal

Judgement = Literal["wrong speaker", "not a statement", "wrong label", "note"]
JUDGEMENTS: tuple[Judgement, ...] = get_args(Judgement)


class Seen(NamedTuple):
    """Which page an outcome came from: ``key`` is a digest of its bytes and of what came with them, so that a page that was
    seen once is known again without being read."""

    key: str
    name: str
    url: str | None = None
    fetched: str | None = None


def seen(page: Page) -> Seen:
    """What a case remembers of a page. Cheap: a digest, no reading."""
    hashed = hashlib.blake2b(digest_size=16)
    for part in (page.url or "", page.encoding or "", page.media_type or ""):
        raw = part.encode("utf-8", "surrogatepass")
        hashed.update(len(raw).to_bytes(8, "big") + raw)
    hashed.update(page.data)
    return Seen(hashed.hexdigest(), page.name, page.url, iso(page.fetched))


Outcome = tuple[Dossier | Refusal, Seen | None]
"""What the road made of a page, and which page that was (None where it is not known, as in lines of JSON)."""


class Added(NamedTuple):
    """What became of a batch: articles that are new, those whose analysis was made anew, those that were there already,
    refusals that are new. ``versions`` of the new ones have an address that was there with another text."""

    new: int = 0
    renewed: int = 0
    known: int = 0
    refused: int = 0
    versions: int = 0


class ArticleRow(NamedTuple):
    """An article, for a list. ``version`` counts from 1 among the ``versions`` of one address, oldest first. ``attributed``
    of ``statements`` have a speaker; ``unnamed`` of the attributed ones rest on somebody who is not named."""

    id: str
    title: str | None
    outlet: str | None
    outlet_id: str | None
    url: str | None
    published: str | None
    language: str | None
    version: int
    versions: int
    statements: int
    attributed: int
    unnamed: int
    added: str


class StatementRow(NamedTuple):
    """A statement, for a list. ``who`` is the innermost of its chain as one would call it, ``source`` the id that
    ``Case.source`` takes; ``via`` are those before it, outermost first, joined with " < ". ``review`` tells in words what
    reviews say that are not undone, "" where there are none."""

    id: str
    text: str
    who: str | None
    kind: str | None
    source: str | None
    via: str
    voice: str
    act: str
    distance: str
    certainty: str
    medium: str | None
    denied: bool
    article: str
    title: str | None
    outlet: str | None
    published: str | None
    review: str


class HopRow(NamedTuple):
    """One hop of a chain: ``source`` is the id that ``Case.source`` takes, ``words`` are those of the page."""

    source: str
    who: str | None
    kind: str
    role: str | None
    evidence: str
    words: str


class Review(NamedTuple):
    """What an analyst said of a statement. ``statement`` is the one it was made on, ``now`` the one it hangs on today, None
    where a newer analysis has none like it. ``text`` are the words that it was about. ``undone`` is when it was taken back."""

    id: str
    statement: str
    now: str | None
    article: str
    judgement: Judgement
    field: str | None
    value: str | None
    note: str | None
    by: str | None
    made: str
    undone: str | None
    text: str


class StatementView(NamedTuple):
    """One statement whole: the row, its chain (outermost hop first), the words that decided its labels (field, words), the
    text before and behind, when it was said, what it denies and who denies it (ids), its figures as written, its reviews
    (those that were undone too)."""

    row: StatementRow
    chain: tuple[HopRow, ...]
    triggers: tuple[tuple[str, str], ...]
    before: str
    behind: str
    time: str | None
    denies: str | None
    denied_by: tuple[str, ...]
    figures: tuple[str, ...]
    reviews: tuple[Review, ...]


class SourceRow(NamedTuple):
    """A source of the case: one for all articles that give it the same name and kind; an unnamed one is of one article.
    ``statements`` rest on it (innermost), ``passed_on`` went through it, in ``articles`` of ``outlets``."""

    id: str
    name: str | None
    kind: str
    role: str | None
    statements: int
    passed_on: int
    articles: int
    outlets: int


class Count(NamedTuple):
    """``number`` of ``n`` are so: ``name`` says how, ``id`` leads on where there is more to see."""

    name: str
    number: int
    n: int
    id: str | None = None


class SourceProfile(NamedTuple):
    """A source whole. ``names`` and ``roles`` are all that articles call it. Counts of ``acts``, ``distances``, ``certainties``
    and ``through`` (who passed it on) are over its statements, those of ``outlets`` over its articles. ``anonymity`` holds what
    the page tells of an unnamed one (what, words)."""

    row: SourceRow
    names: tuple[str, ...]
    roles: tuple[str, ...]
    acts: tuple[Count, ...]
    distances: tuple[Count, ...]
    certainties: tuple[Count, ...]
    outlets: tuple[Count, ...]
    through: tuple[Count, ...]
    anonymity: tuple[tuple[str, str], ...]
    first: str | None
    last: str | None


class OutletRow(NamedTuple):
    """An outlet: ``articles`` of the case are its own; ``cited`` statements of other outlets' pages name it in their chain."""

    id: str
    name: str
    kind: str | None
    articles: int
    statements: int
    cited: int


class OutletProfile(NamedTuple):
    """An outlet whole. ``kinds`` counts its attributed statements by the kind of who they rest on, ``firmness`` its statements
    that are doubted, denied, hedged; ``sources`` whom but itself it lets speak most and ``cites`` which outlets, both over its
    attributed statements; ``cited_by`` the outlets that cite it, over the statements that do. ``source`` is its id as a source,
    where somebody cites it."""

    row: OutletRow
    source: str | None
    kinds: tuple[Count, ...]
    firmness: tuple[Count, ...]
    sources: tuple[Count, ...]
    cites: tuple[Count, ...]
    cited_by: tuple[Count, ...]
    first: str | None
    last: str | None


class Hit(NamedTuple):
    """An article that holds the words looked for: ``snippet`` shows the best place, the words in [brackets]; ``statements``
    are the ids of its statements that hold them."""

    article: str
    title: str | None
    outlet: str | None
    published: str | None
    snippet: str
    statements: tuple[str, ...]


class RefusalRow(NamedTuple):
    """A page, or a step on it, that was not done. ``article`` is set where the page was read all the same."""

    page: str
    url: str | None
    step: str
    reason: str
    message: str
    advice: str
    article: str | None
    added: str


class Finding(NamedTuple):
    """What one check of ``Case.doctor`` found: ``sound`` or not, and in words what, and what to do."""

    check: str
    sound: bool
    detail: str
