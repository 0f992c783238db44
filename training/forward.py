"""Windows of a document through the exported network; needs no torch."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from demarche.models.decoding import Floats
from demarche.models.inputs import CLASSIFIER_PIECE, SEPARATOR_PIECE, Pieces

Forward = Callable[[Pieces, Sequence[tuple[int, int]]], list[dict[str, Floats]]]
Arrays = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]


def window_arrays(pieces: Pieces, start: int, end: int) -> Arrays:
    """ids, shapes and quotes of one window, each [1, end - start + 2]."""
    size = end - start + 2
    ids, shapes, quotes = (np.zeros((1, size), np.int64) for _ in range(3))
    ids[0, 0], ids[0, -1] = CLASSIFIER_PIECE, SEPARATOR_PIECE
    ids[0, 1:-1], shapes[0, 1:-1], quotes[0, 1:-1] = (
        column[start:end] for column in (pieces.ids, pieces.shapes, pieces.quotes)
    )
    return ids, shapes, quotes


def onnx_forward(model: Path, matrix: NDArray[np.int8], scale: Floats) -> Forward:
    """The exported graph on one thread, with the shipped word matrix."""
    session = single_thread_session(model)
    names = [output.name for output in session.get_outputs()]

    def forward(pieces: Pieces, windows: Sequence[tuple[int, int]]) -> list[dict[str, Floats]]:
        found = []
        for start, end in windows:
            ids, shapes, quotes = window_arrays(pieces, start, end)
            embeds = matrix[ids].astype(np.float32) * scale[ids][..., None]
            values = session.run(names, {"embeds": embeds, "shapes": shapes, "quotes": quotes})
            found.append({name: value[0] for name, value in zip(names, values, strict=True)})
        return found

    return forward


def single_thread_session(model: Path) -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])


def open_tokenizer(path: Path) -> Tokenizer:
    """The word-piece tokenizer, neither truncating nor padding."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer
