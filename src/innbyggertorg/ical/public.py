"""What the public may see of an event: a type of its own, without a place for anything else.

A feed is made of this type alone. It has no field for whoever is behind an event unless that is public, so
nothing private can reach a feed by being forgotten in a filter.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import NamedTuple

from innbyggertorg.language.kinds import category
from innbyggertorg.language.places import place_words
from innbyggertorg.model import (
    LANGUAGES,
    Audience,
    Event,
    EventDetails,
    EventKind,
    EventStatus,
    Geo,
    LocalText,
    Organisation,
    Torg,
)
from innbyggertorg.model.organisation import public_contact
from innbyggertorg.recurrence import Series, Status

__all__ = [
    "Face",
    "More",
    "PublicEvent",
    "PublicLink",
    "Publisher",
    "Sort",
    "Text",
    "contact_parts",
    "geo_text",
]


class Text(NamedTuple):
    """A text, and the language that it is in."""

    text: str
    language: str


class PublicLink(NamedTuple):
    """A page, what it is to the event, and what to call it."""

    url: str
    relation: str
    label: Text | None


class Face(NamedTuple):
    """What one occurrence shows.

    Attributes:
        title: One line.
        text: Any number of lines, or None.
        location: Rooms, house and address, or the link of an event online; None where nothing is known.
        geo: Latitude and longitude of the house, where it happens there.
        url: A page about it, or where to take part.
        online_url: Where to take part online, or None.
    """

    title: Text
    text: Text | None
    location: str | None
    geo: str | None
    url: str | None
    online_url: str | None


class Sort(NamedTuple):
    """What sort of event it is, and whose; many events are of one sort.

    Attributes:
        categories: What sort of event it is, and for whom.
        contact: The organiser's name, and how to reach it where that is public.
        organiser: The organiser's name and e-mail address where both are public.
        colour: In which it is shown.
    """

    categories: tuple[str, ...]
    contact: str | None
    organiser: tuple[str, str] | None
    colour: str | None


class More(NamedTuple):
    """What few events have.

    Attributes:
        image: URL of a picture.
        links: Further pages.
        concepts: URLs of what it is about.
        part_of: What it is a part of.
    """

    image: str | None
    links: tuple[PublicLink, ...]
    concepts: tuple[str, ...]
    part_of: str | None


class PublicEvent(NamedTuple):
    """An event as everybody may see it, in one language.

    Attributes:
        uid: Its UID.
        series: When it happens.
        status: Of each occurrence that is not cancelled by itself.
        changed_at: When anything about it was last changed, in UTC.
        sequence: How often its time or place was changed.
        face: What it shows.
        changed: What single occurrences show instead, by their original start.
        sort: What it has in common with others.
        more: What few have, or None.
    """

    uid: str
    series: Series
    status: Status
    changed_at: datetime
    sequence: int
    face: Face
    changed: tuple[tuple[object, Face], ...]
    sort: Sort
    more: More | None


def _status(event: Event) -> Status:
    if event.status is EventStatus.CANCELLED:
        return Status.CANCELLED
    tentative = event.status is EventStatus.PROPOSED or event.series.tentative
    return Status.TENTATIVE if tentative else Status.CONFIRMED


class Publisher:
    """Words what is public about events; it looks up each place and each organiser once.

    Args:
        language: Of the texts.
        torgs: The houses that events may be at.
        organisations: Those that may arrange them.
    """

    def __init__(
        self, language: str, torgs: Iterable[Torg] = (), organisations: Iterable[Organisation] = ()
    ) -> None:
        self._language = language
        self.torgs = {torg.id: torg for torg in torgs}
        self.organisations = {each.id: each for each in organisations}
        self._places: dict[tuple[str, tuple[str, ...]], tuple[str | None, str | None]] = {}
        self._sorts: dict[tuple[object, ...], Sort] = {}

    def public(self, event: Event) -> PublicEvent:
        """Return the public side of *event*, whether everybody may see the event or not."""
        overrides = event.series.overrides
        return PublicEvent(
            event.uid,
            event.series,
            _status(event),
            event.changed_at.astimezone(UTC),
            event.sequence,
            self._face(event, None),
            self._changed(event) if overrides else (),
            self._sort(event),
            self._more(event) if event.image or event.links or event.concepts or event.part_of else None,
        )

    def _changed(self, event: Event) -> tuple[tuple[object, Face], ...]:
        return tuple(
            [
                (override.original, self._face(event, override.details))
                for override in event.series.overrides
                if override.details is not None
            ]
        )

    def _sort(self, event: Event) -> Sort:
        kind = (event.torg, event.organiser, event.kind, event.audience)
        sort = self._sorts.get(kind)
        if sort is None:
            torg, organisation = self.torgs.get(event.torg), None
            if event.organiser is not None:
                organisation = self.organisations.get(event.organiser)
            contact, organiser = self._contact(organisation) if organisation else (None, None)
            colour = torg.colour if torg else None
            sort = self._sorts[kind] = Sort(self._categories(event), contact, organiser, colour)
        return sort

    def _more(self, event: Event) -> More:
        links = [
            PublicLink(each.url, each.relation, self._text(each.label) if each.label else None)
            for each in event.links
        ]
        return More(event.image, tuple(links), event.concepts, event.part_of)

    def _text(self, text: LocalText) -> Text:
        own: str | None = getattr(text, self._language)
        if own is not None:
            return Text(own, self._language)
        worded = text.in_language(self._language)
        return Text(worded, next(code for code in LANGUAGES if getattr(text, code) is worded))

    def _categories(self, event: Event) -> tuple[str, ...]:
        things: list[EventKind | Audience] = [event.kind, *event.audience]
        return tuple([name for each in things if (name := category(each, self._language))])

    def _face(self, event: Event, details: EventDetails | None) -> Face:
        title, text, rooms, online_url = event.title, event.text, event.rooms, event.online_url
        if details is not None:
            title = details.title or title
            text = details.text or text
            rooms = rooms if details.rooms is None else details.rooms
            online_url = details.online_url or online_url
        location: str | None
        if online_url and not rooms:
            location, geo = online_url, None
        else:
            location, geo = self._place(event.torg, rooms)
            if online_url and event.url:  # no program shows the conference, so the link stands here as well
                location = f"{location}, {online_url}" if location else online_url
        return Face(
            self._text(title),
            self._text(text) if text else None,
            location,
            geo,
            event.url or online_url,
            online_url,
        )

    def _place(self, torg_id: str, rooms: tuple[str, ...]) -> tuple[str | None, str | None]:
        known = self._places.get((torg_id, rooms))
        if known is None:
            torg = self.torgs.get(torg_id)
            known = (None, None) if torg is None else self._worded_place(torg, rooms)
            self._places[torg_id, rooms] = known
        return known

    def _worded_place(self, torg: Torg, room_ids: tuple[str, ...]) -> tuple[str, str | None]:
        text, is_at_the_house = place_words(torg, room_ids, self._language)
        geo = torg.geo if is_at_the_house else None  # the point on the map is the door of the torg
        return text, geo_text(geo) if geo else None

    def _contact(self, organisation: Organisation) -> tuple[str | None, tuple[str, str] | None]:
        parts = contact_parts(organisation, organisation.name.in_language(self._language))
        contact = public_contact(organisation.contact)
        organiser = (parts[0], contact.email) if contact is not None and contact.email else None
        return ", ".join(parts) or None, organiser


def geo_text(geo: Geo) -> str:
    """Return what GEO says (RFC 5545 section 3.8.1.6): latitude and longitude in degrees, six decimals."""
    return f"{geo.latitude:.6f};{geo.longitude:.6f}"


def contact_parts(organisation: Organisation, name: str) -> list[str]:
    """Return what CONTACT says of an organisation: its *name*, and its contact, each if it is public."""
    contact = public_contact(organisation.contact)
    reached = (contact.name, contact.email, contact.phone) if contact is not None else ()
    return [*(() if organisation.is_private else (name,)), *(part for part in reached if part)]
