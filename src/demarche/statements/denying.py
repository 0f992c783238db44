"""Denials by content: a charge called untrue, a wrong that was never done or done to nobody."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from demarche.records import Cast, Reason
from demarche.statements.clauses import children, subject
from demarche.statements.content import Content, Verdict, is_self, negated
from demarche.statements.words import ContentWords

# "Not a single soldier has been punished": what was owed and not done blames.
OWED = frozenset(
    {"punish", "prosecute", "arrest", "charge", "investigate", "convict", "sentence", "release", "free", "pay", "help",
     "answer", "apologise", "apologize", "resign", "deliver"}
)  # fmt: skip
# "We have never seen so much snow": what never happened to one is no denial.
LIVED = frozenset(
    {"see", "hear", "forget", "meet", "know", "think", "feel", "experience", "enquire", "inquire", "imagine", "expect",
     "believe", "stop", "lose", "be", "have", "do", "doubt", "consult", "ask", "learn", "stand"}
)  # fmt: skip


def _done_to_nobody(verb: Token, words: ContentWords) -> bool:
    """ "No sailor was ever held", "no money was taken": done to none, says who is accused of it."""
    things = children(verb, "nsubj:pass", "nsubj") if verb.tag_ in {"VBN", "VBD"} else []
    none = any(t.lower_ in {"nobody", "none", "nothing"} or negated(t) for t in things)
    past = any(c.lower_ in {"was", "were", "been"} for c in children(verb, "aux", "aux:pass", "cop"))
    deeds = words.wrongs.verbs | words.denial.deeds | {"apply", "use", "make", "exert", "touch", "hurt", "mistreat"}
    if children(verb, "obj"):
        return False  # "nobody was given time to flee" blames
    return none and past and verb.lemma_.lower() in deeds


def denial(tokens: Sequence[Token], text: str, words: ContentWords, content: Content, cast: Cast) -> Verdict | None:
    """The verdict "deny" where the content calls a charge untrue, or says that no such thing was done."""
    for token in tokens:
        if token.lower_ in words.denial.words and not negated(token):
            said_of = subject(token)[0] or (token.head if token.dep_ == "amod" else None)
            if said_of is not None and said_of.lemma_.lower() in words.denial.claims | {"which"}:
                return Verdict(act="deny", reason=Reason(rule="denial", words=token.text))
    plain = text.lstrip("“\"'‘ ")
    if plain.startswith(("not one ", "not a single ")) and not {t.lemma_.lower() for t in tokens} & OWED:
        return Verdict(act="deny", reason=Reason(rule="denial", words="not one"))
    phrase = next((phrase for phrase in words.denial.phrases if f" {phrase}" in f" {text}"), None)
    if phrase is not None:
        return Verdict(act="deny", reason=Reason(rule="denial", words=phrase))
    for token in tokens:
        absent = (
            token.lemma_ == "be"
            and bool(children(token, "expl"))
            and any(t.lower_ == "no" for o in children(token, "nsubj") for t in o.children)
        )
        owners = [t for o in children(token, "nsubj") for t in children(o, "amod", "compound")]
        if absent and any(is_self(t, content, cast) for t in owners):
            return Verdict(act="deny", reason=Reason(rule="denial", words=token.text))  # "there is no Varnian barge"
        if token.pos_ == "VERB" and content.direct and _done_to_nobody(token, words):
            return Verdict(act="deny", reason=Reason(rule="denial", words=token.text))
        nobody = token.pos_ == "VERB" and any(
            t.lower_ in {"no", "nobody", "none", "nothing"} for o in children(token, "obj", "obl") for t in o.subtree
        )
        if not (negated(token) or nobody) or token.pos_ not in {"VERB", "NOUN", "ADJ", "AUX"}:
            continue
        who = subject(token)[0]
        if not is_self(who, content, cast) or (token.pos_ == "NOUN" and children(token, "case")):
            continue  # "Varnia is not at risk" answers no charge
        never = any(c.lower_ == "never" for c in children(token, "advmod"))
        past = token.tag_ in {"VBD", "VBN"} or any(
            c.lower_ in {"did", "has", "have", "had"} for c in children(token, "aux")
        )
        wrong = token.lemma_.lower() in words.wrongs.verbs | words.wrongs.nouns | {
            "cause",
            "party",
            "supply",
            "provide",
            "sell",
            "send",
            "involve",
            "responsible",
            "arm",
            "order",
        }
        none = any(
            t.lower_ in {"nothing", "nobody", "none"} or any(c.lower_ == "no" and c.dep_ == "det" for c in t.children)
            for t in children(token, "obj")
        )
        nothing = none and past and token.tag_ != "VBP" and token.lemma_.lower() in words.denial.deeds
        if (
            (never and past and token.lemma_.lower() not in LIVED)
            or nothing
            or (wrong and (past or token.pos_ in {"NOUN", "ADJ"}))
            or (wrong and token.tag_ in {"VBG"})
        ):
            return Verdict(act="deny", reason=Reason(rule="denial", words=token.text))
    return None
