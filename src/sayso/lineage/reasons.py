"""Why tellings count as one origin, and why the range is as wide as it is, in words that a stranger understands.

Each reason names the pages by their outlets and quotes the words that show it, as far as they are given.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from sayso.lineage.hops import REASONS, How, Step
from sayso.lineage.origins import Found
from sayso.lineage.sources import Group
from sayso.lineage.story import Story
from sayso.lineage.tellings import Teller, is_denial
from sayso.lineage.voices import stems
from sayso.records import Collapse, CollapseReason

_NAMED = 4
"""So many pages are named; the others are counted."""
_LONGEST = 90
"""So many letters of a page are quoted."""
_NUMBERS = "none one two three four five six seven eight nine ten eleven twelve".split()


def who(group: Group) -> str:
    """What an origin is called: its fullest name, a person with the role; the description of one who is not named."""
    tellers = [teller for teller, _ in group.tellers]
    if group.sort in ("outside", "wire"):
        return f"{group.outlet} (its own page is not here)"
    if group.sort == "author":
        return f"the reporter of {group.outlet}"
    if group.sort == "unnamed":
        return _described(group) if group.kind == "document" else f"{_described(group)}, not named"
    fitting = [one for one in tellers if one.kind == group.kind] or tellers
    label = _fullest(one.label for one in fitting)
    if group.kind != "person":
        return label
    role = _fullest(one.role for one in fitting if one.role)
    papers = _fullest(one.label for one in tellers if one.kind == "document")
    return label + (f", {role}" if role else "") + (f" (and “{papers}”)" if papers else "")


def _fullest(names: Iterable[str]) -> str:
    """The name of the most words; nothing where there is none."""
    return max(names, key=lambda name: (len(stems(name)), len(name), name), default="")


def _described(group: Group) -> str:
    return _cut(_fullest(teller.label for teller, _ in group.tellers)) or "somebody"


def nobody(back: Found) -> list[int]:
    """The tellings that show nobody behind them, and do not deny the claim."""
    return [place for place, end in enumerate(back.ends) if end in ("nobody", "round")]


def collapses(back: Found, ringed: Sequence[Sequence[int]]) -> Iterator[Collapse]:
    """All reasons: for each origin why its tellings are one and why it may be several; then which may be others; then the
    circles, ``ringed``; then what shows no origin."""
    for number, group in enumerate(back.groups):
        if len(group.places) > 1:
            yield from _one_source(back, number)
            yield from _meant(back.story, group)
            yield from _passed_on(back, group)
    yield from _several(back)
    yield from _unsure(back)
    yield from _circles(back, ringed)
    yield from _no_origin(back)


# ----------------------------------------------------------------------------------------------------------- why they are one


def _one_source(back: Found, number: int) -> Iterator[Collapse]:
    """That one source has several names, and that pages that have it from no other page name the same one."""
    story, group = back.story, back.groups[number]
    places = [place for _, place in group.tellers]
    named = {story.tellings[place].article: (teller, place) for teller, place in reversed(group.tellers)}
    if group.sort == "named" and (voices := _voices(group)):
        yield _reason(story, "one body", voices, places)
    alone = [hop for hop in reversed(named.values()) if _up(back, hop[1]) is None]
    if len(alone) < 2:
        return
    told = [place for _, place in alone]
    if group.sort == "named":
        text = f"{_quoting(story, alone)} each name the same source, and nothing shows that one of them has it from another."
        yield _reason(story, "same source", text, told)
    elif group.sort in ("outside", "wire"):
        text = f"{_quoting(story, alone)} have it from {group.outlet}, of which no page here tells it."
        yield _reason(story, "same wire" if group.sort == "wire" else "citation", text, told)
    elif group.sort == "unnamed":
        text = f"{_quoting(story, alone)} answer to one description within one outlet, and count as one source."
        yield _reason(story, "same source", text, told)


def _voices(group: Group) -> str:
    """That names or voices are of one source, where there are several."""
    called: dict[str, Teller] = {}
    for teller, _ in group.tellers:
        if teller.label.casefold() not in called or (teller.role and not called[teller.label.casefold()].role):
            called[teller.label.casefold()] = teller
    tellers = list(called.values())
    if len(tellers) < 2:
        return ""
    names = [f"{one.label} (“{_cut(one.role)}”)" if one.kind == "person" and one.role else one.label for one in tellers]
    kinds = {one.kind for one in tellers}
    why = "one body, whoever speaks for it" if kinds & {"organisation", "unnamed"} else "one name, in full and short"
    if "document" in kinds:
        why = "the document bears that name" if kinds & {"person", "organisation"} else "one document"
    return f"{_listed(names)} count as one: {why}."


def _meant(story: Story, group: Group) -> Iterator[Collapse]:
    """That descriptions mean one who is named: on their own page, or on one that has it from there."""
    told: dict[str, list[int]] = {}
    for (described, here), (named, there) in group.meant:
        page, words = story.page(here), f"“{_cut(described.label)}”"
        person = f"“{_cut(', '.join(filter(None, (named.label, named.role))))}”"
        if story.tellings[here].article == story.tellings[there].article:
            text = f"On the page of {page}, {words} is {person}: nobody else whom that describes is named there."
        else:
            text = f"{story.page(there)} has it from {page} and names {person}, where that page has {words}, who alone fits."
        told.setdefault(text, []).extend((here, there))
    for text, places in told.items():
        yield _reason(story, "same source", text, places)


_TEXTS: dict[How, str] = {
    "copied": "{left} {have} the passage from {right} by copying it{why}: a copy adds no origin.",
    "one wire": "{left} {print} the same report of an agency as {right}{why}: one wire report, however many print it.",
    "credited": "{left} {credit} it to {right}{words}: one wire report, however many print it.",
    "cited": "{left} {have} it from {right}, and {say} so{words}.",
    "quoted": "{left} {give} the same words as {right}{words}.",
    "same page": "{left} {put} it in one place without a source, and {name} one in another.",
    "mentioned": "{left} {name} nobody of {their} own who knows it, but {name} or {copy} {right} on the same page{why}.",
}
_VERBS = {verb: f"{verb}s" for verb in "print credit say give put name".split()} | {"have": "has", "copy": "copies"}


def _passed_on(back: Found, group: Group) -> Iterator[Collapse]:
    """That pages have it from others: those that have it from one page in one way together."""
    story = back.story
    found: defaultdict[tuple[How, str], list[tuple[int, Step]]] = defaultdict(list)
    for place in group.places:
        if (up := _up(back, place)) is not None:
            step, to = up
            if step.how == "inner":
                yield from _inside(story, place, to)
            else:
                found[step.how, story.tellings[to].article].append((place, step))
    for (how, article), taken in found.items():
        places = [place for place, _ in taken]
        outlets = _outlets(story, places)
        verbs = {many: many if len(outlets) > 1 else one for many, one in _VERBS.items()}
        text = _TEXTS[how].format(
            left=_listed(outlets),
            right=story.page(story.places[article][0]),
            words=_first(f" (“{_cut(step.words)}”)" for _, step in taken if step.words),
            why=_first(f" ({step.words})" for _, step in taken if step.words) if len(outlets) == 1 else "",
            their="their" if len(outlets) > 1 else "its",
            **verbs,
        )
        links = tuple(dict.fromkeys(link for _, step in taken for link in step.links))
        yield _reason(story, REASONS[how], text, places, links)


def _up(back: Found, place: int) -> tuple[Step, int] | None:
    """The step of a telling, and the first telling that it leads to which goes back to the same origin."""
    step = back.steps[place]
    to = next((to for to in step.to if back.origin[to] == back.origin[place]), None) if step is not None else None
    return (step, to) if step is not None and to is not None else None


def _inside(story: Story, place: int, to: int) -> Iterator[Collapse]:
    """That somebody passes on what another one told him, or a page says where it has its own words from."""
    outer, inner = story.told[place].source, story.told[to].source
    if inner is None or (outer is not None and outer.kind == "outlet"):
        return
    page = story.page(place)
    says = f"On the page of {page}, {outer.label} passes" if outer is not None else f"{page} passes"
    words = f" (“{_cut(inner.words)}”)" if inner.words else ""
    text = f"{says} on what {inner.label} told{words}: that is a hop, no origin."
    yield _reason(story, "citation", text, [place, to])


# ----------------------------------------------------------------------------------------------------- why the range is wide


def _several(back: Found) -> Iterator[Collapse]:
    """That origins may be several, those of one description told together."""
    alike: defaultdict[tuple[str, int, int], list[Group]] = defaultdict(list)
    for group in back.groups:
        if group.most > group.least:
            alike[_label(group), group.least, group.most].append(group)
    for (label, least, most), groups in alike.items():
        places = [place for group in groups for _, place in group.tellers]
        text = (
            f"{label} ({_listed(_outlets(back.story, places))}) are not named: they count as {_number(least)} "
            f"at least and {_number(most)} at most{' each' if len(groups) > 1 else ''}."
        )
        yield _reason(back.story, "unnamed", text, places)


def _unsure(back: Found) -> Iterator[Collapse]:
    """That sources may be others, those of which the same is told together; and which unnamed ones cannot be others."""
    alike: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
    for number, group in enumerate(back.groups):
        if len(back.groups) > 1 and number not in back.count.shown:
            alike[back.count.class_of[number], who(group)].append(number)
    for numbers in alike.values():
        yield _can_be(back, numbers)
    for number in sorted(back.count.shown):
        if back.groups[number].sort == "unnamed" and len(back.groups) > 1:
            yield from _cannot_be(back, number)


def _can_be(back: Found, numbers: Sequence[int]) -> Collapse:
    """That one source, or several of which the same is told, may be others."""
    story, groups = back.story, back.groups
    places = [place for number in numbers for _, place in groups[number].tellers]
    others = [number for number in back.count.can_be(numbers[0])[: len(numbers) + _NAMED + 1] if number not in numbers]
    names = dict.fromkeys(_short(story, groups[number]) for number in others)
    most = sum(groups[number].most for number in numbers)
    each = "may each be" if len(numbers) > 1 else "may be"
    text = (
        f"{_label(groups[numbers[0]])} ({_listed(_outlets(story, places))}) {each} {_listed(list(names), 'or')}, "
        f"or somebody else: none to {_number(most)} more."
    )
    return _reason(story, "unnamed", text, places)


def _cannot_be(back: Found, number: int) -> Iterator[Collapse]:
    """That the words for somebody unnamed set him apart from others."""
    story, group = back.story, back.groups[number]
    can_be = {number, *back.count.can_be(number)}
    told = [other for n, other in enumerate(back.groups) if n not in can_be and other.sort in ("named", "unnamed")]
    if told:
        places = [place for _, place in group.tellers]
        names = [who(other) if other.sort == "named" else _short(story, other) for other in told[: _NAMED + 1]]
        text = f"{_label(group)} ({_listed(_outlets(story, places))}) cannot be {_listed(names, 'or')}, as the pages put it."
        yield _reason(story, "unnamed", text, places)


def _label(group: Group) -> str:
    return f"“{_described(group)}”" if group.sort == "unnamed" else who(group)


def _short(story: Story, group: Group) -> str:
    """What one calls an origin beside another one."""
    if group.sort != "unnamed":
        return who(group).partition(",")[0]
    return f"“{_described(group)}” of {story.name(group.tellers[0][1])}"


def _number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


# -------------------------------------------------------------------------------------------- circles, and what shows nobody


def _circles(back: Found, ringed: Sequence[Sequence[int]]) -> Iterator[Collapse]:
    story = back.story
    for ring in ringed:
        taken = [(place, step) for place in reversed(ring) if (step := back.steps[place]) is not None]
        words = list(dict.fromkeys(f"{story.page(place)}: “{_cut(step.words)}”" for place, step in taken if step.words))
        quoted = f" ({'; '.join(words[:_NAMED])})" if words else ""
        pages = list(dict.fromkeys(story.page(place) for place in ring))
        text = f"{_listed(pages)} have it from each other{quoted}: a circle, which adds no origin."
        yield _reason(story, "circle", text, ring, tuple(dict.fromkeys(link for _, step in taken for link in step.links)))


def _no_origin(back: Found) -> Iterator[Collapse]:
    """That tellings show nobody, or deny the claim."""
    story = back.story
    shown = [place for place in nobody(back) if back.ends[place] != "round"]
    if shown:
        hops = [(story.tellings[place].chain[-1], place) for place in shown if story.tellings[place].chain]
        some = [(hop, place) for hop, place in hops if hop.kind in ("none", "collective") and (hop.words or hop.label)]
        quoted = f" ({_words(story, some)})" if some else ""
        text = f"{_listed(_outlets(story, shown))}: nobody is named or described who knows it{quoted}."
        yield _reason(story, "no origin shown", text, shown)
    if turning := [place for place in nobody(back) if back.ends[place] == "round"]:
        text = f"{_listed(_outlets(story, turning))}: what they tell leads round in a circle, and to nobody outside it."
        yield _reason(story, "no origin shown", text, turning)
    denied = [place for place, one in enumerate(story.tellings) if is_denial(one)]
    if denied:
        who_denies = dict.fromkeys(hop.label for n in denied if (hop := story.told[n].source) is not None and hop.label)
        names = f"{_listed(list(who_denies)) or 'the page itself'} {'deny' if len(who_denies) > 1 else 'denies'} it"
        pages = _listed(_outlets(story, denied))
        text = f"{pages}: {names}. Pages that tell so carry the claim; who denies it is no origin of it."
        yield _reason(story, "denial", text, denied)
    turned = [place for place, end in enumerate(back.ends) if end == "denied" and place not in set(denied)]
    if turned:
        text = f"{_listed(_outlets(story, turned))}: whom they cite for it denies it on the page that they have it from."
        yield _reason(story, "denial", text, turned)


# ------------------------------------------------------------------------------------------------------------------ the words


def _reason(story: Story, reason: CollapseReason, text: str, places: Iterable[int], links: tuple[str, ...] = ()) -> Collapse:
    first = text.split(" ", 1)[0]
    text = text if "." in first else text[0].upper() + text[1:]  # a domain stays as it is
    return Collapse(
        reason=reason, text=text, statements=tuple(story.tellings[n].id for n in dict.fromkeys(places)), links=links
    )


def _outlets(story: Story, places: Iterable[int]) -> list[str]:
    return list(dict.fromkeys(story.name(place) for place in places))


def _quoting(story: Story, hops: Sequence[tuple[Teller, int]]) -> str:
    """Pages with the words by which each names its source, those beyond the first few counted."""
    pages: dict[str, str] = {}
    for teller, place in hops:
        words = teller.words or teller.label
        pages.setdefault(story.page(place), f" (“{_cut(words)}”)" if words else "")
    return _listed([page + quoted for page, quoted in pages.items()])


def _words(story: Story, hops: Sequence[tuple[Teller, int]]) -> str:
    found = dict.fromkeys(f"{story.name(place)}: “{_cut(hop.words or hop.label)}”" for hop, place in hops)
    return "; ".join(list(found)[:_NAMED])


def _first(texts: Iterable[str]) -> str:
    return next(iter(texts), "")


def _listed(names: Sequence[str], word: str = "and") -> str:
    """Names in a row, those beyond the first few counted."""
    if len(names) > _NAMED + 1:
        names = [*names[:_NAMED], f"{len(names) - _NAMED} more"]
    return f"{', '.join(names[:-1])} {word} {names[-1]}" if len(names) > 1 else "".join(names)


def _cut(words: str) -> str:
    """The beginning of what is quoted, in one line."""
    words = " ".join(words.split()).strip("“”\"' ")
    return words if len(words) <= _LONGEST else words[:_LONGEST].rsplit(" ", 1)[0] + " …"
