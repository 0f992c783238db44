"""PLOVER's quad classes and scores, CAMEO's codes and Goldstein's scale of events (`knowledge/events/plover.toml`)."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

import msgspec

from demarche.errors import KnowledgeError
from demarche.records import Event, Record


class Scale(Record, frozen=True):
    """What the manuals give for one PLOVER type: quad class 1-4, score, scores by mode, the nearest CAMEO code."""

    quad: int
    score: float
    cameo: str
    goldstein: float
    modes: dict[str, float] = msgspec.field(default_factory=dict)
    codes: dict[str, str] = msgspec.field(default_factory=dict)


@cache
def load_scales() -> dict[str, Scale]:
    """The shipped table by type. Raises `KnowledgeError` where it is absent or does not validate."""
    path = files("demarche.knowledge").joinpath("events", "plover.toml")
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), dict[str, Scale])
    except (OSError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise KnowledgeError(f"The table of scores {path} cannot be read: {error}. Reinstall the package.") from error


def quad_of(event: Event) -> int:
    """PLOVER's quad class: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."""
    return load_scales()[event.type].quad


def score_of(event: Event) -> float:
    """PLOVER's score of the event's mode, else of its type."""
    return score(event.type, event.mode)


def score(type_: str, mode: str | None) -> float:
    """PLOVER's score of a mode, else of its type."""
    scale = load_scales()[type_]
    return scale.modes.get(mode or "", scale.score)


def cameo_of(event: Event) -> str:
    """The CAMEO code nearest to the event's type and mode."""
    scale = load_scales()[event.type]
    return scale.codes.get(event.mode or "", scale.cameo)


def goldstein_of(event: Event) -> float:
    """Goldstein's score of the type's CAMEO root."""
    return load_scales()[event.type].goldstein
