"""Which attribution stands in which: parents by containment, and what becomes of them when some are left out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from sayso import spans
from sayso.records import Attribution


def settled(found: Iterable[Attribution]) -> tuple[Attribution, ...]:
    """``found`` in the order of their contents; one without a parent that holds its content hangs on the innermost that holds
    all of it."""
    by_id = {one.id: one for one in found}
    out: list[Attribution] = []
    open_ones: list[Attribution] = []
    for child in sorted(by_id.values(), key=lambda one: (one.content[0].start, -one.content[-1].end, one.cue)):
        open_ones = [one for one in open_ones if one.content[-1].end > child.content[0].start]
        parent = by_id.get(child.parent or "")
        if parent is None or not spans.inside(child.content, parent.content):
            whole = child.content + child.cue + child.source
            wider = (one for one in reversed(open_ones) if one.content != child.content)
            parent = next((one for one in wider if spans.inside(whole, one.content)), None)
        out.append(replace(child, parent=parent.id if parent is not None else None))
        open_ones.append(child)
    return tuple(out)


def left(found: Sequence[Attribution], stays: Callable[[Attribution], bool]) -> tuple[Attribution, ...]:
    """Those of ``found`` that stay; what hung on one that does not hangs on its parent."""
    above = {one.id: one.parent for one in found}
    staying = {one.id for one in found if stays(one)}
    return tuple(replace(one, parent=standing(one.parent, above, staying)) for one in found if one.id in staying)


def standing(parent: str | None, parents: Mapping[str, str | None], staying: Collection[str]) -> str | None:
    """The nearest of ``parent`` and what it hangs on, by ``parents``, that is among ``staying``; None where none is."""
    while parent is not None and parent not in staying:
        parent = parents[parent]
    return parent
