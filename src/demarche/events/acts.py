"""Acts of speech between parties as events: an accusation is an ACCUSE, a demand a REQUEST."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import msgspec
from spacy.tokens import Doc, Token

from demarche.errors import KnowledgeError
from demarche.events.clauses import case_of, is_passive, surface_subjects
from demarche.events.lexicon import Frame
from demarche.events.parties import Parties, Standing
from demarche.events.phrases import load_phrases
from demarche.events.tellings import Telling, without
from demarche.records import EventType, Party, Record, Statement


class ActEvent(Record, frozen=True):
    """The event an act of speech is (see acts.toml)."""

    type: EventType
    mode: str | None = None
    coercive: bool = False
    answers: bool = False


MATERIAL: frozenset[EventType] = frozenset(("ASSAULT", "COERCE", "MOBILIZE", "SANCTION"))
AT_HOME: frozenset[EventType] = frozenset(("ACCUSE", "REQUEST", "REJECT", "THREATEN"))  # thanks at home are no event
CALL_FOR = re.compile(r"\bcall(?:s|ed|ing)? for\b")
DEONTIC = frozenset(("must", "should", "ought"))
HURTING = frozenset(("avenge", "blockade", "expel", "punish", "retaliate"))
TIMED = frozenset(("after", "before", "since", "until", "when", "while"))
CITIZENS = re.compile(r"\b(?:citizens|residents|tourists|students|fans|consumers|customers|users|migrants|refugees)$")
SURE = 0.95  # what a neutral cue tells of one's own state must be plain
LEAST = 0.4  # acts the statements stage is less sure of make no event
WARM = (
    "support",
    "prais",
    "thank",
    "grateful",
    "gratitude",
    "welcom",
    "congratul",
    "hail",
    "applaud",
    "commend",
    "endors",
    "solidarity",
    "appreciat",
    "stand",
    "back",
    "salut",
    "proud",
    "friend",
    "brother",
    "happy",
    "glad",
    "pleased",
    "satisf",
)


@cache
def load_acts() -> dict[str, ActEvent]:
    """The shipped table. Raises `KnowledgeError` where it is absent or does not validate."""
    path = files("demarche.knowledge").joinpath("events", "acts.toml")
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), dict[str, ActEvent])
    except (OSError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise KnowledgeError(f"The table of acts {path} cannot be read: {error}. Reinstall the package.") from error


def _anchor(doc: Doc, statement: Statement) -> Token | None:
    """The word of the cue that stands highest in its sentence, else the first of the content."""
    span = statement.cue or (statement.content[0] if statement.content else None)
    if span is None:
        return None
    tokens = doc.char_span(span.start, span.end, alignment_mode="expand")
    return tokens.root if tokens is not None else None


def _standings(parties: Sequence[Party], actor: str | None = None) -> list[Standing]:
    return [Standing(part, actor, True, False) for party in parties for part in party.split("+") if part]


def _blamed_in(doc: Doc, statement: Statement, party: Party, parties: Parties) -> bool:
    """Whether the content lays something to a party: it is a subject there, or a thing is its own.

    "concern about the talks with Varnia" and "told Varnia that" lay nothing to Varnia.
    """
    spans = (doc.char_span(s.start, s.end, alignment_mode="expand") for s in statement.content)
    for token in (token for span in spans if span is not None for token in span):
        if _aside(token):
            continue
        if any(standing.party == party for standing in parties.of_head(token)):
            own = token.dep_ in ("nmod:poss", "amod", "compound", "nsubj", "nsubj:pass", "obj", "conj", "flat")
            if own or case_of(token) in ("of", "by", "from", "between", "about", "over"):
                return True
    return False


def _aside(subject: Token) -> bool:
    """Whether a word is the subject of a clause of time: "violence has spread since Varnia took over"."""
    verb = subject.head
    timed = any(c.dep_ in ("mark", "advmod") and c.lower_ in TIMED for c in verb.children)
    return subject.dep_ in ("nsubj", "nsubj:pass") and verb.dep_ == "advcl" and timed


def _accused_in(doc: Doc, statement: Statement, parties: Parties) -> list[Standing]:
    """Who does what an accusation tells: the subject of its content ("told the Council that Varnia trains rebels")."""
    for span in statement.content:
        tokens = doc.char_span(span.start, span.end, alignment_mode="expand")
        if tokens is None:
            continue
        root = tokens.root
        for head in surface_subjects(root) if root.pos_ in ("VERB", "AUX") and not is_passive(root) else ():
            if tokens.start <= head.i < tokens.end:
                found = parties.acting(head) or parties.blamed(head)
                if found:
                    return found
    return []


def _of_a_deed(doc: Doc, statement: Statement) -> bool:
    """Whether a statement is about a deed told before: "The executions have shattered all hope"."""
    tokens = doc.char_span(statement.content[0].start, statement.content[0].end, alignment_mode="expand")
    for head in surface_subjects(tokens.root) if tokens is not None else ():
        definite = any(c.lower_ in ("the", "this", "these", "such") for c in head.children)
        if definite and head.lemma_.lower() in load_phrases().deeds | {"act", "move", "decision", "step", "action"}:
            return statement.confidence >= SURE
    return False


def _leaves_open(doc: Doc, statement: Statement) -> bool:
    """Whether what is refused is only to comment, to answer, to give details."""
    tokens = doc.char_span(statement.content[0].start, statement.content[0].end, alignment_mode="expand")
    return tokens is not None and tokens.root.lemma_.lower() in load_phrases().sets.leaves - {"give", "provide"}


def _asked_in(doc: Doc, statement: Statement, parties: Parties) -> list[Standing]:
    """Who must do what is demanded without an addressee: "The rebels must leave the capital"."""
    for span in statement.content:
        tokens = doc.char_span(span.start, span.end, alignment_mode="expand")
        root = tokens.root if tokens is not None else None
        if root is None or not any(c.dep_ == "aux" and c.lower_ in DEONTIC for c in root.children):
            continue
        found = [s for head in surface_subjects(root) if not is_passive(root) for s in parties.acting(head)]
        if found:
            return found
    return []


def _called_upon(doc: Doc, statement: Statement, parties: Parties) -> bool:
    """Whether a call is for somebody to do something: "called for Varnia to stop its raids", "for the release of"."""
    span = statement.content[0] if statement.content else None
    tokens = doc.char_span(span.start, span.end, alignment_mode="expand") if span is not None else None
    first = tokens.root if tokens is not None else None
    heads = [first, *first.children] if first is not None else []
    if first is not None and first.lemma_.lower() in load_phrases().sets.called_for and statement.addressees:
        return True
    infinitive = first is not None and any(c.lower_ == "to" and c.dep_ == "mark" for h in heads for c in h.children)
    named = {s.party for head in heads for s in parties.of_head(head)}
    return infinitive and bool(named & set(statement.addressees))


def _named_in(doc: Doc, statement: Statement, parties: Parties) -> bool:
    """Whether the speaker's own party is named in the content."""
    spans = (doc.char_span(s.start, s.end, alignment_mode="expand") for s in statement.content)
    tokens = (token for span in spans if span is not None for token in span if token.pos_ != "PRON")
    return any(standing.party == statement.party for token in tokens for standing in parties.of_head(token))


def _undergoes(verb: Token, statement: Statement, parties: Parties) -> bool:
    """Whether the speaker is the passive verb's own subject."""
    subjects = (child for child in verb.children if child.dep_ in ("nsubj", "nsubj:pass"))
    return any(s.party == statement.party for subject in subjects for s in parties.of_phrase(subject))


def _words_of(statement: Statement) -> list[str]:
    spans = (*((statement.cue,) if statement.cue else ()), *statement.content)
    return [word.lower() for span in spans for word in span.text.split()]


def _content_words(doc: Doc, statement: Statement) -> set[str]:
    spans = (doc.char_span(s.start, s.end, alignment_mode="expand") for s in statement.content)
    return {token.lemma_.lower() for span in spans if span is not None for token in span}


def inferred_from_deed(telling: Telling, statement: Statement, others: Sequence[Telling]) -> bool:
    """Whether an accusation is only the report of a deed that is told as an event ("said drones had struck")."""
    if telling.frame.type != "ACCUSE" or telling.trigger.lemma_.lower() not in load_phrases().sets.neutral_cues:
        return False
    inside = [(span.start, span.end) for span in statement.content]
    return any(
        other.frame.type in MATERIAL
        and other.parties[0] & telling.parties[1]
        and any(start <= other.trigger.idx < end for start, end in inside)
        for other in others
    )


def act_telling(doc: Doc, statement: Statement, parties: Parties) -> Telling | None:
    """The event that a statement's act is, or None where the act is none or a party is missing.

    A denial or refusal may lack its target here; `answer` finds it.
    """
    act = load_acts().get(statement.act)
    anchor = _anchor(doc, statement)
    if act is None or anchor is None or statement.party is None or statement.polarity == "negative":
        return None
    if statement.confidence < LEAST:
        return None
    sets = load_phrases().sets
    threatening = bool(_content_words(doc, statement) & sets.coercion)
    if statement.act == "threaten" and anchor.lemma_.lower() not in sets.threat_cues and not threatening:
        return None
    if act.type == "SUPPORT" and anchor.lemma_.lower() in load_phrases().sets.neutral_cues:
        words = [word.strip("“”\"',.").lower() for word in _words_of(statement)]
        warm = any(word.startswith(WARM) for word in words) and "thanks to" not in " ".join(words)
        if not warm or {"no", "not", "never"} & set(words):
            return None
    if act.coercive and not _content_words(doc, statement) & load_phrases().sets.coercion:
        return None
    if act.type == "REJECT" and anchor.lemma_.lower() not in load_phrases().sets.denial_cues:
        return None  # "never sold a gun to them": what is denied is told as such
    if act.type == "REJECT" and _leaves_open(doc, statement):
        return None  # "refused to answer questions"
    if statement.act == "apologise" and not any(word.startswith(("apolog", "sorry")) for word in _words_of(statement)):
        return None  # regret at what others do
    cue = parties.text[statement.cue.start : statement.cue.end + 5].lower() if statement.cue is not None else ""
    if act.type == "REQUEST" and CALL_FOR.search(cue) and not _called_upon(doc, statement, parties):
        return None  # a call for something is made to nobody in particular
    if act.type == "AGREE" and _content_words(doc, statement) & HURTING:
        return None  # "put forward proposals to punish Varnia"
    if act.type == "ACCUSE" and anchor.pos_ == "NOUN" and _named_in(doc, statement, parties):
        return None  # "after criticism of Varnia's ties": Varnia is criticised, not the critic
    if anchor.pos_ == "VERB" and is_passive(anchor) and _undergoes(anchor, statement, parties):
        return None  # "Varnia is accused": the accuser is not named
    if statement.speaker_span is not None and CITIZENS.search(statement.speaker_span.text):
        return None  # "thousands of Varnian citizens have asked for visas"
    source = _standings((statement.party,), statement.speaker)
    target = without(_standings(statement.addressees), source)
    at_home = act.type in AT_HOME and statement.speaker not in (None, statement.party)
    at_home = at_home and (anchor.lemma_.lower() not in sets.neutral_cues or statement.confidence >= SURE)
    if not target and statement.addressees == (statement.party,) and at_home:
        target = _standings(statement.addressees)  # "the union urged the government": both of one state
    if statement.act == "concern" or anchor.lemma_.lower() in load_phrases().sets.told_to:
        target = [one for one in target if _blamed_in(doc, statement, one.party, parties)]
    if statement.act in ("accuse", "condemn") and (not target or anchor.lemma_.lower() in sets.neutral_cues):
        accused = without(_accused_in(doc, statement, parties), source)
        if not accused and anchor.lemma_.lower() in sets.neutral_cues and not _of_a_deed(doc, statement):
            target = [one for one in target if _blamed_in(doc, statement, one.party, parties)]
        target = accused or target
    if act.type == "ACCUSE" and len(target) > 1:  # "lodged a protest against Varnia at the Alliance": an audience
        audience = [s for s in target if s.party in parties.organisations]
        target = without(target, [s for s in audience if not _blamed_in(doc, statement, s.party, parties)]) or target
    if act.type == "REQUEST" and not target:
        target = without(_asked_in(doc, statement, parties), source)
    if not target and not act.answers and act.type != "REQUEST":
        return None
    return Telling(
        frame=Frame(type=act.type, mode=act.mode, contexts=("diplomatic",), speech=True),
        trigger=anchor,
        governor=anchor,
        source=tuple(source),
        target=tuple(target),
        rule=f"act:{statement.act}",
        confidence=0.9 * statement.confidence,
        statement=statement.id,
    )
