"""Counts in how many news articles each term stands, for the story stage's weights.

    python -m training.stories.term_frequencies        needs DEMARCHE_DATA; writes models/term_frequencies.json

Counts only: no text of the articles is kept. A term must stand in at least three of them.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path

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
TARGET = Path(__file__).parents[2] / "src/demarche/models/term_frequencies.json"


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
    kept = {term: count for term, count in sorted(counts.items()) if count >= LEAST}
    card = "Document frequencies of stemmed terms in news articles; counts only. Made by training/stories."
    content = {"card": card, "corpora": CORPORA, "documents": documents, "counts": kept}
    TARGET.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")
    print(f"{documents} articles, {len(kept)} terms, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
