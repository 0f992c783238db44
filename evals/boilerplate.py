"""Line roles on flattened pages, five folds by domain: content and furniture, by line and by word, with floors.

    python training/lines/folds.py out/lines-folds.npz
    python evals/boilerplate.py out/lines-folds.npz [--json out/lines-scores.json] [--rules] [--grid]

Lines that the data labels title or mixed are not judged. `--rules` measures the rules alone (no folds needed).
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "training" / "lines"))
from pages import LINES, Example, load_examples

from demarche.articles.line_model import Thresholds, load_line_model
from demarche.articles.roles import decide

CORPUS = "lines.jsonl sha256"  # the floors hold for this corpus only
FLOORS = {
    ("semi_resiliparse", "word content F1"): 0.965,
    ("semi_resiliparse", "word content recall"): 0.97,
    ("semi_resiliparse", "line furniture F1"): 0.70,
    ("full_htmltext", "line content F1"): 0.86,
    ("full_htmltext", "word content F1"): 0.93,
    ("full_inscriptis", "line content F1"): 0.86,
    ("full_inscriptis", "word content F1"): 0.93,
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folds", type=Path, nargs="?")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--rules", action="store_true")
    parser.add_argument("--grid", action="store_true")
    args = parser.parse_args()
    if not LINES.exists():
        print(f"{LINES} is not there; set DEMARCHE_DATA to the data folder. Nothing was measured.")
        return 0
    examples = list(load_examples())
    if args.rules or args.folds is None:
        show(scores(examples, None, Thresholds(keep_sentence=0.0, keep=0.0, take=2.0)))
        return 0
    likely = dict(np.load(args.folds, allow_pickle=False))
    if args.grid:
        for sentence, keep, take in itertools.product((0.05, 0.12, 0.2), (0.1, 0.2, 0.35, 0.5), (0.45, 0.6, 0.8)):
            print(f"keep_sentence {sentence} keep {keep} take {take}")
            show(scores(examples, likely, Thresholds(keep_sentence=sentence, keep=keep, take=take)))
        return 0
    found = scores(examples, likely, load_line_model().thresholds)
    show(found)
    if args.json:
        args.json.write_text(json.dumps(found, indent=1), encoding="utf-8")
    print(f"corpus {hashlib.sha256(LINES.read_bytes()).hexdigest()[:16]}")
    below = [
        f"{view} {name} {found[view][name]:.3f} < {floor}"
        for (view, name), floor in FLOORS.items()
        if found[view][name] < floor
    ]
    print("\n".join(below) or "all floors held")
    return 1 if below else 0


def scores(
    examples: Sequence[Example], likely: Mapping[str, np.ndarray] | None, thresholds: Thresholds
) -> dict[str, dict[str, float]]:
    """For each view precision, recall and F1 of content and furniture, by line and by word."""
    found: dict[str, dict[str, float]] = {}
    for view in sorted({example.view for example in examples}):
        counts = {unit: np.zeros(4) for unit in ("line", "word")}
        for example in examples:
            if example.view != view:
                continue
            opinions = likely[f"{example.page}|{view}"] if likely is not None else np.ones(len(example.gold))
            body = np.array(
                [
                    decide(v, float(p), thresholds).role == "body"
                    for v, p in zip(example.verdicts, opinions, strict=True)
                ]
            )
            judged = example.gold >= 0
            gold, mine, words = example.gold[judged] == 1, body[judged], example.words[judged]
            for unit, weight in (("line", np.ones(len(gold))), ("word", words)):
                counts[unit] += [
                    weight[gold & mine].sum(),
                    weight[~gold & mine].sum(),
                    weight[gold & ~mine].sum(),
                    weight[~gold & ~mine].sum(),
                ]
        found[view] = {
            name: round(float(value), 4)
            for unit, four in counts.items()
            for name, value in _measures(unit, *four).items()
        }
    return found


def _measures(unit: str, hit: float, false: float, missed: float, left: float) -> dict[str, float]:
    return {
        f"{unit} content precision": hit / (hit + false),
        f"{unit} content recall": hit / (hit + missed),
        f"{unit} content F1": 2 * hit / (2 * hit + false + missed),
        f"{unit} furniture precision": left / (left + missed),
        f"{unit} furniture recall": left / (left + false),
        f"{unit} furniture F1": 2 * left / (2 * left + false + missed),
    }


def show(found: Mapping[str, Mapping[str, float]]) -> None:
    for view, measures in found.items():
        print(
            f"{view:18s} "
            + "  ".join(
                f"{name.replace('content', 'c').replace('furniture', 'f')} {value:.3f}"
                for name, value in measures.items()
            )
        )


if __name__ == "__main__":
    sys.exit(main())
