"""Where what was said begins and ends: (paragraph, cue, exactly these words, why)."""

from __future__ import annotations

import pytest
from tests.statements.pages import read

from demarche.pipeline import Pipeline

EDGES: list[tuple[str, str, tuple[str, ...], str]] = [
    (
        "According to the Varnian Foreign Ministry, that country was in favour of longer talks.",
        "According to",
        ("that country was in favour of longer talks",),
        "a that which points to something is said",
    ),
    (
        "Ostrovia has called that 2016 ruling “illegal and void”.",
        "has called",
        ("that 2016 ruling “illegal and void”",),
        "also right behind a label's verb",
    ),
    (
        "Varnia's envoy said that countries on the river should share its water.",
        "said",
        ("countries on the river should share its water",),
        "a that which opens a clause is not",
    ),
    (
        "Trade between the two has grown for a year, envoy Ilka Moren said while speaking to the press in Brenn.",
        "said",
        ("Trade between the two has grown for a year",),
        "where she spoke is told of her",
    ),
    (
        "The network had planned attacks on two ports, its statement said, without giving details.",
        "said",
        ("The network had planned attacks on two ports",),
        "what was left out is told of the statement",
    ),
    (
        "The toll roads paid well, Moren said, especially because they were backed by the state.",
        "said",
        ("The toll roads paid well", "especially because they were backed by the state"),
        "a reason goes on",
    ),
    (
        "Brenn did not object when Varnia built the dam, an official said, adding that its cost was hard to tell.",
        "said",
        ("Brenn did not object when Varnia built the dam",),
        "from the sentence's beginning, and not what was added",
    ),
    (
        "The society said the note had frightened it, since it called its work a “hostile campaign” at sea.",
        "said",
        ("the note had frightened it, since it called its work a “hostile campaign” at sea",),
        "words in quotation marks do not end a clause",
    ),
    (
        "Moren pointed to Ostrovia's losses at the strait last year, saying they were grave.",
        "pointed to",
        ("Ostrovia's losses at the strait last year",),
        "the cue's preposition is no part of it",
    ),
    (
        "Although Moren has hinted at talks, he has rejected repeated requests from Keldorian officials to join them.",
        "has rejected",
        ("repeated requests from Keldorian officials to join them",),
        "what he hinted at is not what he rejected",
    ),
    (
        "The Varnian envoy deplored that children were still recruited even after the rebels took the capital.",
        "deplored",
        ("children were still recruited even after the rebels took the capital",),
        "a time inside the clause is its own",
    ),
    (
        "Varnian minister Ilka Moren said the executions, which go against repeated urging for a fair trial as well as "
        "demands to free all detainees, would further isolate Ostrovia.",
        "said",
        (
            "the executions, which go against repeated urging for a fair trial as well as demands to free all "
            "detainees, would further isolate Ostrovia",
        ),
        "a subject far from its verb",
    ),
    (
        "Varnia often accuses its rivals, such as Ostrovia, Keldoria and the Pelagic Alliance, of trying to ruin it.",
        "often accuses",
        ("trying to ruin it",),
        "the charge stands behind all who are accused",
    ),
    (
        "The ministry said there was no such pact with Ostrovia, giving substance to claims that the raid was illegal.",
        "said",
        ("there was no such pact with Ostrovia",),
        "what its words do is the outlet's",
    ),
    (
        "Varnia's central bank instructed all pilots to stop sailing by night.",
        "instructed",
        ("to stop sailing by night",),
        "an instruction",
    ),
    (
        "Moren blamed the “winter sea” for the loss of the convoy.",
        "blamed",
        ("the loss of the convoy",),
        "what is blamed ends with its quotation mark",
    ),
    (
        "The vizier named another captain, Bilal Lind, and, according to the historian Ilka Moren, “kept the trust "
        "his father had enjoyed”.",
        "according to",
        ("“kept the trust his father had enjoyed”",),
        "the quotation behind the source",
    ),
    (
        "The suspected arsonist, Hugo Lind, is alleged to have poured petrol on the floor of the studio.",
        "is alleged",
        ("to have poured petrol on the floor of the studio",),
        "what is alleged is the infinitive",
    ),
    (
        "The Pelagic Alliance called for calm, urging the perpetrators to be brought to justice.",
        "urging",
        ("the perpetrators to be brought to justice",),
        "they are not asked",
    ),
    (
        "According to Lurova, 49 of its soldiers died; the Ostrovian side spoke about 50 dead.",
        "According to",
        ("49 of its soldiers died",),
        "the other side's words are none of it",
    ),
    (
        "Varnia's ministry said Brenn was clinging to old maps and called on Ostrovia to return to the talks.",
        "said",
        ("Brenn was clinging to old maps",),
        "who is called on does not call",
    ),
    (
        "Ostrovia's then president Hugo Lind had asked them to withdraw their troops from the pass.",
        "had asked",
        ("them to withdraw their troops from the pass",),
        "he asked, and was not asked",
    ),
]
AFTER_COLON = (
    "Looking ahead to the summer games, Varnian coach Hugo Lind said:",
    "“We shall bring players who want to come.”",
)
NOTHING_SAID: list[tuple[str, str, str]] = [
    ("Varnia's president has yet to comment on the ruling.", "comment", "nothing has been said yet"),
    ("It is telling that Varnia has never named the pilots.", "telling", "a judgement of the outlet's"),
    ("The president has endured criticism for the raid at Hask.", "criticism", "they say nothing"),
    ("Varnia recalled its chargé d'affaires while putting plans for an embassy on hold.", "recalled", "a deed"),
    ("This article was written by Ilka Moren and Hugo Lind.", "written", "a byline"),
    ("The president welcomed the Ostrovian guests to the palace on Monday.", "welcomed", "a deed, no words"),
]


@pytest.mark.parametrize(("text", "cue", "words", "why"), EDGES, ids=[row[-1] for row in EDGES])
def test_the_words(pipeline: Pipeline, text: str, cue: str, words: tuple[str, ...], why: str) -> None:
    said = [one for one in read(pipeline, text).statements if one.cue is not None and one.cue.text == cue]
    assert [tuple(span.text for span in one.content) for one in said] == [words], why


@pytest.mark.parametrize(("text", "cue", "why"), NOTHING_SAID, ids=[row[-1] for row in NOTHING_SAID])
def test_nothing_said(pipeline: Pipeline, text: str, cue: str, why: str) -> None:
    cues = [one.cue.text for one in read(pipeline, text).statements if one.cue is not None]
    assert not any(cue in found for found in cues), why


def test_a_colon_at_the_paragraphs_end(pipeline: Pipeline) -> None:
    said = read(pipeline, *AFTER_COLON).statements
    assert [span.text for one in said for span in one.content] == [AFTER_COLON[1]]
