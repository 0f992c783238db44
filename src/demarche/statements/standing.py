"""Whether a speaker speaks for a state or stands outside its government: the opposition, a union, a scholar.

What an outsider demands, blames and fears is as a rule laid on the government at home, which a minister's is not.
"""

from __future__ import annotations

import re

from demarche.actors import actor_of
from demarche.records import Actor, Cast, Party
from demarche.statements.speakers import Speaker
from demarche.statements.words import load_contents

OUTSIDE = frozenset({"CVL", "EDU", "MED", "OPP"})
LOOKING_ON = frozenset({"EDU", "MED"})
PRESIDING = frozenset({"president", "chairman", "chairwoman", "chair", "founder", "leader", "secretary", "coordinator"})
GOVERNING = frozenset(
    {"minister", "president", "premier", "chancellor", "king", "queen", "emir", "sultan", "ambassador", "envoy",
     "prince", "secretary", "spokesperson", "governor", "mayor", "general", "commander", "ayatollah"}
)  # fmt: skip
STATES_OWN = frozenset({"UAE", "USA", "DPRK", "PRC"})
_STATE = re.compile(r"[A-Z]{3}")


def outside_government(speaker: Speaker, cast: Cast) -> bool:
    """Whether the speaker belongs to a state and has no part in governing it, as far as office and words tell."""
    if not _of_state(speaker.party):
        return False
    actor = actor_of(cast, speaker.actor) if speaker.actor is not None else None
    if actor is not None and actor.kind == "state":
        return speaker.span is not None and names_outsiders(speaker.span.text)
    return (speaker.span is not None and names_outsiders(speaker.span.text)) or (actor is not None and outsider(actor))


def outsider(actor: Actor) -> bool:
    """Whether an actor is known as one outside its state's government: a scholar, an activist, a union."""
    if not _of_state(actor.party) or actor.kind == "state":
        return False
    if actor.kind != "person":
        return actor.kind != "media" and (actor.sector in OUTSIDE or names_outsiders(actor.name))
    apart = [names_outsiders(role.title) or _presides(role.title) for role in actor.roles]
    # a prime minister who presides over a party or was once an economist governs
    governs = any(_governs(role.title) and not out for role, out in zip(actor.roles, apart, strict=True))
    return not governs and (actor.sector in OUTSIDE or any(apart))


def _of_state(party: Party | None) -> bool:
    return party is not None and _STATE.fullmatch(party) is not None


def _governs(title: str) -> bool:
    return bool(GOVERNING & {word.lower().strip(",.") for word in title.split()})


def _presides(title: str) -> bool:
    """ "ASTU President" presides over a union, not over a state."""
    first, *rest = title.split() or [""]
    acronym = first.isupper() and len(first) >= 3 and first not in STATES_OWN
    return acronym and any(word.lower().strip(",.") in PRESIDING for word in rest)


def names_outsiders(words: str) -> bool:
    """Whether one of the words says that somebody has no part in government: "opposition", "union", "activists"."""
    actors = load_contents().actors
    workers = re.search(r"\bunions?\b", words) is not None  # in small letters: no Union of states
    return workers or _has(words, actors.outsiders | actors.observers) or "ex-" in words.lower()


def opposes(speaker: Speaker, cast: Cast) -> bool:
    """Whether a speaker outside the government has a stake against it: no scholar, analyst or journalist."""
    if not outside_government(speaker, cast):
        return False
    actor = actor_of(cast, speaker.actor) if speaker.actor is not None else None
    titles = [role.title for role in actor.roles] if actor is not None else []
    observers = load_contents().actors.observers
    looks_on = (
        actor is not None
        and actor.sector in LOOKING_ON
        and not any(_has(t, load_contents().actors.outsiders) for t in titles)
    )
    return not looks_on and not any(_has(t, observers) for t in (*titles, speaker.span.text if speaker.span else ""))


def _has(words: str, listed: frozenset[str]) -> bool:
    found = {word.lower().strip("“”\"',.()’") for word in words.split()}
    return any(word in listed or word.removesuffix("s") in listed for word in found)
