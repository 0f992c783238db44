"""What web copies do to a page, done to the training text: other quotation marks, other case, furniture lines."""

from __future__ import annotations

import json
from random import Random

import msgspec

from demarche.models.inputs import CLOSING, NEWLINE, NO_GAP, OPENING, SPACE, quote_states
from training import places
from training.corpora import Attribution, Document, Span

_PAIRS = (("“", "”"), ('"', '"'), ("``", "''"), ("«", "»"), ("„", "“"), ("‘", "’"), ("'", "'"))
_PAIR_WEIGHTS = (35, 40, 5, 4, 2, 8, 6)


def furniture_lines(limit: int = 4000) -> list[list[str]]:
    """Short lines that readers of the boilerplate corpus marked as furniture, split at white space."""
    path = places.CORPORA / "boilerplate" / "lines.jsonl"
    if not path.exists():
        return []
    lines: list[list[str]] = []
    with path.open(encoding="utf8") as rows:
        for row in rows:
            line = json.loads(row)
            words = line["text"].split()
            if line["label"] == "boiler" and line["split"] == "train" and 1 < len(words) < 16:
                lines.append(words)
    return lines[:limit]


def disturbed(document: Document, random: Random, furniture: list[list[str]]) -> Document:
    """The document with some of its marks, cases and lines changed; annotation follows the words."""
    if random.random() < 0.35:
        document = restyled_quotes(document, random)
    if random.random() < 0.5:
        document = recased(document, random)
    if furniture and document.parse is None and random.random() < 0.15:
        document = with_furniture(document, random, furniture)
    return document


def restyled_quotes(document: Document, random: Random) -> Document:
    """Another pair of quotation marks throughout; sometimes the spacing round them is lost as in translated copies."""
    opening, closing = random.choices(_PAIRS, _PAIR_WEIGHTS)[0]
    words, gaps = list(document.words), list(document.gaps)
    spaced = random.random() < 0.1
    for index, state in enumerate(quote_states(words, gaps)):
        if state not in (OPENING, CLOSING):
            continue
        words[index] = opening if state == OPENING else closing
        if spaced:
            gaps[index] = gaps[index] if gaps[index] == NEWLINE else SPACE
            if index + 1 < len(gaps) and gaps[index + 1] == NO_GAP:
                gaps[index + 1] = SPACE
    return msgspec.structs.replace(document, words=words, gaps=gaps)


def recased(document: Document, random: Random) -> Document:
    """A few runs of words as a headline would have them: title case, capitals, or all small."""
    words = list(document.words)
    for _ in range(max(1, len(words) // 400)):
        start = random.randrange(len(words))
        while start > 0 and words[start - 1] not in {".", "?", "!"} and document.gaps[start] != NEWLINE:
            start -= 1
        change = random.choices((_title, str.upper, str.lower), (6, 2, 2))[0]
        for index in range(start, min(len(words), start + random.randint(6, 25))):
            words[index] = change(words[index])
            if words[index] in {".", "?", "!"}:
                break
    return msgspec.structs.replace(document, words=words)


def _title(word: str) -> str:
    return word[:1].upper() + word[1:]


def with_furniture(document: Document, random: Random, furniture: list[list[str]]) -> Document:
    """One to three furniture lines between paragraphs, never within a span."""
    covered = {
        word
        for attribution in document.attributions or []
        for span in (*attribution.cue, *attribution.source, *attribution.content)
        for word in range(span[0] + 1, span[1])
    } | {word for start, end, _ in document.names or [] for word in range(start + 1, end)}
    open_places = [place for place, gap in enumerate(document.gaps) if gap == NEWLINE and place not in covered]
    chosen = sorted(random.sample(open_places, min(len(open_places), random.randint(1, 3))))
    words: list[str] = []
    gaps: list[int] = []
    shift = [0] * (len(document.words) + 1)
    for place in range(len(document.words)):
        if place in chosen:
            line = random.choice(furniture)
            words += line
            gaps += [NEWLINE, *([SPACE] * (len(line) - 1))]
        shift[place] = len(words) - place
        words.append(document.words[place])
        gaps.append(document.gaps[place])

    def moved(span: Span) -> Span:
        return span[0] + shift[span[0]], span[1] + shift[span[1] - 1]

    attributions = document.attributions
    if attributions is not None:
        attributions = [
            Attribution(*(tuple(moved(span) for span in spans) for spans in (each.cue, each.source, each.content)))
            for each in attributions
        ]
    names = document.names
    if names is not None:
        names = [(*moved((start, end)), kind) for start, end, kind in names]
    return msgspec.structs.replace(document, words=words, gaps=gaps, attributions=attributions, names=names)
