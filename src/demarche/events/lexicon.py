"""The trigger lexicon: which verbs, nouns and light verbs tell which PLOVER event, and where its parties stand.

The entries are data (`knowledge/events/*.toml`, where the fields are explained); they are read once and validated.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

from demarche.errors import KnowledgeError
from demarche.records import EventType, Record


class Frame(Record, frozen=True):
    """One sense of a trigger word: the event it tells and the slots its parties stand in (see verbs.toml)."""

    type: EventType
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    source: tuple[str, ...] = ("subj",)
    target: tuple[str, ...] = ()
    objects: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()
    unless_target: frozenset[str] = frozenset()
    predicative: frozenset[str] = frozenset()
    complement: frozenset[str] = frozenset()
    complement_words: frozenset[str] = frozenset()
    of: frozenset[str] = frozenset()
    only: frozenset[str] | None = None
    unless_modifier: frozenset[str] = frozenset()
    unless_of: frozenset[str] = frozenset()
    needs: str | None = None
    joint: EventType | None = None
    reciprocal: bool = False
    either: bool = False
    crowd: bool = False
    speech: bool = False
    denial: bool = False
    future: bool = False
    light: bool = False
    strict_target: bool = False
    needs_source: bool = False
    needs_target: bool = False
    organisation_target: bool = False
    person_source: bool = False
    person_target: bool = False
    not_person_target: bool = False
    prefer_object: bool = False
    host_source: bool = False
    home_target: bool = False
    body_source: bool = False
    subjects: frozenset[str] = frozenset()
    traveller: bool = False
    alone: bool = False
    only_modifier: frozenset[str] = frozenset()


class LightVerbs(Record, frozen=True):
    """Verbs that carry a noun's event, by what they say of it (see light.toml)."""

    does: frozenset[str]
    plans: frozenset[str]
    ends: frozenset[str]
    suffers: frozenset[str]


class Lexicon(Record, frozen=True):
    """Frames by the trigger's lemma ("lash out" for verb and particle), the noun classes and the light verbs.

    `verb_heads` and `noun_heads` are the words that such a key can stand under in the parse: most words are none.
    """

    verbs: dict[str, tuple[Frame, ...]]
    nouns: dict[str, tuple[Frame, ...]]
    classes: dict[str, frozenset[str]]
    light: LightVerbs
    verb_heads: frozenset[str] = frozenset()
    noun_heads: frozenset[str] = frozenset()


class _Group(Frame, frozen=True):
    """A group as it stands in the data: a frame, its words, and the class the words form."""

    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    class_name: str | None = msgspec.field(default=None, name="class")


def _read(name: str) -> dict[str, Any]:
    path = files("demarche.knowledge").joinpath("events", name)
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise KnowledgeError(f"The event lexicon {name} cannot be read: {error}. Reinstall the package.") from error


def _groups(name: str) -> tuple[_Group, ...]:
    try:
        return msgspec.convert(_read(name).get("group", []), tuple[_Group, ...])
    except msgspec.ValidationError as error:
        raise KnowledgeError(f"The event lexicon {name} does not validate: {error}. Compare its header.") from error


def _frame(group: _Group, classes: dict[str, frozenset[str]], target: tuple[str, ...]) -> Frame:
    """The group's frame, with the noun classes in `objects` and `of` written out."""

    def members(words: frozenset[str]) -> frozenset[str]:
        named = [classes[word[1:]] for word in words if word.startswith("@")]
        return frozenset(word for word in words if not word.startswith("@")).union(*named)

    fields = {name: getattr(group, name) for name in Frame.__struct_fields__}
    fields |= {"objects": members(group.objects), "of": members(group.of), "target": target}
    fields["subjects"] = members(group.subjects)
    return Frame(**fields)


@cache
def load_lexicon() -> Lexicon:
    """The shipped trigger lexicon. Raises `KnowledgeError` where a file is absent or does not validate."""
    noun_groups, verb_groups = _groups("nouns.toml"), _groups("verbs.toml")
    classes = {group.class_name: frozenset(group.nouns) for group in noun_groups if group.class_name}
    verbs: dict[str, list[Frame]] = {}
    nouns: dict[str, list[Frame]] = {}
    for group in verb_groups:
        frame = _frame(group, classes, group.target or ("obj",))
        for word in dict.fromkeys(group.verbs):
            verbs.setdefault(word, []).append(frame)
    for group in noun_groups:
        frame = _frame(group, classes, group.target)
        for word in group.nouns if group.only is None else group.only:
            nouns.setdefault(word, []).append(frame)
    light = msgspec.convert(_read("light.toml"), LightVerbs)
    return Lexicon(
        verbs={word: tuple(frames) for word, frames in verbs.items()},
        nouns={word: tuple(frames) for word, frames in nouns.items()},
        classes=classes,
        light=light,
        verb_heads=frozenset(word.split(" ")[0] for word in verbs),
        noun_heads=frozenset(part for word in nouns for part in (word.split(" ")[0], word.split(" ")[-1])),
    )
