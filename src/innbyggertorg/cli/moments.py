"""Dates, times and weeks as they stand on a command line. Light: the help must not wait for more."""

import re
from argparse import ArgumentTypeError
from datetime import date, datetime, time, timedelta
from typing import Final, NamedTuple

__all__ = [
    "EASTER",
    "NEXT",
    "THIS",
    "TODAY",
    "TOMORROW",
    "WEEKDAYS",
    "Week",
    "clock_span",
    "day",
    "day_or_moment",
    "last_day",
    "length",
    "moment",
    "near_day",
    "week",
    "weekday",
]

WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
TODAY: Final = "today"
TOMORROW: Final = "tomorrow"
EASTER: Final = "easter"
THIS: Final = "this"
NEXT: Final = "next"
_NORWEGIAN: Final = {
    **dict(
        zip(("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"), WEEKDAYS, strict=True)
    ),
    "måndag": "monday",
    "tysdag": "tuesday",
    "laurdag": "saturday",
    "sundag": "sunday",
}
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_WEEK: Final = re.compile(r"([0-9]{4})-?[Ww]([0-9]{1,2})|([0-9]{1,2})", re.ASCII)
_CLOCK: Final = re.compile(r"([0-9]{1,2})(?:[:.]([0-9]{2}))?", re.ASCII)
_LENGTH: Final = re.compile(r"(?:pt)?(?:([0-9]{1,3})h)?(?:([0-9]{1,5})m(?:in)?)?", re.ASCII)
_MOST: Final = timedelta(days=31)


class Week(NamedTuple):
    """An ISO week; without a year it is one of the year in which it is asked for."""

    year: int | None
    number: int


def day(text: str) -> date:
    """Read a date such as 2021-11-02."""
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise ArgumentTypeError(f"must be a date such as 2021-11-02, got {text!a}")


def near_day(text: str) -> date | str:
    """Read a date, `today` or `tomorrow`."""
    return text if text in {TODAY, TOMORROW} else day(text)


def last_day(text: str) -> date | str:
    """Read a date, or `easter`: the last day before the public holidays of Easter."""
    return text if text == EASTER else day(text)


def moment(text: str) -> datetime:
    """Read an instant such as 2021-11-02T18:00+01:00, or a wall time such as 2021-11-02T18:00."""
    try:
        if "T" in text.upper():
            return datetime.fromisoformat(text).replace(microsecond=0)
    except ValueError:
        pass
    raise ArgumentTypeError(f"must be a time such as 2021-11-02T18:00, got {text!a}")


def day_or_moment(text: str) -> date | datetime:
    """Read a date, or a wall time without an offset."""
    try:
        return day(text)
    except ArgumentTypeError:
        pass
    try:
        found = moment(text)
    except ArgumentTypeError:
        found = None
    if found is None or found.tzinfo is not None:
        rule = "must be a date such as 2021-11-02, or a wall time such as 2021-11-02T18:00"
        raise ArgumentTypeError(f"{rule}, got {text!a}")
    return found


def week(text: str) -> Week | str:
    """Read an ISO week: 2021-W44, or 44 for one of the year that it is; or `this` or `next`."""
    if text in {THIS, NEXT}:
        return text
    found = _WEEK.fullmatch(text)
    if found is not None:
        year = int(found[1]) if found[1] else None
        number = int(found[2] or found[3])
        try:
            date.fromisocalendar(2020 if year is None else year, number, 1)  # 2020 has 53 weeks
        except ValueError:
            pass
        else:
            return Week(year, number)
    raise ArgumentTypeError(f"must be a week such as 2021-W44, 44, this or next, got {text!a}")


def length(text: str) -> timedelta:
    """Read a length such as 2h, 90m or 1h30m, or as in a document: PT1H30M."""
    found = _LENGTH.fullmatch(text.lower())
    if found is not None:
        read = timedelta(hours=int(found[1] or 0), minutes=int(found[2] or 0))
        if timedelta(0) < read <= _MOST:
            return read
    raise ArgumentTypeError(f"must be a length such as 2h, 90m or 1h30m, at most 31 days, got {text!a}")


def weekday(text: str) -> str:
    """Return the English name of a weekday that is named in English, Bokmål or Nynorsk."""
    name = text.lower()
    return _NORWEGIAN.get(name, name)


def clock_span(text: str) -> tuple[time, timedelta]:
    """Read from when to when on a day, such as 18:00-20:00 or 18-20; an end before the start is the next day.

    Returns:
        When it starts, and how long it is.
    """
    parts = text.replace("\N{EN DASH}", "-").split("-")
    minutes = [_minutes(part) for part in parts]
    if len(minutes) == 2 and None not in minutes:
        start, end = (number or 0 for number in minutes)
        if start < 24 * 60 and start != end:
            lasts = timedelta(minutes=end - start + (24 * 60 if end < start else 0))
            return time(start // 60, start % 60), lasts
    raise ArgumentTypeError(f"must be from when to when, such as 18:00-20:00, got {text!a}")


def _minutes(text: str) -> int | None:
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    return hour * 60 + minute if minute < 60 and hour * 60 + minute <= 24 * 60 else None
