"""How hours are written: as on the door, by level and weekdays."""

from collections.abc import Iterable
from typing import Any, Final

from innbyggertorg.chrono import Weekday
from innbyggertorg.documents.forms import Plain, Schema
from innbyggertorg.documents.place import BROKEN, Place
from innbyggertorg.errors import InnbyggertorgError, LimitExceededError
from innbyggertorg.opening import OPEN_LEVELS, AccessLevel, Hours, WeekHours
from innbyggertorg.opening.week import weekdays_of

__all__ = ["HoursForm", "WeekForm"]

_TIME: Final = "(?:[01]?[0-9]|2[0-4])(?::[0-5][0-9])?"
_TIMES: Final = rf"{_TIME}-{_TIME}(?:\+[12]d)?"
_LEVELS: Final = {level.key: level for level in reversed(OPEN_LEVELS)}


class HoursForm:
    """A stretch of a day: `10:00-18:00`, or `08:00-22:00 self-service`."""

    def read(self, plain: Plain, place: Place) -> Any:
        """Parse the text."""
        if not isinstance(plain, str):
            return place.refuse('must be hours such as "10:00-18:00" or "08:00-22:00 self-service"', plain)
        try:
            return Hours.parse(plain)
        except InnbyggertorgError as error:
            return place.refuse_for(error)

    def write(self, value: Hours) -> Plain:
        """Write the times, and the level where it is not staffed."""
        return value.text if value.level is AccessLevel.STAFFED else str(value)

    def schema(self, definitions: dict[str, Schema]) -> Schema:
        """Describe the text."""
        return {
            "type": "string",
            "pattern": f"^{_TIMES}(?: (?:{'|'.join(_LEVELS)}))?$",
            "description": "Hours such as 10:00-18:00 or 08:00-22:00 self-service.",
        }


class WeekForm:
    """A week by levels and weekdays: `{ staffed = { "mo-fr" = "10:00-16:00", "th" = "12:00-18:00" } }`.

    A day may have several stretches, with a comma between them; a day that is not named is closed.
    """

    def read(self, plain: Plain, place: Place) -> Any:
        """Read each level's hours; a weekday may be named once a level."""
        if not isinstance(plain, dict):
            return place.refuse("must be a table of levels", plain)
        reading = place.reading
        days: list[list[Hours]] = [[] for _ in Weekday]
        found = reading.mistakes
        place.refuse_unknown_keys(plain, _LEVELS)
        for name, texts in plain.items():
            level = _LEVELS.get(name)
            if level is None:
                continue
            if not isinstance(texts, dict):
                place.key(name).refuse('must be a table such as { "mo-fr" = "10:00-16:00" }', texts)
            else:
                _read_level(texts, level, days, place.key(name))
        if reading.mistakes > found:
            return BROKEN
        try:
            return WeekHours(tuple(map(tuple, days)))
        except InnbyggertorgError as error:
            return place.refuse_for(error)

    def write(self, value: WeekHours) -> Plain:
        """Write each level's hours, weekdays with the same hours together."""
        return {
            name: texts
            for name, level in _LEVELS.items()
            if (texts := _by_weekdays([[h.text for h in day if h.level is level] for day in value.days]))
        }

    def schema(self, definitions: dict[str, Schema]) -> Schema:
        """Describe the levels, and the weekdays within them."""
        hours = {
            "type": "string",
            "pattern": f"^{_TIMES}(?: *, *{_TIMES})*$",
            "description": 'Hours such as "10:00-16:00" or "10:00-12:00, 13:00-16:00".',
        }
        day = "(?:[Mm][Oo]|[Tt][Uu]|[Ww][Ee]|[Tt][Hh]|[Ff][Rr]|[Ss][AaUu])"
        keys = f"^{day}(?:-{day})?(?:, *{day}(?:-{day})?)*$"
        days = {"type": "object", "patternProperties": {keys: hours}, "additionalProperties": False}
        return {"type": "object", "properties": dict.fromkeys(_LEVELS, days), "additionalProperties": False}


def _read_level(texts: dict[str, Plain], level: AccessLevel, days: list[list[Hours]], place: Place) -> None:
    """Add the hours of one level to *days*."""
    named: set[Weekday] = set()
    for weekdays, text in texts.items():
        if not isinstance(text, str):
            place.refuse('must give hours such as "10:00-16:00"', text)
            continue
        most = place.reading.limits.hours_text
        try:
            if len(weekdays) + len(text) > most:
                raise LimitExceededError("hours_text", most, len(weekdays) + len(text))
            chosen = weekdays_of(weekdays)
            stretches = [Hours.parse(part.strip(" "), level) for part in text.split(",")]
        except InnbyggertorgError as error:
            place.refuse_for(error)
            continue
        if twice := named.intersection(chosen):
            place.refuse("must name a weekday once", min(day.code.lower() for day in twice))
        named.update(chosen)
        for weekday in chosen:
            days[weekday] += stretches


def _by_weekdays(days: Iterable[list[str]]) -> dict[str, str]:
    """Group the weekdays that have the same hours: `{"mo-we,fr": "10:00-16:00"}`."""
    groups: dict[str, list[Weekday]] = {}
    for weekday, texts in zip(Weekday, days, strict=True):
        if texts:
            groups.setdefault(", ".join(texts), []).append(weekday)
    return {_runs(weekdays): text for text, weekdays in groups.items()}


def _runs(weekdays: list[Weekday]) -> str:
    """Write weekdays as runs: `mo-we,fr`."""
    runs: list[list[Weekday]] = []
    for weekday in weekdays:
        if runs and weekday == runs[-1][-1] + 1:
            runs[-1].append(weekday)
        else:
            runs.append([weekday])
    return ",".join(
        run[0].code.lower() if len(run) == 1 else f"{run[0].code}-{run[-1].code}".lower() for run in runs
    )
