"""Values made of fields that the reader has checked itself, without checking them a second time.

Reading ten thousand events, the validators of the model would take longer than all the rest. What is made
here keeps the rules all the same: every field comes from a reader that knows its rule, and the tests build
each value again the checked way.
"""

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from attrs import fields

__all__ = ["changed", "maker"]

_T = TypeVar("_T")


def maker(template: _T, *names: str) -> Callable[..., _T]:
    """Return a function that makes values like *template* with other values in the fields *names*.

    Args:
        template: A value of a slotted attrs class; what it worked out for itself is not taken over.
        names: The fields that differ, in the order in which the function takes them.
    """
    kind: Any = type(template)
    new = object.__new__
    differing = [getattr(kind, name).__set__ for name in names]
    same = [
        (getattr(kind, each.name).__set__, getattr(template, each.name) if each.init else each.default)
        for each in fields(kind)
        if each.name not in names
    ]

    def make(*values: Any) -> _T:
        made: _T = new(kind)
        for put, value in same:
            put(made, value)
        for put, value in zip(differing, values, strict=False):
            put(made, value)
        return made

    return make


def changed(value: _T, **changes: Any) -> _T:
    """Return *value* with other values in some fields."""
    kind: Any = type(value)
    made: _T = object.__new__(kind)
    for name, put, init, default in _slots(kind):
        put(made, changes[name] if name in changes else getattr(value, name) if init else default)
    return made


@cache
def _slots(kind: Any) -> list[tuple[str, Callable[[Any, Any], None], bool, Any]]:
    return [(each.name, getattr(kind, each.name).__set__, each.init, each.default) for each in fields(kind)]
