from __future__ import annotations

from collections.abc import Iterator

import orjson
import pytest

from claims.model import packed_schema as packing
from claims.model.packed_schema import SCHEMA_OF, pack_schemas, packed_schema
from claims.model.schema import plain_schema


@pytest.fixture(autouse=True)
def _read_anew() -> Iterator[None]:
    for part in (packing._packed, packed_schema):
        part.cache_clear()
    yield
    for part in (packing._packed, packed_schema):
        part.cache_clear()


@pytest.mark.parametrize("name", SCHEMA_OF.values())
def test_the_packed_schemas_are_those_of_the_models(name: str) -> None:
    assert packing._packed() is not None
    assert packed_schema(name) == plain_schema(name)


@pytest.mark.parametrize(
    "found",
    [None, b"", b"[]", b"{}", b"not JSON", orjson.dumps({"sources": {}, "schemas": {}}), FileNotFoundError("gone")],
    ids=str,
)
def test_what_is_absent_or_of_other_sources_is_not_used(found: bytes | Exception | None, monkeypatch: pytest.MonkeyPatch) -> None:
    def get_data(package: str, name: str) -> bytes | None:
        if isinstance(found, Exception):
            raise found
        return found

    monkeypatch.setattr(packing.pkgutil, "get_data", get_data)
    assert packing._packed() is None
    assert packed_schema("claim") == plain_schema("claim")


def test_a_module_that_changed_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    real = packing.pkgutil.get_data
    monkeypatch.setattr(packing.pkgutil, "get_data", lambda package, name: (real(package, name) or b"") + b"#" * (name == "claim.py"))
    assert packing._packed() is None


def test_line_ends_of_another_system_make_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    real = packing.pkgutil.get_data

    def as_on_windows(package: str, name: str) -> bytes:
        data = real(package, name) or b""
        return data.replace(b"\n", b"\r\n") if package == "claims.model" else data

    monkeypatch.setattr(packing.pkgutil, "get_data", as_on_windows)
    assert packing._packed() is not None


def test_every_module_that_shapes_the_schemas_is_among_the_sources() -> None:
    import ast
    import pkgutil

    def imported(name: str) -> set[str]:
        body = ast.walk(ast.parse(pkgutil.get_data("claims.model", f"{name}.py") or b""))
        return {node.module for node in body if isinstance(node, ast.ImportFrom) and node.level == 1 and node.module}

    reached = {"schema"}
    while more := set().union(*map(imported, reached)) - reached:
        reached |= more
    assert reached - set(packing._SOURCES) <= {"date", "edtf_form", "docstring", "derived"}  # words and computations, no shape


def test_packing_twice_gives_the_same_bytes() -> None:
    assert pack_schemas() == pack_schemas()
