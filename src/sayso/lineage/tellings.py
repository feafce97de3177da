"""What is traced: a statement of a claim with its page, and the chain of those who pass it on.

A telling holds what origins are found by, and nothing else: a claim may have thousands of them, and a case millions of claims.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import inf, nan
from typing import NamedTuple

from sayso.records import Act, Certainty, Distance, Evidence, Kind, Spans, Voice


class Teller(NamedTuple):
    """One hop of a chain: who or what tells, as the page puts it.

    ``party`` is one id for all that are the same across articles; an unnamed one is of one article alone. ``number``, ``body``
    and ``nation`` are the words that tell them of an unnamed one; ``outlet`` is the name of the outlet that it is, ``page`` the
    article that it leads to, ``words`` what of the page names it.
    """

    party: str
    label: str
    kind: Kind = "person"
    role: str | None = None
    number: str | None = None
    body: str | None = None
    nation: str | None = None
    outlet: str | None = None
    evidence: Evidence = "stated"
    page: str | None = None
    words: str = ""


class Telling(NamedTuple):
    """A statement of a claim with what of its page counts. ``first`` and ``last`` are the seconds between which the page came
    out, NaN where that is not known; the chain runs from the page inwards; ``denies`` says that it denies the claim;
    ``address`` is that of all versions of the page, ``title`` what it is called where its outlet is not known."""

    id: str
    article: str
    outlet: str | None = None
    owner: str | None = None
    first: float = nan
    last: float = nan
    text: str = ""
    voice: Voice = "attributed"
    act: Act = "states"
    distance: Distance = "neutral"
    certainty: Certainty = "plain"
    chain: tuple[Teller, ...] = ()
    spans: Spans = ()
    medium: str | None = None
    denies: bool = False
    credits: tuple[str, ...] = ()
    address: str | None = None
    title: str | None = None


Hop = tuple[Teller, int]
"""A source that a telling names, and the place of that telling."""


def in_time(tellings: Iterable[Telling]) -> list[Telling]:
    """``tellings`` from the first to the last, those of no known time at the end, each page in its own order."""
    return sorted(tellings, key=lambda one: (one.first if one.first == one.first else inf, one.article, one.spans, one.id))


def is_denial(telling: Telling) -> bool:
    """Whether a telling denies the claim, which it carries all the same."""
    return telling.denies or telling.act == "denies"
