"""Files, folders and globs; what cannot be read is told and costs nothing else."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.records import Failure, Source
from demarche.settings import Settings
from demarche.sources import count_pages, open_inputs

SETTINGS = Settings(max_bytes=10_000)


def read(*inputs: str) -> tuple[list[Source], list[Failure]]:
    pages = list(open_inputs(inputs, SETTINGS))
    return [p for p in pages if isinstance(p, Source)], [p for p in pages if isinstance(p, Failure)]


def test_a_text_file_is_a_page_under_the_path_as_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    raw = "Lesna reopens – at last".encode()
    Path("in/a.txt").write_bytes(raw)
    sources, failures = read("in/a.txt")
    assert failures == []
    assert sources == [
        Source(
            uri="in/a.txt",
            sha256=hashlib.sha256(raw).hexdigest(),
            media_type="text/plain",
            content="Lesna reopens – at last",
            charset="utf-8",
        )
    ]


def test_a_folder_is_walked_in_name_order_and_other_files_are_passed_over(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.html", "a.htm", "b/photo.jpg", "b/.hidden.txt", "c.csv"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"<p>{name}</p>")
    sources, failures = read(str(tmp_path))
    assert failures == []
    assert [source.uri for source in sources] == [str(tmp_path / name) for name in ("a.htm", "b/1.html", "b/2.txt")]
    assert [source.media_type for source in sources] == ["text/html", "text/html", "text/plain"]
    assert count_pages([str(tmp_path)]) == 4  # it counts the hidden one: an estimate from names, for the progress line


def test_a_folder_linked_into_itself_is_walked_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one page")
    (tmp_path / "again").symlink_to(tmp_path)
    sources, _ = read(str(tmp_path))
    assert len(sources) == 1


def test_a_glob(tmp_path: Path) -> None:
    for name in ("a1.txt", "a2.txt", "b1.txt"):
        (tmp_path / name).write_text(name)
    sources, failures = read(str(tmp_path / "a*.txt"))
    assert [Path(source.uri).name for source in sources] == ["a1.txt", "a2.txt"]
    assert failures == []


def test_a_file_whose_name_looks_like_a_glob_is_that_file(tmp_path: Path) -> None:
    (tmp_path / "talks [final].txt").write_text("the talks")
    sources, failures = read(str(tmp_path / "talks [final].txt"))
    assert len(sources) == 1
    assert failures == []


def test_without_a_suffix_the_text_decides(tmp_path: Path) -> None:
    (tmp_path / "page").write_text("<!DOCTYPE html><title>x</title><p>y")
    (tmp_path / "note").write_text("2 < 3, he said")
    sources, _ = read(str(tmp_path / "page"), str(tmp_path / "note"))
    assert [source.media_type for source in sources] == ["text/html", "text/plain"]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("empty.txt", b"", "the page is empty"),
        ("binary.html", b"\x7fELF" + b"\x00" * 100, "the bytes are a program"),
        ("large.html", b"<p>" + b"x" * 20_000, "over the limit of 0.0 MB"),
        ("image.txt", b"\xff\xd8\xff\xe0" + b"\x00" * 100, "a JPEG image"),
        ("broken.jsonl.gz", gzip.compress(b'{"uri":"u","text":"hello"}\n' * 500)[:-40], "the gzip stream is broken"),
        ("plain.jsonl.gz", b'{"uri":"u","text":"not compressed"}\n', "the gzip stream is broken"),
        ("empty.warc", b"", "the archive is empty"),
        ("text.warc", b"this is no archive\n" * 20, "is broken"),
    ],
)
def test_bad_files_are_told_and_the_others_are_read(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(content)
    (tmp_path / "zz-good.txt").write_text("a good page")
    sources, failures = read(str(tmp_path))
    assert [Path(source.uri).name for source in sources if not source.container] == ["zz-good.txt"]
    assert len(failures) == 1
    assert message in failures[0].reason
    assert name in failures[0].uri
    assert failures[0].stage == "sources"


def test_missing_things_are_told_apart(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    _, failures = read(str(tmp_path / "no.txt"), str(tmp_path / "no*.txt"), str(tmp_path / "pipe.txt"))
    assert [failure.reason for failure in failures] == [
        "there is no such file or folder",
        "no file matches this pattern",
        "this is no ordinary file",
    ]


def test_no_permission_for_a_folder_or_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The test may run as root, whom no mode keeps out; so the refusals are played.
    (tmp_path / "shut").mkdir()
    (tmp_path / "shut.txt").write_text("secret")
    (tmp_path / "z.txt").write_text("a good page")
    scandir, read_bytes = os.scandir, Path.read_bytes

    def refuse_folder(path: Path) -> object:
        if str(path).endswith("shut"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    def refuse_file(path: Path) -> bytes:
        if path.name == "shut.txt":
            raise PermissionError(13, "Permission denied")
        return read_bytes(path)

    monkeypatch.setattr(os, "scandir", refuse_folder)
    monkeypatch.setattr(Path, "read_bytes", refuse_file)
    sources, failures = read(str(tmp_path))
    assert [Path(source.uri).name for source in sources] == ["z.txt"]
    assert sorted(failure.reason for failure in failures) == [
        "the file cannot be read: Permission denied",
        "the folder cannot be opened: Permission denied",
    ]


def test_jsonl_on_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    line = json.dumps({"uri": "https://a.example/1", "text": "Words", "retrieved": "2024-06-01"}).encode()
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(line)))
    sources, failures = read("-")
    assert failures == []
    assert (sources[0].uri, sources[0].retrieved, sources[0].container) == ("https://a.example/1", "2024-06-01", "-")


def test_pages_cannot_be_counted_in_archives_and_pipes(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("")
    assert count_pages([str(tmp_path)]) is None
    assert count_pages(["-"]) is None
    assert count_pages(["https://a.example/"]) is None


@given(
    st.sampled_from(["x", "x.txt", "x.html", "x.jsonl", "x.jsonl.gz", "x.warc", "x.warc.gz"]), st.binary(max_size=600)
)
def test_any_bytes_under_any_name_give_pages_or_failures(
    tmp_path_factory: pytest.TempPathFactory, name: str, raw: bytes
) -> None:
    path = tmp_path_factory.mktemp("any") / name
    path.write_bytes(raw)
    sources, failures = read(str(path))
    assert all(source.content.strip() for source in sources)
    assert all(failure.reason for failure in failures)
