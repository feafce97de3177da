"""The noun phrase that stands before a verb: its subject, with the apposition or the clause that describes it.

Places are indices of tokens, ranges are ``[start, end)``. Nothing here knows what a cue is, beyond the kind ``V`` of its token.
"""

from __future__ import annotations

from sayso.attribution import lexicon
from sayso.attribution.phrases import LONGEST, Range, may_be_source
from sayso.attribution.tokens import Row

_CLAUSE_EDGES = frozenset("|Q;:-stcRXV.")
_SKIPPED_BEFORE = frozenset("a&c")
_ASIDE = frozenset("iasT")


def subject_before(row: Row, end: int) -> Range | None:
    """The noun phrase that ends right before the token ``end``: a pronoun, or a name or description with the apposition next
    to it."""
    kinds = row.kinds
    last = kinds[end - 1]
    if last in "PR" and not (row.lows[end - 1] in ("it", "you") and end >= 2 and kinds[end - 2] == "i"):
        return end - 1, end
    if last == "t":
        return (end - 1, end) if end >= 2 and kinds[end - 2] in "Nn" else None
    return _with_relative_clause(row, end) or _plain_subject(row, end)


def _plain_subject(row: Row, end: int) -> Range | None:
    start = _clause_start(row, end)
    return _trimmed(row, *_without_asides(row, start, end)) if start < end else None


def _with_relative_clause(row: Row, end: int) -> Range | None:
    """A description with a clause that nothing sets apart: "officials who asked not to be named", "a note that Ann Lee sent".

    It opens the sentence, and its clause has one verb.
    """
    kinds = row.kinds
    start = end
    while start > max(0, end - LONGEST) and kinds[start - 1] != "|":
        start -= 1
    if kinds[start - 1] != "|" or kinds[end - 1] in ",&":
        return None
    while start < end and kinds[start] in "a&c":
        start += 1
    relative = start
    while relative < end and (kinds[relative] in "DNn#" or (relative > start and row.lows[relative] in ("of", "in", "from"))):
        relative += 1
    if relative == start or relative >= end or kinds[relative] not in "tR" or row.lows[relative] == "whose":
        return None
    if kinds[relative - 1] not in "Nn":
        return None
    first = relative + 1
    while first < end and kinds[first] == "a":
        first += 1
    named = kinds[relative] == "R" and kinds[first] == "n"  # "who runs the pier": a verb that is not known as one
    return (start, end) if _verbs(row, first + named, end) + named == 1 else None


def _verbs(row: Row, start: int, end: int) -> int:
    """How many finite verbs stand in a clause; those behind "to" and in -ing are not finite. Many where it is no one clause."""
    kinds, lows = row.kinds, row.lows
    found, place = 0, start
    while place < end:
        kind = kinds[place]
        if kind in 'Q;:-|"tR':
            return 99
        if kind in "XV" and not lows[place].endswith("ing"):
            found += lows[place - 1] != "to"
            while place + 1 < end and kinds[place + 1] in "XVa":
                place += 1
        else:
            past = kind == "n" and lows[place].endswith("ed") and kinds[place + 1] in "DTPi" and not found
            found += past or lows[place] in lexicon.SENT
        place += 1
    return found


def _clause_start(row: Row, end: int) -> int:
    """How far left a noun phrase that ends at ``end`` may reach."""
    kinds = row.kinds
    start, depth = end, 0
    least = max(0, end - LONGEST)
    while start > least:
        kind = kinds[start - 1]
        if kind == ")":
            depth += 1
        elif kind == "(":
            if depth == 0:
                break
            depth -= 1
        elif depth == 0 and kind in _CLAUSE_EDGES and not _is_inside_name(row, start - 1):
            if kind == "R" and start >= 2 and kinds[start - 2] in ",Nn" and kinds[end - 1] == ",":
                start -= 1
                continue
            if kind in "XVs" and (_in_relative_clause(row, start - 1, end) or _is_participle(row, start - 1, end)):
                start -= 1
                continue
            break
        start -= 1
    return start


def _is_inside_name(row: Row, place: int) -> bool:
    """Whether a full stop belongs to an abbreviation: more of the sentence follows."""
    return row.kinds[place] == "." and row.kinds[place + 1] not in "|Q"


def _in_relative_clause(row: Row, place: int, end: int) -> bool:
    """Whether the verb at ``place`` belongs to a clause with ", who" that a comma closes before ``end``."""
    if row.kinds[end - 1] != ",":
        return False
    for before in range(place - 1, max(0, place - 12), -1):
        kind = row.kinds[before]
        if kind == "R":
            return row.kinds[before - 1] in ",Nn"
        if kind in "|Q;:-":
            return False
    return False


def _is_participle(row: Row, place: int, end: int) -> bool:
    """Whether the form at ``place`` describes a noun: between commas ("The paper, citing two officials, said"), or behind a
    thing that was made known ("a video posted on Monday shows")."""
    low = row.lows[place]
    if low.endswith("ing"):
        return row.kinds[end - 1] == "," and row.kinds[place - 1] == ","
    return (
        low in lexicon.MADE_KNOWN
        and (row.kinds[place - 1] in "nN" or (row.kinds[place - 1] == "," and row.kinds[end - 1] == ","))
        and (row.kinds[place + 1] in "iTas" or row.lows[place + 1] in lexicon.TIMES)
    )


def _pieces(row: Row, start: int, end: int) -> list[Range]:
    """``[start, end)`` cut at its commas outside brackets; the last piece is empty where a comma ends the range."""
    out: list[Range] = []
    begin, depth = start, 0
    for place in range(start, end):
        kind = row.kinds[place]
        depth += (kind == "(") - (kind == ")")
        if kind == "," and depth <= 0:
            out.append((begin, place))
            begin = place + 1
    out.append((begin, end))
    return out


def _without_asides(row: Row, start: int, end: int) -> Range:
    """The part of ``[start, end)`` that is the subject: apposition and list kept, introductory and parenthetical asides
    dropped."""
    pieces = _pieces(row, start, end)
    if pieces[-1][0] == pieces[-1][1]:
        return _with_apposition(row, pieces[:-1], end)
    first = len(pieces) - 1
    while first > 0 and _is_list_tail(row, pieces[first:]) and _is_nominal(row, pieces[first - 1]):
        if row.kinds[pieces[first - 1][0] - 1] in "XV":
            break  # "the pier will close, and Ann Lee": the end of another clause
        first -= 1
    return pieces[first][0], end


def _with_apposition(row: Row, pieces: list[Range], end: int) -> Range:
    """What stands before a comma: name and apposition ("Ann Lee, the head of X,"), or a name with a mere aside behind it."""
    first = len(pieces) - 1
    if first <= 0:
        return end, end
    if _is_aside(row, pieces[first]):
        begin, stop = _without_asides(row, pieces[0][0], pieces[first - 1][1])
        return begin, stop
    first -= 1
    if first > 0 and row.lows[pieces[first][0]] in ("a", "an") and pieces[first][1] - pieces[first][0] == 2:
        first -= 1  # "a tall, quiet man"
    while first > 0 and _continues(row, pieces[first]) and _is_nominal(row, pieces[first - 1]):
        first -= 1
    return pieces[first][0], end


def _is_list_tail(row: Row, pieces: list[Range]) -> bool:
    """Whether ``pieces`` end a list: "B and C", or "B", "and C"."""
    begin, end = pieces[-1]
    return "&" in row.kinds[begin:end] and row.kinds[end - 1] in "Nn"


def _is_nominal(row: Row, piece: Range) -> bool:
    return (
        piece[0] < piece[1]
        and row.kinds[piece[0]] in "NDn#"
        and all(kind not in "XVT" for kind in row.kinds[piece[0] : piece[1]])
    )


def _is_aside(row: Row, piece: Range) -> bool:
    """Whether a piece between commas is no apposition: "on Monday", "however", "as expected"."""
    begin, end = piece
    if begin >= end or (row.kinds[begin] == "V" and row.lows[begin].endswith("ing")):
        return True
    return row.kinds[begin] in _ASIDE and row.lows[begin] not in ("of", "from", "including", "along", "like")


def _continues(row: Row, piece: Range) -> bool:
    """Whether a piece cannot begin a subject: an age, "of Ohio", "who ..."."""
    begin, end = piece
    if begin >= end or row.kinds[begin] in "#R" or row.lows[begin] in ("of", "from", "including", "along"):
        return begin < end
    made = row.lows[begin] in lexicon.MADE_KNOWN or (row.kinds[begin] == "n" and row.lows[begin].endswith("ed"))
    return made and row.kinds[begin + 1] in "iT"


def _trimmed(row: Row, start: int, end: int) -> Range | None:
    """``[start, end)`` without conjunctions, adverbs and an introductory phrase at its front."""
    kinds = row.kinds
    while start < end and (kinds[start] in _SKIPPED_BEFORE or kinds[start] in ',"o.)'):
        start += 1
    if start < end and kinds[start] in "isT" and not (row.lows[start] in ("about", "over") and row.kinds[start + 1] in "#nD"):
        start = _last_phrase(row, start, end)
    start = _past_time(row, start, end)
    while end > start and kinds[end - 1] in 'a"T':
        timed = kinds[end - 1] == "T"
        if timed and any(low in lexicon.MADE_KNOWN for low in row.lows[max(start, end - 3) : end - 1]):
            break
        end -= 1 + (timed and end - 2 > start and kinds[end - 2] == "i")
    return (start, end) if start < end and may_be_source(row, start, end) else None


def _past_time(row: Row, start: int, end: int) -> int:
    """Behind "last week", "earlier this month"."""
    place = start
    while place < end and (row.kinds[place] == "T" or row.lows[place] in lexicon.TIMES):
        place += 1
    return place if place < end else start


def _last_phrase(row: Row, start: int, end: int) -> int:
    """Where the last noun phrase of "In 2013 the mayor" or "At the rally Trump" begins."""
    kinds = row.kinds
    place = end - 1
    while place > start and kinds[place] not in "Di#T,":
        if kinds[place] == "n" and kinds[place - 1] == "N":
            return place
        place -= 1
    if kinds[place] == "D":
        return place
    return place + 1
