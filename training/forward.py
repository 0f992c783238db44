"""Windows of a document through the network: the torch reader in training, the exported graph afterwards."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from demarche.models.decoding import Floats
from demarche.models.inputs import CLASSIFIER_PIECE, SEPARATOR_PIECE, Pieces
from training.network import Reader

Forward = Callable[[Pieces, Sequence[tuple[int, int]]], list[dict[str, Floats]]]
Arrays = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]


def window_arrays(pieces: Pieces, start: int, end: int) -> Arrays:
    """ids, shapes, quotes and mask of one window, each [1, end - start + 2]."""
    size = end - start + 2
    ids, shapes, quotes = (np.zeros((1, size), np.int64) for _ in range(3))
    ids[0, 0], ids[0, -1] = CLASSIFIER_PIECE, SEPARATOR_PIECE
    ids[0, 1:-1], shapes[0, 1:-1], quotes[0, 1:-1] = (
        column[start:end] for column in (pieces.ids, pieces.shapes, pieces.quotes)
    )
    return ids, shapes, quotes, np.ones((1, size), bool)


def torch_forward(reader: Reader, words: Tensor) -> Forward:
    """The float network, in bfloat16 as it was trained."""

    @torch.no_grad()
    def forward(pieces: Pieces, windows: Sequence[tuple[int, int]]) -> list[dict[str, Floats]]:
        found = []
        for start, end in windows:
            ids, shapes, quotes, mask = (torch.from_numpy(array) for array in window_arrays(pieces, start, end))
            with torch.autocast("cpu", torch.bfloat16):
                hidden = reader.encoder(functional.embedding(ids, words), shapes, quotes, mask)
                outputs = reader.outputs(hidden)
            found.append({name: value[0].float().numpy() for name, value in outputs.items()})
        return found

    return forward


def onnx_forward(model: Path, matrix: NDArray[np.int8], scale: Floats) -> Forward:
    """The exported graph on one thread, with the shipped word matrix."""
    session = single_thread_session(model)
    names = [output.name for output in session.get_outputs()]

    def forward(pieces: Pieces, windows: Sequence[tuple[int, int]]) -> list[dict[str, Floats]]:
        found = []
        for start, end in windows:
            ids, shapes, quotes, mask = window_arrays(pieces, start, end)
            embeds = matrix[ids].astype(np.float32) * scale[ids][..., None]
            values = session.run(names, {"embeds": embeds, "shapes": shapes, "quotes": quotes, "mask": mask})
            found.append({name: value[0] for name, value in zip(names, values, strict=True)})
        return found

    return forward


def single_thread_session(model: Path) -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
