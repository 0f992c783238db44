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


def form_options(function: F) -> F:
    """``--json`` or ``--csv``, as `form`: what a command prints instead of text for people. The last one counts."""
    for option in (
        click.option("--csv", "form", flag_value="csv", help="CSV instead of text."),
        click.option("--json", "form", flag_value="json", help="JSON lines instead of text."),
    ):
        function = option(function)
    return function


def filter_options(function: F) -> F:
    """The filters that statements and events share, by the names of the fields of `demarche.store.Query`."""
    for option in (
        click.option("--limit", type=click.IntRange(min=1), metavar="N", help="No more than N."),
        click.option("--story", metavar="ID", help="In the articles of this story."),
        click.option("--until", metavar="DATE", help="On or before this day, month or year."),
        click.option("--since", metavar="DATE", help="On or after this day, month or year."),
        click.option("--to", metavar="PARTY", help="Addressed to, or done to, this party."),
        click.option("--party", metavar="PARTY", help="Said by, or with, this party: CHN, NATO, EU ..."),
    ):
        function = option(function)
    return function
