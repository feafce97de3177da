"""The figures of an article: numbers in digits and in words, with how exactly they are put, in what unit, and of what.

The span of a figure holds the words that bound it, the number, and its unit: "more than $1.2 billion", "about 45 percent",
"between 10 and 15". What is counted stands behind it and is given as it is written. Low and high are the values that the words
allow: "about" and "nearly" allow a tenth more or less, "dozens" two dozen or more. A share ("a third", "one in five") is a
number between 0 and 1 of the unit "share"; an age ("Orla Venn, 45,") is a number of years.

Not figures: days and years, hours, ordinals, telephone and section numbers, results of matches, numbers that are part of a
name, and "one" where it may be a pronoun. Nothing is converted, and nobody is told who gives a figure.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sayso.names import lexicon
from sayso.records import Bound, Figure, Span, Spans

_ONES = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
_TENS = {word: 10 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_SIZES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12.0, "score": 20.0,
    "k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12, "trn": 1e12, "lakh": 1e5, "crore": 1e7,
}  # fmt: skip
_MANY = {
    "dozens": 24.0, "scores": 40.0, "hundreds": 200.0, "thousands": 2e3, "millions": 2e6, "billions": 2e9, "trillions": 2e12,
    "tens of thousands": 2e4, "hundreds of thousands": 2e5, "tens of millions": 2e7, "hundreds of millions": 2e8,
    "tens of billions": 2e10, "hundreds of billions": 2e11,
}  # fmt: skip
"""Numbers that are told by their size only, with the least that the plural can mean."""
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "tenth": 10}
_PLURAL_PARTS = {"halves": 2} | {f"{word}s": number for word, number in _PARTS.items() if word != "half"}

_CURRENCIES = {
    "dollar": "$", "euro": "€", "pound sterling": "£", "cent": "cents", "pence": "pence", "rupee": "₹", "yuan": "yuan",
    "yen": "¥", "rouble": "roubles", "ruble": "roubles", "franc": "francs", "rand": "rand", "naira": "naira",
    "shilling": "shillings", "peso": "pesos", "shekel": "shekels", "krona": "kronor", "kronor": "kronor", "won": "won",
}  # fmt: skip
_UNITS = {
    word: words.split()[0]
    for words in (
        "years year yr yrs|months month|weeks week|days day|hours hour hr hrs|minutes minute min mins|seconds second|"
        "decades decade|"
        "centuries century|km kilometre kilometres kilometer kilometers|miles mile|metres metre meter meters|"
        "feet foot ft|inches inch|cm centimetre centimetres centimeter centimeters|mm millimetre millimetres millimeter "
        "millimeters|"
        "yards yard|W watt watts|kW kilowatt kilowatts|ml mL millilitre millilitres|dB decibel decibels|g|mg milligram "
        "milligrams|calories calorie|pixels|Mbps|acres acre|hectares hectare ha|kg kilogram kilograms kilo kilos|grams "
        "gram|tonnes tonne|tons ton|"
        "pounds pound lb lbs|ounces ounce oz|litres litre liter liters|gallons gallon|barrels barrel|degrees degree C F "
        "celsius fahrenheit|mph|kph|"
        "MW megawatt megawatts|GW gigawatt gigawatts|kWh|volts volt|GB gigabyte gigabytes|MB megabyte megabytes|TB terabytes"
    ).split("|")
    for word in words.split()
}
"""Units by the one that stands for all of its spellings."""

_DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,6}(?![0-9])|[0-9]{1,15})(?:\.[0-9]{1,9})?"
_SPELT = "|".join(sorted([*_ONES, *_TENS], key=len, reverse=True))
_SIZE = "hundred|thousand|million|billion|trillion"
_WORDS = (
    rf"(?:(?:{_SPELT})(?:-(?:{_SPELT})\b)?(?:[ -](?:{_SIZE}|dozen|score)\b(?:(?: and|,)? (?:{_SPELT})(?:-(?:{_SPELT}))?\b"
    rf"(?: (?:{_SIZE})\b)?){{0,4}})?|(?:an?|half an?|several|a few|a couple of)[ ](?:{_SIZE}|dozen)(?: and a half)?)"
)
_SIGN = r"(?:US|A|AU|NZ|C|CA|HK|S|R)?\$|[£€¥₹₦]|(?:USD|EUR|GBP|Rs\.?|Sh|KSh) ?"
_NUMBER = re.compile(
    rf"(?P<sign>{_SIGN})?(?:(?P<digits>{_DIGITS})|(?P<words>(?i:{_WORDS})\b))"
    rf"(?:(?P<size>[ -]?(?:(?:hundred |thousand )?(?:million|billion|trillion|thousand|hundred|dozen|lakh|crore)|"
    rf"(?<=[0-9]) ?(?:bn|mn|mln|tn|trn))\b|(?<=[0-9])[kKmMbB](?![\w])))?"
)
_SIGNED = re.compile(rf"(?<![\w])(?:{_SIGN})$")
_START = re.compile(
    r"[0-9\s“\"‘(—–-](?:(?:[OTFSENZotfsenz](?:ne|wo|hree|our|ive|ix|even|ight|ine|en|leven|welve|hirteen|ourteen|ifteen|ixteen|"
    r"eventeen|ighteen|ineteen|wenty|hirty|orty|ifty|ixty|eventy|ighty|inety|housands|ens|cores|ero)|[Dd]ozens?|[Hh]undreds|"
    r"[MmBb]illions|[Tt]rillions|[Hh]alf|[Aa]n? (?:dozen|hundred|thousand|million|billion|trillion|couple|third|quarter|"
    r"f[io]|tenth|"
    r"half))\b|(?<=[0-9]))"
)
"""Where a number may begin: at a digit, or behind what stands before a word."""
_VAGUE = re.compile(
    r"(?i)(?:(?:tens|hundreds) of (?:thousands|millions|billions)|dozens|scores|hundreds|thousands|[mbtr]+illions)\b"
)
_SHARE = re.compile(
    r"(?i)(?:(?P<a>an?|one)[ -](?P<part>third|quarter|fourth|fifth|sixth|seventh|eighth|tenth)(?=[ ]of\b|[ ](?:more|less|"
    r"fewer)\b)"
    r"|(?P<n>two|three|four|five|seven|nine)[ -](?P<parts>thirds|quarters|fourths|fifths|sixths|sevenths|eighths|tenths)\b"
    r"|(?P<half>half)(?= (?:of|the|a?ll|their|its|his|her|our|those|these)\b)"
    r"|(?P<k>[0-9]{1,3}|one|two|three|four|five|six|seven|eight|nine)(?: in (?:every )?| out of (?:every "
    r")?)(?P<of>[0-9]{1,4}|two|three|four|five|six|seven|eight|nine|ten)\b"
    r"(?![,.][0-9]|[ -](?:million|percent|per|years|days|hours|minutes)))"
)
_RANGE = re.compile(r" ?[-–—] ?| to | and | or ")
_PERCENT = re.compile(r" ?%|[ -](?P<w>per ?cent|percent|pct)\b(?: points?\b)?|[ -]percentage points?\b")
_POINTS = re.compile(r"(?i)point")
_UNIT = re.compile(r"(?:[ -]|(?<=[0-9]))(?:square |cubic )?(?P<u>[A-Za-z]+)\b(?P<old>[- ]old\b)?|°[CF]?")
_MONEY = re.compile(
    r"[ -](?:U\.?S\.? |Canadian |Australian |Hong Kong |New Zealand |Swiss )?(?P<m>dollars?|euros?|pounds? sterling|cents?|"
    r"pence|rupees?|yuan|yen|roubles?|rubles?|francs?|rand|naira|shillings?|pesos?|shekels?|kronor|krona)\b"
)

_BEFORE = re.compile(
    r"(?i)(?:^|(?<=[\s(“\"‘—–-]))(?:"
    r"(?P<least>at (?:the )?least|(?:no|not) (?:fewer|less) than|a minimum of|minimum of)"
    r"|(?P<most>at (?:the )?most|(?:no|not) more than|up to|as (?:many|much|high|few|little) as|a maximum of|maximum of|a "
    r"high of)"
    r"|(?P<more>(?:slightly |just |well |far |significantly )?(?:more|greater|higher|longer|older|larger|bigger) than|"
    r"(?:just |well )?(?:over|above)|upwards? of|north of|in excess of|exceed(?:s|ed|ing)?)"
    r"|(?P<less>(?:slightly |just |far )?(?:less|fewer|lower|younger|shorter|smaller) than|(?:just |well )?(?:under|below))"
    r"|(?P<nearly>nearly|almost|close to|approaching|just short of)"
    r"|(?P<about>about|around|roughly|approximately|some|an estimated|estimated|approx\.?|circa|or so)"
    r"|(?P<between>between)|(?P<just>only|just|exactly|precisely|a total of|all)|(?P<from>from)"
    r") (?:the |an? (?:estimated |additional |further |whopping |staggering |record )?|another )?$"
)
_LEADS = frozenset(
    "least most than to as many much high few little over above of exceed exceeds exceeded exceeding under below nearly almost "
    "approaching short about around roughly approximately some estimated approx approx. circa so between only just exactly "
    "precisely all from the an a additional further whopping staggering record another minimum maximum".split()
)
"""Last words of those that bound a number."""
_AFTER = re.compile(
    r"(?P<least> or (?:more|higher|older|above|over)\b|-plus\b|\+|-or-more\b)|(?P<most> or (?:less|fewer|lower|younger|"
    r"under)\b)|(?P<about> or so\b|-ish\b|-odd\b)"
)
_LEADING = re.compile(r"([\w.’'/&-]+)[ -]$")
_CLOCK = re.compile(
    r"[0-9]{1,2}(?:[:.][0-9]{2})?(?: ?[-–] ?| to )[0-9]{1,2}(?:[:.][0-9]{2})? ?[ap]\.?m\b\.?|"
    r"[0-9]{1,2}(?:[:.][0-9]{2}){0,2} ?(?:[ap]\.?m\b\.?|o[’']clock\b|hrs\b|GMT\b|BST\b|E[SD]?T\b)|"
    r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?"
)
_PHONE = re.compile(
    r"\+?[0-9]{1,4}(?:[ .-]?\([0-9]{1,5}\))?(?:[ .-][0-9]{2,5}){2,4}(?![0-9])|[0-9]{3}-[0-9]{4}(?![0-9])|0[0-9]{2,4} "
    r"[0-9]{3,8}\b|\([0-9]{2,5}\) ?[0-9]{3,5}[ -][0-9]{3,5}"
)
_GLUED = re.compile(
    r"[0-9][0-9,.]*(?:st|nd|rd|th|s|ers?|ish|x|[’']s)\b|[0-9]+[A-Za-z][\w-]*[0-9]\w*|[0-9.,]*/[0-9]|[0-9]+(?:\.[0-9]+){2,}|"
    r"[0-9]+(?:-[0-9]+){2,}"
)
_OF_MONEY = re.compile(r" of (dollars|euros|pounds)\b")
_AGE = re.compile(r"(?:,(?= )|(?=\)))")
_PLAIN = re.compile(r"[0-9][0-9,.]*")
_STREET = re.compile(
    r" (?:[A-Z][\w’'.]* ){1,3}(?:St|Street|Ave|Avenue|Road|Rd|Lane|Drive|Blvd|Boulevard|Square|Place|Terrace|Court|Way|"
    r"Highway)\b"
)
_LISTED = re.compile(r"[0-9]{1,3}[.)](?:\s|$)")

_STOPS = frozenset(
    "the a an this that these those his her its their my our your of in on at by for from to with without within into onto "
    "over under "
    "about after before since until during through between among against across per and or but nor so yet than as if when "
    "while "
    "where which who whom whose what how why because although though unless is are was were be been being am has have had "
    "do does "
    "did will would can could shall should may might must not no also only just even still already more less fewer most least "
    "each every all both either neither some any such other another i you he she it we they me him them us there here then now "
    "today yesterday tomorrow ago later earlier old out up down off away back said says told died were killed including "
    "and/or x "
    "according compared depending versus vs via plus minus times apart long high tall wide deep worth say says think "
    "believe support oppose voted want went agreed became share shares experience pour gave took made got".split()
)
_PEOPLE = frozenset(
    "people men women children police percent staff personnel troops cattle sheep fish aircraft teeth feet mice media "
    "data".split()
)
_GOES_ON = frozenset(
    "u.s us senior business class mass press process access previous serious various religious dangerous police sports news "
    "homeless series always perhaps less jobless armed".split()
)
"""Words like a plural that stand before a noun."""
_SINGLE = frozenset(
    "person man woman child boy girl officer soldier civilian passenger victim student death case vote seat point goal arrest "
    "worker employee protester suspect patient official lawmaker senator gunman shot game bedroom inch mile foot".split()
)
_COUNTED = re.compile(r"( of (?:the |all |its |his |her |their |those |these |our )?)?((?:[ -]?[A-Za-z][\w.’'-]*,?){1,5})")
_CHANGES = re.compile(
    r"(?i)\b(?:rose|rise|rises|risen|fell|falls?|fallen|grew|grow|grown|increased?|dropped|drop|climbed|went|gone|jumped|"
    r"up|down|cut|moved?|changed?|raised?|reduced?|declined?|soared|doubled|shrank|shrunk)\b"
)
_METRES = re.compile(r"(?! (?:[a-z]+ )?(?:[a-z]{2,}s|people|men|women|children)\b)")
"""What stands behind an "m" that is no million, where no currency tells."""
_TENTH = 0.1
_WINDOW = 36


class _Number(NamedTuple):
    """A number as it is written: where, how much, in what unit, and whether it named its own size."""

    start: int
    end: int
    value: float
    unit: str = ""
    sized: float = 1.0
    low: float | None = None


def find_figures(text: str, lines: Iterable[Span], taken: Spans, openings: frozenset[int] | set[int]) -> tuple[Figure, ...]:
    """The figures in ``lines``, sorted and disjoint. ``taken`` are the expressions of time, sorted, ``openings`` the offsets
    at which sentences begin."""
    starts = [span.start for span in taken]
    return tuple(figure for line in lines for figure in _in_line(text, line, taken, starts, openings))


def _in_line(
    text: str, line: Span, taken: Spans, starts: Sequence[int], openings: frozenset[int] | set[int]
) -> Iterator[Figure]:
    at, last = line.start, line.start
    first = _NUMBER.match(text, at, line.end) if not text[at].isdigit() else None
    while True:
        if first is not None and first.start() == line.start:
            begun, first = line.start, None
        else:
            match = _START.search(text, at, line.end)
            if match is None:
                return
            whole = _PLAIN.match(text, match.start(), line.end)
            begun = match.start() if whole is not None else match.start() + 1
            at = whole.end() if whole is not None else match.end()
        place = bisect_right(starts, begun) - 1
        if place >= 0 and begun < taken[place].end:
            at = max(at, taken[place].end)
            continue
        begun = _signed(text, begun, last)
        stop = _end(starts, taken, place, line.end)
        found = _figure(text, line, begun, last, stop, openings)
        if isinstance(found, int):
            at = max(at, found)
        elif found is not None:
            yield found
            at = last = max(at, found.span.end)


def _end(starts: Sequence[int], taken: Spans, place: int, end: int) -> int:
    """Where the next expression of time begins, or the line ends."""
    return min(end, starts[place + 1]) if place + 1 < len(starts) else end


def _signed(text: str, begun: int, last: int) -> int:
    """Where a number begins whose currency stands before it."""
    sign = _SIGNED.search(text, max(last, begun - 5), begun)
    return begun - (sign.end() - sign.start()) if sign is not None else begun


def _figure(text: str, line: Span, start: int, last: int, end: int, openings: frozenset[int] | set[int]) -> Figure | int | None:
    """The figure that begins at ``start``; the offset to go on from where there is a number that is none."""
    skip = _no_figure(text, line, start, end)
    if skip:
        return skip
    number = _share(text, start, end) or _vague(text, start, end) or _number(text, start, end)
    if number is None:
        return None
    if number.low is None and number.unit != "share":
        number = _below_zero(text, _with_unit(text, number, end), last)
        if _is_numbered(text, line, number, openings) or (not number.unit and text[number.end : number.end + 1].isalpha()):
            return number.end
        if not number.unit and _is_age(text, start, number.end, last):
            number = number._replace(unit="years")
    start = number.start
    before = _bound_before(text, max(last, start - _WINDOW), start)
    second = None if number.low is not None else _second(text, number, before, end)
    if second is not None and second.value < 0:
        return second.end
    whole = second or number
    after = _AFTER.match(text, whole.end, end)
    counted = _counted(text, after.end() if after else whole.end, whole, end)
    if counted is None:
        return whole.end
    low, high, bound = _bounded(number, second, before, after)
    begun = before.start() if before is not None and not before["from"] else start
    return Figure(
        span=Span(begun, after.end() if after else whole.end), low=low, high=high, bound=bound, unit=whole.unit, counted=counted
    )


def _bound_before(text: str, begun: int, start: int) -> re.Match[str] | None:
    """The words before a number that say how exactly it is put."""
    lead = text[begun:start].rsplit(None, 1)[-1:]
    return _BEFORE.search(text, begun, start) if lead and lead[0].lower().strip('(“"‘—–-') in _LEADS else None


def _is_age(text: str, start: int, end: int, last: int) -> bool:
    """Whether a bare number between commas is the age of the one named before it."""
    if not 1 < end - start < 4 or not text[start].isdigit() or _AGE.match(text, end) is None:
        return False
    before = text[max(last, start - 24) : start - 2].rsplit(" ", 1)[-1]
    return text[max(0, start - 2) : start] == ", " and before[:1].isupper()


def _no_figure(text: str, line: Span, start: int, end: int) -> int:
    """Where a number ends that counts nothing: an hour, an ordinal, a telephone number; 0 for others."""
    if not text[start].isdigit():
        return 0
    before = text[start - 1] if start > line.start else " "
    for pattern in (_CLOCK, _PHONE, _GLUED):
        match = pattern.match(text, start, end)
        if match is not None:
            return match.end()
    if start == line.start and (match := _LISTED.match(text, start, end)) is not None:
        return match.end()
    match = _PLAIN.match(text, start, end)
    stop = match.end() if match is not None else start + 1
    glued = (
        before.isalnum()
        or before in "_@#/.:,+&"
        or (before in "-–’'" and start - 1 > line.start and not text[start - 2].isspace())
    )
    if glued or _STREET.match(text, stop, end):
        return stop
    return 0


def _share(text: str, start: int, end: int) -> _Number | None:
    match = _SHARE.match(text, start, end)
    if match is None:
        return None
    if match["half"]:
        value = 0.5
    elif match["part"]:
        value = 1 / _PARTS[match["part"].lower()]
    elif match["parts"]:
        value = _ONES[match["n"].lower()] / _PLURAL_PARTS[match["parts"].lower()]
    else:
        some, every = (int(word) if word.isdigit() else _ONES[word.lower()] for word in (match["k"], match["of"]))
        if not 0 < some < every:
            return None
        value = some / every
    return _Number(start, match.end(), value, "share")


def _vague(text: str, start: int, end: int) -> _Number | None:
    match = _VAGUE.match(text, start, end)
    if match is None or match[0].lower() not in _MANY or text[match.end() : match.end() + 1] == "-":
        return None
    least = _MANY[match[0].lower()]
    money = _OF_MONEY.match(text, match.end(), end)
    unit = {"dollars": "$", "euros": "€", "pounds": "£"}[money[1]] if money is not None else ""
    return _Number(start, money.end() if money is not None else match.end(), least, unit, low=least)


def _number(text: str, start: int, end: int) -> _Number | None:
    """The number that is written at ``start``, without its unit."""
    match = _NUMBER.match(text, start, end)
    if match is None:
        return None
    size = 1.0
    for word in re.findall(r"[a-z]+", (match["size"] or "").lower()):
        size *= _SIZES[word]
    if match["digits"]:
        value = float(match["digits"].replace(",", ""))
    else:
        value, size = _spelt(match["words"].lower()) * size, 1.0 if not match["size"] else size
        size = 1.0
    stop = match.end()
    sized = (match["size"] or "").strip(" -")
    if sized == "m" and not match["sign"] and _METRES.match(text, stop, end):
        return _Number(start, stop, value, "metres")
    value *= size
    whole = float(round(value)) if size > 1 and abs(value - round(value)) < 1e-4 else value
    return _Number(start, stop, whole, (match["sign"] or "").strip().rstrip("."), size)


def _spelt(words: str) -> float:
    """The value of a number in words."""
    if words.startswith(("several ", "a few ", "a couple of ")):
        return (2 if "couple" in words else 3) * _SIZES[words.split()[-1]]
    total, part = 0.0, 0.0
    half = words.startswith("half ")
    for word in re.split(r"[ ,-]+", words.removeprefix("half ").removesuffix(" and a half")):
        if word in ("a", "an"):
            part += 1
        elif word in _ONES:
            part += _ONES[word]
        elif word in _TENS:
            part += _TENS[word]
        elif word == "hundred" or word in ("dozen", "score"):
            part = (part or 1) * _SIZES[word]
        elif word in _SIZES:
            total += (part or 1) * _SIZES[word]
            part = 0
    whole = total + part
    if words.endswith(" and a half"):
        return whole * 1.5
    return whole / 2 if half else whole


def _with_unit(text: str, number: _Number, end: int) -> _Number:
    """``number`` with the unit that stands behind it."""
    at = number.end
    if (match := _PERCENT.match(text, at, end)) is not None:
        return number._replace(end=match.end(), unit="percentage points" if _POINTS.search(match[0]) else "%")
    if number.unit:
        return number
    if (match := _MONEY.match(text, at, end)) is not None:
        word = match["m"].lower()
        return number._replace(end=match.end(), unit=_CURRENCIES.get(word) or _CURRENCIES.get(word.rstrip("s")) or word)
    match = _UNIT.match(text, at, end)
    if match is None:
        return number
    unit = "degrees" if match["u"] is None else _UNITS.get(match["u"])
    if unit is None and match["u"] is not None and len(match["u"]) > 2:
        unit = _UNITS.get(match["u"].lower())
    if unit is not None and match["u"] is not None and len(match["u"]) == 1 and text[at : at + 1] == " ":
        return number
    if unit is None:
        return number
    if "square " in match[0] or "cubic " in match[0]:
        unit = f"{'square' if 'square' in match[0] else 'cubic'} {unit}"
    return number._replace(end=match.end(), unit=unit)


def _below_zero(text: str, number: _Number, last: int) -> _Number:
    """``number`` with the minus sign that may stand before degrees and percentages."""
    at = number.start - 1
    if at < last or text[at] not in "-−–" or number.unit not in ("degrees", "%") or (at > last and not text[at - 1].isspace()):
        return number
    return number._replace(start=at, value=-number.value)


def _is_numbered(text: str, line: Span, number: _Number, openings: frozenset[int] | set[int]) -> bool:
    """Whether a number without a unit only tells one thing from others: "Section 3", "Boeing 737"."""
    match = _LEADING.search(text, max(line.start, number.start - 24), number.start)
    if match is None:
        return False
    word = match[1]
    if text[number.start].isdigit() and not number.unit and word.lower() in lexicon.NUMBERED:
        return True
    capital = word[0].isupper() and match.start() not in openings and not word.isupper() and word not in ("I", "A")
    first = match.start() and text[match.start() - 1] in '“"‘(—–'
    spelt = not text[number.start].isdigit() and text[number.start].islower()
    if number.unit or not (capital or (word.isupper() and len(word) > 1)) or first:
        return False
    behind = _COUNTED.match(text, number.end)
    return not spelt and (behind is None or not _head(behind[2]))


def _second(text: str, first: _Number, before: re.Match[str] | None, end: int) -> _Number | None:
    """The number that ends a range which ``first`` begins; one of negative value where both are the result of a match."""
    gap = _RANGE.match(text, first.end, end)
    if gap is None or (gap[0] == " and " and not (before is not None and before["between"])):
        return None
    hyphen = gap[0].strip() in ("-", "–", "—")
    then = text[gap.end() : gap.end() + 1]
    if hyphen and text[first.end - 1].isdigit() and not then.isdigit() and then not in ("$", "£", "€"):
        return None
    if gap[0] == " or " and not then.isdigit() and not text[first.start].isalpha():
        return None
    number = _number(text, gap.end(), end)
    if number is None or (number.end < end and text[number.end].isalnum() and _UNIT.match(text, number.end, end) is None):
        return None
    number = _with_unit(text, number, end)
    change = before is not None and before["from"] is not None
    if gap[0] == " to " and (change or _CHANGES.search(text, max(0, first.start - _WINDOW), first.start)):
        return None
    if first.unit and number.unit and first.unit != number.unit:
        return None
    low = first.value * number.sized if first.sized == 1 and number.sized > 1 and first.value < 1000 else first.value
    if low >= number.value or (
        hyphen and not number.unit and not first.unit and not re.match(r" [a-z]", text[number.end : number.end + 2])
    ):
        return number._replace(value=-1.0) if hyphen else None
    return number._replace(low=low, unit=number.unit or first.unit)


def _bounded(
    number: _Number, second: _Number | None, before: re.Match[str] | None, after: re.Match[str] | None
) -> tuple[float | None, float | None, Bound]:
    """The values that the words allow, and how they are put."""
    if second is not None:
        return second.low, second.value, "between"
    value = number.value
    if number.low is not None:
        return value, None, "at least"
    put = (before.lastgroup if before is not None else None) or ""
    if after is not None and put in ("", "just", "from"):
        put = after.lastgroup or ""
    if put in ("least", "more"):
        return value, None, "at least" if put == "least" else "more than"
    if put in ("most", "less"):
        return None, value, "at most"
    if put == "nearly":
        return value - abs(value) * _TENTH, value, "about"
    if put == "about":
        return value - abs(value) * _TENTH, value + abs(value) * _TENTH, "about"
    return value, value, "exact"


def _counted(text: str, at: int, number: _Number, end: int) -> str | None:
    """What is counted, as it is written; None where the number turns out to be a pronoun or part of a word."""
    spelt = text[number.start].isalpha()
    if spelt and not number.unit and text[at : at + 1] == "-":
        return None
    match = _COUNTED.match(text, at, end)
    words = _head(match[2]) if match is not None and (match[1] or number.unit in ("", "share")) else ""
    if spelt and number.low is None and text[number.start : number.start + 3].lower() == "one":
        day = text[number.start : number.end].lower() == "one day"
        if day or (number.end - number.start == 3 and words.lower() not in _SINGLE):
            return None
    return words


def _head(behind: str) -> str:
    """The noun phrase at the beginning of ``behind``: up to the first plural, or one of the things that are mostly counted one
    by one, or nothing."""
    kept: list[str] = []
    for word in behind.split():
        bare = word.strip(",.’'-")
        if bare in _STOPS or not bare:
            break
        kept.append(bare)
        if _is_plural(bare.lower()):
            return " ".join(kept)
        if word[-1] in ",.":
            break
    return kept[0] if len(kept) == 1 and kept[0] in _SINGLE else ""


def _is_plural(word: str) -> bool:
    ends = word.endswith("s") and not word.endswith(("ss", "us", "is", "’s", "'s"))
    return word in _PEOPLE or (ends and len(word) > 2 and word not in _GOES_ON)
