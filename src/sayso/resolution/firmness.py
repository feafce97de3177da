"""How firmly a statement is put: act, distance and certainty, each with the words that decided it.

The cue decides act and distance; the beginning of the content decides certainty. What the labels mean stands in
``docs/reference/labels.md``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.records import Act, Article, Attribution, Certainty, Distance, Span, Trigger


def _forms(stems: str) -> re.Pattern[str]:
    """A pattern for verbs by their stems, in any regular inflection."""
    return re.compile(rf"(?i)\b(?:{'|'.join(stems.split()).replace('.', ' ')})(?:e?s|e?d|ing|e)?\b")


_NOT_DOING = re.compile(
    r"(?i)\b(?:declin\w+|refus\w+|no comment|reluctan\w+|(?:still )?ducks|"
    r"(?:(?:did|do|does|would|will|could|can|has|have|had|wo|ca)(?:not| not|n[’']t)|never)(?: \w+ly| yet| immediately)? "
    r"(?:be reached|respond|reply|comment|return|answer|suggest|disclose|say|said|state|"
    r"explicitly|elaborate|explain|talk|discuss|"
    r"reveal|specify|provide|publish|release|confirm|apologi[sz]e|single out|hand over|give|name|identify|mention|"
    r"address|claim|alleg|assert|admit|acknowledg|conced|announc|report|tell|told|"
    r"deny|dispute|contest|contradict|rebut|refut|reject|challeng)\w*|would not$|could not$|"
    r"neither confirm\w*(?: nor (?:den|disput)\w*)?|nor den(?:y|ies|ied))"
)
_NOBODY = re.compile(r"(?i)^(?:neither|none|nobody|no one)\b")
_REPLYING = re.compile(r"(?i)\b(?:respond|repl|comment|return|answer)\w*")
_NOR = re.compile(r"(?i)\bneither confirm\w* nor den\w+|\b(?:nor|not|n[’']t|never) den(?:y|ied)$")
_BEFORE = 30
"""A negation is looked for so far before a cue, which at times leaves it out."""
_DISAGREES = re.compile(r"(?i)\b(?:not|n[’']t|never)(?: \w+ly)? agree\w*|\bdisagree\w*")
_ACTS: tuple[tuple[Act, re.Pattern[str]], ...] = (
    ("declines", _NOT_DOING),
    ("denies", _forms("deny deni denie reject disput refut dismiss rebuff repudiat disavow contradict rebut rebutt")),
    ("judges", _forms(
        "prais mock accus accusation endors endorsement criticis criticiz criticism condemn blam attack blast slam "
        "denounc support oppos back defend applaud laud hail thank decr decri deride derid rebuk lambast assail chid "
        "ridicul scold likened compar congratulat welcom favor favour prefer embrac champion (?:so-)?call dubb label deem "
        "portray touted tout swip bash charg herald cast castigat lash complaint complain boo credit paint rip bristl "
        "characteriz characteris brag rail confront insult taunt disdain disparag marvel protest sneer jeer vilif smear "
        "skewer berat admonish promot yok animus spoken.out speak.out speaking.out bills.himself bills.itself make.fun "
        "dressing-down controversial.comment gives.credit second-guess critical.of"
    )),
    ("wants", _forms(
        "want urg plan promis pledg vow demand seek intend propos threaten order sought aim request mean decid decision "
        "encourag recommend offer pushed push advis swear swore nominat invit appoint allow campaign campaigning sued "
        "considering toy purpose ban bann bar vot requir commitment commit willing willingness lift exhort fil pressur "
        "rally advocat introduc insist.on lobby lobbi petition mandat legislat eager"
    )),
    ("asks", _forms("ask wonder question queri quer pos speculation doubts.grow pressed.on press.on to.determine")),
    ("believes", _forms(
        "think thought believ feel felt fear expect expectation hop worr worri worry lov doubt know knew see saw seen "
        "consider view understood understand suspect assum anticipat foresee imagin hat admire appreciat regard concern "
        "disappoint seriously forecast project wish afraid scared insecure perceiv sens estimat awar realiz realis lik "
        "frustrat passionat convinc despis exhaustion tired skepticism scepticism sure unsure outlook anger hatred accept "
        "regret sorry certain hold vision minds trust prais.god optimistic pessimistic confident surpris car"
    )),
)  # fmt: skip
_WANTS_PHRASE = re.compile(
    r"(?i)\b(?:call(?:s|ed|ing)? (?:for|on|to)|ask(?:s|ed|ing)? for|push\w* for|issu\w+ a call|sound\w* a call)\b"
)
_ASKING = re.compile(r"(?i)\bask(?:s|ed|ing)?$")
_ASKED_TO = re.compile(
    r"(?i)^[\"“‘']?(?:for|to|not to)\b|^[\"“‘']?that .{0,60}\bbe\b"
    r"|^(?:(?!(?:how|why|what|who|whom|when|where|whether|if|which|about)\b)[\w’'-]+ ){1,6}to [a-z]"
)
_STATES_PHRASE = re.compile(
    r"(?i)\b(?:said|says|say|saying|told|tells|tell|wrote|writes|according to|added|adds|reported|reports|announced)\b"
)
_DOUBTING = _forms("claim alleg assert insist purport rumor rumour")
_SO_CALLED = re.compile(
    r"(?i)\b(?:so-called|supposed(?:ly)?|alleg(?:ed|edly|ations?)|purported(?:ly)?|"
    r"rumou?rs|claims that|mantra|incorrectly|wrongly|"
    r"falsely|unfounded|perceived|bills (?:him|her|it)self)\b"
)
_VOUCHING = re.compile(
    r"(?i)\b(?:show(?:s|ed|n|ing)?|found|finds|finding|reveal(?:s|ed|ing)?|confirm(?:s|ed|"
    r"ing)?|admit(?:s|ted|ting)?|admission|"
    r"not(?:es|ed|ing)|note|point(?:s|ed|ing)? out|explain(?:s|ed|ing)?|acknowledg(?:es?|ed|ing)|disclos(?:es?|ed|ing)|"
    r"conced(?:es?|ed|ing)|discover(?:s|ed)?|remind(?:s|ed|ing)?|demonstrat(?:es?|ed|ing)|know(?:s|n)?|knew|aware|"
    r"reali[sz](?:es?|ed|ing)|notic(?:es?|ed)|expos(?:es?|ed|ing)|document(?:s|ed)|"
    r"highlight(?:s|ed|ing)?|chronicl(?:es?|ed|ing)|"
    r"establish(?:es|ed)|underscor(?:es?|ed|ing)|lets? (?:it )?slip|is clear)\b"
)
_NEGATED = re.compile(r"(?i)(?:\bnot|n[’']t) (?:\w+ )?know|as far as|support")
_HEDGING_CUE = re.compile(
    r"(?i)\b(?:suggest(?:s|ed|ing)?|indicat(?:es?|ed|ing)|seem(?:s|ed|ing)?|appear(?:s|ed|ing)?|hint(?:s|ed|ing)?|"
    r"considering|toyed|presumably|as far as|outlook|(?:I|we) (?:think|guess|suppose)|may|"
    r"might|(?:do|does|did)n[’']t imagine)\b"
)
_THINKING = re.compile(r"(?i)^(?:think|thought|guess|believe|suppose|don[’']t imagine|do not imagine|don[’']t think)$")
_HEDGE = re.compile(
    r"(?i)\b(?:(?-i:may|MAY)|might|could(?! (?:not|hear|see|have)\b|n[’']t)|possibly|probably|"
    r"likely(?! voters)|apparent(?:ly)?|"
    r"appear(?:s|ed)? to|seem(?:s|ed)?(?: to)?|suggests?|indicates?|"
    r"I (?:do ?n[o’']t )?(?:think|thought|believe|guess|imagine|suspect)|"
    r"I (?:do not|don[’']t|wouldn[’']t) (?:think|believe|imagine)|maybe|it looks like|potential(?:ly)?|would appear|"
    r"(?:he|she) (?:thinks|hopes|thought|felt))\b"
)
_NOT_KNOWN = re.compile(
    r"(?i)\b(?:unclear|unknown|uncertain|unsure|(?:not|n[’']t) (?:\w+ )?(?:clear|know|"
    r"known|explain|sure)|no idea|no way of knowing|whether|"
    r"doubts grow|speculation|ambiguous)\b"
)
_NOT_SURE = re.compile(
    r"(?i)\b(?:unclear|not clear|ambiguous|(?:I|we|he|she) (?:honestly )?(?:do|does)(?: not|n[’']t) know|no idea)\b"
)
_QUESTION = re.compile(r"\?[\"”’']*$")
_UNTRUE = (
    r"(?:(?:not|n[’']t) (?:(?:at all|even|in any way) )?(?:true|so(?![ ]\w)|the case|correct|accurate)|"
    r"(?:(?:simply|just|completely|totally|utterly|entirely|absolutely|flatly|patently|plainly) )?"
    r"(?:false|untrue|baseless|groundless|unfounded|inaccurate|incorrect|fabricated|lies|an? (?:\w+ )?lie))"
)
_CLAIMED = (
    r"(?:it|this|that|these|those|they|(?:the|this|that|these|those|such|any|all) (?:[\w-]+ ){0,2}?(?:accusation|account|"
    r"allegation|assertion|charge|claim|report|rumou?r|story|stories|suggestion)s?(?: against \w+)?)"
)
NOT_SO = re.compile(
    rf"(?i)^[\"“‘']?(?:that )?(?:no such\b|{_CLAIMED}"
    rf"(?: (?:is|was|are|were|has been|have been)(?: |(?=n[’']t))|[’'](?:s|re) ){_UNTRUE}\b)"
)
"""At the beginning of a content: a flat "not so", the whole of a denial."""
_NO = re.compile(r"(?i)^[\"“‘']?no(?:[,.;!]|[”\"’']| ?[—–-])")
_LETS = re.compile(r"(?i)^[\"“‘']?let(?:[’']s| us)\b")
_FIRST_WORDS = 90


@dataclass(frozen=True, slots=True)
class Firmness:
    """How an attribution puts its content, and the words that say so. Labels that no words decided are the plain ones."""

    act: Act = "states"
    distance: Distance = "neutral"
    certainty: Certainty = "plain"
    triggers: tuple[Trigger, ...] = ()


def firmness(article: Article, attribution: Attribution) -> Firmness:
    """How firmly ``attribution`` puts its content, from its cue and the beginning of its content."""
    act, act_span = _act(article, attribution)
    distance, distance_span = _distance(article, attribution)
    certainty, certainty_span = _certainty(article, attribution, act)
    triggers: list[Trigger] = []
    if act_span is not None:
        triggers.append(Trigger(field="act", span=act_span))
    if distance_span is not None:
        triggers.append(Trigger(field="distance", span=distance_span))
    if certainty_span is not None:
        triggers.append(Trigger(field="certainty", span=certainty_span))
    return Firmness(act, distance, certainty, tuple(triggers))


def _found(article: Article, pattern: re.Pattern[str], spans: tuple[Span, ...], width: int = 10_000) -> Span | None:
    """The first words of ``spans`` that ``pattern`` fits, looking at ``width`` characters of the first of them."""
    for start, end in spans:
        match = pattern.search(article.text, start, min(end, start + width))
        if match is not None:
            return Span(*match.span())
    return None


def _act(article: Article, attribution: Attribution) -> tuple[Act, Span | None]:
    spoken, words = _spoken_act(article, attribution)
    if spoken is not None:
        return spoken, words
    cue = attribution.cue
    found = _found(article, _WANTS_PHRASE, cue)
    if found is not None:
        return "wants", found
    if _ASKING.search(article.slice(cue)) and _ASKED_TO.search(article.slice(attribution.content[:1])):
        return "wants", None
    declined = _found(article, _NOT_DOING, cue)
    if _is_unsaid(article, attribution):
        return "declines", attribution.source[0]
    if cue and (denying := _NOR.search(article.text, max(0, cue[0].start - _BEFORE), cue[0].end)) is not None:
        return "declines", Span(*denying.span())
    disagreed = _found(article, _DISAGREES, cue)
    if disagreed is not None:
        return "denies", disagreed
    if declined is None and _found(article, _STATES_PHRASE, cue) is not None:
        return "states", None
    for act, pattern in _ACTS:
        found = _found(article, pattern, cue)
        if found is not None:
            return act, found
    return "states", None


def _is_unsaid(article: Article, attribution: Attribution) -> bool:
    """Whether it is told that nobody says it: "no one has claimed responsibility"."""
    if not _NOBODY.match(article.slice(attribution.source)):
        return False
    return any(_found(article, saying, attribution.cue) for saying in (_REPLYING, _STATES_PHRASE, _DOUBTING, _VOUCHING))


def _spoken_act(article: Article, attribution: Attribution) -> tuple[Act | None, Span | None]:
    """The act that the content itself performs, where its form overrides the cue: a question or an exhortation in quoted
    words, a flat "not so" in any."""
    content, cue = attribution.content[0], article.slice(attribution.cue)
    words = article.slice(content)
    quoted = attribution.form == "direct" or cue == ":"
    if quoted and len(attribution.content) == 1 and _QUESTION.search(words):
        return "asks", None
    if quoted and _LETS.search(words):
        return "wants", None
    denied = NOT_SO.match(words) or (_NO.match(words) if quoted else None)
    if denied is None or not (quoted or all(_found(article, pattern, attribution.cue) is None for _, pattern in _ACTS)):
        return None, None
    return "denies", Span(content.start, content.start + denied.end())


def _distance(article: Article, attribution: Attribution) -> tuple[Distance, Span | None]:
    if _found(article, _NOT_DOING, attribution.cue) is not None:
        return "neutral", None
    found = _found(article, _DOUBTING, attribution.cue) or _found(article, _SO_CALLED, attribution.cue)
    if found is not None:
        return "doubting", found
    found = None if _found(article, _NEGATED, attribution.cue) is not None else _found(article, _VOUCHING, attribution.cue)
    return ("vouching", found) if found is not None else ("neutral", None)


def _certainty(article: Article, attribution: Attribution, act: Act) -> tuple[Certainty, Span | None]:
    cue, content = attribution.cue, attribution.content[:1]
    found = _found(article, _NOT_KNOWN, cue)
    if act != "declines" and (found is not None or act == "asks"):
        return "unknown", found
    found = _found(article, _HEDGING_CUE, cue) or _thinking(article, attribution)
    found = found or (_found(article, _NOT_SURE, content, _FIRST_WORDS) if act == "states" else None)
    if found is not None and _NOT_SURE.fullmatch(article.slice(found)):
        return "unknown", found
    found = found or (_found(article, _HEDGE, content, _FIRST_WORDS) if act in _HEDGEABLE else None)
    return ("hedged", found) if found is not None else ("plain", None)


_HEDGEABLE = frozenset({"states", "believes"})


def _thinking(article: Article, attribution: Attribution) -> Span | None:
    """A cue that is no more than "think", of one who says "I": firm in the thought, not in the thing."""
    first = bool(attribution.source) and article.slice(attribution.source) in ("I", "We", "we")
    return attribution.cue[0] if first and _THINKING.match(article.slice(attribution.cue)) else None
