"""Throw broken pages at ``read``: ``python -m evaluation.fuzz [--seconds 60] [--seed 1]``.

Inputs are cut, spliced, stuffed and truncated copies of the example's pages (and of the saved pages, where the shared folder
is there), piles of tags, and noise. What is looked for: an exception, an article that breaks a law (its constructor raises),
and a page that takes longer than ``SLOW`` seconds. The input that did it is written to ``fuzz-SEED-N.bin``, and the exit
status is 1.
"""

from __future__ import annotations

import argparse
import faulthandler
import gzip
import random
import sys
import time
from collections import Counter
from importlib.resources import files
from pathlib import Path

from evaluation.shared import AbsentError, folder
from sayso.pages import read
from sayso.records import Page, Refusal

SLOW = 5.0
"""Seconds; a page under 1 MB that takes longer is a finding."""
STUCK = 60.0
"""Seconds after which a page is taken to hang: the command ends and shows where; the same seed leads there again."""

PIECES = (
    b"<div> </div> <p> </p> <br> <table><tr><td> <script> </script> <!-- --> <h1> <form> <li> <pre> <svg> <title> <a> </a> <b> "
    b"<font> \0 \xff &#0; &#xD800; \xe2\x80\xae \x1f\x8b "
    b'<a/href="http://[::1"> <base/href="http://["> <meta/charset="utf-7"> <meta/charset="idna"> '
    b'<time/datetime="2024-13-45T99:99"> <script/type="application/ld+json">'
    b'{"@type":"NewsArticle","headline":[1],"author":{"name":{"a":1}},"datePublished":20}</script>'
).split()


def mutate(rng: random.Random, seeds: list[bytes]) -> bytes:
    """One broken page."""
    how = rng.random()
    if how < 0.1:
        data = bytearray(rng.randbytes(rng.randrange(5_000)))
    elif how < 0.2:
        data = bytearray(b"".join(rng.choice(PIECES) + rng.randbytes(rng.randrange(5)) for _ in range(rng.randrange(1, 3_000))))
    elif how < 0.25:
        data = bytearray(rng.choice(PIECES) * rng.randrange(1, 20_000))
    else:
        data = _spliced(rng, bytearray(rng.choice(seeds)))
    out = bytes(data)
    return gzip.compress(out)[: rng.choice([None, 100, 5])] if rng.random() < 0.1 else out


def _spliced(rng: random.Random, data: bytearray) -> bytearray:
    if rng.random() < 0.6:
        start = rng.randrange(len(data))
        data = data[start : start + rng.randrange(1, 20_000)]
    for _ in range(rng.randrange(30)):
        at, how = rng.randrange(len(data) + 1), rng.random()
        if how < 0.4:
            data[at:at] = rng.choice(PIECES) * rng.choice([1, 1, 1, 50])
        elif how < 0.6:
            del data[at : at + rng.randrange(200)]
        elif how < 0.8:
            data[at:at] = rng.randbytes(rng.randrange(20))
        else:
            start = rng.randrange(len(data) + 1)
            data[at:at] = data[start : start + rng.randrange(2_000)]
    return data


def seeds() -> list[bytes]:
    """The pages that inputs are made of."""
    found = [item.read_bytes() for item in files("sayso").joinpath("example/pages").iterdir()]
    try:
        return found + [gzip.decompress(path.read_bytes()) for path in sorted(folder(within="pages/saved").glob("*.html.gz"))]
    except AbsentError:
        return found


def fuzz(seconds: float, seed: int, *, keep: Path | None = None) -> tuple[Counter[str], float]:
    """Outcomes by kind, and the slowest input's seconds. Raises what ``read`` raises, with the input kept under ``keep``."""
    rng, pages = random.Random(seed), seeds()
    outcomes: Counter[str] = Counter()
    slowest, end = 0.0, time.monotonic() + seconds
    while time.monotonic() < end:
        page = Page(
            data=mutate(rng, pages),
            name="fuzz",
            url=rng.choice([None, "https://a.example/b", "http://[bad"]),
            media_type=rng.choice([None, None, "text/plain", "text/html", "multipart/related"]),
            encoding=rng.choice([None, "utf-8", "utf-16", "bogus"]),
        )
        if keep:
            faulthandler.dump_traceback_later(STUCK, exit=True)
        begun = time.monotonic()
        try:
            result = read(page)
        except Exception:
            if keep:
                (keep / f"fuzz-{seed}-{outcomes.total()}.bin").write_bytes(page.data)
            raise
        took = time.monotonic() - begun
        if took > SLOW and len(page.data) < 1_000_000:
            outcomes["slow"] += 1
            if keep:
                (keep / f"fuzz-{seed}-{outcomes.total()}.bin").write_bytes(page.data)
        slowest = max(slowest, took)
        outcomes[result.reason if isinstance(result, Refusal) else "article"] += 1
    faulthandler.cancel_dump_traceback_later()
    return outcomes, slowest


def main() -> int:
    """Run for a while and print what came out."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    outcomes, slowest = fuzz(args.seconds, args.seed, keep=Path.cwd())
    slow = outcomes.pop("slow", 0)
    print(f"{outcomes.total()} inputs in {args.seconds:g} s, nothing raised, {slow} slow; the slowest took {slowest:.2f} s")
    print(", ".join(f"{reason} {count}" for reason, count in outcomes.most_common()))
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
