"""Records as lines of JSON, without loss: ``load(dump(record), type(record)) == record``.

A line is one record: ``{"sayso":1,"record":"Claim","id":"...",...}``. Every field is written, in the order of the record, also
where it is the default: a line explains itself, and a missing field is an error. Records in records are plain objects.

- A span is ``[start, end]``; bytes are base64; days and moments are ISO 8601, a moment with its offset from UTC if it has one.
- A line is a line to every reader and always encodes as UTF-8: line separators and lone surrogates are escaped.
- Numbers that are not finite, and a high surrogate right before a low one, have no form in JSON: ``dump`` refuses them.

This module writes and reads lines. It opens no file, and it mends nothing that it reads.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, NoReturn, TypeVar, Union, get_args, get_origin, get_type_hints

from sayso import records
from sayso.errors import FormatError, RecordError
from sayso.records import Span

FORMAT = 1
"""The version of the form. It grows when a line of an older sayso could be misread, or can no longer be read."""

R = TypeVar("R")
Decoder = Callable[[Any], Any]
"""From what ``json`` read to the value of a field. Raises ``FormatError``, to which each record adds where it is."""

_RECORDS: dict[str, Any] = {name: kind for name, kind in vars(records).items() if isinstance(kind, type) and is_dataclass(kind)}
_KINDS = frozenset(_RECORDS.values())
_UNSAFE = re.compile("[\x85\u2028\u2029\ud800-\udfff]")
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")


def dump(record: object) -> str:
    """The line that holds ``record``, without a line break at its end. Raises ``FormatError`` for what JSON cannot hold."""
    kind = type(record).__name__
    if type(record) not in _KINDS:
        raise FormatError(f"{kind} is no record of sayso; a line can hold {', '.join(_RECORDS)}")
    try:
        line = _ENCODER.encode({"sayso": FORMAT, "record": kind, **_fields_of(record)})
    except ValueError as error:
        raise FormatError(f"a {kind} holds a number that JSON cannot write ({error}); use None for an open end") from error
    if _PAIR.search(line):
        raise FormatError(f"a {kind} holds two halves of a surrogate pair, which JSON cannot keep apart; decode its text anew")
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", line)


def load(line: str | bytes, kind: type[R]) -> R:
    """The record of type ``kind`` that ``line`` holds. Raises ``FormatError`` with what is wrong and what to do."""
    row = _object(line)
    version, name = row.pop("sayso", None), row.pop("record", None)
    if type(version) is not int or version < 1:
        raise FormatError('this is JSON, but not a line of sayso (it has no "sayso": 1); give a file that sayso wrote')
    if version > FORMAT:
        raise FormatError(f"the line has format {version}, and this sayso reads up to {FORMAT}; update sayso to read it")
    if not isinstance(name, str) or name not in _RECORDS:
        raise FormatError(f"no record is called {name!r}; was the line made by a newer sayso? Known are {', '.join(_RECORDS)}")
    if _RECORDS[name] is not kind:
        raise FormatError(f"the line holds a record of type {name}, where {kind.__name__} was asked for; is it the right file?")
    try:
        record: R = _decoder(_RECORDS[name])(row)
    except FormatError as error:
        raise FormatError(f"{name}: {error}; the line was changed or cut after it was written: make it again") from error
    return record


def is_line(data: bytes) -> bool:
    """Whether ``data`` begins with a line that ``dump`` wrote, told by its first words alone."""
    return data.startswith(b'{"sayso":')


def kind_of(line: str | bytes) -> str | None:
    """What the record of a line is called, or None where the line does not say. Raises ``FormatError`` for what is no JSON."""
    name = _object(line).get("record")
    return name if isinstance(name, str) else None


# ------------------------------------------------------------------------------------------------------------------- writing


def _fields_of(record: Any) -> dict[str, Any]:
    return {name: getattr(record, name) for name in _names(record.__class__)}


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _plain(value: Any) -> Any:
    """What ``json`` cannot write by itself, as what it can. Tuples, and so spans, it writes as arrays unasked."""
    if type(value) in _KINDS:
        return _fields_of(value)
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, date):
        return value.isoformat()
    raise FormatError(f"a record holds a {type(value).__name__}, which no field of a record can be")


_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=_plain)


# ------------------------------------------------------------------------------------------------------------------- reading


def _object(line: str | bytes) -> dict[str, Any]:
    try:
        row = json.loads(line, parse_constant=_not_finite)
    except (ValueError, RecursionError) as error:
        raise FormatError(f"this is not a line of JSON ({error}); give a file that sayso wrote, one record a line") from error
    if not isinstance(row, dict):
        raise FormatError(f"{_said(row)} is JSON, but no record; give a file that sayso wrote, one record a line")
    return row


def _not_finite(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a number of JSON")


@cache
def _decoder(hint: Any) -> Decoder:
    """The decoder for a type hint of a field. Built once for each hint."""
    origin, parts = get_origin(hint), get_args(hint)
    if hint in _SCALARS:
        return _SCALARS[hint]
    if origin is Literal:
        return _one_of(frozenset(parts))
    if origin in (Union, UnionType):
        return _union(parts)
    if origin is tuple:
        return _sequence(_decoder(parts[0])) if parts[-1] is Ellipsis else _row(tuple(map(_decoder, parts)))
    if hint in _KINDS:
        return _record(hint)
    raise TypeError(f"records hold fields of type {hint}, which jsonl does not know yet")  # a bug: see tests/test_formats.py


def _record(kind: Any) -> Decoder:
    hints = get_type_hints(kind)
    decoders = {name: _decoder(hints[name]) for name in _names(kind)}

    def decode(value: Any) -> Any:
        if not isinstance(value, dict):
            raise FormatError(f"{_said(value)} stands where {kind.__name__} is due")
        if value.keys() != decoders.keys():
            raise FormatError(_wrong_fields(value, decoders))
        found = {}
        for name, decoder in decoders.items():
            try:
                found[name] = decoder(value[name])
            except FormatError as error:
                raise FormatError(f"{name}: {error}") from error
        try:
            return kind(**found)
        except RecordError as error:
            raise FormatError(f"a law of {kind.__name__} is broken: {error}") from error

    return decode


def _wrong_fields(value: dict[str, Any], known: dict[str, Decoder]) -> str:
    missing, unknown = [name for name in known if name not in value], [name for name in value if name not in known]
    told = [f"{what} {', '.join(map(repr, names))}" for what, names in (("missing", missing), ("unknown", unknown)) if names]
    return f"fields are {' and '.join(told)}"


def _sequence(item: Decoder) -> Decoder:
    def decode(value: Any) -> Any:
        return tuple(map(item, _list(value)))

    return decode


def _row(items: tuple[Decoder, ...]) -> Decoder:
    def decode(value: Any) -> Any:
        if len(_list(value)) != len(items):
            raise FormatError(f"{len(value)} values stand where {len(items)} are due")
        return tuple(item(one) for item, one in zip(items, value, strict=True))

    return decode


def _union(parts: tuple[Any, ...]) -> Decoder:
    kept = tuple(part for part in parts if part is not NoneType)
    inner = _SCALARS[date | datetime] if set(kept) == {date, datetime} else _decoder(kept[0])
    if len(kept) == len(parts):
        return inner

    def decode(value: Any) -> Any:
        return None if value is None else inner(value)

    return decode


def _one_of(closed: frozenset[str]) -> Decoder:
    def decode(value: Any) -> Any:
        if not isinstance(value, str) or value not in closed:
            raise FormatError(f"{_said(value)} is none of {', '.join(sorted(closed))}")
        return value

    return decode


def _exactly(kinds: tuple[type, ...], due: str) -> Decoder:
    def decode(value: Any) -> Any:
        if type(value) not in kinds:  # not isinstance: true and false are no numbers
            raise FormatError(f"{_said(value)} stands where {due} is due")
        return value

    return decode


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise FormatError(f"{_said(value)} stands where an array is due")
    return value


def _bytes(value: Any) -> bytes:
    try:
        return base64.b64decode(_text(value), validate=True)
    except (binascii.Error, ValueError) as error:
        raise FormatError(f"bytes are not in base64 ({error})") from error


def _day_or_moment(value: Any) -> date | datetime:
    try:
        return datetime.fromisoformat(value) if "T" in _text(value) else date.fromisoformat(value)
    except ValueError as error:
        raise FormatError(f"{_said(value)} is no date of ISO 8601") from error


def _day(value: Any) -> date:
    if isinstance(found := _day_or_moment(value), datetime):
        raise FormatError(f"{_said(value)} is a moment, where a day is due")
    return found


def _moment(value: Any) -> datetime:
    if not isinstance(found := _day_or_moment(value), datetime):
        raise FormatError(f"{_said(value)} is a day, where a moment is due")
    return found


def _span(value: Any) -> Span:
    if type(value) is list and len(value) == 2 and type(value[0]) is int and type(value[1]) is int:
        return Span(*value)
    raise FormatError(f"{_said(value)} stands where a span [start, end] is due")


def _said(value: Any) -> str:
    """A value as a message shows it: short, in JSON."""
    written = json.dumps(value)
    return written if len(written) <= 60 else f"{written[:57]}..."


_text = _exactly((str,), "a text")
_SCALARS: dict[Any, Decoder] = {
    str: _text,
    int: _exactly((int,), "a whole number"),
    float: _exactly((float, int), "a number"),
    bool: _exactly((bool,), "true or false"),
    bytes: _bytes,
    date: _day,
    datetime: _moment,
    date | datetime: _day_or_moment,
    Span: _span,
}
