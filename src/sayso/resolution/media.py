"""The channel through which a statement reached print: an outlet, a programme, a document, a platform, an occasion.

It is named beside the cue ("told the Harbour Times", "said in a statement"), or it is the occasion of what the same source said
just before. Which outlets are hops of a chain is decided in ``statements``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence

from sayso import spans
from sayso.outlets import agency
from sayso.records import Annotation, Article, Attribution, Source, Span, Spans
from sayso.resolution import lexicon
from sayso.resolution.roster import Roster, kind_of_name

_NAME = r"[A-Z][\w’'&.\-]*(?: (?:of |the |for )?[A-Z][\w’'&.\-]*){0,5}(?: [“\"][A-Z][^”\"\n]{2,40}[”\"])?"
_WORDS = r"(?:[\w’'./-]+ ){0,4}?"
_THINGS = "|".join(sorted(lexicon.CHANNELS, key=len, reverse=True)) + "|news conference|press conference|town hall|convention"
_WITH = rf"(?: (?:with|to|from) (?:the )?{_NAME})?"
_OCCASION = re.compile(
    rf"\b(?:in|on|at|during|via|through|In|On|At|During|Via|Through) "
    rf"((?:[Aa]n?|[Tt]he|his|her|its|their|that) {_WORDS}(?:{_THINGS})\b{_WITH}"
    rf"|(?:{'|'.join(lexicon.PLATFORMS)})\b"
    rf"|(?:[A-Z]{{2,5}}[’']s |the )?[“\"][A-Z][^”\"\n]{{2,40}}[”\"])"
)
_ON_AIR = re.compile(rf"\b(?:on|to|with|in|On|In) (?:the |an? )?({_NAME})")
_TOLD = re.compile(rf" ?(?:reporters (?:at|from) )?(?:the |The )?({_NAME})")
_TELLING = re.compile(r"(?i)\b(?:told|tells?|telling|tell)$")
_FILED = re.compile(
    rf"\b(?:filed|issued|sent|wrote|published|released|ran|gave|posted) (an? (?:[\w-]+ ){{0,2}}?(?:{_THINGS}))\b"
)
_SAME = re.compile(r",? ?(?:(?:on|in|at|during|to) )?the same (programme|program|station|channel|show|paper|newspaper)\b")
_SPOKEN = frozenset({"programme", "program", "station", "channel", "show"})
_POLL = re.compile(r"(?i)\b(?:polls?|survey|study)\b")
_SHARE = re.compile(r"(?i)\bper ?cent\b|%|\bmajority\b|\b\d+ (?:of|in|out of)\b|\bout of\b")
_ANOTHER_TIME = re.compile(
    r"(?i)\b(?:has|have|had|hasn[’']t|long|once|previously|earlier|often|repeatedly|used to|did ?n[o’']t|does)\b"
)
_THEMSELVES = frozenset({"none", "document", "outlet", "self"})
_CARRY = 2500
"""So many characters further on it may still be the same occasion."""


def media(
    article: Article,
    annotation: Annotation,
    attributions: Sequence[Attribution],
    behind: Mapping[str, Source],
    roster: Roster,
) -> dict[str, Span]:
    """The words that name the medium of each attribution that has one, by its id.

    What a source says in one interview, letter, rally or statement is carried over to what it says next; those whom a poll
    asked speak through the poll.
    """
    found: dict[str, Span] = {}
    last: dict[str, Span] = {}
    poll: Span | None = None
    for one in sorted(attributions, key=lambda one: (one.source or one.cue or one.content)[0]):
        source = behind[one.id]
        if source.kind == "document" and one.source and _POLL.search(article.slice(one.source)):
            poll = one.source[0]
        if source.kind in _THEMSELVES:
            continue
        medium = named_medium(article, annotation, one) or _same_again(article, one, roster)
        if medium is None and source.kind == "collective" and _SHARE.search(article.slice(one.source)):
            medium = poll
        if medium is None and _may_carry(article, one):
            before = last.get(source.id)
            medium = before if before is not None and _start(one) - before.end < _CARRY else None
        if medium is not None:
            found[one.id] = last[source.id] = medium
    return found


def _start(one: Attribution) -> int:
    return (one.cue or one.source or one.content)[0].start


def _may_carry(article: Article, one: Attribution) -> bool:
    """Whether something is told of the same occasion rather than of an earlier one."""
    return bool(one.cue) and _ANOTHER_TIME.search(article.slice(one.cue)) is None


def _same_again(article: Article, one: Attribution, roster: Roster) -> Span | None:
    """The outlet that "the same station" or "the same paper" means: the last one named of its sort."""
    match = _SAME.match(article.text, one.cue[-1].end) if one.cue else None
    if match is None:
        return None
    spoken = match[1] in _SPOKEN
    for place, named in roster.before(one.cue[0].start, _CARRY):
        if named.kind == "outlet" and (named.words[-1] in lexicon.ON_AIR) == spoken:
            return Span(*place)
    return None


def named_medium(article: Article, annotation: Annotation, attribution: Attribution) -> Span | None:
    """The channel that is named beside the cue, or elsewhere in its sentence outside the content."""
    if not attribution.cue:
        return None
    text = article.text
    last = attribution.cue[-1]
    if _TELLING.search(article.slice(last).rstrip()):
        told = _outlet(_TOLD.match(text, last.end, last.end + 90))
        if told is not None:
            return told
    inside = _FILED.search(text, attribution.cue[0].start, last.end)
    if inside is not None:
        return Span(*inside.span(1))
    for start, end in _outside(annotation, attribution):
        for pattern in (_OCCASION, _ON_AIR):
            for match in pattern.finditer(text, start, end):
                medium = _outlet(match) if pattern is _ON_AIR else spans.trim(text, match.span(1), " ,.")
                if medium is not None:
                    return medium
    return None


def _outside(annotation: Annotation, attribution: Attribution) -> Spans:
    """The words of the sentence of a cue that belong to no role, a nearer piece first."""
    cue = attribution.cue[-1]
    index = bisect_right(annotation.sentences, cue.start, key=lambda span: span.start) - 1
    if index < 0 or cue.end > annotation.sentences[index].end:
        return ()
    roles = attribution.content + attribution.source
    pieces = spans.cut([annotation.sentences[index]], roles)
    return tuple(sorted(pieces, key=lambda piece: abs(piece.start - cue.start)))


def _outlet(match: re.Match[str] | None) -> Span | None:
    """The name that was matched, if it is an outlet's or a programme's."""
    if match is None:
        return None
    words = match[1].rstrip(" .,").split()
    for last in range(len(words), 0, -1):
        name = " ".join(words[:last])
        if kind_of_name(name) == "outlet" or agency(name) or words[last - 1].casefold() in lexicon.PROGRAMMES:
            quoted = match[1].rstrip(" .,") if "“" in match[1] or '"' in match[1] else name.rstrip(".,")
            return Span(match.start(1), match.start(1) + len(quoted))
    return None
