"""The shipped reader on raw text: `python -m evals.reader_raw_text [--articles N]`.

Tokens, sentences and all are the reader's own here, so the figures are lower than those on gold tokens. Attributions of
PolNeAR dev: a predicted relation counts where its cue overlaps a gold one, who where the sources share a word (or both
have none), what where the contents' Jaccard index is at least .5; inner sayings, which that corpus does not mark, are
left out. Treebanks (EWT and GUM dev): F1 over words with the same characters, as in the CoNLL 2018 shared task (Zeman
et al.), and over sentences with the same first and last characters.
"""

from __future__ import annotations

import argparse
import json
import os
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from demarche.sentences import load_reader
from demarche.settings import Settings

ROLES = ("source", "cue", "content")
Spans = list[tuple[int, int]]


def f1(hits: int, found: int, gold: int) -> dict[str, float]:
    """Precision, recall, F1 in per cent."""
    precision, recall = hits / max(1, found), hits / max(1, gold)
    both = 2 * precision * recall / max(1e-9, precision + recall)
    return {"P": round(100 * precision, 1), "R": round(100 * recall, 1), "F1": round(100 * both, 1)}


def words_in(spans: Spans, tokens: Spans) -> set[int]:
    """Gold tokens that character spans touch."""
    ends = [end for _, end in tokens]
    found: set[int] = set()
    for start, end in spans:
        word = bisect_right(ends, start)
        while word < len(tokens) and tokens[word][0] < end:
            found.add(word)
            word += 1
    return found


def attributions(nlp: Language, path: Path, articles: int) -> dict[str, dict[str, float]]:
    """Scores of PolNeAR articles."""
    counts: Counter[str] = Counter()
    with path.open(encoding="utf-8") as lines:
        for _, line in zip(range(articles), lines, strict=False):
            page = json.loads(line)
            doc = nlp(page["text"])
            gold = [{role: words_in(one[role], page["tokens"]) for role in ROLES} for one in page["attributions"]]
            found = [
                {role: words_in(characters(doc, getattr(one, role)), page["tokens"]) for role in ROLES}
                for one in doc._.attributions
                if one.inside is None
            ]
            count_relations([one for one in gold if one["cue"]], found, counts)
    scores = {
        name: f1(counts[name], counts["found"], counts["gold"]) for name in ("cue", "who", "what", "who and what")
    }
    for role in ROLES:
        scores[f"words of {role}"] = f1(counts[f"{role} hits"], counts[f"{role} found"], counts[f"{role} gold"])
    totals = (sum(counts[f"{role} {name}"] for role in ROLES) for name in ("hits", "found", "gold"))
    return scores | {"words, micro": f1(*totals)}


def characters(doc: Doc, spans: object) -> Spans:
    """Token spans as character offsets."""
    return [(doc[one.start].idx, doc[one.end - 1].idx + len(doc[one.end - 1])) for one in spans]  # type: ignore[attr-defined]


def count_relations(gold: list[dict[str, set[int]]], found: list[dict[str, set[int]]], counts: Counter[str]) -> None:
    """Match relations by their cues, one to one, and count what agrees."""
    counts["gold"] += len(gold)
    counts["found"] += len(found)
    for role in ROLES:
        expected = set().union(*(one[role] for one in gold))
        given = set().union(*(one[role] for one in found))
        counts[f"{role} hits"] += len(expected & given)
        counts[f"{role} found"] += len(given)
        counts[f"{role} gold"] += len(expected)
    free = list(gold)
    for one in found:
        match = max(free, key=lambda other: len(other["cue"] & one["cue"]), default=None)
        if match is None or not match["cue"] & one["cue"]:
            continue
        free.remove(match)
        who = bool(one["source"] & match["source"]) or not (one["source"] or match["source"])
        union = one["content"] | match["content"]
        what = len(one["content"] & match["content"]) >= 0.5 * max(1, len(union))
        counts.update({"cue": 1, "who": who, "what": what, "who and what": who and what})


def treebank(path: Path) -> Iterator[tuple[str, list[tuple[int, int, str, int, str]], Spans]]:
    """Documents: text, words (start, end, UPOS, index of the head or -1, label), sentences as characters."""
    text, words, sentences = "", [], []
    space = ""
    rows: list[list[str]] = []
    covered = 0
    for line in [*path.read_text(encoding="utf-8").splitlines(), "# newdoc"]:
        if line.startswith("# newdoc") and text:
            yield text, words, sentences
            text, words, sentences, space = "", [], [], ""
        elif line.startswith("# newpar") and text:
            space = "\n\n"
        elif line and line[0].isdigit() and "." not in line.split("\t")[0]:
            rows.append(line.split("\t"))
        elif not line and rows:
            base, start = len(words), None
            for columns in rows:
                first, _, last = columns[0].partition("-")
                if last:  # a multiword token: its words share its characters and its space
                    covered, after = int(last), "" if "SpaceAfter=No" in columns[9] else " "
                    continue
                text += space
                begin = len(text)
                text += columns[1]
                start = begin if start is None else start
                head = int(columns[6])
                words.append((begin, len(text), columns[3], base + head - 1 if head else -1, columns[7]))
                space = "" if "SpaceAfter=No" in columns[9] else " "
                if int(first) < covered:
                    space = ""
                elif int(first) == covered:
                    space, covered = after, 0
            sentences.append((start or 0, len(text)))
            rows, covered = [], 0


def parses(nlp: Language, path: Path, documents: int) -> dict[str, dict[str, float]]:
    """Scores of a treebank's documents."""
    counts: Counter[str] = Counter()
    for _, (text, words, sentences) in zip(range(documents), treebank(path), strict=False):
        doc = nlp(text)
        own = [token for token in doc if token.pos_ != "SPACE"]
        places = {(token.idx, token.idx + len(token)): token for token in own}
        counts["gold"] += len(words)
        counts["found"] += len(own)
        for begin, end, upos, head, label in words:
            token = places.get((begin, end))
            if token is None:
                continue
            span = words[head][:2] if head >= 0 else (begin, end)
            attached = (token.head.idx, token.head.idx + len(token.head)) == span
            same = ("root" if token.dep_ == "ROOT" else token.dep_) == label
            counts.update({"words": 1, "UPOS": token.pos_ == upos, "UAS": attached, "LAS": attached and same})
        spans = {(sent[0].idx, _end(sent)) for sent in doc.sents if any(token.pos_ != "SPACE" for token in sent)}
        counts["sentences"] += len(spans & set(sentences))
        counts["sentences found"] += len(spans)
        counts["sentences gold"] += len(sentences)
    scores = {name: f1(counts[name], counts["found"], counts["gold"]) for name in ("words", "UPOS", "UAS", "LAS")}
    return scores | {"sentences": f1(counts["sentences"], counts["sentences found"], counts["sentences gold"])}


def _end(sentence: object) -> int:
    last = [token for token in sentence if token.pos_ != "SPACE"][-1]  # type: ignore[attr-defined]
    return int(last.idx + len(last))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--articles", type=int, default=1000, help="articles and treebank documents at most")
    options = parser.parse_args()
    folder = Path(os.environ.get("DEMARCHE_DATA", "../shared/data"))
    if not folder.exists():
        raise SystemExit(f"No data in {folder}: set DEMARCHE_DATA.")
    nlp = load_reader(Settings())
    print(
        json.dumps({"polnear dev": attributions(nlp, folder / "polnear" / "dev.jsonl", options.articles)}), flush=True
    )
    for name in ("ewt-dev", "gum-dev-open"):
        print(json.dumps({name: parses(nlp, folder / "ud" / f"{name}.conllu", options.articles)}), flush=True)


if __name__ == "__main__":
    main()
