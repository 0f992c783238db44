"""The word lists that show what is done by saying something (``knowledge/cues/contents.toml``)."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

import msgspec

from demarche.errors import KnowledgeError
from demarche.records import Act


class _Wrongs(msgspec.Struct):
    verbs: frozenset[str]
    nouns: frozenset[str]
    adjectives: frozenset[str]
    outrage: frozenset[str]
    goods: frozenset[str]
    carriers: frozenset[str]
    spoils: frozenset[str]


class _Mental(msgspec.Struct):
    verbs: frozenset[str]


class _Deeds(msgspec.Struct):
    nouns: frozenset[str]
    of_states: frozenset[str]
    done: dict[str, str]


class _Wanted(msgspec.Struct):
    verbs: frozenset[str]
    important: frozenset[str]
    refused: frozenset[str]


class _Denial(msgspec.Struct):
    words: frozenset[str]
    deeds: frozenset[str]
    claims: frozenset[str]
    phrases: tuple[str, ...]


class _Threat(msgspec.Struct):
    verbs: frozenset[str]
    warned: frozenset[str]
    phrases: tuple[str, ...]


class _Things(msgspec.Struct):
    claims: frozenset[str]
    uttered: frozenset[str]
    proposals: frozenset[str]


class _Criticism(msgspec.Struct):
    words: frozenset[str]


class _Praise(msgspec.Struct):
    words: frozenset[str]
    friends: frozenset[str]
    adjectives: frozenset[str]
    joys: frozenset[str]


class _Actors(msgspec.Struct):
    nouns: frozenset[str]
    sides: frozenset[str]
    outsiders: frozenset[str]
    observers: frozenset[str]
    homes: frozenset[str]


class ContentWords(msgspec.Struct, frozen=True):
    """The word lists of ``knowledge/cues/contents.toml``."""

    wrongs: _Wrongs
    deeds: _Deeds
    wanted: _Wanted
    mental: _Mental
    denial: _Denial
    threat: _Threat
    performatives: dict[Act, tuple[str, ...]]
    feelings: dict[Act, tuple[str, ...]]
    things: _Things
    praise: _Praise
    criticism: _Criticism
    actors: _Actors


@cache
def load_contents() -> ContentWords:
    """The shipped content words, validated. Raises `KnowledgeError` naming what is wrong."""
    text = (resources.files("demarche.knowledge") / "cues" / "contents.toml").read_text(encoding="utf-8")
    try:
        return msgspec.convert(tomllib.loads(text), ContentWords)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise KnowledgeError(f"knowledge/cues/contents.toml does not validate: {error}") from error
