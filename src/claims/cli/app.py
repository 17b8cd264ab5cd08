"""The command line: a table of commands, each loaded when it is called, and one place where errors become words and a status."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module

import click

from .catalogue import COMMANDS, GUIDE, help_text


class LazyGroup(click.Group):
    """A group whose commands are modules of this package, imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"claims.cli.{cmd_name}_command")
        command: click.Command = module.command
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0] if args else ""
        if name not in COMMANDS and not name.startswith("-"):
            import difflib

            close = difflib.get_close_matches(name, COMMANDS, n=1)
            hint = f" Did you mean {close[0]!r}?" if close else ""
            ctx.fail(f"there is no command {name!r}.{hint} There are {', '.join(COMMANDS)}.")
        return super().resolve_command(ctx, args)

    def get_help(self, ctx: click.Context) -> str:
        return help_text().rstrip("\n")


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 120},
)
@click.option("--version", is_flag=True, help="Print the version and exit.")
@click.pass_context
def claims(ctx: click.Context, version: bool) -> int:
    """Turn an article into a ledger of fact-checked claims; check, explore and export it."""
    if version:
        from .. import __version__

        click.echo(f"factclaims {__version__}")
    elif ctx.invoked_subcommand is None:
        click.echo(GUIDE, nl=False)
    return 0


def run(arguments: Sequence[str]) -> int:
    """Run the command line and return the exit status."""
    try:
        result = claims.main(args=list(arguments), prog_name="claims", standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("claims: stopped", err=True)
        return 130
    except click.ClickException as error:
        error.show()
        return 2
    except BrokenPipeError:
        # The reader of our output went away (`claims … | head`): not an error, but nothing more can be written.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        from ..errors import ClaimsError

        if not isinstance(error, ClaimsError | OSError):
            raise
        click.echo(f"claims: {_words(error)}", err=True)
        return 2
    return result if isinstance(result, int) else 0


def _words(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return str(error)
