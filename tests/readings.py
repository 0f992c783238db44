"""Readings made by hand, for tests that need no stage. Sentences, states and officials are invented."""

from __future__ import annotations

import hashlib

from demarche.records import (
    Actor,
    Article,
    Basis,
    Block,
    Cast,
    Dating,
    Event,
    Incident,
    Linkage,
    Mention,
    Reading,
    Reason,
    Reply,
    Role,
    Source,
    Span,
    Statement,
    Story,
    Storyline,
    Timex,
    Utterance,
)

TITLE = "Varnia urges NATO to talk"
BODY = "Varnian minister Petra Holm urged NATO on Tuesday to come to the table. “We will wait,” Holm said in Lesna."
TEXT = f"{TITLE}\n\n{BODY}"


def span(words: str, text: str = TEXT) -> Span:
    """The first place where the words stand."""
    start = text.index(words)
    return Span(start=start, end=start + len(words), text=words)


def page(uri: str = "pages/varnia.txt", content: str = BODY, **fields: str | None) -> Source:
    """A page of plain text."""
    digest = hashlib.sha256(content.encode()).hexdigest()
    return Source(uri=uri, sha256=digest, media_type="text/plain", content=content, charset="utf-8", **fields)  # type: ignore[arg-type]


def bare(source: Source, **fields: object) -> Reading:
    """What is read out of a page in which nobody says or does anything."""
    id_ = hashlib.sha256(f"{source.uri} {source.sha256}".encode()).hexdigest()[:16]
    text = source.content
    article = {
        "id": id_,
        "uri": source.uri,
        "sha256": source.sha256,
        "retrieved": source.retrieved,
        "news": True,
        "title": None,
        "text": text,
        "blocks": (Block(role="body", text=text, start=0, end=len(text)),),
        "published": Dating(),
        "language": "en",
        **fields,
    }
    return Reading(article=Article(**article))  # type: ignore[arg-type]


def full(source: Source) -> Reading:
    """A reading in which every field of every record is filled somewhere."""
    id_ = hashlib.sha256(f"{source.uri} {source.sha256}".encode()).hexdigest()[:16]
    reason = Reason(rule="appositive", score=0.75, words="minister")
    holm = Actor(
        id="VAR:petra-holm",
        name="Petra Holm",
        kind="person",
        party="VAR",
        sector="GOV",
        aliases=("Holm", "P. Holm"),
        roles=(Role(title="foreign minister", of="VAR", start="2023-05", end=None),),
        wikidata="Q0",
    )
    nato = Actor(id="NATO", name="NATO", kind="organisation", party="NATO")
    article = Article(
        id=id_,
        uri=source.uri,
        sha256=source.sha256,
        retrieved=source.retrieved,
        news=True,
        title=TITLE,
        text=TEXT,
        blocks=(
            Block(role="furniture", text="Menu Home", source_start=0, source_end=9, reason="lexicon"),
            Block(role="title", text=TITLE, start=0, end=len(TITLE), source_start=10, source_end=35),
            Block(role="body", text=BODY, start=len(TITLE) + 2, end=len(TEXT)),
        ),
        published=Dating(
            date="2024-05-14",
            earliest="2024-05-14",
            latest="2024-05-14",
            basis=(Basis(kind="metadata", text="2024-05-14T08:00", where="meta", earliest="2024-05-14"),),
        ),
        genre="report",
        outlet="The Tarn Courier",
        authors=("Ilse Brandvold", "Jón Þórsson"),
        agency="Courier Wire",
        dateline="LESNA",
        language="en",
        incomplete=True,
        reasons=(reason,),
    )
    urged = Statement(
        id=f"{id_}.s1",
        speaker=holm.id,
        party="VAR",
        speaker_span=span("Varnian minister Petra Holm"),
        cue=span("urged"),
        content=(span("to come to the table"),),
        kind="indirect",
        act="urge",
        addressees=("NATO", "EU"),
        date="2024-05-14",
        confidence=0.5,
        reasons=(reason,),
    )
    waits = Statement(
        id=f"{id_}.s2",
        speaker=None,
        party=None,
        speaker_span=None,
        cue=None,
        content=(span("We will"), span("wait,")),
        kind="direct",
        act="pledge",
        polarity="negative",
        inside=urged.id,
        headline=True,
    )
    asked = Event(
        id=f"{id_}.e1",
        type="REQUEST",
        status="happened",
        source=("VAR",),
        target=("NATO", "EU"),
        evidence=(span("urged NATO"), span("Varnia urges NATO")),
        mode="assist",
        contexts=("diplomatic",),
        source_actors=(holm.id,),
        target_actors=(nato.id,),
        date="2024-05-14",
        earliest="2024-05-14",
        latest="2024-05-14",
        place="Lesna",
        country="VAR",
        via=urged.id,
        trigger=span("urged"),
        confidence=0.9,
        reasons=(reason,),
    )
    talks = Event(
        id=f"{id_}.e2", type="CONSULT", status="planned", source=("VAR", "NATO"), target=(), evidence=(span("table"),)
    )
    return Reading(
        article=article,
        timexes=(
            Timex(
                start=span("Tuesday").start,
                end=span("Tuesday").end,
                text="Tuesday",
                type="DATE",
                value="2024-05-14",
                earliest="2024-05-14",
                latest="2024-05-14",
                anchor="published",
                reason="weekday",
            ),
        ),
        cast=Cast(
            actors=(holm, nato),
            mentions=(
                Mention(
                    start=span("Petra Holm").start,
                    end=span("Petra Holm").end,
                    text="Petra Holm",
                    actor=holm.id,
                    form="name",
                    party="VAR",
                    score=0.8,
                    reasons=(reason,),
                ),
                Mention(start=span("NATO").start, end=span("NATO").end, text="NATO", actor=nato.id, form="name"),
            ),
        ),
        statements=(urged, waits),
        events=(asked, talks),
    )


def linkage(reading: Reading) -> Linkage:
    """A linkage that names every record of a reading made by `full`."""
    id_ = reading.article.id
    return Linkage(
        stories=(
            Story(
                id="story-1",
                title=TITLE,
                articles=(id_,),
                earliest="2024-05-14",
                latest="2024-05-14",
                copies=((id_, "another"),),
                storyline="Lesna",
            ),
        ),
        storylines=(
            Storyline(id="Lesna", title="Varnia and NATO: Lesna", stories=("story-1",), parties=("VAR", "NATO")),
        ),
        incidents=(
            Incident(
                id="incident-1",
                type="REQUEST",
                source=("VAR",),
                target=("NATO",),
                events=(f"{id_}.e1",),
                tellings=2,
                status="happened",
                date="2024-05-14",
                place="Lesna",
                differences=("one says EU too",),
            ),
        ),
        utterances=(
            Utterance(id="utterance-1", statements=(f"{id_}.s1",), speaker=None, party="VAR", date="2024", tellings=3),
        ),
        replies=(Reply(statement=f"{id_}.s2", answers=f"{id_}.s1", confidence=0.6, reasons=(Reason(rule="asked"),)),),
        datings=((id_, Dating(date="2024-05-13", earliest="2024-05-13", latest="2024-05-13")),),
    )
