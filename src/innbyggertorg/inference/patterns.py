"""Rules that a list of days suggests: each found by counting what most of the days have in common."""

from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import pairwise
from math import gcd
from typing import Any, Final, NamedTuple

from innbyggertorg.chrono.weekday import Weekday
from innbyggertorg.days.rule import DayRule
from innbyggertorg.days.weekly import WORKING_DAYS, EvenWeeks, OddWeeks
from innbyggertorg.recurrence.rule import Frequency, NthDay, RecurrenceRule

__all__ = ["FEWEST_HITS", "Pattern", "patterns"]

FEWEST_HITS: Final = 3
"""At least one in so many of the starts must be the rule's, before any shift."""

_LONGEST_MOVE: Final = 27
_MOST_TOGETHER: Final = 4


class Pattern(NamedTuple):
    """A rule that a list may follow.

    Attributes:
        cost: How much must be said to tell the rule, in points.
        rule: The rule, without an end.
        anchor: A day from which to count; the rule need not pick it.
        step: About how many days lie between two starts.
        reach: How many days a start may have been moved.
        excluding: The days on which it does not happen as part of the rule: the weeks that do not count.
    """

    cost: int
    rule: RecurrenceRule
    anchor: date
    step: int
    reach: int
    excluding: DayRule | None = None


def patterns(days: list[date], *, earliest: date) -> Iterator[Pattern]:
    """Suggest rules for *days*, which are in order and each once; a bounded number, some of them twice.

    Each begins to count on a day as late as possible but not after *earliest*.
    """
    counted = _Days(days, earliest.toordinal())
    yield from _daily(counted)
    yield from _weekly(counted)
    yield from _monthly(counted)
    yield from _yearly(counted)


class _Days(NamedTuple):
    days: list[date]
    earliest: int

    def often_enough(self, count: int) -> bool:
        return FEWEST_HITS * count >= len(self.days)


def _interval_cost(n: int) -> int:
    return min(n - 1, 2)


def _intervals(periods: list[int]) -> Iterator[tuple[int, int, int]]:
    """Suggest (n, phase, hits): every n-th of the numbered periods of the days, those that leave *phase*.

    Longer intervals than two are only read out of three periods or more: two agree with any.
    """
    numbers = sorted(set(periods))
    fit = len(numbers) > 2
    apart = Counter(b - a for a, b in pairwise(numbers))
    often = sorted(apart, key=lambda n: (-apart[n], n))[:3]
    for n in sorted({1, 2, *(often if fit else ()), *((gcd(*apart),) if fit and apart else ())}):
        phases = Counter(number % n for number in periods)
        wanted = {phase for phase, _ in sorted(phases.items(), key=lambda item: (-item[1], item[0]))[:2]}
        for phase in sorted(wanted | {numbers[0] % n, numbers[-1] % n}):
            yield n, phase, phases[phase]


def _latest(earliest: int, phase: int, n: int, least: int) -> int:
    """Return the latest number up to *earliest* that leaves *phase*, but at least *least*."""
    number = earliest - (earliest - phase) % n
    return number if number >= least else least + (phase - least) % n


# --- days and weeks -----------------------------------------------------------------------------------


def _daily(counted: _Days) -> Iterator[Pattern]:
    ordinals = [day.toordinal() for day in counted.days]
    for n, phase, hits in _intervals(ordinals):
        if n % 7 and counted.often_enough(hits):
            anchor = date.fromordinal(_latest(counted.earliest, phase, n, 1))
            rule = RecurrenceRule(Frequency.DAILY, interval=n)
            yield Pattern(1 + _interval_cost(n), rule, anchor, n, min(n - 1, _LONGEST_MOVE))


def _weekly(counted: _Days) -> Iterator[Pattern]:
    for weekdays in _together(counted, Weekday.of, most=6):
        chosen = [day for day in counted.days if day.weekday() in weekdays]
        cost = 2 if weekdays == WORKING_DAYS.weekdays else len(weekdays)
        weeks = [(day.toordinal() - 1) // 7 for day in chosen]
        for n, phase, hits in _intervals(weeks):
            if counted.often_enough(hits):
                week = _latest((counted.earliest - 1) // 7, phase, n, 0)
                yield Pattern(
                    cost + _interval_cost(n),
                    RecurrenceRule(Frequency.WEEKLY, interval=n, by_day=weekdays),
                    date.fromordinal(7 * week + 1),
                    max(1, 7 * n // len(weekdays)),
                    min(7 * n - 1, _LONGEST_MOVE),
                )
        for other in (OddWeeks(), EvenWeeks()):
            if counted.often_enough(sum(not other.picks(day) for day in chosen)):
                yield Pattern(
                    cost + 2,
                    RecurrenceRule(Frequency.WEEKLY, by_day=weekdays),
                    date.fromordinal(7 * ((counted.earliest - 1) // 7) + 1),
                    max(1, 14 // len(weekdays)),
                    13,
                    other,
                )


def _together(counted: _Days, trait: Callable[[date], Any], most: int) -> Iterator[tuple[Any, ...]]:
    """Suggest sets of traits: the most common one, the two most common, and so on."""
    found = Counter(map(trait, counted.days))
    ranked = sorted(found, key=lambda each: (-found[each], each))
    hits = 0
    for size, each in enumerate(ranked[:most], 1):
        hits += found[each]
        if counted.often_enough(hits):
            yield tuple(sorted(ranked[:size]))


# --- months and years ---------------------------------------------------------------------------------


def _from_start(day: date) -> NthDay:
    return NthDay(Weekday.of(day), (day.day + 6) // 7)


def _from_end(day: date) -> NthDay:
    return NthDay(Weekday.of(day), -((_month_length(day) - day.day) // 7 + 1))


def _day_of_month(day: date) -> int:
    return day.day


def _day_before_end(day: date) -> int:
    return day.day - _month_length(day) - 1


def _month_length(day: date) -> int:
    return monthrange(day.year, day.month)[1]


_TRAITS: Final[tuple[tuple[str, Callable[[date], Any]], ...]] = (
    ("by_day", _from_start),
    ("by_day", _from_end),
    ("by_month_day", _day_of_month),
    ("by_month_day", _day_before_end),
)


def _backwards_cost(chosen: Iterable[Any]) -> int:
    """Return one where somebody must count back from the end of a month further than to the last."""
    return int(any((each.nth if isinstance(each, NthDay) else each) < -1 for each in chosen))


def _monthly(counted: _Days) -> Iterator[Pattern]:
    earliest = _month_number(date.fromordinal(counted.earliest))
    for part, trait in _TRAITS:
        for chosen in _together(counted, trait, _MOST_TOGETHER):
            months = [_month_number(day) for day in counted.days if trait(day) in chosen]
            for n, phase, hits in _intervals(months):
                if counted.often_enough(hits):
                    month = _latest(earliest, phase, n, 12)
                    yield Pattern(
                        2 * len(chosen) + _backwards_cost(chosen) + _interval_cost(n),
                        _by(part, chosen, Frequency.MONTHLY, interval=n),
                        date(month // 12, month % 12 + 1, 1),
                        max(1, 28 * n // len(chosen)),
                        _LONGEST_MOVE,
                    )


def _by(part: str, values: tuple[Any, ...], frequency: Frequency, **others: Any) -> RecurrenceRule:
    others[part] = values
    return RecurrenceRule(frequency, **others)


def _month_number(day: date) -> int:
    return 12 * day.year + day.month - 1


def _yearly(counted: _Days) -> Iterator[Pattern]:
    """Suggest one day of the year; it takes two years to be one."""
    earliest = date.fromordinal(counted.earliest).year
    for part, trait in _TRAITS:

        def in_year(day: date, trait: Callable[[date], Any] = trait) -> tuple[int, Any]:
            return day.month, trait(day)

        for chosen in _together(counted, in_year, 1):
            [(month, one)] = chosen
            years = [day.year for day in counted.days if in_year(day) == (month, one)]
            if len(years) < 2:
                continue
            for n, phase, hits in _intervals(years):
                if counted.often_enough(hits):
                    yield Pattern(
                        3 + _backwards_cost((one,)) + _interval_cost(n),
                        _by(part, (one,), Frequency.YEARLY, interval=n, by_month=(month,)),
                        date(_latest(earliest, phase, n, 1), 1, 1),
                        365 * n,
                        _LONGEST_MOVE,
                    )
