"""A house with every sort of thing that a picture has to show, and a page taken apart."""

from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser

from innbyggertorg.model import (
    Closure,
    Event,
    EventDetails,
    EventStatus,
    LocalText,
    Programme,
    Room,
    Torg,
    Visibility,
)
from innbyggertorg.opening import AccessLevel, OpeningSchedule
from innbyggertorg.recurrence import Override, Series

MONDAY = date(2021, 10, 25)
"""Of the week of the autumn change: its Sunday has 25 hours."""

VOID = frozenset({"meta", "link", "br", "hr", "img", "input"})


def room(name, **more):
    return Room(id=name, name=LocalText(nb=name.capitalize()), **more)


TORG = Torg(
    id="torget",
    name=LocalText(nb="Torget", nn="Torget", en="The Square"),
    opening=OpeningSchedule.weekly({"mo-fr": "10-16"}, self_service={"mo-su": "08-22"}),
    rooms=(
        room("scene"),
        room("kafe"),
        room("sal-1"),
        room("sal-2"),
        room("storsal", parts=("sal-1", "sal-2")),
        room("bibliotek", bookable=False),
    ),
)


def event(name, day, hour, length, rooms="", **more):
    """Make an event on a day of the week: at an hour for so many hours, or for so many whole days."""
    first = MONDAY + timedelta(days=day)
    if hour is None:
        series = Series(first, timedelta(days=length))
    else:
        start = datetime(first.year, first.month, first.day) + timedelta(hours=hour)
        series = Series(start, timedelta(hours=length), overrides=more.pop("overrides", ()))
    title = more.pop("title", LocalText(nb=name))
    return Event(
        id=name,
        torg="torget",
        title=title,
        series=series,
        rooms=tuple(rooms.split()),
        changed_at=datetime(2021, 10, 1, tzinfo=UTC),
        **more,
    )


CHANGED = Override(
    datetime(2021, 10, 26, 18), details=EventDetails(title=LocalText(nb="Kor i kafeen"), rooms=("kafe",))
)
EVENTS = (
    event("mote", 0, 18, 2, "sal-1", url="https://example.org/mote"),
    event("kor", 1, 18, 2, "scene", overrides=(CHANGED,)),
    event("storsamling", 2, 12, 3, "storsal"),
    event("kurs", 2, 13, 1, "sal-2", status=EventStatus.PROPOSED),
    event("konsert", 3, 19, 2, "scene kafe"),
    event("avlyst", 3, 19, 1, "sal-1", status=EventStatus.CANCELLED),
    event("nattkafe", 4, 20, 5.5, "kafe"),
    event("leir", 4, 15, 45, "scene"),
    event("utstilling", 1, None, 3, "kafe"),
    event("natt", 6, 1, 2, "sal-1"),
    event("tur", 6, 12, 2, online_url="https://example.org/tur"),
    event("vakt", 0, 9, 1, "sal-2", visibility=Visibility.INTERNAL),
    event("utkast", 0, 12, 1, "sal-2", status=EventStatus.DRAFT),
)
CLOSURE = Closure(
    id="maling",
    torg="torget",
    reason=LocalText(nb="Scenen males", en="The stage is painted"),
    start=MONDAY,
    end=MONDAY,
    rooms=("scene",),
)
CAPPED = Closure(
    id="kveld",
    torg="torget",
    reason=LocalText(nb="Bare betjent i dag"),
    start=datetime(2021, 10, 28, 16),
    end=datetime(2021, 10, 28, 20),
    highest=AccessLevel.CLOSED,
)
PROGRAMME = Programme(torgs=(TORG,), events=EVENTS, closures=(CLOSURE, CAPPED))
NOW = datetime(2021, 10, 27, 10, 30, tzinfo=UTC)


LONG = "Donaudampfschifffahrtsgesellschaftskapitän" * 4
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "&amp;</style></table></svg>]]>",
    "\u05e9\u05dc\u05d5\u05dd",
    LONG,
)


def hostile_programme():
    """Return a crowded week of long words and of titles that mean harm, and the titles."""
    many = [
        event(
            f"e{n}",
            n % 7,
            8 + n % 9 + n % 2 / 2,
            1 + n % 3,
            "scene kafe" if n % 5 == 0 else "sal-1",
            title=LocalText(nb=text),
        )
        for n, text in enumerate(HOSTILE * 9)
    ]
    return Programme(torgs=(TORG,), events=tuple(many)), HOSTILE


class Tags(HTMLParser):
    """Every tag of a page with its attributes' names, in order, checked to be nested rightly."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.found, self.open = [], []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, tuple(name for name, _ in attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.found.append((tag, tuple(name for name, _ in attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_comment(self, data):
        raise AssertionError(f"a comment: {data}")


def tags(page):
    """Return the tags of a page."""
    parser = Tags()
    parser.feed(page)
    parser.close()
    assert not parser.open
    return parser.found
