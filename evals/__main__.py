"""`python -m evals [NAME ...]`: every runner that has its data, in one table of figures and floors.

Each runner is a process of its own, so that one model is in memory at a time; what it prints is read here. A runner
whose data are missing is skipped and says so. Exit status 1 where a figure is below its floor or a runner breaks.
`--quick` leaves out the runners that take more than a few minutes. Data: `DEMARCHE_DATA` (default `../shared/data`).
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).parent
DATA = Path(os.environ.get("DEMARCHE_DATA", "../shared/data"))
SCORER = Path(os.environ.get("DEMARCHE_SCORER", DATA.parent / "score.py"))
LONGEST = 3600  # seconds a runner may take

Floors = Mapping[str, float]
Figures = dict[str, float]


class Runner(NamedTuple):
    """A module of this folder, what it needs, how its output is read and which floors its figures have."""

    name: str
    arguments: tuple[str, ...]
    needs: tuple[Path, ...]
    figures: Callable[[str], Figures]
    floors: Callable[[], Floors]
    long: bool = False


def of_lines(output: str) -> Figures:
    """Figures printed as "name  0.912  floor 0.90"."""
    found = re.finditer(r"^(\S.*?)\s+(-?\d+\.\d+)\s+floor\s", output, re.MULTILINE)
    return {match[1]: float(match[2]) for match in found}


def of_times(output: str) -> Figures:
    """The rows of time expressions with the true date."""
    rows = re.finditer(r"^(\S+)\s+true\s+(\S+)\s+(\S+)\s+(\S+)$", output, re.MULTILINE)
    measures = ("relaxed", "strict", "value")
    return {f"{row[1]} {what}": float(row[2 + i]) for row in rows for i, what in enumerate(measures)}


def of_parts(output: str) -> Figures:
    """One JSON object of scores, or one for each part of the gold, by "part field"."""
    flat: Figures = {}
    for key, value in json.loads(output[output.index("{") :]).items():
        nested: dict[str, Any] = value if isinstance(value, dict) else {"": value}
        flat |= {f"{key} {field}".strip(): x for field, x in nested.items() if isinstance(x, float)}
    return flat


def of_roles(output: str) -> Figures:
    """Line roles by view: the runner's own JSON file holds them."""
    scores = json.loads((HERE.parent / "out" / "lines-scores.json").read_text(encoding="utf-8"))
    return {f"{view} {name}": value for view, named in scores.items() for name, value in named.items()}


def of_alarms(output: str) -> Figures:
    """False events per 1,000 sentences, by genre."""
    rows = re.finditer(r"^(\w+)\s+\d+ sentences, \d+ events: ([\d.]+) per", output, re.MULTILINE)
    return {f"{row[1]}, false per 1,000": float(row[2]) for row in rows}


def declared(module: str) -> Callable[[], Floors]:
    """The `FLOORS` of a module, flattened to "group figure"."""

    def floors() -> Floors:
        flat: dict[str, float] = {}
        for key, value in import_module(f"evals.{module}").FLOORS.items():
            named = value if isinstance(value, dict) else {"": value}
            group = " ".join(key) if isinstance(key, tuple) else key
            flat |= {f"{group} {name}".strip(): floor for name, floor in named.items()}
        return flat

    return floors


def reader_floors() -> Floors:
    """The floors of the reader model."""
    floors: dict[str, float] = tomllib.loads((HERE / "reader.toml").read_text(encoding="utf-8"))["floors"]
    return floors


def newswire_floors() -> Floors:
    """The floors of the newswire pages, by "part, figure"."""
    floors: dict[str, float] = import_module("evals.newswire").read_floors()
    return floors


def none() -> Floors:
    """No floors: a figure that is only told."""
    return {}


FOLDS = HERE.parent / "out" / "lines-folds.npz"
RUNNERS = (
    Runner(
        "boilerplate", (str(FOLDS), "--json", "out/lines-scores.json"), (DATA / "boilerplate", FOLDS), of_roles,
        declared("boilerplate"),
    ),
    Runner("reader", (), (DATA / "polnear", HERE / "reader.toml"), of_lines, reader_floors, long=True),
    Runner("temporal", (), (DATA / "temporal",), of_times, declared("temporal"), long=True),
    Runner("statements", ("--parts", "abc"), (HERE / "statements",), of_parts, declared("statements")),
    Runner("event_gold", ("--parts", "abcde"), (HERE / "events",), of_parts, declared("event_gold")),
    Runner("newswire", (), (DATA / "ner" / "wwn_train.jsonl", SCORER), of_lines, newswire_floors),
    Runner("event_types", (), (DATA / "events" / "plv_train.jsonl",), of_lines, declared("event_types")),
    Runner("event_false_alarms", (), (DATA / "ud" / "ewt-dev.conllu",), of_alarms, none),
    Runner("stories", (), (DATA / "stories",), of_lines, declared("stories"), long=True),
)  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m evals", description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="NAME", choices=[[], *(runner.name for runner in RUNNERS)])
    parser.add_argument("--quick", action="store_true", help="leave out the runners that take minutes")
    chosen = parser.parse_args()
    failed = False
    for runner in RUNNERS:
        if (chosen.names and runner.name not in chosen.names) or (chosen.quick and runner.long):
            continue
        failed |= not run(runner)
    return int(failed)


def run(runner: Runner) -> bool:
    """Run one, print its rows; whether it held its floors (a runner that is skipped has broken none)."""
    missing = [str(path) for path in runner.needs if not path.exists()]
    if missing:
        print(f"{runner.name:20s} skipped: {', '.join(missing)} not there", flush=True)
        return True
    command = [sys.executable, "-m", f"evals.{runner.name}", *runner.arguments]
    try:
        done = subprocess.run(command, cwd=HERE.parent, capture_output=True, text=True, timeout=LONGEST, check=False)
    except subprocess.TimeoutExpired:
        print(f"{runner.name:20s} stopped: it ran for more than {LONGEST} seconds", flush=True)
        return False
    try:
        figures = runner.figures(done.stdout)
    except (ValueError, OSError):
        figures = {}
    if not figures:
        print(
            f"{runner.name:20s} broke (exit {done.returncode}):\n{done.stdout[-400:]}{done.stderr[-800:]}", flush=True
        )
        return False
    floors = runner.floors()
    held = done.returncode == 0
    for name, value in figures.items():
        floor = floors.get(name)
        low = floor is not None and value < floor
        held &= not low
        line = f"{runner.name:20s} {name:40s} {value:9.3f}"
        print(line + ("" if floor is None else f"   floor {floor:7.3f}{'  BELOW' if low else ''}"), flush=True)
    if not held and done.stderr:
        print(done.stderr[-800:], flush=True)
    return held


if __name__ == "__main__":
    sys.exit(main())
