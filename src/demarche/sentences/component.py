"""The spaCy component ``demarche_reader``: one pass of the reader network fills a `Doc`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from demarche.models.decoding import Outputs
from demarche.models.inputs import Pieces, pieces_of, windows_of
from demarche.sentences.borders import within_borders
from demarche.sentences.extensions import register_extensions
from demarche.sentences.filling import Findings
from demarche.sentences.inner import inner_sayings
from demarche.sentences.naming import Unnamed, names_of
from demarche.sentences.network import Network, model_folder
from demarche.sentences.rows import Numbers, Rows, central_rows, sentence_rows
from demarche.sentences.sayings import Saying, sayings_of
from demarche.sentences.stretches import Stretch, stretches_of
from demarche.sentences.syntax import sentence_starts, trees_of

FACTORY = "demarche_reader"
SPEAKING_ROLES = frozenset({"title", "body"})
"""Blocks whose words may be an attribution; captions and bylines are but tagged."""


class Reader:
    """Fills tags, trees, lemmas, names, sentence starts and attributions of a `Doc`.

    `attribution_only` leaves all but the attributions to the other components of the pipeline; `nested` reads contents
    again for the sayings inside them.
    """

    def __init__(self, nlp: Language, network: Network, *, attribution_only: bool = False, nested: bool = True) -> None:
        self.vocab = nlp.vocab
        self.network = network
        self.attribution_only = attribution_only
        self.nested = nested

    def __call__(self, doc: Doc) -> Doc:
        """Read `doc` and return it, filled."""
        findings = Findings(doc)
        unnamed = [part for stretch in stretches_of(doc) if (part := self._read(stretch, findings)) is not None]
        if not self.attribution_only:
            for part, names in zip(unnamed, names_of(unnamed, self.network.names), strict=True):
                findings.add_names(part.stretch, names)
            findings.write_syntax(self.network.upos, self.network.xpos, self.network.dep)
        findings.write_attributions()
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 16) -> Iterator[Doc]:
        """Read Docs one after another, in order."""
        for doc in stream:
            yield self(doc)

    def _read(self, stretch: Stretch, findings: Findings) -> Unnamed | None:
        """Everything in one stretch but its names, for which the whole document is needed.

        The outputs, all but the name head's, are let go before the next stretch, so memory hardly grows with the text.
        """
        pieces = pieces_of(stretch.words, stretch.gaps, self.network.tokenizer)
        if not len(pieces.ids):
            return None
        windows = windows_of(pieces, self.network.width, self.network.stride)
        outputs = self.network.run(pieces, windows)
        rows = central_rows(pieces, windows, outputs)
        starts = sentence_starts(stretch, rows)
        if not self.attribution_only:
            heads, labels = trees_of(sentence_rows(pieces, windows, outputs, rows, starts), self.network.tree, starts)
            xpos = rows["xpos"].argmax(1) if self.network.xpos else None
            findings.add_syntax(stretch, rows["upos"].argmax(1), xpos, heads, labels)
        if stretch.role in SPEAKING_ROLES:
            found = self._sayings(pieces, windows, outputs, rows, starts)
            fitted = [fit for saying in found if (fit := within_borders(saying, stretch)) is not None]
            if self.nested:
                verbs = np.flatnonzero(rows["upos"].argmax(1) == self.network.upos.index("VERB"))
                fitted += inner_sayings(stretch, fitted, starts, verbs, self._sayings_alone)
            findings.add_sayings(stretch, fitted)
        return Unnamed(stretch, rows["ner"], starts)

    def _sayings(
        self,
        pieces: Pieces,
        windows: Sequence[tuple[int, int]],
        outputs: Sequence[Outputs],
        rows: Rows,
        starts: Numbers,
    ) -> list[Saying]:
        return sayings_of(pieces, windows, outputs, rows, self.network.cue, self.network.cue_bias, starts=starts)

    def _sayings_alone(self, stretch: Stretch) -> list[Saying]:
        pieces = pieces_of(stretch.words, stretch.gaps, self.network.tokenizer)
        if not len(pieces.ids):
            return []
        windows = windows_of(pieces, self.network.width, self.network.stride)
        outputs = self.network.run(pieces, windows)
        rows = central_rows(pieces, windows, outputs)
        return self._sayings(pieces, windows, outputs, rows, np.zeros(1, np.int64))


def make_reader(
    nlp: Language, name: str, model: str | None, threads: int, attribution_only: bool, nested: bool
) -> Reader:
    """The component, for ``nlp.add_pipe("demarche_reader")``.

    `model` is a folder of weights (default: see `model_folder`), `threads` those of one session.
    """
    register_extensions()
    network = Network(model_folder(model), threads)
    return Reader(nlp, network, attribution_only=attribution_only, nested=nested)


# spaCy knows a component by a call of this kind; the entry point in pyproject.toml makes it happen without an import.
Language.factory(
    FACTORY,
    func=make_reader,
    default_config={"model": None, "threads": 1, "attribution_only": False, "nested": True},
    assigns=["doc.ents", "doc.spans", *(f"token.{name}" for name in ("pos", "tag", "dep", "head", "lemma"))],
)
