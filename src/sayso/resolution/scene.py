"""What is known of an article while its sources are settled: who was a source so far, where everybody is named, and what is
quoted. Whom words mean is decided elsewhere (``pronouns``, ``descriptions``, ``sources``); the scene only remembers.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sayso import names, spans
from sayso.outlets import is_own
from sayso.records import READ_LABELS, Annotation, Article, Attribution, Kind, Span, Spans
from sayso.resolution.roster import Named, Roster, roster

_LEDE = 3
"""So many blocks at the top of an article may describe whom a later one names."""


@dataclass(slots=True, eq=False)
class Entry:
    """A source in the making: what it is called, how it may be spoken of, and where it stands.

    ``place`` is set where it stands for itself alone: nobody knows whom it means. It is not ``settled`` where it describes
    somebody who seems to be named elsewhere.
    """

    kind: Kind
    name: str | None = None
    role: str | None = None
    descriptor: str | None = None
    gender: str = ""
    plural: bool = False
    head: str = ""
    candidates: tuple[str, ...] = ()
    place: int | None = None
    settled: bool = True
    spans: list[Span] = field(default_factory=list)

    @property
    def called(self) -> str | None:
        """The name, or else the description."""
        return self.name or self.descriptor

    @property
    def key(self) -> str:
        """What two mentions of one source have in common."""
        return key_of(self.kind, self.called or "") + ("" if self.place is None else f"@{self.place}")


def key_of(kind: Kind, called: str) -> str:
    """What two mentions of one source have in common: its kind, and what it is called."""
    return f"{kind}:{names.bare(called)}"


def entry_of(named: Named) -> Entry:
    """The entry of somebody whom the article names."""
    return Entry(named.kind, name=named.name, role=named.role, gender=named.gender, plural=named.kind == "collective")


class Scene:
    """The state of one article: ``entries`` by key, ``seen`` (offset and key of each source so far, sorted), ``behind`` (who is
    behind an attribution), and the regions of the text that are not the author's own running words."""

    def __init__(self, article: Article, annotation: Annotation, attributions: Sequence[Attribution]) -> None:
        self.article = article
        self.text = article.text
        self.starts = [sentence.start for sentence in annotation.sentences]
        self.by_id = {one.id: one for one in attributions}
        self.roster: Roster = roster(article, annotation)
        self.entries: dict[str, Entry] = {}
        self.behind: dict[str, Entry] = {}
        self.seen: list[tuple[int, str]] = []
        quoted = spans.normal(span for quotation in annotation.quotations for span in quotation.spans)
        self.quoted = spans.normal([*quoted, *(block.span for block in article.labelled("quote"))])
        self.captions = spans.normal(block.span for block in article.labelled("caption"))
        self.spoken = spans.normal(span for one in attributions if one.form == "direct" for span in one.content)
        read = [block for block in article.blocks if block.label in READ_LABELS]
        self.top = spans.normal(block.span for block in read if block.label in ("headline", "standfirst"))
        self.lede = read[min(_LEDE, len(read)) - 1].span.end if read else 0

    def enter(self, attribution: Attribution, entry: Entry) -> None:
        """Put ``entry`` behind ``attribution``: into the one of its key, where there is one."""
        known = self.entries.setdefault(entry.key, entry)
        known.role = known.role or entry.role
        known.gender = known.gender or entry.gender
        self.behind[attribution.id] = known
        if attribution.source:
            known.spans += attribution.source
            insort(self.seen, (attribution.source[0].start, known.key))

    def sentence(self, at: int) -> int:
        """The number of the sentence at an offset."""
        return bisect_right(self.starts, at) - 1

    def is_spoken(self, at: int) -> bool:
        """Whether somebody's words stand at an offset."""
        return spans.locate(self.spoken, at) is not None

    def on_top(self, at: int) -> bool:
        """Whether an offset lies in a headline or standfirst."""
        return spans.locate(self.top, at) is not None

    def own_page(self, pronoun: str = "we") -> Entry:
        """The author ("I") or the outlet ("we") of the page."""
        own = self.article.byline[0] if pronoun in ("i", "me", "my") and self.article.byline else self.article.outlet
        return Entry("self", name=own, descriptor=None if own else pronoun)

    def known(self, named: Named) -> Entry:
        """The entry of somebody named: the one among the sources, if there is one; the page's own where it is the outlet."""
        entry = self.own_page() if is_own(named.name, self.article.outlet) else entry_of(named)
        return self.entries.get(entry.key, entry)

    def sources_before(self, at: int, reach: int | None = None) -> Iterator[tuple[int, Entry]]:
        """The sources before an offset, the nearest first."""
        first = 0 if reach is None else bisect_left(self.seen, (at - reach, ""))
        for place, key in reversed(self.seen[first : bisect_left(self.seen, (at, ""))]):
            yield place, self.entries[key]

    def names_before(self, at: int, reach: int) -> Iterator[tuple[Span, Named]]:
        """The names before an offset that are not in a caption, unless the offset is: a caption stands beside the text."""
        captioned = spans.locate(self.captions, at) is not None
        for span, named in self.roster.before(at, reach):
            if captioned or spans.locate(self.captions, span.start) is None:
                yield span, named

    def speaker(self, attribution: Attribution) -> Entry | None:
        """Whose own words ``attribution`` stands in: quoted, or behind his name in a transcript."""
        parent = self.by_id.get(attribution.parent or "")
        if parent is None or not (parent.form == "direct" or self.article.slice(parent.cue) == ":"):
            return None
        return self.behind.get(parent.id)

    def slice(self, pieces: Spans) -> str:
        """The words of some spans."""
        return self.article.slice(pieces)
