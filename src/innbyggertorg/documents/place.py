"""Where in a document something is, and what was found wrong there."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

from attrs import evolve, field, frozen

from innbyggertorg.days import SchoolCalendar
from innbyggertorg.errors import (
    NOTHING,
    InnbyggertorgError,
    InvalidValueError,
    LimitExceededError,
    ParseError,
    Problem,
    ProblemsError,
    UnknownReferenceError,
    WrongTypeError,
    shown,
)

__all__ = ["BROKEN", "Broken", "Place", "join_path", "nearest"]


class Broken:
    """Stands for a value that could not be read; why is among the problems."""


BROKEN: Final = Broken()


def join_path(path: str, rest: str) -> str:
    """Return the path of *rest*, a key or `[index]` and what follows, below *path*."""
    return f"{path}{rest}" if not path or not rest or rest.startswith("[") else f"{path}.{rest}"


@frozen
class Place:
    """A place in a document that is being read.

    Attributes:
        source: Name of the document.
        path: Such as `torgs[0].rooms[2]`; empty for the whole.
        problems: What was found wrong so far in the whole document; shared by all its places.
        calendars: The school calendars that day rules may name, by id.
        broken_ids: Ids of values that could not be made: a name that points at one is no further problem.
    """

    source: str = ""
    path: str = ""
    problems: list[Problem] = field(factory=list)
    calendars: dict[str, SchoolCalendar] = field(factory=dict)
    broken_ids: set[str] = field(factory=set)

    def key(self, name: str) -> "Place":
        """Return the place of a key of the table at this one."""
        return evolve(self, path=f"{self.path}.{name}" if self.path else name)

    def item(self, index: int) -> "Place":
        """Return the place of an item of the list at this one."""
        return evolve(self, path=f"{self.path}[{index}]")

    def refuse(self, rule: str, got: object = NOTHING, hint: str = "") -> Broken:
        """Note that *rule* is broken here."""
        came = "" if got is NOTHING else shown(got)
        self.problems.append(Problem(self.path, rule, came, hint, self.source))
        return BROKEN

    def refuse_for(self, error: InnbyggertorgError, owner: str = "") -> Broken:
        """Note what an error of the model says; *owner* is the type whose fields are keys of this place."""
        match error:
            case ProblemsError():
                for problem in error.problems:
                    path = join_path(self.path, problem.path)
                    self.problems.append(evolve(problem, path=path, source=self.source))
            case InvalidValueError() | WrongTypeError() | UnknownReferenceError():
                self._below(error.where, owner).refuse(error.rule, error.got, error.hint)
            case ParseError():
                self.refuse(f"{error.where} {error.rule}", error.text, error.hint)
            case LimitExceededError():
                self.refuse(
                    f"must keep within Limits.{error.limit}, {error.allowed:,}", error.got, error.hint
                )
            case _:
                self.refuse(str(error))
        return BROKEN

    def _below(self, where: str, owner: str) -> "Place":
        head, _, rest = where.partition(".")
        return self.key(rest) if owner and head == owner and rest else self


def nearest(word: str, known: Iterable[str]) -> str:
    """Return a hint that names the word of *known* most like *word*, or lists what there is."""
    choices = sorted(known)
    near = get_close_matches(word[:64].lower(), choices, n=1)
    return f'did you mean "{near[0]}"?' if near else f"known are: {', '.join(choices)}"
