"""`python -m claims` and the `claims` command."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run the command line and exit with its status."""
    arguments = sys.argv[1:]
    if arguments in ([], ["--help"], ["-h"]) and "_CLAIMS_COMPLETE" not in os.environ:
        from claims.cli.catalogue import GUIDE, help_text

        sys.stdout.write(help_text() if arguments else GUIDE)
        sys.exit(0)
    # pydantic looks through every installed distribution for plug-ins; the command line uses none.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from claims.cli.app import run

    sys.exit(run(arguments))


if __name__ == "__main__":
    main()
