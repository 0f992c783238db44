"""Sure rules: what a line is by its own words, by the lexicons of `knowledge/furniture`."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any, get_args

from demarche.articles.lines import key
from demarche.errors import KnowledgeError
from demarche.records import BlockRole, Record

_SEPARATED = re.compile(r"^\W*([\w’'‘ -]{2,40}?)\s*(?:[:|»>]|\s[-–—]|[-–—]\s)\s*(?=\S)")
_OPENS_QUOTE = re.compile(r"^\W*[“\"‘'`]")
_LONGEST = 1_500  # characters of a line that phrases and patterns may judge
_LONG = frozenset({"script", "shortcode"})
_SAID = re.compile(r"\b(?:said|says|told|added|wrote|according to)\b", re.I)


class Pattern(Record, frozen=True):
    """A line's shape: the role it shows, the regular expression, the longest line (in words) it may judge, whether it
    is what only comes after an article, whether a quotation in the line speaks against it, and what a line must hold
    one of (in small letters) for the expression to be tried: looking for that is quicker. Where a line needs to hold
    nothing, every branch of the expression begins with ``^``. `last` is how many characters at the line's end are
    looked at."""

    name: str
    role: BlockRole
    regex: str
    words: int = 10_000
    ends: bool = False
    unless_said: bool = False
    needs: tuple[str, ...] = ()
    last: int = 10_000


class Lexicon(Record, frozen=True):
    """The phrases of `phrases.toml` by the way they match, each with the name of its group."""

    whole: dict[str, str]
    lead: frozenset[str]
    prefix: dict[str, tuple[str, ...]]  # first word -> phrases, longest first
    tail: frozenset[str]
    end: frozenset[str]
    section: frozenset[str]
    capitals: frozenset[str]
    patterns: tuple[Pattern, ...]
    anywhere: tuple[Pattern, ...]  # those of them that are not bound to the line's beginning


class Verdict(Record, frozen=True):
    """A role that a line's own words show, and the rule that says so."""

    role: BlockRole
    rule: str
    ends: bool = False  # nothing of the article comes after such a line


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """The shipped phrases and patterns. Raises `KnowledgeError` naming the file and entry that does not validate."""
    groups = read_table("phrases.toml")["group"]
    named = {how: {key(p): g["name"] for g in groups for p in g.get(how, ())} for how in _WAYS}
    prefix: dict[str, list[str]] = {}
    for phrase in sorted(named["prefix"], key=len, reverse=True):
        prefix.setdefault(phrase.split()[0], []).append(phrase)
    patterns = tuple(_pattern(row) for row in read_table("patterns.toml")["pattern"])
    return Lexicon(
        whole=named["whole"],
        lead=frozenset(named["lead"]),
        prefix={first: tuple(phrases) for first, phrases in prefix.items()},
        tail=frozenset(named["tail"]),
        end=frozenset(named["end"]),
        section=frozenset(named["section"]),
        capitals=frozenset(named["capitals"]),
        patterns=patterns,
        anywhere=tuple(pattern for pattern in patterns if pattern.needs),
    )


_WAYS = ("whole", "lead", "prefix", "tail", "end", "section", "capitals")


def read_table(name: str) -> dict[str, Any]:
    """A TOML file of `knowledge/furniture`. Raises `KnowledgeError` where it is not TOML."""
    try:
        return tomllib.loads(files("demarche.knowledge").joinpath("furniture", name).read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, OSError) as error:
        raise KnowledgeError(f"knowledge/furniture/{name} cannot be read: {error}. Reinstall demarche.") from error


@lru_cache(maxsize=20_000)  # the lines of a site's template come with each of its pages
def judge_line(text: str) -> Verdict | None:
    """The role that a line's own words make sure, or ``None`` where they do not.

    >>> judge_line("ALSO READ: Varnia recalls its envoy").rule
    'link'
    >>> judge_line("Varnia recalled its envoy on Monday.") is None
    True
    """
    lexicon = load_lexicon()
    if len(text) > _LONGEST:
        head = text[:_LONGEST]  # nothing but a script or an article is that long
        return next(
            (
                Verdict(role=p.role, rule=p.name)
                for p in lexicon.patterns
                if p.name in _LONG and _compiled(p.regex).search(head)
            ),
            None,
        )
    phrase = key(text)
    if not phrase:
        return Verdict(role="furniture", rule="no-words")
    if phrase in lexicon.whole:
        return Verdict(role="furniture", rule=lexicon.whole[phrase], ends=phrase in lexicon.end)
    words = phrase.count(" ") + 1
    if words <= 60 and (rule := _phrase_rule(text, phrase, words, lexicon)):
        return Verdict(role="furniture", rule=rule, ends=phrase in lexicon.end)
    return _shape_verdict(text, words, lexicon)


def _shape_verdict(text: str, words: int, lexicon: Lexicon) -> Verdict | None:
    """The verdict of the first pattern that fits. Those that open lines are tried together first."""
    small = text.casefold()
    opens = _openings().match(text) is not None
    for pattern in lexicon.patterns if opens else lexicon.anywhere:
        if words > pattern.words:
            continue
        for need in pattern.needs:
            if need in small:
                break
        else:
            if pattern.needs:
                continue
        if pattern.unless_said and _speaks(text):
            continue
        if _compiled(pattern.regex).search(text, max(len(text) - pattern.last, 0)):
            return Verdict(role=pattern.role, rule=pattern.name, ends=pattern.ends)
    return None


@lru_cache(maxsize=1)
def _openings() -> re.Pattern[str]:
    """All patterns that are bound to the line's beginning as one expression."""
    return re.compile("|".join(f"(?:{p.regex})" for p in load_lexicon().patterns if not p.needs), re.IGNORECASE)


def _speaks(text: str) -> bool:
    """Whether somebody is quoted in the line."""
    return _OPENS_QUOTE.match(text) is not None or _SAID.search(text) is not None


def _phrase_rule(text: str, phrase: str, words: int, lexicon: Lexicon) -> str | None:
    if (match := _SEPARATED.match(text)) and words <= 40:
        before = key(match.group(1))
        if before in lexicon.lead:
            return "link"
        if match.group(1).isupper() and before in lexicon.capitals and not text.endswith("."):
            return "capital-link"
    if _is_menu(text, phrase, lexicon):
        return "menu-row"
    for candidate in lexicon.prefix.get(phrase.split(" ", 1)[0], ()):
        if phrase.startswith(candidate) and phrase[len(candidate) : len(candidate) + 1] in ("", " "):
            # not where somebody is quoted who speaks to the reader, or to somebody else
            return None if _speaks(text) else "prompt"
    return None


def _is_menu(text: str, phrase: str, lexicon: Lexicon) -> bool:
    """Whether the line is links in a row, drawn without separators: "Home World Politics Opinion Contact us".

    The names of controls and sections must make up all of it (three of them, one of a control), or four fifths of a
    long row.
    """
    words = phrase.split()
    if len(words) < 3 or not text[:1].isupper() or text.endswith((".", "?", "!", '"', "”")):
        return False
    known = controls = missed = i = 0
    while i < len(words):
        for n in range(min(4, len(words) - i), 0, -1):
            piece = " ".join(words[i : i + n])
            if (control := piece in lexicon.whole) or piece in lexicon.section:
                known, controls, i = known + 1, controls + control, i + n
                break
        else:
            missed, i = missed + 1, i + 1
            if missed > 0.2 * len(words):
                return False
    return (known >= 6 if missed else known >= 3) and controls >= 1


@lru_cache(maxsize=512)
def _compiled(regex: str) -> re.Pattern[str]:
    return re.compile(regex, re.IGNORECASE)


def _pattern(row: dict[str, Any]) -> Pattern:
    try:
        pattern = Pattern(**{**row, "needs": tuple(row.get("needs", ()))})
        _compiled(pattern.regex)
        if pattern.role not in get_args(BlockRole):
            raise TypeError(f"role {pattern.role!r}")
    except (TypeError, re.error) as error:
        raise KnowledgeError(f"knowledge/furniture/patterns.toml, {row.get('name')}: {error}") from error
    return pattern
