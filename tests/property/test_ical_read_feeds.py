"""What a feed says is read back: the same events, and the same bytes when they are written again."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from attrs import evolve
from hypothesis import given

from innbyggertorg.ical import feed, read
from innbyggertorg.model import Address, Event, LocalText, Programme, Room
from innbyggertorg.recurrence import Override, RecurrenceRule, Series
from support.examples import examples
from support.happenings import HOUSE, UNTIL, WINDOW, programmes


def read_back(programme, made, **more):
    return read(made.to_ical(), torg=HOUSE, organisations=programme.organisations, **more)


def shown(programme, events):
    """Return what everybody sees of the events in the window."""
    again = Programme(torgs=programme.torgs, organisations=programme.organisations, events=tuple(events))
    return [
        (str(o.start), str(o.end), o.status, o.title, o.text, o.rooms, o.online_url)
        for o in again.occurrences(WINDOW)
    ]


def parts(octets):
    return sorted(octets.split(b"BEGIN:VEVENT"))


def is_moved_past_another(series):
    """Whether the first start of a series without rules, of which a feed does not say it, was moved so."""
    moved = [each.start for each in series.overrides if each.original == series.first and each.start]
    return not series.rules and any(start > min(series.extra, default=start) for start in moved)


@examples(60)
@given(programmes())
def test_a_feed_that_is_read_and_written_again_is_the_same(programme):
    made = feed(programme, horizon=UNTIL)
    result = read_back(programme, made, strict=True)
    assert not result.losses
    again = feed(evolve(programme, events=result.events), horizon=UNTIL)
    if any(is_moved_past_another(event.series) for event in programme.events):
        assert parts(again.to_ical()) == parts(made.to_ical())  # only the order is another
    else:
        assert again.to_ical() == made.to_ical()


@examples(40)
@given(programmes(size=2))
def test_what_is_read_happens_as_it_was_written(programme):
    made = feed(programme, horizon=UNTIL)
    result = read_back(programme, made, zone="Europe/Oslo")
    in_utc = [sorted(_instants(programme, events)) for events in (programme.events, result.events)]
    assert in_utc[0] == in_utc[1]


# A file does not say in which zone a whole day is, so what begins or ends with the window is in it or not.
EDGES = {WINDOW.start.date(), WINDOW.end.date()}


def _instants(programme, events):
    again = Programme(torgs=programme.torgs, events=tuple(events))
    for o in again.occurrences(WINDOW):
        if isinstance(o.start, datetime):
            yield str(o.start.astimezone(UTC)), str(o.end.astimezone(UTC)), o.status, str(o.title), o.rooms
        elif EDGES.isdisjoint((o.start, o.end)):
            yield str(o.start), str(o.end), o.status, str(o.title), o.rooms


@examples(40)
@given(programmes(size=2))
def test_every_value_that_is_read_is_one_that_the_model_takes(programme):
    for event in read_back(programme, feed(programme, horizon=UNTIL)).events:
        assert evolve(event, series=evolve(event.series)) == event


def programme_of(series):
    event = Event(
        id="e",
        torg="heggedal",
        title=LocalText(nb="Tiltak"),
        series=series,
        changed_at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    return Programme(torgs=(HOUSE,), events=(event,))


def test_an_event_moved_to_where_another_was_before_that_was_moved_too_is_not_lost():
    first, second = datetime(2026, 5, 4, 18), datetime(2026, 5, 11, 18)
    moves = (Override(first, start=second), Override(second, start=datetime(2026, 5, 18, 18)))
    programme = programme_of(Series(first, timedelta(hours=1), extra=(second,), overrides=moves))
    result = read_back(programme, feed(programme))
    starts = [o.start for o in evolve(programme, events=result.events).occurrences(WINDOW)]
    assert starts == [o.start for o in programme.occurrences(WINDOW)]
    assert [loss.what for loss in result.losses] == ["RELATED-TO"]


def test_a_start_that_the_zone_of_the_reader_cannot_tell_happens_once():
    # 02:30 in Laayoune is 01:30 in UTC, which in Norway is the second 02:30 on the last Sunday of October.
    rule = RecurrenceRule.parse("FREQ=DAILY;COUNT=5")
    programme = programme_of(
        Series(datetime(2028, 10, 27, 2, 30), timedelta(hours=1), zone="Africa/El_Aaiun", rules=(rule,))
    )
    result = read_back(programme, feed(programme, flat=True))
    found = Counter(o.start for o in evolve(programme, events=result.events).occurrences(WINDOW))
    assert found == Counter(o.start for o in programme.occurrences(WINDOW))


@pytest.mark.parametrize("zone", ["UTC", "Etc/UTC", "GMT", "Etc/GMT", "Europe/London"])
def test_a_feed_in_a_zone_at_greenwich_is_written_again_as_it_was(zone):
    rule = RecurrenceRule.parse("FREQ=WEEKLY;COUNT=5")
    series = Series(datetime(2026, 1, 5, 18), timedelta(hours=1), zone=zone, rules=(rule,))
    programme = programme_of(series)
    made = feed(programme)
    again = read_back(programme, made, strict=True)
    assert feed(evolve(programme, events=again.events)).to_ical() == made.to_ical()


@pytest.mark.parametrize("rooms", [(), ("hus",), ("sal",), ("sal", "hus"), ("adresse",)])
@pytest.mark.parametrize("online_url", [None, "https://ok.test/m"])
def test_a_room_called_as_its_house_is_told_from_the_house(rooms, online_url):
    house = evolve(
        HOUSE,
        address=Address(street="Gata 1", postcode="1389", place="Heggedal"),
        rooms=(
            *HOUSE.rooms,
            Room(id="hus", name=HOUSE.name),
            Room(id="adresse", name=LocalText(nb="Gata 1, 1389 Heggedal")),
        ),
    )
    programme = evolve(programme_of(Series(datetime(2026, 1, 5, 18), timedelta(hours=1))), torgs=(house,))
    event = evolve(programme.events[0], rooms=rooms, online_url=online_url, url="https://ok.test/e")
    programme = evolve(programme, events=(event,))
    (found,) = read(feed(programme).to_ical(), torg=house, strict=True).events
    assert (found.rooms, found.online_url) == (rooms, online_url)
