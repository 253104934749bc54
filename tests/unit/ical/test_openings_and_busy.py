"""Feeds of opening hours and of busy times: their exact lines, and that no more is told than that."""

from datetime import UTC, date, datetime, timedelta

import pytest
from attrs import evolve

from innbyggertorg.chrono import DateRange, Validity
from innbyggertorg.days import Dates, SchoolBreaks, SchoolCalendar, SchoolYear
from innbyggertorg.errors import (
    InvalidValueError,
    LimitExceededError,
    ProblemsError,
    UnknownReferenceError,
    UnknownSchoolYearError,
    WrongTypeError,
)
from innbyggertorg.ical import busy_feed, opening_feed
from innbyggertorg.limits import Limits
from innbyggertorg.model import (
    Closure,
    Contact,
    Event,
    EventStatus,
    LocalText,
    Organisation,
    Programme,
    Room,
    Service,
    Torg,
    Visibility,
)
from innbyggertorg.opening import CLOSE, AccessLevel, DatedException, OpeningSchedule
from innbyggertorg.recurrence import RecurrenceRule, Series
from support.client_safe import assert_client_safe

HOURS = OpeningSchedule.weekly({"mo-fr": "10-18"}, self_service={"mo-su": "08-22"}, holidays=CLOSE)
TORG = Torg(
    id="heggedal",
    name=LocalText(nb="Heggedal innbyggertorg", en="Heggedal citizens' house"),
    operator="asker",
    opening=HOURS,
    services=(
        Service(
            id="bibliotek",
            name=LocalText(nb="Biblioteket", en="The library"),
            operator="asker",
            opening=OpeningSchedule.weekly({"mo-su": "12-20"}),
            requires=AccessLevel.STAFFED,
        ),
    ),
    rooms=(
        Room(id="scene", name=LocalText(nb="Kulturscenen; stor"), setup=timedelta(minutes=30)),
        Room(id="kafe", name=LocalText(nb="Kaféen")),
        Room(id="alt", name=LocalText(nb="Alt"), parts=("scene", "kafe")),
    ),
)
FRIDAY = DateRange(date(2026, 3, 27), date(2026, 3, 28))
CHANGED = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
FLOOD = Closure(
    id="flom",
    torg="heggedal",
    reason=LocalText(nb="Flom; vent"),
    start=date(2026, 3, 27),
    highest=AccessLevel.SELF_SERVICE,
)


def lines(made, *names):
    text = made.to_ical().decode().replace("\r\n ", "")
    return [line for line in text.split("\r\n") if line.startswith(names)]


def test_opening_hours_as_events():
    made = opening_feed(TORG, days=FRIDAY, changed_at=CHANGED)
    assert_client_safe(made.to_ical())
    assert made.name == "heggedal-opening"
    assert lines(made, "NAME") == ["NAME:Åpningstider\\, Heggedal innbyggertorg"]
    assert lines(made, "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "CATEGORIES")[:5] == [
        "DTSTAMP:20260102T030405Z",
        "DTSTART:20260327T070000Z",
        "DTEND:20260327T090000Z",
        "SUMMARY:Heggedal innbyggertorg: meråpent",
        "CATEGORIES:meråpent",
    ]
    assert [line[8:] for line in lines(made, "SUMMARY")] == [
        f"Heggedal innbyggertorg: {level}" for level in ("meråpent", "betjent", "meråpent")
    ]


def test_opening_hours_as_availability():
    made = opening_feed(TORG, days=FRIDAY, changed_at=CHANGED, form="availability", language="en")
    assert lines(made, "BEGIN", "END", "DT", "SUMMARY", "BUSYTYPE") == [
        "BEGIN:VCALENDAR",
        "BEGIN:VAVAILABILITY",
        "DTSTAMP:20260102T030405Z",
        "DTSTART:20260326T230000Z",
        "DTEND:20260327T230000Z",
        "SUMMARY:Opening hours\\, Heggedal citizens' house",
        "BUSYTYPE:BUSY-UNAVAILABLE",
        *(
            line
            for start, end, level in [
                ("070000", "090000", "open for self-service"),
                ("090000", "170000", "staffed"),
                ("170000", "210000", "open for self-service"),
            ]
            for line in (
                "BEGIN:AVAILABLE",
                "DTSTAMP:20260102T030405Z",
                f"DTSTART:20260327T{start}Z",
                f"DTEND:20260327T{end}Z",
                f"SUMMARY:Heggedal citizens' house: {level}",
                "END:AVAILABLE",
            )
        ),
        "END:VAVAILABILITY",
        "END:VCALENDAR",
    ]
    assert len(set(lines(made, "UID"))) == 4


def test_a_reason_is_the_text():
    made = opening_feed(TORG, days=FRIDAY, closures=(FLOOD,))
    assert "DESCRIPTION:Flom\\; vent" in lines(made, "DESCRIPTION")
    assert {line[-8:] for line in lines(made, "SUMMARY")} == {"meråpent"}


def test_a_day_without_hours_has_no_event():
    day_off = DatedException(Dates((FRIDAY.start,)), CLOSE, reason="Planleggingsdag")
    made = opening_feed(evolve(TORG, opening=evolve(HOURS, exceptions=(day_off,))), days=FRIDAY)
    assert lines(made, "BEGIN") == ["BEGIN:VCALENDAR", "BEGIN:VTIMEZONE", "BEGIN:DAYLIGHT", "BEGIN:STANDARD"]


def test_closures_of_another_torg_are_passed_over():
    elsewhere = Closure(
        id="x", torg="dikemark", reason=LocalText(nb="X"), start=date(2026, 3, 1), rooms=("y",)
    )
    assert opening_feed(TORG, days=FRIDAY, closures=[elsewhere]) == opening_feed(TORG, days=FRIDAY)


def test_a_service_is_open_in_its_house():
    made = opening_feed(TORG, days=FRIDAY, service="bibliotek", language="en")
    assert made.name == "heggedal-service-bibliotek-opening"
    assert lines(made, "DTSTART", "DTEND", "SUMMARY") == [
        "DTSTART:20260327T110000Z",
        "DTEND:20260327T170000Z",
        "SUMMARY:The library\\, Heggedal citizens' house: staffed",
    ]


def test_the_same_hours_keep_their_uids_in_another_window():
    week = DateRange(date(2026, 3, 23), date(2026, 3, 30))
    assert set(lines(opening_feed(TORG, days=FRIDAY), "UID")) < set(
        lines(opening_feed(TORG, days=week), "UID")
    )


def test_busy_times():
    programme = Programme(
        torgs=(TORG,),
        organisations=(
            Organisation(id="asker", name=LocalText(nb="Asker"), contact=Contact(email="canary@ok.test")),
        ),
        events=(
            event("canary", 10, "alt", visibility=Visibility.INTERNAL, organiser="asker"),
            event("spor", 14, "scene", status=EventStatus.PROPOSED),
            event("off", 16, "scene", status=EventStatus.CANCELLED),
            event("annet", 20, "kafe"),
        ),
    )
    made = busy_feed(programme, "scene", days=FRIDAY)
    assert made.name == "heggedal-room-scene-busy"
    assert made.to_ical().decode().split("\r\n")[7:] == [
        "BEGIN:VFREEBUSY",
        *lines(made, "UID"),
        "DTSTAMP:20260102T030405Z",
        "DTSTART:20260326T230000Z",
        "DTEND:20260327T230000Z",
        "FREEBUSY;FBTYPE=BUSY:20260327T090000Z/20260327T100000Z",
        "FREEBUSY;FBTYPE=BUSY-TENTATIVE:20260327T123000Z/20260327T140000Z",
        "END:VFREEBUSY",
        "END:VCALENDAR",
        "",
    ]
    assert lines(made, "NAME") == ["NAME:Opptatt: Kulturscenen\\; stor\\, Heggedal innbyggertorg"]
    assert b"canary" not in made.to_ical()
    assert made.changed_at == CHANGED


def event(name, hour, room, **more):
    when = Series(datetime(2026, 3, 27, hour), timedelta(hours=1))
    title = LocalText(nb=name)
    return Event(
        id=name, torg="heggedal", title=title, series=when, changed_at=CHANGED, rooms=(room,), **more
    )


def test_a_room_that_is_closed_is_unavailable():
    old = Torg(
        id="t",
        name=LocalText(nb="T"),
        rooms=(Room(id="r", name=LocalText(nb="R"), validity=Validity(last=date(2026, 3, 27))),),
    )
    days = DateRange(date(2026, 3, 27), date(2026, 3, 30))  # the last of them has 23 hours
    made = busy_feed(Programme(torgs=(old,)), "r", days=days)
    assert lines(made, "FREEBUSY") == ["FREEBUSY;FBTYPE=BUSY-UNAVAILABLE:20260327T230000Z/20260329T220000Z"]


def test_hours_of_a_school_year_that_is_not_known_are_an_error_or_a_loss():
    past = SchoolYear(first=date(2020, 8, 17), last=date(2021, 6, 18), breaks=(), source="a plan")
    breaks = SchoolBreaks(SchoolCalendar(id="asker", municipality="Asker", years=(past,)))
    hours = OpeningSchedule(bases=HOURS.bases, exceptions=(DatedException(breaks, CLOSE),))
    with pytest.raises(UnknownSchoolYearError):
        opening_feed(Torg(id="t", name=LocalText(nb="T"), opening=hours), days=FRIDAY)
    weekly = RecurrenceRule.parse("FREQ=WEEKLY")
    unsure = evolve(
        event("e", 10, "scene"),
        series=Series(datetime(2026, 1, 2, 10), timedelta(hours=1), rules=(weekly,), excluding=breaks),
    )
    (loss,) = busy_feed(evolve(HOUSE, events=(unsure,)), "scene", days=FRIDAY).losses
    assert loss.uid == unsure.uid


def test_days_that_are_not_given_are_those_that_the_data_is_dated_for():
    made = opening_feed(TORG, closures=(FLOOD,))
    assert [str(loss) for loss in made.losses] == [
        "the feed is told from 2026-03-27 to 2027-12-31; pass days"
    ]
    given = opening_feed(
        TORG, closures=(FLOOD,), days=DateRange.closed(date(2026, 3, 27), date(2027, 12, 31))
    )
    assert given.to_ical() == made.to_ical()
    assert given.losses == ()
    old = evolve(FLOOD, id="old", start=date(1990, 1, 1), end=date(1990, 1, 2))
    assert "from 2017-12-24 to 2027-12-31" in str(opening_feed(TORG, closures=(FLOOD, old)).losses)
    one = busy_feed(evolve(HOUSE, events=(event("e", 10, "scene"),)), "scene")
    assert [str(loss) for loss in one.losses] == ["the feed is told from 2026-03-27 to 2027-12-31; pass days"]
    assert len(lines(one, "FREEBUSY")) == 1


# --- arguments ----------------------------------------------------------------------------------------

CLOSED_HOUSE = Torg(id="t", name=LocalText(nb="T"))
HOUSE = Programme(torgs=(TORG,), organisations=(Organisation(id="asker", name=LocalText(nb="Asker")),))


def hours(days=FRIDAY, **more):
    return opening_feed(TORG, days=days, **more)


def busy(days=FRIDAY, **more):
    return busy_feed(HOUSE, "scene", days=days, **more)


WRONG = [
    ("no torg", lambda: opening_feed(Programme(), days=FRIDAY), WrongTypeError),
    ("days of no dates", lambda: hours(days=None), InvalidValueError),
    ("days of no events", lambda: busy(days=None), InvalidValueError),
    ("a date", lambda: hours(days=date(2026, 1, 1)), WrongTypeError),
    ("an empty range", lambda: hours(days=DateRange(FRIDAY.end, FRIDAY.end)), InvalidValueError),
    (
        "a century",
        lambda: hours(days=DateRange(date(2000, 1, 1), date(2100, 1, 1))),
        InvalidValueError,
    ),
    ("the year 1", lambda: hours(days=DateRange(date.min, date(1, 1, 2))), InvalidValueError),
    (
        "the year 9999",
        lambda: hours(days=DateRange(date(9999, 1, 1), date.max)),
        InvalidValueError,
    ),
    ("another form", lambda: hours(form="rdf"), InvalidValueError),
    ("a list as form", lambda: hours(form=[]), InvalidValueError),
    ("another language", lambda: hours(language="se"), InvalidValueError),
    (
        "a naive change",
        lambda: hours(changed_at=datetime(2026, 1, 1)),
        InvalidValueError,
    ),
    ("no hours", lambda: opening_feed(CLOSED_HOUSE, days=FRIDAY), InvalidValueError),
    ("an unknown service", lambda: hours(service="x"), UnknownReferenceError),
    ("closures that are none", lambda: hours(closures="x"), WrongTypeError),
    ("a number of closures", lambda: hours(closures=3), WrongTypeError),
    (
        "a closure of a room there is not",
        lambda: opening_feed(
            TORG,
            days=FRIDAY,
            closures=[
                Closure(
                    id="c", torg="heggedal", reason=LocalText(nb="c"), start=date(2026, 1, 1), rooms=("x",)
                )
            ],
        ),
        ProblemsError,
    ),
    ("a name that is a path", lambda: hours(name="../x"), InvalidValueError),
    ("limits that are none", lambda: hours(limits=3), WrongTypeError),
    (
        "too many runs",
        lambda: hours(limits=Limits(occurrences=2)),
        LimitExceededError,
    ),
    ("a torg", lambda: busy_feed(TORG, "scene", days=FRIDAY), WrongTypeError),
    ("no room", lambda: busy_feed(HOUSE, None, days=FRIDAY), WrongTypeError),
    ("an unknown room", lambda: busy_feed(HOUSE, "x", days=FRIDAY), UnknownReferenceError),
    ("an unknown torg", lambda: busy(torg="x"), UnknownReferenceError),
    ("no days of a room", lambda: busy(days="2026"), WrongTypeError),
    (
        "another language of a room",
        lambda: busy(language=None),
        InvalidValueError,
    ),
    ("limits of a room", lambda: busy(limits=None), WrongTypeError),
    ("a name of a room", lambda: busy(name="CON"), InvalidValueError),
]


@pytest.mark.parametrize(("call", "error"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
def test_arguments_that_cannot_be(call, error):
    with pytest.raises(error):
        call()
