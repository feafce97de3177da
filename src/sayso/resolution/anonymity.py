"""What an article tells of a source that it does not name: how many, of which body and nation, why unnamed, how they can know.

All of it is kept as it stands in the text: "at least two", "Harbour Ministry", "because they feared for their jobs", "who had
read the report". What is looked at is the description itself and what its sentence, or the next one, says of it.
"""

from __future__ import annotations

import re
from itertools import pairwise

from sayso import spans
from sayso.names.finding import plain
from sayso.names.lexicon import PEOPLES
from sayso.records import Anonymity, Article, Span, Spans
from sayso.resolution import lexicon
from sayso.resolution.roster import kind_of_name, role_word

_FIRST = 6
"""So many mentions of a source are read."""
_LONGEST = 400
_BEFORE = 120
_BEHIND = 320
"""So far behind a mention the reason for not naming stands."""

# ---------------------------------------------------------------------------------------------------------- how many, of what


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_COUNT = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty"
_BOUND = "at least|more than|fewer than|no fewer than|nearly|about|around|roughly|as many as|up to|some|over|almost|only"
_NUMBER = re.compile(
    rf"(?i)(?:(?:all|the|these|those|its|his|her|their|another) )?((?:(?:{_BOUND}) )?"
    rf"(?:(?:half a dozen|a dozen|(?:{_COUNT}) dozen|one|both|several|multiple|numerous|{_COUNT}|dozens|scores|hundreds|"
    r"a handful|a couple|a pair|a number|a few|many|(?!(?:19|20)\d\d\b)\d[\d,.]*)\b))"
    r"(?! per ?cent|%|-year|-third|-quarter|-fifth| (?:in|of|out of) (?:every |\d|ten\b))"
)
_CREEDS = _words(
    "anglican baptist buddhist catholic christian communist conservative democrat democratic evangelical gop hindu islamic "
    "islamist jew jewish marxist methodist mormon muslim nazi orthodox protestant republican shia shiite sikh socialist sunni "
    "tory zionist roman"
)
_NATIONS = frozenset(PEOPLES - _CREEDS) | {"western", "u.s", "us", "uk", "eu"}
_NO_BODY = PEOPLES | lexicon.COUNTRIES | _NATIONS | {"eastern", "northern", "southern", "gulf"}
_INSTITUTIONS = _words(
    "campaign government administration company agency bureau police army military navy palace court hospital union party "
    "embassy bank firm department council intelligence ministry security defense defence foreign law enforcement congressional "
    "parliamentary diplomatic industry judicial prosecution federal club team school university church network studio airline "
    "committee commission cabinet presidential royal city county state district rebel opposition regime coalition force forces "
    "insurgent treasury budget health election board trade league newsroom hotel airport"
)
"""Words that name a body where they stand before what somebody is there: "a campaign official"."""
_SMALL = _words(
    "a an the one another some several many other others all both any such few more than at least about nearly around as up to "
    "over of his her its their my our this that these those no only almost roughly numerous multiple various certain different "
    "dozen dozens half handful couple pair number scores hundreds"
) | frozenset(_COUNT.split("|"))
_PLAIN = _words(
    "senior top high-level high-ranking former current ex retired veteran longtime long-time leading unnamed unidentified "
    "anonymous well-placed well-connected informed reliable prominent key close outside local young old female male single "
    "middle-ranking mid-level low-level junior chief deputy separate second third first further additional independent "
    "knowledgeable unspecified individual"
)
_HEADS = lexicon.UNNAMED | lexicon.PERSON_ROLES
_OF_PLACES = lexicon.KIN | _words(
    "resident native citizen voter man woman boy girl people survivor victim farmer villager local"
)
"""Those who come of a place, not of a body."""
_PARTITIVE = re.compile(
    rf"(?i)(?:(?:{_BOUND}) )?(?:one|another|each|some|several|many|most|all|any|both|none|neither|half|a few|a handful|"
    rf"a number|{_COUNT}|\d+)(?: (?:more|other|or more))? of (?=(?:the|his|her|its|their|these|those|[\w.’']+[’']s?)\b)"
)
_AN_END = re.compile(
    r"[,;:(—–]|\b(?:who|whom|whose|that|which|with|without|familiar|close|briefed|privy|involved|present|speaking|requesting|"
    r"asking|citing|aware|knowledgeable|from|in|at|of|inside|within|to|on|by|for|near|about|and)\b"
)
_CLAUSES = re.compile(r"[,;(—–]|\b(?:who|whose|that|which)\b")
_OWNER = r"(?:the|a|an|its|his|her|their)\s+"
_BEHIND_HEAD = re.compile(
    rf"\b(in|at|from|of|with|within|inside|for)\s+((?:{_OWNER})?"
    r"(?:[A-Z][\w.’'&-]*(?:\s(?:of(?:\sthe)?|for|and|de)(?=\s[A-Z]))?\s?)+"
    r"(?:(?!(?:and|or|in|on|at|for|who|with|to|by|from|of|that|which|but)\b)[a-z]+\b)?"
    rf"|{_OWNER}[a-z]+(?:\s[a-z]+)?)"
)

# -------------------------------------------------------------------------------------------------------- why, how they know

_UNSAID = (
    r"(?:on|upon|under|in (?:return|exchange) for)\s+(?:the\s+)?(?:strict\s+)?(?:conditions?\s+(?:of|that)|"
    r"(?:promise|cover)\s+of)\s+(?:strict\s+)?(?:\w+\s+){0,3}?(?:anonymity|not\s+be(?:ing)?\s+\w+)"
    r"|(?:not|n[’']t|nor)\s+(?:(?:want|wish|like|care|agree)\w*\s+)?(?:for\s+[\w’' ]{3,30}\s+)?(?:to\s+)?(?:be|being|have)\s+"
    r"(?:publicly\s+|further\s+)?(?:named|identified|quoted|identify|(?:his|her|their)\s+(?:full\s+)?names?)"
    r"|(?:declin|refus)\w+\s+to\s+(?:be\s+(?:named|identified|quoted)|give\s+(?:his|her|their)\s+(?:full\s+)?names?)"
    r"|(?:request|ask|demand|want|insist|seek|sought|grant|promis|offer|given)\w*\s+(?:for\s+|on\s+)?anonymity"
    r"|(?:spoke|speak|speaking|talked|talking|said|told\s+[\w’' ]{2,30})\s+anonymously"
    r"|(?:withh(?:old|eld)\w*|not\s+(?:naming|identifying|using)|did\s+not\s+(?:name|give)|changed)"
    r"(?:\s+[\w’']+){0,4}?(?=\s+(?:because|to|for|as|since))"
    r"|(?:on|for)\s+(?:deep\s+)?background|off\s+the\s+record|(?:names?|identit\w+)\s+(?:\w+\s+){0,3}?(?:withheld|undisclosed)"
)
"""What says that somebody is not named."""
_NOT_NAMED = re.compile(rf"(?i)\b(?:{_UNSAID})")
_REASON = (
    r"(?:because|since|as\s+(?:he|she|they|the|it|its|his|her|their|talks|a|an|no)|for\s+fear|out\s+of\s+fear|fearing|citing|"
    r"due\s+to|given|owing\s+to|lest|in\s+order\s+to|so\s+as\s+(?:not\s+)?to|so\s+(?:that\s+)?(?:he|she|they)|"
    r"(?:for|over)\s+(?:(?:his|her|their|the)\s+)?(?:[\w-]+\s+){0,3}?"
    r"(?:reasons?|safety|security|concerns?|privacy|protection|reprisals?)|"
    r"to\s+(?:discuss|speak|talk|describe|reveal|share|avoid|protect|offer|preserve|be\s+candid|provide|comment|detail|disclose|"
    r"relay|recount|give|assess|divulge|outline|explain|characteri[sz]e|safeguard|maintain|keep|prevent))\b"
)
_GOES_ON = (
    r"(?!,?\s+(?:said|says?|told|added|adds|according|confirmed|who)\b|"
    r",\s+(?:\w+ed|was|were|is|are|has|have|had|will|would|put|spoke)\b)"
)
"""Not where a clause goes over to what its subject does next: ", said", ", called it"."""
_REST = rf"(?:{_GOES_ON}[^.;\n“”\"])*"
_TO_COMMA = rf"(?:{_GOES_ON}[^,.;\n“”\"])*"
_GROUNDS = re.compile(rf"(?i)\b(?:{_UNSAID})(?:(?!{_REASON})[^.;\n“”\"]){{0,60}}?,?\s+({_REASON}{_REST}(?:\b[A-Z]\.{_REST})*)")
_FRONTED = re.compile(r"((?:Fearing|Citing|For\s+fear\s+of|Out\s+of\s+fear\s+of)\b[^.;,\n“”\"]*), $")
_FORBIDDEN = re.compile(
    r"(?i)\b((?:(?:was|were|is|are|been|being)\s+)?(?:not|n[’']t)\s+(?:(?:publicly|officially|yet)\s+)?"
    r"(?:authori[sz]ed|permitted|allowed|cleared|supposed|empowered|at\s+liberty)\s+to\s+"
    r"(?:speak|discuss|comment|talk|brief|disclose|release|address|share|be\s+(?:named|quoted|identified)|reveal|describe|give|make)"
    rf"\b{_REST}|(?:lacked|without|had\s+no)\s+(?:the\s+)?authori[sz]ation\s+to\s+\w+{_REST})"
)
_KNOWING = re.compile(
    r"(?i)\b((?:(?:who|and)\s+)?(?:(?:is|are|was|were|has\s+been|have\s+been|had\s+been)\s+)?"
    r"(?:(?:directly|closely|personally|intimately|deeply|also|recently)\s+)*"
    r"(?:familiar\s+with|briefed\s+(?:on|about|by)|close\s+to|privy\s+to|aware\s+of|involved\s+(?:in|with)|"
    r"present\s+(?:at|in|for|during|when)|knowledgeable\s+about|acquainted\s+with|informed\s+(?:of|about|on)|in\s+the\s+room)\b"
    rf"{_TO_COMMA}"
    r"|(?:who\s+(?:has|have|had)|with)\s+"
    r"(?:(?:direct|first-?hand|intimate|inside|personal|close|detailed|some|prior|specific)\s+)*"
    r"(?:knowledge\s+(?:of|about)|access\s+to|insight\s+into|information\s+(?:on|about)|ties\s+to|understanding\s+of)\b"
    rf"{_TO_COMMA}"
    r"|who\s+(?:(?:has|have|had|also|both|personally|directly)\s+)*"
    r"(?:saw|seen|attended|witnessed|heard|overheard|reviewed|read|examined|took\s+part|taken\s+part|participated|worked|works|"
    r"helped|listened|knows?|knew|viewed|watched|received|met|(?:was|were)\s+(?:there|present)|survived)\b"
    rf"{_TO_COMMA})"
)
_DENIED = re.compile(r"\b(?:not|no)\s+$")
_STOP = re.compile(r"(?<![A-Z])(?<!\bMr)(?<!\bMrs)(?<!\bDr)[.!?][”\"’]?(?=\s)")
_GOES_ON_ABOUT = re.compile(
    r"\s*(?:He|She|They|The [a-z]+s?|All|Both|Each|Like (?:others|many)|"
    r"(?:The )?[A-Z][\w ]{2,30} (?:is|has|agreed|granted))\b"
)
"""How a sentence begins that goes on about the one who spoke in the last, or about why the paper does not name him."""


def anonymity(article: Article, mentions: Spans) -> Anonymity | None:
    """What is told around the first mentions, each thing where it is told first; None where nothing is."""
    told: dict[str, Span] = {}
    for mention in mentions[:_FIRST]:
        for name, span in _told_at(article.text, mention):
            told.setdefault(name, span)
    return Anonymity(**told) if told else None


def _told_at(text: str, mention: Span) -> list[tuple[str, Span]]:
    start, end = mention.start, min(mention.end, mention.start + _LONGEST)
    described, said = text[start:end], text[start : _reach(text, end)]
    fronted = _FRONTED.search(text, max(0, start - _BEFORE), start)
    if fronted is not None and _NOT_NAMED.search(said):
        return [("grounds", Span(*fronted.span(1)))]
    found = {
        "number": _number(described),
        "body": _body_before(described) or _body_behind(described),
        "nationality": _nationality(described),
        "grounds": _grounds(said),
        "knowledge": _knowledge(said, len(described)),
    }
    placed = {name: Span(start + at[0], start + at[1]) for name, at in found.items() if at is not None}
    trimmed = ((name, spans.trim(text, span, " \n\t,;")) for name, span in placed.items())
    return [(name, span) for name, span in trimmed if span is not None]


def _reach(text: str, at: int) -> int:
    """Where what is said of a mention that ends ``at`` ends: with its sentence, or the next one that goes on about it."""
    line = text.find("\n", at, at + _BEHIND)
    end = line if line >= 0 else min(len(text), at + _BEHIND)
    for number, stop in enumerate(match.end() for match in _STOP.finditer(text, at, end)):
        if number == 1 or _GOES_ON_ABOUT.match(text, stop) is None:
            return stop
    return end


def _number(described: str) -> tuple[int, int] | None:
    match = _NUMBER.match(described)
    return match.span(1) if match is not None else None


def _grounds(said: str) -> tuple[int, int] | None:
    """Why somebody is not named: behind what says that he is not, or what he was not allowed to do."""
    match = _GROUNDS.search(said) or _FORBIDDEN.search(said)
    return match.span(1) if match is not None else None


def _knowledge(said: str, length: int) -> tuple[int, int] | None:
    """How somebody can know: told inside the description, of that ``length``, or right behind it."""
    for match in _KNOWING.finditer(said):
        inside = match.start() < length
        if (inside or not said[length : match.start()].strip(" ,")) and not _DENIED.search(said[: match.start()]):
            return match.start(1), min(match.end(1), length) if inside else match.end(1)
    return None


# ------------------------------------------------------------------------------------------------------------------ the phrase


def _phrase(described: str) -> list[re.Match[str]]:
    """The words of a description up to its head, without numbers, articles and words of rank before it."""
    partitive = _PARTITIVE.match(described)
    start = partitive.end() if partitive is not None else 0
    end = _AN_END.search(described, start + 1)
    words = list(re.finditer(r"[\w.’'&-]+", described[: end.start() if end is not None else len(described)]))
    for head, doing in pairwise(words):
        if doing[0].endswith("ing") and role_word(head[0]) in _HEADS:
            words = words[: words.index(doing)]  # "judges handling cases"
            break
    return [word for word in words if word.start() >= start and not _is_small(word[0])]


def _is_small(word: str) -> bool:
    return word[0].isdigit() or plain(word) in _SMALL or plain(word) in _PLAIN


def _nationality(described: str) -> tuple[int, int] | None:
    """The word of nation in a description ("Israeli"), unless it is part of the name of a body ("European Union official")."""
    phrase = _phrase(described)
    for number, word in enumerate(phrase):
        behind = phrase[number + 1][0] if number + 2 < len(phrase) else "head"
        if _is_nation(word[0]) and (behind[0].islower() or _is_nation(behind)):
            return word.span()
    return None


def _is_nation(word: str) -> bool:
    return word[0].isupper() and not _NATIONS.isdisjoint((plain(word), plain(word).removesuffix("s")))


def _body_before(described: str) -> tuple[int, int] | None:
    """The body that is named before the head: "a Harbour Ministry official", "the campaign’s lawyer"."""
    phrase, nation = _phrase(described), _nationality(described)
    if len(phrase) < 2 or role_word(phrase[-1][0]) in _OF_PLACES:
        return None
    kept = [word for word in phrase[:-1] if word.span() != nation]
    named = [word for word in kept if word[0][0].isupper() or plain(word[0].removesuffix("’s")) in _INSTITUTIONS]
    titled = any(plain(word[0]) in lexicon.TITLES for word in named)
    if not named or titled or (len(named) == 1 and named[0].start() == 0 and not _names_body(named[0][0])):
        return None
    owning = 2 if named[-1][0].endswith(("’s", "'s")) else 0
    return named[0].start(), named[-1].end() - owning


def _body_behind(described: str) -> tuple[int, int] | None:
    """The body that is named behind the head: "an official at the Harbour Ministry", "a spokesman for the airline"."""
    phrase = _phrase(described)
    if phrase and role_word(phrase[-1][0]) in _OF_PLACES:
        return None
    for match in _BEHIND_HEAD.finditer(_CLAUSES.split(described)[0]):
        words = match[2].strip()
        name = re.sub(rf"^{_OWNER}", "", words)
        named = name.istitle() and not _is_nation(name.split()[0]) and match[1] not in ("in", "for", "with")
        if plain(name) not in _NO_BODY and (named or _names_body(name)):
            return match.start(2), match.start(2) + len(words)
    return None


def _names_body(name: str) -> bool:
    """Whether the words are those of a body, named or not: "Harbour Ministry", "ministry", "FBI"."""
    words = [plain(word) for word in name.split()]
    return kind_of_name(name) in ("organisation", "outlet") or any(word in _INSTITUTIONS | lexicon.BODIES for word in words)
