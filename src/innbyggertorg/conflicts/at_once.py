"""Who and what would have to be in several places at once: organisers, and equipment that is lent out."""

from collections.abc import Iterator
from functools import partial

from innbyggertorg.conflicts.dates import Booking
from innbyggertorg.conflicts.found import Found, first_of
from innbyggertorg.conflicts.kinds import ConflictKind, RuleName
from innbyggertorg.conflicts.meeting import Span, pairs
from innbyggertorg.conflicts.rooms import crowded, part_of
from innbyggertorg.conflicts.scene import Scene
from innbyggertorg.model import Organisation

__all__ = ["lacking_equipment", "organisers_in_two_places"]

Place = tuple[str, frozenset[str]]
"""A torg and rooms without parts in it; none is out of doors or online."""


def organisers_in_two_places(scene: Scene) -> Iterator[list[Found]]:
    """Yield for each organiser where it would have to be in more places than it can be, in order."""
    numbers: dict[str, list[int]] = {}
    for number, booking in enumerate(scene.bookings):
        if booking.event.organiser is not None:
            numbers.setdefault(booking.event.organiser, []).append(number)
    for name in sorted(numbers):
        organiser = scene.programme.organisation(name)
        if organiser.at_once is not None and len(numbers[name]) > organiser.at_once:
            if organiser.at_once == 1:
                found = _in_two_places(scene, organiser, numbers[name])
                yield first_of(found, scene.limits.conflicts, in_order=True)
            else:
                found = scene.seen(_in_many_places(scene, organiser, numbers[name]))
                yield first_of(found, scene.limits.conflicts)


def _in_two_places(scene: Scene, organiser: Organisation, numbers: list[int]) -> Iterator[Found]:
    own = scene.own
    places = {number: _place(scene, scene.bookings[number]) for number in numbers}

    def apart(one: int, other: int) -> bool:
        if own is not None and one not in own and other not in own:
            return False
        (torg, rooms), (other_torg, other_rooms) = places[one], places[other]
        return torg != other_torg or (rooms != other_rooms and rooms.isdisjoint(other_rooms))

    spans = [row for number in numbers for row in scene.bookings[number].rows]
    spans.sort()
    for start, end, later, earlier in pairs(spans, scene.budget(len(spans)), apart):
        if start >= scene.high:
            return
        if end > scene.low:
            parties = (part_of(scene, later), part_of(scene, earlier))
            yield Found(
                start,
                max(parties, parties[::-1]),
                ConflictKind.ORGANISER,
                end,
                _first_torg(scene, later, earlier),
                RuleName.AT_ONCE,
                subject=organiser.id,
                allowed=1,
                got=2,
                tentative=True,
            )


def _first_torg(scene: Scene, *spans: Span) -> str:
    first = min(spans, key=lambda span: part_of(scene, span))
    return scene.bookings[first[2]].event.torg


def _place(scene: Scene, booking: Booking) -> Place:
    return booking.event.torg, scene.house(booking.event.torg).leaves(booking.rooms)


def _in_many_places(scene: Scene, organiser: Organisation, numbers: list[int]) -> Iterator[Found]:
    allowed = organiser.at_once or 1
    torg = min(scene.bookings[number].event.torg for number in numbers)
    make = partial(Found, kind=ConflictKind.ORGANISER, torg=torg, rule=RuleName.AT_ONCE, subject=organiser.id)
    for crowd in crowded(scene, numbers, allowed, by_head=False):
        yield make(**{**crowd, "tentative": True})


def lacking_equipment(scene: Scene) -> Iterator[Found]:
    """Yield when more of a piece of equipment is needed at once than there is."""
    users: dict[tuple[str, str], list[int]] = {}
    for number, booking in enumerate(scene.bookings):
        for name in booking.event.equipment:
            users.setdefault((booking.event.torg, name), []).append(number)
    for (torg, name), numbers in sorted(users.items()):
        equipment = next(each for each in scene.house(torg).torg.equipment if each.id == name)
        make = partial(Found, kind=ConflictKind.EQUIPMENT, torg=torg, rule=RuleName.NUMBER, subject=name)
        for crowd in crowded(scene, numbers, equipment.number, by_head=False):
            yield make(**crowd)
