"""Days and times in the words of a language."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from innbyggertorg.language.en import EN
from innbyggertorg.language.moments import clock_words, date_words
from innbyggertorg.language.nb import NB
from innbyggertorg.language.nn import NN
from innbyggertorg.language.words import Words

__all__ = ["clock_in_words", "day_in_words", "listed", "weekday_in_words"]

_TABLES: Final[dict[str, Words]] = {words.code: words for words in (NB, NN, EN)}


def day_in_words(day: date, language: str) -> str:
    """Say a date with its weekday, such as `tirsdag 2. november 2021`."""
    words = _TABLES[language]
    return words.on_weekday_date.format(
        weekday=words.weekdays[day.weekday()], date=date_words(day, words)
    ).removeprefix("on ")


def weekday_in_words(number: int, language: str) -> str:
    """Say a day of the week, Monday is 0."""
    return _TABLES[language].weekdays[number]


def clock_in_words(start: datetime, end: datetime, language: str) -> str:
    """Say from when to when something is, without the day."""
    words = _TABLES[language]
    return f"{clock_words(start.time(), words)}\N{EN DASH}{clock_words(end.time(), words)}"


def listed(items: Sequence[str], language: str) -> str:
    """Join things that all count."""
    return _TABLES[language].all_of(items)
