"""Nothing that is not public leaves by a feed: a canary in every field that a document can hold.

The document has every key that its schema has, which another test sees to. So a new field gets its canary
here without anybody thinking of it, and this test fails until it is either kept back or said to be public.
"""

from copy import deepcopy
from datetime import UTC, datetime

import pytest

from innbyggertorg.errors import InnbyggertorgError
from innbyggertorg.ical import feed, to_components
from support.canaries import CANARY, NUMBER, plain, published, read, with_canaries
from support.documents import at, leaves

LANGUAGES = ("nb", "nn", "en")
# Free texts that everybody may see, by their path without numbers of items.
PUBLIC = {
    *("torgs.name", "torgs.image", "torgs.url", "torgs.buildings.name", "torgs.rooms.name"),
    "torgs.services.name",
    *(f"torgs.profile.{language}" for language in LANGUAGES),
    *(f"torgs.{whose}address.{key}" for whose in ("", "buildings.") for key in ("street", "place")),
    *("events.title", "events.text", "events.online_url", "events.image", "events.url", "events.uid"),
    *("events.links.url", "events.links.label", "events.concepts", "events.part_of", "events.sequence"),
    *(f"events.series.overrides.details.{key}" for key in ("title", "text", "online_url")),
}


@pytest.fixture(scope="module")
def canaries():
    return with_canaries(lambda path: path not in PUBLIC)


def said_by(made):
    """Return everything that a feed says or is called, as one text."""
    uids = [each.uid for each in made.explanations]
    parts = [made.to_ical().decode().replace("\r\n ", ""), made.name, made.etag, repr(made)]
    parts += [str(made.respond()), made.to_jcal().decode(), *map(str, made.losses)]
    return "\n".join([*parts, *(str(made.explain(uid)) for uid in uids)])


def all_feeds(programme):
    for language in LANGUAGES:
        for flat in (False, True):
            yield feed(programme, language=language, flat=flat)
        yield feed(programme, language=language, organiser="kor")
        yield feed(programme, language=language, service="bibliotek")
        yield feed(programme, language=language, room="alt", kinds=["practice"], audience=["adults"])


def test_the_canaries_are_where_secrets_are(canaries):
    _, places = canaries
    assert {
        "organisations.name.nb",
        "organisations.contact.name",
        "organisations.contact.email",
        "organisations.contact.phone",
        "torgs.contact.phone",
        "torgs.services.contact.email",
        "torgs.rooms.seated",
        "torgs.equipment.name",
        "events.expected",
        "events.price_nok",
        "closures.reason",
        "school_calendars.years.source",
    } <= set(places)


def test_no_canary_leaves_by_a_feed(canaries):
    document, _ = canaries
    programme = read(document)
    for made in all_feeds(programme):
        assert made.explanations, "the event is in it"
        said = said_by(made).casefold()
        assert CANARY not in said
        assert str(NUMBER) not in said
    for event in programme.events:
        found = b"".join(each.to_ical() for each in to_components(event, programme=programme))
        assert CANARY.encode() not in found.lower()


def test_no_canary_is_in_what_errors_say(canaries):
    programme = read(canaries[0])
    asked = (
        {"torg": "x"},
        {"room": "x"},
        {"service": "x"},
        {"organiser": "x"},
        {"kinds": ["x"]},
        {"name": "X"},
    )
    for arguments in asked:
        with pytest.raises(InnbyggertorgError) as caught:
            feed(programme, **arguments)
        assert CANARY not in f"{caught.value} {caught.value!r}".casefold()
    with pytest.raises(InnbyggertorgError) as caught:
        feed(programme).explain("x")
    assert CANARY not in str(caught.value).casefold()


def test_what_is_internal_or_a_draft_is_in_no_feed(canaries):
    for kept_back in ({"visibility": "internal"}, {"status": "draft"}):
        document = deepcopy(canaries[0])
        document["events"][0] |= {"title": CANARY, "text": CANARY, "uid": CANARY} | kept_back
        for made in all_feeds(read(document)):
            assert not made.explanations
            assert CANARY not in said_by(made)


def test_every_text_said_to_be_public_is_in_a_feed(canaries):
    """The other way round: the search would find what is there."""
    document = deepcopy(canaries[0])
    for number, (path, value) in enumerate(list(leaves(document))):
        if plain(path) in {"events.title", "events.url", "torgs.url", "torgs.name", "events.part_of"}:
            marked = f"https://merke{number}.example/" if value.startswith("http") else f"merke{number}"
            at(document, path[:-1])[path[-1]] = marked
            assert f"merke{number}" in said_by(feed(read(document)))


@pytest.mark.parametrize("public", [True, False])
def test_a_contact_leaves_exactly_where_it_is_public(public):
    document = published()
    document["organisations"][0]["contact"] |= {"name": "Kanari7Q", "public": public}
    made = feed(read(document))
    assert (CANARY in said_by(made).casefold()) is public
    changed_at = datetime(2026, 1, 1, 12, tzinfo=UTC)
    assert made.changed_at is not None
    assert made.changed_at >= changed_at
