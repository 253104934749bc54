"""From the type of a field to the form it is written in.

Every frozen value of the package is written field by field, so a new field or a new kind of day rule has its
place in documents, and in their schema, from the day it is made. What is written otherwise stands here.
"""

import types
from datetime import UTC, date, datetime, timedelta
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
    OrNone,
    Plain,
    Schema,
    Text,
    date_form,
    duration_form,
    instant_form,
    minute_form,
    moment_form,
    wall_form,
)
from innbyggertorg.documents.hours_forms import HoursForm, WeekForm
from innbyggertorg.documents.place import BROKEN, Place
from innbyggertorg.documents.records import Record, Variants
from innbyggertorg.errors import LimitExceededError, Problem, shown
from innbyggertorg.model import Event, EventDetails, LocalText
from innbyggertorg.opening import Clip, Hours, OpeningSchedule, WeekHours
from innbyggertorg.recurrence import Override, RecurrenceRule, Series

__all__ = ["form_of"]


class _LocalText(Record):
    """A text by language, or as plain text where it is Bokmål alone."""

    def read(self, plain: Plain, place: Place) -> Any:
        """Take text, or a table of languages."""
        return super().read({"nb": plain} if isinstance(plain, str) else plain, place)

    def write(self, value: LocalText) -> Plain:
        """Write plain text where there is Bokmål alone."""
        return super().write(value) if value.nb is None or value.nn or value.en else value.nb

    def schema(self, definitions: dict[str, Schema]) -> Schema:
        """Describe both."""
        table = super().schema(definitions)
        definitions[self.kind.__name__]["minProperties"] = 1
        return {"oneOf": [{"type": "string"}, table]}


@frozen
class _CalendarName:
    """A school calendar, by the id under which the documents hold it."""

    def read(self, plain: Plain, place: Place) -> Any:
        """Look the id up among the calendars of all documents."""
        reading = place.reading
        if not isinstance(plain, str):
            return place.refuse("must be the id of a school calendar", plain)
        if plain in reading.calendars:
            return reading.calendars[plain]
        hint = place.nearest(plain, reading.calendars)
        rule = "must name a known school calendar"
        reading.note_all([Problem(place.path, rule, shown(plain), hint, place.source)])
        return BROKEN

    def write(self, value: SchoolCalendar) -> Plain:
        """Write its id."""
        return value.id

    def schema(self, definitions: dict[str, Schema]) -> Schema:
        """Describe the id."""
        return {"type": "string"}


@frozen
class _Rule(Text):
    """A recurrence rule by its text, within what a house can mean by it."""

    def read(self, plain: Plain, place: Place) -> Any:
        """Parse the text, and keep its numbers within the limits."""
        rule = super().read(plain, place)
        limits = place.reading.limits
        if rule is not BROKEN:
            for name, most in (("interval", limits.rule_interval), ("count", limits.rule_count)):
                if (number := getattr(rule, name) or 0) > most:
                    return place.refuse_for(LimitExceededError(f"rule_{name}", most, number))
        return rule


_SCALARS: Final[dict[type, Form]] = {
    str: Exact("text", (str,), "string"),
    bool: Exact("true or false", (bool,), "boolean"),
    int: Exact("a whole number", (int,), "integer"),
    float: Exact("a number", (float, int), "number"),
    date: date_form,
    datetime: wall_form,
    timedelta: duration_form,
    RecurrenceRule: _Rule("a recurrence rule of RFC 5545", ".+", RecurrenceRule.parse),
    Hours: HoursForm(),
    WeekHours: WeekForm(),
}

_UNLIMITED: Final = "unlimited"
"""None, for a number that is not None where it is left out."""
_CALENDARS: Final = frozenset({SchoolBreaks, SchoolDays})
_DAY: Final = date(1970, 1, 1)
_STAND_INS: Final = {
    "name": LocalText(nb="?"),
    "title": LocalText(nb="?"),
    "reason": LocalText(nb="?"),
    "series": Series(_DAY, timedelta(days=1)),
    "start": _DAY,
    "changed_at": datetime(1970, 1, 1, tzinfo=UTC),
}
"""What takes the place of broken fields of what has an id, by their names."""


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
    record = _LocalText if kind is LocalText else Record
    stand_ins = None if kind is SchoolCalendar else _STAND_INS  # day rules hold and hash a calendar
    return record(kind, _form_of_field, stand_ins=stand_ins)


def _form_of_union(choices: tuple[Any, ...]) -> Form:
    if len(choices) == 1:
        return form_of(choices[0])
    if set(choices) == {datetime, date}:
        return moment_form
    return Choice(choices) if all(issubclass(each, Enum) for each in choices) else _variants(choices)


def _form_of_field(owner: type, attribute: "Attribute[Any]") -> Form:
    if owner is Override and attribute.name == "details":
        return form_of(EventDetails)  # opaque to a series; what it holds is the model's to say
    if owner is Event and attribute.name == "changed_at":
        return instant_form
    if owner in _CALENDARS and attribute.name == "calendar":
        return _CalendarName()
    if owner is Clip and attribute.name in {"not_before", "not_after"}:
        return minute_form
    hint = _hints(owner)[attribute.name]
    form = form_of(hint)
    if owner is OpeningSchedule and isinstance(form, ListOf):
        return ListOf(form.item, "hours_rules")
    return OrNone(form, _UNLIMITED) if attribute.default is not None and _takes_none(hint) else form


def _takes_none(hint: Any) -> bool:
    return type(None) in get_args(hint)


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
    """Return the classes of this package below *kind* that have none below them, by name."""
    found: dict[str, type] = {}
    waiting: list[type] = [kind]
    while waiting:
        below: list[type] = waiting.pop().__subclasses__()
        found.update((each.__name__, each) for each in below if not each.__subclasses__() and _is_own(each))
        waiting.extend(below)
    return tuple(found[name] for name in sorted(found))


def _is_own(kind: type) -> bool:
    return kind.__module__.partition(".")[0] == __name__.partition(".")[0]
