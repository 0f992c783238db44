"""`demarche diff`: what changed between two records or releases."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import click

from demarche.cli.options import form_options

LONGEST = 70  # characters of a value or of a thing's words that a line shows


@click.command(name="diff")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option("--summary", is_flag=True, help="The numbers only.")
@form_options
def command(old: str, new: str, summary: bool, form: str | None) -> None:
    """Show what changed from OLD to NEW: articles, statements and events that came (+), went (-) or changed (~).

    Each is a record (a file or a postgresql:// URL) or a release of one, which is what demarche export articles wrote,
    as .jsonl or .jsonl.gz. What was said and done is matched by its words, whatever its number.
    """
    from rich.text import Text

    from demarche.cli.listing import FAINT, print_json, print_texts
    from demarche.cli.rows import CHANGES, TALLIES, change_rows, print_csv, tally_rows
    from demarche.exports.differences import Change, differences
    from demarche.exports.releases import read_release

    def line(changes: Sequence[Change]) -> Text:
        """One thing with all its fields that changed."""
        change = changes[0]
        sign, style = {"added": ("+", "green"), "removed": ("-", "red"), "changed": ("~", "yellow")}[change.what]
        text = Text(f"  {sign} {change.kind} ", style)
        if change.what != "changed":
            return text + Text(short(change.line, 2 * LONGEST)) + Text(f"  [{change.new_id or change.old_id}]", FAINT)
        for number, field in enumerate(changes):
            text += Text(f"{'; ' if number else ''}{field.field}: ") + Text(short(field.old), "red") + Text(" → ")
            text += Text(short(field.new), "green")
        of = "" if change.kind == "article" else f"  in {short(change.line)}"
        return text + Text(f"{of}  [{change.new_id}]", FAINT)

    found = differences(read_release(old), read_release(new))
    if form == "json":
        print_json(found.tallies if summary else found.changes)
        return
    if form == "csv":
        if summary:
            print_csv(TALLIES, tally_rows(found.tallies))
        else:
            print_csv(CHANGES, change_rows(found.changes))
        return
    texts = [Text("".ljust(11) + "".join(name.rjust(9) for name in TALLIES[1:]), FAINT)]
    for tally in found.tallies:
        numbers = (tally.old, tally.new, tally.added, tally.removed, tally.changed)
        texts.append(Text(f"{tally.kind}s".ljust(11) + "".join(str(number).rjust(9) for number in numbers)))
    if found.fields:
        fields = ", ".join(f"{name} {count}" for name, count in found.fields.items())
        texts.append(Text("\nfields: ", FAINT) + Text(fields))
    shown = () if summary else found.changes
    for _, of_article in groupby(shown, key=lambda change: change.article):
        changes = list(of_article)
        texts.append(Text(f"\n{changes[0].title or changes[0].uri}", "bold") + Text(f"  [{changes[0].uri}]", FAINT))
        things = groupby(changes, key=lambda change: (change.kind, change.old_id, change.new_id))
        texts += (line(list(fields)) for _, fields in things)
    print_texts(texts)
    if not found.changes:
        click.echo("Nothing changed.", err=True)


def short(words: str | None, longest: int = LONGEST) -> str:
    """A value or a thing on one line, cut where it is long."""
    if not words:
        return "nothing"
    return words if len(words) <= longest else words[:longest].rstrip() + " …"
