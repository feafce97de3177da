"""The pages about claims: the list of them, one whole with its lineage, its telling in time; and what is said of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sayso.casebook.claims import ClaimSheet, TellingSheet, claim_sheet, counted, telling_sheets
from sayso.corpus.rows import ClaimRow
from sayso.errors import UsageError
from sayso.reports.prose import SHORT_NAME, shortened
from sayso.web.addresses import Served
from sayso.web.pictures.lineage import lineage
from sayso.web.pictures.timeline import timeline
from sayso.web.shown import Asked, Asking, Deed, Sheet, Shown, part
from sayso.web.views import claims as views
from sayso.web.views import timeline as times
from sayso.web.views.lineage import LineageRow, lineage_rows
from sayso.web.views.overview import to_do

if TYPE_CHECKING:
    from sayso.corpus import Case
    from sayso.corpus.rows import ClaimJudgement


def _claims(case: Case, name: str, asked: Asked) -> Shown:
    single, unnamed, disputed = map(asked.flag, ("single_origin", "unnamed", "disputed"))
    words = views.Asked(single, unnamed, disputed, *map(asked.word, ("text", "outlet", "since", "article", "merge")))
    wanted: dict[str, Any] = {**words._asdict(), "articles": (words.article,) if words.article else ()}
    for one in ("article", "merge"):
        del wanted[one]
    found = part(lambda limit, offset: case.claims(**wanted, limit=limit, offset=offset), asked.number("page"))
    listed = found._replace(rows=views.listed(found.rows))
    merging = views.Merging(*case.claim_text(words.merge)) if words.merge else None
    rest = {name: value for name, value in asked.but(page=None).items() if value}
    view = {"asked": words, "part": listed, "rest": rest, "merging": merging, "todo": to_do(len(case), case.linked())}
    sheet = Sheet(ClaimRow, lambda: case.each_claim(**wanted), (ClaimSheet, claim_sheet))
    return Shown("claims.html", "Claims", view, {"": sheet})


def _claim(case: Case, name: str, asked: Asked) -> Shown:
    found = case.claim(name)
    whole = views.whole(found)
    pages = part(lambda limit, offset: list(whole.pages[offset : offset + limit]), asked.number("page"))
    drawn = {"lineage": lineage(whole.woven, whole.sentence), "timeline": timeline(times.timeline(found), whole.sentence)}
    sheets = {
        "": Sheet(TellingSheet, lambda: telling_sheets(found)),
        "lineage": Sheet(LineageRow, lambda: lineage_rows(found)),
        "timeline": Sheet(times.TimelineRow, lambda: times.timeline_rows(found)),
    }
    view = {"claim": whole, "pages": pages, "todo": to_do(len(case), case.linked())}
    return Shown("claim.html", f"Claim: {shortened(whole.words, SHORT_NAME)}", view, sheets, drawn, record=found)


def _timeline(case: Case, name: str, asked: Asked) -> Shown:
    found = case.claim(name)
    drawn = timeline(times.timeline(found), counted(found.row.origins))
    sheet = Sheet(times.TimelineRow, lambda: times.timeline_rows(found))
    return Shown("timeline.html", "A claim in time", found.row, {"": sheet}, {"timeline": drawn})


# ---------------------------------------------------------------------------------------------------------------------- reviews


def _review(case: Case, name: str, words: Mapping[str, str]) -> str:
    """What somebody says of a claim, in the words of its form: ``what``, the statements that are ticked, the ``other``."""
    ticked = [one for one in words if one.startswith("statement-")]
    what, other = words.get("what", ""), words.get("other", "").strip()
    said = {part: words.get(part, "").strip() or None for part in ("note", "by")}
    if what in ("same", "not the same"):
        both = [*ticked, *([case.whole_id("statement", other)] if other else [])]
        if len(both) != 2:
            raise UsageError("tick two statements")
        case.review_claims(_judgement(what), both[0], both[1:], **said)
    elif what == "merge":
        case.review_claims("merge", name, [case.whole_id("claim", other)], **said)
    elif what == "split":
        case.review_claims("split", name, ticked, **said)
    else:
        raise UsageError("say what of this claim is not as it should be")
    return _back(name)


def _judgement(what: str) -> ClaimJudgement:
    return "same" if what == "same" else "not the same"


def _undo(case: Case, name: str, words: Mapping[str, str]) -> str:
    case.undo_claims(name)
    if words.get("back") == "reviews":
        return str(Served().to("reviews"))
    claim = words.get("claim", "")
    return _back(claim) if claim else str(Served().to("claims"))


def _back(claim: str) -> str:
    return str(Served().to("claim", claim, part="reviews"))


PAGES: dict[str, Asking] = {"claims": _claims}
NAMED: dict[str, Asking] = {"claim": _claim, "timeline": _timeline}
DEEDS: dict[str, Deed] = {"/claim/{name}/review": _review, "/claim-review/{name}/undo": _undo}
