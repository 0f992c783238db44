"""The reader: MiniLM's six layers with features added to the word embeddings, and a light head for each task.

Heads: attribution tags and links, a cue-conditioned reading (see `demarche.models.decoding.cue_logits`, which this
mirrors), names, UPOS and Penn tags, sentence starts, and biaffine dependencies (Dozat and Manning 2017).
"""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

WIDTH, LAYERS, HEADS, INNER, POSITIONS, VOCABULARY = 384, 6, 12, 1536, 512, 30522
SHAPES, QUOTES, BUCKETS = 24, 5, 41
QUOTE_LAYER = 2
ARC, LABEL, LINK, CUE_HIDDEN, CUE_PRODUCT = 192, 64, 128, 128, 128


class Layer(nn.Module):
    """One transformer layer, norms after the sums as in BERT."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm_attention = nn.LayerNorm(WIDTH, eps=1e-12)
        self.inner = nn.Linear(WIDTH, INNER)
        self.outer = nn.Linear(INNER, WIDTH)
        self.norm_inner = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        rows, length, _ = x.shape
        query, key, value = (
            part.reshape(rows, length, HEADS, WIDTH // HEADS).transpose(1, 2) for part in self.qkv(x).split(WIDTH, -1)
        )
        # Plain products: torch's fused attention is slower backwards on a CPU, and the ONNX exporter garbles it.
        scores = query @ key.transpose(2, 3) * (1 / math.sqrt(WIDTH // HEADS)) + mask.to(query.dtype)
        attended = torch.softmax(scores, -1) @ value
        attended = self.out(attended.transpose(1, 2).reshape(rows, length, WIDTH))
        x = self.norm_attention(x + self.dropout(attended))
        return self.norm_inner(x + self.dropout(self.outer(functional.gelu(self.inner(x)))))


class Encoder(nn.Module):
    """Word rows and features in, one vector a piece out; the word matrix itself stays outside.

    Where quotations stand is told to the third layer, so that the two below can be frozen in training without its
    embedding being cut off from learning.
    """

    def __init__(self, dropout: float = 0.0) -> None:
        super().__init__()
        self.frozen = 0
        self.position = nn.Embedding(POSITIONS, WIDTH)
        self.shape = nn.Embedding(SHAPES, WIDTH)
        self.quote = nn.Embedding(QUOTES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.dropout = nn.Dropout(0.1)
        nn.init.zeros_(self.shape.weight)
        nn.init.zeros_(self.quote.weight)

    def forward(self, embeds: Tensor, shapes: Tensor | None, quotes: Tensor | None, mask: Tensor) -> Tensor:
        added = ((1.0 - mask.to(embeds.dtype)) * -1e4)[:, None, None, :]
        with torch.set_grad_enabled(torch.is_grad_enabled() and not self.frozen):
            x = embeds + self.position.weight[: embeds.shape[1]][None]
            if shapes is not None:
                x = x + self.shape(shapes)
            x = self.dropout(self.norm(x))
        for number, layer in enumerate(self.layers):
            if number == QUOTE_LAYER and quotes is not None:
                x = x + self.quote(quotes)
            with torch.set_grad_enabled(torch.is_grad_enabled() and number >= self.frozen):
                x = layer(x, added)
        return x

    def freeze(self, layers: int) -> None:
        """Leave the lowest layers, and the embeddings under them, as they are."""
        if layers > QUOTE_LAYER:
            raise ValueError(f"at most {QUOTE_LAYER} layers can be frozen: the quotation embedding sits above them")
        self.frozen = layers
        below = [self.position, self.shape, self.norm, *self.layers[:layers]] if layers else []
        for module in below:
            module.requires_grad_(False)

    def load_minilm(self, folder: Path) -> Tensor:
        """Take MiniLM's weights; returns its word matrix [vocabulary, width]."""
        weights = {
            name.removeprefix("bert."): value.float() for name, value in load_file(folder / "model.safetensors").items()
        }
        token_type = weights["embeddings.token_type_embeddings.weight"][0]
        state = {
            "position.weight": weights["embeddings.position_embeddings.weight"] + token_type,
            "norm.weight": weights["embeddings.LayerNorm.weight"],
            "norm.bias": weights["embeddings.LayerNorm.bias"],
        }
        parts = {
            "out": "attention.output.dense",
            "norm_attention": "attention.output.LayerNorm",
            "inner": "intermediate.dense",
            "outer": "output.dense",
            "norm_inner": "output.LayerNorm",
        }
        for number in range(LAYERS):
            prefix = f"encoder.layer.{number}."
            for kind in ("weight", "bias"):
                for ours, theirs in parts.items():
                    state[f"layers.{number}.{ours}.{kind}"] = weights[f"{prefix}{theirs}.{kind}"]
                triple = [weights[f"{prefix}attention.self.{name}.{kind}"] for name in ("query", "key", "value")]
                state[f"layers.{number}.qkv.{kind}"] = torch.cat(triple)
        self.load_state_dict(state, strict=False)
        return weights["embeddings.word_embeddings.weight"]


def bucket(distance: Tensor) -> Tensor:
    """Signed, roughly logarithmic distance bucket 0..40, as `demarche.models.decoding.distance_bucket`."""
    size = distance.abs().float()
    level = torch.where(size < 8, size, 8 + torch.log2(size.clamp(min=8) / 8) * 2).clamp(max=20).long()
    return level * distance.sign().long() + 20


class Reader(nn.Module):
    """Encoder and heads; `label_counts` holds the number of labels of names, upos, xpos and dependencies."""

    def __init__(self, label_counts: dict[str, int], dropout: float = 0.0, head_dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder(dropout)
        self.dropout = nn.Dropout(head_dropout)
        self.tag = nn.Linear(WIDTH, 7)
        self.names = nn.Linear(WIDTH, label_counts["names"])
        self.upos = nn.Linear(WIDTH, label_counts["upos"])
        self.xpos = nn.Linear(WIDTH, label_counts["xpos"])
        self.sentence = nn.Linear(WIDTH, 2)
        self.link_query, self.link_key = nn.Linear(WIDTH, LINK), nn.Linear(WIDTH, LINK)
        self.link_distance = nn.Embedding(BUCKETS, 1)
        self.arc_dependent, self.arc_head = nn.Linear(WIDTH, ARC), nn.Linear(WIDTH, ARC)
        self.arc = nn.Parameter(torch.randn(ARC + 1, ARC) * 0.02)
        self.arc_distance = nn.Embedding(BUCKETS, 1)
        self.label_dependent, self.label_head = nn.Linear(WIDTH, LABEL), nn.Linear(WIDTH, LABEL)
        self.label = nn.Parameter(torch.randn(label_counts["dep"], LABEL + 1, LABEL + 1) * 0.02)
        self.cue_token = nn.Linear(WIDTH, CUE_HIDDEN + CUE_PRODUCT)
        self.cue_query = nn.Linear(WIDTH, CUE_HIDDEN + CUE_PRODUCT)
        self.cue_distance = nn.Embedding(BUCKETS, CUE_HIDDEN)
        self.cue_out = nn.Linear(CUE_HIDDEN + CUE_PRODUCT, 7)
        for distances in (self.link_distance, self.arc_distance, self.cue_distance):
            nn.init.zeros_(distances.weight)

    def link_scores(self, hidden: Tensor) -> Tensor:
        """[windows, pieces, pieces]: how well the column's piece is the first of the row's cue."""
        places = torch.arange(hidden.shape[1], device=hidden.device)
        distance = self.link_distance(bucket(places[None] - places[:, None]))[..., 0]
        return self.link_query(hidden) @ self.link_key(hidden).transpose(1, 2) / math.sqrt(LINK) + distance

    def arc_scores(self, words: Tensor) -> Tensor:
        """[windows, words, words]: row the dependent, column its head (itself for the root)."""
        dependent = functional.gelu(self.arc_dependent(words))
        head = functional.gelu(self.arc_head(words))
        places = torch.arange(words.shape[1], device=words.device)
        distance = self.arc_distance(bucket(places[None] - places[:, None]))[..., 0]
        return _with_one(dependent) @ self.arc @ head.transpose(1, 2) + distance

    def label_scores(self, words: Tensor, dependents: tuple[Tensor, Tensor], heads: Tensor) -> Tensor:
        """[arcs, labels] of the given arcs: `dependents` as (window, word) indices, `heads` as word indices."""
        left = _with_one(functional.gelu(self.label_dependent(words)))[dependents]
        right = _with_one(functional.gelu(self.label_head(words)))[dependents[0], heads]
        through = (left @ self.label.permute(1, 0, 2).reshape(LABEL + 1, -1)).view(len(left), -1, LABEL + 1)
        return (through * right[:, None]).sum(-1)

    def cue_scores(self, hidden: Tensor, window: Tensor, anchor: Tensor) -> Tensor:
        """[cues, pieces, 7]: labels of each piece given a cue, which stands at (window, anchor)."""
        token, query = self.cue_token(hidden)[window], self.cue_query(hidden)[window, anchor][:, None]
        places = torch.arange(hidden.shape[1], device=hidden.device)
        distance = self.cue_distance(bucket(places[None] - anchor[:, None]))
        added = token[..., :CUE_HIDDEN] + query[..., :CUE_HIDDEN] + distance
        curved = functional.gelu(added, approximate="tanh")
        return self.cue_out(torch.cat([curved, token[..., CUE_HIDDEN:] * query[..., CUE_HIDDEN:]], -1))

    def outputs(self, hidden: Tensor) -> dict[str, Tensor]:
        """What the exported graph gives, by name (see `training/EXPORT.md`)."""
        return {
            "tag": self.tag(hidden),
            "ner": self.names(hidden),
            "upos": self.upos(hidden),
            "xpos": self.xpos(hidden),
            "sent": self.sentence(hidden),
            "arc_dependent": functional.gelu(self.arc_dependent(hidden)),
            "arc_head": functional.gelu(self.arc_head(hidden)),
            "label_dependent": functional.gelu(self.label_dependent(hidden)),
            "label_head": functional.gelu(self.label_head(hidden)),
            "cue_token": self.cue_token(hidden),
            "cue_query": self.cue_query(hidden),
        }


def _with_one(x: Tensor) -> Tensor:
    return torch.cat([x, torch.ones_like(x[..., :1])], -1)


def side_arrays(reader: Reader) -> dict[str, NDArray[np.float32]]:
    """Parameters that decoding uses outside the graph, by their names in `training/EXPORT.md`."""
    tensors = {
        "arc": reader.arc,
        "arc_distance": reader.arc_distance.weight[:, 0],
        "label": reader.label,
        "cue_distance": reader.cue_distance.weight,
        "cue_weight": reader.cue_out.weight.T,
        "cue_bias": reader.cue_out.bias,
    }
    return {name: np.ascontiguousarray(tensor.detach().float().numpy()) for name, tensor in tensors.items()}
