"""`python -m training.export [CHECKPOINT]`: int8 graphs, side arrays and manifest, written into the package."""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from demarche.models.decoding import ATTRIBUTION_LABELS
from demarche.models.inputs import STRIDE, WINDOW
from training import places
from training.graphs import OUTPUTS, EmbedderGraph, ReaderGraph, check_reader_graph
from training.network import Encoder, side_arrays
from training.train import label_lists, new_reader

FILES = (
    "reader.int8.onnx", "reader.side.npz", "reader.labels.json", "embedder.int8.onnx",
    "word_embeddings.int8.npy", "word_embeddings.scale.npy", "tokenizer.json",
)  # fmt: skip
CUE_OUTSIDE = 0.5
"""Taken off the cue-conditioned head's score of "O" at export: trained on windows that are mostly outside, it is too
careful; measured on PolNeAR dev (see CARD.md)."""
CUE_BIAS = -0.4
"""Added to the log probability of cue labels at decoding: who+what on PolNeAR dev is best there (70.6 against 69.9)."""


def int8_rows(matrix: Tensor) -> tuple[np.ndarray[Any, np.dtype[np.int8]], np.ndarray[Any, np.dtype[np.float32]]]:
    """Each row of the word matrix as int8 with its own scale."""
    rows = matrix.detach().numpy().astype(np.float32)
    scale = np.maximum(np.abs(rows).max(1), 1e-8) / 127
    return np.round(rows / scale[:, None]).astype(np.int8), scale.astype(np.float32)


def write_graph(
    module: nn.Module, inputs: dict[str, Tensor], outputs: tuple[str, ...], path: Path, int8: bool = True
) -> None:
    """Export a module and, unless told otherwise, quantise its matrix products to int8, one scale a channel."""
    axes = {name: {0: "windows", 1: "pieces"} for name in (*inputs, *outputs)}
    if "sentence" in axes:
        axes["sentence"] = {0: "windows"}
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        whole, prepared = Path(folder) / "whole.onnx", Path(folder) / "prepared.onnx"
        torch.onnx.export(
            module.eval(),
            tuple(inputs.values()),
            str(whole),
            input_names=list(inputs),
            output_names=list(outputs),
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        if not int8:
            shutil.copyfile(whole, path)
            return
        quant_pre_process(str(whole), str(prepared), skip_symbolic_shape=True)
        quantize_dynamic(
            str(prepared),
            str(path),
            weight_type=QuantType.QInt8,
            per_channel=True,
            extra_options={"MatMulConstBOnly": True},
        )


def export_reader(checkpoint: Path, folder: Path = places.MODELS, int8: bool = True) -> None:
    """Write the reader's graph, side arrays and label lists."""
    labels = label_lists()
    reader = new_reader(labels)
    reader.load_state_dict(torch.load(checkpoint, map_location="cpu", weights_only=True)["state"])
    inputs = {
        "embeds": torch.randn(2, 64, 384) * 0.05,
        "shapes": torch.ones(2, 64, dtype=torch.long),
        "quotes": torch.ones(2, 64, dtype=torch.long),
    }
    check_reader_graph(reader, **inputs)
    folder.mkdir(parents=True, exist_ok=True)
    write_graph(ReaderGraph(reader), inputs, OUTPUTS, folder / ("reader.int8.onnx" if int8 else "reader.onnx"), int8)
    side = side_arrays(reader)
    side["cue_bias"][0] -= CUE_OUTSIDE
    np.savez_compressed(folder / "reader.side.npz", **side)
    described = {"tag": list(ATTRIBUTION_LABELS), **labels, "window": WINDOW, "stride": STRIDE, "cue_bias": CUE_BIAS}
    (folder / "reader.labels.json").write_text(json.dumps(described, indent=1) + "\n")


def export_words_and_embedder(folder: Path = places.MODELS) -> None:
    """Write the shared word matrix, the sentence embedder and the tokenizer."""
    encoder = Encoder()
    matrix, scale = int8_rows(encoder.load_minilm(places.minilm_folder()))
    np.save(folder / "word_embeddings.int8.npy", matrix)
    np.save(folder / "word_embeddings.scale.npy", scale)
    inputs = {"embeds": torch.randn(2, 16, 384) * 0.05, "mask": torch.ones(2, 16, dtype=torch.bool)}
    write_graph(EmbedderGraph(encoder), inputs, ("sentence",), folder / "embedder.int8.onnx")
    shutil.copyfile(places.minilm_folder() / "tokenizer.json", folder / "tokenizer.json")


def write_manifest(folder: Path = places.MODELS, version: str = "1") -> None:
    """`manifest.json`: every file of the reader and the embedder with its size and sha256."""
    listed = [
        {
            "name": name,
            "bytes": (folder / name).stat().st_size,
            "sha256": hashlib.sha256((folder / name).read_bytes()).hexdigest(),
        }
        for name in FILES
    ]
    (folder / "manifest.json").write_text(json.dumps({"version": version, "files": listed}, indent=1) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", nargs="?", type=Path)
    parser.add_argument("--folder", type=Path, default=places.MODELS)
    parser.add_argument("--version", default="1")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    if options.checkpoint:
        export_reader(options.checkpoint, options.folder)
    if not (options.folder / "embedder.int8.onnx").exists():
        export_words_and_embedder(options.folder)
    write_manifest(options.folder, options.version)
    for path in sorted(options.folder.iterdir()):
        print(path.name, path.stat().st_size)


if __name__ == "__main__":
    main()
