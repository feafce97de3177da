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
    return re.compile(rf"(?i)\b(?:{'|'.join(stems.split())})(?:e?s|e?d|ing|e)?\b")


_NOT_DOING = re.compile(
    r"(?i)\b(?:declin\w+|refus\w+|no comment|(?:did|do|does|would|has|have)(?: not|n[’']t)(?: \w+ly| immediately)? "
    r"(?:respond|reply|comment|return|answer|suggest|disclose[d]?|disclosed|say|said|state|explicitly|elaborate)\w*)"
)
_ACTS: tuple[tuple[Act, re.Pattern[str]], ...] = (
    ("declines", _NOT_DOING),
    ("denies", _forms("deny deni denie reject disput refut dismiss rebuff repudiat disavow contradict")),
    ("judges", _forms(
        "prais mock accus endors criticis criticiz condemn blam attack blast slam denounc support oppos back defend applaud "
        "laud hail thank decr decri deride derid rebuk lambast assail chid ridicul scold likened compar congratulat welcom "
        "favor favour prefer embrac champion call dubb label deem portray describ touted tout swip bash charged"
    )),
    ("wants", _forms(
        "want urg plan promis pledg vow demand seek intend propos threaten order sought aim request mean decid encourag "
        "recommend offer pushed push advis swear swore nominat invit appoint rul allow"
    )),
    ("asks", _forms("ask wonder question queri quer")),
    ("believes", _forms(
        "think thought believ feel felt fear expect hop worr worri lov doubt know knew see saw seen consider view understood "
        "understand suspect assum anticipat foresee imagin hate admire appreciat regard"
    )),
)  # fmt: skip
_WANTS_PHRASE = re.compile(r"(?i)\b(?:call(?:s|ed|ing)? (?:for|on)|ask(?:s|ed|ing)? for|push\w* for)\b")
_STATES_PHRASE = re.compile(
    r"(?i)\b(?:said|says|say|saying|told|tells|wrote|writes|according to|added|adds|added|reported|reports|announced)\b"
)
_DOUBTING = _forms("claim alleg assert insist purport rumor rumour contend accus")
_SO_CALLED = re.compile(r"(?i)\b(?:so-called|supposed(?:ly)?|alleg(?:ed|edly|ations?)|purported(?:ly)?|rumou?rs|claims that)\b")
_VOUCHING = re.compile(
    r"(?i)\b(?:show(?:s|ed|n|ing)?|f(?:i|ou)nds?|finding|reveal(?:s|ed|ing)?|confirm(?:s|ed|ing)?|admit(?:s|ted|ting)?|"
    r"not(?:es|ed|ing)|note|point(?:s|ed|ing)? out|explain(?:s|ed|ing)?|acknowledg(?:es?|ed|ing)|disclos(?:es?|ed|ing)|"
    r"conced(?:es?|ed|ing)|recall(?:s|ed|ing)?|"
    r"discover(?:s|ed)?|remind(?:s|ed|ing)?|identif(?:y|ies|ied|ying)|demonstrat(?:es?|ed|ing))\b"
)
_HEDGING_CUE = re.compile(
    r"(?i)\b(?:suggest(?:s|ed|ing)?|indicat(?:es?|ed|ing)|seem(?:s|ed|ing)?|appear(?:s|ed|ing)?|hint(?:s|ed|ing)?|"
    r"speculat\w+|likely)\b"
)
_HEDGE = re.compile(
    r"(?i)\b(?:may|might|could|perhaps|possibly|probably|likely|apparent(?:ly)?|appears?|appeared|seems?|seemed|suggests?|"
    r"I think|I believe|I guess|maybe|I suspect|it looks like|potentially|would appear)\b"
)
_NOT_KNOWN = re.compile(r"(?i)\b(?:unclear|unknown|uncertain|(?:does|do|did)(?: not|n[’']t) know|not known|no idea|whether)\b")
_QUESTION = re.compile(r"\?[\"”’']?$")
_BE_SO = re.compile(
    r"(?i)^[\"“‘']?(?:no|that(?:[’']s| is) (?:not true|false|a lie|untrue)|it(?:[’']s| is) (?:not true|false|untrue))\b"
)
_LETS = re.compile(r"(?i)^[\"“‘']?let[’']s\b")
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
    spoken = _spoken_act(article, attribution)
    if spoken is not None:
        return spoken, None
    cue = attribution.cue
    found = _found(article, _WANTS_PHRASE, cue)
    if found is not None:
        return "wants", found
    declined = _found(article, _NOT_DOING, cue)
    if declined is None and _found(article, _STATES_PHRASE, cue) is not None:
        return "states", None
    for act, pattern in _ACTS:
        found = _found(article, pattern, cue)
        if found is not None:
            return act, found
    return "states", None


def _spoken_act(article: Article, attribution: Attribution) -> Act | None:
    """The act that the quoted words themselves perform, where their form overrides the cue: a question, an exhortation, a
    flat no."""
    if attribution.form != "direct" and article.slice(attribution.cue) != ":":
        return None
    content = article.slice(attribution.content[:1])
    if len(attribution.content) == 1 and _QUESTION.search(content):
        return "asks"
    if _LETS.search(content):
        return "wants"
    return "denies" if _BE_SO.search(content) else None


def _distance(article: Article, attribution: Attribution) -> tuple[Distance, Span | None]:
    found = _found(article, _DOUBTING, attribution.cue) or _found(article, _SO_CALLED, attribution.cue)
    if found is not None:
        return "doubting", found
    found = _found(article, _VOUCHING, attribution.cue)
    return ("vouching", found) if found is not None else ("neutral", None)


def _certainty(article: Article, attribution: Attribution, act: Act) -> tuple[Certainty, Span | None]:
    found = _found(article, _NOT_KNOWN, attribution.cue)
    if found is not None or act == "asks":
        return "unknown", found
    found = _found(article, _HEDGING_CUE, attribution.cue) or _found(article, _HEDGE, attribution.content[:1], _FIRST_WORDS)
    return ("hedged", found) if found is not None else ("plain", None)
