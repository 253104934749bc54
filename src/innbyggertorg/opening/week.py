"""The hours of a week, and the short way to write them."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from attrs import Attribute, field, frozen

from innbyggertorg._values import Value
from innbyggertorg.chrono.weekday import Weekday
from innbyggertorg.errors import InvalidValueError, ParseError, WrongTypeError
from innbyggertorg.opening.hours import Hours, as_normal, check_hours
from innbyggertorg.opening.levels import AccessLevel

__all__ = ["DayTexts", "WeekHours", "weekdays_of"]

DayTexts = Mapping[str, str | Iterable[str]]
"""Hours by weekdays, such as `{"mo-fr": "10:00-18:00", "sa,su": ["10:00-12:00", "13:00-16:00"]}`."""

_CODES: Final = {day.code.lower(): day for day in Weekday}


def weekdays_of(text: str) -> tuple[Weekday, ...]:
    """Read weekdays such as `mo-fr`, `sa,su` or `fr-mo` (which passes Sunday); letters of either case.

    Returns:
        In the order written.

    Raises:
        ParseError: If the text is not weekdays, or names one twice.
        WrongTypeError: If it is not text.
    """
    if not isinstance(text, str):
        raise WrongTypeError("weekdays", 'must be text such as "mo-fr"', text)
    found: list[Weekday] = []
    for part in text.lower().split(","):
        first, dash, last = part.strip().partition("-")
        if first not in _CODES or (dash and last not in _CODES):
            raise ParseError("weekdays", "must be written like mo-fr or sa,su", text)
        start = _CODES[first]
        length = (_CODES[last] - start) % 7 if dash else 0
        found += [Weekday((start + n) % 7) for n in range(length + 1)]
    if len(set(found)) < len(found):
        raise ParseError("weekdays", "must not name a weekday twice", text)
    return tuple(found)


def _normal_days(days: Any) -> Any:
    return tuple(as_normal(day) for day in days) if isinstance(days, tuple | list) else days


def _check_days(instance: object, attribute: "Attribute[Any]", value: Any) -> None:
    if not isinstance(value, tuple):
        raise WrongTypeError("WeekHours.days", "must be a tuple of seven tuples of Hours", value)
    if len(value) != 7:
        raise InvalidValueError("WeekHours.days", "must have seven days, Monday first", len(value))
    for day in value:
        check_hours(instance, attribute, day)


@frozen
class WeekHours(Value):
    """The hours of each day of a week.

    Attributes:
        days: Seven tuples of `Hours`, Monday first, each kept in the normal form; an empty one is a
            closed day.
    """

    days: tuple[tuple[Hours, ...], ...] = field(validator=_check_days, converter=_normal_days)

    @classmethod
    def of(
        cls,
        staffed: DayTexts | None = None,
        *,
        self_service: DayTexts | None = None,
        by_appointment: DayTexts | None = None,
    ) -> "WeekHours":
        """Write a week by levels: `WeekHours.of({"mo-fr": "10:00-18:00"}, self_service={"mo-su": "8-22"})`.

        Args:
            staffed: Hours by weekdays; a day may have several stretches.
            self_service: The same; staffed hours may lie within or be left out.
            by_appointment: The same.

        Raises:
            InvalidValueError: If hours of one level overlap.
            ParseError: If a text cannot be read.
            WrongTypeError: If something is not text.
        """
        days: list[list[Hours]] = [[] for _ in range(7)]
        written = (
            (AccessLevel.STAFFED, staffed),
            (AccessLevel.SELF_SERVICE, self_service),
            (AccessLevel.BY_APPOINTMENT, by_appointment),
        )
        for level, texts in written:
            if texts is None:
                continue
            if not isinstance(texts, Mapping):
                raise WrongTypeError(f"WeekHours.of {level.key}", "must map weekdays to hours", texts)
            for weekdays, hours in texts.items():
                stretches = [Hours.parse(text, level) for text in _listed(hours)]
                for weekday in weekdays_of(weekdays):
                    days[weekday] += stretches
        return cls(tuple(tuple(day) for day in days))


def _listed(hours: object) -> Iterable[str]:
    if isinstance(hours, str):
        return [part.strip() for part in hours.split(",")]
    if not isinstance(hours, Iterable):
        raise WrongTypeError("WeekHours.of hours", "must be text or several texts", hours)
    return hours
