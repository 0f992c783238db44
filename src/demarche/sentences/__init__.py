"""Article -> Doc: tokens, sentences, syntax, names, and who is said to have said what (the reader model)."""

from demarche.sentences.attribution import Attribution, TokenSpan
from demarche.sentences.reading import load_reader, read_sentences

__all__ = ["Attribution", "TokenSpan", "load_reader", "read_sentences"]
