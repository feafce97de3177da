"""What the words of a source are, before anybody asks whom they mean: a pronoun, a name, a description, something owned, or
several of these.

Read with the roster of the article, so that a short name is put in full. Pronouns and descriptions keep their words here; it is
``sources`` that looks for the one meant.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from sayso.names.finding import OWNER, is_acronym, names_in, plain, runs
from sayso.outlets import agency
from sayso.records import Kind
from sayso.resolution import lexicon
from sayso.resolution.roster import (
    Roster,
    gender_of,
    head_phrase,
    kind_of_name,
    role_word,
)

Form = Literal["pronoun", "name", "description", "owned", "several"]

_PREPOSITION = re.compile(
    r"(?: |^)(?:of|in|at|from|for|with|who|whom|whose|which|that|on|to|by|about|among|within|inside|across|near|under|against|"
    r"familiar|close|released|published|seen|posted|taken|conducted|dated|obtained|sent|read|asked|polled|surveyed|based|"
    r"when|where|as|\w{3,}ing(?= \w)|put|shown|run|given|held|yesterday|today|"
    r"(?:(?:earlier|later) )?(?:this|last|that) (?:week|month|year|spring|summer|autumn|fall|winter|morning))\b(?!-)"
)
_CLAUSE = re.compile(
    r",? (?:(?:who|whom|whose|which|that|seen by|obtained by|reviewed by|speaking|handling|read out|as printed)\b|"
    r"(?:conducted|taken|released) (?:since|over|after|in the|\w+day)\b).*$|\s?[–—].*$"
)
_AFTER_NAME = re.compile(
    r" (?:of|in|at|from|for|with|who|whom|whose|which|that|on|to|by|about|released|published|when|where|as)\b"
)
_COMMA = re.compile(r",(?!\d{3}\b)")
_AROUND = re.compile(
    r"^[Tt]here (?:is|are|was|were) |^that (?=(?:about |nearly |only |some |more than )?\d)|(?<![Tt]hose),? (?:who|which)$"
    r"|^[A-Z][a-z]{2,}(?:ently|ally|ously|ately|edly|ively|ingly|ably),? (?=[A-Z])"
)
"""What stands beside the words of a source and is none of them: "that" 7 in 10 voters, "Eventually" the name, "who"."""
_HEAD_OF_GOVERNMENT = re.compile(r"(?i:no\.?|number) (1[01])(?: Downing Street)?")
_DETERMINER = re.compile(r"(?i)^(?:the|an?|this|that|these|those)\s+")
_NUMBER = re.compile(
    r"(?i)^(?:(?:about|nearly|only|roughly|some|at least|more than|almost|over)\s+)?(?:[\d,.]+|\w+-(?:one|two|three|four|"
    r"five|six|seven|eight|nine))\b|per\s?cent|%|\b(?:in|of) (?:every )?(?:10|ten|100|five|four|three)\b"
)
_OUT_OF = re.compile(
    rf"(?i)^(?:\w+ )?(?:\d+|{'|'.join(sorted(lexicon.NUMBERS))}) (?:out of|in|of) (?:every )?(?:\d+|ten|five|four|three)\b"
)
_OWNED = re.compile(
    r"^(?:(?P<pronoun>[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Mm]y|[Oo]ur|[Yy]our)|(?P<owner>.*?(?:[’']s|s[’'])))\s+(?P<thing>[a-z\d“‘\"].*)$"
)
_OWN_TITLE = re.compile(r"[“\"‘]([A-Z\d].*)")
_NAMED_OWNER = re.compile(r"(?:[A-Z][\w’'-]+ )*[A-Z][\w-]+[’']s [a-z].*$")
_NAME_ONLY = re.compile(r"(?:[Tt]he )?[A-Z][\w’'-]* of (?:the )?[A-Z]")
_ENUMERATED = re.compile(r"(?!an? |the |who |which |his |her |its |their |in |of )[a-z-]+ [a-z-]+$")
_PARENTHESIS = re.compile(r"\s*\([^)]*\)?")
_AND = re.compile(rf",?\s+(?:and(?! (?:{'|'.join(lexicon.SECOND_HALVES)})\b)|as well as)\s+|,\s+(?=[A-Z])")
_JOINT = re.compile(
    r"(?:[Tt]he )?(?P<name>(?P<first>[A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,3}) and "
    r"(?:[A-Z][\w’'-]* ){1,4}?(?P<last>[A-Z][\w’'-]*))$"
)
_TWO_HALVES = re.compile(rf"(?:[A-Z]\S* ){{1,2}}and (?:{'|'.join(lexicon.SECOND_HALVES)})")
_OFFICE = re.compile(r"(?:[Tt]he )?((?:[\w’'-]+ ){0,3}[\w’'-]+) (?:for|of) .* and ")
_DIFFUSE = frozenset({"many", "most", "few", "all", "countless", "some"})
_FIRST = frozenset(
    {"many", "some", "most", "few", "several", "all", "both", "other", "others", "neither", "various", "countless"}
)


@dataclass(slots=True)
class Mention:
    """A source as it stands in one place, and what it is taken for.

    ``name`` is what it is called, ``words`` what stands there; ``head`` is the head noun of a description; ``owner`` and
    ``thing`` are the two sides of something owned.
    """

    form: Form
    kind: Kind
    words: str
    name: str | None = None
    role: str | None = None
    gender: str = ""
    plural: bool = False
    head: str = ""
    owner: str = ""
    thing: str = ""
    parts: tuple[str, ...] = ()

    @property
    def definite(self) -> bool:
        """Whether a description points to somebody mentioned before."""
        return self.words.casefold().startswith(("the ", "these ", "those ", "that ", "this ", "both ", "neither"))


def read_mention(words: str, roster: Roster, at: int) -> Mention:
    """What ``words``, which stand at ``at``, are taken for."""
    words = _PARENTHESIS.sub("", words.replace("\n", " ")).strip(' ,;:“”"‘—–')
    words = _AROUND.sub("", words)
    house = _HEAD_OF_GOVERNMENT.fullmatch(words)
    whole = f"No {house[1]}" if house is not None else _joint_name(words, roster)
    if whole is not None:
        return Mention(form="name", kind="organisation", words=words, name=whole)
    if words.casefold() in lexicon.PRONOUNS:
        return Mention(form="pronoun", kind="unnamed", words=words.casefold())
    parts = _parts(words, roster, at)
    if parts:
        return Mention(form="several", kind="collective", words=words, parts=parts, plural=True)
    pieces = [piece.strip() for piece in _COMMA.split(words) if piece.strip()] or [words]
    if len(pieces) > 1 and _is_adjective(pieces[0]) and _ENUMERATED.match(pieces[1]):
        pieces = [words]  # "a few small, limited studies"
    named = _name_in(pieces[0], roster, at)
    if named is None:
        later = next((piece for piece in pieces[1:] if _is_known(piece, roster, at)), None)
        if later is not None:
            named = _name_in(later, roster, at)
            pieces = [later, pieces[0]]
    if named is not None:
        named.role = named.role or _role_of(pieces[1:])
        named.gender = named.gender or gender_of(words)
        return named
    return _owned(pieces[0]) or _description(pieces[0], words)


def _joint_name(words: str, roster: Roster) -> str | None:
    """The name of a body with an "and" in it: "House Oversight and Reform Committee", "Bosnia and Herzegovina"."""
    if _TWO_HALVES.fullmatch(words):
        return words
    match = _JOINT.match(words)
    if match is None:
        return None
    last_of_first = match["first"].split()[-1]
    known = roster.who(match["first"])
    if is_acronym(last_of_first) or plain(last_of_first) in lexicon.COUNTRIES | lexicon.BODIES | lexicon.OUTLET_NAMES:
        return None
    if known is not None and known.human > 0:
        return None
    return match["name"] if plain(match["last"]) in lexicon.BODIES else None


def _is_adjective(piece: str) -> bool:
    last = piece.split()[-1]
    return last.islower() and " " in piece and role_word(last) not in _HEADS


def _is_known(piece: str, roster: Roster, at: int) -> bool:
    name = _name_in(piece, roster, at)
    return (
        name is not None and name.kind in ("person", "organisation", "outlet") and roster.who(name.name or "", at) is not None
    )


def _role_of(pieces: list[str]) -> str | None:
    role = re.sub(r"^(?:the|an?|and|who is|who was|who|which)\s+", "", ", ".join(pieces), flags=re.IGNORECASE).strip()
    return role or None


# -------------------------------------------------------------------------------------------------------------------- several


def _parts(words: str, roster: Roster, at: int) -> tuple[str, ...]:
    """The sources that are joined by "and", if each can stand alone."""
    if " and " not in words or re.search(r", (?!and )[a-z]", words) or _is_office_of(words, roster, at):
        return ()
    whole = roster.who(_DETERMINER.sub("", words))
    if whole is not None and " and " in whole.name:
        return ()
    parts = tuple(part.strip() for part in _AND.split(words) if part.strip())
    return parts if len(parts) > 1 and all(_stands_alone(part, roster, at) for part in parts) else ()


def _is_office_of(words: str, roster: Roster, at: int) -> bool:
    """Whether somebody's office with an "and" in it stands before his name: "minister for roads and rails, Ann Lee"."""
    office, _, name = words.rpartition(", ")
    match = _OFFICE.match(office)
    if match is None or " and " in name:
        return False
    known = roster.who(name, at)
    head = match[1].split()[-1]
    return known is not None and known.kind == "person" and (plain(head) in _OFFICES or is_acronym(head))


def _stands_alone(part: str, roster: Roster, at: int) -> bool:
    if part.casefold() in lexicon.PRONOUNS or part == "others" or part.startswith("other "):
        return True
    if _PREPOSITION.search(part) and roster.who(part, at) is None:
        return False
    if _name_in(part, roster, at) is not None:
        return roster.who(part, at) is not None or not part.islower()
    last = _phrase(part).split()[-1:]
    return _owned(part) is not None or head_of(part) in _HEADS or not lexicon.COLLECTIVE.isdisjoint(last)


# ---------------------------------------------------------------------------------------------------------------------- names


def _name_in(piece: str, roster: Roster, at: int) -> Mention | None:
    """The name that a noun phrase gives, without titles and roles; None where its head is a common noun."""
    bare = OWNER.sub("", _DETERMINER.sub("", piece).strip('“”"‘’'))
    spelt = next((name for name in roster.spelt if bare.endswith(name)), None)
    if spelt is not None:
        return _named(spelt, piece, roster, at, "")
    for match in runs(bare, 0, len(bare)):
        before, after = bare[: match.start()], bare[match.end() :]
        lead = before.split()
        if _AFTER_NAME.search(f" {before}") or not (
            all(map(_may_lead, lead))
            or plain(lead[-1]) in lexicon.PERSON_ROLES | lexicon.OUTLETS | lexicon.SORTS
            or ("and" not in lead and _is_full_name(match.group(), roster, at))
        ):
            return None
        if not after or (_AFTER_NAME.match(after) and not OWNER.search(match.group())):
            return _from_run(match, before, piece, roster, at)
    return _handle(piece)


def _is_full_name(name: str, roster: Roster, at: int) -> bool:
    """Whether this is all the name of a person, who may be called anything before it: "royal commentator Ann Lee"."""
    known = roster.who(name, at) if " " in name else None
    return known is not None and known.name == name and known.kind == "person" and known.human > 0


def _may_lead(word: str) -> bool:
    """Whether a word may stand before a name: a title, a role, something capitalised, a hyphenated attribute."""
    return word[:1].isupper() or "-" in word or plain(word) in _BEFORE_NAMES or plain(word) in lexicon.BODIES


def _from_run(match: re.Match[str], before: str, piece: str, roster: Roster, at: int) -> Mention | None:
    found = [part for part in names_in(match.group()) if not part.behind]
    if not found:
        return None
    name = found[-1].name
    words = [plain(word) for word in name.split()]
    known = roster.who(name, at)
    is_last = known is not None and known.human > 0 and len(known.words) > 1 and known.words[-1] == words[-1]
    if all(word in lexicon.TITLES | lexicon.PERSON_ROLES for word in words) and not (is_last and match.group() == piece):
        return None
    if match.group().split()[0].casefold() in _FIRST:
        return None
    if len(words) < 2 and {words[0], role_word(name)} & _COMMON and (known is None or known.name == name):
        return None
    title = match.group()[: max(0, match.group().find(name))]
    return _named(name, piece, roster, at, f"{before} {title}".strip())


def _handle(piece: str) -> Mention | None:
    if re.fullmatch(r"@\w+", piece):
        return Mention(form="name", kind="person", words=piece, name=piece)
    return None


def _named(name: str, piece: str, roster: Roster, at: int, role: str) -> Mention | None:
    known = roster.who(name.title() if name.isupper() and " " not in name and len(name) > 4 else name, at)
    kind: Kind = kind_of_name(name) or (known.kind if known is not None else "person")
    if known is not None and (known.kind == "person" or (known.kind == "outlet" and is_acronym(name))):
        kind = known.kind
    if any(plain(word) in lexicon.OUTLETS for word in role.split()):
        kind = "outlet"
    if kind == "person" and role and plain(role.split()[-1]) in lexicon.SORTS:
        kind = "organisation"
    full = agency(name) or (known.name if known is not None else name)
    return Mention(
        form="name",
        kind=kind,
        words=piece,
        name=full,
        role=role or (known.role if known is not None else None),
        gender=gender_of(role) or (known.gender if known is not None else ""),
        plural=kind == "collective" or (kind == "organisation" and name.endswith("s")),
    )


# ----------------------------------------------------------------------------------------------------------------- descriptions


def _owned(piece: str) -> Mention | None:
    """Something that belongs to somebody: "his office", "the operator's own rules"."""
    match = _OWNED.match(piece)
    if match is None:
        return None
    titled = _OWN_TITLE.match(match["thing"])
    if titled is not None:
        return Mention(form="name", kind="document", words=piece, name=titled[1].strip(' ”"’'))
    inner = _NAMED_OWNER.search(match["thing"]) if match["pronoun"] else None
    if inner is not None:
        return _owned(inner.group())
    thing = OWNER.sub("", re.sub(r"\s+(?:on \w+day|yesterday|today)$", "", match["thing"].strip()))
    head = head_of(thing)
    owner = match["pronoun"] or OWNER.sub("", match["owner"])
    if not owner or (_PREPOSITION.search(owner) and not _NAME_ONLY.match(owner)):
        return None
    kind = _kind_of(thing, head)
    if head in lexicon.KIN:
        kind = "unnamed"
    return Mention(
        form="owned",
        kind=kind,
        words=piece,
        owner=owner,
        thing=thing,
        head=head,
        gender=gender_of(thing),
        plural=_is_plural(thing),
    )


def _description(piece: str, words: str) -> Mention:
    core = _CLAUSE.sub("", piece)
    if len(core.split()) < 2 and " " in piece:
        core = piece  # "those who question it"
    head = head_of(core)
    kind = _kind_of(piece, head)
    name = core
    if kind == "document":
        name = re.sub(r"^(?:[Aa]n?|[Tt]he)\s+(?:new|latest|recent)\s+(?=.*\w*[A-Z])|\s+on \w+day$", "", name)
    name = OWNER.sub("", re.sub(r"(?i)^the\s+(?:same\s+)?|^only\s+(?=\d)", "", name))
    return Mention(
        form="description",
        kind=kind,
        words=OWNER.sub("", core),
        name=name or words,
        head=head,
        gender=gender_of(head_phrase(core)),
        plural=_is_plural(core),
    )


def head_of(piece: str) -> str:
    """The head noun of a description, in lower case and as a word for its kind ("lawyers": "lawyer")."""
    words = _phrase(piece).split()
    return role_word(words[-1]) if words else ""


def _phrase(piece: str) -> str:
    """A noun phrase up to its first preposition."""
    bare = _DETERMINER.sub("", piece)
    cut = _PREPOSITION.search(bare, 1) if not _PREPOSITION.match(bare) else None
    return bare[: cut.start()] if cut is not None else bare


def _is_plural(piece: str) -> bool:
    words = _phrase(piece).split()
    if not words:
        return False
    if words[0].casefold() == "one":
        return False
    many = words[0].casefold() in _FIRST | lexicon.NUMBERS
    last = plain(words[-1])
    return many or (last.endswith("s") and not last.endswith("ss")) or last in ("people", "men", "women", "children", "police")


def _kind_of(piece: str, head: str) -> Kind:
    """The kind of a source that has no name, by its head noun and what stands around it."""
    phrase = OWNER.sub("", _phrase(piece))
    low = [plain(word) for word in phrase.split()]
    last = low[-1] if low else ""
    if _NUMBER.search(piece) and (head in ("percent", "cent") or "percent" in piece or "per cent" in piece or "%" in piece):
        return "collective"
    if len(low) > 1 and last.isdigit() and low[-2] in lexicon.DOCUMENTS:
        return "document"
    if _OUT_OF.search(piece) is not None or low[:2] == ["no", "one"]:
        return "collective"
    if " of " in piece and last in lexicon.QUANTITIES:
        return "collective"
    if last in _CONTAINERS | {"one"} and head_of(piece.partition(" of ")[2]) in lexicon.DOCUMENTS:
        return "document"
    if last in lexicon.OUTLETS or head == "paper":
        return "outlet"
    if last in lexicon.DOCUMENTS or last.removesuffix("s") in lexicon.DOCUMENTS or head in ("poll", "email", "film"):
        return "document"
    if low and low[0] in _DIFFUSE and (len(low) < 2 or last not in lexicon.UNNAMED):
        return "collective"
    if "average" in low[:-1] or (last == "movement" and piece.casefold().startswith(("a ", "some "))):
        return "collective"
    if last in lexicon.BODIES or last in _SIDES:
        return "organisation"
    if last.removesuffix("s") in lexicon.BODIES | _SIDES:
        return "organisation" if low[0] in ("both", "neither", "either") else "collective"
    if last in ("friends", "families") and "of" not in piece.split():
        return "collective"
    if last in ("researchers", "scientists", "authors") and piece.casefold().startswith(("the ", "these ")):
        return "unnamed"
    if last in lexicon.COLLECTIVE and " at " in piece:
        return "unnamed"
    if is_acronym(phrase.split()[-1] if phrase.split() else "") or last in lexicon.COUNTRIES:
        return "organisation"
    if low and low[0] in lexicon.NUMBERS | {"several"} and last not in ("percent",):
        return "unnamed"
    if last in lexicon.UNNAMED or (last in lexicon.PERSON_ROLES and not last.endswith("s")):
        return "unnamed"
    if last in lexicon.COLLECTIVE:
        return "collective"
    if last.removesuffix("s") in lexicon.UNNAMED or head in lexicon.UNNAMED or head in lexicon.PERSON_ROLES:
        return "unnamed"
    return "collective" if last.endswith("s") else "unnamed"


_SIDES = frozenset({"camp", "leadership", "communications"})
_CONTAINERS = frozenset({"combination", "series", "set", "collection", "batch", "number", "copy", "version", "draft"})
_OFFICES = lexicon.PERSON_ROLES | lexicon.TITLES
_HEADS = lexicon.UNNAMED | lexicon.PERSON_ROLES | lexicon.COLLECTIVE | lexicon.DOCUMENTS | lexicon.BODIES | lexicon.OUTLETS
_COMMON = lexicon.UNNAMED | lexicon.COLLECTIVE | lexicon.DOCUMENTS | lexicon.OUTLETS | lexicon.OPENERS | lexicon.BODIES
_BEFORE_NAMES = (
    lexicon.TITLES
    | lexicon.PERSON_ROLES
    | lexicon.OUTLETS
    | lexicon.UNNAMED
    | lexicon.ADJECTIVES
    | frozenset({"and", "of", "company", "group", "charity", "agency", "organization", "organisation", "rights", "operator"})
)
__all__ = ["Mention", "head_of", "read_mention"]
