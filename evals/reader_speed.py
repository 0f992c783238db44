"""How fast the shipped reader reads: `python -m evals.reader_speed [--articles N]`. Raw text in, Doc out.

Articles of about 700 words each, made of our own sentences below, shuffled with a fixed seed; with `--corpus` the
newswire training texts of 500 to 900 words instead, where `DEMARCHE_DATA` has them. Printed, one JSON object a line:
start-up, one process of one thread (articles a second by wall clock and by CPU time; they differ where the machine is
busy), the share of the CPU time spent outside the encoder's own forward pass, two processes, peak resident memory.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import time
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

# One thread each, or the processes would compete for the cores; numpy reads this when it is imported.
for _variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_variable, "1")

import spacy  # noqa: E402
from spacy.language import Language  # noqa: E402

from demarche.sentences import load_reader  # noqa: E402
from demarche.settings import Settings  # noqa: E402

WORDS = 700
SENTENCES = (
    "Foreign Minister Ilko Brandt said on Friday that the talks in Keld had failed because neither side would move.",
    "“We have said from the first day that the border must stay open, and we say it again today,” he told reporters.",
    "The Ostravan government denied that its troops had crossed the river during the night.",
    "Two soldiers were killed and eleven wounded when a shell hit a supply column east of the town, officials said.",
    "According to a statement by the Varnian ministry of defence, the drills will go on until the end of the month.",
    "The envoy, who had arrived on Tuesday, left without speaking to the press.",
    "Prices of wheat rose by four per cent after the port was closed.",
    "President Anna Olka accused the alliance of arming the rebels and urged it to return to the table.",
    "The bridge, built in 1963, is the only crossing for heavy vehicles within sixty kilometres.",
    "“Nobody has shown us a single document,” the spokeswoman added, “and until somebody does, we shall wait.”",
    "In March the two capitals had agreed to exchange prisoners, but the exchange never took place.",
    "The ministry said that the envoy had denied selling the weapons and that it believed him.",
    "Analysts in Lond doubt that the sanctions will have much effect before the winter.",
    "The council is to vote on the proposal next Wednesday; Varnia has announced that it will oppose it.",
    "Thousands of people marched through the capital on Sunday to protest against the new law.",
    "A second round of talks is planned for the autumn, though no place has been agreed.",
)


def made_articles(count: int, seed: int = 7) -> list[str]:
    """Articles of about `WORDS` words in paragraphs of two to four of our sentences."""
    chance = random.Random(seed)
    articles: list[str] = []
    for _ in range(count):
        paragraphs: list[str] = []
        while sum(len(paragraph.split()) for paragraph in paragraphs) < WORDS - 20:
            paragraphs.append(" ".join(chance.sample(SENTENCES, chance.randint(2, 4))))
        articles.append("\n\n".join(paragraphs))
    return articles


def corpus_articles(count: int) -> list[str]:
    """Newswire texts of 500 to 900 words, if the data are there."""
    path = Path(os.environ.get("DEMARCHE_DATA", "../shared/data")) / "ner" / "wwn_train.jsonl"
    if not path.exists():
        raise SystemExit(f"No {path}: set DEMARCHE_DATA or leave --corpus away.")
    with path.open(encoding="utf-8") as lines:
        texts = (json.loads(line)["text"] for line in lines)
        return [text for text in texts if 500 <= len(text.split()) <= 900][:count]


def one_process(nlp: Language, articles: Sequence[str]) -> dict[str, float]:
    """Speed of one process, and where its time goes."""
    network = nlp.get_pipe("demarche_reader").network
    forward = network.session.run
    inside = 0.0

    class Timed:
        """The session, with its CPU time counted."""

        def run(self, *arguments: object) -> object:
            nonlocal inside
            start = time.process_time()
            values = forward(*arguments)
            inside += time.process_time() - start
            return values

        def __getattr__(self, name: str) -> object:
            return getattr(session, name)

    session = network.session
    nlp(articles[0])
    network._session = Timed()
    cpu, wall = time.process_time(), time.perf_counter()
    tokens = sum(len(nlp(text)) for text in articles)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    network._session = session
    return {
        "articles": len(articles),
        "words": sum(len(text.split()) for text in articles),
        "tokens": tokens,
        "articles_per_wall_second": round(len(articles) / wall, 2),
        "articles_per_cpu_second": round(len(articles) / cpu, 2),
        "outside_encoder": round(1 - inside / cpu, 3),
    }


def several_processes(nlp: Language, articles: Sequence[str], processes: int) -> dict[str, float]:
    """Speed of `nlp.pipe` with several processes, their start included in a first, uncounted part."""
    stream = nlp.pipe(articles, n_process=processes, batch_size=4)
    warm = 8 * processes
    for _ in range(warm):
        next(stream)
    wall = time.perf_counter()
    counted = sum(1 for _ in stream)
    wall = time.perf_counter() - wall
    return {"processes": processes, "articles_per_wall_second": round(counted / wall, 2), "articles": counted}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--corpus", action="store_true", help="newswire texts instead of our own sentences")
    options = parser.parse_args()
    articles = corpus_articles(options.articles) if options.corpus else made_articles(options.articles)
    clock = (time.perf_counter, time.process_time)
    moments = [[now() for now in clock]]
    spacy.blank("en")
    moments.append([now() for now in clock])
    nlp = load_reader(Settings())
    moments.append([now() for now in clock])
    nlp.get_pipe("demarche_reader").network.session  # noqa: B018 - made at the first use
    moments.append([now() for now in clock])
    nlp(SENTENCES[0])
    moments.append([now() for now in clock])
    steps = ("spacy_blank_english", "pipeline_and_weights", "session", "first_sentence")
    for index, name in enumerate(("wall", "cpu")):
        taken = {step: round(b[index] - a[index], 3) for step, (a, b) in zip(steps, pairwise(moments), strict=True)}
        print(json.dumps({f"start_up_{name}_seconds": taken}))
    print(json.dumps({"one_thread": one_process(nlp, articles)}))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({"peak_memory_mib": peak}))
    print(json.dumps({"two_processes": several_processes(nlp, articles * 2, 2)}))
    load = os.getloadavg()[0]
    print(json.dumps({"cores": os.cpu_count(), "load_average": round(load, 2)}))


if __name__ == "__main__":
    main()
