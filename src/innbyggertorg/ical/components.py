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
from innbyggertorg.ical.public import Face, PublicEvent, PublicLink
from innbyggertorg.ical.words import CALLED_OFF
from innbyggertorg.recurrence import Status

__all__ = ["Components", "Span", "components"]

_UTC: Final = {"UTC", "Etc/UTC", "GMT"}  # what reading takes for UTC
_END: Final = {status: f"STATUS:{status.name}\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT\r\n" for status in Status}


class Span(NamedTuple):
    """For how long the component of a time zone has to be right.

    Attributes:
        zone: IANA key.
        first: The first year.
        last: The last year, or None for ever.
    """

    zone: str
    first: int
    last: int | None


class Components(NamedTuple):
    """What was written of one event.

    Attributes:
        text: The VEVENTs.
        span: Of the zone that they name, if any.
    """

    text: str
    span: Span | None


def components(event: PublicEvent, pieces: tuple[Piece, ...], language: str, *, flat: bool) -> Components:
    """Write the VEVENTs of an event.

    Args:
        event: What they show.
        pieces: When; one VEVENT each.
        language: Of the words that are added.
        flat: Whether all times are in UTC.
    """
    stamp = utc_stamp(event.changed_at)
    stamps = f"DTSTAMP:{stamp}\r\nLAST-MODIFIED:{stamp}\r\nSEQUENCE:{event.sequence}\r\n"
    about = _about(event)
    changed = dict(event.changed)
    key = event.series.zone
    in_utc = flat or key in _UTC
    shown: dict[tuple[Face, Status], str] = {}
    zoned: list[Piece] = []
    blocks: list[str] = []
    for piece in pieces:
        face = changed.get(piece.key, event.face) if changed and not piece.rule else event.face
        status = Status.CANCELLED if piece.cancelled else event.status
        what = shown.get((face, status))
        if what is None:
            prefix = CALLED_OFF[language] if status is Status.CANCELLED else ""
            what = shown[face, status] = f"{_shown(face, prefix)}{about}{_END[status]}"
        start, end = piece.start, piece.end
        if piece.plain and not in_utc and isinstance(start, datetime) and isinstance(end, datetime):
            zoned.append(piece)
            in_zone = f";TZID={key}:"
            when = f"DTSTART{in_zone}{local_stamp(start)}\r\nDTEND{in_zone}{local_stamp(end)}\r\n"
        else:
            when = _in_utc_or_days(start, end, key)
        if piece.rule or piece.related or piece.recurrence:
            when = _among_others(piece, key, when)
        blocks.append(f"BEGIN:VEVENT\r\n{line('UID:', piece.uid)}{stamps}{when}{what}")
    return Components("".join(blocks), _span(key, zoned) if zoned else None)


def _span(key: str, pieces: list[Piece]) -> Span:
    """Return the years of what is in a zone, by its wall time."""
    if len(pieces) == 1:  # as for most events
        return Span(key, pieces[0].start.year, None if pieces[0].rule else pieces[0].end.year)
    last = None if any(piece.rule for piece in pieces) else max(piece.end.year for piece in pieces)
    return Span(key, min(piece.start.year for piece in pieces), last)


def _in_utc_or_days(start: Moment, end: Moment, key: str) -> str:
    if isinstance(start, datetime) and isinstance(end, datetime):
        return f"DTSTART:{_in_utc(start, key)}\r\nDTEND:{_in_utc(end, key)}\r\n"
    return f"DTSTART;VALUE=DATE:{date_stamp(start)}\r\nDTEND;VALUE=DATE:{date_stamp(end)}\r\n"


def _in_utc(moment: datetime, key: str) -> str:
    """Return an instant, which may be wall time that is no other instant."""
    return utc_stamp(moment if moment.tzinfo else moment.replace(tzinfo=zone(key)))


def _among_others(piece: Piece, key: str, when: str) -> str:
    """Return the lines that say when, with those that say what the component is to others of the event."""
    lines = [f"RRULE:{piece.rule}"] if piece.rule else []
    lines += [f"EXDATE{_original(each, key)}" for each in piece.excluded]
    if piece.related:
        lines.append(f"RELATED-TO:{piece.related}")
    before = [f"RECURRENCE-ID{_original(piece.recurrence, key)}"] if piece.recurrence else []
    return content(before) + when + content(lines)


def _original(start: Moment, key: str) -> str:
    """Return the parameters and the value of an original start: of the type and zone of the DTSTART."""
    if isinstance(start, datetime):
        return f":{local_stamp(start)}Z" if key in _UTC else f";TZID={key}:{local_stamp(start)}"
    return f";VALUE=DATE:{date_stamp(start)}"


def _shown(face: Face, prefix: str) -> str:
    title, text = face.title, face.text
    lines = [line(f"SUMMARY;LANGUAGE={title.language}:", escaped(prefix + title.text))]
    if text:
        lines.append(line(f"DESCRIPTION;LANGUAGE={text.language}:", escaped(text.text)))
    lines.append(_where(face.location, face.geo))
    if face.url:
        lines.append(line("URL:", face.url))
    if face.online_url:
        lines.append(line("CONFERENCE;VALUE=URI:", face.online_url))
    return "".join(lines)


@lru_cache(maxsize=1024)
def _where(location: str | None, geo: str | None) -> str:
    lines = [f"LOCATION:{escaped(location)}"] if location else []
    return content([*lines, f"GEO:{geo}"] if geo else lines)


def _about(event: PublicEvent) -> str:
    """Return the lines that are the same for every component of the event."""
    text = _sort(event.categories, event.contact, event.organiser, event.colour)
    if not (event.image or event.links or event.concepts or event.part_of):
        return text
    lines = [f"IMAGE;VALUE=URI:{event.image}"] if event.image else []
    lines += [_link(link) for link in event.links]
    lines += [f"CONCEPT:{url}" for url in event.concepts]
    lines += [f"REFID:{event.part_of}"] if event.part_of else []
    return text + content(lines)


@lru_cache(maxsize=1024)
def _sort(
    categories: tuple[str, ...], contact: str | None, organiser: tuple[str, str] | None, colour: str | None
) -> str:
    lines = []
    if categories:
        lines.append(f"CATEGORIES:{','.join(map(escaped, categories))}")
    if contact:
        lines.append(f"CONTACT:{escaped(contact)}")
    if organiser:
        name, address = organiser
        lines.append(f"ORGANIZER;CN={quoted(name)}:mailto:{address.replace('%', '%25')}")
    if colour:
        lines.append(f"COLOR:{colour}")
    return content(lines)


def _link(link: PublicLink) -> str:
    label = link.label
    called = f";LABEL={quoted(label.text)};LANGUAGE={label.language}" if label else ""
    return f"LINK;VALUE=URI;LINKREL={link.relation}{called}:{link.url}"
