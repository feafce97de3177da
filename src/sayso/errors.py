"""Every error that sayso raises on purpose::

    SaysoError        something that sayso can explain; the message says what to do next
    ├── UsageError    the call cannot be right: an option, a path or a value that does not exist or does not fit
    ├── RecordError   a record that breaks a law of its kind (also a ValueError): a bug of the step that made it
    ├── FormatError   written data that cannot be read back: broken, of another kind, or from a newer sayso
    ├── CaseError     a case file that cannot be opened, read or written: missing, broken, no case, newer, full, or without what
    │                 was asked for
    ├── ModelError    a model that is not there, or is not the one that its card names
    └── RedactionError  a report in which a name that was to be covered is left: a bug; nothing was written

A page that cannot be read raises none of these: it gives a ``sayso.records.Refusal``, which is data. What is not in this
tree is a bug, and is left to be seen.
"""

from __future__ import annotations


class SaysoError(Exception):
    """The root of the tree: catch this to catch everything that sayso raises on purpose."""


class UsageError(SaysoError):
    """The call cannot be right as it was made."""


class RecordError(SaysoError, ValueError):
    """A record would break a law of its kind."""


class FormatError(SaysoError):
    """Written data cannot be read back."""


class CaseError(SaysoError):
    """A case file cannot be opened, read or written, or does not hold what was asked for."""


class ModelError(SaysoError):
    """A model cannot be loaded as its card describes it."""


class RedactionError(SaysoError):
    """A name that was to be covered is left in what would be written."""
