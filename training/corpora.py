"""The corpora as documents of words with their annotation; cached as msgpack under `places.WORK`.

PolNeAR and the newswire names come with the tokens of another tokenizer. Each of their documents is kept twice, once
with its own tokens and once with those of spaCy's English tokenizer, which the reader meets at run time; the spans are
carried over by character.
"""

from __future__ import annotations

import bisect
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import spacy
from spacy.tokenizer import Tokenizer

from demarche.models.decoding import ATTRIBUTION_LABELS
from demarche.models.inputs import NEWLINE, NO_GAP, SPACE, gaps_before
from training import places

Span = tuple[int, int]

UPOS = (
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM",
    "VERB", "X",
)  # fmt: skip
NAME_KINDS = ("PER", "ORG", "LOC", "NORP", "DATE", "MISC", "FAC", "MONEY")
NAME_LABELS = ("O", *(f"{prefix}-{kind}" for kind in NAME_KINDS for prefix in "BI"))


class Attribution(msgspec.Struct, frozen=True):
    """One PolNeAR relation, spans in words."""

    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    content: tuple[Span, ...]


class Parse(msgspec.Struct, frozen=True):
    """Universal Dependencies of a document; `heads` are word indices of the document, the root heads itself."""

    upos: list[str]
    xpos: list[str]
    heads: list[int]
    labels: list[str]
    sentences: list[Span]


class Document(msgspec.Struct, frozen=True):
    """Words with the gap before each, and whichever annotation its corpus has."""

    id: str
    words: list[str]
    gaps: list[int]
    attributions: list[Attribution] | None = None
    names: list[tuple[int, int, str]] | None = None
    parse: Parse | None = None


def load(name: str) -> list[Document]:
    """Documents of a corpus by name, from the cache or made anew: see `CORPORA`."""
    cached = places.WORK / "corpora" / f"{name}.msgpack"
    if cached.exists():
        return msgspec.msgpack.decode(cached.read_bytes(), type=list[Document])
    file, kind = SOURCES[name]
    documents = list(_READERS[kind](places.corpus(file)))
    cached.parent.mkdir(parents=True, exist_ok=True)
    cached.write_bytes(msgspec.msgpack.encode(documents))
    return documents


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf8") as lines:
        for line in lines:
            yield json.loads(line)


def spacy_tokenizer() -> Tokenizer:
    return spacy.blank("en").tokenizer


def retokenised(text: str, tokenizer: Tokenizer) -> list[Span]:
    """spaCy's tokens of a text as character offsets, white space tokens left out."""
    return [(token.idx, token.idx + len(token)) for token in tokenizer(text) if not token.is_space]


def words_under(spans: list[Any], tokens: list[Span]) -> tuple[Span, ...]:
    """Word spans [from, to) that the character spans touch."""
    starts = [start for start, _ in tokens]
    found = []
    for low, high in spans:
        begin = max(0, bisect.bisect_left(starts, low))
        if begin > 0 and tokens[begin - 1][1] > low:
            begin -= 1
        end = begin
        while end < len(tokens) and tokens[end][0] < high:
            end += 1
        if end > begin:
            found.append((begin, end))
    return tuple(found)


def _polnear(path: Path, own_tokens: bool) -> Iterator[Document]:
    tokenizer = spacy_tokenizer()
    for row in _lines(path):
        text = row["text"]
        tokens = [tuple(pair) for pair in row["tokens"]] if own_tokens else retokenised(text, tokenizer)
        attributions = [
            Attribution(*(words_under(raw[role], tokens) for role in ("cue", "source", "content")))
            for raw in row["attributions"]
        ]
        yield Document(
            row["id"],
            [text[start:end] or "." for start, end in tokens],
            gaps_before(text, tokens),
            attributions=[attribution for attribution in attributions if attribution.cue],
        )


def _names(path: Path, own_tokens: bool) -> Iterator[Document]:
    tokenizer = spacy_tokenizer()
    for row in _lines(path):
        text = row["text"]
        own = [tuple(pair) for pair in row["tokens"]]
        tokens = own if own_tokens else retokenised(text, tokenizer)
        names: list[tuple[int, int, str]] = []
        for start, end, kind in row["entities"]:
            under = [(start, end)] if own_tokens else words_under([(own[start][0], own[end - 1][1])], tokens)
            names += [(low, high, kind) for low, high in under if not names or low >= names[-1][1]]
        yield Document(row["id"], [text[a:b] or "." for a, b in tokens], gaps_before(text, tokens), names=names)


class _Row(msgspec.Struct):
    form: str
    upos: str
    xpos: str
    head: int
    label: str
    gap: int


def _conllu_sentences(path: Path) -> Iterator[tuple[str | None, list[_Row]]]:
    """Sentences with the id of the document that begins there, if one does."""
    begins: str | None = None
    rows: list[_Row] = []
    gap, after_mwt, mwt_end = NEWLINE, SPACE, 0
    with path.open(encoding="utf8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# newdoc"):
                begins, gap = line.split("=")[-1].strip(), NEWLINE
            elif line.startswith("# newpar"):
                gap = NEWLINE
            elif not line:
                if rows:
                    yield begins, rows
                begins, rows, mwt_end = None, [], 0
            elif line[0].isdigit():
                field = line.split("\t")
                following = NO_GAP if "SpaceAfter=No" in field[9] else SPACE
                if "-" in field[0]:
                    mwt_end, after_mwt = int(field[0].split("-")[1]), following
                elif "." not in field[0]:
                    number = int(field[0])
                    rows.append(_Row(field[1], field[3], field[4], int(field[6]), field[7], gap))
                    gap = NO_GAP if number < mwt_end else after_mwt if number == mwt_end else following


def _conllu(path: Path) -> Iterator[Document]:
    sentences: list[list[_Row]] = []
    name = ""
    for begins, rows in _conllu_sentences(path):
        if begins is not None:
            if sentences:
                yield _parsed(name, sentences)
            name, sentences = begins, []
        sentences.append(rows)
    if sentences:
        yield _parsed(name, sentences)


def _parsed(name: str, sentences: list[list[_Row]]) -> Document:
    rows = [row for sentence in sentences for row in sentence]
    spans: list[Span] = []
    heads: list[int] = []
    for sentence in sentences:
        low = len(heads)
        heads += [low + row.head - 1 if row.head else low + place for place, row in enumerate(sentence)]
        spans.append((low, len(heads)))
    parse = Parse(
        [row.upos if row.upos in UPOS else "X" for row in rows],
        [row.xpos for row in rows],
        heads,
        [row.label for row in rows],
        spans,
    )
    return Document(name, [row.form for row in rows], [row.gap for row in rows], parse=parse)


SOURCES: dict[str, tuple[str, str]] = {
    "polnear-train": ("polnear/train.jsonl", "polnear"),
    "polnear-train-spacy": ("polnear/train.jsonl", "polnear-spacy"),
    "polnear-dev": ("polnear/dev.jsonl", "polnear"),
    "polnear-dev-spacy": ("polnear/dev.jsonl", "polnear-spacy"),
    "names-train": ("ner/wwn_train.jsonl", "names"),
    "names-train-spacy": ("ner/wwn_train.jsonl", "names-spacy"),
    "names-dev": ("ner/wwn_dev.jsonl", "names"),
    "names-dev-spacy": ("ner/wwn_dev.jsonl", "names-spacy"),
    "ewt-train": ("ud/ewt-train.conllu", "conllu"),
    "ewt-dev": ("ud/ewt-dev.conllu", "conllu"),
    "gum-train": ("ud/gum-train-open.conllu", "conllu"),
    "gum-dev": ("ud/gum-dev-open.conllu", "conllu"),
}
_READERS = {
    "polnear": lambda path: _polnear(path, own_tokens=True),
    "polnear-spacy": lambda path: _polnear(path, own_tokens=False),
    "names": lambda path: _names(path, own_tokens=True),
    "names-spacy": lambda path: _names(path, own_tokens=False),
    "conllu": _conllu,
}


def tags_of(document: Document) -> tuple[list[int], list[int]]:
    """Attribution label and owning relation of each word (-1: none); the first annotation keeps a shared word.

    A word that two relations share keeps the first one's label: the tag layer holds one label a word.
    """
    tags = [0] * len(document.words)
    owners = [-1] * len(document.words)
    for number, attribution in enumerate(document.attributions or []):
        for role in ("cue", "source", "content"):
            begin = ATTRIBUTION_LABELS.index(f"B-{role}")
            for start, end in getattr(attribution, role):
                previous = -2
                for word in range(start, end):
                    if owners[word] < 0:
                        tags[word] = begin if word != previous + 1 else begin + 1
                        owners[word], previous = number, word
    return tags, owners
