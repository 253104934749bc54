"""The part of a rule that picks days: years, months and dates, weeks, weekdays and holidays."""

from datetime import MAXYEAR, date
from typing import Final

from innbyggertorg.chrono.weekday import Weekday
from innbyggertorg.days.dated import Annual, Between, MonthDay
from innbyggertorg.days.easter import EasterOffset
from innbyggertorg.days.holidays import Holidays
from innbyggertorg.days.monthly import NthWeekday
from innbyggertorg.days.rule import AnyOf, DayRule
from innbyggertorg.days.school import SchoolBreaks, SchoolCalendar
from innbyggertorg.days.weekly import EvenWeeks, IsoWeeks, OddWeeks
from innbyggertorg.exchange.osm.picked import (
    EVERY,
    Picked,
    annual,
    annual_months,
    between,
    both,
    either,
    last_of_month,
    weekly,
)
from innbyggertorg.exchange.osm.tokens import Token, Tokens
from innbyggertorg.exchange.osm.words import MONTHS, WEEKDAYS

__all__ = ["read_days"]

_WEEKDAY: Final = {name: number for number, name in enumerate(WEEKDAYS)}
_MONTH: Final = {name: number for number, name in enumerate(MONTHS, 1)}
_FARTHEST: Final = 30  # of PH: no holiday then passes the end of a February
_EASTER_OFFSETS: Final = range(-80, 251)  # within the year of that Easter
_FIRST_YEAR: Final = 1900
_EASTER_HOLIDAYS: Final = (-3, -2, 0, 1, 39, 49, 50)
_FIXED_HOLIDAYS: Final = ((1, 1), (5, 1), (5, 17), (12, 25), (12, 26))
_HOLIDAYS: Final = Picked(Holidays())


def read_days(tokens: Tokens, schools: SchoolCalendar | None) -> Picked | None:
    """Read the days that a rule picks, up to its times; None where it names none."""
    found: Picked | None = None
    for reader in (_years, _dates, _weeks):
        part = reader(tokens)
        if part is not None:
            found = part if found is None else both(found, part)
            _end_of_part(tokens)
    part = _weekdays(tokens, schools)
    if part is not None:
        found = part if found is None else both(found, part)
        _end_of_part(tokens)
    return found


def _end_of_part(tokens: Tokens) -> None:
    token = tokens.token
    if token.kind == "sign" and token.text in ":()+":
        tokens.refuse(f"must not have {token.text!r} after days")
    tokens.skip_space()


def _whole(tokens: Tokens, low: int, high: int, name: str) -> int:
    token = tokens.token
    if token.kind != "number" or len(token.text) > 4 or not low <= int(token.text) <= high:
        tokens.refuse(f"must have {name} here, {low} to {high}")
    tokens.take()
    return int(token.text)


# Years


def _is_year(token: Token) -> bool:
    return token.kind == "number" and len(token.text) == 4


def _begins_date(tokens: Tokens, after: int) -> bool:
    """Whether a month or Easter stands at a number of tokens after the place."""
    token = tokens.ahead(after)
    return token.kind == "word" and (token.text in _MONTH or token.text == "easter")


def _years(tokens: Tokens) -> Picked | None:
    if not _is_year(tokens.token) or (tokens.ahead().kind == "space" and _begins_date(tokens, 2)):
        return None  # a single year before a date belongs to the date
    parts = [_year_range(tokens)]
    while tokens.another_of_list():
        parts.append(_year_range(tokens))
    return either(parts)


def _year_range(tokens: Tokens) -> Picked:
    place = tokens.token.position
    first = _whole(tokens, _FIRST_YEAR, MAXYEAR, "a year")
    last, step = first, 1
    if tokens.take_sign("+"):
        last = MAXYEAR
    elif tokens.take_sign("-"):
        last = _whole(tokens, _FIRST_YEAR, MAXYEAR, "a year")
        if last <= first:
            tokens.refuse("must have a later year at the end of a range", position=place)
        if tokens.take_sign("/"):
            step = _whole(tokens, 1, 100, "a step")
    rules: list[DayRule]
    if step == 1:
        end = None if last == MAXYEAR else date(last, 12, 31)
        rules = [Between(date(first, 1, 1), end)]
    else:
        years = range(first, last + 1, step)
        if len(years) > 100:
            tokens.refuse("must not list more than 100 years", position=place)
        rules = [Between(date(year, 1, 1), date(year, 12, 31)) for year in years]
    rule = rules[0] if len(rules) == 1 else AnyOf(tuple(rules))
    return Picked(rule, first_year=first, last_year=last, exact=step == 1)


# Months, dates and Easter


def _dates(tokens: Tokens) -> Picked | None:
    dated = _is_year(tokens.token) and tokens.ahead().kind == "space"
    if not _begins_date(tokens, 2 if dated else 0):
        return None
    parts = [_date_range(tokens)]
    while tokens.another_of_list():
        if (_is_year(tokens.token) and tokens.ahead().kind == "space") is not dated:
            tokens.refuse("must give every date of a list a year, or none of them", "repeat the year")
        if not _begins_date(tokens, 2 if dated else 0):
            tokens.refuse("must have a month after the comma", "repeat it, such as Dec 24,Dec 31")
        parts.append(_date_range(tokens))
    return either(parts)


def _date_range(tokens: Tokens) -> Picked:
    year = None
    if _is_year(tokens.token):
        year = _whole(tokens, _FIRST_YEAR, MAXYEAR, "a year")
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
    if _is_year(place):
        last_year = _whole(tokens, _FIRST_YEAR, MAXYEAR, "a year")
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
    return _whole(tokens, 1, longest, f"a day of {MONTHS[month - 1]}")


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
    offset = _offset(tokens)
    if offset not in _EASTER_OFFSETS:
        tokens.refuse("must be at most 80 days before Easter or 250 after it", position=place)
    return offset


def _offset(tokens: Tokens) -> int:
    """Read ` +1 day` or ` -2 days`, if it stands there."""
    sign, number, word = tokens.ahead(), tokens.ahead(2), tokens.ahead(4)
    signed = tokens.token.kind == "space" and sign.kind == "sign" and sign.text in "+-"
    if not signed:
        return 0
    if number.kind != "number" or len(number.text) > 3 or word.text not in ("day", "days"):
        tokens.refuse("must count days, such as -1 day or +2 days", position=sign.position)
    tokens.at += 5
    return int(number.text) * (1 if sign.text == "+" else -1)


# Weeks


def _weeks(tokens: Tokens) -> Picked | None:
    if tokens.token.text != "week":
        return None
    tokens.take()
    if not tokens.skip_space():
        tokens.refuse("must have a blank after week")
    weeks: set[int] = set()
    while True:
        weeks.update(_week_range(tokens))
        if not tokens.another_of_list():
            break
    if len(weeks) == 53:
        return EVERY
    bits = sum(1 << week - 1 for week in weeks)
    if weeks == set(range(1, 54, 2)):
        return Picked(OddWeeks(), weeks=bits, exact=True)
    if weeks == set(range(2, 54, 2)):
        return Picked(EvenWeeks(), weeks=bits, exact=True)
    return Picked(IsoWeeks(tuple(weeks)), weeks=bits, exact=True)


def _week_range(tokens: Tokens) -> range:
    place = tokens.token.position
    first = _whole(tokens, 1, 53, "a week")
    if not tokens.take_sign("-"):
        return range(first, first + 1)
    last = _whole(tokens, 1, 53, "a week")
    if last < first:
        tokens.refuse("must have a later week at the end of a range", position=place)
    step = _whole(tokens, 1, 52, "a step") if tokens.take_sign("/") else 1
    return range(first, last + 1, step)


# Weekdays and holidays


def _weekdays(tokens: Tokens, schools: SchoolCalendar | None) -> Picked | None:
    if not _names_day(tokens.token):
        return None
    bits = 0
    parts: list[Picked] = []
    while True:
        token = tokens.token
        if token.text == "PH":
            parts.append(_public_holidays(tokens))
        elif token.text == "SH":
            parts.append(_school_holidays(tokens, schools))
        elif tokens.ahead().text == "[":
            parts += _nth(tokens)
        else:
            bits |= _weekday_range(tokens)
        if not tokens.another_of_list():
            break
        if not _names_day(tokens.token):
            tokens.refuse("must have a weekday, PH or SH after the comma")
    if tokens.token.kind == "space" and _names_day(tokens.ahead()):
        tokens.refuse(
            "must join weekdays and holidays with a comma",
            "readers disagree on holidays that are also weekdays",
            tokens.ahead().position,
        )
    if bits:
        parts.append(weekly(bits))
    return either(parts)


def _names_day(token: Token) -> bool:
    return token.text in _WEEKDAY or token.text in ("PH", "SH")


def _weekday_range(tokens: Tokens) -> int:
    first = _WEEKDAY[tokens.take().text]
    if not tokens.take_sign("-"):
        return 1 << first
    last = _WEEKDAY.get(tokens.token.text)
    if last is None or last == first:
        tokens.refuse("must have another weekday at the end of a range")
    tokens.take()
    if tokens.token.text == "[":
        tokens.refuse("must not count a range of weekdays", "count each of them, such as Mo[1],Tu[1]")
    return sum(1 << (first + n) % 7 for n in range((last - first) % 7 + 1))


def _nth(tokens: Tokens) -> list[Picked]:
    weekday = Weekday(_WEEKDAY[tokens.take().text])
    tokens.take()
    counts: list[int] = []
    while True:
        if tokens.take_sign("-"):
            counts.append(-_whole(tokens, 1, 5, "a count"))
        else:
            first = _whole(tokens, 1, 5, "a count")
            last = _whole(tokens, first, 5, "a later count") if tokens.take_sign("-") else first
            counts += range(first, last + 1)
        if not tokens.another_of_list():
            break
    if not tokens.take_sign("]"):
        tokens.refuse('must have "]" after a count of weekdays')
    if _offset_follows(tokens):
        tokens.refuse("must not count days from a counted weekday", position=tokens.ahead().position)
    return [Picked(NthWeekday(count, weekday), weekdays=1 << weekday) for count in dict.fromkeys(counts)]


def _offset_follows(tokens: Tokens) -> bool:
    return tokens.token.kind == "space" and tokens.ahead().text in ("+", "-")


def _public_holidays(tokens: Tokens) -> Picked:
    place = tokens.take().position
    offset = _offset(tokens)
    if offset == 0:
        return _HOLIDAYS
    if abs(offset) > _FARTHEST:
        tokens.refuse(f"must be at most {_FARTHEST} days from a public holiday", position=place)
    fixed = [date(2024, *day).toordinal() + offset for day in _FIXED_HOLIDAYS]
    rules: list[DayRule] = [EasterOffset(tuple(day + offset for day in _EASTER_HOLIDAYS))]
    rules += [Annual.on(day.month, day.day) for day in map(date.fromordinal, fixed)]
    return Picked(AnyOf(tuple(rules)))


def _school_holidays(tokens: Tokens, schools: SchoolCalendar | None) -> Picked:
    if schools is None:
        tokens.refuse("must not name school holidays (SH)", "pass schools=... a SchoolCalendar")
    tokens.take()
    if _offset_follows(tokens):
        tokens.refuse("must not count days from school holidays", position=tokens.ahead().position)
    return Picked(SchoolBreaks(schools))
