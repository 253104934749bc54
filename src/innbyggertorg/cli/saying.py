"""Days and times in the words of a language."""

from collections.abc import Sequence
from datetime import date, datetime

from innbyggertorg.language.moments import clock_words, date_words
from innbyggertorg.language.tables import TABLES

__all__ = ["clock_in_words", "day_in_words", "listed"]


def day_in_words(day: date, language: str) -> str:
    """Say a date with its weekday, such as `tirsdag 2. november 2021`."""
    words = TABLES[language]
    return words.on_weekday_date.format(weekday=words.weekdays[day.weekday()], date=date_words(day, words))


def clock_in_words(start: datetime, end: datetime, language: str) -> str:
    """Say from when to when something is, without the day."""
    words = TABLES[language]
    return f"{clock_words(start.time(), words)}\N{EN DASH}{clock_words(end.time(), words)}"


def listed(items: Sequence[str], language: str) -> str:
    """Join things that all count."""
    return TABLES[language].all_of(items)
