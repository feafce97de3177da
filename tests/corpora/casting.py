"""The people and bodies of one story, and its slots: names, places, figures, months."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from corpora import vocabulary
from corpora.events import CRAFTS, CROPS, STONES, Kind
from corpora.grammar import expand
from corpora.newsroom import Party, World
from corpora.writing import capital

_OFTEN = 0.3
"""So many stories happen in a town of which others tell, too."""


@dataclass(frozen=True, slots=True)
class Cast:
    """Who may speak in a story, and its slots."""

    slots: dict[str, str]
    bodies: tuple[Party, ...]
    people: tuple[Party, ...]
    """The first two speak for the first two bodies, the others for themselves."""


def cast(chance: Random, kind: Kind, world: World) -> Cast:
    """A cast for a story of this kind."""
    slots = {f"name{n}": vocabulary.name(chance) for n in range(1, 5)}
    slots |= {
        "town": chance.choice(world.towns) if chance.random() < _OFTEN else vocabulary.name(chance),
        "country": vocabulary.name(chance) + "ia",
        "place": f"{vocabulary.name(chance)} {chance.choice(vocabulary.PLACE_TAILS)}",
        "street": f"{vocabulary.name(chance)} {chance.choice(('Street', 'Lane', 'Row', 'Road'))}",
        "hall": f"{vocabulary.name(chance)} {chance.choice(('Hall', 'House', 'Chapel', 'Arcade'))}",
        "family": f"the {vocabulary.name(chance)} family",
        "n": str(chance.randint(13, 480)),
        "m": f"{chance.randint(3, 95)}.{chance.randint(1, 9)}",
        "month1": f"{chance.choice(vocabulary.MONTHS)} {chance.randint(2021, 2027)}",
        "crop": chance.choice(CROPS),
        "stone": chance.choice(STONES),
        "craft": chance.choice(CRAFTS),
    }
    slots["n_dead"] = slots["n"]
    slots |= {f"kw{n + 1}": word for n, word in enumerate(chance.sample(kind.words, 4))}
    slots["thing"] = expand(chance.choice(kind.thing), slots, chance)
    slots["Thing"] = capital(slots["thing"])
    bodies = tuple(Party(f"body {name}", "organisation", name) for name in (expand(one, slots, chance) for one in kind.bodies))
    roles = chance.sample(kind.roles, len(kind.roles))
    return Cast(slots, bodies, tuple(_person(chance, roles[at], bodies[at] if at < 2 else None) for at in range(6)))


def _person(chance: Random, role: str, body: Party | None) -> Party:
    called = f"{vocabulary.first_name(chance)} {vocabulary.name(chance)}"
    if body is not None:
        return Party(body.key, "person", called, role, body.name)
    return Party(f"person {called}", "person", called, role)
