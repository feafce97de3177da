"""How much a figure is, in one unit for all that measure the same, with the room that rounding leaves.

Currencies are not converted, and what differs from country to country (tons, gallons) is taken loosely.
"""

from __future__ import annotations

import math
import re

from sayso.records import Figure

_BASE = {
    "km": ("metres", 1e3), "miles": ("metres", 1609.344), "mile": ("metres", 1609.344), "metres": ("metres", 1.0),
    "feet": ("metres", 0.3048), "inches": ("metres", 0.0254), "cm": ("metres", 0.01), "mm": ("metres", 0.001),
    "yards": ("metres", 0.9144), "acres": ("hectares", 0.40468564), "hectares": ("hectares", 1.0),
    "square km": ("hectares", 100.0), "square miles": ("hectares", 258.9988), "square metres": ("hectares", 1e-4),
    "square feet": ("hectares", 9.290304e-6), "kg": ("kg", 1.0), "grams": ("kg", 1e-3), "g": ("kg", 1e-3), "mg": ("kg", 1e-6),
    "tonnes": ("kg", 1000.0), "tons": ("kg", 960.0), "pounds": ("kg", 0.45359237), "ounces": ("kg", 0.028349523),
    "litres": ("litres", 1.0), "ml": ("litres", 1e-3), "gallons": ("litres", 4.1), "barrels": ("barrels", 1.0),
    "mph": ("kph", 1.609344), "kph": ("kph", 1.0), "MW": ("MW", 1.0), "GW": ("MW", 1e3), "kW": ("MW", 1e-3),
    "seconds": ("hours", 1 / 3600), "minutes": ("hours", 1 / 60), "hours": ("hours", 1.0), "days": ("hours", 24.0),
    "weeks": ("hours", 168.0), "months": ("years", 1 / 12), "years": ("years", 1.0), "decades": ("years", 10.0),
    "share": ("%", 100.0), "cents": ("$", 0.01), "US$": ("$", 1.0), "USD": ("$", 1.0), "GBP": ("£", 1.0), "EUR": ("€", 1.0),
    "pence": ("£", 0.01),
}  # fmt: skip
_LOOSE = {"tons": 0.07, "gallons": 0.1, "share": 0.06}
"""Units that are not the same everywhere, or told so roughly, by the part that they may be off."""
_TENTH = 0.1
_MANY = 100


def base_unit(unit: str) -> str:
    """The unit that figures of a unit are brought to."""
    return _BASE.get(unit, (unit, 1.0))[0]


def plain(figure: Figure) -> tuple[float, float]:
    """The values of a figure in its base unit, as they are put."""
    factor = _BASE.get(figure.unit, ("", 1.0))[1]
    low, high = figure.low, figure.high
    return (-math.inf if low is None else low * factor), (math.inf if high is None else high * factor)


def measured(written: str, figure: Figure) -> tuple[str, float, float]:
    """A figure in its base unit: the unit, and the values that its words allow, with the room that rounding leaves to an exact
    one."""
    unit, factor = _BASE.get(figure.unit, (figure.unit, 1.0))
    low = -math.inf if figure.low is None else figure.low
    high = math.inf if figure.high is None else figure.high
    if figure.bound == "exact" and figure.low is not None:
        room = max(rounding(written, figure), abs(low) * _LOOSE.get(figure.unit, 0.0))
        low, high = low - room, high + room
    return unit, low * factor, high * factor


def rounding(written: str, figure: Figure) -> float:
    """By how much an exact figure may be off that was rounded to the last place that is written and is no nought; at most a
    tenth. Counts under a hundred are not rounded."""
    value = abs(figure.low or 0.0)
    if value == 0 or (not figure.unit and value < _MANY):
        return 0.0
    decimals = re.search(r"\.([0-9]+)", written)
    if figure.unit in ("%", "percentage points"):
        return 0.5 * 10 ** -len(decimals[1]) if decimals is not None else 0.5
    place = 1.0
    while value % (place * 10) == 0:
        place *= 10
    if decimals is not None and place == 1 and value < _MANY:
        place = 10.0 ** -len(decimals[1])
    return min(place / 2, value * _TENTH) if place > 1 or figure.unit else 0.0
