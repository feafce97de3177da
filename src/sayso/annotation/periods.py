"""The arithmetic of days: weeks, months, seasons, years and so many of them, next to a day or away from it.

Everything takes days and gives the first and the last day of what is meant. What is far away is meant less exactly: "two weeks
ago" is a week, "two months ago" that month, "two years ago" that year. Raises ``ValueError`` or ``OverflowError`` beyond the
years that a date can have. Nothing here reads text.
"""

from __future__ import annotations

from calendar import isleap, monthrange
from datetime import date, timedelta

Days = tuple[date, date]
"""The first and the last day that an expression can mean."""

DAY = timedelta(days=1)
SEASONS = {"spring": (3, 5), "summer": (6, 8), "fall": (9, 11), "autumn": (9, 11), "winter": (12, 2)}
_ALMOST_A_YEAR = timedelta(days=320)
_THIRDS = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}
_FEWEST = {"day": 3, "week": 9, "month": 31, "year": 366}
"""The longest stretch of days from which so many days, weeks, months or years can be counted."""


def of_month(year: int, month: int, third: str = "") -> Days:
    """A month, or its first ("early"), middle ("mid") or last third ("late")."""
    last = monthrange(year, month)[1]
    begins, ends = {"early": (1, 10), "mid": (11, 20), "late": (21, last)}.get(third, (1, last))
    return date(year, month, begins), date(year, month, ends)


def of_year(year: int, third: str = "") -> Days:
    """A year, or four months of it."""
    begins, ends = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}.get(third, (1, 12))
    return date(year, begins, 1), of_month(year, ends)[1]


def of_decade(year: int, third: str = "") -> Days:
    """The ten years from ``year``, or some three of them; "the 1800s" are a hundred, "the 2000s" mostly ten."""
    begins, ends = _THIRDS.get(third, (0, 9))
    if year % 100 == 0 and year < 2000 and not third:
        return date(year, 1, 1), date(year + 99, 12, 31)
    return date(year + begins, 1, 1), date(year + ends, 12, 31)


def of_season(season: str, year: int) -> Days:
    """A season that begins in ``year``."""
    first, last = SEASONS[season]
    return date(year, first, 1), of_month(year + (last < first), last)[1]


def of_part(part: str, unit: str, year: int) -> Days:
    """A half or a quarter of a year: "first", "second", "third", "fourth", "final" or "last"."""
    size = 6 if unit == "half" else 3
    at = {"first": 1, "second": 2, "third": 3, "fourth": 4}.get(part, 12 // size)
    if at * size > 12:
        raise ValueError("no such part of a year")
    return date(year, (at - 1) * size + 1, 1), of_month(year, at * size)[1]


def nearest(today: date, month: int, day: int, ahead: bool) -> date:
    """The day of a month that is meant on ``today``: one of the last eleven months or the next few weeks, or the next one where
    what is told lies ahead. Raises ``ValueError`` where there is no such day."""
    for year in (today.year - 1, today.year, today.year + 1):
        if month == 2 and day == 29 and not isleap(year):
            continue
        one = date(year, month, day)
        if one >= today or (not ahead and one > today - _ALMOST_A_YEAR):
            return one
    raise ValueError("no such day")


def months_away(today: date, months: int) -> date:
    """The same day of another month, or the last one of a shorter month."""
    count = 12 * today.year + today.month - 1 + months
    year, month = count // 12, count % 12 + 1
    return date(year, month, min(today.day, monthrange(year, month)[1]))


def away(today: date, many: float, unit: str) -> date:
    """The day that is so many days, weeks, months or years from ``today``."""
    if unit in ("day", "week"):
        return today + round(many * {"day": 1, "week": 7}[unit]) * DAY
    return months_away(today, round(many * {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit]))


def around_away(today: date, many: float, unit: str) -> Days:
    """The days around that one: the farther away, the less exactly."""
    there = away(today, many, unit)
    if unit == "day":
        return there, there
    if unit == "week":
        return there - 3 * DAY, there + 3 * DAY
    if unit in ("month", "quarter"):
        return of_month(there.year, there.month)
    slack = {"year": 0, "decade": 1}.get(unit, 10)
    return date(there.year - slack, 1, 1), date(there.year + slack, 12, 31)


def stretch(today: date, many: float, unit: str) -> Days:
    """So many days, weeks, months or years up to ``today``, or from it on."""
    there = away(today, many, unit)
    return min(there, today), max(there, today)


def around(unit: str, today: date, shift: int) -> Days:
    """The day, week (from Monday), month, quarter, year, decade or century that is ``shift`` away from that of ``today``."""
    if unit == "day":
        return today + shift * DAY, today + shift * DAY
    if unit == "week":
        monday = today + (7 * shift - today.weekday()) * DAY
        return monday, monday + 6 * DAY
    if unit in ("month", "quarter"):
        size = 3 if unit == "quarter" else 1
        months = (12 * today.year + today.month - 1) // size * size + shift * size
        return date(months // 12, months % 12 + 1, 1), of_month((months + size - 1) // 12, (months + size - 1) % 12 + 1)[1]
    size = {"year": 1, "decade": 10}.get(unit, 100)
    first = today.year // size * size + shift * size
    return date(first, 1, 1), date(first + size - 1, 12, 31)


def weekend(today: date, shift: int, ahead: bool | None) -> Days:
    """The weekend before ("last", -1), or after this week's (1); else the one that is meant on ``today``: the coming one where
    it lies ahead, the last one where it does not, and where nobody knows (None) the nearer."""
    saturday = today + (5 - today.weekday()) * DAY
    if shift:
        saturday += 7 * shift * DAY
    elif today.weekday() < (5 if ahead is False else 3) and not ahead:
        saturday -= 7 * DAY
    return saturday, saturday + DAY


def weekday(today: date, number: int, shift: int, ahead: bool) -> date:
    """A weekday (0 is Monday): the last one up to ``today``, the coming one where it lies ahead, or the one before or after
    ``today`` that "last" (-1) and "next" (1) mean."""
    back = (today.weekday() - number) % 7
    past = today - back * DAY
    if shift < 0:
        return past if back else today - 7 * DAY
    if shift > 0:
        return today + (7 - back) * DAY
    return today + (7 - back) * DAY if ahead and back else past


def season(name: str, shift: int, today: date) -> Days:
    """The last, this or the next spring, summer, autumn or winter."""
    first, last = SEASONS[name]
    year = today.year
    if name == "winter" and shift == 0:
        year -= today.month < 6
    elif shift < 0:
        year -= today.month <= (last if last > first else 12)
    elif shift > 0:
        year += today.month >= first
    return of_season(name, year)


def counted_from(known: Days, many: int, unit: str) -> Days | None:
    """The days that are so many days, weeks, months or years from days that were told; None where these are too many to count
    from."""
    if (known[1] - known[0]).days + 1 > _FEWEST.get(unit, 366):
        return None
    if unit == "day":
        return known[0] + many * DAY, known[1] + many * DAY
    first, last = around_away(known[0], many, unit)[0], around_away(known[1], many, unit)[1]
    return first, last


def next_to(known: Days, unit: str, shift: int) -> Days | None:
    """The day, week, month or year that is ``shift`` away from that of days that were told; None where these are too many."""
    length = (known[1] - known[0]).days
    if length >= (1 if unit == "day" else _FEWEST[unit]):
        return None
    return around(unit, known[0] + length // 2 * DAY, shift)
