"""A sanity measure of the HTML path: the labelled lines of `data/boilerplate` put back into markup of our own making.

    python -m evals.made_up_html [--pages N]

The words and labels are those of real pages, the markup is not: three templates (semantic elements, classed divs, bare
divs) stand for the sites, so the figures show whether the path loses text or lets furniture in, not how well it does
on the pages' own HTML. There is no gold for that here. Floors hold for the pages of the corpus named below.
"""

from __future__ import annotations

import argparse
import hashlib
import html
import itertools
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "training" / "lines"))
from pages import LINES

from demarche.articles import read_article
from demarche.articles.prose import words_of
from demarche.errors import ArticleError
from demarche.records import Source
from demarche.settings import Settings

VIEW = "full_htmltext"
FLOORS = {("best", "semantic"): 0.90, ("best", "classed"): 0.90, ("best", "bare"): 0.85}

Row = Mapping[str, str]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=1_000)
    args = parser.parse_args()
    if not LINES.exists():
        print(f"{LINES} is not there; set DEMARCHE_DATA to the data folder. Nothing was measured.")
        return 0
    pages = [
        page for page in itertools.islice(labelled_pages(), args.pages) if any(r["label"] == "content" for r in page)
    ]
    below = []
    for extractor, (name, wrap) in itertools.product(("best", "fast"), TEMPLATES.items()):
        counts = sum((compare(page, wrap, Settings(extractor=extractor)) for page in pages), Counter())
        hit, kept, wanted = counts["hit"], counts["kept"], counts["wanted"]
        f1 = 2 * hit / max(kept + wanted, 1)
        measures = f"P {hit / max(kept, 1):.3f} R {hit / wanted:.3f} F1 {f1:.3f}"
        print(f"{extractor} {name:9s} {len(pages)} pages  words: {measures}")
        if f1 < FLOORS.get((extractor, name), 0.0):
            below.append(f"{extractor} {name} {f1:.3f} < {FLOORS[extractor, name]}")
    print(f"corpus {hashlib.sha256(LINES.read_bytes()).hexdigest()[:16]}")
    print("\n".join(below) or "all floors held")
    return 1 if below else 0


def labelled_pages() -> Iterator[list[Row]]:
    """The rows of each page in the fully flattened view."""
    with LINES.open(encoding="utf-8") as stream:
        rows = (row for line in stream if (row := json.loads(line))["variant"] == VIEW)
        for _, group in itertools.groupby(rows, key=lambda row: row["page"]):
            yield list(group)


def compare(page: Sequence[Row], wrap: Callable[[Sequence[Row]], str], settings: Settings) -> Counter[str]:
    """Words of the body found, kept in all and wanted; lines labelled title or mixed count nowhere."""
    source = Source(uri=page[0]["page"], sha256="0", media_type="text/html", content=wrap(page))
    try:
        blocks = read_article(source, settings).blocks
    except ArticleError:
        blocks = ()
    kept = Counter(word for block in blocks if block.role == "body" for word in words_of(block.text))
    wanted = Counter(w for row in page if row["label"] == "content" for w in words_of(row["text"]))
    open_words = Counter(w for row in page if row["label"] not in ("content", "boiler") for w in words_of(row["text"]))
    hit = (kept & wanted).total()
    return Counter(hit=hit, kept=hit + (kept - wanted - open_words).total(), wanted=wanted.total())


def semantic(page: Sequence[Row]) -> str:
    """nav, main, article, aside and footer, as newer sites write them."""
    before, text, after = _stretches(page)
    inner = "".join(_paragraph(r) if r["label"] != "boiler" else f"<aside>{_furniture(r)}</aside>" for r in text)
    return _page(
        page,
        f"<nav><ul>{_items(before)}</ul></nav><main><article>{inner}</article></main><footer>{_items(after)}</footer>",
    )


def classed(page: Sequence[Row]) -> str:
    """divs told apart by classes, as themes of content systems write them."""
    before, text, after = _stretches(page)
    inner = "".join(
        _paragraph(r) if r["label"] != "boiler" else f'<div class="share-box">{_furniture(r)}</div>' for r in text
    )
    return _page(
        page,
        f'<div class="menu"><ul>{_items(before)}</ul></div>'
        f'<div class="content"><div class="entry-content">{inner}</div></div>'
        f'<div class="sidebar related-posts">{_items(after)}</div>',
    )


def bare(page: Sequence[Row]) -> str:
    """divs and paragraphs without any name: words and links alone can tell."""
    before, text, after = _stretches(page)
    inner = "".join(_paragraph(r) if r["label"] != "boiler" else f"<div>{_furniture(r)}</div>" for r in text)
    top, end = ("".join(f"<div>{_furniture(r)}</div>" for r in rows) for rows in (before, after))
    return _page(page, f"<div>{top}</div><div>{inner}</div><div>{end}</div>")


TEMPLATES = {"semantic": semantic, "classed": classed, "bare": bare}


def _stretches(page: Sequence[Row]) -> tuple[Sequence[Row], Sequence[Row], Sequence[Row]]:
    content = [i for i, row in enumerate(page) if row["label"] == "content"]
    return page[: content[0]], page[content[0] : content[-1] + 1], page[content[-1] + 1 :]


def _page(page: Sequence[Row], body: str) -> str:
    title = next((row["text"] for row in page if row["label"] == "title"), "")
    return f"<html><head><title>{html.escape(title)}</title></head><body>{body}</body></html>"


def _paragraph(row: Row) -> str:
    return f"<p>{html.escape(row['text'])}</p>"


def _items(rows: Sequence[Row]) -> str:
    return "".join(f"<li>{_furniture(row)}</li>" for row in rows)


def _furniture(row: Row) -> str:
    """Furniture of up to twelve words is a link, longer furniture a paragraph."""
    text = html.escape(row["text"])
    if row["label"] == "title":
        return f"<h1>{text}</h1>"
    return f'<a href="/{len(text)}">{text}</a>' if len(row["text"].split()) <= 12 else f"<p>{text}</p>"


if __name__ == "__main__":
    sys.exit(main())
