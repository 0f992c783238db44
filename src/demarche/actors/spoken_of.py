"""Which state or organisation an article is speaking of at a place, for officials introduced without one.

"Bantara accused Kivanda of arming rebels. [Government spokeswoman] Awa Ndiaye said ...": the government is that of the
state that has just spoken, not of the one it spoke about.
"""

from __future__ import annotations

from collections.abc import Container, Iterator

from spacy.tokens import Token

from demarche.actors.home import party_of_known
from demarche.actors.page import Page, Unit, skip_possessive
from demarche.actors.salience import governor
from demarche.actors.standing import leading, shares
from demarche.actors.titles import Title
from demarche.actors.units import holder_of, organisation_named
from demarche.knowledge import fold
from demarche.knowledge.lexicon import Sort
from demarche.records import Actor, Party, Reason, Record

NAMING: tuple[Sort, ...] = ("name", "adjective", "capital", "metonym", "organ")
OWNING = frozenset({"of", "'s", "’s", "'", "’"})
SUBORDINATE = frozenset({"advcl", "acl", "acl:relcl"})
PARAGRAPHS_BACK = 3
# What the words right before add to the log-weight that the whole article gives a state (`standing.WEIGHTS`).
SUBJECT = 2.5  # the subject of this very sentence
JUST_SPOKE, SPEAKER = 3.0, 2.0  # who spoke in the sentence before, who spoke last
NEAR_SUBJECT, NEAR_ALONE = 1.0, 0.7  # the subject, or the only state, of the last sentence that names any
AMERICAN = "USA"
# How large a state's share must be before it is guessed.
FOR_OFFICE = 0.5  # a minister must belong to some state
FOR_INSTITUTION = 0.45
FOR_OFFICIALS = 0.6  # "officials", "authorities": may be a town's or a hospital's
FOR_PERSON = 0.55
FOR_VOICE = 0.75  # somebody without a name
FOR_STRANGER = 0.8  # an expert, a journalist: may be asked from anywhere
FOR_UNTOLD = 0.65  # somebody named without a word on who he is: may be known the world over
SUREST = 0.99
OWN_OUTLET = 0.85  # the evidence of a domestic outlet without which they are from anywhere (`Home.domestic`)


class Named(Record, frozen=True):
    """A state or organisation where it is named: its party, the sentence, and the verb it is the subject of, if any."""

    party: Party
    start: int
    sentence: int
    subject: bool
    speaks: bool
    modifies: bool  # "[Korean] bank", "[Korea] Trust": says little about whose minister comes next


def state_at(
    page: Page, offset: int, least: float, barred: Container[Party] = (), local: float = 1.0, office: str = ""
) -> tuple[Party, Reason] | None:
    """The state that the words at `offset` (into `Article.text`) belong to where they do not say so.

    The article's own evidence for each state, and what is said right before: who is the subject of this sentence, who
    spoke last, whom the last sentence is about (times `local`); before all that, an `office` that goes by this name in
    one state only, where the article names that state. ``None`` where no state's share reaches `least`.
    """
    weights = page.home.weights
    if office in page.knowledge.context["american-offices"] and AMERICAN in weights:
        return AMERICAN, Reason(rule="office-of-one-state", score=0.8, words=office)
    said: dict[Party, str] = {}
    for near, weight, rule in _said_before(page, offset) if local else ():
        weights[near] = weights.get(near, 0.0) + local * weight
        said.setdefault(near, rule)
    found = shares({party: weight for party, weight in weights.items() if party not in barred})
    party = leading(found, least)
    if party is None:
        return None
    words = f"{page.knowledge.party_name(party)}: {page.home.told(party) or 'named'}"
    return party, Reason(rule=said.get(party, "home-state"), score=min(SUREST, round(found[party], 2)), words=words)


def _said_before(page: Page, offset: int) -> Iterator[tuple[Party, float, str]]:
    """What the sentences before `offset` add to states: (state, log-weight, rule)."""
    near = _named_before(page, offset, page.knowledge.states)
    # A headline stands for the whole page, which is weighed already: it counts little where the text says something.
    title_end = next((b.end for b in page.article.blocks if b.role == "title" and b.end is not None), 0)
    body = [n for n in near if n.start >= title_end]
    if not body and near and offset >= title_end:
        yield from ((n.party, NEAR_SUBJECT, "headline") for n in near[:1] if n.subject)
        return
    near = body or near
    here = page.sentence_of(offset)
    own = [n for n in near if n.sentence == here and n.subject]
    if own:
        yield own[-1].party, SUBJECT, "subject-state"
        return
    spoke = _last_speaker(near)
    if spoke is not None:
        yield spoke.party, JUST_SPOKE if here - spoke.sentence <= 1 else SPEAKER, "speaking-state"
        return
    last = max((n.sentence for n in near), default=None)
    named = [n for n in near if n.sentence == last]
    subjects = [n for n in named if n.subject]
    if subjects:
        yield subjects[0].party, NEAR_SUBJECT, "subject-state"
    elif len({n.party for n in named}) == 1 and not all(n.modifies for n in named):
        yield named[0].party, NEAR_ALONE, "nearest-state"


def organisation_called(page: Page, noun: str, offset: int) -> Actor | None:
    """The organisation that goes by a noun: the nearest named before `offset`, else the first named after it."""
    single = noun.replace("organization", "organisation")
    for first, last in reversed(page.organisations):
        ends = page.words[last - 1].end
        if ends <= offset and any(page.lower(at) == noun for at in range(first, last)):
            known = page.opening.get(first)
            if known is None or known.last < last:
                return organisation_named(page, page.words[first].start, ends)
            break
    before: Actor | None = None
    for unit in page.units:
        for name in unit.match.of("name", "organ"):
            organisation = page.knowledge.organisations.get(name.referent)
            if organisation is None or single not in (*organisation.nouns, *fold(organisation.name).split()):
                continue
            if unit.start >= offset:
                return before or page.knowledge.actors[name.referent]
            before = page.knowledge.actors[name.referent]
    return before


def organisation_owning(page: Page, title: Title) -> Actor | None:
    """The organisation that a noun before an office stands for: "Forum |chair", "the alliance's |secretary-general"."""
    office = page.word_at(title.head) - len(title.phrase.split()) + 1
    for at in range(office, max(0, title.first - 1), -1):
        left = skip_possessive(page, at - 1)
        if left < 0 or not page.joined(left, at):
            return None
        token = page.token_at(page.words[left].start)
        if token is None or token.pos_ not in ("NOUN", "PROPN") or len(page.words[left].text) < 4:
            continue
        body = organisation_called(page, page.lower(left), page.words[left].start)
        if body is not None:
            return body
    return None


def organisation_spoken_of(page: Page, offset: int) -> Actor | None:
    """The organisation named last before `offset` in these paragraphs, else in the article.

    It must be the only one there, or the only subject.
    """
    for near in (
        _named_before(page, offset, page.knowledge.organisations),
        _named_before(page, offset, page.knowledge.organisations, everywhere=True),
    ):
        parties = {n.party for n in near}
        subjects = {n.party for n in near if n.subject}
        chosen = subjects if len(subjects) == 1 else parties
        if near:
            return page.knowledge.actors[next(iter(chosen))] if len(chosen) == 1 else None
    return None


def _last_speaker(near: list[Named]) -> Named | None:
    """The first subject of the last sentence in which a state speaks, unless a later one names other states only."""
    for sentence in sorted({n.sentence for n in near}, reverse=True):
        named = [n for n in near if n.sentence == sentence]
        speakers = [n for n in named if n.speaks]
        if speakers:
            return speakers[0]
        if any(n.subject for n in named):
            return None
    return None


def _named_before(page: Page, offset: int, among: Container[Party], everywhere: bool = False) -> list[Named]:
    """States or organisations named before `offset`, outside quotations, in its paragraph and the three before."""
    start = offset
    for _ in range(PARAGRAPHS_BACK + 1):
        start = max(0, page.text.rfind("\n", 0, start))
        while start > 0 and page.text[start - 1] == "\n":
            start -= 1
    start = 0 if everywhere else start
    found = []
    for unit in page.units:
        if unit.start < start or unit.end > offset or page.quoted(unit.start):
            continue
        holder = holder_of(page, unit) if unit.match.of(*NAMING) else None
        party = holder.party if holder is not None else party_of_known(page, unit)
        if party is None or party not in among:
            continue
        found.append(_named(page, unit, party))
    return found


def _reported(page: Page, verb: Token) -> bool:
    """Whether a verb's clause is what a verb of saying before it reports."""
    said = verb.head
    return verb.dep_ == "ccomp" and said.i < verb.i and said.lemma_ in page.knowledge.context["saying-verbs"]


def _negated(verb: Token) -> bool:
    """Whether a verb tells what was not done: "Belvar [never recognised] it"."""
    return any(child.lower_ in ("never", "not", "n't", "n’t") for child in verb.children)


def _told_after(page: Page, verb: Token) -> bool:
    """Whether a verb's clause is what a body of its subject tells behind it: "[Varnia] will answer, its army said"."""
    said = verb.head
    told = verb.dep_ == "ccomp" and said.i > verb.i and said.lemma_ in page.knowledge.context["saying-verbs"]
    return told and any(
        own.lower_ == "its"
        for who in said.children
        if who.dep_ == "nsubj"
        for own in who.children
        if own.dep_ == "nmod:poss"
    )


def _named(page: Page, unit: Unit, party: Party) -> Named:
    token = page.head_token(unit.start, unit.end)
    top = _phrase(token) if token is not None else None
    # "imposed sanctions on [Varnian] officials": behind a preposition nothing is the subject, whatever the parse says
    subject = top is not None and top.dep_.startswith("nsubj") and not any(c.dep_ == "case" for c in top.children)
    if subject and top is not None and _reported(page, governor(top)):
        subject = False  # "the ministry said [Keld] was stalling": who is spoken of does not speak
    metonym = bool(unit.match.of("capital", "metonym"))  # a capital that acts is a government that speaks
    sentence = page.sentence_of(unit.start)
    speaks = (
        subject
        and top is not None
        and (
            (metonym and governor(top).dep_ not in SUBORDINATE and not _negated(governor(top)))
            or _says(page, governor(top))
            or _told_after(page, governor(top))
            or _quotes(page, sentence)
        )
    )
    modifies = token is not None and token.dep_ in ("amod", "compound")
    if modifies and top is not None and top.lemma_.lower() in page.knowledge.context["private-nouns"]:
        subject = speaks = False  # "a Varnian [firm] said" leaves open whose minister comes next
    return Named(party=party, start=unit.start, sentence=sentence, subject=subject, speaks=speaks, modifies=modifies)


def _phrase(token: Token) -> Token:
    """The word that a possessor or an adjective belongs to: from "Varnia" to "ministry" in "the ministry of Varnia"."""
    while token.head.i != token.i:
        owned = token.dep_ == "nmod:poss" or (
            token.dep_.startswith("nmod") and any(c.dep_ == "case" and c.lower_ in OWNING for c in token.children)
        )
        if token.dep_ not in ("flat", "compound", "appos", "amod", "nmod:desc", "conj") and not owned:
            break
        token = token.head
    return token


def _quotes(page: Page, sentence: int) -> bool:
    """Whether a sentence quotes: its subject outside the quotation marks has spoken, by whatever verb."""
    start, end = page.sentences[sentence]
    return any(low < end and start < high for low, high in page.quotations)


def _says(page: Page, verb: Token) -> bool:
    """Whether a verb is one of saying, or of acts done by speaking: "accused", "rejected", "summoned"."""
    lexicon = page.knowledge.context
    return verb.lemma_ in lexicon["saying-verbs"] or any(child.dep_ == "ccomp" for child in verb.children)
