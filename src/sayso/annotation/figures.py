"""The figures of an article: numbers in digits and in words, with how exactly they are put, in what unit, and of what.

The span of a figure holds the words that bound it, the number, and its unit: "more than $1.2 billion", "about 45 percent",
"between 10 and 15". What is counted stands behind it and is given as it is written. Low and high are the values that the words
allow: "about" and "nearly" allow a tenth more or less, "dozens" two dozen or more. A share ("a third", "one in five") is a
number between 0 and 1 of the unit "share", a multiple ("twice as many") one of the unit "times", an age ("Orla Venn, 45,") a
number of years. "No one was hurt" counts nobody.

Not figures: days and years, hours, ordinals, telephone and section numbers, results of matches, ratios, numbers that are part
of a name, and "one" where it may be a pronoun. Nothing is converted, and nobody is told who gives a figure.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet

from sayso.annotation import numbers
from sayso.annotation.bounds import bound_before, bound_behind, bounded, is_score, second
from sayso.annotation.counted import counted, head
from sayso.annotation.numbers import SIGN, SPELT, Number
from sayso.names import lexicon
from sayso.records import Figure, Span, Spans

_SIGNED = re.compile(rf"(?<![\w])(?:{SIGN})$")
_START = re.compile(
    r"[0-9\s“\"‘(—–-](?:(?:[OTFSENZotfsenz](?:ne|wo|hree|our|ive|ix|even|ight|ine|en|leven|welve|hirteen|ourteen|ifteen|ixteen|"
    r"eventeen|ighteen|ineteen|wenty|hirty|orty|ifty|ixty|eventy|ighty|inety|housands|ens|cores|ero|wice|hrice|everal)(?:fold)?|"
    r"[Dd]ozens?|[Hh]undreds|[MmBb]illions|[Tt]rillions|[Hh]alf|[Dd]ouble|[Tt]riple|[Qq]uadruple|[Nn]o(?:body|[ -]one)?|"
    r"[Aa]n? (?:dozen|hundred|thousand|million|billion|trillion|couple|few|third|quarter|f[io]|tenth|half))\b|(?<=[0-9]))"
)
"""Where a number may begin: at a digit, or behind what stands before a word."""
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
    r"[0-9]+[’'][0-9]+|"
    r"[0-9][0-9,.]*(?:st|nd|rd|th|s|ers?|ish|x|[’']s)\b|[0-9]+[A-Za-z][\w-]*[0-9]\w*|[0-9.,]*/[0-9]|[0-9]+(?:\.[0-9]+){2,}|"
    r"[0-9]+(?:-[0-9]+){2,}"
)
_AGE = re.compile(r"(?:,(?= )|(?=\)))")
_PLAIN = re.compile(r"[0-9][0-9,.]*")
_STREET = re.compile(
    r" (?:[A-Z][\w’'.]* ){1,3}(?:St|Street|Ave|Avenue|Road|Rd|Lane|Drive|Blvd|Boulevard|Square|Place|Terrace|Court|Way|"
    r"Highway)\b"
)
_STATE = re.compile(r", [A-Z]{2},? $")
_POSTAL = re.compile(r"[0-9]{5}(?!,?[0-9])")
_LISTED = re.compile(r"[0-9]{1,3}[.)](?:\s|$)")

_RATIO = re.compile(rf"(?i)(?:[0-9]+(?:\.[0-9]+)?|{SPELT})(?: to |-to-)(?:1|one)\b(?![,.]?[0-9]| (?:million|billion))")
_IDLE_ZERO = re.compile(
    r"(?i)(?:(?<=\bnet )|(?<=\bnet-)|(?<=\bground )|(?<=\babsolute ))zero\b|zero(?=[ -](?:sum|tolerance|hour|trust)\b)"
)
"""No count of anything: "net zero", "zero tolerance"."""
_AGED = re.compile(r"(?i)\b(?:aged|ages?)(?: of| from| between)? (?:over |under |at least |about |between )?$")
_TITLE = re.compile(r" [A-Z][a-z]")
_OR_TWO = re.compile(r"(?i)\ban? (?:[a-z-]+ ){1,2}or $")
_SHORT = 4
_LISTING = frozenset({" and ", " or ", " to ", " & ", "-", "–", ", "})


def find_figures(text: str, lines: Iterable[Span], taken: Spans, openings: AbstractSet[int]) -> tuple[Figure, ...]:
    """The figures in ``lines``, sorted and disjoint. ``taken`` are the expressions of time, sorted, ``openings`` the offsets
    at which sentences begin."""
    text = text.replace("\xa0", " ")
    starts = [span.start for span in taken]
    return tuple(figure for line in lines for figure in _in_line(text, line, taken, starts, openings))


def _in_line(text: str, line: Span, taken: Spans, starts: Sequence[int], openings: AbstractSet[int]) -> Iterator[Figure]:
    last = passed = at = line.start
    begun: int | None = line.start
    while begun is not None:
        place = bisect_right(starts, begun) - 1
        if place >= 0 and begun < taken[place].end:
            at = max(at, taken[place].end)
        else:
            stop = min(line.end, starts[place + 1]) if place + 1 < len(starts) else line.end
            found = _figure(text, line, _signed(text, begun, last), (last, passed), stop, openings)
            if isinstance(found, int):
                at = passed = max(at, found)
            elif found is not None:
                yield found
                at = last = max(at, found.span.end)
        begun, at = _next(text, at, line.end)


def _next(text: str, at: int, end: int) -> tuple[int | None, int]:
    """Where the next number may begin, and where to go on from there."""
    match = _START.search(text, at, end)
    if match is None:
        return None, end
    whole = _PLAIN.match(text, match.start(), end)
    return (match.start(), whole.end()) if whole is not None else (match.start() + 1, match.end())


def _signed(text: str, begun: int, last: int) -> int:
    """Where a number begins whose currency stands before it."""
    sign = _SIGNED.search(text, max(last, begun - 5), begun)
    return begun - (sign.end() - sign.start()) if sign is not None else begun


def _figure(
    text: str, line: Span, start: int, behind: tuple[int, int], end: int, openings: AbstractSet[int]
) -> Figure | int | None:
    """The figure that begins at ``start``; the offset to go on from where there is a number that is none. ``behind`` is where
    the last figure ended, and where the last number that is none did."""
    last, passed = behind
    skip = _no_figure(text, line, start, end)
    if skip:
        return skip
    number = _special(text, start, end)
    if number is not None and text[start].isdigit() and _is_label(text, line, start):
        return number.end
    if number is None:
        number = numbers.number(text, start, end)
        if number is None:
            return None
        number = _below_zero(text, numbers.with_unit(text, number, end), last)
        if _is_numbered(text, line, number, passed, openings):
            return number.end
    before = bound_before(text, last, number.start)
    whole = second(text, number, before, end) or number
    if not whole.unit and (_is_age(text, number, last) or _AGED.search(text, max(last, number.start - 24), number.start)):
        whole = whole._replace(unit="years")
    after = bound_behind(text, whole.end, end)
    stop = after.end() if after is not None else whole.end
    what = counted(text, stop, whole._replace(start=number.start), end)
    if what is None or (not what and not whole.unit and _opens_title(text, number)):
        return whole.end
    low, high, bound = bounded(whole, before, after)
    alone = before is None or before["from"] or (before["between"] and whole.low is None)
    begun = number.start if alone or before is None else before.start()
    return Figure(span=Span(begun, stop), low=low, high=high, bound=bound, unit=whole.unit, counted=what)


def _special(text: str, start: int, end: int) -> Number | None:
    """A multiple, a share, a number told by its size only, or nobody."""
    return (
        numbers.multiple(text, start, end)
        or numbers.share(text, start, end)
        or numbers.vague(text, start, end)
        or numbers.nobody(text, start, end)
    )


def _is_label(text: str, line: Span, start: int) -> bool:
    """Whether the words before a number say that it counts nothing: "Level 3", "day two", "a storm or two"."""
    before = text[max(line.start, start - 24) : start]
    match = _LEADING.search(before)
    if match is None or _OR_TWO.search(before):
        return match is not None and text.startswith("two", start)
    word = match[1].lower()
    return bool({word, word[: -1 if len(word) > _SHORT else None]} & lexicon.NUMBERED)


def _is_age(text: str, number: Number, last: int) -> bool:
    """Whether a bare number between commas is the age of the one named before it."""
    start, end = number.start, number.end
    if not 1 < end - start < 4 or not text[start].isdigit() or _AGE.match(text, end) is None:
        return False
    before = text[max(last, start - 24) : start - 2].rsplit(" ", 1)[-1]
    return text[max(0, start - 2) : start] == ", " and before[:1].isupper()


def _opens_title(text: str, number: Number) -> bool:
    """Whether a number in words with a capital is the first word of a name."""
    return text[number.start].isupper() and not number.vague and _TITLE.match(text, number.end) is not None


def _no_figure(text: str, line: Span, start: int, end: int) -> int:
    """Where a number ends that counts nothing: an hour, an ordinal, a telephone number; 0 for others."""
    if (ratio := _RATIO.match(text, start, end)) is not None:
        return ratio.end()
    if not text[start].isdigit():
        idle = _IDLE_ZERO.match(text, start, end)
        return idle.end() if idle is not None else 0
    before = text[start - 1] if start > line.start else " "
    for pattern in (_CLOCK, _PHONE, _GLUED):
        match = pattern.match(text, start, end)
        if match is not None:
            return match.end()
    if start == line.start and (match := _LISTED.match(text, start, end)) is not None:
        return match.end()
    if (first := numbers.number(text, start, end)) is not None and (score := is_score(text, first, end)):
        return 0 if _AGED.search(text, max(line.start, start - 24), start) else score
    match = _PLAIN.match(text, start, end)
    stop = match.end() if match is not None else start + 1
    if text[max(0, start - 3) : start] == "+/-":
        return 0
    glued = (
        before.isalnum()
        or before in "_@#/.:,+&"
        or (before in "-–’'" and start - 1 > line.start and not text[start - 2].isspace())
    )
    postal = _POSTAL.match(text, start, end) and _STATE.search(text, max(line.start, start - 6), start)
    if glued or postal or _STREET.match(text, stop, end):
        return stop
    return 0


def _below_zero(text: str, number: Number, last: int) -> Number:
    """``number`` with the minus sign that may stand before degrees and percentages."""
    at = number.start - 1
    if at < last or text[at] not in "-−–" or number.unit not in ("degrees", "%") or (at > last and not text[at - 1].isspace()):
        return number
    return number._replace(start=at, value=-number.value)


def _is_numbered(text: str, line: Span, number: Number, passed: int, openings: AbstractSet[int]) -> bool:
    """Whether a number without a unit only tells one thing from others ("Section 3", "Boeing 737", "articles 5 and 4"), or is
    part of a word."""
    if number.unit:
        return False
    if text[number.end : number.end + 1].isalpha():
        return True
    behind = head(text[number.end : number.end + 60].partition("\n")[0])
    if line.start < passed <= number.start < passed + 6 and text[passed : number.start] in _LISTING and not behind:
        return True
    digits = text[number.start].isdigit()
    if (digits or not behind) and _is_label(text, line, number.start):
        return True
    match = _LEADING.search(text, max(line.start, number.start - 24), number.start)
    if match is None or (not digits and text[number.start].islower()):
        return False
    word = match[1]
    if match.start() and text[match.start() - 1] in '“"‘(—–':
        return False
    capital = word[0].isupper() and match.start() not in openings and not word.isupper() and word not in ("I", "A")
    return (capital or (word.isupper() and len(word) > 1)) and not behind
