"""A party: with whom it has most to do, what it said and did, newest first, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence

from demarche.errors import QueryError
from demarche.records import Party, Record
from demarche.store import Store
from demarche.views.entries import Keep, Page, anew, done_by_party, page_of_items, said_by_party
from demarche.views.tally import Choice, Tie, ties

PER_PAGE = 40
PARTNERS = 12


class PartyView(Record, frozen=True):
    """A party; `ties` are its dyads with most deeds that happened, `said` and `done` count all there is."""

    party: Party
    ties: tuple[Tie, ...]
    said: int
    done: int
    page: Page


def read_party(
    store: Store, party: Party, number: int = 1, *, every: Sequence[Tie] | None = None, keep: Keep = anew
) -> PartyView:
    """The party with this code; `every` are the ties of the whole record, where they are known.

    Raises `QueryError` where the record tells nothing of it.
    """
    party = party.upper()
    said = keep(("said", party), lambda: said_by_party(store, party))
    done = keep(("done", party), lambda: done_by_party(store, party))
    if not said and not done:
        raise QueryError(f"There is no party {party!r} in the record.")
    own = [
        tie
        for tie in (ties(store, Choice(party=party)) if every is None else every)
        if party in (tie.first, tie.second)
    ]
    return PartyView(
        party=party,
        ties=tuple(own[:PARTNERS]),
        said=len(said),
        done=len(done),
        page=page_of_items(store, [*said, *done], number, PER_PAGE),
    )
