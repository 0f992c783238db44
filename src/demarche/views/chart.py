"""A dyad's series drawn: as SVG, every point a link to its event, and as text for a terminal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from html import escape

from demarche.views.dyad import Dyad
from demarche.views.told import Deed

WIDTH, HEIGHT = 760, 320
LEFT, RIGHT, TOP, BOTTOM = 58, 24, 20, 50  # room for the larger letters of a phone
TOPMOST = 10  # PLOVER's scale runs from -10 to 10
MARGIN = timedelta(days=10)  # of calendar on both sides of the outermost days
SPREAD = 7  # pixels between deeds of one day and score
STOPS = 40  # points up to which the Tab key stops at each
OWN_STYLE = """<style>
svg{font:12px Arial,'Liberation Sans','DejaVu Sans','Noto Sans',Helvetica,sans-serif;background:#fff;color:#1c2733}
.zero,.grid{stroke:#8a949e;stroke-width:1}.grid{stroke-opacity:.3}text{fill:#44525f}
.cooperation{fill:#1f6f6b}.conflict{fill:#a63d2f}.even{fill:#5c6670}
.mean{fill:none;stroke:#44525f;stroke-width:1.5;stroke-dasharray:4 3}
</style>"""


def draw(
    dyad: Dyad,
    link: Callable[[Deed], str] | None = None,
    *,
    chosen: str | None = None,
    alone: bool = False,
) -> str:
    """SVG of a dyad: a point for each dated deed at its day and score, a line through the means of the periods.

    `link` gives the address that a point leads to; of many points the Tab key reaches none, since the list of deeds
    holds the same links. `chosen` is the deed whose point stands out. `alone` puts the colours into the file, for use
    without a page.
    """
    placed = [(parsed, deed) for deed in dyad.deeds if (parsed := _day(deed.day))]
    title = f"{dyad.first} and {dyad.second}: cooperation and conflict by {dyad.step}"
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="{"group" if link else "img"}"'
        f' class="chart" aria-labelledby="chart-title chart-words"><title id="chart-title">{escape(title)}</title>'
        f'<desc id="chart-words">{escape(in_words(dyad))}</desc>'
    )
    days = [day for day, _ in placed]
    first, last = (min(days) - MARGIN, max(days) + MARGIN) if days else (date(2000, 1, 1), date(2000, 12, 31))
    across = max((last - first).days, 1)

    def x(day: date) -> float:
        return round(LEFT + (WIDTH - LEFT - RIGHT) * (day - first).days / across, 1)

    def y(score: float) -> float:
        return round(TOP + (HEIGHT - TOP - BOTTOM) * (TOPMOST - score) / (2 * TOPMOST), 1)

    parts = [head, f'{OWN_STYLE}<text x="{LEFT}" y="12">{escape(title)}</text>' if alone else ""]
    for score in (-10, -5, 0, 5, 10):
        kind = "zero" if score == 0 else "grid"
        parts.append(f'<line class="{kind}" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y(score)}" y2="{y(score)}"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{y(score) + 4}" text-anchor="end">{signed(score)}</text>')
    if placed:
        parts += [_tick(label, x(day)) for day, label in _ticks(first, last)]
    means = [(x(_middle(period.first_day, dyad.step, first, last)), y(period.mean)) for period in dyad.periods]
    if len(means) > 1:
        points = " ".join(f"{across_},{down}" for across_, down in means)
        parts.append(f'<polyline class="mean" points="{points}"/>')
    taken: dict[tuple[float, float], int] = {}
    for day, deed in placed:
        at = (x(day), y(deed.score))
        stacked = taken[at] = taken.get(at, -1) + 1
        drawn = _point(deed, at[0] + stacked * SPREAD, at[1], deed.id == chosen)
        parts.append(_linked(drawn, _words(deed), link(deed), len(placed) <= STOPS) if link else f"<g>{drawn}</g>")
    return "".join((*parts, "</svg>"))


def _point(deed: Deed, across: float, down: float, chosen: bool) -> str:
    side = "cooperation" if deed.score > 0 else "conflict" if deed.score < 0 else "even"
    radius = (5 if deed.tellings < 2 else 7) + (2 if chosen else 0)
    kind = f"{side} chosen" if chosen else side
    mark = f'<circle class="{kind}" cx="{across:.1f}" cy="{down}" r="{radius}"/>'
    return f"<title>{escape(_words(deed))}</title>{mark}"


def _words(deed: Deed) -> str:
    return f"{deed.day}: {', '.join(deed.source)} {deed.type} {', '.join(deed.target)} ({signed(deed.score)})"


def _linked(drawn: str, words: str, address: str, stops: bool) -> str:
    left_out = "" if stops else ' tabindex="-1"'
    return f'<a href="{escape(address)}" aria-label="{escape(words)}"{left_out}>{drawn}</a>'


def _tick(label: str, across: float) -> str:
    return f'<text x="{across}" y="{HEIGHT - 14}" text-anchor="middle">{label}</text>'


def _ticks(first: date, last: date) -> list[tuple[date, str]]:
    """First days of months, at most five of them; of less than three months, three days."""
    months = []
    year, month = first.year, first.month
    while (day := date(year, month, 1)) <= last:
        if day >= first:
            months.append(day)
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    if len(months) < 3:
        days = [first + (last - first) * part / 8 for part in (1, 4, 7)]
        return [(day, day.isoformat()) for day in dict.fromkeys(days)]
    every = -(-len(months) // 5)
    return [(day, day.isoformat()[:7]) for day in months[::every]]


def _middle(first_day: str, step: str, first: date, last: date) -> date:
    middle = date.fromisoformat(first_day) + timedelta(days=3 if step == "week" else 14)
    return min(max(middle, first), last)


def _day(day: str | None) -> date | None:
    if day is None or len(day) < 7:
        return None
    return date.fromisoformat(day if len(day) == 10 else f"{day}-15")


def in_words(dyad: Dyad) -> str:
    """What the chart shows, for those who cannot see it."""
    if not dyad.periods:
        return f"No dated deed between {dyad.first} and {dyad.second}."
    first, last = dyad.periods[0], dyad.periods[-1]
    count = sum(period.count for period in dyad.periods)
    return (
        f"{count} deed{'s' if count != 1 else ''} from {first.name} to {last.name};"
        f" mean score {signed(first.mean)} at first, {signed(last.mean)} at last."
    )


def signed(score: float) -> str:
    """A score with its sign, the minus as a minus.

    >>> signed(2.5), signed(-3), signed(0)
    ('+2.5', '−3', '0')
    """
    return f"{score:+g}".replace("-", "−") if score else "0"


def bars(dyad: Dyad, width: int = 24) -> list[str]:
    """The series as lines of text: period, a bar left of the middle for conflict or right of it for cooperation."""
    lines = []
    for period in dyad.periods:
        length = round(abs(period.mean) / TOPMOST * width)
        left = "█" * length if period.mean < 0 else ""
        right = "█" * length if period.mean > 0 else ""
        lines.append(f"{period.name:<9}{left:>{width}}│{right:<{width}}{period.mean:>+7.2f}  {period.count:>4}")
    return lines
