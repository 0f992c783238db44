"""The role of every line of a page of dirty text: what the rules are sure of, and the line model's say in the rest."""

from __future__ import annotations

from collections.abc import Sequence

from demarche.articles.features import line_features
from demarche.articles.furniture import Verdict
from demarche.articles.headline import Headline
from demarche.articles.line_model import Thresholds, content_probability, load_line_model
from demarche.articles.lines import Line
from demarche.articles.rules import BY_PLACE, rule_lines
from demarche.records import Record

_TAKE_ABOVE = 0.75  # few short lines above the text are its own


class Labelled(Record, frozen=True):
    """The roles of a page's lines, one verdict a line, and its headline."""

    verdicts: tuple[Verdict, ...]
    headline: Headline | None


def label_lines(lines: Sequence[Line]) -> Labelled:
    """A role for every line, in order. An empty page has none.

    Raises `ModelError` where the shipped weights are absent or altered.
    """
    ruled = rule_lines(lines)
    if not lines:
        return Labelled(verdicts=(), headline=None)
    likely = content_probability([line.text for line in lines], line_features(lines, ruled))
    model = load_line_model()
    verdicts = [decide(verdict, float(p), model.thresholds) for verdict, p in zip(ruled.verdicts, likely, strict=True)]
    if not any(verdict.role == "body" for verdict in verdicts):
        verdicts = list(ruled.verdicts)  # whatever the model thinks, a page with running text is not empty
    return Labelled(verdicts=tuple(verdicts), headline=ruled.headline)


def decide(verdict: Verdict, likely: float, thresholds: Thresholds) -> Verdict:
    """The final verdict on a line, of which the rules say `verdict` and the model that it is `likely` content.

    Sure rules stand, and so do deck and lead: the model's data count decks as furniture. Where the place alone spoke,
    the thresholds decide; a sentence inside the body is harder to lose than a short line there.
    """
    if verdict.rule not in BY_PLACE or verdict.rule in ("deck", "lead"):
        return verdict
    if verdict.role == "body" and likely < (
        thresholds.keep if verdict.rule == "between-prose" else thresholds.keep_sentence
    ):
        return Verdict(role="furniture", rule="line-model")
    if verdict.role == "furniture" and likely >= (
        max(thresholds.take, _TAKE_ABOVE) if verdict.rule == "above-body" else thresholds.take
    ):
        return Verdict(role="body", rule="line-model")
    return verdict
