"""Documents in files and in text."""

import os
from codecs import BOM_UTF8
from collections.abc import Collection
from pathlib import Path
from typing import Any, Final, Literal

from innbyggertorg._storage import read_up_to
from innbyggertorg.documents.document import COLLECTIONS, Document, describe, from_programme, to_programme
from innbyggertorg.documents.strict_json import read_json, write_json
from innbyggertorg.documents.toml_text import read_toml, write_toml
from innbyggertorg.errors import (
    InvalidValueError,
    LimitExceededError,
    ParseError,
    WrongTypeError,
)
from innbyggertorg.limits import DEFAULT_LIMITS, Limits, check_limits
from innbyggertorg.model import Programme

__all__ = ["dumps", "json_schema", "load", "loads"]

_READERS: Final = {"toml": read_toml, "json": read_json}


def load(*paths: str | os.PathLike[str], limits: Limits = DEFAULT_LIMITS) -> Programme:
    """Read documents from files into one programme; they may refer to each other.

    Args:
        paths: At least one; the ending of its name, `.toml` or `.json`, tells its format. UTF-8, with a byte
            order mark or without.
        limits: How large and how deep each file may be.

    Raises:
        InvalidValueError: If no path is given, or one has another ending.
        LimitExceededError: If a file is too large or nested too deeply.
        ParseError: If a file is no TOML or JSON, with its name, line and column.
        ProblemsError: With everything that is wrong in all of them, each with file and path.
        StorageError: If a file cannot be read.
    """
    if not paths:
        raise InvalidValueError("load", "must be given at least one path")
    documents = []
    for path in paths:
        if not isinstance(path, str | os.PathLike):
            raise WrongTypeError("load path", "must be a path", path)
        name = os.fsdecode(path)
        form = Path(name).suffix.removeprefix(".").lower()
        if form not in _READERS:
            raise InvalidValueError("load path", "must end in .toml or .json", name)
        documents.append(Document(name, _plain(read_up_to(name, limits.document_bytes), form, limits, name)))
    return _programme(documents, limits)


def loads(
    text: str | bytes, format: Literal["toml", "json"] = "toml", *, limits: Limits = DEFAULT_LIMITS
) -> Programme:
    """Read one document from text.

    Args:
        text: The document; bytes are UTF-8, with a byte order mark or without.
        format: `toml` or `json`.
        limits: How large and how deep it may be.

    Raises:
        InvalidValueError: If *format* is neither of the two.
        LimitExceededError: If the text is too large or nested too deeply.
        ParseError: If it is no TOML or JSON, with line and column.
        ProblemsError: With everything that is wrong in it, each with its path.
        WrongTypeError: If *text* is neither text nor bytes.
    """
    _check_format("loads format", format)
    if not isinstance(text, str | bytes):
        raise WrongTypeError("loads text", "must be text or bytes", text)
    check_limits("loads", limits)
    return _programme([Document("", _plain(text, format, limits, ""))], limits)


def dumps(
    programme: Programme,
    format: Literal["toml", "json"] = "json",
    *,
    only: Collection[str] | None = None,
) -> str:
    """Write a whole programme as one document that `loads` reads back to an equal programme.

    It holds everything, private contacts and internal events too: it is a document, not a publication.

    Args:
        programme: What to write.
        format: `toml` or `json`.
        only: Names of the collections to write, such as `events`; None is all. What they refer to must be in
            another document that is read together with this one.

    Returns:
        The document's text, the same for equal programmes.

    Raises:
        InvalidValueError: If *format* is neither of the two, or there is no such collection.
        WrongTypeError: If *programme* is no Programme, or *only* no collection of names.
    """
    _check_format("dumps format", format)
    if not isinstance(programme, Programme):
        raise WrongTypeError("dumps programme", "must be a Programme", programme)
    chosen = _checked_names(only)
    try:
        plain = from_programme(programme, chosen)
        return write_json(plain) if format == "json" else write_toml(plain)
    except RecursionError:
        raise _no_room(DEFAULT_LIMITS) from None


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) that every document follows.

    The same stands in the installed package as `documents/schema.json`, for editors that check as one types.
    """
    return describe()


def _check_format(where: str, form: object) -> None:
    if not isinstance(form, str) or form not in _READERS:
        raise InvalidValueError(where, f"must be one of {', '.join(_READERS)}", form)


def _checked_names(only: object) -> frozenset[str] | None:
    if only is None:
        return None
    if isinstance(only, str) or not isinstance(only, Collection):
        raise WrongTypeError("dumps only", "must be names of collections", only, 'such as ("events",)')
    for name in only:
        if not isinstance(name, str) or name not in COLLECTIONS:
            raise InvalidValueError("dumps only", f"must be among {', '.join(COLLECTIONS)}", name)
    return frozenset(only)


def _programme(documents: list[Document], limits: Limits) -> Programme:
    try:
        return to_programme(documents, limits)
    except RecursionError:
        raise _no_room(limits) from None


def _no_room(limits: Limits) -> LimitExceededError:
    """Return the error for a process whose stack has no room even for what the limit allows."""
    hint = "call it less deeply, or raise the recursion limit of Python"
    return LimitExceededError("document_depth", limits.document_depth, hint=hint)


def _plain(text: str | bytes, form: str, limits: Limits, source: str) -> Any:
    """Parse text of one format; an error names the file it came from."""
    most = limits.document_bytes
    size = len(text)
    data = b""
    if size <= most:
        data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text.removeprefix(BOM_UTF8)
        size = len(data)
    if size > most:
        raise _in_source(LimitExceededError("document_bytes", most, size), source)
    try:
        return _READERS[form](data.decode("utf-8"), limits)
    except UnicodeDecodeError as error:
        readable = data[: error.start].decode("utf-8") + "\ufffd"
        problem = ParseError("text", "must be UTF-8", readable, len(readable) - 1)
        raise _in_source(problem, source) from None
    except (LimitExceededError, ParseError) as error:
        raise _in_source(error, source) from None


def _in_source(error: ParseError | LimitExceededError, source: str) -> ParseError | LimitExceededError:
    """Name the file in an error, and take out the text, for there may be names and addresses in it."""
    if isinstance(error, LimitExceededError):
        hint = error.hint or f"pass limits=Limits({error.limit}=...) to allow more"
        return LimitExceededError(
            error.limit, error.allowed, error.got, f"in {source}: {hint}" if source else hint
        )
    where = f"{source}: {error.where}" if source else error.where
    hidden = "\n" * (error.line - 1) + " " * error.column
    return ParseError(where, error.rule, hidden, len(hidden) - 1, error.hint)
