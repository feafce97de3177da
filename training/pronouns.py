"""Count the weights by which pronouns are resolved::

    python -m training.pronouns [--check]

Prints ``WEIGHTS`` as it stands in ``sayso/resolution/pronouns.py``. There are two sorts of texts: the train split of GUM, where
pronouns that are subjects of any verb are taken, and the gold over PolNeAR dev and recent news, where pronouns that are
sources are; of these there are few, but they are what is to be resolved, so each counts as three. Right is the candidate that
has a name of the pronoun's chain, or "none of these". The pronouns of the running text are read with the weights of the round
before.

``--check`` prints how many sources of the gold are right, wrong and left open, all in a cross-validation by documents.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from evaluation import coreference, resolution
from sayso.annotation import annotate
from sayso.resolution import pronouns
from sayso.resolution.pronouns import FEATURES, LEAST, SHARE, Number, Trail
from sayso.resolution.sources import settle
from sayso.scores import same_name

_PRONOUNS: dict[str, tuple[Number, str]] = {
    "he": ("one", "m"), "his": ("one", "m"), "she": ("one", "f"), "her": ("one", "f"),
    "they": ("several", ""), "their": ("several", ""), "it": ("thing", ""), "its": ("thing", ""),
}  # fmt: skip
_GOLD = 3.0
_PENALTY = 2.0
_ROUNDS = 3
_STEPS = 400
_RATE = 0.5
_FOLDS = 5
_FIRST = (0, -1.0, 0.5, 0.3, -0.3, 0.5, 0.5, 1.0, -0.5, -0.2, 0.5, 0.5, 0.5, 0.5, 0, 0, 0, 0, 0, 0, 0.5, 0.5)
"""The weights that the first round reads the running text with."""


class Item(NamedTuple):
    """A pronoun: its document, what it stands for, a row of features for each candidate and "none of these", and which are
    right."""

    document: str
    number: Number
    rows: np.ndarray
    right: np.ndarray
    weight: float = 1.0


def gold() -> Iterator[Item]:
    """The pronouns that are sources in the gold over PolNeAR dev and recent news."""
    for case in (*resolution.layers(), *resolution.news()):
        annotation = annotate(case.article)
        attributions = list(resolution.gold_attributions(case, annotation))
        trail = Trail(settle(case.article, annotation, attributions))
        true = {one.id: one for one in case.gold.attributions}
        for attribution in attributions:
            known = _PRONOUNS.get(case.article.slice(attribution.source).casefold())
            if known is not None:
                place, one = attribution.source[0].start, true[attribution.id]
                found = pronouns.candidates(trail, place, *known, attribution)
                right = [same_name(one.name, other.entry.called, person=one.kind == "person") for other in found]
                yield _item(str(case.row["id"]), known[0], pronouns.features(trail.scene, place, known[1], found), right, _GOLD)


def _item(document: str, number: Number, rows: Sequence[tuple[float, ...]], right: Sequence[bool], weight: float) -> Item:
    none = (1.0, *[0.0] * (len(FEATURES) - 1))
    return Item(document, number, np.array([*rows, none]), np.array([*right, not any(right)], dtype=float), weight)


def items(split: str) -> Iterator[Item]:
    """The pronouns of a split of GUM that are subjects."""
    for case in coreference.cases(split):
        scene = settle(case.article, annotate(case.article), [subject.attribution for subject in case.subjects])
        trail = Trail(scene)
        for pronoun in case.pronouns:
            number, sex = _PRONOUNS[pronoun.word]
            found = pronouns.candidates(trail, pronoun.place, number, sex)
            chain = pronoun.chain
            true = chain.named or chain.mentions
            right = [any(same_name(name, one.entry.called, person=chain.person) for name in true) for one in found]
            yield _item(case.name, number, pronouns.features(scene, pronoun.place, sex, found), right, 1.0)


def fit(items: Sequence[Item]) -> np.ndarray:
    """The weights that make the right candidates likeliest: steps up the gradient, with a penalty for large ones."""
    weights = np.zeros(len(FEATURES))
    total = sum(item.weight for item in items)
    for step in range(_STEPS):
        gradient = -_PENALTY * weights
        for item in items:
            chances = _chances(item, weights)
            wanted = chances * item.right
            gradient = gradient + item.weight * (item.rows.T @ (wanted / wanted.sum() - chances))
        weights = weights + gradient / total * (_RATE if step < _STEPS // 2 else _RATE / 2)
    return weights


def _chances(item: Item, weights: np.ndarray) -> np.ndarray:
    scores = item.rows @ weights
    chances = np.exp(scores - scores.max())
    return np.asarray(chances / chances.sum())


def check(items: Sequence[Item], number: Number) -> tuple[int, int, int]:
    """How many sources of the gold are right, wrong and left open, each weighed by the other documents alone."""
    documents = sorted({item.document for item in items if item.weight == _GOLD})
    told = [0, 0, 0]
    for fold in range(_FOLDS):
        held = set(documents[fold::_FOLDS])
        weights = fit([item for item in items if item.document not in held])
        for item in (item for item in items if item.document in held):
            told[_outcome(item, _chances(item, weights)[:-1], number)] += 1
    return told[0], told[1], told[2]


def _outcome(item: Item, chances: np.ndarray, number: Number) -> int:
    """0 where the likeliest is right, 1 where it is wrong, 2 where it is not likely enough."""
    if not len(chances):
        return 2
    best = int(chances.argmax())
    if chances[best] < LEAST[number] or chances[best] < SHARE[number] * chances.sum():
        return 2
    return 0 if item.right[best] else 1


def main(arguments: list[str] | None = None) -> int:
    """Count, and print."""
    parser = argparse.ArgumentParser(prog="python -m training.pronouns", description="Count the weights of pronouns.")
    parser.add_argument("--check", action="store_true", help="cross-validate the last round")
    options = parser.parse_args(arguments)
    numbers: tuple[Number, ...] = ("one", "several", "thing")
    pronouns.WEIGHTS.update({number: tuple(map(float, _FIRST)) for number in numbers})
    made: list[Item] = []
    for _ in range(_ROUNDS):
        made = [*items("train"), *gold()]
        for number in numbers:
            weights = fit([item for item in made if item.number == number])
            pronouns.WEIGHTS[number] = tuple(round(float(weight), 2) for weight in weights)
    for number in numbers:
        print(f'    "{number}": (', ", ".join(f"{weight:g}" for weight in pronouns.WEIGHTS[number]), "),")
        if options.check:
            print(
                number, "right {}, wrong {}, left open {}".format(*check([one for one in made if one.number == number], number))
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
