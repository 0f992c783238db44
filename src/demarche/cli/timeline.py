"""`demarche timeline`: what happened and was said, in the order of its days."""

from __future__ import annotations

import click

from demarche.cli.options import form_options, record_option
from demarche.settings import Settings


@click.command(name="timeline")
@click.argument("names", nargs=-1, required=True, metavar="STORY | PARTY | ACTOR | PARTY PARTY")
@form_options
@record_option
def command(names: tuple[str, ...], form: str | None, record: str | None) -> None:
    """List what happened and was said, day by day: in a story, by or to a party, by an actor, between two parties.

    Each thing stands once, however many articles tell it (×2 is told by two). What an article only recalls stands at
    its own day, in brackets.
    """
    from rich.text import Text

    from demarche.cli.listing import ACT, FAINT, SPEAKER, STATUS, print_json, print_texts
    from demarche.cli.rows import TIMELINE, print_csv, timeline_rows
    from demarche.store import open_record
    from demarche.views.brief import deed_words, saying_words, short
    from demarche.views.timeline import Entry, read_timeline

    def line(entry: Entry) -> Text:
        text = Text(
            ("(" + (entry.day or "undated") + ")" if entry.recalled else entry.day or "undated").ljust(13), FAINT
        )
        if entry.deed:
            deed = entry.deed
            text += Text(deed_words(deed), ACT) + Text(f" {deed.status}", STATUS[deed.status])
            told, words, tellings = deed.evidence, deed.evidence[0].words if deed.evidence else "", deed.tellings
        elif entry.saying:
            saying = entry.saying
            text += Text(saying_words(saying), SPEAKER)
            told, words, tellings = saying.evidence, saying.words, saying.tellings
        else:
            return text
        text += Text(f" ×{tellings}" if tellings > 1 else "") + Text(f": {short(words)}")
        return text + Text(f"  [{told[0].outlet}, {told[0].record}]" if told else "", FAINT)

    with open_record(Settings.load(record=record).record) as store:
        timeline = read_timeline(store, names)
    if form == "json":
        print_json(timeline.entries)
    elif form == "csv":
        print_csv(TIMELINE, timeline_rows(timeline))
    else:
        print_texts(map(line, timeline.entries))
