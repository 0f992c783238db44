"""The outline of the world for the map, out of Natural Earth: `python -m training.outline WHEEL`.

WHEEL is a wheel of geopandas 0.14 (`pip download --no-deps geopandas==0.14.4`), the last that carries Natural Earth's
countries at 1:110 million (public domain, naturalearthdata.com). Coordinates are rounded to a tenth of a degree, and
Antarctica is left out.
"""

from __future__ import annotations

import struct
import sys
import zipfile
from itertools import pairwise
from pathlib import Path

FOLDER = "geopandas/datasets/naturalearth_lowres/naturalearth_lowres"
TARGET = Path(__file__).resolve().parent.parent / "src" / "demarche" / "knowledge" / "places" / "outline.tsv"
HEAD = """\
# Outlines of states and territories, for orientation on the map; they take no side on any border.
# Source: Natural Earth, 1:110m Admin 0 countries (naturalearthdata.com), public domain; taken out of the wheel of
# geopandas 0.14.4 and rounded by training/outline.py. A line a ring; lon,lat in tenths of a degree (WGS 84).
code\tring
"""
CODES = {"-99": "XKX"}


def main() -> None:
    with zipfile.ZipFile(sys.argv[1]) as wheel:
        shapes, table = wheel.read(f"{FOLDER}.shp"), wheel.read(f"{FOLDER}.dbf")
    lines = [
        f"{code}\t{' '.join(f'{lon},{lat}' for lon, lat in ring)}"
        for code, rings in zip(codes(table), polygons(shapes), strict=True)
        if code != "ATA"
        for ring in map(rounded, rings)
        if len(ring) > 3
    ]
    TARGET.write_text(HEAD + "".join(f"{line}\n" for line in lines), "utf-8")
    print(f"{len(lines)} rings, {TARGET.stat().st_size} bytes")


def codes(table: bytes) -> list[str]:
    """The column iso_a3 of a dBASE III table."""
    count, head, length = struct.unpack("<IHH", table[4:12])
    fields, at, start = {}, 32, 1
    while table[at] != 0x0D:
        name = table[at : at + 11].split(b"\0")[0].decode()
        fields[name] = (start, table[at + 16])
        start += table[at + 16]
        at += 32
    start, size = fields["iso_a3"]
    rows = (table[head + number * length :] for number in range(count))
    found = [row[start : start + size].decode("latin-1").strip() for row in rows]
    return [CODES.get(code, code) for code in found]


def polygons(shapes: bytes) -> list[list[list[tuple[float, float]]]]:
    """The rings of every shape of an ESRI shapefile of polygons, as lists of (lon, lat) in degrees."""
    found, at = [], 100
    while at < len(shapes):
        (words,) = struct.unpack(">I", shapes[at + 4 : at + 8])
        shape = shapes[at + 8 : at + 8 + 2 * words]
        parts, points = struct.unpack("<II", shape[36:44])
        starts = [*struct.unpack(f"<{parts}I", shape[44 : 44 + 4 * parts]), points]
        numbers = struct.unpack(f"<{2 * points}d", shape[44 + 4 * parts : 44 + 4 * parts + 16 * points])
        pairs = list(zip(numbers[::2], numbers[1::2], strict=True))
        found.append([pairs[first:last] for first, last in pairwise(starts)])
        at += 8 + 2 * words
    return found


def rounded(ring: list[tuple[float, float]]) -> list[tuple[int, int]]:
    """The ring in tenths of a degree, each point once in a row."""
    tenths = [(round(lon * 10), round(lat * 10)) for lon, lat in ring]
    return [point for number, point in enumerate(tenths) if number == 0 or point != tenths[number - 1]]


if __name__ == "__main__":
    main()
