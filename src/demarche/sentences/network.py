"""The reader network: weights from a folder, checked against their manifest, run window by window in ONNX Runtime."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np
import onnxruntime
from tokenizers import Tokenizer

import demarche
from demarche.errors import ModelError
from demarche.models.decoding import CueHead, Outputs
from demarche.models.inputs import CLASSIFIER_PIECE, SEPARATOR_PIECE, STRIDE, WINDOW, Pieces
from demarche.models.trees import TreeHead

SHIPPED = Path(demarche.__file__).parent / "models"
"""The folder of the weights in the package."""


def model_folder(named: str | None = None) -> Path:
    """The folder the weights are read from: the one named, else ``DEMARCHE_MODEL``, else the shipped one."""
    return Path(named or os.environ.get("DEMARCHE_MODEL") or SHIPPED)


class Network:
    """The loaded reader network."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        self.folder = folder
        self.threads = threads
        check_files(folder)
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        labels = msgspec.json.decode((folder / "reader.labels.json").read_bytes())
        self.names = tuple(labels["names"])
        self.upos = tuple(labels["upos"])
        self.xpos = tuple(labels["xpos"])
        self.dep = tuple(labels["dep"])
        self.width = int(labels.get("window", WINDOW))
        self.stride = int(labels.get("stride", STRIDE))
        self.cue_bias = float(labels.get("cue_bias", 0.0))
        self.rows = np.load(folder / "word_embeddings.int8.npy", mmap_mode="r")
        self.scale = np.load(folder / "word_embeddings.scale.npy")
        markers = [CLASSIFIER_PIECE, SEPARATOR_PIECE]
        self.markers = self.rows[markers] * self.scale[markers, None]
        with np.load(folder / "reader.side.npz") as side:
            self.tree = TreeHead(side["arc"], side["arc_distance"], side["label"])
            self.cue = CueHead(side["cue_distance"], side["cue_weight"], side["cue_bias"])
        self._session: onnxruntime.InferenceSession | None = None
        self._process = -1

    @property
    def session(self) -> onnxruntime.InferenceSession:
        """This process's session; one made before a fork cannot be used after it."""
        if self._session is None or self._process != os.getpid():
            self._session = session_of(self.folder / "reader.int8.onnx", self.threads)
            self._process = os.getpid()
        return self._session

    def run(self, pieces: Pieces, windows: Sequence[tuple[int, int]]) -> list[Outputs]:
        """The outputs of each window, markers included.

        One window at a time: on a CPU batches are no faster, and padding costs.
        """
        session = self.session
        names = [output.name for output in session.get_outputs()]
        rows = (self.rows[pieces.ids] * self.scale[pieces.ids, None]).astype(np.float32, copy=False)
        found: list[Outputs] = []
        for start, end in windows:
            embeds = np.empty((1, end - start + 2, rows.shape[1]), np.float32)
            embeds[0, 0], embeds[0, -1] = self.markers
            embeds[0, 1:-1] = rows[start:end]
            marked = np.zeros((2, 1, end - start + 2), np.int64)
            marked[0, 0, 1:-1], marked[1, 0, 1:-1] = pieces.shapes[start:end], pieces.quotes[start:end]
            values = session.run(names, {"embeds": embeds, "shapes": marked[0], "quotes": marked[1]})
            found.append({name: value[0] for name, value in zip(names, values, strict=True)})
        return found


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


FILES = (
    "reader.int8.onnx",
    "reader.side.npz",
    "reader.labels.json",
    "word_embeddings.int8.npy",
    "word_embeddings.scale.npy",
    "tokenizer.json",
)
"""The files of the reader; `manifest.json` stands beside them."""


def check_files(folder: Path) -> None:
    """Hold every file of the reader to its SHA-256 in `manifest.json`.

    Raises `ModelError` that names the file, what was expected and what to do.
    """
    advice = (
        "Install Demarche again, or name a folder that holds a whole model by DEMARCHE_MODEL; "
        "training/README.md tells how to make one."
    )
    manifest = folder / "manifest.json"
    try:
        listed = {entry["name"]: entry["sha256"] for entry in msgspec.json.decode(manifest.read_bytes())["files"]}
    except FileNotFoundError as error:
        raise ModelError(f"No reader model in {folder}: {manifest.name} is not there. {advice}") from error
    except (msgspec.DecodeError, KeyError, TypeError) as error:
        raise ModelError(f"{manifest} is no list of model files ({error}). {advice}") from error
    for name in FILES:
        path = folder / name
        expected = listed.get(name)
        if expected is None:
            raise ModelError(f"{manifest} does not list {name}. {advice}")
        try:
            with path.open("rb") as opened:
                found = hashlib.file_digest(opened, "sha256").hexdigest()
        except FileNotFoundError as error:
            raise ModelError(f"The model file {path} is not there. {advice}") from error
        if found != expected:
            raise ModelError(f"The model file {path} is altered: expected sha256 {expected}, found {found}. {advice}")
