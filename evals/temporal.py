"""Time expressions on TempEval-3's cleaned AQUAINT and on MEANTIME: F1, with the true date and with wrong ones.

    python evals/temporal.py [--misses] [--plain]

Relaxed: the spans touch. Strict: they are equal. Value: they touch and the values are equal after "-XX" is taken off
the end of either and a week's number written with two digits (the gold has 1968-XX beside 1968, 2000-W6 beside
2000-W06). MEANTIME marks up only the title, the date line and the first five sentences; what is found behind them does
not count. "Claimed" gives the article a wrong day as its page's date (the mean of too early and too late), "interval"
the days around the wrong one that hold the true one, "unknown" nothing. `--plain` leaves the reader out: no tags, no
syntax. The data are read from DEMARCHE_DATA (default ../shared/data) and are not shipped.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from demarche.records import Article, Dating, Timex
from demarche.times import settle_dates, tag_times

DATA = Path(os.environ.get("DEMARCHE_DATA", "../shared/data")) / "temporal"
FILES = {"AQUAINT": "te3_aquaint.jsonl", "MEANTIME": "meantime_en_apple.jsonl"}
# F1 that a run must reach, with the true date; raised on purpose only
FLOORS = {
    "AQUAINT": {"relaxed": 0.935, "strict": 0.865, "value": 0.8},
    "MEANTIME": {"relaxed": 0.87, "strict": 0.825, "value": 0.78},
}
MOST_FALSE = 0
OFF = (3, 30, 400)
Row = dict[str, Any]
Reader = Callable[[Article], Doc | None]


def article_of(row: Row, dating: Dating) -> Article:
    return Article(
        id=row["id"],
        uri=row["id"],
        sha256="",
        retrieved=None,
        news=True,
        title=row.get("title"),
        text=row["text"],
        blocks=(),
        published=dating,
    )


def dating_of(day: dt.date, off: int, mode: str) -> Dating:
    claimed = day + dt.timedelta(days=off)
    if mode == "claimed":
        return Dating(date=claimed.isoformat(), earliest=claimed.isoformat(), latest=claimed.isoformat())
    if mode == "interval":
        slack = dt.timedelta(days=abs(off) + 2)
        return Dating(earliest=(claimed - slack).isoformat(), latest=(claimed + slack).isoformat())
    return Dating()


def plain_value(value: str | None) -> str | None:
    return None if value is None else re.sub(r"-W(\d)$", r"-W0\1", re.sub(r"(?:-XX)+$", "", value))


def annotated(row: Row) -> int:
    """How far the gold goes, in characters."""
    return len("\n".join(row["text"].split("\n")[:7])) if row["source"].startswith("MEANTIME") else len(row["text"])


def score(row: Row, timexes: Iterable[Timex], counts: Counter[str], misses: list[str]) -> None:
    gold, used = row["timexes"], set()
    for timex in timexes:
        counts["found"] += 1
        context = " ".join(row["text"][max(0, timex.start - 50) : timex.end + 30].split())
        touching = [
            i for i, t in enumerate(gold) if i not in used and t["start"] < timex.end and timex.start < t["end"]
        ]
        if not touching:
            misses.append(f"{row['id']}: not in the gold: {timex.text!r} {timex.value} | {context}")
            continue
        best = min(touching, key=lambda i: abs(gold[i]["start"] - timex.start) + abs(gold[i]["end"] - timex.end))
        used.add(best)
        counts["relaxed"] += 1
        counts["strict"] += (gold[best]["start"], gold[best]["end"]) == (timex.start, timex.end)
        right = plain_value(timex.value) == plain_value(gold[best]["value"])
        counts["value"] += right
        if not right:
            misses.append(f"{row['id']}: {timex.text!r} is {timex.value}, gold {gold[best]['value']} | {context}")
    counts["gold"] += len(gold)
    misses += [f"{row['id']}: missed: {t['text']!r} {t['value']}" for i, t in enumerate(gold) if i not in used]


def f1(counts: Counter[str], what: str) -> float:
    return 2 * counts[what] / (counts["found"] + counts["gold"])


def run(rows: list[Row], read: Reader, off: int, mode: str) -> tuple[Counter[str], list[str]]:
    counts: Counter[str] = Counter()
    misses: list[str] = []
    for row in rows:
        article = article_of(row, dating_of(dt.date.fromisoformat(row["dct"][:10]), off, mode))
        _, timexes = settle_dates(article, tag_times(article, read(article), None), None)
        score(row, [timex for timex in timexes if timex.start < annotated(row)], counts, misses)
    return counts, misses


def undated(rows: list[Row], read: Reader) -> Counter[str]:
    """How an article without a page date is dated: right to a day, false, or unknown within an interval."""
    outcome: Counter[str] = Counter()
    for row in rows:
        article = article_of(row, Dating())
        dating, _ = settle_dates(article, tag_times(article, read(article), None), None)
        true = row["dct"][:10]
        if dating.date is None:
            outcome["unknown"] += 1
            outcome["held"] += (dating.earliest or "") <= true <= (dating.latest or "9")
        else:
            away = abs((dt.date.fromisoformat(dating.date) - dt.date.fromisoformat(true)).days)
            outcome["right" if away <= 1 else "false"] += 1
    return outcome


def reader() -> Reader:
    from demarche.sentences import load_reader, read_sentences
    from demarche.settings import Settings

    nlp = load_reader(Settings())
    docs: dict[str, Doc] = {}

    def read(article: Article) -> Doc:
        if article.id not in docs:
            docs[article.id] = read_sentences(nlp, article)
        return docs[article.id]

    return read


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--plain", action="store_true")
    options = parser.parse_args(arguments)
    if not DATA.is_dir():
        print(f"temporal: {DATA} is not there; set DEMARCHE_DATA to the folder of research data. Skipped.")
        return 0
    read: Reader = (lambda _: None) if options.plain else reader()
    fallen = False
    print(f"{'':10s} {'date':22s} relaxed strict  value")
    for name, file in FILES.items():
        rows = [json.loads(line) for line in (DATA / file).read_text(encoding="utf-8").splitlines() if line.strip()]
        counts, misses = run(rows, read, 0, "claimed")
        for what, floor in FLOORS[name].items():
            if f1(counts, what) < floor and not options.plain:
                print(f"{name}: {what} F1 {f1(counts, what):.3f} is below its floor {floor}")
                fallen = True
        print(
            f"{name:10s} {'true':22s} "
            + "   ".join(f"{f1(counts, what):.3f}" for what in ("relaxed", "strict", "value"))
        )
        for mode in ("claimed", "interval"):
            for days in OFF:
                early, late = (f1(run(rows, read, sign * days, mode)[0], "value") for sign in (-1, 1))
                print(f"{name:10s} {f'{mode}, {days} days off':22s}                 {(early + late) / 2:.3f}")
        print(f"{name:10s} {'unknown':22s}                 {f1(run(rows, read, 0, 'unknown')[0], 'value'):.3f}")
        outcome = undated(rows, read)
        print(
            f"{name:10s} articles without a page date: {outcome['right']} dated right to a day, "
            f"{outcome['false']} falsely, {outcome['unknown']} not, of which {outcome['held']} intervals hold the day"
        )
        if outcome["false"] > MOST_FALSE:
            print(f"{name}: more than {MOST_FALSE} articles have a false date")
            fallen = True
        if options.misses:
            print("\n".join(misses))
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
