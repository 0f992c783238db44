"""The network of parties: who has to do with whom, cooperating or in conflict, and a drawing of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from html import escape
from math import log2, sqrt

from demarche.records import Party, Record
from demarche.store import Store
from demarche.views.chart import signed
from demarche.views.layout import settle
from demarche.views.tally import Choice, Tie, ties

MOST_PARTIES = 36  # more would hide one another
MOST_TIES = 150
CROWD = 12  # parties from which on a phone shows a part of the drawing at a time
WIDTH, HEIGHT = 760, 520
EDGE = 46  # room for a name at the border
EVEN = 0.5  # a mean nearer to zero than this is neither


class Network(Record, frozen=True):
    """The ties drawn, those with most deeds first, between the `parties` that have most; `left` ties more are not."""

    choice: Choice
    least: int
    parties: tuple[tuple[Party, int], ...]
    ties: tuple[Tie, ...]
    left: int


def read_network(store: Store, choice: Choice, least: int = 1) -> Network:
    """The network of the chosen deeds, of ties with at least `least` of them. Raises `QueryError` for a wrong date."""
    return network_of(ties(store, choice), choice, least)


def network_of(found: Sequence[Tie], choice: Choice, least: int = 1) -> Network:
    """The network of these ties. With a party chosen, of its ties and those among its partners' is nothing drawn."""
    enough = [tie for tie in found if tie.deeds >= least]
    weights: Counter[Party] = Counter()
    for tie in enough:
        weights[tie.first] += tie.deeds
        weights[tie.second] += tie.deeds
    chosen = sorted(weights, key=lambda party: (-weights[party], party))[:MOST_PARTIES]
    drawn = [tie for tie in enough if tie.first in chosen and tie.second in chosen][:MOST_TIES]
    held = {party for tie in drawn for party in (tie.first, tie.second)}
    return Network(
        choice=choice,
        least=least,
        parties=tuple((party, weights[party]) for party in chosen if party in held),
        ties=tuple(drawn),
        left=len(found) - len(drawn),
    )


def side(mean: float) -> str:
    """How a mean score is drawn: cooperation, conflict, or even."""
    return "even" if abs(mean) < EVEN else "cooperation" if mean > 0 else "conflict"


def draw_network(
    network: Network, link_tie: Callable[[Tie], str] | None = None, link_party: Callable[[Party], str] | None = None
) -> str:
    """SVG of a network: a line a tie, the thicker the more deeds, and a dot a party.

    Lines of conflict are broken, so that they are told from cooperation without colours too. The links are left out of
    the order of the Tab key, because the table beside the drawing holds the same ones.
    """
    numbers = {party: number for number, (party, _) in enumerate(network.parties)}
    edges = [(numbers[tie.first], numbers[tie.second], 0.5 + log2(1 + tie.deeds) / 4) for tie in network.ties]
    places = settle(len(numbers), edges, WIDTH - 2 * EDGE, HEIGHT - 2 * EDGE) if numbers else []
    at = {party: (places[number][0] + EDGE, places[number][1] + EDGE) for party, number in numbers.items()}
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"'
        f' class="chart network{" many" if len(network.parties) > CROWD else ""}"'
        ' aria-labelledby="network-title network-words"><title id="network-title">Network of parties</title>'
        f'<desc id="network-words">{escape(in_words(network))}</desc>'
    ]
    most = max((tie.deeds for tie in network.ties), default=1)
    parts += [_line(tie, at, 1.2 + 3.6 * sqrt(tie.deeds / max(most, 6)), link_tie) for tie in reversed(network.ties)]
    most = max((deeds for _, deeds in network.parties), default=1)
    parts += [
        _dot(party, deeds, at[party], 4 + 7 * sqrt(deeds / max(most, 6)), link_party)
        for party, deeds in network.parties
    ]
    return "".join((*parts, "</svg>"))


def _line(tie: Tie, at: dict[Party, tuple[float, float]], width: float, link: Callable[[Tie], str] | None) -> str:
    (x1, y1), (x2, y2) = at[tie.first], at[tie.second]
    ends = f'x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}"'
    words = f"{tie.first} and {tie.second}: {_deeds(tie.deeds)}, mean {signed(tie.mean)}"
    kind = side(tie.mean)
    gaps = {"conflict": f"{3 * width:.1f} {2 * width:.1f}", "even": f"{width:.1f} {2 * width:.1f}"}.get(kind)
    broken = f' stroke-dasharray="{gaps}"' if gaps else ""
    drawn = (
        f'<title>{escape(words)}</title><line class="reach" {ends}/>'
        f'<line class="tie {kind}" {ends} stroke-width="{width:.1f}"{broken}/>'
    )
    return f'<a href="{escape(link(tie))}" tabindex="-1">{drawn}</a>' if link else f"<g>{drawn}</g>"


def _dot(
    party: Party,
    deeds: int,
    place: tuple[float, float],
    radius: float,
    link: Callable[[Party], str] | None,
) -> str:
    x, y = place
    drawn = (
        f"<title>{escape(party)}: {_deeds(deeds)}</title>"
        f'<circle class="node" cx="{x:g}" cy="{y:g}" r="{radius:.1f}"/>'
        f'<text x="{x:g}" y="{y - radius - 5:.1f}" text-anchor="middle">{escape(party)}</text>'
    )
    return f'<a href="{escape(link(party))}" tabindex="-1">{drawn}</a>' if link else f"<g>{drawn}</g>"


def _deeds(count: int) -> str:
    return f"{count} deed{'' if count == 1 else 's'}"


def in_words(network: Network) -> str:
    """What the drawing shows, for those who cannot see it."""
    if not network.ties:
        return "No ties."
    most = network.ties[0]
    return (
        f"{len(network.parties)} parties and {len(network.ties)} ties, listed in the table; most deeds between"
        f" {most.first} and {most.second}: {most.deeds}, mean score {signed(most.mean)}."
    )
