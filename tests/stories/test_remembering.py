"""Linking again: equal to linking from nothing, and only what is new or changed is looked at."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np
import pytest
from numpy.typing import NDArray
from tests.stories.invented import read_invented

from demarche.records import Dating
from demarche.stories import link, link_again, linking

READINGS = sorted(read_invented().readings, key=lambda reading: reading.article.id)


def never(texts: Sequence[str]) -> NDArray[np.float32]:
    if texts:
        raise AssertionError(f"encoded again: {texts[0]}")
    return np.zeros((0, 384), np.float32)


def test_half_and_then_all_is_equal_to_all_at_once() -> None:
    _, known = link_again(READINGS[1::2], {})
    linkage, _ = link_again(READINGS, known)
    assert linkage == link(READINGS)


def test_what_nothing_touched_is_not_looked_at() -> None:
    first, known = link_again(READINGS, {})
    again, kept = link_again(READINGS[::-1], known, embed=never)
    assert again == first
    assert kept == known


def test_only_the_neighbourhood_that_changed_is_linked(monkeypatch: pytest.MonkeyPatch) -> None:
    _, known = link_again(READINGS, {})
    touched: list[str] = []
    stories_of = linking.stories_of

    def watched(areas: Sequence[Sequence[object]], *rest: object) -> object:
        touched.extend(profile.id for area in areas for profile in area)  # type: ignore[attr-defined]
        return stories_of(areas, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(linking, "stories_of", watched)
    changed = READINGS[0].article.id
    days = Dating(date="2024-05-03", earliest="2024-05-03", latest="2024-05-03")
    dated = msgspec.structs.replace(READINGS[0], article=msgspec.structs.replace(READINGS[0].article, published=days))
    linkage, _ = link_again([dated, *READINGS[1:]], known)
    assert changed in touched
    assert len(touched) < len(READINGS)
    monkeypatch.undo()
    assert linkage == link([dated, *READINGS[1:]])


def test_what_other_code_remembered_is_not_recalled(monkeypatch: pytest.MonkeyPatch) -> None:
    _, known = link_again(READINGS[:4], {})
    monkeypatch.setattr("demarche.stories.remembering.code_digest", lambda: b"of another version")
    with pytest.raises(AssertionError, match="encoded again"):
        link_again(READINGS[:4], known, embed=never)
