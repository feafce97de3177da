"""An article as one reads it: its head, its blocks in pieces that are marked, what is hidden and what was left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from sayso.casebook.wording import called, moment
from sayso.corpus.rows import ArticleRow, LinkRow, StatementRow
from sayso.errors import UsageError
from sayso.records import READ_LABELS, Article, Attribution, Block, Dossier, Label, Statement
from sayso.reports.prose import one_line
from sayso.reports.wording import KINDS
from sayso.web.views.marking import Firmness, Mark, Marking, Piece, firmness_of

TOP = 8
"""So many of those who speak on a page are named beside it."""
_INFERENCE = "inference"
_OFF = "off"
_FIRM: dict[str, str] = {
    "hedged": "with reserve",
    "doubted": "doubted",
    "denied": "denied",
    "declined": "no comment",
}
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


class Reader(NamedTuple):
    """An article with its marks. ``title`` are the pieces of the headline, where the page has one that says the same.
    ``hidden`` of ``marks`` marks are not drawn, those that are chosen ``by_kind`` or otherwise. ``left_out`` counts the blocks
    of each label that are not read. ``counts`` are the statements on somebody's word, those of them on that of people without
    a name, those of the page's own, those that it infers. ``selected`` is the place of the statement that is looked at,
    ``after`` that of the paragraph below which it is told, ``before`` and ``behind`` the ids of the statements on either side
    of it."""

    article: Article
    row: ArticleRow
    heading: str
    title: list[Piece]
    facts: tuple[tuple[str, str], ...]
    address: str | None
    is_web: bool
    paragraphs: list[Paragraph]
    statements: list[Marked]
    choices: list[Choice]
    kinds: list[Choice]
    by_kind: bool
    marks: int
    hidden: int
    whole: bool
    left_out: tuple[tuple[str, int], ...]
    speakers: list[Speaker]
    more_speakers: int
    counts: tuple[int, int, int, int]
    versions: list[Version]
    ties: list[Version]
    selected: int | None
    after: int | None
    before: str | None
    behind: str | None


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
    selected = next((place for place, one in enumerate(statements) if one.id == look.selected), None)
    drawn = {place for place, one in enumerate(statements) if one.drawn} | ({selected} if selected is not None else set())
    firm = {place: one.firmness for place, one in enumerate(statements) if one.row.voice == "attributed"}
    marks = _marks(dossier, drawn | {place for place, one in enumerate(statements) if one.row.voice != "own"})
    marking = Marking(article.text, marks, firm, frozenset(drawn))
    titled = None if look.whole else _title_block(article)
    title = marking.pieces(titled.span) if titled else []
    blocks = [block for block in article.blocks if look.whole or (block.label in READ_LABELS and block is not titled)]
    paragraphs = [
        _paragraph(block, before, marking, dossier, drawn) for block, before in zip(blocks, [None, *blocks], strict=False)
    ]
    markable = [one for one in statements if one.row.voice != "own"]
    return Reader(
        article=article,
        row=row,
        heading=one_line(article.title or "") or "A page without a title",
        title=title,
        facts=tuple(_facts(article)),
        address=article.canonical_url or article.url,
        is_web=_is_web(article.canonical_url or article.url),
        paragraphs=paragraphs,
        statements=statements,
        choices=_choices(markable, look.marks),
        kinds=_kinds(markable, look.marks),
        by_kind=look.marks in _OF_KIND,
        marks=len(markable),
        hidden=sum(not one.drawn for one in markable),
        whole=look.whole,
        left_out=tuple(Counter(block.label for block in article.blocks if block.label not in READ_LABELS).most_common()),
        speakers=(speakers := _speakers(rows))[:TOP],
        more_speakers=max(0, len(speakers) - TOP),
        counts=_counts(rows),
        versions=_others(row.id, links, versions=True),
        ties=_others(row.id, links, versions=False),
        selected=selected,
        after=_after(paragraphs, selected),
        before=next((statements[place].id for place in sorted(drawn, reverse=True) if place < _or(selected, 0)), None),
        behind=next((statements[place].id for place in sorted(drawn) if place > _or(selected, -1)), None),
    )


def alone(dossier: Dossier, row: ArticleRow, rows: Sequence[StatementRow], statement: str) -> Reader:
    """The article with the mark of one statement, and only the paragraphs in which that stands."""
    whole = reader(dossier, row, rows, (), Look(marks=_OFF, whole=True, selected=statement))
    held = [one for one in whole.paragraphs if any(whole.selected in piece.contents for piece in one.pieces)]
    return whole._replace(paragraphs=held)


def _or(place: int | None, other: int) -> int:
    return other if place is None else place


# ------------------------------------------------------------------------------------------------------------------ the marks


def fits(asked: str, row: StatementRow, firm: Firmness) -> bool:
    """Whether the mark of a statement is drawn where these marks are ``asked`` for."""
    if asked in ("", _OFF):
        return not asked
    if asked == _INFERENCE or row.voice != "attributed":
        return row.voice == asked
    return asked in (firm, row.kind)


def _statements(rows: Sequence[StatementRow], asked: str) -> list[Marked]:
    if asked not in ("", _OFF, _INFERENCE, *_FIRM, *_OF_KIND):
        raise UsageError(f"no marks are called {asked!r}; there are: {_OFF}, {_INFERENCE}, {', '.join((*_FIRM, *_OF_KIND))}")
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


def _choices(markable: Sequence[Marked], asked: str) -> list[Choice]:
    """All marks, those that are not firm, what the page infers, none."""
    found = [Choice("", "all", len(markable), not asked)]
    for name, words in _FIRM.items():
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


def _title_block(article: Article) -> Block | None:
    """The headline that says what the title does."""
    heads = list(article.labelled("headline"))
    same = [block for block in heads if one_line(article.slice(block.span)) == one_line(article.title or "")]
    return next(iter(same or (heads if not article.title else [])), None)


_SET: dict[str, str] = {"headline": "subhead", "standfirst": "standfirst", "quote": "quoted", "caption": "caption",
                        "correction": "correction"}  # fmt: skip


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


def _after(paragraphs: Sequence[Paragraph], selected: int | None) -> int | None:
    """The place of the paragraph below which the selected statement is told; -1 is the headline."""
    if selected is None:
        return None
    return next((place for place, one in enumerate(paragraphs) if selected in one.holds), -1)


# ------------------------------------------------------------------------------------------------------------- around the text


def _facts(article: Article) -> Iterator[tuple[str, str]]:
    if article.byline:
        yield "By", ", ".join(map(one_line, article.byline))
    if article.credit:
        yield "Credit", ", ".join(map(one_line, article.credit))
    if article.published:
        yield "Published", moment(article.published.isoformat())
    if article.updated and article.updated != article.published:
        yield "Updated", moment(article.updated.isoformat())


def _is_web(address: str | None) -> bool:
    """Whether an address is one that a browser may be sent to."""
    try:
        parts = urlsplit(address or "")
    except ValueError:
        return False
    return parts.scheme in _WEB and bool(parts.netloc)


def _speakers(rows: Sequence[StatementRow]) -> list[Speaker]:
    """Those on whom statements rest, most heard first."""
    attributed = [row for row in rows if row.voice == "attributed"]
    counts = Counter(row.source for row in attributed)
    by_source = {row.source: row for row in reversed(attributed)}
    return [
        Speaker(source, called(by_source[source].who, by_source[source].kind), by_source[source].kind or "none", number)
        for source, number in counts.most_common()
    ]


def _counts(rows: Sequence[StatementRow]) -> tuple[int, int, int, int]:
    """How many statements are put on somebody's word, how many of these on that of people without a name, how many the page
    puts itself, how many it infers."""
    voices = Counter(row.voice for row in rows)
    return voices["attributed"], sum(row.kind == "unnamed" for row in rows), voices["own"], voices[_INFERENCE]


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
        found[other] = Version(other, one_line(title or "(no title)"), outlet, published, how)
    return list(found.values())
