"""From an Article to a Doc: the pipeline that reads, and the blocks it must keep apart."""

from __future__ import annotations

import gc
from bisect import bisect_left

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from demarche.errors import SettingsError
from demarche.records import Article
from demarche.sentences.component import FACTORY
from demarche.sentences.extensions import register_extensions
from demarche.sentences.tokens import repair_tokenizer
from demarche.settings import Settings

_LONGEST_TEXT = 100_000_000


def load_reader(settings: Settings) -> Language:
    """The English pipeline that reads articles: spaCy's tokenizer, repaired for web copies, and the shipped reader.

    With `settings.pipeline` that installed spaCy pipeline gives tags, dependencies, lemmas and names; attribution stays
    the reader's. Raises `ModelError` where the weights are absent or altered, `SettingsError` where no such pipeline is
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
    # The model lives as long as the process; the garbage collector need not walk it at every turn.
    gc.freeze()
    return nlp


def make_doc(nlp: Language, article: Article) -> Doc:
    """The tokens of `article.text`, with its blocks marked; `doc.text == article.text`."""
    doc = nlp.make_doc(article.text)
    blocks = sorted(
        (block.start, block.end, block.role)
        for block in article.blocks
        if block.start is not None and block.end is not None and block.end > block.start
    )
    tokens = [(token.idx, token.idx + len(token), token.is_space) for token in doc]
    starts = [start for start, _, _ in tokens]
    roles: list[tuple[str, int, int]] = []
    for start, end, role in blocks:
        first, after = bisect_left(starts, start), bisect_left(starts, end)
        # A token that begins before the block and ends in it is the block's, unless another block has it.
        if first and tokens[first - 1][1] > start and (not roles or roles[-1][2] < first):
            first -= 1
        while first < after and tokens[first][2]:
            first += 1
        if first < after:
            roles.append((role, first, after))
            doc[first].is_sent_start = True
    doc._.block_roles = tuple(roles)
    return doc


def read_sentences(nlp: Language, article: Article) -> Doc:
    """Read an article: its whole text as one `Doc` with the same offsets, sentences kept inside blocks.

    `doc._.attributions` holds who is said to have said what; titles are read by themselves, captions and bylines take
    no part. `doc._.block_roles` holds (role, first token, token after the last) of each block.
    """
    return nlp(make_doc(nlp, article))
