"""REF: nothing rests on itself, directly or round a corner."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...model.vocabulary import RelationType
from ..context import Context
from ..graph import circles
from ..rule import Problem, rule

NOT_IN_CIRCLES = (RelationType.RESTS_ON, RelationType.PART_OF, RelationType.REFINES, RelationType.CONVEYS)
"""Relations that would mean nothing in a circle."""


@rule("REF013", "relation to itself")
def relation_to_itself(context: Context) -> Iterator[Problem]:
    """A claim is related to itself, or a source or instrument is its own origin.

    Why: nothing supports, denies or copies itself; another identifier was meant.
    Bad: azpk-0042 with {"type": "rests_on", "target": "azpk-0042"}
    Good: {"type": "rests_on", "target": "azpk-0041"}
    """
    for raw, claim in context.checked_claims():
        for index, relation in enumerate(claim.relations):
            if relation.target == claim.id:
                yield Problem(raw, ("relations", index, "target"), f"{claim.id} {relation.type.value} itself", "name the other claim")
    for raw, source in context.checked_sources():
        if source.origin == source.id:
            yield Problem(raw, ("origin",), f"{source.id} is its own origin", "name the source that it copies, or leave the field out")


@rule("REF014", "circle of claims")
def circle_of_claims(context: Context) -> Iterator[Problem]:
    """Claims rest on, are part of, refine or convey one another in a circle.

    Why: in a circle nothing stands on the ground; if one falls, all fall, and none could have stood first.
    Bad: azpk-0001 rests_on azpk-0002, which rests_on azpk-0001
    Good: azpk-0001 rests_on azpk-0002, which cites a source
    """
    for kind in NOT_IN_CIRCLES:
        graph = {
            claim.id: [relation.target for relation in claim.relations if relation.type is kind and relation.target != claim.id]
            for claim in context.claims.values()
        }
        for circle in circles(graph):
            yield from _told(context, "claim", circle, kind.value, {
                claim_id: next(i for i, r in enumerate(context.claims[claim_id].relations) if r.type is kind and r.target == target)
                for claim_id, target in zip(circle, circle[1:] + circle[:1], strict=True)
            })  # fmt: skip


@rule("REF015", "circle of origins")
def circle_of_origins(context: Context) -> Iterator[Problem]:
    """Sources name one another as origin in a circle.

    Why: one of them was first; a circle hides which, and lets copies count as a group without a head.
    Bad: a has the origin b, and b has the origin a
    Good: a has the origin b, and b has none
    """
    graph = {source.id: [source.origin] if source.origin not in {None, source.id} else [] for source in context.sources.values()}
    for circle in circles({node: [target for target in targets if target] for node, targets in graph.items()}):
        yield from _told(context, "source", circle, "origin", {})


@rule("REF017", "circle of derivations")
def circle_of_derivations(context: Context) -> Iterator[Problem]:
    """Formulas of claims read one another in a circle.

    Why: the arithmetic would bear out its own premises; such derivations weigh nothing.
    Bad: a total derived from its parts, and a part derived from that total
    Good: the parts cited from a source, the total derived from them
    """
    graph = {
        claim.id: [variable.claim for derivation in claim.derivations for variable in derivation.inputs if variable.claim != claim.id]
        for claim in context.claims.values()
    }
    for circle in circles(graph):
        yield from _told(context, "claim", circle, "derivations", {})


def _told(context: Context, kind: str, circle: tuple[str, ...], words: str, places: Mapping[str, int]) -> Iterator[Problem]:
    """One finding a circle, at its first member that is under check, with the others as related places."""

    def path(member: str) -> tuple[str | int, ...]:
        return ("relations", places[member], "target") if member in places else (words,)

    raws = [(member, raw) for member in circle if (raw := context.raw_of(kind, member)) is not None]
    if raws:
        (member, raw), *others = raws
        shown = " → ".join([*circle, circle[0]])
        related = tuple((other, path(name), f"{name} is in the circle") for name, other in others)
        yield Problem(raw, path(member), f"a circle of {words}: {shown}", "take out the link that is not so", related)


RULES = (relation_to_itself, circle_of_claims, circle_of_origins, circle_of_derivations)
