"""Rules for reported clauses: what a verb reports to its right, and where that begins and ends."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.attribution import lexicon, phrases, subjects
from sayso.attribution.drafts import Draft, shorten, speaker_of_sentence
from sayso.attribution.quotations import add_quotation, follow
from sayso.attribution.shapes import share
from sayso.attribution.tokens import Row

_LEAST_SHARE = 0.35
"""A verb is taken for a cue where at least this share of its uses with words of that shape was one."""
_WHILES = frozenset({"minutes", "hours", "days", "weeks", "months", "years", "shortly", "soon", "just", "even"})
_OBJECT_STOPS = frozenset({"while", "although", "though", "whereas"})


def rightward(draft: Draft, form: tuple[str, ...], end: int) -> Draft | None:
    """What the verb reports or is aimed at, to its right: a quotation or a clause."""
    row, kinds = draft.row, draft.row.kinds
    saying = form[0] in lexicon.SAYING
    begin = _reported_from(row, form, end)
    if begin is not None and saying and kinds[begin] == ":" and begin + 2 == len(kinds):
        draft.rule, draft.direct = "speaker, then quotation", True
        return draft  # what was said stands in the next line
    if begin is None or kinds[begin] in ".,;:)|" or (kinds[begin] == "-" and not saying):
        return None
    if kinds[begin] == "Q" and saying and kinds[begin - 1] in ",:":
        draft.rule = "speaker, then quotation"
        if kinds[end] == ":":
            draft.cue = (draft.cue[0], end + 1)
        draft.direct = True
        add_quotation(draft, begin)
        follow(draft, begin + 1)
        return draft
    draft.rule = draft.rule or "reported clause"
    meant = row.lows[begin] in ("to", "not", "for")
    finish = reported_to(row, begin, (saying or form[0] in lexicon.MINDING) and not meant, aside=draft.rule == "participle")
    finish = _own_next_clause(draft, begin, _within_relative(draft, begin, finish))
    if finish <= begin or not worth(draft, form, shape(row, begin, finish)):
        return None
    finish = _before_time(row, begin, finish) if not saying else finish
    draft.content.append(row.slice(begin, finish))
    if saying:
        follow(draft, finish)
    return draft


def _before_time(row: Row, begin: int, finish: int) -> int:
    """Where a mere thing ends that a day follows: "endorsed the plan on Monday"."""
    if finish - begin > 3 and row.kinds[finish - 1] == "T" and row.kinds[begin] in "DNn":
        return finish - 1 - (row.kinds[finish - 2] == "i")
    return finish


def worth(draft: Draft, form: tuple[str, ...], seen: str) -> bool:
    """Whether a cue of this form, with words of this shape behind it, is right often enough."""
    if form[0] in lexicon.MINDING and (seen in "tco" or _wants_somebody_to(draft, form)):
        return True
    if form[0] in lexicon.ADDING and seen in "niT":
        return False
    if form[0] in lexicon.MINDING_SELF and (draft.row.inner or form[0] in lexicon.KIN):
        return draft.row.inner and seen in "tcowq"
    if form[0] in ("say", "comment", "discuss") and any(low in lexicon.NEGATIONS for low in draft.row.lows[slice(*draft.cue)]):
        return True
    if form[0] in lexicon.THAT_ONLY:
        return seen == "t"
    if (form[0] in lexicon.ASKING and len(form) == 1 and seen in "tw") or (form[0] in lexicon.CLAIMING and seen == "o"):
        return True
    if form[-1] == "know" and len(form) > 1:
        return seen == "w"
    if seen == "o" and (form[0] in lexicon.DECLINING or draft.row.lows[draft.cue[1] : draft.cue[1] + 2] == ["not", "to"]):
        return True
    count = lexicon.COUNTS.get(form)
    general = min(1.0, 2 * count.cues / count.seen) if count is not None else 1.0
    return share(draft.rule, " ".join(form), seen, general) >= _LEAST_SHARE


def _wants_somebody_to(draft: Draft, form: tuple[str, ...]) -> bool:
    """As in: Readers want the minister to go."""
    low = draft.row.lows[draft.cue[1] : draft.cue[1] + 6]
    return form[0].startswith(("want", "expect")) and "to" in low and "," not in low


def shape(row: Row, begin: int, finish: int) -> str:
    """What kind of words a verb has behind it, as a letter: listed at ``shapes.SHAPED``."""
    kinds = row.kinds
    first = kinds[begin]
    if first == "t" or (first == "R" and row.lows[begin] == "that"):
        return "t"
    if row.lows[begin] == "to" or row.lows[begin : begin + 2] == ["not", "to"]:
        return "o"
    if first in "sR":
        return "w"
    if first == "i":
        return "i" if "Q" not in kinds[begin:finish] else "q"
    if first == "X" or (first == "P" and finish > begin + 1) or _is_clause(row, begin, finish):
        return "c"
    if "Q" in kinds[begin:finish]:
        return "q"
    return "i" if first == "a" else "T" if first == "T" else "n"


def _is_clause(row: Row, begin: int, finish: int) -> bool:
    """Whether a subject and a verb stand here."""
    for place in range(begin, min(finish, begin + 14)):
        kind = row.kinds[place]
        if kind in "stR,;-|":
            return False
        if kind in "XV" and place > begin and row.kinds[place - 1] not in "i":
            return not row.lows[place].endswith("ing")
    return False


def _reported_from(row: Row, form: tuple[str, ...], end: int) -> int | None:
    """Where the reported words begin: behind whom they were told to, and behind when and where."""
    kinds = row.kinds
    last = phrases.sentence_end(row, end)
    place = end
    if place >= last:
        return place if place < len(kinds) else None
    if form[0] in lexicon.SAYING:
        for at in range(end, min(last, end + 25)):
            if kinds[at] == "Q" and kinds[at - 1] in ",:":
                return at
            if kinds[at] in "tV;" or (kinds[at] == "X" and at > end):
                break
    if form[0] in lexicon.TELLING and kinds[place] != "t":
        place = past_recipient(row, place, last)
    return _past_adjunct(row, place, last)


def past_recipient(row: Row, place: int, last: int) -> int:
    """Behind whom something is told to."""
    kinds, lows = row.kinds, row.lows
    if kinds[place] == "D" and lows[place] in lexicon.POSSESSIVES and kinds[place + 1] == "n" and kinds[place + 2] in "DPtN":
        place += 2  # "told her hosts that", "told her hosts the pier was shut"
    elif lows[place] in lexicon.RECIPIENTS or kinds[place] == "P":
        place += 1
    else:
        first = place
        while (
            place < last
            and kinds[place] in "DNn#i&T"
            and not (kinds[place] == "D" and place > first and kinds[place - 1] not in "i")
        ):
            place += 1
        if (
            place < last and kinds[place] in "XV" and place - first >= 2
        ):  # the subject of what was told went along with the recipient
            place -= 1
    while place < last and kinds[place] in "aT":
        place += 1
    if place + 1 < last and kinds[place] == "," and kinds[place + 1] == "R":
        comma = next((at for at in range(place + 1, last) if kinds[at] == ","), last)
        place = comma + 1 if comma < last and kinds[comma + 1] == "t" else place  # "told the Post, which saw it, that ..."
    return place


def _past_adjunct(row: Row, place: int, last: int) -> int:
    """Behind "on Monday", "in a statement", where "that", a pronoun or a comma shows that the report begins there."""
    kinds = row.kinds
    while place < last and kinds[place] in "aT" and row.lows[place] != "not":
        place += 1
    if place + 2 < last and (row.lows[place], row.lows[place + 1]) in lexicon.MANNERS and kinds[place + 2] in "tsDPNQ":
        place += 2
    if place < last and kinds[place] == "i":
        for at in range(place + 1, min(last, place + 14)):
            if kinds[at] in "tP":
                return at
            if kinds[at] in "VX,;" or (kinds[at] == "D" and at > place + 1):
                break
    return place


def _within_relative(draft: Draft, begin: int, finish: int) -> int:
    """Where the clause with "who" or "that" ends in which somebody speaks, and the main clause goes on."""
    row, kinds = draft.row, draft.row.kinds
    subject = phrases.group_start(row, draft.cue[0]) - 1
    if kinds[subject] not in "Rt":
        return finish
    apart = kinds[subject - 1] == ","
    for place in range(begin, finish - 1):
        ended = kinds[place] == "Q" and row.text[row.starts[place] : row.ends[place]].rstrip("\"”’'")[-1:] == ","
        if (kinds[place] == "," or ended) and (kinds[place + 1] in "XVt" or not (apart or ended)):
            return place + ended
    return finish


def _own_next_clause(draft: Draft, begin: int, finish: int) -> int:
    """Where the speaker begins to tell of himself again: "I said that it was broken, and I asked for help"."""
    row, kinds = draft.row, draft.row.kinds
    if draft.source is None:
        return finish
    speaker = row.text[slice(*draft.source)].lower()
    for place in range(begin, finish - 2):
        if kinds[place] == "," and speaker in row.lows[place + 1 : place + 2 + (kinds[place + 1] in "&c")]:
            return place
        if kinds[place] == "s" and row.lows[place] == "because" and row.lows[begin] in ("to", "not", "for"):
            return place
    return finish


def reported_to(row: Row, begin: int, saying: bool, aside: bool = False) -> int:
    """Where the reported words end: with the sentence, or with the clause; an ``aside`` also where the main verb follows."""
    kinds = row.kinds
    end = begin
    limit = min(len(kinds), begin + 150)
    while end < limit and kinds[end] not in "|;":
        if kinds[end] == ",":
            if _ends_at_comma(row, end, saying) or (aside and kinds[end + 1] in "VX"):
                break
        elif not saying and end > begin and _ends_object(row, end):
            break
        end += 1
    return phrases.without_stops(row, begin, end)


def _ends_object(row: Row, place: int) -> bool:
    """Whether what a verb is aimed at ends before ``place``: at a dash, a further verb, "even as"."""
    kind, after = row.kinds[place], row.kinds[place + 1]
    if kind in "&c":
        return after == "X" or (after == "V" and _is_past(row, place + 1))
    return kind == "-" or (row.titled and row.lows[place] == "as") or (row.lows[place] == "even" and after == "s")


def _is_past(row: Row, place: int) -> bool:
    return row.lows[place].endswith("ed") or row.lows[place] in lexicon.IRREGULAR_PAST


def _ends_at_comma(row: Row, comma: int, saying: bool) -> bool:
    """Whether what follows a comma is no part of the report: "according to", "while", "hours after", another clause."""
    after, then = row.lows[comma + 1 : comma + 3] if comma + 2 < len(row.lows) else ("", "")
    if after == "according" or after in _OBJECT_STOPS or (after in _WHILES and then in ("after", "before")):
        return True
    if saying:
        return False
    if row.kinds[comma + 1] in "csR&" or after in ("despite", "after", "with", "a", "an") or after.endswith("ing"):
        return True
    return _is_clause(row, comma + 1, len(row.kinds))


def participle(row: Row, verb: int, end: int, made: Sequence[Draft]) -> Draft | None:
    """As in: ..., adding that the road was safe. Whoever speaks in the main clause."""
    if row.kinds[verb - 1] in "nN" and row.kinds[end] in "Qt" and row.lows[verb] in lexicon.SAYING:
        return _of_a_noun(row, verb, end)
    if row.kinds[verb - 1] not in ",Q&a" and row.lows[verb - 1] not in ("while", "by"):
        return None
    source = speaker_of_sentence(row, verb, made)
    if source is None:
        return None
    draft = Draft("participle", row, verb, (verb, end), source)
    whole = rightward(draft, (row.lows[verb],), end)
    if whole is not None:
        shorten(row, made, verb - 1, source)
    return whole


def _of_a_noun(row: Row, verb: int, end: int) -> Draft | None:
    """As in: a sign saying “Keep out”."""
    subject = subjects.subject_before(row, verb)
    if subject is None:
        return None
    return rightward(Draft("participle", row, verb, (verb, end), row.slice(*subject)), (row.lows[verb],), end)


def second_verb(row: Row, start: int, verb: int, end: int, made: Sequence[Draft]) -> Draft | None:
    """As in: She praised the crew and called the rescue a miracle."""
    source = speaker_of_sentence(row, start, made)
    if source is None:
        return None
    draft = Draft("second verb", row, verb, (start, end), source)
    whole = rightward(draft, (row.lows[verb],), end)
    if whole is not None:
        shorten(row, made, start - 1, source)
    return whole
