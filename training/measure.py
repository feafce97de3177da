"""The bench of the attribution model: what an exported model reaches on every set that may be developed on.

    python -m training.measure FOLDER [SET...] [--least P] [--limit N]

FOLDER is a folder of ``training.export``. Sets: ``polnear`` (flat, people's marks), ``layers`` (24 of those documents,
nested), ``news`` (recent, every topic), ``seeds`` (two pages as scraped), ``straight`` and ``british`` (the news with its
quotation marks changed), ``cofenet`` (single segments, scored by the tool that lies with the data). Measured are
attributions alone; what is made of them on the whole road is measured by ``evaluation.gate``.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from evaluation.resolution import layer_rows
from evaluation.shared import folder, rows
from sayso import inference, spans
from sayso.attribution import joined, kept, parents
from sayso.inference import Network
from sayso.records import Attribution, Form
from sayso.scores import ROLES, Marked, Scores, marking, score
from training.data import article_of

SETS = ("polnear", "layers", "news", "seeds", "straight", "british", "cofenet")
_STRAIGHT = str.maketrans("“”‘’", "\"\"''")
_BRITISH = str.maketrans('“”‘’"', "‘’“”'")


def found(document: Mapping[str, Any], network: Network, least: float) -> list[dict[str, Any]]:
    """The attributions that the model finds in a document, as rows for the scorer."""
    article, annotation = article_of(document)
    return [row(one) for one in kept(joined.find(article, annotation, network=network), least)]


def row(one: Attribution) -> dict[str, Any]:
    """An attribution in the form that is scored."""
    return {"id": one.id, "source": one.source, "cue": one.cue, "content": one.content, "inside": one.parent}


def gold(name: str) -> Iterator[dict[str, Any]]:
    """The documents of a set, with text."""
    if name == "polnear":
        yield from rows(folder(within="data/polnear/dev.jsonl.gz"))
    elif name == "layers":
        yield from layer_rows()
    elif name == "seeds":
        yield from rows(folder(within="gold/seeds.jsonl"))
    else:
        marks = {"straight": _STRAIGHT, "british": _BRITISH}.get(name, {})
        yield from (dict(row, text=_marks(row["text"], marks, name)) for row in rows(folder(within="gold/news-dev.jsonl")))


def _marks(text: str, marks: Mapping[int, Any], name: str) -> str:
    """``text`` with its quotation marks changed; apostrophes stay apostrophes where the marks become British."""
    if name != "british":
        return text.translate(marks)
    apostrophe = {
        place
        for place, character in enumerate(text)
        if character in "’'" and 0 < place < len(text) - 1 and text[place - 1].isalnum() and text[place + 1].isalnum()
    }
    return "".join(character if place in apostrophe else character.translate(marks) for place, character in enumerate(text))


def measure(name: str, network: Network, least: float, limit: int | None = None) -> Scores:
    """The scores of a set."""
    documents = list(gold(name))[:limit]
    told = (
        (marking(row, row["text"]), marking({"attributions": found(row, network, least)}, row["text"])) for row in documents
    )
    return score(told, layer="polnear" if name == "polnear" else None)


def parents_given(name: str) -> tuple[float, int]:
    """F of the arrows that ``parents.settled`` draws between the gold's own attributions, and how many the gold has."""
    right = drawn = true = 0
    for row in gold(name):
        marked = marking(row, row["text"])
        arrows = {(one.id, one.inside) for one in marked.attributions if one.inside is not None}
        bare = [made for one in marked.attributions if (made := _bare(one)) is not None]
        found = {(one.id, one.parent) for one in parents.settled(bare) if one.parent is not None}
        right, drawn, true = right + len(found & arrows), drawn + len(found), true + len(arrows)
    return 2 * right / (drawn + true) if drawn + true else 0.0, true


def _bare(one: Marked) -> Attribution | None:
    """A marked attribution as an engine would give it, without its parent."""
    source = spans.cut(one.source, one.cue)
    content = spans.cut(one.content, one.cue + source)
    form: Form = "indirect" if one.cue or source else "mixed"
    return Attribution(id=one.id, source=source, cue=one.cue, content=content, form=form) if content else None


def table(name: str, scores: Scores) -> str:
    """One line: strict F by role, linked with precision and recall, speech, nesting."""
    linked, nesting = scores.of("linked"), scores.of("nesting")
    strict = " ".join(f"{100 * scores.of('strict', role).f:5.1f}" for role in ROLES)
    return (
        f"{name:9} strict {strict}   linked {100 * linked.f:5.1f} (P {100 * linked.precision:.1f} R {100 * linked.recall:.1f})"
        f"   speech {100 * scores.of('speech').f:5.1f}   nesting {100 * nesting.f:5.1f}"
    )


def cofenet(network: Network, least: float) -> str:
    """CofeNet's cut of the dev split, scored in its manner by ``tools/cofenet.py``."""
    tool, valid = str(folder(within="tools/cofenet.py")), str(folder(within="data/polnear/cofenet-valid.txt.gz"))
    with tempfile.TemporaryDirectory() as place:
        texts, predicted = f"{place}/texts.jsonl", f"{place}/predicted.jsonl"
        subprocess.run([sys.executable, tool, "texts", valid, texts], check=True)
        with open(texts, encoding="utf-8") as given, open(predicted, "w", encoding="utf-8") as out:
            for row in map(json.loads, given):
                out.write(json.dumps({"id": row["id"], "attributions": found(row, network, least)}) + "\n")
        return subprocess.run(
            [sys.executable, tool, "score", valid, predicted], check=True, capture_output=True, text=True
        ).stdout


def main(arguments: Iterable[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m training.measure", description="Measure an exported attribution model.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("sets", nargs="*", choices=[*SETS, []], metavar="SET")
    parser.add_argument("--least", type=float, help="leave out what is less sure than this; the card's threshold by default")
    parser.add_argument("--limit", type=int, help="only the first so many documents of each set")
    options = parser.parse_args(None if arguments is None else list(arguments))
    network = inference.load(options.folder)
    least = network.card["threshold"] if options.least is None else options.least
    for name in options.sets or SETS:
        begun = time.monotonic()
        said = cofenet(network, least) if name == "cofenet" else table(name, measure(name, network, least, options.limit))
        print(said, f"  {time.monotonic() - begun:.0f} s", flush=True)
        if name in ("layers", "news", "seeds"):
            share, arrows = parents_given(name)
            print(
                f"{'':9} nesting where the gold's own attributions are given: {100 * share:.1f} of {arrows} arrows", flush=True
            )


if __name__ == "__main__":
    main()
