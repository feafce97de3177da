"""Forms of one word as one: "warned" and "warn", "were" and "was". Only words of the static list of ``rarity`` are joined, so
that it works on hashes, and a name is never cut.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache
from typing import TYPE_CHECKING

from sayso.links.rarity import listed
from sayso.links.words import hash_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_FORMS = (
    "be is are was were been being am",
    "have has had having",
    "do does did done doing",
    "say says said saying",
    "go goes went gone going",
    "get gets got gotten getting",
    "take takes took taken taking",
    "make makes made making",
    "come comes came coming",
    "give gives gave given giving",
    "know knows knew known",
    "see sees saw seen seeing",
    "think thinks thought thinking",
    "tell tells told telling",
    "find finds found finding",
    "leave leaves left leaving",
    "will would",
    "can could",
    "may might",
    "a an",
    "this that these those",
    "january jan",
    "february feb",
    "august aug",
    "september sept sep",
    "october oct",
    "november nov",
    "december dec",
)
"""Forms that no rule of endings joins."""
_ENDINGS = (
    ("'s", ("",)), ("ies", ("y",)), ("es", ("", "e")), ("s", ("",)), ("ied", ("y",)), ("ed", ("", "e")), ("ing", ("", "e")),
)  # fmt: skip
_LEAST = 3


def bases(words: NDArray[np.int64]) -> NDArray[np.int64]:
    """Each word as its base: words that are forms of one have one hash."""
    import numpy as np

    forms, their_bases = _known()
    at = np.minimum(np.searchsorted(forms, words), len(forms) - 1)
    found: NDArray[np.int64] = np.where(forms[at] == words, their_bases[at], words)
    return found


@cache
def _known() -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    import numpy as np

    words = listed()
    told = {hash_of(form): hash_of(_base(word, words)) for word in words for form in (word, f"{word}'s")}
    told |= {hash_of(form): hash_of(forms.split()[0]) for forms in _FORMS for form in forms.split()}
    forms = np.array(sorted(told), np.int64)
    return forms, np.array([told[form] for form in forms.tolist()], np.int64)


def _base(word: str, words: Collection[str]) -> str:
    """The listed word that ``word`` is a form of, or of whose form ("warnings", "warning", "warn")."""
    base = next((base for base in _bases(word) if len(base) >= _LEAST and base in words), None)
    return word if base is None else _base(base, words)


def _bases(word: str) -> Iterator[str]:
    for ending, others in _ENDINGS:
        if word.endswith(ending) and not word.endswith("ss"):
            stem = word.removesuffix(ending)
            yield from (stem + other for other in others)
            if ending in ("ed", "ing") and stem[-1:] == stem[-2:-1]:
                yield stem[:-1]
