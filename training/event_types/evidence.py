"""What the parse and the trigger lexicon say of a sentence with known parties: named facts, and places to look at."""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Doc, Token

from demarche.events.finding import find_tellings
from demarche.events.lexicon import load_lexicon
from demarche.events.noun_slots import noun_keys
from demarche.events.parties import Parties
from demarche.events.verbal import keys_of
from demarche.records import Actor, Cast, Mention
from training.event_types.sentences import YIELD, Example

Words = frozenset[int]

COMING = frozenset(("will", "would", "shall", "'ll", "going", "wo"))
OPEN = frozenset(("could", "may", "might", "should", "must", "can"))
NOT = frozenset(("not", "n't", "never", "no"))
INTENDING = frozenset(
    [
        "plan",
        "intend",
        "agree",
        "offer",
        "promise",
        "pledge",
        "vow",
        "ready",
        "willing",
        "prepare",
        "expect",
        "want",
        "propose",
        "announce",
        "commit",
        "hope",
    ]
)
REFUSING = frozenset(["refuse", "fail", "decline", "reject", "deny", "cancel", "unable"])
COMPLEMENTS = ("obj", "xcomp", "ccomp", "obl", "compound:prt", "advcl")


class Evidence(NamedTuple):
    """Named facts with their weights, the token numbers of each place, and the type the lexicon settles on."""

    facts: dict[str, float]
    places: dict[str, Words]
    settled: str | None


class Frame(NamedTuple):
    """The parties' heads and the words that join them in the tree."""

    source: Token
    target: Token
    joint: Token
    source_verb: Token
    target_verb: Token
    chain: tuple[Token, ...]
    path: Words


def parties_of(example: Example, doc: Doc) -> Parties:
    """The given spans as the only actors of the sentence: party S and party T."""
    actors = tuple(Actor(id=key, name=key, kind="state", party=key) for key in ("S", "T"))
    mentions = [
        Mention(start=start, end=end, text=example.text[start:end], actor=key, form="name", party=key)
        for key, spans in (("S", example.source), ("T", example.target))
        for start, end in spans
    ]
    return Parties(doc, Cast(actors=actors, mentions=tuple(mentions)))


def words_in(doc: Doc, spans: tuple[tuple[int, int], ...]) -> Words:
    """The numbers of the tokens that touch one of the character spans."""
    return frozenset(t.i for t in doc for start, end in spans if t.idx < end and t.idx + len(t) > start)


def evidence_of(example: Example, doc: Doc) -> Evidence:
    """All that is known of the sentence but its word vectors."""
    source, target = words_in(doc, example.source), words_in(doc, example.target)
    frame = frame_of(doc, source, target)
    facts, settled, told = _told(example, doc)
    able = _able(doc)
    facts |= {f"can={kind}": 1.0 for kinds in able.values() for kind in kinds}
    facts |= _verbs(doc) | _joining(frame)
    near = {frame.source_verb.i, frame.joint.i, *(word.i for word in frame.chain)}
    kinds = {key.split("=")[1].split("/")[0] for key in facts if key.startswith("told=")}
    kinds = kinds or {kind for word in near for kind in able.get(word, ())}
    state = _state(frame)
    facts |= {f"state={state}": 1.0} | {f"state={state}&{kind}": 1.0 for kind in kinds}
    first, last = max(source, default=0), min(target, default=len(doc))
    if first > last:
        first, last = max(target, default=0), min(source, default=len(doc))
    below = {child.i for child in frame.source_verb.children if child.dep_ in COMPLEMENTS}
    places = {
        "source": source,
        "target": target,
        "joint": frozenset((frame.joint.i,)),
        "source verb": frozenset((frame.source_verb.i,)),
        "target verb": frozenset((frame.target_verb.i,)),
        "path": frame.path - source - target,
        "between": frozenset(range(first + 1, last)),
        "told": told,
        "can": frozenset(able),
        "below": frozenset(below) - source - target,
        "rest": frozenset(range(len(doc))) - source - target,
    }
    return Evidence(facts, places, settled)


def frame_of(doc: Doc, source: Words, target: Words) -> Frame:
    """How the tree joins the two parties."""
    one, other = _head(doc, source), _head(doc, target)
    above_one, above_other = [one, *one.ancestors], [other, *other.ancestors]
    numbers = {word.i for word in above_other}
    joint = next((word for word in above_one if word.i in numbers), above_one[-1])
    left = _until(above_one, joint)
    right = _until(above_other, joint) if joint.i in numbers else []
    chain = [word for word in ([*right, joint] if joint.i in numbers else []) if word != other]
    return Frame(
        one, other, joint, _verb(above_one), _verb(above_other), tuple(chain),
        frozenset(word.i for word in (*left, *right, joint)),
    )  # fmt: skip


def _head(doc: Doc, words: Words) -> Token:
    return next((doc[i] for i in sorted(words) if doc[i].head.i not in words or doc[i].head == doc[i]), doc[0])


def _until(line: list[Token], joint: Token) -> list[Token]:
    return line[: next((n for n, word in enumerate(line) if word == joint), len(line))]


def _verb(line: list[Token]) -> Token:
    return next((word for word in line[1:] if word.pos_ in ("VERB", "AUX")), line[-1])


def _told(example: Example, doc: Doc) -> tuple[dict[str, float], str | None, Words]:
    """The tellings the lexicon finds: facts, the type of the first that joins both parties, the triggers."""
    facts: dict[str, float] = {}
    settled: str | None = None
    triggers = set()
    for telling in find_tellings(doc, parties_of(example, doc), ()):
        kind = YIELD.get(telling.frame.type, telling.frame.type)
        source, target = telling.parties
        both = "S" in source and "T" in target
        swapped = "T" in source and "S" in target
        facts[f"told={kind}{'' if both else '/swapped' if swapped else '/part'}"] = 1.0
        facts[f"mode={kind}:{telling.frame.mode}"] = 1.0
        facts[f"rule={telling.rule}"] = 1.0
        if telling.frame.future or telling.planned:
            facts["intended"] = 1.0
        if settled is None and (both or swapped):
            settled = kind
        triggers.add(telling.trigger.i)
    return facts, settled, frozenset(triggers)


def _able(doc: Doc) -> dict[int, set[str]]:
    """Words that have entries in the lexicon, with the types of their first senses."""
    lexicon = load_lexicon()
    able: dict[int, set[str]] = {}
    for token in doc:
        noun = token.pos_ == "NOUN"
        keys = noun_keys(token) if noun else keys_of(token) if token.pos_ in ("VERB", "AUX") else []
        frames = [frame for key in keys for frame in (lexicon.nouns if noun else lexicon.verbs).get(key, ())[:3]]
        if frames:
            able[token.i] = {YIELD.get(frame.type, frame.type) for frame in frames}
    return able


def _verbs(doc: Doc) -> dict[str, float]:
    facts = {}
    for token in (token for token in doc if token.pos_ == "VERB"):
        lemma = token.lemma_.lower()
        facts[f"verb={lemma}"] = 1.0
        if token.dep_ != "ROOT":
            continue
        facts[f"root={lemma}"] = 1.0
        for child in token.children:
            if child.dep_ in ("xcomp", "obj", "obl"):
                facts[f"root+{child.dep_}={lemma}+{child.lemma_.lower()}"] = 1.0
            if child.dep_ in ("aux", "advmod") and child.lower_ in ("will", "not", "n't", "would", "never"):
                facts[f"root+{child.lower_}"] = 1.0
                facts[f"root+{child.lower_}={lemma}"] = 1.0
    return facts


def _joining(frame: Frame) -> dict[str, float]:
    """The words between the parties in the tree, and how they hang together."""
    verb, target = frame.source_verb.lemma_.lower(), frame.target
    facts = {f"on={word.lemma_.lower()}": 1.0 for word in (frame.source_verb, frame.joint)}
    facts |= {f"chain={word.lemma_.lower()}": 1.0 for word in frame.chain}
    if frame.chain:
        facts[f"chain={verb}>{frame.chain[0].lemma_.lower()}"] = 1.0
    for case in (child.lemma_.lower() for child in target.children if child.dep_ == "case"):
        facts |= {f"target case={case}": 1.0, f"target case={verb}+{case}": 1.0}
    facts |= {f"target is={target.dep_}": 1.0, f"target of={target.head.lemma_.lower()}": 1.0}
    # Who they are says less than what is done.
    facts |= {f"source={frame.source.lemma_.lower()}": 0.7, f"target={target.lemma_.lower()}": 0.7}
    facts |= {f"source tag={frame.source.pos_}": 0.5, f"target tag={target.pos_}": 0.5}
    for child in frame.source_verb.children:
        if child.dep_ in COMPLEMENTS:
            facts[f"verb {child.dep_}={child.lemma_.lower()}"] = 1.0
            facts[f"verb+below={verb}+{child.lemma_.lower()}"] = 1.0
        if child.dep_ == "aux:pass":
            facts["passive"] = 1.0
    return facts


def _state(frame: Frame) -> str:
    """Whether what joins the parties is to come, open, denied, intended or refused: "will meet" is no meeting."""
    verbs = (frame.source_verb, frame.joint, *frame.chain)
    words = {
        child.lemma_.lower()
        for verb in verbs
        for child in verb.children
        if child.dep_ in ("aux", "advmod", "mark", "aux:pass", "det")
    }
    lemmas = {word.lemma_.lower() for word in (*verbs, *list(frame.source.ancestors)[:3])}
    named = (
        "coming" if words & COMING else "open" if words & OPEN else "told",
        "not" if words & NOT else "",
        "intended" if lemmas & INTENDING else "",
        "refused" if lemmas & REFUSING else "",
    )
    return "-".join(name for name in named if name)
