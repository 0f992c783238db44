"""The command line's page in the documentation, made from the commands' own help.

python -m demarche.cli.reference > docs/90-command-line.md
"""

from __future__ import annotations

import click

from demarche.cli.group import COMMANDS, group

HEAD = """# The command line

This page is what the commands say of themselves with `--help`. It is made by `python -m demarche.cli.reference`, and a
test compares the two.
"""


def reference() -> str:
    """The page, in Markdown, 100 characters wide whatever the terminal."""
    context = click.Context(group, info_name="demarche", **group.context_settings, terminal_width=100)
    parts = [HEAD, f"## demarche\n\n```\n{group.get_help(context)}\n```\n"]
    for name, _, _ in COMMANDS:
        command = group.get_command(context, name)
        assert command is not None
        inner = click.Context(command, info_name=name, parent=context)
        parts.append(f"## demarche {name}\n\n```\n{command.get_help(inner)}\n```\n")
    return "\n".join(parts)


if __name__ == "__main__":
    click.echo(reference(), nl=False)
