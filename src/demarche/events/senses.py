"""Whether a verb's clause has the sense that its frame asks for: "struck a deal" is no strike."""

from __future__ import annotations

from spacy.tokens import Token

from demarche.events.clauses import Clause, case_of, read_clause
from demarche.events.lexicon import Frame
from demarche.events.parties import measured
from demarche.events.phrases import load_phrases

KINDS = {
    "PERSON": "person",
    "PER": "person",
    "NORP": "person",
    "MONEY": "money",
}  # a name stands in a word list by its kind
CURRENCY = ("$", "€", "£", "¥", "₹")

# A promise to do these is none to whoever they are done to.
AGAINST = frozenset(
    ("appeal", "avenge", "block", "defeat", "destroy", "fight", "forget", "oppose", "prevent", "punish", "resist",
     "retaliate", "stop", "sue", "win")
)  # fmt: skip
TALKS = frozenset(("talk", "dialogue", "negotiation", "cooperation", "compromise"))
GIVING = frozenset(("give", "provide"))
ANSWERS = frozenset(
    ("answer", "comment", "date", "detail", "estimate", "explanation", "figure", "interview", "name", "number",
     "reason", "specific", "timeline")
)  # fmt: skip


def nouns_of(clause: Clause) -> tuple[Token, ...]:
    """The heads of the objects, and of what is coordinated with them."""
    return tuple(part for head in clause.objects for part in (head, *head.conjuncts))


def _words(token: Token) -> set[str]:
    """The forms under which a noun can stand in a frame's word list; a measure brings what it measures."""
    inner = measured(token)
    return _forms(token) | (_forms(inner) if inner != token else set())


def _forms(token: Token) -> set[str]:
    compound = [child.lower_ for child in token.children if child.dep_ in ("compound", "amod")]
    lemma = token.lemma_.lower()
    kinds = {KINDS[token.ent_type_]} if token.ent_type_ in KINDS else set()
    if token.pos_ == "SYM" or token.text[:1] in CURRENCY:
        kinds.add("money")
    tails = [f"{lemma} of {c.lower_}" for c in token.children if c.dep_ == "nmod" and case_of(c) == "of"]
    return {lemma, token.lower_, *(f"{part} {lemma}" for part in compound), *tails, *kinds}


def _complement_has(clause: Clause, words: frozenset[str]) -> bool:
    complement = clause.complement
    below = list(complement.subtree) if complement is not None else []
    for head in (*clause.objects, *(phrase.head for phrase in clause.phrases)):
        below.extend(head.subtree)
    return any(token.lemma_.lower() in words for token in below)


def _intends(clause: Clause, words: frozenset[str]) -> bool:
    """Whether what the verb governs is one of these deeds: "vowed to retaliate", "vowed revenge"."""
    heads = [*clause.objects, *([clause.complement] if clause.complement is not None else [])]
    heads += [child for head in heads for child in head.children if child.dep_ in ("obj", "conj")]
    return any(head.lemma_.lower() in words for head in heads)


def _asks(clause: Clause) -> bool:
    """Asking for something to be done: an infinitive, a clause, or "for" something; some verbs ask by themselves."""
    lemma = clause.verb.lemma_.lower()
    infinitive = any(
        any(mark.lower_ == "to" for mark in child.children if mark.dep_ in ("mark", "aux"))
        for child in clause.verb.subtree
        if child.dep_ in ("xcomp", "advcl", "acl", "ccomp") and child.pos_ in ("VERB", "AUX", "NOUN", "ADJ")
    )
    wanted = any(phrase.case == "for" for phrase in clause.phrases)
    wanted = wanted or any(case_of(child) == "for" for head in clause.objects for child in head.children)
    if lemma in ("tell", "order", "instruct", "push", "warn"):
        return _to_do(clause)
    if lemma in ("ask", "request", "beg"):
        return infinitive or wanted or any(phrase.case == "from" for phrase in clause.phrases)
    return lemma in load_phrases().sets.plain_asking or infinitive or wanted


def _refuses(clause: Clause) -> bool:
    """A refusal of somebody's ask or claim; declining to comment or to give details answers nobody."""
    complement = clause.complement
    if complement is None or complement.lemma_.lower() not in load_phrases().sets.leaves:
        return True
    given = read_clause(complement).objects if complement.lemma_.lower() in GIVING else ()
    return bool(given) and not any(head.lemma_.lower() in ANSWERS for head in given)  # "refused to provide arms"


def _commits(clause: Clause) -> bool:
    if clause.verb.lemma_.lower() == "assure":  # what is assured must be to come
        below = clause.complement.children if clause.complement is not None else ()
        return any(c.lower_ in ("will", "would", "to", "'ll") for c in below)
    meant = [clause.complement, *(c for head in clause.objects for c in head.children if c.dep_ in ("acl", "advcl"))]
    alone = clause.verb.lemma_.lower() != "agree"  # "agreed to fight crime" is agreed between those who fight
    if alone and any(word is not None and word.lemma_.lower() in AGAINST for word in meant):
        return False
    return clause.complement is not None or bool(clause.objects) or bool(clause.phrases)


def _by_phone(clause: Clause) -> bool:
    lemma = clause.verb.lemma_.lower()
    if lemma in ("phone", "telephone"):
        return True
    phone = any(
        token.lemma_.lower() in load_phrases().sets.by_phone
        for phrase in clause.phrases
        for token in phrase.head.subtree
    )
    return phone or (lemma == "speak" and any(phrase.case in ("with", "to") for phrase in clause.phrases))


def _talks(clause: Clause) -> bool:
    if clause.verb.lemma_.lower() == "exchange":
        return any(head.lemma_.lower() in ("view", "opinion", "idea") for head in clause.objects)
    return True


def _forceful(clause: Clause) -> bool:
    """Force between parties: the doer is armed, or the thing done is ("in an air strike")."""
    return True


def _infinitive(clause: Clause) -> bool:
    talks = any(phrase.case == "for" and phrase.head.lemma_.lower() in TALKS for phrase in clause.phrases)
    return clause.complement is not None or talks


def _deontic(clause: Clause) -> bool:
    """What the governed clause's subject must do: "said Varnia must leave"."""
    complement = clause.complement
    if complement is None:
        return False
    subjects = (child for child in complement.children if child.dep_ in ("nsubj", "nsubj:pass"))
    if any(word.lower_ in ("all", "every", "each", "any", "no") for head in subjects for word in head.children):
        return False  # "said all states must obey": asked of nobody in particular
    words = [child.lower_ for child in complement.children if child.dep_ in ("aux", "aux:pass")]
    return any(word in ("must", "should", "ought") for word in words)


def _told_to(clause: Clause) -> bool:
    """ "calling Varnia to cease": an object and an infinitive; "called Tarn to discuss" is a telephone call."""
    if not clause.objects or not _to_do(clause):
        return False
    below = [child for child in clause.verb.children if child.dep_ in ("xcomp", "advcl", "acl", "ccomp")]
    return not any(child.lemma_.lower() in load_phrases().sets.over_the_phone for child in below)


def _rings(clause: Clause) -> bool:
    """ "called Tarn to discuss the truce", "called Tarn on Friday": a person is rung up."""
    if clause.complement is not None and clause.complement.pos_ not in ("VERB", "AUX"):
        return False  # "called the general a liar"
    if not any(
        head.ent_type_ in ("PERSON", "PER") or head.lemma_.lower() in load_phrases().persons for head in clause.objects
    ):
        return False
    below = [child for child in clause.verb.children if child.dep_ in ("xcomp", "advcl", "acl", "ccomp", "parataxis")]
    talk = any(child.lemma_.lower() in load_phrases().sets.over_the_phone for child in below)
    return talk or (not below and any(child.ent_type_ in ("DATE", "TIME") for child in clause.verb.children))


def _to_do(clause: Clause) -> bool:
    """Whether an infinitive hangs on the verb or its object: "told Varnia to leave"."""
    below = [child for child in clause.verb.children if child.dep_ in ("xcomp", "advcl", "acl", "ccomp")]
    below += [child for head in clause.objects for child in head.children if child.dep_ in ("acl", "xcomp")]
    return any(c.lower_ == "to" and c.dep_ in ("mark", "aux") for child in below for c in child.children)


def _to_come(clause: Clause) -> bool:
    """Whether the verb stands in the future, not denied: "will respond in kind"."""
    words = {child.lower_ for child in clause.verb.children if child.dep_ in ("aux", "advmod", "part")}
    return bool(words & {"will", "would", "'ll", "’ll", "shall"}) and not words & load_phrases().status.negation


NEEDS = {
    "future": _to_come,
    "told to": _told_to,
    "ring": _rings,
    "infinitive": _infinitive,
    "deontic": _deontic,
    "ask": _asks,
    "refusal": _refuses,
    "commitment": _commits,
    "phone": _by_phone,
    "talk": _talks,
    "force": _forceful,
}


def sense_holds(frame: Frame, clause: Clause) -> bool:
    """Whether the clause's objects, complements and wording are those the frame asks for."""
    heads = nouns_of(clause)
    named = [_words(head) for head in heads]
    if frame.unless and any(words & frame.unless for words in named):
        return False
    if frame.unless_target:
        reached = named + [_words(phrase.head) for phrase in clause.phrases]
        if any(words & frame.unless_target for words in reached):
            return False
    if frame.objects:
        if frame.either:
            named = (
                named + [_words(head) for head in clause.subjects] + ([] if clause.objects else [set(frame.objects)])
            )
        reaching = ("", "in", "of", "on", "with") if frame.type == "AID" else ("", "in", "of", "on")
        reached = named + [_words(phrase.head) for phrase in clause.phrases if phrase.case in reaching]
        if not any(words & frame.objects for words in reached):
            return False
    if frame.subjects and not any(_words(head) & frame.subjects for head in clause.subjects):
        return False
    if frame.predicative:
        complement = clause.complement
        below = set(_words(complement)) if complement is not None else set()
        for phrase in clause.phrases:
            if phrase.case == "as":
                below |= _words(phrase.head)
        for head in heads:
            for child in head.children:
                if child.dep_ in ("xcomp", "appos", "amod") or (child.dep_ == "nmod" and case_of(child) == "as"):
                    below |= _words(child)
        if not below & frame.predicative:
            return False
    if frame.complement and not _intends(clause, frame.complement):
        return False
    if frame.complement_words and not _complement_has(clause, frame.complement_words):
        return False
    return frame.needs is None or NEEDS[frame.needs](clause)
