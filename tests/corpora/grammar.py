"""A small grammar language, and the rules by which sentences of the corpora are built.

A rule is a list of alternatives. In an alternative ``<rule>`` is expanded, ``[one|two|]`` is a choice of its own, and
``{slot}`` is filled from what the story gives (names, numbers). Alternatives are parsed once; expanding one draws from a
``Random`` only.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from random import Random

from corpora import vocabulary

_PART = re.compile(r"<(?P<rule>[\w-]+)>|\{(?P<slot>\w+)\}|\[(?P<choice>[^\[\]]*)\]")
_AN = re.compile(r"\b([Aa])(?= (?:[aeio]|un|up|ur))")
Part = tuple[str, str, tuple["Parsed", ...]]
Parsed = tuple[Part, ...]


@lru_cache(maxsize=1 << 14)
def parsed(alternative: str) -> Parsed:
    """An alternative as parts: literals, slots, rules, choices."""
    parts: list[Part] = []
    at = 0
    for found in _PART.finditer(alternative):
        if found.start() > at:
            parts.append(("literal", alternative[at : found.start()], ()))
        kind = found.lastgroup or ""
        inner = tuple(parsed(one) for one in found["choice"].split("|")) if kind == "choice" else ()
        parts.append((kind, found[kind], inner))
        at = found.end()
    if at < len(alternative):
        parts.append(("literal", alternative[at:], ()))
    return tuple(parts)


def expand(alternative: str, slots: Mapping[str, str], chance: Random) -> str:
    """Words for an alternative, with single spaces."""
    out: list[str] = []
    _expand(parsed(alternative), slots, chance, out)
    text = "".join(out)
    while "  " in text:
        text = text.replace("  ", " ")
    return _AN.sub(r"\1n", text.replace(" ,", ",").strip())


def _expand(parts: Parsed, slots: Mapping[str, str], chance: Random, out: list[str]) -> None:
    for kind, word, inner in parts:
        if kind == "literal":
            out.append(word)
        elif kind == "slot":
            out.append(slots[word])
        elif kind == "choice":
            _expand(inner[int(chance.random() * len(inner))], slots, chance, out)
        else:
            choices = RULES[word]
            _expand(parsed(choices[int(chance.random() * len(choices))]), slots, chance, out)


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "sh", "ch")) else "s")


def _made(words: str) -> list[str]:
    return [" ".join(one.split()) for one in words.split("|") if one.strip()]


RULES: dict[str, Sequence[str]] = {
    "adj": vocabulary.ADJECTIVES,
    "adv": vocabulary.ADVERBS,
    "noun": vocabulary.NOUNS,
    "nouns": [_plural(one) for one in vocabulary.NOUNS],
    "group": vocabulary.GROUPS,
    "past": [one.replace("-", " ") for one in vocabulary.PAST],
    "time": vocabulary.TIMES,
    "month": vocabulary.MONTHS,
    "few": vocabulary.NUMBERS,
    "n": [str(n) for n in (*range(13, 99), *range(100, 980, 10))],
    "year": [str(year) for year in range(1988, 2029)],
    "spot": ["{place}", "{town}", "{street}", "{thing}", "{hall}", "the <adj> <noun>"],
    "at": _made(
        "at <spot> | near <spot> | behind <spot> | opposite <spot> | beside <spot> | outside <spot> | below <spot>"
    ),
    "np": _made(
        "the <adj> <noun> | the <noun> <at> | a <adj> <noun> <at> | the <adj> <noun> <at> | their <adj> <noun> | "
        "{thing} | every <adj> <noun> <at> | another <noun> <at> | its <adj> <noun> | the <adj> {kw1} | "
        "the <adj> {kw2} | a <adj> {kw3} | the {kw4} <at>"
    ),
    "nps": _made(
        "the <few> <adj> <nouns> | the <adj> <noun> and the <noun> | the <nouns> <at> | its <adj> <nouns> | "
        "<n> <nouns> <at> | <nouns> and <nouns> | all <adj> <nouns> | most <nouns> <at>"
    ),
    "obj": _made("<np> | <np> | <nps>"),
    "was": _made("<np> was | <np> was | <nps> were"),
    "had": _made("<np> had | <nps> had"),
    "who": _made(
        "<group> from {town} | <few> <adj> <group> | <group> and <group> | the <adj> <group> of {place} | "
        "some <n> <group> | {family} and <few> <group> | the <adj> <group> | <group> with a <adj> <noun>"
    ),
    "where": _made("<at> | <at> | along {street} | on the edge of {town} | in the <adj> <noun> | across {place}"),
    "did": _made(
        "<past> <obj> | <past> <obj> | <past> <obj> <time> | <past> <obj> <where> | <adv> <past> <obj> | "
        "<past> <np> and <past> <nps>"
    ),
    "trouble": _made(
        "water | gas | power | bread | news | heating | work | a doctor | a telephone | fresh milk | buses | light"
    ),
    "homes": _made("households | families | flats | farms | houses | shops | inns | workshops"),
    "why": _made(
        "because <had> been <past> | after <who> had <past> <obj> | while <was> <past> | so that <who> could use <obj> | "
        "although <had> not been <past>"
    ),
    "clause": _made(
        "<who> <did> | <who> <did> <why> | <was> <past> by <who> | <had> been <past> since <month> <year> | "
        "<was> last <past> in <year>, by <who> | <few> of the <adj> <nouns> <at> were <past> <time> | "
        "<who> <did>, but <was> <past> | nobody <at> had <past> <obj> <time> | there were <n> <nouns> <at> <time> | "
        "<n> <adj> <nouns> were <past> by <who> | <np> cost <n> crowns in <year> | <time> <who> <did> | "
        "<n> <homes> <at> were without <trouble> <time> | <who> met in {hall} to talk about <np> | "
        "work on <np> began in <month> <year> with <few> <group> | <who> signed a petition against <np> | "
        "the road past <spot> was closed to <group> <time> | schools and shops <at> stayed shut <time> | "
        "<np> once belonged to {family} | <np> was built in <year> by <who> | "
        "<n> <nouns> from {town} were given to <who> | <who> queued <at> for <trouble> | "
        "{family} sold <np> in <month> <year> | <who> carried <nps> past <spot> | "
        "<group> and <group> disagree about <np> | a photograph shows <who> <at> in <year> | "
        "<few> <group> slept <at> <time> | <np> is to be <past> before <month>"
    ),
    "own": _made(
        "<clause> | <clause> | <clause> | <time>, <who> <did> | in <month> <year>, <who> <did> | <at>, <who> <did> | "
        "<who> waited <where> while <was> <past>"
    ),
    "me": _made("we | I | my <group> | our <group> | none of us | my <adj> neighbours | half of us"),
    "kin": _made("father | mother | brother | sister | uncle | aunt | grandfather | daughter | son | cousin"),
    "speech": _made(
        "<me> <did> | nobody told <who> that <was> <past> | we had <np> and no <noun> | "
        "my <kin> worked <at> for <few> years | if <who> had <past> <np>, we would still have <np> | "
        "you could see <np> from <np> | there was <np>, and then <np> | I have never seen <np> so <adj> | "
        "what <who> want is <np> | they promised us <np> <time> | we asked for <np> and got <nps> | "
        "a <adj> <noun> is no use to <who> | <np> is <adj>, and so is <np> | ask <who> about <np> | "
        "I have lived <at> since <year> | you cannot <move> <np> with <few> <group> | we want <np> back before <month> | "
        "they called <np> <adj>, and it is <adj> | <few> <group> cannot <move> <nps> | my <kin> still has <np> | "
        "it took <few> <group> to <move> <np> | we are <adj>, and <np> is <past> | I saw <who> <at> <time> | "
        "nobody <at> will forget <np> | we shall <move> <np> ourselves"
    ),
    "move": _made(
        "lift | mend | open | empty | carry | shut | find | paint | fill | drain | guard | clean | sell | test"
    ),
    "headline": _made(
        "<adj> <noun> <past> <where> | <group> <past> <adj> <noun> <where> | <adj> <noun> and <noun> <past> <where>"
    ),
}  # fmt: skip
"""The rules that all kinds of events share."""
