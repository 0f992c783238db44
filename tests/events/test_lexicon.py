"""The trigger lexicon loads, and its entries hang together."""

from __future__ import annotations

from typing import get_args

from demarche.events.acts import load_acts
from demarche.events.lexicon import load_lexicon
from demarche.events.phrases import load_phrases
from demarche.events.senses import NEEDS
from demarche.exports.scales import load_scales
from demarche.records import Act, EventType

SLOTS = {"subj", "obj", "iobj", "comp", "xobj", "poss"}


def test_every_type_has_triggers_and_a_score() -> None:
    lexicon = load_lexicon()
    told = {frame.type for frames in (*lexicon.verbs.values(), *lexicon.nouns.values()) for frame in frames}
    assert told == set(get_args(EventType))
    assert set(load_scales()) == set(get_args(EventType))


def test_slots_are_functions_or_prepositions() -> None:
    lexicon = load_lexicon()
    for frames in (*lexicon.verbs.values(), *lexicon.nouns.values()):
        for frame in frames:
            for slot in (*frame.source, *frame.target):
                assert slot in SLOTS or slot.replace(" ", "").isalpha()


def test_needs_are_known_senses() -> None:
    assert {frame.needs for frames in load_lexicon().verbs.values() for frame in frames if frame.needs} <= set(NEEDS)


def test_acts_are_acts_and_mere_statements_are_no_events() -> None:
    assert set(load_acts()) <= set(get_args(Act))
    assert not {"state", "announce", "hope", "condole", "assert", "decline"} & set(load_acts())


def test_word_lists_do_not_contradict_each_other() -> None:
    words = load_phrases().status
    assert not words.alleged & words.denied
    assert not words.future & words.conditional


def test_classes_are_written_out() -> None:
    lexicon = load_lexicon()
    assert "weapon" in lexicon.classes["aid"]
    frames = [frame for frames in lexicon.verbs.values() for frame in frames]
    assert not any(word.startswith("@") for frame in frames for word in frame.objects)
