"""Every error this package raises, and the record of a problem that several errors are made of.

Each error is an `InnbyggertorgError` and also the builtin it stands for, so that a program may catch
whichever it knows. Fields are positional: an error survives pickling, for instance from a process pool.
"""

from collections.abc import Iterable
from datetime import date, datetime

from attrs import frozen

__all__ = [
    "InnbyggertorgError",
    "InvalidValueError",
    "LimitExceededError",
    "ParseError",
    "Problem",
    "ProblemsError",
    "StorageError",
    "UnknownReferenceError",
    "UnknownSchoolYearError",
    "WrongTypeError",
]

_SHOWN = 60
_MOMENTS = {date, datetime}  # shown as documents write them


class _Nothing:
    """Marks that no offending value is shown, because there is none or because it is personal."""

    def __repr__(self) -> str:
        return "NOTHING"

    def __reduce__(self) -> str:
        return "NOTHING"


NOTHING = _Nothing()


def shown(value: object) -> str:
    """Return a short, one-line, printable form of *value*, whatever it is."""
    if isinstance(value, str | bytes) and len(value) > 2 * _SHOWN:
        return f"{value[:_SHOWN]!a}... ({len(value):,} {'characters' if isinstance(value, str) else 'bytes'})"
    if isinstance(value, int) and abs(value) >= 10**_SHOWN:
        return f"an integer of {value.bit_length():,} bits"
    try:
        text = value.isoformat() if type(value) in _MOMENTS else repr(value)  # type: ignore[attr-defined]
    except Exception:  # noqa: BLE001 - a foreign object's __repr__ may raise anything
        return f"<{type(value).__name__}>"
    if not text.isprintable():
        text = text.encode("ascii", "backslashreplace").decode("ascii").replace("\n", "\\n")
    return text if len(text) <= 2 * _SHOWN else text[: 2 * _SHOWN] + "..."


def _sentence(where: str, rule: str, got: object, hint: str) -> str:
    came = "" if got is NOTHING else f", got {shown(got)}"
    return f"{where} {rule}{came}" + (f"; {hint}" if hint else "")


class InnbyggertorgError(Exception):
    """The base of every error of this package."""


class _FieldError(InnbyggertorgError):
    """An error about one field: where it is, the rule it breaks, what came, and what to do."""

    def __init__(self, where: str, rule: str, got: object = NOTHING, hint: str = "") -> None:
        super().__init__(where, rule, got, hint)
        self.where = where
        self.rule = rule
        self.got = got
        self.hint = hint

    def __str__(self) -> str:
        return _sentence(self.where, self.rule, self.got, self.hint)


class InvalidValueError(_FieldError, ValueError):
    """A value of the right type that breaks a rule."""


class WrongTypeError(_FieldError, TypeError):
    """A value of a type that the field does not take."""


class UnknownReferenceError(_FieldError, LookupError):
    """A name that should point at something, and does not."""


class UnknownSchoolYearError(_FieldError, LookupError):
    """A day in a school year the calendar holds nothing about; never read as "no holidays"."""


class StorageError(_FieldError, OSError):
    """A file that could not be read or written; *where* is its path.

    In the message the path is one line that every terminal and log can take, whatever the name of the file.
    """

    def __str__(self) -> str:
        text = super().__str__()
        if text.isprintable():
            return text
        escaped = (each if each.isprintable() else ascii(each)[1:-1] for each in text)
        return "".join(escaped)


class LimitExceededError(InnbyggertorgError, ValueError):
    """An input or a result larger than a limit; the limit is named, so that it can be raised.

    Args:
        limit: Name of the field of `Limits`.
        allowed: The limit in force, in the limit's unit.
        got: What came, in the same unit.
        hint: What to do; by default, how to raise the limit.
    """

    def __init__(self, limit: str, allowed: int, got: object = NOTHING, hint: str = "") -> None:
        super().__init__(limit, allowed, got, hint)
        self.limit = limit
        self.allowed = allowed
        self.got = got
        self.hint = hint

    def __str__(self) -> str:
        hint = self.hint or f"pass limits=Limits({self.limit}=...) to allow more"
        return _sentence(f"Limits.{self.limit}", f"allows at most {self.allowed:,}", self.got, hint)


class ParseError(InnbyggertorgError, ValueError):
    """A text that does not follow its grammar.

    Args:
        where: What was being read, such as `RecurrenceRule`.
        rule: The rule of the grammar that is broken.
        text: The text, or the part of it in question; or blanks and line feeds that stand for a text which
            may hold what is personal, and so is not shown.
        position: Where in *text* it happened, in characters from 0.
        hint: What to do.
        first_line: The line on which *text* stands, where it is a part of something longer.
    """

    def __init__(  # noqa: PLR0917 - fields are positional, so that the error survives pickling
        self, where: str, rule: str, text: str, position: int = 0, hint: str = "", first_line: int = 1
    ) -> None:
        super().__init__(where, rule, text, position, hint, first_line)
        self.where = where
        self.rule = rule
        self.text = text
        self.position = position
        self.hint = hint
        self.first_line = first_line

    @property
    def line(self) -> int:
        """The line of the position, from 1."""
        return self.text.count("\n", 0, self.position) + self.first_line

    @property
    def column(self) -> int:
        """The column of the position, from 1."""
        return self.position - (self.text.rfind("\n", 0, self.position) + 1) + 1

    @property
    def is_placed(self) -> bool:
        """Whether line and column say more than the text, which is short and shown whole."""
        return self.text.isspace() or self.first_line > 1 or "\n" in self.text

    @property
    def excerpt(self) -> object:
        """What may be shown: the text, a long one from shortly before the position; or NOTHING."""
        if self.text.isspace():
            return NOTHING
        return self.text[max(0, self.position - 20) :] if len(self.text) > 2 * _SHOWN else self.text

    def __str__(self) -> str:
        place = f"line {self.line}, column {self.column}: " if self.is_placed else ""
        return place + _sentence(self.where, self.rule, self.excerpt, self.hint)


@frozen
class Problem:
    """One thing that is wrong with a document or a programme.

    Attributes:
        path: Where it is, such as `torgs[0].rooms[2].seated`; empty for the whole.
        rule: What was expected.
        got: A short form of what came; empty when there is nothing to show or it is personal.
        hint: What to do about it.
        source: Name of the file or document it came from; empty when there is none.
    """

    path: str
    rule: str
    got: str = ""
    hint: str = ""
    source: str = ""

    def __str__(self) -> str:
        place = ": ".join(part for part in (self.source, self.path) if part)
        came = f", got {self.got}" if self.got else ""
        return f"{place}{': ' if place else ''}{self.rule}{came}" + (f"; {self.hint}" if self.hint else "")


class ProblemsError(InnbyggertorgError, ValueError):
    """Everything that is wrong with one document or programme, reported at once.

    Args:
        problems: At least one `Problem`, in the order found.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        count = len(self.problems)
        return f"{count} problem{'' if count == 1 else 's'}:\n" + "\n".join(f"  {p}" for p in self.problems)
