"""Whatever happens: a reader of schema.org that knows nothing of the package finds it in what is written."""

import json
import re
from datetime import UTC, date, datetime

from hypothesis import event, given
from hypothesis import strategies as st

from innbyggertorg import testing
from innbyggertorg.exchange import schema_org
from innbyggertorg.model import EventOccurrence
from innbyggertorg.recurrence import Status
from support.examples import examples
from support.happenings import WINDOW, programmes
from support.schema_org_events import happenings

LOW, HIGH = date(2026, 1, 1), date(2029, 1, 1)


def of_the_model(happening):
    found = []
    for each in happening.series.occurrences(WINDOW):
        one = EventOccurrence(happening, each)
        start, end = (
            moment.astimezone(UTC) if isinstance(moment, datetime) else moment
            for moment in (one.start, one.end)
        )
        found.append((start, end, one.status is Status.CANCELLED))
    return found


def cut(found):
    """Leave what starts in the window: at its edges the two ways of listing differ."""

    def starts_in(start):
        if isinstance(start, datetime):
            return WINDOW.start <= start < WINDOW.end
        return LOW <= start < HIGH

    return sorted((each for each in found if starts_in(each[0])), key=str)


@given(programmes(size=1))
@examples(100)
def test_a_reader_finds_the_occurrences_of_the_model(programme):
    (happening,) = programme.events
    node, _ = schema_org.event(programme, happening.uid, WINDOW)
    event("schedule" if "eventSchedule" in node else node["@type"])
    assert cut(happenings(node, LOW, HIGH)) == cut(of_the_model(happening))


@given(testing.programmes(most=2), st.sampled_from(["nb", "nn", "en"]))
@examples(12)
def test_no_text_ends_the_element_and_what_is_private_stays_out(programme, language):
    nodes = [schema_org.torg(programme, torg.id, language=language)[0] for torg in programme.torgs]
    nodes += [
        schema_org.service(programme, torg.id, service.id, language=language)[0]
        for torg in programme.torgs
        for service in torg.services
    ]
    nodes += [
        schema_org.event(programme, each.uid, WINDOW, language=language)[0]
        for each in programme.events
        if each.is_public and each.series.excluding is None
    ]
    element = schema_org.script(*nodes)
    inside = re.fullmatch('<script type="application/ld\\+json">([^<>&\u2028\u2029]*)</script>', element)
    document = json.loads(inside[1])
    assert document == json.loads(json.dumps(schema_org.document(*nodes)))
    kept = set(texts(document))
    people = {
        each.organiser: programme.organisation(each.organiser) for each in programme.events if each.organiser
    }
    contacts = [each.contact for each in people.values()] + [torg.contact for torg in programme.torgs]
    shown = {
        value for each in contacts if each and each.public for value in (each.name, each.email, each.phone)
    }
    for contact in contacts:
        if contact is not None and not contact.public:
            assert not kept & ({contact.email, contact.phone} - {None} - shown)


def texts(plain):
    if isinstance(plain, dict):
        for value in plain.values():
            yield from texts(value)
    elif isinstance(plain, list):
        for value in plain:
            yield from texts(value)
    elif isinstance(plain, str):
        yield plain
