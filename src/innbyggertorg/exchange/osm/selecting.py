"""The part of a rule that picks days: years, months and dates, weeks, weekdays and holidays."""

from datetime import MAXYEAR, date
from typing import Final

from innbyggertorg.chrono.weekday import Weekday
from innbyggertorg.days.dated import Annual, Between
from innbyggertorg.days.easter import EasterOffset
from innbyggertorg.days.holidays import Holidays
from innbyggertorg.days.monthly import NthWeekday
from innbyggertorg.days.rule import AnyOf, DayRule
from innbyggertorg.days.school import SchoolBreaks, SchoolCalendar
from innbyggertorg.days.weekly import EvenWeeks, IsoWeeks, OddWeeks
from innbyggertorg.exchange.osm.dates import FIRST_YEAR, begins_date, is_year, read_dates, read_offset
from innbyggertorg.exchange.osm.picked import (
    EVERY,
    Picked,
    both,
    either,
    weekly,
)
from innbyggertorg.exchange.osm.tokens import Token, Tokens
from innbyggertorg.exchange.osm.words import WEEKDAYS

__all__ = ["read_days"]

_WEEKDAY: Final = {name: number for number, name in enumerate(WEEKDAYS)}
_FARTHEST: Final = 30  # of PH: no holiday then passes the end of a February
_EASTER_HOLIDAYS: Final = (-3, -2, 0, 1, 39, 49, 50)
_FIXED_HOLIDAYS: Final = ((1, 1), (5, 1), (5, 17), (12, 25), (12, 26))
_HOLIDAYS: Final = Picked(Holidays())


def read_days(tokens: Tokens, schools: SchoolCalendar | None) -> Picked | None:
    """Read the days that a rule picks, up to its times; None where it names none."""
    found: Picked | None = None
    for reader in (_years, read_dates, _weeks):
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


def _years(tokens: Tokens) -> Picked | None:
    if not is_year(tokens.token) or (tokens.ahead().kind == "space" and begins_date(tokens, 2)):
        return None  # a single year before a date belongs to the date
    parts = [_year_range(tokens)]
    while tokens.another_of_list():
        parts.append(_year_range(tokens))
    return either(parts)


def _year_range(tokens: Tokens) -> Picked:
    place = tokens.token.position
    first = tokens.whole(FIRST_YEAR, MAXYEAR, "a year")
    last, step = first, 1
    if tokens.take_sign("+"):
        last = MAXYEAR
    elif tokens.take_sign("-"):
        last = tokens.whole(FIRST_YEAR, MAXYEAR, "a year")
        if last <= first:
            tokens.refuse("must have a later year at the end of a range", position=place)
        if tokens.take_sign("/"):
            step = tokens.whole(1, 100, "a step")
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
    first = tokens.whole(1, 53, "a week")
    if not tokens.take_sign("-"):
        return range(first, first + 1)
    last = tokens.whole(1, 53, "a week")
    if last < first:
        tokens.refuse("must have a later week at the end of a range", position=place)
    step = tokens.whole(1, 52, "a step") if tokens.take_sign("/") else 1
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
            counts.append(-tokens.whole(1, 5, "a count"))
        else:
            first = tokens.whole(1, 5, "a count")
            last = tokens.whole(first, 5, "a later count") if tokens.take_sign("-") else first
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
    offset = read_offset(tokens)
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
