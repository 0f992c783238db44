"""`python -m training.event_types [READER] [--trunk minilm|reader|both]`: PLOVER type of an event, given its parties.

A small head over a frozen encoder: two attentions, each asking from the source and the target where the word of the
deed stands, then a hidden layer. Cross-validated in five folds on the sentences with known source and target; the
out-of-fold probabilities are saved, so that they can be weighed against the evidence of the verb lexicon.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from demarche.models.inputs import CLASSIFIER_PIECE, SEPARATOR_PIECE, gaps_before, pieces_of
from training import places
from training.corpora import retokenised, spacy_tokenizer, words_under
from training.forward import open_tokenizer
from training.network import WIDTH, Encoder
from training.train import label_lists, new_reader

FOLDS, LENGTH = 5, 96


class Example(msgspec.Struct, frozen=True):
    """A sentence with the parties of its one event, in words."""

    id: str
    words: list[str]
    gaps: list[int]
    source: tuple[tuple[int, int], ...]
    target: tuple[tuple[int, int], ...]
    kind: str


class Encoded(msgspec.Struct, frozen=True):
    """All examples as tensors: hidden [n, length, width], source and target masks [n, length], real [n, length]."""

    hidden: Tensor
    source: Tensor
    target: Tensor
    real: Tensor


def examples() -> list[Example]:
    tokenizer = spacy_tokenizer()
    found = []
    for line in places.corpus("events/plv_train.jsonl").open(encoding="utf8"):
        row = json.loads(line)
        event, text = row["events"][0], row["text"]
        tokens = retokenised(text, tokenizer)
        source, target = _party_spans(event["marked"])
        found.append(
            Example(
                row["id"],
                [text[start:end] for start, end in tokens],
                gaps_before(text, tokens),
                words_under([source], tokens) if text[slice(*source)] == event["source"] else (),
                words_under([target], tokens) if text[slice(*target)] == event["target"] else (),
                event["type"],
            )
        )
    return found


def _party_spans(marked: str) -> tuple[tuple[int, int], tuple[int, int]]:
    """Character spans of source and target in the text that the marks leave when taken out."""
    spans: dict[str, list[int]] = {"s": [], "t": []}
    place = plain = 0
    while place < len(marked):
        mark = next((mark for mark in ("<s>", "</s>", "<t>", "</t>") if marked.startswith(mark, place)), None)
        if mark is None:
            place, plain = place + 1, plain + 1
        else:
            spans[mark.strip("</>")].append(plain)
            place += len(mark)
    source, target = ((*spans[side], 0, 0)[:2] for side in "st")
    return (source[0], source[1]), (target[0], target[1])


@torch.no_grad()
def encode(encoder: Encoder, matrix: Tensor, found: Sequence[Example], tokenizer: Tokenizer, features: bool) -> Encoded:
    """Run the frozen encoder; `features`: give it shapes and quotations, as the reader's encoder expects."""
    hidden = torch.zeros(len(found), LENGTH, WIDTH, dtype=torch.bfloat16)
    masks = torch.zeros(3, len(found), LENGTH)
    for number, example in enumerate(found):
        pieces = pieces_of(example.words, example.gaps, tokenizer)
        size = min(len(pieces.ids), LENGTH - 2)
        ids = torch.tensor([[CLASSIFIER_PIECE, *pieces.ids[:size].tolist(), SEPARATOR_PIECE]])
        columns = [torch.tensor([[0, *column[:size].tolist(), 0]]) for column in (pieces.shapes, pieces.quotes)]
        mask = torch.ones(1, size + 2, dtype=torch.bool)
        with torch.autocast("cpu", torch.bfloat16):
            read = encoder(functional.embedding(ids, matrix), *(columns if features else (None, None)), mask)
        hidden[number, : size + 2] = read[0].bfloat16()
        masks[2, number, : size + 2] = 1
        for row, spans in enumerate((example.source, example.target)):
            for start, end in spans:
                low = int(pieces.first[start]) + 1
                high = int(pieces.first[end]) + 1 if end < len(pieces.first) else size + 1
                masks[row, number, low : min(high, size + 1)] = 1
    return Encoded(hidden, *masks)


class TypeHead(nn.Module):
    """Types from hidden states and the parties' masks."""

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


def fit(encoded: Encoded, answers: Tensor, chosen: Tensor, types: int, seed: int, epochs: int) -> TypeHead:
    torch.manual_seed(seed)
    head = TypeHead(encoded.hidden.shape[-1], types)
    optimizer = torch.optim.AdamW(head.parameters(), lr=1e-3, weight_decay=0.05)
    steps = epochs * ((len(chosen) + 31) // 32)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 1.5e-3, total_steps=steps, pct_start=0.1)
    head.train()
    for _ in range(epochs):
        for batch in chosen[torch.randperm(len(chosen))].split(32):
            scores = head(*_rows(encoded, batch))
            loss = functional.cross_entropy(scores, answers[batch], label_smoothing=0.1)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    return head.eval()


def _rows(encoded: Encoded, chosen: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    return encoded.hidden[chosen].float(), encoded.source[chosen], encoded.target[chosen], encoded.real[chosen]


def cross_validated(encoded: Encoded, answers: Tensor, types: int, seeds: int, epochs: int) -> NDArray[np.float32]:
    """Out-of-fold probabilities [examples, types], the mean over seeds; folds are strata by type."""
    generator = np.random.default_rng(7)
    fold = np.zeros(len(answers), np.int64)
    for kind in range(types):
        members = generator.permutation(np.flatnonzero(answers.numpy() == kind))
        fold[members] = np.arange(len(members)) % FOLDS
    probabilities = torch.zeros(len(answers), types)
    for held in range(FOLDS):
        inside, outside = (torch.from_numpy(np.flatnonzero(mask)) for mask in (fold != held, fold == held))
        for seed in range(seeds):
            head = fit(encoded, answers, inside, types, seed, epochs)
            with torch.no_grad():
                probabilities[outside] += head(*_rows(encoded, outside)).softmax(-1) / seeds
    return probabilities.numpy()


def scores(probabilities: NDArray[np.float32], answers: NDArray[np.int64], kinds: Sequence[str]) -> dict[str, object]:
    best = probabilities.argmax(1)
    by_kind = {}
    for number, kind in enumerate(kinds):
        right = int(((best == number) & (answers == number)).sum())
        both = int((best == number).sum() + (answers == number).sum())
        by_kind[kind] = round(2 * right / max(1, both), 3)
    accuracy = round(float((best == answers).mean()), 4)
    return {"accuracy": accuracy, "macro f1": round(float(np.mean(list(by_kind.values()))), 4), "f1": by_kind}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reader", nargs="?", type=Path, help="checkpoint whose encoder to use")
    parser.add_argument("--trunk", default="both", choices=("minilm", "reader", "both"))
    parser.add_argument("--seeds", type=int, default=2)
    parser.add_argument("--epochs", type=int, default=25)
    options = parser.parse_args()
    torch.set_num_threads(1)
    found = examples()
    kinds = sorted({example.kind for example in found})
    answers = torch.tensor([kinds.index(example.kind) for example in found])
    tokenizer = open_tokenizer(places.minilm_folder() / "tokenizer.json")
    parts = []
    if options.trunk != "reader":
        encoder = Encoder()
        matrix = encoder.load_minilm(places.minilm_folder())
        parts.append(encode(encoder.eval(), matrix, found, tokenizer, features=False))
    if options.trunk != "minilm":
        reader = new_reader(label_lists()).eval()
        matrix = reader.encoder.load_minilm(places.minilm_folder())
        reader.load_state_dict(torch.load(options.reader, map_location="cpu", weights_only=True)["state"])
        parts.append(encode(reader.encoder, matrix, found, tokenizer, features=True))
    joined = msgspec.structs.replace(parts[0], hidden=torch.cat([part.hidden for part in parts], -1))
    probabilities = cross_validated(joined, answers, len(kinds), options.seeds, options.epochs)
    print(json.dumps(scores(probabilities, answers.numpy(), kinds)))
    folder = places.WORK / "event_types"
    folder.mkdir(parents=True, exist_ok=True)
    rows = [
        {"id": example.id, "type": example.kind, "probabilities": dict(zip(kinds, row.round(4).tolist(), strict=True))}
        for example, row in zip(found, probabilities, strict=True)
    ]
    (folder / f"out_of_fold.{options.trunk}.json").write_text(json.dumps(rows))


if __name__ == "__main__":
    main()
