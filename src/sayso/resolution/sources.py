"""Who a source is, within its article: one record for each distinct name or description, with all its mentions.

Names are put in full by the roster. A description goes to the one named source whose role fits, or to the earlier source that
is described so; a pronoun to the nearest that fits. Where two fit about as well, the source stays unresolved, with both as
candidates: prefer unresolved to a wrong name. Nothing here looks beyond the article.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sayso import names, spans
from sayso.names.finding import plain
from sayso.outlets import is_own
from sayso.records import READ_LABELS, Annotation, Article, Attribution, Kind, Source, Span, identity
from sayso.resolution import lexicon
from sayso.resolution.anonymity import anonymity
from sayso.resolution.mentions import Mention, read_mention
from sayso.resolution.roster import Named, Roster, head_phrase, kind_of_name, role_word, roster

_REACH = 1500
"""How far back, in characters, a pronoun looks for whom it stands for."""
_MARGIN = 0.6
"""By so much the best candidate for a pronoun must be better than the next."""
_LEDE = 3
"""So many blocks at the top of an article may describe whom a later one names."""
_THIS_PAGE = re.compile(
    r"(?i)^(?:an? (?:earlier|previous) version of )?this (?:article|story|page|post|report|newspaper|column|piece)$"
)


@dataclass(slots=True, eq=False)
class Entry:
    """A source in the making: what it is called, how it may be spoken of, and where it stands.

    ``place`` is set where it stands for itself alone: nobody knows whom it means. It is not ``settled`` where it describes
    somebody who seems to be named elsewhere.
    """

    kind: Kind
    name: str | None = None
    role: str | None = None
    descriptor: str | None = None
    gender: str = ""
    plural: bool = False
    head: str = ""
    candidates: tuple[str, ...] = ()
    place: int | None = None
    settled: bool = True
    spans: list[Span] = field(default_factory=list)

    @property
    def called(self) -> str | None:
        """The name, or else the description."""
        return self.name or self.descriptor

    @property
    def key(self) -> str:
        """What two mentions of one source have in common."""
        return key_of(self.kind, self.called or "") + ("" if self.place is None else f"@{self.place}")


@dataclass(frozen=True, slots=True)
class Cast:
    """The sources of an article, and which one stands behind each attribution."""

    sources: tuple[Source, ...]
    behind: dict[str, str]
    roster: Roster


def cast(article: Article, annotation: Annotation, attributions: Sequence[Attribution]) -> Cast:
    """All sources of ``attributions``, each settled within ``article``."""
    settling = _Settling(article, annotation, attributions)
    for attribution in sorted(attributions, key=settling.order):
        settling.settle(attribution)
    ids = {key: source_id(article, key) for key in settling.entries}
    made = tuple(_source(article, ids[key], entry) for key, entry in settling.entries.items())
    return Cast(made, {one: ids[entry.key] for one, entry in settling.behind.items()}, settling.roster)


def source_id(article: Article, key: str) -> str:
    """The id of the source that has ``key`` in ``article``."""
    return identity("source", article.id, key)


def key_of(kind: Kind, called: str) -> str:
    """What two mentions of one source have in common: its kind, and what it is called."""
    return f"{kind}:{names.bare(called)}"


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

    def __init__(self, article: Article, annotation: Annotation, attributions: Sequence[Attribution]) -> None:
        self.article = article
        self.starts = [sentence.start for sentence in annotation.sentences]
        self.by_id = {one.id: one for one in attributions}
        self.roster = roster(article, annotation)
        self.entries: dict[str, Entry] = {}
        self.bodies: dict[str, dict[str, int]] = {}
        self.firms = [
            (sorted(place.start for place in one.places), one)
            for one in self.roster.named
            if kind_of_name(one.name) == "organisation" and one.human == 0 and not _PUBLIC.intersection(one.words)
        ]
        self.behind: dict[str, Entry] = {}
        self.seen: list[tuple[int, str]] = []
        self.quoted = spans.normal(span for quotation in annotation.quotations for span in quotation.spans)
        self.quoted = spans.normal([*self.quoted, *(block.span for block in article.labelled("quote"))])
        self.captions = spans.normal(block.span for block in article.labelled("caption"))
        self.spoken = spans.normal(span for one in attributions if one.form == "direct" for span in one.content)
        read = [block for block in article.blocks if block.label in READ_LABELS]
        self.top = spans.normal(block.span for block in read if block.label in ("headline", "standfirst"))
        self.lede = read[min(_LEDE, len(read)) - 1].span.end if read else 0

    def order(self, attribution: Attribution) -> tuple[bool, Span]:
        """The body first: a headline says "officials" or "coroner" of those whom the body introduces."""
        place = (attribution.source or attribution.cue or attribution.content)[0]
        return spans.locate(self.top, place.start) is not None, place

    def settle(self, attribution: Attribution) -> None:
        """Settle the source behind ``attribution``, and those behind its parents first."""
        waiting = [attribution]
        while (parent := waiting[-1].parent) is not None and parent not in self.behind:
            waiting.append(self.by_id[parent])
        for one in reversed(waiting):
            if one.id not in self.behind:
                self._enter(one, self._meant(one))

    def _enter(self, attribution: Attribution, entry: Entry) -> None:
        known = self.entries.setdefault(entry.key, entry)
        known.role = known.role or entry.role
        known.gender = known.gender or entry.gender
        self.behind[attribution.id] = known
        if attribution.source:
            known.spans += attribution.source
            insort(self.seen, (attribution.source[0].start, known.key))

    def _meant(self, attribution: Attribution) -> Entry:
        """The entry that ``attribution`` belongs to, known or new."""
        if not attribution.source:
            return Entry("none")
        words = self.article.slice(attribution.source)
        if _THIS_PAGE.match(words.strip()):
            return self._own_page("we")
        return self._entry(words.replace(" … ", " "), attribution.source[0].start, attribution)

    def _entry(self, words: str, at: int, attribution: Attribution) -> Entry:
        """Whoever is meant by ``words``, which stand at ``at``."""
        bare = re.sub(r"^[Tt]he |[’']s?$", "", words.strip(" ,"))
        if bare[:1].isupper() and is_own(bare, self.article.outlet):
            return self._own_page("we")
        mention = read_mention(words, self.roster, at)
        if mention.form == "pronoun":
            return self._pronoun(mention.words, at, attribution)
        if mention.form == "several":
            return self._several(mention, at, attribution)
        if mention.form == "owned":
            return self._owned(mention, at, attribution)
        return self._named(mention) if mention.form == "name" else self._described(mention, at)

    # ------------------------------------------------------------------------------------------------------- names and owners

    def _named(self, mention: Mention) -> Entry:
        if is_own(mention.name, self.article.outlet):
            return self._own_page("we")
        return Entry(mention.kind, name=mention.name, role=mention.role, gender=mention.gender, plural=mention.plural)

    def _own_page(self, pronoun: str) -> Entry:
        """The author ("I") or the outlet ("we") of the page."""
        own = self.article.byline[0] if pronoun in ("i", "me", "my") and self.article.byline else self.article.outlet
        return Entry("self", name=own, descriptor=None if own else pronoun)

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
        named = self._named_by_role(mention, (owner.called or "").split(), None)
        if named is not None and named.name != owner.called:
            return _of(named)
        as_written = mention.kind == "unnamed" and mention.owner.casefold() not in lexicon.PRONOUNS
        if owner.called is None or owner.kind == "self" or as_written:
            return self._described(mention, at)
        whose = owner.called + ("’" if owner.called.endswith("s") else "’s")
        office = mention.thing == "office"
        called = f"office of {owner.called}" if office else f"{whose} {mention.thing}"
        entry = Entry(
            "organisation" if office else mention.kind, gender=mention.gender, plural=mention.plural, head=mention.head
        )
        if entry.kind == "unnamed":
            entry.descriptor = called
        else:
            entry.name = called
        return entry

    # ------------------------------------------------------------------------------------------------------------ descriptions

    def _described(self, mention: Mention, at: int) -> Entry:
        """The one named whose role fits, the earlier source that is described so, or somebody new."""
        early = at < self.lede
        on_top = spans.locate(self.top, at) is not None
        at = len(self.article.text) if on_top else at
        phrase = head_phrase(mention.words).split()
        other = [word for word in map(role_word, phrase) if word != mention.head and word not in _EMPTY]
        if mention.definite and not mention.plural:
            outlet = self._outlet_before(mention, at)
            if outlet is not None:
                return _of(outlet)
            body = self._body_before(mention, at)
            if body is not None:
                return Entry("organisation", name=body, head=mention.head)
        if mention.definite or early or mention.head in _COUNTED:
            before = self._counted(mention, at) or self._described_before(mention, other, at)
            if before is not None:
                return before
        if not mention.plural and (mention.definite or early):
            named = self._of_age(mention) or self._named_by_role(mention, other, None if early else at)
            if named is None and on_top and mention.kind == "unnamed":
                named = self._protagonist(mention.gender)
            if named is not None:
                return _of(named)
            company = self._company(mention, at)
            if company is not None:
                return _of(company)
        entry = Entry(mention.kind, gender=mention.gender, plural=mention.plural, head=mention.head, role=mention.role)
        if mention.definite and not early and self._is_somebody(mention):
            entry.settled, entry.kind = False, "person" if mention.kind == "unnamed" else mention.kind
        if not entry.settled or entry.kind == "unnamed":
            entry.descriptor = mention.words
        else:
            entry.name = mention.name or mention.words
        return entry

    @staticmethod
    def _is_somebody(mention: Mention) -> bool:
        """Whether a definite description that nobody fits speaks of somebody known: "the senator", "both sides"."""
        if mention.words.casefold().startswith(("both ", "neither ", "the two ")) or _YEARS.search(mention.words):
            return True
        return mention.kind == "unnamed" and not mention.plural and mention.head in _KNOWN_ONES

    def _of_age(self, mention: Mention) -> Named | None:
        """The one person whose age the article gives: "the 43-year-old"."""
        years = _YEARS.search(mention.words)
        of_age = [one for one in self.roster.named if years is not None and one.kind == "person" and one.age == years[1]]
        return of_age[0] if len(of_age) == 1 else None

    def _outlet_before(self, mention: Mention, at: int) -> Named | None:
        """The outlet that "the paper" means, where one alone is named right before."""
        if mention.kind != "outlet" or len(mention.words.split()) != 2:
            return None
        near = {named.name: named for _, named in self.roster.before(at, _NEAR_OUTLET) if named.kind == "outlet"}
        return next(iter(near.values())) if len(near) == 1 else None

    def _body_before(self, mention: Mention, at: int) -> str | None:
        """The body that "the campaign" means, where only one was called so before: "the Venn campaign"."""
        words = mention.words.split()
        if mention.kind != "organisation" or len(words) != 2 or not words[1].islower():
            return None
        if words[1] not in self.bodies:
            called = re.compile(rf"((?:[A-Z][\w’'&-]* ){{1,4}}){re.escape(words[1])}\b")
            matches = called.finditer(self.article.text)
            first: dict[str, int] = {}
            for match in matches:
                first.setdefault(_without_openers(match[1]), match.start())
            self.bodies[words[1]] = first
        found = {name for name, place in self.bodies[words[1]].items() if place < at} - {""}
        return f"{found.pop()} {words[1]}" if len(found) == 1 else None

    def _company(self, mention: Mention, at: int) -> Named | None:
        """The body that "the company" means, where one is named far more often than any other that may be called so."""
        if mention.kind != "organisation" or mention.head not in _FIRMS or len(mention.words.split()) != 2:
            return None
        firms = ((bisect_left(starts, at), one) for starts, one in self.firms)
        ranked = sorted((pair for pair in firms if pair[0]), key=lambda pair: -pair[0])
        return ranked[0][1] if ranked and (len(ranked) == 1 or ranked[0][0] >= 3 * ranked[1][0]) else None

    def _counted(self, mention: Mention, at: int) -> Entry | None:
        """One or the other of several unnamed sources: "one of them", "the first official", "the second", "neither"."""
        words = mention.words.casefold().split()
        several = next(
            (entry for _, entry in self._sources_before(at) if entry.plural and entry.kind in ("unnamed", "collective")), None
        )
        if several is None or several.called is None:
            return None
        if words[0] in ("neither", "both") or words[-1] in ("neither", "both"):
            return several if len(words) == 1 or role_word(words[-1]) in _heads_of(several) else None
        group = several.called.removeprefix("The ").removeprefix("the ")
        short = _noun_of(group)
        if words == ["one"] or words[:3] == ["one", "of", "them"]:
            return Entry("unnamed", descriptor=f"one of the {group}", head=role_word(short))
        if mention.definite and words[1] in _ORDER and (len(words) < 3 or role_word(words[-1]) == role_word(short)):
            one = short if short.endswith("people") else short.removesuffix("s")
            first = f"one of the {short}"
            return Entry("unnamed", descriptor=first if words[1] == "first" else f"the other {one}", head=role_word(short))
        return None

    def _sources_before(self, at: int) -> Iterator[tuple[int, Entry]]:
        for place, key in reversed(self.seen[: bisect_left(self.seen, (at, ""))]):
            yield place, self.entries[key]

    def _described_before(self, mention: Mention, other: Sequence[str], at: int) -> Entry | None:
        """The earlier source that a definite description means: "the sources", "these officials"."""
        wanted = {mention.head, *other} - _ORDER
        for _, before in self._sources_before(at):
            if before.kind in ("self", "none", "person") or mention.head not in _heads_of(before):
                continue
            told = {role_word(word) for word in f"{before.called or ''} {before.role or ''}".split()}
            if wanted <= told and (before.plural == mention.plural or before.kind not in ("unnamed", "collective")):
                return before
        return None

    def _named_by_role(self, mention: Mention, other: Sequence[str], at: int | None) -> Named | None:
        """The named one whose role fits, and whom the other words fit best; None where none or several do."""
        heads = {mention.head} | lexicon.WIDER_ROLE.get(mention.head, frozenset())
        if mention.head in _TOO_WIDE or mention.kind in ("document", "collective"):
            return None
        fitting: list[tuple[int, int, Named]] = []
        for named in self.roster.named:
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
            return often[0] if len(often[0].places) >= 2 * len(often[1].places) else None
        return best[0][2] if best else None

    def _protagonist(self, gender: str) -> Named | None:
        """The person whom most of an article is about, if there is one: "Woman who lost her house"."""
        people = sorted((one for one in self.roster.named if one.kind == "person"), key=lambda one: -len(one.places))
        people = [one for one in people if gender in ("", one.gender)]
        if not people or len(people[0].places) < 3 or (len(people) > 1 and len(people[0].places) < 2 * len(people[1].places)):
            return None
        return people[0]

    # ---------------------------------------------------------------------------------------------------------------- pronouns

    def _pronoun(self, pronoun: str, at: int, attribution: Attribution) -> Entry:
        stands_for = lexicon.PRONOUNS[pronoun]
        parent = self.behind.get(attribution.parent or "")
        if stands_for in ("self", "reader"):
            return self._first_person(pronoun, parent, at)
        if stands_for == "relative":
            return self._relative(at, attribution) or Entry("unnamed", place=at)
        gender = "m" if pronoun in lexicon.MALE else "f" if pronoun in lexicon.FEMALE else ""
        ranked = self._ranked(at, stands_for, gender, attribution)
        if not ranked:
            main = self._protagonist(gender) if at < self.lede and stands_for == "one" else None
            return _of(main) if main is not None else Entry(_UNKNOWN[stands_for], place=at)
        one_body = stands_for == "several" and ranked[0][1].kind == "organisation" and not ranked[0][1].plural
        if one_body or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _MARGIN):
            called = () if one_body else tuple(entry.called or "" for _, entry in ranked[:3])
            if parent is not None and parent.candidates == called:
                return parent
            return Entry(_UNKNOWN[stands_for], candidates=called, place=at)
        ranked[0][1].gender = ranked[0][1].gender or gender
        return ranked[0][1]

    def _first_person(self, pronoun: str, parent: Entry | None, at: int) -> Entry:
        """ "I" is who is quoted, or the author; "we" his body where his role names one, or else nobody knows."""
        if pronoun == "you" or (parent is None and (self._is_spoken(at) or spans.locate(self.quoted, at) is not None)):
            return Entry("unnamed", place=at)
        if parent is not None and parent.kind == "document":
            return self._writer(parent) or Entry("unnamed", place=at)
        if parent is None or parent.kind == "self":
            return self._own_page(pronoun)
        if pronoun in ("we", "our", "us") and parent.kind in ("person", "unnamed") and not parent.plural:
            body = next((named for named in self.roster.named if self._is_body_of(named, parent)), None)
            return _of(body) if body is not None else Entry("collective", place=at)
        return parent

    def _writer(self, document: Entry) -> Entry | None:
        """Whose letter or note it is."""
        owner, found, _ = (document.name or "").replace("'", "’").partition("’s ")
        named = self.roster.who(owner) if found else None
        return _of(named) if named is not None and named.kind == "person" else None

    @staticmethod
    def _is_body_of(named: Named, entry: Entry) -> bool:
        role = re.sub(r"(?:ambassador|envoy|adviser|advisor|aide) to .*", "", entry.role or "")
        return named.kind == "organisation" and len(named.name) > 2 and named.name in role

    def _is_spoken(self, at: int) -> bool:
        return spans.locate(self.spoken, at) is not None

    def _relative(self, at: int, attribution: Attribution) -> Entry | None:
        """Who stands right before a relative pronoun."""
        text = self.article.text
        for place, named in self.roster.before(at, 60):
            if not text[place.end : at].strip(" ,’s'"):
                return self._holder(place) or _of(named)
        phrase = _antecedent(text, at)
        if phrase is None or phrase.casefold() in lexicon.PRONOUNS:
            return None
        return self._entry(phrase, at, attribution)

    def _holder(self, place: Span) -> Entry | None:
        """The body that a place behind it belongs to: "the Reed Institute in Orsholt, which says"."""
        before = re.search(r" (?:in|at|near) (?:the )?$", self.article.text[: place.start])
        if before is None:
            return None
        for held, named in self.roster.before(place.start, 60):
            if held.end == before.start() and named.kind == "organisation":
                return _of(named)
        return None

    def _ranked(self, at: int, stands_for: str, gender: str, attribution: Attribution) -> list[tuple[float, Entry]]:
        """Those whom a pronoun at ``at`` can mean, the likeliest first."""
        quoted = self._is_spoken(at)
        best: dict[str, tuple[float, Entry]] = {}
        for place, entry, is_source in self._mentioned(at, attribution):
            if not _fits(entry, stands_for, gender) or (not quoted and self._is_spoken(place) and not is_source):
                continue
            weight = self._weight(place, at, is_source) + (0.5 if gender and entry.gender == gender else 0)
            weight -= _ONE_BODY if stands_for == "several" and not entry.plural and entry.kind == "organisation" else 0
            if entry.key not in best or weight > best[entry.key][0]:
                best[entry.key] = weight, entry
        return sorted(best.values(), key=lambda pair: -pair[0])

    def _mentioned(self, at: int, attribution: Attribution) -> Iterator[tuple[int, Entry, bool]]:
        """Sources and names before ``at``; but for the speaker, who does not call himself "he"."""
        yield from self._numbered(at)
        if attribution.parent is not None:
            yield from self._kin(at, attribution)
        parent = self.by_id.get(attribution.parent or "")
        speaker = self.behind[parent.id].key if parent is not None and self._speaks(parent) else None
        for place, key in self.seen[bisect_left(self.seen, (at - _REACH, "")) : bisect_left(self.seen, (at, ""))]:
            if key != speaker:
                yield place, self.entries[key], True
        for span, named in self.roster.before(at, _REACH):
            if spans.locate(self.captions, span.start) is not None and spans.locate(self.captions, at) is None:
                continue  # a caption stands beside the text
            if " " not in named.name and plain(named.name) in lexicon.ADJECTIVES:
                continue
            entry = self._own_page("we") if is_own(named.name, self.article.outlet) else _of(named)
            if (named.human or entry.key in self.entries or named.kind != "person") and entry.key != speaker:
                yield span.start, self.entries.get(entry.key, entry), False

    def _kin(self, at: int, attribution: Attribution) -> Iterator[tuple[int, Entry, bool]]:
        """Relatives of the speaker, of whom he has just spoken: "My father worked there. He used to say ..."."""
        for match in _MY_KIN.finditer(self.article.text, max(0, at - _NEAR_KIN), at):
            entry = self._entry(match.group(), match.start(), attribution)
            yield match.start(), self.entries.get(entry.key, entry), False

    def _numbered(self, at: int) -> Iterator[tuple[int, Entry, bool]]:
        """Parts of laws and treaties before ``at`` that have a number for a name: "Article 5"."""
        for match in _NUMBERED.finditer(self.article.text, max(0, at - _REACH), at):
            entry = Entry("document", name=match.group())
            yield match.start(), self.entries.get(entry.key, entry), False

    def _speaks(self, attribution: Attribution) -> bool:
        """Whether the words are the speaker's own: quoted, or behind his name in a transcript."""
        return attribution.form == "direct" or self.article.slice(attribution.cue) == ":"

    def _weight(self, place: int, at: int, is_source: bool) -> float:
        """How near a mention is, in sentences, and how much it stands out: as a source, at the head of its sentence."""
        sentence = bisect_right(self.starts, place) - 1
        between = bisect_right(self.starts, at) - 1 - sentence
        heads = sentence >= 0 and place - self.starts[sentence] < _HEAD
        heads = heads and _FRONTED.match(self.article.text, self.starts[sentence]) is None
        return -min(between, 8) + 1.5 * is_source + 1.0 * heads


def _without_openers(name: str) -> str:
    """A run of capitalised words without those that stand at the beginning of a sentence."""
    words = name.split()
    while words and plain(words[0]) in lexicon.OPENERS:
        words.pop(0)
    return " ".join(words)


def _of(named: Named) -> Entry:
    return Entry(named.kind, name=named.name, role=named.role, gender=named.gender, plural=named.kind == "collective")


def _heads_of(entry: Entry) -> set[str]:
    """The words that an entry may be called by for short."""
    words = (entry.called or "").split()
    first = words[0] if words and not words[0].endswith(("’s", "'s", "’", "'")) else ""
    return {entry.head, role_word(words[-1]) if words else "", role_word(first)}


def _ends_of(named: Named) -> set[str]:
    """The last word of a body's name, and the one before a preposition: "Ministry of Tides" is a ministry."""
    return set() if named.kind == "person" else {role_word(named.words[-1]), role_word(head_phrase(named.name).split()[-1])}


def _noun_of(group: str) -> str:
    """The plural noun of a description without its number: "officials" of "two officials in the ministry"."""
    return head_phrase(group).split()[-1]


def _fits(entry: Entry, stands_for: str, gender: str) -> bool:
    """Whether a pronoun can mean an entry, by number, gender and kind."""
    if entry.called is None:
        return False
    if stands_for == "one":
        return entry.kind in ("person", "unnamed") and not entry.plural and entry.gender in ("", gender)
    if stands_for == "several":
        return (entry.plural and entry.kind != "document") or entry.kind in ("collective", "organisation")
    return entry.kind in ("organisation", "outlet", "document", "self") and not entry.plural


_UNKNOWN: dict[str, Kind] = {"one": "person", "several": "collective", "thing": "organisation"}
_HEAD = 30
_FIRMS = frozenset("company firm retailer airline manufacturer maker insurer lender operator startup".split())
_PUBLIC = lexicon.COUNTRIES | frozenset(
    "ministry department court police parliament commission committee government union party congress senate house council "
    "army administration nations university school hospital street".split()
)
"""Words of the names of bodies that are no firms."""
_NUMBERED = re.compile(r"\b(?:Article|Section|Rule|Law|Clause|Resolution|Chapter|Directive) \d+\b")
_NEAR_OUTLET = 250
_NEAR_KIN = 200
_MY_KIN = re.compile(rf"\b[Mm]y (?:{'|'.join(sorted(lexicon.KIN))})\b")
_ONE_BODY = 1.0
"""By so much less a single body is meant by "they"."""
_FRONTED = re.compile(r"(?:After|Before|When|While|As|Although|Though|Since|Because|If|Until|Unlike|Like|Despite|Following)\b")
_YEARS = re.compile(r"\b(\d{2,3})-year-old")
_APART = 400
_KNOWN_ONES = (lexicon.PERSON_ROLES & lexicon.TITLES) - lexicon.UNNAMED | {"nominee", "billionaire", "congressman"}
_COUNTED = frozenset({"one", "neither", "both"})
_OWNERS = ("his ", "her ", "its ", "their ")
_EMPTY = frozenset("the a an this that these those his her its their of in at for from to on and new same own other".split())
_ORDER = frozenset("first second third other unnamed anonymou anonymous two three four several".split())
_TOO_WIDE = frozenset("one man woman person people somebody someone official source city state world side".split())
_BEHIND_PREPOSITION = re.compile(r"\b(?:from|of|to|by|with|among|for|in|at|including)\b")
_DETERMINERS = ("the", "a", "an", "some", "many", "several")


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
