"""Who goes first when two cannot both be: rules as data, the answer as information, never as a change."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from attrs import field, frozen

from innbyggertorg._checks import is_a, length_up_to, true_or_false, tuple_of
from innbyggertorg._values import Name, Value
from innbyggertorg.chrono.zones import zone
from innbyggertorg.conflicts.conflict import Conflict
from innbyggertorg.errors import InvalidValueError, WrongTypeError
from innbyggertorg.model import Event, OccurrenceKey, Programme, Sector

__all__ = [
    "DEFAULT_PRIORITY",
    "Priority",
    "PriorityReason",
    "Yielding",
    "is_regular",
    "who_yields",
    "yielding_of",
]

_LONGEST_NOTICE: Final = timedelta(days=366)


class PriorityReason(Name):
    """Why somebody goes first."""

    EVENT_BEFORE_REGULAR = "event-before-regular"
    """Something that happens once goes before a regular user who is told in time."""
    SECTOR = "sector"
    FREE_BEFORE_PAID = "free-before-paid"


@frozen(kw_only=True)
class Priority(Value):
    """The order in which a municipality lends out its rooms.

    Attributes:
        sectors: Who goes before whom; those that are not named come last, all alike. An event without an
            organiser is the municipality's.
        free_first: Whether what is free goes before what is paid for, within a sector.
        notice: How long before its start something that happens once must have been settled to go before a
            regular user; zero for no such rule.

    Raises:
        InvalidValueError: If a sector is named twice, or the notice is longer than 366 days.
    """

    sectors: tuple[Sector, ...] = field(
        default=(Sector.VOLUNTARY, Sector.MUNICIPAL, Sector.BUSINESS),
        validator=tuple_of(is_a(Sector), unique=True),
    )
    free_first: bool = field(default=True, validator=true_or_false)
    notice: timedelta = field(default=timedelta(days=14), validator=length_up_to(_LONGEST_NOTICE))

    def rank(self, programme: Programme, event: Event) -> tuple[int, int]:
        """Return where *event* stands: first by sector, then by price; the lower goes first.

        Args:
            programme: Knows the sector of the organiser.
            event: Who is to be ranked; need not be in the programme.

        Returns:
            Place of the sector, from 0, and 1 for what is paid for where that matters, else 0.

        Raises:
            UnknownReferenceError: If the programme has no such organisation.
            WrongTypeError: If an argument is of another type.
        """
        if not isinstance(programme, Programme):
            raise WrongTypeError("Priority.rank programme", "must be a Programme", programme)
        if not isinstance(event, Event):
            raise WrongTypeError("Priority.rank event", "must be an Event", event)
        sector = (
            Sector.MUNICIPAL if event.organiser is None else programme.organisation(event.organiser).sector
        )
        place = self.sectors.index(sector) if sector in self.sectors else len(self.sectors)
        return place, int(self.free_first and event.price_nok > 0)


DEFAULT_PRIORITY: Final = Priority()


@frozen(kw_only=True)
class Yielding:
    """Who would have to yield to whom. Nobody is moved by it.

    Attributes:
        yields: The occurrence that would have to move.
        to: The occurrence that stays.
        reason: The rule that decides.
        notice_until: Until when the regular user must be told, where that is the rule; else None.
    """

    yields: OccurrenceKey
    to: OccurrenceKey
    reason: PriorityReason
    notice_until: datetime | None = None


def is_regular(event: Event) -> bool:
    """Whether *event* comes again and again."""
    return bool(event.series.rules) or len(event.series.extra) > 1


def who_yields(
    programme: Programme, conflict: Conflict, priority: Priority = DEFAULT_PRIORITY
) -> Yielding | None:
    """Return who of two parties would have to yield; None where the rules treat them alike.

    Raises:
        UnknownReferenceError: If the programme does not have the events.
        WrongTypeError: If an argument is of another type.
    """
    if not isinstance(programme, Programme):
        raise WrongTypeError("who_yields programme", "must be a Programme", programme)
    if not isinstance(conflict, Conflict):
        raise WrongTypeError("who_yields conflict", "must be a Conflict", conflict)
    return yielding_of(programme, {uid: programme.event(uid) for uid in conflict.uids}, conflict, priority)


def yielding_of(
    programme: Programme,
    events: Mapping[str, Event],
    conflict: Conflict,
    priority: Priority = DEFAULT_PRIORITY,
) -> Yielding | None:
    """Do as `who_yields`, with events by uid that need not be in the programme."""
    if len(conflict.parties) != 2 or len(conflict.uids) != 2:
        return None
    one, other = conflict.parties
    first, second = events[one.uid], events[other.uid]
    for single, regular, key, regular_key in ((first, second, one, other), (second, first, other, one)):
        if priority.notice and is_regular(regular) and not is_regular(single):
            latest = _start(single, key) - priority.notice
            if single.changed_at <= latest:
                reason = PriorityReason.EVENT_BEFORE_REGULAR
                return Yielding(yields=regular_key, to=key, reason=reason, notice_until=latest)
    ranks = priority.rank(programme, first), priority.rank(programme, second)
    if ranks[0] == ranks[1]:
        return None
    reason = PriorityReason.FREE_BEFORE_PAID if ranks[0][0] == ranks[1][0] else PriorityReason.SECTOR
    if ranks[0] < ranks[1]:
        return Yielding(yields=other, to=one, reason=reason)
    return Yielding(yields=one, to=other, reason=reason)


def _start(event: Event, key: OccurrenceKey) -> datetime:
    """Return when an occurrence begins, in UTC."""
    moment: date | datetime = key.original
    for override in event.series.overrides:
        if override.original == key.original and override.start is not None:
            moment = override.start
    wall = moment if isinstance(moment, datetime) else datetime.combine(moment, time())
    try:
        return wall.replace(tzinfo=zone(event.series.zone)).astimezone(UTC)
    except OverflowError:
        raise InvalidValueError(
            "who_yields conflict", "must lie in the years that can be written", key
        ) from None
