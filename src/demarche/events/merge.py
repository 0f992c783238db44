"""Tellings of one real act become one event, with all their evidence; distinct acts stay apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from demarche.events.clauses import governors
from demarche.events.tellings import Telling
from demarche.events.when import When
from demarche.records import EventType, Reason, Span, Status

SYMMETRIC: frozenset[EventType] = frozenset(("CONSULT", "AGREE", "COOPERATE"))
DEEDS: frozenset[EventType] = frozenset(("ASSAULT", "COERCE", "MOBILIZE", "SANCTION", "CONSULT"))
# Claims of help are told in many words ("supports", "arms", "works with"): one claim, the most material word counts.
HELP: tuple[EventType, ...] = ("AID", "COOPERATE", "SUPPORT")
FORMAL = frozenset(("summon", "protest", "sue", "complaint", "indict", "prosecute", "investigate"))
SPOKEN: frozenset[EventType] = frozenset(("ACCUSE", "REQUEST", "REJECT", "SUPPORT", "THREATEN"))
TRAVELS = frozenset(("arrive", "fly", "tour", "travel", "trip", "visit"))
OTHER_TIMES = frozenset(("last", "previous", "earlier", "prior", "next"))


class Told(NamedTuple):
    """A telling with its status, date, place and evidence."""

    telling: Telling
    status: Status
    reasons: tuple[Reason, ...]
    when: When
    place: str | None
    country: str | None
    evidence: Span
    via: str | None

    @property
    def type(self) -> EventType:
        """The event's PLOVER type."""
        return self.telling.frame.type


def _dates_agree(one: When, other: When) -> bool:
    if one.date is None or other.date is None:
        return True
    if one.date.startswith(other.date) or other.date.startswith(one.date):
        return True
    if one.earliest and one.latest and other.earliest and other.latest:
        return one.earliest <= other.latest and other.earliest <= one.latest
    return False


def _types_agree(one: Told, other: Told) -> bool:
    if one.type == other.type:
        return True
    claimed = one.status == other.status and one.status in ("alleged", "denied", "hypothetical")
    return one.type in HELP and other.type in HELP and claimed


def _statuses_agree(one: Told, other: Told) -> bool:
    if one.status == other.status:
        return True
    pair = {one.status, other.status}
    talked = {told.telling.trigger.lemma_.lower() for told in (one, other) if told.type == "CONSULT"}
    if talked & {"discuss", "talk", "exchange"} and pair & {"hypothetical", "planned"}:
        return True  # what two who meet are "expected to discuss" is that meeting's
    if pair == {"happened", "background"}:
        # "the talks" without a date after "held talks on Monday" are the same talks; two dates were compared before.
        return one.when.date is None or other.when.date is None
    purpose = {one.reasons[0].rule, other.reasons[0].rule} & {"status:purpose", "status:infinitive"}
    if purpose and "planned" in pair:
        return True  # "chose the day to visit Varnia" beside "during a visit to Varnia": it took place
    return pair in ({"happened", "alleged"}, {"planned", "hypothetical"})


def _modes_differ(one: Told, other: Told) -> bool:
    """Whether two deeds are of different kinds: an arrest is no ban."""
    modes = {one.telling.frame.mode, other.telling.frame.mode}
    return len(modes) == 2 and None not in modes


def _others_met(one: Told, other: Told) -> bool:
    """Whether on both sides other persons met: the presidents' meeting is not the envoys'."""

    def persons(told: Told) -> dict[str, set[str]]:
        named: dict[str, set[str]] = {}
        for standing in (*told.telling.source, *told.telling.target):
            if standing.person and standing.actor:
                named.setdefault(standing.party, set()).add(standing.actor)
        return named

    mine, theirs = persons(one), persons(other)
    shared = mine.keys() & theirs.keys()
    return bool(shared) and not any(mine[party] & theirs[party] for party in shared)


def _of_another_time(told: Told) -> bool:
    """ "The last round of talks was in May": with a time of its own, and said to be another than those of the news."""
    trigger = told.telling.trigger
    words = {child.lower_ for noun in (trigger, trigger.head, told.telling.governor) for child in noun.children}
    timed = told.when.date is not None or told.when.earlier is not None
    return told.telling.nominal and timed and bool(words & OTHER_TIMES)


def _others_seized(one: Told, other: Told) -> bool:
    """Whether two arrests are of other people: of two that are named, other names; else other kinds of people."""
    if one.telling.frame.mode != "arrest" or other.telling.frame.mode != "arrest":
        return False
    mine, theirs = _seized(one), _seized(other)
    return bool(mine) and bool(theirs) and not mine & theirs


def _seized(told: Told) -> set[str]:
    """The names, else the nouns, of those whom an arrest seizes; a pronoun is nobody new."""
    trigger = told.telling.trigger
    heads = [
        c
        for c in trigger.children
        if c.dep_ in ("obj", "nsubj:pass", "nmod:poss") or (c.dep_ == "nmod" and c.i > trigger.i)
    ]
    words = [
        word for head in heads for word in (head, *head.conjuncts, *(c for c in head.children if c.dep_ == "flat"))
    ]
    named = {word.lower_ for word in words if word.pos_ == "PROPN"}
    return named or {word.lemma_.lower() for word in words if word.pos_ == "NOUN"}


def _other_speakers(one: Told, other: Told) -> bool:
    """Whether two acts of speech are of two persons or bodies of one party: the premier's call is not the army's."""

    def speakers(told: Told) -> set[str]:
        return {s.actor for s in told.telling.source if s.actor and s.actor != s.party}

    sides = one.telling.parties[0], other.telling.parties[0]
    if sides[0] < sides[1] or sides[1] < sides[0]:
        return True  # "the League and the Union called on Varnia", "the Union's envoy urged Varnia"
    mine, theirs = speakers(one), speakers(other)
    return bool(mine) and bool(theirs) and not mine & theirs


def _formally(told: Told) -> str | None:
    """The formal step by which somebody is censured: "summoned the envoy" is another act than "lodged a protest"."""
    lemma = told.telling.trigger.lemma_.lower()
    return lemma if lemma in FORMAL else None


def _travels(told: Told) -> bool:
    """Whether the source is who travels: the host "received" the guest, the guest "visited", "is in Sarnath"."""
    return told.telling.trigger.lemma_.lower() in TRAVELS or told.telling.rule.startswith("place:")


def _for_its_sake(visit: Told, talks: Told) -> bool:
    """Whether talks are what a visit is made for: "will travel to Sarnath for talks", "flew there to meet Tarn"."""
    return any(word == visit.telling.trigger for word in governors(talks.telling.trigger))


def _coordinated(one: Told, other: Told) -> bool:
    """Whether two triggers are coordinated or one hangs on the other: "summoned the envoy and protested"."""
    first, second = one.telling.trigger, other.telling.trigger
    return first in second.conjuncts or first.head == second or second.head == first


def same_act(one: Told, other: Told) -> bool:
    """Whether two tellings tell one act: type, parties (either way round where both do it), date and status agree."""
    if not _types_agree(one, other) or not _dates_agree(one.when, other.when) or not _statuses_agree(one, other):
        return False
    if one.type in ("COERCE", "SANCTION") and _modes_differ(one, other):
        return False
    if _others_seized(one, other):
        return False
    if one.type == "CONSULT" and (_others_met(one, other) or _of_another_time(one) != _of_another_time(other)):
        return False
    visits = [told.telling.frame.mode == "visit" for told in (one, other)]
    if (
        one.type == "CONSULT"
        and visits[0] != visits[1]
        and not _for_its_sake(*((one, other) if visits[0] else (other, one)))
    ):
        return False  # a visit and the talks held on it
    if one.type in SPOKEN and _other_speakers(one, other):
        return False
    if one.type == "ACCUSE" and _formally(one) != _formally(other) and not _coordinated(one, other):
        return False
    (a_source, a_target), (b_source, b_target) = one.telling.parties, other.telling.parties
    if (a_source == a_target) != (b_source == b_target):
        return False  # what a state's own actors do to each other stays apart
    if a_source & b_source and (a_target & b_target or not (a_target or b_target)):
        return True
    if one.type == "MOBILIZE" and a_source & b_source and not (a_target and b_target):
        return True  # "fired two missiles into waters off Tamaria", "the missile test"
    if one.type == "AGREE" and not (one.telling.frame.reciprocal or other.telling.frame.reciprocal):
        return False  # "is ready to help Varnia", "Varnia promised to help": two promises
    if _travels(one) and _travels(other):
        return False  # "the envoy visited Varnia", "the Varnian minister's tour of Norwyn"
    return one.type in SYMMETRIC and bool(a_source & b_target) and bool(a_target & b_source)


def _joined(groups: list[list[Told]]) -> list[list[Told]]:
    """The groups with those put together that a telling found later has tied."""
    joined: list[list[Told]] = []
    for group in groups:
        home = next(
            (
                other
                for other in joined
                if group[0].type in DEEDS
                and any(same_act(one, two) for one in group for two in other)
                and all(_dates_agree(a.when, b.when) and not _others_seized(a, b) for a in group for b in other)
            ),
            None,
        )
        if home is None:
            joined.append(group)
        else:
            home.extend(group)
    return joined


def merge(told: Sequence[Told]) -> list[list[Told]]:
    """Groups of tellings that tell one act, in text order, each group's surest telling first."""
    groups: list[list[Told]] = []
    # Dated tellings found the groups; those without a date join the one they fit best, the news's own first.
    for one in sorted(told, key=lambda t: (t.when.date is None, t.status != "happened" and t.when.date is not None)):
        home = next(
            (
                group
                for group in groups
                if any(same_act(one, other) for other in group)
                and all(_dates_agree(one.when, other.when) and not _others_seized(one, other) for other in group)
            ),
            None,
        )
        if home is None:
            groups.append([one])
        else:
            home.append(one)
    groups = _joined(groups)
    groups.sort(key=lambda group: min(one.telling.trigger.i for one in group))
    return [sorted(group, key=lambda t: (-t.telling.confidence, t.telling.trigger.i)) for group in groups]
