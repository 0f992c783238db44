"""Event types with source and target given, on `events/plv_train.jsonl` (15 types; CONCEDE and RETREAT are one, YIELD).

    python -m evals.event_types [--probabilities OUT_OF_FOLD.json]

The shipped trigger lexicon by itself; ridge regression on what the lexicon, the parse and the words say; and the model
with word vectors, where `python -m training.event_types` has written its out-of-fold probabilities. What is learnt is
scored in five folds that are always the same.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import numpy as np
from training import places
from training.event_types import ridge
from training.event_types.evidence import Evidence, evidence_of
from training.event_types.sentences import (
    FOLDS,
    Example,
    Score,
    fold_numbers,
    marked_text,
    read_doc,
    read_examples,
    score,
)

from demarche.sentences import load_reader
from demarche.settings import Settings

DATA = places.CORPORA / "events" / "plv_train.jsonl"
OUT_OF_FOLD = places.WORK / "event_types" / "out_of_fold.json"
# Raised on purpose, never lowered to pass. The lexicon is what ships.
FLOORS = {
    "lexicon, says a type": 0.63,
    "lexicon, right of these": 0.84,
    "facts and words, accuracy": 0.83,
    "facts and words, macro F1": 0.80,
    "with word vectors, accuracy": 0.86,
    "with word vectors, macro F1": 0.84,
}


def without_vectors(examples: list[Example], evidence: list[Evidence], answers: list[str]) -> list[str]:
    """The types that ridge regression on facts and words gives out of fold."""
    kinds, folds = sorted(set(answers)), fold_numbers(answers)
    texts, facts = [marked_text(example) for example in examples], [one.facts for one in evidence]
    found = [""] * len(examples)
    for fold in range(FOLDS):
        train, held = np.flatnonzero(folds != fold).tolist(), np.flatnonzero(folds == fold).tolist()
        parts = ridge.kernels(texts, facts, {}, train)
        probabilities, _ = ridge.fit_and_predict(parts, answers, train, held, kinds)
        for i, best in zip(held, probabilities.argmax(1), strict=True):
            found[i] = kinds[best]
    return found


def read_probabilities(path: Path, examples: list[Example]) -> list[str]:
    """The likeliest type of each sentence in a file of out-of-fold probabilities."""
    rows = json.loads(path.read_text(encoding="utf-8"))
    if [(row["id"], row["type"]) for row in rows] != [(example.id, example.type) for example in examples]:
        raise SystemExit(f"{path} is not of these {len(examples)} sentences in this order; make it anew.")
    return [max(row["probabilities"], key=row["probabilities"].__getitem__) for row in rows]


def line(name: str, value: float) -> None:
    print(f"{name:34s} {value:.3f}   floor {FLOORS[name]:.3f}", flush=True)


def report(name: str, reached: Score) -> None:
    line(f"{name}, accuracy", reached.accuracy)
    line(f"{name}, macro F1", reached.macro)
    print("  " + "  ".join(f"{kind} {value:.2f}" for kind, value in reached.each.items()), flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--probabilities", type=Path, default=OUT_OF_FOLD)
    arguments = parser.parse_args()
    if not DATA.exists():
        print(f"{DATA} is not here; set DEMARCHE_DATA to the folder of training data.")
        return 0
    examples = read_examples(DATA)
    answers = [example.type for example in examples]
    reader = load_reader(Settings())
    evidence = [evidence_of(example, read_doc(reader, example)) for example in examples]
    said = [(one.settled, answer) for one, answer in zip(evidence, answers, strict=True) if one.settled]
    line("lexicon, says a type", len(said) / len(examples))
    line("lexicon, right of these", sum(kind == answer for kind, answer in said) / len(said))
    report("facts and words", score(without_vectors(examples, evidence, answers), answers))
    if arguments.probabilities.exists():
        report("with word vectors", score(read_probabilities(arguments.probabilities, examples), answers))
    else:
        print(f"{arguments.probabilities} is not there: `python -m training.event_types` writes it.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
