"""What each step of the recipe gives: short runs with one thing left out, two seeds each.

    python -m training.ablate DATA FOLDER [--documents 300] [--epochs 3]

DATA holds ``train.jsonl.gz`` and ``dev.jsonl.gz``; checkpoints go to FOLDER, and runs that are done there are not done
again. Each run is exported in full precision, and the network alone (without the grammar, without a threshold) is scored on
the dev split. The budget is small, so that the figures tell of differences and not of what the recipe reaches.
"""

from __future__ import annotations

import argparse
import dataclasses
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso import inference
from sayso.attribution import model
from sayso.inference import NETWORK
from sayso.scores import ROLES, marking, score
from training import data, export, measure
from training.train import Config, train

LEFT_OUT: Mapping[str, Mapping[str, Any]] = {
    "the recipe": {},
    "no case, no marks beside the pieces": {"kinds": False},
    "labels one by one, no chain": {"chain": False},
    "no noise": {"noise": False},
    "no running average": {"average": 0.0},
}
SEEDS = (1, 2)


class _Kindless(inference.Network):
    """A network that is shown no kinds, as it was taught."""

    def run(self, **inputs: NDArray[np.int64]) -> dict[str, NDArray[np.float32]]:
        return super().run(**(inputs | {"kinds": np.zeros_like(inputs["kinds"])}))


def scored(config: Config, dev: list[dict[str, Any]], run: Path) -> list[float]:
    """Strict F by role and linked F of the network that ``run`` ended with."""
    network, epochs = export.trained(run, config)
    export.exported(network, run / NETWORK)
    export.write_pieces(run)
    export.write_card(run, export.card(config, epochs, network, run, True))
    reader = (inference.Network if config.kinds else _Kindless)(run)
    told = []
    for row in dev:
        article, annotation = data.article_of(row)
        found = [measure.row(one) for one in model.find(article, annotation, network=reader)]
        told.append((marking(row, row["text"]), marking({"attributions": found}, row["text"])))
    scores = score(told, layer="polnear")
    return [*(scores.of("strict", role).f for role in ROLES), scores.of("linked").f]


def main() -> None:
    """Run what is not done yet, and print a line for each."""
    parser = argparse.ArgumentParser(prog="python -m training.ablate", description="Short runs with one thing left out.")
    parser.add_argument("data", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=300)
    parser.add_argument("--epochs", type=int, default=3)
    options = parser.parse_args()
    dev = data.documents(options.data / "dev.jsonl.gz")
    print(f"{options.documents} documents, {options.epochs} epochs; strict F of source, cue, content; linked F", flush=True)
    for name, changes in LEFT_OUT.items():
        for seed in SEEDS:
            config = dataclasses.replace(
                Config(name=name, seed=seed, epochs=options.epochs, documents=options.documents), **changes
            )
            run = options.folder / f"{name.replace(',', '').replace(' ', '-')}-{seed}"
            train(config, options.data, run)
            figures = scored(config, dev, run)
            print(f"{name:36} seed {seed}  {'  '.join(f'{100 * figure:5.1f}' for figure in figures)}", flush=True)


if __name__ == "__main__":
    main()
