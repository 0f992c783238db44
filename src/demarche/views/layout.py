"""Where the parties of a network stand on paper: forces until they rest, the same for the same network."""

from __future__ import annotations

from collections.abc import Sequence
from math import pi, sqrt

import numpy as np
from numpy.typing import NDArray

ROUNDS = 240
GRAVITY = 0.06  # draws what nothing holds towards the middle
REACH = 2.5  # times the distance of rest: nodes further off do not repel, or loose groups would fly to the border
NAME = (52.0, 34.0)  # room that a node with its name over it needs, in units of the frame
TURN = pi * (3 - sqrt(5))  # the golden angle: the first places lie evenly on a disc


def settle(
    count: int, edges: Sequence[tuple[int, int, float]], width: float, height: float
) -> list[tuple[float, float]]:
    """Places for `count` nodes in a frame of `width` by `height`; an edge (node, node, weight) draws its ends together.

    T. Fruchterman and E. Reingold, "Graph Drawing by Force-directed Placement", 1991, with forces that end somewhere
    (their grid variant) and a pull to the middle; names that would cover one another are pushed apart at the end. Nodes
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
    near = distance < REACH * apart
    force = np.where(near, apart**2 / distance, 0.0) - pull * distance**2 / apart
    np.fill_diagonal(force, 0.0)
    moved = (between / distance[:, :, None] * force[:, :, None]).sum(axis=1) - GRAVITY * places
    length = np.maximum(np.sqrt((moved**2).sum(axis=1)), 1e-9)
    stride: NDArray[np.float64] = moved / length[:, None] * np.minimum(length, longest)[:, None]
    return stride


def _framed(places: NDArray[np.float64], width: float, height: float) -> list[tuple[float, float]]:
    """The places moved and stretched to fill the frame, in whole units so that every machine draws the same."""
    low, high = places.min(axis=0), places.max(axis=0)
    across = np.maximum(high - low, 1e-6)
    frame = np.array([width, height])
    scaled = _parted((places - low) / across * frame, frame)
    return [(float(round(x)), float(round(y))) for x, y in scaled]


def _parted(places: NDArray[np.float64], frame: NDArray[np.float64]) -> NDArray[np.float64]:
    """Places in the frame at which no name covers another, as far as there is room."""
    room = np.minimum(np.array(NAME), frame / np.sqrt(len(places)) * 0.8)
    for _ in range(ROUNDS):
        between = places[:, None, :] - places[None, :, :]
        lacking = room - np.abs(between)
        covered = (lacking > 0).all(axis=2)
        np.fill_diagonal(covered, False)
        if not covered.any():
            break
        # Pushed along the axis on which less is lacking; of two in one place the later one goes on.
        along = lacking / room == (lacking / room).min(axis=2, keepdims=True)
        way = np.where(
            between == 0,
            np.sign(np.subtract.outer(np.arange(len(places)), np.arange(len(places))))[..., None],
            np.sign(between),
        )
        places = places + (np.where(covered[:, :, None] & along, lacking * way, 0.0) / 2).sum(axis=1) * 0.6
        places = np.clip(places, 0.0, frame)
    return places
