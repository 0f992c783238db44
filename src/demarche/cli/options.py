"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


def record_option(function: F) -> F:
    """``--record FILE_OR_URL``; without it the setting, which is demarche.db or DEMARCHE_RECORD."""
    return click.option(
        "--record", metavar="FILE_OR_URL", help="The record  [default: demarche.db, or DEMARCHE_RECORD]"
    )(function)


def json_option(function: F) -> F:
    """``--json``: JSON lines on standard output instead of text for people."""
    return click.option("--json", "as_json", is_flag=True, help="JSON lines instead of text.")(function)
