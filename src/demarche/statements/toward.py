"""Towards whom a deed goes that is threatened, refused, promised or offered, and to whose face something is said.

Read off the grammar: the object of the deed ("refused to sell ships to Varnia"), the envoy who was summoned to be told,
the president on the telephone, the host of the talks.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from demarche.records import Cast, Party
from demarche.statements.clauses import NEGATIONS, children, conjuncts, last_case
from demarche.statements.deeds import own_parties, owner_of
from demarche.statements.draft import Draft
from demarche.statements.lexicon import load_cues

# Acts that lay a deed of the speaker's on somebody, by the cases of those whom it goes to; "" is the object.
GOING: dict[str, frozenset[str]] = {
    "threaten": frozenset({"", "on", "against", "to", "from", "with", "upon", "at"}),
    "reject": frozenset({"", "to", "for", "with", "from", "against", "of", "by"}),
    "pledge": frozenset({"", "to", "for", "with", "towards", "behind"}),
    "agree": frozenset({"to", "for", "with"}),
    "propose": frozenset({"to", "for", "with"}),
}
# Verbs whose plain object has the good or ill of it.
GIVEN = frozenset(
    {"help", "assist", "support", "aid", "back", "defend", "protect", "supply", "arm", "join", "serve", "invite",
     "meet", "recognise", "recognize", "compensate", "assure", "offer", "give", "provide", "lend", "sell", "send"}
)  # fmt: skip
# By whose face, voice or hand a message reaches somebody: the envoy summoned, the neighbour called.
REACHING = frozenset(
    {"summon", "call", "phone", "telephone", "ring", "visit", "meet", "write", "contact", "approach", "invite", "host",
     "receive", "welcome", "address", "email", "text", "reach", "convene"}
)  # fmt: skip
TO_FACE = frozenset({"with", "to", "", "alongside"})


def aimed_at(doc: Doc, draft: Draft, cast: Cast) -> tuple[Party, ...]:
    """Whom the deed goes to that is threatened, refused or promised: "refused to sell ships to Varnia"."""
    cases = GOING.get(draft.verdict.act)
    if cases is None:
        return ()
    own = own_parties(draft)
    for deed in _deeds(doc, draft):
        if any(c.lower_ in NEGATIONS for c in deed.children) and draft.verdict.act in {"pledge", "agree", "propose"}:
            return ()  # "pledged not to sell ships to Varnia": promised to others
        for thing in _sides(deed):
            case = last_case(thing)
            if thing.pos_ == "PRON" or case not in cases or (case == "" and not _takes(deed, draft)):
                continue
            found = [p for one in conjuncts(thing) for p in _whose(one, case, cast) if p not in own]
            if found:
                return tuple(dict.fromkeys(found))
    return ()


def _whose(thing: Token, case: str, cast: Cast) -> tuple[Party, ...]:
    """The party that a side of a deed stands for, or whose it is: "shell positions of the Varnian army"."""
    if case == "for" and thing.pos_ != "PROPN":
        return ()  # "a solution for the Varnian crisis"
    of_whom = (c for c in children(thing, "nmod") if last_case(c) == "of")
    return owner_of(thing, cast) or next((found for c in of_whom if (found := owner_of(c, cast))), ())


def _takes(deed: Token, draft: Draft) -> bool:
    """Whether the plain object of a deed is whom it goes to."""
    return draft.verdict.act in {"threaten", "reject"} or deed.lemma_.lower() in GIVEN


def _deeds(doc: Doc, draft: Draft) -> Iterator[Token]:
    """The head of what is said and the deeds coordinated with it or dependent on it."""
    span = doc.char_span(*draft.content[0], alignment_mode="expand")
    if span is None:
        return
    inside = {t.i for t in span}
    waiting = [span.root]
    while waiting:
        head = waiting.pop(0)
        yield head
        waiting.extend(c for c in children(head, "conj", "xcomp", "obj") if c.i in inside and c.i != head.i)


def _sides(deed: Token) -> list[Token]:
    """Objects of a verb, complements of a noun: "talks with Varnia", "sell ships to Varnia"."""
    if deed.pos_ in {"NOUN", "PROPN"}:
        return children(deed, "nmod", "obl")
    return sorted(children(deed, "iobj", "obj", "obl"), key=lambda t: (t.dep_ != "iobj", t.i))


def to_face(doc: Doc, draft: Draft, cast: Cast) -> tuple[Party, ...]:
    """Who was summoned, called or visited to be told: "summoned the Varnian envoy to complain about the raid"."""
    if draft.saying is None or draft.verdict.act == "accuse" or draft.speaker.party is None:
        return ()  # "wrote to Varnia, accusing the League": not to its face
    cue = doc[draft.saying.head]
    over = cue.head
    purpose = cue.dep_ in {"advcl", "xcomp", "acl", "conj", "parataxis", "ccomp"} and over.i != cue.i
    own = own_parties(draft)
    if purpose and over.pos_ == "VERB" and over.lemma_.lower() in REACHING and cue.i > over.i:
        sides = [o for o in children(over, "obj", "iobj", "obl") if last_case(o) in TO_FACE]
        found = [p for side in sides for p in owner_of(side, cast) if p not in own]
        if found:
            return tuple(dict.fromkeys(found))
    return ()


def of_noun(doc: Doc, draft: Draft, cast: Cast) -> tuple[Party, ...]:
    """What the feeling is about: "expressed its strong condemnation of the Varnian raid"."""
    if draft.saying is None or draft.saying.frame not in {"express", "noun"}:
        return ()
    cues, own = load_cues().nouns, own_parties(draft)
    head = doc[draft.saying.head]
    nouns = [n for o in (head, *children(head, "obj")) for n in conjuncts(o) if n.lemma_.lower() in cues]
    for noun in nouns:
        for thing in children(noun, "nmod"):
            if last_case(thing) in {"of", "against", "at", "towards", "toward", "with", "over", "for", "to", "about"}:
                found = [p for p in owner_of(thing, cast) if p not in own]
                if found:
                    return tuple(dict.fromkeys(found))
    return ()
