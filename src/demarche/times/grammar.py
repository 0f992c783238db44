"""Finds time expressions in running text and says what each means by its words alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from demarche.records import Record
from demarche.times.lexicon import Rule, compiled_rules, load_lexicon, said
from demarche.times.meanings import (
    Ambiguous,
    Base,
    Clock,
    Feast,
    Length,
    Meaning,
    Moved,
    Period,
    Point,
    Recurring,
    Stretch,
    Vague,
)

Words = Mapping[str, str]


class Found(Record, frozen=True):
    """A time expression in a text: half-open character offsets, the rule that read it, what it means."""

    start: int
    end: int
    rule: str
    context: str | None
    meaning: Meaning


def find(text: str) -> tuple[Found, ...]:
    """The time expressions of `text`, in order, none inside another: the longest at a place, then the earlier rule.

    Words that can be something else (May, March, a bare four-digit number) come with their `context` for the caller
    to judge.

    >>> [text[found.start : found.end] for text in ["He left in late May 2021, two weeks ago."] for found in find(text)]
    ['late May 2021', 'two weeks ago']
    """
    found = sorted(_every(text), key=lambda one: (one[0].start, -one[0].end, one[1]))
    kept: list[Found] = []
    for candidate, _ in found:
        if kept and candidate.start < kept[-1].end:
            if candidate.end - candidate.start > kept[-1].end - kept[-1].start:
                kept[-1] = candidate
            continue
        kept.append(candidate)
    return tuple(kept)


def meaning_of(text: str) -> Meaning | None:
    """What an expression that stands alone means; None where it is none from its first character to its last."""
    for rule, _, pattern in compiled_rules():
        match = pattern.fullmatch(text)
        meaning = _meaning(rule, said(match)) if match else None
        if meaning is not None:
            return meaning
    return None


def _every(text: str) -> Iterator[tuple[Found, int]]:
    for order, (rule, pattern, _) in enumerate(compiled_rules()):
        for match in pattern.finditer(text):
            meaning = _meaning(rule, said(match))
            if meaning is not None:
                yield (
                    Found(start=match.start(), end=match.end(), rule=rule.name, context=rule.context, meaning=meaning),
                    order,
                )


def _meaning(rule: Rule, words: Words) -> Meaning | None:
    return BUILDERS[rule.means](rule, words)


# --- classes of words -------------------------------------------------------------------------------------------------


def count_of(words: str | None) -> float | None:
    """The number that words give; None for those nobody counted ("several").

    >>> count_of("twenty-one"), count_of("1,500"), count_of("several")
    (21.0, 1500.0, None)
    """
    if words is None:
        return None
    words = " ".join(words.lower().split())
    if words[0].isdigit():
        try:
            return float(words.replace(",", ""))
        except ValueError:
            return None
    numbers = load_lexicon().numbers
    if words in numbers:
        return numbers[words]
    tens, _, ones = words.partition("-")
    return numbers[tens] + numbers[ones] if tens in numbers and ones in numbers else None


def unit_of(word: str) -> str:
    """The unit's letter as the lexicon has it."""
    lexicon = load_lexicon()
    word = word.lower()
    if word == "fiscal year":
        return "Y"
    return (lexicon.units | lexicon.unit_plurals)[word]


def shift_of(words: str | None) -> int | None:
    """-1, 0 or 1 for a mover ("of last", "this coming")."""
    if words is None:
        return None
    last = words.lower().split()[-1]
    if last in {"same", "that"}:
        return 0
    return load_lexicon().shifts.get(last)


def _part(words: Words) -> str | None:
    spoken = words.get("part") or words.get("part_of")
    if spoken is None:
        return None
    parts = load_lexicon().parts
    spoken = " ".join(spoken.lower().split())
    return parts.get(spoken) or parts.get(f"the {spoken}")


def _weekday(words: Words) -> int | None:
    name = words.get("weekday") or words.get("weekday_plural", "")[:-1]
    return load_lexicon().weekday_numbers[name.lower()] if name else None


def _month(words: Words) -> int | None:
    if "monthnumber" in words:
        return int(words["monthnumber"])
    name = words.get("month") or words.get("month_short")
    return load_lexicon().month_numbers[name.lower()] if name else None


def _clock(words: Words) -> str | None:
    lexicon = load_lexicon()
    if "daypart" in words:
        return lexicon.dayparts[words["daypart"].lower()]
    if "clock_word" in words:
        return lexicon.clock_words[words["clock_word"].lower()]
    if "clock24" in words:
        hour, minute = re.split("[:.]", words["clock24"])
        return f"T{int(hour):02}:{minute}"
    if "clock4" in words:
        return f"T{words['clock4'][:2]}:{words['clock4'][2:]}"
    if "hour" in words:
        hours = int(words["hour"]) % 12 + (12 if words["half_of_day"][0] in "pP" else 0)
        return f"T{hours:02}:{words.get('minute', '00')}"
    return None


# --- meanings ---------------------------------------------------------------------------------------------------------


def _point(rule: Rule, words: Words) -> Point | None:
    lexicon = load_lexicon()
    year = int(words["year"]) if "year" in words else None
    last_year = words.get("year2")
    day, last_day = (int(words[name]) if name in words else None for name in ("day", "day2"))
    month = _month(words)
    if month is not None and day is not None and day > (30 if month in (4, 6, 9, 11) else 29 if month == 2 else 31):
        return None
    if last_day is not None and day is not None and last_day <= day:
        return None
    decade = words.get("decade")
    if "decadedigit" in words or "decade_word" in words:
        digit = words.get("decadedigit") or str(lexicon.decade_words[words["decade_word"].lower()])
        decade = f"19{digit}"
    century = None
    if "centurynumber" in words or "centuryordinal" in words:
        number = (
            int(words["centurynumber"])
            if "centurynumber" in words
            else lexicon.ordinals[words["centuryordinal"].lower()]
        )
        if not 1 <= number <= 30:
            return None
        century = f"{number - 1:02}"
    quarter = lexicon.ordinals[words["quarter"].lower()] if "quarter" in words else None
    half = words.get("half") or (
        {"first": 1, "second": 2}[words["half_word"].lower()] if "half_word" in words else None
    )
    closing = None
    if last_year is not None and year is not None:
        closing = int(last_year) if len(last_year) == 4 else year // 100 * 100 + int(last_year)
        if not year < closing <= year + 300:
            return None
    return Point(
        year=year,
        month=month,
        day=day,
        weekday=_weekday(words),
        last_day=last_day,
        last_year=closing,
        season=lexicon.seasons[words["season"].lower()] if "season" in words else None,
        quarter=int(words["quarternumber"]) if "quarternumber" in words else quarter,
        half=int(half) if half is not None else None,
        decade=decade,
        century=century,
        week_of="weekof" in words,
        part=_part(words),
        shift=shift_of(words.get("shift")),
        year_shift=shift_of(words.get("shift_after")),
        week_shift=shift_of(words.get("weekshift")),
        clock=_clock(words),
    )


def _slashed(rule: Rule, words: Words) -> Meaning | None:
    first, second, year = int(words["first"]), int(words["second"]), int(words["year"])
    if words["stroke"] == "." or (first > 12 >= second):
        first, second = second, first
        return Point(year=year, month=first, day=second) if 1 <= first <= 12 and 1 <= second <= 31 else None
    if not (1 <= first <= 12 and 1 <= second <= 31):
        return None
    if second > 12 or first == second:
        return Point(year=year, month=first, day=second)
    return Ambiguous(year=year, first=first, second=second)


def _feast(rule: Rule, words: Words) -> Feast:
    name = words["feast"].replace("\u2019", "'")
    return Feast(name=name, year=int(words["year"]) if "year" in words else None, shift=shift_of(words.get("shift")))


def _period(rule: Rule, words: Words) -> Period | None:
    unit = rule.unit or unit_of(words["calendar_unit"])
    shift = rule.shift if rule.shift is not None else shift_of(words.get("shift_plain"))
    if "shift_plain" in words:
        spoken = words["shift_plain"].lower()
        shift = -1 if spoken.endswith("past") else 1 if spoken.endswith("coming") else shift
    if shift is None:
        return None
    return Period(unit=unit, shift=shift, part=_part(words), clock="TNI" if "tonight" in words else _clock(words))


def _moved(rule: Rule, words: Words) -> Moved | None:
    if rule.count is not None:
        unit = unit_of(words["unit_single"]) if "unit_single" in words else "D"
        count: float | None = rule.count
    else:
        unit, count = unit_of(words["unit"]), count_of(words["number"])
        if words["number"].lower() == "the":
            return None
    if count is not None and "and_half" in words:
        count += 0.5
    base: Base = "previous" if rule.base == "previous" else "following" if rule.base == "following" else "published"
    return Moved(
        unit=unit,
        count=count,
        sign=rule.sign or 1,
        base=base,
        approximate="approx" in words,
        weekday=_weekday(words),
        clock=_clock(words),
    )


def _length(rule: Rule, words: Words) -> Length | None:
    if "each" in words:
        plural = words["each"].lower()
        return Length(unit=unit_of(plural), count=1 if plural in load_lexicon().units else None)
    if "unit_plural" in words:
        return Length(unit=unit_of(words["unit_plural"]), count=None)
    number = words["number"]
    if number.lower() == "the":  # "the years" is no length
        return None
    count = count_of(number)
    unit = unit_of(words["unit"])
    if number.lower() in ("a", "an", "one") and words["unit"].lower() in load_lexicon().unit_plurals:
        return None  # "a decades-long feud" is no one decade
    return Length(unit=unit, count=count + 0.5 if count is not None and "and_half" in words else count)


def _stretch(rule: Rule, words: Words) -> Stretch | None:
    word = words["stretch"].lower()
    unit = unit_of(words.get("unit_plural") or words["calendar_unit"])
    count = count_of(words.get("number")) if "unit_plural" in words else 1
    if unit == "WE":
        return None
    return Stretch(unit=unit, count=count, sign=1 if word in {"coming", "next", "following"} else -1)


def _recurring(rule: Rule, words: Words) -> Recurring | None:
    lexicon = load_lexicon()
    if "set" in words:
        return Recurring(value=lexicon.sets[words["set"].lower()])
    weekday = _weekday(words)
    if weekday is not None:
        return Recurring(value=f"XXXX-WXX-{weekday}{_clock(words) or ''}")
    month = _month(words)
    if month is not None:
        return Recurring(value=f"XXXX-{month:02}")
    if "season" in words:
        return Recurring(value=f"XXXX-{lexicon.seasons[words['season'].lower()]}")
    unit = unit_of(words.get("unit") or words["unit_single"])
    count = count_of(words.get("number")) if "unit" in words and "number" in words else 1
    return Recurring(value=duration_value(unit, 2 if "other" in words else count))


def _clock_meaning(rule: Rule, words: Words) -> Clock | None:
    clock = _clock({name: word for name, word in words.items() if name != "daypart"})
    if clock is None:
        return None
    day: Point | Period | None = None
    if "daytoday" in words:
        day = Period(unit="D", shift={"today": 0, "yesterday": -1, "tomorrow": 1}[words["daytoday"].lower()])
    elif "weekday" in words or "month" in words:
        day = Point(weekday=_weekday(words), month=_month(words), day=int(words["day"]) if "day" in words else None)
    return Clock(clock=clock, day=day)


def _vague(rule: Rule, words: Words) -> Vague:
    return Vague(value=load_lexicon().vague[" ".join(words["vague"].lower().split())])


BUILDERS: Mapping[str, Callable[[Rule, Words], Meaning | None]] = {
    "point": _point,
    "slashed": _slashed,
    "feast": _feast,
    "period": _period,
    "moved": _moved,
    "length": _length,
    "stretch": _stretch,
    "recurring": _recurring,
    "clock": _clock_meaning,
    "vague": _vague,
}


def duration_value(unit: str, count: float | None) -> str:
    """TimeML's duration: "P3M", "PT5H30M", "PXW" where nobody counted.

    >>> duration_value("M", 3), duration_value("TH", 5.5), duration_value("W", None), duration_value("DE", 2)
    ('P3M', 'PT5H30M', 'PXW', 'P20Y')
    """
    factor, letter = {
        "F": (2, "W"),
        "DE": (10, "Y"),
        "CE": (100, "Y"),
        "Q": (3, "M"),
        "WE": (1, "WE"),
        "N": (1, "D"),
    }.get(unit, (1, unit))
    time = letter.startswith("T")
    letter = letter.removeprefix("T")
    if count is None:
        return f"P{'T' if time else ''}X{letter}"
    whole, rest = divmod(count * factor, 1)
    if rest and letter == "H":
        return f"PT{int(whole)}H{round(rest * 60)}M" if whole else f"PT{round(rest * 60)}M"
    if rest and letter == "Y":
        return f"P{int(whole)}Y{round(rest * 12)}M" if whole else f"P{round(rest * 12)}M"
    number = f"{int(whole)}" if not rest else f"{count * factor:g}"
    return f"P{'T' if time else ''}{number}{letter}"
