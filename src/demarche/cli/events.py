"""`demarche events`: who did what to whom."""

from __future__ import annotations

from typing import get_args

import click

from demarche.cli.options import filter_options, form_options, record_option
from demarche.records import EventType, Status
from demarche.settings import Settings


@click.command(name="events")
@click.argument("words", nargs=-1)
@click.option(
    "--type", "type_", type=click.Choice(get_args(EventType), case_sensitive=False), metavar="TYPE", help="PLOVER type."
)
@click.option("--status", type=click.Choice(get_args(Status)), help="How far it is established.")
@filter_options
@form_options
@record_option
def command(
    words: tuple[str, ...],
    type_: str | None,
    status: str | None,
    form: str | None,
    record: str | None,
    **filters: str | int | None,
) -> None:
    """List events in the order of their dates: all, or those in articles that hold all the WORDS."""
    from demarche.cli.listing import event_note, event_text, print_json, print_texts
    from demarche.cli.rows import print_events
    from demarche.store import Query, find_events, open_record

    query = Query(type=type_, status=status, words=" ".join(words) or None, **filters)  # type: ignore[arg-type]
    with open_record(Settings.load(record=record).record) as store:
        found = find_events(store, query)
        if form == "json":
            print_json(event_note(item) for item in found)
        elif form == "csv":
            print_events(found)
        elif not print_texts(event_text(item) for item in found):
            click.echo("No event fits.", err=True)
