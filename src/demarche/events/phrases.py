"""Word lists for noun phrases and status (`knowledge/events/phrases.toml`)."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

import msgspec

from demarche.errors import KnowledgeError
from demarche.records import Record


class StatusWords(Record, frozen=True):
    """Words that tell how far an event is established, by what they make of it."""

    planned: frozenset[str]
    hypothetical: frozenset[str]
    asked: frozenset[str]
    decided: frozenset[str]
    intended: frozenset[str]
    alleged: frozenset[str]
    denied: frozenset[str]
    alleged_modifiers: frozenset[str]
    planned_modifiers: frozenset[str]
    hypothetical_modifiers: frozenset[str]
    background_modifiers: frozenset[str]
    future: frozenset[str]
    conditional: frozenset[str]
    negation: frozenset[str]
    condition: frozenset[str]
    earlier: frozenset[str]


class WordSets(Record, frozen=True):
    """Small closed lists, each explained in the data."""

    coercion: frozenset[str]
    neutral_cues: frozenset[str]
    told_to: frozenset[str]
    threat_cues: frozenset[str]
    denial_cues: frozenset[str]
    object_control: frozenset[str]
    responds_to: frozenset[str]
    time_nouns: frozenset[str]
    papers: frozenset[str]
    long_units: frozenset[str]
    long_known: frozenset[str]
    plain_asking: frozenset[str]
    leaves: frozenset[str]
    by_phone: frozenset[str]
    over_the_phone: frozenset[str]
    home_crowd: frozenset[str]
    homes: frozenset[str]
    hearers: frozenset[str]
    home_affairs: frozenset[str]
    called_for: frozenset[str]
    factions: frozenset[str]
    state_deeds: frozenset[str]
    protesters: frozenset[str]
    protests: frozenset[str]
    street: frozenset[str]
    local_bodies: frozenset[str]
    crimes: frozenset[str]
    force: frozenset[str]


class Phrases(Record, frozen=True):
    """Nouns by what they can stand for, and the status words."""

    agents: frozenset[str]
    persons: frozenset[str]
    both: frozenset[str]
    crowd: frozenset[str]
    measures: frozenset[str]
    deeds: frozenset[str]
    answerable: frozenset[str]
    requestable: frozenset[str]
    status: StatusWords
    sets: WordSets


@cache
def load_phrases() -> Phrases:
    """The shipped word lists. Raises `KnowledgeError` where the file is absent or does not validate."""
    path = files("demarche.knowledge").joinpath("events", "phrases.toml")
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Phrases)
    except (OSError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise KnowledgeError(f"The word lists {path} cannot be read: {error}. Reinstall the package.") from error
