"""Pronouns: he, she, it, they and their possessives, resolved to the mention that best fits.

The scorer is a sum of features, after the salience factors of Lappin & Leass (1994, Computational Linguistics 20:4):
nearness, subject position, the speaker of the sentence before, agreement in gender, number and animacy.
"""

from __future__ import annotations

from spacy.tokens import Token

from demarche.actors.found import Found, Number
from demarche.actors.page import Page
from demarche.actors.pairs import coordinations
from demarche.actors.salience import Candidate, candidate_of, dependency, governor
from demarche.knowledge.record import Gender
from demarche.records import Reason

FORMS: dict[str, tuple[Number, bool | None, Gender | None]] = {
    "he": ("singular", True, "m"), "him": ("singular", True, "m"), "his": ("singular", True, "m"),
    "himself": ("singular", True, "m"), "she": ("singular", True, "f"), "her": ("singular", True, "f"),
    "hers": ("singular", True, "f"), "herself": ("singular", True, "f"), "it": ("singular", False, None),
    "its": ("singular", False, None), "itself": ("singular", False, None), "they": ("plural", None, None),
    "them": ("plural", None, None), "their": ("plural", None, None), "themselves": ("plural", None, None),
}  # fmt: skip
EXPLETIVE_HEADS = frozenset(
    {"rain", "snow", "seem", "appear", "turn", "happen", "take", "come", "emerge", "follow", "matter"}
)
LEAST = 0.35
SURE = 0.9
MISTAKEN = 0.25  # translated news calls a woman "he" in the sentence after her statement


def resolve_pronouns(page: Page, found: tuple[Found, ...]) -> tuple[Found, ...]:
    """Mentions for the pronouns that have a fitting antecedent; the others stay without one."""
    everything = sorted((*found, *coordinations(page, found)), key=lambda m: (m.start, -m.end))
    candidates = [candidate_of(page, mention) for mention in everything if mention.actor]
    result: list[Found] = []
    genders = {m.actor.id: m.gender for m in found if m.actor is not None and m.gender is not None}
    for token in page.doc:
        if token.lower_ == "who" and (relative := _relative(page, token, found)) is not None:
            result.append(relative)
            continue
        form = FORMS.get(token.lower_)
        if form is None or (token.lower_ in ("it",) and is_expletive(token)):
            continue
        earlier = [c for c in candidates if c.found.end <= token.idx]
        cataphoric = [c for c in candidates if c.found.start > token.idx and page.sentence_of(token.idx) == c.sentence]
        best = _best(page, token, form, earlier or cataphoric[:1], genders)
        if best is None:
            continue
        score, mention, words = best
        if form[2] is not None and mention.actor is not None:
            genders.setdefault(mention.actor.id, form[2])
        pronoun = Found(
            start=token.idx, end=token.idx + len(token), head=token.idx, actor=mention.actor, form="pronoun",
            score=round(score, 2), party=mention.party, number=form[0], human=mention.human,
            gender=form[2] or mention.gender,
            reasons=(Reason(rule="pronoun", score=round(score, 2), words=words),), kind=mention.kind,
        )  # fmt: skip
        result.append(pronoun)
        at = next((i for i, c in enumerate(candidates) if c.found.start > token.idx), len(candidates))
        candidates.insert(at, candidate_of(page, pronoun))
    return tuple(result)


def _relative(page: Page, token: Token, found: tuple[Found, ...]) -> Found | None:
    """ "who" as a subject is whom its clause hangs from: "Moren, [who] said"."""
    if not token.dep_.startswith("nsubj"):
        return None
    before = page.text[: token.idx].rstrip(" ,")  # the reader may hang the clause from the verb of saying
    relative = token.head.dep_ == "acl:relcl"
    head = token.head.head.idx if relative else len(before) - 1
    whole = [m for m in found if m.start <= head < m.end <= token.idx and m.actor is not None and (m.human or relative)]
    if not whole:
        return None
    mention = max(whole, key=lambda m: m.end - m.start)
    return Found(
        start=token.idx, end=token.idx + len(token), head=token.idx, actor=mention.actor, form="pronoun",
        score=SURE, party=mention.party, number=mention.number, human=True, gender=mention.gender, kind=mention.kind,
        reasons=(Reason(rule="relative", score=SURE, words=page.text[mention.start : mention.end]),),
    )  # fmt: skip


def is_expletive(token: Token) -> bool:
    """Whether "it" stands for nothing: "it is clear that", "it was Varnia that", "it comes as", "made it clear"."""
    head = token.head
    if token.dep_ == "expl":
        return True
    children = {child.dep_ for child in head.children}
    following = [child.lower_ for child in head.subtree if child.i > token.i][:14]
    if token.dep_.startswith("nsubj"):
        if head.lemma_ in EXPLETIVE_HEADS and head.pos_ == "VERB" and not children & {"obj"} - {"obj"}:
            return head.lemma_ != "take" or ("obj" in children and "year" in following)
        if head.pos_ in ("ADJ", "NOUN", "PROPN", "PRON", "ADV") and "cop" in children:
            # "It is clear that ...", "It was the ministry that ..."; but "It is a member of the league" is somebody.
            return (
                bool(children & {"csubj", "ccomp", "acl:relcl", "acl"}) or "that" in following or "to" in following[:4]
            )
        if token.dep_ == "nsubj:pass" and ("that" in following[:5] or "ccomp" in children):
            return True
    return token.dep_ == "obj" and bool(children & {"xcomp"}) and "clear" in following


def _best(
    page: Page,
    token: Token,
    form: tuple[Number, bool | None, Gender | None],
    candidates: list[Candidate],
    genders: dict[str, Gender],
) -> tuple[float, Found, str] | None:
    sentence = page.sentence_of(token.idx)
    at_cue = dependency(token).startswith("nsubj") and governor(token).lemma_ in page.knowledge.context["saying-verbs"]
    quoted = page.quoted(token.idx)
    rival = form[1] is False and not at_cue and _unnamed_subject(page, token, candidates)
    crowd = token.lower_ == "they" and _unnamed_subject(page, token, candidates, plural=True)
    named = _named_in_words(page, token, candidates) if at_cue and form[2] is not None else frozenset()
    scored = []
    for order, candidate in enumerate(candidates):
        distance = sentence - candidate.sentence
        if distance > 6 or not _agrees(candidate.found, form):
            continue
        if _same_clause_object(page, token, candidate):
            continue
        if candidate.found.actor is not None and candidate.found.actor.id in named:
            continue
        mistaken = _other_gender(candidate.found, form[2], genders)
        if mistaken and not (at_cue and candidate.speaker and distance <= 2):
            continue
        score = max(0.0, 0.55 - 0.09 * distance)
        score += 0.15 * candidate.subject
        score += 0.15 * (form[2] is not None and _fronted(page, token, candidate))
        score += 0.15 * _owner_in_front(page, token, candidate)
        score -= 0.08 * (form[0] == "singular" and _second(page, candidate))
        score += (0.2 if distance <= 2 else 0.1) * (at_cue and candidate.speaker)
        score += 0.12 * (form[2] is not None and distance == 1 and _comes_in(candidate))
        score -= 0.25 * (candidate.quoted and not quoted)
        score -= 0.1 * (candidate.found.reasons[0].rule == "demonym")
        score -= 0.1 * (candidate.found.reasons[0].rule == "coordination" and not candidate.subject)
        score -= MISTAKEN * mistaken
        score += 0.08 * (form[2] is not None and not mistaken and _gender_of(candidate.found, genders) == form[2])
        score += 0.02 * order / max(1, len(candidates))
        score -= 0.25 * (rival and not candidate.subject)
        score -= 0.3 * (crowd and candidate.found.number == "singular")
        score -= 0.12 * (form[1] is False and candidate.found.number == "plural")
        if form[0] == "plural":
            score += 0.12 * (candidate.found.number == "plural")
        if form[1] is False and candidate.found.form == "name" and candidate.found.actor is not None:
            score += 0.05 * (candidate.found.actor.kind != "state" and at_cue)
        scored.append((score, order, candidate.found))
    if not scored:
        return None
    score, _, mention = max(scored, key=lambda item: item[:2])
    if score < LEAST:
        return None
    return min(score, 0.95), mention, f"{token.text} -> {page.text[mention.start : mention.end]}"


def _named_in_words(page: Page, token: Token, candidates: list[Candidate]) -> frozenset[str]:
    """Persons named in what the pronoun says: nobody speaks of himself by name ("Moren wrote it, [he] said")."""
    verb = token.head
    said = [c for c in verb.children if c.dep_ == "ccomp"]
    before = verb.head if verb.dep_ == "parataxis" and verb.head.i < token.i else None
    region = {t.i for clause in said for t in clause.subtree}
    if before is not None:
        region |= {t.i for t in before.subtree if t.i < token.i}
    region -= {t.i for t in verb.children}
    persons = set()
    for candidate in candidates:
        head = page.token_at(candidate.found.head) if candidate.found.form == "name" and candidate.found.human else None
        if head is not None and head.i in region and candidate.found.actor is not None:
            persons.add(candidate.found.actor.id)
    return frozenset(persons)


def _comes_in(candidate: Candidate) -> bool:
    """Whether a candidate is a person named, as the subject of its sentence: "Osk Dellan handed it over. [He] said"."""
    return candidate.subject and candidate.found.human and candidate.found.form == "name" and not candidate.quoted


def _fronted(page: Page, token: Token, candidate: Candidate) -> bool:
    """Whether a candidate is the subject of a clause before the pronoun's own: "Although Moren left, [he] said"."""
    head = page.token_at(candidate.found.head)
    if head is None or not candidate.subject or not token.dep_.startswith("nsubj") or token.head.i < token.i:
        return False
    over = governor(head)
    return over.dep_ == "advcl" and over.head.i == token.head.i and head.i < token.i


def _owner_in_front(page: Page, token: Token, candidate: Candidate) -> bool:
    """Whether a candidate owns what stands in front of the pronoun's clause: "Despite Varnia's fears, [it] agreed"."""
    head = page.token_at(candidate.found.head)
    if head is None or head.dep_ != "nmod:poss" or not token.dep_.startswith("nsubj") or head.i > token.i:
        return False
    thing = head.head
    return thing.dep_ in ("obl", "advcl") and thing.head.i == token.head.i and thing.i < token.i


def _second(page: Page, candidate: Candidate) -> bool:
    """Whether a candidate is named behind "and": of two who act together, the first is gone on with."""
    head = page.token_at(candidate.found.head)
    while head is not None and head.dep_ in ("flat", "compound") and head.head.i != head.i:
        head = head.head
    return head is not None and head.dep_ == "conj"


def _unnamed_subject(page: Page, token: Token, candidates: list[Candidate], plural: bool = False) -> bool:
    """Whether a thing without a mention is the subject just before: "The dam holds back the river. [It] ...".

    With `plural`, people without one: "Sources at the Straits Centre denied it. [They] ...".
    """
    here = page.sentence_of(token.idx)
    for other in reversed(page.doc[max(0, token.i - 60) : token.i]):
        if here - page.sentence_of(other.idx) > 1:
            return False
        if other.dep_.startswith("nsubj") and other.pos_ in ("NOUN", "PROPN"):
            if plural and other.tag_ not in ("NNS", "NNPS"):
                continue
            return not any(c.found.start <= other.idx < c.found.end for c in candidates)
    return False


def _same_clause_object(page: Page, token: Token, candidate: Candidate) -> bool:
    """Whether the pronoun and the candidate are subject and object of one verb, which would ask for "itself"."""
    if token.lower_ in ("himself", "herself", "itself", "themselves", "his", "her", "its", "their"):
        return False
    other = page.token_at(candidate.found.head)
    if other is None:
        return False
    return governor(token).i == governor(other).i and token.i != other.i and candidate.found.form != "pronoun"


def _gender_of(mention: Found, genders: dict[str, Gender]) -> Gender | None:
    return mention.gender or (genders.get(mention.actor.id) if mention.actor is not None else None)


def _other_gender(mention: Found, gender: Gender | None, genders: dict[str, Gender]) -> bool:
    """Whether the mention is known to be of the other gender than the pronoun shows."""
    known = _gender_of(mention, genders)
    return gender is not None and known is not None and known != gender


def _agrees(mention: Found, form: tuple[Number, bool | None, Gender | None]) -> bool:
    _, human, gender = form
    assert mention.actor is not None
    if gender is not None:
        if mention.number == "plural":
            return False
        spokes = any(reason.rule == "spokesperson" for reason in mention.reasons)
        return mention.human or spokes
    if human is False:
        spoken_for = any(reason.rule == "spokesperson" for reason in mention.reasons)
        return not mention.human or spoken_for
    # They: groups of people, joint parties, organisations' members; an institution in British usage.
    if mention.number == "plural":
        return True
    return mention.actor.kind in ("group", "institution", "organisation") and not mention.human
