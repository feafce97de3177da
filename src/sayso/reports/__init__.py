"""Records to prose for a terminal: an article as one would like to read it, a dossier statement by statement, why each label
was given, a refusal with its advice.

Functions give rich renderables and print nothing. Whatever comes from a page passes ``safe`` and is never read as markup.
Colour only repeats what words say.
"""

from __future__ import annotations

from sayso.reports.articles import article_report, refusal_report
from sayso.reports.dossiers import dossier_report
from sayso.reports.explanations import explanation
from sayso.reports.prose import MEASURE, safe
from sayso.reports.summaries import Row, row, summary_table
from sayso.reports.wording import attributed, chain_sentence

__all__ = [
    "MEASURE",
    "Row",
    "article_report",
    "attributed",
    "chain_sentence",
    "dossier_report",
    "explanation",
    "refusal_report",
    "row",
    "safe",
    "summary_table",
]
