"""Which days of a lead are those of its news."""

from __future__ import annotations

import pytest

from demarche.articles.lead_days import find_lead_days
from demarche.records import Block

LEADS = [
    (("The two ministers met in Keld on March 5, 2024.",), ["March 5, 2024"], "told of the meeting itself"),
    (("The two ministers met in Keld on Tuesday, March 5.",), ["Tuesday, March 5"], "without its year"),
    (("The protests that erupted on July 11, 2021 changed the island.",), [], "a clause of its own"),
    (("One year after the flood of July 11, 2021 the dam is whole again.",), [], "a noun's day"),
    (("The Aug. 7, 1998, bombing is still before the court.",), [], "before a noun"),
    (("On Monday, February 14, 2022, while others sent flowers, he was caught.",), [], "the opening of a story"),
    (("Varnia will play its neighbour in Keld on Tuesday, March 28, 2017.",), [], "a day to come"),
    (("She has been in custody since Friday, 22 July 2022.",), [], "the day from which"),
    (("The court sat again. It had heard her on March 5, 2024.",), [], "with its year, past the first sentence"),
    (("The court sat again.", "He was expelled on October 19, 2020."), [], "with its year, in the second paragraph"),
    (("The court sat again.", "It heard her on Tuesday, March 5, 2024."), ["Tuesday, March 5, 2024"], "beside its weekday"),
]  # fmt: skip


@pytest.mark.parametrize(("paragraphs", "expected", "why"), LEADS, ids=[row[2] for row in LEADS])
def test_days_of_the_news(paragraphs: tuple[str, ...], expected: list[str], why: str) -> None:
    blocks = [Block(role="body", text=text) for text in paragraphs]
    assert [date.text for date in find_lead_days(blocks)] == expected, why
