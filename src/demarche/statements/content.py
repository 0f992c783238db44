"""What is said, as the judges of its act see it: whose words, about whom, denied or not."""

from __future__ import annotations

from spacy.tokens import Token

from demarche.actors import actor_of, mention_at
from demarche.records import Act, Cast, Party, Reason, Record
from demarche.statements.clauses import NEGATIONS, children, noun_phrase
from demarche.statements.standing import outsider

FIRST_PERSON = frozenset({"i", "we", "us", "our", "my", "me", "ourselves"})
THIRD_PERSON = frozenset({"they", "them", "their", "he", "him", "his", "she", "her"})
PARTITIVE = frozenset({"some", "part", "most", "much", "one", "any", "none", "group", "number", "many", "few"})
SECOND_PERSON = frozenset({"you", "your"})


class Verdict(Record, frozen=True):
    """An act, whom the content lays it on (token indices of the heads), and why."""

    act: Act
    reason: Reason
    targets: tuple[int, ...] = ()


class Content(Record, frozen=True):
    """What is said, ready for judgement: token indices, whose party speaks, whether it is a direct quotation."""

    tokens: tuple[int, ...]
    party: Party | None
    speaker: str | None
    direct: bool


def first_person(token: Token) -> bool:
    """Whether a word is one of the speaker's own; "US", in capitals, is a state."""
    return token.lower_ in FIRST_PERSON and token.text != "US"


def is_self(token: Token | None, content: Content, cast: Cast) -> bool:
    """Whether a nominal stands for the speaker or the speaker's party."""
    if token is None:
        return False
    if first_person(token):
        return True
    if token.lower_ in SECOND_PERSON or (content.direct and token.lower_ in THIRD_PERSON):
        return False
    start, end = noun_phrase(token)
    mention = mention_at(cast, token.doc[start].idx, token.doc[end - 1].idx + len(token.doc[end - 1]))
    if mention is None:
        return any(c.lower_ in {"our", "my"} for c in token.children)
    if content.speaker is not None and mention.actor == content.speaker:
        return True
    other = actor_of(cast, mention.actor)
    if other is not None and outsider(other):
        return False  # the opposition is no part of the government that speaks
    # "the two leaders condemn it", said by one of them
    return content.party is not None and content.party in (mention.party or "").split("+")


def negated(verb: Token) -> bool:
    """Whether a verb, noun or adjective is denied by a word of its own ("never sold", "no threat", "not true")."""
    own = any(c.lower_ in NEGATIONS for c in children(verb, "advmod", "det"))
    return own or any(c.lower_ in {"no", "nothing", "nobody", "none"} for c in verb.children)


def shallow(token: Token, inside: set[int]) -> bool:
    """In a main clause of the content, or one level down."""
    depth = 0
    current = token
    while current.head.i != current.i and current.head.i in inside and depth < 4:
        if current.dep_.startswith(("acl", "advcl", "ccomp", "csubj")):
            depth += 1
        current = current.head
    return depth <= 1


def party_of(token: Token, cast: Cast) -> Party | None:
    """The party a nominal stands for, or that of its owner ("Varnia's policy", "the Varnian policy")."""
    start, end = noun_phrase(token)
    doc = token.doc
    mention = mention_at(cast, doc[start].idx, doc[end - 1].idx + len(doc[end - 1]), token.idx)
    if mention is not None and mention.party is not None:
        # "some of what the opposition in Varnia says" is not Varnia
        after = token.idx + len(token) <= mention.start and token.lemma_.lower() in PARTITIVE
        return None if after else mention.party
    owner = next(iter(children(token, "nmod:poss", "compound", "amod")), None)
    return party_of(owner, cast) if owner is not None else None
