"""Whether what is told beside an expression of time lies ahead of the day of publication, or behind it.

The nearest verb of the clause decides: "will speak Sunday", "is scheduled for Friday", "debuts on Friday" lie ahead, "spoke
Sunday" lies behind. Where no verb stands before it, the one after it is asked: "On Friday, the court will rule". A verb of
saying ends the clause before it, and the day beside it is behind: "The court will rule, she said Monday."

These are closed classes of English words. Nothing is parsed, and no more than 100 characters are looked at.
"""

from __future__ import annotations

import re

_SAYING = (
    r"\b(?:said|says|told|announced|wrote|tweeted|added|reported|stated|testified|warned|declared|insisted|argued|noted|"
    r"replied)\b"
)
_TURN = re.compile(rf"[”\"“]|[.!?;] |—|{_SAYING}")
"""What ends a clause: a mark, the end of a sentence, a verb of saying."""
_SAYS = re.compile(_SAYING)
_WISH = (
    "agree[ds]?|vow(?:s|ed)?|promise[ds]?|pledge[ds]?|hop(?:es?|ed|ing)|wants?|wanted|invited|urged|asked|ordered|intend(?:s|ed)?|"
    "prepar(?:es?|ed|ing)|ready|aim(?:s|ed|ing)?|looking|poised"
)
_PRESENT = (
    "begin|start|end|open|run|meet|vote|debut|premiere|air|launch|return|head|face|go|come|arrive|depart|visit|travel|host|"
    "resume|expire|close|kick|continue|take|speak|convene|mark|celebrate|gather|leave"
)
_PAST = (
    "was|were|wasn[’']t|weren[’']t|had|hadn[’']t|did|didn[’']t|went|came|took|made|got|gave|held|met|won|lost|left|led|began|fell|"
    "rose|ran|saw|struck|sent|spent|spoke|stood|thought|threw|kept|found|fought|flew|shot|sold|stole|brought|bought|built|broke|"
    "drew|drove|felt|grew|heard|knew|laid|paid|sang|sat|shook|sought|swept|taught|wore|hit|beat|cut|put|seen|done|taken|given|"
    "shown|killed"
)
_NO_PAST = "need|speed|seed|indeed|hundred|feed|exceed|proceed|embed|sacred|naked"
_VERB = re.compile(
    r"(?i)\b(?:(?P<ahead>(?:(?:will|shall|would|could|may|might)(?![’'\w])(?! have\b)(?!(?<=ould) (?:not|only)\b)|won[’']t\b|"
    r"going to|gonna|set (?:to|for)|due\b|scheduled|slated|expect(?:ed|s)?\b|plan(?:s|ned|ning)?\b|upcoming|ahead of|"
    r"(?:is|are|am|were) to\b|forecasts? (?:to|for)\b|likely|possible|no later than|deadline|to be\b|brac(?:es?|ed|ing) for|"
    rf"(?:{_WISH}) (?:to|for)\b|(?:{_PRESENT})(?:e?s)(?= (?:\w+ ){{0,4}}(?:on )?$))"
    r"(?:(?: \w+ly)?(?: not)?(?: to)?(?: be| get)?(?: \w+ed\b)?))"
    r"|(?P<going>(?:is|are|am) (?:\w+ )?\w+ing\b)"
    rf"|(?P<behind>(?:{_PAST}|(?!(?:{_NO_PAST})\b)[a-z]{{2,}}ed)(?![\w’'-])))"
)
"""Verbs and what stands for them. Those of the future come first, with their participle: "scheduled", "will be closed"."""
_FOR = re.compile(r"(?i)\b(?:for|(?P<until>until|till)) (?:the |this |next )?$")
_LASTED = re.compile(r"(?i)\b(?:was|were|had been|lasted|waited)\b")
_OWNED = re.compile(r"[’']s? ")
_WHERE = re.compile(r",? (?:where|when) [\w’']{1,12} ?(?:will|[’']ll|is to|are to)\b")
_CLAUSE = re.compile(rf"[.!?;:”\"“\n]|{_SAYING}")
_WEATHER = re.compile(
    r"(?i)\b(?:showers|sunny|sunshine|highs|lows|chance of|rain|snow|storms?|thunderstorms?) (?:and \w+ |on )?$"
)
_BEFORE = 80
_AFTER = 100
_SAID_WHERE = 3
"""So many words between a verb of saying and an expression make it a part of what is said."""


def ahead(text: str, start: int, end: int) -> bool | None:
    """Whether what is told at the expression of time ``text[start:end]`` is yet to come; None where no verb shows it."""
    if _WHERE.match(text, end) is not None:
        return True
    clause, says = _clause_before(text, start)
    found = _last(_VERB, clause)
    if _leads_ahead(clause, found) and _OWNED.match(text, end) is None:
        return True
    if found is not None:
        return found.lastgroup == "ahead" or (found.lastgroup == "going" and _OWNED.match(text, end) is None)
    if _WEATHER.search(clause):
        return True
    if says and len(clause.split()) < _SAID_WHERE:
        return False
    return _verb_after(text, end) if len(clause) < _BEFORE and _OWNED.match(text, end) is None else None


def _last(pattern: re.Pattern[str], text: str, *ends: int) -> re.Match[str] | None:
    found = list(pattern.finditer(text, *ends))
    return found[-1] if found else None


def _leads_ahead(clause: str, found: re.Match[str] | None) -> bool:
    """Whether "for" or "until" stands before an expression, and no past that lasted: "called for", but not "was closed for"."""
    match = _FOR.search(clause)
    if match is None or found is None or found.lastgroup != "behind":
        return match is not None
    return not match["until"] and _LASTED.search(clause) is None


def _clause_before(text: str, start: int) -> tuple[str, bool]:
    """What stands before an expression in its clause, and whether a verb of saying opens that."""
    begun = max(0, start - _BEFORE)
    last = _last(_TURN, text, begun, start)
    if last is None:
        line = text.rfind("\n", begun, start) + 1
        return text[max(line, begun) : start], False
    return text[last.end() : start].rpartition("\n")[2], _SAYS.match(last[0]) is not None


def _verb_after(text: str, end: int) -> bool | None:
    """What the first verb behind an expression says, within its clause."""
    stop = _CLAUSE.search(text, end, end + _AFTER)
    found = _VERB.search(text, end, stop.start() if stop is not None else min(len(text), end + _AFTER))
    return None if found is None or found.lastgroup == "going" else found.lastgroup == "ahead"
