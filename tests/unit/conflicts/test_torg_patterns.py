"""What Norwegian houses publish about booking, and what other systems get wrong: each is a case by name."""

from datetime import UTC, date, datetime, timedelta

import pytest
from attrs import evolve

from innbyggertorg import ConflictIndex, check, find_conflicts, free_slots, impact
from innbyggertorg.chrono import Interval, zone
from innbyggertorg.conflicts import (
    Application,
    PriorityReason,
    RemedyKind,
    RuleName,
    book_the_rest,
    season,
    who_yields,
)
from innbyggertorg.conflicts import ConflictKind as Kind
from innbyggertorg.model import (
    Closure,
    Event,
    EventKind,
    LocalText,
    Organisation,
    PrimaryUse,
    Programme,
    Room,
    Sector,
    Service,
    Torg,
)
from innbyggertorg.opening import AccessLevel, OpeningSchedule
from innbyggertorg.recurrence import RecurrenceRule, Series

OSLO = zone("Europe/Oslo")
HOUR = timedelta(hours=1)
WEEKLY = RecurrenceRule.parse("FREQ=WEEKLY")
MONDAY = datetime(2025, 8, 18, 18)
SCHOOL_YEAR = Interval(datetime(2025, 6, 23, tzinfo=OSLO), datetime(2026, 6, 22, tzinfo=OSLO))
HOURS = OpeningSchedule.weekly({"mo-fr": "10-18"}, self_service={"mo-su": "08-22"})


def text(words):
    return LocalText(nb=words)


ORGANISATIONS = (
    Organisation(id="club", name=text("Laget"), access=AccessLevel.SELF_SERVICE),
    Organisation(id="choir", name=text("Koret"), access=AccessLevel.STAFFED),
    Organisation(id="kommune", name=text("Kommunen"), sector=Sector.MUNICIPAL),
    Organisation(id="firm", name=text("Firmaet"), sector=Sector.BUSINESS, access=AccessLevel.SELF_SERVICE),
)


def torg(*rooms, **more):
    return Torg(id="t", name=text("Torget"), rooms=rooms, **more)


def room(name, seated=None, **more):
    return Room(id=name, name=text(name), seated=seated, **more)


def event(name, start=MONDAY, length=HOUR, rules=(), changed=datetime(2025, 4, 1, tzinfo=UTC), **more):
    more.setdefault("rooms", ("sal",))
    series = Series(start, length, rules=rules)
    return Event(id=name, torg="t", title=text(name), series=series, changed_at=changed, uid=name, **more)


def programme(house, *events, **more):
    return Programme(torgs=(house,), organisations=ORGANISATIONS, events=events, **more)


def kinds(report):
    return [conflict.kind for conflict in report]


# --- booking ------------------------------------------------------------------------------------------

TWO = room("ost", 35), room("vest", 35)
JOINED = torg(*TWO, room("begge", 70, parts=("ost", "vest")))


@pytest.mark.parametrize("part", ["ost", "vest"])
def test_b1_booking_the_joined_room_blocks_both(part):
    report = find_conflicts(
        programme(JOINED, event("x", rooms=("begge",)), event("y", rooms=(part,))), SCHOOL_YEAR
    )
    assert kinds(report) == [Kind.ROOM]
    assert report[0].rooms == (part,)


def test_b1_the_joined_capacity_is_stated_not_summed():
    tight = evolve(JOINED, rooms=(*TWO, room("begge", 60, parts=("ost", "vest"))))
    report = find_conflicts(programme(tight, event("x", rooms=("begge",), expected=65)), SCHOOL_YEAR)
    assert report[0].rule.allowed == 60


@pytest.mark.parametrize(("name", "nominal", "limited"), [("stor", 12, 6), ("mellom", 8, 4), ("liten", 4, 2)])
def test_b2_rooms_are_limited_for_a_time_and_keep_their_nominal_capacity(name, nominal, limited):
    house = torg(room("stor", 12), room("mellom", 8), room("liten", 4))
    limits = tuple(
        Closure(
            id=f"cap-{each}", torg="t", reason=text("Smittevern"), start=date(2025, 8, 1),
            end=date(2025, 9, 30), rooms=(each,), highest=AccessLevel.STAFFED, most_people=most,
        )
        for each, most in (("stor", 6), ("mellom", 4), ("liten", 2))
    )  # fmt: skip
    full = event("x", rooms=(name,), expected=nominal, rules=(WEEKLY,))
    report = find_conflicts(programme(house, full, closures=limits), SCHOOL_YEAR)
    assert {(c.kind, c.rule.allowed) for c in report} == {(Kind.RESTRICTED, limited)}
    assert report[-1].interval.start < datetime(2025, 10, 1, tzinfo=OSLO)
    assert house.room(name).capacity == nominal


@pytest.mark.parametrize(("days", "yields"), [(14, "regular"), (13, None)])
def test_b10_an_event_goes_before_a_regular_user_with_14_days_notice(days, yields):
    regular = event("regular", rules=(WEEKLY,), organiser="club")
    start = MONDAY + timedelta(weeks=4)
    asked = start.replace(tzinfo=OSLO).astimezone(UTC) - timedelta(days=days)
    single = event("single", start, organiser="club", changed=asked)
    house = programme(torg(room("sal")), regular, single)
    answer = who_yields(house, find_conflicts(house, SCHOOL_YEAR)[0])
    assert (answer and answer.yields.uid) == yields
    if answer:
        assert answer.reason is PriorityReason.EVENT_BEFORE_REGULAR
        assert answer.notice_until == asked


@pytest.mark.parametrize(("inside", "count"), [(False, 1), (True, 0)])
def test_b11_set_up_counts_outside_the_booked_time_or_inside_it(inside, count):
    house = torg(room("sal", teardown=timedelta(minutes=30)), turnaround_inside=inside)
    report = find_conflicts(programme(house, event("x"), event("y", MONDAY + HOUR)), SCHOOL_YEAR)
    assert len(report) == count
    assert all(conflict.rule.name is RuleName.TURNAROUND for conflict in report)


def test_r16_what_is_set_up_beyond_its_public_time_keeps_the_room_for_so_long():
    concert = event("x", MONDAY + 2 * HOUR, setup=2 * HOUR, teardown=HOUR)
    before, after = event("y", MONDAY), event("z", MONDAY + 4 * HOUR)
    report = find_conflicts(programme(torg(room("sal")), concert, before, after), SCHOOL_YEAR)
    assert [(c.rule.name, c.interval.length) for c in report] == [(RuleName.TURNAROUND, HOUR)]
    assert "y" in report[0].uids


def test_b12_others_get_the_rest_of_a_primary_users_room():
    use = PrimaryUse(organisation="kommune", hours=OpeningSchedule.weekly({"mo-th": "14-18"}))
    house = torg(room("sal", primary=(use,)))
    early, late = event("early", MONDAY - HOUR, organiser="club"), event("late", organiser="club")
    report = find_conflicts(programme(house, early, late), SCHOOL_YEAR)
    assert [(c.kind, c.parties[0].uid) for c in report] == [(Kind.PRIMARY_USE, "early")]


def test_b13_a_booking_in_self_service_hours_needs_a_person_with_access():
    house = torg(room("sal"), opening=HOURS)
    with_access, without = event("x", organiser="club"), event("y", MONDAY + HOUR, organiser="choir")
    report = find_conflicts(programme(house, with_access, without), SCHOOL_YEAR)
    assert [(c.kind, c.parties[0].uid) for c in report] == [(Kind.LEVEL, "y")]
    assert (report[0].rule.level, report[0].rule.needed) == (AccessLevel.SELF_SERVICE, AccessLevel.STAFFED)


def test_b17_at_most_20_people_in_the_library_is_a_cap_on_people_not_on_bookings():
    library = Service(id="bibliotek", name=text("Bibliotek"), rooms=("bibliotek",))
    house = torg(room("bibliotek", shared_up_to=200), room("sal"), services=(library,))
    cap = Closure(
        id="cap", torg="t", reason=text("Høyst 20"), start=date(2025, 8, 1), services=("bibliotek",),
        highest=AccessLevel.STAFFED, most_people=20,
    )  # fmt: skip
    some = [event(f"e{n}", rooms=("bibliotek",), expected=7) for n in range(3)]
    elsewhere = event("far", expected=100)
    assert not find_conflicts(programme(house, *some[:2], elsewhere, closures=(cap,)), SCHOOL_YEAR)
    report = find_conflicts(programme(house, *some, elsewhere, closures=(cap,)), SCHOOL_YEAR)
    assert [(c.kind, c.rule.allowed, c.rule.got) for c in report] == [(Kind.RESTRICTED, 20, 21)]


def test_b17_a_cap_that_has_ended_says_nothing_of_who_goes_on_past_it():
    library = Service(id="bibliotek", name=text("Bibliotek"), rooms=("bibliotek",))
    house = torg(room("bibliotek", shared_up_to=200), services=(library,))
    cap = Closure(
        id="cap", torg="t", reason=text("Høyst 20"), start=date(2025, 8, 1), end=date(2025, 8, 18),
        services=("bibliotek",), highest=AccessLevel.STAFFED, most_people=20,
    )  # fmt: skip
    night = event("night", MONDAY + 5 * HOUR, 12 * HOUR, rooms=("bibliotek",), expected=30)
    there = programme(house, night, closures=(cap,))
    midnight = datetime(2025, 8, 19, tzinfo=OSLO)
    before = Interval(midnight - 2 * HOUR, midnight)
    after = Interval(midnight + 2 * HOUR, midnight + 4 * HOUR)
    assert kinds(find_conflicts(there, before)) == [Kind.RESTRICTED]
    assert not find_conflicts(there, after)


def test_after_hours_whoever_has_booked_gets_a_digital_key():
    night = event("x", MONDAY + 5 * HOUR, organiser="choir")
    house = torg(room("sal"), opening=HOURS)
    assert kinds(find_conflicts(programme(house, night), SCHOOL_YEAR)) == [Kind.OUTSIDE_HOURS]
    assert not find_conflicts(programme(evolve(house, digital_keys=True), night), SCHOOL_YEAR)


def test_c5_a_closure_for_regular_practice_lets_events_go_as_planned():
    shut = Closure(
        id="jul", torg="t", reason=text("Ikke trening"), start=date(2025, 12, 19), end=date(2026, 1, 5),
        spared_kinds=tuple(kind for kind in EventKind if kind is not EventKind.PRACTICE),
    )  # fmt: skip
    practice = event("x", rules=(WEEKLY,), kind=EventKind.PRACTICE)
    concert = event("y", datetime(2025, 12, 22, 20), kind=EventKind.CONCERT)
    report = find_conflicts(programme(torg(room("sal")), practice, concert, closures=(shut,)), SCHOOL_YEAR)
    assert [key.original.date() for key in report.dates_of("x")] == [
        date(2025, 12, 22), date(2025, 12, 29), date(2026, 1, 5),
    ]  # fmt: skip
    assert not report.about("y")


def test_o11_a_house_that_is_closed_takes_every_tenant_service_and_booking_with_it():
    cafe = Service(id="kafe", name=text("Kafé"), opening=OpeningSchedule.weekly({"mo-fr": "10-15"}))
    machine = Service(
        id="bokautomat", name=text("Bokautomat"), opening=OpeningSchedule.weekly({"mo-su": "00-24"}),
        own_entrance=True,
    )  # fmt: skip
    house = torg(room("sal"), opening=HOURS, services=(cafe, machine))
    shut = Closure(
        id="nov", torg="t", reason=text("Stengt"), start=date(2024, 11, 26), end=date(2024, 11, 27),
        spared_services=("bokautomat",),
    )  # fmt: skip
    tuesday = event("x", datetime(2024, 11, 26, 12))
    report = impact(programme(house, tuesday, event("y", datetime(2024, 11, 28, 12))), shut)
    assert [conflict.service or conflict.parties[0].uid for conflict in report] == ["kafe", "x", "kafe"]
    assert report.checked_until is None


# --- lending rooms ------------------------------------------------------------------------------------


def application(name, organiser, *starts, **more):
    wishes = tuple(
        event(name, start, organiser=organiser, rules=(RecurrenceRule.parse("FREQ=WEEKLY;COUNT=40"),), **more)
        for start in starts
    )
    return Application(id=name, wishes=wishes)


def test_the_season_goes_to_the_voluntary_then_the_municipality_then_business_and_free_before_paid():
    applications = [
        application("a-firm", "firm", MONDAY, MONDAY + HOUR),
        application("b-kommune", "kommune", MONDAY, MONDAY + 2 * HOUR),
        application("c-paid", "club", MONDAY, MONDAY + 3 * HOUR, price_nok=100),
        application("d-free", "choir", MONDAY),
        application("e-late", "firm", MONDAY),
    ]
    house = programme(torg(room("sal")))
    allocation = season(house, applications)
    assert [(g.application, g.wish) for g in allocation.granted] == [
        ("d-free", 0), ("c-paid", 1), ("b-kommune", 1), ("a-firm", 1),
    ]  # fmt: skip
    (refused,) = allocation.refused
    assert refused.application == "e-late"
    assert {party.uid for conflict in refused.reasons[0] for party in conflict.parties} == {
        "d-free",
        "e-late",
    }
    assert not find_conflicts(allocation.programme, SCHOOL_YEAR).errors
    assert season(house, applications[::-1]) == allocation


def test_what_is_there_already_is_never_moved_by_a_season():
    there = event("there", rules=(WEEKLY,), organiser="firm")
    allocation = season(programme(torg(room("sal")), there), [application("new", "club", MONDAY)])
    assert not allocation.granted
    assert allocation.programme.events == (there,)


# --- what other systems get wrong ---------------------------------------------------------------------


def test_4_all_dates_are_checked_not_only_the_first_two_also_of_a_series_without_an_end():
    taken = event("taken", MONDAY + timedelta(weeks=30))
    report = check(programme(torg(room("sal")), taken), event("wish", rules=(WEEKLY,)))
    assert report.dates_of("wish") == (report[0].parties[1],)
    assert report[0].parties[1].original == MONDAY + timedelta(weeks=30)
    proposal = book_the_rest(programme(torg(room("sal")), taken), event("wish", rules=(WEEKLY,)))
    assert [key.original for key in proposal.left_out] == [MONDAY + timedelta(weeks=30)]


def test_5_every_conflict_names_the_rule_the_other_party_the_overlap_and_a_remedy():
    house = torg(room("sal"), room("annen"))
    conflict = find_conflicts(programme(house, event("x"), event("y")), SCHOOL_YEAR)[0]
    assert conflict.rule.name is RuleName.ONE_AT_A_TIME
    assert {party.uid for party in conflict.parties} == {"x", "y"}
    assert conflict.interval.length == HOUR
    assert {remedy.kind for remedy in conflict.remedies} == {RemedyKind.OTHER_ROOM, RemedyKind.OTHER_TIME}


def test_7_closing_a_house_lists_what_it_hits_before_it_is_saved():
    house = programme(torg(room("sal"), opening=HOURS), event("x", rules=(WEEKLY,)))
    shut = Closure(id="c", torg="t", reason=text("Vannskade"), start=date(2025, 9, 1))
    report = impact(house, shut)
    assert len(report) == 58  # the Mondays of 400 days: it is closed until further notice
    assert {conflict.rule.subject for conflict in report} == {"c"}
    assert report.checked_until == datetime(2025, 9, 1, tzinfo=OSLO) + timedelta(days=400)


def test_7_new_hours_list_what_they_would_hit():
    old = torg(room("sal"), opening=HOURS)
    new = evolve(old, opening=OpeningSchedule.weekly({"mo-fr": "10-17"}))
    house = programme(old, event("x", rules=(RecurrenceRule.parse("FREQ=WEEKLY;COUNT=3"),)))
    assert kinds(impact(house, new, window=SCHOOL_YEAR)) == [Kind.OUTSIDE_HOURS] * 3
    assert not impact(house, old, window=SCHOOL_YEAR)


def test_3_a_whole_day_is_the_whole_day_also_when_the_clocks_change():
    whole = Event(
        id="x", torg="t", title=text("x"), uid="x", rooms=("sal",),
        changed_at=datetime(2025, 1, 1, tzinfo=UTC),
        series=Series(date(2025, 10, 26), timedelta(days=1)),
    )  # fmt: skip
    late, next_day = event("y", datetime(2025, 10, 26, 23)), event("z", datetime(2025, 10, 27, 0))
    report = find_conflicts(programme(torg(room("sal")), whole, late, next_day), SCHOOL_YEAR)
    assert [conflict.uids for conflict in report] == [{"x", "y"}]


# --- free slots ---------------------------------------------------------------------------------------


def test_free_slots_come_earliest_first_and_of_the_rooms_the_smallest_that_fits():
    house = torg(room("liten", 8), room("sal", 40), room("scene", 140, features=("stage",)), opening=HOURS)
    day = Interval(datetime(2025, 8, 18, tzinfo=OSLO), datetime(2025, 8, 19, tzinfo=OSLO))
    booked = event("x", datetime(2025, 8, 18, 8), 13 * HOUR)
    slots = free_slots(programme(house, booked), window=day, length=HOUR, people=20)
    first, second = [slot for slot, _ in zip(slots, range(2), strict=False)]
    assert (first.room, first.interval.start.hour) == ("scene", 8)
    assert (second.room, second.interval.start.minute) == ("scene", 30)
    assert [slot.room for slot in slots if slot.interval.start.hour == 21] == ["sal", "scene"]
    assert [(each.room, each.reason) for each in slots.left_out] == [("liten", Kind.CAPACITY)]
    staged = free_slots(programme(house, booked), window=day, length=HOUR, features=("stage",))
    assert [(each.room, each.feature) for each in staged.left_out] == [("liten", "stage"), ("sal", "stage")]


def test_a_free_slot_has_no_conflict_and_nothing_between_them_is_free():
    house = torg(
        room("sal", setup=timedelta(minutes=15)),
        room("delt", shared_up_to=10),
        opening=HOURS,
        digital_keys=False,
    )
    busy = [
        event("x", datetime(2025, 8, 18, 9), 2 * HOUR, setup=timedelta(minutes=45)),
        event("y", datetime(2025, 8, 18, 15), HOUR, teardown=HOUR),
        event("z", datetime(2025, 8, 18, 12), HOUR, rooms=("delt",), expected=8),
    ]
    day = Interval(datetime(2025, 8, 18, tzinfo=OSLO), datetime(2025, 8, 19, tzinfo=OSLO))
    index = ConflictIndex(programme(house, *busy))
    free = {(slot.room, slot.interval.start) for slot in free_slots(
        programme(house, *busy), window=day, length=HOUR, people=4, organiser="club"
    )}  # fmt: skip
    for name in ("sal", "delt"):
        for half in range(46):
            start = datetime(2025, 8, 18) + half * HOUR / 2
            wish = event("wish", start, rooms=(name,), expected=4, organiser="club")
            assert ((name, start.replace(tzinfo=OSLO)) in free) is not bool(index.check(wish, remedies=False))
