"""Sentences, verb groups and the noun phrases behind a place on a row of tokens, found by closed classes of words alone.

Places are indices of tokens, ranges are ``[start, end)``. Nothing here knows what a cue is, beyond the kind ``V`` of its token.
"""

from __future__ import annotations

from sayso.attribution import lexicon
from sayso.attribution.tokens import Row

Range = tuple[int, int]

LONGEST = 40
_AFTER_VERBS = frozenset({"also", "then", "still", "now", "already", "again"})
"""Adverbs that show a verb where none was told."""


def group_start(row: Row, verb: int) -> int:
    """Where the verb group that ends with the token ``verb`` begins: auxiliaries, adverbs and negations before it."""
    kinds, lows = row.kinds, row.lows
    start = verb
    while start > 0 and kinds[start - 1] in "Xa":
        if lows[start - 1] in lexicon.TIMES and not (start > 1 and lows[start - 2] in lexicon.AUXILIARIES):
            break
        start -= 1
    return start


def may_be_source(row: Row, start: int, end: int) -> bool:
    """Whether the range has a name, a determiner or a word that may be a noun, and does not begin in the middle of a phrase."""
    if row.kinds[start] in "i)-" or row.kinds[end - 1] in "i&":
        return False
    if row.kinds[end - 1] == "D" and row.lows[end - 1] not in lexicon.INDEFINITE:
        return False
    kinds = row.kinds[start:end]
    if "N" not in kinds and "D" not in kinds and kinds[0] == "n" and not row.titled:
        low = row.lows[end - 1]
        return (low.endswith(("s", "people")) and low not in lexicon.TIMES and len(kinds) <= 3) or low in lexicon.KNOWING
    told = start + kinds.index("R") if "R" in kinds else end
    return any(kind in "NnDP" for kind in kinds) and not any(
        row.lows[at] in _AFTER_VERBS and row.kinds[at - 1] != "," for at in range(start + 1, told)
    )


def subject_after(row: Row, start: int, *, apposition: bool = True) -> Range | None:
    """The noun phrase that begins at ``start``, behind an inverted verb or a preposition ("said Ann Lee, the head of X").

    Without ``apposition`` it ends at the first comma, as it must where the rest of the sentence follows ("According to Ann
    Lee, the ...").
    """
    kinds, lows = row.kinds, row.lows
    if start >= len(kinds) or kinds[start] not in "NDPn#":
        return None
    if kinds[start] == "P":
        return start, start + 1
    end = start
    limit = min(len(kinds), start + LONGEST)
    while end < limit:
        kind = kinds[end]
        if kind == "(":
            end = _closing(row, end, limit)
        elif (
            (kind in "|Q;:-XscaT" and not (kinds[end - 1] == "," and lows[end] in _FORMERLY))
            or (kind == "t" and not (end > start and _describes(row, end)))
            or (kind == "R" and end == start)
            or (kind == "V" and not (end > start and (_is_made_known(row, end) or _is_noun(row, end))))
            or (kind == "." and kinds[end + 1] in "|Q")
            or (kind == "i" and lows[end] not in lexicon.INNER_PREPOSITIONS)
            or (lows[end] in ("in", "on", "at") and end + 1 < limit and _names_time(row, end + 1))
            or (kind == "P" and end > start)
        ) or (kind == "," and not (apposition and (_appositive(row, end + 1) or _names(row, start, end)))):
            break
        elif kind == "R" or (kind == "," and kinds[end + 1] == "R") or (kind == "t" and _describes(row, end)):
            after = _past_relative_clause(row, end + 1, limit)
            if any(lows[at] in lexicon.SAYING and kinds[at] == "V" for at in range(end, after)):
                break
            end = after
        else:
            end += 1
    while end > start and kinds[end - 1] in 'i&D,"':
        end -= 1
    return (start, end) if end > start and may_be_source(row, start, end) else None


def _is_made_known(row: Row, place: int) -> bool:
    return row.lows[place + 1] in ("by", "in", "on") or (row.lows[place] in lexicon.MADE_KNOWN and row.kinds[place + 1] == "T")


def _describes(row: Row, that: int) -> bool:
    """Whether "that" begins a clause that describes the noun before it ("a shop that has closed")."""
    return row.kinds[that - 1] in "Nn" and (row.kinds[that + 1] in "XV" or row.lows[that + 1] in lexicon.SENT)


def _is_noun(row: Row, place: int) -> bool:
    """Whether a form that may be a cue ends a noun phrase ("a court advocate, Ann Lee")."""
    bare = not row.lows[place].endswith(("s", "ed", "ing")) and row.lows[place] not in lexicon.IRREGULAR_PAST
    return bare and row.kinds[place - 1] in "Nn" and (row.kinds[place + 1] == "," or row.lows[place + 1] == "of")


def _names(row: Row, start: int, comma: int) -> bool:
    """Whether the name behind a comma is that of what was described before it ("the operator, Skarrow Crossings")."""
    kinds = row.kinds
    end = comma + 1
    while end < len(kinds) and kinds[end] == "N":
        end += 1
    return kinds[start] == "D" and comma - start <= 6 and end > comma + 1 and kinds[end] in "|.,"


def _past_relative_clause(row: Row, place: int, limit: int) -> int:
    """Behind the clause with "who" that begins at ``place``: at the next comma, quotation or end of the sentence."""
    while place < limit and row.kinds[place] not in ",Q|;":
        place += 1
    return place - (row.kinds[place - 1] == ".")


def _closing(row: Row, place: int, limit: int) -> int:
    """Behind the bracket that closes the one at ``place``."""
    for end in range(place + 1, min(limit, place + 12)):
        if row.kinds[end] == ")":
            return end + 1
    return place + 1


def _names_time(row: Row, place: int) -> bool:
    return any(
        row.kinds[at] in "T#" or row.lows[at] in lexicon.TIMES | {"interview", "statement"}
        for at in range(place, min(place + 3, len(row.kinds)))
    )


_TITLES_BEFORE = frozenset(
    {"a", "an", "the", "who", "whose", "president", "director", "spokesman", "spokeswoman", "his", "her"}
)
_FORMERLY = frozenset({"now", "then", "formerly", "currently", "once"})
_OFFICE = frozenset({"managing", "acting", "founding", "leading", "retiring", "presiding"})


def _appositive(row: Row, place: int) -> bool:
    """Whether the words behind a comma describe the name before it."""
    kind, low = row.kinds[place], row.lows[place]
    if low in _TITLES_BEFORE or (low in _FORMERLY and row.kinds[place + 1] in "Dn"):
        return True
    if kind == "N":
        return low.endswith(("’s", "'s")) or row.lows[place + 1] == "of"
    return kind == "n" and (not low.endswith("ing") or low in _OFFICE) and low not in lexicon.TIMES


def without_stops(row: Row, start: int, end: int) -> int:
    """``end`` moved before closing punctuation."""
    while end > start and row.kinds[end - 1] in ".,;:-|":
        end -= 1
    return end


def sentence_start(row: Row, place: int) -> int:
    """The first token of the sentence that holds ``place``."""
    while place > 0 and row.kinds[place - 1] != "|":
        place -= 1
    return place


def past_dateline(row: Row, start: int) -> int:
    """Behind "HARBOUR (AP) —", where a sentence begins so."""
    kinds = row.kinds
    if start + 1 >= len(kinds) or not row.text[row.starts[start] : row.ends[start]].isupper():
        return start
    place = start
    while place < min(len(kinds), start + 12) and kinds[place] in "N,().":
        place += 1
    return place + 1 if kinds[place] == "-" else start


def sentence_end(row: Row, place: int) -> int:
    """Behind the last token of the sentence that holds ``place``."""
    kinds = row.kinds
    while place < len(kinds) and kinds[place] != "|":
        place += 1
    return place


def leading_subject(row: Row, start: int, end: int) -> Range | None:
    """The noun phrase that opens the clause ``[start, end)``: a pronoun, or the first name of it."""
    kinds = row.kinds
    place = start
    while place < end and kinds[place] in 'ac&"':
        place += 1
    if place < end and kinds[place] in "isT":
        comma = next((at for at in range(place, end) if kinds[at] == ","), None)
        if comma is None:
            return None
        place = comma + 1
    if place >= end:
        return None
    if kinds[place] == "P":
        return place, place + 1
    stop = place
    while stop < end and (
        kinds[stop] in "ND#" or (kinds[stop] == "n" and kinds[place] == "D" and not row.lows[stop].endswith("ed"))
    ):
        stop += 1
        if stop + 1 < end and row.lows[stop] in ("of", "for", "on") and kinds[stop + 1] in "ND":
            stop += 1
    return (place, stop) if stop > place and may_be_source(row, place, stop) else None
