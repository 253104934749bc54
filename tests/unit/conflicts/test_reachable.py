"""When people get in, with what closures and validity take away."""

from datetime import date, datetime, timedelta

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from innbyggertorg.chrono import Validity, zone
from innbyggertorg.conflicts import reachable
from innbyggertorg.errors import InvalidValueError, UnknownReferenceError, WrongTypeError
from innbyggertorg.model import Closure, LocalText, Programme, Room, Service, Torg, TorgStatus
from innbyggertorg.opening import AccessLevel, OpeningSchedule
from support.examples import examples

OSLO = zone("Europe/Oslo")
CLOSED, SELF, STAFFED = AccessLevel.CLOSED, AccessLevel.SELF_SERVICE, AccessLevel.STAFFED
HOUSE = OpeningSchedule.weekly({"mo-fr": "10-16"}, self_service={"mo-su": "08-22"})
DESK = Service(
    id="skranke",
    name=LocalText(nb="Skranken"),
    opening=OpeningSchedule.weekly({"mo-su": "09-20"}),
    requires=STAFFED,
    rooms=("hall",),
)
LIBRARY = Service(id="bibliotek", name=LocalText(nb="Biblioteket"), rooms=("hall", "loft"))
CLINIC = Service(id="helsestasjon", name=LocalText(nb="Helsestasjonen"), requires=STAFFED)
MACHINE = Service(
    id="automat",
    name=LocalText(nb="Bokautomaten"),
    own_entrance=True,
    opening=OpeningSchedule.weekly(self_service={"mo-su": "00-24"}),
)
TORG = Torg(
    id="torget",
    name=LocalText(nb="Torget"),
    opening=HOUSE,
    rooms=tuple(Room(id=name, name=LocalText(nb=name)) for name in ("hall", "loft")),
    services=(DESK, LIBRARY, CLINIC, MACHINE),
)
WEDNESDAY = date(2026, 3, 4)


def closure(**more):
    given_ = {"id": "c", "torg": "torget", "reason": LocalText(nb="Maling", en="Painting")}
    return Closure(**{**given_, "start": WEDNESDAY, "end": WEDNESDAY, **more})


def levels(service, *closures, torg=TORG, day=WEDNESDAY, at=(8, 12, 18, 23)):
    openings = reachable(Programme(torgs=(torg,), closures=closures), "torget", service)
    return [openings.level_at(datetime(day.year, day.month, day.day, hour, tzinfo=OSLO)) for hour in at]


@pytest.mark.parametrize(
    ("service", "expected"),
    [
        (None, [SELF, STAFFED, SELF, CLOSED]),
        ("skranke", [CLOSED, STAFFED, CLOSED, CLOSED]),
        ("bibliotek", [SELF, STAFFED, SELF, CLOSED]),
        ("helsestasjon", [CLOSED, STAFFED, CLOSED, CLOSED]),
        ("automat", [SELF, SELF, SELF, SELF]),
    ],
)
def test_a_service_is_open_while_the_house_is_at_the_level_it_requires(service, expected):
    assert levels(service) == expected


@pytest.mark.parametrize(
    ("more", "service", "expected"),
    [
        ({}, None, CLOSED),
        ({}, "bibliotek", CLOSED),
        ({}, "automat", CLOSED),
        ({"spared_services": ("automat", "skranke")}, "automat", SELF),
        ({"spared_services": ("automat", "skranke")}, "skranke", STAFFED),
        ({"spared_services": ("automat", "skranke")}, "bibliotek", CLOSED),
        ({"highest": SELF}, None, SELF),
        ({"highest": SELF}, "bibliotek", SELF),
        ({"highest": SELF}, "helsestasjon", CLOSED),
        ({"highest": STAFFED}, None, STAFFED),
        ({"services": ("bibliotek",)}, "bibliotek", CLOSED),
        ({"services": ("bibliotek",)}, None, STAFFED),
        ({"services": ("bibliotek",)}, "skranke", CLOSED),  # which is in one of its rooms
        ({"services": ("bibliotek",)}, "helsestasjon", STAFFED),
        ({"rooms": ("hall",)}, "skranke", CLOSED),
        ({"rooms": ("hall",)}, "bibliotek", STAFFED),
        ({"rooms": ("hall", "loft")}, "bibliotek", CLOSED),
        ({"rooms": ("hall",)}, "helsestasjon", STAFFED),
    ],
    ids=str,
)
def test_a_closure_takes_what_it_is_about(more, service, expected):
    assert levels(service, closure(**more), at=(12,)) == [expected]


def test_a_closure_of_whole_days_ends_with_its_last_day_and_one_of_hours_with_its_hour():
    whole = closure(end=date(2026, 3, 5))
    assert [levels(None, whole, day=WEDNESDAY + timedelta(days=n), at=(12,)) for n in (-1, 0, 1, 2)] == [
        [STAFFED],
        [CLOSED],
        [CLOSED],
        [STAFFED],
    ]
    hours = closure(start=datetime(2026, 3, 4, 11), end=datetime(2026, 3, 4, 13))
    assert levels(None, hours, at=(10, 11, 12, 13)) == [STAFFED, CLOSED, CLOSED, STAFFED]
    assert levels(None, closure(end=None), day=date(2030, 1, 2), at=(12,)) == [CLOSED]
    assert levels(None, closure(end=date.max), day=date(2030, 1, 2), at=(12,)) == [CLOSED]


def test_the_reason_comes_in_the_language_asked_for():
    programme = Programme(torgs=(TORG,), closures=(closure(),))
    noon = datetime(2026, 3, 4, 12, tzinfo=OSLO)
    assert reachable(programme, "torget").at(noon).reason == "Maling"
    assert reachable(programme, "torget", "bibliotek", language="en").at(noon).reason == "Painting"


def test_a_closure_is_in_the_time_of_the_torg_where_a_schedule_has_another_zone():
    torg = evolve(TORG, opening=evolve(HOUSE, zone="Europe/London"))
    hours = closure(start=datetime(2026, 3, 4, 12), end=datetime(2026, 3, 4, 13))
    assert levels(None, hours, torg=torg, at=(11, 12, 13)) == [STAFFED, CLOSED, STAFFED]


@pytest.mark.parametrize("status", [TorgStatus.PLANNED, TorgStatus.CLOSED, TorgStatus.MOVED])
def test_a_torg_that_does_not_exist_is_closed(status):
    assert levels(None, torg=evolve(TORG, status=status)) == [CLOSED] * 4
    assert levels("bibliotek", torg=evolve(TORG, status=status)) == [CLOSED] * 4


def test_nobody_gets_in_before_and_after_validity():
    torg = evolve(TORG, validity=Validity(WEDNESDAY, WEDNESDAY))
    around = [WEDNESDAY + timedelta(days=n) for n in (-1, 0, 1)]
    for service in (None, "bibliotek", "helsestasjon"):
        assert [levels(service, torg=torg, day=day, at=(12,))[0] for day in around] == [
            CLOSED,
            STAFFED,
            CLOSED,
        ]
    for edge in (Validity(date.min, None), Validity(None, date.max)):
        assert levels(None, torg=evolve(TORG, validity=edge), at=(12,)) == [STAFFED]


def test_without_hours_nothing_is_known():
    programme = Programme(torgs=(evolve(TORG, opening=None),))
    assert reachable(programme, "torget") is None
    assert reachable(programme, "torget", "bibliotek") is None
    assert reachable(programme, "torget", "skranke") is not None


def test_what_there_is_not_is_refused():
    programme = Programme(torgs=(TORG,))
    for wrong in (("andre", None), ("torget", "andre"), ("torget", 5), ("torget", ["skranke"])):
        with pytest.raises(UnknownReferenceError):
            reachable(programme, *wrong)
    with pytest.raises(WrongTypeError):
        reachable(None, "torget")
    with pytest.raises(InvalidValueError):
        reachable(programme, "torget", language="de")


@examples(40)
@given(st.data())
def test_a_house_is_at_the_lowest_of_its_schedule_and_the_closures_in_force(data):
    days = st.dates(date(2026, 3, 1), date(2026, 3, 9))
    closures = tuple(
        closure(id=f"c{n}", start=min(pair), end=max(pair), highest=highest)
        for n, (*pair, highest) in enumerate(
            data.draw(st.lists(st.tuples(days, days, st.sampled_from(AccessLevel)), max_size=3))
        )
    )
    day, hour = data.draw(days), data.draw(st.integers(0, 23))
    moment = datetime(day.year, day.month, day.day, hour, tzinfo=OSLO)
    inside = [each.highest for each in closures if each.start <= day <= each.end]
    expected = min([HOUSE.level_at(moment), *inside])
    assert reachable(Programme(torgs=(TORG,), closures=closures), "torget").level_at(moment) == expected
