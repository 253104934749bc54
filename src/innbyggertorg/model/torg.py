"""The house itself."""

from collections.abc import Iterable, Iterator

from attrs import field, frozen

from innbyggertorg._checks import (
    identifier,
    is_a,
    matches,
    optional,
    private,
    true_or_false,
    tuple_of,
    url,
    whole_number,
)
from innbyggertorg._values import Name, Value, counted
from innbyggertorg.chrono import DEFAULT_ZONE, Validity
from innbyggertorg.chrono.zones import zone_key
from innbyggertorg.errors import Problem, ProblemsError, UnknownReferenceError, shown
from innbyggertorg.model._references import Known, repeated_ids
from innbyggertorg.model.appearance import colour
from innbyggertorg.model.organisation import Contact
from innbyggertorg.model.place import Address, Building, Geo
from innbyggertorg.model.room import Equipment, Room
from innbyggertorg.model.service import Service
from innbyggertorg.model.text import LocalText, one_line, several_lines
from innbyggertorg.opening import OpeningSchedule

__all__ = ["Torg", "TorgStatus"]


class TorgStatus(Name):
    """Where a torg is in its life."""

    PLANNED = "planned"
    OPEN = "open"
    MOVED = "moved"
    """Replaced by a torg elsewhere; one that moves and keeps its identity stays open."""
    CLOSED = "closed"


@frozen(kw_only=True)
class Torg(Value):
    """A municipal citizens' house (*innbyggertorg*), in one building or several.

    Attributes:
        id: Unique within the programme.
        name: What people call it.
        status: Where it is in its life.
        validity: The days on which it exists.
        zone: IANA key of the time zone of everything in it.
        kommunenummer: Four digits of Statistics Norway's classification of municipalities.
        operator: Id of the organisation that runs it.
        address: Where its door is.
        geo: Where it is on the map.
        profile: What is special about it.
        sdg: Numbers of the UN sustainable development goals it works towards, 1 to 17.
        image: A picture of it, as a URL.
        url: Its own page.
        colour: The colour in which calendars show it, by its CSS 3 name.
        contact: How to reach it.
        opening: When the house is open, and at which level; None where it is not known.
        buildings: Its buildings, where it has several.
        rooms: Its rooms.
        services: Its services.
        equipment: What it lends out besides rooms.
        turnaround_inside: Whether set-up and tear-down are part of the time booked, not added to it.
        digital_keys: Whether who has booked gets a digital key for the time when the house is not open.

    Raises:
        InvalidValueError: If a field breaks its rule.
        ProblemsError: If an id is used twice, or a room, building or part is named that it does not have;
            all of them at once.
    """

    id: str = field(validator=identifier)
    name: LocalText = field(validator=one_line)
    status: TorgStatus = field(default=TorgStatus.OPEN, validator=is_a(TorgStatus))
    validity: Validity = field(factory=Validity, validator=is_a(Validity))
    zone: str = field(default=DEFAULT_ZONE, validator=zone_key)
    kommunenummer: str | None = field(
        default=None, validator=optional(matches("[0-9]{4}", "must be four digits"))
    )
    operator: str | None = field(default=None, validator=optional(identifier))
    address: Address | None = field(default=None, validator=optional(is_a(Address)))
    geo: Geo | None = field(default=None, validator=optional(is_a(Geo)))
    profile: LocalText | None = field(default=None, validator=optional(several_lines))
    sdg: tuple[int, ...] = field(default=(), validator=tuple_of(whole_number(1, 17), unique=True))
    image: str | None = field(default=None, validator=optional(url))
    url: str | None = field(default=None, validator=optional(url))
    colour: str | None = field(default=None, validator=optional(colour))
    contact: Contact | None = field(default=None, validator=private(optional(is_a(Contact))))
    opening: OpeningSchedule | None = field(default=None, validator=optional(is_a(OpeningSchedule)))
    buildings: tuple[Building, ...] = field(default=(), validator=tuple_of(is_a(Building)))
    rooms: tuple[Room, ...] = field(default=(), validator=tuple_of(is_a(Room)))
    services: tuple[Service, ...] = field(default=(), validator=tuple_of(is_a(Service)))
    equipment: tuple[Equipment, ...] = field(default=(), validator=tuple_of(is_a(Equipment)))
    turnaround_inside: bool = field(default=False, validator=true_or_false)
    digital_keys: bool = field(default=False, validator=true_or_false)

    def _check(self) -> None:
        problems = [
            *repeated_ids("buildings", (building.id for building in self.buildings)),
            *repeated_ids("rooms", (room.id for room in self.rooms)),
            *repeated_ids("services", (service.id for service in self.services)),
            *repeated_ids("equipment", (equipment.id for equipment in self.equipment)),
            *self._unknown_references(),
            *self._circular_rooms(),
        ]
        if problems:
            raise ProblemsError(problems)

    def _unknown_references(self) -> Iterator[Problem]:
        rooms = Known("room of the torg", (room.id for room in self.rooms))
        buildings = Known("building of the torg", (building.id for building in self.buildings))
        for i, room in enumerate(self.rooms):
            if room.building is not None:
                yield from buildings.unknown(f"rooms[{i}].building", (room.building,))
            yield from rooms.unknown(f"rooms[{i}].parts", room.parts)
        for i, service in enumerate(self.services):
            yield from rooms.unknown(f"services[{i}].rooms", service.rooms)

    def _circular_rooms(self) -> Iterator[Problem]:
        index = {room.id: i for i, room in enumerate(self.rooms)}
        for room, part in _circles({room.id: room.parts for room in self.rooms}):
            rule = "must not lead back to the room itself"
            yield Problem(f"rooms[{index[room]}].parts", rule, shown(part), f"it is joined from {room}")

    def _short(self) -> str:
        return f"{self.id}: {counted(len(self.rooms), 'room')}, {counted(len(self.services), 'service')}"

    def room(self, room_id: str) -> Room | None:
        """Return the room of that id, or None."""
        return next((room for room in self.rooms if room.id == room_id), None)

    def service(self, service_id: str) -> Service | None:
        """Return the service of that id, or None."""
        return next((service for service in self.services if service.id == service_id), None)

    def leaves(self, room_id: str) -> frozenset[str]:
        """Return the ids of the rooms that a booking of *room_id* occupies: its parts' parts, or itself.

        Raises:
            UnknownReferenceError: If the torg has no such room.
        """
        parts = {room.id: room.parts for room in self.rooms}
        if self.room(room_id) is None:
            raise UnknownReferenceError(
                "Torg.leaves room_id", f"must be a room of the torg {self.id}", room_id
            )
        return frozenset(part for part in _reached((room_id,), parts) if not parts[part])


def _reached(start: Iterable[str], parts: dict[str, tuple[str, ...]]) -> set[str]:
    """Return *start* and everything it is joined from, however deep."""
    seen: set[str] = set()
    waiting = list(start)
    while waiting:
        if (room := waiting.pop()) not in seen:
            seen.add(room)
            waiting.extend(parts[room])
    return seen


def _circles(parts: dict[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """Yield a room and that part of it which is joined from the room itself, one pair for each circle."""
    done: set[str] = set()
    for first, below in parts.items():
        way = [] if first in done else [(first, iter(below))]  # down from the first, with the parts to see
        above = {first}
        while way:
            room, rest = way[-1]
            for part in rest:
                if part in above and part != room:  # a room within itself is no valid room
                    yield room, part
                elif part in parts and part not in done and part not in above:
                    way.append((part, iter(parts[part])))
                    above.add(part)
                    break
            else:
                way.pop()
                above.discard(room)
                done.add(room)
