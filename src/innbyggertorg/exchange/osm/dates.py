"""Reading months, dates and Easter."""

from datetime import MAXYEAR, date
from typing import Final

from innbyggertorg.days.dated import MonthDay
from innbyggertorg.days.easter import EasterOffset
from innbyggertorg.exchange.osm.picked import (
    Picked,
    annual,
    annual_months,
    between,
    both,
    either,
    last_of_month,
)
from innbyggertorg.exchange.osm.tokens import Token, Tokens
from innbyggertorg.exchange.osm.words import MONTHS

__all__ = ["FIRST_YEAR", "begins_date", "is_year", "read_dates", "read_offset"]

FIRST_YEAR: Final = 1900
_MONTH: Final = {name: number for number, name in enumerate(MONTHS, 1)}
_EASTER_OFFSETS: Final = range(-80, 251)  # within the year of that Easter


def is_year(token: Token) -> bool:
    """Tell whether a token is a number of four digits."""
    return token.kind == "number" and len(token.text) == 4


def begins_date(tokens: Tokens, after: int) -> bool:
    """Whether a month or Easter stands at a number of tokens after the place."""
    token = tokens.ahead(after)
    return token.kind == "word" and (token.text in _MONTH or token.text == "easter")


def read_dates(tokens: Tokens) -> Picked | None:
    """Read a list of months, dates or Easters; None where there is none."""
    dated = is_year(tokens.token) and tokens.ahead().kind == "space"
    if not begins_date(tokens, 2 if dated else 0):
        return None
    parts = [_date_range(tokens)]
    while tokens.another_of_list():
        if (is_year(tokens.token) and tokens.ahead().kind == "space") is not dated:
            tokens.refuse("must give every date of a list a year, or none of them", "repeat the year")
        if not begins_date(tokens, 2 if dated else 0):
            tokens.refuse("must have a month after the comma", "repeat it, such as Dec 24,Dec 31")
        parts.append(_date_range(tokens))
    return either(parts)


def _date_range(tokens: Tokens) -> Picked:
    year = None
    if is_year(tokens.token):
        year = tokens.whole(FIRST_YEAR, MAXYEAR, "a year")
        tokens.skip_space()
    if tokens.token.text == "easter":
        return _easter_range(tokens, year)
    month = _MONTH[tokens.take().text]
    day = _day(tokens, year, month)
    if not tokens.take_sign("-"):
        return _days_of(year, month, day, month, day)
    if day is None:
        return _month_range(tokens, year, month)
    place = tokens.token
    if place.kind == "number" and len(place.text) <= 2:
        last_day = _checked_day(tokens, year, month)
        if last_day < day:
            tokens.refuse("must have a later day at the end of a range", position=place.position)
        return _days_of(year, month, day, month, last_day)
    return _dates_up_to(tokens, year, month, day)


def _dates_up_to(tokens: Tokens, year: int | None, month: int, day: int) -> Picked:
    """Read the end of a range that begins with a day of a month."""
    place = tokens.token
    last_year = None
    if is_year(place):
        last_year = tokens.whole(FIRST_YEAR, MAXYEAR, "a year")
        if not tokens.skip_space():
            tokens.refuse("must have a blank after the year")
    last_month = _month(tokens)
    last_day = _day(tokens, last_year, last_month)
    if last_day is None:
        tokens.refuse("must have a day of the month at both ends of a range")
    if year is None and last_year is None:
        if (last_month, last_day) == (2, 29):
            hint = "readers disagree in common years; write Feb for the whole month"
            tokens.refuse("must not end a range with 29 February", hint, place.position)
        return annual(MonthDay(month, day), MonthDay(last_month, last_day))
    if year is None or last_year is None:
        tokens.refuse("must give both ends of a range a year, or none", position=place.position)
    start, end = date(year, month, day), date(last_year, last_month, last_day)
    if end < start:
        tokens.refuse("must have a later date at the end of a range", position=place.position)
    return between(start, end)


def _month(tokens: Tokens) -> int:
    month = _MONTH.get(tokens.token.text)
    if month is None:
        tokens.refuse("must have a month here, Jan to Dec")
    tokens.take()
    return month


def _day(tokens: Tokens, year: int | None, month: int) -> int | None:
    """Read the day after a month; None where the month stands alone."""
    following = tokens.ahead()
    if tokens.token.kind != "space" or following.kind != "number":
        return None
    tokens.skip_space()
    return _checked_day(tokens, year, month)


def _checked_day(tokens: Tokens, year: int | None, month: int) -> int:
    longest = last_of_month(2024 if year is None else year, month).day
    return tokens.whole(1, longest, f"a day of {MONTHS[month - 1]}")


def _days_of(year: int | None, first: int, first_day: int | None, last: int, last_day: int | None) -> Picked:
    if first_day is None or last_day is None:
        if year is None:
            return annual_months(first, last)
        return between(date(year, first, 1), last_of_month(year, last))
    if year is None:
        return annual(MonthDay(first, first_day), MonthDay(last, last_day))
    return between(date(year, first, first_day), date(year, last, last_day))


def _month_range(tokens: Tokens, year: int | None, first: int) -> Picked:
    place = tokens.token.position
    last = _month(tokens)
    if _day(tokens, year, last) is not None:
        tokens.refuse("must have a day of the month at both ends of a range", position=place)
    if last == first or (year is not None and last < first):
        tokens.refuse("must have a later month at the end of a range", position=place)
    return _days_of(year, first, None, last, None)


def _easter_range(tokens: Tokens, year: int | None) -> Picked:
    first = last = _easter(tokens)
    if tokens.take_sign("-"):
        place = tokens.token
        if place.text != "easter":
            tokens.refuse("must have Easter at both ends of a range, or at none")
        last = _easter(tokens)
        if last < first:
            tokens.refuse("must have a later day at the end of a range", position=place.position)
    found = Picked(EasterOffset(tuple(range(first, last + 1))))
    # Easter is from 22 March to 25 April, the 82nd to the 116th day of a leap year.
    low, high = 81 + first, 115 + last
    if low >= 0 and high < 366:
        found = found._replace(yeardays=(1 << high + 1) - (1 << low))
    if year is None:
        return found
    return both(between(date(year, 1, 1), date(year, 12, 31)), found)


def _easter(tokens: Tokens) -> int:
    place = tokens.take().position
    offset = read_offset(tokens)
    if offset not in _EASTER_OFFSETS:
        tokens.refuse("must be at most 80 days before Easter or 250 after it", position=place)
    return offset


def read_offset(tokens: Tokens) -> int:
    """Read ` +1 day` or ` -2 days`, if it stands there."""
    sign, number, word = tokens.ahead(), tokens.ahead(2), tokens.ahead(4)
    signed = tokens.token.kind == "space" and sign.kind == "sign" and sign.text in "+-"
    if not signed:
        return 0
    if number.kind != "number" or len(number.text) > 3 or word.text not in ("day", "days"):
        tokens.refuse("must count days, such as -1 day or +2 days", position=sign.position)
    tokens.at += 5
    return int(number.text) * (1 if sign.text == "+" else -1)
