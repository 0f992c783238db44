"""Statements put together: cue, words, speaker, act, addressee, date, and what stands inside what."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from spacy.tokens import Doc

from demarche.knowledge import Knowledge
from demarche.records import Article, Cast, Party, Reason, Span, Statement, Timex
from demarche.statements.acts import decide_act
from demarche.statements.addressees import find_addressees, parties_of
from demarche.statements.clauses import SUBJECTS, children, is_participle
from demarche.statements.content import Content, Verdict
from demarche.statements.contents import kind_of, token_chars
from demarche.statements.directed import direct
from demarche.statements.draft import Draft
from demarche.statements.floating import with_floating
from demarche.statements.headlines import side_by_side
from demarche.statements.lexicon import CueLexicon, load_cues
from demarche.statements.matter import has_matter
from demarche.statements.nesting import part, settle
from demarche.statements.opinions import as_voiced
from demarche.statements.quotations import Quotation, find_quotations
from demarche.statements.sayings import Saying, find_sayings
from demarche.statements.speakers import Speaker, Voices, resolve_speaker
from demarche.statements.speech import communicated
from demarche.statements.transcripts import as_quotations, find_turns, with_turns
from demarche.statements.when import date_statements
from demarche.statements.whose import refine_speakers
from demarche.statements.wording import content_of

AGAINST = frozenset({"accuse", "condemn", "urge", "demand", "threaten"})
# Who asks a question is answered by whom the report is about: "a reporter asked if ... “No,” he said."
ASKING = frozenset({"ask", "question", "wonder", "inquire", "enquire"})
# Frames that name whom they are directed at between the cue and the words.
BETWEEN = frozenset({"accuse", "urge", "call"})


def find_statements(
    article: Article, doc: Doc, cast: Cast, timexes: Sequence[Timex], knowledge: Knowledge
) -> tuple[Statement, ...]:
    """Every statement of an article, in text order.

    `doc` is the reader's `Doc` over `article.text`; offsets in the result are into `article.text`. Statements whose
    source is not named have speaker ``None``. Ids are ``<article id>.s<number>``.
    """
    del knowledge
    lexicon = load_cues()
    voices = Voices(cast)
    spoken = [
        (b.start, b.end)
        for b in article.blocks
        if b.start is not None and b.end is not None and b.role in {"title", "body"}
    ]
    turns = find_turns(article, cast)
    quotations = as_quotations(turns) or find_quotations(article.text, spoken)
    title_end = next((b.end for b in article.blocks if b.role == "title" and b.end is not None), 0)
    drafts: list[Draft] = []
    for saying in find_sayings(doc, lexicon):
        draft = _draft(doc, saying, quotations, voices, lexicon, title_end, drafts)
        if draft is not None:
            drafts.append(draft)
            if not draft.headline and saying.lemma not in ASKING and not _reported(draft, drafts[:-1]):
                voices.heard(draft.speaker)
    parted = part(doc, side_by_side(doc, drafts), quotations)
    drafts = [
        new if new is old else _judged(doc, new, quotations, cast) for new, old in zip(parted, drafts, strict=True)
    ]
    drafts = [d for d in settle(doc, drafts) if not _of_the_outlet(article, d)]
    drafts = (
        with_turns(doc, drafts, turns, cast)
        if turns
        else with_floating(doc, drafts, quotations, spoken, title_end, cast)
    )
    drafts = direct(doc, refine_speakers(doc, drafts, cast), cast)
    statements = _number(article, doc, drafts, quotations)
    return date_statements(statements, article, doc, timexes)


def _of_the_outlet(article: Article, draft: Draft) -> bool:
    """ "..., reports the Lurova Herald", "..., writes Ilka Moren": the outlet's line about its own story."""
    if draft.saying is None or draft.saying.lemma not in {"report", "write"} or draft.speaker.span is None:
        return False
    own = {name.lower() for name in (article.outlet, article.agency, *article.authors) if name}
    named = draft.speaker.span.text.lower().removeprefix("the ").strip(" .\n")
    closes = article.text[draft.speaker.span.end :].lstrip(" .")[:2] in {"", "\n\n"}
    trailing = draft.cue is not None and draft.content[-1][1] <= draft.cue[0] < draft.speaker.span.start
    torn = article.text[draft.content[-1][1] :].lstrip("”\"' ").startswith(("…", "..."))
    return trailing and closes and (named in own or torn)


def _draft(
    doc: Doc,
    saying: Saying,
    quotations: Sequence[Quotation],
    voices: Voices,
    lexicon: CueLexicon,
    title_end: int,
    before: Sequence[Draft],
) -> Draft | None:
    if saying.unreal or (saying.lemma in {"ask", "question"} and saying.attribution is None):
        return None
    cue = token_chars(doc, saying.cue)
    named = [i for i in saying.arguments.addressee if doc[i].pos_ != "PRON"]
    asked_parties = parties_of(doc, voices.cast, named)
    source = saying.arguments.source_head
    own_words = source is not None and doc[source].pos_ != "PRON" and not saying.arguments.bare_speaker
    # "Varnia ..., accusing Varnia of": not the accused itself; but "the opposition accused the government" says who
    barred = asked_parties if saying.act in AGAINST and not own_words else ()
    speaker = _hung_on(doc, saying, before, barred) or resolve_speaker(doc, saying, voices, lexicon, barred)
    if speaker.actor is None and speaker.party is None and not saying.arguments.passive:
        speaker = _governing(doc, saying, before, barred) or speaker
    saying = as_voiced(doc, saying, speaker, before)
    content = content_of(doc, saying, quotations, speaker, cue)
    if not content or not has_matter(doc, saying, content, quotations, voices.cast):
        return None
    if not communicated(doc, saying, speaker, content, quotations):
        return None
    draft = Draft(
        saying=saying, speaker=speaker, cue=cue, content=content, headline=cue[0] < title_end,
        verdict=Verdict(act=saying.act, reason=Reason(rule="cue", words=saying.lemma)), addressees=(),
        confidence=saying.confidence,
    )  # fmt: skip
    return _judged(doc, draft, quotations, voices.cast)


def _reported(draft: Draft, before: Sequence[Draft]) -> bool:
    """Whether somebody else tells of this saying: "Moren said Lind had left it. [He] added": Moren goes on."""
    cue = draft.cue
    return cue is not None and any(s <= cue[0] and cue[1] <= e for other in before for s, e in other.content)


def _judged(doc: Doc, draft: Draft, quotations: Sequence[Quotation], cast: Cast) -> Draft:
    """A draft with the act that its cue and its words perform, and whom it is directed at."""
    saying, speaker = draft.saying, draft.speaker
    if saying is None:
        return draft
    tokens = tuple(
        t.i
        for start, end in draft.content
        for t in (doc.char_span(start, end, alignment_mode="expand") or ())
        if not t.is_space
    )
    direct = kind_of(doc, draft.content, quotations) == "direct"
    said = Content(tokens=tokens, party=speaker.party, speaker=speaker.actor, direct=direct)
    verdict = decide_act(doc, saying.act, saying.frame, saying.lemma, said, cast, denied=saying.negated)
    asked = saying.arguments.addressee
    between = None
    if saying.frame in BETWEEN and draft.cue is not None and draft.content[0][0] > draft.cue[1]:
        between = (draft.cue[1], draft.content[0][0])
    addressees = find_addressees(
        doc, cast, verdict.act, asked, verdict.targets, draft.content, speaker.party, between, speaker.actor
    )
    return msgspec.structs.replace(draft, verdict=verdict, addressees=addressees)


def _hung_on(doc: Doc, saying: Saying, before: Sequence[Draft], barred: Sequence[Party]) -> Speaker | None:
    """The speaker of the saying a participle hangs on: "he stressed ..., denouncing ..."."""
    head = doc[saying.head]
    shares = is_participle(head) or head.dep_ == "conj"
    if not (shares and saying.arguments.bare_speaker) or head.dep_.startswith("acl"):
        return None
    ancestors = {token.i for token in head.ancestors if token.sent == head.sent}
    over = [
        d
        for d in before
        if d.saying is not None and d.saying.head in ancestors and d.speaker.party not in (None, *barred)
    ]
    return over[-1].speaker if over else None


def _governing(doc: Doc, saying: Saying, before: Sequence[Draft], barred: Sequence[Party]) -> Speaker | None:
    """A participle or coordinated cue without a speaker of its own takes that of the saying it hangs on."""
    head = doc[saying.head]
    participle = is_participle(head) and not children(head, *SUBJECTS)  # not "analysts are warning"
    if saying.frame in {"noun", "according"} or (not participle and not saying.arguments.bare_speaker):
        return None
    sentence = head.sent
    for draft in reversed(before):
        if draft.saying is None or not sentence.start <= draft.saying.head < sentence.end:
            continue
        known = draft.speaker.actor is not None or draft.speaker.party is not None
        if known and draft.speaker.party not in barred:
            return draft.speaker
    return None


def _number(
    article: Article, doc: Doc, drafts: Sequence[Draft], quotations: Sequence[Quotation]
) -> tuple[Statement, ...]:
    text = article.text
    ids = [f"{article.id}.s{number}" for number in range(1, len(drafts) + 1)]
    statements: list[Statement] = []
    for index, draft in enumerate(drafts):
        outer = [
            (sum(e - s for s, e in other.content), number) for number, other in enumerate(drafts)
            if number != index and draft.cue is not None
            and any(s <= draft.cue[0] and draft.cue[1] <= e for s, e in other.content)
        ]  # fmt: skip
        statements.append(
            Statement(
                id=ids[index], speaker=draft.speaker.actor, party=draft.speaker.party,
                speaker_span=draft.speaker.span, cue=_as_span(text, draft.cue) if draft.cue else None,
                content=tuple(_as_span(text, s) for s in draft.content), kind=kind_of(doc, draft.content, quotations),
                act=draft.verdict.act,
                polarity="negative" if draft.saying is not None and draft.saying.negated else "positive",
                addressees=draft.addressees, inside=ids[min(outer)[1]] if outer else None, headline=draft.headline,
                confidence=round(draft.confidence, 3), reasons=(draft.verdict.reason, draft.speaker.reason),
            )
        )  # fmt: skip
    return tuple(statements)


def _as_span(text: str, span: tuple[int, int]) -> Span:
    return Span(start=span[0], end=span[1], text=text[span[0] : span[1]])
