"""What the words round a deed say of when it was, apart from dates: in passing, before the news, or yet to come."""

from __future__ import annotations

from spacy.tokens import Token

from demarche.events.clauses import case_of
from demarche.events.phrases import load_phrases
from demarche.events.tellings import Telling

REVENGE = frozenset(("revenge", "retaliation", "vengeance", "reprisal"))


def since_long(word: Token) -> str | None:
    """The words that put a clause days or years before the news: "a week after Varnia joined"."""
    mark = next((c for c in word.children if c.dep_ in ("mark", "case") and c.lower_ in ("after", "since")), None)
    if mark is None or mark.i == 0:
        return None
    before = mark.nbor(-1)
    return f"{before.text} {mark.text}" if before.lower_ in load_phrases().sets.long_units else None


def past_perfect(word: Token) -> bool:
    """Whether a verb is in the past perfect: "had frozen"."""
    return any(child.dep_ == "aux" and child.lower_ in ("had", "'d") for child in word.children)


def aside_of(telling: Telling) -> str | None:
    """The relative or participle by which a deed is told of somebody in passing: "the minister, who was jailed"."""
    verb = telling.governor
    if telling.nominal or telling.frame.speech or verb.pos_ not in ("VERB", "AUX"):
        return None
    if verb.dep_ == "acl:relcl" and verb.tag_ in ("VBD", "VBN") and not _perfect(verb):
        return verb.text
    return verb.text if verb.dep_ == "acl" and verb.tag_ == "VBN" and not _perfect(verb) else None


def time_clause(telling: Telling) -> str | None:
    """The word that makes a deed only the time of another: "angered Varnia when it fired missiles over the islands"."""
    verb = telling.governor
    if telling.nominal or telling.frame.speech or verb.dep_ != "advcl" or verb.tag_ not in ("VBD", "VBN"):
        return None
    return next((c.text for c in verb.children if c.dep_ in ("mark", "advmod") and c.lower_ in ("when", "since")), None)


def _perfect(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ in ("has", "have", "'ve", "’ve") for child in verb.children)


def led_up_to(telling: Telling) -> str | None:
    """The preposition by which a noun is only what the news came after: "was suspended after the crackdown"."""
    noun = telling.trigger
    if not telling.nominal or noun.dep_ not in ("obl", "nmod") or telling.frame.type == "CONSULT":
        return None
    if telling.frame.crowd and noun.lemma_.lower() in load_phrases().sets.protests:
        return case_of(noun) or noun.text  # "the mission followed on protests": they are not what the verb tells
    case = next((child for child in noun.children if child.dep_ == "case" and child.i), None)
    measured = case.nbor(-1) if case is not None else noun
    if case is not None and case.lower_ == "of" and measured.lower_ in load_phrases().sets.long_units:
        return measured.text  # "after months of street protests"
    if case is not None and case.lower_ == "for" and measured.lemma_.lower() in REVENGE:
        return measured.text  # "vowed revenge for the raid"
    return case_of(noun) if case_of(noun) in ("after", "following", "since") else None


def prepared_for(telling: Telling) -> str | None:
    """The words by which a meeting is to come: "preparations for the summit", "ahead of talks in Lurova"."""
    noun = telling.trigger
    if not telling.nominal or telling.frame.type != "CONSULT" or noun.dep_ not in ("obl", "nmod"):
        return None
    case = case_of(noun)
    prepared = case == "for" and noun.head.lemma_.lower() in ("preparation", "prepare", "agenda", "invitation")
    return case if prepared or case in ("ahead of", "of ahead", "prior to") else None


def every_time(word: Token) -> bool:
    """Whether a phrase is a time that comes again: "every year"."""
    return word.lower_ in load_phrases().sets.time_nouns and any(c.lower_ == "every" for c in word.children)
