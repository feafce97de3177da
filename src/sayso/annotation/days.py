"""Expressions of time and the days they can mean, by a small grammar of the ways news tell days.

Here are months and weekdays with a capital, years, dates in figures, decades, parts of years, and two expressions with "to" or
a dash between them; what is told in small letters is in ``reckoned``. A day without a year, and one that is told from today, is
counted from the day on which the article was published; where nobody knows that day such an expression is found, so that it is
not taken for a name or a figure, but means nothing.

Hours, holidays and events ("after the war") are not told, and 3/4 is neither March nor April. A month of a few days ("early
May") is a third of one, and so are early years and decades.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from sayso.annotation import periods
from sayso.annotation.periods import of_month
from sayso.annotation.reckoned import Told, reckoned, worded
from sayso.annotation.tense import ahead
from sayso.records import Day, Span, Spans

_FULL = "January February March April May June July August September October November December".split()
_MONTHS = {name.lower(): number for number, name in enumerate(_FULL, 1)}
_MONTHS |= {name[:3].lower(): number for number, name in enumerate(_FULL, 1)} | {"sept": 9}
_WEEKDAYS = {name: number for number, name in enumerate("mon tue wed thu fri sat sun".split())}

_M = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|"
    r"Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_D = r"(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?(?![\w%]|[.,:][0-9])"
_Y = r"(?:1[5-9]|20)[0-9]{2}(?![\w%]|[.,][0-9])"
_W = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_WS = r"(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)"
_DASH = r" ?(?:[-–—]| to | until | through | and ) ?"

_CAPITAL = re.compile(
    rf"(?P<week>(?:{_W}|{_WS}(?=\.?,? (?:{_M}|{_D} {_M})\b))(?!s)[.]?(?:,? (?:the )?(?={_D} (?:of )?{_M}\b|{_M} {_D}))?)?"
    rf"(?:(?P<month>{_M})(?!\w)(?: (?P<d>{_D})(?:{_DASH}(?P<d2>{_D}))?(?:,? (?P<y>{_Y}))?|,? (?P<my>{_Y}))?)?"
)
"""What begins with a weekday or a month."""
_FIGURE_DAY = re.compile(rf"(?P<d>{_D})(?:{_DASH}(?P<d2>{_D}))?(?: of)? (?P<month>{_M})(?!\w)(?:,? (?P<y>{_Y}))?")
_ISO = re.compile(
    r"([12][0-9]{3})-([01][0-9])-([0-3][0-9])(?:[T ][0-2][0-9]:[0-5][0-9](?::[0-5][0-9](?:\.[0-9]{1,9})?)?(?:Z|"
    r"[+-][0-9]{2}:?[0-9]{2})?)?(?![\w-])"
)
_SLASHED = re.compile(r"([0-9]{1,4})([/.])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})(?![\w/]|\.[0-9])")
_YEAR = re.compile(r"(?P<y>(?:1[5-9]|20)[0-9]{2})(?:(?P<s>s)|[-–/](?P<y2>[0-9]{4}|[0-9]{2}))?(?![\w%-]|[.,:/–][0-9])")
_DECADE = re.compile(r"[’'‘]?(?P<y>[2-9]0)s(?!\w)")
_CENTURY = re.compile(r"(?P<n>1[0-9]|2[01])(?:st|nd|rd|th)[ -]century\b")
_LEAD_YEAR = re.compile(
    r"(?i)(?<![\w-])(?:(?:early |late )?(?P<season>spring|summer|fall|autumn|winter)(?: of| in)?|"
    r"(?P<part>first|second|third|fourth|final|last) (?P<unit>half|quarter)(?: of)?|"
    r"(?P<third>early|late|mid)(?: in)?)(?:[ -]|[ -]the )$"
)
"""What tells which part of a year, or of a decade, is meant."""
_NO_DECADE = re.compile(
    r"(?i)\b(?:low|high|upper|his|her|their|your|my|degrees?|temperatures?|highs|lows|aged?)[ -](?:in the )?$"
)
_START = re.compile(r"[0-9JFMASONDTW](?:(?<=[0-9])[0-9]*|an|eb|a[ry]|pr|ug|u[nl]|ep|ct|ov|ec|on|ue|ed|hu|ri|at)")
"""Where a date, a month, a weekday or a year may begin."""
_LEAD = re.compile(r"(?i)(?<![\w-])(?:(last|next|this|past|coming)|(early|late|mid))[ -]$")
_ON = re.compile(
    r"(?i)\b(?:on|since|by|until|till|before|after|through|from|to|late|early|between|and|every|for|of|last|next|this)[ -]$"
)
_IN = re.compile(
    r"(?i)\b(?:in|since|until|till|by|during|through|from|to|of|before|after|for|early|late|mid|last|next|this|between|and|"
    r"or|every|each|each|starting|beginning|around)[ -]$"
)
_FIRM_IN = re.compile(
    r"(?i)\b(?:in|since|until|till|during|through|early|late|mid|last|next|this|every|end of|beginning of|start of|middle "
    r"of|month of)[ -]$"
)
_DOUBTFUL = frozenset("may march april june july august".split())
"""Months that are words or names too: alone they need a preposition that only times have."""
_NOT_A_DAY = re.compile(
    r"\b(?:Super|Black|Good|Ash|Cyber|Palm|Easter|Giving|Shrove|Fat|Bloody|Holy|Maundy|Ruby|Taco|Small Business|Freaky) $"
)
_PART = re.compile(r" (?:morning|afternoon|evening|night|lunchtime|overnight|midnight)\b(?![’'-]?\w* [A-Z])")
_JOIN = re.compile(r"(?: ?[-–—] ?| to | until | through | till )$")
_AND = re.compile(r" and $")
_BETWEEN = re.compile(r"(?i)\bbetween $")
_COUNTING = re.compile(
    r"(?i)(?:[$£€#]|\b(?:about|around|over|nearly|almost|roughly|some|approximately|than|least|most|to|up to|of|only|just|"
    r"an estimated|no\.?) )$"
)
_YEARLY = re.compile(
    r"(?i)(?:\b(?:in|since|by|until|till|before|after|from|during|of|late|early|mid|year|through|and|or|for|to|[’']s|the|a|an|"
    r"his|her|its|their|this|that|class|between|around|circa|spring|summer|fall|autumn|winter)[ -]?|[-–(])$"
)
_NAMED = re.compile(r"[a-z’'] [A-Z][a-z]+ $|\bdat(?:e|es|ed|ing) (?:back )?to $")
"""A name that ends with its year ("the Vision 2040 plan"), or words that only years follow."""
_PLURAL = re.compile(
    r" (?:[a-z]+ )?(?!(?:is|was|has|as|does|this|its|his|us|across|always|elections?|sales|levels|games|finals|olympics|"
    r"figures|results|rules)\b)(?:[a-z]{2,}s|people|men|women|children)\b"
)
_FIRST_UNMARKED = 1950
_OF_YEAR = re.compile(r",? (?:of )?(last|this|next) year\b(?![’']?-)")


def find_days(text: str, lines: Iterable[Span], published: date | None) -> tuple[tuple[Day, ...], Spans]:
    """The days that ``lines`` tell, counted from ``published``, and where all expressions of time stand, those included that
    mean no day. Both sorted and disjoint."""
    text = text.replace("\xa0", " ")
    told = tuple(reckoned(_in_line(text, line, published) for line in lines))
    known = tuple(Day(span=one.span, earliest=one.days[0], latest=one.days[1]) for one in told if one.days is not None)
    return known, tuple(one.span for one in told)


def _in_line(text: str, line: Span, today: date | None) -> Iterator[Told]:
    """The expressions of one line, sorted and disjoint."""
    found = sorted([*_named(text, line, today), *worded(text, line, today)], key=lambda one: one.span)
    return _joined(text, _apart(found))


def _apart(found: Iterable[Told]) -> Iterator[Told]:
    """``found`` without what begins inside an earlier one."""
    last = 0
    for one in found:
        if one.span.start >= last:
            yield one
            last = one.span.end


def _joined(text: str, found: Iterable[Told]) -> Iterator[Told]:
    """Two expressions with "to" or a dash between them are one, from the first to the last day."""
    left: Told | None = None
    for right in found:
        both = _both(left, right) if left is not None and _is_one(text, left.span, right.span) else None
        if left is not None and both is None:
            yield left
        left = both or right
    if left is not None:
        yield left


def _is_one(text: str, left: Span, right: Span) -> bool:
    """Whether two expressions are joined by the words between them: "Monday to Friday", "between May and July"."""
    gap = text[left.end : right.start] if right.start - left.end < 10 else ""
    if _AND.match(gap) is not None:
        return _BETWEEN.search(text, max(0, left.start - 8), left.start) is not None
    return _JOIN.match(gap) is not None


def _both(left: Told, right: Told) -> Told | None:
    """From the first day of ``left`` to the last of ``right``; the year of one that tells none is that of the other."""
    span = Span(left.span.start, right.span.end)
    if left.days is None or right.days is None:
        return Told(span, None) if left.days is right.days else None
    begins, ends = left.days[0], right.days[1]
    if not left.year and right.year:
        try:
            begins = begins.replace(year=ends.year - (begins.month > ends.month))
        except ValueError:  # 29 February
            return None
    return Told(span, (begins, ends), right.year) if begins <= ends else None


# ------------------------------------------------------------------------------------------------- months, weekdays, figures


def _named(text: str, line: Span, today: date | None) -> Iterator[Told]:
    """What begins with a capital or a figure: dates, months, weekdays, years."""
    at, end = line
    while (begun := _START.search(text, at, end)) is not None:
        start = begun.start()
        at = begun.end()
        if start and (text[start - 1].isalnum() or text[start - 1] in "_@#"):
            continue
        try:
            told = _of_figure(text, start, end, today) if text[start].isdigit() else _of_capital(text, start, end, today)
        except (OverflowError, ValueError):  # beyond the years that a date can have
            continue
        if told is not None:
            yield told
            at = max(at, told.span.end)


def _of_figure(text: str, start: int, end: int, today: date | None) -> Told | None:
    if (match := _FIGURE_DAY.match(text, start, end)) is not None:
        return _dated(match, today)
    if (match := _ISO.match(text, start, end)) is not None:
        return _exactly(match, int(match[1]), int(match[2]), int(match[3]))
    if (match := _SLASHED.match(text, start, end)) is not None:
        return _slashed(match)
    if (match := _CENTURY.match(text, start, end)) is not None:
        first = 100 * int(match["n"]) - 99
        return Told(Span(*match.span()), (date(first, 1, 1), date(first + 99, 12, 31)))
    if (match := _YEAR.match(text, start, end)) is not None:
        return _year(text, match)
    if (match := _DECADE.match(text, start, end)) is not None:
        return _decade(text, match, today)
    return None


def _decade(text: str, match: re.Match[str], today: date | None) -> Told | None:
    """The decade that "’90s" is; without the mark one of the last century's second half, and no age or degrees."""
    start, first = match.start(), 1900 + int(match["y"])
    marked = text[start - 1 : start] in ("’", "'", "‘")
    if not marked and (today is None or first < _FIRST_UNMARKED or _NO_DECADE.search(text, max(0, start - 20), start)):
        return None
    lead, begun = _lead_of_year(text, start - marked)
    third = (lead["third"] or "").lower() if lead is not None else ""
    return Told(Span(begun if third else start - marked, match.end()), periods.of_decade(first, third))


def _exactly(match: re.Match[str], year: int, month: int, day: int) -> Told | None:
    try:
        one = date(year, month, day)
    except ValueError:
        return None
    return Told(Span(*match.span()), (one, one))


def _slashed(match: re.Match[str]) -> Told | None:
    """A date with slashes or full stops, where one number can only be the day."""
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    if len(match[4]) < 4 or len(match[1]) > 2:
        return Told(Span(*match.span()), None)
    if match[2] == "." or first > 12:
        return _exactly(match, year, second, first)
    return _exactly(match, year, first, second) if second > 12 or first == second else Told(Span(*match.span()), None)


def _year(text: str, match: re.Match[str]) -> Told | None:
    """A number of four figures that is a year, part of one, a decade or two years, by the words around it."""
    start, year = match.start(), int(match["y"])
    before = text[max(0, start - 14) : start]
    lead, begun = _lead_of_year(text, start)
    if match["s"]:
        third = lead["third"] if lead is not None else None
        span = Span(begun if third else start, match.end())
        return Told(span, periods.of_decade(year, (third or "").lower())) if not year % 10 else None
    if lead is not None and not match["y2"] and not _PLURAL.match(text, match.end()):
        return Told(Span(begun, match.end()), _part_of_year(lead, year))
    if before.endswith(("$", "£", "€", "#", "-", "/", ".", "+")) or _counts(text, before, match):
        return None
    last = _last_year(year, match["y2"])
    return Told(Span(start, match.end()), (date(year, 1, 1), date(last, 12, 31))) if year <= last <= year + 200 else None


def _last_year(year: int, written: str | None) -> int:
    """The second of two years: "2014-15"; one that is not after the first is less than it."""
    if written is None:
        return year
    last = int(written) if len(written) == 4 else year - year % 100 + int(written)
    return last if last > year else -1


def _lead_of_year(text: str, start: int) -> tuple[re.Match[str] | None, int]:
    """What tells which part of a year is meant, and where it begins."""
    match = _LEAD_YEAR.search(text, max(0, start - 24), start)
    return match, match.start() if match is not None else start


def _part_of_year(lead: re.Match[str], year: int) -> periods.Days:
    if lead["season"]:
        return periods.of_season(lead["season"].lower(), year)
    if lead["unit"]:
        return periods.of_part(lead["part"].lower(), lead["unit"].lower(), year)
    return periods.of_year(year, lead["third"].lower())


def _counts(text: str, before: str, match: re.Match[str]) -> bool:
    """Whether a number of four figures is no year: more than a few, or so many people."""
    if _NAMED.search(before) or (_YEARLY.search(before) and not _COUNTING.search(before)):
        return False
    return _PLURAL.match(text, match.end()) is not None or not 1900 <= int(match["y"]) < 2060


def _of_capital(text: str, start: int, end: int, today: date | None) -> Told | None:
    match = _CAPITAL.match(text, start, end)
    if match is None or match.end() == start:
        return None
    if match["d"]:
        return _dated(match, today)
    if match["month"]:
        return _month(text, match, today)
    return _weekday(text, match, today)


def _number(month: str) -> int:
    return _MONTHS[month.rstrip(".").lower()]


def _dated(match: re.Match[str], today: date | None) -> Told | None:
    """A day, or a few days, of a month, with or without a year."""
    month, first = _number(match["month"]), int(match["d"].rstrip("stndrh"))
    last = int(match["d2"].rstrip("stndrh")) if match["d2"] else first
    span = Span(*match.span())
    if match["y"] is None and today is None:
        return Told(span, None)
    try:
        if match["y"]:
            begun = date(int(match["y"]), month, first)
        else:
            begun = periods.nearest(today or date.min, month, first, ahead(match.string, *span) is True)
        return Told(span, (begun, max(begun, begun.replace(day=last))), match["y"] is not None)
    except ValueError:
        return None


def _month(text: str, match: re.Match[str], today: date | None) -> Told | None:
    """A month, with or without a year: "October 2016", "last November", "in early May"."""
    start, end = match.start("month"), match.end("month")
    name, month = match["month"].rstrip(".").lower(), _number(match["month"])
    before = text[max(0, start - 20) : start]
    which, third, begun = _lead(before, start)
    if match["my"]:
        return Told(Span(begun if third else start, match.end()), of_month(int(match["my"]), month, third))
    if match["month"].endswith("."):
        end -= 1
    after = text[end : end + 2]
    named = (after[:1] == " " and after[1:].isupper()) or (before[-2:-1].isalpha() and _capital_before(before))
    if name in _DOUBTFUL:
        if named or not _FIRM_IN.search(before) or after[:1] in ("’", "'"):
            return None
    elif len(name) < 5 or (named and not _IN.search(before)):
        return None
    of_year = _OF_YEAR.match(text, end)
    span = Span(begun, of_year.end() if of_year is not None else end)
    if today is None:
        return Told(span, None)
    year = today.year
    if of_year is not None:
        year += {"last": -1, "next": 1}.get(of_year[1], 0)
    elif which in ("last", "past"):
        year -= month >= today.month
    elif which in ("next", "coming"):
        year += month <= today.month
    elif which != "this":
        year += month < today.month if ahead(text, start, end) else -(month > today.month)
    return Told(span, of_month(year, month, third))


def _capital_before(before: str) -> bool:
    """Whether the word before is part of a name, as far as a capital shows it."""
    words = before.split()
    return (
        bool(words)
        and words[-1][:1].isupper()
        and len(words) > 1
        and words[-1].lower() not in ("in", "by", "on", "since", "last", "this", "next", "until")
    )


def _lead(before: str, start: int) -> tuple[str, str, int]:
    """What stands before a month or weekday: "last", "early", and where it begins."""
    match = _LEAD.search(before)
    if match is None:
        return "", "", start
    return (match[1] or "").lower(), (match[2] or "").lower(), start - (len(before) - match.start())


def _weekday(text: str, match: re.Match[str], today: date | None) -> Told | None:
    """A weekday: the last one up to the day of publication, or the next one where what is told lies ahead."""
    start, end = match.span()
    name = match["week"].rstrip(" .,")
    end = start + len(name)
    if not name.endswith("day"):
        return None
    before = text[max(0, start - 20) : start]
    which, _, begun = _lead(before, start)
    if _NOT_A_DAY.search(before):
        return None
    part = _PART.match(text, end)
    if part is not None:
        end = part.end()
    after = text[end : end + 2]
    if (after[:1] == " " and after[1:].isupper() and not _ON.search(before)) or (after[:1] == "-" and after[1:].isupper()):
        return None
    span = Span(begun if which else start, end)
    if today is None:
        return Told(span, None)
    shift = {"last": -1, "past": -1, "next": 1, "coming": 1}.get(which, 0)
    coming = ahead(text, start, end)
    one = periods.weekday(today, _WEEKDAYS[name[:3].lower()], shift, which == "this" if coming is None else coming)
    return Told(span, (one, one))
