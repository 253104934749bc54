"""Single values as plain data: the form that each has within a document, for programs that exchange parts."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any, Final, get_args, get_type_hints

from attrs import fields, has

from innbyggertorg._values import Value
from innbyggertorg.days import DayRule, SchoolCalendar
from innbyggertorg.documents.document import (
    Document,
    check_depth,
    describe,
    from_programme,
    to_programme,
)
from innbyggertorg.documents.forms import Form, Plain, Schema
from innbyggertorg.documents.place import BROKEN, Place, Reading, TooManyProblemsError
from innbyggertorg.documents.shapes import form_of
from innbyggertorg.documents.strict_json import moment_text
from innbyggertorg.errors import LimitExceededError, Problem, ProblemsError, WrongTypeError
from innbyggertorg.limits import DEFAULT_LIMITS, Limits, check_limits
from innbyggertorg.model import EventDetails, Programme

__all__ = ["from_plain", "schema_of", "to_plain"]

_PROGRAMME: Final = "Programme"


def to_plain(value: Value) -> Plain:
    """Return a value as plain data that JSON can say: the form that it has within a document.

    A programme is a whole document. A school calendar that a day rule hangs on is named by its id, as in
    documents.

    Raises:
        WrongTypeError: If documents have no form for such a value.
    """
    try:
        if isinstance(value, Programme):
            return _as_json(from_programme(value))
        return _as_json(_form("to_plain value", type(value)).write(value))
    except RecursionError:
        raise LimitExceededError("document_depth", DEFAULT_LIMITS.document_depth) from None


def from_plain(
    kind: type[Any],
    plain: Plain,
    *,
    calendars: Iterable[SchoolCalendar] = (),
    limits: Limits = DEFAULT_LIMITS,
) -> Any:
    """Return the value of a class that plain data says.

    Args:
        kind: The class: one of the model's, of opening hours or of recurrence, or `DayRule`.
        plain: As a reader of JSON or TOML gives it; a whole document for `Programme`.
        calendars: The school calendars that day rules in it may name.
        limits: Those in force.

    Raises:
        LimitExceededError: If it is nested too deeply.
        ProblemsError: With everything that is wrong, each with its path.
        WrongTypeError: If documents have no form for such a value, or an argument is of another type.
    """
    known = _known(calendars)
    check_limits("from_plain", limits)
    form = _form("from_plain kind", kind)
    try:
        if kind is Programme:
            return to_programme((Document("", plain),), limits)
        return _read(kind, form, plain, Reading(limits, calendars={each.id: each for each in known}))
    except RecursionError:
        raise LimitExceededError("document_depth", limits.document_depth) from None


def _known(calendars: Any) -> tuple[SchoolCalendar, ...]:
    known = tuple(calendars) if isinstance(calendars, Iterable) else (calendars,)
    if not isinstance(calendars, Iterable) or not all(isinstance(each, SchoolCalendar) for each in known):
        raise WrongTypeError("from_plain calendars", "must be school calendars", known)
    return known


def _read(kind: type[Any], form: Form, plain: Plain, reading: Reading) -> Any:
    check_depth([plain], reading.limits.document_depth + 1)
    place = Place(reading)
    value: Any = BROKEN
    try:
        value = form.read(plain, place)
        if value is not BROKEN and not reading.problems and not isinstance(value, kind):
            place.refuse(f"must be a {kind.__name__}", plain)
    except TooManyProblemsError:
        rule = f"must be mended first: only the first {len(reading.problems):,} problems are reported"
        reading.problems.append(Problem("", rule))
    if reading.problems:
        raise ProblemsError(reading.problems)
    return value


def schema_of(kind: type[Any]) -> Schema:
    """Return the JSON Schema (draft 2020-12) of the plain data of a class, with a name of its own.

    Raises:
        WrongTypeError: If documents have no form for such a value.
    """
    form = _form("schema_of kind", kind)
    name = f"urn:innbyggertorg:{kind.__name__}"
    if kind is Programme:
        return {"$id": name, **describe()}
    definitions: dict[str, Schema] = {}
    schema = form.schema(definitions)
    return {"$id": name, **schema, "$defs": dict(sorted(definitions.items()))}


def _form(where: str, kind: Any) -> Form:
    if isinstance(kind, type) and issubclass(kind, DayRule):
        return form_of(DayRule)
    if not isinstance(kind, type) or kind not in _documented():
        names = ", ".join(sorted(each.__name__ for each in _documented()))
        raise WrongTypeError(
            where, "must be something that documents have a form for", kind, f"it has: {names}"
        )
    return form_of(Programme if kind is Programme else kind)


@cache
def _documented() -> frozenset[type]:
    """Return every class of value that a programme may hold, and the programme."""
    found: set[type] = set()
    waiting: list[Any] = [Programme, DayRule, EventDetails]
    while waiting:
        kind = waiting.pop()
        if not isinstance(kind, type) or get_args(kind):
            waiting.extend(get_args(kind))
        elif issubclass(kind, Value) and kind not in found:
            found.add(kind)
            if has(kind):
                hints = get_type_hints(kind)
                waiting.extend(hints[attribute.name] for attribute in fields(kind) if attribute.init)
    return frozenset(found)


def _as_json(plain: Plain) -> Plain:
    if isinstance(plain, dict):
        return {name: _as_json(each) for name, each in plain.items()}
    if isinstance(plain, list):
        return [_as_json(each) for each in plain]
    return moment_text(plain) if isinstance(plain, date) else plain
