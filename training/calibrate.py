"""What confidence means, from what on an attribution is shown, and how good the model is: the rest of the card.

    python -m training.calibrate FOLDER

FOLDER is a folder of ``training.export``. For each case of ``joined.Case`` a logistic regression makes an engine's own
score into the probability that an attribution is right ("linked", as ``sayso.scores`` pairs them). Cases inside other
attributions are fitted on gold that nests, the others on people's flat marks and on recent news. The threshold is the one
of sixteen that is best on flat marks and recent news together. All of this is development data, none of it held out.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso import inference
from sayso.attribution import joined, kept, parents
from sayso.attribution.joined import CASES, Case
from sayso.inference import CARD, Network
from sayso.records import Article, Attribution
from sayso.scores import ROLES, Scores, linked, marking, score
from training import measure
from training.data import article_of
from training.export import write_card

Floats = NDArray[np.float64]
FLAT, NESTED = ("polnear", "news"), ("layers", "news")
WEIGHTS = {"polnear": 1.0, "layers": 1.0, "news": 4.0}
"""How much an example counts in calibration: a dozen articles of today as much as forty of one campaign."""
_THRESHOLDS = tuple(step / 20 for step in range(16))

FIT_ON_FLAT: tuple[Case, ...] = ("agreed", "told", "alone", "ruled", "disputed")
FIT_ON_NESTED: tuple[Case, ...] = ("inner agreed", "inner", "own agreed", "own", "set phrase", "ruled inside", "hop")
RULED: tuple[Case, ...] = ("ruled", "set phrase", "ruled inside", "disputed", "hop")


class Judged(NamedTuple):
    """An attribution that an engine saw: its case, its score, and whether people have it too."""

    case: Case
    score: float
    right: bool
    weight: float = 1.0


Found = tuple[dict[str, Any], Article, list[tuple[Case, Attribution]]]


def read(name: str, network: Network) -> list[Found]:
    """Each document of a set with its article and everything that either engine sees in it."""
    out = []
    for row in measure.gold(name):
        article, annotation = article_of(row)
        out.append((row, article, joined.seen(article, annotation, network)))
    return out


def judged(found: Iterable[Found], cases: Sequence[Case]) -> Iterator[Judged]:
    """The attributions of these cases; each engine is judged by itself. What lies in discarded regions is left out."""
    for row, article, seen in found:
        gold = marking(row, article.text)
        hits: set[str] = set()
        for ruled in (False, True):
            told = [measure.row(one) for case, one in seen if (case in RULED) == ruled]
            hits |= set(linked(gold, marking({"attributions": told}, article.text)).values())
        for case, one in seen:
            at = (one.cue or one.content)[0].start
            if case in cases and not any(start <= at < end for start, end in row.get("discard") or ()):
                yield Judged(case, one.score, one.id in hits)


EXPECTED: Mapping[Case, tuple[float, float]] = {
    "hop": (0.0, 1.0),
    "set phrase": (0.0, 0.0),
    "alone": (0.0, -1.0),
    "ruled": (0.0, -1.0),
    "disputed": (0.0, -1.0),
}
"""Slope and offset where a case has too few examples to tell; (0.5, 0) for the others."""


def platt(told: Sequence[Judged], case: Case) -> list[float]:
    """Slope and offset of a logistic regression of being right on the odds of the score, by Newton's method, held to what is
    expected of the case as by a few examples. The slope is not negative: where a score tells nothing, it is 0."""
    expected = np.array(EXPECTED.get(case, (0.5, 0.0)))
    x = np.array([[joined.log_odds(one.score), 1.0] for one in told]).reshape(-1, 2)
    right, weight = np.array([float(one.right) for one in told]), np.array([one.weight for one in told])
    held = np.diag([50.0, 50.0] if case == "hop" else [8.0, 2.0])
    weights = _regressed(x, right, weight, expected, held)
    if weights[0] < 0:
        weights = _regressed(x * [0, 1], right, weight, expected * [0, 1], held)
    return [round(float(one), 4) for one in weights]


def _regressed(x: Floats, right: Floats, weight: Floats, expected: Floats, held: Floats) -> Floats:
    weights = expected.astype(float)
    for _ in range(50):
        likely = 1 / (1 + np.exp(-x @ weights))
        push = x.T @ (weight * (right - likely)) - held @ (weights - expected)
        weights = weights + np.linalg.solve((x * (weight * likely * (1 - likely))[:, None]).T @ x + held, push)
    return weights


def reliability(told: Iterable[Judged]) -> list[list[float]]:
    """In ten bins of confidence: from, to, its mean, the share that is right, how many."""
    bins: list[list[Judged]] = [[] for _ in range(10)]
    for one in told:
        bins[min(int(one.score * 10), 9)].append(one)
    return [
        [
            at / 10,
            (at + 1) / 10,
            round(sum(one.score for one in inside) / len(inside), 3),
            round(sum(one.right for one in inside) / len(inside), 3),
            len(inside),
        ]
        for at, inside in enumerate(bins)
        if inside
    ]


def scores(found: Iterable[Found], name: str, card: Mapping[str, Any], least: float) -> Scores:
    """The scores of what is left of ``found`` at a threshold."""
    told = (
        (
            marking(row, article.text),
            marking({"attributions": list(map(measure.row, kept_of(seen, card, least)))}, article.text),
        )
        for row, article, seen in found
    )
    return score(told, layer="polnear" if name == "polnear" else None)


def kept_of(seen: Sequence[tuple[Case, Attribution]], card: Mapping[str, Any], least: float) -> tuple[Attribution, ...]:
    """What ``attribute`` gives of what the engines saw, with this card and threshold."""
    return kept(parents.settled(joined.calibrated(seen, card)), least)


def figures(of: Scores) -> dict[str, float]:
    """The figures for the card."""
    told = {f"strict {role}": of.of("strict", role).f for role in ROLES}
    told |= {"linked": of.of("linked").f, "precision": of.of("linked").precision, "recall": of.of("linked").recall}
    told["speech"] = of.of("speech").f
    if of.of("nesting").gold:
        told["nesting"] = of.of("nesting").f
    return {name: round(figure, 3) for name, figure in told.items()}


def main() -> None:
    """Complete the card of the model in the folder that the command line names."""
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    folder = Path(sys.argv[1])
    about = json.loads((folder / CARD).read_text(encoding="utf-8"))
    network = inference.Network(folder)
    sets = {name: read(name, network) for name in measure.SETS[:4]}
    outer = [one._replace(weight=WEIGHTS[name]) for name in FLAT for one in judged(sets[name], FIT_ON_FLAT)]
    inner = [one._replace(weight=WEIGHTS[name]) for name in NESTED for one in judged(sets[name], FIT_ON_NESTED)]
    about["calibration"], about["cases"] = {}, {}
    for case in CASES:
        these = [one for one in outer + inner if one.case == case]
        about["calibration"][case] = platt(these, case)
        about["cases"][case] = [sum(one.right for one in these), len(these)]
    told = [one._replace(score=joined.confidence(one.score, about, one.case)) for one in outer + inner]
    about["reliability"] = reliability(told)
    sweep = {least: sum(scores(sets[name], name, about, least).of("linked").f for name in FLAT) for least in _THRESHOLDS}
    about["threshold"] = max(sweep, key=lambda least: sweep[least])
    about["figures"] = {name: figures(scores(found, name, about, about["threshold"])) for name, found in sets.items()}
    write_card(folder, about)
    for least, total in sweep.items():
        print(f"threshold {least:.2f}: mean linked F {total / len(FLAT):.4f}")
    print(json.dumps({key: about[key] for key in ("calibration", "cases", "reliability", "threshold", "figures")}, indent=1))


if __name__ == "__main__":
    main()
