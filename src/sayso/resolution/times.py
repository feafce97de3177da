"""When a statement was made: the day that the words around its cue tell, "said on Tuesday", "on Monday, Venn denied",
"a report published last year found".

This is the day on which the source said it, not the day of which it spoke: days in the content are those of its figures. Only
what stands beside the cue or the source counts: behind the cue, between source and cue, at the head of the sentence, or in the
words of a source that is a document. What the same source says in the same paragraph afterwards it said on the same day. Where
nothing is told the time is None, and a reader takes the day of publication; so it is for the page's own statements.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from sayso import spans
from sayso.records import Annotation, Article, Attribution, Day, Source, Span, Spans

_BEHIND = re.compile(r"[^,;:.”\"]{0,70}")
"""What may stand between a cue and the day behind it: whom it was said to, and where."""
_NOT_THEN = re.compile(
    r"(?i)\b(?:after|before|since|until|till|of|about|for|from|that|who|which|when|where|while|as|if|ahead|following|during|"
    r"through|between|than|because|be|been|would|will|was|were|is|are|had|has)\b"
)
"""What makes the day behind a cue the day of something else."""
_HEAD = frozenset(
    "and but so then however also on in at during earlier late later by over speaking writing just as recently a an the his "
    "her their its interview statement speech letter email e-mail tweet post rally news press conference briefing hearing "
    "report memo debate television radio published released issued posted held aired with to for reporters".split()
)
"""Small words that may stand between the beginning of a sentence and a day of saying."""
_BETWEEN = frozenset("on in late early earlier also later again first".split())
"""Words that may stand between a source and a day before the cue."""
_MOST = 12
_FAR = 40
_TRAILING = re.compile(r"\w (?:in|on|late|early|earlier) $")
_OWNED = re.compile(r"[’']s? |[’']s$")
_LONGEST = 400
"""No day of saying spans more days than a year and a little."""


class Times:
    """The times of the attributions of one article. ``behind`` are their sources, by the id of the attribution."""

    def __init__(
        self, article: Article, annotation: Annotation, attributions: Sequence[Attribution], behind: Mapping[str, Source]
    ) -> None:
        self.text = article.text
        self.sentences = annotation.sentences
        self.behind = behind
        published = article.published.date() if isinstance(article.published, datetime) else article.published
        self.days = [day for day in annotation.days if _may_be_past(day, published)]
        self.starts = [day.span.start for day in self.days]
        self.contents = spans.normal(span for one in attributions if one.parent is None for span in one.content)
        self.within = {one.id: one.content for one in attributions}
        self.of = dict(self._all(attributions)) if self.days else {}

    def _all(self, attributions: Sequence[Attribution]) -> Iterator[tuple[str, Day]]:
        """The time of each attribution that has one, its own or that of what its source said before in the paragraph."""
        last: dict[str, tuple[int, Day]] = {}
        for one in sorted(attributions, key=_place):
            source, place = self.behind[one.id].id, _place(one)
            day = self._own(one)
            if day is None and one.source and source in last:
                begun, earlier = last[source]
                day = earlier if self.text.find("\n", begun, place) < 0 else None
            if day is not None:
                last[source] = place, day
                yield one.id, day

    def _own(self, one: Attribution) -> Day | None:
        """The day that the words around the cue of an attribution tell."""
        words = spans.normal(one.cue + one.source)
        place = spans.locate(self.sentences, words[0].start) if words else None
        if place is None:
            return None
        sentence = self.sentences[place]
        for day in self.days[bisect_left(self.starts, sentence.start) : bisect_left(self.starts, sentence.end)]:
            if not spans.overlap([day.span], one.content) and self._tells(one, words, sentence, day.span):
                return day
        return None

    def _tells(self, one: Attribution, words: Spans, sentence: Span, day: Span) -> bool:
        """Whether a day of the sentence is that of the saying."""
        text = self.text
        if spans.inside([day], words):
            return self.behind[one.id].kind == "document" or spans.inside([day], one.cue) or self._trails(one, day)
        content = spans.locate(self.contents, day.start)
        foreign = content is not None and content != spans.locate(self.contents, words[0].start)
        told_outside = one.parent in self.within and not spans.overlap([day], self.within[one.parent])  # by who tells of it
        if foreign or told_outside or _OWNED.match(text, day.end) is not None:
            return False
        before = [word for word in words if word.end <= day.start]
        if not before:
            lead = text[sentence.start : day.start].split(None, _MOST)
            return len(lead) < _MOST and all(word.strip('“"‘(,').lower() in _HEAD or word[0].isupper() for word in lead)
        gap = text[before[-1].end : day.start]
        if one.cue and before[-1] not in one.cue and day.end <= one.cue[0].start:
            return len(gap) < _FAR and all(word in _BETWEEN or word.endswith("ly") for word in gap.strip(" ,").split())
        return _BEHIND.fullmatch(gap) is not None and _NOT_THEN.search(gap) is None

    def _trails(self, one: Attribution, day: Span) -> bool:
        """Whether a day was taken for the end of the source's words: "prosecutors in April" charged."""
        words = next((self.text[span.start : day.start] for span in one.source if span.end == day.end), "")
        return _TRAILING.search(words) is not None and _NOT_THEN.search(words) is None


def _place(one: Attribution) -> int:
    return min(span.start for span in one.source + one.cue + one.content)


def _may_be_past(day: Day, published: date | None) -> bool:
    return (published is None or day.earliest <= published) and (day.latest - day.earliest).days < _LONGEST
