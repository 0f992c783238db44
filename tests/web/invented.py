"""A record for the reading room, made by hand: two outlets on one story, a page that would attack its reader."""

from __future__ import annotations

from demarche.records import (
    Actor,
    Article,
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
    Utterance,
)

HOLM = Actor(
    id="VAR:petra-holm",
    name="Petra Holm",
    kind="person",
    party="VAR",
    roles=(Role(title="foreign minister", of="VAR", start="2023-02"),),
)
SULC = Actor(id="OST:marek-sulc", name="Marek Sulc", kind="person", party="OST")
WHY = (Reason(rule="cue", words="urged"),)

FIRST = (
    "Varnia urges Ostrava to open the ports",
    "Petra Holm urged Ostrava on Tuesday to open its northern ports to every ship.",
    "Marek Sulc rejected the appeal as a piece of theatre. Ostrava closed the strait in 2019.",
)
SECOND = (
    "Holm calls for open ports",
    "Varnia's minister called on Ostrava to open the northern ports to all vessels.",
)
# Nothing of this may run or load: a page is text.
HOSTILE = (
    '<script>document.title="taken"</script><img src=x onerror="document.title=\'taken\'">',
    '"><svg onload="document.title=\'taken\'"> Holm said that </mark></script><script>document.title="taken"</script>.',
)


class Page:
    """A page under construction: its text, and spans by their words."""

    def __init__(self, name: str, lines: tuple[str, ...], outlet: str | None, day: str | None, uri: str) -> None:
        self.id = name
        self.text = "\n\n".join(lines)
        self.lines = lines
        self.outlet, self.day, self.uri = outlet, day, uri

    def span(self, words: str) -> Span:
        start = self.text.index(words)
        return Span(start=start, end=start + len(words), text=words)

    def source(self) -> Source:
        digest = self.id.encode().hex().ljust(64, "0")
        return Source(uri=self.uri, sha256=digest, media_type="text/plain", content=f"Menu\n\n{self.text}")

    def statement(self, number: int, speaker: Actor, cue: str, content: str, act: str, **fields: object) -> Statement:
        return Statement(
            id=f"{self.id}.s{number}",
            speaker=speaker.id,
            party=speaker.party,
            speaker_span=None,
            cue=self.span(cue),
            content=(self.span(content),),
            act=act,  # type: ignore[arg-type]
            reasons=WHY,
            **{"kind": "indirect", **fields},  # type: ignore[arg-type]
        )

    def event(self, number: int, type_: str, words: str, status: str = "happened", **fields: object) -> Event:
        sides = {"source": ("VAR",), "target": ("OST",)}
        return Event(
            id=f"{self.id}.e{number}",
            type=type_,  # type: ignore[arg-type]
            status=status,  # type: ignore[arg-type]
            evidence=(self.span(words),),
            reasons=WHY,
            **{**sides, **fields},  # type: ignore[arg-type]
        )

    def reading(self, statements: tuple[Statement, ...] = (), events: tuple[Event, ...] = ()) -> Reading:
        blocks = [Block(role="furniture", text="Menu", reason="lexicon")]
        at = 0
        for number, line in enumerate(self.lines):
            role = "body" if number else "title"
            blocks.append(Block(role=role, text=line, start=at, end=at + len(line)))  # type: ignore[arg-type]
            at += len(line) + 2
        mentions = tuple(
            Mention(start=span.start, end=span.end, text=span.text, actor=actor.id, form="name", party=actor.party)
            for actor, word in ((HOLM, "Holm"), (SULC, "Marek Sulc"))
            if word in self.text
            for span in (self.span(word),)
        )
        article = Article(
            id=self.id,
            uri=self.uri,
            sha256=self.source().sha256,
            retrieved=None,
            news=True,
            title=self.lines[0],
            text=self.text,
            blocks=tuple(blocks),
            published=Dating(date=self.day, earliest=self.day, latest=self.day),
            outlet=self.outlet,
            language="en",
        )
        return Reading(
            article=article, cast=Cast(actors=(HOLM, SULC), mentions=mentions), statements=statements, events=events
        )


def pages() -> list[tuple[Source, Reading]]:
    """Three pages with what was read out of them."""
    first = Page("first", FIRST, "The Tarn Courier", "2024-05-14", "https://courier.example/ports")
    second = Page("second", SECOND, "Coast Daily", "2024-05-15", "https://coast.example/holm")
    hostile = Page("hostile", HOSTILE, "<b>Outlet</b>", None, "javascript:alert(1)")
    ours = first.statement(
        1, HOLM, "urged", "to open its northern ports to every ship", "urge", addressees=("OST",), date="2024-05-14"
    )
    theirs = second.statement(
        1, HOLM, "called on", "to open the northern ports to all vessels", "urge", addressees=("OST",), confidence=0.4
    )
    answer = first.statement(2, SULC, "rejected", "a piece of theatre", "reject", addressees=("VAR",))
    return [
        (
            first.source(),
            first.reading(
                (ours, answer),
                (
                    first.event(1, "REQUEST", "urged Ostrava", date="2024-05-14", via=None, place="Geneva"),
                    first.event(
                        2,
                        "REJECT",
                        "rejected the appeal",
                        source=("OST",),
                        target=("VAR",),
                        date="2024-06-02",
                        place="Lesna",
                    ),
                    first.event(
                        3, "COERCE", "closed the strait", "background", source=("OST",), target=(), date="2019"
                    ),
                ),
            ),
        ),
        (
            second.source(),
            second.reading((theirs,), (second.event(1, "REQUEST", "called on Ostrava", date="2024-05"),)),
        ),
        (
            hostile.source(),
            hostile.reading(
                (
                    hostile.statement(
                        1, HOLM, "said", '</mark></script><script>document.title="taken"</script>', "assert"
                    ),
                )
            ),
        ),
    ]


def linkage() -> Linkage:
    """What the pages show together."""
    return Linkage(
        stories=(
            Story(
                id="story-ports",
                title=FIRST[0],
                articles=("first", "second"),
                earliest="2024-05-14",
                latest="2024-05-15",
            ),
            Story(id="story-hostile", title=HOSTILE[0], articles=("hostile",)),
        ),
        incidents=(
            Incident(
                id="incident-urging",
                type="REQUEST",
                source=("VAR",),
                target=("OST",),
                events=("first.e1", "second.e1"),
                tellings=2,
                status="happened",
                date="2024-05-14",
                place="Geneva",
                differences=("wording: called on (second); urged (first)",),
            ),
        ),
        utterances=(
            Utterance(
                id="utterance-ports", statements=("first.s1", "second.s1"), speaker=HOLM.id, party="VAR", tellings=2
            ),
        ),
        replies=(Reply(statement="first.s2", answers="first.s1", confidence=0.9, reasons=(Reason(rule="last-turn"),)),),
    )
