"""What a VEVENT says besides when: who may see it, how sure it is, where it is, whose it is."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final, TypeVar

from innbyggertorg.errors import InnbyggertorgError
from innbyggertorg.ical.reading.components import Property
from innbyggertorg.ical.reading.elsewhere import ELSEWHERE, NOTHING_ELSEWHERE, Elsewhere, elsewhere
from innbyggertorg.ical.reading.ledger import Ledger, UnreadableError
from innbyggertorg.ical.reading.places import Places, Sorts
from innbyggertorg.ical.reading.values import parts_of, plain_text, wall, whole_number
from innbyggertorg.model import Audience, EventDetails, EventKind, EventStatus, Visibility

__all__ = ["About", "Many", "Once"]

Once = Mapping[str, Property]
"""Properties that stand once, by name."""
Many = Mapping[str, list[Property]]
"""Properties that may stand several times, by name."""

_MOST_KNOWN: Final = 4_096
_LARGEST: Final = 2**31 - 1
_LONG_AGO: Final = datetime(1970, 1, 1, tzinfo=UTC)
_GEO: Final = re.compile(r"([+-]?[0-9]{1,3}(?:\.[0-9]{1,20})?);([+-]?[0-9]{1,3}(?:\.[0-9]{1,20})?)")
_MEETINGS: Final = ("CONFERENCE", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL")
_STATUS: Final = {
    "TENTATIVE": EventStatus.PROPOSED,
    "CONFIRMED": EventStatus.CONFIRMED,
    "CANCELLED": EventStatus.CANCELLED,
}
_CLASS: Final = {
    "PUBLIC": Visibility.PUBLIC,
    "PRIVATE": Visibility.INTERNAL,
    "CONFIDENTIAL": Visibility.INTERNAL,
}
_T = TypeVar("_T")


class About:
    """Reads what is not about time and is no text.

    Args:
        ledger: Where losses go, and problems that can be lived with.
        places: Finds rooms and organisations.

    Attributes:
        own: Whether the calendar at hand was written by this package.
        stamps: Instants that were read before, by how they are written.
    """

    def __init__(self, ledger: Ledger, places: Places) -> None:
        self._ledger = ledger
        self._places = places
        self._sorts = Sorts()
        self._links: dict[str, bool] = {}
        self.stamps: dict[str, datetime] = {}
        self.own = False

    def status(self, once: Once, uid: str) -> EventStatus:
        """Return how far the planning has come."""
        given = once.get("STATUS")
        if given is None or given[1] == "CONFIRMED":
            return EventStatus.CONFIRMED
        return self._named(given, _STATUS, EventStatus.CONFIRMED, uid)

    def visibility(self, once: Once, uid: str) -> Visibility:
        """Return who may see it; whatever is not public, or not understood, is internal."""
        given = once.get("CLASS")
        return Visibility.PUBLIC if given is None else self._named(given, _CLASS, Visibility.INTERNAL, uid)

    def _named(self, given: Property, names: Mapping[str, _T], other: _T, uid: str) -> _T:
        head, value, at = given
        found = names.get(value) or names.get(value.strip().upper())
        if found is None:
            rule = f"must be one of {', '.join(names)}"
            hint = f"it is read as {other!s}"
            self._ledger.problem(UnreadableError(at, head.name, rule, got=value[:40], hint=hint), uid)
            return other
        return found

    def sequence(self, once: Once) -> int:
        """Return how often its time or place was changed.

        Raises:
            UnreadableError: If that is no number.
        """
        given = once.get("SEQUENCE")
        if given is None or given[1] == "0":
            return 0
        try:
            found = whole_number(given[1])
        except ValueError:
            found = -1
        if not 0 <= found <= _LARGEST:
            rule = f"must be a whole number from 0 to {_LARGEST:,}"
            raise UnreadableError(given[2], "SEQUENCE", rule, got=given[1][:40])
        return found

    def changed_at(self, once: Once, at: int, uid: str) -> datetime:
        """Return the instant of the last change: LAST-MODIFIED, or else DTSTAMP.

        Raises:
            UnreadableError: If one of them is no instant.
        """
        stamp, modified = once.get("DTSTAMP"), once.get("LAST-MODIFIED")
        if modified is None and stamp is not None and stamp[1] in self.stamps:
            return self.stamps[stamp[1]]
        stamped = None if stamp is None else self._instant(stamp)
        changed = None if modified is None else self._instant(modified)
        if stamped is None:
            hint = "LAST-MODIFIED is read instead" if changed else "it is read as 1970"
            self._ledger.problem(UnreadableError(at, "VEVENT", "must have a DTSTAMP", hint=hint), uid)
        return changed or stamped or _LONG_AGO

    def _instant(self, given: Property) -> datetime:
        head, value, at = given
        found = self.stamp(value)
        if found is None:
            rule = "must be an instant in UTC, such as 20260301T180000Z"
            raise UnreadableError(at, head.name, rule, got=value[:40])
        return found

    def stamp(self, value: str) -> datetime | None:
        """Return an instant in UTC, or None if it is none."""
        found = self.stamps.get(value)
        if found is None:
            try:
                found = wall(value[:-1] if value.endswith("Z") else "").replace(tzinfo=UTC)
            except ValueError:
                return None
            if len(self.stamps) < _MOST_KNOWN:
                self.stamps[value] = found
        return found

    # --- where ----------------------------------------------------------------------------------------------

    def place(self, once: Once, many: Many, uid: str) -> tuple[tuple[str, ...], str | None, str | None]:
        """Return ids of rooms, the page about it, and where to take part online."""
        rooms: tuple[str, ...] = ()
        online = self._meeting(many, uid) if len(many) > ("CATEGORIES" in many) else None
        url = self._page(once["URL"], uid) if "URL" in once else None
        link = None
        location = once.get("LOCATION")
        if location is not None and location[1]:
            rooms, link, whole = self._places.find(location[1])
            if link is not None and online is None and self._is_kept(link):
                online = link
            if not whole or link not in {None, online}:
                why = "names a place that is no room of the torg" if rooms else "names no room of the torg"
                self._ledger.lost(location[2], uid, "LOCATION", why)
        if "GEO" in once:
            self._geo(once["GEO"], uid)
        if url is not None and url == online and (link is None or (location and location[1] == link)):
            url = None  # a feed names the meeting where there is no page
        return rooms, url, online

    def _page(self, given: Property, uid: str) -> str | None:
        _, value, at = given
        address = value.strip()
        if not address:
            return None
        if self._is_kept(address):
            return address
        rule = "must be an http or https URL with a host and no user name"
        self._ledger.problem(UnreadableError(at, "URL", rule, hint="it is not kept"), uid)
        return None

    def _meeting(self, many: Many, uid: str) -> str | None:
        found: str | None = None
        for name in _MEETINGS:
            for head, value, at in many.get(name, ()):
                address = value.strip()
                if found is None and self._is_kept(address):
                    found = address
                elif address != found:
                    self._ledger.lost(at, uid, head.name)
        return found

    def _is_kept(self, address: str) -> bool:
        """Whether the model takes it: http or https, with a host and no user name. Nothing is fetched."""
        known = self._links.get(address)
        if known is None:
            try:
                known = EventDetails(online_url=address).online_url == address
            except InnbyggertorgError:
                known = False
            if len(self._links) < _MOST_KNOWN:
                self._links[address] = known
        return known

    def _geo(self, given: Property, uid: str) -> None:
        _, value, at = given
        found = _GEO.fullmatch(value.strip())
        if not found:
            error = UnreadableError(at, "GEO", "must be latitude and longitude", hint="it is not kept")
            self._ledger.problem(error, uid)
        elif f"{float(found[1]):.6f};{float(found[2]):.6f}" != self._places.geo:
            self._ledger.lost(at, uid, "GEO", "is not where the torg is")

    # --- whose, and of what sort ----------------------------------------------------------------------------

    def organiser(self, once: Once, many: Many, uid: str) -> str | None:
        """Return the id of the organisation that CONTACT or ORGANIZER names."""
        found: str | None = None
        for head, value, at in many.get("CONTACT", ()):
            named = self._places.organiser(plain_text(value))
            if named is None or found not in {None, named}:
                self._ledger.lost(at, uid, head.name, "is none of the organisations")
            found = found or named
        if "ORGANIZER" in once:
            head, _, at = once["ORGANIZER"]
            named = self._places.organiser(head.parameters.get("CN", ""))
            if named is None or found not in {None, named}:
                self._ledger.lost(at, uid, head.name, "is none of the organisations")
            found = found or named
        return found

    def sort(self, many: Many, uid: str) -> tuple[EventKind, tuple[Audience, ...]]:
        """Return kind and audience by what the categories say."""
        given = many.get("CATEGORIES")
        if not given:
            return EventKind.OTHER, ()
        value = given[0][1] if len(given) == 1 else ",".join(each[1] for each in given)
        kind, audience, whole = self._sorts.read(value)
        if not whole:
            for _, each, at in given:
                if not self._sorts.read(each)[2] or len(parts_of(each)) == 1:
                    self._ledger.lost(
                        at, uid, "CATEGORIES", "are more than the kinds and audiences there are"
                    )
        return kind, audience

    def elsewhere(self, many: Many, uid: str) -> Elsewhere:
        """Return its picture, its links, its concepts and what it is a part of."""
        if many.keys().isdisjoint(ELSEWHERE):
            return NOTHING_ELSEWHERE
        return elsewhere(many, uid, self._ledger, self._is_kept, self._places.colour)

    def besides(self, once: Once, uid: str) -> None:
        """Note what is lost of the properties that are read for something else."""
        given = once.get("TRANSP")
        if given is None:
            return
        value = given[1].strip().upper()
        if value not in {"OPAQUE", "TRANSPARENT"}:
            rule = "must be OPAQUE or TRANSPARENT"
            self._ledger.problem(UnreadableError(given[2], "TRANSP", rule, got=value[:40]), uid)
        elif value == "TRANSPARENT" and not self.own:
            self._ledger.lost(given[2], uid, "TRANSP", "is not kept: what is in a room takes it")
