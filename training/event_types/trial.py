"""`python -m training.event_types.trial`: what the type model would do to whole articles, on the event gold.

The ridge regression, fitted on all sentences, reads every telling that the lexicon finds in the gold's articles, and
either gives it another type or drops it where it thinks the lexicon's type unlikely and is sure of another. Nothing of
this ships: it shows whether it should.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from evals.event_gold import ACTORS, article_of, read_items, score
from msgspec import structs
from spacy.tokens import Doc

from demarche.actors import resolve_actors
from demarche.events import find_events, finding
from demarche.events.parties import Parties
from demarche.events.tellings import Telling
from demarche.pipeline import Pipeline
from demarche.records import Article, Cast, Reading, Statement, Timex
from demarche.sentences import read_sentences
from demarche.settings import Settings
from demarche.statements import find_statements
from demarche.times import settle_dates, tag_times
from training import places
from training.event_types import ridge
from training.event_types.evidence import evidence_of
from training.event_types.sentences import YIELD, Example, Floats, marked_text, read_doc, read_examples
from training.event_types.vectors import pooled, word_vectors

POLICIES: tuple[tuple[str, float, float], ...] = (
    ("retype", 0.05, 0.8),
    ("retype", 0.1, 0.7),
    ("retype", 0.3, 0.5),
    ("drop", 0.02, 0.8),
    ("drop", 0.1, 0.6),
)
"""What is done, where the lexicon's type has less than the first and another more than the second."""

Policy = tuple[str, float, float]
Change = Callable[[Doc, Parties, list[Telling]], list[Telling]]


def sentence_of(telling: Telling, parties: Parties) -> tuple[Example, Doc] | None:
    """The telling's sentence with its parties marked where they stand nearest, None where one has no words there."""
    sentence = telling.trigger.sent
    sides = []
    for wanted in telling.parties:
        found = [
            mention
            for mention in parties.mentions
            if sentence.start_char <= mention.start < sentence.end_char and parties.party_of(mention) in wanted
        ]
        if not found:
            return None
        near = min(found, key=lambda mention: abs(mention.start - telling.trigger.idx))
        sides.append((near.start - sentence.start_char, near.end - sentence.start_char))
    return Example("", "", sentence.text, (sides[0],), (sides[1],)), sentence.as_doc()


class Model:
    """Ridge regression fitted on all the sentences with known parties."""

    def __init__(self, pipeline: Pipeline) -> None:
        self.examples = read_examples(places.corpus("events/plv_train.jsonl"))
        self.docs = [read_doc(pipeline.reader, example) for example in self.examples]
        self.kinds = sorted({example.type for example in self.examples})
        self.words = word_vectors(self.docs)
        self.evidence = [evidence_of(example, doc) for example, doc in zip(self.examples, self.docs, strict=True)]

    def probabilities(self, pairs: Sequence[tuple[Example, Doc]]) -> Floats:
        """Of each type for each sentence [sentences, kinds]."""
        train = range(len(self.examples))
        evidence = [*self.evidence, *(evidence_of(example, doc) for example, doc in pairs)]
        words = [*self.words, *word_vectors([doc for _, doc in pairs])]
        texts = [marked_text(example) for example in (*self.examples, *(example for example, _ in pairs))]
        parts = ridge.kernels(
            texts, [one.facts for one in evidence], pooled(words, [one.places for one in evidence]), train
        )
        answers = [example.type for example in self.examples]
        held = range(len(train), len(texts))
        return ridge.fit_and_predict(parts, answers, train, list(held), self.kinds)[0]


@contextmanager
def tellings_by(change: Change) -> Iterator[None]:
    """The event stage with its tellings changed."""
    plain = finding.find_tellings

    def changed(doc: Doc, parties: Parties, statements: Sequence[Statement]) -> list[Telling]:
        return change(doc, parties, plain(doc, parties, statements))

    finding.find_tellings = changed
    try:
        yield
    finally:
        finding.find_tellings = plain


def after_policy(telling: Telling, row: Floats, kinds: Sequence[str], policy: Policy) -> Telling | None:
    """The telling as a policy leaves it, None where it is dropped."""
    what, little, much = policy
    said = YIELD.get(telling.frame.type, telling.frame.type)
    best = kinds[int(row.argmax())]
    if best == said or row[kinds.index(said)] >= little or row.max() <= much:
        return telling
    if what == "drop":
        return None
    kind = "RETREAT" if best == "YIELD" else best
    return telling._replace(frame=structs.replace(telling.frame, type=kind, mode=None))


class Stages(NamedTuple):
    """An article of the gold as the stages before the events leave it."""

    article: Article
    doc: Doc
    cast: Cast
    timexes: tuple[Timex, ...]
    statements: tuple[Statement, ...]


def stages(pipeline: Pipeline, article: Article) -> Stages:
    """Everything that the event stage asks for."""
    doc = read_sentences(pipeline.reader, article)
    published, timexes = settle_dates(article, tag_times(article, doc, pipeline.knowledge), pipeline.knowledge)
    article = structs.replace(article, published=published)
    cast = resolve_actors(article, doc, pipeline.knowledge)
    statements = find_statements(article, doc, cast, timexes, pipeline.knowledge)
    return Stages(article, doc, cast, tuple(timexes), tuple(statements))


def main() -> None:
    pipeline = Pipeline(Settings.load(actors=(str(ACTORS),)))
    items = read_items("abcde")
    read = [stages(pipeline, article_of(item)) for item in items]
    seen: dict[tuple[str, int, str], tuple[Example, Doc]] = {}

    def reached(change: Change) -> str:
        with tellings_by(change):
            readings = [Reading(article=s.article, events=find_events(*s, pipeline.knowledge)) for s in read]
        scores = score(items, readings, misses=False)
        return "  ".join(f"{name} {scores[name]}" for name in ("precision", "recall", "f1"))

    def collect(doc: Doc, parties: Parties, tellings: list[Telling]) -> list[Telling]:
        pairs = {(doc.text, t.trigger.i, t.rule): sentence_of(t, parties) for t in tellings}
        seen.update({key: pair for key, pair in pairs.items() if pair is not None})
        return tellings

    print(f"as shipped: {reached(collect)}", flush=True)
    model = Model(pipeline)
    rows = dict(zip(seen, model.probabilities(list(seen.values())), strict=True))
    for policy in POLICIES:
        altered: list[str] = []

        def change(
            doc: Doc, _: Parties, tellings: list[Telling], policy: Policy = policy, altered: list[str] = altered
        ) -> list[Telling]:
            kept = []
            for telling in tellings:
                row = rows.get((doc.text, telling.trigger.i, telling.rule))
                after = telling if row is None else after_policy(telling, row, model.kinds, policy)
                if after is not telling:
                    altered.append(f"{telling.frame.type}>{after.frame.type if after else 'none'}")
                kept += [after] if after is not None else []
            return kept

        figures = reached(change)
        print(f"{policy}: of {len(rows)} tellings {len(altered)} altered; {figures}", flush=True)
        print("   ", ", ".join(sorted(altered)), flush=True)


if __name__ == "__main__":
    main()
