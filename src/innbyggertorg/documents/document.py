"""Whole documents: from plain data to a programme, all problems at once, and back."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, Final

from attrs import evolve, field, frozen

from innbyggertorg.days import SchoolCalendar
from innbyggertorg.documents.forms import Plain, Schema, instant_form
from innbyggertorg.documents.place import BROKEN, Place, Reading, TooManyProblemsError
from innbyggertorg.documents.shapes import form_of
from innbyggertorg.errors import InnbyggertorgError, LimitExceededError, Problem, ProblemsError
from innbyggertorg.limits import Limits
from innbyggertorg.model import Closure, Event, Organisation, Programme, Torg
from innbyggertorg.model.event import check_changed_at

__all__ = [
    "COLLECTIONS",
    "SCHEMA_VERSION",
    "Document",
    "check_depth",
    "describe",
    "from_programme",
    "to_programme",
]

SCHEMA_VERSION: Final = 1
"""Rises when a document that could be read before can no longer be, or means something else."""

COLLECTIONS: Final[dict[str, type]] = {
    "organisations": Organisation,
    "school_calendars": SchoolCalendar,
    "torgs": Torg,
    "events": Event,
    "closures": Closure,
}
_VERSION: Final = "schema_version"
_CHANGED: Final = "changed_at"
_ANY_INSTANT: Final = datetime(1970, 1, 1, tzinfo=UTC)
_KEYS: Final = (_VERSION, _CHANGED, *COLLECTIONS)
_INDEXED: Final = re.compile(r"([a-z_]+)\[([0-9]+)\](.*)", re.DOTALL)


@frozen
class Document:
    """The plain data of one document, and the name by which problems in it are reported."""

    source: str
    plain: Plain


@frozen
class _Found:
    """The values read so far, each with the place it came from, so that later problems lead back to it."""

    values: dict[str, list[Any]] = field(factory=lambda: {name: [] for name in COLLECTIONS})
    places: dict[str, list[Place]] = field(factory=lambda: {name: [] for name in COLLECTIONS})

    def located(self, problem: Problem) -> Problem:
        """Return a problem of the programme as a problem of the document that its value came from."""
        match = _INDEXED.fullmatch(problem.path)
        if match is None:
            return problem
        place = self.places[match[1]][int(match[2])]
        return evolve(problem, path=place.below(match[3].lstrip(".")).path, source=place.source)


def to_programme(documents: Iterable[Document], limits: Limits) -> Programme:
    """Make one programme of documents that may refer to each other.

    Raises:
        LimitExceededError: If one is nested too deeply.
        ProblemsError: With everything that is wrong in all of them, each with its path.
    """
    reading = Reading(limits)
    programme = None
    try:
        programme = _read_all(documents, reading)
    except TooManyProblemsError:
        rule = f"must be mended first: only the first {len(reading.problems):,} problems are reported"
        reading.problems.append(Problem("", rule))
    if reading.problems or programme is None:
        raise ProblemsError(reading.problems)
    return programme


def _read_all(documents: Iterable[Document], reading: Reading) -> Programme | None:
    """Read every collection of every document: calendars first, for day rules hold them."""
    found = _Found()
    places = [(document, Place(reading, document.source)) for document in documents]
    tables = [(_checked_table(document.plain, place), place) for document, place in places]
    changes = [_read_change(table, place) for table, place in tables]
    for name in ("school_calendars", *(name for name in COLLECTIONS if name != "school_calendars")):
        form = form_of(COLLECTIONS[name])
        for (table, place), changed in zip(tables, changes, strict=True):
            for plain, item_place in _items(table, name, place, changed):
                value = form.read(plain, item_place)
                if value is not BROKEN:
                    found.values[name].append(value)
                    found.places[name].append(item_place)
        if name == "school_calendars":
            reading.calendars.update((calendar.id, calendar) for calendar in found.values[name])
    try:
        return Programme(**{name: tuple(values) for name, values in found.values.items()})
    except ProblemsError as error:
        reading.note_all(map(found.located, error.problems))
        return None


def _checked_table(plain: Plain, place: Place) -> dict[str, Plain]:
    """Check what stands around the collections, and return the document's table."""
    if not isinstance(plain, dict):
        place.reading.nameless = True
        place.refuse("must be a table at the top", plain)
        return {}
    check_depth(plain, place.reading.limits.document_depth)
    meant = place.refuse_unknown_keys(plain, _KEYS)
    place.reading.nameless |= not meant.isdisjoint(COLLECTIONS)
    version = plain.get(_VERSION)
    if type(version) is int and version > SCHEMA_VERSION:
        hint = "it was written for a newer innbyggertorg: upgrade"
        place.key(_VERSION).refuse(f"must be at most {SCHEMA_VERSION}", version, hint)
    elif _VERSION in plain and (type(version) is not int or version < 1):
        place.key(_VERSION).refuse(f"must be {SCHEMA_VERSION}", version)
    elif _VERSION not in plain and _VERSION not in meant:
        place.key(_VERSION).refuse("must be given", hint=f"this is version {SCHEMA_VERSION}")
    return plain


def _read_change(table: dict[str, Plain], place: Place) -> Plain:
    """Return the instant that events take where they give none, or None; a broken one is told here once."""
    if _CHANGED not in table:
        return None
    place = place.key(_CHANGED)
    instant = instant_form.read(table[_CHANGED], place)
    if instant is not BROKEN:
        try:
            check_changed_at("changed_at", instant)
        except InnbyggertorgError as error:
            instant = place.refuse_for(error)
    return _ANY_INSTANT if instant is BROKEN else instant


def _items(table: dict[str, Plain], name: str, place: Place, changed: Plain) -> Iterator[tuple[Plain, Place]]:
    """Yield the items of a collection; an event without a time of change takes the document's."""
    items = table.get(name, [])
    place = place.key(name)
    if not isinstance(items, list):
        place.reading.nameless = True
        hint = f"write [[{name}]] before each of them" if isinstance(items, dict) else ""
        place.refuse("must be a list", items, hint)
        return
    for i, item in enumerate(items):
        if name == "events" and changed is not None and isinstance(item, dict):
            yield {_CHANGED: changed, **item}, place.item(i)
        else:
            yield item, place.item(i)


def check_depth(plain: Plain, most: int) -> None:
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


def from_programme(programme: Programme, only: frozenset[str] | None = None) -> dict[str, Plain]:
    """Return the plain data of one document that holds the whole programme, or *only* some collections."""
    plain: dict[str, Plain] = {_VERSION: SCHEMA_VERSION}
    for name, kind in COLLECTIONS.items():
        if (only is None or name in only) and (values := getattr(programme, name)):
            plain[name] = [form_of(kind).write(value) for value in values]
    return plain


def describe() -> Schema:
    """Return the JSON Schema (draft 2020-12) of a document."""
    definitions: dict[str, Schema] = {}
    properties: dict[str, Schema] = {
        _VERSION: {"const": SCHEMA_VERSION, "description": "The version of this form of document."},
        _CHANGED: {
            **instant_form.schema(definitions),
            "description": "The instant of the last change, for events that do not give their own.",
        },
    }
    for name, kind in COLLECTIONS.items():
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
        "anyOf": [
            {"required": [_CHANGED]},
            {"properties": {"events": {"items": {"required": [_CHANGED]}}}},
        ],
        "$defs": dict(sorted(definitions.items())),
    }
