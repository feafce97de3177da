"""Noun phrases and clauses on a row of tokens, found by closed classes of words alone.

Places are indices of tokens, ranges are ``[start, end)``. Nothing here knows what a cue is, beyond the kind ``V`` of its token.
"""

from __future__ import annotations

from sayso.attribution import lexicon
from sayso.attribution.tokens import Row

Range = tuple[int, int]

_CLAUSE_EDGES = frozenset("|Q;:-stcRXV.")
_SKIPPED_BEFORE = frozenset("a&c")
_ASIDE = frozenset("iasT")
_LONGEST_SUBJECT = 40
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


def subject_before(row: Row, end: int) -> Range | None:
    """The noun phrase that ends right before the token ``end``: a pronoun, or a name or description with the apposition next
    to it."""
    kinds = row.kinds
    last = kinds[end - 1]
    if last in "PR" and not (row.lows[end - 1] in ("it", "you") and end >= 2 and kinds[end - 2] == "i"):
        return end - 1, end
    if last == "t":
        return (end - 1, end) if end >= 2 and kinds[end - 2] in "Nn" else None
    start = _clause_start(row, end)
    if start >= end:
        return None
    return _trimmed(row, *_without_asides(row, start, end))


def _clause_start(row: Row, end: int) -> int:
    """How far left a noun phrase that ends at ``end`` may reach."""
    kinds = row.kinds
    start, depth = end, 0
    least = max(0, end - _LONGEST_SUBJECT)
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
        and row.kinds[place - 1] in "nN"
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
    return begin < end and (row.kinds[begin] in "#R" or row.lows[begin] in ("of", "from", "including", "along"))


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
    return (start, end) if start < end and _may_be_source(row, start, end) else None


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


def _may_be_source(row: Row, start: int, end: int) -> bool:
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
    return any(kind in "NnDP" for kind in kinds) and not any(low in _AFTER_VERBS for low in row.lows[start + 1 : told])


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
    limit = min(len(kinds), start + _LONGEST_SUBJECT)
    while end < limit:
        kind = kinds[end]
        if kind == "(":
            end = _closing(row, end, limit)
        elif (
            kind in "|Q;:-XtscaT"
            or (kind == "R" and end == start)
            or (kind == "V" and not (end > start and _is_made_known(row, end)))
            or (kind == "." and kinds[end + 1] in "|Q")
            or (kind == "i" and lows[end] not in lexicon.INNER_PREPOSITIONS)
            or (lows[end] in ("in", "on", "at") and end + 1 < limit and _names_time(row, end + 1))
            or (kind == "P" and end > start)
        ) or (kind == "," and not (apposition and (_appositive(row, end + 1) or _names(row, start, end)))):
            break
        elif kind == "R" or (kind == "," and kinds[end + 1] == "R"):
            after = _past_relative_clause(row, end + 1, limit)
            if any(lows[at] in lexicon.SAYING and kinds[at] == "V" for at in range(end, after)):
                break
            end = after
        else:
            end += 1
    while end > start and kinds[end - 1] in 'i&D,"':
        end -= 1
    return (start, end) if end > start and _may_be_source(row, start, end) else None


def _is_made_known(row: Row, place: int) -> bool:
    return row.lows[place + 1] in ("by", "in", "on") or (row.lows[place] in lexicon.MADE_KNOWN and row.kinds[place + 1] == "T")


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


def _appositive(row: Row, place: int) -> bool:
    """Whether the words behind a comma describe the name before it."""
    kind, low = row.kinds[place], row.lows[place]
    return low in (
        "a",
        "an",
        "the",
        "who",
        "whose",
        "president",
        "director",
        "spokesman",
        "spokeswoman",
        "his",
        "her",
    ) or (kind == "n" and not low.endswith("ing") and low not in lexicon.TIMES)


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
    return (place, stop) if stop > place and _may_be_source(row, place, stop) else None
