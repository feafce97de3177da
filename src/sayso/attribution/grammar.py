"""The first engine: attributions from quotation marks, counted cues and the order of clauses. No model; it explains itself.

The rules stand in ``rules``; here they are applied to an article, line by line, and what they find is put together.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sayso import spans
from sayso.attribution import lexicon
from sayso.attribution.drafts import Draft
from sayso.attribution.parents import settled
from sayso.attribution.quotations import signature
from sayso.attribution.rules import RULES, drafts
from sayso.attribution.tokens import Quoted, Row
from sayso.records import READ_LABELS, Annotation, Article, Attribution, Label, Span, Spans, identity

ENGINE = "grammar"
_TRANSCRIPT = 3
"""A page with so many turns of labelled speakers, and no more lines before the first, is a transcript: lines without a label go
on with the turn."""


def rule_of(attribution: Attribution) -> str:
    """The name of the rule that made ``attribution``."""
    return attribution.reason.split(":", 1)[0]


def find(article: Article, annotation: Annotation) -> tuple[Attribution, ...]:
    """All attributions that the grammar sees in ``article``, in the order of their contents, with their parents."""
    made: list[Draft] = []
    thread = _Thread()
    quoted = _by_depth(annotation)
    for label, row in _rows(article, annotation, quoted[0]):
        found = list(drafts(row)) or _told_within(row)
        within = thread.carry_on(label, row, found)
        made += (draft for draft in found if not within or _is_another(draft))
        cues = {draft.row.slice(*draft.cue) for draft in found}
        deeper = (draft for inner in _insides(row, quoted[1:]) for draft in drafts(inner) if _is_another(draft))
        made += (draft for draft in deeper if draft.row.slice(*draft.cue) not in cues)
    return _finished(article, made)


def _by_depth(annotation: Annotation) -> tuple[list[Quoted], ...]:
    """The pieces of all quotations that are speech, in order: outer ones, those inside them, and those inside these."""
    spoken = [quotation for quotation in annotation.quotations if quotation.use == "speech"]
    return tuple(
        sorted(((piece, one) for one in spoken if one.depth == depth for piece in one.spans), key=lambda quoted: quoted[0])
        for depth in range(3)
    )


class _Thread:
    """Who goes on speaking from line to line: with quotations, behind a colon, or until the next label of a transcript."""

    def __init__(self) -> None:
        self.last: Draft | None = None
        self.waiting: Draft | None = None
        self.turn: Draft | None = None
        self.turns = 0
        self.before = 0
        self.unsigned: list[Span] = []

    def carry_on(self, label: Label, row: Row, found: list[Draft]) -> bool:
        """Give ``row`` to whoever speaks on in it; whether the whole of it stands in somebody's words."""
        if label == "quote" and self.waiting is not None:
            self.waiting.content.append(row.span)
            return True
        only = _only_quotations(row)
        self._sign(row, found, only)
        if not found and only and self.last is not None and self.last.direct:
            self.last.content += _quoted(row)
        self.last = found[-1] if found else self.last if only else None
        self.waiting = found[-1] if found and found[-1].direct and not found[-1].content else None
        return self._speaks_on(label, row, found)

    def _sign(self, row: Row, found: list[Draft], only: bool) -> None:
        """A name behind a dash, on a line of its own, speaks the quotation above that nobody else is given for."""
        if self.unsigned and row.kinds[:2] == ["|", "-"]:
            draft = signature(row, 1)
            if draft is not None:
                draft.content += self.unsigned
                found[:] = [draft]
        self.unsigned = _quoted(row) if only and not found and self.last is None else []

    def _speaks_on(self, label: Label, row: Row, found: Sequence[Draft]) -> bool:
        """Whether ``row`` is a further paragraph of a turn in a transcript."""
        if found and found[0].rule == "speaker label" and not row.titled:
            self.turn, self.turns = found[0], self.turns + 1
            return False
        self.before += self.turn is None and label == "body"
        if self.turn is None or self.turns < max(_TRANSCRIPT, self.before) or label != "body" or row.kinds[1] == "(":
            return False
        self.turn.content.append(row.span)
        return True


def _quoted(row: Row, start: int = 0, end: int | None = None) -> list[Span]:
    """The quotations among the tokens ``[start, end)`` of ``row``."""
    places = range(start, len(row.kinds) if end is None else end)
    return [Span(row.starts[place], row.ends[place]) for place in places if row.kinds[place] == "Q"]


def _told_within(row: Row) -> list[Draft]:
    """As in: “We won twice, the email reads. “It took years.” The speaker stands within what nobody closed."""
    told: list[Draft] = []
    for place, quotation in row.quotations.items():
        inner = _inside(row, place, ()) if not quotation.closed else None
        found = [draft for draft in drafts(inner) if draft.rule == "clause, then speaker"] if inner is not None else []
        further = place + 1
        while found and further < len(row.kinds) and row.kinds[further] in "|Q":
            further += 1
        for draft in found[-1:]:
            draft.content += _quoted(row, place + 1, further)
            draft.direct = True
        told += found
    return told


def _insides(row: Row, deeper: Sequence[Sequence[Quoted]]) -> Iterator[Row]:
    """The words of each quotation of ``row`` as a row of its own, and those of the quotations in it (``deeper``) as well."""
    for place in row.quotations:
        inner = _inside(row, place, deeper[0] if deeper else ())
        if inner is not None:
            yield inner
            yield from _insides(inner, deeper[1:])


def _inside(row: Row, place: int, quoted: Sequence[Quoted]) -> Row | None:
    """The words of the quotation at ``place``; the opening mark stays with what nobody closed."""
    start, end, quotation = row.starts[place], row.ends[place], row.quotations[place]
    width = 1 + (row.text[start] == row.text[start + 1])
    ends_here = quotation.closed and end == quotation.spans[-1].end
    inner = spans.trim(row.text, (start + width * (quotation.opened and quotation.closed), end - width * ends_here))
    if inner is None:
        return None
    first = bisect_left(quoted, inner.start, key=lambda one: one[0].start)
    last = bisect_right(quoted, inner.end, lo=first, key=lambda one: one[0].end)
    return Row(row.text, inner, row.sentences, quoted[first:last], inner=True)


def _is_another(draft: Draft) -> bool:
    """Whether an attribution inside quoted words has a speaker other than the one who is quoted."""
    return draft.source is not None and draft.row.text[slice(*draft.source)].lower() not in lexicon.NOBODY


def _rows(article: Article, annotation: Annotation, quoted: Sequence[Quoted]) -> Iterator[tuple[Label, Row]]:
    """The lines of the blocks that are read for attributions, each with the label of its block."""
    text = article.text
    starts = [sentence.start for sentence in annotation.sentences]
    at = 0
    for block in article.labelled(*READ_LABELS):
        for line in spans.lines(text, [block.span]):
            first = at
            while at < len(quoted) and quoted[at][0].start < line.end:
                at += 1
            yield block.label, Row(text, line, starts, quoted[first:at], titled=block.label == "headline")


def _only_quotations(row: Row) -> bool:
    return all(kind in "|Q" for kind in row.kinds)


def _finished(article: Article, found: Sequence[Draft]) -> tuple[Attribution, ...]:
    made: dict[str, Attribution] = {}
    hosts: dict[str, str] = {}
    for draft in found:
        attribution = _attribution(article, draft)
        if attribution is None or attribution.id in made:
            continue
        made[attribution.id] = attribution
        host = _attribution(article, draft.host) if draft.host is not None else None
        if host is not None:
            hosts[attribution.id] = host.id
    nested = settled(made.values())
    hosts = {hop: host for hop, host in hosts.items() if host in made}  # a host may be of those that are left out
    cited = {host: hop for hop, host in hosts.items() if made[hop].content == made[host].content}
    return tuple(replace(one, parent=hosts.get(one.id, cited.get(one.parent or "", one.parent))) for one in nested)


def _attribution(article: Article, draft: Draft) -> Attribution | None:
    text = article.text
    cue: Spans = (draft.row.slice(*draft.cue),)
    source: Spans = spans.cut([draft.source], cue) if draft.source is not None else ()
    if draft.host is None:
        content = spans.join(text, spans.cut(draft.content, cue + source))
    else:
        host = _attribution(article, draft.host)
        content = spans.join(text, spans.cut(host.content, cue + source)) if host is not None else ()
    if not content:
        return None
    words = article.slice(cue)
    return Attribution(
        id=identity("attribution", article.id, str(source), str(cue), str(content)),
        source=source,
        cue=cue,
        content=content,
        form="direct"
        if draft.direct
        else "mixed"
        if any(mark in text[s:e] for s, e in content for mark in '“"‘')
        else "indirect",
        score=RULES[draft.rule],
        engine=ENGINE,
        reason=f"{draft.rule}: “{words}”",
    )
