"""An undated article's statements and events take the day that its story-mates give."""

from __future__ import annotations

import msgspec
from tests.readings import full, page

from demarche.records import Dating, Linkage, Utterance
from demarche.store import Store


def test_dates_by_story_mates(store: Store) -> None:
    source = page()
    reading = full(source)
    undated = msgspec.structs.replace(
        reading,
        article=msgspec.structs.replace(reading.article, published=Dating()),
        statements=tuple(msgspec.structs.replace(s, date=None, headline=False) for s in reading.statements),
        events=tuple(
            msgspec.structs.replace(e, date=None, earliest=None, latest=None, status="happened", via=None)
            for e in reading.events
        ),
    )
    store.add([(source, undated)])
    told = undated.statements[0].id
    utterance = Utterance(id="u", statements=(told,), speaker=None, party=None, date="2024-05-19")
    dating = Dating(date="2024-05-20", earliest="2024-05-20", latest="2024-05-20")
    store.write_linkage(Linkage(utterances=(utterance,), datings=((undated.article.id, dating),)))
    loaded = store.reading(undated.article.id)
    dates = {statement.id: statement.date for statement in loaded.statements}
    assert dates.pop(told) == "2024-05-19"
    assert set(dates.values()) <= {"2024-05-20"}
    assert {event.date for event in loaded.events} == {"2024-05-20"}
    assert loaded.statements[0].reasons[-1].rule == "date by story-mates"
    assert store.reading(undated.article.id, linked=False) == undated
