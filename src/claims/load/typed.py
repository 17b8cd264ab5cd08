"""Raw records to models, and models to a whole ledger."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pydantic import ValidationError

from ..errors import InvalidLedger, UnknownName
from ..model.article import Article
from ..model.claim import Claim
from ..model.entity import Entity
from ..model.finding import Finding, Severity
from ..model.ledger import LedgerInfo, LedgerRecord
from ..model.record import Record
from ..model.source import Source
from .raw import RawRecord, Reading
from .read import LINE_SUFFIXES, read

MODELS: dict[str, type[Record]] = {"ledger": LedgerInfo, "article": Article, "entity": Entity, "source": Source, "claim": Claim}
"""The model of each kind of record."""


def to_model(raw: RawRecord) -> Record:
    """Return the model of a raw record. Raises pydantic.ValidationError, or TypeError for values that JSON cannot hold."""
    return MODELS[raw.kind].from_json_value(raw.value)


def assemble(records: Iterable[Record]) -> LedgerRecord:
    """Put typed records together, each kind in the order of identifiers. Raises InvalidLedger without exactly one ledger record."""
    by_kind: dict[type[Record], list[Record]] = {model: [] for model in MODELS.values()}
    for record in records:
        by_kind[type(record)].append(record)
    if len(by_kind[LedgerInfo]) != 1 or not by_kind[Article]:
        found = f"{len(by_kind[LedgerInfo])} and {len(by_kind[Article])}"
        raise InvalidLedger(f"a ledger has one ledger record and at least one article; found {found}")
    (info,) = by_kind[LedgerInfo]
    assert isinstance(info, LedgerInfo)

    def of(model: type[Record]) -> tuple[Record, ...]:
        return tuple(sorted(by_kind[model], key=lambda record: getattr(record, "id", "")))

    return LedgerRecord.model_construct(ledger=info, articles=of(Article), entities=of(Entity), sources=of(Source), claims=of(Claim))


def load_ledger(path: str | Path, name: str | None = None) -> LedgerRecord:
    """Return the ledger in a curated folder or file; of a workbook that holds several, the one of that `name`.

    Structure is checked (every record must fit its schema), meaning is not: that is `claims check`. Raises InvalidLedger, with the
    findings, where a record does not fit; UnreadableInput where there is nothing to read; UnknownName where it is not the ledger of
    that name, or there are several and none is named.
    """
    from ..errors import UnreadableInput

    models: list[Record]
    if Path(path).suffix.lower() in LINE_SUFFIXES:
        from .bulk import read_models

        models, findings = read_models(path)
    else:
        reading = _one_of(read(path), path, name)
        if reading.unreadable:
            raise UnreadableInput("; ".join(f"{f.file}: {f.message}" for f in reading.findings if f.file in reading.unreadable))
        findings = [finding for finding in reading.findings if finding.severity is Severity.ERROR]
        models = []
        for raw in reading.records:
            try:
                models.append(to_model(raw))
            except (ValidationError, TypeError) as error:
                findings.append(Finding("TYP000", first_error(error), raw.file, raw.position(), record=raw.id))
    if findings:
        shown = "\n".join(f"{f.file}:{f.position}: {f.code} {f.message}" for f in findings[:10])
        more = f"\n… and {len(findings) - 10} more" if len(findings) > 10 else ""
        raise InvalidLedger(f"{path} does not load; `claims check {path}` says more:\n{shown}{more}", tuple(findings))
    ledger = assemble(models)
    if name is not None and ledger.ledger.id != name:
        raise UnknownName(f"{path} holds the ledger {ledger.ledger.id!r}, not {name!r}")
    return ledger


def _one_of(reading: Reading, path: str | Path, name: str | None) -> Reading:
    """Return the part of a reading that one ledger is in. Raises UnknownName where it holds several and none or another is named."""
    if not reading.apart:
        return reading
    held = {next((raw.id for raw in part.records if raw.kind == "ledger"), ""): part for part in reading.apart}
    if name not in held:
        wanted = "name one of them" if name is None else f"none is called {name!r}"
        raise UnknownName(f"{path} holds several ledgers: {', '.join(held)}; {wanted}, as in claims.load(path, ledger={min(held)!r})")
    return held[name]


def first_error(error: Exception) -> str:
    """Return the first thing that is wrong with a value, with its path."""
    if isinstance(error, ValidationError):
        first = error.errors(include_url=False, include_context=False)[0]
        return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
    return str(error)
