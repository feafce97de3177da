"""A network at work: an ONNX session with its word pieces, loaded once and checked against its card.

A model is a folder of three files: ``card.json`` (what it is, from what it was made, how good it is, its thresholds, and the
SHA-256 digest of the other two), ``network.onnx`` and ``pieces.txt`` (one word piece a line, in the order of their numbers).
onnxruntime, tokenizers and numpy are loaded when the first model is. One thread, one window at a time: so the result for a
page depends on nothing but the page.

This module does not know what a network is for: what goes in and what comes out is the business of the room that calls it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sayso.errors import ModelError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SLOWER = ["SkipLayerNormFusion"]
"""What onnxruntime would do to a graph to make it faster, and makes it a sixth slower on one core."""
CARD, NETWORK, PIECES = "card.json", "network.onnx", "pieces.txt"


class WordPieces:
    """BERT's uncased tokeniser over a list of word pieces. ``start`` and ``end`` are the numbers of [CLS] and [SEP]."""

    def __init__(self, pieces: Sequence[str]) -> None:
        from tokenizers import Tokenizer
        from tokenizers.models import WordPiece
        from tokenizers.normalizers import BertNormalizer
        from tokenizers.pre_tokenizers import BertPreTokenizer

        self.vocabulary = vocabulary = {piece: number for number, piece in enumerate(pieces)}
        self._tokenizer = Tokenizer(WordPiece(vocabulary, unk_token="[UNK]"))
        self._tokenizer.normalizer = BertNormalizer(lowercase=True, strip_accents=True, clean_text=True)
        self._tokenizer.pre_tokenizer = BertPreTokenizer()
        self.start, self.end = vocabulary["[CLS]"], vocabulary["[SEP]"]

    def encode(self, texts: Sequence[str]) -> list[tuple[list[int], list[int | None], list[tuple[int, int]]]]:
        """For each text its pieces: their numbers, the index of the word that each belongs to, and their places in the text."""
        found = self._tokenizer.encode_batch(list(texts), add_special_tokens=False)
        return [(one.ids, one.word_ids, one.offsets) for one in found]


class Network:
    """A model that is loaded: its ``card``, its ``tokenizer``, and ``run``."""

    def __init__(self, folder: Path) -> None:
        self.card, network, pieces = _checked(folder)
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self.tokenizer = WordPieces(pieces.decode("utf-8").split("\n"))
            self._session = onnxruntime.InferenceSession(
                network, options, providers=["CPUExecutionProvider"], disabled_optimizers=_SLOWER
            )
        except Exception as error:  # the many errors of onnxruntime have no root of their own
            raise ModelError(f"The model in {folder} cannot be loaded: {error}. {_ADVICE}") from error
        self._outputs = [output.name for output in self._session.get_outputs()]

    @property
    def digest(self) -> str:
        """The SHA-256 of the network, as its card gives it."""
        return str(self.card["digests"][NETWORK])

    def run(self, **inputs: NDArray[np.int64]) -> dict[str, NDArray[np.float32]]:
        """The outputs of the network by name, for the inputs by name."""
        return dict(zip(self._outputs, self._session.run(None, inputs), strict=True))


@cache
def load(folder: Path) -> Network:
    """The model in ``folder``, loaded once a process.

    Raises ``ModelError`` where a file is missing, is not the one that the card names, or cannot be loaded.
    """
    return Network(folder)


@cache
def card(folder: Path) -> Mapping[str, Any]:
    """The card of the model in ``folder``, without loading the model. Raises ``ModelError`` where there is none."""
    try:
        loaded = json.loads(_bytes(folder, CARD))
    except ValueError as error:
        raise ModelError(f"The card of the model in {folder} is no JSON: {error}. {_ADVICE}") from error
    about: dict[str, Any] = loaded if isinstance(loaded, dict) else {}
    digests = about.get("digests")
    if not isinstance(digests, dict) or not {NETWORK, PIECES} <= digests.keys():
        raise ModelError(f"The card of the model in {folder} does not give the digests of its files. {_ADVICE}")
    return about


_ADVICE = "Install sayso again, or use the engine “grammar”, which needs no model."


def _checked(folder: Path) -> tuple[Mapping[str, Any], bytes, bytes]:
    about = card(folder)
    files = {}
    for name in (NETWORK, PIECES):
        data = _bytes(folder, name)
        found = hashlib.sha256(data).hexdigest()
        if found != about["digests"][name]:
            expected = about["digests"][name]
            raise ModelError(
                f"{folder / name} is not the file that its card names (digest {found[:12]}, wanted {expected[:12]}). {_ADVICE}"
            )
        files[name] = data
    return about, files[NETWORK], files[PIECES]


def _bytes(folder: Path, name: str) -> bytes:
    try:
        return (folder / name).read_bytes()
    except OSError as error:
        raise ModelError(f"The model's file {folder / name} cannot be read: {error.strerror}. {_ADVICE}") from error
