"""Where something happens, on one line: rooms, the building they are in, the house and its address."""

from collections.abc import Iterable
from typing import NamedTuple

from innbyggertorg.model.place import Building
from innbyggertorg.model.room import Room
from innbyggertorg.model.torg import Torg

__all__ = ["PlaceWords", "building_of", "place_words", "rooms_of"]


class PlaceWords(NamedTuple):
    """Where something happens, in words.

    Attributes:
        text: One line.
        is_at_the_house: Whether the address is that of the torg, and not of another building of it.
    """

    text: str
    is_at_the_house: bool


def rooms_of(torg: Torg, ids: Iterable[str]) -> list[Room]:
    """Return rooms by their ids, in the order of the ids; what is no room of the torg is left out."""
    known = {room.id: room for room in torg.rooms}
    return [known[name] for name in ids if name in known]


def building_of(torg: Torg, rooms: Iterable[Room]) -> Building | None:
    """Return the building that all of *rooms* are in, or None where they are in several or it is not said."""
    ids = {room.building for room in rooms}
    if len(ids) != 1:
        return None
    return next((building for building in torg.buildings if building.id in ids), None)


def place_words(torg: Torg, room_ids: Iterable[str], language: str) -> PlaceWords:
    """Say where rooms are: the rooms, the house and its address.

    Where all are in one building of the house, it is named, and its address is the one if it has any.

    Args:
        torg: Whose rooms they are.
        room_ids: Their ids, in the order in which they are named; none for the house as a whole.
        language: `nb`, `nn` or `en`; a name that is missing comes in another of them.
    """
    rooms = rooms_of(torg, room_ids)
    names = [room.name.in_language(language) for room in rooms]
    building = building_of(torg, rooms)
    address, is_at_the_house = torg.address, True
    if building is not None:
        names.append(building.name.in_language(language))
        if building.address is not None and building.address != address:
            address, is_at_the_house = building.address, False
    parts = [*names, torg.name.in_language(language), *([str(address)] if address else [])]
    return PlaceWords(", ".join(parts), is_at_the_house)
