"""How exactly a number is put: the words before and behind it that bound it, and the second number of a range.

Low and high are the values that the words allow. "About" allows a tenth more or less, "nearly" a tenth less; "at least",
"more than" and numbers told by their size only leave the upper end open, "up to" and "under" the lower one. A range stays one:
"70,000 to 80,000", "12,000-15,000", "five or six", "$500,000 to more than $1 million".
"""

from __future__ import annotations

import re

from sayso.annotation.numbers import Number, number, with_unit
from sayso.records import Bound

_AGES = r"the ages? of |ages? "
_MORE = (
    r"(?:slightly |just |well |far |significantly )?(?:more|greater|higher|longer|older|larger|bigger) than|"
    r"(?:just |well )?(?:over|above)|upwards? of|north of|in excess of|exceed(?:s|ed|ing)?"
)
_BEFORE = re.compile(
    r"(?i)(?:^|(?<=[\s(“\"‘'—–-]))(?:"
    r"(?P<least>at (?:the )?least|(?:no|not) (?:fewer|less) than|a minimum of|minimum of)"
    r"|(?P<most>at (?:the )?most|(?:no|not) more than|up to|as (?:many|much|high|few|little) as|a maximum of|maximum of|a "
    rf"high of)|(?P<more>{_MORE})"
    r"|(?P<less>(?:slightly |just |far )?(?:less|fewer|lower|younger|shorter|smaller) than|(?:just |well )?(?:under|below))"
    r"|(?P<nearly>nearly|almost|close to|approaching|just short of)"
    r"|(?P<about>about|around|roughly|approximately|some|an estimated|estimated|approx\.?|circa|or so)"
    r"|(?P<between>between)|(?P<just>only|just|exactly|precisely|a total of|all)|(?P<from>from)"
    rf") (?:{_AGES}|the |an? (?:estimated |additional |further |whopping |staggering |record )?|another )?$"
)
_LEADS = frozenset(
    "least most than to as many much high few little over above of exceed exceeds exceeded exceeding under below nearly almost "
    "approaching short about around roughly approximately some estimated approx approx. circa so between only just exactly "
    "precisely all from the an a additional further whopping staggering record another minimum maximum age ages".split()
)
"""Last words of those that bound a number."""
_AFTER = re.compile(
    r"(?P<least>,? or (?:more|higher|older|above|over|greater)\b(?! than)|-plus\b|\+|-or-more\b|"
    r" and (?:over|older|above|up)\b(?=[.,;)]|$| (?:who|are|were|in)\b))|"
    r"(?P<most>,? or (?:less|fewer|lower|younger|under|below)\b(?! than)| and (?:under|younger|below)\b)|"
    r"(?P<about> or so\b|-ish\b|-odd\b)"
)
_RANGE = re.compile(r"-to-| ?[-–] ?|—| to | and | or ")
_BOUNDED_TO = re.compile(rf"(?i)(?:{_MORE}|nearly|almost|about|around|as (?:many|much) as|at least|up to) ")
_CHANGES = re.compile(
    r"(?i)\b(?:rose|rise|rises|risen|rising|fell|falls?|fallen|falling|grew|grow|grown|growing|increas(?:e[sd]?|ing)|"
    r"dropp?(?:s|ed|ing)?|climb(?:s|ed|ing)?|went|gone|jump(?:s|ed|ing)?|"
    r"up|down|cut|mov(?:e[sd]?|ing)|chang(?:e[sd]?|ing)|rais(?:e[sd]?|ing)|reduc(?:e[sd]?|ing)|declin(?:e[sd]?|ing)|soared|doubled|"
    r"shrank|shrunk|slipped|swelled|surged|plunged|slowed)\b"
)
"""Verbs of change: the numbers behind them, with "to" between, are two."""
_CONTEST = re.compile(r"(?i)\b(?:leads?|led|leading|trail\w*|beat\w*|los(?:t|es?|ing)|w[io]ns?|defeat\w*|ahead|margin)\b")
"""So are the shares of votes behind these."""
_RANGING = re.compile(r"(?i)\b(?:rang(?:e[sd]?|ing)|anywhere|var(?:y|ie[sd]|ying)|age[ds]?|stretch\w*)\b[^.]{0,12}$")
_TENTH = 0.1
_WINDOW = 36
_LARGE = 200
"""Results of matches and votes are told in smaller numbers."""


def bound_before(text: str, last: int, start: int) -> re.Match[str] | None:
    """The words before a number, behind ``last``, that say how exactly it is put."""
    begun = max(last, start - _WINDOW)
    lead = text[begun:start].rsplit(None, 1)[-1:]
    return _BEFORE.search(text, begun, start) if lead and lead[0].lower().strip("(“\"‘'—–-") in _LEADS else None


def bound_behind(text: str, at: int, end: int) -> re.Match[str] | None:
    """The words behind a number, or behind the second of a range, that say how exactly it is put."""
    return _AFTER.match(text, at, end)


def is_score(text: str, first: Number, end: int) -> int:
    """Where the second number ends of two that are the result of a match or vote ("3-2", "52-48"); 0 if they are none."""
    gap = text[first.end : first.end + 1]
    if gap not in ("-", "–") or first.unit or not text[first.start].isdigit() or first.value >= _LARGE:
        return 0
    other = number(text, first.end + 1, end) if text[first.end + 1 : first.end + 2].isdigit() else None
    if other is None or other.unit or other.value >= _LARGE or with_unit(text, other, end).unit:
        return 0
    counts = other.value > first.value and re.match(r"[ -][a-z]", text[other.end : other.end + 2])
    return 0 if counts else other.end


def second(text: str, first: Number, before: re.Match[str] | None, end: int) -> Number | None:
    """The number that ends a range which ``first`` begins, with the first one's value as its ``low``."""
    gap = _RANGE.match(text, first.end, end)
    if gap is None or not _may_be_range(text, first, gap, before):
        return None
    bounded = _BOUNDED_TO.match(text, gap.end(), end) if gap[0] == " to " else None
    found = number(text, bounded.end() if bounded is not None else gap.end(), end)
    if found is None or found.vague:
        return None
    found = with_unit(text, found, end)
    if found.end < end and text[found.end].isalnum():
        return None
    if first.unit and found.unit and first.unit != found.unit:
        return None
    same_size = first.sized == 1 and found.sized > 1 and first.value < 1000
    low = first.value * found.sized if same_size else first.value
    if low >= found.value:
        return None
    return found._replace(low=low, unit=found.unit or first.unit, open=bounded is not None and _opens(bounded[0]))


def _opens(words: str) -> bool:
    return re.match(rf"(?i)(?:{_MORE}|at least) ", words) is not None


def _may_be_range(text: str, first: Number, gap: re.Match[str], before: re.Match[str] | None) -> bool:
    """Whether what stands between two numbers can make them a range."""
    then = text[gap.end() : gap.end() + 1]
    if gap[0] == " and ":
        return before is not None and bool(before["between"])
    if gap[0] == " or ":
        return then.isdigit() or text[first.start].isalpha()
    if gap[0] == " to ":
        change = before is not None and before["from"] is not None
        lead = text[max(0, first.start - _WINDOW) : first.start]
        if change or _CHANGES.search(lead) or (first.unit == "%" and _CONTEST.search(lead)):
            return _RANGING.search(lead) is not None
        return True
    return gap[0] == "-to-" or not text[first.end - 1].isdigit() or then.isdigit() or then in ("$", "£", "€")


def bounded(
    whole: Number, before: re.Match[str] | None, after: re.Match[str] | None
) -> tuple[float | None, float | None, Bound]:
    """The values that the words allow, and how they are put."""
    value = whole.value
    put = (before.lastgroup if before is not None else None) or ""
    if after is not None and put in ("", "just", "from", "about"):
        put = after.lastgroup or ""
    if whole.low is not None:
        return whole.low, None if whole.open else value, "between"
    if whole.vague:
        return value, None, "more than" if put == "more" else "at least"
    if put in ("least", "more"):
        return value, None, "at least" if put == "least" else "more than"
    if put in ("most", "less"):
        return None, value, "at most"
    if put == "nearly":
        return value - abs(value) * _TENTH, value, "about"
    if put == "about":
        return value - abs(value) * _TENTH, value + abs(value) * _TENTH, "about"
    return value, value, "exact"
