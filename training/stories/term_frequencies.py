"""Counts in how many news articles each term stands, for the story stage's weights.

    python -m training.stories.term_frequencies        needs DEMARCHE_DATA; writes models/term_frequencies.json

Counts only: no text of the articles is kept. A term must stand in at least three of them.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from demarche.knowledge.shipped import shipped_organisations, shipped_states
from demarche.stories.profiles import content_terms
from demarche.stories.terms import words_of

CORPORA = (
    "ner/wwn_train.jsonl",
    "polnear/train.jsonl",
    "stories/ecbplus_train.jsonl",
    "temporal/te3_aquaint.jsonl",
    "temporal/meantime_en_apple.jsonl",
)
LEAST = 3
STAGE = 0.25
"""Share of articles in which a state's or organisation's name counts as standing at least: in a record of what states
do and
say, that China or NATO is named tells nothing of which news it is, however rare the name is in newspapers at large."""
TARGET = Path(__file__).parents[2] / "src/demarche/models/term_frequencies.json"


def stage_terms() -> set[str]:
    """The terms of the names of states, their peoples and capitals, and of international organisations."""
    names: list[str] = []
    for state in shipped_states():
        names += [state.name, *state.adjectives, *state.people, *state.capitals, *_single(state.metonyms)]
    for organisation in shipped_organisations():
        if not organisation.group:
            names += _single((organisation.party, organisation.name, *organisation.aliases))
    return {
        term for name in names if len(name.split()) < 3 for term in content_terms(words_of(name)) if name[:1].isupper()
    }


def _single(names: Iterable[str]) -> list[str]:
    return [name for name in names if " " not in name]


def main() -> None:
    folder = Path(os.environ.get("DEMARCHE_DATA", "../shared/data"))
    if not folder.exists():
        raise SystemExit(f"No training data in {folder}; set DEMARCHE_DATA to the folder that holds stories/ and ner/.")
    counts: Counter[str] = Counter()
    documents = 0
    for name in CORPORA:
        for line in (folder / name).read_text("utf-8").splitlines():
            text = json.loads(line)["text"]
            counts.update(set(content_terms(words_of(text))))
            documents += 1
    for term in stage_terms():
        counts[term] = max(counts[term], int(STAGE * documents))
    kept = {term: count for term, count in sorted(counts.items()) if count >= LEAST}
    card = "Document frequencies of stemmed terms in news articles; counts only. Made by training/stories."
    content = {"card": card, "corpora": CORPORA, "documents": documents, "counts": kept}
    TARGET.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")
    print(f"{documents} articles, {len(kept)} terms, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
