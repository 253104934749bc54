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

    It is compiled, as attrs compiles `__init__`: a loop over the fields takes twice as long.

    Args:
        template: A value of a slotted attrs class; what it worked out for itself is not taken over.
        names: The fields that differ, in the order in which the function takes them.
    """
    kind: Any = type(template)
    return _factory(kind, names)(
        [getattr(template, each.name) if each.init else each.default for each in fields(kind)]
    )


@cache
def _factory(kind: Any, names: tuple[str, ...]) -> Callable[[list[Any]], Callable[..., Any]]:
    """Return a function that takes all the fields of a template, and returns what `maker` does."""
    all_names = [each.name for each in fields(kind)]
    known: dict[str, Any] = {"kind": kind, "new": object.__new__}
    known |= {f"put_{name}": getattr(kind, name).__set__ for name in all_names}
    puts = [f"put_{name}(made, {'given' if name in names else 'same'}_{name})" for name in all_names]
    lines = [
        "def factory(same):",
        f" {', '.join(f'same_{name}' for name in all_names)}, = same",
        f" def make({', '.join(f'given_{name}' for name in names)}):",
        "  made = new(kind)",
        *(f"  {put}" for put in puts),
        "  return made",
        " return make",
    ]
    exec("\n".join(lines), known)
    factory: Callable[[list[Any]], Callable[..., Any]] = known["factory"]
    return factory


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
