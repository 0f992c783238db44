"""`demarche dyad`: two parties, and how they move between cooperation and conflict."""

from __future__ import annotations

from typing import get_args

import click

from demarche.cli.options import form_options, record_option
from demarche.records import Status
from demarche.settings import Settings


@click.command(name="dyad")
@click.argument("first", metavar="PARTY")
@click.argument("second", metavar="PARTY")
@click.option("--by", "step", type=click.Choice(["week", "month"]), default="month", show_default=True, help="Period.")
@click.option("--with", "more", multiple=True, type=click.Choice(get_args(Status)), metavar="STATUS",
              help="Count these too: alleged, denied, planned, hypothetical, background. May be repeated.")  # fmt: skip
@click.option("--since", metavar="DATE", help="On or after this day, month or year.")
@click.option("--until", metavar="DATE", help="On or before this day, month or year.")
@click.option("--chart", metavar="FILE", help="Draw the chart into this file, too, .svg or .png.")
@form_options
@record_option
def command(
    first: str,
    second: str,
    step: str,
    more: tuple[Status, ...],
    since: str | None,
    until: str | None,
    chart: str | None,
    form: str | None,
    record: str | None,
) -> None:
    """Show what two PARTIES (CHN NATO) did to each other and the series of it, on PLOVER's scale of -10 to 10.

    Each deed counts once, however many articles tell it, and only if it happened: what is alleged, denied, planned,
    hypothetical or recalled is left out, unless --with asks for it. --csv is the series; the deeds themselves are in
    demarche timeline PARTY PARTY --csv.
    """
    from rich.text import Text

    from demarche.cli.listing import ACT, FAINT, STATUS, print_json, print_texts
    from demarche.cli.rows import PERIODS, period_rows, print_csv
    from demarche.store import open_record
    from demarche.views.brief import deed_words, short
    from demarche.views.chart import bars, draw
    from demarche.views.dyad import SHOWN, read_dyad
    from demarche.views.picture import write_picture

    statuses = tuple(dict.fromkeys((*SHOWN, *more)))
    with open_record(Settings.load(record=record).record) as store:
        dyad = read_dyad(store, first, second, statuses=statuses, step=step, since=since, until=until)  # type: ignore[arg-type]
    if chart and (warning := write_picture(draw(dyad, alone=True), chart)):
        click.echo(f"demarche: {warning}", err=True)
    if form == "json":
        print_json([dyad])
        return
    if form == "csv":
        print_csv(PERIODS, period_rows(dyad))
        return
    title = f"{dyad.first} and {dyad.second}: {len(dyad.deeds)} deeds ({', '.join(statuses)})"
    texts = [Text(title, "bold"), *(Text(line) for line in bars(dyad))]
    if dyad.unplaced:
        texts.append(Text(f"{dyad.unplaced} of them with no date, or one too vague for a {step}", FAINT))
    if dyad.left_out:
        left = ", ".join(f"{count} {status}" for status, count in dyad.left_out.items())
        texts.append(Text(f"left out: {left}", FAINT))
    for deed in dyad.deeds:
        line = Text((deed.day or "undated").ljust(11), FAINT) + Text(f"{deed.score:+5.1f} ")
        line += Text(deed_words(deed), ACT) + Text(f" {deed.status}", STATUS[deed.status])
        line += Text(f" ×{deed.tellings}" if deed.tellings > 1 else "")
        told = deed.evidence[0] if deed.evidence else None
        line += Text(f": {short(told.words)}  [{told.outlet}, {told.record}]" if told else "", FAINT)
        texts.append(line)
    print_texts(texts)
