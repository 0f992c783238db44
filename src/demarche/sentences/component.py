"""The spaCy component ``demarche_reader``: one pass of the reader network fills a `Doc`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from spacy import util
from spacy.attrs import DEP, HEAD, LEMMA, POS
from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from demarche.models.decoding import Relation
from demarche.models.inputs import pieces_of, windows_of
from demarche.sentences.attribution import Attribution, TokenSpan
from demarche.sentences.lab_links import lab_relations
from demarche.sentences.lemmas import lemma_of
from demarche.sentences.network import Network, model_folder
from demarche.sentences.stretches import Stretch, stretches_of
from demarche.sentences.syntax import AtWords, Name, names_of, sentence_starts, trees_of

FACTORY = "demarche_reader"


class Reader:
    """Fills tags, trees, lemmas, names, sentence starts and attributions of a `Doc`.

    `attribution_only` leaves all but the attributions to the other components of the pipeline.
    """

    def __init__(self, nlp: Language, network: Network, *, attribution_only: bool = False) -> None:
        self.vocab = nlp.vocab
        self.network = network
        self.attribution_only = attribution_only

    def __call__(self, doc: Doc) -> Doc:
        """Read `doc` and return it, filled."""
        reading = _DocReading(doc)
        for stretch in stretches_of(doc):
            self._read(stretch, reading)
        if not self.attribution_only:
            reading.write(self.network)
        _write_attributions(doc, reading.relations)
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 16) -> Iterator[Doc]:
        """Read Docs one after another, in order."""
        for docs in util.minibatch(stream, size=batch_size):
            for doc in docs:
                yield self(doc)

    def _read(self, stretch: Stretch, reading: _DocReading) -> None:
        pieces = pieces_of(stretch.words, stretch.gaps, self.network.tokenizer)
        if not len(pieces.ids):
            return
        windows = windows_of(pieces)
        outputs = self.network.run(pieces, windows)
        rows = AtWords(pieces, windows, outputs)
        if not self.attribution_only:
            starts = sentence_starts(stretch, rows)
            heads, labels = trees_of(rows, self.network.tree, starts, len(stretch.words))
            reading.add(stretch, rows["upos"].argmax(1), heads, labels, names_of(rows, self.network.names, starts))
        if stretch.role in ("title", "body"):
            found = lab_relations(pieces, windows, outputs, self.network.distance)
            reading.relations.extend((stretch, relation) for relation in found)


class _DocReading:
    """What has been read of one `Doc`, in token indices."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.upos = np.full(len(doc), -1, np.int64)
        self.heads = np.arange(len(doc))
        self.dep = np.full(len(doc), -1, np.int64)
        self.words: dict[int, str] = {}
        self.names: list[tuple[int, int, Name]] = []
        self.relations: list[tuple[Stretch, Relation]] = []

    def add(self, stretch: Stretch, upos: object, heads: object, labels: object, names: list[Name]) -> None:
        tokens = stretch.tokens
        self.upos[tokens] = upos
        self.heads[tokens] = tokens[heads]  # type: ignore[index]
        self.dep[tokens] = labels
        self.words.update(zip(tokens.tolist(), stretch.words, strict=True))
        self.names.extend((int(tokens[name.start]), int(tokens[name.end - 1]) + 1, name) for name in names)

    def write(self, network: Network) -> None:
        doc, strings = self.doc, self.doc.vocab.strings
        if not len(doc):
            return
        unread = np.flatnonzero(self.upos < 0)
        # White space belongs to the word before it, at the very beginning to the word after it.
        read = np.flatnonzero(self.upos >= 0)
        if len(read):
            before = np.maximum(np.searchsorted(read, unread) - 1, 0)
            self.heads[unread] = read[before]
        pos = np.array([strings.add(label) for label in (*network.upos, "SPACE")], np.uint64)
        dep = np.array([strings.add(label) for label in (*network.dep, "dep")], np.uint64)
        lemmas = [
            strings.add(lemma_of(self.words[index], network.upos[number]) if number >= 0 else doc[index].text)
            for index, number in enumerate(self.upos.tolist())
        ]
        table = np.zeros((len(doc), 4), np.uint64)
        table[:, 0] = (self.heads - np.arange(len(doc))).astype(np.int64).view(np.uint64)
        table[:, 1] = dep[self.dep]
        table[:, 2] = pos[self.upos]
        table[:, 3] = np.array(lemmas, np.uint64)
        root = self.heads == np.arange(len(doc))
        table[root, 1] = strings.add("ROOT")
        doc.from_array([HEAD, DEP, POS, LEMMA], table)
        doc.ents = [Span(doc, start, end, label=name.label) for start, end, name in sorted(self.names)]
        doc.spans["names"] = SpanGroup(
            doc,
            name="names",
            spans=list(doc.ents),
            attrs={"confidence": [name.confidence for *_, name in sorted(self.names)]},
        )


def _write_attributions(doc: Doc, relations: list[tuple[Stretch, Relation]]) -> None:
    found: list[Attribution] = []
    for stretch, relation in relations:

        def place(
            spans: tuple[tuple[int, int], ...], stretch: Stretch = stretch, confidence: float = relation.confidence
        ) -> tuple[TokenSpan, ...]:
            return tuple(
                TokenSpan(start=int(stretch.tokens[start]), end=int(stretch.tokens[end - 1]) + 1, confidence=confidence)
                for start, end in spans
            )

        found.append(
            Attribution(
                cue=place(relation.cue),
                source=place(relation.source),
                content=place(relation.content),
                confidence=relation.confidence,
            )
        )
    found.sort(key=lambda attribution: attribution.cue[0].start)
    doc._.attributions = tuple(found)
    for role in ("source", "cue", "content"):
        spans = [(span, number) for number, one in enumerate(found) for span in getattr(one, role)]
        doc.spans[role] = SpanGroup(
            doc,
            name=role,
            spans=[Span(doc, span.start, span.end, label=role) for span, _ in spans],
            attrs={
                "attribution": [number for _, number in spans],
                "confidence": [span.confidence for span, _ in spans],
            },
        )


def make_reader(nlp: Language, name: str, model: str | None, threads: int, attribution_only: bool) -> Reader:
    """The component, for `nlp.add_pipe("demarche_reader")`.

    `model` is a folder of weights (default: see `model_folder`), `threads` those of one session.
    """
    register()
    return Reader(nlp, Network(Path(model_folder(model)), threads), attribution_only=attribution_only)


def register() -> None:
    """Make the factory and the `Doc` extensions known to spaCy; harmless when done before."""
    for extension, default in (("attributions", ()), ("block_roles", ())):
        if not Doc.has_extension(extension):
            Doc.set_extension(extension, default=default)


Language.factory(
    FACTORY,
    func=make_reader,
    default_config={"model": None, "threads": 1, "attribution_only": False},
    assigns=["doc.ents", "token.pos", "token.dep", "token.head", "token.lemma", "token.is_sent_start"],
)
