"""Days and moments as pages write them in their metadata and datelines.

``parse`` knows ISO 8601 with its common liberties and without marks between its parts ("20310304T194200Z"), the dates of mail
and HTTP (RFC 5322), and English dates in words, before or behind a time, with or without a zone. It does not know relative days
("yesterday", "3 hours ago"), and it never guesses whether 3/4 is in March or April.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta, timezone, tzinfo

MONTHS = {
    name: number
    for number, names in enumerate(
        "jan january|feb february|mar march|apr april|may|jun june|jul july|aug august|sep sept september|oct october|"
        "nov november|dec december".split("|"),
        1,
    )
    for name in names.split()
}
_HOURS = (
    "utc 0 gmt 0 z 0 bst 1 cet 1 wat 1 cest 2 eet 2 sast 2 eest 3 msk 3 eat 3 pkt 5 ist 5.5 hkt 8 sgt 8 awst 8 jst 9 acst 9.5 "
    "aest 10 aedt 11 nzst 12 nzdt 13 ndt -2.5 adt -3 nst -3.5 ast -4 edt -4 est -5 cdt -5 cst -6 mdt -6 mst -7 pdt -7 pst -8 "
    "akdt -8 akst -9 hst -10"
).split()
ZONES = {name: float(hours) for name, hours in zip(_HOURS[::2], _HOURS[1::2], strict=True)}
"""Hours east of Greenwich of the zones that English-language pages name. "ET", "PT" and the like are resolved by the season."""

_SEASONAL = {"et": -5, "ct": -6, "mt": -7, "pt": -8}

_ISO = re.compile(
    r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})"
    r"(?:(?:T|\s+|\s*,\s*)(?P<h>\d{1,2}):(?P<min>\d{2})(?::(?P<s>\d{2})(?:[.,](?P<f>\d{1,9}))?)?\s*(?P<z>Z\b|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2}\b)?)?",
    re.I,
)
_COMPACT = re.compile(r"(?<!\d)(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})?(?!\d)")
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY = re.compile(
    rf"\b(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s.-]+(?P<m1>{_MONTH})\b\.?,?[\s-]+(?P<y1>\d{{4}})"
    rf"|(?P<m2>{_MONTH})\b\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>\d{{4}}))(?!\d)",
    re.I,
)
_CLOCK = re.compile(
    r"(?<![\d:.])(?P<h>\d{1,2})(?:[:.](?P<min>[0-5]\d)(?::(?P<s>[0-5]\d))?\s*(?P<p>[ap]\.?\s?m\b\.?)?|\s*(?P<p2>[ap]\.?\s?m\b\.?))"
    r"(?:\s*\(?(?P<z>[A-Z]{1,4}\b|[+-]\d{2}:?\d{2}))?",
    re.I,
)
_NEAR = 40
"""How far from its day, in code points, a time of day may stand."""


def parse(text: str | None) -> date | datetime | None:
    """The first moment written in ``text``: a ``datetime`` where the hour stands there (aware where the zone does too),
    else a ``date``."""
    if not text or len(text) > 2_000:
        return None
    return _iso(text) or _words(text)


def _iso(text: str) -> date | datetime | None:
    found = _ISO.search(_COMPACT.sub(lambda part: "{}-{}-{}T{}:{}:{}".format(*part.groups("00")), text))
    if not found:
        return None
    try:
        day = date(int(found["y"]), int(found["m"]), int(found["d"]))
    except ValueError:
        return None
    if not found["h"]:
        return day
    fraction = int((found["f"] or "0").ljust(6, "0")[:6])
    try:
        clock = time(int(found["h"]), int(found["min"]), int(found["s"] or 0), fraction)
    except ValueError:  # a day with a clock that is none ("T25:00") is still a day
        return day
    return datetime.combine(day, clock, _zone(found["z"], day))


def _words(text: str) -> date | datetime | None:
    found = _DAY.search(text)
    if not found:
        return None
    try:
        day = date(
            int(found["y1"] or found["y2"]), MONTHS[(found["m1"] or found["m2"]).lower()], int(found["d1"] or found["d2"])
        )
    except ValueError:
        return None
    before, after = text[max(0, found.start() - _NEAR) : found.start()], text[found.end() : found.end() + _NEAR]
    clocks = list(_CLOCK.finditer(before))[-1:]
    clock = _CLOCK.search(after) or (clocks[0] if clocks else None)
    return _at(day, clock) if clock else day


def _at(day: date, clock: re.Match[str]) -> date | datetime:
    hour, half = int(clock["h"]), (clock["p"] or clock["p2"] or "").lower()
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    try:
        return datetime.combine(day, time(hour, int(clock["min"] or 0), int(clock["s"] or 0)), _zone(clock["z"], day))
    except ValueError:
        return day


def _zone(name: str | None, day: date) -> tzinfo | None:
    if not name:
        return None
    name = name.lower()
    if name[0] in "+-":
        digits = name[1:].replace(":", "").ljust(4, "0")
        shift = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
        return timezone(shift if name[0] == "+" else -shift) if shift < timedelta(hours=24) else None
    if name in _SEASONAL:
        return timezone(timedelta(hours=_SEASONAL[name] + _summer(day)))
    return timezone(timedelta(hours=ZONES[name])) if name in ZONES else None


def _summer(day: date) -> int:
    """1 while North America keeps summer time: second Sunday of March to first Sunday of November, since 2007."""
    march, november = date(day.year, 3, 8), date(day.year, 11, 1)
    begins = march + timedelta(days=(6 - march.weekday()) % 7)
    ends = november + timedelta(days=(6 - november.weekday()) % 7)
    return int(begins <= day < ends)


def precise(moment: date | datetime | None) -> int:
    """How much a moment tells, for choosing the best of several: 0 nothing, 1 a day, 2 an hour, 3 an hour and its zone."""
    if moment is None:
        return 0
    if not isinstance(moment, datetime):
        return 1
    return 3 if moment.tzinfo else 2
