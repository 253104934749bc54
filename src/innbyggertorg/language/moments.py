"""Dates, times of day and lengths in words."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from itertools import groupby

from innbyggertorg.language.words import Words

__all__ = [
    "at_words",
    "clock_words",
    "date_words",
    "dates_words",
    "length_words",
    "moment_words",
    "span_words",
]


def date_words(day: date, words: Words) -> str:
    """Say one date, such as `17. mai 2026`."""
    return dates_words((day,), words)


def dates_words(days: Iterable[date], words: Words) -> str:
    """Say dates in order; those of one month together, such as `3., 10. og 17. april 2026`."""
    months = []
    for (year, month), group in groupby(sorted(days), lambda day: (day.year, day.month)):
        numbers = words.all_of(words.day_number.format(n=day.day) for day in group)
        months.append(words.date.format(days=numbers, month=words.months[month - 1], year=year))
    return words.all_of(months)


def clock_words(moment: time, words: Words) -> str:
    """Say a time of day, with seconds only where there are some."""
    pattern = words.clock_seconds if moment.second else words.clock
    return pattern.format(h=moment.hour, m=moment.minute, s=moment.second)


def moment_words(moment: date | datetime, words: Words) -> str:
    """Say a date, or a date and a time of day."""
    if not isinstance(moment, datetime):
        return date_words(moment, words)
    return f"{date_words(moment.date(), words)} {at_words((moment.time(),), words)}"


def at_words(times: Iterable[time], words: Words) -> str:
    """Say at which times of day."""
    return words.at.format(times=words.all_of(clock_words(each, words) for each in times))


def span_words(starts: Iterable[time], length: timedelta, words: Words) -> str:
    """Say from when to when something lasts on a day, several times if need be.

    Up to a day it is said when it ends, by elapsed time on a day without a change of the clocks; longer ones
    are said by their length.
    """
    if length >= timedelta(days=1):
        return f"{at_words(starts, words)} {words.of_length.format(length=length_words(length, words))}"
    spans: list[str] = []
    for start in starts:
        end = (datetime.combine(date(2000, 1, 1), start) + length).time()
        pattern = words.spans[bool(spans)]
        spans.append(pattern.format(a=clock_words(start, words), b=clock_words(end, words)))
    return words.all_of(spans)


def length_words(length: timedelta, words: Words) -> str:
    """Say how long something lasts, in days, hours, minutes and seconds."""
    minutes, seconds = divmod(length.seconds, 60)
    hours, minutes = divmod(minutes, 60)
    parts = zip((length.days, hours, minutes, seconds), words.lengths, strict=True)
    return words.all_of(f"{count} {names[count != 1]}" for count, names in parts if count)
