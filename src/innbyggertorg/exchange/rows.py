"""What happens as rows for data frames and spreadsheets: flat, one type to a column, no dependency."""

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from types import MappingProxyType
from typing import Any, Final, Literal

from innbyggertorg.chrono.interval import Interval
from innbyggertorg.chrono.wall import resolve
from innbyggertorg.chrono.zones import DEFAULT_ZONE, zone
from innbyggertorg.errors import WrongTypeError
from innbyggertorg.exchange.public import check_call, public_organisation
from innbyggertorg.language.places import rooms_of
from innbyggertorg.limits import DEFAULT_LIMITS, Limits
from innbyggertorg.model import EventOccurrence, Programme

__all__ = ["COLUMNS", "to_columns", "to_csv", "to_rows"]

COLUMNS: Final[Mapping[str, type]] = MappingProxyType(
    {
        "uid": str,
        "original": str,
        "torg": str,
        "id": str,
        "title": str,
        "start": datetime,
        "end": datetime,
        "minutes": int,
        "whole_days": bool,
        "status": str,
        "visibility": str,
        "kind": str,
        "audience": str,
        "rooms": str,
        "room_names": str,
        "organiser": str,
        "price_nok": int,
        "expected": int,
        "online_url": str,
        "url": str,
    }
)
"""The columns in their order, each with the one type that its values have besides None."""

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def to_rows(
    programme: Programme,
    window: Interval,
    *,
    torg: str | None = None,
    visibility: Literal["public", "internal"] = "public",
    language: str = "nb",
    in_zone: str = DEFAULT_ZONE,
    limits: Limits = DEFAULT_LIMITS,
) -> list[dict[str, Any]]:
    """List what happens in *window* as one flat dict for each occurrence, in order of start.

    Every row has all of `COLUMNS`. Times are aware, in one zone; whole days last from midnight to midnight in
    the zone of the event. `original` is the start that the series gave, in wall time; with `uid` it is the
    key of the occurrence. `rooms` are ids and `room_names` names, `audience` is a list too, each joined by
    ", ". `organiser` is the name as far as it is public. `expected` is None where *visibility* is public.

    Args:
        programme: With everything in it.
        window: Exact time; an occurrence is listed when it overlaps it.
        torg: Id of one torg, or None for all.
        visibility: `public`, or `internal` for everything.
        language: `nb`, `nn` or `en`: of titles and names.
        in_zone: IANA key of the zone of `start` and `end`.
        limits: `occurrences` is the most that one event is listed with.

    Returns:
        Rows for `pandas.DataFrame`, `polars.DataFrame` or `pyarrow.Table.from_pylist`.

    Raises:
        InvalidValueError: If there is no such language, visibility or zone.
        LimitExceededError: If one event has more occurrences in *window* than the limit.
        UnknownReferenceError: If there is no such torg.
        UnknownSchoolYearError: If an event hangs on a school year that its calendar does not hold.
        WrongTypeError: If an argument is of another type.
    """
    check_call("to_rows", programme, language, limits)
    zone(in_zone)
    found = programme.occurrences(window, torg=torg, visibility=visibility, limits=limits)
    writer = _Writer(programme, language, in_zone, internal=visibility == "internal")
    return [writer.row(each) for each in found]


def to_columns(
    programme: Programme,
    window: Interval,
    *,
    torg: str | None = None,
    visibility: Literal["public", "internal"] = "public",
    language: str = "nb",
    in_zone: str = DEFAULT_ZONE,
    limits: Limits = DEFAULT_LIMITS,
) -> dict[str, list[Any]]:
    """Return what `to_rows` does as one list for each column, which is there too where nothing happens."""
    rows = to_rows(
        programme,
        window,
        torg=torg,
        visibility=visibility,
        language=language,
        in_zone=in_zone,
        limits=limits,
    )
    return {name: [row[name] for row in rows] for name in COLUMNS}


def to_csv(rows: Iterable[Any]) -> str:
    """Return rows as CSV (RFC 4180) that a spreadsheet opens without running anything.

    A text that a spreadsheet would take for a formula gets an apostrophe before it: one that starts with an
    equals sign, plus, minus, at sign, tab or line break, also after blanks. Times are ISO 8601 with offset.

    Args:
        rows: As `to_rows` returns them.

    Raises:
        WrongTypeError: If a row is no mapping, lacks a column or has another.

    Source:
        OWASP, "CSV injection".
    """
    if not isinstance(rows, Iterable):
        raise WrongTypeError("to_csv rows", "must each have exactly the columns of to_rows()", rows)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows:
        if not isinstance(row, Mapping) or set(row) != set(COLUMNS):
            raise WrongTypeError("to_csv rows", "must each have exactly the columns of to_rows()", row)
        writer.writerow([_cell(row[name]) for name in COLUMNS])
    return out.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, str) and value.lstrip(" \u00a0").startswith(_FORMULA):
        return f"'{value}"
    return value


class _Writer:
    """Looks up and words each thing once."""

    def __init__(self, programme: Programme, language: str, in_zone: str, *, internal: bool) -> None:
        self._programme = programme
        self._language = language
        self._zone = zone(in_zone)
        self._internal = internal
        self._organisers: dict[str | None, str | None] = {}

    def row(self, one: EventOccurrence) -> dict[str, Any]:
        """Return one occurrence."""
        event, language = one.event, self._language
        start, end = (self._instant(moment, event.series.zone) for moment in (one.start, one.end))
        rooms = rooms_of(self._programme.torg(event.torg), one.rooms)
        length = end.astimezone(UTC) - start.astimezone(UTC)
        return {
            "uid": event.uid,
            "original": one.occurrence.key.isoformat(),
            "torg": event.torg,
            "id": event.id,
            "title": one.title.in_language(language),
            "start": start,
            "end": end,
            "minutes": length // timedelta(minutes=1),
            "whole_days": not isinstance(one.start, datetime),
            "status": str(one.status),
            "visibility": str(event.visibility),
            "kind": str(event.kind),
            "audience": ", ".join(event.audience),
            "rooms": ", ".join(one.rooms),
            "room_names": ", ".join(room.name.in_language(language) for room in rooms),
            "organiser": self._organiser(event.organiser),
            "price_nok": event.price_nok,
            "expected": event.expected if self._internal else None,
            "online_url": one.online_url,
            "url": event.url,
        }

    def _instant(self, moment: date | datetime, key: str) -> datetime:
        if not isinstance(moment, datetime):
            moment = resolve(datetime.combine(moment, time()), zone(key))
        return moment.astimezone(self._zone)

    def _organiser(self, organiser: str | None) -> str | None:
        if organiser not in self._organisers:
            found = public_organisation(self._programme, organiser, self._language)
            self._organisers[organiser] = found.name if found else None
        return self._organisers[organiser]
