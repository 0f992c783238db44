"""`python -m training`: the reader from corpora to package. Each part also runs by itself; see training/README.md."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec

from training import places
from training.evaluate import checkpoint_model
from training.export import FILES, export_reader, export_words_and_embedder, write_manifest
from training.prepare import main as prepare
from training.reading import exported_model, report
from training.train import read_config, train

CONFIGS = Path(__file__).parent / "configs"
PARTS = ("first", "second", "main", "finish", "third")


def main() -> None:
    """Prepare, train the parts one after another, score in float and in int8, export; resumes where it was stopped."""
    prepare()
    weights = "lab" if (places.LAB / "model.int8.onnx").exists() else "minilm"
    for part in PARTS:
        config = msgspec.structs.replace(read_config(CONFIGS / f"{part}.toml"), start=weights)
        weights = str(train(config, resume=True))
    export_reader(Path(weights))
    if any(not (places.MODELS / name).exists() for name in FILES):
        export_words_and_embedder()
    write_manifest()
    scores = {"float": report(checkpoint_model(Path(weights))), "int8": report(exported_model())}
    path = places.WORK / "scores.json"
    path.write_text(json.dumps(scores, indent=1) + "\n")
    print(f"scores: {path}")


if __name__ == "__main__":
    main()
