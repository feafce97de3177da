"""An article as one reads it: its head, its blocks in pieces that are marked, what is hidden and what was left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from sayso.casebook.wording import called, moment, page_title
from sayso.corpus.packing import iso
from sayso.corpus.rows import ArticleRow, LinkRow, StatementRow
from sayso.errors import UsageError
from sayso.records import READ_LABELS, Article, Attribution, Block, Dossier, Label, Statement
from sayso.reports.prose import one_line
from sayso.reports.wording import KINDS
from sayso.web.views.marking import FIRMLY, Firmness, Mark, Marking, Piece, firmness_of

TOP = 8
"""So many of those who speak on a page are named beside it."""
_INFERENCE = "inference"
_OFF = "off"
_OF_KIND: dict[str, str] = {str(kind): words for kind, words in KINDS.items()}
_WEB = ("http", "https")


class Choice(NamedTuple):
    """One of the ways to look at the marks: how many it shows, what the address asks for it ("" for all)."""

    asked: str
    words: str
    number: int
    is_on: bool


class Paragraph(NamedTuple):
    """A block: ``kind`` says how it is set. ``label`` and ``reason`` say what it is taken for, ``is_same`` whether the one
    before is taken for the same, ``left_out`` whether a reader does not see it. ``inferred`` are the places of the
    statements in it that the page infers, ``holds`` of all that begin here."""

    kind: str
    label: Label
    reason: str
    is_same: bool
    left_out: bool
    pieces: list[Piece]
    inferred: tuple[int, ...]
    holds: frozenset[int]


class Speaker(NamedTuple):
    """Somebody on whom statements of the page rest."""

    id: str | None
    who: str
    kind: str
    statements: int


class Marked(NamedTuple):
    """A statement of the page: its id, its row, how firm it is, and whether its mark is drawn."""

    id: str
    row: StatementRow
    firmness: Firmness
    drawn: bool


class Version(NamedTuple):
    """Another version of the page, or a page that it is tied to, and how."""

    article: str
    title: str
    outlet: str | None
    published: str | None
    how: str


class Head(NamedTuple):
    """What stands above the text: ``title`` are the pieces of the headline, where the page has one that says the same as its
    title. The ``address`` is one that a browser may be sent to where ``is_web``."""

    heading: str
    title: list[Piece]
    facts: tuple[tuple[str, str], ...]
    address: str | None
    is_web: bool
    versions: list[Version]


class Marks(NamedTuple):
    """Which of ``number`` marks are drawn: the ways to choose, those by kind of source apart, and how many are ``hidden``."""

    choices: list[Choice]
    kinds: list[Choice]
    by_kind: bool
    number: int
    hidden: int


class Counts(NamedTuple):
    """How many statements are ``said`` on somebody's word, how many of these on that of people who are ``unnamed``, how many
    the page puts of its ``own``, how many it ``inferred``."""

    said: int
    unnamed: int
    own: int
    inferred: int


class Around(NamedTuple):
    """What stands beside and below the text."""

    speakers: list[Speaker]
    other_speakers: list[Speaker]
    counts: Counts
    ties: list[Version]


class Steps(NamedTuple):
    """The place of the statement that is looked at, that of the paragraph ``below`` which it is told (-1 is the headline), and
    the ids of the statements on either side of it."""

    at: int | None
    below: int | None
    before: str | None
    behind: str | None


class Reader(NamedTuple):
    """An article with its marks. ``whole`` says whether all blocks are shown; ``left_out`` counts those of each label that are
    not read."""

    article: Article
    row: ArticleRow
    head: Head
    statements: list[Marked]
    paragraphs: list[Paragraph]
    marks: Marks
    whole: bool
    left_out: tuple[str, ...]
    around: Around
    steps: Steps


class Look(NamedTuple):
    """How an article is looked at: which ``marks`` are drawn ("" for all), whether the ``whole`` page is shown with what was
    left out, and the id of the statement that is ``selected``."""

    marks: str = ""
    whole: bool = False
    selected: str | None = None


def reader(dossier: Dossier, row: ArticleRow, rows: Sequence[StatementRow], links: Sequence[LinkRow], look: Look) -> Reader:
    """The article of ``dossier``; ``rows`` are those of its statements, in the order of the dossier. Raises ``UsageError`` for
    marks that do not exist."""
    article = dossier.article
    statements = _statements(rows, look.marks)
    at = next((place for place, one in enumerate(statements) if one.id == look.selected), None)
    drawn = {place for place, one in enumerate(statements) if one.drawn} | ({at} if at is not None else set())
    title, paragraphs = _cut(dossier, statements, drawn, whole=look.whole)
    return Reader(
        article=article,
        row=row,
        head=_head(article, title, _others(row.id, links, versions=True)),
        statements=statements,
        paragraphs=paragraphs,
        marks=_chosen([one for one in statements if one.row.voice != "own"], look.marks),
        whole=look.whole,
        left_out=tuple(_left_out(article)),
        around=_around(rows, _others(row.id, links, versions=False)),
        steps=_steps(statements, paragraphs, drawn, at),
    )


def alone(dossier: Dossier, row: ArticleRow, rows: Sequence[StatementRow], statement: str) -> Reader:
    """The article with the mark of one statement, and only the paragraphs in which that stands."""
    whole = reader(dossier, row, rows, (), Look(marks=_OFF, whole=True, selected=statement))
    held = [one for one in whole.paragraphs if any(whole.steps.at in piece.contents for piece in one.pieces)]
    return whole._replace(paragraphs=held)


def _steps(statements: Sequence[Marked], paragraphs: Sequence[Paragraph], drawn: set[int], at: int | None) -> Steps:
    """Where one is, and the marks that are drawn on either side; the first is behind where none is looked at."""
    here = -1 if at is None else at
    return Steps(
        at=at,
        below=None if at is None else next((place for place, one in enumerate(paragraphs) if at in one.holds), -1),
        before=next((statements[place].id for place in sorted(drawn, reverse=True) if place < here), None),
        behind=next((statements[place].id for place in sorted(drawn) if place > here), None),
    )


# ------------------------------------------------------------------------------------------------------------------ the marks


def fits(asked: str, row: StatementRow, firm: Firmness) -> bool:
    """Whether the mark of a statement is drawn where these marks are ``asked`` for."""
    if asked in ("", _OFF):
        return not asked
    if asked == _INFERENCE or row.voice != "attributed":
        return row.voice == asked
    return asked in (firm, row.kind)


def _statements(rows: Sequence[StatementRow], asked: str) -> list[Marked]:
    if asked not in ("", _OFF, _INFERENCE, *FIRMLY, *_OF_KIND):
        raise UsageError(f"no marks are called {asked!r}; there are: {_OFF}, {_INFERENCE}, {', '.join((*FIRMLY, *_OF_KIND))}")
    made = []
    for row in rows:
        firm = firmness_of(row)
        made.append(Marked(row.id, row, firm, row.voice != "own" and fits(asked, row, firm)))
    return made


def _marks(dossier: Dossier, places: set[int]) -> list[Mark]:
    by_id = {one.id: one for one in dossier.attributions}
    return [mark for place in sorted(places) for mark in _marks_of(dossier.statements[place], place, by_id)]


def _marks_of(statement: Statement, place: int, attributions: Mapping[str, Attribution]) -> Iterator[Mark]:
    yield from (Mark(span, "content", place) for span in statement.spans)
    for hop in statement.chain:
        made = attributions.get(hop.attribution or "")
        if made is None:
            yield from (Mark(span, "source", place) for span in hop.spans)
        else:
            yield from (Mark(span, "cue", place) for span in made.cue)
            yield from (Mark(span, "source", place) for span in made.source)


def _chosen(markable: Sequence[Marked], asked: str) -> Marks:
    return Marks(
        choices=_choices(markable, asked),
        kinds=_kinds(markable, asked),
        by_kind=asked in _OF_KIND,
        number=len(markable),
        hidden=sum(not one.drawn for one in markable),
    )


def _choices(markable: Sequence[Marked], asked: str) -> list[Choice]:
    """All marks, those that are not firm, what the page infers, none."""
    found = [Choice("", "all", len(markable), not asked)]
    for name, words in FIRMLY.items():
        number = sum(one.firmness == name for one in markable if one.row.voice == "attributed")
        found.append(Choice(name, words, number, asked == name))
    found.append(Choice(_INFERENCE, "inferred", sum(one.row.voice == _INFERENCE for one in markable), asked == _INFERENCE))
    return [*(one for one in found if one.number or one.is_on or not one.asked), Choice(_OFF, "none", 0, asked == _OFF)]


def _kinds(markable: Sequence[Marked], asked: str) -> list[Choice]:
    """The marks of those who are of one kind."""
    counts = Counter(one.row.kind for one in markable if one.row.voice == "attributed")
    return [
        Choice(name, words, counts[name], asked == name) for name, words in _OF_KIND.items() if counts[name] or asked == name
    ]


# ----------------------------------------------------------------------------------------------------------------- the blocks


def _cut(
    dossier: Dossier, statements: Sequence[Marked], drawn: set[int], *, whole: bool
) -> tuple[list[Piece], list[Paragraph]]:
    """The headline and the blocks below it, in pieces that are marked."""
    article = dossier.article
    firm = {place: one.firmness for place, one in enumerate(statements) if one.row.voice == "attributed"}
    marks = _marks(dossier, drawn | {place for place, one in enumerate(statements) if one.row.voice != "own"})
    marking = Marking(article.text, marks, firm, frozenset(drawn))
    titled = None if whole else _title_block(article)
    title = marking.pieces(titled.span) if titled else []
    blocks = [block for block in article.blocks if whole or (block.label in READ_LABELS and block is not titled)]
    both = zip(blocks, [None, *blocks], strict=False)
    return title, [_paragraph(block, before, marking, dossier, drawn) for block, before in both]


def _title_block(article: Article) -> Block | None:
    """The headline that says what the title does."""
    heads = list(article.labelled("headline"))
    same = [block for block in heads if one_line(article.slice(block.span)) == one_line(article.title or "")]
    return next(iter(same or (heads if not article.title else [])), None)


_SET: dict[str, str] = {"headline": "subhead", "standfirst": "standfirst", "quote": "quoted", "caption": "caption",
                        "correction": "correction"}  # fmt: skip


_LEFT_OUT: dict[str, tuple[str, str]] = {
    "navigation": ("piece of navigation", "pieces of navigation"),
    "related": ("pointer to other stories", "pointers to other stories"),
    "comment": ("readers’ comment", "readers’ comments"),
    "bio": ("line about an author", "lines about authors"),
    "legal": ("legal notice", "legal notices"),
    "other": ("other piece", "other pieces"),
}
"""What blocks are called that are not read, for one and for several; the others by their label."""


def _left_out(article: Article) -> Iterator[str]:
    """How many blocks of each label are not read, in words."""
    counts = Counter(block.label for block in article.blocks if block.label not in READ_LABELS)
    for label, count in counts.most_common():
        one, several = _LEFT_OUT.get(label, (label, f"{label}s"))
        yield f"{count:,}\u00a0{one if count == 1 else several}"


def _paragraph(block: Block, before: Block | None, marking: Marking, dossier: Dossier, drawn: set[int]) -> Paragraph:
    pieces = marking.pieces(block.span)
    begun = [of for piece in pieces for of in piece.begins]
    notes = [of for of in begun if of in drawn and dossier.statements[of].voice == _INFERENCE]
    return Paragraph(
        kind=_SET.get(block.label, "text") if block.label in READ_LABELS else "junk",
        label=block.label,
        reason=one_line(block.reason),
        is_same=before is not None and (before.label, before.reason) == (block.label, block.reason),
        left_out=block.label not in READ_LABELS,
        pieces=pieces,
        inferred=tuple(dict.fromkeys(notes)),
        holds=frozenset(begun),
    )


# ------------------------------------------------------------------------------------------------------------- around the text


def _head(article: Article, title: list[Piece], versions: list[Version]) -> Head:
    address = article.canonical_url or article.url
    heading = one_line(article.title or "") or "A page without a title"
    return Head(heading, title, tuple(_facts(article)), address, _is_web(address), versions)


def _facts(article: Article) -> Iterator[tuple[str, str]]:
    if article.byline:
        yield "By", ", ".join(map(one_line, article.byline))
    if article.credit:
        yield "Credit", ", ".join(map(one_line, article.credit))
    published, updated = moment(iso(article.published)), moment(iso(article.updated))
    if published:
        yield "Published", published
    if updated and updated != published:
        yield "Updated", updated


def _is_web(address: str | None) -> bool:
    """Whether an address is one that a browser may be sent to."""
    try:
        parts = urlsplit(address or "")
    except ValueError:
        return False
    return parts.scheme in _WEB and bool(parts.netloc)


def _around(rows: Sequence[StatementRow], ties: list[Version]) -> Around:
    speakers = _speakers(rows)
    return Around(speakers[:TOP], speakers[TOP:], _counts(rows), ties)


def _speakers(rows: Sequence[StatementRow]) -> list[Speaker]:
    """Those on whom statements rest, most heard first."""
    attributed = [row for row in rows if row.voice == "attributed"]
    counts = Counter(row.source for row in attributed)
    by_source = {row.source: row for row in reversed(attributed)}
    return [
        Speaker(source, called(by_source[source].who, by_source[source].kind), by_source[source].kind or "none", number)
        for source, number in counts.most_common()
    ]


def _counts(rows: Sequence[StatementRow]) -> Counts:
    voices = Counter(row.voice for row in rows)
    return Counts(voices["attributed"], sum(row.kind == "unnamed" for row in rows), voices["own"], voices[_INFERENCE])


_HOW: dict[str, tuple[str, str]] = {
    "copies": ("copies", "is copied by"),
    "quotes": ("has a quotation of", "has a quotation that is also in"),
    "cites": ("cites", "is cited by"),
    "differs": ("differs from", "differs from"),
    "updates": ("is a later version of", "has a later version:"),
}


def _others(article: str, links: Sequence[LinkRow], *, versions: bool) -> list[Version]:
    """The other pages of links, in the order of the links: versions of the same page, or all others."""
    found: dict[str, Version] = {}
    for link in links:
        if (link.relation == "updates") is not versions:
            continue
        out = link.left == article
        other, title, outlet, published = link[6:10] if out else link[2:6]
        how = _HOW[link.relation][0 if out or not link.directed else 1]
        known = found.get(other)
        how = how if known is None else known.how if how in known.how else f"{known.how}, {how}"
        found[other] = Version(other, page_title(title, other), outlet, published, how)
    return list(found.values())
