"""From an article's clauses and statements to its events."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import structs
from spacy.tokens import Doc

from demarche.events.acts import act_telling, inferred_from_deed
from demarche.events.answers import answered, provokers_of, struck_teller, with_sides
from demarche.events.blames import blame_tellings
from demarche.events.judging import ABOUT_DEEDS, told_of
from demarche.events.lexicon import load_lexicon
from demarche.events.merge import HELP, SYMMETRIC, Told, merge
from demarche.events.nominal import nominal_telling
from demarche.events.pairs import two_in_play
from demarche.events.parties import Parties, Standing
from demarche.events.phrases import load_phrases
from demarche.events.protests import protest_telling
from demarche.events.refusals import is_refusal, is_threat, is_vow
from demarche.events.sojourns import sojourn_telling
from demarche.events.tellings import Telling
from demarche.events.verbal import verbal_telling
from demarche.knowledge import Knowledge
from demarche.records import Article, Cast, Dating, Event, Reason, Span, Statement, Timex

PACTS = ("AGREE", "SUPPORT", "COOPERATE")
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

    `doc` is the article's own (`doc.text == article.text`); offsets of all records are into `article.text`. Events
    need a source and a target party; those of one act are merged.
    """
    parties = Parties(doc, cast, statements, knowledge.states)
    tellings = find_tellings(doc, parties, statements)
    told: list[Told] = []
    triggers = frozenset(telling.trigger.i for telling in tellings)
    for telling in tellings:
        one = told_of(telling, article, doc, parties, timexes, statements, told, triggers)
        if one is not None:
            told.append(one)
    groups = merge(told)
    made = (_event(article, "", group) for group in groups)
    # A show of force needs no target, unless it is only a claim ("condemned the missile test").
    whole = (
        event
        for event, group in zip(made, groups, strict=True)
        if event.target or (group[0].telling.frame.alone and event.status != "alleged")
    )
    return tuple(structs.replace(e, id=f"{article.id}.e{number}") for number, e in enumerate(whole, start=1))


def find_tellings(doc: Doc, parties: Parties, statements: Sequence[Statement]) -> list[Telling]:
    """Every telling of the article: verbs, nouns and acts of statements, in text order, answers filled in."""
    lexicon = load_lexicon()
    found: list[Telling] = []
    consumed: set[int] = set()
    dealt: list[Standing] = []  # the two last told to have met or agreed
    for sentence in doc.sents:
        local: list[Telling] = []
        sides = any(token.lower_ in ("two", "both") for token in sentence)
        pair = two_in_play(dealt, found, sentence) if sides else dealt
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
            if token.i in consumed and token.lemma_.lower() not in load_phrases().sets.protests:
                continue
            telling = nominal_telling(token, parties, lexicon, pair) or sojourn_telling(token, parties)
            if telling is None and not any(t.frame.type == "PROTEST" for t in local):
                telling = protest_telling(token, parties, found)
            if telling is not None and (telling.nominal or telling.governor.i not in {t.trigger.i for t in local}):
                local.append(telling)
        for telling in sorted(local, key=lambda t: t.trigger.i):
            found.append(telling)
            if len(telling.source) > 1:
                dealt = list(telling.source)
            elif telling.frame.type in SYMMETRIC and telling.target:
                dealt = [*telling.source, *telling.target]
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
    found += list(blame_tellings(doc, statements, parties))
    found.sort(key=lambda t: (t.trigger.i, t.rule))
    found = [as_refusal(telling) if is_refusal(telling) else telling for telling in found]
    found = [t._replace(rule=f"vow:{t.trigger.lemma_.lower()}") if is_vow(t) else t for t in found]
    found = [as_threat(telling) if is_threat(telling) else telling for telling in found]
    found = [struck_teller(telling, statements, found, parties.organisations) for telling in found]
    complete = [with_sides(answered(t, found, _provokers(t, parties)), found) for t in found]
    complete = [
        t if t.target or t.trigger.i not in spare else t._replace(target=spare[t.trigger.i], confidence=0.6)
        for t in complete
    ]
    return without_contents(
        without_known_pacts([telling for telling in complete if telling.target or telling.frame.alone])
    )


def _provokers(telling: Telling, parties: Parties) -> tuple[Standing, ...]:
    return provokers_of(telling, parties) if telling.frame.type == "THREATEN" and not telling.target else ()


def without_known_pacts(tellings: Sequence[Telling]) -> list[Telling]:
    """The tellings but for agreements that a bare noun names between parties whose dealings are told anyway."""
    dealt = [
        t.parties[0] | t.parties[1]
        for t in tellings
        if t.frame.type in PACTS and not (t.nominal and t.frame.type == "AGREE")
    ]

    def known(telling: Telling) -> bool:
        both = telling.parties[0] | telling.parties[1]
        return telling.nominal and telling.frame.type == "AGREE" and any(len(both & pair) > 1 for pair in dealt)

    return [telling for telling in tellings if not known(telling)]


def _censures_deed(telling: Telling) -> bool:
    """Whether the verb's object is a deed: who suffered "the attack on Zakho" is not whom the censure blames."""
    deeds = load_phrases().deeds
    return any(
        c.dep_ in ("obj", "obl") or (c.dep_ in ("xcomp", "ccomp") and c.pos_ == "NOUN")
        for c in telling.trigger.children
        if c.lemma_.lower() in deeds
    )


def as_refusal(telling: Telling) -> Telling:
    """A negated future of something friendly as what it is, a REJECT."""
    frame = structs.replace(telling.frame, type="REJECT", mode="change", speech=True, reciprocal=False)
    return telling._replace(frame=frame, rule=f"refusal:{telling.trigger.lemma_.lower()}")


def as_threat(telling: Telling) -> Telling:
    """What somebody will not hesitate to do as what it is, a THREATEN."""
    frame = structs.replace(telling.frame, type="THREATEN", mode=None, speech=True)
    return telling._replace(frame=frame, rule=f"threat:{telling.trigger.lemma_.lower()}")


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
            act = acts.get(word.head.i)
            if act is not None and act.trigger.lemma_.lower() == "agree" and telling.frame.type == "CONSULT":
                return False  # "agreed to meet in Sarnath": the meeting is yet to come
            if (
                word.head.i in acts
                and acts[word.head.i] is not telling
                and (infinitive or word.dep_ in ("xcomp", "ccomp"))
            ):
                return True
            word = word.head
        return False

    return [telling for telling in tellings if not is_content(telling)]


def news_date(published: Dating) -> str | None:
    """The date of this news: the article's day, else the month or year that its interval lies in, if it is one."""
    if published.date is not None:
        return published.date
    first, last = published.earliest, published.latest
    if first is None or last is None or len(first) < 10 or len(last) < 10:
        return None
    return first[:7] if first[:7] == last[:7] else first[:4] if first[:4] == last[:4] else None


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
    domestic = flipped[0] == flipped[1]

    def gather(side: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        named: dict[str, str | None] = {}
        for one in (lead, *group):
            straight = bool(one.telling.parties[0] & flipped[0])
            standings = (one.telling.source, one.telling.target)[side if straight else 1 - side]
            for standing in standings:
                if domestic or standing.party not in (flipped[1 - side]):
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
        date=dated.date or (news_date(article.published) if status == "happened" else None),
        earliest=dated.earliest,
        latest=dated.latest,
        place=placed.place,
        country=placed.country,
        via=next((one.via for one in group if one.via), None),
        trigger=Span(start=trigger.idx, end=trigger.idx + len(trigger), text=trigger.text),
        confidence=round(max(one.telling.confidence for one in group), 3),
        reasons=reasons,
    )
