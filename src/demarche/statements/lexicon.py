"""The cue lexicon: verbs and nouns of saying with the act they perform and the frame of their arguments."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Literal, TypeVar

import msgspec

from demarche.errors import KnowledgeError
from demarche.records import Act, Record

Frame = Literal["say", "tell", "accuse", "judge", "urge", "call", "object", "label", "express", "noun", "according"]
Trust = Literal["always", "reader"]
_FileT = TypeVar("_FileT")


class VerbCue(Record, frozen=True):
    """A verb of saying. `particle` is its second word (``on`` of *call on*), or ``None``."""

    lemma: str
    act: Act
    frame: Frame
    trust: Trust
    particle: str | None = None


class NounCue(Record, frozen=True):
    """A noun that says something. `alone`: without a verb of expression; `express`: as the object of one."""

    lemma: str
    act: Act
    alone: bool
    express: bool


class CueLexicon(Record, frozen=True):
    """Verbs by lemma (several where particles differ), nouns by lemma, media and vague sources."""

    verbs: dict[str, tuple[VerbCue, ...]]
    nouns: dict[str, NounCue]
    media: frozenset[str]
    vague: frozenset[str]


class _VerbGroup(msgspec.Struct, forbid_unknown_fields=True):
    act: Act
    frame: Frame
    trust: Trust
    lemmas: list[str]


class _VerbFile(msgspec.Struct, forbid_unknown_fields=True):
    verb: list[_VerbGroup]


class _NounGroup(msgspec.Struct, forbid_unknown_fields=True):
    act: Act
    use: list[Literal["alone", "express"]]
    lemmas: list[str]


class _Words(msgspec.Struct, forbid_unknown_fields=True):
    lemmas: list[str]


class _NounFile(msgspec.Struct, forbid_unknown_fields=True):
    noun: list[_NounGroup]
    medium: _Words
    vague: _Words


def _read(name: str, shape: type[_FileT]) -> _FileT:
    text = (resources.files("demarche.knowledge") / "cues" / name).read_text(encoding="utf-8")
    try:
        return msgspec.convert(tomllib.loads(text), shape)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise KnowledgeError(f"knowledge/cues/{name} does not validate: {error}") from error


@cache
def load_cues() -> CueLexicon:
    """The shipped cue lexicon, validated.

    Raises `KnowledgeError` naming the file and the entry that is wrong. Where a lemma is listed twice, the entry that
    is trusted ``always`` comes first.
    """
    verbs: dict[str, list[VerbCue]] = {}
    for group in _read("verbs.toml", _VerbFile).verb:
        for words in group.lemmas:
            lemma, _, particle = words.partition(" ")
            verbs.setdefault(lemma, []).append(
                VerbCue(lemma=lemma, act=group.act, frame=group.frame, trust=group.trust, particle=particle or None)
            )
    nouns_file = _read("nouns.toml", _NounFile)
    nouns: dict[str, NounCue] = {}
    for noun_group in nouns_file.noun:
        for lemma in noun_group.lemmas:
            nouns[lemma] = NounCue(
                lemma=lemma, act=noun_group.act, alone="alone" in noun_group.use, express="express" in noun_group.use
            )
    order = {"always": 0, "reader": 1}
    return CueLexicon(
        verbs={lemma: tuple(sorted(cues, key=lambda c: order[c.trust])) for lemma, cues in verbs.items()},
        nouns=nouns,
        media=frozenset(nouns_file.medium.lemmas),
        vague=frozenset(nouns_file.vague.lemmas),
    )
