"""What rules are made of: how often, which weekdays, and what becomes of days that do not exist."""

from datetime import date, datetime, timedelta
from typing import Final, Protocol

from attrs import field, frozen

from innbyggertorg._checks import is_a, whole_number
from innbyggertorg._values import Name, Value
from innbyggertorg.chrono.weekday import Weekday
from innbyggertorg.days.rule import DayRule

__all__ = ["NTH_IN_MONTH", "NTH_IN_YEAR", "Frequency", "NthDay", "RuleParts", "SeriesParts", "Skip"]

NTH_IN_MONTH: Final = 5
NTH_IN_YEAR: Final = 53


class Frequency(Name):
    """How long the periods are in which a rule picks its starts."""

    YEARLY = "YEARLY"
    MONTHLY = "MONTHLY"
    WEEKLY = "WEEKLY"
    DAILY = "DAILY"
    HOURLY = "HOURLY"
    MINUTELY = "MINUTELY"
    SECONDLY = "SECONDLY"

    @property
    def within_day(self) -> bool:
        """Whether the periods are shorter than a day."""
        return self in {Frequency.HOURLY, Frequency.MINUTELY, Frequency.SECONDLY}


class Skip(Name):
    """What happens to a day that does not exist in its month or year, such as 30 February (RFC 7529)."""

    OMIT = "OMIT"
    """It is left out."""
    BACKWARD = "BACKWARD"
    """It becomes the last day before it that exists."""
    FORWARD = "FORWARD"
    """It becomes the first day after it that exists."""


@frozen(order=True)
class NthDay(Value):
    """A weekday, or the nth such weekday of a month or year: one item of BYDAY.

    Attributes:
        weekday: The day of the week.
        nth: 1 for the first, -1 for the last, 0 for every one.
    """

    weekday: Weekday = field(validator=is_a(Weekday))
    nth: int = field(default=0, validator=whole_number(-NTH_IN_YEAR, NTH_IN_YEAR))

    def __str__(self) -> str:
        return f"{self.nth or ''}{self.weekday.code}"


class RuleParts(Protocol):
    """What expansion reads of a `RecurrenceRule`, and how it gets by without knowing it."""

    @property
    def frequency(self) -> Frequency:
        """See `RecurrenceRule`."""

    @property
    def interval(self) -> int:
        """See `RecurrenceRule`."""

    @property
    def count(self) -> int | None:
        """See `RecurrenceRule`."""

    @property
    def until(self) -> date | datetime | None:
        """See `RecurrenceRule`."""

    @property
    def by_second(self) -> tuple[int, ...]:
        """See `RecurrenceRule`."""

    @property
    def by_minute(self) -> tuple[int, ...]:
        """See `RecurrenceRule`."""

    @property
    def by_hour(self) -> tuple[int, ...]:
        """See `RecurrenceRule`."""

    @property
    def by_day(self) -> tuple[NthDay, ...]:
        """See `RecurrenceRule`."""

    @property
    def by_month_day(self) -> tuple[int, ...]:
        """See `RecurrenceRule`."""

    @property
    def by_year_day(self) -> tuple[int, ...]:
        """See `RecurrenceRule`."""

    @property
    def by_week_number(self) -> tuple[int, ...]:
        """See `RecurrenceRule`."""

    @property
    def by_month(self) -> tuple[int, ...]:
        """See `RecurrenceRule`."""

    @property
    def by_set_position(self) -> tuple[int, ...]:
        """See `RecurrenceRule`."""

    @property
    def week_start(self) -> Weekday:
        """See `RecurrenceRule`."""

    @property
    def skip(self) -> Skip:
        """See `RecurrenceRule`."""


class SeriesParts(Protocol):
    """What a timeline reads of a `Series`, and how it gets by without knowing it."""

    @property
    def first(self) -> date | datetime:
        """See `Series`."""

    @property
    def length(self) -> timedelta:
        """See `Series`."""

    @property
    def zone(self) -> str:
        """See `Series`."""

    @property
    def rules(self) -> tuple[RuleParts, ...]:
        """See `Series`."""

    @property
    def extra(self) -> tuple[date | datetime, ...]:
        """See `Series`."""

    @property
    def excluded(self) -> tuple[date | datetime, ...]:
        """See `Series`."""

    @property
    def excluding(self) -> DayRule | None:
        """See `Series`."""

    @property
    def tentative(self) -> bool:
        """See `Series`."""
