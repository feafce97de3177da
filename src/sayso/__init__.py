"""sayso: on whose say-so? Who said what on a news page, through whom it came there, and how firmly.

    import sayso

    for page in sayso.gather(["story.html"]):
        print(sayso.analyze(page))

``analyze`` takes a page down the whole road and gives a ``Dossier``, or a ``Refusal`` that says what to do. Its steps stand
alone too: ``load``, ``read``, ``annotate``, ``attribute``, ``resolve``. What they take and give is in ``sayso.records``.

Importing this package imports nothing else: each name is fetched from its room when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.annotation import annotate
    from sayso.attribution import attribute
    from sayso.corpus import Case
    from sayso.errors import SaysoError
    from sayso.pages import gather, load, read
    from sayso.records import (
        Annotation,
        Article,
        Attribution,
        Block,
        Dossier,
        Figure,
        Page,
        Refusal,
        Source,
        Span,
        Statement,
    )
    from sayso.resolution import resolve
    from sayso.road import analyze

    __version__: str

__all__ = [
    "Annotation",
    "Article",
    "Attribution",
    "Block",
    "Case",
    "Dossier",
    "Figure",
    "Page",
    "Refusal",
    "SaysoError",
    "Source",
    "Span",
    "Statement",
    "__version__",
    "analyze",
    "annotate",
    "attribute",
    "gather",
    "load",
    "read",
    "resolve",
]

_ROOMS = {
    "analyze": "road",
    "annotate": "annotation",
    "Case": "corpus",
    "attribute": "attribution",
    "gather": "pages",
    "load": "pages",
    "read": "pages",
    "resolve": "resolution",
    "SaysoError": "errors",
}
"""Where a name lives, when it is no record."""


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module 'sayso' has no attribute {name!r}")
    found = _version() if name == "__version__" else getattr(import_module(f"sayso.{_ROOMS.get(name, 'records')}"), name)
    globals()[name] = found  # the next use does not come here again
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def _version() -> str:
    """The version that is installed; a source tree that is not installed calls itself 0+source."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("sayso")
    except PackageNotFoundError:
        return "0+source"
