"""Where things happen: the named places of a text, and the one a predicate's words put it at."""

from demarche.places.finding import Place, find_places, place_of
from demarche.places.gazetteer import Entry, Gazetteer, load_gazetteer

__all__ = ["Entry", "Gazetteer", "Place", "find_places", "load_gazetteer", "place_of"]
