"""How values with fields are written: a table with a key for each field."""

import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Any, Final, cast

from attrs import NOTHING, Attribute, Factory, evolve, fields

from innbyggertorg.documents.forms import Form, ListOf, Plain, Schema
from innbyggertorg.documents.place import BROKEN, Place
from innbyggertorg.errors import InnbyggertorgError, WrongTypeError, shown

__all__ = ["Record", "Variants"]

_TAG: Final = "kind"


class Record:
    """A value of an attrs class, written as a table; a field that has its default is left out.

    Args:
        kind: The class; its fields are the keys.
        form_of_field: Gives the form of a field, when it is first needed: classes may hold each other.
        tag: What the key `kind` says where several classes may stand in one place, or None.
        stand_ins: What takes the place of broken fields that must be given, so that the rest can be checked;
            None where nothing may stand in.
    """

    def __init__(
        self,
        kind: type,
        form_of_field: "Callable[[type, Attribute[Any]], Form]",
        tag: str | None = None,
        stand_ins: Mapping[str, Any] | None = None,
    ) -> None:
        self.kind = kind
        self.tag = tag
        self._stand_ins = stand_ins
        self._form_of_field = form_of_field

    @cached_property
    def _attributes(self) -> "dict[str, Attribute[Any]]":
        return {a.alias: a for a in fields(self.kind) if a.init}

    @cached_property
    def _forms(self) -> dict[str, Form]:
        return {name: self._form_of_field(self.kind, a) for name, a in self._attributes.items()}

    @cached_property
    def has_id(self) -> bool:
        """Whether other values may name it."""
        return "id" in self._attributes

    @cached_property
    def _is_private(self) -> bool:
        """Whether it has fields that are hidden from `repr`, and so from what is said about problems."""
        return any(a.repr is False for a in self._attributes.values())

    def read(self, plain: Plain, place: Place) -> Any:
        """Read every key and note every problem.

        Where something with an id has problems there comes back what stands in for it, so that names in it
        and of it can still be checked. It is never handed out, for there are problems.
        """
        if self._is_private:
            place = evolve(place, private=True)
        if not isinstance(plain, dict):
            place.reading.nameless |= self.has_id
            return place.refuse("must be a table", plain)
        values, broken = self._read_fields(plain, place)
        if broken:
            self._check_the_rest(plain, values, broken, place)
        else:
            try:
                return self.kind(**values)
            except InnbyggertorgError as error:
                place.refuse_for(error, self.kind.__name__)
        return self._stand_in(plain, values, place) if self.has_id else BROKEN

    def _read_fields(self, plain: dict[str, Plain], place: Place) -> tuple[dict[str, Any], set[str]]:
        """Return the fields that could be read, some in part, and the names of those with problems."""
        keys = [*self._attributes] if self.tag is None else [_TAG, *self._attributes]
        meant = place.refuse_unknown_keys(plain, keys)
        values: dict[str, Any] = {}
        broken = meant - plain.keys()
        place.reading.nameless |= any(map(self._keeps_names, broken))
        reading = place.reading
        for name, attribute in self._attributes.items():
            found = reading.mistakes
            if name in plain:
                value = self._read_field(name, plain[name], place.key(name))
                if value is not BROKEN:
                    values[name] = value
            elif attribute.default is NOTHING and name not in meant:
                place.key(name).refuse("must be given")
            if reading.mistakes > found:
                broken.add(name)
        return values, broken

    def _read_field(self, name: str, plain: Plain, place: Place) -> Any:
        reading = place.reading
        found = reading.mistakes
        value = self._forms[name].read(plain, place)
        place.reading.nameless |= value is BROKEN and self._keeps_names(name)
        attribute = self._attributes[name]
        try:
            if attribute.converter is not None and value is not BROKEN:
                before, value = value, cast("Callable[[Any], Any]", attribute.converter)(value)
                if isinstance(before, tuple) and isinstance(value, tuple):
                    place.reordered(before, value)
            if attribute.validator is not None and reading.mistakes == found:  # it asks nothing about a rest
                # Validators ask the instance for nothing but its type, and each field is to be checked
                # also when another one keeps the instance from being made.
                attribute.validator(object.__new__(self.kind), attribute, value)
        except InnbyggertorgError as error:
            owner = f"{self.kind.__name__}.{attribute.name}" if isinstance(plain, dict) else ""
            return place.refuse_for(error, owner)
        return value

    def _check_the_rest(
        self, plain: dict[str, Plain], values: dict[str, Any], broken: set[str], place: Place
    ) -> None:
        """Ask the rules about several fields, as far as they ask about fields without problems."""
        instance: Any = object.__new__(self.kind)
        try:
            for a in fields(self.kind):
                if a.alias in values and (a.alias not in broken or self._keeps_names(a.alias)):
                    object.__setattr__(instance, a.name, values[a.alias])
                elif a.alias not in plain and a.alias not in broken and a.default is not NOTHING:
                    object.__setattr__(instance, a.name, _default(a, instance))
            instance._check()  # every such class is a Value
        except AttributeError:
            pass  # asked about a field with problems
        except InnbyggertorgError as error:
            place.refuse_for(error, self.kind.__name__)

    def _keeps_names(self, name: str) -> bool:
        """Whether what is left of a broken field can be checked: lists of what is known by its name."""
        form = self._forms.get(name)
        return isinstance(form, ListOf) and isinstance(form.item, Record) and form.item.has_id

    def _stand_in(self, plain: dict[str, Plain], values: dict[str, Any], place: Place) -> Any:
        """Return a value that may break rules, or note that its name is no further problem."""
        if not isinstance(name := plain.get("id"), str):
            place.reading.nameless = True
            name = f"id of {place.path}"  # as good as any, and nobody else's
        values = {"id": name, **(self._stand_ins or {}), **values}
        given = all(name in values or a.default is not NOTHING for name, a in self._attributes.items())
        if given and self._stand_ins is not None:
            instance: Any = object.__new__(self.kind)
            for a in fields(self.kind):
                value = values[a.alias] if a.alias in values else _default(a, instance)
                object.__setattr__(instance, a.name, value)
            return instance
        place.reading.lost.add(shown(name))
        return BROKEN

    def write(self, value: Any) -> Plain:
        """Write the fields that differ from their defaults, in the order of the class."""
        written: dict[str, Plain] = {} if self.tag is None else {_TAG: self.tag}
        for name, attribute in self._attributes.items():
            field_value = getattr(value, attribute.name)
            if field_value != _default(attribute, value):
                written[name] = self._forms[name].write(field_value)
        return written

    def schema(self, definitions: dict[str, Schema]) -> Schema:
        """Describe it once among the definitions, under its tag or its class, and refer to that."""
        name = self.tag or self.kind.__name__
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
            hint = place.nearest(tag if isinstance(tag, str) else "", self.records)
            return place.key(_TAG).refuse("must name what it is", tag, hint)
        return record.read(plain, place)

    def write(self, value: Any) -> Plain:
        """Write it with its key `kind`."""
        record = self._by_class.get(type(value))
        if record is None:
            known = ", ".join(sorted(kind.__name__ for kind in self._by_class))
            hint = f"documents can hold: {known}"
            raise WrongTypeError("dumps programme", "must hold what documents can say", type(value), hint)
        return record.write(value)

    def schema(self, definitions: dict[str, Schema]) -> Schema:
        """Describe the choices."""
        return {"oneOf": [record.schema(definitions) for record in self.records.values()]}


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
