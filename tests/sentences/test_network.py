"""The model's files are held to their manifest."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from demarche.errors import ModelError
from demarche.sentences.network import FILES, SHIPPED, check_files, model_folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    listed = []
    for name in FILES:
        (tmp_path / name).write_bytes(name.encode())
        listed.append({"name": name, "bytes": len(name), "sha256": hashlib.sha256(name.encode()).hexdigest()})
    (tmp_path / "manifest.json").write_text(json.dumps({"version": "1", "files": listed}))
    return tmp_path


def test_files_as_listed_pass(folder: Path) -> None:
    check_files(folder)


@pytest.mark.parametrize("name", FILES)
def test_an_altered_file_is_named_with_what_was_expected(folder: Path, name: str) -> None:
    (folder / name).write_bytes(b"altered")
    expected = hashlib.sha256(name.encode()).hexdigest()
    with pytest.raises(ModelError, match=f"{name} is altered: expected sha256 {expected}.*DEMARCHE_MODEL"):
        check_files(folder)


def test_an_absent_file_is_named(folder: Path) -> None:
    (folder / "tokenizer.json").unlink()
    with pytest.raises(ModelError, match=r"tokenizer\.json is not there.*Install Demarche again"):
        check_files(folder)


def test_a_folder_without_a_manifest_holds_no_model(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="No reader model"):
        check_files(tmp_path)


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"files": [{"name": 3}]}', '{"files": 7}'])
def test_a_broken_manifest_is_named(folder: Path, content: str) -> None:
    (folder / "manifest.json").write_text(content)
    with pytest.raises(ModelError, match=r"manifest\.json"):
        check_files(folder)


def test_a_manifest_that_lacks_a_file_is_named(folder: Path) -> None:
    (folder / "manifest.json").write_text('{"files": []}')
    with pytest.raises(ModelError, match="does not list"):
        check_files(folder)


def test_where_the_model_is_read_from(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DEMARCHE_MODEL", raising=False)
    assert model_folder() == SHIPPED
    monkeypatch.setenv("DEMARCHE_MODEL", "/elsewhere")
    assert model_folder() == Path("/elsewhere")
    assert model_folder("/named") == Path("/named")
