"""Strategies for rules, series and what is different about single occurrences."""

from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any, Final

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from innbyggertorg.chrono.weekday import Weekday
from innbyggertorg.recurrence import Frequency, NthDay, Override, RecurrenceRule, Series, Skip
from innbyggertorg.testing.time import days, wall_times, zone_keys

__all__ = ["nth_days", "overrides", "recurrence_rules", "series"]

_DAILY_AND_LONGER: Final = (Frequency.WEEKLY, Frequency.MONTHLY, Frequency.DAILY, Frequency.YEARLY)
_HARD_DAYS: Final = (1, 31, 29, -1, 30, 28, -31, 13, 15)
_HARD_DAYS_OF_YEAR: Final = (1, 366, -1, 60, -366, 365, 200, 59)
_HARD_WEEKS: Final = (1, 53, -1, 20, 52, -53)
_NEAR_DAYS: Final = st.integers(-30, 400)
_MONTHS: Final = st.integers(1, 12)
_HOURS: Final = st.integers(0, 23)
_MINUTES: Final = st.integers(0, 59)
_SECONDS: Final = st.integers(0, 60)
_EVERY: Final = st.builds(NthDay, st.sampled_from(Weekday))
_COUNTS: Final = st.integers(1, 60)
_ENDS: Final = st.sampled_from(("", "", "count", "until"))
_LENGTHS: Final = (60, 120, 90, 15, 1440, 480, 2880)


@cache  # a strategy that is made anew for each draw costs more than the draw
def _some(values: SearchStrategy[Any], most: int = 3) -> SearchStrategy[tuple[Any, ...]]:
    return st.lists(values, max_size=most).map(tuple)


@cache
def _hard(values: tuple[int, ...], highest: int) -> SearchStrategy[int]:
    either = st.integers(1, highest) | st.integers(-highest, -1)
    return st.sampled_from(values) | either


@cache
def nth_days(most: int = 5) -> SearchStrategy[NthDay]:
    """Draw weekdays, about half of them numbered up to *most* from the start or the end."""
    number = st.just(0) | _hard((1, -1, 2, most), most)
    return st.builds(NthDay, st.sampled_from(Weekday), number)


@st.composite
def recurrence_rules(
    draw: DrawFn,
    frequencies: tuple[Frequency, ...] = _DAILY_AND_LONGER,
    *,
    ends: bool = True,
    skips: bool = True,
) -> RecurrenceRule:
    """Draw valid rules; every BY part that the frequency allows is there sometimes.

    Args:
        draw: Given by Hypothesis.
        frequencies: Which ones to draw.
        ends: Whether some have a COUNT or an UNTIL.
        skips: Whether some move days that do not exist.
    """
    frequency = draw(st.sampled_from(frequencies))
    yearly, monthly = frequency is Frequency.YEARLY, frequency is Frequency.MONTHLY
    parts: dict[str, Any] = {"interval": draw(st.sampled_from((1, 1, 2, 3, 4, 7, 12, 53)))}
    weeks = draw(_some(_hard(_HARD_WEEKS, 53))) if yearly else ()
    months = draw(_some(_MONTHS))
    if (yearly or monthly) and not weeks:
        parts["by_day"] = draw(_some(nth_days(53 if yearly and not months else 5)))
    else:
        parts["by_day"] = draw(_some(_EVERY))
    parts |= {"by_week_number": weeks, "by_month": months}
    if frequency is not Frequency.WEEKLY:
        parts["by_month_day"] = draw(_some(_hard(_HARD_DAYS, 31)))
    if yearly or frequency.within_day:
        parts["by_year_day"] = draw(_some(_hard(_HARD_DAYS_OF_YEAR, 366)))
    parts["by_hour"] = draw(_some(_HOURS))
    parts["by_minute"] = draw(_some(_MINUTES, 2))
    parts["by_second"] = draw(_some(_SECONDS, 2))
    parts["week_start"] = draw(st.sampled_from(Weekday))
    if skips and (yearly or monthly):
        parts["skip"] = draw(st.sampled_from(Skip))
    if any(value for name, value in parts.items() if name.startswith("by_")):
        parts["by_set_position"] = draw(_some(_hard((1, -1, 2), 366), 2))
    if ends:
        end = draw(_ENDS)
        if end:
            parts[end] = draw(_COUNTS if end == "count" else _untils())
    return RecurrenceRule(frequency, **parts)


@cache
def _untils() -> SearchStrategy[date | datetime]:
    return st.one_of(days(), wall_times(), wall_times().map(lambda wall: wall.replace(tzinfo=UTC)))


@st.composite
def overrides(draw: DrawFn, original: date | datetime) -> Override:
    """Draw what may be different about the occurrence *original*."""
    shift = draw(st.sampled_from((None, timedelta(days=7), timedelta(days=-1))))
    whole_days = not isinstance(original, datetime)
    length = draw(st.sampled_from((None, timedelta(days=1) if whole_days else timedelta(minutes=30))))
    return Override(
        original,
        start=None if shift is None else original + shift,
        length=length,
        cancelled=draw(st.booleans()),
        details=draw(st.none() | st.text(max_size=5)),
    )


_RULES: Final = recurrence_rules()


@cache
def _firsts(zone: str) -> SearchStrategy[date | datetime]:
    return st.one_of(wall_times(zone_key=zone), wall_times(), days())


@st.composite
def series(
    draw: DrawFn,
    *,
    rules: SearchStrategy[RecurrenceRule] | None = None,
    firsts: SearchStrategy[date | datetime] | None = None,
    in_zones: SearchStrategy[str] | None = None,
) -> Series:
    """Draw series: single ones and repeating ones, with extra, excluded and overridden starts.

    Args:
        draw: Given by Hypothesis.
        rules: Draws their rules; by default `recurrence_rules`.
        firsts: Draws the first start; by default wall times, and sometimes dates.
        in_zones: Draws the zone keys; by default `zone_keys`.
    """
    zone = draw(zone_keys() if in_zones is None else in_zones)
    first = draw(_firsts(zone) if firsts is None else firsts)
    whole_days = not isinstance(first, datetime)
    some_rules = draw(_some(_RULES if rules is None else rules, 2))
    days_away = draw(_some(_NEAR_DAYS, 2))
    minutes = draw(st.sampled_from(_LENGTHS))
    bare = Series(
        first,
        timedelta(days=minutes // 1440 + 1) if whole_days else timedelta(minutes=minutes),
        zone=zone,
        rules=some_rules,
        extra=tuple(first + timedelta(days=number) for number in days_away),
        tentative=draw(st.booleans()),
    )
    keys = _first_keys(bare, 12)
    if not keys:
        return bare
    some = st.lists(st.sampled_from(keys), unique=True, max_size=3)
    gone, different = draw(some), draw(some)
    return Series(
        bare.first,
        bare.length,
        zone=zone,
        rules=bare.rules,
        extra=bare.extra,
        excluded=tuple(gone),
        overrides=tuple(draw(overrides(key)) for key in different if key not in gone),
        tentative=bare.tentative,
    )


def _first_keys(bare: Series, most: int) -> list[date | datetime]:
    """Return some of the first starts that the rules pick, and those that are added."""
    found: list[date | datetime] = [*bare.extra] if bare.rules else [*bare.extra, bare.first]
    for rule in bare.rules:
        soon = bare.first + timedelta(days=3_000)
        for number, start in enumerate(rule.starts(bare.first, before=soon, zone=bare.zone)):
            if number == most:
                break
            found.append(start)
    return list(dict.fromkeys(found))
