"""Every value that documents can hold comes back from its plain data, and its schema says what that is."""

import importlib
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from innbyggertorg import testing
from innbyggertorg._hypothesis import STRATEGIES
from innbyggertorg.chrono import Interval
from innbyggertorg.days import SchoolBreaks
from innbyggertorg.documents.values import from_plain, schema_of, to_plain
from innbyggertorg.errors import InnbyggertorgError, LimitExceededError, ProblemsError, WrongTypeError
from innbyggertorg.limits import Limits
from innbyggertorg.model import Event, Programme, Room, Torg
from support.examples import examples

# Series have rules that documents bound, and what is not of a programme has no form of its own.
NAMES = [
    "Closure",
    "Contact",
    "DayRule",
    "Event",
    "EventDetails",
    "Hours",
    "LocalText",
    "Organisation",
    "OpeningSchedule",
    "Programme",
    "Room",
    "SchoolCalendar",
    "Service",
    "Torg",
    "Validity",
    "WeekHours",
]
KINDS = [
    (module, name, strategy)
    for module, names in STRATEGIES.items()
    for name, strategy in names.items()
    if name in NAMES
]
EDGES = {"model.torg": 15, "model.programme": 8, "model.event": 30}


@pytest.mark.parametrize(("module", "name", "strategy"), KINDS, ids=[name for _, name, _ in KINDS])
def test_a_value_comes_back_from_json(module, name, strategy):
    kind = getattr(importlib.import_module(module), name)
    most = EDGES.get(module.removeprefix("innbyggertorg."), 20)

    @given(getattr(testing, strategy)())
    @settings(max_examples=most)
    def check(value):
        text = json.dumps(to_plain(value))
        again = from_plain(kind, json.loads(text), limits=Limits(rule_interval=10**12, rule_count=10**12))
        assert again == value

    check()


@given(testing.school_calendars())
@examples(10)
def test_a_calendar_is_named_and_must_be_given(calendar):
    breaks = SchoolBreaks(calendar)
    plain = to_plain(breaks)
    assert plain == {"kind": "school-breaks", "calendar": calendar.id}
    assert from_plain(SchoolBreaks, plain, calendars=[calendar]) == breaks
    with pytest.raises(ProblemsError, match="must name a known school calendar"):
        from_plain(SchoolBreaks, plain)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "name", "rooms", "series", "torg", "x"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.sampled_from([Torg, Event, Room, Programme]), ANYTHING)
@examples(200)
def test_nothing_but_our_own_errors_comes_out(kind, plain):
    try:
        value = from_plain(kind, plain)
    except InnbyggertorgError:
        return
    assert isinstance(value, kind)


def test_every_problem_is_told_with_its_path():
    plain = {
        "id": "A",
        "name": {"nb": ""},
        "rooms": [{"id": "sal", "name": "Salen", "seated": "mange"}],
        "x": 1,
    }
    with pytest.raises(ProblemsError) as raised:
        from_plain(Torg, plain)
    assert {problem.path for problem in raised.value.problems} == {"id", "name", "rooms[0].seated", "x"}


def test_nesting_has_a_limit():
    deep = []
    for _ in range(100):
        deep = [deep]
    with pytest.raises(LimitExceededError):
        from_plain(Torg, {"id": deep})


@pytest.mark.parametrize("kind", [Interval, int, "Torg", None, list[Torg], dict, [Torg]])
def test_what_documents_have_no_form_for_is_refused(kind):
    for call in (lambda: from_plain(kind, {}), lambda: schema_of(kind)):
        with pytest.raises(WrongTypeError, match="have a form for"):
            call()


def test_arguments_are_checked():
    with pytest.raises(WrongTypeError):
        from_plain(Torg, {}, calendars=["asker"])
    with pytest.raises(WrongTypeError):
        from_plain(Torg, {}, calendars=5)
    with pytest.raises(WrongTypeError):
        from_plain(Torg, {}, limits=5)
    with pytest.raises(WrongTypeError):
        to_plain("x")


def test_a_day_rule_of_another_kind_is_refused():
    with pytest.raises(ProblemsError, match="must be a SchoolBreaks"):
        from_plain(SchoolBreaks, {"kind": "even-weeks"})
