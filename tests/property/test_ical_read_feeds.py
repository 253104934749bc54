"""What a feed says is read back: the same events, and the same bytes when they are written again."""

from datetime import datetime

from attrs import evolve
from hypothesis import given, settings

from innbyggertorg.ical import feed, read
from innbyggertorg.model import Programme
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


@settings(max_examples=60)
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


@settings(max_examples=40)
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
        if isinstance(o.start, datetime) or EDGES.isdisjoint((o.start, o.end)):
            yield str(o.start), str(o.end), o.status, str(o.title), o.rooms


@settings(max_examples=40)
@given(programmes(size=2))
def test_every_value_that_is_read_is_one_that_the_model_takes(programme):
    for event in read_back(programme, feed(programme, horizon=UNTIL)).events:
        assert evolve(event, series=evolve(event.series)) == event
