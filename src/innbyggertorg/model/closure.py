"""When a house, or a part of it, is closed or restricted."""

from datetime import date, datetime

from attrs import field, frozen

from innbyggertorg._checks import (
    identifier,
    is_a,
    optional,
    plain_date,
    tuple_of,
    wall_date_or_time,
    whole_number,
)
from innbyggertorg._values import Value
from innbyggertorg.errors import InvalidValueError, WrongTypeError
from innbyggertorg.model.event import EventKind
from innbyggertorg.model.text import LocalText, one_line
from innbyggertorg.opening import AccessLevel

__all__ = ["Closure"]


@frozen(kw_only=True)
class Closure(Value):
    """A time in which a torg, or some rooms or services of it, is closed or holds fewer people.

    Without *rooms* and *services* it is about the whole torg, every service and room included except those
    spared. A date as *start* or *end* means that whole day, so an *end* of 18 January closes that day too.

    Attributes:
        id: Unique within the programme.
        torg: Id of the torg.
        reason: What the sign on the door says.
        start: The first wall time (torg's zone) or the first day.
        end: The wall time at which it is over, or the last day, of the same kind as *start*; None for until
            further notice.
        review: When it will be looked at again, for one without an end.
        rooms: Ids of the rooms it is about.
        services: Ids of the services it is about.
        spared_services: Ids of services that go on, such as a book machine with its own entrance.
        spared_kinds: Kinds of activity that go on.
        highest: The highest level of access that is left; closed unless said otherwise. Self-service closes
            the staffed level only.
        most_people: How many people may be in at once, or None for no cap; not for a house that is closed.

    Raises:
        InvalidValueError: If the end is not after the start, or fields do not go together.
        WrongTypeError: If a field has the wrong type, or start and end are of different kinds.
    """

    id: str = field(validator=identifier)
    torg: str = field(validator=identifier)
    reason: LocalText = field(validator=one_line)
    start: datetime | date = field(validator=wall_date_or_time)
    end: datetime | date | None = field(default=None, validator=optional(wall_date_or_time))
    review: date | None = field(default=None, validator=optional(plain_date))
    rooms: tuple[str, ...] = field(default=(), validator=tuple_of(identifier, unique=True))
    services: tuple[str, ...] = field(default=(), validator=tuple_of(identifier, unique=True))
    spared_services: tuple[str, ...] = field(default=(), validator=tuple_of(identifier, unique=True))
    spared_kinds: tuple[EventKind, ...] = field(default=(), validator=tuple_of(is_a(EventKind), unique=True))
    highest: AccessLevel = field(default=AccessLevel.CLOSED, validator=is_a(AccessLevel))
    most_people: int | None = field(default=None, validator=optional(whole_number(1, 1_000_000)))

    def _check(self) -> None:
        if self.end is not None:
            if isinstance(self.end, datetime) is not isinstance(self.start, datetime):
                hint = "give two dates, or two wall times"
                raise WrongTypeError("Closure.end", "must be of the same kind as start", self.end, hint)
            if self.end < self.start or (self.end == self.start and isinstance(self.end, datetime)):
                raise InvalidValueError("Closure.end", f"must be after start {self.start}", self.end)
        if self.review is not None and self.end is not None:
            raise InvalidValueError("Closure.review", "goes with a closure that has no end", self.review)
        if self.spared_services and (self.rooms or self.services):
            hint = "leave a service out of services instead"
            raise InvalidValueError(
                "Closure.spared_services", "go with a whole torg", self.spared_services, hint
            )
        if self.most_people is not None and self.highest is AccessLevel.CLOSED:
            hint = "set highest to the level that stays open"
            raise InvalidValueError(
                "Closure.most_people", "goes with a house that is not closed", self.most_people, hint
            )

    def _short(self) -> str:
        return f"{self.torg}/{self.id}: from {self.start}" + ("" if self.end is None else f" to {self.end}")
