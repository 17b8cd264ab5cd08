"""The commands and the words of the first screen, apart from everything that takes time to import.

`claims` and `claims --help` are answered from here, without the library that parses command lines.
"""

from __future__ import annotations

COMMANDS: dict[str, str] = {
    "build": "Check the ledger, regenerate schemas and exports (the main job).",
    "check": "Validate files or folders of claims.",
    "export": "Write a ledger in any format.",
    "import": "Read an edited workbook or CSV back; show what changed.",
    "show": "Show claims, sources or entities in full.",
    "find": "Find claims by words and conditions.",
    "stats": "Count claims by verdict, topic and source.",
    "coverage": "Show which statements of the article carry claims.",
    "timeline": "Show what is claimed to have happened, in order of time.",
    "explain": "Explain a verdict, or what a rule is for.",
    "assess": "Recompute verdicts, or see what a change of sources would do.",
    "sensitivity": "Rank sources by the verdicts that hang on them.",
    "diff": "Say what changed between two ledgers.",
    "new": "Scaffold one claim.",
    "schema": "Print a JSON Schema.",
}
"""Commands and their one-line descriptions, in the order of the help text."""

GUIDE = """\
claims turns an article into a ledger of fact-checked claims.

  claims check new-claims.yaml      check claims; every problem with file, line and how to mend it
  claims export --to xlsx -o claims.xlsx     write the shipped ledger as a workbook
  claims show azpk-0010             one claim with its evidence and verdict

`claims --help` lists all commands; `claims COMMAND --help` explains one.
"""

EPILOGUE = "Exit status: 0 good, 1 findings, 2 wrong use or unreadable input."
SUMMARY = "Turn an article into a ledger of fact-checked claims; check, explore and export it."


def help_text() -> str:
    """Return what `claims --help` prints."""
    rows = "\n".join(f"  {name:<13}{words}" for name, words in COMMANDS.items())
    options = "  --version    Print the version and exit.\n  -h, --help   Show this message and exit."
    return f"Usage: claims [OPTIONS] [COMMAND] [ARGS]...\n\n  {SUMMARY}\n\nOptions:\n{options}\n\nCommands:\n{rows}\n\n  {EPILOGUE}\n"
