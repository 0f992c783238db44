"""The bundled sample, the whole way, with the real reader."""

from __future__ import annotations

from pathlib import Path

import pytest

from demarche.cli import main
from demarche.sample import FOLDER
from demarche.store import open_record


def test_demo_tells_the_stories_of_the_sample(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    record = tmp_path / "demo.db"
    with pytest.raises(SystemExit) as exit_:
        main(["demo", "--keep", str(record)])
    assert not exit_.value.code
    captured = capfd.readouterr()
    assert "Lesna crossing" in captured.out
    assert "it will stay open" in captured.out
    assert "Not news" in captured.out
    with open_record(str(record)) as store:
        readings = list(store.readings())
        assert list(store.failures()) == []
        captured = 2  # the pages of the archive
        assert len(readings) == captured + sum(1 for path in FOLDER.iterdir() if path.suffix in (".txt", ".html"))
        for reading in readings:
            for statement in reading.statements:
                for span in statement.content:
                    assert reading.article.text[span.start : span.end] == span.text
