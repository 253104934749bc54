"""What each kind of conflict is, on one small house."""

import pickle
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
from attrs import evolve

from innbyggertorg import ConflictIndex, check, find_conflicts, free_slots, season
from innbyggertorg.chrono import Interval, Validity, Weekday, zone
from innbyggertorg.conflicts import (
    Application,
    Priority,
    RemedyKind,
    RuleName,
    Severity,
    book_the_rest,
    who_yields,
)
from innbyggertorg.conflicts import ConflictKind as Kind
from innbyggertorg.days import (
    EvenWeeks,
    OddWeeks,
    SchoolBreak,
    SchoolBreaks,
    SchoolCalendar,
    SchoolYear,
)
from innbyggertorg.days.school import BreakName
from innbyggertorg.errors import (
    InnbyggertorgError,
    InvalidValueError,
    LimitExceededError,
    ProblemsError,
    UnknownReferenceError,
    WrongTypeError,
)
from innbyggertorg.limits import Limits
from innbyggertorg.model import (
    Closure,
    Equipment,
    Event,
    EventDetails,
    EventKind,
    EventStatus,
    LocalText,
    Organisation,
    PrimaryUse,
    Programme,
    Room,
    Sector,
    Service,
    Torg,
    TorgStatus,
)
from innbyggertorg.opening import AccessLevel, OpeningSchedule
from innbyggertorg.recurrence import Override, RecurrenceRule, Series, exclude

OSLO = zone("Europe/Oslo")
CHANGED = datetime(2026, 1, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)
MONDAY = datetime(2026, 6, 8, 18)
WEEKLY = RecurrenceRule.parse("FREQ=WEEKLY")
OPENING = OpeningSchedule.weekly({"mo-fr": "10-18"}, self_service={"mo-su": "08-22"})


def text(words):
    return LocalText(nb=words)


ROOMS = (
    Room(id="a", name=text("A"), seated=35),
    Room(id="b", name=text("B"), seated=35),
    Room(id="ab", name=text("A og B"), seated=60, parts=("a", "b")),
    Room(id="small", name=text("Liten"), seated=8),
    Room(id="shared", name=text("Delt"), standing=100, shared_up_to=20),
)
ORGANISATIONS = (
    Organisation(id="choir", name=text("Koret"), access=AccessLevel.SELF_SERVICE),
    Organisation(id="club", name=text("Laget"), access=AccessLevel.STAFFED),
    Organisation(id="firm", name=text("Firma"), sector=Sector.BUSINESS, access=AccessLevel.SELF_SERVICE),
    Organisation(id="school", name=text("Kulturskolen"), sector=Sector.MUNICIPAL),
)
TORG = Torg(id="t", name=text("Torget"), rooms=ROOMS)


def event(name, start=MONDAY, length=HOUR, *, rules=(), **more):
    more.setdefault("rooms", ("a",))
    series = more.pop("series", None) or Series(start, length, rules=rules)
    return Event(
        id=name,
        torg=more.pop("torg", "t"),
        title=text(name),
        series=series,
        changed_at=CHANGED,
        uid=name,
        **more,
    )


def programme(*events, torg=TORG, **more):
    return Programme(torgs=more.pop("torgs", (torg,)), organisations=ORGANISATIONS, events=events, **more)


def week(start=datetime(2026, 6, 8), days=7):
    return Interval(start.replace(tzinfo=OSLO), (start + timedelta(days=days)).replace(tzinfo=OSLO))


def at(hour, minute=0, day=8):
    return datetime(2026, 6, day, hour, minute, tzinfo=OSLO)


def only(report):
    assert len(report) == 1, [conflict.kind for conflict in report]
    return report[0]


def test_what_is_over_when_the_window_begins_is_not_in_it():
    house = programme(event("x"), event("y", MONDAY + HOUR / 2))
    assert not find_conflicts(house, week(MONDAY + HOUR))
    assert len(find_conflicts(house, week(MONDAY + HOUR - timedelta(seconds=1)))) == 1


def test_what_begins_as_a_room_comes_into_use_is_in_time():
    new = Room(id="a", name=text("A"), validity=Validity(date(2026, 6, 9), None))
    midnight = datetime(2026, 6, 9)
    house = Torg(id="t", name=text("Torget"), rooms=(new,))
    assert not find_conflicts(programme(event("x", midnight), torg=house), week())
    early = find_conflicts(programme(event("x", midnight - HOUR), torg=house), week())
    assert [conflict.kind for conflict in early] == [Kind.NOT_IN_USE]


# --- the life of a series -----------------------------------------------------------------------------


@pytest.mark.parametrize("end", ["UNTIL=20310601", "COUNT=260"])
def test_all_dates_of_a_series_that_ends_in_years_are_looked_at(end):
    years = event("years", rules=(RecurrenceRule.parse(f"FREQ=WEEKLY;{end}"),))
    report = check(programme(event("for-ever", rules=(WEEKLY,))), years, remedies=False)
    assert len(report) == len(report.dates_of("years")) == 260
    assert report.checked_until is None


def test_where_the_whole_life_is_too_much_the_report_says_how_far_it_looked():
    limits = Limits(occurrences=100)
    years = event("years", rules=(RecurrenceRule.parse("FREQ=WEEKLY;COUNT=260"),))
    report = check(programme(event("for-ever", rules=(WEEKLY,))), years, remedies=False, limits=limits)
    assert 57 <= len(report) <= 60
    assert report.checked_until is not None


def test_even_and_odd_weeks_share_a_room_for_ever():
    odd = event("odd", series=Series(MONDAY, HOUR, rules=(WEEKLY,), excluding=EvenWeeks()))
    even = event("even", series=Series(MONDAY, HOUR, rules=(WEEKLY,), excluding=OddWeeks()))
    second = event("second", rules=(RecurrenceRule.parse("FREQ=WEEKLY;INTERVAL=2"),))
    assert not check(programme(odd), even)
    assert not ConflictIndex(programme(odd)).taken_rooms(even.series)
    met = check(programme(even), evolve(second, series=evolve(second.series, first=MONDAY + 7 * 24 * HOUR)))
    assert met[0].interval.start == datetime(2027, 1, 11, 18, tzinfo=OSLO)  # the year 2026 has a week 53


# --- rooms --------------------------------------------------------------------------------------------


def test_two_bookings_of_a_room_share_exactly_what_they_share():
    conflict = only(find_conflicts(programme(event("x"), event("y", MONDAY + HOUR / 2)), week()))
    assert conflict.kind is Kind.ROOM
    assert conflict.severity is Severity.ERROR
    assert [party.uid for party in conflict.parties] == ["x", "y"]
    assert conflict.parties[0].original == MONDAY
    assert conflict.interval == Interval(at(18, 30), at(19))
    assert (conflict.rule.name, conflict.rooms, conflict.torg) == (RuleName.ONE_AT_A_TIME, ("a",), "t")


def test_touching_is_no_conflict():
    assert not find_conflicts(programme(event("x"), event("y", MONDAY + HOUR)), week())


@pytest.mark.parametrize(("one", "other", "rooms"), [("ab", "a", ("a",)), ("ab", "ab", ("a", "b"))])
def test_a_joined_room_blocks_its_parts_and_a_pair_is_told_once(one, other, rooms):
    conflict = only(
        find_conflicts(
            programme(event("x", rooms=(one,)), event("y", rooms=(other,))), week(), kinds=Kind.ROOM
        )
    )
    assert conflict.rooms == rooms


def test_set_up_and_tear_down_count_outside_the_booked_time():
    quarter = timedelta(minutes=15)
    clearing = event("x", teardown=quarter)
    conflict = only(find_conflicts(programme(clearing, event("y", MONDAY + HOUR, setup=quarter)), week()))
    assert conflict.rule.name is RuleName.TURNAROUND
    assert conflict.interval == Interval(at(18, 45), at(19, 15))


def test_where_they_are_inside_the_booked_time_they_add_nothing():
    torg = evolve(TORG, turnaround_inside=True)
    both = event("x", teardown=HOUR), event("y", MONDAY + HOUR, setup=HOUR)
    assert not find_conflicts(programme(*both, torg=torg), week())


def test_what_is_not_settled_is_a_warning():
    proposed = event("x", status=EventStatus.PROPOSED)
    conflict = only(find_conflicts(programme(proposed, event("y")), week()))
    assert (conflict.kind, conflict.severity) == (Kind.TENTATIVE, Severity.WARNING)


def test_cancelled_events_and_occurrences_meet_nobody():
    off = event("x", series=Series(MONDAY, HOUR, overrides=(Override(MONDAY, cancelled=True),)))
    assert not find_conflicts(programme(off, event("y", status=EventStatus.CANCELLED), event("z")), week())


def test_an_occurrence_that_was_moved_meets_what_is_where_it_is_now():
    moved = Series(
        MONDAY, HOUR, rules=(WEEKLY,), overrides=(Override(MONDAY, start=MONDAY + timedelta(days=1)),)
    )
    there, here = event("y", MONDAY + timedelta(days=1)), event("z")
    conflict = only(find_conflicts(programme(event("x", series=moved), there, here), week()))
    assert {party.uid for party in conflict.parties} == {"x", "y"}
    assert conflict.parties[0].original == MONDAY


def test_an_occurrence_in_another_room_meets_what_is_there():
    elsewhere = Override(MONDAY, details=EventDetails(rooms=("b",)))
    moved = event("x", series=Series(MONDAY, HOUR, overrides=(elsewhere,)))
    assert only(find_conflicts(programme(moved, event("y"), event("z", rooms=("b",))), week())).rooms == (
        "b",
    )


def test_two_times_an_hour_apart_in_the_repeated_hour_do_not_meet():
    night = datetime(2026, 10, 25, 1, 30)
    first = event("x", night + HOUR, timedelta(minutes=30))
    second = event("y", night + HOUR + timedelta(minutes=30), HOUR, rooms=("b",))
    third = event("z", datetime(2026, 10, 25, 1), timedelta(hours=1.5), rooms=("b",))
    report = find_conflicts(programme(first, second, third), week(datetime(2026, 10, 25)))
    assert not report


def test_an_hour_that_the_clock_skips_is_shared_with_what_is_after_it():
    night = datetime(2026, 3, 29, 2, 30)  # 3:30 by the clock
    report = find_conflicts(
        programme(event("x", night), event("y", night + HOUR)), week(datetime(2026, 3, 29))
    )
    assert only(report).interval.length == HOUR


# --- how many -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rooms", "expected", "allowed"),
    [(("small",), 9, 8), (("ab",), 61, 60), (("a", "small"), 44, 43), (("ab", "a"), 61, 60)],
)
def test_more_than_a_room_holds(rooms, expected, allowed):
    conflict = only(find_conflicts(programme(event("x", rooms=rooms, expected=expected)), week()))
    assert (conflict.kind, conflict.rule.allowed, conflict.rule.got) == (Kind.CAPACITY, allowed, expected)
    fewer = event("x", rooms=rooms, expected=allowed)
    assert not find_conflicts(programme(fewer), week())


def test_the_fire_limit_decides_whatever_the_furniture():
    torg = evolve(TORG, rooms=(Room(id="a", name=text("A"), standing=200, fire_limit=90),))
    conflict = only(find_conflicts(programme(event("x", expected=201), torg=torg), week()))
    assert (conflict.rule.name, conflict.rule.allowed) == (RuleName.FIRE_LIMIT, 90)


def test_numbers_add_up_exactly():
    many = tuple(event(f"e{n}", rooms=("shared",), expected=999_999) for n in range(5))
    report = find_conflicts(programme(*many), week(), kinds=Kind.HEAD_COUNT)
    assert only(report).rule.got == 5 * 999_999


def test_heads_are_counted_over_time_in_a_room_that_is_shared():
    some = [event(f"e{n}", MONDAY + n * HOUR, 2 * HOUR, rooms=("shared",), expected=11) for n in range(3)]
    conflict = only(find_conflicts(programme(*some), week()))
    assert conflict.kind is Kind.HEAD_COUNT
    assert (conflict.rule.allowed, conflict.rule.got) == (20, 22)
    assert conflict.interval == Interval(at(19), at(21))
    assert [party.uid for party in conflict.parties] == ["e0", "e1", "e2"]


def test_two_may_share_a_room_that_is_shared():
    assert not find_conflicts(
        programme(event("x", rooms=("shared",), expected=10), event("y", rooms=("shared",), expected=10)),
        week(),
    )


# --- hours and closures -------------------------------------------------------------------------------

OPEN = evolve(TORG, opening=OPENING)


@pytest.mark.parametrize(
    ("organiser", "hour", "kinds"),
    [
        (None, 18, []),
        ("choir", 18, []),
        ("club", 18, [Kind.LEVEL]),
        ("club", 17, []),
        ("school", 18, []),
        (None, 22, [Kind.OUTSIDE_HOURS]),
        ("choir", 21.5, [Kind.OUTSIDE_HOURS]),
        ("club", 21.5, [Kind.LEVEL, Kind.OUTSIDE_HOURS]),
    ],
)
def test_the_house_must_be_open_at_a_level_at_which_the_organiser_gets_in(organiser, hour, kinds):
    one = event("x", datetime(2026, 6, 8) + hour * HOUR, organiser=organiser)
    report = find_conflicts(programme(one, torg=OPEN), week())
    assert [conflict.kind for conflict in report] == kinds


def test_what_lasts_whole_days_needs_a_house_that_is_open_on_each_of_them():
    weekdays = OpeningSchedule.weekly({"mo-fr": "10-18"})
    house = programme(
        event("show", date(2026, 6, 11), timedelta(days=4)), torg=evolve(TORG, opening=weekdays)
    )
    conflict = only(find_conflicts(house, week()))
    assert conflict.kind is Kind.OUTSIDE_HOURS
    assert conflict.interval == Interval(at(0, day=13), at(0, day=15))


def test_whoever_has_booked_gets_a_digital_key_where_the_torg_gives_one():
    late = event("x", datetime(2026, 6, 8, 23), organiser="club")
    assert not find_conflicts(programme(late, torg=evolve(OPEN, digital_keys=True)), week())


def test_of_whom_it_is_not_known_what_access_they_have_there_is_a_warning():
    unknown = Organisation(id="new", name=text("Nye"))
    one = evolve(programme(torg=OPEN), organisations=(unknown,), events=(event("x", organiser="new"),))
    assert only(find_conflicts(one, week())).severity is Severity.WARNING


def closure(start, end=None, **more):
    return Closure(id="c", torg="t", reason=text("Stengt"), start=start, end=end, **more)


def test_a_closure_says_what_it_hits_and_why():
    shut = closure(date(2026, 6, 8), date(2026, 6, 8))
    conflict = only(find_conflicts(programme(event("x"), torg=OPEN, closures=(shut,)), week()))
    assert (conflict.kind, conflict.rule.name) == (Kind.CLOSED, RuleName.CLOSURE)
    assert (conflict.rule.subject, conflict.rule.reason) == ("c", text("Stengt"))


@pytest.mark.parametrize(
    ("more", "kinds"),
    [
        ({"rooms": ("b",)}, []),
        ({"rooms": ("ab",)}, [Kind.CLOSED]),
        ({"spared_kinds": (EventKind.CONCERT,)}, []),
        ({"spared_kinds": (EventKind.PRACTICE,)}, [Kind.CLOSED]),
        ({"highest": AccessLevel.SELF_SERVICE}, []),
        ({"highest": AccessLevel.SELF_SERVICE, "most_people": 5}, [Kind.RESTRICTED]),
    ],
)
def test_a_closure_hits_what_it_is_about(more, kinds):
    shut = closure(datetime(2026, 6, 8, 12), **more)
    one = event("x", organiser="choir", kind=EventKind.CONCERT, expected=6)
    report = find_conflicts(programme(one, closures=(shut,)), week())
    assert [conflict.kind for conflict in report] == kinds


def test_a_room_is_its_primary_users_first():
    hours = OpeningSchedule.weekly({"mo": "14-18:30"})
    first = evolve(ROOMS[0], primary=(PrimaryUse(organisation="school", hours=hours),))
    torg = evolve(TORG, rooms=(first, *ROOMS[1:]))
    conflict = only(find_conflicts(programme(event("x", organiser="choir"), torg=torg), week()))
    assert (conflict.kind, conflict.rule.subject) == (Kind.PRIMARY_USE, "school")
    assert conflict.interval == Interval(at(18), at(18, 30))
    assert not find_conflicts(programme(event("x", organiser="school"), torg=torg), week())


def test_a_service_outside_its_house():
    library = Service(
        id="library",
        name=text("Bibliotek"),
        opening=OpeningSchedule.weekly({"mo": "17-20"}),
        requires=AccessLevel.STAFFED,
    )
    conflict = only(find_conflicts(programme(torg=evolve(OPEN, services=(library,))), week()))
    assert (conflict.kind, conflict.service, conflict.parties) == (Kind.SERVICE, "library", ())
    assert conflict.interval == Interval(at(18), at(20))


def test_a_house_and_a_room_exist_from_one_day_to_another():
    gone = evolve(TORG, validity=Validity(date(2020, 1, 1), date(2026, 6, 8)))
    late = event("x", datetime(2026, 6, 8, 23), 2 * HOUR)
    assert only(find_conflicts(programme(late, torg=gone), week())).interval == Interval(
        at(0, 0, 9), at(1, 0, 9)
    )
    planned = evolve(TORG, status=TorgStatus.PLANNED)
    assert only(find_conflicts(programme(event("x"), torg=planned), week())).kind is Kind.NOT_IN_USE


def test_a_room_that_is_not_lent_out_is_for_the_house_itself():
    kept = evolve(TORG, rooms=(evolve(ROOMS[0], bookable=False),))
    assert (
        only(find_conflicts(programme(event("x", organiser="choir"), torg=kept), week())).kind
        is Kind.NOT_LENT
    )
    assert not find_conflicts(programme(event("x", organiser="school"), torg=kept), week())


# --- people and things --------------------------------------------------------------------------------


def test_an_organiser_in_two_places():
    other = evolve(TORG, id="u")
    both = event("x", organiser="choir"), event("y", organiser="choir", torg="u")
    conflict = only(find_conflicts(programme(*both, torgs=(TORG, other)), week()))
    assert (conflict.kind, conflict.rule.subject) == (Kind.ORGANISER, "choir")


def test_the_municipality_is_in_many_places():
    both = event("x", organiser="school"), event("y", organiser="school", rooms=("b",))
    assert not find_conflicts(programme(*both), week())


def test_there_are_only_so_many_projectors():
    torg = evolve(TORG, equipment=(Equipment(id="projector", name=text("Prosjektor"), number=2),))
    some = [
        event(f"e{n}", rooms=(room,), equipment=("projector",)) for n, room in enumerate(["a", "b", "small"])
    ]
    assert not find_conflicts(programme(*some[:2], torg=torg), week())
    conflict = only(find_conflicts(programme(*some, torg=torg), week()))
    assert (conflict.kind, conflict.rule.allowed, conflict.rule.got) == (Kind.EQUIPMENT, 2, 3)


def test_a_date_and_a_weekday_that_disagree():
    friday_1_may = event("x", datetime(2027, 5, 1, 18), weekday=Weekday.FRIDAY)  # a Saturday
    conflict = only(find_conflicts(programme(friday_1_may), week(datetime(2027, 5, 1))))
    assert (conflict.kind, conflict.rule.allowed, conflict.rule.got) == (Kind.WEEKDAY, 4, 5)


CALENDAR = SchoolCalendar(
    id="asker",
    municipality="Asker",
    years=(
        SchoolYear(
            first=date(2025, 8, 18),
            last=date(2026, 6, 19),
            breaks=(SchoolBreak(BreakName.WINTER, date(2026, 2, 16), date(2026, 2, 20)),),
            source="https://www.asker.kommune.no",
        ),
    ),
)


def test_a_school_year_nobody_knows_is_said_and_never_taken_for_no_holidays():
    term = Series(datetime(2025, 9, 1, 18), HOUR, rules=(WEEKLY,), excluding=SchoolBreaks(CALENDAR))
    window = Interval(datetime(2026, 5, 1, tzinfo=OSLO), datetime(2026, 10, 1, tzinfo=OSLO))
    one, other = event("x", series=term), event("y", datetime(2026, 6, 1, 18))
    report = find_conflicts(programme(one, other), window)
    assert [conflict.kind for conflict in report] == [Kind.ROOM, Kind.SCHOOL_YEAR]
    assert report[1].interval == Interval(datetime(2026, 8, 1, tzinfo=OSLO), window.end)


# --- what comes with it -------------------------------------------------------------------------------


def test_a_conflict_says_what_would_help():
    rules = (WEEKLY,)
    series = event("y", rules=rules, expected=30)
    report = find_conflicts(programme(event("x"), series), week())
    remedies = {remedy.kind: remedy for remedy in report[0].remedies}
    assert remedies[RemedyKind.OTHER_ROOM].rooms == ("b",)
    assert remedies[RemedyKind.OTHER_TIME].interval == Interval(at(19), at(20))
    assert [key.original for key in remedies[RemedyKind.SKIP_DATES].dates] == [MONDAY]


def test_what_helps_has_no_conflict_itself():
    mine = event("y", expected=30)
    others = event("x"), event("z", rooms=("b",)), event("w", MONDAY + HOUR)
    conflict = only(find_conflicts(programme(mine, *others), week(), kinds=Kind.ROOM))
    times = [remedy for remedy in conflict.remedies if remedy.interval]
    moved = evolve(mine, series=Series(times[0].interval.start.replace(tzinfo=None), HOUR))
    assert not check(programme(*others), moved)


def test_where_a_cap_holds_at_all_times_only_fewer_people_help():
    cap = Closure(
        id="c", torg="t", reason=text("Smittevern"), start=date(2026, 1, 1), highest=AccessLevel.STAFFED,
        most_people=30,
    )  # fmt: skip
    concert = event("concert", expected=34)
    conflict = only(find_conflicts(programme(concert, closures=(cap,)), week()))
    assert [(remedy.kind, remedy.people) for remedy in conflict.remedies] == [(RemedyKind.FEWER_PEOPLE, 30)]


def test_whole_days_are_moved_by_whole_days():
    fair, other = (event(name, date(2026, 6, 8), timedelta(days=2)) for name in ("fair", "other"))
    conflict = only(find_conflicts(programme(fair, other), week()))
    times = [each.interval for each in conflict.remedies if each.kind is RemedyKind.OTHER_TIME]
    assert times == [Interval(at(0, day=10), at(0, day=12))]


def test_what_the_fire_limit_allows_may_still_be_more_than_fit_in():
    hall = Room(id="hall", name=text("Hall"), seated=40, fire_limit=50)
    torg = Torg(id="t", name=text("Torget"), rooms=(hall,))
    crowd = event("crowd", rooms=("hall",), expected=60)
    conflict = only(find_conflicts(programme(crowd, torg=torg), week()))
    assert [remedy.people for remedy in conflict.remedies] == [40]


def test_a_conflict_is_a_value_without_anything_personal():
    report = find_conflicts(programme(event("x"), event("y")), week())
    assert pickle.loads(pickle.dumps(report)) == report
    assert hash(pickle.loads(pickle.dumps(report[0]))) == hash(report[0])
    assert "Koret" not in repr(report)


def test_all_dates_of_a_series_come_in_one_go_and_the_rest_can_be_booked():
    taken = [event(f"x{n}", MONDAY + timedelta(weeks=n)) for n in (1, 4, 9)]
    wish = event("y", series=Series(MONDAY, HOUR, rules=(RecurrenceRule.parse("FREQ=WEEKLY;COUNT=12"),)))
    report = check(programme(*taken), wish)
    assert report.checked_until is None
    assert [key.original for key in report.dates_of("y")] == [MONDAY + timedelta(weeks=n) for n in (1, 4, 9)]
    proposal = book_the_rest(programme(*taken), wish)
    assert proposal.left_out == report.dates_of("y")
    assert proposal.clean_until is None
    assert not check(programme(*taken), proposal.event)


@pytest.mark.parametrize(
    ("zone_key", "first"), [("UTC", (7, 22)), ("Asia/Tokyo", (8, 7)), (OSLO.key, (8, 0))]
)
def test_whose_clocks_differ_meet_all_the_same(zone_key, first):
    held = event("held", datetime(2026, 6, 8, 1), rules=(WEEKLY,))
    other = Series(datetime(2026, 6, *first), 2 * HOUR, zone=zone_key, rules=(WEEKLY,))
    report = check(programme(held), event("other", series=other), remedies=False)
    assert report[0].interval == Interval(at(1), at(2))


def test_slots_are_on_the_clock_also_in_a_night_in_which_it_changes():
    for day, hours in ((date(2026, 10, 25), [0, 3, 6]), (date(2027, 3, 28), [0, 3, 6])):
        midnight = datetime(day.year, day.month, day.day, tzinfo=OSLO)
        window = Interval(midnight, midnight.replace(hour=7))
        slots = free_slots(programme(), window=window, length=HOUR, step=3 * HOUR, torg="t", rooms=("a",))
        assert [slot.interval.start.hour for slot in slots] == hours


def test_a_collision_after_more_than_a_century_is_found():
    yearly = event(
        "x", series=Series(datetime(2028, 2, 29, 18), HOUR, rules=(RecurrenceRule.parse("FREQ=YEARLY"),))
    )
    sixth = event(
        "y",
        series=Series(
            datetime(2026, 6, 8, 18), HOUR, rules=(RecurrenceRule.parse("FREQ=WEEKLY;INTERVAL=6"),)
        ),
    )
    report = check(programme(yearly), sixth)
    conflict = only(report)
    assert conflict.interval.start.date() == date(2140, 2, 29)
    assert report.checked_until.year < 2040


def test_two_that_take_turns_for_ever_never_meet():
    rule = RecurrenceRule.parse("FREQ=WEEKLY;INTERVAL=2")
    even = event("x", rules=(rule,))
    odd = event("y", MONDAY + timedelta(weeks=1), rules=(rule,))
    assert not check(programme(even), odd)


# --- bad input ----------------------------------------------------------------------------------------


def test_a_million_equal_slots_give_a_report_that_is_cut_and_says_so():
    rule = RecurrenceRule.parse("FREQ=DAILY;COUNT=100")
    many = tuple(event(f"e{n}", rules=(rule,)) for n in range(200))
    report = find_conflicts(programme(*many), week(days=100), remedies=False)
    assert len(report) == 1_000
    assert report.truncated
    assert report.checked_until == at(18)


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"rooms": ("nowhere",)}, ProblemsError),
        ({"organiser": "nobody"}, ProblemsError),
        ({"torg": "u"}, ProblemsError),
    ],
)
def test_a_candidate_that_names_what_is_not_there_is_refused(wrong, error):
    with pytest.raises(error):
        check(programme(), event("x", **wrong))


@pytest.mark.parametrize("junk", [7, None, float("nan"), [None]])
def test_what_is_of_no_use_is_refused_with_our_own_errors(junk):
    asked = {"window": week(), "length": HOUR, "torg": "t"}
    with pytest.raises(WrongTypeError):
        free_slots(programme(), **asked, features=junk)
    with pytest.raises(WrongTypeError):
        free_slots(programme(), **asked, limits=junk)
    if junk is not None:
        with pytest.raises(WrongTypeError):
            free_slots(programme(), **asked, rooms=junk)
    with pytest.raises(WrongTypeError):
        book_the_rest(programme(), junk)
    with pytest.raises(WrongTypeError):
        who_yields(programme(), junk)
    with pytest.raises(WrongTypeError):
        find_conflicts(programme(), week(), progress=junk or 0)
    with pytest.raises(WrongTypeError):
        exclude(Series(MONDAY, HOUR), junk)
    with pytest.raises(WrongTypeError, match=r"Series\.occurrences limits must"):
        Series(MONDAY, HOUR).occurrences(week(), limits=junk)


def test_arguments_of_other_types_are_refused():
    with pytest.raises(WrongTypeError):
        find_conflicts("programme", week())
    with pytest.raises(WrongTypeError):
        find_conflicts(programme(), (at(1), at(2)))
    with pytest.raises(WrongTypeError):
        find_conflicts(programme(), week(), executor="pool")
    with pytest.raises(WrongTypeError):
        find_conflicts(programme(), week(), kinds="room")
    with pytest.raises(WrongTypeError):
        check(programme(), "event")
    for ask in (find_conflicts, check):
        with pytest.raises(WrongTypeError, match="limits must be a Limits"):
            ask(programme(), week() if ask is find_conflicts else event("x"), limits=9)


def test_a_series_that_never_stops_to_begin_is_refused():
    every_second = event("x", length=timedelta(seconds=1), rules=(RecurrenceRule.parse("FREQ=SECONDLY"),))
    with pytest.raises(LimitExceededError):
        find_conflicts(programme(every_second), week())


def test_progress_is_told_and_an_interrupt_leaves_the_index_as_it_was():
    told = []
    find_conflicts(programme(event("x")), week(), progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (len(told), len(told))

    def stop(done, total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        find_conflicts(programme(event("x")), week(), progress=stop, limits=Limits(conflicts=5))


def test_an_interrupt_leaves_no_work_behind_in_an_executor():
    rule = RecurrenceRule.parse("FREQ=DAILY;COUNT=5")
    house = programme(*(event(f"e{n}", rules=(rule,), organiser="choir") for n in range(5)))

    def stop(done, total):
        raise KeyboardInterrupt

    with ThreadPoolExecutor(1) as executor:
        with pytest.raises(KeyboardInterrupt):
            find_conflicts(house, week(), executor=executor, progress=stop)
        assert find_conflicts(house, week(), executor=executor) == find_conflicts(house, week())


def test_an_index_answers_what_is_in_it_and_refuses_what_does_not_fit():
    index = ConflictIndex(programme(event("x")))
    assert "x" in index
    assert len(index) == 1
    index.add(event("y", MONDAY + HOUR))
    assert index.taken_rooms(Series(MONDAY, 2 * HOUR)) == {("t", "a")}
    with pytest.raises(InvalidValueError):
        index.add(evolve(event("z"), id="x"))
    with pytest.raises(ProblemsError):
        index.add(event("z", rooms=("nowhere",)))
    with pytest.raises(UnknownReferenceError):
        index.remove("nobody")
    index.remove("x")
    assert index.taken_rooms(Series(MONDAY, HOUR)) == frozenset()
    assert [each.uid for each in index.programme.events] == ["y"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"length": timedelta(0)},
        {"length": timedelta(days=40)},
        {"people": 0},
        {"people": True},
        {"step": timedelta(minutes=7)},
        {"step": timedelta(0)},
        {"rooms": ("a",)},
        {"torg": "nowhere"},
        {"torg": "t", "rooms": ("nowhere",)},
        {"level": 3},
        {"organiser": "nobody"},
        {"features": "stage"},
    ],
)
def test_what_makes_no_sense_for_a_free_slot_is_refused(wrong):
    with pytest.raises(InnbyggertorgError):
        free_slots(programme(), **{"window": week(), "length": HOUR, **wrong})


UNSETTLED = [
    pytest.param({"status": EventStatus.PROPOSED}, id="proposal"),
    pytest.param({"series": Series(MONDAY, HOUR, rules=(WEEKLY,), tentative=True)}, id="times"),
]


@pytest.mark.parametrize("more", UNSETTLED)
def test_the_rest_of_what_is_not_settled_is_judged_as_if_it_were(more):
    wish = event("wish", **({"rules": (WEEKLY,)} | more))
    held = event("held", MONDAY + timedelta(days=7))
    assert not check(programme(held), wish).errors
    proposal = book_the_rest(programme(held), wish)
    assert [key.original for key in proposal.left_out] == [held.series.first]
    assert (proposal.event.status, proposal.event.series.tentative) == (wish.status, wish.series.tentative)


@pytest.mark.parametrize("more", UNSETTLED)
def test_of_two_applications_that_are_not_settled_only_one_gets_the_room(more):
    wishes = [event(name, **({"rules": (WEEKLY,)} | more)) for name in ("one", "two")]
    allocation = season(programme(), [Application(id=each.id, wishes=(each,)) for each in wishes])
    assert [granted.event for granted in allocation.granted] == wishes[:1]
    assert [refused.application for refused in allocation.refused] == ["two"]
    assert allocation.programme.events == tuple(wishes[:1])


@pytest.mark.parametrize("wrong", [3, None, "x"])
def test_only_an_event_of_a_programme_has_a_rank(wrong):
    one = event("one")
    with pytest.raises(WrongTypeError, match=r"rank programme"):
        Priority().rank(wrong, one)
    with pytest.raises(WrongTypeError, match=r"rank event"):
        Priority().rank(programme(one), wrong)
