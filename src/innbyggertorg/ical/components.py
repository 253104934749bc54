"""The text of the VEVENTs of one event: properties in one order, each text escaped once."""

from datetime import datetime
from functools import lru_cache
from typing import Final, NamedTuple

from innbyggertorg.chrono.zones import zone
from innbyggertorg.ical.lines import (
    content,
    date_stamp,
    escaped,
    line,
    local_stamp,
    quoted,
    utc_stamp,
)
from innbyggertorg.ical.pieces import Moment, Piece
from innbyggertorg.ical.public import Face, PublicEvent, PublicLink, Sort, Text
from innbyggertorg.ical.words import CALLED_OFF
from innbyggertorg.recurrence import Status

__all__ = ["Components", "Writer"]

_UTC: Final = {"UTC", "Etc/UTC", "GMT"}  # what reading takes for UTC
_END: Final = {status: f"STATUS:{status.name}\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT\r\n" for status in Status}


class Components(NamedTuple):
    """What was written of one event.

    Attributes:
        text: The VEVENTs.
        years: The first year of what names the time zone of the event, and the last or None for ever; or
            None where nothing names it.
    """

    text: str
    years: tuple[int, int | None] | None


class Writer:
    """Writes the VEVENTs of events; what many of them say alike it writes once.

    Args:
        language: Of the words that are added.
        flat: Whether all times are in UTC.
    """

    def __init__(self, language: str, *, flat: bool) -> None:
        self._flat = flat
        self._called_off = CALLED_OFF[language]
        self._stamps: dict[tuple[datetime, int], str] = {}
        self._walls: dict[datetime, str] = {}
        self._titles: dict[Text, str] = {}

    def components(self, event: PublicEvent, pieces: tuple[Piece, ...]) -> Components:
        """Return the VEVENTs of an event.

        Args:
            event: What they show.
            pieces: When; one VEVENT each.
        """
        key = event.series.zone
        in_utc = self._flat or key in _UTC
        stamps = self._stamps.get((event.changed_at, event.sequence)) or self._stamp(event)
        about, changed = _about(event), event.changed and dict(event.changed)
        shown: tuple[Face, Status, str] | None = None
        zoned: list[Piece] = []
        blocks: list[str] = []
        for piece in pieces:
            face = changed.get(piece.key, event.face) if changed and not piece.rule else event.face
            status = Status.CANCELLED if piece.cancelled else event.status
            if shown is None or shown[0] is not face or shown[1] is not status:
                shown = face, status, f"{self._shown(face, status)}{about}{_END[status]}"
            start, end = piece.start, piece.end
            if piece.plain and not in_utc and isinstance(start, datetime) and isinstance(end, datetime):
                zoned.append(piece)
                begins, ends = (
                    self._walls.get(start) or self._wall(start),
                    self._walls.get(end) or self._wall(end),
                )
                when = f"DTSTART;TZID={key}:{begins}DTEND;TZID={key}:{ends}"
            else:
                when = _in_utc_or_days(start, end, key)
            if piece.rule or piece.related or piece.recurrence:
                when = _among_others(piece, key, when)
            blocks.append(f"BEGIN:VEVENT\r\n{line('UID:', piece.uid)}{stamps}{when}{shown[2]}")
        return Components("".join(blocks), _years(zoned) if zoned else None)

    def _stamp(self, event: PublicEvent) -> str:
        stamp = utc_stamp(event.changed_at)
        text = f"DTSTAMP:{stamp}\r\nLAST-MODIFIED:{stamp}\r\nSEQUENCE:{event.sequence}\r\n"
        self._stamps[event.changed_at, event.sequence] = text
        return text

    def _wall(self, wall: datetime) -> str:
        """Return wall time and the end of its line."""
        text = self._walls[wall] = f"{local_stamp(wall)}\r\n"
        return text

    def _shown(self, face: Face, status: Status) -> str:
        title, text = face.title, face.text
        if status is Status.CANCELLED:
            summary = _summary(title, self._called_off)
        else:
            summary = self._titles.get(title) or self._titles.setdefault(title, _summary(title))
        lines = [summary]
        if text:
            lines.append(line(f"DESCRIPTION;LANGUAGE={text.language}:", escaped(text.text)))
        lines.append(_where(face.location, face.geo))
        if face.url:
            lines.append(line("URL:", face.url))
        if face.online_url:
            lines.append(line("CONFERENCE;VALUE=URI:", face.online_url))
        return "".join(lines)


def _years(pieces: list[Piece]) -> tuple[int, int | None]:
    """Return the first and the last year of what is in a zone, by its wall time."""
    if len(pieces) == 1:  # as for most events
        return pieces[0].start.year, None if pieces[0].rule else pieces[0].end.year
    last = None if any(piece.rule for piece in pieces) else max(piece.end.year for piece in pieces)
    return min(piece.start.year for piece in pieces), last


def _summary(title: Text, prefix: str = "") -> str:
    return line(f"SUMMARY;LANGUAGE={title.language}:", escaped(prefix + title.text))


def _in_utc_or_days(start: Moment, end: Moment, key: str) -> str:
    if isinstance(start, datetime) and isinstance(end, datetime):
        return f"DTSTART:{_in_utc(start, key)}\r\nDTEND:{_in_utc(end, key)}\r\n"
    return f"DTSTART;VALUE=DATE:{date_stamp(start)}\r\nDTEND;VALUE=DATE:{date_stamp(end)}\r\n"


def _in_utc(moment: datetime, key: str) -> str:
    """Return an instant, which may be wall time that is no other instant."""
    return utc_stamp(moment if moment.tzinfo else moment.replace(tzinfo=zone(key)))


def _among_others(piece: Piece, key: str, when: str) -> str:
    """Return the lines that say when, with those that say what the component is to others of the event."""
    lines = [when]
    if piece.recurrence:
        lines.insert(0, line("RECURRENCE-ID", _original(piece.recurrence, key)))
    if piece.rule:
        lines.append(line("RRULE:", piece.rule))
    lines += [line("EXDATE", _original(each, key)) for each in piece.excluded]
    if piece.related:
        lines.append(line("RELATED-TO:", piece.related))
    return "".join(lines)


def _original(start: Moment, key: str) -> str:
    """Return the parameters and the value of an original start: of the type and zone of the DTSTART."""
    if isinstance(start, datetime):
        return f":{local_stamp(start)}Z" if key in _UTC else f";TZID={key}:{local_stamp(start)}"
    return f";VALUE=DATE:{date_stamp(start)}"


@lru_cache(maxsize=1024)
def _where(location: str | None, geo: str | None) -> str:
    lines = [f"LOCATION:{escaped(location)}"] if location else []
    return content([*lines, f"GEO:{geo}"] if geo else lines)


def _about(event: PublicEvent) -> str:
    """Return the lines that are the same for every component of the event."""
    text, more = _sort(event.sort), event.more
    if more is None:
        return text
    lines = [f"IMAGE;VALUE=URI:{more.image}"] if more.image else []
    lines += [_link(link) for link in more.links]
    lines += [f"CONCEPT:{url}" for url in more.concepts]
    lines += [f"REFID:{more.part_of}"] if more.part_of else []
    return text + content(lines)


@lru_cache(maxsize=1024)
def _sort(sort: Sort) -> str:
    lines = []
    if sort.categories:
        lines.append(f"CATEGORIES:{','.join(map(escaped, sort.categories))}")
    if sort.contact:
        lines.append(f"CONTACT:{escaped(sort.contact)}")
    if sort.organiser:
        name, address = sort.organiser
        lines.append(f"ORGANIZER;CN={quoted(name)}:mailto:{address.replace('%', '%25')}")
    if sort.colour:
        lines.append(f"COLOR:{sort.colour}")
    return content(lines)


def _link(link: PublicLink) -> str:
    label = link.label
    called = f";LABEL={quoted(label.text)};LANGUAGE={label.language}" if label else ""
    return f"LINK;VALUE=URI;LINKREL={link.relation}{called}:{link.url}"
