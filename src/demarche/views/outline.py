"""The world on a plane: Miller's cylindrical projection, and the outlines of states drawn in it."""

from __future__ import annotations

from functools import cache
from importlib import resources
from math import log, pi, radians, tan

from demarche.errors import KnowledgeError

ACROSS = 3600.0  # units of the drawing, from 180° west to 180° east: a tenth of a degree each
NORTH, SOUTH = 84.0, -57.0  # degrees between which the map is drawn; Antarctica is not


def project(lon: float, lat: float) -> tuple[float, float]:
    """Degrees (WGS 84) as units right of 180° west and below `NORTH` (O. M. Miller, 1942).

    >>> project(-180, 84)
    (0.0, 0.0)
    >>> project(0, 0)[0]
    1800.0
    """
    return round((lon + 180) * ACROSS / 360, 1), round(_down(lat) - _down(NORTH), 1)


def _down(lat: float) -> float:
    return -1.25 * log(tan(pi / 4 + 0.4 * radians(lat))) * ACROSS / (2 * pi)


@cache
def outlines() -> str:
    """All outlines as the data of one SVG path. Raises `KnowledgeError` where the file is damaged."""
    content = (resources.files("demarche.knowledge") / "places" / "outline.tsv").read_text(encoding="utf-8")
    parts = []
    for number, line in enumerate(content.splitlines(), 1):
        if line.startswith(("#", "code\t")):
            continue
        try:
            ring = [tuple(map(int, point.split(","))) for point in line.split("\t")[1].split()]
            parts.append(_path([project(lon / 10, lat / 10) for lon, lat in ring]))
        except (IndexError, ValueError) as error:
            raise KnowledgeError(f"places/outline.tsv, line {number}: wanted are code and lon,lat ...") from error
    return "".join(parts)


def _path(points: list[tuple[float, float]]) -> str:
    """A closed ring in whole units, each point after the first as its distance from the one before."""
    whole = [(round(across), round(down)) for across, down in points]
    (left, top), steps = whole[0], []
    for (x, y), (before_x, before_y) in zip(whole[1:], whole, strict=False):
        steps.append(f"{x - before_x} {y - before_y}")
    return f"M{left} {top}l{' '.join(steps)}z".replace(" -", "-")
