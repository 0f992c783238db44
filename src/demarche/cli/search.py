"""`demarche search`: words in articles and statements."""

from __future__ import annotations

from typing import get_args

import click

from demarche.cli.options import filter_options, form_options, record_option
from demarche.records import Act
from demarche.settings import Settings


@click.command(name="search")
@click.argument("words", nargs=-1, required=True)
@click.option("--speaker", metavar="NAME", help="Said by this speaker: statements only.")
@click.option("--act", type=click.Choice(get_args(Act)), metavar="ACT", help="Statements of this speech act only.")
@click.option("--outlet", metavar="NAME", help="In this outlet.")
@filter_options
@form_options
@record_option
def command(
    words: tuple[str, ...],
    speaker: str | None,
    act: str | None,
    outlet: str | None,
    form: str | None,
    record: str | None,
    limit: int | None,
    **filters: str | None,
) -> None:
    """Search articles and statements for all the WORDS, best first, hits marked.

    Put a phrase in quotation marks within quotation marks: demarche search '"open letter"'. At most 20 of each, or
    --limit N.
    """
    from rich.text import Text

    from demarche.cli.listing import ACT, FAINT, PARTY, SPEAKER, print_json, print_texts
    from demarche.cli.rows import FOUND, found_rows, print_csv
    from demarche.store import Query, open_record
    from demarche.views.search import LIMIT, pieces, search

    def marked(snippet: str) -> Text:
        return Text.assemble(*((run, "bold yellow underline" if hit else "") for run, hit in pieces(snippet)))

    query = Query(words=" ".join(words), speaker=speaker, act=act, outlet=outlet, **filters)  # type: ignore[arg-type]
    with open_record(Settings.load(record=record).record) as store:
        found = search(store, query, limit or LIMIT)
    if form == "json":
        print_json((*found.statements, *found.articles))
        return
    if form == "csv":
        print_csv(FOUND, found_rows(found))
        return
    texts = []
    for said in found.statements:
        head = Text((said.date or "undated").ljust(11), FAINT) + Text(said.speaker or said.party or "somebody", SPEAKER)
        head += Text(f" ({said.party})" if said.party else "", PARTY) + Text(f" {said.act}: ", ACT)
        texts.append(head + marked(said.snippet) + Text(f"  [{said.outlet or said.uri}, {said.id}]", FAINT))
    for article in found.articles:
        head = Text((article.published or "undated").ljust(11), FAINT) + Text(article.title or article.uri, "bold")
        where = f"  [{article.outlet or article.uri}, {article.id}]"
        texts.append(head + Text("\n           ") + marked(article.snippet) + Text(where, FAINT))
    if not print_texts(texts):
        click.echo("Nothing holds these words.", err=True)
