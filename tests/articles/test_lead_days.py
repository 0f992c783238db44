"""Which days of a lead are those of its news."""

from __future__ import annotations

import pytest

from demarche.articles.lead_days import find_lead_days, is_told_past
from demarche.records import Block

LEADS = [
    (("The two ministers met in Keld on March 5, 2024.",), ["March 5, 2024"], "told of the meeting itself"),
    (("The two ministers met in Keld on Tuesday, March 5.",), ["Tuesday, March 5"], "without its year"),
    (("The strike that began on March 3, 2019 changed the harbour.",), [], "a clause of its own"),
    (("One year after the flood of July 11, 2021 the dam is whole again.",), [], "a noun's day"),
    (("The Aug. 7, 1998, bombing is still before the court.",), [], "before a noun"),
    (("On Monday, February 14, 2022, while others sent flowers, he was caught.",), [], "the opening of a story"),
    (("On July 11, 2021 she was arrested at the gate.",), [], "the opening of a story, without its weekday"),
    (("Varnia will play its neighbour in Keld on Tuesday, March 28, 2017.",), [], "a day to come"),
    (("She has been in custody since Friday, 22 July 2022.",), [], "the day from which"),
    (("The court sat again. It had heard her on March 5, 2024.",), [], "with its year, past the first sentence"),
    (("The court sat again.", "He was sworn in on May 5, 2019."), [], "with its year, in the second paragraph"),
    (("The court sat again.", "It heard her on Tuesday, March 5, 2024."), ["Tuesday, March 5, 2024"], "beside its weekday"),
]  # fmt: skip


@pytest.mark.parametrize(("paragraphs", "expected", "why"), LEADS, ids=[row[2] for row in LEADS])
def test_days_of_the_news(paragraphs: tuple[str, ...], expected: list[str], why: str) -> None:
    blocks = [Block(role="body", text=text) for text in paragraphs]
    assert [date.text for date in find_lead_days(blocks)] == expected, why


TOLD = [
    ("The harbour was built in 2021.", "2021", True, "a verb of the past"),
    ("They have been at odds since 2019.", "2019", True, "since when"),
    ("The treaty was signed in May 2019 by both.", "May 2019", True, "a month, not a maybe"),
    ("They prepare for the 2024 Games.", "2024", False, "an event's name"),
    ("The plan was announced as part of Vision 2030.", "2030", False, "a goal"),
    ("Spending in 2023 is expected to rise, he said.", "2023", False, "a forecast"),
    ("It received the budget of 2022-2023.", "2022", False, "a year of the books"),
    ("The flights will be resumed as of August 1, 2022.", "August 1, 2022", False, "a day to come"),
    ("The case was heard on August 1, 2022.", "August 1, 2022", True, "a day"),
]


@pytest.mark.parametrize(("sentence", "date", "past", "why"), TOLD, ids=[row[3] for row in TOLD])
def test_what_bounds_a_report_from_below(sentence: str, date: str, past: bool, why: str) -> None:
    start = sentence.index(date)
    assert is_told_past(sentence, start, start + len(date), day="," in date) is past, why
