"""A quantity's amount is exact, whatever the caller's decimal context."""

from __future__ import annotations

from decimal import Decimal, localcontext

from full_records import PAYLOADS as FULL_PAYLOADS

from claims.model.payload import PAYLOADS, Quantity


def quantity(value: str, multiplier: str) -> Quantity:
    return Quantity.from_json_value({"kind": "quantity", "measure": "m", "value": value, "unit": "USD", "multiplier": multiplier})


def test_amount_is_exact() -> None:
    longest = "123456789012345678901234567890.123456789012345678"
    assert str(quantity(longest, "1").amount) == longest
    assert quantity("-0.5", "1000000").amount == Decimal(-500000)
    with localcontext(prec=5):
        assert quantity("1234567.89", "100").amount == Decimal("123456789")


def test_digits_come_back_as_they_were_written() -> None:
    assert quantity("1200.50", "1000.0").to_json_value() == {
        "kind": "quantity", "measure": "m", "value": "1200.50", "unit": "USD", "multiplier": "1000.0",
    }  # fmt: skip


def test_every_kind_has_a_payload_and_keeps_every_field() -> None:
    assert PAYLOADS.keys() == FULL_PAYLOADS.keys()
    for kind, value in FULL_PAYLOADS.items():
        assert PAYLOADS[kind].from_json_value(value).to_json_value() == value
