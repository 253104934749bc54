"""What is in the picture of a week: rooms, days, blocks, hours, conflicts, and arguments that are refused."""

import pickle
from datetime import UTC, date, datetime, timedelta

import pytest
from attrs import evolve

from innbyggertorg import week_picture as from_the_root
from innbyggertorg.chrono import Interval, zone
from innbyggertorg.conflicts import ConflictKind, find_conflicts
from innbyggertorg.errors import InvalidValueError, LimitExceededError, UnknownReferenceError, WrongTypeError
from innbyggertorg.limits import Limits
from innbyggertorg.model import LocalText, Programme, TorgStatus
from innbyggertorg.opening import AccessLevel
from innbyggertorg.picture import week_picture
from innbyggertorg.recurrence import Status
from support.pictured import CAPPED, CLOSURE, EVENTS, MONDAY, NOW, PROGRAMME, TORG, event

OSLO = zone("Europe/Oslo")
MO, TU, WE, TH, FR, SA, SU = (MONDAY + timedelta(days=day) for day in range(7))


def picture(**more):
    return week_picture(PROGRAMME, "torget", MONDAY, **more)


def block(title, **more):
    return next(block for block in picture(**more).blocks if block.title == title)


def test_the_root_has_it():
    assert from_the_root is week_picture


@pytest.mark.parametrize("week", [MONDAY, (2021, 43)], ids=["a Monday", "a year and week"])
def test_a_week_has_its_seven_days(week):
    found = week_picture(PROGRAMME, "torget", week)
    assert [day.day for day in found.days] == [MO, TU, WE, TH, FR, SA, SU]
    assert (found.year, found.week, str(found)) == (2021, 43, "torget 2021-W43")


@pytest.mark.parametrize(
    ("title", "rooms", "days", "place"),
    [
        pytest.param("mote", ("sal-1",), (MO,), "Sal-1", id="one room"),
        pytest.param("Kor i kafeen", ("kafe",), (TU,), "Kafe", id="changed for this time"),
        pytest.param("storsamling", ("sal-1", "sal-2"), (WE,), "Storsal", id="a joined room is its parts"),
        pytest.param("konsert", ("scene", "kafe"), (TH,), "Scene, Kafe", id="two rooms"),
        pytest.param("nattkafe", ("kafe",), (FR,), "Kafe", id="a night belongs to its evening"),
        pytest.param("leir", ("scene",), (FR, SA, SU), "Scene", id="longer than a day"),
        pytest.param("utstilling", ("kafe",), (TU, WE, TH), "Kafe", id="whole days"),
        pytest.param("tur", ("",), (SU,), "", id="no room"),
    ],
)
def test_a_block_stands_where_it_takes_place(title, rooms, days, place):
    found = block(title)
    assert (found.rooms, found.days, found.place) == (rooms, days, place)


@pytest.mark.parametrize(
    ("title", "status"),
    [("mote", Status.CONFIRMED), ("kurs", Status.TENTATIVE), ("avlyst", Status.CANCELLED)],
)
def test_a_block_has_its_status(title, status):
    assert block(title).status is status


def test_rooms_are_those_lent_out_and_those_in_use():
    assert [room.id for room in picture().rooms] == ["scene", "kafe", "sal-1", "sal-2", ""]
    read = event("lesestund", 0, 10, 1, "bibliotek")
    more = week_picture(evolve(PROGRAMME, events=(read,)), "torget", MONDAY)
    assert [room.id for room in more.rooms] == ["scene", "kafe", "sal-1", "sal-2", "bibliotek"]


@pytest.mark.parametrize(
    ("visibility", "titles"),
    [
        ("public", set()),
        ("busy", {"Opptatt"}),
        ("internal", {"vakt", "utkast"}),
    ],
)
def test_what_is_not_public_is_shown_as_far_as_one_asks(visibility, titles):
    found = {block.title for block in picture(visibility=visibility).blocks}
    everything = {"vakt", "utkast", "Opptatt"}
    assert found & everything == titles


def test_a_busy_block_says_nothing_about_its_event():
    found = block("Opptatt", visibility="busy")
    assert found.key is None
    assert not found.is_named
    assert "vakt" not in repr(picture(visibility="busy"))


@pytest.mark.parametrize(
    ("day", "hours", "spans"),
    [
        pytest.param(0, 24, [(8, 10, 2), (10, 16, 3), (16, 22, 2)], id="overlapping notation, taken apart"),
        pytest.param(3, 24, [(8, 10, 2), (10, 16, 3), (20, 22, 2)], id="a closure of the house"),
        pytest.param(6, 25, [(8, 22, 2)], id="the clocks go back"),
    ],
)
def test_a_day_has_its_hours(day, hours, spans):
    found = picture().days[day]
    assert found.hours == hours
    assert [(span.start.hour, span.end.hour, span.level) for span in found.spans] == spans


def test_the_spring_change_makes_a_day_of_23_hours():
    assert week_picture(PROGRAMME, "torget", (2021, 12)).days[6].hours == 23


def test_the_levels_go_on_a_few_hours_into_the_next_week():
    night = evolve(TORG, opening=TORG.opening.weekly({"mo-su": "20-02"}))
    found = week_picture(Programme(torgs=(night,)), "torget", MONDAY)
    assert found.opening[0].start == datetime(2021, 10, 25, tzinfo=OSLO)
    assert found.opening[-1].end == datetime(2021, 11, 1, 2, tzinfo=OSLO)
    assert found.days[6].spans[-1].end == found.opening[-1].end


def test_a_house_without_known_hours_has_none():
    found = week_picture(Programme(torgs=(evolve(TORG, opening=None),)), "torget", MONDAY)
    assert found.opening == ()
    assert {day.spans for day in found.days} == {None}


def test_a_house_that_is_only_planned_is_closed():
    planned = evolve(TORG, status=TorgStatus.PLANNED)
    found = week_picture(Programme(torgs=(planned,)), "torget", MONDAY)
    assert {day.spans for day in found.days} == {()}


def test_closures_are_noticed_and_rooms_are_closed():
    found = picture()
    assert found.notices == ("Bare betjent i dag",)
    closed = {room.id: room.closed for room in found.rooms if room.closed}
    assert closed == {
        "scene": (Interval(datetime(2021, 10, 25, tzinfo=OSLO), datetime(2021, 10, 26, tzinfo=OSLO)),)
    }


def test_a_holiday_has_its_names():
    found = week_picture(PROGRAMME, "torget", (2027, 20), language="nn")
    assert found.days[0].names == ("grunnlovsdagen", "2. pinsedag")


def test_conflicts_are_numbered_and_marked_at_both_parties():
    found = picture()
    meeting = next(note for note in found.conflicts if note.kind is ConflictKind.TENTATIVE)
    parties = {block.title for block in found.blocks if meeting.number in block.conflicts}
    assert parties == {"storsamling", "kurs"}
    assert meeting.rooms == ("sal-2",)
    assert "«kurs» og «storsamling»" in meeting.sentence
    assert [note.number for note in found.conflicts] == list(range(1, len(found.conflicts) + 1))


def test_conflicts_of_what_is_not_shown_are_not_shown():
    draft = event("utkast-2", 0, 12.5, 1, "sal-2", status=EVENTS[-1].status)
    more = evolve(PROGRAMME, events=(*EVENTS, draft))
    assert week_picture(more, "torget", MONDAY).conflicts == picture().conflicts
    assert len(week_picture(more, "torget", MONDAY, visibility="internal").conflicts) > len(
        picture().conflicts
    )


def test_a_report_is_taken_as_it_is_and_no_conflicts_are_none():
    window = Interval(datetime(2021, 10, 1, tzinfo=OSLO), datetime(2021, 12, 1, tzinfo=OSLO))
    assert picture(conflicts=find_conflicts(PROGRAMME, window)) == picture()
    assert picture(conflicts=False).conflicts == ()
    assert {block.conflicts for block in picture(conflicts=False).blocks} == {()}


def test_now_marks_what_goes_on():
    assert {block.title for block in picture(now=NOW).blocks if block.now} == {"storsamling", "utstilling"}
    assert not any(block.now for block in picture().blocks)
    evening = datetime(2021, 10, 28, 19, 30, tzinfo=OSLO)
    assert {block.title for block in picture(now=evening).blocks if block.now} == {"konsert", "utstilling"}


def test_an_event_of_another_zone_is_shown_in_that_of_the_torg():
    tokyo = evolve(EVENTS[0], series=evolve(EVENTS[0].series, zone="Asia/Tokyo"))
    found = week_picture(evolve(PROGRAMME, events=(tokyo,)), "torget", MONDAY).blocks[0]
    assert found.start == datetime(2021, 10, 25, 11, tzinfo=OSLO)
    assert str(found.start.tzinfo) == "Europe/Oslo"


def test_what_began_before_the_week_and_ends_early_on_monday_is_shown_there():
    night = event("sondag", -1, 22, 4, "kafe")
    found = week_picture(evolve(PROGRAMME, events=(night,)), "torget", MONDAY)
    assert found.blocks[0].days == (MO,)


def test_the_other_languages_have_their_words():
    assert week_picture(PROGRAMME, "torget", MONDAY, language="en").name == "The Square"
    assert block("Busy", visibility="busy", language="en")
    assert block("Oppteke", visibility="busy", language="nn")


def test_pictures_of_the_same_are_equal_and_survive_a_pickle():
    found = picture(now=NOW)
    assert found == picture(now=NOW.astimezone(OSLO))
    assert pickle.loads(pickle.dumps(found)) == found
    assert found != picture()


@pytest.mark.parametrize(
    ("change", "error"),
    [
        pytest.param({"programme": None}, WrongTypeError, id="no programme"),
        pytest.param({"torg": "nowhere"}, UnknownReferenceError, id="no such torg"),
        pytest.param({"torg": 7}, UnknownReferenceError, id="torg no text"),
        pytest.param({"week": date(2021, 10, 26)}, InvalidValueError, id="a Tuesday"),
        pytest.param({"week": date(1, 1, 2)}, InvalidValueError, id="the first Tuesday of all"),
        pytest.param({"week": datetime(2021, 10, 25)}, WrongTypeError, id="a datetime"),
        pytest.param({"week": (2021, 53)}, InvalidValueError, id="no week 53"),
        pytest.param({"week": (2021, 0)}, InvalidValueError, id="week 0"),
        pytest.param({"week": (2021, True)}, WrongTypeError, id="week True"),
        pytest.param({"week": (10**30, 1)}, InvalidValueError, id="a huge year"),
        pytest.param({"week": (1899, 52)}, InvalidValueError, id="before 1900"),
        pytest.param({"week": (2200, 1)}, InvalidValueError, id="after 2199"),
        pytest.param({"week": (2021,)}, WrongTypeError, id="a year alone"),
        pytest.param({"week": "2021-W43"}, WrongTypeError, id="text"),
        pytest.param({"week": (2021.0, 43)}, WrongTypeError, id="a float"),
        pytest.param({"language": "sv"}, InvalidValueError, id="language"),
        pytest.param({"language": ["nb"]}, InvalidValueError, id="language in a list"),
        pytest.param({"now": datetime(2021, 10, 25)}, InvalidValueError, id="now is naive"),
        pytest.param({"now": "today"}, WrongTypeError, id="now is text"),
        pytest.param({"conflicts": 1}, WrongTypeError, id="conflicts a number"),
        pytest.param({"visibility": "secret"}, InvalidValueError, id="visibility"),
        pytest.param({"visibility": ["public"]}, InvalidValueError, id="visibility in a list"),
        pytest.param({"limits": 5}, WrongTypeError, id="limits"),
    ],
)
def test_bad_arguments_are_refused(change, error):
    arguments = {"programme": PROGRAMME, "torg": "torget", "week": MONDAY} | change
    with pytest.raises(error):
        week_picture(**arguments)


@pytest.mark.parametrize("week", [(1900, 1), (2199, 52), (2026, 53)], ids=str)
def test_the_ends_of_time_have_a_picture(week):
    found = week_picture(PROGRAMME, "torget", week)
    assert (found.year, found.week) == week
    assert found.to_text()
    assert found.to_svg()
    assert found.to_html()


def test_a_picture_holds_no_more_than_the_limit():
    many = evolve(PROGRAMME, events=tuple(event(f"e{n}", 0, 10, 1, "scene") for n in range(30)))
    with pytest.raises(LimitExceededError) as caught:
        week_picture(many, "torget", MONDAY, limits=Limits(occurrences=29))
    assert caught.value.limit == "occurrences"
    assert len(week_picture(many, "torget", MONDAY, limits=Limits(occurrences=30)).blocks) == 30


def test_conflicts_are_cut_at_the_limit_and_it_shows():
    found = picture(limits=Limits(conflicts=1))
    assert len(found.conflicts) == 1
    assert found.truncated
    assert not picture().truncated


def test_the_order_of_the_input_changes_nothing():
    turned = evolve(PROGRAMME, events=EVENTS[::-1], closures=(CAPPED, CLOSURE))
    found = week_picture(turned, "torget", MONDAY)
    assert found == picture()
    assert found.to_html() == picture().to_html()


def test_a_title_in_one_language_stands_for_the_others():
    only = event("x", 0, 10, 1, title=LocalText(en="Only English"))
    found = week_picture(evolve(PROGRAMME, events=(only,)), "torget", MONDAY, language="nn")
    assert found.blocks[0].title == "Only English"
    assert found.blocks[0].start == datetime(2021, 10, 25, 8, tzinfo=UTC)


def test_a_level_of_a_span_is_that_of_the_house():
    assert {span.level for span in picture().opening} == {AccessLevel.SELF_SERVICE, AccessLevel.STAFFED}
