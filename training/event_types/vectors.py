"""Word vectors of the sentences: the two top layers of the frozen MiniLM-L6 whose embedder ships."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import torch
from spacy.tokens import Doc
from torch.nn import functional

from demarche.models.inputs import CLASSIFIER_PIECE, SEPARATOR_PIECE, gaps_before, pieces_of
from training import places
from training.event_types.sentences import Vectors
from training.forward import open_tokenizer
from training.network import WIDTH, Encoder

LENGTH = 128


@torch.no_grad()
def word_vectors(docs: Sequence[Doc]) -> list[Vectors]:
    """For each Doc [words, 2, width]: the mean over a word's pieces in the fifth and the sixth layer.

    Words beyond the 126th piece have zeros.
    """
    tokenizer = open_tokenizer(places.minilm_folder() / "tokenizer.json")
    encoder = Encoder()
    matrix = encoder.load_minilm(places.minilm_folder())
    encoder.eval()
    found = []
    for doc in docs:
        offsets = [(token.idx, token.idx + len(token)) for token in doc]
        pieces = pieces_of([token.text for token in doc], gaps_before(doc.text, offsets), tokenizer)
        size = min(len(pieces.ids), LENGTH - 2)
        ids = torch.tensor([[CLASSIFIER_PIECE, *pieces.ids[:size].tolist(), SEPARATOR_PIECE]])
        open_mask = torch.zeros(1, 1, 1, size + 2)
        x = encoder.norm(functional.embedding(ids, matrix) + encoder.position.weight[None, : size + 2])
        layers = []
        for layer in encoder.layers:
            x = layer(x, open_mask)
            layers.append(x[0, 1:-1])
        top = torch.stack(layers[-2:], 1).numpy()
        vectors = np.zeros((len(doc), 2, WIDTH), np.float32)
        starts = [(word, int(first)) for word, first in enumerate(pieces.first) if 0 <= first < size]
        for (word, first), end in zip(starts, [*(first for _, first in starts[1:]), size], strict=True):
            vectors[word] = top[first:end].mean(0)
        found.append(vectors)
    return found


def pooled(vectors: Sequence[Vectors], chosen: Iterable[Mapping[str, frozenset[int]]]) -> dict[str, Vectors]:
    """By place and layer ("joint 0"), the mean of the place's words in each sentence [sentences, width]."""
    rows: dict[str, list[Vectors]] = {}
    for words, named in zip(vectors, chosen, strict=True):
        for place, numbers in named.items():
            mean = words[sorted(numbers)].mean(0) if numbers else np.zeros(words.shape[1:], np.float32)
            for layer in range(words.shape[1]):
                rows.setdefault(f"{place} {layer}", []).append(mean[layer])
    return {name: np.stack(row) for name, row in rows.items()}
