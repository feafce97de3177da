"""Whom a description means, within its article: "the minister", "the second official", "the 43-year-old", "the letter".

Tried in turn: an outlet or body named right before, an earlier source that is described so, the one named whose role fits, the
fullest form of a document. A person of whom nothing of the kind is known is looked for as for a pronoun. What is left keeps its
own words; a definite description that speaks of somebody known is then not settled.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from sayso.names.finding import plain
from sayso.names.lexicon import PLACES
from sayso.records import Attribution, Kind
from sayso.resolution import lexicon
from sayso.resolution.mentions import Mention
from sayso.resolution.papers import Form, forms, title
from sayso.resolution.pronouns import Trail, is_sure, rank
from sayso.resolution.roster import Named, head_phrase, kind_of_name, role_word
from sayso.resolution.scene import Entry, Scene, entry_of

_APART = 400
_NEAR_OUTLET = 250
_NEAR_SHARE = 600
_NEAR_HOME = 500
_YEARS = re.compile(r"\b(\d{2,3})-year-old")
_FIRMS = frozenset("company firm retailer airline manufacturer maker insurer lender operator startup".split())
_PUBLIC = lexicon.COUNTRIES | frozenset(
    "ministry department court police parliament commission committee government union party congress senate house council "
    "army administration nations university school hospital street".split()
)
"""Words of the names of bodies that are no firms."""
_KNOWN_ONES = (lexicon.PERSON_ROLES & lexicon.TITLES) - lexicon.UNNAMED | {"nominee", "billionaire", "congressman"}
_COUNTED = frozenset({"one", "neither", "both"})
_EMPTY = frozenset("the a an this that these those his her its their of in at for from to on and new same own other".split())
_ORDER = frozenset("first second third other unnamed anonymou anonymous two three four several".split())
_PASSING = frozenset("reported latest recent alleged leaked previous earlier said aforementioned current entire".split())
"""Words of a description that need not stand in the one that it takes up."""
_TOO_WIDE = frozenset("one man woman person people somebody someone official source city state world side".split())
_STANDING = frozenset(
    "law constitution data evidence research information budget census bible statistics results toll "
    "guidance revelation discovery check inspection test scan".split()
)
"""Documents that "the" does not make anybody look back for."""
_SOME_BODY = frozenset(
    "administration campaign party panel committee group firm company organisation organization union agency association team "
    "club charity band".split()
)
"""Bodies of which there are many: "the panel" is one that was named."""
_HOMES = frozenset("country city town state village county island nation kingdom".split())
_SHARE = re.compile(r"(?i)^(?:(?:only|just|about|nearly|some|another|around|roughly) )?[\d.]+ ?(?:percent|per cent|%)$")
_WHOLE = re.compile(
    r"(?:(?:percent|per cent|%) (?:of|among)|(?<=[\n.] )[Aa]mong|\n[Aa]mong) "
    r"(?P<all>(?:the )?(?:[a-z-]+ ){0,2}(?:[a-z]{3,}s|people|men|women))\b"
)
_SINGULAR_DETERMINERS = ("the ", "this ", "that ")
_MAN = frozenset({"man", "woman", "mother", "father", "boy", "girl", "teenager", "mogul", "star", "veteran"})
"""Words for somebody that tell no role."""


class Describing:
    """Descriptions of one article, read against what its scene knows."""

    def __init__(self, scene: Scene, trail: Trail) -> None:
        self.scene = scene
        self.trail = trail
        self.named = scene.roster.named
        self._bodies: dict[str, dict[str, int]] = {}
        self._first: dict[str, int] = {}
        self._papers: dict[str, list[Form]] = {}
        self._firms = [
            (sorted(place.start for place in one.places), one)
            for one in self.named
            if kind_of_name(one.name) == "organisation" and one.human == 0 and not _PUBLIC.intersection(one.words)
        ]

    def entry(self, mention: Mention, at: int, attribution: Attribution | None = None) -> Entry:
        """The one named whose role fits, the earlier source that is described so, or somebody new."""
        early, on_top = at < self.scene.lede, self.scene.on_top(at)
        place = len(self.scene.text) if on_top else at
        known = self._known(mention, place, attribution, early=early, on_top=on_top)
        if known is not None:
            return known
        entry = Entry(mention.kind, gender=mention.gender, plural=mention.plural, head=mention.head, role=mention.role)
        if mention.definite and not early and _is_somebody(mention):
            entry.settled, entry.kind = False, _kind_of_known(mention)
        if not entry.settled or entry.kind == "unnamed":
            entry.descriptor = mention.words
        else:
            entry.name = self._share(mention, at) or mention.name or mention.words
        return entry

    def _known(self, mention: Mention, at: int, attribution: Attribution | None, *, early: bool, on_top: bool) -> Entry | None:
        """Whom a description takes up, if anybody."""
        phrase = head_phrase(mention.words).split()
        other = [word for word in map(role_word, phrase) if word != mention.head and word not in _EMPTY]
        pointing = mention.definite or early
        found = self._thing_before(mention, at) if mention.definite and not mention.plural else None
        if found is None and (pointing or mention.head in _COUNTED):
            found = self._counted(mention, at) or self._described_before(mention, other, at)
        if found is None and pointing and mention.kind == "document" and _is_bare(mention.words):
            found = self._paper(mention, at, early=early and not mention.definite)
        if found is None and pointing and not mention.plural:
            found = self._by_role_or_age(mention, other, None if early else at, on_top=on_top)
            found = found or self._likeliest(mention, at, attribution)
        return found

    def _thing_before(self, mention: Mention, at: int) -> Entry | None:
        """The outlet, place or body that "the paper", "the city" or "the campaign" means."""
        outlet = self._outlet_before(mention, at)
        if outlet is not None:
            return entry_of(outlet)
        if mention.head in _HOMES and len(mention.words.split()) == 2:
            return self._home(mention, at)
        body = self._body_before(mention, at)
        return Entry("organisation", name=body, head=mention.head) if body is not None else None

    def _by_role_or_age(self, mention: Mention, other: Sequence[str], at: int | None, *, on_top: bool) -> Entry | None:
        """The one named whose age or role fits; nobody, with those who share it as candidates, where several do."""
        bearers = self._bearers(mention, other, at)
        named = self._of_age(mention) or (bearers[0] if len(bearers) == 1 else None)
        if named is None and on_top and mention.kind == "unnamed":
            named = self.protagonist(mention.gender)
        named = named or self._company(mention, len(self.scene.text) if at is None else at)
        if named is not None or not bearers:
            return entry_of(named) if named is not None else None
        called = tuple(one.name for one in bearers[:3])
        kind: Kind = "person" if mention.kind == "unnamed" else mention.kind
        return Entry(kind, descriptor=mention.words, candidates=called, settled=False, head=mention.head)

    def _paper(self, mention: Mention, at: int, *, early: bool) -> Entry | None:
        """The fullest form of a document: of one named before, or, at the top, of the first one that is named below."""
        head = head_phrase(mention.words).split()[-1].casefold()
        work = None if early else title(self.scene.text, head, at)
        if work is not None:
            return Entry("document", name=work, head=mention.head)
        if head not in self._papers:
            self._papers[head] = forms(self.scene.text, head)
        told = [form for form in self._papers[head] if early or form.place < at]
        if told:
            return Entry("document", name=(told[0] if early else told[-1]).name, head=mention.head)
        bare = not early and not mention.plural and len(mention.words.split()) == 2
        if bare and head not in _STANDING:
            return Entry("document", descriptor=mention.words, head=mention.head, settled=False)
        return None

    def _likeliest(self, mention: Mention, at: int, attribution: Attribution | None) -> Entry | None:
        """Whom a definite description of one person means where his role is nowhere told: as for a pronoun."""
        if mention.kind != "unnamed" or not mention.words.casefold().startswith(_SINGULAR_DETERMINERS):
            return None
        if not (_is_somebody(mention) or mention.head in _MAN):
            return None
        if mention.head in _MAN and self._introduced(mention.head) < at:
            return None
        ranked = rank(self.trail, at, "one", mention.gender, attribution, keep=lambda entry: self._may_be(entry, mention.head))
        return ranked[0][1] if ranked and is_sure(ranked, "one") else None

    def _introduced(self, head: str) -> int:
        """Where "a woman" or the like first stands, who need not be one of those named; past the end where nowhere."""
        if head not in self._first:
            match = re.search(rf"\b[Aa]n? (?:[\w-]+ )?{head}\b", self.scene.text)
            self._first[head] = len(self.scene.text) if match is None else match.start()
        return self._first[head]

    def _may_be(self, entry: Entry, head: str) -> bool:
        """Whether somebody may be spoken of by a role that he is nowhere told to have: where no other role of his is told."""
        one = self.scene.roster.who(entry.name or "") if entry.kind == "person" else None
        return one is not None and one.human > 0 and len(one.places) > 1 and (head in _MAN or not one.heads)

    def _of_age(self, mention: Mention) -> Named | None:
        """The one person whose age the article gives: "the 43-year-old"."""
        years = _YEARS.search(mention.words)
        of_age = [one for one in self.named if years is not None and one.kind == "person" and one.age == years[1]]
        return of_age[0] if len(of_age) == 1 else None

    def _outlet_before(self, mention: Mention, at: int) -> Named | None:
        """The outlet that "the paper" means, where one alone is named right before."""
        if mention.kind != "outlet" or len(mention.words.split()) != 2:
            return None
        near = {named.name: named for _, named in self.scene.roster.before(at, _NEAR_OUTLET) if named.kind == "outlet"}
        return next(iter(near.values())) if len(near) == 1 else None

    def _home(self, mention: Mention, at: int) -> Entry:
        """The place that "the country" or "the city" means: the one named last, where no other is near."""
        fits = lexicon.COUNTRIES if mention.head in ("country", "nation") else PLACES - lexicon.COUNTRIES
        near = [named for _, named in self.scene.roster.before(at, _NEAR_HOME) if plain(named.name) in fits]
        if near and all(one is near[0] for one in near):
            return Entry("organisation", name=near[0].name)
        called = tuple(dict.fromkeys(one.name for one in near))[:3]
        return Entry("organisation", descriptor=mention.words, candidates=called, settled=False, head=mention.head)

    def _body_before(self, mention: Mention, at: int) -> str | None:
        """The body that "the campaign" means, where only one was called so before: "the Venn campaign"."""
        words = mention.words.split()
        if mention.kind != "organisation" or len(words) != 2 or not words[1].islower():
            return None
        if words[1] not in self._bodies:
            called = re.compile(rf"((?:[A-Z][\w’'&-]* ){{1,4}}){re.escape(words[1])}\b")
            matches = called.finditer(self.scene.text)
            first: dict[str, int] = {}
            for match in matches:
                first.setdefault(_without_openers(match[1]), match.start())
            self._bodies[words[1]] = first
        found = {name for name, place in self._bodies[words[1]].items() if place < at} - {""}
        return f"{found.pop()} {words[1]}" if len(found) == 1 else None

    def _company(self, mention: Mention, at: int) -> Named | None:
        """The body that "the company" means, where one is named far more often than any other that may be called so."""
        if mention.kind != "organisation" or mention.head not in _FIRMS or len(mention.words.split()) != 2:
            return None
        firms = ((bisect_left(starts, at), one) for starts, one in self._firms)
        ranked = sorted((pair for pair in firms if pair[0]), key=lambda pair: -pair[0])
        return ranked[0][1] if ranked and (len(ranked) == 1 or ranked[0][0] >= 3 * ranked[1][0]) else None

    def _counted(self, mention: Mention, at: int) -> Entry | None:
        """One or the other of several unnamed sources: "one of them", "the first official", "the second", "neither"."""
        words = mention.words.casefold().split()
        of_both = bool(words) and ("neither" in (words[0], words[-1]) or "both" in (words[0], words[-1]))
        of_them = words == ["one"] or words[:3] == ["one", "of", "them"]
        ordered = mention.definite and len(words) > 1 and words[1] in _ORDER
        if not (of_both or of_them or ordered):
            return None
        several = self._several_before(at)
        if several is None or several.called is None:
            return None
        if of_both:
            return several if len(words) == 1 or role_word(words[-1]) in _heads_of(several) else None
        group = several.called.removeprefix("The ").removeprefix("the ")
        short = _noun_of(group)
        if of_them:
            return Entry("unnamed", descriptor=f"one of the {group}", head=role_word(short))
        if ordered and (len(words) < 3 or role_word(words[-1]) == role_word(short)):
            one = short if short.endswith("people") else short.removesuffix("s")
            first = f"one of the {short}"
            return Entry("unnamed", descriptor=first if words[1] == "first" else f"the other {one}", head=role_word(short))
        return None

    def _several_before(self, at: int) -> Entry | None:
        """The last source before ``at`` that is several people without names."""
        before = (entry for _, entry in self.scene.sources_before(at))
        return next((entry for entry in before if entry.plural and entry.kind in ("unnamed", "collective")), None)

    def _described_before(self, mention: Mention, other: Sequence[str], at: int) -> Entry | None:
        """The earlier source that a definite description means: "the sources", "these officials"."""
        wanted = {mention.head, *other} - _ORDER - _PASSING
        for _, before in self.scene.sources_before(at):
            if before.kind in ("self", "none", "person") or mention.head not in _heads_of(before):
                continue
            told = {role_word(word) for word in f"{before.called or ''} {before.role or ''}".split()}
            if wanted <= told and (before.plural == mention.plural or before.kind not in ("unnamed", "collective")):
                return before
        return None

    def by_role(self, mention: Mention, other: Sequence[str], at: int | None) -> Named | None:
        """The named one whose role fits, and whom the other words fit best; None where none or several do."""
        best = self._bearers(mention, other, at)
        return best[0] if len(best) == 1 else None

    def _bearers(self, mention: Mention, other: Sequence[str], at: int | None) -> list[Named]:
        """Those named whose role fits, and whom the other words fit best; several where nothing tells them apart."""
        if mention.head in _TOO_WIDE or mention.kind in ("document", "collective"):
            return []
        heads = {mention.head} | lexicon.WIDER_ROLE.get(mention.head, frozenset())
        fitting: list[tuple[int, int, Named]] = []
        for named in self.named:
            if named.bag & lexicon.LESSER - set(other):
                continue
            if (named.kind == "person") == (mention.kind == "unnamed") and heads & (named.heads | _ends_of(named)):
                last = max((place.start for place in named.places if at is None or place.start < at), default=None)
                if last is not None:
                    fits = sum(word in named.bag or word in named.words for word in map(plain, other))
                    fitting.append((fits, last, named))
        best = sorted(fitting, key=lambda one: one[:2], reverse=True)
        if len(best) > 1 and best[0][0] == best[1][0] and (at is None or best[0][1] - best[1][1] < _APART):
            often = sorted((one[2] for one in best if one[0] == best[0][0]), key=lambda one: -len(one.places))
            return often[:1] if len(often[0].places) >= 2 * len(often[1].places) else often
        return [best[0][2]] if best else []

    def protagonist(self, gender: str) -> Named | None:
        """The person whom most of an article is about, if there is one: "Woman who lost her house"."""
        people = sorted((one for one in self.named if one.kind == "person"), key=lambda one: -len(one.places))
        people = [one for one in people if gender in ("", one.gender)]
        if not people or len(people[0].places) < 3 or (len(people) > 1 and len(people[0].places) < 2 * len(people[1].places)):
            return None
        return people[0]

    def _share(self, mention: Mention, at: int) -> str | None:
        """A share with the group that it is a share of, where that was told just before: "40 percent of voters ..., 30
        percent ..."."""
        if _SHARE.match(mention.words) is None:
            return None
        wholes = list(_WHOLE.finditer(self.scene.text, max(0, at - _NEAR_SHARE), at))
        return f"{mention.words} of {wholes[-1]['all'].removeprefix('the ')}" if wholes else None


def _kind_of_known(mention: Mention) -> Kind:
    """Of what kind somebody known must be: "the two men" are persons, "the two countries" are none."""
    if mention.head in _HOMES:
        return "organisation"
    return "person" if mention.kind == "unnamed" else mention.kind


def _is_bare(words: str) -> bool:
    """Whether a description has no name in it; in a headline words have capitals for show."""
    first, *rest = words.split()
    return not any(word[0].isupper() for word in rest) or (len(rest) == 1 and first.casefold() in ("new", "latest"))


def _is_somebody(mention: Mention) -> bool:
    """Whether a definite description that nobody fits speaks of somebody known: "the senator", "both sides"."""
    words = mention.words.casefold().split()
    if words[0] in ("both", "neither") or words[:2] in (["the", "two"], ["the", "other"]) or _YEARS.search(mention.words):
        return True
    if len(words) == 2 and (mention.head in _MAN or words[1] in _SOME_BODY):
        return True
    return mention.kind == "unnamed" and not mention.plural and mention.head in _KNOWN_ONES


def _without_openers(name: str) -> str:
    """A run of capitalised words without those that stand at the beginning of a sentence."""
    words = name.split()
    while words and plain(words[0]) in lexicon.OPENERS:
        words.pop(0)
    return " ".join(words)


def _heads_of(entry: Entry) -> frozenset[str]:
    """The words that an entry may be called by for short."""
    return _short_forms(entry.called or "", entry.head)


@lru_cache(maxsize=1 << 12)
def _short_forms(called: str, head: str) -> frozenset[str]:
    words = called.split()
    first = words[0] if words and not words[0].endswith(("’s", "'s", "’", "'")) else ""
    return frozenset((head, role_word(words[-1]) if words else "", role_word(first)))


def _ends_of(named: Named) -> set[str]:
    """The last word of a body's name, and the one before a preposition: "Ministry of Tides" is a ministry."""
    return set() if named.kind == "person" else {role_word(named.words[-1]), role_word(head_phrase(named.name).split()[-1])}


def _noun_of(group: str) -> str:
    """The plural noun of a description without its number: "officials" of "two officials in the ministry"."""
    return head_phrase(group).split()[-1]
