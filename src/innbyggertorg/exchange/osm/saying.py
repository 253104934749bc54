"""Rules about days in OSM's words, where OSM has words that every reader takes alike."""

from collections.abc import Callable, Iterable
from datetime import date
from itertools import groupby
from typing import Any, Final, NamedTuple

from innbyggertorg.days.dated import Annual, Between, Dates, MonthDay
from innbyggertorg.days.easter import EasterOffset
from innbyggertorg.days.holidays import FROM_EASTER, ON_DATE, Eve, Eves, Holiday, Holidays
from innbyggertorg.days.monthly import NthWeekday
from innbyggertorg.days.rule import AllOf, AnyOf, DayRule
from innbyggertorg.days.weekly import EvenWeeks, IsoWeeks, OddWeeks, Weekdays
from innbyggertorg.exchange.osm.words import MONTHS, WEEKDAYS

__all__ = ["Words", "dates_in_words", "in_words", "weekdays_in_words"]

_LAST_DAYS: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_LEAP_DAY: Final = MonthDay(2, 29)
_FARTHEST_EASTER: Final = range(-80, 251)


class Words(NamedTuple):
    """How a rule names days.

    Attributes:
        rule: The days.
        wide: Dates or weeks; empty where there are none.
        narrow: Weekdays or holidays; empty where there are none.
        splits: Whether weekdays may be put after *wide* to pick some of the days.
        dated: Whether the days have a year and so come to an end.
    """

    rule: DayRule
    wide: str
    narrow: str = ""
    splits: bool = False
    dated: bool = False

    def on(self, weekdays: int | None = None) -> str:
        """Return the selector, of some weekdays (bits) only where they are given."""
        if weekdays is not None:
            return f"{self.wide} {weekdays_in_words(weekdays)}".strip()
        return f"{self.wide} {self.narrow}".strip()


def weekdays_in_words(bits: int) -> str:
    """Return weekdays such as `Mo-We,Fr`."""
    days = [day for day in range(7) if bits >> day & 1]
    return ",".join(_range(WEEKDAYS[first], WEEKDAYS[last]) for first, last in _runs(days))


def _range(first: str, last: str) -> str:
    return first if first == last else f"{first}-{last}"


def _runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Return runs of numbers that follow each other: the first and the last of each."""
    runs = []
    for _, run in groupby(enumerate(sorted(numbers)), key=lambda pair: pair[1] - pair[0]):
        found = [number for _, number in run]
        runs.append((found[0], found[-1]))
    return runs


def _dated(day: date) -> str:
    return f"{day.year} {MONTHS[day.month - 1]} {day.day:02}"


def dates_in_words(numbers: Iterable[int]) -> str:
    """Return dates, given as ordinals, such as `2026 Jul 06-2026 Jul 31,2026 Dec 24`."""
    return ",".join(
        _range(_dated(date.fromordinal(first)), _dated(date.fromordinal(last)))
        for first, last in _runs(numbers)
    )


def in_words(days: DayRule) -> list[Words] | None:
    """Return the selectors that together pick exactly the days of a rule, or None if OSM has none."""
    say = _WORDS.get(type(days))
    return None if say is None else say(days)


def _weekdays(days: Weekdays) -> list[Words]:
    return [Words(days, "", weekdays_in_words(sum(1 << day for day in days.weekdays)))]


def _nth(days: NthWeekday) -> list[Words]:
    return [Words(days, "", f"{WEEKDAYS[days.weekday]}[{days.nth}]")]


def _weeks(days: EvenWeeks | OddWeeks | IsoWeeks) -> list[Words]:
    if isinstance(days, IsoWeeks):
        listed = ",".join(_range(f"{first:02}", f"{last:02}") for first, last in _runs(days.weeks))
    else:
        listed = "02-52/2" if isinstance(days, EvenWeeks) else "01-53/2"
    return [Words(days, f"week {listed}", "Mo-Su", splits=True)]


def _between(days: Between) -> list[Words] | None:
    if days.first is None or days.last is None:
        return None
    numbers = range(days.first.toordinal(), days.last.toordinal() + 1)
    return [Words(days, dates_in_words(numbers), splits=True, dated=True)]


def _dates(days: Dates) -> list[Words]:
    return [Words(days, dates_in_words(day.toordinal() for day in days.dates), dated=True)]


def _from_easter(days: EasterOffset) -> list[Words] | None:
    return _easter(days.offsets)


def _holidays(days: Holidays | Eves) -> list[Words]:
    if isinstance(days, Eves):
        return _named(days.names or tuple(Eve))
    return _named(days.names) if days.names else [Words(days, "", "PH")]


def _any_of(days: AnyOf) -> list[Words] | None:
    found: list[Words] = []
    for rule in days.rules:
        part = in_words(rule)
        if part is None:
            return None
        found += part
    if (
        len(found) > 1
        and not any(words.narrow for words in found)
        and len({words.dated for words in found}) == 1
    ):
        return [Words(days, ",".join(words.wide for words in found), dated=found[0].dated)]
    return found


def _annual(days: Annual) -> list[Words] | None:
    first, last = days.first, days.last
    whole = first.day == 1 and last.day == _LAST_DAYS[last.month - 1]
    if whole and (first.month <= last.month or last.month + 1 < first.month):
        return [Words(days, _range(MONTHS[first.month - 1], MONTHS[last.month - 1]), "Mo-Su", splits=True)]
    if _LEAP_DAY in (first, last) or (last < first and last.month == first.month):
        return None
    name = MONTHS[first.month - 1]
    if first.month == last.month:
        return [Words(days, f"{name} {_range(f'{first.day:02}', f'{last.day:02}')}", splits=first != last)]
    return [Words(days, f"{name} {first.day:02}-{MONTHS[last.month - 1]} {last.day:02}", splits=True)]


def _easter(offsets: tuple[int, ...]) -> list[Words] | None:
    words = []
    for offset in offsets:
        if offset not in _FARTHEST_EASTER:
            return None
        plural = "" if abs(offset) == 1 else "s"
        words.append(f"easter {offset:+} day{plural}" if offset else "easter")
    return [Words(EasterOffset(tuple(offsets)), ",".join(words))]


def _named(names: Iterable[Holiday | Eve]) -> list[Words]:
    """Name holidays and eves one by one: dates first, then those that go with Easter."""
    found: list[Words] = []
    fixed = [Annual.on(*ON_DATE[name]) for name in names if name in ON_DATE]
    if fixed:
        listed = ",".join(f"{MONTHS[each.first.month - 1]} {each.first.day:02}" for each in fixed)
        found.append(Words(AnyOf(tuple(fixed)), listed))
    offsets = tuple(FROM_EASTER[name] for name in names if name in FROM_EASTER)
    return found + ((_easter(offsets) or []) if offsets else [])


def _all_of(days: AllOf) -> list[Words] | None:
    """Join dates or weeks with weekdays; other rules that pick days together have no words."""
    if len(days.rules) != 2:
        return None
    one, other = (in_words(rule) for rule in days.rules)
    if one is None or other is None or len(one) > 1 or len(other) > 1:
        return None
    wide, narrow = (one[0], other[0]) if one[0].splits else (other[0], one[0])
    if not wide.splits or narrow.wide or narrow.narrow == "PH":
        return None
    return [Words(days, wide.wide, narrow.narrow, dated=wide.dated)]


_WORDS: Final[dict[type[DayRule], Callable[[Any], list[Words] | None]]] = {
    AllOf: _all_of,
    Annual: _annual,
    AnyOf: _any_of,
    Between: _between,
    Dates: _dates,
    EasterOffset: _from_easter,
    EvenWeeks: _weeks,
    Eves: _holidays,
    Holidays: _holidays,
    IsoWeeks: _weeks,
    NthWeekday: _nth,
    OddWeeks: _weeks,
    Weekdays: _weekdays,
}
