"""`demarche demo`: the whole way on the pages that come with the program."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click

from demarche.settings import Settings


@click.command(name="demo")
@click.option("--keep", metavar="FILE", type=click.Path(dir_okay=False), help="Keep the record in this file.")
def command(keep: str | None) -> None:
    """Read the bundled sample into a record and print what it tells: stories, who said what, what was done."""
    from demarche.cli.briefing import briefing_texts
    from demarche.cli.listing import print_texts
    from demarche.cli.progress import Progress, summary
    from demarche.runs import read_inputs
    from demarche.sample import ACTORS, FOLDER
    from demarche.store import open_record

    with tempfile.TemporaryDirectory() as folder:
        settings = Settings.load(record=keep or str(Path(folder) / "demo.db"), actors=(str(ACTORS),))
        inputs = (str(FOLDER),)
        click.echo(f"Reading the sample in {FOLDER}", err=True)
        with open_record(settings.record, create=True) as store:
            with Progress(inputs) as progress:
                counts = read_inputs(inputs, settings, store, report=progress.report)
            click.echo(summary(counts, keep or "a temporary record"), err=True)
            print_texts(briefing_texts(store))
    if keep:
        click.echo(f"\nThe record is kept: demarche quotes --record {keep}", err=True)
