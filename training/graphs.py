"""The networks in the form in which ONNX Runtime runs them fastest; the numbers are those of `training.network`.

One window, or several of one length: there is no mask, since without one attention is a single fused operator of ONNX
Runtime (`com.microsoft.MultiHeadAttention`, flash attention on the CPU). Norms are written out, because the fused
operator adds up one number after the other and the plain ones are vectorised. Together a ninth of the time of a window.
"""

from __future__ import annotations

import math
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.network import HEADS, QUOTE_LAYER, WIDTH, Encoder, Layer, Reader

OUTPUTS = (
    "tag", "ner", "upos", "xpos", "sent",
    "arc_dependent", "arc_head", "label_dependent", "label_head", "cue_token", "cue_query",
)  # fmt: skip


class Attention(torch.autograd.Function):
    """Attention of all heads over whole windows, exported as one operator; [windows, pieces, WIDTH] each."""

    @staticmethod
    def forward(context: Any, query: Tensor, key: Tensor, value: Tensor) -> Tensor:
        rows, length, _ = query.shape
        query, key, value = (
            side.reshape(rows, length, HEADS, WIDTH // HEADS).transpose(1, 2) for side in (query, key, value)
        )
        weights = torch.softmax(query @ key.transpose(2, 3) / math.sqrt(WIDTH // HEADS), -1)
        return (weights @ value).transpose(1, 2).reshape(rows, length, WIDTH)

    @staticmethod
    def symbolic(graph: Any, query: Any, key: Any, value: Any) -> Any:
        operator = graph.op("com.microsoft::MultiHeadAttention", query, key, value, num_heads_i=HEADS)
        return operator.setType(query.type())


def normed(x: Tensor, norm: nn.LayerNorm) -> Tensor:
    """`norm(x)`, step by step; the division is a product, lest the exporter's patterns find the norm again."""
    centred = x - x.mean(-1, keepdim=True)
    variance = (centred * centred).mean(-1, keepdim=True)
    return centred * torch.reciprocal(torch.sqrt(variance + norm.eps)) * norm.weight + norm.bias


def layer_output(layer: Layer, x: Tensor) -> Tensor:
    """`layer(x, mask)` where nothing is masked."""
    x = normed(x + layer.out(Attention.apply(*layer.qkv(x).split(WIDTH, -1))), layer.norm_attention)
    return normed(x + layer.outer(functional.gelu(layer.inner(x))), layer.norm_inner)


def hidden_of(encoder: Encoder, embeds: Tensor, shapes: Tensor, quotes: Tensor) -> Tensor:
    """`encoder(embeds, shapes, quotes, mask)` in evaluation, where nothing is masked."""
    x = normed(embeds + encoder.position.weight[: embeds.shape[1]][None] + encoder.shape(shapes), encoder.norm)
    for number, layer in enumerate(encoder.layers):
        if number == QUOTE_LAYER:
            x = x + encoder.quote(quotes)
        x = layer_output(layer, x)
    return x


class ReaderGraph(nn.Module):
    """The reader as it is exported: a tuple of outputs in the order of OUTPUTS."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, embeds: Tensor, shapes: Tensor, quotes: Tensor) -> tuple[Tensor, ...]:
        outputs = self.reader.outputs(hidden_of(self.reader.encoder, embeds, shapes, quotes))
        return tuple(outputs[name] for name in OUTPUTS)


class EmbedderGraph(nn.Module):
    """MiniLM's sentence embedding: mean over the mask, unit length."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, embeds: Tensor, mask: Tensor) -> Tensor:
        hidden = self.encoder(embeds, None, None, mask)
        weight = mask.to(hidden.dtype)[..., None]
        mean = (hidden * weight).sum(1) / weight.sum(1)
        return mean / mean.norm(dim=-1, keepdim=True).clamp(min=1e-9)


@torch.no_grad()
def check_reader_graph(reader: Reader, embeds: Tensor, shapes: Tensor, quotes: Tensor) -> None:
    """Raises `ValueError` where the exported form gives other numbers than the network that was trained."""
    mask = torch.ones(embeds.shape[:2], dtype=torch.bool)
    wanted = reader.eval().outputs(reader.encoder(embeds, shapes, quotes, mask))
    for name, found in zip(OUTPUTS, ReaderGraph(reader)(embeds, shapes, quotes), strict=True):
        if not torch.allclose(found, wanted[name], rtol=1e-3, atol=1e-3):
            raise ValueError(f"the exported form of {name} differs by {(found - wanted[name]).abs().max():.4f}")
