"""annotate(): what stands where in an article: sentences, words, quotation marks, names, days and figures, with exact offsets.

Only blocks that bear one of ``records.READ_LABELS`` are annotated, line by line: nothing but a quotation crosses a line. Every
function of this room takes any text and needs time in proportion to it.

Nothing here knows who is speaking, whom a short name means, or who gives a figure.
"""

from __future__ import annotations

from datetime import datetime

from sayso import spans
from sayso.annotation.days import find_days
from sayso.annotation.figures import find_figures
from sayso.annotation.names import find_names
from sayso.annotation.quotations import find_quotations
from sayso.annotation.sentences import find_sentences, find_words
from sayso.records import READ_LABELS, Annotation, Article

__all__ = ["annotate"]


def annotate(article: Article) -> Annotation:
    """What stands where in the blocks of ``article`` that are read for attributions. Never raises.

    Days are counted from the day on which the article was published; where that is not known only those are given that tell
    their year.
    """
    text = article.text
    lines = spans.lines(text, (block.span for block in article.labelled(*READ_LABELS)))
    headlines = {line.start for line in spans.lines(text, (block.span for block in article.labelled("headline")))}
    published = article.published.date() if isinstance(article.published, datetime) else article.published
    told = tuple(sentence for line in lines for sentence in find_sentences(text, line))
    openings = {sentence.start for sentence in told}
    known, taken = find_days(text, lines, published)
    return Annotation(
        article=article.id,
        sentences=told,
        words=find_words(text, lines),
        quotations=find_quotations(text, lines),
        names=find_names(text, [(line, line.start in headlines) for line in lines], openings, taken),
        days=known,
        figures=find_figures(text, lines, taken, openings),
    )
