"""When two sources are one: the same name and the same kind, across all articles of a case. One that is not named is never
one with another.

This is the reading of names alone; that "the ministry" of two pages is one, or that two people share a name, is for an analyst
to say, or for what links articles.
"""

from __future__ import annotations

from functools import lru_cache

from sayso import outlets
from sayso.names import bare
from sayso.records import Source, identity

NEVER_ONE = frozenset({"unnamed", "none"})
"""Kinds of sources that are of one article, whatever they are called."""


def label(source: Source) -> str | None:
    """What one would call a source in a list; None where no source is stated, or nothing is known."""
    if source.kind == "none":
        return None
    called = source.name or source.descriptor
    if called:
        return called
    return " or ".join(source.candidates) or ("the author" if source.kind == "self" else None)


def key(source: Source) -> str | None:
    """What of a source is compared across articles; None where it is one with no other."""
    if source.name is None or source.kind in NEVER_ONE:
        return None
    return outlet_key(source.name) if source.kind == "outlet" else bare_name(source.name)


def party_id(source: Source, article: str) -> str:
    """The id under which a case knows a source: one for all that are the same, of ``article`` alone where it is not named."""
    found = key(source)
    return identity("source", "in", article, source.id) if found is None else identity("source", "of", source.kind, found)


def outlet_id(name: str) -> str:
    """The id of the outlet of this name."""
    return identity("outlet", outlet_key(name))


@lru_cache(maxsize=1 << 14)
def outlet_key(name: str) -> str:
    """What of the name of an outlet is compared: that of the table of outlets where it is known, in full or short."""
    known = outlets.outlet(name) or (outlets.outlet_at(name) if "." in name and " " not in name else None)
    return bare_name(known.name if known is not None else name)


@lru_cache(maxsize=1 << 14)
def outlet_named(name: str) -> tuple[str, str | None]:
    """What an outlet is called in the table of outlets, and its kind; as given where it is not there."""
    known = outlets.outlet(name) or (outlets.outlet_at(name) if "." in name and " " not in name else None)
    return (known.name, known.kind) if known is not None else (name, None)


def bare_name(name: str) -> str:
    """What of a name is compared."""
    return bare(name) or name.casefold()
