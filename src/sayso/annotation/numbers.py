"""How numbers are written: in digits and words, with their size, currency and unit; shares, multiples, and those told by their
size only.

Every function reads what stands at one place of a text and gives a ``Number``, or None. What a number is good for (whether it
counts, how exactly it is put, of what) is not known here.
"""

from __future__ import annotations

import re
from typing import NamedTuple

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

_FEW = re.compile(r"(?i)(?:several|a few|a couple of) ")
_AND_HALF = re.compile(r"([a-z]+) and a half(?: ([a-z]+))?$")
_HALF = re.compile(r"^(?:an? )?half[ -](?:an? )?")
_DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,6}(?![0-9])|[0-9]{1,15})(?:\.[0-9]{1,9})?"
SPELT = "|".join(sorted([*_ONES, *_TENS], key=len, reverse=True))
"""The words for whole numbers below a hundred, as alternatives of a pattern."""
_SIZE = "hundred|thousand|million|billion|trillion"
_MORE = rf"(?:(?: and|,)? (?:{SPELT})(?:-(?:{SPELT}))?\b(?: (?:{_SIZE})\b)?){{0,4}}"
_WORDS = (
    rf"(?:(?:{SPELT}) and a half(?: (?:{_SIZE})\b)?|(?:{SPELT})(?:-(?:{SPELT})\b)?(?:[ -](?:{_SIZE}|dozen|score)\b{_MORE})?"
    rf"|(?:an?|half an?|several|a few|a couple of)[ ](?:{_SIZE}|dozen)(?: and a half)?|(?:an? )?half[ -]dozen)"
)
SIGN = r"(?:US|A|AU|NZ|C|CA|HK|S|R)?\$|[£€¥₹₦]|(?:USD|EUR|GBP|Rs\.?|Sh|KSh) ?"
_NUMBER = re.compile(
    rf"(?P<sign>{SIGN})?(?:(?P<digits>{_DIGITS})|(?P<words>(?i:{_WORDS})\b))"
    rf"(?:(?P<size>[ -]?(?:(?:hundred |thousand )?(?:million|billion|trillion|thousand|hundred|dozen|lakh|crore)|"
    rf"(?<=[0-9]) ?(?:bn|mn|mln|tn|trn))\b|(?<=[0-9])[kKmMbB](?![\w])))?"
)
_VAGUE = re.compile(
    r"(?i)(?:(?:tens|hundreds) of (?:thousands|millions|billions)|dozens|hundreds|thousands|[mbtr]+illions|"
    r"scores(?= of\b| more\b| (?:\w+ )?(?:killed|injured|wounded|hurt|arrested|missing|dead|trapped|evacuated|displaced|died|"
    r"fled)\b| (?:were|are) \w+ed\b))\b"
)
_TALLY = re.compile(
    r"(?i)\b(?:tests?|exams?|credit|approval|average|final|box|high|low|top|math|reading|the|their|his|her|its|with|earned) $"
)
"""What stands before "scores" that are points."""
_PART = "third|quarter|fourth|fifth|sixth|seventh|eighth|tenth"
_DO = (
    r"said|say|says|were|are|was|is|had|have|has|did|do|would|will|live|lived|come|came|went|believe|think|want|support|oppose"
)
_SHARE = re.compile(
    rf"(?i)(?:(?P<a>an?|one)[ -](?P<part>{_PART})(?=[ ](?:of|more|less|fewer|{_DO})\b|(?P<alone>[ ]?[—–,.;:)”\"]|$))"
    r"|(?P<n>two|three|four|five|seven|nine)[ -](?P<parts>thirds|quarters|fourths|fifths|sixths|sevenths|eighths|tenths)\b"
    rf"|(?P<half>half)(?= (?:of|the|a?ll|their|its|his|her|our|those|these)\b|(?P<bare>[ ](?:{_DO})\b|[.,;]))"
    r"|(?P<k>[0-9]{1,3}|one|two|three|four|five|six|seven|eight|nine)(?: in (?:every )?| out of (?:every "
    r")?)(?P<of>[0-9]{1,4}|two|three|four|five|six|seven|eight|nine|ten)\b"
    r"(?![,.][0-9]|[ -](?:million|percent|per|years|days|hours|minutes)))"
)
_OF_SIZE = re.compile(r" of an? (hundred|thousand|million|billion|trillion)\b")
_LEADS_SHARE = re.compile(
    r"(?i)\b(?:about|around|nearly|almost|over|under|roughly|some|than|least|most|only|just|by|up|down|a|another|fully|to|"
    r"in|of) $"
)
"""What stands before a share that has no "of" behind it."""
_MULTIPLE = re.compile(
    rf"(?i)(?:(?P<twice>twice|thrice|half|double|triple|quadruple)|(?P<n>{_DIGITS}|{SPELT}) times)"
    r"(?P<as> as (?:many|much|high|large|big|long|likely|great|old|fast|often|common|expensive)\b|"
    r" (?:more|higher|larger|bigger|greater|faster|longer)(?: likely)?\b|(?= (?:the|that|what|its|their|his|her|last|this)\b))"
)
_FOLD = re.compile(rf"(?i)(?P<n>[0-9]{{1,4}}|{SPELT})-?fold\b")
_TIMES = {"twice": 2.0, "double": 2.0, "thrice": 3.0, "triple": 3.0, "quadruple": 4.0, "half": 0.5}
_NOBODY = re.compile(
    r"(?i)(?:no[ -]one|nobody)(?= (?:[\w’'-]+ ){0,4}?(?:was|were|(?:has|had|have) been|died|got|went|came|fell|lost|won|"
    r"(?!(?:wanted|liked|believed|expected|needed|cared|seemed|deserved|noticed|realised|realized)\b)[a-z]{2,}ed)\b)"
    r"(?! (?:can|could|should|would|will|may|might|must|else|really|ever|single)\b)"
    r"|no(?= (?:\w+ )?(?:injuries|casualties|deaths|fatalities|survivors|arrests|victims|votes|people|civilians|troops|"
    r"soldiers|passengers|cases)\b)"
)
_PERCENT = re.compile(r" ?%|[ -](?P<w>per ?cent|percent|pct)\b(?: points?\b)?|[ -]percentage points?\b")
_POINTS = re.compile(r"(?i)point")
_UNIT = re.compile(r"(?:[ -]|(?<=[0-9]))(?:square |cubic )?(?P<u>[A-Za-z]+)\b(?P<old>[- ]old\b)?|°[CF]?")
_MONEY = re.compile(
    r"[ -](?:U\.?S\.? |Canadian |Australian |Hong Kong |New Zealand |Swiss )?(?P<m>dollars?|euros?|pounds? sterling|cents?|"
    r"pence|rupees?|yuan|yen|roubles?|rubles?|francs?|rand|naira|shillings?|pesos?|shekels?|kronor|krona)\b"
)

_OF_MONEY = re.compile(r" of (dollars|euros|pounds)\b")
_HAIR = 1e-4
_METRES = re.compile(r"(?! (?:[a-z]+ )?(?:[a-z]{2,}s|people|men|women|children)\b)")
"""What stands behind an "m" that is no million, where no currency tells."""


class Number(NamedTuple):
    """A number as it is written: where, how much, in what unit, and by what the size it named itself multiplies it.

    ``low`` is where a range begins that ends with this number, and ``open`` says that it ends beyond it. A number is ``vague``
    that is told by its size only.
    """

    start: int
    end: int
    value: float
    unit: str = ""
    sized: float = 1.0
    low: float | None = None
    open: bool = False
    vague: bool = False


def share(text: str, start: int, end: int) -> Number | None:
    """A share of a whole: "a third", "two-thirds", "half of", "one in five", "eight out of 10"."""
    match = _SHARE.match(text, start, end)
    if match is None:
        return None
    if (match["alone"] is not None or match["bare"]) and not _LEADS_SHARE.search(text, max(0, start - 12), start):
        return None
    if match["half"]:
        return Number(start, match.end(), 0.5, "share")
    if match["part"]:
        part = 1 / _PARTS[match["part"].lower()]
        size = _OF_SIZE.match(text, match.end(), end)
        if size is not None:
            return with_unit(text, Number(start, size.end(), part * _SIZES[size[1]]), end)
        return Number(start, match.end(), part, "share")
    if match["parts"]:
        return Number(start, match.end(), _ONES[match["n"].lower()] / _PLURAL_PARTS[match["parts"].lower()], "share")
    some, every = (int(word) if word.isdigit() else _ONES[word.lower()] for word in (match["k"], match["of"]))
    return Number(start, match.end(), some / every, "share") if 0 < some < every else None


def multiple(text: str, start: int, end: int) -> Number | None:
    """So many times something else: "twice as many", "three times the", "tenfold"."""
    fold = _FOLD.match(text, start, end)
    match = fold or _MULTIPLE.match(text, start, end)
    if match is None:
        return None
    word = (match["n"] if fold is not None or match["n"] else match["twice"]).lower()
    if word == "half" and not match["as"]:
        return None
    return Number(start, match.end(), _TIMES.get(word) or _plain(word), "times")


def _plain(word: str) -> float:
    return float(word.replace(",", "")) if word[0].isdigit() else spelt(word)


def nobody(text: str, start: int, end: int) -> Number | None:
    """Nought where it is said of people and what befalls them: "no one was hurt", "no injuries"."""
    match = _NOBODY.match(text, start, end)
    return Number(start, match.end(), 0.0) if match is not None else None


def vague(text: str, start: int, end: int) -> Number | None:
    """A number that is told by its size only, which is the least that it can mean."""
    match = _VAGUE.match(text, start, end)
    if match is None or match[0].lower() not in _MANY or text[match.end() : match.end() + 1] == "-":
        return None
    if match[0].lower() == "scores" and _TALLY.search(text, max(0, start - 10), start):
        return None
    least = _MANY[match[0].lower()]
    money = _OF_MONEY.match(text, match.end(), end)
    unit = {"dollars": "$", "euros": "€", "pounds": "£"}[money[1]] if money is not None else ""
    return Number(start, money.end() if money is not None else match.end(), least, unit, vague=True)


def number(text: str, start: int, end: int) -> Number | None:
    """The number that is written at ``start``, without a unit that stands behind it."""
    match = _NUMBER.match(text, start, end)
    if match is None:
        return None
    stop, size = match.end(), 1.0
    for word in re.findall(r"[a-z]+", (match["size"] or "").lower()):
        size *= _SIZES[word]
    if match["words"]:
        value = spelt(match["words"].lower()) * size
        return Number(start, stop, value, _sign(match), vague=_FEW.match(match["words"]) is not None)
    value = float(match["digits"].replace(",", ""))
    if (match["size"] or "").strip(" -") == "m" and not match["sign"] and _METRES.match(text, stop, end):
        return Number(start, stop, value, "metres")
    value *= size
    whole = round(value) if size > 1 and abs(value - round(value)) < max(_HAIR, _HAIR**3 * value) else value
    return Number(start, stop, float(whole), _sign(match), size)


def _sign(match: re.Match[str]) -> str:
    """The currency that stands before a number."""
    return (match["sign"] or "").strip().rstrip(".")


def spelt(words: str) -> float:
    """The value of a number in words, in small letters."""
    if _FEW.match(words):
        return (2 if "couple" in words else 3) * _SIZES[words.split()[-1]]
    more = _AND_HALF.match(words)
    if more is not None:
        return (_plain(more[1]) + 0.5) * _SIZES.get(more[2] or "", 1.0)
    words = _HALF.sub("half ", words)
    half = words.startswith("half ")
    total, part = 0.0, 0.0
    for word in re.split(r"[ ,-]+", words.removeprefix("half ").removesuffix(" and a half")):
        if word in ("a", "an"):
            part += 1
        elif word in _ONES or word in _TENS:
            part += _ONES.get(word) or _TENS.get(word, 0)
        elif word in ("hundred", "dozen", "score"):
            part = (part or 1) * _SIZES[word]
        elif word in _SIZES:
            total += (part or 1) * _SIZES[word]
            part = 0
    whole = total + part
    return whole * 1.5 if words.endswith(" and a half") else whole / 2 if half else whole


def with_unit(text: str, bare: Number, end: int) -> Number:
    """``bare`` with the unit that stands behind it."""
    at = bare.end
    if (match := _PERCENT.match(text, at, end)) is not None:
        return bare._replace(end=match.end(), unit="percentage points" if _POINTS.search(match[0]) else "%")
    if bare.unit:
        return bare
    if (match := _MONEY.match(text, at, end)) is not None:
        word = match["m"].lower()
        return bare._replace(end=match.end(), unit=_CURRENCIES.get(word) or _CURRENCIES.get(word.rstrip("s")) or word)
    match = _UNIT.match(text, at, end)
    if match is None:
        return bare
    unit = "degrees" if match["u"] is None else _UNITS.get(match["u"])
    if unit is None and match["u"] is not None and len(match["u"]) > 2:
        unit = _UNITS.get(match["u"].lower())
    if unit is not None and match["u"] is not None and len(match["u"]) == 1 and text[at : at + 1] == " ":
        return bare
    if unit is None:
        return bare
    if "square " in match[0] or "cubic " in match[0]:
        unit = f"{'square' if 'square' in match[0] else 'cubic'} {unit}"
    return bare._replace(end=match.end(), unit=unit)
