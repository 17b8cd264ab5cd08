from __future__ import annotations

from claims.check.mentions import ENTITY_FIELDS
from claims.model.payload import PAYLOADS

HOLDING = ("speaker", "addressee", "subject", "object", "counterpart", "instrument", "actor", "holder")


def test_every_field_of_a_payload_that_holds_an_entity_is_listed() -> None:
    assert {kind: tuple(f for f in HOLDING if f in model.model_fields) for kind, model in PAYLOADS.items()} == ENTITY_FIELDS
    slugs = {field for model in PAYLOADS.values() for field, info in model.model_fields.items() if "Slug" in str(info.annotation)}
    assert slugs - set(HOLDING) == {"event_type", "measure", "relation"}
