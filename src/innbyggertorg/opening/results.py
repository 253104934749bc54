"""What a schedule answers with."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from attrs import field, frozen

from innbyggertorg._values import Name
from innbyggertorg.days.holidays import Eve, Holiday
from innbyggertorg.opening.levels import AccessLevel

__all__ = ["Change", "DayOpening", "Explanation", "Layer", "OpeningSpan", "OpeningState", "Verdict"]


def _utc(moment: datetime | None) -> datetime | None:
    return None if moment is None else moment.astimezone(UTC)


@frozen
class OpeningSpan:
    """A run of time at one level.

    Attributes:
        start: Aware, in the schedule's zone.
        end: The first instant after it, aware, in the schedule's zone.
        level: The level throughout.
        reason: The reasons of the rules that decide it or a part of it, each once, joined by "; "; empty
            where they have none.
    """

    start: datetime = field(eq=_utc)
    end: datetime = field(eq=_utc)
    level: AccessLevel
    reason: str = ""

    @property
    def length(self) -> timedelta:
        """Elapsed time."""
        start, end = self.utc_bounds
        return end - start

    @property
    def utc_bounds(self) -> tuple[datetime, datetime]:
        """Start and end in UTC, fit to be compared and subtracted."""
        return self.start.astimezone(UTC), self.end.astimezone(UTC)


@frozen
class Change:
    """The next change that a search found, or how far it looked in vain; true where there is one.

    Attributes:
        at: The instant of the change, aware, in the schedule's zone; None if there is none before
            *looked_until*.
        before: The level until then.
        after: The level from then on; None if there is no change.
        looked_until: How far the search was allowed to look; None where it found a change.
    """

    at: datetime | None = field(eq=_utc)
    before: AccessLevel
    after: AccessLevel | None = None
    looked_until: datetime | None = field(default=None, eq=_utc)

    def __bool__(self) -> bool:
        return self.at is not None


@frozen
class OpeningState:
    """How open it is at one instant.

    Attributes:
        level: The level now.
        reason: The reason of the rule that decides it; empty where that has none.
        until: When the level changes next, aware, in the schedule's zone; None if it does not change before
            *looked_until*.
        next_level: The level from then on, or None.
        looked_until: How far the search for the next change was allowed to look; None where it found one.
    """

    level: AccessLevel
    reason: str
    until: datetime | None = field(eq=_utc)
    next_level: AccessLevel | None
    looked_until: datetime | None = field(default=None, eq=_utc)

    @property
    def is_open(self) -> bool:
        """Whether it is open at any level."""
        return self.level > AccessLevel.CLOSED


@frozen
class DayOpening:
    """The opening of one day.

    Attributes:
        day: The day.
        spans: What starts on that day, in order; a span past midnight is here and not in the next day.
        holidays: The public holidays that fall on it.
        eves: The eve that falls on it, if any.
    """

    day: date
    spans: tuple[OpeningSpan, ...]
    holidays: tuple[Holiday, ...] = ()
    eves: tuple[Eve, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether anything starts on that day."""
        return bool(self.spans)

    def length(self, level: AccessLevel = AccessLevel.BY_APPOINTMENT) -> timedelta:
        """Return the elapsed time at *level* or higher."""
        return sum((span.length for span in self.spans if span.level >= level), timedelta(0))


class Layer(Name):
    """The layers of a schedule, from weak to strong."""

    BASE = "base"
    SEASON = "season"
    PATTERN = "pattern"
    HOLIDAY = "holiday"
    EXCEPTION = "exception"
    RESTRICTION = "restriction"


@frozen
class Verdict:
    """What one layer said about an instant.

    Attributes:
        layer: Which layer.
        rule: The rule of that layer that decided, else the one that applied without effect: a `BaseWeek`,
            `Season`, `Pattern`, `HolidayPolicy`, `DatedException` or `Restriction`.
        level: The level after this layer.
        decided: Whether the rule set the level, and did not merely leave it as it was.
    """

    layer: Layer
    rule: Any
    level: AccessLevel
    decided: bool


@frozen
class Explanation:
    """Why it is as open as it is at one instant.

    Attributes:
        moment: The instant asked about, aware, in the schedule's zone.
        level: The level.
        day: The day whose hours decide: the day before, where a span runs past midnight.
        layer: The deciding layer; None where no rule says anything about the day, and it is closed.
        rule: The deciding rule of that layer, or None.
        verdicts: What each layer that had a rule for the day said, from weak to strong; those before the
            deciding one are what it shadows.
        needed: The level that the house must have for a service to be reached, where the house is what shuts
            the service out: all else is then about the house, and the service is closed. Else None.
    """

    moment: datetime = field(eq=_utc)
    level: AccessLevel
    day: date
    layer: Layer | None
    rule: Any
    verdicts: tuple[Verdict, ...]
    needed: AccessLevel | None = None
