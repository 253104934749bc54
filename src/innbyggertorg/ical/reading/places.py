"""Where an event is and whose it is, as far as torg and organisations tell."""

from collections.abc import Iterable
from typing import Final

from innbyggertorg.ical.public import contact_parts, geo_text
from innbyggertorg.ical.reading.values import parts_of, plain_text
from innbyggertorg.language.kinds import category
from innbyggertorg.model import (
    LANGUAGES,
    Audience,
    EventKind,
    LocalText,
    Organisation,
    Torg,
)

__all__ = ["Place", "Places", "Sorts"]

_MOST_PARTS: Final = 40
_LONGEST: Final = 1_000
_MOST_KNOWN: Final = 4_096

Place = tuple[tuple[str, ...], str | None, bool]
"""Ids of rooms, a link that stands among them, and whether that is all."""


def _in_all(text: LocalText) -> set[str]:
    return {text.in_language(language).casefold() for language in LANGUAGES}


class Places:
    """Finds rooms by LOCATION, and organisations by CONTACT and ORGANIZER.

    Args:
        torg: With its rooms, or None.
        organisations: Those that may arrange something.
    """

    def __init__(self, torg: Torg | None, organisations: Iterable[Organisation]) -> None:
        self._known: dict[str, Place] = {}
        self._rooms: dict[str, str] = {}
        self._besides: set[str] = set()
        self._houses: list[list[str]] = []
        self.geo: str | None = None
        self.colour = torg.colour if torg else None
        if torg is not None:
            self._learn(torg)
        self._organisations: dict[str, str] = {}
        for organisation in organisations:
            for language in LANGUAGES:
                name = organisation.name.in_language(language)
                self._organisations.setdefault(name.casefold(), organisation.id)
                contact = ", ".join(contact_parts(organisation, name))
                self._organisations.setdefault(contact.casefold(), organisation.id)
        self._organisations.pop("", None)

    def _learn(self, torg: Torg) -> None:
        for room in torg.rooms:
            for name in _in_all(room.name):
                self._rooms.setdefault(name, room.id)
        self._besides |= _in_all(torg.name)
        alone = _in_all(torg.name)
        named = alone if torg.address is None else {f"{name}, {torg.address}".casefold() for name in alone}
        self._houses = [name.split(", ") for name in [*sorted(named), *sorted(alone - named)]]
        addresses = [torg.address, *(building.address for building in torg.buildings)]
        self._besides |= {str(address).casefold() for address in addresses if address is not None}
        for building in torg.buildings:
            self._besides |= _in_all(building.name)
        self.geo = geo_text(torg.geo) if torg.geo else None

    def find(self, value: str) -> Place:
        """Return what a LOCATION names."""
        known = self._known.get(value)
        if known is None:
            known = self._found(plain_text(value).strip())
            if len(self._known) < _MOST_KNOWN:
                self._known[value] = known
        return known

    def _found(self, text: str) -> Place:
        parts = text.split(", ")
        if len(parts) > _MOST_PARTS or len(text) > _LONGEST:
            return (), None, False
        parts = self._without_house(parts)
        rooms: list[str] = []
        link = None
        position, whole = 0, True
        while position < len(parts):
            for end in range(len(parts), position, -1):
                name = ", ".join(parts[position:end]).casefold()
                if name in self._rooms:
                    if self._rooms[name] not in rooms:
                        rooms.append(self._rooms[name])
                    break
                if name in self._besides:
                    break
            else:
                end = position + 1
                if parts[position].startswith(("https://", "http://")) and link is None:
                    link = parts[position]
                elif parts[position]:
                    whole = False
            position = end
        return tuple(rooms), link, whole

    def _without_house(self, parts: list[str]) -> list[str]:
        """Return the parts before and after the house, which may have a room of its own name."""
        folded = [part.casefold() for part in parts]
        for house in self._houses:
            for start in range(len(parts) - len(house), -1, -1):
                end = start + len(house)
                if folded[start:end] == house:
                    return parts[:start] + parts[end:]
        return parts

    def organiser(self, text: str) -> str | None:
        """Return the id of the organisation that a text names, or None."""
        return self._organisations.get(text.strip().casefold())


_WORDS: Final[dict[str, EventKind | Audience]] = {
    word.casefold(): each
    for kinds in (Audience, EventKind)
    for each in kinds
    for word in (str(each), *(category(each, language) or "" for language in LANGUAGES))
    if word
}

Sort = tuple[EventKind, tuple[Audience, ...], bool]
"""What sort of event it is, for whom, and whether that is all."""


class Sorts:
    """Reads CATEGORIES: what sort of event it is, and for whom."""

    def __init__(self) -> None:
        self._known: dict[str, Sort] = {}

    def read(self, value: str) -> Sort:
        """Return what the categories say that the model knows."""
        known = self._known.get(value)
        if known is None:
            known = _sorted_out(value)
            if len(self._known) < _MOST_KNOWN:
                self._known[value] = known
        return known


def _sorted_out(value: str) -> Sort:
    kind: EventKind | None = None
    audience: list[Audience] = []
    whole = True
    for part in parts_of(value):
        found = _WORDS.get(part.strip().casefold())
        if isinstance(found, Audience):
            if found not in audience:
                audience.append(found)
        elif found is None or kind not in {None, found}:
            whole = False
        else:
            kind = found
    return kind or EventKind.OTHER, tuple(audience), whole
