"""Names that point at something: used twice, or pointing at nothing."""

from collections.abc import Iterable, Iterator
from heapq import nsmallest

from innbyggertorg.errors import Problem, shown

__all__ = ["Known", "is_about_a_name", "repeated_ids"]

_RULE = "must name a known "


def is_about_a_name(problem: Problem) -> bool:
    """Whether a problem is that a name points at nothing."""
    return problem.rule.startswith(_RULE)


def repeated_ids(where: str, ids: Iterable[str], *, field: str = "id") -> Iterator[Problem]:
    """Yield a problem for every id that stood before."""
    seen: set[str] = set()
    for i, name in enumerate(ids):
        if name in seen:
            yield Problem(f"{where}[{i}].{field}", f"must differ from that of all other {where}", shown(name))
        seen.add(name)


class Known:
    """The ids of one kind that there are, asked about again and again.

    Args:
        what: What they are ids of, in words.
        ids: All of them.
    """

    def __init__(self, what: str, ids: Iterable[str]) -> None:
        self._what = what
        self._ids = frozenset(ids)
        self._hint = ""

    def unknown(self, path: str, named: Iterable[str]) -> Iterator[Problem]:
        """Yield a problem at *path* for every name that is not one of them."""
        for name in named:
            if name not in self._ids:
                self._hint = self._hint or f"there is: {', '.join(nsmallest(10, self._ids)) or 'none'}"
                yield Problem(path, f"{_RULE}{self._what}", shown(name), self._hint)
