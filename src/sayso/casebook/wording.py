"""How rows of a case are put in words: short ids, who speaks, what is not plain about a statement."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from sayso.corpus.rows import HopRow, Range, Review, StatementRow
from sayso.names import bare
from sayso.records import Source
from sayso.reports.prose import one_line
from sayso.reports.wording import KINDS
from sayso.reports.wording import moment as told
from sayso.reports.wording import who as source_called

DIGITS = 8
"""So many digits of an id are shown; every command takes them, as long as one id alone begins so."""
_AUTHOR = "the author"
"""What a row calls the author whose name is not known."""
_ID = re.compile(r"[a-z]+(?:-[a-z]+)?-([0-9a-f]{16})")


def short(name: str | None) -> str:
    """The first digits of an id; an id of another form as it is."""
    found = _ID.fullmatch(name or "")
    return found[1][:DIGITS] if found else name or ""


def called(name: str | None, kind: str | None) -> str:
    """A source in a few words, as reports of a page call it."""
    words = one_line(name or "")
    if kind not in KINDS:
        return words
    own = words if words and kind != "none" and words != _AUTHOR else None
    return source_called(Source(id="row", kind=kind, name=own, resolved=own is not None or kind in ("none", "self")))


def who(row: StatementRow) -> str:
    """Who says a statement."""
    if row.voice == "attributed":
        return called(row.who, row.kind)
    return "the page itself, inferring" if row.voice == "inference" else "the page itself"


def chain(hops: tuple[HopRow, ...]) -> str:
    """A chain as a line, from the page inwards."""
    credited = {"credited": " (credited)"}
    return " <- ".join(["this page", *(called(hop.who, hop.kind) + credited.get(hop.evidence, "") for hop in hops)])


def firmness(row: StatementRow) -> str:
    """What is not plain about a statement."""
    return "; ".join(_firmly(row))


def _firmly(row: StatementRow) -> Iterator[str]:
    if row.act != "states":
        yield row.act
    if row.distance != "neutral":
        yield row.distance
    if row.certainty != "plain":
        yield row.certainty
    if row.medium and bare(row.medium) not in map(bare, (row.who or "", *row.via.split(" < "))):
        yield f"through {one_line(row.medium)}"
    if row.denied and row.act != "denies":
        yield "denied"


def judged(review: Review) -> str:
    """What a review says."""
    what: str = review.judgement
    if review.judgement == "wrong speaker":
        what += f": {review.value}" if review.value else ": nobody can say who"
    elif review.judgement == "wrong label":
        what += f": {review.field} is {review.value}"
    note = f"“{review.note}”" if review.note else ""
    return one_line(f"note: {note}" if review.judgement == "note" else f"{what} {note}").strip()


def place(outlet: str | None, published: str | None) -> str:
    """Where and on what day something stands."""
    return ", ".join(part for part in (outlet and one_line(outlet), (published or "")[:10]) if part)


def span_of(count: Range) -> str:
    """A range in figures: "1", "2 to 3"."""
    return str(count.low) if count.low == count.high else f"{count.low} to {count.high}"


def moment(when: str | None) -> str:
    """A day, or a day and a time to the minute with its zone, as the page gave it; ISO 8601 goes in."""
    if not when or len(when) <= len("2031-03-04"):
        return when or ""
    try:
        return told(datetime.fromisoformat(when))
    except ValueError:
        return when


def page_name(outlet: str | None, title: str | None, article: str) -> str:
    """A page by its outlet, or else by its title, or else by its id."""
    return one_line(outlet or "") or page_title(title, article)


def page_title(title: str | None, article: str) -> str:
    """The title of a page, or what a page without one is called."""
    return one_line(title or "") or f"a page without a title [{short(article)}]"


def in_marks(words: str) -> str:
    """Words of a page in quotation marks, unless they begin and end with such themselves; those inside are made single."""
    within = words.strip('“”"')
    if not any(mark in within for mark in '“”"'):
        return f"“{within}”"
    is_quoted = words[0] in '“"' and words[-1] in '”"'  # several quotations, with what is left out between them
    return words if is_quoted else f"“{words.replace('“', '‘').replace('”', '’')}”"
