"""Where the parties of a network stand on paper: forces until they rest, the same for the same network."""

from __future__ import annotations

from collections.abc import Sequence
from math import pi, sqrt

import numpy as np
from numpy.typing import NDArray

ROUNDS = 240
GRAVITY = 0.06  # draws what nothing holds towards the middle
TURN = pi * (3 - sqrt(5))  # the golden angle: the first places lie evenly on a disc


def settle(
    count: int, edges: Sequence[tuple[int, int, float]], width: float, height: float
) -> list[tuple[float, float]]:
    """Places for `count` nodes in a frame of `width` by `height`; an edge (node, node, weight) draws its ends together.

    T. Fruchterman and E. Reingold, "Graph Drawing by Force-directed Placement", 1991, with a pull to the middle. Nodes
    start on a spiral in their order, so nothing is left to chance.

    >>> settle(1, [], 100, 60)
    [(50.0, 30.0)]
    """
    if count == 1:
        return [(width / 2, height / 2)]
    order = np.arange(count)
    radius = np.sqrt((order + 0.5) / count)
    places = np.stack([radius * np.cos(order * TURN), radius * np.sin(order * TURN)], axis=1)
    pull = np.zeros((count, count))
    for one, other, weight in edges:
        pull[one, other] = pull[other, one] = weight
    apart = 1.6 / sqrt(count)  # the distance at which two nodes of an edge of weight 1 rest, on a disc of radius 1
    for turn in range(ROUNDS):
        places = places + _step(places, pull, apart, 0.12 * (1 - turn / ROUNDS))
    return _framed(places, width, height)


def _step(places: NDArray[np.float64], pull: NDArray[np.float64], apart: float, longest: float) -> NDArray[np.float64]:
    """How far each node goes in one round, at most `longest`."""
    between = places[:, None, :] - places[None, :, :]
    distance = np.maximum(np.sqrt((between**2).sum(axis=2)), 1e-3)
    force = apart**2 / distance - pull * distance**2 / apart
    np.fill_diagonal(force, 0.0)
    moved = (between / distance[:, :, None] * force[:, :, None]).sum(axis=1) - GRAVITY * places
    length = np.maximum(np.sqrt((moved**2).sum(axis=1)), 1e-9)
    stride: NDArray[np.float64] = moved / length[:, None] * np.minimum(length, longest)[:, None]
    return stride


def _framed(places: NDArray[np.float64], width: float, height: float) -> list[tuple[float, float]]:
    """The places moved and stretched to fill the frame, in whole units so that every machine draws the same."""
    low, high = places.min(axis=0), places.max(axis=0)
    across = np.maximum(high - low, 1e-6)
    scaled = (places - low) / across * np.array([width, height])
    return [(float(round(x)), float(round(y))) for x, y in scaled]
