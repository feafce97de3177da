"""Fit the weights of ``sayso.resolution.voice``: what each clue of inference or judgement counts for.

    python -m training.voice             writes src/sayso/resolution/voice.json and prints how good it is
    python -m training.voice measure     fits and measures only

Three steps, all on documents to train on. (1) A *teacher*, a logistic regression over the clues of a clause and the states of
the attribution network in the middle of its encoder, is fitted on ``voice-marks.jsonl``: what was marked as inference or
judgement in 163 documents of PolNeAR's training split, BASIL and saved pages (offsets only), once, by a language model under
the guide of the gold. (2) The teacher marks, with probabilities, the documents of PolNeAR's training split and of BASIL that
nobody read. (3) The *student*, a logistic regression over the clues alone, is fitted on both. Only the student ships, so
nothing is run but look-ups. It takes ten minutes of one core.

The development gold is not fitted on, but it had been read when the kinds of words and the set phrases were written down, so
what is measured on it flatters. It serves to choose one number, ``least``: the threshold with the best mean F over
characters of both files; what is printed as "left out" is measured on each document with the threshold chosen on all others.
"""

from __future__ import annotations

import ast
import json
import math
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray

from evaluation.shared import folder, rows
from sayso import inference, spans
from sayso.annotation import annotate
from sayso.attribution import attribute, model, tensors
from sayso.pages import load, read
from sayso.records import READ_LABELS, Annotation, Article, Page, Span
from sayso.resolution import voice
from sayso.resolution.statements import own_words
from training.marks import digest

MARKS = Path(__file__).with_name("voice-marks.jsonl")
TABLE = Path(voice.__file__).with_name("voice.json")
RAREST = 20
"""A single word is a clue if so many clauses have it."""
WORDS_WEIGH = 0.7
"""Single words are held shorter than the other clues, of which there are few."""
STATES_WEIGH = 0.15
SECOND_HAND = 0.7
"""What a clause that the teacher marked counts, beside one that a reader marked."""
LIGHTEST = 0.05
"""A clue that weighs less is left out."""
MOST = 40
"""A document counts as so many clauses at most: one long review must not outweigh thirty reports."""
Floats = NDArray[np.float64]


@dataclass(slots=True)
class Clause:
    """A clause of the own voice: its clues, the mean state of the network over it, and how much of it is marked."""

    document: str
    span: Span
    clues: dict[str, float]
    state: NDArray[np.float32]
    marked: float
    weight: float


# ------------------------------------------------------------------------------------------------------------ the documents


def plain(name: str, text: str) -> Article | None:
    """The article of a text without tags; None where it is refused."""
    made = read(Page(data=text.encode("utf-8", "surrogatepass"), name=name, encoding="utf-8", media_type="text/plain"))
    return made if isinstance(made, Article) else None


def documents() -> Iterator[tuple[str, str, Article]]:
    """All documents to train on: the name of their set, their own, and the article."""
    for row in rows(folder(within="data/polnear/train.jsonl.gz")):
        made = plain(row["id"], row["text"])
        if made is not None:
            yield "polnear", row["id"], made
    for row in rows(folder(within="data/basil/articles-2010-2014.jsonl.gz")):
        paragraphs = row["paragraphs"] if isinstance(row["paragraphs"], list) else ast.literal_eval(row["paragraphs"])
        made = plain(row["id"], "\n\n".join([row["title"], *paragraphs]))
        if made is not None:
            yield "basil", row["id"], made
    for path in sorted(folder(within="pages/saved").glob("*.html.gz")):
        page = load(str(path))
        saved = read(page) if isinstance(page, Page) else page
        if isinstance(saved, Article):
            yield "saved", path.name, saved


class Reader:
    """Reads the clauses of the own voice off articles, with states from the middle of the network's encoder."""

    def __init__(self) -> None:
        network = onnx.load(str(model.FOLDER / inference.NETWORK))
        norms = [node.output[0] for node in network.graph.node if node.op_type == "LayerNormalization"]
        self.state = norms[len(norms) // 2]
        network.graph.output.append(onnx.helper.make_tensor_value_info(self.state, onnx.TensorProto.FLOAT, None))
        import onnxruntime

        with tempfile.NamedTemporaryFile(suffix=".onnx") as opened:
            onnx.save(network, opened.name)
            self.session = onnxruntime.InferenceSession(opened.name)
        self.tokenizer = inference.load(model.FOLDER).tokenizer

    def clauses(self, name: str, article: Article, marks: Iterable[Sequence[int]]) -> list[Clause]:
        """The clauses of the own voice in ``article``; ``marks`` are what is inference there."""
        annotation = annotate(article)
        inside = {at for start, end in marks for at in range(start, end)}
        starts, states = self._states(article, annotation)
        out: list[Clause] = []
        for left in own_words(article, annotation, attribute(article, annotation)):
            cut = [clause for piece in left for clause in voice.clauses(article.text, piece)]
            for span in cut:
                clues: dict[str, float] = {}
                for clue in voice.clues(article.text, span, cut):
                    clues[clue.name] = clues.get(clue.name, 0.0) + clue.value
                held = (starts >= span.start) & (starts < span.end)
                state = states[held].mean(0) if held.any() else np.zeros(states.shape[1], np.float32)
                marked = sum(at in inside for at in range(*span)) / (span.end - span.start)
                out.append(Clause(name, span, clues, state, marked, 1.0))
        for clause in out:
            clause.weight = min(1.0, MOST / len(out))
        return out

    def _states(self, article: Article, annotation: Annotation) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Where each unit of the text begins, and its state."""
        lines = spans.lines(article.text, (block.span for block in article.labelled(*READ_LABELS)))
        shown = tensors.rows(article.text, annotation.quotations, annotation.sentences, lines, self.tokenizer)
        starts: list[int] = []
        states: list[NDArray[np.float32]] = [np.zeros((0, 384), np.float32)]
        for window in tensors.windows(shown, self.tokenizer):
            fed = {"pieces": np.array([window.pieces]), "kinds": np.array([window.kinds])}
            states.append(self.session.run([self.state], fed)[0][0][window.firsts])
            starts += [unit.start for unit in window.units]
        return np.array(starts, np.int64), np.concatenate(states)


# ------------------------------------------------------------------------------------------------------------------- fitting


def regression(
    rows: NDArray[np.float32], target: Floats, weight: Floats, free: NDArray[np.float32], decay: float
) -> tuple[Floats, float]:
    """Weights and bias of a logistic regression of probabilities ``target``; ``free`` says how freely each weight may grow."""
    seen = torch.from_numpy(rows * free)
    wanted, counted = torch.from_numpy(target.astype(np.float32)), torch.from_numpy(weight.astype(np.float32))
    by, bias = torch.zeros(rows.shape[1], requires_grad=True), torch.zeros(1, requires_grad=True)
    descent = torch.optim.LBFGS([by, bias], max_iter=500, history_size=20, line_search_fn="strong_wolfe", tolerance_change=1e-7)

    def closure() -> torch.Tensor:
        descent.zero_grad()
        each = torch.nn.functional.binary_cross_entropy_with_logits(seen @ by + bias, wanted, counted, reduction="sum")
        loss = each + decay * by.square().sum() / 2
        loss.backward()  # type: ignore[no-untyped-call]
        return loss

    descent.step(closure)  # type: ignore[no-untyped-call]
    return by.detach().numpy().astype(np.float64) * free, float(bias.detach()[0])


def vocabulary(found: Iterable[Clause]) -> list[str]:
    """The names of the clues that are weighed: all but rare words."""
    counts = Counter(name for clause in found for name in clause.clues)
    kept = (name for name, count in counts.items() if count >= (RAREST if name.startswith("word: ") else 1))
    return sorted(name for name in kept if name != "bias")


def table_of(found: Sequence[Clause], names: Sequence[str]) -> NDArray[np.float32]:
    """A row for each clause, a column for each clue."""
    at = {name: place for place, name in enumerate(names)}
    out = np.zeros((len(found), len(names)), np.float32)
    for row, clause in zip(out, found, strict=True):
        for name, value in clause.clues.items():
            if name in at:
                row[at[name]] = value
    return out


def fitted(marked: Sequence[Clause], others: Sequence[Clause]) -> dict[str, float]:
    """The weight of each clue, the bias among them."""
    names = vocabulary([*marked, *others])
    first, second = table_of(marked, names), table_of(others, names)
    words = np.array([name.startswith("word: ") for name in names])
    truth = np.array([clause.marked > 0.5 for clause in marked], np.float64)
    weight = np.array([clause.weight for clause in marked])
    states = np.stack([clause.state for clause in [*marked, *others]])
    states = (states - states.mean(0)) / (states.std(0) + 1e-6)
    shown = np.hstack([np.vstack([first, second])[:, ~words], states])
    free = np.array([1.0] * int((~words).sum()) + [STATES_WEIGH] * states.shape[1], np.float32)
    by, bias = regression(shown[: len(marked)], truth, weight, free, decay=5.0)
    taught = 1 / (1 + np.exp(-(shown[len(marked) :] @ by + bias)))
    by, bias = regression(
        np.vstack([first, second]),
        np.concatenate([truth, taught]),
        np.concatenate([weight, SECOND_HAND * np.array([clause.weight for clause in others])]),
        np.where(words, WORDS_WEIGH, 1.0).astype(np.float32),
        decay=1 / 0.3,
    )
    return {"bias": bias} | dict(zip(names, by.tolist(), strict=True))


# ------------------------------------------------------------------------------------------------------------------ measuring


@dataclass(frozen=True, slots=True)
class Counted:
    """Characters of one document at one threshold: found and right, found, marked."""

    right: float
    found: float
    marked: int


def f_of(counts: Iterable[Counted]) -> float:
    """F over characters."""
    held = list(counts)
    wrong = sum(one.found for one in held) + sum(one.marked for one in held)
    return 2 * sum(one.right for one in held) / wrong if wrong else 0.0


THRESHOLDS = np.arange(-2.0, 1.5, 0.05)


def counted(found: Sequence[Clause], by: dict[str, float], gold: dict[str, int]) -> dict[str, list[Counted]]:
    """For each document of ``gold`` (its marked characters) the counts at each threshold."""
    out = {}
    for name, marked in gold.items():
        here = [clause for clause in found if clause.document == name]
        sums = [sum(by.get(clue, 0.0) * value for clue, value in clause.clues.items()) for clause in here]
        long = [clause.span.end - clause.span.start for clause in here]
        out[name] = [
            Counted(
                sum(size * clause.marked for size, clause, held in zip(long, here, sums, strict=True) if held > least),
                sum(size for size, held in zip(long, sums, strict=True) if held > least),
                marked,
            )
            for least in THRESHOLDS
        ]
    return out


def best(sets: Sequence[dict[str, list[Counted]]], but: str = "") -> int:
    """The number of the threshold with the best mean F over the sets, without one document."""
    mean = [
        math.fsum(f_of(counts[place] for name, counts in one.items() if name != but) for one in sets)
        for place in range(len(THRESHOLDS))
    ]
    return int(np.argmax(mean))


def gold(reader: Reader) -> Iterator[tuple[str, list[Clause], dict[str, int]]]:
    """The development gold: the name of the file, its clauses, and the marked characters of each document."""
    texts = {row["id"]: row["text"] for row in rows(folder(within="data/polnear/dev.jsonl.gz"))}
    for name in ("news-dev", "layers-dev"):
        found: list[Clause] = []
        marked: dict[str, int] = {}
        for row in rows(folder(within=f"gold/{name}.jsonl")):
            made = plain(row["id"], row.get("text") or texts[row["id"]])
            if made is not None:
                found += reader.clauses(row["id"], made, row["inference"])
                marked[row["id"]] = len({at for start, end in row["inference"] for at in range(start, end)})
        yield name, found, marked


def collected(reader: Reader) -> tuple[list[Clause], list[Clause]]:
    """The clauses that a reader marked, and those that nobody read."""
    marks: dict[tuple[str, str], dict[str, Any]] = {(row["set"], row["id"]): row for row in rows(MARKS)}
    shown = {row["id"] for row in rows(folder(within="gold/news-dev.jsonl"))}
    marked: list[Clause] = []
    others: list[Clause] = []
    for group, name, article in documents():
        row = marks.get((group, name))
        if row is not None and row["digest"] == digest(article.text):
            marked += reader.clauses(name, article, row["inference"])
        elif row is not None:
            print(f"{name} is read otherwise than when it was marked; its marks are left out", file=sys.stderr)
        elif group != "saved" and name not in shown:
            others += reader.clauses(name, article, ())
    return marked, others


def main() -> None:
    """Fit, measure, write."""
    torch.manual_seed(1)
    reader = Reader()
    by = {name: round(value, 2) for name, value in fitted(*collected(reader)).items() if abs(value) >= LIGHTEST}
    measured = [(name, counted(found, by, marked)) for name, found, marked in gold(reader)]
    sets = [counts for _, counts in measured]
    chosen = best(sets)
    for name, counts in measured:
        left_out = f_of(each[best(sets, but=document)] for document, each in counts.items())
        print(f"{name}: F {f_of(each[chosen] for each in counts.values()):.3f}, with the threshold left out {left_out:.3f}")
    if sys.argv[1:] != ["measure"]:
        TABLE.write_text(json.dumps({"least": round(float(THRESHOLDS[chosen]), 2), "clues": by}, indent=0) + "\n")


if __name__ == "__main__":
    main()
