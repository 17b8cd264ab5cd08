"""The exceptions of this library.

Bad *content* is never an exception: it is a `claims.model.finding.Finding`. Exceptions are for wrong use and for input that cannot be
read at all. Every message names what was found, what is allowed and how to mend it, because it is shown to people as it stands.
"""

from __future__ import annotations


class ClaimsError(Exception):
    """Root of every exception that this library raises on purpose."""


class UnreadableInput(ClaimsError):
    """A file or folder that cannot be read at all: absent, no permission, not of a known format."""


class InvalidLedger(ClaimsError):
    """A ledger that does not load because its records have findings; the findings stand in `findings`."""

    def __init__(self, message: str, findings: tuple[object, ...] = ()) -> None:
        super().__init__(message)
        self.findings = findings


class UnknownName(ClaimsError):
    """A name (format, schema, rule, claim, vocabulary term) that is not registered; the message lists what is."""


class NameTaken(ClaimsError):
    """Two plug-ins claim the same name; the message names both owners."""


class MissingExtra(ClaimsError):
    """An optional dependency is not installed; the message gives the command that installs it."""


class CannotExport(ClaimsError):
    """A ledger that a format cannot hold without loss; nothing was written."""
