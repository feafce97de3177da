"""Some pages as the room of links sees them: their sheets in an engine, and the links found among them, kind after kind."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

import numpy as np

from sayso import analyze
from sayso.annotation import annotate
from sayso.corpus.engine import DuckEngine
from sayso.links import Tie, citations, copies, quotes, related
from sayso.links.addresses import address_of
from sayso.links.features import features, moments
from sayso.links.linking import RELATIONS, tie_runs
from sayso.links.words import Words, hash_of
from sayso.pages import read
from sayso.records import Article, Block, Dossier, Hyperlink, Label, Page, Refusal, Span

SHEETS = (*citations.SHEETS, *copies.SHEETS, *quotes.SHEETS, *related.SHEETS)


def page(text: str, outlet: str | None = None, when: str | None = None, url: str | None = None, **more: object) -> Dossier:
    """The dossier of a plain text as its outlet put it out. “[words](address)” is a hyperlink, “> ” begins a quoted block."""
    links = list(re.finditer(r"\[([^\]]+)\]\((\S+?)\)", text))
    plain = re.sub(r"\[([^\]]+)\]\((\S+?)\)", r"\1", text)
    data = plain.replace("\n> ", "\n").encode()
    article = read(Page(data=data, name=url or "page", url=url, media_type="text/plain", encoding="utf-8"))
    assert not isinstance(article, Refusal)
    blocks = tuple(_linked(article, block, [(one[1], one[2]) for one in links]) for block in article.blocks)
    quoted = {line[2:] for line in plain.split("\n") if line.startswith("> ")}
    blocks = tuple(replace(block, label=_label("quote")) if article.slice(block.span) in quoted else block for block in blocks)
    told = {
        "outlet": outlet,
        "published": datetime.fromisoformat(when) if when else None,
        "canonical_url": url,
        "language": "en",
    }
    dossier = analyze(replace(article, blocks=blocks, **told, **more), engine="grammar")  # type: ignore[arg-type]
    assert isinstance(dossier, Dossier)
    return dossier


def _label(name: Label) -> Label:
    return name


def _linked(article: Article, block: Block, links: Iterable[tuple[str, str]]) -> Block:
    found = ((article.text.find(words, *block.span), words, url) for words, url in links)
    return replace(
        block, links=tuple(Hyperlink(span=Span(at, at + len(words)), url=url) for at, words, url in found if at >= 0)
    )


class World:
    """Pages that are compared. They go by their numbers, from 1 on, in the order given."""

    def __init__(self, *dossiers: Dossier) -> None:
        self.dossiers = dict(enumerate(dossiers, 1))
        made = {number: features(one, annotate(one.article), SHEETS) for number, one in self.dossiers.items()}
        self.found = {number: words for number, (words, _) in made.items()}
        self.sheets = {number: sheets for number, (_, sheets) in made.items()}
        with DuckEngine(memory="500MB", threads=1) as engine:
            self._fill(engine)
            self.cites = list(citations.verify(engine, citations.candidates(engine), self))
            self._tie(engine, self.cites)
            self.copies = list(copies.verify(engine, copies.candidates(engine), self))
            self._tie(engine, self.copies, len(self.cites))
            self.quotes = list(quotes.verify(engine, quotes.candidates(engine), self))

    def words(self, article: int) -> Words:
        return self.found[article]

    def dossier(self, article: int) -> Dossier:
        return self.dossiers[article]

    def text(self, article: int) -> str:
        return self.dossiers[article].article.text

    def left(self, tie: Tie) -> list[str]:
        """The words that show a tie on the left."""
        return [self.dossiers[tie.left].article.slice(span) for span in tie.left_spans]

    def right(self, tie: Tie) -> list[str]:
        """The words that show a tie on the right."""
        return [self.dossiers[tie.right].article.slice(span) for span in tie.right_spans]

    def _fill(self, engine: DuckEngine) -> None:
        for sheet in SHEETS:
            for number, sheets in self.sheets.items():
                columns = sheets[sheet.name]
                length = len(next(iter(columns.values())))
                engine.load(sheet.name, {"article": np.full(length, number, np.int64), **columns})
        articles = [one.article for one in self.dossiers.values()]
        first = [moments(one.published)[0] for one in articles]
        addresses = [one.canonical_url or one.url for one in articles]
        rank = sorted(range(len(articles)), key=lambda at: (first[at] != first[at], first[at], at))
        engine.load(
            "pages",
            {
                "article": np.array(list(self.dossiers), np.int64),
                "first": np.array(first, float),
                "last": np.array([moments(one.updated or one.published)[1] for one in articles], float),
                "rank": np.argsort(np.array(rank, np.int64)),
                "outlet": np.array([hash_of(one.outlet) if one.outlet else 0 for one in articles], np.int64),
                "owner": np.array([hash_of(one.outlet) if one.outlet else 0 for one in articles], np.int64),
                "address": np.array([hash_of(address_of(url)) if url else 0 for url in addresses], np.int64),
                "words": np.array([len(words.hashes) for words in self.found.values()], np.int64),
            },
        )
        self._tie(engine, [])

    def _tie(self, engine: DuckEngine, ties: list[Tie], first: int = 0) -> None:
        count = len(ties)
        engine.load(
            "ties",
            {
                "tie": np.arange(first, first + count),
                "relation": np.array([RELATIONS.index(one.relation) for one in ties], np.int8),
                "left": np.array([one.left for one in ties], np.int64),
                "right": np.array([one.right for one in ties], np.int64),
                "left_share": np.array([one.left_share or 0.0 for one in ties], float),
                "right_share": np.array([one.right_share or 0.0 for one in ties], float),
            },
        )
        runs = [(first + at, *run) for at, one in enumerate(ties) for run in tie_runs(one.left_spans, one.right_spans)]
        names = ("tie", "place", "side", "start", "stop")
        engine.load("runs", {name: np.array([run[at] for run in runs], np.int64) for at, name in enumerate(names)})
