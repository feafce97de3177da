"""A line of an article as a row of tokens, each with its kind: what the grammar reads.

A quotation that is speech is one token, so that clauses are seen around it. Kinds are single letters, listed at ``Row.kinds``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from sayso.attribution import lexicon
from sayso.records import Quotation, Span

_TOKEN = re.compile(
    r"(?i:\b(?:I|we|you|he|she|it|they|who)(?=[’'](?:ve|re|ll|d|m|s)\b))|[’'](?:ve|re|ll|d|m|s)\b|"
    r"(?:[A-Z]\.){2,}(?:-\w+)?|\d[\d,.]*(?:[-–][A-Za-z]+)+|[$£€]?\d[\d,.]*\d|(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Rev|Prof|St|Jr|Sr|Mass|Calif|Fla)\.|"
    r"\w+(?:[’'.\-–&]\w+)*(?:[’'](?=\s[a-z]))?|\.\.\.|[^\w\s]"
)
_MARKS = frozenset("\"“”„«»‘’'`")


def _kinds() -> dict[str, str]:
    """The kind of every word that has one by itself, in lower case."""
    kinds: dict[str, str] = {}
    for words, kind in (
        (lexicon.DETERMINERS, "D"),
        (lexicon.PREPOSITIONS, "i"),
        (lexicon.SUBORDINATORS, "s"),
        (lexicon.ADVERBS | lexicon.NEGATIONS, "a"),
        (lexicon.DAYS, "T"),
        (lexicon.COMPLEMENTIZERS, "t"),
        (lexicon.PRONOUNS, "P"),
        (lexicon.RELATIVES, "R"),
        (lexicon.AUXILIARIES | lexicon.SHORTENED, "X"),
        (frozenset({"and", "or", "&"}), "&"),
        (frozenset({"but", "yet", "nor", "so"}), "c"),
    ):
        kinds.update(dict.fromkeys(words, kind))
    kinds.update(dict.fromkeys(lexicon.HEADS, "V"))
    kinds.update(
        {
            ";": ";",
            ":": ":",
            "—": "-",
            "–": "-",
            "―": "-",
            "--": "-",
            "-": "-",
            "(": "(",
            ")": ")",
            "[": "(",
            "]": ")",
            ",": ",",
        }
    )
    kinds.update(dict.fromkeys(_MARKS, '"'))
    kinds.update({".": ".", "!": ".", "?": ".", "...": "."})
    return kinds


_KIND = _kinds()


Quoted = tuple[Span, Quotation]
"""A piece of a quotation, and the whole of it."""


class Row:
    """The tokens of one stretch of text, as four lists of the same length.

    ``kinds``: ``|`` the start of a sentence (no width), ``Q`` a quotation, ``V`` a form that a cue may begin with, ``X``
    auxiliary, ``a`` adverb, ``P`` pronoun, ``R`` relative pronoun, ``D`` determiner, ``N`` capitalised word, ``n`` any other
    word, ``#`` number, ``T`` day, ``i`` preposition, ``s`` subordinator, ``t`` "that", ``&`` and, ``c`` but, and punctuation
    as itself (``"`` any quotation mark, ``-`` any dash, ``.`` any closing stop). ``titled``: a headline. ``inner``: the words
    of a quotation, read by themselves.
    """

    __slots__ = ("ends", "inner", "kinds", "lows", "quotations", "sentences", "span", "starts", "text", "titled")

    def __init__(
        self,
        text: str,
        span: Span,
        sentences: Sequence[int],
        quotations: Sequence[Quoted],
        *,
        titled: bool = False,
        inner: bool = False,
    ) -> None:
        self.text = text
        self.inner = inner
        self.span = span
        self.titled = titled
        self.sentences = sentences
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.lows: list[str] = []
        self.kinds: list[str] = []
        self.quotations: dict[int, Quotation] = {}
        place = span.start
        for piece, quotation in quotations:
            self._words(place, piece.start)
            self._breaks(piece.start)
            self.quotations[len(self.kinds)] = quotation
            self._add(piece.start, piece.end, "", "Q")
            place = piece.end
        self._words(place, span.end)
        self._add(span.end, span.end, "", "|")

    def _add(self, start: int, end: int, low: str, kind: str) -> None:
        self.starts.append(start)
        self.ends.append(end)
        self.lows.append(low)
        self.kinds.append(kind)

    def _breaks(self, place: int) -> None:
        """A sentence start at ``place``, if one is there or was passed since the last token."""
        sentences = self.sentences
        last = self.ends[-1] if self.ends else self.span.start - 1
        first = bisect_left(sentences, max(last, self.span.start))
        begins = first < len(sentences) and sentences[first] <= place
        if not self.kinds or (self.kinds[-1] != "|" and (begins or self._stopped(place))):
            self._add(place, place, "", "|")

    def _words(self, start: int, end: int) -> None:
        sentences = self.sentences
        index = bisect_left(sentences, start)
        limit = sentences[index] if index < len(sentences) else end + 1
        if not self.kinds:
            limit = start
        starts, ends, lows, kinds = self.starts, self.ends, self.lows, self.kinds
        for match in _TOKEN.finditer(self.text, start, end):
            at = match.start()
            first = at >= limit or self._stopped(at)
            if first:
                self._add(at, at, "", "|")
                while index < len(sentences) and sentences[index] <= at:
                    index += 1
                limit = sentences[index] if index < len(sentences) else end + 1
            word = match.group()
            low = word.lower()
            starts.append(at)
            ends.append(match.end())
            lows.append(low)
            kinds.append(self._kind(word, low, first))

    def _stopped(self, place: int) -> bool:
        """Whether a sentence ended right before ``place`` without a boundary: those within quotations are not told apart."""
        kinds, lows = self.kinds, self.lows
        if len(kinds) < 3 or place == self.ends[-1] or not self.text[place : place + 2].lstrip("“‘\"'")[:1].isupper():
            return False
        if self.inner and kinds[-1] == "Q":
            return self.text[self.ends[-1] - 2] in ".!?"
        if kinds[-1] != ".":
            return False
        return len(lows[-2]) > 1 and (kinds[-2] != "N" or lows[-2] not in lexicon.ABBREVIATIONS)

    def _named_by_word_before(self) -> bool:
        """Whether an article or an owner, which only nouns follow, stands before the word that was just taken in."""
        before = self.lows[-2]
        return before in lexicon.ARTICLES or (before.endswith(("’s", "'s")) and self.kinds[-1] in "nN")

    def _kind(self, word: str, low: str, first: bool) -> str:
        kind = _KIND.get(low)
        if kind is None:
            if word[0].isupper():
                return "N"
            if word[0].isdigit() or word[0] in "$£€":
                return "n" if "-" in word else "#"
            adverb = low.endswith("ly") and len(low) > 4 and low not in lexicon.NOT_ADVERBS
            return "a" if adverb else "n" if word[0].isalpha() else "o"
        if kind == "V" and low in lexicon.ALSO_NOUNS and not first and self._named_by_word_before():
            return "n"
        if not first and not self.titled and word[0].isupper() and (kind in "VXa" or (kind == "i" and self.kinds[-1] == "N")):
            return "N"
        return kind

    def slice(self, start: int, end: int) -> Span:
        """The span of tokens ``[start, end)``, which must not be empty."""
        return Span(self.starts[start], self.ends[end - 1])
