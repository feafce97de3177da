"""On which words statements rest: each hop of the chain, and each label with the words that decided it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from sayso.errors import UsageError
from sayso.records import Dossier, Hop, Statement
from sayso.reports.prose import SHORT_NAME, Hung, indented, numbered, one_line, shortened, styled
from sayso.reports.wording import KINDS, NOTHING, Numbered, bounds, chain_sentence, days, figure_words, told_of, who


def explanation(dossier: Dossier, numbers: Sequence[int] = ()) -> Group:
    """On which words statements rest: those with these numbers (as ``dossier_report`` gives them), or all.

    Raises ``UsageError`` for a number that no statement has.
    """
    page = Numbered(dossier)
    most = len(page.attributed)
    for number in numbers:
        if not 1 <= number <= most:
            raise UsageError(f"there is no statement {number}; this page has {most}, as “sayso show” numbers them")
    parts: list[RenderableType] = [styled(one_line(dossier.article.title or "(no title)"), "bold")]
    for number in numbers or range(1, most + 1):
        statement = page.attributed[number - 1]
        parts += [Text(""), numbered(number, Group(*_chain(page, statement), Text(""), *_labels(page, statement)))]
    return Group(*parts)


def _chain(page: Numbered, statement: Statement) -> Iterator[RenderableType]:
    """The words of a statement, and each hop of its chain with what it rests on."""
    yield styled(one_line(page.article.slice(statement.spans)))
    yield styled(chain_sentence(statement.chain, page.sources), "cyan")
    for hop in statement.chain:
        source = page.sources[hop.source]
        yield Text("")
        yield styled(f"{who(source)} — {KINDS[source.kind]}, {hop.evidence}")
        if source.role:
            yield _fact("role", source.role)
        if len(source.mentions) > 1:
            mentions = dict.fromkeys(one_line(page.article.slice(mention)) for mention in source.mentions)
            yield _fact("called", "; ".join(f"“{mention}”" for mention in mentions))
        yield from (_fact(name, f"“{words}”") for name, words in told_of(page.article, source).items())
        yield from _evidence(page, hop)


def _evidence(page: Numbered, hop: Hop) -> Iterator[RenderableType]:
    """The words by which a hop is known."""
    attribution = page.attributions.get(hop.attribution or "")
    if attribution is None:
        if hop.spans:
            yield _fact("named in", f"“{one_line(page.article.slice(hop.spans))}”")
        return
    for name, spans in (("source", attribution.source), ("cue", attribution.cue), ("content", attribution.content)):
        yield _fact(name, f"“{one_line(page.article.slice(spans))}”" if spans else "none")
    yield _fact("found by", f"{one_line(attribution.reason)} ({attribution.engine}, {attribution.score:.2f})")


def _fact(name: str, words: str) -> Hung:
    return indented(styled(f"{name}: {one_line(words)}", "dim"), 2)


"""Why a label is the plain one, where no words decided it."""


def _labels(page: Numbered, statement: Statement) -> Iterator[RenderableType]:
    """Each label of a statement with the words that decided it, and its figures."""
    words = _deciding(page, statement)
    firmness = (("act", statement.act), ("distance", statement.distance), ("certainty", statement.certainty))
    yield styled("; ".join(f"{name}: {value} ({words.get(name, NOTHING[name])})" for name, value in firmness))
    if statement.medium:
        elsewhere = "" if _is_named_here(page, statement) else ", named elsewhere on the page"
        yield styled(f"through: {one_line(statement.medium)} ({words.get('medium', 'as the chain shows')}{elsewhere})")
    if statement.time is not None:
        yield styled(f"said: {days(statement.time)} (“{one_line(page.article.slice(statement.time.span))}”)")
    if statement.denies is not None:
        yield styled(f"against: {_denied(page, statement.denies)} ({words.get('denies', 'by what it says')})")
    for figure in page.figures.get(statement.id, ()):
        yield styled(f"figure: {figure_words(page.article, figure)}; {bounds(figure)}")


def _deciding(page: Numbered, statement: Statement) -> dict[str, str]:
    """The words that decided each label; the act is decided by the cue where nothing else did."""
    attribution = page.attributions.get(statement.chain[-1].attribution or "")
    cue = attribution.cue if attribution is not None else ()
    words = {"act": f"“{one_line(page.article.slice(cue))}”"} if cue else {}
    return words | {one.field: f"“{one_line(page.article.slice(one.span))}”" for one in statement.triggers}


def _denied(page: Numbered, denied: str) -> str:
    """The statement that another one denies, by its number and its words."""
    words = page.article.slice(page.statements[denied].spans)
    return f"{page.called(denied)}, “{shortened(one_line(words), SHORT_NAME)}”"


def _is_named_here(page: Numbered, statement: Statement) -> bool:
    """Whether a medium is named in the paragraph of the statement, rather than carried over from another."""
    span = next((trigger.span for trigger in statement.triggers if trigger.field == "medium"), None)
    if span is None:
        return True
    first, last = min(span.start, statement.spans[0].start), max(span.end, statement.spans[-1].end)
    return "\n" not in page.article.text[first:last]
