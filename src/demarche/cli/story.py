"""`demarche story`: a story's versions side by side."""

from __future__ import annotations

import click

from demarche.cli.options import form_options, record_option
from demarche.settings import Settings


@click.command(name="story")
@click.argument("story", required=False)
@form_options
@record_option
def command(story: str | None, form: str | None, record: str | None) -> None:
    """Show a STORY, named by its id or how it begins: versions, wordings, answers, differences. Without, list them.

    --csv is the list, or the story's versions; what was done and said in it: demarche timeline STORY --csv.
    """
    from collections.abc import Iterator

    from rich.text import Text

    from demarche.cli.listing import FAINT, SPEAKER, print_json, print_texts
    from demarche.cli.rows import STORIES, VERSIONS, print_csv, story_rows, version_rows
    from demarche.store import open_record
    from demarche.views.brief import deed_words, pair_line, saying_words, short
    from demarche.views.front import recent_stories
    from demarche.views.story import StoryView, read_story

    def texts(view: StoryView) -> Iterator[Text]:
        yield Text(view.title, "bold") + Text(f"  {view.earliest or 'undated'} – {view.latest or ''} {view.id}", FAINT)
        if view.storyline:
            yield Text(f"  in the course of {view.storyline.title}", FAINT)
            for mate in view.storyline.mates:
                yield Text(f"    {mate.earliest or 'undated'} {mate.title} {mate.id}", FAINT)
        yield Text("\nVersions", "bold")
        for version in view.versions:
            copied = f" copies {version.copy_of}" if version.copy_of else ""
            yield (
                Text(f"  {version.outlet}: ", SPEAKER)
                + Text(f"{version.title} ")
                + Text(
                    f"({version.published}; {version.statements} said, {version.events} done{copied};"
                    f" {version.article})",
                    FAINT,
                )
            )
        if view.variants:
            yield Text("\nOne utterance, several wordings (what differs is underlined)", "bold")
        for variants in view.variants:
            yield Text(f"  {saying_words(variants.saying)}", SPEAKER)
            for variant in variants.variants:
                line = Text(f"    {variant.evidence.outlet}: ", FAINT)
                for word in variant.words:
                    line += Text(word.text, "underline" if word.other else "") + Text(" ")
                yield line
        if view.pairs:
            yield Text("\nAnswers", "bold")
        for pair in view.pairs:
            yield Text(f"  {pair_line(pair).text}")
        if view.differences:
            yield Text("\nWhere outlets differ", "bold")
        for difference in view.differences:
            yield Text(f"  {deed_words(difference.deed)}", SPEAKER)
            for what, values in difference.lines:
                said = "; ".join(f"{short(value)} ({', '.join(outlets)})" for value, outlets in values)
                yield Text(f"    {what}: {said}")

    with open_record(Settings.load(record=record).record) as store:
        if story is None:
            lines = recent_stories(store, limit=50)
            if form == "json":
                print_json(lines)
            elif form == "csv":
                print_csv(STORIES, story_rows(lines))
            else:
                print_texts(
                    Text(f"{line.when:<10} ", FAINT)
                    + Text(line.title, "bold")
                    + Text(f"  {line.articles} article{'s' if line.articles != 1 else ''}  {line.id}", FAINT)
                    for line in lines
                )
            return
        view = read_story(store, story)
    if form == "json":
        print_json([view])
    elif form == "csv":
        print_csv(VERSIONS, version_rows(view))
    else:
        print_texts(texts(view))
