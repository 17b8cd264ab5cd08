from __future__ import annotations

from pathlib import Path

import attrs
import pytest

from claims.check.config import Configuration, exit_status, find_configuration, load_settings
from claims.errors import UnknownName, UnreadableInput
from claims.model.finding import Finding, Report, Severity

WHOLE = """
paths = ["sources/pear"]
ledger = "sources/pear"
article = "article.txt"
select = ["REF", "TYP"]
ignore = ["REF011"]
per-file-ignores = { "drafts/*.yaml" = ["SCH"], "*.csv" = ["TYP"] }
severity = { SCH = "note", SCH001 = "warning" }
baseline = "baseline.json"
documents = ["docs/**/*.md"]
format = "sarif"
fail-on = "warning"
"""


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_every_key_is_read(tmp_path: Path) -> None:
    settings = load_settings(write(tmp_path / "claims.toml", WHOLE))
    values = settings.values
    assert values.paths == ("sources/pear",)
    assert values.article == ("article.txt",)
    assert values.per_file_ignores == {"drafts/*.yaml": ("SCH",), "*.csv": ("TYP",)}
    assert values.severity == {"SCH": Severity.NOTE, "SCH001": Severity.WARNING}
    assert (values.ledger, values.baseline, values.documents) == ("sources/pear", "baseline.json", ("docs/**/*.md",))
    assert (values.format, values.fail_on) == ("sarif", Severity.WARNING)


def test_defaults_where_there_is_no_file(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    settings = load_settings(start=tmp_path)
    assert settings.file is None
    assert settings.values == Configuration()
    assert settings.values.format == "auto"


def test_the_nearest_file_at_or_above_the_folder_is_found(tmp_path: Path) -> None:
    top = write(tmp_path / "pyproject.toml", '[tool.claims]\nformat = "json"\n')
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    assert find_configuration(inner) == top
    write(tmp_path / "a" / "pyproject.toml", "[tool.other]\n")
    assert find_configuration(inner) == top
    near = write(tmp_path / "a" / "claims.toml", "")
    assert find_configuration(inner) == near


def test_the_search_ends_at_the_root_of_a_repository(tmp_path: Path) -> None:
    write(tmp_path / "claims.toml", "")
    (tmp_path / "repository" / ".git").mkdir(parents=True)
    assert find_configuration(tmp_path / "repository") is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("selct = []", "claims.toml: unknown key 'selct'; did you mean 'select'?"),
        ("per_file_ignores = {}", "did you mean 'per-file-ignores'?"),
        ("paths = 3", "claims.toml: paths: 3 does not fit: write a list of files and folders"),
        ('select = "REF"', "claims.toml: select: 'REF' does not fit: write a list of codes or prefixes"),
        ("paths = [1]", r"claims.toml: paths: \[1\] does not fit"),
        ('severity = { SCH = "grave" }', "claims.toml: severity: .* write a table of codes or prefixes"),
        ('fail-on = "never"', "claims.toml: fail-on: 'never' does not fit: write the least severity"),
        ('format = "html"', "claims.toml: format: 'html' is not allowed: write one of text, json, github, sarif, junit, auto"),
        ("paths = [", "claims.toml: not TOML: "),
        ("ledger = 2021-01-01", "claims.toml: ledger: .* does not fit"),
    ],
)
def test_mistakes_name_file_and_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, words: str) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "claims.toml", text)
    if text.startswith("ledger"):
        # TOML knows dates; as text they would be taken for a path.
        assert load_settings().values.ledger == "2021-01-01"
        return
    with pytest.raises(UnreadableInput, match=words):
        load_settings()


def test_other_unfit_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UnreadableInput, match="no such file"):
        load_settings(Path("none.toml"))
    with pytest.raises(UnreadableInput, match=r"pyproject\.toml: it has no table \[tool.claims\]"):
        load_settings(write(tmp_path / "pyproject.toml", "[project]\n"))
    with pytest.raises(UnreadableInput, match=r"tool\.claims is no table"):
        load_settings(write(tmp_path / "pyproject.toml", "[tool]\nclaims = 1\n"))
    (tmp_path / "claims.toml").write_bytes(b"\xff")
    with pytest.raises(UnreadableInput, match=r"claims\.toml: .*UTF-8"):
        load_settings()


def test_a_code_that_no_rule_has_names_file_and_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "claims.toml", 'ignore = ["XYZ"]')
    with pytest.raises(UnknownName, match=r"claims\.toml: ignore: no rule has the code or prefix 'XYZ'"):
        load_settings().selection()
    write(tmp_path / "claims.toml", 'severity = { XYZ = "note" }')
    with pytest.raises(UnknownName, match="severity: no rule"):
        load_settings().selection()


def test_the_command_line_replaces_select_and_adds_to_ignore(tmp_path: Path) -> None:
    settings = load_settings(write(tmp_path / "claims.toml", WHOLE))
    assert settings.selection().select == ("REF", "TYP")
    chosen = settings.selection(select=["SCH"], ignore=["SCH001"])
    assert (chosen.select, chosen.ignore) == (("SCH",), ("REF011", "SCH001"))
    assert chosen.severity == (("SCH", Severity.NOTE), ("SCH001", Severity.WARNING))


@pytest.mark.parametrize(("folder", "name"), [("", "drafts/new.yaml"), ("drafts", "new.yaml"), ("docs", "../drafts/new.yaml")])
def test_per_file_ignores_hold_from_every_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str, name: str) -> None:
    from claims.check.context import Context
    from claims.check.shown import rules_by_code

    write(tmp_path / "claims.toml", WHOLE.replace("select", "#"))
    (tmp_path / "drafts").mkdir()
    (tmp_path / "docs").mkdir()
    monkeypatch.chdir(tmp_path / folder)
    selection = load_settings().selection()
    outside = str(tmp_path / "claims" / "new.yaml")
    ignored, other, everywhere = Finding("SCH001", "m", name), Finding("SCH001", "m", outside), Finding("TYP001", "m", "x/y.csv")
    in_full = attrs.evolve(ignored, file=str(tmp_path / "drafts" / "new.yaml"))
    kept, suppressed = selection.apply([ignored, other, everywhere, in_full], Context(), rules_by_code())
    assert [finding.file for finding in kept] == [outside]
    assert suppressed == [ignored, everywhere, in_full]


def test_names_of_files_are_read_from_the_folder_of_the_configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "claims.toml", WHOLE)
    write(tmp_path / "docs" / "b.md", "")
    write(tmp_path / "docs" / "deep" / "a.md", "")
    monkeypatch.chdir(tmp_path / "docs")
    settings = load_settings()
    assert settings.path("baseline.json") == Path("../baseline.json")
    assert settings.document_files() == (("docs/**/*.md", (Path("b.md"), Path("deep/a.md"))),)


def test_exit_status_counts_what_is_as_grave_as_asked_for() -> None:
    warned = Report((Finding("STY001", "m", "a", severity=Severity.WARNING),), 1)
    assert exit_status(warned) == 0
    assert exit_status(warned, Severity.WARNING) == exit_status(warned, Severity.NOTE) == 1
    assert exit_status(Report((), 0)) == 2


@pytest.mark.parametrize(("written", "meant"), [("fail_on", "fail-on"), ("per_file_ignores", "per-file-ignores")])
def test_a_key_with_underscores_is_named_as_it_is_written(written: str, meant: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match=f"unknown key '{written}'; did you mean '{meant}'"):
        load_settings(write(tmp_path / "claims.toml", f'{written} = "warning"\n'))


@pytest.mark.parametrize(
    "wrong",
    [
        "paths = 'a'", "paths = ['']", "paths = [1]", "ledger = ''", "ledger = ['a']", "article = ''", "article = [['a']]", "article = 1.5",
        "select = true", "per-file-ignores = ['a']", "per-file-ignores = { a = 'SCH' }", "severity = { SCH = 'grave' }",
        "severity = { SCH = { a = 'note' } }", "baseline = nan", "documents = [2021-01-01, '']", "format = 1", "format = 'pdf'",
        "fail-on = ''",
    ],
)  # fmt: skip
def test_what_does_not_fit_is_told_with_its_key(wrong: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match=f"claims.toml: {wrong.partition(' ')[0]}: .*: write "):
        load_settings(write(tmp_path / "claims.toml", wrong + "\n"))


def test_a_file_may_be_called_by_a_date(tmp_path: Path) -> None:
    assert load_settings(write(tmp_path / "claims.toml", "ledger = 2021-01-01\n")).values.ledger == "2021-01-01"
