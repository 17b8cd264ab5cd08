"""The packed ledger: lossless, and said in words where it is missing or another version's."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import make_ledger

from claims.errors import UnreadableInput
from claims.load import packed as module
from claims.load.packed import load_packed, pack, unpack


def test_packing_loses_nothing() -> None:
    ledger = make_ledger()
    assert unpack(pack(ledger)) == ledger
    assert pack(unpack(pack(ledger))) == pack(ledger)
    assert pack(ledger).endswith(b"}\n")


def test_a_missing_ledger_is_said_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "packed_resource", lambda: tmp_path / "absent.json")
    with pytest.raises(UnreadableInput, match="missing from this installation"):
        load_packed()


@pytest.mark.parametrize("content", [b"", b"{", b"{}", b"[]", b"\xff", b'{"ledger": {}, "articles": [], "x": 1}'])
def test_a_ledger_of_another_version_is_said_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    (tmp_path / "packed.json").write_bytes(content)
    monkeypatch.setattr(module, "packed_resource", lambda: tmp_path / "packed.json")
    with pytest.raises(UnreadableInput, match="not this version's"):
        load_packed()
