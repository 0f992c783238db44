"""Which statement answers which, within an article and, through the same utterance told elsewhere, across articles.

Evidence is added up in log odds and kept as reasons: an answering act (denial, rejection) to a charge or demand, words that
say so ("in response to", "after criticism of", "lashed back"), speaker and addressee that change places, shared content.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence

from demarche.records import Act, Article, Reason, Reply, Statement, Utterance
from demarche.stories.sayings import Saying
from demarche.stories.utterances import by_article, coverage

BAR = 0.0
"""Log odds above which a statement answers another."""
MOST = 3
"""Statements that one statement can answer."""
BASE = -3.2
NEAR = 1.0
"""What the last turn of the other side gains over earlier ones."""

CHARGES: frozenset[Act] = frozenset({"accuse", "condemn", "warn", "threaten", "concern"})
ASKS: frozenset[Act] = frozenset({"demand", "urge", "propose"})
CRITICAL: frozenset[Act] = frozenset({"accuse", "condemn", "deny", "reject", "warn", "threaten", "demand", "urge"})

_ANSWERING = re.compile(
    r"\b(?:in (?:response|reaction|reply|answer|retaliation|rebuttal) to|(?:respond|react|repl[yi]|retort|counter|rebut|rebuff|"
    r"refut|fir|hit|lash|push|shoot|shot|struck|strik|clap|bit|bat)\w*(?: (?:strongly|angrily|sharply|swiftly|quickly|immediately))?"
    r" (?:to|back|that)|(?:dismiss|reject|den(?:y|i)|refut|rebuff|brush|rebut|counter|disput|contest|shrug)\w*(?: (?:off|aside))?"
    r"(?: (?:the|these|those|such|all|any|its|his|her|their|\w+['’]s))?(?: \w+){0,2} (?:accusation|allegation|charge|claim|criticism|"
    r"assertion|suggestion|report|remark|demand|call|appeal|proposal|offer)s?|retort\w*|rebutt\w*|refut\w*|hits? back|"
    r"fires? back|lash\w* (?:back|out))\b",
    re.IGNORECASE,
)  # fmt: skip
_AFTER = re.compile(
    r"\b(?:after|following|amid|in the (?:wake|face) of|prompted by|over|at|to|against)\b[^.;]{0,60}\b"
    r"(?:criticis|criticiz|accus|allegation|alleg|condemn|charge|remark|comment|demand|call|warning|threat|statement|declaration|"
    r"communiqu|speech|question|rebuke|denunciation|claim|proposal|offer|ultimatum|appeal)\w*",
    re.IGNORECASE,
)  # fmt: skip
_SEVERAL = re.compile(
    r"\b(?:accusations|allegations|charges|claims|criticisms|remarks|demands|calls|statements)\b", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"(?<=[.!?”\"’])\s+(?=[A-Z“\"‘])|\n+")


def sentence_span(text: str, start: int, end: int) -> tuple[int, int]:
    """Offsets into `text` of the sentence or sentences that hold [start, end)."""
    breaks = [0, *(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]
    left = max(position for position in breaks if position <= start)
    right = min((position for position in breaks if position >= end), default=len(text))
    return left, right


def extent(statement: Statement) -> tuple[int, int]:
    """First and last offset of a statement's cue, speaker and content."""
    spans = [*statement.content, *(span for span in (statement.cue, statement.speaker_span) if span is not None)]
    return min(span.start for span in spans), max(span.end for span in spans)


def find_replies(
    sayings: Sequence[Saying], articles: Mapping[str, Article], utterances: Sequence[Utterance] = ()
) -> list[Reply]:
    """The replies among the statements of one story.

    `articles` gives each statement's article; `utterances` carry a reply over to the other tellings of both statements.
    """
    found: dict[tuple[str, str], Reply] = {}
    for article, told in by_article(sayings).items():
        text = articles[article].text
        for later in told:
            for reply in _answers(later, told, text):
                found[reply.statement, reply.answers] = reply
    for reply in _carried(found.values(), sayings, utterances):
        found.setdefault((reply.statement, reply.answers), reply)
    return [found[key] for key in sorted(found)]


def _answers(later: Saying, told: Sequence[Saying], text: str) -> list[Reply]:
    sentence = _own_sentence(later, told, text)
    candidates = [
        (score, reasons, earlier)
        for earlier in told
        if may_answer(later, earlier)
        for score, reasons in [weigh(later, earlier, told, sentence)]
        if score > BAR
    ]
    candidates.sort(key=lambda item: (-item[0], item[2].order))
    most = MOST if _SEVERAL.search(sentence) else 1
    if not candidates:
        return []
    best = candidates[0][0]
    return [
        Reply(
            statement=later.id,
            answers=earlier.id,
            confidence=round(1.0 / (1.0 + math.exp(-score)), 3),
            reasons=tuple(reasons),
        )
        for score, reasons, earlier in candidates[:most]
        if score > best - 1.5
    ]


def _own_sentence(saying: Saying, told: Sequence[Saying], text: str) -> str:
    """The words of the statement's sentence that are nobody's content: the reporter's."""
    start, end = sentence_span(text, *extent(saying.statement))
    kept = list(text[start:end])
    for other in told:
        for span in other.statement.content:
            for position in range(max(span.start, start), min(span.end, end)):
                kept[position - start] = "\x00"
    words = re.sub("\x00+", " … ", "".join(kept))
    # A content made of nothing but the charge ("dismissed the allegations") is itself the answering phrase.
    return (
        words
        if len(saying.terms) > 3
        else f"{words} {saying.statement.cue.text if saying.statement.cue else ''} {saying.text}"
    )


def may_answer(later: Saying, earlier: Saying) -> bool:
    """Whether speaker and day allow that `later` answers `earlier`: two sides, neither said inside the other."""
    a, b = earlier.statement, later.statement
    if a.id == b.id or b.inside == a.id or (a.headline != b.headline and a.headline):
        return False
    if not earlier.parties or not later.parties or earlier.parties & later.parties:
        return False
    return not (a.date and b.date and b.date < a.date[: len(b.date)])


def weigh(later: Saying, earlier: Saying, told: Sequence[Saying], sentence: str) -> tuple[float, list[Reason]]:
    """Log odds that `later` answers `earlier`, with the reasons. `sentence` holds the reporter's words round `later`."""
    a, b = earlier.statement, later.statement
    score, reasons = BASE, []
    aimed = bool(set(a.addressees) & later.parties)
    aimed_back = bool(set(b.addressees) & earlier.parties)
    together = _overlap(_sentence_of(a), _sentence_of(b))
    answering, after = _ANSWERING.search(sentence), _AFTER.search(sentence)
    if aimed:
        score += 1.2
        reasons.append(Reason(rule="aimed-at-the-answerer", words="+".join(sorted(later.parties))))
    if aimed_back:
        score += 0.8
        reasons.append(Reason(rule="addressee-is-the-earlier-speaker", words="+".join(sorted(earlier.parties))))
    if b.act in ("deny", "reject") and a.act in CHARGES | ASKS:
        score += 1.8
        reasons.append(Reason(rule=f"{b.act}-answers-{a.act}", words=b.cue.text if b.cue else None))
    elif b.act in CRITICAL and a.act in CHARGES | ASKS and aimed and aimed_back:
        score += 1.0
        reasons.append(Reason(rule="charge-against-charge"))
    for pattern, rule, weight in ((answering, "answering-words", 2.2), (after, "after-criticism", 1.2)):
        if pattern:
            score += weight
            reasons.append(Reason(rule=rule, words=pattern.group()))
            break
    if earlier.order > later.order and not ((answering or after) and together):
        score -= 3.0  # the text tells the answer first only where its words say so
    if _last_turn(later, earlier, told):
        score += NEAR
        reasons.append(Reason(rule="last-turn"))
    shared = max(coverage(later, earlier), coverage(earlier, later))
    if shared > 0.15:
        score += 2.0 * min(shared, 0.6)
        reasons.append(Reason(rule="shared-content", score=round(shared, 3)))
    if a.act not in CHARGES | ASKS and not answering:
        score -= 1.0
    return score, reasons


def _sentence_of(statement: Statement) -> tuple[int, int]:
    return extent(statement)


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return max(one[0], other[0]) < min(one[1], other[1]) + 160


def _last_turn(later: Saying, earlier: Saying, told: Sequence[Saying]) -> bool:
    """Whether `earlier` belongs to the other side's last turn: nothing of a third side or an older turn lies between."""
    low, high = sorted((later.order, earlier.order))
    between = [saying for saying in told if low < saying.order < high]
    sides = [
        "e" if saying.parties & earlier.parties else "l" if saying.parties & later.parties else "x"
        for saying in between
    ]
    turns = "".join(sides).lstrip("e") if earlier.order < later.order else "".join(sides).lstrip("l")
    return "e" not in turns and "x" not in turns


def _carried(replies: Iterable[Reply], sayings: Sequence[Saying], utterances: Sequence[Utterance]) -> list[Reply]:
    """Replies between other tellings of the same two utterances, within one article."""
    home = {saying.id: saying.article for saying in sayings}
    told = {statement: utterance for utterance in utterances for statement in utterance.statements}
    carried = []
    for reply in replies:
        later, earlier = told.get(reply.statement), told.get(reply.answers)
        if later is None or earlier is None or later is earlier:
            continue
        for one in later.statements:
            for other in earlier.statements:
                if home[one] == home[other] and one != reply.statement:
                    reasons = (Reason(rule="same-utterance", score=reply.confidence, words=reply.statement),)
                    carried.append(
                        Reply(
                            statement=one, answers=other, confidence=round(0.8 * reply.confidence, 3), reasons=reasons
                        )
                    )
    return carried
