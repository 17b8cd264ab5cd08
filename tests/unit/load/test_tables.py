"""The flat tables: what they promise of themselves, and what becomes of rows that are not as they should be."""

from __future__ import annotations

import re
from typing import Any, get_args, get_origin

import pytest
from builders import claim_value, make_ledger

from claims.load.tables import BY_NAME, TABLES, Column, ColumnType, Part, Table, flatten, unflatten_rows
from claims.load.tables.derive import lists_of
from claims.load.tables.layout import INLINE, PACKED
from claims.load.tables.packing import pack_items, unpack_items
from claims.load.typed import MODELS
from claims.model.payload import Participant
from claims.model.vocabulary import Verdict

COLUMNS = [(table, column) for table in TABLES for column in table.columns]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_columns_have_portable_names_unique_in_their_table(table: Table) -> None:
    names = [column.name for column in table.columns]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z][a-z0-9_]{0,31}", name) for name in names)


@pytest.mark.parametrize(("table", "column"), COLUMNS, ids=lambda value: value.name)
def test_columns_say_what_they_mean(table: Table, column: Column) -> None:
    assert column.label[0].isupper()
    assert column.description.endswith(".")
    assert column.blank.endswith(".")
    assert bool(column.codes) == (column.type is ColumnType.ENUM)
    assert all(meaning.endswith(".") for _, meaning in column.codes)
    assert column.refers is None or column.refers in BY_NAME
    assert column.required == (column.blank == "Never blank.")


def test_vocabularies_come_from_the_models() -> None:
    codes = dict(BY_NAME["claims"].column("verdict").codes)
    assert list(codes) == [member.value for member in Verdict]
    assert BY_NAME["claims"].column("kind").codes[0][0] == "event"


def test_every_list_of_every_record_has_a_table() -> None:
    wanted = {(kind, path) for kind, model in MODELS.items() for path, _ in lists_of(model, INLINE, PACKED)}
    assert {(origin.kind, origin.path) for table in TABLES for origin in table.origins if origin.path} == wanted


def test_every_field_of_every_record_has_a_column() -> None:
    for table in TABLES:
        if table.main:
            found = {column.path for column in table.columns}
            assert all(any(path[: len(leaf)] == leaf for path in found) for leaf in _leaves(MODELS[table.origins[0].kind]))


def _leaves(model: Any, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    found = []
    for name, info in model.model_fields.items():
        if hasattr(info.annotation, "model_fields"):
            found += _leaves(info.annotation, (*path, name))
        elif get_origin(info.annotation) is not tuple or not hasattr(get_args(info.annotation)[0], "model_fields"):
            found.append((*path, name))
    lists = {inner for inner, _ in lists_of(model, INLINE, PACKED, path)}
    return [leaf for leaf in found if leaf not in lists]


def test_defaults_are_shown_and_absent_fields_are_blank() -> None:
    rows = {name: list(rows) for name, rows in flatten(make_ledger()).items()}
    (claim,) = rows["claims"]
    named = dict(zip((column.name for column in BY_NAME["claims"].columns), claim, strict=True))
    assert named["multiplier"] == "1"
    assert named["polarity"] == "affirmed"
    assert named["checkable"] is True
    assert named["entities"] == "freedonia:exporter; sylvania:importer"
    assert named["speaker"] is None
    assert named["tags"] is None


def test_keys_tell_rows_apart() -> None:
    ledger = make_ledger(claims=[claim_value("pear-0001"), claim_value("pear-0002")])
    for name, rows in flatten(ledger).items():
        key = [index for index, column in enumerate(BY_NAME[name].columns) if column.name in BY_NAME[name].primary_key]
        found = [tuple(row[index] for index in key) for row in rows]
        assert len(set(found)) == len(found)


@pytest.mark.parametrize(
    ("cell", "parts", "items"),
    [
        ("a; b-c", (), ["a", "b-c"]),
        ("a;b ;", (), ["a", "b"]),
        ("a;;b", (), ["a", "", "b"]),
        ("x:host; y:guest", ("entity", "part"), [{"entity": "x", "part": "host"}, {"entity": "y", "part": "guest"}]),
        ("x", ("entity", "part"), [{"entity": "x"}]),
        ("x:y:z", ("entity", "part"), [{"entity": "x", "part": "y:z"}]),
    ],
)
def test_lists_in_a_cell(cell: str, parts: tuple[str, ...], items: list[Any]) -> None:
    assert unpack_items(cell, parts) == items


def test_packing_is_undone() -> None:
    items = (Participant(entity="a-b", part="host"), Participant(entity="a-b", part="host"))
    packed = pack_items(items, ("entity", "part"))
    assert packed == "a-b:host; a-b:host"
    assert unpack_items(packed, ("entity", "part")) == [item.to_json_value() for item in items]
    assert pack_items((), ("entity", "part")) is None


def changed_rows(table: str, column: str, value: Any, row: int = 0) -> dict[str, list[tuple[Any, ...]]]:
    """Return the rows of a small ledger with one cell changed."""
    rows = {name: list(given) for name, given in flatten(make_ledger()).items()}
    index = BY_NAME[table].columns.index(BY_NAME[table].column(column))
    rows[table][row] = (*rows[table][row][:index], value, *rows[table][row][index + 1 :])
    return rows


@pytest.mark.parametrize(
    ("table", "column", "cell", "path", "value"),
    [
        ("claims", "checkable", "TRUE", ("checkable",), True),
        ("claims", "checkable", "yes", ("checkable",), "yes"),
        ("claims", "verdict", True, ("assessment", "verdict"), True),
        ("claims", "value", 1300, ("payload", "value"), "1300"),
        ("claims", "value", "1,300", ("payload", "value"), "1,300"),
        ("anchors", "start", "12", ("anchors", 0, "start"), 12),
        ("anchors", "start", "a dozen", ("anchors", 0, "start"), "a dozen"),
    ],
)
def test_cells_become_values_or_come_through_for_the_schema_to_judge(
    table: str, column: str, cell: Any, path: tuple[Any, ...], value: Any
) -> None:
    reading = unflatten_rows(changed_rows(table, column, cell))
    (claim,) = (record for record in reading.records if record.kind == "claim")
    found = claim.value
    for step in path:
        found = found[step]
    assert found == value
    assert type(found) is type(value)


def test_a_value_knows_its_cell() -> None:
    (claim,) = (record for record in unflatten_rows(flatten(make_ledger())).records if record.kind == "claim")
    columns = [column.name for column in BY_NAME["claims"].columns]
    assert claim.position(("payload", "value")).column == columns.index("value") + 1
    assert claim.position(("entities", 1, "part")).column == columns.index("entities") + 1
    assert claim.position(("assessment",)).column == columns.index("verdict") + 1
    assert claim.position(("citations", 0, "stance")).column == [c.name for c in BY_NAME["citations"].columns].index("stance") + 1
    assert claim.position(()).column == 1


def test_numbers_order_the_rows_of_a_list_whatever_their_order_in_the_file() -> None:
    aliases = [{"text": "one"}, {"text": "two"}, {"text": "three"}]
    ledger = make_ledger(entities=[{"id": "a", "type": "place", "name": "A", "aliases": aliases}])
    rows = {name: list(given) for name, given in flatten(ledger).items()}
    rows["aliases"].reverse()
    (entity,) = (record for record in unflatten_rows(rows).records if record.kind == "entity")
    assert [alias["text"] for alias in entity.value["aliases"]] == ["one", "two", "three"]


@pytest.mark.parametrize(
    ("column", "cell", "words"),
    [
        ("claim", "pear-0099", "which has no row in claims"),
        ("claim", None, "belongs to no record"),
        ("number", "first", "not a whole number"),
    ],
)
def test_rows_that_belong_nowhere_are_named(column: str, cell: Any, words: str) -> None:
    (finding,) = unflatten_rows(changed_rows("citations", column, cell)).findings
    assert finding.code == "SYN015"
    assert words in finding.message
    assert finding.field == column


def test_a_table_of_lists_alone_is_named_once() -> None:
    rows = list(flatten(make_ledger(claims=[claim_value(citations=[])]))["history"])
    (finding,) = unflatten_rows({"history": [*rows, ("pear-0001", 2, "2021", "reviewed", None, "Again.")]}).findings
    assert (finding.code, finding.position.line) == ("SYN015", 1)
    assert "2 rows of history belong to records of claims" in finding.message


def test_keys_are_the_first_columns_of_a_table_of_lists() -> None:
    for table in TABLES:
        parts = [column.part for column in table.columns]
        assert parts == sorted(parts, key=lambda part: [Part.TAG, Part.OWNER, Part.NUMBER, Part.FIELD].index(part))
