"""Book the rest: a series without those of its dates that have a conflict."""

from datetime import datetime

from attrs import evolve, frozen

from innbyggertorg.conflicts.conflict import ConflictReport
from innbyggertorg.conflicts.dates import as_if_settled, begin_of, goes_on_after
from innbyggertorg.conflicts.index import check
from innbyggertorg.errors import InvalidValueError, WrongTypeError
from innbyggertorg.limits import DEFAULT_LIMITS, Limits
from innbyggertorg.model import Event, OccurrenceKey, Programme
from innbyggertorg.recurrence import exclude

__all__ = ["Proposal", "book_the_rest"]


@frozen(kw_only=True)
class Proposal:
    """A series without the dates that have a conflict; nothing is booked by it.

    Attributes:
        event: The event without them.
        left_out: Its occurrences that are left out, in order.
        report: What is still to say about the event: warnings, and what cannot be left out.
        clean_until: Up to here no date has a conflict; None for all time.
    """

    event: Event
    left_out: tuple[OccurrenceKey, ...]
    report: ConflictReport
    clean_until: datetime | None


def book_the_rest(programme: Programme, event: Event, *, limits: Limits = DEFAULT_LIMITS) -> Proposal:
    """Propose *event* without the dates that have a conflict, all of them at once.

    Two series that never end may collide for ever; then no finite number of dates makes the rest clean, and
    *clean_until* says how far it is.

    A draft or a proposal is judged as if it were settled: what meets something settled is left out, though
    `check` has only warnings for what nobody has agreed to yet. It comes back as unsettled as it was.

    Raises:
        InvalidValueError: If no date would be left.
        ProblemsError: If the event names something that the programme has not.
        WrongTypeError: If an argument is of another type.
    """
    if not isinstance(event, Event):
        raise WrongTypeError("book_the_rest event", "must be an Event", event)
    left_out: set[OccurrenceKey] = set()
    report = check(programme, as_if_settled(event), limits=limits, remedies=False)
    while dates := _dates_to_leave_out(event, report):  # several times only where a report was cut
        left_out.update(dates)
        gone = exclude(event.series, [key.original for key in dates])
        event = evolve(event, series=gone.series)
        report = check(programme, as_if_settled(event), limits=limits, remedies=False)
    if not _has_dates(event):
        raise InvalidValueError("book_the_rest event", "must have a date without a conflict", event.uid)
    still = [conflict.interval.start for conflict in report.errors if event.uid in conflict.uids]
    return Proposal(
        event=event,
        left_out=tuple(sorted(left_out, key=lambda key: key.original.isoformat())),
        report=report,
        clean_until=min(still) if still else report.checked_until,
    )


def _dates_to_leave_out(event: Event, report: ConflictReport) -> set[OccurrenceKey]:
    """Return the dates with a conflict as far as all of them are known."""
    until = report.checked_until
    return {
        party
        for conflict in report.errors
        for party in conflict.parties
        if party.uid == event.uid and (until is None or report.truncated or conflict.interval.start < until)
    }


def _has_dates(event: Event) -> bool:
    return goes_on_after(event.series, begin_of(event.series) - 1)
