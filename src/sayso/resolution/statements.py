"""What an article states, and on whose word: one statement for each distinct content, and the article's own sentences.

The chain of a statement runs from the page inwards: an agency that is credited with the text, then the sources in whose
words the content lies, then the source of the content itself.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from sayso import spans
from sayso.outlets import agency, is_own
from sayso.records import (
    BODY_LABELS,
    Annotation,
    Article,
    Attribution,
    Evidence,
    Hop,
    Kind,
    Source,
    Span,
    Spans,
    Statement,
    Trigger,
    identity,
)
from sayso.resolution.channels import called, is_document, outlet_in
from sayso.resolution.denials import denials
from sayso.resolution.firmness import firmness
from sayso.resolution.media import media
from sayso.resolution.scene import key_of
from sayso.resolution.sources import Cast, source_id
from sayso.resolution.times import Times
from sayso.resolution.voice import inferred

_OPENING = re.compile(r"According to(?: the)?")
_AND = re.compile(r",? and (?:that )?(?:the )?")
_FEWEST_WORDS = 3
_FEWEST_LEFT = 6
"""So many words must be left of a sentence where an attribution took the rest, to be a statement of the article's own."""
_LOOSE = " \n\t,;:.–—-“”\"’'"


@dataclass(frozen=True, slots=True)
class Traced:
    """Statements, and the outlets and documents that their chains name beside the sources of attributions."""

    statements: tuple[Statement, ...]
    carriers: tuple[Source, ...]


def statements(
    article: Article, annotation: Annotation, attributions: Sequence[Attribution], people: Cast, credited: Sequence[Source]
) -> Traced:
    """The statements of ``article`` in the order of the page.

    ``people`` are the sources of the attributions, ``credited`` the agencies that the text is credited to.
    """
    chains = _Chains(article, annotation, attributions, people, credited)
    said = _linked(article, list(_attributed(article, attributions, chains)), chains.sources | chains.carriers)
    made = [*said, *_own(article, annotation, attributions)]
    ordered = sorted(made, key=lambda statement: (statement.spans, statement.voice))
    return Traced(tuple(ordered), tuple(chains.carriers.values()))


def _attributed(article: Article, attributions: Sequence[Attribution], chains: _Chains) -> Iterator[Statement]:
    by_content: dict[Spans, tuple[Attribution, int]] = {}
    for attribution in attributions:
        depth = len(chains.line(attribution))
        if attribution.content not in by_content or depth > by_content[attribution.content][1]:
            by_content[attribution.content] = attribution, depth
    for content, (attribution, _) in by_content.items():
        firm = firmness(article, attribution)
        medium, time = chains.media.get(attribution.id), chains.times.of.get(attribution.id)
        yield Statement(
            id=identity("statement", article.id, str(content)),
            spans=content,
            chain=chains.of(attribution),
            medium=called(article.slice(medium)) if medium is not None else None,
            act=firm.act,
            distance=firm.distance,
            certainty=firm.certainty,
            time=time,
            triggers=(
                *firm.triggers,
                *((Trigger(field="medium", span=medium),) if medium is not None else ()),
                *((Trigger(field="time", span=time.span),) if time is not None else ()),
            ),
        )


def _linked(article: Article, said: Sequence[Statement], sources: Mapping[str, Source]) -> Iterator[Statement]:
    """The same statements, each denial with what it denies, where that is on the page."""
    found = denials(article, said, sources)
    for one in said:
        denied = found.get(one.id)
        if denied is not None:
            shown = tuple(Trigger(field="denies", span=words) for words in denied.words)
            one = replace(one, denies=denied.statement, triggers=one.triggers + shown)
        yield one


class _Chains:
    """The chains of one article: from the page inwards, an outlet or document that is the medium before the source behind it.

    A source that is nobody is no hop where another one is, and the page itself is none at the head of a chain. What a source
    told the page's own outlet does not come from the agency that the rest is credited to.
    """

    def __init__(
        self,
        article: Article,
        annotation: Annotation,
        attributions: Sequence[Attribution],
        people: Cast,
        credited: Sequence[Source],
    ) -> None:
        self.article = article
        self.by_id = {one.id: one for one in attributions}
        self.roster = people.roster
        self.sources = {source.id: source for source in people.sources}
        self.behind = {name: self.sources[key] for name, key in people.behind.items()}
        self.media = media(article, annotation, attributions, self.behind, people.roster)
        self.times = Times(article, annotation, attributions, self.behind)
        self.carriers: dict[str, Source] = {}
        self.frames = self._frames()
        self.credited = tuple(Hop(source=source.id, evidence="credited") for source in credited)
        self.blocks = [block.span for block in article.blocks]
        self.own = {self._block(span.start) for span in self.media.values() if is_own(self._outlet_name(span), article.outlet)}

    def line(self, attribution: Attribution) -> list[Attribution]:
        """``attribution`` behind all those in whose contents it stands, the outermost first."""
        line = [attribution]
        while line[-1].parent is not None:
            line.append(self.by_id[line[-1].parent])
        frame = self.frames.get(line[-1].id)
        return [frame, *line[::-1]] if frame is not None else line[::-1]

    def _frames(self) -> dict[str, Attribution]:
        """For attributions, another one that opens their sentence: "According to the Star, it was, and officials say ..."."""
        found: dict[str, Attribution] = {}
        text = self.article.text
        tops = sorted((one for one in self.by_id.values() if one.parent is None and one.source), key=lambda one: one.source)
        for frame, one in pairwise(tops):
            opens = frame.cue and _OPENING.fullmatch(text[frame.cue[0].start : frame.source[0].start].strip())
            between = text[frame.content[-1].end : one.source[0].start] if opens else ""
            if _AND.fullmatch(between) and self.behind[frame.id].kind in ("outlet", "document"):
                found[one.id] = frame
        return found

    def of(self, attribution: Attribution) -> tuple[Hop, ...]:
        """The chain of ``attribution``, the outermost hop first."""
        line = self.line(attribution)
        hops = _without_repeats(_carried_once(hop for one in line for hop in self._hops(one)))
        top = line[0].source or line[0].cue or line[0].content
        outer = () if self._block(top[0].start) in self.own else self.credited
        return outer + self._somebody(hops)

    def _somebody(self, hops: tuple[Hop, ...]) -> tuple[Hop, ...]:
        """``hops`` without those who are nobody, where somebody is left."""
        kept = tuple(hop for hop in hops if self._kind(hop) != "none")
        if len(kept) > 1 and self._kind(kept[0]) == "self":
            kept = kept[1:]
        return kept or hops[-1:]

    def _kind(self, hop: Hop) -> Kind:
        return (self.sources.get(hop.source) or self.carriers[hop.source]).kind

    def _hops(self, attribution: Attribution) -> Iterator[Hop]:
        medium = self.media.get(attribution.id)
        carrier = self._carrier(medium) if medium is not None else None
        if medium is not None and carrier is not None:
            yield Hop(source=carrier, evidence=self._evidence((medium,)), spans=(medium,))
        words = spans.normal(attribution.source + attribution.cue)
        source = self.behind[attribution.id]
        linked = source.kind in ("outlet", "document", "organisation")
        yield Hop(
            source=source.id,
            attribution=attribution.id,
            evidence=self._evidence(words) if linked else "stated",
            spans=words,
        )

    def _outlet_name(self, medium: Span) -> str | None:
        """The full name of the outlet that a medium is, None of another medium."""
        words = outlet_in(self.article.slice(medium))
        if words is None:
            return None
        known = self.roster.who(words, medium.start)
        return agency(words) or (known.name if known is not None else words)

    def _carrier(self, medium: Span) -> str | None:
        """The id of the source that the outlet or document of a medium is; None of the page's own outlet and of an occasion."""
        name = self._outlet_name(medium)
        if name is not None:
            return None if is_own(name, self.article.outlet) else self._source_of("outlet", name)
        words = self.article.slice(medium)
        if not is_document(words):
            return None
        there = (one.id for one in self.sources.values() if one.kind == "document" and spans.overlap(one.mentions, [medium]))
        return next(there, None) or self._source_of("document", words)

    def _source_of(self, kind: Kind, name: str) -> str:
        key = source_id(self.article, key_of(kind, name))
        if key not in self.sources:
            self.carriers.setdefault(key, Source(id=key, kind=kind, name=name))
        return key

    def _evidence(self, words: Spans) -> Evidence:
        """Whether a hop is named only, or linked too."""
        place = self._block(words[0].start) if words else None
        links = self.article.blocks[place].links if place is not None else ()
        return "linked" if any(spans.overlap([link.span], words) for link in links) else "stated"

    def _block(self, at: int) -> int | None:
        return spans.locate(self.blocks, at)


def _carried_once(hops: Iterable[Hop]) -> Iterator[Hop]:
    """``hops`` with each outlet or document that only carries the words at its first place."""
    carried: set[str] = set()
    for hop in hops:
        if hop.attribution is not None or hop.source not in carried:
            yield hop
        carried.add(hop.source)


def _without_repeats(hops: Iterable[Hop]) -> tuple[Hop, ...]:
    """``hops`` with the innermost of each run of one source: who quotes himself adds nothing to the chain."""
    kept: list[Hop] = []
    for hop in hops:
        if kept and kept[-1].source == hop.source:
            kept.pop()
        kept.append(hop)
    return tuple(kept)


# ---------------------------------------------------------------------------------------------------------------- the own voice


def _own(article: Article, annotation: Annotation, attributions: Sequence[Attribution]) -> Iterator[Statement]:
    """What the own voice says of each sentence: what it infers there, and what it reports, where words enough are left."""
    for left in own_words(article, annotation, attributions):
        found = inferred(article.text, left)
        told = tuple(one.span for one in found)
        rest = _trimmed(article, spans.cut(left, told)) if found else left
        if found:
            rest = tuple(piece for piece in rest if _count_words(annotation, piece) >= _FEWEST_WORDS)
            reasons = tuple(Trigger(field="voice", span=words) for one in found for words in one.words)
            name = identity("statement", article.id, "own", str(told))
            yield Statement(id=name, spans=told, voice="inference", triggers=reasons)
        if rest:
            yield Statement(id=identity("statement", article.id, "own", str(rest)), spans=rest, voice="own")


def own_words(article: Article, annotation: Annotation, attributions: Sequence[Attribution]) -> Iterator[Spans]:
    """Each sentence of the body, less what attributions cover."""
    covered = spans.normal(
        span for attribution in attributions for span in attribution.source + attribution.cue + attribution.content
    )
    starts = [span.start for span in covered]
    body = [block.span for block in article.labelled(*BODY_LABELS)]
    at = 0
    for sentence in annotation.sentences:
        while at < len(body) and body[at].end <= sentence.start:
            at += 1
        if at == len(body) or sentence.start < body[at].start:
            continue
        left = _left_of(article, annotation, sentence, covered, starts)
        if left:
            yield left


def _left_of(article: Article, annotation: Annotation, sentence: Span, covered: Spans, starts: Sequence[int]) -> Spans:
    """What a sentence says beyond its attributions; nothing where that is a mere remnant."""
    first = max(0, bisect_left(starts, sentence.start) - 1)
    holes = [span for span in covered[first : bisect_left(starts, sentence.end)] if span.end > sentence.start]
    if not holes:
        return (sentence,) if _count_words(annotation, sentence) >= _FEWEST_WORDS else ()
    pieces = _trimmed(article, spans.cut([sentence], holes))
    return tuple(piece for piece in pieces if _count_words(annotation, piece) >= _FEWEST_LEFT)


def _count_words(annotation: Annotation, span: Span) -> int:
    return bisect_left(annotation.words, Span(span.end, 0)) - bisect_left(annotation.words, Span(span.start, 0))


def _trimmed(article: Article, pieces: Spans) -> Spans:
    """``pieces`` without the marks that hung on what was taken out."""
    trimmed = (spans.trim(article.text, piece, _LOOSE) for piece in pieces)
    return tuple(piece for piece in trimmed if piece is not None)
