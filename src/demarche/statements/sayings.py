"""Candidate sayings: every cue in an article, with what reader and syntax find around it.

A cue comes from the reader model's attribution tags, or from the cue lexicon where its frame is filled. Which of the
two fired is kept, since the lexicon alone is trusted for unmistakable verbs only.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from spacy.tokens import Doc, Token

from demarche.records import Act, Record
from demarche.sentences.attribution import Attribution
from demarche.statements.arguments import Arguments, runs
from demarche.statements.clauses import CONJUNCTIONS, children, noun_phrase, preposition, subject
from demarche.statements.frames import read_arguments
from demarche.statements.lexicon import CueLexicon, Frame, NounCue, VerbCue
from demarche.statements.matching import match_noun, match_verb
from demarche.statements.noun_frames import according_to, read_noun_arguments
from demarche.statements.quotations import MARKS, QUOTE_CHARS
from demarche.statements.reality import reality
from demarche.statements.words import load_contents

# What is felt towards somebody: "gratitude to the crew", "condolences to the families" is all that is said.
TO_SOMEBODY = frozenset({"thank", "condole", "congratulate", "apologise"})
RECEIVING = frozenset(
    {"receive", "draw", "face", "endure", "attract", "spark", "trigger", "earn", "meet", "provoke", "prompt", "suffer"}
)
VOICED = frozenset({"voice", "express", "convey"})


class Saying(Record, frozen=True):
    """A cue with its arguments. `head` is the cue's governing token, `cue` its token span; indices into the `Doc`.

    `attribution` is the index in ``doc._.attributions`` that marked the cue, ``None`` if the lexicon alone found it;
    `merged` where that attribution ran several cues together, so that its contents are not all this one's.
    """

    head: int
    cue: tuple[int, int]
    frame: Frame
    act: Act
    arguments: Arguments
    lemma: str
    attribution: int | None = None
    merged: bool = False
    noun: int | None = None
    trusted: bool = True
    negated: bool = False
    unreal: bool = False
    confidence: float = 1.0


def find_sayings(doc: Doc, lexicon: CueLexicon) -> list[Saying]:
    """All candidate sayings of a `Doc`, in text order, one per cue."""
    found: dict[int, Saying] = {}
    for index, attribution in enumerate(doc._.attributions):
        for saying in _from_reader(doc, index, attribution, lexicon):
            found.setdefault(saying.head, saying)
    marked = {saying.attribution for saying in found.values()}
    cues = [span for number, a in enumerate(doc._.attributions) if number in marked for span in a.cue]
    taken = {i for span in cues for i in range(span.start, span.end)} | set(found)
    taken |= {saying.noun for saying in found.values() if saying.noun is not None}
    readable = _readable(doc)
    for token in doc:
        if token.i in taken or not readable[token.i]:
            continue
        extra = _from_lexicon(token, lexicon)
        if extra is not None and extra.head not in taken:
            found[extra.head] = extra
            taken |= {extra.head, *([extra.noun] if extra.noun is not None else [])}
    return [found[head] for head in sorted(found)]


def _readable(doc: Doc) -> list[bool]:
    """Whether each token stands in the title or body (captions say nothing of their own)."""
    roles = doc._.block_roles
    if not roles:
        return [True] * len(doc)
    readable = [False] * len(doc)
    for role, start, end in roles:
        if role in {"title", "body"}:
            readable[start:end] = [True] * (end - start)
    return readable


def _from_reader(doc: Doc, index: int, attribution: Attribution, lexicon: CueLexicon) -> list[Saying]:
    """The sayings of one attribution: one, or one a verb where the reader ran several cues together."""
    pieces = [(span.start, span.end) for span in attribution.cue]
    telling = [piece for piece in pieces if _verbs(doc[piece[0] : piece[1]], lexicon)]
    if len(telling) > 1:
        found = [_of_cue(doc, index, piece, [piece], lexicon, attribution.confidence) for piece in telling]
        return [msgspec.structs.replace(saying, merged=True) for saying in found if saying is not None]
    cue = (pieces[0][0], pieces[-1][1])
    saying = _of_cue(doc, index, cue, pieces, lexicon, attribution.confidence)
    return [saying] if saying is not None else []


def _verbs(tokens: Iterable[Token], lexicon: CueLexicon) -> list[tuple[Token, VerbCue]]:
    """Tokens the lexicon knows as verbs of saying; words it knows but the parse does not take for verbs come last."""
    # "said without specifying ..."
    sayable = [t for t in tokens if not any(m.lower_ == "without" for m in children(t, "mark"))]
    known = [(t, entry) for t in sayable if (entry := match_verb(t, lexicon)) is not None]
    return [(t, e) for t, e in known if t.pos_ in {"VERB", "AUX"}] or [
        (t, e) for t, e in known if t.tag_.startswith("VB")
    ]


def _of_cue(
    doc: Doc, index: int, cue: tuple[int, int], pieces: list[tuple[int, int]], lexicon: CueLexicon, confidence: float
) -> Saying | None:
    tokens = [t for start, end in pieces for t in doc[start:end]]
    if tokens and all(t.pos_ in {"PART", "AUX"} for t in tokens) and cue[1] < tokens[-1].sent.end:
        tokens.append(doc[cue[1]])  # the reader marked "to" of "to demand"
    elif tokens and all(t.pos_ == "ADV" for t in tokens):
        # ... or "also" of "also says"
        tokens += [t.head for t in tokens[-1:] if t.head.pos_ == "VERB" and abs(t.head.i - t.i) <= 2]
    according = next((t for t in tokens if t.lower_ in {"according", "per"}), None)
    if according is not None:
        arguments = _according(according)
        return Saying(
            head=according.i, cue=cue, frame="according", act="state", arguments=arguments, lemma="according",
            attribution=index, confidence=confidence,
        )  # fmt: skip
    verbs = _verbs(tokens, lexicon)
    if verbs:
        # "continue to accuse", "was quoted as saying": the last verb says it, unless the others are its own objects.
        token, entry = verbs[-1]
        as_saying = _quoted_as(token, lexicon)
        token, entry = as_saying if as_saying is not None else (token, entry)
        if entry.frame == "express":
            expressed = _expressed(token, entry, lexicon, index, cue, confidence)
            clauses = expressed is None and token.lemma_.lower() in VOICED and bool(children(token, "ccomp"))
            if not clauses:
                return expressed
            entry = VerbCue(lemma=entry.lemma, act="state", frame="say", trust="reader")  # "voiced that ..."
        return _verb_saying(token, entry, index, cue, confidence)
    # Some nouns of saying are misread as verbs ("after accusations from Varnia"): there the word decides.
    nouns = [(t, noun) for t in tokens if (noun := match_noun(t, lexicon)) is not None]
    if nouns:
        token, noun = nouns[0]
        return _received(_noun_saying(token, noun, index, cue, confidence), token)
    head = next((t for t in tokens if t.pos_ == "VERB"), None)
    if head is None:
        return None
    plain = VerbCue(lemma=head.lemma_, act="state", frame="say", trust="reader")
    return msgspec.structs.replace(_verb_saying(head, plain, index, cue, confidence), trusted=False)


def _quoted_as(verb: Token, lexicon: CueLexicon) -> tuple[Token, VerbCue] | None:
    """The verb that says it: "An official was quoted by the agency as [saying] that ..."."""
    if verb.lemma_.lower() not in {"quote", "cite"}:
        return None
    clauses = [c for c in children(verb, "advcl") if c.i > verb.i and preposition(c) == "as"]
    return next(iter(_verbs(clauses, lexicon)), None)


def _according(token: Token) -> Arguments:
    """ "according to X" with X its noun phrase, also where the tree hangs the words on the verb of the clause."""
    arguments = according_to(token)
    head = arguments.source_head
    if arguments.source is not None and arguments.source[0] <= token.i < arguments.source[1] - 2:
        # the noun read as the root of all before it: "..., according to local media reports"
        rest = runs([t for t in token.sent if not token.i <= t.i < arguments.source[1]])
        return msgspec.structs.replace(
            arguments, source=(token.i + 2, arguments.source[1]), content=arguments.content or rest
        )
    if head is not None and token.doc[head].pos_ in {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "X"}:
        return _up_to_the_clause(token, arguments)
    named = next((t for t in token.doc[token.i + 2 : token.sent.end] if t.pos_ in {"NOUN", "PROPN", "PRON"}), None)
    while named is not None and named.head.i > named.i and named.dep_ in {"compound", "amod", "nmod:poss", "nmod:desc"}:
        named = named.head
    if named is None:
        return Arguments()
    start, end = noun_phrase(named)
    phrase = range(token.i, end)
    content = runs([t for t in token.sent if t.i not in phrase])
    return Arguments(source=(max(start, token.i + 2), end), source_head=named.i, content=content)


def _up_to_the_clause(token: Token, arguments: Arguments) -> Arguments:
    """ "According to officials, Moren and Lind met": who met is no source, though hung on it as its owner."""
    source, head = arguments.source, arguments.source_head
    if source is None or head is None:
        return arguments
    owners = [t for t in children(token.doc[head], "nmod:poss") if t.i > head]
    commas = [t.i for t in token.doc[head : owners[0].i] if t.text == ","] if owners else []
    if not commas:
        return arguments
    rest = [t for t in token.sent if not token.i <= t.i <= commas[-1]]
    return msgspec.structs.replace(arguments, source=(source[0], min(source[1], commas[-1])), content=runs(rest))


def _from_lexicon(token: Token, lexicon: CueLexicon) -> Saying | None:
    """An unmistakable verb with subject and content that the reader passed over; or an owned noun with a clause."""
    noun = match_noun(token, lexicon)
    if noun is not None or token.pos_ in {"NOUN", "PROPN"}:
        if noun is None or not noun.alone:
            return None
        saying = _noun_saying(token, noun, None, (token.i, token.i + 1), 0.5)
        arguments = saying.arguments
        that = any(t.lower_ == "that" for start, _ in arguments.content for t in token.doc[start : start + 3])
        return saying if arguments.source is not None and that else None
    if token.lower_ == "according" and token.i + 1 < len(token.doc) and token.nbor(1).lower_ == "to":
        arguments = _according(token)
        if token.i > 0 and token.nbor(-1).text[0] in QUOTE_CHARS:
            return None  # "“According to our policy, ...,” he said": the speaker's own words
        if arguments.source is None or not arguments.content:
            return None
        return Saying(
            head=token.i,
            cue=(token.i, token.i + 2),
            frame="according",
            act="state",
            arguments=arguments,
            lemma="according",
            confidence=0.6,
        )
    if token.pos_ != "VERB" or token.dep_ in {"amod", "compound"}:
        return None
    entry = match_verb(token, lexicon)
    if entry is None or not (entry.trust == "always" or _plain(token, entry)):
        return None
    if entry.frame == "express":
        saying_or_none = _expressed(token, entry, lexicon, None, (token.i, token.i + 1), 0.6)
    else:
        saying_or_none = _verb_saying(token, entry, None, (token.i, token.i + 1), 0.6)
    if saying_or_none is None:
        return None
    saying_or_none = msgspec.structs.replace(saying_or_none, trusted=True)
    if not saying_or_none.arguments.content and not (entry.frame in {"say", "tell"} and _beside_quote(token)):
        return None
    arguments = saying_or_none.arguments
    if arguments.source is None and not arguments.passive:
        return None
    if saying_or_none.unreal or (token.tag_ == "VB" and token.dep_ in {"xcomp", "acl", "advcl", "csubj"}):
        return None
    return saying_or_none


def _plain(token: Token, entry: VerbCue) -> bool:
    """A verb the lexicon alone does not trust, made plain by its object: "dismissed the allegations"."""
    if entry.frame == "label":
        return _calls_names(token)
    if entry.act == "threaten":
        return _threatens(token)
    if entry.lemma in {"invite", "advise", "offer"}:
        return _bids(token)
    things = load_contents().things
    return entry.act in {"deny", "reject"} and any(o.lemma_.lower() in things.claims for o in children(token, "obj"))


def _threatens(token: Token) -> bool:
    """ "Varnia threatened to suspend the treaty": somebody named and an infinitive; "the row threatens to" is none."""
    speaker = subject(token)[0]
    named = speaker is not None and (speaker.pos_ == "PROPN" or speaker.lower_ in {"he", "she", "they"})
    return named and any(c.i > token.i and children(c, "mark") for c in children(token, "xcomp"))


def _bids(token: Token) -> bool:
    """ "invited Ostrovia to join", "offered to mediate": somebody named, in the past, and an infinitive."""
    speaker = subject(token)[0]
    named = speaker is not None and (speaker.pos_ == "PROPN" or speaker.lower_ in {"he", "she", "they"})
    infinitive = any(c.i > token.i and children(c, "mark") for c in children(token, "xcomp", "advcl", "ccomp"))
    asked = token.lemma_.lower() == "offer" or bool(children(token, "obj", "iobj"))
    return named and infinitive and asked and token.tag_ in {"VBD", "VBN"}


def _calls_names(token: Token) -> bool:
    """ "called Varnia a “grave” threat": subject, object and a label with a word in quotation marks."""
    objects = [c for c in children(token, "obj") if c.i > token.i]
    if subject(token)[0] is None or not objects:
        return False
    after = token.doc[objects[0].i + 1 : min(token.sent.end, objects[0].i + 8)]
    words = [t for t in after if t.text[0] not in MARKS]
    named = bool(words) and words[0].lower_ in {"a", "an", "the", "as"}
    return named and any(t.text[0] in MARKS for t in after)


def _beside_quote(token: Token) -> bool:
    """A quotation mark stands within three tokens of the cue's clause."""
    low, high = max(0, token.i - 3), min(len(token.doc), token.i + 4)
    return any(t.text[0] in QUOTE_CHARS and t.text not in {"'s", "’s", "'", "’"} for t in token.doc[low:high])


def _verb_saying(token: Token, entry: VerbCue, index: int | None, cue: tuple[int, int], confidence: float) -> Saying:
    arguments = _as_told(token, entry, read_arguments(token, entry.frame, entry.particle))
    negated, unreal = reality(token)
    return Saying(
        head=token.i, cue=_with_auxiliaries(token, cue), frame=entry.frame, act=entry.act, arguments=arguments,
        lemma=entry.lemma, attribution=index, trusted=entry.trust == "always" or index is not None,
        negated=negated or arguments.negated, unreal=unreal, confidence=confidence,
    )  # fmt: skip


def _as_told(token: Token, entry: VerbCue, arguments: Arguments) -> Arguments:
    """What an "as" clause before the main one tells: "As he says in his letter, they came to him"."""
    main = token.head
    told = token.dep_ == "advcl" and main.i > token.i and any(m.lower_ == "as" for m in children(token, "mark"))
    if not told or entry.frame not in {"say", "tell"} or entry.trust != "always" or not children(token, "nsubj"):
        return arguments
    if children(token, "ccomp", "obj") and entry.frame == "say":
        return arguments
    aside = {t.i for t in token.subtree}
    rest = [t for t in main.subtree if t.i not in aside and t.i > token.i]
    return msgspec.structs.replace(arguments, content=runs(rest))


def _expressed(
    token: Token, entry: VerbCue, lexicon: CueLexicon, index: int | None, cue: tuple[int, int], confidence: float
) -> Saying | None:
    """A verb of expression whose object noun says what: "expressed concern about", "issued a warning to X"."""
    objects = children(token, "obj", "nsubj:pass")
    objects += [c for o in objects for c in children(o, "conj")]
    for thing in objects:
        noun = lexicon.nouns.get(thing.lemma_.lower())
        if noun is None or not noun.express:
            continue
        verb = read_arguments(token, "say", None)
        of_noun = read_noun_arguments(thing)
        addressee = list(of_noun.addressee)
        reasons: list[Token] = []
        for part in children(token, "obl", "advcl", "xcomp"):
            if part.i < token.i:
                continue
            case = preposition(part).split(" ")[0]
            if case in {"to", "with", "against", "at", "from"} and part.dep_ == "obl":
                addressee.append(part.i)
            elif case in {"about", "over", "at", "for", "on", "that", "regarding", "in"} or part.dep_ == "xcomp":
                reasons.extend(part.subtree)
        content = runs([*(t for span in of_noun.content for t in token.doc[span[0] : span[1]]), *reasons])
        if noun.act == "state" and (verb.passive or not any(_told(c) for c in thing.subtree)):
            return None  # "the remarks were made by ...", "made these comments in response": nothing is said here
        early = {t.i for t in token.doc[thing.i + 1 : token.sent.end] if t.lower_ in CONJUNCTIONS}
        content = tuple(s for s in content if not early or s[0] < min(early))  # "made the request after ..."
        pointed = any(c.lower_ in {"the", "this", "these", "that", "those"} for c in children(thing, "det"))
        keep_noun = noun.act in {"concern", "condemn", "support", "hope", "reaffirm", "praise"} or thing.dep_ == "conj"
        if not keep_noun and not content and pointed and not any(c.i > thing.i for c in thing.children):
            return None
        if keep_noun or not content:
            first = thing.head if thing.dep_ == "conj" and thing.head.i in {o.i for o in objects} else thing
            left, right = first.left_edge.i, max(first.right_edge.i, thing.right_edge.i) + 1
            felt = [*token.doc[left:right], *(t for s in content for t in token.doc[s[0] : s[1]])]
            if not content and noun.act in TO_SOMEBODY:
                felt += [t for i in addressee if i > thing.i for t in token.doc[i].subtree]
            content = runs(felt)
        negated, unreal = reality(token)
        return Saying(
            head=token.i, cue=(min(cue[0], token.i), max(token.i + 1, min(cue[1], thing.i + 1))), frame="express",
            act=noun.act, lemma=noun.lemma, attribution=index, noun=thing.i, negated=negated, unreal=unreal,
            confidence=confidence,
            arguments=Arguments(
                source=verb.source, source_head=verb.source_head, content=content, addressee=tuple(addressee),
                passive=verb.passive, bare_speaker=verb.bare_speaker,
            ),
        )  # fmt: skip
    return None


def _told(token: Token) -> bool:
    """A that-clause or an "about" phrase: what the remarks said."""
    return token.lower_ in {"that", "about", "on", "saying", "calling", "accusing"}


def _noun_saying(token: Token, noun: NounCue, index: int | None, cue: tuple[int, int], confidence: float) -> Saying:
    return Saying(
        head=token.i, cue=cue, frame="noun", act=noun.act, arguments=read_noun_arguments(token), lemma=noun.lemma,
        attribution=index, noun=token.i, trusted=noun.alone, confidence=confidence,
    )  # fmt: skip


def _received(saying: Saying, noun: Token) -> Saying:
    """What somebody gets to hear is not said by them: "drew criticism [from Varnia] for the raid"."""
    verb = noun.head
    if noun.dep_ != "obj" or verb.lemma_.lower() not in RECEIVING:
        return saying
    givers = [o for o in (*children(verb, "obl"), *children(noun, "nmod")) if preposition(o) == "from"]
    receivers = [t.i for t in children(verb, "nsubj")]
    return msgspec.structs.replace(
        saying,
        arguments=msgspec.structs.replace(
            saying.arguments, source=noun_phrase(givers[0]) if givers else None,
            source_head=givers[0].i if givers else None,
            addressee=(*saying.arguments.addressee, *receivers), passive=True,
        ),
    )  # fmt: skip


def _with_auxiliaries(token: Token, cue: tuple[int, int]) -> tuple[int, int]:
    """The cue's span, never reaching past the clause the verb stands in."""
    return min(cue[0], token.i), max(min(cue[1], token.i + 5), token.i + 1)
