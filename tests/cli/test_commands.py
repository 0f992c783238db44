"""The commands as a shell sees them: what goes to which stream, and the exit codes."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.readings import bare, full, linkage, page
from tests.runs import standin

from demarche.cli import main
from demarche.cli.group import COMMANDS
from demarche.runs import reading, workers
from demarche.store import open_record


@pytest.fixture
def record(tmp_path: Path, empty_file: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A record with one article, named by the environment; the folder is the present one."""
    path = str(shutil.copy(empty_file, tmp_path / "kept.db"))
    source, other = page(), page(uri="pages/loaf.txt", content="Rye loaf.")
    with open_record(path) as store:
        store.add([(source, full(source)), (other, bare(other, news=False))])
        store.write_linkage(linkage(full(source)))
    monkeypatch.setenv("DEMARCHE_RECORD", path)
    monkeypatch.chdir(tmp_path)
    return path


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs read with the stand-in, so that no test here waits for the model."""
    monkeypatch.setattr(workers, "load_pipeline", standin.load)
    monkeypatch.setattr(reading, "read_inputs", reading.read_inputs)
    monkeypatch.setitem(reading.read_inputs.__kwdefaults__, "load", standin.load)
    monkeypatch.setitem(reading.read_inputs.__kwdefaults__, "link", standin.link)


def call(*arguments: str) -> int:
    with pytest.raises(SystemExit) as exit_:
        main(list(arguments))
    return int(exit_.value.code or 0)


def test_help_and_version_load_nothing_heavy() -> None:
    code = (
        "import sys\nfrom demarche.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit as e:\n"
        "    print(e.code, sorted({'spacy', 'sqlalchemy', 'onnxruntime', 'pyarrow'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "0 []"
    for name, _, line in COMMANDS:
        assert name in done.stdout
        assert line in done.stdout


@pytest.mark.parametrize("name", [name for name, _, _ in COMMANDS])
def test_every_command_has_help(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(name, "--help") == 0
    assert f"Usage: demarche {name}" in capsys.readouterr().out


def test_read_then_export(
    tmp_path: Path, stand_in: None, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    Path("in/a.txt").write_text("Holm spoke.")
    Path("in/b.txt").write_text("")
    assert call("read", "in") == 0
    captured = capfd.readouterr()
    assert captured.out == ""
    assert "1 page read into demarche.db: 1 news, 0 not news" in captured.err
    assert "1 quarantined:\n      1  the page is empty" in captured.err
    assert call("export", "articles") == 0
    (line,) = capfd.readouterr().out.splitlines()
    assert json.loads(line)["source"]["uri"] == "in/a.txt"
    assert call("export", "statements", "--format", "csv", "-o", "said.csv") == 0
    assert capfd.readouterr().err == "2 statements written to said.csv\n"
    assert Path("said.csv").read_text().startswith("id,article,uri")
    assert call("quarantine") == 0
    assert capfd.readouterr().out == "in/b.txt\n    sources: the page is empty: it holds no bytes but white space\n"


def test_read_counts_as_json(
    tmp_path: Path, stand_in: None, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("Holm spoke.")
    assert call("read", "a.txt", "--json", "--record", "r.db") == 0
    assert json.loads(capfd.readouterr().out)["articles"] == 1


def test_quotes(record: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert call("quotes", "--party", "var", "--to", "NATO", "table") == 0
    out = capfd.readouterr().out
    assert out.startswith("2024-05-14 Petra Holm (VAR) urge → NATO, EU: to come to the table  [The Tarn Courier, ")
    assert call("quotes", "--json") == 0
    first, second = (json.loads(line) for line in capfd.readouterr().out.splitlines())
    assert first["statement"]["speaker"]["name"] == "Petra Holm"
    assert second["article"]["title"] == "Varnia urges NATO to talk"
    assert call("quotes", "zebra") == 0
    assert capfd.readouterr() == ("", "No statement fits.\n")


def test_events(record: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert call("events", "--status", "happened") == 0
    assert "happened     VAR REQUEST/assist → NATO, EU in Lesna: urged NATO" in capfd.readouterr().out
    assert call("events", "--json", "--type", "consult") == 0
    (line,) = capfd.readouterr().out.splitlines()
    assert json.loads(line)["event"]["source"] == ["VAR", "NATO"]


def test_show_marks_blocks_statements_and_events(record: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert call("show", "varnia") == 0
    out = capfd.readouterr().out
    assert "published 2024-05-13" in out
    assert "title     Varnia urges NATO[a] to talk" in out
    assert "to come to the table[1]" in " ".join(out.split())
    assert "Menu Home" not in out
    assert call("show", "varnia", "--all") == 0
    assert "furniture Menu Home" in capfd.readouterr().out
    assert call("show", "varnia", "--json") == 0
    assert json.loads(capfd.readouterr().out)["title"] == "Varnia urges NATO to talk"


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["quotes", "--record", "none.db"], 6, "There is no record at none.db"),
        (["quotes", "--since", "soon"], 2, "since is 'soon'"),
        (["quotes", "--act", "shout"], 2, "'shout' is not one of"),
        (["show", "nothing"], 2, "There is no article 'nothing'"),
        (["export", "songs"], 2, "not songs"),
        (["export", "articles", "--format", "xlsx"], 2, "There is no format 'xlsx'"),
        (["export", "articles", "-o", "no/such/folder.jsonl"], 2, "no/such/folder.jsonl cannot be written"),
        (["read", "missing.txt"], 3, "No page of the input could be read"),
        (["read", "empty"], 3, "The input holds no pages"),
        (["read", "x", "--workers", "0"], 2, "0 is not in the range"),
        (["sing"], 2, "No such command 'sing'"),
    ],
)
def test_exit_codes_and_messages(
    record: str, stand_in: None, capfd: pytest.CaptureFixture[str], arguments: list[str], code: int, message: str
) -> None:
    Path("empty").mkdir()
    assert call(*arguments) == code
    captured = capfd.readouterr()
    assert message in captured.err
    assert captured.out == ""
    assert "Traceback" not in captured.err
    assert not list(Path().glob("*.part"))


def test_a_setting_that_cannot_be_used(
    record: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DEMARCHE_MAX_BYTES", "many")
    assert call("quotes") == 2
    assert "A setting cannot be used" in capfd.readouterr().err


def test_ctrl_c_has_its_own_code(record: str, stand_in: None, capfd: pytest.CaptureFixture[str]) -> None:
    Path("a.txt").write_text("STOP")
    assert call("read", "a.txt") == 130
    assert "interrupted; what was stored is kept" in capfd.readouterr().err


def test_a_pipe_whose_reader_goes_away_is_no_fault(record: str) -> None:
    # 500 articles are more than a pipe holds.
    with open_record(record) as store:
        pages = [page(uri=f"p{n}", content=f"Page {n}. " * 20) for n in range(500)]
        store.add([(source, bare(source)) for source in pages])
    command = f"{sys.executable} -c 'from demarche.cli import main; main()' export articles --record {record} | head -1"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert done.stderr == ""
    assert len(done.stdout.splitlines()) == 1
