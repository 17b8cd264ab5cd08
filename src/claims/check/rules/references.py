"""REF: does what is named exist, once, and is it what it is used as."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...load.marks import Path
from ...load.raw import RawRecord
from ...model.finding import Severity
from ...model.vocabulary import EntityType
from ..context import Context
from ..mentions import claims_of_claim, entities_of_claim, entities_of_entity, sources_of_claim, sources_of_entity, sources_of_source
from ..rule import Problem, documented, rule
from ..suggestion import did_you_mean, nearest

if TYPE_CHECKING:
    from ...model.claim import Claim


@rule("REF001", "identifier used twice")
def repeated_identifier(context: Context) -> Iterator[Problem]:
    """Two records of one kind have one identifier; an article and a source may not share one either.

    Why: a reference to it means either, and an export would hold one of them only.
    Bad: claims/azpk-0001.json and claims/new.json both with {"id": "azpk-0001"}
    Good: {"id": "azpk-0001"} and {"id": "azpk-0002"}
    """
    bearers: dict[tuple[str, str], list[RawRecord]] = {}
    for raw in context.all_raw:
        if raw.id:
            bearers.setdefault(("source" if raw.kind == "article" else raw.kind, raw.id), []).append(raw)
    for (_, identifier), records in bearers.items():
        if len(records) < 2:
            continue
        records.sort(key=lambda raw: (raw.file, str(raw.position())))
        for raw in records:
            others = tuple((other, _id_path(other), "it stands here too") for other in records if other is not raw)
            places = ", ".join(sorted({other.file for other, _, _ in others}))
            yield Problem(raw, _id_path(raw), f"the identifier {identifier!r} stands in {places} too", "give one of them a new one", others)


@rule("REF002", "identifier is not the file's name")
def not_the_file_name(context: Context) -> Iterator[Problem]:
    """In a ledger's folder a record's identifier differs from the name of its file.

    Why: whoever looks for a record opens the file of its name.
    Bad: claims/azpk-0001.json with {"id": "azpk-0010"}
    Good: claims/azpk-0001.json with {"id": "azpk-0001"}
    """
    for raw in context.all_raw:
        if raw.expected_id is not None and raw.id != raw.expected_id:
            yield Problem(raw, _id_path(raw), f"the identifier is {raw.id!r}, the file is named {raw.expected_id!r}", "rename one of them")


@rule("REF003", "identifier without the ledger's prefix", needs=("ledger",))
def foreign_prefix(context: Context) -> Iterator[Problem]:
    """A claim's identifier does not begin with the identifier of its ledger.

    Why: documents cite claims of several ledgers; the prefix says which.
    Bad: {"id": "other-0001"} in the ledger azpk
    Good: {"id": "azpk-0001"}
    """
    if context.info is None:
        return
    for raw, claim in context.checked_claims():
        prefix, _, number = claim.id.rpartition("-")
        if prefix != context.info.id:
            yield Problem(raw, ("id",), f"the prefix {prefix!r} is not the ledger's", f"write {context.info.id}-{number}")


@rule("REF005", "unknown entity", needs=("ledger",))
def unknown_entity(context: Context) -> Iterator[Problem]:
    """An entity is named that the registry does not have.

    Why: names are kept once, in the registry; a dangling one cannot be shown, sorted or linked.
    Bad: {"entity": "pakistn"}
    Good: {"entity": "pakistan"}
    """
    for raw, path, identifier in _entity_references(context):
        if not context.exists("entity", identifier):
            help = did_you_mean(identifier, context.entities, "add the entity to the ledger's entities")
            yield Problem(raw, path, f"there is no entity {identifier!r}", help)


@rule("REF006", "unknown source", needs=("ledger",))
def unknown_source(context: Context) -> Iterator[Problem]:
    """A source is named that the ledger does not have.

    Why: evidence that cannot be looked up is none.
    Bad: {"source": "un-s-res-822-1993"} without such a source
    Good: the source added under sources/
    """
    for raw, path, identifier in _source_references(context):
        if not context.exists("source", identifier) and not context.exists("article", identifier):
            help = did_you_mean(identifier, context.sources, "add the source to the ledger's sources")
            yield Problem(raw, path, f"there is no source {identifier!r}", help)


@rule("REF007", "unknown claim", needs=("ledger",))
def unknown_claim(context: Context) -> Iterator[Problem]:
    """A relation or formula names a claim that the ledger does not have.

    Why: what rests on it rests on nothing.
    Bad: {"type": "rests_on", "target": "azpk-9999"}
    Good: {"type": "rests_on", "target": "azpk-0042"}
    """
    for raw, claim in context.checked_claims():
        for path, identifier in claims_of_claim(claim):
            if not context.exists("claim", identifier):
                help = did_you_mean(identifier, context.claims, "name a claim of the ledger")
                yield Problem(raw, path, f"there is no claim {identifier!r}", help)


@rule("REF008", "word that the ledger does not declare", needs=("ledger",))
def undeclared_term(context: Context) -> Iterator[Problem]:
    """A topic, tag, section or side is none of those that the ledger declares.

    Why: counts and filters work only on shared words.
    Bad: {"topic": "economics"} where the ledger declares `economic`
    Good: {"topic": "economic"}
    """
    info = context.info
    if info is None:
        return
    topics, tags, sides, sections = ([term.id for term in terms] for terms in (info.topics, info.tags, info.sides, info.sections))
    used: list[tuple[RawRecord, Path, str, str, list[str]]] = []
    for raw, claim in context.checked_claims():
        used.append((raw, ("topic",), "topic", claim.topic, topics))
        used += ((raw, ("tags", index), "tag", tag, tags) for index, tag in enumerate(claim.tags))
    for raw, source in context.checked_sources():
        used.append((raw, ("side",), "side", source.side, sides))
    for raw, article in context.checked_articles():
        used.append((raw, ("source", "side"), "side", article.source.side, sides))
        rows = article.inventory if sections else ()
        used += ((raw, ("inventory", number, "section"), "section", row.section, sections) for number, row in enumerate(rows))
    for raw, path, what, value, allowed in used:
        if value not in allowed:
            yield Problem(raw, path, f"the ledger declares no {what} {value!r}", nearest(value, allowed))


@rule("REF009", "entity of another type", needs=("ledger",))
def wrong_type(context: Context) -> Iterator[Problem]:
    """An entity is used as what it is not: a person as a place, a state as a document, an event as an employer.

    Why: a map of persons and a list of offices held at events are nonsense that no reader can undo.
    Bad: {"places": ["imran-khan"]}
    Good: {"places": ["islamabad"]}
    """
    bodies = (EntityType.ORGANISATION, EntityType.STATE, EntityType.GROUP, EntityType.PROJECT)
    for raw, claim in context.checked_claims():
        for index, place in enumerate(claim.places):
            yield from _typed(context, raw, ("places", index), place, (EntityType.PLACE, EntityType.STATE))
        if (instrument := getattr(claim.payload, "instrument", None)) is not None:
            yield from _typed(context, raw, ("payload", "instrument"), instrument, (EntityType.INSTRUMENT,))
        if getattr(claim.payload, "relation", None) == "holds-office":
            yield from _typed(context, raw, ("payload", "subject"), getattr(claim.payload, "subject", ""), (EntityType.PERSON,))
    for raw, entity in context.checked_entities():
        if entity.offices and entity.type is not EntityType.PERSON:
            yield Problem(raw, ("offices",), f"{entity.id} is {_a(entity.type)} and holds offices", "only persons hold offices")
        for path, identifier in entities_of_entity(entity):
            yield from _typed(context, raw, path, identifier, bodies)


def _typed(context: Context, raw: RawRecord, path: Path, identifier: str, allowed: tuple[EntityType, ...]) -> Iterator[Problem]:
    entity = context.entities.get(identifier)
    if entity is not None and entity.type not in allowed:
        wanted = " or ".join(_a(kind) for kind in allowed)
        yield Problem(raw, path, f"{identifier!r} is {_a(entity.type)}, wanted is {wanted}", "name another entity, or mend its type")


def _a(kind: EntityType) -> str:
    return "equipment" if kind is EntityType.EQUIPMENT else f"a{'n' if kind.value[0] in 'aeiou' else ''} {kind.value}"


@rule("REF010", "unused source", severity=Severity.WARNING, needs=("ledger",))
def unused_source(context: Context) -> Iterator[Problem]:
    """No claim, entity or other source names the source.

    Why: it looks like evidence and bears on nothing; perhaps a citation was forgotten.
    Bad: sources/un-s-res-822-1993.json that no record names
    Good: a citation of it, or the file removed
    """
    used = {
        reference
        for references in (
            (identifier for claim in context.claims.values() for _, identifier in sources_of_claim(claim)),
            (identifier for entity in context.entities.values() for _, identifier in sources_of_entity(entity)),
            (identifier for source in context.sources.values() for _, identifier in sources_of_source(source) if identifier != source.id),
        )
        for reference in references
    }
    for raw, source in context.checked_sources():
        if source.id not in used and source.id not in context.told_by_broken and context.all_parsed:
            yield Problem(raw, ("id",), f"nothing names the source {source.id!r}", "cite it, or remove it")


@rule("REF011", "unused entity", severity=Severity.WARNING, needs=("ledger",))
def unused_entity(context: Context) -> Iterator[Problem]:
    """No claim and no other entity names the entity.

    Why: a registry of what is spoken of should hold nothing else; perhaps a participant was forgotten.
    Bad: entities/romania.json that no record names
    Good: a claim with {"entity": "romania", …}, or the file removed
    """
    used = {identifier for claim in context.claims.values() for _, identifier in entities_of_claim(claim)}
    used |= {i for entity in context.entities.values() for _, i in entities_of_entity(entity) if i != entity.id}
    used |= {article.source.publisher_id for article in context.articles.values()}
    used |= {source.publisher_id for source in context.sources.values()}
    for raw, entity in context.checked_entities():
        if entity.id not in used and entity.id not in context.told_by_broken and context.all_parsed:
            yield Problem(raw, ("id",), f"nothing names the entity {entity.id!r}", "name it where it plays a part, or remove it")


@rule("REF016", "listed twice")
def listed_twice(context: Context) -> Iterator[Problem]:
    """A list names the same tag, place, part, relation, input or citation twice.

    Why: it counts double in tables and shows that a copy was not finished.
    Bad: {"tags": ["trade", "trade"]}
    Good: {"tags": ["trade"]}
    """
    for raw, claim in context.checked_claims():
        for path, items in _lists(claim):
            seen: dict[object, int] = {}
            for index, item in enumerate(items):
                if (first := seen.setdefault(item, index)) != index:
                    related = ((raw, (*path, first), "first here"),)
                    yield Problem(raw, (*path, index), f"the same as item {first}", "remove one of them", related)


def _lists(claim: Claim) -> Iterator[tuple[Path, list[object]]]:
    yield ("tags",), list(claim.tags)
    yield ("places",), list(claim.places)
    yield ("entities",), [(part.entity, part.part) for part in claim.entities]
    yield ("anchors",), [(anchor.source, anchor.start, anchor.end) for anchor in claim.anchors]
    yield ("citations",), [(item.source, item.stance, item.locator, item.says) for item in claim.citations]
    yield ("relations",), [(relation.type, relation.target) for relation in claim.relations]
    yield ("payload", "participants"), [(item.entity, item.part) for item in getattr(claim.payload, "participants", ())]


def _id_path(raw: RawRecord) -> Path:
    return ("source", "id") if raw.kind == "article" else ("id",)


def _entity_references(context: Context) -> Iterator[tuple[RawRecord, Path, str]]:
    for raw, claim in context.checked_claims():
        yield from ((raw, path, identifier) for path, identifier in entities_of_claim(claim))
    for raw, entity in context.checked_entities():
        yield from ((raw, path, identifier) for path, identifier in entities_of_entity(entity))


def _source_references(context: Context) -> Iterator[tuple[RawRecord, Path, str]]:
    for raw, claim in context.checked_claims():
        yield from ((raw, path, identifier) for path, identifier in sources_of_claim(claim))
    for raw, entity in context.checked_entities():
        yield from ((raw, path, identifier) for path, identifier in sources_of_entity(entity))
    for raw, source in context.checked_sources():
        yield from ((raw, path, identifier) for path, identifier in sources_of_source(source))


RULES = (
    repeated_identifier, not_the_file_name, foreign_prefix, unknown_entity, unknown_source, unknown_claim, undeclared_term, wrong_type,
    unused_source, unused_entity, listed_twice,
    documented("REF012", "acceptance that does nothing", """
        A record accepts a finding that does not occur in it, or a code that no rule has.

        Why: it would hide the same mistake when it comes back.
        Bad: {"accepted": [{"code": "STY004", "reason": "…"}]} on a claim without such a finding
        Good: the entry removed
    """),
)  # fmt: skip
