"""The commands that read the record: search, timeline, dyad, story, brief, serve."""

from __future__ import annotations

import csv
import io
import json
import shutil
import socket
from pathlib import Path

import pytest
from tests.web.invented import linkage, pages

from demarche.cli import main
from demarche.cli.rows import CHANGES, FOUND, PERIODS, QUARANTINE, STORIES, TIMELINE, VERSIONS
from demarche.store import open_record


@pytest.fixture(autouse=True)
def record(tmp_path: Path, empty_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = str(shutil.copy(empty_file, tmp_path / "kept.db"))
    with open_record(path) as store:
        store.add(pages())
        store.write_linkage(linkage())
    monkeypatch.setenv("DEMARCHE_RECORD", path)
    monkeypatch.chdir(tmp_path)


def call(*arguments: str) -> int:
    with pytest.raises(SystemExit) as exit_:
        main(list(arguments))
    return int(exit_.value.code or 0)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["search", "northern", "ports"], "Petra Holm (VAR) urge: to open its northern ports"),
        (["search", "ports", "--outlet", "coast daily"], "[Coast Daily, second]"),
        (["timeline", "story-ports"], "(2019)       OST coerce background: closed the strait"),
        (["timeline", "VAR", "OST"], "2024-05-14   VAR ask OST happened ×2: urged Ostrava"),
        (["timeline", "Holm"], "Petra Holm (VAR), urge to OST ×2"),
        (["dyad", "VAR", "OST"], "VAR and OST: 2 deeds (happened)"),
        (["dyad", "VAR", "OST"], "2024-06-02  -2.0 OST reject VAR happened: rejected the appeal"),
        (["dyad", "VAR", "OST", "--by", "week", "--since", "2024-06"], "2024-W22"),
        (["story"], "2 articles  story-ports"),
        (["story", "story-p"], "wording: called on (Coast Daily); urged (The Tarn Courier)"),
        (["brief", "story-ports"], "# Varnia urges Ostrava to open the ports"),
        (["brief", "--format", "html"], "&lt;script&gt;"),
    ],
)
def test_for_people(arguments: list[str], expected: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert call(*arguments) == 0
    out, err = capfd.readouterr()
    assert expected in out
    assert err == ""


@pytest.mark.parametrize(
    ("arguments", "field", "expected"),
    [
        (["search", "theatre", "--json"], "id", "first.s2"),
        (["timeline", "OST", "--json"], "day", "2019"),
        (["dyad", "var", "ost", "--json"], "types", {"REQUEST": 1, "REJECT": 1}),
        (["story", "--json"], "articles", 2),
        (["story", "story-ports", "--json"], "latest", "2024-05-15"),
        (["brief", "story-ports", "--format", "json"], "title", "Varnia urges Ostrava to open the ports"),
    ],
)
def test_as_json(arguments: list[str], field: str, expected: object, capfd: pytest.CaptureFixture[str]) -> None:
    assert call(*arguments) == 0
    assert json.loads(capfd.readouterr().out.splitlines()[0])[field] == expected


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (
            ["search", "theatre"],
            {"kind": "statement", "id": "first.s2", "speaker": "Marek Sulc", "party": "OST", "act": "reject",
             "snippet": "a piece of theatre"},
        ),
        (
            ["timeline", "VAR", "OST"],
            {"day": "2024-05-14", "recalled": "false", "kind": "deed", "party": "VAR", "act": "REQUEST",
             "status": "happened", "target": "OST", "tellings": "2", "outlets": "The Tarn Courier;Coast Daily"},
        ),
        (["timeline", "OST"], {"day": "2019", "recalled": "true", "act": "COERCE", "target": ""}),
        (["timeline", "Holm"], {"kind": "saying", "who": "Petra Holm", "act": "urge", "status": "", "score": ""}),
        (
            ["dyad", "VAR", "OST"],
            {"period": "2024-05", "first": "VAR", "second": "OST", "deeds": "1", "mean": "0.0"},
        ),
        (["story"], {"id": "story-ports", "articles": "2"}),
        (["story", "story-p"], {"story": "story-ports", "article": "first", "outlet": "The Tarn Courier"}),
        (["quotes", "--party", "OST"], {"id": "first.s2", "content": "a piece of theatre", "addressees": "VAR"}),
        (["events", "--type", "coerce"], {"id": "first.e3", "status": "background", "source": "OST", "date": "2019"}),
    ],
)  # fmt: skip
def test_as_csv(arguments: list[str], expected: dict[str, str], capfd: pytest.CaptureFixture[str]) -> None:
    assert call(*arguments, "--csv") == 0
    out, err = capfd.readouterr()
    first = next(csv.DictReader(io.StringIO(out, newline="")))
    assert {name: first[name] for name in expected} == expected
    assert err == ""


def test_csv_of_nothing_is_its_header(capfd: pytest.CaptureFixture[str]) -> None:
    for arguments, header in [(["search", "zebra"], FOUND), (["quarantine"], QUARANTINE)]:
        assert call(*arguments, "--csv") == 0
        assert capfd.readouterr() == (",".join(header) + "\r\n", "")


def test_the_last_form_counts(capfd: pytest.CaptureFixture[str]) -> None:
    assert call("story", "--csv", "--json") == 0
    assert json.loads(capfd.readouterr().out.splitlines()[0])["id"] == "story-ports"


def test_the_columns_are_documented() -> None:
    page = (Path(__file__).parents[2] / "docs" / "80-reading.md").read_text("utf-8")
    for columns in (FOUND, TIMELINE, PERIODS, STORIES, VERSIONS, CHANGES):
        assert ", ".join(f"`{name}`" for name in columns) in page


def test_files(capfd: pytest.CaptureFixture[str]) -> None:
    assert call("dyad", "VAR", "OST", "--chart", "chart.svg") == 0
    assert Path("chart.svg").read_text("utf-8").count("<circle") == 2
    assert call("brief", "-o", "brief.md") == 0
    assert "## Sources" in Path("brief.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["timeline", "Nobody"], "There is no story, party or actor 'Nobody'"),
        (["timeline", "a", "b", "c"], "A timeline is of one story"),
        (["dyad", "VAR", "var"], "A dyad has two parties"),
        (["dyad", "VAR", "OST", "--since", "soon"], "'soon' is no date"),
        (["dyad", "VAR", "OST", "--chart", "no/such/chart.svg"], "cannot be written"),
        (["dyad", "VAR", "OST", "--chart", "chart.pdf"], "ends in .svg or .png"),
        (["story", "nothing"], "'nothing' is no story of the record"),
        (["brief", "-o", "no/such/brief.md"], "cannot be written"),
        (["search", "ports", "--until", "never"], "until is 'never'"),
    ],
)
def test_wrong_questions(arguments: list[str], message: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert call(*arguments) == 2
    out, err = capfd.readouterr()
    assert message in err
    assert out == ""


def test_diff(capfd: pytest.CaptureFixture[str]) -> None:
    assert call("export", "articles", "-o", "before.jsonl") == 0
    with open_record("kept.db") as store:
        store.correct("statement", "first.s2", "act", "deny", "tester")
        store.correct("statement", "first.s2", "party", None, "tester")
        store.correct("event", "first.e3", "withdrawn", True, "tester")
    capfd.readouterr()
    assert call("diff", "before.jsonl", "kept.db") == 0
    out, err = capfd.readouterr()
    assert err == ""
    lines = out.splitlines()
    assert lines[2].split() == ["statements", "4", "4", "0", "0", "1"]
    assert lines[3].split() == ["events", "4", "3", "0", "1", "0"]
    assert lines[5] == "fields: statement act 1, statement party 1"
    assert "  ~ statement party: OST → nothing; act: reject → deny  in Marek Sulc deny → VAR: a piece of theatre" in out
    assert "  - event OST COERCE, background: closed the strait  [first.e3]" in out
    assert call("diff", "before.jsonl", "kept.db", "--json") == 0
    assert json.loads(capfd.readouterr().out.splitlines()[1])["new"] == "deny"
    assert call("diff", "before.jsonl", "kept.db", "--summary", "--csv") == 0
    assert capfd.readouterr().out.splitlines()[2] == "statement,4,4,0,0,1"
    assert call("diff", "kept.db", "kept.db") == 0
    assert capfd.readouterr().err == "Nothing changed.\n"


def test_nothing_found(capfd: pytest.CaptureFixture[str]) -> None:
    assert call("search", "zebra") == 0
    assert capfd.readouterr() == ("", "Nothing holds these words.\n")


def test_a_taken_port_is_told(capfd: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert call("serve", "--port", str(taken.getsockname()[1])) == 2
    assert "cannot be listened on" in capfd.readouterr().err


def test_serving_others_turns_corrections_off(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    import uvicorn

    served = []
    monkeypatch.setattr(uvicorn.Server, "run", lambda self, sockets: served.append(self.config.app.state.room.writable))
    assert call("serve", "--port", "0") == 0
    assert "open at http://127.0.0.1:" in capfd.readouterr().err
    assert call("serve", "--port", "0", "--host", "0.0.0.0") == 0
    assert "whoever can reach this machine can read the record" in capfd.readouterr().err
    assert call("serve", "--port", "0", "--read-only") == 0
    assert served == [True, False, False]
