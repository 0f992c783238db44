"""Five folds by domain: the probability of every line by a model that has not seen its site.

python training/lines/folds.py OUT.npz
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import numpy as np
from fit import domain_folds, fit
from pages import LINES, load_examples

FOLDS = 5


def main(out: Path) -> int:
    if not LINES.exists():
        print(f"{LINES} is not there; set DEMARCHE_DATA to the data folder. Nothing was measured.")
        return 0
    began = time.time()
    examples = list(load_examples())
    folds = domain_folds(examples, FOLDS, seed=0)
    found: dict[str, np.ndarray] = {}
    for fold in range(FOLDS):
        model = fit(
            [e for e in examples if folds[e.domain] != fold],
            log=lambda step: print(f"  {step}, {time.time() - began:.0f} s", flush=True),
        )
        for example in examples:
            if folds[example.domain] == fold:
                found[f"{example.page}|{example.view}"] = model.probability(example)
        np.savez_compressed(out, **found)
        print(f"fold {fold + 1} of {FOLDS}, {time.time() - began:.0f} s", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
