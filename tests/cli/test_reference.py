"""The documentation says what the commands say of themselves."""

from __future__ import annotations

from pathlib import Path

from demarche.cli.reference import reference

PAGE = Path(__file__).parents[2] / "docs" / "90-command-line.md"


def test_the_page_is_what_the_commands_say() -> None:
    renewal = "python -m demarche.cli.reference > docs/90-command-line.md"
    assert PAGE.read_text("utf-8") == reference(), f"make it anew: {renewal}"
