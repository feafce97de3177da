"""The rules of the grammar: from a row of tokens to drafts of attributions.

Each rule is a function from a row and the place of a cue to a draft, or None where the words around the cue do not bear it out.
``RULES`` names them, with the precision that was measured for each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from sayso.attribution import lexicon, phrases, subjects
from sayso.attribution.asides import according_to, around, clause_verb_speaker, in_words_of, is_as_aside, is_parenthetical
from sayso.attribution.attitudes import minded, passive, put_at, told, withheld
from sayso.attribution.chains import as_saying, cited_before, citing, nominal, which_cites
from sayso.attribution.clauses import participle, past_recipient, rightward, second_verb
from sayso.attribution.drafts import Draft, cut_at, end_before, token_before
from sayso.attribution.hearsay import alleged_thing, asked_whether, expected, hearsay, it_is_unknown, no_answer, talk, unsourced
from sayso.attribution.phrases import Range
from sayso.attribution.quotations import (
    asked,
    complete,
    quotation_verb_speaker,
    signed_quotation,
    speaker_label,
    with_quotations,
)
from sayso.attribution.tokens import Row

RULES: dict[str, float] = {
    "quotation, then speaker": 0.86,
    "quotation, then verb and speaker": 0.81,
    "speaker, then quotation": 0.75,
    "quotation, then name": 0.8,
    "speaker label": 0.66,
    "reported clause": 0.65,
    "participle": 0.6,
    "second verb": 0.56,
    "clause, then speaker": 0.78,
    "as somebody puts it": 0.71,
    "according to": 0.77,
    "citing": 0.75,
    "as saying": 0.6,
    "claim": 0.53,
    "expected or alleged": 0.66,
    "no source": 0.27,
    "alleged thing": 0.12,
    "no answer": 0.38,
    "question put": 0.63,
    "state of mind": 0.52,
    "passive": 0.49,
    "passive without source": 0.6,
    "kept back": 0.57,
    "figure": 0.5,
}
"""The rules, each with the share of its attributions that were right (linked) on PolNeAR's training split; for those that are
too rare there, on invented pages: "citing", "as saying", "quotation, then name", "figure"."""

SET_PHRASES = frozenset(
    {
        *("no source", "alleged thing", "no answer", "kept back", "expected or alleged", "passive without source"),
        *("as somebody puts it", "according to", "citing", "speaker label", "quotation, then name"),
    }
)
"""The rules that know a phrase or a form of the line by which sources are given, or kept from the reader; they do not
depend on how often a verb is a cue."""

OF_CLAUSES_AND_QUOTATIONS = frozenset(
    {
        *("reported clause", "clause, then speaker", "participle", "second verb"),
        *("quotation, then speaker", "quotation, then verb and speaker", "speaker, then quotation", "quotation, then name"),
    }
)
"""The rules whose contents are clauses or quotations next to an ordinary verb."""

_LEAST_SHARE = 0.12
"""A form is taken for a cue where at least this share of its occurrences was one."""
_LONG_SUBJECT = 14
"""Nobody is named aside in a clause at greater length."""

_OWN_MIND = lexicon.MINDING | lexicon.MINDING_SELF | lexicon.DECLINING | lexicon.KIN
"""Forms that, besides those of speech, are told of those who are quoted themselves ("I believe that ...")."""

_BY_WORD: tuple[tuple[frozenset[str], Callable[[Row, int], Draft | None]], ...] = (
    (lexicon.TALK, talk),
    (lexicon.NOMINAL, nominal),
    (lexicon.HEARSAY, hearsay),
    (lexicon.UNKNOWN, it_is_unknown),
    (lexicon.ALLEGED, alleged_thing),
    (lexicon.ANSWERING, no_answer),
    (frozenset(lexicon.MINDED), minded),
    (lexicon.WITHHELD, withheld),
    (frozenset({"put", "puts"}), put_at),
    (lexicon.WORDING, in_words_of),
    (frozenset({"asked"}), asked_whether),
)
"""Rules that look at single words, tried in this order before the verbs."""
_TELLING_WORDS = frozenset(lexicon.HEADS).union(*(words for words, _ in _BY_WORD))


def drafts(row: Row) -> Iterator[Draft]:
    """The drafts that the rules make of ``row``, in the order of their cues."""
    made: list[Draft] = []
    label = speaker_label(row)
    if label is not None:
        made.append(label)
    place = 0
    for place, kind in enumerate(row.kinds):
        if kind not in "VnN" or row.lows[place] not in _TELLING_WORDS:
            continue
        draft = _from_word(row, place, made)
        if draft is not None and (draft.content or draft.direct or draft.host):
            made.append(draft)
            cited = cited_before(row, draft, made)
            made += [cited] if cited is not None else []
    signed = signed_quotation(row)
    if signed is not None:
        made.append(signed)
    yield from made


def _from_word(row: Row, place: int, made: Sequence[Draft]) -> Draft | None:
    for words, rule in _BY_WORD:
        if row.lows[place] in words:
            draft = rule(row, place)
            if draft is not None:
                return draft
    if row.kinds[place] != "V":
        return None
    form = _form_at(row, place)
    return _from_cue(row, place, form, made) if form is not None else None


def _form_at(row: Row, place: int) -> tuple[str, ...] | None:
    """The longest counted form that begins at ``place``, if it is often enough a cue."""
    lows = row.lows
    for form in lexicon.FORMS.get(lows[place], ()):
        if len(form) == 1 or tuple(lows[place : place + len(form)]) == form:
            count = lexicon.COUNTS[form]
            return form if count.cues >= _LEAST_SHARE * count.seen else None
    return None


def _from_cue(row: Row, verb: int, form: tuple[str, ...], made: Sequence[Draft]) -> Draft | None:
    end = verb + len(form)
    if form[0] == "according":
        return according_to(row, verb, end)
    if form[0] in lexicon.CITING:
        return citing(row, verb, end, made)
    if form[0] == "saying" and row.lows[verb - 1] == "as":
        return as_saying(row, verb)
    start = phrases.group_start(row, verb)
    group = row.lows[start:verb]
    if start > 1 and row.lows[start - 2 : start] == ["used", "to"]:
        start -= 2
    elif start > 0 and row.lows[start - 1] == "to":
        return None
    if form[0] in lexicon.EXPECTED and start == verb and row.lows[end : end + 2] in (["to", "be"], ["to", "have"]):
        return unsourced(row, start, verb, end)
    being = lexicon.BE if form[0] in lexicon.SAYING else lexicon.BE | lexicon.SHORTENED_BE
    if any(word in being for word in group) and not form[0].endswith("ing"):
        return expected(row, start, verb, end) or passive(row, start, verb) or told(row, start, verb)
    if row.lows[end] in ("by", "of") and len(form) == 1:
        return None
    if form[0].endswith("ing") and not any(word in lexicon.BE for word in group):
        return participle(row, verb, end, made)
    return _from_verb(row, start, verb, form, made)


def _from_verb(row: Row, start: int, verb: int, form: tuple[str, ...], made: Sequence[Draft]) -> Draft | None:
    """A finite verb, its group from ``start`` on: the speaker stands before it or behind it."""
    end = verb + len(form)
    saying = form[0] in lexicon.SAYING
    before = token_before(row, start)
    if saying and before is not None and row.kinds[before] == "Q":
        return quotation_verb_speaker(row, before, start, end)
    if row.kinds[start - 1] in "&c" or (row.kinds[start - 1] == "," and row.kinds[start - 2] == "&"):
        return second_verb(row, start, verb, end, made)
    subject = subjects.subject_before(row, start)
    if subject is None:
        return clause_verb_speaker(row, start, end) if saying else None
    if form[0] in lexicon.CITED and (hop := which_cites(row, start, verb, end, made)) is not None:
        return hop
    if not _agrees(row, subject, start, verb) or _describes(row, subject, start, verb) or _is_asked(row, subject):
        return None
    for draft in reversed(made):
        if draft.row is not row or draft.at < subject[0]:
            break
        cut_at(draft, start)  # "Officials who asked not to be named said ..."
    return _from_speaker(Draft("", row, verb, (start, end), row.slice(*subject)), subject, form, made)


def _from_speaker(draft: Draft, subject: Range, form: tuple[str, ...], made: Sequence[Draft]) -> Draft | None:
    """Speaker and verb are known: what was said stands before them, around them or behind them."""
    row, end, saying = draft.row, draft.cue[1], form[0] in lexicon.SAYING
    before = token_before(row, subject[0])
    if saying and row.kinds[before or 0] == "|" and row.kinds[end] in "|.,iaT" and asked(row, subject[0] - 2):
        before = subject[0] - 2
    if saying and before is not None and row.kinds[before] == "Q" and complete(row, before):
        draft.rule = "quotation, then speaker"
        return with_quotations(draft, before, end)
    if (saying or form[0] == "put") and is_as_aside(row, subject[0] - 1, end):
        draft.rule = "as somebody puts it"
        return around(draft, subject[0] - 1, end)
    told = past_recipient(row, end, len(row.kinds) - 1) if form[0] in lexicon.TELLING else end
    if saying and subject[1] - subject[0] <= _LONG_SUBJECT and is_parenthetical(row, subject[0], told):
        draft.rule = "clause, then speaker"
        end_before(row, made, subject[0])
        return around(draft, subject[0], told)
    if row.inner and row.lows[subject[0]] in ("i", "we") and not (saying or form[0] in _OWN_MIND):
        return None  # what those who are quoted do themselves
    whole = rightward(draft, form, end)
    if whole is not None and saying and row.kinds[subject[0] - 1] in "&c" and row.kinds[subject[0] - 2] == ",":
        end_before(row, made, subject[0] - 2, aside=False)  # "Ann says that it is shut, and Bo said that it is not"
    return whole


def _is_asked(row: Row, subject: Range) -> bool:
    """Whether a question is put about the subject, or the reader is addressed: "Who said so?", "You may think that ..."."""
    low, before = row.lows[subject[0]], row.kinds[subject[0] - 1]
    return (low == "who" and before in "|c&") or (low == "you" and not row.inner)


def _describes(row: Row, subject: Range, start: int, verb: int) -> bool:
    """Whether a form in -ed describes the noun before or behind it: "of routes called X", "our most requested features"."""
    if start < verb or not row.lows[verb].endswith("ed"):
        return False
    before = row.lows[subject[0] - 1]
    if row.kinds[verb - 1] == "D" and row.kinds[verb - 2] == "D":
        return True
    return before in lexicon.PREPOSITIONS and before not in ("after", "before", "since", "until")


def _agrees(row: Row, subject: Range, start: int, verb: int) -> bool:
    """Whether the verb can belong to its subject: a form that may be a noun needs a plural, a name or a pronoun before it."""
    form = row.lows[verb]
    if row.lows[subject[1] - 1].endswith(("’s", "'s")):
        return False
    last = row.kinds[subject[1] - 1]
    if form in lexicon.ALSO_NOUNS and start == verb and last == "n" and row.kinds[verb + 1] in "XV":
        return False  # "the latest forecast showed"
    if start < verb or form.endswith("ed") or form in lexicon.IRREGULAR_PAST or last in "PRt":
        return True
    if form in lexicon.ALSO_NOUNS and row.kinds[verb + 1] in ("&" if last == "N" else "i&"):
        return False
    head = next((at for at in range(subject[0] + 1, subject[1]) if row.kinds[at] == "i"), subject[1]) - 1
    low, last = row.lows[head], row.kinds[head]
    if form.endswith("s"):
        return not (low.endswith("s") and last == "n") and not low.endswith(("’s", "'s"))
    if last == "N" and form in lexicon.ALSO_NOUNS and "&" not in row.kinds[slice(*subject)]:
        return low.endswith("s")
    return last != "n" or low.endswith("s") or low in lexicon.INDEFINITE
