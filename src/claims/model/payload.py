"""What a claim says, in a form that a machine can use: one payload a kind, told apart by `kind`."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypeAliasType

from . import derived
from .record import Record
from .scalars import DecimalString, Edtf, Maybe, Slug, Text
from .vocabulary import PlanOutcome, Qualifier


class Participant(Record):
    """An entity and the part it plays."""

    entity: Slug
    """Identifier of the entity."""
    part: Slug
    """The part it plays, for instance `host`, `signatory`, `party`."""


class Event(Record):
    """Something that happened at a time."""

    kind: Literal["event"]
    """Always `event`."""
    event_type: Slug
    """What kind of event, for instance `meeting`, `visit`, `signing`."""
    participants: Annotated[tuple[Participant, ...], Field(min_length=1)]
    """Who took part, and as what."""
    outcome: Maybe[Text] = None
    """What came of it, where the claim says so."""


class Utterance(Record):
    """Somebody said something. The claim is that it was said; whether it is so is a claim of its own."""

    kind: Literal["utterance"]
    """Always `utterance`."""
    speaker: Slug
    """Identifier of the entity that spoke."""
    addressee: Maybe[Slug] = None
    """Identifier of the entity spoken to."""
    medium: Maybe[Text] = None
    """Where or how it was said: an interview, a post, a meeting."""
    content: Text
    """What was said, in our words."""
    quotation: Maybe[Text] = None
    """The speaker's own words as the article gives them: at most fifteen."""


class Quantity(Record):
    """A measured or counted amount."""

    kind: Literal["quantity"]
    """Always `quantity`."""
    measure: Slug
    """What is measured, for instance `exports`, `aircraft-ordered`."""
    value: DecimalString
    """The number as claimed, in units of `unit` times `multiplier`."""
    unit: Annotated[str, Field(pattern=r"^[A-Za-z%](?:[A-Za-z0-9 /.-]{0,38}[A-Za-z0-9.%])?$", max_length=40)]
    """The unit: an ISO 4217 currency code, or what is counted."""
    multiplier: DecimalString = Decimal(1)
    """What the value is multiplied by: `1000` where thousands are stated."""
    qualifier: Qualifier = Qualifier.EXACT
    """How exactly it is claimed."""
    period: Maybe[Edtf] = None
    """The period it is for."""
    subject: Maybe[Slug] = None
    """Identifier of the entity whose amount it is."""
    counterpart: Maybe[Slug] = None
    """Identifier of the other side, as in trade with it."""
    as_written: Maybe[Text] = None
    """The number as it stands in the article."""

    @property
    def amount(self) -> Decimal:
        """The value times its multiplier, exactly."""
        return derived.amount_of(self)


class State(Record):
    """A relation, office, membership or condition that holds over a period."""

    kind: Literal["state"]
    """Always `state`."""
    relation: Slug
    """Which relation, for instance `member-of`, `holds-office`, `non-recognition`."""
    subject: Slug
    """Identifier of the entity it holds for."""
    object: Maybe[Slug] = None
    """Identifier of the entity at its other end."""
    object_text: Maybe[Text] = None
    """Its other end in words, where no entity stands there."""
    period: Maybe[Edtf] = None
    """When it holds."""


class Provision(Record):
    """What an agreed document says."""

    kind: Literal["provision"]
    """Always `provision`."""
    instrument: Slug
    """Identifier of the document."""
    clause: Maybe[Text] = None
    """The article, paragraph or operative clause."""
    content: Text
    """What it says, in our words."""


class Plan(Record):
    """An intention, forecast, announcement or deadline."""

    kind: Literal["plan"]
    """Always `plan`."""
    actor: Slug
    """Identifier of the entity whose plan it is."""
    intention: Text
    """What is to happen."""
    due: Maybe[Edtf] = None
    """When it is to happen."""
    later_outcome: PlanOutcome
    """What became of it."""
    outcome_note: Maybe[Text] = None
    """What became of it, in words."""


class Cause(Record):
    """One thing is said to bring about another."""

    kind: Literal["cause"]
    """Always `cause`."""
    cause: Text
    """What is said to bring it about."""
    effect: Text
    """What is said to follow."""


class Judgement(Record):
    """An opinion."""

    kind: Literal["judgement"]
    """Always `judgement`."""
    holder: Slug
    """Identifier of the entity whose opinion it is."""
    opinion: Text
    """The opinion, in our words."""
    criterion: Maybe[Text] = None
    """By what it judges, where that can be told."""


PAYLOADS: dict[str, type[Record]] = {
    "event": Event,
    "utterance": Utterance,
    "quantity": Quantity,
    "state": State,
    "provision": Provision,
    "plan": Plan,
    "cause": Cause,
    "judgement": Judgement,
}

Payload = TypeAliasType(
    "Payload",
    Annotated[
        Event | Utterance | Quantity | State | Provision | Plan | Cause | Judgement,
        Field(discriminator="kind", description="What the claim says, by kind."),
    ],
)
