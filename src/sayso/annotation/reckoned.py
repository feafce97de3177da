"""Days that are reckoned from another day: from today ("yesterday", "last week", "two years ago", "in 63 days"), or from a day
that was told before ("three days later", "the following week").

Where nobody knows the day they are reckoned from, such expressions are found, so that they are taken for no figure, but mean
nothing. Days reckoned from events ("two days after the vote") are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from sayso.annotation import periods
from sayso.annotation.numbers import SPELT, spelt
from sayso.annotation.periods import DAY, Days
from sayso.annotation.tense import ahead
from sayso.records import Span


class Told(NamedTuple):
    """An expression of time, without days where nobody knows which day it is told on; and whether it tells its year.

    ``far`` is how it is reckoned from a day told before: how many of which unit, and whether that unit whole ("the following
    week") or so many away ("a week later").
    """

    span: Span
    days: Days | None
    year: bool = True
    far: tuple[int, str, bool] | None = None


_UNIT = r"(?P<unit>day|week|month|year|decade|century|centurie)s?"
_MANY = rf"(?P<n>[0-9]{{1,3}}|an?|(?:{SPELT})(?:-(?:{SPELT}))?)"
_ENDS = r"(?=[.,;:”\"’)—–]|$| (?:and|but)\b)"

_NEAR = re.compile(
    r"[YyTtLlPpNnCcEeIi](?:esterday|o(?:day|night|morrow)|h(?:is |at (?:same )?[dwmy]|"
    r"e (?=next [dwmy]|[fps][aero]|[dwmy][aeo]))|a(?:st|te[r ])|revious|ext|oming|arl(?:y|ier)|n (?=[0-9aeflnorstuj]))"
)
"""Where an expression of ``_WORDS``, ``_NEXT_TO`` or ``_IN`` may begin."""
_WORDS = re.compile(
    r"(?i)\b(?:(?P<now>yesterday|today|tonight|tomorrow|last night|this (?:morning|afternoon|evening))"
    r"|(?:(?P<part>earlier|later|late|early) )?(?P<which>last|past|this|next|previous|coming)"
    r"(?: (?P<n>[0-9]{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|few|several|couple of))?"
    r" (?P<unit>week|weekend|month|year|decade|century|spring|summer|fall|autumn|winter|quarter|day)(?P<many>s)?"
    r"|(?P<weekend>the weekend)(?= *(?:[.,;:”\"’)—–]|$)| (?!of\b)[a-z])"
    r")\b(?![’']?-)"
)
_NEXT_TO = re.compile(
    rf"(?i)\b(?:the (?P<which>(?<=(?-i:T)he )next|next(?= day)|following|previous|preceding|same) "
    rf"(?P<unit>day|week|month|year)\b(?![’']?-|s)"
    rf"|the (?P<beside>day|week|month|year) (?P<side>before|after|prior|earlier|later){_ENDS}"
    rf"|that (?:same )?(?P<that>day|week|month|year)(?:{_ENDS}|(?= (?:he|she|it|they)\b)))"
)
_IN = re.compile(
    rf"(?i)\bin (?:(?:just|only|about|around|roughly|exactly|under|less than|a little over) )?{_MANY}[ -]{_UNIT}\b(?![’']?-)"
    rf"(?P<time>[’']? time\b)?"
)
_AGO = re.compile(
    rf"(?i)(?<![\w-]){_MANY}[ -]{_UNIT} (?P<way>ago|earlier|later|previously|prior(?! to)|beforehand|from now|hence)\b"
)
_AGO_KEY = re.compile(r"[a-z] (?:ago|earlier|later|previously|prior|beforehand|from now|hence)\b")
_LONGEST = 30
"""So many characters has what is counted before "ago" at most."""
_ROLLING = re.compile(r"(?i)\b(?:over|in|during|for|within|of|throughout|across) the $")


def worded(text: str, line: Span, today: date | None) -> Iterator[Told]:
    """What is told in small letters from today, or from a day told before."""
    at = line.start
    while (near := _NEAR.search(text, at, line.end)) is not None:
        at = near.end()
        told = _at(text, near.start(), line.end, today)
        if told is not None:
            at = max(at, told.span.end)
            yield told
    for key in _AGO_KEY.finditer(text, *line):
        match = _AGO.search(text, max(line.start, key.start() - _LONGEST), key.end())
        if match is not None:
            yield _counted(match, today)


def _at(text: str, start: int, end: int, today: date | None) -> Told | None:
    """The expression that begins at ``start``."""
    if (match := _WORDS.match(text, start, end)) is not None:
        return None if _is_name(text, match) else _relative(text, match, today)
    if text[start] in "Tt" and (match := _NEXT_TO.match(text, start, end)) is not None:
        return _beside(match)
    if text[start] in "Ii" and (match := _IN.match(text, start, end)) is not None:
        return _yet_to_come(text, match, today)
    return None


def _is_name(text: str, match: re.Match[str]) -> bool:
    """Whether capitals show a name of a programme or paper: "This Morning", "the Harbour Today"."""
    first, *others = match[0].split()
    inside = text[match.start() - 2 : match.start() - 1].isalnum() and text[match.start() - 1 : match.start()] == " "
    return any(word[0].isupper() for word in others) or (first[0].isupper() and inside)


def many(word: str) -> int:
    """A whole number that is written in digits or words."""
    return int(word) if word.isdigit() else round(spelt(word.lower()))


def _counted(match: re.Match[str], today: date | None) -> Told:
    """ "Two years ago", "in two years from now" from today; "three days later", "a year earlier" from a day told before."""
    far, unit, way = many(match["n"]), _singular(match["unit"]), match["way"].lower()
    span = Span(*match.span())
    if way in ("ago", "from now", "hence"):
        return Told(span, _away(today, -far if way == "ago" else far, unit))
    later = way == "later"
    return Told(span, None if later else _away(today, -far, unit), far=(far if later else -far, unit, False))


def _singular(unit: str) -> str:
    return {"centurie": "century"}.get(unit.lower(), unit.lower())


def _away(today: date | None, far: int, unit: str) -> Days | None:
    try:
        return periods.around_away(today, far, unit) if today is not None else None
    except (ValueError, OverflowError):
        return None


def _yet_to_come(text: str, match: re.Match[str], today: date | None) -> Told | None:
    """ "In two weeks" where that lies ahead; None where it tells how long something took."""
    if not match["time"] and not _opens(text, match) and not ahead(text, *match.span()):
        return None
    return Told(Span(*match.span()), _away(today, many(match["n"]), _singular(match["unit"])))


def _opens(text: str, match: re.Match[str]) -> bool:
    """Whether an expression opens its sentence and the verb behind it is one of the future."""
    before = text[max(0, match.start() - 2) : match.start()].strip()
    return before in ("", ".", "“", '"') and ahead(text, *match.span()) is True


def _beside(match: re.Match[str]) -> Told:
    """ "The following week", "the day before", "that month": next to a day told before."""
    unit = (match["unit"] or match["beside"] or match["that"]).lower()
    which = (match["which"] or match["side"] or "same").lower()
    shift = {"next": 1, "following": 1, "after": 1, "later": 1, "same": 0}.get(which, -1)
    return Told(Span(*match.span()), None, far=(shift, unit, True))


def _relative(text: str, match: re.Match[str], today: date | None) -> Told | None:
    span = Span(*match.span())
    if today is None:
        return Told(span, None)
    try:
        if match["now"]:
            shift = {"yesterday": -1, "last night": -1, "tomorrow": 1}.get(match["now"].lower(), 0)
            return Told(span, (today + shift * DAY, today + shift * DAY))
        if match["weekend"]:
            lies = ahead(text, *span)
            over = text[max(0, span.start - 5) : span.start].lower() == "over "
            return Told(span, periods.weekend(today, 0, bool(lies))) if over or lies is not None else None
        return Told(span, _period(text, match, today))
    except (ValueError, OverflowError):
        return None if match["now"] else Told(span, None)


def _period(text: str, match: re.Match[str], today: date) -> Days | None:
    """A week, month, year, season or so many of them, next to today or around it."""
    which, unit, part = match["which"].lower(), match["unit"].lower(), (match["part"] or "").lower()
    shift = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1}.get(which, 0)
    if match["many"] or match["n"]:
        return _several(match, shift, unit, today)
    if unit in periods.SEASONS:
        return periods.season(unit, shift, today)
    if unit == "weekend":
        return periods.weekend(today, shift, ahead(text, *match.span()))
    if _is_rolling(text, match, which):
        return periods.stretch(today, shift, unit)
    if unit == "day":
        return None
    begins, ends = periods.around(unit, today, shift)
    if part in ("early", "late") and unit in ("month", "year"):
        return periods.of_month(begins.year, begins.month, part) if unit == "month" else periods.of_year(begins.year, part)
    if shift == 0 and part in ("earlier", "later"):
        return (begins, today) if part == "earlier" else (today, ends)
    return begins, ends


def _is_rolling(text: str, match: re.Match[str], which: str) -> bool:
    """Whether a period runs up to today, or begins with it: "the past year", "over the last month", "in the coming week"."""
    if which in ("past", "coming"):
        return True
    return which in ("last", "next") and _ROLLING.search(text, max(0, match.start() - 14), match.start()) is not None


def _several(match: re.Match[str], shift: int, unit: str, today: date) -> Days | None:
    """ "The last two weeks", "the next 10 years": from or to today. None where nobody is told how many."""
    far = (match["n"] or "").lower()
    if far in ("", "few", "several", "couple of") or shift == 0 or unit not in ("day", "week", "month", "year", "decade"):
        return None
    return periods.stretch(today, shift * many(far), unit)


def reckoned(line_by_line: Iterable[Iterable[Told]]) -> Iterator[Told]:
    """Expressions with those reckoned from a day told before, in the same line or the one before, given their days."""
    earlier: list[Days] = []
    for line in line_by_line:
        here: list[Days] = []
        for told in line:
            one = _from(told, [*earlier, *here])
            if one.days is not None:
                here.append(one.days)
            yield one
        earlier = here


def _from(told: Told, known: list[Days]) -> Told:
    """``told``, reckoned from the last of the ``known`` days from which so many of its unit can be counted."""
    if told.far is None:
        return told
    far, unit, whole = told.far
    for days in reversed(known):
        try:
            made = periods.next_to(days, unit, far) if whole else periods.counted_from(days, far, unit)
        except (ValueError, OverflowError):
            continue
        if made is not None:
            return told._replace(days=made)
    return told
