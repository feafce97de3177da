"""Sentences that know what they are made of, and how an editor changes them.

A ``Sentence`` is a row of ``Piece``s: words, and the roles that they have in the attributions of the sentence. Roles follow the
words through every edit, so spans are right whatever becomes of a sentence. ``uid`` stays with a sentence that is copied: pages
that share one have it from each other.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random
from typing import NamedTuple

from corpora import vocabulary
from corpora.newsroom import Outlet, Party
from sayso.records import Act, Evidence, Form

Role = tuple[int, str]


class Piece(NamedTuple):
    """Words, with the roles that they have: number of the attribution, and ``source``, ``cue``, ``content``, ``medium``,
    ``number``, ``body`` or ``link``."""

    text: str
    roles: tuple[Role, ...] = ()


class Said(NamedTuple):
    """An attribution: through whom and by whom (outermost first), what of, how."""

    chain: tuple[Party, ...]
    evidence: tuple[Evidence, ...]
    fact: str
    act: Act = "states"
    form: Form = "indirect"
    parent: int | None = None


class Sentence(NamedTuple):
    """A sentence; ``spoken`` are the utterances that it quotes, ``link`` the address that its ``link`` words stand on.
    ``puts`` is the fact that a sentence in the page's own voice tells."""

    uid: str
    pieces: tuple[Piece, ...]
    said: tuple[Said, ...] = ()
    spoken: tuple[str, ...] = ()
    link: str | None = None
    puts: str | None = None

    @property
    def text(self) -> str:
        """Its words."""
        return "".join([piece[0] for piece in self.pieces])

    @property
    def size(self) -> int:
        """How many words it has, about."""
        return self.text.count(" ") + 1


Paragraph = list[Sentence]


@dataclass(slots=True)
class Draft:
    """A page while it is written, and all that is true of it."""

    outlet: Outlet
    url: str
    headline: str
    byline: str
    published: datetime | date | None
    updated: datetime | None = None
    paragraphs: list[Paragraph] = field(default_factory=list)
    credit: Outlet | None = None
    footer: str | None = None
    """Boilerplate of the outlet under its paragraphs, or among them, before the one numbered ``footer_at``."""
    footer_at: int | None = None
    form: str = ""
    """What kind of page it is, in the words of ``stories``."""
    hour: float = 0.0
    """When it really came out, in hours since the story began."""
    met: set[tuple[str, str]] = field(default_factory=set)
    """Who was introduced: key and name."""

    def sentences(self) -> list[Sentence]:
        """All its sentences in order."""
        return [sentence for paragraph in self.paragraphs for sentence in paragraph]


# ------------------------------------------------------------------------------------------------------------------- mentions


def mention(draft: Draft, party: Party, chance: Random, at: int, *, opening: bool, role: str = "source") -> list[Piece]:
    """The words for somebody, in full where he is met for the first time. ``opening``: they begin the sentence."""
    known = (party.key, party.name) in draft.met
    draft.met.add((party.key, party.name))
    mark: tuple[Role, ...] = ((at, role),)
    if party.kind == "unnamed":
        return _unnamed(party, chance, at, known=known, opening=opening, mark=mark)
    if party.kind == "person":
        surname = party.name.rpartition(" ")[2]
        if known or party.role is None:
            return [Piece(surname if known else party.name, mark)]
        office = f"{party.role} of the {party.body}" if party.body else party.role
        if chance.random() < 0.6 or party.body is None:
            return [Piece(f"{party.name}, {_an(office, party.body is None)},", mark)]
        return [Piece(f"{'T' if opening else 't'}he {office}, {party.name},", mark)]
    the = "" if party.name.startswith(("Radio ", "St ")) else "The " if opening else "the "
    return [Piece(the + party.name, mark)]


def _an(office: str, indefinite: bool) -> str:
    return ("an " if office[0] in "aeiou" else "a ") + office if indefinite else f"the {office}"


def _unnamed(party: Party, chance: Random, at: int, *, known: bool, opening: bool, mark: tuple[Role, ...]) -> list[Piece]:
    plural = party.number != "one"
    noun = party.name.split()[0] if plural else party.name
    if known:
        words = f"the {noun}" if plural else "the official" if "official" in party.name else "the person"
        return [Piece(words[0].upper() + words[1:] if opening else words, mark)]
    pieces = []
    if plural and party.number:
        pieces.append(Piece(party.number.capitalize() if opening else party.number, (*mark, (at, "number"))))
        pieces.append(Piece(f" {noun}", mark))
    elif plural:
        pieces.append(Piece(noun.capitalize() if opening else noun, mark))
    else:
        pieces.append(Piece(f"{'A' if opening else 'a'} {party.name}", mark))
    if party.body:
        pieces += [Piece(" at the ", mark), Piece(party.body, (*mark, (at, "body")))]
    if chance.random() < 0.5:
        pieces.append(Piece(chance.choice(_SHY), mark))
    return pieces


_SHY = (
    ", who asked not to be named,",
    ", who spoke on condition of anonymity,",
    ", who declined to be named,",
)


def capital(words: str) -> str:
    """With a capital at the beginning."""
    return words[:1].upper() + words[1:]


def ended(pieces: list[Piece], end: str = ".") -> tuple[Piece, ...]:
    """The pieces with an end: a comma that closes an aside there goes."""
    last = pieces[-1]
    if last.text.endswith(","):
        pieces[-1] = Piece(last.text[:-1], last.roles)
    return (*pieces, Piece(end))


# -------------------------------------------------------------------------------------------------------------------- editing


def edited(sentence: Sentence, chance: Random, rate: float) -> Sentence:
    """As an editor leaves it: some words put otherwise, some adverbs and adjectives gone. Quoted words are not touched."""
    pieces = tuple(
        piece if "“" in piece.text else Piece(_edited(piece.text, chance, rate), piece.roles) for piece in sentence.pieces
    )
    return sentence._replace(pieces=pieces)


def _edited(text: str, chance: Random, rate: float) -> str:
    words = text.split(" ")
    out = []
    for place, word in enumerate(words):
        if word in vocabulary.SYNONYMS and chance.random() < 4 * rate:
            out.append(vocabulary.SYNONYMS[word])
        elif 0 < place < len(words) - 1 and word in _LOOSE and chance.random() < 4 * rate:
            continue
        else:
            out.append(word)
    return " ".join(out)


_LOOSE = frozenset({*vocabulary.ADJECTIVES, *vocabulary.ADVERBS})
"""What a sentence can do without."""
