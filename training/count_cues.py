"""Count the cues of PolNeAR's training split, for the table ``COUNTED`` of ``sayso.attribution.lexicon``.

    python training/count_cues.py            prints the table; SAYSO_SHARED names the folder of the data (default ../shared)

A form is a cue freed of the auxiliaries, adverbs and closing colon that may stand around it ("has repeatedly said" counts as
"said"). Printed for each form: how often it is a cue, how often its words occur at all in annotated text, and how often the
content stands before the cue. Forms of one to three words that are a cue at least four times, and in one of eight occurrences,
are kept; those that begin with a function word or name a day are not.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import sys
import textwrap
from collections import Counter
from pathlib import Path
from typing import Any

from sayso.attribution.lexicon import DAYS, FUNCTION_WORDS, LEADING

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


def main() -> None:
    """Print the table, wrapped as the lexicon has it."""
    path = Path(os.environ.get("SAYSO_SHARED", "../shared")) / "data" / "polnear" / "train.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        table = count([json.loads(line) for line in lines])
    entries = (f"{form} {n}/{seen}/{after};" for form, (n, seen, after) in table.items())
    sys.stdout.write("\n".join(textwrap.wrap(" ".join(entries), 126, break_on_hyphens=False)) + "\n")


if __name__ == "__main__":
    main()
