"""From an article's clauses and statements to its events."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import structs
from spacy.tokens import Doc, Token

from demarche.events.acts import act_telling, inferred_from_deed
from demarche.events.answers import answered, with_sides
from demarche.events.clauses import case_of
from demarche.events.lexicon import load_lexicon
from demarche.events.merge import HELP, SYMMETRIC, Told, merge
from demarche.events.nominal import nominal_telling
from demarche.events.parties import Parties, Standing
from demarche.events.phrases import load_phrases
from demarche.events.status import Verdict, is_refusal, judge
from demarche.events.tellings import Telling, evidence_span
from demarche.events.verbal import verbal_telling
from demarche.events.when import When, in_the_past, place_in_time, timex_of
from demarche.knowledge import Knowledge
from demarche.places import load_gazetteer, place_of
from demarche.records import Article, Cast, Event, Reason, Span, Statement, Timex

ABOUT_DEEDS = ("AGREE", "REQUEST", "THREATEN", "REJECT")
TO_SIGN = frozenset(("sign", "ratify", "ink", "conclude", "seal", "renew", "join", "accede"))  # a promise to sign is AGREE
STATUS_ORDER = ("happened", "background", "alleged", "denied", "planned", "hypothetical")


def find_events(
    article: Article,
    doc: Doc,
    cast: Cast,
    timexes: Sequence[Timex],
    statements: Sequence[Statement],
    knowledge: Knowledge,
) -> tuple[Event, ...]:
    """The events of an article, in text order.

    `doc` is the article's own (`doc.text == article.text`); offsets of all records are into `article.text`. Events need a
    source and a target party; those of one act are merged.
    """
    parties = Parties(doc, cast, statements)
    tellings = find_tellings(doc, parties, statements)
    told: list[Told] = []
    triggers = frozenset(telling.trigger.i for telling in tellings)
    for telling in tellings:
        one = _told(telling, article, doc, parties, timexes, statements, told, triggers)
        if one is not None:
            told.append(one)
    groups = merge(told)
    return tuple(_event(article, f"{article.id}.e{number}", group) for number, group in enumerate(groups, start=1))


def find_tellings(doc: Doc, parties: Parties, statements: Sequence[Statement]) -> list[Telling]:
    """Every telling of the article: verbs, nouns and acts of statements, in text order, answers filled in."""
    lexicon = load_lexicon()
    found: list[Telling] = []
    consumed: set[int] = set()
    pair: list[Standing] = []
    for sentence in doc.sents:
        local: list[Telling] = []
        for token in sentence:
            telling = verbal_telling(token, parties, lexicon, pair)
            if telling is not None:
                local.append(telling)
                if telling.frame.objects:
                    consumed.update(
                        head.i
                        for child in token.children
                        if child.dep_ in ("obj", "nsubj:pass")
                        for head in (child, *child.conjuncts)
                    )
        for token in sentence:
            if token.i in consumed:
                continue
            telling = nominal_telling(token, parties, lexicon, pair)
            if telling is not None and (telling.nominal or telling.governor.i not in {t.trigger.i for t in local}):
                local.append(telling)
        for telling in sorted(local, key=lambda t: t.trigger.i):
            found.append(telling)
            if len(telling.source) > 1:
                pair = list(telling.source)
            elif telling.frame.type in SYMMETRIC and telling.target:
                pair = [*telling.source, *telling.target]
    deeds = {t.trigger.i for t in found if not t.frame.speech}  # "recalls its envoy over spying" is the recall
    spare: dict[int, tuple[Standing, ...]] = {}
    told_by_verb = {t.trigger.i: t for t in found if t.frame.speech}
    for statement in statements:
        telling = act_telling(doc, statement, parties)
        if telling is None:
            continue
        same = told_by_verb.get(telling.trigger.i)
        if same is not None and (same.frame.type == telling.frame.type or same.target):
            if not same.target and not _censures_deed(same):
                spare[same.trigger.i] = telling.target
            continue  # the clause itself tells the act, with its own arguments
        if telling.trigger.i not in deeds and not inferred_from_deed(telling, statement, found):
            found.append(telling)
    found.sort(key=lambda t: (t.trigger.i, t.rule))
    found = [as_refusal(telling) if is_refusal(telling) else telling for telling in found]
    complete = [with_sides(answered(telling, found), found) for telling in found]
    complete = [
        t if t.target or t.trigger.i not in spare else t._replace(target=spare[t.trigger.i], confidence=0.6)
        for t in complete
    ]
    return without_contents([telling for telling in complete if telling.target])


def _censures_deed(telling: Telling) -> bool:
    """Whether the verb's object is a deed: who suffered "the attack on Zakho" is not whom the censure blames."""
    deeds = load_phrases().deeds
    return any(c.dep_ in ("obj", "obl") and c.lemma_.lower() in deeds for c in telling.trigger.children)


def as_refusal(telling: Telling) -> Telling:
    """A negated future of something friendly as what it is, a REJECT."""
    frame = structs.replace(telling.frame, type="REJECT", mode="change", speech=True, reciprocal=False)
    return telling._replace(frame=frame, rule=f"refusal:{telling.trigger.lemma_.lower()}")


def without_contents(tellings: Sequence[Telling]) -> list[Telling]:
    """The tellings but for what a promise, request, threat or refusal is about: that is told by the act itself.

    "Varnia agreed to send tanks to Ostrovia" is one AGREE; a noun keeps its event ("urged Varnia to end its invasion").
    """
    acts = {t.trigger.i: t for t in tellings if t.frame.type in ABOUT_DEEDS and not t.frame.denial}

    def is_content(telling: Telling) -> bool:
        if telling.nominal or telling.statement is not None:
            return False
        word = telling.governor
        while word.dep_ in ("xcomp", "ccomp", "advcl", "conj", "acl") and word.head != word:
            infinitive = word.dep_ != "conj" and any(c.lower_ in ("to", "from", "against") for c in word.children)
            if word.dep_ == "advcl" and not infinitive:
                return False
            if (
                word.head.i in acts
                and acts[word.head.i] is not telling
                and (infinitive or word.dep_ in ("xcomp", "ccomp"))
            ):
                return True
            word = word.head
        return False

    return [telling for telling in tellings if not is_content(telling)]


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


def _beside(telling: Telling, statements: Sequence[Statement]) -> Statement | None:
    """A statement of the event's own source in the same sentence, for a negated event that no content holds."""
    if not any(child.lower_ == "never" for child in telling.governor.children):
        return None
    sentence = telling.trigger.sent
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
    while word.head.i != word.i:  # a Token is made anew at each access: identity tells nothing
        word = word.head
        if word.i in (telling.trigger.i, telling.governor.i) or word.pos_ in ("VERB", "AUX"):
            return False
        if word.i in triggers or (word.pos_ == "NOUN" and word.lemma_.lower() in load_lexicon().nouns):
            return True
    return False


def _told(
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
    own = next((s for s in statements if s.id == telling.statement), None)
    apart = [(span.start, span.end) for span in own.content] if own is not None else []
    if telling.frame.type in ABOUT_DEEDS:
        # "agreed to meet again in July": July is the meeting's
        below = [child for child in telling.trigger.children if child.dep_ == "xcomp"]
        apart += [(min(t.idx for t in c.subtree), max(t.idx + len(t) for t in c.subtree)) for c in below]
    free = [timex for timex in timexes if not _of_another(timex, telling, doc, triggers)]
    when = place_in_time(timex_of(telling, article, doc, free, apart), article.published)
    if when.timex is None:
        when = _as_answered(telling, before, when)
    verdict = judge(telling, statement, when.earlier, when.recent)
    if verdict.status is None:
        return None
    if verdict.status in ("happened", "alleged", "denied"):
        when = in_the_past(when)
    if verdict.status == "happened" and when.future and not telling.frame.speech:
        verdict = Verdict("planned", (Reason(rule="status:date to come", words=when.timex.text if when.timex else None),))
    if telling.frame.type == "SUPPORT" and verdict.status == "planned" and telling.trigger.lemma_.lower() in TO_SIGN:
        telling = telling._replace(frame=structs.replace(telling.frame, type="AGREE", mode=None))
    if when.date is None:
        when = _dated_otherwise(
            telling, verdict.status, own or (statement if telling.frame.speech else None), before, when
        )
    place, country = _place(telling, parties)
    span = evidence_span(telling)
    return Told(
        telling=telling,
        status=verdict.status,
        reasons=verdict.reasons,
        when=when,
        place=place,
        country=country,
        evidence=Span(start=span.start_char, end=span.end_char, text=span.text),
        via=telling.statement or (statement.id if statement is not None else None),
    )


def _as_answered(telling: Telling, before: Sequence[Told], when: When) -> When:
    """The time of an answer: "lashed back at the accusation" is as long ago as the accusation told just before."""
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
    for word in dict.fromkeys((telling.trigger, telling.governor)):
        for child in word.children:
            if child.dep_ in ("obl", "nmod") and case_of(child) in ("in", "at") and child.ent_type_ in ("LOC", "GPE"):
                entry = load_gazetteer().find(_name(child))
                if entry is not None:
                    return entry.name, entry.country
                return _name(child), next((s.party for s in parties.of_head(child)), None)
    span = evidence_span(telling)
    named = place_of(span.doc.text, span.doc, span.start_char, span.end_char)
    return (named.name, named.country) if named is not None else (None, None)


def _name(token: Token) -> str:
    span = next((ent for ent in token.doc.ents if ent.start <= token.i < ent.end), None)
    return span.text if span is not None else token.text


def _event(article: Article, identifier: str, group: Sequence[Told]) -> Event:
    best = group[0]
    kinds = [one.type for one in group]
    kind = next((help_ for help_ in HELP if help_ in kinds), best.type) if best.type in HELP else best.type
    lead = next(one for one in group if one.type == kind)
    status = min((one.status for one in group), key=STATUS_ORDER.index)
    dated = max(
        (one.when for one in group if one.status == status), key=lambda when: (when.recent, len(when.date or ""))
    )
    placed = next((one for one in group if one.place), best)
    flipped = lead.telling.parties

    def gather(side: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        named: dict[str, str | None] = {}
        for one in (lead, *group):
            straight = bool(one.telling.parties[0] & flipped[0])
            standings = (one.telling.source, one.telling.target)[side if straight else 1 - side]
            for standing in standings:
                if standing.party not in (flipped[1 - side]):
                    named.setdefault(standing.party, standing.actor)
        return tuple(named), tuple(dict.fromkeys(actor for actor in named.values() if actor))

    source, source_actors = gather(0)
    target, target_actors = gather(1)
    spans = list({(one.evidence.start, one.evidence.end): one.evidence for one in group}.values())
    trigger = lead.telling.trigger
    reasons = tuple(
        dict.fromkeys((Reason(rule=lead.telling.rule, words=trigger.text), *(r for one in group for r in one.reasons)))
    )
    return Event(
        id=identifier,
        type=kind,
        status=status,
        source=source,
        target=target,
        evidence=tuple(spans),
        mode=lead.telling.frame.mode,
        contexts=lead.telling.frame.contexts,
        source_actors=source_actors,
        target_actors=target_actors,
        date=dated.date or (article.published.date if status == "happened" else None),
        earliest=dated.earliest,
        latest=dated.latest,
        place=placed.place,
        country=placed.country,
        via=next((one.via for one in group if one.via), None),
        trigger=Span(start=trigger.idx, end=trigger.idx + len(trigger), text=trigger.text),
        confidence=round(max(one.telling.confidence for one in group), 3),
        reasons=reasons,
    )
