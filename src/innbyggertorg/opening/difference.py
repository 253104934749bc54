"""What a change of hours means, day by day."""

from datetime import date

from attrs import frozen

from innbyggertorg.chrono.dates import DateRange
from innbyggertorg.errors import LimitExceededError, WrongTypeError
from innbyggertorg.limits import DEFAULT_LIMITS, Limits, check_limits
from innbyggertorg.opening.queries import Openings
from innbyggertorg.opening.results import DayOpening, OpeningSpan

__all__ = ["DayDifference", "diff", "times_of"]


@frozen
class DayDifference:
    """A day on which two schedules differ.

    Attributes:
        day: The day.
        before: The day by the old schedule.
        after: The day by the new one.
    """

    day: date
    before: DayOpening
    after: DayOpening


def diff(
    old: Openings, new: Openings, window: DateRange, *, limits: Limits = DEFAULT_LIMITS
) -> tuple[DayDifference, ...]:
    """List the days in *window* on which *new* is open at other times or levels than *old*.

    Reasons are not compared: a day that is closed for another reason is no difference.

    Raises:
        LimitExceededError: If *window* has more days than `limits.occurrences`.
        UnknownSchoolYearError: If a day hangs on an unknown school year.
        WrongTypeError: If an argument is of another type.
    """
    for name, value in (("old", old), ("new", new)):
        if not isinstance(value, Openings):
            raise WrongTypeError(f"diff {name}", "must be an OpeningSchedule or a Within", value)
    if not isinstance(window, DateRange):
        raise WrongTypeError("diff window", "must be a DateRange", window)
    check_limits("diff", limits)
    if len(window) > limits.occurrences:
        raise LimitExceededError("occurrences", limits.occurrences, len(window))
    found = []
    for day in window:
        before, after = old.day(day), new.day(day)
        if times_of(before.spans) != times_of(after.spans):
            found.append(DayDifference(day, before, after))
    return tuple(found)


def times_of(spans: tuple[OpeningSpan, ...]) -> list[tuple[object, ...]]:
    """Return when it is open and at which level, without the reasons."""
    return [(*span.utc_bounds, span.level) for span in spans]
