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
ClaimJudgement = Literal["same", "not the same", "merge", "split"]
CLAIM_JUDGEMENTS: tuple[ClaimJudgement, ...] = get_args(ClaimJudgement)


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
    """``number`` of ``n`` are so: ``name`` says how, ``id`` leads on where there is more to see. ``own`` of ``own_n`` are so
    where articles that copy another one are left out, in whole or in part; None where the case is not linked."""

    name: str
    number: int
    n: int
    id: str | None = None
    own: int | None = None
    own_n: int | None = None


class SourceProfile(NamedTuple):
    """A source whole. ``names`` and ``roles`` are all that articles call it. Counts of ``acts``, ``distances``, ``certainties``
    and ``through`` (who passed it on) are over its statements, those of ``outlets`` over its articles. ``anonymity`` holds what
    the page tells of an unnamed one (what, words). ``own`` is its row where articles that copy another one are left out, None
    where the case is not linked; ``outlet`` the id of the outlet that it is, if it is one."""

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
    own: SourceRow | None = None
    outlet: str | None = None


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
    where somebody cites it. ``own`` is its row where articles that copy another one are left out, None where the case is not
    linked."""

    row: OutletRow
    source: str | None
    kinds: tuple[Count, ...]
    firmness: tuple[Count, ...]
    sources: tuple[Count, ...]
    cites: tuple[Count, ...]
    cited_by: tuple[Count, ...]
    first: str | None
    last: str | None
    own: OutletRow | None = None


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


# ------------------------------------------------------------------------------------------------------- what ties articles


class Range(NamedTuple):
    """So many origins at least, and so many at most."""

    low: int
    high: int


SOURCES_SHOWN = 3
"""So many of those that a claim rests on are named in a list."""


class ClaimRow(NamedTuple):
    """A claim, for a list: ``text`` is the wording of one of its statements, which stand on ``pages`` of ``outlets`` (those
    whose outlet is not known count one each). ``unnamed`` is "only" or "partly" where it rests on people who are not named.
    ``first_seen`` is when the earliest of its pages came out, which is not when it was first published. ``disputed`` tells how:
    "denied", "doubted", "figures differ", joined with ", "; "" where nobody disputes it. ``circles`` counts the circles among
    its pages. ``rests_on`` is what its origins are called, and ``through`` who hands it on between these and the pages: of
    both the first few, and one more than ``SOURCES_SHOWN`` where there are others."""

    id: str
    text: str
    pages: int
    outlets: int
    origins: Range
    unnamed: str | None
    first_seen: str | None
    disputed: str
    circles: int
    statements: int
    rests_on: tuple[str, ...] = ()
    through: tuple[str, ...] = ()


class LinkRow(NamedTuple):
    """A link: ``left`` repeats, cites, revises or contradicts ``right`` (undirected where neither time nor wording tells).
    ``left`` and ``right`` are ids of articles, ``left_statement`` and ``right_statement`` those of statements where it ties
    these. ``left_words`` and ``right_words`` are the evidence as it stands on both pages; shares are of copies: how much of
    each page's words stands on the other."""

    id: str
    relation: str
    left: str
    left_title: str | None
    left_outlet: str | None
    left_published: str | None
    right: str
    right_title: str | None
    right_outlet: str | None
    right_published: str | None
    left_statement: str | None
    right_statement: str | None
    score: float
    directed: bool
    left_share: float | None
    right_share: float | None
    left_words: str
    right_words: str
    reason: str


class TellingRow(NamedTuple):
    """A statement of a claim: as ``StatementRow``, with its chain (outermost hop first), and ``origins``: the places, in
    ``ClaimView.origins``, of those that it goes back to. ``first`` is since when the page may have told it: when it was
    published, a later version of an address when that was updated; ``seen`` is since when it stands as it does."""

    row: StatementRow
    chain: tuple[HopRow, ...]
    origins: tuple[int, ...]
    first: str | None
    seen: str | None


class OriginRow(NamedTuple):
    """Somebody or something that a claim rests on, for ``range`` separate origins; ``statements`` (ids) go back to it."""

    id: str
    who: str
    kind: str
    range: Range
    statements: tuple[str, ...]


class CollapseRow(NamedTuple):
    """Why ``statements`` (ids) count as one origin, or why the range is wide; ``links`` (ids) show it, in these ``words``."""

    reason: str
    text: str
    statements: tuple[str, ...]
    links: tuple[str, ...]
    words: tuple[str, ...]


class ClaimReview(NamedTuple):
    """What an analyst said of claims: ``judgement`` is one of ``CLAIM_JUDGEMENTS``. ``left`` and ``right`` are the ids of the
    statements that it is about, as they are called today where a newer analysis has them. ``undone`` is when it was taken
    back."""

    id: str
    judgement: ClaimJudgement
    left: tuple[str, ...]
    right: tuple[str, ...]
    note: str | None
    by: str | None
    made: str
    undone: str | None


class ClaimView(NamedTuple):
    """A claim whole: its statements in the order of time, its origins, why there are not more, the ``circles`` in which pages
    cite each other (ids of statements), the links among its pages, the figures in it that differ, its reviews."""

    row: ClaimRow
    tellings: tuple[TellingRow, ...]
    origins: tuple[OriginRow, ...]
    collapses: tuple[CollapseRow, ...]
    circles: tuple[tuple[str, ...], ...]
    links: tuple[LinkRow, ...]
    conflicts: tuple[ConflictRow, ...]
    reviews: tuple[ClaimReview, ...]


class ConflictRow(NamedTuple):
    """A line among figures of the same thing that cannot all hold as they are put. Lines of one ``conflict`` belong together.

    ``written`` is the figure as it stands on the page, ``low`` and ``high`` what it allows (None: open), ``of`` what is
    counted. ``who`` says it (None: the page itself), ``through`` whom, outermost first. ``article`` is the first page that has
    it, and ``pages`` is how many have it. ``against`` are the figures that it cannot hold together with."""

    conflict: str
    of: str
    unit: str
    written: str
    low: float | None
    high: float | None
    who: str | None
    through: str
    outlet: str | None
    article: str
    statement: str | None
    first_seen: str | None
    pages: int
    against: tuple[str, ...]


class LinkState(NamedTuple):
    """How far linking went: of ``articles``, ``waiting`` are not linked yet (or anew, after they changed), ``gone`` were taken
    away since, ``broken`` could not be compared. ``reviews``: claims were reviewed since. ``older``: what is linked was linked
    by another sayso. ``links`` are counted by relation; ``finished`` is when ``link`` last ended, None where it never did."""

    articles: int
    waiting: int
    gone: int
    broken: int
    reviews: bool
    older: bool
    links: dict[str, int]
    claims: int
    finished: str | None

    @property
    def is_whole(self) -> bool:
        """Whether there is nothing to link."""
        return self.finished is not None and not (self.waiting or self.gone or self.reviews or self.older)


class LinkReport(NamedTuple):
    """What ``link`` did: where the case is now, the ``seconds`` of each stage, the most memory that the process held (bytes),
    how many articles were ``verified`` for each kind of link, how many ``new`` ties each gave, how many claims were ``traced``,
    and the traces of the bugs that articles ran into."""

    state: LinkState
    seconds: dict[str, float]
    peak: int
    verified: dict[str, int]
    new: dict[str, int]
    traced: int
    crashes: tuple[str, ...]


class Totals(NamedTuple):
    """How much a case holds: ``said`` counts the statements that somebody is given for, ``unnamed`` those of them that rest on
    somebody who is not named; ``outlets`` those with articles of their own. Of the ``claims``, ``single`` stand on several
    pages and have one origin at most, and ``disputed`` are denied, doubted, or have figures that differ. ``refusals`` counts
    what was refused, by reason, the most first."""

    articles: int
    outlets: int
    said: int
    unnamed: int
    claims: int
    single: int
    disputed: int
    refusals: tuple[Count, ...]


class Finding(NamedTuple):
    """What one check of ``Case.doctor`` found: ``sound`` or not, and in words what, and what to do."""

    check: str
    sound: bool
    detail: str
