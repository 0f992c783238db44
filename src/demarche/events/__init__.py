"""Doc + actors + statements -> Event: who did what to whom, when, where, and how far it is established."""

from demarche.events.finding import find_events

__all__ = ["find_events"]
