"""One VEVENT as an event of the model."""

import re
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Final, NamedTuple

from innbyggertorg._checks import ID_PATTERN
from innbyggertorg.ical.reading.about import About, Once
from innbyggertorg.ical.reading.components import Component, Property
from innbyggertorg.ical.reading.heads import MANY, ONCE, REPETITION
from innbyggertorg.ical.reading.ledger import Ledger, UnreadableError
from innbyggertorg.ical.reading.moments import Placed
from innbyggertorg.ical.reading.texts import Texts
from innbyggertorg.ical.reading.trusted import maker
from innbyggertorg.ical.reading.values import plain_text
from innbyggertorg.ical.reading.when import When
from innbyggertorg.model import Audience, Event, EventKind, EventStatus, Link, LocalText, Visibility
from innbyggertorg.recurrence import Series

__all__ = ["Events", "Found", "Lines", "derived_uid", "id_of"]

_is_uid: Final = re.compile(r"[!-+\--:<-\[\]-~]{1,255}").fullmatch
_NO_SORT: Final = (EventKind.OTHER, ())
_ID: Final = re.compile(ID_PATTERN, re.ASCII)
_MOST_KNOWN: Final = 4_096
_SHORTEST_ID: Final = 5  # names of four characters and fewer may be reserved for devices
_SOME: Final = LocalText(nb="-")
_DAY_ONE: Final = date(2026, 1, 1)
_DAY: Final = timedelta(days=1)
_LONG_AGO: Final = datetime(1970, 1, 1, tzinfo=UTC)
_FIELDS: Final = (
    "id",
    "uid",
    "title",
    "text",
    "series",
    "changed_at",
    "sequence",
    "status",
    "visibility",
    "kind",
    "audience",
    "rooms",
    "organiser",
    "url",
    "online_url",
    "image",
    "links",
    "concepts",
    "part_of",
)
_TEXTS: Final = {"SUMMARY", "DESCRIPTION"}


class Found(NamedTuple):
    """One VEVENT that was read.

    Attributes:
        event: What it says, as if it stood alone.
        at: Where it begins.
        key: RECURRENCE-ID, where it replaces an occurrence of another event.
        key_at: Where that stands.
        following: Whether it replaces the following ones as well.
        related: UID of the event that it says it is a part of; empty where it says none.
        related_at: Where that stands.
    """

    event: Event
    at: int
    key: Placed | None = None
    key_at: int = 0
    following: bool = False
    related: str = ""
    related_at: int = 0


_Fields = tuple[
    int,
    EventStatus,
    Visibility,
    EventKind,
    tuple[Audience, ...],
    tuple[str, ...],
    str | None,
    str | None,
    str | None,
    str | None,
    tuple[Link, ...],
    tuple[str, ...],
    str | None,
]
"""The last thirteen of `_FIELDS`."""


class _Besides(NamedTuple):
    """What events say with the same lines besides who, when and what about.

    Attributes:
        fields: What they say.
        losses: Of which line something is lost, what, and what became of it.
    """

    fields: _Fields
    losses: list[tuple[str, str, str]]


class Lines:
    """The lines of a component, by what is done with them in a VEVENT.

    Attributes:
        once: Those that stand once, by name.
        many: Others that are read, by name.
        repetition: Those that say how it repeats, by name.
        more: Titles and texts in further languages, by name.
        lost: Those that have no place in the model, and parameters of such.
    """

    __slots__ = ("lost", "many", "more", "once", "repetition")

    def __init__(self, component: Component) -> None:
        self.once: dict[str, Property] = {}
        self.many: dict[str, list[Property]] = {}
        self.repetition: dict[str, list[Property]] = {}
        self.more: dict[str, list[Property]] = {}
        self.lost: list[Property] = []
        once = self.once
        for found in component.properties:
            head = found[0]
            if head.plain and head.name not in once:
                once[head.name] = found
            else:
                self._other(found)

    def _other(self, found: Property) -> None:
        head, _, at = found
        if head.unread:
            self.lost.append(found)
        if head.code == ONCE and head.name not in self.once:
            self.once[head.name] = found
        elif head.code == ONCE:
            languages = {self.once[head.name][0].language}
            languages.update(each[0].language for each in self.more.get(head.name, ()))
            if head.name not in _TEXTS or head.language in languages:
                raise UnreadableError(at, head.name, "must stand once")
            self.more.setdefault(head.name, []).append(found)
        elif head.code == REPETITION:
            self.repetition.setdefault(head.name, []).append(found)
        elif head.code == MANY:
            self.many.setdefault(head.name, []).append(found)
        elif not head.unread:
            self.lost.append(found)


def id_of(uid: str) -> str:
    """Return the id of an event with that UID: the UID where it can be an id, else a digest of it."""
    if "@" not in uid and len(uid) >= _SHORTEST_ID and _ID.fullmatch(uid):
        return uid
    return sha256(uid.encode()).hexdigest()[:24]


def derived_uid(uid: str, what: str) -> str:
    """Return a UID that *uid* and *what* decide, for an event made from a part of another."""
    return sha256(f"{uid} {what}".encode()).hexdigest()[:32]


class Events:
    """Reads VEVENTs.

    Args:
        torg: Id of the torg that they are at.
        ledger: Where losses go, and problems that can be lived with.
        when: Reads when they are.
        texts: Reads what they say.
        about: Reads the rest.
    """

    def __init__(self, torg: str, ledger: Ledger, when: When, texts: Texts, about: About) -> None:
        some = Event(id="some", torg=torg, title=_SOME, series=Series(_DAY_ONE, _DAY), changed_at=_LONG_AGO)
        self._made = maker(some, *_FIELDS)
        self._ledger = ledger
        self._when = when
        self._texts = texts
        self.about = about
        self._known: dict[tuple[bool | str, ...], _Besides] = {}

    def read(self, component: Component) -> Found:
        """Return what a VEVENT says.

        Raises:
            UnreadableError: If it cannot be read.
            UnsettledError: If a zone is not known yet.
        """
        if component.broken is not None:
            raise component.broken
        return self._closely(component)

    def usual(self, component: Component) -> Event | None:
        """Return an event of a known form as `read` does; None where that has to have a closer look."""
        said = component.said
        if said is None:
            return None
        form, at = said.form, component.at
        uid, stamp, modified, begin, finish, rule, excluded, summary, description, *more = said.values
        series = self._when.usual(form.zone, begin, finish, rule, excluded)
        changed = self._stamp(stamp, modified)
        besides = self._said_before(component, (self.about.own, *more), uid)
        if series is None or changed is None or besides is None:
            return None
        head = form.heads["SUMMARY"]
        off = besides.fields[1] is EventStatus.CANCELLED
        title = None if off else self._texts.titles.get((summary, head.language))
        if title is None:
            given = head, summary, at + said.line("SUMMARY")
            title = self._texts.title(given, [], at, uid, off=off)
        text = None
        if description:
            head = form.heads["DESCRIPTION"]
            text = self._texts.usual(description, head.language)
            if text is None:
                text = self._texts.prose((head, description, at + said.line("DESCRIPTION")), [], uid)
        for name, what, why in besides.losses:
            self._ledger.lost(at + said.line(name), uid, what, why)
        for place, what in form.lost:
            self._ledger.lost(at + said.moved(place), uid, what)
        return self._made(id_of(uid), uid, title, text, series, changed, *besides.fields)

    def _stamp(self, stamp: str, modified: str) -> datetime | None:
        """Return when an event was changed; None if there is something wrong."""
        changed = self.about.stamp(stamp)
        return self.about.stamp(modified) if modified and changed is not None else changed

    def _said_before(self, component: Component, key: tuple[bool | str, ...], uid: str) -> _Besides | None:
        """Return what an event says besides who, when and what about; None if there is something wrong.

        That is the same for all events of the same *key*.
        """
        known = self._known.get(key)
        if known is None and not self._ledger.is_full:
            here = self._ledger.here()
            lines = Lines(component)
            try:
                fields = self._fields(lines, component.at, uid)
                self.about.besides(lines.once, uid)
            except UnreadableError:
                self._ledger.back_to(here)
                return None
            losses = self._ledger.taken_back(here)
            if losses is None:
                return None
            names = {at: head.name for head, _, at in component.properties}
            known = _Besides(fields, [(names[at], what, why) for at, what, why in losses])
            if len(self._known) < _MOST_KNOWN:
                self._known[key] = known
        return known

    def _closely(self, component: Component) -> Found:
        lines = Lines(component)
        once, at = lines.once, component.at
        uid = once["UID"][1] if "UID" in once and _is_uid(once["UID"][1]) else self._uid(once, at)
        fields = self._fields(lines, at, uid)
        event = self._made(
            id_of(uid),
            uid,
            self._title(lines, at, uid, off=fields[1] is EventStatus.CANCELLED),
            self._text(lines, uid) if "DESCRIPTION" in once else None,
            self._when.series(once, lines.repetition, at, uid),
            self.about.changed_at(once, at, uid),
            *fields,
        )
        if lines.lost or lines.more or component.parts or "TRANSP" in once:
            self._note(lines, component, uid)
        if "RECURRENCE-ID" not in once and "RELATED-TO" not in lines.many:
            return Found(event, at)
        return self._found(event, at, lines)

    def _fields(self, lines: Lines, at: int, uid: str) -> _Fields:
        """Return what an event says besides who, when and what about, in the order of `_FIELDS`."""
        once, many, about = lines.once, lines.many, self.about
        status = EventStatus.CONFIRMED if "STATUS" not in once else about.status(once, uid)
        rooms, url, online_url = about.place(once, many, uid)
        return (
            about.sequence(once) if "SEQUENCE" in once else 0,
            status,
            Visibility.PUBLIC if "CLASS" not in once else about.visibility(once, uid),
            *(about.sort(many, uid) if "CATEGORIES" in many else _NO_SORT),
            rooms,
            about.organiser(once, many, uid) if "CONTACT" in many or "ORGANIZER" in once else None,
            url,
            online_url,
            *about.elsewhere(many, uid),
        )

    def _uid(self, once: Once, at: int) -> str:
        """Return the UID; one that the model does not take, or that is missing, is made of what there is."""
        given = once.get("UID")
        value = plain_text(given[1]).strip() if given else ""
        if _is_uid(value):
            return value
        if given and value:
            uid = derived_uid(value, "")
            self._ledger.lost(given[2], uid, "UID", "has characters that are not kept, and is replaced")
            return uid
        parts = [once[name][1] for name in ("DTSTART", "SUMMARY", "LOCATION") if name in once]
        uid = derived_uid("", "\n".join(parts))
        hint = "one is made of time, title and place"
        self._ledger.problem(UnreadableError(at, "VEVENT", "must have a UID", hint=hint), uid)
        return uid

    def _title(self, lines: Lines, at: int, uid: str, *, off: bool) -> LocalText:
        given = lines.once.get("SUMMARY")
        if given is not None and not off and not lines.more:
            known = self._texts.titles.get((given[1], given[0].language))
            if known is not None:
                return known
        return self._texts.title(given, lines.more.get("SUMMARY", []), at, uid, off=off)

    def _text(self, lines: Lines, uid: str) -> LocalText | None:
        given = lines.once["DESCRIPTION"]
        if not given[1]:
            return None
        return self._texts.prose(given, lines.more.get("DESCRIPTION", []), uid)

    def _note(self, lines: Lines, component: Component, uid: str) -> None:
        """Note what is lost, and what should not be as it is."""
        for head, _, at in lines.lost:
            for what in head.lost:
                self._ledger.lost(at, uid, what)
        for part in component.parts:
            if part.broken is not None:
                self._ledger.problem(part.broken, uid)
            self._ledger.lost(part.at, uid, part.kind)
        for name, found in lines.more.items():
            hint = "one for each language is read"
            self._ledger.problem(UnreadableError(found[0][2], name, "must stand once", hint=hint), uid)
        self.about.besides(lines.once, uid)

    def _found(self, event: Event, at: int, lines: Lines) -> Found:
        key = lines.once.get("RECURRENCE-ID")
        related = lines.many.get("RELATED-TO")
        uid, related_at = "", 0
        for head, value, place in related or ():
            if self.about.own and not uid and "RELTYPE" not in head.parameters:
                uid, related_at = plain_text(value), place
            else:
                self._ledger.lost(place, event.uid, head.name)
        if key is None:
            return Found(event, at, related=uid, related_at=related_at)
        following = key[0].parameters.get("RANGE", "").upper()
        if following not in {"", "THISANDFUTURE"}:
            raise UnreadableError(key[2], "RECURRENCE-ID", "must have a RANGE of THISANDFUTURE or none")
        return Found(event, at, self._when.key(key), key[2], bool(following), uid, related_at)
