"""`demarche show`: one article with everything that was read out of it."""

from __future__ import annotations

import click

from demarche.cli.options import json_option, record_option
from demarche.settings import Settings


@click.command(name="show")
@click.argument("article", metavar="ARTICLE")
@click.option("--all", "whole", is_flag=True, help="The furniture too: menus, boxes, footers.")
@json_option
@record_option
def command(article: str, whole: bool, as_json: bool, record: str | None) -> None:
    """Show an ARTICLE, named by its id, address or file name (or how one of them begins).

    Blocks are marked by their part; what was said is underlined, what was done in colour, each with its number in the
    lists below.
    """
    from demarche.store import open_record

    with open_record(Settings.load(record=record).record) as store:
        reading = store.reading(article)
    if as_json:
        from demarche.cli.listing import print_json
        from demarche.exports.articles import article_line

        print_json([article_line(reading)])
        return
    from rich.console import Console

    from demarche.cli.page import page_texts

    console = Console(highlight=False)
    for text in page_texts(reading, whole=whole):
        console.print(text)
