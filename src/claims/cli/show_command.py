"""`claims show`: records in full."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .shared_options import json_option, ledger_option
from .terminal import echo_json, echo_wrapped, verdict_mark

if TYPE_CHECKING:
    from ..model.claim import Claim
    from ..model.entity import Entity
    from ..model.source import Source
    from ..query.ledger import Ledger


@click.command("show")
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@ledger_option
@json_option
def command(ids: tuple[str, ...], ledger_path: Path | None, as_json: bool) -> int:
    """Show claims, sources or entities in full, by identifier."""
    from ..api import load
    from ..errors import UnknownName

    ledger = load(ledger_path)
    found = []
    for key in ids:
        record = ledger.claims.get(key) or ledger.sources.get(key) or ledger.entities.get(key)
        if record is None:
            import difflib

            close = difflib.get_close_matches(key, [*ledger.claims, *ledger.sources, *ledger.entities], n=3)
            hint = f"; did you mean {' or '.join(close)}?" if close else ""
            raise UnknownName(f"no claim, source or entity {key!r} in the ledger {ledger.info.id!r}{hint}")
        found.append(record)
    if as_json:
        echo_json([record.to_json_value() for record in found])
        return 0
    for number, record in enumerate(found):
        if number:
            click.echo()
        if record.id in ledger.claims:
            _show_claim(ledger, ledger.claims[record.id])
        elif record.id in ledger.sources:
            _show_source(ledger, ledger.sources[record.id])
        else:
            _show_entity(ledger, ledger.entities[record.id])
    return 0


def _show_claim(ledger: Ledger, claim: Claim) -> None:
    a = claim.assessment
    click.secho(f"{claim.id}  {claim.statement}", bold=True)
    confidence = f", confidence {a.confidence} ({a.level})" if a.confidence is not None else ""
    click.echo(f"{'verdict':<14}{verdict_mark(claim.verdict.value)}{confidence}")
    echo_wrapped("why", a.rationale)
    for label, text in (("corrected", a.corrected), ("later", a.later), ("not checkable", claim.why_not_checkable)):
        if text:
            echo_wrapped(label, text)
    payload = "; ".join(f"{name} {_plain(value)}" for name, value in claim.payload.to_json_value().items() if name != "kind")
    echo_wrapped(claim.kind, payload)
    if claim.time:
        click.echo(f"{'time':<14}{claim.time}")
    chain = " > ".join(f"{_name(ledger, s.agent)} ({s.act.value})" for s in claim.attribution)
    echo_wrapped("said by", chain)
    for anchor in claim.anchors:
        end = f" … {anchor.fragment.end}" if anchor.fragment.end else ""
        click.echo(f"{'stands at':<14}{anchor.row}, characters {anchor.start} to {anchor.end}: “{anchor.fragment.start}{end}”")
    for number, citation in enumerate(claim.citations, 1):
        source = ledger.sources.get(citation.source)
        grade = source.grade.reliability.value if source else "?"
        judged = f"[{citation.source}, {grade}, {citation.directness.value}]"
        echo_wrapped(f"evidence {number}", f"{citation.stance.value}: {citation.says} {judged}")
        if source:
            click.echo(f"{'':<14}{source.url}")
    for search in claim.searched:
        echo_wrapped("looked for", f"{search.what}: {search.result} ({search.on})")
    for derivation in claim.derivations:
        echo_wrapped("derivation", f"{derivation.formula} gives {derivation.result}. {derivation.note or ''}")
    for relation in claim.relations:
        target = ledger.claims.get(relation.target)
        echo_wrapped(relation.type.value, f"{relation.target}: {target.statement if target else 'not in this part of the ledger'}")


def _plain(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(f"{p['entity']} ({p['part']})" if isinstance(p, dict) else str(p) for p in value)
    return str(value)


def _name(ledger: Ledger, key: str) -> str:
    entity = ledger.entities.get(key)
    return entity.name if entity else key


def _show_source(ledger: Ledger, source: Source) -> None:
    click.secho(f"{source.id}  {source.title or '(title not seen)'}", bold=True)
    for label, text in (
        ("publisher", source.publisher), ("issued", source.issued), ("address", source.url), ("archived", source.archived_url),
        ("copy of", source.mirror_of), ("side", source.side), ("grade", f"{source.grade.reliability.value}: {source.grade.reason}"),
        ("distance", source.directness.value), ("origin", source.origin), ("note", source.note),
    ):  # fmt: skip
        if text:
            echo_wrapped(label, str(text))
    citing = [claim.id for claim in ledger if any(c.source == source.id for c in claim.citations)]
    echo_wrapped("cited by", ", ".join(citing) or "no claim")


def _show_entity(ledger: Ledger, entity: Entity) -> None:
    click.secho(f"{entity.id}  {entity.name} ({entity.type.value})", bold=True)
    if entity.description:
        echo_wrapped("description", entity.description)
    if entity.aliases:
        echo_wrapped("also", ", ".join(a.text + (" (in the article)" if a.article_spelling else "") for a in entity.aliases))
    for office in entity.offices:
        source = f"[{office.source}]" if office.source else ""
        echo_wrapped("office", " ".join(filter(None, (office.title, office.period, source))))
    from ..query.filters import entities_of

    naming = [claim.id for claim in ledger if entity.id in entities_of(claim)]
    echo_wrapped("in claims", ", ".join(naming) or "none")
