"""Channels as they are named in words: "told the Harbour Times", "in an interview with", "told a rally in", "filed papers".

What is looked at is the sentence of a cue, outside the content and the words of other sources. Whether a channel named for one
statement holds for the next too is decided in ``media``.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from sayso import spans
from sayso.outlets import outlet
from sayso.records import Annotation, Article, Attribution, Span, Spans
from sayso.resolution import lexicon
from sayso.resolution.roster import kind_of_name

_NAME = r"[A-Z][\w’'&.\-]*(?: (?:of |the |for )?[A-Z][\w’'&.\-]*){0,5}(?:(?<![.,]) [“\"][A-Z][^”\"\n]{2,40}[”\"])?"
_LINK = r"of|at|in|on|since|to|from|for|and|by|with|the|an?|that|which|who|after|before"
_WORDS = rf"(?:(?!(?:{_LINK})\b)[\w’'./-]+ ){{0,4}}?"
_DAY = "(?:" + "|".join(sorted(day.title() for day in lexicon.DATES)) + r")\b"
_THINGS = "(?i:news conference|press conference|conference call|press release|town hall|social media)|" + (
    "|".join(sorted((f"(?i:{word})" for word in lexicon.CHANNELS), key=len, reverse=True))
)
_PEOPLE = "delegation|leaders|members|officials|supporters|voters|workers|residents|donors"
_AUDIENCE = "|".join(sorted(lexicon.AUDIENCES, key=len, reverse=True))
_TAIL = (
    rf"(?: (?:with|to|from|of|for|on|at|in) {{1,2}}(?!{_DAY})(?:the )?{_NAME}(?: (?:{_AUDIENCE}|{_PEOPLE})\b)?"
    rf"|(?: (?:with|of|for|on|at|in) (?!{_DAY})(?:(?:the|an?|his|her|its|their) )?"
    rf"(?:(?!(?:{_LINK}|last|this)\b)[a-z][\w’'-]* ){{0,3}}[a-z][\w’'-]*(?: (?:of|with) (?:the )?{_NAME})?(?=[.,;:—]|$)))?"
)
_OWNER = r"[A-Z][\w.-]*(?: [A-Z][\w.-]*)?[’']s"
_OCCASION = re.compile(
    rf"\b(?:in|on|at|during|via|through|In|On|At|During|Via|Through) "
    rf"((?:[Aa]n?|[Tt]he|his|her|its|their|that|{_OWNER}) {_WORDS}(?:{_THINGS})\b"
    rf"(?: and (?:(?:an?|the|his|her|its|their) )?(?:{_THINGS})\b)?{_TAIL}"
    rf"|social media|(?:{'|'.join(lexicon.PLATFORMS)})\b"
    rf"|(?:[A-Z]{{2,5}}[’']s )?[“\"][A-Z][^”\"\n]{{2,40}}[”\"])"
)
_TITLED = re.compile(r",? [“\"]([A-Z][^”\"\n]{2,60}?)[.,]?[”\"]")
_WORKS = re.compile(r"(?:book|memoir|film|documentary|essay|podcast|column|programme|program|show)$")
_BY_WIRE = re.compile(r"\bby ((?:tele)?phone|(?:e-?mail|text message|video ?link|letter))\b")
_ON_AIR = re.compile(rf"(?<!ccording )\b(?:on|to|with|in|On|In) (?:the |an? )?({_NAME})")
BROADCAST = re.compile(
    rf"\b(?:broadcast|aired|airing|edition|episode|transcript|recorded|spoke|speaking|appeared|appearing|interviewed)\b"
    rf"[^.\n“”\"]{{0,40}}?\b(?:on|of|for|to) ([“\"][A-Z][^”\"\n]{{2,40}}[”\"]|{_NAME})"
)
"""What a page with the turns of speakers writes down: "spoke on “Coast Morning”"."""
_CROWD = rf"(?:audience|crowd|listeners|viewers|followers|{_THINGS})\b{_TAIL}"
_GATHERED = re.compile(
    rf"\b(?:(?:spoke|speaking|speaks|testified|testifying|talked|talking) (?:to|before|in front of)|address(?:ed|ing)) "
    rf"((?:an?|the|his|her|their) {_WORDS}{_CROWD})"
)
_WRITING_FOR = re.compile(
    rf"\b(?:[Ww]rote|[Ww]rites|[Ww]riting|[Bb]logging|[Rr]eporting)\b[^.\n“”\"]{{0,60}}?"
    rf"\bfor (?:the |an? )?({_NAME}(?: panel\b)?)"
)
_TOLD = re.compile(rf" ?(?:(?:reporters|viewers|listeners) (?:at|from|of) )?(?:the |The )?(?P<sort>(?:{_AUDIENCE}) )?({_NAME})")
_TOLD_SORT = re.compile(rf" ?the (?:[a-zA-Z][\w-]* ){{0,3}}?({_NAME}) (?=(?:television|TV|radio|{_AUDIENCE})\b)")
_TOLD_AT = re.compile(rf" ?((?:an?|the|his|her|their) {_WORDS}(?:court|inquest|inquiry|{_CROWD}))")
_TO = re.compile(rf" to (?:the )?({_NAME})")
_FOR = re.compile(rf" ?(?:for|in) (?:the |an? )?({_NAME})")
_ITS_SHOW = re.compile(r"[’']s? (?:[\w-]+ ){0,4}?(?:series|show|podcast|programme|program|newsletter)\b")
_TELLING = re.compile(r"(?i)\b(?:told|tells?|telling|tell|explained to|spoke to|spoke with|speaking to)$")
_FILED = re.compile(
    rf"\b(?:filed|issued|sent|sends|wrote|published|released|ran|gave|posted|penned|put out|puts out) "
    rf"(an? (?:[\w-]+ ){{0,2}}?(?:{_THINGS})\b(?: to (?:the )?{_NAME})?|(?:[a-z-]+ )?(?:papers|filings|documents)\b)"
)
_HELD = re.compile(
    rf"\b(?:held|holds|holding|delivered|delivering|gave|giving) (an? (?:[\w-]+ ){{0,2}}?(?:{_THINGS})\b{_TAIL})"
)
_SEEN_BY = re.compile(
    rf"\b(?:(?:seen|obtained|reviewed|published|photographed|printed|carried|polled|surveyed|interviewed|canvassed) by"
    rf"|(?:published|printed|carried) in) (?:the )?({_NAME})"
)
_LYING_ON = re.compile(
    rf"\b(?:on|in) ((?:the|its|his|her|their) (?:[\w.’'-]+ ){{0,4}}?(?:website|site|blog|page|forum)\b"
    rf"|social media|(?:{'|'.join(lexicon.PLATFORMS)})\b)"
)
_AT_PAPER = re.compile(rf"\b(?:at|of|from|in|for) (?:the )?({_NAME})")
_WRITING = re.compile(r"(?i)\b(?:wr(?:ote|ites?|iting)|reports?|reported|noted|agreed|argued|argues)\b")
_ELSEWHERE = re.compile(r"\b(?:after|before|when|while|because|since|who|which|whose|though|although)\b|\bby (?:the )?[A-Z]")
"""Between a cue and an occasion, what shows that the occasion is another's: "said after Lee failed to come to a hearing"."""
_TWEETED = re.compile(r"(?i)\b(?:re)?tweet(?:ed|ing)\b")
_POSTED = re.compile(rf"\b(?:on|to|via) ({'|'.join(lexicon.PLATFORMS)})\b")
_SHOW_BEHIND = re.compile(r"[’']s? .*$")
_HOST = re.compile(rf"\b(?:with|to|for|on) (?:the |The )?({_NAME})(?: (?:{_AUDIENCE}))?$")
_DOCUMENT = re.compile(
    r"(?i)^(?:(?:an?|the|his|her|its|their|[\w’'.-]+[’']s) )?(?:[\w’'-]+ ){0,3}?"
    r"(?:letter|memo|memorandum|report|study|survey|analysis|book|memoir|film|documentary|essay|op-ed|column|editorial|commentary|article|petition|filings?|papers|documents|motion|"
    r"ruling|affidavit|deposition|complaint|lawsuit|manifesto|newsletter|paper)\b(?! conference)"
)
_GENERIC = (
    lexicon.PROGRAMMES
    | lexicon.DATES
    | frozenset("radio television tv fm online daily weekly digital magazine channel".split())
)
"""Words that name no outlet where they stand alone: "on TV", "on Sunday"."""
OWNING = re.compile(r"(?:[’']s|s[’']|^(?:[Hh]is|[Hh]er|[Tt]heir|[Ii]ts))$")
"""The words of a source to whom something belongs: "the minister's"."""
_WIDEST = 1000
"""No more of a sentence is looked at on either side of a cue."""
_ASIDE = 80
_NEXT = 40
"""What is issued may stand so far behind the cue: "issued | a statement"."""
_WHEREVER = frozenset(name.casefold() for name in ("social media", *lexicon.PLATFORMS))


def named_channel(
    article: Article, annotation: Annotation, attribution: Attribution, roles: Spans = (), within: Spans = ()
) -> Span | None:
    """The channel that is named beside the cue, or elsewhere in its sentence outside the content and outside ``roles``, the
    words of other sources; for what somebody says in another's words only ``within`` these."""
    if not attribution.cue or OWNING.search(article.slice(attribution.source)):
        return None  # "his support for": no act of speech
    if article.slice(attribution.cue).strip(" .:").title() in lexicon.PLATFORMS:
        return Span(*attribution.cue[0])
    tweeted = _TWEETED.search(article.text, attribution.cue[0].start, attribution.cue[-1].end)
    if tweeted is not None:
        return Span(*tweeted.span())
    posted = _POSTED.search(article.text, attribution.cue[0].start, attribution.cue[-1].end)
    if posted is not None:
        return Span(*posted.span(1))
    pieces = _outside(annotation, attribution, roles, within)
    return _told(article, attribution) or _filed(article, attribution, pieces) or _beside(article, attribution, pieces)


def called(words: str) -> str:
    """The name of the channel that ``words`` of a text are: whoever "tweeted" did so on Twitter."""
    return "Twitter" if _TWEETED.fullmatch(words) else " ".join(words.split())


def outlet_in(words: str) -> str | None:
    """The outlet that the ``words`` of a channel are or name: "the Harbour Times", "an interview with the Harbour Times"."""
    words = re.sub(r"^[Tt]he ", "", words)
    host = _HOST.search(words)
    wholes = (words if words[:1].isupper() else "", host[1] if host is not None else "")
    names = (name for whole in wholes for name in (whole, _SHOW_BEHIND.sub("", whole)))
    return next((name for name in names if name and is_outlet(name)), None)


def is_document(words: str) -> bool:
    """Whether the ``words`` of a channel are a document that others can have too: a letter, a ruling, a book."""
    return _DOCUMENT.search(words) is not None


def channel_of_source(article: Article, attribution: Attribution) -> Span | None:
    """The outlet that a document was seen by or that people were asked by, or the site that it stands on, where the words of
    the source say so, or those between it and the cue: "a memo, seen by the Harbour Times, says", "users on the forum"."""
    if not attribution.source:
        return None
    start, end = attribution.source[0].start, attribution.source[-1].end
    cue = attribution.cue[0].start if attribution.cue else end
    end = cue if end < cue < end + _ASIDE else end
    lying = _LYING_ON.search(article.text, start, end)
    return _outlet(_SEEN_BY.search(article.text, start, end)) or (Span(*lying.span(1)) if lying is not None else None)


def occasions(text: str) -> list[Span]:
    """All occasions and documents of a text that could be channels, in order."""
    found = (match for pattern in (_OCCASION, _GATHERED, _FILED, _HELD) for match in pattern.finditer(text))
    trimmed = (spans.trim(text, match.span(1), " ,.") for match in found)
    return sorted({span for span in trimmed if span is not None and text[span.start : span.end].casefold() not in _WHEREVER})


def _told(article: Article, attribution: Attribution) -> Span | None:
    """Who was told: an outlet, its programme, or those who listened."""
    text, last = article.text, attribution.cue[-1]
    reach = last.end + 90
    if not _TELLING.search(article.slice(last).rstrip()):
        return _outlet(_TO.match(text, last.end, reach))
    sort = _TOLD_SORT.match(text, last.end, reach)
    told = _outlet(_TOLD.match(text, last.end, reach)) or (Span(*sort.span(1)) if sort is not None else None)
    if told is not None:
        show = _ITS_SHOW.match(text, told.end)
        return Span(told.start, show.end()) if show is not None else told
    crowd = _TOLD_AT.match(text, last.end, reach)
    return spans.trim(text, crowd.span(1), " ,.") if crowd is not None else None


def _filed(article: Article, attribution: Attribution, pieces: Spans) -> Span | None:
    """What was issued, filed or sent."""
    for start, end in ((attribution.cue[0].start, attribution.cue[-1].end + _NEXT), *pieces):
        found = _FILED.search(article.text, start, end)
        if found is not None:
            return Span(*found.span(1))
    return None


def _beside(article: Article, attribution: Attribution, pieces: Spans) -> Span | None:
    """The programme, occasion, wire or outlet that ``pieces`` of the sentence name, else the paper that the source is at."""
    text, last = article.text, attribution.cue[-1]
    for start, end in pieces:
        for pattern in (BROADCAST, _GATHERED, _OCCASION, _BY_WIRE, _WRITING_FOR, _ON_AIR):
            for match in pattern.finditer(text, start, end):
                if _is_others(text, match, last.end):
                    continue
                medium = _outlet(match) if pattern in (BROADCAST, _WRITING_FOR, _ON_AIR) else _occasion(text, match)
                if medium is not None:
                    return medium
    if attribution.source and _WRITING.search(article.slice(attribution.cue)):
        start, end = attribution.source[0].start, attribution.source[-1].end
        return _outlet(_FOR.match(text, end)) or _outlet(_AT_PAPER.search(text, start, end))
    return None


def _is_others(text: str, match: re.Match[str], cue_end: int) -> bool:
    """Whether others spoke there: "of what friends say on social media", "mentioned by Lee in an interview"."""
    if match[1].casefold() in _WHEREVER and not 0 <= match.start() - cue_end < _NEXT:
        return True
    return match.start() > cue_end and _ELSEWHERE.search(text, cue_end, match.start()) is not None


def _occasion(text: str, match: re.Match[str]) -> Span | None:
    """The words of an occasion or a document; of a work the title where it is given."""
    titled = _TITLED.match(text, match.end()) if _WORKS.search(match[1]) else None
    return spans.trim(text, titled.span(1) if titled is not None else match.span(1), " ,.")


def _outside(annotation: Annotation, attribution: Attribution, others: Spans, within: Spans) -> Spans:
    """The words of the sentence of a cue that belong to no role, a nearer piece first; only those ``within``, if given."""
    cue = attribution.cue[-1]
    index = bisect_right(annotation.sentences, cue.start, key=lambda span: span.start) - 1
    if index < 0 or cue.end > annotation.sentences[index].end:
        return ()
    sentence = annotation.sentences[index]
    sentence = Span(max(sentence.start, cue.start - _WIDEST), min(sentence.end, cue.end + _WIDEST))
    near = others[max(0, bisect_right(others, sentence) - 1) : bisect_right(others, Span(sentence.end, sentence.end))]
    whole = spans.cut([sentence], spans.cut([sentence], within)) if within else (sentence,)
    pieces = spans.cut(whole, spans.normal(attribution.content + attribution.source + near))
    return tuple(sorted(pieces, key=lambda piece: abs(piece.start - cue.start)))


def _outlet(match: re.Match[str] | None) -> Span | None:
    """The name that was matched, if it is an outlet's or a programme's."""
    if match is None:
        return None
    if match.re is BROADCAST and match[1][0] in '“"':
        return Span(match.start(1) + 1, match.start(1) + len(match[1].rstrip('”".,')))
    start = match.start(match.lastindex or 1)
    whole = re.sub(r"[’']s?$", "", match[match.lastindex or 1].rstrip(" .,"))
    if match.re is _TOLD and match["sort"]:
        return Span(start, start + len(whole))
    if match.re in (_WRITING_FOR, _FOR, _SEEN_BY) and kind_of_name(whole) in (None, "outlet"):
        return Span(start, start + len(whole))
    words = whole.split()
    for last in range(len(words), 0, -1):
        name = " ".join(words[:last])
        bare = re.sub(r"[’']s?$", "", name)
        if last == 1 and bare.casefold() in _GENERIC:
            return None
        if is_outlet(bare) or words[last - 1].casefold() in lexicon.PROGRAMMES:
            quoted = whole if "“" in whole or '"' in whole else bare.rstrip(".,")
            return Span(start, start + len(quoted))
    return None


def is_outlet(name: str) -> bool:
    """Whether ``name``, where a channel is expected, is an outlet's by the table or by its words."""
    known = outlet(name)
    return (known is not None and known.kind != "platform") or kind_of_name(name) == "outlet"
