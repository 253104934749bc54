"""Errors: what they say, what they are, and that they survive a trip to another process."""

import copy
import inspect
import pickle
from datetime import UTC, date, datetime

import pytest

from innbyggertorg import errors
from innbyggertorg.errors import (
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

EXAMPLES = {
    InvalidValueError("Room.seated", "must be from 1 to 9", 0, "count again"): ValueError,
    WrongTypeError("Room.seated", "must be a whole number", "12"): TypeError,
    UnknownReferenceError("torg", "must be the id of a torg", "hegedal", "there is: heggedal"): LookupError,
    UnknownSchoolYearError("SchoolCalendar.years", "must hold 2030/31", "2030-10-01"): LookupError,
    StorageError("heggedal.ics", "cannot be written: no space left"): OSError,
    LimitExceededError("document_bytes", 10, 12): ValueError,
    ParseError("TOML", "is malformed: no value", "a =\nb = 1", 3): ValueError,
    ProblemsError(
        [Problem("rooms[0].seated", "must be from 1 to 9", "0", "count again", "a.toml")]
    ): ValueError,
}


@pytest.mark.parametrize(
    ("error", "builtin"), EXAMPLES.items(), ids=lambda v: getattr(v, "__name__", type(v).__name__)
)
def test_every_error_is_ours_and_the_builtin_it_stands_for(error: Exception, builtin: type) -> None:
    assert isinstance(error, InnbyggertorgError)
    assert isinstance(error, builtin)


@pytest.mark.parametrize("error", EXAMPLES, ids=lambda error: type(error).__name__)
def test_an_error_survives_pickling_and_copying(error: Exception) -> None:
    for again in (pickle.loads(pickle.dumps(error)), copy.deepcopy(error)):
        assert type(again) is type(error)
        assert str(again) == str(error)
        assert vars(again) == vars(error)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/feeds/\ud800", "/feeds/\\ud800 cannot be read"),
        ("a\n2026-01-01 all is well", "a\\n2026-01-01 all is well cannot be read"),
        ("a\0\u202e", "a\\x00\\u202e cannot be read"),
        ("/blåbær på tur", "/blåbær på tur cannot be read"),
    ],
)
def test_the_path_of_a_file_is_one_line_that_can_be_printed(path: str, said: str) -> None:
    error = StorageError(path, "cannot be read")
    assert str(error) == said
    assert error.where == path


def test_every_public_error_has_an_example_here() -> None:
    kinds = {
        kind
        for name, kind in inspect.getmembers(errors, inspect.isclass)
        if issubclass(kind, InnbyggertorgError) and not name.startswith("_")
    }
    assert kinds - {InnbyggertorgError} == {type(error) for error in EXAMPLES}


def test_a_field_error_names_field_rule_value_and_remedy() -> None:
    error = InvalidValueError("Room.seated", "must be from 1 to 9", 0, "count again")
    assert str(error) == "Room.seated must be from 1 to 9, got 0; count again"


def test_a_limit_error_says_how_to_raise_it() -> None:
    said = str(LimitExceededError("document_bytes", 5_242_880, 6_000_000))
    assert said == (
        "Limits.document_bytes allows at most 5,242,880, got 6000000; "
        "pass limits=Limits(document_bytes=...) to allow more"
    )


def test_a_parse_error_names_line_and_column() -> None:
    error = ParseError("TOML", "is malformed", "first = 1\nsecond = = 2\n", 19)
    assert (error.line, error.column) == (2, 10)
    assert str(error).startswith("line 2, column 10: TOML is malformed")


def test_problems_are_listed_with_source_and_path() -> None:
    error = ProblemsError(
        [
            Problem("rooms[0].seated", "must be from 1 to 9", "0", "count again", "a.toml"),
            Problem("", "must be a table"),
        ]
    )
    assert str(error) == (
        "2 problems:\n  a.toml: rooms[0].seated: must be from 1 to 9, got 0; count again\n  must be a table"
    )


class Rude:
    """An object whose repr raises."""

    def __repr__(self) -> str:
        raise RuntimeError("no")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param("a\r\nb", r"'a\r\nb'", id="line breaks"),
        pytest.param("\ud800", r"'\ud800'", id="lone surrogate"),
        pytest.param("x" * 1_000_000, None, id="long text"),
        pytest.param(10**10_000, None, id="long number"),
        pytest.param([[1] * 1000], None, id="long list"),
        pytest.param(Rude(), "<Rude>", id="raises"),
        pytest.param(date(2026, 5, 17), "2026-05-17", id="day"),
        pytest.param(datetime(2026, 5, 17, 18), "2026-05-17T18:00:00", id="wall time"),
        pytest.param(datetime(2026, 5, 17, 16, tzinfo=UTC), "2026-05-17T16:00:00+00:00", id="instant"),
    ],
)
def test_any_value_is_shown_short_printable_and_on_one_line(value: object, expected: str | None) -> None:
    text = shown(value)
    assert len(text) <= 130
    assert text.isprintable()
    if expected is not None:
        assert text == expected
