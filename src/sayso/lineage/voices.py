"""What the words for a source tell: for which body it speaks or of which it is, what it is, and how many they are.

"The head of the rescue service" and "a spokeswoman for the ministry" speak for a body; "two officials in the ministry" are of
one, and do not. All of it is read from the words for the source alone: its name or description, its role, its number.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from sayso.lineage.tellings import Teller
from sayso.names import lexicon


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


class Voice(NamedTuple):
    """A source as far as its words tell.

    ``head`` is the noun that says what it is ("official"), ``body`` the stems of the body that it is of, whose noun is
    ``body_head``; ``speaks`` says whether it speaks for that body. ``sort`` is what sort of people it is one of, empty where
    the words leave that open. ``most`` is how many they are at most; ``crowd`` says that they are put in the plural without a
    number, ``part`` that they are some of those who were spoken of before ("one of the officials", "the other").
    """

    head: str = ""
    body: frozenset[str] = frozenset()
    body_head: str = ""
    speaks: bool = False
    sort: str = ""
    most: int = 1
    crowd: bool = False
    part: bool = False


# ------------------------------------------------------------------------------------------------------------------ the lexicon

_VOICES = _words(
    "spokesman spokeswoman spokesperson spokesmen spokespeople spokespersons representative lawyer lawyers attorney solicitor"
)
"""Those who speak for others, whichever of them it is."""
_HEADS = _VOICES | _words(
    "head chief director chairman chairwoman chairperson chair president leader boss secretary secretary-general "
    "director-general commissioner minister superintendent ceo founder governor mayor coroner prosecutor ambassador commander "
    "principal dean rector headteacher headmaster headmistress speaker premier chancellor cfo coo treasurer marshal sheriff "
    "harbourmaster warden"
)
"""Those who speak for what they are the head of."""
_TWO_WORDS = frozenset(
    {"chief executive", "press officer", "press secretary", "general manager", "campaign manager", "press office"}
)
_NO_MORE = _words("former ex retired onetime then late")
_OFFICES = _words(
    "minister coroner prosecutor mayor governor ambassador chancellor premier sheriff marshal harbourmaster president"
)
"""Those who are an office, whether or not the words name it."""
_SORTS = {
    "office": "official officials minister aide aides adviser advisers advisor advisors diplomat diplomats bureaucrat lawmaker "
    "lawmakers councillor councillors mp mps senator senators spokesman spokeswoman spokesperson clerk clerks secretary "
    "ambassador envoy coroner mayor governor commissioner administrator regulator",
    "medicine": "doctor doctors nurse nurses surgeon surgeons physician physicians paramedic paramedics medic medics midwife "
    "midwives consultant",
    "force": "police policeman policewoman constable detective detectives soldier soldiers firefighter firefighters fireman "
    "rescuer rescuers coastguard sergeant commander general colonel militant militants fighter fighters",
    "law": "lawyer lawyers attorney solicitor prosecutor prosecutors judge barrister juror jurors",
    "work": "employee employees worker workers engineer engineers driver drivers executive executives manager managers "
    "technician technicians staffer staffers trader traders banker bankers accountant contractor contractors mechanic",
    "learning": "professor professors scientist scientists researcher researchers academic academics student students teacher "
    "teachers historian lecturer",
    "people": "resident residents neighbour neighbours neighbor neighbors passenger passengers fisherman fishermen farmer "
    "farmers villager villagers relative relatives mother wife husband son daughter friend friends "
    "survivor survivors tenant tenants shopkeeper parent parents customer customers voter voters protester protesters priest",
}
_SORT_OF = {word: sort for sort, words in _SORTS.items() for word in words.split()}
OPEN = _words(
    "person people source sources someone somebody individual individuals insider insiders figure figures contact contacts man "
    "woman men women witness witnesses those one two three others other expert experts analyst analysts observer observers "
    "officer officers member members party parties they he she"
)
"""Heads that may be anybody."""
_OTHERS = _words("other others first second third one two three both neither either")
"""Words for some of those who were spoken of before."""
_PRONOUNS = _words("he she they it them him her we i you this that these those who which")
_PLURALS = _words("people police staff crew men women those they others fishermen firemen spokespeople")
_COUNTS = {
    word: count for count, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
} | {"both": 2, "couple": 2, "pair": 2, "dozen": 12, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}
_UNCOUNTED = _words("several some many multiple numerous various few handful number more dozens scores hundreds")
_SMALL = _words(
    "the a an of for in at on and from with to by s his her its their my our this that as de la du within inside near who than "
    "least most about nearly up"
)
_FILLING = (
    _words(
        "senior top high-level high-ranking former current ex retired veteran longtime long-time leading unnamed unidentified "
        "anonymous well-placed well-connected well-informed informed reliable prominent key close outside young old female "
        "male single mid-level low-level junior chief deputy vice acting assistant separate second third first further "
        "additional independent other another same said knowledgeable unspecified individual own new one medical managing "
        "general executive"
    )
    | frozenset(_COUNTS)
    | _UNCOUNTED
)

_ASIDE = re.compile(
    r"[,;:(—–]|\b(?:who|whom|whose|that|which|familiar|close to|briefed|privy|involved|present|speaking|requesting|asking|"
    r"aware|knowledgeable|with (?:direct |first-hand |detailed |some )?knowledge|with access|"
    r"not (?:named|authori[sz]ed|identified))\b"
)
"""Behind it stands how somebody can know, not what he is."""
_LEADS = re.compile(r"\b(?:who )?(leads|heads|runs|chairs|directs) ((?:the |its |his |her )?.+)$")
_OWNED = re.compile(r"^(.*?\w)[’'](?:s\b| (?=\w)) ?(.+)$")
_BEHIND = re.compile(r"^(.+?) (of|for|at|in|inside|within|from|with|on|to) (?:the |a |an |its |his |her |their )?(.+)$")
_PARTITIVE = re.compile(
    r"(?i)^(?:(one|another|two|three|some|several|both|each|either|neither) of |the (?:other|first|second|third)\b)"
)
_SOME_OF = re.compile(r"(?i)^(?:one|another|two|three|some|several|both|each) of (?:the |those |these |its )?(.+)$")
_INDEFINITE = re.compile(r"(?i)an? |one |two |some |several ")
_WORD = re.compile(r"[^\W_][\w.’'-]*")
_PROPER = re.compile(r"(?<=[\w,’'] )[A-ZÀ-Þ]|^[A-ZÀ-Þ]\w+[’']s\b|\d")
_ENDING = re.compile(r"(?<=\w{4})(?:orate|at(?:ion|or)|ment|ion|er|or|ry)$|(?<=\w{5})e$")
_DIGITS = re.compile(r"^\D{0,24}?\b(\d+)\b(?!-)")


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """What of a word is compared: "rescuers" and "rescue" are akin, and so are "minister" and "ministry"."""
    word = re.sub(r"[’']s?$", "", word.casefold()).replace(".", "").replace("’", "'")
    if len(word) > 4 and word.endswith("s") and not word.endswith("ss"):
        word = word[:-3] + "y" if word.endswith("ies") else word[:-1]
    cut = None
    while cut != word:
        cut, word = word, _ENDING.sub("", word)
    return word


@lru_cache(maxsize=1 << 16)
def stems(words: str) -> frozenset[str]:
    """The stems of the words that count of a name or a description."""
    return frozenset(stem(word) for word in _WORD.findall(words) if word.casefold() not in _SMALL)


@lru_cache(maxsize=1 << 16)
def head_of(name: str) -> str:
    """The stem of the noun that a name or description turns on: "service" of "the rescue service of the coast"."""
    front = _BEHIND.match(name)
    found = [word for word in _WORD.findall(front[1] if front else name) if word.casefold() not in _SMALL]
    return stem(found[-1]) if found else ""


@lru_cache(maxsize=1 << 14)
def is_proper(name: str) -> bool:
    """Whether a name holds a name: a capital behind its first word, an owner in capitals, or a number."""
    bare = re.sub(r"^(?:[Tt]he|[Aa]n?) ", "", name)
    return (bare != name and bare[:1].isupper()) or _PROPER.search(bare) is not None


def voice_of(teller: Teller) -> Voice:
    """What the words for a teller tell."""
    told = _voice(teller.kind, teller.label, teller.role or "", teller.number or "", teller.body or "")
    if teller.kind == "person" and not told.body and (beside := _beside(teller.label, teller.words)):
        of = _of_role(beside)
        return of if of.body else told
    return told


@lru_cache(maxsize=1 << 14)
def _beside(name: str, words: str) -> str:
    """What somebody is by what stands between commas behind the name: "Ann Lee, the director of the clinic, said"."""
    last = name.rpartition(" ")[2]
    found = re.search(rf"\b{re.escape(last)}, ((?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir) [^,…]+)", words) if last else None
    return found[1].strip() if found else ""


@lru_cache(maxsize=1 << 16)
def _voice(kind: str, label: str, role: str, number: str, body: str) -> Voice:
    if kind == "organisation":
        return Voice(body=stems(label), body_head=head_of(label), speaks=True)
    if kind == "person":
        return _of_role(role)
    if kind != "unnamed":
        return Voice(head=head_of(label))
    told = _of_role(label)
    if not told.body and role and stems(role) != stems(label):
        of = _of_role(role)
        told = told._replace(body=of.body, body_head=of.body_head, sort=told.sort or of.sort)
    if body and not told.body:
        told = told._replace(body=stems(body), body_head=head_of(body))
    if told.head not in _VOICES and _INDEFINITE.match(label):
        told = told._replace(speaks=False)  # "a director of the bank" is one of several
    return _counted(told, label, number)


def _of_role(words: str) -> Voice:
    """What a role or a description tells: "a spokeswoman for the ministry", "the firm’s chief engineer"."""
    leads = _LEADS.search(words)
    if leads is not None:
        return Voice(head=leads[1], body=stems(leads[2]), body_head=head_of(leads[2]), speaks=True)
    words = _of_whom(words)
    aside = _ASIDE.search(words)
    words = (words[: aside.start()] if aside else words).strip()
    if is_proper(words) and _is_body(_BEHIND.sub(r"\1", words).rsplit(" ", 1)[-1]):
        return Voice(body=stems(words), body_head=head_of(words))  # the name of a body alone
    words = re.sub(r"^(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir) ", "", words)
    if (behind := _BEHIND.match(words)) is not None:
        front, between, body = behind.groups()
        return _of_body(front, body) if _names_body(front, between, body) else _of_front(front)
    if (owned := _OWNED.match(words)) is not None:
        rest = owned[2].split()
        more = [word for word in rest[:-1] if word.casefold() in lexicon.BODIES]
        return _of_body(owned[2], " ".join([owned[1], *more]))
    return _of_front(words)


def _names_body(front: str, between: str, body: str) -> bool:
    """Whether what stands behind a noun is the body of which somebody is: "at the clinic", "of the Reed Institute", a minister
    "for tides"; not a driver "of lorries", a farmer "in Arden"."""
    if _is_body(body) or between in ("at", "inside", "within"):
        return True
    office = any(word.casefold() in _OFFICES | {"secretary"} for word in _WORD.findall(front))
    return between in ("of", "for") and (office or body[:1].isupper())


def _of_whom(words: str) -> str:
    """Those of whom the words take some: "the officials" of "one of the officials"."""
    found = _SOME_OF.match(words)
    return found[1] if found else words


def _of_body(front: str, body: str) -> Voice:
    """One whose words name the body behind or before what he is."""
    told = _of_front(front)
    office = frozenset({stem(told.head)}) if told.head in _OFFICES and not _is_body(body) else frozenset()
    return told._replace(
        body=stems(body) | told.body | office, body_head=stem(told.head) if office else head_of(body), speaks=_speaks(front)
    )


def _of_front(words: str) -> Voice:
    """One whose words name the body, if at all, in front: "a police spokesman", "the district coroner"."""
    found = [word.casefold() for word in _WORD.findall(words)]
    found = [word for word in found if word not in _SMALL]
    if not found:
        return Voice()
    head = found[-1]
    before = [word for word in found[:-1] if word not in _FILLING]
    body = frozenset(map(stem, before)) if head in _OFFICES or any(map(_is_body, before)) else frozenset()
    if head in _OFFICES:
        body |= {stem(head)}
    last = stem(head) if head in _OFFICES else next((stem(word) for word in reversed(before) if _is_body(word)), "")
    return Voice(head, body, last, bool(body) and _speaks(words), _SORT_OF.get(head, ""))


_NO_BODY = _words("line side country county city district street works")
"""Words of the names of bodies that are none before what somebody is: "a line manager", "the district coroner"."""


def _is_body(words: str) -> bool:
    return any(
        (plain := word.casefold().strip(".")) in lexicon.BODIES and plain not in _NO_BODY for word in _WORD.findall(words)
    )


def _speaks(words: str) -> bool:
    """Whether the words for what somebody is end in what speaks for a body: "medical director", not "head nurse"."""
    found = [word.casefold() for word in _WORD.findall(words)]
    return bool(found) and (found[-1] in _HEADS or " ".join(found[-2:]) in _TWO_WORDS) and not _NO_MORE & set(found)


def _counted(told: Voice, label: str, number: str) -> Voice:
    """With how many they are: as many as are counted, two where they are put in the plural, else one."""
    words = [word.casefold() for word in _WORD.findall(f"{number} {label}" if number else label)]
    part = _PARTITIVE.match(label) is not None
    if part and told.head in _OTHERS:
        told = told._replace(head="")
    if part and not re.match(r"(?i)(two|three|some|several|both)", label):
        return told._replace(part=True)
    digits = _DIGITS.search(f"{number} {label}".replace(",", ""))
    count = int(digits[1][:4]) if digits else max((_COUNTS[word] for word in words[:6] if word in _COUNTS), default=0)
    plural = told.head in _PLURALS or (told.head.endswith("s") and not told.head.endswith("ss"))
    if count > 1:
        return told._replace(most=count, part=part)
    if plural:
        return told._replace(most=2, crowd=not part and count == 0, part=part)
    return told._replace(part=part)


@lru_cache(maxsize=1 << 16)
def calling(words: str) -> tuple[str, frozenset[str]]:
    """What somebody is called by a role or a description: the noun, and the stems of all words that tell what he is."""
    aside = _ASIDE.search(words)
    found = [word.casefold() for word in _WORD.findall(words[: aside.start()] if aside else words)]
    kept = [word for word in found if word not in _SMALL and word not in _FILLING and not word[0].isdigit()]
    return _of_role(words).head, frozenset(map(stem, kept))


def is_pronoun(teller: Teller) -> bool:
    """Whether a teller is nobody but "they"; or "we", of whom nothing is known but who speaks for them."""
    called = teller.label.casefold().strip(" .,")
    return called in _PRONOUNS if teller.kind == "unnamed" else teller.kind == "collective" and called in _PRONOUNS | {""}


def is_open(voice: Voice) -> bool:
    """Whether the words leave open what somebody is: "a person familiar with the matter"."""
    return not voice.head or voice.head in OPEN


def is_akin(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two bodies can be one: one is called by some of the words of the other."""
    return one <= other or other <= one
