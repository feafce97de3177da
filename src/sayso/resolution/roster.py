"""The roster: whom and what an article names, each in its fullest form, with the places, the roles and the gender that the
text shows.

The names are those of the annotation. Last names, first names, short forms of bodies and outlets, and acronyms belong to the
fullest form of the article. The roster knows names only; whom a pronoun or a description means is decided in ``sources``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from sayso import names
from sayso.names.finding import head_of, is_acronym, plain
from sayso.names.lexicon import GIVEN_FEMALE, GIVEN_MALE
from sayso.outlets import agency
from sayso.records import Annotation, Article, Kind, Span
from sayso.resolution import lexicon

_ACRONYM_BEHIND = re.compile(r" \(([A-Z][A-Za-z&.]{1,9})\)")
_APPOSITION = re.compile(
    r"(?: \([^)\n]{1,20}\))?, "
    r"((?:\d\d, )?(?:(?P<opener>an?|the|his|her|its|their|who|whose|which)|(?P<first>[\w’'-]+)) [^,.;:“”\"\n—]{2,90})"
)
_FRONTED = re.compile(r"\b[Aa]ccording to (?:the )?$")
"""What stands before a name whose comma closes a phrase: "According to the Star, the ministry ..."."""
_AGE = re.compile(r"(?:, | \()(\d{2})(?:[,)]| \()")
_ROLE_BEFORE = re.compile(
    r"(?:^|[\s“\"])((?:[Aa]n?|[Tt]he|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[\w’-]+[’']s?) [^,.;:“”\"()\n]{2,70}), $"
)
_WINDOW = 100
_HUMAN = lexicon.PERSON_ROLES | lexicon.TITLES | lexicon.UNNAMED | lexicon.KIN
_ROLES = lexicon.PERSON_ROLES | lexicon.TITLES | lexicon.OUTLETS | {"company", "charity", "operator", "group", "agency"}
_GIVEN = GIVEN_MALE | GIVEN_FEMALE
_AIR = frozenset({"radio", "channel"})
"""First words of the names of stations: "Radio Lowmere"."""
_CAMEL = re.compile(r"[a-z][A-Z](?!\w*[’'])")
_COMPASS = frozenset({"new", "north", "south", "east", "west", "great", "san", "los", "lake", "river", "mount", "fort"})


@dataclass(slots=True, eq=False)
class Named:
    """Somebody or something that the article names: ``name`` in its fullest form. ``heads`` are its roles in a word each,
    ``bag`` all words of its roles."""

    name: str
    kind: Kind = "person"
    gender: str = ""
    role: str | None = None
    heads: set[str] = field(default_factory=set)
    bag: set[str] = field(default_factory=set)
    places: list[Span] = field(default_factory=list)
    age: str = ""
    human: int = 0
    thing: int = 0

    @property
    def words(self) -> list[str]:
        """The words of the name, plain."""
        return [plain(word) for word in self.name.split()]


class Roster:
    """The names of one article, and who is meant by a name or a short form of one."""

    def __init__(self, named: Iterable[Named], aliases: dict[str, Named]) -> None:
        self.named = list(named)
        self._by_name = {names.bare(one.name): one for one in self.named} | aliases
        self._by_word: defaultdict[str, list[Named]] = defaultdict(list)
        for one in self.named:
            words = one.words
            for word in dict.fromkeys((words[-1], words[0], head_of(words))):
                self._by_word[word].append(one)
        self.places = sorted((place.start, place.end, number) for number, one in enumerate(self.named) for place in one.places)
        self._starts = [place[0] for place in self.places]

    def who(self, name: str, at: int | None = None) -> Named | None:
        """Who is called ``name`` in full or in part; where several are, the one named last before ``at``."""
        exact = self._by_name.get(names.bare(name))
        if exact is not None:
            return exact
        words = [plain(word) for word in name.split()]
        if words and words[0] == "the":
            words = words[1:]
        fitting = [one for one in self._by_word.get(words[-1] if words else "", ()) if _short_for(words, one)]
        return self._likeliest(fitting, at)

    def _likeliest(self, fitting: Sequence[Named], at: int | None) -> Named | None:
        """Of several bearers, the one who is seldom named in full while another always is; else the one named first, unless
        each is named in full but once."""
        if len(fitting) < 2 or at is None:
            return fitting[0] if fitting else None
        ranked = sorted(fitting, key=lambda one: len(one.places))
        if len(ranked[-1].places) >= 3 * len(ranked[0].places) and ranked[0].human:
            return ranked[0]
        if len(ranked[-1].places) == 1:
            return None
        return min(fitting, key=lambda one: one.places[0])

    def before(self, at: int, reach: int) -> Iterator[tuple[Span, Named]]:
        """The names in the ``reach`` characters before ``at``, the nearest first."""
        for index in range(bisect_left(self._starts, at) - 1, -1, -1):
            start, end, number = self.places[index]
            if start < at - reach:
                return
            yield Span(start, end), self.named[number]


@lru_cache(maxsize=1 << 16)
def role_word(word: str) -> str:
    """A word of a role by the one that stands for all of its kind, in the singular."""
    word = plain(word)
    single = (
        f"{word[:-3]}y"
        if word.endswith("ies") and len(word) > 4
        else word[:-1]
        if word.endswith("s") and not word.endswith("ss")
        else word
    )
    return lexicon.SAME_ROLE.get(word) or lexicon.SAME_ROLE.get(single) or single


def _short_for(words: Sequence[str], one: Named) -> bool:
    """Whether ``words`` can stand for the name in short: a person's first or last names, the head or an end of a body's."""
    full = one.words
    if one.kind == "person":
        return len(words) < len(full) and (words[-1] == full[-1] or list(words) == full[:1]) and set(words) <= set(full)
    return len(words) < len(full) and set(words) <= set(full) and words[-1] in (full[-1], head_of(full))


# -------------------------------------------------------------------------------------------------------------------- calling


def roster(article: Article, annotation: Annotation) -> Roster:
    """The roster of ``article``."""
    named: dict[str, Named] = {}
    aliases: dict[str, str] = {}
    short: list[tuple[str, Span]] = []
    for found in annotation.names:
        name = article.slice(found.span)
        if " " in name:
            _enter(article.text, named, aliases, name, found.span)
        else:
            short.append((name, found.span))
    return _called(article.text, named, aliases, short)


def _enter(text: str, named: dict[str, Named], aliases: dict[str, str], name: str, place: Span) -> None:
    key = names.bare(name)
    one = named.setdefault(key, Named(name))
    one.places.append(place)
    _learn(text, one, place)
    behind = _ACRONYM_BEHIND.match(text, place.end)
    if behind is not None:
        aliases.setdefault(names.bare(behind[1]), key)


def _learn(text: str, one: Named, place: Span) -> None:
    """Take from the words around a name what it is, and in what role."""
    before = text[max(0, place.start - _WINDOW) : place.start]
    one.thing += before.endswith(("the ", "The "))
    lead = _role_before(before)
    if lead:
        _take_role(one, lead)
    match = _ROLE_BEFORE.search(before) if before.endswith(", ") else None
    if match is not None:
        _take_role(one, match[1])
    match = _AGE.match(text, place.end)
    if match is not None:
        one.age, one.human = match[1], one.human + 1
    match = _APPOSITION.match(text, place.end) if _FRONTED.search(before) is None else None
    if match is not None and (match["opener"] or plain(match["first"]) in _HUMAN):
        _take_role(one, match[1])


def _role_before(before: str) -> str:
    """The titles and roles right before a name, with the capitalised words before them: "Montana senator"."""
    if not before.endswith(" "):
        return ""
    words: list[str] = []
    for word in reversed(before.split()[-7:]):
        if word[-1] in ',;:!?”"' or not (plain(word) in _ROLES or (words and _is_capital(word))):
            break
        words.append(word)
    return " ".join(reversed(words))


def _is_capital(word: str) -> bool:
    return word[:1].isupper() and plain(word) not in lexicon.OPENERS


def _take_role(one: Named, role: str) -> None:
    """Note what ``role`` tells of one, if its head is a role at all."""
    role = re.sub(r"^\d\d, ", "", role)
    phrase = re.split(r"[’']s? ", head_phrase(role))[-1]
    head = role_word((phrase.split() or [""])[-1])
    if head in _HUMAN or role.startswith(("who ", "whose ")):
        one.human += 2
    elif head in lexicon.BODIES or head in lexicon.OUTLETS or role.startswith("which "):
        one.thing += 2
    else:
        return
    one.heads |= {word for word in map(role_word, phrase.split()) if word in _HUMAN} | {head}
    one.bag |= {role_word(word) for word in role.split()}
    one.gender = one.gender or gender_of(head_phrase(role))
    one.role = one.role or re.sub(r"^(?:an?|the|who is|who was|who|which) ", "", role, flags=re.IGNORECASE)


def head_phrase(role: str) -> str:
    """The words of a role up to its first preposition or relative clause."""
    return re.split(r" (?:of|for|in|at|from|with|who|on|to|by|that|which|based|and)\b", role)[0]


def gender_of(words: str) -> str:
    """What titles and words of kinship show: "m", "f", or nothing."""
    low = {plain(word) for word in words.split()}
    if low & lexicon.FEMALE:
        return "f"
    return "m" if low & lexicon.MALE else ""


# ------------------------------------------------------------------------------------------------------------------- settling


def _called(text: str, named: dict[str, Named], aliases: dict[str, str], short: Sequence[tuple[str, Span]]) -> Roster:
    """The roster of the full names and of those short ones that are nobody's."""
    for key in list(named):
        first, _, rest = key.partition(" ")
        if " " in rest and rest in named and first not in _GIVEN and len(named[key].places) == 1:
            _take_over(named[rest], named.pop(key))  # "Hold Ann Lee": the beginning of a sentence
    for one in named.values():
        _settle_kind(one)
    _join(named, aliases)
    _join_titled(named, aliases)
    by_initials = {names.initials(one.name): key for key, one in reversed(named.items()) if one.kind != "person"}
    for acronym in {name for name, _ in short if is_acronym(name)}:
        full = names.bare(agency(acronym) or "")
        expanded = full if full in named else by_initials.get(acronym.replace(".", ""))
        if expanded is not None:
            aliases.setdefault(names.bare(acronym), expanded)
    known = Roster(named.values(), {alias: named[full] for alias, full in aliases.items() if full in named})
    for name, place in short:
        one = known.who(name, place.start) or named.setdefault(names.bare(name), Named(name))
        _learn(text, one, place)
        _settle_kind(one)
        one.places.append(place)
    return Roster(named.values(), {alias: named[full] for alias, full in aliases.items() if full in named})


def _join(named: dict[str, Named], aliases: dict[str, str]) -> None:
    """Put a person's name to the one longer name that has all its words: "Mark Barabak" to "Mark Z. Barabak"."""
    by_last: defaultdict[str, list[tuple[str, Named]]] = defaultdict(list)
    for key, one in named.items():
        if one.kind == "person":
            by_last[one.words[-1]].append((key, one))
    for same in by_last.values():
        for key, one in same:
            longer = [other for other in same if set(one.words) < set(other[1].words)]
            if len(longer) == 1:
                _take_over(longer[0][1], named.pop(key))
                aliases[key] = longer[0][0]


def _join_titled(named: dict[str, Named], aliases: dict[str, str]) -> None:
    """Put "MEC Venn" to "Orla Venn" where she is the one person of that name: an acronym before a name is a title."""
    people = {key: one for key, one in named.items() if one.kind == "person"}
    for key, one in people.items():
        *title, last = one.name.split()
        if not title or not all(is_acronym(word) and len(word) > 2 for word in title):
            continue
        bearers = [full for full, other in people.items() if full != key and other.words[-1] == plain(last)]
        if len(bearers) == 1:
            _take_over(named[bearers[0]], named.pop(key))
            aliases[key] = bearers[0]
            aliases.setdefault(names.bare(" ".join(title)), bearers[0])


def _take_over(full: Named, part: Named) -> None:
    full.places += part.places
    full.bag |= part.bag
    full.heads |= part.heads
    full.gender = full.gender or part.gender
    full.role = full.role or part.role


def _settle_kind(one: Named) -> None:
    """Person, organisation or outlet, by the words of the name first and the words around it second."""
    words = one.words
    one.human += words[0] in _GIVEN and len(words) > 1
    one.kind = kind_of_name(one.name) or ("person" if _is_human(one, words) else "organisation")
    if one.kind == "person" and not one.gender:
        one.gender = "m" if words[0] in GIVEN_MALE else "f" if words[0] in GIVEN_FEMALE else ""


def _is_human(one: Named, words: Sequence[str]) -> bool:
    if one.human != one.thing:
        return one.human > one.thing
    return words[0] in _GIVEN or (
        len(words) <= 4 and words[0] not in _COMPASS and not set(words) & {"of", "for", "on"} and not _CAMEL.search(one.name)
    )


@lru_cache(maxsize=1 << 14)
def kind_of_name(name: str) -> Kind | None:
    """What the words of a name alone show it to be; None where it may be a person."""
    words = [plain(word) for word in name.split()]
    last = words[-1]
    if agency(name) is not None or ({last, head_of(words)} & lexicon.OUTLET_NAMES and words[0] not in _GIVEN):
        return "outlet"
    if words[0] in _AIR and len(words) > 1:
        return "outlet"
    if last in lexicon.DOCUMENTS or last.isdigit():
        return "document"
    if last in lexicon.COLLECTIVE:
        return "collective"
    if is_acronym(name.split()[-1]) or last in lexicon.COUNTRIES or any(word in lexicon.BODIES for word in words):
        return "organisation"
    return None
