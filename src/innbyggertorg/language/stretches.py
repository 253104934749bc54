"""Stretches of days in words, as a notice has them: with weekdays, and a year where it is needed."""

from datetime import date

from innbyggertorg.chrono.weekday import Weekday
from innbyggertorg.language.moments import date_words
from innbyggertorg.language.words import Words

__all__ = ["day_words", "stretch_words"]


def stretch_words(first: date, last: date | None, year: int, words: Words) -> str:
    """Say a day, or from a day to another, or from a day on; the year where it is not *year*."""
    table = words.opening
    if last is None:
        return table.from_day.format(day=day_words(first, year, words))
    if first == last:
        return day_words(first, year, words)
    return table.from_to.format(first=day_words(first, year, words), last=day_words(last, year, words))


def day_words(day: date, year: int, words: Words) -> str:
    """Say a weekday with its date; the year where it is not *year*."""
    number = words.day_number.format(n=day.day)
    named = words.day_in_month.format(day=number, month=words.months[day.month - 1])
    return words.opening.day.format(
        weekday=words.weekdays[Weekday.of(day)],
        date=named if day.year == year else date_words(day, words),
    )
