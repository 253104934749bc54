"""What every value promises: no invalid one exists, however it was made, and equal ones are alike."""

import copy
import pickle
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from attrs import Attribute, field, frozen, validators

from innbyggertorg import _checks as checks
from innbyggertorg._values import Value
from innbyggertorg.chrono import DateRange
from innbyggertorg.errors import InnbyggertorgError, InvalidValueError, WrongTypeError
from innbyggertorg.limits import Limits


@pytest.fixture
def validators_disabled() -> Iterator[None]:
    validators.set_disabled(True)
    yield
    validators.set_disabled(False)


@pytest.mark.usefixtures("validators_disabled")
def test_fields_are_checked_also_where_another_program_switched_attrs_validators_off() -> None:
    with pytest.raises(WrongTypeError, match=r"DateRange\.start must be a date"):
        DateRange("2026-01-01", date(2026, 1, 2))  # type: ignore[arg-type]
    with pytest.raises(InvalidValueError, match=r"Limits\.occurrences must be from 1"):
        Limits(occurrences=0)


def test_a_forged_pickle_cannot_hold_an_invalid_value() -> None:
    honest = pickle.dumps(DateRange(date(2026, 1, 1), date(2026, 1, 2)), protocol=0)
    forged = pickle.dumps(DateRange(date(2026, 1, 1), date(2031, 1, 2)), protocol=0)
    assert forged != honest
    backwards = pickle.dumps(DateRange(date(2026, 1, 1), date(2026, 1, 2)), protocol=4).replace(
        bytes([0x07, 0xEA, 1, 2]), bytes([0x07, 0xE9, 1, 2])
    )
    with pytest.raises(InvalidValueError, match="must not be before start"):
        pickle.loads(backwards)


def test_copies_are_equal_and_hash_alike() -> None:
    value = Limits(occurrences=5)
    for again in (copy.copy(value), copy.deepcopy(value), pickle.loads(pickle.dumps(value))):
        assert again == value
        assert hash(again) == hash(value)


def a_field(check: checks.Validator, value: object) -> None:
    """Give *value* to a field `Thing.field` that *check* guards."""

    @frozen
    class Thing(Value):
        field: Any = field(validator=check)

    Thing(value)


TEXT_TAKEN = [
    "Språkkafé",
    "a\tb",
    "ad\u200bmin",
    "a\ufeffb",
    "bla\u030aba\u0308r",
    "a\"b'c;d,e\\f",
    "x" * 200,
]
TEXT_REFUSED = [
    pytest.param("a\r\nATTENDEE:mailto:x@example.test", id="CR LF"),
    pytest.param("a\rb", id="lone CR"),
    pytest.param("a\nb", id="LF"),
    pytest.param("a\x00b", id="NUL"),
    pytest.param("a\x0bb", id="vertical tab"),
    pytest.param("a\x1b[31m", id="escape"),
    pytest.param("a\x7fb", id="DEL"),
    pytest.param("a\x9bb", id="C1"),
    pytest.param("a\x85b", id="next line"),
    pytest.param("a\u2028b", id="line separator"),
    pytest.param("a\u2029b", id="paragraph separator"),
    pytest.param("\ud800", id="lone surrogate"),
    pytest.param("a\u202eb", id="right-to-left override"),
    pytest.param("\u2066a\u2069", id="isolates"),
    pytest.param("x" * 201, id="too long"),
    pytest.param(" ", id="blank"),
    pytest.param("", id="empty"),
]


@pytest.mark.parametrize("text", TEXT_TAKEN, ids=ascii)
def test_a_line_takes_any_language(text: str) -> None:
    a_field(checks.line(), text)


@pytest.mark.parametrize("text", TEXT_REFUSED)
def test_a_line_refuses_what_could_open_another_or_show_as_another(text: str) -> None:
    with pytest.raises(InvalidValueError, match=r"Thing\.field"):
        a_field(checks.line(), text)


def test_prose_keeps_its_line_feeds_and_tabs() -> None:
    a_field(checks.prose(), "Første linje\n\tandre")
    assert checks.unbroken("a\r\nb\rc\nd") == "a\nb\nc\nd"


@pytest.mark.parametrize(
    "text", ["a\x00", "a\x0b", "a\x7f", "a\u2028", "\ud800", "a\u202e", "x" * 4_001], ids=ascii
)
def test_prose_refuses_control_and_direction_characters(text: str) -> None:
    with pytest.raises(InvalidValueError):
        a_field(checks.prose(), text)


@pytest.mark.parametrize("name", ["heggedal", "a", "1-etg", "x" * 63])
def test_an_id_is_short_and_plain(name: str) -> None:
    a_field(checks.identifier, name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Heggedal",
        "-a",
        "a b",
        "a_b",
        "å",
        "x" * 64,
        "a/b",
        "..",
        "a\n",
        "con",
        "nul",
        "com1",
        "\uff41",
        "a\u200b",
    ],
    ids=ascii,
)
def test_what_is_no_id_is_refused(name: str) -> None:
    with pytest.raises(InvalidValueError):
        a_field(checks.identifier, name)


@pytest.mark.parametrize(
    "address", ["https://www.example.no/", "http://example.no:8080/a?b=c#d", "https://ex.no"]
)
def test_an_http_url_is_taken(address: str) -> None:
    a_field(checks.url, address)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "java\tscript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        'https://ok.test/"onmouseover="x',
        "https://user@evil.test/",
        "https://ok.test/\0",
        "https://ok.test/\r\nX:1",
        "https://",
        "//ok.test",
        "https://ok.test/ b",
        "https://ok.test/\u3000b",
        "https://ok.test/\u200bb",
        "https://ok.test/" + "x" * 2_048,
        "",
    ],
    ids=ascii,
)
def test_any_other_url_is_refused(address: str) -> None:
    with pytest.raises(InvalidValueError):
        a_field(checks.url, address)


@pytest.mark.parametrize("number", [True, 1.0, "1", "\uff11", None, [1]], ids=ascii)
def test_only_an_int_is_a_whole_number(number: object) -> None:
    with pytest.raises(WrongTypeError):
        a_field(checks.whole_number(0, 10), number)


@pytest.mark.parametrize("number", [-1, 11, 10**30])
def test_a_number_out_of_range_is_refused(number: int) -> None:
    with pytest.raises(InvalidValueError):
        a_field(checks.whole_number(0, 10), number)


@pytest.mark.parametrize("items", [["a"], "ab", {"a"}, None], ids=ascii)
def test_a_collection_is_a_tuple(items: object) -> None:
    with pytest.raises(WrongTypeError, match="tuple"):
        a_field(checks.tuple_of(checks.identifier), items)


def test_a_repeated_item_is_named() -> None:
    with pytest.raises(InvalidValueError, match="same twice, got 'b'"):
        a_field(checks.tuple_of(checks.identifier, unique=True), ("a", "b", "b"))


@pytest.mark.parametrize(
    "length", [timedelta(0), timedelta(days=-1), timedelta(microseconds=1), 3600, None], ids=str
)
def test_a_length_is_positive_and_in_whole_seconds(length: object) -> None:
    with pytest.raises(InnbyggertorgError):
        a_field(checks.positive_length, length)


def test_a_private_check_does_not_tell_what_came() -> None:
    with pytest.raises(InvalidValueError) as caught:
        a_field(checks.private(checks.line()), "Kari Nordmann\x00")
    assert "Kari" not in str(caught.value)
    assert "Kari" not in repr(caught.value)
    assert caught.value.__cause__ is None


def test_every_check_names_type_and_field() -> None:
    def refuse(instance: object, attribute: "Attribute[Any]", value: object) -> None:
        raise InvalidValueError(checks.name_of(instance, attribute), "is refused")

    with pytest.raises(InvalidValueError) as caught:
        a_field(refuse, 1)
    assert caught.value.where == "Thing.field"
