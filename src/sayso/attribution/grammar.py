"""The first engine: attributions from quotation marks, counted cues and the order of clauses. No model; it explains itself.

The rules stand in ``rules``; here they are applied to an article, line by line, and what they find is put together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sayso import spans
from sayso.attribution import lexicon
from sayso.attribution.drafts import Draft
from sayso.attribution.quotations import signature
from sayso.attribution.rules import RULES, drafts
from sayso.attribution.tokens import Row
from sayso.records import READ_LABELS, Annotation, Article, Attribution, Label, Quotation, Span, Spans, identity

ENGINE = "grammar"
_TRANSCRIPT = 3
"""A page with so many turns of labelled speakers is a transcript: lines without a label go on with the turn."""


def find(article: Article, annotation: Annotation) -> tuple[Attribution, ...]:
    """All attributions that the grammar sees in ``article``, in the order of their contents, with their parents."""
    made: list[Draft] = []
    thread = _Thread()
    for label, row in _rows(article, annotation):
        found = list(drafts(row)) or _told_within(row)
        within = thread.carry_on(label, row, found)
        made += (draft for draft in found if not within or _is_another(draft))
        made += (draft for inner in _insides(row) for draft in drafts(inner) if _is_another(draft))
    return _finished(article, made)


class _Thread:
    """Who goes on speaking from line to line: with quotations, behind a colon, or until the next label of a transcript."""

    def __init__(self) -> None:
        self.last: Draft | None = None
        self.waiting: Draft | None = None
        self.turn: Draft | None = None
        self.turns = 0
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
        if self.turn is None or self.turns < _TRANSCRIPT or label != "body" or row.kinds[1] == "(":
            return False
        self.turn.content.append(row.span)
        return True


def _quoted(row: Row) -> list[Span]:
    return [Span(row.starts[place], row.ends[place]) for place, kind in enumerate(row.kinds) if kind == "Q"]


def _told_within(row: Row) -> list[Draft]:
    """As in: “We won twice, the email reads. The speaker stands within a quotation because nobody closed it."""
    return [
        draft
        for inner, quotation in _insides_of(row)
        if not quotation.closed
        for draft in drafts(inner)
        if draft.rule == "clause, then speaker"
    ]


def _insides(row: Row) -> Iterator[Row]:
    return (inner for inner, _ in _insides_of(row))


def _insides_of(row: Row) -> Iterator[tuple[Row, Quotation]]:
    """The words of each quotation of ``row`` as a row of its own; the opening mark stays with what nobody closed."""
    for place, quotation in row.quotations.items():
        start, end = row.starts[place], row.ends[place]
        width = 1 + (row.text[start] == row.text[start + 1])
        ends_here = quotation.closed and end == quotation.spans[-1].end
        inner = spans.trim(row.text, (start + width * (quotation.opened and quotation.closed), end - width * ends_here))
        if inner is not None:
            yield Row(row.text, inner, row.sentences, (), inner=True), quotation


def _is_another(draft: Draft) -> bool:
    """Whether an attribution inside quoted words has a speaker other than the one who is quoted."""
    return draft.source is not None and draft.row.text[slice(*draft.source)].lower() not in lexicon.NOBODY


def _rows(article: Article, annotation: Annotation) -> Iterator[tuple[Label, Row]]:
    """The lines of the blocks that are read for attributions, each with the label of its block."""
    text = article.text
    starts = [sentence.start for sentence in annotation.sentences]
    spoken = (quotation for quotation in annotation.quotations if quotation.use == "speech" and not quotation.depth)
    outer = sorted(((piece, quotation) for quotation in spoken for piece in quotation.spans), key=lambda quoted: quoted[0])
    at = 0
    for block in article.labelled(*READ_LABELS):
        for line in spans.lines(text, [block.span]):
            first = at
            while at < len(outer) and outer[at][0].start < line.end:
                at += 1
            here = outer[first:at]
            yield block.label, Row(text, line, starts, here, titled=block.label == "headline")


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
    nested = _nested(sorted(made.values(), key=lambda a: (a.content[0].start, -a.content[-1].end, a.cue)))
    return tuple(replace(one, parent=hosts[one.id]) if one.id in hosts else one for one in nested)


def _nested(made: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The same with parents: the innermost attribution whose content holds all of another one, its source and cue too."""
    out: list[Attribution] = []
    open_ones: list[Attribution] = []
    for child in made:
        whole = child.content + child.cue + child.source
        open_ones = [parent for parent in open_ones if parent.content[-1].end > child.content[0].start]
        parent = next((parent for parent in reversed(open_ones) if spans.inside(whole, parent.content)), None)
        out.append(replace(child, parent=parent.id) if parent is not None else child)
        open_ones.append(child)
    return tuple(out)


def _attribution(article: Article, draft: Draft) -> Attribution | None:
    text = article.text
    cue: Spans = (draft.row.slice(*draft.cue),)
    source: Spans = spans.cut([draft.source], cue) if draft.source is not None else ()
    if draft.host is None:
        content = spans.join(text, spans.cut(draft.content, cue + source))
    else:
        host = _attribution(article, draft.host)
        content = spans.cut(host.content, cue + source) if host is not None else ()
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
