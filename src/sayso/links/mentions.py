"""Where a page names, links to or credits somebody who may have a page of their own in the case, and what a page is called.

A name is compared as its letters alone ("The Tessel Post", "tesselpost"), so that it meets the domain too; an acronym as its
capitals. Who is no outlet meets no page by a name, so that any name beside a word of reporting may be kept here.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from sayso.links.addresses import address_of, host_of, is_specific
from sayso.links.features import Sheet, Subject
from sayso.links.words import hash_of
from sayso.names import bare, initials
from sayso.names.finding import is_acronym, names_in, runs
from sayso.names.lexicon import BODIES, OUTLET_NAMES
from sayso.outlets import outlet, outlet_at
from sayso.records import READ_LABELS, Article, Block, Hyperlink, Source, Span, Statement

STATED, LINKED, CREDITED = range(3)
"""On what a mention rests."""
NAME, ACRONYM, ADDRESS = range(3)
"""What the key of a mention is the hash of."""

_BEFORE = re.compile(
    r"(?i)\b(?:told|tells|telling|according to|(?:reports?|reported|revealed|published|obtained|seen|reviewed|cited|quoted|"
    r"broken|disclosed|confirmed|interviewed|polled) by|(?:reports?|story|article|account|interview|investigation) (?:by|in|from|of|on)|"
    r"(?:published|printed|reported|appeared|appearing|quoted|wrote|writing|revealed|cited) (?:\w+ )?(?:in|on)|citing|cites|quoting|quotes|"
    r"interview (?:with|to|on)|(?:speaking|spoke|talking|talked) (?:to|with|on)|shared with|leaked to|statement to|"
    r"(?:gave|given|give|gives|handed|passed|confirmed) (?:(?:it|them|\w+ \w+) )?to|(?:said|says|suggested|appeared|aired|broadcast|heard) "
    r"(?:\w+ ){0,2}on|as)(?: the)?(?: \w+){0,1}? ?[“‘\"]?$"
)
"""What before a name shows that something is had from who bears it."""
_BEHIND = re.compile(
    r"^[”’\"]?(?:(?:[’']s?)? (?:(?:has|have|had|also|first|earlier|later|previously|exclusively|then|now) ){0,3}"
    r"(?:report(?:ed|s|ing)?|said|says|wrote|writes|revealed|reveals|published|publishes|quoted|quotes|cited|cites|broke|learned|learnt|"
    r"disclosed|noted|notes|printed|prints|ran|carried|described|claimed|claims|confirmed|obtained|tells|told)\b"
    r"|(?:[’']s?) (?:\w+ ){0,3}?(?:reports?|story|stories|account|investigation|article|interview|reporting|coverage|scoop|revelations?)\b"
    r"|,? (?:citing|quoting)\b|, which (?:\w+ ){0,2}(?:reported|cited|published|quoted|broke|wrote)\b"
    r"|,? (?:has|had) (?:an?|the|seen) \w+)"
)
_AGAIN = re.compile(r"(?i)\b(?:earlier|previous|previously|first reported|last (?:week|month|year)|in (?:an|a) (?:earlier|previous))\b")
"""What shows that an outlet speaks of an earlier page of its own."""
_DATELINE = re.compile(r"^[^\n(]{2,60}\(([A-Z][\w. -]{1,30})\) ?[—–-]")
_FAR = 60


class Mention(NamedTuple):
    """A place where another page is named, linked to or credited.

    ``statement`` and ``depth`` say of which hop, -1 where of none; ``start`` is -1 where no words of the page show it;
    ``[left, right)`` is the text around that tells what of the other page is meant; ``again`` is 1 where an outlet may mean
    itself.
    """

    evidence: int
    kind: int
    key: int
    statement: int
    depth: int
    start: int
    end: int
    left: int
    right: int
    again: int


def squeezed(name: str) -> str:
    """The letters and digits of a name, without a leading article."""
    return bare(name).replace(" ", "")


def keys_of(name: str) -> Iterator[tuple[int, int]]:
    """The kinds and keys that a name is looked for by."""
    known = outlet(name, expected=True)
    if is_acronym(name) and known is None:
        yield ACRONYM, hash_of(name.replace(".", "").upper())
    letters = squeezed(known.name if known is not None and known.kind != "platform" else name)
    if len(letters) > 1:
        yield NAME, hash_of(letters)


def _mastheads(subject: Subject) -> Iterator[tuple[int, int, int]]:
    """What the outlet of a page is called: the kind and key of each name, and whether it is a body rather than an outlet."""
    article = subject.dossier.article
    url = article.canonical_url or article.url or ""
    known = (outlet(article.outlet) if article.outlet else None) or outlet_at(url)
    names = [name for name in (article.outlet, known.name if known is not None else None) if name]
    domain = host_of(url).split(".")
    if known is None and len(domain) > 1:
        names.append(domain[-2] if len(domain[-2]) > 3 or len(domain) == 2 else domain[-3])
    body = int(known is None and bool(article.outlet) and _is_body(article.outlet or ""))
    found = {(kind, key) for name in names for kind, key in keys_of(name)}
    capitals = initials(article.outlet or "")
    if len(capitals) > 2 and known is None:
        found.add((ACRONYM, hash_of(capitals)))
    yield from ((kind, key, body) for kind, key in sorted(found))


def _is_body(name: str) -> bool:
    words = set(bare(name).split())
    return bool(words & BODIES) and not words & OUTLET_NAMES


def _addresses(subject: Subject) -> Iterator[tuple[int]]:
    """All addresses that a page has."""
    article = subject.dossier.article
    told = (address_of(url) for url in (article.canonical_url, article.url) if url)
    yield from ((hash_of(address),) for address in sorted(set(filter(None, told))))


def _mentions(subject: Subject) -> Iterator[Mention]:
    """The mentions of a page, in the order of its text, each once."""
    found = _Page(subject)
    yield from sorted({*found.hops(), *found.links(), *found.names(), *found.credits()}, key=lambda one: one[5:7] + one)


class _Page:
    """A page as it is searched for mentions."""

    def __init__(self, subject: Subject) -> None:
        self.dossier = subject.dossier
        self.article: Article = subject.dossier.article
        self.sentences = subject.annotation.sentences
        self.sources: dict[str, Source] = {source.id: source for source in subject.dossier.sources}
        self.read = [block for block in self.article.blocks if block.label in READ_LABELS]
        self.anchors = sorted((link.span, link) for block in self.read for link in block.links if not _is_lone(block, link))
        self.full = self._full_names()

    def hops(self) -> Iterator[Mention]:
        """What is named as a hop of a chain."""
        attributions = {one.id: one for one in self.dossier.attributions}
        for place, statement in enumerate(self.dossier.statements):
            for depth, hop in enumerate(statement.chain):
                source = self.sources[hop.source]
                if source.name is None or source.kind in ("self", "none", "unnamed", "collective"):
                    continue
                if hop.evidence == "credited":
                    continue
                told = attributions.get(hop.attribution or "")
                spans = hop.spans or (told.source or told.cue if told is not None else ()) or statement.spans
                where = spans[0]
                yield from self._named(source.name, Span(*where), (place, depth), self._about(where, statement))

    def links(self) -> Iterator[Mention]:
        """What is linked to."""
        for span, link in self.anchors:
            address = address_of(link.url)
            if address:
                around = self._around(span)
                yield Mention(LINKED, ADDRESS, hash_of(address), -1, -1, *span, *around, 1)

    def names(self) -> Iterator[Mention]:
        """What is named beside a word of reporting."""
        for block in self.read:
            for run in runs(self.article.text, *block.span):
                for part in names_in(run[0]):
                    start = run.start() + part.start
                    span = Span(start, start + len(part.name))
                    if self._is_told(span, block.span):
                        name = self.full.get(part.name, part.name)
                        if name is not None:
                            yield from self._named(name, span, (-1, -1), self._around(span))

    def credits(self) -> Iterator[Mention]:
        """What the page is credited to: outlets of its credits, and that of its dateline."""
        told = [(name, self._written(name)) for name in self.article.credit]
        first = next((block for block in self.read if block.label == "body"), None)
        line = _DATELINE.match(self.article.text[first.span.start : first.span.end]) if first is not None else None
        if line is not None and first is not None:
            told.append((line[1], Span(first.span.start + line.start(1), first.span.start + line.end(1))))
        for name, span in told:
            for kind, key in keys_of(name):
                yield Mention(CREDITED, kind, key, -1, -1, *(span or (-1, -1)), 0, len(self.article.text), 0)

    def _named(self, name: str, span: Span, hop: tuple[int, int], around: tuple[int, int]) -> Iterator[Mention]:
        """A name; where it stands on a link that leads to one piece, that piece is meant and no other."""
        link = next((link for place, link in self.anchors if place.start < span.end and span.start < place.end), None)
        again = int(_AGAIN.search(self.article.text, *self._around(span)) is not None)
        if link is not None and is_specific(link.url):
            yield Mention(LINKED, ADDRESS, hash_of(address_of(link.url)), *hop, *span, *around, 1)
            return
        for kind, key in keys_of(name):
            yield Mention(STATED, kind, key, *hop, *span, *around, again)

    def _is_told(self, span: Span, within: Span) -> bool:
        text = self.article.text
        before = text[max(within.start, span.start - _FAR) : span.start]
        return _BEFORE.search(before) is not None or _BEHIND.match(text[span.end : min(within.end, span.end + _FAR)]) is not None

    def _around(self, span: Span) -> tuple[int, int]:
        """The sentence of some words."""
        index = bisect_right(self.sentences, span.start, key=lambda one: one.start) - 1
        return tuple(self.sentences[index]) if index >= 0 and span.start < self.sentences[index].end else tuple(span)  # type: ignore[return-value]

    def _about(self, span: Span, statement: Statement) -> tuple[int, int]:
        """The sentence of a hop, and its statement where that begins or ends near by."""
        start, end = self._around(span)
        first, last = statement.spans[0].start, statement.spans[-1].end
        return min(start, first) if start - first < 1000 else start, max(end, last) if last - end < 1000 else end

    def _written(self, name: str) -> Span | None:
        """Where a credit stands in the text: in a line of credits if there is one."""
        for labels in (("credit", "byline"), ("body", "other")):
            for block in self.article.labelled(*labels):  # type: ignore[arg-type]
                at = self.article.text.find(name, *block.span)
                if at >= 0:
                    return Span(at, at + len(name))
        return None

    def _full_names(self) -> dict[str, str | None]:
        """What the page means by the last word of a name alone ("the Post"), None where it may mean two."""
        full: dict[str, set[str]] = {}
        names = {source.name for source in self.sources.values() if source.name and source.kind in ("outlet", "organisation")}
        names |= {part.name for block in self.read for run in runs(self.article.text, *block.span) for part in names_in(run[0])}
        for name in {*names, self.article.outlet or ""}:
            words = name.split()
            if len(words) > 1 and bare(words[-1]) in OUTLET_NAMES:
                full.setdefault(words[-1], set()).add(bare(name))
        return {short: next(iter(meant)) if len(meant) == 1 else None for short, meant in full.items()}


def _is_lone(block: Block, link: Hyperlink) -> bool:
    """Whether a block is nothing but its link: "Read more: ..."."""
    whole = block.span.end - block.span.start
    return (link.span.end - link.span.start) * 5 > whole * 4


SHEETS = (
    Sheet("mastheads", {"kind": "int8", "key": "int64", "body": "int8"}, _mastheads),
    Sheet("addresses", {"address": "int64"}, _addresses),
    Sheet(
        "mentions",
        {
            "evidence": "int8", "kind": "int8", "key": "int64", "statement": "int32", "depth": "int32",
            "start": "int32", "stop": "int32", "begin": "int32", "finish": "int32", "again": "int8",
        },
        _mentions,
    ),
)  # fmt: skip
