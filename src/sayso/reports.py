"""Records to prose for a terminal: an article as one would like to read it, a dossier statement by statement, a refusal with
its advice.

Functions give rich renderables and print nothing. Whatever comes from a page passes ``safe`` and is never read as markup.
Colour only repeats what words say.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from sayso.errors import UsageError
from sayso.names import bare
from sayso.records import BODY_LABELS, Article, Attribution, Block, Dossier, Hop, Kind, Refusal, Source, Statement
from sayso.spans import overlap

MEASURE = 88
"""No line of prose is longer, however wide the terminal."""
_SHORT = 240
_SHORT_NAME = 80

_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_READ_AS_PROSE = BODY_LABELS | {"headline", "standfirst"}


def safe(text: str) -> str:
    """``text`` with every character that could steer a terminal or turn the reading direction replaced by U+FFFD; tabs
    become spaces."""
    return _UNSAFE.sub("\ufffd", text.replace("\r\n", "\n").replace("\t", " "))


def _text(words: str, style: str = "") -> Text:
    """Words of a page or of ours, plain: no markup, no emoji, no highlighting."""
    return Text(safe(words), style=style, overflow="fold")


def _one_line(words: str) -> str:
    return " ".join(words.split())


class _Hung:
    """Something set to the right of a margin, with words in the margin of its first line; no line is filled up with spaces."""

    def __init__(self, body: RenderableType, by: int, margin: str = "") -> None:
        self.body = body
        self.by = by
        self.margin = margin

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        inner = options.update_width(max(options.max_width - self.by, 1))
        for number, line in enumerate(console.render_lines(self.body, inner, pad=False)):
            yield Segment(self.margin.ljust(self.by) if number == 0 else " " * self.by if line else "")
            yield from line
            yield Segment.line()


def _indented(body: RenderableType, by: int) -> _Hung:
    return _Hung(body, by)


# ---------------------------------------------------------------------------------------------------------------- the article


def article_report(article: Article, *, blocks: bool = False) -> Group:
    """An article as prose with what is known of it; with ``blocks`` every block with its label and the reason for it."""
    body = _all_blocks(article) if blocks else _prose(article)
    return Group(*_head(article), *body, Text(""), _text(_left_out(article), "dim"))


def _head(article: Article) -> Iterator[RenderableType]:
    yield _text(_one_line(article.title or "(no title)"), "bold")
    facts = (
        ("outlet", article.outlet),
        ("by", ", ".join(article.byline)),
        ("credit", ", ".join(article.credit)),
        ("published", _when(article.published)),
        ("updated", _when(article.updated)),
        ("language", article.language),
        ("address", article.canonical_url or article.url),
    )
    for name, value in facts:
        if value:
            yield _text(f"{name}: {_one_line(value)}", "dim")


def _when(moment: date | datetime | None) -> str:
    if isinstance(moment, datetime):
        return moment.strftime("%Y-%m-%d %H:%M") + (f" {moment.strftime('%Z') or ''}".rstrip())
    return moment.isoformat() if moment is not None else ""


def _prose(article: Article) -> Iterator[RenderableType]:
    for block in article.blocks:
        if block.label not in _READ_AS_PROSE or _is_title(article, block):
            continue
        yield Text("")
        words = _text(article.slice(block.span).strip(), {"headline": "bold", "standfirst": "italic"}.get(block.label, ""))
        yield _indented(words, 4) if block.label == "quote" else words


def _is_title(article: Article, block: Block) -> bool:
    return block.label == "headline" and _one_line(article.slice(block.span)) == _one_line(article.title or "")


def _all_blocks(article: Article) -> Iterator[RenderableType]:
    for block in article.blocks:
        yield Text("")
        yield _text(f"{block.label}: {_one_line(block.reason)}" if block.reason else block.label, "dim")
        yield _indented(_text(article.slice(block.span).strip()), 2)


def _left_out(article: Article) -> str:
    counts = Counter(block.label for block in article.blocks if block.label not in _READ_AS_PROSE)
    if not counts:
        return "Nothing was left out."
    return "Not body: " + ", ".join(f"{count} {label}" for label, count in counts.most_common()) + "."


# ---------------------------------------------------------------------------------------------------------------- the dossier


def dossier_report(dossier: Dossier, *, why: bool = False) -> Group:
    """Each attributed statement in the order of the page with its chain and how firmly it is put, then a summary.

    With ``why`` the rule and the words that made each attribution are told, and the article's own sentences are listed.
    """
    sources = {source.id: source for source in dossier.sources}
    reasons = {attribution.id: attribution for attribution in dossier.attributions}
    parts: list[RenderableType] = [*_head(dossier.article)]
    numbers = {statement.id: number for number, statement in enumerate(attributed(dossier), 1)}
    for statement in dossier.statements:
        if statement.chain:
            body = Group(*_statement(dossier.article, statement, sources, reasons if why else {}))
            parts += [Text(""), _numbered(numbers[statement.id], body)]
        elif statement.voice == "inference" or why:
            parts += [Text(""), *_own_statement(dossier.article, statement)]
    if not dossier.refusals:
        parts += [Text(""), *_summary(dossier, sources)]
    for refusal in dossier.refusals:
        parts += [Text(""), refusal_report(refusal)]
    return Group(*parts)


def attributed(dossier: Dossier) -> list[Statement]:
    """The statements that somebody is given for, in the order in which ``dossier_report`` numbers them."""
    return [statement for statement in dossier.statements if statement.chain]


def _numbered(number: int, body: RenderableType) -> _Hung:
    """``body`` with its number in a margin of its own."""
    return _Hung(body, 4, f"{number:3}")


def _statement(
    article: Article, statement: Statement, sources: Mapping[str, Source], reasons: Mapping[str, Attribution]
) -> Iterator[RenderableType]:
    yield _text(_shortened(_one_line(article.slice(statement.spans)), _SHORT))
    yield _indented(_text(chain_sentence(statement.chain, sources), "cyan"), 2)
    firmly = _firmly(article, statement, sources)
    if firmly:
        yield _indented(_text(firmly, "yellow"), 2)
    for hop in statement.chain:
        attribution = reasons.get(hop.attribution or "")
        if attribution is not None:
            yield _indented(
                _text(f"why: {_one_line(attribution.reason)} ({attribution.engine}, {attribution.score:.2f})", "dim"), 2
            )


def _own_statement(article: Article, statement: Statement) -> Iterator[RenderableType]:
    yield _text(_shortened(_one_line(article.slice(statement.spans)), _SHORT))
    words = ", ".join(f"“{_one_line(article.slice(trigger.span))}”" for trigger in statement.triggers)
    yield _indented(
        _text(
            "this page, inferring" + (f": {words}" if words else "") if statement.voice == "inference" else "this page", "cyan"
        ),
        2,
    )


def _shortened(words: str, most: int) -> str:
    """``words`` with the middle left out where they are long, cut between words."""
    if len(words) <= most:
        return words
    head, tail = words[: most * 2 // 3], words[-most // 4 :]
    return f"{head.rsplit(' ', 1)[0]} […] {tail.split(' ', 1)[-1]}"


def chain_sentence(chain: Iterable[Hop], sources: Mapping[str, Source]) -> str:
    """A chain as a line: "this page <- Northern Star <- unnamed: two officials"."""
    return " <- ".join(
        ["this page", *(_who(sources[hop.source]) + (" (credited)" if hop.evidence == "credited" else "") for hop in chain)]
    )


def _who(source: Source) -> str:
    words = _shortened(_one_line(source.name or source.descriptor or ""), _SHORT_NAME)
    if source.kind == "none":
        return "no source stated"
    if source.kind == "self":
        return f"the author ({words})" if source.name else "the author"
    if not source.resolved:
        return "somebody not resolved" + (f" (perhaps {' or '.join(source.candidates)})" if source.candidates else "")
    if source.kind == "organisation" and _COMMON_NOUN.match(words):
        return f"the {words}"
    return words if source.kind in ("person", "organisation", "outlet") else f"{source.kind}: {words}"


_COMMON_NOUN = re.compile(r"(?!(?:an?|one|the|this|that|his|her|its|their|my|our|another)\b)[a-z][a-z’'-]*(?: |$)")
"""A body that is described rather than named: "agency", "federal government"."""


def _firmly(article: Article, statement: Statement, sources: Mapping[str, Source]) -> str:
    """How firmly, where it is not the plain case, with the words that say so; a medium that is no hop of the chain."""
    said: list[str] = []
    by_field = {trigger.field: _one_line(article.slice(trigger.span)) for trigger in statement.triggers}
    for field, value, plain in (
        ("act", statement.act, "states"),
        ("distance", statement.distance, "neutral"),
        ("certainty", statement.certainty, "plain"),
    ):
        if value != plain:
            words = next((words for key, words in by_field.items() if key == field), None)
            said.append(f"{value} (“{words}”)" if words else value)
    if statement.medium and not _is_hop(statement, sources):
        said.append(f"through {_one_line(statement.medium)}")
    return "; ".join(said)


def _is_hop(statement: Statement, sources: Mapping[str, Source]) -> bool:
    """Whether the medium of a statement is a hop of its chain."""
    named = [trigger.span for trigger in statement.triggers if trigger.field == "medium"]
    hops = [*statement.chain]
    places = {span for hop in hops for span in (*hop.spans, *sources[hop.source].mentions)}
    return any(overlap([span], sorted(places)) for span in named) or bare(statement.medium or "") in {
        bare(sources[hop.source].name or "") for hop in hops
    }


_SUMMED_UP: tuple[tuple[Kind, str], ...] = (
    ("person", "named persons"),
    ("organisation", "organisations"),
    ("outlet", "outlets"),
    ("document", "documents"),
    ("unnamed", "unnamed sources"),
    ("collective", "groups"),
    ("self", "the author"),
    ("none", "no source stated"),
)


def _summary(dossier: Dossier, sources: Mapping[str, Source]) -> Iterator[RenderableType]:
    traced = attributed(dossier)
    kinds = Counter(sources[statement.chain[-1].source].kind for statement in traced)
    voices = Counter(statement.voice for statement in dossier.statements)
    deepest = max((len(statement.chain) for statement in traced), default=0)
    yield _text(f"{len(traced)} attributed {_plural('statement', len(traced))}, by the kind of source:", "bold")
    for kind, name in _SUMMED_UP:
        if kinds[kind]:
            yield _text(f"{kinds[kind]:5}  {name}")
    yield _text(f"{voices['own']:5}  {_plural('sentence', voices['own'])} in the page's own voice")
    if voices["inference"]:
        yield _text(f"{voices['inference']:5}  in which the page infers or judges")
    yield _text(f"{deepest:5}  {_plural('hop', deepest)} in the deepest chain")


class Row(NamedTuple):
    """A page in a table of many: how many statements it attributes, to whom, and how deep its deepest chain is."""

    page: str
    statements: int
    named: int
    unnamed: int
    nobody: int
    hops: int


def row(dossier: Dossier) -> Row:
    """What ``summary_table`` tells of a page, by the innermost source of each statement."""
    sources = {source.id: source for source in dossier.sources}
    traced = attributed(dossier)
    inner = [sources[statement.chain[-1].source] for statement in traced]
    nobody = sum(source.kind == "none" for source in inner)
    named = sum(source.resolved and source.kind not in ("none", "unnamed", "collective") for source in inner)
    article = dossier.article
    return Row(
        page=": ".join(_one_line(words) for words in (article.outlet, article.title or "(no title)") if words),
        statements=len(traced),
        named=named,
        unnamed=len(inner) - named - nobody,
        nobody=nobody,
        hops=max((len(statement.chain) for statement in traced), default=0),
    )


def summary_table(rows: Sequence[Row]) -> Table:
    """Many pages at a glance, a line each."""
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold", expand=True)
    table.add_column("page", no_wrap=True, overflow="ellipsis", ratio=1)
    for heading in ("in all", "named", "unnamed", "nobody", "hops"):
        table.add_column(heading, justify="right", no_wrap=True, min_width=len(heading))
    for page, *counts in rows:
        table.add_row(Text(safe(page), no_wrap=True, overflow="ellipsis"), *map(str, counts))
    return table


def _plural(noun: str, count: int) -> str:
    return noun if count == 1 else f"{noun}s"


# ------------------------------------------------------------------------------------------------------------- the explanation


def explanation(dossier: Dossier, numbers: Sequence[int] = ()) -> Group:
    """On which words statements rest: those with these numbers (as ``dossier_report`` gives them), or all.

    Raises ``UsageError`` for a number that no statement has.
    """
    statements = attributed(dossier)
    for number in numbers:
        if not 1 <= number <= len(statements):
            raise UsageError(f"there is no statement {number}; this page has {len(statements)}, as “sayso show” numbers them")
    sources = {source.id: source for source in dossier.sources}
    attributions = {attribution.id: attribution for attribution in dossier.attributions}
    parts: list[RenderableType] = [_text(_one_line(dossier.article.title or "(no title)"), "bold")]
    for number in numbers or range(1, len(statements) + 1):
        body = _explained(dossier.article, statements[number - 1], sources, attributions)
        parts += [Text(""), _numbered(number, Group(*body))]
    return Group(*parts)


def _explained(
    article: Article, statement: Statement, sources: Mapping[str, Source], attributions: Mapping[str, Attribution]
) -> Iterator[RenderableType]:
    yield _text(_one_line(article.slice(statement.spans)))
    yield _text(chain_sentence(statement.chain, sources), "cyan")
    for hop in statement.chain:
        source, attribution = sources[hop.source], attributions.get(hop.attribution or "")
        yield Text("")
        yield _text(f"{_who(source)} — {_KINDS[source.kind]}, {hop.evidence}")
        if source.role:
            yield _fact("role", source.role)
        if len(source.mentions) > 1:
            mentions = dict.fromkeys(_one_line(article.slice(mention)) for mention in source.mentions)
            yield _fact("called", "; ".join(f"“{mention}”" for mention in mentions))
        if attribution is None:
            continue
        for name, words in (("source", attribution.source), ("cue", attribution.cue), ("content", attribution.content)):
            yield _fact(name, f"“{_one_line(article.slice(words))}”" if words else "none")
        yield _fact("found by", f"{_one_line(attribution.reason)} ({attribution.engine}, {attribution.score:.2f})")
    yield Text("")
    by_field: dict[str, str] = {
        trigger.field: f" (“{_one_line(article.slice(trigger.span))}”)" for trigger in statement.triggers
    }
    labels = (("act", statement.act), ("distance", statement.distance), ("certainty", statement.certainty))
    yield _text("; ".join(f"{name}: {value}{by_field.get(name, '')}" for name, value in labels))
    if statement.medium:
        yield _text(f"through: {_one_line(statement.medium)}")


def _fact(name: str, words: str) -> _Hung:
    return _indented(_text(f"{name}: {_one_line(words)}", "dim"), 2)


_KINDS: dict[Kind, str] = {
    "person": "a named person",
    "organisation": "an organisation",
    "outlet": "an outlet",
    "document": "a document",
    "unnamed": "not named",
    "collective": "a group",
    "self": "the author",
    "none": "no source",
}


# -------------------------------------------------------------------------------------------------------------------- refusals


def refusal_report(refusal: Refusal) -> Group:
    """What was refused, why, and what to do next."""
    return Group(
        _text(f"{_one_line(refusal.page)}: {_one_line(refusal.message)}"), _indented(_text(_one_line(refusal.advice)), 2)
    )
