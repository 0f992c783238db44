"""`python -m training.event_types`: PLOVER type of an event, given its parties; probabilities out of fold.

Two learners over the frozen sentence encoder, each blind to the fold it is scored on: ridge regression on the lexicon's
facts, the words and the vectors of the joining words; and attention heads on the vectors alone. Their product is
written for `evals/event_types.py` to score.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import torch

from demarche.sentences import load_reader
from demarche.settings import Settings
from training import places
from training.event_types import attention, ridge
from training.event_types.evidence import evidence_of
from training.event_types.sentences import FOLDS, Floats, fold_numbers, marked_text, read_doc, read_examples, score
from training.event_types.vectors import pooled, word_vectors

LEAST = 1e-3
"""No learner can rule a type out."""


def together(one: Floats, other: Floats) -> Floats:
    """The product of two learners' probabilities, at equal weights."""
    product = np.clip(one, LEAST, 1) * np.clip(other, LEAST, 1)
    return product / product.sum(1, keepdims=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=places.WORK / "event_types" / "out_of_fold.json")
    parser.add_argument("--ridge-only", action="store_true", help="leave the attention heads out")
    options = parser.parse_args()
    torch.set_num_threads(1)
    examples = read_examples(places.corpus("events/plv_train.jsonl"))
    answers = [example.type for example in examples]
    kinds, folds = sorted(set(answers)), fold_numbers(answers)
    reader = load_reader(Settings())
    docs = [read_doc(reader, example) for example in examples]
    evidence = [evidence_of(example, doc) for example, doc in zip(examples, docs, strict=True)]
    words = word_vectors(docs)
    vectors = pooled(words, [one.places for one in evidence])
    sides = ([one.places[side] for one in evidence] for side in ("source", "target"))
    batch = attention.Batch(words, *sides)
    texts, facts = [marked_text(example) for example in examples], [one.facts for one in evidence]
    found = {name: np.zeros((len(examples), len(kinds))) for name in ("ridge", "attention")}
    for fold in range(FOLDS):
        train, held = np.flatnonzero(folds != fold).tolist(), np.flatnonzero(folds == fold).tolist()
        parts = ridge.kernels(texts, facts, vectors, train)
        found["ridge"][held], chosen = ridge.fit_and_predict(parts, answers, train, held, kinds)
        print(f"fold {fold}: {chosen}", flush=True)
        if not options.ridge_only:
            found["attention"][held] = attention.fit_and_predict(batch, answers, train, held, kinds)
    if options.ridge_only:
        found.pop("attention")
    else:
        found["both"] = together(found["ridge"], found["attention"])
    for name, probabilities in found.items():
        reached = score([kinds[k] for k in probabilities.argmax(1)], answers)
        print(f"{name:12s} accuracy {reached.accuracy:.4f}  macro F1 {reached.macro:.4f}", flush=True)
    best = found.get("both", found["ridge"])
    rows = [
        {"id": example.id, "type": example.type, "probabilities": dict(zip(kinds, row.round(4).tolist(), strict=True))}
        for example, row in zip(examples, best, strict=True)
    ]
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(rows))


if __name__ == "__main__":
    main()
