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

_DEEDS = "reported|revealed|published|obtained|seen|reviewed|cited|quoted|broken|disclosed|confirmed|interviewed|polled"
_WORKS = "reports?|story|stories|article|account|interview|investigation|coverage|reporting|scoop|revelations?"
_BEFORE = re.compile(
    rf"(?i)\b(?:told|tells|telling|according to|(?:{_DEEDS}) by|(?:{_WORKS}) (?:by|in|from|of|on|with|to)"
    r"|(?:published|printed|reported|appeared|appearing|quoted|wrote|writing|revealed|cited) (?:\w+ )?(?:in|on)"
    r"|citing|cites|quoting|quotes|(?:speaking|spoke|talking|talked) (?:to|with|on)|shared with|leaked to|statement to"
    r"|(?:gave|given|give|gives|handed|passed|confirmed) (?:(?:it|them|\w+ \w+) )?to"
    r"|(?:said|says|suggested|appeared|aired|broadcast|heard) (?:\w+ ){0,2}on)(?: the)?(?: \w+)? ?[“‘\"]?$"
)
"""What before a name shows that something is had from who bears it."""
_SAYS = (
    "report(?:ed|s|ing)?|said|says|wrote|writes|revealed|reveals|published|publishes|quoted|quotes|cited|cites|broke|learned|"
    "learnt|disclosed|noted|notes|printed|prints|ran|carried|described|claimed|claims|confirmed|obtained|tells|told"
)
_BEHIND = re.compile(
    r"^[”’\"]?(?:(?:[’']s?)? (?:(?:has|have|had|also|first|earlier|later|previously|exclusively|then|now) ){0,3}"
    rf"(?:{_SAYS})\b"
    rf"|(?:[’']s?) (?:\w+ ){{0,3}}?(?:{_WORKS})\b|,? (?:citing|quoting)\b"
    r"|, which (?:\w+ ){0,2}(?:reported|cited|published|quoted|broke|wrote)\b|,? (?:has|had) (?:an?|the|seen) \w+)"
)
"""What behind a name shows it."""
_AGAIN = re.compile(r"(?i)\b(?:earlier|previous|previously|first reported|last (?:week|month|year))\b")
"""What shows that an outlet speaks of an earlier page of its own."""
_DATELINE = re.compile(r"^[^\n(]{2,60}\(([A-Z][\w. -]{1,30})\) ?[—–-]")
_FAR, _BESIDE, _NEAR = 60, 40, 1_000
"""So many characters around a name are searched for words of reporting; so far from a hop may stand its name, its statement."""
_NO_NAMES = frozenset({"self", "none", "unnamed", "collective"})


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


def _mastheads(subject: Subject) -> Iterator[tuple[int, int, int, int]]:
    """What the outlet of a page is called: the kind and key of each name, whether it is the main one, and whether it is a body
    rather than an outlet."""
    article = subject.dossier.article
    url = article.canonical_url or article.url or ""
    known = (outlet(article.outlet) if article.outlet else None) or outlet_at(url)
    names = [known.name] if known is not None else []
    names += [article.outlet] if article.outlet else []
    domain = host_of(url).split(".")
    if known is None and len(domain) > 1:
        names.append(domain[-2] if len(domain[-2]) > 3 or len(domain) == 2 else domain[-3])
    body = int(known is None and article.outlet is not None and _is_body(article.outlet))
    found = dict.fromkeys((kind, key) for name in names for kind, key in keys_of(name))
    main = next((one for one in found if one[0] == NAME), None)
    capitals = initials(article.outlet or "")
    if len(capitals) > 2 and known is None:
        found[ACRONYM, hash_of(capitals)] = None
    yield from ((*one, int(one == main), body) for one in found)


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
                if source.name is None or source.kind in _NO_NAMES or hop.evidence == "credited":
                    continue
                told = attributions.get(hop.attribution or "")
                spans = hop.spans or (told.source or told.cue if told is not None else ()) or statement.spans
                where = self._with_name(Span(*spans[0]), source)
                name = self.full.get(source.name) or source.name
                yield from self._named(name, where, (place, depth), self._about(where, statement))

    def links(self) -> Iterator[Mention]:
        """What is linked to."""
        for span, link in self.anchors:
            address = address_of(link.url)
            if address:
                yield Mention(LINKED, ADDRESS, hash_of(address), -1, -1, *span, *self._around(span), 1)

    def names(self) -> Iterator[Mention]:
        """What is named beside a word of reporting."""
        for block in self.read:
            for span in _names(self.article.text, block.span):
                called = self.article.slice(span)
                name = self.full.get(called, called)
                if name is not None and self._is_told(span, block.span):
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

    def _named(self, name: str, span: Span, hop: tuple[int, int], around: Span) -> Iterator[Mention]:
        """A name; where it stands on a link that leads to one piece, that piece is meant and no other."""
        link = next((link for place, link in self.anchors if place.start < span.end and span.start < place.end), None)
        again = int(_AGAIN.search(self.article.text, *self._around(span)) is not None)
        if link is not None and is_specific(link.url):
            yield Mention(LINKED, ADDRESS, hash_of(address_of(link.url)), *hop, *span, *around, 1)
            return
        for kind, key in keys_of(name):
            yield Mention(STATED, kind, key, *hop, *span, *around, again)

    def _with_name(self, words: Span, source: Source) -> Span:
        """The words that show a hop, and with them the name of its source where that stands just beside."""
        near = [one for one in source.mentions if words.start - _BESIDE <= one.end and one.start <= words.end + _BESIDE]
        name = min(near, key=lambda one: (max(one.start - words.end, words.start - one.end), one), default=words)
        whole = Span(min(words.start, name.start), max(words.end, name.end))
        return words if "\n" in self.article.text[slice(*whole)] else whole

    def _is_told(self, span: Span, within: Span) -> bool:
        """Whether a word of reporting stands beside a name."""
        before = self.article.text[max(within.start, span.start - _FAR) : span.start]
        behind = self.article.text[span.end : min(within.end, span.end + _FAR)]
        return _BEFORE.search(before) is not None or _BEHIND.match(behind) is not None

    def _around(self, span: Span) -> Span:
        """The sentence of some words."""
        index = bisect_right(self.sentences, span.start, key=lambda one: one.start) - 1
        return self.sentences[index] if index >= 0 and span.start < self.sentences[index].end else span

    def _about(self, span: Span, statement: Statement) -> Span:
        """The sentence of a hop, and its statement where that begins or ends near by."""
        start, end = self._around(span)
        first, last = statement.spans[0].start, statement.spans[-1].end
        return Span(min(start, first) if start - first < _NEAR else start, max(end, last) if last - end < _NEAR else end)

    def _written(self, name: str) -> Span | None:
        """Where a credit stands in the text: in a line of credits if there is one."""
        for labels in (("credit", "byline"), ("body", "other")):
            for block in self.article.labelled(*labels):
                at = self.article.text.find(name, *block.span)
                if at >= 0:
                    return Span(at, at + len(name))
        return None

    def _full_names(self) -> dict[str, str | None]:
        """What the page means by the last word of a name alone ("the Post"), None where it may mean two."""
        full: dict[str, set[str]] = {}
        names = {source.name for source in self.sources.values() if source.name and source.kind in ("outlet", "organisation")}
        names |= {self.article.slice(span) for block in self.read for span in _names(self.article.text, block.span)}
        for name in {*names, self.article.outlet or ""}:
            words = name.split()
            if len(words) > 1 and bare(words[-1]) in OUTLET_NAMES:
                full.setdefault(words[-1], set()).add(bare(name))
        return {short: next(iter(meant)) if len(meant) == 1 else None for short, meant in full.items()}


def _names(text: str, within: Span) -> Iterator[Span]:
    """Where names stand in a block."""
    for run in runs(text, *within):
        for part in names_in(run[0]):
            start = run.start() + part.start
            yield Span(start, start + len(part.name))


def _is_lone(block: Block, link: Hyperlink) -> bool:
    """Whether a block is nothing but its link: "Read more: ..."."""
    whole = block.span.end - block.span.start
    return (link.span.end - link.span.start) * 5 > whole * 4


SHEETS = (
    Sheet("mastheads", {"kind": "int8", "key": "int64", "main": "int8", "body": "int8"}, _mastheads),
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
