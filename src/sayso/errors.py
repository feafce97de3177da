"""Every error that sayso raises on purpose::

    SaysoError        something that sayso can explain; the message says what to do next
    ├── UsageError    the call cannot be right: an option, a path or a value that does not exist or does not fit
    ├── RecordError   a record that breaks a law of its kind (also a ValueError): a bug of the step that made it
    ├── FormatError   written data that cannot be read back: broken, of another kind, or from a newer sayso
    └── ModelError    a model that is not there, or is not the one that its card names

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


class ModelError(SaysoError):
    """A model cannot be loaded as its card describes it."""
