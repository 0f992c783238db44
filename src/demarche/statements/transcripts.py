"""Transcripts: "Ina Morel: We regret it." at the head of paragraph after paragraph, questions and answers.

What stands behind a speaker's name is that speaker's own word, without cue or quotation marks. Questions are none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import msgspec
from spacy.tokens import Doc

from demarche.actors import mention_at
from demarche.records import Article, Cast, Mention, Reason, Record, Span
from demarche.statements.acts import decide_act
from demarche.statements.addressees import find_addressees
from demarche.statements.content import Content
from demarche.statements.contents import CharSpan, trim
from demarche.statements.draft import Draft, same_voice
from demarche.statements.quotations import Quotation
from demarche.statements.speakers import NOBODY, Speaker

LABEL = re.compile(
    r"(?P<name>(?:[A-Z][\w.'’-]*|of|de|al|the)(?: (?:[A-Z][\w.'’-]*|of|de|al|the|and|for)){0,6}) ?[:：](?= |$)"
)
QUESTION = frozenset({"q", "question", "reporter", "journalist", "moderator", "interviewer", "host", "correspondent"})
ANSWER = frozenset({"a", "answer"})
LEAST_TURNS = 3
LEAST_SHARE = 0.4  # of the body's characters that labelled paragraphs hold


class Turn(Record, frozen=True):
    """One paragraph of a transcript: the label's and the words' offsets; `label` is ``None`` where the last goes on.

    `speaker` is ``None`` for somebody who only asks.
    """

    name: str
    label: CharSpan | None
    words: CharSpan
    speaker: Speaker | None


def find_turns(article: Article, cast: Cast) -> tuple[Turn, ...]:
    """The turns of an article that is a transcript, in text order; none where it is not."""
    blocks = [
        (b.start, b.end) for b in article.blocks if b.role == "body" and b.start is not None and b.end is not None
    ]
    turns: list[Turn] = []
    labels: Counter[str] = Counter()
    for start, end in blocks:
        match = LABEL.match(article.text, start, min(end, start + 70))
        words = trim(article.text, (match.end() if match else start, end))
        if words is None:
            continue
        if match is not None:
            labels[match["name"].lower()] += 1
            speaker = _speaker(article, match["name"], match.span("name"), cast)
            turns.append(Turn(name=match["name"], label=match.span("name"), words=words, speaker=speaker))
        elif turns:
            turns.append(msgspec.structs.replace(turns[-1], label=None, words=words))
    if sum(labels.values()) < LEAST_TURNS or max(labels.values(), default=0) < 2:
        return ()
    asking = {
        name for name in labels if all(_asks(article.text, t) for t in turns if t.label and t.name.lower() == name)
    }
    turns = [msgspec.structs.replace(t, speaker=None) if t.name.lower() in asking else t for t in turns]
    labelled = sum(turn.words[1] - turn.words[0] for turn in turns if turn.label is not None)
    whole = sum(end - start for start, end in blocks)
    return tuple(turns) if labelled >= LEAST_SHARE * whole else ()


def _asks(text: str, turn: Turn) -> bool:
    return text[turn.words[1] - 1 : turn.words[1] + 2].strip().endswith("?")


def as_quotations(turns: Sequence[Turn]) -> tuple[Quotation, ...]:
    """The words of those who answer, which are quoted without marks."""
    answers = (turn.words for turn in turns if turn.speaker is not None)
    return tuple(Quotation(start=start, end=end, inner_start=start, inner_end=end) for start, end in answers)


def with_turns(doc: Doc, drafts: Sequence[Draft], turns: Sequence[Turn], cast: Cast) -> list[Draft]:
    """`drafts` and a statement for each turn of somebody who answers.

    What the speaker says of itself in it goes, and so does what is only asked.
    """
    result = list(drafts)
    for turn in turns:
        start, end = turn.words
        inside = [d for d in result if d.content and start <= d.content[0][0] and d.content[-1][1] <= end]
        if turn.speaker is None:
            gone = [d for d in inside if d.saying is not None and doc[d.saying.head].sent.text.rstrip().endswith("?")]
            result = [d for d in result if d not in gone]
            continue
        whole = _draft(doc, turn, turn.speaker, cast)
        result = [d for d in result if d not in inside or not (d.cue is None or _own(d, whole))]
        result.append(whole)
    return sorted(result, key=lambda draft: min(start for start, _ in draft.content))


def _own(draft: Draft, whole: Draft) -> bool:
    return draft.speaker is NOBODY or same_voice(draft, whole)


def _draft(doc: Doc, turn: Turn, speaker: Speaker, cast: Cast) -> Draft:
    words = doc.char_span(*turn.words, alignment_mode="expand") or ()
    tokens = tuple(token.i for token in words if not token.is_space)
    said = Content(tokens=tokens, party=speaker.party, speaker=speaker.actor, direct=True)
    verdict = decide_act(doc, "state", "say", "", said, cast)
    addressees = find_addressees(doc, cast, verdict.act, (), verdict.targets, [turn.words], speaker.party)
    return Draft(
        saying=None, speaker=speaker, cue=None, content=(turn.words,), headline=False, verdict=verdict,
        addressees=addressees, confidence=0.9,
    )  # fmt: skip


def _speaker(article: Article, label: str, span: CharSpan, cast: Cast) -> Speaker | None:
    """Who answers; ``None`` for somebody who asks."""
    name = label.lower()
    if name.split()[0] in QUESTION:
        return None
    mention = _interviewed(cast) if name in ANSWER else _named(label, span, cast)
    actor = next((a for a in cast.actors if mention is not None and a.id == mention.actor), None)
    if actor is not None and actor.kind == "media":
        return None
    return Speaker(
        actor=mention.actor if mention is not None else None,
        party=mention.party if mention is not None else None,
        span=Span(start=span[0], end=span[1], text=article.text[span[0] : span[1]]),
        head=None,
        reason=Reason(rule="transcript", words=label),
        kind=actor.kind if actor is not None else None,
    )


def _named(label: str, span: CharSpan, cast: Cast) -> Mention | None:
    """Whom a label names, here or where the name stands in full."""
    here = mention_at(cast, *span)
    if here is not None:
        return here
    words = set(label.lower().split())
    known = {actor.id for actor in cast.actors if {w.lower() for w in actor.name.split()} >= words}
    return next((m for m in cast.mentions if m.actor in known), None)


def _interviewed(cast: Cast) -> Mention | None:
    """Who stands behind "A:": the first person named."""
    persons = {actor.id for actor in cast.actors if actor.kind == "person"}
    return next((m for m in cast.mentions if m.actor in persons), None)
