"""An article as a page shows it: its blocks cut where what was read out of them begins and ends."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from demarche.records import Block, BlockRole, Event, Reading, Record, Statement
from demarche.store import Store
from demarche.views.evidence import Evidence, evidence_of, outlet_of
from demarche.views.told import speaker_name


class Piece(Record, frozen=True):
    """A run of text with the statements and events (ids) that it shows; `opens` are those that begin here."""

    text: str
    statements: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()


class PageBlock(Record, frozen=True):
    """A block of the page; furniture and bylines, which are no part of the text, are one piece."""

    role: BlockRole
    inside: bool
    pieces: tuple[Piece, ...]
    reason: str | None


class SaidNote(Record, frozen=True):
    """A statement with what a note on it shows."""

    statement: Statement
    speaker: str
    evidence: Evidence
    reported_by: str | None


class DoneNote(Record, frozen=True):
    """An event with what a note on it shows."""

    event: Event
    evidence: Evidence
    claimed_by: str | None


class PageView(Record, frozen=True):
    """An article with its notes, in the order of the text."""

    reading: Reading
    outlet: str
    blocks: tuple[PageBlock, ...]
    said: tuple[SaidNote, ...]
    done: tuple[DoneNote, ...]


def read_page(store: Store, article: str) -> PageView:
    """The page of an article, named as `Store.reading` has it. Raises `QueryError` where there is none."""
    return page_of(store.reading(article))


def page_of(reading: Reading) -> PageView:
    """A reading as a page."""
    by_id = {statement.id: statement for statement in reading.statements}

    def name(id_: str | None) -> str | None:
        return speaker_name(reading, by_id[id_]) if id_ in by_id else None

    said = [
        SaidNote(
            statement=statement,
            speaker=speaker_name(reading, statement),
            evidence=evidence_of(reading, statement),
            reported_by=name(statement.inside),
        )
        for statement in reading.statements
    ]
    done = [
        DoneNote(event=event, evidence=evidence_of(reading, event), claimed_by=name(event.via))
        for event in reading.events
    ]
    return PageView(
        reading=reading,
        outlet=outlet_of(reading.article),
        blocks=tuple(_block(reading, block) for block in reading.article.blocks),
        said=tuple(sorted(said, key=lambda note: note.evidence.start)),
        done=tuple(sorted(done, key=lambda note: note.evidence.start)),
    )


def _block(reading: Reading, block: Block) -> PageBlock:
    if block.start is None or block.end is None:
        return PageBlock(role=block.role, inside=False, pieces=(Piece(text=block.text),), reason=block.reason)
    marks = [(span.start, span.end, s.id, "statement") for s in reading.statements for span in s.content]
    marks += [(span.start, span.end, e.id, "event") for e in reading.events for span in e.evidence]
    return PageBlock(
        role=block.role,
        inside=True,
        pieces=tuple(pieces_of(reading.article.text, block.start, block.end, marks)),
        reason=block.reason,
    )


def pieces_of(text: str, start: int, end: int, marks: Sequence[tuple[int, int, str, str]]) -> list[Piece]:
    """``text[start:end]`` cut at the borders of `marks` (start, end, id, statement or event); the pieces join to it.

    >>> [(p.text, p.statements) for p in pieces_of("He said no.", 0, 11, [(8, 10, "s1", "statement")])]
    [('He said ', ()), ('no', ('s1',)), ('.', ())]
    """
    within = [mark for mark in marks if mark[0] < end and mark[1] > start]
    borders = sorted({start, end, *(max(start, m[0]) for m in within), *(min(end, m[1]) for m in within)})
    pieces = []
    for left, right in pairwise(borders):
        here = [mark for mark in within if mark[0] <= left and right <= mark[1]]
        pieces.append(
            Piece(
                text=text[left:right],
                statements=tuple(dict.fromkeys(id_ for _, _, id_, kind in here if kind == "statement")),
                events=tuple(dict.fromkeys(id_ for _, _, id_, kind in here if kind == "event")),
                opens=tuple(dict.fromkeys(id_ for first, _, id_, _ in here if first == left)),
            )
        )
    return pieces
