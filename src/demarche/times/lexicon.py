"""The words of time, read once from `knowledge/time-words`, and the pattern classes made of them."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import TypeVar

import msgspec

from demarche.errors import KnowledgeError

FOLDER = "time-words"
BLANK = (
    r"(?:[^\\S\\n]+|[^\\S\\n]*\\n[^\\S\\n]*)"  # as a replacement: blanks, or the one line break of hard-wrapped text
)


CALENDAR_UNITS = ("week", "weekend", "month", "year", "decade", "century", "quarter", "fiscal year", "fortnight")
SHIFTS_AFTER = (
    *("last", "this", "next", "of last", "of this", "of next"),
    *("the previous", "the same", "of the same", "that", "of that"),
)


class Lexicon(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Classes of words; keys as they are written, values as `demarche.times.meanings` uses them."""

    months: dict[str, int]
    month_abbreviations: dict[str, int]
    weekdays: dict[str, int]
    weekday_abbreviations: dict[str, int]
    numbers: dict[str, float]
    vague_numbers: dict[str, tuple[str, ...]]
    ordinals: dict[str, int]
    units: dict[str, str]
    unit_plurals: dict[str, str]
    seasons: dict[str, str]
    dayparts: dict[str, str]
    clock_words: dict[str, str]
    shifts: dict[str, int]
    parts: dict[str, str]
    decade_words: dict[str, int]
    sets: dict[str, str]
    vague: dict[str, str]
    feasts: dict[str, tuple[int, int]]
    moving_feasts: dict[str, tuple[int, int, int]]
    easter_feasts: dict[str, int]
    tense: dict[str, tuple[str, ...]]
    month_context: dict[str, tuple[str, ...]]
    year_context: dict[str, tuple[str, ...]]
    timezones: dict[str, tuple[str, ...]]

    @property
    def month_numbers(self) -> dict[str, int]:
        """Months and their abbreviations, lower case."""
        return {name.lower(): number for name, number in (self.months | self.month_abbreviations).items()}

    @property
    def weekday_numbers(self) -> dict[str, int]:
        """Weekdays and their abbreviations, lower case."""
        return {name.lower(): number for name, number in (self.weekdays | self.weekday_abbreviations).items()}


class Rule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A pattern and what it means; the rest are values that the pattern itself does not show."""

    name: str
    means: str
    pattern: str
    context: str | None = None
    base: str | None = None
    sign: int | None = None
    shift: int | None = None
    unit: str | None = None
    count: float | None = None
    after: str | None = None  # a word that stands before it and is no part of it
    ahead: str | None = None  # a pattern of what follows it and is no part of it


class Rules(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file of rules."""

    rule: tuple[Rule, ...]


Loaded = TypeVar("Loaded", Lexicon, Rules)


@cache
def load_lexicon() -> Lexicon:
    """The shipped lexicon. Raises `KnowledgeError` where it does not validate."""
    return _convert("lexicon.toml", Lexicon)


@cache
def load_rules() -> tuple[Rule, ...]:
    """The shipped rules, in their order. Raises `KnowledgeError` where they do not validate."""
    return _convert("rules.toml", Rules).rule


def _convert(name: str, kind: type[Loaded]) -> Loaded:
    file = resources.files("demarche.knowledge") / FOLDER / name
    try:
        return msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), kind)
    except (OSError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise KnowledgeError(
            f"The words of time in {FOLDER}/{name} cannot be read: {error}. Reinstall demarche."
        ) from error


def one_of(words: Iterable[str]) -> str:
    """An alternation, longest first, of words taken literally; a blank stands for any blank.

    >>> one_of(["a", "a dozen"])
    'a\\\\ dozen|a'
    """
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def named(words: Iterable[str]) -> str:
    """An alternation of proper names: capitalised or all capitals, never lower case ("may", "march", "sun")."""
    return f"(?-i:{one_of({form for word in words for form in (word, word.upper())})})"


@cache
def pattern_classes() -> Mapping[str, str]:
    """What `{word}` stands for in a rule: a named group, made of the lexicon's words."""
    lexicon = load_lexicon()
    every_unit = lexicon.units | lexicon.unit_plurals
    months, short, weekdays = lexicon.months, lexicon.month_abbreviations, lexicon.weekdays
    numbers = [*lexicon.numbers, *lexicon.vague_numbers["words"]]
    tens = one_of(word for word, number in lexicon.numbers.items() if 20 <= number <= 90 and " " not in word)
    ones = one_of(word for word, number in lexicon.numbers.items() if 1 <= number <= 9 and len(word) > 2)
    movers = one_of(word for word in lexicon.shifts if word not in {"past", "current", "previous"})
    parts = [word for word in lexicon.parts if " " not in word and word not in ("earlier", "later")]
    feasts = [*lexicon.feasts, *lexicon.moving_feasts, *lexicon.easter_feasts]
    clock = r"(?P<hour>1[0-2]|0?[1-9])(?:[:.](?P<minute>[0-5]\d))? ?"
    clock += r"(?P<half_of_day>[ap]\.m\b\.?|[ap]m\b|[AP]\.M\b\.?|[AP]M\b)"
    classes = {
        "month": named(months),
        "month_short": named(short),
        "month_any": named([*months, *short]),
        "weekday": named(weekdays),
        "weekday_any": named([*weekdays, *lexicon.weekday_abbreviations]),
        "weekday_plural": named([name + "s" for name in weekdays]),
        "year": r"(?:1[89]|20)\d\d",
        "number": rf"\d+(?:[.,]\d+)*|(?:{tens})-(?:{ones})|{one_of(numbers)}",
        "unit": one_of(every_unit),
        "unit_single": one_of(lexicon.units),
        "unit_plural": one_of(lexicon.unit_plurals),
        "calendar_unit": one_of(CALENDAR_UNITS),
        "season": one_of(lexicon.seasons),
        "daypart": one_of(lexicon.dayparts),
        "clock_word": one_of(lexicon.clock_words),
        "daytoday": one_of(["today", "yesterday", "tomorrow"]),
        "shift": movers,
        "shift_plain": one_of(["last", "this", "next", "the current", "this current", "this past", "this coming"]),
        "shift_after": one_of(SHIFTS_AFTER),
        "weekshift": one_of(["last", "this", "next"]),
        "part": one_of(parts),
        "part_of": one_of(word.removeprefix("the ") for word in lexicon.parts if " " in word),
        "feast": f"(?-i:{one_of([*feasts, *(name.replace(chr(39), chr(0x2019)) for name in feasts)])})",
        "quarter": one_of(word for word, number in lexicon.ordinals.items() if number <= 4),
        "half_word": one_of(["first", "second"]),
        "centuryordinal": one_of(lexicon.ordinals),
        "decade_word": one_of(lexicon.decade_words),
        "set": one_of(lexicon.sets),
        "vague": one_of(lexicon.vague),
        "timezone": f"(?-i:{one_of(lexicon.timezones['words'])})",
         "approx": one_of(["more than", "less than", "over", "fewer than", "under", "almost"]),
    }  # fmt: skip
    groups = {name: rf"(?P<{name.removesuffix('_any')}>{words})" for name, words in classes.items()}
    day = r"(?:3[01]|[12]\d|0?[1-9])"
    groups |= {
        "sep": r"(?: |-)",
        "day": rf"(?P<day>{day})(?:st|nd|rd|th)?(?!\d)",
        "day2": rf"(?P<day2>{day})(?:st|nd|rd|th)?(?!\d)",
        "dayordinal": rf"(?P<day>{day})(?:st|nd|rd|th)\b",
        "clock": rf"(?<![\d:.$]){clock}",
    }
    groups["month_short"] = groups["month_short"].replace("month_short", "month")
    return groups


def said(found: re.Match[str]) -> dict[str, str]:
    """What the groups of a match hold, without those that hold nothing; of a class that stands twice, the first."""
    words: dict[str, str] = {}
    for name, word in found.groupdict().items():
        if word is not None:
            words.setdefault(name.split("__")[0], word)
    return words


@cache
def compiled_rules() -> tuple[tuple[Rule, re.Pattern[str], re.Pattern[str]], ...]:
    """The rules with their patterns ready to run: in running text, and for words that stand alone."""
    classes = pattern_classes()

    def compiled(rule: Rule, alone: bool) -> re.Pattern[str]:
        after = rf"(?<=\b{rule.after}\x20)" if rule.after and not alone else ""
        ahead = f"(?={rule.ahead})" if rule.ahead and not alone else ""
        pattern = f"{after}(?:{rule.pattern})(?!\\w){ahead}"
        pattern = re.sub(r"\{([a-z_0-9]+)\}", lambda found: classes.get(found[1], found[0]), pattern)
        pattern = re.sub(r"\\? ", BLANK, pattern)
        seen: Counter[str] = Counter()

        def numbered(found: re.Match[str]) -> str:
            seen[found[1]] += 1
            return found[0] if seen[found[1]] == 1 else f"(?P<{found[1]}__{seen[found[1]]}>"

        pattern = re.sub(r"\(\?P<(\w+)>", numbered, pattern)  # a class may stand twice in a rule
        return re.compile(rf"(?<![\w$€£#]){pattern}", re.IGNORECASE)

    try:
        return tuple((rule, compiled(rule, False), compiled(rule, True)) for rule in load_rules())
    except re.error as error:
        raise KnowledgeError(f"A pattern of {FOLDER}/rules.toml does not compile: {error}.") from error
