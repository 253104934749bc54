"""What the fields of day rules share: one order kept."""

from collections.abc import Iterable
from enum import Enum
from typing import Any

__all__ = ["in_order"]


def in_order(items: Iterable[Any]) -> tuple[Any, ...]:
    """Return *items* sorted and each once, members of an enumeration as they are declared there.

    What is no collection, or cannot be sorted, comes back for the validator to refuse.
    """
    if not isinstance(items, tuple | list | set | frozenset):
        return items  # type: ignore[return-value]  # the validator's turn
    try:
        return tuple(sorted(set(items), key=_place))
    except TypeError:
        return tuple(items)


def _place(item: Any) -> Any:
    return list(type(item)).index(item) if isinstance(item, Enum) else item
