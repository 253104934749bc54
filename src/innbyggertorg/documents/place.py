"""Where in a document something is, and what was found wrong there."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any, Final

from attrs import define, evolve, field, frozen

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
from innbyggertorg.limits import DEFAULT_LIMITS, Limits
from innbyggertorg.model._references import is_about_a_name

__all__ = ["BROKEN", "Broken", "Place", "Reading", "TooManyProblemsError", "Unreadable", "nearest"]

MOST_PROBLEMS: Final = 1_000
_MOST_HINTS: Final = 100
_INDEX: Final = re.compile(r"(\[[0-9]+\])")


class Broken:
    """Stands for a value that could not be read; why is among the problems."""


BROKEN: Final = Broken()


@frozen
class Unreadable:
    """Stands in plain data for what no field takes, such as two values for one key: refused at its path.

    Attributes:
        name: What an error message says came.
    """

    name: str

    def __repr__(self) -> str:
        return self.name


class TooManyProblemsError(Exception):
    """So much is wrong that nobody would read the rest; it never leaves this package."""


@define
class Reading:
    """What is shared while documents are read.

    Attributes:
        limits: Those in force.
        problems: What was found wrong so far.
        calendars: The school calendars that day rules may name, by id.
        mistakes: How many there were, those that follow from others included.
        lost: Ids, as problems show them, of what could not be made: to name it is no further problem.
        nameless: Whether a value could not be made whose id is not known either: any name may point at it.
        moved: For lists from which something broken was left out, or which were sorted: the source and path,
            and at which index of the document each item stands.
    """

    limits: Limits = DEFAULT_LIMITS
    problems: list[Problem] = field(factory=list)
    calendars: dict[str, SchoolCalendar] = field(factory=dict)
    mistakes: int = 0
    lost: set[str] = field(factory=set)
    nameless: bool = False
    moved: dict[tuple[str, str], Sequence[int]] = field(factory=dict)

    def note(self, problem: Problem) -> None:
        """Add a problem.

        Raises:
            TooManyProblemsError: If there are too many already.
        """
        self.mistakes += 1
        if len(self.problems) >= MOST_PROBLEMS:
            raise TooManyProblemsError
        self.problems.append(problem)

    def note_all(self, problems: Iterable[Problem]) -> None:
        """Add what values say about the names in them, but not what follows from something broken."""
        for problem in problems:
            if is_about_a_name(problem) and (self.nameless or problem.got in self.lost):
                self.mistakes += 1
            else:
                self.note(evolve(problem, path=self._origin(problem)))

    def _origin(self, problem: Problem) -> str:
        """Return the path of a problem with the indices of the document instead of the value's."""
        path = ""
        for part in _INDEX.split(problem.path):
            indices = self.moved.get((problem.source, path)) if part.startswith("[") else None
            path += part if indices is None else f"[{indices[int(part[1:-1])]}]"
        return path


@frozen
class Place:
    """A place in a document that is being read.

    Attributes:
        reading: What all places share.
        source: Name of the document.
        path: Such as `torgs[0].rooms[2]`; empty for the whole.
        private: Whether what stands there may be personal, so that no problem may show it.
    """

    reading: Reading = field(factory=Reading)
    source: str = ""
    path: str = ""
    private: bool = False

    def key(self, name: str) -> "Place":
        """Return the place of a key of the table at this one."""
        path = f"{self.path}.{name}" if self.path else name
        return Place(self.reading, self.source, path, self.private)

    def item(self, index: int) -> "Place":
        """Return the place of an item of the list at this one."""
        return Place(self.reading, self.source, f"{self.path}[{index}]", self.private)

    def below(self, rest: str) -> "Place":
        """Return the place of a path that begins here: keys and indices, or nothing."""
        return self if not rest else evolve(self, path=self.path + rest) if rest[0] == "[" else self.key(rest)

    def refuse(self, rule: str, got: object = NOTHING, hint: str = "") -> Broken:
        """Note that *rule* is broken here; of a table or list no more is told than that it is one."""
        if got is NOTHING or self.private:
            came = ""
        else:
            came = "a table" if isinstance(got, dict) else "a list" if isinstance(got, list) else shown(got)
        self.reading.note(Problem(self.path, rule, came, hint, self.source))
        return BROKEN

    def refuse_unknown_keys(self, table: Mapping[str, object], known: Collection[str]) -> set[str]:
        """Note the keys of the table here that are not *known*, and return the known ones that were meant."""
        meant: set[str] = set()
        for key in table:
            if key not in known:
                short = key if re.fullmatch(r"[\w-]{1,60}", key) else ascii(key[:60])
                hint = self.nearest(key, known)
                self.key(short).refuse("is no known key here", hint=hint)
                meant.update(name for name in known if hint == _did_you_mean(name))
        return meant

    def refuse_for(self, error: InnbyggertorgError, owner: str = "") -> Broken:
        """Note what an error of the model says; *owner* is the type whose fields are keys of this place."""
        match error:
            case ProblemsError():
                located = (self.below(problem.path).path for problem in error.problems)
                self.reading.note_all(
                    evolve(problem, path=path, source=self.source)
                    for problem, path in zip(error.problems, located, strict=True)
                )
            case InvalidValueError() | WrongTypeError() | UnknownReferenceError():
                rest = error.where.removeprefix(f"{owner}.") if owner else error.where
                place = self if rest == error.where else self.below(rest.partition(" ")[0])
                place.refuse(error.rule, error.got, error.hint)
            case ParseError():
                self.refuse(f"{error.where} {error.rule}", error.text, error.hint)
            case LimitExceededError():
                self.refuse(
                    f"must keep within Limits.{error.limit}, {error.allowed:,}", error.got, error.hint
                )
            case _:
                self.refuse(str(error))
        return BROKEN

    def reordered(self, before: tuple[Any, ...], after: tuple[Any, ...]) -> None:
        """Remember where the items of *after*, which are those of *before* in another order, came from."""
        indices = self.reading.moved.get((self.source, self.path), range(len(before)))
        index_of = {id(item): indices[i] for i, item in enumerate(before)}
        if after != before and all(id(item) in index_of for item in after):
            self.reading.moved[self.source, self.path] = [index_of[id(item)] for item in after]

    def nearest(self, word: str, known: Iterable[str]) -> str:
        """Do as `nearest`, but not for ever in a document that is nothing but mistakes."""
        return nearest(word, known) if len(self.reading.problems) < _MOST_HINTS else ""


def _did_you_mean(word: str) -> str:
    return f'did you mean "{word}"?'


def nearest(word: str, known: Iterable[str]) -> str:
    """Return a hint that names the word of *known* most like *word*, or lists what there is."""
    choices = sorted(known)
    near = get_close_matches(word[:64].lower(), choices, n=1)
    if near:
        return _did_you_mean(near[0])
    if not choices:
        return "known are: none"
    return f"known are: {', '.join(choices[:40])}" + (", ..." if len(choices) > 40 else "")
