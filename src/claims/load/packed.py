"""The packed ledger: one lossless JSON file, which the wheel carries and `claims.load()` reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import UnreadableInput

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from ..model.ledger import LedgerRecord

PACKED_NAME = "azpk.ledger.json"


def packed_resource() -> Traversable:
    """Return the packed ledger inside the installed package."""
    from importlib.resources import files

    return files("claims").joinpath("data", PACKED_NAME)


def pack(ledger: LedgerRecord) -> bytes:
    """Return the packed form of a ledger: the same JSON that `claims export --to json` writes."""
    from .json_text import dump_json

    return dump_json(ledger.to_json_value()).encode("utf-8")


def unpack(data: bytes) -> LedgerRecord:
    """Return the ledger in packed bytes. Raises pydantic.ValidationError where they hold none."""
    from ..model.ledger import LedgerRecord
    from .collector import paused_collector

    with paused_collector():
        return LedgerRecord.model_validate_json(data)


def load_packed() -> LedgerRecord:
    """Return the shipped ledger. Raises UnreadableInput where the installation lacks it or holds another version's."""
    from pydantic import ValidationError

    try:
        return unpack(packed_resource().read_bytes())
    except FileNotFoundError:
        raise UnreadableInput("the shipped ledger is missing from this installation; install again, or run `claims build`") from None
    except ValidationError as error:
        problem = f"{error.error_count()} fields do not fit its records"
        raise UnreadableInput(f"the shipped ledger is not this version's ({problem}); install again, or run `claims build`") from None
