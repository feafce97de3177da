"""Count the cues of PolNeAR's training split, for the table ``COUNTED`` of ``sayso.attribution.lexicon``.

    python training/count_cues.py            prints the table; SAYSO_SHARED names the folder of the data (default ../shared)
    python training/count_cues.py shapes     prints ``SHAPED`` of ``sayso.attribution.shapes``

A form is a cue freed of the auxiliaries, adverbs and closing colon that may stand around it ("has repeatedly said" counts as
"said"). Printed for each form: how often it is a cue, how often its words occur at all in annotated text, and how often the
content stands before the cue. Forms of one to three words that are a cue at least four times, and in one of eight occurrences,
are kept; those that begin with a function word or name a day are not.

For the shapes, the grammar is run without asking whether a verb is worth it, and what it makes is compared with the marks of
people: right is what overlaps them by half in source, cue and content. What is wrong but stands inside something right is
not counted, since the marks are flat.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import sys
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from unittest import mock

from sayso import spans
from sayso.annotation import annotate
from sayso.attribution import attribute, clauses
from sayso.attribution.drafts import Draft
from sayso.attribution.lexicon import DAYS, FUNCTION_WORDS, LEADING
from sayso.pages import read
from sayso.records import Attribution, Page, Refusal

WORD = re.compile(r"[A-Za-z]+(?:[’'-][A-Za-z]+)*|[^\w\s]")
LONGEST = 3
FEWEST = 4
LEAST_SHARE = 1 / 8


def core(words: list[str]) -> list[str]:
    """``words`` of a cue without auxiliaries and adverbs at the front and a colon at the end."""
    while len(words) > 1 and (words[0] in LEADING or words[0].endswith("ly")):
        words = words[1:]
    return words[:-1] if len(words) > 1 and words[-1] == ":" else words


def occurrences(text: str, discarded: list[list[int]]) -> Counter[str]:
    """How often each run of one to three words occurs outside the discarded regions of ``text``."""
    words = [m.group().lower() for m in WORD.finditer(text) if not any(s <= m.start() < e for s, e in discarded)]
    return Counter(" ".join(words[i : i + n]) for n in range(1, LONGEST + 1) for i in range(len(words) - n + 1))


def count(rows: list[dict[str, Any]]) -> dict[str, tuple[int, int, int]]:
    """For each form: times a cue, times seen, times a cue whose content stands before it."""
    cues: Counter[str] = Counter()
    after: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for row in rows:
        text = row["text"]
        seen += occurrences(text, row["discard"])
        for attribution in row["attributions"]:
            if not attribution["cue"] or not attribution["content"]:
                continue
            form = " ".join(core(WORD.findall(" ".join(text[s:e] for s, e in attribution["cue"]).lower())))
            cues[form] += 1
            after[form] += attribution["content"][0][0] < attribution["cue"][0][0]
    return {form: (n, seen[form], after[form]) for form, n in cues.most_common() if kept(form, n, seen[form])}


def kept(form: str, cues: int, seen: int) -> bool:
    """Whether ``form`` is worth a place in the table."""
    words = form.split()
    frequent = cues >= FEWEST and seen >= cues and cues >= LEAST_SHARE * seen
    return frequent and words[0].isalpha() and words[0] not in FUNCTION_WORDS and not set(words) & DAYS


def alike(left: Iterable[tuple[int, int]], right: Iterable[tuple[int, int]]) -> bool:
    """Whether two sets of spans share half of what they cover together."""
    left, right = spans.normal(left), spans.normal(right)
    return spans.size(spans.common(left, right)) * 2 >= spans.size([*left, *right])


def shapes(rows: list[dict[str, Any]]) -> Iterator[str]:
    """The entries of the table of shapes, the commonest first."""
    seen: Counter[tuple[str, str, str]] = Counter()
    right: Counter[tuple[str, str, str]] = Counter()
    tried: dict[tuple[int, int], tuple[str, str, str]] = {}

    def note(draft: Draft, form: tuple[str, ...], shape: str) -> bool:
        tried[draft.row.slice(*draft.cue)] = draft.rule[:1], " ".join(form), shape
        return True

    with mock.patch.object(clauses, "worth", note):
        for row in rows:
            tried.clear()
            for key, good in judged(row, tried):
                for known in (key, (key[0], "*", key[2])):
                    seen[known] += 1
                    right[known] += good
    for key, number in seen.most_common():
        if number >= FEWEST - 1:
            yield f"{' '.join(key)} {right[key]}/{number};"


def judged(row: dict[str, Any], tried: Mapping[tuple[int, int], Any]) -> Iterator[tuple[Any, bool]]:
    """What was tried of the attributions that the grammar makes of ``row``, and whether they are right."""
    article = read(Page(data=row["text"].encode(), name=row["id"], encoding="utf-8", media_type="text/plain"))
    if isinstance(article, Refusal):
        return
    made = attribute(article, annotate(article), engine="grammar")
    by_cue = {tuple(span): gold for gold in row["attributions"] for span in gold["cue"]}
    good = {one.id for one in made if is_right(one, by_cue)}
    for one in made:
        discarded = any(s < one.content[-1].end and one.content[0].start < e for s, e in row["discard"])
        if one.cue and one.cue[0] in tried and not discarded and (one.id in good or one.parent not in good):
            yield tried[one.cue[0]], one.id in good


def is_right(one: Attribution, by_cue: Mapping[Any, dict[str, Any]]) -> bool:
    """Whether one of the marks is like ``one`` in every role."""
    near = (gold for (s, e), gold in by_cue.items() if one.cue and s < one.cue[0].end and one.cue[0].start < e)
    roles = (("source", one.source), ("cue", one.cue), ("content", one.content))
    return any(all(alike(gold[role], place) and bool(gold[role]) == bool(place) for role, place in roles) for gold in near)


def main() -> None:
    """Print the table, wrapped as the lexicon has it."""
    path = Path(os.environ.get("SAYSO_SHARED", "../shared")) / "data" / "polnear" / "train.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    if sys.argv[1:] == ["shapes"]:
        entries: Iterable[str] = shapes(rows)
    else:
        entries = (f"{form} {n}/{seen}/{after};" for form, (n, seen, after) in count(rows).items())
    sys.stdout.write("\n".join(textwrap.wrap(" ".join(entries), 126, break_on_hyphens=False)) + "\n")


if __name__ == "__main__":
    main()
