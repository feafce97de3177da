"""Names covered: every way in which pages call somebody, found in any text and replaced by a bar of one width.

A name is looked for as a reader would know it again: in upper and lower case, with and without accents, with a title before it
and an owner's s behind, turned round ("Venn, Orla"), in the addresses, names of files and accounts that are made of it, broken
over two lines, and with characters inside that nobody sees. What is covered is marked by ``VEIL``, a character of private use;
where a page is written, each run of it becomes a bar.

What a page tells *about* somebody (an office, a town) is not covered: nobody but a reader can tell what identifies. A family
name is covered wherever it stands, also where it is somebody else's; a given name is left to others who are known to bear it.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

from sayso.links.rarity import listed
from sayso.names import initials
from sayso.records import Span

VEIL = "\U000f5a10"
"""What stands for a character of a covered name."""
BAR = VEIL * 5
"""What stands for a covered name where no offset counts on its length."""

# ------------------------------------------------------------------------------------------------------ texts as they are read


class Folded(NamedTuple):
    """A text as it is compared: lower case, without marks and without what nobody sees. ``places`` tell of each of its
    characters where in the text that begins which it was made of, and at last where the text ends; None where nothing moved."""

    text: str
    places: Sequence[int] | None

    def span(self, start: int, end: int) -> Span:
        """A span of the folded text as one of the text itself, with what nobody sees behind it."""
        if self.places is None:
            return Span(start, end)
        return Span(self.places[start], self.places[bisect_right(self.places, self.places[end - 1])])


_LIKE = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "ð": "d", "þ": "th", "ħ": "h", "ŋ": "n"}
"""Letters that are no others with a mark, as those who lack them write them."""
_ENCODED = re.compile(r"(?:%(?:25)*[0-9A-Fa-f]{2})+|(?<![\w-])[Xx][Nn]--[A-Za-z0-9-]{1,59}(?![\w-])")
"""Bytes as addresses have them, however often they were encoded; a part of a host with letters beyond ASCII."""
_UNSEEN = ("Cf", "Mn", "Me", "Cc", "Cs")
_SPACES = "\t\n\v\f\r"


@lru_cache(maxsize=1 << 13)
def _fold(character: str) -> str:
    """A character as it is compared, "" for one that nobody sees."""
    if unicodedata.category(character) in _UNSEEN and character not in _SPACES:
        return ""
    if not character.isalnum():
        return character
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    return "".join(_LIKE.get(one, one) for one in apart if not unicodedata.combining(one))


class _Table(dict[int, str]):
    def __missing__(self, code: int) -> str:
        self[code] = made = _fold(chr(code))
        return made


_TABLE = _Table()


def folded(text: str) -> Folded:
    """``text`` as it is compared."""
    if not _ENCODED.search(text) and all(len(_fold(one)) == 1 for one in set(text)):
        return Folded(text.translate(_TABLE), None)
    letters: list[str] = []
    places: list[int] = []
    for place, piece in _pieces(text):
        made = piece.translate(_TABLE)
        letters.append(made)
        places += [place] * len(made)
    return Folded("".join(letters), [*places, len(text)])


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """The characters of a text with their places; of a run of encoded ones all that it stands for, at the place of the run."""
    last = 0
    for found in _ENCODED.finditer(text):
        yield from enumerate(text[last : found.start()], last)
        yield found.start(), _decoded(found[0])
        last = found.end()
    yield from enumerate(text[last:], last)


def _decoded(run: str) -> str:
    """What a run of encoded characters stands for; as it is where it stands for nothing."""
    if run[0] == "%":
        return unquote_to_bytes(re.sub("%(?:25)+", "%", run)).decode("utf-8", "replace")
    try:
        return run[4:].encode("ascii").decode("punycode")
    except (ValueError, OverflowError):
        return run


# ---------------------------------------------------------------------------------------------------------- what is looked for


class Called(NamedTuple):
    """How somebody is called: the words of a given name (none where there is but one name) and of a family name; or, of a
    ``body``, the words of its whole name in their place. ``definite``: only behind "the"."""

    given: tuple[str, ...]
    family: tuple[str, ...]
    is_body: bool = False
    definite: bool = False


class _Form(NamedTuple):
    """A way of writing a name: ``capital``: only with a capital; ``grows``: with all letters and digits around it; ``yields``:
    not where it is part of the name of somebody else. ``word`` is the one word that it is."""

    pattern: re.Pattern[str]
    capital: bool = False
    grows: bool = False
    yields: bool = False
    word: str = ""


_ALONE = r"(?<![^\W\d_])", r"(?![^\W\d_])"
_GAP = r"(?:[^\w@#/]|_){0,6}"
_OWNS = r"(?:['’‘`´]s?|s['’‘`´])?"
_SEVERAL = r"(?P<several>e?s['’‘`´]?)?"
_BROKEN = r"(?:-\s+)?"
_SPELLED = {"ä": "ae?", "ö": "oe?", "ü": "ue?", "ø": "oe?", "å": "aa?"}
_BEFORE = re.compile(
    r"(?<![^\W_])(?:(?:m(?:rs?|s|x|iss|adam)|sir|dame|lord|lady|dr|prof(?:essor)?|rev|hon|sens?|reps?|gov|pres|gen|lt|col|maj|sgt"
    r"|capt|cmdr|adm|cpl|pte|pvt)\.?[^\S\n]+)+$"
)
"""Forms of address, which are covered with the name behind them. Offices are not: a reader wants to know who somebody was."""
_ADDRESS = re.compile(
    r"[@#][\w.-]+|(?<![\w.+-])[\w.+-]+(?=@[\w-])|(?:(?<=//)|(?<![\w.])(?=www\.))[^\s/?#]+|(?<=/)[^\s/?#]+"
    r"|(?<=[?&=])[^\s/?#&=]+"
    r"|(?<![^\s/])[^\s/]+\.(?:html?|mhtml?|txt|pdf|gz|warc|wacz|jsonl?|xml|jpe?g|png)(?![^\W_])"
)
"""An account, the part of a mail address before the @, a host, a part of a path or of what is asked, the name of a
file: there words are run together, and names have no capital."""
_NO_LETTER = re.compile(r"[\W_]+")
_PART = re.compile(r"[^\W_]+")
_SHORTEST = 4
"""A name of fewer letters is not looked for inside longer words of addresses."""


def _word(word: str) -> str:
    """The pattern of a word: spelled in any way, broken at the end of a line anywhere."""
    letters: list[str] = []
    for one in unicodedata.normalize("NFC", word):
        plain = _fold(one)
        if one.lower() in _SPELLED:
            letters.append(_SPELLED[one.lower()])
        elif plain == "e" and letters and letters[-1] in ("a", "o", "u"):
            letters[-1] += "e?"
        elif plain.isalnum():
            letters += map(re.escape, plain)
        elif plain:
            letters.append(r"[\W_]?")
    return _BROKEN.join(letters)


def _words(words: Iterable[str], gap: str = _GAP) -> str:
    return gap.join(map(_word, words))


def _forms(called: Called, ordinary: Collection[str]) -> Iterator[_Form]:
    """All ways of writing how somebody is called. Words in ``ordinary`` are looked for with a capital only."""
    begins, ends = _ALONE
    family = _words(called.family)
    alone = len(called.family) == 1 and folded(called.family[0]).text in ordinary
    if called.definite:
        yield _Form(re.compile(rf"(?:\A|{begins}the\s+)(?P<named>{family}){_OWNS}{ends}(?!\s(?:of|for)\b)"), capital=True)
        return
    if not called.given and len(called.family) > 1:
        yield _Form(re.compile(family), grows=True)
    else:
        several = "" if alone else _SEVERAL
        word = _letters("".join(called.family))
        yield _Form(re.compile(f"{begins}{family}{several}{_OWNS}{ends}"), capital=alone, word=word)
    if called.is_body:
        short = initials(" ".join(called.family))
        if len(short) >= 3:
            spelled = r"\.?".join(map(re.escape, folded(short).text))
            yield _Form(re.compile(rf"{begins}{spelled}{_OWNS}{ends}"), capital=True)
    if called.given:
        yield from _with_given(called, family, ordinary)


def _with_given(called: Called, family: str, ordinary: Collection[str]) -> Iterator[_Form]:
    begins, ends = _ALONE
    first, *others = called.given
    given, initial = _word(first), re.escape(folded(first).text[:1])
    between = f"(?:(?:{'|'.join([*map(_word, others), '[a-z]'])})[.]?{_GAP}){{0,3}}"
    yield _Form(re.compile(f"{given}{_GAP}{between}{family}"), grows=True)
    is_word = _letters("".join(called.family)) in ordinary
    for gap, capital in ((_GAP, is_word), ("[._-]?", False)):
        behind = f"{family}{gap}{given}(?!{_GAP}{between}{family})"
        yield _Form(re.compile(behind), capital=capital, grows=True, yields=True)
    yield _Form(re.compile(rf"{begins}{initial}(?:[._-]|\.?\s){between}{family}{_OWNS}{ends}"))
    yield _Form(re.compile(rf"{begins}{family}(?:[._-]|,\s?){initial}\.?{ends}"))
    is_ordinary = folded(first).text in ordinary
    yield _Form(re.compile(f"{begins}{given}{_OWNS}{ends}"), capital=is_ordinary, yields=True, word=_letters(first))


def _keys(called: Called) -> Iterator[str]:
    """Letters of which one stands in every text that holds a form, when all but letters and digits is taken out."""
    for word in (*called.given[:1], *called.family[-1:]):
        fragments = re.findall(r"[^\W_]+", re.sub(r"\(.*?\)|.\?", " ", _word(word).replace(_BROKEN, "")))
        yield max(fragments, key=len, default="")
    if called.is_body:
        yield _letters(initials(" ".join(called.family)))


def _stems(called: Called, ordinary: Collection[str]) -> Iterator[str]:
    """Letters that betray somebody inside the words of an address."""
    if called.definite:
        return
    for family in _spellings("".join(called.family)):
        if family not in ordinary:
            yield family
        for given in _spellings(called.given[0]) if called.given else ():
            yield from (given + family, family + given, given[:1] + family, given + family[:1])


def _spellings(name: str) -> set[str]:
    """The letters of a name, without marks, with what is written for them, and as if the name had what was written for them."""
    plain = _letters(name)
    return {plain, _spelled_out(name), re.sub("(?<=[aou])e", "", plain)}


def _spelled_out(name: str) -> str:
    letters = unicodedata.normalize("NFC", name).lower()
    return _letters("".join(_SPELLED.get(one, one).removesuffix("?") for one in letters))


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, folded(text).text))


# ------------------------------------------------------------------------------------------------------------------ the finder


class Redactor:
    """Covers all ways of writing how some people are ``called``. ``ordinary`` are words that are names with a capital only;
    ``others`` are the names of people who may share a given name with them."""

    def __init__(self, called: Iterable[Called], ordinary: Collection[str] = (), others: Iterable[str] = ()) -> None:
        called = list(dict.fromkeys(called))
        self._forms = [form for one in called for form in _forms(one, ordinary)]
        self._keys = {key for one in called for key in _keys(one)}
        families = ["".join(one.family) for one in called if not one.definite]
        self._parts = {read(one) for one in families for read in (_letters, _spelled_out)}
        self._stems = {stem for one in called for stem in _stems(one, ordinary) if len(stem) >= _SHORTEST}
        begins, ends = _ALONE
        shields = "|".join(sorted({_words(name.split(), r"[\W_]+") for name in others}))
        self._shield = re.compile(f"{begins}(?:{shields}){ends}") if shields else None
        self._covered = lru_cache(maxsize=1 << 14)(self._cover)

    def covered(self, text: str) -> str:
        """``text`` with a bar for each place where somebody is named."""
        return self._covered(text)

    def _cover(self, text: str) -> str:
        return self._replaced(text, lambda words: BAR)

    def masked(self, text: str) -> str:
        """``text`` with each character of a name replaced, so that every offset holds. White space stays."""
        return self._replaced(text, lambda words: "".join(one if one.isspace() else VEIL for one in words))

    def _replaced(self, text: str, veiled: Callable[[str], str]) -> str:
        text = text.replace(VEIL, "\ufffd")
        pieces: list[str] = []
        last = 0
        for start, end in self.places(text):
            pieces += (text[last:start], veiled(text[start:end]))
            last = end
        return "".join([*pieces, text[last:]])

    def names(self, text: str) -> bool:
        """Whether ``text`` names one of these people: more than a given name."""
        read = self._read(text)
        return any(not form.yields for form, _ in self._found(text, read)) or any(self._in_addresses(read.text))

    def left(self, text: str) -> str | None:
        """What is left of a name in words that sayso and the pages made together: None where it is nothing, or a word that may
        be one of sayso's own, which only a capital makes a name."""
        read = self._read(text)
        for form, span in self._found(text, read):
            start, end = read.span(*span)
            if not form.capital and (form.word not in listed() or text[start].isupper()):
                return text[start:end]
        return next((text[slice(*read.span(*span))] for span in self._in_addresses(read.text)), None)

    def places(self, text: str) -> list[Span]:
        """Where in ``text`` somebody is named, in order; places do not overlap."""
        read = self._read(text)
        named = (_place(form, read.text, span) for form, span in self._found(text, read))
        spans = sorted({*named, *self._in_addresses(read.text)})
        merged: list[Span] = []
        for start, end in spans:
            if merged and start < merged[-1].end:
                merged[-1] = Span(merged[-1].start, max(end, merged[-1].end))
            else:
                merged.append(Span(start, end))
        return [read.span(*span) for span in merged]

    def _found(self, text: str, read: Folded) -> Iterator[tuple[_Form, Span]]:
        """The forms that stand in a text, and where in the folded text."""
        shielded = [found.span() for found in self._shield.finditer(read.text)] if self._shield else []
        for form in self._forms:
            for found in form.pattern.finditer(read.text):
                start, end = found.span()
                if form.yields and any(first < end and start < last for first, last in shielded):
                    continue
                told = found.groupdict()
                first = found.start("named") if "named" in told else start
                if not (form.capital or told.get("several")) or text[read.span(first, end).start].isupper():
                    yield form, Span(start, end)

    def _read(self, text: str) -> Folded:
        """A text as it is compared; nothing of one that can be told at a glance to name nobody, as most can."""
        read = folded(text)
        letters = _NO_LETTER.sub("", read.text)
        return read if any(key in letters for key in self._keys) else Folded("", None)

    def _in_addresses(self, text: str) -> Iterator[Span]:
        if not any(mark in text for mark in "@#/") and "www." not in text:
            return
        for found in _ADDRESS.finditer(text):
            letters, parts = _letters(found[0]), _PART.findall(found[0])
            if any(stem in letters for stem in self._stems) or not self._parts.isdisjoint(parts):
                yield Span(found.start() + (found[0][0] in "@#"), found.end())


def _place(form: _Form, text: str, found: Span) -> Span:
    """What is covered of a folded text for a form that stands there: with all that it runs into, and with the form of address
    before it."""
    start, end = found
    while form.grows and start and text[start - 1].isalnum():
        start -= 1
    while form.grows and end < len(text) and text[end].isalnum():
        end += 1
    before = _BEFORE.search(text, max(start - 40, 0), start)
    return Span(start if before is None else before.start(), end)
