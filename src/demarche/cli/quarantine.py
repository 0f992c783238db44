"""`demarche quarantine`: the pages that could not be read, and why."""

from __future__ import annotations

import click

from demarche.cli.options import form_options, record_option
from demarche.settings import Settings


@click.command(name="quarantine")
@form_options
@record_option
def command(form: str | None, record: str | None) -> None:
    """List the pages that could not be read: the stage that refused each, and why."""
    from demarche.cli.listing import print_json
    from demarche.cli.rows import QUARANTINE, failure_rows, print_csv
    from demarche.store import open_record

    with open_record(Settings.load(record=record).record) as store:
        if form == "json":
            print_json(store.failures())
            return
        if form == "csv":
            print_csv(QUARANTINE, failure_rows(store.failures()))
            return
        for failure in store.failures():
            click.echo(f"{failure.uri}\n    {failure.stage}: {failure.reason}")
