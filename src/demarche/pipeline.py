"""The ordered list of stages, and the only file that knows the order.

    Source -> Article -> Doc -> Timex, Dating -> Cast -> Statement -> Event        one page at a time: `Pipeline.read`
    readings -> Story, Incident, Utterance, Reply                                  all pages together: `stories.link`

Each stage is a function from records to records; what it needs loaded (model, knowledge) is loaded once, here.
"""

from __future__ import annotations

import msgspec
from spacy.language import Language

from demarche.actors import resolve_actors
from demarche.articles import read_article
from demarche.events import find_events
from demarche.knowledge import Knowledge, load_knowledge
from demarche.records import Article, Reading, Source
from demarche.sentences import load_reader, read_sentences
from demarche.settings import Settings
from demarche.statements import find_statements
from demarche.times import settle_dates, tag_times


class Pipeline:
    """The loaded model and knowledge, and the way of one page through the stages."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.knowledge: Knowledge = load_knowledge(settings.actor_files)
        self.reader: Language = load_reader(settings)

    def read(self, source: Source) -> Reading:
        """All that can be read out of one page.

        Raises `ArticleError` where the page holds nothing to read. A page that is no news, or in a language the reader
        does not know, comes back with its article alone.
        """
        article = read_article(source, self.settings)
        return self.read_article(article)

    def read_article(self, article: Article) -> Reading:
        """Sentences, times, actors, statements and events of an article already cleaned."""
        if not article.news or article.language != "en":
            return Reading(article=article)
        doc = read_sentences(self.reader, article)
        timexes = tag_times(article, doc, self.knowledge)
        published, timexes = settle_dates(article, timexes, self.knowledge)
        article = msgspec.structs.replace(article, published=published)
        cast = resolve_actors(article, doc, self.knowledge)
        statements = find_statements(article, doc, cast, timexes, self.knowledge)
        events = find_events(article, doc, cast, timexes, statements, self.knowledge)
        return Reading(article=article, timexes=timexes, cast=cast, statements=statements, events=events)
