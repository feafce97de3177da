"""Predict attributions for texts, in the form that is scored.

    python -m evaluation.predict IN.jsonl[.gz] OUT.jsonl

Each line of IN has ``id`` and ``text``. Each text goes down the whole road as a plain-text page. Each line of OUT has the
id, the attributions with the labels of their statements and sources, and the spans in which the article's own voice infers.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator
from typing import Any

from sayso import analyze
from sayso.attribution import ENGINES, Engine
from sayso.records import Article, Attribution, Dossier, Page, Refusal, Source, Statement
from sayso.resolution.firmness import firmness


def lines(path: str) -> Iterator[dict[str, Any]]:
    """The documents of ``path``, which may be gzipped."""
    with gzip.open(path, "rt", encoding="utf-8") if path.endswith(".gz") else open(path, encoding="utf-8") as opened:
        yield from (json.loads(line) for line in opened if line.strip())


def predict(document: dict[str, Any], *, engine: Engine = ENGINES[0]) -> dict[str, Any]:
    """The line of OUT for one line of IN."""
    data = document["text"].encode("utf-8", "surrogatepass")
    page = Page(data=data, name=str(document["id"]), encoding="utf-8", media_type="text/plain")
    dossier = analyze(page, engine=engine)
    if isinstance(dossier, Refusal):
        print(f"{dossier.page}: {dossier.message}", file=sys.stderr)
        return {"id": document["id"], "attributions": [], "inference": []}
    if dossier.article.text != document["text"]:
        raise ValueError(f"{document['id']}: the article's text is not the text that was given")
    return {"id": document["id"], "attributions": rows(dossier), "inference": inferences(dossier)}


def rows(dossier: Dossier) -> list[dict[str, Any]]:
    """Every attribution of ``dossier`` with what is known of its source and how firmly it is put."""
    stated = {statement.spans: statement for statement in dossier.statements if statement.chain}
    sources = {source.id: source for source in dossier.sources}
    behind = {hop.attribution: sources[hop.source] for statement in stated.values() for hop in statement.chain}
    mentioned = {mention: source for source in dossier.sources for mention in source.mentions}
    found = (
        (a, behind.get(a.id) or next((mentioned[m] for m in a.source if m in mentioned), None)) for a in dossier.attributions
    )
    return [row(dossier.article, attribution, source, stated[attribution.content]) for attribution, source in found]


def row(article: Article, attribution: Attribution, source: Source | None, statement: Statement) -> dict[str, Any]:
    """One attribution in the form that is scored: where two have the same content, the statement shows the deeper one."""
    firm = firmness(article, attribution)
    deepest = statement.chain[-1].attribution in (None, attribution.id)
    return {
        "id": attribution.id,
        "source": attribution.source,
        "cue": attribution.cue,
        "content": attribution.content,
        "inside": attribution.parent,
        "name": (source.name or source.descriptor) if source is not None and source.resolved else None,
        "kind": source.kind if source is not None else "none",
        "role": source.role if source is not None else None,
        "medium": statement.medium if deepest else None,
        "act": firm.act,
        "distance": firm.distance,
        "certainty": firm.certainty,
    }


def inferences(dossier: Dossier) -> list[tuple[int, int]]:
    """The spans in which the article's own voice infers."""
    return [span for statement in dossier.statements if statement.voice == "inference" for span in statement.spans]


def main() -> None:
    """Read IN, write OUT."""
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    with open(sys.argv[2], "w", encoding="utf-8") as out:
        for document in lines(sys.argv[1]):
            out.write(json.dumps(predict(document)) + "\n")


if __name__ == "__main__":
    main()
