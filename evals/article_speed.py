"""Pages a second, of CPU time and by the clock: dirty text of `data/boilerplate`, and a folder's HTML pages if named.

python evals/article_speed.py [FOLDER_OF_HTML]
"""

from __future__ import annotations

import itertools
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "training" / "lines"))
from pages import LINES

from demarche.articles import read_article
from demarche.errors import ArticleError
from demarche.records import Source
from demarche.settings import Settings


def main() -> int:
    if LINES.exists():
        for view in ("semi_resiliparse", "full_htmltext"):
            measure(view, dirty_pages(view), Settings())
    else:
        print(f"{LINES} is not there; set DEMARCHE_DATA to the data folder. Dirty text was not measured.")
    if len(sys.argv) > 1:
        pages = [
            _page(path.name, path.read_bytes().decode("utf-8", "replace"), html=True)
            for path in sorted(Path(sys.argv[1]).glob("*.htm*"))
        ]
        for extractor in ("best", "fast"):
            measure(f"HTML {extractor}", pages, Settings(extractor=extractor))
    return 0


def dirty_pages(view: str) -> list[Source]:
    with LINES.open(encoding="utf-8") as stream:
        rows = [row for line in stream if (row := json.loads(line))["variant"] == view]
    grouped = itertools.groupby(rows, key=lambda row: row["page"])
    return [
        _page(name, "".join("\n" * (row["blank_before"] + 1) + row["text"] for row in group)) for name, group in grouped
    ]


def _page(name: str, content: str, html: bool = False) -> Source:
    return Source(uri=name, sha256=name, media_type="text/html" if html else "text/plain", content=content)


def measure(name: str, pages: Sequence[Source], settings: Settings) -> None:
    _read(pages[0], settings)  # loads what is loaded once
    began, clock = time.process_time(), time.perf_counter()
    for page in pages:
        _read(page, settings)
    used, passed = time.process_time() - began, time.perf_counter() - clock
    print(
        f"{name:18s} {len(pages)} pages, {len(pages) / used:.1f} a CPU second, {len(pages) / passed:.1f} by the clock"
    )


def _read(page: Source, settings: Settings) -> None:
    try:
        read_article(page, settings)
    except ArticleError:
        return


if __name__ == "__main__":
    sys.exit(main())
