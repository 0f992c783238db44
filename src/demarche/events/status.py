"""How far an event is established: happened, alleged, denied, planned, hypothetical or background, and why.

Read in this order: what the clause itself says (negation, auxiliaries, modifiers), what it hangs on ("fears of"), whose
statement it stands in, and when it was.
"""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Token

from demarche.events.clauses import case_of, sentence_of, timed_plan
from demarche.events.phrases import load_phrases
from demarche.events.recency import aside_of, every_time, led_up_to, past_perfect, prepared_for, since_long, time_clause
from demarche.events.refusals import failed, unhesitating
from demarche.events.tellings import Telling
from demarche.records import EventType, Reason, Statement, Status

OWN_ACTS = frozenset(
    ("announce", "state", "reaffirm", "assert", "admit", "agree", "thank", "praise", "support", "concede")
)
CLAIMS = frozenset(("accuse", "condemn", "assert", "concern", "threaten", "warn", "demand", "urge", "reject", "deny"))
INTENTS = frozenset(("pledge", "propose", "agree"))
TOLD_BY_ALL = frozenset(
    ("CONSULT", "AGREE", "COOPERATE", "REQUEST", "ACCUSE", "REJECT", "SUPPORT", "CONCEDE", "THREATEN")
)
DEONTIC = frozenset(("should", "must", "ought"))
CLAIMING = frozenset(("accuse", "condemn", "assert", "concern", "deny", "reject"))
FACTIVE = frozenset(("praise", "thank", "congratulate", "apologise", "condole", "support", "admit"))
PLANNED_WITH_VERB: frozenset[EventType] = frozenset(("CONSULT", "AGREE", "COOPERATE"))
STANDING: frozenset[EventType] = frozenset(("AID", "SUPPORT", "COOPERATE", "COERCE"))

HABITS = frozenset(
    ("always", "consistently", "every", "frequently", "long", "often", "regularly", "repeatedly", "routinely")
)
READY = frozenset(("prepared", "preparedness", "readiness", "ready", "willing", "willingness"))
EXPECTING = frozenset(("anticipate", "brace", "consider", "dread", "expect", "fear", "mull", "weigh"))
NOT_DOING = frozenset(
    (
        "decline",
        "fail",
        "failure",
        "hesitant",
        "hesitate",
        "loath",
        "refusal",
        "refuse",
        "reluctance",
        "reluctant",
        "unable",
        "unwilling",
    )
)
HEARSAY = frozenset(("allegedly", "apparently", "purportedly", "reportedly", "supposedly"))


class Verdict(NamedTuple):
    """A status, None where the words tell no event at all, and why."""

    status: Status | None
    reasons: tuple[Reason, ...]


def _verdict(status: Status | None, rule: str, words: str) -> Verdict:
    return Verdict(status, (Reason(rule=f"status:{rule}", words=words),))


def _own_marks(word: Token) -> Verdict | None:
    """What the clause of a verb, or the modifiers of a noun, say of it."""
    words = load_phrases().status
    negated = future = conditional = condition = None
    marks = {child.lower_ for child in word.children if child.dep_ in ("mark", "aux", "cop")}
    if word.pos_ == "VERB" and "to" in marks and marks & {"is", "are", "'s"}:
        return _verdict("planned", "future", "is to")
    for child in word.children:
        lower = child.lower_
        if lower in words.negation or (child.dep_ == "det" and lower == "no"):
            negated = child
        elif child.dep_ in ("aux", "aux:pass") and lower in words.future:
            future = child
        elif child.dep_ in ("aux", "aux:pass") and (lower in words.conditional):
            conditional = child
        elif child.dep_ == "mark" and lower in words.condition:
            condition = child
        elif child.dep_ in ("obj", "nsubj", "nsubj:pass") and lower == "none":
            negated = child
        elif lower == "longer" and child.i and child.nbor(-1).lower_ == "no":
            negated = child  # "no longer considers it a threat"
    if negated is not None and conditional is not None and conditional.lower_ in DEONTIC:
        return _verdict(None, "asked for, not done", conditional.text)  # "must not arm Tamaria"
    if negated is not None:
        return _verdict("denied", "negation", negated.text)
    if condition is not None and condition.lower_ not in ("until", "before"):
        return _verdict("hypothetical", "condition", condition.text)
    if future is not None:
        return _verdict("planned", "future", future.text)
    if conditional is not None and conditional.lower_ in DEONTIC:
        return _verdict(None, "asked for, not done", conditional.text)
    if conditional is not None:
        return _verdict("hypothetical", "modal", conditional.text)
    return None


def _modifiers(noun: Token) -> Verdict | None:
    words = load_phrases().status
    for child in noun.children:
        if child.dep_ not in ("amod", "det", "compound", "advmod", "nmod:poss", "acl"):
            continue
        lower = child.lower_
        if child.dep_ != "acl" and child.i > noun.i:
            continue  # "attacks on alleged camps"
        if lower in words.alleged_modifiers:
            return _verdict("alleged", "modifier", child.text)
        if child.dep_ == "acl" and lower in ("set", "slated", "due"):
            return _verdict("planned", "modifier", child.text)  # "a summit set for April"
        if lower in words.planned_modifiers:
            return _verdict("planned", "modifier", child.text)
        if lower in words.hypothetical_modifiers and child.dep_ != "advmod":
            return _verdict("hypothetical", "modifier", child.text)
        if lower in words.background_modifiers:
            return _verdict("background", "modifier", child.text)
    return None


def _embedding(telling: Telling) -> Verdict | None:
    """What the event hangs on: plans, fears, claims, denials above it in its sentence."""
    words = load_phrases().status
    word = telling.governor
    if telling.rule.startswith("refusal:") and failed(telling):
        return None
    if telling.frame.speech or telling.statement is not None:
        return _expected(word)
    if timed_plan(word):
        return _verdict("planned", "future", "is to")
    for step in range(6):
        head = word.head
        if head == word:
            return None
        lemma = head.lemma_.lower()
        bare = word.dep_ == "conj" and word.tag_ == "VB" and head.tag_ != "VB" and not _of_its_own(word)
        linked = bare or word.dep_ in (
            "xcomp",
            "ccomp",
            "acl",
            "obj",
            "csubj",
            "nmod",
            "obl",
            "advcl",
            "nsubj:pass",
            "amod",
        )
        if word.dep_ == "advcl":
            marks = [child for child in word.children if child.dep_ in ("mark", "advmod", "case")]
            for mark in marks:
                if mark.lower_ in ("if", "unless", "lest"):
                    return _verdict("hypothetical", "condition", mark.text)
            if _told_on_the_way(word):
                return None
            to = any(mark.lower_ == "to" for mark in marks)
            of = any(mark.lower_ in ("of", "for", "from") for mark in marks)
            linked = to or of
            if to and telling.governor.lemma_.lower() in ("force", "compel", "coerce"):
                return _verdict(None, "only a purpose", "to")  # "filed a suit to force Varnia to negotiate"
            if to and lemma not in words.planned | words.hypothetical | words.alleged | words.denied:
                return _verdict("planned", "purpose", "to")
        if word.dep_ == "acl" and word.tag_ == "VBN" and step == 0 and not telling.nominal:
            return None  # "the support given to Varnia": it was given
        if word.dep_ == "acl" and lemma in words.decided and step == 0:
            return None  # "condemned the decision to ban": the ban is there
        unfinished = any(c.lower_ in ("to", "of", "for") for c in word.children if c.dep_ in ("mark", "case"))
        if word.dep_ == "acl" and lemma in words.intended and step == 0:
            if not unfinished:
                return None  # "an agreement signed by Varnia"
            return _verdict("planned", "intention", head.text)
        if word.dep_ == "acl" and any(c.lower_ in ("first", "last", "only", "latest") for c in head.children):
            was = any(c.dep_ == "cop" and c.tag_ == "VBD" for c in head.children)
            return _verdict("background", "the first to do so", head.text) if was else None
        known = words.planned | words.hypothetical | words.alleged | words.denied
        infinitive = any(m.lower_ == "to" for m in word.children if m.dep_ == "mark")
        if word.dep_ == "acl" and infinitive and lemma not in known:
            return _verdict(None, "only an infinitive", head.text)
        if word.dep_ == "obl":
            linked = case_of(word) in ("of", "for", "to", "about", "against", "from", "over", "on", "with", "into")
        if word.dep_ in ("obj", "nsubj:pass", "obl", "nmod") and word == telling.governor and not telling.nominal:
            linked = False
        if linked:
            if lemma in words.denied:
                return _verdict("denied", "denial", head.text)
            if lemma == "commit" and telling.frame.type == "SUPPORT":
                return None  # "remains committed to supporting Tamaria" supports it
            if (lemma in words.planned and lemma != "set") or (lemma in ("set", "due") and word.dep_ in ("xcomp",)):
                no = next((c for c in head.children if c.lower_ in words.negation | {"no"}), None)
                if no is not None:  # "did not plan to send troops", "has no plans to"
                    return _verdict("denied", "negation", no.text)
                return _verdict("planned", "intention", head.text)
            if lemma in words.asked and not (telling.nominal and _possessed(telling.trigger) and step == 0):
                return _verdict(None, "asked for, not done", head.text)
            if lemma == "expect" and telling.frame.type == "CONSULT" and word.dep_ in ("xcomp", "ccomp"):
                return _verdict("planned", "expected on a day", head.text)  # "are expected to meet in Sarnath"
            if lemma in words.hypothetical:
                return _verdict("hypothetical", "embedding", head.text)
            if lemma in words.alleged and not _papers_report(head):
                return _verdict("alleged", "claim", head.text)
        if word.dep_ in ("acl:relcl", "nsubj", "parataxis") or (telling.nominal and head.pos_ == "VERB" and step == 0):
            return None
        if word.dep_ == "conj" or linked:
            above = _own_marks(head) if head.pos_ in ("VERB", "AUX") and word.dep_ in ("xcomp", "conj") else None
            if above is not None and (word.dep_ == "xcomp" or above.reasons[0].rule != "status:negation"):
                return above
        word = head
    return None


def _of_its_own(verb: Token) -> bool:
    """Whether a verb has a subject, an auxiliary or a mark of its own."""
    return any(c.dep_ in ("nsubj", "nsubj:pass", "aux", "aux:pass", "mark") for c in verb.children)


def _negated(verb: Token) -> bool:
    above = _own_marks(verb) if verb.pos_ == "VERB" else None
    return above is not None and above.reasons[0].rule == "status:negation"


def _papers_report(verb: Token) -> bool:
    """Whether a verb only names the paper that a fact is from: "police arrested two men, newspapers reported"."""
    return verb.lemma_.lower() == "report" and verb.pos_ == "VERB" and any(c.dep_ == "nsubj" for c in verb.children)


def _told_on_the_way(verb: Token) -> bool:
    """Whether a clause of time or cause tells a fact: "warned it would respond after Varnia struck"."""
    if verb.dep_ != "advcl" or verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN"):
        return False
    marks = {child.lower_ for child in verb.children if child.dep_ in ("mark", "advmod", "case")}
    return (
        bool(marks & {"after", "since", "because", "when", "as", "while"})
        and any(child.dep_ in ("nsubj", "nsubj:pass") for child in verb.children)
        and _own_marks(verb) is None
    )


def _finite(verb: Token) -> bool:
    """Whether a verb has its own subject and no "to": "handed over aid it had promised" is done."""
    return any(c.dep_ == "nsubj" for c in verb.children) and not any(c.lower_ == "to" for c in verb.children)


def _expected(word: Token) -> Verdict | None:
    """Whether an act of speech itself is only expected or planned ("is expected to urge")."""
    while word.dep_ == "conj" and word.head.pos_ == "VERB" and not any(c.dep_ == "nsubj" for c in word.children):
        word = word.head
    head = word.head
    infinitive = any(child.dep_ == "mark" and child.lower_ == "to" for child in word.children)
    if head == word or word.dep_ not in ("xcomp", "ccomp", "advcl", "acl") or not infinitive:
        return None
    lemma = head.lemma_.lower()
    if unhesitating(head):
        return None
    above = _own_marks(head) if head.pos_ == "VERB" and word.dep_ == "advcl" else None
    if above is not None and above.reasons[0].rule == "status:condition":
        return above  # "whether Varnia withheld aid to pressure Tamaria"
    if lemma in NOT_DOING or (word.dep_ == "acl" and lemma not in load_phrases().status.decided):
        return _verdict(None, "not said", head.text)
    if lemma in ("expect", "likely", "consider", "threaten"):
        return _verdict("hypothetical", "expected", head.text)
    if lemma in ("plan", "intend", "want", "hope", "prepare", "due", "set", "schedule", "promise", "pledge", "vow"):
        return _verdict("planned", "intention", head.text)
    return None


def _claimed_before(word: Token) -> Token | None:
    """A noun of claiming before a "that" clause the parser did not link: "the accusations of Moren that ..."."""
    if not any(child.dep_ == "mark" and child.lower_ == "that" for child in word.children):
        return None
    nouns = load_phrases().answerable
    before = [t for t in sentence_of(word) if t.i < word.i and t.pos_ == "NOUN" and t.lemma_.lower() in nouns]
    return before[-1] if before else None


def _by_statement(telling: Telling, statement: Statement, spoken: Verdict | None) -> Verdict | None:
    """What the statement that holds the event makes of it; None leaves it to the clause."""
    sources, _ = telling.parties
    speakers = set((statement.party or "").split("+"))
    own = bool(speakers & sources)
    cue = statement.cue.text if statement.cue else statement.act
    act = statement.act
    if telling.frame.speech and spoken is not None and spoken.reasons[0].rule == "status:negation":
        return _verdict(None, "not said", spoken.reasons[0].words or cue)
    if spoken is not None and spoken.status == "denied":
        return _verdict("denied", f"negated in {act}", spoken.reasons[0].words or cue)
    if own and telling.frame.type == "SUPPORT" and spoken is not None and spoken.reasons[0].rule == "status:future":
        return _verdict("happened", "a promise of support", cue)  # "Varnia will stand by Tamaria": said, it is there
    if telling.nominal and telling.frame.crowd and spoken is None:
        return _verdict("background", "presupposed", telling.trigger.text)  # "said the protests had been paid for"
    if act == "deny" or (statement.polarity == "negative" and own):
        return _verdict("denied", "denial", cue)
    if spoken is not None and spoken.status == "planned" and act in ("concern", "hope", "warn") and not own:
        return _verdict("hypothetical", act, cue)
    if spoken is not None:
        return spoken
    if act in FACTIVE:
        return None
    if telling.frame.speech and own:
        return _verdict("happened", "own act of speech", cue)
    if act in ("urge", "demand", "propose") and not telling.nominal:
        return _verdict(None, "asked for, not done", cue)
    if act == "threaten":
        return _verdict(None if own else "hypothetical", "threatened", cue)
    if act in ("pledge", "propose") and not telling.nominal and not _finite(telling.trigger):
        return _verdict("planned", "pledged", cue)
    if (
        telling.nominal
        and telling.frame.type in ("ASSAULT", "COERCE")
        and act not in CLAIMING
        and _possessed(telling.trigger)
    ):
        return _verdict("background", "presupposed", telling.trigger.text)  # "said after Varnia's shelling of the town"
    if act in ("hope", "warn") and not own:
        return _verdict("hypothetical" if not telling.nominal else "alleged", act, cue)
    if own and act in OWN_ACTS | INTENTS | CLAIMS:
        return _verdict("happened", "told by its doer", cue)
    if (
        telling.frame.type in TOLD_BY_ALL
        and act not in ("accuse", "condemn", "assert", "concern")
        and telling.frame.type != "SUPPORT"
    ):
        return _verdict("happened", f"told in a neutral {act}", cue)
    return _verdict("alleged", f"inside {act}", cue)


def judge(telling: Telling, statement: Statement | None, earlier: Reason | None, recent: bool) -> Verdict:
    """The status of one telling.

    `statement` is the innermost statement whose content holds the trigger; `earlier` is given where the event's date
    lies before this news, with the words that say so; `recent` where its date is the news's own.
    """
    governor, noun = telling.governor, telling.trigger
    words = load_phrases().status
    if statement is not None and not telling.nominal and statement.kind == "indirect" and _told_on_the_way(governor):
        statement = None  # "Varnia said it would respond after Tamaria struck": the strike is presupposed
    spoken = None if telling.rule.startswith(("refusal:", "vow:")) else _own_marks(governor)
    modified = _modifiers(noun) if noun.pos_ in ("NOUN", "PROPN") else None
    marchers = telling.frame.crowd and noun == governor and noun.lemma_.lower() in load_phrases().sets.protesters
    embedded = _embedding(telling) if not marchers else None  # "vowed to protect protesters": they are there
    if telling.nominal and spoken is None and telling.frame.type in PLANNED_WITH_VERB:
        spoken = _own_marks(noun.head)  # "will travel to Qasr for talks"
    if noun != governor and spoken is None:
        no = _own_marks(noun)
        spoken = no if no is not None and no.status == "denied" else None
    known = telling.nominal and noun.lemma_.lower() in load_phrases().sets.long_known and not recent
    hedged = spoken is not None or (modified is not None and modified.status in ("hypothetical", "planned", "alleged"))
    feared = embedded is not None and embedded.status in ("hypothetical", "planned") and not _possessed(noun)
    if known and not hedged and not feared:
        return Verdict("background", (earlier or Reason(rule="status:long known", words=noun.text),))
    if telling.planned and governor.dep_ == "xcomp" and _negated(governor.head):
        return _verdict(None, "not said", governor.head.text)  # "has not rushed to schedule talks"
    if telling.planned and telling.rule == "place:due":
        return _verdict("planned", "due", governor.text)
    if telling.planned and (spoken is None or spoken.status != "denied"):
        if governor.lemma_.lower() in EXPECTING:
            return _verdict("hypothetical", "light verb", governor.text)
        return _verdict("planned", "light verb", governor.text)
    if telling.frame.type == "AGREE" and noun.lemma_.lower() in READY and spoken is None:
        return _verdict("planned", "readiness", noun.text)
    before = led_up_to(telling) if not recent and not hedged else None
    if before is not None:
        return _verdict("background", "what it came after", before)
    ahead = prepared_for(telling) if not hedged else None
    if ahead is not None:
        return _verdict("planned", "what is prepared", ahead)
    if telling.nominal and earlier is not None and (spoken is None or spoken.status != "denied"):
        return Verdict("background", (earlier,))
    long_before = since_long(governor)
    if long_before is not None:
        return _verdict("background", "clause of time", long_before)
    claimed = _claimed_before(governor) if statement is None else None
    if claimed is not None and not telling.frame.speech:
        return _verdict("alleged", "claim", claimed.text)
    if modified is not None and modified.status in ("alleged", "planned"):
        return modified
    if telling.nominal and telling.frame.crowd and noun == governor and not hedged and not recent:
        return _verdict("background", "presupposed", noun.text)  # "crushed mostly peaceful protests"
    standing = telling.frame.type == "AGREE" or (
        telling.frame.contexts == ("military",) and telling.frame.type == "COOPERATE" and noun.dep_ != "nsubj"
    )
    if telling.nominal and standing and not hedged and not feared and not recent:
        return _verdict(
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
        return _verdict(None, "might have been said", inner.reasons[0].words or "")
    if statement is not None:
        own = bool(set((statement.party or "").split("+")) & telling.parties[0])
        if own and inner is not None and inner.status == "hypothetical" and inner.reasons[0].words == "would":
            inner = _verdict("planned", "future in the past", "would")  # "said it would station missiles"
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
        return _verdict("background", "a habit", always.text)
    hearsay = next((c for c in governor.children if c.lower_ in HEARSAY), None)
    if hearsay is not None and inner is None:
        return _verdict("alleged", "hearsay", hearsay.text)
    if inner is not None:
        if inner.status is None:
            return inner
        if inner.status == "denied" and inner.reasons[0].rule == "status:negation":
            # The outlet itself says that it did not take place: no event, unless a denial is told.
            return _verdict(None, "told not to have happened", inner.reasons[0].words or "")
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
                return _verdict("background", "adverb", child.text)
        if past_perfect(governor):
            return _verdict("background", "past perfect", governor.text)
        when = time_clause(telling)
        if when is not None:
            return _verdict("background", "clause of time", when)
        aside = aside_of(telling)
        if aside is not None:
            return _verdict("background", "an aside", aside)
    return _verdict("happened", "told as fact", governor.text)


def _possessed(noun: Token) -> bool:
    return any(child.dep_ in ("nmod:poss", "amod", "compound") for child in noun.children)
