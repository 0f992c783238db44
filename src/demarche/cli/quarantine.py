"""`demarche quarantine`: the pages that could not be read, and why."""

from __future__ import annotations

import click

from demarche.cli.options import json_option, record_option
from demarche.settings import Settings


@click.command(name="quarantine")
@json_option
@record_option
def command(as_json: bool, record: str | None) -> None:
    """List the pages that could not be read: the stage that refused each, and why."""
    from demarche.cli.listing import print_json
    from demarche.store import open_record

    with open_record(Settings.load(record=record).record) as store:
        if as_json:
            print_json(store.failures())
            return
        for failure in store.failures():
            click.echo(f"{failure.uri}\n    {failure.stage}: {failure.reason}")
