"""From the type of a field to the form it is written in.

Every frozen value of the package is written field by field, so a new field or a new kind of day rule has its
place in documents, and in their schema, from the day it is made. What is written otherwise stands here.
"""

import types
from datetime import date, datetime, timedelta
from enum import Enum
from functools import cache
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

from attrs import Attribute, frozen

from innbyggertorg.days import DayRule, SchoolBreaks, SchoolCalendar, SchoolDays
from innbyggertorg.documents.forms import (
    Choice,
    Exact,
    Form,
    ListOf,
    Plain,
    Schema,
    Text,
    date_form,
    duration_form,
    minute_form,
    moment_form,
)
from innbyggertorg.documents.hours_forms import HoursForm, WeekForm
from innbyggertorg.documents.place import BROKEN, Place, nearest
from innbyggertorg.documents.records import Record, Variants
from innbyggertorg.model import EventDetails, LocalText
from innbyggertorg.opening import Clip, Hours, WeekHours
from innbyggertorg.recurrence import Override, RecurrenceRule

__all__ = ["form_of"]


class _LocalText(Record):
    """A text by language, or as plain text where it is Bokmål alone."""

    def read(self, plain: Plain, place: Place) -> Any:
        """Take text, or a table of languages."""
        return super().read({"nb": plain} if isinstance(plain, str) else plain, place)

    def write(self, value: LocalText) -> Plain:
        """Write plain text where there is Bokmål alone."""
        return value.nb if value == LocalText(nb=value.nb) else super().write(value)

    def schema(self, definitions: dict[str, Schema]) -> Schema:
        """Describe both."""
        return {"oneOf": [{"type": "string"}, super().schema(definitions)]}


@frozen
class _CalendarName:
    """A school calendar, by the id under which the documents hold it."""

    def read(self, plain: Plain, place: Place) -> Any:
        """Look the id up among the calendars of all documents."""
        calendar = place.calendars.get(plain) if isinstance(plain, str) else None
        if calendar is None and plain in place.broken_ids:
            return BROKEN
        if calendar is None:
            return place.refuse("must name a school calendar", plain, nearest(str(plain), place.calendars))
        return calendar

    def write(self, value: SchoolCalendar) -> Plain:
        """Write its id."""
        return value.id

    def schema(self, definitions: dict[str, Schema]) -> Schema:
        """Describe the id."""
        return {"type": "string"}


_SCALARS: Final[dict[type, Form]] = {
    str: Exact("text", (str,), "string"),
    bool: Exact("true or false", (bool,), "boolean"),
    int: Exact("a whole number", (int,), "integer"),
    float: Exact("a number", (float, int), "number"),
    date: date_form,
    datetime: moment_form,
    timedelta: duration_form,
    RecurrenceRule: Text("a recurrence rule of RFC 5545", ".+", RecurrenceRule.parse),
    Hours: HoursForm(),
    WeekHours: WeekForm(),
}

_CALENDARS: Final = frozenset({SchoolBreaks, SchoolDays})


@cache
def form_of(kind: Any) -> Form:
    """Return the form of values of a type.

    Args:
        kind: A class, or a type expression made of classes with `tuple[X, ...]` and `X | Y`.

    Raises:
        NotAnAttrsClassError: If there is no form for it: a mistake in this package, found by its tests.
    """
    if form := _SCALARS.get(kind):
        return form
    if get_origin(kind) in (types.UnionType, Union):
        return _form_of_union(tuple(choice for choice in get_args(kind) if choice is not type(None)))
    if get_origin(kind) is tuple and get_args(kind)[1:] == (...,):
        return ListOf(form_of(get_args(kind)[0]))
    if issubclass(kind, Enum):
        return Choice((kind,))
    if kind is DayRule:
        return _variants(_leaf_classes(kind))
    return _LocalText(kind, _form_of_field) if kind is LocalText else Record(kind, _form_of_field)


def _form_of_union(choices: tuple[Any, ...]) -> Form:
    if len(choices) == 1:
        return form_of(choices[0])
    if set(choices) == {datetime, date}:
        return moment_form
    return Choice(choices) if all(issubclass(each, Enum) for each in choices) else _variants(choices)


def _form_of_field(owner: type, attribute: "Attribute[Any]") -> Form:
    if owner is Override and attribute.name == "details":
        return form_of(EventDetails)  # opaque to a series; what it holds is the model's to say
    if owner in _CALENDARS and attribute.name == "calendar":
        return _CalendarName()
    if owner is Clip and attribute.name in {"not_before", "not_after"}:
        return minute_form
    return form_of(_hints(owner)[attribute.name])


@cache
def _hints(owner: type) -> dict[str, Any]:
    return get_type_hints(owner)


def _variants(kinds: "tuple[type, ...]") -> Variants:
    """Return the form of a value of one of several classes, each tagged with its name: `even-weeks`."""
    return Variants({_tag(kind): Record(kind, _form_of_field, _tag(kind)) for kind in kinds})


def _tag(kind: type) -> str:
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in kind.__name__).lstrip(
        "-"
    )


def _leaf_classes(kind: type) -> "tuple[type, ...]":
    """Return the classes below *kind* that have none below them, by name."""
    found: dict[str, type] = {}
    waiting: list[type] = [kind]
    while waiting:
        below: list[type] = waiting.pop().__subclasses__()
        found.update((each.__name__, each) for each in below if not each.__subclasses__())
        waiting.extend(below)
    return tuple(found[name] for name in sorted(found))
