"""The parties in the slots of a noun: by whom, on whom, with whom; where the parse hung a phrase elsewhere too."""

from __future__ import annotations

from spacy.tokens import Token

from demarche.events.clauses import case_of
from demarche.events.parties import Parties, Standing
from demarche.events.phrases import load_phrases
from demarche.events.tellings import without

# What stands behind "of" suffered these: "the bombing of the embassy".
SUFFERED = frozenset(
    ("bombing", "shelling", "invasion", "bombardment", "killing", "massacre", "assassination", "siege", "occupation")
)
DOING = frozenset(
    ("attribute", "blame", "carry", "claim", "commit", "conduct", "launch", "order", "perpetrate", "stage", "wage")
)
OCCURRING = frozenset(
    (
        "begin",
        "break",
        "collapse",
        "continue",
        "erupt",
        "escalate",
        "flare",
        "happen",
        "intensify",
        "occur",
        "open",
        "resume",
        "start",
        "take",
    )
)
GIVEN = frozenset(("deliver", "extend", "give", "lend", "offer", "provide", "send", "show", "supply"))
BESIDE = frozenset(("with", "against", "to", "on", "between"))
OWNING = ("nmod:poss", "amod", "compound", "nmod:desc", "nmod:unmarked")


def noun_keys(noun: Token) -> list[str]:
    """The lexicon keys of a noun, compounds first ("joint exercise", "phone call", "talks", "talk")."""
    lemma = noun.lemma_.lower()
    modifiers = [child.lower_ for child in noun.children if child.dep_ in ("compound", "amod")]
    tails = [f"of {child.lower_}" for child in noun.children if child.dep_ == "nmod" and case_of(child) == "of"]
    doc, at = noun.doc, noun.i
    if at + 2 < len(doc) and doc[at + 1].text == "-":  # "the pull-out", cut in three
        tails.append(f"- {doc[at + 2].lower_}")
    return [f"{word} {lemma}" for word in modifiers] + [f"{lemma} {tail}" for tail in tails] + [noun.lower_, lemma]


def _heads(parties: Parties, noun: Token, name: str) -> list[Token]:
    """The heads in one slot of a noun."""
    if name == "poss":
        owners = [c for c in noun.children if c.dep_ in OWNING and not (c.dep_ == "amod" and c.lower_ == "official")]
        if noun.pos_ == "VERB":  # "US-China talks opened", read as a verb
            owners += [child for child in noun.children if child.dep_ == "nsubj" and child.i == noun.i - 1]
        owners = [part for child in owners for part in sorted((*parties.hyphened(child), child), key=lambda t: t.i)]
        led = [child for child in owners if child.lower_ == "led"]  # "a Varnian-led raid"
        return [*owners, *(inner for child in led for inner in child.children if inner.i < child.i)]
    if name == "comp":
        clauses = [child for child in noun.children if child.dep_ in ("acl", "ccomp", "acl:relcl", "xcomp")]
        return [child for clause in clauses for child in clause.children if child.dep_ in ("nsubj", "nsubj:pass")]
    if name == "infinitive":
        below = [child for child in noun.children if child.dep_ == "acl"]
        return [
            token
            for verb in below
            for token in verb.subtree
            if token.i > verb.i and (case_of(token) in ("to", "with", "for", "by") or token.dep_ == "obj")
        ]
    if name == "nsubj":  # "Varnia is the largest donor to Tamaria"
        return [child for child in noun.children if child.dep_ == "nsubj"]
    own = [child for child in noun.children if child.dep_ in ("nmod", "obl", "obl:agent")]
    if name in ("by", "to"):  # "the support given to Varnia by Norwyn"
        given = [c for c in noun.children if c.dep_ in ("acl", "acl:relcl") and c.lemma_.lower() in GIVEN]
        own += [inner for c in given for inner in c.children if inner.dep_ in ("obl", "obl:agent")]
    if name in ("by", "against", "on", "with", "to", "for", "from"):
        # "the bombing of a hospital by Varnian jets": the parser may hang the second phrase on the first.
        own += [inner for child in own for inner in child.children if inner.dep_ == "nmod" and inner.i > child.i]
    if name == "by":  # "a shelling blamed on Varnian forces", "a raid carried out by Tamaria"
        done = [c for c in noun.children if c.dep_ in ("acl", "acl:relcl") and c.lemma_.lower() in DOING]
        if noun.dep_ == "nsubj:pass" and noun.head.lemma_.lower() in ("attribute", "blame", "ascribe", "pin"):
            done.append(noun.head)  # "attacks on Varnia were attributed to Norwyn"
        named = [inner for c in done for inner in c.children if case_of(inner) in ("by", "on", "to")]
        if named:
            return named
    if name in ("with", "between") and noun.dep_ == "nsubj" and noun.head.lemma_.lower() in OCCURRING:
        own += [child for child in noun.head.children if child.dep_ == "obl"]  # "clashes broke out between"
    if name in ("with", "between"):  # "during a meeting held in Qasr with the envoy of Norwyn"
        held = [
            c for c in noun.children if c.dep_ == "acl" and c.lemma_.lower() in ("hold", "host", "attend", "arrange")
        ]
        own += [inner for child in held for inner in child.children if inner.dep_ in ("obl", "nmod")]
    return [child for child in own if case_of(child) == name or (not case_of(child) and _right_after(child, name))]


def _right_after(head: Token, name: str) -> bool:
    """Whether a preposition that the parser hung on another word stands right before a phrase."""
    first = head.left_edge.i
    return first > 0 and head.doc[first - 1].lower_ == name and head.doc[first - 1].pos_ == "ADP"


def noun_slot(parties: Parties, noun: Token, name: str, as_source: bool, accusing: bool = False) -> list[Standing]:
    """The parties in one slot of a noun."""
    found: dict[str, Standing] = {}
    if name in BESIDE and not any(case_of(head) == name for head in _heads(parties, noun, name)):
        return _right_behind(parties, noun, name, as_source)
    for head in _heads(parties, noun, name):
        if name == "poss" and head.dep_ in ("amod", "compound"):
            standings = parties.of_head(head)
        elif as_source:
            standings = parties.acting(head)
        elif accusing and not parties.of_head(head):
            standings = parties.blamed(head)
        else:
            standings = parties.of_phrase(head)
        for standing in standings:
            found.setdefault(standing.party, standing)
    return list(found.values())


def between_both(noun: Token) -> bool:
    """Whether a noun is of the two parties just named: "rounds of talks between both countries"."""
    sides = [child for child in noun.children if case_of(child) == "between"]
    words = load_phrases().both
    return any(
        side.lemma_.lower() in words and any(c.lower_ in ("both", "two") for c in side.children) for side in sides
    )


def worded(parties: Parties, noun: Token) -> set[str]:
    """The parties that a noun's own phrase names: "Keldoria's deal with Norwyn", "the accord between Varnia and it"."""
    return {s.party for name in ("poss", "between", "with") for s in noun_slot(parties, noun, name, False)}


def _right_behind(parties: Parties, noun: Token, name: str, as_source: bool) -> list[Standing]:
    """The parties of a phrase that stands right behind a noun and that the parser hung on another word.

    "forming partnerships and stepping up exercises with Norwyn": the phrase may hang on the partnerships.
    """
    doc = noun.doc
    if noun.i + 2 >= len(doc) or doc[noun.i + 1].lower_ != name or doc[noun.i + 1].pos_ != "ADP":
        return []
    head = doc[noun.i + 1].head
    if head.i < noun.i or head.pos_ in ("VERB", "AUX"):
        return []
    found = parties.acting(head) if as_source else parties.of_phrase(head)
    named = (token for token in doc[noun.i + 2 : noun.i + 5] if parties.mention(token) is not None)
    first = next(named, None)
    return found or (parties.of_head(first) if first is not None else [])


def first_of(
    parties: Parties,
    noun: Token,
    names: tuple[str, ...],
    as_source: bool,
    taken: list[Standing],
    accusing: bool = False,
) -> tuple[list[Standing], str]:
    """The parties of the first slot that holds some not `taken`, and that slot's name (empty where none does)."""
    suffered = as_source and noun.lemma_.lower() in SUFFERED
    for name in names:
        if name == "of" and suffered:
            continue
        found = without(noun_slot(parties, noun, name, as_source, accusing), taken)
        if found:
            return found, name
    return [], ""


def stacked(noun: Token) -> bool:
    """Whether a phrase's preposition is the last word of a longer one: "in accordance with", "in line with"."""
    first = next((child for child in noun.children if child.dep_ == "case"), None)
    return (
        first is not None and first.i > 1 and first.nbor(-1).pos_ in ("NOUN", "ADP") and first.nbor(-2).lower_ == "in"
    )
