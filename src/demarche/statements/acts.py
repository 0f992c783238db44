"""What is done by saying it: cue and content decide together.

The rules follow the table of diplomatic speech acts (after the PLOVER 2.0 manual and the CAMEO codebook, 010-022): a cue
like "said" proves nothing, so the content is read for demands, accusations, denials, threats and performatives; a cue
like "accused" stands on its own; "warned" and "vowed" depend on who controls the harm.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources

import msgspec
from spacy.tokens import Doc, Token

from demarche.actors import mention_at
from demarche.errors import KnowledgeError
from demarche.records import Act, Cast, Party, Reason, Record
from demarche.statements.frames import NEGATIONS, children, noun_phrase, preposition, subject

NEUTRAL_CUES = frozenset({"state", "assert", "reaffirm", "announce", "admit", "agree", "hope"})
FIRST_PERSON = frozenset({"i", "we", "us", "our", "my", "me", "ourselves"})
SECOND_PERSON = frozenset({"you", "your"})


class Verdict(Record, frozen=True):
    """An act, whom the content lays it on (token indices of the heads), and why."""

    act: Act
    reason: Reason
    targets: tuple[int, ...] = ()


class _Wrongs(msgspec.Struct):
    verbs: frozenset[str]
    nouns: frozenset[str]
    adjectives: frozenset[str]
    goods: frozenset[str]


class _Denial(msgspec.Struct):
    words: frozenset[str]
    claims: frozenset[str]
    phrases: tuple[str, ...]


class _Threat(msgspec.Struct):
    verbs: frozenset[str]
    phrases: tuple[str, ...]


class _Things(msgspec.Struct):
    claims: frozenset[str]
    proposals: frozenset[str]


class _Praise(msgspec.Struct):
    words: frozenset[str]


class ContentWords(msgspec.Struct, frozen=True):
    """The word lists of ``knowledge/cues/contents.toml``."""

    wrongs: _Wrongs
    denial: _Denial
    threat: _Threat
    performatives: dict[Act, tuple[str, ...]]
    feelings: dict[Act, tuple[str, ...]]
    things: _Things
    praise: _Praise


@cache
def load_contents() -> ContentWords:
    """The shipped content words, validated. Raises `KnowledgeError` naming what is wrong."""
    text = (resources.files("demarche.knowledge") / "cues" / "contents.toml").read_text(encoding="utf-8")
    try:
        return msgspec.convert(tomllib.loads(text), ContentWords)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise KnowledgeError(f"knowledge/cues/contents.toml does not validate: {error}") from error


class Content(Record, frozen=True):
    """What is said, ready for judgement: token indices, whose party speaks, whether it is a direct quotation."""

    tokens: tuple[int, ...]
    party: Party | None
    speaker: str | None
    direct: bool


def decide_act(doc: Doc, cue_act: Act, frame: str, lemma: str, content: Content, cast: Cast) -> Verdict:
    """The act of a statement, from its cue's own act and frame and from what is said."""
    words = load_contents()
    tokens = [doc[i] for i in content.tokens]
    cue = Reason(rule="cue", words=lemma)
    lemmas = {t.lemma_.lower() for t in tokens}
    text = " ".join(t.lower_ for t in tokens)
    if frame == "label":
        return _labelled(tokens, words, cue)
    if cue_act in {"deny", "reject"}:
        if (
            cue_act == "deny"
            and lemma in {"dismiss", "dispute", "brush", "contradict"}
            and lemmas & words.things.proposals - lemmas & words.things.claims
        ):
            return Verdict(act="reject", reason=Reason(rule="cue+object", words=lemma))
        if cue_act == "reject" and lemmas & words.things.claims and frame == "object":
            return Verdict(act="deny", reason=Reason(rule="cue+object", words=lemma))
        return Verdict(act=cue_act, reason=cue)
    if cue_act == "warn":
        return _threat(tokens, text, words, content, cast) or Verdict(act="warn", reason=cue)
    if cue_act == "pledge":
        hostile = next(
            (
                t
                for t in tokens
                if t.lemma_.lower() in {"retaliate", "punish", "avenge", "revenge", "crush", "destroy", "respond"}
            ),
            None,
        )
        if hostile is not None:
            return Verdict(act="threaten", reason=Reason(rule="cue+content", words=f"{lemma} {hostile.text}"))
        return Verdict(act="pledge", reason=cue)
    if lemma == "suggest" and _indicative(tokens):
        return _of_content(doc, tokens, text, words, content, cast) or Verdict(act="assert", reason=cue)
    if lemma == "regret" and not any(_is_self(t, content, cast) for t in tokens):
        return Verdict(act="concern", reason=cue)
    if cue_act in NEUTRAL_CUES:
        return _of_content(doc, tokens, text, words, content, cast) or Verdict(act=cue_act, reason=cue)
    return Verdict(act=cue_act, reason=cue)


def _of_content(
    doc: Doc, tokens: Sequence[Token], text: str, words: ContentWords, content: Content, cast: Cast
) -> Verdict | None:
    """The act that the content performs whatever the cue, or ``None``."""
    return (
        _threat(tokens, text, words, content, cast)
        or _performative(tokens, words, content, cast)
        or _asked(tokens, content, cast)
        or _denial(tokens, text, words, content, cast)
        or _accusation(tokens, words, content, cast)
        or _feeling(tokens, words, content, cast)
    )


def _is_self(token: Token | None, content: Content, cast: Cast) -> bool:
    """Whether a nominal stands for the speaker or the speaker's party."""
    if token is None:
        return False
    if token.lower_ in FIRST_PERSON:
        return True
    if token.lower_ in SECOND_PERSON:
        return False
    start, end = noun_phrase(token)
    mention = mention_at(cast, token.doc[start].idx, token.doc[end - 1].idx + len(token.doc[end - 1]))
    if mention is None:
        return any(c.lower_ in {"our", "my"} for c in token.children)
    if content.speaker is not None and mention.actor == content.speaker:
        return True
    return content.party is not None and mention.party == content.party


def _negated(verb: Token) -> bool:
    own = any(c.lower_ in NEGATIONS for c in children(verb, "advmod", "det"))
    return own or any(c.lower_ in {"no", "nothing", "nobody", "none"} for c in verb.children)


def _shallow(token: Token, inside: set[int]) -> bool:
    """In a main clause of the content, or one level down."""
    depth = 0
    current = token
    while current.head.i != current.i and current.head.i in inside and depth < 4:
        if current.dep_.startswith(("acl", "advcl", "ccomp", "csubj")):
            depth += 1
        current = current.head
    return depth <= 1


def _threat(tokens: Sequence[Token], text: str, words: ContentWords, content: Content, cast: Cast) -> Verdict | None:
    """Harm the speaker controls: "we will respond", "will pay a heavy price"."""
    for phrase in words.threat.phrases:
        if phrase in text:
            return Verdict(act="threaten", reason=Reason(rule="threat", words=phrase))
    for verb in tokens:
        if verb.pos_ != "VERB" or verb.lemma_.lower() not in words.threat.verbs - {
            "defend",
            "fight",
            "withdraw",
            "close",
            "cut",
            "react",
            "counter",
        }:
            continue
        future = any(a.lower_ in {"will", "shall", "'ll", "’ll", "would"} for a in children(verb, "aux"))
        if future and not _negated(verb):
            who, passive, _ = subject(verb)
            if not passive and _is_self(who, content, cast):
                return Verdict(act="threaten", reason=Reason(rule="threat", words=verb.text))
    return None


def _performative(tokens: Sequence[Token], words: ContentWords, content: Content, cast: Cast) -> Verdict | None:
    inside = {t.i for t in tokens}
    for verb in tokens:
        if verb.pos_ != "VERB" or not _shallow(verb, inside):
            continue
        act = _performed(verb, words)
        if act is None:
            continue
        if children(verb, "aux") and any(
            a.lower_ in {"should", "must", "may", "might", "could", "can", "had", "did"} for a in children(verb, "aux")
        ):
            continue
        who, passive, _ = subject(verb)
        if passive or not _is_self(who, content, cast):
            continue
        if _negated(verb):
            act = {"support": "reject", "praise": "reject", "agree": "reject"}.get(act)  # type: ignore[assignment]
            if act is None:
                continue
        targets = tuple(
            t.i
            for t in children(verb, "obj", "iobj", "obl")
            if t.dep_ != "obl" or preposition(t) in {"on", "upon", "to"}
        )
        return Verdict(act=act, reason=Reason(rule="performative", words=verb.text), targets=targets)
    return None


def _performed(verb: Token, words: ContentWords) -> Act | None:
    lemma = verb.lemma_.lower()
    after = {preposition(c).split(" ")[0] for c in children(verb, "obl", "advcl", "ccomp", "xcomp")}
    after |= {c.lower_ for c in children(verb, "compound:prt", "advmod")}
    for act, entries in words.performatives.items():
        for entry in entries:
            head, _, particle = entry.partition(" ")
            if lemma == head and (not particle or particle in after):
                return act
    return None


def _asked(tokens: Sequence[Token], content: Content, cast: Cast) -> Verdict | None:
    """Somebody else should, must, needs to; or an imperative."""
    inside = {t.i for t in tokens}
    for token in tokens:
        if not _shallow(token, inside):
            continue
        strong: bool | None = None
        verb = token
        if token.pos_ == "AUX" and token.lower_ in {"should", "must", "ought"} and token.dep_ in {"aux", "aux:pass"}:
            strong, verb = token.lower_ == "must", token.head
        elif token.lemma_.lower() in {"need", "have"} and token.pos_ in {"VERB", "AUX"} and token.tag_ != "VBN":
            infinitive = [c for c in children(token, "xcomp") if preposition(c) == "to"]
            if infinitive and token.lower_ in {"need", "needs", "has", "have"}:
                strong = token.lemma_.lower() == "have"
        if strong is not None:
            who, passive, _ = subject(verb)
            if passive:
                who = next(iter(children(verb, "nsubj:pass")), None)
            if who is None or _is_self(who, content, cast) or who.lower_ in {"it", "this", "that", "there", "what"}:
                continue
            verb_lemma = verb.lemma_.lower()
            if passive and verb_lemma in {"note", "say", "stress", "add"}:
                continue
            return Verdict(
                act="demand" if strong else "urge", reason=Reason(rule="deontic", words=token.text), targets=(who.i,)
            )
    if content.direct and tokens:
        first = next((t for t in tokens if t.is_alpha), None)
        if first is not None and first.lower_ in {"do", "don", "never", "please", "just"}:
            first = first.head if first.head.i in inside else first
        if (
            first is not None
            and first.tag_ == "VB"
            and first.pos_ == "VERB"
            and not children(first, "nsubj", "aux")
            and first.lower_ not in {"let", "thank"}
        ):
            return Verdict(act="demand", reason=Reason(rule="imperative", words=first.text))
    return None


def _denial(tokens: Sequence[Token], text: str, words: ContentWords, content: Content, cast: Cast) -> Verdict | None:
    lemmas = {t.lemma_.lower() for t in tokens}
    for token in tokens:
        if token.lower_ in words.denial.words and not _negated(token):
            said_of = subject(token)[0] or (token.head if token.dep_ == "amod" else None)
            if said_of is not None and said_of.lemma_.lower() in words.denial.claims | {"which"}:
                return Verdict(act="deny", reason=Reason(rule="denial", words=token.text))
    if "no truth" in text or "nothing to do with" in text or "not true" in text:
        return Verdict(act="deny", reason=Reason(rule="denial", words="no truth"))
    for token in tokens:
        if not _negated(token) or token.pos_ not in {"VERB", "NOUN", "ADJ", "AUX"}:
            continue
        who, passive, _ = subject(token)
        if not _is_self(who, content, cast):
            continue
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
        if (never and past) or (wrong and (past or token.pos_ in {"NOUN", "ADJ"})) or (wrong and token.tag_ in {"VBG"}):
            return Verdict(act="deny", reason=Reason(rule="denial", words=token.text))
    del lemmas
    return None


def _accusation(tokens: Sequence[Token], words: ContentWords, content: Content, cast: Cast) -> Verdict | None:
    """A wrong predicated of another party."""
    inside = {t.i for t in tokens}
    for token in tokens:
        lemma = token.lemma_.lower()
        negated = _negated(token)
        blamed: Token | None = None
        if token.pos_ == "VERB" and (
            lemma in words.wrongs.verbs and not negated or lemma in words.wrongs.goods and negated
        ):
            if not _shallow(token, inside) and token.dep_.startswith("advcl"):
                continue
            who, passive, _ = subject(token)
            blamed = who if not passive else who
        elif token.pos_ in {"NOUN", "ADJ"} and children(token, "cop", "nsubj"):
            if (
                lemma in words.wrongs.nouns | words.wrongs.adjectives
                and not negated
                or lemma in words.wrongs.goods
                and negated
            ):
                blamed = next(iter(children(token, "nsubj", "nsubj:outer")), None)
        elif token.pos_ == "NOUN" and lemma in words.wrongs.nouns | {
            "action",
            "act",
            "policy",
            "behaviour",
            "behavior",
            "move",
        }:
            wrong = lemma in words.wrongs.nouns or any(
                c.lemma_.lower() in words.wrongs.adjectives for c in children(token, "amod")
            )
            owner = next(iter(children(token, "nmod:poss")), None)
            blamed = owner if wrong else None
        if blamed is None or blamed.i not in inside and blamed.pos_ != "PRON" and blamed.pos_ != "PROPN":
            continue
        if _is_self(blamed, content, cast):
            continue
        party = _party_of(blamed, cast)
        if party is not None and party != content.party:
            return Verdict(act="accuse", reason=Reason(rule="accusation", words=token.text), targets=(blamed.i,))
    return None


def _party_of(token: Token, cast: Cast) -> Party | None:
    start, end = noun_phrase(token)
    doc = token.doc
    mention = mention_at(cast, doc[start].idx, doc[end - 1].idx + len(doc[end - 1]))
    if mention is not None and mention.party is not None:
        return mention.party
    owner = next(iter(children(token, "nmod:poss", "compound", "amod")), None)
    return _party_of(owner, cast) if owner is not None else None


def _feeling(tokens: Sequence[Token], words: ContentWords, content: Content, cast: Cast) -> Verdict | None:
    for token in tokens:
        for act, entries in words.feelings.items():
            if token.lower_ in entries and _is_self(subject(token)[0], content, cast) and not _negated(token):
                return Verdict(act=act, reason=Reason(rule="feeling", words=token.text))
    return None


def _labelled(tokens: Iterable[Token], words: ContentWords, cue: Reason) -> Verdict:
    lemmas = {t.lemma_.lower() for t in tokens}
    fired = lemmas & (words.wrongs.nouns | words.wrongs.adjectives)
    if fired:
        return Verdict(act="accuse", reason=Reason(rule="label", words=", ".join(sorted(fired))))
    if {"supporter", "backer", "sponsor", "accomplice", "puppet", "regime"} & lemmas:
        return Verdict(act="accuse", reason=Reason(rule="label", words="supporter"))
    good = lemmas & words.praise.words
    if good:
        return Verdict(act="praise", reason=Reason(rule="label", words=", ".join(sorted(good))))
    return Verdict(act="state", reason=cue)


def _indicative(tokens: Sequence[Token]) -> bool:
    """A finite clause that tells how things are ("suggested that the envoy had left"), not what should be done."""
    return any(
        t.tag_ in {"VBD", "VBZ", "VBP"} and t.dep_ in {"ccomp", "cop", "aux", "ROOT", "parataxis"} for t in tokens
    )
