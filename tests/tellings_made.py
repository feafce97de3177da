"""Claims made up by hand, as a case gives them: pages are called by a word, which is their outlet too."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.corpus.rows import ClaimRow, ClaimView, HopRow, LinkRow, OriginRow, Range, StatementRow, TellingRow

WHEN = "2031-03-04T10:00:00+00:00"


def telling_of(
    name: str,
    *,
    origins: Sequence[int] = (),
    act: str = "states",
    distance: str = "neutral",
    chain: Sequence[HopRow] = (),
    first: str | None = WHEN,
    seen: str | None = None,
) -> TellingRow:
    """The one statement of a page."""
    who = chain[-1] if chain else HopRow("source-x", None, "none", None, "stated", "")
    row = StatementRow(
        id=f"statement-{name}",
        text=f"what {name} puts",
        who=who.who,
        kind=who.kind if chain else None,
        source=who.source if chain else None,
        via=" < ".join(hop.who or "" for hop in chain[:-1]),
        voice="attributed" if chain else "own",
        act=act,
        distance=distance,
        certainty="plain",
        medium=None,
        denied=False,
        article=f"article-{name}",
        title=f"The title of {name}",
        outlet=name,
        published=first,
        review="",
    )
    return TellingRow(row, tuple(chain), tuple(origins), first, seen or first)


def origin_of(who: str, kind: str, *names: str, low: int = 1, high: int = 1) -> OriginRow:
    """An origin to which the statements of these pages go back."""
    return OriginRow(f"origin-{who}", who, kind, Range(low, high), tuple(f"statement-{name}" for name in names))


def link_of(left: str, right: str, relation: str, *, reason: str = "shares words", words: str = "the same words") -> LinkRow:
    """That one page has it from another one."""
    ends = (f"article-{left}", None, left, WHEN, f"article-{right}", None, right, WHEN, None, None)
    return LinkRow(f"link-{left}-{right}-{relation}", relation, *ends, 0.9, True, None, None, words, words, reason)


def claim_of(
    tellings: Sequence[TellingRow],
    origins: Sequence[OriginRow] = (),
    links: Sequence[LinkRow] = (),
    *,
    circles: Sequence[Sequence[str]] = (),
) -> ClaimView:
    """A claim."""
    pages = len({one.row.article for one in tellings})
    row = ClaimRow(
        id="claim-0000000000000001",
        text=tellings[0].row.text,
        pages=pages,
        outlets=pages,
        origins=Range(sum(one.range.low for one in origins), sum(one.range.high for one in origins)),
        unnamed=None,
        first_seen=WHEN,
        disputed="",
        circles=len(circles),
        statements=len(tellings),
        rests_on=tuple(one.who for one in origins[:4]),
    )
    return ClaimView(row, tuple(tellings), tuple(origins), (), tuple(map(tuple, circles)), tuple(links), (), ())
