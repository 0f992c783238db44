"""`python -m training.linking CHECKPOINT`: PolNeAR dev read without the cue-conditioned head, for comparison.

Sources and contents are the tag head's spans; each goes to the one cue of its window that the link head, averaged over
the span's pieces, points to. The shipped reader reads every cue by itself instead.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

from demarche.models.decoding import (
    ATTRIBUTION_LABELS,
    Relation,
    at_words,
    log_softmax,
    long_viterbi,
    spans_of,
    transitions,
)
from demarche.models.inputs import pieces_of, windows_of, word_places
from training import places
from training.corpora import Document, load
from training.forward import open_tokenizer, window_arrays
from training.network import Reader
from training.scores import Count, Counts, add_relations, summary
from training.train import label_lists, new_reader


@torch.no_grad()
def linked(reader: Reader, words: torch.Tensor, document: Document) -> list[Relation]:
    """The relations of a document by tags and links alone."""
    pieces = pieces_of(document.words, document.gaps, open_tokenizer(places.MODELS / "tokenizer.json"))
    windows = windows_of(pieces)
    outputs, links = [], []
    for start, end in windows:
        ids, shapes, quotes = (torch.from_numpy(array) for array in window_arrays(pieces, start, end))
        with torch.autocast("cpu", torch.bfloat16):
            hidden = reader.encoder(functional.embedding(ids, words), shapes, quotes, torch.ones_like(ids))
            outputs.append({"tag": reader.tag(hidden)[0].float().numpy()})
            links.append(functional.log_softmax(reader.link_scores(hidden)[0].float(), -1).numpy())
    tags = log_softmax(at_words(pieces, windows, outputs, "tag"))
    spans = spans_of(long_viterbi(tags, transitions(ATTRIBUTION_LABELS)), ATTRIBUTION_LABELS)
    first = np.where(pieces.first < 0, 0, pieces.first)
    window, _ = word_places(pieces, windows)
    cues = [span for span in spans if span[2] == "cue"]
    claimed: dict[tuple[int, int, str], dict[str, list[tuple[int, int]]]] = {
        cue: {"source": [], "content": []} for cue in cues
    }
    for start, end, kind in spans:
        number = int(window[(start + end) // 2])
        low, high = windows[number]
        near = [cue for cue in cues if low <= first[cue[0]] < high]
        own = [int(first[word]) - low + 1 for word in range(start, end) if low <= first[word] < high]
        if kind != "cue" and near and own:
            belief = links[number][own].mean(0)
            best = max(near, key=lambda cue: belief[int(first[cue[0]]) - low + 1])
            claimed[best][kind].append((start, end))
    return [
        Relation(((cue[0], cue[1]),), tuple(own["source"]), tuple(own["content"]), 1.0)
        for cue, own in claimed.items()
        if own["source"] or own["content"]
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    options = parser.parse_args()
    torch.set_num_threads(1)
    reader = new_reader(label_lists())
    words = reader.encoder.load_minilm(places.minilm_folder())
    reader.load_state_dict(torch.load(options.checkpoint, map_location="cpu", weights_only=True)["state"])
    reader.eval()
    counts: Counts = defaultdict(Count)
    for document in load("polnear-dev"):
        add_relations(counts, document, linked(reader, words, document))
    print(json.dumps(summary(counts), indent=1))


if __name__ == "__main__":
    main()
