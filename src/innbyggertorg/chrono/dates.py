"""Runs of whole days."""

from collections.abc import Iterator
from datetime import MAXYEAR, date, datetime, timedelta

from attrs import field, frozen

from innbyggertorg._checks import optional, plain_date
from innbyggertorg._values import Value
from innbyggertorg.errors import InvalidValueError, WrongTypeError

__all__ = ["DateRange", "Validity"]


@frozen
class DateRange(Value):
    """A run of whole days, from *start* up to but not including *end*; it may be empty.

    Attributes:
        start: The first day.
        end: The day after the last one, not before *start*.

    Raises:
        InvalidValueError: If *end* is before *start*.
        WrongTypeError: If a bound is not a date; a datetime is refused.
    """

    start: date = field(validator=plain_date)
    end: date = field(validator=plain_date)

    def _check(self) -> None:
        if self.end < self.start:
            rule = f"must not be before start {self.start}"
            raise InvalidValueError(
                "DateRange.end", rule, self.end, "use DateRange.closed() for inclusive dates"
            )

    @classmethod
    def closed(cls, first: date, last: date) -> "DateRange":
        """Return the days from *first* to *last*, both included.

        Raises:
            InvalidValueError: If *last* is before *first*, or the last day that Python can count.
            WrongTypeError: If one of them is not a date.
        """
        for name, day in (("first", first), ("last", last)):
            if type(day) is not date:
                raise WrongTypeError(f"DateRange.closed {name}", "must be a date", day)
        if last < first:
            raise InvalidValueError("DateRange.closed last", f"must not be before first {first}", last)
        if last == date.max:
            raise InvalidValueError("DateRange.closed last", f"must be before {date.max}", last)
        return cls(first, last + timedelta(days=1))

    @classmethod
    def year(cls, year: int) -> "DateRange":
        """Return the days of a calendar year, 1 to 9998."""
        if type(year) is not int or not 1 <= year < MAXYEAR:
            raise InvalidValueError("DateRange.year year", f"must be from 1 to {MAXYEAR - 1}", year)
        return cls(date(year, 1, 1), date(year + 1, 1, 1))

    @property
    def last(self) -> date:
        """The last day.

        Raises:
            InvalidValueError: If there is none, because the range is empty.
        """
        if not self:
            raise InvalidValueError("DateRange.last", "exists only where there is a day", self)
        return self.end - timedelta(days=1)

    def __len__(self) -> int:
        return (self.end - self.start).days

    def __iter__(self) -> Iterator[date]:
        return map(date.fromordinal, range(self.start.toordinal(), self.end.toordinal()))

    def __contains__(self, day: date) -> bool:
        if type(day) is not date:
            hint = "use .date()" if isinstance(day, datetime) else ""
            raise WrongTypeError("DateRange day", "must be a date", day, hint)
        return self.start <= day < self.end

    def overlaps(self, other: "DateRange") -> bool:
        """Whether the two share a day."""
        _check_other("overlaps", other)
        return max(self.start, other.start) < min(self.end, other.end)

    def intersection(self, other: "DateRange") -> "DateRange | None":
        """Return the days that the two share, or None."""
        _check_other("intersection", other)
        start, end = max(self.start, other.start), min(self.end, other.end)
        return DateRange(start, end) if start < end else None

    def __str__(self) -> str:
        return f"{self.start}/{self.end}"


def _check_other(name: str, other: object) -> None:
    if not isinstance(other, DateRange):
        raise WrongTypeError(f"DateRange.{name} other", "must be a DateRange", other)


@frozen
class Validity(Value):
    """The days on which something exists, both ends included and either one open.

    Attributes:
        first: The first day, or None for always until *last*.
        last: The last day, or None for no end in sight.

    Raises:
        InvalidValueError: If *last* is before *first*.
        WrongTypeError: If one of them is neither a date nor None.
    """

    first: date | None = field(default=None, validator=optional(plain_date))
    last: date | None = field(default=None, validator=optional(plain_date))

    def _check(self) -> None:
        if self.first is not None and self.last is not None and self.last < self.first:
            raise InvalidValueError("Validity.last", f"must not be before first {self.first}", self.last)

    def covers(self, day: date) -> bool:
        """Whether *day* is one of the days."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def overlaps(self, other: "Validity") -> bool:
        """Whether the two share a day."""
        return not (
            (self.last is not None and other.first is not None and self.last < other.first)
            or (other.last is not None and self.first is not None and other.last < self.first)
        )
