"""Who a source is, within its article: one record for each distinct name or description, with all its mentions.

Names are put in full by the roster, descriptions are looked up in ``descriptions``, pronouns of the third person weighed in
``pronouns``; those of the first person, relative ones and what belongs to somebody are read here. Where two fit about as well,
the source stays unresolved, with both as candidates: prefer unresolved to a wrong name. Nothing here looks beyond the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso import spans
from sayso.outlets import is_own
from sayso.records import Annotation, Article, Attribution, Kind, Source, Span, identity
from sayso.resolution import lexicon
from sayso.resolution.anonymity import anonymity
from sayso.resolution.descriptions import Describing
from sayso.resolution.mentions import Mention, read_mention
from sayso.resolution.pronouns import Mark, Number, Trail, is_sure, rank
from sayso.resolution.pronouns import gender as gender_shown
from sayso.resolution.roster import Named, Roster
from sayso.resolution.scene import Entry, Scene, entry_of

_REACH = 1500
"""How far back, in characters, parts of laws are looked for."""
_THIS_PAGE = re.compile(
    r"(?i)^(?:an? (?:earlier|previous) version of )?this (?:article|story|page|post|report|newspaper|column|piece)$"
)


@dataclass(frozen=True, slots=True)
class Cast:
    """The sources of an article, and which one stands behind each attribution."""

    sources: tuple[Source, ...]
    behind: dict[str, str]
    roster: Roster


def cast(article: Article, annotation: Annotation, attributions: Sequence[Attribution]) -> Cast:
    """All sources of ``attributions``, each settled within ``article``."""
    scene = settle(article, annotation, attributions)
    ids = {key: source_id(article, key) for key in scene.entries}
    made = tuple(_source(article, ids[key], entry) for key, entry in scene.entries.items())
    return Cast(made, {one: ids[entry.key] for one, entry in scene.behind.items()}, scene.roster)


def settle(article: Article, annotation: Annotation, attributions: Sequence[Attribution]) -> Scene:
    """The scene of ``article`` once the source of each of ``attributions`` is settled."""
    settling = _Settling(Scene(article, annotation, attributions))
    for attribution in sorted(attributions, key=settling.order):
        settling.settle(attribution)
    return settling.scene


def source_id(article: Article, key: str) -> str:
    """The id of the source that has ``key`` in ``article``."""
    return identity("source", article.id, key)


def _source(article: Article, name: str, entry: Entry) -> Source:
    resolved = entry.settled and not entry.candidates and (entry.kind == "none" or entry.called is not None)
    mentions = spans.normal(entry.spans)
    return Source(
        id=name,
        kind=entry.kind,
        name=entry.name if resolved else None,
        role=entry.role,
        descriptor=entry.descriptor,
        mentions=mentions,
        resolved=resolved,
        candidates=entry.candidates,
        anonymity=anonymity(article, mentions) if entry.kind == "unnamed" else None,
    )


class _Settling:
    """The sources of one article as they are settled, in the order of the page; a parent before its children."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.article = scene.article
        self.roster = scene.roster
        self.entries = scene.entries
        self.behind = scene.behind
        self.trail = Trail(scene)
        self.describing = Describing(scene, self.trail)

    def order(self, attribution: Attribution) -> tuple[bool, Span]:
        """The body first: a headline says "officials" or "coroner" of those whom the body introduces."""
        place = (attribution.source or attribution.cue or attribution.content)[0]
        return spans.locate(self.scene.top, place.start) is not None, place

    def settle(self, attribution: Attribution) -> None:
        """Settle the source behind ``attribution``, and those behind its parents first."""
        waiting = [attribution]
        while (parent := waiting[-1].parent) is not None and parent not in self.behind:
            waiting.append(self.scene.by_id[parent])
        for one in reversed(waiting):
            if one.id not in self.behind:
                self.scene.enter(one, self._meant(one))

    def _meant(self, attribution: Attribution) -> Entry:
        """The entry that ``attribution`` belongs to, known or new."""
        if not attribution.source:
            return Entry("none")
        words = self.article.slice(attribution.source)
        if _THIS_PAGE.match(words.strip()):
            return self.scene.own_page(words.strip())
        return self._entry(words.replace(" … ", " "), attribution.source[0].start, attribution)

    def _entry(self, words: str, at: int, attribution: Attribution) -> Entry:
        """Whoever is meant by ``words``, which stand at ``at``."""
        bare = re.sub(r"^[Tt]he |[’']s?$", "", words.strip(" ,"))
        if bare[:1].isupper() and is_own(bare, self.article.outlet):
            return self.scene.own_page("we")
        mention = read_mention(words, self.roster, at)
        if mention.form == "pronoun":
            return self._pronoun(mention.words, at, attribution)
        if mention.form == "several":
            return self._several(mention, at, attribution)
        if mention.form == "owned":
            return self._owned(mention, at, attribution)
        if mention.form == "name":
            return self._named(mention)
        return self._with_owner(mention, at, attribution) or self.describing.entry(mention, at, attribution)

    def _with_owner(self, mention: Mention, at: int, attribution: Attribution) -> Entry | None:
        """A description with a pronoun in it, that is put in full: "many of his supporters", "most of them"."""
        match = _OF_SOMEBODY.search(mention.words)
        if match is None or mention.kind == "unnamed":
            return None
        whose = self._pronoun(match[1].casefold(), at, attribution)
        if whose.called is None or whose.candidates:
            return Entry(mention.kind, descriptor=mention.words, head=mention.head, plural=mention.plural, settled=False)
        full = whose.called if match[1].casefold() == "them" else f"{whose.called}’{'' if whose.called.endswith('s') else 's'}"
        name = mention.words[: match.start(1)] + full + mention.words[match.end(1) :]
        return Entry(mention.kind, name=name, head=mention.head, plural=mention.plural)

    # ------------------------------------------------------------------------------------------------------- names and owners

    def _named(self, mention: Mention) -> Entry:
        if is_own(mention.name, self.article.outlet):
            return self.scene.own_page("we")
        return Entry(mention.kind, name=mention.name, role=mention.role, gender=mention.gender, plural=mention.plural)

    def _several(self, mention: Mention, at: int, attribution: Attribution) -> Entry:
        entries = [self._entry(part, at, attribution) for part in mention.parts]
        entries = [
            Entry(entry.kind, name=part) if part.casefold().startswith(_OWNERS) else entry
            for entry, part in zip(entries, mention.parts, strict=True)
        ]
        called = [entry.called for entry in entries if entry.called is not None]
        if len(called) < len(entries):
            return Entry("collective", descriptor=mention.words, plural=True)
        kind: Kind = "person" if any(entry.kind == "person" for entry in entries) else entries[0].kind
        return Entry(kind, name="; ".join(called), plural=True)

    def _owned(self, mention: Mention, at: int, attribution: Attribution) -> Entry:
        owner = self._entry(mention.owner, at, attribution)
        named = self.describing.by_role(mention, (owner.called or "").split(), None)
        if named is not None and (named.name != owner.called or mention.owner.casefold() in lexicon.PRONOUNS):
            return entry_of(named)
        as_written = mention.kind == "unnamed" and mention.owner.casefold() not in lexicon.PRONOUNS
        if (owner.called is None or owner.candidates) and mention.owner.casefold() in _THEIRS:
            return Entry(mention.kind, descriptor=mention.words, head=mention.head, plural=mention.plural, settled=False)
        if owner.called is None or owner.kind == "self" or as_written:
            return self.describing.entry(mention, at, attribution)
        whose = owner.called + ("’" if owner.called.endswith("s") else "’s")
        office = mention.thing == "office"
        kind: Kind = "organisation" if office else "document" if mention.head == "website" else mention.kind
        called = f"office of {owner.called}" if office else f"{whose} {mention.thing}"
        entry = Entry(kind, gender=mention.gender, plural=mention.plural, head=mention.head)
        if entry.kind == "unnamed":
            entry.descriptor = called
        else:
            entry.name = called
        return entry

    # ---------------------------------------------------------------------------------------------------------------- pronouns

    def _pronoun(self, pronoun: str, at: int, attribution: Attribution) -> Entry:
        stands_for = lexicon.PRONOUNS[pronoun]
        parent = self.behind.get(attribution.parent or "")
        if stands_for in ("self", "reader"):
            return self._first_person(pronoun, parent, at)
        if stands_for == "relative":
            return self._relative(at, attribution) or Entry("document" if pronoun == "which" else "unnamed", place=at)
        return self._third_person(pronoun, _NUMBERS[stands_for], at, attribution)

    def _third_person(self, pronoun: str, number: Number, at: int, attribution: Attribution) -> Entry:
        """The likeliest of those spoken of before; nobody, with the likeliest as candidates, where none is likely enough."""
        sex = gender_shown(pronoun)
        more = [*self._numbered(at), *(self._kin(at, attribution) if attribution.parent is not None else ())]
        ranked = rank(self.trail, at, number, sex, attribution, more)
        if not ranked:
            main = self.describing.protagonist(sex) if at < self.scene.lede and number == "one" else None
            return entry_of(main) if main is not None else Entry(_UNKNOWN[number], place=at)
        best = ranked[0][1]
        if is_sure(ranked, number):
            best.gender = best.gender or sex
            return best
        called = tuple(entry.called or "" for _, entry in ranked[:3])
        parent = self.behind.get(attribution.parent or "")
        if parent is not None and parent.candidates == called:
            return parent
        share = ranked[0][0] / sum(chance for chance, _ in ranked)
        clear = number == "thing" or (number == "several" and (best.plural or share > _MOSTLY))
        return Entry(best.kind if clear and best.kind != "self" else _UNKNOWN[number], candidates=called, place=at)

    def _first_person(self, pronoun: str, parent: Entry | None, at: int) -> Entry:
        """ "I" is who is quoted, or the author; "we" his body where his role names one, or else nobody knows."""
        if pronoun == "you" or (
            parent is None and (self.scene.is_spoken(at) or spans.locate(self.scene.quoted, at) is not None)
        ):
            return Entry("unnamed", place=at)
        if parent is not None and parent.kind == "document":
            return self._writer(parent) or Entry("unnamed", place=at)
        if parent is None or parent.kind == "self":
            return self.scene.own_page(pronoun)
        if pronoun in ("we", "our", "us") and parent.kind in ("person", "unnamed") and not parent.plural:
            campaign = _CAMPAIGN.search(parent.role or "")
            if campaign is not None:
                return Entry("organisation", name=campaign[0])
            role = _ENVOY.sub("", parent.role or "")
            body = next((named for named in self.roster.named if _is_body_in(named, role)), None)
            return entry_of(body) if body is not None else Entry("collective", place=at)
        return parent

    def _writer(self, document: Entry) -> Entry | None:
        """Whose letter or note it is."""
        owner, found, _ = (document.name or "").replace("'", "’").partition("’s ")
        named = self.roster.who(owner) if found else None
        return entry_of(named) if named is not None and named.kind == "person" else None

    def _relative(self, at: int, attribution: Attribution) -> Entry | None:
        """Who stands right before a relative pronoun."""
        text = self.article.text
        for place, named in self.roster.before(at, 60):
            if not text[place.end : at].strip(" ,’s'"):
                return self._holder(place) or entry_of(named)
        phrase = _antecedent(text, at)
        if phrase is None or phrase.casefold() in lexicon.PRONOUNS or _is_said_of(phrase):
            return None
        return self._entry(phrase, max(0, text.rfind(phrase, 0, at)), attribution)

    def _holder(self, place: Span) -> Entry | None:
        """The body that a place behind it belongs to: "the Reed Institute in Orsholt, which says"."""
        before = _LYING.search(self.article.text, max(0, place.start - 12), place.start)
        if before is None:
            return None
        for held, named in self.roster.before(place.start, 60):
            if held.end == before.start() and named.kind == "organisation":
                return entry_of(named)
        return None

    def _kin(self, at: int, attribution: Attribution) -> Iterator[Mark]:
        """Relatives of the speaker, of whom he has just spoken: "My father worked there. He used to say ..."."""
        for match in _MY_KIN.finditer(self.article.text, max(0, at - _NEAR_KIN), at):
            entry = self._entry(match.group(), match.start(), attribution)
            yield Mark(match.start(), match.end(), self.entries.get(entry.key, entry), "name", human=True)

    def _numbered(self, at: int) -> Iterator[Mark]:
        """Parts of laws and treaties before ``at`` that have a number for a name: "Article 5"."""
        for match in _NUMBERED.finditer(self.article.text, max(0, at - _REACH), at):
            entry = Entry("document", name=match.group())
            yield Mark(match.start(), match.end(), self.entries.get(entry.key, entry), "name", human=True)


_NUMBERS: dict[str, Number] = {"one": "one", "several": "several", "thing": "thing"}
_UNKNOWN: dict[Number, Kind] = {"one": "person", "several": "collective", "thing": "organisation"}
_NUMBERED = re.compile(r"\b(?:Article|Section|Rule|Law|Clause|Resolution|Chapter|Directive) \d+\b")
_NEAR_KIN = 200
_MOSTLY = 0.6
_MY_KIN = re.compile(rf"\b[Mm]y (?:{'|'.join(sorted(lexicon.KIN))})\b")
_CAMPAIGN = re.compile(r"(?:[A-Z][\w-]+(?:[’']s?)? ){1,3}(?:campaign|administration)\b")
_ENVOY = re.compile(r"(?:ambassador|envoy|adviser|advisor|aide) to .*")
_LYING = re.compile(r" (?:in|at|near) (?:the )?$")
_OF_SOMEBODY = re.compile(r"\bof (them|his|her|its|their)\b")
_THEIRS = frozenset({"his", "her", "its", "their"})
_OWNERS = ("his ", "her ", "its ", "their ")
_BEHIND_PREPOSITION = re.compile(r"\b(?:from|of|to|by|with|among|for|in|at|including)\b")
_DETERMINERS = ("the", "a", "an", "some", "many", "several")


def _is_body_in(named: Named, role: str) -> bool:
    """Whether somebody's role names a body as his: "minister of tides in the Harbour Council"."""
    return named.kind == "organisation" and len(named.name) > 2 and named.name in role


def _is_said_of(phrase: str) -> bool:
    """Whether a phrase only tells what somebody is: "he is a liar, bigot and bully who ..."."""
    words = phrase.split()
    return (
        phrase.islower()
        and words[0] not in _DETERMINERS
        and not words[-1].endswith("s")
        and words[-1] not in ("people", "men", "women")
    )


def _antecedent(text: str, place: int) -> str | None:
    """The noun phrase right before a relative pronoun, as far as capitals and articles show it."""
    before = re.split(r"(?:(?<![A-Z])\.|[;:,“”\"])(?=\s*\S+\s)", text[max(0, place - 80) : place].rstrip(" ,"))[-1].strip()
    words = before.split()
    for count, word in enumerate(reversed(words[-5:]), 1):
        if word.lower() in _DETERMINERS:
            return " ".join(words[-count:])
        if not word[:1].isupper() and count > 1 and words[-count + 1][:1].isupper():
            return " ".join(words[-count + 1 :])
    last = _BEHIND_PREPOSITION.split(before)[-1].split()
    if len(last) < len(words) and 1 < len(last) <= 5 and last[-1].endswith("s"):
        return " ".join(last)
    return before if before and len(words) <= 4 else None
