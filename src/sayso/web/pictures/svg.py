"""SVG as elements with escaped attributes, and the picture that they make."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from markupsafe import Markup, escape

from sayso.reports import safe

To = Callable[..., str | None]
"""Where a page stands (``Addresses.to``)."""


def element(name: str, attributes: dict[str, Any] | None = None, *inner: str | Markup) -> Markup:
    """An element: attributes that are None are left out, numbers are rounded to a tenth, words are escaped; what stands inside
    is escaped unless it is markup."""
    told = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"'
        for key, value in (attributes or {}).items()
        if value is not None
    )
    body = Markup("").join(one if isinstance(one, Markup) else escape(safe(one)) for one in inner)
    return Markup(f"<{name}{told}>{body}</{name}>") if inner else Markup(f"<{name}{told}/>")


def _value(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.1f}".removesuffix(".0")
    return str(escape(safe(str(value))))


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of ``width`` times ``height``, with its ``title`` and a ``description`` for those who do not see it. ``draw``
    gives its shapes when it is told where pages stand. ``heads`` and ``rows`` are the table that says the same."""

    name: str
    title: str
    description: str
    width: float
    height: float
    draw: Callable[[To], Sequence[Markup]]
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]

    def inline(self, to: To) -> Markup:
        """The picture for a page that has the style sheet."""
        return self._svg({"class": f"picture {self.name}", "role": "img" if to is _nowhere else "group"}, to)

    def small(self) -> Markup:
        """The picture for a page that has many of its kind, in few bytes: without ids, and without links."""
        told = {"class": f"picture {self.name}", "role": "img", "aria-label": f"{self.title}. {self.description}"}
        return element("svg", told | self._size(), *self.draw(_nowhere))

    def file(self) -> str:
        """The picture as a file of its own, with its styles, without links."""
        head = '<?xml version="1.0" encoding="UTF-8"?>\n'
        styles = element("style", None, Markup(_styles()))
        return (
            head
            + str(self._svg({"xmlns": "http://www.w3.org/2000/svg", "class": f"picture {self.name}"}, _nowhere, styles))
            + "\n"
        )

    def _svg(self, told: dict[str, Any], to: To, *first: Markup) -> Markup:
        named = f"{self.name}-title", f"{self.name}-description"
        told |= self._size() | {"aria-labelledby": " ".join(named)}
        titles = element("title", {"id": named[0]}, self.title), element("desc", {"id": named[1]}, self.description)
        return element("svg", told, *first, *titles, *self.draw(to))

    def _size(self) -> dict[str, Any]:
        width, height = float(self.width), float(self.height)
        return {"viewBox": f"0 0 {_value(width)} {_value(height)}", "width": width, "height": height}


def _nowhere(kind: str, name: str = "", **asked: object) -> None:
    """What pictures that stand alone lead to."""


@lru_cache(maxsize=1)
def _styles() -> str:
    """The part of the style sheet that pictures need."""
    return files("sayso.web").joinpath("static", "pictures.css").read_text(encoding="utf-8")
