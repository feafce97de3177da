"""How a name is normalised and compared: letters, initials, acronyms.

Names are compared as a reader would: case, marks and a leading "the" do not count. Nothing here decides who somebody is.
"""

from __future__ import annotations

import re
from functools import lru_cache

_NO_LETTERS = re.compile(r"[\W_]+")
_CAPITALISED = re.compile(r"[^\W\d_][\w’']*(?:[ -](?:(?:of|the|and|for|de|la|du|des|di) )?[^\W\d_a-z][\w’']*)+")


@lru_cache(maxsize=1 << 16)
def bare(name: str) -> str:
    """A name reduced to what counts when names are compared: lower case, letters and digits, single spaces, no leading
    article."""
    return _NO_LETTERS.sub(" ", name).strip().lower().removeprefix("the ")


def initials(name: str) -> str:
    """The first letters of the capitalised words of a name, hyphenated ones too ("Trans-Arden Wire": "TAW")."""
    return "".join(word[0] for word in re.findall(r"\w[\w’']*", name) if word[0].isupper())


def expand(acronym: str, text: str) -> str | None:
    """The first name in ``text`` whose initials are ``acronym`` (three letters or more), or None."""
    letters = acronym.replace(".", "")
    if len(letters) < 3 or not letters.isupper():
        return None
    for found in _CAPITALISED.finditer(text):
        if letters not in initials(found[0]):
            continue
        words = re.split(r"(?<=[ -])", found[0])
        for first in range(len(words)):
            for last in range(first + 2, min(len(words), first + len(letters) + 3) + 1):
                name = "".join(words[first:last]).strip(" -")
                if name[0].isupper() and initials(name) == letters:
                    return name
    return None
