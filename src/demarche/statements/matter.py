"""Whether there is matter in what a cue governs: a clause, a charge, a thing judged, not a bare name, place or date."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from demarche.records import Cast
from demarche.statements.clauses import PASSIVE_SUBJECTS, children, is_participle, preposition
from demarche.statements.contents import CharSpan
from demarche.statements.edges import words_of
from demarche.statements.matching import PHONED_TO
from demarche.statements.quotations import Quotation, quoted_share
from demarche.statements.sayings import Saying
from demarche.statements.texts import text_of
from demarche.statements.words import load_contents

_TELLING = frozenset({"say", "tell", "object", "label", "express"})
_TIMES = frozenset(
    {"day", "week", "weekend", "month", "year", "morning", "evening", "night", "afternoon", "last", "next", "earlier"}
)
_LOOSE = frozenset({"PRON", "DET", "ADP", "PART", "AUX", "SCONJ", "CCONJ", "ADV", "NUM"})
# Verbs that tell of talk without telling what was said, unless a clause or a quotation follows.
_OF_TALK = frozenset(
    {"talk", "discuss", "speak", "see", "refer", "react", "respond", "reply", "quote", "cite", "hear", "put", "rule",
     "document", "conclude", "continue", "begin", "start", "open", "close", "observe", "learn", "understand", "find",
     "show", "post", "publish"}
)  # fmt: skip
# Naming and renaming is no judgement: "the strait, which Varnia calls the Inner Sea", "renamed the fleet".
_NAMING = frozenset({"call", "name", "rename", "dub", "nickname", "title", "entitle", "know", "codename"})
_SHOWN = frozenset({"reveal", "show", "confirm", "report", "publish", "release", "disclose"})


def has_matter(
    doc: Doc, saying: Saying, content: Sequence[CharSpan], quotations: Sequence[Quotation], cast: Cast
) -> bool:
    """Whether the content of a saying says something, or names what was judged, asked or promised."""
    words = [t for span in content for t in words_of(doc, span)]
    quoted = max((quoted_share(quotations, *span, text_of(doc)) for span in content), default=0.0)
    head = doc[saying.head]
    if saying.frame == "label" or (head.lemma_.lower() in _NAMING and saying.frame == "say"):
        return not _only_names(head, saying, words, quoted)
    if quoted > 0.3:
        return True
    clause = any(t.pos_ in {"VERB", "AUX"} for t in words)
    # "rejected the Lurova Accord"
    names = any(t.pos_ == "PROPN" for t in words) and all(t.i > head.i for t in words)
    refused = saying.act in {"reject", "deny", "condemn"} and names
    if saying.frame in _TELLING and not clause and not refused and _pointless(words, cast):
        return False
    if saying.frame == "urge" and words and all(t.pos_ == "PROPN" for t in words):
        return False  # "is urging Varnians": to what, nobody says
    if saying.lemma in {"refer", "cite"} and is_participle(head):
        return False  # "..., referring to the company on whose board he sat"
    talk = saying.lemma in _OF_TALK and saying.act in {"state", "assert"} and not _put_blame(head)
    if talk and saying.frame in {"say", "object"} and not _clause_of(head, words):
        return False
    if _a_deed(head, saying):
        return False
    if saying.frame == "noun" and not _of_noun(doc, saying, words):
        return False
    if saying.act == "condemn" and words and _one_person(words, cast):
        return False
    if saying.lemma == "write" and not _clause_of(head, words) and not (words and words[0].tag_ == "VBG"):
        return False  # "wrote the introduction to ..."
    if saying.lemma in _SHOWN and not clause:
        return not _given_out(head, saying)
    if saying.lemma == "swear" and any(c.lower_ == "in" for c in children(head, "compound:prt", "advmod")):
        return False
    return not _recalled(head)


def _pointless(words: Sequence[Token], cast: Cast) -> bool:
    """Nothing but names, pronouns and a light phrase: "in January 2021", "in her speech", "Moren", "to that"."""
    matter = [t for t in words if t.pos_ not in _LOOSE and t.lower_ not in _TIMES]
    if not matter:
        return True
    if all(t.pos_ == "PROPN" for t in matter):
        return True
    lead = words[0].pos_ == "ADP" and words[0].lower_ in {"in", "at", "on", "during", "after", "before", "from", "by"}
    return lead and len(matter) <= 2 and not any(t.lemma_.lower() in load_contents().wrongs.nouns for t in matter)


def _clause_of(head: Token, words: Sequence[Token]) -> bool:
    """A finite clause in what is talked of: "discussed how the ports could open" is little more than its topic."""
    return any(c.i > head.i for c in children(head, "ccomp", "parataxis")) or any(
        t.dep_.startswith(("nsubj", "expl")) and not t.head.dep_.startswith("acl") for t in words
    )


def _put_blame(head: Token) -> bool:
    """ "put the blame on the ticket sellers"."""
    return any(c.lemma_.lower() in {"blame", "responsibility", "onus", "pressure"} for c in children(head, "obj"))


def _one_person(words: Sequence[Token], cast: Cast) -> bool:
    """The name of one person, perhaps with the office: who was criticised, not what for."""
    matter = [t for t in words if t.pos_ not in {"DET", "ADP"}]
    persons = {actor.id for actor in cast.actors if actor.kind == "person"}
    if not matter or any(t.pos_ != "PROPN" for t in matter):
        return False
    return any(m.actor in persons and m.start <= t.idx < m.end for m in cast.mentions for t in matter)


def _only_names(head: Token, saying: Saying, words: Sequence[Token], quoted: float) -> bool:
    """A label that is but a name, in capitals or by a passive without agent: "is called the Inner Sea"."""
    if saying.act in {"accuse", "condemn"} and head.lemma_.lower() not in _NAMING:
        return False
    phoned = head.lemma_.lower() == "call" and quoted == 0
    if phoned and any(c.lemma_.lower() in PHONED_TO for c in children(head, "xcomp", "advcl", "ccomp")):
        return True  # "called her counterpart to thank him": on the telephone
    if saying.arguments.passive and saying.arguments.source is None:
        return True
    if head.lemma_.lower() in {"name", "rename", "codename", "title", "entitle", "know"}:
        return True
    label = [t for t in words if t.i > head.i and t.pos_ not in {"DET", "ADP", "PRON"}]
    if not label:
        return quoted == 0
    names = all(t.text[0].isupper() or t.pos_ in {"NUM", "CCONJ"} for t in label)
    return names and (len(label) <= 5 or not any(t.pos_ in {"ADJ", "VERB", "NOUN"} for t in label))


def _given_out(head: Token, saying: Saying) -> bool:
    """ "The document was first reported by the agency": a thing, not its words."""
    passive = saying.arguments.passive or bool(children(head, *PASSIVE_SUBJECTS))
    subject = saying.arguments.source_head
    inanimate = subject is not None and head.doc[subject].lower_ == "it"
    return (passive and saying.lemma in {"report", "publish", "release"}) or inanimate


def _a_deed(head: Token, saying: Saying) -> bool:
    """What is done, not said: "approved the sale", "denied the port its fees", "is said to have left"."""
    lemma = head.lemma_.lower()
    if lemma == "approve" or (lemma == "deny" and children(head, "iobj")):
        return not children(head, "ccomp")
    if lemma == "propose" and is_participle(head) and head.i > 0 and head.nbor(-1).pos_ in {"NOUN", "PROPN"}:
        return not children(head, "ccomp", "xcomp")  # "the company proposing the project"
    agentless = saying.arguments.passive and saying.arguments.source is None
    return agentless and lemma in {"say", "believe", "think", "report", "estimate"} and bool(children(head, "xcomp"))


def _of_noun(doc: Doc, saying: Saying, words: Sequence[Token]) -> bool:
    """Whether what a noun of saying governs is its own, and told: not "Moren's claim was in response to a call"."""
    noun = doc[saying.head]
    source = saying.arguments.source_head
    if source is not None and doc[source].pos_ == "NUM":
        return False  # "the 2009 proposal"
    phone = any(c.lower_ in _CALLS for c in noun.children)
    own = {t.i for t in noun.subtree} | {t.i for c in children(noun.head, "ccomp", "csubj") for t in c.subtree}
    if noun.dep_ == "obj":
        own |= {t.i for t in noun.head.subtree if t.i > noun.i}  # "drew criticism over fears that ..."
    if phone or not any(t.i in own for t in words):
        return False
    return saying.act != "state" or any(t.dep_.startswith(("nsubj", "expl")) for t in words)


_CALLS = frozenset({"phone", "telephone", "video", "conference", "courtesy", "congratulatory", "zoom"})


def _recalled(head: Token) -> bool:
    """ "recalled its chargé d'affaires": a diplomat, not a memory."""
    if head.lemma_.lower() != "recall":
        return False
    things = children(head, "obj", *PASSIVE_SUBJECTS)
    return any(t.lemma_.lower() in _CALLED_BACK or preposition(t) == "from" for t in things)


_CALLED_BACK = frozenset(
    {"ambassador", "envoy", "chargé", "charge", "charges", "d'affaires", "diplomat", "consul", "troop", "staff"}
)
