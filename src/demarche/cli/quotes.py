"""`demarche quotes`: who said what to whom."""

from __future__ import annotations

from typing import get_args

import click

from demarche.cli.options import filter_options, form_options, record_option
from demarche.records import Act
from demarche.settings import Settings


@click.command(name="quotes")
@click.argument("words", nargs=-1)
@click.option("--speaker", metavar="NAME", help="The speaker's name, a part of it, or the actor's id.")
@click.option("--act", type=click.Choice(get_args(Act)), metavar="ACT", help="The speech act, such as urge or deny.")
@filter_options
@form_options
@record_option
def command(
    words: tuple[str, ...],
    speaker: str | None,
    act: str | None,
    form: str | None,
    record: str | None,
    **filters: str | int | None,
) -> None:
    """List statements in the order of their dates: all, or those that hold all the WORDS."""
    from demarche.cli.listing import print_json, print_texts, statement_note, statement_text
    from demarche.cli.rows import print_statements
    from demarche.store import Query, find_statements, open_record

    query = Query(speaker=speaker, act=act, words=" ".join(words) or None, **filters)  # type: ignore[arg-type]
    with open_record(Settings.load(record=record).record) as store:
        found = find_statements(store, query)
        if form == "json":
            print_json(statement_note(item) for item in found)
        elif form == "csv":
            print_statements(found)
        elif not print_texts(statement_text(item) for item in found):
            click.echo("No statement fits.", err=True)
