"""Every page of the reading room: what it asks the case, and which view and template show the answer.

``PAGES`` maps the kind of a page to the function that makes it; the app serves ``/kind`` or ``/kind/name``, reports write some
of them as files. A page that is about one thing is in ``NAMED``, all others are lists or forms.
"""

from __future__ import annotations

from collections.abc import Mapping

from sayso.web.catalogue import comparing, conflicts, filling, lists, people, reading, tracing, whole
from sayso.web.shown import Asking, Deed, Taking

PAGES: Mapping[str, Asking] = {
    **whole.PAGES,
    **reading.PAGES,
    **conflicts.PAGES,
    **tracing.PAGES,
    **comparing.PAGES,
    **people.PAGES,
    **lists.PAGES,
    **filling.PAGES,
}
"""The kinds of pages without a name: ``/kind``."""
NAMED: Mapping[str, Asking] = {**whole.NAMED, **reading.NAMED, **conflicts.NAMED, **tracing.NAMED, **people.NAMED}
"""The kinds of pages about one thing: ``/kind/name``."""
DEEDS: Mapping[str, Deed] = {**reading.DEEDS, **tracing.DEEDS, **filling.DEEDS}
"""What forms do, by the paths that they are sent to."""
TAKINGS: Mapping[str, Taking] = {**filling.TAKINGS}
"""What forms with files do, by the paths that they are sent to."""
