"""A series: something that happens once or again and again, in the wall time of one place."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from attrs import field, frozen

from innbyggertorg._checks import (
    is_a,
    optional,
    positive_length,
    tuple_of,
    wall_date_or_time,
)
from innbyggertorg._values import Value
from innbyggertorg.chrono.interval import Interval
from innbyggertorg.chrono.zones import DEFAULT_ZONE, zone_key
from innbyggertorg.days.rule import DayRule
from innbyggertorg.errors import InvalidValueError, UnknownSchoolYearError, WrongTypeError
from innbyggertorg.limits import DEFAULT_LIMITS, Limits, check_limits
from innbyggertorg.recurrence.engine.moments import from_moment
from innbyggertorg.recurrence.occurrence import Override
from innbyggertorg.recurrence.occurrences import Occurrences, occurrences_in
from innbyggertorg.recurrence.rule import RecurrenceRule
from innbyggertorg.recurrence.starts import starts_in
from innbyggertorg.recurrence.timeline import Timeline

__all__ = ["Series", "is_key", "timeline_of"]


def _each_once(items: Any) -> Any:
    """Sort starts and keep each once, so that series that mean the same are equal."""
    if not isinstance(items, tuple | list | set | frozenset):
        return items
    try:
        return tuple(sorted(set(items)))
    except TypeError:
        return tuple(items)


def _by_original(items: Any) -> Any:
    if not isinstance(items, tuple | list):
        return items
    try:
        return tuple(sorted(items, key=lambda override: override.original))
    except (AttributeError, TypeError):
        return tuple(items)


_moments = tuple_of(wall_date_or_time)


@frozen
class Series(Value):
    """Something that happens once or again and again, in wall time and a zone.

    What happens: what the rules pick from *first* on, without the days that *excluding* picks; and each of
    *extra*; without *excluded*; and those with an override as that says. Without rules *first* itself is
    the one start. With rules it counts only where one picks it.

    A wall time that the clock skips moves forward by the length of the gap; one that comes twice is the
    first. Where two starts fall on one instant because of that, they are one occurrence, whose key is the
    wall time that the clock shows.

    Attributes:
        first: The first start: naive, in whole seconds; or a date, for whole days.
        length: Elapsed time from start to end, in whole seconds; in whole days where *first* is a date.
        zone: IANA key of the zone whose clocks count.
        rules: Which starts repeat.
        extra: Starts besides, also before *first*.
        excluded: Starts that do not happen.
        excluding: Days on which what the rules pick does not happen; *extra* starts do.
        overrides: What is different about single occurrences, each named by its original start.
        tentative: Whether the times are not settled yet.

    Raises:
        InvalidValueError: If a field is out of range, or an override is for a start that the series has not.
        WrongTypeError: If a field is of another type, or dates and times are mixed.
    """

    first: date | datetime = field(validator=wall_date_or_time)
    length: timedelta = field(validator=positive_length)
    zone: str = field(default=DEFAULT_ZONE, validator=zone_key, kw_only=True)
    rules: tuple[RecurrenceRule, ...] = field(
        default=(), validator=tuple_of(is_a(RecurrenceRule)), kw_only=True
    )
    extra: tuple[date | datetime, ...] = field(
        default=(), converter=_each_once, validator=_moments, kw_only=True
    )
    excluded: tuple[date | datetime, ...] = field(
        default=(), converter=_each_once, validator=_moments, kw_only=True
    )
    excluding: DayRule | None = field(default=None, validator=optional(is_a(DayRule)), kw_only=True)
    overrides: tuple[Override, ...] = field(
        default=(), converter=_by_original, validator=tuple_of(is_a(Override)), kw_only=True
    )
    tentative: bool = field(default=False, validator=is_a(bool), kw_only=True)
    _timeline: Timeline | None = field(default=None, init=False, eq=False, repr=False)

    def _check(self) -> None:
        timed = isinstance(self.first, datetime)
        for name in ("extra", "excluded"):
            for moment in getattr(self, name):
                self._check_kind(f"Series.{name}", moment, timed)
        for override in self.overrides:
            self._check_kind("Series.overrides", override.original, timed)
            if not timed and override.length is not None:
                _check_days("Series.overrides length", override.length)
        if not timed:
            _check_days("Series.length", self.length)
            for rule in self.rules:
                if rule.frequency.within_day:
                    raise InvalidValueError(
                        "Series.rules", "must be daily or longer where first is a date", str(rule)
                    )
        if self.overrides:
            self._check_overrides()

    @staticmethod
    def _check_kind(where: str, moment: date | datetime, timed: bool) -> None:
        if isinstance(moment, datetime) is not timed:
            kind = "naive datetimes" if timed else "dates"
            raise WrongTypeError(where, f"must be {kind}, as first is", moment)

    def _check_overrides(self) -> None:
        seen: set[date | datetime] = set()
        timeline = Timeline(self)
        for override in self.overrides:
            if override.original in seen:
                raise InvalidValueError(
                    "Series.overrides", "must not name the same start twice", override.original
                )
            seen.add(override.original)
            if not is_key(timeline, override.original):
                raise InvalidValueError(
                    "Series.overrides",
                    "must each name a start that the series has",
                    override.original,
                    "recurrence.with_changes() hands such overrides back",
                )
            try:
                timeline.override((override,))
            except (OverflowError, ValueError):
                raise InvalidValueError(
                    "Series.overrides", "must start and end in the years 1 to 9999", override
                ) from None

    def occurrences(self, window: Interval, *, limits: Limits = DEFAULT_LIMITS) -> Occurrences:
        """List the occurrences that overlap *window*, by (start, key).

        An occurrence that was moved is in the window that it was moved to. Cancelled ones are listed, with
        that status. Whole days overlap the window if it has some time of them in the zone of the series.

        Args:
            window: Exact time, in any zones.
            limits: `occurrences` is the most that one call lists.

        Returns:
            A sequence that knows its length and order, and makes each occurrence when it is asked for.

        Raises:
            LimitExceededError: If there are more.
            UnknownSchoolYearError: If *excluding* hangs on a school year that it does not hold.
        """
        if not isinstance(window, Interval):
            raise WrongTypeError("Series.occurrences window", "must be an Interval", window)
        if limits is not DEFAULT_LIMITS:
            check_limits("Series.occurrences", limits)
        return occurrences_in(self._timeline or timeline_of(self), window, limits)

    def starts_between(self, a: datetime, b: datetime) -> Iterator[Any]:
        """Yield the starts in [a, b) in order, as far as they are asked for; cancelled ones are left out.

        Args:
            a: Aware.
            b: Aware.

        Returns:
            Aware datetimes in the zone of the series; dates where it has whole days, whose start is the
            first moment of the day.
        """
        return starts_in(self._timeline or timeline_of(self), a, b)


def timeline_of(series: Series) -> Timeline:
    """Return *series* in numbers; worked out when first needed, and kept with it."""
    timeline = series._timeline
    if timeline is None:
        timeline = Timeline(series)
        timeline.override(series.overrides)
        object.__setattr__(series, "_timeline", timeline)
    return timeline


def _check_days(where: str, length: timedelta) -> None:
    if length.seconds:
        raise InvalidValueError(where, "must be whole days where first is a date", length)


def is_key(timeline: Timeline, key: date | datetime) -> bool:
    """Whether *key* is a regular start; where a school year is not known, it is taken to be one."""
    try:
        return timeline.has(from_moment(key))
    except UnknownSchoolYearError:
        return True
