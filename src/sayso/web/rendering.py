"""Templates filled in: the one place where what sayso knows becomes HTML.

All that comes from a page is escaped, and passes ``safe`` first: control characters and marks that turn the reading direction
become U+FFFD. A template that names what is not there is a bug, and raises.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from sayso import __version__
from sayso.casebook import short
from sayso.casebook.conflicts import passed_on_by
from sayso.casebook.wording import called, in_marks, judged, moment, page_name, page_title, span_of, who
from sayso.corpus.rows import Range
from sayso.reports import safe
from sayso.reports.prose import one_line, plural, shortened
from sayso.web.addresses import Addresses
from sayso.web.views.marking import FIRMLY, Firmness

SHEETS = ("sayso.css", "reader.css", "beside.css", "pictures.css", "report.css")
"""The style sheets of every page, in the order in which they count."""


def _finalize(value: Any) -> Any:
    """What is written of an expression: text made safe, numbers and markup as they are, nothing for None."""
    if value is None:
        return ""
    return safe(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _thousands(number: float) -> str:
    """A number as people write it."""
    return f"{number:,}"


def _query(asked: dict[str, object]) -> str:
    """What an address asks, as its query."""
    return f"?{urlencode(asked)}" if asked else ""


def _origins(count: Range) -> str:
    """The noun behind a range: only "1" is one origin."""
    return plural("origin", 1 if count == (1, 1) else 2)


def _firmly(firm: Firmness) -> str:
    """What a firmness is called; nothing where something is asserted."""
    return FIRMLY.get(firm, "")


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates, with the words that they may use."""
    made = Environment(
        loader=PackageLoader("sayso.web"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters |= {
        "short": short,
        "called": called,
        "firmly": _firmly,
        "in_marks": in_marks,
        "judged": judged,
        "moment": moment,
        "page_name": page_name,
        "page_title": page_title,
        "passed_on_by": passed_on_by,
        "span_of": span_of,
        "one_line": one_line,
        "origins": _origins,
        "shortened": shortened,
        "thousands": _thousands,
        "who": who,
        "query": _query,
    }
    made.globals |= {"plural": plural, "version": __version__, "sheets": SHEETS}
    return made


def render(template: str, addresses: Addresses, *, layout: str = "base.html", **words: Any) -> str:
    """``template`` filled in with ``words``, inside ``layout``: a whole page ("base.html") or a section among others
    ("leaf.html"). ``to``, ``asset`` and ``live`` are those of ``addresses``."""
    told = {"to": addresses.to, "asset": addresses.asset, "live": addresses.live, "layout": layout}
    return environment().get_template(template).render(**told, **words)
