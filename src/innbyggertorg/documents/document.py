"""Whole documents: from plain data to a programme, all problems at once, and back."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from attrs import evolve, field, frozen

from innbyggertorg.days import SchoolCalendar
from innbyggertorg.documents.forms import Plain, Schema, moment_form
from innbyggertorg.documents.place import BROKEN, Place, join_path, nearest
from innbyggertorg.documents.shapes import form_of
from innbyggertorg.errors import LimitExceededError, Problem, ProblemsError, shown
from innbyggertorg.limits import Limits
from innbyggertorg.model import Closure, Event, Organisation, Programme, Torg

__all__ = ["SCHEMA_VERSION", "Document", "describe", "from_programme", "to_programme"]

SCHEMA_VERSION: Final = 1
"""Rises when a document that could be read before can no longer be, or means something else."""

_COLLECTIONS: Final[dict[str, type]] = {
    "organisations": Organisation,
    "school_calendars": SchoolCalendar,
    "torgs": Torg,
    "events": Event,
    "closures": Closure,
}
_VERSION: Final = "schema_version"
_CHANGED: Final = "changed_at"
_KEYS: Final = (_VERSION, _CHANGED, *_COLLECTIONS)
_INDEXED: Final = re.compile(r"([a-z_]+)\[([0-9]+)\](.*)", re.DOTALL)


@frozen
class Document:
    """The plain data of one document, and the name by which problems in it are reported."""

    source: str
    plain: Plain


@frozen
class _Found:
    """The values read so far, each with the place it came from, so that later problems lead back to it."""

    values: dict[str, list[Any]] = field(factory=lambda: {name: [] for name in _COLLECTIONS})
    places: dict[str, list[Place]] = field(factory=lambda: {name: [] for name in _COLLECTIONS})

    def located(self, problem: Problem) -> Problem:
        """Return a problem of the programme as a problem of the document that its value came from."""
        match = _INDEXED.fullmatch(problem.path)
        if match is None:
            return problem
        place = self.places[match[1]][int(match[2])]
        return evolve(problem, path=join_path(place.path, match[3].lstrip(".")), source=place.source)


def to_programme(documents: Iterable[Document], limits: Limits) -> Programme:
    """Make one programme of documents that may refer to each other.

    Raises:
        LimitExceededError: If one is nested too deeply.
        ProblemsError: With everything that is wrong in all of them, each with its path.
    """
    documents = tuple(documents)
    whole = Place()
    places = [evolve(whole, source=document.source) for document in documents]
    found = _Found()
    tables = [
        (_checked_table(document.plain, place, limits), place)
        for document, place in zip(documents, places, strict=True)
    ]
    for name in ("school_calendars", *(name for name in _COLLECTIONS if name != "school_calendars")):
        for table, place in tables:
            for plain, item_place in _items(table, name, place):
                value = form_of(_COLLECTIONS[name]).read(plain, item_place)
                if value is not BROKEN:
                    found.values[name].append(value)
                    found.places[name].append(item_place)
        if name == "school_calendars":
            whole.calendars.update((calendar.id, calendar) for calendar in found.values[name])
    programme = _assembled(found, whole)
    if whole.problems or programme is None:
        raise ProblemsError(whole.problems)
    return programme


def _assembled(found: _Found, whole: Place) -> Programme | None:
    """Make the programme, or note what refers to nothing; a name of something broken is one problem only."""
    try:
        return Programme(**{name: tuple(values) for name, values in found.values.items()})
    except ProblemsError as error:
        excused = {shown(name) for name in whole.broken_ids}
        whole.problems.extend(found.located(each) for each in error.problems if each.got not in excused)
        return None


def _checked_table(plain: Plain, place: Place, limits: Limits) -> dict[str, Plain]:
    """Check what stands around the collections, and return the document's table."""
    if not isinstance(plain, dict):
        place.refuse("must be a table at the top", plain)
        return {}
    _check_depth(plain, limits.document_depth)
    for name in plain:
        if name not in _KEYS:
            key = name if re.fullmatch(r"[\w-]{1,60}", name) else ascii(name[:60])
            place.key(key).refuse("is no known key here", hint=nearest(name, _KEYS))
    version = plain.get(_VERSION)
    if type(version) is int and version > SCHEMA_VERSION:
        hint = "it was written for a newer innbyggertorg: upgrade"
        place.key(_VERSION).refuse(f"must be at most {SCHEMA_VERSION}", version, hint)
    elif type(version) is not int or version < 1:
        place.key(_VERSION).refuse(f"must be {SCHEMA_VERSION}", version)
    return plain


def _items(table: dict[str, Plain], name: str, place: Place) -> Iterator[tuple[Plain, Place]]:
    """Yield the items of a collection; an event without a time of change takes the document's."""
    items = table.get(name, [])
    place = place.key(name)
    if not isinstance(items, list):
        place.refuse("must be a list", items)
        return
    for i, item in enumerate(items):
        inherits = name == "events" and _CHANGED in table and isinstance(item, dict) and _CHANGED not in item
        yield ({**item, _CHANGED: table[_CHANGED]} if inherits else item), place.item(i)


def _check_depth(plain: Plain, most: int) -> None:
    """Refuse nesting that would exhaust the stack later; without recursion, for the same reason."""
    layer, depth = [plain], 0
    while layer:
        depth += 1
        if depth > most:
            raise LimitExceededError("document_depth", most, hint="nest less deeply")
        inner: list[Plain] = []
        for each in layer:
            children = each.values() if isinstance(each, dict) else each
            inner.extend(child for child in children if isinstance(child, dict | list))
        layer = inner


def from_programme(programme: Programme) -> dict[str, Plain]:
    """Return the plain data of one document that holds the whole programme."""
    plain: dict[str, Plain] = {_VERSION: SCHEMA_VERSION}
    for name, kind in _COLLECTIONS.items():
        if values := getattr(programme, name):
            plain[name] = [form_of(kind).write(value) for value in values]
    return plain


def describe() -> Schema:
    """Return the JSON Schema (draft 2020-12) of a document."""
    definitions: dict[str, Schema] = {}
    properties: dict[str, Schema] = {
        _VERSION: {"const": SCHEMA_VERSION, "description": "The version of this form of document."},
        _CHANGED: {
            **moment_form.schema(definitions),
            "description": "The instant of the last change, for events that do not give their own.",
        },
    }
    for name, kind in _COLLECTIONS.items():
        properties[name] = {"type": "array", "items": form_of(kind).schema(definitions)}
    event = definitions["Event"]
    event["required"] = [key for key in event["required"] if key != _CHANGED]  # the document may give it
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "innbyggertorg document",
        "description": "Citizens' houses, what is in them and what happens there.",
        "type": "object",
        "properties": properties,
        "required": [_VERSION],
        "additionalProperties": False,
        "$defs": dict(sorted(definitions.items())),
    }
