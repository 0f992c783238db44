"""`python -m evals.newswire`: statements and events on dirty pages of real newswire, scored as the seed pages are.

    python -m evals.newswire [--parts a b] [--misses]

Neither the articles nor the words of the gold are kept here. `newswire/pages.jsonl` says how a page is made out of an
article of a corpus (`WITH_ADDRESS`, `WITHOUT_ADDRESS`): which of its lines stand where, and which lines of our own
writing (menus, share lines, dates of the day) stand between them. A page that does not come out byte for byte is an
error. The gold (`newswire/gold_*.jsonl`) points into the pages by character offsets, and its texts are filled in from
there.

The misses of parts a to e are read while the rules are tuned (b, c and d were held out at first); part f is held out:
its figures are printed and never its misses. Data from DEMARCHE_DATA (default `../shared/data`), the scorer from
DEMARCHE_SCORER (default `score.py` beside that folder). Exit status 1 when a floor is broken.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import re
import sys
import tempfile
import tomllib
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from demarche.exports import export
from demarche.runs import read_inputs
from demarche.settings import Settings
from demarche.store import open_record

DATA = Path(os.environ.get("DEMARCHE_DATA", "../shared/data"))
WITH_ADDRESS = (DATA / "ner" / "wwn_train.jsonl", DATA / "ner" / "wwn_dev.jsonl")
WITHOUT_ADDRESS = (DATA / "temporal" / "te3_aquaint.jsonl", DATA / "polnear" / "dev.jsonl")
SCORER = Path(os.environ.get("DEMARCHE_SCORER", DATA.parent / "score.py"))
GOLD = Path(__file__).with_name("newswire")
FLOORS = GOLD / "floors.toml"
PARTS = ("a", "b", "c", "d", "e", "f")
OPEN = ("a", "b", "c", "d", "e")  # the parts whose misses may be read

Line = str | Sequence[int] | Mapping[str, Any]
"""Our own line; [from, to) of the article's body lines; or {"around": "READ ALSO: {}", and what stands in its braces:
"title": the first so many characters of the headline in the article's address, or "address": another article's id}."""
Gold = dict[str, Any]


class Page(NamedTuple):
    """How a page is made: the part it belongs to, the article's id, the page's SHA-256 (UTF-8), its lines."""

    part: str
    article: str
    sha256: str
    lines: Sequence[Line]


def read_rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def read_pages(path: Path = GOLD / "pages.jsonl") -> list[Page]:
    return [Page(**row) for row in read_rows(path)]


def read_articles() -> dict[str, str]:
    """The texts of all corpora by article id, each with its address, or an empty line for want of one, on top."""
    with_address = {row["id"]: row["text"] for path in WITH_ADDRESS for row in read_rows(path)}
    return {row["id"]: "\n" + row["text"] for path in WITHOUT_ADDRESS for row in read_rows(path)} | with_address


def address_and_body(article: str) -> tuple[str, list[str]]:
    """The first line of an article, without its query, and the lines below it, one empty line at most in a row."""
    address, _, body = article.replace("\r\n", "\n").partition("\n")
    return address.split("?")[0], re.sub(r"\n{3,}", "\n\n", body.strip()).split("\n")


def headline(address: str) -> str:
    """The headline as an address spells it: ".../envoy-leaves-lurova-120045.html" is "Envoy leaves lurova"."""
    last = re.sub(r"\.(s?html?|php)$", "", [step for step in address.strip("/").split("/") if step][-1])
    words = re.sub(r"\b\d{4,}\b", "", re.sub(r"[-_]+", " ", last)).strip()
    return words[:1].upper() + words[1:]


def teaser(article: str) -> str:
    """What a link to another article says: the end of its address, as it stands, 80 characters at most."""
    return article.split("\n")[0].strip("/").split("/")[-1].replace("-", " ").capitalize()[:80]


def rebuilt(page: Page, articles: Mapping[str, str]) -> str:
    """The text of a page, made of `articles` (texts by id).

    Raises `KeyError` for an article that is not there, `ValueError` when the result is not the page that was annotated.
    """
    address, body = address_and_body(articles[page.article])
    lines: list[str] = []
    for line in page.lines:
        if isinstance(line, str):
            lines.append(line)
        elif isinstance(line, Mapping):
            linked = headline(address)[: line["title"]] if "title" in line else teaser(articles[line["address"]])
            lines.append(str(line["around"]).format(linked))
        else:
            lines += body[line[0] : line[1]]
    text = "\n".join(lines) + "\n"
    if sha256(text.encode()).hexdigest() != page.sha256:
        raise ValueError(f"The page of {page.article} is not the one annotated: is {DATA} another version?")
    return text


def filled(gold: Gold, page: str) -> Gold:
    """A row of gold in the scorer's format: what is given as [start, end] in characters of the page becomes text."""

    def text(span: Sequence[int] | None) -> str | None:
        return None if span is None else page[span[0] : span[1]]

    return gold | {
        "file": f"{gold['article']}.txt",
        "title": text(gold["title"]),
        **{name: [text(span) for span in gold[name]] for name in ("keep", "drop", "caption")},
        "statements": [
            said | {"content": [{"start": a, "end": b, "text": page[a:b]} for a, b in said["content"]]}
            for said in gold["statements"]
        ],
    }


def records_of(pages: Mapping[str, str]) -> list[dict[str, Any]]:
    """What `demarche read` and `demarche export articles` make of the pages (texts by file name)."""
    with tempfile.TemporaryDirectory() as folder:
        inputs, exported = Path(folder) / "pages", Path(folder) / "articles.jsonl"
        inputs.mkdir()
        for name, text in pages.items():
            (inputs / name).write_bytes(text.encode())
        with open_record(str(Path(folder) / "record.db"), create=True) as store:
            read_inputs((str(inputs),), Settings(), store)
            with exported.open("wb") as stream:
                export(store, "articles", "jsonl", stream)
        return read_rows(exported)


def load_scorer(path: Path) -> Any:
    """The module at `path`; its `score(gold, records, None)` gives figures by name and a list of misses."""
    spec = importlib.util.spec_from_file_location("score", path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} is no Python module; set DEMARCHE_SCORER to score.py.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read_floors() -> dict[str, float]:
    """Floors by "part, figure"."""
    parts = tomllib.loads(FLOORS.read_text(encoding="utf-8"))
    return {f"{part}, {name}": floor for part, named in parts.items() for name, floor in named.items()}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--misses", action="store_true", help="print what was missed; of part a only, b is held out")
    chosen = parser.parse_args()
    if chosen.misses and not set(chosen.parts) <= set(OPEN):
        parser.error(f"the other parts are held out, their misses are not read: --parts {' '.join(OPEN)} --misses")
    missing = [str(path) for path in (*WITH_ADDRESS, *WITHOUT_ADDRESS, SCORER) if not path.exists()]
    if missing:
        print(f"skipped: {', '.join(missing)} not there (set DEMARCHE_DATA, DEMARCHE_SCORER)")
        return 0
    articles = read_articles()
    pages, scorer, floors = read_pages(), load_scorer(SCORER), read_floors()
    broken = False
    for part in chosen.parts:
        texts = {page.article: rebuilt(page, articles) for page in pages if page.part == part}
        gold = [filled(row, texts[row["article"]]) for row in read_rows(GOLD / f"gold_{part}.jsonl")]
        figures, misses = scorer.score(gold, records_of({f"{name}.txt": text for name, text in texts.items()}), None)
        if chosen.misses:
            print("\n".join(misses))
        for name, value in figures.items():
            if isinstance(value, float):
                floor = floors.get(f"{part}, {name}")
                low = floor is not None and value < floor
                broken |= low
                told = "-" if floor is None else f"{floor:.2f}"
                print(f"{part}, {name:28s} {value:.3f}  floor {told}{'  BELOW' if low else ''}", flush=True)
    return int(broken)


if __name__ == "__main__":
    sys.exit(main())
