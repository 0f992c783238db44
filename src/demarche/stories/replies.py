"""Which statement answers which, within an article and, through the same utterance told elsewhere, across articles.

Evidence is added up in log odds and kept as reasons: an answering act (denial, rejection) to a charge or demand, words
that say so ("in response to", "after criticism of", "lashed back"), speaker and addressee that change places, shared
content.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

import msgspec

from demarche.records import Act, Article, Reason, Reply, Statement, Utterance
from demarche.stories.sayings import Saying
from demarche.stories.utterances import by_article, coverage

BAR = 0.0
"""Log odds above which a statement answers another."""
MOST, CLOSE = 4, 1.7
"""Statements that one statement can answer where its words speak of several ("the allegations"), and how many log odds
the last of them may lie below the first. Elsewhere one statement answers one, or two that are as likely."""
BASE = -3.4

EXPLICIT = frozenset({"one-sentence", "occasion-told-after"})
"""Reasons by which the text itself names what is answered; these replies stand beside any other."""

CHARGES: frozenset[Act] = frozenset({"accuse", "condemn", "warn", "threaten", "concern"})
ASKS: frozenset[Act] = frozenset({"demand", "urge", "propose"})
CRITICAL: frozenset[Act] = frozenset({"accuse", "condemn", "deny", "reject", "warn", "threaten", "demand", "urge"})
ASSENTS: frozenset[Act] = frozenset({"praise", "agree", "support", "thank", "concede", "reject", "pledge"})

_CHARGE_NOUN = (
    r"(?:accusation|allegation|charge|claim|criticism|assertion|suggestion|report|remark|comment|demand|call|appeal|"
    r"proposal|offer|statement|declaration|communiqué|rebuke|warning|threat|ultimatum|question|request|complaint|speech|"
    r"expulsion|sanction|decision|move|step|cut)s?"
)
ANSWERING = (
    r"in (?:response|reaction|reply|answer|retaliation|rebuttal) to",
    r"(?:respond|react|repl[yi])\w*(?: \w+ly)? to",
    r"(?:hit|fir|lash|push|shoot|shot|struck|strik|clapp)\w*(?: \w+ly)? back",
    r"(?:retort|rebut|refut|repli)\w*|counter(?:ed|s|ing)?|reply|replies",
    r"(?:dismiss|reject|den(?:y|i)|rebuff|brush|disput|contest|shrug|turn)\w*(?: (?:off|aside|down))?"
    rf"(?: \w+['’]?s?){{0,3}} {_CHARGE_NOUN}",
)
"""Words with which a reporter says that a statement is an answer."""
OCCASION = (
    rf"(?:after|following|amid|prompted by|in (?:view|light) of|in the (?:wake|face) of)\b[^.;]{{0,60}}?"
    rf"(?:{_CHARGE_NOUN}|critici[sz]\w*|accus\w*|alleg\w*|condemn\w*|denounc\w*|complain\w*|warn\w*|"
    r"demand\w*|urg\w*|said|called)",
)
"""Words with which a reporter names the occasion of a statement; it may be what is answered."""
_ANSWERING = re.compile(rf"\b(?:{'|'.join(ANSWERING)})\b", re.IGNORECASE)
_OCCASION = re.compile(rf"\b(?:{'|'.join(OCCASION)})\b", re.IGNORECASE)
_OF_CHARGES = re.compile(
    r"\b(?:accusation|allegation|charge|claim|criticism|assertion|report|complaint)s?$", re.IGNORECASE
)
_OF_ASKS = re.compile(r"\b(?:demand|call|appeal|proposal|offer|ultimatum|request|suggestion)s?$", re.IGNORECASE)
_SEVERAL = re.compile(
    r"\b(?:accusations|allegations|charges|claims|criticisms|remarks|demands|calls|statements)\b", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"(?<=[.!?”\"’])\s+(?=[A-Z“\"‘])|\n+")
OPENING_WORDS = 2
_OWN_WORDS = 3
"""Content terms up to which a content is itself the answering phrase ("dismissed the allegations")."""


class Setting(msgspec.Struct, frozen=True):
    """The sentence a statement stands in: its offsets, and the reporter's words in it, contents blanked out in
    place."""

    start: int
    end: int
    words: str
    answering: tuple[int, int] | None
    occasion: tuple[int, int] | None

    @property
    def phrases(self) -> tuple[tuple[int, int], ...]:
        """Offsets of the words of answering and of the occasion, as far as there are any."""
        return tuple(found for found in (self.answering, self.occasion) if found is not None)

    def opens(self, found: tuple[int, int]) -> bool:
        """Whether a phrase opens the sentence, so that the main clause follows it."""
        return len(self.words[: found[0] - self.start].split()) < OPENING_WORDS

    def phrase(self, found: tuple[int, int]) -> str:
        """The words of a found phrase, by its offsets into the article's text."""
        return self.words[found[0] - self.start : found[1] - self.start].strip(" …")


def extent(statement: Statement) -> tuple[int, int]:
    """First and last offset of a statement's cue and content."""
    spans = [*statement.content, *([statement.cue] if statement.cue else [])]
    return min(span.start for span in spans), max(span.end for span in spans)


def settings_of(told: Sequence[Saying], text: str) -> dict[str, Setting]:
    """The sentence of each statement of one article, by statement id."""
    breaks = [0, *(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]
    found = {}
    for saying in told:
        first, last = extent(saying.statement)
        start = max(position for position in breaks if position <= first)
        end = min((position for position in breaks if position >= last), default=len(text))
        kept = list(text[start:end])
        for other in told:
            if other is saying and len(saying.terms) <= _OWN_WORDS:
                continue
            for span in other.statement.content:
                for position in range(max(span.start, start), min(span.end, end)):
                    kept[position - start] = "…"
        words = "".join(kept)
        answering, occasion = _ANSWERING.search(words), _OCCASION.search(words)
        found[saying.id] = Setting(
            start=start,
            end=end,
            words=words,
            answering=(start + answering.start(), start + answering.end()) if answering else None,
            occasion=(start + occasion.start(), start + occasion.end()) if occasion else None,
        )
    return found


def find_replies(
    sayings: Sequence[Saying], articles: Mapping[str, Article], utterances: Sequence[Utterance] = ()
) -> list[Reply]:
    """The replies among the statements of one story.

    `articles` gives each statement's article; `utterances` carry a reply over to the other tellings of both statements.
    """
    found: dict[tuple[str, str], Reply] = {}
    for article, told in by_article(sayings).items():
        settings = settings_of(told, articles[article].text)
        for later in told:
            for reply in _answers(later, told, settings):
                found[reply.statement, reply.answers] = reply
    for reply in _carried(tuple(found.values()), sayings, utterances):
        found.setdefault((reply.statement, reply.answers), reply)
    return [found[key] for key in sorted(found) if not _outdone(found[key], found)]


def _outdone(reply: Reply, found: Mapping[tuple[str, str], Reply]) -> bool:
    """Whether the same two statements answer each other the other way round with more right."""
    reverse = found.get((reply.answers, reply.statement))
    return reverse is not None and (reverse.confidence, reverse.statement) > (reply.confidence, reply.statement)


def _answers(later: Saying, told: Sequence[Saying], settings: Mapping[str, Setting]) -> list[Reply]:
    candidates = []
    for earlier in told:
        if may_answer(later, earlier):
            score, reasons = weigh(later, earlier, told, settings)
            if score > BAR:
                candidates.append((score, reasons, earlier))
    candidates.sort(key=lambda item: (-item[0], -item[2].order))
    several = bool(_SEVERAL.search(settings[later.id].words))
    most, close = (MOST, CLOSE) if several else (2, 0.15)
    return [
        Reply(
            statement=later.id,
            answers=earlier.id,
            confidence=round(1.0 / (1.0 + math.exp(-score)), 3),
            reasons=tuple(reasons),
        )
        for rank, (score, reasons, earlier) in enumerate(candidates)
        if (rank < most and score > candidates[0][0] - close) or EXPLICIT & {reason.rule for reason in reasons}
    ]


def may_answer(later: Saying, earlier: Saying) -> bool:
    """Whether speakers and days allow that `later` answers `earlier`: two sides, neither said inside the other."""
    a, b = earlier.statement, later.statement
    if a.id == b.id or b.inside == a.id or (a.headline and not b.headline):
        return False
    if not earlier.parties or not later.parties or earlier.parties & later.parties:
        return False
    return not (a.date and b.date and b.date < a.date[: len(b.date)])


def weigh(
    later: Saying, earlier: Saying, told: Sequence[Saying], settings: Mapping[str, Setting]
) -> tuple[float, list[Reason]]:
    """Log odds that `later` answers `earlier`, with the reasons."""
    a, b = earlier.statement, later.statement
    setting = settings[later.id]
    aimed = bool(set(a.addressees) & later.parties)
    aimed_back = bool(set(b.addressees) & earlier.parties)
    score, reasons = _place(later, earlier, told, settings)
    score += BASE
    if aimed:
        score += 1.2
        reasons.append(Reason(rule="aimed-at-the-answerer", words="+".join(sorted(later.parties))))
    elif earlier.named & later.parties:
        score += 0.7
        reasons.append(Reason(rule="names-the-answerer", words="+".join(sorted(earlier.named & later.parties))))
    if aimed_back:
        score += 0.8
        reasons.append(Reason(rule="addressee-is-the-earlier-speaker", words="+".join(sorted(earlier.parties))))
    elif later.named & earlier.parties:
        score += 0.4
    elif b.addressees:
        score -= 1.0  # it is said to somebody else
    if b.act in ("deny", "reject") and a.act in CHARGES | ASKS:
        score += 0.8 if a.act in ASKS and b.act == "deny" else 1.8
        reasons.append(Reason(rule=f"{b.act}-answers-{a.act}", words=b.cue.text if b.cue else None))
    elif b.act in ASSENTS and a.act in ASKS:
        score += 1.4
        reasons.append(Reason(rule=f"{b.act}-answers-{a.act}", words=b.cue.text if b.cue else None))
    elif b.act in CRITICAL and a.act in CHARGES | ASKS and (aimed or aimed_back):
        score += 1.0 if aimed and aimed_back else 0.5
        reasons.append(Reason(rule="charge-against-charge"))
    elif a.act not in CHARGES | ASKS:
        score -= 0.6 if aimed and b.act in CRITICAL else 1.2
    score -= {"concern": 0.6, "demand": 0.3, "urge": 0.3}.get(a.act, 0.0) if b.act in CRITICAL else 0.0
    phrase = _own_phrase(later, setting)
    if phrase is not None:
        words = setting.phrase(phrase)
        score += 2.0 if phrase == setting.answering else 1.4
        reasons.append(Reason(rule="answering-words" if phrase == setting.answering else "occasion", words=words))
        if (_OF_CHARGES.search(words) and a.act not in CHARGES) or (_OF_ASKS.search(words) and a.act not in ASKS):
            score -= 2.0
    shared = max(coverage(later, earlier), coverage(earlier, later))
    if shared > 0.15:
        score += 2.0 * min(shared, 0.6)
        reasons.append(Reason(rule="shared-content", score=round(shared, 3)))
    return score, reasons


def _own_phrase(saying: Saying, setting: Setting) -> tuple[int, int] | None:
    """The phrase in which the reporter says that this statement is an answer.

    Of two statements in one sentence the one behind "in response to" is what is answered, so the phrase is not its own;
    unless the phrase opens the sentence, or is the statement's own cue ("dismissed the allegations").
    """
    anchor = _anchor(saying.statement)
    for found in setting.phrases:
        if anchor <= found[0] or anchor < found[1] or setting.opens(found):
            return found
        if found == setting.answering and not setting.phrase(found).lower().startswith("in "):
            return found
    return None


def _place(
    later: Saying, earlier: Saying, told: Sequence[Saying], settings: Mapping[str, Setting]
) -> tuple[float, list[Reason]]:
    """What the order of the telling says.

    "After Varnia complained, Kestria denied" and "Kestria denied it after Varnia complained": in one sentence, what
    stands behind the words of answering is what is answered. Elsewhere the text tells the answer after what it
    answers, but for "the remarks came in response to the charge that ...", a sentence that gives the occasion of the
    statement before it.
    """
    here, there = settings[later.id], settings[earlier.id]
    own, place = _anchor(later.statement), _anchor(earlier.statement)
    if here.start == there.start:
        behind = [
            found for found in here.phrases if found[0] <= place and (own <= found[0] or own > place or own < found[1])
        ]
        if behind:
            return 1.5, [Reason(rule="one-sentence", words=here.phrase(behind[0]))]
        return (0.3, []) if earlier.order < later.order and not here.phrases else (-3.0, [])
    if earlier.order > later.order:
        occasions = [found for found in there.phrases if found[1] <= place and not there.opens(found)]
        others = any(
            other.parties & later.parties
            and settings[other.id].start == there.start
            and _anchor(other.statement) < place
            for other in told
        )
        last = not any(other.parties & later.parties and later.order < other.order < earlier.order for other in told)
        if occasions and not others and last:
            return 2.5, [Reason(rule="occasion-told-after", words=there.phrase(occasions[0]))]
        return (0.0, []) if later.statement.headline and here.phrases else (-3.0, [])
    score, reasons = 0.0, []
    if any(
        other.parties & earlier.parties
        and settings[other.id].start == here.start
        and _anchor(other.statement) >= found[0]
        for other in told
        for found in here.phrases
    ):
        score -= 1.5  # the sentence itself tells what it answers
    if _last_turn(later, earlier, told):
        score += 1.0
        reasons.append(Reason(rule="last-turn"))
    if not any(other.parties & earlier.parties and earlier.order < other.order < later.order for other in told):
        score += 0.3
    return score, reasons


def _anchor(statement: Statement) -> int:
    return statement.cue.start if statement.cue else statement.content[0].start


def _last_turn(later: Saying, earlier: Saying, told: Sequence[Saying]) -> bool:
    """Whether `earlier` belongs to the other side's last turn: nothing of a third side or an older turn lies
    between."""
    low, high = sorted((later.order, earlier.order))
    between = [saying for saying in told if low < saying.order < high]
    sides = [
        "e" if saying.parties & earlier.parties else "l" if saying.parties & later.parties else "x"
        for saying in between
    ]
    turns = "".join(sides).lstrip("e") if earlier.order < later.order else "".join(sides).lstrip("l")
    return "e" not in turns and "x" not in turns


def _carried(replies: Sequence[Reply], sayings: Sequence[Saying], utterances: Sequence[Utterance]) -> list[Reply]:
    """Replies between other tellings of the same two utterances, within one article."""
    home = {saying.id: saying.article for saying in sayings}
    told = {statement: utterance for utterance in utterances for statement in utterance.statements}
    direct = {(reply.statement, reply.answers) for reply in replies}
    carried = []
    for reply in replies:
        later, earlier = told.get(reply.statement), told.get(reply.answers)
        if later is None or earlier is None or later is earlier:
            continue
        for one in later.statements:
            for other in earlier.statements:
                if home[one] == home[other] and one != reply.statement and (other, one) not in direct:
                    reasons = (Reason(rule="same-utterance", score=reply.confidence, words=reply.statement),)
                    carried.append(
                        Reply(
                            statement=one, answers=other, confidence=round(0.8 * reply.confidence, 3), reasons=reasons
                        )
                    )
    return carried
