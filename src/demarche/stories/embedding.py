"""Vectors of short texts: the shipped sentence encoder (MiniLM-L6, int8), on the reader's tokenizer and word matrix.

Sentence-BERT (Reimers and Gurevych, EMNLP 2019); weights of `all-MiniLM-L6-v2`, Apache-2.0.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from importlib.resources import files

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from demarche.models.inputs import CLASSIFIER_PIECE, SEPARATOR_PIECE

Vectors = NDArray[np.float32]
Embed = Callable[[Sequence[str]], Vectors]

DIMENSIONS = 384
LONGEST = 128
"""Pieces of a text that are read, markers included."""


class Embedder:
    """The loaded sentence encoder; call it with texts for one unit-length row a text."""

    def __init__(self, threads: int = 1) -> None:
        folder = files("demarche.models")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        weights = folder.joinpath("embedder.int8.onnx").read_bytes()
        self._session = onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])
        self._rows = np.load(str(folder.joinpath("word_embeddings.int8.npy")), mmap_mode="r")
        self._scales = np.load(str(folder.joinpath("word_embeddings.scale.npy")))
        self._tokenizer = Tokenizer.from_str(folder.joinpath("tokenizer.json").read_text("utf-8"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()

    def __call__(self, texts: Sequence[str]) -> Vectors:
        """Unit-length vectors, [len(texts), 384]; a text's vector does not depend on the others'."""
        # One by one: the int8 graph scales its activations over the whole batch, so that a text's vector would
        # otherwise depend on what it happened to be read with.
        rows = [self._vector(text) for text in texts]
        return np.stack(rows) if rows else np.zeros((0, DIMENSIONS), np.float32)

    def _vector(self, text: str) -> Vectors:
        pieces = self._tokenizer.encode(text, add_special_tokens=False).ids[: LONGEST - 2]
        ids = np.array([CLASSIFIER_PIECE, *pieces, SEPARATOR_PIECE])
        embeds = self._rows[ids].astype(np.float32) * self._scales[ids][:, None]
        fed = {"embeds": embeds[None], "mask": np.ones((1, len(ids)), bool)}
        return np.asarray(self._session.run(["sentence"], fed)[0][0], np.float32)


@lru_cache(maxsize=1)
def shipped_embedder() -> Embed | None:
    """The encoder that ships with the package, or None where its weights were left out of the build."""
    if not files("demarche.models").joinpath("embedder.int8.onnx").is_file():
        return None
    return Embedder()
