"""`python -m training.evaluate [CHECKPOINT]`: development scores of the exported reader, or of a checkpoint."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from demarche.models.decoding import Floats
from demarche.models.inputs import Pieces
from training import places
from training.forward import Forward, window_arrays
from training.network import Reader, side_arrays
from training.reading import Model, exported_model, model_from, report
from training.train import label_lists, new_reader


def torch_forward(reader: Reader, words: Tensor) -> Forward:
    """The float network, in bfloat16 as it was trained."""

    @torch.no_grad()
    def forward(pieces: Pieces, windows: Sequence[tuple[int, int]]) -> list[dict[str, Floats]]:
        found = []
        for start, end in windows:
            ids, shapes, quotes = (torch.from_numpy(array) for array in window_arrays(pieces, start, end))
            with torch.autocast("cpu", torch.bfloat16):
                hidden = reader.encoder(functional.embedding(ids, words), shapes, quotes, torch.ones_like(ids))
                outputs = reader.outputs(hidden)
            found.append({name: value[0].float().numpy() for name, value in outputs.items()})
        return found

    return forward


def checkpoint_model(path: Path) -> Model:
    labels = label_lists()
    reader = new_reader(labels)
    words = reader.encoder.load_minilm(places.minilm_folder())
    reader.load_state_dict(torch.load(path, map_location="cpu", weights_only=True)["state"])
    return model_from(torch_forward(reader.eval(), words), side_arrays(reader), labels)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", nargs="?", type=Path)
    parser.add_argument("--quick", action="store_true", help="corpus tokens only")
    parser.add_argument("--biases", type=float, nargs="*", default=[])
    options = parser.parse_args()
    torch.set_num_threads(1)
    model = checkpoint_model(options.checkpoint) if options.checkpoint else exported_model()
    json.dump(report(model, tuple(options.biases), not options.quick), sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main()
