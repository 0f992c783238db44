"""Every command line that the documentation shows is one: the command is there, and has those options."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from demarche.cli.group import COMMANDS, group
from demarche.exports import FORMATS, KINDS

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
NAMES = {name for name, _, _ in COMMANDS}
FENCED = re.compile(r"^```[a-z]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`(demarche [^`\n]+)`")


def shown(page: Path) -> list[str]:
    """The command lines of a page: in code blocks, and in the text."""
    text = page.read_text("utf-8")
    blocks = [line.strip() for block in FENCED.findall(text) for line in block.splitlines()]
    lines = [part.strip() for line in blocks for part in line.removeprefix("$ ").split("| ")]
    return [line for line in (*lines, *INLINE.findall(FENCED.sub("", text))) if line.startswith("demarche ")]


def faults(line: str) -> list[str]:
    """What a command line names that there is not."""
    words = shlex.split(line, comments=True)[1:]
    name = words[0] if words else ""
    if name.startswith("-"):
        return [] if name in ("--help", "--version", "-h") else [name]
    if name not in NAMES:
        return [name]
    command = group.get_command(click.Context(group), name)
    assert command is not None
    known = {option for parameter in command.params for option in parameter.opts} | {"--help", "-h"}
    wrong = [word for word in words[1:] if re.match(r"--?[a-z]", word) and word.split("=")[0] not in known]
    named = re.search(r"--format ([a-z-]+)", line)
    if name == "export":
        if named and named[1] not in {format_.name for format_ in FORMATS}:
            wrong.append(named[1])
        if words[1:2] and words[1] not in (*KINDS, "WHAT"):
            wrong.append(words[1])
    return wrong


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_commands_it_shows_are_there(page: Path) -> None:
    assert [(line, wrong) for line in shown(page) if (wrong := faults(line))] == []


def test_there_are_some() -> None:
    assert sum(len(shown(page)) for page in PAGES) > 30


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("demarche export events --format csv -o events.csv", []),
        ("demarche export deeds --format csv", ["deeds"]),
        ("demarche export events --format dta", ["dta"]),
        ("demarche dyad CHN NATO --by week --drawn", ["--drawn"]),
        ("demarche recite poems", ["recite"]),
        ("demarche --version", []),
        ("demarche search '\"open letter\"' --party CHN  # a phrase --and a note", []),
    ],
)
def test_faults_are_found(line: str, expected: list[str]) -> None:
    assert faults(line) == expected


def test_every_command_is_told_of_outside_its_reference() -> None:
    """The page of the command line holds every help text (test_reference); people read the other pages first."""
    others = "".join(page.read_text("utf-8") for page in PAGES if page.name != "90-command-line.md")
    assert [name for name in NAMES if f"demarche {name}" not in others] == []


def test_every_format_is_told_of() -> None:
    page = (ROOT / "docs" / "70-export.md").read_text("utf-8")
    assert [format_.name for format_ in FORMATS if not re.search(rf"\b{format_.name}\b", page)] == []
