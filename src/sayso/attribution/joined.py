"""The network and the grammar together: what the network finds, and the hops of hearsay that only the grammar sees.

The network was taught on flat marks: of "The Post reported that it was closed, citing two officials" it gives the Post. The
grammar knows who stands further in. A hop that the grammar makes is taken where the network has the attribution that it hangs
on, and nothing of its own at the cue of the hop. Everything else that the grammar sees is left to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso import spans
from sayso.attribution import grammar, model
from sayso.inference import Network
from sayso.records import Annotation, Article, Attribution, identity


def find(article: Article, annotation: Annotation, *, network: Network | None = None) -> tuple[Attribution, ...]:
    """All attributions of ``article`` in the order of their contents, with their parents, however unsure.

    ``network`` is the model to use; where None, the one that comes with sayso. Raises ``ModelError`` where that cannot be
    loaded.
    """
    found = model.find(article, annotation, network=network)
    hops = _hops(article, found, grammar.find(article, annotation))
    return tuple(sorted((*found, *hops), key=lambda one: (one.content[0].start, -one.content[-1].end, one.cue)))


def _hops(article: Article, found: Sequence[Attribution], ruled: Sequence[Attribution]) -> Iterator[Attribution]:
    by_cue = dict(sorted((one.cue[0], one) for one in found if one.cue))
    cues = tuple(by_cue)
    by_id = {one.id: one for one in ruled}
    seen = {one.id for one in found}
    for hop in ruled:
        host = by_id.get(hop.parent or "")
        if host is None or not hop.source or not hop.cue or spans.inside(hop.cue, host.content):
            continue
        place = spans.locate(cues, host.cue[0].start) if host.cue else None
        if place is None or any(
            spans.locate(cues, offset) is not None for start, end in hop.cue for offset in (start, end - 1)
        ):
            continue
        made = _hung(article, hop, by_cue[cues[place]])
        if made is not None and made.id not in seen:
            seen.add(made.id)
            yield made


def _hung(article: Article, hop: Attribution, host: Attribution) -> Attribution | None:
    """``hop`` with the content that the network gives its host, less its own source and cue."""
    content = spans.cut(host.content, hop.source + hop.cue)
    if not content:
        return None
    return Attribution(
        id=identity("attribution", article.id, str(hop.source), str(hop.cue), str(content)),
        source=hop.source,
        cue=hop.cue,
        content=content,
        parent=host.id,
        form=host.form,
        score=round(min(hop.score, host.score), 4),
        engine=hop.engine,
        reason=hop.reason,
    )
