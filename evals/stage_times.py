"""Milliseconds of processor time an article takes in each stage, on the bundled sample (or the pages named).

python -m evals.stage_times [PAGE ...]
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path

import demarche
from demarche.actors import resolve_actors
from demarche.articles import read_article
from demarche.events import find_events
from demarche.pipeline import Pipeline
from demarche.records import Failure
from demarche.sentences import read_sentences
from demarche.settings import Settings
from demarche.sources import open_inputs
from demarche.statements import find_statements
from demarche.times import settle_dates, tag_times

SAMPLE = Path(demarche.__file__).parent / "sample"


def main(pages: list[str]) -> int:
    settings = Settings(actors=(str(SAMPLE / "actors.toml"),))
    pipeline = Pipeline(settings)
    knowledge = pipeline.knowledge
    sources = [s for s in open_inputs(pages or [str(SAMPLE / "pages")], settings) if not isinstance(s, Failure)]
    pipeline.read(sources[0])  # what is loaded at first use is not counted
    spent: Counter[str] = Counter()
    read = words = 0
    for source in sources:
        marks = [time.process_time()]
        article = read_article(source, settings)
        marks.append(time.process_time())
        if not article.news or article.language != "en":
            continue
        read, words = read + 1, words + len(article.text.split())
        doc = read_sentences(pipeline.reader, article)
        marks.append(time.process_time())
        _, timexes = settle_dates(article, tag_times(article, doc, knowledge), knowledge)
        marks.append(time.process_time())
        cast = resolve_actors(article, doc, knowledge)
        marks.append(time.process_time())
        statements = find_statements(article, doc, cast, timexes, knowledge)
        marks.append(time.process_time())
        find_events(article, doc, cast, timexes, statements, knowledge)
        marks.append(time.process_time())
        stages = ("articles", "sentences", "times", "actors", "statements", "events")
        for stage, before, after in zip(stages, marks[:-1], marks[1:], strict=True):
            spent[stage] += after - before
    print(f"{read} articles of {words / max(1, read):.0f} words")
    for stage, seconds in spent.items():
        print(f"{stage:12s} {1000 * seconds / max(1, read):7.1f} ms")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
