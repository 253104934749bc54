"""Values through cattrs, alone and within classes of one's own."""

from datetime import date

import pytest
from attrs import frozen

from innbyggertorg.errors import ProblemsError, WrongTypeError
from innbyggertorg.model import Event, Programme, Torg
from support.houses import golden

cattrs = pytest.importorskip("cattrs", reason="cattrs comes with the extra cattrs")
PROGRAMME = golden()


@frozen
class Booking:
    who: str
    at: date
    events: list[Event]
    torg: Torg | None = None


@pytest.fixture
def converter():
    from innbyggertorg.documents.cattrs import make_converter

    return make_converter()


def test_a_programme_comes_back(converter):
    assert converter.structure(converter.unstructure(PROGRAMME), Programme) == PROGRAMME


def test_a_class_of_one_s_own_may_hold_values(converter):
    from innbyggertorg.documents.cattrs import register

    own = cattrs.Converter()
    register(own)
    own.register_unstructure_hook(date, date.isoformat)
    own.register_structure_hook(date, lambda text, _: date.fromisoformat(text))
    booking = Booking("Korpset", date(2026, 1, 1), list(PROGRAMME.events[:2]), PROGRAMME.torgs[0])
    plain = own.unstructure(booking)
    assert plain["events"][0]["id"] == "apen-dag"
    assert plain["events"][0]["series"]["first"] == "2026-05-16"
    assert own.structure(plain, Booking) == booking


def test_what_is_wrong_is_told_at_once(converter):
    with pytest.raises(ProblemsError) as raised:
        converter.structure({"id": "x"}, Event)
    assert {problem.path for problem in raised.value.problems} == {"torg", "title", "series", "changed_at"}
    with pytest.raises(ExceptionGroup) as group:
        converter.structure([{"id": "x"}], list[Event])
    assert isinstance(group.value.exceptions[0], ProblemsError)


def test_only_a_converter_can_be_taught():
    from innbyggertorg.documents.cattrs import make_converter, register

    with pytest.raises(WrongTypeError):
        register("converter")
    with pytest.raises(WrongTypeError, match="school calendars"):
        make_converter(calendars=5)
