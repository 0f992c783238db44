"""A briefing: what happened, who said what in answer to what, what is disputed, what is recalled; a citation to each.

Sentences are built from the record's own fields and the articles' own words; nothing is rephrased.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import chain

from sqlalchemy import select

from demarche.records import Record
from demarche.store import Store, schema
from demarche.views.evidence import Evidence
from demarche.views.story import Difference, Pair, StoryView, read_story
from demarche.views.told import Deed, Saying

LONGEST = 320  # characters of a quotation
MOST = 12  # lines of a section
SCARCE = 2  # tellings from which on a deed stands before those that one article tells

VERBS = {
    "AGREE": "agree", "CONSULT": "consult", "SUPPORT": "support", "CONCEDE": "concede to", "COOPERATE": "cooperate",
    "AID": "aid", "RETREAT": "step back towards", "REQUEST": "ask", "ACCUSE": "accuse", "REJECT": "reject",
    "THREATEN": "threaten", "PROTEST": "protest against", "SANCTION": "sanction", "MOBILIZE": "mobilise against",
    "COERCE": "coerce", "ASSAULT": "attack",
}  # fmt: skip


class Line(Record, frozen=True):
    """One sentence of a briefing with where it stands."""

    text: str
    citations: tuple[Evidence, ...]


class Section(Record, frozen=True):
    """A part of a briefing; `left` lines more are in the record."""

    title: str
    lines: tuple[Line, ...]
    left: int = 0


class StoryBrief(Record, frozen=True):
    """One story's part."""

    id: str
    title: str
    dates: str
    told_by: str
    sections: tuple[Section, ...]


class Brief(Record, frozen=True):
    """A briefing over stories."""

    title: str
    stories: tuple[StoryBrief, ...]


def read_brief(store: Store, stories: Sequence[str] = (), limit: int = 10) -> Brief:
    """The briefing over these stories, else over the record's newest. Raises `QueryError` for one that is none."""
    if not stories:
        table = schema.stories
        newest = select(table.c.id).order_by(table.c.latest.desc().nulls_last(), table.c.n).limit(limit)
        stories = [row[0] for row in store.rows(newest)]
    views = [read_story(store, story) for story in stories]
    title = views[0].title if len(views) == 1 else f"Briefing on {len(views)} stories"
    return Brief(title=title, stories=tuple(_story(view) for view in views))


def _story(view: StoryView) -> StoryBrief:
    deeds = sorted(view.deeds, key=lambda deed: (deed.tellings < SCARCE, deed.day or "9999", deed.id))
    surest: dict[str, Pair] = {}
    for pair in sorted(view.pairs, key=lambda pair: -pair.confidence):
        surest.setdefault(pair.answer.id, pair)
    said = [saying for saying in view.sayings if not saying.headline and saying.id not in surest]
    sections = (
        _section("What happened", (deed_line(d) for d in deeds if d.status == "happened")),
        _section("Said in answer", (pair_line(pair) for pair in surest.values())),
        _section("Said", (saying_line(saying) for saying in said)),
        _section(
            "Disputed: alleged or denied",
            chain(
                (deed_line(d) for d in deeds if d.status in ("alleged", "denied")),
                (_disagreement(item) for item in view.differences if len(item.deed.statuses) > 1),
            ),
        ),
        _section("Planned or expected", (deed_line(d) for d in deeds if d.status in ("planned", "hypothetical"))),
        _section("Background, recalled", (deed_line(d) for d in deeds if d.status == "background")),
        _section("How outlets differ", (_disagreement(item) for item in view.differences)),
    )
    dates = " to ".join(dict.fromkeys(day for day in (view.earliest, view.latest) if day)) or "undated"
    listed = tuple(section for section in sections if section.lines)
    return StoryBrief(id=view.id, title=view.title, dates=dates, told_by=told_by(view), sections=listed)


def told_by(view: StoryView) -> str:
    """How many articles tell a story, and how many of these only repeat another one's text."""
    copies = sum(version.copy_of is not None for version in view.versions)
    articles = f"{len(view.versions)} article{'s' if len(view.versions) != 1 else ''}"
    return f"{articles}, {copies} of them the text of another" if copies else articles


def _section(title: str, lines: Iterator[Line] | chain[Line]) -> Section:
    listed = list({line.text: line for line in lines}.values())
    return Section(title=title, lines=tuple(listed[:MOST]), left=max(0, len(listed) - MOST))


def deed_words(deed: Deed) -> str:
    """A deed in a few words, the parties by their codes."""
    target = f" {', '.join(deed.target)}" if deed.target else ""
    mode = f" ({deed.mode})" if deed.mode else ""
    return f"{', '.join(deed.source) or 'Somebody'} {VERBS[deed.type]}{target}{mode}"


def deed_line(deed: Deed) -> Line:
    """A deed as a sentence: when, who, what, by whose claim, the article's words."""
    day = f"{deed.day}: " if deed.day else ""
    claim = f", according to {deed.claimed_by}" if deed.claimed_by and deed.status == "alleged" else ""
    state = "" if deed.status in ("happened", "background") else f" — {deed.status}{claim}"
    words = short(deed.evidence[0].words) if deed.evidence else ""
    return Line(text=f"{day}{deed_words(deed)}{state}: {words}", citations=deed.evidence)


def saying_words(saying: Saying) -> str:
    """Who does what to whom by saying it."""
    party = f" ({saying.party})" if saying.party and saying.party != saying.speaker else ""
    to = f" to {', '.join(saying.addressees)}" if saying.addressees else ""
    return f"{saying.speaker}{party}, {saying.act}{to}"


def saying_line(saying: Saying) -> Line:
    """A saying as a sentence with its words."""
    words = short(saying.words)
    quoted = saying.kind == "direct" and not any(mark in words for mark in '“”"')
    return Line(text=f"{saying_words(saying)}: {f'“{words}”' if quoted else words}", citations=saying.evidence)


def pair_line(pair: Pair) -> Line:
    """An answer with what it answers."""
    answer, asked = saying_line(pair.answer), saying_line(pair.asked)
    return Line(text=f"{answer.text} — answering {asked.text}", citations=(*answer.citations, *asked.citations))


def _disagreement(difference: Difference) -> Line:
    parts = [
        f"{what}: " + "; ".join(f"{value} ({', '.join(outlets)})" if outlets else value for value, outlets in values)
        for what, values in difference.lines
    ]
    return Line(text=f"{deed_words(difference.deed)} — {'. '.join(parts)}", citations=difference.deed.evidence)


def short(words: str) -> str:
    """Words cut at a word's end where they are many."""
    return words if len(words) <= LONGEST else words[:LONGEST].rsplit(" ", 1)[0] + " …"


def markdown(brief: Brief) -> str:
    """The briefing in Markdown, citations as footnotes' numbers, the sources listed below."""
    numbers: dict[str, tuple[int, Evidence]] = {}
    lines = [f"# {_plain_markdown(brief.title)}", ""]
    for story in brief.stories:
        if len(brief.stories) > 1:
            lines += [f"## {_plain_markdown(story.title)}", ""]
        lines += [f"*{story.dates}; {story.told_by}; {story.id}*", ""]
        for section in story.sections:
            lines += [f"### {section.title}", ""]
            lines += [
                f"- {_plain_markdown(line.text)} {_marks(line.citations, numbers, '[{0}](#source-{0})')}"
                for line in section.lines
            ]
            lines += [f"- … and {section.left} more in the record" if section.left else "", ""]
    lines += ["## Sources", ""]
    for number, told in numbers.values():
        title = _plain_markdown(told.title)
        head = f"[{title}]({told.link.replace(')', '%29')})" if told.link else title
        lines.append(
            f'{number}. <a id="source-{number}"></a>{_plain_markdown(told.outlet)}: {head}, '
            f"{told.published} (`{told.article}`)"
        )
    return "\n".join(lines).replace("\n\n\n", "\n\n") + "\n"


def html(brief: Brief) -> str:
    """The briefing as a page of its own, every text escaped."""
    numbers: dict[str, tuple[int, Evidence]] = {}
    parts = [
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(brief.title)}</title><style>body{{font:1.05rem/1.55 Georgia,serif;max-width:42rem;"
        "margin:2rem auto;padding:0 1rem;color-scheme:light dark}small,sup{font-family:system-ui,sans-serif}"
        f"li{{margin:.5em 0}}</style></head><body><h1>{escape(brief.title)}</h1>"
    ]
    for story in brief.stories:
        parts.append(
            f"<h2>{escape(story.title)}</h2><p><small>{escape(story.dates)}; {escape(story.told_by)}</small></p>"
        )
        for section in story.sections:
            items = "".join(
                f"<li>{escape(line.text)} <sup>"
                + _marks(line.citations, numbers, '<a href="#source-{0}">{0}</a>')
                + "</sup></li>"
                for line in section.lines
            )
            left = f"<li>… and {section.left} more in the record</li>" if section.left else ""
            parts.append(f"<h3>{escape(section.title)}</h3><ul>{items}{left}</ul>")
    parts.append("<h2>Sources</h2><ol>")
    for number, told in numbers.values():
        title = f'<a href="{escape(told.link)}">{escape(told.title)}</a>' if told.link else escape(told.title)
        parts.append(f'<li id="source-{number}">{escape(told.outlet)}: {title}, {escape(told.published)}</li>')
    return "".join((*parts, "</ol></body></html>\n"))


def _marks(citations: Sequence[Evidence], numbers: dict[str, tuple[int, Evidence]], form: str) -> str:
    marks = []
    for told in {told.article: told for told in citations}.values():
        number, _ = numbers.setdefault(told.article, (len(numbers) + 1, told))
        marks.append(form.format(number))
    return " ".join(marks)


def _plain_markdown(text: str) -> str:
    """Text that means itself: a page's words must not become headings, links or raw HTML."""
    return "".join(f"\\{char}" if char in "\\`*_[]<>#|" else char for char in " ".join(text.split()))
