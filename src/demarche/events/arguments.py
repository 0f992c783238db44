"""The parties in the slots of a verb's clause; where the parse hung a phrase elsewhere, by the words around."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from demarche.events.clauses import (
    Clause,
    case_of,
    complement_subjects,
    conjuncts,
    read_clause,
    sentence_of,
    swallowed,
)
from demarche.events.lexicon import Frame
from demarche.events.parties import Exclude, Parties, Standing, measured
from demarche.events.phrases import load_phrases
from demarche.events.scenes import scene, territory
from demarche.events.senses import nouns_of

COUNTLESS = frozenset(("dozens", "hundreds", "thousands", "tens", "crowds", "many"))
XOBJ_CASES = ("with", "to", "on", "against", "from", "for", "into", "upon", "between")
POSTED = ("to", "in", "from")
FAR_CASES = frozenset(("to", "for", "with", "against", "on", "from", "near", "along", "towards", "toward"))
HELPING = frozenset(
    (
        "help",
        "assist",
        "aid",
        "support",
        "reassure",
        "relieve",
        "rebuild",
        "benefit",
        "build",
        "construct",
        "repair",
        "restore",
    )
)
REACH = 12  # tokens looked at on either side where the parse gives no argument


def slot(
    parties: Parties, clause: Clause, name: str, frame: Frame, as_source: bool, exclude: Exclude = frozenset()
) -> list[Standing]:
    """The parties in one slot of a clause."""
    if name == "subj":
        # An active verb's subject stands before it; what the parser put behind it is something else.
        last = len(clause.verb.doc) if clause.passive or _behind_allowed(clause.verb) else clause.verb.i
        heads = [head for head in clause.subjects if head.i < last]
        exclude = exclude | frozenset(s.party for h in heads for s in parties.acting(h) if _behind(s, h, parties, last))
    elif name == "obj":
        heads = list(clause.objects)
    elif name == "iobj":
        heads = list(clause.indirect)
    elif name == "comp":
        heads = list(complement_subjects(clause))
    elif name == "xobj":
        # "Varnia and Tamaria agreed to act against Norwyn" agreed on nothing with Norwyn
        aside = ("on", "against") if frame.type == "AGREE" else ()
        heads = [head for head in _below(clause) if case_of(head) not in aside]
    else:
        heads = [phrase.head for phrase in clause.phrases if phrase.case == name]
        # "impose sanctions on Varnia": the parser may hang the phrase on the noun.
        heads += [
            child
            for noun in (_under(clause) if frame.type != "ACCUSE" or frame.objects else ())
            for child in noun.children
            if child.dep_ in ("nmod", "obl") and case_of(child) == name
        ]
    read = parties.acting if as_source or (frame.strict_target and name in ("obj", "comp")) else parties.of_phrase
    found: dict[str, Standing] = {}
    for head in heads:
        blamed = frame.type == "ACCUSE" and not as_source and name != "subj" and not parties.of_head(head)
        for standing in parties.blamed(head, exclude) if blamed else read(head, exclude=exclude):
            found.setdefault(standing.party, standing)
        if not found and not as_source and name in POSTED:
            found.update({s.party: s for s in parties.posted(head) if s.party not in exclude})
        if found and name == "xobj":
            break
    return list(found.values())


def _behind_allowed(verb: Token) -> bool:
    """Whether a verb's subject may stand behind it: "After touring Varnia and meeting its leaders, the envoy said"."""
    if verb.dep_ == "acl:relcl":
        return True
    while verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        verb = verb.head
    return verb.dep_ == "advcl" and verb.i < verb.head.i and not any(c.dep_ == "nsubj" for c in verb.children)


def _purpose(clause: Clause) -> Token | None:
    """An infinitive of purpose: "pledged money to rebuild Varnian schools"."""
    near = [*clause.verb.children, *(child for head in clause.objects for child in head.children)]
    for child in near:
        if child.dep_ in ("advcl", "acl") and any(c.lower_ == "to" and c.dep_ == "mark" for c in child.children):
            return child
    return None


def _behind(standing: Standing, head: Token, parties: Parties, last: int) -> bool:
    """Whether a coordinated subject's name stands only behind the verb."""
    places = [part.i for part in conjuncts(head) if any(s.party == standing.party for s in parties.of_phrase(part))]
    return bool(places) and min(places) > last


def _below(clause: Clause) -> Iterator[Token]:
    """The objects and phrases of the verb's infinitive: "refused to meet Varnia"."""
    below = clause.complement or _purpose(clause)
    if below is None:
        return
    inner = read_clause(below)
    objects = [*inner.indirect, *inner.objects]
    yield from (child for noun in objects for child in noun.children if case_of(child) in XOBJ_CASES)
    yield from objects
    yield from (phrase.head for phrase in inner.phrases if phrase.case in XOBJ_CASES)
    if inner.complement is not None and inner.complement.pos_ in ("VERB", "AUX"):
        yield from _below(inner)


def _under(clause: Clause) -> list[Token]:
    """The nouns a phrase of the verb may hang on instead: the objects and what hangs on objects and phrases."""
    objects = nouns_of(clause)
    deeper = [child for noun in objects for child in noun.children if child.dep_ == "nmod"]
    return [*objects, *deeper]


def crowd(parties: Parties, clause: Clause) -> list[Standing]:
    """The parties of the people who are the subject: "thousands of Varnians", "Varnian protesters", not "Varnia"."""
    words = load_phrases()
    for head in clause.subjects:
        inner = measured(head)
        mention = parties.mention(inner)
        people = inner.lemma_.lower() in words.crowd or inner != head or inner.lower_ in COUNTLESS
        named = mention is not None and inner.lower_.endswith("s") and inner.pos_ != "VERB"
        if people or (named and mention is not None and (mention.form != "name" or _demonym(inner))):
            own = parties.of_head(inner) or parties.of_modifiers(inner, "agent") or territory(inner, [])
            outer = parties.of_modifiers(head, "agent") if inner != head else []
            return own or outer or scene(clause)
    return []


def _demonym(token: Token) -> bool:
    """Whether a plural name is of people ("Iraqis"), not of a state ("the Netherlands")."""
    alone = not any(c.dep_ in ("compound", "flat", "amod", "case", "det") for c in token.children)
    return alone and token.lower_.endswith(
        ("is", "ans", "ians", "ese", "ards", "eks", "urks", "abs", "ews", "erbs", "urds")
    )


def deeper(parties: Parties, verb: Token, frame: Frame, exclude: Exclude) -> list[Standing]:
    """The target where the parser hung its phrase on another word of the clause: "suspended aid to a group known as".

    Help may also be told by whom it is to help: "donated ventilators to assist Ostrovia", "for people in Ostrovia".
    """
    cases = {name for name in frame.target if name in FAR_CASES}
    helped = frame.type == "AID"
    for token in (swallowed(verb) or verb).subtree:
        if token.i <= verb.i or not _within(token, verb):
            continue
        wanted = case_of(token) in cases and token.dep_ in ("nmod", "obl", "iobj", "obj")
        if helped and not wanted:
            wanted = (token.dep_ == "obj" and token.head.lemma_.lower() in HELPING) or (
                case_of(token) == "in" and token.dep_ in ("nmod", "obl")
            )
        found = [s for s in parties.of_phrase(token) if s.party not in exclude] if wanted else []
        if found:
            return found
    return []


def _within(token: Token, verb: Token) -> bool:
    """Whether no clause with a subject of its own lies between a word and the verb above it."""
    word = token.head
    while word != verb and word.head != word:
        if word.dep_ in ("ccomp", "advcl", "acl:relcl", "parataxis", "conj") and word.pos_ in ("VERB", "AUX"):
            return word.dep_ == "advcl" and any(c.lower_ == "to" for c in word.children)
        word = word.head
    return True


def promised_to(parties: Parties, verb: Token, exclude: Exclude) -> list[Standing]:
    """Whom a promise is for, where the parser hung the phrase elsewhere: "pledged two billion in aid for Ostrovia"."""
    for token in verb.subtree:
        if token.i > verb.i and token.dep_ in ("nmod", "obl") and case_of(token) in ("for", "to", "with"):
            found = [s for s in parties.of_phrase(token) if s.party not in exclude]
            if found:
                return found
    return []


def _blocks(token: Token) -> bool:
    return (token.pos_ == "VERB" and token.dep_ not in ("amod", "aux", "case")) or token.text in (
        ";",
        ":",
        "“",
        "”",
        '"',
    )


def nearest(parties: Parties, verb: Token, step: int) -> list[Standing]:
    """The nearest mention with a party before (-1) or after (+1) a verb, no other verb between."""
    sentence = sentence_of(verb)
    index = verb.i + step
    while sentence.start <= index < sentence.end and abs(index - verb.i) <= REACH:
        token = verb.doc[index]
        if _blocks(token):
            return []
        if step > 0 and (token.dep_ in ("mark", "cc") or token.pos_ in ("ADP", "SCONJ") or token.text == ","):
            return []
        mention = parties.mention(token)
        if mention is not None and parties.party_of(mention):
            return parties.of_head(token)
        index += step
    return []


def plural_pair(clause: Clause) -> bool:
    """Whether the subject stands for the parties just named ("the two leaders", "both sides", "they")."""
    words = load_phrases().both
    return any(
        head.lower_ in ("they", "both", "two")
        or (
            (head.lemma_.lower() in words or head.lower_ in words)
            and any(child.lower_ in ("two", "both", "three") for child in head.children)
        )
        for head in clause.subjects
    )
