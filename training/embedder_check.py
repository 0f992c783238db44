"""`python -m training.embedder_check`: how far the int8 sentence embedder is from MiniLM in float."""

from __future__ import annotations

import json

import numpy as np
import torch
from torch.nn import functional

from demarche.models.inputs import CLASSIFIER_PIECE, SEPARATOR_PIECE
from training import places
from training.forward import open_tokenizer, single_thread_session
from training.graphs import EmbedderGraph
from training.network import Encoder


def main() -> None:
    torch.set_num_threads(1)
    encoder = Encoder()
    words = encoder.load_minilm(places.minilm_folder())
    graph = EmbedderGraph(encoder).eval()
    tokenizer = open_tokenizer(places.minilm_folder() / "tokenizer.json")
    session = single_thread_session(places.MODELS / "embedder.int8.onnx")
    matrix = np.load(places.MODELS / "word_embeddings.int8.npy", mmap_mode="r")
    scale = np.load(places.MODELS / "word_embeddings.scale.npy")
    pairs = [json.loads(line) for line in places.corpus("quotes/ecb_utterance_pairs_dev.jsonl").open()][:150]
    texts = [pair[side]["sent"] for pair in pairs for side in "ab"][:300]
    ours, theirs = [], []
    for text in texts:
        pieces = tokenizer.encode(text, add_special_tokens=False).ids[:254]
        ids = np.array([[CLASSIFIER_PIECE, *pieces, SEPARATOR_PIECE]])
        mask = np.ones(ids.shape, bool)
        embeds = matrix[ids].astype(np.float32) * scale[ids][..., None]
        ours.append(session.run(None, {"embeds": embeds, "mask": mask})[0][0])
        with torch.no_grad():
            float_embeds = functional.embedding(torch.from_numpy(ids), words)
            theirs.append(graph(float_embeds, torch.from_numpy(mask))[0].numpy())
    quantised, exact = np.stack(ours), np.stack(theirs)
    same = (quantised * exact).sum(1)
    among, exact_among = quantised[:-1] * quantised[1:], exact[:-1] * exact[1:]
    difference = np.abs(among.sum(1) - exact_among.sum(1))
    print(f"{len(texts)} texts: cosine int8 to float mean {same.mean():.4f}, least {same.min():.4f}")
    print(
        f"similarity of neighbouring texts: off by {difference.mean():.4f} on average, {difference.max():.4f} at most"
    )


if __name__ == "__main__":
    main()
