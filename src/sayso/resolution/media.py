"""The channel through which a statement reached print: an outlet, a programme, a document, a platform, an occasion.

It is named beside the cue (``channels``), or it is the occasion of what the same source said just before, or at which it is
told to have been. Which channels are hops of a chain is decided in ``statements``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from sayso import spans
from sayso.records import Annotation, Article, Attribution, Source, Span
from sayso.resolution import lexicon
from sayso.resolution.channels import BROADCAST, OWNING, channel_of_source, named_channel, occasions
from sayso.resolution.roster import Roster

_WROTE = re.compile(r"(?i)\bwr(?:ote|ites?|itten)\b")
_ORAL = re.compile(r"(?i)\b(?:interview|speech|briefing|rally|conference|hearing|debate|address|call|radio|TV|television)\b")
"""Occasions at which nobody writes."""
_A_LETTER = re.compile(r"\b([Aa]n? (?:[\w-]+ ){0,2}(?:letter|e-?mail|memo|memorandum|petition|op-ed|essay|column))\b")
_SAME = re.compile(r",? ?(?:(?:on|in|at|during|to) )?the same (programme|program|station|channel|show|paper|newspaper)\b")
_SPOKEN = frozenset({"programme", "program", "station", "channel", "show"})
_POLL = re.compile(r"(?i)\b(?:polls?|survey|study)\b")
_SHARE = re.compile(r"(?i)\bper ?cent\b|%|\bmajority\b|\b\d+ (?:of|in|out of)\b|\b(?:of|out of) (?:10|ten|100)\b|\bout of\b")
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_ANOTHER_TIME = re.compile(
    r"(?i)\b(?:has|have|had|hasn[’']t|would|will|never|long|once|previously|earlier|often|repeatedly|used to|did ?n[o’']t|"
    r"does)\b"
)
_SILENT = re.compile(
    r"(?i)\b(?:think|thinks|thought|believes?|feels?|felt|wants?|wanted|hopes?|hoped|fears?|feared|expects?|expected|plans?|planned|"
    r"knows?|knew|sees?|saw|seen|realize|realise|decided|declined|refused|intends?|intended|considers?|loves?|hates?|supports?|"
    r"supported|opposes?|opposed)\b"
)
"""Cues of a state of mind or of a deed, which need no occasion."""
_SPEECH = re.compile(
    r"(?i)\b(?:sa(?:id|ys?|ying)|add(?:ed|s|ing)?|t(?:old|ells?|elling)|wr(?:ote|ites?|iting)|continu(?:ed|es|ing)|according|"
    r"explain(?:ed|s|ing)?|not(?:ed|es|ing)|insist(?:ed|s|ing)?|argu(?:ed|es|ing)|conclud(?:ed|es|ing)|stress(?:ed|es|ing)|"
    r"claim(?:ed|s|ing)?|repl(?:ied|ies|ying)|answered|warn(?:ed|s|ing)?|recall(?:ed|s|ing)|ask(?:ed|s|ing)|urg(?:ed|es|ing)|"
    r"assert(?:ed|s|ing)|accus(?:ed|es|ing)|admit(?:ted|s)|acknowledged|promis(?:ed|es|ing)|predict(?:ed|s|ing)|"
    r"suggest(?:ed|s|ing)|point(?:ed|s|ing) out|emphasi[sz](?:ed|es|ing)|describ(?:ed|es|ing)|lamented|"
    r"joked|read|posed|quipped|responded|put)\b|^[:—–]$"
)
_BACK_THEN = re.compile(
    rf" (?:[\w’'.]+ ){{0,5}}?(?:then|at the time|last (?:year|month|spring|summer|autumn|fall|winter)|years? (?:ago|earlier)|"
    rf"in (?:(?:{_MONTHS})\b|(?:19|20)\d\d))\b"
)
"""What right behind a cue puts it at another time."""
_PLAN = re.compile(r"\b[Ii]n (?:(?!\b(?:in|on|TV|television|radio)\b)[^,.;\n]){0,60}\bprogram(?:me)?$")
"""Not where somebody speaks: nobody is *in* a programme that is broadcast unless it says so."""
_NEVER = (Span(0, 0), -1_000_000)
_THEMSELVES = frozenset({"none", "document", "outlet", "self"})
_SHORT_FORM = re.compile(rf"(?i)(?:the|that|this|his|her|its|their) ({'|'.join(sorted(lexicon.CHANNELS))})")
_CROWD = re.compile(r"(?i)(?:the|his|her|their) (?:crowd|audience)")
_CROWDED = re.compile(r"(?i)\b(?:rally|speech|event|convention|conference|gathering|campaign stop|town hall|summit|meeting)\b")
_LONG_NAME = 60
_CARRY = 2500
"""So many characters behind what was said on an occasion it may still be the same one, if something is said."""
_SHORT_CARRY = 300
"""The same if the cue is no word of speech: "accused", "called on"."""
_JUST = 600
"""So many characters behind the mere mention of an occasion somebody may still be there."""


def media(
    article: Article,
    annotation: Annotation,
    attributions: Sequence[Attribution],
    behind: Mapping[str, Source],
    roster: Roster,
) -> dict[str, Span]:
    """The words that name the medium of each attribution that has one, by its id.

    What a source says in one interview, letter, rally or statement is carried over to what it says next; those whom a poll
    asked speak through the poll, those whose names stand before their words through the broadcast that the page writes down.
    """
    found = _Media(article, annotation, attributions, behind, roster)
    for one in found.ordered:
        found.hear(one)
    return found.found


class _Media:
    """The media of one article. ``last`` is for each source the medium that it spoke through last, and up to where."""

    def __init__(
        self,
        article: Article,
        annotation: Annotation,
        attributions: Sequence[Attribution],
        behind: Mapping[str, Source],
        roster: Roster,
    ) -> None:
        self.article = article
        self.annotation = annotation
        self.behind = behind
        self.roster = roster
        self.ordered = sorted(attributions, key=lambda one: (one.source or one.cue or one.content)[0])
        self.by_id = {one.id: one for one in attributions}
        self.roles = spans.normal(span for one in attributions for span in one.source)
        self.broadcast = _broadcast(article, attributions)
        self.letters = [Span(*match.span(1)) for match in _A_LETTER.finditer(article.text)]
        self.occasions = occasions(article.text)
        self.passing = self._in_passing()
        self.found: dict[str, Span] = {}
        self.last: dict[str, tuple[Span, int]] = {}
        self.poll: Span | None = None
        self.turn: tuple[Span, int] | None = None

    def hear(self, one: Attribution) -> None:
        """Find the medium of ``one``, the next in the order of the text."""
        source = self.behind[one.id]
        if source.kind in _THEMSELVES:
            self._hear_document(one, source)
            return
        medium = self._named(one, source) or self._carried(one, source) or self._of_occasion(one)
        if medium is not None:
            self.found[one.id] = medium
            self.turn = medium, _start(one)
            if not self._is_back_then(one) and not spans.overlap([medium], one.cue):  # each tweet stands alone
                self.last[source.id] = self.turn

    def _hear_document(self, one: Attribution, source: Source) -> None:
        if source.kind != "document":
            return
        if one.source and _POLL.search(self.article.slice(one.source)):
            self.poll = max(source.mentions, key=lambda span: (span.end - span.start < _LONG_NAME, span.end - span.start))
        medium = channel_of_source(self.article, one)
        if medium is not None:
            self.found[one.id] = medium

    def _named(self, one: Attribution, source: Source) -> Span | None:
        """The medium that is named for this attribution itself."""
        parent = self.by_id.get(one.parent or "")
        within = parent.content if parent is not None and spans.inside(one.cue, parent.content) else ()
        medium = _same_again(self.article, one, self.roster)
        medium = medium or named_channel(self.article, self.annotation, one, self.roles, within)
        if medium is not None:
            return self._in_full(medium)
        if source.kind in ("collective", "unnamed"):
            medium = channel_of_source(self.article, one)
        asked = self.poll is not None and source.kind in ("collective", "unnamed")
        if medium is None and asked and _SHARE.search(self.article.slice(one.source)):
            medium = self._poll_around(one) or self.poll
        return medium

    def _poll_around(self, one: Attribution) -> Span | None:
        """The poll that the page has this from, also where it is named behind those whom it asked: no earlier one."""
        host = self.by_id.get(one.parent or "")
        is_poll = host is not None and self.behind[host.id].kind == "document" and _POLL.search(self.article.slice(host.source))
        return Span(*host.source[0]) if host is not None and is_poll else None

    def _in_full(self, medium: Span) -> Span:
        """Where "the interview" stands, the interview as it was first named: "an interview with the Harbour Times"."""
        short = _SHORT_FORM.fullmatch(self.article.slice(medium))
        if short is None:
            return self._gathering(medium)
        return next((one for one in self._occasions_before(medium.start) if self._is_fuller(one, short[1])), medium)

    def _occasions_before(self, at: int) -> Iterator[Span]:
        """The occasions named shortly before ``at``, the nearest first."""
        first = bisect_right(self.occasions, Span(max(0, at - _CARRY), 0))
        return reversed(self.occasions[first : bisect_right(self.occasions, Span(at, 0))])

    def _gathering(self, medium: Span) -> Span:
        """Where "the crowd" stands, the occasion named last at which there is one: "a rally in Ohio"."""
        if _CROWD.fullmatch(self.article.slice(medium)) is None:
            return medium
        before = self._occasions_before(medium.start)
        return next((one for one in before if _CROWDED.search(self.article.slice(one))), medium)

    def _is_fuller(self, occasion: Span, thing: str) -> bool:
        words = self.article.slice(occasion)
        return re.search(rf"(?i)\b{thing}\b", words) is not None and _SHORT_FORM.fullmatch(words) is None

    def _carried(self, one: Attribution, source: Source) -> Span | None:
        """The medium of what the same source said just before, or says around this."""
        if self._may_carry(one):
            medium, at = max(self.last.get(source.id, _NEVER), self._passed(source, _start(one)), key=lambda told: told[1])
            cue = self.article.slice(one.cue)
            is_spoken_only = _WROTE.search(cue) is not None and _ORAL.search(self.article.slice(medium)) is not None
            if not is_spoken_only and _start(one) - at < (_CARRY if _SPEECH.search(cue) else _SHORT_CARRY):
                return medium
        around = self.behind.get(one.parent or "")
        return self.found.get(one.parent or "") if around is not None and around.id == source.id else None

    def _may_carry(self, one: Attribution) -> bool:
        """Whether something is told of the same occasion rather than of an earlier one or of none."""
        cue = self.article.slice(one.cue)
        if not one.cue or _ANOTHER_TIME.search(cue) or _SILENT.search(cue) or OWNING.search(self.article.slice(one.source)):
            return False
        return not self._is_back_then(one)

    def _is_back_then(self, one: Attribution) -> bool:
        """Whether the words behind the cue put it at another time: "said in July", "told the Harbour Times then"."""
        return bool(one.cue) and _BACK_THEN.match(self.article.text, one.cue[-1].end) is not None

    def _in_passing(self) -> dict[str, list[tuple[Span, int]]]:
        """By name, the occasions at which somebody is told to have been: "Lee spoke at a rally in Ohio. He said"."""
        found: dict[str, list[tuple[Span, int]]] = {}
        starts = [sentence.start for sentence in self.annotation.sentences]
        contents = spans.normal(span for one in self.ordered for span in one.content)
        for occasion in self.occasions:
            index = bisect_right(starts, occasion.start) - 1
            if index < 0 or spans.locate(contents, occasion.start) is not None:
                continue
            if _PLAN.search(self.article.text, starts[index], occasion.end):
                continue
            people = [named for _, named in self.roster.before(occasion.start, occasion.start - starts[index])]
            if people:
                found.setdefault(people[-1].name, []).append((self._in_full(occasion), occasion.start))
        return found

    def _passed(self, source: Source, at: int) -> tuple[Span, int]:
        """The last occasion before ``at`` at which a source is told to have been, just before."""
        told = self.passing.get(source.name or "", [])
        index = bisect_right(told, at, key=lambda one: one[1]) - 1
        return told[index] if index >= 0 and at - told[index][1] < _JUST else _NEVER

    def _of_occasion(self, one: Attribution) -> Span | None:
        """The broadcast that a page with the turns of speakers writes down; else the letter that somebody "wrote"."""
        if not _is_turn(self.article, one):
            return _written(self.article, one, self.letters)
        if self.broadcast is not None or self.turn is None:
            return self.broadcast
        medium, at = self.turn
        return medium if _start(one) - at < _CARRY else None


def _start(one: Attribution) -> int:
    return (one.cue or one.source or one.content)[0].start


def _is_turn(article: Article, one: Attribution) -> bool:
    """Whether the words stand behind the speaker's name, as in a transcript."""
    return article.slice(one.cue) == ":"


def _broadcast(article: Article, attributions: Sequence[Attribution]) -> Span | None:
    """The programme that a page with speakers' turns writes down, where it says so before the first of them."""
    top = spans.normal(block.span for block in article.labelled("headline", "standfirst"))
    turns = (_start(one) for one in attributions if _is_turn(article, one))
    first = min((at for at in turns if spans.locate(top, at) is None), default=0)
    match = BROADCAST.search(article.text, 0, first)
    return spans.trim(article.text, match.span(1), ' “”"‘’.,') if match is not None else None


def _written(article: Article, one: Attribution, letters: Sequence[Span]) -> Span | None:
    """The letter or memo that the article has spoken of, for those who "wrote" without a word of where."""
    if not one.cue or _WROTE.search(article.slice(one.cue)) is None:
        return None
    at = _start(one)
    first = bisect_right(letters, Span(max(0, at - 2 * _CARRY), 0))
    return letters[first] if first < len(letters) and letters[first].end <= at else None


def _same_again(article: Article, one: Attribution, roster: Roster) -> Span | None:
    """The outlet that "the same station" or "the same paper" means: the last one named of its sort."""
    match = _SAME.match(article.text, one.cue[-1].end) if one.cue else None
    if match is None:
        return None
    spoken = match[1] in _SPOKEN
    for place, named in roster.before(one.cue[0].start, _CARRY):
        if named.kind == "outlet" and (named.words[-1] in lexicon.ON_AIR) == spoken:
            return Span(*place)
    return None
