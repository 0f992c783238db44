"""Whom a statement is directed at: who is asked, accused, praised, told. Answers are parties."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from spacy.tokens import Doc, Span, Token

from demarche.actors import mention_at, mentions_in, parties_in
from demarche.records import Act, Cast, Party
from demarche.statements.clauses import children, noun_phrase, preposition
from demarche.statements.contents import CharSpan, token_chars
from demarche.statements.words import load_contents

DIRECTED = frozenset(
    {"accuse", "condemn", "demand", "urge", "warn", "threaten", "praise", "support", "thank",
     "congratulate", "apologise", "condole", "concern"}
)  # fmt: skip
ON = frozenset({"of", "on", "in", "against", "at", "near", "to", "upon", "over"})
HOME = frozenset({"government", "authority", "regime", "administration", "junta", "parliament", "cabinet"})
# A party's name in the name of a law: "as enshrined in the Charter of the League" addresses nobody.
LAWS = frozenset({"charter", "resolution", "convention", "treaty", "protocol", "declaration", "covenant", "statute"})
OFFICES = frozenset(
    {"governor", "minister", "ministry", "police", "army", "military", "troop", "prosecutor", "official", "officer",
     "soldier", "lawmaker", "cabinet", "commander", "judge", "ambassador", "envoy", "general"}
)  # fmt: skip
# "the government", "former federal governments"
OWN_ONES = frozenset(
    {"the", "federal", "national", "previous", "former", "current", "ruling", "central", "local", "interim", "state"}
)  # fmt: skip
# Those at home who are no part of the government: "called on the opposition parties to return".
OPPOSED = frozenset({"opposition", "lawmaker", "protester", "demonstrator", "striker", "unionist"})
# Wrongs that do their object no harm.
AIDING = frozenset({"sponsor", "abet", "shelter", "harbour", "harbor", "embolden", "enable", "facilitate", "fuel",
                    "bankroll", "fail", "refuse"})  # fmt: skip
BLAMING = frozenset({"accuse", "condemn"})
ASKING = frozenset({"demand", "urge"})
WHOLE_CONTENT = frozenset({"concern", "condemn", "condole", "congratulate", "thank"})


def parties_of(doc: Doc, cast: Cast, heads: Iterable[int]) -> tuple[Party, ...]:
    """Parties of the nominals with these heads: their own mention's, else those of the words they are made of."""
    found: list[Party] = []
    media = {actor.id for actor in cast.actors if actor.kind == "media"}
    deeds = load_contents().deeds.nouns
    for head in heads:
        if doc[head].lemma_.lower() in deeds:
            # "condemned the attack on Hask" is directed at whose attack it is, if anybody's
            after = children(doc[head], "nmod")
            beside = [*after, *(c for a in after for c in children(a, "nmod"))]
            upon = any(preposition(c) in {"on", "against", "upon"} for c in beside)  # "attacks of X on Y" are X's
            doers = children(doc[head], "nmod:poss")
            doers += [c for c in after if preposition(c) == "by" or (upon and preposition(c) == "of")]
            found.extend(p for c in doers for p in parties_of(doc, cast, [c.i]))
            continue
        start, end = noun_phrase(doc[head])
        chars = token_chars(doc, (start, end))
        mention = mention_at(cast, *chars)
        if mention is not None and mention.actor in media:
            continue  # "told the news agency": the medium is told, nobody is addressed
        if mention is not None and mention.party is not None:
            found.extend(mention.party.split("+"))
        else:
            for owner in children(doc[head], "nmod:poss", "compound", "amod", "nmod"):
                if owner.i > end:
                    continue  # "accused the smugglers of buying rifles in Varnia": not the smugglers' state
                owner_chars = token_chars(doc, noun_phrase(owner))
                of_owner = mention_at(cast, *owner_chars)
                if of_owner is not None and of_owner.party is not None:
                    found.extend(of_owner.party.split("+"))
                    break
            else:
                found.extend(p for party in parties_in(cast, *chars)[:1] for p in party.split("+"))
    return tuple(dict.fromkeys(found))


def find_addressees(
    doc: Doc,
    cast: Cast,
    act: Act,
    asked: Sequence[int],
    targets: Sequence[int],
    content: Sequence[CharSpan],
    own: Party | None,
    between: CharSpan | None = None,
    speaker: str | None = None,
) -> tuple[Party, ...]:
    """Parties a statement is directed at; the speaker's own only where another actor of it is named.

    `asked` are the head tokens syntax gives (object of the cue, "to X"), `targets` those the content lays the act on;
    `content` are character spans, `between` what stands between cue and content. For acts that are always directed at
    somebody the parties named in the content stand in where none of these tells: both sides of "concern about the
    rapprochement between A and B", else the first.
    """
    mine = set(own.split("+")) if own else set()
    told, meant = (tuple(p for p in parties_of(doc, cast, heads) if p not in mine) for heads in (asked, targets))
    if meant and act in BLAMING:
        return tuple(dict.fromkeys((*meant, *told)))  # "told the Council that Varnia shells the port": Varnia is blamed
    if told or meant:
        return told or meant
    if act in BLAMING | ASKING and own is not None and own in parties_of(doc, cast, targets):
        return (own,)  # said by somebody of the party who does not speak for it
    if between is not None and between[0] < between[1]:
        found = tuple(p for joint in parties_in(cast, *between) for p in joint.split("+") if p not in mine)
        if found:
            return tuple(dict.fromkeys(found))
    if act not in DIRECTED:
        return ()
    at_home = _of_own_side(doc, cast, asked, own, speaker)
    if at_home or turned_to_others(doc, asked, content) or (act in ASKING and asks_others(doc, targets)):
        return at_home
    if act == "threaten":
        harmed = [p for span in content for p in _threatened(doc, cast, span) if p not in mine]
        if harmed:
            return tuple(dict.fromkeys(harmed))
    named = [p for span in content for p in _named(doc, cast, span, mine) if p not in mine]
    unique = tuple(dict.fromkeys(named))
    return unique[:2] if act in WHOLE_CONTENT else unique[:1]


def _of_own_side(
    doc: Doc, cast: Cast, asked: Sequence[int], own: Party | None, speaker: str | None
) -> tuple[Party, ...]:
    """The speaker's own party where somebody else of it is addressed: "the opposition accused the government"."""
    if own is None:
        return ()
    for head in asked:
        mention = mention_at(cast, *token_chars(doc, noun_phrase(doc[head])), doc[head].idx)
        words = {c.lemma_.lower() for c in doc[head].children} | {doc[head].lemma_.lower()}
        governing = doc[head].lemma_.lower() in HOME and any(c.lower_ in OWN_ONES for c in doc[head].children)
        at_home = governing or bool(words & OPPOSED)
        unnamed = mention is None or mention.party is None
        if unnamed and "+" not in own and (at_home or _office(doc[head])):
            return (own,)  # "the opposition accused the government", "told governors to sign"
        if mention is not None and mention.party == own and mention.form != "pronoun" and mention.actor != speaker:
            return (own,)
    return ()


def _office(token: Token) -> bool:
    """Those who serve a state, and whose none is said: "told governors to sign", "ordered the police to leave"."""
    owned = children(token, "nmod", "nmod:poss", "amod")
    return token.lemma_.lower() in OFFICES and token.pos_ == "NOUN" and not owned


def turned_to_others(doc: Doc, asked: Sequence[int], content: Sequence[CharSpan]) -> bool:
    """Somebody is named as asked or blamed who stands for no party: "accused a rival of working for Varnia"."""
    outside = [h for h in asked if not any(start <= doc[h].idx < end for start, end in content)]
    return any(doc[h].pos_ in {"NOUN", "PROPN"} and not names_sides(doc, h) and not is_home(doc[h]) for h in outside)


def asks_others(doc: Doc, heads: Iterable[int]) -> bool:
    """People who stand for no party are asked in general: "all countries must keep the peace"; not "the government"."""
    words = load_contents().actors
    return any(
        doc[h].lemma_.lower() in words.nouns
        and doc[h].pos_ == "NOUN"
        and not names_sides(doc, h)
        and not is_home(doc[h])
        for h in heads
    )


def is_home(token: Token) -> bool:
    """ "The government", "the ruling junta": of a state that is not named."""
    homes = load_contents().actors.homes
    return token.lemma_.lower() in homes and any(c.lower_ in OWN_ONES | {"this", "that"} for c in token.children)


def names_sides(doc: Doc, head: int) -> bool:
    """Both parties to a quarrel: "both sides", "the two countries", "the warring parties"."""
    token = doc[head]
    if token.lemma_.lower() not in load_contents().actors.sides:
        return False
    words = {t.lower_ for t in token.children if t.i < token.i}
    if "all" in words and token.lower_ in {"sides", "parties"}:
        return True  # but "all countries" are everybody
    return bool(words & {"both", "two", "warring", "rival", "opposing"}) or (
        token.lower_ in {"sides", "parties"} and "the" in words
    )


def _named(doc: Doc, cast: Cast, span: CharSpan, mine: Collection[Party] = ()) -> Iterator[Party]:
    """The parties a content names, but for those that suffer the deed it is about ("the shelling of Hask").

    Nor those named together with the speaker's, which are `mine`: "the two leaders condemned the invasion".
    """
    deeds = load_contents().deeds.nouns
    for mention in mentions_in(cast, *span):
        token = doc.char_span(mention.start, mention.end, alignment_mode="expand")
        if token is None or mention.party is None or set(mention.party.split("+")) & set(mine):
            continue
        if not _suffers(token.root, deeds) and not _hurt(token.root) and not _names_law(token):
            yield from mention.party.split("+")


def _threatened(doc: Doc, cast: Cast, span: CharSpan) -> Iterator[Party]:
    """Who is to suffer what is threatened: "to attack the Varnian ships in Hask"; not what would bring it on."""
    for mention in mentions_in(cast, *span):
        name = doc.char_span(mention.start, mention.end, alignment_mode="expand")
        if name is None or mention.party is None or not _hurt(name.root):
            continue
        conditions = (c.lower_ for a in (name.root, *name.root.ancestors) for c in a.children if c.dep_ == "mark")
        if not {"if", "unless", "when", "after", "should", "because"} & set(conditions):
            yield from mention.party.split("+")


def victims(doc: Doc, cast: Cast, content: Sequence[CharSpan]) -> frozenset[Party]:
    """The parties that a content names as suffering a deed, and not otherwise."""
    deeds = load_contents().deeds.nouns
    suffering: set[Party] = set()
    for span in content:
        for mention in mentions_in(cast, *span):
            token = doc.char_span(mention.start, mention.end, alignment_mode="expand")
            if token is not None and mention.party is not None and (_suffers(token.root, deeds) or _hurt(token.root)):
                suffering.update(mention.party.split("+"))
    return frozenset(suffering) - {p for span in content for p in _named(doc, cast, span)}


def _names_law(name: Span) -> bool:
    after = name.doc[name.end : name.end + 2]
    before = name.root.head if name.root.dep_ in {"nmod", "nmod:poss", "compound", "amod"} else name.root
    return before.lemma_.lower() in LAWS or any(t.lemma_.lower() in LAWS for t in after if t.pos_ in {"PROPN", "NOUN"})


def _suffers(head: Token, deeds: frozenset[str]) -> bool:
    """Whether a name stands for whom a deed was done to: "the shelling of Hask", "the attack on the port of Hask"."""
    if head.dep_ == "nmod:poss" and head.head.lemma_.lower() in deeds:
        return False  # whose attack it was
    current = head
    for _ in range(5):
        case = preposition(current)
        if current.head.lemma_.lower() in load_contents().deeds.of_states:
            return False  # "the executions of activists in Varnia": those who govern there did it
        if current.head.i == current.i or case in {"by", "between", "from"}:
            return False
        if current.head.lemma_.lower() in deeds and (case in ON or current.dep_ in {"compound", "appos"}):
            return current.dep_ != "compound" or current.i != head.i
        if current.dep_ not in {"nmod", "obl", "appos", "flat", "amod", "compound", "conj", "nmod:poss", "nmod:desc"}:
            return False
        current = current.head
    return False


def _hurt(head: Token) -> bool:
    """The object of a wrong: "destroyed Varnian villages", "a massacre against the Varnians"."""
    wrongs = load_contents().wrongs
    if head.dep_ in {"amod", "compound", "nmod:poss"} and head.head.lemma_.lower() in wrongs.nouns:
        return False  # "confront Varnian aggression"
    current = head
    for _ in range(3):
        if current.dep_ == "obj" and current.head.lemma_.lower() in wrongs.verbs - AIDING | {"hit"}:
            return True
        if preposition(current) == "against" and current.head.lemma_.lower() in wrongs.nouns:
            return True
        if current.dep_ not in {"nmod", "amod", "compound", "nmod:poss", "flat"} or current.head.i == current.i:
            return False
        current = current.head
    return False
