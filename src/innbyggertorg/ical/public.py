"""What the public may see of an event: a type of its own, without a place for anything else.

A feed is made of this type alone. It has no field for whoever is behind an event unless that is public, so
nothing private can reach a feed by being forgotten in a filter.
"""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from attrs import frozen

from innbyggertorg.language.kinds import category
from innbyggertorg.model import Event, EventDetails, EventStatus, Programme, Sector, Torg
from innbyggertorg.recurrence import Series, Status

__all__ = ["Face", "PublicEvent", "public_events"]


class Face(NamedTuple):
    """What one occurrence shows.

    Attributes:
        title: One line.
        text: Any number of lines, or None.
        location: Rooms, house and address, or the link of an event online.
        geo: Latitude and longitude of the house, where it happens there.
        url: A page about it, or where to take part.
        online_url: Where to take part online, or None.
    """

    title: str
    text: str | None
    location: str
    geo: str | None
    url: str | None
    online_url: str | None


@frozen(kw_only=True)
class PublicEvent:
    """An event as everybody may see it, in one language.

    Attributes:
        uid: Its UID.
        series: When it happens.
        status: Of each occurrence that is not cancelled by itself.
        changed_at: When anything about it was last changed.
        sequence: How often its time or place was changed.
        face: What it shows.
        changed: What single occurrences show instead, by their original start.
        categories: What sort of event it is, and for whom.
        contact: The organiser's name, and how to reach it where that is public.
    """

    uid: str
    series: Series
    status: Status
    changed_at: datetime
    sequence: int
    face: Face
    changed: tuple[tuple[object, Face], ...]
    categories: tuple[str, ...]
    contact: str | None


def public_events(programme: Programme, chosen: Callable[[Event], bool], language: str) -> list[PublicEvent]:
    """Return the public side of what happens, by uid.

    Args:
        programme: With everything in it.
        chosen: Says which events are wanted.
        language: Of the texts.
    """
    publisher = _Publisher(programme, language)
    shown = (event for event in programme.events if event.is_public and chosen(event))
    return sorted(map(publisher.public, shown), key=lambda event: event.uid)


def _status(event: Event) -> Status:
    if event.status is EventStatus.CANCELLED:
        return Status.CANCELLED
    tentative = event.status is EventStatus.PROPOSED or event.series.tentative
    return Status.TENTATIVE if tentative else Status.CONFIRMED


class _Publisher:
    """Looks up and words each thing once."""

    def __init__(self, programme: Programme, language: str) -> None:
        self._programme = programme
        self._language = language
        self._places: dict[tuple[str, tuple[str, ...]], tuple[str, str | None]] = {}
        self._contacts: dict[str, str | None] = {}

    def public(self, event: Event) -> PublicEvent:
        """Return the public side of *event*."""
        language = self._language
        named = [category(event.kind, language), *(category(each, language) for each in event.audience)]
        return PublicEvent(
            uid=event.uid,
            series=event.series,
            status=_status(event),
            changed_at=event.changed_at,
            sequence=event.sequence,
            face=self._face(event, None),
            changed=tuple(
                (override.original, self._face(event, override.details))
                for override in event.series.overrides
                if override.details is not None
            ),
            categories=tuple(name for name in named if name),
            contact=self._contact(event.organiser),
        )

    def _face(self, event: Event, details: EventDetails | None) -> Face:
        title, text, rooms, online_url = event.title, event.text, event.rooms, event.online_url
        if details is not None:
            title = details.title or title
            text = details.text or text
            rooms = rooms if details.rooms is None else details.rooms
            online_url = details.online_url or online_url
        if online_url and not rooms:
            location, geo = online_url, None
        else:
            location, geo = self._place(event.torg, rooms)
            if online_url and event.url:  # no program shows the conference, so the link stands here as well
                location = f"{location}, {online_url}"
        return Face(
            title.in_language(self._language),
            text.in_language(self._language) if text else None,
            location,
            geo,
            event.url or online_url,
            online_url,
        )

    def _place(self, torg_id: str, rooms: tuple[str, ...]) -> tuple[str, str | None]:
        known = self._places.get((torg_id, rooms))
        if known is None:
            known = self._places[torg_id, rooms] = self._worded_place(self._programme.torg(torg_id), rooms)
        return known

    def _worded_place(self, torg: Torg, room_ids: tuple[str, ...]) -> tuple[str, str | None]:
        language = self._language
        rooms = [room for room in torg.rooms if room.id in room_ids]
        rooms.sort(key=lambda room: room_ids.index(room.id))
        names = [room.name.in_language(language) for room in rooms]
        buildings = {building.id: building for building in torg.buildings}
        elsewhere = {buildings[room.building] for room in rooms if room.building is not None}
        address, geo = torg.address, torg.geo
        if len(elsewhere) == 1 and all(room.building for room in rooms):
            building = elsewhere.pop()
            names.append(building.name.in_language(language))
            if building.address is not None and building.address != address:
                address, geo = building.address, None  # the point on the map is the door of the torg
        parts = [*names, torg.name.in_language(language), *([str(address)] if address else [])]
        return ", ".join(parts), f"{geo.latitude:.6f};{geo.longitude:.6f}" if geo else None

    def _contact(self, organiser: str | None) -> str | None:
        if organiser is None:
            return None
        if organiser not in self._contacts:
            self._contacts[organiser] = self._worded_contact(organiser)
        return self._contacts[organiser]

    def _worded_contact(self, organiser: str) -> str | None:
        organisation = self._programme.organisation(organiser)
        parts = []
        if organisation.sector is not Sector.PRIVATE:  # whose name may be a person's
            parts.append(organisation.name.in_language(self._language))
        contact = organisation.contact
        if contact is not None and contact.public:
            parts += [part for part in (contact.name, contact.email, contact.phone) if part]
        return ", ".join(parts) or None
