"""A model is loaded only as its card describes it."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from sayso import inference
from sayso.attribution import joined, model
from sayso.errors import ModelError
from sayso.inference import CARD, NETWORK, PIECES


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """The model that ships, in a folder that a test may spoil."""
    return Path(shutil.copytree(model.FOLDER, tmp_path / "model"))


def test_the_model_that_ships_runs() -> None:
    network = inference.load(model.FOLDER)
    start, end = network.tokenizer.start, network.tokenizer.end
    seen = network.run(pieces=np.array([[start, 2023, end]]), kinds=np.array([[0, 1, 0]]))
    assert seen["labels"].shape == (1, 3, 7)
    assert seen["pointers"].shape == (1, 3, 3)
    assert network.digest == model.digest()


def test_a_model_is_loaded_once() -> None:
    assert inference.load(model.FOLDER) is inference.load(model.FOLDER)


@pytest.mark.parametrize("name", [NETWORK, PIECES])
def test_a_file_that_is_not_the_one_on_the_card_is_refused(copied: Path, name: str) -> None:
    with (copied / name).open("ab") as file:
        file.write(b"\n")
    with pytest.raises(ModelError, match=f"{name} is not the file that its card names .* use the engine “grammar”"):
        inference.load(copied)


@pytest.mark.parametrize("name", [NETWORK, PIECES, CARD])
def test_a_missing_file_is_a_clear_error(copied: Path, name: str) -> None:
    (copied / name).unlink()
    with pytest.raises(ModelError, match=f"{name} cannot be read: No such file"):
        inference.load(copied)


@pytest.mark.parametrize(
    ("card", "says"),
    [("{", "is no JSON"), ("[]", "does not give the digests"), ('{"digests": null}', "does not give"), ("{}", "does not give")],
)
def test_a_card_that_is_none_is_a_clear_error(copied: Path, card: str, says: str) -> None:
    (copied / CARD).write_text(card, encoding="utf-8")
    with pytest.raises(ModelError, match=says):
        inference.load(copied)


def test_a_network_that_is_none_is_a_clear_error(copied: Path) -> None:
    (copied / NETWORK).write_bytes(b"no network")
    card = json.loads((copied / CARD).read_text(encoding="utf-8"))
    card["digests"][NETWORK] = hashlib.sha256(b"no network").hexdigest()
    (copied / CARD).write_text(json.dumps(card), encoding="utf-8")
    with pytest.raises(ModelError, match="cannot be loaded"):
        inference.load(copied)


def test_the_card_tells_what_people_ask() -> None:
    card = inference.card(model.FOLDER)
    asked = {"task", "encoder", "data", "recipe", "figures", "calibration", "threshold", "reliability"}
    assert asked <= set(card)
    assert "licence" in card["data"]
    assert "seed" in card["recipe"]
    assert sum(path.stat().st_size for path in model.FOLDER.iterdir()) < 30_000_000


def test_confidence_grows_with_sureness() -> None:
    card = json.loads((model.FOLDER / CARD).read_text(encoding="utf-8"))
    for case in joined.CASES:
        told = [joined.confidence(sure, card, case) for sure in (0.0, 0.01, 0.3, 0.7, 0.99, 1.0)]
        assert told == sorted(told)
        assert 0 <= told[0] <= told[-1] <= 1
