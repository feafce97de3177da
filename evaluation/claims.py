"""Which statements put the same: invented stories whose claims are known, and how well claims are found in them.

    python -m evaluation.claims

``claims.jsonl`` has a page a line: its ``story``, ``title``, its text with every attribution ``marked`` as in ``truth.toml``,
and the ``claims`` of each: the same name within a story is the same claim, "a+b" is both, and one without a name stands alone.
The thresholds of ``sayso.links.claims`` were chosen on these stories; the bundled example only checks them.
"""

from __future__ import annotations

import json
import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from evaluation.dossiers import statements_of, true_dossiers
from evaluation.gold import example_folder, true_pages, unmark
from evaluation.resolution import Case, dossier
from sayso.annotation import annotate
from sayso.corpus.engine import DuckEngine
from sayso.links import Tie, claims, linking, meaning, related
from sayso.links.features import PLACES, features
from sayso.links.words import Words
from sayso.pages import read
from sayso.records import Dossier, Page, Refusal, Span

STORIES = Path(__file__).with_suffix(".jsonl")
_DAY = date(2031, 5, 6)
Pairs = Sequence[tuple[int, int]]
"""Pairs of statements, by ``article << PLACES | place``."""


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
    made = dossier(
        Case(replace(article, published=_DAY), {"attributions": [{"id": name, **one} for name, one in spans.items()]})
    )
    return Told(row["story"], made, _by_place(made, {name: frozenset(told.split("+")) for name, told in row["claims"].items()}))


def _by_place(made: Dossier, put: Mapping[str, frozenset[str]]) -> dict[int, frozenset[str]]:
    places = {statement.id: place for place, statement in enumerate(made.statements)}
    found: defaultdict[int, frozenset[str]] = defaultdict(frozenset)
    for name, statement in statements_of(made).items():
        found[places[statement.id]] |= put.get(name, frozenset())
    return dict(found)


def example() -> list[Told]:
    """The pages of the bundled example, with everything in them as in its truth."""
    truth = tomllib.loads((example_folder() / "truth.toml").read_text(encoding="utf-8"))
    put: defaultdict[str, defaultdict[str, frozenset[str]]] = defaultdict(lambda: defaultdict(frozenset))
    for claim in truth["claim"]:
        for name in claim["statements"]:
            page, statement = name.split("#")
            put[page][statement] |= {claim["id"]}
    made = true_dossiers(true_pages())
    return [Told("example", one, _by_place(one, put[file])) for file, one in made.items()]


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


def scored(true: Mapping[int, frozenset[str]], clusters: Mapping[int, int]) -> Figures:
    """How well ``clusters`` (a claim by a number, for each statement that shares one) fit the claims that are
    ``true`` of statements. A
    statement that is in no claim counts only where it is put into one with another that is."""
    statements = sorted(true)
    cluster = {one: clusters.get(one, -1 - at) for at, one in enumerate(statements)}
    together = wanted = both = 0
    right, found = [], []
    for one in statements:
        mine = [other for other in statements if cluster[other] == cluster[one]]
        its = [other for other in statements if other == one or true[other] & true[one]]
        common = set(mine) & set(its)
        if true[one]:
            right.append(len(common) / len(mine))
            found.append(len(common) / len(its))
        for other in mine:
            together += other != one and bool(true[one] or true[other])
        wanted += len(its) - 1
        both += len(common) - 1
    return Figures(both / max(together, 1), both / max(wanted, 1), sum(right) / len(right), sum(found) / len(found))


# -------------------------------------------------------------------------------------------------------------------- linking


class _Shelf:
    """Dossiers by their numbers, as links ask for them."""

    def __init__(self, dossiers: Sequence[Dossier]) -> None:
        self._dossiers = dossiers
        self.made = [
            features(one, annotate(one.article), (*related.SHEETS, *claims.SHEETS, *linking.SHEETS)) for one in dossiers
        ]

    def dossier(self, article: int) -> Dossier:
        return self._dossiers[article]

    def text(self, article: int) -> str:
        return self._dossiers[article].article.text

    def meanings(self, texts: Sequence[tuple[int, str]]) -> NDArray[np.int8]:
        return meaning.vectors([text for _, text in texts])

    def words(self, article: int) -> Words:
        return self.made[article][0]


def clustered(dossiers: Sequence[Dossier], *, same: Pairs = (), apart: Pairs = ()) -> tuple[list[Tie], dict[int, int]]:
    """The *same_claim* ties among dossiers, which go by their places, and the claim of each statement that shares one."""
    shelf = _Shelf(dossiers)
    with DuckEngine() as engine:
        for name in shelf.made[0][1]:
            for article, (_, sheets) in enumerate(shelf.made):
                count = len(next(iter(sheets[name].values())))
                engine.load(name, {"article": np.full(count, article), **sheets[name]})
        firsts = np.array([sheets["page"]["first"][0] for _, sheets in shelf.made])
        order = np.argsort(np.lexsort((np.arange(len(firsts)), firsts)))
        engine.load("pages", {"article": np.arange(len(firsts)), "first": firsts, "rank": order})
        _load(engine, [])
        related.relate(engine)
        ties = list(claims.verify(engine, claims.candidates(engine), shelf))
        _load(engine, ties)
        found = claims.clusters(engine, np.array(same, np.int64).reshape(-1, 2), np.array(apart, np.int64).reshape(-1, 2))
    return ties, dict(zip(found["statement"].tolist(), found["claim"].tolist(), strict=True))


def _load(engine: DuckEngine, ties: Sequence[Tie]) -> None:
    columns = {
        "relation": np.full(len(ties), linking.RELATIONS.index("same_claim")),
        **{name: np.array([getattr(tie, name) for tie in ties], np.int64) for name in ("left", "right", *_STATEMENTS)},
        "score": np.array([tie.score for tie in ties], np.float64),
    }
    engine.load("ties", columns)


_STATEMENTS = ("left_statement", "right_statement")


def measured(told: Sequence[Told]) -> Figures:
    """How well the claims of ``told`` are found, where every attribution is right."""
    true = {
        article << PLACES | place: frozenset(f"{one.story} {claim}" for claim in found)
        for article, one in enumerate(told)
        for place, found in one.claims.items()
    }
    return scored(true, clustered([one.dossier for one in told])[1])


def main() -> None:
    """Print the figures of both sets."""
    for name, told in (("invented stories", stories()), ("the example", example())):
        found = measured(told)
        print(f"{name}: pairs P {found.pairs_right:.3f} R {found.pairs_found:.3f}", end="; ")
        print(f"B-cubed P {found.right:.3f} R {found.found:.3f} F {found.f:.3f}")


if __name__ == "__main__":
    main()
