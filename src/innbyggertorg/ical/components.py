"""The text of one VEVENT after another: properties in one order, each text escaped once."""

from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Final

from innbyggertorg.ical.lines import content, date_stamp, escaped, local_stamp, utc_stamp
from innbyggertorg.ical.pieces import Moment, Piece
from innbyggertorg.ical.public import Face, PublicEvent
from innbyggertorg.ical.vtimezone import vtimezone
from innbyggertorg.ical.words import CALLED_OFF
from innbyggertorg.recurrence import Status

__all__ = ["Components"]

_UTC: Final = {"UTC", "Etc/UTC"}


class Components:
    """Writes events, and remembers which zones they need.

    Args:
        language: Of the words it adds.
        flat: Whether all times are in UTC.

    Attributes:
        blocks: The events written so far.
    """

    def __init__(self, language: str, *, flat: bool) -> None:
        self.blocks: list[str] = []
        self._called_off = CALLED_OFF[language]
        self._flat = flat
        self._spans: dict[str, tuple[datetime, datetime | None]] = {}

    def add(self, event: PublicEvent, pieces: tuple[Piece, ...]) -> None:
        """Write the components of one event."""
        stamp = utc_stamp(event.changed_at)
        stamps = [f"DTSTAMP:{stamp}", f"LAST-MODIFIED:{stamp}", f"SEQUENCE:{event.sequence}"]
        about = content(_about(event))
        changed = dict(event.changed)
        zone = event.series.zone
        for piece in pieces:
            face = changed.get(piece.key, event.face) if changed and not piece.rule else event.face
            status = Status.CANCELLED if piece.cancelled else event.status
            prefix = self._called_off if status is Status.CANCELLED else ""
            self.blocks.append(
                f"BEGIN:VEVENT\r\n{content([f'UID:{piece.uid}', *stamps, *self._when(piece, zone)])}"
                f"{_shown(face, prefix)}{about}STATUS:{status.name}\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT\r\n"
            )

    def zones(self) -> str:
        """Return the VTIMEZONEs of what was written."""
        return "".join(content(vtimezone(key, *span)) for key, span in sorted(self._spans.items()))

    def _when(self, piece: Piece, zone: str) -> list[str]:
        """Return the lines that say when, and note the zone where it is named."""
        start, end = piece.start, piece.end
        lines = [f"RECURRENCE-ID{_original(piece.recurrence, zone)}"] if piece.recurrence else []
        if not isinstance(start, datetime) or not isinstance(end, datetime):
            lines += [f"DTSTART;VALUE=DATE:{date_stamp(start)}", f"DTEND;VALUE=DATE:{date_stamp(end)}"]
        elif self._flat or zone in _UTC or not piece.plain:
            lines += [f"DTSTART:{utc_stamp(start)}", f"DTEND:{utc_stamp(end)}"]
        else:
            lines += [f"DTSTART;TZID={zone}:{local_stamp(start)}", f"DTEND;TZID={zone}:{local_stamp(end)}"]
            self._note(zone, start, None if piece.rule else end)
        if piece.rule:
            lines.append(f"RRULE:{piece.rule}")
            lines += [f"EXDATE{_original(key, zone)}" for key in piece.excluded]
        if piece.related:
            lines.append(f"RELATED-TO:{piece.related}")
        return lines

    def _note(self, zone: str, start: datetime, end: datetime | None) -> None:
        first, last = start.astimezone(UTC), end and end.astimezone(UTC)
        if zone in self._spans:
            earlier, later = self._spans[zone]
            first = min(first, earlier)
            last = max(last, later) if last and later else None
        self._spans[zone] = first, last


def _original(key: Moment | None, zone: str) -> str:
    """Return the parameters and the value of an original start: of the type and zone of the DTSTART."""
    if isinstance(key, datetime):
        return f":{local_stamp(key)}Z" if zone in _UTC else f";TZID={zone}:{local_stamp(key)}"
    return f";VALUE=DATE:{date_stamp(key)}" if isinstance(key, date) else ""


@lru_cache(maxsize=1024)
def _shown(face: Face, prefix: str) -> str:
    lines = [f"SUMMARY:{escaped(prefix + face.title)}"]
    if face.text:
        lines.append(f"DESCRIPTION:{escaped(face.text)}")
    lines.append(f"LOCATION:{escaped(face.location)}")
    if face.geo:
        lines.append(f"GEO:{face.geo}")
    if face.url:
        lines.append(f"URL:{face.url}")
    if face.online_url:
        lines.append(f"CONFERENCE;VALUE=URI:{face.online_url}")
    return content(lines)


def _about(event: PublicEvent) -> list[str]:
    lines = []
    if event.categories:
        lines.append(f"CATEGORIES:{','.join(map(escaped, event.categories))}")
    if event.contact:
        lines.append(f"CONTACT:{escaped(event.contact)}")
    return lines
