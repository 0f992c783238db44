"""`demarche brief`: a briefing with a citation to every sentence."""

from __future__ import annotations

from pathlib import Path

import click

from demarche.cli.options import record_option
from demarche.errors import QueryError
from demarche.settings import Settings


@click.command(name="brief")
@click.argument("stories", nargs=-1)
@click.option(
    "--format", "form", type=click.Choice(["markdown", "html", "json"]), default="markdown", show_default=True,
    help="Markdown, a page of HTML, or JSON.",
)  # fmt: skip
@click.option("--limit", type=click.IntRange(min=1), default=10, show_default=True, metavar="N",
              help="No more than the N newest stories.")  # fmt: skip
@click.option("-o", "--output", default="-", metavar="FILE", help='Where to write; "-" is standard output')
@record_option
def command(stories: tuple[str, ...], form: str, limit: int, output: str, record: str | None) -> None:
    """Write a briefing on STORIES (ids), or on the newest: what happened, who said what in answer to what, what is
    disputed, what is background, how outlets differ. Every sentence carries its citation.
    """
    import msgspec

    from demarche.store import open_record
    from demarche.views.brief import html, markdown, read_brief

    with open_record(Settings.load(record=record).record) as store:
        brief = read_brief(store, stories, limit)
    if form == "json":
        text = msgspec.json.encode(brief).decode() + "\n"
    else:
        text = html(brief) if form == "html" else markdown(brief)
    if output == "-":
        click.echo(text, nl=False)
        return
    try:
        Path(output).write_text(text, "utf-8")
    except OSError as error:
        raise QueryError(f"{output} cannot be written: {error.strerror or error}.") from error
