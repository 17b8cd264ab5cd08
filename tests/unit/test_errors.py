"""Every exception that this library raises on purpose has one root, says what it is for, and carries words for people."""

from __future__ import annotations

import inspect

import pytest

from claims import errors
from claims.errors import ClaimsError, InvalidLedger

EVERY = [value for value in vars(errors).values() if inspect.isclass(value) and issubclass(value, Exception)]


@pytest.mark.parametrize("error", EVERY)
def test_one_root_a_docstring_and_the_message_as_given(error: type[Exception]) -> None:
    assert issubclass(error, ClaimsError)
    assert error.__doc__
    assert str(error("what was found, and how to mend it")) == "what was found, and how to mend it"


def test_an_invalid_ledger_carries_its_findings() -> None:
    assert InvalidLedger("words").findings == ()
    assert InvalidLedger("words", ("a finding",)).findings == ("a finding",)
