"""Why tellings count as one origin, and why the range is as wide as it is, in words that a stranger understands.

Each reason names the pages by their outlets and quotes the words that show it, as far as they are given.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from sayso.lineage.hops import REASONS, Case, How, Step
from sayso.lineage.kinship import is_apart
from sayso.lineage.origins import Found
from sayso.lineage.sources import Group
from sayso.lineage.tellings import Teller, is_denial, place_of
from sayso.lineage.voices import stems
from sayso.records import Collapse, CollapseReason

_NAMED = 4
"""So many pages are named; the others are counted."""
_WORDS = 90
"""So many letters of a page are quoted."""
_NOT_NAMED = ", not named"


def who(group: Group) -> str:
    """What an origin is called: the fullest name for it, with the role of a person; what is said of one who is not named."""
    tellers = [teller for teller, _ in group.tellers]
    if group.sort == "unnamed":
        label = max((teller.label for teller in tellers if teller.label), key=_fullness, default="somebody")
        return label + _NOT_NAMED
    if group.sort in ("outside", "wire"):
        return f"{group.outlet}, outside this case"
    if group.sort == "author":
        return f"the reporter of {group.outlet}"
    of_kind = [one for one in tellers if one.kind == group.kind] or tellers
    label = max((one.label for one in of_kind), key=lambda name: (len(stems(name)), len(name), name))
    role = max((one.role for one in of_kind if one.role), key=len, default="") if group.kind == "person" else ""
    return f"{label}, {role}" if role else label


def _fullness(label: str) -> tuple[int, int, str]:
    return len(stems(label)), len(label), label


def nobody(back: Found) -> list[int]:
    """The tellings that show nobody behind them, and do not deny the claim."""
    return [place for place, end in enumerate(back.ends) if end in ("nobody", "round")]


def collapses(back: Found) -> Iterator[Collapse]:
    """All reasons: for each origin why its tellings are one, then why the range is wide, then what shows no origin."""
    for number, group in enumerate(back.groups):
        yield from _one_source(back.case, group)
        yield from _passed_on(back, group)
        yield from _wide(back, number)
    yield from _no_origin(back)


# --------------------------------------------------------------------------------------------------------------- why they are one


def _one_source(case: Case, group: Group) -> Iterator[Collapse]:
    """That pages name the same source, or several voices of one body."""
    if group.sort != "named" and len(_outlets(case, (place for _, place in group.tellers))) < 2:
        return
    places = [place for _, place in group.tellers]
    if group.sort in ("outside", "wire"):
        yield _collapse(
            case,
            "same wire" if group.sort == "wire" else "citation",
            f"{_pages(case, places)} have it from {group.outlet}, of which no page with this claim is in the case.",
            places,
        )
        return
    names = list(dict.fromkeys(_called(teller) for teller, _ in group.tellers))
    if len({teller.party for teller, _ in group.tellers}) > 1 and len(names) > 1:
        yield _collapse(case, "one body", f"{_listed(names)} are one source: {_why_one(group)}.", places)
    if len({case.tellings[place].article for place in places}) > 1:
        quoted = _quotes(case, group.tellers)
        yield _collapse(case, "same source", f"{_pages(case, places)} name the same source{quoted}.", places)


def _why_one(group: Group) -> str:
    kinds = {teller.kind for teller, _ in group.tellers}
    if "document" in kinds:
        return "the document and whose it is"
    roles = dict.fromkeys(teller.role for teller, _ in group.tellers if teller.kind == "person" and teller.role)
    if "person" in kinds and roles:
        return "one body, through " + _listed([f"“{_cut(role)}”" for role in roles])
    return "the same name, in full and short"


def _called(teller: Teller) -> str:
    return f"{teller.label} (“{_cut(teller.role)}”)" if teller.kind == "person" and teller.role else teller.label


def _quotes(case: Case, tellers: Iterable[tuple[Teller, int]]) -> str:
    """The words by which each page names a source, of the first few pages."""
    words: dict[str, str] = {}
    for teller, place in tellers:
        if teller.words or teller.label:
            words.setdefault(place_of(case.tellings[place]), f"“{_cut(teller.words or teller.label)}”")
    found = [f"{page}: {quoted}" for page, quoted in list(words.items())[:_NAMED]]
    return f" ({'; '.join(found)})" if found else ""


_TEXTS: dict[How, str] = {
    "inner": "{left} only pass on there what {right} told, in whose words it stands{words}.",
    "copied": "The passage of {left} that carries it is a copy of the one in {right}: copies add no origin.",
    "credited": "{left} credit it to {right}{words}: a wire report is one origin however many print it.",
    "cited": "{left} have it from {right}, which they name{words}.",
    "quoted": "{left} give the same words as {right}.",
    "same page": "{left} put it without a source in one place, and name one in another.",
    "mentioned": "{left} name no source of their own, and name or copy {right} elsewhere on the page.",
}


def _passed_on(back: Found, group: Group) -> Iterator[Collapse]:
    """That pages have it from other pages, those that have it from the same page in the same way together."""
    case = back.case
    found: defaultdict[tuple[How, str], list[int]] = defaultdict(list)
    for place in group.places:
        step = back.steps[place]
        if step is not None and (to := _kept(back, place, step)) is not None:
            found[step.how, case.tellings[to].article].append(place)
    for (how, article), places in found.items():
        taken = [step for place in places if (step := back.steps[place]) is not None]
        words = next((f" (“{_cut(step.words)}”)" for step in taken if step.words), "")
        right = place_of(case.tellings[case.places[article][0]])
        text = _TEXTS[how].format(left=_pages(case, places), right=right, words=words)
        links = tuple(dict.fromkeys(link for step in taken for link in step.links))
        yield _collapse(case, REASONS[how], text, places, links)


def _kept(back: Found, place: int, step: Step) -> int | None:
    """The first telling that a step leads to which goes back to the same origin; None where none does."""
    return next((to for to in step.to if back.origin[to] == back.origin[place]), None)


# ------------------------------------------------------------------------------------------------------------- why the range is wide


def _wide(back: Found, number: int) -> Iterator[Collapse]:
    """That an origin may be several, or be another one."""
    case, group = back.case, back.groups[number]
    places = [place for _, place in group.tellers]
    if group.most > 1:
        yield _collapse(
            case,
            "unnamed",
            f"“{_label(group)}” are not named: they count as one at least, and as {group.most} at most.",
            places,
        )
    if number not in back.shown:
        mine = group.known()
        others = [
            who(other).removesuffix(_NOT_NAMED)
            for n, other in enumerate(back.groups)
            if n != number and not is_apart(mine, other.known())
        ]
        yield _collapse(
            case,
            "unnamed",
            f"“{_label(group)}” ({_pages(case, places)}) may be {_listed(others, 'or')}, or somebody else: none to {_count(group.most)} more.",
            places,
        )


def _label(group: Group) -> str:
    return who(group).removesuffix(_NOT_NAMED)


def _count(most: int) -> str:
    return "one" if most == 1 else str(most)


def _no_origin(back: Found) -> Iterator[Collapse]:
    """That tellings show nobody, or deny the claim, or lead round."""
    case = back.case
    shown = nobody(back)
    if shown:
        crowds = dict.fromkeys(hop.label for n in shown for hop in case.tellings[n].chain if hop.kind == "collective")
        more = f" {_listed([f'“{one}”' for one in crowds])}: a group that nobody could ring up." if crowds else ""
        yield _collapse(case, "no origin shown", f"{_pages(case, shown)} name and describe nobody who knows it.{more}", shown)
    denied = [place for place, one in enumerate(case.tellings) if is_denial(one)]
    if denied:
        yield _collapse(
            case, "no origin shown", f"{_pages(case, denied)} carry it in order to deny it: that is no origin of it.", denied
        )


# ----------------------------------------------------------------------------------------------------------------------- the words


def _collapse(case: Case, reason: CollapseReason, text: str, places: Sequence[int], links: tuple[str, ...] = ()) -> Collapse:
    return Collapse(reason=reason, text=text, statements=tuple(case.tellings[n].id for n in dict.fromkeys(places)), links=links)


def _outlets(case: Case, places: Iterable[int]) -> list[str]:
    return list(dict.fromkeys(place_of(case.tellings[place]) for place in places))


def _pages(case: Case, places: Iterable[int]) -> str:
    return _listed(_outlets(case, places))


def _listed(names: Sequence[str], word: str = "and") -> str:
    """Names in a row, those beyond the first few counted."""
    if len(names) > _NAMED + 1:
        names = [*names[:_NAMED], f"{len(names) - _NAMED} more"]
    return f"{', '.join(names[:-1])} {word} {names[-1]}" if len(names) > 1 else "".join(names)


def _cut(words: str) -> str:
    """The beginning of what is quoted, in one line."""
    words = " ".join(words.split()).strip("“”\"'")
    return words if len(words) <= _WORDS else words[:_WORDS].rsplit(" ", 1)[0] + " …"
