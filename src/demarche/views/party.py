"""A party: with whom it has most to do, what it said and did, newest first, a page at a time."""

from __future__ import annotations

from demarche.errors import QueryError
from demarche.records import Party, Record
from demarche.store import Store
from demarche.views.entries import Page, done_by_party, page_of_items, said_by_party
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


def read_party(store: Store, party: Party, number: int = 1) -> PartyView:
    """The party with this code. Raises `QueryError` where the record tells nothing of it."""
    said, done = said_by_party(store, party), done_by_party(store, party)
    if not said and not done:
        raise QueryError(f"There is no party {party.upper()!r} in the record.")
    return PartyView(
        party=party.upper(),
        ties=tuple(ties(store, Choice(party=party))[:PARTNERS]),
        said=len(said),
        done=len(done),
        page=page_of_items(store, [*said, *done], number, PER_PAGE),
    )
