"""How far an event is established: happened, alleged, denied, planned, hypothetical or background, and why.

Read in this order: what the clause itself says (negation, auxiliaries, modifiers), what it hangs on ("fears of"), whose
statement it stands in, and when it was.
"""

from __future__ import annotations

from spacy.tokens import Token

from demarche.events.marks import (
    Verdict,
    claimed_before,
    embedding_of,
    modifiers_of,
    negated_verb,
    own_marks,
    possessed,
    told_on_the_way,
    verdict_of,
)
from demarche.events.phrases import load_phrases
from demarche.events.recency import aside_of, every_time, led_up_to, past_perfect, prepared_for, since_long, time_clause
from demarche.events.tellings import Telling
from demarche.records import EventType, Reason, Statement

OWN_ACTS = frozenset(
    ("announce", "state", "reaffirm", "assert", "admit", "agree", "thank", "praise", "support", "concede")
)
CLAIMS = frozenset(("accuse", "condemn", "assert", "concern", "threaten", "warn", "demand", "urge", "reject", "deny"))
INTENTS = frozenset(("pledge", "propose", "agree"))
TOLD_BY_ALL = frozenset(
    ("CONSULT", "AGREE", "COOPERATE", "REQUEST", "ACCUSE", "REJECT", "SUPPORT", "CONCEDE", "THREATEN")
)
CLAIMING = frozenset(("accuse", "condemn", "assert", "concern", "deny", "reject"))
FACTIVE = frozenset(("praise", "thank", "congratulate", "apologise", "condole", "support", "admit"))
PLANNED_WITH_VERB: frozenset[EventType] = frozenset(("CONSULT", "AGREE", "COOPERATE"))
STANDING: frozenset[EventType] = frozenset(("AID", "SUPPORT", "COOPERATE", "COERCE"))

HABITS = frozenset(
    ("always", "consistently", "every", "frequently", "long", "often", "regularly", "repeatedly", "routinely")
)
READY = frozenset(("prepared", "preparedness", "readiness", "ready", "willing", "willingness"))
EXPECTING = frozenset(("anticipate", "brace", "consider", "dread", "expect", "fear", "mull", "weigh"))
HEARSAY = frozenset(("allegedly", "apparently", "purportedly", "reportedly", "supposedly"))


def _finite(verb: Token) -> bool:
    """Whether a verb has its own subject and no "to": "handed over aid it had promised" is done."""
    return any(c.dep_ == "nsubj" for c in verb.children) and not any(c.lower_ == "to" for c in verb.children)


def _by_statement(telling: Telling, statement: Statement, spoken: Verdict | None) -> Verdict | None:
    """What the statement that holds the event makes of it; None leaves it to the clause."""
    sources, _ = telling.parties
    speakers = set((statement.party or "").split("+"))
    own = bool(speakers & sources)
    cue = statement.cue.text if statement.cue else statement.act
    act = statement.act
    if telling.frame.speech and spoken is not None and spoken.reasons[0].rule == "status:negation":
        return verdict_of(None, "not said", spoken.reasons[0].words or cue)
    if spoken is not None and spoken.status == "denied":
        return verdict_of("denied", f"negated in {act}", spoken.reasons[0].words or cue)
    if own and telling.frame.type == "SUPPORT" and spoken is not None and spoken.reasons[0].rule == "status:future":
        return verdict_of("happened", "a promise of support", cue)  # "Varnia will stand by Tamaria": said, it is there
    if telling.nominal and telling.frame.crowd and spoken is None:
        return verdict_of("background", "presupposed", telling.trigger.text)  # "said the protests had been paid for"
    if act == "deny" or (statement.polarity == "negative" and own):
        return verdict_of("denied", "denial", cue)
    if spoken is not None and spoken.status == "planned" and act in ("concern", "hope", "warn") and not own:
        return verdict_of("hypothetical", act, cue)
    if spoken is not None:
        return spoken
    if act in FACTIVE:
        return None
    if telling.frame.speech and own:
        return verdict_of("happened", "own act of speech", cue)
    if act in ("urge", "demand", "propose") and not telling.nominal:
        return verdict_of(None, "asked for, not done", cue)
    if act == "threaten":
        return verdict_of(None if own else "hypothetical", "threatened", cue)
    if act in ("pledge", "propose") and not telling.nominal and not _finite(telling.trigger):
        return verdict_of("planned", "pledged", cue)
    if (
        telling.nominal
        and telling.frame.type in ("ASSAULT", "COERCE")
        and act not in CLAIMING
        and possessed(telling.trigger)
    ):
        return verdict_of(
            "background", "presupposed", telling.trigger.text
        )  # "said after Varnia's shelling of the town"
    if act in ("hope", "warn") and not own:
        return verdict_of("hypothetical" if not telling.nominal else "alleged", act, cue)
    if own and act in OWN_ACTS | INTENTS | CLAIMS:
        return verdict_of("happened", "told by its doer", cue)
    if (
        telling.frame.type in TOLD_BY_ALL
        and act not in ("accuse", "condemn", "assert", "concern")
        and telling.frame.type != "SUPPORT"
    ):
        return verdict_of("happened", f"told in a neutral {act}", cue)
    return verdict_of("alleged", f"inside {act}", cue)


def judge(telling: Telling, statement: Statement | None, earlier: Reason | None, recent: bool) -> Verdict:
    """The status of one telling.

    `statement` is the innermost statement whose content holds the trigger; `earlier` is given where the event's date
    lies before this news, with the words that say so; `recent` where its date is the news's own.
    """
    governor, noun = telling.governor, telling.trigger
    words = load_phrases().status
    if statement is not None and not telling.nominal and statement.kind == "indirect" and told_on_the_way(governor):
        statement = None  # "Varnia said it would respond after Tamaria struck": the strike is presupposed
    spoken = None if telling.rule.startswith(("refusal:", "vow:")) else own_marks(governor)
    modified = modifiers_of(noun) if noun.pos_ in ("NOUN", "PROPN") else None
    marchers = telling.frame.crowd and noun == governor and noun.lemma_.lower() in load_phrases().sets.protesters
    embedded = embedding_of(telling) if not marchers else None  # "vowed to protect protesters": they are there
    if telling.nominal and spoken is None and telling.frame.type in PLANNED_WITH_VERB:
        spoken = own_marks(noun.head)  # "will travel to Qasr for talks"
    if noun != governor and spoken is None:
        no = own_marks(noun)
        spoken = no if no is not None and no.status == "denied" else None
    known = telling.nominal and noun.lemma_.lower() in load_phrases().sets.long_known and not recent
    hedged = spoken is not None or (modified is not None and modified.status in ("hypothetical", "planned", "alleged"))
    feared = embedded is not None and embedded.status in ("hypothetical", "planned") and not possessed(noun)
    if known and not hedged and not feared:
        return Verdict("background", (earlier or Reason(rule="status:long known", words=noun.text),))
    if telling.planned and governor.dep_ == "xcomp" and negated_verb(governor.head):
        return verdict_of(None, "not said", governor.head.text)  # "has not rushed to schedule talks"
    if telling.planned and telling.rule == "place:due":
        return verdict_of("planned", "due", governor.text)
    if telling.planned and (spoken is None or spoken.status != "denied"):
        if governor.lemma_.lower() in EXPECTING:
            return verdict_of("hypothetical", "light verb", governor.text)
        return verdict_of("planned", "light verb", governor.text)
    if telling.frame.type == "AGREE" and noun.lemma_.lower() in READY and spoken is None:
        return verdict_of("planned", "readiness", noun.text)
    before = led_up_to(telling) if not recent and not hedged else None
    if before is not None:
        return verdict_of("background", "what it came after", before)
    ahead = prepared_for(telling) if not hedged else None
    if ahead is not None:
        return verdict_of("planned", "what is prepared", ahead)
    if telling.nominal and earlier is not None and (spoken is None or spoken.status != "denied"):
        return Verdict("background", (earlier,))
    long_before = since_long(governor)
    if long_before is not None:
        return verdict_of("background", "clause of time", long_before)
    claimed = claimed_before(governor) if statement is None else None
    if claimed is not None and not telling.frame.speech:
        return verdict_of("alleged", "claim", claimed.text)
    if modified is not None and modified.status in ("alleged", "planned"):
        return modified
    if telling.nominal and telling.frame.crowd and noun == governor and not hedged and not recent:
        return verdict_of("background", "presupposed", noun.text)  # "crushed mostly peaceful protests"
    standing = telling.frame.type == "AGREE" or (
        telling.frame.contexts == ("military",) and telling.frame.type == "COOPERATE" and noun.dep_ != "nsubj"
    )
    if telling.nominal and standing and not hedged and not feared and not recent:
        return verdict_of(
            "background", "an agreement there is" if telling.frame.type == "AGREE" else "what is done anyway", noun.text
        )
    inner = (
        spoken
        or embedded
        or (
            modified
            if modified is not None
            and modified.status == "hypothetical"
            and not recent
            and noun.lemma_.lower() != "talk"
            else None
        )
    )
    if telling.frame.future and inner is not None and inner.status == "planned":
        inner = spoken
    if telling.frame.speech and inner is not None and inner.reasons[0].rule == "status:modal":
        return verdict_of(None, "might have been said", inner.reasons[0].words or "")
    if statement is not None:
        own = bool(set((statement.party or "").split("+")) & telling.parties[0])
        if own and inner is not None and inner.status == "hypothetical" and inner.reasons[0].words == "would":
            inner = verdict_of("planned", "future in the past", "would")  # "said it would station missiles"
        verdict = _by_statement(telling, statement, inner)
        promised = inner is not None and inner.status == "planned" and inner.reasons[0].words == "would"
        if earlier is not None and promised and earlier.rule == "status:earlier date":
            return Verdict("background", (earlier,))  # "announced in 2031 that it would accept Varnia"
        if verdict is not None and verdict.status not in ("happened", "alleged"):
            return verdict
        if earlier is not None and (verdict is None or verdict.status == "happened"):
            return Verdict("background", (earlier,))
        if verdict is not None:
            return verdict
    always = next((c for c in governor.children if c.lower_ in HABITS or every_time(c)), None)
    if always is not None and inner is None:
        return verdict_of("background", "a habit", always.text)
    hearsay = next((c for c in governor.children if c.lower_ in HEARSAY), None)
    if hearsay is not None and inner is None:
        return verdict_of("alleged", "hearsay", hearsay.text)
    if inner is not None:
        if inner.status is None:
            return inner
        if inner.status == "denied" and inner.reasons[0].rule == "status:negation":
            # The outlet itself says that it did not take place: no event, unless a denial is told.
            return verdict_of(None, "told not to have happened", inner.reasons[0].words or "")
        return inner
    if earlier is not None:
        return Verdict("background", (earlier,))
    if modified is not None and modified.status == "background":
        return modified
    if not recent:
        for child in governor.children:
            if (
                child.dep_ == "advmod"
                and child.lower_ in words.earlier
                and child.lower_ not in ("already", "repeatedly", "long", "always")
            ):
                return verdict_of("background", "adverb", child.text)
        if past_perfect(governor):
            return verdict_of("background", "past perfect", governor.text)
        when = time_clause(telling)
        if when is not None:
            return verdict_of("background", "clause of time", when)
        aside = aside_of(telling)
        if aside is not None:
            return verdict_of("background", "an aside", aside)
    return verdict_of("happened", "told as fact", governor.text)
