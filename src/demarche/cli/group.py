"""The commands, by name, and what happens to errors: a message on standard error and a stable exit code."""

from __future__ import annotations

import importlib
import os
import sys
from typing import Any

import click

from demarche import __version__
from demarche.errors import DemarcheError

# name, module, one line of help (kept here so that `demarche --help` need not load the commands)
COMMANDS = (
    ("read", "demarche.cli.read", "Read pages into the record."),
    ("export", "demarche.cli.export", "Hand the record over as a file."),
    ("show", "demarche.cli.show", "Show an article with what was read out of it."),
    ("quotes", "demarche.cli.quotes", "List who said what to whom."),
    ("events", "demarche.cli.events", "List who did what to whom."),
    ("search", "demarche.cli.search", "Search articles and statements for words."),
    ("timeline", "demarche.cli.timeline", "What happened and was said, day by day."),
    ("dyad", "demarche.cli.dyad", "Two parties: deeds, and cooperation and conflict over time."),
    ("story", "demarche.cli.story", "A story's versions side by side."),
    ("brief", "demarche.cli.brief", "Write a briefing with a citation to every sentence."),
    ("diff", "demarche.cli.diff", "What changed between two records or releases."),
    ("serve", "demarche.cli.serve", "Open the reading room in the browser."),
    ("quarantine", "demarche.cli.quarantine", "List the pages that could not be read, and why."),
    ("demo", "demarche.cli.demo", "Read the bundled sample and print what it tells."),
)
INTERRUPTED = 130


class Commands(click.Group):
    """A group that loads a command's module when the command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of `COMMANDS`."""
        return [name for name, _, _ in COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, loaded now."""
        for name, module, _ in COMMANDS:
            if name == cmd_name:
                command = importlib.import_module(module).command
                assert isinstance(command, click.Command)
                return command
        return None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list in the help text, without loading anything."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, _, line in COMMANDS])

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the command; a pipe whose reader went away (`demarche export articles | head`) is no fault."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            # Python would try to flush, and complain, once more at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="demarche")
def group() -> None:
    """Read news about international politics into a record of who said and did what.

    The record is demarche.db in this folder, or what --record or DEMARCHE_RECORD names: a file or a postgresql:// URL.

    Exit codes: 0 done; 1 a fault; 2 a wrong option, filter or setting; 3 no input could be read; 4 a model file;
    5 a lexicon or actor file; 6 the record; 7 an optional part is missing; 130 interrupted.
    """


def main(arguments: list[str] | None = None) -> None:
    """Runs the command line and exits with the error's code."""
    try:
        code = group.main(args=arguments, prog_name="demarche", standalone_mode=False)
        # click 8.2 and later return the code of ctx.exit() here
        sys.exit(code if isinstance(code, int) else 0)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("demarche: interrupted; what was stored is kept", err=True)
        sys.exit(INTERRUPTED)
    except DemarcheError as error:
        click.echo(f"demarche: {error}", err=True)
        sys.exit(error.exit_code)
