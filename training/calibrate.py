"""What confidence means, from what on an attribution is shown, and how good the model is: the rest of the card.

    python -m training.calibrate FOLDER

FOLDER is a folder of ``training.export``. Attributions that stand inside others are as good as gold that nests lets them be
measured; the others are measured on people's flat marks. For each case of ``model.Case`` a logistic regression makes the
decoder's sureness into the probability that an attribution is right ("linked", as ``sayso.scores`` pairs them). The
threshold is the one of twenty that is best on all sets together. Everything here may only be developed on: no figure of a
split that is held out.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from sayso import inference
from sayso.attribution import joined, kept, model
from sayso.attribution.model import CASES, Case
from sayso.inference import CARD, Network
from sayso.records import Article, Attribution
from sayso.scores import ROLES, Scores, linked, marking, score
from training import measure
from training.data import article_of
from training.export import write_card

FLAT, NESTED = ("polnear",), ("layers", "news")
_THRESHOLDS = tuple(step / 20 for step in range(16))


class Judged(NamedTuple):
    """A predicted attribution: its case, its confidence, and whether people have it too."""

    case: Case
    score: float
    right: bool


Found = tuple[dict[str, Any], Article, tuple[Attribution, ...]]


def read(name: str, network: Network) -> list[Found]:
    """Each document of a set with its article and everything that the model sees in it."""
    out = []
    for row in measure.gold(name):
        article, annotation = article_of(row)
        out.append((row, article, joined.find(article, annotation, network=network)))
    return out


def judged(found: Iterable[Found], cases: Sequence[Case]) -> Iterator[Judged]:
    """The attributions of these cases. Where marks are flat, those inside others must be left out."""
    for row, article, every in found:
        own = [one for one in every if one.engine == model.ENGINE]
        by_id = {one.id: one for one in own}
        used = [one for one in own if case_of(one, by_id, article) in cases]
        everyone = own if "inner" in cases else used
        told = marking({"attributions": [measure.row(one) for one in everyone]}, article.text)
        hits = set(linked(marking(row, article.text), told).values())
        waste = [range(start, end) for start, end in row.get("discard") or ()]
        for one in used:
            at = (one.cue or one.content)[0].start
            if not any(at in region for region in waste):
                yield Judged(case_of(one, by_id, article), one.score, one.id in hits)


def case_of(one: Attribution, by_id: Mapping[str, Attribution], article: Article) -> Case:
    """The case of a finished attribution."""
    parent = by_id.get(one.parent or "")
    return model.case(article.text, one.source, bool(one.cue), parent.source if parent else None)


def platt(sure: Sequence[float], right: Sequence[bool]) -> list[float]:
    """Slope and offset of a logistic regression of ``right`` on the odds of ``sure``, by Newton's method, lightly held to 1
    and 0."""
    x = np.stack([[_odds(one) for one in sure], np.ones(len(sure))], 1)
    weights, before = np.array([1.0, 0.0]), np.array([1.0, 0.0])
    for _ in range(50):
        told = 1 / (1 + np.exp(-x @ weights))
        push = x.T @ (np.array(right) - told) - (weights - before)
        weights = weights + np.linalg.solve((x * (told * (1 - told))[:, None]).T @ x + np.eye(2), push)
    return [round(float(weight), 4) for weight in weights]


def _odds(sure: float) -> float:
    return math.log(max(sure, 1e-9) / max(1 - sure, 1e-9))


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


def scores(found: Iterable[Found], name: str, least: float) -> Scores:
    """The scores of what is left of ``found`` at a threshold."""
    told = (
        (marking(row, article.text), marking({"attributions": [measure.row(one) for one in kept(every, least)]}, article.text))
        for row, article, every in found
    )
    return score(told, layer="polnear" if name == "polnear" else None)


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
    about |= {"calibration": {case: [1.0, 0.0] for case in CASES}, "threshold": 0.0}
    write_card(folder, about)
    raw = inference.Network(folder)
    sets = {name: read(name, raw) for name in (*FLAT, *NESTED, "seeds")}
    outer = [one for name in FLAT for one in judged(sets[name], ("told", "alone"))]
    inner = [one for name in NESTED for one in judged(sets[name], ("inner", "own"))]
    for case in CASES:
        these = [one for one in outer + inner if one.case == case]
        about["calibration"][case] = platt([one.score for one in these], [one.right for one in these])
    write_card(folder, about)
    network = inference.Network(folder)
    sets = {name: read(name, network) for name in sets}
    about["reliability on PolNeAR dev"] = reliability(judged(sets["polnear"], ("told", "alone")))
    about["reliability of inner ones"] = reliability(one for name in NESTED for one in judged(sets[name], ("inner", "own")))
    sweep = {least: sum(scores(sets[name], name, least).of("linked").f for name in (*FLAT, *NESTED)) for least in _THRESHOLDS}
    about["threshold"] = max(sweep, key=lambda least: sweep[least])
    about["figures"] = {name: figures(scores(found, name, about["threshold"])) for name, found in sets.items()}
    write_card(folder, about)
    for least, total in sweep.items():
        print(f"threshold {least:.2f}: mean linked F {total / 3:.4f}")
    print(json.dumps({key: about[key] for key in ("calibration", "threshold", "figures")}, indent=1))


if __name__ == "__main__":
    main()
