"""The strip under a dyad's chart: all its time, with the part that the chart shows; a script makes a brush of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from demarche.records import Date
from demarche.views.dyad import Period, Step

WIDTH, HEIGHT = 760, 94
LEFT, RIGHT = 58, 24  # as of the chart above it
MIDDLE, TALLEST = 34, 28
DEPTH = 2 * TALLEST + 8  # of the frame round what is shown
BY_DAY = 150  # days of a dyad up to which a brush picks days; of a longer one, months


def draw_strip(periods: Sequence[Period], step: Step, since: Date | None, until: Date | None) -> str:
    """SVG of a series: a bar up for the cooperation of each period, one down for its conflict.

    What lies between `since` and `until` is framed. The data attributes say where the calendar lies.
    """
    first = date.fromisoformat(periods[0].first_day)
    last = _end(date.fromisoformat(periods[-1].first_day), step)
    days = (last - first).days
    room = WIDTH - LEFT - RIGHT

    def x(day: date) -> float:
        return round(LEFT + room * min(max((day - first).days, 0), days) / days, 1)

    tallest = max(max(period.cooperation, -period.conflict) for period in periods) or 1.0
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" class="chart strip" role="group"'
        f' aria-label="All its time, {periods[0].name} to {periods[-1].name}"'
        f' data-first="{first}" data-last="{last}" data-left="{LEFT}" data-right="{WIDTH - RIGHT}" data-depth="{DEPTH}"'
        f' data-unit="{"day" if days <= BY_DAY else "month"}">'
    ]
    for period in periods:
        begins = date.fromisoformat(period.first_day)
        left, width = x(begins), max(1.5, round(x(_end(begins, step)) - x(begins) - 1, 1))
        for kind, amount in (("cooperation", period.cooperation), ("conflict", -period.conflict)):
            height = round(TALLEST * amount / tallest, 1)
            top = MIDDLE - height if kind == "cooperation" else MIDDLE
            if height:
                parts.append(f'<rect class="{kind}" x="{left}" y="{top}" width="{width}" height="{height}"/>')
    parts.append(f'<line class="zero" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{MIDDLE}" y2="{MIDDLE}"/>')
    for day, anchor in ((first, "start"), (last - timedelta(days=1), "end")):
        across = LEFT if anchor == "start" else WIDTH - RIGHT
        parts.append(f'<text x="{across}" y="{HEIGHT - 6}" text-anchor="{anchor}">{day.isoformat()[:7]}</text>')
    if since or until:
        start = x(_first_day(since)) if since else float(LEFT)
        stop = x(_last_day(until)) if until else float(WIDTH - RIGHT)
        width = max(2.0, round(stop - start, 1))
        parts.append(f'<rect class="window" x="{start}" y="2" width="{width}" height="{DEPTH}"/>')
    return "".join((*parts, "</svg>"))


def _end(begins: date, step: Step) -> date:
    """The day after a period."""
    if step == "week":
        return begins + timedelta(days=7)
    return (begins + timedelta(days=31)).replace(day=1)


def _first_day(day: Date) -> date:
    return date.fromisoformat(f"{day}{'-01' * ((10 - len(day)) // 3)}")


def _last_day(day: Date) -> date:
    """The day after a day, month or year."""
    if len(day) == 10:
        return date.fromisoformat(day) + timedelta(days=1)
    if len(day) == 7:
        return _end(date.fromisoformat(f"{day}-01"), "month")
    return date(int(day) + 1, 1, 1)
