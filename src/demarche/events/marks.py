"""What the words round a trigger make of it: negation, auxiliaries, modifiers, what it hangs on ("fears of")."""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Token

from demarche.events.clauses import case_of, sentence_of, timed_plan
from demarche.events.phrases import load_phrases
from demarche.events.refusals import failed, unhesitating
from demarche.events.tellings import Telling
from demarche.records import Reason, Status

DEONTIC = frozenset(("should", "must", "ought"))
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


class Verdict(NamedTuple):
    """A status, None where the words tell no event at all, and why."""

    status: Status | None
    reasons: tuple[Reason, ...]


def verdict_of(status: Status | None, rule: str, words: str) -> Verdict:
    """A status with the rule that gives it and the words that fired."""
    return Verdict(status, (Reason(rule=f"status:{rule}", words=words),))


def own_marks(word: Token) -> Verdict | None:
    """What the clause of a verb, or the modifiers of a noun, say of it."""
    words = load_phrases().status
    negated = future = conditional = condition = None
    marks = {child.lower_ for child in word.children if child.dep_ in ("mark", "aux", "cop")}
    if word.pos_ == "VERB" and "to" in marks and marks & {"is", "are", "'s"}:
        return verdict_of("planned", "future", "is to")
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
        return verdict_of(None, "asked for, not done", conditional.text)  # "must not arm Tamaria"
    if negated is not None:
        return verdict_of("denied", "negation", negated.text)
    if condition is not None and condition.lower_ not in ("until", "before"):
        return verdict_of("hypothetical", "condition", condition.text)
    if future is not None:
        return verdict_of("planned", "future", future.text)
    if conditional is not None and conditional.lower_ in DEONTIC:
        return verdict_of(None, "asked for, not done", conditional.text)
    if conditional is not None:
        return verdict_of("hypothetical", "modal", conditional.text)
    return None


def modifiers_of(noun: Token) -> Verdict | None:
    """What the modifiers of a noun say of it: "alleged", "planned", "possible", "last"."""
    words = load_phrases().status
    for child in noun.children:
        if child.dep_ not in ("amod", "det", "compound", "advmod", "nmod:poss", "acl"):
            continue
        lower = child.lower_
        if child.dep_ != "acl" and child.i > noun.i:
            continue  # "attacks on alleged camps"
        if lower in words.alleged_modifiers:
            return verdict_of("alleged", "modifier", child.text)
        if child.dep_ == "acl" and lower in ("set", "slated", "due"):
            return verdict_of("planned", "modifier", child.text)  # "a summit set for April"
        if lower in words.planned_modifiers:
            return verdict_of("planned", "modifier", child.text)
        if lower in words.hypothetical_modifiers and child.dep_ != "advmod":
            return verdict_of("hypothetical", "modifier", child.text)
        if lower in words.background_modifiers:
            return verdict_of("background", "modifier", child.text)
    return None


def embedding_of(telling: Telling) -> Verdict | None:
    """What the event hangs on: plans, fears, claims, denials above it in its sentence."""
    words = load_phrases().status
    word = telling.governor
    if telling.rule.startswith("refusal:") and failed(telling):
        return None
    if telling.frame.speech or telling.statement is not None:
        return _expected(word)
    if timed_plan(word):
        return verdict_of("planned", "future", "is to")
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
                    return verdict_of("hypothetical", "condition", mark.text)
            if told_on_the_way(word):
                return None
            to = any(mark.lower_ == "to" for mark in marks)
            of = any(mark.lower_ in ("of", "for", "from") for mark in marks)
            linked = to or of
            if to and telling.governor.lemma_.lower() in ("force", "compel", "coerce"):
                return verdict_of(None, "only a purpose", "to")  # "filed a suit to force Varnia to negotiate"
            if to and lemma not in words.planned | words.hypothetical | words.alleged | words.denied:
                return verdict_of("planned", "purpose", "to")
        if word.dep_ == "acl" and word.tag_ == "VBN" and step == 0 and not telling.nominal:
            return None  # "the support given to Varnia": it was given
        if word.dep_ == "acl" and lemma in words.decided and step == 0:
            return None  # "condemned the decision to ban": the ban is there
        unfinished = any(c.lower_ in ("to", "of", "for") for c in word.children if c.dep_ in ("mark", "case"))
        if word.dep_ == "acl" and lemma in words.intended and step == 0:
            if not unfinished:
                return None  # "an agreement signed by Varnia"
            return verdict_of("planned", "intention", head.text)
        if word.dep_ == "acl" and any(c.lower_ in ("first", "last", "only", "latest") for c in head.children):
            was = any(c.dep_ == "cop" and c.tag_ == "VBD" for c in head.children)
            return verdict_of("background", "the first to do so", head.text) if was else None
        known = words.planned | words.hypothetical | words.alleged | words.denied
        infinitive = any(m.lower_ == "to" for m in word.children if m.dep_ == "mark")
        if word.dep_ == "acl" and infinitive and lemma not in known:
            return verdict_of(None, "only an infinitive", head.text)
        if word.dep_ == "obl":
            linked = case_of(word) in ("of", "for", "to", "about", "against", "from", "over", "on", "with", "into")
        if word.dep_ in ("obj", "nsubj:pass", "obl", "nmod") and word == telling.governor and not telling.nominal:
            linked = False
        if linked:
            if lemma in words.denied:
                return verdict_of("denied", "denial", head.text)
            if lemma == "commit" and telling.frame.type == "SUPPORT":
                return None  # "remains committed to supporting Tamaria" supports it
            if (lemma in words.planned and lemma != "set") or (lemma in ("set", "due") and word.dep_ in ("xcomp",)):
                no = next((c for c in head.children if c.lower_ in words.negation | {"no"}), None)
                if no is not None:  # "did not plan to send troops", "has no plans to"
                    return verdict_of("denied", "negation", no.text)
                return verdict_of("planned", "intention", head.text)
            if lemma in words.asked and not (telling.nominal and possessed(telling.trigger) and step == 0):
                return verdict_of(None, "asked for, not done", head.text)
            if lemma == "expect" and telling.frame.type == "CONSULT" and word.dep_ in ("xcomp", "ccomp"):
                return verdict_of("planned", "expected on a day", head.text)  # "are expected to meet in Sarnath"
            if lemma in words.hypothetical:
                return verdict_of("hypothetical", "embedding", head.text)
            if lemma in words.alleged and not _papers_report(head):
                return verdict_of("alleged", "claim", head.text)
        if word.dep_ in ("acl:relcl", "nsubj", "parataxis") or (telling.nominal and head.pos_ == "VERB" and step == 0):
            return None
        if word.dep_ == "conj" or linked:
            above = own_marks(head) if head.pos_ in ("VERB", "AUX") and word.dep_ in ("xcomp", "conj") else None
            if above is not None and (word.dep_ == "xcomp" or above.reasons[0].rule != "status:negation"):
                return above
        word = head
    return None


def _of_its_own(verb: Token) -> bool:
    """Whether a verb has a subject, an auxiliary or a mark of its own."""
    return any(c.dep_ in ("nsubj", "nsubj:pass", "aux", "aux:pass", "mark") for c in verb.children)


def negated_verb(verb: Token) -> bool:
    """Whether a verb is negated: "has not rushed"."""
    above = own_marks(verb) if verb.pos_ == "VERB" else None
    return above is not None and above.reasons[0].rule == "status:negation"


def _papers_report(verb: Token) -> bool:
    """Whether a verb only names the paper that a fact is from: "police arrested two men, newspapers reported"."""
    return verb.lemma_.lower() == "report" and verb.pos_ == "VERB" and any(c.dep_ == "nsubj" for c in verb.children)


def told_on_the_way(verb: Token) -> bool:
    """Whether a clause of time or cause tells a fact: "warned it would respond after Varnia struck"."""
    if verb.dep_ != "advcl" or verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN"):
        return False
    marks = {child.lower_ for child in verb.children if child.dep_ in ("mark", "advmod", "case")}
    return (
        bool(marks & {"after", "since", "because", "when", "as", "while"})
        and any(child.dep_ in ("nsubj", "nsubj:pass") for child in verb.children)
        and own_marks(verb) is None
    )


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
    above = own_marks(head) if head.pos_ == "VERB" and word.dep_ == "advcl" else None
    if above is not None and above.reasons[0].rule == "status:condition":
        return above  # "whether Varnia withheld aid to pressure Tamaria"
    if lemma in NOT_DOING or (word.dep_ == "acl" and lemma not in load_phrases().status.decided):
        return verdict_of(None, "not said", head.text)
    if lemma in ("expect", "likely", "consider", "threaten"):
        return verdict_of("hypothetical", "expected", head.text)
    if lemma in ("plan", "intend", "want", "hope", "prepare", "due", "set", "schedule", "promise", "pledge", "vow"):
        return verdict_of("planned", "intention", head.text)
    return None


def claimed_before(word: Token) -> Token | None:
    """A noun of claiming before a "that" clause the parser did not link: "the accusations of Moren that ..."."""
    if not any(child.dep_ == "mark" and child.lower_ == "that" for child in word.children):
        return None
    nouns = load_phrases().answerable
    before = [t for t in sentence_of(word) if t.i < word.i and t.pos_ == "NOUN" and t.lemma_.lower() in nouns]
    return before[-1] if before else None


def possessed(noun: Token) -> bool:
    """Whether a noun is said to be somebody's: "Varnia's shelling", which is there."""
    return any(child.dep_ in ("nmod:poss", "amod", "compound") for child in noun.children)
