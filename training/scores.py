"""How a reading is scored against the corpora: tokens, exact spans, relations, names, trees.

A predicted relation is matched to the gold relation with which its cue shares most words, each gold one used once.
`who`: the sources overlap (or neither has one); `what`: the contents' words have Jaccard >= .5.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from demarche.models.decoding import ATTRIBUTION_LABELS, Relation, spans_of
from demarche.models.inputs import OUTSIDE, quote_states
from training.corpora import Attribution, Document, Span, tags_of

ROLES = ("source", "cue", "content")
FORMS = ("direct", "mixed", "indirect")


class Count:
    """True positives, predicted and gold, and the scores they make."""

    def __init__(self) -> None:
        self.right = self.predicted = self.gold = 0

    def add(self, right: int, predicted: int, gold: int) -> None:
        self.right += right
        self.predicted += predicted
        self.gold += gold

    def scores(self) -> dict[str, float]:
        precision = self.right / max(1, self.predicted)
        recall = self.right / max(1, self.gold)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        return {"p": round(100 * precision, 1), "r": round(100 * recall, 1), "f1": round(100 * f1, 1)}


Counts = defaultdict[str, Count]


def summary(counts: Counts) -> dict[str, dict[str, float]]:
    return {name: count.scores() for name, count in sorted(counts.items())}


def words_in(spans: Iterable[Span]) -> set[int]:
    return {word for start, end in spans for word in range(start, end)}


def add_tags(counts: Counts, document: Document, tags: Sequence[int]) -> None:
    """Token and exact-span counts of a tag layer."""
    gold = tags_of(document)[0]
    for role in ROLES:
        labels = {ATTRIBUTION_LABELS.index(f"{prefix}-{role}") for prefix in "BI"}
        right = sum(a in labels and b in labels for a, b in zip(gold, tags, strict=True))
        sizes = sum(tag in labels for tag in tags), sum(tag in labels for tag in gold)
        gold_spans = {span for span in spans_of(gold, ATTRIBUTION_LABELS) if span[2] == role}
        spans = {span for span in spans_of(tags, ATTRIBUTION_LABELS) if span[2] == role}
        for name in (role, "micro"):
            counts[f"token {name}"].add(right, *sizes)
            counts[f"exact {name}"].add(len(gold_spans & spans), len(spans), len(gold_spans))


def add_relations(counts: Counts, document: Document, found: Sequence[Relation]) -> None:
    """Relation counts: cue, who, what, who+what, everything exact; and who+what by the content's form."""
    gold = document.attributions or []
    states = quote_states(document.words, document.gaps)
    used: set[int] = set()
    for relation in found:
        cue = words_in(relation.cue)
        shared = {
            number: len(words_in(other.cue) & cue)
            for number, other in enumerate(gold)
            if number not in used and words_in(other.cue) & cue
        }
        form = form_of(relation.content, states)
        counts[f"who+what {form}"].predicted += 1
        if not shared:
            continue
        best = max(shared, key=lambda number: (shared[number], -number))
        used.add(best)
        verdict = compared(relation, gold[best])
        for name, right in verdict.items():
            counts[name].right += right
        counts[f"who+what {form}"].right += verdict["who+what"]
    for name in ("cue found", "who", "what", "who+what", "exact relation"):
        counts[name].add(0, len(found), len(gold))
    for other in gold:
        counts[f"who+what {form_of(other.content, states)}"].gold += 1


def compared(relation: Relation, gold: Attribution) -> dict[str, bool]:
    sources, gold_sources = words_in(relation.source), words_in(gold.source)
    contents, gold_contents = words_in(relation.content), words_in(gold.content)
    who = bool(sources & gold_sources) or not (sources or gold_sources)
    what = len(contents & gold_contents) >= 0.5 * max(1, len(contents | gold_contents))
    exact = sources == gold_sources and contents == gold_contents and words_in(relation.cue) == words_in(gold.cue)
    return {"cue found": True, "who": who, "what": what, "who+what": who and what, "exact relation": exact}


def form_of(content: Sequence[Span], states: Sequence[int]) -> str:
    """direct: (nearly) every word of the content is quoted; indirect: none; mixed: some."""
    words = words_in(content)
    quoted = sum(states[word] != OUTSIDE for word in words)
    if not quoted:
        return "indirect"
    return "direct" if quoted >= 0.9 * len(words) else "mixed"


def tags_from(relations: Sequence[Relation], count: int) -> list[int]:
    """One label a word from relations, the first one keeping a shared word."""
    document = Document("", ["x"] * count, [1] * count)
    attributions = [Attribution(relation.cue, relation.source, relation.content) for relation in relations]
    return tags_of(Document(document.id, document.words, document.gaps, attributions=attributions))[0]


def add_names(counts: Counts, gold: Sequence[tuple[int, int, str]], found: Sequence[tuple[int, int, str]]) -> None:
    right, gold_set, found_set = set(gold) & set(found), set(gold), set(found)
    counts["micro"].add(len(right), len(found_set), len(gold_set))
    for kind in {name[2] for name in gold_set | found_set}:
        of_kind = [{name for name in names if name[2] == kind} for names in (right, found_set, gold_set)]
        counts[kind].add(*(len(names) for names in of_kind))
