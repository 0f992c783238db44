"""Press conferences and interviews printed as transcripts."""

from __future__ import annotations

from tests.statements.pages import read

from demarche.pipeline import Pipeline

CONFERENCE = (
    "Ina Morel, spokeswoman of Varnia's foreign ministry, met the press on Monday.",
    "Harbour News: Ostrovia said yesterday that it had closed the strait. What is your comment?",
    "Ina Morel: Varnia strongly condemns this step. Ostrovia should open the strait at once.",
    "The strait belongs to all who live on it.",
    "Harbour News: Does Varnia share the worries of Keldoria?",
    "Ina Morel: We have seen the reports.",
)
INTERVIEW = (
    "Ilko Brandt, the defence minister of Varnia, spoke to us in his office.",
    "Q: Will there be a war?",
    "A: No. We want to go back to the table.",
    "Q: Who pays for the new ships?",
    "A: The budget that parliament has passed.",
)
NO_TRANSCRIPT = (
    "Varnia's foreign minister, Ilko Brandt, left for Keld on Monday.",
    "Background: the two states share a river.",
    "Varnia said the talks would last a day.",
    "Weather: rain is expected.",
)


def told(pipeline: Pipeline, *paragraphs: str) -> list[tuple[str | None, str, str]]:
    return [(one.party, one.kind, one.content[0].text) for one in read(pipeline, *paragraphs).statements]


def test_answers_are_the_speakers_own_words(pipeline: Pipeline) -> None:
    assert told(pipeline, *CONFERENCE) == [
        ("OSV", "indirect", "it had closed the strait"),
        ("VAR", "direct", "Varnia strongly condemns this step. Ostrovia should open the strait at once"),
        ("VAR", "direct", "The strait belongs to all who live on it"),
        ("VAR", "direct", "We have seen the reports"),
    ]
    answers = [one for one in read(pipeline, *CONFERENCE).statements if one.party == "VAR"]
    assert answers[0].act == "condemn"
    assert {one.reasons[1].rule for one in answers} == {"transcript"}


def test_a_is_who_is_interviewed(pipeline: Pipeline) -> None:
    assert told(pipeline, *INTERVIEW) == [
        ("VAR", "direct", "No. We want to go back to the table"),
        ("VAR", "direct", "The budget that parliament has passed"),
    ]


def test_labels_that_do_not_come_again_make_no_transcript(pipeline: Pipeline) -> None:
    assert told(pipeline, *NO_TRANSCRIPT) == [("VAR", "indirect", "the talks would last a day")]
