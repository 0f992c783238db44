"""What is done by saying it: cue and content decide together.

The rules follow the table of diplomatic speech acts (after the PLOVER 2.0 manual and the CAMEO codebook, 010-022): a
cue like "said" proves nothing, so the content is read for demands, accusations, denials, threats and performatives; a
cue like "accused" stands on its own; "warned" and "vowed" depend on who controls the harm.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
from spacy.tokens import Doc, Token

from demarche.actors import actor_of, mention_at
from demarche.records import Act, Cast, Reason
from demarche.statements.accusing import accusation, charge, judgement
from demarche.statements.asking import asked, refusal
from demarche.statements.clauses import children, last_case, name_before, preposition, subject
from demarche.statements.content import Content, Verdict, first_person, is_self, negated, shallow
from demarche.statements.denying import denial
from demarche.statements.lexicon import load_cues
from demarche.statements.praising import praise
from demarche.statements.standing import outsider
from demarche.statements.words import ContentWords, load_contents

# What is answered with words, not with force.
ANSWERED = frozenset(
    {"letter", "question", "request", "query", "enquiry", "inquiry", "offer", "proposal", "call", "invitation", "need",
     "appeal", "comment", "concern", "time", "day", "week"}
)  # fmt: skip
# Verbs whose infinitive does what it says: "I want to thank", "we would like to urge".
WANTING = frozenset({"want", "go", "like", "wish", "continue", "have", "need", "love", "be", "join"})
OPENINGS = ("why do n't we", "why do n’t we", "why not ", "let us ", "let 's ", "let ’s ")
# What one is sorry about without mourning.
MISCONDUCT = frozenset(
    {"silence", "inaction", "indifference", "refusal", "failure", "decision", "absence", "lack", "delay", "remark",
     "statement", "policy", "attitude", "behaviour", "behavior", "step", "move", "withdrawal", "neglect"}
)  # fmt: skip
WATCHING = frozenset({"watch", "follow", "view", "see", "note", "observe", "monitor", "look"})
NEUTRAL_CUES = frozenset({"state", "assert", "reaffirm", "announce", "admit", "agree", "hope"})


def decide_act(
    doc: Doc, cue_act: Act, frame: str, lemma: str, content: Content, cast: Cast, *, denied: bool = False
) -> Verdict:
    """The act of a statement, from its cue's own act and frame and from what is said; `denied`: "did not rule out"."""
    words = load_contents()
    who = actor_of(cast, content.speaker) if content.speaker is not None else None
    if who is not None and outsider(who):
        # a scholar or a union is not its state: what "Varnia will do" is no threat of theirs, its wrongs are blamed
        content = msgspec.structs.replace(content, party=None)
    if denied and cue_act in {"deny", "reject"} and lemma in {"rule", "deny", "exclude", "dispute", "dismiss"}:
        return Verdict(act="state", reason=Reason(rule="denied cue", words=lemma))
    tokens = [doc[i] for i in content.tokens]
    cue = Reason(rule="cue", words=lemma)
    lemmas = {t.lemma_.lower() for t in tokens}
    text = " ".join(t.lower_ for t in tokens)
    if frame == "label":
        plain = lemma in {"describe", "depict", "portray", "mention", "name", "identify", "refer", "cast", "paint"}
        if plain and not any(t.lower_ in {"as", "like"} for t in tokens):
            # "mentioned his support for Varnia"
            return _bond(tokens, content, cast) or Verdict(act="state", reason=cue)
        return _labelled(tokens, words, cue)
    if cue_act in {"deny", "reject"}:
        if (
            cue_act == "deny"
            and lemma in {"dismiss", "dispute", "brush", "contradict"}
            and lemmas & words.things.proposals - lemmas & words.things.claims
        ):
            return Verdict(act="reject", reason=Reason(rule="cue+object", words=lemma))
        if cue_act == "deny" and lemma == "dismiss" and not _claimed(tokens, words):
            return Verdict(act="reject", reason=Reason(rule="cue+object", words=lemma))
        if cue_act == "reject" and lemmas & words.things.claims and frame == "object":
            return Verdict(act="deny", reason=Reason(rule="cue+object", words=lemma))
        return Verdict(act=cue_act, reason=cue)
    if cue_act == "warn":
        return _threat(tokens, text, words, content, cast, warned=True) or Verdict(act="warn", reason=cue)
    if cue_act == "pledge":
        hostile = next(
            (
                t
                for t in tokens
                if t.lemma_.lower() in {"retaliate", "punish", "avenge", "revenge", "crush", "destroy", "respond"}
                or (t.lemma_.lower() == "answer" and t.pos_ == "VERB" and _paid_back(t))
            ),
            None,
        )
        if hostile is not None:
            return Verdict(act="threaten", reason=Reason(rule="cue+content", words=f"{lemma} {hostile.text}"))
        return Verdict(act="pledge", reason=cue)
    if lemma == "suggest" and _indicative(tokens):
        return _of_content(doc, tokens, text, words, content, cast) or Verdict(act="assert", reason=cue)
    if lemma == "regret" and not _own_deed(tokens, content, cast):
        # "The regime has killed thousands, he regretted"
        return accusation(tokens, words, content, cast) or Verdict(act="concern", reason=cue)
    if cue_act == "condole" and frame == "express" and lemmas & MISCONDUCT and not lemmas & words.deeds.nouns:
        return Verdict(act="concern", reason=Reason(rule="cue+object", words=lemma))  # "sorrow over the silence of ..."
    if cue_act in NEUTRAL_CUES:
        return _of_content(doc, tokens, text, words, content, cast) or Verdict(act=cue_act, reason=cue)
    return Verdict(act=cue_act, reason=cue)


def _paid_back(answer: Token) -> bool:
    """Whether something is answered that is no question or offer: "answer the sanctions ship by ship"."""
    objects = {child.lemma_.lower() for child in children(answer, "obj", "iobj", "obl")}
    return bool(objects) and not objects & ANSWERED


def _claimed(tokens: Sequence[Token], words: ContentWords) -> bool:
    """Whether what is dismissed was said: "the report", "it", "that ..."; a neighbour "as hypocrites" was not."""
    first = next((t for t in tokens if t.pos_ in {"NOUN", "PROPN", "PRON", "VERB"}), None)
    pointing = {t.lower_ for t in tokens} & {"it", "this", "that", "these", "those", "them", "they"}
    uttered = {t.lemma_.lower() for t in tokens} & (words.things.claims | words.things.uttered | words.denial.claims)
    return first is None or bool(pointing or uttered)


def _of_content(
    doc: Doc, tokens: Sequence[Token], text: str, words: ContentWords, content: Content, cast: Cast
) -> Verdict | None:
    """The act that the content performs whatever the cue, or ``None``."""
    return (
        _threat(tokens, text, words, content, cast)
        or _performative(tokens, words, content, cast)
        or refusal(tokens, words, content, cast)
        or asked(tokens, words, content, cast)
        or denial(tokens, text, words, content, cast)
        or accusation(tokens, words, content, cast)
        or judgement(tokens, words, content, cast)
        or charge(tokens, words, content, cast)
        or praise(tokens, words, content, cast)
        or _proposal(text, content)
        or _bond(tokens, content, cast)
        or _watched(tokens)
        or _feeling(tokens, words, content, cast)
    )


def _threat(
    tokens: Sequence[Token], text: str, words: ContentWords, content: Content, cast: Cast, *, warned: bool = False
) -> Verdict | None:
    """Harm the speaker controls: "we will respond", "will pay a price"; after a warning also "will cut the gas"."""
    for phrase in words.threat.phrases:
        if f" {phrase}" in f" {text}":  # "on notice" is not in "the decision notice"
            return Verdict(act="threaten", reason=Reason(rule="threat", words=phrase))
    harms = words.threat.verbs | words.threat.warned if warned else words.threat.verbs
    for verb in tokens:
        if verb.pos_ != "VERB" or verb.lemma_.lower() not in harms:
            continue
        future = any(a.lower_ in {"will", "shall", "'ll", "’ll", "would"} for a in children(verb, "aux"))
        if verb.lemma_.lower() == "respond" and {o.lemma_.lower() for o in children(verb, "obl")} & ANSWERED:
            continue  # "we will respond to the letter"
        if future and not negated(verb):
            who, passive, _ = subject(verb)
            if not passive and is_self(who, content, cast):
                return Verdict(act="threaten", reason=Reason(rule="threat", words=verb.text))
    return None


def _performative(tokens: Sequence[Token], words: ContentWords, content: Content, cast: Cast) -> Verdict | None:
    inside = {t.i for t in tokens}
    for verb in tokens:
        if verb.pos_ != "VERB" or not shallow(verb, inside):
            continue
        act = _performed(verb, words) or _expressed(verb)
        past = verb.tag_ in {"VBD", "VBN"} and verb.lower_ != verb.lemma_.lower()
        told_past = past and (content.direct or verb.lemma_.lower() in {"ask", "request"})
        if act is None or told_past or verb.dep_.startswith("acl") or _purpose(verb):
            continue  # "I asked him": told, not done by saying so
        if children(verb, "aux") and any(
            a.lower_ in {"should", "must", "may", "might", "could", "can", "had", "did"} for a in children(verb, "aux")
        ):
            continue
        who, passive, _ = subject(verb)
        beside = name_before(verb) if verb.tag_ in {"VBZ", "VBP"} else None
        if passive or not (is_self(who, content, cast) or is_self(beside, content, cast)):
            continue
        if negated(verb):
            act = {"support": "reject", "praise": "reject", "agree": "reject"}.get(act)  # type: ignore[assignment]
            if act is None:
                continue
        near = [*children(verb, "obj", "iobj", "obl"), *(n for o in children(verb, "obj") for n in children(o, "nmod"))]
        cases = (
            {"on", "upon", "to", ""} if _expressed(verb) is None else {"to", "for", "with", "towards", "about", "over"}
        )
        targets = tuple(t.i for t in near if preposition(t) in cases and (t.dep_ != "nmod" or _expressed(verb)))
        return Verdict(act=act, reason=Reason(rule="performative", words=verb.text), targets=targets)
    return None


def _expressed(verb: Token) -> Act | None:
    """ "we would like to express our appreciation for ...", "we extend our condolences to ...": the noun decides."""
    cues = load_cues()
    if not any(cue.frame == "express" for cue in cues.verbs.get(verb.lemma_.lower(), ())):
        return None
    for thing in children(verb, "obj"):
        noun = cues.nouns.get(thing.lemma_.lower())
        own = any(first_person(c) for c in children(thing, "nmod:poss"))
        if noun is not None and noun.express and own and noun.act not in NEUTRAL_CUES:
            return noun.act
    return None


def _purpose(verb: Token) -> bool:
    """ "he called to ask for help", "who promised a visit and offered a ship": told in passing."""
    infinitive = any(m.lower_ == "to" for m in children(verb, "mark"))
    if infinitive and verb.head.i != verb.i:
        return verb.head.lemma_.lower() not in WANTING
    return verb.dep_ == "conj" and verb.head.dep_.startswith("acl")


def _performed(verb: Token, words: ContentWords) -> Act | None:
    lemma = verb.lemma_.lower()
    after = {preposition(c).split(" ")[0] for c in children(verb, "obl", "advcl", "ccomp", "xcomp")}
    after |= {c.lower_ for c in children(verb, "compound:prt", "advmod")}
    at = verb.i + 1
    while at + 1 < len(verb.doc) and verb.doc[at].pos_ == "ADV":
        at += 1  # "stands unequivocally with"
    if at < len(verb.doc):
        after |= {verb.nbor(1).lower_, verb.doc[at].lower_}
    for act, entries in words.performatives.items():
        for entry in entries:
            head, _, particle = entry.partition(" ")
            if lemma == head and (not particle or particle in after):
                return act
    return None


def _own_deed(tokens: Sequence[Token], content: Content, cast: Cast) -> bool:
    """The speaker did what is regretted; "what it called a hasty step" was somebody else's."""
    for token in tokens:
        if first_person(token):
            return True
        mention = mention_at(cast, token.idx, token.idx + len(token), token.idx)
        mine = mention is not None and content.speaker is not None and mention.actor == content.speaker
        named = token.head.lemma_ in {"call", "describe", "see", "term"} and token.head.dep_.startswith(
            ("acl", "ccomp")
        )
        if mine and not named and not token.dep_.startswith("expl") and token.head.lemma_ != "take":
            return True
    return False


def _feeling(tokens: Sequence[Token], words: ContentWords, content: Content, cast: Cast) -> Verdict | None:
    for token in tokens:
        for act, entries in words.feelings.items():
            felt = token.lower_ in entries and not children(token, "obj")  # "they disturbed the debate" is no feeling
            if felt and is_self(subject(token)[0], content, cast) and not negated(token):
                return Verdict(act=act, reason=Reason(rule="feeling", words=token.text))
    return None


def _proposal(text: str, content: Content) -> Verdict | None:
    """ "Why don't we look at it together?" """
    plain = text.lstrip("“\"'‘ ")
    if content.direct and plain.startswith(
        ("why do n't we", "why do n’t we", "why not ", "let us ", "let 's ", "let ’s ")
    ):
        return Verdict(act="propose", reason=Reason(rule="proposal", words=" ".join(plain.split()[:3])))
    return None


def _bond(tokens: Sequence[Token], content: Content, cast: Cast) -> Verdict | None:
    """ "confirmed Varnia's support for the League", "mentioned his solidarity with the people": the speaker's own."""
    for token in tokens:
        if token.lemma_.lower() in {"support", "solidarity", "backing"} and token.pos_ == "NOUN" and not negated(token):
            stood_by = [
                c for c in children(token, "nmod", "obl") if last_case(c) in {"for", "with", "to"} and c.i > token.i
            ]
            owners = children(token, "nmod:poss")
            headed = token.head.i == token.i or token.head.i not in {t.i for t in tokens}
            mine = all(o.lower_ in {"his", "her", "its", "their"} or is_self(o, content, cast) for o in owners)
            if stood_by and mine and headed:
                return Verdict(
                    act="support",
                    reason=Reason(rule="bond", words=token.text),
                    targets=tuple(c.i for c in stood_by),
                )
    return None


def _watched(tokens: Sequence[Token]) -> Verdict | None:
    """ "is watching the build-up with concern"."""
    for token in tokens:
        troubled = token.lemma_.lower() in {"concern", "alarm", "worry", "anxiety"} and preposition(token) == "with"
        if troubled and {token.head.lemma_.lower(), token.head.head.lemma_.lower()} & WATCHING:
            return Verdict(act="concern", reason=Reason(rule="feeling", words=token.text))
    return None


def _labelled(tokens: Iterable[Token], words: ContentWords, cue: Reason) -> Verdict:
    lemmas = {t.lemma_.lower() for t in tokens}
    fired = lemmas & (words.wrongs.nouns | words.wrongs.adjectives)
    if fired:
        # "a threat" is laid on somebody, "unhelpful" only disapproves
        act: Act = "accuse" if fired & words.wrongs.nouns else "condemn"
        return Verdict(act=act, reason=Reason(rule="label", words=", ".join(sorted(fired))))
    if {"supporter", "backer", "sponsor", "accomplice", "puppet", "regime"} & lemmas:
        return Verdict(act="accuse", reason=Reason(rule="label", words="supporter"))
    good = lemmas & words.praise.words
    if good:
        return Verdict(act="praise", reason=Reason(rule="label", words=", ".join(sorted(good))))
    return Verdict(act="state", reason=cue)


def _indicative(tokens: Sequence[Token]) -> bool:
    """A finite clause that tells how things are or may be ("suggested that the envoy had left"), not what to do."""
    for token in tokens:
        clause = token.head if token.dep_.startswith(("aux", "cop")) else token
        if clause.dep_ == "acl:relcl":
            continue  # "suggested a plan that would help"
        if token.tag_ in {"VBD", "VBZ", "VBP"} and token.dep_ not in {"acl", "amod"}:
            return True
        if token.tag_ == "MD" and token.lower_ in {"could", "may", "might", "will", "would", "can"}:
            return True
    return False
