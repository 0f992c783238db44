"""Doc -> Cast: who is mentioned where, and for which party they speak or act."""

from demarche.actors.casting import resolve_actors
from demarche.actors.looking import actor_of, mention_at, mentions_in, parties_in

__all__ = ["actor_of", "mention_at", "mentions_in", "parties_in", "resolve_actors"]
