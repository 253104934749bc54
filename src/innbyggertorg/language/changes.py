"""What a change of opening hours means, weekday by weekday."""

from collections.abc import Iterator
from datetime import date, timedelta

from attrs import frozen

from innbyggertorg.chrono.dates import DateRange
from innbyggertorg.chrono.weekday import Weekday
from innbyggertorg.language.day_hours import (
    DayHours,
    Run,
    day_hours,
    day_hours_words,
    runs_words,
    short_clock,
    weekday_list,
)
from innbyggertorg.language.stretches import stretch_words
from innbyggertorg.language.tables import table_of
from innbyggertorg.language.words import Words
from innbyggertorg.limits import DEFAULT_LIMITS, Limits
from innbyggertorg.opening.difference import DayDifference, diff
from innbyggertorg.opening.levels import OPEN_LEVELS, AccessLevel
from innbyggertorg.opening.queries import Openings

__all__ = ["describe_change"]


def describe_change(
    old: Openings,
    new: Openings,
    window: DateRange,
    language: str = "nb",
    *,
    limits: Limits = DEFAULT_LIMITS,
) -> tuple[str, ...]:
    """Say what new opening hours change, as `diff` finds it.

    What changes on a weekday week after week is said once: from the Monday of the first such week (or the
    window's first day) until the last, or without an end where it goes on to the end of the window. A day on
    which both are closed, such as a holiday, does not interrupt that.

    Args:
        old: The hours until now.
        new: The hours to come.
        window: The days to compare.
        language: `nb`, `nn` or `en`.
        limits: Bound the days that are compared, by `occurrences`.

    Returns:
        One line for each stretch of weeks or single day, in order, such as "fra mandag 13. januar: torsdag
        stenger kl. 18, før kl. 19"; none where nothing changes. A year is named where the window has several.

    Raises:
        InvalidValueError: If *language* is not one of the three.
        LimitExceededError: If *window* has more days than `limits.occurrences`.
        UnknownSchoolYearError: If a day hangs on an unknown school year.
        WrongTypeError: If an argument is of another type.
    """
    words = table_of("describe_change language", language)
    differences = {each.day: each for each in diff(old, new, window, limits=limits)}
    if not differences:
        return ()
    year = window.start.year if window.start.year == window.last.year else 0
    texts = {day: _change_words(each, words) for day, each in differences.items()}
    lines: dict[tuple[date, date | None], dict[str, list[int]]] = {}
    for weekly in _weekly(texts, old, new, window):
        changes = lines.setdefault((weekly.first, weekly.last), {})
        changes.setdefault(weekly.text, []).append(weekly.weekday)
    found = []
    for (first, last), changes in sorted(
        lines.items(), key=lambda each: (each[0][0], each[0][1] or date.max)
    ):
        when = stretch_words(first, last, year, words)
        if first == last:
            what = next(iter(changes))
        else:
            what = "; ".join(f"{_weekdays(weekdays, words)} {text}" for text, weekdays in changes.items())
        found.append(words.opening.line.format(when=when, what=what))
    return tuple(found)


def _weekdays(weekdays: list[int], words: Words) -> str:
    """Say one weekday in full, several by their short names."""
    return words.weekdays[weekdays[0]] if len(weekdays) == 1 else weekday_list(weekdays, words)


@frozen(kw_only=True)
class _Weekly:
    """A change on a weekday; *first* is *last* for a single day, and *last* is None where it goes on."""

    first: date
    last: date | None
    weekday: int
    text: str


def _weekly(texts: dict[date, str], old: Openings, new: Openings, window: DateRange) -> Iterator[_Weekly]:
    """Put together what changes alike on a weekday week after week."""
    for weekday in Weekday:
        days = [day for day in window if Weekday.of(day) is weekday]
        run: list[date] = []
        for day, then in zip(days, [*days[1:], None], strict=False):
            if run and texts.get(day) == texts[run[0]]:
                run.append(day)
            elif run and day in texts and then and texts.get(then) == texts[run[0]]:
                yield _as_weekly([day], texts, weekday, window, goes_on=False)  # a single other day within
            elif day in texts:
                if run:
                    yield _as_weekly(run, texts, weekday, window, goes_on=False)
                run = [day]
            elif run and (old.day(day).is_open or new.day(day).is_open):
                yield _as_weekly(run, texts, weekday, window, goes_on=False)
                run = []
        if run:
            yield _as_weekly(run, texts, weekday, window, goes_on=True)


def _as_weekly(
    run: list[date], texts: dict[date, str], weekday: Weekday, window: DateRange, *, goes_on: bool
) -> _Weekly:
    text = texts[run[0]]
    if len(run) == 1:
        return _Weekly(first=run[0], last=run[0], weekday=weekday, text=text)
    monday = run[0] - timedelta(days=weekday)
    first = max(monday, window.start)
    last = None if goes_on else min(run[-1] + timedelta(days=6 - weekday), window.last)
    return _Weekly(first=first, last=last, weekday=weekday, text=text)


# --- one day ------------------------------------------------------------------------------------------


def _change_words(difference: DayDifference, words: Words) -> str:
    """Say what holds on a day, and what held before."""
    table = words.opening
    before, after = day_hours(difference.before), day_hours(difference.after)
    if not before or not after:
        return table.was.format(
            now=day_hours_words(after, words, usual=before),
            before=day_hours_words(before, words, usual=after),
        )
    changed = [level for level in reversed(OPEN_LEVELS) if before.get(level) != after.get(level)]
    named = {*before, *after} != {AccessLevel.STAFFED}
    parts = [_level_words(level, before, after, words, named=named) for level in changed]
    pattern = table.was if len(parts) == 1 else table.was_aside
    return ", ".join(pattern.format(now=now, before=held) for now, held in parts)


def _level_words(
    level: AccessLevel, before: DayHours, after: DayHours, words: Words, *, named: bool
) -> tuple[str, str]:
    """Say what holds at one level and what held before: when it begins or ends, or else all its hours."""
    table = words.opening
    old, new = before.get(level, ()), after.get(level, ())
    if len(old) == len(new) == 1:
        for bound, patterns in ((0, table.opening_time), (1, table.closing_time)):
            if old[0][1 - bound] == new[0][1 - bound] and _is_plain(old[0]) and _is_plain(new[0]):
                time = short_clock(new[0][bound], words)
                held = table.at.format(time=short_clock(old[0][bound], words))
                return patterns[named].format(time=time, level=table.levels[level]), held
    name = f"{table.levels[level]} " if named else ""
    without = table.without[level]
    return name + runs_words(new, words) if new else without, runs_words(old, words) if old else without


def _is_plain(run: Run) -> bool:
    """Whether both ends of a run are on its own day, and it is not the whole day."""
    return run[1] <= 86_400 and run != (0, 86_400)
