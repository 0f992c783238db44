"""Which words were said: the reader's spans where they hold up, else those of syntax, mended by quotation marks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from demarche.statements.asides import with_demonstrative, without_aside, without_manner, without_preposition
from demarche.statements.clauses import SUBJECTS, children, is_participle
from demarche.statements.contents import (
    CharSpan,
    covered,
    cut_aftermath,
    mend,
    overlap,
    quote_around,
    token_chars,
    trim,
    without_addressee,
)
from demarche.statements.edges import (
    after_participle,
    after_relative,
    before_next_deed,
    from_sentence_start,
    inverted_source,
    own_object,
    told_after,
    up_to_quotation,
    whole_quotation,
    within_brackets,
    without_apposition,
    without_speakers_clause,
)
from demarche.statements.lexicon import load_cues
from demarche.statements.quotations import Quotation, quoted_share
from demarche.statements.sayings import Saying
from demarche.statements.speakers import Speaker
from demarche.statements.texts import text_of
from demarche.statements.witnesses import choose, completed, plausible, within_sentence

# A full stop after a word of some length (no "Mr.", no "U.S."), before a capital letter.
_FULL_STOP = re.compile(r"(?<=[a-z]{4})[.!?]\s+(?=[A-Z“\"])")
TOLD_TO = frozenset({"apologise", "thank", "congratulate"})
ADDRESSED_FRAMES = frozenset({"accuse", "judge", "urge", "call", "tell", "express"})

# Where reported speech gives way to the outlet's own words within a sentence.
_NARRATED = re.compile(
    r" according to |, according|[“\"(;]|, (?:along with|while|although|though|but|amid|after|before|despite|following|"
    r"in response|in reaction|a day after|days after|hours after)\b"
)


def content_of(
    doc: Doc, saying: Saying, quotations: Sequence[Quotation], speaker: Speaker, cue: CharSpan
) -> tuple[CharSpan, ...]:
    """What was said: the reader's spans where they hold up, else those of syntax, mended with the quotation marks."""
    text = text_of(doc)
    by_syntax = own_object(doc, saying, [token_chars(doc, span) for span in saying.arguments.content])
    by_syntax = without_speakers_clause(doc, by_syntax, speaker)
    attribution = doc._.attributions[saying.attribution] if saying.attribution is not None else None
    marked = [token_chars(doc, (s.start, s.end)) for s in attribution.content] if attribution is not None else []
    marked = [span for span in marked if covered(text, [span])]  # a lone quotation mark is nobody's words
    marked = [
        within_sentence(doc, saying.head, span, quotations)
        for span in marked
        if plausible(doc, saying.head, span, quotations)
    ]
    head = doc[saying.head]
    marked = [*marked[:-1], *(completed(doc, span, head.idx, by_syntax) for span in marked[-1:])]
    if speaker.span is not None and by_syntax and min(start for start, _ in by_syntax) > head.idx:
        # "Moren – who is expected to go on – has said he will ...": what describes the speaker is not said
        marked = [s for s in marked if not speaker.span.start <= s[0] < head.idx] or marked
    by_syntax = after_relative(doc, saying, by_syntax)
    marked = after_relative(doc, saying, without_speakers_clause(doc, marked, speaker))
    marked = told_after(doc, saying, marked, by_syntax)
    if is_participle(head) and saying.frame in {"say", "object", "tell"}:
        by_syntax = [span for span in by_syntax if span[0] > head.idx] or by_syntax
    if saying.merged and by_syntax:
        marked = []
    if saying.arguments.passive and saying.frame == "say" and by_syntax and by_syntax[0][0] > head.idx:
        marked = [span for span in marked if span[0] > head.idx]  # "X is alleged to have ...": X is not said
    addressed = [token_chars(doc, span) for span in _addressee_spans(doc, saying)]
    if saying.frame in ADDRESSED_FRAMES:
        ends = [cut_aftermath(text, span, quotations)[1] for span in by_syntax]
        if any(end < span[1] for end, span in zip(ends, by_syntax, strict=True)):
            marked = [span for span in marked if span[0] < max(ends)]
        marked, by_syntax = (
            [cut_aftermath(text, without_addressee(text, span, addressed, saying.frame), quotations) for span in spans]
            for spans in (marked, by_syntax)
        )
    # "A document alleges Walker stole": the cue hung on its own clause, which syntax then does not give
    lacking = len(covered(text, by_syntax)) * 2 < len(covered(text, marked))
    alone = lacking and bool(children(head, *SUBJECTS)) and not is_participle(head)
    if not alone and any(
        _holds(doc, span, ancestor.idx) for span in marked for ancestor in head.ancestors if ancestor.pos_ == "VERB"
    ):
        marked = []  # a participle's content never holds the verb it hangs on
    if saying.frame == "label" or (is_participle(head) and saying.frame in {"say", "object"}):
        marked = [span for span in marked if span[0] > head.idx or quote_around(quotations, span[0]) is not None]
    chosen = _filled(doc, saying, choose(text, saying, marked, by_syntax), speaker)
    holes = [_cue_words(doc, saying)]
    if speaker.span is not None and saying.frame != "according":
        holes.append((speaker.span.start, speaker.span.end))
        holes += inverted_source(doc, saying, speaker)
    elif saying.frame == "according":
        phrase = saying.arguments.source
        end = token_chars(doc, phrase)[1] if phrase else cue[1]
        if any(start < head.idx for start, _ in chosen) and "," not in text_of(doc)[end : head.sent.end_char]:
            end = head.sent.end_char  # "..., according to a statement from X." ends the sentence
        after = [start for start, _ in marked if start > cue[1]]
        if after and after[0] < end:
            end = after[0]  # the phrase cannot hold what the reader takes for the content
        holes = [(head.idx, end)]
        chosen = [_to_the_semicolon(doc, span, quotations) for span in chosen]
        if end < head.sent.end_char:
            chosen = _quoted_next(text, chosen, end, quotations)
    if not chosen and saying.frame in {"say", "object", "tell"}:
        chosen = _beside_cue(doc, saying)
    if saying.frame == "say" and text[head.idx + len(head) :].lstrip(" ")[:1] == ":" and children(head, *SUBJECTS):
        # "Looking ahead to the final, Moren said:": what he said follows
        chosen = [s for s in chosen if s[0] > head.idx or quoted_share(quotations, *s, text) > 0]
    chosen = _to_sentence_end(doc, saying, chosen, quotations)
    chosen = [_with_quotation(doc, saying, span, quotations) for span in chosen]
    chosen = without_manner(doc, saying, chosen, speaker, cue)
    chosen = [without_aside(text, span, quotations, saying) for span in chosen]
    chosen = [_to_the_full_stop(text, span, quotations, cue) for span in chosen]
    chosen = [_without_office(doc, span, speaker, cue) for span in chosen]
    chosen = [before_next_deed(doc, saying, span) for span in within_brackets(text, chosen, cue)]
    chosen = from_sentence_start(doc, saying, chosen, quotations, speaker, cue)
    content = with_demonstrative(doc, saying, mend(text, chosen, quotations, cue, holes))
    content = without_preposition(doc, saying, content)
    if saying.frame in ADDRESSED_FRAMES:
        unaddressed = tuple(
            trimmed
            for span in content
            if (trimmed := trim(text, without_addressee(text, span, addressed, saying.frame))) is not None
            and not any(a <= trimmed[0] and trimmed[1] <= b for a, b in addressed)
        )
        # "thanked the crew": to whom is all there is
        content = unaddressed or (content if saying.act in TOLD_TO else ())
    end = doc[saying.head].sent.end_char
    if any(start < end for start, _ in content):
        # "...," he said. "A new sentence." is another statement.
        content = tuple(span for span in content if span[0] < end)
    content = _quoted_apart(text, _one_sentence(text, content, cue), quotations, cue)
    content = tuple(after_participle(doc, span, quotations) for span in content)
    content = whole_quotation(doc, saying, content, quotations, speaker, cue)
    content = without_apposition(doc, up_to_quotation(doc, saying, content, quotations, cue), quotations)
    if not content:
        content = _neighbouring_quotation(doc, saying, quotations, speaker, cue)
    return content


def _to_the_full_stop(text: str, span: CharSpan, quotations: Sequence[Quotation], cue: CharSpan) -> CharSpan:
    """Reported speech within one sentence, where two were run together: up to the full stop, or from it on."""
    start, end = span
    for match in _FULL_STOP.finditer(text, *span):
        if quote_around(quotations, match.start()) is not None or quote_around(quotations, match.end()) is not None:
            continue
        if start >= cue[1]:
            return start, match.start()
        if end <= cue[0]:
            start = match.end()
    return start, end


def _to_the_semicolon(doc: Doc, span: CharSpan, quotations: Sequence[Quotation]) -> CharSpan:
    """What is told according to somebody, up to what another says: "..., ten died; the other side spoke of two"."""
    at = text_of(doc).find(";", *span)
    if at < 0 or quote_around(quotations, at) is not None:
        return span
    rest = doc.char_span(at, span[1], alignment_mode="expand") or ()
    told = any(t.lemma_.lower() in load_cues().verbs and children(t, *SUBJECTS) for t in rest)
    return (span[0], at) if told else span


def _quoted_next(text: str, spans: list[CharSpan], end: int, quotations: Sequence[Quotation]) -> list[CharSpan]:
    """The quotation right behind "and, according to Moren," where what was chosen leaves it out."""
    follows = next(
        (q for q in quotations if q.start >= end and not any(c.isalnum() for c in text[end : q.start])), None
    )
    if (
        follows is None
        or "\n" in text[end : follows.start]
        or any(overlap(s, (follows.start, follows.end)) for s in spans)
    ):
        return spans
    return [(follows.start, follows.end)]


def _without_office(doc: Doc, span: CharSpan, speaker: Speaker, cue: CharSpan) -> CharSpan:
    """Reported speech up to the office of who says it: "..., undersecretary for ports Tavo Lind said"."""
    if speaker.span is None or not span[0] < speaker.span.start <= cue[0]:
        return span
    between = doc.char_span(span[0], speaker.span.start, alignment_mode="contract")
    commas = [t for t in between or () if t.text == ","]
    if between is None or not commas or span[1] < commas[-1].idx:
        return span
    office = doc[commas[-1].i + 1 : between.end]
    if len(office) == 0 or any(t.pos_ in {"VERB", "AUX", "PRON"} or t.text[0] in '“”"' for t in office):
        return span
    return (span[0], commas[-1].idx) if any(t.pos_ == "NOUN" for t in office) else span


def _one_sentence(text: str, spans: Sequence[CharSpan], cue: CharSpan) -> tuple[CharSpan, ...]:
    """Without what follows the full stop after "..., she said." however the sentences were cut."""
    if not any(end <= cue[0] for _, end in spans):
        return tuple(spans)
    return tuple(s for s in spans if s[0] < cue[1] or not re.search(r"[.!?][”\"’']*\s", text[cue[1] : s[0]]))


def _quoted_apart(
    text: str, spans: Sequence[CharSpan], quotations: Sequence[Quotation], cue: CharSpan
) -> tuple[CharSpan, ...]:
    """Of "“...,” he said of the charges" the quotation alone: what follows its cue unquoted is the outlet's."""
    whole = [s for s in spans if s[1] <= cue[0] and quoted_share(quotations, *s, text) >= 0.97]
    before = [s for s in spans if s[1] <= cue[0]]
    if not whole or whole != before or len(covered(text, whole)) < 3:
        return tuple(spans)
    return tuple(s for s in spans if s in whole or quoted_share(quotations, *s, text) > 0)


def _to_sentence_end(
    doc: Doc, saying: Saying, spans: list[CharSpan], quotations: Sequence[Quotation]
) -> list[CharSpan]:
    """Reported speech after "X said" runs to the end of the sentence; where the next saying begins is settled later."""
    head = doc[saying.head]
    clause = any(c.i > head.i for c in children(head, "ccomp"))
    if not spans or saying.frame not in {"say", "object", "tell"} or not (clause or saying.frame == "say"):
        return spans
    sentence = head.sent
    if any(a.i > head.i for a in head.ancestors):
        return spans  # "X believes ..., Y said": the sentence ends with somebody else's saying
    after = [span for span in spans if span[0] > head.idx and span[0] < sentence.end_char]
    if len(after) != len(spans) or len(covered(text_of(doc), spans)) < 3:
        return spans
    end = max(e for _, e in after)
    if end >= sentence.end_char or any(quote_around(quotations, at) for at in (after[0][0], end - 1)):
        return spans
    stop = min(
        (c.left_edge.idx for c in _beside_sayings(doc, head) if c.left_edge.idx > end - 2), default=sentence.end_char
    )
    narrated = _NARRATED.search(text_of(doc), end, stop)
    while (
        narrated is not None
        and narrated.group() in {"“", '"'}
        and text_of(doc)[: narrated.start()].rstrip()[-1:].isalnum()
    ):
        # "a letter that speaks of a “hostile campaign” against it": words of the sentence in quotation marks
        opened = quote_around(quotations, narrated.start())
        narrated = _NARRATED.search(text_of(doc), opened.end if opened is not None else narrated.end(), stop)
    stop = narrated.start() if narrated is not None else stop
    return [(min(s for s, _ in after), max(end, stop))]


def _beside_sayings(doc: Doc, head: Token) -> list[Token]:
    """Sayings of others coordinated with a cue: "he said there was no base, and Varnia has denied seeking one"."""
    cues = {i for a in doc._.attributions for span in a.cue for i in range(span.start, span.end)}
    return [c for c in children(head, "conj") if c.i in cues and children(c, *SUBJECTS)]


def _with_quotation(doc: Doc, saying: Saying, span: CharSpan, quotations: Sequence[Quotation]) -> CharSpan:
    """What is judged goes on into the quotation that follows it at once: "denounced the plan “dictated by fear”"."""
    if saying.frame not in {"judge", "object", "label", "express"} or span[0] < doc[saying.head].idx:
        return span
    follows = next((q for q in quotations if q.start >= span[1] and not text_of(doc)[span[1] : q.start].strip()), None)
    return (span[0], follows.end) if follows is not None and follows.end <= doc[saying.head].sent.end_char else span


def _beside_cue(doc: Doc, saying: Saying) -> list[CharSpan]:
    """The sentence before ", X said", where neither reader nor syntax tells the content."""
    source = saying.arguments.source
    start = min(saying.head, source[0] if source is not None else saying.head)
    sentence = doc[saying.head].sent
    before = [t for t in doc[sentence.start : start] if not t.is_space]
    if len(before) < 4 or before[-1].text[-1] not in ",”\"’'" or source is None:
        return []
    return [token_chars(doc, (sentence.start, start))]


def _cue_words(doc: Doc, saying: Saying) -> CharSpan:
    """The cue verb itself with its particle; the whole marked cue is no hole, since it may swallow content words."""
    if saying.frame == "noun":
        return token_chars(doc, (saying.head, saying.head + 1))
    start, end = saying.cue
    inner = [
        t
        for t in doc[start:end]
        if t.i == saying.head
        or t.pos_ in {"AUX", "PART"}
        or (t.head.i == saying.head and t.pos_ in {"ADV", "ADP", "ADJ"})
    ]
    inside = [t.i for t in inner] or [saying.head]
    low, high = saying.head, saying.head
    while low - 1 in inside:
        low -= 1
    while high + 1 in inside:
        high += 1
    return token_chars(doc, (low, high + 1))


def _addressee_spans(doc: Doc, saying: Saying) -> list[tuple[int, int]]:
    """Names and pronouns the saying is directed at, each list of them one span; a thing that is judged is content."""
    heads = [
        h
        for h in saying.arguments.addressee
        if doc[h].pos_ in {"PROPN", "PRON"}
        or saying.frame in {"accuse", "urge", "tell", "call"}
        or saying.act in TOLD_TO
    ]
    if not heads or (saying.frame == "judge" and any(children(doc[h], "nmod:poss") for h in heads)):
        return []
    # "accused X of arming rebels, a charge that Y rejected": the charge, read as a second object, is not accused.
    opening = min((start for start, _ in saying.arguments.content), default=len(doc))
    heads = [h for h in heads if h < opening] or heads
    start, end = min(doc[h].left_edge.i for h in heads), _name_end(doc, max(heads))
    return [(start, _closed(doc, start, end))]


def _closed(doc: Doc, start: int, end: int) -> int:
    """The end of a nominal that holds an opening mark, behind the closing one: "blamed the “fog [of war”] for it"."""
    opened = sum(t.text in {"“", "``"} for t in doc[start:end]) - sum(t.text in {"”", "''"} for t in doc[start:end])
    straight = sum(t.text == '"' for t in doc[start:end]) % 2
    if opened <= 0 and not straight:
        return end
    closing = next((t.i for t in doc[end : end + 8] if t.text in {"”", "''", '"'}), None)
    return closing + 1 if closing is not None else end


def _name_end(doc: Doc, head: int) -> int:
    """Where a name ends that goes on after its head: "the League of Straits to send", not "Varnia of shelling"."""
    end = max([head, *(c.i for c in children(doc[head], "flat"))]) + 1
    while end + 1 < len(doc) and doc[end].lower_ == "of":
        after = next((t for t in doc[end + 1 : end + 4] if t.pos_ != "DET"), None)
        if after is None or after.pos_ != "PROPN":
            break
        end = after.i + 1
    return end


def _holds(doc: Doc, span: CharSpan, at: int) -> bool:
    return span[0] <= at < span[1]


def _filled(doc: Doc, saying: Saying, spans: list[CharSpan], source: Speaker) -> list[CharSpan]:
    """Pieces of one sentence that neither cue nor speaker parts are one: the reader skipped a name in between."""
    ordered = sorted(spans)
    filled: list[CharSpan] = []
    for span in ordered:
        if filled and saying.frame in {"say", "object", "tell"} and "\n\n" not in text_of(doc)[filled[-1][1] : span[0]]:
            gap = (filled[-1][1], span[0])
            cue_between = gap[0] <= doc[saying.head].idx < gap[1]
            speaker_between = source.span is not None and overlap(gap, (source.span.start, source.span.end)) > 0
            same = doc[saying.head].sent.start_char <= gap[0] and gap[1] <= doc[saying.head].sent.end_char
            if same and not cue_between and not speaker_between and gap[1] - gap[0] <= 160:
                filled[-1] = (filled[-1][0], span[1])
                continue
        filled.append(span)
    return filled


def _neighbouring_quotation(
    doc: Doc, saying: Saying, quotations: Sequence[Quotation], speaker: Speaker, cue: CharSpan
) -> tuple[CharSpan, ...]:
    """A quotation that ends just before the cue's clause, or begins just after its colon."""
    text = text_of(doc)
    low = min(cue[0], speaker.span.start if speaker.span else cue[0])
    high = max(cue[1], speaker.span.end if speaker.span else cue[1])
    for quotation in quotations:
        if (
            quotation.end <= low
            and low - quotation.end <= 40
            and not any(c.isalnum() for c in text[quotation.end : low])
        ):
            return ((quotation.start, quotation.end),)
        between = text[high : quotation.start] if quotation.start >= high else ""
        if quotation.start >= high and len(between) <= 60 and (":" in between or not any(c.isalnum() for c in between)):
            return ((quotation.start, quotation.end),)
    return ()
