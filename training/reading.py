"""Development scores of a reader, whichever network it runs on; needs no torch."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from tokenizers import Tokenizer

from demarche.models.decoding import (
    CueHead,
    Outputs,
    at_words,
    attribution_tags,
    log_softmax,
    long_viterbi,
    relations,
    spans_of,
    transitions,
)
from demarche.models.inputs import Pieces, pieces_of, windows_of
from demarche.models.naming import kinds_shared
from demarche.models.trees import TreeHead, tree
from training import places
from training.corpora import UPOS, Document, load
from training.forward import Forward, onnx_forward, open_tokenizer
from training.scores import Count, Counts, add_names, add_relations, add_tags, summary, tags_from


class Model(msgspec.Struct, frozen=True):
    """A network ready to read, with the arrays that live outside its graph."""

    forward: Forward
    cue: CueHead
    tree: TreeHead
    labels: dict[str, list[str]]
    tokenizer: Tokenizer
    cue_bias: float = 0.0

    def read(self, document: Document) -> tuple[Pieces, list[tuple[int, int]], list[dict[str, Any]]]:
        pieces = pieces_of(document.words, document.gaps, self.tokenizer)
        windows = windows_of(pieces)
        return pieces, windows, self.forward(pieces, windows)


def model_from(forward: Forward, side: Any, labels: dict[str, list[str]]) -> Model:
    return Model(
        forward,
        CueHead(side["cue_distance"], side["cue_weight"], side["cue_bias"]),
        TreeHead(side["arc"], side["arc_distance"], side["label"]),
        labels,
        open_tokenizer(places.MODELS / "tokenizer.json"),
    )


def exported_model(folder: Path = places.MODELS, graph: str = "reader.int8.onnx") -> Model:
    matrix = np.load(folder / "word_embeddings.int8.npy", mmap_mode="r")
    forward = onnx_forward(folder / graph, matrix, np.load(folder / "word_embeddings.scale.npy"))
    labels = json.loads((folder / "reader.labels.json").read_text())
    model = model_from(
        forward, np.load(folder / "reader.side.npz"), {name: labels[name] for name in ("names", "upos", "xpos", "dep")}
    )
    return msgspec.structs.replace(model, cue_bias=labels["cue_bias"])


def attribution_scores(model: Model, documents: list[Document], biases: tuple[float, ...] = (0.0,)) -> dict[str, Any]:
    """Scores for each cue bias: tag layer of the two heads together, and again rebuilt from the relations."""
    counts: dict[float, Counts] = {bias: defaultdict(Count) for bias in biases}
    rebuilt: dict[float, Counts] = {bias: defaultdict(Count) for bias in biases}
    for document in documents:
        pieces, windows, outputs = model.read(document)
        tags = attribution_tags(pieces, windows, outputs, model.cue, model.cue_bias)
        for bias in biases:
            found = relations(pieces, windows, outputs, model.cue, bias)
            add_tags(counts[bias], document, tags.tolist())
            add_relations(counts[bias], document, found)
            add_tags(rebuilt[bias], document, tags_from(found, len(document.words)))
    return {
        f"bias {bias}": {"tag head": summary(counts[bias]), "from relations": summary(rebuilt[bias])} for bias in biases
    }


def name_scores(model: Model, documents: list[Document]) -> dict[str, Any]:
    counts: Counts = defaultdict(Count)
    penalty = transitions(model.labels["names"])
    for document in documents:
        scores = log_softmax(at_words(*model.read(document), "ner"))
        scores = kinds_shared(document.words, scores, model.labels["names"])
        add_names(counts, document.names or [], spans_of(long_viterbi(scores, penalty), model.labels["names"]))
    return summary(counts)


def parse_scores(model: Model, documents: list[Document]) -> dict[str, float]:
    """Tags, trees (gold tokens and sentences) and sentence starts, in per cent."""
    right: dict[str, int] = defaultdict(int)
    starts, words = Count(), 0
    for document in documents:
        parse = document.parse
        if parse is None:
            continue
        pieces, windows, outputs = model.read(document)
        for name, gold, labels in (("upos", parse.upos, UPOS), ("xpos", parse.xpos, model.labels["xpos"])):
            best = at_words(pieces, windows, outputs, name).argmax(1)
            right[name] += sum(labels[number] == tag for number, tag in zip(best, gold, strict=True))
        predicted = set(np.flatnonzero(at_words(pieces, windows, outputs, "sent").argmax(1)).tolist())
        gold_starts = {start for start, _ in parse.sentences}
        starts.add(len(predicted & gold_starts), len(predicted), len(gold_starts))
        words += len(document.words)
        for low, high in parse.sentences:
            chosen, rows = sentence_rows(pieces, windows, outputs, low, high)
            heads, labels_found = tree(rows, model.tree)
            for place, word in enumerate(chosen):
                head_right = chosen[heads[place]] == parse.heads[word]
                right["uas"] += head_right
                right["las"] += head_right and model.labels["dep"][labels_found[place]] == parse.labels[word]
    found = {name: round(100 * count / max(1, words), 2) for name, count in right.items()}
    return found | {"sentence starts f1": starts.scores()["f1"]}


def sentence_rows(
    pieces: Pieces, windows: list[tuple[int, int]], outputs: Sequence[Outputs], low: int, high: int
) -> tuple[list[int], dict[str, Any]]:
    """The words of a sentence that stand in the window holding most of it, and their rows for `tree`."""
    first = np.where(pieces.first < 0, 0, pieces.first)
    start, end = int(first[low]), int(first[high - 1]) + 1

    def held(number: int) -> tuple[int, int]:
        left, right = windows[number]
        return min(right, end) - max(left, start), min(start - left, right - end)

    best = max(range(len(windows)), key=held)
    left, right = windows[best]
    chosen = [word for word in range(low, high) if left <= first[word] < right]
    places_in = first[chosen] - left + 1
    names = ("arc_dependent", "arc_head", "label_dependent", "label_head")
    return chosen, {name: outputs[best][name][places_in] for name in names}


def report(model: Model, biases: tuple[float, ...] = (), spacy_tokens: bool = True) -> dict[str, Any]:
    """All development scores."""
    biases = biases or (model.cue_bias,)
    found: dict[str, Any] = {"polnear": attribution_scores(model, load("polnear-dev"), biases)}
    found["names"] = name_scores(model, load("names-dev"))
    found |= {"ewt": parse_scores(model, load("ewt-dev")), "gum": parse_scores(model, load("gum-dev"))}
    if spacy_tokens:
        found["polnear, spaCy's tokens"] = attribution_scores(model, load("polnear-dev-spacy"), (model.cue_bias,))
        found["names, spaCy's tokens"] = name_scores(model, load("names-dev-spacy"))
    return found
