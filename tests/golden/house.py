"""A house with one event of each kind that a feed writes in its own way; prints its feed."""

import sys
from datetime import UTC, date, datetime, timedelta

from innbyggertorg.days import EvenWeeks, Holidays
from innbyggertorg.ical import feed
from innbyggertorg.model import (
    Address,
    Audience,
    Contact,
    Event,
    EventDetails,
    EventKind,
    EventStatus,
    Geo,
    Link,
    LocalText,
    Organisation,
    Programme,
    Room,
    Torg,
)
from innbyggertorg.recurrence import Override, RecurrenceRule, Series

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
CHANGED = datetime(2026, 2, 1, 12, tzinfo=UTC)

TORG = Torg(
    id="heggedal",
    name=LocalText(nb="Heggedal innbyggertorg", nn="Heggedal innbyggjartorg", en="Heggedal citizens' house"),
    address=Address(postcode="1389", place="Heggedal"),
    geo=Geo(59.7852, 10.4468),
    profile=LocalText(nb="En møteplass for alle, på tvers av generasjoner"),
    image="https://heggedal.example/huset.jpg",
    url="https://heggedal.example/",
    colour="teal",
    rooms=(
        Room(id="scene", name=LocalText(nb="Kulturscenen", en="The stage")),
        Room(id="kafe", name=LocalText(nb="Kaféen, 1. etasje")),
    ),
)
CLUB = Organisation(
    id="korps",
    name=LocalText(nb="Heggedal skolekorps"),
    contact=Contact(name="Styreleder", email="post@korps.example", public=True),
)


def repeated(first, rule, *, length=2 * HOUR, **more):
    return Series(first, length, rules=(RecurrenceRule.parse(rule),), **more)


def event(name, series, **more):
    return Event(
        id=name,
        torg="heggedal",
        title=LocalText(nb=name.capitalize()),
        series=series,
        changed_at=CHANGED,
        **more,
    )


PROGRAMME = Programme(
    torgs=(TORG,),
    organisations=(CLUB,),
    events=(
        event("apen-dag", Series(date(2026, 5, 16), 2 * DAY), kind=EventKind.CELEBRATION),
        event(
            "konsert",
            Series(datetime(2026, 5, 9, 18), 2 * HOUR),
            rooms=("scene", "kafe"),
            organiser="korps",
            audience=(Audience.FAMILIES,),
            kind=EventKind.CONCERT,
            text=LocalText(
                nb="Vårkonsert: Grieg, Sæverud; og «Blåfjell».\nGratis\\åpent for alle. " + "æøå " * 30
            ),
            url="https://korps.example/konsert",
            online_url="https://video.example/konsert",
            image="https://korps.example/konsert.jpg",
            links=(
                Link(
                    url="https://korps.example/noter",
                    relation="describedby",
                    label=LocalText(nb='Om "Våren"; noter'),
                ),
                Link(url="https://korps.example/"),
            ),
            concepts=("https://psi.norge.no/los/ord/konsert",),
            part_of="kulturuka",
        ),
        event(
            "ovelse",
            repeated(
                datetime(2026, 1, 7, 18),
                "FREQ=WEEKLY;BYDAY=MO,WE",
                excluded=(datetime(2026, 3, 30, 18), datetime(2026, 4, 1, 18)),
                extra=(datetime(2026, 3, 28, 12),),
                overrides=(
                    Override(datetime(2026, 1, 12, 18), cancelled=True),
                    Override(datetime(2026, 1, 14, 18), start=datetime(2026, 1, 15, 18), length=HOUR),
                    Override(datetime(2026, 1, 19, 18), start=datetime(2026, 1, 21, 10)),
                    Override(
                        datetime(2026, 1, 28, 18),
                        details=EventDetails(title=LocalText(nb="Generalprøve"), rooms=("scene",)),
                    ),
                ),
            ),
            rooms=("kafe",),
            kind=EventKind.PRACTICE,
            sequence=4,
        ),
        event(
            "partallsuker", repeated(datetime(2026, 11, 4, 10), "FREQ=WEEKLY;COUNT=9", excluding=EvenWeeks())
        ),
        event("helligdager", repeated(datetime(2026, 4, 2, 19), "FREQ=WEEKLY;COUNT=8", excluding=Holidays())),
        event("dans", repeated(datetime(2026, 3, 14, 22), "FREQ=WEEKLY;COUNT=4", length=5 * HOUR)),
        event("nattvakt", Series(datetime(2026, 10, 24, 23), 5 * HOUR), status=EventStatus.PROPOSED),
        event("arsmote", repeated(datetime(2026, 3, 17, 19), "FREQ=YEARLY;BYMONTH=3;BYDAY=3TU")),
        event("marked", repeated(date(2026, 12, 12), "FREQ=DAILY;COUNT=3", length=DAY)),
        event("avlyst", Series(datetime(2026, 6, 6, 12), HOUR), status=EventStatus.CANCELLED),
    ),
)

if __name__ == "__main__":
    sys.stdout.buffer.write(feed(PROGRAMME).to_ical())
