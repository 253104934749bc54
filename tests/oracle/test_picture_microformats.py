"""The h-events of the page, read by an independent parser: the events of the programme, each once."""

from datetime import UTC, date, datetime

import pytest

from innbyggertorg.picture import week_picture
from support.pictured import MONDAY, PROGRAMME

mf2py = pytest.importorskip("mf2py", reason="mf2py reads microformats; it comes with the extra dev")


def read(page):
    """Return the name of the feed and its events by uid."""
    (feed,) = mf2py.parse(doc=page)["items"]
    assert feed["type"] == ["h-feed"]
    events = {}
    for child in feed["children"]:
        assert child["type"] == ["h-event"]
        assert all(len(values) == 1 for name, values in child["properties"].items() if name != "url")
        values = child["properties"]
        assert values["uid"][0] not in events
        events[values["uid"][0]] = values
    return feed["properties"]["name"], events


def moment(text):
    return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text).astimezone(UTC)


def bounds(one):
    """Return the ends of a block in UTC: Python finds two zones at odds about a repeated hour."""
    return tuple(
        each.astimezone(UTC) if isinstance(each, datetime) else each for each in (one.start, one.end)
    )


@pytest.mark.parametrize("visibility", ["public", "busy", "internal"])
def test_each_event_is_read_back_once_as_it_is(visibility):
    picture = week_picture(PROGRAMME, "torget", MONDAY, visibility=visibility)
    name, events = read(picture.to_html())
    assert name == ["Torget"]
    named = {str(block.key): block for block in picture.blocks if block.key is not None}
    assert set(events) == set(named)
    for key, values in events.items():
        block = named[key]
        assert values["name"] == [block.title]
        assert (moment(values["start"][0]), moment(values["end"][0])) == bounds(block)
        assert values["status"] == [block.status]
        assert values["location"] == [f"{block.place}, Torget" if block.place else "Torget"]
        assert values.get("url", []) == [url for url in (block.url, block.online_url) if url is not None]


def test_the_public_events_are_those_of_the_programme():
    _, events = read(week_picture(PROGRAMME, "torget", (2021, 43)).to_html())
    listed = {
        str(each.key): each
        for each in PROGRAMME.occurrences(week_picture(PROGRAMME, "torget", MONDAY).window, torg="torget")
    }
    assert set(events) == set(listed)
    for key, each in listed.items():
        assert (moment(events[key]["start"][0]), moment(events[key]["end"][0])) == bounds(each)
        assert events[key]["name"] == [each.title.in_language("nb")]


def test_titles_that_mean_harm_are_read_back_as_text():
    from support.pictured import hostile_programme

    programme, titles = hostile_programme()
    _, events = read(week_picture(programme, "torget", MONDAY).to_html())
    assert {values["name"][0] for values in events.values()} == set(titles)
