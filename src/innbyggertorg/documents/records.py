"""How values with fields are written: a table with a key for each field."""

import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Any, Final, cast

from attrs import NOTHING, Attribute, Factory, fields

from innbyggertorg.documents.forms import Form, Plain, Schema
from innbyggertorg.documents.place import BROKEN, Place, nearest
from innbyggertorg.errors import InnbyggertorgError

__all__ = ["Record", "Variants"]

_TAG: Final = "kind"


class Record:
    """A value of an attrs class, written as a table; a field that has its default is left out.

    Args:
        kind: The class; its fields are the keys.
        form_of_field: Gives the form of a field, when it is first needed: classes may hold each other.
        tag: What the key `kind` says where several classes may stand in one place, or None.
    """

    def __init__(
        self, kind: type, form_of_field: "Callable[[type, Attribute[Any]], Form]", tag: str | None = None
    ) -> None:
        self.kind = kind
        self.tag = tag
        self._form_of_field = form_of_field

    @cached_property
    def _attributes(self) -> "dict[str, Attribute[Any]]":
        return {a.alias: a for a in fields(self.kind) if a.init}

    @cached_property
    def _forms(self) -> dict[str, Form]:
        return {name: self._form_of_field(self.kind, a) for name, a in self._attributes.items()}

    def read(self, plain: Plain, place: Place) -> Any:
        """Read every key and note every problem.

        A value is made also where a key that may be left out is broken: with it, what refers to it can still
        be checked. It is never handed out, for there are problems.
        """
        if not isinstance(plain, dict):
            return place.refuse("must be a table", plain)
        found = len(place.problems)
        values, missing = self._read_fields(plain, place)
        if not missing:
            try:
                return self.kind(**values)
            except InnbyggertorgError as error:
                if len(place.problems) == found:  # else it may be about a key that was left out as broken
                    place.refuse_for(error, self.kind.__name__)
        if isinstance(name := plain.get("id"), str):
            place.broken_ids.add(name)
        return BROKEN

    def _read_fields(self, plain: dict[str, Plain], place: Place) -> tuple[dict[str, Any], bool]:
        """Return the fields that are right, and whether one that must be given is not among them."""
        keys = [*self._attributes] if self.tag is None else [_TAG, *self._attributes]
        for name in plain:
            if name not in keys:
                place.key(_short(name)).refuse("is no known key here", hint=nearest(name, keys))
        values = {}
        missing = False
        for name, attribute in self._attributes.items():
            value = self._read_field(name, plain[name], place.key(name)) if name in plain else BROKEN
            if value is not BROKEN:
                values[name] = value
            elif attribute.default is NOTHING:
                missing = True
                if name not in plain:
                    place.key(name).refuse("must be given")
        return values, missing

    def _read_field(self, name: str, plain: Plain, place: Place) -> Any:
        found = len(place.problems)
        value = self._forms[name].read(plain, place)
        if len(place.problems) > found:
            return value  # what is left of it: its rules are not asked about the rest
        attribute = self._attributes[name]
        try:
            if attribute.converter is not None:
                value = cast("Callable[[Any], Any]", attribute.converter)(value)
            if attribute.validator is not None:
                # Validators ask the instance for nothing but its type, and each field is to be checked
                # also when another one keeps the instance from being made.
                attribute.validator(object.__new__(self.kind), attribute, value)
        except InnbyggertorgError as error:
            return place.refuse_for(error, f"{self.kind.__name__}.{attribute.name}")
        return value

    def write(self, value: Any) -> Plain:
        """Write the fields that differ from their defaults, in the order of the class."""
        written: dict[str, Plain] = {} if self.tag is None else {_TAG: self.tag}
        for name, attribute in self._attributes.items():
            field_value = getattr(value, attribute.name)
            if field_value != _default(attribute, value):
                written[name] = self._forms[name].write(field_value)
        return written

    def schema(self, definitions: dict[str, Schema]) -> Schema:
        """Describe it once among the definitions, and refer to that."""
        name = self.kind.__name__
        if name not in definitions:
            definitions[name] = {}  # holds the place while fields that lead back here are described
            described = _descriptions(self.kind)
            properties: dict[str, Schema] = {} if self.tag is None else {_TAG: {"const": self.tag}}
            for key, form in self._forms.items():
                about = {"description": described[key]} if key in described else {}
                properties[key] = {**form.schema(definitions), **about}
            required = [n for n, a in self._attributes.items() if a.default is NOTHING]
            if self.tag is not None:
                required.insert(0, _TAG)
            definitions[name] = {
                "type": "object",
                "description": (inspect.getdoc(self.kind) or "").partition("\n\n")[0],
                "properties": properties,
                "required": required,
                "additionalProperties": False,
            }
        return {"$ref": f"#/$defs/{name}"}


class Variants:
    """A value of one of several classes, told apart by the key `kind`."""

    def __init__(self, records: Mapping[str, Record]) -> None:
        self.records = records
        self._by_class = {record.kind: record for record in records.values()}

    def read(self, plain: Plain, place: Place) -> Any:
        """Read the table as the class that its key `kind` names."""
        if not isinstance(plain, dict):
            return place.refuse("must be a table", plain)
        tag = plain.get(_TAG)
        record = self.records.get(tag) if isinstance(tag, str) else None
        if record is None:
            hint = nearest(tag if isinstance(tag, str) else "", self.records)
            return place.key(_TAG).refuse("must name what it is", tag, hint)
        return record.read(plain, place)

    def write(self, value: Any) -> Plain:
        """Write it with its key `kind`."""
        return self._by_class[type(value)].write(value)

    def schema(self, definitions: dict[str, Schema]) -> Schema:
        """Describe the choices."""
        return {"oneOf": [record.schema(definitions) for record in self.records.values()]}


def _short(key: object) -> str:
    """Return a key as it may stand in a path, however long and strange."""
    text = str(key)
    return text if re.fullmatch(r"[\w-]{1,60}", text) else ascii(text[:60])


def _default(attribute: "Attribute[Any]", value: Any) -> Any:
    default: Any = attribute.default
    if not isinstance(default, Factory):  # type: ignore[arg-type]  # Factory is a class at run time
        return default
    return default.factory(value) if default.takes_self else default.factory()


def _descriptions(kind: type) -> dict[str, str]:
    """Return what the docstring of a class says of its attributes, for the schema."""
    return dict(_described(inspect.getdoc(kind) or ""))


def _described(docstring: str) -> Iterator[tuple[str, str]]:
    _, _, section = docstring.partition("\nAttributes:\n")
    section = section.partition("\n\n")[0]
    for entry in re.split(r"\n(?=    \w)", "\n" + section)[1:]:
        name, _, text = entry.strip().partition(":")
        yield name, " ".join(text.split())
