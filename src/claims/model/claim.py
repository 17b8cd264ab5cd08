"""The claim: one proposition, where it stands, who says it, the evidence, and the verdict."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from . import derived
from .accepted import Accepted
from .payload import Participant, Payload
from .record import Record
from .scalars import ClaimId, DecimalString, Edtf, Maybe, Sha256, Slug, Statement, Text, Variable
from .vocabulary import (
    Act,
    Bearing,
    Change,
    CitationRole,
    DerivationField,
    Directness,
    Extent,
    Interest,
    Level,
    Likelihood,
    Method,
    Polarity,
    RelationType,
    Stance,
    Verdict,
)

Offset = Annotated[int, Field(ge=0, le=2**53 - 1)]
RowId = Annotated[str, Field(pattern=r"^[a-z][0-9]{3,6}$")]


class Fragment(Record):
    """The first and last few words of a passage, enough for a URL text fragment (`#:~:text=start,end`)."""

    start: Text
    """The first words."""
    end: Maybe[Text] = None
    """The last words, where the passage is longer than both."""


class Anchor(Record):
    """Where a claim stands in an article: a W3C Web Annotation text position with a digest instead of the text."""

    source: Slug
    """Identifier of the article's source record."""
    row: RowId
    """Row of the article's inventory."""
    start: Offset
    """First code point of the passage, counted from 0."""
    end: Offset
    """The code point after its last."""
    digest: Sha256
    """SHA-256 of the passage under the article's named normalisation."""
    fragment: Fragment
    """Its first and last words."""


class AttributionStep(Record):
    """One link of the chain of who says that who said it."""

    agent: Slug
    """Identifier of the entity."""
    role: Slug
    """Its part in the chain: `author`, `speaker`, `reporter`."""
    act: Act
    """What it does with the content."""


class Citation(Record):
    """A source and how it bears on the claim."""

    source: Slug
    """Identifier of the source."""
    role: CitationRole = CitationRole.EVIDENCE
    """Origin or evidence."""
    stance: Stance
    """How it bears on the claim as stated."""
    interest: Interest = Interest.NEUTRAL
    """Its interest in the question at hand."""
    directness: Directness
    """How near it stands to the matter at hand."""
    locator: Maybe[Text] = None
    """Page, paragraph, table or time code."""
    says: Text
    """What it says, in our words."""
    value: Maybe[Text] = None
    """The value it gives, where it differs or is finer."""
    retrieved: Maybe[Edtf] = None
    """The day it was read, where known."""
    extent: Extent = Extent.EXCERPT
    """How much of it was read."""


class Search(Record):
    """A search for evidence and what it brought."""

    what: Text
    """What was looked for."""
    result: Text
    """What was found."""
    on: Edtf
    """When; an open interval where only the latest possible day is known."""


class DerivationInput(Record):
    """One variable of a formula."""

    name: Variable
    """The name that the formula uses."""
    claim: ClaimId
    """The claim it is read from; it may be the claim itself."""
    field: DerivationField = DerivationField.VALUE
    """Which of its values is read."""


class Derivation(Record):
    """A formula over values of claims, recomputed by every check."""

    formula: Annotated[str, Field(min_length=1, max_length=400, pattern=r"^[ -~]+$")]
    """An expression in the formula language: numbers, variables, `+ - * / **`, comparisons, `and or not`, and the named functions."""
    inputs: Annotated[tuple[DerivationInput, ...], Field(min_length=1)]
    """Its variables."""
    bears: Bearing
    """What it does for this claim where it holds; a formula that gives a number always mentions."""
    result: Text
    """What it gave when last computed: `true`, `false` or a decimal number."""
    note: Maybe[Text] = None
    """What it shows, in words."""


class Relation(Record):
    """A typed link to another claim."""

    type: RelationType
    """How this claim stands to the other."""
    target: ClaimId
    """The other claim."""
    note: Maybe[Text] = None
    """Why."""


class Override(Record):
    """A reviewer's verdict that stands instead of the computed one."""

    verdict: Verdict
    """The verdict that stands."""
    reason: Text
    """Why the policy's result does not fit."""
    reviewer: Text
    """Who decided."""
    date: Edtf
    """When."""


class Reason(Record):
    """One step of the working: a group of evidence and its weight."""

    group: Text
    """The origin that the group traces back to, or `derivation`."""
    weight: DecimalString
    """Its weight of evidence in log odds, positive for the claim, rounded to four places."""
    sources: tuple[Slug, ...] = ()
    """The sources that count for the group."""


class Assessment(Record):
    """The verdict, how it came about, and what a reader should know."""

    verdict: Verdict
    """The verdict that stands."""
    credence: Maybe[DecimalString] = None
    """Probability that the claim as stated is true, given the cited evidence; four places. Absent where not checkable."""
    confidence: Maybe[DecimalString] = None
    """Probability that the verdict is the right one; four places."""
    level: Maybe[Level] = None
    """The confidence in ICD 203's words."""
    likelihood: Maybe[Likelihood] = None
    """The credence in ICD 203's words."""
    method: Method = Method.COMPUTED
    """Computed, or a reviewer's."""
    policy: Text
    """Name and version of the policy that computed it."""
    computed_verdict: Maybe[Verdict] = None
    """What the policy gave, where a reviewer overrode it."""
    reasons: tuple[Reason, ...] = ()
    """The groups of evidence, weightiest first."""
    rationale: Text
    """Why, for a reader: what the evidence says and where the article is wrong or imprecise."""
    corrected: Maybe[Text] = None
    """What is right, where the claim as stated is not."""
    later: Maybe[Text] = None
    """What changed after the article appeared; the claim is judged as of its publication."""
    override: Maybe[Override] = None
    """The reviewer's decision, where there is one."""


class Revision(Record):
    """One entry of a claim's history, which only grows."""

    date: Edtf
    """When."""
    change: Change
    """What kind of change."""
    verdict: Maybe[Verdict] = None
    """The verdict from then on."""
    note: Text
    """What changed and why."""


class Claim(Record):
    """One proposition of an article: what it says, where it stands, who says it, the evidence, and the verdict."""

    id: ClaimId
    """Stable identifier."""
    statement: Statement
    """The proposition, self-contained, in our own words, as the article makes it even where it is wrong."""
    payload: Payload
    """The same in a form that a machine can use."""
    polarity: Polarity = Polarity.AFFIRMED
    """Whether it says that something is so or is not."""
    topic: Slug
    """Topic, one of those that the ledger declares."""
    tags: tuple[Slug, ...] = ()
    """Tags, of those that the ledger declares."""
    anchors: Annotated[tuple[Anchor, ...], Field(min_length=1)]
    """Where it stands."""
    attribution: Annotated[tuple[AttributionStep, ...], Field(min_length=1)]
    """Who says that who said it, outermost first."""
    time: Maybe[Edtf] = None
    """When what it says was or is."""
    places: tuple[Slug, ...] = ()
    """Identifiers of the places it is about."""
    entities: tuple[Participant, ...] = ()
    """Every entity it is about, with its part."""
    checkable: bool
    """Whether evidence could decide it."""
    why_not_checkable: Maybe[Text] = None
    """Why not, where it is not."""
    citations: tuple[Citation, ...] = ()
    """The evidence."""
    searched: tuple[Search, ...] = ()
    """What was looked for without enough being found."""
    derivations: tuple[Derivation, ...] = ()
    """What follows from other claims' values."""
    relations: tuple[Relation, ...] = ()
    """Typed links to other claims."""
    assessment: Assessment
    """The verdict."""
    history: Annotated[tuple[Revision, ...], Field(min_length=1)]
    """What happened to this record, oldest first; never rewritten."""
    accepted: tuple[Accepted, ...] = ()
    """Findings accepted for this record, each with a reason; one that no longer occurs is reported."""

    @property
    def kind(self) -> str:
        """The payload's kind."""
        return derived.kind_of(self)

    @property
    def verdict(self) -> Verdict:
        """The verdict that stands."""
        return derived.verdict_of(self)

    @property
    def withdrawn(self) -> bool:
        """Whether the ledger no longer puts the claim forward."""
        return derived.is_withdrawn(self)


__all__ = [
    "Accepted", "Anchor", "Assessment", "AttributionStep", "Citation", "Claim", "Derivation", "DerivationInput", "Fragment", "Offset",
    "Override", "Participant", "Reason", "Relation", "Revision", "RowId", "Search",
]  # fmt: skip
