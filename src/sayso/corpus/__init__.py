"""Many articles: the case, which is one file that a pile of pages fills, and the tables and engines that work over it.

``case`` is the door: ``Case`` opens a file safely, fills it, looks things up in it and keeps an analyst's reviews. Behind it
stand ``opening`` (what a file must be before it is trusted), ``schema`` (its tables and views, its version), ``parties`` (when
two sources are one), ``filling``, ``looking``, ``profiles``, ``reviews``, ``gold`` and ``health``. ``tables`` holds one column
schema a record, ``engine`` what runs steps and SQL over them.

    from sayso.corpus import Case, seen

    with Case("story.case", write=True) as case:
        case.add([(sayso.analyze(page), seen(page))])   # acknowledged when it returns
    with Case("story.case") as case:                     # to look: any number of readers, also while one writes
        for row in case.statements(unnamed=True):
            print(row.who, row.text)

Nothing here reads a page or decides what a statement is: the case keeps what the road gave.
"""

from __future__ import annotations

from sayso.corpus.case import Case
from sayso.corpus.rows import Added, Seen, seen

__all__ = ["Added", "Case", "Seen", "seen"]
