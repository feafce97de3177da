"""How records are put in words: a chain as a line, who a source is, what is told of one without a name, times, figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from sayso.records import Anonymity, Article, Day, Dossier, Figure, Hop, Kind, Source, Statement
from sayso.reports.prose import SHORT_NAME, one_line, shortened

NOTHING = {"act": "no verb", "distance": "nothing doubts or vouches", "certainty": "nothing hedges"}
"""Why a label is the plain one, where no words decided it."""
KINDS: dict[Kind, str] = {
    "person": "a named person",
    "organisation": "an organisation",
    "outlet": "an outlet",
    "document": "a document",
    "unnamed": "not named",
    "collective": "a group",
    "self": "the author",
    "none": "no source",
}
WHY = "why not named"
"""Under this stands why somebody is not named."""


class Numbered:
    """A dossier with what its reports look up: the statements that somebody is given for, their numbers; sources, attributions
    and statements by id, and figures by the id of their statement."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.article = dossier.article
        self.attributed = attributed(dossier)
        self.numbers = {statement.id: number for number, statement in enumerate(self.attributed, 1)}
        self.sources = {source.id: source for source in dossier.sources}
        self.attributions = {attribution.id: attribution for attribution in dossier.attributions}
        self.statements = {statement.id: statement for statement in dossier.statements}
        self.figures: dict[str | None, list[Figure]] = {}
        for figure in dossier.figures:
            self.figures.setdefault(figure.statement, []).append(figure)

    def called(self, statement: str) -> str:
        """A statement as others speak of it: by its number, if somebody is given for it."""
        return f"statement {self.numbers[statement]}" if statement in self.numbers else "what the page itself says"


def attributed(dossier: Dossier) -> list[Statement]:
    """The statements that somebody is given for, in the order in which reports number them."""
    return [statement for statement in dossier.statements if statement.chain]


def chain_sentence(chain: Iterable[Hop], sources: Mapping[str, Source]) -> str:
    """A chain as a line: "this page <- Northern Star <- unnamed: two officials"."""
    return " <- ".join(
        ["this page", *(who(sources[hop.source]) + (" (credited)" if hop.evidence == "credited" else "") for hop in chain)]
    )


def who(source: Source) -> str:
    """A source in a few words, with its kind where its name does not show it."""
    words = shortened(one_line(source.name or source.descriptor or ""), SHORT_NAME)
    if source.kind == "none":
        return "no source stated"
    if source.kind == "self":
        return f"the author ({words})" if source.name else "the author"
    if not source.resolved:
        called = f"“{words}”, not resolved" if words else "somebody not resolved"
        return called + (f" (perhaps {' or '.join(source.candidates)})" if source.candidates else "")
    if source.kind == "organisation" and _COMMON_NOUN.match(words):
        return f"the {words}"
    if source.kind in ("person", "organisation", "outlet"):
        return words
    return f"{'group' if source.kind == 'collective' else source.kind}: {words}"


_COMMON_NOUN = re.compile(r"(?!(?:an?|one|the|this|that|his|her|its|their|my|our|another)\b)[a-z][a-z’'-]*(?: |$)")
"""A body that is described rather than named: "agency", "federal government"."""


def told_of(article: Article, source: Source) -> dict[str, str]:
    """What an article tells of a source that it does not name: the words, each under what they tell."""
    told = source.anonymity or Anonymity()
    fields = {
        "number": told.number,
        "of": told.body,
        "nation": told.nationality,
        WHY: told.grounds,
        "can know": told.knowledge,
    }
    return {name: one_line(article.slice(span)) for name, span in fields.items() if span is not None}


def moment(when: date) -> str:
    """A day, or a day and a time to the minute, with its zone where that is known, as the page gave it: "2031-03-04 06:15
    UTC+2"."""
    if not isinstance(when, datetime):
        return when.isoformat()
    away = when.utcoffset()
    minutes = 0 if away is None else int(away.total_seconds()) // 60
    hours, rest = divmod(abs(minutes), 60)
    apart = f"{'-' if minutes < 0 else '+'}{hours}{f':{rest:02}' if rest else ''}" if minutes else ""
    return when.replace(tzinfo=None).isoformat(" ", "minutes") + ("" if away is None else f" UTC{apart}")


def days(day: Day) -> str:
    """The days of an expression of time: a year, a month or a day as one, others as from and to."""
    first, last = day.earliest, day.latest
    behind = last + timedelta(days=1) if last < date.max else last
    if (first.month, first.day) == (behind.month, behind.day) == (1, 1) and behind.year == first.year + 1:
        return f"{first.year:04}"
    if first.day == behind.day == 1 and (behind.year - first.year) * 12 + behind.month - first.month == 1:
        return first.isoformat()[:7]
    return first.isoformat() if first == last else f"{first.isoformat()} to {last.isoformat()}"


def figure_words(article: Article, figure: Figure) -> str:
    """A figure as written, with what it counts where its own words do not tell, and where and when."""
    words = one_line(article.slice(figure.span))
    counted = "" if not figure.counted or figure.counted in words else f" ({figure.counted})"
    where = f", {one_line(article.slice(figure.where))}" if figure.where is not None else ""
    when = f", {days(figure.when)}" if figure.when is not None else ""
    return f"“{words}”{counted}{where}{when}"


def bounds(figure: Figure) -> str:
    """What values a figure can mean."""
    low, high = ("" if end is None else f"{end:,.10g}" for end in (figure.low, figure.high))
    values = low if low == high else f"{low} to {high}" if low and high else f"{low} or more" if low else f"{high} or less"
    return f"{values} {figure.unit}".strip()
