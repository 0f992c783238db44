"""spaCy's English tokenizer, made to cope with what web copies do to spaces, marks and invisible characters.

spaCy peels marks off the ends of what stands between two spaces and looks inside it for a few infixes only. Copies glue
more than that: ``confrontation“between``, ``drones.”assured``, ``Beijing—in``, ``(AFP)—The``. The repair cuts such places
open before spaCy sees them and closes them again afterwards, so that every token still stands at its own offset in the
unchanged text.
"""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

INVISIBLE = (
    "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff"
)
"""Characters without width or ink, as they stand in a character class: soft hyphen, joiners, marks of direction."""

_LONGEST_RUN = 400
# spaCy's time on one unbroken run of characters grows with its square; nothing a person wrote is as long as this.

_DOUBLE = "“”„‟«»＂"
_CUTS = re.compile(
    "|".join(
        (
            # A double mark with something glued to both sides: confrontation“between, 2024”the, word"word.
            rf"(?<=[^\s{_DOUBLE}])(?=[{_DOUBLE}])",
            rf"(?<=[{_DOUBLE}])(?=[^\s{_DOUBLE}])",
            r'(?<=[\w.,;:!?…])(?=")|(?<=")(?=\w)',
            # A sentence's end glued to the next: talks.The, 2024.The, over?Nobody (no U.S., no 3.5, no site.com).
            r"(?<=[a-z\d)\]][.!?…])(?=[A-Z][a-z]|[A-Z]\s)",
            r"(?<=[a-z)\]])(?=[.!?…][A-Z][a-z])",
            r"(?<=[^\W\d_])(?=…)|(?<=…)(?=\w)|(?<=[^\W\d_])(?=\.{2,}\w)|(?<=\.\.)(?=[^\W\d_])",
            # Dashes that are no hyphens, and brackets: (AFP)—The, talks–he, word(word.
            r"(?<=[^\s—―])(?=[—―])|(?<=[—―])(?=[^\s—―])",
            r"(?<=[^\W\d_])(?=–[^\W\d_])|(?<=[^\W\d_]–)(?=[^\W\d_])",
            r"(?<=[^\W\d_])(?=[(\[]\w)|(?<=\w[)\]])(?=\w)",
            # A list's or clause's mark glued to the next word: Rome;the, said:We, Taiwan,which.
            r"(?<=[^\W\d_][,;:!?])(?=[^\W\d_])|(?<=[^\W\d_])(?=[,;:!?][^\W\d_])",
            # Invisible characters at a word's edge stand alone; inside a word they stay (Bei\u200bjing).
            rf"(?<=[{INVISIBLE}])(?=[^\w\s{INVISIBLE}])|(?<=[^\w\s{INVISIBLE}])(?=[{INVISIBLE}])",
            rf"(?<=\s[{INVISIBLE}])(?=[^\s{INVISIBLE}])|(?<=[^\s{INVISIBLE}])(?=[{INVISIBLE}]\s)",
            rf"(?<=\s[{INVISIBLE}][{INVISIBLE}])(?=\w)",
        )
    )
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+")
_LONG_RUN = re.compile(rf"\S{{{_LONGEST_RUN},}}")


class GluedTokenizer:
    """spaCy's tokenizer behind a repair of glued words; `Doc.text` is always the text that was given.

    A callable for `nlp.tokenizer`. `inner` is any spaCy tokenizer of the same vocabulary.
    """

    def __init__(self, vocab: Vocab, inner: object) -> None:
        self.vocab = vocab
        self.inner = inner

    def __call__(self, text: str) -> Doc:
        """Tokens of `text`; every token's `idx` is an offset into it."""
        cuts = cut_points(text)
        if not cuts:
            return self.inner(text)  # type: ignore[operator, no-any-return]
        parts = [text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]
        spaced = self.inner(" ".join(parts))  # type: ignore[operator]
        # The spaces put in are trailing spaces of the token before each cut; the n-th cut stands n places further on.
        added = {cut + number for number, cut in enumerate(cuts)}
        words = [token.text for token in spaced]
        spaces = [bool(token.whitespace_) and token.idx + len(token) not in added for token in spaced]
        return Doc(self.vocab, words=words, spaces=spaces)

    def to_bytes(self, **kwargs: object) -> bytes:
        """The inner tokenizer's settings; the repair has none."""
        return self.inner.to_bytes(**kwargs)  # type: ignore[attr-defined, no-any-return]

    def from_bytes(self, content: bytes, **kwargs: object) -> GluedTokenizer:
        """Read the inner tokenizer's settings."""
        self.inner.from_bytes(content, **kwargs)  # type: ignore[attr-defined]
        return self

    def to_disk(self, path: object, **kwargs: object) -> None:
        """Write the inner tokenizer's settings."""
        self.inner.to_disk(path, **kwargs)  # type: ignore[attr-defined]

    def from_disk(self, path: object, **kwargs: object) -> GluedTokenizer:
        """Read the inner tokenizer's settings."""
        self.inner.from_disk(path, **kwargs)  # type: ignore[attr-defined]
        return self


def cut_points(text: str) -> list[int]:
    """Offsets in `text`, rising, where a token must end although no space stands there.

    >>> [("drones.”assured")[start:] for start in cut_points("drones.”assured")]
    ['”assured', 'assured']
    >>> cut_points("the U.S.-led talks cost $3.5m")
    []
    """
    cuts = {match.start() for match in _CUTS.finditer(text)}
    if cuts:
        for address in _ADDRESS.finditer(text):
            cuts.difference_update(range(address.start() + 1, address.end()))
    for run in _LONG_RUN.finditer(text):
        cuts.update(range(run.start() + _LONGEST_RUN, run.end(), _LONGEST_RUN))
    # Beside a space a cut would be one space more, not one put in.
    return sorted(cut for cut in cuts if 0 < cut < len(text) and not (text[cut - 1].isspace() or text[cut].isspace()))


def repair_tokenizer(nlp: Language) -> Language:
    """Put the repair in front of `nlp`'s tokenizer, once."""
    if not isinstance(nlp.tokenizer, GluedTokenizer):
        nlp.tokenizer = GluedTokenizer(nlp.vocab, nlp.tokenizer)
    return nlp
