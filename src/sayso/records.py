"""The nouns of sayso: what every step takes and gives.

Records are frozen, slotted, keyword-only dataclasses whose laws are checked when they are made, so a record that exists is
sound. They hold no free-form metadata, and they do nothing but slice, order and name themselves: steps are functions that
live elsewhere.

The offset law: every span is ``[start, end)`` in code points of ``Article.text``, which never changes once the article is
read. Annotations stand beside the text; nothing is ever written into it.

What the labels mean (kinds, acts, distance, certainty, voice) is told in ``docs/reference/labels.md``.

This module does not read, guess, normalise or print anything, and it imports nothing outside the standard library.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, NamedTuple, get_args

from sayso.errors import RecordError

# ---------------------------------------------------------------------------------------------------------------- closed lists

Label = Literal[
    "headline",
    "standfirst",
    "body",
    "quote",
    "caption",
    "credit",
    "byline",
    "dateline",
    "correction",
    "bio",
    "comment",
    "related",
    "navigation",
    "legal",
    "other",
]
"""What a block of a page is. ``quote`` is a block quotation inside the body; ``dateline`` a line of time or place;
``bio`` an author box; ``legal`` copyright, cookie and terms texts; ``other`` what none of these names fits."""

Form = Literal["direct", "indirect", "mixed"]
Kind = Literal["person", "organisation", "outlet", "document", "unnamed", "collective", "self", "none"]
Act = Literal["states", "believes", "wants", "asks", "judges", "denies", "declines"]
Distance = Literal["neutral", "doubting", "vouching"]
Certainty = Literal["plain", "hedged", "unknown"]
Voice = Literal["attributed", "own", "inference"]
Evidence = Literal["stated", "linked", "credited", "matched"]
Bound = Literal["exact", "at least", "more than", "at most", "about", "between"]
Relation = Literal["copies", "quotes", "cites", "same_claim", "differs", "updates"]
Use = Literal["speech", "scare", "work"]
"""What a pair of quotation marks is for: words of somebody, words held at arm's length, the title of a work."""

NameKind = Literal["person", "organisation", "place", "other"]
Step = Literal["read", "annotate", "attribute", "resolve", "link", "trace"]
RefusalReason = Literal[
    "empty", "binary", "pdf", "image", "archive", "address", "not a page", "login wall", "too large", "too deep", "too slow",
    "unreadable", "cut off", "damaged", "language", "crashed",
]  # fmt: skip
CollapseReason = Literal[
    "same source", "copied passage", "same quotation", "citation", "same wire", "one body", "circle", "denial", "unnamed",
    "no origin shown",
]  # fmt: skip

LABELS: tuple[Label, ...] = get_args(Label)
_FORMS = get_args(Form)
_KINDS = get_args(Kind)
_ACTS = get_args(Act)
_DISTANCES = get_args(Distance)
_CERTAINTIES = get_args(Certainty)
_VOICES = get_args(Voice)
_EVIDENCE = get_args(Evidence)
_BOUNDS = get_args(Bound)
_RELATIONS = get_args(Relation)
_USES = get_args(Use)
_NAME_KINDS = get_args(NameKind)
_STEPS = get_args(Step)
_REFUSAL_REASONS = get_args(RefusalReason)
_COLLAPSE_REASONS = get_args(CollapseReason)

READ_LABELS: frozenset[Label] = frozenset({"headline", "standfirst", "body", "quote", "caption", "correction"})
"""The labels whose blocks are searched for attributions."""

BODY_LABELS: frozenset[Label] = frozenset({"body", "quote"})
"""The labels that make up what a reader would call the article, the headline apart."""

# --------------------------------------------------------------------------------------------------------------------- spans


class Span(NamedTuple):
    """Code points ``[start, end)`` of one text."""

    start: int
    end: int


Spans = tuple[Span, ...]
"""Sorted, disjoint, each of at least one code point: the pieces of one thing that may be broken in two."""


def identity(prefix: str, *parts: str) -> str:
    """An id that is a digest of what it names: the same parts give the same id in every run, on every machine.

    ``prefix`` says what is named ("article", "statement"); the digest is 64 bits of BLAKE2b over the length-prefixed UTF-8
    parts.
    """
    hashed = hashlib.blake2b(digest_size=8)
    for part in parts:
        raw = part.encode("utf-8", "surrogatepass")
        hashed.update(len(raw).to_bytes(8, "big"))
        hashed.update(raw)
    return f"{prefix}-{hashed.hexdigest()}"


def _law(holds: bool, what: str) -> None:
    if not holds:
        raise RecordError(what)


# The checks that run for each of thousands of spans make no message before it is needed.


def _in_list(value: str, closed: tuple[str, ...], what: str) -> None:
    if value not in closed:
        raise RecordError(f"{what} is {value!r}; it must be one of {', '.join(closed)}")


def _span(span: Span, what: str) -> None:
    if not 0 <= span[0] < span[1]:
        raise RecordError(f"{what} is [{span[0]}, {span[1]}); a span must hold at least one code point")


def _spans(spans: Spans, what: str) -> None:
    last = 0
    for span in spans:
        _span(span, what)
        if span[0] < last:
            raise RecordError(f"{what} must be sorted and disjoint, but [{span[0]}, {span[1]}) starts before {last}")
        last = span[1]


def _probability(value: float, what: str) -> None:
    _law(0.0 <= value <= 1.0, f"{what} is {value}; it must lie between 0 and 1")


# ------------------------------------------------------------------------------------------------------------------- the page


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page as it came: bytes and what came with them. Nothing is decoded yet.

    ``name`` is what the user called it (a path, ``-``, an address) and is used in messages only. ``encoding`` and
    ``media_type`` are what the carrier said (HTTP header, MHTML part), which may be wrong.
    """

    data: bytes
    name: str
    url: str | None = None
    fetched: datetime | None = None
    encoding: str | None = None
    media_type: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hyperlink:
    """The words of a page that stand on a hyperlink, and where it leads (absolute where the page's address is known)."""

    span: Span
    url: str

    def __post_init__(self) -> None:
        _span(self.span, "the words of a hyperlink")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph, heading, list item, caption or line of a page, with what it is and the reason why it is taken for that."""

    span: Span
    label: Label
    links: tuple[Hyperlink, ...] = ()
    reason: str = ""

    def __post_init__(self) -> None:
        _span(self.span, "a block")
        _in_list(self.label, LABELS, "a block's label")
        start, end = self.span
        for link in self.links:
            _law(start <= link.span.start and link.span.end <= end, "a hyperlink must lie inside its block")


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A page that has been read.

    ``byline`` are people, ``credit`` agencies and other bodies credited with the text. ``published`` and ``updated`` are a
    ``datetime`` where the hour is known (with its zone, where the page gives one) and a plain ``date`` where only the day is.
    ``language`` is a BCP 47 primary tag ("en") or None. ``blocks`` are sorted and disjoint, and hold every code point of
    ``text`` that is not white space.
    """

    id: str
    text: str
    blocks: tuple[Block, ...]
    url: str | None = None
    canonical_url: str | None = None
    outlet: str | None = None
    title: str | None = None
    byline: tuple[str, ...] = ()
    credit: tuple[str, ...] = ()
    published: date | datetime | None = None
    updated: date | datetime | None = None
    language: str | None = None

    def __post_init__(self) -> None:
        _law(bool(self.id), "an article must have an id")
        last = 0
        for block in self.blocks:
            start, end = block.span
            if start < last:
                raise RecordError(f"blocks must be sorted and disjoint, but [{start}, {end}) starts before {last}")
            if self.text[last:start].strip():
                raise RecordError(f"the text between {last} and {start} lies in no block")
            last = end
        _law(last <= len(self.text), f"a block ends at {last}, behind the end of the text at {len(self.text)}")
        _law(not self.text[last:].strip(), f"the text behind {last} lies in no block")

    def slice(self, spans: Span | Spans) -> str:
        """The words of a span, or of several with an ellipsis between them."""
        return slice_text(self.text, spans)

    def labelled(self, *labels: Label) -> Iterator[Block]:
        """The blocks that bear one of ``labels``, in the order of the page."""
        return (block for block in self.blocks if block.label in labels)


def slice_text(text: str, spans: Span | Spans) -> str:
    """The words of ``text`` under ``spans``, with an ellipsis between pieces."""
    pieces = (spans,) if isinstance(spans, Span) else spans
    return " … ".join(text[start:end] for start, end in pieces)


# ------------------------------------------------------------------------------------------------------------- the annotation


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words between quotation marks, the marks included: one piece a paragraph, since a long quotation opens anew in each.

    ``opened`` and ``closed`` say whether the opening and the closing mark are there; ``depth`` is 0 outside any other
    quotation.
    """

    spans: Spans
    depth: int = 0
    opened: bool = True
    closed: bool = True
    use: Use = "speech"

    def __post_init__(self) -> None:
        _law(bool(self.spans), "a quotation must have words")
        _spans(self.spans, "a quotation")
        _law(self.depth >= 0, "the depth of a quotation counts from 0")
        _law(self.opened or self.closed, "a quotation needs at least one mark")
        _in_list(self.use, _USES, "the use of a quotation")


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A proper name as it stands in the text."""

    span: Span
    kind: NameKind = "other"

    def __post_init__(self) -> None:
        _span(self.span, "a name")
        _in_list(self.kind, _NAME_KINDS, "the kind of a name")


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """An expression of time and the days that it can mean, both ends included ("last November" is thirty of them)."""

    span: Span
    earliest: date
    latest: date

    def __post_init__(self) -> None:
        _span(self.span, "an expression of time")
        _law(self.earliest <= self.latest, f"a time cannot end ({self.latest}) before it begins ({self.earliest})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number as it is put: of what, how much, how exactly, and where and when as far as the words beside it tell.

    ``low`` and ``high`` are the values that the words allow, None where they leave an end open ("at least 14": 14 to None).
    ``where`` is the place as written, ``when`` the days. ``statement`` is set once it is known who gives the figure: it is the
    figure of those in the chain of that statement.
    """

    span: Span
    low: float | None
    high: float | None
    bound: Bound = "exact"
    unit: str = ""
    counted: str = ""
    where: Span | None = None
    when: Day | None = None
    statement: str | None = None

    def __post_init__(self) -> None:
        _span(self.span, "a figure")
        _in_list(self.bound, _BOUNDS, "the bound of a figure")
        if self.where is not None:
            _span(self.where, "the place of a figure")
        _law(self.low is not None or self.high is not None, "a figure must have a value")
        if self.low is not None and self.high is not None:
            _law(self.low <= self.high, f"a figure cannot run from {self.low} to {self.high}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """What stands where in an article: sentences and words (each sorted and disjoint), quotation marks, names, days,
    figures."""

    article: str
    sentences: Spans = ()
    words: Spans = ()
    quotations: tuple[Quotation, ...] = ()
    names: tuple[Name, ...] = ()
    days: tuple[Day, ...] = ()
    figures: tuple[Figure, ...] = ()

    def __post_init__(self) -> None:
        _spans(self.sentences, "sentences")
        _spans(self.words, "words")


# ------------------------------------------------------------------------------------------------------------ the attribution


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """A label that an attribution engine scored on the way, for ``resolve`` to weigh."""

    field: Literal["kind", "act", "distance", "certainty"]
    value: str
    score: float

    def __post_init__(self) -> None:
        closed = {"kind": _KINDS, "act": _ACTS, "distance": _DISTANCES, "certainty": _CERTAINTIES}
        _law(self.field in closed, f"no label is called {self.field!r}")
        _in_list(self.value, closed[self.field], f"a hint of {self.field}")
        _probability(self.score, "the score of a hint")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who (source) by which words (cue) is made to stand for what (content), as three sets of spans that do not overlap.

    ``parent`` is the attribution in whose content this one's content lies. ``reason`` says in words why the engine made it.
    """

    id: str
    content: Spans
    source: Spans = ()
    cue: Spans = ()
    parent: str | None = None
    form: Form = "indirect"
    score: float = 1.0
    engine: str = ""
    reason: str = ""
    hints: tuple[Hint, ...] = ()

    def __post_init__(self) -> None:
        _law(bool(self.id), "an attribution must have an id")
        _law(self.parent != self.id, "an attribution cannot be its own parent")
        _in_list(self.form, _FORMS, "the form of an attribution")
        _probability(self.score, "the score of an attribution")
        _law(bool(self.content), "an attribution must have a content")
        _law(
            bool(self.source or self.cue) or self.form != "indirect",
            "an attribution must have a source, a cue or quotation marks",
        )
        for role, spans in (("source", self.source), ("cue", self.cue), ("content", self.content)):
            _spans(spans, f"the {role} of an attribution")
        _spans(tuple(sorted(self.source + self.cue + self.content)), "source, cue and content of an attribution together")


def check_forest(attributions: Iterable[Attribution]) -> None:
    """Raise ``RecordError`` unless ids differ, parents exist, no attribution is its own ancestor, and each child's content
    lies in its parent's (they may be equal)."""
    by_id: dict[str, Attribution] = {}
    for attribution in attributions:
        _law(attribution.id not in by_id, f"two attributions are called {attribution.id}")
        by_id[attribution.id] = attribution
    for child in by_id.values():
        if child.parent is None:
            continue
        _law(child.parent in by_id, f"the parent {child.parent} of {child.id} is not there")
        _law(
            _inside(child.content, by_id[child.parent].content), f"the content of {child.id} must lie in that of {child.parent}"
        )
    _check_no_circle(by_id)


def _check_no_circle(by_id: Mapping[str, Attribution]) -> None:
    sound: set[str] = set()
    for start in by_id.values():
        path: set[str] = set()
        node: Attribution | None = start
        while node is not None and node.id not in sound:
            _law(node.id not in path, f"the parents of {start.id} run in a circle")
            path.add(node.id)
            node = by_id[node.parent] if node.parent is not None else None
        sound |= path


def _inside(inner: Spans, outer: Spans) -> bool:
    """Whether every code point of ``inner`` lies in ``outer``, whose pieces may touch."""
    for start, end in inner:
        for piece in outer:
            if piece.start <= start < piece.end:
                start = min(piece.end, end)
        if start < end:
            return False
    return True


# ------------------------------------------------------------------------------------------- who, through whom, how firmly


@dataclass(frozen=True, slots=True, kw_only=True)
class Anonymity:
    """What an article tells of a source that it does not name, each as it stands in the text: how many they are, of which
    body and nation, why they are not named, and how they can know."""

    number: Span | None = None
    body: Span | None = None
    nationality: Span | None = None
    grounds: Span | None = None
    knowledge: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Somebody or something that an article lets speak, one record for all its mentions in that article.

    ``name`` is the fullest form that the article gives, None for kind ``none`` and where it could not be settled; then
    ``candidates`` holds the names that it could be and ``resolved`` is False. ``descriptor`` is how an unnamed source is
    described, as written.
    """

    id: str
    kind: Kind
    name: str | None = None
    role: str | None = None
    descriptor: str | None = None
    mentions: Spans = ()
    resolved: bool = True
    candidates: tuple[str, ...] = ()
    anonymity: Anonymity | None = None

    def __post_init__(self) -> None:
        _law(bool(self.id), "a source must have an id")
        _in_list(self.kind, _KINDS, "the kind of a source")
        _spans(self.mentions, "the mentions of a source")
        _law(self.kind != "none" or self.name is None, "where no source is stated there is no name")
        _law(self.resolved or self.name is None, "a source that is not resolved has candidates, not a name")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One step of a chain: the source, by which attribution it is known (None for a byline or credit), on what evidence, in
    which words."""

    source: str
    attribution: str | None = None
    evidence: Evidence = "stated"
    spans: Spans = ()

    def __post_init__(self) -> None:
        _in_list(self.evidence, _EVIDENCE, "the evidence of a hop")
        _spans(self.spans, "the words of a hop")


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """The words that decided one label of a statement."""

    field: Literal["voice", "medium", "act", "distance", "certainty", "time", "denies"]
    span: Span

    def __post_init__(self) -> None:
        _span(self.span, "a trigger")


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What is put, on whose word, how firmly.

    ``chain`` runs from the page inwards (outermost hop first) and is empty exactly where the article speaks in its own
    voice. ``time`` is when the last of the chain said it, where the words around tell that ("said on Tuesday", "a 2014
    report"); the page's own statements are of the day of the page. ``denies`` is the id of the statement on the same page that
    this one denies.
    """

    id: str
    spans: Spans
    chain: tuple[Hop, ...] = ()
    voice: Voice = "attributed"
    medium: str | None = None
    act: Act = "states"
    distance: Distance = "neutral"
    certainty: Certainty = "plain"
    time: Day | None = None
    denies: str | None = None
    triggers: tuple[Trigger, ...] = ()

    def __post_init__(self) -> None:
        _law(bool(self.id), "a statement must have an id")
        _law(bool(self.spans), "a statement must have words")
        _spans(self.spans, "the words of a statement")
        _in_list(self.voice, _VOICES, "the voice of a statement")
        _in_list(self.act, _ACTS, "the act of a statement")
        _in_list(self.distance, _DISTANCES, "the distance of a statement")
        _in_list(self.certainty, _CERTAINTIES, "the certainty of a statement")
        _law((self.voice == "attributed") == bool(self.chain), "a statement has a chain exactly where it is attributed")


# ----------------------------------------------------------------------------------------------------------- one article, whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Our own provenance: what made a dossier. ``options`` are sorted pairs, ``model`` the digest of the weights that were
    used."""

    version: str
    engine: str
    model: str | None = None
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A page, or a step on it, that sayso would not do: what (``page`` as the user called it), where, why, and what to do
    next."""

    page: str
    step: Step
    reason: RefusalReason
    message: str
    advice: str
    url: str | None = None

    def __post_init__(self) -> None:
        _in_list(self.step, _STEPS, "the step of a refusal")
        _in_list(self.reason, _REFUSAL_REASONS, "the reason of a refusal")
        _law(bool(self.message and self.advice), "a refusal must say what is wrong and what to do next")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """All of one article, closed under ids: what a record names by id is in the dossier.

    The annotation is not kept: it is the article's alone, and ``annotate`` gives it again. ``refusals`` are the steps that
    were not done.
    """

    article: Article
    run: Run
    attributions: tuple[Attribution, ...] = ()
    sources: tuple[Source, ...] = ()
    statements: tuple[Statement, ...] = ()
    figures: tuple[Figure, ...] = ()
    refusals: tuple[Refusal, ...] = ()

    def __post_init__(self) -> None:
        check_forest(self.attributions)
        attributions = {a.id for a in self.attributions}
        sources = {s.id for s in self.sources}
        statements = {s.id for s in self.statements}
        _law(len(sources) == len(self.sources), "two sources have the same id")
        _law(len(statements) == len(self.statements), "two statements have the same id")
        for statement in self.statements:
            _law(statement.denies is None or statement.denies in statements, f"{statement.id} denies what is not there")
            for hop in statement.chain:
                _law(hop.source in sources, f"the source {hop.source} of {statement.id} is not there")
                _law(
                    hop.attribution is None or hop.attribution in attributions,
                    f"the attribution {hop.attribution} of {statement.id} is not there",
                )
        for figure in self.figures:
            _law(figure.statement is None or figure.statement in statements, f"a figure belongs to no statement: {figure}")
        end = len(self.article.text)
        _law(all(s.end <= end for s in self._all_spans()), f"a span runs behind the end of the text at {end}")

    def _all_spans(self) -> Iterator[Span]:
        for attribution in self.attributions:
            yield from attribution.source + attribution.cue + attribution.content
        for source in self.sources:
            yield from source.mentions
        for statement in self.statements:
            yield from statement.spans
            for hop in statement.chain:
                yield from hop.spans
            yield from (trigger.span for trigger in statement.triggers)
        for figure in self.figures:
            yield from (place for place in (figure.span, figure.where) if place is not None)
        times = (*(one.time for one in self.statements), *(one.when for one in self.figures))
        yield from (time.span for time in times if time is not None)


# --------------------------------------------------------------------------------------------------------------- many articles


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """What ties two articles, or two statements of different articles: ``left`` repeats, cites or updates ``right``.

    ``directed`` is False where neither time nor wording shows which way. ``reason`` says in words why the link was made.
    """

    id: str
    left: str
    right: str
    relation: Relation
    score: float
    left_spans: Spans = ()
    right_spans: Spans = ()
    directed: bool = True
    reason: str = ""

    def __post_init__(self) -> None:
        _law(self.left != self.right, "nothing is linked to itself")
        _in_list(self.relation, _RELATIONS, "the relation of a link")
        _probability(self.score, "the score of a link")
        _spans(self.left_spans, "the evidence on the left")
        _spans(self.right_spans, "the evidence on the right")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A reversible cluster of statements that put the same thing. ``text`` is the wording of one of them."""

    id: str
    text: str
    statements: tuple[str, ...]

    def __post_init__(self) -> None:
        _law(bool(self.statements), "a claim must rest on a statement")
        _law(len(set(self.statements)) == len(self.statements), "a statement stands in a claim once")


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Somebody or something that knows of the matter other than through another page, with the statements that go back to it.

    It stands for ``low`` to ``high`` separate origins ("two officials": 1 to 2)."""

    id: str
    who: str
    kind: Kind
    statements: tuple[str, ...]
    low: int = 1
    high: int = 1

    def __post_init__(self) -> None:
        _in_list(self.kind, _KINDS, "the kind of an origin")
        _law(0 <= self.low <= self.high, f"an origin cannot count {self.low} to {self.high}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Collapse:
    """Why statements count as one origin, or why the range is wide, with the links that show it."""

    reason: CollapseReason
    text: str
    statements: tuple[str, ...]
    links: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _in_list(self.reason, _COLLAPSE_REASONS, "the reason of a collapse")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineage:
    """What is left of a claim when repetitions are taken away: its origins as ``low`` to ``high``, with a reason for each
    collapse.

    ``circles`` are the statements that cite each other round; they are reported, and the links kept here are acyclic
    without them.
    """

    claim: str
    statements: tuple[str, ...]
    links: tuple[str, ...]
    origins: tuple[Origin, ...]
    low: int
    high: int
    collapses: tuple[Collapse, ...] = ()
    circles: tuple[tuple[str, ...], ...] = ()

    def __post_init__(self) -> None:
        _law(0 <= self.low <= self.high, f"origins cannot run from {self.low} to {self.high}")
        known = set(self.statements)
        _law(all(set(o.statements) <= known for o in self.origins), "an origin rests on a statement that is not in the lineage")
        _law(self.high <= max(sum(o.high for o in self.origins), 1), "more origins are counted than are shown")
