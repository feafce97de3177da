"""The first engine: attributions from quotation marks, counted cues and the order of clauses. No model; it explains itself.

The rules stand in ``rules``; here they are applied to an article, line by line, and what they find is put together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sayso import spans
from sayso.attribution import lexicon
from sayso.attribution.rules import RULES, Draft, drafts
from sayso.attribution.tokens import Row
from sayso.records import READ_LABELS, Annotation, Article, Attribution, Span, Spans, identity

ENGINE = "grammar"


def find(article: Article, annotation: Annotation) -> tuple[Attribution, ...]:
    """All attributions that the grammar sees in ``article``, in the order of their contents, with their parents."""
    made: list[Draft] = []
    last: Draft | None = None
    for row in _rows(article, annotation):
        found = list(drafts(row))
        if not found and last is not None:
            _carry_on(last, row)
        made += found
        last = found[-1] if found else last if _only_quotations(row) else None
        made += (draft for inner in _insides(row) for draft in drafts(inner) if _is_another(draft))
    return _finished(article, made)


def _insides(row: Row) -> Iterator[Row]:
    """The words of each quotation of ``row`` as a row of its own."""
    for place, quotation in row.quotations.items():
        start, end = row.starts[place], row.ends[place]
        width = 1 + (row.text[start] == row.text[start + 1])
        ends_here = quotation.closed and end == quotation.spans[-1].end
        inner = spans.trim(row.text, (start + width * quotation.opened, end - width * ends_here))
        if inner is not None:
            yield Row(row.text, inner, row.sentences, (), False)


def _is_another(draft: Draft) -> bool:
    """Whether an attribution inside quoted words has a speaker other than the one who is quoted."""
    return draft.source is not None and draft.row.text[slice(*draft.source)].lower() not in lexicon.SPEAKER_SELF


def _rows(article: Article, annotation: Annotation) -> Iterator[Row]:
    """The lines of the blocks that are read for attributions."""
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
            yield Row(text, line, starts, here, block.label == "headline")


def _only_quotations(row: Row) -> bool:
    return all(kind in "|Q" for kind in row.kinds)


def _carry_on(draft: Draft, row: Row) -> None:
    """Give a line that holds nothing but quotations to the speaker of the line before, or behind whose colon it stands."""
    if _only_quotations(row) and draft.direct:
        for place, kind in enumerate(row.kinds):
            if kind == "Q":
                draft.content.append(Span(row.starts[place], row.ends[place]))


def _finished(article: Article, found: Sequence[Draft]) -> tuple[Attribution, ...]:
    made: dict[str, Attribution] = {}
    for draft in found:
        attribution = _attribution(article, draft)
        if attribution is not None:
            made.setdefault(attribution.id, attribution)
    return _nested(sorted(made.values(), key=lambda a: (a.content[0].start, -a.content[-1].end, a.cue)))


def _nested(made: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The same with parents: the innermost attribution whose content holds all of another one, its source and cue too."""
    out: list[Attribution] = []
    open_ones: list[Attribution] = []
    for child in made:
        whole = child.content + child.cue + child.source
        open_ones = [parent for parent in open_ones if parent.content[-1].end > child.content[0].start]
        parent = next((parent for parent in reversed(open_ones) if _holds(parent.content, whole)), None)
        out.append(replace(child, parent=parent.id) if parent is not None else child)
        open_ones.append(child)
    return tuple(out)


def _holds(content: Spans, inner: Spans) -> bool:
    return all(any(piece.start <= span.start and span.end <= piece.end for piece in content) for span in inner)


def _attribution(article: Article, draft: Draft) -> Attribution | None:
    text = article.text
    cue: Spans = (draft.row.slice(*draft.cue),)
    source: Spans = spans.cut([draft.source], cue) if draft.source is not None else ()
    content = spans.join(text, spans.cut(draft.content, cue + source))
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
