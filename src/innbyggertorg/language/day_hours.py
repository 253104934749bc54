"""The hours of a day in words, level by level."""

from collections.abc import Iterable, Mapping
from datetime import datetime, time, timedelta

from innbyggertorg.language.words import Words
from innbyggertorg.opening.levels import OPEN_LEVELS, AccessLevel
from innbyggertorg.opening.results import DayOpening, OpeningSpan

__all__ = ["DayHours", "Run", "day_hours", "day_hours_words", "runs_words", "short_clock", "weekday_list"]

Run = tuple[int, int]
"""From one second to another, counted from the day's midnight on its clock."""

DayHours = Mapping[AccessLevel, tuple[Run, ...]]
"""For each level that a day offers, from when to when."""

_DAY = 86_400


def day_hours(day: DayOpening) -> DayHours:
    """Return when each level is offered on a day, by the clock.

    A level goes on beneath a higher one that it touches, as in `normal_hours`: self-service 08-10, staffed
    10-18 and self-service 18-22 is self-service 08-22.
    """
    midnight = datetime.combine(day.day, time())
    found: dict[AccessLevel, tuple[Run, ...]] = {}
    for level in reversed(OPEN_LEVELS):
        chains: list[list[OpeningSpan]] = []
        for span in day.spans:
            if span.level < level:
                continue
            if chains and chains[-1][-1].utc_bounds[1] == span.utc_bounds[0]:
                chains[-1].append(span)
            else:
                chains.append([span])
        runs = [
            (_seconds(chain[0].start, midnight), _seconds(chain[-1].end, midnight))
            for chain in chains
            if any(span.level is level for span in chain)
        ]
        if runs:
            found[level] = tuple(runs)
    return found


def _seconds(moment: datetime, midnight: datetime) -> int:
    return round((moment.replace(tzinfo=None) - midnight) / timedelta(seconds=1))


def short_clock(seconds: int, words: Words) -> str:
    """Say a time of day as door signs do: the hour alone where there are no minutes."""
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    if second:
        return words.clock_seconds.format(h=hour, m=minute, s=second)
    return (words.opening.time if minute else words.opening.hour).format(h=hour, m=minute)


def _run_words(run: Run, words: Words) -> str:
    """Say from when to when; minutes are said of both or of neither."""
    start, end = run
    table = words.opening
    if (start, end) == (0, _DAY):
        return table.all_day
    days, rest = divmod(end, _DAY)
    if rest == 0 and days > 0:
        days, rest = days - 1, _DAY
    pattern = table.hour if start % 3600 == rest % 3600 == 0 else table.time
    texts = [
        words.clock_seconds.format(h=each // 3600, m=each // 60 % 60, s=each % 60)
        if each % 60
        else pattern.format(h=each // 3600, m=each // 60 % 60)
        for each in (start, rest)
    ]
    said = table.span.format(a=texts[0], b=texts[1])
    if days < 1 or (days == 1 and rest < start):
        return said
    return (table.next_day if days == 1 else table.days_later).format(span=said, n=days)


def runs_words(runs: Iterable[Run], words: Words) -> str:
    """Say from when to when, several times if need be."""
    return words.all_of(_run_words(run, words) for run in runs)


def day_hours_words(hours: DayHours, words: Words, *, usual: DayHours | None = None) -> str:
    """Say the hours of a day: each level with its name, or without where staffed is all there is.

    Args:
        hours: What the day offers.
        words: The language.
        usual: What it usually offers: staff that is missing is said to be.
    """
    table = words.opening
    if not hours:
        return table.closed
    before = usual or {}
    staffed = AccessLevel.STAFFED
    if set(hours) == {staffed} and set(before) <= {staffed}:
        return runs_words(hours[staffed], words)
    said = [f"{table.levels[level]} {runs_words(runs, words)}" for level, runs in hours.items()]
    if staffed in before and staffed not in hours:
        said.insert(0, table.without[staffed])
    return ", ".join(said)


def weekday_list(weekdays: Iterable[int], words: Words) -> str:
    """Say days of the week by their short names, three or more in a row as a range."""
    days = sorted(weekdays)
    table = words.opening
    if len(days) == 7:
        return table.every_day
    said: list[str] = []
    while days:
        length = 1
        while length < len(days) and days[length] == days[0] + length:
            length += 1
        row, days = days[:length], days[length:]
        if length < 3:
            said += [table.weekdays[day] for day in row]
        else:
            first, last = table.weekdays[row[0]], table.weekdays[row[-1]]
            said.append(table.weekday_range.format(first=first, last=last))
    return words.all_of(said)
