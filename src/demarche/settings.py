"""One frozen record of settings, read once from arguments, environment and defaults."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import msgspec

from demarche.errors import SettingsError

DEFAULT_RECORD = "demarche.db"


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """How a run reads. Every field has an environment variable ``DEMARCHE_<FIELD>``.

    `record` is a SQLite path or a SQLAlchemy URL. `model` is a folder with another reader model than the shipped one.
    `extractor` chooses HTML extraction (`best` compares several, `fast` uses one). `pipeline` names an installed spaCy
    pipeline to use for tags, dependencies and names instead of the shipped reader's own. `actors` are the user's
    actor files (TOML), read after the shipped ones. `workers` is the number of processes, `threads` those of one model
    session. `max_bytes` is the largest page that is read.
    """

    record: str = DEFAULT_RECORD
    extractor: Literal["best", "fast"] = "best"
    pipeline: str | None = None
    model: str | None = None
    actors: tuple[str, ...] = ()
    workers: int = 1
    threads: int = 1
    max_bytes: int = 20_000_000
    timeout: float = 20.0

    @classmethod
    def load(cls, environ: Mapping[str, str] | None = None, **overrides: object) -> Settings:
        """Settings from `environ` (default: the process's), then `overrides` that are not None.

        Raises `SettingsError` naming the variable or field, its value and what it should be.
        """
        environ = os.environ if environ is None else environ
        given: dict[str, object] = {}
        for field in msgspec.structs.fields(cls):
            raw = environ.get(f"DEMARCHE_{field.name.upper()}")
            if raw is not None and raw != "":
                given[field.name] = tuple(raw.split(os.pathsep)) if field.name == "actors" else raw
        given |= {name: value for name, value in overrides.items() if value is not None}
        try:
            return msgspec.convert(given, cls, strict=False)
        except msgspec.ValidationError as error:
            raise SettingsError(
                f"A setting cannot be used: {error}. Settings come from options and DEMARCHE_* environment variables; "
                f"given were: {', '.join(f'{k}={v!r}' for k, v in sorted(given.items()))}."
            ) from error

    @property
    def actor_files(self) -> tuple[Path, ...]:
        """The user's actor files as paths."""
        return tuple(Path(name) for name in self.actors)
