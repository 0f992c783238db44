"""The evidence and the ridge regression of the event types, on sentences of invented states."""

from __future__ import annotations

import numpy as np
import pytest
from spacy.language import Language

pytest.importorskip("sklearn", reason="uv sync --group evals")

from training.event_types import ridge
from training.event_types.evidence import evidence_of
from training.event_types.sentences import fold_numbers, marked_text, read_doc, score, unmarked


def test_marks_become_offsets() -> None:
    example = unmarked("x", "ACCUSE", "On Monday <s>Varnia</s> accused <t>Tamaria</t> and <t>Norwyn</t>.")
    assert example.text == "On Monday Varnia accused Tamaria and Norwyn."
    assert [example.text[a:b] for a, b in example.source] == ["Varnia"]
    assert [example.text[a:b] for a, b in example.target] == ["Tamaria", "Norwyn"]
    assert marked_text(example).split() == ["On", "Monday", "SOURCE", "accused", "TARGET", "and", "TARGET", "."]


@pytest.mark.parametrize(
    ("marked", "present", "absent", "why"),
    [
        ("<s>Varnia</s> accused <t>Tamaria</t> of spying.", "told=ACCUSE", "told=ACCUSE/swapped", "the lexicon's own"),
        ("<t>Tamaria</t> was condemned by <s>Varnia</s>.", "told=ACCUSE", "told=ACCUSE/swapped", "passive"),
        ("<s>Varnia</s> will meet <t>Tamaria</t> next week.", "state=coming&CONSULT", "state=told", "still to come"),
        ("<s>Varnia</s> met <t>Tamaria</t> last week.", "state=told&CONSULT", "state=coming&CONSULT", "took place"),
        ("<s>Varnia</s> refused to meet <t>Tamaria</t>.", "state=told-refused", "state=told", "refused"),
        ("<s>Varnia</s> may not arm <t>Tamaria</t>.", "state=open-not", "state=told", "negated possibility"),
        ("<s>Varnia</s> sent tents to <t>Tamaria</t>.", "target case=send+to", "target case=send+from", "the case"),
    ],
)
def test_facts(reader: Language, marked: str, present: str, absent: str, why: str) -> None:
    example = unmarked("x", "", marked)
    facts = evidence_of(example, read_doc(reader, example)).facts
    assert present in facts, why
    assert absent not in facts, why


def test_places_are_the_words_that_join_the_parties(reader: Language) -> None:
    example = unmarked("x", "", "<s>Varnia</s>, a small state, has accused <t>Tamaria</t> of spying on its ships.")
    doc = read_doc(reader, example)
    evidence = evidence_of(example, doc)
    words = {place: {doc[i].text for i in numbers} for place, numbers in evidence.places.items()}
    assert evidence.settled == "ACCUSE"
    assert words["joint"] == words["source verb"] == {"accused"}
    assert (words["source"], words["target"]) == ({"Varnia"}, {"Tamaria"})
    assert "ships" in words["rest"]
    assert "ships" not in words["between"]


def test_leave_one_out_is_what_fitting_without_the_sentence_gives() -> None:
    generator = np.random.default_rng(3)
    rows = generator.normal(size=(12, 5))
    kernel, wanted, penalty = rows @ rows.T, generator.normal(size=(12, 2)), 0.3
    left_out = ridge.leave_one_out(kernel, wanted, penalty)[0]
    for i in range(12):
        others = [j for j in range(12) if j != i]
        dual = np.linalg.solve(kernel[np.ix_(others, others)] + penalty * np.eye(11), wanted[others])
        np.testing.assert_allclose(left_out[i], kernel[i, others] @ dual, rtol=1e-8)


def test_held_sentences_do_not_move_the_kernel_of_the_others() -> None:
    texts = ["Varnia met Tamaria", "Norwyn met Varnia", "Norwyn sued Keldoria", "Keldoria sued Norwyn"] * 2
    facts = [{f"on={text.split()[1]}": 1.0} for text in texts]
    vectors = {"joint 0": np.random.default_rng(1).normal(size=(8, 6)).astype(np.float32)}
    train = [0, 1, 2, 3, 4, 5]
    before = ridge.kernels(texts, facts, vectors, train)
    vectors["joint 0"][6:] += 100
    after = ridge.kernels([*texts[:6], "unseen words", "others"], [*facts[:6], {}, {"on=x": 1.0}], vectors, train)
    assert before.keys() == after.keys() == {"text", "facts", "vectors", "vectors squared"}
    for name in before:
        np.testing.assert_allclose(before[name][:6], after[name][:6])


def test_types_are_learnt_from_facts() -> None:
    texts = ["Varnia met Tamaria", "Norwyn sued Keldoria"] * 5
    facts = [{f"on={text.split()[1]}": 1.0} for text in texts]
    answers = ["CONSULT", "ACCUSE"] * 5
    parts = ridge.kernels(texts, facts, {}, range(8))
    found, chosen = ridge.fit_and_predict(parts, answers, range(8), [8, 9], ["ACCUSE", "CONSULT"])
    assert found.argmax(1).tolist() == [1, 0]
    np.testing.assert_allclose(found.sum(1), 1)
    assert chosen.mix in ridge.MIXES


def test_folds_hold_each_type_evenly_and_stay() -> None:
    labels = ["A"] * 50 + ["B"] * 10
    folds = fold_numbers(labels)
    assert folds.tolist() == fold_numbers(labels).tolist()
    assert [int(((folds == fold) & (np.array(labels) == "B")).sum()) for fold in range(5)] == [2] * 5


def test_score_counts_types_that_were_never_found() -> None:
    reached = score(["A", "A", "A"], ["A", "A", "B"])
    assert reached.accuracy == pytest.approx(2 / 3)
    assert reached.each == {"A": pytest.approx(0.8), "B": 0.0}
    assert reached.macro == pytest.approx(0.4)
