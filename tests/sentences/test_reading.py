"""The reader on whole articles: offsets, blocks, dirty text; what it finds in plain sentences."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from demarche.records import Article, Block, Dating
from demarche.sentences import load_reader, read_sentences
from demarche.settings import Settings

READER = load_reader(Settings())


def article_of(*blocks: tuple[str, str]) -> Article:
    """An article of the given blocks (role, text), a blank line between them."""
    made: list[Block] = []
    start = 0
    for role, text in blocks:
        made.append(Block(role=role, text=text, start=start, end=start + len(text)))  # type: ignore[arg-type]
        start += len(text) + 2
    return Article(
        id="a",
        uri="a",
        sha256="0",
        retrieved=None,
        news=True,
        title=None,
        text="\n\n".join(text for _, text in blocks),
        blocks=tuple(made),
        published=Dating(),
    )


def words(doc: Doc, spans) -> str:
    return " | ".join(doc[span.start : span.end].text for span in spans)


def check_sound(doc: Doc, text: str) -> None:
    """What holds of every Doc, whatever the text."""
    assert doc.text == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)
    if len(doc):
        assert doc.has_annotation("DEP")
        assert doc.has_annotation("SENT_START")
    for sentence in doc.sents:
        assert sum(token.head == token for token in sentence) == 1, "one root a sentence"
        assert all(token.head.sent == sentence for token in sentence)
    for attribution in doc._.attributions:
        assert attribution.cue
        for span in (*attribution.cue, *attribution.source, *attribution.content):
            assert 0 <= span.start < span.end <= len(doc)
            assert 0 <= span.confidence <= 1
        if attribution.inside is not None:
            outer = doc._.attributions[attribution.inside]
            assert outer is not attribution
            cue = attribution.cue[0]
            assert any(span.start <= cue.start and cue.end <= span.end for span in outer.content)
    for first, second in itertools.pairwise(doc.ents):
        assert first.end <= second.start


PLAIN = [
    (
        "The foreign minister said on Friday that the talks had failed.",
        "The foreign minister | said | talks had failed",
    ),
    (
        "“We will not sign the treaty,” Prime Minister Ilko Brandt said.",
        "Prime Minister Ilko Brandt | said | will not sign",
    ),
    ('"We will not sign the treaty," she told reporters.', "she | told | We will not sign the treaty"),
    ("According to the ministry, two soldiers were killed.", "the ministry | According to | two soldiers were killed"),
    ("Varnia accused its neighbour of arming the rebels.", "Varnia | accused | arming the rebels"),
    ("The president urged both sides to return to the table.", "The president | urged | to return to the table"),
]


@pytest.mark.parametrize(("text", "expected"), PLAIN)
def test_who_said_what(text: str, expected: str) -> None:
    who, cue, what = expected.split(" | ")
    doc = READER(text)
    found = [one for one in doc._.attributions if cue in words(doc, one.cue)]
    assert found, "the cue is found"
    assert who in words(doc, found[0].source)
    assert what in words(doc, found[0].content)


@pytest.mark.parametrize(
    "text",
    [
        "The ship left the harbour at dawn with forty men on board.",
        "Two hundred soldiers crossed the river on Monday.",
        "The bridge, built in 1963, is 300 metres long.",
    ],
)
def test_nobody_says_anything(text: str) -> None:
    assert READER(text)._.attributions == ()


def test_an_inner_saying_knows_what_holds_it() -> None:
    doc = READER("The ministry said on Friday that the envoy had denied selling the weapons.")
    outer, inner = doc._.attributions
    assert (words(doc, outer.source), words(doc, outer.cue)) == ("The ministry", "said")
    assert "the envoy" in words(doc, inner.source)
    assert "denied" in words(doc, inner.cue)
    assert "selling the weapons" in words(doc, inner.content)
    assert inner.inside == 0
    assert outer.inside is None


def test_what_the_speaker_says_he_says_is_no_inner_saying() -> None:
    doc = READER("“We have always said that the border is open,” the minister said.")
    assert all(one.inside is None for one in doc._.attributions)


def test_blocks_begin_sentences_and_keep_their_roles() -> None:
    article = article_of(
        ("title", "Varnia warns Ostrava over border drills"),
        ("body", "Varnia warned its neighbour on Friday"),
        ("caption", "The border post at Keld"),
        ("body", "“The drills must end,” Foreign Minister Ilko Brandt said."),
    )
    doc = read_sentences(READER, article)
    check_sound(doc, article.text)
    assert [role for role, _, _ in doc._.block_roles] == ["title", "body", "caption", "body"]
    for (_, start, end), block in zip(doc._.block_roles, article.blocks, strict=True):
        assert doc[start].is_sent_start
        assert doc[start:end].text.strip() == block.text


def test_nothing_is_said_in_a_caption_or_across_it() -> None:
    article = article_of(
        ("body", "“The drills must end at once and the troops must go home,"),
        ("caption", "President Anna Olka said on Monday that she was glad"),
        ("body", "“or we shall act,” Foreign Minister Ilko Brandt said."),
    )
    doc = read_sentences(READER, article)
    (_, start, end) = doc._.block_roles[1]
    for one in doc._.attributions:
        for span in (*one.cue, *one.source, *one.content):
            assert span.end <= start or span.start >= end


def test_a_source_or_cue_stays_in_its_block() -> None:
    article = article_of(*(("body", f"The {name} minister said the talks") for name in ("first", "second", "third")))
    doc = read_sentences(READER, article)
    for one in doc._.attributions:
        for span in (*one.cue, *one.source):
            assert any(first <= span.start and span.end <= last for _, first, last in doc._.block_roles)


def test_span_groups_mirror_the_attributions() -> None:
    doc = READER("The minister said the talks had failed. “We are sorry,” he added.")
    for role in ("source", "cue", "content"):
        expected = [(span.start, span.end) for one in doc._.attributions for span in getattr(one, role)]
        group = doc.spans[role]
        assert [(span.start, span.end) for span in group] == expected
        assert len(group.attrs["attribution"]) == len(group.attrs["confidence"]) == len(expected)
    assert len(doc.spans["names"].attrs["confidence"]) == len(doc.ents)


DIRTY = [
    ("", "empty"),
    (" \n\n \t", "nothing but space"),
    ("\u200b\u200b", "nothing but invisible characters"),
    ("\n\nThe minister said no.", "space first"),
    ("THE MINISTER SAID THE TALKS HAD FAILED", "capitals"),
    ("“““ ””” ' \" ‘‘", "marks alone"),
    ("“We will not sign, the minister said.", "a mark that is never closed"),
    ("We will not sign,” the minister said.", "a mark that was never opened"),
    ("He spoke of confrontation“between friends”and left.\u00adThe end", "glued marks"),
    ("The min\u200bister sa\u00adid that \u200bhe\ufeff would go.", "invisible characters in words"),
    ("说 中文 и русский 🙂 said", "other scripts"),
    ("a" * 3000, "one endless word"),
    ("!" * 1500, "one endless run of marks"),
    ("x.y.z" * 400, "one endless address"),
]


@pytest.mark.parametrize(("text", "why"), DIRTY)
def test_any_text_comes_back_whole(text: str, why: str) -> None:
    check_sound(READER(text), text)


_PIECES = st.lists(
    st.sampled_from(
        ["The minister said", "that", " ", " ", "“", "”", '"', "'", ".", ",", "\n\n", "\n", "Varnia", "denied", "it",
         "\u200b", "\u00a0", "\u00ad", "according to", "—", "U.S.-led", "…", "2024", "(", ")", "Żółć", "🙂", "’s"]
    ),
    max_size=40,
).map("".join)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.one_of(_PIECES, st.text(max_size=80)))
def test_every_text_is_read_soundly(text: str) -> None:
    check_sound(READER(text), text)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["title", "body", "caption"]), _PIECES), min_size=1, max_size=5))
def test_every_article_is_read_soundly(blocks: list[tuple[str, str]]) -> None:
    article = article_of(*blocks)
    doc = read_sentences(READER, article)
    check_sound(doc, article.text)
    for _, start, end in doc._.block_roles:
        # White space at the very beginning belongs to the first sentence.
        assert doc[start].is_sent_start or all(token.pos_ == "SPACE" for token in doc[:start])
        assert 0 <= start < end <= len(doc)


def test_reading_twice_gives_the_same() -> None:
    text = "The minister said the talks had failed. “We are sorry,” he added in Keld on 3 May 2024."
    first, second = READER(text), READER(text)
    assert first._.attributions == second._.attributions
    assert first.to_json() == second.to_json()


def test_what_stands_before_does_not_change_a_title() -> None:
    title = "Varnia says talks with Ostrava failed"
    alone = read_sentences(READER, article_of(("title", title)))
    before = read_sentences(READER, article_of(("title", title), ("body", "The envoy had left on Monday.")))
    assert [token.dep_ for token in alone] == [token.dep_ for token in before][: len(alone)]


def test_a_very_long_article_is_read_in_stretches() -> None:
    paragraph = "The minister said on Friday that the talks in Keld had failed."
    article = article_of(*(("body", paragraph) for _ in range(500)))
    doc = read_sentences(READER, article)
    assert doc.text == article.text
    assert len(doc._.attributions) >= 490


def test_pipe_gives_what_single_calls_give() -> None:
    texts = ["The minister said no.", "", "“Never,” he said.", "According to the envoy, it rained."]
    piped = [doc._.attributions for doc in READER.pipe(texts)]
    assert piped == [READER(text)._.attributions for text in texts]


def test_two_processes_give_what_one_gives() -> None:
    texts = ["The minister said no.", "“Never,” he said.", "According to the envoy, it rained."]
    found = [doc.to_json() for doc in READER.pipe(texts, n_process=2, batch_size=1)]
    assert found == [READER(text).to_json() for text in texts]


def test_lemmas_tags_and_names_are_filled() -> None:
    doc = READER("Foreign Minister Ilko Brandt denied the reports in Keld on Friday.")
    denied = next(token for token in doc if token.text == "denied")
    assert (denied.pos_, denied.lemma_, denied.dep_) == ("VERB", "deny", "ROOT")
    assert ("Ilko Brandt", "PER") in [(entity.text, entity.label_) for entity in doc.ents]


def test_another_pipeline_in_the_place_of_the_readers_own(tmp_path) -> None:
    import spacy

    other = spacy.blank("en")
    other.add_pipe("sentencizer")
    other.to_disk(tmp_path / "other")
    nlp: Language = load_reader(Settings(pipeline=str(tmp_path / "other")))
    doc = nlp("The minister said that the talks had failed. Nobody moved.")
    assert not doc.has_annotation("DEP")
    assert len(list(doc.sents)) == 2
    assert words(doc, doc._.attributions[0].cue) == "said"


def test_a_doc_is_written_and_read_back() -> None:
    article = article_of(("title", "Varnia warns Ostrava"), ("body", "“Never,” the minister said."))
    doc = read_sentences(READER, article)
    again = Doc(READER.vocab).from_bytes(doc.to_bytes())
    assert again._.attributions == doc._.attributions != ()
    assert again._.block_roles == doc._.block_roles


SEVERAL = (
    "Foreign Minister Ilko Brandt said on Friday that the drills “threaten the peace of the whole region.” "
    "He told reporters that the border would stay open.\n\n"
    'According to the ministry, Varnia does not want war. "We will not be provoked," Brandt added.'
)


def test_neighbours_keep_their_own_words() -> None:
    doc = READER(SEVERAL)
    found = {words(doc, one.cue): words(doc, one.content) for one in doc._.attributions}
    assert set(found) == {"said", "told", "According to", "added"}
    assert "threaten the peace" in found["said"]
    assert "threaten the peace" not in found["told"]
    assert "stay open" in found["told"]
    assert "not want war" in found["According to"]
    assert "provoked" in found["added"]
    assert "war" not in found["added"]
