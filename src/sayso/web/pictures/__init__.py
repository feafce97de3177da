"""Pictures of what a case holds, drawn as SVG on the server: each with a title, a description, and a table that says the same.

A picture is laid out here, in numbers, and knows neither a case nor an address: what it shows comes from a view, and where its
parts lead from whoever writes it. Its colours and lines are classes of the style sheet; as a file of its own it brings them.
"""

from __future__ import annotations

from sayso.web.pictures.svg import Picture

__all__ = ["Picture"]
