"""The roster: whom and what an article names, each in its fullest form, with the places, the roles and the gender that the
text shows.

The names are those of the annotation. Last names, first names, short forms of bodies and outlets, and acronyms belong to the
fullest form of the article. The roster knows names only; whom a pronoun or a description means is decided in ``pronouns``
and ``descriptions``.
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
from sayso.outlets import agency, outlet
from sayso.records import Annotation, Article, Kind, Name, Span
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
_WORD = re.compile(r"[^\W\d_][\w’']*")
_WINDOW = 100
_HUMAN = lexicon.PERSON_ROLES | lexicon.TITLES | lexicon.UNNAMED | lexicon.KIN
_ROLES = lexicon.PERSON_ROLES | lexicon.TITLES | lexicon.OUTLETS | {"company", "charity", "operator", "group", "agency"}
_MEN, _WOMEN = GIVEN_MALE | lexicon.BORNE_BY_MEN, GIVEN_FEMALE | lexicon.BORNE_BY_WOMEN
_GIVEN, _ONLY_MEN, _ONLY_WOMEN = _MEN | _WOMEN, _MEN - _WOMEN, _WOMEN - _MEN
_AIR = frozenset({"radio", "channel"})
"""First words of the names of stations: "Radio Lowmere"."""
_CAMEL = re.compile(
    r"(?<!\bMc)(?<!\bMac)(?<!\bDe)(?<!\bDu)(?<!\bDi)(?<!\bLa)(?<!\bLe)(?<!\bVan)(?<!\bFitz)(?<=[a-z])[A-Z](?!\w*[’'])"
)
"""A capital amid a word, as bodies have it ("PortCo"), but not behind what begins a person's name ("DuVenn", "McVenn")."""
_JOINED_BY = frozenset("committee department ministry commission agency office administration board authority council".split())
_POLITE = re.compile(r"\b(Mr|Mrs|Ms|Miss)\.? $")
_STRONG = 3
"""By so much more must speak for a person where the letters of a single name speak for a firm."""
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
    spelt: bool = False

    @property
    def words(self) -> list[str]:
        """The words of the name, plain."""
        return [plain(word) for word in self.name.split()]

    @property
    def is_given(self) -> bool:
        """Whether the name begins with a given name, as people's do: "the Ann Lee exhibition" makes nobody a thing."""
        return " " in self.name and plain(self.name.split()[0]) in _GIVEN


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
        self.spelt = [one.name for one in self.named if one.spelt]
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
        fitting = [one for one in fitting if one.words[-1] == words[-1]] or fitting
        return self._likeliest(fitting, at)

    def _likeliest(self, fitting: Sequence[Named], at: int | None) -> Named | None:
        """Of several bearers the one named first, unless each is named in full but once."""
        if len(fitting) < 2 or at is None:
            return fitting[0] if fitting else None
        if all(len(one.places) == 1 for one in fitting):
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
    """Whether ``words`` can stand for the name in short: a person's first or last names, the head or an end of a body's. What a
    body is of is not the body: "Israel" is no bank of Israel, but it is the state of Israel."""
    full = one.words
    if len(words) >= len(full) or not set(words) <= set(full):
        return False
    if one.kind == "person":
        return words[-1] == full[-1] or list(words) == full[:1]
    head = head_of(full)
    return words[-1] == head or (words[-1] == full[-1] and (head in words or head in _REALMS))


_REALMS = frozenset(
    "republic state states kingdom commonwealth federation union government principality emirate emirates city town county "
    "province district region island islands".split()
)
"""What is called by the name of what it is of."""


# -------------------------------------------------------------------------------------------------------------------- calling


def roster(article: Article, annotation: Annotation) -> Roster:
    """The roster of ``article``."""
    named: dict[str, Named] = {}
    aliases: dict[str, str] = {}
    short: list[tuple[str, Name]] = []
    for found in _joint(article.text, annotation.names):
        name = article.slice(found.span)
        if " " in name:
            _enter(article.text, named, aliases, name, found)
        else:
            short.append((name, found))
    return _called(article.text, named, aliases, short)


def _joint(text: str, found: Sequence[Name]) -> Iterator[Name]:
    """The names, those put together that are one body's: "House Tides" and "Harbour Reform Committee"."""
    waiting: Name | None = None
    for name in found:
        if waiting is not None and _is_joint(text, waiting.span, name.span):
            waiting = Name(span=Span(waiting.span.start, name.span.end), kind="organisation")
            continue
        if waiting is not None:
            yield waiting
        waiting = name
    if waiting is not None:
        yield waiting


def _is_joint(text: str, left: Span, right: Span) -> bool:
    """Whether two names are the halves of a body's: the left one begins like that of a committee or department, and only the
    right one ends so."""
    if text[left.end : right.start] != " and ":
        return False
    first = [plain(word) for word in text[slice(*left)].split()]
    ends = plain(text[slice(*right)].split()[-1])
    begins = len(first) > 1 and first[0] in (
        "house",
        "senate",
        "department",
        "ministry",
        "committee",
        "office",
        "bureau",
        "centers",
    )
    return begins and (ends in _JOINED_BY or "of" in first) and first[-1] not in lexicon.BODIES and " " in text[slice(*right)]


def _enter(text: str, named: dict[str, Named], aliases: dict[str, str], name: str, found: Name) -> None:
    key = names.bare(name)
    one = named.setdefault(key, Named(name))
    one.places.append(found.span)
    _learn(text, one, found)
    behind = _ACRONYM_BEHIND.match(text, found.span.end)
    if behind is None:
        return
    spelt = _spelt(text, found.span, behind[1])
    if spelt is not None and spelt.start != found.span.start:
        name = text[slice(*spelt)]
        one.places.remove(found.span)
        if not one.places:
            del named[key]
        key = names.bare(name)
        named.setdefault(key, Named(name, thing=3, spelt=True)).places.append(spelt)
    aliases.setdefault(names.bare(behind[1]), key)


def _spelt(text: str, place: Span, acronym: str) -> Span | None:
    """The words up to the end of ``place`` whose first letters are ``acronym``, small words among them or not: "Alliance to
    Reclaim Our Quays (AROQ)"."""
    letters = acronym.replace(".", "").replace("&", "").casefold()
    line = text.rfind("\n", 0, place.end) + 1
    words = list(_WORD.finditer(text, max(line, place.end - 12 * len(letters) - 20), place.end))
    for first in range(len(words) - 2, -1, -1):
        if not words[first].group()[0].isupper():
            continue
        spelt = [word.group()[0] for word in words[first:]]
        if letters in ("".join(spelt).casefold(), "".join(letter for letter in spelt if letter.isupper()).casefold()):
            return Span(words[first].start(), place.end)
    return None


def _learn(text: str, one: Named, found: Name) -> None:
    """Take from the words around a name what it is, and in what role."""
    place = found.span
    one.human += found.kind == "person"
    one.thing += found.kind in ("place", "organisation")
    before = text[max(0, place.start - _WINDOW) : place.start]
    one.thing += before.endswith(("the ", "The ")) and not one.is_given
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
    if role.startswith(("who ", "whose ", "which ")) and not role.startswith(("who is ", "who was ")):
        return
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


def _called(text: str, named: dict[str, Named], aliases: dict[str, str], short: Sequence[tuple[str, Name]]) -> Roster:
    """The roster of the full names and of those short ones that are nobody's."""
    for key in list(named):
        first, _, rest = key.partition(" ")
        if " " in rest and rest in named and first not in _GIVEN and len(named[key].places) == 1:
            _take_over(named[rest], named.pop(key))  # "Hold Ann Lee": the beginning of a sentence
            aliases[key] = rest
    for one in named.values():
        _settle_kind(one)
    _join(named, aliases)
    _join_titled(named, aliases)
    by_initials = {names.initials(one.name): key for key, one in reversed(named.items()) if one.kind != "person"}
    for acronym in {name for name, _ in short if is_acronym(name) or (len(name) > 3 and name.upper() in by_initials)}:
        full = names.bare(agency(acronym) or "")
        expanded = full if full in named else by_initials.get(acronym.replace(".", "").upper())
        if expanded is not None:
            aliases.setdefault(names.bare(acronym), expanded)
    known = Roster(named.values(), {alias: named[full] for alias, full in aliases.items() if full in named})
    for name, found in short:
        bearer = known.who(name, found.span.start)
        if bearer is not None and not _is_of_other_gender(text, bearer, found.span):
            one = bearer
        else:
            one = named.setdefault(names.bare(name), Named(name))
        _learn(text, one, found)
        _settle_kind(one)
        one.places.append(found.span)
    return Roster(named.values(), {alias: named[full] for alias, full in aliases.items() if full in named})


def _is_of_other_gender(text: str, one: Named, place: Span) -> bool:
    """Whether a title before a short name shows that another is meant: "Mr. Venn" is not Anna Venn."""
    title = _POLITE.search(text, max(0, place.start - 5), place.start)
    return title is not None and one.kind == "person" and one.gender == ("f" if title[1] == "Mr" else "m")


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
    one.human += one.is_given
    one.kind = kind_of_name(one.name) or ("person" if _is_human(one, words) else "organisation")
    if one.kind == "person" and not one.gender:
        one.gender = "m" if words[0] in _ONLY_MEN else "f" if words[0] in _ONLY_WOMEN else ""


def _is_human(one: Named, words: Sequence[str]) -> bool:
    if " " not in one.name and _CAMEL.search(one.name):
        return one.human > one.thing + _STRONG
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
    known = outlet(name, expected=False)
    if known is not None:
        return "organisation" if known.kind == "platform" else "outlet"
    if {last, head_of(words)} & lexicon.OUTLET_NAMES and words[0] not in _GIVEN:
        return "outlet"
    if words[-2:-1] == ["news"] and last in ("service", "agency", "network", "channel"):
        return "outlet"
    if words[0] in _AIR and len(words) > 1:
        return "outlet"
    if last in lexicon.DOCUMENTS or last.isdigit():
        return "document"
    if last in lexicon.COLLECTIVE:
        return "collective"
    if (
        is_acronym(name.split()[-1])
        or last in lexicon.COUNTRIES
        or any(word in lexicon.BODIES for word in words)
        or last in lexicon.EVENTS
    ):
        return "organisation"
    return None
