"""Laws of the model: the programme's list of what happens, against a slow twin; copies; names."""

import pickle
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from innbyggertorg import testing
from innbyggertorg.chrono import Interval, zone
from innbyggertorg.errors import LimitExceededError, UnknownSchoolYearError
from innbyggertorg.model import EventDetails, EventStatus, LocalText, Room, Torg, Visibility
from support.examples import examples


def instant(moment, key):
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time(), zone(key))
    return moment.astimezone(UTC)


def slowly(programme, window, torg, visibility):
    """List what happens, one event and one occurrence after another."""
    found = []
    wide = Interval(window.start - timedelta(days=40), window.end + timedelta(days=40))
    for event in programme.events:
        hidden = event.visibility is Visibility.INTERNAL or event.status is EventStatus.DRAFT
        if (visibility == "public" and hidden) or (torg is not None and event.torg != torg):
            continue
        for occurrence in event.series.occurrences(wide):
            start, end = (
                instant(occurrence.start, event.series.zone),
                instant(occurrence.end, event.series.zone),
            )
            if start >= window.end.astimezone(UTC) or end <= window.start.astimezone(UTC):
                continue
            title, text, rooms, link = event.title, event.text, event.rooms, event.online_url
            details = occurrence.override.details if occurrence.override else None
            if isinstance(details, EventDetails):
                title = details.title or title
                text = details.text or text
                rooms = rooms if details.rooms is None else details.rooms
                link = details.online_url or link
            status = occurrence.status.value
            if event.status is EventStatus.CANCELLED:
                status = "cancelled"
            elif event.status is not EventStatus.CONFIRMED and status == "confirmed":
                status = "tentative"
            key = (event.uid, occurrence.key)
            found.append(
                (start, end, event.uid, occurrence.key.isoformat(), key, status, title, text, rooms, link)
            )
    return [row[4:] for row in sorted(found, key=lambda row: row[:4])]


@examples(40)
@given(testing.programmes(most=3), st.data())
def test_what_happens_is_what_a_slow_list_says(programme, data):
    around = [event.series.first for event in programme.events] or [date(2026, 1, 1)]
    first = data.draw(st.sampled_from(around))
    start = instant(first, "Europe/Oslo") + timedelta(hours=data.draw(st.integers(-400, 400)))
    window = Interval(start, start + timedelta(hours=data.draw(st.integers(1, 500))))
    torg = data.draw(st.sampled_from([None, *(torg.id for torg in programme.torgs)]))
    visibility = data.draw(st.sampled_from(("public", "internal")))
    try:
        expected = slowly(programme, window, torg, visibility)
    except (LimitExceededError, UnknownSchoolYearError):
        return
    found = programme.occurrences(window, torg=torg, visibility=visibility)
    assert [(tuple(o.key), o.status.value, o.title, o.text, o.rooms, o.online_url) for o in found] == expected


@examples(15)
@given(testing.programmes(most=2))
def test_a_copy_in_another_process_would_be_equal(programme):
    again = pickle.loads(pickle.dumps(programme))
    assert again == programme
    assert hash(again) == hash(programme)


@given(testing.contacts())
def test_a_contact_does_not_show_itself(contact):
    shown = f"{contact!r} {contact}"
    assert shown.count("Contact(public=") == 2
    for personal in (contact.email, contact.phone):
        assert personal is None or personal not in shown


joined = st.dictionaries(
    st.sampled_from("abcdefgh"), st.sets(st.sampled_from("abcdefgh"), min_size=2, max_size=3)
)


@examples(200)
@given(joined)
def test_a_circle_of_rooms_is_found_where_there_is_one(parts):
    parts = {room: {part for part in below if part != room} for room, below in parts.items()}
    parts = {room: sorted(below) if len(below) > 1 else [] for room, below in parts.items()}
    for room in "abcdefgh":
        parts.setdefault(room, [])

    def below(room, seen):
        for part in parts[room]:
            if part not in seen:
                seen.add(part)
                below(part, seen)
        return seen

    circular = any(room in below(room, set()) for room in parts)
    name = LocalText(nb="x")
    try:
        torg = Torg(
            id="t", name=name, rooms=tuple(Room(id=r, name=name, parts=tuple(p)) for r, p in parts.items())
        )
    except ValueError:
        assert circular
        return
    assert not circular
    for room in parts:
        assert torg.leaves(room) == ({part for part in below(room, set()) if not parts[part]} or {room})
