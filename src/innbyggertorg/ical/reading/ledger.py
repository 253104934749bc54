"""What was wrong with a file, and what in it the model has no place for."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from operator import itemgetter
from typing import Final, NamedTuple, overload

from innbyggertorg.errors import InnbyggertorgError, LimitExceededError, ParseError
from innbyggertorg.ical.reading.octets import Octets

__all__ = ["Ledger", "Losses", "ReadLoss", "ReadProblem", "UnreadableError"]

_MOST: Final = 50_000
"""How many losses, and how many problems, are listed one by one."""
_OF_AN_EVENT: Final = 10_000
_NOT_KEPT: Final = "is not kept"
_at = itemgetter(0)


class ReadLoss(NamedTuple):
    """Something that the file says and the events do not.

    Attributes:
        line: Where it begins, counted from 1.
        uid: UID of the event it is about; empty for the file as a whole.
        what: The property or component, such as `ATTENDEE`.
        why: What became of it.
    """

    line: int
    uid: str
    what: str
    why: str = _NOT_KEPT

    def __str__(self) -> str:
        return f"line {self.line}: {self.what} {self.why}"


class ReadProblem(NamedTuple):
    """Something that is wrong in the file.

    Attributes:
        line: Where, counted from 1.
        uid: UID of the event it is about; empty where that is not known.
        what: The property or component.
        rule: What was expected of it.
        got: What came; empty for texts, which may be personal.
        hint: What to do, or what was done.
        left_out: Whether the event or the stretch of time is left out because of it.
    """

    line: int
    uid: str
    what: str
    rule: str
    got: str = ""
    hint: str = ""
    left_out: bool = False

    def __str__(self) -> str:
        got = f", got {self.got[:80]!a}" if self.got else ""
        out = "; it is left out" if self.left_out else ""
        return f"line {self.line}: {self.what} {self.rule}{got}{out}" + (
            f"; {self.hint}" if self.hint else ""
        )


class Losses(Sequence[ReadLoss]):
    """Losses by line; they are made when they are looked at, for there may be more of them than events."""

    def __init__(self, octets: Octets, noted: list[tuple[int, str, str, str]], unlisted: int) -> None:
        self._octets = octets
        self._noted = noted
        self._unlisted = unlisted

    @cached_property
    def _all(self) -> tuple[ReadLoss, ...]:
        lines = self._octets.lines([each[0] for each in self._noted])
        made = [ReadLoss(line, *each[1:]) for line, each in zip(lines, self._noted, strict=True)]
        if self._unlisted:
            made.append(ReadLoss(made[-1].line, "", f"{self._unlisted:,} more", "are not listed"))
        return tuple(made)

    def __len__(self) -> int:
        return len(self._noted) + (self._unlisted > 0)

    @overload
    def __getitem__(self, index: int) -> ReadLoss: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[ReadLoss, ...]: ...
    def __getitem__(self, index: int | slice) -> ReadLoss | tuple[ReadLoss, ...]:
        return self._all[index]

    def __iter__(self) -> Iterator[ReadLoss]:
        return iter(self._all)

    def __eq__(self, other: object) -> bool:
        return self._all == (other._all if isinstance(other, Losses) else other)

    def __hash__(self) -> int:
        return hash(self._all)

    def __reduce__(self) -> tuple[type[tuple[ReadLoss, ...]], tuple[list[ReadLoss]]]:
        return tuple, (list(self),)

    def __repr__(self) -> str:
        return repr(self._all)


class UnreadableError(Exception):
    """A part of a file that cannot be read; it becomes a problem and never leaves this package.

    Args:
        at: Number of the content line, from 0.
        what: The property.
        rule: What was expected of it.
        got: What came, where that cannot be personal.
        hint: What to do.
        cause: The error to raise instead, if problems are errors.
    """

    def __init__(
        self,
        at: int,
        what: str,
        rule: str,
        *,
        got: str = "",
        hint: str = "",
        cause: InnbyggertorgError | None = None,
    ) -> None:
        super().__init__(what, rule)
        self.at = at
        self.what = what
        self.rule = rule
        self.got = got
        self.hint = hint
        self.cause = cause


class Ledger:
    """Keeps the losses and problems in the order in which they are met.

    Args:
        octets: The file; it knows the lines.
        strict: Whether a problem is an error.
    """

    def __init__(self, octets: Octets, *, strict: bool) -> None:
        self._octets = octets
        self._strict = strict
        self._losses: list[tuple[int, str, str, str]] = []
        self._problems: list[ReadProblem] = []  # whose lines are numbers of content lines
        self._unlisted = [0, 0]

    def lost(self, at: int, uid: str, what: str, why: str = _NOT_KEPT) -> None:
        """Note a loss."""
        if len(self._losses) < _MOST:
            self._losses.append((at, uid, what, why))
        else:
            self._unlisted[0] += 1

    def problem(self, error: UnreadableError, uid: str = "", *, left_out: bool = False) -> None:
        """Note a problem, or raise the error that it is."""
        if self._strict:
            raise error.cause or ParseError(
                f"iCalendar {error.what}",
                error.rule,
                error.got or " ",
                0,
                error.hint,
                self._octets.line(error.at),
            ) from None
        if len(self._problems) < _MOST:
            # not the error itself, which would keep alive all that was at hand when it was raised
            found = ReadProblem(error.at, uid, error.what, error.rule, error.got, error.hint, left_out)
            self._problems.append(found)
        else:
            self._unlisted[1] += 1

    def here(self) -> tuple[int, int]:
        """Return how much is noted, for `back_to`."""
        return len(self._losses), len(self._problems)

    def back_to(self, here: tuple[int, int]) -> None:
        """Forget what was noted since."""
        del self._losses[here[0] :]
        del self._problems[here[1] :]

    @property
    def is_full(self) -> bool:
        """Whether the losses of one more event may be too many to be listed one by one."""
        return len(self._losses) > _MOST - _OF_AN_EVENT

    def taken_back(self, here: tuple[int, int]) -> list[tuple[int, str, str]] | None:
        """Forget what was noted since; return what was lost where and why, or None if there were problems."""
        losses = [(at, what, why) for at, _, what, why in self._losses[here[0] :]]
        clean = len(self._problems) == here[1]
        self.back_to(here)
        return losses if clean else None

    def forget_losses(self, since: int) -> None:
        """Forget the losses that were noted since, of an event that is left out."""
        del self._losses[since:]

    def fail(self, at: int, rule: str, *, got: str = "", hint: str = "") -> ParseError:
        """Return the error that the file as a whole is."""
        line = self._octets.line(at) if at >= 0 else 1
        return ParseError("iCalendar", rule, got or " ", 0, hint, line)

    def beyond(self, limit: str, allowed: int, got: int, at: int) -> LimitExceededError:
        """Return the error that content line *at* is beyond a limit."""
        return self._octets.beyond(limit, allowed, got, at)

    @property
    def losses(self) -> "Losses":
        """What was noted, by line; where there is too much, the last one says how much more."""
        return Losses(self._octets, sorted(self._losses, key=_at), self._unlisted[0])

    @property
    def problems(self) -> tuple[ReadProblem, ...]:
        """What was noted, by line; where there is too much, the last one says how much more."""
        found = sorted(self._problems, key=_at)
        lines = self._octets.lines([each.line for each in found])
        made = [each._replace(line=line) for line, each in zip(lines, found, strict=True)]
        if self._unlisted[1]:
            made.append(ReadProblem(made[-1].line, "", f"{self._unlisted[1]:,} more", "are not listed"))
        return tuple(made)
