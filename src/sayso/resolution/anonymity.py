"""What an article tells of a source that it does not name: how many, of which body, why unnamed."""

from __future__ import annotations

import re

from sayso import spans
from sayso.records import Anonymity, Article, Span, Spans

_NUMBER = re.compile(
    r"(?i)^(?:(?:the|another|at least|more than)\s+)*(one|two|three|four|five|six|seven|eight|nine|ten|several|\d+)\b"
)
_BODY = re.compile(r"\b(?:in|at|from|of|within|inside)\s+((?:the\s+)?(?:[A-Z][\w.’'-]*\s?(?:of\s(?:the\s)?)?)+|the\s[a-z]+)")
_GROUNDS = re.compile(
    r"(?:on (?:the )?condition of anonymity|not (?:to )?be (?:named|identified|quoted by name)|"
    r"anonym(?:ously|ity))[^.;\n“”]{0,60}?"
    r"\b((?:because|since|as|for fear|citing|in order to|to discuss|to speak|to avoid)\b[^.;\n“”]*)"
)
_KNOWLEDGE = re.compile(
    r"((?:familiar with|briefed on|close to|with (?:direct )?knowledge of|who (?:saw|attended|witnessed|has seen|had seen)|"
    r"involved in|present at)\b[^,.;\n“”]*)"
)
_BEHIND = 220


def anonymity(article: Article, mentions: Spans) -> Anonymity | None:
    """What is told around the first mention that tells anything; None where nothing is."""
    for mention in mentions[:4]:
        end = min(len(article.text), mention.end + _BEHIND)
        stop = article.text.find("\n", mention.end, end)
        end = end if stop < 0 else stop
        told = Anonymity(
            number=_first(_NUMBER, article.text[: mention.end], mention.start, mention.end),
            body=_first(_BODY, article.text, mention.start, mention.end),
            grounds=_first(_GROUNDS, article.text, mention.start, end),
            knowledge=_first(_KNOWLEDGE, article.text, mention.start, mention.end),
        )
        if told != Anonymity():
            return told
    return None


def _first(pattern: re.Pattern[str], text: str, start: int, end: int) -> Span | None:
    found = pattern.search(text[start:end])
    return spans.trim(text, (start + found.start(1), start + found.end(1))) if found is not None else None
