"""What was wrong with a file, and what in it the model has no place for."""

from typing import Final, NamedTuple

from innbyggertorg.errors import InnbyggertorgError, ParseError
from innbyggertorg.ical.reading.octets import Octets

__all__ = ["Ledger", "ReadLoss", "ReadProblem", "UnreadableError"]

_MOST: Final = 50_000
"""How many losses, and how many problems, are listed one by one."""


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
    why: str = "is not kept"

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
        left_out: Whether the event is left out because of it.
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
        out = "; the event is left out" if self.left_out else ""
        return f"line {self.line}: {self.what} {self.rule}{got}{out}" + (
            f"; {self.hint}" if self.hint else ""
        )


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
        self._losses: list[ReadLoss] = []
        self._problems: list[ReadProblem] = []
        self._unlisted = [0, 0]

    def lost(self, at: int, uid: str, what: str, why: str = "is not kept") -> None:
        """Note a loss."""
        if len(self._losses) < _MOST:
            self._losses.append(ReadLoss(self._octets.line(at), uid, what, why))
        else:
            self._unlisted[0] += 1

    def problem(self, error: UnreadableError, uid: str = "", *, left_out: bool = False) -> None:
        """Note a problem, or raise the error that it is."""
        line = self._octets.line(error.at)
        if self._strict:
            raise error.cause or ParseError(
                f"iCalendar {error.what}", error.rule, error.got or " ", 0, error.hint, line
            ) from None
        if len(self._problems) < _MOST:
            found = ReadProblem(line, uid, error.what, error.rule, error.got, error.hint, left_out)
            self._problems.append(found)
        else:
            self._unlisted[1] += 1

    def fail(self, at: int, rule: str, *, got: str = "", hint: str = "") -> ParseError:
        """Return the error that the file as a whole is."""
        line = self._octets.line(at) if at >= 0 else 1
        return ParseError("iCalendar", rule, got or " ", 0, hint, line)

    @property
    def losses(self) -> tuple[ReadLoss, ...]:
        """What was noted, by line; where there is too much, the last one says how much more."""
        found = sorted(self._losses)
        if self._unlisted[0]:
            found.append(ReadLoss(found[-1].line, "", f"{self._unlisted[0]:,} more", "are not listed"))
        return tuple(found)

    @property
    def problems(self) -> tuple[ReadProblem, ...]:
        """What was noted, by line; where there is too much, the last one says how much more."""
        found = sorted(self._problems)
        if self._unlisted[1]:
            found.append(ReadProblem(found[-1].line, "", f"{self._unlisted[1]:,} more", "are not listed"))
        return tuple(found)
