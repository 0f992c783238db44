"""Fits the line model on every page and writes `src/demarche/models/lines.npz` with its card `lines.json`.

python training/lines/train.py --keep-sentence 0.08 --keep 0.4 --take 0.5 --scores out/lines-scores.json
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import sys
from pathlib import Path

import numpy as np
import sklearn
from fit import DEPTH, INNER, Fitted, fit
from pages import LINES, load_examples
from sklearn.ensemble import HistGradientBoostingClassifier

from demarche.articles.features import BUCKETS, FEATURES

MODELS = Path(__file__).resolve().parents[2] / "src" / "demarche" / "models"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--keep-sentence", type=float, required=True, help="below this a sentence in the body is dropped"
    )
    parser.add_argument("--keep", type=float, required=True, help="below this another line in the body is dropped")
    parser.add_argument("--take", type=float, required=True, help="from this on a line outside is taken in")
    parser.add_argument("--scores", type=Path, help="JSON of evals/boilerplate.py, for the card")
    parser.add_argument("--out", type=Path, default=MODELS)
    args = parser.parse_args()
    if not LINES.exists():
        print(f"{LINES} is not there; set DEMARCHE_DATA to the data folder. Nothing was trained.")
        return 1
    examples = list(load_examples())
    raw = packed(fit(examples))
    (args.out / "lines.npz").write_bytes(raw)
    card = {
        "name": "lines",
        "task": "is a line of a flattened news page the article's own text",
        "sha256": hashlib.sha256(raw).hexdigest(),
        "licence": "Apache-2.0 (weights)",
        "fitted on": "data/boilerplate/lines.jsonl, flattened news pages; their words are their outlets' and stand in "
        "the weights as hashed counts only",
        "method": f"logistic regression over {BUCKETS} hashed words and word pairs; two stages of boosted trees "
        f"(depth <= {DEPTH}), the second on out-of-fold opinions of the first ({INNER} folds by domain); "
        f"scikit-learn {sklearn.__version__}",
        "data": {
            "pages": len({e.page for e in examples}),
            "views": len(examples),
            "lines": sum(len(e.gold) for e in examples),
            "sha256": hashlib.sha256(LINES.read_bytes()).hexdigest(),
        },
        "thresholds": {"keep_sentence": args.keep_sentence, "keep": args.keep, "take": args.take},
        "scores": json.loads(args.scores.read_text(encoding="utf-8")) if args.scores else {},
        "limits": "pages of 2019, mostly English; the data counts a headline's deck as furniture",
        "features": list(FEATURES),
    }
    (args.out / "lines.json").write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{args.out / 'lines.npz'}: {len(raw) / 1e6:.2f} MB, sha256 {card['sha256']}")
    return 0


def packed(model: Fitted) -> bytes:
    """The fitted parts as the bytes of an npz of plain arrays."""
    arrays: dict[str, np.ndarray] = {
        "phrases": model.phrases.astype(np.float16),
        "intercept": np.array(model.intercept, dtype=np.float32),
        **tree_arrays(model.first, "first"),
        **tree_arrays(model.second, "second"),
    }
    buffer = io.BytesIO()
    np.savez_compressed(buffer, **arrays)
    return buffer.getvalue()


def tree_arrays(model: HistGradientBoostingClassifier, stage: str) -> dict[str, np.ndarray]:
    """Boosted trees as `articles.line_model.Trees` reads them: [trees, nodes], leaves pointing at themselves."""
    trees = [predictors[0].nodes for predictors in model._predictors]
    most = max(len(nodes) for nodes in trees)
    shape = (len(trees), most)
    own = np.broadcast_to(np.arange(most), shape)
    found = {
        "feature": np.zeros(shape, np.int16),
        "threshold": np.zeros(shape, np.float32),
        "left": own.astype(np.int16).copy(),
        "right": own.astype(np.int16).copy(),
        "value": np.zeros(shape, np.float32),
    }
    for i, nodes in enumerate(trees):
        inner = nodes["is_leaf"] == 0
        for name, field in (("feature", "feature_idx"), ("left", "left"), ("right", "right")):
            found[name][i, : len(nodes)][inner] = nodes[field][inner]
        # rounding a threshold down to float32 would send a value equal to it the other way
        found["threshold"][i, : len(nodes)][inner] = np.nextafter(
            nodes["num_threshold"][inner].astype(np.float32), np.float32(np.inf)
        )
        found["value"][i, : len(nodes)] = np.where(inner, 0.0, nodes["value"])
    depth = max(int(nodes["depth"].max()) for nodes in trees)
    base = np.array(float(np.ravel(model._baseline_prediction)[0]), dtype=np.float32)
    return {f"{stage}.{name}": array for name, array in found.items()} | {
        f"{stage}.base": base,
        f"{stage}.depth": np.array(depth, dtype=np.int16),
    }


if __name__ == "__main__":
    sys.exit(main())
