"""A telling judged: its status, its date and its place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import structs
from spacy.tokens import Doc, Token

from demarche.events.clauses import case_of, sentence_of
from demarche.events.lexicon import load_lexicon
from demarche.events.marks import Verdict
from demarche.events.merge import Told
from demarche.events.parties import Parties
from demarche.events.phrases import load_phrases
from demarche.events.status import judge
from demarche.events.tellings import Telling, evidence_span
from demarche.events.when import When, in_the_past, long_before, place_in_time, timex_of
from demarche.places import load_gazetteer, place_of
from demarche.records import Article, Reason, Span, Statement, Timex

GATHERINGS = ("CONSULT", "PROTEST")
AT_EVENTS = frozenset(("after", "ahead of", "at", "before", "by", "during", "following", "in", "on", "since", "until"))
RESPONSES = frozenset(("reaction", "reply", "response", "retaliation", "return", "turn"))
YEAR = re.compile(r"(?:19|20)\d\d")
ABOUT_DEEDS = ("AGREE", "REQUEST", "THREATEN", "REJECT")
TO_SIGN = frozenset(
    ("sign", "ratify", "ink", "conclude", "seal", "renew", "join", "accede")
)  # a promise to sign is AGREE


def _holding(telling: Telling, statements: Sequence[Statement]) -> Statement | None:
    """The innermost statement whose content holds the trigger, the statement whose act it is left out."""
    at = telling.trigger.idx
    holding = [
        (span.end - span.start, statement.id, statement)
        for statement in statements
        for span in statement.content
        if span.start <= at < span.end and statement.id != telling.statement
    ]
    return min(holding)[2] if holding else None


def _reported(statement: Statement, parties: Parties) -> bool:
    """Whether a statement only names the agency or paper that the news is from."""
    actor = parties.actors.get(statement.speaker or "")
    if statement.act not in ("state", "announce"):
        return False
    words = statement.speaker_span.text.lower() if statement.speaker_span is not None else ""
    return (actor is not None and actor.kind == "media") or words.endswith(("news agency", "newspaper"))


def _beside(telling: Telling, statements: Sequence[Statement]) -> Statement | None:
    """A statement of the event's own source in the same sentence, for a negated event that no content holds."""
    if not any(child.lower_ == "never" for child in telling.governor.children):
        return None
    sentence = sentence_of(telling.trigger)
    return next(
        (
            s
            for s in statements
            if s.cue is not None
            and sentence.start_char <= s.cue.start < sentence.end_char
            and set((s.party or "").split("+")) & telling.parties[0]
        ),
        None,
    )


def _of_another(timex: Timex, telling: Telling, doc: Doc, triggers: frozenset[int]) -> bool:
    """Whether a time expression hangs on another event's noun: "sanctions over last year's invasion"."""
    span = doc.char_span(timex.start, timex.end, alignment_mode="expand")
    if span is None:
        return False
    word = span.root
    beside = case_of(word) == "of" and word.head.lemma_.lower() in ("sideline", "sidelines", "margin", "margins")
    if (timex.anchor or "").startswith("reference-event") and case_of(word) not in AT_EVENTS and not beside:
        return True  # "will help to make the Games a success"
    named = word.head if word.dep_ in ("nummod", "compound") else None
    if named is not None and YEAR.fullmatch(word.text) and named.i not in (telling.trigger.i, telling.governor.i):
        return True  # "to host the 2034 World Cup", "the 2031 accord"
    while word.head.i != word.i:  # a Token is made anew at each access: identity tells nothing
        word = word.head
        if word.i in (telling.trigger.i, telling.governor.i) or word.pos_ in ("VERB", "AUX"):
            return False
        if word.pos_ == "NOUN" and (word.lemma_.lower() in load_phrases().deeds or word.i in triggers):
            # A meeting's day is the day of what is said there: "meeting at a summit on Wednesday, they condemned".
            return not any(frame.type == "CONSULT" for frame in load_lexicon().nouns.get(word.lemma_.lower(), ()))
    return False


def told_of(
    telling: Telling,
    article: Article,
    doc: Doc,
    parties: Parties,
    timexes: Sequence[Timex],
    statements: Sequence[Statement],
    before: Sequence[Told],
    triggers: frozenset[int],
) -> Told | None:
    """A telling with status, date, place; None where its words tell no event."""
    statement = _holding(telling, statements) or _beside(telling, statements)
    if statement is not None and not telling.frame.speech and _reported(statement, parties):
        statement = None  # what a news agency adds is news
    own = next((s for s in statements if s.id == telling.statement), None)
    apart = [(span.start, span.end) for span in own.content] if own is not None else []
    if telling.frame.type in ABOUT_DEEDS:
        # "agreed to meet again in July": July is the meeting's
        below = [child for child in telling.trigger.children if child.dep_ == "xcomp"]
        apart += [(min(t.idx for t in c.subtree), max(t.idx + len(t) for t in c.subtree)) for c in below]
    free = [timex for timex in timexes if not _of_another(timex, telling, doc, triggers)]
    when = place_in_time(timex_of(telling, article, doc, free, apart), article.published)
    saying = parties.saying.get(telling.trigger.i) if telling.frame.speech else None
    if when.timex is None and saying is not None and saying.date and long_before(saying.date, article.published):
        # "In 1979 the president threatened war. ... He also warned that": the warning is of 1979 too
        when = when._replace(date=saying.date, earlier=Reason(rule="status:said then", words=saying.date))
    elif when.timex is None:
        when = _in_response(telling, before) or _as_answered(telling, before, when)
    if telling.frame.speech and when.future and telling.frame.type in ABOUT_DEEDS:
        when = When()  # "invited the president to Haldane next month": the invitation is not of next month
    verdict = judge(telling, statement, when.earlier, when.recent)
    if verdict.status in ("happened", "background") and _stands(telling):
        return None
    if verdict.status in ("happened", "alleged", "denied"):
        when = in_the_past(when)
    if verdict.status == "happened" and when.future and not telling.frame.speech:
        words = when.timex.text if when.timex else None
        verdict = Verdict("planned", (Reason(rule="status:date to come", words=words),))
    status = verdict.status
    if status is None:
        return None
    if telling.frame.type == "SUPPORT" and status == "planned" and telling.trigger.lemma_.lower() in TO_SIGN:
        telling = telling._replace(frame=structs.replace(telling.frame, type="AGREE", mode=None))
    if when.date is None:
        when = _dated_otherwise(telling, status, own or (statement if telling.frame.speech else None), before, when)
    place, country = _place(telling, parties)
    span = evidence_span(telling)
    return Told(
        telling=telling,
        status=status,
        reasons=verdict.reasons,
        when=when,
        place=place,
        country=country,
        evidence=Span(start=span.start_char, end=span.end_char, text=span.text),
        via=telling.statement or (statement.id if statement is not None else None),
    )


def _stands(telling: Telling) -> bool:
    """Whether a noun tells a state of things, no event: "the partnership between Varnia and Norwyn"."""
    return telling.nominal and telling.frame.type == "COOPERATE" and telling.frame.contexts != ("military",)


def _in_response(telling: Telling, before: Sequence[Told]) -> When | None:
    """The time of what was done "in response" to a deed recalled just before."""
    answers = any(c.lemma_.lower() in RESPONSES and case_of(c) == "in" for c in telling.governor.children)
    if not answers or not before or before[-1].status != "background":
        return None
    when = before[-1].when
    return when._replace(earlier=when.earlier or Reason(rule="status:answers what is recalled", words="in response"))


def _as_answered(telling: Telling, before: Sequence[Told], when: When) -> When:
    """The time of an answer: "brushed the charge aside" is as long ago as the charge told just before."""
    if telling.frame.type not in ("REJECT", "ACCUSE") or not any(
        token.lemma_.lower() in load_phrases().answerable
        and any(c.lower_ in ("the", "this", "that") for c in token.children)
        for token in telling.trigger.subtree
    ):
        return when
    source, target = telling.parties
    for told in reversed(before[-4:]):
        if told.telling.parties[0] & target and told.telling.parties[1] & source and told.type == "ACCUSE":
            return told.when if told.status == "background" else when
    return when


def _dated_otherwise(
    telling: Telling, status: str, statement: Statement | None, before: Sequence[Told], when: When
) -> When:
    """The date of an event without a time expression of its own: its statement's, its paragraph's."""
    if statement is not None and statement.date is not None:
        return when._replace(date=statement.date)
    if status != "happened":
        return when
    pronoun = any(
        child.lower_ in ("they", "it", "he", "she") for child in telling.governor.children if child.dep_ == "nsubj"
    )
    if pronoun and before:
        last = before[-1]
        if last.telling.parties[0] & telling.parties[0] and last.when.date and last.status == "happened":
            return last.when
    return when


def _place(telling: Telling, parties: Parties) -> tuple[str | None, str | None]:
    """The place named by an "in" or "at" phrase of the trigger or its governor, else of the evidence; its state."""
    words = list(dict.fromkeys((telling.trigger, telling.governor)))
    near = [child for word in words for child in word.children]
    if telling.frame.type in GATHERINGS:  # "a meeting with Tarn in Lurova", "outside the embassy in Qasr"
        near += [inner for child in near if child.dep_ in ("obl", "nmod") for inner in child.children]
    for child in near:
        if child.dep_ in ("obl", "nmod") and case_of(child) in ("in", "at") and child.ent_type_ in ("LOC", "GPE"):
            entry = load_gazetteer().find(_name(child))
            if entry is not None:
                return entry.name, entry.country
            return _name(child), next((s.party for s in parties.of_head(child)), None)
    span = evidence_span(telling)
    named = place_of(parties.text, span.doc, span.start_char, span.end_char)
    return (named.name, named.country) if named is not None else (None, None)


def _name(token: Token) -> str:
    span = next((ent for ent in token.doc.ents if ent.start <= token.i < ent.end), None)
    return span.text if span is not None else token.text
