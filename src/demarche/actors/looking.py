"""What the later stages ask of a cast: whose words these are, and which parties a stretch of text names."""

from __future__ import annotations

from demarche.records import Actor, Cast, Mention, Party


def actor_of(cast: Cast, actor_id: str) -> Actor | None:
    """The actor of the cast with this id."""
    return next((actor for actor in cast.actors if actor.id == actor_id), None)


def mentions_in(cast: Cast, start: int, end: int) -> tuple[Mention, ...]:
    """Mentions inside a span that lie in no other mention inside it: "Chinese" of "Chinese ministry" is left out.

    `start` and `end` are offsets into `Article.text`.
    """
    inside = [mention for mention in cast.mentions if start <= mention.start and mention.end <= end]
    return tuple(
        mention
        for mention in inside
        if not any(
            other is not mention
            and other.start <= mention.start
            and mention.end <= other.end
            and (other.end - other.start, other.score) > (mention.end - mention.start, mention.score)
            for other in inside
        )
    )


def mention_at(cast: Cast, start: int, end: int, head: int | None = None) -> Mention | None:
    """The mention that a span stands for: the one that holds its `head`, else the first of those it holds, else the
    smallest that holds it or crosses it.

    "NATO Secretary-General Ilka Moren" is Moren; "the spokesperson for Varnia's mission to the EU" is the mission;
    "the final communique of the 32 NATO members" is NATO; "Varnia's rice board chief Ilka Moren", whose office nobody
    knows, is Moren where `head` is in her name. All are offsets into `Article.text`.
    """
    inside = mentions_in(cast, start, end)
    if inside:
        heading = (m for m in inside if head is not None and m.start <= head < m.end)
        return _whole(cast, next(heading, inside[0]))
    around = [mention for mention in cast.mentions if mention.start < end and start < mention.end]
    return min(around, key=lambda mention: mention.end - mention.start, default=None)


def _whole(cast: Cast, mention: Mention) -> Mention:
    """The spokesperson of "the spokesperson for [the ministry]" where a span was cut short, if both have one party."""
    for other in cast.mentions:
        cut = other.start < mention.start and other.end == mention.end and other.party == mention.party
        if cut and other.form == "description" and other.reasons[0].rule in ("named-holder", "spokesperson"):
            return other
    return mention


def parties_in(cast: Cast, start: int, end: int) -> tuple[Party, ...]:
    """The parties that a span names, each once, in order; joint mentions give each of theirs."""
    parties: dict[Party, None] = {}
    for mention in mentions_in(cast, start, end):
        for party in (mention.party or "").split("+"):
            if party:
                parties[party] = None
    return tuple(parties)
