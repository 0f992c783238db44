"""Two articles that share a president, a state and little else are hardly one story."""

from __future__ import annotations

import pytest

from demarche.stories import doubts as stage
from demarche.stories.doubts import doubts
from demarche.stories.embedding import shipped_embedder
from demarche.stories.linking import with_vectors
from demarche.stories.profiles import Profile, profile_text
from demarche.stories.terms import shipped_weights

PAGES = {
    "dam": "President Mira Tolland of Kestria opened the Hale dam on Monday. The dam will water the orchards of Hale.",
    "dam-2": "The Hale dam, opened on Monday by President Mira Tolland of Kestria, will water orchards in Hale.",
    "judge": "President Mira Tolland of Kestria dismissed a judge of the audit court, whose verdict freed a smuggler.",
}
COMMON = frozenset({"mira", "tolland", "kestria"})


def profiles(*names: str) -> list[Profile]:
    weights = shipped_weights()
    return with_vectors([profile_text(name, None, PAGES[name], weights) for name in names], shipped_embedder())


@pytest.mark.parametrize(
    ("one", "other", "least", "most", "why"),
    [
        ("dam", "judge", 1.5, 4.0, "only the president and her state are common"),
        ("dam", "dam-2", 0.0, 0.5, "the dam and its orchards carry the pair"),
    ],
)
def test_common_names_carry_no_pair(one: str, other: str, least: float, most: float, why: str) -> None:
    lost = doubts(profiles(one, other), dict.fromkeys(PAGES, COMMON), shipped_weights())
    assert least <= lost[0, 1] <= most, why
    assert lost[0, 1] == lost[1, 0]
    assert lost[0, 0] == 0.0


def test_articles_that_were_not_read_for_actors_lose_nothing() -> None:
    assert not doubts(profiles("dam", "judge"), {"dam": COMMON}, shipped_weights()).any()


def test_reports_of_a_great_event_lose_nothing() -> None:
    many = profiles("dam", "judge") * (stage.MANY // 2)
    assert not doubts(many, dict.fromkeys(PAGES, COMMON), shipped_weights()).any()
