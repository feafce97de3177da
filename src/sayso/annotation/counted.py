"""What a figure counts, as it is written behind the number: "people", "Tessel residents", "national average".

A noun phrase is told by its end: the first plural, or one of the things that are mostly counted one by one. Behind "of" it may
be a single thing ("a third of the budget"). What stands before a number ("unemployment fell to 4 percent") is not looked for.
"""

from __future__ import annotations

import re

from sayso.annotation.numbers import Number

_STOPS = frozenset(
    "the a an this that these those his her its their my our your of in on at by for from to with without within into onto "
    "over under "
    "about after before since until during through between among against across per and or but nor so yet than as if when "
    "while "
    "where which who whom whose what how why because although though unless is are was were be been being am has have had "
    "do does "
    "did will would can could shall should may might must not no also only just even still already more less fewer most least "
    "each every all both either neither some any such another i you he she it we they me him them us there here then now "
    "today yesterday tomorrow ago later earlier old out up down off away back said says told died were killed including "
    "and/or x "
    "according compared depending versus vs via plus minus apart long high tall wide deep worth say says think "
    "believe support oppose voted want went agreed became share shares experience pour gave took made got remains remain "
    "remained".split()
)
_PEOPLE = frozenset(
    "people men women children police percent staff personnel troops cattle sheep fish aircraft teeth feet mice media "
    "data".split()
)
_NO_MEN = frozenset("specimen regimen abdomen omen acumen amen yemen".split())
_GOES_ON = frozenset(
    "u.s us senior business class mass press process access previous serious various religious dangerous police sports news "
    "homeless sales series always perhaps less jobless armed".split()
)
"""Words like a plural that stand before a noun."""
_SINGLE = frozenset(
    "person man woman child boy girl officer soldier civilian passenger victim student death case vote seat point goal arrest "
    "worker employee protester suspect patient official lawmaker senator gunman shot game bedroom inch mile foot member nation "
    "country state page count judge juror bed seater storey story room minute match run goal lawmaker institution".split()
)
"""Words that are counted although they are no plural."""
_OF = re.compile(r" of (?:the |all |its |his |her |their |those |these |our |an? )?")
_COUNTED = re.compile(r"(?:[ -]?[A-Za-z][\w.’'-]*,?){1,5}")
_NUMBERED = re.compile(r" ?[0-9$£€]")
_HYPHENED = re.compile(r"-([a-z]{3,})\b")
_LONGEST = 4
"""So many words has a single thing of which a part is counted."""


def counted(text: str, at: int, number: Number, end: int) -> str | None:
    """What is counted, as it stands behind a number that ends at ``at``; None where that is a pronoun or part of a word."""
    spelt = text[number.start].isalpha()
    hyphened = _HYPHENED.match(text, at, end) if not number.unit else None
    if hyphened is not None:
        bare = hyphened[1]
        return bare if bare in _SINGLE else None if spelt else ""
    if spelt and not number.unit and text[at : at + 1] == "-":
        return None
    words = _behind(text, at, number, end)
    written = text[number.start : at].lower()
    return None if written == "one day" or (written == "one" and words.lower() not in _SINGLE) else words


def _behind(text: str, at: int, number: Number, end: int) -> str:
    """The noun phrase behind a number; of a number with a unit only behind "of"."""
    of = _OF.match(text, at, end)
    if of is None and number.unit not in ("", "share", "times"):
        return ""
    match = _COUNTED.match(text, of.end() if of is not None else at, end)
    if match is None or (of is not None and match[0][0] in " -"):
        return ""
    alone = _NUMBERED.match(text, match.end(), end) is None
    return head(match[0], whole=alone and of is not None and number.unit in ("%", "share"))


def head(behind: str, *, whole: bool = False) -> str:
    """The noun phrase at the beginning of ``behind``: up to the first plural, or one of the things that are mostly counted one
    by one, or nothing. Where parts of a ``whole`` are counted, it may be any few words."""
    kept: list[str] = []
    words = behind.split()
    for place, word in enumerate(words):
        bare = word.strip(",.’'-")
        if bare in _STOPS or not bare:
            break
        kept.append(bare)
        if (
            not bare.isupper()
            and _is_plural(bare.lower())
            and not (whole and word[-1] in "’'")
            and not _goes_on(words[place : place + 2])
        ):
            return _as_written(behind, kept)
        if word[-1] in ",.":
            break
    if whole and len(kept) <= _LONGEST and not any(word[:1].isdigit() for word in kept):
        return _as_written(behind, kept)
    return kept[0] if len(kept) == 1 and kept[0] in _SINGLE else ""


def _as_written(behind: str, kept: list[str]) -> str:
    """The words ``kept`` with the marks between them."""
    words = behind.split()[: len(kept)]
    return " ".join([*words[:-1], kept[-1]]) if kept else ""


def _goes_on(words: list[str]) -> bool:
    """Whether the first of two words is one for people that stands before its noun here: "police stations"."""
    return len(words) > 1 and words[0].lower() in _GOES_ON and _is_plural(words[1].strip(",.’'-").lower())


def _is_plural(word: str) -> bool:
    ends = word.endswith("s") and not word.endswith(("ss", "us", "is", "’s", "'s"))
    return (
        word in _PEOPLE
        or (word.endswith(("children", "men", "people")) and word not in _NO_MEN)
        or (ends and len(word) > 2 and word not in _GOES_ON)
    )
