"""A mention while its actor is being settled."""

from __future__ import annotations

from typing import Literal

from demarche.knowledge.record import Gender
from demarche.records import Actor, MentionForm, Party, Reason, Record

Number = Literal["singular", "plural"]


class Found(Record, frozen=True):
    """A mention with what pronouns need to know: offsets into `Article.text`, actor, number, whether it is a person.

    `actor` is ``None`` where the words stand for an institution or person that the context has yet to give: `kind` is
    then the kind of institution ("foreign-ministry", "mission") or office it must be. `head` is the offset of the word
    that carries the mention ("spokesman" of "the spokesman for ...").
    """

    start: int
    end: int
    head: int
    actor: Actor | None
    form: MentionForm
    reasons: tuple[Reason, ...]
    score: float = 1.0
    party: Party | None = None
    number: Number = "singular"
    human: bool = False
    gender: Gender | None = None
    kind: str | None = None
