"""Expressions of time and the days they can mean, by a small grammar of the ways news tell days.

Months and weekdays with a capital, years, dates in figures, "yesterday", "last week", "two years ago", decades, and two of
these with "to" or a dash between them. A day without a year, and one that is told from today, is counted from the day on which
the article was published; where nobody knows that day such an expression is found, so that it is not taken for a name or a
figure, but means nothing.

Hours, holidays and events ("after the war") are not told, and 3/4 is neither March nor April. A month of a few days ("early
May") is a third of one.
"""

from __future__ import annotations

import re
from calendar import isleap, monthrange
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from sayso.records import Day, Span, Spans

_DAY = timedelta(days=1)
_FULL = "January February March April May June July August September October November December".split()
_MONTHS = {name.lower(): number for number, name in enumerate(_FULL, 1)}
_MONTHS |= {name[:3].lower(): number for number, name in enumerate(_FULL, 1)} | {"sept": 9}
_WEEKDAYS = {name: number for number, name in enumerate("mon tue wed thu fri sat sun".split())}
_NUMBERS = {
    word: number for number, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
} | {"a": 1, "an": 1}

_M = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|"
    r"Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_D = r"(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?(?![\w:%]|[.,][0-9])"
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
_SPELT = "|".join(word for word in _NUMBERS if word != "zero")
_AGO = re.compile(
    rf"(?P<n>[0-9]{{1,3}}|{_SPELT}|[Aa]n?|(?i:{_SPELT}))[ -](?P<u>day|week|month|year|decade|century|centurie)s? (?:ago|"
    rf"earlier)\b"
)

_START = re.compile(r"[0-9JFMASONDTW](?:(?<=[0-9])[0-9]*|an|eb|a[ry]|pr|ug|u[nl]|ep|ct|ov|ec|on|ue|ed|hu|ri|at)")
"""Where a date, a month, a weekday or a year may begin."""
_WORDS = re.compile(
    r"(?i)\b(?:(?P<now>yesterday|today|tonight|tomorrow|last night|this (?:morning|afternoon|evening))"
    r"|(?:(?P<part>earlier|later|late|early) )?(?P<which>last|past|this|next|previous|coming)"
    r"(?: (?P<n>[0-9]{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|few|several|couple of))?"
    r" (?P<unit>week|weekend|month|year|decade|century|spring|summer|fall|autumn|winter|quarter|day)(?P<many>s)?)\b(?![’']?-)"
)
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
_COMING = re.compile(
    r"(?i)\b(?:will|[’']ll|won[’']t|shall|going to|set to|due|scheduled|slated|expected to|expects to|plans? to|planned "
    r"for|planning|"
    r"upcoming|ahead of|is to|are to|forecasts?|likely|possible|no later than|deadline|(?:begin|start|end|open|run)s? "
    r"(?:on )?)(?!\w)"
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
    r"(?i)\b(?:in|since|by|until|till|before|after|from|during|of|late|early|mid|year|through|and|or|for|to|[’']s|the|a|an|"
    r"his|her|its|their|this|that|class|between|around|circa|spring|summer|fall|autumn|winter|[-–(,])[ -]?$"
)
_PLURAL = re.compile(
    r" (?:[a-z]+ )?(?!(?:is|was|has|as|does|this|its|his|us|across|always|elections?|sales|levels|games|finals|olympics|"
    r"figures|results|rules)\b)(?:[a-z]{2,}s|people|men|women|children)\b"
)
_AHEAD = 80
_ALMOST_A_YEAR = timedelta(days=320)
_TURN = re.compile(r"[”\"]|[.!?] |\b(?:said|says|told|announced|wrote)\b")
_WHERE = re.compile(r",? (?:where|when) [\w’']{1,12} ?(?:will|[’']ll|is to|are to)\b")
_OF_YEAR = re.compile(r",? (?:of )?(last|this|next) year\b(?![’']?-)")


class _Told(NamedTuple):
    """An expression of time, without days where nobody knows which day it is told on; and whether it tells its year."""

    span: Span
    days: tuple[date, date] | None
    year: bool = True


def find_days(text: str, lines: Iterable[Span], published: date | None) -> tuple[tuple[Day, ...], Spans]:
    """The days that ``lines`` tell, counted from ``published``, and where all expressions of time stand, those included that
    mean no day. Both sorted and disjoint."""
    told: list[_Told] = []
    for line in lines:
        found = sorted([*_named(text, line, published), *_worded(text, line, published)])
        told += _joined(text, _apart(found))
    known = tuple(Day(span=one.span, earliest=one.days[0], latest=one.days[1]) for one in told if one.days is not None)
    return known, tuple(one.span for one in told)


def _apart(found: Iterable[_Told]) -> Iterator[_Told]:
    """``found`` without what begins inside an earlier one."""
    last = 0
    for one in found:
        if one.span.start >= last:
            yield one
            last = one.span.end


def _joined(text: str, found: Iterable[_Told]) -> Iterator[_Told]:
    """Two expressions with "to" or a dash between them are one, from the first to the last day."""
    left: _Told | None = None
    for right in found:
        if left is None:
            left = right
            continue
        gap = text[left.span.end : right.span.start] if right.span.start - left.span.end < 10 else ""
        and_ = _AND.match(gap) is not None and _BETWEEN.search(text, max(0, left.span.start - 8), left.span.start) is not None
        if and_ or _JOIN.match(gap):
            both = _both(left, right)
            if both is not None:
                left = both
                continue
        yield left
        left = right
    if left is not None:
        yield left


def _both(left: _Told, right: _Told) -> _Told | None:
    """From the first day of ``left`` to the last of ``right``; the year of one that tells none is that of the other."""
    span = Span(left.span.start, right.span.end)
    if left.days is None or right.days is None:
        return _Told(span, None) if left.days is right.days else None
    begins, ends = left.days[0], right.days[1]
    if not left.year and right.year:
        try:
            begins = begins.replace(year=ends.year)
        except ValueError:  # 29 February
            return None
        begins = begins.replace(year=ends.year - 1) if begins > ends and begins.month > ends.month else begins
    return _Told(span, (begins, ends), right.year) if begins <= ends else None


# ------------------------------------------------------------------------------------------------- months, weekdays, figures


def _named(text: str, line: Span, today: date | None) -> Iterator[_Told]:
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


def _of_figure(text: str, start: int, end: int, today: date | None) -> _Told | None:
    if (match := _FIGURE_DAY.match(text, start, end)) is not None:
        return _dated(match, today)
    if (match := _ISO.match(text, start, end)) is not None:
        return _exactly(match, int(match[1]), int(match[2]), int(match[3]))
    if (match := _SLASHED.match(text, start, end)) is not None:
        return _slashed(match)
    if (match := _CENTURY.match(text, start, end)) is not None:
        first = 100 * int(match["n"]) - 99
        return _Told(Span(*match.span()), (date(first, 1, 1), date(first + 99, 12, 31)))
    if (match := _YEAR.match(text, start, end)) is not None:
        return _year(text, match)
    if (match := _DECADE.match(text, start, end)) is not None and (
        today is not None or text[start - 1 : start] in ("’", "'", "‘")
    ):
        first = 1900 + int(match["y"])
        begun = start - (text[start - 1 : start] in ("’", "'", "‘"))
        return _Told(Span(begun, match.end()), (date(first, 1, 1), date(first + 9, 12, 31)))
    return None


def _exactly(match: re.Match[str], year: int, month: int, day: int) -> _Told | None:
    try:
        one = date(year, month, day)
    except ValueError:
        return None
    return _Told(Span(*match.span()), (one, one))


def _slashed(match: re.Match[str]) -> _Told | None:
    """A date with slashes or full stops, where one number can only be the day."""
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    if len(match[4]) < 4 or len(match[1]) > 2:
        return _Told(Span(*match.span()), None)
    if match[2] == "." or first > 12:
        return _exactly(match, year, second, first)
    return _exactly(match, year, first, second) if second > 12 or first == second else _Told(Span(*match.span()), None)


def _year(text: str, match: re.Match[str]) -> _Told | None:
    """A number of four figures that is a year, a decade or two years, by the words around it."""
    start, year = match.start(), int(match["y"])
    before = text[max(0, start - 14) : start]
    if match["s"]:
        width = 9 if year % 100 else 99
        return _Told(Span(*match.span()), (date(year, 1, 1), date(year + width, 12, 31))) if not year % 10 else None
    if before.endswith(("$", "£", "€", "#", "-", "/", ".", "+")) or _counts(text, before, match):
        return None
    last = year
    if match["y2"]:
        last = int(match["y2"]) if len(match["y2"]) == 4 else year - year % 100 + int(match["y2"])
        if not year < last <= year + 200:
            return None
    begun = start - 4 if before.endswith("mid-") else start
    return _Told(Span(begun, match.end()), (date(year, 1, 1), date(last, 12, 31)))


def _counts(text: str, before: str, match: re.Match[str]) -> bool:
    """Whether a number of four figures is no year: more than a few, or so many people."""
    if _YEARLY.search(before) and not _COUNTING.search(before):
        return False
    return _PLURAL.match(text, match.end()) is not None or not 1900 <= int(match["y"]) < 2060


def _of_capital(text: str, start: int, end: int, today: date | None) -> _Told | None:
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


def _dated(match: re.Match[str], today: date | None) -> _Told | None:
    """A day, or a few days, of a month, with or without a year."""
    month, first = _number(match["month"]), int(match["d"].rstrip("stndrh"))
    last = int(match["d2"].rstrip("stndrh")) if match["d2"] else first
    span = Span(*match.span())
    if match["y"] is None and today is None:
        return _Told(span, None)
    try:
        if match["y"]:
            begun = date(int(match["y"]), month, first)
        else:
            begun = _nearest(today or date.min, month, first, _lies_ahead(match.string, *match.span()))
        return _Told(span, (begun, max(begun, begun.replace(day=last))), match["y"] is not None)
    except ValueError:
        return None


def _nearest(today: date, month: int, day: int, ahead: bool) -> date:
    """The day of a month that is meant on ``today``: one of the last eleven months or the next few weeks, or the next one where
    what is told lies ahead. Raises ``ValueError`` where there is no such day."""
    for year in (today.year - 1, today.year, today.year + 1):
        if month == 2 and day == 29 and not isleap(year):
            continue
        one = date(year, month, day)
        if one >= today or (not ahead and one > today - _ALMOST_A_YEAR):
            return one
    raise ValueError("no such day")


def _lies_ahead(text: str, start: int, end: int) -> bool:
    """Whether the words before an expression of time say that what it tells is yet to come."""
    before = _TURN.split(text[max(0, start - _AHEAD) : start])[-1]
    return _COMING.search(before) is not None or _WHERE.match(text, end) is not None


def _of_month(year: int, month: int, third: str = "") -> tuple[date, date]:
    """The first and the last day of a month, or of its first, middle or last third."""
    last = monthrange(year, month)[1]
    begins, ends = {"early": (1, 10), "mid": (11, 20), "late": (21, last)}.get(third, (1, last))
    return date(year, month, begins), date(year, month, ends)


def _month(text: str, match: re.Match[str], today: date | None) -> _Told | None:
    """A month, with or without a year: "October 2016", "last November", "in early May"."""
    start, end = match.start("month"), match.end("month")
    name, month = match["month"].rstrip(".").lower(), _number(match["month"])
    before = text[max(0, start - 20) : start]
    which, third, begun = _lead(before, start)
    if match["my"]:
        return _Told(Span(begun if third else start, match.end()), _of_month(int(match["my"]), month, third))
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
        return _Told(span, None)
    year = today.year
    if of_year is not None:
        year += {"last": -1, "next": 1}.get(of_year[1], 0)
    elif which in ("last", "past"):
        year -= month >= today.month
    elif which in ("next", "coming"):
        year += month <= today.month
    elif which != "this":
        year += month < today.month if _lies_ahead(text, start, end) else -(month > today.month)
    return _Told(span, _of_month(year, month, third))


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


def _weekday(text: str, match: re.Match[str], today: date | None) -> _Told | None:
    """A weekday: the last one up to the day of publication, or the next one where what is told lies ahead."""
    start, end = match.span()
    name = match["week"].rstrip(" .,")
    end = start + len(name)
    if not name.endswith("day"):
        return None
    before = text[max(0, start - _AHEAD) : start]
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
        return _Told(span, None)
    back = (today.weekday() - _WEEKDAYS[name[:3].lower()]) % 7
    past = today - back * _DAY
    ahead = today + (7 - back) * _DAY if back else today
    if which in ("last", "past"):
        one = past if back else today - 7 * _DAY
    elif which in ("next", "coming"):
        one = ahead if back else today + 7 * _DAY
    else:
        one = ahead if _lies_ahead(text, start, end) else past
    return _Told(span, (one, one))


# ------------------------------------------------------------------------------------------------------------ told from today

_NEAR = re.compile(r"[YyTtLlPpNnCcEe](?:esterday|o(?:day|night|morrow)|his|ast|ext|revious|oming|arl(?:y|ier)|ate[r ])")
_AGO_KEYS = (" ago", " earlier")


def _worded(text: str, line: Span, today: date | None) -> Iterator[_Told]:
    """What is told from today: "yesterday", "last week", "two years ago"."""
    at = line.start
    while (near := _NEAR.search(text, at, line.end)) is not None:
        at = near.end()
        match = _WORDS.match(text, near.start(), line.end)
        if match is not None and (told := _relative(match, today)) is not None:
            at = match.end()
            yield told
    if any(text.find(key, *line) >= 0 for key in _AGO_KEYS):
        for match in _AGO.finditer(text, *line):
            if text[match.start() - 1 : match.start()].isalnum():
                continue
            far = match["n"].lower()
            yield _Told(Span(*match.span()), _ago(int(far) if far.isdigit() else _NUMBERS[far], match["u"], today))


def _ago(far: int, unit: str, today: date | None) -> tuple[date, date] | None:
    """The days that were so many days, weeks, months or years ago: the farther away, the less exactly."""
    if today is None:
        return None
    try:
        if unit == "day":
            return today - far * _DAY, today - far * _DAY
        if unit == "week":
            return today - (7 * far + 3) * _DAY, today - (7 * far - 3) * _DAY
        if unit == "month":
            months = 12 * today.year + today.month - 1 - far
            return _of_month(months // 12, months % 12 + 1)
        years = today.year - far * {"year": 1, "decade": 10}.get(unit, 100)
        slack = {"year": 0, "decade": 1}.get(unit, 10)
        return date(years - slack, 1, 1), date(years + slack, 12, 31)
    except (ValueError, OverflowError):
        return None


def _relative(match: re.Match[str], today: date | None) -> _Told | None:
    span = Span(*match.span())
    if today is None:
        return _Told(span, None)
    if match["now"]:
        shift = {"yesterday": -1, "last night": -1, "tomorrow": 1}.get(match["now"].lower(), 0)
        try:
            return _Told(span, (today + shift * _DAY, today + shift * _DAY))
        except OverflowError:
            return None
    try:
        return _Told(span, _period(match, today))
    except (ValueError, OverflowError):
        return None


_SEASONS = {"spring": (3, 5), "summer": (6, 8), "fall": (9, 11), "autumn": (9, 11), "winter": (12, 2)}


def _period(match: re.Match[str], today: date) -> tuple[date, date] | None:
    """A week, month, year, season or so many of them, next to today or around it."""
    which, unit, part = match["which"].lower(), match["unit"].lower(), (match["part"] or "").lower()
    shift = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1}.get(which, 0)
    if match["many"] or match["n"]:
        return _several(match, shift, unit, today)
    if unit == "day":
        return None
    if unit in _SEASONS:
        return _season(unit, shift, today)
    if unit == "weekend":
        saturday = today + (5 - today.weekday() + 7 * shift) * _DAY
        return saturday, saturday + _DAY
    begins, ends = _around(unit, today, shift)
    if shift == 0 and part == "earlier":
        return begins, today
    if shift == 0 and part == "later":
        return today, ends
    return begins, ends


def _around(unit: str, today: date, shift: int) -> tuple[date, date]:
    """The week (from Monday), month, quarter, year, decade or century that is ``shift`` away from that of ``today``."""
    if unit == "week":
        monday = today + (7 * shift - today.weekday()) * _DAY
        return monday, monday + 6 * _DAY
    if unit in ("month", "quarter"):
        size = 3 if unit == "quarter" else 1
        months = (12 * today.year + today.month - 1) // size * size + shift * size
        return date(months // 12, months % 12 + 1, 1), _of_month((months + size - 1) // 12, (months + size - 1) % 12 + 1)[1]
    size = {"year": 1, "decade": 10}.get(unit, 100)
    first = today.year // size * size + shift * size
    return date(first, 1, 1), date(first + size - 1, 12, 31)


def _several(match: re.Match[str], shift: int, unit: str, today: date) -> tuple[date, date] | None:
    """ "The last two weeks", "the next 10 years": from or to today. None where nobody is told how many."""
    far = (match["n"] or "").lower()
    many = int(far) if far.isdigit() else _NUMBERS.get(far)
    length = {"day": 1, "week": 7, "month": 30.44, "year": 365.25, "decade": 3652.5}.get(unit)
    if many is None or length is None or shift == 0:
        return None
    away = today + shift * round(many * length) * _DAY
    return min(away, today), max(away, today)


def _season(unit: str, shift: int, today: date) -> tuple[date, date]:
    first, last = _SEASONS[unit]
    year = today.year
    if unit == "winter" and shift == 0:
        year -= today.month < 6
    elif shift < 0:
        year -= today.month <= (last if last > first else 12)
    elif shift > 0:
        year += today.month >= first
    return date(year, first, 1), _of_month(year + (last < first), last)[1]
