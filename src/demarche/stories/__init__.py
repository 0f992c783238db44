"""Said once, however often it is told: readings in, stories, incidents, utterances and replies out."""

from demarche.stories.linking import link, link_again

__all__ = ["link", "link_again"]
