"""spaCy's English tokenizer, made to cope with what web copies do to spaces, marks and invisible characters.

spaCy peels marks off the ends of what stands between two spaces and looks inside it for a few infixes only. Copies
glue more than that: ``talks“between``, ``drones.”assured``, ``Lond—in``, ``(Varnews)—The``. The repair cuts such places
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
_LETTER = r"[^\W\d_]"
_NO_ABBREVIATION = "".join(
    rf"(?<!\b{title})"
    for title in ("Mr", "Mrs", "Ms", "Dr", "St", "Gen", "Lt", "Col", "Sen", "Rep", "Gov", "Prof", "No")
)
_CUTS = re.compile(
    "|".join(
        (
            # A double mark with something glued to both sides: confrontation“between, 2024”the, word"word.
            rf"(?<=[^\s{_DOUBLE}])(?=[{_DOUBLE}])",
            rf"(?<=[{_DOUBLE}])(?=[^\s{_DOUBLE}])",
            r'(?<=[\w.,;:!?…])(?=")|(?<=")(?=\w)',
            # A sentence's end glued to the next: talks.The, 2024.The, p.m.The, over?Nobody (no U.S., no 3.5, no a.com).
            r"(?<=[a-z\d)\]][.!?…])(?=[A-Z][a-z]|[A-Z]\s)",
            rf"(?<=[a-z)\]]){_NO_ABBREVIATION}(?<!\.[a-z])(?=[.!?…][A-Z][a-z])",
            r"(?<=\b[A-Z]\.)(?=[A-Z][a-z]{2})",
            rf"(?<={_LETTER})(?=…)|(?<=…)(?=\w)|(?<={_LETTER})(?=\.{{2,}}\w)|(?<=\.\.)(?={_LETTER})",
            # Dashes that are no hyphens, brackets, the hyphen after an abbreviation: (AFP)—The, talks–he, U.S.-led.
            r"(?<=[^\s—―])(?=[—―])|(?<=[—―])(?=[^\s—―])",
            r"(?<=\w)(?=–\w)|(?<=\w–)(?=\w)",
            rf"(?<={_LETTER})(?=[(\[]\w)|(?<=\w[)\]])(?=\w)",
            rf"(?<=[A-Z]\.)(?=-{_LETTER})|(?<=[A-Z]\.-)(?={_LETTER})",
            # The mark of a list or clause glued to the next word: Rome;the, said:We, Taiwan,which, will’,said.
            rf"(?<=[\w’')\]][,;:!?])(?={_LETTER})|(?<=[\w’')\]])(?=[,;:!?]{_LETTER})",
            # Invisible characters at a word's edge stand alone; inside a word they stay (Bei\u200bjing).
            rf"(?<=[{INVISIBLE}])(?=[^\w\s{INVISIBLE}])|(?<=[^\w\s{INVISIBLE}])(?=[{INVISIBLE}])",
            rf"(?<=\s[{INVISIBLE}])(?=[^\s{INVISIBLE}])|(?<=[^\s{INVISIBLE}])(?=[{INVISIBLE}]\s)",
            rf"(?<=\s[{INVISIBLE}][{INVISIBLE}])(?=\w)",
        )
    )
)
_GLUED_SINGLE = re.compile(
    # The closing single mark of a quotation that was opened: the ‘grave’challenge; no apostrophe is meant.
    r"(?:‘[^‘’\n]{1,150}|(?<![\w’'])'[^'\n]{1,150})(?P<mark>[’'])"
    r"(?=[a-z]{3}|(?:in|of|to|by|on|at|is|as|he|it|we|an|or|so)\b)"
)
_SUSPECT = re.compile(rf"(?<=\S)[^\w\s'’\-](?=\S)|(?<=\S\.)-|[{INVISIBLE}]")
# A mark with something glued to both sides; only runs that hold one are looked at closely.
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
        words: list[str] = []
        spaces: list[bool] = []
        end = 0
        for word, space in forms(spaced):
            end += len(word)
            words.append(word)
            spaces.append(space and end not in added)
            end += space
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


def forms(doc: Doc) -> list[tuple[str, bool]]:
    """Every token's text, and whether a space follows it; quicker than by way of `Token` objects."""
    strings = doc.vocab.strings
    return [(strings[orth], bool(space)) for orth, space in doc.to_array(["ORTH", "SPACY"]).tolist()]


def cut_points(text: str) -> list[int]:
    """Offsets in `text`, rising, where a token must end although no space stands there.

    >>> [("drones.”assured")[start:] for start in cut_points("drones.”assured")]
    ['”assured', 'assured']
    >>> cut_points("the U.S.-led talks cost $3.5m")
    [8, 9]
    """
    cuts: set[int] = set()
    end = -1
    for suspect in _SUSPECT.finditer(text):
        if suspect.start() < end:
            continue
        start = suspect.start()
        while start > 0 and not text[start - 1].isspace():
            start -= 1
        end = suspect.end()
        while end < len(text) and not text[end].isspace():
            end += 1
        # One character more on the right, so that a rule can see the space there.
        cuts.update(match.start() for match in _CUTS.finditer(text, start, min(end + 1, len(text))))
    for quotation in _GLUED_SINGLE.finditer(text):
        cuts.update(quotation.span("mark"))
    if cuts:
        for address in _ADDRESS.finditer(text):
            cuts.difference_update(range(address.start() + 1, address.end()))
    for run in _LONG_RUN.finditer(text):
        cuts.update(range(run.start() + _LONGEST_RUN, run.end(), _LONGEST_RUN))
    # Beside a space a cut would be one space more, not one put in.
    return sorted(cut for cut in cuts if 0 < cut < len(text) and not (text[cut - 1].isspace() or text[cut].isspace()))


# spaCy's special cases for careless typing that are words of the news: Wed (Wednesday), ID, Id; "8)" is no smiley.
_UNWANTED_CASES = frozenset(
    {"Wed", "wed", "Id", "id", "Im", "im", "Ima", "ima", "Hed", "hed", "Whys", "whys", "8)", "8D"}
)


def repair_tokenizer(nlp: Language) -> Language:
    """Put the repair in front of `nlp`'s tokenizer, once."""
    if isinstance(nlp.tokenizer, GluedTokenizer):
        return nlp
    rules = getattr(nlp.tokenizer, "rules", None)
    if rules:
        setattr(nlp.tokenizer, "rules", {form: case for form, case in rules.items() if form not in _UNWANTED_CASES})  # noqa: B010 - spaCy types it as a callable
    nlp.tokenizer = GluedTokenizer(nlp.vocab, nlp.tokenizer)
    return nlp
