"""Refuses a schedule whose rules contradict each other, naming both: list order never decides."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations
from typing import Final, TypeVar

from innbyggertorg.days.dated import Annual, Between, Dates
from innbyggertorg.days.rule import PAST_LAST, AllOf, DayRule
from innbyggertorg.errors import InvalidValueError, UnknownSchoolYearError
from innbyggertorg.opening.layers import BaseWeek, DatedException, HolidayPolicy, Pattern, Season
from innbyggertorg.opening.levels import OPEN_LEVELS
from innbyggertorg.opening.operations import Replace

__all__ = [
    "check_bases",
    "check_policies",
    "check_replacements",
    "check_seasons",
    "season_run",
]

# Rules that come back are compared over these years: the years the package is made for.
_FIRST: Final = date(1900, 1, 1).toordinal()
_PAST: Final = date(2200, 1, 1).toordinal()

T = TypeVar("T")


def _refuse(where: str, rule: str, one: object, other: object, hint: str) -> InvalidValueError:
    return InvalidValueError(where, f"{rule}: {one} and {other}", hint=hint)


def check_bases(bases: tuple[BaseWeek, ...]) -> None:
    """Refuse two base weeks that are valid on one day."""
    rows = [
        (
            each.valid.first.toordinal() if each.valid.first else 1,
            each.valid.last.toordinal() if each.valid.last else PAST_LAST,
            each,
        )
        for each in bases
    ]
    for one, other in _overlapping(rows):
        raise _refuse(
            "OpeningSchedule.bases",
            "must not be valid on one day",
            f"one from {_days(one.valid.first, one.valid.last)}",
            f"one from {_days(other.valid.first, other.valid.last)}",
            "end the older one the day before the newer begins",
        )


def _days(first: date | None, last: date | None) -> str:
    return f"{first or 'ever'} to {last or 'no end'}"


def _overlapping(rows: list[tuple[int, int, T]]) -> Iterator[tuple[T, T]]:
    """List the pairs whose stretches (first and last day, both included) share a day."""
    ordered = sorted(rows, key=lambda row: row[:2])
    for place, (_, last, one) in enumerate(ordered):
        for first, _, other in ordered[place + 1 :]:
            if first > last:
                break
            yield one, other


def check_seasons(seasons: tuple[Season, ...]) -> None:
    """Refuse two seasons that nothing tells apart on a day they share."""
    for one, other in combinations(seasons, 2):
        if one.priority == other.priority and one != other and _can_tie(one.period, other.period):
            raise _refuse(
                "OpeningSchedule.seasons",
                "must differ in priority, length or start where they share a day",
                named("season", one.reason, one.period),
                named("season", other.reason, other.period),
                "give one of them a priority",
            )


def _can_tie(one: Annual | Between, other: Annual | Between) -> bool:
    """Whether two periods have a run in common: the same first and the same last day."""
    if isinstance(one, Between) and isinstance(other, Between):
        return one == other
    if isinstance(one, Annual) and isinstance(other, Annual):
        years = (2023, 2024, 2027, 2028)  # common years and leap years, before and after the other
        return any(season_run(one, day) == season_run(other, day) for day in _starts(one, years))
    dated, annual = (one, other) if isinstance(one, Between) else (other, one)
    if not isinstance(dated, Between) or dated.first is None or dated.last is None:
        return False
    first = dated.first.toordinal()
    return annual.picks(dated.first) and season_run(annual, first) == season_run(dated, first)


def _starts(period: Annual, years: Sequence[int]) -> Iterator[int]:
    for year in years:
        run = period.next_run(date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal())
        if run is not None:
            yield run[0]


def season_run(period: Annual | Between, number: int) -> tuple[int, int] | None:
    """Return the whole run of a season that a day lies in, as ordinals, or None."""
    if isinstance(period, Between):
        start = period.first.toordinal() if period.first else 1
        past = period.last.toordinal() + 1 if period.last else PAST_LAST
        return (start, past) if start <= number < past else None
    run = period.next_run(max(1, number - 366), min(number + 367, PAST_LAST))
    while run is not None and run[1] <= number:
        run = period.next_run(run[1], min(number + 367, PAST_LAST))
    return run if run is not None and run[0] <= number else None


def check_policies(policies: tuple[HolidayPolicy, ...]) -> None:
    """Refuse two policies for one name, and two for all the other holidays."""
    seen: dict[object, HolidayPolicy] = {}
    for policy in policies:
        for name in policy.names or ("every holiday not named",):
            other = seen.get(name)
            if other is not None:
                raise _refuse(
                    "OpeningSchedule.holidays",
                    f"must hold one policy for {name}",
                    other.reason or other.operation,
                    policy.reason or policy.operation,
                    "keep one of them",
                )
            seen[name] = policy


def check_replacements(where: str, rules: Sequence[Pattern | DatedException]) -> None:
    """Refuse two rules of a layer that replace the same level on one day by different hours."""
    rows = [(*_bounds(each.days), each) for each in rules if isinstance(each.operation, Replace)]
    for one, other in _overlapping(rows):
        if _contradict(one.operation, other.operation):
            day = _shared_day(one.days, other.days)
            if day is not None:
                raise _refuse(
                    where,
                    f"must agree on {day}, where two of them replace the hours",
                    named("one", one.reason, one.days),
                    named("one", other.reason, other.days),
                    "leave the day out of one of them, such as days - Dates([...])",
                )


def named(kind: str, reason: str, days: object) -> str:
    """Return how an error calls a rule."""
    return f"{kind} {reason!r} on {days}" if reason else f"{kind} on {days}"


def _contradict(one: object, other: object) -> bool:
    if not isinstance(one, Replace) or not isinstance(other, Replace):
        return False
    shared = set(one.levels or OPEN_LEVELS) & set(other.levels or OPEN_LEVELS)
    return any(
        [each for each in one.hours if each.level is level]
        != [each for each in other.hours if each.level is level]
        for level in shared
    )


def _bounds(days: DayRule) -> tuple[int, int]:
    """Return ordinals, both included, outside which *days* surely picks nothing."""
    if isinstance(days, Dates):
        return days.dates[0].toordinal(), days.dates[-1].toordinal()
    if isinstance(days, Between):
        first, last = days.first, days.last
        return first.toordinal() if first else 1, last.toordinal() if last else PAST_LAST
    if isinstance(days, AllOf):
        bounds = [_bounds(each) for each in days.rules]
        return max(first for first, _ in bounds), min(last for _, last in bounds)
    return 1, PAST_LAST


def _shared_day(one: DayRule, other: DayRule) -> date | None:
    """Find a day that both pick; days that hang on an unknown school year are passed over."""
    first = max(_FIRST, _bounds(one)[0], _bounds(other)[0])
    last = min(_PAST, _bounds(one)[1] + 1, _bounds(other)[1] + 1)
    both = AllOf((one, other))
    while first < last:
        try:
            run = both.next_run(first, last)
        except UnknownSchoolYearError:
            first += 1
            continue
        if run is None:
            return None
        if run[0] < run[1]:
            return date.fromordinal(run[0])
        first = run[1]
    return None
