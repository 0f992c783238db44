"""Event types with source and target given, by cross-validation on `events/plv_train.jsonl` (15 types).

    python evals/event_types.py [--neural OUT_OF_FOLD.json]

Measures the trigger lexicon alone, TF-IDF alone, TF-IDF with the lexicon's evidence, and both with a neural
classifier's out-of-fold probabilities, where a file of them is given as `python -m training.event_types` writes it.
CONCEDE and RETREAT are one class there (YIELD).
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.sparse import hstack
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, f1_score
from sklearn.model_selection import StratifiedKFold
from spacy.tokens import Doc

from demarche.events.finding import find_tellings
from demarche.events.lexicon import load_lexicon
from demarche.events.nominal import noun_keys
from demarche.events.parties import Parties
from demarche.events.verbal import keys_of
from demarche.records import Actor, Article, Block, Cast, Dating, Mention
from demarche.sentences import load_reader, read_sentences
from demarche.settings import Settings

DATA = Path(os.environ.get("DEMARCHE_DATA", "../shared/data")) / "events" / "plv_train.jsonl"
MARK = re.compile(r"</?[st]>")
YIELD = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}


class Example(NamedTuple):
    id: str
    type: str
    text: str
    source: tuple[tuple[int, int], ...]
    target: tuple[tuple[int, int], ...]


def read_examples(path: Path) -> list[Example]:
    examples = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for event in row["events"]:
            spans: dict[str, list[list[int]]] = {"s": [], "t": []}
            text = ""
            for part in re.split(r"(</?[st]>)", event["marked"]):
                if not MARK.fullmatch(part):
                    text += part
                elif part.startswith("</"):
                    spans[part[2]][-1][1] = len(text)
                else:
                    spans[part[1]].append([len(text), 0])
            pairs = {key: tuple((a, b) for a, b in found if b > a) for key, found in spans.items()}
            examples.append(Example(row["id"], event["type"], text, pairs["s"], pairs["t"]))
    return examples


def article_of(example: Example) -> Article:
    return Article(
        id=example.id, uri=example.id, sha256="0" * 64, retrieved=None, news=True, title=None, text=example.text,
        blocks=(Block(role="body", text=example.text, start=0, end=len(example.text)),), published=Dating(),
        language="en",
    )  # fmt: skip


def parties_of(example: Example, doc: Doc) -> Parties:
    """The given spans as the only actors of the sentence: party S and party T."""
    actors = tuple(Actor(id=key, name=key, kind="state", party=key) for key in ("S", "T"))
    mentions = [
        Mention(start=start, end=end, text=example.text[start:end], actor=key, form="name", party=key)
        for key, spans in (("S", example.source), ("T", example.target))
        for start, end in spans
    ]
    return Parties(doc, Cast(actors=actors, mentions=tuple(mentions)))


def lexicon_features(example: Example, doc: Doc) -> tuple[dict[str, float], str | None]:
    """What the trigger lexicon says of a sentence, and the type it settles on, None where it says nothing."""
    features: dict[str, float] = {}
    best: str | None = None
    for telling in find_tellings(doc, parties_of(example, doc), ()):
        kind = YIELD.get(telling.frame.type, telling.frame.type)
        source, target = telling.parties
        both = "S" in source and "T" in target
        swapped = "T" in source and "S" in target
        features[f"told={kind}{'' if both else '/swapped' if swapped else '/part'}"] = 1.0
        features[f"mode={kind}:{telling.frame.mode}"] = 1.0
        features[f"rule={telling.rule}"] = 1.0
        if telling.frame.future or telling.planned:
            features["intended"] = 1.0
        if best is None and (both or swapped):
            best = kind
    lexicon = load_lexicon()
    for token in doc:
        keys = keys_of(token) if token.pos_ in ("VERB", "AUX") else noun_keys(token) if token.pos_ == "NOUN" else []
        frames = [f for key in keys for f in (lexicon.verbs if token.pos_ != "NOUN" else lexicon.nouns).get(key, ())]
        for frame in frames[:2]:
            features[f"can={YIELD.get(frame.type, frame.type)}"] = 1.0
        if token.pos_ == "VERB":
            features[f"verb={token.lemma_.lower()}"] = 1.0
            if token.dep_ == "ROOT":
                features[f"root={token.lemma_.lower()}"] = 1.0
                for child in token.children:
                    if child.dep_ in ("xcomp", "obj", "obl"):
                        features[f"root+{child.dep_}={token.lemma_.lower()}+{child.lemma_.lower()}"] = 1.0
                    if child.dep_ in ("aux", "advmod") and child.lower_ in ("will", "not", "n't", "would", "never"):
                        features[f"root+{child.lower_}"] = 1.0
                        features[f"root+{child.lower_}={token.lemma_.lower()}"] = 1.0
    return features, best


def marked_text(example: Example) -> str:
    """The sentence with its source and target written as one word each."""
    spans = [(a, b, " SOURCE ") for a, b in example.source] + [(a, b, " TARGET ") for a, b in example.target]
    text = example.text
    for start, end, word in sorted(spans, reverse=True):
        text = text[:start] + word + text[end:]
    return text


def folds_of(labels: list[str]) -> list[tuple[np.ndarray, np.ndarray]]:
    return list(StratifiedKFold(n_splits=5, shuffle=True, random_state=7).split(np.zeros(len(labels)), labels))


def report(name: str, gold: list[str], found: list[str]) -> None:
    accuracy, macro = accuracy_score(gold, found), f1_score(gold, found, average="macro", zero_division=0)
    print(f"{name:44s} accuracy {accuracy:.3f}  macro F1 {macro:.3f}")


def read_probabilities(path: Path, classes: list[str], gold: list[str]) -> np.ndarray:
    """One row an example, one column a class, in the data's order."""
    rows = json.loads(path.read_text(encoding="utf-8"))
    if [row["type"] for row in rows] != gold:
        raise SystemExit(f"{path} is not of these {len(gold)} sentences in this order; make it anew.")
    return np.array([[row["probabilities"].get(name, 0.0) for name in classes] for row in rows])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--neural", type=Path)
    arguments = parser.parse_args()
    if not DATA.exists():
        print(f"{DATA} is not here; set DEMARCHE_DATA to the folder of training data.")
        return 0
    examples = read_examples(DATA)
    gold = [example.type for example in examples]
    reader = load_reader(Settings())
    read = [lexicon_features(example, read_sentences(reader, article_of(example))) for example in examples]
    settled = [best for _, best in read]
    decided = [i for i, best in enumerate(settled) if best is not None]
    right = sum(settled[i] == gold[i] for i in decided)
    print(f"lexicon: says a type for {len(decided)} of {len(gold)}, right in {right} ({right / len(decided):.3f})")
    texts = [marked_text(example) for example in examples]
    classes = sorted(set(gold))
    neural = read_probabilities(arguments.neural, classes, gold) if arguments.neural else None
    results: dict[str, list[str]] = {name: [""] * len(gold) for name in ("tfidf", "both", "neural", "all")}
    for train, test in folds_of(gold):
        words = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True)
        signs = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), min_df=3, sublinear_tf=True)
        facts = DictVectorizer()
        tfidf_train = hstack(
            [words.fit_transform([texts[i] for i in train]), signs.fit_transform([texts[i] for i in train])]
        )
        tfidf_test = hstack([words.transform([texts[i] for i in test]), signs.transform([texts[i] for i in test])])
        facts_train = facts.fit_transform([read[i][0] for i in train]) * 0.6
        facts_test = facts.transform([read[i][0] for i in test]) * 0.6
        labels = [gold[i] for i in train]
        blocks = {
            "tfidf": ([tfidf_train], [tfidf_test]),
            "both": ([tfidf_train, facts_train], [tfidf_test, facts_test]),
        }
        for name, (fit, apply) in blocks.items():
            model = LogisticRegression(C=12.0, max_iter=600, class_weight="balanced")
            model.fit(hstack(fit).tocsr(), labels)
            probabilities = model.predict_proba(hstack(apply).tocsr())
            for i, row in zip(test, probabilities, strict=True):
                results[name][i] = str(model.classes_[row.argmax()])
                if neural is not None and name == "both":
                    # A product of the two experts, equal weights: each has seen none of this sentence.
                    together = np.log(np.clip(neural[i], 1e-3, 1)) + np.log(np.clip(row, 1e-3, 1))
                    results["all"][i] = classes[int(together.argmax())]
    report("TF-IDF of the marked sentence", gold, results["tfidf"])
    report("TF-IDF + lexicon", gold, results["both"])
    if neural is not None:
        report("neural alone", gold, [classes[int(row.argmax())] for row in neural])
        report("neural + lexicon", gold, results["all"])
    per_class = f1_score(gold, results["all" if neural is not None else "both"], average=None, labels=sorted(set(gold)))
    print("  ".join(f"{name} {value:.2f}" for name, value in zip(sorted(set(gold)), per_class, strict=True)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
