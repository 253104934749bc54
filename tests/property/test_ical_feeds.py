"""Laws of feeds: the same programme gives the same bytes, texts stay texts, private things stay private."""

import copy
import pickle
from datetime import UTC, datetime, timedelta
from itertools import islice

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from innbyggertorg.ical import Feed, feed
from innbyggertorg.ical.profile import template
from innbyggertorg.model import (
    Contact,
    Event,
    EventStatus,
    LocalText,
    Organisation,
    Programme,
    Sector,
    Service,
    Visibility,
)
from innbyggertorg.recurrence import RecurrenceRule, Series
from support.client_safe import assert_client_safe, unfolded
from support.happenings import DAYS, HOUSE, UNTIL, programmes, rules

WHEN = Series(datetime(2026, 3, 1, 18), timedelta(hours=1))
CHANGED = datetime(2026, 1, 1, tzinfo=UTC)

# Everything that a text of the model may hold; what may not is refused there and has its tests there.
TEXT_CHARACTERS = st.characters(
    exclude_categories=["Cc", "Cs", "Zl", "Zp"],
    exclude_characters="\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
)
ONE_LINE = st.text(TEXT_CHARACTERS, min_size=1, max_size=120).filter(str.strip)
PROSE = st.text(st.one_of(TEXT_CHARACTERS, st.sampled_from('\n\t,;\\:"')), min_size=1).filter(str.strip)


def programme_of(*events, organisations=(), house=HOUSE):
    return Programme(torgs=(house,), events=events, organisations=organisations)


def event(**more):
    more = {"id": "e", "torg": "heggedal", "title": LocalText(nb="x"), "series": WHEN} | more
    return Event(**({"changed_at": CHANGED} | more))


@given(rules(timed=True), DAYS)
def test_the_form_of_a_rule_picks_what_the_rule_picks(rule, day):
    """Also where it is written with a later start, on the first day that it picks."""
    endless = evolve(rule, count=None, until=None)
    form = template(endless, day)
    picks = list(islice(endless.starts(day), 60))
    if form is not None and picks:
        for later in (0, 1, 7):
            written = RecurrenceRule.parse(form.text).starts(picks[later])
            assert list(islice(written, 60 - later)) == picks[later:]


@given(programmes(), st.randoms(use_true_random=False))
def test_the_order_of_the_events_changes_nothing(programme, chance):
    events = list(programme.events)
    chance.shuffle(events)
    shuffled = evolve(programme, events=tuple(events))
    assert feed(shuffled, horizon=UNTIL) == feed(programme, horizon=UNTIL)


@given(programmes(size=2))
def test_a_feed_survives_copies_and_pickles(programme):
    made = feed(programme, horizon=UNTIL)
    assert isinstance(made, Feed)
    for again in (copy.deepcopy(made), pickle.loads(pickle.dumps(made))):
        assert again == made
        assert again.etag == made.etag
        assert hash(again) == hash(made)


@given(ONE_LINE, PROSE, ONE_LINE)
def test_the_content_lines_do_not_depend_on_the_texts(title, text, room):
    plain = event(text=LocalText(nb="x"), rooms=("sal",))
    house = evolve(HOUSE, rooms=(evolve(HOUSE.rooms[0], name=LocalText(nb=room)),))
    odd = evolve(plain, title=LocalText(nb=title), text=LocalText(nb=text))
    names = [
        [line.split(":", 1)[0] for line in unfolded(feed(one).to_ical())]
        for one in (programme_of(plain), programme_of(odd, house=house))
    ]
    assert names[0] == names[1]
    assert_client_safe(feed(programme_of(odd, house=house)).to_ical())


@given(ONE_LINE, PROSE)
def test_the_texts_come_back(title, text):
    from icalendar import Calendar

    octets = feed(programme_of(event(title=LocalText(nb=title), text=LocalText(nb=text)))).to_ical()
    (read,) = Calendar.from_ical(octets).walk("VEVENT")
    written = LocalText(nb=text).nb
    assert read["SUMMARY"] == title
    assert read["DESCRIPTION"] == written


CANARY = "kanarifugl"
CANARY_CONTACT = Contact(name=CANARY, email=f"{CANARY}@example.test", phone="+47 31 41 59 26")


@given(st.sampled_from(Sector), st.booleans(), st.sampled_from(EventStatus))
def test_nothing_private_is_in_the_bytes(sector, internal, status):
    club = Organisation(
        id="klubb",
        name=LocalText(nb=CANARY if sector is Sector.PRIVATE else "Klubben"),
        sector=sector,
        contact=CANARY_CONTACT,
    )
    house = evolve(
        HOUSE,
        contact=CANARY_CONTACT,
        services=(Service(id="kafe", name=LocalText(nb=CANARY), contact=CANARY_CONTACT),),
    )
    shown = event(organiser="klubb", expected=31415, setup=timedelta(minutes=314), status=status)
    hidden = event(
        id="kanarifugl",
        title=LocalText(nb=CANARY),
        text=LocalText(nb=CANARY),
        visibility=Visibility.INTERNAL if internal else Visibility.PUBLIC,
        status=EventStatus.CONFIRMED if internal else EventStatus.DRAFT,
    )
    made = feed(programme_of(shown, hidden, organisations=(club,), house=house))
    for part in (made.to_ical().decode(), repr(made), str(made.losses), made.etag):
        for secret in (CANARY, "31 41 59 26", "31415", hidden.uid):
            assert secret not in part
