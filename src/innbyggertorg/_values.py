"""What every value of the package has in common."""

from enum import StrEnum
from typing import Any

from attrs import Attribute, fields, validators

__all__ = ["Name", "Shown", "Value", "counted"]


class Name(StrEnum):
    """An enumeration of names, whose members print as they are written in Python."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}.{self.name}"


class Shown:
    """What a notebook shows short, as `<Torg heggedal: 8 rooms, 5 services>`; `repr` evaluates back."""

    __slots__ = ()

    def _short(self) -> str:
        """Return what it is on one line; a class whose `repr` is short enough has none of its own."""
        return ""

    def __init_subclass__(cls) -> None:
        # IPython asks the first class that has either of _repr_pretty_ and __repr__ of its own.
        if "_short" in vars(cls):
            cls._repr_pretty_ = _pretty  # type: ignore[attr-defined]  # for IPython alone
        super().__init_subclass__()


def _pretty(value: Shown, printer: Any, _cycle: bool) -> None:
    # Hypothesis asks in the same way, and must print what evaluates back.
    short = type(printer).__module__.startswith("IPython")
    printer.text(f"<{type(value).__name__} {value._short()}>" if short else repr(value))


def counted(number: int, thing: str) -> str:
    """Return a number of things in English: `1 room`, `2 rooms`."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


class Value(Shown):
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
