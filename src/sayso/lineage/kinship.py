"""Whether two sources are one, can be one, or are shown to be two, by what their pages say of them.

Two are shown to be two where they bear different names, or where different bodies, nations or sorts of people are stated. Those
who are not named are never shown to be one: that they can be is all that words tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from sayso.lineage.tellings import Teller
from sayso.lineage.voices import OPEN, Voice, is_akin, is_open, is_proper, stem, voice_of
from sayso.names import initials, lexicon
from sayso.names.finding import is_acronym, plain
from sayso.records import Kind

_BODIES = {
    "ministry": "ministry department secretariat",
    "business": "company firm operator business employer manufacturer airline bank retailer corporation supplier contractor",
    "politics": "party campaign alliance coalition movement",
    "health": "hospital clinic surgery infirmary",
    "learning": "university school college institute academy",
    "order": "police court prosecutor army navy",
}
_BODY_SORT = {stem(word): sort for sort, words in _BODIES.items() for word in words.split()}
_ANY = frozenset(
    map(
        stem,
        "ministry department company firm operator business employer party campaign agency authority government office service "
        "body board group organisation organization team force union".split(),
    )
)
"""By such a word alone any body of its sort can be called: "the company", "the department"."""
_PAPERS = {
    **dict.fromkeys(map(stem, "note memo memorandum letter email e-mail message correspondence".split()), "letter"),
    **dict.fromkeys(map(stem, "report study analysis review survey assessment paper audit inquiry".split()), "report"),
    **dict.fromkeys(map(stem, "footage video photograph photo picture film recording image".split()), "picture"),
}
"""Sorts of documents; another one can be of any."""


_CLASHING = frozenset(
    frozenset(pair.split())
    for pair in (
        "people office",
        "people force",
        "people law",
        "people medicine",
        "medicine office",
        "medicine force",
        "medicine law",
    )
)
"""Sorts of people that are not one another: a fisherman is no official. Who has an office may work, teach or wear a uniform."""


class Known(NamedTuple):
    """What all pages of a claim tell of one source together."""

    kind: Kind
    bodies: frozenset[frozenset[str]] = frozenset()
    sorts: frozenset[str] = frozenset()
    nations: frozenset[str] = frozenset()
    proper: bool = False
    speaks: bool = False


def known(tellers: Iterable[Teller], kind: Kind) -> Known:
    """What is told of one source by all who name it; ``kind`` is what it is counted as."""
    told = [(teller, voice_of(teller)) for teller in tellers]
    bodies = {voice.body for _, voice in told if voice.body}
    return Known(
        kind,
        frozenset(body for body in bodies if not any(body < other for other in bodies)),
        frozenset(_sorts(told)),
        frozenset(stem(teller.nation) for teller, _ in told if teller.nation),
        any(is_proper(teller.label) for teller, _ in told),
        any(voice.speaks for _, voice in told),
    )


def _sorts(told: Iterable[tuple[Teller, Voice]]) -> Iterator[str]:
    for teller, voice in told:
        if teller.kind == "document" and stem(voice.head) in _PAPERS:
            yield _PAPERS[stem(voice.head)]
        elif voice.sort and not is_open(voice):
            yield voice.sort


def is_apart(one: Known, other: Known) -> bool:
    """Whether two that are not the same are shown to be two."""
    kinds = {one.kind, other.kind}
    if "outlet" in kinds:
        return False  # another outlet's source may be anybody
    if "self" in kinds:
        return True
    if "document" in kinds:
        return _are_papers_apart(one, other) if one.kind == other.kind else True
    if "unnamed" in kinds:
        return _is_clash(one, other)
    if one.kind == other.kind == "organisation":
        return not _touch(one.bodies, other.bodies)
    if one.kind == other.kind:
        return not (one.speaks and other.speaks and _touch(one.bodies, other.bodies))
    return not _touch(one.bodies, other.bodies)


def _are_papers_apart(one: Known, other: Known) -> bool:
    if one.proper and other.proper:
        return True
    return bool(one.sorts and other.sorts) and not one.sorts & other.sorts


def _is_clash(one: Known, other: Known) -> bool:
    """Whether what is told of somebody unnamed and of another one cannot be of the same."""
    if one.bodies and other.bodies and not _touch(one.bodies, other.bodies):
        return True
    if one.nations and other.nations and not one.nations & other.nations:
        return True
    if one.sorts and other.sorts:
        return all(frozenset((mine, yours)) in _CLASHING for mine in one.sorts for yours in other.sorts)
    organisation = one if one.kind == "organisation" else other if other.kind == "organisation" else None
    return organisation is not None and bool({"people"} & (one.sorts | other.sorts))


def _touch(one: frozenset[frozenset[str]], other: frozenset[frozenset[str]]) -> bool:
    return any(_can_be_one(mine, yours) for mine in one for yours in other)


def _can_be_one(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two bodies can be one: some words of one call the other, or a word does that any of its sort can be called by."""
    if is_akin(one, other):
        return True
    if not (is_any(one) or is_any(other)):
        return False
    mine, yours = _sorts_of_body(one), _sorts_of_body(other)
    return not mine or not yours or bool(mine & yours)


def _sorts_of_body(body: frozenset[str]) -> set[str]:
    return {_BODY_SORT[word] for word in body if word in _BODY_SORT}


def is_any(body: frozenset[str]) -> bool:
    """Whether a body is called by a word that any of its sort can be called."""
    return len(body) == 1 and body <= _ANY


# ------------------------------------------------------------------------------------------------------------------- the same


def is_same(one: Teller, other: Teller) -> bool:
    """Whether two hops name the same source: the same party, the same person, or voices of one body."""
    if one.party == other.party:
        return one.kind != "document" or is_proper(one.label) or one.label == other.label
    if one.kind == other.kind == "person":
        return is_one_name(name_of(one.label), name_of(other.label))
    mine, yours = voice_of(one), voice_of(other)
    return mine.speaks and yours.speaks and is_one_body(mine, yours)


def is_one_body(one: Voice, other: Voice) -> bool:
    """Whether two bodies are one by their words: some words of one call the other, its noun among them or two at least."""
    small, large = sorted((one, other), key=lambda voice: len(voice.body))
    if not small.body or not small.body <= large.body:
        return False
    return large.body_head in small.body or len(small.body) > 1


def is_acronym_of(one: str, other: str) -> bool:
    """Whether a name is the acronym of another one."""
    return is_acronym(one) and one.replace(".", "") == initials(other)


@lru_cache(maxsize=1 << 16)
def name_of(label: str) -> tuple[str, ...]:
    """The words of somebody's name, without titles."""
    words = [plain(word) for word in label.split()]
    return tuple(word for word in words if word and word not in lexicon.TITLES) or tuple(filter(None, words))


def is_one_name(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names can be one person's: the same last name, and no other first name."""
    if not one or not other or one[-1] != other[-1]:
        return False
    if len(one) == 1 or len(other) == 1:
        return True
    mine, yours = one[0], other[0]
    return mine == yours or (min(len(mine), len(yours)) == 1 and mine[0] == yours[0])


def is_fit(wanted: Teller, other: Teller) -> bool:
    """Whether somebody unnamed answers to the words for another: the same noun and nothing against it, or those of a body."""
    if is_of_body(wanted, other):
        return True
    mine, yours = voice_of(wanted), voice_of(other)
    if other.kind != "unnamed" or is_apart(known([wanted], "unnamed"), known([other], "unnamed")):
        return False
    return stem(mine.head) == stem(yours.head) or (mine.most == yours.most > 1 and (is_open(mine) or is_open(yours)))


def is_of_body(wanted: Teller, other: Teller) -> bool:
    """Whether a plural says no more than the name of a body does: "rescuers", "the rescue service"."""
    mine, yours = voice_of(wanted), voice_of(other)
    return mine.crowd and yours.speaks and mine.head not in OPEN and stem(mine.head) in yours.body


def may_be(wanted: Teller, other: Teller) -> bool:
    """Whether somebody unnamed can be another one."""
    return not is_apart(known([wanted], wanted.kind), known([other], other.kind))
