"""False events on text that is not about politics between states, per 1,000 sentences.

    python evals/event_false_alarms.py [--limit 600]

Reads reviews, answers and weblogs of the Universal Dependencies English Web Treebank, `ud/ewt-dev.conllu` in the data
folder (`DEMARCHE_DATA`). Every event found there counts as false, also the few that are true.
"""

from __future__ import annotations

import argparse
import os
import re
from pathlib import Path

from demarche.pipeline import Pipeline
from demarche.records import Article, Block, Dating
from demarche.settings import Settings

DATA = Path(os.environ.get("DEMARCHE_DATA", "../shared/data")) / "ud" / "ewt-dev.conllu"
GENRES = ("reviews", "answers", "weblog")


def documents(genres: tuple[str, ...]) -> dict[str, list[str]]:
    """Sentences by document."""
    found: dict[str, list[str]] = {}
    document = ""
    for line in DATA.read_text(encoding="utf-8").splitlines():
        if line.startswith("# newdoc id = "):
            document = line.removeprefix("# newdoc id = ")
        elif line.startswith("# text = ") and document.startswith(genres):
            found.setdefault(document, []).append(line.removeprefix("# text = "))
    return found


def article_of(name: str, sentences: list[str]) -> Article:
    text = re.sub(r"\s+", " ", " ".join(sentences)).strip()
    return Article(
        id=name, uri=name, sha256="0" * 64, retrieved=None, news=True, title=None, text=text,
        blocks=(Block(role="body", text=text, start=0, end=len(text)),),
        published=Dating(date="2006-06-01", earliest="2006-06-01", latest="2006-06-01"), language="en",
    )  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--limit", type=int, default=600, help="sentences of each genre")
    parser.add_argument("--show", action="store_true")
    arguments = parser.parse_args()
    if not DATA.exists():
        print(f"{DATA} is not here; set DEMARCHE_DATA to the folder of training data.")
        return 0
    pipeline = Pipeline(Settings())
    for genre in GENRES:
        sentences = events = 0
        for name, lines in documents((genre,)).items():
            if sentences >= arguments.limit:
                break
            sentences += len(lines)
            for event in pipeline.read_article(article_of(name, lines)).events:
                events += 1
                if arguments.show:
                    parties = f"{'+'.join(event.source)}>{'+'.join(event.target)}"
                    print(f"  {event.type} {parties} {event.status}: {event.evidence[0].text[:120]}")
        print(f"{genre:8s} {sentences} sentences, {events} events: {1000 * events / max(1, sentences):.1f} per 1,000")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
