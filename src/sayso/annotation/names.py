"""The proper names of an article, and what kind each is of, as far as its words and its surroundings show it.

A name is found by its capitals: what they are worth at the beginning of a sentence is told by the rest of the article, where a
word stands in lower case or amid a sentence with a capital; in a line whose words all have capitals, a headline mostly, only
what the other lines name is taken. Titles, owners' endings and expressions of time are no part of a name.

Nothing here decides who is meant by a short name; two names of one person stay two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import lru_cache
from typing import NamedTuple

from sayso.names import lexicon
from sayso.names.finding import OWNER, head_of, is_acronym, names_in, plain, runs
from sayso.outlets import outlet
from sayso.records import Name, NameKind, Span, Spans

_GIVEN = lexicon.GIVEN_MALE | lexicon.GIVEN_FEMALE
_NO_NAMES = lexicon.NO_NAMES | (lexicon.TITLES - lexicon.PLACES - lexicon.PEOPLES - lexicon.BODIES)
_HOMES = lexicon.PLACES | lexicon.PEOPLES
_SMALL = frozenset("of the for and on".split())
_QUOTES = "“\"‘'([«„—"
_CAMEL = re.compile(r"[a-z][A-Z](?!\w*[’'])")
_PARTICLE = re.compile(r"(?<![\w-])(?:[Aa]l|[Ee]l|[Aa]sh?|[Aa][dnrtz])-$")
_NUMBER = re.compile(r" [0-9]")
_LOUD_LINE = 200
"""A line of more characters is a paragraph, and has no capitals for show."""
_MOST_WORDS = 8
"""So many words of a headline are looked up together at most."""
_SHOWN = re.compile(r"[\w.&’'-]*\w")
_AMID = (" in ", " near ", " outside ", " across ", "In ", "Near ", "Outside ", "Across ")
_BEHIND_PERSON = re.compile(
    r",? (?:sa(?:id|ys)|told|tells|wrote|tweeted|argued|added|who|whose|herself|himself)\b|, \d\d(?:,|\.$)"
)
_SAID = (" said ", " says ", " told ", " asked ", " added ")


class _Found(NamedTuple):
    start: int
    end: int
    words: tuple[str, ...]
    titled: bool
    first: bool


def find_names(text: str, lines: Sequence[tuple[Span, bool]], openings: Set[int], taken: Spans) -> tuple[Name, ...]:
    """The names in ``lines`` (each with whether it is a headline), sorted and disjoint.

    ``openings`` are the offsets at which sentences begin, ``taken`` the expressions of time, sorted.
    """
    loud = [line for line, headline in lines if _is_loud(text, line, headline)]
    silent = set(loud)
    calm = [line for line, _ in lines if line not in silent]
    found = sorted(_candidates(text, _gaps(calm, taken), openings))
    kept = _sifted(text, calm, found)
    known = {one.words for one in kept}
    kept += [one for line in loud for one in _known_in(text, line, known)]
    kept.sort()
    return _told(text, kept)


def _is_loud(text: str, line: Span, headline: bool) -> bool:
    """Whether a line capitalises its words, so that capitals tell nothing: a headline, or a short line without an end."""
    if line.end - line.start > _LOUD_LINE or (not headline and text[line.end - 1] in '.,:;?!”"'):
        return False
    words = [word for word in text[slice(*line)].split() if len(word) > 3]
    return len(words) > (0 if headline else 3) and sum(word[:1].isupper() for word in words) > 0.7 * len(words)


def _gaps(lines: Iterable[Span], taken: Spans) -> Iterator[Span]:
    """``lines`` without ``taken``; both are sorted."""
    at = 0
    for start, end in lines:
        while at < len(taken) and taken[at].end <= start:
            at += 1
        while at < len(taken) and taken[at].start < end:
            if taken[at].start > start:
                yield Span(start, taken[at].start)
            start = taken[at].end
            at += 1
        if start < end:
            yield Span(start, end)


def _candidates(text: str, gaps: Iterable[Span], openings: Set[int]) -> Iterator[_Found]:
    """Whatever has capitals like a name."""
    for start, end in gaps:
        for run in runs(text, start, end):
            begun = run.start()
            opens = begun in openings or text[begun - 1] in _QUOTES or _is_stop(text, start, begun)
            for name, place, titled, words, _ in names_in(run.group()):
                at = begun + place
                end = at + len(name)
                if at and text[at - 1] == "-" and (particle := _PARTICLE.search(text, max(start, at - 4), at)):
                    at = particle.start()
                    words = (plain(text[at:begun] + words[0]), *words[1:])
                yield _Found(at, end, words, titled, opens and not place)


def _is_stop(text: str, start: int, begun: int) -> bool:
    """Whether a full stop behind a word that is no initial stands before ``begun``."""
    return begun - 3 >= start and text[begun - 1] == " " and text[begun - 2] in ".!?" and text[begun - 3].islower()


# ------------------------------------------------------------------------------------------------- what a capital is worth


def _sifted(text: str, lines: Sequence[Span], found: Sequence[_Found]) -> list[_Found]:
    """The candidates that are names, less a first word that only begins a sentence."""
    amid: set[tuple[str, ...]] = set()
    parts: set[str] = set()
    for one in found:
        if not one.first:
            amid.add(one.words)
            parts.update((one.words[0], one.words[-1]))
        else:
            parts.update(one.words[1:])
    low: set[str] = set()
    for start, end in lines:
        low.update(text[start:end].split())
    kept = []
    for one in found:
        sound = _without_opening(text, one, amid, parts, low) if one.first else one
        if sound is not None and _names_somebody(text, sound, low):
            kept.append(sound)
    return kept


def _without_opening(text: str, one: _Found, amid: Set[tuple[str, ...]], parts: Set[str], low: Set[str]) -> _Found | None:
    """A candidate at the beginning of a sentence, if its first word is one that names, or else the rest of it."""
    words, first = one.words, one.words[0]
    if words in amid:
        return one
    written = text[one.start : one.end]
    shown = first in parts and first not in low
    known = outlet(written, expected=False)
    strong = shown or first in _HOMES or first.removesuffix("s") in lexicon.PEOPLES or known is not None
    if len(words) == 1:
        loud = is_acronym(written) or _CAMEL.search(written) is not None
        return one if strong or loud or (first in _GIVEN and first not in low) else None
    common = first in lexicon.COMMON or (first in low and first.endswith(("ly", "ing")))
    named = (words[1:] in amid or words[1] in _GIVEN) and first not in _GIVEN
    if strong or not (common or (named and (first in low or first.endswith(("ly", "ing"))))):
        return one
    rest = one.start + written.index(" ") + 1
    return _Found(rest, one.end, words[1:], one.titled, False) if written[written.index(" ") + 1].isupper() else None


def _names_somebody(text: str, one: _Found, low: Set[str]) -> bool:
    """Whether words with capitals are more than a title, a letter, a number's name, or common words that are shouted."""
    words = one.words
    if len(words) == 1:
        if one.end - one.start < 2 or words[0] in _NO_NAMES:
            return False
        if words[0] in lexicon.NUMBERED and _NUMBER.match(text, one.end):
            return False
    elif words[0] in _NO_NAMES and all(word in _NO_NAMES or word in _SMALL for word in words):
        return False
    written = text[one.start : one.end]
    return not (written.isupper() and len(written) > 4 and all(word in low or word in lexicon.COMMON for word in words))


def _known_in(text: str, line: Span, known: Set[tuple[str, ...]]) -> Iterator[_Found]:
    """The names of ``known`` in a line whose capitals tell nothing, the longest first."""
    shown = [(match.start(), OWNER.sub("", match.group())) for match in _SHOWN.finditer(text, *line)]
    words = [plain(word) for _, word in shown]
    at = 0
    while at < len(words):
        for count in range(min(_MOST_WORDS, len(words) - at), 0, -1):
            these = tuple(words[at : at + count])
            last, ending = shown[at + count - 1]
            if these in known and shown[at][1][:1].isupper() and last + len(ending) - shown[at][0] < _LOUD_LINE:
                yield _Found(shown[at][0], last + len(ending), these, False, False)
                at += count
                break
        else:
            at += 1


# ------------------------------------------------------------------------------------------------------------------ the kinds


def _told(text: str, found: Sequence[_Found]) -> tuple[Name, ...]:
    """The names with their kinds; all names of the same words are of one kind, and a short name is of that of a full one."""
    places: dict[tuple[str, ...], list[_Found]] = {}
    for one in found:
        places.setdefault(one.words, []).append(one)
    kinds: dict[tuple[str, ...], NameKind] = {}
    people: set[str] = set()
    for words in sorted(places, key=len, reverse=True):
        these = places[words]
        kinds[words] = kind = _kind_of(text, words, these, people, places.get(words[-1:]) or places.get(words[:1]) or ())
        if kind == "person" and len(words) > 1:
            people.update((words[0], words[-1]))
    return tuple(Name(span=Span(one.start, one.end), kind=kinds[one.words]) for one in found)


def _kind_of(text: str, words: tuple[str, ...], these: Sequence[_Found], people: Set[str], short: Sequence[_Found]) -> NameKind:
    """What the names at ``these`` places are of: by their own words first, then by the words around them.

    ``people`` are the first and last words of the people named in full, ``short`` the places where the last word stands alone,
    or else the first: one who is named in full and then in short is a person mostly.
    """
    alone = len(words) == 1
    if alone and words[0] in people and not _often_the(text, these):
        return "person"
    written = text[these[0].start : these[0].end]
    by_words = _kind_of_words(written, words)
    if by_words is not None:
        return by_words
    if _often_the(text, these):
        return "other"
    if 4 * sum(one.titled for one in these) >= len(these):
        return "person"
    speaks = any(_speaks(text, one) for one in these)
    if not speaks and 2 * sum(text[max(0, one.start - 9) : one.start].endswith(_AMID) for one in these) >= len(these):
        return "place"
    if alone or len(words) > 4 or _SMALL & set(words) or _CAMEL.search(written) or _placed(words):
        return "other"
    shortened = bool(short) and short[0].start > these[0].start and not _often_the(text, short)
    return "person" if speaks or shortened else "other"


def _often_the(text: str, these: Sequence[_Found]) -> bool:
    """Whether more than a third of some names have an article."""
    return 3 * sum(text[max(0, one.start - 4) : one.start] in ("the ", "The ") for one in these) > len(these)


def _speaks(text: str, one: _Found) -> bool:
    """Whether a name stands beside a verb of saying, or has an age."""
    if text[one.end : one.end + 1] in (" ", ",") and _BEHIND_PERSON.match(text, one.end) is not None:
        return True
    return text[max(0, one.start - 7) : one.start].endswith(_SAID)


def _placed(words: tuple[str, ...]) -> bool:
    """Whether a name begins or ends with that of a place or people, or ends with a word for something written."""
    return bool(_HOMES & {words[0], words[-1], " ".join(words[:2])}) or words[-1] in lexicon.DOCUMENTS


@lru_cache(maxsize=1 << 14)
def _kind_of_words(written: str, words: tuple[str, ...]) -> NameKind | None:
    """What the words of a name alone show it to be."""
    last, whole = words[-1], " ".join(words)
    if whole in lexicon.PLACES:
        return "place"
    if len(words) > 1 and words[0] in _GIVEN and last not in lexicon.BODIES and not _SMALL & set(words):
        return "person"
    if outlet(written, expected=False) is not None:
        return "organisation"
    if len(words) > 1 and (last in lexicon.PLACE_HEADS or (last == "city" and words[0] in lexicon.PLACES)):
        return "place"
    if {last, head_of(words)} & (lexicon.BODIES | lexicon.OUTLET_NAMES):
        return "organisation"
    if last.removesuffix("s") in lexicon.PEOPLES or last in lexicon.PEOPLES:
        return "other"
    if len(words) > 1 and words[0] in lexicon.PLACE_LEADS:
        return "place"
    if any(word in lexicon.BODIES for word in words) or is_acronym(written):
        return "organisation"
    return None
