"""What linking found before, so that linking again computes only what new articles have touched.

Everything below the candidate search depends on one neighbourhood alone: its articles as they were read, which of them
are one text, and the code. A neighbourhood with the same fingerprint is therefore taken over as it was found, and the
result is equal to that of linking from nothing. Entries are bytes under names, to be kept by whoever links.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, MutableMapping, Sequence
from functools import lru_cache
from importlib.resources import files

import msgspec
import numpy as np

from demarche.records import Dating, Incident, Reading, Record, Reply, Story, Utterance
from demarche.stories.embedding import Embed, Vectors

Entries = Mapping[str, bytes]


class Found(Record, frozen=True):
    """What one neighbourhood holds: its stories (without storylines) and all that was found within them."""

    stories: tuple[Story, ...]
    incidents: tuple[Incident, ...]
    utterances: tuple[Utterance, ...]
    replies: tuple[Reply, ...]
    datings: tuple[tuple[str, Dating], ...]


def recalled(name: str, known: Entries) -> Found | None:
    """What was found under this name, if it is known."""
    entry = known.get(name)
    return None if entry is None else msgspec.msgpack.decode(entry, type=Found)


def noted(found: Found) -> bytes:
    """The entry that `recalled` reads."""
    return msgspec.msgpack.encode(found)


def name_of(readings: Sequence[Reading], copies: Mapping[str, Sequence[tuple[str, ...]]]) -> str:
    """The fingerprint of a neighbourhood: its readings, the pairs and groups of copies that touch it, the code."""
    digest = hashlib.sha256(code_digest())
    for reading in readings:
        digest.update(msgspec.msgpack.encode((copies.get(reading.article.id, ()), reading)))
    return f"area {digest.hexdigest()[:40]}"


def vectors_by(embed: Embed | None, known: Entries, kept: MutableMapping[str, bytes]) -> Embed | None:
    """`embed`, but for texts whose vectors are `known`; what it gives out is added to `kept`."""
    if embed is None:
        return None

    def vectors(texts: Sequence[str]) -> Vectors:
        names = [_vector_name(text) for text in texts]
        for name in names:
            if name not in kept and name in known:
                kept[name] = known[name]
        missing = {name: text for name, text in zip(names, texts, strict=True) if name not in kept}
        for name, row in zip(missing, embed(list(missing.values())), strict=True):
            kept[name] = row.astype(np.float32).tobytes()
        rows = [np.frombuffer(kept[name], np.float32) for name in names]
        return np.stack(rows) if rows else embed([])

    return vectors


def _vector_name(text: str) -> str:
    return f"vector {hashlib.sha256(model_digest() + text.encode()).hexdigest()[:40]}"


@lru_cache(maxsize=1)
def model_digest() -> bytes:
    """A digest of the sentence encoder."""
    weights = files("demarche.models").joinpath("embedder.int8.onnx")
    return hashlib.sha256(weights.read_bytes()).digest() if weights.is_file() else b""


@lru_cache(maxsize=1)
def code_digest() -> bytes:
    """A digest of what decides what is found: the code of this stage, its scorers, term counts and encoder."""
    digest = hashlib.sha256(model_digest())
    for package, ending in (("demarche.stories", ".py"), ("demarche.models", ".json")):
        for file in sorted(files(package).iterdir(), key=lambda file: file.name):
            if file.name.endswith(ending):
                digest.update(file.name.encode() + file.read_bytes())
    return digest.digest()
