"""Whether something was communicated: sayings told apart from thoughts, plans, deeds and slips of the reader."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc

from demarche.statements.acts import NEUTRAL_CUES
from demarche.statements.clauses import children, is_participle, preposition, trails
from demarche.statements.contents import CharSpan, covered
from demarche.statements.lexicon import load_cues
from demarche.statements.matching import match_verb
from demarche.statements.quotations import Quotation, quoted_share
from demarche.statements.sayings import Saying
from demarche.statements.speakers import Speaker
from demarche.statements.texts import text_of
from demarche.statements.words import load_contents

# Verbs that also mean other things ("maintain ties", "confirm an order"): the lexicon alone needs a clause after them.
CLAUSE_ONLY = frozenset(
    {"maintain", "suggest", "confirm", "reveal", "declare", "recommend", "disclose", "assure", "affirm"}
)
# "did not say", "has never accepted": nothing was said. "Has never condemned" is worth keeping, as what it is.
KEPT_NEGATED = frozenset({"condemn", "accuse", "threaten", "apologise", "reject", "deny"})
_ANONYMOUS = re.compile(
    r"(?:(?:not )?to (?:not )?(?:be (?:named|identified|quoted)|remain (?:anonymous|unnamed))|(?:for )?anonymity)"
)
_CALLED_BACK = frozenset(
    {"ambassador", "envoy", "chargé", "charge", "diplomat", "consul", "troop", "staff", "product", "vehicle"}
)
# Deeds done by declaring them, and things given out whose words are not told.
_DECLARED = frozenset({"bankruptcy", "emergency", "state", "curfew", "law", "holiday", "war", "default", "insolvency"})
_THIS_PIECE = frozenset({"this", "the", "article", "report", "story", "piece", "dispatch", "item"})
_GIVEN_OUT = frozenset({"finding", "result", "report", "document", "list", "figure", "name", "photo", "video", "datum"})


def communicated(
    doc: Doc, saying: Saying, speaker: Speaker, content: Sequence[CharSpan], quotations: Sequence[Quotation]
) -> bool:
    """Whether the text shows that something was said, not only thought, planned or done."""
    text = text_of(doc)
    quoted = max(quoted_share(quotations, *span, text) for span in content)
    if saying.frame == "noun":
        if not saying.trusted and quoted < 0.5:
            return False
        return saying.arguments.source is not None or (saying.attribution is not None and speaker.span is not None)
    if not saying.trusted and quoted < 0.5:
        return False
    if _no_speech(doc, saying, content, quoted):
        return False
    nobody = speaker.actor is None and speaker.party is None and speaker.span is None
    unnamed = saying.arguments.source is None and speaker.actor is None and speaker.party is None
    hung = doc[saying.head].dep_.startswith("acl") and saying.frame not in {"accuse", "judge"}
    of_nobody = (nobody or unnamed) and saying.arguments.passive
    if of_nobody and (saying.act in NEUTRAL_CUES or hung) and quoted < 0.5:
        return False  # "they were said to be pupils": nobody in particular says so
    if saying.act == "support" and saying.frame == "judge" and quoted < 0.3:
        return False
    if saying.frame not in {"express", "noun", "label"} and _only_thought(doc, saying, quoted):
        return False
    if saying.lemma == "maintain" and quoted == 0 and not children(doc[saying.head], "ccomp"):
        return False  # "maintained close ties"
    if saying.attribution is None and not _surely_said(doc, saying, speaker, quoted):
        return False
    if saying.negated and saying.act not in KEPT_NEGATED and quoted == 0:
        return False
    if (
        speaker.actor is None
        and speaker.party is None
        and saying.frame == "say"
        and not _unmistakable(saying)
        and quoted < 0.5
    ):
        return False
    words = len(covered(text, content))
    # "called for calm", "accused Varnia of aggression": one word is all that such cues need.
    return words >= 2 or (saying.frame in {"object", "judge", "express", "accuse", "call", "urge"} and words >= 1)


def _no_speech(doc: Doc, saying: Saying, content: Sequence[CharSpan], quoted: float) -> bool:
    """Cues that tell of no words here: deeds done by declaring, things denied to somebody, requests to the outlet."""
    if quoted > 0.3:
        return False
    head = doc[saying.head]
    after = doc[head.i + 1 : head.i + 5].text.lower()
    if saying.lemma in {"ask", "request", "want", "wish", "prefer"} and _ANONYMOUS.match(after):
        return True  # "who asked not to be named"
    if saying.lemma == "hail" and any(preposition(o) == "from" for o in children(head, "obl")):
        return True  # "hails from the south"
    thing = head.i + 1 < head.sent.end and head.nbor(1).pos_ in {"NOUN", "DET", "ADJ"}
    if saying.arguments.passive and saying.act == "deny" and thing:
        return True  # "was denied entry"
    told = saying.lemma in {"alert", "notify", "inform", "brief"}
    if told and saying.arguments.passive and saying.arguments.source is None:
        return True
    words = [t for s, e in content for t in (doc.char_span(s, e, alignment_mode="expand") or ()) if t.is_alpha]
    if words and all(t.pos_ in {"PRON", "AUX", "DET", "PART", "SCONJ", "CCONJ"} for t in words):
        return saying.frame in {"say", "tell"}  # "he has": words the reader stranded
    nouns = [t for t in words if t.pos_ in {"NOUN", "PROPN"}]
    clause = any(t.pos_ in {"VERB", "AUX"} for t in words)
    it = [c for c in children(head, "expl", "nsubj") if c.lower_ == "it" and c.i < head.i]
    if saying.lemma == "tell" and is_participle(head) and it and not children(head, "obj", "iobj"):
        return True  # "it is telling that ..."
    guests = [*children(head, "obl"), *(n for o in children(head, "obj") for n in children(o, "nmod"))]
    if saying.lemma == "welcome" and not clause and any(preposition(o) == "to" for o in guests):
        return True  # "welcomed the guests to the palace"
    first = [t for t in doc[head.i + 1 : head.i + 5] if t.pos_ in {"NOUN", "PROPN"}][:1]
    if saying.lemma == "recall" and any(t.lemma_.lower() in _CALLED_BACK for t in (*first, *(() if clause else nouns))):
        return True  # "recalled its ambassador"
    what = any(t.lower_ == "what" for t in (head.head, *head.children) if t.i < head.i)
    if saying.frame == "label" and what and quoted == 0:
        return True  # "what it calls separatists"
    if saying.lemma in {"write", "report", "compile", "produce"} and {t.lower_ for t in words} <= _THIS_PIECE:
        return True  # "This article was written by ..."
    if saying.lemma == "cite" and is_participle(head) and not clause:
        return True  # "..., citing the weather"
    if saying.frame == "say" and saying.lemma in {"respond", "reply", "react"} and not clause:
        return True  # "responded to the letter"
    if saying.act == "announce" and not clause and nouns:
        return nouns[0].lemma_.lower() in (_DECLARED if saying.lemma in {"declare", "proclaim"} else _GIVEN_OUT)
    return saying.lemma in {"chant", "shout", "sing", "yell"} and not clause


def _only_thought(doc: Doc, saying: Saying, quoted: float) -> bool:
    """What is believed, hoped, promised by a narrator or asked of a speaker, and not shown to have been expressed."""
    head = doc[saying.head]
    if saying.lemma == "comment" and any(a.lemma_ in {"ask", "decline", "refuse"} for a in head.ancestors):
        return True  # "asked to comment on Munro's charge, he ..."
    bare = head.tag_ == "VBN" and not children(head, "nsubj")  # but "had asked them to go"
    if saying.lemma == "ask" and (saying.arguments.passive or bare or head.i == head.sent.start):
        return True  # "asked whether ..., she said": the question is not hers
    if quoted > 0.3:
        return False
    if saying.lemma == "order" and not children(head, "xcomp", "ccomp", "advcl"):
        return True  # "ordered an investigation": a deed
    if saying.lemma == "promise" and head.tag_ == "VBZ" and not children(head, "ccomp"):
        return True  # "promises its people cheap bread"
    over = (match_verb(above, load_cues()) for above in head.ancestors)
    if is_participle(head) and any(cue and cue.trust == "always" and cue.frame != "express" for cue in over):
        return False  # "told reporters that ..., hoping that": a hope told with the rest
    return saying.lemma in load_contents().mental.verbs


def _surely_said(doc: Doc, saying: Saying, speaker: Speaker, quoted: float) -> bool:
    """Whether the lexicon alone may vouch for a saying: by somebody who can speak, with a clause or a quotation."""
    if speaker.actor is None and speaker.party is None and not saying.arguments.passive:
        return False
    head = doc[saying.head]
    if saying.frame in {"noun", "according"} or quoted > 0.5:
        return True
    loose = head.dep_ in {"advcl", "ROOT", "conj", "parataxis"} or trails(head)
    if is_participle(head) and not loose:
        return False
    if saying.lemma in CLAUSE_ONLY or saying.frame in {"say", "tell"}:
        clauses = [
            c for c in children(head, "ccomp", "parataxis") if children(c, "nsubj", "nsubj:pass", "expl", "csubj")
        ]
        return bool(clauses) or head.dep_ == "parataxis"
    return True


def _unmistakable(saying: Saying) -> bool:
    """A cue that means speech even where nobody named speaks ("officials said", "it was alleged")."""
    cues = load_cues().verbs.get(saying.lemma, ())
    return any(cue.trust == "always" for cue in cues)
