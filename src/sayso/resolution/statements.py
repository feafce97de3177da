"""What an article states, and on whose word: one statement for each distinct content, and the article's own sentences.

The chain of a statement runs from the page inwards: an agency that is credited with the text, then the sources in whose
words the content lies, then the source of the content itself.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sayso import spans
from sayso.records import BODY_LABELS, Annotation, Article, Attribution, Hop, Source, Span, Spans, Statement, Trigger, identity
from sayso.resolution.firmness import firmness

_FEWEST_WORDS = 3
_FEWEST_LEFT = 6
"""So many words must be left of a sentence where an attribution took the rest, to be a statement of the article's own."""

_INFERENCE = re.compile(
    r"(?i)^\W*(?:(?:un)?surprisingly|predictably|tellingly|ironically|conveniently|curiously|no wonder|clearly|evidently|"
    r"obviously|in other words|needless to say|it(?:[’']s| is) (?:clear|obvious|no surprise|safe to say)|"
    r"this (?:suggests|implies|means|shows|proves|raises)|which (?:suggests|implies)|the implication|make no mistake)\b|"
    r"\bwe now know\b|\blook no further\b|\bbegs the question\b"
)
_MEDIUM = re.compile(
    r"\s*(?:\w+day\s+)?(?:in|on|at|during|via|through)\s+((?:an?|the|his|her|their|its)\s+(?:[\w-]+\s){0,3}?"
    r"(?:statement|interview|speech|letter|e-?mail|tweet|post|memo|rally|news conference|press conference|briefing|report|"
    r"video|testimony|hearing|debate|op-ed|call|conference|address|town hall|filing)|"
    r"Twitter|Facebook|Instagram|X|Truth Social|Telegram|"
    r"(?:CNN|NBC|ABC|CBS|MSNBC|Fox News|BBC|C-SPAN)\b[^,.;\n“\"]{0,30})"
)
_TOLD = re.compile(r"\s*(?:the\s+)?([A-Z][\w’'&-]*(?:\s(?:of\s|the\s)?[A-Z][\w’'&-]*){0,4})")
_TELLING = re.compile(r"(?i)\b(?:told|tells|telling)$")
_OUTLET = re.compile(
    r"(?i)\b(?:times|post|journal|news|herald|tribune|guardian|online|magazine|today|press|daily|weekly|radio|tv|cnn|nbc|abc|"
    r"cbs|bbc|msnbc|npr|reuters|afp|ap|upi|politico|agency|gazette|telegraph|chronicle|digital)\b"
)


def statements(
    article: Article,
    annotation: Annotation,
    attributions: Sequence[Attribution],
    behind: Mapping[str, str],
    credited: Sequence[Source],
) -> tuple[Statement, ...]:
    """The statements of ``article`` in the order of the page.

    ``behind`` gives the source of each attribution by ids, ``credited`` are the agencies that the text is credited to.
    """
    outer = tuple(Hop(source=source.id, evidence="credited") for source in credited)
    made = [*_attributed(article, attributions, behind, outer), *_own(article, annotation, attributions)]
    return tuple(sorted(made, key=lambda statement: (statement.spans, statement.voice)))


def _attributed(
    article: Article, attributions: Sequence[Attribution], behind: Mapping[str, str], outer: tuple[Hop, ...]
) -> Iterator[Statement]:
    by_id = {attribution.id: attribution for attribution in attributions}
    by_content: dict[Spans, tuple[Attribution, tuple[Hop, ...]]] = {}
    for attribution in attributions:
        chain = outer + _without_repeats(_hop(step, behind) for step in _line_of(attribution, by_id))
        best = by_content.get(attribution.content)
        if best is None or len(chain) > len(best[1]):
            by_content[attribution.content] = attribution, chain
    for content, (attribution, chain) in by_content.items():
        firm = firmness(article, attribution)
        medium = _medium(article, attribution)
        yield Statement(
            id=identity("statement", article.id, str(content)),
            spans=content,
            chain=chain,
            medium=article.slice(medium) if medium is not None else None,
            act=firm.act,
            distance=firm.distance,
            certainty=firm.certainty,
            triggers=firm.triggers + ((Trigger(field="medium", span=medium),) if medium is not None else ()),
        )


def _line_of(attribution: Attribution, by_id: Mapping[str, Attribution]) -> list[Attribution]:
    """``attribution`` behind all those in whose contents it stands, the outermost first."""
    line = [attribution]
    while line[-1].parent is not None:
        line.append(by_id[line[-1].parent])
    return line[::-1]


def _without_repeats(hops: Iterable[Hop]) -> tuple[Hop, ...]:
    """``hops`` with the innermost of each run of one source: who quotes himself adds nothing to the chain."""
    kept: list[Hop] = []
    for hop in hops:
        if kept and kept[-1].source == hop.source:
            kept.pop()
        kept.append(hop)
    return tuple(kept)


def _hop(attribution: Attribution, behind: Mapping[str, str]) -> Hop:
    return Hop(
        source=behind[attribution.id], attribution=attribution.id, spans=spans.normal(attribution.source + attribution.cue)
    )


def _medium(article: Article, attribution: Attribution) -> Span | None:
    """The channel that is named right behind the cue, or behind speaker and cue."""
    if not attribution.cue:
        return None
    end = attribution.cue[-1].end
    if _TELLING.search(article.slice(attribution.cue)):
        match = _TOLD.match(article.text, end, end + 80)
        if match is not None and _OUTLET.search(match.group(1)):
            return Span(*match.span(1))
    behind = max([end, *(span.end for span in attribution.source)])
    for place in (end, behind):
        match = _MEDIUM.match(article.text, place, place + 120)
        if match is not None:
            return spans.trim(article.text, match.span(1))
    return None


# ---------------------------------------------------------------------------------------------------------------- the own voice


def _own(article: Article, annotation: Annotation, attributions: Sequence[Attribution]) -> Iterator[Statement]:
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
            yield _statement_of_own(article, left)


def _left_of(article: Article, annotation: Annotation, sentence: Span, covered: Spans, starts: Sequence[int]) -> Spans:
    """What a sentence says beyond its attributions; nothing where that is a mere remnant."""
    first = max(0, bisect_left(starts, sentence.start) - 1)
    holes = [span for span in covered[first : bisect_left(starts, sentence.end)] if span.end > sentence.start]
    if not holes:
        return (sentence,) if _count_words(annotation, sentence) >= _FEWEST_WORDS else ()
    pieces = (spans.trim(article.text, piece, " \n\t,;:.–—-“”\"’'") for piece in spans.cut([sentence], holes))
    return tuple(piece for piece in pieces if piece is not None and _count_words(annotation, piece) >= _FEWEST_LEFT)


def _count_words(annotation: Annotation, span: Span) -> int:
    return bisect_left(annotation.words, Span(span.end, 0)) - bisect_left(annotation.words, Span(span.start, 0))


def _statement_of_own(article: Article, left: Spans) -> Statement:
    match = _INFERENCE.search(article.text[left[0].start : left[-1].end])
    name = identity("statement", article.id, "own", str(left))
    if match is None:
        return Statement(id=name, spans=left, voice="own")
    start = left[0].start
    words = spans.trim(article.text, (start + match.start(), start + match.end()))
    return Statement(
        id=name, spans=left, voice="inference", triggers=(Trigger(field="voice", span=words),) if words is not None else ()
    )
