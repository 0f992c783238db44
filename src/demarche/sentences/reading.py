"""From an Article to a Doc: the pipeline that reads, and the blocks it must keep apart."""

from __future__ import annotations

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from demarche.errors import SettingsError
from demarche.records import Article
from demarche.sentences.component import FACTORY, register_extensions
from demarche.sentences.tokens import repair_tokenizer
from demarche.settings import Settings

_LONGEST_TEXT = 100_000_000


def load_reader(settings: Settings) -> Language:
    """The English pipeline that reads articles: spaCy's tokenizer, repaired for web copies, and the shipped reader.

    With `settings.pipeline` that installed spaCy pipeline gives tags, dependencies, lemmas and names; attribution stays the
    reader's. Raises `ModelError` where the weights are absent or altered, `SettingsError` where no such pipeline is
    installed.
    """
    if settings.pipeline is None:
        nlp = spacy.blank("en")
    else:
        try:
            nlp = spacy.load(settings.pipeline)
        except OSError as error:
            raise SettingsError(
                f"The spaCy pipeline {settings.pipeline!r} is not installed. Install it "
                f"(python -m spacy download {settings.pipeline}) or leave the setting `pipeline` away."
            ) from error
    register_extensions()
    repair_tokenizer(nlp)
    # The limit is there for components whose memory grows with the text; the reader's does not.
    nlp.max_length = _LONGEST_TEXT
    nlp.add_pipe(
        FACTORY,
        config={
            "model": settings.model,
            "threads": settings.threads,
            "attribution_only": settings.pipeline is not None,
        },
    )
    return nlp


def make_doc(nlp: Language, article: Article) -> Doc:
    """The tokens of `article.text`, with its blocks marked; `doc.text == article.text`."""
    doc = nlp.make_doc(article.text)
    blocks = sorted(
        (block.start, block.end, block.role)
        for block in article.blocks
        if block.start is not None and block.end is not None and block.end > block.start
    )
    starts = [token.idx for token in doc]
    roles: list[tuple[str, int, int]] = []
    at = 0
    for start, end, role in blocks:
        first = at
        while first < len(starts) and starts[first] + len(doc[first]) <= start:
            first += 1
        at = first
        while at < len(starts) and starts[at] < end:
            at += 1
        while first < at and doc[first].is_space:
            first += 1
        if first < at:
            roles.append((role, first, at))
            doc[first].is_sent_start = True
    doc._.block_roles = tuple(roles)
    return doc


def read_sentences(nlp: Language, article: Article) -> Doc:
    """Read an article: its whole text as one `Doc` with the same offsets, sentences kept inside blocks.

    `doc._.attributions` holds who is said to have said what; titles are read by themselves, captions and bylines take no
    part. `doc._.block_roles` holds (role, first token, token after the last) of each block.
    """
    return nlp(make_doc(nlp, article))
