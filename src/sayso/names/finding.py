"""Names in running words: where a run of capitalised words begins and ends, and what the words of a name alone show it to be.

``RUN`` finds the runs, ``names_in`` the names in one: without the titles before them, owners apart from what they own. What a
capital at the beginning of a sentence is worth, and who is meant by a short name, is not decided here: that takes an article.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from sayso.names import lexicon

_UPPER = "A-ZÀ-ÖØ-ÞĆČĎĐĘĚĞİŁŃŇŐŒŘŚŞŠŤŮŰŹŻŽȘȚ"
_TITLED = r"(?:St|Sens?|Reps?|Gov|Mrs?|Ms|Dr|Gen|Lt|Col|Prof|Rev|Sgt|Capt|Maj)\."
_TOKEN = rf"(?:{_TITLED}|(?:[{_UPPER}]\.)+|[A-Z]{{2,4}}/[A-Z]{{2,4}}\b|[{_UPPER}][\w’'&\-]*\w|[{_UPPER}]\b)"
_BETWEEN = (
    "(?:of the|of|for the|for|on the|on|de la|de|al|bin|bint|ibn|ben|van der|van den|van|von|der|la|el|di|da|du|dos|des|y)"
)
_PARTICLE = rf"(?:al|el|ad|as|an|ar|ash|at|az|ul|d|l)[-’'][{_UPPER}][\w’'\-]*\w"
_JOINED = rf"(?:and (?=(?:{'|'.join(sorted(word.title() for word in lexicon.PORTFOLIOS))})\b)|& )"
RUN = re.compile(rf"(?<![\w’'@]){_TOKEN}(?:[ ](?:(?:(?:{_BETWEEN}[ ])|{_JOINED})?{_TOKEN}|{_PARTICLE})){{0,24}}")
"""A run of capitalised words (25 at most) with the small words that names have inside; one space stands between two of them."""
_CAPITAL = re.compile(rf"[{_UPPER}](?<![\w’'@][{_UPPER}])")
OWNER = re.compile(r"(?:[’']s|(?<=s)[’'])$")
"""What makes an owner of a name."""
_LONGEST = 12
_NEVER_LAST = lexicon.DAYS | frozenset(
    "between among against amid during after before since until while with without over".split()
)
_INNER = frozenset({"of", "for", "on"})
_GIVEN = lexicon.GIVEN_MALE | lexicon.GIVEN_FEMALE
_NOT_A_NAME = (
    lexicon.BODIES
    | lexicon.OUTLET_NAMES
    | lexicon.DOCUMENTS
    | lexicon.PLACES
    | lexicon.PEOPLES
    | lexicon.PORTFOLIOS
    | lexicon.COMMON
)
_NO_PERSON = lexicon.BODIES | lexicon.OUTLET_NAMES | lexicon.TITLES


_OF_OFFICES = frozenset(
    "u.s us uk eu state health information finance foreign interior defense defence supreme court first press minority "
    "majority labour conservative liberal independent resident student author".split()
)
"""Words of titles that stand before other names too: behind them alone a name is not cut unless a given name follows."""


class Part(NamedTuple):
    """A name in a run: what it is, where it begins in the run, whether a title that is no part of it stands before it, its
    words, plain, and whether it stands behind a preposition that follows another name or a title."""

    name: str
    start: int
    titled: bool
    words: tuple[str, ...]
    behind: bool = False


@lru_cache(maxsize=1 << 16)
def plain(word: str) -> str:
    """A word in lower case, without an owner's s and punctuation."""
    return OWNER.sub("", word.strip('.,;:()“”"‘')).casefold().strip(".’'")


def is_acronym(word: str) -> bool:
    """Whether a word is two to six capitals, with or without full stops."""
    letters = word.replace(".", "")
    return 2 <= len(letters) <= 6 and letters.isupper() and letters.isalpha()


def head_of(words: Sequence[str]) -> str:
    """The last word before a preposition: "ministry" of "ministry of tides"."""
    for place, word in enumerate(words):
        if word in _INNER and place:
            return words[place - 1]
    return words[-1]


def runs(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The runs of capitalised words of ``text`` between two offsets."""
    while (capital := _CAPITAL.search(text, start, end)) is not None:
        run = RUN.match(text, capital.start(), end)
        start = capital.end() if run is None else run.end()
        if run is not None:
            yield run


@lru_cache(maxsize=1 << 14)
def names_in(run: str) -> tuple[Part, ...]:
    """The names in a run: owners apart from what they own, without openers and titles; a person behind the body he is of."""
    return tuple(_parts(run))


def _parts(run: str) -> Iterator[Part]:
    at = 0
    words: list[tuple[str, int]] = []
    for word in run.split(" "):
        if word == "and" and words and plain(words[-1][0]) not in lexicon.PORTFOLIOS:
            yield from _part(words)
            words = []
        else:
            words.append((word, at))
        at += len(word) + 1
        if OWNER.search(word) and plain(word) not in ("st",) and not _is_body_name(run, word):
            yield from _part(words)
            words = []
    yield from _part(words)


def _is_body_name(run: str, owner: str) -> bool:
    """Whether an owner is part of the name of a body: "St Orla's Hospital", "People's Republic of Orsholt"."""
    rest = run.split(owner, 1)[1].split()
    if plain(owner) in lexicon.SORTS_OF_PEOPLE:
        return bool(rest)
    return len(rest) == 1 and plain(rest[0]) in lexicon.BODIES


def _part(words: list[tuple[str, int]]) -> Iterator[Part]:
    while words and plain(words[0][0]) in lexicon.OPENERS and words[0][0] != "WHO":
        words = words[1:]
    while words and (plain(words[-1][0]) in _NEVER_LAST or words[-1][0].islower()):
        words = words[:-1]
    if not words or len(words) > _LONGEST or (len(words) > 3 and all(word.isupper() for word, _ in words)):
        return
    words = words[: next((n for n, (word, _) in enumerate(words) if n and plain(word) in lexicon.HEADLINE_VERBS), None)]
    words = words[: next((n for n, (word, _) in enumerate(words) if word == "on" and not _has_body(words[:n])), None)]
    if not words:
        return
    last = plain(words[-1][0])
    cut = 0
    if last not in _NO_PERSON:
        cut = max((n for n, (word, _) in enumerate(words[:-1], 1) if plain(word) in lexicon.TITLES), default=0)
        while cut and plain(words[cut - 1][0]) in _OF_OFFICES and plain(words[cut][0]) not in _GIVEN:
            cut = max((n for n, (word, _) in enumerate(words[: cut - 1], 1) if plain(word) in lexicon.TITLES), default=0)
    yield from _place_before(words[:cut])
    kept = words[cut:]
    if cut or _is_member(kept) or plain(kept[0][0]) in _GIVEN:
        stop = next((n for n, (word, _) in enumerate(kept) if word in ("of", "for", "on", "at")), len(kept))
        yield from (part._replace(behind=True) for part in _part(kept[stop:]))
        kept = kept[:stop]
    if not kept:
        return
    name = OWNER.sub("", " ".join(word for word, _ in kept))
    if name:
        yield Part(name, kept[0][1], cut > 0, tuple(map(plain, name.split(" "))))


def _place_before(words: Sequence[tuple[str, int]]) -> Iterator[Part]:
    """The place that titles begin with: "New Hampshire Governor"."""
    for count in range(min(3, len(words) - 1), 0, -1):
        plains = tuple(plain(word) for word, _ in words[:count])
        if " ".join(plains) in lexicon.PLACES and not set(plains) <= lexicon.TITLES:
            yield Part(" ".join(word for word, _ in words[:count]), words[0][1], False, plains)
            return


def _is_member(words: Sequence[tuple[str, int]]) -> bool:
    """Whether somebody's name stands before the body that he is of: "Orla Venn of the Reed Institute"."""
    at = next((n for n, (word, _) in enumerate(words) if word == "of"), 0)
    return 2 <= at <= 3 and _has_body(words[at:]) and not any(plain(word) in _NOT_A_NAME for word, _ in words[:at])


def _has_body(words: Iterable[tuple[str, int]]) -> bool:
    return any(plain(word) in lexicon.BODIES for word, _ in words)
