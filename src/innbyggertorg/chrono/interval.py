"""Runs of exact time."""

from datetime import UTC, datetime, timedelta

from attrs import field, frozen

from innbyggertorg._checks import instant
from innbyggertorg._values import Value
from innbyggertorg.chrono.wall import to_utc
from innbyggertorg.errors import InvalidValueError, WrongTypeError

__all__ = ["Interval"]


@frozen
class Interval(Value):
    """A run of time from *start* up to but not including *end*.

    Both are aware datetimes and may be in different zones. Two intervals are equal when their bounds are
    the same instants, whatever the zones.

    Attributes:
        start: The first instant, aware.
        end: The first instant after it, aware, later than *start*.

    Raises:
        InvalidValueError: If a bound is naive, or *end* is not after *start*.
        WrongTypeError: If a bound is not a datetime with a `ZoneInfo` or a `datetime.timezone`.
    """

    start: datetime = field(validator=instant, eq=to_utc)
    end: datetime = field(validator=instant, eq=to_utc)

    def _check(self) -> None:
        if self._utc_end <= self._utc_start:
            raise InvalidValueError(
                "Interval.end", f"must be after start {self.start.isoformat()}", self.end.isoformat()
            )

    @property
    def length(self) -> timedelta:
        """Elapsed time: a day on which the clocks change has 23 or 25 hours."""
        return self._utc_end - self._utc_start

    def __contains__(self, moment: datetime) -> bool:
        return self._utc_start <= to_utc(moment) < self._utc_end

    def overlaps(self, other: "Interval") -> bool:
        """Whether the two share some time; touching is not overlapping."""
        _check_other("overlaps", other)
        return self._utc_start < other._utc_end and other._utc_start < self._utc_end

    def abuts(self, other: "Interval") -> bool:
        """Whether one ends at the instant at which the other starts."""
        _check_other("abuts", other)
        return self._utc_end == other._utc_start or other._utc_end == self._utc_start

    def encloses(self, other: "Interval") -> bool:
        """Whether *other* lies wholly within this interval."""
        _check_other("encloses", other)
        return self._utc_start <= other._utc_start and other._utc_end <= self._utc_end

    def intersection(self, other: "Interval") -> "Interval | None":
        """Return the time that the two share, or None."""
        _check_other("intersection", other)
        if not self.overlaps(other):
            return None
        start = self.start if self._utc_start >= other._utc_start else other.start
        end = self.end if self._utc_end <= other._utc_end else other.end
        return Interval(start, end)

    @property
    def _utc_start(self) -> datetime:
        return self.start.astimezone(UTC)

    @property
    def _utc_end(self) -> datetime:
        return self.end.astimezone(UTC)

    def __str__(self) -> str:
        return f"{self.start.isoformat()}/{self.end.isoformat()}"


def _check_other(name: str, other: object) -> None:
    if not isinstance(other, Interval):
        raise WrongTypeError(f"Interval.{name} other", "must be an Interval", other)
