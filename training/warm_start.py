"""Start weights: MiniLM alone, the lab's int8 reader made float again, or a checkpoint.

The lab's reader took about half an hour of training on two cores; starting from it saves that. Its int8 weights are
multiplied out by their scales, channel by channel.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from training import places
from training.network import LAYERS, Reader

_HEAD_NAMES = {
    "tag": "tag",
    "lq": "link_query",
    "lk": "link_key",
    "ner": "names",
    "upos": "upos",
    "sent": "sentence",
    "ad": "arc_dependent",
    "ah": "arc_head",
    "ld": "label_dependent",
    "lh": "label_head",
}
_LAYER_NAMES = {"qkv": "qkv", "o": "out", "ln1": "norm_attention", "f1": "inner", "f2": "outer", "ln2": "norm_inner"}


def renamed(state: dict[str, Tensor]) -> dict[str, Tensor]:
    """The lab's parameter names in this network's terms."""
    names = {
        "enc.pos.weight": "encoder.position.weight",
        "enc.feat.weight": "encoder.shape.weight",
        "enc.ln.weight": "encoder.norm.weight",
        "enc.ln.bias": "encoder.norm.bias",
        "dist.weight": "link_distance.weight",
        "adist.weight": "arc_distance.weight",
        "aU": "arc",
        "lU": "label",
    }
    for kind in ("weight", "bias"):
        names |= {f"{old}.{kind}": f"{new}.{kind}" for old, new in _HEAD_NAMES.items()}
        for number in range(LAYERS):
            old_layer, new_layer = f"enc.layers.{number}", f"encoder.layers.{number}"
            names |= {f"{old_layer}.{old}.{kind}": f"{new_layer}.{new}.{kind}" for old, new in _LAYER_NAMES.items()}
    return {names[name]: value for name, value in state.items() if name in names}


def lab_state(folder: Path) -> dict[str, Tensor]:
    """The lab's int8 ONNX reader as float parameters under the lab's names, plus its side arrays."""
    graph = onnx.load(folder / "model.int8.onnx").graph
    arrays = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    state = {
        name[2:]: array for name, array in arrays.items() if name.startswith("n.") and name.endswith(("weight", "bias"))
    }
    state["enc.feat.weight"] = _dequantised(arrays, "n.enc.feat.weight")
    users: dict[str, list[Any]] = {}
    for node in graph.node:
        for name in node.input:
            users.setdefault(name, []).append(node)
    for node in graph.node:
        if node.op_type == "MatMulInteger" and node.input[1] in arrays:
            # The graph forgot the layer's name; the bias that is added next still has it.
            following = users[node.output[0]][0]
            while following.op_type != "Add":
                following = users[following.output[0]][0]
            bias = next(name for name in following.input if name in arrays)
            state[bias[2:].removesuffix("bias") + "weight"] = _dequantised(
                arrays, node.input[1].removesuffix("_quantized")
            ).T
    side = np.load(folder / "side.npz")
    state |= {
        "dist.weight": side["dist"][:, None],
        "adist.weight": side["adist"][:, None],
        "aU": side["aU"],
        "lU": side["lU"],
    }
    return {name: torch.from_numpy(np.ascontiguousarray(array, np.float32)) for name, array in state.items()}


def _dequantised(arrays: dict[str, np.ndarray[Any, Any]], name: str) -> np.ndarray[Any, Any]:
    centred = arrays[f"{name}_quantized"].astype(np.float32) - arrays[f"{name}_zero_point"].astype(np.float32)
    return centred * arrays[f"{name}_scale"]


def start(reader: Reader, source: str, labels: dict[str, list[str]]) -> Tensor:
    """Fill the reader from `source`: "minilm", "lab", or a checkpoint's path; returns the frozen word matrix."""
    words = reader.encoder.load_minilm(places.minilm_folder())
    if source == "lab":
        described = json.loads((places.LAB / "meta.json").read_text())
        if (
            described["dep"] != labels["dep"]
            or described["ner"] != labels["names"]
            or described["upos"] != labels["upos"]
        ):
            raise SystemExit("The lab's label lists differ from the corpora's: start from minilm instead")
        missing = reader.load_state_dict(renamed(lab_state(places.LAB)), strict=False)
    elif source != "minilm":
        checkpoint = torch.load(source, map_location="cpu", weights_only=True)
        state = renamed(checkpoint["state"]) if "enc.pos.weight" in checkpoint["state"] else checkpoint["state"]
        missing = reader.load_state_dict(state, strict=False)
    else:
        return words
    print(f"started from {source}; new parameters: {missing.missing_keys}", flush=True)
    return words
