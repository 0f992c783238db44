"""A small head over frozen word vectors: two attentions, each asking from the source and the target for the deed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from training.event_types.evidence import Words
from training.event_types.sentences import Floats, Vectors

SEEDS, EPOCHS, RATE, BATCH = 3, 25, 1.5e-3, 32
"""As they were before the ridge regression was thought of; not tuned since."""


class Batch:
    """All sentences as tensors: hidden [n, words, width], source, target and real [n, words]."""

    def __init__(self, vectors: Sequence[Vectors], sources: Sequence[Words], targets: Sequence[Words]) -> None:
        self.sizes = torch.tensor([len(words) for words in vectors])
        shape = (len(vectors), int(self.sizes.max()))
        self.hidden = torch.zeros(*shape, vectors[0].shape[-1])
        self.source, self.target, self.real = (torch.zeros(shape) for _ in range(3))
        for row, (words, source, target) in enumerate(zip(vectors, sources, targets, strict=True)):
            self.hidden[row, : len(words)] = torch.from_numpy(words[:, -1])
            self.real[row, : len(words)] = 1
            self.source[row, sorted(source)] = 1
            self.target[row, sorted(target)] = 1

    def rows(self, chosen: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """The chosen sentences, cut at the longest of them."""
        end = int(self.sizes[chosen].max())
        whole = (self.hidden, self.source, self.target, self.real)
        hidden, source, target, real = (tensor[chosen, :end] for tensor in whole)
        return hidden, source, target, real


class TypeHead(nn.Module):
    """Types from word vectors and the parties' masks."""

    def __init__(self, width: int, types: int, inner: int = 128, attentions: int = 2) -> None:
        super().__init__()
        self.token = nn.Linear(width, inner)
        self.party = nn.Linear(2 * width, inner)
        self.role = nn.Embedding(4, inner)
        self.ask = nn.Linear(inner, attentions)
        self.hidden = nn.Linear((attentions + 2) * width, 256)
        self.out = nn.Linear(256, types)
        self.dropout = nn.Dropout(0.3)

    def forward(self, hidden: Tensor, source: Tensor, target: Tensor, real: Tensor) -> Tensor:
        parties = torch.cat([_mean(hidden, source), _mean(hidden, target)], -1)
        role = self.role((source + 2 * target).long())
        asked = self.ask(torch.tanh(self.token(self.dropout(hidden)) + self.party(parties)[:, None] + role))
        weight = asked.masked_fill(real[..., None] == 0, -1e4).softmax(1)
        deed = (weight.transpose(1, 2) @ hidden).flatten(1)
        return self.out(self.dropout(functional.gelu(self.hidden(self.dropout(torch.cat([deed, parties], -1))))))


def _mean(hidden: Tensor, mask: Tensor) -> Tensor:
    return (hidden * mask[..., None]).sum(1) / mask.sum(1, keepdim=True).clamp(min=1)


def _fit(batch: Batch, answers: Tensor, chosen: Tensor, types: int, seed: int) -> TypeHead:
    torch.manual_seed(seed)
    head = TypeHead(batch.hidden.shape[-1], types)
    optimizer = torch.optim.AdamW(head.parameters(), lr=RATE, weight_decay=0.05)
    steps = EPOCHS * ((len(chosen) + BATCH - 1) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps, pct_start=0.1)
    head.train()
    for _ in range(EPOCHS):
        for part in chosen[torch.randperm(len(chosen))].split(BATCH):
            loss = functional.cross_entropy(head(*batch.rows(part)), answers[part], label_smoothing=0.1)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    return head.eval()


def fit_and_predict(
    batch: Batch, answers: Sequence[str], train: Sequence[int], held: Sequence[int], kinds: Sequence[str]
) -> Floats:
    """Probabilities of the held sentences [held, kinds], the mean over seeds."""
    numbers = torch.tensor([list(kinds).index(answer) for answer in answers])
    inside, outside = torch.tensor(list(train)), torch.tensor(list(held))
    found = np.zeros((len(held), len(kinds)))
    for seed in range(SEEDS):
        head = _fit(batch, numbers, inside, len(kinds), seed)
        with torch.no_grad():
            found += head(*batch.rows(outside)).softmax(-1).double().numpy() / SEEDS
    return found
