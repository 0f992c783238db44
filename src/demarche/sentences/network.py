"""The reader network: weights from a folder, run window by window in ONNX Runtime."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

import demarche
from demarche.errors import ModelError
from demarche.models.decoding import Outputs, TreeHead
from demarche.models.inputs import CLASSIFIER_PIECE, SEPARATOR_PIECE, Pieces

SHIPPED = Path(demarche.__file__).parent / "models"


def model_folder(named: str | None = None) -> Path:
    """The folder the weights are read from: the one named, else ``DEMARCHE_MODEL``, else the shipped one."""
    return Path(named or os.environ.get("DEMARCHE_MODEL") or SHIPPED)


def session_of(path: Path, threads: int) -> onnxruntime.InferenceSession:
    """A session of `threads` threads on the CPU."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    if threads > 1:
        # Spinning threads would take the cores from the other workers between two windows.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


class Network:
    """The loaded reader network, in the research format (to be dropped)."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        self.folder = folder
        self.threads = threads
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        labels = json.loads((folder / "meta.json").read_text())
        self.tag, self.names, self.upos, self.dep = labels["attr"], labels["ner"], labels["upos"], labels["dep"]
        with np.load(folder / "side.npz") as side:
            self.distance = side["dist"]
            self.tree = TreeHead(side["aU"], side["adist"], side["lU"].astype(np.float32))
        self._session: onnxruntime.InferenceSession | None = None
        self._process = -1

    @property
    def session(self) -> onnxruntime.InferenceSession:
        """This process's session; one made before a fork cannot be used after it."""
        if self._session is None or self._process != os.getpid():
            self._session = session_of(self.folder / "model.int8.onnx", self.threads)
            self._process = os.getpid()
        return self._session

    def run(self, pieces: Pieces, windows: Sequence[tuple[int, int]]) -> list[Outputs]:
        """The outputs of each window, markers included."""
        found: list[Outputs] = []
        names = [output.name for output in self.session.get_outputs()]
        renamed = {"ad": "arc_dependent", "ah": "arc_head", "ld": "label_dependent", "lh": "label_head"}
        for start, end in windows:
            ids = np.zeros((1, end - start + 2), np.int64)
            ids[0, 0], ids[0, -1] = CLASSIFIER_PIECE, SEPARATOR_PIECE
            ids[0, 1:-1] = pieces.ids[start:end]
            shapes = np.zeros_like(ids)
            shapes[0, 1:-1] = pieces.shapes[start:end]
            given = {"ids": ids, "feats": shapes, "mask": np.ones_like(ids, bool)}
            values = self.session.run(names, given)
            found.append({renamed.get(name, name): value[0] for name, value in zip(names, values, strict=True)})
        return found
