"""Which statements put the same: invented stories whose claims are known, and how well claims are found in them.

    python -m evaluation.claims

``claims.jsonl`` has a page a line: its ``story``, ``title``, its text with every attribution ``marked`` as in ``truth.toml``, and
the ``claims`` of each: the same name within a story is the same claim, "a+b" is both, and an attribution without one stands alone.
The thresholds of ``sayso.links.claims`` were chosen on these stories; the bundled example only checks them.
"""

from __future__ import annotations

import json
import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from evaluation.dossiers import statements_of, true_dossiers
from evaluation.gold import example_folder, true_pages, unmark
from evaluation.resolution import Case, dossier
from sayso.pages import read
from sayso.records import Dossier, Page, Refusal, Span

STORIES = Path(__file__).with_suffix(".jsonl")
_DAY = date(2031, 5, 6)


class Told(NamedTuple):
    """A page of a story, and the claims of its statements by their places in the dossier."""

    story: str
    dossier: Dossier
    claims: dict[int, frozenset[str]]


def stories(path: Path = STORIES) -> list[Told]:
    """The pages of the invented stories, as they are analysed where every attribution is right."""
    return [_told(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def _told(row: Mapping[str, Any]) -> Told:
    words, marks = unmark(row["title"] + "\n" + row["marked"])
    spans: defaultdict[str, defaultdict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    for mark in marks:
        spans[mark.id][mark.role].append(mark.span)
    article = read(Page(data=words.encode(), name=row["title"], encoding="utf-8", media_type="text/plain"))
    if isinstance(article, Refusal) or article.text != words:
        raise ValueError(f"{row['title']}: the text is not the one that was marked")
    made = dossier(Case(replace(article, published=_DAY), {"attributions": [{"id": name, **one} for name, one in spans.items()]}))
    return Told(row["story"], made, _by_place(made, {name: frozenset(told.split("+")) for name, told in row["claims"].items()}))


def _by_place(made: Dossier, claims: Mapping[str, frozenset[str]]) -> dict[int, frozenset[str]]:
    places = {statement.id: place for place, statement in enumerate(made.statements)}
    found: defaultdict[int, frozenset[str]] = defaultdict(frozenset)
    for name, statement in statements_of(made).items():
        found[places[statement.id]] |= claims.get(name, frozenset())
    return dict(found)


def example() -> list[Told]:
    """The pages of the bundled example, with everything in them as in its truth."""
    truth = tomllib.loads((example_folder() / "truth.toml").read_text(encoding="utf-8"))
    claims: defaultdict[str, defaultdict[str, frozenset[str]]] = defaultdict(lambda: defaultdict(frozenset))
    for claim in truth["claim"]:
        for name in claim["statements"]:
            page, statement = name.split("#")
            claims[page][statement] |= {claim["id"]}
    made = true_dossiers(true_pages())
    return [Told("example", one, _by_place(one, claims[file])) for file, one in made.items()]


# -------------------------------------------------------------------------------------------------------------------- scoring


class Figures(NamedTuple):
    """Of pairs of statements and of statements (B-cubed): how much of what is together belongs together, and the other way."""

    pairs_right: float
    pairs_found: float
    right: float
    found: float

    @property
    def f(self) -> float:
        """The harmonic mean of the last two."""
        return 2 * self.right * self.found / max(self.right + self.found, 1e-9)


def scored(claims: Mapping[int, frozenset[str]], clusters: Mapping[int, int]) -> Figures:
    """How well ``clusters`` (a claim by a number, for each statement that shares one) fit the true ``claims`` of statements. A
    statement that is in no claim counts only where it is put into one with another that is."""
    statements = sorted(claims)
    cluster = {one: clusters.get(one, -1 - at) for at, one in enumerate(statements)}
    together = wanted = both = 0
    right, found = [], []
    for one in statements:
        mine = [other for other in statements if cluster[other] == cluster[one]]
        true = [other for other in statements if other == one or claims[other] & claims[one]]
        common = set(mine) & set(true)
        if claims[one]:
            right.append(len(common) / len(mine))
            found.append(len(common) / len(true))
        for other in mine:
            together += other != one and bool(claims[one] or claims[other])
        wanted += len(true) - 1
        both += len(common) - 1
    return Figures(both / max(together, 1), both / max(wanted, 1), sum(right) / len(right), sum(found) / len(found))
