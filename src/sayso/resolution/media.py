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

_NAME = r"[A-Z][\w’'&.\-]*(?: (?:of |the |for )?[A-Z][\w’'&.\-]*){0,5}(?:(?<![.,]) [“\"][A-Z][^”\"\n]{2,40}[”\"])?"
_LINK = r"of|at|in|on|since|to|from|for|and|by|with|the|an?|that|which|who|after|before"
_WORDS = rf"(?:(?!(?:{_LINK})\b)[\w’'./-]+ ){{0,4}}?"
_DAY = "(?:" + "|".join(sorted(day.title() for day in lexicon.DATES)) + r")\b"
_THINGS = "(?i:news conference|press conference|conference call|press release|town hall|social media)|" + (
    "|".join(sorted((f"(?i:{word})" for word in lexicon.CHANNELS), key=len, reverse=True))
)
_AUDIENCE = "|".join(sorted(lexicon.AUDIENCES, key=len, reverse=True))
_TAIL = (
    rf"(?: (?:with|to|from|of|for|on|at|in) (?!{_DAY})(?:the )?{_NAME}(?: (?:{_AUDIENCE})\b)?"
    rf"|(?: (?:with|of|for|on|at|in) (?!{_DAY})(?:(?:the|an?|his|her|its|their) )?"
    rf"(?:(?!(?:{_LINK}|last|this)\b)[a-z][\w’'-]* ){{0,3}}[a-z][\w’'-]*(?: (?:of|with) (?:the )?{_NAME})?(?=[.,;:—]|$)))?"
)
_OWNER = r"[A-Z][\w.-]*(?: [A-Z][\w.-]*)?[’']s"
_OCCASION = re.compile(
    rf"\b(?:in|on|at|during|via|through|In|On|At|During|Via|Through) "
    rf"((?:[Aa]n?|[Tt]he|his|her|its|their|that|{_OWNER}) {_WORDS}(?:{_THINGS})\b{_TAIL}"
    rf"|social media|(?:{'|'.join(lexicon.PLATFORMS)})\b"
    rf"|(?:[A-Z]{{2,5}}[’']s )?[“\"][A-Z][^”\"\n]{{2,40}}[”\"])"
)
_TITLED = re.compile(r",? [“\"]([A-Z][^”\"\n]{2,60}?)[.,]?[”\"]")
_WORKS = re.compile(r"(?:book|memoir|film|documentary|essay|podcast|column|programme|program|show)$")
_BY_WIRE = re.compile(r"\bby ((?:tele)?phone|(?:e-?mail|text message|video ?link|letter))\b")
_ON_AIR = re.compile(rf"(?<!ccording )\b(?:on|to|with|in|On|In) (?:the |an? )?({_NAME})")
_BROADCAST = re.compile(
    rf"\b(?:broadcast|aired|airing|edition|episode|transcript|recorded|spoke|speaking|appeared|appearing|interviewed)\b"
    rf"[^.\n“”\"]{{0,40}}?\b(?:on|of|for|to) ([“\"][A-Z][^”\"\n]{{2,40}}[”\"]|{_NAME})"
)
_TOLD = re.compile(rf" ?(?:(?:reporters|viewers|listeners) (?:at|from|of) )?(?:the |The )?(?P<sort>(?:{_AUDIENCE}) )?({_NAME})")
_TOLD_SORT = re.compile(rf" ?the (?:[a-zA-Z][\w-]* ){{0,3}}?({_NAME}) (?=(?:television|TV|radio|{_AUDIENCE})\b)")
_TELLING = re.compile(r"(?i)\b(?:told|tells?|telling|tell|explained to|spoke to|spoke with|speaking to)$")
_FILED = re.compile(
    rf"\b(?:filed|issued|sent|sends|wrote|published|released|ran|gave|posted|penned|put out|puts out) "
    rf"(an? (?:[\w-]+ ){{0,2}}?(?:{_THINGS})\b(?: to (?:the )?{_NAME})?|(?:[a-z-]+ )?(?:papers|filings|documents)\b)"
)
_SEEN_BY = re.compile(rf"\b(?:seen|obtained|reviewed|published|photographed) by (?:the )?({_NAME})")
_AT_PAPER = re.compile(rf"\b(?:at|of|from|in|for) (?:the )?({_NAME})")
_WRITING = re.compile(r"(?i)\b(?:wr(?:ote|ites?|iting)|reports?|reported|noted|agreed|argued|argues)\b")
_WROTE = re.compile(r"(?i)\bwr(?:ote|ites?|itten)\b")
_A_LETTER = re.compile(r"\b([Aa]n? (?:[\w-]+ ){0,2}(?:letter|e-?mail|memo|memorandum|petition|op-ed|essay|column))\b")
_CARRIED = re.compile(
    r"(?i)^(?:[\w, ]*\b)?(?:sa(?:id|ys?)|adding|saying|suggesting|telling|continuing|assert(?:ed|s)|add(?:ed|s)?|"
    r"tells?|told|wr(?:ote|ites?)|continu(?:ed|es)|explain(?:ed|s)|"
    r"not(?:ed|es)|insist(?:ed|s)|argu(?:ed|es)|conclud(?:ed|es)|stress(?:ed|es)|claim(?:ed|s)|repl(?:ied|ies)|answered|"
    r"warn(?:ed|s)|recalled|asked|asking|urged|ask|urges|accus(?:ed|es)|admitted|acknowledged|promised|predicted|suggested|"
    r"pointed out|emphasi[sz]ed|described|lamented|joked|read|posed|thinks?|thought|believes?|feels?|felt|"
    r"(?:was|were|is|are) [\w ]+)\b|^[:—–]$"
)
_SAME = re.compile(r",? ?(?:(?:on|in|at|during|to) )?the same (programme|program|station|channel|show|paper|newspaper)\b")
_SPOKEN = frozenset({"programme", "program", "station", "channel", "show"})
_POLL = re.compile(r"(?i)\b(?:polls?|survey|study)\b")
_SHARE = re.compile(r"(?i)\bper ?cent\b|%|\bmajority\b|\b\d+ (?:of|in|out of)\b|\bout of\b")
_ANOTHER_TIME = re.compile(
    r"(?i)\b(?:has|have|had|hasn[’']t|would|never|long|once|previously|earlier|often|repeatedly|used to|did ?n[o’']t|does)\b"
)
_THEMSELVES = frozenset({"none", "document", "outlet", "self"})
_GENERIC = (
    lexicon.PROGRAMMES
    | lexicon.DATES
    | frozenset("radio television tv fm online daily weekly digital magazine channel".split())
)
"""Words that name no outlet where they stand alone: "on TV", "on Sunday"."""
_OWNING = re.compile(r"(?:[’']s|s[’']|^(?:[Hh]is|[Hh]er|[Tt]heir|[Ii]ts))$")
_NEXT = 40
"""What is issued may stand so far behind the cue: "issued | a statement"."""
_LONG_NAME = 60
_WHEREVER = frozenset(name.casefold() for name in ("social media", *lexicon.PLATFORMS))
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
    asked speak through the poll, those whose names stand before their words through the broadcast that the page writes down.
    """
    found: dict[str, Span] = {}
    last: dict[str, Span] = {}
    poll: Span | None = None
    recent: Span | None = None
    roles = spans.normal(span for one in attributions for span in one.source)
    broadcast = _broadcast(article, attributions)
    letters = [Span(*match.span(1)) for match in _A_LETTER.finditer(article.text)]
    for one in sorted(attributions, key=lambda one: (one.source or one.cue or one.content)[0]):
        source = behind[one.id]
        if source.kind == "document" and one.source and _POLL.search(article.slice(one.source)):
            poll = max(source.mentions, key=lambda span: (span.end - span.start < _LONG_NAME, span.end - span.start))
        medium = _seen_by(article, one) if source.kind == "document" else None
        if source.kind in _THEMSELVES:
            if medium is not None:
                found[one.id] = medium
            continue
        medium = named_medium(article, annotation, one, roles) or _same_again(article, one, roster)
        if medium is None and source.kind == "collective" and _SHARE.search(article.slice(one.source)):
            medium = poll
        if medium is None and _may_carry(article, one):
            before = last.get(source.id)
            medium = before if before is not None and _start(one) - before.end < _CARRY else None
        if medium is None and one.parent is not None and behind[one.parent].id == source.id:
            medium = found.get(one.parent)
        if medium is None and _is_turn(article, one):
            medium = broadcast or (recent if recent is not None and _start(one) - recent.end < _CARRY else None)
        elif medium is None:
            medium = _written(article, one, letters)
        if medium is not None:
            found[one.id] = last[source.id] = recent = medium
    return found


def _start(one: Attribution) -> int:
    return (one.cue or one.source or one.content)[0].start


def _may_carry(article: Article, one: Attribution) -> bool:
    """Whether something is told of the same occasion rather than of an earlier one."""
    cue = article.slice(one.cue)
    return bool(one.cue) and _ANOTHER_TIME.search(cue) is None and _CARRIED.search(cue) is not None


def _is_turn(article: Article, one: Attribution) -> bool:
    """Whether the words stand behind the speaker's name, as in a transcript."""
    return article.slice(one.cue) == ":"


def _broadcast(article: Article, attributions: Sequence[Attribution]) -> Span | None:
    """The programme that a page with speakers' turns writes down, where it says so before the first of them."""
    top = spans.normal(block.span for block in article.labelled("headline", "standfirst"))
    turns = (_start(one) for one in attributions if _is_turn(article, one))
    first = min((at for at in turns if spans.locate(top, at) is None), default=0)
    match = _BROADCAST.search(article.text, 0, first)
    return spans.trim(article.text, match.span(1), ' “”"‘’.,') if match is not None else None


def _written(article: Article, one: Attribution, letters: Sequence[Span]) -> Span | None:
    """The letter or memo that the article has spoken of, for those who "wrote" without a word of where."""
    if not one.cue or _WROTE.search(article.slice(one.cue)) is None:
        return None
    at = _start(one)
    first = bisect_right(letters, Span(max(0, at - 2 * _CARRY), 0))
    return letters[first] if first < len(letters) and letters[first].end <= at else None


def _seen_by(article: Article, one: Attribution) -> Span | None:
    """The outlet that a document was seen by."""
    if not one.source:
        return None
    return _outlet(_SEEN_BY.search(article.text, one.source[0].start, one.source[-1].end))


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


def named_medium(article: Article, annotation: Annotation, attribution: Attribution, roles: Spans = ()) -> Span | None:
    """The channel that is named beside the cue, or elsewhere in its sentence outside the content and outside ``roles``, the
    words of other sources."""
    if not attribution.cue:
        return None
    text = article.text
    last = attribution.cue[-1]
    if _OWNING.search(article.slice(attribution.source)):
        return None  # "his support for": no act of speech
    if article.slice(attribution.cue).strip(" .:").title() in lexicon.PLATFORMS:
        return Span(*attribution.cue[0])
    if _TELLING.search(article.slice(last).rstrip()):
        sort = _TOLD_SORT.match(text, last.end, last.end + 90)
        told = _outlet(_TOLD.match(text, last.end, last.end + 90)) or (Span(*sort.span(1)) if sort is not None else None)
        if told is not None:
            return told
    pieces = _outside(annotation, attribution, roles)
    for start, end in ((attribution.cue[0].start, last.end + _NEXT), *pieces):
        inside = _FILED.search(text, start, end)
        if inside is not None:
            return Span(*inside.span(1))
    for start, end in pieces:
        for pattern in (_BROADCAST, _OCCASION, _BY_WIRE, _ON_AIR):
            for match in pattern.finditer(text, start, end):
                if match[1].casefold() in _WHEREVER and not 0 <= match.start() - last.end < _NEXT:
                    continue  # said by others there: "of what friends say on social media"
                medium = _occasion(text, match) if pattern in (_OCCASION, _BY_WIRE) else _outlet(match)
                if medium is not None:
                    return medium
    if attribution.source and _WRITING.search(article.slice(attribution.cue)):
        return _outlet(_AT_PAPER.search(text, attribution.source[0].start, attribution.source[-1].end))
    return None


def _occasion(text: str, match: re.Match[str]) -> Span | None:
    """The words of an occasion or a document; of a work the title where it is given."""
    titled = _TITLED.match(text, match.end()) if _WORKS.search(match[1]) else None
    return spans.trim(text, titled.span(1) if titled is not None else match.span(1), " ,.")


def _outside(annotation: Annotation, attribution: Attribution, others: Spans) -> Spans:
    """The words of the sentence of a cue that belong to no role, a nearer piece first."""
    cue = attribution.cue[-1]
    index = bisect_right(annotation.sentences, cue.start, key=lambda span: span.start) - 1
    if index < 0 or cue.end > annotation.sentences[index].end:
        return ()
    sentence = annotation.sentences[index]
    near = others[max(0, bisect_right(others, sentence) - 1) : bisect_right(others, Span(sentence.end, sentence.end))]
    pieces = spans.cut([sentence], spans.normal(attribution.content + attribution.source + near))
    return tuple(sorted(pieces, key=lambda piece: abs(piece.start - cue.start)))


def _outlet(match: re.Match[str] | None) -> Span | None:
    """The name that was matched, if it is an outlet's or a programme's."""
    if match is None:
        return None
    if match.re is _BROADCAST and match[1][0] in '“"':
        return Span(match.start(1) + 1, match.start(1) + len(match[1].rstrip('”".,')))
    start = match.start(match.lastindex or 1)
    whole = re.sub(r"[’']s$", "", match[match.lastindex or 1].rstrip(" .,"))
    if match.re is _TOLD and match["sort"]:
        return Span(start, start + len(whole))
    words = whole.split()
    for last in range(len(words), 0, -1):
        name = " ".join(words[:last])
        bare = re.sub(r"[’']s$", "", name)
        if last == 1 and bare.casefold() in _GENERIC:
            return None
        if kind_of_name(bare) == "outlet" or agency(bare) or words[last - 1].casefold() in lexicon.PROGRAMMES:
            quoted = whole if "“" in whole or '"' in whole else bare.rstrip(".,")
            return Span(start, start + len(quoted))
    return None
