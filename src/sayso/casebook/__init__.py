"""What a case holds, put before a reader: rows to tables and prose for a terminal, to lines of JSON, and to CSV.

``lists`` has the tables, ``wholes`` one statement, source or outlet in full, ``claims`` the tree of a claim, ``conflicts``
figures and links, ``comparison`` two pages side by side, ``sheets`` the forms for other programs. Functions take the rows that
``sayso.corpus`` gives and return rich renderables or text; nothing here asks the case anything, or prints.
Whatever comes from a page passes ``safe`` and is never read as markup. Colour only repeats what words say.
"""

from __future__ import annotations

from sayso.casebook.claims import claim_report, claim_reviews_table, claims_table
from sayso.casebook.conflicts import conflicts_report, links_table
from sayso.casebook.lists import (
    articles_table,
    findings_table,
    hits_report,
    outlets_table,
    refusals_table,
    reviews_table,
    sources_table,
    statements_table,
)
from sayso.casebook.sheets import csv_lines, json_line
from sayso.casebook.wholes import outlet_counts, outlet_report, source_counts, source_report, statement_report
from sayso.casebook.wording import short

__all__ = [
    "articles_table",
    "claim_report",
    "claim_reviews_table",
    "claims_table",
    "conflicts_report",
    "csv_lines",
    "findings_table",
    "hits_report",
    "json_line",
    "links_table",
    "outlet_counts",
    "outlet_report",
    "outlets_table",
    "refusals_table",
    "reviews_table",
    "short",
    "source_counts",
    "source_report",
    "sources_table",
    "statement_report",
    "statements_table",
]
