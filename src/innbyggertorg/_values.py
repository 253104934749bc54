"""What every value of the package has in common."""

from enum import StrEnum
from typing import Any

from attrs import Attribute, fields, validators

__all__ = ["Name", "Value"]


class Name(StrEnum):
    """An enumeration of names, whose members print as they are written in Python."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}.{self.name}"


class Value:
    """A frozen value that is valid from construction on, also where it is unpickled.

    Two promises that attrs alone does not make: the fields' validators run even where another part of
    the process has switched attrs' validators off, and unpickling goes through `__init__`, so that a
    forged pickle cannot hold an invalid value. A subclass is `@frozen`, and puts rules about several
    fields in `_check`.
    """

    __slots__ = ()

    def __attrs_post_init__(self) -> None:
        if validators.get_disabled():
            attribute: Attribute[Any]
            for attribute in fields(type(self)):  # type: ignore[arg-type]  # every subclass is an attrs class
                if attribute.validator is not None:
                    attribute.validator(self, attribute, getattr(self, attribute.name))
        self._check()

    def _check(self) -> None:
        """Refuse fields that do not go together; each alone is already known to be right."""

    def __reduce__(self) -> tuple[Any, ...]:
        arguments = {
            a.alias: getattr(self, a.name)
            for a in fields(type(self))  # type: ignore[arg-type]  # every subclass is an attrs class
            if a.init
        }
        return _build, (type(self), arguments)

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: Any) -> Any:
        from innbyggertorg.documents.pydantic import core_schema

        return core_schema(cls)

    @classmethod
    def __get_pydantic_json_schema__(cls, _schema: Any, handler: Any) -> Any:
        from innbyggertorg.documents.pydantic import json_schema

        return json_schema(cls, handler)


def _build(kind: type[Value], arguments: dict[str, Any]) -> Value:
    return kind(**arguments)
