"""When a statement was made, where its own clause does not say."""

from __future__ import annotations

import msgspec
import pytest
from tests.statements.pages import read

from demarche.pipeline import Pipeline
from demarche.records import Dating

DAY = "2024-06-11"


@pytest.mark.parametrize(
    ("second", "date", "why"),
    [
        ("“The river is ours,” Ilko Brandt of Varnia went on.", "1979", "the same speaker, that year"),
        ("Officials in Varnia have since denied that they want war.", DAY, "others of the party, later"),
        ("Ostrovia said it would stay calm.", DAY, "another party"),
    ],
)
def test_a_recalled_year_is_the_speakers_own(pipeline: Pipeline, second: str, date: str, why: str) -> None:
    page = read(pipeline, "In 1979 Ilko Brandt, then president of Varnia, said that the river was worth a war.", second)
    article = msgspec.structs.replace(page.article, published=Dating(date=DAY, earliest=DAY, latest=DAY))
    said = pipeline.read_article(article).statements
    assert [one.date for one in said] == ["1979", date], why


def test_a_partys_day_of_this_news_goes_on(pipeline: Pipeline) -> None:
    page = read(
        pipeline,
        "Varnia's foreign minister, Ilko Brandt, said on Monday that the port would stay open.",
        "The ministry in Varnia said nobody had been hurt.",
    )
    article = msgspec.structs.replace(page.article, published=Dating(date=DAY, earliest=DAY, latest=DAY))
    assert {one.date for one in pipeline.read_article(article).statements} == {"2024-06-10"}
