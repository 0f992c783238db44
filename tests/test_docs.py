"""The documentation against the package: links lead somewhere, the actor file is one, no act or type is left out."""

import re
from pathlib import Path
from typing import get_args

import pytest

from demarche.knowledge.own import read_own_actors
from demarche.records import Act, EventType, Status

ROOT = Path(__file__).parents[1]
PAGES = sorted((ROOT / "docs").glob("*.md"))


@pytest.mark.parametrize("page", [ROOT / "README.md", *PAGES], ids=lambda page: page.name)
def test_relative_links_lead_to_files(page: Path):
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_the_actor_file_of_the_documentation_is_one(tmp_path: Path):
    text = (ROOT / "docs" / "40-actors-and-knowledge.md").read_text(encoding="utf-8")
    block = re.search(r"```toml\n(.*?)```", text, re.DOTALL)
    assert block is not None
    path = tmp_path / "mine.toml"
    path.write_text(block[1], encoding="utf-8")
    own = read_own_actors(path)
    assert [state.party for state in own.state] == ["VRN", "OST"]
    assert own.person[0].roles[0].of == "VRN"


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("45-statements.md", get_args(Act)),
        ("50-events.md", (*get_args(EventType), *get_args(Status))),
    ],
)
def test_every_act_type_and_status_is_explained(page: str, words: tuple[str, ...]):
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    assert [word for word in words if not re.search(rf"\b{word}\b", text)] == []
