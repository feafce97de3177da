"""A draft as a page of a site, as plain text, or straight as the dossier that an analysis without faults would make of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from html import escape
from typing import NamedTuple

from corpora import vocabulary
from corpora.grammar import RULES
from corpora.newsroom import Party
from corpora.writing import Draft, Paragraph, Piece, Sentence
from sayso.records import (
    Anonymity,
    Article,
    Attribution,
    Block,
    Dossier,
    Figure,
    Hop,
    Hyperlink,
    Page,
    Run,
    Source,
    Span,
    Spans,
    Statement,
    Trigger,
    identity,
)

RUN = Run(version="generated", engine="generated")


# ------------------------------------------------------------------------------------------------------------------- as a page


def html(draft: Draft) -> Page:
    """As the page of a site, with what sites put around an article."""
    moment = draft.published.isoformat() if draft.published else None
    head = [
        f"<title>{escape(draft.headline)} - {escape(draft.outlet.name)}</title>",
        f'<meta property="og:site_name" content="{escape(draft.outlet.name)}">',
        f'<link rel="canonical" href="{draft.url}">',
        *([f'<meta property="article:published_time" content="{moment}">'] if moment else []),
        *([f'<meta property="article:modified_time" content="{draft.updated.isoformat()}">'] if draft.updated else []),
    ]
    body = [
        f"<h1>{escape(draft.headline)}</h1>",
        *([f'<p class="byline">By {escape(draft.byline)}</p>'] if draft.byline else []),
        *(f"<p>{' '.join(map(_markup, paragraph))}</p>" for paragraph in _paragraphs(draft)),
        *([f'<p class="credit">Reporting by {escape(draft.credit.name)}</p>'] if draft.credit else []),
    ]
    name = escape(draft.outlet.name)
    page = (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8">{"".join(head)}</head><body>'
        f'<header><nav><a href="/">{name}</a> <a href="/local">Local</a> <a href="/sport">Sport</a></nav></header>'
        "<main><article>"
        + "\n".join(body)
        + f"</article></main><footer><p>© {draft.url.split('/')[3]} {draft.outlet.owner or name}. All rights reserved.</p>"
        "</footer></body></html>"
    )
    return Page(data=page.encode(), name=draft.url, url=draft.url, media_type="text/html")


def _paragraphs(draft: Draft) -> list[Paragraph]:
    """What stands in the body: the paragraphs, and the boilerplate among or under them."""
    if draft.footer is None:
        return draft.paragraphs
    at = len(draft.paragraphs) if draft.footer_at is None else draft.footer_at
    return [*draft.paragraphs[:at], [Sentence("", (Piece(draft.footer),))], *draft.paragraphs[at:]]


def _markup(sentence: Sentence) -> str:
    out = []
    for piece in sentence.pieces:
        words = escape(piece.text, quote=False)
        linked = sentence.link and any(role == "link" for _, role in piece.roles)
        out.append(f'<a href="{sentence.link}">{words}</a>' if linked else words)
    return "".join(out)


def plain(draft: Draft) -> Page:
    """As plain text, scraped: no outlet, no time but what the words tell."""
    lines = [draft.headline, *([f"By {draft.byline}"] if draft.byline else [])]
    lines += [" ".join(one.text for one in paragraph) for paragraph in _paragraphs(draft)]
    lines += [f"Reporting by {draft.credit.name}"] if draft.credit else []
    return Page(data="\n\n".join(lines).encode(), name=draft.url, url=draft.url, media_type="text/plain", encoding="utf-8")


# ---------------------------------------------------------------------------------------------------------------- as a dossier


class Placed(NamedTuple):
    """A sentence and where it begins in the text of its article."""

    start: int
    sentence: Sentence


def laid(draft: Draft) -> tuple[str, list[Block], list[Placed]]:
    """The text of a draft, its blocks, and where its sentences stand."""
    parts, blocks, placed = [draft.headline], [Block(span=Span(0, len(draft.headline)), label="headline")], []
    at = len(draft.headline)

    def line(words: str, label: str) -> None:
        nonlocal at
        parts.append(words)
        blocks.append(Block(span=Span(at + 2, at + 2 + len(words)), label=label))  # type: ignore[arg-type]
        at += 2 + len(words)

    if draft.byline:
        line(f"By {draft.byline}", "byline")
    for paragraph in _paragraphs(draft):
        start, words, links = at + 2, [], []
        for sentence in paragraph:
            placed.append(Placed(start, sentence))
            text = sentence.text
            if sentence.link:
                links += [Hyperlink(span=span, url=sentence.link) for span in _spans(sentence, start, (0, "link"))]
            words.append(text)
            start += len(text) + 1
        whole = " ".join(words)
        parts.append(whole)
        blocks.append(Block(span=Span(at + 2, at + 2 + len(whole)), label="body", links=tuple(links)))
        at += 2 + len(whole)
    if draft.credit:
        line(f"Reporting by {draft.credit.name}", "credit")
    return "\n\n".join(parts), blocks, placed


def _spans(sentence: Sentence, start: int, role: tuple[int, str]) -> Spans:
    """Where the words of a role stand; pieces that touch are one span."""
    found: list[Span] = []
    at = start
    for text, roles in sentence.pieces:
        end = at + len(text)
        if role in roles:
            if found and found[-1].end == at:
                found[-1] = Span(found[-1].start, end)
            else:
                found.append(Span(at, end))
        at = end
    return tuple(found)


def content_of(sentence: Sentence, start: int, at: int) -> Spans:
    """The content of the attribution ``at`` of a sentence that begins at ``start``."""
    return _spans(sentence, start, (at, "content"))


def article(draft: Draft) -> tuple[Article, list[Placed]]:
    """The article of a draft, and where its sentences stand."""
    text, blocks, placed = laid(draft)
    made = Article(
        id=identity("article", draft.url, text),
        text=text,
        blocks=tuple(blocks),
        url=draft.url,
        canonical_url=draft.url,
        outlet=draft.outlet.name,
        title=draft.headline,
        byline=(draft.byline,) if draft.byline else (),
        credit=(draft.credit.name,) if draft.credit else (),
        published=draft.published,
        updated=draft.updated,
        language="en",
    )
    return made, placed


def dossier(draft: Draft) -> Dossier:
    """The dossier of a draft: attributions, sources, statements and figures as its sentences were made."""
    made, placed = article(draft)
    return _Filing(made, draft).dossier(placed)


class _Filing:
    def __init__(self, made: Article, draft: Draft) -> None:
        self.article, self.draft = made, draft
        self.attributions: list[Attribution] = []
        self.sources: dict[str, dict[str, object]] = {}
        self.statements: list[Statement] = []
        self.figures: list[Figure] = []

    def dossier(self, placed: list[Placed]) -> Dossier:
        credited: tuple[Hop, ...] = ()
        if self.draft.credit:
            party = Party(f"outlet {self.draft.credit.number}", "outlet", self.draft.credit.name)
            credited = (Hop(source=self.source(party, ()), evidence="credited"),)
        for start, sentence in placed:
            if sentence.said:
                self.attributed(start, sentence, credited)
            else:
                end = start + len(sentence.text)
                statement = Statement(
                    id=identity("statement", self.article.id, f"{start}"), spans=(Span(start, end),), voice="own"
                )
                self.statements.append(statement)
                self.figures += _figures(self.article.text, Span(start, end), statement.id)
        return Dossier(
            article=self.article,
            run=RUN,
            attributions=tuple(self.attributions),
            sources=tuple(_source(key, told) for key, told in self.sources.items()),
            statements=tuple(self.statements),
            figures=tuple(self.figures),
        )

    def attributed(self, start: int, sentence: Sentence, credited: tuple[Hop, ...]) -> None:
        """The attributions of a sentence, and one statement for the deepest."""
        ids: list[str] = []
        hops: list[Hop] = []
        for at, said in enumerate(sentence.said):
            source, cue = _spans(sentence, start, (at, "source")), _spans(sentence, start, (at, "cue"))
            content = _spans(sentence, start, (at, "content"))
            name = identity("attribution", self.article.id, f"{start} {at}")
            parent = ids[said.parent] if said.parent is not None else None
            self.attributions.append(
                Attribution(id=name, content=content, source=source, cue=cue, parent=parent, form=said.form, engine="generated")
            )
            ids.append(name)
            medium = _spans(sentence, start, (at, "medium"))
            if medium:
                hops.append(Hop(source=self.source(said.chain[0], ()), spans=medium))
            words = tuple(sorted((*source, *cue)))
            party = said.chain[-1]
            hop = Hop(
                source=self.source(party, source, sentence, start, at),
                attribution=name,
                evidence=said.evidence[-1],
                spans=words,
            )
            hops.append(hop)
        triggers = tuple(Trigger(field="act", span=cue[0]) for _ in (1,) if said.act != "states")
        statement = Statement(
            id=identity("statement", self.article.id, f"{start}"),
            spans=content,
            chain=(*credited, *hops),
            act=said.act,
            medium=said.chain[0].name if medium else None,
            triggers=triggers,
        )
        self.statements.append(statement)
        for span in content:
            self.figures += _figures(self.article.text, span, statement.id)

    def source(self, party: Party, words: Spans, sentence: Sentence | None = None, start: int = 0, at: int = 0) -> str:
        """The id of a source, which is entered or mentioned once more."""
        key = f"{party.key} {party.name}"
        told = self.sources.setdefault(key, {"id": identity("source", self.article.id, key), "party": party, "mentions": []})
        if words:
            told["mentions"].append(words[0])  # type: ignore[attr-defined]
            text = self.article.text[words[0].start : words[0].end]
            if party.kind == "unnamed" and "descriptor" not in told and sentence is not None:
                told["descriptor"] = text.split(",")[0]
                number, body = (_spans(sentence, start, (at, role)) for role in ("number", "body"))
                told["anonymity"] = Anonymity(number=number[0] if number else None, body=body[0] if body else None)
            elif party.kind == "person" and party.name in text:
                told["full"] = True
        return str(told["id"])


def _source(key: str, told: dict[str, object]) -> Source:
    party: Party = told["party"]  # type: ignore[assignment]
    named = party.kind != "unnamed"
    name = party.name if party.kind != "person" or "full" in told else party.name.rpartition(" ")[2]
    role = f"{party.role} of the {party.body}" if party.body else party.role
    return Source(
        id=str(told["id"]),
        kind=party.kind,
        name=name if named else None,
        role=role if named and "full" in told else None,
        descriptor=told.get("descriptor"),  # type: ignore[arg-type]
        mentions=tuple(sorted(told["mentions"])),  # type: ignore[call-overload]
        anonymity=told.get("anonymity"),  # type: ignore[arg-type]
    )


_DIGITS = {word: number for number, word in enumerate(vocabulary.NUMBERS, 2)}
_FIGURE = re.compile(
    rf"\b(?P<about>[Ss]ome )?(?P<number>\d+(?:\.\d)?|(?i:{'|'.join(_DIGITS)}))(?P<million> million)?"
    r" (?:of the )?(?P<words>[a-z-]+(?: [a-z-]+){0,2})"
)
_COUNTED = frozenset(
    (*RULES["nouns"], *RULES["group"], *RULES["homes"], "people", "crowns", "workers", "jobs", "posts", "doses")
)
_ROOM = 0.1
"""So much more or less "some" allows."""


def _figures(text: str, span: Span, statement: str) -> Iterator[Figure]:
    for found in _FIGURE.finditer(text, *span):
        value = _value(found["number"].lower(), million=found["million"] is not None)
        if found["million"] is None and 1900 < value < 2100:
            continue
        room = _ROOM * value if found["about"] else 0.0
        yield Figure(
            span=Span(found.start(), found.end("million") if found["million"] else found.end("number")),
            low=value - room,
            high=value + room,
            bound="about" if found["about"] else "exact",
            counted=_counted(found["words"].split()),
            statement=statement,
        )


def _value(number: str, *, million: bool) -> float:
    value = float(_DIGITS.get(number, number))
    return round(value * 1e6) if million else value


def _counted(words: list[str]) -> str:
    """What is counted: the words up to the first that is a thing."""
    last = next((at for at, word in enumerate(words) if word in _COUNTED), 0)
    return " ".join(words[: last + 1])


__all__ = ["Piece", "article", "content_of", "date", "datetime", "dossier", "html", "plain"]
