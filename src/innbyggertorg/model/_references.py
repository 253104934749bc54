"""Names that point at something: used twice, or pointing at nothing."""

from collections import Counter
from collections.abc import Iterable, Iterator

from innbyggertorg.errors import Problem, shown

__all__ = ["repeated_ids", "unknown"]


def repeated_ids(where: str, ids: Iterable[str]) -> Iterator[Problem]:
    """Yield a problem for every id that occurs more than once."""
    for repeated, count in Counter(ids).items():
        if count > 1:
            yield Problem(where, f"must have different ids; {repeated!r} is used {count} times")


def unknown(path: str, what: str, named: Iterable[str], known: Iterable[str]) -> Iterator[Problem]:
    """Yield a problem for every name of *named* that is not one of *known*."""
    known = set(known)
    for name in named:
        if name not in known:
            choices = ", ".join(sorted(known)[:10]) or "none"
            yield Problem(path, f"must name a {what}", shown(name), f"there is: {choices}")
