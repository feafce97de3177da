"""Rows of a case for other programs: a line of JSON a row, and CSV that a spreadsheet opens without running anything.

A spreadsheet takes a cell that begins with ``=``, ``+``, ``-`` or ``@`` for a formula, and pages hold what anybody wrote: such
a cell gets an apostrophe before it. Numbers are left as they are. Control characters become U+FFFD in CSV, and stay, escaped,
in JSON.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import Any, NamedTuple

from sayso.reports import safe

_FORMULA = re.compile(r"[\t\r\n]|\s*[=+\-@＝＋－＠]")
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def json_line(row: Any) -> str:
    """A row as one line of JSON: an object with its fields, rows inside it as objects too."""
    line = json.dumps(_plain(row), ensure_ascii=False)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", line)


def _plain(value: Any) -> Any:
    if hasattr(value, "_asdict"):
        return {name: _plain(one) for name, one in value._asdict().items()}
    return [_plain(one) for one in value] if isinstance(value, tuple | list) else value


def csv_lines(rows: Iterable[NamedTuple], fields: Iterable[str]) -> Iterator[str]:
    """A line with the names of the fields, and one for each row, each with its line break (CRLF, as RFC 4180 has it)."""
    names = list(fields)
    yield _line(names)
    for row in rows:
        yield _line(_cell(getattr(row, name)) for name in names)


def _line(cells: Iterable[Any]) -> str:
    out = StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()


def _cell(value: Any) -> Any:
    """A value as a cell: numbers as they are, nothing as nothing, texts made safe, several texts as one."""
    if value is None or isinstance(value, int | float):
        return value
    text = " ".join(map(str, value)) if isinstance(value, tuple) else str(value)
    return safe(f"'{text}" if _FORMULA.match(text) else text)
