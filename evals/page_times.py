"""How fast the reading room answers on a large record: `python -m evals.page_times --articles 10000`.

The record is made by repeating and varying the bundled sample: the pages are read once, then written again and again
with other ids, addresses, days, parties and a few other words; every two or three make a story.
"""

from __future__ import annotations

import argparse
import random
import socket
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import get_args
from urllib.parse import quote

import msgspec
import uvicorn

from demarche.records import Event, EventType, Incident, Linkage, Reading, Source, Span, Story, Utterance
from demarche.runs import read_inputs
from demarche.sample import FOLDER
from demarche.settings import Settings
from demarche.store import Store, open_record
from demarche.web.app import make_app

LIMIT = 0.1  # seconds for front, search and story
PARTIES = ("VAR", "OST", "CHN", "USA", "NATO", "EU", "RUS", "FRA", "IND", "BRA", "JPN", "TUR")
PLACES = (None, None, "Geneva", "Vienna", "Beijing", "Moscow", "Nairobi", "Brasilia", "Tokyo", "Ankara", "Paris")
WORDS = ("harbour", "fisheries", "lorries", "winter", "quota", "embassy", "summit", "pipeline", "grain", "visa")
BATCH = 500
EVENTS = 4  # an article


def variants(store: Store, count: int) -> Iterator[tuple[Source, Reading]]:
    """The sample's news again and again, each time another article."""
    originals = [(store.source(r.article.id), r) for r in store.readings(linked=False) if r.article.news]
    draw = random.Random(7)
    for number in range(count):
        source, reading = originals[number % len(originals)]
        id_ = f"{number:016x}"
        day = f"20{draw.randrange(18, 25)}-{draw.randrange(1, 13):02}-{draw.randrange(1, 29):02}"
        raw = msgspec.json.encode(reading).decode().replace(reading.article.id, id_)
        # Words of one length, so that every offset holds.
        raw = raw.replace("Lesna", draw.choice(("Lesna", "Brina", "Torva", "Kelma"))).replace("2024-05-16", day)
        made = msgspec.json.decode(raw, type=Reading)
        first, second = draw.sample(PARTIES, 2)
        tail = f"\n\n{draw.choice(WORDS).capitalize()} and {draw.choice(WORDS)}, number {number}."
        article = msgspec.structs.replace(made.article, uri=f"pages/{number}.txt", text=made.article.text + tail)
        statements = tuple(msgspec.structs.replace(s, party=first, date=day) for s in made.statements)
        events = tuple(_event(made, f"{id_}.e{place}", first, second, day, draw) for place in range(EVENTS))
        yield (
            msgspec.structs.replace(source, uri=article.uri),
            msgspec.structs.replace(made, article=article, statements=statements, events=events),
        )


def _event(reading: Reading, id_: str, first: str, second: str, day: str, draw: random.Random) -> Event:
    """An event at some words of the text; the sample alone has too few to weigh anything."""
    start = draw.randrange(0, len(reading.article.text) - 60)
    words = reading.article.text[start : start + 60]
    return Event(
        id=id_,
        type=draw.choice(get_args(EventType)),
        status=draw.choice(("happened", "happened", "alleged", "background")),
        source=(first,),
        target=(second,),
        evidence=(Span(start=start, end=start + 60, text=words),),
        date=day,
        place=draw.choice(PLACES),
    )


def link(readings: list[tuple[str, str | None, tuple[str, ...], tuple[Event, ...]]]) -> Linkage:
    """Stories of two articles each; their first statements one utterance, their first events one incident."""
    stories, utterances, incidents = [], [], []
    for number in range(0, len(readings), 2):
        pair = readings[number : number + 2]
        stories.append(Story(id=f"story-{number:08}", title=f"Story {number}", articles=tuple(p[0] for p in pair),
                             earliest=pair[0][1], latest=pair[0][1]))  # fmt: skip
        said = [p[2][0] for p in pair if p[2]]
        if said:
            utterances.append(Utterance(id=f"utterance-{number}", statements=tuple(said), speaker=None, party=None))
        told = [[page[3][0] for page in pair]]
        told += [[event] for page in pair for event in page[3][1:]]
        incidents += [_incident(events) for events in told]
    return Linkage(stories=tuple(stories), utterances=tuple(utterances), incidents=tuple(incidents))


def _incident(events: list[Event]) -> Incident:
    first = events[0]
    return Incident(
        id=f"incident-{first.id}", type=first.type, source=first.source, target=first.target, status=first.status,
        events=tuple(event.id for event in events), tellings=len(events), date=first.date, place=first.place,
    )  # fmt: skip


def make_record(folder: Path, count: int) -> Path:
    """A record of `count` articles."""
    sample, path = folder / "sample.db", folder / "large.db"
    with open_record(str(sample), create=True) as store, open_record(str(path), create=True) as large:
        read_inputs((str(FOLDER),), Settings(record=str(sample)), store)
        made, batch = [], []
        for page in variants(store, count):
            reading = page[1]
            made.append((reading.article.id, reading.article.published.date, tuple(s.id for s in reading.statements),
                         reading.events))  # fmt: skip
            batch.append(page)
            if len(batch) == BATCH:
                large.add(batch)
                batch = []
        if batch:
            large.add(batch)
        large.write_linkage(link(made))
    return path


def ask(port: int, path: str, times: int) -> tuple[list[float], list[float]]:
    """Seconds that a page took, each time: on the clock, and of the processor (the little of asking with it)."""
    taken, worked = [], []
    for _ in range(times):
        began_work = time.process_time()
        connection = HTTPConnection("127.0.0.1", port, timeout=60)
        began = time.perf_counter()
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        taken.append(time.perf_counter() - began)
        worked.append(time.process_time() - began_work)
        assert answer.status == 200, (path, answer.status)
        connection.close()
    return taken, worked


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--record", type=Path, help="a record that is there already, in place of a made one")
    parser.add_argument("--times", type=int, default=7)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        path = arguments.record or make_record(Path(folder), arguments.articles)
        size = path.stat().st_size
        with open_record(str(path)) as store, socket.socket() as listener:
            counts = store.counts()
            count = counts["articles"]
            print(
                f"{count} articles, {counts['statements']} statements, {counts['events']} events,"
                f" {size / 1e6:.0f} MB, {size / count:.0f} bytes each;"
                f" made in {time.perf_counter() - began:.0f} s"
            )
            listener.bind(("127.0.0.1", 0))
            server = uvicorn.Server(uvicorn.Config(make_app(store, who="timer"), log_level="warning", lifespan="off"))
            thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
            thread.start()
            while not server.started:
                time.sleep(0.01)
            story, article, actor = _some(store)
            missed = 0
            for name, page, limited in (
                ("front", "/", True),
                ("search, one word", "/search?q=crossing", True),
                ("search, two words", "/search?q=winter+fisheries", True),
                ("search, a party", "/search?q=crossing&party=VAR", True),
                ("story", f"/story/{quote(story)}", True),
                ("article", f"/article/{quote(article)}", False),
                ("review", "/review", False),
                ("dyad", "/dyad/VAR/OST", True),
                ("party", "/party/VAR", True),
                ("actor", f"/actor/{quote(actor)}", True),
                ("network", "/network", True),
                ("map", "/map", True),
            ):
                taken, worked = ask(listener.getsockname()[1], page, arguments.times)
                middle = statistics.median(taken)
                missed += limited and middle > LIMIT
                print(
                    f"{name:18} median {middle * 1000:7.1f} ms   worst {max(taken) * 1000:7.1f} ms"
                    f"   processor {statistics.median(worked) * 1000:7.1f} ms, first {worked[0] * 1000:7.1f} ms"
                )
            server.should_exit = True
            thread.join(10)
    raise SystemExit(1 if missed else 0)


def _some(store: Store) -> tuple[str, str, str]:
    """A story, an article of it, and the actor that is named most."""
    from sqlalchemy import func, select

    from demarche.store import schema

    members, mentions = schema.story_articles, schema.mentions
    row = store.rows(select(members.c.story, members.c.article).limit(1).offset(40))[0]
    most = select(mentions.c.actor).group_by(mentions.c.actor).order_by(func.count().desc()).limit(1)
    return str(row[0]), str(row[1]), str(store.rows(most)[0][0])


if __name__ == "__main__":
    main()
