"""Converters of cattrs for values: the same plain data as in documents. Needs the extra `cattrs`."""

from collections.abc import Iterable
from typing import Any

from cattrs import Converter

from innbyggertorg._values import Value
from innbyggertorg.days import SchoolCalendar
from innbyggertorg.documents.values import from_plain, to_plain
from innbyggertorg.errors import WrongTypeError
from innbyggertorg.limits import DEFAULT_LIMITS, Limits

__all__ = ["make_converter", "register"]


def make_converter(*, calendars: Iterable[SchoolCalendar] = (), limits: Limits = DEFAULT_LIMITS) -> Converter:
    """Return a new converter that structures and unstructures every value of the model.

    Args:
        calendars: The school calendars that day rules may name.
        limits: Those in force.
    """
    converter = Converter()
    register(converter, calendars=calendars, limits=limits)
    return converter


def register(
    converter: Converter, *, calendars: Iterable[SchoolCalendar] = (), limits: Limits = DEFAULT_LIMITS
) -> None:
    """Teach a converter the values of the model, so that classes of one's own may hold them.

    What is wrong in a value is raised as `ProblemsError`, with everything at once; within other classes it is
    among the exceptions of cattrs' own group.

    Args:
        converter: One of one's own.
        calendars: The school calendars that day rules may name.
        limits: Those in force.

    Raises:
        WrongTypeError: If *converter* is none.
    """
    if not isinstance(converter, Converter):
        raise WrongTypeError("register converter", "must be a cattrs.Converter", converter)
    if not isinstance(calendars, Iterable):
        raise WrongTypeError("register calendars", "must be school calendars", calendars)
    known = tuple(calendars)

    def structure(plain: Any, kind: type[Any]) -> Any:
        return from_plain(kind, plain, calendars=known, limits=limits)

    converter.register_structure_hook_func(_is_value, structure)
    converter.register_unstructure_hook_func(_is_value, to_plain)


def _is_value(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Value)
