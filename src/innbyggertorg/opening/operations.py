"""What a rule does to the hours of a day: replace, add, clip, cap, remove."""

from typing import Any, Final

from attrs import Attribute, field, frozen

from innbyggertorg._checks import is_a, optional, tuple_of, whole_number
from innbyggertorg._values import Value
from innbyggertorg.days._fields import in_order
from innbyggertorg.errors import InvalidValueError
from innbyggertorg.opening.hours import DAY, Hours, as_normal, check_hours, minute_of
from innbyggertorg.opening.levels import OPEN_LEVELS, AccessLevel

__all__ = ["CLOSE", "Add", "Cap", "Clip", "Operation", "Remove", "Replace"]

_minute = optional(whole_number(0, 3 * DAY))


def _open_level(instance: object, attribute: "Attribute[Any]", value: object) -> None:
    is_a(AccessLevel)(instance, attribute, value)
    if value is AccessLevel.CLOSED:
        where = f"{type(instance).__name__}.{attribute.name}"
        raise InvalidValueError(where, "must not name closed, which is no level to offer", value)


_levels = tuple_of(_open_level)


@frozen
class Replace(Value):
    """Put *hours* in place of what there was; without hours, close.

    Attributes:
        hours: The hours of the day, in either notation; kept in the normal form.
        levels: Which levels are replaced; none means all, and then nothing of the day's hours is left.
            Where levels are named, *hours* may be at those levels only.
    """

    hours: tuple[Hours, ...] = field(default=(), validator=check_hours, converter=as_normal)
    levels: tuple[AccessLevel, ...] = field(default=(), validator=_levels, converter=in_order)

    def _check(self) -> None:
        for each in self.hours:
            if self.levels and each.level not in self.levels:
                keys = ", ".join(level.key for level in self.levels)
                raise InvalidValueError(
                    "Replace.hours", f"must be at the levels replaced ({keys})", str(each)
                )


@frozen
class Add(Value):
    """Offer *hours* besides what there was.

    Attributes:
        hours: At least one stretch, in either notation; kept in the normal form.
    """

    hours: tuple[Hours, ...] = field(validator=check_hours, converter=as_normal)

    def _check(self) -> None:
        if not self.hours:
            raise InvalidValueError("Add.hours", "must hold at least one stretch", self.hours)


@frozen
class Clip(Value):
    """Open no earlier and close no later than given; it never opens anything.

    Attributes:
        not_before: Minute from the day's midnight, or None.
        not_after: Minute from the day's midnight, or None; 1440 is 24:00, and a span that runs past
            midnight is cut there too.
        levels: Which levels are clipped; none means all.
    """

    not_before: int | None = field(default=None, validator=_minute)
    not_after: int | None = field(default=None, validator=_minute)
    levels: tuple[AccessLevel, ...] = field(default=(), validator=_levels, converter=in_order)

    def _check(self) -> None:
        if self.not_before is None and self.not_after is None:
            raise InvalidValueError("Clip.not_after", "must be given where not_before is not", None)
        if self.not_before is not None and self.not_after is not None and self.not_after <= self.not_before:
            raise InvalidValueError(
                "Clip.not_after", f"must be after not_before {self.not_before}", self.not_after
            )

    @classmethod
    def opening_from(cls, time: str, levels: tuple[AccessLevel, ...] = ()) -> "Clip":
        """Return "does not open before *time*", such as `12:00`."""
        return cls(not_before=minute_of(time), levels=levels)

    @classmethod
    def closing_by(cls, time: str, levels: tuple[AccessLevel, ...] = ()) -> "Clip":
        """Return "closes at *time*, or at the normal time if that is earlier"."""
        return cls(not_after=minute_of(time), levels=levels)


@frozen
class Cap(Value):
    """Offer no more than a level: what was above it goes on at that level.

    Attributes:
        highest: The highest level left; `CLOSED` closes.
    """

    highest: AccessLevel = field(validator=is_a(AccessLevel))

    def _check(self) -> None:
        if self.highest is OPEN_LEVELS[-1]:
            raise InvalidValueError("Cap.highest", "must be below the highest level there is", self.highest)


@frozen
class Remove(Value):
    """Take levels away: what is left is what the other levels offer by themselves.

    A desk without staff on a holiday, in a house with self-service 08-22, leaves self-service 08-22; in a
    house that is only ever staffed it leaves nothing.

    Attributes:
        levels: At least one.
    """

    levels: tuple[AccessLevel, ...] = field(validator=tuple_of(_open_level, least=1), converter=in_order)


Operation = Replace | Add | Clip | Cap | Remove
"""What a rule may do."""

CLOSE: Final = Replace()
"""Close the whole day, at every level."""
