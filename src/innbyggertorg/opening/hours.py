"""Stretches of a day at a level, their text, and the one form that equal hours have."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any, Final

from attrs import Attribute, field, frozen

from innbyggertorg._checks import is_a, name_of, tuple_of, whole_number
from innbyggertorg._values import Value
from innbyggertorg.errors import InvalidValueError, ParseError, WrongTypeError
from innbyggertorg.opening.levels import OPEN_LEVELS, AccessLevel

__all__ = [
    "DAY",
    "Hours",
    "as_normal",
    "check_hours",
    "merged",
    "minute_of",
    "normal_hours",
    "time_text",
]

DAY: Final = 24 * 60
_LONGEST: Final = 2 * DAY
_MOST: Final = 48

_TIME: Final = r"([01]?[0-9]|2[0-4])(?::([0-5][0-9]))?"
_HOURS: Final = re.compile(rf"{_TIME}-{_TIME}(?:\+([12])d)?(?: ([a-z-]+))?", re.ASCII)
_ONE_TIME: Final = re.compile(_TIME, re.ASCII)


def minute_of(text: str) -> int:
    """Return the minute of the day of a wall time such as `12:00` or `8`; `24:00` is the day's end.

    Raises:
        ParseError: If the text is not a time.
        WrongTypeError: If it is not text.
    """
    if not isinstance(text, str):
        raise WrongTypeError("minute_of text", 'must be a time such as "12:00"', text)
    found = _ONE_TIME.fullmatch(text)
    if not found:
        raise ParseError("minute_of text", "must be a time from 00:00 to 24:00", text)
    return _minute("minute_of text", text, found[1], found[2])


def _minute(where: str, text: str, hour: str, minute: str | None) -> int:
    total = 60 * int(hour) + int(minute or 0)
    if total > DAY:
        raise ParseError(where, "must not hold a time after 24:00", text)
    return total


def time_text(minute: int) -> str:
    """Return a minute of the day as `HH:MM`."""
    return f"{minute // 60:02}:{minute % 60:02}"


@frozen(order=True)
class Hours(Value):
    """One stretch of a day at one level, in wall time; it belongs to the day on which it starts.

    "Self-service 08-22, staffed 10-18" is two of them, in either notation: the two may overlap
    (08:00-22:00 and 10:00-18:00), or the lower one may leave the higher one out. Where hours are listed for
    a day they are brought into one form, so that both notations are equal; see `normal_hours`.

    Attributes:
        start: Minute of the day, 0 to 1439.
        end: Minute counted from the same midnight, after *start* and at most 48 hours after it: 1440 is
            24:00, 1560 is 02:00 of the next day.
        level: What is offered; not `CLOSED`.
    """

    start: int = field(validator=whole_number(0, DAY - 1))
    end: int = field(validator=whole_number(1, DAY - 1 + _LONGEST))
    level: AccessLevel = field(default=AccessLevel.STAFFED, validator=is_a(AccessLevel))

    def _check(self) -> None:
        if not self.start < self.end <= self.start + _LONGEST:
            rule = f"must be after start {self.start} and at most 48 hours later"
            raise InvalidValueError("Hours.end", rule, self.end)
        if self.level is AccessLevel.CLOSED:
            hint = "leave the hours out; a day without hours is closed"
            raise InvalidValueError("Hours.level", "must not be closed", self.level, hint)

    @classmethod
    def parse(cls, text: str, level: AccessLevel | None = None) -> "Hours":
        """Read hours such as `10:00-18:00`, `8-22 self-service`, `20:00-02:00` or `08:00-10:00+1d`.

        An end at or before the start lies on the next day, `00:00` as an end is 24:00, and `+1d` or `+2d`
        puts the end on a later day. A text without a level is staffed, unless *level* says otherwise.

        Raises:
            InvalidValueError: If start and end are the same.
            ParseError: If the text is none of these, or names a level although *level* is given.
            WrongTypeError: If it is not text.
        """
        if not isinstance(text, str):
            raise WrongTypeError("Hours.parse text", 'must be hours such as "10:00-18:00"', text)
        found = _HOURS.fullmatch(text)
        if not found:
            raise ParseError("Hours", "must be written like 10:00-18:00 or 8-22 self-service", text)
        start = _minute("Hours", text, found[1], found[2])
        end = _minute("Hours", text, found[3], found[4])
        if start == DAY:
            raise ParseError("Hours", "must not start at 24:00", text)
        if found[5]:
            end += DAY * int(found[5])
        elif end == start:
            hint = "a whole day is 00:00-24:00, a day and night 08:00-08:00+1d"
            raise InvalidValueError("Hours.end", "must differ from the start", text, hint)
        elif end < start:
            end += DAY
        if found[6] and level is not None:
            raise ParseError("Hours", "must not name a level, which is given beside it", text, found.start(6))
        return cls(start, end, AccessLevel.of(found[6]) if found[6] else level or AccessLevel.STAFFED)

    @property
    def text(self) -> str:
        """The times without the level, such as `20:00-02:00`."""
        days, end = divmod(self.end, DAY)
        if end == 0:
            days, end = days - 1, DAY
        plain = days == 0 or (days == 1 and end < self.start)
        return f"{time_text(self.start)}-{time_text(end)}" + ("" if plain else f"+{days}d")

    def __str__(self) -> str:
        return f"{self.text} {self.level.key}"


Stretch = tuple[int, int]


def merged(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Return the stretches in order, those that touch or overlap made one."""
    result: list[Stretch] = []
    for start, end in sorted(stretches):
        if result and start <= result[-1][1]:
            result[-1] = result[-1][0], max(end, result[-1][1])
        else:
            result.append((start, end))
    return result


def normal_hours(hours: Iterable[Hours]) -> tuple[Hours, ...]:
    """Bring the hours of a day into the one form that says what each level offers by itself.

    Hours of one level that touch become one. Where a lower level touches or overlaps a stretch of higher
    levels, it is taken to go on beneath it: "self-service 16-22, staffed 10-16" says the same as
    "self-service 10-22, staffed 10-16", and a holiday that takes the staff away leaves self-service 10-22.

    Returns:
        In order of start, end and level.

    Raises:
        InvalidValueError: If hours that touch make more than 48 hours.
        WrongTypeError: If something is no `Hours`.
    """
    listed = _listed(hours)
    result: list[Hours] = []
    higher: list[Stretch] = []
    for level in reversed(OPEN_LEVELS):
        own = [(each.start, each.end) for each in listed if each.level is level]
        beneath = [
            (start, end)
            for start, end in merged(higher)
            if any(first <= end and start <= last for first, last in own)
        ]
        whole = merged(own + beneath)
        result += [_stretch(start, end, level) for start, end in whole]
        higher += whole
    return tuple(sorted(result))


def _listed(hours: Any) -> tuple[Hours, ...]:
    """Return hours as a tuple, for what gives them only once."""
    listed = tuple(hours) if isinstance(hours, Iterable) else (hours,)
    if not isinstance(hours, Iterable) or not all(isinstance(each, Hours) for each in listed):
        raise WrongTypeError("normal_hours hours", "must be Hours", hours)
    return listed


def _stretch(start: int, end: int, level: AccessLevel) -> Hours:
    if end > start + _LONGEST:
        rule = "must be at most 48 hours after the start, where hours touch each other"
        raise InvalidValueError("Hours.end", rule, end, "let a later day carry the rest")
    return Hours(start, end, level)


_check_each: Final = tuple_of(is_a(Hours))


def check_hours(instance: object, attribute: "Attribute[Any]", value: Any) -> None:
    """Validate the hours of one day: at most 48, and no two of one level that overlap."""
    _check_each(instance, attribute, value)
    if problem := _problem(value):
        raise InvalidValueError(name_of(instance, attribute), problem)


def as_normal(hours: Any) -> Any:
    """Convert to the normal form; what the validator must refuse comes back as it is."""
    if not isinstance(hours, tuple | list) or not all(isinstance(each, Hours) for each in hours):
        return hours
    return tuple(hours) if _problem(hours) else normal_hours(hours)


def _problem(hours: Sequence[Hours]) -> str | None:
    if len(hours) > _MOST:
        return f"must hold at most {_MOST} stretches a day, and holds {len(hours)}"
    ordered = sorted(hours, key=lambda each: (each.level, each.start))
    for one, other in pairwise(ordered):
        if one.level is other.level and other.start < one.end:
            return f"must not overlap at one level, as {one} and {other} do"
    return None
