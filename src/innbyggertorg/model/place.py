"""Where a house is."""

from typing import Any

from attrs import Attribute, field, frozen

from innbyggertorg._checks import identifier, is_a, line, matches, name_of, optional
from innbyggertorg._values import Value
from innbyggertorg.errors import InvalidValueError, WrongTypeError
from innbyggertorg.model.text import LocalText, one_line

__all__ = ["Address", "Building", "Geo"]


@frozen(kw_only=True)
class Address(Value):
    """A Norwegian visiting address.

    Attributes:
        street: Street and number; None where only the place is known.
        postcode: Four digits; None where it is not known.
        place: The post town.

    Raises:
        InvalidValueError: If a line is blank or too long, or *postcode* is not four digits.
    """

    street: str | None = field(default=None, validator=optional(line()))
    postcode: str | None = field(default=None, validator=optional(matches("[0-9]{4}", "must be four digits")))
    place: str = field(validator=line())

    def __str__(self) -> str:
        town = f"{self.postcode} {self.place}" if self.postcode else self.place
        return f"{self.street}, {town}" if self.street else town


def _degrees(limit: int) -> Any:
    def check(instance: object, attribute: "Attribute[Any]", value: object) -> None:
        where = name_of(instance, attribute)
        if type(value) not in (int, float):
            raise WrongTypeError(where, "must be a number of degrees", value)
        if not -limit <= value <= limit:  # type: ignore[operator]  # a number by now; NaN fails here too
            raise InvalidValueError(where, f"must be from -{limit} to {limit} degrees", value)

    return check


def _one_zero(value: object) -> object:
    """Return a number as a float, of which there is one zero: equal points are to be written alike."""
    try:
        return value + 0.0 if type(value) in (int, float) else value  # type: ignore[operator]  # a number
    except OverflowError:
        return value  # the validator's turn


@frozen
class Geo(Value):
    """A point on the earth, in degrees of WGS 84.

    Attributes:
        latitude: From -90 (south) to 90 (north).
        longitude: From -180 (west) to 180 (east).

    Raises:
        InvalidValueError: If one is out of range or not finite.
        WrongTypeError: If one is not a number.
    """

    latitude: float = field(validator=_degrees(90), converter=_one_zero)
    longitude: float = field(validator=_degrees(180), converter=_one_zero)

    def __str__(self) -> str:
        return f"geo:{self.latitude},{self.longitude}"


@frozen(kw_only=True)
class Building(Value):
    """A building of a torg; one torg may have several.

    Attributes:
        id: Unique within the torg.
        name: What people call it.
        address: Where its door is, or None for the torg's own address.
    """

    id: str = field(validator=identifier)
    name: LocalText = field(validator=one_line)
    address: Address | None = field(default=None, validator=optional(is_a(Address)))
