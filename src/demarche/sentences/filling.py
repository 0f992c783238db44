"""Collects what was found in the stretches of a `Doc`, in token indices, and writes it into the `Doc`."""

from __future__ import annotations

from typing import Any

import msgspec
import numpy as np
from spacy.tokens import Doc, Span, SpanGroup

from demarche.sentences.attribution import Attribution, TokenSpan
from demarche.sentences.lemmas import lemma_of
from demarche.sentences.naming import Name
from demarche.sentences.rows import Numbers
from demarche.sentences.sayings import Part, Saying
from demarche.sentences.stretches import Stretch

ROLES = ("source", "cue", "content")


class Findings:
    """What has been found so far of one `Doc`."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        count = len(doc)
        self._upos = np.full(count, -1, np.int64)
        self._xpos = np.full(count, -1, np.int64)
        self._dep = np.full(count, -1, np.int64)
        self._heads = np.arange(count)
        self._words: dict[int, str] = {}
        self._names: list[tuple[int, int, str, float]] = []
        self._attributions: list[Attribution] = []

    def add_syntax(
        self, stretch: Stretch, upos: Numbers, xpos: Numbers | None, heads: Numbers, labels: Numbers
    ) -> None:
        """Tags and trees of a stretch: label numbers and heads a word."""
        tokens = stretch.tokens
        self._upos[tokens] = upos
        if xpos is not None:
            self._xpos[tokens] = xpos
        self._heads[tokens] = tokens[heads]
        self._dep[tokens] = labels
        self._words.update(zip(tokens.tolist(), stretch.words, strict=True))

    def add_names(self, stretch: Stretch, names: list[Name]) -> None:
        """Names of a stretch, in words."""
        tokens = stretch.tokens
        self._names.extend(
            (int(tokens[name.start]), int(tokens[name.end - 1]) + 1, name.label, name.confidence) for name in names
        )

    def add_sayings(self, stretch: Stretch, sayings: list[Saying]) -> None:
        """Sayings of a stretch, in words."""
        for saying in sayings:
            self._attributions.append(
                Attribution(
                    cue=_token_spans(saying.cue, stretch),
                    source=_token_spans(saying.source, stretch),
                    content=_token_spans(saying.content, stretch),
                    confidence=saying.confidence,
                )
            )

    def write_syntax(self, upos: tuple[str, ...], xpos: tuple[str, ...], dep: tuple[str, ...]) -> None:
        """Tags, lemmas, heads, dependencies and names into the `Doc`; the numbers index the given label lists.

        White space and invisible characters are SPACE and hang on the word before them, at the very beginning on the
        first word.
        """
        doc, add = self.doc, self.doc.vocab.strings.add
        count = len(doc)
        if not count:
            return
        read = np.flatnonzero(self._upos >= 0)
        unread = np.flatnonzero(self._upos < 0)
        if len(read):
            self._heads[unread] = read[np.maximum(np.searchsorted(read, unread) - 1, 0)]
        else:
            self._heads[unread] = 0
        words = self._words
        lemmas = [
            add(lemma_of(words[index], upos[number]) if number >= 0 else doc[index].text)
            for index, number in enumerate(self._upos.tolist())
        ]
        # The last label of each list is that of what was not read (number -1).
        columns = [
            ("HEAD", (self._heads - np.arange(count)).astype(np.int64).view(np.uint64)),
            ("DEP", np.array([add(label) for label in (*dep, "dep")], np.uint64)[self._dep]),
            ("POS", np.array([add(label) for label in (*upos, "SPACE")], np.uint64)[self._upos]),
            ("LEMMA", np.array(lemmas, np.uint64)),
        ]
        columns[1][1][self._heads == np.arange(count)] = add("ROOT")
        if xpos:
            columns.append(("TAG", np.array([add(label) for label in (*xpos, "_SP")], np.uint64)[self._xpos]))
        table: Any = np.stack([values for _, values in columns], 1)
        doc.from_array([attribute for attribute, _ in columns], table)
        self._names.sort()
        doc.ents = tuple(Span(doc, start, end, label=label) for start, end, label, _ in self._names)
        _group(doc, "names", list(doc.ents), confidence=[confidence for *_, confidence in self._names])

    def write_attributions(self) -> None:
        """`doc._.attributions` in the order of their cues, and the span groups source, cue and content.

        A group's `attrs` hold, span by span, the index of the attribution and the confidence.
        """
        doc = self.doc
        found = sorted(self._attributions, key=lambda one: (one.cue[0].start, one.cue[0].end))
        doc._.attributions = tuple(_nest(found))
        for role in ROLES:
            spans = [(span, number) for number, one in enumerate(found) for span in getattr(one, role)]
            _group(
                doc,
                role,
                [Span(doc, span.start, span.end, label=role) for span, _ in spans],
                attribution=[number for _, number in spans],
                confidence=[span.confidence for span, _ in spans],
            )


def _group(doc: Doc, name: str, spans: list[Span], **attributes: list[int] | list[float]) -> None:
    doc.spans[name] = SpanGroup(doc, name=name, spans=spans, attrs=dict(attributes))


def _token_spans(parts: tuple[Part, ...], stretch: Stretch) -> tuple[TokenSpan, ...]:
    """Words to tokens; a part that runs over something that was not read with it (a caption) comes out in two spans."""
    spans: list[TokenSpan] = []
    for part in parts:
        cuts = [place for place in stretch.breaks if part.start < place < part.end]
        for start, end in zip([part.start, *cuts], [*cuts, part.end], strict=True):
            first, last = int(stretch.tokens[start]), int(stretch.tokens[end - 1])
            spans.append(TokenSpan(start=first, end=last + 1, confidence=part.confidence))
    return tuple(spans)


def _nest(found: list[Attribution]) -> list[Attribution]:
    """Set `inside`: the narrowest content of another attribution that holds the cue and all that it claims."""
    nested: list[Attribution] = []
    for number, one in enumerate(found):
        parts = (*one.cue, *one.source, *one.content)
        start, end = min(part.start for part in parts), max(part.end for part in parts)
        holding = [
            (span.end - span.start, other)
            for other, outer in enumerate(found)
            if other != number
            for span in outer.content
            if span.start <= start and end <= span.end
        ]
        nested.append(msgspec.structs.replace(one, inside=min(holding)[1]) if holding else one)
    return nested
