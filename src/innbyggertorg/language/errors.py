"""Errors, problems and losses in words. The tables are loaded when something has gone wrong, not before."""

from importlib import import_module
from typing import Protocol, runtime_checkable

from innbyggertorg.errors import (
    NOTHING,
    InnbyggertorgError,
    InvalidValueError,
    LimitExceededError,
    ParseError,
    Problem,
    ProblemsError,
    StorageError,
    UnknownReferenceError,
    UnknownSchoolYearError,
    WrongTypeError,
    shown,
)
from innbyggertorg.language.error_words import ErrorWords
from innbyggertorg.model.text import check_language

__all__ = ["describe_error", "describe_loss", "describe_problem", "text_in"]


# What the formats report, by its shape: they know the words, and not the other way round.
@runtime_checkable
class FileProblem(Protocol):
    """Something that is wrong in a calendar file."""

    @property
    def line(self) -> int: ...

    @property
    def what(self) -> str: ...

    @property
    def rule(self) -> str: ...

    @property
    def got(self) -> str: ...

    @property
    def hint(self) -> str: ...

    @property
    def left_out(self) -> bool: ...


@runtime_checkable
class FileLoss(Protocol):
    """Something that a calendar file says and is not kept."""

    @property
    def line(self) -> int: ...

    @property
    def what(self) -> str: ...

    @property
    def why(self) -> str: ...


@runtime_checkable
class FormatLoss(Protocol):
    """Something that another format cannot say."""

    @property
    def where(self) -> str: ...

    @property
    def what(self) -> str: ...

    @property
    def why(self) -> str: ...


@runtime_checkable
class FeedLoss(Protocol):
    """Something that a feed does not say."""

    @property
    def uid(self) -> str: ...

    @property
    def what(self) -> str: ...

    @property
    def hint(self) -> str: ...


@runtime_checkable
class RegisterLoss(Protocol):
    """Something that a register says and is not kept."""

    @property
    def key(self) -> str: ...

    @property
    def what(self) -> str: ...


def describe_error(error: InnbyggertorgError, language: str = "nb") -> str:
    """Say what an error says: where, the rule that is broken, what came, and what to do.

    Names of fields, paths in documents and what came stay as they are written. English is what `str` gives.

    Args:
        error: Any error of the package.
        language: `nb`, `nn` or `en`.

    Returns:
        One line; for a `ProblemsError` a heading and one line for each problem.

    Raises:
        InvalidValueError: If *language* is not one of the three.
        WrongTypeError: If *error* is no error of the package.
    """
    words = _words_of("describe_error language", language)
    given: object = error
    if not isinstance(given, InnbyggertorgError):
        raise WrongTypeError("describe_error error", "must be an InnbyggertorgError", given)
    if words is None:
        return str(error)
    match error:
        case ProblemsError():
            one, many = words.problems
            count = len(error.problems)
            lines = [f"  {_problem(each, words)}" for each in error.problems]
            return "\n".join([one if count == 1 else many.format(count), *lines])
        case LimitExceededError():
            allows = words.allows.format(words.number(f"{error.allowed:,}"))
            hint = error.hint or f"pass limits=Limits({error.limit}=...) to allow more"
            return f"Limits.{error.limit} {allows}{_came(error.got, words)}{_hint(hint, words)}"
        case ParseError():
            return _parse_error(error, words)
        case (
            InvalidValueError()
            | WrongTypeError()
            | UnknownReferenceError()
            | UnknownSchoolYearError()
            | StorageError()
        ):
            came = _came(error.got, words)
            return f"{error.where} {words.said(error.rule)}{came}{_hint(error.hint, words)}"
    return str(error)


def describe_problem(problem: Problem | FileProblem, language: str = "nb") -> str:
    """Say one problem: where it is, what was expected, what came, and what to do.

    Args:
        problem: One of those of a `ProblemsError`, or of those that reading a calendar file found.
        language: `nb`, `nn` or `en`.

    Returns:
        One line; English is what `str` gives.

    Raises:
        InvalidValueError: If *language* is not one of the three.
        WrongTypeError: If *problem* is something else.
    """
    words = _words_of("describe_problem language", language)
    match problem:
        case Problem():
            return str(problem) if words is None else _problem(problem, words)
        case FileProblem():
            return str(problem) if words is None else _file_problem(problem, words)
    raise WrongTypeError("describe_problem problem", "must be a problem that was found", problem)


def describe_loss(loss: FormatLoss | FeedLoss | FileLoss | RegisterLoss, language: str = "nb") -> str:
    """Say one loss: what a feed or another format does not say, or what of a file or register is not kept.

    Args:
        loss: One of those that a feed, an export, the reading of a file or of a register reports.
        language: `nb`, `nn` or `en`.

    Returns:
        One line; English is what `str` gives.

    Raises:
        InvalidValueError: If *language* is not one of the three.
        WrongTypeError: If *loss* is something else.
    """
    words = _words_of("describe_loss language", language)
    if not isinstance(loss, FileLoss | FormatLoss | FeedLoss | RegisterLoss):
        raise WrongTypeError("describe_loss loss", "must be a loss that was reported", loss)
    return str(loss) if words is None else _loss(loss, words)


def text_in(language: str, english: str) -> str:
    """Say a rule, a hint or a reason alone, as the fields of errors, problems and losses hold them."""
    words = _words_of("language", language)
    return english if words is None else words.said(english)


def _words_of(where: str, language: str) -> ErrorWords | None:
    """Return the table of a language, or None for English, which the errors speak themselves."""
    check_language(where, language)
    if language == "en":
        return None
    words: ErrorWords = import_module(f"innbyggertorg.language.errors_{language}").ERRORS
    return words


def _problem(problem: Problem, words: ErrorWords) -> str:
    place = "".join(f"{part}: " for part in (problem.source, problem.path) if part)
    came = words.came(problem.got) if problem.got else ""
    return f"{place}{words.said(problem.rule)}{came}{_hint(problem.hint, words)}"


def _file_problem(problem: FileProblem, words: ErrorWords) -> str:
    place = words.on_line.format(problem.line) + words.said(problem.what)
    came = words.came(f"{problem.got[:80]!a}") if problem.got else ""
    out = words.left_out if problem.left_out else ""
    return f"{place} {words.said(problem.rule)}{came}{out}{_hint(problem.hint, words)}"


def _loss(loss: FormatLoss | FeedLoss | FileLoss | RegisterLoss, words: ErrorWords) -> str:
    what = words.said(loss.what)
    match loss:
        case FileLoss():
            return f"{words.on_line.format(loss.line)}{what} {words.said(loss.why)}"
        case FormatLoss():
            return f"{loss.where or words.schedule}: {what}{_hint(loss.why, words)}"
        case FeedLoss():
            return f"{loss.uid or words.feed} {what}{_hint(loss.hint, words)}"
        case _:
            return f"{loss.key}: {what}"


def _parse_error(error: ParseError, words: ErrorWords) -> str:
    """Say where in which text; the text itself as `str` shows it."""
    place = words.place.format(error.line, error.column) if error.is_placed else ""
    came = _came(error.excerpt, words)
    return f"{place}{error.where} {words.said(error.rule)}{came}{_hint(error.hint, words)}"


def _came(got: object, words: ErrorWords) -> str:
    return "" if got is NOTHING else words.came(shown(got))


def _hint(hint: str, words: ErrorWords) -> str:
    return f"; {words.said(hint)}" if hint else ""
