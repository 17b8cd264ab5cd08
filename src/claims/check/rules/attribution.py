"""EVI: who says that who said it, from the article down to a speaker."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...model.finding import Severity
from ...model.vocabulary import Act, EntityType, RelationType
from ..context import Context
from ..rule import Problem, rule

if TYPE_CHECKING:
    from ...model.article import Article

NOBODY = frozenset({
    "unknown", "anonymous", "nobody", "unnamed", "somebody", "sources", "source", "people", "media", "press", "observers", "experts",
})  # fmt: skip
"""Identifiers that name nobody."""
CAN_BE_QUOTED = (EntityType.PERSON, EntityType.ORGANISATION, EntityType.STATE)
"""Types of entities that have words of their own."""


@rule("EVI016", "speaker not in the chain")
def speaker_missing(context: Context) -> Iterator[Problem]:
    """The speaker of an utterance does not stand in its chain of attribution.

    Why: the chain says by whom the words came to the article; it ends with who spoke them.
    Bad: {"speaker": "imran-khan"} with a chain of the author only
    Good: the chain author, imran-khan
    """
    for raw, claim in context.checked_claims():
        if claim.payload.kind == "utterance" and all(step.agent != claim.payload.speaker for step in claim.attribution):
            chain = " → ".join(step.agent for step in claim.attribution)
            message = f"{claim.payload.speaker} speaks, and the chain is {chain}"
            yield Problem(raw, ("payload", "speaker"), message, "add the speaker to `attribution`")


@rule("EVI017", "chain that does not begin with the article", needs=("ledger",))
def foreign_beginning(context: Context) -> Iterator[Problem]:
    """The chain of attribution does not begin with the author or publisher of the article that the claim stands in.

    Why: whatever else was said, it is the article that says it here.
    Bad: [{"agent": "imran-khan", …}] for a claim of an article by Orbeli
    Good: [{"agent": "orbeli", "role": "author", "act": "reported"}, {"agent": "imran-khan", …}]
    """
    for raw, claim in context.checked_claims():
        articles = [article for anchor in claim.anchors if (article := context.articles.get(anchor.source)) is not None]
        first = claim.attribution[0].agent
        if articles and not any(_makes(context, first, article) for article in articles):
            wanted = " or ".join(sorted({article.source.publisher_id for article in articles}))
            yield Problem(raw, ("attribution", 0, "agent"), f"the chain begins with {first}", f"begin it with {wanted}")


def _makes(context: Context, agent: str, article: Article) -> bool:
    if agent == article.source.publisher_id:
        return True
    entity = context.entities.get(agent)
    authors = {author.literal or " ".join(filter(None, (author.given, author.family))) for author in article.source.author}
    return entity is not None and bool({entity.name, *(alias.text for alias in entity.aliases)} & (authors | {article.source.publisher}))


@rule("EVI018", "chain that ends in nobody", severity=Severity.WARNING, needs=("ledger",))
def nobody_at_the_end(context: Context) -> Iterator[Problem]:
    """The chain of attribution ends with somebody who only passes words on, or with a group or a nobody that asserts or denies.

    Why: "it is said that" is how a rumour becomes a fact; somebody said it, or nobody knows who, which is to be said with reserve.
    Bad: the last step {"agent": "press", "act": "asserted"}; the last step with {"act": "reported"}
    Good: the last step with the speaker; or {"agent": "press", "act": "hedged"}
    """
    for raw, claim in context.checked_claims():
        index = len(claim.attribution) - 1
        last = claim.attribution[index]
        entity = context.entities.get(last.agent)
        vague = last.agent in NOBODY or (entity is not None and entity.type is EntityType.GROUP)
        if last.act in {Act.REPORTED, Act.QUOTED}:
            message = f"{last.agent} passes on what another said, and nobody follows"
            yield Problem(raw, ("attribution", index, "act"), message, "add who said it, or write `asserted` or `hedged`")
        elif vague and last.act is not Act.HEDGED:
            message = f"the chain ends with {last.agent}, who is nobody in particular"
            yield Problem(raw, ("attribution", index, "agent"), message, "name who said it, or write `hedged`")


@rule("EVI019", "denial without what is denied", needs=("ledger",))
def loose_denial(context: Context) -> Iterator[Problem]:
    """A chain has the act `denied` and no relation `denies` leads from or to the claim; or such a relation and no act.

    Why: a denial makes two claims, that it was denied and what was denied; the link keeps them together.
    Bad: {"act": "denied"} without {"type": "denies", "target": …}
    Good: both
    """
    denied = {relation.target for claim in context.claims.values() for relation in claim.relations if relation.type is RelationType.DENIES}
    for raw, claim in context.checked_claims():
        acts = [index for index, step in enumerate(claim.attribution) if step.act is Act.DENIED]
        links = [index for index, relation in enumerate(claim.relations) if relation.type is RelationType.DENIES]
        if acts and not links and claim.id not in denied:
            message = f"{claim.attribution[acts[0]].agent} denies it, and no relation says what"
            yield Problem(raw, ("attribution", acts[0], "act"), message, "add a relation `denies` to the claim that is denied")
        elif links and not acts:
            message = f"it denies {claim.relations[links[0]].target}, and nobody in the chain denies"
            yield Problem(raw, ("relations", links[0]), message, "give the speaker the act `denied`")


@rule("EVI020", "words of what cannot speak", needs=("ledger",))
def mute_speaker(context: Context) -> Iterator[Problem]:
    """A quotation has a speaker that is no person, organisation or state.

    Why: a quotation is somebody's very words; a group or a place has none.
    Bad: {"speaker": "azerbaijani-media", "quotation": "…"}
    Good: {"speaker": "azertac", "quotation": "…"}
    """
    for raw, claim in context.checked_claims():
        if claim.payload.kind != "utterance" or claim.payload.quotation is None:
            continue
        entity = context.entities.get(claim.payload.speaker)
        if entity is not None and entity.type not in CAN_BE_QUOTED:
            message = f"{entity.id} is of type {entity.type.value} and is quoted"
            yield Problem(raw, ("payload", "speaker"), message, "name the person or body whose words they are, or take the quotation out")


@rule("EVI025", "content that its speaker does not say", severity=Severity.WARNING, needs=("ledger",))
def content_of_another(context: Context) -> Iterator[Problem]:
    """An utterance conveys a claim whose chain of attribution does not hold the speaker.

    Why: what a minister said is the minister's claim in the article, not the author's.
    Bad: an utterance of imran-khan that conveys a claim attributed to the author alone
    Good: the conveyed claim with the chain author, imran-khan
    """
    for raw, claim in context.checked_claims():
        for index, relation in enumerate(claim.relations):
            content = context.claims.get(relation.target)
            if relation.type is not RelationType.CONVEYS or content is None or claim.payload.kind != "utterance":
                continue
            chain = [step.agent for step in content.attribution]
            if claim.payload.speaker not in chain:
                message = f"{claim.payload.speaker} says {content.id}, whose chain is {' → '.join(chain)}"
                yield Problem(raw, ("relations", index, "target"), message, f"add the speaker to the chain of {content.id}")


@rule("EVI026", "relation that its kind does not allow", needs=("ledger",))
def unfit_relation(context: Context) -> Iterator[Problem]:
    """A claim that is neither utterance nor provision conveys another; or a claim equals or supports one that contradicts it.

    Why: links are followed by programs; one of the two is a slip.
    Bad: a quantity with {"type": "conveys", "target": "azpk-0042"}
    Good: an utterance with {"type": "conveys", "target": "azpk-0042"}
    """
    against = {RelationType.SAME_AS: RelationType.CONTRADICTS, RelationType.SUPPORTS: RelationType.CONTRADICTS}
    links = {(claim.id, r.target, r.type) for claim in context.claims.values() for r in claim.relations}
    for raw, claim in context.checked_claims():
        for index, relation in enumerate(claim.relations):
            if relation.type is RelationType.CONVEYS and claim.payload.kind not in {"utterance", "provision"}:
                message = f"a claim of kind {claim.kind} conveys {relation.target}"
                yield Problem(raw, ("relations", index, "type"), message, "only utterances and provisions convey")
            other = against.get(relation.type)
            pair = ((claim.id, relation.target, other), (relation.target, claim.id, other))
            if other is not None and any(link in links for link in pair):
                message = f"{relation.type.value} {relation.target}, and one of the two contradicts the other"
                yield Problem(raw, ("relations", index, "type"), message, "take one of the relations out")


RULES = (
    speaker_missing, foreign_beginning, nobody_at_the_end, loose_denial, mute_speaker, content_of_another, unfit_relation,
)  # fmt: skip
