"""The network of parties, and articles as references."""

from __future__ import annotations

import io
import json
from pathlib import Path
from shutil import copy
from xml.etree.ElementTree import fromstring

import pytest
from tests.readings import bare, full, linkage, page
from tests.web import invented

from demarche.errors import QueryError
from demarche.exports import export
from demarche.store import Store, open_record


@pytest.fixture
def kept(tmp_path: Path, empty_file: Path) -> Store:
    store = open_record(str(copy(empty_file, tmp_path / "kept.db")))
    store.add(invented.pages())
    store.write_linkage(invented.linkage())
    return store


def written(store: Store, kind: str, name: str) -> str:
    out = io.BytesIO()
    export(store, kind, name, out)
    store.close()
    return out.getvalue().decode()


def test_gexf_of_events(kept: Store) -> None:
    root = fromstring(written(kept, "events", "gexf"))
    name = {"g": "http://gexf.net/1.3"}
    assert [node.get("id") for node in root.findall(".//g:node", name)] == ["OST", "VAR"]
    edges = [(e.get("source"), e.get("target"), e.get("weight")) for e in root.findall(".//g:edge", name)]
    assert edges == [("OST", "VAR", "1"), ("VAR", "OST", "1")]  # two outlets' one urging is one; 2019 is recalled
    assert [value.get("value") for value in root.findall(".//g:attvalue", name)] == ["-2.0", "0.0"]


def test_graphml_of_statements(kept: Store) -> None:
    root = fromstring(written(kept, "statements", "graphml"))
    name = {"g": "http://graphml.graphdrawing.org/xmlns"}
    edges = [
        (e.get("source"), e.get("target"), e.findtext("g:data", None, name)) for e in root.iterfind(".//g:edge", name)
    ]
    assert edges == [("OST", "VAR", "1"), ("VAR", "OST", "1")]


def test_a_network_is_of_events_or_statements(kept: Store) -> None:
    with pytest.raises(QueryError, match="writes events, statements, not articles"):
        written(kept, "articles", "gexf")


@pytest.fixture
def cited(tmp_path: Path, empty_file: Path) -> Store:
    store = open_record(str(copy(empty_file, tmp_path / "cited.db")))
    source = page(uri="https://courier.example/a{b}", retrieved="2024-05-20")
    other = page(uri="pages/loaf.txt", content="Rye loaf.")
    store.add([(source, full(source)), (other, bare(other, news=False))])
    store.write_linkage(linkage(full(source)))
    return store


def test_csl(cited: Store) -> None:
    (item,) = json.loads(written(cited, "articles", "csl-json"))
    assert item["issued"] == {"date-parts": [[2024, 5, 13]]}
    assert item["author"] == [{"literal": "Ilse Brandvold"}, {"literal": "Jón Þórsson"}]
    assert item["URL"] == "https://courier.example/a%7Bb%7D"
    assert item["type"] == "article-newspaper"


def test_ris(cited: Store) -> None:
    lines = written(cited, "articles", "ris").split("\r\n")
    assert lines[0] == "TY  - NEWS"
    assert "DA  - 2024/05/13/" in lines
    assert "AU  - Ilse Brandvold" in lines
    assert lines[-2] == "ER  - "


def test_bibtex(cited: Store) -> None:
    text = written(cited, "articles", "bibtex")
    assert text.startswith("@article{thetarncourier2024-")
    assert "author = {{Ilse Brandvold} and {Jón Þórsson}}," in text
    assert text.count("{") == text.count("}")


def test_bibtex_escapes(kept: Store) -> None:
    text = written(kept, "articles", "bibtex")
    assert 'document.title="taken"' in text
    assert "url = {javascript" not in text
