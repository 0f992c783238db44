"""A statement in the making."""

from __future__ import annotations

from demarche.records import Party, Record
from demarche.statements.content import Verdict
from demarche.statements.contents import CharSpan
from demarche.statements.sayings import Saying
from demarche.statements.speakers import Speaker


class Draft(Record, frozen=True):
    """A statement in the making: everything but ids and dates."""

    saying: Saying | None
    speaker: Speaker
    cue: CharSpan | None
    content: tuple[CharSpan, ...]
    headline: bool
    verdict: Verdict
    addressees: tuple[Party, ...]
    confidence: float
