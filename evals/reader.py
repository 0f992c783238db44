"""`python -m evals.reader`: development scores of the shipped reader, held to floors that are raised on purpose only.

Gold tokens; the corpora are read from DEMARCHE_DATA (default `../shared/data`). Exit status 1 when a floor is broken.
"""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path
from typing import Any

from training.places import CORPORA
from training.reading import exported_model, report

FLOORS = Path(__file__).with_name("reader.toml")


def measured(found: dict[str, Any]) -> dict[str, float]:
    """The scores that have a floor, in per cent, by name."""
    attribution = next(iter(found["polnear"].values()))
    return {
        "polnear token micro": attribution["tag head"]["token micro"]["f1"],
        "polnear exact micro": attribution["tag head"]["exact micro"]["f1"],
        "polnear who+what": attribution["tag head"]["who+what"]["f1"],
        "names micro": found["names"]["micro"]["f1"],
        **{f"{bank} {score}": found[bank][score] for bank in ("ewt", "gum") for score in ("upos", "las")},
    }


def main() -> int:
    if not (CORPORA / "polnear").exists():
        print(f"skipped: no corpora in {CORPORA} (set DEMARCHE_DATA)")
        return 0
    found = report(exported_model(), spacy_tokens="--all" in sys.argv)
    if "--all" in sys.argv:
        print(json.dumps(found, indent=1))
    floors = tomllib.loads(FLOORS.read_text())["floors"]
    broken = 0
    for name, score in measured(found).items():
        held = score >= floors[name]
        broken += not held
        print(f"{name:24} {score:6.2f}  floor {floors[name]:6.2f}{'' if held else '  BROKEN'}")
    return int(broken > 0)


if __name__ == "__main__":
    sys.exit(main())
