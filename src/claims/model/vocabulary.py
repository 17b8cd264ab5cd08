"""The words that records use: each vocabulary is one enum, each member says what it means and where the term comes from.

The docstring below a member is published in the schemas' descriptions and in the codebook that every export carries.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache


class Verdict(StrEnum):
    """What the cited evidence says of a claim. AVeriTeC's four labels (Schlichtkrull et al. 2023), and one for what cannot be checked."""

    SUPPORTED = "supported"
    """The evidence bears the claim out as stated."""
    REFUTED = "refuted"
    """The evidence shows the claim, as stated, to be wrong."""
    CONFLICTING = "conflicting-evidence"
    """Sound evidence stands on both sides (AVeriTeC: Conflicting Evidence/Cherrypicking)."""
    NOT_ENOUGH = "not-enough-evidence"
    """Too little was found to say."""
    NOT_CHECKABLE = "not-checkable"
    """An opinion, a forecast not yet due, or too vague to be true or false."""


class Level(StrEnum):
    """Analytic confidence in the verdict, after ICD 203 (US Office of the Director of National Intelligence, 2015)."""

    LOW = "low"
    """Confidence below .70: the verdict may well change with the next source."""
    MODERATE = "moderate"
    """Confidence below .90, or any confidence that hangs on a single group of evidence."""
    HIGH = "high"
    """Confidence of .90 or more from at least two independent groups of evidence."""


class Likelihood(StrEnum):
    """ICD 203's words for a probability, applied to the credence."""

    ALMOST_NO_CHANCE = "almost-no-chance"
    """Below .05 (ICD 203: 01-05 %)."""
    VERY_UNLIKELY = "very-unlikely"
    """From .05 to below .20."""
    UNLIKELY = "unlikely"
    """From .20 to below .45."""
    ROUGHLY_EVEN = "roughly-even-chance"
    """From .45 to .55."""
    LIKELY = "likely"
    """Above .55 to .80."""
    VERY_LIKELY = "very-likely"
    """Above .80 to .95."""
    ALMOST_CERTAIN = "almost-certain"
    """Above .95 (ICD 203: 95-99 %)."""


class Stance(StrEnum):
    """How a piece of evidence bears on the claim as stated."""

    SUPPORTS = "supports"
    """It says the same."""
    CONTRADICTS = "contradicts"
    """It says otherwise."""
    PARTIAL = "partial"
    """It bears out a part, or something weaker."""
    MENTIONS = "mentions"
    """It is background and weighs nothing."""


class Interest(StrEnum):
    """The source's interest in the question at hand, judged for each citation."""

    SELF_SERVING = "self-serving"
    """The answer flatters the source's own side."""
    NEUTRAL = "neutral"
    """The source has no stake in the answer, or reports its own formal act."""
    AGAINST_INTEREST = "against-interest"
    """The answer hurts the source's own side, which it admits nevertheless."""


class Directness(StrEnum):
    """How near the source stands to what it tells."""

    PRIMARY = "primary"
    """The act's own text, the speaker's own release, the office that counted."""
    SECONDARY = "secondary"
    """A report by somebody who was told or was there."""
    TERTIARY = "tertiary"
    """A compilation, an encyclopaedia, a passing mention."""


class Reliability(StrEnum):
    """Source reliability in the Admiralty code (NATO AJP-2.1)."""

    A = "A"
    """Completely reliable."""
    B = "B"
    """Usually reliable."""
    C = "C"
    """Fairly reliable."""
    D = "D"
    """Not usually reliable."""
    E = "E"
    """Unreliable."""
    F = "F"
    """Reliability cannot be judged."""


class CitationRole(StrEnum):
    """Why a source is cited."""

    ORIGIN = "origin"
    """Here the claim was made. It weighs nothing: it is the claimant."""
    EVIDENCE = "evidence"
    """It bears on whether the claim is true."""


class Extent(StrEnum):
    """How much of a source was read."""

    WHOLE = "whole"
    """The whole text."""
    EXCERPT = "excerpt"
    """An excerpt only."""


class Act(StrEnum):
    """What an agent in the chain of attribution does with the content."""

    ASSERTED = "asserted"
    """Says it in its own voice."""
    REPORTED = "reported"
    """Passes on that another said it."""
    QUOTED = "quoted"
    """Gives another's very words."""
    HEDGED = "hedged"
    """Says it with reserve."""
    DENIED = "denied"
    """Says that it is not so."""


class Polarity(StrEnum):
    """Whether the claim says that something is so or that it is not."""

    AFFIRMED = "affirmed"
    """Something is so."""
    NEGATED = "negated"
    """Something is not so."""


class RelationType(StrEnum):
    """How one claim of a ledger stands to another."""

    SUPPORTS = "supports"
    """If this claim is true, the other is likelier."""
    CONTRADICTS = "contradicts"
    """Both cannot be true."""
    DENIES = "denies"
    """This claim reports a denial of the other."""
    REFINES = "refines"
    """This claim says a detail of the other more exactly."""
    RESTS_ON = "rests_on"
    """This claim stands only as long as the other stands."""
    SAME_AS = "same_as"
    """Both say the same in different places."""
    PART_OF = "part_of"
    """What this claim tells is a part of what the other tells."""
    CONVEYS = "conveys"
    """This claim reports an utterance whose content is the other claim."""


class RowRole(StrEnum):
    """What a row of an article's inventory is."""

    TITLE = "title"
    """The article's title."""
    BYLINE = "byline"
    """Author, date, reading time."""
    HEADING = "heading"
    """A heading between sections."""
    SENTENCE = "sentence"
    """A sentence of running text."""
    LIST_ITEM = "list-item"
    """An item of a list."""
    CAPTION = "caption"
    """The caption of a picture."""
    TABLE_HEADER = "table-header"
    """The header of a table."""
    TABLE_ROW = "table-row"
    """A row of a table."""
    TABLE_NOTE = "table-note"
    """A note under a table."""


class EntityType(StrEnum):
    """What an entity is."""

    PERSON = "person"
    """A human being."""
    ORGANISATION = "organisation"
    """A body that acts: ministry, company, army, medium."""
    STATE = "state"
    """A state, recognised or not."""
    PLACE = "place"
    """A place that is not a state."""
    INSTRUMENT = "instrument"
    """A document that binds or declares: treaty, declaration, resolution, contract."""
    EVENT = "event"
    """Something that happened or goes on."""
    EQUIPMENT = "equipment"
    """A kind of equipment."""
    GROUP = "group"
    """People or media spoken of together, with no body that speaks for them."""
    PROJECT = "project"
    """A project or programme: a corridor, a trade house."""


class SourceType(StrEnum):
    """The publication's type, in the words of CSL 1.0.2."""

    ARTICLE_NEWSPAPER = "article-newspaper"
    """A report of a newspaper, a news site or a wire agency."""
    ARTICLE_JOURNAL = "article-journal"
    """An article of a scholarly journal."""
    ARTICLE = "article"
    """Any other self-contained article, for instance of a research centre."""
    WEBPAGE = "webpage"
    """A page of a web site that is none of the others."""
    REPORT = "report"
    """A report of an institution."""
    BOOK = "book"
    """A book."""
    CHAPTER = "chapter"
    """A part of a book."""
    DATASET = "dataset"
    """A data set or table of an office that counts."""
    LEGISLATION = "legislation"
    """A law, resolution or parliamentary act."""
    TREATY = "treaty"
    """An agreement between states."""
    SPEECH = "speech"
    """A speech or its official text."""
    INTERVIEW = "interview"
    """An interview."""
    POST = "post"
    """A post on a social medium."""
    ENTRY_ENCYCLOPEDIA = "entry-encyclopedia"
    """An entry of an encyclopaedia."""
    PRESS_RELEASE = "pamphlet"
    """A press release or public notice (CSL has no type of its own for it)."""
    BROADCAST = "broadcast"
    """A radio or television broadcast."""


class OriginRelation(StrEnum):
    """How a source came from its origin, in PROV-O's words."""

    QUOTED_FROM = "was-quoted-from"
    """It copies the origin's text, whole or in part."""
    PRIMARY_SOURCE = "had-primary-source"
    """It tells what the origin made known."""
    DERIVED_FROM = "was-derived-from"
    """It depends on the origin in another way."""


class Qualifier(StrEnum):
    """How exactly a quantity is claimed."""

    EXACT = "exact"
    """To the digit."""
    APPROXIMATE = "approximate"
    """About."""
    AT_LEAST = "at-least"
    """Not fewer."""
    AT_MOST = "at-most"
    """Not more."""


class PlanOutcome(StrEnum):
    """What became of a plan, seen from the day of the assessment."""

    CARRIED_OUT = "carried-out"
    """It happened as planned."""
    PARTLY = "partly-carried-out"
    """It happened in part, or later than planned."""
    NOT_CARRIED_OUT = "not-carried-out"
    """It did not happen."""
    NOT_YET_DUE = "not-yet-due"
    """Its day has not come."""
    UNKNOWN = "unknown"
    """Nothing was found."""


class Method(StrEnum):
    """Where an assessment comes from."""

    COMPUTED = "computed"
    """By the named policy from the cited evidence."""
    REVIEWER = "reviewer"
    """A person overrode the policy and says why."""


class Change(StrEnum):
    """What an entry of a claim's history records."""

    CREATED = "created"
    """The claim entered the ledger."""
    REVISED = "revised"
    """Its wording, data or citations changed."""
    ASSESSED = "assessed"
    """It got a verdict."""
    REVIEWED = "reviewed"
    """A person looked again after something it rests on changed."""
    WITHDRAWN = "withdrawn"
    """The ledger no longer puts it forward; the record stays."""


class Bearing(StrEnum):
    """What a derivation that holds does for its claim."""

    SUPPORTS = "supports"
    """It speaks for the claim."""
    CONTRADICTS = "contradicts"
    """It speaks against the claim."""
    MENTIONS = "mentions"
    """It shows a figure and weighs nothing."""


class DerivationField(StrEnum):
    """Which value of a claim a formula reads."""

    VALUE = "value"
    """A quantity's value times its multiplier."""
    TIME = "time"
    """The claim's date."""
    PERIOD = "period"
    """The payload's period."""
    DUE = "due"
    """The day a plan is due."""


VOCABULARIES: tuple[type[StrEnum], ...] = (
    Verdict, Level, Likelihood, Stance, Interest, Directness, Reliability, CitationRole, Extent, Act, Polarity, RelationType, RowRole,
    EntityType, SourceType, OriginRelation, Qualifier, PlanOutcome, Method, Change, Bearing, DerivationField,
)  # fmt: skip


@cache
def meanings(vocabulary: type[StrEnum]) -> dict[str, str]:
    """Return what each member's value means, in the order of definition."""
    from .docstring import attribute_docstrings

    words = attribute_docstrings(vocabulary)
    return {str(member.value): words[name] for name, member in vocabulary.__members__.items()}
