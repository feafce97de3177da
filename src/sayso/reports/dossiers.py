"""A dossier statement by statement: the words, the chain, how firmly; who is not named, whose the figures are, a summary."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rich.console import Group, RenderableType
from rich.text import Text

from sayso.names import bare
from sayso.records import Attribution, Dossier, Source, Statement
from sayso.reports.articles import head, refusal_report
from sayso.reports.prose import SHORT, SHORT_NAME, indented, numbered, one_line, shortened, styled
from sayso.reports.summaries import summary
from sayso.reports.wording import WHY, Numbered, chain_sentence, days, figure_words, told_of, who
from sayso.spans import overlap


def dossier_report(dossier: Dossier, *, why: bool = False) -> Group:
    """Each attributed statement in the order of the page with its chain and how firmly it is put; then what is told of the
    sources that are not named, whose the figures are, and a summary.

    With ``why`` the rule and the words that made each attribution are told, and the article's own sentences are listed.
    """
    page = Numbered(dossier)
    parts: list[RenderableType] = [*head(dossier.article)]
    for statement in dossier.statements:
        if statement.chain:
            body = Group(*_statement(page, statement, page.attributions if why else {}))
            parts += [Text(""), numbered(page.numbers[statement.id], body)]
        elif statement.voice == "inference" or why:
            parts += [Text(""), *_own_statement(page, statement)]
    parts += [*_not_named(page), *_figures(page)]
    if not dossier.refusals:
        parts += [Text(""), *summary(dossier)]
    for refusal in dossier.refusals:
        parts += [Text(""), refusal_report(refusal)]
    return Group(*parts)


def _statement(page: Numbered, statement: Statement, reasons: Mapping[str, Attribution]) -> Iterator[RenderableType]:
    yield styled(shortened(one_line(page.article.slice(statement.spans)), SHORT))
    yield indented(styled(chain_sentence(statement.chain, page.sources), "cyan"), 2)
    firmly = "; ".join((*_firmly(page, statement), *_circumstances(page, statement)))
    if firmly:
        yield indented(styled(firmly, "yellow"), 2)
    for hop in statement.chain:
        made = reasons.get(hop.attribution or "")
        if made is not None:
            yield indented(styled(f"why: {one_line(made.reason)} ({made.engine}, {made.score:.2f})", "dim"), 2)


def _own_statement(page: Numbered, statement: Statement) -> Iterator[RenderableType]:
    yield styled(shortened(one_line(page.article.slice(statement.spans)), SHORT))
    words = ", ".join(f"“{one_line(page.article.slice(trigger.span))}”" for trigger in statement.triggers)
    inferring = "this page, inferring" + (f": {words}" if words else "")
    yield indented(styled(inferring if statement.voice == "inference" else "this page", "cyan"), 2)


def _firmly(page: Numbered, statement: Statement) -> Iterator[str]:
    """How firmly, where it is not the plain case, with the words that say so."""
    words: dict[str, str] = {one.field: one_line(page.article.slice(one.span)) for one in statement.triggers}
    for field, value, plain in (
        ("act", statement.act, "states"),
        ("distance", statement.distance, "neutral"),
        ("certainty", statement.certainty, "plain"),
    ):
        if value != plain:
            yield f"{value} (“{words[field]}”)" if field in words else value


def _circumstances(page: Numbered, statement: Statement) -> Iterator[str]:
    """A medium that is no hop of the chain, when something was said, and which statement it denies."""
    if statement.medium and not _is_hop(page, statement):
        yield f"through {one_line(statement.medium)}"
    if statement.time is not None:
        yield f"said {days(statement.time)} (“{one_line(page.article.slice(statement.time.span))}”)"
    if statement.denies is not None:
        yield f"against {page.called(statement.denies)}"


def _is_hop(page: Numbered, statement: Statement) -> bool:
    """Whether the medium of a statement is a hop of its chain."""
    named = [trigger.span for trigger in statement.triggers if trigger.field == "medium"]
    told = {span for hop in statement.chain if hop.attribution is None for span in hop.spans}  # those of others hold the cue
    places = told | {span for hop in statement.chain for span in page.sources[hop.source].mentions}
    hops = {bare(page.sources[hop.source].name or "") for hop in statement.chain}
    return any(overlap([span], sorted(places)) for span in named) or bare(statement.medium or "") in hops


# -------------------------------------------------------------------------------------------------------- behind the statements


def _not_named(page: Numbered) -> Iterator[RenderableType]:
    """Each unnamed source with the statements that rest on it, and what is told of it beyond the words it is called by."""
    on: dict[str, dict[int, None]] = {}
    for statement in page.attributed:
        for hop in statement.chain:
            on.setdefault(hop.source, {})[page.numbers[statement.id]] = None
    unnamed = [one for one in page.sources.values() if one.kind == "unnamed" and one.id in on and (one.name or one.descriptor)]
    if unnamed:
        yield Text("")
        yield styled("Not named:", "bold")
    for source in unnamed:
        called = one_line(source.name or source.descriptor or "")
        yield indented(styled(f"{shortened(called, SHORT_NAME)} ({', '.join(map(str, on[source.id]))})"), 2)
        yield indented(styled("; ".join(_beyond(page, source, called)), "dim"), 4)


def _beyond(page: Numbered, source: Source, called: str) -> Iterator[str]:
    facts = told_of(page.article, source)
    yield from (f"{name} “{words}”" for name, words in facts.items() if words.casefold() not in called.casefold())
    if WHY not in facts:
        yield "no reason is given"


def _figures(page: Numbered) -> Iterator[RenderableType]:
    """Each figure that stands in an attributed statement, with whose it is."""
    stated = {statement.id: statement for statement in page.attributed}
    given = [(figure, stated[figure.statement]) for figure in page.dossier.figures if figure.statement in stated]
    if given:
        yield Text("")
        yield styled("Figures, and whose they are:", "bold")
    for figure, statement in given:
        whose = f"{who(page.sources[statement.chain[-1].source])} ({page.numbers[statement.id]})"
        yield indented(styled(f"{figure_words(page.article, figure)}: {whose}"), 2)
