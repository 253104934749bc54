"""Rooms, rooms joined from rooms, and what is lent out with them."""

from datetime import timedelta
from typing import Final

from attrs import field, frozen

from innbyggertorg._checks import (
    identifier,
    is_a,
    length_up_to,
    optional,
    true_or_false,
    tuple_of,
    whole_number,
)
from innbyggertorg._values import Value
from innbyggertorg.chrono import Validity
from innbyggertorg.errors import InvalidValueError
from innbyggertorg.model.text import LocalText, one_line
from innbyggertorg.opening import OpeningSchedule

__all__ = ["Equipment", "PrimaryUse", "Room"]

_MOST_PEOPLE: Final = 1_000_000
_people = optional(whole_number(1, _MOST_PEOPLE))
_turnaround = length_up_to(timedelta(days=1))


@frozen(kw_only=True)
class Equipment(Value):
    """Something that is lent out and can be in one place only: a projector, a set of instruments.

    Attributes:
        id: Unique within the torg.
        name: What people call it.
        number: How many of it there are.
    """

    id: str = field(validator=identifier)
    name: LocalText = field(validator=one_line)
    number: int = field(default=1, validator=whole_number(1, _MOST_PEOPLE))


@frozen(kw_only=True)
class PrimaryUse(Value):
    """The times at which a room is one organisation's first; the others get the rest.

    Attributes:
        organisation: Id of the organisation.
        hours: When; any level counts.
    """

    organisation: str = field(validator=identifier)
    hours: OpeningSchedule = field(validator=is_a(OpeningSchedule))


@frozen(kw_only=True)
class Room(Value):
    """A room of a torg.

    A room with *parts* is joined from other rooms of its torg: to book it is to book all of them. Its
    capacity is stated, never summed up.

    Attributes:
        id: Unique within the torg.
        name: What the sign on the door says.
        seated: How many can sit; None where it is not known.
        standing: How many can stand.
        fire_limit: How many the fire regulations allow, whatever the furniture.
        area_m2: Floor area in square metres.
        features: What is in it, as ids: `projector`, `hearing-loop`, `step-free`.
        setup: Time needed before a booking, unless the event says otherwise; whole minutes, at most a day.
        teardown: Time needed after it.
        bookable: Whether residents and associations may book it.
        shared_up_to: How many people may share it in several bookings at once; None where it is not shared.
        parts: Ids of the rooms it is joined from.
        building: Id of its building, or None where the torg has only one.
        primary: Who has it first, and when.
        validity: The days on which it exists.

    Raises:
        InvalidValueError: If a number is out of range, or the room is a part of itself.
    """

    id: str = field(validator=identifier)
    name: LocalText = field(validator=one_line)
    seated: int | None = field(default=None, validator=_people)
    standing: int | None = field(default=None, validator=_people)
    fire_limit: int | None = field(default=None, validator=_people)
    area_m2: int | None = field(default=None, validator=optional(whole_number(1, _MOST_PEOPLE)))
    features: tuple[str, ...] = field(default=(), validator=tuple_of(identifier, unique=True))
    setup: timedelta = field(default=timedelta(0), validator=_turnaround)
    teardown: timedelta = field(default=timedelta(0), validator=_turnaround)
    bookable: bool = field(default=True, validator=true_or_false)
    shared_up_to: int | None = field(default=None, validator=_people)
    parts: tuple[str, ...] = field(default=(), validator=tuple_of(identifier, unique=True))
    building: str | None = field(default=None, validator=optional(identifier))
    primary: tuple[PrimaryUse, ...] = field(default=(), validator=tuple_of(is_a(PrimaryUse)))
    validity: Validity = field(factory=Validity, validator=is_a(Validity))

    def _check(self) -> None:
        if self.id in self.parts:
            raise InvalidValueError("Room.parts", "must not hold the room itself", self.id)
        if len(self.parts) == 1:
            hint = "join two rooms or more, or leave parts empty"
            raise InvalidValueError("Room.parts", "must be none or at least two", self.parts, hint)

    def _short(self) -> str:
        return self.id if self.capacity is None else f"{self.id}: up to {self.capacity:,}"

    @property
    def capacity(self) -> int | None:
        """How many people fit: the larger of seated and standing, within the fire limit."""
        stated = [number for number in (self.seated, self.standing) if number is not None]
        most = max(stated, default=None)
        if self.fire_limit is None:
            return most
        return self.fire_limit if most is None else min(most, self.fire_limit)
