"""Count in how many articles of the training data each word stands: how common a word of the news is.

    python -m training.count_words DATA > src/sayso/links/commonness.txt

DATA is the folder of PolNeAR; only its training split is read. A line gives a number of articles and the words that stand in so
many, as ``links.words.plain`` writes them. Words of fewer than ``LEAST`` articles are left out: they are rare. Counts of words
are all that is kept of the texts.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

from sayso.links.words import plain
from training import data

LEAST = 5
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def main() -> None:
    """Print the counts."""
    articles: Counter[str] = Counter()
    documents = 0
    for document in data.documents(Path(sys.argv[1]) / "train.jsonl.gz"):
        documents += 1
        articles.update({plain(word) for word in _WORD.findall(document["text"])})
    lines: defaultdict[int, list[str]] = defaultdict(list)
    for word, count in articles.items():
        if count >= LEAST:
            lines[count].append(word)
    print(documents)
    for count in sorted(lines, reverse=True):
        print(count, *sorted(lines[count]))


if __name__ == "__main__":
    main()
