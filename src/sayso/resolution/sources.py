"""Who a source is, within its article: one record for each distinct name or description, with all its mentions.

A last name joins the full name that the article gives; a pronoun goes to the nearest source before it that fits, or stays
unresolved. Prefer unresolved to a wrong name. Nothing here looks beyond the article.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from sayso import names, spans
from sayso.outlets import agency
from sayso.records import READ_LABELS, Article, Attribution, Kind, Source, Span, identity
from sayso.resolution import lexicon

_WORD = re.compile(r"[^\W_](?:[\w’'.&\-–]*[\w])?\.?")
_RUN = re.compile(
    r"\b[A-Z][\w’'.\-]*[\w](?:(?: (?:of the|of|for|de|al|bin|van|von|der|la|el|di|da))? (?:al-)?[A-Z][\w’'.\-]*\w){1,5}"
)
_OWNER = re.compile(r"[’']s?$")
_LONGEST_NAME = 5
_REACH = 1500
"""How far back, in characters, a pronoun looks for whom it stands for."""


@dataclass(slots=True)
class Mention:
    """A source as it stands in one place, and what it is taken for. ``key`` is what mentions of one source share."""

    kind: Kind
    name: str | None = None
    role: str | None = None
    descriptor: str | None = None
    gender: str = ""
    plural: bool = False

    @property
    def key(self) -> str:
        """What two mentions of the same source have in common."""
        return f"{self.kind}:{(self.name or self.descriptor or '').casefold()}"


@dataclass(slots=True)
class _Entry:
    mention: Mention
    spans: list[Span] = field(default_factory=list)
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cast:
    """The sources of an article, and which one stands behind each attribution."""

    sources: tuple[Source, ...]
    behind: dict[str, str]


def cast(article: Article, attributions: Sequence[Attribution]) -> Cast:
    """All sources of ``attributions``, each settled within ``article``."""
    known = _names_in(article)
    parents = {attribution.id: attribution.parent for attribution in attributions}
    entries: dict[str, _Entry] = {}
    keys: dict[str, str] = {}
    seen: list[tuple[int, str]] = []
    for attribution in sorted(attributions, key=lambda a: (a.source or a.cue or a.content)[0]):
        key = _settle(article, attribution, known, entries, seen, keys.get(parents[attribution.id] or ""))
        keys[attribution.id] = key
        if attribution.source:
            entries[key].spans += attribution.source
            seen.append((attribution.source[0].start, key))
    ids = {key: _id(article, key) for key in entries}
    return Cast(tuple(_source(ids[key], entry) for key, entry in entries.items()), {a: ids[key] for a, key in keys.items()})


def source_id(article: Article, kind: Kind, name: str) -> str:
    """The id of the source of ``kind`` that ``article`` calls ``name``."""
    return _id(article, Mention(kind=kind, name=name).key)


def _id(article: Article, key: str) -> str:
    return identity("source", article.id, key)


def _source(name: str, entry: _Entry) -> Source:
    mention = entry.mention
    resolved = not entry.candidates and (mention.kind == "none" or bool(mention.name or mention.descriptor))
    return Source(
        id=name,
        kind=mention.kind,
        name=mention.name if resolved else None,
        role=mention.role,
        descriptor=mention.descriptor,
        mentions=spans.normal(entry.spans),
        resolved=resolved,
        candidates=entry.candidates,
    )


# ------------------------------------------------------------------------------------------------------------------- settling


def _settle(
    article: Article,
    attribution: Attribution,
    known: dict[str, str],
    entries: dict[str, _Entry],
    seen: list[tuple[int, str]],
    parent: str | None,
) -> str:
    """The key of the entry that ``attribution`` belongs to, made where it is new."""
    if not attribution.source:
        return _enter(entries, Mention(kind="none"))
    words = article.slice(attribution.source).strip(" ,;:\n")
    stands_for = lexicon.PRONOUNS.get(words.casefold())
    if stands_for == "self":
        return parent or _enter(entries, Mention(kind="self", descriptor=words.casefold()))
    if stands_for == "relative":
        words = _antecedent(article.text, attribution.source[0].start) or words
        stands_for = lexicon.PRONOUNS.get(words.casefold())
    if stands_for is not None:
        key = _nearest(entries, seen, attribution.source[0].start, words.casefold(), stands_for)
        return key or _enter(entries, _unresolved(words, stands_for), at=attribution.source[0].start)
    mention = read_mention(words, known)
    if mention.kind in ("organisation", "outlet") and mention.name is not None and _acronym(mention.name):
        mention.name = agency(mention.name) or names.expand(mention.name, article.text) or mention.name
    same = _same_as_before(entries, seen, mention, words)
    return same or _enter(entries, mention)


def _enter(entries: dict[str, _Entry], mention: Mention, at: int | None = None) -> str:
    key = mention.key if at is None else f"{mention.key}@{at}"
    entry = entries.setdefault(key, _Entry(mention))
    entry.mention.role = entry.mention.role or mention.role
    entry.mention.gender = entry.mention.gender or mention.gender
    return key


def _unresolved(words: str, stands_for: str) -> Mention:
    kind: Kind = "collective" if stands_for == "several" else "organisation" if stands_for == "thing" else "unnamed"
    return Mention(kind=kind)


def _nearest(entries: dict[str, _Entry], seen: list[tuple[int, str]], at: int, pronoun: str, stands_for: str) -> str | None:
    """The nearest source before ``at`` that the pronoun can mean."""
    gender = "m" if pronoun in lexicon.MALE else "f" if pronoun in lexicon.FEMALE else ""
    for place, key in reversed(seen):
        if at - place > _REACH:
            return None
        mention = entries[key].mention
        fits = {
            "one": mention.kind in ("person", "unnamed") and not mention.plural and mention.gender in ("", gender),
            "several": mention.plural or mention.kind in ("collective", "organisation"),
            "thing": mention.kind in ("organisation", "outlet", "document"),
        }.get(stands_for, False)
        if fits and (mention.name or mention.descriptor):
            mention.gender = mention.gender or gender
            return key
    return None


_ANTECEDENT = re.compile(
    r"((?:\b(?:the|a|an|his|her|their|some|many|several)\s)?[\w’'.\-]+(?:\s[\w’'.\-]+){0,4}),?\s*$", re.IGNORECASE
)


def _antecedent(text: str, place: int) -> str | None:
    """The noun phrase right before a relative pronoun, as far as capitals and articles show it."""
    before = text[max(0, place - 80) : place]
    before = re.split(r"[.;:,“”\"](?=\s*\S+\s)", before.rstrip(" ,"))[-1].strip()
    words = before.split()
    for count, word in enumerate(reversed(words), 1):
        if word.lower() in ("the", "a", "an", "some", "many", "several"):
            return " ".join(words[-count:])
        if not word[:1].isupper() and count > 1 and words[-count + 1][:1].isupper():
            return " ".join(words[-count + 1 :])
        if count > 4:
            break
    return before if before and len(words) <= 4 else None


def _same_as_before(entries: dict[str, _Entry], seen: list[tuple[int, str]], mention: Mention, words: str) -> str | None:
    """The earlier source that a definite description means: "the sources", "these officials", "the minister"."""
    first, _, rest = words.casefold().partition(" ")
    if (
        first not in ("the", "these", "those", "that", "this")
        or (mention.name is not None and mention.kind != "document")
        or not rest
    ):
        return None
    wanted = {_stem(word) for word in rest.split()} - {"unnamed", "anonymou"}
    for _, key in reversed(seen):
        before = entries[key].mention
        told = " ".join(
            filter(None, (before.role, before.descriptor, before.name if before.kind == "document" else None))
        ).casefold()
        if wanted <= {_stem(word) for word in told.split()}:
            return key
    return None


def _stem(word: str) -> str:
    return word.strip(",.").rstrip("s")


# ------------------------------------------------------------------------------------------------------------ reading a mention


def _names_in(article: Article) -> dict[str, str]:
    """The most frequent name of two words or more that ends with each word; for outlets also the one that begins with it."""
    counts: Counter[str] = Counter()
    for block in article.labelled(*READ_LABELS):
        if block.label != "headline":
            for match in _RUN.finditer(article.text, *block.span):
                counts[" ".join(_without_titles(_OWNER.sub("", match.group()).split()))] += 1
    known: dict[str, str] = {}
    for name, count in counts.most_common():
        words = name.split()
        if 2 <= len(words) <= _LONGEST_NAME:
            rival = known.setdefault(words[-1], name)
            if rival != name and words[0] not in rival and 2 * count > counts[rival]:
                known[words[-1]] = words[-1]  # two people may be meant: the bare name is no wrong one
            if words[0].casefold() in lexicon.OUTLET_NAMES:
                known.setdefault(words[0], name)
    return known


def _without_titles(words: Sequence[str]) -> list[str]:
    """The words behind the last title or role."""
    cut = 0
    for place, word in enumerate(words[:-1], 1):
        if _plain(word) in lexicon.TITLES and place < len(words):
            cut = place
    kept = list(words[cut:])
    while kept and (kept[0].casefold() in lexicon.OPENERS or (len(kept) > 2 and kept[0].endswith(("’s", "'s")))):
        kept = kept[1:]
    return kept


def _plain(word: str) -> str:
    return _OWNER.sub("", word).casefold().strip(".,()")


def read_mention(words: str, known: dict[str, str]) -> Mention:
    """What the words of a source are taken for: kind, name, role. ``known`` gives full names by their last words."""
    gender = _gender(words)
    pieces = [piece.strip() for piece in words.split(",") if piece.strip()]
    plain = [_plain(word) for word in _WORD.findall(words)]
    if not plain:
        return Mention(kind="unnamed", descriptor=words)
    several = _several(words, known)
    if several is not None:
        return several
    for piece in pieces:
        name = _person(piece, known)
        if name is not None:
            role = ", ".join(other for other in pieces if other is not piece) or piece.removesuffix(name).strip()
            return Mention(kind="person", name=known.get(name, name), role=_role(role) or None, gender=gender)
    kind = _kind_of(pieces[0])
    return _described(kind, pieces[0], known, gender)


def _described(kind: Kind, words: str, known: dict[str, str], gender: str) -> Mention:
    bare = re.sub(r"^(?:the|The)\s+", "", words)
    plural = bare.split()[-1].endswith("s") or bare.split()[0].casefold() in ("many", "some", "several", "two", "three")
    if kind in ("outlet", "organisation"):
        return Mention(kind=kind, name=agency(bare) or known.get(bare, bare), plural=plural and kind == "organisation")
    if kind in ("document", "collective"):
        return Mention(kind=kind, name=_OWNER.sub("", bare), plural=plural)
    return Mention(kind=kind, descriptor=words, gender=gender, plural=plural)


def _several(words: str, known: dict[str, str]) -> Mention | None:
    """Two or more persons joined by "and"."""
    parts = [part.strip() for part in re.split(r",?\s+and\s+|,\s+", words)]
    if len(parts) < 2 or " and " not in words:
        return None
    names = [_person(part, known) for part in parts if part]
    if any(name is None for name in names):
        return None
    return Mention(kind="person", name="; ".join(known.get(name, name) for name in names if name), plural=True)


def _gender(words: str) -> str:
    plain = {_plain(word) for word in words.split()}
    return "m" if plain & lexicon.MALE else "f" if plain & lexicon.FEMALE else ""


def _role(words: str) -> str:
    return re.sub(r"^(?:and|who is|who was)\s+", "", words.strip(" ,()"))


_NOT_IN_NAMES = frozenset({"the", "a", "an", "this", "these", "his", "her", "some", "many"})
_PERSON_OF = re.compile(r"(?:[A-Z][\w.]*\s){0,4}[A-Z][\w’'-]+\s[A-Z][\w’'-]+ (?:of|at|from|in) (?:the )?[A-Z]")


def _person(piece: str, known: dict[str, str]) -> str | None:
    """The name of a person that ``piece`` gives, without titles and roles; None where it names none."""
    piece = re.sub(r"\s*\([^)]*\)?", "", piece)
    piece = re.sub(r"\s(?:of|at|from|in) (?:the )?[A-Z].*$", "", piece) if _PERSON_OF.match(piece) else piece
    words = _OWNER.sub("", piece.strip()).split()
    if words and words[0].casefold() == "the" and len(words) > 1 and _plain(words[1]) in lexicon.TITLES:
        words = words[1:]
    if not words or (words[0].casefold() in _NOT_IN_NAMES and len(words) < 3):
        return None
    run: list[str] = []
    for word in reversed(words):
        if word[:1].isupper() or (run and word in ("de", "al", "bin", "van", "von", "der", "la", "el", "di", "da")):
            run.insert(0, word)
        else:
            break
    before = words[: len(words) - len(run)]
    if not run or (before and before[-1].casefold() in ("the", "of", "at", "for", "from", "in", "to", "with", "and", "by")):
        return None
    name = _without_titles(run)
    plain = [_plain(word) for word in name if _plain(word)]
    if len(name) == 1 and name[0].isupper() and name[0].title() in known:
        return known[name[0].title()]
    if not plain or _is_thing(plain[-1]) or any(word in lexicon.BODIES for word in plain):
        return None
    if (
        plain[-1] in lexicon.COUNTRIES
        or plain[-1] in lexicon.TITLES
        or _acronym(name[-1])
        or agency(" ".join(name))
        or len(name) > 4
    ):
        return None
    return " ".join(name).rstrip(",")


def _is_thing(word: str) -> bool:
    """Whether a last word is that of no person: of a body, an outlet, a document, or a group."""
    singular = word.removesuffix("s")
    return any(
        word in words or singular in words
        for words in (lexicon.OUTLET_NAMES, lexicon.DOCUMENTS, lexicon.UNNAMED, lexicon.COLLECTIVE)
    )


def _acronym(word: str) -> bool:
    letters = word.replace(".", "")
    return 2 <= len(letters) <= 6 and letters.isupper() and letters.isalpha()


def _kind_of(piece: str) -> Kind:
    """The kind of a source that is no named person, by its head noun."""
    words = [
        _plain(word)
        for word in re.split(r"\s+(?:of|in|at|from|for|with|who|on|to|by|familiar|close|released|published|seen)\b", piece)[
            0
        ].split()
    ]
    if not words:
        return "unnamed"
    head, first = words[-1], words[0]
    after_of = _plain(piece.split(" of ", 1)[1].split()[-1]) if " of " in piece and piece.split(" of ", 1)[1].split() else ""
    if after_of in lexicon.COLLECTIVE and (
        head in ("majority", "percent", "third", "quarter", "half", "handful", "number") or _is_number(head)
    ):
        return "collective"
    capital = piece.split()[-1][:1].isupper()
    singular = head.removesuffix("s")
    if capital and (head in lexicon.OUTLET_NAMES or agency(re.sub(r"^(?:the|The)\s+", "", piece)) is not None):
        return "outlet"
    if head in lexicon.OUTLETS:
        return "outlet"
    if (
        first in ("many", "some", "most", "few", "critics", "others")
        or "percent" in words
        or "%" in piece
        or (head in lexicon.COLLECTIVE and first not in ("two", "three", "the", "these"))
    ):
        return "collective"
    if head in lexicon.DOCUMENTS or singular in lexicon.DOCUMENTS or words[0] in ("submission", "brief"):
        return "document"
    if head in lexicon.UNNAMED or singular in lexicon.UNNAMED or head in lexicon.PERSON_ROLES:
        return "unnamed"
    if head in lexicon.COLLECTIVE:
        return "collective"
    if head in lexicon.BODIES or singular in lexicon.BODIES or head in lexicon.COUNTRIES or _acronym(piece.split()[-1]):
        return "organisation"
    if any(word[:1].isupper() for word in piece.split()[1:]) or capital:
        return "organisation" if first == "the" or capital else "unnamed"
    return "collective" if head.endswith("s") else "unnamed"


def _is_number(word: str) -> bool:
    return word.isdigit() or word in (
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "most",
        "many",
        "some",
    )
