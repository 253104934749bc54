"""Laws of the picture of a week, for programmes drawn at random."""

import re
import xml.etree.ElementTree as ET
from datetime import date, datetime, timedelta

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from innbyggertorg import testing
from innbyggertorg.chrono import zone
from innbyggertorg.errors import LimitExceededError, UnknownSchoolYearError
from innbyggertorg.model import LocalText, Programme
from innbyggertorg.picture import week_picture
from innbyggertorg.picture.text import columns
from innbyggertorg.picture.week import week_window
from support.examples import examples
from support.pictured import MONDAY, PROGRAMME, tags

LANGUAGES = st.sampled_from(["nb", "nn", "en"])


@st.composite
def weeks(draw):
    """Draw a programme with a torg, and a Monday near something that happens in it."""
    programme = draw(testing.programmes(most=3).filter(lambda drawn: drawn.events))
    torg = programme.torg(draw(st.sampled_from(programme.events)).torg)
    around = [event.series.first for event in programme.events if event.torg == torg.id]
    day = date.fromordinal(draw(st.sampled_from(around)).toordinal())
    monday = min(max(day - timedelta(days=day.weekday()), date(1900, 1, 1)), date(2199, 10, 7))
    weeks = (monday + timedelta(days=7 * number) for number in range(9))
    return programme, torg.id, next((week for week in weeks if happens(programme, torg, week)), monday)


def happens(programme, torg, monday):
    """Whether something takes place in a week."""
    window = week_window(monday, torg.zone)
    try:
        return bool(programme.occurrences(window, torg=torg.id, visibility="internal"))
    except (UnknownSchoolYearError, LimitExceededError):
        return False


def drawn(week, **more):
    try:
        return week_picture(*week, **more)
    except (UnknownSchoolYearError, LimitExceededError):
        return None


@examples(15)
@given(weeks(), LANGUAGES, st.sampled_from(["public", "busy", "internal"]))
def test_every_occurrence_of_the_week_is_in_it_once_and_every_form_can_be_written(week, language, visibility):
    picture = drawn(week, language=language, visibility=visibility)
    if picture is None:
        return
    programme, torg, _ = week
    hidden = "public" if visibility == "public" else "internal"
    found = [
        each
        for each in programme.occurrences(picture.window, torg=torg, visibility=hidden)
        if visibility != "busy" or each.event.status != "draft"
    ]
    listed = {each.key: each for each in found}
    shown = [block for block in picture.blocks if block.key is not None]
    assert len({block.key for block in shown}) == len(shown)
    for block in shown:
        assert (block.start, block.status) == (listed[block.key].start, listed[block.key].status)
        assert block.title == listed[block.key].title.in_language(language)
    # A whole day belongs to the days of its own zone, which a week elsewhere may only touch.
    timed = [each for each in found if isinstance(each.start, datetime)]
    assert len(picture.blocks) >= len(timed)
    assert len(picture.blocks) <= len(found)
    days = {day.day for day in picture.days}
    rooms = {room.id for room in picture.rooms}
    for block in picture.blocks:
        assert block.days
        assert days.issuperset(block.days)
        assert rooms.issuperset(block.rooms)
    tags(picture.to_html())
    ET.fromstring(picture.to_svg())
    for line in picture.to_text().splitlines():
        assert columns(line) <= 80
    assert drawn(week, language=language, visibility=visibility).to_html() == picture.to_html()


@examples(15)
@given(st.lists(testing.lines(), min_size=13, max_size=13), testing.lines())
def test_no_text_changes_the_markup_or_its_lines(titles, name):
    """The same tags with the same attributes, and a line that never breaks, whatever the texts are."""
    torg = evolve(
        PROGRAMME.torgs[0],
        name=LocalText(nb=name),
        rooms=tuple(evolve(room, name=LocalText(nb=name)) for room in PROGRAMME.torgs[0].rooms),
    )
    events = tuple(
        evolve(event, title=LocalText(nb=title))
        for event, title in zip(PROGRAMME.events, titles, strict=True)
    )
    changed = week_picture(
        evolve(PROGRAMME, torgs=(torg,), events=events), "torget", MONDAY, visibility="internal"
    )
    usual = week_picture(PROGRAMME, "torget", MONDAY, visibility="internal")
    assert tags(changed.to_html()) == tags(usual.to_html())
    assert shape(changed.to_svg()) == shape(usual.to_svg())
    text = changed.to_text()
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]", text)
    assert all(columns(line) <= 80 for line in text.split("\n"))


def shape(drawing):
    """Return the names of the elements of a drawing, in order, and that of their parents."""
    return [(element.tag, len(element)) for element in ET.fromstring(drawing).iter()]


@examples(10)
@given(st.integers(40, 400), LANGUAGES, testing.lines())
def test_text_fits_any_width(width, language, title):
    events = tuple(evolve(event, title=LocalText(nb=title)) for event in PROGRAMME.events)
    picture = week_picture(evolve(PROGRAMME, events=events), "torget", MONDAY, language=language)
    assert max(columns(line) for line in picture.to_text(width=width).splitlines()) <= width


@examples(40)
@given(
    st.dates(date(1950, 1, 2), date(2100, 1, 1)),
    st.sampled_from(["Europe/Oslo", "America/Santiago", "Asia/Beirut", "Pacific/Apia", "Africa/Cairo"]),
)
def test_the_days_of_a_week_have_the_hours_between_its_midnights(day, key):
    torg = evolve(PROGRAMME.torgs[0], zone=key, opening=None)
    monday = day - timedelta(days=day.weekday())
    picture = week_picture(Programme(torgs=(torg,)), "torget", monday)
    assert sum(day.hours for day in picture.days) == picture.window.length / timedelta(hours=1)
    assert picture.window.start.tzinfo is zone(key)
