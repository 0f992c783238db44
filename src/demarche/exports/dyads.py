"""What the tab-separated formats share: dyads, since they know one actor and one recipient a row, and clean cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import BinaryIO

from demarche.records import Actor, Event, Reading

Row = Sequence[str | int | float | None]


def dyads(reading: Reading) -> Iterator[tuple[Event, str, Actor | None, str, Actor | None, int]]:
    """Every pair of source and target of every event: event, source, its actor, target, its actor, pair's number."""
    known = {actor.id: actor for actor in reading.cast.actors}

    def standing(party: str, keys: Sequence[str]) -> Actor | None:
        return next((known[key] for key in keys if key in known and known[key].party == party), None)

    for event in reading.events:
        pairs = product(event.source, event.target or ("",))
        for number, (source, target) in enumerate(pairs, start=1):
            yield (
                event,
                source,
                standing(source, event.source_actors),
                target,
                standing(target, event.target_actors),
                number,
            )


def write_row(out: BinaryIO, row: Row) -> None:
    """One line of a tab-separated file: nothing for None, tabs and line ends within a cell become blanks."""
    cells = ("" if cell is None else " ".join(str(cell).split()) for cell in row)
    out.write(("\t".join(cells) + "\n").encode("utf-8"))
