"""Who speaks, where a pronoun or a role alone says so."""

from __future__ import annotations

import pytest
from tests.statements.pages import read

from demarche.pipeline import Pipeline

SPOKE: list[tuple[tuple[str, ...], str, str | None, str]] = [
    (
        (
            "Ina Morel, first secretary at Varnia's mission, said that Ostrovia's leaders had admitted the raids.",
            "“It is a country that should not preach to others,” she said.",
        ),
        "It is a country that should not preach to others",
        "VAR",
        "one person is not those whose words she reports",
    ),
    (
        (
            "In 1979 Varnia's then president Ilko Brandt said that the river was worth a war. Ostrovian officials have "
            "denied that they want to stop the flow.",
            "He also said that Varnia would wait.",
        ),
        "Varnia would wait",
        "VAR",
        "he is not the officials",
    ),
    (
        ("The Union of Inland States, which mediates, urged both sides to show restraint.",),
        "restraint",
        "UIS",
        "not the clause about it",
    ),
    (
        ("Varnia's ministry said Ostrovia was clinging to old maps and called on Ostrovia to return to the talks.",),
        "to return to the talks",
        "VAR",
        "who is called on does not call",
    ),
    (
        (
            "Varnia's interior minister, Ilko Brandt, said that the canal was safe.",
            "A man who lives near it, and who gave only his first name, said he had heard “a loud bang”.",
        ),
        "a loud bang",
        None,
        "whose first name it is, is not told",
    ),
]

# (paragraphs, words of what is said, words of the speaker's name or None, why)
NAMED: list[tuple[tuple[str, ...], str, str | None, str]] = [
    (
        (
            "Two of the pages are the same, Varnian deputy Ilka Dorn said.",
            "Moren wrote the other pages for a journal, she said.",
        ),
        "Moren wrote the other pages",
        "Dorn",
        "nobody names herself in what she says",
    ),
    (
        (
            "Varnian professor Albert Koss criticised the group for the leak.",
            "Its founder Hugo Lind was questioned in Brenn. Although Lind was not charged, he has accused Ostrovia of "
            "hunting him.",
        ),
        "hunting him",
        "Lind",
        "the subject of the clause before",
    ),
    (
        (
            "Varnian president Ilko Brandt said that the canal was open.",
            "A trader who gave no name said the port was closed. “Nobody is paid,” he said.",
        ),
        "Nobody is paid",
        "Trader (Varnia)",
        "still the trader",
    ),
    (
        (
            "Varnian president Ilko Brandt spoke for an hour. A reporter asked if the canal was open.",
            "“It never closed,” he said.",
        ),
        "It never closed",
        "Brandt",
        "who asks does not answer",
    ),
    (
        (
            "As Lurova says it will return to the table for loans to fund three projects, analysts are warning of the "
            "risks of such loans at a time of uncertainty.",
        ),
        "the risks of such loans",
        None,
        "analysts are not the state in the clause before",
    ),
    (
        (
            "Hask Lind, the finance secretary under Brandt, cancelled the loan after the bank did not act on papers "
            "filed by Lurova, according to local media reports.",
        ),
        "cancelled the loan",
        None,
        "who is told of is not the source",
    ),
    (
        (
            "Varnian president Ilko Brandt was quoted by the island's press on Friday as saying that a group from "
            "abroad had planned the attacks.",
        ),
        "planned the attacks",
        "Brandt",
        "who is quoted speaks",
    ),
    (
        (
            "Varnian president Ilko Brandt backed away from his promise that Ostrovia would pull out of its slump in "
            "two years, and blamed the fall in the price of oil.",
        ),
        "the fall in the price of oil",
        "Brandt",
        "a finite verb does not go on an infinitive",
    ),
    (
        (
            "Ostrovian president Ilko Brandt received Varnia's foreign minister, Hugo Lind, in Brenn and stressed the "
            "need for peace.",
            "The Varnian top diplomat underscored the importance of their ties which, he said, are growing stronger.",
        ),
        "are growing stronger",
        "Lind",
        "he is the subject of his own sentence",
    ),
    (
        (
            "Ostrovian senator Hugo Lind said that the wall was a bad idea. “Nobody will pay for it,” he said. “Not "
            "today. Not tomorrow.”",
            "Varnian president Ilko Brandt has not answered yet, although he kept up his tone on the net.",
            "“The flood of goods must end,” he tweeted on Saturday.",
        ),
        "The flood of goods",
        "Brandt",
        "who was the subject since, not who spoke further back",
    ),
    (
        (
            "Justice Ilka Moren of the Federal Court of Varnia heard the case on Friday.",
            "Justice Moren said that only the Chief Judge, Justice Hugo Lind, could move it. The Judge said that a "
            "transfer would break the law.",
        ),
        "a transfer would break the law",
        "Moren",
        "the judge who has been speaking",
    ),
    (
        (
            "On Thursday Varnian president Ilko Brandt took a call from Hugo Lind, president of Ostrovia, after the "
            "latter had asked for a word about the canal. The latter said that the locks were open.",
        ),
        "the locks were open",
        "Lind",
        "the latter is the one named last",
    ),
    (
        (
            "Varnian singer Hugo Lind, 21, has left the state theatre. His friend Ilko Brandt has stayed.",
            "“I never asked for the post,” the 21-year-old said on Sunday.",
        ),
        "I never asked",
        "Lind",
        "whose age it is",
    ),
    (
        (
            "Varnian minister Hugo Lind met Keldorian envoy Ilka Moren in Brenn on Sunday.",
            "The former president of the club said that the season was lost.",
        ),
        "the season was lost",
        None,
        "a former president is not the first of two",
    ),
    (
        (
            "Varnian coach Hugo Lind has stayed. The grandmother of Hugo Lind said that she would fly to Brenn to "
            "bring the boys home.",
        ),
        "she would fly to Brenn",
        None,
        "kin are somebody else",
    ),
    (
        ("Varnian president Ilko Brandt read the plan of the ministry, highlighting the need for clean water.",),
        "clean water",
        "Brandt",
        "a participle behind a thing is the subject's",
    ),
]


@pytest.mark.parametrize(("paragraphs", "words", "party", "why"), SPOKE, ids=[row[-1] for row in SPOKE])
def test_the_speaker(pipeline: Pipeline, paragraphs: tuple[str, ...], words: str, party: str | None, why: str) -> None:
    said = read(pipeline, *paragraphs).statements
    assert [one.party for one in said if words in one.content[0].text] == [party], why


@pytest.mark.parametrize(("paragraphs", "words", "name", "why"), NAMED, ids=[row[-1] for row in NAMED])
def test_the_name(pipeline: Pipeline, paragraphs: tuple[str, ...], words: str, name: str | None, why: str) -> None:
    reading = read(pipeline, *paragraphs)
    names = {actor.id: actor.name for actor in reading.cast.actors if actor.kind == "person"}
    said = [names.get(s.speaker or "") for s in reading.statements if words in " ".join(c.text for c in s.content)]
    nameless = [found is None or "(" in found for found in said]  # "Trader (Varnia)"
    assert said, why
    assert all(nameless if name is None else [(found or "").endswith(name) for found in said]), (why, said)
