"""The usual week as a door sign says it."""

# ruff: noqa: RUF002 - an en dash stands between two times of day

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from attrs import evolve, field, frozen

from innbyggertorg.chrono.weekday import Weekday
from innbyggertorg.days.rule import PAST_LAST, AnyOf, DayRule, day_number
from innbyggertorg.language.day_hours import DayHours, day_hours, runs_words, weekday_list
from innbyggertorg.language.days import days_words
from innbyggertorg.language.tables import table_of
from innbyggertorg.language.words import Words, capital
from innbyggertorg.opening.judging import Unknown, known_runs
from innbyggertorg.opening.levels import OPEN_LEVELS, AccessLevel
from innbyggertorg.opening.queries import Openings
from innbyggertorg.opening.usual import rebuilt, schedules_in, usual

__all__ = ["Returning", "describe_week", "sign_words", "week_words"]

_AHEAD = 2 * 366
_A_MONDAY = date(2024, 1, 1)


def describe_week(openings: Openings, day: date, language: str = "nb") -> str:
    """Say what a door sign says: the hours of the week that holds on a day, and what comes back.

    The staffed hours come first, then self-service and what is by appointment, each with its days. Holidays,
    exceptions and closures are left to `describe_exceptions`. A pattern is said as it is where it acts with
    as few other patterns as possible, and where it picks days within two years.

    Args:
        openings: A schedule, or a service within its house.
        day: For which day the sign is written: its season or base week holds, and a pattern that has begun by
            then is said without its beginning.
        language: `nb`, `nn` or `en`.

    Returns:
        Sentences in one line, such as "Man–ons og fre 10–16, tor 12–18, hver 4. lørdag 10–16. Meråpent alle
        dager 08–22."

    Raises:
        InvalidValueError: If *language* is not one of the three.
        WrongTypeError: If an argument is of another type.
    """
    words = table_of("describe_week language", language)
    day_number("describe_week day", day)
    return sign_words(openings, day, words)


@frozen
class Returning:
    """A pattern on a sign: when it is, what it makes of its weekdays, and which are said to be closed."""

    when: str
    hours: Mapping[int, DayHours]
    closed: set[int] = field(factory=set)


def sign_words(openings: Openings, day: date, words: Words) -> str:
    """Say the usual week of a day."""
    as_usual = usual(openings, day)
    plain = rebuilt(as_usual, lambda schedule: evolve(schedule, patterns=()))
    monday = _A_MONDAY.toordinal()
    week = {n: day_hours(plain.day(date.fromordinal(monday + n))) for n in range(7)}
    return week_words(week, words, list(_returning(as_usual, day, words)))


def week_words(week: Mapping[int, DayHours], words: Words, returning: Iterable[Returning] = ()) -> str:
    """Say a week, level by level, and what comes back besides."""
    sentences = []
    for level in reversed(OPEN_LEVELS):
        said = [
            f"{weekday_list(days, words)} {runs_words(runs, words)}" for runs, days in _alike(week, level)
        ]
        for pattern in returning:
            said += _pattern_words(pattern, week, level, words)
        if said:
            said = list(dict.fromkeys(said))
            name = "" if level is AccessLevel.STAFFED else words.opening.levels[level] + " "
            mark = "; " if any(": " in each for each in said) else ", "
            sentences.append(capital(f"{name}{mark.join(said)}."))
    return " ".join(sentences) or capital(words.opening.closed) + "."


def _alike(
    week: Mapping[int, DayHours], level: AccessLevel
) -> Iterator[tuple[tuple[tuple[int, int], ...], list[int]]]:
    """Put together the weekdays that offer a level at the same hours, but not those that never do."""
    groups: dict[tuple[tuple[int, int], ...], list[int]] = {}
    for weekday, hours in sorted(week.items()):
        if hours.get(level):
            groups.setdefault(hours[level], []).append(weekday)
    yield from groups.items()


def _returning(as_usual: Openings, day: date, words: Words) -> Iterator[Returning]:
    """Work out what each pattern makes of the days that it picks, in the order of the patterns."""
    rules = list(dict.fromkeys(pattern.days for each in schedules_in(as_usual) for pattern in each.patterns))
    first, past = day.toordinal(), min(PAST_LAST, day.toordinal() + _AHEAD)
    unknown: dict[int, Unknown] = {}
    picked = [
        [number for start, end in known_runs(rule, first, past, unknown) for number in range(start, end)]
        for rule in rules
    ]
    acting: dict[int, int] = {}
    for numbers in picked:
        for number in numbers:
            acting[number] = acting.get(number, 0) + 1
    for rule, numbers in zip(rules, picked, strict=True):
        best: dict[int, int] = {}
        for number in numbers:
            weekday = Weekday.of(date.fromordinal(number))
            if number not in unknown and (weekday not in best or acting[number] < acting[best[weekday]]):
                best[weekday] = number
        if best:
            hours = {
                weekday: day_hours(as_usual.day(date.fromordinal(number)))
                for weekday, number in sorted(best.items())
            }
            yield Returning(_when(rule, day, words), hours)


def _pattern_words(
    pattern: Returning, week: Mapping[int, DayHours], level: AccessLevel, words: Words
) -> Iterator[str]:
    """Say what a pattern changes at a level; that a day is closed is said once."""
    if not any(pattern.hours.values()):
        if not pattern.closed and any(week[weekday].get(level) for weekday in pattern.hours):
            pattern.closed.update(pattern.hours)
            yield _said_of(pattern.when, words.opening.closed, words)
        return
    changed: dict[str, list[int]] = {}
    for weekday, hours in pattern.hours.items():
        if hours.get(level) == week[weekday].get(level) or weekday in pattern.closed:
            continue
        if not hours:
            pattern.closed.add(weekday)
            text = words.opening.closed
        elif level in hours:
            text = runs_words(hours[level], words)
        else:
            text = words.opening.without[level]
        changed.setdefault(text, []).append(weekday)
    if not changed:
        return
    if len(changed) == 1 and len(next(iter(changed.values()))) == len(pattern.hours):
        yield _said_of(pattern.when, next(iter(changed)), words)
    else:
        listed = ", ".join(f"{weekday_list(days, words)} {text}" for text, days in changed.items())
        yield words.opening.line.format(when=pattern.when, what=listed)


def _said_of(when: str, what: str, words: Words) -> str:
    """Say what holds on some days; "except in July 11–15" would be about days of July."""
    return words.opening.line.format(when=when, what=what) if ", " in when else f"{when} {what}"


def _when(rule: DayRule, day: date, words: Words) -> str:
    """Say the days of a pattern as a sign does: without "on", and "and" where a rule says "or"."""
    if isinstance(rule, AnyOf) and rule.depth == 2:
        return words.all_of(_when(each, day, words) for each in rule.rules)
    before = words.named_days.partition("{")[0]
    return days_words(rule, words, day).removeprefix(before)
