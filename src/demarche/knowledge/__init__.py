"""What is known before anything is read: states, organisations, institutions, offices, persons, and their names."""

from demarche.knowledge.lexicon import Lexicon, Match, Name, Word, fold, words_of
from demarche.knowledge.loading import load_knowledge
from demarche.knowledge.record import InstitutionKind, Knowledge, Office, Organisation, State

__all__ = [
    "InstitutionKind",
    "Knowledge",
    "Lexicon",
    "Match",
    "Name",
    "Office",
    "Organisation",
    "State",
    "Word",
    "fold",
    "load_knowledge",
    "words_of",
]
